//! The styles and locales that Hayagriva brings, packed to a sixth and unpacked one by one when a site asks for them.
//!
//! They are kept as the Citation Style Language writes them, in XML, which a site's own style is read from as well.
//! Hayagriva's own form takes 3 MB of the program, and half a megabyte for the code that reads it.

use std::sync::LazyLock;

use citationberg::{IndependentStyle, Locale, LocaleFile};
use hayagriva::archive::ArchivedStyle;

use crate::packed::{self, Packed};

/// `tests/citations.rs` makes it, and sees that it holds all that Hayagriva has.
static ARCHIVE: LazyLock<Packed> = LazyLock::new(|| packed::open(include_bytes!("archive.zip")));

/// All names by which [`style`] knows a style; some have several.
pub fn names() -> impl Iterator<Item = &'static str> {
    ArchivedStyle::all().iter().flat_map(|style| style.names()).copied()
}

/// The style of that name, unless it only says that it is like another.
pub fn style(name: &str) -> Option<IndependentStyle> {
    let name = ArchivedStyle::by_name(name)?.names().first()?;
    IndependentStyle::from_xml(&packed::text(&ARCHIVE, &format!("styles/{name}.csl"))?).ok()
}

/// The locale with just that code, such as `sv-SE`.
pub fn locale(code: &str) -> Option<Locale> {
    LocaleFile::from_xml(&packed::text(&ARCHIVE, &format!("locales/{code}.xml"))?).ok().map(Locale::from)
}

/// The first locale, in the order of their codes, of a language in some country.
pub fn locale_of_any_country(language: &str) -> Option<Locale> {
    let begins = format!("locales/{language}-");
    let name = ARCHIVE.file_names().filter_map(Result::ok).find(|name| name.starts_with(&begins))?;
    locale(name.strip_prefix("locales/")?.strip_suffix(".xml")?)
}
