//! What contexts are made from, and what is the same on many pages.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::common::Common;
use crate::config::fields::Name;
use crate::diagnostics::Finding;
use crate::language::{Date, Language};
use crate::outputs::{self, Plan};
use crate::site::{Site, address};
use crate::theme::Theme;
use crate::theme::context::*;

/// What contexts are made from.
pub struct Scene<'a> {
    pub site: &'a Site,
    pub theme: &'a Theme,
    pub plan: &'a Plan,
    pub common: &'a Common,
    /// What went wrong in the template of a directive or a card.
    pub failure: OnceLock<Box<Finding>>,
    /// Of which works somebody has read the text, and in which language.
    pub texts: RefCell<BTreeSet<(usize, usize)>>,
    /// Of which it has been asked what their sections are and how they stand to their sources.
    pub known: RefCell<BTreeSet<(usize, usize)>>,
}

impl<'a> Scene<'a> {
    pub fn new(site: &'a Site, theme: &'a Theme, plan: &'a Plan, common: &'a Common) -> Scene<'a> {
        Scene { site, theme, plan, common, failure: OnceLock::new(), texts: RefCell::default(), known: RefCell::default() }
    }

    /// Whether every directive and card could be drawn.
    pub fn whole(&self) -> Result<(), Box<Finding>> {
        self.failure.get().map_or(Ok(()), |finding| Err(finding.clone()))
    }
}

impl Scene<'_> {
    pub(super) fn language(&self, index: usize) -> &Language {
        self.site.language(index)
    }

    pub(super) fn href(&self, path: &str) -> String {
        self.site.config.href(path)
    }

    pub(super) fn word(&self, language: usize, id: &str) -> Option<String> {
        self.theme.words.plain(self.language(language), id).map(str::to_owned)
    }

    pub(super) fn date(&self, date: Date, language: usize) -> DateContext {
        DateContext { iso: date.to_string(), words: self.language(language).long_date(date) }
    }

    /// The list of a kind.
    pub(super) fn list_link(&self, kind: &str, language: usize) -> NavigationLink {
        let section = address::section(&self.site.config.kinds[kind], self.language(language), &self.site.config);
        NavigationLink::new(self.kind_title(kind, language), self.href(&section))
    }

    /// The kinds that have a list with an address of its own, in the order in which the menu shows them.
    pub(super) fn listed_kinds(&self) -> impl Iterator<Item = &str> {
        // The built-in kinds come in the order of a reader's need, a site's own after them.
        const ORDER: [&str; 5] = ["brief", "tool", "seminar", "term", "organisation"];
        let rank = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
        let mut kinds: Vec<&str> =
            self.site.index.by_kind.keys().map(String::as_str).filter(|kind| self.site.config.kinds[*kind].has_list()).collect();
        kinds.sort_by_key(|kind| (rank(kind), kind.to_owned()));
        kinds.into_iter()
    }

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
}
