//! The theme's files for the browser: styles, scripts, pictures. Minified, and named by their content.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Layer;
use crate::config::Config;
use crate::diagnostics::{Location, codes};
use crate::found::{Findings, Found};
use crate::source::media;
use crate::world::World;

/// A file that pages refer to.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Where it is published, with the fingerprint of its content in its name.
    pub path: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
    /// Where it lies below the site's root; `None` in the built-in theme.
    pub file: Option<String>,
}

/// The assets by the names under which templates ask for them; a nearer theme's file takes the place of a farther one's.
pub fn load(world: &dyn World, layers: &[Layer], _config: &Config) -> Found<BTreeMap<String, Asset>> {
    let mut findings = Findings::default();
    let mut raw: BTreeMap<String, (Vec<u8>, Option<String>)> = BTreeMap::new();
    for layer in layers.iter().rev() {
        for (path, text) in &layer.texts {
            if let Some(name) = path.strip_prefix("assets/") {
                let file = (!layer.built_in).then(|| text.path.to_string());
                raw.insert(name.to_owned(), (text.text.as_bytes().to_vec(), file));
            }
        }
        for (path, at) in &layer.files {
            let Some(name) = path.strip_prefix("assets/") else { continue };
            match world.read(at) {
                Ok(bytes) => {
                    raw.insert(name.to_owned(), (bytes, Some(at.clone())));
                }
                Err(error) => {
                    findings
                        .add(&codes::UNREADABLE, Location::file(at), format!("this can't be read: {error}"))
                        .hint("check its permissions");
                }
            }
        }
    }
    let mut assets = BTreeMap::new();
    // Styles come last, since they name the others by their published names.
    let (styles, others): (Vec<_>, Vec<_>) = raw.into_iter().partition(|(name, _)| name.ends_with(".css"));
    for (name, (bytes, file)) in others.into_iter().chain(styles) {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) if name.ends_with(".css") => minified_style(&with_published_names(&text, &assets)).into_bytes(),
            Ok(text) if name.ends_with(".js") => minified_script(&text).into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(error) => error.into_bytes(),
        };
        let hash = blake3::hash(&bytes).to_hex();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, "bin"));
        let path = format!("/assets/{stem}.{}.{extension}", &hash[..12]);
        assets.insert(name.clone(), Asset { path, media_type: media::media_type(&name), bytes, file });
    }
    layers.iter().filter(|layer| !layer.built_in).for_each(|layer| check_styles(layer, &assets, &mut findings));
    findings.with(assets)
}

/// Tells what a theme's styles name beside them and no theme has.
fn check_styles(layer: &Layer, assets: &BTreeMap<String, Asset>, findings: &mut Findings) {
    for (_, text) in layer.texts.iter().filter(|(path, _)| path.starts_with("assets/") && path.ends_with(".css")) {
        for at in urls(&text.text) {
            let name = bare(&text.text[at.clone()]);
            let in_comment = text.text[..at.start].rfind("/*") > text.text[..at.start].rfind("*/");
            let leads_out = name.starts_with(['/', '#']) || name.contains(':') || name.is_empty();
            if !in_comment && !leads_out && !assets.contains_key(name) {
                findings
                    .add(&codes::MISSING_ASSET, text.at(at), format!("the theme has no asset «{name}»"))
                    .nearest(name, assets.keys())
                    .hint("put the file into the theme's folder assets/, or correct its name");
            }
        }
    }
}

/// A style in which comments and needless white space are gone; as it was if the minifier does not understand it.
fn minified_style(style: &str) -> String {
    minifier::css::minify(style).map_or_else(|_| style.to_owned(), |minified| minified.to_string())
}

fn minified_script(script: &str) -> String {
    minifier::js::minify(script).map_or_else(|_| script.to_owned(), |minified| minified.to_string())
}

/// The published names of the fonts that a style has browsers load: of each face the form that it names first. A face for
/// some letters alone (`unicode-range`) is loaded where they stand, which the style doesn't tell.
pub fn fonts(style: &str) -> impl Iterator<Item = &str> {
    style.match_indices("@font-face").filter_map(|(at, _)| {
        let face = &style[at..at + style[at..].find('}')?];
        let url = urls(face).next().filter(|_| !face.contains("unicode-range"))?;
        Some(bare(&face[url]))
    })
}

/// What stands between the parentheses of each `url(…)`.
fn urls(style: &str) -> impl Iterator<Item = Range<usize>> {
    style.match_indices("url(").filter_map(|(at, url)| {
        let start = at + url.len();
        Some(start..start + style[start..].find(')')?)
    })
}

/// The name of an asset as `url(…)` holds it.
fn bare(url: &str) -> &str {
    url.trim().trim_matches(['"', '\'']).trim_start_matches("./")
}

/// `url(name)` of another asset becomes its published name.
fn with_published_names(style: &str, assets: &BTreeMap<String, Asset>) -> String {
    let mut out = String::with_capacity(style.len());
    let mut done = 0;
    for at in urls(style) {
        // A style lies in the same folder as what it names.
        if let Some(asset) = assets.get(bare(&style[at.clone()])) {
            out.push_str(&style[done..at.start]);
            out.push_str(asset.path.trim_start_matches("/assets/"));
            done = at.end;
        }
    }
    out.push_str(&style[done..]);
    out
}
