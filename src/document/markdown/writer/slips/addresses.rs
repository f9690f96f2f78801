//! Addresses that nobody can follow.

use super::*;

/// How an address on the web begins.
const STARTS: [&str; 3] = ["https://", "http://", "www."];

impl Writer<'_, '_, '_> {
    /// An address in a text, of which CommonMark makes no link. What leads somewhere already, and a label, take none.
    pub(super) fn find_bare_addresses(&mut self, at: &Range<usize>) {
        if self.in_link || self.picture.is_some() || self.label.is_some() || !self.inline_frames.is_empty() {
            return;
        }
        const HALVES: [&str; 8] = ["](", "] (", "]\u{a0}(", "]\u{202f}(", "](<", ")[", "]:", "]: "];
        let text = self.text;
        for (found, _) in STARTS.iter().flat_map(|start| text[at.clone()].match_indices(start)) {
            let start = at.start + found;
            let before = end_of(&text[..start]);
            // Within an address or an attribute, and where half of a link stands, which is told as such.
            let within = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '=' | '@' | '-' | '\\'));
            let is_half = start > at.start && HALVES.iter().any(|half| before.ends_with(half));
            let Some(address) = bare_address(begin(&text[start..])).filter(|_| !within && !is_half && start >= self.told) else { continue };
            let location = self.here(start..start + address.len());
            let scheme = if address.starts_with("www.") { "https://" } else { "" };
            let address = address.replace('\\', "");
            self.findings
                .add(&codes::BARE_ADDRESS, location, "this address is text, and nobody can follow it")
                .hint(format!("write `<{scheme}{address}>`, or give it words: `[words]({scheme}{address})`"))
                .hint("where it is meant to be read, put it between backticks");
        }
    }
}

/// The address on the web that a text begins with, without what ends the sentence.
fn bare_address(text: &str) -> Option<&str> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '`' | '|' | MARK);
    let mut address = text.split(ends).next()?;
    loop {
        let belongs = |c: char| c.is_alphanumeric() || matches!(c, '/' | ')' | '=' | '&' | '#' | '-' | '+' | '%');
        let mut shorter = address.trim_end_matches(|c| !belongs(c));
        if shorter.matches(')').count() > shorter.matches('(').count() {
            shorter = shorter.strip_suffix(')').unwrap_or(shorter);
        }
        if shorter.len() == address.len() {
            break;
        }
        address = shorter;
    }
    let host = address.trim_start_matches("https://").trim_start_matches("http://").split(['/', '?', '#', ':']).next()?;
    let is_of_the_web = host.contains('.') && host.split('.').all(|part| part.starts_with(char::is_alphanumeric));
    is_of_the_web.then_some(address)
}

/// The address of a link in which nobody can be reached: what is wrong, and what to write.
pub(in super::super) fn nobody_behind(destination: &str) -> Option<(&'static str, &'static str)> {
    if let Some(rest) = destination.strip_prefix("mailto:") {
        let (addresses, more) = rest.split_once('?').unwrap_or((rest, ""));
        let is_address =
            |address: &str| address.split_once('@').is_some_and(|(name, host)| !name.trim().is_empty() && !host.trim().is_empty());
        // Without an address a reader's program asks whom to write to.
        let asks = addresses.is_empty() && !more.is_empty();
        let sound = asks || addresses.replace("%40", "@").split(',').all(is_address);
        return (!sound).then_some(("no e-mail address stands behind mailto:", "write the whole address: `mailto:name@example.org`"));
    }
    let number = destination.strip_prefix("tel:")?.split(';').next()?.replace("%20", " ");
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '(' | ')' | ' ' | '*' | '#');
    let sound = number.chars().all(is_sign) && number.bytes().filter(u8::is_ascii_digit).count() >= 2;
    (!sound).then_some(("no telephone number stands behind tel:", "write the whole number with its country: `tel:+46…`"))
}
