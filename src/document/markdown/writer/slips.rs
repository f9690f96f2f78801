//! What Markdown takes for text, or leaves out, though its author most likely meant more.

mod addresses;
mod blocks;
mod commands;
mod labels;
mod lost_directives;
mod lost_links;
mod notes;

use super::*;

pub(super) use addresses::nobody_behind;
pub(super) use labels::{compared, definitions, odd_definitions, tell_broken_references, tell_lost_lines, tell_second_definitions};

/// How much is looked at to find the end, or the beginning, of what was meant as a link or a command, in bytes.
const FARTHEST: usize = 500;
/// Spaces at which no line is broken, and which Markdown takes for none.
const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

impl Writer<'_, '_, '_> {
    /// Looks at a text for what was most likely meant as something else. What is code says what it says.
    pub(super) fn find_slips(&mut self, text: &str, at: &Range<usize>) {
        if self.in_code || self.in_html {
            return;
        }
        if memchr::memchr2(b'[', b']', text.as_bytes()).is_some() {
            self.find_broken_notes(text, at.clone());
            self.find_backslashed_links(text, at.clone());
            self.find_lost_links(at);
            self.find_lost_citations(at);
            self.find_turned_links(at);
            self.find_unknown_callout(at);
            self.find_contents(at);
            self.find_wiki_links(at);
        }
        if memchr::memchr(b'{', text.as_bytes()).is_some() {
            self.find_commands(at);
        }
        if addresses::STARTS.iter().any(|start| memchr::memmem::find(text.as_bytes(), start.as_bytes()).is_some()) {
            self.find_bare_addresses(at);
        }
        if memchr::memmem::find(text.as_bytes(), b"==").is_some() {
            self.find_marked_words(at);
        }
        if text.starts_with(['!', '?', '=', '-', '*', 'i', 'e']) {
            self.find_foreign_line(at);
        }
        if text.starts_with('#') {
            self.find_lost_heading(at);
        }
    }

    /// Where the bracket stands that the one at `close` closes; none if it is not near, or has a backslash before it.
    fn opening(&self, close: usize) -> Option<usize> {
        let window = end_of(&self.text[..close]);
        let bytes = window.as_bytes();
        let is_escaped = |at: usize| at > 0 && bytes[at - 1] == b'\\';
        if window.ends_with('\\') {
            return None;
        }
        let mut depth = 0;
        for at in (0..bytes.len()).rev().filter(|at| !is_escaped(*at)) {
            match bytes[at] {
                b']' => depth += 1,
                b'[' if depth > 0 => depth -= 1,
                b'[' => {
                    let picture = usize::from(at > 0 && bytes[at - 1] == b'!');
                    return Some(close - window.len() + at - picture);
                }
                b'\n' if window[at + 1..].starts_with('\n') => return None,
                _ => {}
            }
        }
        None
    }

    /// What stands before a place on its line, if that is nothing but the marks of quotations.
    fn begins_line(&self, at: usize) -> Option<&str> {
        let window = end_of(&self.text[..at]);
        let line = match window.rfind('\n') {
            Some(end) => &window[end + 1..],
            None if window.len() == at => window,
            None => return None,
        };
        line.bytes().all(|byte| matches!(byte, b' ' | b'>')).then_some(line)
    }
}

/// The beginning of a text, as far as it is looked at.
fn begin(text: &str) -> &str {
    let end = (0..=text.len().min(FARTHEST)).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

/// The end of a text, as far as it is looked at.
fn end_of(text: &str) -> &str {
    let start = (text.len().saturating_sub(FARTHEST)..=text.len()).find(|start| text.is_char_boundary(*start));
    &text[start.unwrap_or_default()..]
}
