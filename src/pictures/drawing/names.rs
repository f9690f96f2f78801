//! The names in a drawing that something leads to. All others say only what its maker called a layer or a shape.

use std::collections::BTreeSet;

use quick_xml::escape::unescape;

/// Names of elements and of classes that the drawing itself speaks of.
pub(super) struct Names {
    ids: BTreeSet<String>,
    classes: BTreeSet<String>,
}

impl Names {
    /// Of a drawing that has been written anew: `href="#a"`, `url(#a)`, `#a` and `.a` in a style, `aria-labelledby="a b"`.
    pub fn of(text: &str) -> Names {
        let mut names = Names { ids: BTreeSet::new(), classes: BTreeSet::new() };
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
                    _ => names.classes.extend(classes(said).map(str::to_owned)),
                }
            }
        }
        names
    }

    pub fn leads_to(&self, id: &str) -> bool {
        self.ids.contains(id)
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
