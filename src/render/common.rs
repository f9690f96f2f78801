//! What many pages show: made when the first one asks for it, and shared by all.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use super::page::Scene;
use crate::config::fields::Name;
use crate::diagnostics::Finding;
use crate::outputs::{self, calendar};
use crate::site::{Site, Visibility, address};
use crate::theme::context::*;

/// What many pages show, by the reader's language. It depends on the theme and on the works' fields, on no text.
pub struct Common(Vec<ForReaders>);

#[derive(Default)]
struct ForReaders {
    site: OnceLock<Shared<SiteContext>>,
    /// Each language of the site, as readers of this one call it.
    languages: OnceLock<Vec<Shared<LanguageContext>>>,
    /// By taxonomy and term.
    terms: OnceLock<Vec<BTreeMap<String, Shared<NavigationLink>>>>,
    /// By work.
    cards: OnceLock<Vec<Mutex<Option<Card>>>>,
}

type Card = Result<Shared<CardContext>, Box<Finding>>;

impl Common {
    pub fn of(site: &Site) -> Common {
        Common(site.config.languages.iter().map(|_| ForReaders::default()).collect())
    }

    /// Gives up the cards: hardly any page is still to be drawn.
    pub fn forget_cards(&self) {
        for card in self.0.iter().filter_map(|readers| readers.cards.get()).flatten() {
            *card.lock().expect("never poisoned") = None;
        }
    }
}

impl Scene<'_> {
    pub(super) fn site_context(&self, language: usize) -> Shared<SiteContext> {
        self.common.0[language].site.get_or_init(|| Shared::new(&self.make_site(language))).clone()
    }

    fn make_site(&self, language: usize) -> SiteContext {
        let config = &self.site.config;
        let tag = self.language(language);
        let navigation = self.listed_kinds().map(|kind| self.list_link(kind, language)).collect();
        let pages = self
            .site
            .index
            .by_kind
            .get("page")
            .into_iter()
            .flatten()
            .filter(|&&work| Some(work) != self.site.home())
            .map(|&work| {
                let work = &self.site.works[work];
                let (title, own) = work.listed_title(language, &config.languages);
                let lent_by = (own != language).then(|| self.language(own).clone());
                NavigationLink::new(Name { text: title.to_owned(), lent_by }, self.href(&work.addresses[language]))
            })
            .collect();
        let taxonomies = config
            .taxonomies
            .iter()
            .enumerate()
            .filter(|(index, _)| !self.site.index.by_term[*index].is_empty())
            .map(|(_, taxonomy)| {
                NavigationLink::new(self.taxonomy_title(taxonomy, language), self.href(&address::taxonomy(taxonomy, tag, config)))
            })
            .collect();
        let (description, licence) = (self.localised(&config.description, language), self.localised(&config.licence, language));
        SiteContext {
            title: config.title_in(tag).to_owned(),
            description_lang: description.lang(),
            description: description.text,
            home: self.href(&address::home(tag)),
            publisher: config.publisher.clone().unwrap_or_default(),
            licence_lang: licence.lang(),
            licence: licence.text,
            licence_url: config.licence_url.clone().unwrap_or_default(),
            leave_url: config.leave_url.clone(),
            navigation,
            pages,
            taxonomies,
            feed: self.href(&format!("{}feed.xml", address::home(tag))),
            keep: self.href(&outputs::keep::address(self.site, language)),
            search: self.href(&outputs::search::address(self.site, language)),
            sources: match config.bibliography.is_empty() {
                true => String::new(),
                false => self.href(&outputs::sources::address(self.site, language)),
            },
            data: if config.data { self.href(&outputs::data::address(self.site, language)) } else { String::new() },
        }
    }

    /// A language, for a reader of another.
    pub(super) fn language_context(&self, language: usize, reader: usize) -> Shared<LanguageContext> {
        let make = |language| {
            let tag = self.language(language);
            Shared::new(&LanguageContext {
                tag: tag.to_string(),
                direction: tag.direction().attribute().to_owned(),
                name: tag.own_name().to_owned(),
                local_name: self.site.config.name_of(language, reader).to_owned(),
            })
        };
        let all = || (0..self.site.config.languages.len()).map(make).collect();
        self.common.0[reader].languages.get_or_init(all)[language].clone()
    }

    /// A term that has works.
    pub(super) fn term_link(&self, taxonomy: usize, term: &str, language: usize) -> Option<Shared<NavigationLink>> {
        let (config, tag) = (&self.site.config, self.language(language));
        let make = |taxonomy: usize| {
            let of = &config.taxonomies[taxonomy];
            let link = |term: &String| {
                NavigationLink::new(address::term_name(of, term, tag, config), self.href(&address::term(of, term, tag, config)))
            };
            self.site.index.by_term[taxonomy].keys().map(|term| (term.clone(), Shared::new(&link(term)))).collect()
        };
        let all = || (0..config.taxonomies.len()).map(make).collect();
        self.common.0[language].terms.get_or_init(all)[taxonomy].get(term).cloned()
    }

    /// A work as it stands in a list. A template that fails stops each page that shows it.
    pub(super) fn card(&self, work: usize, language: usize) -> Shared<CardContext> {
        let all = || self.site.works.iter().map(|_| Mutex::default()).collect();
        let mut kept = self.common.0[language].cards.get_or_init(all)[work].lock().expect("never poisoned");
        let card = kept.get_or_insert_with(|| {
            let page = DirectivePage { language: self.language_context(language, language) };
            let words = self.theme.words.values(self.language(language));
            let mut drawn = CardPage { item: self.make_card(work, language), page, words };
            drawn.item.html = self.theme.draw_card(&drawn)?;
            Ok(Shared::new(&drawn.item))
        });
        match card {
            Ok(card) => card.clone(),
            Err(finding) => {
                let _ = self.failure.set(finding.clone());
                Shared::new(&self.make_card(work, language))
            }
        }
    }

    /// The same with an address of its own, not drawn: for a place that other addresses lead from.
    pub(super) fn bare_card(&self, work: usize, language: usize, href: String) -> Shared<CardContext> {
        Shared::new(&CardContext { href, ..self.make_card(work, language) })
    }

    /// The same, with its definition: for a glossary.
    pub(super) fn defined_card(&self, work: usize, language: usize) -> Shared<CardContext> {
        Shared::new(&CardContext { definition: self.definition(work, language, false), ..self.make_card(work, language) })
    }

    fn make_card(&self, index: usize, language: usize) -> CardContext {
        let work = &self.site.works[index];
        let published = work.shown_to(language);
        let document = &published.document;
        let when = match calendar::dates(self.site.kind(work), work, document) {
            Some((from, to)) => self.language(language).date_range(from, to),
            None => String::new(),
        };
        let (title, title_language) = work.listed_title(language, &self.site.config.languages);
        let kind = self.kind_singular(&work.kind, language);
        CardContext {
            title: title.to_owned(),
            title_foreign: title_language != language,
            href: self.href(&work.addresses[language]),
            summary: document.summary.clone().unwrap_or_default(),
            definition: String::new(),
            kind_lang: kind.lang(),
            kind_title: kind.text,
            language: self.language_context(work.shown[language], language),
            foreign: work.falls_back(language),
            updated: work.updated(document).map(|date| self.date(date, language)),
            when,
            draft: published.visibility != Visibility::Published,
            html: String::new(),
        }
    }
}
