//! Numbers that are read from left to right, set apart in what runs from right to left: whoever made a page, a text, a title
//! or a theme, a telephone number in it is the one to call.

use std::borrow::Cow;

use crate::language::direction::{isolated, set_apart};
use crate::tags::Tag;

/// Descriptions of a page that are shown elsewhere, in attributes of `meta`.
const SHOWN_ELSEWHERE: [&str; 7] =
    ["description", "og:title", "og:description", "og:site_name", "og:image:alt", "twitter:title", "twitter:description"];
/// Elements that can hold no others of HTML.
const HOLD_TEXT: [&str; 5] = ["title", "option", "textarea", "svg", "math"];

/// A page as it was drawn.
pub fn set_apart_in_page(html: Vec<u8>) -> Vec<u8> {
    if !may_run_right_to_left(&html) {
        return html;
    }
    match std::str::from_utf8(&html).map(apart) {
        Ok(apart) => apart.into_bytes(),
        Err(_) => html,
    }
}

/// A page or a part of one, as it is seen.
pub fn set_apart_in(html: &str) -> Cow<'_, str> {
    if may_run_right_to_left(html.as_bytes()) { Cow::Owned(apart(html)) } else { Cow::Borrowed(html) }
}

fn apart(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 64);
    let mut open = Open::default();
    let mut done = 0;
    while let Some(at) = html[done..].find('<').map(|at| done + at) {
        out.push_str(&open.text(&html[done..at]));
        done = match Tag::read(html, at) {
            Some(tag) => {
                attributes(html, &tag, &mut out);
                let end = open.begin(html, &tag);
                out.push_str(&html[tag.at.end..end]);
                end
            }
            None => {
                let ending = if html[at..].starts_with("<!--") { "-->" } else { ">" };
                let end = html[at..].find(ending).map_or(html.len(), |found| at + found + ending.len());
                if let Some(name) = html[at..end].strip_prefix("</") {
                    open.end(name.trim_end_matches('>').trim_end());
                }
                out.push_str(&html[at..end]);
                end
            }
        };
    }
    out.push_str(&open.text(&html[done..]));
    out
}

/// Whether anything may run from right to left, however a theme writes the attribute. Words of Swedish hold these letters, too.
fn may_run_right_to_left(html: &[u8]) -> bool {
    memchr::memmem::find_iter(html, b"rtl")
        .any(|at| html[..at].ends_with(b"\"") || html[..at].ends_with(b"'") || html[..at].ends_with(b"="))
}

/// A tag, with what its attributes show.
fn attributes(html: &str, tag: &Tag, out: &mut String) {
    let is_shown_elsewhere =
        || tag.name == "meta" && tag.get("name").or_else(|| tag.get("property")).is_some_and(|name| SHOWN_ELSEWHERE.contains(&name));
    let mut done = tag.at.start;
    for (name, place) in tag.attributes() {
        if matches!(name, "alt" | "title") || name == "content" && is_shown_elsewhere() {
            out.push_str(&html[done..place.start]);
            out.push_str(&isolated(&html[place.clone()]));
            done = place.end;
        }
    }
    out.push_str(&html[done..tag.at.end]);
}

/// The elements around a place that say something of it.
#[derive(Default)]
struct Open<'a>(Vec<Element<'a>>);

struct Element<'a> {
    name: &'a str,
    /// How many of the same name stand open within.
    within: usize,
    runs_right_to_left: bool,
    holds_text: bool,
}

impl<'a> Open<'a> {
    /// Where what begins with a tag and is no element's content ends: a script, a style.
    fn begin(&mut self, html: &str, tag: &Tag<'a>) -> usize {
        if matches!(tag.name, "script" | "style") {
            let end = format!("</{}", tag.name);
            return html[tag.at.end..].find(&end).map_or(html.len(), |found| tag.at.end + found);
        }
        let around = self.0.last();
        let runs_right_to_left = match tag.get("dir") {
            Some("rtl") => true,
            Some("ltr") => false,
            _ => around.is_some_and(|around| around.runs_right_to_left),
        };
        let holds_text = HOLD_TEXT.contains(&tag.name) || around.is_some_and(|around| around.holds_text);
        let is_known =
            around.map_or((false, false), |around| (around.runs_right_to_left, around.holds_text)) == (runs_right_to_left, holds_text);
        if !is_known && !is_empty(tag.name) {
            self.0.push(Element { name: tag.name, within: 0, runs_right_to_left, holds_text });
        } else if let Some(same) = self.0.iter_mut().rev().find(|element| element.name == tag.name) {
            same.within += 1;
        }
        tag.at.end
    }

    fn end(&mut self, name: &str) {
        let Some(at) = self.0.iter().rposition(|element| element.name == name) else { return };
        match &mut self.0[at].within {
            0 => self.0.truncate(at),
            within => *within -= 1,
        }
    }

    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.0.last() {
            Some(Element { holds_text: true, .. }) => isolated(text),
            // Without the override Arabic figures would still draw the signs between them to the right.
            Some(Element { runs_right_to_left: true, .. }) => set_apart(text, |number| format!("<bdo dir=\"ltr\">{number}</bdo>")),
            _ => Cow::Borrowed(text),
        }
    }
}

/// Whether an element has no end tag.
fn is_empty(name: &str) -> bool {
    matches!(
        name,
        "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta" | "source" | "track" | "wbr" | "path" | "use"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_is_read_from_left_to_right_wherever_letters_run_the_other_way() {
        for (typed, expected) in [
            (r#"<p dir="rtl">اتصل 116 111<br>أو 112</p>"#, r#"<p dir="rtl">اتصل <bdo dir="ltr">116 111</bdo><br>أو 112</p>"#),
            (r#"<p dir="rtl">116 111</p><p>116 111</p>"#, r#"<p dir="rtl"><bdo dir="ltr">116 111</bdo></p><p>116 111</p>"#),
            (
                r#"<div dir="rtl"><div><a dir="ltr" href="tel:+358 9 12">+358 9 12</a></div> +358 9</div> +358 9"#,
                r#"<div dir="rtl"><div><a dir="ltr" href="tel:+358 9 12">+358 9 12</a></div> <bdo dir="ltr">+358 9</bdo></div> +358 9"#,
            ),
            (
                r#"<html dir="rtl"><title>اتصل 116 111</title><meta name="description" content="اتصل 116 111"><meta name="x" content="ا 1 2">"#,
                "<html dir=\"rtl\"><title>اتصل \u{2066}116 111\u{2069}</title>\
                 <meta name=\"description\" content=\"اتصل \u{2066}116 111\u{2069}\"><meta name=\"x\" content=\"ا 1 2\">",
            ),
            (
                r#"<html dir="rtl"><script>"116 111"</script><img alt="هاتف 116 111"><!-- 116 111 --><svg><text>ا 1 2</text></svg> 1 2"#,
                "<html dir=\"rtl\"><script>\"116 111\"</script><img alt=\"هاتف \u{2066}116 111\u{2069}\"><!-- 116 111 -->\
                 <svg><text>ا \u{2066}1 2\u{2069}</text></svg> <bdo dir=\"ltr\">1 2</bdo>",
            ),
        ] {
            assert_eq!(set_apart_in(typed), expected);
            for cut in (0..typed.len()).filter(|cut| typed.is_char_boundary(*cut)) {
                set_apart_in(&typed[..cut]);
            }
        }
        for text in
            [r#"<p lang="sv" dir="ltr">Ring 116 111</p>"#, r#"<p>116 111</p><a lang="ar" dir="rtl" href="/ar/">العربية</a> 116 111"#]
        {
            assert_eq!(set_apart_in(text), text);
        }
    }
}
