//! A work as it stands in lists.

use std::sync::Mutex;

use super::scene::Scene;
use crate::site::Visibility;
use crate::theme::context::*;

impl Scene<'_> {
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
        let when = match work.held(document, self.site.kind(work)) {
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
