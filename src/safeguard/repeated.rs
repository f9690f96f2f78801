//! Sentences of what is not public that a public text says itself. That may be a slip, so it is told at the public text; a
//! sentence that stands in more than these two works is nobody's secret, and a quotation is somebody else's.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::plain::Plain;
use super::words::{Word, breaks, ends_sentence, row_length, row_of, words};
use super::written::without_markup;

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

/// Sentences of one text that is not public, which one other public text says too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// The public text's file.
    pub file: String,
    /// Where they stand in it, in their order; at least one.
    pub at: Vec<Range<usize>>,
    /// The file of what is not public, and what it is.
    pub hidden: (String, &'static str),
}

/// A text without what stands in its lines and is not said there, and its words.
pub(super) struct AsRead<'t> {
    written: &'t str,
    plain: Plain,
    pub(super) words: Vec<Word>,
}

impl AsRead<'_> {
    pub(super) fn of(written: &str) -> AsRead<'_> {
        let plain = without_markup(written, false);
        AsRead { written, words: words(&plain.text), plain }
    }

    /// Where words in a row are written.
    fn place(&self, said: &Range<usize>) -> Range<usize> {
        let at = self.plain.origin_of(said);
        let end = (at.end..).find(|end| self.written.is_char_boundary(*end)).unwrap_or(at.end);
        at.start..end
    }

    /// What stands between a word and the next, as it is read and as it is written.
    fn gap(&self, at: usize) -> (&str, &str) {
        let end = self.words[at].end;
        let next = self.words.get(at + 1).map(|word| word.start);
        let read = &self.plain.text[end..next.unwrap_or(self.plain.text.len())];
        let written = self.plain.origin(end - 1) + 1..next.map_or(self.written.len(), |next| self.plain.origin(next));
        (read, self.written.get(written).unwrap_or(read))
    }

    /// The sentences, as ranges of words: what begins a paragraph, an item or stands behind another sentence, and has a sign
    /// at its end.
    fn sentences(&self) -> impl Iterator<Item = Range<usize>> {
        let mut start = 0;
        (0..self.words.len()).filter_map(move |at| {
            let (read, written) = self.gap(at);
            let is_end = ends_sentence(read, at + 1 == self.words.len());
            if !is_end && !breaks(written) {
                return None;
            }
            let sentence = start..at + 1;
            start = at + 1;
            is_end.then_some(sentence)
        })
    }
}

/// All sentences of what is not public.
#[derive(Default)]
pub(super) struct Sentences {
    all: Vec<Sentence>,
    /// The number of its first row of words → the sentences that begin so.
    by_first: BTreeMap<u64, Vec<usize>>,
}

struct Sentence {
    /// Which of what is not public says it.
    hidden: usize,
    words: Vec<u64>,
}

/// How many sentences that begin alike are told apart; more of them are made by a pattern.
const MOST_ALIKE: usize = 16;

/// A sentence, and where a public text says it.
pub(super) type Said = (usize, Range<usize>);

impl Sentences {
    pub(super) fn of(hidden: &[Hidden]) -> Sentences {
        let mut sentences = Sentences::default();
        for (index, text) in hidden.iter().enumerate().flat_map(|(index, hidden)| hidden.texts.iter().map(move |text| (index, text))) {
            let read = AsRead::of(text);
            let (length, words) = (row_length(&read.plain.text, &read.words), &read.words);
            for sentence in read.sentences().filter(|sentence| sentence.len() >= length) {
                let first = sentence.start;
                let begin_so = sentences.by_first.entry(row_of(&words[first..first + length])).or_default();
                if begin_so.len() == MOST_ALIKE || is_quotation(text, read.plain.origin(words[first].start)) {
                    continue;
                }
                begin_so.push(sentences.all.len());
                sentences.all.push(Sentence { hidden: index, words: words[sentence].iter().map(|word| word.hash).collect() });
            }
        }
        sentences
    }

    /// Which sentences a public text says from a word on that begins a row of that number.
    pub(super) fn said_at<'s>(&'s self, read: &'s AsRead, at: usize, row: u64) -> impl Iterator<Item = Said> + 's {
        let begin_so = self.by_first.get(&row).into_iter().flatten().copied();
        begin_so.filter_map(move |index| {
            let sentence = &self.all[index];
            let said = read.words.get(at..at + sentence.words.len())?;
            let is_same = said.iter().map(|word| word.hash).eq(sentence.words.iter().copied());
            let place = read.place(&(said.first()?.start..said.last()?.end));
            (is_same && !is_quotation(read.written, place.start)).then_some((index, place))
        })
    }

    /// Those that one work says which is not public, and one other that is. `said` is by the public texts' numbers.
    pub(super) fn repeated(&self, hidden: &[Hidden], public: &[Public], said: &[(usize, Said)]) -> Vec<Repeated> {
        let mut not_public: BTreeMap<&[u64], BTreeSet<&str>> = BTreeMap::new();
        for sentence in &self.all {
            not_public.entry(&sentence.words).or_default().insert(hidden[sentence.hidden].work());
        }
        let mut sayers: BTreeMap<&[u64], BTreeSet<Option<&str>>> = BTreeMap::new();
        for (text, (sentence, _)) in said {
            sayers.entry(&self.all[*sentence].words).or_default().insert(public[*text].work);
        }
        let is_of_two = |sentence: &Sentence| {
            let (hidden, sayers) = (&not_public[sentence.words.as_slice()], &sayers[sentence.words.as_slice()]);
            let is_another = sayers.iter().all(|work| work.is_some_and(|work| !hidden.contains(work)));
            hidden.len() == 1 && sayers.len() == 1 && is_another
        };
        let mut each: BTreeMap<(usize, usize), Vec<Range<usize>>> = BTreeMap::new();
        for (text, (sentence, place)) in said.iter().filter(|(_, (sentence, _))| is_of_two(&self.all[*sentence])) {
            each.entry((*text, self.all[*sentence].hidden)).or_default().push(place.clone());
        }
        each.into_iter()
            .map(|((text, of), mut at)| {
                at.sort_by_key(|place| place.start);
                at.dedup();
                Repeated { file: public[text].file.to_owned(), at, hidden: (hidden[of].file.clone(), hidden[of].state) }
            })
            .collect()
    }
}

/// Whether what begins at a byte is quoted: in quotation marks, as a block, or in the directive for it.
fn is_quotation(text: &str, start: usize) -> bool {
    /// A quotation is hardly longer.
    const NEAR: usize = 4_000;
    let from = (start.saturating_sub(NEAR)..).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let before = &text[from..start];
    let front_matter = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")).map_or(0, |end| end + 4);
    let paragraph = &before[before.rfind("\n\n").map_or(0, |at| at + 2)..];
    // Quotation marks of YAML quote nothing.
    let is_mark = |c: &char| "“”„‟«»".contains(*c) || *c == '"' && start >= front_matter;
    let in_marks = paragraph.chars().filter(is_mark).count() % 2 == 1;
    let in_block = paragraph.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with('>'));
    let in_directive = before.lines().rev().find(|line| line.starts_with(":::")).is_some_and(|line| line.starts_with(":::quote"));
    in_marks || in_block || in_directive
}

#[cfg(test)]
mod tests {
    use super::super::unpublished::Unpublished;
    use super::*;

    const SECRET: &str = "Seven girls were hidden in a cellar beneath the harbour until spring.";

    fn repeated(hidden: &[(&str, &str)], public: &[(&str, &str)]) -> Vec<String> {
        let hidden: Vec<Hidden> = hidden
            .iter()
            .map(|(file, text)| Hidden { file: (*file).into(), state: "a draft", texts: vec![(*text).into()], ..Hidden::default() })
            .collect();
        let public: Vec<Public> =
            public.iter().map(|(file, text)| Public { work: file.rsplit_once('/').map(|(work, _)| work), file, text }).collect();
        let unpublished = Unpublished::new(&hidden, &public);
        unpublished
            .repeated
            .iter()
            .flat_map(|repeated| {
                let text = public.iter().find(|public| public.file == repeated.file).expect("one of them").text;
                repeated.at.iter().map(move |at| format!("{}: {}", repeated.file, &text[at.clone()]))
            })
            .collect()
    }

    #[test]
    fn a_sentence_of_a_draft_that_one_public_text_says_is_told_there() {
        let draft = format!("It is known. {SECRET} Nobody must read it.");
        let said = format!("# Signs\n\nText.\n\n- x\n- {}\n", SECRET.replace("hidden in", "*hidden*\nin"));
        let told = repeated(&[("b/draft/en.md", &draft)], &[("b/a/en.md", &said), ("b/c/en.md", "Something else is said here at length.")]);
        assert_eq!(told, ["b/a/en.md: Seven girls were *hidden*\nin a cellar beneath the harbour until spring"]);
        let chinese = "任何人都不应该在公布之日之前读到关于港口庇护所的这句话。";
        assert_eq!(repeated(&[("b/d/zh.md", chinese)], &[("b/a/zh.md", chinese)]).len(), 1);
        let typed = format!("---\nsummary: \"{SECRET}\"\n---\n\nText.\n");
        assert_eq!(repeated(&[("b/d/en.md", SECRET)], &[("b/a/en.md", &typed)]).len(), 1);
    }

    #[test]
    fn a_sentence_is_the_same_with_links_citations_notes_and_stress_in_it() {
        let marked = "Seven girls were *hidden* in a cellar [@crc1989, art. 3] beneath [the harbour](../x/y.md)[^1] until&nbsp;spring.";
        for (draft, said, told) in [
            (marked, SECRET, "Seven girls were hidden in a cellar beneath the harbour until spring"),
            (SECRET, marked, marked.trim_end_matches('.')),
            (marked, marked, marked.trim_end_matches('.')),
        ] {
            assert_eq!(repeated(&[("b/draft/en.md", draft)], &[("b/a/en.md", said)]), [format!("b/a/en.md: {told}")]);
        }
        // What several public texts say so is no secret anywhere.
        let hidden = [Hidden { file: "b/d/en.md".into(), texts: vec![SECRET.into()], ..Hidden::default() }];
        let public = ["b/a", "b/c"].map(|work| Public { work: Some(work), file: work, text: marked });
        assert!(Unpublished::new(&hidden, &public).is_empty());
        let found = Unpublished::new(&[Hidden { texts: vec![marked.into()], ..hidden[0].clone() }], &[]);
        assert_eq!(found.find(SECRET).len(), 1);
    }

    #[test]
    fn what_others_say_too_what_is_quoted_and_what_is_no_sentence_is_no_secret() {
        let quoted = format!("He said: ”{SECRET}”");
        let block = format!("> Before.\n> {SECRET}");
        let directive = format!(":::quote{{source=crc1989}}\n{SECRET}\n:::\n");
        let name = "- the Council of Europe Convention on Action against Trafficking in Human Beings\n- x\n";
        for (hidden, public) in [
            // A translation of the same work, a boiler plate, what the whole site says.
            (vec![("b/d/en.md", SECRET)], vec![("b/d/sv.md", SECRET)]),
            (vec![("b/d/en.md", SECRET)], vec![("b/a/en.md", SECRET), ("b/c/en.md", SECRET)]),
            (vec![("b/d/en.md", SECRET)], vec![("b/a/en.md", SECRET), ("site.yaml", SECRET)]),
            (vec![("b/d/en.md", SECRET), ("b/e/en.md", SECRET)], vec![("b/a/en.md", SECRET)]),
            (vec![("b/d/en.md", SECRET)], vec![("b/a/en.md", quoted.as_str())]),
            (vec![("b/d/en.md", quoted.as_str())], vec![("b/a/en.md", SECRET)]),
            (vec![("b/d/en.md", SECRET)], vec![("b/a/en.md", block.as_str())]),
            (vec![("b/d/en.md", SECRET)], vec![("b/a/en.md", directive.as_str())]),
            (vec![("b/d/en.md", name)], vec![("b/a/en.md", name)]),
            (vec![("b/d/en.md", "A child can never consent.")], vec![("b/a/en.md", "A child can never consent.")]),
        ] {
            assert_eq!(repeated(&hidden, &public), Vec::<String>::new(), "{hidden:?} {public:?}");
        }
    }
}
