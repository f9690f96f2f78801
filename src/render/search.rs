//! The page to search from.

use std::collections::BTreeMap;

use super::scene::Scene;
use crate::outputs::{Page, list};
use crate::site::address;
use crate::theme::context::*;

impl Scene<'_> {
    pub(super) fn search_page(&self, path: &str, this: &Page, language: usize) -> (String, PageContext) {
        let title = self.name(language, "search");
        let mut context = self.blank(path, this, "search", title, language);
        context.page.breadcrumbs = vec![self.home_link(language)];
        context.search = Some(self.search(language));
        ("search.html".into(), context)
    }

    fn search(&self, language: usize) -> SearchContext {
        let (site, config) = (self.site, &self.site.config);
        let tag = self.language(language);
        let kinds = self.kinds_to_search();
        let mut filters = vec![SearchFilter {
            name: "kind".into(),
            title: String::new(),
            lang: String::new(),
            href: String::new(),
            choices: kinds
                .iter()
                .enumerate()
                .map(|(at, kind)| {
                    let title = self.kind_title(kind, language);
                    SearchChoice { key: format!("k{at}"), lang: title.lang(), title: title.text, href: String::new() }
                })
                .collect(),
        }];
        // Taxonomy and term → key.
        let mut keys: BTreeMap<(usize, &str), String> = BTreeMap::new();
        for (index, taxonomy) in config.taxonomies.iter().enumerate() {
            let links = self.term_links(index, language);
            if links.is_empty() {
                continue;
            }
            for term in site.index.by_term[index].keys() {
                let href = self.href(&address::term(taxonomy, term, tag, config));
                if let Some(at) = links.iter().position(|link| link.href == href) {
                    keys.insert((index, term), format!("{index}.{at}"));
                }
            }
            let title = self.taxonomy_title(taxonomy, language);
            filters.push(SearchFilter {
                name: taxonomy.name.clone(),
                lang: title.lang(),
                title: title.text,
                href: self.href(&address::taxonomy(taxonomy, tag, config)),
                choices: links
                    .into_iter()
                    .enumerate()
                    .map(|(at, link)| SearchChoice { key: format!("{index}.{at}"), title: link.title, lang: link.lang, href: link.href })
                    .collect(),
            });
        }
        let groups = kinds
            .iter()
            .enumerate()
            .map(|(at, kind)| {
                let declared = &config.kinds[*kind];
                let unlisted;
                let order = match self.plan.order(kind, language) {
                    [] => {
                        unlisted = list::of(site, declared, language).works;
                        &unlisted
                    }
                    order => order,
                };
                let NavigationLink { title, lang, href } = self.list_link(kind, language);
                SearchGroup {
                    title,
                    lang,
                    href: if declared.has_list() { href } else { String::new() },
                    items: order.iter().map(|work| self.search_item(*work, &format!("k{at}"), &keys, language)).collect(),
                }
            })
            .collect();
        SearchContext { parts: site.parts_of_words(), known: site.works_known(language), filters, groups }
    }

    /// Kinds with a list in the menu's order, then the others.
    fn kinds_to_search(&self) -> Vec<&str> {
        let mut kinds: Vec<&str> = self.listed_kinds().collect();
        let others: Vec<&str> = self.site.index.by_kind.keys().map(String::as_str).filter(|kind| !kinds.contains(kind)).collect();
        kinds.extend(others);
        kinds
    }

    fn search_item(&self, number: usize, kind: &str, keys: &BTreeMap<(usize, &str), String>, language: usize) -> SearchItem {
        let work = &self.site.works[number];
        let (title, title_language) = work.listed_title(language, &self.site.config.languages);
        let terms = work.terms.iter().enumerate().flat_map(|(taxonomy, terms)| terms.iter().map(move |term| (taxonomy, term.as_str())));
        let mut facets = kind.to_owned();
        for key in terms.filter_map(|term| keys.get(&term)) {
            facets.push(' ');
            facets.push_str(key);
        }
        let shown = work.shown[language];
        let kind = self.kind_singular(&work.kind, language);
        SearchItem {
            number,
            title: title.to_owned(),
            title_foreign: title_language != language,
            href: self.href(&work.addresses[language]),
            kind_lang: kind.lang(),
            kind_title: kind.text,
            language: self.language_context(shown, language),
            foreign: shown != language,
            facets,
        }
    }
}
