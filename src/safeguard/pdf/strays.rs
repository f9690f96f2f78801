//! What lies in a PDF though nothing shows it any more: pages that were deleted, objects without anything that leads to
//! them, bytes of objects that were written anew.

use std::collections::BTreeSet;

use lopdf::xref::XrefEntry;
use lopdf::{Document, Object, ObjectId};

use super::{dictionary, is_linearised};

/// Pages that are in no list of pages.
pub(super) fn pages(document: &Document) -> Vec<ObjectId> {
    let shown: BTreeSet<ObjectId> = document.page_iter().collect();
    let is_page = |object: &Object| dictionary(object).is_ok_and(|page| page.has_type(b"Page"));
    document.objects.iter().filter(|(id, object)| is_page(object) && !shown.contains(id)).map(|(id, _)| *id).collect()
}

/// Whether something lies in the file to which nothing leads.
pub(super) fn are_in(document: &Document, reached: &BTreeSet<ObjectId>, bytes: &[u8]) -> bool {
    let is_linearised = is_linearised(bytes);
    document.objects.iter().any(|(id, object)| !reached.contains(id) && says_something(object, is_linearised))
}

/// All objects to which the file leads from its end on.
pub(super) fn reached(document: &Document) -> BTreeSet<ObjectId> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&Object> = document.trailer.iter().map(|(_, value)| value).collect();
    while let Some(object) = waiting.pop() {
        match object {
            Object::Reference(id) if reached.insert(*id) => waiting.extend(document.objects.get(id)),
            Object::Array(items) => waiting.extend(items),
            object => waiting.extend(dictionary(object).into_iter().flat_map(|dictionary| dictionary.iter().map(|(_, value)| value))),
        }
    }
    reached
}

/// Whether an object has words or bytes of its own, and is no part of how the file is stored.
fn says_something(object: &Object, is_linearised: bool) -> bool {
    let mut waiting = vec![object];
    while let Some(object) = waiting.pop() {
        match object {
            Object::String(text, _) if !text.is_empty() => return true,
            Object::Array(items) => waiting.extend(items),
            Object::Stream(stream) => {
                let kind = stream.dict.get_type().unwrap_or_default();
                let is_hint = is_linearised && kind.is_empty() && stream.dict.get(b"S").is_ok_and(|first| first.as_i64().is_ok());
                return !matches!(kind, b"XRef" | b"ObjStm") && !is_hint && !stream.content.is_empty();
            }
            Object::Dictionary(dictionary) => waiting.extend(dictionary.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    false
}

/// Whether an object begins where the table of objects knows of none.
pub(super) fn has_older_objects(document: &Document, bytes: &[u8]) -> bool {
    let places = document.reference_table.entries.values().filter_map(|entry| match entry {
        XrefEntry::Normal { offset, .. } => Some(*offset as usize),
        _ => None,
    });
    let places: BTreeSet<usize> = places.collect();
    let is_known = |start: usize| {
        let place = places.range(..=start).next_back();
        place.is_some_and(|place| start - place < 64 && bytes[*place..start].iter().all(u8::is_ascii_whitespace))
    };
    // Where something stands before the file's own beginning, places are counted from there.
    bytes.starts_with(b"%PDF-")
        && memchr::memmem::find_iter(bytes, b" obj")
            .any(|at| object_start(&bytes[..at]).is_some_and(|start| !is_known(start) && !is_of_storage(&bytes[at..])))
}

/// Where `12 0` begins, which ends there.
fn object_start(bytes: &[u8]) -> Option<usize> {
    let figures = |bytes: &[u8]| bytes.iter().rev().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let generation = figures(bytes);
    let rest = bytes[..bytes.len() - generation].strip_suffix(b" ").filter(|_| generation > 0)?;
    let number = figures(rest);
    (number > 0).then(|| rest.len() - number)
}

/// Whether an object is a table of objects, which need not stand in any.
fn is_of_storage(object: &[u8]) -> bool {
    let object = &object[..object.len().min(1_000)];
    let head = memchr::memmem::find(object, b"stream").map_or(object, |end| &object[..end]);
    memchr::memmem::find(head, b"/XRef").is_some()
}

/// Whether the table of objects knows of one that the reader does not hand on: another may show it.
pub(super) fn miss(document: &Document, bytes: &[u8]) -> bool {
    let is_there = |number: &u32, entry: &XrefEntry| match entry {
        XrefEntry::Normal { generation, .. } => document.objects.contains_key(&(*number, *generation)),
        XrefEntry::Compressed { .. } => document.objects.contains_key(&(*number, 0)),
        _ => true,
    };
    let mut entries = document.reference_table.entries.iter();
    entries.any(|(number, entry)| !is_there(number, entry) && !is_used_up(document, entry, bytes))
}

/// Whether an object that the reader does not hand on only says how the file is stored or locked.
fn is_used_up(document: &Document, entry: &XrefEntry, bytes: &[u8]) -> bool {
    let XrefEntry::Normal { offset, .. } = entry else { return false };
    let object = bytes.get(*offset as usize..).unwrap_or_default();
    let object = &object[..object.len().min(2_000)];
    let head = memchr::memmem::find(object, b"endobj").map_or(object, |end| &object[..end]);
    document.was_encrypted()
        && [b"/Standard".as_slice(), b"/ObjStm", b"/XRef"].iter().any(|part| memchr::memmem::find(head, part).is_some())
}
