//! Words beside a number that say what it is.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::Weight;

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
    /// That somebody was born, and when.
    Born,
}

/// How far beside a number the words stand, in characters on either side.
const NEAR: usize = 48;

/// In these words a hyphen may be a space too.
const WORDS: [(Word, &[&str]); 12] = [
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
            "personal-identity-no",
            "personal-number",
            "personal-identification-number",
            "personal-id-number",
            "social-security-number",
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
            "pk",
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
            "dossiernr",
            "dossier-nr",
            "resedokument",
            "främlingspass",
            "uppehållstillståndskort",
            "residence-permit-card",
            "travel-document",
            "свідоцтво",
            "свідоцтва",
            "person-id",
            "passnummer",
            "passnr",
            "pass-nr",
            "pass-no",
            "passport-no",
            "passport-nr",
            "passport-number",
            "passnummeret",
            "pasnummer",
            "pasnummeret",
            "pasnr",
            "pas-nr",
            "passinumero",
            "passin-numero",
            "passin-nro",
            "passinumber",
            "passi-number",
            "passi-nr",
            "vegabréf",
            "vegabréfs",
            "vegabréfi",
            "vegabréfsnúmer",
            "vegabréfanúmer",
            "pases-numurs",
            "pases-numuru",
            "pases-nr",
            "paso-numeris",
            "paso-numerį",
            "paso-nr",
            "paszport",
            "paszportu",
            "nr-paszportu",
            "паспорт",
            "паспорта",
            "паспорту",
            "паспортом",
            "паспорті",
            "паспорте",
        ],
    ),
    (Word::Telephone, &["tel", "tfn", "tlf", "telefon", "mobil", "phone", "puh", "sími", "тел"]),
    (
        Word::Born,
        &[
            "född",
            "født",
            "fødd",
            "født-den",
            "born",
            "syntynyt",
            "synt",
            "sündinud",
            "fæddur",
            "fædd",
            "fætt",
            "dzimis",
            "dzimusi",
            "gimė",
            "gimęs",
            "gimusi",
            "urodzony",
            "urodzona",
            "urodzone",
            "народився",
            "народилася",
            "народилась",
            "родился",
            "родилась",
        ],
    ),
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

/// What the word just before a number says that it is, if it is another kind than a person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of a book, a Polish company, a case in court.
    Other,
    /// Of a business, or where its money comes in: that may be one person's.
    Business,
    /// Of what is entered in a register: a company or an association, but persons are, too.
    Register,
    /// Of what is sold. Many such numbers begin with a day.
    Order,
}

/// Such words in small letters; a star stands for what may be hung on.
const KINDS: [(Kind, &[&str]); 4] = [
    (Kind::Other, &["isbn", "krs", "nip", "regon", "krimināl*", "lieta*", "lietā", "kriminaal*", "asi", "asja", "viitenum*"]),
    (Kind::Business, &["org", "organisationsn*", "orgnr", "ocr", "konto", "kontonr", "kontonummer*", "bankkonto*"]),
    (Kind::Register, &["reģ*", "reg", "registr*", "rekisteri*", "rejestr*"]),
    (Kind::Order, &["order", "ordern*", "faktura*", "invoice", "beställningsn*", "bokningsn*", "booking", "tilausn*", "laskun*"]),
];

pub(super) fn kind_before(text: &str, start: usize) -> Option<Kind> {
    /// Words that stand between what a number is and the number.
    const FILLERS: [&str; 10] = ["nr", "no", "nro", "num", "number", "nummer", "numurs", "numer", "kood", "kods"];
    let from = text[..start].char_indices().rev().nth(NEAR - 1).map_or(0, |(from, _)| from);
    let line = text[from..start].rsplit('\n').next().unwrap_or_default();
    let named = line.trim_end_matches([' ', ':', '.', '№', '"', '\'']);
    // `ISBN-10: 0140449132`
    let named = named.strip_suffix("-10").unwrap_or(named);
    let mut words =
        named.rsplit([' ', '.', ':', '-', '(', '[', '{', ',', '"', '\'']).filter(|word| !word.is_empty()).map(str::to_lowercase);
    let word = words.find(|word| !FILLERS.contains(&word.as_str()))?;
    let is_one = |known: &&str| known.strip_suffix('*').map_or(word == **known, |begins| word.starts_with(begins));
    KINDS.iter().find(|(_, known)| known.iter().any(is_one)).map(|(kind, _)| *kind)
}

/// Words behind a day that announce the other figures of a number, in small letters.
const LAST: [&str; 16] = [
    "sista-fyra",
    "fyra-sista",
    "sista-siffr",
    "siste-fire",
    "sidste-fire",
    "fire-siste",
    "fire-sidste",
    "siste-fem",
    "fem-siste",
    "siste-siffer",
    "sidste-cifre",
    "last-four",
    "four-last",
    "last-digits",
    "kontrollsiff",
    "personn",
];

/// Whether a text has one of such words; a hyphen in them may be a space or a line end too.
fn has_one(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase().replace([' ', '\n', '_'], "-");
    words.iter().any(|word| text.contains(word))
}

/// Whether what stands between two runs of figures says that the second ends a number that the first begins.
pub(super) fn announces_last(between: &str) -> bool {
    const SHORTEST: usize = 7;
    between.len() >= SHORTEST && has_one(between, &LAST)
}

/// How sure it is that a day and the figures in the next cell are a person's, by what a table says before them; `None` if
/// it says nothing of persons.
pub(super) fn of_table(before: &str) -> Option<Weight> {
    /// In characters, a table's head and some dozens of rows.
    const LONGEST: usize = 2_000;
    const PERSONS: [&str; 20] = [
        "född",
        "födel",
        "født",
        "fødd",
        "fødsel",
        "birth",
        "born",
        "synty",
        "sünd",
        "fædd",
        "fæðing",
        "dzim",
        "gim",
        "urodz",
        "народ",
        "pnr",
        "cpr",
        "kennit",
        "personas-kod",
        "personal",
    ];
    let from = before.char_indices().rev().nth(LONGEST - 1).map_or(0, |(from, _)| from);
    let before = &before[from..];
    if has_one(before, &LAST) { Some(Weight::Sure) } else { has_one(before, &PERSONS).then_some(Weight::Possible) }
}

fn window<'t>(text: &'t str, at: &Range<usize>) -> &'t str {
    let start = text[..at.start].char_indices().rev().nth(NEAR - 1).map_or(0, |(start, _)| start);
    let end = text[at.end..].char_indices().nth(NEAR).map_or(text.len(), |(length, _)| at.end + length);
    &text[start..end]
}
