//! All works in all languages with their states: what the author's overview is drawn from.
//!
//! A [`crate::site::Site`] knows what is shown; an editor wants to know of the rest as well: what has expired, what is
//! kept back, what could not be read.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::Build;
use crate::ask::without_fragment;
use crate::config::LEAVE_URL;
use crate::config::fields::{Typed, Value};
use crate::document::{Document, LinkKind, ParsedWork};
use crate::language::{Date, Language};
use crate::site::{Published, Visibility, visibility};
use crate::source::{Sources, Text};
use crate::translation::{Reviewed, Translation};

/// Every work of the site, in the order of their paths, and every address elsewhere that they name.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    pub works: Vec<Entry>,
    /// Address → where it stands.
    pub links: BTreeMap<String, Vec<Mention>>,
}

/// One work. Vectors by language follow the order of `config.languages`.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Below `content/`.
    pub path: String,
    pub kind: String,
    /// Index of the language that it was first written in.
    pub source: usize,
    pub cells: Vec<Cell>,
    /// For each taxonomy, the terms that it has.
    pub terms: Vec<BTreeSet<String>>,
    /// The earliest day by which something of it should be read again, and in which language, if not in all.
    pub review: Option<(Date, Option<usize>)>,
}

/// One work in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub state: State,
    pub title: Option<String>,
}

/// How it stands with a work in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Published,
    /// Published, and a translation whose source has changed since.
    Outdated,
    /// Published, and a translation that no native speaker has reviewed.
    NotReviewed,
    Draft,
    Scheduled(Date),
    Expired(Date),
    /// There is a document, but it can't be read; findings say why.
    Damaged,
    Missing,
}

impl State {
    /// All states, for a choice among them; dates stand for any day.
    pub const NAMES: [&'static str; 8] = ["published", "outdated", "not-reviewed", "draft", "scheduled", "expired", "damaged", "missing"];

    /// The name of the state in addresses, styles and words.
    pub fn name(self) -> &'static str {
        match self {
            State::Published => "published",
            State::Outdated => "outdated",
            State::NotReviewed => "not-reviewed",
            State::Draft => "draft",
            State::Scheduled(_) => "scheduled",
            State::Expired(_) => "expired",
            State::Damaged => "damaged",
            State::Missing => "missing",
        }
    }

    /// The day that the state speaks of.
    pub fn day(self) -> Option<Date> {
        match self {
            State::Scheduled(day) | State::Expired(day) => Some(day),
            State::Published | State::Outdated | State::NotReviewed | State::Draft | State::Damaged | State::Missing => None,
        }
    }
}

/// One place where an address stands.
#[derive(Clone, Debug)]
pub enum Mention {
    Document {
        file: Text,
        span: Range<usize>,
    },
    /// An entry of the bibliography, by its key.
    Source(String),
    /// `site.yaml`.
    Configuration,
}

/// What a document that is there is like on a day.
pub fn state(visibility: Visibility, is_translation: bool, document: &Document, translation: Option<&Translation>) -> State {
    let is_reviewed = match translation {
        Some(translation) => matches!(translation.reviewed, Reviewed::Yes | Reviewed::OfUnknownText),
        None => document.fields.record("reviewed").is_some(),
    };
    match visibility {
        Visibility::Draft => State::Draft,
        Visibility::Scheduled(day) => State::Scheduled(day),
        Visibility::Expired(day) => State::Expired(day),
        Visibility::Published if translation.is_some_and(Translation::is_outdated) => State::Outdated,
        Visibility::Published if is_translation && !is_reviewed => State::NotReviewed,
        Visibility::Published => State::Published,
    }
}

/// Joins what has been parsed.
pub fn of(build: &Build, today: Date) -> Ledger {
    let (parsed, config) = (&build.parsed, &build.site.config);
    let mut works: Vec<Entry> = parsed.works.par_iter().map(|work| entry(work, build, today)).collect();
    works.extend(damaged(build));
    works.sort_by(|a, b| a.path.cmp(&b.path));
    let documents = || parsed.works.iter().flat_map(|work| &work.documents);
    let mut links: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    for document in documents() {
        for link in
            document.content().links.iter().filter(|link| !matches!(link.kind, LinkKind::Picture { .. }) && leads_out(&link.destination))
        {
            let mention = Mention::Document { file: document.file.clone(), span: link.span.clone() };
            links.entry(without_fragment(&link.destination)).or_default().push(mention);
        }
    }
    let records = documents()
        .map(|document| (&document.fields, &document.file))
        .chain(parsed.works.iter().map(|work| (&work.file.fields, &work.file.file)));
    for (fields, file) in records {
        for (_, typed) in &fields.entries {
            addresses(typed, &mut |address, span| {
                links.entry(without_fragment(address)).or_default().push(Mention::Document { file: file.clone(), span: span.clone() });
            });
        }
    }
    for reference in config.bibliography.values() {
        if let Some(url) = reference.url.as_deref().filter(|url| leads_out(url)) {
            links.entry(without_fragment(url)).or_default().push(Mention::Source(reference.key.clone()));
        }
    }
    let configured = [Some(&config.leave_url).filter(|url| *url != LEAVE_URL), config.licence_url.as_ref()];
    for url in configured.into_iter().flatten().filter(|url| leads_out(url)) {
        links.entry(without_fragment(url)).or_default().push(Mention::Configuration);
    }
    Ledger { works, links }
}

/// The addresses elsewhere among the values of a field.
fn addresses(typed: &Typed, found: &mut dyn FnMut(&str, &Range<usize>)) {
    typed.each(&mut |one| {
        if let Value::Text(text) = &one.value
            && leads_out(text)
            && !text.contains(char::is_whitespace)
        {
            found(text, &one.span);
        }
    });
}

/// Whether an address leads to another site.
pub fn leads_out(address: &str) -> bool {
    let begins = |scheme: &str| address.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    begins("https://") || begins("http://")
}

/// Works of which `work.yaml` itself can't be read.
fn damaged(build: &Build) -> Vec<Entry> {
    let (config, sources) = (&build.site.config, &build.site.sources);
    let known: BTreeSet<&str> = build.parsed.works.iter().map(|work| work.file.path.as_str()).collect();
    let paths = sources.folders.values().filter(|folder| folder.texts.contains_key("work.yaml") || folder.unreadable.contains("work.yaml"));
    let paths = paths.filter_map(|folder| folder.path.strip_prefix("content/")).filter(|path| !known.contains(path));
    let state = |path: &str, language: &Language| match has_document(sources, path, language) {
        true => State::Damaged,
        false => State::Missing,
    };
    let entry = |path: &str| Entry {
        path: path.to_owned(),
        kind: String::new(),
        source: 0,
        cells: config.languages.iter().map(|language| Cell { state: state(path, language), title: None }).collect(),
        terms: vec![BTreeSet::new(); config.taxonomies.len()],
        review: None,
    };
    paths.map(entry).collect()
}

/// Whether there is a document, though perhaps one that can't be read.
fn has_document(sources: &Sources, path: &str, language: &Language) -> bool {
    let file = format!("content/{path}/{language}.md");
    sources.text(&file).is_some() || sources.is_unreadable(&file)
}

fn entry(work: &ParsedWork, build: &Build, today: Date) -> Entry {
    let (file, config, site) = (&work.file, &build.site.config, &build.site);
    // Whoever reads the overview wants to know of every text, so each is read here, many at once.
    for document in &work.documents {
        document.content();
    }
    let documents: Vec<&Document> = work.documents.iter().map(|document| &**document).collect();
    let of_language: Vec<Option<&Document>> =
        config.languages.iter().map(|language| documents.iter().copied().find(|document| document.language == *language)).collect();
    let declared = file.fields.language("source_language").and_then(|language| config.place_of(language.tag()));
    let source =
        declared.filter(|&index| of_language[index].is_some()).or_else(|| of_language.iter().position(Option::is_some)).unwrap_or_default();
    let public = site.index.by_path.get(&file.path).map(|&work| &site.works[work]);
    let cells = of_language
        .iter()
        .enumerate()
        .map(|(index, document)| match document {
            Some(document) => {
                let translation = public.and_then(|work| work.documents[index].as_ref()).and_then(Published::translation);
                let state = state(visibility::of(file, document, today), index != source, document, translation);
                Cell { state, title: Some(document.title.clone()) }
            }
            None if has_document(&site.sources, &file.path, &config.languages[index]) => Cell { state: State::Damaged, title: None },
            None => Cell { state: State::Missing, title: None },
        })
        .collect();
    let terms = config
        .taxonomies
        .iter()
        .map(|taxonomy| {
            let fields = documents.iter().map(|document| &document.fields).chain([&file.fields]);
            fields.flat_map(|fields| fields.texts(&taxonomy.name)).map(|(term, _)| term.to_owned()).collect()
        })
        .collect();
    let whole = file.fields.date("review_by").map(|day| (day, None));
    let own = of_language
        .iter()
        .enumerate()
        .filter_map(|(index, document)| document.and_then(|document| document.fields.date("review_by")).map(|day| (day, Some(index))));
    Entry { path: file.path.clone(), kind: file.kind.clone(), source, cells, terms, review: whole.into_iter().chain(own).min() }
}
