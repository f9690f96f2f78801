//! The styles and locales that Hayagriva brings, packed to a sixth and unpacked one by one when a site asks for them.
//!
//! They are kept as the Citation Style Language writes them, in XML, which a site's own style is read from as well.
//! Hayagriva's own form takes 3 MB of the program, and half a megabyte for the code that reads it.

use std::io::{Cursor, Read};
use std::sync::LazyLock;

use citationberg::{IndependentStyle, Locale, LocaleFile};
use hayagriva::archive::ArchivedStyle;
use zip::ZipArchive;

/// `tests/citations.rs` makes it, and sees that it holds all that Hayagriva has.
static ARCHIVE: LazyLock<ZipArchive<Cursor<&[u8]>>> =
    LazyLock::new(|| ZipArchive::new(Cursor::new(&include_bytes!("archive.zip")[..])).expect("the archive is one of ours"));

/// All names by which [`style`] knows a style; some have several.
pub fn names() -> impl Iterator<Item = &'static str> {
    ArchivedStyle::all().iter().flat_map(|style| style.names()).copied()
}

/// The style of that name, unless it only says that it is like another.
pub fn style(name: &str) -> Option<IndependentStyle> {
    let name = ArchivedStyle::by_name(name)?.names().first()?;
    IndependentStyle::from_xml(&text(&format!("styles/{name}.csl"))?).ok()
}

/// The locale with just that code, such as `sv-SE`.
pub fn locale(code: &str) -> Option<Locale> {
    LocaleFile::from_xml(&text(&format!("locales/{code}.xml"))?).ok().map(Locale::from)
}

/// The first locale, in the order of their codes, of a language in some country.
pub fn locale_of_any_country(language: &str) -> Option<Locale> {
    let begins = format!("locales/{language}-");
    let name = ARCHIVE.file_names().filter_map(Result::ok).find(|name| name.starts_with(&begins))?;
    locale(name.strip_prefix("locales/")?.strip_suffix(".xml")?)
}

fn text(path: &str) -> Option<String> {
    // A clone shares what is known of the archive, and has its own place in it.
    let mut archive = ARCHIVE.clone();
    let mut text = String::new();
    archive.by_name(path).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}
