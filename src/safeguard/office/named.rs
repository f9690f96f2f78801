//! What the names of parts say of them.

/// Parts that tell of the file itself, not of what it says.
pub(super) fn is_about(name: &str) -> bool {
    name.starts_with("docProps/") || name == "meta.xml" || is_small_picture(name)
}

pub(super) fn is_small_picture(name: &str) -> bool {
    name.starts_with("docProps/thumbnail") || name.starts_with("Thumbnails/")
}

/// Parts that name those who wrote, changed or commented.
pub(super) fn is_of_people(name: &str) -> bool {
    name.contains("/persons/") || matches!(last(name), "people.xml" | "authors.xml" | "commentAuthors.xml")
}

/// Parts that name the last who saved or drew something, beside what they say.
pub(super) fn has_names(name: &str) -> bool {
    name == "xl/workbook.xml" || name.contains("/pivotCache/")
}

/// Documents that a document takes in whole, and what it was before.
pub(super) fn is_another_file(name: &str) -> bool {
    let endings = [".docx", ".docm", ".dotx", ".doc", ".rtf", ".mht", ".mhtml", ".xlsx", ".odt", ".ods"];
    name.starts_with("Versions/") || endings.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending))
}

pub(super) fn holds_macros(name: &str) -> bool {
    name.contains("vbaProject") || name.contains("Basic/") || name.contains("Scripts/")
}

pub(super) fn holds_another_file(name: &str) -> bool {
    name.contains("embeddings/") || name.contains("activeX") || name.starts_with("Object ") || is_another_file(name)
}

/// Parts that are told by their names, whatever they are written in.
pub(super) fn is_told_by_name(name: &str) -> bool {
    is_small_picture(name) || is_of_printer(name) || holds_macros(name) || holds_another_file(name)
}

/// Parts of OOXML that hold data of other programs.
pub(super) fn is_data_of_its_own(name: &str) -> bool {
    name.starts_with("customXml/")
}

/// Parts of OOXML that hold the settings of a printer.
pub(super) fn is_of_printer(name: &str) -> bool {
    name.contains("printerSettings") && !name.ends_with(".rels")
}

pub(super) fn is_slide(name: &str) -> bool {
    name.starts_with("ppt/slides/slide") && name.ends_with(".xml")
}

pub(super) fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// Comments, but for the list of those who have written some.
pub(super) fn is_comment(name: &str) -> bool {
    let is_one = last(name).starts_with("comment") || name.contains("threadedComments") || name.contains("/comments/");
    is_one && !is_of_people(name) && !name.ends_with(".rels")
}
