//! What must not be known is not repeated by what tells of it: logs are often public.

use std::ops::Range;
use std::sync::Arc;

use super::denied::Denied;
use super::plain::Plain;
use super::written::Reading;
use super::{identity, names};
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
        let mut places = self.places(text);
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

    /// Where such a thing stands, however it is written.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        if self.denied.is_none() && !text.contains(char::is_numeric) {
            return Vec::new();
        }
        let readings = Reading::all(text);
        readings.iter().flat_map(|reading| self.found(&reading.text).into_iter().map(|at| reading.place(&at))).collect()
    }

    fn found(&self, text: &str) -> Vec<Range<usize>> {
        let plain = Plain::of(text);
        let whole = |at: Range<usize>| {
            let at = plain.origin_of(&at);
            // The last of its characters may have several bytes.
            at.start..(at.end..text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len())
        };
        let words = self.denied.iter().flat_map(|denied| denied.find_in_any_language(&plain.text));
        let apart = names::apart(&plain.text);
        let said = [&plain.text].into_iter().chain(&apart);
        let numbers = said.flat_map(|said| identity::find(said, self.today)).map(|number| number.at);
        numbers.chain(words).map(whole).filter(|at| !at.is_empty()).collect()
    }

    /// Findings in the order of their places that repeat nothing of it: neither in what they say nor in the marked line nor
    /// in the file's name. `text_of` gives the text of a file, if it is known.
    pub fn findings<'t>(&self, findings: Vec<Finding>, text_of: impl Fn(&str) -> Option<&'t str>) -> Vec<Finding> {
        /// How many lines before and behind one are read with it: a name may be broken over them.
        const LINES_BESIDE: usize = 3;
        let masked_line = |lines: &[&str], line: usize| {
            let first = line.saturating_sub(1 + LINES_BESIDE);
            let near: String = lines.iter().skip(first).take(line - first + LINES_BESIDE).copied().collect();
            self.text(&near).lines().nth(line - 1 - first).unwrap_or_default().chars().collect()
        };
        // Of one file, and of one line, there may be many.
        let mut lines: Option<(String, Vec<&str>)> = None;
        let mut known: Option<(String, usize, Vec<char>)> = None;
        let masked = |mut finding: Finding| {
            let (file, line) = (&finding.location.file, finding.location.line);
            if finding.location.excerpt.is_some() && !known.as_ref().is_some_and(|(of, at, _)| of == file && *at == line) {
                if lines.as_ref().is_none_or(|(of, _)| of != file) {
                    lines = text_of(file).map(|text| (file.clone(), text.split_inclusive('\n').collect()));
                }
                known = lines.as_ref().map(|(of, lines)| (of.clone(), line, masked_line(lines, line)));
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
            ("[x](akt-20991231-9804.pdf)", "[x](akt-••••••••-••••.pdf)"),
            ("text[^akt-20991231-9804] {#x-209912319804-b}", "text[^akt-••••••••-••••] {#x-••••••••••••-b}"),
            ("20991231-9804–20990101-9811", "••••••••-••••–••••••••-••••"),
            ("20991231-9804-20990101-9811", "••••••••-••••-••••••••-••••"),
            ("akt-1-20991231-9804-2, 3-131052-308T-4", "akt-1-••••••••-••••-2, 3-••••••-••••-4"),
            ("barnet-991231+9804, 1-399999-99999-1:209912319804", "barnet-••••••+••••, 1-••••••-•••••-1:••••••••••••"),
            ("> 399999-\n> 99999\n>\n> Ayla Be-\n> rg", "> ••••••-\n> •••••\n>\n> •••• ••-\n> ••"),
            ("2026-01-02 to 2026-03-04, pp. 100-110", "2026-01-02 to 2026-03-04, pp. 100-110"),
            ("Ayla[^1] Berg :term[Ayla]{work=terms/a} Berg", "••••[^•] •••• :••••[••••]{••••=•••••/•} ••••"),
            ("&#65;yla Berg, 2099&#49;231&#45;9804", "&#••;••• ••••, ••••&#••;•••&#••;••••"),
            ("A&#8203;yla B&#101;rg", "•&#••••;••• •&#•••;••"),
            (r#"{"t":"\u0041yla Ber\u0067"}"#, r#"{"t":"\•••••••• •••\•••••"}"#),
            ("mailto:a?subject=Ayla%20%42erg", "mailto:a?subject=••••%••%•••••"),
            ("12;Berg;Ayla;y@example.org", "12;••••;••••;y@example.org"),
            ("| Berg | Ayla | 12 |", "| •••• | •••• | 12 |"),
            ("nothing 1 of [it](../x/)", "nothing 1 of [it](../x/)"),
        ] {
            assert_eq!(mask().text(text), hidden);
        }
    }

    #[test]
    fn a_name_is_hidden_in_its_forms_wherever_they_stand() {
        let denied = Denied::parse("Яна\nДар'я\nSigurður\nAnneli\nMarek\n").expect("a list");
        let mask = Mask { denied: Some(Arc::new(denied)), ..Mask::default() };
        assert_eq!(mask.text("Яну, Дар’ю. Sigurð Annelillekin Marka"), "•••, •••’•. •••••• •••••••••••• •••••");
        assert_eq!(mask.text("a mark in the margin"), "a mark in the margin");
    }

    #[test]
    fn what_is_broken_over_lines_is_hidden_too() {
        let text = "one\n2099\nAyla\n**Berg** [here](../nope/), 1231-\n9804\n";
        let at = text.find("[here]").expect("it is there");
        let finding = Finding::new(&codes::BROKEN_LINK, Location::of("a.md", text, at..at + 6), "x");
        let masked = mask().findings(vec![finding], |_| Some(text)).remove(0);
        assert_eq!(masked.location.excerpt.map(|excerpt| excerpt.text).as_deref(), Some("**••••** [here](../nope/), 1231-"));
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
