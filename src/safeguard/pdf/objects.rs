//! What a PDF's objects say beside what its pages show: in fields, signatures, bookmarks, names of layers and places.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::opened::Opened;
use super::{MOST_UNPACKED, text_of};

/// Keys whose strings are no text: sums, certificates, names of glyphs.
const NO_TEXT: &[&[u8]] = &[b"CheckSum", b"Cert", b"CharSet", b"Panose", b"DA", b"Registry", b"Ordering"];

/// Keys whose text may lie in a stream of its own.
const WITH_STREAMS: &[&[u8]] = &[b"XFA", b"RV", b"RC", b"JS", b"V", b"DV"];

/// Gathers all that objects say, each object once.
#[derive(Default)]
pub(super) struct Said {
    pub text: String,
    /// Streams that hold text, which are read at the end.
    streams: BTreeSet<ObjectId>,
    /// What was read because a key leads to it: once, however many lead there.
    followed: BTreeSet<*const Object>,
}

impl Said {
    /// A string, unless it is one of bytes.
    pub fn string(&mut self, string: &Object) {
        let Some(text) = text_of(string).filter(|text| !is_day(text) && !text.contains(|c: char| c.is_control() && !c.is_whitespace()))
        else {
            return;
        };
        self.text(&text);
    }

    fn text(&mut self, text: &str) {
        if text.trim_start().starts_with('<') {
            let mut opened = Opened::default();
            opened.add_markup(text);
            self.text.push_str(&opened.text);
            return;
        }
        // In a name, signs stand between words.
        match text.contains([' ', '@', ':']) {
            true => self.text.push_str(text),
            false => self.text.push_str(&text.replace(['_', '.'], " ")),
        }
        self.text.push('\n');
    }

    /// What a dictionary says otherwise than in strings, and those of its values that may say more.
    pub fn values<'a>(&mut self, document: &Document, dictionary: &'a Dictionary) -> impl Iterator<Item = &'a Object> {
        for (key, value) in dictionary.iter() {
            let Ok((_, followed)) = document.dereference(value) else { continue };
            let may_be_stream = WITH_STREAMS.contains(&key.as_slice());
            let leads = may_be_stream || matches!(key.as_slice(), b"F" | b"UF" | b"URI" | b"AS" | b"Dests" | b"GPTS");
            if !leads || !self.followed.insert(std::ptr::from_ref(followed)) {
                continue;
            }
            match (key.as_slice(), followed) {
                // Signs stand between words in names of files.
                (b"F" | b"UF", Object::String(..)) => {
                    self.text.extend(text_of(followed).map(|name| name.replace(['_', '.'], " ") + "\n"));
                }
                (b"URI", Object::String(..)) => {
                    let address = text_of(followed).filter(|address| address.contains('%'));
                    self.text.extend(
                        address.map(|address| percent_encoding::percent_decode_str(&address).decode_utf8_lossy().into_owned() + "\n"),
                    );
                }
                // A button that was chosen.
                (b"V" | b"DV" | b"AS", Object::Name(name)) => self.text(&String::from_utf8_lossy(name)),
                // Places in the file were once named by keys.
                (b"Dests", Object::Dictionary(places)) => places.iter().for_each(|(name, _)| self.text(&String::from_utf8_lossy(name))),
                (b"GPTS", Object::Array(figures)) => {
                    for [north, east] in figures.as_chunks::<2>().0 {
                        if let (Ok(north), Ok(east)) = (north.as_float(), east.as_float()) {
                            self.text.push_str(&format!("{north}, {east}\n"));
                        }
                    }
                }
                _ if may_be_stream => {
                    let parts = std::iter::once(value).chain(followed.as_array().into_iter().flatten());
                    self.streams.extend(parts.filter_map(|part| part.as_reference().ok()));
                }
                _ => {}
            }
        }
        let is_signature = dictionary.has(b"ByteRange");
        dictionary
            .iter()
            .filter(move |(key, value)| match key.as_slice() {
                b"F" | b"UF" => !matches!(value, Object::String(..)),
                b"Contents" => !is_signature,
                b"ID" => value.as_str().is_ok_and(<[u8]>::is_ascii),
                key => !NO_TEXT.contains(&key),
            })
            .map(|(_, value)| value)
    }

    /// Reads the streams that hold text; `false` if one of them can't be read.
    pub fn streams(&mut self, document: &Document) -> bool {
        let (mut left, mut whole) = (MOST_UNPACKED, true);
        for id in std::mem::take(&mut self.streams) {
            let Ok(stream) = document.get_object(id).and_then(Object::as_stream) else { continue };
            match stream.get_plain_content_with_limit(left) {
                Ok(bytes) => {
                    left = left.saturating_sub(bytes.len());
                    self.text(&super::super::decoded(&bytes));
                }
                Err(_) => whole = false,
            }
        }
        whole
    }
}

/// The items of an array; a table of colours is one of bytes.
pub(super) fn items(array: &[Object]) -> &[Object] {
    match array.first() {
        Some(Object::Name(kind)) if matches!(kind.as_slice(), b"Indexed" | b"I") => &[],
        _ => array,
    }
}

/// A day as PDF writes it: `D:20261124093000+01'00'`.
fn is_day(text: &str) -> bool {
    text.strip_prefix("D:").is_some_and(|day| day.len() <= 21 && day.bytes().all(|b| b.is_ascii_digit() || b"+-Z'".contains(&b)))
}
