//! What Markdown takes for text, or leaves out, though its author most likely meant more.

mod addresses;
mod blocks;
mod commands;
mod dashes;
mod emphasis;
mod foreign;
mod labels;
mod lists;
mod lost_directives;
mod lost_links;
mod notes;
mod placeholders;
mod signs;
mod tables;

use super::*;

pub(super) use addresses::nobody_behind;
pub(super) use labels::{compared, definitions, odd_definitions, tell_broken_references, tell_lost_lines, tell_second_definitions};
pub(super) use lost_links::ONE_BEHIND;
pub(super) use placeholders::marks_of_work;
pub(in crate::document) use placeholders::{UNFINISHED, is_unfinished};

/// How much is looked at to find the end, or the beginning, of what was meant as a link or a command, in bytes.
const FARTHEST: usize = 500;
/// Spaces at which no line is broken, and which Markdown takes for none.
const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

impl Writer<'_, '_, '_> {
    /// Looks at a text for what was most likely meant as something else. What is code says what it says.
    pub(super) fn find_slips(&mut self, text: &str, at: &Range<usize>) {
        if self.in_code || self.in_html || at.end <= self.told {
            return;
        }
        let signs = signs::of(text);
        if signs & signs::FOREIGN != 0 {
            self.find_commands(at);
        }
        if signs & signs::BRACKET != 0 {
            self.find_broken_notes(text, at.clone());
            self.find_backslashed_links(text, at.clone());
            self.find_lost_links(at);
            self.find_lost_citations(at);
            self.find_turned_links(at);
            self.find_unknown_callout(at);
            self.find_contents(at);
            self.find_wiki_links(at);
            self.find_asked(at);
        }
        if self.in_link || self.picture.is_some() {
            self.find_noted_words(at);
        }
        if signs & signs::ADDRESS != 0 {
            self.find_bare_addresses(at);
        }
        if signs & signs::EQUALS != 0 {
            self.find_marked_words(at);
        }
        if signs & signs::STRESS != 0 {
            self.find_lost_emphasis(at);
        }
        if signs & signs::HYPHENS != 0 {
            self.find_typed_dashes(at);
        }
        if text.starts_with(['!', '?', '=', '-', '*', ':', '<', 'i', 'e']) {
            self.find_foreign_line(at);
        }
        if text.starts_with('#') {
            self.find_lost_heading(at);
            self.find_tags(at);
        }
        self.find_marks_of_work(at);
    }

    /// Lines of a paragraph that were meant as a table or as a list, and that readers would see in one line.
    pub(super) fn find_lost_block(&mut self, at: &Range<usize>) {
        let has_lines = memchr::memchr(b'\n', self.text[at.clone()].trim_end().as_bytes()).is_some();
        if has_lines && !self.find_lost_table(at) {
            self.find_lost_list(at);
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

/// Whether nothing but marks of quotations stands on the last line of a text.
fn has_only_quotation_marks(before: &str) -> bool {
    end_of(before).rsplit('\n').next().unwrap_or_default().bytes().all(|byte| matches!(byte, b' ' | b'>'))
}

/// The beginning of a text, as far as it is looked at.
fn begin(text: &str) -> &str {
    up_to(text, FARTHEST)
}

/// The first bytes of a text, without half a letter.
fn up_to(text: &str, most: usize) -> &str {
    let end = (0..=text.len().min(most)).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

/// The end of a text, as far as it is looked at.
fn end_of(text: &str) -> &str {
    let start = (text.len().saturating_sub(FARTHEST)..=text.len()).find(|start| text.is_char_boundary(*start));
    &text[start.unwrap_or_default()..]
}

/// The lines of a paragraph without marks of quotations, and where they begin.
fn lines(paragraph: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    paragraph.split_inclusive('\n').map(move |whole| {
        let line = whole.trim_end_matches(['\n', '\r']);
        let text = line.trim_start_matches([' ', '>']);
        next += whole.len();
        (next - whole.len() + line.len() - text.len(), text)
    })
}
