//! Smaller copies of a picture, for smaller screens.

use fast_image_resize::Resizer;
use fast_image_resize::images::TypedImage;
use fast_image_resize::pixels::U8x4;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageFormat, RgbaImage};
use img_parts::ImageICC;
use img_parts::jpeg::Jpeg;
use img_parts::png::Png;
use img_parts::webp::WebP;

use super::opened::Opened;

/// The quality of a photograph that is written anew as JPEG, of 100.
pub const JPEG_QUALITY: u8 = 85;
/// The same as WebP. The lower ones are tried where a copy would be larger than the picture that it is made from.
const WEBP_QUALITIES: [f32; 3] = [78.0, 65.0, 50.0];
/// A drawing stays exact if that costs at most so many times what it costs to blur it a little.
const EXACT_COSTS: usize = 2;
/// Neither side of a WebP can be longer.
pub const LONGEST_WEBP: u32 = 16_383;

/// In which form a copy is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    WebP,
    /// The picture's own.
    Own,
}

/// A copy of a picture in another size. Errors, in words: it can't be written.
pub fn scaled(picture: &Opened, width: u32, height: u32, form: Form) -> Result<Vec<u8>, String> {
    let pixels = resized(&picture.pixels, width, height).map_err(|error| format!("the picture can't be made smaller: {error}"))?;
    let format = if form == Form::WebP { ImageFormat::WebP } else { picture.format };
    written(&pixels, format, picture)
}

/// Pixels as a file of a format, with the colour profile of the picture that they come from.
pub fn written(pixels: &DynamicImage, format: ImageFormat, from: &Opened) -> Result<Vec<u8>, String> {
    let fault = |error: &dyn std::fmt::Display| format!("the picture can't be written: {error}");
    let profile = from.profile.clone().map(Into::into);
    let mut out = std::io::Cursor::new(Vec::new());
    match format {
        ImageFormat::WebP => {
            let mut webp = WebP::from_bytes(webp(pixels, from)?.into()).map_err(|error| fault(&error))?;
            webp.set_icc_profile(profile);
            Ok(webp.encoder().bytes().to_vec())
        }
        ImageFormat::Jpeg => {
            let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY);
            pixels.write_with_encoder(encoder).map_err(|error| fault(&error))?;
            let mut jpeg = Jpeg::from_bytes(out.into_inner().into()).map_err(|error| fault(&error))?;
            jpeg.set_icc_profile(profile);
            Ok(jpeg.encoder().bytes().to_vec())
        }
        _ => {
            let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Best, FilterType::Adaptive);
            pixels.write_with_encoder(encoder).map_err(|error| fault(&error))?;
            let mut png = Png::from_bytes(out.into_inner().into()).map_err(|error| fault(&error))?;
            png.set_icc_profile(profile);
            Ok(png.encoder().bytes().to_vec())
        }
    }
}

/// As WebP: a photograph with loss, what was drawn exactly if that costs little, and never more bytes than the picture
/// that it is made from, as far as that can be had.
fn webp(pixels: &DynamicImage, from: &Opened) -> Result<Vec<u8>, String> {
    let encode = |lossless: bool, quality: f32| -> Result<Vec<u8>, String> {
        let (rgb, rgba);
        let encoder = if has_alpha(pixels) {
            rgba = pixels.to_rgba8();
            webp::Encoder::from_rgba(&rgba, pixels.width(), pixels.height())
        } else {
            rgb = pixels.to_rgb8();
            webp::Encoder::from_rgb(&rgb, pixels.width(), pixels.height())
        };
        encoder
            .encode_simple(lossless, quality)
            .map(|encoded| encoded.to_vec())
            .map_err(|error| format!("the picture can't be written: {error:?}"))
    };
    let mut best = encode(false, WEBP_QUALITIES[0])?;
    if from.is_exact {
        let exact = encode(true, WEBP_QUALITIES[0])?;
        if exact.len() <= EXACT_COSTS * best.len() && (exact.len() < from.bytes.len() || exact.len() < best.len()) {
            best = exact;
        }
    }
    for quality in &WEBP_QUALITIES[1..] {
        if best.len() < from.bytes.len() {
            break;
        }
        let smaller = encode(false, *quality)?;
        if smaller.len() < best.len() {
            best = smaller;
        }
    }
    Ok(best)
}

fn has_alpha(pixels: &DynamicImage) -> bool {
    pixels.color().has_alpha()
}

fn resized(pixels: &DynamicImage, width: u32, height: u32) -> Result<DynamicImage, Box<dyn std::error::Error>> {
    if (pixels.width(), pixels.height()) == (width, height) {
        return Ok(pixels.clone());
    }
    // The resizer is told the kind of pixel when it is compiled, and one kind for all. Were it told at run time, the program
    // would hold it for all thirteen kinds that there are, which are 3 MB.
    let mut bytes = pixels.to_rgba8().into_raw();
    let mut made = RgbaImage::new(width, height);
    let from = TypedImage::<U8x4>::from_buffer(pixels.width(), pixels.height(), &mut bytes)?;
    let mut to = TypedImage::<U8x4>::from_buffer(width, height, &mut made)?;
    Resizer::new().resize_typed(&from, &mut to, None)?;
    let made = DynamicImage::ImageRgba8(made);
    Ok(if has_alpha(pixels) { made } else { DynamicImage::ImageRgb8(made.into_rgb8()) })
}
