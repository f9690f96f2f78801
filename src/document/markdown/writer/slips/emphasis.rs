//! Asterisks and underscores that stress nothing.

use super::*;

/// Between one of these and a letter, signs of stress end nothing.
const STOPS: [char; 15] = ['.', ',', ':', ';', '!', '?', ')', '"', '”', '»', '’', '：', '。', '）', '」'];

impl Writer<'_, '_, '_> {
    /// Two signs of stress that are read as none, since a space stands within them, or a letter right behind them.
    pub(super) fn find_lost_emphasis(&mut self, at: &Range<usize>) {
        for sign in ["**", "__", "*"] {
            let raw = &self.text[at.clone()];
            let Some(found) = lost(raw, sign) else { continue };
            let location = self.here(at.start + found.start..at.start + found.end);
            self.findings
                .add(&codes::LOST_EMPHASIS, location, "these signs stress nothing, and readers would see them")
                .hint(format!("write them right at the words, and stops behind them: `{sign}words{sign}: text`"))
                .hint("where no stress is meant, put a backslash before each");
            return;
        }
    }
}

/// The first words that a sign was most likely meant to stress.
fn lost(raw: &str, sign: &str) -> Option<Range<usize>> {
    let mut open: Option<usize> = None;
    for (at, _) in raw.match_indices(sign) {
        let (before, after) = (&raw[..at], &raw[at + sign.len()..]);
        let byte = sign.as_bytes()[0] as char;
        // Another run of the same signs, or one that is written as itself.
        if before.ends_with([byte, '\\']) || after.starts_with(byte) {
            open = None;
            continue;
        }
        let closes_badly = before.ends_with(' ') && after.starts_with(char::is_alphanumeric)
            || before.ends_with(STOPS) && after.starts_with(char::is_alphanumeric)
            || sign == "**" && before.ends_with(' ') && !after.starts_with(char::is_alphanumeric);
        // A single asterisk also leads to what is said at the foot of a text.
        let is_words = |words: &str| words.contains(char::is_alphabetic) && (sign != "*" || !words.contains(['.', '!', '?']));
        if let Some(start) = open.filter(|start| closes_badly && is_words(&raw[*start..at])) {
            return Some(start..at + sign.len());
        }
        let is_apart = before.is_empty() || before.ends_with(char::is_whitespace) || before.ends_with(['(', '[', '"', '“', '”', '«', '„']);
        let opens = is_apart && (after.starts_with(char::is_alphanumeric) || sign == "**");
        open = opens.then_some(at);
    }
    None
}
