//! Which words stand in which works: what a search without a server looks into.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::Site;
use crate::language::words::{self, Stems};

/// The words of all that readers of a language are shown, cut into parts of which a browser asks for one a word.
#[derive(Debug)]
pub struct Words {
    /// A group of words of one stem a line: what they begin with and how each goes on, then the works in which one of them
    /// stands, as how far each lies from the one before (in base 36) and a letter that tells where and how often.
    pub parts: Vec<String>,
    /// See [`Site::works_known`].
    pub known: String,
}

/// A work, and a letter that tells where in it a word stands and how often.
///
/// They lie in one number, the work above the letter, since a language of a large site has a million of them.
#[derive(Clone, Copy)]
struct Hit(u32);

impl Hit {
    fn new(work: usize, letter: u8) -> Hit {
        Hit((work as u32) << 8 | u32::from(letter))
    }

    fn work(self) -> u32 {
        self.0 >> 8
    }

    fn letter(self) -> u8 {
        self.0 as u8
    }
}

impl Site {
    /// In how many parts the words of a language lie: a fact of how many works there are, so that the addresses of the parts
    /// are known before any text is read.
    pub fn parts_of_words(&self) -> usize {
        (self.works.len() / 4).next_power_of_two().clamp(4, 256)
    }

    /// Which works these are, for readers of a language; the numbers in the parts mean nothing to a page that knows others.
    pub fn works_known(&self, language: usize) -> String {
        let mut hasher = blake3::Hasher::new();
        for work in &self.works {
            hasher.update(work.addresses[language].as_bytes()).update(&[0, work.shown[language] as u8]);
        }
        hasher.finalize().to_hex()[..10].to_owned()
    }

    pub fn words(&self, language: usize) -> &Words {
        self.words[language].get_or_init(|| gather(self, language))
    }
}

fn gather(site: &Site, reader: usize) -> Words {
    // By language of the text and word: a text that stands in for a missing translation is found by its own words.
    let mut found: BTreeMap<usize, FxHashMap<&str, Vec<Hit>>> = BTreeMap::new();
    for (number, work) in site.works.iter().enumerate() {
        let shown = found.entry(work.shown[reader]).or_default();
        let lines = work.shown_to(reader).document.gist().words.as_str();
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', lines.as_bytes()) {
            shown.entry(&lines[start + 1..end]).or_default().push(Hit::new(number, lines.as_bytes()[start]));
            start = end + 1;
        }
    }
    let count = site.parts_of_words();
    let mut parts = vec![String::new(); count];
    for (language, hits) in found {
        let stems = Stems::of(site.language(language).tag());
        let mut words: Vec<(String, &str, Vec<Hit>)> = hits.into_iter().map(|(word, hits)| (stems.stem(word), word, hits)).collect();
        words.extend(stems.forms().map(|(form, stem)| (stem.to_owned(), form, Vec::new())));
        words.sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        for group in words.chunk_by(|a, b| a.0 == b.0) {
            let mut works: Vec<Hit> = group.iter().flat_map(|(_, _, hits)| hits).copied().collect();
            // Each work once, with the most that any of the words says of it.
            works.sort_unstable_by_key(|hit| (hit.work(), std::cmp::Reverse(hit.letter())));
            works.dedup_by_key(|hit| hit.work());
            if works.is_empty() {
                continue;
            }
            let line = line(group.iter().map(|(_, word, _)| *word), &works);
            let where_found: BTreeSet<usize> = group.iter().map(|(_, word, _)| words::part(word, count)).collect();
            for part in where_found {
                parts[part].push_str(&line);
            }
        }
    }
    Words { parts, known: site.works_known(reader) }
}

fn line<'a>(group: impl Iterator<Item = &'a str>, works: &[Hit]) -> String {
    let mut folded: Vec<String> = group.map(words::fold).collect();
    folded.dedup();
    let mut common = folded[0].as_str();
    for word in &folded {
        while !word.starts_with(common) {
            common = &common[..common.char_indices().next_back().map_or(0, |(at, _)| at)];
        }
    }
    let mut line = common.to_owned();
    for word in &folded {
        line.push('|');
        line.push_str(&word[common.len()..]);
    }
    line.push(' ');
    let mut before = 0;
    for hit in works {
        base_36(hit.work() - before, &mut line);
        before = hit.work();
        line.push(char::from(hit.letter()));
    }
    line.push('\n');
    line
}

fn base_36(number: u32, out: &mut String) {
    if number >= 36 {
        base_36(number / 36, out);
    }
    out.push(char::from_digit(number % 36, 36).expect("below 36"));
}
