//! What a picture carries beside its pixels, by its bytes.

mod boxes;

use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use flate2::read::ZlibDecoder;

/// One thing that a picture should not carry: what it is, and its bytes, which may hold text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Carried<'a> {
    what: &'static str,
    bytes: Cow<'a, [u8]>,
}

pub const BEHIND: &str = "bytes behind its end";
pub const UNCLEAR: &str = "parts that can't be followed";
const EXIF: &str = "Exif data";
const XMP: &str = "XMP data";
const OWN: &str = "a program's own data";

/// The most of a picture's texts that is unpacked.
const MOST_OF_TEXT: usize = 16 << 20;

/// What kind of picture these bytes are.
pub fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xd8\xff")
        || bytes.starts_with(b"\x89PNG\r\n\x1a\n")
        || bytes.starts_with(b"GIF8")
        || bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
        || is_avif(bytes)
}

/// The pictures that stand in a text as addresses `data:…`, and where.
pub fn embedded(text: &str) -> impl Iterator<Item = (Range<usize>, Vec<u8>)> {
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &base64::alphabet::STANDARD,
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent).with_decode_allow_trailing_bits(true),
    );
    memchr::memmem::find_iter(text.as_bytes(), b"data:image/").filter_map(|start| {
        let behind = &text.as_bytes()[start..];
        let from = memchr::memmem::find(&behind[..behind.len().min(80)], b";base64,")? + ";base64,".len();
        let belongs = |b: &&u8| b.is_ascii_alphanumeric() || b"+/=%".contains(b) || b.is_ascii_whitespace();
        let length = behind[from..].iter().take_while(belongs).count();
        let written: Vec<u8> =
            percent_encoding::percent_decode(&behind[from..from + length]).filter(|b| !b.is_ascii_whitespace()).collect();
        let bytes = LENIENT.decode(&written).ok()?;
        is_picture(&bytes).then_some((start..start + from + length, bytes))
    })
}

fn is_avif(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp")
        && bytes.get(8..12).is_some_and(|brand| [b"avif", b"avis", b"heic", b"mif1", b"heix"].iter().any(|b| *b == brand))
}

/// All that a picture carries beside its pixels and how they look, each kind of it once, with the text in it. What can't be
/// followed is told as such.
pub fn carried(bytes: &[u8]) -> Vec<(&'static str, String)> {
    let mut told: Vec<(&'static str, String)> = Vec::new();
    for carried in look(bytes) {
        let said = strings(&carried.bytes);
        match told.iter_mut().find(|(what, _)| *what == carried.what) {
            Some((_, before)) => before.extend(["\n", &said]),
            None => told.push((carried.what, said)),
        }
    }
    told
}

/// Whether something begins behind a picture's end that is a picture or remembers something itself.
pub fn ends_with_another(bytes: &[u8]) -> bool {
    const MARKS: [&[u8]; 5] = [b"\xff\xd8\xff", b"\x89PNG", b"Exif\0\0", b"ftyp", b"<x:xmpmeta"];
    let holds = |bytes: &[u8]| MARKS.iter().any(|mark| memchr::memmem::find(bytes, mark).is_some());
    look(bytes).iter().any(|carried| carried.what == BEHIND && holds(&carried.bytes))
}

fn look(bytes: &[u8]) -> Vec<Carried<'_>> {
    let mut carried = Vec::new();
    let whole = if bytes.starts_with(b"\xff\xd8") {
        jpeg(bytes, &mut carried)
    } else if bytes.starts_with(b"\x89PNG") {
        png(bytes, &mut carried)
    } else if bytes.starts_with(b"GIF8") {
        gif(bytes, &mut carried)
    } else if bytes.starts_with(b"RIFF") {
        webp(bytes, &mut carried)
    } else {
        boxes::look(bytes, &mut carried)
    };
    if whole.is_none() {
        carried.push(Carried { what: UNCLEAR, bytes: Cow::Borrowed(&[]) });
    }
    carried
}

fn jpeg<'a>(bytes: &'a [u8], carried: &mut Vec<Carried<'a>>) -> Option<()> {
    let mut carry = |what, bytes| carried.push(Carried { what, bytes: Cow::Borrowed(bytes) });
    let mut at = 2;
    let mut has_profile = false;
    loop {
        let between = memchr::memchr(0xff, bytes.get(at..)?)?;
        if bytes[at..at + between].iter().any(|byte| *byte != 0) {
            carry(OWN, &bytes[at..at + between]);
        }
        at += between;
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        match marker {
            0xd9 => {
                if bytes.len() > at {
                    carry(BEHIND, &bytes[at..]);
                }
                return Some(());
            }
            0x01 | 0xd0..=0xd8 | 0x00 => continue,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        let body = bytes.get(at + 2..at + length.max(2))?;
        let what = match marker {
            0xe1 if body.starts_with(b"Exif") => Some(EXIF),
            0xe1 if body.starts_with(b"http") => Some(XMP),
            0xed => Some("IPTC data"),
            0xfe => Some("a comment"),
            0xe0 if body.starts_with(b"JFIF\0") && body.len() <= 14 => None,
            0xe0 => Some("a thumbnail"),
            // A long profile goes on in further segments.
            0xe2 if body.starts_with(b"ICC_PROFILE\0") && (has_profile || is_profile(&body[14.min(body.len())..])) => {
                has_profile = true;
                None
            }
            0xe2 if body.starts_with(b"MPF") => Some("a second picture"),
            0xee if body.starts_with(b"Adobe") && body.len() <= 12 => None,
            0xe1..=0xef => Some("a camera's own data"),
            0xc0..=0xdf => None,
            _ => Some(OWN),
        };
        if let Some(what) = what {
            carry(what, body);
        }
        at += length.max(2);
        if marker == 0xda {
            // The pixels: up to the next marker that is none of theirs.
            loop {
                at += memchr::memchr(0xff, bytes.get(at..)?)?;
                match *bytes.get(at + 1)? {
                    0x00 | 0xd0..=0xd7 => at += 2,
                    0xff => at += 1,
                    _ => break,
                }
            }
        }
    }
}

/// Whether bytes begin as a colour profile does.
fn is_profile(bytes: &[u8]) -> bool {
    bytes.get(36..40) == Some(b"acsp")
}

fn png<'a>(bytes: &'a [u8], carried: &mut Vec<Carried<'a>>) -> Option<()> {
    let mut at = 8;
    let mut left = MOST_OF_TEXT;
    let mut has_pixels = false;
    loop {
        // Some programs leave out the end, which says nothing.
        if has_pixels && at == bytes.len() {
            return Some(());
        }
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let kind = bytes.get(at + 4..at + 8)?;
        let body = bytes.get(at + 8..at.checked_add(8)?.checked_add(length)?)?;
        at = at + 12 + length;
        has_pixels |= kind == b"IDAT";
        let what = match kind {
            b"eXIf" | b"zxIf" => EXIF,
            b"iTXt" if body.starts_with(b"XML:com.adobe.xmp") => XMP,
            b"tEXt" | b"zTXt" | b"iTXt" => "a text",
            b"tIME" => "the time of its last change",
            b"IHDR" | b"PLTE" | b"IDAT" | b"tRNS" | b"cHRM" | b"gAMA" | b"iCCP" | b"sBIT" | b"sRGB" | b"bKGD" | b"pHYs" | b"acTL"
            | b"fcTL" | b"fdAT" | b"cICP" | b"hIST" | b"mDCV" | b"cLLI" => continue,
            b"IEND" => {
                if bytes.len() > at {
                    carried.push(Carried { what: BEHIND, bytes: Cow::Borrowed(&bytes[at..]) });
                }
                return Some(());
            }
            _ => OWN,
        };
        carried.push(Carried { what, bytes: Cow::Borrowed(body) });
        if let Some(packed) = packed(kind, body) {
            let mut text = Vec::new();
            // What can be read of a damaged one is read.
            let _ = ZlibDecoder::new(packed).take(left as u64).read_to_end(&mut text);
            left -= text.len();
            carried.push(Carried { what, bytes: Cow::Owned(text) });
        }
    }
}

/// What a text of a PNG holds packed, behind its key and other words.
fn packed<'a>(kind: &[u8], body: &'a [u8]) -> Option<&'a [u8]> {
    let behind = |text: &'a [u8]| memchr::memchr(0, text).map(|end| &text[end + 1..]);
    match kind {
        b"zTXt" => behind(body)?.get(1..),
        // Its language, and its key in that.
        b"iTXt" => behind(body)?.strip_prefix(b"\x01\0").and_then(behind).and_then(behind),
        _ => None,
    }
}

fn gif<'a>(bytes: &'a [u8], carried: &mut Vec<Carried<'a>>) -> Option<()> {
    let flags = *bytes.get(10)?;
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(flags);
    loop {
        match *bytes.get(at)? {
            0x3b => {
                if bytes.len() > at + 1 {
                    carried.push(Carried { what: BEHIND, bytes: Cow::Borrowed(&bytes[at + 1..]) });
                }
                return Some(());
            }
            0x2c => {
                let flags = *bytes.get(at + 9)?;
                at += 11 + table(flags);
                while block(bytes, &mut at)?.is_some() {}
            }
            0x21 => {
                let label = *bytes.get(at + 1)?;
                at += 2;
                let start = at;
                let mut body = Vec::new();
                while let Some(block) = block(bytes, &mut at)? {
                    body.extend_from_slice(block);
                }
                let what = match label {
                    0xf9 if body.len() <= 4 => continue,
                    // How often all frames are shown.
                    0xff if (body.starts_with(b"NETSCAPE2.0") || body.starts_with(b"ANIMEXTS1.0")) && body.len() <= 14 => continue,
                    // Its text lies across the blocks.
                    0xff if body.starts_with(b"XMP Data") => {
                        carried.push(Carried { what: XMP, bytes: Cow::Borrowed(&bytes[start..at]) });
                        continue;
                    }
                    0xfe => "a comment",
                    0x01 => "a text",
                    _ => OWN,
                };
                carried.push(Carried { what, bytes: Cow::Owned(body) });
            }
            _ => return None,
        }
    }
}

/// A block of a GIF, behind which one then stands; an empty one ends them.
fn block<'a>(bytes: &'a [u8], at: &mut usize) -> Option<Option<&'a [u8]>> {
    let length = usize::from(*bytes.get(*at)?);
    let block = bytes.get(*at + 1..*at + 1 + length)?;
    *at += 1 + length;
    Some((length > 0).then_some(block))
}

fn webp<'a>(bytes: &'a [u8], carried: &mut Vec<Carried<'a>>) -> Option<()> {
    let size = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize + 8;
    let mut at = 12;
    while at + 8 <= size.min(bytes.len()) {
        let kind = bytes.get(at..at + 4)?;
        let length = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        let body = bytes.get(at + 8..at.checked_add(8)?.checked_add(length)?)?;
        let what = match kind {
            b"VP8 " | b"VP8L" | b"VP8X" | b"ALPH" | b"ANIM" | b"ANMF" => None,
            b"ICCP" if is_profile(body) => None,
            b"EXIF" => Some(EXIF),
            b"XMP " => Some(XMP),
            _ => Some(OWN),
        };
        carried.extend(what.map(|what| Carried { what, bytes: Cow::Borrowed(body) }));
        at += 8 + length + length % 2;
    }
    if bytes.len() > size + 1 {
        carried.push(Carried { what: BEHIND, bytes: Cow::Borrowed(&bytes[size..]) });
    }
    (bytes.len() >= size).then_some(())
}

/// What a drawing in SVG carries: an editor's own data, and what it says of its maker.
pub fn drawing(text: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (mark, what) in [
        ("<metadata", "metadata"),
        ("<rdf:", "metadata"),
        ("sodipodi:", "an editor's own data"),
        ("inkscape:", "an editor's own data"),
        ("<!DOCTYPE", "a document type"),
        (";base64,", "another file inside it"),
    ] {
        if text.contains(mark) && !found.contains(&what) {
            found.push(what);
        }
    }
    for (namespace, what) in [
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "metadata"),
        ("http://sodipodi.sourceforge.net/", "an editor's own data"),
        ("http://www.inkscape.org/namespaces/", "an editor's own data"),
        ("http://ns.adobe.com/", "an editor's own data"),
    ] {
        if !found.contains(&what) && uses(text, namespace) {
            found.push(what);
        }
    }
    found
}

/// Whether a drawing has names of a namespace, by whatever prefix it calls it.
fn uses(text: &str, namespace: &str) -> bool {
    text.match_indices(namespace).take(10).any(|(at, _)| {
        let declared = text[..at].trim_end_matches(['"', '\'', '=', ' ']);
        let Some((_, prefix)) = declared.rsplit_once("xmlns:").filter(|(_, prefix)| !prefix.is_empty()) else { return false };
        let name = format!("{prefix}:");
        text.match_indices(&name).any(|(at, _)| text[..at].ends_with(|c: char| c == '<' || c.is_ascii_whitespace()))
    })
}

/// What layers and shapes of a drawing are called, a line each; signs stand between the words.
pub fn names(text: &str) -> super::plain::Plain {
    let mut plain = super::plain::Plain::default();
    for attribute in memchr::memchr_iter(b'=', text.as_bytes()) {
        let name = text[..attribute].bytes().rev().take_while(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b':')).count();
        if !matches!(&text[attribute - name..attribute], "id" | "class" | "xml:id" | "data-name") {
            continue;
        }
        let Some(quote @ ('"' | '\'')) = text[attribute + 1..].chars().next() else { continue };
        let from = attribute + 2;
        let value = text[from..].split(quote).next().unwrap_or_default();
        plain.break_line(from);
        // Some programs write a sign by its number.
        plain.push(&value.replace("_x20_", "     ").replace("_x5F_", "     ").replace('_', " "), from);
    }
    plain
}

/// What somebody may read in metadata: texts that a zero ends, and UTF-16 in either order, wherever it begins.
fn strings(bytes: &[u8]) -> String {
    let mut out = String::new();
    // Between the zeros of UTF-16 stands one byte each.
    for piece in bytes.split(|byte| *byte == 0).filter(|piece| piece.len() > 1) {
        for c in super::decoded(piece).chars() {
            let is_letter = !c.is_control() && c != '\u{fffd}';
            if is_letter || !out.ends_with('\n') {
                out.push(if is_letter { c } else { '\n' });
            }
        }
        out.push('\n');
    }
    for from in [0, 1] {
        let units = bytes.get(from..).unwrap_or_default().as_chunks::<2>().0;
        utf16(units.iter().map(|unit| u16::from_le_bytes(*unit)), &mut out);
        utf16(units.iter().map(|unit| u16::from_be_bytes(*unit)), &mut out);
    }
    out
}

fn utf16(units: impl Iterator<Item = u16>, out: &mut String) {
    runs(char::decode_utf16(units).map(|letter| letter.unwrap_or('\0')), 2, out);
}

/// Letters of Europe and the Near East that follow each other, at least so many.
pub(super) fn runs(chars: impl Iterator<Item = char>, least: usize, out: &mut String) {
    let mut run = String::new();
    for c in chars.chain(['\0']) {
        if matches!(c, ' '..='~' | '\u{a0}'..='\u{6ff}' | '\u{2010}'..='\u{203a}') {
            run.push(c);
            continue;
        }
        if run.chars().nth(least - 1).is_some() {
            out.push_str(&run);
            out.push('\n');
        }
        run.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn what(bytes: &[u8]) -> Vec<&'static str> {
        carried(bytes).into_iter().map(|(what, _)| what).collect()
    }

    /// What is carried, and its lines.
    fn told(bytes: &[u8]) -> Vec<(&'static str, Vec<String>)> {
        let lines = |said: String| said.lines().map(str::to_owned).collect();
        carried(bytes).into_iter().map(|(what, said)| (what, lines(said))).collect()
    }

    fn jpeg(segments: &[u8]) -> Vec<u8> {
        [b"\xff\xd8".as_slice(), segments, b"\xff\xda\x00\x02pixels\xff\x00\xff\xd9"].concat()
    }

    fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let chunks = [&[(b"IHDR", b"".as_slice())], chunks, &[(b"IEND", b"")]].concat();
        let chunks = chunks.iter().flat_map(|(kind, body)| [&(body.len() as u32).to_be_bytes()[..], *kind, body, b"\0\0\0\0"].concat());
        b"\x89PNG\r\n\x1a\n".iter().copied().chain(chunks).collect()
    }

    fn gif(extensions: &[u8]) -> Vec<u8> {
        [b"GIF89a\x01\0\x01\0\0\0\0", extensions, b"\x3b"].concat()
    }

    fn zlib(text: &str) -> Vec<u8> {
        let mut packed = Vec::new();
        flate2::read::ZlibEncoder::new(text.as_bytes(), flate2::Compression::fast()).read_to_end(&mut packed).unwrap();
        packed
    }

    #[test]
    fn what_pictures_carry_is_seen() {
        assert_eq!(what(&jpeg(b"")), Vec::<&str>::new());
        assert_eq!(
            what(&[jpeg(b"\xff\xe1\x00\x08Exif\0\0\xff\xfe\x00\x06Anna\xff\xed\x00\x04xx"), b"tail".to_vec()].concat()),
            [EXIF, "a comment", "IPTC data", BEHIND]
        );
        assert_eq!(what(&[png(&[(b"tEXt", b"Author\0Anna"), (b"eXIf", b"x")]), b"x".to_vec()].concat()), ["a text", EXIF, BEHIND]);
        assert_eq!(what(&gif(b"\x21\xfe\x04Anna\0")), ["a comment"]);
        let webp = |chunk: &[u8]| [b"RIFF".as_slice(), &(chunk.len() as u32 + 4).to_le_bytes(), b"WEBP", chunk].concat();
        assert_eq!(what(&webp(b"EXIF\x04\0\0\0Anna")), [EXIF]);
        assert_eq!(what(&webp(b"ICCP\x04\0\0\0Anna")), [OWN]);
        assert_eq!(what(b"\x89PNG\r\n\x1a\n\0"), [UNCLEAR]);
        let without_end = |chunk| png(&[(chunk, b"x")]).split_last_chunk::<12>().unwrap().0.to_vec();
        assert_eq!(what(&without_end(b"IDAT")), Vec::<&str>::new());
        assert_eq!(what(&without_end(b"PLTE")), [UNCLEAR]);
        assert_eq!(drawing("<svg><metadata/><g inkscape:label=''/></svg>"), ["metadata", "an editor's own data"]);
    }

    #[test]
    fn a_place_that_holds_no_text_is_no_place_for_it() {
        let profile = [b"ICC_PROFILE\0\x01\x02".as_slice(), &[0; 36], b"acsp"].concat();
        let icc = |body: &[u8]| [b"\xff\xe2", &(body.len() as u16 + 2).to_be_bytes()[..], body].concat();
        for (segments, carried) in [
            (b"\xff\xee\x00\x0eAdobe\0d\0\0\0\0\0".to_vec(), vec![]),
            (b"\xff\xee\x00\x12Adobe\0d\0\0\0\0\0Anna".to_vec(), vec!["a camera's own data"]),
            ([icc(&profile), icc(b"ICC_PROFILE\0\x02\x02x")].concat(), vec![]),
            (icc(b"ICC_PROFILE\0\x01\x01Anna Berg"), vec!["a camera's own data"]),
            (icc(b"ICC_PROFILE\0"), vec!["a camera's own data"]),
            (b"\xff\xf5\x00\x06Anna".to_vec(), vec![OWN]),
            (b"\xff\xdb\x00\x06tableAnna".to_vec(), vec![OWN]),
            (b"\xff\xdb\x00\x06quan\0\0".to_vec(), vec![]),
        ] {
            assert_eq!(what(&jpeg(&segments)), carried, "{segments:?}");
        }
        for (extension, carried) in [
            (b"\x21\xf9\x04\0\0\0\0\0".as_slice(), vec![]),
            (b"\x21\xf9\x04\0\0\0\0\x04Anna\0", vec![OWN]),
            (b"\x21\x7e\x04Anna\0", vec![OWN]),
            (b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0", vec![]),
            (b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\x04Anna\0", vec![OWN]),
        ] {
            assert_eq!(what(&gif(extension)), carried, "{extension:?}");
        }
        let drawn = |body: &str| drawing(&format!("<svg xmlns:x=\"http://www.inkscape.org/namespaces/inkscape\">{body}</svg>"));
        assert_eq!(drawn("<g\n x:label='Anna'/>"), ["an editor's own data"]);
        assert_eq!(drawn("<g id='max:1'/>"), Vec::<&str>::new());
    }

    #[test]
    fn texts_in_metadata_stand_apart_and_are_read_to_their_end() {
        let wide = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        for (bytes, line) in [
            (b"Author\0Ayla Berg".to_vec(), "Ayla Berg"),
            (b"Ayla Berg\x0020991231-9804\0".to_vec(), "20991231-9804"),
            (b"Copyright\0\xc5sa".to_vec(), "Åsa"),
            (wide("Šarūnė", false), "Šarūnė"),
            (wide("Šarūnė", true), "Šarūnė"),
            ([b"x".to_vec(), wide("20991231-9804", false)].concat(), "20991231-9804"),
            ([b"\x01".to_vec(), wide("Šarūnė", true)].concat(), "Šarūnė"),
        ] {
            assert!(strings(&bytes).lines().any(|read| read == line), "{line}: {:?}", strings(&bytes));
        }
        let itxt = [b"Author\0\x01\0sv\0F\0".as_slice(), &zlib("Ayla Berg")].concat();
        let ztxt = [b"Author\0\0".as_slice(), &zlib("Ayla Berg")].concat();
        for chunks in [
            [(b"tEXt", b"Software\0x".as_slice()), (b"tEXt", b"Author\0Ayla Berg")],
            [(b"tEXt", b""), (b"zTXt", &ztxt)],
            [(b"tEXt", b""), (b"iTXt", &itxt)],
        ] {
            let told = told(&png(&chunks));
            assert_eq!(told.iter().map(|(what, _)| *what).collect::<Vec<_>>(), ["a text"]);
            assert!(told[0].1.contains(&"Ayla Berg".to_owned()), "{told:?}");
        }
        assert_eq!(told(&gif(b"\x21\xfe\x04Ayla\x05 Berg\0")), [("a comment", vec!["Ayla Berg".to_owned()])]);
    }

    fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        [&(body.len() as u32 + 8).to_be_bytes()[..], kind, body].concat()
    }

    /// An AVIF with one item of metadata, which its box `idat` holds, and with what hangs behind.
    fn avif(item: &[u8], tail: &[u8]) -> Vec<u8> {
        let places = boxed(b"iloc", b"\x01\0\0\0\x44\0\0\x01\0\x01\0\x01\0\0\0\x01\0\0\0\0\0\0\0\x09");
        let kinds = boxed(b"iinf", &[b"\0\0\0\0\0\x01", boxed(b"infe", item).as_slice()].concat());
        let meta = boxed(b"meta", &[b"\0\0\0\0", places.as_slice(), &kinds, &boxed(b"idat", b"Ayla Berg")].concat());
        [&boxed(b"ftyp", b"avif\0\0\0\0"), &meta, tail].concat()
    }

    #[test]
    fn boxes_are_followed() {
        let image = b"\x02\0\0\0\0\x01\0\0av01\0";
        assert!(is_picture(&avif(image, b"")));
        assert_eq!(what(&avif(image, &boxed(b"mdat", b"Anna"))), Vec::<&str>::new());
        for (item, kind) in [
            (b"\x02\0\0\0\0\x01\0\0Exif\0".as_slice(), EXIF),
            (b"\x03\0\0\0\0\0\0\x01\0\0Exif\0", EXIF),
            (b"\x02\0\0\0\0\x01\0\0mime\0application/rdf+xml\0", XMP),
        ] {
            assert_eq!(told(&avif(item, b"")), [(kind, vec!["Ayla Berg".to_owned()])]);
        }
        for (tail, carried) in [
            (b"Anna Berg".to_vec(), vec![BEHIND]),
            (boxed(b"free", b"Anna"), vec![OWN]),
            (boxed(b"free", b"\0\0"), vec![]),
            (boxed(b"udta", b"Anna"), vec![OWN]),
            (boxed(b"moov", &[boxed(b"mvhd", b"x"), boxed(b"udta", b"Anna")].concat()), vec![OWN]),
            (boxed(b"mdat", b"<x:xmpmeta>"), vec![XMP]),
        ] {
            assert_eq!(what(&avif(image, &tail)), carried, "{tail:?}");
        }
    }

    #[test]
    fn what_shapes_are_called_is_read_where_it_stands() {
        let text = "<svg id='a'><g id=\"pnr_20991231-9804\" class='Ayla_x5F_Berg x' width=\"5\" id=x href='?id=1'/>";
        let names = names(text);
        assert_eq!(names.text.replace("     ", " "), "a\npnr 20991231-9804\nAyla Berg x");
        let at = names.text.find("2099").unwrap();
        assert!(text[names.origin(at)..].starts_with("2099"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_looked_through(head in 0_usize..5, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let heads: [&[u8]; 5] = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\xff\xff\0\0WEBP", b"\0\0\0\x18ftypavif"];
            look(&[heads[head], &bytes].concat());
        }
    }
}
