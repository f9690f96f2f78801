//! What is not public, sought in all that leaves: by its names, and by rows of words that are hardly written twice.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::repeated::{AsRead, Hidden, Public, Repeated, Sentences};
use super::words::{Word, is_unspaced, row_length, rows, words};
use super::written::without_markup;

/// Everything that is not public, ready to be sought.
#[derive(Clone, Debug, Default)]
pub struct Unpublished {
    works: Vec<(String, &'static str)>,
    /// How many words → rows of so many, and in which of `works` each stands.
    rows: BTreeMap<usize, BTreeMap<u64, u32>>,
    /// A quick look that says no to nearly all.
    sieve: Vec<u64>,
    /// What a public text says itself, though it should perhaps not.
    pub repeated: Vec<Repeated>,
}

/// A name with fewer words or letters is said by others as well.
const SHORTEST_NAME: (usize, usize) = (3, 12);
const SIEVE: usize = 1 << 12;

impl Unpublished {
    /// What a public text says itself is no secret to be sought elsewhere. Texts are taken as they are written, which may be
    /// how others show them, and as they are read, without links, citations and marks of notes.
    pub fn new(hidden: &[Hidden], public: &[Public]) -> Unpublished {
        let mut unpublished = Unpublished { sieve: vec![0; SIEVE], ..Unpublished::default() };
        for (index, hidden) in hidden.iter().enumerate() {
            unpublished.works.push((hidden.file.clone(), hidden.state));
            for name in &hidden.names {
                let words = words(name);
                // A letter for a syllable or a thing says as much as two.
                let weight = |c: char| if c >= '\u{3005}' && is_unspaced(c) { 2 } else { usize::from(c.is_alphanumeric()) };
                let letters = name.chars().map(weight).sum::<usize>();
                if words.len() >= SHORTEST_NAME.0 && letters >= SHORTEST_NAME.1 {
                    unpublished.add(&words, words.len(), index);
                }
            }
            for text in &hidden.texts {
                for text in [text, &without_markup(text, false).text] {
                    let words = words(text);
                    unpublished.add(&words, row_length(text, &words), index);
                }
            }
        }
        if unpublished.rows.is_empty() {
            return unpublished;
        }
        let sentences = Sentences::of(hidden);
        let each: Vec<_> = public
            .par_iter()
            .map(|Public { text, .. }| {
                let (mut said, mut repeated) = (Vec::new(), Vec::new());
                let read = AsRead::of(text);
                for (words, is_read) in [(&words(text), false), (&read.words, true)] {
                    for (length, known) in &unpublished.rows {
                        for (at, row) in rows(words, *length).filter(|(_, row)| known.contains_key(row)) {
                            said.push((*length, row));
                            repeated.extend(is_read.then(|| sentences.said_at(&read, at, row)).into_iter().flatten());
                        }
                    }
                }
                (said, repeated)
            })
            .collect();
        let repeated: Vec<_> =
            each.iter().enumerate().flat_map(|(text, (_, said))| said.iter().map(move |one| (text, one.clone()))).collect();
        unpublished.repeated = sentences.repeated(hidden, public, &repeated);
        for (length, row) in each.into_iter().flat_map(|(said, _)| said) {
            if let Some(known) = unpublished.rows.get_mut(&length) {
                known.remove(&row);
            }
        }
        unpublished.rows.retain(|_, known| !known.is_empty());
        for row in unpublished.rows.values().flat_map(BTreeMap::keys) {
            let bit = *row as usize % (SIEVE * 64);
            unpublished.sieve[bit / 64] |= 1 << (bit % 64);
        }
        unpublished
    }

    fn add(&mut self, words: &[Word], length: usize, index: usize) {
        for (_, row) in rows(words, length) {
            self.rows.entry(length).or_default().entry(row).or_insert(index as u32);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What a text says of them: where, from which file, and what it is. Each file is told once, with its longest part.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, &str, &'static str)> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let words = words(text);
        let mut found: Vec<(Range<usize>, u32)> = Vec::new();
        for (length, known) in &self.rows {
            for (at, row) in rows(&words, *length) {
                let bit = row as usize % (SIEVE * 64);
                if self.sieve[bit / 64] >> (bit % 64) & 1 == 0 {
                    continue;
                }
                let Some(&work) = known.get(&row) else { continue };
                let place = words[at].start..words[at + length - 1].end;
                match found.last_mut() {
                    Some((last, before)) if *before == work && place.start <= last.end => last.end = last.end.max(place.end),
                    _ => found.push((place, work)),
                }
            }
        }
        let mut told = BTreeSet::new();
        found.sort_by_key(|(place, _)| std::cmp::Reverse(place.len()));
        found.retain(|(_, work)| told.insert(*work));
        found
            .into_iter()
            .filter_map(|(place, work)| self.works.get(work as usize).map(|(file, state)| (place, file.as_str(), *state)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(text: &str) -> Public<'_> {
        Public { work: None, file: "", text }
    }

    #[test]
    fn what_is_not_public_is_found_by_its_name_or_by_a_sentence() {
        let hidden = [Hidden {
            file: "content/briefs/secret/en.md".into(),
            state: "a draft",
            names: vec!["The harbour of Malmö".into(), "harbour-of-malmo".into(), "Signs".into()],
            texts: vec!["Nobody should read this sentence before the day on which it is published. Children are children.".into()],
        }];
        let unpublished = Unpublished::new(&hidden, &[public("Children are children, as everybody knows.")]);
        let found = |text: &str| unpublished.find(text).len();
        assert_eq!(found("See also: THE HARBOUR OF MALMÖ."), 1);
        assert_eq!(found("/en/briefs/harbour-of-malmo/"), 1);
        assert_eq!(found("… should read this sentence before the day on which …"), 1);
        assert_eq!(found("Signs of this sentence before the day"), 0);
        assert_eq!(found(""), 0);
    }

    #[test]
    fn what_is_not_public_is_found_in_scripts_without_spaces() {
        let text = "任何人都不应该在公布之日之前读到关于港口庇护所的这句话。";
        let hidden =
            [Hidden { names: vec!["哈尔姆斯塔德港口的秘密庇护所".into()], texts: vec![text.into()], ..Hidden::default() }];
        let unpublished = Unpublished::new(&hidden, &[public("儿童权利公约")]);
        let found = |text: &str| unpublished.find(text).len();
        assert_eq!(found("参见《哈尔姆斯塔德港口的秘密庇护所》。"), 1);
        assert_eq!(found(&format!("他说：{text}")), 1);
        assert_eq!(found("任何人都不应该在公布之日。哈尔姆斯塔德港口"), 0);
        assert!(Unpublished::new(&hidden, &[public(text), public("哈尔姆斯塔德港口的秘密庇护所")]).is_empty());
        let told = |text: &str| words(text).iter().map(|word| text[word.start..word.end].to_owned()).collect::<Vec<_>>();
        assert_eq!(told("abc王小12 ความ한국"), ["abc", "王", "小", "12", "ค", "ว", "า", "ม", "한국"]);
    }

    #[test]
    fn what_a_public_text_says_itself_is_no_secret() {
        let text = "one two three four five six seven eight nine";
        let hidden = [Hidden { texts: vec![text.into()], names: vec!["One two three four".into()], ..Hidden::default() }];
        assert!(Unpublished::new(&hidden, &[public(text)]).is_empty());
        assert!(!Unpublished::new(&hidden, &[public("else")]).is_empty());
    }
}
