//! Links that are read as text.

use super::*;

pub(in super::super) const ONE_BEHIND: &str = "write one link behind the other";

impl Writer<'_, '_, '_> {
    /// A link that Markdown does not take, so that its brackets and its address are read as text.
    pub(super) fn find_lost_links(&mut self, at: &Range<usize>) {
        let text = self.text;
        for (found, _) in text[at.clone()].match_indices(']') {
            let close = at.start + found;
            let rest = begin(&text[close + 1..at.end]);
            if self.closes_across_paragraphs(close, rest) {
                let end = close + 1 + rest.find(')').map_or(0, |end| end + 1);
                let location = self.here(close..end);
                self.findings
                    .add(&codes::LOST_LINK, location, "the words of this link begin in another paragraph, so that it is none")
                    .hint("put its brackets round words of one line: `### [Signs](address)`");
                continue;
            }
            let (message, end, hint) = if let Some(inner) = rest.strip_prefix('(') {
                let inner = inner.split("](").next().unwrap_or_default();
                match closing(inner) {
                    // Told as such, with how a link is written.
                    Some(end) if foreign::holds_template(&inner[..end]) => continue,
                    Some(end) if inner[..end].trim().contains(char::is_whitespace) && !inner[..end].contains('\\') => {
                        let address = inner[..end].split(['"', '\'']).next().unwrap_or_default().trim();
                        let hint = format!("write the address between angle brackets: `(<{address}>)`");
                        ("a space stands in the address, so that this is no link", close + 1 + end + 2, hint)
                    }
                    Some(end) if self.opening(close).is_some_and(|open| text[open..close].contains("[^")) => {
                        let hint = "write the note behind the link: `[words](address)[^1]`".to_owned();
                        ("a note stands in the words of this link, so that it is none", close + 1 + end + 2, hint)
                    }
                    Some(end) if let Some((message, hint)) = self.opening(close).and_then(|open| within(&text[open + 1..close])) => {
                        (message, close + 1 + end + 2, hint.to_owned())
                    }
                    None if is_like_address(inner) && rest.len() < FARTHEST => {
                        let hint = "write ) where the address ends".to_owned();
                        ("the address of this link is never closed", close + 1 + rest.trim_end().len(), hint)
                    }
                    _ => continue,
                }
            } else if let Some(inner) = parted(rest)
                && (is_like_address(inner) || self.opening(close).is_some_and(|open| text[open..].starts_with('!')))
            {
                let Some(end) = closing(inner).filter(|end| !inner[..*end].contains(char::is_whitespace)) else { continue };
                let hint = "remove the space".to_owned();
                let end = close + 1 + rest.len() - inner.len() + end + 1;
                ("a space stands between the words of this link and its address", end, hint)
            } else {
                continue;
            };
            let Some(open) = self.opening(close) else { continue };
            let location = self.here(open..end);
            self.findings
                .add(&codes::LOST_LINK, location, message)
                .hint(hint)
                .hint("where no link is meant, put a backslash before the bracket");
        }
    }

    /// Whether an address stands behind a bracket that nothing in its paragraph has opened.
    fn closes_across_paragraphs(&self, close: usize, rest: &str) -> bool {
        let is_address = rest.strip_prefix('(').is_some_and(|inner| is_like_address(inner) && closing(inner).is_some());
        is_address && {
            let before = end_of(&self.text[..close]);
            let paragraph = before.rsplit("\n\n").next().unwrap_or_default();
            paragraph.len() < before.len() && !paragraph.contains('[') && !paragraph.ends_with('\\')
        }
    }

    /// A link whose two kinds of brackets have changed places.
    pub(super) fn find_turned_links(&mut self, at: &Range<usize>) {
        let text = self.text;
        for (found, _) in text[at.clone()].match_indices(")[") {
            let middle = at.start + found;
            let rest = begin(&text[middle + 2..at.end]);
            let Some(end) = rest.find(']').filter(|_| is_like_address(rest)) else { continue };
            let window = end_of(&text[at.start..middle]);
            let Some(open) = window.rfind('(').map(|open| middle - window.len() + open) else { continue };
            let (words, address) = (&text[open + 1..middle], &rest[..end]);
            let location = self.here(open..middle + 3 + end);
            self.findings
                .add(&codes::LOST_LINK, location, "the two kinds of brackets of this link have changed places")
                .hint(format!("write `[{words}]({address})`"));
        }
    }

    /// A path with backslashes often ends in one, which takes the closing bracket along and leaves no link at all.
    pub(super) fn find_backslashed_links(&mut self, text: &str, at: Range<usize>) {
        if !text.contains("](") {
            return;
        }
        let raw = &self.text[at.clone()];
        for (start, _) in raw.match_indices("](") {
            // As far as the next link on the line, so that each sign is looked at once.
            let path = raw[start + 2..].split("](").next().and_then(|path| path.lines().next()).unwrap_or_default();
            let path = &path[..path.rfind(')').unwrap_or(path.len())];
            if path.contains('\\') && !self.text[..at.start + start].ends_with('\\') {
                let location = self.here(at.start + start + 2..at.start + start + 2 + path.len());
                let mut finding =
                    crate::diagnostics::Finding::new(&codes::BROKEN_LINK, location, "a path is written with slashes, not backslashes");
                finding.hint(links::with_slashes(path));
                self.findings.extend([finding]);
                return;
            }
        }
    }
}

/// Whether a text begins as addresses do.
fn is_like_address(text: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:", "www.", "./", "../", "/", "#"].iter().any(|start| text.starts_with(start))
}

/// What follows a round bracket that a space parts from the words before it.
fn parted(text: &str) -> Option<&str> {
    text.strip_prefix([' ', NO_BREAK[0], NO_BREAK[1]])?.strip_prefix('(')
}

/// What keeps words from being those of a link: a link leads to one place, and a citation leads to its source.
fn within(words: &str) -> Option<(&'static str, &'static str)> {
    let is_citation = |inner: &str| inner.split_once(']').is_some_and(|(inner, _)| citations::parse(inner).is_some());
    if words.split('[').skip(1).any(is_citation) {
        let message = "a citation stands in the words of this link, so that it is none";
        return Some((message, "write the citation behind the link: `[words](address) [@key]`"));
    }
    let is_link = words.contains("](") || words.contains("][");
    is_link.then_some(("another link stands in the words of this one, so that it is none", ONE_BEHIND))
}

/// Where a round bracket closes that no other has opened.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}
