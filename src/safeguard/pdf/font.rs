//! Fonts of a PDF: what their letters mean, and how far each of them leads.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::MOST_UNPACKED;

/// What a font tells of its letters.
pub(super) struct Font<'a> {
    encoding: Encoding<'a>,
    /// Two bytes a letter, or one.
    is_wide: bool,
    /// The widths of letters from a first code to a last one, each list by its first.
    widths: BTreeMap<usize, (usize, &'a [Object])>,
    /// How wide the letters are of which nothing is told; `None` if that is estimated.
    other: Option<f32>,
    /// From the font's units to its size.
    scale: f32,
    /// How much narrower or wider than Helvetica its letters are likely to be; `None` if all have one width.
    likely: Option<f32>,
}

impl<'a> Font<'a> {
    /// `None` if it does not say what its letters mean.
    pub fn of(document: &'a Document, font: &'a Dictionary) -> Option<Font<'a>> {
        let name = |key: &[u8]| font.get_deref(key, document).and_then(Object::as_name).unwrap_or_default();
        if name(b"Encoding").starts_with(b"Identity") && !font.has(b"ToUnicode") {
            return None;
        }
        let encoding = font.get_font_encoding_with_limit(document, MOST_UNPACKED).ok()?;
        let called = String::from_utf8_lossy(name(b"BaseFont"));
        let likely = match () {
            () if ["Courier", "Mono", "Consolas"].iter().any(|part| called.contains(part)) => None,
            () if ["Times", "Roman", "Serif", "Garamond"].iter().any(|part| called.contains(part)) => Some(0.9),
            () => Some(1.0),
        };
        let font_matrix = font.get_deref(b"FontMatrix", document).and_then(Object::as_array).ok();
        let scale = font_matrix.and_then(|matrix| matrix.first()?.as_float().ok()).unwrap_or(0.001);
        let is_wide = name(b"Subtype") == b"Type0";
        let mut read = Font { encoding, is_wide, widths: BTreeMap::new(), other: None, scale, likely };
        if is_wide {
            let within = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok();
            let within = within.and_then(|fonts| document.dereference(fonts.first()?).ok()?.1.as_dict().ok());
            let default = within.and_then(|within| within.get_deref(b"DW", document).and_then(Object::as_float).ok());
            read.other = Some(default.unwrap_or(1000.0));
            let widths = within.and_then(|within| within.get_deref(b"W", document).and_then(Object::as_array).ok());
            read.wide_widths(document, widths.map_or(&[], Vec::as_slice));
        } else if let Ok(widths) = font.get_deref(b"Widths", document).and_then(Object::as_array) {
            let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or_default();
            read.add(usize::try_from(first).unwrap_or_default(), None, widths);
        }
        Some(read)
    }

    /// Whether its size is that of its letters; fonts that are drawn for one file alone may have units of their own.
    pub fn is_measured(&self) -> bool {
        self.scale == 0.001
    }

    /// A first code and its followers' widths, or a first code, a last one and the width of them all; and so on.
    fn wide_widths(&mut self, document: &'a Document, mut rest: &'a [Object]) {
        let code = |object: &Object| object.as_i64().ok().and_then(|code| usize::try_from(code).ok());
        while let [first, second, after @ ..] = rest {
            let Some(first) = code(first) else { return };
            rest = match document.dereference(second).map(|(_, second)| second) {
                Ok(Object::Array(widths)) => {
                    self.add(first, None, widths);
                    after
                }
                Ok(last) => {
                    let (Some(last), [_, others @ ..]) = (code(last), after) else { return };
                    self.add(first, Some(last), &after[..1]);
                    others
                }
                Err(_) => return,
            };
        }
    }

    fn add(&mut self, first: usize, last: Option<usize>, widths: &'a [Object]) {
        self.widths.insert(first, (last.unwrap_or(first.saturating_add(widths.len()).saturating_sub(1)), widths));
    }

    pub fn read(&self, bytes: &[u8]) -> Option<String> {
        self.encoding.bytes_to_string(bytes).ok()
    }

    /// How far letters lead, with a size of 1; how many they are, and how many of them are spaces that can be widened.
    pub fn breadth(&self, bytes: &[u8]) -> (f32, f32, f32) {
        if self.is_wide {
            let codes = bytes.chunks(2).map(|code| code.iter().fold(0, |code, byte| code << 8 | usize::from(*byte)));
            return (codes.map(|code| self.width(code)).sum(), bytes.len().div_ceil(2) as f32, 0.0);
        }
        let spaces = bytes.iter().filter(|byte| **byte == b' ').count();
        (bytes.iter().map(|code| self.width(usize::from(*code))).sum(), bytes.len() as f32, spaces as f32)
    }

    fn width(&self, code: usize) -> f32 {
        let list = self.widths.range(..=code).next_back().filter(|(_, (last, _))| code <= *last);
        let told = list.and_then(|(first, (_, widths))| widths.get((code - first).min(widths.len() - 1))?.as_float().ok());
        if let Some(width) = told.or(self.other) {
            return width * self.scale;
        }
        let Some(likely) = self.likely else { return 0.6 };
        likely * f32::from(code.checked_sub(32).and_then(|at| HELVETICA.get(at)).copied().unwrap_or(556)) / 1000.0
    }
}

/// How wide the letters of Helvetica are, from the space on. A reader has them at hand, so a PDF need not tell.
#[rustfmt::skip]
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
