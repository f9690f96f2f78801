//! The site: works with all their languages joined, addresses given, links resolved. Immutable, complete, no I/O.

pub mod address;
mod related;
pub mod resolve;
pub mod visibility;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::fields::{FieldType, Record, Typed, Value};
use crate::config::{Config, Kind};
use crate::diagnostics::{Location, codes};
use crate::document::{Document, Parsed, WorkFile};
use crate::found::{Findings, Found};
use crate::language::{Date, Language};
use crate::source::Text;
use crate::source::media::Media;

pub use resolve::Target;
pub use visibility::Visibility;

/// Everything that is public, as values.
#[derive(Clone, Debug)]
pub struct Site {
    pub config: Arc<Config>,
    /// In the order of their paths; a work is known elsewhere by its index here.
    pub works: Vec<Work>,
    pub by_path: BTreeMap<String, usize>,
    /// Kind → its works, in the order in which they are listed where no language decides.
    pub by_kind: BTreeMap<String, Vec<usize>>,
    /// For each taxonomy of the configuration: term → its works, newest first.
    pub by_term: Vec<BTreeMap<String, Vec<usize>>>,
    /// Pictures and attachments that public documents use, by their paths.
    pub media: BTreeMap<String, Media>,
    pub today: Date,
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
    /// What to read next: named by the author first, then those that share most topics.
    pub related: Vec<usize>,
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
        self.by_path.get(&self.config.home).copied()
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
pub fn assemble(parsed: Parsed, media: BTreeMap<String, Media>, config: &Arc<Config>, files: &resolve::Files, today: Date) -> Found<Site> {
    let mut findings = Findings::default();
    let mut documents: BTreeMap<&str, Vec<&Arc<Document>>> = BTreeMap::new();
    for document in &parsed.documents {
        documents.entry(&document.work).or_default().push(document);
    }
    let mut hidden = BTreeSet::new();
    let mut works = Vec::new();
    for work_file in &parsed.works {
        let documents = documents.remove(work_file.path.as_str()).unwrap_or_default();
        if documents.is_empty() && !parsed.damaged.contains(&work_file.path) {
            findings
                .add(
                    &codes::WORK_WITHOUT_DOCUMENT,
                    Location::file(&*work_file.file.path),
                    "the work has no document in a language of the site",
                )
                .hint(format!("add {}.md beside this file", config.languages[0]));
        }
        match work(work_file, &documents, config, today, &mut findings) {
            Some(work) => works.push(work),
            None => {
                hidden.insert(work_file.path.clone());
            }
        }
    }
    works.sort_by(|a, b| a.path.cmp(&b.path));
    let by_path: BTreeMap<String, usize> = works.iter().enumerate().map(|(index, work)| (work.path.clone(), index)).collect();
    let mut site = Site { config: config.clone(), works, by_path, by_kind: BTreeMap::new(), by_term: Vec::new(), media, today };

    if let Some(at) = &config.home_at
        && !site.by_path.contains_key(&config.home)
        && !parsed.damaged.contains(&config.home)
    {
        findings
            .add(&codes::UNKNOWN_WORK, at.clone(), format!("there is no public work «{}» for the home page", config.home))
            .nearest(&config.home, site.by_path.keys())
            .hint("write the path of its folder below content/");
    }
    let known = resolve::Known { site: &site, files, hidden: &hidden, damaged: &parsed.damaged };
    let resolved: Vec<_> = site.works.par_iter().map(|work| resolve::work(work, &known)).collect();
    for (index, found) in resolved.into_iter().enumerate() {
        for (language, targets) in findings.take(found) {
            if let Some(published) = &mut site.works[index].documents[language] {
                published.targets = Arc::new(targets);
            }
        }
    }
    site.by_kind = by_kind(&site);
    site.by_term = by_term(&site);
    let related = related::all(&site);
    for (work, related) in site.works.iter_mut().zip(related) {
        work.related = related;
    }
    drop_unused_media(&mut site);
    findings.with(site)
}

/// Joins one work; `None` if nothing of it is public.
fn work(file: &WorkFile, documents: &[&Arc<Document>], config: &Config, today: Date, findings: &mut Findings) -> Option<Work> {
    let mut published: Vec<Option<Published>> = vec![None; config.languages.len()];
    for document in documents {
        check_references(&document.fields, &document.file, file, config, findings);
        for citation in &document.citations {
            for cited in &citation.cited {
                unknown_source(&cited.key, || document.file.at(citation.span.clone()), config, findings);
            }
        }
        let visibility = visibility::of(file, document, today);
        if visibility.is_shown(&config.options)
            && let Some(index) = config.languages.iter().position(|language| *language == document.language)
        {
            published[index] = Some(Published { document: Arc::clone(document), visibility, targets: Arc::default() });
        }
    }
    check_references(&file.fields, &file.file, file, config, findings);
    let first = published.iter().position(Option::is_some)?;
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
    let addresses = address::of_work(file, kind, &published, config, findings);
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
    Some(Work {
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
        related: Vec::new(),
    })
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

fn by_kind(site: &Site) -> BTreeMap<String, Vec<usize>> {
    let mut by_kind: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, work) in site.works.iter().enumerate() {
        by_kind.entry(work.kind.clone()).or_default().push(index);
    }
    for works in by_kind.values_mut() {
        newest_first(site, works);
    }
    by_kind
}

fn by_term(site: &Site) -> Vec<BTreeMap<String, Vec<usize>>> {
    (0..site.config.taxonomies.len())
        .map(|taxonomy| {
            let mut terms: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (index, work) in site.works.iter().enumerate() {
                for term in &work.terms[taxonomy] {
                    terms.entry(term.clone()).or_default().push(index);
                }
            }
            for works in terms.values_mut() {
                newest_first(site, works);
            }
            terms
        })
        .collect()
}

/// Newest first; those of one day in the order of their paths, so that the same input gives the same bytes.
fn newest_first(site: &Site, works: &mut [usize]) {
    works.sort_by(|&a, &b| site.works[b].date.cmp(&site.works[a].date).then(a.cmp(&b)));
}

/// Files that only drafts use are not published.
fn drop_unused_media(site: &mut Site) {
    let used: BTreeSet<&str> = site
        .works
        .iter()
        .flat_map(|work| work.documents.iter().flatten())
        .flat_map(|published| published.targets.iter())
        .filter_map(|target| match target {
            Target::Media(path) => Some(path.as_str()),
            _ => None,
        })
        .collect();
    site.media.retain(|path, _| used.contains(path.as_str()));
}
