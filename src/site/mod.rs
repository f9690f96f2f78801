//! The site: works with all their languages joined, addresses given, links resolved. Immutable, complete, no I/O.

pub mod address;
mod followed;
pub mod lexicon;
pub mod moved;
pub mod named;
mod related;
pub mod resolve;
mod shown;
mod standing;
mod translations;
pub mod visibility;
pub mod words;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::bibliography::Reference;
use crate::config::fields::{FieldType, Record, Typed, Value};
use crate::config::{Config, Kind};
use crate::diagnostics::{Finding, Location, Severity, codes};
use crate::document::{Document, Parsed, ParsedWork, WorkFile};
use crate::found::{Findings, Found};
use crate::language::{Date, Language, composed};
use crate::memo::Memo;
use crate::source::media::{Files, Media};
use crate::source::{Sources, Text};
use crate::translation::{Reviewed, Translation};

use lexicon::Lexicon;
pub use resolve::{Resolved, Target, Use};
use shown::Declarations;
pub use visibility::Visibility;

/// Everything that is public, as values.
#[derive(Debug)]
pub struct Site {
    pub config: Arc<Config>,
    /// In the order of their paths; a work is known elsewhere by its index here.
    pub works: Vec<Arc<Work>>,
    pub index: Arc<Index>,
    /// All that lies beside the texts, whether a text uses it or not.
    pub media: Files,
    pub sources: Arc<Sources>,
    /// Whom pictures show, as all texts say it, public or not.
    pub pictures: Declarations,
    /// Works of which nothing is public.
    pub hidden: BTreeSet<String>,
    /// Works of which something could not be read; links to them are not blamed.
    pub damaged: BTreeSet<String>,
    pub today: Date,
    /// The hash of all that lists and addresses are made from: the configuration, and every work's fields.
    pub outline: blake3::Hash,
    /// Whether a text says what it was translated from, so that of others it is missed.
    keeps_records: bool,
    /// Where the links of each document lead, work by work and language by language, as soon as somebody has asked.
    resolved: Vec<Mutex<Option<Arc<Resolved>>>>,
    /// What the public texts of each work tell, as soon as somebody has asked.
    in_works: Vec<OnceLock<InWork>>,
    /// What stands at which address, as soon as a text names one as a whole.
    standing: OnceLock<FxHashMap<String, (usize, Stands)>>,
    /// The glossary's words in each language, as soon as somebody has asked.
    lexicons: Vec<OnceLock<Lexicon>>,
    /// What may name the glossary's works in the texts of each language, as soon as somebody has asked.
    terms: Vec<OnceLock<named::Terms>>,
    /// For readers of each language, which words stand where, as soon as somebody has asked.
    words: Vec<OnceLock<words::Words>>,
}

/// Where works are found. Made from their fields alone, so that a change of a text leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// By the paths of their folders, as the disk has them and as people type them, whose letters may be composed otherwise.
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
    /// The hash of all its files.
    pub made_of: blake3::Hash,
}

/// What stands at an address.
#[derive(Debug)]
enum Stands {
    Work(usize),
    List(String),
    Home,
}

/// A document that may be shown.
#[derive(Clone, Debug)]
pub struct Published {
    pub document: Arc<Document>,
    pub visibility: Visibility,
    /// The document that it was translated from, public or not; `None` if it is the source itself.
    source: Option<translations::Source>,
    translation: OnceLock<Translation>,
}

impl Published {
    /// Whether it was translated from another document of the work.
    pub fn is_translation(&self) -> bool {
        self.source.is_some()
    }

    /// The day on which a native speaker reviewed it; `None` if nobody has, or if it was changed since.
    pub fn reviewed_on(&self) -> Option<Date> {
        let record = self.document.fields.record("reviewed")?;
        let holds = self.translation().is_none_or(|translation| translation.reviewed != Reviewed::Lapsed);
        record.date("on").filter(|_| holds)
    }

    /// Is told what an earlier build has found, which still holds.
    pub fn recall(&self, translation: Translation) {
        let _ = self.translation.set(translation);
    }

    /// How it stands to the text that it was translated from; `None` if it is the source itself.
    pub fn translation(&self) -> Option<&Translation> {
        let source = self.source.as_ref()?;
        Some(self.translation.get_or_init(|| translations::state(&self.document, source)))
    }

    /// The same as readers are told it: what becomes of a source that nobody is shown is nobody's to know, so that it stands
    /// as it was when this was made from it.
    pub fn translation_for_readers(&self) -> Option<Cow<'_, Translation>> {
        let translation = self.translation()?;
        let is_shown = self.source.as_ref().is_none_or(|source| source.shown);
        Some(if is_shown { Cow::Borrowed(translation) } else { Cow::Owned(translation.when_made()) })
    }
}

impl Site {
    pub fn language(&self, index: usize) -> &Language {
        &self.config.languages[index]
    }

    pub fn kind(&self, work: &Work) -> &Kind {
        &self.config.kinds[&work.kind]
    }

    /// The language that a translation was made from, if its text is public.
    pub fn source_of(&self, work: &Work, published: &Published) -> Option<usize> {
        published.source.as_ref()?;
        let own = &published.document.language;
        let named = published.document.translated_from.as_ref().map(|record| &record.language);
        let named = named.and_then(|language| self.config.place_of(language.tag()));
        let source = named.filter(|&language| work.documents[language].is_some()).unwrap_or(work.source);
        Some(source).filter(|&source| self.config.languages[source] != *own)
    }

    /// A picture or an attachment that can be used.
    pub fn file(&self, path: &str) -> Option<&Arc<Media>> {
        self.media.get(path)?.value.as_ref()
    }

    /// What is wrong in the text of one document and in its links, as far as it can be told from this page alone.
    pub fn findings_of(&self, work: usize, language: usize) -> Vec<Finding> {
        let Some(published) = &self.works[work].documents[language] else { return Vec::new() };
        let mut findings = in_text(&published.document, &self.config);
        findings.extend(self.resolved(work, language).findings.iter().cloned());
        findings
    }

    /// What the public texts of a work tell beside what its pages show.
    pub fn in_work(&self, index: usize) -> &InWork {
        self.in_works[index].get_or_init(|| InWork::of(self, index))
    }

    /// Is told what an earlier build has found in the texts of a work, none of which has changed, nor anything that they
    /// ask for; nothing was wrong with them.
    pub fn recall(&self, index: usize, used: Vec<(String, Use)>) {
        let _ = self.in_works[index].set(InWork { used, ..InWork::default() });
    }

    /// Where the links of a work's document in one language lead, and what it asks for.
    pub fn resolved(&self, work: usize, language: usize) -> Arc<Resolved> {
        let mut place = self.place_of_resolved(work, language);
        let resolved = place.get_or_insert_with(|| match &self.works[work].documents[language] {
            Some(published) => Arc::new(resolve::document(&published.document, language, self)),
            None => Arc::default(),
        });
        Arc::clone(resolved)
    }

    /// Gives up what has been read of a work's texts and found of their links: nobody is going to ask for its pages again.
    /// What others may ask of it stays ([`Site::in_work`], [`Document::anchors`], [`Document::gist`]).
    pub fn forget(&self, work: usize) {
        for (language, published) in self.works[work].documents.iter().enumerate() {
            let Some(published) = published else { continue };
            published.document.forget();
            *self.place_of_resolved(work, language) = None;
        }
    }

    fn place_of_resolved(&self, work: usize, language: usize) -> MutexGuard<'_, Option<Arc<Resolved>>> {
        self.resolved[work * self.config.languages.len() + language].lock().expect("never poisoned")
    }

    /// What stands at the addresses of works, lists and home pages, and for readers of which language.
    fn standing(&self) -> &FxHashMap<String, (usize, Stands)> {
        self.standing.get_or_init(|| resolve::standing(self))
    }

    /// The id that belongs to an id of a work's text in one language in that which is shown to readers of another; `None` if
    /// none does.
    pub fn anchor_in(&self, work: usize, anchor: &str, from: usize, to: usize) -> Option<String> {
        let of = |language: usize| self.works[work].shown_to(language);
        translations::counterpart(anchor, of(from), of(to))
    }

    /// The glossary's words in a language.
    /// What may name the glossary's works in the texts of a language.
    fn terms(&self, language: usize) -> &named::Terms {
        self.terms[language].get_or_init(|| named::Terms::of(self, language))
    }

    pub fn lexicon(&self, language: usize) -> &Lexicon {
        self.lexicons[language].get_or_init(|| Lexicon::of(self, language))
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
        match self.name_in(&languages[language]).filter(|_| self.falls_back(language)) {
            Some(name) => (name, language),
            None => (&self.shown_to(language).document.title, self.shown[language]),
        }
    }

    /// What its field `names` calls it in a language.
    pub fn name_in(&self, language: &Language) -> Option<&str> {
        match &self.fields.get("names")?.value {
            Value::PerLanguage(names) => names.get(language)?.text(),
            _ => None,
        }
    }

    /// A field of a document, or else of the whole work.
    pub fn field<'a>(&'a self, document: &'a Document, name: &str) -> Option<&'a Typed> {
        document.fields.get(name).or_else(|| self.fields.get(name))
    }

    pub fn date_of(&self, document: &Document, name: &str) -> Option<Date> {
        document.fields.date(name).or_else(|| self.fields.date(name))
    }

    /// The keys of the sources that the work and a document of it say that they rest on.
    pub fn rests_on<'a>(&'a self, document: &'a Document) -> impl Iterator<Item = &'a str> {
        [&self.fields, &document.fields].into_iter().flat_map(|fields| fields.one_or_more("sources")).map(|(key, _)| key)
    }

    /// The keys of all sources that a document cites, then those that it rests on; each once.
    pub fn sources<'a>(&'a self, document: &'a Document) -> Vec<&'a str> {
        let cited = document.cited().iter().map(String::as_str);
        let mut seen = BTreeSet::new();
        cited.chain(self.rests_on(document)).filter(|key| seen.insert(*key)).collect()
    }

    /// The first and the last day on which it is held.
    pub fn held(&self, document: &Document, kind: &Kind) -> Option<(Date, Date)> {
        let field = kind.held_on()?;
        document.fields.dates(field).or_else(|| self.fields.dates(field))
    }

    /// The day of the last change that matters to readers of a document. One of the whole work is no news of a document that
    /// was published later.
    pub fn updated(&self, document: &Document) -> Option<Date> {
        document.fields.date("updated").or_else(|| self.fields.date("updated").max(self.date_of(document, "date")))
    }
}

/// Joins the documents of each work and gives addresses. Links are resolved when a page is drawn, or by
/// [`read_all`].
pub fn assemble(parsed: &Parsed, media: Files, config: &Arc<Config>, sources: &Arc<Sources>, today: Date, memo: &Memo) -> Found<Site> {
    let mut findings = Findings::default();
    let mut hidden = BTreeSet::new();
    let mut works: Vec<Arc<Work>> = Vec::with_capacity(parsed.works.len());
    let day = today.to_string();
    let joined: Vec<Arc<Found<Option<Arc<Work>>>>> = parsed
        .works
        .par_iter()
        .map(|parsed| {
            let key = hash_of([parsed.hash.as_bytes().as_slice(), config.hash.as_bytes(), day.as_bytes()]);
            memo.get(("work", key), || join(parsed, config, today))
        })
        .collect();
    for (parsed, found) in parsed.works.iter().zip(joined) {
        findings.extend(found.findings.iter().cloned());
        match &found.value {
            Some(work) => works.push(Arc::clone(work)),
            None => {
                hidden.insert(parsed.file.path.clone());
            }
        }
    }
    let outlines = works.iter().map(|work| work.outline.as_bytes().as_slice());
    let outline = hash_of(outlines.chain([config.hash.as_bytes().as_slice(), day.as_bytes()]));
    let index = memo.get(("index", outline), || Found { value: Arc::new(index(&works, config)), findings: Vec::new() });
    let index = Arc::clone(&index.value);
    if let Some(at) = &config.home_at
        && !index.by_path.contains_key(&config.home)
        && !parsed.damaged.contains(&config.home)
    {
        findings
            .add(&codes::UNKNOWN_WORK, at.clone(), format!("there is no public work «{}» for the home page", config.home))
            .nearest(&config.home, index.by_path.keys())
            .hint("write the path of its folder below content/");
    }
    let resolved = std::iter::repeat_with(Mutex::default).take(works.len() * config.languages.len()).collect();
    let in_works = std::iter::repeat_with(OnceLock::new).take(works.len()).collect();
    let keeps_records = works.iter().flat_map(|work| work.documents.iter().flatten()).any(|p| p.document.translated_from.is_some());
    let lexicons = std::iter::repeat_with(OnceLock::new).take(config.languages.len()).collect();
    let terms = std::iter::repeat_with(OnceLock::new).take(config.languages.len()).collect();
    let words = std::iter::repeat_with(OnceLock::new).take(config.languages.len()).collect();
    let (config, sources, damaged) = (Arc::clone(config), Arc::clone(sources), parsed.damaged.clone());
    findings.with(Site {
        config,
        works,
        index,
        media,
        sources,
        pictures: Declarations::of(&parsed.works),
        hidden,
        damaged,
        today,
        outline,
        keeps_records,
        resolved,
        in_works,
        standing: OnceLock::new(),
        lexicons,
        terms,
        words,
    })
}

/// The hash of some parts, none of which holds a zero byte or all of which have one length.
fn hash_of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part).update(b"\0");
    }
    hasher.finalize()
}

fn index(works: &[Arc<Work>], config: &Config) -> Index {
    let as_typed = works.iter().enumerate().filter(|(_, work)| !work.path.is_ascii()).map(|(at, work)| (composed(&work.path), at));
    let mut index = Index {
        by_path: as_typed.chain(works.iter().enumerate().map(|(at, work)| (work.path.clone(), at))).collect(),
        by_kind: by_kind(works),
        by_term: by_term(works, config),
        related: Vec::new(),
    };
    index.related = related::all(works, &index, config);
    index
}

/// A picture or an attachment that public texts use.
#[derive(Clone, Debug, PartialEq)]
pub struct Used {
    pub file: Arc<Media>,
    /// Whether a text shows it.
    pub shown: bool,
    /// Whether a text leads to it.
    pub led_to: bool,
    /// Where it is shown, or led to, without a word of whom it shows.
    pub undeclared: Vec<Location>,
}

/// What public texts use.
#[derive(Debug, Default)]
pub struct InUse {
    pub files: Vec<Used>,
    /// Keys of the bibliography.
    pub sources: BTreeSet<String>,
    /// Paths of the site that they lead to and of which only the plan tells whether something stands there, with their places.
    pub addresses: Vec<(String, Location)>,
}

/// What the public texts of a work tell beside what its pages show.
#[derive(Debug, Default)]
pub struct InWork {
    /// Pictures and attachments that they ask for.
    pub used: Vec<(String, Use)>,
    /// Pictures that they show or lead to and of which nothing says whom they show, with their places.
    pub undeclared: Vec<(String, Location)>,
    /// See [`InUse::addresses`].
    pub addresses: Vec<(String, Location)>,
    /// What is wrong in the texts, in their links, and between translations and their sources.
    pub findings: Vec<Finding>,
}

impl InWork {
    fn of(site: &Site, index: usize) -> InWork {
        let work = &site.works[index];
        let mut told = InWork { findings: resolve::named_works(work, site), ..InWork::default() };
        let named = resolve::named_files(work, site, &mut told.findings);
        (told.used, told.undeclared) = (named.used, named.undeclared);
        for (language, published) in work.documents.iter().enumerate() {
            let Some(published) = published else { continue };
            told.findings.extend(in_text(&published.document, &site.config));
            let resolved = site.resolved(index, language);
            told.findings.extend(resolved.findings.iter().cloned());
            told.used.extend(resolved.used.iter().cloned());
            told.undeclared.extend(resolved.undeclared.iter().cloned());
            told.addresses.extend(resolved.addresses.iter().cloned());
            told.findings.extend(translations::findings(site, work, published));
        }
        for published in work.documents.iter().flatten() {
            published.document.give_up();
        }
        told
    }
}

/// Reads every text and resolves every link, in parallel: what is wrong in them, and what public texts use.
/// `None` as soon as it need not `go_on`.
///
/// A link without a target stays in the text, marked, and becomes a finding.
pub fn read_all(site: &Site, parsed: &Parsed, go_on: &(dyn Fn() -> bool + Sync)) -> Option<Found<InUse>> {
    let hidden: Vec<Vec<Finding>> = parsed
        .works
        .par_iter()
        .map(|work| {
            let public = site.index.by_path.get(&work.file.path).map(|&index| &site.works[index].documents);
            let is_public = |document: &Document| {
                public.zip(site.config.place_of(document.language.tag())).is_some_and(|(public, language)| public[language].is_some())
            };
            let mut findings = Vec::new();
            for document in work.documents.iter().filter(|document| !is_public(document)).take_while(|_| go_on()) {
                findings.extend(in_text(document, &site.config));
                document.give_up();
            }
            findings
        })
        .collect();
    let public: Vec<&InWork> = (0..site.works.len()).into_par_iter().take_any_while(|_| go_on()).map(|index| site.in_work(index)).collect();
    if !go_on() {
        return None;
    }
    let mut findings: Vec<Finding> = hidden.into_iter().flatten().collect();
    // For each file, whether it is shown and whether something leads to it.
    let mut used: BTreeMap<&str, (bool, bool)> = BTreeMap::new();
    let mut undeclared: BTreeMap<&str, Vec<Location>> = BTreeMap::new();
    let mut addresses = Vec::new();
    for told in public {
        addresses.extend(told.addresses.iter().cloned());
        findings.extend(told.findings.iter().cloned());
        for (path, how) in &told.used {
            let (shown, led_to) = used.entry(path).or_default();
            match how {
                Use::Shows => *shown = true,
                Use::LeadsTo => *led_to = true,
            }
        }
        for (path, at) in &told.undeclared {
            undeclared.entry(path).or_default().push(at.clone());
        }
    }
    findings.extend(uncited(site, parsed));
    let public = site.works.iter().flat_map(|work| work.documents.iter().flatten().flat_map(|published| work.sources(&published.document)));
    let sources = public.filter(|key| site.config.bibliography.contains_key(*key)).map(str::to_owned).collect();
    let mut usable: Vec<Used> = Vec::new();
    for (path, (shown, led_to)) in used {
        let Some(looked) = site.media.get(path) else { continue };
        findings.extend(looked.findings.iter().cloned());
        let undeclared = undeclared.remove(path).unwrap_or_default();
        usable.extend(looked.value.clone().map(|file| Used { file, shown, led_to, undeclared }));
    }
    Some(Found { value: InUse { files: usable, sources, addresses }, findings })
}

/// Sources that no text cites and no work rests on, be they public or not.
fn uncited(site: &Site, parsed: &Parsed) -> Vec<Finding> {
    let mut findings = Findings::default();
    let for_texts = site.config.bibliography.iter().filter(|(_, reference)| !reference.lends);
    let mut unused: BTreeMap<&str, &Reference> = for_texts.map(|(key, reference)| (key.as_str(), reference)).collect();
    for work in &parsed.works {
        let kind = site.config.kinds.get(&work.file.kind);
        let of_documents = work.documents.iter().map(|document| &document.fields);
        for (key, _) in of_documents.chain([&work.file.fields]).flat_map(|fields| named_sources(fields, kind)) {
            unused.remove(key);
        }
        for document in &work.documents {
            for key in document.cited() {
                unused.remove(key.as_str());
            }
        }
    }
    for (key, reference) in unused {
        findings
            .add(&codes::UNCITED_SOURCE, reference.at(), format!("no text cites «{key}»"))
            .hint(format!("cite it where it is used, [@{key}], or remove it"));
    }
    findings.into_vec()
}

/// What is wrong in one text, its links aside.
fn in_text(document: &Document, config: &Config) -> Vec<Finding> {
    let content = document.content();
    let mut findings = Findings::default();
    findings.extend(content.findings.iter().cloned());
    for citation in &content.citations {
        for cited in &citation.cited {
            unknown_source(&cited.key, || document.file.at(citation.span.clone()), config, &mut findings);
        }
    }
    findings.into_vec()
}

/// The language of the site in which a work says that it was written.
fn declared_source<'a>(file: &'a WorkFile, config: &Config) -> Option<&'a Language> {
    file.fields.language("source_language").filter(|language| config.languages.contains(language))
}

/// Joins one work; `None` if nothing of it is public.
fn join(parsed: &ParsedWork, config: &Config, today: Date) -> Found<Option<Arc<Work>>> {
    let mut findings = Findings::default();
    let file = &parsed.file;
    if parsed.documents.is_empty() && !parsed.damaged {
        findings
            .add(&codes::WORK_WITHOUT_DOCUMENT, Location::file(&*file.file.path), "the work has no document in a language of the site")
            .hint(format!("add {}.md beside this file", declared_source(file, config).unwrap_or(&config.languages[0])));
    }
    if let (Some(source), Some(field)) = (file.fields.language("source_language"), file.fields.get("source_language"))
        && !parsed.documents.is_empty()
        && !parsed.damaged
        && !parsed.documents.iter().any(|document| document.language == *source)
    {
        findings
            .add(
                &codes::MISSING_SOURCE,
                file.file.at(field.span.clone()),
                format!("the work has no document in {source}, its source language"),
            )
            .hint(format!("add {source}.md beside this file, or name the language in which it was written"));
    }
    let mut published: Vec<Option<Published>> = vec![None; config.languages.len()];
    // What stands in `work.yaml` is told once, not for each language.
    let mut days = BTreeSet::new();
    for document in &parsed.documents {
        check_references(&document.fields, &document.file, file, config, &mut findings);
        findings.extend(
            odd_days(file, document, today).into_iter().filter(|odd| days.insert((odd.location.file.clone(), odd.message.clone()))),
        );
        if visibility::is_shown(file, document, today, &config.options)
            && let Some(index) = config.place_of(document.language.tag())
        {
            published[index] = Some(Published {
                document: Arc::clone(document),
                visibility: visibility::of(file, document, today),
                source: translations::source(document, parsed, config, today),
                translation: OnceLock::new(),
            });
        }
    }
    check_references(&file.fields, &file.file, file, config, &mut findings);
    let Some(first) = published.iter().position(Option::is_some) else { return findings.with(None) };
    let declared = file.fields.language("source_language").and_then(|language| config.place_of(language.tag()));
    let source = declared.filter(|&index| published[index].is_some()).unwrap_or(first);
    let shown: Vec<usize> = config
        .languages
        .iter()
        .enumerate()
        .map(|(index, language)| {
            if published[index].is_some() {
                return index;
            }
            let nearest = config.fallback_of(language).iter().filter_map(|other| config.place_of(other.tag()));
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
    outline.update(file.path.as_bytes()).update(file.file.hash.as_bytes());
    for published in &published {
        match published {
            Some(Published { document, visibility, .. }) => {
                outline.update(format!("{visibility:?}").as_bytes()).update(document.front.as_bytes())
            }
            None => outline.update(b"none"),
        };
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
        made_of: parsed.hash,
    };
    findings.with(Some(Arc::new(work)))
}

/// Days of a document that can't be right, each at the file in which it stands.
fn odd_days(work: &WorkFile, document: &Document, today: Date) -> Vec<Finding> {
    let mut findings = Findings::default();
    let stands = |name: &str| {
        let files = [(&document.fields, &document.file), (&work.fields, &work.file)];
        files.into_iter().find_map(|(fields, file)| Some((fields.date(name)?, (file, fields.get(name)?.span.clone()))))
    };
    let mut odd = |(file, span): (&Text, std::ops::Range<usize>), message: &str, hint: &str| {
        let finding = findings.add(&codes::INVALID_DATE, file.at(span), message);
        finding.severity = Severity::Warning;
        finding.hint(hint);
    };
    let published = stands("date").map(|(day, _)| day);
    if let Some((updated, at)) = stands("updated") {
        // Of a whole work it says nothing of a document that was published later.
        let published = if document.fields.date("updated").is_some() { published } else { work.fields.date("date") };
        if updated > today && published.is_none_or(|day| day <= today) {
            odd(at, "«updated» is a day to come", "write the day of the last change that was made");
        } else if published.is_some_and(|day| updated < day) {
            odd(
                at,
                "«updated» is before «date», the day of publication",
                "correct one of the two; remove «updated» if nothing has changed since",
            );
        }
    }
    if let Some(reviewed) = document.fields.record("reviewed").and_then(|record| record.get("on"))
        && matches!(reviewed.value, Value::Date(day) if day > today)
    {
        odd((&document.file, reviewed.span.clone()), "the text is reviewed on a day to come", "write the day on which somebody read it");
    }
    if let Some((expires, at)) = stands("expires")
        && published.is_some_and(|day| expires <= day)
    {
        odd(
            at,
            "«expires» is not behind «date», so that the text is never shown",
            "write the first day on which it is no longer published",
        );
    }
    findings.into_vec()
}

/// Checks the fields that name something elsewhere: sources and terms. Works are checked with the links.
fn check_references(fields: &Record, text: &Text, work: &WorkFile, config: &Config, findings: &mut Findings) {
    for taxonomy in &config.taxonomies {
        for (term, span) in fields.texts(&taxonomy.name) {
            const LONGEST: usize = 80;
            if term.chars().nth(LONGEST).is_some() {
                findings
                    .add(
                        &codes::TOO_LONG,
                        text.at(span.clone()),
                        format!("a term of «{}» has more than {LONGEST} characters", taxonomy.name),
                    )
                    .hint("shorten it; what it means can stand in a text");
                continue;
            }
            if taxonomy.terms.is_empty() || taxonomy.terms.iter().any(|(name, _)| name == term) {
                continue;
            }
            findings
                .add(&codes::UNKNOWN_TERM, text.at(span.clone()), format!("«{term}» is not a term of «{}»", taxonomy.name))
                .nearest(term, taxonomy.terms.iter().map(|(name, _)| name))
                .hint("declare it under `taxonomies` in content/site.yaml");
        }
    }
    for (key, span) in named_sources(fields, config.kinds.get(&work.kind)) {
        unknown_source(key, || text.at(span.clone()), config, findings);
    }
}

/// The sources that fields name, and where.
fn named_sources<'a>(fields: &'a Record, kind: Option<&'a Kind>) -> impl Iterator<Item = (&'a str, &'a std::ops::Range<usize>)> {
    let own = kind.into_iter().flat_map(|kind| &kind.fields).filter(|field| field.field.of.names(&FieldType::Source));
    own.map(|field| field.field.name.as_str()).chain(["sources"]).flat_map(|name| fields.one_or_more(name))
}

fn unknown_source(key: &str, at: impl FnOnce() -> Location, config: &Config, findings: &mut Findings) {
    // Where a file of sources is broken, that is what is to be mended.
    if config.bibliography.contains_key(key) || config.lacks_sources {
        return;
    }
    let finding = findings.add(&codes::UNKNOWN_SOURCE, at(), format!("there is no source «{key}»"));
    finding.nearest(key, config.bibliography.keys());
    finding.hint("add it to content/sources.yaml, or correct the key");
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
