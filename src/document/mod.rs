//! Documents: one language of one work, its front matter typed and its Markdown parsed, links not yet resolved.

mod citations;
mod front_matter;
pub mod html;
pub mod markdown;
mod raw_html;
mod typographer;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::fields::{self, FieldType, Record, Typed, Value};
use crate::config::{Config, Kind, document_schema, work_schema};
use crate::diagnostics::{Location, codes};
use crate::found::{Findings, Found};
use crate::language::Language;
use crate::memo::Memo;
use crate::source::{Sources, Text, yaml};
use crate::translation::{self, Outline};

pub use citations::{Citation, Cited};
pub use markdown::{Fragment, Heading, Link, LinkKind, Piece};

/// A work's own file: the fields that all its languages share.
#[derive(Clone, Debug)]
pub struct WorkFile {
    /// The path of the work's folder below `content/`.
    pub path: String,
    pub file: Text,
    pub kind: String,
    pub fields: Record,
}

/// One language of one work.
#[derive(Clone, Debug)]
pub struct Document {
    /// The path of the work's folder below `content/`.
    pub work: String,
    pub language: Language,
    pub file: Text,
    pub title: String,
    pub summary: Option<String>,
    pub fields: Record,
    pub body: Fragment,
    /// Fields in Markdown, in the order of their values: one for a text, several for a list.
    pub rich: BTreeMap<String, Vec<Fragment>>,
    /// All links and pictures of body and fields; pieces of fragments name them by index.
    pub links: Vec<Link>,
    pub citations: Vec<Citation>,
    pub headings: Vec<Heading>,
    /// What it says, by section: what a translation is held against.
    pub outline: Outline,
    /// What it says that it was translated from.
    pub translated_from: Option<translation::Record>,
    /// Ids that a link can lead to: headings and notes.
    pub anchors: BTreeSet<String>,
    pub words: usize,
    /// The beginning of the text, for descriptions where there is no summary.
    pub opening: String,
}

/// All works and documents of a site.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    pub works: Vec<WorkFile>,
    pub documents: Vec<Arc<Document>>,
    /// Folders of works of which something could not be read, so that other findings need not blame the rest for it.
    pub damaged: BTreeSet<String>,
}

/// The largest front matter, in bytes.
const LARGEST_FRONT_MATTER: usize = 64 << 10;

/// Parses every `work.yaml` and every document, in parallel, each from memory where its text has been seen.
pub fn parse_all(sources: &Sources, config: &Config, memo: &Memo) -> Found<Parsed> {
    let mut findings = Findings::default();
    look_at_names(sources, &mut findings);
    let mut works: Vec<WorkFile> = Vec::new();
    let mut damaged = BTreeSet::new();
    for (text, path) in
        sources.texts.values().filter_map(|text| Some((text, text.path.strip_prefix("content/")?.strip_suffix("/work.yaml")?)))
    {
        let found = memo.get(("work", stage_key(text, config, "")), || parse_work(path, text, config));
        match findings.take(Found::clone(&found)) {
            Some(work) => works.push(work),
            None => {
                damaged.insert(path.to_owned());
            }
        }
    }
    let by_path: BTreeMap<&str, &WorkFile> = works.iter().map(|work| (work.path.as_str(), work)).collect();
    let mut jobs = Vec::new();
    for text in sources.texts.values().filter(|text| text.path.ends_with(".md") || text.path.ends_with(".MD")) {
        if let Some(job) = document_job(text, &by_path, sources, config, &mut findings) {
            jobs.push(job);
        }
    }
    let parsed: Vec<Arc<Found<Option<Arc<Document>>>>> = jobs
        .par_iter()
        .map(|(text, work, language)| {
            let key = stage_key(text, config, &work.kind);
            memo.get(("document", key), || parse(text, work, language, config))
        })
        .collect();
    let mut documents = Vec::with_capacity(parsed.len());
    for (found, (_, work, _)) in parsed.into_iter().zip(&jobs) {
        match findings.take(Found::clone(&found)) {
            Some(document) => documents.push(document),
            None => {
                damaged.insert(work.path.clone());
            }
        }
    }
    // A file that could not be read at all damages its work as well.
    damaged.extend(sources.unreadable.iter().filter_map(|path| Some(path.strip_prefix("content/")?.rsplit_once('/')?.0.to_owned())));
    findings.with(Parsed { works, documents, damaged })
}

fn stage_key(text: &Text, config: &Config, kind: &str) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher
        .update(text.path.as_bytes())
        .update(b"\0")
        .update(text.hash.as_bytes())
        .update(config.dialect.as_bytes())
        .update(kind.as_bytes());
    hasher.finalize()
}

/// Finds files that are nearly, but not quite, the ones that are read.
fn look_at_names(sources: &Sources, findings: &mut Findings) {
    let everything = sources.texts.keys().chain(sources.files.keys()).chain(&sources.folders);
    for path in everything.filter(|path| path.starts_with("content/")) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let whole = |name: &str| sources.texts.contains_key(&format!("{folder}/{name}"));
        if sources.folders.contains(path) {
            if name.ends_with(".md") {
                findings
                    .add(&codes::MISNAMED_FILE, Location::file(path), "this folder is named like a document")
                    .hint("a document is a file; rename or remove the folder");
            }
            continue;
        }
        let lower = name.to_lowercase();
        if matches!(lower.as_str(), "work.yaml" | "work.yml") && name != "work.yaml" {
            if whole("work.yaml") {
                findings.add(&codes::SECOND_WORK_FILE, Location::file(path), "beside work.yaml, this file is not read").hint("remove it");
            } else {
                findings
                    .add(&codes::MISNAMED_FILE, Location::file(path), "the file that describes a work is called work.yaml")
                    .hint("rename it to work.yaml");
            }
        }
        if folder == "content" && matches!(lower.as_str(), "site.yaml" | "site.yml" | "sources.yaml" | "sources.yml") {
            let right = if lower.starts_with("site") { "site.yaml" } else { "sources.yaml" };
            if name != right {
                findings
                    .add(&codes::MISNAMED_FILE, Location::file(path), format!("the file is called {right}"))
                    .hint(format!("rename it to {right}"));
            }
        }
    }
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
    let fields = fields::read(&node, &work_schema(kind, &config.taxonomies), file, &mut findings);
    findings.extend(kind_fault);
    let work = kind.map(|kind| WorkFile { path: path.to_owned(), file: file.clone(), kind: kind.name.clone(), fields });
    findings.with(work)
}

/// The kind that a `work.yaml` names; it decides which other keys the file may have.
fn kind_of<'a>(node: &yaml::Node, file: &Text, config: &'a Config) -> (Option<&'a Kind>, Option<crate::diagnostics::Finding>) {
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

type Job<'a> = (&'a Text, &'a WorkFile, Language);

/// Whether a Markdown file is a document, of which work and in which language.
fn document_job<'a>(
    text: &'a Text,
    works: &BTreeMap<&str, &'a WorkFile>,
    sources: &Sources,
    config: &Config,
    findings: &mut Findings,
) -> Option<Job<'a>> {
    let path = text.path.strip_prefix("content/")?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = &name[..name.len() - ".md".len()];
    let here = || Location::file(&*text.path);
    let declared = sources.texts.contains_key(&format!("content/{folder}/work.yaml"));
    let language = match Language::parse(stem) {
        Ok(language) => language,
        // A note for authors, such as README.md, lies beside works, not in them.
        Err(_) if !declared => return None,
        Err(hint) => {
            findings.add(&codes::LANGUAGE_FILE_NAME, here(), format!("«{stem}» is not a language tag")).hint(
                if let Some(tag) = hint.strip_prefix("write «") {
                    format!("write «{}.md»", tag.trim_end_matches('»'))
                } else {
                    "name documents by their language: sv.md, en.md".to_owned()
                },
            );
            return None;
        }
    };
    if !declared {
        if language.is_known() && works.keys().all(|work| !work.starts_with(&format!("{folder}/"))) {
            findings
                .add(&codes::MISSING_WORK_FILE, here(), "the folder has no work.yaml, so the document belongs to no work")
                .hint("add work.yaml with, for example, `kind: brief`");
        }
        return None;
    }
    let work = works.get(folder)?;
    if name != format!("{language}.md") && config.languages.contains(&language) {
        findings
            .add(&codes::MISNAMED_DOCUMENT, here(), format!("the document of this language is called {language}.md"))
            .hint(format!("rename it to {language}.md"));
    }
    if let Some(site_language) = config.languages.iter().find(|&known| *known == language) {
        return Some((text, work, site_language.clone()));
    }
    if language.is_known() {
        findings
            .add(
                &codes::UNDECLARED_LANGUAGE,
                here(),
                format!("«{language}» is not among the site's languages, so the document is left out"),
            )
            .hint(format!("add {language} to `languages` in content/site.yaml, or remove the document"));
    } else {
        findings
            .add(&codes::LANGUAGE_FILE_NAME, here(), format!("no language is known by the tag «{language}»"))
            .hint("name documents by their language: sv.md, en.md");
    }
    None
}

/// Parses one document. A document without a title is none.
pub fn parse(text: &Text, work: &WorkFile, language: &Language, config: &Config) -> Found<Option<Arc<Document>>> {
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
    let schema = document_schema(config.kinds.get(&work.kind), &config.taxonomies);
    let fields = fields::read(&node, &schema, text, &mut findings);
    if let Some(Typed { value: Value::Language(said), span }) = fields.get("lang")
        && said != language
    {
        findings
            .add(&codes::LANGUAGE_MISMATCH, text.at(span.clone()), format!("the file's name says {language}, this says {said}"))
            .hint("correct one of them");
    }
    let Some(title) = fields.text("title") else { return findings.with(None) };
    let mut parts = markdown::Parts::default();
    for (name, text) in plain_texts(&fields, config.kinds.get(&work.kind)) {
        parts.sections.text_field(name, text);
    }
    let quotes = config.quotes.get(language).copied().unwrap_or_else(|| language.quotes());
    let title = typographer::plain(title, quotes);
    let summary = fields.text("summary").map(|summary| typographer::plain(summary, quotes));

    let dialect = markdown::Dialect { quotes: Some(quotes), allowed_html: &config.allowed_html };
    // Fields stand above the text, so their citations get the first numbers; the words that count are the text's.
    let rich = rich_fields(&fields, &schema, &dialect, text, &mut parts, &mut findings);
    parts.words = 0;
    parts.opening.clear();
    parts.sections.body();
    let body_fragment = markdown::parse(&text.text, body.clone(), &dialect, text, &mut parts, &mut findings);
    if parts.words == 0 && body_fragment.is_empty() {
        findings
            .add(&codes::NO_TEXT, text.at(body.start..body.start), "the document has no text below its front matter")
            .hint("write it, or set `draft: true`");
    }
    let document = Document {
        work: work.path.clone(),
        language: language.clone(),
        file: text.clone(),
        title,
        summary,
        body: body_fragment,
        rich,
        anchors: parts.anchors,
        links: parts.links,
        citations: parts.citations,
        headings: parts.headings,
        outline: parts.sections.finish(body),
        translated_from: translation::record::record(&fields),
        words: parts.words,
        opening: shortened(&parts.opening),
        fields,
    };
    findings.with(Some(Arc::new(document)))
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

/// The texts of the front matter that a translator translates and that are no Markdown: title, summary, and the texts
/// of the kind. Each value of a list comes by itself.
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
