//! Ways to a person or a place: addresses of post, telephone numbers, positions, streets near words for shelter.

mod known;
mod mail;
mod position;
mod street;
mod telephone;

use std::cell::OnceCell;
use std::ops::Range;

use crate::language::words::next_figure;
pub use known::{contact_key, is_among};
pub use mail::{address, without_elision};
pub use street::speaks_of_shelter;

/// What was found, in bytes of the text that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    Mail(Range<usize>),
    Telephone(Range<usize>),
    Position(Range<usize>),
    Street(Range<usize>),
}

/// All ways in a normalised text.
pub fn find(text: &str) -> Vec<Way> {
    let mut found = Vec::new();
    mail::find(text, &mut found);
    mail::spelled_out(text, &mut found);
    figures(text, &mut found);
    position::codes(text, &mut found);
    position::grids(text, &mut found);
    street::find(text, &mut found);
    found
}

/// The ways in a script that it has as values of its own: addresses in quotation marks, and positions behind what a map is
/// told by. What a licence says of its author is no such.
pub fn find_in_code(text: &str) -> Vec<Way> {
    let mut found = Vec::new();
    mail::find(text, &mut found);
    let is_quoted = |at: &Range<usize>| {
        let before = text[..at.start].strip_suffix("mailto:").unwrap_or(&text[..at.start]);
        let quote = before.chars().next_back().filter(|c| "\"'`".contains(*c));
        quote.is_some_and(|quote| text[at.end..].starts_with([quote, '?']))
    };
    found.retain(|way| matches!(way, Way::Mail(at) if is_quoted(at)));
    position::in_code(text, &mut found);
    found
}

/// Telephone numbers and positions, in one pass over the figures.
fn figures(text: &str, found: &mut Vec<Way>) {
    let bytes = text.as_bytes();
    let speaks_of_places = OnceCell::new();
    let mut at = 0;
    while let Some(start) = next_figure(bytes, at) {
        if let Some(end) = position::at(text, start, &speaks_of_places) {
            found.push(Way::Position(start..end));
            at = end;
        } else if let Some(range) = telephone::at(text, start, matches!(found.last(), Some(Way::Telephone(last)) if last.end + 1 == start))
        {
            at = range.end;
            found.push(Way::Telephone(range));
        } else {
            at = bytes[start..].iter().position(|b| !b.is_ascii_alphanumeric()).map_or(bytes.len(), |length| start + length);
        }
    }
}

#[cfg(test)]
mod tests;
