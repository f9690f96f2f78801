//! The sources that texts rest on: read from `content/sources.yaml` in Hayagriva's format and from `content/sources.bib`,
//! written out by a style of citation in each language, and exported for other programs.

mod apart;
mod archive;
mod bibtex;
mod bounds;
mod csl;
mod days;
mod draw;
pub mod export;
mod fields;
mod locator;
mod names;
mod notation;
mod quirks;
mod style;
mod tex;
mod tidy;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use hayagriva::Entry;
use hayagriva::types::{
    ChunkKind, ChunkedString, EntryType, FormatString, MaybeTyped, Numeric, NumericValue, PageRanges, PageRangesPart, Person, Publisher,
    SerialNumber, StringChunk,
};

use crate::diagnostics::{Location, Severity, codes};
use crate::found::{Findings, Found};
use crate::language::Language;
use crate::source::address::refusal;
use crate::source::cut_off;
use crate::source::yaml::{self, Node, Value};
use crate::source::{Sources, Text};

use names::Slip;

pub use draw::{Cite, Drawn, DrawnSource, Undrawn};
pub use fields::keys_within;
pub use style::{BUILT_IN, Style};

/// The sources by their keys.
pub type Bibliography = BTreeMap<String, Reference>;

/// Where sources are read from.
pub const YAML: &str = "content/sources.yaml";
/// Where they may stand as well, in BibTeX.
pub const BIBTEX: &str = "content/sources.bib";

/// One source.
#[derive(Clone, Debug)]
pub struct Reference {
    pub key: String,
    /// The file that it stands in, and where its key stands there.
    pub file: Text,
    pub span: Range<usize>,
    /// What is known of it, in Hayagriva's terms.
    pub entry: Entry,
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// Its `url`, or that of what it is part of, and its DOI as they are written, and where.
    pub written: Vec<Written>,
    /// Whether other sources take fields from it.
    pub lends: bool,
    /// The names of the fields that can't be read, each of which has its own finding.
    unread: Vec<String>,
}

/// What leads to a source, as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub what: Leads,
    pub text: String,
    /// In the source's file.
    pub span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    Url,
    Doi,
}

/// What tells where a source can be found.
const PLACES: [&str; 8] = ["url", "serial-number", "publisher", "organization", "archive", "call-number", "page-range", "parent"];

impl Reference {
    fn new(key: &str, entry: Entry, file: &Text, span: Range<usize>) -> Reference {
        let entry = mended(entry);
        let title = entry.title().or_else(|| entry.parents().iter().find_map(Entry::title)).map(ToString::to_string);
        let url = entry.url_any().map(|url| url.value.to_string());
        let doi = entry.doi().map(address_of_doi);
        Reference {
            key: key.to_owned(),
            file: file.clone(),
            span,
            title: title.unwrap_or_default(),
            url: url.or(doi).filter(|url| is_web_address(url)),
            written: Vec::new(),
            lends: false,
            unread: Vec::new(),
            entry,
        }
    }

    /// The same, with what leads to it as it stands in YAML.
    fn with_written(mut self, node: &Node) -> Reference {
        let url = url_shown(node).map(|url| (Leads::Url, url));
        let doi = node.get("serial-number").and_then(|numbers| numbers.get("doi")).or_else(|| node.get("doi")).map(|doi| (Leads::Doi, doi));
        self.written = url
            .into_iter()
            .chain(doi)
            .filter_map(|(what, node)| Some(Written { what, text: node.scalar()?.to_owned(), span: node.span.clone() }))
            .collect();
        self
    }

    fn is_in_bibtex(&self) -> bool {
        &*self.file.path == BIBTEX
    }

    /// Where its key stands.
    pub fn at(&self) -> Location {
        self.file.at(self.span.clone())
    }

    /// Who made it, as «Given Family» or the name of a body.
    pub fn authors(&self) -> Vec<String> {
        let of = |entry: &Entry| entry.authors().or_else(|| entry.editors()).map(<[Person]>::to_vec);
        let people = of(&self.entry).or_else(|| self.entry.parents().iter().find_map(of)).unwrap_or_default();
        let name = |person: &Person| if words::is_others(person) { words::ET_AL.to_owned() } else { person.given_first(false) };
        people.iter().map(name).collect()
    }

    /// Who published it, or what it is a part of.
    pub fn publisher(&self) -> Option<String> {
        let of = |entry: &Entry| entry.publisher()?.name().map(ToString::to_string);
        of(&self.entry).or_else(|| self.entry.parents().iter().find_map(of))
    }

    /// The tag of the language that its title is in, where it says one and that is not the language of a text; else empty.
    pub fn title_lang(&self, text: &Language) -> String {
        self.titles_in_others(text).into_iter().find(|(title, _)| *title == self.title).map(|(_, tag)| tag).unwrap_or_default()
    }

    /// Its title and those of what it is part of, as they are read.
    pub fn titles(&self) -> Vec<String> {
        fn add(entry: &Entry, titles: &mut Vec<String>) {
            titles.extend(entry.title().map(ToString::to_string));
            entry.parents().iter().for_each(|parent| add(parent, titles));
        }
        let mut titles = Vec::new();
        add(&self.entry, &mut titles);
        titles
    }

    /// Its title and those of what it is part of, as far as they say that they are in another language than a text, and
    /// the tags of these.
    fn titles_in_others(&self, text: &Language) -> Vec<(String, String)> {
        fn add(entry: &Entry, text: &Language, titles: &mut Vec<(String, String)>) {
            let other = entry
                .language()
                .and_then(|tag| Language::parse(&tag.to_string()).ok())
                .filter(|other| other.may_be() && other.base() != text.base());
            titles.extend(entry.title().zip(other).map(|(title, other)| (title.to_string(), other.to_string())));
            entry.parents().iter().for_each(|parent| add(parent, text, titles));
        }
        let mut titles = Vec::new();
        add(&self.entry, text, &mut titles);
        titles
    }

    /// The year in which it was published, if that is known.
    pub fn year(&self) -> Option<i32> {
        self.entry.date_any().map(|date| date.year)
    }

    /// The day as far as it is known: a year, a month or a day.
    pub fn date(&self) -> Option<String> {
        let date = self.entry.date_any()?;
        Some(match (date.month, date.day) {
            (Some(month), Some(day)) => format!("{:04}-{:02}-{:02}", date.year, month + 1, day + 1),
            (Some(month), None) => format!("{:04}-{:02}", date.year, month + 1),
            (None, _) => format!("{:04}", date.year),
        })
    }

    /// Whether its author says on which day it stood at its address, as one does of what has no date.
    fn was_seen_on_a_day(&self) -> bool {
        self.entry.url_any().is_some_and(|url| url.visit_date.is_some())
    }

    /// Whether it has one of these fields, and it can't be read.
    fn has_unread(&self, names: &[&str]) -> bool {
        self.unread.iter().any(|unread| names.contains(&unread.as_str()))
    }

    /// What it is, in the words of the list of all sources.
    pub fn group(&self) -> Group {
        match self.entry.entry_type() {
            EntryType::Legislation => Group::Law,
            EntryType::Case => Group::Cases,
            EntryType::Report | EntryType::Reference | EntryType::Manuscript => Group::Reports,
            EntryType::Book | EntryType::Anthology | EntryType::Anthos | EntryType::Chapter => Group::Books,
            EntryType::Article
            | EntryType::Thesis
            | EntryType::Periodical
            | EntryType::Proceedings
            | EntryType::Conference
            | EntryType::Newspaper
            | EntryType::Entry => Group::Articles,
            EntryType::Web | EntryType::Blog | EntryType::Post | EntryType::Thread | EntryType::Repository => Group::Web,
            _ => Group::Others,
        }
    }

    pub fn is_thesis(&self) -> bool {
        *self.entry.entry_type() == EntryType::Thesis
    }

    /// Whether it is a part of a book.
    pub fn is_chapter(&self) -> bool {
        matches!(self.entry.entry_type(), EntryType::Chapter | EntryType::Anthos)
    }

    pub fn is_of_newspaper(&self) -> bool {
        let is = |entry: &Entry, kind: EntryType| *entry.entry_type() == kind;
        let parent = self.entry.parents().first();
        is(&self.entry, EntryType::Newspaper)
            || (is(&self.entry, EntryType::Article) && parent.is_some_and(|parent| is(parent, EntryType::Newspaper)))
    }

    /// Whether a reader is told where it can be found.
    fn has_a_place(&self) -> bool {
        let entry = &self.entry;
        let of = |entry: &Entry| {
            entry.serial_number().is_some()
                || entry.publisher().is_some()
                || entry.organization().is_some()
                || entry.archive().is_some()
                || entry.call_number().is_some()
                || entry.page_range().is_some()
        };
        self.url.is_some()
            || !self.written.is_empty()
            || of(entry)
            || entry.parents().iter().any(|parent| of(parent) || parent.title().is_some())
    }
}

/// A kind of sources, in the order in which the list of all shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Law,
    Cases,
    Reports,
    Books,
    Articles,
    Web,
    Others,
}

impl Group {
    /// The word of the interface that names it.
    pub fn word(self) -> &'static str {
        match self {
            Group::Law => "sources_law",
            Group::Cases => "sources_cases",
            Group::Reports => "sources_reports",
            Group::Books => "sources_books",
            Group::Articles => "sources_articles",
            Group::Web => "sources_web",
            Group::Others => "sources_others",
        }
    }
}

/// Reads the bibliography; a site may do without one.
pub fn read(sources: &Sources) -> Found<Bibliography> {
    let mut findings = Findings::default();
    let mut bibliography = Bibliography::new();
    if let Some(file) = sources.text(YAML) {
        read_yaml(file, &mut bibliography, &mut findings);
    }
    if let Some(file) = sources.text(BIBTEX) {
        bibtex::read(file, &mut bibliography, &mut findings);
    }
    let mut folded: BTreeMap<String, &Reference> = BTreeMap::new();
    for reference in bibliography.values() {
        if let Some(other) = folded.insert(reference.key.to_lowercase(), reference) {
            let message =
                format!("«{}» and «{}» differ in capitals alone, and on many disks their files are one", other.key, reference.key);
            let finding = findings.add(&codes::DUPLICATE_KEY, reference.at(), message);
            finding.severity = Severity::Warning;
            finding.hint("give one of them another key");
        }
        if reference.year().is_none() && !reference.was_seen_on_a_day() && !reference.has_unread(&["date", "parent"]) {
            let (add, seen) = match reference.is_in_bibtex() {
                true => ("add `year = 2019`", "where it has none, say on which day you read it: `urldate = {2026-03-01}`"),
                false => {
                    ("add `date: 2019`", "where it has none, say on which day you read it: `url: { value: https://…, date: 2026-03-01 }`")
                }
            };
            let message = format!("the source «{}» has no date", reference.key);
            findings.add(&codes::SOURCE_WITHOUT_DATE, reference.at(), message).hint(add).hint(seen);
        }
        if !reference.has_a_place() && !reference.has_unread(&PLACES) {
            let hint = match reference.is_in_bibtex() {
                true => "add `url`, `doi`, `publisher` or the `number` under which it is known",
                false => "add `url:`, `serial-number: { doi: … }`, `publisher:` or the number under which it is known",
            };
            findings
                .add(&codes::SOURCE_WITHOUT_PLACE, reference.at(), format!("nothing says where «{}» can be found", reference.key))
                .hint(hint);
        }
    }
    findings.with(bibliography)
}

/// Adds a source; the first of a key stays.
fn add(reference: Reference, bibliography: &mut Bibliography, findings: &mut Findings) {
    if let Some(first) = bibliography.get(&reference.key) {
        let message = match first.file.path == reference.file.path {
            true => format!("«{}» stands twice", reference.key),
            false => format!("«{}» stands in {} too", reference.key, first.file.path),
        };
        findings.add(&codes::DUPLICATE_KEY, reference.at(), message).hint("remove one of them");
        return;
    }
    // A stop behind a key ends the sentence.
    let ends_soundly = !reference.key.ends_with(['.', ':']);
    if !reference.key.chars().all(|c| c.is_alphanumeric() || "_-:.".contains(c)) || reference.key.is_empty() || !ends_soundly {
        findings
            .add(&codes::WRONG_TYPE, reference.at(), format!("nobody can cite «{}»", reference.key))
            .hint("a key has letters, figures, - _ : and . alone, and no : or . at its end, such as palermo2000");
        return;
    }
    // It stands in the name of a file that other programs read.
    const LONGEST: usize = 200;
    if reference.key.len() > LONGEST {
        findings
            .add(&codes::TOO_LONG, reference.at(), format!("the key of a source has more than {LONGEST} bytes"))
            .hint("shorten it; a name and a year are enough, such as palermo2000");
        return;
    }
    if reference.title.is_empty() {
        let hint = if reference.is_in_bibtex() { "add `title = \"…\"`" } else { "add `title: …`" };
        findings.add(&codes::MISSING_FIELD, reference.at(), format!("the source «{}» has no title", reference.key)).hint(hint);
    }
    bibliography.insert(reference.key.clone(), reference);
}

/// The fields of Hayagriva’s format.
pub const FIELDS: [&str; 29] = [
    "type",
    "title",
    "author",
    "date",
    "parent",
    "editor",
    "affiliated",
    "publisher",
    "location",
    "organization",
    "issue",
    "chapter",
    "volume",
    "volume-total",
    "edition",
    "page-range",
    "page-total",
    "time-range",
    "runtime",
    "url",
    "serial-number",
    "serial",
    "language",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "abstract",
    "genre",
];
/// What a source can be.
pub const TYPES: [&str; 27] = [
    "article",
    "chapter",
    "entry",
    "anthos",
    "report",
    "thesis",
    "web",
    "scene",
    "artwork",
    "patent",
    "case",
    "newspaper",
    "legislation",
    "manuscript",
    "post",
    "misc",
    "performance",
    "periodical",
    "proceedings",
    "book",
    "blog",
    "reference",
    "conference",
    "anthology",
    "repository",
    "thread",
    "video",
];

fn read_yaml(file: &Text, bibliography: &mut Bibliography, findings: &mut Findings) {
    let node = match yaml::parse(&file.text, 0) {
        Ok(node) => node,
        Err(error) => {
            findings.add(&codes::INVALID_YAML, file.at(error.at), error.message).hint(error.hint);
            return;
        }
    };
    let entries = match &node.value {
        Value::Map(entries) => entries.as_slice(),
        Value::Null => &[],
        _ => {
            findings
                .add(&codes::WRONG_TYPE, file.at(node.span.clone()), "sources are a map from keys to entries")
                .hint("write `key:` and, indented, `title: …`");
            &[]
        }
    };
    for (key, node) in entries {
        let Value::Scalar(name) = &key.value else { continue };
        find_slips(node, file, findings);
        let (entry, unread) = entry(name, node, file, findings);
        let reference = Reference::new(name, entry, file, key.span.clone()).with_written(node);
        add(Reference { unread, ..reference }, bibliography, findings);
    }
}

/// One entry, without the fields that can't be read, and their names.
fn entry(key: &str, node: &Node, file: &Text, findings: &mut Findings) -> (Entry, Vec<String>) {
    let misc = || Entry::new(key, EntryType::Misc);
    let Value::Map(fields) = &node.value else {
        findings
            .add(&codes::WRONG_TYPE, file.at(node.span.clone()), format!("a source is a map of fields, and this is {}", node.described()))
            .hint("write `title: …` below the key, indented");
        return (misc(), Vec::new());
    };
    let kept: Vec<(&str, &Node)> = fields
        .iter()
        .filter_map(|(name, value)| match &name.value {
            Value::Scalar(name) => Some((name.as_str(), value)),
            _ => None,
        })
        .collect();
    check_names(fields, file, findings);
    if let Some(whole) = as_hayagriva(key, &kept) {
        return (whole, Vec::new());
    }
    // Something in it can't be read, so each field is tried by itself.
    fields::find_unreadable(key, &kept, false, file, findings);
    let (good, unread): (Vec<_>, Vec<_>) = kept.iter().copied().partition(|field| as_hayagriva(key, &[*field]).is_some());
    (as_hayagriva(key, &good).unwrap_or_else(misc), unread.iter().map(|(name, _)| (*name).to_owned()).collect())
}

/// Fields that stand twice, of which one is lost, and texts that a number sign cuts off.
fn find_slips(node: &Node, file: &Text, findings: &mut Findings) {
    if let Value::List(items) = &node.value {
        items.iter().for_each(|item| find_slips(item, file, findings));
    }
    for (at, (key, value)) in node.entries().iter().enumerate() {
        let Value::Scalar(name) = &key.value else { continue };
        if node.entries()[..at].iter().any(|(earlier, _)| earlier.value == key.value) {
            findings.add(&codes::DUPLICATE_KEY, file.at(key.span.clone()), format!("«{name}» stands twice")).hint("remove one of them");
        }
        if let Some(cut) = cut_off::all(key, value, file) {
            cut_off::tell_all(cut, file, findings);
        }
        for text in each(value).iter().filter(|text| matches!(text.value, Value::Scalar(_))) {
            cut_off::tell_end(name, &text.span, file, findings);
        }
        find_slips(value, file, findings);
    }
}

/// Names of fields that nothing knows, here and in what it is part of.
fn check_names(fields: &[(Node, Node)], file: &Text, findings: &mut Findings) {
    for (name, value) in fields {
        let Value::Scalar(written) = &name.value else { continue };
        if !FIELDS.contains(&written.as_str()) {
            let message = format!("sources have no field «{written}»");
            let finding = findings.add(&codes::UNKNOWN_SOURCE_FIELD, file.at(name.span.clone()), message);
            fields::hint_at_field(written, value, finding);
        }
        fields::check_keys(written, value, file, findings);
        if written == "url" {
            let url = url_of(value);
            let refused = url.scalar().and_then(|text| refusal(text.trim()));
            findings.extend(refused.map(|refused| refused.told(file.at(url.span.clone()))));
        }
        if written == "language" && as_hayagriva("", &[("language", value)]).is_some() {
            find_unknown_language(value, file, findings);
        }
        if matches!(written.as_str(), "author" | "editor") {
            find_slips_in_names(value, file, findings);
        }
        if written == "parent" {
            for parent in each(value) {
                if let Value::Map(fields) = &parent.value {
                    check_names(fields, file, findings);
                }
            }
        }
    }
}

/// A language that no tag names, but to Hayagriva is one.
fn find_unknown_language(node: &Node, file: &Text, findings: &mut Findings) {
    let name = node.scalar().unwrap_or_default().trim();
    let hint = match Language::parse(&name.replace('_', "-")) {
        Ok(language) if language.may_be() => return,
        Ok(_) => "write a language tag such as sv".to_owned(),
        Err(hint) => hint,
    };
    let hint = Language::called(name).map_or(hint, |language| format!("write «{}»", language.tag()));
    let finding = findings.add(&codes::WRONG_TYPE, file.at(node.span.clone()), format!("«{name}» is no language that is known"));
    finding.severity = Severity::Warning;
    finding.hint(hint);
}

/// Several people in one name, and one in two.
fn find_slips_in_names(node: &Node, file: &Text, findings: &mut Findings) {
    let people = each(node);
    for person in people {
        let Some(name) = person.scalar() else { continue };
        let Some(slip) = names::several(name).filter(|slip| people.len() == 1 || *slip == Slip::Sure) else { continue };
        slip.tell(name, file.at(person.span.clone()), findings).hint(
            "write several people as a list: [\"Ek, Anna\", \"Berg, Bo\"]; a body is { name: … }, and a person { name: …, given-name: … }",
        );
    }
    let is_quoted = |node: &Node| file.text[node.span.clone()].starts_with(['"', '\'']);
    if let [first, second] = people
        && let (Some(family), Some(given)) = (first.scalar(), second.scalar())
        && let Some(slip) = names::one_of(family, given).filter(|_| !is_quoted(first) && !is_quoted(second))
    {
        let location = file.at(first.span.start..second.span.end);
        let message = format!("«{family}» and «{given}» are read as two people");
        slip.told(findings.add(&codes::DOUBTFUL_NAMES, location, message))
            .hint("if they are one, write \"Family, Given\" in quotation marks; if they are two bodies, write { name: … } for each");
    }
}

/// Where a DOI leads. Signs that would end an address, or begin another part of it, are encoded.
pub fn address_of_doi(number: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    // What a path may hold stays (RFC 3986), but for `+`, which some take for a space.
    const SIGNS: &[u8] = b" \"#%+<>?[\\]^`{|}";
    const ENCODED: AsciiSet = {
        let (mut set, mut at) = (CONTROLS.add(SIGNS[0]), 1);
        while at < SIGNS.len() {
            set = set.add(SIGNS[at]);
            at += 1;
        }
        set
    };
    format!("https://doi.org/{}", utf8_percent_encode(number, &ENCODED))
}

/// The number of a DOI that is written by itself, behind `doi:` or as an address, where its signs are encoded.
pub fn number_of_doi(written: &str) -> String {
    let written = written.trim();
    match written.rsplit_once("doi.org/") {
        Some((_, encoded)) => percent_encoding::percent_decode_str(encoded).decode_utf8_lossy().into_owned(),
        None => written.strip_prefix("doi:").unwrap_or(written).trim().to_owned(),
    }
}

/// An address that may be written with the day on which it was visited.
fn url_of(node: &Node) -> &Node {
    node.get("value").unwrap_or(node)
}

/// The address under which readers find a source: its own, or that of what it is part of.
fn url_shown(node: &Node) -> Option<&Node> {
    node.get("url").map(url_of).or_else(|| each(node.get("parent")?).iter().find_map(url_shown))
}

/// What a field holds that may be written as a list or without one.
fn each(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

fn is_web_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// What Hayagriva makes of some fields; `None` if it can't read them.
fn as_hayagriva(key: &str, fields: &[(&str, &Node)]) -> Option<Entry> {
    let mut map: serde_json::Map<_, _> = fields.iter().map(|(name, value)| ((*name).to_owned(), field(name, value))).collect();
    map.entry("type").or_insert_with(|| "misc".into());
    // JSON is YAML.
    let text = serde_json::json!({ key: map }).to_string();
    hayagriva::io::from_yaml_str(&text).ok()?.nth(0).cloned()
}

/// The value of a field. In titles Hayagriva takes `$` for the begin of a formula; here it is money.
fn field(name: &str, node: &Node) -> serde_json::Value {
    match &node.value {
        // Two hyphens are TeX's way to write a dash.
        Value::Scalar(text) if name == "page-range" => text.trim().replace("--", "-").into(),
        Value::Scalar(text) if name == "title" => text.trim().replace("\\$", "$").replace('$', "\\$").into(),
        _ => plain(node),
    }
}

fn plain(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Scalar(text) => text.trim().into(),
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Map(entries) => entries
            .iter()
            .filter_map(|(key, value)| match &key.value {
                Value::Scalar(key) => Some((key.clone(), field(key, value))),
                _ => None,
            })
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

/// What authors mean where Hayagriva reads something else.
fn mended(mut entry: Entry) -> Entry {
    let parents = entry.parents().iter().cloned().map(mended).collect();
    entry.set_parents(parents);
    if let Some(title) = entry.title().cloned() {
        entry
            .set_title(FormatString { value: with_capitals(title.value), short: title.short.map(|short| Box::new(with_capitals(*short))) });
    }
    // «Council of Europe» is the name of a body and not «Europe» with a particle before it; and nobody named van der Berg
    // is called Berg.
    let whole = |people: &[Person]| people.iter().cloned().map(with_particle).map(words::with_others).collect::<Vec<_>>();
    if let Some(people) = entry.authors().map(whole) {
        entry.set_authors(people);
    }
    if let Some(people) = entry.editors().map(whole) {
        entry.set_editors(people);
    }
    if let Some(body) = entry.organization().map(ToString::to_string).filter(|_| entry.authors().is_none() && entry.editors().is_none()) {
        entry.set_authors(vec![named(body)]);
    }
    // A thesis stands at its school, and a report at its institution, also where all that is said of a publisher is a place.
    if let Some(body) = entry.organization().map(ToString::to_string).filter(|_| entry.publisher().is_none_or(|it| it.name().is_none()))
        && entry.authors().is_some_and(|authors| authors.iter().all(|author| author.name != body))
    {
        let place = entry.publisher().and_then(Publisher::location).cloned();
        entry.set_publisher(Publisher::new(Some(body.into()), place));
    }
    // Written as an address, it would stand in an address twice.
    if let Some(number) = entry.doi().map(number_of_doi) {
        entry.set_doi(number);
    }
    if let Some(MaybeTyped::String(pages)) = entry.page_range()
        && let Some(range) = roman(pages)
    {
        entry.set_page_range(MaybeTyped::Typed(range));
    }
    // A number that has a name of its own, such as CELEX, is said with it; styles know only one number.
    // Of a program they know the version, too.
    let is_program = *entry.entry_type() == EntryType::Repository;
    let known = ["serial", "doi", "isbn", "issn", "pmid", "pmcid", "arxiv"];
    let is_known = |name: &str| known.contains(&name) || name == "version" && is_program;
    if let Some(SerialNumber(numbers)) = entry.serial_number()
        && !numbers.contains_key("serial")
    {
        let named: Vec<String> =
            numbers.iter().filter(|(name, _)| !is_known(name)).map(|(name, number)| format!("{} {number}", name.to_uppercase())).collect();
        if !named.is_empty() {
            entry.set_keyed_serial_number("serial", named.join(", "));
        }
    }
    entry
}

/// A title in which no style changes the letters of a number such as 2011/36/EU, and none writes «A V. B».
fn with_capitals(title: ChunkedString) -> ChunkedString {
    let is_of_parties = |word: &str| matches!(word, "v" | "v." | "vs" | "vs.");
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(char::is_uppercase);
    let is_sign = |c: char| !c.is_alphanumeric();
    let mut kept = ChunkedString::new();
    for StringChunk { value, kind } in title.0 {
        for piece in value.split_inclusive(char::is_whitespace) {
            let begun = piece.trim_start_matches(is_sign);
            let word = Some(begun.trim_end()).filter(|word| is_of_parties(word)).unwrap_or_else(|| begun.trim_end_matches(is_sign));
            let is_kept = kind == ChunkKind::Normal && (is_of_parties(word) || is_number(word));
            kept.push_str(&piece[..piece.len() - begun.len()], kind);
            kept.push_str(word, if is_kept { ChunkKind::Verbatim } else { kind });
            kept.push_str(&begun[word.len()..], kind);
        }
    }
    kept
}

/// Pages such as `i–xx`. The library knows ranges of figures alone, and says «p.» of what it does not know; a page of one
/// of its ranges may begin with letters, though, and need not go on.
fn roman(pages: &str) -> Option<PageRanges> {
    let page = |text: &str| {
        let is_roman = !text.is_empty() && text.chars().all(|c| "ivxlcdm".contains(c.to_ascii_lowercase()));
        is_roman.then(|| Numeric { value: NumericValue::Set(Vec::new()), prefix: Some(Box::new(text.to_owned())), suffix: None })
    };
    let (first, last) = pages.split_once(['-', '–'])?;
    let last = last.trim_start_matches(['-', '–']);
    Some(PageRanges::new(vec![PageRangesPart::Range(page(first.trim())?, page(last.trim())?)]))
}

fn with_particle(mut person: Person) -> Person {
    // BibTeX reads «Council of Europe» as the name of somebody; no name of a person has such a word.
    let is_of_body = |prefix: &str| matches!(prefix.split(' ').next(), Some("of" | "for" | "on" | "against" | "and" | "för" | "mot"));
    if let Some(given) = person.given_name.take_if(|_| person.prefix.as_deref().is_some_and(is_of_body)) {
        let prefix = person.prefix.take().unwrap_or_default();
        person.name = format!("{given} {prefix} {}", person.name);
    }
    if let Some(prefix) = person.prefix.take() {
        person.name = format!("{prefix} {}", person.name);
    }
    person
}

fn named(name: String) -> Person {
    Person { name, given_name: None, prefix: None, suffix: None, comma_suffix: false, alias: None }
}
