//! Documents: one language of one work, its front matter typed and its Markdown parsed, links not yet resolved.

pub mod citations;
pub mod directives;
pub mod front_matter;
pub mod html;
pub mod links;
pub mod markdown;
mod raw_html;
pub mod searchable;
mod typed;
mod typographer;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::config::fields::{self, FieldType, Record, Typed, Value};
use crate::config::{Config, Directives, Kind, KindField, StructuredData, work_schema};
use crate::diagnostics::{Finding, Location, Severity, codes};
use crate::found::{Findings, Found};
use crate::language::{Language, Quotes};
use crate::memo::Memo;
use crate::source::{Folder, Sources, Text, cut_off, yaml};
use crate::translation::{self, Outline};

pub use citations::{Citation, Cited};
pub use markdown::{Directive, Fragment, Heading, Link, LinkKind, Piece};

/// A work's own file: the fields that all its languages share.
#[derive(Clone, Debug)]
pub struct WorkFile {
    /// The path of the work's folder below `content/`.
    pub path: String,
    pub file: Text,
    pub kind: String,
    pub fields: Record,
}

/// One language of one work. Its fields are read at once, its text when it is first asked for.
#[derive(Debug)]
pub struct Document {
    /// The path of the work's folder below `content/`.
    pub work: String,
    pub language: Language,
    pub file: Text,
    pub title: String,
    pub summary: Option<String>,
    pub fields: Record,
    /// What it says that it was translated from.
    pub translated_from: Option<translation::Record>,
    /// The hash of the front matter as it is written: what lists and addresses are made from.
    pub front: blake3::Hash,
    /// Where the text stands in the file.
    body: Range<usize>,
    kind: String,
    /// Whether it or its work says that it is one.
    pub is_draft: bool,
    /// The keys of sources that it and its work name in their fields.
    rests_on: Vec<String>,
    config: Arc<Config>,
    read: Mutex<Read>,
    anchors: OnceLock<Anchors>,
    gist: OnceLock<Gist>,
    cited: OnceLock<Vec<String>>,
}

/// What has been read of a text and not been given up.
#[derive(Debug, Default)]
struct Read {
    content: Option<Arc<Content>>,
    drawn: Option<Arc<Drawn>>,
}

/// Ids that a link can lead to, in their order.
pub type Anchors = Arc<[Box<str>]>;

/// What others than its own pages want to know of a text, long after it has been given up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gist {
    /// Its words, one a line, each after a letter that tells where it stands and how often: `A` once in the text, `P` often
    /// and in the title.
    pub words: String,
    /// Its fields in Markdown as readers see them, without marks.
    pub plain_fields: BTreeMap<String, Vec<String>>,
}

/// A document's text and its fields in Markdown as HTML with holes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    pub body: Fragment,
    /// Fields in Markdown, in the order of their values: one for a text, several for a list.
    pub rich: BTreeMap<String, Vec<Fragment>>,
}

/// What a document's text and its fields in Markdown hold beside their HTML.
#[derive(Clone, Debug)]
pub struct Content {
    /// All links and pictures of body and fields; pieces of fragments name them by index.
    pub links: Vec<Link>,
    pub citations: Vec<Citation>,
    /// Pieces of fragments name them by index.
    pub directives: Vec<Directive>,
    pub headings: Vec<Heading>,
    /// What it says, by section: what a translation is held against.
    pub outline: Outline,
    /// Of headings and notes.
    pub anchors: Anchors,
    pub words: usize,
    /// The beginning of the text, for descriptions where there is no summary.
    pub opening: String,
    pub findings: Vec<Finding>,
}

impl Document {
    /// What it is.
    pub fn kind(&self) -> Option<&Kind> {
        self.config.kinds.get(&self.kind)
    }

    /// The texts of the front matter that a translator translates and that are no Markdown, by the names of their fields.
    /// What each language has of its own is none of them: it makes no translation outdated.
    pub fn translated_texts(&self) -> Vec<(&str, &str)> {
        let kind = self.kind();
        let is_own = |name: &str| kind.is_some_and(|kind| kind.fields.iter().any(|field| field.field.name == name && !field.translated));
        let neutral_title = self.fields.text(NEUTRAL_TITLE).map(|text| (NEUTRAL_TITLE, text));
        plain_texts(&self.fields, kind).into_iter().chain(neutral_title).filter(|(name, _)| !is_own(name)).collect()
    }

    /// What its text may use.
    pub fn directives(&self) -> &Directives {
        &self.config.directives
    }

    /// What the text holds. It is parsed when somebody asks first, since a preview shows one page long before anybody
    /// needs the others.
    pub fn content(&self) -> Arc<Content> {
        let mut kept = self.read.lock().expect("never poisoned");
        if let Some(content) = &kept.content {
            return Arc::clone(content);
        }
        let (content, drawn) = read(self);
        let content = Arc::new(content);
        *kept = Read { content: Some(Arc::clone(&content)), drawn: Some(Arc::new(drawn)) };
        content
    }

    /// The text as HTML; parsed once more if it has been given up.
    pub fn drawn(&self) -> Arc<Drawn> {
        self.content();
        let kept = self.read.lock().expect("never poisoned").drawn.clone();
        kept.unwrap_or_else(|| Arc::new(read(self).1))
    }

    /// Ids that a link can lead to, in their order.
    pub fn anchors(&self) -> &[Box<str>] {
        self.anchors.get_or_init(|| Arc::clone(&self.content().anchors))
    }

    pub fn has_anchor(&self, id: &str) -> bool {
        self.anchors().binary_search_by(|anchor| (**anchor).cmp(id)).is_ok()
    }

    /// What others want to know of the text.
    pub fn gist(&self) -> &Gist {
        self.gist.get_or_init(|| Gist { words: searchable::words(self), plain_fields: searchable::plain_fields(self) })
    }

    /// The keys of the sources that it cites, in the order of the text, then of those that directives name.
    pub fn cited(&self) -> &[String] {
        self.cited.get_or_init(|| {
            let content = self.content();
            let cited = content.citations.iter().flat_map(|citation| &citation.cited);
            cited.map(|cited| cited.key.clone()).chain(self.named_sources(&content).map(str::to_owned)).collect()
        })
    }

    /// The keys of sources that its directives name in their arguments.
    pub fn named_sources<'c>(&'c self, content: &'c Content) -> impl Iterator<Item = &'c str> {
        content.directives.iter().flat_map(|directive| {
            let declared = self.directives().get(&directive.name).into_iter().flat_map(|declaration| &declaration.arguments);
            let sources = declared.filter(|declared| declared.field.of == FieldType::Source);
            sources.filter_map(|declared| Some(directive.arguments.get(&declared.field.name)?.text.as_str()))
        })
    }

    /// Is told what an earlier build has found in the same text, so that it need not be read.
    pub fn recall(&self, gist: Gist, cited: Vec<String>) {
        let _ = self.gist.set(gist);
        let _ = self.cited.set(cited);
    }

    /// What it says: each text of its fields for itself, and the text below them. Comments are none of it: `lykta new`
    /// explains each field in one, in the words that the data's schema publishes.
    pub fn said(&self) -> Vec<&str> {
        let mut said = Vec::new();
        for (_, typed) in &self.fields.entries {
            typed.each(&mut |one| {
                if let Value::Text(text) | Value::Markdown(text) = &one.value {
                    said.push(text.as_str());
                }
            });
        }
        said.push(self.body());
        said
    }

    /// What stands below the front matter, as it is written.
    pub fn body(&self) -> &str {
        &self.file.text[self.body.start..]
    }

    /// Whether a byte of its file stands in the front matter.
    pub fn is_in_fields(&self, at: usize) -> bool {
        at < self.body.start
    }

    /// Gives up the HTML: it takes as much memory as the text itself, and a site may have a hundred thousand texts of
    /// which few are drawn at a time.
    pub fn give_up(&self) {
        self.read.lock().expect("never poisoned").drawn = None;
    }

    /// Gives up all that has been read of the text but what others may ask of it: nobody is going to draw it again.
    pub fn forget(&self) {
        self.anchors();
        self.cited();
        self.gist();
        *self.read.lock().expect("never poisoned") = Read::default();
    }
}

/// One work as it lies in its folder: its own file and its documents.
#[derive(Clone, Debug)]
pub struct ParsedWork {
    pub file: WorkFile,
    pub documents: Vec<Arc<Document>>,
    /// Whether something in the folder could not be read.
    pub damaged: bool,
    /// The hash of all that it was made from.
    pub hash: blake3::Hash,
}

/// All works and documents of a site.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// In the order of their paths.
    pub works: Vec<Arc<ParsedWork>>,
    /// Folders of works of which something could not be read, so that other findings need not blame the rest for it.
    pub damaged: BTreeSet<String>,
}

/// What one folder gives.
#[derive(Clone, Debug, Default)]
struct ParsedFolder {
    work: Option<Arc<ParsedWork>>,
    damaged: bool,
    /// Files that are named like documents, though the folder has no `work.yaml`.
    strays: Vec<Arc<str>>,
}

/// The largest front matter, in bytes.
const LARGEST_FRONT_MATTER: usize = 64 << 10;

/// Reads every `work.yaml` and the fields of every document, in parallel, each from memory where its text has been seen.
pub fn parse_all(sources: &Sources, config: &Arc<Config>, memo: &Memo) -> Found<Parsed> {
    let mut findings = Findings::default();
    let folders: Vec<&Arc<Folder>> = sources.below("content").collect();
    let each: Vec<Arc<Found<ParsedFolder>>> = folders
        .par_iter()
        .map(|folder| {
            let key = blake3::hash(&[*folder.hash.as_bytes(), *config.dialect.as_bytes()].concat());
            memo.get(("folder", key), || parse_folder(folder, key, config, memo))
        })
        .collect();
    let mut parsed = Parsed::default();
    let mut strays = Vec::new();
    for (folder, found) in folders.iter().zip(&each) {
        findings.extend(found.findings.iter().cloned());
        let ParsedFolder { work, damaged, strays: lying } = &found.value;
        parsed.works.extend(work.clone());
        strays.extend(lying);
        let Some(path) = folder.path.strip_prefix("content/") else { continue };
        if *damaged {
            parsed.damaged.insert(path.to_owned());
        }
        // A folder that could not be looked into may have been a work.
        parsed.damaged.extend(folder.unreadable.iter().map(|name| format!("{path}/{name}")));
    }
    for path in strays {
        let folder = path.strip_prefix("content/").and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
        let below = format!("{folder}/");
        // A note for all works of a folder, such as en.md in briefs/, lies above them, not in one of them.
        let is_note = !sources.text(path).is_some_and(|text| front_matter::is_begun(&text.text));
        let is_there = parsed.damaged.contains(&format!("{folder}/work.yaml"));
        if !is_there && (!is_note || parsed.works.iter().all(|work| !work.file.path.starts_with(&below))) {
            findings
                .add(&codes::MISSING_WORK_FILE, Location::file(&**path), "the folder has no work.yaml, so the document belongs to no work")
                .hint("add work.yaml with, for example, `kind: brief`");
        }
    }
    findings.with(parsed)
}

/// Parses what lies in one folder. `key` is the hash of all that this depends on.
fn parse_folder(folder: &Folder, key: blake3::Hash, config: &Arc<Config>, memo: &Memo) -> Found<ParsedFolder> {
    let mut findings = Findings::default();
    look_at_names(folder, config, &mut findings);
    let is_misnamed = !folder.texts.contains_key("work.yaml") && names(folder).any(|name| is_like_work_file(&name.to_lowercase()));
    let mut parsed = ParsedFolder { damaged: is_misnamed || !folder.unreadable.is_empty(), ..ParsedFolder::default() };
    let path = folder.path.strip_prefix("content/").unwrap_or_default();
    let declared = folder.texts.get("work.yaml").filter(|_| !path.is_empty());
    let work = declared.and_then(|text| findings.take(parse_work(path, text, config)));
    parsed.damaged |= declared.is_some() && work.is_none();
    let documents = folder.texts.iter().filter(|(name, _)| name.to_lowercase().ends_with(".md"));
    let mut jobs: Vec<Job> = Vec::new();
    for (name, text) in documents {
        match document_language(name, text, folder, declared.is_some(), config, &mut findings) {
            Named::Document(language) => jobs.push((text, language)),
            // What describes the work is there, under another name.
            Named::Stray if is_misnamed => {}
            Named::Stray => parsed.strays.push(text.path.clone()),
            Named::Other => {}
        }
    }
    let Some(work) = work else { return findings.with(parsed) };
    let read: Vec<Arc<Found<Option<Arc<Document>>>>> = jobs
        .par_iter()
        .map(|(text, language)| {
            let mut hasher = blake3::Hasher::new();
            hasher.update(text.path.as_bytes()).update(b"\0").update(text.hash.as_bytes());
            hasher.update(config.dialect.as_bytes()).update(work.kind.as_bytes()).update(&[u8::from(is_draft(&work.fields))]);
            for (key, _) in work.fields.texts("sources") {
                hasher.update(b"\0").update(key.as_bytes());
            }
            memo.get(("document", hasher.finalize()), || parse(text, &work, language, config))
        })
        .collect();
    let mut documents = Vec::with_capacity(read.len());
    for found in read {
        match findings.take(Found::clone(&found)) {
            Some(document) => documents.push(document),
            None => parsed.damaged = true,
        }
    }
    parsed.work = Some(Arc::new(ParsedWork { file: work, documents, damaged: parsed.damaged, hash: key }));
    findings.with(parsed)
}

/// Finds files that are nearly, but not quite, the ones that are read.
fn look_at_names(folder: &Folder, config: &Config, findings: &mut Findings) {
    for name in folder.folders.iter().filter(|name| name.ends_with(".md")) {
        findings
            .add(&codes::MISNAMED_FILE, Location::file(folder.path_of(name)), "this folder is named like a document")
            .hint("a document is a file; rename or remove the folder");
    }
    let is_work = names(folder).any(|name| is_like_work_file(&name.to_lowercase()));
    for name in names(folder) {
        let lower = name.to_lowercase();
        let here = || Location::file(folder.path_of(name));
        if is_work && let Some(right) = document_meant(&lower, config).filter(|right| !folder.texts.contains_key(right)) {
            findings
                .add(&codes::MISNAMED_FILE, here(), format!("the document of this language is called {right}, so this file is not read"))
                .hint(format!("rename it to {right}"));
        }
        if let Some(right) = copied(&lower).filter(|right| folder.texts.contains_key(right) && is_read_from(&folder.path, right)) {
            let finding = findings.add(&codes::MISNAMED_FILE, here(), format!("beside {right}, this file is not read"));
            finding.severity = Severity::Warning;
            finding.hint(format!("if it is a copy of {right}, take into that what is new in this one, and remove it"));
        }
        if is_like_work_file(&lower) && name != "work.yaml" {
            if folder.texts.contains_key("work.yaml") {
                findings.add(&codes::SECOND_WORK_FILE, here(), "beside work.yaml, this file is not read").hint("remove it");
            } else {
                findings
                    .add(&codes::MISNAMED_FILE, here(), "the file that describes a work is called work.yaml")
                    .hint("rename it to work.yaml");
            }
        }
        if &*folder.path == "content" && matches!(lower.as_str(), "site.yaml" | "site.yml" | "sources.yaml" | "sources.yml") {
            let right = if lower.starts_with("site") { "site.yaml" } else { "sources.yaml" };
            if name != right {
                findings.add(&codes::MISNAMED_FILE, here(), format!("the file is called {right}")).hint(format!("rename it to {right}"));
            }
        }
    }
}

/// The names of all that lies in a folder but folders.
fn names(folder: &Folder) -> impl Iterator<Item = &String> {
    folder.texts.keys().chain(folder.files.keys())
}

/// The file of which one by this name, in lower case, is a copy that systems and programs make which keep folders in step:
/// `work (1).yaml`, `sources copy.yaml`, `site.sync-conflict-….yaml`.
fn copied(lower: &str) -> Option<String> {
    let (stem, ending) = lower.rsplit_once('.').filter(|(_, ending)| matches!(*ending, "yaml" | "bib"))?;
    let (name, rest) = stem.split_at(stem.find([' ', '.']).unwrap_or(stem.len()));
    let is_copy =
        rest.starts_with(" (") || rest.starts_with(".sync-conflict") || rest.split([' ', '-']).any(|word| matches!(word, "copy" | "kopia"));
    is_copy.then(|| format!("{name}.{ending}"))
}

/// Whether a file of that name in that folder describes the site, its sources or a work.
fn is_read_from(folder: &str, name: &str) -> bool {
    match name {
        "work.yaml" => folder != "content",
        "site.yaml" | "sources.yaml" | "sources.bib" => folder == "content",
        _ => false,
    }
}

/// Whether a name, in lower case, is that of the file that describes a work, or what editors and habits make of it.
fn is_like_work_file(lower: &str) -> bool {
    matches!(lower, "work.yaml" | "work.yml" | "work.yaml.txt" | "work.yml.txt" | "work.yaml.yaml" | "work.yaml.md" | "work.yaml.rtf")
}

/// The name that a file in a work's folder should have, if its own, in lower case, is a document's in another form:
/// `sv.md.txt`, `sv.mdx`.
fn document_meant(lower: &str, config: &Config) -> Option<String> {
    const FORMS: [&str; 7] = [".md.txt", ".markdown", ".mdx", ".mdown", ".html", ".htm", ".txt"];
    let stem = FORMS.iter().find_map(|form| lower.strip_suffix(form))?;
    let language = Language::parse(stem).ok().filter(|language| config.languages.contains(language))?;
    Some(format!("{language}.md"))
}

fn parse_work(path: &str, file: &Text, config: &Config) -> Found<Option<WorkFile>> {
    let mut findings = Findings::default();
    let node = match yaml::parse(&file.text, 0) {
        Ok(node) => node,
        Err(error) => {
            findings.add(&codes::INVALID_YAML, file.at(error.at), error.message).hint(error.hint);
            return findings.with(None);
        }
    };
    let (kind, kind_fault) = kind_of(&node, file, config);
    let shared;
    let schema = match kind {
        Some(kind) => config.work_schema(&kind.name),
        None => {
            shared = work_schema(None, &config.taxonomies);
            &shared
        }
    };
    let fields = read_fields(&node, schema, file, &mut findings);
    if !is_draft(&fields) {
        find_placeholders(&fields, schema, file, &mut findings);
    }
    find_typed_citations(&fields, file, &mut findings);
    find_joined_terms(&fields, config, file, &mut findings);
    find_lost_hours(&fields, kind, file, &mut findings);
    findings.extend(kind_fault);
    let work = kind.map(|kind| WorkFile { path: path.to_owned(), file: file.clone(), kind: kind.name.clone(), fields });
    findings.with(work)
}

/// The kind that a `work.yaml` names; it decides which other keys the file may have.
fn kind_of<'a>(node: &yaml::Node, file: &Text, config: &'a Config) -> (Option<&'a Kind>, Option<Finding>) {
    let yaml::Value::Map(entries) = &node.value else { return (None, None) };
    let Some((_, value)) = entries.iter().find(|(key, _)| key.value == yaml::Value::Scalar("kind".into())) else { return (None, None) };
    let yaml::Value::Scalar(name) = &value.value else { return (None, None) };
    match config.kinds.get(name.trim()) {
        Some(kind) => (Some(kind), None),
        None => {
            let mut findings = Findings::default();
            let finding = findings.add(&codes::UNKNOWN_KIND, file.at(value.span.clone()), format!("there is no kind «{name}»"));
            finding.nearest(name, config.kinds.keys());
            finding.hint(format!("the kinds are {}", config.kinds.keys().cloned().collect::<Vec<_>>().join(", ")));
            (None, findings.into_vec().pop())
        }
    }
}

type Job<'a> = (&'a Text, Language);

/// What the name of a Markdown file says.
enum Named {
    Document(Language),
    /// A document by its name, in a folder that is no work.
    Stray,
    /// A note for authors, or something that a finding tells of.
    Other,
}

/// Whether a Markdown file is a document, and in which language. `declared` tells whether its folder has a `work.yaml`.
fn document_language(name: &str, text: &Text, folder: &Folder, declared: bool, config: &Config, findings: &mut Findings) -> Named {
    let stem = &name[..name.len() - ".md".len()];
    let here = || Location::file(&*text.path);
    let language = match Language::parse(stem) {
        Ok(language) => language,
        // A note for authors, such as README.md, lies beside works, not in them.
        Err(_) if !declared => return lost(text, config, findings),
        Err(_) => {
            findings.add(&codes::LANGUAGE_FILE_NAME, here(), Language::refusal(stem)).hint(name_meant(stem, folder, config));
            return Named::Other;
        }
    };
    if !declared {
        // Words behind a language's tag are a name, as in my-brief.md.
        let is_language = language.is_named() && (!language.has_variants() || config.languages.contains(&language));
        return if is_language { Named::Stray } else { lost(text, config, findings) };
    }
    if name != format!("{language}.md") && config.languages.contains(&language) {
        findings
            .add(&codes::MISNAMED_DOCUMENT, here(), format!("the document of this language is called {language}.md"))
            .hint(format!("rename it to {language}.md"));
    }
    if let Some(site_language) = config.languages.iter().find(|&known| *known == language) {
        return Named::Document(site_language.clone());
    }
    if language.may_be() && !language.has_variants() {
        let message = format!("«{language}» is not among the site's languages, so the document is left out");
        let finding = findings.add(&codes::UNDECLARED_LANGUAGE, here(), message);
        // `se` is Northern Sámi, and what stands on the cars of Sweden.
        let of_country = Language::of_country(stem).filter(|meant| !language.is_usual() && config.languages.contains(meant));
        if let Some(meant) = of_country.filter(|meant| !folder.texts.contains_key(&format!("{meant}.md"))) {
            finding.hint(format!("if «{language}» was meant as the country, rename it to {meant}.md"));
        }
        finding.hint(format!("add {language} to `languages` in content/site.yaml, or remove the document"));
    } else {
        findings
            .add(&codes::LANGUAGE_FILE_NAME, here(), format!("no language is known by the tag «{language}»"))
            .hint(name_meant(stem, folder, config));
    }
    Named::Other
}

/// What to do with a file in a work's folder whose name is the tag of no language.
fn name_meant(stem: &str, folder: &Folder, config: &Config) -> String {
    let document = |tag: &str| Some(format!("{tag}.md")).filter(|name| folder.texts.contains_key(name));
    // A word behind a tag, as in my-brief.md, is no variant of Burmese.
    let called = Language::called(stem).filter(|language| !language.has_variants());
    let meant = called.or_else(|| Language::of_country(stem));
    // Systems and programs that keep folders in step leave copies: `en (1).md`, `Copy of en.md`, `en-LAPTOP.md`.
    let tags = stem.split(|c: char| !c.is_alphanumeric()).filter(|part| config.languages.iter().any(|language| language.tag() == *part));
    if let Some(name) = tags.chain(meant.iter().map(Language::tag)).find_map(document) {
        return format!("if it is a copy of {name}, take into that what is new in this one, and remove it");
    }
    match meant {
        Some(language) => format!("rename it to {language}.md"),
        None => "name documents by their language: sv.md, en.md".to_owned(),
    }
}

/// A Markdown file that lies in no work and is not named by a language: a note for authors, unless front matter says that
/// it was meant to be published.
fn lost(text: &Text, config: &Config, findings: &mut Findings) -> Named {
    if front_matter::is_begun(&text.text) {
        let name = config.languages.first().map_or("en", Language::tag);
        let message = "nothing publishes this document: it lies in no work, and its name is that of no language";
        let finding = findings.add(&codes::MISSING_WORK_FILE, text.at(0..0), message);
        finding.severity = Severity::Warning;
        finding
            .hint(format!("give it a folder of its own with a work.yaml, for example `kind: brief`, and call it {name}.md there"))
            .hint("a note for authors has no front matter");
    }
    Named::Other
}

/// Reads the fields of one document. A document without a title is none.
pub fn parse(text: &Text, work: &WorkFile, language: &Language, config: &Arc<Config>) -> Found<Option<Arc<Document>>> {
    let mut findings = Findings::default();
    let Some((front, body)) = front_matter::split(text, &mut findings) else { return findings.with(None) };
    if front.len() > LARGEST_FRONT_MATTER {
        findings
            .add(&codes::TOO_LONG, text.at(front.start..front.start), format!("the front matter has {} kB", front.len() >> 10))
            .hint("it may have 64 kB; long texts belong below it");
        return findings.with(None);
    }
    let node = match yaml::parse(&text.text[front.clone()], front.start) {
        Ok(node) => node,
        Err(error) => {
            findings.add(&codes::INVALID_YAML, text.at(error.at), error.message).hint(error.hint);
            return findings.with(None);
        }
    };
    let schema = config.document_schema(&work.kind);
    let fields = read_fields(&node, schema, text, &mut findings);
    // A slip in one of the two files must not publish it.
    let is_draft = is_draft(&work.fields) || is_draft(&fields);
    if !is_draft {
        find_placeholders(&fields, schema, text, &mut findings);
        find_invitation(text, body.clone(), &mut findings);
    }
    find_typed_citations(&fields, text, &mut findings);
    find_typed_marks(&fields, text, &mut findings);
    find_joined_terms(&fields, config, text, &mut findings);
    find_lost_hours(&fields, config.kinds.get(&work.kind), text, &mut findings);
    if let Some(Typed { value: Value::Language(said), span }) = fields.get("lang")
        && said != language
    {
        findings
            .add(&codes::LANGUAGE_MISMATCH, text.at(span.clone()), format!("the file's name says {language}, this says {said}"))
            .hint("correct one of them");
    }
    let Some(title) = fields.text("title") else { return findings.with(None) };
    let quotes = quotes(language, config);
    let title = typographer::plain(title, quotes);
    let summary = fields.text("summary").map(|summary| typographer::plain(summary, quotes));
    let named = [&work.fields, &fields].into_iter().flat_map(|fields| fields.texts("sources"));
    let document = Document {
        rests_on: named.map(|(key, _)| key.to_owned()).collect(),
        work: work.path.clone(),
        language: language.clone(),
        file: text.clone(),
        title,
        summary,
        translated_from: translation::record::record(&fields),
        fields,
        front: blake3::hash(text.text[front].as_bytes()),
        body,
        kind: work.kind.clone(),
        is_draft,
        config: Arc::clone(config),
        read: Mutex::default(),
        anchors: OnceLock::new(),
        gist: OnceLock::new(),
        cited: OnceLock::new(),
    };
    findings.with(Some(Arc::new(document)))
}

fn is_draft(fields: &Record) -> bool {
    fields.boolean("draft") == Some(true)
}

/// Reads fields by their schema, and tells of what a number sign has cut off: to YAML it begins a comment.
fn read_fields(node: &yaml::Node, schema: &fields::Schema, file: &Text, findings: &mut Findings) -> Record {
    let mut found = Findings::default();
    let record = fields::read(node, schema, file, &mut found);
    let mut found = found.into_vec();
    for (key, value) in node.entries() {
        let Some(cut) = cut_off::all(key, value, file) else { continue };
        let here = file.at(key.span.clone());
        match found.iter_mut().find(|finding| finding.code == &codes::EMPTY_FIELD && finding.location == here) {
            Some(empty) => _ = empty.hint(cut_off::QUOTED),
            None => cut_off::tell_all(cut, file, findings),
        }
    }
    findings.extend(found);
    for (name, typed) in &record.entries {
        typed.each(&mut |one| {
            if matches!(one.value, Value::Text(_) | Value::Markdown(_)) {
                cut_off::tell_end(name, &one.span, file, findings);
            }
        });
    }
    record
}

/// What `lykta new` writes where a text is to stand.
const PLACEHOLDER: &str = "…";
/// How the text begins that `lykta new` writes, in each language that it speaks.
const INVITATIONS: [&str; 2] = ["Write the text here, in Markdown.", "Skriv texten här, i Markdown."];

/// Fields that still say what `lykta new` wrote, and those that are no Markdown in which something else is to be written.
fn find_placeholders(fields: &Record, schema: &fields::Schema, file: &Text, findings: &mut Findings) {
    let unquoted = |text: &str| text.trim().trim_matches('"').to_owned();
    for (name, typed) in &fields.entries {
        let required = schema.fields.iter().find(|field| field.required && field.name == *name);
        let example = required.filter(|field| field.of.has_mere_example()).map(|field| unquoted(&field.of.example(name)));
        typed.each(&mut |one| {
            let is_example = || example.as_ref().is_some_and(|example| *example == unquoted(&file.text[one.span.clone()]));
            let here = || file.at(one.span.clone());
            if matches!(&one.value, Value::Text(text) | Value::Markdown(text) if text.trim() == PLACEHOLDER) || is_example() {
                findings
                    .add(&codes::PLACEHOLDER, here(), format!("«{name}» still says what stood in the new file"))
                    .hint("write what it is to say, or set `draft: true` until then");
            } else if matches!(&one.value, Value::Text(text) if markdown::is_unfinished(text)) {
                findings
                    .add(&codes::PLACEHOLDER, here(), markdown::UNFINISHED)
                    .hint("write what it is to say, or set `draft: true` until then");
            }
        });
    }
}

/// Citations and notes in fields that are no Markdown.
fn find_typed_citations(fields: &Record, file: &Text, findings: &mut Findings) {
    for (name, typed) in &fields.entries {
        typed.each(&mut |one| {
            let Value::Text(text) = &one.value else { return };
            let mut brackets = text.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
            if let Some((cited, _)) = brackets.clone().find(|(inner, _)| inner.len() > 1 && inner.starts_with('^')) {
                let message = format!("«{name}» is no Markdown, so that readers would see `[{cited}]`");
                let finding = findings.add(&codes::BROKEN_FOOTNOTE, file.at(one.span.clone()), message);
                finding.severity = Severity::Warning;
                finding.hint("put the note in the text");
            }
            if let Some((cited, _)) = brackets.find(|(inner, _)| citations::parse(inner).is_some()) {
                findings
                    .add(
                        &codes::LOST_CITATION,
                        file.at(one.span.clone()),
                        format!("«{name}» is no Markdown, so that readers would see `[{cited}]`"),
                    )
                    .hint("cite the source in the text");
            }
        });
    }
}

/// Marks of Markdown or HTML in fields that are neither.
fn find_typed_marks(fields: &Record, file: &Text, findings: &mut Findings) {
    for name in ["title", "summary", NEUTRAL_TITLE] {
        let Some(Typed { value: Value::Text(text), span }) = fields.get(name) else { continue };
        let Some(mark) = typed::mark(text) else { continue };
        let message = format!("«{name}» is no Markdown, so that readers would see `{mark}`");
        let finding = findings.add(&codes::WRONG_TYPE, file.at(span.clone()), message);
        finding.severity = Severity::Warning;
        finding.hint("write the words alone, and a sign itself instead of its name or number");
    }
}

/// Terms of an open taxonomy that are most likely several, or stand between quotation marks that YAML does not know.
fn find_joined_terms(fields: &Record, config: &Config, file: &Text, findings: &mut Findings) {
    const MARKS: [char; 7] = ['“', '”', '„', '«', '»', '‘', '’'];
    const BETWEEN: [char; 5] = [',', ';', '،', '、', '，'];
    for taxonomy in config.taxonomies.iter().filter(|taxonomy| taxonomy.terms.is_empty()) {
        for (term, span) in fields.texts(&taxonomy.name) {
            let written = file.text[span.clone()].trim_end();
            let is_alone = fields.get(&taxonomy.name).is_some_and(|list| list.span == *span);
            let is_plain = !written.starts_with(['"', '\'']);
            // Lines are told where the list is read.
            let (message, hint) = if is_alone && is_plain && term.contains(BETWEEN) && !written.contains('\n') {
                let items: Vec<&str> = term.split(BETWEEN).map(str::trim).filter(|item| !item.is_empty()).collect();
                let hint =
                    format!("write a list where they are several: [{}]; put the term in quotation marks where it is one", items.join(", "));
                (format!("«{term}» is one term of «{}»", taxonomy.name), hint)
            } else if is_plain && term.starts_with(MARKS) && term.ends_with(MARKS) {
                let hint = format!("write it without them, or with straight ones: {}", term.trim_matches(MARKS));
                ("the quotation marks are a part of this term, since YAML knows straight ones alone".to_owned(), hint)
            } else {
                continue;
            };
            let finding = findings.add(&codes::WRONG_TYPE, file.at(span.clone()), message);
            finding.severity = Severity::Warning;
            finding.hint(hint);
        }
    }
}

/// Hours at which something is held: fields keep days alone.
fn find_lost_hours(fields: &Record, kind: Option<&Kind>, file: &Text, findings: &mut Findings) {
    let Some(kind) = kind else { return };
    let is_event = kind.structured_data == StructuredData::Event;
    for declared in &kind.fields {
        let of = &declared.field.of;
        let tells_when = of.names(&FieldType::DateRange) || is_event && of.names(&FieldType::Date);
        let Some(typed) = fields.get(&declared.field.name).filter(|_| tells_when) else { continue };
        typed.each(&mut |one| {
            let days = match one.value {
                Value::Date(day) => day.to_string(),
                Value::DateRange(from, to) if from == to => from.to_string(),
                Value::DateRange(from, to) => format!("{from}/{to}"),
                _ => return,
            };
            if file.text[one.span.clone()].contains(':') {
                let message = format!("«{}» keeps days alone, so that readers learn of no hours", declared.field.name);
                let finding = findings.add(&codes::INVALID_DATE, file.at(one.span.clone()), message);
                finding.severity = Severity::Warning;
                finding.hint(format!("write the hours in the text, and here {days}"));
            }
        });
    }
}

/// A text that still begins with the words that invite to write it.
fn find_invitation(file: &Text, body: Range<usize>, findings: &mut Findings) {
    let text = &file.text[body.clone()];
    let start = body.start + text.len() - text.trim_start().len();
    if let Some(invitation) = INVITATIONS.iter().find(|invitation| text.trim_start().starts_with(**invitation)) {
        findings
            .add(&codes::PLACEHOLDER, file.at(start..start + invitation.len()), "the text still begins with what stood in the new file")
            .hint("write it in the place of this line, or set `draft: true` until then");
    }
}

fn quotes(language: &Language, config: &Config) -> Quotes {
    config.quotes.get(language).copied().unwrap_or_else(|| language.quotes())
}

/// Parses a document's text and its fields in Markdown.
fn read(document: &Document) -> (Content, Drawn) {
    let Document { file, config, .. } = document;
    let mut findings = Findings::default();
    let dialect = markdown::Dialect {
        quotes: Some(quotes(&document.language, config)),
        allowed_html: &config.allowed_html,
        directives: &config.directives,
        dotless_i: document.language.has_dotless_i(),
        sources: &document.rests_on,
    };
    let mut parts = markdown::Parts::default();
    for (name, text) in document.translated_texts() {
        parts.sections.text_field(name, text);
    }
    // Fields stand above the text, so their citations get the first numbers; the words that count are the text's.
    let rich = rich_fields(&document.fields, config.document_schema(&document.kind), &dialect, file, &mut parts, &mut findings);
    parts.words = 0;
    parts.opening.clear();
    parts.sections.body();
    let body = markdown::parse(&file.text, document.body.clone(), &dialect, file, &mut parts, &mut findings);
    // What a kind can't be without, such as the definition of a term, is a text of its own.
    let is_said = |declared: &KindField| declared.field.required && rich.contains_key(&declared.field.name);
    if parts.words == 0 && body.is_empty() && !document.is_draft && !config.kinds[&document.kind].fields.iter().any(is_said) {
        let start = document.body.start;
        findings
            .add(&codes::NO_TEXT, file.at(start..start), "the document has no text below its front matter")
            .hint("write it, or set `draft: true`");
    }
    let content = Content {
        links: parts.links,
        citations: parts.citations,
        directives: parts.directives,
        headings: parts.headings,
        anchors: parts.anchors.into_iter().map(String::into_boxed_str).collect(),
        outline: parts.sections.finish(document.body.clone()),
        words: parts.words,
        opening: shortened(&parts.opening),
        findings: findings.into_vec(),
    };
    (content, Drawn { body, rich })
}

/// The longest description that is made from a text, in characters.
const LONGEST_DESCRIPTION: usize = 180;

/// The beginning of a text, cut at the end of a word.
fn shortened(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(LONGEST_DESCRIPTION) {
        None => text.to_owned(),
        Some((cut, _)) => {
            format!("{}…", text[..cut].rsplit_once(' ').map_or(&text[..cut], |(words, _)| words).trim_end_matches([',', ';', ':']))
        }
    }
}

/// What stands for the title where it must betray no reader: translated, but no text of the page.
pub const NEUTRAL_TITLE: &str = "neutral_title";

/// The texts of the front matter that are no Markdown: title, summary, and the texts of the kind. Each value of a list comes by itself.
pub fn plain_texts<'a>(fields: &'a Record, kind: Option<&'a Kind>) -> Vec<(&'a str, &'a str)> {
    let own = kind.into_iter().flat_map(|kind| &kind.fields).filter(|field| !field.in_work && field.field.of.names(&FieldType::Text));
    let names = ["title", "summary"].into_iter().chain(own.map(|field| field.field.name.as_str()));
    names
        .flat_map(|name| {
            let texts = fields.texts(name).map(|(text, _)| text);
            fields.text(name).into_iter().chain(texts).map(move |text| (name, text))
        })
        .collect()
}

/// Parses the fields that hold Markdown, each as a text of its own.
fn rich_fields(
    fields: &Record,
    schema: &fields::Schema,
    dialect: &markdown::Dialect,
    file: &Text,
    parts: &mut markdown::Parts,
    findings: &mut Findings,
) -> BTreeMap<String, Vec<Fragment>> {
    let is_rich = |name: &str| schema.fields.iter().any(|field| field.name == name && field.of.names(&FieldType::Markdown));
    let mut rich = BTreeMap::new();
    for (name, typed) in fields.entries.iter().filter(|(name, _)| is_rich(name)) {
        let mut one = |markdown: &str, span: &Range<usize>| {
            parts.sections.field(name);
            markdown::parse_field(markdown, span.clone(), dialect, file, parts, findings)
        };
        let fragments: Vec<Fragment> = match &typed.value {
            Value::Markdown(text) => vec![one(text, &typed.span)],
            Value::List(items) => items
                .iter()
                .filter_map(|item| match &item.value {
                    Value::Markdown(text) => Some(one(text, &item.span)),
                    _ => None,
                })
                .collect(),
            _ => continue,
        };
        rich.insert(name.clone(), fragments);
    }
    rich
}
