//! The pictures that stand beside links where pages are shared: one for each document, and one for each language's home.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Output;
use crate::config::fields::Typed;
use crate::config::{Listing, SharePictures};
use crate::language::direction::marked;
use crate::language::{Direction, composed};
use crate::share::Card;
use crate::site::{Published, Site, Visibility, Work};

/// What the theme calls one work of a kind in a language: kind and language → name.
pub type KindNames = BTreeMap<(String, usize), String>;

/// Up to how many documents a site has pictures without asking for them. Drawing one takes as long as drawing some pages,
/// so a large site says itself that it wants them.
pub const MOST_UNASKED: usize = 500;

/// Where the pictures stand: work and language of its document → path, and language → path.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    works: BTreeMap<(usize, usize), String>,
    homes: BTreeMap<usize, String>,
}

impl Pictures {
    /// The picture of a work in a language that it has a document in.
    pub fn of_work(&self, work: usize, language: usize) -> Option<&str> {
        self.works.get(&(work, language)).map(String::as_str)
    }

    /// The picture of all other pages of a language.
    pub fn of_home(&self, language: usize) -> Option<&str> {
        self.homes.get(&language).map(String::as_str)
    }
}

/// What tab, history and links call a document instead of its title, so that it betrays no reader.
pub fn neutral_title<'a>(work: &'a Work, published: &'a Published) -> Option<&'a str> {
    work.field(&published.document, "neutral_title").and_then(Typed::text)
}

pub(super) fn claim(site: &Site, kinds: &KindNames, mut claim: impl FnMut(String, Output)) -> Pictures {
    let mut pictures = Pictures::default();
    let documents = site.works.iter().flat_map(|work| work.documents.iter().flatten()).count();
    let wanted = match site.config.share_pictures {
        SharePictures::On => true,
        SharePictures::Off => false,
        SharePictures::Auto => documents <= MOST_UNASKED,
    };
    // What is opened as files is shared by nobody's link.
    if !wanted || site.config.options.portable {
        return pictures;
    }
    // Two works may well have the same neutral title, and so the same picture.
    let mut claimed = BTreeMap::new();
    let mut address = |card: Card| {
        let path = format!("/share/{}.png", &card.fingerprint().to_hex()[..16]);
        card.can_be_drawn().then(|| {
            claimed.entry(path.clone()).or_insert_with(|| Arc::new(card));
            path
        })
    };
    for language in 0..site.config.languages.len() {
        let tag = site.language(language);
        let title = site.config.title_in(tag).to_owned();
        let said = site.config.description.get(tag, site.config.fallback_of(tag)).map_or_else(|| title.clone(), str::to_owned);
        if let Some(path) = address(card(site, language, String::new(), &said)) {
            pictures.homes.insert(language, path);
        }
    }
    for (index, work) in site.works.iter().enumerate() {
        for (language, published) in work.documents.iter().enumerate() {
            let Some(published) = published.as_ref().filter(|published| published.visibility == Visibility::Published) else { continue };
            let title = neutral_title(work, published);
            let kind = match title {
                // The kind could say what the title keeps to itself, and of a page that stands in no list it says nothing.
                Some(_) => String::new(),
                None if site.kind(work).list == Listing::None => String::new(),
                None => kinds.get(&(work.kind.clone(), language)).cloned().unwrap_or_default(),
            };
            if let Some(path) = address(card(site, language, kind, title.unwrap_or(&published.document.title))) {
                pictures.works.insert((index, language), path);
            }
        }
    }
    for (path, card) in claimed {
        claim(path, Output::SharePicture { card });
    }
    pictures
}

fn card(site: &Site, language: usize, kind: String, title: &str) -> Card {
    let tag = site.language(language);
    let shown = |text: &str| marked(&composed(text)).into_owned();
    Card {
        site: shown(site.config.title_in(tag)),
        kind: shown(&kind),
        title: shown(title),
        language: tag.to_string(),
        right_to_left: tag.direction() == Direction::RightToLeft,
    }
}
