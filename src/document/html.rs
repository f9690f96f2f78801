//! Text in HTML.

use super::raw_html;

/// Text as it may stand in an element or an attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let _ = pulldown_cmark_escape::escape_html(pulldown_cmark_escape::FmtWriter(&mut out), text);
    out
}

/// The first paragraph of some HTML, or what else stands first in it, as it can stand within another paragraph.
pub fn first_paragraph(html: &str) -> &str {
    let mut start = 0;
    for (at, _) in html.match_indices('<') {
        let name = html[at + 1..].trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !raw_html::BLOCKS.contains(&name) {
            continue;
        }
        let before = html.get(start..at).unwrap_or_default().trim();
        if !before.is_empty() {
            return before;
        }
        start = html[at..].find('>').map_or(html.len(), |end| at + end + 1);
    }
    html[start..].trim()
}

#[cfg(test)]
mod tests {
    use super::first_paragraph;

    #[test]
    fn the_first_paragraph_can_stand_in_another() {
        for (html, first) in [
            ("One <em>word</em>.", "One <em>word</em>."),
            ("<p>One <a href=\"x\">word</a>.</p>\n<p>Two.</p>\n", "One <a href=\"x\">word</a>."),
            ("<ul>\n<li>One</li>\n<li>Two</li>\n</ul>\n", "One"),
            ("One\n<ul><li>Two</li></ul>", "One"),
            ("<p></p>", ""),
            ("", ""),
        ] {
            assert_eq!(first_paragraph(html), first, "{html}");
        }
    }
}
