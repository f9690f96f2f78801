//! Pictures and attachments: what a page needs to know of them before it is drawn.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageReader};
use rayon::prelude::*;

use crate::diagnostics::{Location, codes};
use crate::found::{Findings, Found};
use crate::memo::Memo;
use crate::source::{File, Sources};
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
    /// Width and height in pixels, as shown; only of pictures.
    pub pixels: Option<(u32, u32)>,
}

/// The largest picture or attachment that is published, in bytes.
pub const LARGEST_FILE: u64 = 100 << 20;
/// The most pixels a picture may have; decoding takes four bytes for each.
const MOST_PIXELS: u64 = 60_000_000;

/// Pictures and attachments by their paths; one that can't be used is `None`. Findings matter where a document uses the
/// file.
pub type Files = BTreeMap<String, Arc<Found<Option<Arc<Media>>>>>;

/// Reads every picture and attachment that lies beside the texts, and measures the pictures.
pub fn read(world: &dyn World, sources: &Sources, memo: &Memo) -> Files {
    let lying: Vec<(String, File)> =
        sources.below("content").flat_map(|folder| folder.files.iter().map(|(name, file)| (folder.path_of(name), *file))).collect();
    lying
        .into_par_iter()
        .map(|(path, file)| {
            let key = blake3::hash(format!("{path}\0{}\0{}", file.size, file.seen).as_bytes());
            let looked = memo.get(("file", key), || look(world, &path, file.size));
            (path, looked)
        })
        .collect()
}

fn look(world: &dyn World, path: &str, size: u64) -> Found<Option<Arc<Media>>> {
    let mut findings = Findings::default();
    let name = path.rsplit('/').next().unwrap_or(path);
    if !is_portable(name) {
        findings
            .add(
                &codes::ODD_FILE_NAME,
                Location::file(path),
                format!("not every system can hold a file called «{name}»; it is published under another name"),
            )
            .hint("rename it: letters, digits, hyphens and one dot are safe everywhere");
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
    let hash = blake3::hash(&bytes);
    let kind = if is_picture(path, &bytes) {
        measure(path, &bytes, &mut findings).map(|(media_type, pixels)| (media_type, Some(pixels)))
    } else {
        Some((media_type(path), None))
    };
    let media =
        kind.map(|(media_type, pixels)| Arc::new(Media { path: path.to_owned(), size: bytes.len() as u64, hash, media_type, pixels }));
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
fn measure(path: &str, bytes: &[u8], findings: &mut Findings) -> Option<(&'static str, (u32, u32))> {
    let mut invalid = |message: &str| {
        findings.add(&codes::INVALID_PICTURE, Location::file(path), message).hint(SAVE_AGAIN);
    };
    if bytes.is_empty() {
        invalid("the picture is empty");
        return None;
    }
    if path.to_lowercase().ends_with(".svg") {
        // Until drawings are cleaned, what can hold a script is not published as a picture.
        invalid("drawings in SVG can't be shown yet");
        return None;
    }
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let Some(format) = reader.format() else {
        invalid("this is not a picture that browsers show");
        return None;
    };
    let media_type = match format {
        ImageFormat::Png => "image/png",
        ImageFormat::Jpeg => "image/jpeg",
        ImageFormat::WebP => "image/webp",
        ImageFormat::Gif => "image/gif",
        _ => {
            invalid("this is not a picture that browsers show");
            return None;
        }
    };
    let pixels = match reader.into_dimensions() {
        Ok((width, height)) if u64::from(width) * u64::from(height) <= MOST_PIXELS => (width, height),
        Ok((width, height)) => {
            invalid(&format!("the picture has {width} × {height} pixels, more than is handled"));
            return None;
        }
        Err(error) => {
            invalid(&format!("the picture is damaged: {error}"));
            return None;
        }
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(image::Limits::default());
    let orientation = match reader.into_decoder().and_then(|mut decoder| decoder.orientation()) {
        Ok(orientation) => orientation,
        Err(error) => {
            invalid(&format!("the picture is damaged: {error}"));
            return None;
        }
    };
    // A camera that was held upright is published with its pixels turned.
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    let pixels = if matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH) { (pixels.1, pixels.0) } else { pixels };
    let expected: &[&str] = match format {
        ImageFormat::Png => &["png"],
        ImageFormat::Jpeg => &["jpg", "jpeg"],
        ImageFormat::WebP => &["webp"],
        _ => &["gif"],
    };
    let extension = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    if !expected.contains(&extension.as_str()) {
        findings
            .add(&codes::PICTURE_FORMAT, Location::file(path), format!("the file's name ends in «{extension}», but it is {media_type}"))
            .hint(format!("rename it to end in .{}", expected[0]));
    }
    Some((media_type, pixels))
}

/// The media type by a file's extension, as a server would tell it.
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
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
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "zip" => "application/zip",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    }
}

/// What a browser or a reader's machine would run.
const RUNS: &[&str] =
    &["html", "htm", "xhtml", "svg", "js", "mjs", "xml", "exe", "bat", "cmd", "com", "msi", "scr", "sh", "ps1", "vbs", "jar", "app", "dmg"];
/// Files of word processors and the like that carry their authors' names and text that was deleted, and that the gate
/// can't look into, or that hold macros.
const REMEMBERS: &[&str] =
    &["doc", "docm", "dot", "dotx", "dotm", "xls", "xlsm", "xlsb", "ppt", "pptm", "odg", "rtf", "pages", "numbers", "key"];

/// Whether a file may be published as an attachment.
pub fn may_be_attached(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    !RUNS.contains(&extension.as_str()) && !REMEMBERS.contains(&extension.as_str())
}

/// Whether every file system and every browser keeps a name as it is.
pub fn is_portable(name: &str) -> bool {
    let reserved = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    !name.ends_with(['.', ' '])
        && !name.starts_with(' ')
        && name.len() <= 200
        && !name.chars().any(|c| c.is_control() || crate::diagnostics::is_invisible(c) || "<>:\"/\\|?*%".contains(c))
        && !matches!(reserved.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "COM1" | "COM2" | "COM3" | "COM4" | "LPT1" | "LPT2" | "LPT3")
}
