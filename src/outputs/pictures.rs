//! In which sizes a picture is published, and where: known from its head alone, before anybody decodes it.

use super::address_of;
use crate::config::Config;
use crate::pictures::RECIPE;
use crate::pictures::scale::{Form, LONGEST_WEBP};
use crate::site::address::MEDIA;
use crate::source::media::{Kind, Media};

/// A copy of a picture in one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    pub path: String,
    pub width: u32,
    pub height: u32,
    /// `None` for the picture itself, cleaned.
    pub form: Option<Form>,
}

/// What a page offers of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What every browser shows.
    pub usual: Copy,
    /// The same in WebP, from the narrowest to the widest; none is wider than the picture is.
    pub webp: Vec<Copy>,
}

impl Offer {
    pub fn copies(&self) -> impl Iterator<Item = &Copy> {
        std::iter::once(&self.usual).chain(&self.webp)
    }
}

/// What a page offers of a picture; `None` if the file is none.
pub fn offer(config: &Config, file: &Media) -> Option<Offer> {
    let picture = file.picture?;
    let (width, height) = picture.pixels;
    let itself = Copy { path: super::media_path(config, file), width, height, form: None };
    let plain = |usual| Some(Offer { usual, webp: Vec::new() });
    let widths = &config.pictures.widths;
    let (Some(&narrowest), Some(&widest), Kind::Still) = (widths.first(), widths.last(), picture.kind) else { return plain(itself) };
    if width <= narrowest {
        return plain(itself);
    }
    let full = width.min(widest);
    // A GIF has too few colours for what lies between its pixels.
    let usual = if width > full && file.media_type != "image/gif" { copy(config, file, full, Form::Own) } else { itself };
    let widest = if file.media_type == "image/webp" { usual.clone() } else { copy(config, file, full, Form::WebP) };
    if widest.height > LONGEST_WEBP {
        return plain(usual);
    }
    let narrower = widths.iter().filter(|&&narrower| narrower < full);
    let mut webp: Vec<Copy> = narrower.map(|&width| copy(config, file, width, Form::WebP)).collect();
    webp.push(widest);
    Some(Offer { usual, webp })
}

fn copy(config: &Config, file: &Media, width: u32, form: Form) -> Copy {
    let (of_width, of_height) = file.picture.map_or((1, 1), |picture| picture.pixels);
    let height = (u64::from(of_height) * u64::from(width) + u64::from(of_width) / 2) / u64::from(of_width.max(1));
    let (folder, stem, extension) = address_of(config, file);
    let extension = if form == Form::WebP { "webp" } else { &extension };
    Copy {
        path: format!("{MEDIA}{folder}{stem}.{}-{width}.{extension}", fingerprint(file)),
        width,
        height: u32::try_from(height).unwrap_or(u32::MAX).max(1),
        form: Some(form),
    }
}

/// Changes with the picture and with the way in which it is made ready, so that a browser may keep it for ever.
pub fn fingerprint(file: &Media) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(file.hash.as_bytes()).update(&RECIPE.to_le_bytes());
    hasher.finalize().to_hex()[..12].to_owned()
}
