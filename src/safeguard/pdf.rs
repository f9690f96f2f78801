//! PDF: what it says, and what it remembers of its makers.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, LoadOptions, Object};

use super::{Memory, Opened};

/// The most that one stream may unpack to, and all pages together.
const MOST_UNPACKED: usize = 64 << 20;
/// The most pages that are read.
const MOST_PAGES: usize = 5_000;

/// Looks into a PDF. `None` if it can't be read: damaged, encrypted, or something else under that name.
pub fn open(bytes: &[u8]) -> Option<Opened> {
    // The reader is not ours, and what it gets may be hostile.
    catch_unwind(AssertUnwindSafe(|| look(bytes))).ok().flatten()
}

fn load(bytes: &[u8]) -> Option<Document> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).ok()?;
    (!document.is_encrypted() && !document.get_pages().is_empty()).then_some(document)
}

fn look(bytes: &[u8]) -> Option<Opened> {
    let document = load(bytes)?;
    let mut opened = Opened::default();
    if let Some(info) = info(&document) {
        for (key, value) in info.iter() {
            let name = String::from_utf8_lossy(key).into_owned();
            if matches!(name.as_str(), "Title" | "Trapped") {
                if let Some(title) = text_of(value) {
                    opened.text.push_str(&title);
                    opened.text.push('\n');
                }
                continue;
            }
            let what = match name.as_str() {
                "Author" => "its author".to_owned(),
                "Creator" | "Producer" => "the software that made it".to_owned(),
                "CreationDate" | "ModDate" => "when it was made or changed".to_owned(),
                other => format!("the field {other}"),
            };
            opened.remember(what, text_of(value), true);
        }
    }
    let mut colour_layers = false;
    for object in document.objects.values() {
        let Ok(dictionary) = dictionary(object) else { continue };
        let kind = dictionary.get(b"Type").ok().and_then(|kind| kind.as_name().ok()).unwrap_or_default();
        let subtype = dictionary.get(b"Subtype").ok().and_then(|kind| kind.as_name().ok()).unwrap_or_default();
        if kind == b"Metadata" || subtype == b"XML" {
            let text = match object {
                Object::Stream(stream) => {
                    stream.get_plain_content_with_limit(MOST_UNPACKED).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
                }
                _ => None,
            };
            opened.remember("XMP data".to_owned(), text, true);
        }
        if kind == b"Filespec" && dictionary.has(b"EF") || kind == b"EmbeddedFile" {
            opened.remember("another file inside it".to_owned(), None, false);
        }
        if dictionary.has(b"PieceInfo") {
            opened.remember("a program's own data".to_owned(), None, true);
        }
        if matches!(
            subtype,
            b"Text"
                | b"Popup"
                | b"FreeText"
                | b"Highlight"
                | b"StrikeOut"
                | b"Underline"
                | b"Squiggly"
                | b"Caret"
                | b"Ink"
                | b"Stamp"
                | b"FileAttachment"
                | b"Redact"
        ) && (kind == b"Annot" || dictionary.has(b"Rect"))
        {
            let note = dictionary.get(b"Contents").ok().and_then(text_of);
            opened.remember("comments or marks of a reviewer".to_owned(), note, false);
        }
        if let Ok(action) = dictionary.get(b"S").and_then(Object::as_name)
            && matches!(action, b"JavaScript" | b"Launch" | b"SubmitForm" | b"ImportData")
        {
            opened.remember("something that runs when it is opened".to_owned(), None, false);
        }
        if kind == b"OCProperties" || dictionary.has(b"OCProperties") {
            colour_layers = true;
        }
        if let Object::Stream(stream) = object
            && subtype == b"Image"
            && stream.dict.get(b"Filter").and_then(Object::as_name).is_ok_and(|filter| filter == b"DCTDecode")
        {
            for carried in super::picture::look(&stream.content) {
                if carried.what != "parts that can't be followed" && carried.what != "bytes behind its end" {
                    opened.remember(format!("a picture with {}", carried.what), Some(super::picture::strings(carried.bytes)), false);
                }
            }
        }
    }
    if colour_layers && document.catalog().ok().is_some_and(|catalog| layers_are_off(&document, catalog)) {
        opened.remember("layers that are not shown".to_owned(), None, false);
    }
    if memchr::memmem::find_iter(bytes, b"%%EOF").count() > 1 && !is_linearised(bytes) {
        opened.remember("earlier states of itself".to_owned(), None, true);
    }
    // What this reader can't read, another may show.
    let reached = |number: &u32, entry: &XrefEntry| match entry {
        XrefEntry::Normal { generation, .. } => document.objects.contains_key(&(*number, *generation)),
        XrefEntry::Compressed { .. } => document.objects.contains_key(&(*number, 0)),
        _ => true,
    };
    if !document.reference_table.entries.iter().all(|(number, entry)| reached(number, entry)) {
        opened.unread = true;
    }
    for mark in [b"/Author".as_slice(), b"/LastModifiedBy", b"<x:xmpmeta", b"/Producer", b"/CreationDate"] {
        if opened.memories.is_empty() && memchr::memmem::find(bytes, mark).is_some() {
            opened.remember("parts that nothing leads to any more".to_owned(), None, true);
        }
    }
    let mut left = MOST_UNPACKED;
    for (number, id) in document.get_pages().into_iter().take(MOST_PAGES) {
        let content = document.get_page_content_with_limit(id, left).unwrap_or_default();
        left = left.saturating_sub(content.len());
        if hides_text(&content) {
            opened.remember("text that is not seen (white, or drawn invisibly)".to_owned(), None, false);
        }
        let text = document.extract_text_with_limit(&[number], MOST_UNPACKED).unwrap_or_default();
        if text.trim().is_empty() && shows_text(&content) {
            opened.unread = true;
        }
        opened.text.push_str(&text);
        opened.text.push('\n');
        for annotation in document.get_page_annotations(id).into_iter().flatten() {
            let uri = annotation.get(b"A").and_then(Object::as_dict).and_then(|action| action.get(b"URI")).ok().and_then(text_of);
            if let Some(uri) = uri {
                opened.text.push_str(&uri);
                opened.text.push('\n');
            }
        }
        if left == 0 {
            opened.unread = true;
            break;
        }
    }
    Some(opened)
}

fn info(document: &Document) -> Option<&Dictionary> {
    let info = document.trailer.get(b"Info").ok()?;
    match info {
        Object::Reference(id) => document.get_dictionary(*id).ok(),
        info => info.as_dict().ok(),
    }
}

fn dictionary(object: &Object) -> Result<&Dictionary, ()> {
    match object {
        Object::Dictionary(dictionary) => Ok(dictionary),
        Object::Stream(stream) => Ok(&stream.dict),
        _ => Err(()),
    }
}

/// A string of a PDF: UTF-16 with its mark, else by bytes.
fn text_of(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    Some(match bytes.strip_prefix(b"\xfe\xff") {
        Some(rest) => {
            let units: Vec<u16> = rest.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
            String::from_utf16_lossy(&units)
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
        },
    })
}

fn layers_are_off(document: &Document, catalog: &Dictionary) -> bool {
    let follow = |object: &Object| -> Option<Dictionary> {
        match object {
            Object::Reference(id) => document.get_dictionary(*id).ok().cloned(),
            object => object.as_dict().ok().cloned(),
        }
    };
    let properties = catalog.get(b"OCProperties").ok().and_then(follow);
    let default = properties.and_then(|properties| properties.get(b"D").ok().and_then(follow));
    default.is_some_and(|default| {
        default.get(b"OFF").and_then(Object::as_array).is_ok_and(|off| !off.is_empty())
            || default.get(b"BaseState").and_then(Object::as_name).is_ok_and(|state| state == b"OFF")
    })
}

/// A file that is made to be shown while it is loaded has two ends as well.
fn is_linearised(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(2048)], b"/Linearized").is_some()
        && memchr::memmem::find_iter(bytes, b"%%EOF").count() == 2
}

/// The words of a page's program, strings left out.
fn words(content: &[u8]) -> impl Iterator<Item = &[u8]> {
    content.split(|b| b.is_ascii_whitespace() || b"[]()<>".contains(b)).filter(|word| !word.is_empty())
}

fn shows_text(content: &[u8]) -> bool {
    words(content).any(|word| word == b"Tj" || word == b"TJ")
}

/// Whether a page draws text that is not seen: in the manner that draws nothing, or white before anything dark.
fn hides_text(content: &[u8]) -> bool {
    let mut before: [&[u8]; 3] = [b"", b"", b""];
    let mut white = false;
    let mut unseen = false;
    let mut filled = false;
    for word in words(content) {
        let is = |value: &[u8], wanted: &[&[u8]]| wanted.contains(&value);
        const ONE: &[&[u8]] = &[b"1", b"1.0", b"1.00", b"1.000"];
        const NONE: &[&[u8]] = &[b"0", b"0.0", b"0.00", b"0.000"];
        match word {
            b"Tr" => unseen = before[2] == b"3" || before[2] == b"7",
            b"g" => white = is(before[2], ONE),
            b"rg" => white = before.iter().all(|value| is(value, ONE)),
            b"k" => white = before.iter().all(|value| is(value, NONE)),
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => filled |= !white,
            b"sh" | b"Do" | b"BI" => filled = true,
            // White letters on something that was filled before are read.
            b"Tj" | b"TJ" if unseen || white && !filled => return true,
            _ => {}
        }
        before = [before[1], before[2], word];
    }
    false
}

/// A copy that says the same and remembers nothing: no author, software, dates, XMP or earlier states.
///
/// Errors, in words: what would have to be lost is for somebody to decide.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let tidy = catch_unwind(AssertUnwindSafe(|| -> Result<Vec<u8>, String> {
        let opened = look(bytes).ok_or("it can't be read as a PDF: it is damaged or encrypted")?;
        refuse(&opened.memories)?;
        let mut document = load(bytes).ok_or("it can't be read as a PDF")?;
        let title = info(&document).and_then(|info| info.get(b"Title").ok()).and_then(text_of);
        document.trailer.remove(b"Info");
        document.trailer.remove(b"ID");
        document.trailer.remove(b"Prev");
        for object in document.objects.values_mut() {
            let dictionary = match object {
                Object::Dictionary(dictionary) => dictionary,
                Object::Stream(stream) => &mut stream.dict,
                _ => continue,
            };
            dictionary.remove(b"Metadata");
            dictionary.remove(b"PieceInfo");
            dictionary.remove(b"LastModified");
        }
        if let Some(title) = title {
            let mut units = vec![0xfe, 0xff];
            units.extend(title.encode_utf16().flat_map(u16::to_be_bytes));
            let mut info = Dictionary::new();
            info.set("Title", Object::string_literal(units));
            let id = document.add_object(info);
            document.trailer.set("Info", Object::Reference(id));
        }
        document.prune_objects();
        let mut out = Vec::new();
        document.save_to(&mut out).map_err(|error| format!("the copy can't be written: {error}"))?;
        Ok(out)
    }));
    tidy.unwrap_or_else(|_| Err("it can't be read as a PDF".to_owned()))
}

/// What can't be taken away without changing what the file says.
pub(super) fn refuse(memories: &[Memory]) -> Result<(), String> {
    let left: Vec<&str> = memories.iter().filter(|memory| !memory.cleanable).map(|memory| memory.what.as_str()).collect();
    if left.is_empty() {
        return Ok(());
    }
    Err(format!("it holds {}; remove that in the program that made it, then export it again", left.join(", ")))
}
