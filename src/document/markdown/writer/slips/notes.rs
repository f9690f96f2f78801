//! Notes and citations of which a half is missing, or that are read as none.

use super::*;

impl Writer<'_, '_, '_> {
    /// A note without a text stays as it was typed, since CommonMark knows no notes.
    pub(super) fn find_broken_notes(&mut self, text: &str, at: Range<usize>) {
        if !text.contains("[^") {
            return;
        }
        let raw = &self.text[at.clone()];
        for (start, _) in raw.match_indices("[^") {
            let rest = &raw[start + 2..];
            let end = rest.find([']', '[', '\n']).filter(|end| rest[*end..].starts_with(']'));
            let Some(label) = end.map(|end| &rest[..end]).filter(|label| !label.is_empty()) else { continue };
            let is_spaced = label.contains(char::is_whitespace);
            // Of more than one word only what stands at a word like a note.
            if is_spaced && (!is_words(label) || raw[..start].ends_with(char::is_whitespace)) {
                continue;
            }
            let here = at.start + start..at.start + start + label.len() + 3;
            if self.text[..here.start].ends_with('\\') || self.is_in_broken_reference(&here) {
                continue;
            }
            let known: Vec<&str> = self.notes.iter().map(|note| note.label.as_str()).collect();
            let location = self.here(here);
            let mut finding = crate::diagnostics::Finding::new(
                &codes::BROKEN_FOOTNOTE,
                location,
                format!("no line says what stands in the note «{label}»"),
            );
            let sound = label.split_whitespace().collect::<Vec<_>>().join("-");
            if is_spaced {
                finding.hint(format!("the label of a note has no spaces: write `[^{sound}]`"));
            }
            finding.nearest(label, known).hint(format!("add a line `[^{sound}]: text`"));
            self.findings.extend([finding]);
        }
    }

    /// Whether brackets are one half of a link whose label no line defines.
    fn is_in_broken_reference(&self, at: &Range<usize>) -> bool {
        self.broken.borrow().iter().any(|(span, _)| span.start <= at.start && at.end <= span.end)
    }

    /// Whether the reference to a note is the first half of such a link.
    pub(in super::super) fn is_note_of_broken_reference(&self, label: &UniCase<String>) -> bool {
        let of = |span: &Range<usize>| Some(UniCase::new(self.text[span.clone()].strip_prefix("[^")?.split_once(']')?.0.to_owned()));
        self.broken.borrow().iter().any(|(span, _)| of(span).as_ref() == Some(label))
    }

    /// Tells of labels that are defined a second time: what stands there is shown nowhere.
    pub(in super::super) fn find_second_notes(&mut self) {
        let mut seen = BTreeSet::new();
        for Note { label, at, .. } in &self.notes {
            if !seen.insert(label) {
                let location = self.here(at.clone());
                self.findings
                    .add(
                        &codes::DUPLICATE_LABEL,
                        location,
                        format!("the note «{label}» has a text already, so that this one is shown nowhere"),
                    )
                    .hint("give it a label of its own, and refer to that where it belongs");
            }
        }
    }

    /// A citation that is read as none: a space stands behind its sign, or brackets within it.
    pub(super) fn find_lost_citations(&mut self, at: &Range<usize>) {
        let text = self.text;
        for (found, _) in text[at.clone()].match_indices(']') {
            let close = at.start + found;
            if memchr::memchr(b'@', end_of(&text[..close]).as_bytes()).is_none() {
                continue;
            }
            let Some(open) = self.opening(close).filter(|open| text[*open..].starts_with('[')) else { continue };
            let inner = &text[open + 1..close];
            if !citations::is_meant(inner) || self.is_in_broken_reference(&(open..close + 1)) {
                continue;
            }
            let hint = if inner.contains('[') {
                "write what has brackets of its own before or behind those of the citation"
            } else {
                "write the key right behind its sign: `[@key, p. 3]`"
            };
            let location = self.here(open..close + 1);
            self.findings
                .add(&codes::LOST_CITATION, location, "this is no citation, and readers would see it as it is typed")
                .hint(hint)
                .hint("where none is meant, put a backslash before the bracket");
        }
    }
}

fn is_words(label: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | ',');
    label.len() < 80 && label.starts_with(char::is_alphanumeric) && label.chars().all(is_part)
}
