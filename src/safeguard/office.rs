//! Files of word processors, spreadsheets and slides (OOXML and ODF): what they say, and what they remember.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{Memory, Opened, picture, reading};

/// The most that one part may unpack to, and all together.
const MOST_OF_PART: u64 = 64 << 20;
const MOST_OF_ALL: u64 = 256 << 20;
const MOST_PARTS: usize = 10_000;

struct Part {
    name: String,
    bytes: Vec<u8>,
}

/// Looks into an office file. `None` if it can't be read.
pub fn open(bytes: &[u8]) -> Option<Opened> {
    let parts = parts(bytes)?;
    let is_office =
        parts.iter().any(|part| part.name == "[Content_Types].xml" || part.name == "mimetype" || part.name == "META-INF/manifest.xml");
    if !is_office || parts.iter().any(|part| part.name == "EncryptedPackage") {
        return None;
    }
    let mut opened = Opened::default();
    for part in &parts {
        look(part, &mut opened);
    }
    Some(opened)
}

/// Everything in the archive; `None` if it is damaged or unpacks to more than anybody would read.
fn parts(bytes: &[u8]) -> Option<Vec<Part>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.len() > MOST_PARTS {
        return None;
    }
    let mut left = MOST_OF_ALL;
    let mut parts = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let file = archive.by_index(index).ok()?;
        if file.is_dir() {
            continue;
        }
        let name = file.name().ok()?.into_owned();
        let most = MOST_OF_PART.min(left);
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).ok()?;
        if bytes.len() as u64 > most {
            return None;
        }
        left -= bytes.len() as u64;
        parts.push(Part { name, bytes });
    }
    Some(parts)
}

/// Parts that tell of the file itself, not of what it says.
fn is_about(name: &str) -> bool {
    name.starts_with("docProps/") || name == "meta.xml" || name.ends_with("people.xml") || name.starts_with("Thumbnails/")
}

fn look(part: &Part, opened: &mut Opened) {
    let name = part.name.as_str();
    if picture::is_picture(&part.bytes) {
        if is_about(name) {
            opened.remember("a small picture of its first page".to_owned(), None, true);
        }
        for carried in picture::look(&part.bytes) {
            opened.remember(format!("a picture with {}", carried.what), Some(picture::strings(carried.bytes)), false);
        }
        return;
    }
    let is_text = name.ends_with(".xml") || name.ends_with(".rels") || name == "mimetype";
    if !is_text {
        let what = if name.contains("vbaProject") || name.contains("Basic/") || name.contains("Scripts/") {
            "macros"
        } else if name.contains("printerSettings") {
            "the settings of a printer"
        } else if name.contains("embeddings/") || name.contains("activeX") || name.starts_with("Object ") {
            "another file inside it"
        } else {
            return;
        };
        opened.remember(what.to_owned(), None, false);
        return;
    }
    let text = String::from_utf8_lossy(&part.bytes);
    if is_about(name) {
        for element in ABOUT {
            if let Some(value) = value_of(&text, element).filter(|value| !value.trim().is_empty()) {
                let what = match *element {
                    "dc:creator" | "meta:initial-creator" | "cp:lastModifiedBy" | "meta:printed-by" | "Manager" => {
                        "the name of who wrote or changed it"
                    }
                    "Company" => "the name of a company",
                    "Application" | "AppVersion" | "meta:generator" => "the software that made it",
                    "Template" => "the template that it was made from",
                    _ => "when and how often it was changed",
                };
                opened.remember(what.to_owned(), Some(value.to_owned()), true);
            }
        }
        if name == "docProps/custom.xml" && text.contains("<property") || text.contains("<meta:user-defined") {
            opened.remember("fields of its own".to_owned(), Some(reading::page(&text, false).flow.text), true);
        }
        if name.ends_with("people.xml") && text.contains(":person ") {
            opened.remember("the names of who wrote or changed it".to_owned(), None, false);
        }
        if text.contains("template-ref") || text.contains("<meta:template") {
            opened.remember("the template that it was made from".to_owned(), None, true);
        }
        if let Some(title) = value_of(&text, "dc:title") {
            opened.text.push_str(title);
            opened.text.push('\n');
        }
        return;
    }
    for (marks, what) in CHANGES {
        if marks.iter().any(|mark| text.contains(mark)) {
            opened.remember((*what).to_owned(), None, false);
        }
    }
    let file = name.rsplit('/').next().unwrap_or(name);
    if file.starts_with("comment") || name.contains("threadedComments") {
        let said = reading::page(&text, false).flow.text;
        if !said.trim().is_empty() {
            opened.remember("comments".to_owned(), Some(said), false);
        }
        return;
    }
    if file.starts_with("notesSlide") && file.ends_with(".xml") {
        let said = reading::page(&text, false).flow.text;
        if said.chars().filter(|c| c.is_alphabetic()).count() > 3 {
            opened.remember("a speaker's notes".to_owned(), Some(said), false);
        }
        return;
    }
    if name.ends_with(".rels") {
        for mark in ["file:///", "Target=\"\\\\"] {
            if text.contains(mark) {
                opened.remember("the path of a file on somebody's machine".to_owned(), None, false);
            }
        }
        return;
    }
    let page = office_text(&text);
    opened.text.push_str(&page);
    opened.text.push('\n');
}

/// What is told of a file in its own fields.
const ABOUT: &[&str] = &[
    "dc:creator",
    "cp:lastModifiedBy",
    "cp:revision",
    "dcterms:created",
    "dcterms:modified",
    "cp:lastPrinted",
    "Company",
    "Manager",
    "Application",
    "AppVersion",
    "Template",
    "TotalTime",
    "meta:initial-creator",
    "meta:printed-by",
    "meta:generator",
    "meta:creation-date",
    "dc:date",
    "meta:editing-cycles",
    "meta:editing-duration",
    "meta:print-date",
];

/// Marks in the text itself that tell of what is not seen.
const CHANGES: &[(&[&str], &str)] = &[
    (
        &[
            "<w:ins ",
            "<w:del ",
            "<w:moveFrom ",
            "<w:moveTo ",
            "<w:rPrChange",
            "<w:pPrChange",
            "<text:tracked-changes",
            "<text:changed-region",
        ],
        "changes that are still tracked",
    ),
    (
        &[
            "<w:vanish/>",
            "<w:vanish w:val=\"true\"",
            "<w:vanish w:val=\"1\"",
            "text:display=\"none\"",
            "<text:hidden-text",
            "<text:hidden-paragraph",
        ],
        "hidden text",
    ),
    (&["<office:annotation"], "comments"),
    (&["w:color w:val=\"FFFFFF\""], "white text"),
    (&["state=\"hidden\"", "state=\"veryHidden\"", "table:display=\"false\"", " show=\"0\""], "sheets or slides that are not shown"),
    (&["hidden=\"1\"", "table:visibility=\"collapse\""], "rows or columns that are not shown"),
];

/// The text of an element's first occurrence.
fn value_of<'a>(text: &'a str, element: &str) -> Option<&'a str> {
    let open = format!("<{element}");
    let at = text.match_indices(&open).find(|(at, _)| text[at + open.len()..].starts_with(['>', ' ']))?.0;
    let start = at + text[at..].find('>')? + 1;
    if text[..start].ends_with("/>") {
        return None;
    }
    let end = start + text[start..].find("</")?;
    Some(&text[start..end])
}

/// The words of a document, run by run: what stands in runs of one paragraph joins.
fn office_text(xml: &str) -> String {
    const PARAGRAPHS: &[&str] = &[
        "</w:p>",
        "</a:p>",
        "</text:p>",
        "</text:h>",
        "</si>",
        "</t>",
        "<w:br/>",
        "<w:tab/>",
        "<text:tab/>",
        "</c>",
        "<text:line-break/>",
    ];
    let mut out = String::with_capacity(xml.len() / 4);
    let mut plain = reading::Plain::default();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &xml.as_bytes()[at..]) {
        reading::decode(&xml[at..at + open], 0, &mut plain);
        let start = at + open;
        let Some(close) = memchr::memchr(b'>', &xml.as_bytes()[start..]) else { break };
        at = start + close + 1;
        if PARAGRAPHS.contains(&&xml[start..at]) {
            plain.break_line(0);
        } else if xml[start..at].starts_with("<text:s") && xml[start..at].ends_with("/>") {
            plain.push(" ", 0);
        }
    }
    out.push_str(&plain.text);
    out
}

/// A copy that says the same and remembers nothing of its makers.
///
/// Errors, in words: comments and tracked changes are for their author to settle.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, String> {
    const UNREADABLE: &str = "it can't be read: it is damaged or encrypted";
    let opened = open(bytes).ok_or(UNREADABLE)?;
    refuse(&opened.memories)?;
    let fault = |error: zip::result::ZipError| format!("the copy can't be written: {error}");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // Zip has no day before this one; it tells nothing.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for part in parts(bytes).ok_or(UNREADABLE)? {
        // A reader of ODF wants this one first and as it is.
        let method = if part.name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let Some(bytes) = cleaned(&part) else { continue };
        writer.start_file(part.name.as_str(), options.compression_method(method)).map_err(fault)?;
        writer.write_all(&bytes).map_err(|error| format!("the copy can't be written: {error}"))?;
    }
    writer.finish().map(Cursor::into_inner).map_err(fault)
}

fn refuse(memories: &[Memory]) -> Result<(), String> {
    super::pdf::refuse(memories)
}

/// A part as it is kept; `None` for what is left out.
fn cleaned(part: &Part) -> Option<Vec<u8>> {
    const CORE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">"#;
    const APP: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"#;
    const CUSTOM: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>"#;
    const META: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:meta>"#;
    let text = || String::from_utf8_lossy(&part.bytes).into_owned();
    // The title is what a reader sees in the window's head; screen readers say it.
    let title = || value_of(&text(), "dc:title").map(|title| format!("<dc:title>{title}</dc:title>")).unwrap_or_default();
    Some(match part.name.as_str() {
        "docProps/core.xml" => format!("{CORE}{}</cp:coreProperties>", title()).into_bytes(),
        "docProps/app.xml" => APP.into(),
        "docProps/custom.xml" => CUSTOM.into(),
        "meta.xml" => format!("{META}{}</office:meta></office:document-meta>", title()).into_bytes(),
        name if name.starts_with("docProps/thumbnail") || name.starts_with("Thumbnails/") => return None,
        "_rels/.rels" => without(&text(), "<Relationship ", "thumbnail").into_bytes(),
        "META-INF/manifest.xml" => without(&text(), "<manifest:file-entry ", "Thumbnails/").into_bytes(),
        _ => part.bytes.clone(),
    })
}

/// Leaves out the empty elements that hold a word.
fn without(text: &str, element: &str, word: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(element) {
        let Some(end) = rest[at..].find('>') else { break };
        let end = at + end + 1;
        out.push_str(&rest[..at]);
        if !rest[at..end].contains(word) {
            out.push_str(&rest[at..end]);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}
