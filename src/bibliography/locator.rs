//! Where in a source: «art. 3», «pp. 4–7», «kap. 2», in the short forms of the site's languages.

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
            "artikkel",
            "artikla",
            "straipsnis",
            "pants",
            "ст",
            "стаття",
            "المادة",
            "grein",
        ],
    ),
    (
        Locator::Page,
        &["p", "pp", "page", "pages", "s", "sid", "sida", "sidorna", "side", "sivu", "sivut", "bls", "lk", "lpp", "psl", "с", "стор", "ص"],
    ),
    (Locator::Paragraph, &["para", "paras", "paragraph", "paragraphs", "stycke", "avsn", "kappale", "абз"]),
    (Locator::Section, &["sec", "secs", "section", "sections", "avsnitt", "§", "§§"]),
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
        &[
            "app",
            "appendix",
            "annex",
            "bilaga",
            "bilag",
            "vedlegg",
            "liite",
            "viðauki",
            "lisa",
            "pielikums",
            "priedas",
            "дод",
            "додаток",
            "ملحق",
        ],
    ),
    (Locator::Note, &["note", "fn", "footnote", "fotnot"]),
];

/// All that is known.
pub(super) fn all() -> impl Iterator<Item = Locator> {
    LABELS.iter().map(|(locator, _)| *locator)
}

/// What a locator names, and its number; `None` if it begins with no word that is known. A number alone is a page.
pub(super) fn parse(text: &str) -> Option<(Locator, &str)> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let range = text.chars().all(|c| c.is_ascii_digit() || " ,-–".contains(c));
        return range.then_some((Locator::Page, text));
    }
    let end = text.find(|c: char| c == '.' || c.is_whitespace()).unwrap_or(text.len());
    let (label, rest) = match text.strip_prefix('§') {
        Some(rest) => ("§", rest.trim_start_matches('§')),
        None => (&text[..end], &text[end..]),
    };
    let number = rest.trim_start_matches(['.', '\u{a0}', ' ']);
    if !number.starts_with(|c: char| c.is_numeric() || "IVXLC".contains(c)) {
        return None;
    }
    let label = label.to_lowercase();
    LABELS.iter().find(|(_, words)| words.contains(&label.as_str())).map(|(locator, _)| (*locator, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_in_the_words_of_the_languages() {
        for (text, expected) in [
            ("art. 3(c)", Some((Locator::ArticleLocator, "3(c)"))),
            ("art 11 and 14", Some((Locator::ArticleLocator, "11 and 14"))),
            ("pp. 4–7", Some((Locator::Page, "4–7"))),
            ("s. 12", Some((Locator::Page, "12"))),
            ("12-14", Some((Locator::Page, "12-14"))),
            ("§ 5", Some((Locator::Section, "5"))),
            ("kap. 3", Some((Locator::Chapter, "3"))),
            ("ст. 10", Some((Locator::ArticleLocator, "10"))),
            ("Annex II", Some((Locator::Appendix, "II"))),
            ("16 § 2 st.", None),
            // A page in Polish, an article in Lithuanian; a piece in Swedish, a page in Polish.
            ("str. 12", None),
            ("st. 4", None),
            ("the preamble", None),
            ("part of it", None),
            ("", None),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}
