//! The names in a drawing that something leads to. All others say only what its maker called a layer or a shape.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::escape::unescape;

use super::said_last;

/// Names of elements and of classes that the drawing itself speaks of.
#[derive(PartialEq, Eq)]
pub(super) struct Names {
    ids: BTreeSet<String>,
    classes: BTreeSet<String>,
    /// For `.a` and `#a`, whether a style shows what is called so, where it says.
    shown: BTreeMap<String, bool>,
}

impl Names {
    /// Of a drawing that has been written anew: `href="#a"`, `url(#a)`, `#a` and `.a` in a style, `aria-labelledby="a b"`.
    pub fn of(text: &str) -> Names {
        let mut names = Names { ids: BTreeSet::new(), classes: BTreeSet::new(), shown: BTreeMap::new() };
        for after in text.split('#').skip(1) {
            let whole = after.split(|c: char| c.is_whitespace() || "\"'&(){},;<>+~*".contains(c)).next().unwrap_or_default();
            let alone = whole.split(['.', ':']).next().unwrap_or_default();
            let decoded = percent_encoding::percent_decode_str(whole).decode_utf8_lossy();
            // A name may have any sign in it, where quotation marks end it.
            let until = |ends: fn(char) -> bool| unescape(after.split(ends).next().unwrap_or_default()).unwrap_or_default();
            let (of_link, of_url) = (until(|c| c == '"'), until(|c| matches!(c, '"' | '\'' | '&' | ')')));
            names.ids.extend([whole, alone, &decoded, &of_link, of_url.trim_end()].map(str::to_owned));
        }
        for (mark, end) in [("aria-labelledby=\"", '"'), ("<style", '<')] {
            for after in text.split(mark).skip(1) {
                let said = after.split(end).next().unwrap_or_default();
                match end {
                    '"' => names.ids.extend(said.split_whitespace().map(str::to_owned)),
                    _ => {
                        names.classes.extend(classes(said).map(str::to_owned));
                        names.shown.extend(shown(said.split_once('>').map_or("", |(_, sheet)| sheet)));
                    }
                }
            }
        }
        names
    }

    pub fn leads_to(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Whether an element of such classes and such a name is shown; `None` where no style says.
    pub fn is_shown(&self, classes: &str, id: &str) -> Option<bool> {
        let of_class = || classes.split_whitespace().filter_map(|class| self.shown.get(&format!(".{class}"))).max();
        self.shown.get(&format!("#{id}")).or_else(of_class).copied()
    }

    /// The classes among some that a style speaks of.
    pub fn classes(&self, written: &str) -> String {
        written.split_whitespace().filter(|class| self.classes.contains(*class)).collect::<Vec<_>>().join(" ")
    }
}

fn classes(sheet: &str) -> impl Iterator<Item = &str> {
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    sheet.split('.').skip(1).map(move |after| after.split(|c| !is_of_name(c)).next().unwrap_or_default())
}

/// What a sheet says of whether something is shown, for each class or name that stands alone.
fn shown(sheet: &str) -> impl Iterator<Item = (String, bool)> {
    let rules = sheet.split('}').filter_map(|rule| rule.split_once('{'));
    let says = rules.filter_map(|(selectors, declared)| Some((selectors, said_last(declared, "display")? != "none")));
    let is_alone = |selector: &str| {
        selector.starts_with(['.', '#']) && !selector[1..].contains(|c: char| c.is_whitespace() || ".#&>+~:()*".contains(c))
    };
    says.flat_map(|(selectors, is_shown)| selectors.split(',').map(move |selector| (selector.trim().to_owned(), is_shown)))
        .filter(move |(selector, _)| is_alone(selector))
}
