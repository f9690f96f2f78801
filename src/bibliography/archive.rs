//! The styles and locales that Hayagriva brings, packed to a twelfth and unpacked one by one when a site asks for them.
//!
//! They are kept as the Citation Style Language writes them, in XML, which a site's own style is read from as well.
//! Hayagriva's own form takes 3 MB of the program, and half a megabyte for the code that reads it.

use std::sync::LazyLock;

use citationberg::{IndependentStyle, Locale, LocaleFile};
use hayagriva::archive::ArchivedStyle;

use super::csl;
use crate::packed::{Packed, archive};

/// Made of `archive.zip`: `tests/citations.rs` makes it, and sees that it holds all that Hayagriva has.
static STYLES: LazyLock<Packed> = LazyLock::new(|| archive!("styles"));
static LOCALES: LazyLock<Packed> = LazyLock::new(|| archive!("locales"));

/// All names by which [`style`] knows a style; some have several.
pub fn names() -> impl Iterator<Item = &'static str> {
    ArchivedStyle::all().iter().flat_map(|style| style.names()).copied()
}

/// The style of that name, unless it only says that it is like another.
pub fn style(name: &str) -> Option<IndependentStyle> {
    let name = ArchivedStyle::by_name(name)?.names().first()?;
    let xml = mended(name, STYLES.text(&format!("{name}.csl"))?);
    csl::parsed(&xml).ok()
}

/// What locales say that readers of the language would call a mistake, and what is said in its place; in styles, what the
/// library can't read.
const MENDED: [(&str, &[(&str, &str)]); 4] = [
    // What stands in place of names, a date as well, is taken for unknown by all that follows.
    (
        "iso-690-author-date",
        &[(
            concat!(
                r#"<substitute><text macro="editor" quotes="false" strip-periods="false"/>"#,
                r#"<text macro="director" quotes="false" strip-periods="false"/><text macro="translator" quotes="false" strip-periods="false"/>"#,
                r#"<text macro="title" quotes="false" strip-periods="false"/></substitute></names><choose>"#,
                r#"<if variable="author editor translator director" match="any">"#,
                r#"<text macro="year-date" prefix=", " quotes="false" strip-periods="false"/></if></choose>"#
            ),
            concat!(
                r#"</names><choose><if variable="author"/><else-if variable="editor"><text macro="editor"/></else-if>"#,
                r#"<else-if variable="director"><text macro="director"/></else-if>"#,
                r#"<else-if variable="translator"><text macro="translator"/></else-if></choose>"#,
                r#"<choose><if variable="author editor translator director" match="any">"#,
                r#"<text macro="year-date" prefix=", "/></if><else><text macro="title"/></else></choose>"#
            ),
        )],
    ),
    // «6 maj», not «06 maj».
    (
        "sv-SE",
        &[(
            r#"<date form="text"><date-part name="day" form="numeric-leading-zeros" "#,
            r#"<date form="text"><date-part name="day" form="numeric" "#,
        )],
    ),
    (
        "lv-LV",
        &[
            // «gada» is «of the year», and nothing follows where the day is not known.
            (r#"<date-part name="year" suffix=". gada" "#, r#"<date-part name="year" suffix="." "#),
            (
                r#"<date-part name="day" form="numeric" suffix="." strip-periods="false"/><date-part name="month" "#,
                r#"<date-part name="day" form="numeric" prefix="gada " suffix="." strip-periods="false"/><date-part name="month" "#,
            ),
            (">-ais<", ">.<"),
            (">-ā<", ">.<"),
            ("<single>redakcija</single><multiple>redakcijas</multiple>", "<single>izdevums</single><multiple>izdevumi</multiple>"),
            (r#"<term name="edition" form="short">red.<"#, r#"<term name="edition" form="short">izd.<"#),
        ],
    ),
    (
        "uk-UA",
        &[
            (
                concat!(
                    r#"<date-part name="year" suffix=". " strip-periods="false"/>"#,
                    r#"<date-part name="day" form="numeric-leading-zeros" suffix=" " strip-periods="false"/>"#,
                    r#"<date-part name="month" form="short" strip-periods="false"/>"#
                ),
                concat!(
                    r#"<date-part name="day" form="numeric" suffix=" "/><date-part name="month" form="short" suffix=" "/>"#,
                    r#"<date-part name="year"/>"#
                ),
            ),
            // 1-ше, 2-ге, 3-тє, 7-ме видання.
            (
                r#"<term name="ordinal" form="long">е</term>"#,
                concat!(
                    r#"<term name="ordinal">-те</term><term name="ordinal-01">-ше</term><term name="ordinal-02">-ге</term>"#,
                    r#"<term name="ordinal-03">-тє</term><term name="ordinal-07">-ме</term><term name="ordinal-08">-ме</term>"#,
                    r#"<term name="ordinal-11">-те</term><term name="ordinal-12">-те</term><term name="ordinal-13">-те</term>"#,
                    r#"<term name="ordinal-17">-те</term><term name="ordinal-18">-те</term>"#
                ),
            ),
        ],
    ),
];

/// The locale with just that code, such as `sv-SE`.
pub fn locale(code: &str) -> Option<Locale> {
    let xml = mended(code, LOCALES.text(&format!("{code}.xml"))?);
    csl::parsed::<LocaleFile>(&xml).ok().map(Locale::from)
}

fn mended(name: &str, mut xml: String) -> String {
    for (wrong, right) in MENDED.iter().filter(|(mended, _)| *mended == name).flat_map(|(_, words)| *words) {
        xml = xml.replace(wrong, right);
    }
    xml
}

/// The first locale, in the order of their codes, of a language in some country.
pub fn locale_of_any_country(language: &str) -> Option<Locale> {
    let begins = format!("{language}-");
    locale(LOCALES.names().find(|name| name.starts_with(&begins))?.strip_suffix(".xml")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_and_locales_are_read_as_their_library_reads_them() {
        for name in STYLES.names() {
            let xml = STYLES.text(name).expect(name);
            // What a style holds fills screens.
            assert!(csl::parsed(&xml).ok() == IndependentStyle::from_xml(&xml).ok(), "{name}");
        }
        for name in LOCALES.names() {
            let xml = LOCALES.text(name).expect(name);
            assert!(csl::parsed::<LocaleFile>(&xml).ok() == LocaleFile::from_xml(&xml).ok(), "{name}");
        }
    }

    #[test]
    fn what_is_mended_is_still_there() {
        for (name, words) in MENDED {
            let xml = LOCALES.text(&format!("{name}.xml")).or_else(|| STYLES.text(&format!("{name}.csl"))).expect(name);
            assert!(words.iter().all(|(wrong, _)| xml.contains(wrong)), "{name}");
            assert!(locale(name).is_some() || style(name).is_some(), "{name}");
        }
    }
}
