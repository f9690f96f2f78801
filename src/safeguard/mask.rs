//! What must not be known is not repeated by what tells of it: logs are often public.

use std::ops::Range;
use std::sync::Arc;

use super::denied::Denied;
use super::identity;
use super::reading::Plain;
use crate::diagnostics::Finding;

/// Makes identity numbers and denied words unreadable.
#[derive(Clone, Debug)]
pub struct Mask {
    pub denied: Option<Arc<Denied>>,
    /// The day, as a count since 31 December 1899.
    pub today: i64,
}

impl Default for Mask {
    fn default() -> Mask {
        Mask { denied: None, today: 60_000 }
    }
}

impl Mask {
    /// A text in which a point stands for each letter and figure that must not be read. It has as many characters as before.
    pub fn text(&self, text: &str) -> String {
        let (read, origins) = without_markup(text);
        let mut places = self.places(text);
        // Parts of addresses stand free only here.
        let apart: String = text.chars().map(|c| if "/()[]<>?&=#_.".contains(c) { ' ' } else { c }).collect();
        places.extend(self.places(&apart));
        if read.len() < text.len() {
            places.extend(self.places(&read).into_iter().map(|at| origins[at.start]..origins[at.end - 1] + 1));
        }
        if places.is_empty() {
            return text.to_owned();
        }
        places.sort_by_key(|place| place.start);
        let mut next = places.iter().peekable();
        let mut end = 0;
        let hidden = |(at, c): (usize, char)| {
            while let Some(place) = next.next_if(|place| place.start <= at) {
                end = end.max(place.end);
            }
            if c.is_alphanumeric() && at < end { '•' } else { c }
        };
        text.char_indices().map(hidden).collect()
    }

    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let plain = Plain::of(text);
        let numbers = identity::find(&plain.text, self.today).into_iter().map(|number| number.at);
        let words = self.denied.iter().flat_map(|denied| denied.find(&plain.text, ""));
        numbers.chain(words).map(|at| plain.origin_of(&at)).filter(|at| !at.is_empty()).collect()
    }

    /// Findings in the order of their places that repeat nothing of it: neither in what they say nor in the marked line nor
    /// in the file's name. `text_of` gives the text of a file, if it is known.
    pub fn findings<'t>(&self, findings: Vec<Finding>, text_of: impl Fn(&str) -> Option<&'t str>) -> Vec<Finding> {
        // Of one line there may be many.
        let mut known: Option<(String, usize, Vec<char>)> = None;
        let masked = |mut finding: Finding| {
            let (file, line) = (&finding.location.file, finding.location.line);
            if finding.location.excerpt.is_some() && !known.as_ref().is_some_and(|(of, at, _)| of == file && *at == line) {
                let text = text_of(file).and_then(|text| text.lines().nth(line - 1));
                known = text.map(|text| (file.clone(), line, self.text(text).chars().collect()));
            }
            if let Some(excerpt) = &mut finding.location.excerpt {
                // What stands at an end of the excerpt is known by the whole line alone.
                let from = (finding.location.column - 1).saturating_sub(excerpt.mark.0);
                let line = known.as_ref().filter(|(of, at, _)| *of == finding.location.file && *at == finding.location.line);
                let whole = line.map(|(_, _, line)| line.get(from..).unwrap_or_default()).unwrap_or_default();
                let hidden = |(at, c)| if whole.get(at) == Some(&'•') { '•' } else { c };
                excerpt.text = self.text(&excerpt.text).chars().enumerate().map(hidden).collect();
            }
            finding.location.file = self.text(&finding.location.file);
            finding.message = self.text(&finding.message);
            finding.hints.iter_mut().for_each(|hint| *hint = self.text(hint));
            finding
        };
        findings.into_iter().map(masked).collect()
    }
}

/// A text as it is read, near enough, without the signs of Markdown and HTML; and for each of its bytes, which it was.
fn without_markup(text: &str) -> (String, Vec<usize>) {
    let mut read = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len());
    let mut next = 0;
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        if at < next {
            continue;
        }
        let skipped = match c {
            '*' | '_' | '~' | '`' | '\\' | '[' => 1,
            ']' => match rest[1..].chars().next() {
                Some('(') => 1 + length_to(&rest[1..], ')'),
                Some('[') => 1 + length_to(&rest[1..], ']'),
                _ => 1,
            },
            '<' if rest[1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) => length_to(rest, '>'),
            _ => 0,
        };
        next = at + skipped;
        if skipped == 0 {
            read.push(c);
            origins.extend(at..at + c.len_utf8());
        }
    }
    (read, origins)
}

/// How long a text is up to a sign and with it; one byte if it comes far behind or not at all.
fn length_to(text: &str, end: char) -> usize {
    text.char_indices().take(300).find(|(_, c)| *c == end).map_or(1, |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Location, codes};

    fn mask() -> Mask {
        Mask { denied: Some(Arc::new(Denied::parse("Ayla Berg\n").expect("a list"))), ..Mask::default() }
    }

    #[test]
    fn numbers_and_names_are_hidden_with_their_markup() {
        for (text, hidden) in [
            ("pnr 20991231-9804, tel", "pnr ••••••••-••••, tel"),
            ("2099**1231**-9804 x", "••••**••••**-•••• x"),
            ("2099[1231](https://a.example/)-9804", "••••[••••](•••••://•.•••••••/)-••••"),
            ("Ayla *Berg* born", "•••• *••••* born"),
            ("[x](../20991231-9804/)", "[x](../••••••••-••••/)"),
            ("nothing 1 of [it](../x/)", "nothing 1 of [it](../x/)"),
        ] {
            assert_eq!(mask().text(text), hidden);
        }
    }

    #[test]
    fn what_an_excerpt_cuts_is_hidden_too() {
        let text = format!("Pnr 20991231-9804 {} [here](../nope/) {} Ayla Berg", "x".repeat(66), "y".repeat(50));
        for width in 60..80 {
            let text = text.replacen(&"x".repeat(66), &"x".repeat(width), 1);
            let at = text.find("[here]").expect("it is there");
            let finding = Finding::new(&codes::BROKEN_LINK, Location::of("ayla-berg.md", &text, at..at + 6), "see 20991231-9804");
            let masked = mask().findings(vec![finding], |_| Some(&text)).remove(0);
            let excerpt = masked.location.excerpt.expect("an excerpt");
            assert!(!excerpt.text.contains(|c: char| c.is_numeric()) && !excerpt.text.contains("Ber"), "{}", excerpt.text);
            assert_eq!(excerpt.text.chars().nth(excerpt.mark.0), Some('['));
            assert_eq!((masked.message.as_str(), masked.location.file.as_str()), ("see ••••••••-••••", "••••-••••.md"));
        }
    }
}
