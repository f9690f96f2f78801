//! Which words stand in which works: what a search without a server looks into.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::{Site, Work};
use crate::config::StructuredData;
use crate::config::fields::{FieldType, Typed, Value};
use crate::document::searchable::{self, Place};
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
        // A number might be somebody's, and the gate would have to tell of it.
        hasher.finalize().to_hex()[..10]
            .bytes()
            .map(|digit| if digit.is_ascii_digit() { digit - b'0' + b'g' } else { digit } as char)
            .collect()
    }

    pub fn words(&self, language: usize) -> &Words {
        self.words[language].get_or_init(|| gather(self, language))
    }
}

fn gather(site: &Site, reader: usize) -> Words {
    // By language of the text and word: a text that stands in for a missing translation is found by its own words.
    let mut found: BTreeMap<usize, FxHashMap<&str, Vec<Hit>>> = BTreeMap::new();
    let beside: Vec<Vec<(usize, String)>> = site.works.iter().map(|work| beside(site, work, reader)).collect();
    for (number, (work, beside)) in site.works.iter().zip(&beside).enumerate() {
        let text = (work.shown[reader], &work.shown_to(reader).document.gist().words);
        for (language, lines) in [text].into_iter().chain(beside.iter().map(|(language, lines)| (*language, lines))) {
            let words = found.entry(language).or_default();
            let mut start = 0;
            for end in memchr::memchr_iter(b'\n', lines.as_bytes()) {
                words.entry(&lines[start + 1..end]).or_default().push(Hit::new(number, lines.as_bytes()[start]));
                start = end + 1;
            }
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

/// What a work's page says beside its text, by language: what lists call it, what a term is called in other languages, and
/// the fields of `work.yaml`.
fn beside(site: &Site, work: &Work, reader: usize) -> Vec<(usize, String)> {
    let languages = &site.config.languages;
    let mut texts: BTreeMap<usize, Vec<(Cow<str>, Place)>> = BTreeMap::new();
    let (listed, own) = work.listed_title(reader, languages);
    if own != work.shown[reader] {
        texts.entry(own).or_default().push((listed.into(), Place::Title));
    }
    if site.kind(work).structured_data == StructuredData::DefinedTerm {
        for other in (0..languages.len()).filter(|other| *other != own && *other != work.shown[reader]) {
            let name = match &work.documents[other] {
                Some(published) => Some(published.document.title.as_str()),
                None => work.name_in(&languages[other]),
            };
            texts.entry(other).or_default().extend(name.map(|name| (name.into(), Place::Text)));
        }
    }
    let document = &work.shown_to(reader).document;
    for field in site.kind(work).fields.iter().filter(|field| field.in_work && field.field.name != "names") {
        let Some(typed) = work.fields.get(&field.field.name).filter(|_| document.fields.get(&field.field.name).is_none()) else { continue };
        let said = said(site, typed, field.field.of.innermost(), reader);
        texts.entry(reader).or_default().extend(said.into_iter().map(|text| (text, Place::Text)));
    }
    let lines = |(language, texts): (usize, Vec<(Cow<str>, Place)>)| {
        let size = texts.iter().map(|(text, _)| text.len()).sum();
        (language, searchable::listed(texts.iter().map(|(text, place)| (&**text, *place)), &languages[language], size))
    };
    texts.into_iter().map(lines).collect()
}

/// The words of a field that a reader may look for.
fn said<'s>(site: &'s Site, typed: &'s Typed, of: &FieldType, reader: usize) -> Vec<Cow<'s, str>> {
    let language = site.language(reader);
    match (&typed.value, of) {
        (Value::Text(text), FieldType::Text | FieldType::Contact) => vec![text.into()],
        (Value::Text(text), FieldType::Country) => vec![language.country_name(text).into()],
        (Value::List(items), _) => items.iter().flat_map(|item| said(site, item, of, reader)).collect(),
        (Value::PerLanguage(map), _) => site.config.nearest(map, language).map_or_else(Vec::new, |typed| said(site, typed, of, reader)),
        _ => Vec::new(),
    }
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
