//! What tags and their attributes tell: what is read, what is not seen, who and what is named.

use super::super::paths::{self, Within};
use super::named::{is_data_of_its_own, is_of_people, last};
use super::xml::{Tag, local, tags};

/// What an attribute, or an element alone, tells of what is not seen. Names as they are written; values in small letters.
pub(super) fn unseen(element: &str, attribute: &str, value: &str) -> Option<&'static str> {
    let is_on = !matches!(value, "0" | "false" | "off");
    match (element, attribute) {
        ("w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" | "w:rPrChange" | "w:pPrChange", "w:id")
        | ("text:tracked-changes" | "text:changed-region" | "office:change-info", "") => Some("changes that are still tracked"),
        (_, "w:author") if element != "w:comment" => Some("changes that are still tracked"),
        ("text:hidden-text" | "text:hidden-paragraph", "") => Some("hidden text"),
        (_, "text:display") if value == "none" => Some("hidden text"),
        ("office:annotation", "") => Some("comments"),
        (_, "state") if matches!(value, "hidden" | "veryhidden") => Some("sheets or slides that are not shown"),
        (_, "presentation:visibility") if value == "hidden" => Some("sheets or slides that are not shown"),
        ("draw:layer", "draw:display") if value == "none" => Some("layers that are not shown"),
        (_, "draw:display") if value == "none" => Some("shapes that are not shown"),
        (_, "table:display" | "show") if !is_on => Some("sheets or slides that are not shown"),
        (element, "hidden") if is_on && matches!(local(element), "cNvPr" | "docPr") => Some("shapes that are not shown"),
        // A filter leaves a hidden name behind, a locked cell hides its formula alone.
        (element, "hidden") if is_on && !matches!(element, "definedName" | "protection") => Some("rows or columns that are not shown"),
        ("col", "width") | ("row", "ht") if value.parse() == Ok(0.0_f32) => Some("rows or columns that are not shown"),
        (_, "table:visibility") if matches!(value, "collapse" | "filter") => Some("rows or columns that are not shown"),
        _ => None,
    }
}

/// Whether somebody reads or hears the value of an attribute, or follows it. Names without prefix.
pub(super) fn is_read(part: &str, element: &str, attribute: &str, value: &str) -> bool {
    match (element, attribute) {
        (_, "descr" | "title" | "alt" | "instr" | "tooltip" | "prompt" | "promptTitle" | "error" | "errorTitle" | "displayText") => true,
        ("sheet" | "table" | "tableColumn" | "cacheField" | "docPr" | "cNvPr" | "cSld" | "scenario" | "definedName", "name") => true,
        ("bookmarkStart" | "bookmark" | "bookmark-start" | "reference-mark" | "section" | "connection" | "property", "name") => true,
        ("definedName" | "scenario" | "connection", "comment" | "description" | "user") => true,
        ("docVar" | "attr", "name" | "val") | ("listItem", "value") | ("textpath", "string") | (_, "string-value" | "xpath") => true,
        // How numbers are shown, of lists and of cells.
        ("lvlText", "val") | (_, "formatCode" | "num-prefix" | "num-suffix") => true,
        // What a field holds that nothing shows.
        (element, "name" | "value") if element.ends_with("-decl") => true,
        ("alias" | "tag" | "sheetName" | "helpText" | "statusText" | "filter" | "customFilter", "val") => true,
        // Where the data of letters to many come from.
        ("connectString" | "query" | "mailSubject", "val") | ("dbPr", "connection" | "command") => true,
        ("tblCaption" | "tblDescription" | "listEntry" | "default" | "placeholder", "val") => true,
        // In the list of styles it is the name of one.
        ("name", "val") => !part.ends_with("styles.xml"),
        ("control", "label" | "value") | (_, "current-value" | "help-message") => true,
        (_, "codeName") => true,
        ("s" | "n" | "d", "v") => part.contains("pivotCache"),
        // What has no scheme is another part of the file.
        (_, "Target" | "href") => value.contains(':'),
        _ => part.starts_with("customXml/item") && !part.starts_with("customXml/itemProps"),
    }
}

/// Whether an attribute names somebody who wrote or changed something. Names without prefix.
pub(super) fn is_name(part: &str, element: &str, attribute: &str) -> bool {
    match attribute {
        "author" | "refreshedBy" | "userName" => true,
        "displayName" | "userId" => is_of_people(part),
        // Who may edit what is closed to others.
        "ed" => element == "permStart",
        "name" => element.ends_with("uthor") || element == "userInfo",
        _ => false,
    }
}

/// Whether a value is a path of a machine or holds one that names its user.
pub(super) fn is_of_a_machine(value: &str) -> bool {
    let has_drive = || value.starts_with(|c: char| c.is_ascii_alphabetic()) && value[1..].starts_with(":\\");
    memchr::memchr2(b'/', b'\\', value.as_bytes()).is_some()
        && (value.starts_with("file:///") || value.starts_with("\\\\") || has_drive() || !paths::find(value, Within::default()).is_empty())
}

/// Whether what stands behind a tag in data of other programs is the name of somebody.
pub(super) fn is_before_person(part: &str, tag: &Tag) -> bool {
    is_data_of_its_own(part) && tag.opens && local(tag.name) == "DisplayName"
}

/// Whether what stands behind a tag in the settings of a file of ODF names a printer or is a printer's own.
pub(super) fn is_before_printer(tag: &Tag) -> bool {
    tag.opens && matches!(tag.says("config:name"), Some("PrinterName" | "PrinterSetup" | "PrintFaxName"))
}

/// What the settings of a file of ODF say of a printer.
pub(super) fn said_of_printer(part: &str, xml: &str) -> String {
    if last(part) != "settings.xml" {
        return String::new();
    }
    let (before, behind) = (tags(xml), tags(xml).skip(1));
    let said = before.zip(behind).filter(|(tag, next)| is_before_printer(tag) && !next.before.trim().is_empty());
    said.map(|(_, next)| next.before).collect::<Vec<_>>().join("\n")
}
