//! Everything that is published: every URL, claimed once, and by whom.

pub mod calendar;
pub mod feed;
pub mod hosting;
pub mod keep;
pub mod list;
pub mod search;
pub mod share;
pub mod sitemap;
pub mod sources;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::bibliography::export;
use crate::config::{Config, Host, Listing};
use crate::diagnostics::{Location, codes};
use crate::found::{Findings, Found};
use crate::language::composed;
use crate::memo::Memo;
use crate::share::Card;
use crate::site::{Site, Target, Work, address};
use crate::source::Text;
use crate::source::media::{self, Media};

/// One thing that is published. Languages and works are indices into the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// `/`: the choice of languages.
    Chooser,
    Home {
        language: usize,
    },
    Work {
        work: usize,
        language: usize,
    },
    /// One page of the works of a kind; pages count from 1.
    List {
        kind: String,
        language: usize,
        page: usize,
    },
    /// The terms of a taxonomy.
    Taxonomy {
        taxonomy: usize,
        language: usize,
    },
    /// One page of the works of a term.
    Term {
        taxonomy: usize,
        term: String,
        language: usize,
        page: usize,
    },
    /// The answer to an address that does not exist; without a language, in all of them.
    NotFound {
        language: Option<usize>,
    },
    /// The page to search from, which is the map of all texts too.
    Search {
        language: usize,
    },
    /// All works of a kind as one document, to be printed.
    Print {
        kind: String,
        language: usize,
    },
    /// The page on which a reader asks for a language to be kept for use without network.
    Keep {
        language: usize,
    },
    /// What is kept then.
    KeptFiles {
        language: usize,
    },
    /// What answers from it.
    Worker,
    /// A part of the words that a search in a language looks into.
    SearchWords {
        language: usize,
        part: usize,
    },
    /// What one document says, for the passages that a search shows where a page can't be read by a script.
    SearchText {
        work: usize,
        language: usize,
    },
    /// Everything that the site's texts rest on.
    Sources {
        language: usize,
    },
    /// One source for other programs, or all of them.
    Export {
        key: Option<String>,
        format: export::Format,
    },
    /// An Atom feed of a language, or of one kind in it.
    Feed {
        language: usize,
        kind: Option<String>,
    },
    SitemapIndex,
    Sitemap {
        language: usize,
    },
    Robots,
    /// An event's calendar file.
    Calendar {
        work: usize,
        language: usize,
    },
    /// An old address that leads to a new one.
    Redirect {
        to: String,
    },
    /// All redirects, for hosts that read `_redirects`.
    Redirects,
    /// Security headers, for hosts that read `_headers`.
    Headers,
    /// What makes a host lead `/` to the reader's language.
    Negotiation {
        host: Host,
    },
    /// For Apache beside its map of languages: that it is one.
    ApacheSettings,
    /// A file of the theme, by its name.
    Asset {
        name: String,
    },
    /// What stands beside a link where a page is shared.
    SharePicture {
        card: Arc<Card>,
    },
    /// A picture or an attachment.
    Media {
        file: Arc<Media>,
    },
}

/// What is published where.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Path from the root of the site → output. A path that ends with a slash is a page.
    pub outputs: BTreeMap<String, Output>,
    /// Kind and language → its works in the order of that language.
    pub orders: BTreeMap<(String, usize), Arc<Vec<usize>>>,
    pub pictures: share::Pictures,
}

impl Plan {
    /// The file in which a path is published: `/sv/` is `sv/index.html`.
    pub fn file_of(path: &str) -> String {
        let path = path.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    }

    pub fn order(&self, kind: &str, language: usize) -> &[usize] {
        self.orders.get(&(kind.to_owned(), language)).map_or(&[], |order| order)
    }
}

/// Who claims a URL; only where two claim the same is it asked where they stand.
#[derive(Clone, Copy)]
enum Claimant<'a> {
    Configuration,
    File(&'a str),
    /// A work, for readers of a language.
    Work(&'a Work, usize),
    /// An alias, and where it is written.
    Alias(&'a Text, &'a std::ops::Range<usize>),
}

impl Claimant<'_> {
    fn location(self) -> Location {
        match self {
            Claimant::Configuration => Location::file("content/site.yaml"),
            Claimant::File(path) => Location::file(path),
            Claimant::Work(work, language) => {
                let document = &work.shown_to(language).document;
                match document.fields.get("slug") {
                    Some(slug) if !work.falls_back(language) => document.file.at(slug.span.clone()),
                    _ => Location::file(&*work.file.path),
                }
            }
            Claimant::Alias(file, span) => file.at(span.clone()),
        }
    }
}

struct Claim<'a> {
    path: String,
    /// The path in the form that is one on every disk.
    folded: String,
    output: Output,
    by: Claimant<'a>,
}

// A URL is claimed before anything is rendered. Generators that let the later
// writer win make the result depend on the order of stages; here two claims
// are a finding that names both.
#[derive(Default)]
struct Claims<'a> {
    made: Vec<Claim<'a>>,
    orders: BTreeMap<(String, usize), Arc<Vec<usize>>>,
    pictures: share::Pictures,
    findings: Findings,
}

impl<'a> Claims<'a> {
    fn claim(&mut self, path: String, output: Output, by: Claimant<'a>) {
        // A page and the file that it is published as are one claim, whatever the case of their letters.
        let folded = Plan::file_of(&path).to_lowercase();
        self.made.push(Claim { path, folded, output, by });
    }

    /// The first claim of each URL is granted.
    fn granted(mut self) -> Found<Plan> {
        self.made.par_sort_by(|a, b| a.folded.cmp(&b.folded));
        let mut granted: Vec<Claim> = Vec::with_capacity(self.made.len());
        for claim in self.made {
            match granted.last().filter(|before| before.folded == claim.folded) {
                None => granted.push(claim),
                Some(before) => {
                    self.findings
                        .add(
                            &codes::DUPLICATE_ADDRESS,
                            claim.by.location(),
                            format!("the address {} is taken by {}", claim.path, before.by.location().file),
                        )
                        .hint("give one of the two another `slug:`, or remove the alias");
                }
            }
        }
        let outputs = granted.into_iter().map(|claim| (claim.path, claim.output)).collect();
        self.findings.with(Plan { outputs, orders: self.orders, pictures: self.pictures })
    }
}

/// Claims the URL of everything that the site publishes but pictures and attachments, from memory if no field of a work,
/// no asset and no name has changed. `assets` are the theme's files: name → path.
pub fn plan(site: &Site, assets: &BTreeMap<String, String>, kinds: &share::KindNames, memo: &Memo) -> Found<Arc<Plan>> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(site.outline.as_bytes());
    for (name, path) in assets {
        hasher.update(name.as_bytes()).update(b"\0").update(path.as_bytes()).update(b"\0");
    }
    for ((kind, language), name) in kinds {
        hasher.update(kind.as_bytes()).update(&language.to_le_bytes()).update(name.as_bytes()).update(b"\0");
    }
    Found::clone(&memo.get(("plan", hasher.finalize()), || {
        let Found { value, findings } = claim_all(site, assets, kinds);
        Found { value: Arc::new(value), findings }
    }))
}

fn claim_all(site: &Site, assets: &BTreeMap<String, String>, kinds: &share::KindNames) -> Found<Plan> {
    let mut claims = Claims::default();
    let configuration = Claimant::Configuration;
    for (path, output) in [
        ("/", Output::Chooser),
        ("/404.html", Output::NotFound { language: None }),
        ("/sitemap.xml", Output::SitemapIndex),
        ("/robots.txt", Output::Robots),
        ("/_redirects", Output::Redirects),
        ("/_headers", Output::Headers),
    ] {
        claims.claim(path.to_owned(), output, configuration);
    }
    for &host in &site.config.negotiate {
        match host {
            // Its lines stand among the redirects.
            Host::Redirects => {}
            Host::Apache => {
                claims.claim("/index.html.var".to_owned(), Output::Negotiation { host }, configuration);
                claims.claim("/.htaccess".to_owned(), Output::ApacheSettings, configuration);
            }
            Host::Nginx => claims.claim("/nginx-languages.conf".to_owned(), Output::Negotiation { host }, configuration),
        }
    }
    for (name, path) in assets {
        claims.claim(path.clone(), Output::Asset { name: name.clone() }, configuration);
    }
    for language in 0..site.config.languages.len() {
        lists(site, language, &mut claims);
        search::claim(site, language, |path, output| claims.claim(path, output, configuration));
        keep::claim(site, language, |path, output| claims.claim(path, output, configuration));
    }
    sources::claim(site, |path, output, file| claims.claim(path, output, Claimant::File(file)));
    works(site, &mut claims);
    claims.pictures = share::claim(site, kinds, |path, output| claims.claim(path, output, configuration));
    aliases(site, &mut claims);
    claims.granted()
}

/// How many works one printed document has at most; nobody prints more at a time, and no browser draws it.
pub const MOST_PRINTED: usize = 100;

/// Below this path lie pictures and attachments; no page and no alias may.
pub const MEDIA: &str = "/media/";

/// Claims the URLs of the pictures and attachments that texts use.
pub fn media<'m>(config: &Config, used: impl IntoIterator<Item = &'m Arc<Media>>) -> Found<BTreeMap<String, Output>> {
    let mut claims = Claims::default();
    for file in used {
        claims.claim(media_path(config, file), Output::Media { file: Arc::clone(file) }, Claimant::File(&file.path));
    }
    let Found { value: plan, findings } = claims.granted();
    Found { value: plan.outputs, findings }
}

/// Where a picture or an attachment is published. Pictures carry their content's fingerprint, so that a browser may
/// keep them for ever; attachments keep the name under which people pass them on.
pub fn media_path(config: &Config, file: &Media) -> String {
    let below = file.path.strip_prefix("content/").unwrap_or(&file.path);
    let (folder, name) = below.rsplit_once('/').unwrap_or(("", below));
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let folder: String = folder.split('/').map(|part| format!("{}/", config.slug(part))).collect();
    let extension = config.slug(extension);
    let slugged = config.slug(stem);
    let stem = if slugged.is_empty() { "file" } else { &slugged };
    let dot = if extension.is_empty() { "" } else { "." };
    if file.pixels.is_some() {
        format!("{MEDIA}{folder}{stem}.{}{dot}{extension}", &file.hash.to_hex()[..12])
    } else if media::is_portable(name) && (name.is_ascii() || !config.ascii_slugs) {
        format!("{MEDIA}{folder}{}", composed(name))
    } else {
        format!("{MEDIA}{folder}{stem}{dot}{extension}")
    }
}

fn lists<'a>(site: &'a Site, language: usize, claims: &mut Claims<'a>) {
    let configuration = Claimant::Configuration;
    let config = &site.config;
    let tag = site.language(language);
    let home = address::home(tag);
    claims.claim(home.clone(), Output::Home { language }, configuration);
    claims.claim(format!("{home}404.html"), Output::NotFound { language: Some(language) }, configuration);
    claims.claim(format!("{home}feed.xml"), Output::Feed { language, kind: None }, configuration);
    claims.claim(format!("{home}sitemap.xml"), Output::Sitemap { language }, configuration);
    for kind in site.index.by_kind.keys().map(|kind| &config.kinds[kind]).filter(|kind| kind.list != Listing::None) {
        let order = list::order(site, kind, language);
        let section = address::section(kind, tag, config);
        let count = order.len();
        let pages = if kind.list == Listing::Glossary { 1 } else { list::pages(order.len(), config.per_page) };
        claims.orders.insert((kind.name.clone(), language), Arc::new(order));
        if section == home {
            // A kind whose works stand at the top has no list of its own.
            continue;
        }
        for page in 1..=pages {
            claims.claim(address::page(&section, page), Output::List { kind: kind.name.clone(), language, page }, configuration);
        }
        if count <= MOST_PRINTED {
            claims.claim(format!("{section}print/"), Output::Print { kind: kind.name.clone(), language }, configuration);
        }
        claims.claim(format!("{section}feed.xml"), Output::Feed { language, kind: Some(kind.name.clone()) }, configuration);
    }
    for (index, taxonomy) in config.taxonomies.iter().enumerate() {
        if site.index.by_term[index].is_empty() {
            continue;
        }
        claims.claim(address::taxonomy(taxonomy, tag, config), Output::Taxonomy { taxonomy: index, language }, configuration);
        for (term, works) in &site.index.by_term[index] {
            let first = address::term(taxonomy, term, tag, config);
            for page in 1..=list::pages(works.len(), config.per_page) {
                let output = Output::Term { taxonomy: index, term: term.clone(), language, page };
                claims.claim(address::page(&first, page), output, Claimant::File(&site.works[works[0]].file.path));
            }
        }
    }
}

fn works<'a>(site: &'a Site, claims: &mut Claims<'a>) {
    for (index, work) in site.works.iter().enumerate() {
        if work.path == site.config.home {
            continue;
        }
        for (language, path) in work.addresses.iter().enumerate() {
            claims.claim(path.clone(), Output::Work { work: index, language }, Claimant::Work(work, language));
            if let Some(published) = &work.documents[language]
                && calendar::has_date(site, work, &published.document)
            {
                let by = Claimant::File(&published.document.file.path);
                claims.claim(format!("{path}event.ics"), Output::Calendar { work: index, language }, by);
            }
        }
    }
}

/// Old addresses of works; one that could lead off the site is a finding.
fn aliases<'a>(site: &'a Site, claims: &mut Claims<'a>) {
    for work in &site.works {
        let of_documents = work.documents.iter().enumerate().filter_map(|(language, published)| {
            let document = &published.as_ref()?.document;
            Some((&document.fields, &document.file, Some(language)))
        });
        for (fields, file, language) in of_documents.chain([(&work.fields, &work.file, None)]) {
            for (written, span) in fields.texts("aliases") {
                alias(work, written, Claimant::Alias(file, span), language, site, claims);
            }
        }
    }
}

/// One old address. One of a whole work leads to the work in the language that the address itself begins with.
fn alias<'a>(work: &'a Work, written: &str, by: Claimant<'a>, language: Option<usize>, site: &Site, claims: &mut Claims<'a>) {
    match address::alias(written) {
        // A work that has come back to where it stood needs no way there.
        Some(path) if work.addresses.contains(&path) => {}
        Some(path) if path.to_lowercase().starts_with(MEDIA) => {
            claims
                .findings
                .add(&codes::DUPLICATE_ADDRESS, by.location(), "addresses below /media/ are those of pictures and attachments")
                .hint("remove the alias");
        }
        Some(path) => {
            let first = path.split('/').nth(1).unwrap_or_default();
            let own = || site.config.languages.iter().position(|language| language.tag() == first).unwrap_or(work.source);
            let to = work.addresses[language.unwrap_or_else(own)].clone();
            claims.claim(path, Output::Redirect { to }, by);
        }
        None => {
            claims
                .findings
                .add(&codes::INVALID_ALIAS, by.location(), "an alias is an old address of the page on this site")
                .hint("write it from the first slash: /sv/old-name/");
        }
    }
}

/// The path on the site that a link of a document leads to, for readers of a language; `None` for other links.
pub fn path_of(site: &Site, target: &Target, reader: usize) -> Option<String> {
    match target {
        Target::Work { work, anchor } => {
            let address = &site.works[*work].addresses[reader];
            Some(match anchor {
                Some(anchor) => format!("{address}#{anchor}"),
                None => address.clone(),
            })
        }
        Target::List(kind) => Some(address::section(&site.config.kinds[kind], site.language(reader), &site.config)),
        Target::Home => Some(address::home(site.language(reader))),
        Target::Media(path) => site.file(path).map(|file| media_path(&site.config, file)),
        Target::Anchor(_) | Target::External(_) | Target::Nowhere => None,
    }
}

/// Where a page other than a work stands in each language; empty for what has no counterpart.
pub fn counterparts(site: &Site, output: &Output) -> Vec<(usize, String)> {
    let config = &site.config;
    let each = |path: &dyn Fn(usize) -> String| (0..config.languages.len()).map(|language| (language, path(language))).collect();
    match output {
        Output::Sources { .. } => each(&|language| sources::address(site, language)),
        Output::Keep { .. } => each(&|language| keep::address(site, language)),
        Output::Print { kind, .. } => {
            each(&|language| format!("{}print/", address::section(&config.kinds[kind], site.language(language), config)))
        }
        Output::Search { .. } => each(&|language| search::address(site, language)),
        Output::Home { .. } | Output::NotFound { .. } => each(&|language| address::home(site.language(language))),
        Output::List { kind, page, .. } => {
            each(&|language| address::page(&address::section(&config.kinds[kind], site.language(language), config), *page))
        }
        Output::Taxonomy { taxonomy, .. } => {
            each(&|language| address::taxonomy(&config.taxonomies[*taxonomy], site.language(language), config))
        }
        Output::Term { taxonomy, term, page, .. } => {
            each(&|language| address::page(&address::term(&config.taxonomies[*taxonomy], term, site.language(language), config), *page))
        }
        Output::Work { work, .. } => each(&|language| site.works[*work].addresses[language].clone()),
        _ => Vec::new(),
    }
}
