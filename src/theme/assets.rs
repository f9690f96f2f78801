//! The theme's files for the browser: styles, scripts, pictures. Minified, and named by their content.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Layer, script, style};
use crate::config;
use crate::diagnostics::{Location, Severity, codes};
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
                raw.insert(composed(name), (text.text.as_bytes().to_vec(), file));
            }
        }
        for (path, at) in &layer.files {
            let Some(name) = path.strip_prefix("assets/") else { continue };
            match world.read(at) {
                Ok(bytes) => {
                    raw.insert(composed(name), (bytes, Some(at.clone())));
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
    layers.iter().filter(|layer| !layer.built_in).for_each(|layer| check_names(layer, &raw, &circles, &mut findings));
    findings.with(assets)
}

/// A file's bytes as they lie there, and where, if not in the built-in theme.
type Raw = (Vec<u8>, Option<String>);

/// Gives assets their published names, each after those that it names.
struct Publishing<'r> {
    raw: &'r BTreeMap<String, Raw>,
    assets: BTreeMap<String, Asset>,
    /// The styles and scripts that wait for what they name.
    open: Vec<String>,
    circles: BTreeSet<Circle>,
}

/// A style or a script, and one that it names and that leads back to it.
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
            Ok(text) if is_style(name) => style::minified(&self.with_published_names(name, text)).into_bytes(),
            Ok(text) if is_script(name) => minified_script(&self.with_published_names(name, text)).into_bytes(),
            _ => bytes.clone(),
        };
        let hash = blake3::hash(&bytes).to_hex();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let path = format!("/assets/{stem}.{}.{extension}", &hash[..12]);
        self.assets.insert(name.to_owned(), Asset { path: path.clone(), media_type: media::media_type(name), bytes, file: file.clone() });
        Some(path)
    }

    /// The text of a style or a script with the published names of what it names.
    fn with_published_names(&mut self, name: &str, text: &str) -> String {
        // What a script imports from beside it begins with a point.
        let here = if is_script(name) { "./" } else { "" };
        let to_assets = format!("{here}{}", "../".repeat(name.matches('/').count()));
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        self.open.push(name.to_owned());
        for at in references(name, text) {
            let Some((asset, suffix)) = asset_named(name, &text[at.clone()]) else { continue };
            let Some(path) = self.publish(&asset) else { continue };
            out.push_str(&text[done..at.start]);
            out.extend([&to_assets, &*config::encode(path.trim_start_matches("/assets/")), suffix]);
            done = at.end;
        }
        self.open.pop();
        out.push_str(&text[done..]);
        out
    }
}

pub fn is_style(name: &str) -> bool {
    media::media_type(name).starts_with("text/css")
}

pub fn is_script(name: &str) -> bool {
    media::media_type(name).starts_with("text/javascript")
}

/// Where a style or a script names other files.
fn references(name: &str, text: &str) -> Vec<Range<usize>> {
    if is_style(name) {
        style::references(text)
    } else if is_script(name) {
        script::imports(text)
    } else {
        Vec::new()
    }
}

/// The asset that a style or a script means, and what follows its name: `?` or `#` and the rest. `None` if it leads out of the theme.
fn asset_named<'s>(style: &str, written: &'s str) -> Option<(String, &'s str)> {
    let (name, suffix) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
    let name = style::unescape(name);
    if name.is_empty() || name.starts_with('/') || name.contains(':') {
        return None;
    }
    let name = percent_encoding::percent_decode_str(&name).decode_utf8_lossy();
    Some((composed(&source::relative(style, &name).unwrap_or_else(|| name.into_owned())), suffix))
}

/// A name with its letters composed, as keyboards write them and not all disks do.
pub fn composed(name: &str) -> String {
    icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(name).into_owned()
}

/// What is wrong with an address that a style names in the place of a file, and how to mend it.
fn leads_out(written: &str) -> Option<(String, &'static str)> {
    if written.starts_with("//") || written.contains("://") {
        let message = format!("«{written}» leads out of the site, and a page's policy lets browsers load nothing from there");
        return Some((message, "put the file into the theme's folder assets/, and name it as it lies beside the style"));
    }
    if written.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
        let kind = written.split([',', ';']).next().unwrap_or_default();
        let message = format!("what stands in the style itself («{kind}») is never shown: a page's policy lets browsers load files alone");
        return Some((message, "save it as a file in the theme's folder assets/, and name that as it lies beside the style"));
    }
    let message = || format!("«{written}» is an address, and no file of the theme stands at such a one");
    written.starts_with('/').then(|| (message(), "name the file as it lies beside the style: its address changes with its content"))
}

/// Tells what a theme's styles and scripts name and no theme has, and which of them lead back to themselves.
fn check_names(layer: &Layer, raw: &BTreeMap<String, Raw>, circles: &BTreeSet<Circle>, findings: &mut Findings) {
    for (path, text) in &layer.texts {
        let Some(name) = path.strip_prefix("assets/").map(composed) else { continue };
        for at in references(&name, &text.text) {
            let written = &text.text[at.clone()];
            let Some((asset, _)) = asset_named(&name, written) else {
                if let Some((message, hint)) = leads_out(written) {
                    findings.add(&codes::MISSING_ASSET, text.at(at), message).hint(hint).severity = Severity::Warning;
                }
                continue;
            };
            if !raw.contains_key(&asset) {
                findings
                    .add(&codes::MISSING_ASSET, text.at(at), format!("the theme has no asset «{asset}»"))
                    .nearest(&asset, raw.keys())
                    .hint("put the file into the theme's folder assets/, or correct its name");
            } else if circles.contains(&(name.clone(), asset.clone())) {
                findings
                    .add(&codes::THEME_CIRCLE, text.at(at), format!("«{asset}» imports this file, or one that does"))
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

/// The links below `/assets/` of the styles that a published style imports.
pub fn imports(style: &str) -> impl Iterator<Item = &str> {
    let is_import = |at: &Range<usize>| {
        let statement = style[..at.start].rsplit([';', '}']).next().unwrap_or_default();
        statement.trim_start().get(..7).is_some_and(|word| word.eq_ignore_ascii_case("@import"))
    };
    style::references(style).into_iter().filter(is_import).map(|at| style[at].trim_start_matches("../"))
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
