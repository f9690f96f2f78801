//! What a picture carries beside its pixels, by its bytes.

/// One thing that a picture should not carry: what it is, and its bytes, which may hold text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried<'a> {
    pub what: &'static str,
    pub bytes: &'a [u8],
}

/// What kind of picture these bytes are.
pub fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xd8\xff")
        || bytes.starts_with(b"\x89PNG\r\n\x1a\n")
        || bytes.starts_with(b"GIF8")
        || bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
        || is_avif(bytes)
}

fn is_avif(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp")
        && bytes.get(8..12).is_some_and(|brand| [b"avif", b"avis", b"heic", b"mif1", b"heix"].iter().any(|b| *b == brand))
}

/// All that it carries beside its pixels and how they look; what can't be followed is told as such.
pub fn look(bytes: &[u8]) -> Vec<Carried<'_>> {
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
        boxes(bytes, &mut carried);
        Some(())
    };
    if whole.is_none() {
        carried.push(Carried { what: "parts that can't be followed", bytes: &[] });
    }
    carried
}

fn jpeg<'a>(bytes: &'a [u8], carried: &mut Vec<Carried<'a>>) -> Option<()> {
    let mut at = 2;
    loop {
        while *bytes.get(at)? != 0xff {
            at += 1;
        }
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        match marker {
            0xd9 => {
                if bytes.len() > at {
                    carried.push(Carried { what: "bytes behind its end", bytes: &bytes[at..] });
                }
                return Some(());
            }
            0x01 | 0xd0..=0xd8 | 0x00 => continue,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        let body = bytes.get(at + 2..at + length.max(2))?;
        let what = match marker {
            0xe1 if body.starts_with(b"Exif") => Some("Exif data"),
            0xe1 if body.starts_with(b"http") => Some("XMP data"),
            0xed => Some("IPTC data"),
            0xfe => Some("a comment"),
            0xe0 if body.starts_with(b"JFIF\0") && body.len() <= 14 => None,
            0xe0 => Some("a thumbnail"),
            0xe2 if body.starts_with(b"ICC_PROFILE") => None,
            0xe2 if body.starts_with(b"MPF") => Some("a second picture"),
            0xee if body.starts_with(b"Adobe") => None,
            0xe1..=0xef => Some("a camera's own data"),
            _ => None,
        };
        carried.extend(what.map(|what| Carried { what, bytes: body }));
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

fn png<'a>(bytes: &'a [u8], carried: &mut Vec<Carried<'a>>) -> Option<()> {
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let kind = bytes.get(at + 4..at + 8)?;
        let body = bytes.get(at + 8..at.checked_add(8)?.checked_add(length)?)?;
        at = at + 12 + length;
        let what = match kind {
            b"eXIf" | b"zxIf" => "Exif data",
            b"iTXt" if body.starts_with(b"XML:com.adobe.xmp") => "XMP data",
            b"tEXt" | b"zTXt" | b"iTXt" => "a text",
            b"tIME" => "the time of its last change",
            b"IHDR" | b"PLTE" | b"IDAT" | b"tRNS" | b"cHRM" | b"gAMA" | b"iCCP" | b"sBIT" | b"sRGB" | b"bKGD" | b"pHYs" | b"acTL"
            | b"fcTL" | b"fdAT" | b"cICP" | b"hIST" | b"mDCV" | b"cLLI" => continue,
            b"IEND" => {
                if bytes.len() > at {
                    carried.push(Carried { what: "bytes behind its end", bytes: &bytes[at..] });
                }
                return Some(());
            }
            _ => "a program's own data",
        };
        carried.push(Carried { what, bytes: body });
    }
}

fn gif<'a>(bytes: &'a [u8], carried: &mut Vec<Carried<'a>>) -> Option<()> {
    let flags = *bytes.get(10)?;
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(flags);
    let end_of_blocks = |mut start: usize| -> Option<usize> {
        loop {
            let length = usize::from(*bytes.get(start)?);
            start += 1 + length;
            if length == 0 {
                return Some(start);
            }
        }
    };
    loop {
        match *bytes.get(at)? {
            0x3b => {
                if bytes.len() > at + 1 {
                    carried.push(Carried { what: "bytes behind its end", bytes: &bytes[at + 1..] });
                }
                return Some(());
            }
            0x2c => {
                let flags = *bytes.get(at + 9)?;
                at = end_of_blocks(at + 11 + table(flags))?;
            }
            0x21 => {
                let label = *bytes.get(at + 1)?;
                let end = end_of_blocks(at + 2)?;
                let body = &bytes[at + 2..end];
                let what = match label {
                    0xfe => Some("a comment"),
                    0x01 => Some("a text"),
                    0xff if body.get(1..12).is_some_and(|name| name == b"NETSCAPE2.0" || name == b"ANIMEXTS1.0") => None,
                    0xff if body.get(1..9) == Some(b"XMP Data") => Some("XMP data"),
                    0xff => Some("a program's own data"),
                    _ => None,
                };
                carried.extend(what.map(|what| Carried { what, bytes: body }));
                at = end;
            }
            _ => return None,
        }
    }
}

fn webp<'a>(bytes: &'a [u8], carried: &mut Vec<Carried<'a>>) -> Option<()> {
    let size = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize + 8;
    let mut at = 12;
    while at + 8 <= size.min(bytes.len()) {
        let kind = bytes.get(at..at + 4)?;
        let length = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        let body = bytes.get(at + 8..at.checked_add(8)?.checked_add(length)?)?;
        let what = match kind {
            b"VP8 " | b"VP8L" | b"VP8X" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" => None,
            b"EXIF" => Some("Exif data"),
            b"XMP " => Some("XMP data"),
            _ => Some("a program's own data"),
        };
        carried.extend(what.map(|what| Carried { what, bytes: body }));
        at += 8 + length + length % 2;
    }
    if bytes.len() > size + 1 {
        carried.push(Carried { what: "bytes behind its end", bytes: &bytes[size..] });
    }
    (bytes.len() >= size).then_some(())
}

/// AVIF and HEIC: items that are named as metadata.
fn boxes<'a>(bytes: &'a [u8], carried: &mut Vec<Carried<'a>>) {
    // Items are declared by `infe` boxes: version, flags, number, protection, then the type of four letters.
    for at in memchr::memmem::find_iter(bytes, b"infe") {
        let kind = bytes.get(at + 12..at + 16).unwrap_or_default();
        match kind {
            b"Exif" => carried.push(Carried { what: "Exif data", bytes: &[] }),
            b"mime" => carried.push(Carried { what: "XMP data", bytes: &[] }),
            _ => {}
        }
    }
    if let Some(at) = memchr::memmem::find(bytes, b"<x:xmpmeta") {
        carried.push(Carried { what: "XMP data", bytes: &bytes[at..] });
    }
}

/// What a drawing in SVG carries: an editor's own data, and what it says of its maker.
pub fn drawing(text: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (mark, what) in [
        ("<metadata", "metadata"),
        ("<rdf:", "metadata"),
        ("sodipodi:", "an editor's own data"),
        ("inkscape:", "an editor's own data"),
        ("xmlns:i=\"http://ns.adobe.com", "an editor's own data"),
        ("<!DOCTYPE", "a document type"),
        (";base64,", "another file inside it"),
    ] {
        if text.contains(mark) && !found.contains(&what) {
            found.push(what);
        }
    }
    found
}

/// What layers and shapes of a drawing are called, a line each; signs stand between the words.
pub fn names(text: &str) -> super::reading::Plain {
    let mut plain = super::reading::Plain::default();
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

/// Runs of letters in bytes, as text: what somebody may read in metadata. UTF-16 in either order counts as well.
pub fn strings(bytes: &[u8]) -> String {
    let mut out = String::new();
    let text = String::from_utf8_lossy(bytes);
    for c in text.chars() {
        match c {
            '\0' => {}
            c if c.is_control() || c == '\u{fffd}' => {
                if !out.ends_with('\n') {
                    out.push('\n');
                }
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_pictures_carry_is_seen() {
        let what = |bytes: &[u8]| look(bytes).iter().map(|carried| carried.what).collect::<Vec<_>>();
        let jpeg =
            |segments: &[u8], tail: &[u8]| [b"\xff\xd8".as_slice(), segments, b"\xff\xda\x00\x02pixels\xff\x00\xff\xd9", tail].concat();
        assert_eq!(what(&jpeg(b"", b"")), Vec::<&str>::new());
        assert_eq!(
            what(&jpeg(b"\xff\xe1\x00\x08Exif\0\0\xff\xfe\x00\x06Anna\xff\xed\x00\x04xx", b"tail")),
            ["Exif data", "a comment", "IPTC data", "bytes behind its end"]
        );
        let chunk = |kind: &[u8; 4], body: &[u8]| [&(body.len() as u32).to_be_bytes()[..], kind, body, b"\0\0\0\0"].concat();
        let png = [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", b""),
            chunk(b"tEXt", b"Author\0Anna"),
            chunk(b"eXIf", b"x"),
            chunk(b"IEND", b""),
            b"x".to_vec(),
        ]
        .concat();
        assert_eq!(what(&png), ["a text", "Exif data", "bytes behind its end"]);
        let gif = b"GIF89a\x01\0\x01\0\0\0\0\x21\xfe\x04Anna\0\x3b";
        assert_eq!(what(gif), ["a comment"]);
        let webp = [b"RIFF".as_slice(), &16_u32.to_le_bytes(), b"WEBPEXIF\x04\0\0\0Anna"].concat();
        assert_eq!(what(&webp), ["Exif data"]);
        let avif = b"\0\0\0\x18ftypavif\0\0\0\0\0\0\0\x15infe\x02\0\0\0\0\x01\0\0Exif\0";
        assert!(is_picture(avif));
        assert_eq!(what(avif), ["Exif data"]);
        assert_eq!(what(b"\x89PNG\r\n\x1a\n\0"), ["parts that can't be followed"]);
        assert_eq!(drawing("<svg><metadata/><g inkscape:label=''/></svg>"), ["metadata", "an editor's own data"]);
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
