//! What Markdown takes for text, or leaves out, though its author most likely meant more.

use super::*;

impl Writer<'_, '_, '_> {
    /// A note without a text stays as it was typed, since CommonMark knows no notes.
    pub(super) fn find_broken_notes(&mut self, text: &str, at: Range<usize>) {
        if self.in_code || !text.contains("[^") {
            return;
        }
        let raw = &self.text[at.clone()];
        for (start, _) in raw.match_indices("[^") {
            let rest = &raw[start + 2..];
            let end = rest.find(|c: char| matches!(c, ']' | '[') || c.is_whitespace()).filter(|end| rest[*end..].starts_with(']'));
            let Some(label) = end.map(|end| &rest[..end]).filter(|label| !label.is_empty()) else { continue };
            if self.text[..at.start + start].ends_with('\\') {
                continue;
            }
            let known: Vec<&str> = self.notes.iter().map(|note| note.label.as_str()).collect();
            let location = self.here(at.start + start..at.start + start + label.len() + 3);
            let mut finding = crate::diagnostics::Finding::new(
                &codes::BROKEN_FOOTNOTE,
                location,
                format!("no line says what stands in the note «{label}»"),
            );
            finding.nearest(label, known).hint(format!("add a line `[^{label}]: text`"));
            self.findings.extend([finding]);
        }
    }

    /// The parser leaves out cells that stand below no head.
    pub(super) fn find_surplus_cells(&mut self, row: Range<usize>) {
        let text = self.text[row.clone()].trim_end();
        // Nor does a bar at the beginning part two cells.
        let first = text.len() - text.trim_start().len();
        let bars = text.match_indices('|').filter(|(at, _)| *at > first && !text[..*at].ends_with('\\')).map(|(at, _)| at);
        // The bar at the end closes the last cell.
        let mut begins = bars.filter(|at| *at + 1 < text.len()).map(|at| at + 1);
        let Some(surplus) = begins.nth(self.alignments.len().saturating_sub(1)) else { return };
        let location = self.here(row.start + surplus..row.start + text.len());
        let message = format!("the head of the table has {} cells, and this row has more", self.alignments.len());
        self.findings
            .add(&codes::SURPLUS_CELL, location, message)
            .hint("give the head a cell more; put a backslash before a bar that belongs to the text");
    }

    /// A path with backslashes often ends in one, which takes the closing bracket along and leaves no link at all.
    pub(super) fn find_backslashed_links(&mut self, text: &str, at: Range<usize>) {
        if self.in_code || !text.contains("](") {
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
                finding.hint("write `../folder/`");
                self.findings.extend([finding]);
                return;
            }
        }
    }

    /// Tells of a declared directive that stays text: its bracket is never closed, or it stands where only a text can.
    pub(super) fn look_for_lost(&mut self, at: &Range<usize>) {
        if self.in_code || self.in_html {
            return;
        }
        let text = self.text;
        let mut from = at.start;
        while let Some(colon) = text.get(from..at.end).and_then(|rest| rest.find(':')).map(|found| from + found) {
            let colons = text[colon..at.end].bytes().take_while(|byte| *byte == b':').count();
            from = colon + colons;
            let Some((name, lost)) = directives::lost(text, colon, colons) else { continue };
            let form = self.dialect.directives.get(name).map(|declared| declared.form);
            let (message, hint) = match colons {
                1 if form == Some(Form::Inline) => ("the bracket of this directive is never closed", "end it with ] in the same paragraph"),
                2 if form == Some(Form::Leaf) => {
                    ("this directive stands within a text", "write it on a line of its own, outside of tables")
                }
                _ => continue,
            };
            let location = self.here(colon..lost);
            self.findings.add(&codes::MALFORMED_DIRECTIVE, location, message).hint(hint);
        }
    }
}
