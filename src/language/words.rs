//! Words as a search takes them: cut from a text, made alike, grouped by what they have in common.
//!
//! The browser does the same to what a reader types, in `themes/lykta/assets/search.js`: [`cut`], [`fold`] and `base`
//! have their like there. Stems it does not need, since an index lists the words as written, group by group.

use std::sync::LazyLock;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};
use rustc_hash::FxHashMap;
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Words longer than this, in characters, are none that anybody types.
const LONGEST: usize = 40;

/// The words of a text, in small letters and composed, without marks that only guide the voice.
pub fn cut(text: &str, mut word: impl FnMut(&str)) {
    let text = if is_composed(text.as_bytes()) { text.into() } else { ComposingNormalizerBorrowed::new_nfkc().normalize(text) };
    let mut current = String::new();
    let mut letters = 0;
    // Where an apostrophe stood in it.
    let mut joints: Vec<usize> = Vec::new();
    let mut give = |current: &mut String, letters: &mut usize, joints: &mut Vec<usize>| {
        if begins_unspaced(current) {
            pairs(current, &mut word);
        } else if (2..=LONGEST).contains(letters) || *letters == 1 && current.chars().all(|sign| digit(sign).is_some()) {
            word(current);
        }
        if !joints.is_empty() {
            elided(current, joints, &mut word);
            joints.clear();
        }
        current.clear();
        *letters = 0;
    };
    let often = &*OFTEN;
    let mut rest = &*text;
    loop {
        let (run, count) = small_letters(often, rest);
        if count > 0 && begins_unspaced(&current) {
            give(&mut current, &mut letters, &mut joints);
        }
        current.push_str(&rest[..run]);
        letters += count;
        let mut characters = rest[run..].chars();
        let Some(character) = characters.next() else { break };
        rest = characters.as_str();
        let sign = often.get(character as usize).copied().unwrap_or_else(|| Sign::of(character));
        if letters > 0
            && matches!(sign, Sign::Small | Sign::Capital(_) | Sign::Capitals)
            && begins_unspaced(&current) != is_unspaced(character)
        {
            give(&mut current, &mut letters, &mut joints);
        }
        match sign {
            Sign::Small => {
                current.push(character);
                letters += 1;
            }
            Sign::Capital(small) => {
                current.push(small);
                letters += 1;
            }
            Sign::Capitals => {
                current.extend(character.to_lowercase());
                letters += 1;
            }
            Sign::Guide => {}
            // Part of the word, but nothing that everybody types: «обов'язок».
            Sign::Apostrophe if letters > 0 && characters.next().is_some_and(char::is_alphabetic) => joints.push(current.len()),
            Sign::Apostrophe | Sign::Gap => give(&mut current, &mut letters, &mut joints),
        }
    }
    give(&mut current, &mut letters, &mut joints);
}

/// In Latin letters an apostrophe joins words of their own, too: «l'enfant», «dell'infanzia», «Ankara'da».
fn elided(whole: &str, joints: &[usize], word: &mut impl FnMut(&str)) {
    if !whole.starts_with(|first: char| first < '\u{250}') {
        return;
    }
    let starts = [0].into_iter().chain(joints.iter().copied());
    let parts = starts.zip(joints.iter().copied().chain([whole.len()])).map(|(start, end)| &whole[start..end]);
    parts.filter(|part| (2..=LONGEST).contains(&part.chars().count())).for_each(word);
}

/// Where nobody puts spaces between words, every two letters that stand together are looked for.
fn pairs(run: &str, word: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    for pair in starts.windows(3) {
        word(&run[pair[0]..pair[2]]);
    }
    // One letter is found as the beginning of a pair; the last begins none.
    if let [.., last, end] = starts[..] {
        word(&run[last..end]);
    }
}

/// Words that a text writes in parts and others in one: `non-punishment` and nonpunishment, `116 000` and 116000, `7,000`
/// and 7000, `c/o` and co, `1 a §` and 1a. Each part is a word of its own as well, which [`cut`] tells, unless it is a letter.
pub fn joined(text: &str, mut word: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    // The parts in a row of which one holds a byte.
    let row = |is_gap: fn(char) -> bool, goes_on: fn(&u8) -> bool, from: usize| {
        let run = |from: usize| from + bytes[from..].iter().take_while(|b| goes_on(b)).count();
        let start = bytes[..from].iter().rposition(|b| !goes_on(b)).map_or(0, |before| before + 1);
        let mut end = run(from);
        while let Some(gap) = text.get(end..).and_then(|rest| rest.chars().next()).filter(|c| is_gap(*c)).map(char::len_utf8)
            && bytes.get(end + gap).is_some_and(goes_on)
        {
            end = run(end + gap);
        }
        start..end
    };
    let is_letter = |b: &u8| b.is_ascii_alphanumeric() || *b >= 0x80;
    let mut next = 0;
    for at in memchr::memchr_iter(b'-', bytes) {
        if at >= next && at > 0 && is_letter(&bytes[at - 1]) {
            let parts = row(|c| c == '-', is_letter, at - 1);
            next = parts.end;
            let parts = &text[parts];
            // A row of figures may go on behind a space.
            if parts.contains('-') && !parts.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
                cut(&parts.replace('-', ""), &mut word);
            }
        }
    }
    let mut from = 0;
    while let Some(figure) = next_figure(bytes, from) {
        let parts = row(|c| c == '-' || is_narrow(c), u8::is_ascii_digit, figure);
        let parts = parts.start..parts.end.max(figure + end_of_number(&bytes[figure..]));
        from = parts.end;
        if may_be_joined(&text[parts.clone()]) {
            cut(&text[parts].replace(|c: char| !c.is_ascii_digit(), ""), &mut word);
        }
    }
    let is_one = |c: Option<char>| c.filter(|c| c.is_alphabetic());
    let is_free = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || is_mark(c));
    for at in memchr::memchr_iter(b'/', bytes) {
        let (mut before, mut behind) = (text[..at].chars().rev(), text[at + 1..].chars());
        if let (Some(first), Some(second)) = (is_one(before.next()), is_one(behind.next()))
            && is_free(before.next())
            && is_free(behind.next())
        {
            cut(&format!("{first}{second}"), &mut word);
        }
    }
    for at in memchr::memmem::find_iter(bytes, "§".as_bytes()) {
        let before = text[..at].trim_end_matches(is_narrow);
        if let Some(letter) = is_one(before.chars().next_back()) {
            let number = before[..before.len() - letter.len_utf8()].trim_end_matches(is_narrow);
            let figures = number.bytes().rev().take_while(u8::is_ascii_digit).count();
            if figures > 0 {
                cut(&format!("{}{letter}", &number[number.len() - figures..]), &mut word);
            }
        }
    }
}

fn is_narrow(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{202f}')
}

/// Where a number ends whose thousands may have a comma or a dot before them.
fn end_of_number(bytes: &[u8]) -> usize {
    let figures = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let first = figures(0);
    let mut end = first;
    while first < 4 && matches!(bytes.get(end), Some(b',' | b'.')) && figures(end + 1) == 3 {
        end += 4;
    }
    end
}

/// Figures that others write in one are a telephone number, an amount or a date. A row of as many as the numbers of persons
/// have is only joined if it begins as telephone numbers do, so that the index holds none that no text does.
fn may_be_joined(parts: &str) -> bool {
    let figures = parts.bytes().filter(u8::is_ascii_digit).count();
    let is_long = (10..=12).contains(&figures);
    figures < parts.len() && (!is_long || parts.starts_with('0') && parts.split(|c: char| !c.is_ascii_digit()).all(|part| part.len() > 1))
}

/// The next figure from a byte on. Texts have few; whole blocks are passed over at a time.
pub fn next_figure(bytes: &[u8], from: usize) -> Option<usize> {
    const BLOCK: usize = 32;
    let mut at = from;
    while let Some(block) = bytes.get(at..at + BLOCK) {
        // Without an early end the compiler looks at all bytes of a block at once.
        if block.iter().fold(false, |any, b| any | b.is_ascii_digit()) {
            break;
        }
        at += BLOCK;
    }
    bytes.get(at..)?.iter().position(u8::is_ascii_digit).map(|found| at + found)
}

/// An Arabic word without the article and what is written together with it, if it has one.
pub fn without_article(word: &str) -> Option<&str> {
    let bare = ["ال", "وال", "بال", "كال", "فال", "لل"].iter().find_map(|article| word.strip_prefix(article))?;
    (bare.chars().count() > 2).then_some(bare)
}

/// How many bytes at the beginning of a text are small letters, as most of a text are, and how many letters these are.
fn small_letters(often: &[Sign], text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let (mut at, mut letters) = (0, 0);
    while let Some(&first) = bytes.get(at) {
        let (code, length) = match first {
            0..0x80 => (usize::from(first), 1),
            // Two bytes make a character: eleven bits.
            0xC0..0xE0 => (usize::from(first & 0x1F) << 6 | usize::from(bytes[at + 1] & 0x3F), 2),
            _ => break,
        };
        if !matches!(often.get(code), Some(Sign::Small)) {
            break;
        }
        at += length;
        letters += 1;
    }
    (at, letters)
}

/// Whether a byte stands twice in a row. Without an early end the compiler looks at many bytes at once.
pub fn is_doubled(bytes: &[u8], byte: u8) -> bool {
    bytes.iter().zip(bytes.iter().skip(1)).fold(false, |any, (a, b)| any | ((*a == byte) & (*b == byte)))
}

/// Whether a text surely is in the form in which words are compared: ASCII, the letters of Europe, Cyrillic, dashes and
/// quotation marks. Without an early end the compiler looks at many bytes at once.
fn is_composed(bytes: &[u8]) -> bool {
    if !bytes.iter().fold(true, |all, b| all & matches!(b, 0..=0xBF | 0xC3..=0xC5 | 0xD0 | 0xD1 | 0xE2)) {
        return false;
    }
    // Ligatures such as ĳ and letters with an apostrophe or a dot beside them are taken apart.
    let parts = |(a, b): (&u8, &u8)| (*a == 0xC4) & matches!(b, 0xB2 | 0xB3 | 0xBF) | (*a == 0xC5) & matches!(b, 0x80 | 0x89 | 0xBF);
    let signs = |((a, b), c): ((&u8, &u8), &u8)| (*a == 0xE2) & !((*b == 0x80) & matches!(c, 0x93..=0x95 | 0x98..=0x9E));
    let (second, third) = (bytes.iter().skip(1), bytes.iter().skip(2));
    !bytes.iter().zip(second.clone()).fold(false, |any, pair| any | parts(pair))
        && !bytes.iter().zip(second).zip(third).fold(false, |any, three| any | signs(three))
}

/// What a character is to a word.
#[derive(Clone, Copy)]
enum Sign {
    /// A letter or figure that is its own small letter.
    Small,
    /// With its small letter.
    Capital(char),
    /// Its small letter is written in several characters.
    Capitals,
    Guide,
    Apostrophe,
    Gap,
}

impl Sign {
    fn of(character: char) -> Sign {
        if is_guide(character) {
            return Sign::Guide;
        }
        // Ukrainian's own apostrophe counts as a letter in the tables.
        if is_apostrophe(character) {
            return Sign::Apostrophe;
        }
        if character.is_alphanumeric() || is_mark(character) {
            let mut small = character.to_lowercase();
            return match (small.next(), small.next()) {
                (Some(letter), None) if letter == character => Sign::Small,
                (Some(letter), None) => Sign::Capital(letter),
                _ => Sign::Capitals,
            };
        }
        Sign::Gap
    }
}

/// The same for Latin, Greek and Cyrillic, where looking it up in the tables of Unicode takes most of the time.
static OFTEN: LazyLock<Vec<Sign>> = LazyLock::new(|| ('\0'..'\u{530}').map(Sign::of).collect());

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{2BC}' | '\u{2018}')
}

/// Whether a character is of a script that puts no space between words: Chinese, Japanese, Thai and their neighbours. Figures
/// are none: a number is one word in any script.
pub fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{E00}'..='\u{E4F}' | '\u{E5A}'..='\u{ECF}' | '\u{EDA}'..='\u{EFF}' | '\u{1000}'..='\u{103F}' | '\u{104A}'..='\u{108F}'
        | '\u{109A}'..='\u{109F}' | '\u{1780}'..='\u{17DF}' | '\u{17EA}'..='\u{17FF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn begins_unspaced(word: &str) -> bool {
    word.as_bytes().first().is_some_and(|byte| *byte >= 0xE0) && word.starts_with(is_unspaced)
}

/// As how many words such characters of a text count: readers take some 500 of Chinese or Japanese in the time of 200 words,
/// and of scripts of single sounds a word has some four letters, whose marks of vowels and tones are none.
pub fn unspaced(text: &str) -> usize {
    // Without an early end the compiler looks at many bytes at once. These characters take three bytes or four, and none of
    // them begins with E2, as dashes and quotation marks do.
    if !text.bytes().fold(false, |any, b| any | ((b >= 0xE0) & (b != 0xE2))) {
        return 0;
    }
    let (sounds, signs): (Vec<char>, Vec<char>) = text.chars().filter(|c| is_unspaced(*c)).partition(|c| *c < '\u{3000}');
    (signs.len() * 2).div_ceil(5) + sounds.into_iter().filter(|c| !is_mark(*c)).count().div_ceil(4)
}

/// What is heard or guides the eye, but is no letter: Arabic vowel marks, tatweel, soft hyphens.
fn is_guide(character: char) -> bool {
    matches!(character, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{610}'..='\u{61A}')
}

/// Whether a character combines with the one before it: accents, and the vowels and tones of many scripts.
pub fn is_mark(character: char) -> bool {
    GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(character))
}

/// Accents of Latin, Greek and Cyrillic and the points of Hebrew, which not everybody types.
fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5BD}')
        || matches!(character, '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}')
}

/// The figure that a decimal digit of any script means.
pub fn digit(c: char) -> Option<char> {
    let is_digit = |code: u32| CodePointMapData::<GeneralCategory>::new().get32(code) == GeneralCategory::DecimalNumber;
    let code = c as u32;
    // Each script has its ten in a row, those of mathematics one ten behind the other.
    let first = is_digit(code).then(|| (0..code).rev().take_while(|code| is_digit(*code)).last().unwrap_or(code))?;
    char::from_digit((code - first) % 10, 10)
}

/// A word as the index lists it: Arabic letters that are written now so, now so, are one, and so are figures of all scripts.
/// Letters such as å and š stay: they are other letters, and make other words.
pub fn fold(word: &str) -> String {
    folded(word).collect()
}

fn folded(word: &str) -> impl Iterator<Item = char> {
    word.chars().map(|character| match alike(character) {
        // The first digits that are none of ASCII's are Arabic.
        letter @ '\u{660}'.. => digit(letter).unwrap_or(letter),
        letter => letter,
    })
}

/// The one of several letters that are written now so, now so. Keyboards for Arabic, Persian, Kurdish and Urdu each have
/// their own k, y and h.
pub fn alike(letter: char) -> char {
    match letter {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ة' | 'ۀ' | 'ہ' | 'ۂ' | 'ۃ' | 'ە' => 'ه',
        'ґ' => 'г',
        // A small sigma at the end of a word.
        'ς' => 'σ',
        other => other,
    }
}

/// The letters of every keyboard in which a letter is written by those who lack it: one or two.
pub fn plain(letter: char) -> (char, Option<char>) {
    match letter {
        'ø' => ('o', None),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ð' | 'đ' => ('d', None),
        'þ' => ('t', Some('h')),
        'ß' => ('s', Some('s')),
        'ł' => ('l', None),
        'ŧ' => ('t', None),
        'ŋ' => ('n', None),
        'ħ' => ('h', None),
        'ə' => ('e', None),
        'ı' => ('i', None),
        other => (other, None),
    }
}

/// A word in the letters that everybody has on the keyboard: what it is looked for by if it is not found as typed.
fn base(word: &str) -> impl Iterator<Item = char> {
    let plain = DecomposingNormalizerBorrowed::new_nfd().normalize_iter(folded(word)).filter(|character| !is_accent(*character));
    plain.flat_map(|character| {
        let (first, second) = self::plain(character);
        [Some(first), second].into_iter().flatten()
    })
}

/// In which of so many parts of an index a word stands: told by its first two letters, so that a typing error later in the
/// word leads to the same part; where letters stand in pairs by the first, so that one is enough to ask for.
pub fn part(word: &str, parts: usize) -> usize {
    let letters = if begins_unspaced(word) { 1 } else { 2 };
    let mut first = base(word).take(letters).map(|letter| letter as usize);
    let (a, b) = (first.next().unwrap_or(0), first.next().unwrap_or(0));
    (a * 31 + b) % parts.max(1)
}

/// What the forms of a word have in common, as far as a language lets a machine tell.
pub struct Stems {
    rule: Rule,
    /// Forms of the words that are looked for most, where the rule takes them for other words, and the stem of each.
    forms: FxHashMap<&'static str, &'static str>,
}

enum Rule {
    Snowball(Stemmer),
    /// Endings that are cut off, the longest first, and whether ö is the a that it came from.
    Endings(Vec<&'static str>, bool),
    /// Nothing is known of the language: the beginning.
    Beginning,
}

/// Endings of nouns and adjectives; no stemmer is published for Latvian.
const LATVIAN: &str =
    "ajiem ajām ajai ajam ajos ajās ajā iem ām ēm īm ais ajo ies os as es is us ai ei am em im um ās ēs īs ūs ij u a e i s š o ā ē ī ū";
/// The same for Icelandic, articles included.
const ICELANDIC: &str = "arinnar unnar innar anna inum unum num inni inu ina ans ins inn ann ið nir nar ar ir ur um in an na i a u s";

impl Stems {
    pub fn of(tag: &str) -> Stems {
        let language = tag.split('-').next().unwrap_or_default();
        let language = if language == "no" { "nb" } else { language };
        let lines = include_str!("forms.txt").lines().filter_map(|line| line.strip_prefix(language)?.strip_prefix(' ')?.split_once(' '));
        let forms = lines.flat_map(|(stem, forms)| forms.split(' ').map(move |form| (form, stem))).collect();
        Stems { rule: Rule::of(language), forms }
    }

    pub fn stem(&self, word: &str) -> String {
        self.forms.get(word).map_or_else(|| self.rule.stem(word), |stem| (*stem).to_owned())
    }

    /// Forms that somebody may look for though no text holds them, each with its stem.
    pub fn forms(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.forms.iter().map(|(form, stem)| (*form, *stem))
    }
}

impl Rule {
    fn of(language: &str) -> Rule {
        let endings = |list: &'static str| {
            let mut endings: Vec<&str> = list.split(' ').collect();
            endings.sort_by_key(|ending| std::cmp::Reverse(ending.chars().count()));
            endings
        };
        let algorithm = match language {
            "sv" => Algorithm::Swedish,
            "en" => Algorithm::English,
            "da" => Algorithm::Danish,
            "nb" | "nn" => Algorithm::Norwegian,
            "fi" => Algorithm::Finnish,
            "et" => Algorithm::Estonian,
            "lt" => Algorithm::Lithuanian,
            "uk" => Algorithm::Ukrainian,
            "ar" => Algorithm::Arabic,
            "de" => Algorithm::German,
            "fr" => Algorithm::French,
            "es" => Algorithm::Spanish,
            "pl" => Algorithm::Polish,
            "ru" => Algorithm::Russian,
            "ro" => Algorithm::Romanian,
            "nl" => Algorithm::Dutch,
            "it" => Algorithm::Italian,
            "pt" => Algorithm::Portuguese,
            "ca" => Algorithm::Catalan,
            "eu" => Algorithm::Basque,
            "cs" => Algorithm::Czech,
            "sr" | "hr" | "bs" => Algorithm::Serbian,
            "hu" => Algorithm::Hungarian,
            "el" => Algorithm::Greek,
            "tr" => Algorithm::Turkish,
            "fa" => Algorithm::Persian,
            "hi" => Algorithm::Hindi,
            "ta" => Algorithm::Tamil,
            "hy" => Algorithm::Armenian,
            "ga" => Algorithm::Irish,
            "id" => Algorithm::Indonesian,
            "lv" => return Rule::Endings(endings(LATVIAN), false),
            "is" | "fo" => return Rule::Endings(endings(ICELANDIC), true),
            _ => return Rule::Beginning,
        };
        Rule::Snowball(Stemmer::create(algorithm))
    }

    fn stem(&self, word: &str) -> String {
        match self {
            Rule::Snowball(stemmer) => stemmer.stem(word).into_owned(),
            Rule::Endings(endings, umlaut) => {
                // Of a short word little may be taken: «börnum» is «börn» and no article.
                let least = |ending: &str| if ending.chars().count() > 1 { 4 } else { 3 };
                let kept = endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= least(ending)));
                let stem = kept.unwrap_or(word);
                if *umlaut { stem.replace('ö', "a") } else { stem.to_owned() }
            }
            Rule::Beginning => {
                let letters = word.chars().count();
                folded(word).take(letters.saturating_sub(2).clamp(4, 7)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        cut(text, |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn words_are_cut_alike_in_every_script() {
        assert_eq!(words("Barn, flickornas «rätt» A1 x, § 3, m² ٤"), ["barn", "flickornas", "rätt", "a1", "3", "m2", "٤"]);
        assert_eq!(words("обов’язок, обов'язок, обовʼязок"), ["обовязок"; 3]);
        assert_eq!(words("حِمَايَةٌ الأطفـال"), ["حماية", "الأطفال"]);
        assert_eq!(fold("حماية"), "حمايه");
        assert_eq!(["كودكي", "کودکی", "کودکى"].map(fold), ["كودكي"; 3], "Arabic, Persian and mixed keyboards");
        assert_eq!(fold("ہےۀە"), "هےهه");
        assert_eq!(part("کودکان", 64), part("كودكان", 64));
        assert_eq!(["٢٠", "۲۰", "२०", "20"].map(fold), ["20"; 4]);
        assert_eq!(part("٢٠", 64), part("20", 64));
        assert_eq!(words("हिन्दी தமிழ்"), ["हिन्दी", "தமிழ்"]);
        assert_eq!(words("人身取引の被害者A型x2"), ["人身", "身取", "取引", "引の", "の被", "被害", "害者", "者", "型", "x2"]);
        assert_eq!(words("เด็ก"), ["เด", "ด็", "็ก", "ก"]);
        assert_eq!(words("ฉบับ๒ พ.ศ. ๒๕๖๙").iter().map(|word| fold(word)).collect::<Vec<_>>()[4..], ["2", "พ", "ศ", "2569"]);
        assert_eq!(words(&"字".repeat(60)).len(), 60);
        assert_eq!(part("人身", 64), part("人", 64));
        assert_eq!(unspaced(&"字".repeat(500)), 200);
        assert_eq!(unspaced("เด็กที่มาตามลำพัง"), 4);
        assert_eq!(unspaced("No such letter – «ö»"), 0);
        assert_eq!(words("mars'24 a''bb"), ["mars", "24", "bb"]);
        assert_eq!(words("L’enfant, dell'infanzia, don't"), ["lenfant", "enfant", "dellinfanzia", "dell", "infanzia", "dont", "don"]);
        assert_eq!(base("dáŧŧa").collect::<String>(), "datta");
        assert_eq!(fold(&words("ΦΩΣ").concat()), fold(&words("φως").concat()));
        assert_eq!(base("שָׁלוֹם").collect::<String>(), "שלום");
        assert_eq!(base("förövare").collect::<String>(), "forovare");
        assert_eq!(part("förövare", 64), part("forovare", 64));
    }

    #[test]
    fn a_browser_takes_the_same_letters_for_alike() {
        let script = include_str!("../../themes/lykta/assets/search.js");
        for (name, like) in [("ALIKE", (|c| (alike(c), None)) as fn(char) -> (char, Option<char>)), ("PLAIN", plain)] {
            let table = script.split_once(&format!("var {name} = {{ ")).and_then(|(_, rest)| rest.split_once(" };")).expect("a table").0;
            let theirs: Vec<(String, String)> = table
                .split(", ")
                .map(|pair| pair.split_once(": ").expect("a pair"))
                .map(|(letter, other)| (letter.trim_matches('"').to_owned(), other.trim_matches('"').to_owned()))
                .collect();
            let ours = ('\0'..='\u{ffff}').filter(|letter| like(*letter) != (*letter, None));
            let ours = ours.map(|letter| (letter.to_string(), [Some(like(letter).0), like(letter).1].into_iter().flatten().collect()));
            let sorted = |mut pairs: Vec<(String, String)>| {
                pairs.sort();
                pairs
            };
            assert_eq!(sorted(theirs), sorted(ours.collect()), "{name}");
        }
    }

    #[test]
    fn what_is_written_in_parts_is_found_in_one() {
        let joins = |text: &str| {
            let mut words = Vec::new();
            joined(text, |word| words.push(word.to_owned()));
            words
        };
        assert_eq!(joins("Co-operation, non-punish-ment – 116 000 and 2026-03-01"), ["cooperation", "nonpunishment", "116000", "20260301"]);
        assert_eq!(joins("116\u{a0}000 och 1\u{202f}000\u{202f}000"), ["116000", "1000000"]);
        assert_eq!(joins("Före-efter 2 barn - 3 a -b c- å-ä"), ["föreefter", "åä"]);
        assert_eq!(joins("c/o Anna, km/h, and/or, a/b2, A/S; 4 kap. 1 a §, 12\u{a0}b\u{a0}§ a §"), ["co", "as", "1a", "12b"]);
        assert_eq!(joins("020-50 50 50, 070 174 06 35, 978-91-7997-012-3"), ["020505050", "0701740635", "9789179970123"]);
        assert_eq!(joins("7,000, 12.000.000; 3.14, 1234,567; 1.2345 and 192.168.100.100"), ["7000", "12000000"]);
        // Such a row may be as long as the number of a person.
        assert_eq!(joins("1 1 1 0 2 1 1 0 1 1 3, 2000 0105 2380, 2000-0105-2380, 0-1-1-0-2-1-1-0-1-1"), Vec::<String>::new());
        assert_eq!(joins(""), Vec::<String>::new());
    }

    #[test]
    fn an_arabic_word_has_its_article_before_it() {
        for (word, bare) in
            [("الأطفال", Some("أطفال")), ("للأطفال", Some("أطفال")), ("والمحكمة", Some("محكمة")), ("التي", None), ("طفل", None)]
        {
            assert_eq!(without_article(word), bare, "{word}");
        }
    }

    #[test]
    fn every_character_is_cut_as_it_is_compared() {
        for character in '\0'..'\u{3000}' {
            let compared: String = ComposingNormalizerBorrowed::new_nfkc().normalize(&format!("a{character}b")).into_owned();
            // ŉ is an apostrophe and a letter.
            if compared.contains(is_unspaced) || character == 'ŉ' {
                continue;
            }
            let small: String = compared.chars().flat_map(char::to_lowercase).collect();
            let gap = |c: char| !(c.is_alphanumeric() || is_mark(c) || is_guide(c) || is_apostrophe(c));
            let expected: Vec<String> = small
                .split(gap)
                .map(|word| word.chars().filter(|c| !is_guide(*c) && !is_apostrophe(*c)).collect::<String>())
                .filter(|word| word.chars().count() >= 2 || word.starts_with(|sign| digit(sign).is_some()))
                .collect();
            assert_eq!(words(&format!("a{character}b")), expected, "U+{:04X}", character as u32);
        }
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (tag, forms) in [
            ("sv", vec!["utredning", "utredningen", "utredningar"]),
            ("lv", vec!["bērns", "bērnu", "bērniem", "bērni"]),
            ("is", vec!["barn", "börnum", "barna", "barnið", "barninu"]),
            ("sv", vec!["flicka", "flickan", "flickorna", "flickors"]),
            ("fi", vec!["lapsi", "lapsen", "lasta", "lapset", "lasten", "lapsille", "lapsista"]),
            ("fi", vec!["tyttö", "tytön", "tytöt", "tyttöjen"]),
            ("fi", vec!["poika", "pojan", "pojat", "poikia", "poikien"]),
            ("fi", vec!["nuori", "nuoren", "nuorten", "nuoria", "nuorille"]),
            ("et", vec!["laps", "lapse", "lapsed", "laste", "lapsi"]),
            ("et", vec!["ohver", "ohvri", "ohvrid", "ohvrite"]),
            ("en", vec!["child", "children"]),
            ("da", vec!["barn", "barnet", "børn", "børnene", "børns"]),
            ("no", vec!["offer", "ofre", "ofrene", "offeret"]),
            ("lv", vec!["sieviete", "sievietes", "sieviešu", "sievietēm"]),
            ("lt", vec!["žmogus", "žmogaus", "žmonės", "žmonių"]),
            ("uk-UA", vec!["дитина", "дитини", "діти", "дітей", "дітям"]),
            ("nl", vec!["huis", "huizen"]),
            ("it", vec!["casa", "case"]),
            ("tr", vec!["ev", "evlerde"]),
            ("pl", vec!["dziecko", "dziecka", "dzieci"]),
            ("ru", vec!["ребенок", "ребенка", "дети", "детьми"]),
            ("ar", vec!["طفل", "طفلة", "أطفال"]),
            ("is", vec!["kona", "konur", "konum", "kvenna"]),
        ] {
            let stems = Stems::of(tag);
            let first = stems.stem(forms[0]);
            for form in forms {
                assert_eq!(stems.stem(form), first, "{tag}: {form}");
            }
        }
    }
}
