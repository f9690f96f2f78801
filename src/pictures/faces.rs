//! Faces in photographs, found by the detector of SeetaFace: faces that look towards the camera and are not small.
//!
//! It says that somebody may be recognised, never who. What it misses (profiles, covered or turned faces, crowds far
//! away) is left to the author's word.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use image::DynamicImage;
use image::imageops::FilterType;
use rustface::{ImageData, Model};

use crate::packed::unpacked;

/// Another number has every picture looked at anew.
pub const RECIPE: u32 = 1;

/// Pictures are looked at in this size, in pixels of the longer side.
const LOOKED_AT: u32 = 1024;
/// The smallest face that is sought then, in pixels.
const SMALLEST: u32 = 40;
/// How sure the detector must be. Faces in photographs get 3 to 30; coins, cats, clouds and screens gave nothing above 2.
const SURE: f64 = 3.0;

/// How many faces there are.
pub fn count(picture: &DynamicImage) -> usize {
    let longest = picture.width().max(picture.height());
    let grey =
        if longest > LOOKED_AT { picture.resize(LOOKED_AT, LOOKED_AT, FilterType::Triangle).into_luma8() } else { picture.to_luma8() };
    let (width, height) = grey.dimensions();
    if width < SMALLEST || height < SMALLEST {
        return 0;
    }
    let Some(model) = model() else { return 0 };
    // The detector was not written for pictures of odd sizes; where it gives up, nothing is found.
    catch_unwind(AssertUnwindSafe(|| {
        let mut detector = rustface::create_detector_with_model(model.clone());
        detector.set_min_face_size(SMALLEST);
        detector.set_score_thresh(SURE);
        detector.set_pyramid_scale_factor(0.8);
        detector.set_slide_window_step(4, 4);
        detector.detect(&ImageData::new(grey.as_raw(), width, height)).len()
    }))
    .unwrap_or(0)
}

fn model() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    MODEL.get_or_init(|| rustface::read_model(Cursor::new(unpacked!("seeta_fd_frontal_v1.0.bin"))).ok()).as_ref()
}
