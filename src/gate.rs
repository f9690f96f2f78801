//! The gate of a site: what [`safeguard`](crate::safeguard) needs to know of it, as values, and where what it saw was
//! written.
//!
//! The gate looks at bytes; an author needs a file and a line. So each sighting is sought by its letters and figures in
//! the texts that the output was made of, then in all others.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::Build;
use crate::config::fields::{FieldType, Record, Value};
use crate::config::{self, Allowance, Secret};
use crate::diagnostics::{Finding, Location, Severity, codes};
use crate::document::Document;
use crate::language::Date;
use crate::outputs::{Output, Plan};
use crate::render::Rendered;
use crate::safeguard::decoding::decoded;
use crate::safeguard::denied::Denied;
use crate::safeguard::language::{Hurtful, List, built_in};
use crate::safeguard::mask::Mask;
use crate::safeguard::reading::Plain;
use crate::safeguard::words::{Hidden, Unpublished};
use crate::safeguard::written::{self, without_markup};
use crate::safeguard::{Rules, Sighting, contact_key, inspect, is_among};
use crate::site::Work;
use crate::site::visibility::{self, Visibility};
use crate::source::{Text, is_no_text, is_odd};
use crate::theme::built_in::texts as built_in_theme;

/// The gate of one build.
pub struct Gate {
    rules: Rules,
    /// Words that hurt, by language.
    lists: BTreeMap<String, List>,
    /// The hash of all by which it judges that does not follow from what is public and how the site is configured.
    pub fingerprint: blake3::Hash,
    allowed: Vec<Allowed>,
    /// The letters and figures of texts in which something was sought.
    skeletons: Mutex<BTreeMap<Arc<str>, Arc<Skeleton>>>,
    /// Where that was written which was sought in all texts, public ones first.
    elsewhere: Mutex<BTreeMap<String, Arc<[Location]>>>,
    /// Files of drafts and of what has its time before it or behind it.
    not_public: BTreeSet<Arc<str>>,
}

/// The most texts that are read by their letters alone for one thing.
const MOST_READ: usize = 5_000;

/// The most errors of one output that are told, since a single one keeps the site from being published; and the most that
/// is told beside them. Each is sought in whole texts.
const MOST_TOLD: usize = 500;

/// Something that an author lets through.
pub struct Allowed {
    pub allowance: Allowance,
    /// Where it is written.
    pub file: Text,
    /// The folder for which it holds; `None` is the whole site.
    folder: Option<String>,
    used: AtomicBool,
}

/// The most places in all texts between which what is let through is sought.
const MOST_PLACES: usize = 100;

impl Gate {
    pub fn of(build: &Build) -> Gate {
        let site = &build.site;
        let config = &site.config;
        let today = site.today;
        let (hidden, not_public) = hidden(build);
        let hurtful: Vec<Hurtful> = config
            .gates
            .avoid
            .iter()
            .map(|(language, avoid, instead)| Hurtful {
                language: language.tag().to_owned(),
                avoid: avoid.clone(),
                instead: instead.clone(),
            })
            .chain(avoided_terms(build))
            .chain(built_in())
            .collect();
        let rules = Rules {
            weights: config.gates.weights.clone(),
            contacts: contacts(build),
            day: Some((today.to_string(), days(today))),
            unpublished: unpublished(build, &hidden, &not_public),
            denied: denied(config.options.deny.as_ref()),
            foreign: false,
            hidden_by_hand: false,
        };
        let lists = config.languages.iter().map(|language| (language.to_string(), List::of(&hurtful, language.tag()))).collect();
        let fingerprint = blake3::hash(format!("{hurtful:?}{:?}", rules.unpublished).as_bytes());
        Gate { rules, lists, fingerprint, allowed: allowed(build), skeletons: Mutex::default(), elsewhere: Mutex::default(), not_public }
    }

    /// What is let through, and why.
    pub fn allowed(&self) -> &[Allowed] {
        &self.allowed
    }

    /// What must not leave of one output, at the places where it was written. `None` if there was nothing to judge: not
    /// even something that is let through.
    pub fn inspect(&self, build: &Build, path: &str, rendered: &Rendered) -> Option<Vec<Finding>> {
        let sightings = inspect(&Plan::file_of(path), rendered.media_type, &rendered.bytes, &self.rules);
        if sightings.is_empty() {
            return None;
        }
        let mut findings = Vec::new();
        let mut told = BTreeSet::new();
        let mut count: BTreeMap<bool, usize> = BTreeMap::new();
        for sighting in &sightings {
            let count = count.entry(sighting.severity == Severity::Error).or_insert(0);
            // One thing is told once, wherever it stands.
            if *count < MOST_TOLD && told.insert((sighting.code.name, &sighting.text)) {
                let before = findings.len();
                self.told(build, path, rendered, sighting, &mut findings);
                *count += findings.len() - before;
            }
        }
        Some(findings)
    }

    fn told(&self, build: &Build, path: &str, rendered: &Rendered, sighting: &Sighting, findings: &mut Vec<Finding>) {
        let own_folder = build.own_folder(path);
        // Where it was read from a text, the reading has told it.
        let is_told = |location: &Location| {
            *sighting.code == codes::HIDDEN_CHARACTER
                && sighting.text.chars().next().is_some_and(|c| is_no_text(c) || is_odd(c))
                && build.site.sources.text(&location.file).is_some_and(|text| text.text.contains(&sighting.text))
        };
        let mut tell = |location: Location| {
            if !self.lets_through(sighting, &location.file, own_folder.as_deref()) && !is_told(&location) {
                findings.push(self.masked(build, sighting.finding(location)));
            }
        };
        if let Some(file) = &sighting.file {
            let text = build.site.sources.text(file);
            let location = match text.and_then(|text| Some((text, self.places(text, &sighting.text).into_iter().next()?))) {
                Some((text, place)) => text.at(place),
                None => Location::file(file.as_str()),
            };
            return tell(location);
        }
        if let Some(Output::Media { file } | Output::Copy { file, .. }) = build.output(path) {
            // Drawings and pictures are published otherwise than they were written.
            let is_as_written = blake3::hash(&rendered.bytes) == file.hash;
            return tell(if is_as_written { place(&file.path, rendered, sighting) } else { Location::file(file.path.as_str()) });
        }
        let mut traced = false;
        let mut near = build.sources_of(path);
        for (work, language) in &rendered.texts {
            let read = build.site.works[*work].documents[*language].as_ref().map(|published| &published.document.file);
            near.extend(read.filter(|read| near.iter().all(|text| text.path != read.path)));
        }
        for text in near {
            for place in self.places(text, &sighting.text) {
                traced = true;
                tell(text.at(place));
            }
        }
        if traced {
            return;
        }
        let elsewhere = self.elsewhere(build, sighting);
        // Where it is not let through, the page of that text tells it.
        let through = elsewhere.iter().find(|location| self.lets_through(sighting, &location.file, own_folder.as_deref()));
        if let Some(location) = through.or(elsewhere.first()) {
            return tell(location.clone());
        }
        if sighting.of_authors {
            return;
        }
        let file = Plan::file_of(path);
        let location = place(&file, rendered, sighting);
        if !self.lets_through(sighting, &location.file, own_folder.as_deref()) {
            let mut finding = self.masked(build, sighting.finding(location));
            finding.hint("this is the published file; no text of the site says it so: look in the theme");
            findings.push(finding);
        }
    }

    /// The places in all texts of the site, for what no text says of which the output was made. What stands on every page
    /// is sought once.
    fn elsewhere(&self, build: &Build, sighting: &Sighting) -> Arc<[Location]> {
        if let Some(known) = self.elsewhere.lock().expect("never poisoned").get(&sighting.text) {
            return Arc::clone(known);
        }
        let is_public = |text: &&Text| !self.not_public.contains(&text.path);
        let texts = || build.all_texts().filter(is_public).chain(build.all_texts().filter(|text| !is_public(text)));
        // Letter by letter first, which is quick.
        let wanted = sighting.text.as_bytes();
        let at = |text: &Text| memchr::memmem::find(text.text.as_bytes(), wanted).map(|at| text.at(at..at + wanted.len()));
        let as_it_is: Vec<Location> = texts().filter(|_| !wanted.is_empty()).filter_map(at).take(MOST_PLACES).collect();
        let as_letters =
            || texts().take(MOST_READ).find_map(|text| self.places(text, &sighting.text).first().map(|at| text.at(at.clone())));
        let locations: Arc<[Location]> = if as_it_is.is_empty() { as_letters().into_iter().collect() } else { as_it_is.into() };
        self.elsewhere.lock().expect("never poisoned").insert(sighting.text.clone(), Arc::clone(&locations));
        locations
    }

    /// Where a text says something, by its letters and figures.
    fn places(&self, text: &Text, wanted: &str) -> Vec<Range<usize>> {
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

    /// What must not be known is not repeated where logs are public.
    fn masked(&self, build: &Build, finding: Finding) -> Finding {
        let text_of = |file: &str| build.site.sources.text(file).map(|text| &*text.text);
        self.rules.mask().findings(vec![finding], text_of).remove(0)
    }

    fn lets_through(&self, sighting: &Sighting, file: &str, own_folder: Option<&str>) -> bool {
        if sighting.secret {
            return false;
        }
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut through = false;
        for allowed in &self.allowed {
            let here = match &allowed.folder {
                None => true,
                // What one language lets through holds for its own file, and for what lies beside it that is no text.
                Some(own) => {
                    let in_work = own == folder || own_folder == Some(own.as_str());
                    in_work && (allowed.file.path.ends_with("/work.yaml") || *allowed.file.path == *file || !file.ends_with(".md"))
                }
            };
            if here && allowed.allowance.code == sighting.code.name && says(&allowed.allowance, sighting) {
                allowed.used.store(true, Ordering::Relaxed);
                through = true;
            }
        }
        through
    }

    /// Words that hurt in the public texts of a work. `None` as in [`Gate::inspect`].
    pub fn hurtful_in_work(&self, work: &Work) -> Option<Vec<Finding>> {
        let severity = self.rules.weights.get(codes::HURTFUL_WORDS.name).copied().unwrap_or(Some(Severity::Warning))?;
        let each = work.documents.iter().flatten().filter_map(|published| self.hurtful_in(&published.document, severity));
        each.reduce(|mut all, some| {
            all.extend(some);
            all
        })
    }

    /// What is told once everything has been looked at: what is allowed without need.
    pub fn closing(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for allowed in self.allowed.iter().filter(|allowed| !allowed.used.load(Ordering::Relaxed)) {
            let location = allowed.file.at(allowed.allowance.span.clone());
            let mut finding = Finding::new(&codes::UNUSED_ALLOWANCE, location, "this lets something through that is not there");
            finding.hint("remove it, or correct its code and its text");
            findings.push(finding);
        }
        findings
    }

    fn hurtful_in(&self, document: &Document, severity: Severity) -> Option<Vec<Finding>> {
        let text = &document.file;
        // What is let through or avoided is named there, and does not hurt by it.
        let named = |field: &str| document.fields.get(field).map(|typed| typed.span.clone()).unwrap_or_default();
        let (allow, avoid) = (named("allow"), named("avoid"));
        let in_address = |at: &Range<usize>| {
            let before = &text.text[..at.start];
            let word = before.rsplit(|c: char| c.is_whitespace() || "([<\"".contains(c)).next().unwrap_or_default();
            word.contains('/') || word.contains('@')
        };
        let list = self.lists.get(document.language.tag())?;
        let mut found = list.find(&text.text);
        found.retain(|(at, _)| !allow.contains(&at.start) && !avoid.contains(&at.start) && !in_address(at));
        if found.is_empty() {
            return None;
        }
        let told = found
            .into_iter()
            .filter_map(|(at, entry)| {
                let sighting = Sighting {
                    code: &codes::HURTFUL_WORDS,
                    severity,
                    message: format!("«{}» can hurt", &text.text[at.clone()]),
                    hints: vec![
                        format!("write «{}»", entry.instead),
                        "a quotation and the title of a law keep their words: allow them here, with the reason".into(),
                    ],
                    text: text.text[at.clone()].to_owned(),
                    at: None,
                    file: None,
                    secret: false,
                    of_authors: false,
                };
                (!self.lets_through(&sighting, &text.path, None)).then(|| sighting.finding(text.at(at)))
            })
            .collect();
        Some(told)
    }
}

/// What hides in any finding what must not be known.
pub fn mask(deny: Option<&Secret>, today: Date) -> Mask {
    Mask { denied: denied(deny), today: days(today) }
}

fn denied(list: Option<&Secret>) -> Option<Arc<Denied>> {
    list.and_then(|list| Denied::parse(&list.0).ok()).map(Arc::new)
}

/// Words that the glossary says to avoid, each in the language of its document.
fn avoided_terms(build: &Build) -> impl Iterator<Item = Hurtful> {
    let documents = build.parsed.works.iter().flat_map(|work| &work.documents);
    documents.flat_map(|document| {
        document.fields.texts("avoid").map(|(avoid, _)| Hurtful {
            language: document.language.tag().to_owned(),
            avoid: avoid.to_owned(),
            instead: document.title.clone(),
        })
    })
}

/// Where it stands in the file that is published, if that is a text.
fn place(file: &str, rendered: &Rendered, sighting: &Sighting) -> Location {
    match &sighting.at {
        Some(at) => Location::of(file, &decoded(&rendered.bytes), at.clone()),
        None => Location::file(file),
    }
}

/// Whether an allowance means what was seen.
fn says(allowance: &Allowance, sighting: &Sighting) -> bool {
    let of_parts = [codes::HIDDEN_TEXT.name, codes::SHELTER_ADDRESS.name, codes::NOT_PUBLIC.name].contains(&sighting.code.name);
    if *sighting.code == codes::EMAIL_ADDRESS || *sighting.code == codes::TELEPHONE_NUMBER {
        return is_among(&[contact_key(&Plain::of(&allowance.text).text)].into(), &sighting.text);
    }
    let (allowed, seen) = (letters(&allowance.text), letters(&sighting.text));
    match of_parts {
        // A part of a word is another word: of «Storgatan 55» nobody has said a thing who writes «Storgatan 5».
        true => allowed.len() >= 4 && holds_words(&Plain::of(&sighting.text).text, &Plain::of(&allowance.text).text),
        false if allowed.is_empty() => allowance.text.trim() == sighting.text.trim(),
        false => allowed == seen,
    }
}

/// Whether a text says some words in a row, whatever signs stand between them.
fn holds_words(text: &str, wanted: &str) -> bool {
    let words = |text: &str| {
        let lower = text.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let wanted = words(wanted);
    words(text).windows(wanted.len().max(1)).any(|row| row == wanted)
}

/// The letters and figures of a text alone, in lower case.
fn letters(text: &str) -> String {
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

/// How organisations say that they are reached, in fields that their kind declares for it.
fn contacts(build: &Build) -> BTreeSet<String> {
    let site = &build.site;
    let mut contacts = BTreeSet::new();
    for work in &site.works {
        let declared = site.kind(work).fields.iter().filter(|declared| declared.field.of.names(&FieldType::Contact));
        for name in declared.map(|declared| declared.field.name.as_str()) {
            let documents = work.documents.iter().flatten().map(|published| &published.document.fields);
            for fields in documents.chain([&work.fields]) {
                contacts.extend(fields.one_or_more(name).into_iter().map(|(text, _)| contact_key(text)));
            }
        }
    }
    contacts
}

fn allowed(build: &Build) -> Vec<Allowed> {
    let site = &build.site;
    let mut allowed = Vec::new();
    let mut add = |allowances: Vec<Allowance>, file: &Text, folder: Option<String>| {
        allowed.extend(allowances.into_iter().map(|allowance| Allowed {
            allowance,
            file: file.clone(),
            folder: folder.clone(),
            used: AtomicBool::new(false),
        }));
    };
    if let Some(file) = site.sources.text("content/site.yaml") {
        add(site.config.gates.allow.clone(), file, None);
    }
    let has = |fields: &Record| matches!(fields.get("allow").map(|typed| &typed.value), Some(Value::List(_)));
    for work in &site.works {
        let folder = || Some(format!("content/{}", work.path));
        if has(&work.fields) {
            add(config::allowances(&work.fields), &work.file, folder());
        }
        for published in work.documents.iter().flatten().filter(|published| has(&published.document.fields)) {
            add(config::allowances(&published.document.fields), &published.document.file, folder());
        }
    }
    allowed
}

/// As Ukraine counts days: the first is 1 January 1900.
fn days(date: Date) -> i64 {
    date.days_since(Date { year: 1899, month: 12, day: 31 })
}

/// What is not public, and the files that say it.
fn hidden(build: &Build) -> (Vec<Hidden>, BTreeSet<Arc<str>>) {
    let (site, parsed) = (&build.site, &build.parsed);
    let mut hidden = Vec::new();
    let mut files = BTreeSet::new();
    let slug = |path: &str| site.config.slug(path.rsplit('/').next().unwrap_or_default());
    let shown: BTreeSet<String> = site.works.iter().map(|work| slug(&work.path)).collect();
    for work in &parsed.works {
        let mut some_shown = false;
        // Where a document names none, its folder is its part of an address, unless that is public in another.
        let folder = Some(slug(&work.file.path)).filter(|folder| !shown.contains(folder));
        for document in &work.documents {
            if visibility::is_shown(&work.file, document, site.today, &site.config.options) {
                some_shown = true;
                continue;
            }
            files.insert(document.file.path.clone());
            hidden.push(Hidden {
                file: document.file.path.to_string(),
                state: match visibility::of(&work.file, document, site.today) {
                    Visibility::Draft => "a draft",
                    Visibility::Scheduled(_) => "not public before its day",
                    Visibility::Expired(_) => "no longer public",
                    Visibility::Published => continue,
                },
                names: [Some(document.title.as_str()), document.fields.text("slug"), folder.as_deref()]
                    .into_iter()
                    .flatten()
                    .map(str::to_owned)
                    .collect(),
                texts: document.said().into_iter().map(str::to_owned).collect(),
            });
        }
        if !some_shown {
            files.insert(work.file.file.path.clone());
        }
    }
    (hidden, files)
}

/// What is not public, and is said by nothing that is.
fn unpublished(build: &Build, hidden: &[Hidden], files: &BTreeSet<Arc<str>>) -> Unpublished {
    if hidden.is_empty() {
        return Unpublished::default();
    }
    // What a theme says on every page is said, whoever has a draft of that name; the built-in one is no file of the site.
    let built_in = built_in_theme();
    let public = build.all_texts().chain(built_in.values()).filter(|text| !files.contains(&text.path));
    Unpublished::new(hidden, &public.map(|text| &*text.text).collect::<Vec<_>>())
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
            Some(Output::Work { work: index, language } | Output::Calendar { work: index, language }) => work(*index, *language),
            Some(Output::Home { language }) => {
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
    fn own_folder(&self, path: &str) -> Option<String> {
        match self.output(path) {
            Some(Output::Work { work, .. } | Output::Calendar { work, .. }) => Some(format!("content/{}", self.site.works[*work].path)),
            Some(Output::Home { .. }) => self.site.home().map(|work| format!("content/{}", self.site.works[work].path)),
            Some(Output::Media { file } | Output::Copy { file, .. }) => file.path.rsplit_once('/').map(|(folder, _)| folder.to_owned()),
            _ => None,
        }
    }

    /// Every text of the site, themes included.
    fn all_texts(&self) -> impl Iterator<Item = &Text> {
        self.site.sources.folders.values().flat_map(|folder| folder.texts.values())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_ukraine_counts_them() {
        for (date, count) in [("1900-01-01", 1), ("1900-01-03", 3), ("2026-11-24", 46_349)] {
            assert_eq!(days(Date::parse(date).expect("a date")), count, "{date}");
        }
    }

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
