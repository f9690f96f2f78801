//! Text in HTML.

use std::fmt::Write as _;

use super::raw_html;

/// Text as it may stand in an element or an attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let _ = pulldown_cmark_escape::escape_html(pulldown_cmark_escape::FmtWriter(&mut out), text);
    out
}

/// The first paragraph of some HTML, or what else stands first in it, as it can stand within another paragraph. What follows
/// belongs to it as long as no sentence has ended and a list has not: half a condition says something else than the whole.
pub fn first_paragraph(html: &str) -> String {
    let mut out = String::new();
    let mut lists: Vec<List> = Vec::new();
    let mut start = 0;
    let blocks = html.match_indices('<').filter_map(|(at, _)| {
        let is_end = html[at + 1..].starts_with('/');
        let name = html[at + 1..].trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        raw_html::BLOCKS.contains(&name).then_some((at, name, is_end))
    });
    for (at, name, is_end) in blocks.chain([(html.len(), "", true)]) {
        let before = html.get(start..at).unwrap_or_default().trim();
        if !before.is_empty() {
            if !out.is_empty() {
                out.push_str("<br>");
            }
            if let Some(list) = lists.last_mut() {
                list.number(&mut out);
            }
            out.push_str(before);
        }
        let end = html[at..].find('>').map_or(html.len(), |end| at + end + 1);
        start = end;
        match (name, is_end) {
            ("ol" | "ul", false) => lists.push(List::of(&html[at..end])),
            ("ol" | "ul", true) => drop(lists.pop()),
            ("li", false) => lists.iter_mut().last().into_iter().for_each(|list| list.begins_item = true),
            _ => {}
        }
        if lists.is_empty() && ends_sentence(&out) {
            break;
        }
    }
    out
}

/// A list that is open, as lines of a text say it.
struct List {
    /// The number of its next item; `None` if its items have none.
    next: Option<u64>,
    /// Whether nothing of the item has been said.
    begins_item: bool,
}

impl List {
    fn of(tag: &str) -> List {
        let start = tag.split_once("start=\"").and_then(|(_, start)| start.split('"').next()?.parse().ok());
        List { next: tag.starts_with("<ol").then(|| start.unwrap_or(1)), begins_item: false }
    }

    /// Writes what an item begins with, if one does.
    fn number(&mut self, out: &mut String) {
        if !std::mem::take(&mut self.begins_item) {
            return;
        }
        match &mut self.next {
            Some(next) => {
                let _ = write!(out, "{next}. ");
                *next += 1;
            }
            None => out.push_str("– "),
        }
    }
}

/// Whether some HTML ends as a sentence does.
fn ends_sentence(html: &str) -> bool {
    let mut rest = html.trim_end();
    while let Some(before) = rest.strip_suffix('>').and_then(|tag| tag.rsplit_once('<')).map(|(before, _)| before.trim_end()) {
        rest = before;
    }
    let rest = rest.trim_end_matches([')', ']', '”', '’', '“', '‘', '»', '«', '"', '\'']);
    let rest = rest.strip_suffix("&quot;").unwrap_or(rest);
    rest.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'])
}

#[cfg(test)]
mod tests {
    use super::first_paragraph;

    #[test]
    fn the_first_paragraph_can_stand_in_another() {
        for (html, first) in [
            ("One <em>word</em>.", "One <em>word</em>."),
            ("<p>One <a href=\"x\">word.</a></p>\n<p>Two.</p>\n", "One <a href=\"x\">word.</a>"),
            ("<ul>\n<li>One</li>\n</ul>\n<p>Two.</p>", "– One<br>Two."),
            ("<p></p>\n<p>“One.”</p><p>Two</p>", "“One.”"),
            ("<p></p>", ""),
            ("", ""),
        ] {
            assert_eq!(first_paragraph(html), first, "{html}");
        }
    }

    #[test]
    fn a_condition_is_whole() {
        for (html, whole) in [
            ("<p>One if</p>\n<ul>\n<li>a, and</li>\n<li>b.</li>\n</ul>\n<p>Two.</p>", "One if<br>– a, and<br>– b."),
            (
                "<p>One if:</p>\n<ol start=\"3\">\n<li>\n<p>a.</p>\n<p>More.</p>\n</li>\n<li>b.</li>\n</ol>\n<p>Two.</p>",
                "One if:<br>3. a.<br>More.<br>4. b.",
            ),
            ("<ul>\n<li>One\n<ul>\n<li>a.</li>\n</ul>\n</li>\n<li>Two</li>\n</ul>", "– One<br>– a.<br>– Two"),
            ("Label<p>One.</p><p>Two.</p>", "Label<br>One."),
            ("<p>One</p><p>Two</p>", "One<br>Two"),
        ] {
            assert_eq!(first_paragraph(html), whole, "{html}");
        }
    }
}
