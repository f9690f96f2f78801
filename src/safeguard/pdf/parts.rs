//! What each part of a PDF tells beside what pages show: who made it, marks of reviewers, pictures, other files.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::super::opened::Opened;
use super::super::picture;
use super::super::place::Place;
use super::objects::{self, Said};
use super::xmp::Xmp;
use super::{MAKERS, MOST_UNPACKED, dictionary, maker, numbers, text_of};

/// The most marks on pages of which it is asked where they stand.
const MOST_MARKS: usize = 100_000;
/// What stands at a file's end that says how it is stored, or is read apart.
const OF_TRAILER: &[&[u8]] =
    &[b"Root", b"Info", b"ID", b"Size", b"Prev", b"Type", b"W", b"Index", b"Filter", b"DecodeParms", b"Length", b"DocChecksum"];

/// Looks through all parts, but `infos`, which have been read. Gives what they say beside what pages show.
pub(super) fn look(document: &Document, infos: &[&Dictionary], reached: &BTreeSet<ObjectId>, opened: &mut Opened) -> Said {
    let pages_of_marks = pages_of_marks(document);
    let mut left = MOST_UNPACKED;
    let mut beside = Said::default();
    // What stands in another object's place counts as much as what has its own.
    let of_file = document.trailer.iter().filter(|(key, _)| !OF_TRAILER.contains(&key.as_slice())).map(|(_, value)| value);
    let of_objects = document.objects.iter().rev().map(|(id, object)| (object, reached.contains(id)));
    let mut objects: Vec<(&Object, bool)> = of_objects.chain(of_file.map(|object| (object, true))).collect();
    if document.trailer.has(b"AdditionalStreams") {
        opened.remember("another file inside it".to_owned(), None, true);
    }
    while let Some((object, is_reached)) = objects.pop() {
        match object {
            Object::Array(array) => objects.extend(objects::items(array).iter().rev().map(|item| (item, is_reached))),
            Object::String(..) => beside.string(object),
            _ => {}
        }
        let Ok(dictionary) = dictionary(object) else { continue };
        if infos.iter().any(|info| std::ptr::eq(*info, dictionary)) {
            continue;
        }
        objects.extend(beside.values(document, dictionary).map(|value| (value, is_reached)));
        // What a copy leaves behind is told as that alone.
        if !is_reached {
            continue;
        }
        let part = Part { document, object, dictionary };
        part.origin(opened);
        part.metadata(opened);
        let page = pages_of_marks.get(&std::ptr::from_ref(dictionary)).copied();
        part.annotation(page.map(Place::Page), opened);
        part.picture(&mut left, opened);
    }
    beside
}

/// A dictionary or a stream.
struct Part<'a> {
    document: &'a Document,
    object: &'a Object,
    dictionary: &'a Dictionary,
}

impl Part<'_> {
    fn name(&self, key: &[u8]) -> &[u8] {
        self.dictionary.get(key).ok().and_then(|name| name.as_name().ok()).unwrap_or_default()
    }

    /// Who or what made it, and what such have left in it.
    fn origin(&self, opened: &mut Opened) {
        for (what, value) in made_by(self.document, self.dictionary) {
            opened.remember(what.to_owned(), text_of(value), true);
        }
        if self.dictionary.has(b"EF") || self.name(b"Type") == b"EmbeddedFile" {
            opened.remember("another file inside it".to_owned(), None, false);
        }
        if self.dictionary.has(b"PieceInfo") {
            opened.remember("a program's own data".to_owned(), None, true);
        }
        if matches!(self.name(b"S"), b"JavaScript" | b"Launch" | b"SubmitForm" | b"ImportData") {
            opened.remember("something that runs when it is opened".to_owned(), None, false);
        }
    }

    /// XMP, but for what readers need of it.
    fn metadata(&self, opened: &mut Opened) {
        if self.name(b"Type") == b"Metadata" || self.name(b"Subtype") == b"XML" {
            let text = self.object.as_stream().and_then(|stream| stream.get_plain_content_with_limit(MOST_UNPACKED)).ok();
            let text = text.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            let kept = text.as_deref().map(|text| (text, Xmp::read(text))).filter(|(text, xmp)| xmp.packet() == *text);
            match kept {
                Some((_, xmp)) => opened.text.extend([&xmp.title, "\n"]),
                None => opened.remember("XMP data".to_owned(), text, true),
            }
        }
        let described = self.dictionary.get_deref(b"Metadata", self.document).and_then(Object::as_stream);
        if described.is_ok_and(|stream| !stream.dict.has(b"Type") && !stream.dict.has(b"Subtype")) {
            opened.remember("XMP data".to_owned(), None, true);
        }
    }

    /// A mark on a page, or a field of a form.
    fn annotation(&self, page: Option<Place>, opened: &mut Opened) {
        if self.name(b"Type") != b"Annot" && !self.dictionary.has(b"Rect") {
            return;
        }
        // All other kinds mark what was written before.
        let is_of_page = matches!(
            self.name(b"Subtype"),
            b"" | b"Link" | b"Widget" | b"Screen" | b"Movie" | b"RichMedia" | b"3D" | b"PrinterMark" | b"TrapNet" | b"Watermark"
        );
        if !is_of_page {
            let said = self.dictionary.get_deref(b"Contents", self.document).ok().and_then(text_of);
            opened.remember_at(page, "comments or marks of a reviewer".to_owned(), said, false);
        }
        if let Some(value) = hidden_value(self.document, self.dictionary) {
            opened.remember("a form field that is not shown".to_owned(), Some(value), false);
        }
    }

    /// What a photograph carries. `left` is how much may still be unpacked, in bytes.
    fn picture(&self, left: &mut usize, opened: &mut Opened) {
        let Some(jpeg) = self.object.as_stream().ok().and_then(|stream| jpeg(stream, *left)) else { return };
        opened.unread |= jpeg.is_err();
        let jpeg = jpeg.unwrap_or_default();
        *left = left.saturating_sub(jpeg.len());
        for (what, said) in picture::carried(&jpeg) {
            // Programs fill up behind a picture; some cut it short.
            let is_filled_up = what == picture::BEHIND && !picture::ends_with_another(&jpeg);
            if !is_filled_up && what != picture::UNCLEAR {
                opened.remember(format!("a picture with {what}"), Some(said), false);
            }
        }
    }
}

/// The pages on which marks stand.
fn pages_of_marks(document: &Document) -> BTreeMap<*const Dictionary, u32> {
    let marks = numbers(document).into_iter().flat_map(|(id, number)| {
        let marks = document.get_dictionary(id).and_then(|page| page.get_deref(b"Annots", document)?.as_array());
        marks.into_iter().flatten().map(move |mark| (mark, number))
    });
    let marks = marks.take(MOST_MARKS).filter_map(|(mark, number)| Some((document.dereference(mark).ok()?.1.as_dict().ok()?, number)));
    marks.map(|(mark, number)| (std::ptr::from_ref(mark), number)).collect()
}

/// What a field of a form holds that no page shows.
fn hidden_value(document: &Document, field: &Dictionary) -> Option<String> {
    /// Hidden, or not to be seen.
    const UNSEEN: i64 = 2 | 32;
    const DEEPEST: usize = 20;
    field.get_deref(b"F", document).and_then(Object::as_i64).ok().filter(|flags| flags & UNSEEN != 0)?;
    let mut fields =
        std::iter::successors(Some(field), |field| field.get_deref(b"Parent", document).and_then(Object::as_dict).ok()).take(DEEPEST);
    let value = fields.find_map(|field| field.get_deref(b"V", document).ok())?;
    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let said: Vec<String> = values.iter().filter_map(text_of).filter(|said| !said.trim().is_empty()).collect();
    (!said.is_empty()).then(|| said.join("\n"))
}

/// What stands in a stream as a JPEG, unpacked from what that is packed in.
fn jpeg(stream: &Stream, most: usize) -> Option<lopdf::Result<Cow<'_, [u8]>>> {
    let filters = stream.filters().ok()?;
    let (_, outer) = filters.split_last().filter(|(last, _)| matches!(**last, b"DCTDecode" | b"JPXDecode"))?;
    if outer.is_empty() {
        return Some(Ok(Cow::Borrowed(&stream.content)));
    }
    let mut packed = stream.clone();
    packed.dict.set("Filter", Object::Array(outer.iter().map(|filter| Object::Name(filter.to_vec())).collect()));
    Some(packed.get_plain_content_with_limit(most).map(Cow::Owned))
}

/// What any other part says of who made it.
fn made_by<'a>(document: &'a Document, part: &'a Dictionary) -> impl Iterator<Item = (&'static str, &'a Object)> {
    MAKERS.iter().filter_map(move |key| {
        let (_, value) = document.dereference(part.get(key).ok()?).ok()?;
        Some((maker(key)?, value)).filter(|(_, value)| value.as_str().is_ok())
    })
}

/// Whether the file says that some of its layers are not shown.
pub(super) fn hide_layers(document: &Document) -> bool {
    let properties = document.catalog().and_then(|catalog| catalog.get_deref(b"OCProperties", document)).and_then(Object::as_dict);
    let default = properties.and_then(|properties| properties.get_deref(b"D", document)).and_then(Object::as_dict);
    default.is_ok_and(|default| {
        default.get_deref(b"OFF", document).and_then(Object::as_array).is_ok_and(|off| !off.is_empty())
            || default.get_deref(b"BaseState", document).and_then(Object::as_name).is_ok_and(|state| state == b"OFF")
    })
}
