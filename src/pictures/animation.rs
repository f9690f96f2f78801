//! Animations: how many frames there are and how long they last, counted without decoding one; and their frames.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{AnimationDecoder, Frames, ImageDecoder, ImageFormat, ImageResult};

use super::{dimensions, room_for};

/// What plays by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Animation {
    pub frames: u64,
    /// Of all frames, played once.
    pub milliseconds: u64,
}

/// The animation in a picture; `None` if it is still. A damaged one is counted as far as it can be followed.
pub fn of(bytes: &[u8], format: ImageFormat) -> Option<Animation> {
    let mut animation = Animation::default();
    let _ = match format {
        ImageFormat::Gif => gif(bytes, &mut animation),
        ImageFormat::Png => png(bytes, &mut animation),
        ImageFormat::WebP => webp(bytes, &mut animation),
        _ => None,
    };
    (animation.frames > 1).then_some(animation)
}

/// The frames of an animation, each decoded when it is asked for. Errors: it can't be read.
pub fn frames(bytes: &[u8], format: ImageFormat) -> ImageResult<Frames<'_>> {
    let (width, height) = dimensions(bytes, format)?;
    let room = room_for(width, height);
    let bytes = Cursor::new(bytes);
    Ok(match format {
        ImageFormat::Gif => {
            let mut decoder = GifDecoder::new(bytes)?;
            decoder.set_limits(room)?;
            decoder.into_frames()
        }
        ImageFormat::WebP => WebPDecoder::new(bytes)?.into_frames(),
        _ => PngDecoder::with_limits(bytes, room)?.apng()?.into_frames(),
    })
}

fn gif(bytes: &[u8], animation: &mut Animation) -> Option<()> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(*bytes.get(10)?);
    loop {
        match *bytes.get(at)? {
            0x21 => {
                if *bytes.get(at + 1)? == 0xF9 {
                    let hundredths = u16::from_le_bytes([*bytes.get(at + 4)?, *bytes.get(at + 5)?]);
                    animation.milliseconds += u64::from(hundredths) * 10;
                }
                at = end_of_blocks(bytes, at + 2)?;
            }
            0x2C => {
                animation.frames += 1;
                at = end_of_blocks(bytes, at + 11 + table(*bytes.get(at + 9)?))?;
            }
            _ => return Some(()),
        }
    }
}

/// The byte after a chain of a GIF's sub-blocks that begins at `start`.
pub fn end_of_blocks(bytes: &[u8], mut start: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(start)?);
        start += 1 + length;
        if length == 0 {
            return Some(start);
        }
    }
}

fn png(bytes: &[u8], animation: &mut Animation) -> Option<()> {
    let mut at: usize = 8;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let body = bytes.get(at + 8..at.checked_add(8)?.checked_add(length)?)?;
        match bytes.get(at + 4..at + 8)? {
            // Its own count is what a browser makes room for.
            b"acTL" => animation.frames = u64::from(u32::from_be_bytes(body.get(..4)?.try_into().ok()?)),
            b"fcTL" => {
                let delay = u64::from(u16::from_be_bytes(body.get(20..22)?.try_into().ok()?));
                let of = u64::from(u16::from_be_bytes(body.get(22..24)?.try_into().ok()?));
                animation.milliseconds += delay * 1000 / if of == 0 { 100 } else { of };
            }
            _ => {}
        }
        at += 12 + length;
    }
}

fn webp(bytes: &[u8], animation: &mut Animation) -> Option<()> {
    let mut at: usize = 12;
    loop {
        let length = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        if bytes.get(at..at + 4)? == b"ANMF" {
            let duration = bytes.get(at + 20..at + 23)?;
            animation.frames += 1;
            animation.milliseconds += u64::from(u32::from_le_bytes([duration[0], duration[1], duration[2], 0]));
        }
        at = at.checked_add(8 + length + length % 2)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// An animated GIF of that many frames, each a tenth of a second.
    fn moving(frames: usize) -> Vec<u8> {
        let mut gif = b"GIF89a\x01\0\x01\0\0\0\0".to_vec();
        for _ in 0..frames {
            gif.extend(b"\x21\xF9\x04\0\x0A\0\0\0");
            gif.extend(b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
        }
        gif.push(0x3B);
        gif
    }

    #[test]
    fn frames_are_counted_and_their_time() {
        assert_eq!(of(&moving(1), ImageFormat::Gif), None);
        assert_eq!(of(&moving(30), ImageFormat::Gif), Some(Animation { frames: 30, milliseconds: 3000 }));
        let frame = [b"ANMF\x10\0\0\0".as_slice(), &[0; 12], &[100, 0, 0, 0]].concat();
        let webp = [b"RIFF\0\0\0\0WEBP".to_vec(), frame.clone(), frame].concat();
        assert_eq!(of(&webp, ImageFormat::WebP), Some(Animation { frames: 2, milliseconds: 200 }));
        let chunk = |kind: &[u8; 4], body: &[u8]| [&(body.len() as u32).to_be_bytes()[..], kind, body, b"\0\0\0\0"].concat();
        let control = [&[0; 20][..], &[0, 1, 0, 2], &[0, 0]].concat();
        let png = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"acTL", &[0, 0, 0, 7, 0, 0, 0, 0]), chunk(b"fcTL", &control)].concat();
        assert_eq!(of(&png, ImageFormat::Png), Some(Animation { frames: 7, milliseconds: 500 }));
    }

    proptest! {
        #[test]
        fn any_bytes_are_counted_through(kind in 0_usize..3, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let heads: [&[u8]; 3] = [b"GIF89a\x01\0\x01\0\0\0\0", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\xff\0\0WEBP"];
            of(&[heads[kind], &bytes].concat(), [ImageFormat::Gif, ImageFormat::Png, ImageFormat::WebP][kind]);
        }
    }
}
