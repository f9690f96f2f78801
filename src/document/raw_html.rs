//! Raw HTML in documents: refused, but for elements that `site.yaml` allows, and those are written anew.

use std::collections::BTreeMap;
use std::ops::Range;

/// Why a piece of raw HTML is refused.
#[derive(Debug)]
pub struct Refused {
    pub message: String,
    pub hint: String,
}

/// Lets allowed elements through and remembers which are open.
pub struct RawHtml<'a> {
    allowed: &'a [String],
    /// With the places of their tags.
    open: Vec<(String, Range<usize>)>,
    /// How many were open when each element of Markdown began that is still open.
    floors: Vec<usize>,
    /// Elements that are not allowed: where each stands first, and how many begin.
    refused: BTreeMap<String, (Range<usize>, usize)>,
}

/// Attributes that say something about text and can't do anything.
const ATTRIBUTES: &[&str] =
    &["lang", "dir", "title", "datetime", "cite", "abbr", "scope", "colspan", "rowspan", "start", "reversed", "value"];
/// Elements that end a paragraph, so that none can stand in one.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements without content.
const VOID: &[&str] = &["br", "hr", "wbr", "col"];

/// The elements that an element is a part of.
fn whole_of(name: &str) -> &'static [&'static str] {
    match name {
        "caption" | "colgroup" | "col" | "thead" | "tbody" | "tfoot" | "tr" | "th" | "td" => &["table"],
        "li" => &["ul", "ol"],
        "dt" | "dd" => &["dl"],
        "figcaption" => &["figure"],
        "summary" => &["details"],
        "source" | "track" => &["picture", "video", "audio"],
        "option" => &["select"],
        _ => &[],
    }
}

/// Elements that a site may well allow. What else has no counterpart in Markdown is most likely no element at all: `<name>`.
const HARMLESS: &[&str] = &[
    "abbr", "address", "aside", "bdi", "bdo", "data", "dd", "dl", "dt", "hgroup", "kbd", "mark", "nav", "rp", "rt", "ruby", "samp",
    "small", "sub", "sup", "time", "var", "wbr",
];

/// What to write in the place of an element.
fn instead_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "table" | "caption" | "colgroup" | "col" | "thead" | "tbody" | "tfoot" | "tr" | "th" | "td" => {
            "write a table in Markdown: a line `| a | b |`, below it `| --- | --- |`, then a line for each row"
        }
        "img" | "picture" | "figure" | "figcaption" => "write a picture in Markdown: `![Map of the ports](map.png)`",
        "a" => "write a link in Markdown: `[text](https://…)`, or `{#name}` behind a heading where something is to lead there",
        "b" | "strong" => "write `**text**`",
        "i" | "em" | "cite" | "dfn" => "write `*text*`",
        "u" | "ins" => "write `**text**` or `*text*`: what is underlined is taken for a link",
        "s" | "del" | "strike" => "write `~~text~~`",
        "br" => "end the line before with a backslash; an empty line begins a paragraph",
        "hr" => "write a line `---` with an empty line before it",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "write a heading in Markdown: `## Signs`",
        "ul" | "ol" | "li" | "menu" | "dir" => "write a list in Markdown: each item on a line that begins with `- ` or `1. `",
        "blockquote" | "q" => "write a quotation in Markdown: each line begins with `> `",
        "code" | "tt" => "put it between backticks",
        "pre" => "put a line of three backticks before and behind it",
        "p" | "div" | "span" | "font" | "center" | "section" | "article" | "big" | "main" | "header" | "footer" | "o" => {
            "remove the tags and keep the text; an empty line begins a paragraph"
        }
        "details" | "summary" => "write `:::details[label]`, the text, and `:::`, each on lines of their own",
        "iframe" | "video" | "audio" | "embed" | "object" | "frame" => {
            "lead to it: `[text](https://…)`; nothing of another site is loaded into a page"
        }
        "script" | "style" | "link" | "meta" | "form" | "input" | "button" | "select" | "textarea" | "svg" | "canvas" => {
            "remove it: no text holds what runs, or what another page is made of"
        }
        _ => return None,
    })
}

/// Where raw HTML stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// As a block of its own.
    Alone,
    /// Within a line of text.
    InLine,
    /// Within a line of text that is a table's cell.
    InCell,
}

impl<'a> RawHtml<'a> {
    pub fn new(allowed: &'a [String]) -> RawHtml<'a> {
        RawHtml { allowed, open: Vec::new(), floors: Vec::new(), refused: BTreeMap::new() }
    }

    /// The HTML with nothing in it but allowed elements, harmless attributes and escaped text. `from` is where it begins.
    /// `Err(None)` where an element is not allowed: [`RawHtml::refused`] tells of all of its kind at once.
    pub fn filter(&mut self, html: &str, from: usize, stands: Stands) -> Result<String, Option<Refused>> {
        let mut out = String::new();
        let mut is_refused = false;
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            out.push_str(&text(&rest[..at]));
            rest = &rest[at..];
            if rest.starts_with("<!--") {
                return Err(Some(Refused {
                    message: "comments would be published with the page".into(),
                    hint: "delete it; keep notes for authors outside the text".into(),
                }));
            }
            let Some((tag, length)) = Tag::read(rest) else {
                return Err(Some(Refused {
                    message: "raw HTML is refused".into(),
                    hint: "write Markdown; put `<` in backticks if it is meant as text".into(),
                }));
            };
            let start = from + (html.len() - rest.len());
            if !self.allowed.contains(&tag.name) {
                is_refused = true;
                self.refused.entry(tag.name).or_insert((start..start + length, 0)).1 += usize::from(!tag.closes);
                rest = &rest[length..];
                continue;
            }
            if stands != Stands::Alone && BLOCKS.contains(&tag.name.as_str()) {
                return Err(Some(Refused {
                    message: format!("<{}> can't stand within a line of text", tag.name),
                    hint: match stands {
                        Stands::InCell => "a cell holds one line: give each part a row of its own, or put the list below the table".into(),
                        _ => "write it on a line of its own, with an empty line before it".into(),
                    },
                }));
            }
            out.push_str(&self.tag(&tag, start..start + length).map_err(Some)?);
            rest = &rest[length..];
        }
        out.push_str(&text(rest));
        if is_refused { Err(None) } else { Ok(out) }
    }

    /// The elements that were not allowed, with the place of the first of each. What is a part of another one, as the cells
    /// of a table, is told with it.
    pub fn refused(&mut self) -> Vec<(Range<usize>, Refused)> {
        let refused = std::mem::take(&mut self.refused);
        let is_part = |name: &str| whole_of(name).iter().any(|whole| refused.contains_key(*whole));
        let told = refused.iter().filter(|(name, _)| !is_part(name));
        told.map(|(name, (place, count))| {
            let message = match count {
                0 | 1 => format!("the HTML element <{name}> is not allowed"),
                _ => format!("the HTML element <{name}> is not allowed; it begins here, and {} times more", count - 1),
            };
            let hint = match instead_of(name) {
                Some(written) => written.to_owned(),
                None if !HARMLESS.contains(&name.as_str()) => {
                    "put a backslash before the `<` if it is meant as text; otherwise remove the tags".to_owned()
                }
                None if self.allowed.is_empty() => {
                    format!("write Markdown; harmless elements can be allowed in content/site.yaml: `html: {{ allow: [{name}] }}`")
                }
                None => format!("write Markdown; allowed are {}", self.allowed.join(", ")),
            };
            (place.clone(), Refused { message, hint })
        })
        .collect()
    }

    fn tag(&mut self, tag: &Tag, place: Range<usize>) -> Result<String, Refused> {
        let name = &tag.name;
        if tag.closes {
            let floor = self.floors.last().copied().unwrap_or(0);
            return match self.open[floor..].iter().rposition(|(open, _)| open == name) {
                // What was opened within it ends with it.
                Some(at) => Ok(self.open.drain(floor + at..).rev().map(|(name, _)| format!("</{name}>")).collect()),
                None if self.open.iter().any(|(open, _)| open == name) => Err(Refused {
                    message: format!("</{name}> closes what was opened outside of what stands around it here"),
                    hint: "open and close it in the same paragraph, emphasis or directive".into(),
                }),
                None => Err(Refused { message: format!("</{name}> closes what was never opened"), hint: "remove it".into() }),
            };
        }
        let mut out = self.ended_by(name);
        if !VOID.contains(&name.as_str()) {
            self.open.push((name.clone(), place));
        }
        out.push_str(&format!("<{name}"));
        for (at, (attribute, value)) in tag.attributes.iter().enumerate() {
            // The first of a name counts.
            if tag.attributes[..at].iter().any(|(before, _)| before == attribute) {
                continue;
            }
            if !ATTRIBUTES.contains(&attribute.as_str()) {
                return Err(Refused {
                    message: format!("the attribute «{attribute}» is not allowed"),
                    hint: format!("allowed are {}", ATTRIBUTES.join(", ")),
                });
            }
            out.push_str(&format!(" {attribute}=\"{}\"", text(value).replace('"', "&quot;")));
        }
        out.push('>');
        Ok(out)
    }

    /// Ends the elements whose end may be left out where another begins, as that of `li` may before the next.
    fn ended_by(&mut self, next: &str) -> String {
        let floor = self.floors.last().copied().unwrap_or(0);
        let mut out = String::new();
        while let Some((open, _)) = self.open[floor..].last() {
            let ends = match open.as_str() {
                "li" => next == "li",
                "dt" | "dd" => matches!(next, "dt" | "dd"),
                "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot"),
                "tr" => matches!(next, "tr" | "tbody" | "tfoot"),
                "thead" | "tbody" => matches!(next, "tbody" | "tfoot"),
                "p" => BLOCKS.contains(&next),
                _ => false,
            };
            if !ends {
                break;
            }
            out.push_str(&format!("</{open}>"));
            self.open.pop();
        }
        out
    }

    /// An element of Markdown begins: what is opened in it ends in it.
    pub fn enter(&mut self) {
        self.floors.push(self.open.len());
    }

    /// It ends, or the text does. Gives what was opened in it and is still open, innermost first.
    pub fn leave(&mut self) -> Vec<(String, Range<usize>)> {
        let floor = self.floors.pop().unwrap_or(0).min(self.open.len());
        self.open.drain(floor..).rev().collect()
    }
}

/// Text between tags; entities that the author wrote stay what they are.
fn text(text: &str) -> String {
    text.replace('<', "&lt;").replace('>', "&gt;")
}

/// A tag by CommonMark's grammar.
struct Tag {
    name: String,
    closes: bool,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The tag at the start of the text, and its length.
    fn read(text: &str) -> Option<(Tag, usize)> {
        let mut rest = text.strip_prefix('<')?;
        let closes = rest.starts_with('/');
        rest = rest.strip_prefix('/').unwrap_or(rest);
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
        let name = rest[..length].to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        rest = &rest[length..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>')) {
                return Some((Tag { name, closes, attributes }, text.len() - after.len()));
            }
            let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).unwrap_or(rest.len());
            if length == 0 {
                return None;
            }
            let attribute = rest[..length].to_ascii_lowercase();
            rest = rest[length..].trim_start();
            let mut value = String::new();
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start();
                let (found, left) = match after.chars().next()? {
                    quote @ ('"' | '\'') => {
                        let end = after[1..].find(quote)? + 1;
                        (&after[1..end], &after[end + 1..])
                    }
                    _ => {
                        let end = after.find(|c: char| c.is_whitespace() || c == '>')?;
                        (&after[..end], &after[end..])
                    }
                };
                value = found.to_owned();
                rest = left;
            }
            attributes.push((attribute, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(html: &str) -> Result<String, String> {
        let allowed = ["kbd".to_owned(), "abbr".to_owned(), "br".to_owned()];
        RawHtml::new(&allowed)
            .filter(html, 0, Stands::InLine)
            .map_err(|refused| refused.map_or("an element".into(), |refused| refused.message))
    }

    #[test]
    fn allowed_elements_are_written_anew() {
        assert_eq!(filter("<KBD>Esc</KBD>").unwrap(), "<kbd>Esc</kbd>");
        assert_eq!(filter("<abbr title='a\"b'>x</abbr>").unwrap(), "<abbr title=\"a&quot;b\">x</abbr>");
        assert_eq!(filter("<br/>").unwrap(), "<br>");
        assert_eq!(filter("<abbr title='R&amp;D' title=b>x</abbr>").unwrap(), "<abbr title=\"R&amp;D\">x</abbr>");
    }

    #[test]
    fn what_is_opened_in_an_element_ends_in_it() {
        let allowed = ["kbd".to_owned(), "details".to_owned()];
        let mut html = RawHtml::new(&allowed);
        html.filter("<details>", 0, Stands::Alone).unwrap();
        html.enter();
        assert!(html.filter("</details>", 20, Stands::InLine).is_err());
        html.filter("<kbd>", 30, Stands::InLine).unwrap();
        assert_eq!(html.leave(), [("kbd".to_owned(), 30..35)]);
        assert_eq!(html.filter("</details>", 40, Stands::Alone).unwrap(), "</details>");
        assert!(html.filter("a <details> b", 0, Stands::InLine).is_err());
        // What can't be done there is no advice.
        let in_cell = html.filter("a <details> b", 0, Stands::InCell).map_err(|refused| refused.unwrap().hint);
        assert!(in_cell.unwrap_err().starts_with("a cell holds one line"));
    }

    #[test]
    fn an_element_that_is_not_allowed_is_told_once_with_what_to_write() {
        let allowed = ["kbd".to_owned()];
        let mut html = RawHtml::new(&allowed);
        let rows = "<tr><td>a</td><td>b</td></tr>".repeat(20);
        for line in ["<table>", "<thead><tr><th>a</th></tr></thead>", &rows, "</table>", "a<br>b<br>c", "<sup>1</sup> <kbd>", "</i>"] {
            let _ = html.filter(line, 0, Stands::Alone);
        }
        let told: Vec<String> = html.refused().into_iter().map(|(_, refused)| format!("{}: {}", refused.message, refused.hint)).collect();
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told[0].contains("<br> is not allowed; it begins here, and 1 times more: end the line"), "{told:?}");
        assert!(told[1].ends_with("<i> is not allowed: write `*text*`"), "{told:?}");
        assert!(told[2].ends_with("<sup> is not allowed: write Markdown; allowed are kbd"), "{told:?}");
        assert!(told[3].contains("<table> is not allowed: write a table in Markdown"), "{told:?}");
    }

    #[test]
    fn an_end_that_may_be_left_out_is_written() {
        let allowed = ["ul", "li", "table", "tr", "td", "p"].map(str::to_owned);
        let written = |html: &str| RawHtml::new(&allowed).filter(html, 0, Stands::Alone).unwrap();
        assert_eq!(written("<ul><li>a<li>b</ul>"), "<ul><li>a</li><li>b</li></ul>");
        assert_eq!(written("<ul><li>a<ul><li>b</ul><li>c</ul>"), "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>");
        assert_eq!(written("<table><tr><td>a<td>b<tr><td>c</table>"), "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>");
        assert_eq!(written("<p>a<p>b</p>"), "<p>a</p><p>b</p>");
        // An element whose attribute is refused is told once, not again where it ends.
        let mut html = RawHtml::new(&allowed);
        assert!(html.filter("<p onclick=x>", 0, Stands::Alone).is_err());
        assert_eq!(html.filter("</p>", 20, Stands::Alone).unwrap(), "</p>");
    }

    #[test]
    fn everything_else_is_refused() {
        for html in [
            "<script>alert(1)</script>",
            "<!-- a name -->",
            "<kbd onclick=x>",
            "<kbd style='display:none'>",
            "</kbd>",
            "<!DOCTYPE html>",
            "<?php ?>",
            "<kbd",
            "<![CDATA[x]]>",
        ] {
            assert!(filter(html).is_err(), "{html}");
        }
    }
}
