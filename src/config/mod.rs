//! `site.yaml`: as typed (a [`fields::Record`] by [`written`]'s schema), and as meant ([`Config`], total, defaults filled).

mod arranged;
pub mod checked;
pub mod contact;
pub mod directives;
pub mod fields;
pub mod json_schema;
pub mod kinds;
pub mod lists;
pub mod pictures;
pub mod redirects;
pub mod reference;
mod schemas;
mod written;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::bibliography::{self, Bibliography, Style};
use crate::diagnostics::{Location, Severity, codes};
use crate::found::{Findings, Found};
use crate::language::{Language, Quotes};
use crate::memo::Memo;
use crate::pictures::Limits;
use crate::source::{Sources, Text, address, yaml};

pub use directives::Directives;
use fields::{Field, FieldType, Localised, Record, Schema, Value};
pub use kinds::{Kind, KindField, StructuredData};
pub use lists::Listing;
pub use pictures::Pictures;
use redirects::Redirect;
pub use schemas::{Stands, document_schema, stands, work_schema};

/// What a run asks for beyond what `site.yaml` says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// In place of `base_url`.
    pub base_url: Option<String>,
    /// Publish drafts too.
    pub drafts: bool,
    /// Publish works whose date has not come.
    pub future: bool,
    /// Publish for being opened as files.
    pub portable: bool,
    /// The list of words that must be nowhere, as it is written.
    pub deny: Option<Secret>,
}

/// A text that must not be shown: where it is printed, its hash stands.
#[derive(Clone, PartialEq)]
pub struct Secret(pub Arc<str>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secret({})", blake3::hash(self.0.as_bytes()).to_hex())
    }
}

/// Where «Leave this page» leads if a site does not say.
pub const LEAVE_URL: &str = "https://www.wikipedia.org/";

/// A site's configuration as it is meant.
#[derive(Clone, Debug)]
pub struct Config {
    pub title: Localised,
    pub description: Localised,
    /// The whole address of the site, with a slash at its end.
    pub base_url: String,
    /// The path of `base_url`, with a slash at both ends.
    pub base_path: String,
    /// In the order of `site.yaml`, at least one.
    pub languages: Vec<Language>,
    /// For each language, the others from the nearest to the farthest.
    pub fallback: BTreeMap<Language, Vec<Language>>,
    /// The languages of which `site.yaml` itself says what is nearest.
    pub declares_fallback: BTreeSet<Language>,
    pub kinds: BTreeMap<String, Kind>,
    pub taxonomies: Vec<Taxonomy>,
    /// Where `site.yaml` writes `path` and `template` of the kinds and taxonomies that it declares; else where it names them.
    pub written_at: BTreeMap<Declared, Location>,
    pub theme: String,
    /// Where `site.yaml` names the theme.
    pub theme_at: Location,
    /// The work whose text stands on the home page, if there is one.
    pub home: String,
    /// Where `site.yaml` names that work, if it does.
    pub home_at: Option<Location>,
    pub per_page: usize,
    /// Raw HTML elements that documents may use.
    pub allowed_html: Vec<String>,
    pub quotes: BTreeMap<Language, Quotes>,
    pub publisher: Option<String>,
    pub licence: Localised,
    pub licence_url: Option<String>,
    /// Where «Leave this page» leads.
    pub leave_url: String,
    pub bibliography: Bibliography,
    /// Whether a file of sources can't be read, so that nobody knows which there are.
    pub lacks_sources: bool,
    /// How sources are cited.
    pub citations: Arc<Style>,
    /// What answered at its addresses when somebody last asked.
    pub checks: checked::Checks,
    /// What the theme lets authors use.
    pub directives: Directives,
    /// Whether the glossary's words are linked where they stand first in a text, though nobody has marked them.
    pub auto_terms: bool,
    /// How the theme shows pictures.
    pub pictures: Pictures,
    /// How much a picture may be.
    pub limits: Limits,
    /// Whether addresses are written in the letters a to z alone.
    pub ascii_slugs: bool,
    /// Whether feeds hold what is shown in another language, too.
    pub whole_feeds: bool,
    /// Hosts for which a file leads `/` to the reader's language.
    pub negotiate: Vec<Host>,
    /// Old addresses that belong to no work.
    pub redirects: Vec<Redirect>,
    /// Whether data for research are published.
    pub data: bool,
    pub translations: Translations,
    pub share_pictures: SharePictures,
    pub budgets: Budgets,
    pub gates: Gates,
    pub options: Options,
    /// The hash of everything that a document's parsing depends on.
    pub dialect: blake3::Hash,
    /// The hash of the whole configuration.
    pub hash: blake3::Hash,
    /// What each of the site's languages calls each.
    names: Vec<Vec<String>>,
    /// The keys of `work.yaml` and of a document's front matter, by kind.
    schemas: BTreeMap<String, (Schema, Schema)>,
}

/// A kind of host that can choose a page by the languages that a browser asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Host {
    /// One that reads `_redirects`.
    Redirects,
    Apache,
    Nginx,
}

/// Whether pictures are made that stand beside links where pages are shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharePictures {
    /// On a site of ordinary size.
    Auto,
    On,
    Off,
}

/// How much a reader may have to fetch, in bytes as they are sent, compressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budgets {
    /// The HTML of a page.
    pub page_html: u64,
    /// What a page needs before anything of it is seen: its HTML and what stands in the way.
    pub first_view: u64,
    /// All that a page loads, but for pictures.
    pub page_total: u64,
    /// All styles of a page for the screen.
    pub style: u64,
    /// One script.
    pub script: u64,
    /// One picture.
    pub picture: u64,
    /// What a search loads up to its first result.
    pub search: u64,
}

impl Default for Budgets {
    fn default() -> Budgets {
        const KB: u64 = 1000;
        Budgets {
            page_html: 12 * KB,
            first_view: 14 * KB,
            page_total: 30 * KB,
            style: 10 * KB,
            script: 6 * KB,
            picture: 200 * KB,
            search: 100 * KB,
        }
    }
}

/// How much it weighs that a translation is behind its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Translations {
    pub outdated: Severity,
    /// Kinds of works that must never be behind, such as helplines.
    pub never_outdated: Vec<String>,
}

impl Translations {
    pub fn severity_for(&self, kind: &str) -> Severity {
        if self.never_outdated.iter().any(|never| never == kind) { Severity::Error } else { self.outdated }
    }
}

/// What the site says to the gate through which everything leaves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gates {
    /// Code → how much it weighs here; `None` is not at all.
    pub weights: BTreeMap<&'static str, Option<Severity>>,
    /// What is let through everywhere.
    pub allow: Vec<Allowance>,
    /// Words that hurt, beyond those that the program knows: a language, what to avoid, what to write.
    pub avoid: Vec<(Language, String, String)>,
}

/// Something that is let through at its place, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowance {
    pub code: String,
    /// What is let through, as it is read.
    pub text: String,
    pub reason: String,
    /// Where it is written, in bytes of the file.
    pub span: Range<usize>,
}

/// What a record lets through; one without a reason is a finding already.
pub fn allowances(record: &Record) -> Vec<Allowance> {
    let read = |item: &fields::Typed| match &item.value {
        Value::Record(entry) => Some(Allowance {
            code: entry.text("code")?.to_owned(),
            text: entry.text("text")?.to_owned(),
            reason: entry.text("reason")?.to_owned(),
            span: item.span.clone(),
        }),
        _ => None,
    };
    record.list("allow").iter().filter_map(read).collect()
}

/// The keys of an entry of `allow`.
pub fn allow_schema() -> Schema {
    use FieldType as T;
    let codes = codes::GATES.iter().map(|code| code.name.to_owned()).collect();
    Schema::new([
        Field::new("code", T::Choice(codes), "The code of the finding.").required(),
        Field::new("text", T::Text, "What is let through, as it is read.").required(),
        Field::new("reason", T::Text, "Why; the overview shows it.").required(),
    ])
}

/// A way to sort works: topics, countries, audiences, or a site's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Taxonomy {
    pub name: String,
    pub title: Localised,
    pub path: Localised,
    /// Whether its terms are country codes, which every language has names for.
    pub countries: bool,
    /// Declared terms with their names, in order; an open taxonomy has none.
    pub terms: Vec<(String, Localised)>,
}

impl Config {
    /// Which of the site's languages has that tag.
    pub fn place_of(&self, tag: &str) -> Option<usize> {
        self.languages.iter().position(|language| language.tag() == tag)
    }

    /// The taxonomy of that name.
    pub fn taxonomy(&self, name: &str) -> Option<&Taxonomy> {
        self.taxonomies.iter().find(|taxonomy| taxonomy.name == name)
    }

    /// What readers of a language are shown of something that is there in several.
    pub fn nearest<'v, T>(&self, map: &'v BTreeMap<Language, T>, language: &Language) -> Option<&'v T> {
        self.nearest_entry(map, language).map(|(_, value)| value)
    }

    /// The same, with the language that it is there in.
    pub fn nearest_entry<'v, T>(&self, map: &'v BTreeMap<Language, T>, language: &Language) -> Option<(&'v Language, &'v T)> {
        std::iter::once(language).chain(self.fallback_of(language)).find_map(|one| map.get_key_value(one))
    }

    pub fn fallback_of(&self, language: &Language) -> &[Language] {
        self.fallback.get(language).map_or(&[], Vec::as_slice)
    }

    pub fn title_in(&self, language: &Language) -> &str {
        self.title
            .get(language, self.fallback_of(language))
            .or_else(|| self.title.by_language.values().next().map(String::as_str))
            .unwrap_or_default()
    }

    /// What the reader's language calls a language; both by their index.
    pub fn name_of(&self, language: usize, reader: usize) -> &str {
        &self.names[reader][language]
    }

    /// The keys of `work.yaml` for one of the site's kinds.
    pub fn work_schema(&self, kind: &str) -> &Schema {
        &self.schemas[kind].0
    }

    /// The keys of a document's front matter for one of the site's kinds.
    pub fn document_schema(&self, kind: &str) -> &Schema {
        &self.schemas[kind].1
    }

    /// A part of an address, in the letters that the site's addresses are written in.
    pub fn slug(&self, text: &str) -> String {
        if self.ascii_slugs { crate::language::ascii_slug(text) } else { crate::language::slug(text) }
    }

    /// The same of a text in a language, whose capital letters need not have the usual small ones.
    pub fn slug_in(&self, language: &Language, text: &str) -> String {
        if self.ascii_slugs { crate::language::ascii_slug(text) } else { language.slug(text) }
    }

    /// A path of the site as it stands in a link: below the base path, percent-encoded.
    pub fn href(&self, path: &str) -> String {
        [&*self.base_path, &*encoded(path.trim_start_matches('/'))].concat()
    }

    /// What stands behind the site's own address in one on the web, be it with TLS or without; `None` if that is elsewhere.
    pub fn below_base<'a>(&self, url: &'a url::Url) -> Option<&'a str> {
        let (_, base) = self.base_url.split_once("://")?;
        let address = &url[url::Position::BeforeHost..];
        address.strip_prefix(base).or_else(|| {
            let rest = address.strip_prefix(base.trim_end_matches('/'))?;
            (rest.is_empty() || rest.starts_with(['?', '#'])).then_some(rest)
        })
    }

    /// A path of the site as a whole address.
    pub fn permalink(&self, path: &str) -> String {
        [&*self.base_url, &*encoded(path.trim_start_matches('/'))].concat()
    }
}

/// Which of the glossary's words are linked.
const TERMS: [&str; 2] = ["auto", "marked"];

/// Percent-encodes a path as it stands in links: everything but what RFC 3986 leaves unreserved, and slashes.
pub fn encode(path: &str) -> String {
    encoded(path).into_owned()
}

/// The same; most paths are it already.
fn encoded(path: &str) -> Cow<'_, str> {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    utf8_percent_encode(path, KEPT).into()
}

/// Reads `content/site.yaml`, the bibliography and what is known of the sources' addresses. `None` where nothing can be
/// built on what is there.
pub fn resolve(sources: &Sources, options: &Options, memo: &Memo) -> Found<Option<Arc<Config>>> {
    let mut hasher = blake3::Hasher::new();
    for path in ["content/site.yaml", bibliography::YAML, bibliography::BIBTEX, checked::FILE] {
        match sources.text(path) {
            Some(text) => hasher.update(b"text").update(text.hash.as_bytes()),
            None => hasher.update(if sources.is_unreadable(path) { b"lost" } else { b"none" }),
        };
    }
    hasher.update(misnamed(sources).unwrap_or_default().as_bytes());
    for text in directives::written(sources).chain(written::styles(sources)) {
        hasher.update(text.path.as_bytes()).update(text.hash.as_bytes());
    }
    hasher.update(format!("{options:?}").as_bytes());
    let hash = hasher.finalize();
    Found::clone(&memo.get(("config", hash), || read(sources, options, hash)))
}

/// The file in `content/` that is most likely `site.yaml` under another name.
fn misnamed(sources: &Sources) -> Option<&str> {
    let folder = sources.folders.get("content").filter(|folder| !folder.texts.contains_key("site.yaml"))?;
    let is_like = |name: &&String| matches!(name.to_lowercase().as_str(), "site.yaml" | "site.yml" | "site.yaml.txt" | "site.yml.txt");
    folder.texts.keys().chain(folder.files.keys()).find(is_like).map(String::as_str)
}

fn read(sources: &Sources, options: &Options, hash: blake3::Hash) -> Found<Option<Arc<Config>>> {
    let mut findings = Findings::default();
    let Some(file) = sources.text("content/site.yaml") else {
        if !sources.is_unreadable("content/site.yaml") {
            let message = "there is no content/site.yaml, so there is no site to build";
            let finding = findings.add(&codes::MISSING_SITE_FILE, Location::file("content/site.yaml"), message);
            match misnamed(sources) {
                Some(name) => finding.hint(format!("rename content/{name} to content/site.yaml")),
                None => finding.hint("`lykta init DIR` makes a whole small site; `--root DIR` says where a site lies"),
            };
        }
        return findings.with(None);
    };
    let node = match yaml::parse(&file.text, 0) {
        Ok(node) => node,
        Err(error) => {
            findings.add(&codes::INVALID_YAML, file.at(error.at), error.message).hint(error.hint);
            return findings.with(None);
        }
    };
    let schema = written::schema().in_languages(&declared_languages(&node, file));
    let record = fields::read(&node, &schema, file, &mut findings);
    let languages = languages(&record, file, &mut findings);
    let base_url = base_url(&record, file, options, &mut findings);
    let (Some(base_url), false) = (base_url, languages.is_empty()) else { return findings.with(None) };

    let mut kinds = declared_kinds(&record, file, &mut findings);
    let taxonomies = written::taxonomies(&record, file, &mut findings);
    check_names_of_fields(&record, &taxonomies, file, &mut findings);
    arranged::settle(&mut kinds, &taxonomies, file, &mut findings);
    let fallback = written::fallback(&record, &languages, file, &mut findings);
    let declares_fallback = written::declares_fallback(&record, &languages);
    let quotes = written::quotes(&record, &languages, file, &mut findings);
    let allowed_html = written::allowed_html(&record, file, &mut findings);
    let read = bibliography::read(sources);
    let lacks_sources = read.findings.iter().any(|finding| [&codes::INVALID_YAML, &codes::INVALID_BIBTEX].contains(&finding.code))
        || [bibliography::YAML, bibliography::BIBTEX].iter().any(|path| sources.is_unreadable(path));
    let bibliography = findings.take(read);
    let citations = written::citations(&record, &languages, sources, file, &mut findings);
    let checks = findings.take(checked::read(sources));
    findings.extend(checked::findings(&bibliography, &checks).into_vec());
    let translations = written::translations(&record, &kinds, file, &mut findings);
    let gates = written::gates(&record, &languages, file, &mut findings);
    let directives = directives::read_all(sources, record.text("theme").unwrap_or("lykta"));
    let pictures = pictures::read_all(sources, record.text("theme").unwrap_or("lykta"));
    let limits = pictures::limits(&record, file, &mut findings);
    let localised = |key: &str| record.get(key).map(Localised::of).unwrap_or_default();
    let dialect = blake3::hash(format!("{quotes:?}{allowed_html:?}{kinds:?}{taxonomies:?}{languages:?}{directives:?}").as_bytes());
    let names = languages.iter().map(|reader| languages.iter().map(|language| reader.name_of(language)).collect()).collect();
    let schemas = kinds
        .iter()
        .map(|(name, kind)| {
            let of_work = work_schema(Some(kind), &taxonomies).in_languages(&languages);
            (name.clone(), (of_work, document_schema(Some(kind), &taxonomies).in_languages(&languages)))
        })
        .collect();
    let config = Config {
        title: localised("title"),
        description: localised("description"),
        base_path: base_url.path().to_owned(),
        base_url: base_url.to_string(),
        fallback,
        declares_fallback,
        kinds,
        taxonomies,
        written_at: written::places(&record, file),
        theme_at: record.get("theme").map_or_else(|| Location::file(&*file.path), |typed| file.at(typed.span.clone())),
        theme: record.text("theme").unwrap_or("lykta").to_owned(),
        home_at: record.get("home").map(|typed| file.at(typed.span.clone())),
        home: record.text("home").unwrap_or("pages/home").trim_matches('/').to_owned(),
        per_page: per_page(&record, file, &mut findings),
        allowed_html,
        quotes,
        publisher: record.text("publisher").map(str::to_owned),
        licence: localised("licence"),
        licence_url: record.text("licence_url").map(str::to_owned),
        auto_terms: record.text("terms") == Some("auto"),
        ascii_slugs: record.text("slugs") == Some("ascii"),
        whole_feeds: record.text("feeds") == Some("all"),
        negotiate: record
            .texts("negotiate")
            .filter_map(|(host, _)| match host {
                "redirects" => Some(Host::Redirects),
                "apache" => Some(Host::Apache),
                "nginx" => Some(Host::Nginx),
                _ => None,
            })
            .collect(),
        redirects: redirects::read(&record, file, &mut findings),
        leave_url: record.text("leave_url").unwrap_or(LEAVE_URL).to_owned(),
        bibliography,
        lacks_sources,
        citations,
        checks,
        directives,
        data: record.boolean("data") != Some(false),
        pictures,
        limits,
        translations,
        share_pictures: match record.text("share_pictures") {
            Some("on") => SharePictures::On,
            Some("off") => SharePictures::Off,
            _ => SharePictures::Auto,
        },
        budgets: written::budgets(&record, file, &mut findings),
        gates,
        options: options.clone(),
        languages,
        dialect,
        hash,
        names,
        schemas,
    };
    findings.with(Some(Arc::new(config)))
}

/// The languages of the site, before anything else of the file is read.
fn declared_languages(node: &yaml::Node, file: &Text) -> Vec<Language> {
    let alone = Schema::new(written::schema().fields.into_iter().filter(|field| field.name == "languages"));
    languages(&fields::read(node, &alone, file, &mut Findings::default()), file, &mut Findings::default())
}

fn languages(record: &Record, file: &Text, findings: &mut Findings) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    let Some(list) = record.get("languages") else { return languages };
    for item in record.list("languages") {
        let Value::Language(language) = &item.value else { continue };
        let here = file.at(item.span.clone());
        if languages.contains(language) {
            findings.add(&codes::DUPLICATE_LANGUAGE, here, format!("«{language}» stands twice")).hint("remove one of them");
            continue;
        }
        if language.tag() == "no" {
            findings.add(&codes::NORWEGIAN, here, "«no» is read as Norwegian Bokmål").hint("write nb or nn to be exact");
        } else if !language.may_be() {
            let finding = findings.add(&codes::INVALID_LANGUAGE, here, format!("no language is known by the tag «{language}»"));
            if let Some(name) = Language::of_country(language.tag()) {
                finding.hint(format!("did you mean «{name}»?"));
            }
            finding.hint("look it up in the list of BCP 47 tags; Swedish is sv, Danish da, Ukrainian uk");
            continue;
        } else if language.own_name() == language.tag() {
            let message = format!("Lykta does not know what the language «{language}» calls itself, so readers see its tag");
            let finding = findings.add(&codes::INVALID_LANGUAGE, here, message);
            finding.severity = Severity::Note;
            finding.hint(match language.english_name() {
                Some(name) => format!("the tag is right if you mean the language that English calls {name}"),
                None => "the tag is right if the list of BCP 47 tags has it for the language that you mean".to_owned(),
            });
        }
        languages.push(language.clone());
    }
    // What is no tag has its own finding.
    let is_left_empty = || !file.text.get(list.span.clone()).unwrap_or_default().contains(char::is_alphanumeric);
    if languages.is_empty() && record.list("languages").is_empty() && is_left_empty() {
        findings
            .add(&codes::EMPTY_FIELD, file.at(list.span.clone()), "a site has at least one language")
            .hint("write, for example, `languages: [sv, en]`");
    }
    languages
}

fn base_url(record: &Record, file: &Text, options: &Options, findings: &mut Findings) -> Option<url::Url> {
    let (text, location) = match (&options.base_url, record.get("base_url")) {
        (Some(text), _) => (text.as_str(), Location::file("--base-url")),
        (None, Some(typed)) => (record.text("base_url")?, file.at(typed.span.clone())),
        (None, None) => return None,
    };
    let base_url = check_base_url(text);
    // Whoever hands such an address over tries something.
    let is_tried = options.base_url.is_some();
    if base_url.as_ref().is_ok_and(|url| !is_tried && url.host().and_then(address::known_nearby) == Some(address::Refused::OwnMachine)) {
        let finding = findings.add(&codes::INVALID_BASE_URL, location.clone(), address::Refused::OwnMachine.said());
        finding.severity = Severity::Warning;
        finding
            .hint("write the address by which everybody reaches it")
            .hint("to try the site at another address, build it with `--base-url`");
    }
    base_url
        .map_err(|(message, hint)| {
            let mut location = location;
            // A log of the build must not tell a password on, nor what was meant as one.
            if text.contains('@')
                && let Some(excerpt) = &mut location.excerpt
            {
                excerpt.text = "base_url: …".into();
                excerpt.mark = (10, 11);
            }
            findings.add(&codes::INVALID_BASE_URL, location, message).hint(hint);
        })
        .ok()
}

/// The address with a slash at its end and nowhere two in a row, or what is wrong with it and how to mend it.
pub fn check_base_url(text: &str) -> Result<url::Url, (&'static str, &'static str)> {
    let whole = "write a whole address such as https://example.org/";
    let mut url = url::Url::parse(text.trim()).map_err(|_| ("the base URL is not a web address", whole))?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(("the base URL is not a web address", whole));
    }
    if address::entrusts(&url) {
        return Err(("the base URL holds a user name or password", "remove it; it would be published on every page"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(("the base URL has a query or a fragment", "end it with a slash after the path"));
    }
    // What begins with two slashes leads to a host.
    let path: String = url.path().split('/').filter(|part| !part.is_empty()).flat_map(|part| ["/", part]).collect();
    url.set_path(&format!("{path}/"));
    Ok(url)
}

fn per_page(record: &Record, file: &Text, findings: &mut Findings) -> usize {
    const USUAL: usize = 50;
    let Some(typed) = record.get("per_page") else { return USUAL };
    match record.number("per_page").and_then(|number| usize::try_from(number).ok()) {
        Some(number @ 1..=1000) => number,
        _ => {
            findings
                .add(&codes::WRONG_TYPE, file.at(typed.span.clone()), "a list shows 1 to 1000 works on a page")
                .hint(format!("write `per_page: {USUAL}`"));
            USUAL
        }
    }
}

/// `kinds` or `taxonomies`, the name of one, and a key of its declaration.
pub type Declared = (&'static str, String, &'static str);

/// Whether a kind or a taxonomy may be called so: its name stands in ids, in names of files and in addresses.
fn is_name(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-')
}

/// Tells fields of the site's kinds that are called as a taxonomy, which every work has.
fn check_names_of_fields(record: &Record, taxonomies: &[Taxonomy], file: &Text, findings: &mut Findings) {
    let kinds = record.map("kinds").iter().filter_map(|(_, kind)| match &kind.value {
        Value::Record(declared) => Some(declared),
        _ => None,
    });
    for (key, _) in kinds.flat_map(|kind| kind.map("fields")) {
        if let Value::Text(name) = &key.value
            && taxonomies.iter().any(|taxonomy| taxonomy.name == *name)
        {
            findings
                .add(&codes::INVALID_KIND, file.at(key.span.clone()), format!("every work has a field «{name}» already"))
                .hint("give the field another name");
        }
    }
}

fn declared_kinds(record: &Record, file: &Text, findings: &mut Findings) -> BTreeMap<String, Kind> {
    let built_in = kinds::built_in();
    let mut kinds: BTreeMap<String, Kind> = built_in.iter().map(|kind| (kind.name.clone(), kind.clone())).collect();
    for (key, value) in record.map("kinds") {
        let (Value::Text(name), Value::Record(declared)) = (&key.value, &value.value) else { continue };
        if !is_name(name) {
            findings
                .add(&codes::INVALID_KIND, file.at(key.span.clone()), format!("«{name}» can't name a kind"))
                .hint("write small letters a to z, digits and hyphens");
            continue;
        }
        if kinds::PAGES.contains(&name.as_str()) {
            findings
                .add(&codes::INVALID_KIND, file.at(key.span.clone()), format!("«{name}» is what templates call a page that every site has"))
                .hint("give the kind another name; what readers see is its `title:` and its `path:`");
        }
        let mut kind = kinds::declare(name, declared, kinds.get(name), file, findings);
        if kind.path.is_empty() && !kinds.contains_key(name) {
            kind.path = Localised::one(name);
        }
        kinds.insert(name.clone(), kind);
    }
    for kind in kinds.values_mut() {
        let drawn_alike = built_in.iter().filter(|other| other.template == kind.template);
        kind.placed = drawn_alike.flat_map(|other| &other.fields).map(|declared| declared.field.name.clone()).collect();
    }
    kinds
}
