//! Words of a text as numbers, for comparing many texts with many phrases in one pass.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::repeated::{Repeated, Sentences};

/// One word of a text: where it stands, and a number for it that does not depend on case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub start: usize,
    pub end: usize,
    pub hash: u64,
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;
/// How a row of words becomes one number.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Whether a letter belongs to a script that is written without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The words of a text: letters and figures in a row. Where a script has no spaces, each letter is a word.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let (mut start, mut hash) = (0, SEED);
    let (mut inside, mut unspaced) = (false, false);
    for (at, c) in text.char_indices() {
        // An apostrophe ends a word, also the one that Unicode counts among the letters.
        let is_letter = if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() && c != '\u{2bc}' };
        if is_letter {
            if inside && (unspaced || c >= '\u{e01}' && is_unspaced(c)) {
                words.push(Word { start, end: at, hash });
                inside = false;
            }
            if !inside {
                (start, hash, inside) = (at, SEED, true);
                unspaced = c >= '\u{e01}' && is_unspaced(c);
            }
            if c.is_ascii() {
                hash = (hash ^ u64::from(c.to_ascii_lowercase() as u32)).wrapping_mul(PRIME);
            } else {
                for lower in c.to_lowercase() {
                    hash = (hash ^ u64::from(lower as u32)).wrapping_mul(PRIME);
                }
            }
        } else if inside && matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}') {
            // A mark that is written apart belongs to the letter before it; where a word may break, it goes on.
        } else if inside {
            words.push(Word { start, end: at, hash });
            inside = false;
        }
    }
    if inside {
        words.push(Word { start, end: text.len(), hash });
    }
    words
}

/// Whether a sentence ends between two words.
pub(super) fn ends_sentence(gap: &str, is_last: bool) -> bool {
    let sign = gap.char_indices().find(|(_, c)| ".!?…。！？".contains(*c));
    sign.is_some_and(|(at, c)| is_last || "。！？".contains(c) || gap[at..].contains(char::is_whitespace))
}

/// Whether something else begins between two words: a paragraph, an item, a cell.
pub(super) fn breaks(gap: &str) -> bool {
    let mut lines = gap.split('\n').skip(1).map(str::trim_start).peekable();
    let mut begins = false;
    while let Some(line) = lines.next() {
        // What stands in the last line goes on with the next word.
        begins |= line.starts_with(['-', '*', '+', '#', '>', ':']) || line.is_empty() && lines.peek().is_some();
    }
    begins || gap.contains('|')
}

/// How words in a row become one number.
pub(super) fn row_of(words: &[Word]) -> u64 {
    words.iter().fold(0_u64, |hash, word| hash.wrapping_mul(STEP).wrapping_add(word.hash))
}

/// The number of each row of so many words, in order.
fn rows(words: &[Word], length: usize) -> impl Iterator<Item = (usize, u64)> {
    let highest = (1..length).fold(1_u64, |power, _| power.wrapping_mul(STEP));
    let mut hash = row_of(&words[..length.saturating_sub(1).min(words.len())]);
    (0..(words.len() + 1).saturating_sub(length)).map(move |at| {
        hash = hash.wrapping_mul(STEP).wrapping_add(words[at + length - 1].hash);
        let row = hash;
        hash = hash.wrapping_sub(words[at].hash.wrapping_mul(highest));
        (at, row)
    })
}

/// A text that is not public: a draft, one for a day to come, or one that has expired.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    /// The file that it stands in.
    pub file: String,
    /// In words: «a draft».
    pub state: &'static str,
    /// Its title and its part of an address.
    pub names: Vec<String>,
    /// What it says, in parts of which none goes on in the next.
    pub texts: Vec<String>,
}

impl Hidden {
    /// The folder of its work.
    pub(super) fn work(&self) -> &str {
        self.file.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// A text that is public.
#[derive(Clone, Copy, Debug)]
pub struct Public<'a> {
    /// The folder of its work; `None` if it is said for the whole site.
    pub work: Option<&'a str>,
    pub file: &'a str,
    pub text: &'a str,
}

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

/// So many words in a row are hardly written twice by chance; so many where each letter is one.
const ROW: usize = 8;
const ROW_OF_LETTERS: usize = 20;
/// A name with fewer words or letters is said by others as well.
const SHORTEST_NAME: (usize, usize) = (3, 12);
const SIEVE: usize = 1 << 12;

/// How many words in a row of a text are hardly written twice.
pub(super) fn row_length(text: &str, words: &[Word]) -> usize {
    let of_letters = words.iter().filter(|word| text[word.start..].starts_with(is_unspaced)).count();
    if of_letters > words.len() / 2 { ROW_OF_LETTERS } else { ROW }
}

impl Unpublished {
    /// What a public text says itself is no secret to be sought elsewhere.
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
                let words = words(text);
                unpublished.add(&words, row_length(text, &words), index);
            }
        }
        if unpublished.rows.is_empty() {
            return unpublished;
        }
        let sentences = Sentences::of(hidden);
        let each: Vec<_> = public
            .par_iter()
            .map(|Public { text, .. }| {
                let words = words(text);
                let (mut said, mut repeated) = (Vec::new(), Vec::new());
                for (length, known) in &unpublished.rows {
                    for (at, row) in rows(&words, *length).filter(|(_, row)| known.contains_key(row)) {
                        said.push((*length, row));
                        repeated.extend(sentences.said_at(text, &words, at, row));
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
