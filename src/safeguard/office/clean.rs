//! Copies of office files that remember nothing of their makers.

use std::borrow::Cow;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::super::opened::refuse;
use super::about::values_of;
use super::attributes::{is_before_person, is_before_printer};
use super::named::{has_names, is_data_of_its_own, is_of_people, is_of_printer, is_small_picture, last};
use super::xml::{Tag, attributes, local, tag_end, tags};
use super::{Part, open, parts};

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
    for part in parts(bytes).ok_or(UNREADABLE)?.0 {
        // A reader of ODF wants this one first and as it is.
        let method = if part.name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let Some(bytes) = cleaned(&part) else { continue };
        writer.start_file(part.stored.as_str(), options.compression_method(method)).map_err(fault)?;
        writer.write_all(&bytes).map_err(|error| format!("the copy can't be written: {error}"))?;
    }
    writer.finish().map(Cursor::into_inner).map_err(fault)
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
    let title = || values_of(&text(), &["title"]).next().map(|(_, title)| format!("<dc:title>{title}</dc:title>")).unwrap_or_default();
    Some(match part.name.as_str() {
        "docProps/core.xml" => format!("{CORE}{}</cp:coreProperties>", title()).into_bytes(),
        "docProps/app.xml" => APP.into(),
        "docProps/custom.xml" => CUSTOM.into(),
        "meta.xml" => format!("{META}{}</office:meta></office:document-meta>", title()).into_bytes(),
        name if is_small_picture(name) => return None,
        // Those whom nothing names any more: comments and changes have been refused.
        name if is_of_people(name) && name.ends_with(".xml") => emptied(&text()).into_bytes(),
        "xl/workbook.xml" => nameless(&without(&text(), "absPath", "url")).into_bytes(),
        name if has_names(name) => nameless(&text()).into_bytes(),
        name if is_of_printer(name) => return None,
        // What is in another encoding stays as it is.
        _ if std::str::from_utf8(&part.bytes).is_err() => part.bytes.clone(),
        "_rels/.rels" => without(&text(), "Relationship", "thumbnail").into_bytes(),
        name if name.ends_with(".rels") => without(&text(), "Relationship", "printerSettings").into_bytes(),
        "[Content_Types].xml" => without(&text(), "Override", "printerSettings").into_bytes(),
        name if name.starts_with("word/") && name.ends_with(".xml") => without(&text(), "printerSettings", "").into_bytes(),
        name if name.starts_with("xl/") && name.contains("sheets/") && name.ends_with(".xml") => unset_pages(&text()).into_bytes(),
        name if last(name) == "settings.xml" => without_what_follows(&text(), is_before_printer).into_bytes(),
        name if is_data_of_its_own(name) => without_what_follows(&text(), |tag| is_before_person(name, tag)).into_bytes(),
        "META-INF/manifest.xml" => without(&text(), "file-entry", "Thumbnails/").into_bytes(),
        _ => part.bytes.clone(),
    })
}

/// The outermost element of a part, without what it holds.
fn emptied(text: &str) -> String {
    let root = text.match_indices('<').map(|(at, _)| at).find(|at| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
    let Some((start, end)) = root.and_then(|start| Some((start, tag_end(text, start)?))) else { return String::new() };
    if text[start..end].ends_with("/>") {
        return text[..end].to_owned();
    }
    let name = text[start + 1..end].split(|c: char| c.is_ascii_whitespace() || c == '>').next().unwrap_or_default();
    format!("{}</{name}>", &text[..end])
}

/// Leaves out the empty elements of a name that hold a word; each program may choose what stands before the name.
fn without(text: &str, element: &str, word: &str) -> String {
    let mut is_left_out = false;
    rewritten(text, |tag, written| {
        let is_it = local(tag.name) == element;
        if is_it && tag.opens {
            is_left_out = tag.inner.contains(word);
        }
        if is_it && is_left_out { "".into() } else { written.into() }
    })
}

/// Leaves out what leads from the pages of a sheet to a printer.
fn unset_pages(text: &str) -> String {
    without_attributes(text, |tag, name| local(tag.name) == "pageSetup" && local(name) == "id")
}

/// A text whose tags are written otherwise.
fn rewritten<'t>(text: &'t str, mut tag_anew: impl FnMut(&Tag, &'t str) -> Cow<'t, str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for tag in tags(text) {
        let start = end + tag.before.len();
        end = tag_end(text, start).unwrap_or(text.len());
        out.push_str(tag.before);
        out.push_str(&tag_anew(&tag, &text[start..end]));
    }
    out.push_str(&text[end..]);
    out
}

/// Leaves out what stands between some tags and the next.
fn without_what_follows(text: &str, leaves_out: impl Fn(&Tag) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_left_out = false;
    let mut end = 0;
    for tag in tags(text) {
        let start = end + tag.before.len();
        end = tag_end(text, start).unwrap_or(text.len());
        out.push_str(if is_left_out { "" } else { tag.before });
        out.push_str(&text[start..end]);
        is_left_out = leaves_out(&tag);
    }
    out.push_str(&text[end..]);
    out
}

/// Leaves out the attributes that name who saved or drew something last.
fn nameless(text: &str) -> String {
    without_attributes(text, |_, name| matches!(name, "refreshedBy" | "userName"))
}

fn without_attributes(text: &str, is_left_out: impl Fn(&Tag, &str) -> bool) -> String {
    rewritten(text, |tag, written| {
        if !tag.opens || !attributes(tag.inner).any(|(name, _)| is_left_out(tag, name)) {
            return written.into();
        }
        let quoted =
            |(name, value): (&str, &str)| if value.contains('"') { format!(" {name}='{value}'") } else { format!(" {name}=\"{value}\"") };
        let kept: String = attributes(tag.inner).filter(|(name, _)| !is_left_out(tag, name)).map(quoted).collect();
        format!("<{}{kept}{}>", tag.name, if tag.closes { "/" } else { "" }).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_emptied_to_its_outermost_element() {
        assert_eq!(emptied("<?xml?><a:b c='d'><e/></a:b>"), "<?xml?><a:b c='d'></a:b>");
    }
}
