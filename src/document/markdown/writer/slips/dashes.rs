//! Hyphens that other programs make a dash of.

use super::*;

impl Writer<'_, '_, '_> {
    /// Tells of the first in a text; where one stands, others do.
    pub(super) fn find_typed_dashes(&mut self, at: &Range<usize>) {
        let raw = &self.text[at.clone()];
        let mut from = 0;
        while let Some(start) = memchr::memmem::find(&raw.as_bytes()[from..], b"--").map(|found| from + found) {
            let length = raw[start..].bytes().take_while(|byte| *byte == b'-').count();
            from = start + length;
            if is_dash(&raw[..start], length, &raw[from..]) {
                let location = self.here(at.start + start..at.start + from);
                self.findings
                    .add(&codes::TYPED_DASH, location, "hyphens in a row stay hyphens, and readers would see each")
                    .hint("write the dash itself: –")
                    .hint("where they are meant to be read, put them between backticks");
                return;
            }
        }
    }
}

fn is_dash(before: &str, length: usize, after: &str) -> bool {
    // Between bars or other lines of hyphens they draw a table.
    let is_text = |c: char| !matches!(c, '|' | '+' | '-' | '>');
    let is_spaced =
        before.trim_end().ends_with(is_text) && before.ends_with(' ') && after.starts_with(' ') && after.trim().starts_with(is_text);
    let is_range = before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit());
    let joins = before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic);
    match length {
        2 => is_spaced || is_range,
        3 => is_spaced || joins,
        _ => false,
    }
}
