//! The theme's files for the browser: styles, scripts, pictures. Minified, and named by their content.

use std::collections::{BTreeMap, BTreeSet};

use super::{Layer, style};
use crate::config;
use crate::diagnostics::{Location, codes};
use crate::found::{Findings, Found};
use crate::source::{self, media};
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
pub fn load(world: &dyn World, layers: &[Layer]) -> Found<BTreeMap<String, Asset>> {
    let mut findings = Findings::default();
    let mut raw: BTreeMap<String, Raw> = BTreeMap::new();
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
    let mut publishing = Publishing { raw: &raw, assets: BTreeMap::new(), open: Vec::new(), circles: BTreeSet::new() };
    for name in raw.keys() {
        publishing.publish(name);
    }
    let Publishing { assets, circles, .. } = publishing;
    layers.iter().filter(|layer| !layer.built_in).for_each(|layer| check_styles(layer, &raw, &circles, &mut findings));
    findings.with(assets)
}

/// A file's bytes as they lie there, and where, if not in the built-in theme.
type Raw = (Vec<u8>, Option<String>);

/// Gives assets their published names, each after those that it names.
struct Publishing<'r> {
    raw: &'r BTreeMap<String, Raw>,
    assets: BTreeMap<String, Asset>,
    /// The styles that wait for what they name.
    open: Vec<String>,
    circles: BTreeSet<Circle>,
}

/// A style, and one that it names and that leads back to it.
type Circle = (String, String);

impl Publishing<'_> {
    /// Where an asset is published; `None` for one that is not there or waits itself.
    fn publish(&mut self, name: &str) -> Option<String> {
        if let Some(asset) = self.assets.get(name) {
            return Some(asset.path.clone());
        }
        let (bytes, file) = self.raw.get(name)?;
        if self.open.iter().any(|open| open == name) {
            self.circles.extend(self.open.last().map(|style| (style.clone(), name.to_owned())));
            return None;
        }
        let bytes = match std::str::from_utf8(bytes) {
            Ok(style) if name.ends_with(".css") => {
                self.open.push(name.to_owned());
                let style = self.with_published_names(name, style);
                self.open.pop();
                style::minified(&style).into_bytes()
            }
            Ok(script) if name.ends_with(".js") => minified_script(script).into_bytes(),
            _ => bytes.clone(),
        };
        let hash = blake3::hash(&bytes).to_hex();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let path = format!("/assets/{stem}.{}.{extension}", &hash[..12]);
        self.assets.insert(name.to_owned(), Asset { path: path.clone(), media_type: media::media_type(name), bytes, file: file.clone() });
        Some(path)
    }

    /// The text of a style with the published names of what it names.
    fn with_published_names(&mut self, name: &str, style: &str) -> String {
        let to_assets = "../".repeat(name.matches('/').count());
        let mut out = String::with_capacity(style.len());
        let mut done = 0;
        for at in style::references(style) {
            let Some((asset, suffix)) = asset_named(name, &style[at.clone()]) else { continue };
            let Some(path) = self.publish(&asset) else { continue };
            out.push_str(&style[done..at.start]);
            out.extend([&to_assets, &*config::encode(path.trim_start_matches("/assets/")), suffix]);
            done = at.end;
        }
        out.push_str(&style[done..]);
        out
    }
}

/// The asset that a style means, and what follows its name: `?` or `#` and the rest. `None` if it leads out of the theme.
fn asset_named<'s>(style: &str, written: &'s str) -> Option<(String, &'s str)> {
    let (name, suffix) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
    let name = style::unescape(name);
    if name.is_empty() || name.starts_with('/') || name.contains(':') {
        return None;
    }
    let name = percent_encoding::percent_decode_str(&name).decode_utf8_lossy();
    Some((source::relative(style, &name).unwrap_or_else(|| name.into_owned()), suffix))
}

/// Tells what a theme's styles name and no theme has, and which of them lead back to themselves.
fn check_styles(layer: &Layer, raw: &BTreeMap<String, Raw>, circles: &BTreeSet<Circle>, findings: &mut Findings) {
    for (path, text) in layer.texts.iter().filter(|(path, _)| path.ends_with(".css")) {
        let Some(style) = path.strip_prefix("assets/") else { continue };
        for at in style::references(&text.text) {
            let Some((asset, _)) = asset_named(style, &text.text[at.clone()]) else { continue };
            if !raw.contains_key(&asset) {
                findings
                    .add(&codes::MISSING_ASSET, text.at(at), format!("the theme has no asset «{asset}»"))
                    .nearest(&asset, raw.keys())
                    .hint("put the file into the theme's folder assets/, or correct its name");
            } else if circles.contains(&(style.to_owned(), asset.clone())) {
                findings
                    .add(&codes::THEME_CIRCLE, text.at(at), format!("«{asset}» imports this style, or one that does"))
                    .hint("import it in one direction alone");
            }
        }
    }
}

/// A script without lines that only say something to its authors, and without what sets its lines in. Where each line
/// begins in the midst of code, as it does without texts or comments of several lines, this changes nothing that a browser
/// does; another script stays as it is.
fn minified_script(script: &str) -> String {
    let lines = || script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    let may_go_on = |line: &str| line.contains(['`', '\u{2028}', '\u{2029}']) || line.contains("/*") || line.ends_with('\\');
    if lines().any(may_go_on) { script.to_owned() } else { lines().flat_map(|line| [line, "\n"]).collect() }
}

/// The links below `/assets/` of the fonts that a published style has browsers load: of each face the form that it names
/// first. A face for some letters alone (`unicode-range`) is loaded where they stand, which the style doesn't tell.
pub fn fonts(style: &str) -> impl Iterator<Item = &str> {
    style.match_indices("@font-face").filter_map(|(at, _)| {
        let face = &style[at..at + style[at..].find('}')?];
        let first = style::references(face).into_iter().next().filter(|_| !face.contains("unicode-range"))?;
        Some(face[first].trim_start_matches("../"))
    })
}
