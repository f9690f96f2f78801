//! A text as it is read: entities and escapes decoded, digits and dashes made one, what nobody sees left out, and for every
//! place the byte that it came from.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::WINDOWS_1252;
use icu_normalizer::ComposingNormalizerBorrowed;
use pulldown_cmark::{Event, Parser};

use super::words::is_unspaced;
use crate::language::direction::is_right_to_left;
use crate::language::flags::{BLACK_FLAG, tags_of_country};
use crate::language::words::digit;

/// A text as it is read, and where each part of it stands in the bytes.
#[derive(Clone, Debug, Default)]
pub struct Plain {
    pub text: String,
    /// From this byte of `text` on, bytes follow those from that byte of the origin on; sorted.
    marks: Vec<(u32, u32)>,
    /// How the text and its origin differ at the end, so that a mark is written where they begin to differ otherwise.
    drift: i64,
    /// What is not a letter, figure or sign was dropped here: zero-width characters and marks of direction, if they are of no
    /// use where they stand.
    pub unseen: Vec<(char, usize)>,
    /// Whether a letter of a script stands here that is written from right to left.
    pub right_to_left: bool,
}

impl Plain {
    pub fn of(text: &str) -> Plain {
        let mut plain = Plain::default();
        plain.push(text, 0);
        plain
    }

    /// The byte of the origin that a byte of the text came from.
    pub fn origin(&self, at: usize) -> usize {
        let index = self.marks.partition_point(|(text, _)| *text as usize <= at);
        match index.checked_sub(1).map(|index| self.marks[index]) {
            Some((text, origin)) => origin as usize + (at - text as usize),
            None => at,
        }
    }

    pub fn origin_of(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.origin(range.start);
        start..self.origin(range.end.saturating_sub(1).max(range.start)).max(start) + 1
    }

    /// What comes next stands at a byte of the origin.
    pub(super) fn mark(&mut self, origin: usize) {
        let drift = origin as i64 - self.text.len() as i64;
        if drift != self.drift {
            self.drift = drift;
            self.marks.push((self.text.len() as u32, origin as u32));
        }
    }

    /// Appends a part of another text, of the same origin.
    pub(super) fn append(&mut self, other: &Plain, part: Range<usize>) {
        let mut at = part.start;
        while at < part.end {
            let next = other.marks.partition_point(|(text, _)| *text as usize <= at);
            let end = other.marks.get(next).map_or(part.end, |(text, _)| part.end.min(*text as usize));
            self.mark(other.origin(at));
            self.text.push_str(&other.text[at..end]);
            at = end;
        }
    }

    /// Ends a run of text, so that nothing joins over it.
    pub fn break_line(&mut self, origin: usize) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.mark(origin);
            self.text.push('\n');
        }
    }

    /// Appends text that stands at a byte of the origin, normalised.
    pub fn push(&mut self, text: &str, origin: usize) {
        let bytes = text.as_bytes();
        let (mut from, mut next) = (0, 0);
        while let Some(at) = next_odd(bytes, next) {
            let c = text[at..].chars().next().expect("a character begins there");
            next = at + c.len_utf8();
            if is_plain(c) {
                self.right_to_left |= is_right_to_left(c);
                continue;
            }
            if from < at {
                self.mark(origin + from);
                self.text.push_str(&text[from..at]);
            }
            self.mark(origin + at);
            let before = text[..at].chars().next_back().or(self.text.chars().next_back());
            self.odd(c, before, origin + at);
            if c == BLACK_FLAG {
                next += tags_of_country(&text[next..]);
            }
            from = next;
        }
        if from < text.len() {
            self.mark(origin + from);
            self.text.push_str(&text[from..]);
        }
    }

    /// Appends one character that may need another form, behind another.
    fn odd(&mut self, c: char, before: Option<char>, origin: usize) {
        // The mark of a note is no part of what it stands behind.
        if matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹') && before.is_some_and(|c| c.is_ascii_digit() || c.is_alphabetic()) {
            self.text.push(' ');
        }
        match c {
            '\u{ad}' => {}
            // Where a script has no spaces, a line may break there.
            '\u{200b}' if before.is_some_and(is_unspaced) => {}
            c if is_joiner(c) || is_selector(c) => {
                if !has_use(c, before) {
                    self.unseen.push((c, origin));
                }
            }
            c if steers(c) => self.unseen.push((c, origin)),
            // A figure that is struck out or framed is still read.
            c if is_laid_over(c) && self.text.ends_with(|c: char| c.is_ascii_digit()) => {}
            '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2060}'..='\u{2064}'
            | '\u{feff}'
            | '\u{34f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{180e}'
            | '\u{3164}'
            | '\u{ffa0}'
            | '\u{61c}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{206f}'
            | '\u{e0000}'..='\u{e007f}' => self.unseen.push((c, origin)),
            '\u{2010}'..='\u{2015}'
            | '\u{2043}'
            | '\u{207b}'
            | '\u{2212}'
            | '\u{fe58}'
            | '\u{fe63}'
            | '\u{ff0d}'
            | '\u{58a}'
            | '\u{5be}'
            | '\u{2e3a}'
            | '\u{2e3b}' => {
                self.text.push('-');
            }
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{2800}' | '\u{3000}' | '\t' => self.text.push(' '),
            // What follows is a word or a number of its own.
            '№' => self.text.push_str("№ "),
            c => match digit(c) {
                Some(digit) => self.text.push(digit),
                None => {
                    let normal = ComposingNormalizerBorrowed::new_nfkc();
                    let mut buffer = [0; 4];
                    // All that one character becomes comes from where it stands.
                    for normal in normal.normalize(c.encode_utf8(&mut buffer)).chars() {
                        self.mark(origin);
                        self.text.push(normal);
                    }
                }
            },
        }
    }
}

/// Whether a character steers a machine that shows it.
pub fn steers(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a joiner or a selector of variants does what it is for behind a character: joiners write Persian, the scripts of
/// India and emoji, selectors choose how a sign looks. Letters of alphabets have neither, and nothing has two.
fn has_use(c: char, before: Option<char>) -> bool {
    let Some(before) = before.filter(|c| !c.is_whitespace() && !is_joiner(*c)) else { return false };
    let is_of_alphabet = matches!(before, '\0'..='\u{58f}' | '\u{10a0}'..='\u{10ff}' | '\u{1c80}'..='\u{1fff}' | '\u{2c00}'..='\u{2dff}' | '\u{a640}'..='\u{a7ff}');
    if is_joiner(c) {
        return !is_of_alphabet;
    }
    !is_selector(before) && (!is_of_alphabet || matches!(before, '#' | '*' | '0'..='9' | '©' | '®'))
}

/// What is drawn over the character before it, or chooses another form of it.
fn is_laid_over(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0100}'..='\u{e01ef}')
}

/// Where the next character begins, from a byte of UTF-8 on, that may not stand for itself or is written from right to left.
/// Texts have few; whole blocks are passed over at a time.
fn next_odd(bytes: &[u8], from: usize) -> Option<usize> {
    // Two-byte letters up to Armenian's begin with C3 to D5; C2 begins no-break spaces and the like, CC and CD what is drawn
    // over a letter, and a joiner nobody sees.
    let is_odd = |b: u8| b < 0x20 && b != b'\n' && b != b'\r' || b == 0x7f || b == 0xc2 || b & 0xfe == 0xcc || b >= 0xd6;
    // Without an early end the compiler looks at all bytes of a block at once.
    let has_odd = |block: &[u8]| block.iter().fold(false, |any, b| any | is_odd(*b));
    let (blocks, _) = bytes.get(from..)?.as_chunks::<32>();
    let at = from + 32 * blocks.iter().take_while(|block| !has_odd(*block)).count();
    let (small, _) = bytes[at..].as_chunks::<8>();
    let at = at + 8 * small.iter().take_while(|block| !has_odd(*block)).count();
    bytes[at..].iter().position(|b| is_odd(*b)).map(|found| at + found)
}

/// Whether a character stands for itself: letters of Europe's scripts, figures, and the signs of plain text.
fn is_plain(c: char) -> bool {
    match c {
        '\n' | '\r' => true,
        '\0'..' ' | '\u{7f}'..='\u{9f}' => false,
        ' '..='~' => true,
        '\u{a0}' | '\u{aa}' | '\u{ad}' | '\u{b2}' | '\u{b3}' | '\u{b5}' | '\u{b9}' | '\u{ba}' | '\u{bc}'..='\u{be}' | '\u{34f}' => false,
        '\u{300}'..='\u{36f}' | '\u{58a}' | '\u{5be}' => false,
        '\u{80}'..='\u{60f}' => true,
        '\u{620}'..='\u{65f}' | '\u{671}'..='\u{6ef}' => true,
        _ => false,
    }
}

/// Appends text with its entities decoded.
pub fn decode(text: &str, origin: usize, into: &mut Plain) {
    let mut from = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if at < from {
            continue;
        }
        let Some((said, length)) = reference(&text[at..]) else { continue };
        into.push(&text[from..at], origin + from);
        into.push(&said, origin + at);
        from = at + length;
    }
    into.push(&text[from..], origin + from);
}

/// What the reference to a character says with which a text begins, and how long it is.
pub fn reference(text: &str) -> Option<(Cow<'_, str>, usize)> {
    let rest = &text[1..];
    // The longest name has 31 letters. A number ends at what is no figure, with or without a semicolon.
    let count = |from: usize, is: fn(&u8) -> bool| from + rest.as_bytes()[from..].iter().take(32).take_while(|b| is(b)).count();
    let length = match rest.as_bytes() {
        [b'#', b'x' | b'X', ..] => count(2, u8::is_ascii_hexdigit),
        [b'#', ..] => count(1, u8::is_ascii_digit),
        _ => count(0, u8::is_ascii_alphanumeric),
    };
    let is_ended = rest.as_bytes().get(length) == Some(&b';');
    let name = &rest[..length];
    let end = 1 + length + usize::from(is_ended);
    let said = match (name, name.strip_prefix('#')) {
        // Those alone stand in what is made here.
        ("lt", _) if is_ended => Some("<".into()),
        ("gt", _) if is_ended => Some(">".into()),
        ("amp", _) if is_ended => Some("&".into()),
        ("quot", _) if is_ended => Some("\"".into()),
        (_, Some(number)) => character(number).map(|c| Cow::Owned(c.to_string())),
        _ if is_ended && length > 0 => named(&text[..end]).map(Cow::Owned),
        _ => None,
    };
    said.map(|said| (said, end))
}

/// What a reference such as `&aring;` says, by the table that Markdown has of them; `None` if there is none of that name.
fn named(reference: &str) -> Option<String> {
    let text = |event| if let Event::Text(text) = event { Some(text.into_string()) } else { None };
    let said: String = Parser::new(reference).filter_map(text).collect();
    (!said.is_empty() && said != reference).then_some(said)
}

/// The character of a numeric reference. What names a control of Latin-1 means the sign that Windows has in its place.
fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    let c = code.ok().and_then(char::from_u32)?;
    match u8::try_from(c) {
        Ok(byte @ 0x80..=0x9f) => WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next(),
        _ => Some(c),
    }
}

/// Appends the text of JSON or of a script with its escapes decoded.
pub fn unescape(text: &str, origin: usize, into: &mut Plain) {
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &bytes[at..]) {
        let sign = at + found;
        let Some((c, length)) = escape(&text[sign..]) else {
            at = sign + 1;
            continue;
        };
        into.push(&text[from..sign], origin + from);
        let mut buffer = [0; 4];
        into.push(c.encode_utf8(&mut buffer), origin + sign);
        from = sign + length;
        at = from;
    }
    into.push(&text[from..], origin + from);
}

/// The character that an escape means with which a text begins, and how long it is.
pub fn escape(text: &str) -> Option<(char, usize)> {
    let hex = |figures: usize| {
        let code = text.get(2..2 + figures).and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        code.map(|c| (c, 2 + figures))
    };
    match text.as_bytes().get(1)? {
        b'n' | b'r' | b't' => Some(('\n', 2)),
        b'u' => hex(4),
        b'x' => hex(2),
        c @ (b'"' | b'\\' | b'/') => Some((char::from(*c), 2)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_comes_from_where_a_character_begins() {
        for c in ('\0'..='\u{2FFFF}').chain(['\u{E0001}', '\u{10FFFF}']) {
            let text = format!("a{c}b");
            let plain = Plain::of(&text);
            let origins: Vec<usize> = plain.text.char_indices().map(|(at, _)| plain.origin(at)).collect();
            assert!(origins.is_sorted() && origins.iter().all(|origin| text.is_char_boundary(*origin)), "{c:?}: {origins:?}");
            assert_eq!((origins.first(), origins.last()), (Some(&0), Some(&(1 + c.len_utf8()))), "{c:?}");
        }
    }
}
