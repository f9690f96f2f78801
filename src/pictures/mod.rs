//! Pictures by their bytes alone: measured before they are decoded, cleaned, made smaller, and faces found in them.

pub mod animation;
pub mod clean;
pub mod drawing;
pub mod faces;
mod gamma;
pub mod opened;
pub mod scale;

/// The way in which pictures are cleaned and made smaller. Another number makes all of them anew, under other addresses.
pub const RECIPE: u32 = 2;

/// How much a picture may be, as its head tells, before anybody decodes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    pub pixels: u64,
    pub bytes: u64,
    /// Of an animation.
    pub frames: u64,
    /// Of an animation, played once.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { pixels: 60_000_000, bytes: 30_000_000, frames: 500, seconds: 60 }
    }
}

/// Width and height, as the head of a picture tells. Errors: it can't be read.
pub fn dimensions(bytes: &[u8], format: image::ImageFormat) -> image::ImageResult<(u32, u32)> {
    let mut reader = image::ImageReader::with_format(std::io::Cursor::new(bytes), format);
    reader.limits(room_for(0, 0));
    reader.into_dimensions()
}

/// The memory that decoding a picture of that size may take. What comes packed beside the pixels, such as a colour profile,
/// can unfold to far more than the file.
pub fn room_for(width: u32, height: u32) -> image::Limits {
    const BESIDE: u64 = 64 << 20;
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(u64::from(width) * u64::from(height) * 16 + BESIDE);
    limits
}

/// More pixels than this are not decoded, whatever a site says: each takes up to eight bytes.
pub const MOST_PIXELS: u64 = 200_000_000;
