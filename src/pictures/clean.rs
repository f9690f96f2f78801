//! Pictures as they leave: pixels and colour profile, and nothing else.
//!
//! A photograph carries where and when it was taken, by whom, with which camera, and often a small copy of itself from
//! before it was cropped. None of that is published.

use image::ImageFormat;
use img_parts::ImageEXIF;
use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;
use img_parts::webp::WebP;

use super::animation::end_of_blocks;
use super::opened::{Opened, end_of_jpeg};
use super::scale;

/// Chunks of a PNG that say how its pixels look; all others are left out.
const PNG_CHUNKS: [&[u8; 4]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
    b"cICP",
];
/// Chunks of a WebP that say how its pixels look.
const WEBP_CHUNKS: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// The mark in the head of a WebP that says that XMP follows.
const XMP_FOLLOWS: u8 = 4;

/// The picture without metadata, turned the way its camera was held.
///
/// Errors, in words: its parts can't be told apart, or it can't be turned.
pub fn clean(picture: &Opened) -> Result<Vec<u8>, String> {
    let fault = |error: img_parts::Error| format!("its metadata can't be removed: {error}");
    if picture.turned {
        // What said how to turn the pixels does not leave.
        return scale::written(&picture.pixels, picture.format, picture);
    }
    let bytes = picture.bytes.clone();
    match picture.format {
        ImageFormat::Jpeg => {
            let mut bytes = bytes;
            bytes.truncate(end_of_jpeg(&bytes).unwrap_or(bytes.len()));
            let mut jpeg = Jpeg::from_bytes(bytes.into()).map_err(fault)?;
            // APP0 is the file's own head, APP2 the colour profile, APP14 tells how colours are coded.
            jpeg.segments_mut().retain(|segment| match segment.marker() {
                // A head of more than fourteen bytes holds a small copy of the picture.
                markers::APP0 => segment.contents().starts_with(b"JFIF\0") && segment.contents().len() <= 14,
                markers::APP2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
                markers::APP14 => segment.contents().starts_with(b"Adobe") && segment.contents().len() <= 12,
                // Tables, frames and scans.
                marker => (markers::SOF0..=markers::EXP).contains(&marker),
            });
            Ok(jpeg.encoder().bytes().to_vec())
        }
        ImageFormat::Png => {
            let mut png = Png::from_bytes(bytes.into()).map_err(fault)?;
            png.chunks_mut().retain(|chunk| PNG_CHUNKS.contains(&&chunk.kind()));
            Ok(png.encoder().bytes().to_vec())
        }
        ImageFormat::WebP => {
            let mut webp = WebP::from_bytes(bytes.into()).map_err(fault)?;
            webp.chunks_mut().retain(|chunk| WEBP_CHUNKS.contains(&&chunk.id()));
            // This also makes the head say what is left, but for XMP.
            webp.set_exif(None);
            let mut bytes = webp.encoder().bytes().to_vec();
            if bytes.get(12..16) == Some(b"VP8X") {
                bytes[20] &= !XMP_FOLLOWS;
            }
            Ok(bytes)
        }
        _ => gif(&bytes).ok_or_else(|| "the picture is damaged: its blocks are not those of a GIF".to_owned()),
    }
}

/// A GIF without comments, text and foreign extensions, up to its trailer. `None` if it is none.
fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let flags = *bytes.get(10)?;
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(flags);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let (end, kept) = match *bytes.get(at)? {
            0x3B => {
                out.push(0x3B);
                return Some(out);
            }
            // An extension: how a frame is shown, and how often all are, is kept.
            0x21 => {
                let kind = *bytes.get(at + 1)?;
                let end = end_of_blocks(bytes, at + 2)?;
                let loops = kind == 0xFF && bytes.get(at + 3..at + 14)? == b"NETSCAPE2.0" && end - at <= 19;
                (end, kind == 0xF9 && end - at <= 8 || loops)
            }
            0x2C => {
                let data = at + 10 + table(*bytes.get(at + 9)?) + 1;
                (end_of_blocks(bytes, data)?, true)
            }
            _ => return None,
        };
        if kept {
            out.extend_from_slice(bytes.get(at..end)?);
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::DynamicImage;

    use super::super::opened::open;
    use super::*;

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(6, 4).write_to(&mut out, format).expect("a small picture");
        out.into_inner()
    }

    fn holds(bytes: &[u8], text: &str) -> bool {
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    }

    fn size(bytes: &[u8]) -> (u32, u32) {
        let picture = image::load_from_memory(bytes).expect("still a picture");
        (picture.width(), picture.height())
    }

    /// Exif data that says how the camera was held, and a name.
    fn exif(orientation: u8) -> Vec<u8> {
        let mut exif = b"MM\0*\0\0\0\x08\0\x02".to_vec();
        exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
        exif.extend([0x01, 0x3B, 0, 2, 0, 0, 0, 12, 0, 0, 0, 38]);
        exif.extend([0, 0, 0, 0]);
        exif.extend(b"Anna Secret\0");
        exif
    }

    fn clean(bytes: Vec<u8>, media_type: &str) -> Result<Vec<u8>, String> {
        super::clean(&open(bytes, media_type)?)
    }

    #[test]
    fn a_photograph_loses_its_metadata_and_is_turned_upright() {
        for (orientation, expected) in [(1, (6, 4)), (6, (4, 6))] {
            let mut jpeg = Jpeg::from_bytes(encoded(ImageFormat::Jpeg).into()).expect("a JPEG");
            jpeg.set_exif(Some(exif(orientation).into()));
            let comment = img_parts::jpeg::JpegSegment::new_with_contents(markers::COM, b"Storgatan 5, Anna".to_vec().into());
            jpeg.segments_mut().insert(0, comment);
            for (marker, text) in [(0xF5, "Anna"), (markers::APP14, "Adobe\0d\0\0\0\0\0 and Anna")] {
                let segment = img_parts::jpeg::JpegSegment::new_with_contents(marker, text.as_bytes().to_vec().into());
                jpeg.segments_mut().insert(0, segment);
            }
            let dirty = [jpeg.encoder().bytes().to_vec(), b"Anna's film".to_vec()].concat();
            assert!(holds(&dirty, "Anna Secret") && holds(&dirty, "Storgatan"));
            let clean = clean(dirty, "image/jpeg").expect("cleaned");
            assert!(!holds(&clean, "Anna") && !holds(&clean, "Exif") && !holds(&clean, "Storgatan"));
            assert_eq!(size(&clean), expected);
        }
    }

    #[test]
    fn what_lies_behind_or_within_a_png_does_not_leave() {
        let mut png = Png::from_bytes(encoded(ImageFormat::Png).into()).expect("a PNG");
        png.chunks_mut().insert(1, img_parts::png::PngChunk::new(*b"tEXt", b"Author\0Anna Secret".to_vec().into()));
        png.set_exif(Some(exif(1).into()));
        let mut dirty = png.encoder().bytes().to_vec();
        dirty.extend(b"<script>SECRETTAIL</script>");
        let clean = clean(dirty, "image/png").expect("cleaned");
        assert!(!holds(&clean, "Anna") && !holds(&clean, "SECRETTAIL"));
        assert_eq!(size(&clean), (6, 4));
    }

    #[test]
    fn webp_and_gif_lose_theirs_too() {
        let mut webp = WebP::from_bytes(encoded(ImageFormat::WebP).into()).expect("a WebP");
        webp.set_exif(Some(exif(1).into()));
        for (kind, said) in [(*b"XMP ", "Anna"), (*b"ICCP", "profile")] {
            let content = img_parts::riff::RiffContent::Data(said.as_bytes().to_vec().into());
            let at = webp.chunks().len() - usize::from(kind == *b"ICCP") * 3;
            webp.chunks_mut().insert(at, img_parts::riff::RiffChunk::new(kind, content));
        }
        let mut dirty = webp.encoder().bytes().to_vec();
        // That EXIF, XMP and a profile follow.
        dirty[20] |= 8 | XMP_FOLLOWS | 32;
        let cleaned = clean(dirty, "image/webp").expect("cleaned");
        assert!(!holds(&cleaned, "Anna") && cleaned[12..].starts_with(b"VP8X") && cleaned[20] & (8 | XMP_FOLLOWS) == 0);
        assert_eq!(size(&cleaned), (6, 4));
        let mut gif = encoded(ImageFormat::Gif);
        let at = 13 + if gif[10] & 0x80 == 0 { 0 } else { 3 << ((gif[10] & 7) + 1) };
        gif.splice(at..at, b"\x21\xFE\x0BAnna Secret\0\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\x04Anna\0".iter().copied());
        gif.extend(b"SECRETTAIL");
        let cleaned = clean(gif, "image/gif").expect("cleaned");
        assert!(!holds(&cleaned, "Anna") && !holds(&cleaned, "SECRETTAIL"));
        assert_eq!(size(&cleaned), (6, 4));
    }
}
