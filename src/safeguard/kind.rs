//! What kind of thing a file is to the gate.

use super::decoding::is_utf16;
use super::picture;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Markup,
    /// JSON, calendars, tables, headers: text without markup.
    Text,
    /// Styles and scripts.
    Code,
    Picture,
    Pdf,
    Office,
    /// Files of any kind, packed as ZIP.
    Archive,
    Font,
    /// Its name alone is looked at.
    Other,
}

/// Endings of pages, feeds and drawings, and of what servers make pages from.
const PAGES: &[&str] = &["html", "htm", "xhtml", "xht", "shtml", "svg", "xml", "atom", "rss", "php", "phtml", "asp", "aspx", "jsp", "jspx"];

/// Endings of OOXML and ODF, their templates and shows, with macros or without.
const OFFICE: &[&str] = &[
    "docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "xltx", "xltm", "pptx", "pptm", "ppsx", "ppsm", "potx", "potm", "odt", "ott", "ods",
    "ots", "odp", "otp", "odg",
];

/// How a page begins, in small letters.
const BEGINNINGS: &[&str] = &["<!doctype html", "<html", "<head", "<body", "<?php", "<%"];

/// Whether bytes begin as a page does, whatever their name is: `about`, `index.html?lang=sv`, `a.html.bak`.
fn begins_page(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    BEGINNINGS.iter().any(|begins| text.get(..begins.len()).is_some_and(|head| head.eq_ignore_ascii_case(begins.as_bytes())))
}

/// Whether markup is a page, which shows its text as it stands; what a feed has for a text is often a page itself.
pub(super) fn is_page(media_type: &str, text: &str) -> bool {
    media_type.starts_with("text/html") || begins_page(text.as_bytes())
}

/// Tells by the bytes first, then by the name.
pub fn kind(path: &str, media_type: &str, bytes: &[u8]) -> Kind {
    let extension =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    if picture::is_picture(bytes) {
        return Kind::Picture;
    }
    if bytes.starts_with(b"%PDF-") || extension == "pdf" {
        return Kind::Pdf;
    }
    if OFFICE.contains(&extension.as_str()) {
        return Kind::Office;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Archive;
    }
    if media_type.starts_with("font/") || matches!(extension.as_str(), "woff" | "woff2" | "ttf" | "otf") {
        return Kind::Font;
    }
    if matches!(extension.as_str(), "css" | "js" | "mjs" | "map")
        || media_type.starts_with("text/css")
        || media_type.starts_with("text/javascript")
    {
        return Kind::Code;
    }
    if media_type.starts_with("text/html") || media_type.contains("xml") || PAGES.contains(&extension.as_str()) || begins_page(bytes) {
        return Kind::Markup;
    }
    if media_type.starts_with("image/") || media_type.starts_with("audio/") || media_type.starts_with("video/") {
        return Kind::Other;
    }
    if is_utf16(bytes) {
        return Kind::Text;
    }
    let head = &bytes[..bytes.len().min(4096)];
    let is_utf8 = || std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true);
    // A text of one byte a letter steers no machine.
    let steers = |b: &u8| *b < b' ' && !b.is_ascii_whitespace();
    let is_text = !head.contains(&0) && (is_utf8() || !head.iter().any(steers));
    if is_text { Kind::Text } else { Kind::Other }
}

pub(super) fn has_ending(path: &str, endings: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The media type of a file that no server sends, where the reading of its text goes by that.
pub(super) fn type_of(name: &str) -> &'static str {
    const TYPES: [(&str, &str); 6] = [
        ("html", "text/html; charset=utf-8"),
        ("htm", "text/html; charset=utf-8"),
        ("csv", "text/csv; charset=utf-8"),
        ("tsv", "text/tab-separated-values; charset=utf-8"),
        ("ics", "text/calendar; charset=utf-8"),
        ("json", "application/json"),
    ];
    TYPES.iter().find(|(ending, _)| has_ending(name, &[ending])).map_or("", |(_, is)| is)
}

/// Whether a file without a media type of its own is JSON, or a line of JSON a line.
pub(super) fn is_lines_of_json(path: &str) -> bool {
    has_ending(path, &["geojson", "jsonl", "ndjson", "webmanifest"])
}

/// Whether a text is one that programs show without some of its parts, such as data and XML of any kind.
pub(super) fn has_unshown_parts(media_type: &str, path: &str, text: &str) -> bool {
    media_type.contains("json") || is_lines_of_json(path) || text.trim_start().starts_with("<?xml")
}

/// Whether what a text says may be written in it so that it can't be read as it stands: letters, printers' programs, and
/// office files in one piece.
pub(super) fn is_encoded(path: &str) -> bool {
    has_ending(path, &["eml", "mbox", "mht", "mhtml", "rtf", "ps", "eps", "ai", "fodt", "fods", "fodp", "fodg"])
}
