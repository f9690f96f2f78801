//! Links that are written as whole addresses of the site itself, as the browser's address bar has them.

use rustc_hash::FxHashMap;
use url::Url;

use super::{From, Led, Resolved, Target, check_anchor, hint_at_work};
use crate::config::{Config, Listing};
use crate::diagnostics::{Finding, Location, codes, nearest};
use crate::document::{Link, Parsed, ParsedWork, links};
use crate::language::composed;
use crate::site::address::{self, MEDIA};
use crate::site::{Site, Stands};

/// A place on the site, in the language that its address names.
pub(super) struct Address {
    /// From the root of the site, in letters.
    path: String,
    anchor: Option<String>,
    /// Question and anchor, as they were written.
    rest: String,
}

/// What an address on the web names on this site; `None` if it leads elsewhere. Others may publish on the same host, also
/// beside the folders of the site's languages.
pub(super) fn address(url: &Url, config: &Config) -> Option<Address> {
    let below = config.below_base(url)?;
    let (path, rest) = below.split_at(below.find(['?', '#']).unwrap_or(below.len()));
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let path = page(&format!("/{}", composed(&decoded)));
    let first = path.split('/').nth(1).unwrap_or_default();
    let is_ours = path == "/" || path.starts_with(MEDIA) || config.place_of(first).is_some();
    let anchor = rest.split_once('#').map(|(_, anchor)| links::anchor(anchor)).filter(|anchor| !anchor.is_empty());
    (is_ours && !path.contains(['?', '#'])).then(|| Address { path, anchor, rest: rest.to_owned() })
}

/// What to write for an address of the preview, in a text of that file: how it leads to the work or the file that is there.
pub(super) fn seen_in_preview(destination: &str, file: &str, site: &Site) -> Option<String> {
    let url = Url::parse(destination).ok()?;
    let decoded = percent_encoding::percent_decode_str(url.path()).decode_utf8().ok()?;
    let base = site.config.base_path.trim_end_matches('/');
    let path = page(&composed(decoded.strip_prefix(base).unwrap_or(&decoded)));
    if path.starts_with(MEDIA) {
        return hint_at_file(&path, file, site);
    }
    let Some((_, Stands::Work(work))) = site.standing().get(&path) else { return None };
    let anchor = url.fragment().map_or_else(String::new, |anchor| format!("#{anchor}"));
    let address = format!("{}{anchor}", links::leading(file, &site.works[*work].path));
    Some(format!("write the path of the work's folder, relative to this file: `{address}`"))
}

/// What to write for the address at which a picture or an attachment is published.
pub(super) fn hint_at_file(path: &str, file: &str, site: &Site) -> Option<String> {
    let (folder, name) = path.strip_prefix(MEDIA)?.rsplit_once('/')?;
    let slug = |part: &str| site.config.slug(part);
    // A picture's address holds its fingerprint, and ends as its copies do.
    let is_picture = |of: &str| {
        let stem = slug(of.rsplit_once('.').map_or(of, |(stem, _)| stem));
        let print = name.strip_prefix(&stem).and_then(|rest| rest.strip_prefix('.')).unwrap_or_default();
        print.len() > 12 && print.bytes().take(12).all(|byte| byte.is_ascii_hexdigit())
    };
    let lies_there = |below: &str| {
        let (in_folder, of) = below.rsplit_once('/').unwrap_or(("", below));
        (composed(of) == name || is_picture(of)) && in_folder.split('/').map(slug).collect::<Vec<_>>().join("/") == folder
    };
    let mut files = site.sources.below("content").flat_map(|beside| beside.files.keys().map(|name| beside.path_of(name)));
    let below = files.find_map(|path| path.strip_prefix("content/").filter(|below| lies_there(below)).map(str::to_owned))?;
    let address = links::leading(file, &below);
    Some(format!("write the path of the file, relative to this one: `{}`", address.trim_end_matches('/')))
}

/// A path in the form in which pages have it: with a slash at its end, unless it names a file.
fn page(path: &str) -> String {
    let path = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(path);
    let is_file = path.rsplit('/').next().is_some_and(|last| last.is_empty() || last.contains('.'));
    if is_file { path.to_owned() } else { format!("{path}/") }
}

/// What stands at the addresses of works, lists and home pages, and for readers of which language.
pub(in crate::site) fn standing(site: &Site) -> FxHashMap<String, (usize, Stands)> {
    let mut standing = FxHashMap::default();
    for (place, language) in site.config.languages.iter().enumerate() {
        standing.insert(address::home(language), (place, Stands::Home));
        for kind in site.index.by_kind.keys().map(|kind| &site.config.kinds[kind]).filter(|kind| kind.list != Listing::None) {
            standing.entry(address::section(kind, language, &site.config)).or_insert((place, Stands::List(kind.name.clone())));
        }
    }
    for (index, work) in site.works.iter().enumerate() {
        let addresses = work.addresses.iter().enumerate();
        standing.extend(addresses.map(|(place, address)| (address.clone(), (place, Stands::Work(index)))));
    }
    standing
}

/// Where the address leads from a text. What stands in the text's own language is led to as by its path, so that readers
/// of another get theirs; so is what has come along from the text that it was translated from. Whoever names another
/// language means that.
pub(super) fn lead(address: Address, link: &Link, from: From, resolved: &mut Resolved) -> Led {
    let From { site, document, language } = from;
    let here = || document.file.at(link.span.clone());
    let Address { path, anchor, rest } = address;
    let own = site.index.by_path.get(&document.work).copied();
    let source = || {
        let work = &site.works[own?];
        site.source_of(work, work.documents[language].as_ref()?)
    };
    let is_by_path = |shown_to: usize| shown_to == language || source() == Some(shown_to);
    match site.standing().get(&path) {
        Some((shown_to, Stands::Work(work))) => {
            check_anchor(*work, anchor.as_deref(), *shown_to, here, site, resolved)?;
            if *shown_to == language || Some(*work) != own && is_by_path(*shown_to) {
                return Ok(Target::Work { work: *work, anchor, language: *shown_to });
            }
        }
        Some((shown_to, Stands::List(kind))) if is_by_path(*shown_to) && rest.is_empty() => return Ok(Target::List(kind.clone())),
        Some((shown_to, Stands::Home)) if is_by_path(*shown_to) && rest.is_empty() => return Ok(Target::Home),
        Some((_, Stands::List(_) | Stands::Home)) => {}
        None => resolved.addresses.push((path.clone(), here())),
    }
    Ok(Target::Address { path, rest })
}

/// What to say of an address of the site at which nothing stands; `None` if another finding has said why.
pub fn nowhere(path: &str, at: Location, site: &Site, parsed: &Parsed) -> Option<Finding> {
    let mut parts = path.trim_matches('/').split('/');
    let language = parts.next().and_then(|first| site.config.place_of(first));
    let below: Vec<&str> = parts.collect();
    let last = below.last().copied().unwrap_or_default();
    if site.damaged.iter().any(|work| site.config.slug(work.rsplit('/').next().unwrap_or(work)) == last) {
        return None;
    }
    let stood = |work: &ParsedWork| {
        site.hidden.contains(&work.file.path) && language.is_some_and(|language| would_stand_at(path, work, language, &site.config))
    };
    if parsed.works.iter().any(|work| stood(work)) {
        let mut finding = Finding::new(&codes::DRAFT_LINK, at, "the work that this leads to is not public");
        finding.hint("publish it, or remove the link");
        return Some(finding);
    }
    let mut finding = Finding::new(&codes::BROKEN_LINK, at, format!("nothing stands at «{path}» on this site"));
    let file = finding.location.file.clone();
    hint_at_work(nearest(&below.join("/"), site.index.by_path.keys()), "", &file, &mut finding);
    Some(finding)
}

/// Whether a hidden work would have that address for readers of a language.
fn would_stand_at(path: &str, work: &ParsedWork, language: usize, config: &Config) -> bool {
    let language = &config.languages[language];
    let Some(section) = config.kinds.get(&work.file.kind).map(|kind| address::section(kind, language, config)) else { return false };
    let Some(last) = path.strip_prefix(&section).and_then(|last| last.strip_suffix('/')) else { return false };
    let folder = work.file.path.rsplit('/').next().unwrap_or_default();
    let mut own = work.documents.iter().filter(|document| document.language == *language);
    last == config.slug(folder)
        || own.any(|document| document.fields.text("slug").is_some_and(|slug| config.slug_in(language, slug) == last))
}
