//! Headings, tables, lists, callouts and code that Markdown does not take as such.

use super::*;

impl Writer<'_, '_, '_> {
    /// Number signs without a space behind them make no heading, nor with one that is none to Markdown.
    pub(super) fn find_lost_heading(&mut self, at: &Range<usize>) {
        let raw = &self.text[at.clone()];
        let signs = raw.bytes().take_while(|byte| *byte == b'#').count();
        if signs > 6 || self.heading.is_some() || self.begins_line(at.start).is_none() {
            return;
        }
        let location = self.here(at.start..at.start + signs);
        let rest = &raw[signs..];
        let words = rest.trim_start_matches(NO_BREAK);
        if words.len() < rest.len() && words.starts_with(|c: char| c.is_alphabetic() || signs > 1 && c.is_alphanumeric()) {
            self.findings
                .add(&codes::LOST_HEADING, location, "a no-break space stands behind the number signs, so that this is no heading")
                .hint("delete it and type a space");
        } else if signs > 1 && rest.starts_with(char::is_alphabetic) {
            self.findings
                .add(&codes::LOST_HEADING, location, "no space stands behind the number signs, so that this is no heading")
                .hint("write a space behind them; where no heading is meant, put a backslash before the first");
        }
    }

    /// Lines of a paragraph that were meant as a table or as a list, and that readers would see in one line.
    pub(in super::super) fn find_lost_block(&mut self, at: &Range<usize>) {
        let lines = self.text[at.clone()].lines().map(|line| line.trim_start_matches([' ', '>']));
        if lines.clone().nth(1).is_none() {
            return;
        }
        let first = self.first_line(at);
        let is_row = |line: &str| line.len() > 2 && line.starts_with('|') && line.trim_end().ends_with('|');
        if lines.clone().all(is_row) {
            let cells = self.text[first.clone()].matches('|').count() - 1;
            let location = self.here(first);
            self.findings
                .add(&codes::LOST_BLOCK, location, "this is no table: no row of hyphens with as many cells stands below the first")
                .hint(format!("write below the first row: `|{}`", " --- |".repeat(cells)));
        } else if lines.clone().all(is_like_item) {
            let location = self.here(first);
            self.findings
                .add(&codes::LOST_BLOCK, location, "these lines are no list, and readers would see them in one line")
                .hint("begin each with a hyphen and a space: `- first`");
        }
    }

    /// The parser leaves out cells that stand below no head.
    pub(in super::super) fn find_surplus_cells(&mut self, row: Range<usize>) {
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

    /// A block of code without the line that closes it: all that follows is taken for code.
    pub(in super::super) fn find_unclosed_code(&mut self, at: &Range<usize>) {
        let mut lines = self.text[at.clone()].trim_end().lines();
        let opening = lines.next().unwrap_or_default();
        let sign = if opening.starts_with('~') { '~' } else { '`' };
        let fence = &opening[..opening.len() - opening.trim_start_matches(sign).len()];
        let last = lines.next_back().unwrap_or_default().trim_start_matches([' ', '>', '\t']);
        if !(last.starts_with(fence) && last.trim_end().chars().all(|c| c == sign)) {
            let location = self.here(at.start..at.start + opening.len());
            self.findings
                .add(&codes::UNCLOSED_CODE, location, "this block of code is never closed, so that all that follows is read as code")
                .hint(format!("write a line {fence} where it ends"));
        }
    }

    /// A callout as `> [!NOTE]` of a name that nobody knows, or with more on its line.
    pub(super) fn find_unknown_callout(&mut self, at: &Range<usize>) {
        const KNOWN: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
        let raw = begin(&self.text[at.clone()]);
        let Some((name, _)) = raw.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else { return };
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_'));
        if !is_name || !self.begins_line(at.start).is_some_and(|before| before.contains('>')) {
            return;
        }
        let location = self.here(at.start..at.start + name.len() + 3);
        if KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            self.findings
                .add(&codes::UNKNOWN_CALLOUT, location, format!("more stands behind `[!{name}]` on its line, so that this is no callout"))
                .hint("write the text on the next line; `:::callout[Title]{type=warning}` has a title of its own");
        } else {
            self.findings
                .add(&codes::UNKNOWN_CALLOUT, location, format!("there is no callout «{name}»"))
                .nearest(name, KNOWN)
                .hint("the callouts are NOTE, TIP, IMPORTANT, WARNING and CAUTION");
        }
    }
}

/// Whether a line begins as the items of other programs do, or with a hyphen and a space that is none to Markdown.
fn is_like_item(line: &str) -> bool {
    let is_marked = line.starts_with(['•', '●', '▪', '‣']);
    let is_parted = line.strip_prefix(['-', '*', '+']).is_some_and(|rest| rest.starts_with(NO_BREAK));
    // Where a break of the line is written, the lines stay apart.
    (is_marked || is_parted) && !line.ends_with(['\\', ' '])
}
