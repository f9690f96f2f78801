//! Which files are published as downloads: those of which it is known that neither a browser nor a server runs them.

/// Why a file is not published as a download.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A browser, a server or a reader's machine would run it.
    Runs,
    /// It carries its authors' names and text that was deleted, and the gate can't look into it, or it holds macros.
    Remembers,
    /// It may be harmless; nobody has said so.
    Unknown,
    /// Some servers go by each ending of a name, not by the last alone.
    Within(&'static str),
    /// It begins as a page does, and a browser may take it for one.
    IsPage,
}

/// Endings of what is only read, shown, played or unpacked.
#[rustfmt::skip]
const HARMLESS: &[&str] = &[
    // texts and tables
    "txt", "text", "md", "csv", "tsv", "tab", "log", "json", "jsonl", "ndjson", "geojson", "yaml", "yml", "toml", "tex", "sql",
    "srt", "vtt", "sub", "ics", "ical", "vcf", "vcard", "bib", "ris", "enw", "nbib", "eml", "mbox", "po", "pot",
    // documents, books and what is printed
    "pdf", "docx", "xlsx", "pptx", "ppsx", "odt", "ods", "odp", "epub", "mobi", "azw3", "djvu", "ps", "eps", "ai", "psd", "indd",
    "idml", "afdesign", "afpub", "sla", "brf",
    // what is signed, and how it is checked
    "asice", "asics", "sce", "scs", "bdoc", "edoc", "adoc", "p7m", "p7s", "asc", "sig", "gpg", "pgp", "sha1", "sha256", "sha512", "md5",
    // sound and film
    "mp3", "m4a", "m4b", "aac", "ogg", "oga", "opus", "wav", "flac", "weba", "wma", "aiff", "aif", "mid",
    "mp4", "m4v", "webm", "ogv", "mov", "avi", "mkv", "mpg", "mpeg", "wmv", "3gp",
    // archives
    "zip", "7z", "rar", "tar", "gz", "tgz", "bz2", "xz", "zst", "kmz",
    // pictures and fonts
    "png", "jpg", "jpeg", "jpe", "jfif", "webp", "gif", "avif", "bmp", "tif", "tiff", "heic", "heif", "ico", "jxl",
    "woff", "woff2", "ttf", "otf",
    // data for research and maps
    "sav", "zsav", "por", "sps", "dta", "sas7bdat", "xpt", "r", "rds", "rdata", "ipynb", "parquet", "feather", "arrow", "sqlite", "gpkg",
    "dbf", "shp", "shx", "prj", "cpg",
];

/// Endings of what a browser or a reader's machine would run.
#[rustfmt::skip]
const RUNS: &[&str] = &[
    "js", "mjs", "cjs", "css", "wasm", "swf", "mht", "mhtml", "hta", "htc", "exe", "bat", "cmd", "com", "msi", "scr", "pif", "sh", "bash",
    "ps1", "vb", "vbs", "vbe", "jse", "wsf", "jar", "app", "dmg", "pkg", "deb", "rpm", "apk", "lnk", "url", "desktop", "webloc", "reg",
    "chm", "iso", "img", "py", "pl", "rb",
];

/// Endings of pages, of XML that browsers show as one, and of what servers make pages from.
#[rustfmt::skip]
const PAGES: &[&str] = &[
    "html", "htm", "xhtml", "xht", "xhtm", "shtml", "shtm", "stm", "svg", "svgz", "xml", "xsl", "xslt", "xsd", "dtd", "rss", "atom", "rdf",
    "mathml", "mml", "php", "php3", "php4", "php5", "php7", "php8", "phps", "pht", "phtm", "phtml", "phar", "asp", "aspx", "asa", "ashx",
    "asmx", "jsp", "jspx", "jspf", "cfm", "cgi", "fcgi", "htaccess",
];

/// Endings of files of word processors and the like that carry their authors' names and text that was deleted, and that the
/// gate can't look into, or that hold macros.
#[rustfmt::skip]
const REMEMBERS: &[&str] = &[
    "doc", "docm", "dot", "dotx", "dotm", "xls", "xlsm", "xlsb", "xlt", "xltx", "xltm", "xla", "xlam", "ppt", "pptm", "pps", "ppsm", "pot",
    "potx", "potm", "ppam", "odg", "odm", "rtf", "pages", "numbers", "key", "wpd", "pub", "vsd", "vsdx", "one", "mdb", "accdb", "msg", "pst",
];

/// Why a file may not be published as a download; `None` if it may.
pub fn refused(name: &str, bytes: &[u8]) -> Option<Refused> {
    let mut endings: Vec<String> = name.split('.').skip(1).map(str::to_lowercase).collect();
    let last = endings.pop().unwrap_or_default();
    let last = last.as_str();
    if PAGES.contains(&last) || RUNS.contains(&last) {
        return Some(Refused::Runs);
    }
    // «pot» is a template of slides and one of translations, told apart by their bytes.
    if REMEMBERS.contains(&last) && (last != "pot" || bytes.contains(&0)) {
        return Some(Refused::Remembers);
    }
    // What a file without an ending is, browsers tell by its bytes alone.
    if !last.trim().is_empty() && !HARMLESS.contains(&last) {
        return Some(Refused::Unknown);
    }
    if let Some(page) = PAGES.iter().find(|page| endings.iter().any(|ending| ending.trim() == **page)) {
        return Some(Refused::Within(page));
    }
    // Every server says of these that they are text, and no browser makes a page of what it is told to be text.
    let is_sure = matches!(last, "txt" | "csv" | "tsv");
    (!is_sure && begins_page(bytes)).then_some(Refused::IsPage)
}

/// The beginnings by which a browser takes a file of no known type for a page, in small letters.
const BEGINNINGS: [&str; 20] = [
    "<!doctype html",
    "<html",
    "<head",
    "<script",
    "<iframe",
    "<h1",
    "<div",
    "<font",
    "<table",
    "<a",
    "<style",
    "<title",
    "<b",
    "<body",
    "<br",
    "<p",
    "<!--",
    "<svg",
    "<?xml",
    "<?php",
];

/// As <https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type> has it, with what servers run.
fn begins_page(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    BEGINNINGS.iter().any(|begins| {
        let Some((head, behind)) = text.split_at_checked(begins.len()) else { return false };
        let ends_there = || behind.first().is_none_or(|next| next.is_ascii_whitespace() || matches!(next, b'>' | b'/'));
        head.eq_ignore_ascii_case(begins.as_bytes()) && (begins.starts_with("<!--") || begins.starts_with("<?") || ends_there())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_are_used_to_download_is_published() {
        for name in [
            "report.pdf",
            "Rapport 2.1 (slutlig).PDF",
            "report.sv.docx",
            "raport.pl.pdf",
            "unicef.org.pdf",
            "example.com.pdf",
            "table.xlsx",
            "slides.pptx",
            "text.odt",
            "data.csv",
            "notes.txt",
            "signs.zip",
            "data.tar.gz",
            "talk.mp3",
            "film.mp4",
            "book.epub",
            "seminar.ics",
            "contact.vcf",
            "data.json",
            "areas.geojson",
            "sources.bib",
            "study.sav",
            "leping.asice",
            "poster.psd",
            "words.pot",
        ] {
            assert_eq!(refused(name, b"text"), None, "{name}");
        }
        for bytes in [&b"# A text\n"[..], b"<https://example.org>", b"<abbr>", b"<pre", b"{\"a\": 1}", b"%PDF-1.7", b"PK\x03\x04", b""] {
            assert_eq!(refused("a.md", bytes), None, "{bytes:?}");
        }
        assert_eq!(refused("a.txt", b"<table><tr>"), None);
    }

    #[test]
    fn what_a_browser_or_a_server_runs_is_not() {
        for name in ["f.shtml", "f.xht", "f.svgz", "f.SVG", "f.php", "f.phtml", "f.rss", "f.atom", "f.exe", "f.hta", "f.cgi", "a.pdf.js"] {
            assert_eq!(refused(name, b"x"), Some(Refused::Runs), "{name}");
        }
        for (name, within) in [("f.html.txt", "html"), ("f.PHP.pdf", "php"), ("f.svg.gz", "svg"), ("f.shtml.sv.csv", "shtml")] {
            assert_eq!(refused(name, b"x"), Some(Refused::Within(within)), "{name}");
        }
        for name in ["f.html.foo", "f.kml", "f.s\u{200b}html", "f.html "] {
            assert_eq!(refused(name, b"x"), Some(Refused::Unknown), "{name}");
        }
        for (name, bytes, why) in
            [("README", &b"text"[..], None), ("README", b"<html>", Some(Refused::IsPage)), ("f.html.", b"x", Some(Refused::Within("html")))]
        {
            assert_eq!(refused(name, bytes), why, "{name}");
        }
        for name in ["a.doc", "a.ppsm", "a.xltm", "a.rtf"] {
            assert_eq!(refused(name, b"x"), Some(Refused::Remembers), "{name}");
        }
        assert_eq!(refused("slides.pot", b"\xd0\xcf\x11\xe0\0"), Some(Refused::Remembers));
        for bytes in [
            &b"<!DOCTYPE HTML>"[..],
            b"\xef\xbb\xbf\n <ScRiPt>",
            b"<?xml version='1.0'?>",
            b"<!-- a -->",
            b"<svg\nonload=x>",
            b"<a href=x>",
        ] {
            assert_eq!(refused("a.md", bytes), Some(Refused::IsPage), "{bytes:?}");
        }
    }
}
