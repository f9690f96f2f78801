//! Lists of works: whole, or narrowed to one value.

use super::scene::Scene;
use super::structured_data;
use crate::config::fields::Name;
use crate::config::lists::Facet;
use crate::config::{Kind, Listing};
use crate::outputs::list::{self, Entry, List, Narrowed};
use crate::outputs::{self, Page};
use crate::site::address;
use crate::theme::context::*;

impl Scene<'_> {
    /// One page of the works of a kind. `narrowed` names a facet of the list and one of its values.
    pub(super) fn list_page(
        &self,
        path: &str,
        this: &Page,
        kind: &str,
        language: usize,
        page: usize,
        narrowed: Option<(usize, usize)>,
    ) -> (String, PageContext) {
        let config = &self.site.config;
        let declared = &config.kinds[kind];
        let list = self.plan.list(kind, language);
        let glossary = declared.list == Listing::Glossary;
        let name = self.kind_title(kind, language);
        let whole = self.list_link(kind, language);
        let chosen = narrowed.map(|(facet, value)| {
            let narrowing = &list.facets[facet];
            let narrowed = &narrowing.values[value];
            let title = self.facet_title(declared, &narrowing.facet, language);
            let value = self.value_title(declared, &narrowing.facet, &narrowed.key, language);
            let shown = ChosenContext {
                lang: title.lang(),
                title: title.text,
                value_lang: value.lang(),
                value: value.text,
                remove: whole.href.clone(),
            };
            (&narrowing.facet, narrowed, shown)
        });
        let title = match &chosen {
            Some((.., shown)) => Name { text: format!("{}\u{a0}– {}: {}", whole.title, shown.title, shown.value), ..name },
            None => name,
        };
        let mut context = self.blank(path, this, if glossary { "glossary" } else { "list" }, title, language);
        context.page.breadcrumbs = vec![self.home_link(language)];
        let first = address::section(declared, self.language(language), config);
        let (entries, works, first) = match &chosen {
            Some((_, narrowed, _)) => (&narrowed.entries, narrowed.works, format!("{first}{}", narrowed.path)),
            None => (&list.entries, list.works.len(), first),
        };
        let per_page = if glossary { usize::MAX } else { config.per_page };
        let shown = list::slice(entries, page, per_page);
        let cards: Vec<Shared<CardContext>> = shown.iter().map(|entry| self.card(entry.work, language)).collect();
        let pages = list::pages(entries.len(), per_page);
        let mut listed = self.list_context(kind, works, cards, &first, page, pages);
        if chosen.is_none() && works <= outputs::MOST_PRINTED && works > 1 {
            listed.print = format!("{}print/", whole.href);
        }
        if glossary {
            listed.letters = self.letters(shown, std::mem::take(&mut listed.items), language);
        } else {
            listed.groups = self.groups(declared, list, shown, &listed.items, language);
        }
        listed.filters = self.filters(declared, list, &whole.href, chosen.as_ref().map(|(_, narrowed, _)| *narrowed), language);
        if let Some((facet, _, shown)) = chosen {
            context.page.breadcrumbs.push(whole);
            context.page.description = context.page.title.clone();
            // How translations stand says nothing to somebody who searches the world.
            context.page.noindex = *facet == Facet::State;
            listed.chosen = Some(shown);
        }
        context.list = Some(listed);
        context.page.structured_data = vec![structured_data::breadcrumbs(&context.page, &config.base_url, &config.base_path)];
        (if glossary { "glossary.html" } else { "list.html" }.into(), context)
    }

    /// A page of a list. `count` is how many works the whole list has, `first` its first page.
    pub(super) fn list_context(
        &self,
        kind: &str,
        count: usize,
        items: Vec<Shared<CardContext>>,
        first: &str,
        page: usize,
        pages: usize,
    ) -> ListContext {
        let link = |number: usize| self.href(&address::page(first, number));
        ListContext {
            kind: kind.to_owned(),
            count,
            items,
            groups: Vec::new(),
            filters: Vec::new(),
            chosen: None,
            letters: Vec::new(),
            number: page,
            pages: (1..=pages).map(|number| PageLink { number, href: link(number), current: number == page }).collect(),
            print: String::new(),
            previous: if page > 1 { link(page - 1) } else { String::new() },
            next: if page < pages { link(page + 1) } else { String::new() },
        }
    }

    /// Works in order under their letters.
    fn letters(&self, shown: &[Entry], cards: Vec<Shared<CardContext>>, language: usize) -> Vec<LetterContext> {
        let collation = self.language(language).collator();
        let mut letters: Vec<LetterContext> = Vec::new();
        for (entry, item) in shown.iter().zip(cards) {
            let work = &self.site.works[entry.work];
            let item = match work.shown_to(language).document.summary {
                Some(_) => item,
                None => self.defined_card(entry.work, language),
            };
            let (title, _) = work.listed_title(language, &self.site.config.languages);
            let letter = collation.heading(title, letters.last().map(|letter| letter.letter.as_str()));
            match letters.last_mut() {
                Some(last) if last.letter == letter => last.items.push(item),
                _ => letters.push(LetterContext { letter, items: vec![item] }),
            }
        }
        letters
    }

    /// The works of a page under their headings. A group that goes on from the page before has its heading again.
    fn groups(&self, kind: &Kind, list: &List, shown: &[Entry], cards: &[Shared<CardContext>], language: usize) -> Vec<GroupContext> {
        let (Some(facet), false) = (&kind.arranged.group, list.headings.is_empty()) else { return Vec::new() };
        let mut groups: Vec<(usize, GroupContext)> = Vec::new();
        for (entry, card) in shown.iter().zip(cards) {
            match groups.last_mut() {
                Some((heading, group)) if *heading == entry.heading => group.items.push(card.clone()),
                _ => {
                    let title = self.value_title(kind, facet, &list.headings[entry.heading], language);
                    groups.push((entry.heading, GroupContext { lang: title.lang(), title: title.text, items: vec![card.clone()] }));
                }
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    fn filters(&self, kind: &Kind, list: &List, whole: &str, chosen: Option<&Narrowed>, language: usize) -> Vec<FilterContext> {
        let each = list.facets.iter().map(|narrowing| {
            let choices: Vec<FilterChoice> = narrowing
                .values
                .iter()
                .map(|narrowed| {
                    let title = self.value_title(kind, &narrowing.facet, &narrowed.key, language);
                    FilterChoice {
                        lang: title.lang(),
                        title: title.text,
                        href: format!("{whole}{}", crate::config::encode(&narrowed.path)),
                        count: narrowed.works,
                        current: chosen.is_some_and(|chosen| std::ptr::eq(chosen, narrowed)),
                    }
                })
                .collect();
            let title = self.facet_title(kind, &narrowing.facet, language);
            FilterContext { lang: title.lang(), title: title.text, current: choices.iter().any(|choice| choice.current), choices }
        });
        each.collect()
    }
}
