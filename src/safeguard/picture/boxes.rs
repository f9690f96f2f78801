//! AVIF, HEIC and JPEG 2000: boxes within boxes, and the items that one of them declares.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{BEHIND, Carried, EXIF, MOST_OF_TEXT, OWN, XMP};

/// A box: its four letters, and what it holds.
type Part<'a> = ([u8; 4], &'a [u8]);

pub(super) fn look<'a>(bytes: &'a [u8], carried: &mut Vec<Carried<'a>>) -> Option<()> {
    let mut rest = bytes;
    while let Some((kind, body)) = next(&mut rest) {
        match &kind {
            b"ftyp" | b"mdat" => {}
            // What a picture is in JPEG 2000.
            b"jP  " | b"jp2h" | b"jp2c" | b"rreq" | b"jpch" | b"jplh" => {}
            b"meta" => items(bytes, body, carried)?,
            b"moov" => film(body, carried),
            // Room that is kept free is empty.
            b"free" | b"skip" if body.iter().all(|byte| *byte == 0) => {}
            _ => carried.push(Carried { what: OWN, bytes: Cow::Borrowed(body) }),
        }
    }
    if !rest.is_empty() {
        carried.push(Carried { what: BEHIND, bytes: Cow::Borrowed(rest) });
    }
    // No item needs to declare it.
    if let Some(at) = memchr::memmem::find(bytes, b"<x:xmpmeta").filter(|_| carried.iter().all(|carried| carried.what != XMP)) {
        carried.push(Carried { what: XMP, bytes: Cow::Borrowed(&bytes[at..]) });
    }
    Some(())
}

/// What an animation holds beside its tracks.
fn film<'a>(mut rest: &'a [u8], carried: &mut Vec<Carried<'a>>) {
    while let Some((kind, body)) = next(&mut rest) {
        if !matches!(&kind, b"mvhd" | b"trak" | b"mvex" | b"iods") {
            carried.push(Carried { what: OWN, bytes: Cow::Borrowed(body) });
        }
    }
}

/// The box at the beginning, which is taken away; `None` if there is none that is whole.
fn next<'a>(rest: &mut &'a [u8]) -> Option<Part<'a>> {
    let mut reader = Reader(rest);
    let (size, kind) = (reader.number(4)?, reader.take(4)?.try_into().ok()?);
    let size = match size {
        0 => rest.len(),
        1 => reader.number(8)?,
        size => size,
    };
    let body = rest.get(rest.len() - reader.0.len()..size)?;
    *rest = &rest[size..];
    Some((kind, body))
}

/// The items of the box `meta` that hold metadata.
fn items<'a>(bytes: &'a [u8], meta: &'a [u8], carried: &mut Vec<Carried<'a>>) -> Option<()> {
    let mut rest = meta.get(4..)?;
    let parts: Vec<Part> = std::iter::from_fn(|| next(&mut rest)).collect();
    let part = |wanted: &[u8; 4]| parts.iter().find(|(kind, _)| kind == wanted).map_or(&[][..], |(_, body)| *body);
    let kinds = part(b"iinf");
    // Version, flags, and how many there are.
    let mut declared = kinds.get(if kinds.first() == Some(&0) { 6 } else { 8 }..).unwrap_or_default();
    let mut wanted = Vec::new();
    while let Some((_, body)) = next(&mut declared) {
        let mut reader = Reader(body);
        let version = reader.number(4)? >> 24;
        let item = reader.number(if version == 3 { 4 } else { 2 })?;
        reader.take(2)?;
        let what = match reader.0 {
            [b'E', b'x', b'i', b'f', ..] if version >= 2 => EXIF,
            [b'm', b'i', b'm', b'e', ..] if version >= 2 => XMP,
            [b'u', b'r', b'i', b' ', ..] if version >= 2 => OWN,
            // Of old it has a name in place of a kind.
            _ if version < 2 => OWN,
            _ => continue,
        };
        wanted.push((item, what));
    }
    if wanted.is_empty() {
        return Some(());
    }
    let mut places = places(part(b"iloc"))?;
    let mut left = MOST_OF_TEXT;
    for (item, what) in wanted {
        let mut said = Vec::new();
        for place in places.remove(&item).unwrap_or_default() {
            let within = if place.in_items { part(b"idat") } else { bytes };
            let end = if place.length == 0 { within.len() } else { place.start.checked_add(place.length)? };
            let extent = within.get(place.start..end)?;
            left = left.checked_sub(extent.len())?;
            said.extend_from_slice(extent);
        }
        carried.push(Carried { what, bytes: Cow::Owned(said) });
    }
    Some(())
}

/// Where a part of an item lies.
struct Place {
    /// In the box for such parts rather than in the file.
    in_items: bool,
    start: usize,
    length: usize,
}

/// Where the parts of each item lie, as the box `iloc` tells.
fn places(body: &[u8]) -> Option<BTreeMap<usize, Vec<Place>>> {
    let mut reader = Reader(body);
    let version = reader.number(4)? >> 24;
    let sizes = reader.number(2)?;
    let [of_start, of_length, of_base, of_index] = [12, 8, 4, 0].map(|shift| sizes >> shift & 15);
    let of_index = if version > 0 { of_index } else { 0 };
    // Without figures of their own there would be parts without end.
    if of_start + of_length + of_index == 0 {
        return None;
    }
    let wide = if version == 2 { 4 } else { 2 };
    let mut places: BTreeMap<_, Vec<Place>> = BTreeMap::new();
    for _ in 0..reader.number(wide)? {
        let item = reader.number(wide)?;
        let in_items = version > 0 && reader.number(2)? & 15 == 1;
        reader.take(2)?;
        let base = reader.number(of_base)?;
        for _ in 0..reader.number(2)? {
            reader.take(of_index)?;
            let start = base.checked_add(reader.number(of_start)?)?;
            places.entry(item).or_default().push(Place { in_items, start, length: reader.number(of_length)? });
        }
    }
    Some(places)
}

/// Numbers of some bytes each, the highest first.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self, count: usize) -> Option<usize> {
        let bytes = self.take(count)?;
        let number = bytes.iter().fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
        number.try_into().ok()
    }
}
