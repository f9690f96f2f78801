//! Bytes as text, whatever encoding they are in.

use std::borrow::Cow;

use encoding_rs::Encoding;

/// How texts of one byte a letter are written elsewhere than in Western Europe, and on older machines. What is no letter of
/// A to Z means something else in each.
pub(super) const CODE_PAGES: &[&Encoding] = &[
    encoding_rs::WINDOWS_1257,
    encoding_rs::WINDOWS_1250,
    encoding_rs::WINDOWS_1251,
    encoding_rs::ISO_8859_2,
    encoding_rs::ISO_8859_4,
    encoding_rs::ISO_8859_5,
    encoding_rs::KOI8_U,
    encoding_rs::IBM866,
    encoding_rs::MACINTOSH,
    encoding_rs::X_MAC_CYRILLIC,
    encoding_rs::WINDOWS_1253,
    encoding_rs::WINDOWS_1254,
    encoding_rs::WINDOWS_1255,
    encoding_rs::WINDOWS_1256,
];

/// How long a piece is at least that is read in every code page, and how many words are told of one.
const PIECE: usize = 64 << 10;
pub(super) const MOST_OF_PIECE: usize = 20;

/// A text in pieces of whole lines.
pub(super) fn pieces(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let line_end = bytes.get(PIECE..).and_then(|rest| memchr::memchr(b'\n', rest));
        let (piece, rest) = bytes.split_at(line_end.map_or(bytes.len(), |at| PIECE + at + 1));
        bytes = rest;
        (!piece.is_empty()).then_some(piece)
    })
}

pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    utf16(bytes).is_some()
}

/// Which UTF-16 bytes are, if they are, and how long the mark is with which they say so.
fn utf16(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    match bytes {
        // Two bytes more that are none begin UTF-32.
        [0xff, 0xfe, 0, 0, ..] | [0xfe, 0xff, 0, 0, ..] => None,
        [0xff, 0xfe, ..] => Some((encoding_rs::UTF_16LE, 2)),
        [0xfe, 0xff, ..] => Some((encoding_rs::UTF_16BE, 2)),
        _ => utf16_without_mark(bytes).map(|encoding| (encoding, 0)),
    }
}

/// UTF-16 that doesn't say so. Each space and line end has a byte that is none, on one side of the other; what else is read
/// so hardly ever gives nothing but letters and signs.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    const HEAD: usize = 4096;
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    if head.len() < 4 || !bytes.len().is_multiple_of(2) || memchr::memchr(0, head).is_none() {
        return None;
    }
    let is_said = |c: char| {
        c.is_whitespace()
            || matches!(c, '!'..='~' | '\u{a1}'..='\u{6ff}' | '\u{1e00}'..='\u{1eff}' | '\u{200b}'..='\u{2bff}')
            || matches!(c, '\u{fe0f}' | '\u{1f000}'..='\u{e01ef}')
    };
    // The head may end within a character.
    let says_all =
        |encoding: &&'static Encoding| encoding.decode_without_bom_handling(head).0.trim_end_matches('\u{fffd}').chars().all(is_said);
    [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].into_iter().find(says_all)
}

/// Bytes as text: UTF-8, UTF-16, or else one byte a letter, as Windows writes Western Europe's languages.
pub fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, length)) = utf16(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    if is_damaged_utf8(bytes) {
        return String::from_utf8_lossy(bytes);
    }
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0
}

/// Whether a byte is a letter, and nothing tells which.
pub(super) fn is_of_some_code_page(bytes: &[u8]) -> bool {
    !is_utf16(bytes) && simdutf8::basic::from_utf8(bytes).is_err() && !is_damaged_utf8(bytes)
}

/// Damaged UTF-8 has more letters of several bytes than faults.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (letters, faults) = bytes.utf8_chunks().fold((0, 0), |(letters, faults), chunk| {
        (letters + chunk.valid().bytes().filter(|b| *b >= 0xc0).count(), faults + usize::from(!chunk.invalid().is_empty()))
    });
    letters > faults
}
