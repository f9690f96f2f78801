//! Copies of PDFs that remember nothing.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::super::opened::{Memory, refuse};
use super::xmp::Xmp;
use super::{MAKERS, MOST_UNPACKED, SCAN, info, load, look, strays, text_of};
use crate::guarded::guarded;

/// A copy that says the same and remembers nothing: no author, software, dates, XMP or earlier states.
///
/// Errors, in words: what would have to be lost is for somebody to decide.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let tidy = guarded(|| -> Result<Vec<u8>, String> {
        let opened = look(bytes).ok_or("it can't be read as a PDF: it is damaged or encrypted")?;
        // What a scan says is for its readers.
        let memories: Vec<Memory> = opened.memories.into_iter().filter(|memory| memory.what != SCAN).collect();
        refuse(&memories)?;
        let mut document = load(bytes).ok_or("it can't be read as a PDF")?;
        let xmp = described(&document);
        document.trailer =
            document.trailer.iter().filter(|(key, _)| *key == b"Root").map(|(key, value)| (key.clone(), value.clone())).collect();
        for page in strays::pages(&document) {
            document.objects.remove(&page);
        }
        document.catalog_mut().map_err(|_| "it can't be read as a PDF")?.remove(b"Info");
        let texts: BTreeSet<ObjectId> = document.objects.iter().filter(|(_, object)| object.as_str().is_ok()).map(|(id, _)| *id).collect();
        document.traverse_objects(|object| {
            let dictionary = match object {
                Object::Dictionary(dictionary) => dictionary,
                Object::Stream(stream) => &mut stream.dict,
                _ => return,
            };
            dictionary.remove(b"Metadata");
            dictionary.remove(b"PieceInfo");
            dictionary.remove(b"LastModified");
            for key in MAKERS {
                let value = dictionary.get(key);
                if value.is_ok_and(|value| value.as_str().is_ok() || value.as_reference().is_ok_and(|id| texts.contains(&id))) {
                    dictionary.remove(key);
                }
            }
        });
        if !xmp.title.is_empty() {
            let mut units = vec![0xfe, 0xff];
            units.extend(xmp.title.encode_utf16().flat_map(u16::to_be_bytes));
            let mut info = Dictionary::new();
            info.set("Title", Object::string_literal(units));
            let id = document.add_object(info);
            document.trailer.set("Info", Object::Reference(id));
        }
        if xmp.accessible.is_some() {
            let entries = Dictionary::from_iter([("Type", Object::from("Metadata")), ("Subtype", Object::from("XML"))]);
            let id = document.add_object(Stream::new(entries, xmp.packet().into_bytes()));
            document.catalog_mut().map_err(|_| "it can't be read as a PDF")?.set("Metadata", Object::Reference(id));
        }
        document.prune_objects();
        document.max_id = document.objects.keys().map(|(number, _)| *number).max().unwrap_or_default();
        let mut out = Vec::new();
        document.save_to(&mut out).map_err(|error| format!("the copy can't be written: {error}"))?;
        Ok(out)
    });
    tidy.unwrap_or_else(|| Err("it can't be read as a PDF".to_owned()))
}

/// What readers need of what a document tells of itself.
pub(super) fn described(document: &Document) -> Xmp {
    let stream = document.catalog().and_then(|catalog| catalog.get_deref(b"Metadata", document)).and_then(Object::as_stream);
    let bytes = stream.and_then(|stream| stream.get_plain_content_with_limit(MOST_UNPACKED)).unwrap_or_default();
    let xmp = Xmp::read(&String::from_utf8_lossy(&bytes));
    let title = info(document).and_then(|info| info.get_deref(b"Title", document).ok()).and_then(text_of);
    Xmp { title: title.filter(|title| !title.trim().is_empty()).unwrap_or(xmp.title), ..xmp }
}
