//! What kinds, taxonomies, fields and values are called: by the site, by the theme's words, or as they are typed.

use super::scene::Scene;
use crate::config::fields::{Localised, Name};
use crate::config::lists::Facet;
use crate::config::{Kind, Taxonomy};
use crate::outputs::facets::{self, Key};
use crate::outputs::share::KindNames;
use crate::site::Site;
use crate::theme::Theme;

/// What one work of each kind is called in each language.
pub fn kind_names(site: &Site, theme: &Theme) -> KindNames {
    let languages = 0..site.config.languages.len();
    let each = site.index.by_kind.keys().flat_map(|kind| languages.clone().map(move |language| (kind, language)));
    each.map(|(kind, language)| ((kind.clone(), language), kind_singular(site, theme, kind, language).text)).collect()
}

fn kind_title(site: &Site, theme: &Theme, kind: &str, language: usize) -> Name {
    let (declared, word) = (&site.config.kinds[kind].title, format!("kinds_{kind}"));
    theme.words.called(declared, &word, site.language(language), &site.config).unwrap_or_else(|| kind.to_owned().into())
}

fn kind_singular(site: &Site, theme: &Theme, kind: &str, language: usize) -> Name {
    let (declared, word) = (&site.config.kinds[kind].singular, format!("kind_{kind}"));
    let name = theme.words.called(declared, &word, site.language(language), &site.config);
    name.unwrap_or_else(|| kind_title(site, theme, kind, language))
}

impl Scene<'_> {
    /// A word of the interface; empty if no language has it.
    pub(super) fn name(&self, language: usize, id: &str) -> Name {
        self.theme.words.name(self.language(language), id).cloned().unwrap_or_default()
    }

    /// A text of the site.
    pub(super) fn localised(&self, text: &Localised, language: usize) -> Name {
        let tag = self.language(language);
        text.name(tag, self.site.config.fallback_of(tag)).unwrap_or_default()
    }

    /// The name of a kind's list.
    pub(super) fn kind_title(&self, kind: &str, language: usize) -> Name {
        kind_title(self.site, self.theme, kind, language)
    }

    /// The name of one work of a kind, or else of its list.
    pub(super) fn kind_singular(&self, kind: &str, language: usize) -> Name {
        kind_singular(self.site, self.theme, kind, language)
    }

    pub(super) fn taxonomy_title(&self, taxonomy: &Taxonomy, language: usize) -> Name {
        let name = self.theme.words.called(&taxonomy.title, &taxonomy.name, self.language(language), &self.site.config);
        name.unwrap_or_else(|| taxonomy.name.clone().into())
    }

    pub(super) fn field_title(&self, kind: &Kind, name: &str, language: usize) -> Name {
        let word = match name {
            "dates" => "when",
            "place" => "where",
            name => name,
        };
        let undeclared = Localised::default();
        let declared = kind.field(name).map_or(&undeclared, |field| &field.title);
        let called = self.theme.words.called(declared, word, self.language(language), &self.site.config);
        called.unwrap_or_else(|| name.to_owned().into())
    }

    /// What a list can be narrowed by.
    pub(super) fn facet_title(&self, kind: &Kind, facet: &Facet, language: usize) -> Name {
        match facet {
            Facet::Taxonomy(name) => {
                let taxonomy = self.site.config.taxonomy(name);
                taxonomy.map(|taxonomy| self.taxonomy_title(taxonomy, language)).unwrap_or_default()
            }
            Facet::Field(name) | Facet::Year(name) => match name.as_str() {
                "date" => self.name(language, "published"),
                "updated" => self.name(language, "updated"),
                _ => self.field_title(kind, name, language),
            },
            Facet::State => self.name(language, "state"),
            Facet::When => self.name(language, "when"),
        }
    }

    /// What one of its values is called.
    pub(super) fn value_title(&self, kind: &Kind, facet: &Facet, key: &Key, language: usize) -> Name {
        let of_event = matches!(facet, Facet::Field(name) | Facet::Year(name) if name == "dates");
        match key.word() {
            Some(_) if *key == Key::Absent && of_event => self.name(language, "date_not_published"),
            Some(word) => self.name(language, word),
            None => facets::name(self.site, kind, facet, key, language).unwrap_or_default(),
        }
    }
}
