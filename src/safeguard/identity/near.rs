//! Words beside a number that say what it is.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// What a word says that a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Se,
    Dk,
    No,
    Duf,
    Is,
    Lv,
    Ua,
    Unzr,
    /// A number of a person that its own figures give away.
    Person,
    /// A number that no check can tell: of a case file or a travel document.
    Paper,
    Telephone,
}

/// How far beside a number the words stand, in characters on either side.
const NEAR: usize = 48;

/// In these words a hyphen may be a space too.
const WORDS: [(Word, &[&str]); 11] = [
    (
        Word::Se,
        &[
            "personnummer",
            "personnumret",
            "personnumren",
            "personnr",
            "person-nr",
            "pers.nr",
            "pers-nr",
            "p-nr",
            "pnr",
            "född",
            "födda",
            "fött",
            "föddes",
            "coordination-number",
            "coordination-numbers",
            "personal-identity-numbers",
            "samordningsnumren",
            "personnumrets",
            "samordningsnummer",
            "samordningsnumret",
            "samordningsnr",
            "personal-identity-number",
        ],
    ),
    (
        Word::Dk,
        &[
            "cpr",
            "cpr-nr",
            "cprnr",
            "cpr-nummer",
            "cpr-nummeret",
            "cprnummer",
            "cprnummeret",
            "cpr-numre",
            "cpr-numrene",
            "personnumrene",
            "personnummer",
            "personnummeret",
            "personnumre",
            "personnr",
        ],
    ),
    (
        Word::No,
        &[
            "fødselsnummer",
            "fødselsnummeret",
            "fødselsnumre",
            "fødselsnumrene",
            "fødselsnumra",
            "fødselsnummera",
            "personnumre",
            "personnumra",
            "fødselsnr",
            "f.nr",
            "fnr",
            "personnummer",
            "personnummeret",
            "d-nummer",
            "d-nummeret",
            "d-nr",
        ],
    ),
    (Word::Duf, &["duf", "duf-nummer", "duf-nummeret", "duf-nr", "dufnr", "dufnummer", "dufnummeret"]),
    (
        Word::Is,
        &[
            "kennitala",
            "kennitölu",
            "kennitalan",
            "kennitöluna",
            "kennitölunni",
            "kennitölunnar",
            "kennitölur",
            "kennitölum",
            "kennitölurnar",
            "kennitölunum",
            "kennitalna",
            "kennitalnanna",
            "kerfiskennitala",
            "kerfiskennitölu",
            "kt",
        ],
    ),
    (
        Word::Lv,
        &[
            "personas-kods",
            "personas-kodu",
            "personas-koda",
            "personas-kodam",
            "personas-kodā",
            "personas-kodi",
            "personas-kodus",
            "personas-kodiem",
            "personas-kodos",
            "pers.-kods",
            "p.k",
        ],
    ),
    (
        Word::Ua,
        &[
            "рнокпп",
            "іпн",
            "ідентифікаційний",
            "ідентифікаційного-коду",
            "ідентифікаційного-номера",
            "ідентифікаційному-номері",
            "ідентифікаційним-номером",
            "ідентифікаційні-номери",
            "ідентифікаційному-коді",
            "ідентифікаційним-кодом",
            "податковому-номері",
            "податковим-номером",
            "податковий-номер",
            "податкового-номера",
            "tax-number",
            "inn",
        ],
    ),
    (Word::Unzr, &["унзр", "запис", "запису", "записі", "записом", "записи"]),
    (
        Word::Person,
        &[
            "isikukood",
            "isikukoodi",
            "isikukoodiga",
            "isikukoodid",
            "isikukoodile",
            "asmens-kodas",
            "asmens-kodo",
            "asmens-kodą",
            "asmens-kodui",
            "asmens-kodu",
            "asmens-kode",
            "asmens-kodai",
            "a.k",
            "pesel",
            "henkilötunnus",
            "henkilötunnuksen",
            "henkilötunnusta",
            "henkilötunnukset",
            "henkilötunnuksella",
            "hetu",
            "hetun",
        ],
    ),
    (
        Word::Paper,
        &[
            "lma",
            "lma-kort",
            "lma-nummer",
            "dossnr",
            "dossiernummer",
            "dossier-number",
            "person-id",
            "passnummer",
            "passnr",
            "pass-nr",
            "pass-no",
            "passport-no",
            "passport-nr",
            "passport-number",
            "паспорт",
            "паспорта",
        ],
    ),
    (Word::Telephone, &["tel", "tfn", "tlf", "telefon", "mobil", "phone", "puh", "sími", "тел"]),
];

/// Finds all words, and tells which each belongs to.
static FIND: LazyLock<(AhoCorasick, Vec<(&str, Word)>)> = LazyLock::new(|| {
    let words: Vec<(&str, Word)> = WORDS.iter().flat_map(|(what, words)| words.iter().map(|word| (*word, *what))).collect();
    (AhoCorasick::new(words.iter().map(|(word, _)| word)).expect("few and short"), words)
});

/// What the words near a number say of it.
#[derive(Clone, Copy)]
pub(super) struct Said(u16);

impl Said {
    pub(super) fn is(self, word: Word) -> bool {
        self.0 & (1 << word as u16) != 0
    }

    /// Whether it is said to be a person's.
    pub(super) fn is_of_a_person(self) -> bool {
        use Word::*;
        [Se, Dk, No, Duf, Is, Lv, Ua, Person].into_iter().any(|word| self.is(word))
    }
}

/// What the words that stand near a number, whole, say of it.
pub(super) fn said(text: &str, at: &Range<usize>) -> Said {
    let window = window(text, at);
    // In small letters it is Norwegian for «in».
    let tax_number = window.contains("INN");
    let window = window.to_lowercase().replace([' ', '\n'], "-");
    let (find, words) = &*FIND;
    let mut said = 0;
    for found in find.find_overlapping_iter(&window) {
        let (word, what) = words[found.pattern().as_usize()];
        let (before, after) = (&window[..found.start()], &window[found.end()..]);
        let is_whole = !before.ends_with(char::is_alphabetic) && !after.starts_with(char::is_alphabetic);
        let is_another = match word {
            "inn" => !tax_number,
            // Lithuanian for «and others».
            "kt" => before.ends_with("ir-"),
            _ => false,
        };
        if is_whole && !is_another {
            said |= 1 << what as u16;
        }
    }
    Said(said)
}

fn window<'t>(text: &'t str, at: &Range<usize>) -> &'t str {
    let start = text[..at.start].char_indices().rev().nth(NEAR - 1).map_or(0, |(start, _)| start);
    let end = text[at.end..].char_indices().nth(NEAR).map_or(text.len(), |(length, _)| at.end + length);
    &text[start..end]
}
