//! From what the gate saw back to where it was written: by letters and figures alone, since between the two stand Markdown,
//! typography, YAML and templates.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex};

use crate::Build;
use crate::diagnostics::Location;
use crate::outputs::{Output, Page};
use crate::safeguard::plain::Plain;
use crate::safeguard::written::{self, without_markup};
use crate::source::Text;

/// The most texts that are read by their letters alone for one thing.
const MOST_READ: usize = 5_000;

/// The most places in all texts between which what is let through is sought.
const MOST_PLACES: usize = 100;

/// Where things were written, as far as somebody has asked.
pub(super) struct Traces {
    /// The letters and figures of texts in which something was sought.
    skeletons: Mutex<BTreeMap<Arc<str>, Arc<Skeleton>>>,
    /// Where that was written which was sought in all texts, public ones first.
    elsewhere: Mutex<BTreeMap<String, Arc<[Location]>>>,
    /// Files of drafts and of what has its time before it or behind it.
    not_public: BTreeSet<Arc<str>>,
}

impl Traces {
    pub(super) fn new(not_public: BTreeSet<Arc<str>>) -> Traces {
        Traces { skeletons: Mutex::default(), elsewhere: Mutex::default(), not_public }
    }

    /// The places in all texts of the site, for what no text says of which the output was made. What stands on every page
    /// is sought once.
    pub(super) fn elsewhere(&self, build: &Build, wanted: &str) -> Arc<[Location]> {
        if let Some(known) = self.elsewhere.lock().expect("never poisoned").get(wanted) {
            return Arc::clone(known);
        }
        let is_public = |text: &&Text| !self.not_public.contains(&text.path);
        let texts = || build.all_texts().filter(is_public).chain(build.all_texts().filter(|text| !is_public(text)));
        // Letter by letter first, which is quick.
        let bytes = wanted.as_bytes();
        let at = |text: &Text| memchr::memmem::find(text.text.as_bytes(), bytes).map(|at| text.at(at..at + wanted.len()));
        let as_it_is: Vec<Location> = texts().filter(|_| !wanted.is_empty()).filter_map(at).take(MOST_PLACES).collect();
        let as_letters = || texts().take(MOST_READ).find_map(|text| self.places(text, wanted).first().map(|at| text.at(at.clone())));
        let locations: Arc<[Location]> = if as_it_is.is_empty() { as_letters().into_iter().collect() } else { as_it_is.into() };
        self.elsewhere.lock().expect("never poisoned").insert(wanted.to_owned(), Arc::clone(&locations));
        locations
    }

    /// Where a text says something, by its letters and figures.
    pub(super) fn places(&self, text: &Text, wanted: &str) -> Vec<Range<usize>> {
        let needle = letters(wanted);
        if needle.is_empty() {
            return wanted.chars().next().and_then(|c| text.text.find(c).map(|at| at..at + c.len_utf8())).into_iter().collect();
        }
        let known = self.skeletons.lock().expect("never poisoned").get(&text.path).cloned();
        let skeleton = known.filter(|skeleton| skeleton.hash == text.hash).unwrap_or_else(|| {
            let skeleton = Arc::new(Skeleton::of(text));
            let mut kept = self.skeletons.lock().expect("never poisoned");
            // Some hundreds of texts are enough to remember.
            if kept.len() > 500 {
                kept.clear();
            }
            kept.insert(text.path.clone(), Arc::clone(&skeleton));
            skeleton
        });
        let mut places = skeleton.find(&needle, text);
        // Where it stands sign by sign, its first and last signs belong to it too.
        let whole = |place: &Range<usize>| {
            let from = place.start.saturating_sub(wanted.len());
            let near = &text.text.as_bytes()[from..(place.end + wanted.len()).min(text.text.len())];
            let mut found = memchr::memmem::find_iter(near, wanted).map(|at| from + at..from + at + wanted.len());
            found.find(|found| found.start <= place.start && place.end <= found.end)
        };
        places.iter_mut().for_each(|place| *place = whole(place).unwrap_or_else(|| place.clone()));
        places
    }
}

/// The letters and figures of a text alone, in lower case.
pub(super) fn letters(text: &str) -> String {
    Plain::of(text).text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A source's letters and figures, and where each stands.
struct Skeleton {
    whole: Letters,
    /// Without the addresses that links lead to, which part in the source what is read in one.
    read: Option<Letters>,
    hash: blake3::Hash,
}

#[derive(Default)]
struct Letters {
    letters: String,
    /// For each byte of `letters`, the byte of the source.
    at: Vec<u32>,
}

impl Skeleton {
    fn of(text: &Text) -> Skeleton {
        let read = text.text.contains("](").then(|| Letters::of(&text.text, false));
        Skeleton { whole: Letters::of(&text.text, true), read, hash: text.hash }
    }

    fn find(&self, needle: &str, text: &Text) -> Vec<Range<usize>> {
        let found = self.whole.find(needle, &text.text);
        if found.is_empty() { self.read.as_ref().map(|read| read.find(needle, &text.text)).unwrap_or_default() } else { found }
    }
}

impl Letters {
    fn of(source: &str, addresses: bool) -> Letters {
        let plain = without_markup(source, addresses);
        let mut letters = Letters::default();
        for (at, c) in plain.text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            letters.add(c, plain.origin(at) as u32);
        }
        letters
    }

    fn add(&mut self, c: char, origin: u32) {
        for lower in c.to_lowercase() {
            self.letters.push(lower);
            self.at.resize(self.letters.len(), origin);
        }
    }

    fn find(&self, needle: &str, source: &str) -> Vec<Range<usize>> {
        /// More places than this in one file are told by the first of them.
        const MOST: usize = 20;
        let places = |whole: bool| -> Vec<Range<usize>> {
            self.letters
                .match_indices(needle)
                .map(|(at, _)| {
                    let last = self.at[at + needle.len() - 1] as usize;
                    self.at[at] as usize..last + written::length(&source[last..])
                })
                .filter(|place| {
                    let before = source[..place.start].chars().next_back().is_some_and(char::is_alphanumeric);
                    let after = source[place.end..].chars().next().is_some_and(char::is_alphanumeric);
                    !whole || !before && !after
                })
                .take(MOST)
                .collect()
        };
        let whole = places(true);
        if whole.is_empty() && needle.chars().count() >= 6 { places(false).into_iter().take(1).collect() } else { whole }
    }
}

impl Build {
    /// The texts that an output was made of, the nearest first: those of its work, then what the whole site shares.
    pub fn sources_of(&self, path: &str) -> Vec<&Text> {
        let site = &self.site;
        let mut texts = Vec::new();
        let mut work = |index: usize, language: usize| {
            let work = &site.works[index];
            texts.push(&work.shown_to(language).document.file);
            texts.push(&work.file);
            texts.extend(work.documents.iter().flatten().map(|published| &published.document.file));
        };
        match self.output(path) {
            Some(Output::Page(Page::Work { work: index, language }) | Output::Calendar { work: index, language }) => {
                work(*index, *language)
            }
            Some(Output::Page(Page::Home { language })) => {
                if let Some(home) = site.home() {
                    work(home, *language);
                }
            }
            _ => {}
        }
        let mut seen = BTreeSet::new();
        texts.retain(|text| seen.insert(text.path.clone()));
        texts.extend(["content/site.yaml", "content/sources.yaml"].iter().filter_map(|path| site.sources.text(path)));
        texts
    }

    /// The folder of the work that an output shows.
    pub(super) fn own_folder(&self, path: &str) -> Option<String> {
        match self.output(path) {
            Some(Output::Page(Page::Work { work, .. }) | Output::Calendar { work, .. }) => {
                Some(format!("content/{}", self.site.works[*work].path))
            }
            Some(Output::Page(Page::Home { .. })) => self.site.home().map(|work| format!("content/{}", self.site.works[work].path)),
            Some(Output::Media { file } | Output::Copy { file, .. }) => file.path.rsplit_once('/').map(|(folder, _)| folder.to_owned()),
            _ => None,
        }
    }

    /// Every text of the site, themes included.
    pub(super) fn all_texts(&self) -> impl Iterator<Item = &Text> {
        self.site.sources.folders.values().flat_map(|folder| folder.texts.values())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_found_however_it_is_written() {
        let text = Text::new(
            "a.md",
            "Född 2099**1231**-98&#48;4, 1999[1231](https://a.example/)-9804 <b>x</b> <anna@example.org>, 0<b>70</b>-1 [x](mailto:eva%40example.org) 100% %c3%85sa",
        );
        let skeleton = Skeleton::of(&text);
        let shown =
            |needle: &str| skeleton.find(&letters(needle), &text).into_iter().map(|at| text.text[at].to_owned()).collect::<Vec<_>>();
        assert_eq!(shown("20991231-9804"), ["2099**1231**-98&#48;4"]);
        assert_eq!(shown("19991231-9804"), ["1999[1231](https://a.example/)-9804"]);
        assert_eq!(shown("https://a.example/"), ["https://a.example"]);
        assert_eq!(shown("anna@example.org"), ["anna@example.org"]);
        assert_eq!(shown("070-1"), ["0<b>70</b>-1"]);
        assert_eq!(shown("eva@example.org"), ["eva%40example.org"]);
        assert_eq!(shown("100 åsa"), ["100% %c3%85sa"]);
    }
}
