//! Words that hurt, and what to write instead. Data; a site adds its own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::packed::Searcher;
use icu_normalizer::ComposingNormalizerBorrowed;

use super::beside::{Beside, Only};
use super::words::{self, Word};
use crate::language::words::unspaced;

/// One such word: in which language, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hurtful {
    pub language: String,
    pub avoid: String,
    pub instead: String,
}

/// The built-in list: a language, what to avoid (several ways, apart by a bar), what to write.
const LIST: &str = include_str!("hurtful.txt");

/// What the program knows by itself.
pub fn built_in() -> Vec<Hurtful> {
    LIST.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .filter_map(|line| {
            let mut parts = line.splitn(3, '\t').map(str::trim);
            Some((parts.next()?, parts.next()?, parts.next()?))
        })
        .flat_map(|(language, avoid, instead)| {
            avoid.split('|').map(move |avoid| Hurtful {
                language: language.to_owned(),
                avoid: avoid.trim().to_owned(),
                instead: instead.to_owned(),
            })
        })
        .collect()
}

/// One of them, ready to be sought.
#[derive(Clone, Debug)]
struct Entry {
    words: Vec<u64>,
    only: Only,
    hurtful: Hurtful,
}

/// The list of one language, ready to be sought.
#[derive(Clone, Debug, Default)]
pub struct List {
    entries: Vec<Entry>,
    /// The first word → the entries that begin with it.
    by_first: BTreeMap<u64, Vec<usize>>,
    /// Entries in scripts without spaces: they are found within others.
    unspaced: Vec<usize>,
    /// Says no to most texts at a glance: a part of each entry, without a letter that may be a capital.
    quick: Option<Searcher>,
}

/// The longest run of plain letters in an entry, its first letter left out.
fn part(avoid: &str) -> String {
    let runs = avoid.split(|c: char| !c.is_ascii_alphabetic()).map(|run| run.get(1..).unwrap_or_default());
    runs.max_by_key(|run| run.len()).unwrap_or_default().to_lowercase()
}

impl List {
    pub fn of(all: &[Hurtful], language: &str) -> List {
        let base = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        let entries: Vec<Entry> = all
            .iter()
            .filter(|entry| base(&entry.language) == base(language))
            .map(|entry| Entry {
                words: words_of(&entry.avoid).iter().map(|word| word.hash).collect(),
                only: Only::of(&entry.avoid),
                hurtful: entry.clone(),
            })
            .filter(|entry| !entry.words.is_empty())
            .collect();
        let parts: Vec<String> = entries.iter().map(|entry| part(&entry.hurtful.avoid)).collect();
        // An entry in letters of another script has no such part; then each text is read.
        let quick = parts.iter().all(|part| part.len() >= 3).then(|| {
            let all: BTreeSet<String> = parts.iter().cloned().chain(parts.iter().map(|part| part.to_uppercase())).collect();
            Searcher::new(all)
        });
        let mut list = List { quick: quick.flatten(), ..List::default() };
        for (index, entry) in entries.iter().enumerate() {
            match unspaced(&entry.hurtful.avoid) {
                0 => list.by_first.entry(entry.words[0]).or_default().push(index),
                _ => list.unspaced.push(index),
            }
        }
        List { entries, ..list }
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where a text uses one of them.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, &Hurtful)> {
        if self.entries.is_empty() || self.quick.as_ref().is_some_and(|quick| quick.find(text.as_bytes()).is_none()) {
            return Vec::new();
        }
        let words = words_of(text);
        let mut found: Vec<(Range<usize>, &Hurtful)> = Vec::new();
        for Entry { hurtful, .. } in self.unspaced.iter().map(|index| &self.entries[*index]) {
            found.extend(text.match_indices(&*hurtful.avoid).map(|(at, avoid)| (at..at + avoid.len(), hurtful)));
        }
        for (at, word) in words.iter().enumerate() {
            let begin_so = self.by_first.get(&word.hash).into_iter().flatten();
            for Entry { words: phrase, only, hurtful } in begin_so.map(|index| &self.entries[*index]) {
                let Some(said) = words.get(at..at + phrase.len()) else { continue };
                let beside = Beside { text, words: &words, at: at..at + phrase.len() };
                if said.iter().map(|word| word.hash).eq(phrase.iter().copied())
                    && said.windows(2).all(|pair| is_gap(&text[pair[0].end..pair[1].start]))
                    && beside.fits(*only)
                {
                    found.push((word.start..said[phrase.len() - 1].end, hurtful));
                }
            }
        }
        found.sort_by_key(|(at, _)| at.start);
        found
    }
}

/// The words of a Markdown text, whether its letters and their marks are one character or two.
fn words_of(text: &str) -> Vec<Word> {
    let mut words = words::words(text);
    words.retain(|word| !(text[..word.start].ends_with('&') && text[word.end..].starts_with(';')));
    let is_mark = |c: char| matches!(c, '\u{300}'..='\u{36f}');
    if text.contains(is_mark) {
        for word in words.iter_mut().filter(|word| text[word.start..word.end].contains(is_mark)) {
            let composed: Cow<str> = ComposingNormalizerBorrowed::new_nfc().normalize(&text[word.start..word.end]);
            if let [whole] = words::words(&composed)[..] {
                word.hash = whole.hash;
            }
        }
    }
    words
}

/// Whether two words belong to one phrase: spaces, hyphens, quotation marks and emphasis may stand between them.
fn is_gap(between: &str) -> bool {
    let joins = |c: char| c.is_whitespace() || "-\u{2010}\u{2011}'’‘\u{2bc}*_\"“”„«»".contains(c);
    between.split("&nbsp;").all(|part| part.chars().all(joins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_however_it_is_typed() {
        let finds = |avoid: &str, text: &str| {
            let entry = Hurtful { language: "en".into(), avoid: avoid.into(), instead: String::new() };
            List::of(&[entry], "en").find(text).len() == 1
        };
        for (avoid, text) in [
            ("б’є", "Він б’є."),
            ("б'є", "Він бʼє."),
            ("child's bride", "A child’s bride."),
            ("child’s bride", "A child's bride."),
            ("café girl", "A cafe\u{301} girl."),
            ("cafe\u{301} girl", "A café girl."),
            ("child minder", "A *child* minder, a"),
            ("child minder", "a child&nbsp;minder"),
            ("baby-sitter", "A baby\u{2011}sitter"),
            ("雛妓", "这是雛妓的故事"),
        ] {
            assert!(finds(avoid, text), "{avoid}: {text}");
        }
        for (avoid, text) in [("hora", "Du ho\u{308}ra"), ("child minder", "A child. Minder"), ("nbsp", "a&nbsp;b"), ("雛妓", "雛, 妓")]
        {
            assert!(!finds(avoid, text), "{avoid}: {text}");
        }
    }

    #[test]
    fn a_word_that_hurts_is_found_with_what_to_write_instead() {
        let all = built_in();
        let found = |language: &str, text: &str| {
            List::of(&all, language)
                .find(text)
                .iter()
                .map(|(at, entry)| (text[at.clone()].to_owned(), entry.instead.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(found("en", "A child\nprostitute.")[0].0, "child\nprostitute");
        assert!(found("en", "A child prostitute.")[0].1.contains("exploited"));
        assert_eq!(found("sv", "De ensamkommande kom.").len(), 1);
        assert_eq!(found("sv", "De ensamkommande barnen kom.").len(), 0);
        assert_eq!(found("sv", "barnpornografibrott").len(), 0);
        assert_eq!(found("sv", "Barnpornografi").len(), 1);
        assert_eq!(found("da", "child prostitute").len(), 0);
        for text in ["The child absconds.", "She may abscond.", "He often runs away.", "They run away.", "Running away is common."] {
            assert_eq!(found("en", text).len(), 1, "{text}");
        }
        for text in [
            "Barnet rymde.",
            "Flickan har nu avvikit.",
            "I går avvek hon från skolan.",
            "Två av pojkarna avviker ofta.",
            "Ayla avvek från boendet.",
            "Hon rymde från sitt familjehem.",
            "ungdomar som avvikit",
            "Barnet rymmer.",
            "Flickan vill avvika.",
            "Pojken tänker rymma.",
            "Nu rymmer flickorna igen.",
            "Ungdomarna brukar avvika från boendet.",
            "Barn som måste rymma från sitt hem",
            "Flickan avvek från det boende där hon var",
            "illegala invandrare",
        ] {
            assert_eq!(found("sv", text).len(), 1, "{text}");
        }
        for text in [
            "illegala vapen",
            "Siffrorna avviker från 2023.",
            "Lokalen rymde 40 barn.",
            "Boendet rymmer ungdomar och personer över 18.",
            "frågor som redan rymmer svaret",
            "Barnen kan avvika från normen.",
            "Siffrorna kan avvika.",
            "Resultaten avvek.",
            "Resultaten för barnen avvek.",
            "Resultaten avviker från det väntade.",
        ] {
            assert_eq!(found("sv", text), [], "{text}");
        }
    }
}
