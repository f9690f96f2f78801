//! The site: works with all their languages joined, addresses given, links resolved. Immutable, complete, no I/O.

pub mod address;
mod related;
pub mod resolve;
mod visibility;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::fields::{FieldType, Record, Typed, Value};
use crate::config::{Config, Kind};
use crate::diagnostics::{Location, codes};
use crate::document::{Document, Parsed, ParsedWork, WorkFile};
use crate::found::{Findings, Found};
use crate::language::{Date, Language};
use crate::memo::Memo;
use crate::source::media::Media;
use crate::source::{Sources, Text};

pub use resolve::Target;
pub use visibility::Visibility;

/// Everything that is public, as values.
#[derive(Clone, Debug)]
pub struct Site {
    pub config: Arc<Config>,
    /// In the order of their paths; a work is known elsewhere by its index here.
    pub works: Vec<Arc<Work>>,
    pub index: Arc<Index>,
    /// Pictures and attachments that public documents use, by their paths.
    pub media: BTreeMap<String, Media>,
    pub today: Date,
    /// The hash of all that lists and addresses are made from: the configuration, and every work's fields.
    pub outline: blake3::Hash,
}

/// Where works are found. Made from their fields alone, so that a change of a text leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub by_path: BTreeMap<String, usize>,
    /// Kind → its works, in the order in which they are listed where no language decides.
    pub by_kind: BTreeMap<String, Vec<usize>>,
    /// For each taxonomy of the configuration: term → its works, newest first.
    pub by_term: Vec<BTreeMap<String, Vec<usize>>>,
    /// For each work what to read next: named by the author first, then those that share most topics.
    pub related: Vec<Vec<usize>>,
}

/// One work in all its languages. Vectors by language follow the order of `config.languages`.
#[derive(Clone, Debug)]
pub struct Work {
    /// Below `content/`.
    pub path: String,
    pub file: Text,
    pub kind: String,
    pub fields: Record,
    /// Index of the language that it was first written in.
    pub source: usize,
    /// Its public documents.
    pub documents: Vec<Option<Published>>,
    /// Which language a reader of each language is shown.
    pub shown: Vec<usize>,
    /// The address for readers of each language, such as `/sv/briefs/signs/`.
    pub addresses: Vec<String>,
    /// For each taxonomy, the terms that it has.
    pub terms: Vec<Vec<String>>,
    /// Publication of the work, if known.
    pub date: Option<Date>,
    /// The hash of its fields, in all its languages.
    pub outline: blake3::Hash,
    /// The hash of what links to it can lead to.
    pub landmarks: blake3::Hash,
}

/// A document that may be shown, with its links resolved.
#[derive(Clone, Debug)]
pub struct Published {
    pub document: Arc<Document>,
    pub visibility: Visibility,
    /// For each of the document's links.
    pub targets: Arc<Vec<Target>>,
}

impl Site {
    pub fn language(&self, index: usize) -> &Language {
        &self.config.languages[index]
    }

    pub fn kind(&self, work: &Work) -> &Kind {
        &self.config.kinds[&work.kind]
    }

    /// The work whose text stands on the home page.
    pub fn home(&self) -> Option<usize> {
        self.index.by_path.get(&self.config.home).copied()
    }
}

impl Work {
    /// What a reader of a language is shown.
    pub fn shown_to(&self, language: usize) -> &Published {
        self.documents[self.shown[language]].as_ref().expect("the shown language has a document")
    }

    /// Whether a reader of a language is shown another.
    pub fn falls_back(&self, language: usize) -> bool {
        self.shown[language] != language
    }

    /// What the work is called in lists for readers of a language: by its document, else by its field `names`, else as
    /// the document that is shown. The second value is the index of the language that the name is in.
    pub fn listed_title<'a>(&'a self, language: usize, languages: &[Language]) -> (&'a str, usize) {
        if self.falls_back(language)
            && let Some(Typed { value: Value::PerLanguage(names), .. }) = self.fields.get("names")
            && let Some(Typed { value: Value::Text(name), .. }) = names.get(&languages[language])
        {
            return (name, language);
        }
        (&self.shown_to(language).document.title, self.shown[language])
    }

    /// A field of a document, or else of the whole work.
    pub fn field<'a>(&'a self, document: &'a Document, name: &str) -> Option<&'a Typed> {
        document.fields.get(name).or_else(|| self.fields.get(name))
    }

    pub fn date_of(&self, document: &Document, name: &str) -> Option<Date> {
        document.fields.date(name).or_else(|| self.fields.date(name))
    }

    /// The day of the last change that matters to readers of a document.
    pub fn updated(&self, document: &Document) -> Option<Date> {
        self.date_of(document, "updated").or_else(|| self.date_of(document, "date"))
    }
}

/// Joins the documents of each work, gives addresses, and resolves every link between them.
///
/// Never fails: a link without a target stays in the text, marked, and becomes a finding.
pub fn assemble(
    parsed: &Parsed,
    media: BTreeMap<String, Media>,
    config: &Arc<Config>,
    sources: &Sources,
    today: Date,
    memo: &Memo,
) -> Found<Site> {
    let mut findings = Findings::default();
    let mut hidden = BTreeSet::new();
    let mut works: Vec<Arc<Work>> = Vec::with_capacity(parsed.works.len());
    // What a work's links were made from, beside the landscape that they lead into.
    let mut made_from = Vec::with_capacity(parsed.works.len());
    let day = today.to_string();
    for parsed in &parsed.works {
        let key = hash_of([parsed.hash.as_bytes(), config.hash.as_bytes(), day.as_bytes()]);
        let found = memo.get(("work", key), || join(parsed, config, today));
        findings.extend(found.findings.iter().cloned());
        match &found.value {
            Some(work) => {
                works.push(Arc::clone(work));
                made_from.push(key);
            }
            None => {
                hidden.insert(parsed.file.path.clone());
            }
        }
    }
    let outline = hash_of(works.iter().map(|work| work.outline.as_bytes().as_slice()).chain([config.hash.as_bytes(), day.as_bytes()]));
    let index = memo.get(("index", outline), || Found { value: Arc::new(index(&works, config)), findings: Vec::new() });
    let mut site = Site { config: config.clone(), works, index: Arc::clone(&index.value), media, today, outline };

    if let Some(at) = &config.home_at
        && !site.index.by_path.contains_key(&config.home)
        && !parsed.damaged.contains(&config.home)
    {
        findings
            .add(&codes::UNKNOWN_WORK, at.clone(), format!("there is no public work «{}» for the home page", config.home))
            .nearest(&config.home, site.index.by_path.keys())
            .hint("write the path of its folder below content/");
    }
    let known = resolve::Known { site: &site, sources, hidden: &hidden, damaged: &parsed.damaged };
    let landscape = landscape(&known);
    let resolved: Vec<Arc<Found<Arc<Work>>>> = site
        .works
        .par_iter()
        .zip(&made_from)
        .map(|(work, made_from)| {
            let key = hash_of([made_from.as_bytes(), landscape.as_bytes()]);
            memo.get(("links", key), || resolve::work(work, &known))
        })
        .collect();
    for (work, found) in site.works.iter_mut().zip(resolved) {
        findings.extend(found.findings.iter().cloned());
        *work = Arc::clone(&found.value);
    }
    drop_unused_media(&mut site);
    findings.with(site)
}

/// The hash of parts that each have a length of their own kind.
fn hash_of<'a>(parts: impl IntoIterator<Item = &'a (impl AsRef<[u8]> + ?Sized + 'a)>) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_ref()).update(b"\0");
    }
    hasher.finalize()
}

/// The hash of all that links can lead to, and of all that their findings tell.
fn landscape(known: &resolve::Known) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(known.site.outline.as_bytes());
    for work in &known.site.works {
        hasher.update(work.landmarks.as_bytes());
    }
    for name in known.hidden.iter().chain([&String::new()]).chain(known.damaged).chain([&String::new()]).chain(known.site.media.keys()) {
        hasher.update(name.as_bytes()).update(b"\0");
    }
    for files in known.sources.below("content").filter_map(|folder| folder.files_hash) {
        hasher.update(files.as_bytes());
    }
    hasher.finalize()
}

fn index(works: &[Arc<Work>], config: &Config) -> Index {
    let mut index = Index {
        by_path: works.iter().enumerate().map(|(at, work)| (work.path.clone(), at)).collect(),
        by_kind: by_kind(works),
        by_term: by_term(works, config),
        related: Vec::new(),
    };
    index.related = related::all(works, &index, config);
    index
}

/// Joins one work; `None` if nothing of it is public.
fn join(parsed: &ParsedWork, config: &Config, today: Date) -> Found<Option<Arc<Work>>> {
    let mut findings = Findings::default();
    let file = &parsed.file;
    if parsed.documents.is_empty() && !parsed.damaged {
        findings
            .add(&codes::WORK_WITHOUT_DOCUMENT, Location::file(&*file.file.path), "the work has no document in a language of the site")
            .hint(format!("add {}.md beside this file", config.languages[0]));
    }
    let mut published: Vec<Option<Published>> = vec![None; config.languages.len()];
    for document in &parsed.documents {
        check_references(&document.fields, &document.file, file, config, &mut findings);
        for citation in &document.citations {
            for cited in &citation.cited {
                unknown_source(&cited.key, || document.file.at(citation.span.clone()), config, &mut findings);
            }
        }
        let visibility = visibility::of(file, document, today);
        if visibility.is_shown(&config.options)
            && let Some(index) = config.languages.iter().position(|language| *language == document.language)
        {
            published[index] = Some(Published { document: Arc::clone(document), visibility, targets: Arc::default() });
        }
    }
    check_references(&file.fields, &file.file, file, config, &mut findings);
    let Some(first) = published.iter().position(Option::is_some) else { return findings.with(None) };
    let declared = file.fields.language("source_language").and_then(|language| config.languages.iter().position(|known| known == language));
    let source = declared.filter(|&index| published[index].is_some()).unwrap_or(first);
    let shown: Vec<usize> = config
        .languages
        .iter()
        .enumerate()
        .map(|(index, language)| {
            if published[index].is_some() {
                return index;
            }
            let nearest = config.fallback_of(language).iter().filter_map(|other| config.languages.iter().position(|known| known == other));
            nearest.clone().find(|&other| published[other].is_some()).unwrap_or(source)
        })
        .collect();
    let kind = &config.kinds[&file.kind];
    let addresses = address::of_work(file, kind, &published, config, &mut findings);
    let terms = config
        .taxonomies
        .iter()
        .map(|taxonomy| {
            let mut terms: Vec<String> = file.fields.texts(&taxonomy.name).map(|(term, _)| term.to_owned()).collect();
            for document in published.iter().flatten() {
                terms.extend(document.document.fields.texts(&taxonomy.name).map(|(term, _)| term.to_owned()));
            }
            let mut seen = BTreeSet::new();
            terms.retain(|term| seen.insert(term.clone()));
            terms
        })
        .collect();
    let date = file.fields.date("date").or_else(|| published.iter().flatten().filter_map(|p| p.document.fields.date("date")).min());
    let mut outline = blake3::Hasher::new();
    let mut landmarks = blake3::Hasher::new();
    outline.update(file.path.as_bytes()).update(file.file.hash.as_bytes());
    landmarks.update(file.path.as_bytes());
    for published in &published {
        let (visibility, front, anchors) = match published {
            Some(Published { document, visibility, .. }) => (format!("{visibility:?}"), Some(document.front), Some(document.landmarks)),
            None => (String::new(), None, None),
        };
        outline.update(visibility.as_bytes()).update(front.as_ref().map_or(&[], |hash| hash.as_bytes()));
        landmarks.update(anchors.as_ref().map_or(b"none", |hash| hash.as_bytes()));
    }
    let work = Work {
        path: file.path.clone(),
        file: file.file.clone(),
        kind: file.kind.clone(),
        fields: file.fields.clone(),
        source,
        documents: published,
        shown,
        addresses,
        terms,
        date,
        outline: outline.finalize(),
        landmarks: landmarks.finalize(),
    };
    findings.with(Some(Arc::new(work)))
}

/// Checks the fields that name something elsewhere: sources and terms. Works are checked with the links.
fn check_references(fields: &Record, text: &Text, work: &WorkFile, config: &Config, findings: &mut Findings) {
    for taxonomy in &config.taxonomies {
        for (term, span) in fields.texts(&taxonomy.name) {
            let short = term.chars().nth(80).is_none();
            let declared = taxonomy.terms.is_empty() || taxonomy.terms.iter().any(|(name, _)| name == term);
            if declared && short {
                continue;
            }
            findings
                .add(&codes::UNKNOWN_TERM, text.at(span.clone()), format!("«{term}» is not a term of «{}»", taxonomy.name))
                .nearest(term, taxonomy.terms.iter().map(|(name, _)| name))
                .hint("declare it under `taxonomies` in content/site.yaml");
        }
    }
    let own = config.kinds[&work.kind].fields.iter().filter(|field| field.field.of.names(&FieldType::Source));
    for name in own.map(|field| field.field.name.as_str()).chain(["sources"]) {
        for (key, span) in texts_of(fields, name) {
            unknown_source(key, || text.at(span.clone()), config, findings);
        }
    }
}

/// The texts of a field, be it one or a list.
pub(crate) fn texts_of<'a>(fields: &'a Record, name: &str) -> Vec<(&'a str, &'a std::ops::Range<usize>)> {
    match fields.get(name) {
        Some(Typed { value: Value::Text(text), span }) => vec![(text, span)],
        Some(Typed { value: Value::List(_), .. }) => fields.texts(name).collect(),
        _ => Vec::new(),
    }
}

fn unknown_source(key: &str, at: impl FnOnce() -> Location, config: &Config, findings: &mut Findings) {
    if config.bibliography.contains_key(key) {
        return;
    }
    let finding = findings.add(&codes::UNKNOWN_SOURCE, at(), format!("content/sources.yaml has no source «{key}»"));
    finding.nearest(key, config.bibliography.keys());
    finding.hint("add it there, or correct the key");
}

fn by_kind(works: &[Arc<Work>]) -> BTreeMap<String, Vec<usize>> {
    let mut by_kind: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, work) in works.iter().enumerate() {
        by_kind.entry(work.kind.clone()).or_default().push(index);
    }
    for listed in by_kind.values_mut() {
        newest_first(works, listed);
    }
    by_kind
}

fn by_term(works: &[Arc<Work>], config: &Config) -> Vec<BTreeMap<String, Vec<usize>>> {
    (0..config.taxonomies.len())
        .map(|taxonomy| {
            let mut terms: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (index, work) in works.iter().enumerate() {
                for term in &work.terms[taxonomy] {
                    terms.entry(term.clone()).or_default().push(index);
                }
            }
            for listed in terms.values_mut() {
                newest_first(works, listed);
            }
            terms
        })
        .collect()
}

/// Newest first; those of one day in the order of their paths, so that the same input gives the same bytes.
fn newest_first(works: &[Arc<Work>], listed: &mut [usize]) {
    listed.sort_by(|&a, &b| works[b].date.cmp(&works[a].date).then(a.cmp(&b)));
}

/// Files that only drafts use are not published.
fn drop_unused_media(site: &mut Site) {
    if site.media.is_empty() {
        return;
    }
    let used: BTreeSet<&str> = site
        .works
        .iter()
        .flat_map(|work| work.documents.iter().flatten())
        .filter(|published| !published.document.file_links.is_empty())
        .flat_map(|published| published.targets.iter())
        .filter_map(|target| match target {
            Target::Media(path) => Some(path.as_str()),
            _ => None,
        })
        .collect();
    site.media.retain(|path, _| used.contains(path.as_str()));
}
