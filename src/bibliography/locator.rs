//! Where in a source: «art. 3», «pp. 4–7», «kap. 2», in the short forms of the site's languages.
//!
//! What is not sure to mean one thing is left as its author wrote it: «s. 45» is a page in Swedish and a section in
//! English, and «§ 3» is «§ 3» everywhere. So is what other languages have no like of: an annex is no appendix in English,
//! and the word that Finnish and Icelandic have for a note calls a remark so, too.

use citationberg::taxonomy::Locator;

/// What authors write before the number, without its dot and in small letters. A word stands here only if it means one
/// thing in all languages in which authors write it.
const LABELS: &[(Locator, &[&str])] = &[
    (
        Locator::ArticleLocator,
        &[
            "art",
            "arts",
            "article",
            "articles",
            "artikel",
            "artiklarna",
            "artikkel",
            "artikla",
            "artiklat",
            "straipsnis",
            "pants",
            "ст",
            "стаття",
            "المادة",
            "grein",
        ],
    ),
    (Locator::Page, &["pp", "page", "pages", "sid", "sida", "sidorna", "side", "sivu", "sivut", "bls", "lk", "lpp", "psl", "стор"]),
    (Locator::Paragraph, &["para", "paras", "paragraph", "paragraphs", "stycke", "kappale", "абз"]),
    (Locator::Section, &["sec", "secs", "section", "sections"]),
    (
        Locator::Chapter,
        &[
            "ch",
            "chap",
            "chapter",
            "kap",
            "kapitel",
            "kapittel",
            "luku",
            "kafli",
            "ptk",
            "peatükk",
            "nod",
            "nodaļa",
            "sk",
            "skyrius",
            "розд",
            "розділ",
            "فصل",
        ],
    ),
    (Locator::Part, &["part", "del", "osa", "hluti", "daļa", "dalis", "част", "جزء"]),
    (Locator::Table, &["table", "tab", "tabell", "tabel", "taulukko", "tafla", "tabula", "lentelė", "табл", "جدول"]),
    (Locator::Figure, &["fig", "figure", "figur", "kuva", "mynd", "joonis", "attēls", "pav", "рис"]),
    (
        Locator::Appendix,
        &["app", "appendix", "bilaga", "bilag", "vedlegg", "liite", "viðauki", "lisa", "pielikums", "priedas", "дод", "додаток", "ملحق"],
    ),
];

/// All that is known.
pub(super) fn all() -> impl Iterator<Item = Locator> {
    LABELS.iter().map(|(locator, _)| *locator)
}

/// What a locator names, and its number; `None` if it begins with no word that is known. A number alone is a page, and so is
/// one behind the short word by which the text's language calls a page.
///
/// Of a place of several words, «pp. 3 and 9», only the first could be said in other words, so it is left alone.
pub(super) fn parse<'t>(text: &'t str, page: &str) -> Option<(Locator, &'t str)> {
    let is_range = |number: &str| number.chars().all(|c| c.is_ascii_digit() || " ,-–".contains(c));
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return is_range(text).then_some((Locator::Page, text));
    }
    let (label, rest) = text.split_at(text.find(|c: char| c == '.' || c.is_whitespace())?);
    let number = rest.trim_start_matches(['.', '\u{a0}', ' ']);
    let is_number = number.starts_with(|c: char| c.is_numeric() || "IVXLC".contains(c));
    if !is_number || number.contains(char::is_whitespace) && !is_range(number) {
        return None;
    }
    let label = label.to_lowercase();
    if label == page.trim_end_matches('.').to_lowercase() {
        return Some((Locator::Page, number));
    }
    LABELS.iter().find(|(_, words)| words.contains(&label.as_str())).map(|(locator, _)| (*locator, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_in_the_words_of_the_languages() {
        for (text, expected) in [
            ("art. 3(c)", Some((Locator::ArticleLocator, "3(c)"))),
            ("pp. 4–7", Some((Locator::Page, "4–7"))),
            ("pp. 4, 9", Some((Locator::Page, "4, 9"))),
            ("S. 12", Some((Locator::Page, "12"))),
            ("12-14", Some((Locator::Page, "12-14"))),
            ("kap. 3", Some((Locator::Chapter, "3"))),
            ("ст. 10", Some((Locator::ArticleLocator, "10"))),
            ("Appendix II", Some((Locator::Appendix, "II"))),
            ("Annex II", None),
            // A paragraph in Norwegian, and a section in Swedish; a remark in Finnish.
            ("avsnitt 4", None),
            ("avsn. 4", None),
            ("note 3", None),
            ("16 § 2 st.", None),
            // A page in English; a point in Swedish.
            ("p. 12", None),
            ("§ 5", None),
            ("art 11 and 14", None),
            ("pp. 12 ff.", None),
            // A page in Polish, an article in Lithuanian; a piece in Swedish, a page in Polish.
            ("str. 12", None),
            ("st. 4", None),
            ("the preamble", None),
            ("part of it", None),
            ("", None),
        ] {
            assert_eq!(parse(text, "s."), expected, "{text}");
        }
    }
}
