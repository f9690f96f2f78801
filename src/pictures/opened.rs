//! A picture decoded: its pixels the right way up, and what is known of how it was stored.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};
use img_parts::jpeg::markers;
use img_parts::webp::{CHUNK_VP8, WebP};

use super::{animation, dimensions, gamma, room_for};

/// A picture, decoded once for all that is made of it.
pub struct Opened {
    /// As they were read.
    pub bytes: Vec<u8>,
    pub format: ImageFormat,
    /// The right way up; the first frame of an animation.
    pub pixels: DynamicImage,
    /// The colour profile, if it holds for the pixels as they were decoded.
    pub profile: Option<Vec<u8>>,
    /// Whether it was stored without loss, as drawings and screens are.
    pub is_exact: bool,
    pub(super) turned: bool,
}

/// Decodes a picture. Errors, in words: it is damaged, or can't be read as what it was measured to be.
pub fn open(bytes: Vec<u8>, media_type: &str) -> Result<Opened, String> {
    let format = ImageFormat::from_mime_type(media_type).ok_or_else(|| format!("pictures of the type {media_type} can't be cleaned"))?;
    let damaged = |error: image::ImageError| format!("the picture is damaged: {error}");
    // The decoder would fill up with grey what is missing.
    if format == ImageFormat::Jpeg && end_of_jpeg(&bytes).is_none() {
        return Err("the picture is damaged: it ends too early".into());
    }
    // How large it may be was asked when its head was measured.
    let (width, height) = dimensions(&bytes, format).map_err(damaged)?;
    let mut reader = ImageReader::with_format(Cursor::new(&bytes), format);
    reader.limits(room_for(width, height));
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let orientation = if animation::of(&bytes, format).is_some() { None } else { decoder.orientation().ok() };
    let orientation = orientation.unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| profile.get(16..20) == Some(b"RGB "));
    let mut pixels = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    pixels.apply_orientation(orientation);
    if format == ImageFormat::Png {
        gamma::apply(&bytes, &mut pixels);
    }
    let is_exact = match format {
        ImageFormat::Jpeg => false,
        ImageFormat::WebP => WebP::from_bytes(bytes.clone().into()).is_ok_and(|webp| !webp.has_chunk(CHUNK_VP8)),
        _ => true,
    };
    Ok(Opened {
        turned: orientation != Orientation::NoTransforms,
        profile: profile.filter(|_| !is_for_printing(&bytes, format)),
        bytes,
        format,
        pixels,
        is_exact,
    })
}

/// Whether the pixels are mixed from the four colours of printing, as only a JPEG can be.
pub fn is_for_printing(bytes: &[u8], format: ImageFormat) -> bool {
    if format != ImageFormat::Jpeg {
        return false;
    }
    let mut at = 2;
    // Segment by segment to the one that says how many colours there are.
    while let Some(&[0xFF, marker, high, low]) = bytes.get(at..at + 4).and_then(|head| <&[u8; 4]>::try_from(head).ok()) {
        match marker {
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return bytes.get(at + 9) == Some(&4),
            0xFF => at += 1,
            _ => at += 2 + usize::from(u16::from_be_bytes([high, low])),
        }
    }
    false
}

/// Where a JPEG ends; telephones hang films and second pictures behind it. `None` if it can't be followed.
pub(super) fn end_of_jpeg(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        while *bytes.get(at)? == 0xFF {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        match marker {
            markers::EOI => return Some(at),
            0x01 | markers::RST0..=markers::SOI => continue,
            _ => {}
        }
        at += usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        if marker == markers::SOS {
            // The pixels: up to the next marker that is none of theirs.
            loop {
                at += memchr::memchr(0xFF, bytes.get(at..)?)?;
                match *bytes.get(at + 1)? {
                    0x00 | markers::RST0..=markers::RST7 => at += 2,
                    0xFF => at += 1,
                    _ => break,
                }
            }
        }
    }
}
