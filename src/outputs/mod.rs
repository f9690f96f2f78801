//! Everything that is published: every URL, claimed once, and by whom.

pub mod calendar;
pub mod data;
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

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::bibliography::export;
use crate::config::lists::Facet;
use crate::config::{Config, Host, Listing, Taxonomy};
use crate::diagnostics::{Location, codes};
use crate::found::{Findings, Found};
use crate::language::composed;
use crate::memo::Memo;
use crate::share::Card;
use crate::site::{Published, Site, Target, Used, Work, address};
use crate::source::Text;
use crate::source::media::{self, Media};

use list::{Key, List, Narrowed};

/// One thing that is published. Languages and works are indices into the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// `/`: the choice of languages. A site in one language leads to its home page from there.
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
    /// Sources for other programs, by their keys.
    Export {
        keys: Arc<[String]>,
        format: export::Format,
    },
    /// What the data for research hold, and how they are cited.
    DataPage {
        language: usize,
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

/// Who claims a URL; only where two claim the same is it asked where they stand.
#[derive(Clone, Copy)]
enum Claimant<'a> {
    Configuration,
    /// The list of a kind or of a taxonomy, and where its path is written if `site.yaml` declares it.
    List(&'a str, Option<&'a Location>),
    File(&'a str),
    /// A work, for readers of a language.
    Work(&'a Work, usize),
    /// A term of a taxonomy, and the first work that has it.
    Term(&'a Taxonomy, &'a str, &'a Work),
    /// An alias, and where it is written.
    Alias(&'a Text, &'a std::ops::Range<usize>),
    /// An old address, and where `site.yaml` says where it leads.
    Redirect(&'a Location),
}

impl Claimant<'_> {
    fn location(self) -> Location {
        match self {
            Claimant::List(_, Some(at)) | Claimant::Redirect(at) => at.clone(),
            Claimant::Configuration | Claimant::List(_, None) => Location::file("content/site.yaml"),
            Claimant::File(path) => Location::file(path),
            Claimant::Work(work, language) => {
                let document = &work.shown_to(language).document;
                match document.fields.get("slug") {
                    Some(slug) if !work.falls_back(language) => document.file.at(slug.span.clone()),
                    _ => Location::file(&*work.file.path),
                }
            }
            Claimant::Term(taxonomy, term, work) => {
                if taxonomy.terms.iter().any(|(name, _)| name == term) {
                    return Location::file("content/site.yaml");
                }
                let documents = work.documents.iter().flatten().map(|published| (&published.document.fields, &published.document.file));
                let mut places = [(&work.fields, &work.file)].into_iter().chain(documents);
                let written = places.find_map(|(fields, file)| {
                    let (_, span) = fields.texts(&taxonomy.name).find(|(written, _)| *written == term)?;
                    Some(file.at(span.clone()))
                });
                written.unwrap_or_else(|| Location::file(&*work.file.path))
            }
            Claimant::Alias(file, span) => file.at(span.clone()),
        }
    }

    /// As another finding names it.
    fn name(self) -> String {
        match self {
            Claimant::Term(taxonomy, term, _) => {
                let at = self.location();
                format!("the term «{term}» of {}, in {}:{}", taxonomy.name, at.file, at.line)
            }
            Claimant::List(name, _) => format!("the list of «{name}»"),
            Claimant::Configuration => "what every site has there".into(),
            other => other.location().file,
        }
    }

    /// How two that claim the same come apart.
    fn way_out(self) -> &'static str {
        match self {
            Claimant::List(..) => "give one of the two another `path:` in content/site.yaml",
            Claimant::Term(..) => "give one of the two another name, with more letters or figures of its own",
            Claimant::Redirect(_) => "remove the redirect",
            Claimant::Alias(..) => "remove this alias, or give what stands there another `slug:`",
            _ => "give one of the two another `slug:`, or remove the alias",
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
    lists: BTreeMap<(String, usize), Arc<List>>,
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
    fn granted(&mut self) -> BTreeMap<String, Output> {
        self.made.par_sort_by(|a, b| a.folded.cmp(&b.folded));
        let made = std::mem::take(&mut self.made);
        let mut granted: Vec<Claim> = Vec::with_capacity(made.len());
        let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
        for claim in made {
            // More than any disk takes as a name.
            const LONGEST: usize = 255;
            if claim.folded.len() > LONGEST && claim.folded.split('/').any(|name| name.len() > LONGEST) {
                self.findings
                    .add(&codes::TOO_LONG, claim.by.location(), format!("a part of an address has more than {LONGEST} bytes"))
                    .hint("shorten it: no disk takes it as the name of a file");
                continue;
            }
            match granted.last().filter(|before| before.folded == claim.folded) {
                None => granted.push(claim),
                Some(before) => {
                    let mut claim = claim;
                    let mut by = before.by;
                    if let (Claimant::Term(_, own, _), Claimant::Term(_, other, _)) = (claim.by, before.by)
                        && !told.insert((own, other))
                    {
                        // In every language and on every page of their lists it is the same fault.
                        continue;
                    }
                    if let (Claimant::List(own, at), Claimant::List(other, _)) = (claim.by, before.by) {
                        // What lies below one list would lie below the other, too.
                        let is_list = matches!(claim.output, Output::List { page: 1, .. } | Output::Taxonomy { .. });
                        if !is_list || !told.insert((own, other)) {
                            continue;
                        }
                        if at.is_none() {
                            std::mem::swap(&mut claim.by, &mut by);
                        }
                    } else if matches!(claim.by, Claimant::Configuration) {
                        // What every site has can't give way.
                        std::mem::swap(&mut claim.by, &mut by);
                    }
                    let message = match claim.by {
                        Claimant::Term(_, term, _) => {
                            format!("the address {} of the term «{term}» is taken by {}", claim.path, by.name())
                        }
                        _ => format!("the address {} is taken by {}", claim.path, by.name()),
                    };
                    self.findings.add(&codes::DUPLICATE_ADDRESS, claim.by.location(), message).hint(claim.by.way_out());
                }
            }
        }
        // Where a file stands no folder can.
        let files: FxHashMap<&str, &Claim> = granted.iter().map(|claim| (&*claim.folded, claim)).collect();
        let above = |path: &str| path.match_indices('/').find_map(|(end, _)| files.get(&path[..end]).copied());
        let mut stands = |claim: &Claim| {
            let Some(file) = above(&claim.folded) else { return true };
            let message = format!("the address {} would stand in a folder, but {} is a file, of {}", claim.path, file.path, file.by.name());
            self.findings.add(&codes::DUPLICATE_ADDRESS, claim.by.location(), message).hint(claim.by.way_out());
            false
        };
        let stand: Vec<bool> = granted.iter().map(&mut stands).collect();
        granted.into_iter().zip(stand).filter(|(_, stands)| *stands).map(|(claim, _)| (claim.path, claim.output)).collect()
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
            let state = |published: &Published| published.translation().map(|state| (state.is_outdated(), state.reviewed));
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
        _ => Output::Chooser,
    };
    for (path, output) in [
        ("/", top),
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

/// Below this path lie pictures and attachments; no page and no alias may.
pub const MEDIA: &str = "/media/";

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
    let folder: String = folder.split('/').map(|part| format!("{}/", config.slug(part))).collect();
    let stem = Some(config.slug(stem)).filter(|slugged| !slugged.is_empty()).unwrap_or_else(|| "file".to_owned());
    (folder, stem, config.slug(extension))
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
            claims.claim(address::page(&section, page), Output::List { kind: kind.name.clone(), language, page }, by);
        }
        for (facet, narrowing) in list.facets.iter().enumerate() {
            for (value, narrowed) in narrowing.values.iter().enumerate() {
                for page in 1..=pages_of(narrowed.entries.len()) {
                    let output = Output::Narrowed { kind: kind.name.clone(), language, facet, value, page };
                    claims.claim(address::page(&format!("{section}{}", narrowed.path), page), output, by);
                }
            }
        }
        if count <= MOST_PRINTED {
            claims.claim(format!("{section}print/"), Output::Print { kind: kind.name.clone(), language }, by);
        }
        claims.claim(format!("{section}feed.xml"), Output::Feed { language, kind: Some(kind.name.clone()) }, by);
    }
    for (index, taxonomy) in config.taxonomies.iter().enumerate() {
        if site.index.by_term[index].is_empty() {
            continue;
        }
        let by = Claimant::List(&taxonomy.name, config.written_at.get(&("taxonomies", taxonomy.name.clone(), "path")));
        claims.claim(address::taxonomy(taxonomy, tag, config), Output::Taxonomy { taxonomy: index, language }, by);
        for (term, works) in &site.index.by_term[index] {
            let first = address::term(taxonomy, term, tag, config);
            for page in 1..=list::pages(works.len(), config.per_page) {
                let output = Output::Term { taxonomy: index, term: term.clone(), language, page };
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
            claims.claim(path.clone(), Output::Work { work: index, language }, Claimant::Work(work, language));
            let shown = &work.shown_to(language).document;
            if calendar::has_date(site, work, shown) {
                let by = Claimant::File(&shown.file.path);
                claims.claim(format!("{path}event.ics"), Output::Calendar { work: index, language }, by);
            }
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

/// Where a page other than a work stands in each language; empty for what has no counterpart. Where no work of a language
/// has the value that a list is narrowed to, the whole list stands for it; where fewer have it, its first page.
pub fn counterparts(site: &Site, plan: &Plan, output: &Output) -> Vec<(usize, String)> {
    let config = &site.config;
    let each = |path: &dyn Fn(usize) -> String| (0..config.languages.len()).map(|language| (language, path(language))).collect();
    match output {
        Output::Sources { .. } => each(&|language| sources::address(site, language)),
        Output::Keep { .. } => each(&|language| keep::address(site, language)),
        Output::Print { kind, .. } => {
            each(&|language| format!("{}print/", address::section(&config.kinds[kind], site.language(language), config)))
        }
        Output::DataPage { .. } => each(&|language| data::address(site, language)),
        Output::Search { .. } => each(&|language| search::address(site, language)),
        Output::Home { .. } | Output::NotFound { .. } => each(&|language| address::home(site.language(language))),
        Output::List { kind, page, .. } => {
            each(&|language| address::page(&address::section(&config.kinds[kind], site.language(language), config), *page))
        }
        Output::Narrowed { kind, language, facet, value, page } => {
            let narrowing = &plan.list(kind, *language).facets[*facet];
            each(&|other| {
                let section = address::section(&config.kinds[kind], site.language(other), config);
                let Some(same) = plan.narrowed(kind, other, &narrowing.facet, &narrowing.values[*value].key) else { return section };
                let page = if *page <= pages(config, kind, same.entries.len()) { *page } else { 1 };
                address::page(&format!("{section}{}", same.path), page)
            })
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

/// Whether the counterpart in another language shows the same, and not a list that stands for it.
pub fn has_counterpart(site: &Site, plan: &Plan, output: &Output, other: usize) -> bool {
    match output {
        Output::Narrowed { kind, language, facet, value, page } => {
            let narrowing = &plan.list(kind, *language).facets[*facet];
            let same = plan.narrowed(kind, other, &narrowing.facet, &narrowing.values[*value].key);
            same.is_some_and(|narrowed| *page <= pages(&site.config, kind, narrowed.entries.len()))
        }
        Output::Work { work, .. } => !site.works[*work].falls_back(other),
        _ => true,
    }
}
