//! Words that must be nowhere: names of children and of cases, from a file that lies outside the site.
//!
//! The list may hold words as they are, or hashes of them. Either way it is compared by hashes, word by word, without
//! regard to case and marks over letters, and with the endings of the languages.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::RwLock;

use icu_normalizer::DecomposingNormalizerBorrowed;

/// A list of such words, ready to be sought.
#[derive(Debug, Default)]
pub struct Denied {
    key: [u8; 32],
    /// Hash of a whole word, or of a word's stem → the numbers of the words of the list.
    words: BTreeMap<u64, Vec<u32>>,
    /// What each line says, word by word: a place (zero is where every line begins) and a word → the place behind it.
    steps: BTreeMap<(u32, u32), u32>,
    /// The places at which a line ends.
    ends: BTreeSet<u32>,
    /// What each word of the texts may be, by language: most words come again and again.
    seen: RwLock<Seen>,
}

/// A word's number and its language → the words of the list that it may be.
type Seen = BTreeMap<(u64, u8), Box<[u32]>>;

/// The words of a text, in the form in which they are compared, with their places.
fn folded_words(text: &str) -> Vec<(Range<usize>, String)> {
    super::words::words(text).into_iter().map(|word| (word.start..word.end, folded(&text[word.start..word.end]))).collect()
}

/// Lower case, without marks, in few letters.
fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in DecomposingNormalizerBorrowed::new_nfkd().normalize(word).chars().flat_map(char::to_lowercase) {
        match c {
            '\u{300}'..='\u{36f}' => {}
            // Arabic: vowels, and the sign that makes a word long, are often left out; some letters are written two ways.
            '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' => {}
            'ٱ' => out.push('ا'),
            'ى' | 'ی' => out.push('ي'),
            'ة' => out.push('ه'),
            'ک' => out.push('ك'),
            'ø' => out.push('o'),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'þ' => out.push_str("th"),
            c => out.push(c),
        }
    }
    out
}

/// The endings that a language hangs on words, folded. A language that is not known may have any of them.
fn endings(language: &str) -> (u8, Vec<&'static str>) {
    const NORDIC: &[&str] = &["s", "ene", "erne"];
    const FINNISH: &[&str] = &[
        "n", "a", "ta", "lla", "lle", "lta", "ssa", "sta", "ksi", "na", "han", "hin", "hun", "in", "en", "aan", "iin", "een", "ia", "ja",
        "tta", "ille", "illa", "issa", "ista", "ilta", "iksi", "ina",
    ];
    const ESTONIAN: &[&str] = &["le", "lt", "l", "ga", "ks", "st", "sse", "s", "ni", "ta", "t", "i", "e", "u", "a", "d", "na"];
    const ICELANDIC: &[&str] = &["s", "ar", "i", "u", "ur", "r", "a", "o", "onnu"];
    const BALTIC: &[&str] = &[
        "as", "is", "us", "ys", "a", "e", "o", "os", "es", "ui", "ai", "ei", "iui", "u", "i", "ie", "iu", "io", "am", "em", "im", "ams",
        "iem", "uose", "s", "oje", "eje", "ose", "ams", "ius", "ai", "ja", "jam", "jai", "ju",
    ];
    const SLAVIC: &[&str] = &[
        "а", "у", "ю", "я", "і", "и", "е", "о", "ом", "ем", "ою", "ею", "ові", "еві", "ам", "ами", "ах", "ів", "еи", "им", "ого", "ому",
        "ия", "ію", "ія", "ії", "ієм", "єю", "єм", "єві", "ии", "a", "u", "y", "ie", "owi", "em", "om", "iem", "ego", "emu", "ow", "ami",
        "ach", "e", "i",
    ];
    match language.split(['-', '_']).next().unwrap_or_default() {
        "sv" | "da" | "nb" | "nn" | "no" | "en" | "de" | "nl" => (0, NORDIC.to_vec()),
        "fi" => (1, FINNISH.to_vec()),
        "et" => (2, ESTONIAN.to_vec()),
        "is" | "fo" => (3, ICELANDIC.to_vec()),
        "lv" | "lt" => (4, BALTIC.to_vec()),
        "uk" | "ru" | "pl" | "be" => (5, SLAVIC.to_vec()),
        _ => (6, [NORDIC, FINNISH, ESTONIAN, ICELANDIC, BALTIC, SLAVIC].concat()),
    }
}

/// What stays of a word whose last letters change with its case.
fn stem(word: &str) -> Option<&str> {
    const CHANGES: &[&str] = &["as", "is", "us", "ys", "ur", "a", "e", "o", "s", "а", "я", "о", "іи", "ии", "r", "i", "u"];
    let stem = CHANGES.iter().find_map(|ending| word.strip_suffix(ending))?;
    (stem.chars().count() >= 3).then_some(stem)
}

impl Denied {
    /// Reads a list: a word or a phrase a line, or `hash:…` as `lykta deny hash` writes them; `#` begins a remark.
    ///
    /// Errors: the line that can't be read, from 1.
    pub fn parse(text: &str) -> Result<Denied, usize> {
        let mut denied = Denied { key: key(""), ..Denied::default() };
        let text = text.trim_start_matches('\u{feff}');
        for line in text.lines() {
            if let Some(salt) = line.trim().strip_prefix("salt:") {
                denied.key = key(salt.trim());
            }
        }
        // A word has one number, in however many lines it stands.
        let mut numbers: BTreeMap<(u64, u64), u32> = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') || line.starts_with("salt:") {
                continue;
            }
            let hashes: Vec<(u64, u64)> = match line.strip_prefix("hash:") {
                Some(hashes) => hashes.split_whitespace().map(pair).collect::<Option<_>>().ok_or(index + 1)?,
                None => denied.hashes(line),
            };
            if hashes.is_empty() {
                return Err(index + 1);
            }
            let mut place = 0;
            for (whole, stem) in hashes {
                let next = numbers.len() as u32;
                let number = *numbers.entry((whole, stem)).or_insert(next);
                if number == next {
                    denied.words.entry(whole).or_default().push(number);
                    if stem != 0 {
                        denied.words.entry(stem).or_default().push(number);
                    }
                }
                let next = denied.steps.len() as u32 + 1;
                place = *denied.steps.entry((place, number)).or_insert(next);
            }
            denied.ends.insert(place);
        }
        Ok(denied)
    }

    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    fn hash(&self, word: &str, is_stem: bool) -> u64 {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        hasher.update(if is_stem { b"stem " } else { b"word " }).update(word.as_bytes());
        let bytes = *hasher.finalize().as_bytes();
        u64::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]]).max(1)
    }

    /// For each word of a phrase, the hash of it and of its stem; zero if it has none.
    fn hashes(&self, phrase: &str) -> Vec<(u64, u64)> {
        let words = folded_words(phrase);
        words.iter().map(|(_, word)| (self.hash(word, false), stem(word).map_or(0, |stem| self.hash(stem, true)))).collect()
    }

    /// The places of a text where one of them stands.
    pub fn find(&self, text: &str, language: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let (index, endings) = endings(language);
        let words = super::words::words(text);
        let may: Vec<Box<[u32]>> = words
            .iter()
            .map(|word| {
                let at = (word.hash, index);
                if let Some(known) = self.seen.read().expect("never poisoned").get(&at) {
                    return known.clone();
                }
                let may = self.may_be(&folded(&text[word.start..word.end]), &endings, index >= 3);
                self.seen.write().expect("never poisoned").insert(at, may.clone());
                may
            })
            .collect();
        let first = may.iter().enumerate().filter(|(_, first)| !first.is_empty());
        first.filter_map(|(at, _)| self.line(&may[at..], 0).map(|count| words[at].start..words[at + count - 1].end)).collect()
    }

    /// How many words the shortest line has that goes on so from a place.
    fn line(&self, may: &[Box<[u32]>], place: u32) -> Option<usize> {
        let (first, rest) = may.split_first()?;
        let next = first.iter().filter_map(|word| self.steps.get(&(place, *word)));
        next.filter_map(|place| if self.ends.contains(place) { Some(1) } else { self.line(rest, *place).map(|count| count + 1) }).min()
    }

    /// The words of the list that a word may be a form of.
    fn may_be(&self, word: &str, endings: &[&str], stems: bool) -> Box<[u32]> {
        let mut may: Vec<u32> = Vec::new();
        let mut look = |word: &str, is_stem: bool| may.extend(self.words.get(&self.hash(word, is_stem)).into_iter().flatten());
        look(word, false);
        for ending in endings {
            if let Some(rest) = word.strip_suffix(ending)
                && rest.chars().count() >= 3
            {
                look(rest, false);
                if stems {
                    look(rest, true);
                }
            }
        }
        may.sort_unstable();
        may.dedup();
        may.into()
    }
}

fn key(salt: &str) -> [u8; 32] {
    blake3::derive_key("lykta 2026 words that must be nowhere", salt.as_bytes())
}

fn pair(text: &str) -> Option<(u64, u64)> {
    let (whole, stem) = text.split_once('.')?;
    Some((u64::from_str_radix(whole, 16).ok()?, u64::from_str_radix(stem, 16).ok()?))
}

/// A list without its words: a salt, and for each line the hashes of its words. `salt` should be drawn by chance.
pub fn hashed(list: &str, salt: &str) -> String {
    let denied = Denied { key: key(salt), ..Denied::default() };
    let mut out = format!("# Words that must not be published, as `lykta deny hash` wrote them.\nsalt:{salt}\n");
    for line in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let hashes: Vec<String> = denied.hashes(line).iter().map(|(whole, stem)| format!("{whole:016x}.{stem:016x}")).collect();
        if !hashes.is_empty() {
            out.push_str(&format!("hash:{}\n", hashes.join(" ")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_any_case_and_with_the_endings_of_the_language() {
        let list = "# cases\nAnneli Öberg\nJonas\nОксана\nOperation Fyrtorn\n";
        for list in [list.to_owned(), hashed(list, "abc")] {
            let denied = Denied::parse(&list).unwrap();
            let found = |text: &str, language: &str| denied.find(text, language).len();
            for (text, language) in [
                ("ANNELI ÖBERG", "sv"),
                ("anneli oberg", "en"),
                ("Anneli O\u{308}berg", "sv"),
                ("Anneli Öbergille", "fi"),
                ("Jonasilla", "fi"),
                ("Anneli Öbergs barn", "sv"),
                ("anneli-oberg", ""),
                ("Anneli Öbergin", "fi"),
                ("Jono laiškas", "lt"),
                ("Jonui", "lt"),
                ("Оксани", "uk"),
                ("Оксаною", "uk"),
                ("ОКСАНА", "uk"),
                ("operation fyrtorns", "sv"),
                ("Jonas", "sv"),
                ("Jonasi", "et"),
            ] {
                assert_eq!(found(text, language), 1, "{text} ({language})");
            }
            for (text, language) in
                [("Anneli", "sv"), ("Öberg Anneli", "sv"), ("operation", "sv"), ("Jon", "sv"), ("", "sv"), ("annars", "sv")]
            {
                assert_eq!(found(text, language), 0, "{text} ({language})");
            }
        }
    }

    #[test]
    fn one_word_is_found_in_all_ways_in_which_it_is_written() {
        for (list, texts) in [
            ("Мар'яна", ["Мар’яна", "Марʼяна", "Мар'яна"]),
            ("Марʼяна", ["Мар’яна", "Марʼяна", "МАР'ЯНА"]),
            ("أحمد", ["احمد", "أَحْمَد", "إحمد"]),
            ("فاطمة", ["فاطمه", "فَاطِمَة", "فاطـمة"]),
            ("ليلى", ["ليلي", "لَيْلَى", "لیلی"]),
        ] {
            for denied in [Denied::parse(list), Denied::parse(&hashed(list, "abc"))] {
                for text in texts {
                    assert_eq!(denied.as_ref().unwrap().find(text, "uk").len(), 1, "{list}: {text}");
                }
            }
        }
    }

    #[test]
    fn lines_that_begin_alike_are_told_apart() {
        let denied = Denied::parse("Anna Berg\nAnna Berg Ek\nAnna Sund\nBerg Lind\n").unwrap();
        let found = |text: &'static str| denied.find(text, "sv").into_iter().map(|at| &text[at]).collect::<Vec<_>>();
        assert_eq!(found("Anna Bergs Ek, Anna Lind"), ["Anna Bergs"]);
        assert_eq!(found("Anna Anna Sund"), ["Anna Sund"]);
        assert_eq!(found("Anna Berg Lind"), ["Anna Berg", "Berg Lind"]);
        assert_eq!(found("Anna Ek"), Vec::<&str>::new());
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test of time")]
    fn a_long_list_of_one_first_name_takes_no_longer() {
        let list: String = (0..5_000).map(|line| format!("Anna Berg{line}\n")).collect();
        let denied = Denied::parse(&list).unwrap();
        let begun = std::time::Instant::now();
        assert_eq!(denied.find(&"Anna ".repeat(2_000), "sv").len(), 0);
        assert!(begun.elapsed().as_secs() < 2, "{:?}", begun.elapsed());
    }

    #[test]
    fn a_list_of_hashes_can_be_read_by_nobody_at_a_glance() {
        let list = hashed("Anneli Öberg\n", "abc");
        assert!(!list.to_lowercase().contains("anneli"));
        assert_ne!(list, hashed("Anneli Öberg\n", "abd"));
        assert_eq!(Denied::parse("hash:xyz").err(), Some(1));
    }
}
