//! Where works and lists stand, so that a later build can tell what has moved.

use std::collections::BTreeMap;

use super::visibility::Visibility;
use super::{Published, Site, Work, address};
use crate::config::Listing;
use crate::document::Document;

/// The fingerprints of a work's public texts, that of the one that it was first written in first; and its address in each
/// language.
pub type Stood = (String, BTreeMap<String, String>);

/// Where works stand, by their folders. Lists of kinds, taxonomies and terms have no text; their names begin with a slash,
/// as no work's does. So do old addresses that a build has noted and no build has read yet ([`super::moved::with_noted`]).
pub type Standing = BTreeMap<String, Stood>;

/// What is shown to authors alone has never stood anywhere.
fn is_public(published: &Published) -> bool {
    published.visibility == Visibility::Published
}

pub(super) fn stands(work: &Work) -> bool {
    work.documents.iter().flatten().any(is_public)
}

/// Whether the page of a work in a language, its own or the nearest, is shown to all.
pub(super) fn is_shown_in(work: &Work, language: usize) -> bool {
    work.documents[language].as_ref().is_none_or(is_public)
}

/// Where the works and lists of a site stand today.
pub fn standing(site: &Site) -> Standing {
    let works = site.works.iter().filter(|work| work.path != site.config.home && stands(work));
    let works = works.map(|work| (work.path.clone(), stood(site, work)));
    let lists = lists(site).map(|(name, paths)| (name, (String::new(), tags(site).zip(paths).collect())));
    works.chain(lists).collect()
}

fn tags(site: &Site) -> impl Iterator<Item = String> {
    site.config.languages.iter().map(ToString::to_string)
}

/// Where a work stands.
pub(super) fn stood(site: &Site, work: &Work) -> Stood {
    let each = tags(site).zip(&work.addresses).enumerate();
    let public = each.filter(|(language, _)| is_shown_in(work, *language));
    (prints(work), public.map(|(_, (tag, address))| (tag, address.clone())).collect())
}

/// The lists of a site, and where each stands in each language.
pub(super) fn lists(site: &Site) -> impl Iterator<Item = (String, Vec<String>)> {
    let config = &site.config;
    let each = |path: &dyn Fn(&crate::language::Language) -> String| config.languages.iter().map(path).collect::<Vec<_>>();
    let kinds = site.index.by_kind.keys().map(|kind| &config.kinds[kind]).filter(|kind| kind.list != Listing::None);
    let kinds = kinds.map(move |kind| (format!("/kinds/{}", kind.name), each(&|language| address::section(kind, language, config))));
    let taxonomies = config.taxonomies.iter().zip(&site.index.by_term).filter(|(_, terms)| !terms.is_empty());
    let taxonomies = taxonomies.flat_map(move |(taxonomy, terms)| {
        let name = format!("/taxonomies/{}", taxonomy.name);
        let of_terms =
            terms.keys().map(|term| (format!("{name}/{term}"), each(&|language| address::term(taxonomy, term, language, config))));
        let mut all: Vec<_> = of_terms.collect();
        all.push((name, each(&|language| address::taxonomy(taxonomy, language, config))));
        all
    });
    kinds.chain(taxonomies)
}

/// What a work says in public, and nothing else: who reads the manifest learns nothing that the pages don't tell.
pub(super) fn prints(work: &Work) -> String {
    let (source, others): (Vec<_>, Vec<_>) = work.documents.iter().enumerate().partition(|(language, _)| *language == work.source);
    let public = source.into_iter().chain(others).filter_map(|(_, own)| own.as_ref().filter(|own| is_public(own)));
    let prints: Vec<String> = public.flat_map(|own| prints_of(&own.document)).collect();
    prints.join(" ")
}

/// Those of a text: of its file, of its title and of how it begins, which may be all that an author has left as it was.
fn prints_of(document: &Document) -> impl Iterator<Item = String> {
    // Less than a sentence may stand in several.
    const BEGINNING: std::ops::RangeInclusive<usize> = 100..=1024;
    let body = document.body().as_bytes();
    let begins = (body.len() >= *BEGINNING.start()).then(|| blake3::hash(&body[..body.len().min(*BEGINNING.end())]));
    let title = blake3::hash(format!("# {}", document.title).as_bytes());
    [document.file.hash, title].into_iter().chain(begins).map(|hash| print(&hash))
}

pub(super) fn print(hash: &blake3::Hash) -> String {
    hash.to_hex()[..16].to_owned()
}
