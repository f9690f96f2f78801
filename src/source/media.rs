//! Pictures and attachments: what a page needs to know of them before it is drawn.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageReader};
use rayon::prelude::*;

use crate::diagnostics::{Location, codes};
use crate::found::{Findings, Found};
use crate::memo::Memo;
use crate::pictures::{Limits, animation, dimensions, drawing, opened, room_for};
use crate::source::attachment::{self, Refused};
use crate::source::{File, Sources, Text, has_conflicts};
use crate::world::World;

/// A file that a document can show or link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Relative to the root.
    pub path: String,
    /// In bytes.
    pub size: u64,
    pub hash: blake3::Hash,
    pub media_type: &'static str,
    /// Only of pictures.
    pub picture: Option<Picture>,
    /// Why it is not published as a download, if it is not.
    pub refused: Option<Refused>,
}

/// A picture, as its head tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width and height, as shown.
    pub pixels: (u32, u32),
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Still,
    Animation,
    /// In SVG: lines and words instead of pixels.
    Drawing,
}

/// The largest attachment that is published, in bytes.
pub const LARGEST_FILE: u64 = 100 << 20;

/// Pictures and attachments by their paths; one that can't be used is `None`. Findings matter where a document uses the
/// file.
pub type Files = BTreeMap<String, Arc<Found<Option<Arc<Media>>>>>;

/// Reads every picture and attachment that lies beside the texts, and measures the pictures.
pub fn read(world: &dyn World, sources: &Sources, limits: &Limits, memo: &Memo) -> Files {
    let lying: Vec<(String, File)> =
        sources.below("content").flat_map(|folder| folder.files.iter().map(|(name, file)| (folder.path_of(name), *file))).collect();
    lying
        .into_par_iter()
        .map(|(path, file)| {
            let key = blake3::hash(format!("{path}\0{}\0{}\0{limits:?}", file.size, file.seen).as_bytes());
            let looked = memo.get(("file", key), || look(world, &path, file.size, limits));
            (path, looked)
        })
        .collect()
}

/// How a file of Git LFS begins that stands in the place of another.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

fn look(world: &dyn World, path: &str, size: u64, limits: &Limits) -> Found<Option<Arc<Media>>> {
    let mut findings = Findings::default();
    let name = path.rsplit('/').next().unwrap_or(path);
    // What no disk can hold is told of each file, whether it is used or not.
    if !is_portable(name) && !is_refused_by_some_disk(name) {
        findings
            .add(
                &codes::ODD_FILE_NAME,
                Location::file(path),
                format!("not every system can hold a file called «{name}»; it is published under another name"),
            )
            .hint(super::RENAME);
    }
    if size > LARGEST_FILE {
        findings
            .add(&codes::ATTACHMENT_TOO_LARGE, Location::file(path), format!("this file of {} MB is not published", size >> 20))
            .hint(format!("files may have {} MB; put larger ones elsewhere and link to them", LARGEST_FILE >> 20));
        return findings.with(None);
    }
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.add(&codes::UNREADABLE, Location::file(path), format!("this can't be read: {error}")).hint("check its permissions");
            return findings.with(None);
        }
    };
    if bytes.starts_with(POINTER) {
        findings
            .add(&codes::NOT_FETCHED, Location::file(path), "git has fetched a pointer alone in the place of this file")
            .hint("run `git lfs pull`; in a workflow of GitHub's, give `actions/checkout` the setting `lfs: true`");
        return findings.with(None);
    }
    if std::str::from_utf8(&bytes).is_ok_and(has_conflicts) {
        findings
            .add(&codes::MERGE_CONFLICT, Location::file(path), "two versions of the file stand in it, one below the other")
            .hint("take one of the two: `git checkout --ours` or `--theirs`, and the file's path");
        return findings.with(None);
    }
    let hash = blake3::hash(&bytes);
    let known = if is_picture(path, &bytes) {
        measure(path, &bytes, limits, &mut findings).map(|(media_type, picture)| (media_type, Some(picture)))
    } else {
        if bytes.trim_ascii().is_empty() {
            findings
                .add(&codes::EMPTY_ATTACHMENT, Location::file(path), "the file has nothing in it")
                .hint("put the file itself there, or remove the link to it");
        }
        Some((media_type(path), None))
    };
    let media = known.map(|(media_type, picture)| {
        // A picture is published under an address made from what it is.
        let is_photograph = picture.is_some_and(|picture| picture.kind != Kind::Drawing);
        let refused = if is_photograph { None } else { attachment::refused(name, &bytes) };
        Arc::new(Media { path: path.to_owned(), size: bytes.len() as u64, hash, media_type, picture, refused })
    });
    findings.with(media)
}

/// Whether a file is a picture by its name or by its first bytes.
fn is_picture(path: &str, bytes: &[u8]) -> bool {
    const PICTURES: &[&str] =
        &["png", "jpg", "jpeg", "jpe", "jfif", "webp", "gif", "svg", "avif", "bmp", "tif", "tiff", "heic", "heif", "ico", "jxl"];
    let extension = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    PICTURES.contains(&extension.as_str()) || image::guess_format(bytes).is_ok()
}

/// What an author does about a picture that can't be shown.
pub const SAVE_AGAIN: &str = "save it again as PNG, JPEG, WebP or GIF";

/// A picture's format and its size in pixels, as its head tells; whether the rest is whole shows when it is published.
fn measure(path: &str, bytes: &[u8], limits: &Limits, findings: &mut Findings) -> Option<(&'static str, Picture)> {
    if bytes.len() as u64 > limits.bytes {
        let limit = limits.bytes;
        too_large(path, findings, &format!("the picture has {} bytes, and may have {limit}", bytes.len()));
        return None;
    }
    if path.to_lowercase().ends_with(".svg") {
        return drawing(path, bytes, findings);
    }
    let mut invalid = |message: &str| {
        findings.add(&codes::INVALID_PICTURE, Location::file(path), message).hint(SAVE_AGAIN);
    };
    if bytes.is_empty() {
        invalid("the picture is empty");
        return None;
    }
    const UNREADABLE: &str = "this is not a picture that Lykta can read";
    let Ok(format) = image::guess_format(bytes) else {
        invalid(UNREADABLE);
        return None;
    };
    let media_type = match format {
        ImageFormat::Png => "image/png",
        ImageFormat::Jpeg => "image/jpeg",
        ImageFormat::WebP => "image/webp",
        ImageFormat::Gif => "image/gif",
        _ => {
            invalid(UNREADABLE);
            return None;
        }
    };
    let (width, height) = match dimensions(bytes, format) {
        Ok(pixels) => pixels,
        Err(error) => {
            invalid(&format!("the picture is damaged: {error}"));
            return None;
        }
    };
    let limit = limits.pixels;
    if u64::from(width) * u64::from(height) > limit {
        too_large(path, findings, &format!("the picture has {width} × {height} pixels, and may have {limit}"));
        return None;
    }
    let animation = animation::of(bytes, format);
    if let Some(animation) = animation {
        let (frames, most) = (animation.frames, limits.frames);
        let (seconds, longest) = (animation.milliseconds.div_ceil(1000), limits.seconds);
        if frames > most {
            too_large(path, findings, &format!("the animation has {frames} frames, and may have {most}"));
            return None;
        }
        if seconds > longest {
            too_large(path, findings, &format!("the animation lasts {seconds} seconds, and may last {longest}"));
            return None;
        }
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(room_for(width, height));
    let orientation = match reader.into_decoder().and_then(|mut decoder| decoder.orientation()) {
        Ok(orientation) => orientation,
        Err(error) => {
            invalid(&format!("the picture is damaged: {error}"));
            return None;
        }
    };
    if opened::is_for_printing(bytes, format) {
        findings
            .add(&codes::PRINTING_COLOURS, Location::file(path), "the picture is in the colours of printing (CMYK)")
            .hint("save it again in the colours of screens, sRGB");
    }
    // A camera that was held upright is published with its pixels turned.
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    let turned = animation.is_none() && matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH);
    let pixels = if turned { (height, width) } else { (width, height) };
    let expected = endings(media_type);
    let extension = Path::new(path).extension().and_then(OsStr::to_str).map(str::to_lowercase);
    if !extension.as_deref().is_some_and(|extension| expected.contains(&extension)) {
        let message = match extension {
            Some(extension) => format!("the file's name ends in «{extension}», but it is {media_type}"),
            None => format!("the file's name does not say what it is: {media_type}"),
        };
        findings.add(&codes::PICTURE_FORMAT, Location::file(path), message).hint(format!("rename it to end in .{}", expected[0]));
    }
    let kind = if animation.is_some() { Kind::Animation } else { Kind::Still };
    Some((media_type, Picture { pixels, kind }))
}

fn too_large(path: &str, findings: &mut Findings, message: &str) {
    findings
        .add(&codes::PICTURE_TOO_LARGE, Location::file(path), message)
        .hint("make it smaller; no screen shows more than some thousand pixels across")
        .hint("`pictures: { max_bytes: …, max_pixels: … }` in content/site.yaml sets other limits");
}

/// A drawing in SVG: whether it can be published, and what of it can't.
fn drawing(path: &str, bytes: &[u8], findings: &mut Findings) -> Option<(&'static str, Picture)> {
    let mut invalid = |message: &str| {
        findings
            .add(&codes::INVALID_PICTURE, Location::file(path), message)
            .hint("save it again as «plain» SVG, with a width and a height, or as PNG");
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        invalid("the drawing is not UTF-8");
        return None;
    };
    let drawing = match drawing::clean(text) {
        Ok(drawing) => drawing,
        Err(message) => {
            invalid(&message);
            return None;
        }
    };
    let file = Text::new(path, text);
    for removed in &drawing.removed {
        let at = file.at(removed.at.clone());
        match &removed.what {
            drawing::What::Script(name) => findings
                .add(&codes::UNSAFE_DRAWING, at, format!("the drawing holds what can run: «{name}»"))
                .hint("remove it; save the drawing as «plain» SVG"),
            drawing::What::Address(address) => findings
                .add(&codes::UNSAFE_DRAWING, at, format!("the drawing leads out of itself: «{address}»"))
                .hint("put what it loads into the drawing itself, or remove it"),
            drawing::What::Element(name) => findings
                .add(&codes::CHANGED_DRAWING, at, format!("the element «{name}» is not published"))
                .hint("draw it with lines, shapes and words; look at the published drawing"),
            drawing::What::Style(name) => findings
                .add(&codes::CHANGED_DRAWING, at, format!("some of the drawing's style is not published, such as «{name}»"))
                .hint("give shapes their colours themselves or by classes; look at the published drawing"),
        };
    }
    Some(("image/svg+xml", Picture { pixels: drawing.pixels, kind: Kind::Drawing }))
}

/// The endings that say of a picture what it is; the first is the usual one.
pub fn endings(media_type: &str) -> &'static [&'static str] {
    match media_type {
        "image/png" => &["png"],
        "image/jpeg" => &["jpg", "jpeg"],
        "image/webp" => &["webp"],
        "image/gif" => &["gif"],
        "image/svg+xml" => &["svg"],
        _ => &[],
    }
}

/// The media type by a file's extension, as a server would tell it.
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "zip" => "application/zip",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "ogv" => "video/ogg",
        "vtt" => "text/vtt; charset=utf-8",
        "srt" | "md" => "text/plain; charset=utf-8",
        "epub" => "application/epub+zip",
        "tsv" => "text/tab-separated-values; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether every file system and every browser keeps a name as it is.
pub fn is_portable(name: &str) -> bool {
    fits_any_disk(name) && !name.starts_with(' ') && name.len() <= 200 && !name.contains(['%', '#']) && !is_device(name)
}

/// Whether nobody can have a file of that name on some system.
pub fn is_refused_by_some_disk(name: &str) -> bool {
    !fits_any_disk(name) || is_device(name)
}

/// Whether every file system can hold a name, but for those that Windows takes for devices.
pub fn fits_any_disk(name: &str) -> bool {
    !name.ends_with(['.', ' ']) && !name.chars().any(|c| c.is_control() || crate::diagnostics::is_invisible(c) || "<>:\"/\\|?*".contains(c))
}

/// Whether Windows takes a name for a device, whatever its ending, so that neither a file nor a folder can have it.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    if !matches!(stem.len(), 3 | 4) {
        return false;
    }
    let stem = stem.to_ascii_uppercase();
    let is_port = |port: &str| matches!(port.as_bytes(), [b'1'..=b'9']);
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || stem.strip_prefix("COM").or(stem.strip_prefix("LPT")).is_some_and(is_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_browsers_show_but_lykta_does_not_read_is_called_that() {
        for (path, bytes) in [("a.bmp", &b"BM\x3a\0\0\0"[..]), ("a.avif", b"\0\0\0\x18ftypavif\0\0\0\0")] {
            let mut findings = Findings::default();
            assert!(measure(path, bytes, &Limits::default(), &mut findings).is_none(), "{path}");
            let told = findings.into_vec();
            assert_eq!(told[0].message, "this is not a picture that Lykta can read", "{path}");
            assert_eq!(told[0].hints, [SAVE_AGAIN], "{path}");
        }
    }
}
