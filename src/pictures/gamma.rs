//! Pixels of PNGs that are not as bright as their figures say.

use image::DynamicImage;

/// What a PNG says of its gamma, in hundred thousandths, if that is what its pixels look by: a profile goes before it.
fn told(png: &[u8]) -> Option<u32> {
    let mut gamma = None;
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?) as usize;
        match png.get(at + 4..at + 8)? {
            b"gAMA" => gamma = Some(u32::from_be_bytes(png.get(at + 8..at + 12)?.try_into().ok()?)),
            b"sRGB" | b"iCCP" | b"cICP" => return None,
            b"IDAT" => return gamma,
            _ => {}
        }
        at = at.checked_add(length)?.checked_add(12)?;
    }
}

/// Makes the pixels of a PNG those of screens, sRGB. A copy in another size or format says nothing of gamma.
pub(super) fn apply(png: &[u8], pixels: &mut DynamicImage) {
    // What screens have is told as 45455, more or less.
    let Some(gamma) = told(png).filter(|gamma| (1_000..=1_000_000).contains(gamma) && gamma.abs_diff(45_455) > 1_000) else { return };
    let exponent = 100_000.0 / gamma as f32;
    let seen = |figure: f32| {
        let light = figure.powf(exponent);
        if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
    };
    let of_byte: Vec<u8> = (0..=u8::MAX).map(|figure| (seen(f32::from(figure) / 255.0) * 255.0).round() as u8).collect();
    let colours = usize::from(pixels.color().channel_count()) - usize::from(pixels.color().has_alpha());
    let all = usize::from(pixels.color().channel_count());
    let bytes = |samples: &mut [u8]| {
        samples.chunks_exact_mut(all).flat_map(|pixel| &mut pixel[..colours]).for_each(|figure| *figure = of_byte[usize::from(*figure)]);
    };
    let twos = |samples: &mut [u16]| {
        let of_two: Vec<u16> = (0..=u16::MAX).map(|figure| (seen(f32::from(figure) / 65_535.0) * 65_535.0).round() as u16).collect();
        samples.chunks_exact_mut(all).flat_map(|pixel| &mut pixel[..colours]).for_each(|figure| *figure = of_two[usize::from(*figure)]);
    };
    match pixels {
        DynamicImage::ImageLuma8(pixels) => bytes(pixels),
        DynamicImage::ImageLumaA8(pixels) => bytes(pixels),
        DynamicImage::ImageRgb8(pixels) => bytes(pixels),
        DynamicImage::ImageRgba8(pixels) => bytes(pixels),
        DynamicImage::ImageLuma16(pixels) => twos(pixels),
        DynamicImage::ImageLumaA16(pixels) => twos(pixels),
        DynamicImage::ImageRgb16(pixels) => twos(pixels),
        DynamicImage::ImageRgba16(pixels) => twos(pixels),
        // A PNG has no others.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let chunk = |(name, body): &(&[u8; 4], &[u8])| [&(body.len() as u32).to_be_bytes(), &name[..], body, &[0; 4]].concat();
        [&b"\x89PNG\r\n\x1a\n"[..], &chunks.iter().map(chunk).collect::<Vec<_>>().concat()].concat()
    }

    #[test]
    fn pixels_are_as_bright_as_their_gamma_says() {
        let gamma = |gamma: u32| gamma.to_be_bytes();
        let end: (&[u8; 4], &[u8]) = (b"IDAT", b"");
        for (chunks, seen) in [
            // Light itself: half of it is more than half as bright to the eye.
            (vec![(b"gAMA", &gamma(100_000)[..]), end], 188),
            (vec![(b"gAMA", &gamma(45_455)[..]), end], 128),
            (vec![(b"gAMA", &gamma(55_556)[..]), end], 146),
            (vec![(b"gAMA", &gamma(100_000)[..]), (b"sRGB", &[0][..]), end], 128),
            (vec![(b"gAMA", &gamma(0)[..]), end], 128),
            (vec![end], 128),
        ] {
            let mut pixels = DynamicImage::ImageRgba8(image::RgbaImage::from_pixel(1, 1, image::Rgba([0, 128, 255, 128])));
            apply(&png(&chunks), &mut pixels);
            assert_eq!(pixels.to_rgba8().as_raw(), &[0, seen, 255, 128], "{chunks:?}");
        }
    }
}
