//! Words that hurt, and what to write instead. Data; a site adds its own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::beside::{Beside, Only};
use super::words::{self, Word};
use crate::language::sought::Sought;
use crate::language::words::unspaced;

/// One such word: in which language, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hurtful {
    pub language: String,
    pub avoid: String,
    pub instead: String,
    /// Phrases in which it is right: what to write instead may hold it, as «legal guardian» holds «guardian».
    right: Vec<String>,
    only: Only,
    /// Whether its last word may go on: «prostitut*».
    goes_on: bool,
}

impl Hurtful {
    /// One of a site's own. A star at its end stands for whatever is hung on.
    pub fn new(language: &str, avoid: &str, instead: &str) -> Hurtful {
        let begins = avoid.trim().strip_suffix('*');
        Hurtful {
            language: language.to_owned(),
            avoid: begins.unwrap_or(avoid).trim().to_owned(),
            instead: instead.to_owned(),
            right: vec![instead.to_owned()],
            only: Only::Anywhere,
            goes_on: begins.is_some(),
        }
    }

    /// Other phrases in which it is right, too.
    pub fn or_within(mut self, phrases: impl IntoIterator<Item = String>) -> Hurtful {
        self.right.extend(phrases);
        self
    }

    /// Whether it is one of a language. Norwegian is that of both ways in which it is written.
    fn is_of(&self, language: &str) -> bool {
        let base = |tag: &'_ str| tag.split('-').next().unwrap_or_default().to_owned();
        let (own, other) = (base(&self.language), base(language));
        let is_norwegian = |tag: &str| matches!(tag, "no" | "nb" | "nn");
        own == other || (own == "no" || other == "no") && is_norwegian(&own) && is_norwegian(&other)
    }
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
            avoid.split('|').map(move |avoid| {
                let (avoid, only) = Only::of(avoid.trim());
                Hurtful { only, ..Hurtful::new(language, avoid, instead) }
            })
        })
        .collect()
}

/// One of them, ready to be sought.
#[derive(Clone, Debug)]
struct Entry {
    words: Vec<u64>,
    /// How its last word begins, in small letters, if that may go on.
    begins: Option<String>,
    /// The words of the phrases in which it is right.
    right: Vec<Vec<u64>>,
    hurtful: Hurtful,
}

impl Entry {
    fn of(hurtful: &Hurtful) -> Entry {
        let words = words_of(&hurtful.avoid);
        let last = words.last().filter(|_| hurtful.goes_on).map(|last| hurtful.avoid[last.start..last.end].to_lowercase());
        let hashes = |words: Vec<Word>| words.iter().map(|word| word.hash).collect::<Vec<_>>();
        // No phrase is right that says no more than the word itself.
        let longer = |phrase: &Vec<u64>| phrase.len() > words.len();
        let right = hurtful.right.iter().map(|phrase| hashes(words_of(phrase))).filter(longer).collect();
        Entry { words: words.iter().map(|word| word.hash).collect(), begins: last, right, hurtful: hurtful.clone() }
    }

    /// Whether words of a text, of which some are its own, are a phrase in which these are right.
    fn is_right(&self, words: &[Word], own: &Range<usize>, text: &str) -> bool {
        self.right.iter().any(|phrase| {
            (own.end.saturating_sub(phrase.len())..=own.start).any(|start| {
                words.get(start..start + phrase.len()).is_some_and(|said| {
                    said.iter().map(|word| word.hash).eq(phrase.iter().copied())
                        && said.windows(2).all(|pair| is_gap(&text[pair[0].end..pair[1].start]))
                })
            })
        })
    }

    /// Whether words of a text, as many as it has, are its own.
    fn is(&self, said: &[Word], text: &str) -> bool {
        let hashes = |words: &[Word]| words.iter().map(|word| word.hash).collect::<Vec<_>>();
        match (&self.begins, said.split_last()) {
            (Some(begins), Some((last, before))) => {
                hashes(before) == self.words[..before.len()] && text[last.start..last.end].to_lowercase().starts_with(begins.as_str())
            }
            _ => said.iter().map(|word| word.hash).eq(self.words.iter().copied()),
        }
    }
}

/// The list of one language, ready to be sought.
#[derive(Clone, Debug, Default)]
pub struct List {
    entries: Vec<Entry>,
    /// The first word → the entries that begin with it.
    by_first: BTreeMap<u64, Vec<usize>>,
    /// Entries of one word that may go on.
    beginnings: Vec<usize>,
    /// Entries in scripts without spaces: they are found within others.
    unspaced: Vec<usize>,
    /// Says no to most texts at a glance: a part of each entry, without a letter that may be a capital.
    quick: Option<Sought>,
}

/// The longest run of plain letters in an entry, its first letter left out.
fn part(avoid: &str) -> String {
    let runs = avoid.split(|c: char| !c.is_ascii_alphabetic()).map(|run| run.get(1..).unwrap_or_default());
    runs.max_by_key(|run| run.len()).unwrap_or_default().to_lowercase()
}

impl List {
    pub fn of(all: &[Hurtful], language: &str) -> List {
        let of_language = all.iter().filter(|entry| entry.is_of(language));
        let entries: Vec<Entry> = of_language.map(Entry::of).filter(|entry| !entry.words.is_empty()).collect();
        let parts: Vec<String> = entries.iter().map(|entry| part(&entry.hurtful.avoid)).collect();
        // An entry in letters of another script has no such part; then each text is read.
        let quick = parts.iter().all(|part| part.len() >= 3).then(|| {
            let all: BTreeSet<String> = parts.iter().cloned().chain(parts.iter().map(|part| part.to_uppercase())).collect();
            Sought::of(all.iter().map(String::as_str))
        });
        let mut list = List { quick, ..List::default() };
        for (index, entry) in entries.iter().enumerate() {
            match unspaced(&entry.hurtful.avoid) {
                0 if entry.begins.is_some() && entry.words.len() == 1 => list.beginnings.push(index),
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
        if self.entries.is_empty() || self.quick.as_ref().is_some_and(|quick| !quick.is_in(text)) {
            return Vec::new();
        }
        let words = words_of(text);
        let mut found: Vec<(Range<usize>, &Hurtful)> = Vec::new();
        for Entry { hurtful, .. } in self.unspaced.iter().map(|index| &self.entries[*index]) {
            let right = hurtful.right.iter().filter(|phrase| phrase.len() > hurtful.avoid.len());
            let right: Vec<Range<usize>> = right.flat_map(|phrase| places(text, phrase)).collect();
            let is_right = |at: &Range<usize>| right.iter().any(|right| right.start <= at.start && at.end <= right.end);
            found.extend(places(text, &hurtful.avoid).filter(|at| !is_right(at)).map(|at| (at, hurtful)));
        }
        for (at, word) in words.iter().enumerate() {
            let begin_so = self.by_first.get(&word.hash).into_iter().flatten().chain(&self.beginnings);
            for entry in begin_so.map(|index| &self.entries[*index]) {
                let Some(said) = words.get(at..at + entry.words.len()) else { continue };
                let beside = Beside { text, words: &words, at: at..at + said.len() };
                if entry.is(said, text)
                    && said.windows(2).all(|pair| is_gap(&text[pair[0].end..pair[1].start]))
                    && beside.fits(entry.hurtful.only)
                    && !entry.is_right(&words, &beside.at, text)
                {
                    found.push((word.start..said[said.len() - 1].end, &entry.hurtful));
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

/// Where a text has a phrase, letter by letter.
fn places<'t>(text: &'t str, phrase: &'t str) -> impl Iterator<Item = Range<usize>> + use<'t> {
    text.match_indices(phrase).map(|(at, phrase)| at..at + phrase.len())
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
            let entry = Hurtful::new("en", avoid, "");
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
    fn a_word_of_a_site_is_meant_as_it_is_written() {
        let found = |language: &str, avoid: &str, text: &str| List::of(&[Hurtful::new("no", avoid, "")], language).find(text).len();
        assert_eq!(found("nb", "prostitut*", "Prostituerte og prostitusjon, en prostituert"), 0);
        assert_eq!(found("nb", "prostitu*", "Prostituerte og prostitusjon, en prostituert"), 3);
        assert_eq!(found("nn", "unge prostitu*", "Unge prostituerte, unge og prostituerte"), 1);
        assert_eq!(found("no", "call-", "Call barn"), 1);
        assert_eq!(found("sv", "prostitu*", "prostituerte"), 0);
    }

    #[test]
    fn what_is_to_be_written_instead_hurts_nobody() {
        let found = |avoid: &str, instead: &str, text: &str| {
            let entry = Hurtful::new("en", avoid, instead).or_within(["legal guardians".to_owned()]);
            List::of(&[entry], "en").find(text).iter().map(|(at, _)| at.start).collect::<Vec<_>>()
        };
        assert_eq!(found("guardian", "legal guardian", "A legal *guardian*, a guardian, legal. Guardian"), [22, 39]);
        assert_eq!(found("guardian*", "legal guardian", "legal guardians, Guardianship"), [17]);
        assert_eq!(found("victim", "victim of a crime", "The victim of a crime was a victim"), [28]);
        assert_eq!(found("guardian", "Guardian", "the guardian"), [4]);
        assert_eq!(found("雛妓", "受害雛妓", "受害雛妓, 雛妓").len(), 1);
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
