//! Everything that is published: every URL, claimed once, and by whom.

pub mod calendar;
mod claims;
pub mod data;
pub mod facets;
pub mod feed;
pub mod hosting;
pub mod keep;
pub mod list;
pub mod paths;
pub mod pictures;
pub mod redirects;
pub mod search;
pub mod share;
pub mod sitemap;
pub mod sources;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::bibliography::export;
use crate::config::lists::Facet;
use crate::config::{Config, Host, Listing};
use crate::found::Found;
use crate::language::composed;
use crate::memo::Memo;
use crate::share::Card;
use crate::site::address::MEDIA;
use crate::site::{Published, Site, Target, Used, address};
use crate::source::media::{self, Media};

use claims::{Claimant, Claims};
use facets::Key;
use list::{List, Narrowed};

/// One thing that is published. Languages and works are indices into the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// What is drawn by a template.
    Page(Page),
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
    /// Sources for other programs, by their keys.
    Export {
        keys: Arc<[String]>,
        format: export::Format,
    },
    /// A table of the data.
    Data {
        language: usize,
        table: data::Table,
        format: data::Format,
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
    /// A picture in another size.
    Copy {
        file: Arc<Media>,
        copy: pictures::Copy,
    },
}

/// One page. Numbers of pages count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// `/`: the choice of languages. A site in one language leads to its home page from there.
    Chooser,
    Home {
        language: usize,
    },
    Work {
        work: usize,
        language: usize,
    },
    /// One page of the works of a kind.
    List {
        kind: String,
        language: usize,
        page: usize,
    },
    /// One page of what is left of a list for one value; the numbers are places in the list's facets.
    Narrowed {
        kind: String,
        language: usize,
        facet: usize,
        value: usize,
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
    /// Everything that the site's texts rest on.
    Sources {
        language: usize,
    },
    /// What the data for research hold, and how they are cited.
    DataPage {
        language: usize,
    },
}

/// What is published where.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Path from the root of the site → output. A path that ends with a slash is a page.
    pub outputs: BTreeMap<String, Output>,
    /// Kind and language → its works as readers of that language are shown them.
    pub lists: BTreeMap<(String, usize), Arc<List>>,
    pub pictures: share::Pictures,
    /// The hash of all that it was made from.
    pub hash: blake3::Hash,
}

impl Plan {
    /// The file in which a path is published: `/sv/` is `sv/index.html`.
    pub fn file_of(path: &str) -> String {
        let path = path.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    }

    /// The list of a kind; empty for one that has none.
    pub fn list(&self, kind: &str, language: usize) -> &List {
        static NONE: List = List { works: Vec::new(), entries: Vec::new(), headings: Vec::new(), facets: Vec::new() };
        self.lists.get(&(kind.to_owned(), language)).map_or(&NONE, |list| list)
    }

    /// What is left of a list for a value; `None` if no work of it has the value.
    pub fn narrowed(&self, kind: &str, language: usize, facet: &Facet, key: &Key) -> Option<&Narrowed> {
        let narrowing = self.list(kind, language).facets.iter().find(|narrowing| narrowing.facet == *facet)?;
        narrowing.values.iter().find(|narrowed| narrowed.key == *key)
    }

    pub fn order(&self, kind: &str, language: usize) -> &[usize] {
        &self.list(kind, language).works
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
    if let Some(states) = states(site) {
        hasher.update(states.as_bytes());
    }
    for ((kind, language), name) in kinds {
        hasher.update(kind.as_bytes()).update(&language.to_le_bytes()).update(name.as_bytes()).update(b"\0");
    }
    let hash = hasher.finalize();
    Found::clone(&memo.get(("plan", hash), || {
        let Found { value, findings } = claim_all(site, assets, kinds, hash);
        Found { value: Arc::new(value), findings }
    }))
}

/// The hash of how all translations stand, if a list is arranged by it: only texts tell, so that a site which asks for it
/// has them read before anything is claimed.
fn states(site: &Site) -> Option<blake3::Hash> {
    let asked = |kind: &String| site.config.kinds[kind].arranged.asks_for_state();
    if !site.index.by_kind.keys().any(asked) {
        return None;
    }
    let states: Vec<_> = site
        .works
        .par_iter()
        .filter(|work| asked(&work.kind))
        .map(|work| {
            let state = |published: &Published| published.translation_for_readers().map(|state| (state.is_outdated(), state.reviewed));
            let states: Vec<_> = work.documents.iter().flatten().map(state).collect();
            // Nothing is drawn yet.
            work.documents.iter().flatten().for_each(|published| published.document.give_up());
            states
        })
        .collect();
    Some(blake3::hash(format!("{states:?}").as_bytes()))
}

fn claim_all(site: &Site, assets: &BTreeMap<String, String>, kinds: &share::KindNames, hash: blake3::Hash) -> Found<Plan> {
    let mut claims = Claims::default();
    let configuration = Claimant::Configuration;
    // A choice of one is none.
    let top = match &site.config.languages[..] {
        [only] => Output::Redirect { to: address::home(only) },
        _ => Output::Page(Page::Chooser),
    };
    for (path, output) in [
        ("/", top),
        ("/404.html", Output::Page(Page::NotFound { language: None })),
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
        data::claim(site, language, |path, output| claims.claim(path, output, configuration));
    }
    sources::claim(site, |path, output| claims.claim(path, output, Claimant::File(crate::bibliography::YAML)));
    works(site, &mut claims);
    claims.pictures = share::claim(site, kinds, |path, output| claims.claim(path, output, configuration));
    redirects::of_works(site, &mut claims);
    redirects::of_site(site, &mut claims);
    let outputs = claims.granted();
    let Claims { lists, pictures, findings, .. } = claims;
    findings.with(Plan { outputs, lists, pictures, hash })
}

/// How many works one printed document has at most; nobody prints more at a time, and no browser draws it.
pub const MOST_PRINTED: usize = 100;

/// Whether what stands at a path is published because a text uses it, so that all texts must be read to know of it.
pub fn is_by_use(path: &str) -> bool {
    path.starts_with(MEDIA) || path.starts_with(sources::EXPORTS)
}

/// Claims the URLs of the pictures and attachments that texts use.
pub fn media(config: &Config, used: &[Used]) -> Found<BTreeMap<String, Output>> {
    let mut claims = Claims::default();
    for Used { file, shown, led_to, .. } in used {
        let offer = pictures::offer(config, file).filter(|_| *shown);
        let by = Claimant::File(&file.path);
        let copies = || offer.iter().flat_map(pictures::Offer::copies);
        if *led_to || offer.is_none() || copies().any(|copy| copy.form.is_none()) {
            claims.claim(media_path(config, file), Output::Media { file: Arc::clone(file) }, by);
        }
        let mut claimed: Vec<&str> = Vec::new();
        for copy in copies().filter(|copy| copy.form.is_some()) {
            if !claimed.contains(&copy.path.as_str()) {
                claimed.push(&copy.path);
                claims.claim(copy.path.clone(), Output::Copy { file: Arc::clone(file), copy: copy.clone() }, by);
            }
        }
    }
    let outputs = claims.granted();
    claims.findings.with(outputs)
}

/// Where a picture or an attachment is published. Pictures carry their content's fingerprint, so that a browser may
/// keep them for ever; attachments keep the name under which people pass them on.
pub fn media_path(config: &Config, file: &Media) -> String {
    let (folder, stem, extension) = address_of(config, file);
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let dot = if extension.is_empty() { "" } else { "." };
    if file.picture.is_some() {
        format!("{MEDIA}{folder}{stem}.{}{dot}{extension}", pictures::fingerprint(file))
    } else if media::is_portable(name) && (name.is_ascii() || !config.ascii_slugs) {
        format!("{MEDIA}{folder}{}", composed(name))
    } else {
        format!("{MEDIA}{folder}{stem}{dot}{extension}")
    }
}

/// The parts of a file's address: its folder, its name and its extension, in the letters of addresses.
fn address_of(config: &Config, file: &Media) -> (String, String, String) {
    let below = file.path.strip_prefix("content/").unwrap_or(&file.path);
    let (folder, name) = below.rsplit_once('/').unwrap_or(("", below));
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let named = |part: &str, other: &str| Some(config.slug(part)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| other.to_owned());
    let parts = folder.split('/').filter(|part| !part.is_empty());
    let folder: String = parts.map(|part| format!("{}/", named(part, "folder"))).collect();
    let stem = named(stem, "file");
    let extension = config.slug(extension);
    // No server is to take a picture for something else, whatever its name says.
    let known = if file.picture.is_some() { media::endings(file.media_type) } else { &[] };
    let says_what_it_is = known.is_empty() || known.contains(&extension.as_str());
    (folder, stem, if says_what_it_is { extension } else { known[0].to_owned() })
}

fn lists<'a>(site: &'a Site, language: usize, claims: &mut Claims<'a>) {
    let configuration = Claimant::Configuration;
    let config = &site.config;
    let tag = site.language(language);
    let home = address::home(tag);
    claims.claim(home.clone(), Output::Page(Page::Home { language }), configuration);
    claims.claim(format!("{home}404.html"), Output::Page(Page::NotFound { language: Some(language) }), configuration);
    claims.claim(format!("{home}feed.xml"), Output::Feed { language, kind: None }, configuration);
    claims.claim(format!("{home}sitemap.xml"), Output::Sitemap { language }, configuration);
    for kind in site.index.by_kind.keys().map(|kind| &config.kinds[kind]).filter(|kind| kind.list != Listing::None) {
        let by = Claimant::List(&kind.name, config.written_at.get(&("kinds", kind.name.clone(), "path")));
        let list = Arc::new(list::of(site, kind, language));
        let section = address::section(kind, tag, config);
        let count = list.works.len();
        let pages_of = |entries: usize| pages(config, &kind.name, entries);
        claims.lists.insert((kind.name.clone(), language), Arc::clone(&list));
        if section == home {
            // A kind whose works stand at the top has no list of its own.
            continue;
        }
        for page in 1..=pages_of(list.entries.len()) {
            claims.claim(address::page(&section, page), Output::Page(Page::List { kind: kind.name.clone(), language, page }), by);
        }
        for (facet, narrowing) in list.facets.iter().enumerate() {
            for (value, narrowed) in narrowing.values.iter().enumerate() {
                for page in 1..=pages_of(narrowed.entries.len()) {
                    let output = Output::Page(Page::Narrowed { kind: kind.name.clone(), language, facet, value, page });
                    claims.claim(address::page(&format!("{section}{}", narrowed.path), page), output, by);
                }
            }
        }
        if count <= MOST_PRINTED {
            claims.claim(format!("{section}print/"), Output::Page(Page::Print { kind: kind.name.clone(), language }), by);
        }
        claims.claim(format!("{section}feed.xml"), Output::Feed { language, kind: Some(kind.name.clone()) }, by);
    }
    for (index, taxonomy) in config.taxonomies.iter().enumerate() {
        if site.index.by_term[index].is_empty() {
            continue;
        }
        let by = Claimant::List(&taxonomy.name, config.written_at.get(&("taxonomies", taxonomy.name.clone(), "path")));
        claims.claim(address::taxonomy(taxonomy, tag, config), Output::Page(Page::Taxonomy { taxonomy: index, language }), by);
        for (term, works) in &site.index.by_term[index] {
            let first = address::term(taxonomy, term, tag, config);
            for page in 1..=list::pages(works.len(), config.per_page) {
                let output = Output::Page(Page::Term { taxonomy: index, term: term.clone(), language, page });
                claims.claim(address::page(&first, page), output, Claimant::Term(taxonomy, term, &site.works[works[0]]));
            }
        }
    }
}

/// On how many pages so many entries of a kind are listed.
fn pages(config: &Config, kind: &str, entries: usize) -> usize {
    if config.kinds[kind].list == Listing::Glossary { 1 } else { list::pages(entries, config.per_page) }
}

fn works<'a>(site: &'a Site, claims: &mut Claims<'a>) {
    for (index, work) in site.works.iter().enumerate() {
        if work.path == site.config.home {
            continue;
        }
        for (language, path) in work.addresses.iter().enumerate() {
            claims.claim(path.clone(), Output::Page(Page::Work { work: index, language }), Claimant::Work(work, language));
            let shown = &work.shown_to(language).document;
            if calendar::has_date(site, work, shown) {
                let by = Claimant::File(&shown.file.path);
                claims.claim(format!("{path}event.ics"), Output::Calendar { work: index, language }, by);
            }
        }
    }
}

/// The page or file on the site that a link of a document leads to, for readers of a language; `None` for other links.
pub fn path_of(site: &Site, target: &Target, reader: usize) -> Option<String> {
    match target {
        Target::Work { work, .. } => Some(site.works[*work].addresses[reader].clone()),
        Target::List(kind) => Some(address::section(&site.config.kinds[kind], site.language(reader), &site.config)),
        Target::Home => Some(address::home(site.language(reader))),
        Target::Media(path) => site.file(path).map(|file| media_path(&site.config, file)),
        Target::Address { path, .. } => Some(path.clone()),
        Target::Anchor(_) | Target::External(_) | Target::Nowhere => None,
    }
}

/// The address of a kind's list; `None` where its works stand at the top, beside the home page.
fn list_address(site: &Site, kind: &str, language: usize) -> Option<String> {
    let language = site.language(language);
    let section = address::section(&site.config.kinds[kind], language, &site.config);
    (section != address::home(language)).then_some(section)
}

/// Which page of a list that has so many stands for one of another language's.
fn page_in(page: usize, pages: usize) -> usize {
    if page <= pages { page } else { 1 }
}

/// Where a page stands in each language. Where no work of a language has the value that a list is narrowed to, the whole list
/// stands for it; where a list is shorter there, its first page; where the language has no such list, its home page.
pub fn counterparts(site: &Site, plan: &Plan, page: &Page) -> Vec<(usize, String)> {
    let config = &site.config;
    let each = |path: &dyn Fn(usize) -> String| (0..config.languages.len()).map(|language| (language, path(language))).collect();
    match page {
        Page::Sources { .. } => each(&|language| sources::address(site, language)),
        Page::Keep { .. } => each(&|language| keep::address(site, language)),
        Page::Print { kind, .. } => each(&|language| match list_address(site, kind, language) {
            Some(section) => format!("{section}print/"),
            None => address::home(site.language(language)),
        }),
        Page::DataPage { .. } => each(&|language| data::address(site, language)),
        Page::Search { .. } => each(&|language| search::address(site, language)),
        Page::Chooser | Page::Home { .. } | Page::NotFound { .. } => each(&|language| address::home(site.language(language))),
        Page::List { kind, page, .. } => each(&|other| match list_address(site, kind, other) {
            Some(section) => address::page(&section, page_in(*page, pages(config, kind, plan.list(kind, other).entries.len()))),
            None => address::home(site.language(other)),
        }),
        Page::Narrowed { kind, language, facet, value, page } => {
            let narrowing = &plan.list(kind, *language).facets[*facet];
            each(&|other| {
                let Some(section) = list_address(site, kind, other) else { return address::home(site.language(other)) };
                let Some(same) = plan.narrowed(kind, other, &narrowing.facet, &narrowing.values[*value].key) else { return section };
                let pages = pages(config, kind, same.entries.len());
                address::page(&format!("{section}{}", same.path), page_in(*page, pages))
            })
        }
        Page::Taxonomy { taxonomy, .. } => {
            each(&|language| address::taxonomy(&config.taxonomies[*taxonomy], site.language(language), config))
        }
        Page::Term { taxonomy, term, page, .. } => {
            each(&|language| address::page(&address::term(&config.taxonomies[*taxonomy], term, site.language(language), config), *page))
        }
        Page::Work { work, .. } => each(&|language| site.works[*work].addresses[language].clone()),
    }
}

/// Whether the counterpart in another language shows the same, and not a list that stands for it.
pub fn has_counterpart(site: &Site, plan: &Plan, page: &Page, other: usize) -> bool {
    let has_list = |kind: &str| list_address(site, kind, other).is_some();
    match page {
        Page::List { kind, page, .. } => has_list(kind) && *page <= pages(&site.config, kind, plan.list(kind, other).entries.len()),
        Page::Print { kind, .. } => has_list(kind),
        Page::Narrowed { kind, language, facet, value, page } => {
            let narrowing = &plan.list(kind, *language).facets[*facet];
            let same = plan.narrowed(kind, other, &narrowing.facet, &narrowing.values[*value].key);
            has_list(kind) && same.is_some_and(|narrowed| *page <= pages(&site.config, kind, narrowed.entries.len()))
        }
        Page::Work { work, .. } => !site.works[*work].falls_back(other),
        _ => true,
    }
}
