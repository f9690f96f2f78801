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
use crate::source::{Folder, Text};

/// The most texts that are read by their letters alone for one thing.
const MOST_READ: usize = 5_000;

/// The most places in all texts between which what is let through is sought.
const MOST_PLACES: usize = 100;

/// Where a text says something.
#[derive(Default)]
pub(super) struct Places {
    pub(super) at: Vec<Range<usize>>,
    /// Whether it stands there by itself, and not within a longer word or number.
    pub(super) whole: bool,
}

/// Where things were written, as far as somebody has asked.
pub(super) struct Traces {
    /// The letters and figures of texts in which something was sought.
    skeletons: Mutex<BTreeMap<Arc<str>, Arc<Skeleton>>>,
    /// Where that was written which was sought in all texts, public ones first.
    elsewhere: Mutex<BTreeMap<String, Arc<[Location]>>>,
    /// The folder or file in whose name that stands which no text says.
    named: Mutex<BTreeMap<String, Option<String>>>,
    /// Files of drafts and of what has its time before it or behind it.
    not_public: BTreeSet<Arc<str>>,
}

impl Traces {
    pub(super) fn new(not_public: BTreeSet<Arc<str>>) -> Traces {
        Traces { skeletons: Mutex::default(), elsewhere: Mutex::default(), named: Mutex::default(), not_public }
    }

    /// Whether a file is none of a draft or of what has its time before it or behind it.
    pub(super) fn is_public(&self, file: &str) -> bool {
        !self.not_public.contains(file)
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
        let at = |text: &Text| {
            let mut found = memchr::memmem::find_iter(text.text.as_bytes(), bytes).map(|at| at..at + wanted.len()).peekable();
            let first = found.peek().cloned()?;
            let whole = found.find(|at| is_whole(&text.text, at));
            Some((whole.is_some(), text.at(whole.unwrap_or(first))))
        };
        let mut as_it_is: Vec<(bool, Location)> = texts().filter(|_| !wanted.is_empty()).filter_map(at).take(MOST_PLACES).collect();
        let as_letters = || {
            let mut within = None;
            for text in texts().take(MOST_READ) {
                let places = self.places(text, wanted);
                let first = places.at.into_iter().next().map(|at| (places.whole, text.at(at)));
                if places.whole && first.is_some() {
                    return first;
                }
                within = within.or(first);
            }
            within
        };
        if !as_it_is.iter().any(|(whole, _)| *whole) {
            as_it_is.extend(as_letters());
        }
        let locations = whole_first(as_it_is).into();
        self.elsewhere.lock().expect("never poisoned").insert(wanted.to_owned(), Arc::clone(&locations));
        locations
    }

    /// The folder or the file in whose name something stands.
    pub(super) fn named(&self, build: &Build, wanted: &str) -> Option<String> {
        if let Some(known) = self.named.lock().expect("never poisoned").get(wanted) {
            return known.clone();
        }
        let folders = build.site.sources.folders.values();
        let within = |folder: &Arc<Folder>| folder.names().find(|name| build.says(name, wanted)).map(|name| folder.path_of(name));
        // A folder and the one in which it lies may say it together.
        let path = |folder: &Arc<Folder>| build.says(&folder.path, wanted).then(|| folder.path.to_string());
        let named = folders.filter(|_| !letters(wanted).is_empty()).find_map(|folder| within(folder).or_else(|| path(folder)));
        self.named.lock().expect("never poisoned").insert(wanted.to_owned(), named.clone());
        named
    }

    /// Where a text says something, by its letters and figures.
    pub(super) fn places(&self, text: &Text, wanted: &str) -> Places {
        let needle = letters(wanted);
        if needle.is_empty() {
            let at = wanted.chars().next().and_then(|c| sign(&text.text, c)).into_iter().collect();
            return Places { at, whole: true };
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
        // Its first and last signs belong to it, however it is written between them.
        let is_sign = |c: char| !c.is_alphanumeric();
        let first = &wanted[..wanted.len() - wanted.trim_start_matches(is_sign).len()];
        let last = &wanted[wanted.trim_end_matches(is_sign).len()..];
        for place in &mut places.at {
            let start = text.text[..place.start].strip_suffix(first).map_or(place.start, str::len);
            let end = if text.text[place.end..].starts_with(last) { place.end + last.len() } else { place.end };
            *place = start..end;
        }
        places
    }
}

/// Where a sign stands that is neither a letter nor a figure, as it is or by its number.
fn sign(text: &str, c: char) -> Option<Range<usize>> {
    let written = |at: usize| at..at + written::length(&text[at..]);
    let by_number = || without_markup(text, true).unseen.into_iter().find(|(unseen, _)| *unseen == c).map(|(_, at)| written(at));
    text.find(c).map(|at| at..at + c.len_utf8()).or_else(by_number)
}

/// Whether neither a letter nor a figure touches a part of a text.
fn is_whole(text: &str, part: &Range<usize>) -> bool {
    !text[..part.start].ends_with(char::is_alphanumeric) && !text[part.end..].starts_with(char::is_alphanumeric)
}

/// The places at which something stands by itself; where there are none, those at which it stands within something longer.
pub(super) fn whole_first(places: Vec<(bool, Location)>) -> Vec<Location> {
    let best = places.iter().any(|(whole, _)| *whole);
    places.into_iter().filter(|(whole, _)| *whole == best).map(|(_, location)| location).collect()
}

/// The letters and figures of a text alone, in lower case.
pub(super) fn letters(text: &str) -> String {
    Plain::of(text).text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A source's letters and figures, and where each stands.
struct Skeleton {
    whole: Letters,
    /// Without what stands in a line and is not said there, which parts in the source what is read in one.
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
        let read = written::may_leave_out(&text.text).then(|| Letters::of(&text.text, false));
        Skeleton { whole: Letters::of(&text.text, true), read, hash: text.hash }
    }

    fn find(&self, needle: &str, text: &Text) -> Places {
        let found = self.whole.find(needle, &text.text);
        if found.at.is_empty() { self.read.as_ref().map(|read| read.find(needle, &text.text)).unwrap_or_default() } else { found }
    }
}

impl Letters {
    fn of(source: &str, unsaid: bool) -> Letters {
        let plain = without_markup(source, unsaid);
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

    fn find(&self, needle: &str, source: &str) -> Places {
        /// More places than this in one file are told by the first of them.
        const MOST: usize = 20;
        let places = |whole: bool| -> Vec<Range<usize>> {
            self.letters
                .match_indices(needle)
                .map(|(at, _)| {
                    let last = self.at[at + needle.len() - 1] as usize;
                    self.at[at] as usize..last + written::length(&source[last..])
                })
                .filter(|place| !whole || is_whole(source, place))
                .take(MOST)
                .collect()
        };
        let whole = places(true);
        if whole.is_empty() && needle.chars().count() >= 6 {
            return Places { at: places(false).into_iter().take(1).collect(), whole: false };
        }
        Places { at: whole, whole: true }
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

    /// The folder or the file of what an output shows by whose name the output's name says something.
    pub(super) fn own_name(&self, path: &str, wanted: &str) -> Option<String> {
        let own = match self.output(path) {
            Some(Output::Media { file } | Output::Copy { file, .. }) => file.path.to_string(),
            _ => self.own_folder(path)?,
        };
        let ends = own.match_indices('/').map(|(at, _)| at).chain([own.len()]);
        ends.map(|end| &own[..end]).find(|folder| self.says(folder, wanted)).map(str::to_owned)
    }

    /// Whether a name says something, as it stands or as the part of an address that is made of it.
    fn says(&self, name: &str, wanted: &str) -> bool {
        let needle = letters(wanted);
        let holds = |name: &str| !Letters::of(name, true).find(&needle, name).at.is_empty();
        holds(name) || holds(&self.site.config.slug(name))
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
            |needle: &str| skeleton.find(&letters(needle), &text).at.into_iter().map(|at| text.text[at].to_owned()).collect::<Vec<_>>();
        assert_eq!(shown("20991231-9804"), ["2099**1231**-98&#48;4"]);
        assert_eq!(shown("19991231-9804"), ["1999[1231](https://a.example/)-9804"]);
        assert_eq!(shown("https://a.example/"), ["https://a.example"]);
        assert_eq!(shown("anna@example.org"), ["anna@example.org"]);
        assert_eq!(shown("070-1"), ["0<b>70</b>-1"]);
        assert_eq!(shown("eva@example.org"), ["eva%40example.org"]);
        assert_eq!(shown("100 åsa"), ["100% %c3%85sa"]);
    }
}
