//! Tables that Markdown does not take as such, and cells that it leaves out.

use super::*;

impl Writer<'_, '_, '_> {
    /// Whether a paragraph was meant as a table, which is told.
    pub(super) fn find_lost_table(&mut self, at: &Range<usize>) -> bool {
        let paragraph = self.text[at.clone()].trim_end();
        if let Some((start, line)) = lines(paragraph).next().filter(|(_, line)| is_drawn(line)) {
            self.tell_drawn_table(at.start + start..at.start + start + line.len());
        } else if let Some((start, line)) = line_block(paragraph) {
            let location = self.here(at.start + start..at.start + start + line.len());
            self.findings
                .add(&codes::LOST_BLOCK, location, "a bar keeps no line by itself: readers would see the bars, and the lines in one")
                .hint("end each line but the last with a backslash, and remove the bars");
        } else if let Some((start, row)) = lost_table(paragraph) {
            let location = self.here(at.start + start..at.start + start + row.len());
            self.findings
                .add(&codes::LOST_BLOCK, location, "this is no table: no row of hyphens with as many cells stands below the first")
                .hint(format!("write below the first row: `|{}`", " --- |".repeat(cells(row))));
        } else {
            return false;
        }
        true
    }

    /// A line of hyphens with gaps, right at a text: in Pandoc's tables it parts the head from the rows.
    pub(in super::super) fn find_lost_rule(&mut self, at: &Range<usize>) {
        let line = self.text[at.clone()].trim();
        let mut runs = line.split_whitespace();
        let is_gapped = runs.clone().nth(1).is_some() && runs.all(|run| run.len() > 2 && run.bytes().all(|byte| byte == b'-'));
        let is_text = |line: Option<&str>| line.is_some_and(|line| !line.trim_matches([' ', '>', '-', '\r']).is_empty());
        let above = || end_of(&self.text[..at.start]).trim_end_matches([' ', '>']).strip_suffix('\n')?.rsplit('\n').next();
        let below = || begin(&self.text[at.start..]).split('\n').nth(1);
        if is_gapped && (is_text(above()) || is_text(below())) {
            self.tell_drawn_table(at.start..at.start + line.len());
        }
    }

    fn tell_drawn_table(&mut self, at: Range<usize>) {
        let location = self.here(at);
        self.findings
            .add(&codes::LOST_BLOCK, location, "tables are not drawn by lines of hyphens alone, and readers would see these as text")
            .hint("part the cells by bars, with a row of hyphens below the first: `| a | b |`, `| --- | --- |`");
    }

    /// A text of several words right below a table is a row of it, whose other cells are empty.
    pub(in super::super) fn find_swallowed_line(&mut self, row: Range<usize>) {
        let text = self.text[row.clone()].trim_end();
        if self.alignments.len() > 1 && text.contains(' ') && !text.contains('|') {
            let location = self.here(row.start..row.start + text.len());
            self.findings
                .add(&codes::UNMEANT_BLOCK, location, "this text stands right below a table, and becomes a row of it")
                .hint("leave an empty line above it; where a row is meant, part its cells by bars");
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
}

/// The first row of what was meant as a table: a row of hyphens, or another row, stands below it.
fn lost_table(paragraph: &str) -> Option<(usize, &str)> {
    let is_row = |line: &str| line.len() > 2 && line.starts_with('|') && line.trim_end().ends_with('|');
    let is_rule = |line: &str| {
        let line = line.trim();
        line.contains("--") && line.contains('|') && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
    };
    memchr::memchr(b'|', paragraph.as_bytes())?;
    lines(paragraph)
        .zip(lines(paragraph).skip(1))
        .find(|((_, above), (_, below))| is_row(above) && is_row(below) || above.contains('|') && is_rule(below))
        .map(|(above, _)| above)
}

/// The first line of a block of which each has a bar before it, and none another.
fn line_block(paragraph: &str) -> Option<(usize, &str)> {
    let is_line = |line: &str| line.strip_prefix("| ").is_some_and(|line| !line.contains('|') && line.contains(char::is_alphabetic));
    let is_kept = |line: &str| line.trim_end() == "|" || is_line(line);
    let first = lines(paragraph).next().filter(|(_, line)| is_line(line))?;
    lines(paragraph).all(|(_, line)| is_kept(line)).then_some(first)
}

fn cells(row: &str) -> usize {
    let row = row.trim();
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    // A backslash makes a bar a part of the text.
    inner.match_indices('|').filter(|(at, _)| !inner[..*at].ends_with('\\')).count() + 1
}

/// Whether a line is the upper edge of a table that is drawn, as `+---+---+`.
fn is_drawn(line: &str) -> bool {
    let line = line.trim_end();
    line.starts_with("+-") && line.ends_with("-+") && line.bytes().all(|byte| matches!(byte, b'+' | b'-'))
}
