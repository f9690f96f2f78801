//! From the site to the one plain value that a page is drawn from.

use crate::config::Listing;
use crate::config::fields::Name;
use crate::language::readable;
use crate::outputs::{self, Page, list, share};
use crate::site::{Visibility, address};
use crate::theme::context::{self, *};

use super::print::fields_for_readers;
use super::scene::Scene;
use super::structured_data;

/// How many works of a list the home page shows.
const ON_HOME: usize = 3;

impl Scene<'_> {
    /// The template and the context of a page.
    pub fn page(&self, path: &str, this: &Page) -> (String, PageContext) {
        match this {
            Page::Chooser => self.chooser(path),
            Page::Home { language } => self.home(path, this, *language),
            Page::Work { work, language } => self.work_page(path, this, *work, *language),
            Page::List { kind, language, page } => self.list_page(path, this, kind, *language, *page, None),
            Page::Narrowed { kind, language, facet, value, page } => {
                self.list_page(path, this, kind, *language, *page, Some((*facet, *value)))
            }
            Page::Taxonomy { taxonomy, language } => self.taxonomy_page(path, this, *taxonomy, *language),
            Page::Term { taxonomy, term, language, page } => self.term_page(path, this, *taxonomy, term, *language, *page),
            Page::Print { kind, language } => self.print_page(path, this, kind, *language),
            Page::Keep { language } => {
                let title = self.name(*language, "keep");
                let mut context = self.blank(path, this, "keep", title, *language);
                context.page.breadcrumbs = vec![self.home_link(*language)];
                ("keep.html".into(), context)
            }
            Page::Sources { language } => self.sources_page(path, this, *language),
            Page::DataPage { language } => self.data_page(path, this, *language),
            Page::Search { language } => self.search_page(path, this, *language),
            Page::NotFound { language } => self.not_found(path, *language),
        }
    }

    /// A page without content, to be filled.
    pub(super) fn blank(&self, path: &str, this: &Page, kind: &str, title: impl Into<Name>, language: usize) -> PageContext {
        let config = &self.site.config;
        let title = title.into();
        let permalink = config.permalink(path);
        let translations = outputs::counterparts(self.site, self.plan, this)
            .into_iter()
            .map(|(other, path)| TranslationLink {
                language: self.language_context(other, language),
                href: self.href(&path),
                permalink: config.permalink(&path),
                current: other == language,
                available: outputs::has_counterpart(self.site, self.plan, this, other),
            })
            .collect();
        let feed_of = |path: &str, title: String| NavigationLink::new(title.into(), config.href(path));
        let mut feeds = vec![feed_of(&format!("{}feed.xml", address::home(self.language(language))), self.feed_title(language, None))];
        if let Page::List { kind, .. } | Page::Narrowed { kind, .. } = this {
            let section = address::section(&config.kinds[kind], self.language(language), config);
            feeds.push(feed_of(&format!("{section}feed.xml"), self.feed_title(language, Some(kind))));
        }
        PageContext {
            page: context::Page {
                kind: kind.to_owned(),
                title_lang: title.lang(),
                title: title.text,
                neutral_title: String::new(),
                description: self.localised(&config.description, language).text,
                language: self.language_context(language, language),
                address: readable(&permalink).into_owned(),
                canonical: permalink.clone(),
                permalink,
                every_language: false,
                noindex: false,
                translations,
                chooser: match &config.languages[..] {
                    [only] => config.permalink(&address::home(only)),
                    _ => config.permalink("/"),
                },
                breadcrumbs: Vec::new(),
                feeds,
                data: self.data_links(this, language),
                structured_data: Vec::new(),
                open_graph: "website".into(),
                picture: self.plan.pictures.of_home(language).map(|path| config.permalink(path)).unwrap_or_default(),
            },
            site: self.site_context(language),
            words: self.theme.words.values(self.language(language)),
            work: None,
            list: None,
            terms: Vec::new(),
            home: None,
            search: None,
            bibliography: None,
            data: None,
            works: Vec::new(),
        }
    }

    pub(super) fn home_link(&self, language: usize) -> NavigationLink {
        NavigationLink::new(self.name(language, "home"), self.href(&address::home(self.language(language))))
    }

    fn chooser(&self, path: &str) -> (String, PageContext) {
        let title = self.site.config.title_in(self.language(0)).to_owned();
        let mut context = self.blank(path, &Page::Chooser, "chooser", title, 0);
        for translation in &mut context.page.translations {
            translation.current = false;
        }
        ("chooser.html".into(), context)
    }

    fn not_found(&self, path: &str, language: Option<usize>) -> (String, PageContext) {
        let index = language.unwrap_or(0);
        let title = self.name(index, "not_found");
        let mut context = self.blank(path, &Page::NotFound { language }, "not_found", title, index);
        context.page.noindex = true;
        context.page.every_language = language.is_none();
        for (other, translation) in context.page.translations.iter_mut().enumerate() {
            translation.current = language == Some(other);
        }
        ("not_found.html".into(), context)
    }

    fn home(&self, path: &str, this: &Page, language: usize) -> (String, PageContext) {
        let title = self.site.config.title_in(self.language(language)).to_owned();
        let mut context = self.blank(path, this, "home", title, language);
        if let Some(home) = self.site.home() {
            let mut work = self.work_context(home, language);
            let names = fields_for_readers(self.site.kind(&self.site.works[home]), &work.fields);
            work.field_names = names.map(str::to_owned).collect();
            if !work.summary.is_empty() {
                context.page.description = work.summary.clone();
            }
            context.work = Some(work);
        }
        let audiences = self.site.config.taxonomies.iter().position(|taxonomy| taxonomy.name == "audiences");
        let sections = self
            .listed_kinds()
            .filter(|kind| self.site.config.kinds[*kind].list != Listing::Glossary)
            .map(|kind| {
                let order = self.plan.order(kind, language);
                let NavigationLink { title, lang, href } = self.list_link(kind, language);
                HomeSection {
                    kind: kind.to_owned(),
                    title,
                    lang,
                    href,
                    count: order.len(),
                    items: order.iter().take(ON_HOME).map(|&work| self.card(work, language)).collect(),
                }
            })
            .collect();
        context.home =
            Some(HomeContext { audiences: audiences.map(|taxonomy| self.term_links(taxonomy, language)).unwrap_or_default(), sections });
        context.page.structured_data = vec![structured_data::website(self.site, language)];
        ("home.html".into(), context)
    }

    fn work_page(&self, path: &str, this: &Page, index: usize, language: usize) -> (String, PageContext) {
        let work = &self.site.works[index];
        let kind = self.site.kind(work);
        let published = work.shown_to(language);
        let document = &published.document;
        let title = Name { text: document.title.clone(), lent_by: work.falls_back(language).then(|| document.language.clone()) };
        let mut context = self.blank(path, this, &work.kind, title, language);
        context.page.description = document.summary.clone().unwrap_or_else(|| document.content().opening.clone());
        context.page.open_graph = "article".into();
        context.page.neutral_title = share::neutral_title(work, published).unwrap_or_default().to_owned();
        context.page.picture =
            self.plan.pictures.of_work(index, work.shown[language]).map(|path| self.site.config.permalink(path)).unwrap_or_default();
        context.page.breadcrumbs = vec![self.home_link(language)];
        context.page.breadcrumbs.extend(kind.has_list().then(|| self.list_link(&work.kind, language)));
        if work.falls_back(language) {
            context.page.canonical = self.site.config.permalink(&work.addresses[work.shown[language]]);
        }
        context.page.noindex = published.visibility != Visibility::Published;
        context.page.structured_data = structured_data::work(self.site, index, language, &context.page);
        context.work = Some(self.work_context(index, language));
        (kind.template.clone(), context)
    }

    fn taxonomy_page(&self, path: &str, this: &Page, taxonomy: usize, language: usize) -> (String, PageContext) {
        let title = self.taxonomy_title(&self.site.config.taxonomies[taxonomy], language);
        let mut context = self.blank(path, this, "taxonomy", title, language);
        context.page.breadcrumbs = vec![self.home_link(language)];
        context.terms = self.term_links(taxonomy, language);
        ("taxonomy.html".into(), context)
    }

    fn term_page(&self, path: &str, this: &Page, taxonomy: usize, term: &str, language: usize, page: usize) -> (String, PageContext) {
        let config = &self.site.config;
        let of = &config.taxonomies[taxonomy];
        let tag = self.language(language);
        let title = address::term_name(of, term, tag, config);
        let mut context = self.blank(path, this, "term", title, language);
        let above = NavigationLink::new(self.taxonomy_title(of, language), self.href(&address::taxonomy(of, tag, config)));
        context.page.breadcrumbs = vec![self.home_link(language), above];
        let mut works = self.site.index.by_term[taxonomy][term].clone();
        works.sort_by_key(|&work| self.site.works[work].falls_back(language));
        let cards = list::slice(&works, page, config.per_page).iter().map(|&work| self.card(work, language)).collect();
        let pages = list::pages(works.len(), config.per_page);
        context.list = Some(self.list_context("term", works.len(), cards, &address::term(of, term, tag, config), page, pages));
        ("list.html".into(), context)
    }

    /// The terms of a taxonomy that have works: declared ones in their order, others by their names.
    pub(super) fn term_links(&self, taxonomy: usize, language: usize) -> Vec<TermLink> {
        let config = &self.site.config;
        let of = &config.taxonomies[taxonomy];
        let tag = self.language(language);
        let mut terms: Vec<(Option<usize>, TermLink)> = self.site.index.by_term[taxonomy]
            .iter()
            .map(|(term, works)| {
                let declared = of.terms.iter().position(|(name, _)| name == term);
                let name = address::term_name(of, term, tag, config);
                let href = self.href(&address::term(of, term, tag, config));
                (declared, TermLink { lang: name.lang(), title: name.text, href, count: works.len() })
            })
            .collect();
        let collation = tag.collator();
        terms.sort_by(|(a, x), (b, y)| match (a, b) {
            (Some(a), Some(b)) => a.cmp(b),
            (a, b) => b.is_some().cmp(&a.is_some()).then_with(|| collation.compare(&x.title, &y.title)),
        });
        terms.into_iter().map(|(_, link)| link).collect()
    }

    pub fn feed_title(&self, language: usize, kind: Option<&str>) -> String {
        let title = self.site.config.title_in(self.language(language));
        match kind {
            Some(kind) => format!("{} · {title}", self.kind_title(kind, language).text),
            None => title.to_owned(),
        }
    }
}
