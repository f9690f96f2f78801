//! Fonts of a PDF: what their letters mean, and how far each of them leads.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object};
use read_fonts::ps::agl;
use read_fonts::ps::encoding::PredefinedEncoding;

use super::MOST_UNPACKED;
use super::table::Table;

/// The most items of a list of letters' names that are read: there are 256 letters.
const MOST_NAMES: usize = 1_000;
/// The most letters that one may mean, as in a ligature, and the most bytes of its name.
const MOST_OF_ONE: usize = 64;
/// The most fonts of a file that are read.
const MOST_FONTS: usize = 5_000;

/// The fonts of a file, each read once.
pub(super) struct Fonts<'a> {
    document: &'a Document,
    read: BTreeMap<*const Dictionary, Option<Rc<Font<'a>>>>,
    /// What names of letters say.
    names: BTreeMap<&'a [u8], Option<String>>,
    /// How much may still be unpacked.
    left: usize,
}

impl<'a> Fonts<'a> {
    pub fn new(document: &'a Document) -> Self {
        Fonts { document, read: BTreeMap::new(), names: BTreeMap::new(), left: MOST_UNPACKED }
    }

    /// What a font's letters mean, as far as it says so.
    pub fn get(&mut self, font: &'a Object) -> Option<Rc<Font<'a>>> {
        let font = self.document.dereference(font).ok()?.1.as_dict().ok()?;
        let place = std::ptr::from_ref(font);
        if !self.read.contains_key(&place) {
            let read = if self.read.len() < MOST_FONTS { Font::of(font, self).map(Rc::new) } else { return None };
            self.read.insert(place, read);
        }
        self.read.get(&place).cloned().flatten()
    }

    /// What a letter's name says.
    fn meaning(&mut self, name: &'a [u8]) -> Option<String> {
        self.names.entry(name).or_insert_with(|| meaning(name)).clone()
    }
}

/// What a font tells of its letters.
pub(super) struct Font<'a> {
    letters: Letters,
    /// The widths of letters from a first code to a last one, each list by its first.
    widths: BTreeMap<usize, (usize, &'a [Object])>,
    /// How wide the letters are of which nothing is told; `None` if that is estimated.
    other: Option<f32>,
    /// From the font's units to its size.
    scale: f32,
    /// How much narrower or wider than Helvetica its letters are likely to be; `None` if all have one width.
    likely: Option<f32>,
}

/// What codes mean.
enum Letters {
    /// A byte a letter: what each means, if that is known; and whether that is more than likely.
    Bytes { letters: Vec<Option<String>>, is_sure: bool },
    /// Two bytes a letter, or as many as the table says.
    Wide { table: Table, is_two: bool },
    /// Two bytes a letter, each in Unicode.
    Unicode,
}

impl<'a> Font<'a> {
    /// `None` if it does not say what its letters mean.
    fn of(font: &'a Dictionary, fonts: &mut Fonts<'a>) -> Option<Font<'a>> {
        let document = fonts.document;
        let name = |key: &[u8]| font.get_deref(key, document).and_then(Object::as_name).unwrap_or_default();
        let table = match font.get_deref(b"ToUnicode", document).and_then(Object::as_stream) {
            Ok(stream) => {
                let text = stream.get_plain_content_with_limit(fonts.left).ok()?;
                fonts.left = fonts.left.saturating_sub(text.len());
                Table::parse(&text)
            }
            Err(_) => Table::default(),
        };
        let is_wide = name(b"Subtype") == b"Type0";
        let encoding = name(b"Encoding");
        let is_unicode =
            |name: &[u8]| name.starts_with(b"Uni") && [b"-UCS2-".as_slice(), b"-UTF16-"].iter().any(|part| contains(name, part));
        let letters = match () {
            () if !is_wide => {
                let is_sure = !table.is_empty() || font.has(b"Encoding") || !has_order_of_its_own(document, font);
                Letters::Bytes { letters: bytes(font, &table, fonts), is_sure }
            }
            () if !table.is_empty() => Letters::Wide { table, is_two: encoding.starts_with(b"Identity") },
            () if name(b"ToUnicode").starts_with(b"Identity") || is_unicode(encoding) => Letters::Unicode,
            () => return None,
        };
        let called = String::from_utf8_lossy(name(b"BaseFont"));
        let likely = match () {
            () if ["Courier", "Mono", "Consolas"].iter().any(|part| called.contains(part)) => None,
            () if ["Times", "Roman", "Serif", "Garamond"].iter().any(|part| called.contains(part)) => Some(0.9),
            () => Some(1.0),
        };
        let font_matrix = font.get_deref(b"FontMatrix", document).and_then(Object::as_array).ok();
        let scale = font_matrix.and_then(|matrix| matrix.first()?.as_float().ok()).unwrap_or(0.001);
        let mut read = Font { letters, widths: BTreeMap::new(), other: None, scale, likely };
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

    /// What bytes say, and whether all of them is known.
    pub fn read(&self, bytes: &[u8]) -> (String, bool) {
        let mut text = String::new();
        let mut whole = !matches!(self.letters, Letters::Bytes { is_sure: false, .. });
        let mut add = |meaning: Option<&str>| {
            whole &= meaning.is_some();
            text.push_str(meaning.unwrap_or("\u{fffd}"));
        };
        match &self.letters {
            Letters::Bytes { letters, .. } => bytes.iter().for_each(|byte| add(letters[usize::from(*byte)].as_deref())),
            Letters::Unicode => text.push_str(&encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0),
            Letters::Wide { .. } => self.codes(bytes).for_each(|(length, code)| add(self.meaning(length, code).as_deref())),
        }
        (text, whole)
    }

    fn meaning(&self, length: u8, code: u32) -> Option<String> {
        let Letters::Wide { table, .. } = &self.letters else { return None };
        // Some tables write codes shorter than they are.
        table.meaning(length, code).or_else(|| table.meaning(1, code).filter(|_| length == 2))
    }

    /// The codes in a string, each with its length.
    fn codes<'b>(&'b self, mut bytes: &'b [u8]) -> impl Iterator<Item = (u8, u32)> + 'b {
        std::iter::from_fn(move || {
            let told = match &self.letters {
                Letters::Bytes { .. } => Some(1),
                Letters::Wide { table, is_two: false } => table.length(bytes),
                Letters::Wide { .. } | Letters::Unicode => None,
            };
            let length = told.unwrap_or(2);
            let (code, rest) = bytes.split_at(bytes.len().min(usize::from(length)));
            bytes = rest;
            (!code.is_empty()).then(|| (length, code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))))
        })
    }

    /// Letter by letter.
    pub fn letters<'b>(&self, bytes: &'b [u8]) -> Vec<&'b [u8]> {
        let mut rest = bytes;
        let lengths = self.codes(bytes).map(|(length, _)| usize::from(length));
        lengths.map(|length| rest.split_off(..length.min(rest.len())).unwrap_or_default()).collect()
    }

    /// How far letters lead, with a size of 1; how many they are, and how many of them are spaces that can be widened.
    pub fn breadth(&self, bytes: &[u8]) -> (f32, f32, f32) {
        let (mut breadth, mut count, mut spaces) = (0.0, 0.0, 0.0);
        for (length, code) in self.codes(bytes) {
            breadth += self.width(code as usize);
            count += 1.0;
            spaces += if (length, code) == (1, u32::from(b' ')) { 1.0 } else { 0.0 };
        }
        (breadth, count, spaces)
    }

    fn width(&self, code: usize) -> f32 {
        let list = self.widths.range(..=code).next_back().filter(|(_, (last, _))| code <= *last);
        let told = list.and_then(|(first, (_, widths))| widths.get((code - first).min(widths.len().saturating_sub(1)))?.as_float().ok());
        if let Some(width) = told.or(self.other) {
            return width * self.scale;
        }
        let Some(likely) = self.likely else { return 0.6 };
        likely * f32::from(code.checked_sub(32).and_then(|at| HELVETICA.get(at)).copied().unwrap_or(556)) / 1000.0
    }
}

/// What each byte means: by the font's table, else by the name of its letter, else by a common list.
fn bytes<'a>(font: &'a Dictionary, table: &Table, fonts: &mut Fonts<'a>) -> Vec<Option<String>> {
    let document = fonts.document;
    let encoding = font.get_deref(b"Encoding", document).ok();
    let described = encoding.and_then(|encoding| encoding.as_dict().ok());
    let base = described.map_or(encoding, |encoding| encoding.get_deref(b"BaseEncoding", document).ok());
    let base = base.and_then(|base| base.as_name().ok()).unwrap_or(b"StandardEncoding");
    // Letters that are drawn for this file alone mean what their names say.
    let is_drawn = font.get_deref(b"Subtype", document).and_then(Object::as_name).is_ok_and(|kind| kind == b"Type3");
    let mut letters = common(base).filter(|_| !is_drawn).unwrap_or_else(|| vec![None; 256]);
    let names = described.and_then(|encoding| encoding.get_deref(b"Differences", document).and_then(Object::as_array).ok());
    let mut code = 0_usize;
    for item in names.into_iter().flatten().take(MOST_NAMES) {
        match document.dereference(item).map(|(_, item)| item) {
            Ok(Object::Name(name)) => {
                if let Some(letter) = letters.get_mut(code) {
                    // Such names are those of ornaments elsewhere.
                    *letter = numbered(name, code).filter(|_| is_drawn).or_else(|| fonts.meaning(name));
                }
                code += 1;
            }
            Ok(item) => code = item.as_i64().ok().and_then(|code| usize::try_from(code).ok()).unwrap_or(code),
            Err(_) => {}
        }
    }
    for (code, letter) in (0_u32..).zip(&mut letters) {
        if let Some(meaning) = table.meaning(1, code).or_else(|| table.meaning(2, code)) {
            *letter = Some(meaning);
        }
    }
    letters
}

/// Whether a font that is brought along says nothing of its letters but in itself.
fn has_order_of_its_own(document: &Document, font: &Dictionary) -> bool {
    let described = font.get_deref(b"FontDescriptor", document).and_then(Object::as_dict);
    let is_symbolic = |described: &Dictionary| described.get(b"Flags").and_then(Object::as_i64).is_ok_and(|flags| flags & 4 != 0);
    described.is_ok_and(|described| described.has(b"FontFile2") && is_symbolic(described))
}

/// What bytes mean in an encoding that all readers know; `None` for any other.
fn common(name: &[u8]) -> Option<Vec<Option<String>>> {
    let of_page = |page: &'static encoding_rs::Encoding, byte: u8| page.decode_without_bom_handling(&[byte]).0.into_owned();
    let letter: &dyn Fn(u8) -> Option<String> = match name {
        b"StandardEncoding" => &|byte| known(PredefinedEncoding::Standard.name(byte)),
        b"WinAnsiEncoding" => &|byte| Some(of_page(encoding_rs::WINDOWS_1252, byte)),
        b"MacRomanEncoding" => &|byte| Some(of_page(encoding_rs::MACINTOSH, byte)),
        b"PDFDocEncoding" => &|byte| lopdf::decode_text_string(&Object::string_literal(vec![byte])).ok(),
        _ => return None,
    };
    Some((0..=255).map(letter).collect())
}

/// What a letter's name says; of `fi.alt` what `fi` does, and of `.notdef` nothing.
fn meaning(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok().filter(|name| name.len() <= MOST_OF_ONE)?;
    let (name, _) = name.split_once('.').unwrap_or((name, ""));
    match known(name) {
        Some(meaning) => Some(meaning),
        None if name.is_empty() => Some(String::new()),
        None => {
            let parts = name.split('_').enumerate().map(|(at, part)| by_figures(part, at == 0).or_else(|| known(part)));
            let parts: Option<String> = parts.collect();
            // All letters have names that are known: what else is called by words is a sign.
            parts.or_else(|| (name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_alphabetic())).then(|| " ".to_owned()))
        }
    }
}

/// `uni00660069`, `u1F600`, and behind the sign of a part `0308`.
fn by_figures(name: &str, is_first: bool) -> Option<String> {
    if let Some(figures) = name.strip_prefix("uni").filter(|figures| figures.len() % 4 == 0) {
        let units = figures.as_bytes().chunks(4).map(|unit| u16::from_str_radix(std::str::from_utf8(unit).ok()?, 16).ok());
        return String::from_utf16(&units.collect::<Option<Vec<u16>>>()?).ok().filter(|text| !text.is_empty());
    }
    let figures = name.strip_prefix('u').or(Some(name).filter(|_| !is_first)).filter(|figures| (4..=6).contains(&figures.len()))?;
    u32::from_str_radix(figures, 16).ok().and_then(char::from_u32).map(String::from)
}

/// What the list of common names says of one.
fn known(name: &str) -> Option<String> {
    let letter = listed(name)?;
    // Figures and capitals of another form once had places of their own.
    let is_form = matches!(letter, '\u{e000}'..='\u{f8ff}');
    let plain = ["oldstyle", "small", "superior", "inferior"].iter().find_map(|form| name.strip_suffix(form));
    let letter = plain.filter(|_| is_form).and_then(listed).unwrap_or(letter);
    Some(letter.to_string())
}

/// The letter of a name in Adobe's list; what is made of figures stands in none.
fn listed(name: &str) -> Option<char> {
    if by_figures(name, true).is_some() { None } else { agl::name_to_char(name) }
}

/// TeX names the letters that it draws itself by their code: `a101`.
fn numbered(name: &[u8], code: usize) -> Option<String> {
    let figures = std::str::from_utf8(name.strip_prefix(b"a")?).ok()?;
    let letter = u8::try_from(code).ok().filter(|_| figures.parse() == Ok(code))?;
    matches!(letter, b' '..=b'~' | 0xc0..).then(|| char::from(letter).to_string())
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(text, part).is_some()
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
