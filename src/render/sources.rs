//! The page of all sources.

use std::collections::{BTreeMap, BTreeSet};

use super::scene::Scene;
use crate::bibliography::export::Format;
use crate::bibliography::{Drawn, Group, Reference};
use crate::outputs::{Page, sources};
use crate::theme::context::*;

impl Scene<'_> {
    pub(super) fn sources_page(&self, path: &str, this: &Page, language: usize) -> (String, PageContext) {
        let title = self.name(language, "sources_all");
        let mut context = self.blank(path, this, "sources", title, language);
        context.page.description = self.word(language, "sources_intro").unwrap_or_default();
        context.page.breadcrumbs = vec![self.home_link(language)];
        let groups = self.source_groups(language);
        // Sources that no text cites are not given to other programs.
        let downloads = if groups.is_empty() { Vec::new() } else { self.downloads(None) };
        context.bibliography = Some(BibliographyContext { groups, downloads });
        ("sources.html".into(), context)
    }

    fn source_groups(&self, language: usize) -> Vec<SourceGroup> {
        let config = &self.site.config;
        let used = self.used_in(language);
        let keys: Vec<&str> = used.keys().copied().collect();
        let drawn = config.citations.draw(&config.bibliography, language, &[], &keys, "").unwrap_or_else(|undrawn| {
            let at = undrawn.sources.first().and_then(|key| config.bibliography.get(key)).map(Reference::at);
            at.into_iter().for_each(|at| _ = self.failure.set(Box::new(undrawn.told(at))));
            Drawn::default()
        });
        // The newest first; those without a year come last, since none is less than any.
        let mut groups: BTreeMap<Group, BTreeMap<std::cmp::Reverse<Option<i32>>, Vec<ListedSource>>> = BTreeMap::new();
        for source in drawn.sources {
            let reference = &config.bibliography[&source.key];
            let listed = ListedSource {
                html: source.html,
                used_in: used.get(source.key.as_str()).into_iter().flatten().map(|&work| self.card(work, language)).collect(),
                downloads: self.downloads(Some(reference)),
                key: source.key,
            };
            groups.entry(reference.group()).or_default().entry(std::cmp::Reverse(reference.year())).or_default().push(listed);
        }
        let collation = self.language(language).collator();
        let name = |source: &ListedSource| {
            let reference = &config.bibliography[&source.key];
            format!("{} {}", reference.authors().join(" "), reference.title)
        };
        groups
            .into_iter()
            .map(|(group, years)| SourceGroup {
                title: self.word(language, group.word()).unwrap_or_default(),
                years: years
                    .into_iter()
                    .map(|(std::cmp::Reverse(year), mut sources)| {
                        sources.sort_by(|a, b| collation.compare(&name(a), &name(b)).then_with(|| a.key.cmp(&b.key)));
                        let title = match year {
                            Some(year) => year.to_string(),
                            None => self.word(language, "sources_undated").unwrap_or_default(),
                        };
                        SourceYear { title, sources }
                    })
                    .collect(),
            })
            .collect()
    }

    /// For each source of a public text, the works that use it in the text that a reader of the language is shown.
    fn used_in(&self, language: usize) -> BTreeMap<&str, BTreeSet<usize>> {
        let mut used: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (index, work) in self.site.works.iter().enumerate() {
            let document = &*work.shown_to(language).document;
            for key in work.sources(document) {
                used.entry(key).or_default().insert(index);
            }
        }
        used
    }

    fn downloads(&self, reference: Option<&Reference>) -> Vec<NavigationLink> {
        Format::ALL
            .iter()
            .map(|&format| NavigationLink::new(format.name().to_owned().into(), self.href(&sources::export_path(reference, format))))
            .collect()
    }
}
