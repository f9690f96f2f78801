//! Streets near words for places where somebody is sheltered.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Way;
use crate::language::direction::is_right_to_left;
use crate::language::sought::Sought;
use crate::language::words::next_figure;

/// Words for places where somebody is sheltered, in lower case; they are looked for as beginnings of words.
const SHELTERS: &[&str] = &[
    "skyddat boende",
    "skyddade boende",
    "skyddsboende",
    "kvinnojour",
    "tjejjour",
    "jourhem",
    "jourboende",
    "akutboende",
    "hvb-hem",
    "sis-hem",
    "familjehem",
    "stödboende",
    "shelter",
    "safe house",
    "refuge",
    "krisecenter",
    "krisesenter",
    "krisecentre",
    "krisesentre",
    "kvindekrisecenter",
    "kvindekrisecentre",
    "beskyttet bolig",
    "omsorgssenter",
    "turvakoti",
    "turvakodi",
    "turvakodu",
    "turvatalo",
    "kvennaathvarf",
    "athvarf",
    "varjupai",
    "krīzes centr",
    "patversm",
    "patvērum",
    "prieglaud",
    "prieglobst",
    "krizių centr",
    "притул",
    "шелтер",
    "приют",
    "убежище для",
    "кризисный центр",
    "кризисного центра",
    "кризисном центре",
    "кризовий центр",
    "кризового центру",
    "кризовому центрі",
    "schronisk",
    "schronieni",
    "mieszkanie chronione",
    "mieszkaniu chronionym",
    "frauenhaus",
    "frauenhäus",
    "schutzwohnung",
    "zufluchtswohnung",
    "ملجأ",
    "الملجأ",
    "مأوى",
    "المأوى",
    "دار إيواء",
    "دار الإيواء",
];
/// How far from such a word a street is told, in bytes.
const NEAR_SHELTER: usize = 300;
/// Ends of names of streets, of one word.
const STREETS: &[&str] = &[
    "gatan",
    "gata",
    "vägen",
    "väg",
    "gränd",
    "gränden",
    "torget",
    "torg",
    "stigen",
    "backen",
    "allén",
    "esplanaden",
    "gade",
    "gaden",
    "vej",
    "vejen",
    "gate",
    "gaten",
    "vei",
    "veien",
    "vegen",
    "plass",
    "katu",
    "kadulla",
    "kadulle",
    "kadulta",
    "tie",
    "tiellä",
    "tielle",
    "tieltä",
    "kuja",
    "kujalla",
    "kaari",
    "raitti",
    "esplanadi",
    "polku",
    "polulla",
    "stræti",
    "vegur",
    "vegi",
    "vegar",
    "götu",
    "stígur",
    "stíg",
    "veg",
    "braut",
    "gerði",
    "torgi",
    "stræde",
    "vænget",
    "svingen",
    "allmenningen",
    "boulevard",
    "boulevarden",
    "tänav",
    "tänaval",
    "maantee",
    "maanteel",
    "puiestee",
    "puiesteel",
    "straße",
    "strasse",
    "str.",
];
/// Words of streets of several words.
const STREET_WORDS: &[&str] = &[
    "street",
    "road",
    "avenue",
    "lane",
    "iela",
    "ielā",
    "ielas",
    "gatvē",
    "bulvāris",
    "bulvārī",
    "prospekts",
    "prospektā",
    "šķērsiela",
    "šķērsielā",
    "laukums",
    "laukumā",
    "gatvė",
    "gatve",
    "gatvės",
    "gatvėje",
    "g.",
    "pr.",
    "al.",
    "prospektas",
    "prospekte",
    "mnt",
    "mnt.",
    "maantee",
    "maanteel",
    "pst",
    "pst.",
    "puiestee",
    "puiesteel",
    "tänav",
    "tänaval",
    "tänavas",
    "põik",
    "tn",
    "tn.",
    "tee",
    "вулиця",
    "вул.",
    "вулиці",
    "проспект",
    "проспекті",
    "просп.",
    "бульвар",
    "бульварі",
    "бул.",
    "провулок",
    "провулку",
    "пров.",
    "площа",
    "площі",
    "пл.",
    "шосе",
    "ул.",
    "улица",
    "улице",
    "улицы",
    "проспекте",
    "переулок",
    "ul.",
    "ulica",
    "ulicy",
    "aleja",
    "alei",
    "aleje",
    "alejach",
    "alėja",
    "alėjos",
    "alėjoje",
    "boulevard",
    "straße",
    "str.",
    "gata",
    "gatan",
    "väg",
    "allé",
    "gade",
    "gate",
    "vägen",
    "torget",
    "vej",
    "vei",
    "esplanaden",
    "gränd",
    "torg",
    "torv",
    "plads",
    "plass",
    "stræde",
    "شارع",
    "بشارع",
];
/// Those of them before which the number of the house stands.
const ENGLISH: &[&str] = &["street", "road", "avenue", "lane"];
/// Short forms of these and others, behind the number of a house; elsewhere they are other words: «Meld. St. 20».
const SHORT_STREET_WORDS: &[&str] =
    &["St", "St.", "Rd", "Rd.", "Ave", "Ave.", "Ln", "Close", "Drive", "Crescent", "Square", "Gardens", "Terrace", "Grove"];
/// Words that say that an address follows, and what stands between the two besides a colon.
const ADDRESSES: &[&str] = &[
    "adress",
    "adressen",
    "besöksadress",
    "besöksadressen",
    "adresse",
    "adressa",
    "besøgsadresse",
    "besøksadresse",
    "osoite",
    "käyntiosoite",
    "aadress",
    "adrese",
    "adresas",
    "heimilisfang",
    "адреса",
    "адресою",
    "адрес",
    "адресу",
    "address",
    "adres",
    "عنوان",
    "العنوان",
];
const SAYS: &[&str] = &["är", "er", "on", "is", "ir", "yra", "jest", "—", "–", "-", ":"];
/// Boxes of the post are no places.
const BOXES: &[&str] = &["box", "postbox", "postboks", "p.o", "po", "pl", "pb", "pósthólf", "pk", "а/с"];
/// What ends as streets do: roads that cross a country, and other words.
const NO_STREETS: &[&str] = &[
    "valtatie",
    "kantatie",
    "moottoritie",
    "seututie",
    "europaväg",
    "europavägen",
    "riksväg",
    "riksvägen",
    "länsväg",
    "motorväg",
    "järnväg",
    "europavej",
    "motorvej",
    "europavei",
    "riksvei",
    "fylkesvei",
    "motorvei",
    "brigade",
    "delegate",
    "investigate",
    "navigate",
    "mitigate",
];

/// What stands between a street and the number of a house.
const HOUSES: &[&str] =
    &["nr", "nr.", "no", "no.", "№", "numer", "number", "nummer", "будинок", "буд.", "д.", "дом", "namas", "māja", "numerossa", "رقم"];
/// What is counted, so that the number before it is none of a house.
const COUNTED: &[&str] = &[
    "years",
    "year",
    "months",
    "month",
    "weeks",
    "days",
    "hours",
    "people",
    "persons",
    "women",
    "children",
    "girls",
    "boys",
    "percent",
    "cases",
    "families",
    "places",
    "beds",
    "år",
    "månader",
    "barn",
    "kvinnor",
    "kvinder",
    "vuotta",
    "aastat",
    "gadi",
    "gadus",
    "metų",
    "років",
    "лет",
    "lat",
    "jahre",
    "km",
    "platser",
    "plasser",
    "børn",
    "naista",
    "lasta",
    "naist",
    "last",
    "barna",
    "bērnu",
    "vaikų",
    "дітей",
    "жінок",
    "детей",
    "женщин",
    "kobiet",
    "dzieci",
    "frauen",
    "kinder",
];

/// Whether a word is the second of a Lithuanian street, whose short forms are Danish and Latin too: `Gedimino pr.`,
/// `Laisvės al.`
fn is_lithuanian(before: &str) -> bool {
    ["o", "ės", "os", "ų", "aus", "ies"].iter().any(|ending| before.ends_with(ending))
}

pub fn find(text: &str, found: &mut Vec<Way>) {
    // Shelter is seldom spoken of; streets are sought beside such words alone.
    if !may_hold_shelter(text) {
        return;
    }
    let mut near: Vec<Range<usize>> = Vec::new();
    for place in shelters(text) {
        let part = whole_words(text, place.saturating_sub(NEAR_SHELTER)..(place + NEAR_SHELTER).min(text.len()));
        match near.last_mut().filter(|last| part.start <= last.end) {
            Some(last) => last.end = part.end,
            None => near.push(part),
        }
    }
    for part in near {
        let words = words(&text[part.clone()]);
        let mut streets: Vec<Range<usize>> = (0..words.len()).filter_map(|index| street(&words, index)).collect();
        let told = (0..words.len()).filter_map(|index| address(&words, index));
        let told: Vec<_> = told.filter(|told| !streets.iter().any(|street| street.start < told.end && told.start < street.end)).collect();
        streets.extend(told);
        found.extend(streets.into_iter().map(|street| Way::Street(part.start + street.start..part.start + street.end)));
    }
}

/// A part of a text without the ends of words that it cuts.
fn whole_words(text: &str, part: Range<usize>) -> Range<usize> {
    let start = (0..=part.start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (part.end..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let word = |c: char| !c.is_whitespace();
    text[..start].trim_end_matches(word).len()..text.len() - text[end..].trim_start_matches(word).len()
}

/// Whether a text has a word for places where somebody is sheltered.
pub fn speaks_of_shelter(text: &str) -> bool {
    shelters(text).next().is_some()
}

/// Where such words begin.
fn shelters(text: &str) -> impl Iterator<Item = usize> {
    static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let all = SHELTERS.iter().map(|word| word.to_string()).chain(SHELTERS.iter().flat_map(|word| [word.to_uppercase(), capital(word)]));
        AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::LeftmostFirst).build(all).ok()
    });
    let places = WORDS.iter().flat_map(move |words| words.find_iter(text)).map(|word| word.start());
    places.filter(move |place| {
        let is_word = !text[..*place].ends_with(char::is_alphabetic);
        // Refugees need no shelter to be spoken of.
        is_word && !text.as_bytes()[*place..].get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"refugee"))
    })
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A street with the number of a house, of which one word says that it is one.
fn street(words: &[(usize, &str)], index: usize) -> Option<Range<usize>> {
    let (at, word) = words[index];
    if is_whole_name(word) {
        return number_behind(words, index, 0).map(|end| at..end);
    }
    let (said, ends_sentence) = street_word(word)?;
    let lower = said.to_lowercase();
    let name = lower.as_str();
    let is_short = SHORT_STREET_WORDS.contains(&said);
    let before = index.checked_sub(1).map(|before| words[before]);
    let named_before = before.filter(|(_, before)| before.starts_with(char::is_uppercase));
    let named_behind = words.get(index + 1).is_some_and(|(_, next)| is_capital(next));
    // In Polish the name stands behind it, `al. Jerozolimskie`; «Smith et al.» is Latin.
    let is_polish = || name == "al." && named_behind && before.is_none_or(|(_, before)| before != "et");
    let is_street = (named_before.is_some() || named_behind)
        && (!matches!(name, "pr." | "al.") || before.is_some_and(|(_, before)| is_lithuanian(before)) || is_polish());
    if !is_street {
        return None;
    }
    let from = named_before.map_or(at, |(before, _)| before);
    let behind = if is_short || ends_sentence { None } else { number_behind(words, index, 3) };
    let before_it = || if is_short || ENGLISH.contains(&name) { number_before(words, index) } else { None };
    // «12 شارع النصر»
    let arabic_before = || {
        let (number, (name, behind)) = (before.filter(|_| name == "شارع")?, words.get(index + 1)?);
        house(number.1, None).map(|_| number.0..name + bare(behind).len())
    };
    behind.map(|end| from..end).or_else(|| before_it().map(|from| from..at + said.len())).or_else(arabic_before)
}

/// A name with the number of a house that is said to be an address, whatever streets are called there: «aadress: Pikk 12».
fn address(words: &[(usize, &str)], index: usize) -> Option<Range<usize>> {
    let (_, word) = words[index];
    let said = word.trim_end_matches([':', '.']);
    if !ADDRESSES.contains(&said.to_lowercase().as_str()) {
        return None;
    }
    let says = words.get(index + 1).is_some_and(|(_, next)| SAYS.contains(next));
    let last = index + usize::from(says);
    let (at, name) = *words.get(last + 1)?;
    let is_box = BOXES.contains(&name.trim_end_matches(['.', ':']).to_lowercase().as_str());
    if !(says || word.ends_with(':')) || !is_capital(name) || is_box {
        return None;
    }
    number_behind(words, last, 3).map(|end| at..end)
}

/// The word of a street that a word is, without the signs behind it, and whether these end a sentence or a part of one.
fn street_word(word: &str) -> Option<(&str, bool)> {
    let is_one = |word: &&str| STREET_WORDS.contains(&word.to_lowercase().as_str()) || SHORT_STREET_WORDS.contains(word);
    // A stop may belong to it: `mnt.`
    let with_stop = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let alone = bare(word);
    let said = [word, with_stop, alone].into_iter().find(is_one)?;
    Some((said, word[said.len()..].contains(['.', '!', '?', ';', '…'])))
}

/// Whether a word begins as names do; a script from right to left has no capitals.
/// A word without the signs behind it.
fn bare(word: &str) -> &str {
    word.trim_end_matches(|c: char| !c.is_alphanumeric())
}

fn is_capital(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || is_right_to_left(c))
}

/// Whether a word is the whole name of a street: «Storgatan».
fn is_whole_name(word: &str) -> bool {
    let name = word.trim_end_matches(',').to_lowercase();
    let ends =
        |end: &&str| name.strip_suffix(*end).is_some_and(|begins| begins.chars().count() >= 2 && (*end != "tie" || is_finnish(begins)));
    is_capital(word) && STREETS.iter().any(ends) && !NO_STREETS.contains(&name.as_str())
}

/// The end of the number behind a street's word, between which so many words of its name may stand: «вул. Січових
/// Стрільців, буд. 7».
fn number_behind(words: &[(usize, &str)], index: usize, mut names: usize) -> Option<usize> {
    for behind in index + 1..words.len() {
        let (at, word) = words[behind];
        if HOUSES.contains(&word.to_lowercase().as_str()) {
            continue;
        }
        if let Some(house) = house(word, words.get(behind + 1).map(|(_, next)| *next)) {
            return Some(at + house.len());
        }
        // «вул. Хрещатик. 12 дітей» goes on with another sentence, «S. Daukanto» does not.
        if names == 0 || !is_capital(word) || word.ends_with('.') && word.chars().count() > 2 {
            break;
        }
        names -= 1;
    }
    None
}

/// Where the number before a street's word and its name begins: 12 Old Harbour Street.
fn number_before(words: &[(usize, &str)], index: usize) -> Option<usize> {
    let is_name = |word: &str| is_capital(word) && !word.ends_with([',', '.', ';', ':', '!', '?']);
    let names = words[..index].iter().rev().take_while(|(_, word)| is_name(word)).count();
    let (at, number) = words[..index - names].last()?;
    ((1..=2).contains(&names) && house(number, None).is_some()).then_some(*at)
}

/// Whether a Finnish street may begin so: «Katie» and «Sortie» are none.
fn is_finnish(begins: &str) -> bool {
    begins.chars().count() >= 3 && begins.ends_with(['a', 'ä', 'e', 'i', 'o', 'ö', 'u', 'y', 'n', 's'])
}

/// The number of a house with which a word begins, given the word behind it: 5, 12A, 12-5.
fn house<'t>(word: &'t str, next: Option<&str>) -> Option<&'t str> {
    let figures = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &word[figures..];
    let letters = rest.chars().take_while(|c| c.is_alphabetic()).count();
    let is_measure = rest.starts_with([':', '%']) || rest.starts_with(['.', ',']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let next = bare(next.unwrap_or_default()).to_lowercase();
    let is_house = (1..=3).contains(&figures) && letters <= 1 && !is_measure && !COUNTED.contains(&next.as_str());
    is_house.then(|| bare(word))
}

/// A quick look that says no to nearly all texts.
fn may_hold_shelter(text: &str) -> bool {
    // Parts of each word that are rare and hold no first letter, small and large, so that most pages are passed by at the
    // speed of memory. A searcher takes 64 of them.
    const PARTS: [&str; 46] = [
        "yddat boende",
        "yddade boende",
        "yddsboende",
        "nojour",
        "jejjour",
        "ourhem",
        "ourboende",
        "kutboende",
        "vb-hem",
        "VB-hem",
        "is-hem",
        "iS-hem",
        "iljehem",
        "ödboende",
        "helter",
        "afe house",
        "efuge",
        "isecent",
        "isesent",
        "ttet bolig",
        "orgssenter",
        "urvako",
        "urvatal",
        "thvarf",
        "arjupai",
        "atversm",
        "atvēr",
        "riegl",
        "zes centr",
        "zių centr",
        "ритул",
        "елтер",
        "риют",
        "бежище для",
        "ризисн",
        "ризово",
        "ризови",
        "hronisk",
        "hronien",
        "hronion",
        "rauenh",
        "hutzwohnung",
        "luchtswohnung",
        "ملجأ",
        "مأوى",
        "إيواء",
    ];
    static SMALL: LazyLock<Sought> = LazyLock::new(|| Sought::of(PARTS));
    static LARGE: LazyLock<Sought> = LazyLock::new(|| Sought::of(PARTS.map(str::to_uppercase).iter().map(String::as_str)));
    // A street has a number.
    next_figure(text.as_bytes(), 0).is_some() && (SMALL.is_in(text) || LARGE.is_in(text))
}

/// The words of a text, and where each begins. Quotation marks and brackets part them too, as those of data round a value.
fn words(text: &str) -> Vec<(usize, &str)> {
    let parts = |c: char| c.is_whitespace() || "\"()[]{}<>«»“”„‹›|`".contains(c);
    let words = text.split(parts).map(|word| word.trim_start_matches(['\'', '’', '‘', '‚'])).filter(|word| !word.is_empty());
    words.map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word)).collect()
}
