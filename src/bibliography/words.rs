//! Words that a style can't say by itself: what stands for people whom nobody names, and what a thesis or a report is.
//!
//! A style takes a genre as it is written, and names everybody in a list. So an entry carries a sign that no text has, and
//! the language's own words take its place where a list or a citation is drawn.

use citationberg::taxonomy::{OtherTerm, Term};
use citationberg::{Locale, TermForm};
use hayagriva::types::Person;

/// Stands in a list of people for all whom BibTeX does not name.
const OTHERS: &str = "\u{E0F0}";

/// What others are called where no language is spoken.
pub(super) const ET_AL: &str = "et al.";

/// The languages of the words below; all others read them in the first.
const LANGUAGES: [&str; 12] = ["en", "sv", "da", "nb", "nn", "fi", "is", "et", "lv", "lt", "uk", "ar"];

/// What a thesis or a report is: the sign for it, what BibLaTeX calls it, and its words.
static GENRES: [(char, &str, [&str; 12]); 5] = [
    (
        '\u{E0F1}',
        "phdthesis",
        [
            "PhD thesis",
            "Doktorsavhandling",
            "Ph.d.-afhandling",
            "Doktoravhandling",
            "Doktoravhandling",
            "Väitöskirja",
            "Doktorsritgerð",
            "Doktoritöö",
            "Promocijas darbs",
            "Daktaro disertacija",
            "Дисертація доктора філософії",
            "أطروحة دكتوراه",
        ],
    ),
    (
        '\u{E0F2}',
        "mathesis",
        [
            "Master’s thesis",
            "Masteruppsats",
            "Kandidatspeciale",
            "Masteroppgave",
            "Masteroppgåve",
            "Pro gradu -tutkielma",
            "Meistararitgerð",
            "Magistritöö",
            "Maģistra darbs",
            "Magistro darbas",
            "Магістерська робота",
            "رسالة ماجستير",
        ],
    ),
    (
        '\u{E0F3}',
        "bathesis",
        [
            "Bachelor’s thesis",
            "Kandidatuppsats",
            "Bacheloropgave",
            "Bacheloroppgave",
            "Bacheloroppgåve",
            "Kandidaatintutkielma",
            "Bakkalárritgerð",
            "Bakalaureusetöö",
            "Bakalaura darbs",
            "Bakalauro darbas",
            "Бакалаврська робота",
            "بحث إجازة جامعية",
        ],
    ),
    (
        '\u{E0F4}',
        "techreport",
        [
            "Technical report",
            "Teknisk rapport",
            "Teknisk rapport",
            "Teknisk rapport",
            "Teknisk rapport",
            "Tekninen raportti",
            "Tækniskýrsla",
            "Tehniline aruanne",
            "Tehniskais ziņojums",
            "Techninė ataskaita",
            "Технічний звіт",
            "تقرير تقني",
        ],
    ),
    (
        '\u{E0F5}',
        "resreport",
        [
            "Research report",
            "Forskningsrapport",
            "Forskningsrapport",
            "Forskningsrapport",
            "Forskingsrapport",
            "Tutkimusraportti",
            "Rannsóknarskýrsla",
            "Uurimisaruanne",
            "Pētījuma ziņojums",
            "Mokslinio tyrimo ataskaita",
            "Звіт про дослідження",
            "تقرير بحثي",
        ],
    ),
];

/// What EndNote calls the type of a source, which the source says itself.
const TYPES_OF_ENDNOTE: [&str; 19] = [
    "blog",
    "book",
    "book section",
    "case",
    "conference paper",
    "conference proceedings",
    "edited book",
    "electronic article",
    "electronic book",
    "electronic book section",
    "generic",
    "government document",
    "journal article",
    "magazine article",
    "newspaper article",
    "report",
    "statute",
    "unpublished work",
    "web page",
];

/// Whether a genre says but the type of its source.
pub(super) fn is_type(genre: &str) -> bool {
    TYPES_OF_ENDNOTE.contains(&genre.trim().to_lowercase().as_str())
}

/// The sign for what BibLaTeX calls a genre by.
pub(super) fn genre_of(key: &str) -> Option<String> {
    GENRES.iter().find(|(_, own, _)| own.eq_ignore_ascii_case(key.trim())).map(|(sign, ..)| sign.to_string())
}

/// A genre as other programs take it, in English.
pub(super) fn in_english(genre: &str) -> String {
    GENRES.iter().find(|(sign, ..)| genre.starts_with(*sign)).map_or(genre, |(_, _, words)| words[0]).to_owned()
}

/// Whether it stands for all whom BibTeX does not name.
pub(super) fn is_others(person: &Person) -> bool {
    person.name == OTHERS
}

/// A person of a list, of whom «others» is none.
pub(super) fn with_others(mut person: Person) -> Person {
    if person.name == "others" && person.given_name.is_none() {
        person.name = OTHERS.to_owned();
    }
    person
}

pub(super) fn has_signs(html: &str) -> bool {
    html.contains(|c| ('\u{E0F0}'..='\u{E0F5}').contains(&c))
}

/// What is drawn, with words for the signs in it.
pub(super) fn said(mut html: String, tag: &str, locales: &[Locale]) -> String {
    let primary = match tag.split('-').next().unwrap_or(tag) {
        "no" => "nb",
        primary => primary,
    };
    let language = LANGUAGES.iter().position(|own| *own == primary).unwrap_or_default();
    for (sign, _, words) in &GENRES {
        html = html.replace(*sign, words[language]);
    }
    while let Some(at) = html.find(OTHERS) {
        let behind = &html[at + OTHERS.len()..];
        let (before, tags) = without_tags(&html[..at]);
        let words = |term: OtherTerm| locales.iter().find_map(|locale| locale.term(Term::Other(term), TermForm::Long)?.single());
        let before = before.trim_end();
        let joined = ["&amp;", "&", words(OtherTerm::And).unwrap_or("and")].iter().find_map(|and| before.strip_suffix(and));
        let before = joined.unwrap_or(before).trim_end().trim_end_matches([',', '،', ';']);
        let et_al = words(OtherTerm::EtAl).unwrap_or(ET_AL);
        let behind = if et_al.ends_with('.') { behind.strip_prefix('.').unwrap_or(behind) } else { behind };
        html = format!("{before} {tags}{et_al}{behind}");
    }
    html
}

/// A text without the tags that it ends with, and these.
fn without_tags(html: &str) -> (&str, &str) {
    let mut rest = html;
    while let Some(open) = rest.strip_suffix('>').and_then(|inner| inner.rfind('<')) {
        rest = &rest[..open];
    }
    html.split_at(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::archive;

    #[test]
    fn signs_become_the_words_of_the_language() {
        let swedish: Vec<Locale> = archive::locale("sv-SE").into_iter().collect();
        for (drawn, expected) in [
            ("John Smith, Jane Doe och \u{E0F0}. Article", "John Smith, Jane Doe m.fl. Article"),
            ("Smith, J., Doe, J., &amp; \u{E0F0} (2010)", "Smith, J., Doe, J. m.fl. (2010)"),
            ("<b>Doe, <i>\u{E0F0}</i></b>, 2010", "<b>Doe <i>m.fl.</i></b>, 2010"),
            ("Two. \u{E0F1}. KTH", "Two. Doktorsavhandling. KTH"),
        ] {
            assert_eq!(said(drawn.to_owned(), "sv", &swedish), expected);
        }
        assert_eq!(said("\u{E0F2}".into(), "de", &swedish), "Master’s thesis");
    }
}
