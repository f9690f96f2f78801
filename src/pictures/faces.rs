//! Faces in photographs, found by the detector of SeetaFace: faces that look towards the camera and are not small.
//!
//! It says that somebody may be recognised, never who. What it misses (profiles, covered or turned faces, crowds far
//! away) is left to the author's word.

use std::io::Cursor;
use std::sync::OnceLock;

use image::DynamicImage;
use image::imageops::{self, FilterType};
use rustface::{ImageData, Model};

use super::animation;
use super::opened::Opened;
use crate::guarded::guarded;
use crate::packed::{unpacked, unshuffled};

/// Another number has every picture looked at anew.
pub const RECIPE: u32 = 2;

/// So many frames of an animation are looked at, spread evenly over it.
const FRAMES: u64 = 12;
/// So many pixels of an animation are decoded for that, over all frames.
const MOST_DECODED: u64 = 300_000_000;

/// Pictures are looked at in this size, in pixels of the longer side.
const LOOKED_AT: u32 = 1024;
/// The smallest face that is sought then, in pixels.
const SMALLEST: u32 = 40;
/// How sure the detector must be. Faces in photographs get 3 to 30; coins, cats, clouds and screens gave nothing above 2.
const SURE: f64 = 3.0;

/// How many faces there are; in an animation, in the frame that has most of them.
pub fn count(picture: &Opened) -> usize {
    let first = seen(&picture.pixels);
    let Some(animation) = animation::of(&picture.bytes, picture.format) else { return first };
    let Ok(frames) = animation::frames(&picture.bytes, picture.format) else { return first };
    let of_one = u64::from(picture.pixels.width()) * u64::from(picture.pixels.height());
    let decoded = animation.frames.min(MOST_DECODED / of_one.max(1));
    let frames = frames.map_while(Result::ok).take(decoded as usize);
    let looked_at = frames.step_by(decoded.div_ceil(FRAMES).max(1) as usize).skip(1);
    looked_at.map(|frame| seen(&frame.into_buffer().into())).fold(first, usize::max)
}

/// How many faces there are in one frame.
fn seen(picture: &DynamicImage) -> usize {
    let whole = picture.to_luma8();
    let longest = whole.width().max(whole.height());
    let scaled = |side: u32| (u64::from(side) * u64::from(LOOKED_AT) / u64::from(longest)).max(1) as u32;
    let grey = match longest > LOOKED_AT {
        true => imageops::resize(&whole, scaled(whole.width()), scaled(whole.height()), FilterType::Triangle),
        false => whole,
    };
    let (width, height) = grey.dimensions();
    if width < SMALLEST || height < SMALLEST {
        return 0;
    }
    let Some(model) = model() else { return 0 };
    // The detector was not written for pictures of odd sizes; where it gives up, nothing is found.
    guarded(|| {
        let mut detector = rustface::create_detector_with_model(model.clone());
        detector.set_min_face_size(SMALLEST);
        detector.set_score_thresh(SURE);
        detector.set_pyramid_scale_factor(0.8);
        detector.set_slide_window_step(4, 4);
        detector.detect(&ImageData::new(grey.as_raw(), width, height)).len()
    })
    .unwrap_or(0)
}

fn model() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    MODEL.get_or_init(|| rustface::read_model(Cursor::new(unshuffled(&unpacked!("seeta_fd_frontal_v1.0.bin")))).ok()).as_ref()
}
