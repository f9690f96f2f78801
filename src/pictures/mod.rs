//! Pictures by their bytes alone: measured before they are decoded, cleaned, made smaller, and faces found in them.

pub mod animation;
pub mod clean;
pub mod drawing;
pub mod faces;
pub mod scale;

/// The way in which pictures are cleaned and made smaller. Another number makes all of them anew, under other addresses.
pub const RECIPE: u32 = 1;

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

/// More pixels than this are not decoded, whatever a site says: each takes up to eight bytes.
pub const MOST_PIXELS: u64 = 200_000_000;
