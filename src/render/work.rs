//! A work as its page shows it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::scene::Scene;
use super::text::{self, Reader};
use crate::config::KindField;
use crate::config::checked::{self, Check};
use crate::config::contact;
use crate::config::fields::{FieldType, Typed, Value};
use crate::config::lists::Facet;
use crate::document::{Document, Drawn};
use crate::language::readable;
use crate::outputs::calendar;
use crate::outputs::facets::Key;
use crate::site::{Target, Visibility, Work, resolve};
use crate::theme::context::*;

/// Words that a reader of careful text reads in a minute.
const WORDS_A_MINUTE: usize = 200;
/// The most headings in a table of contents.
const MOST_HEADINGS: usize = 200;

impl Scene<'_> {
    pub(super) fn work_context(&self, index: usize, language: usize) -> WorkContext {
        let work = &self.site.works[index];
        let published = work.shown_to(language);
        let document = &published.document;
        let kind = self.site.kind(work);
        let list = kind.has_list().then(|| self.list_link(&work.kind, language));
        let (content, drawn) = (document.content(), document.drawn());
        let page = self.site.config.permalink(&work.addresses[language]);
        let reader = self.reader(index, language, false, &page);
        let fields = self.fields(&reader, &drawn);
        let declared = kind.fields.iter().filter(|declared| declared.in_data).map(|declared| &declared.field.name);
        let field_names = declared.filter(|name| fields[*name].has_value() && !kind.placed.contains(name)).cloned().collect();
        let by = document.fields.record("reviewed").and_then(|record| record.text("by"));
        let reviewed = by.zip(published.reviewed_on()).map(|(by, on)| Reviewed { by: by.to_owned(), on: self.date(on, language) });
        let shown = work.shown[language];
        let translation_of = self.site.source_of(work, published).map(|source| TranslationLink {
            language: self.language_context(source, language),
            href: self.href(&work.addresses[source]),
            permalink: self.site.config.permalink(&work.addresses[source]),
            current: false,
            available: true,
        });
        let names = self.names(index, language);
        let kind_title = self.kind_singular(&work.kind, language);
        let permalink = self.site.config.permalink(&work.addresses[shown]);
        WorkContext {
            title: document.title.clone(),
            address: readable(&permalink).into_owned(),
            permalink,
            kind_lang: kind_title.lang(),
            kind_title: kind_title.text,
            list_href: list.as_ref().map(|list| list.href.clone()).unwrap_or_default(),
            list_title: list.map(|list| list.title).unwrap_or_default(),
            summary: document.summary.clone().unwrap_or_default(),
            language: self.language_context(shown, language),
            foreign: work.falls_back(language),
            translation: published.is_translation(),
            translation_of,
            reviewed,
            outdated: published.translation_for_readers().is_some_and(|translation| text::outdated_at_the_top(&translation)),
            published: work.date_of(document, "date").map(|date| self.date(date, language)),
            updated: work.updated(document).map(|date| self.date(date, language)),
            version: document.file.hash.to_hex()[..8].to_owned(),
            state: match published.visibility {
                Visibility::Draft => "draft",
                Visibility::Scheduled(_) => "scheduled",
                Visibility::Published | Visibility::Expired(_) => "published",
            }
            .into(),
            reading_minutes: content.words.div_ceil(WORDS_A_MINUTE),
            content: reader.opening_notice() + &reader.with_terms(reader.html(&drawn.body)),
            contents: content
                .headings
                .iter()
                .filter(|heading| heading.level <= 3)
                .take(MOST_HEADINGS)
                .map(|heading| ContentsEntry { level: heading.level, id: heading.id.clone(), text: heading.text.clone() })
                .collect(),
            field_names,
            fields,
            taxonomies: self.work_terms(work, language),
            sources: self.sources(&reader),
            notes: self.notes(&reader),
            related: self.site.index.related[index].iter().map(|&other| self.card(other, language)).collect(),
            calendar: match calendar::has_date(self.site, work, document) {
                true => self.href(&format!("{}event.ics", work.addresses[language])),
                false => String::new(),
            },
            calendar_field: kind.held_on().unwrap_or_default().to_owned(),
            has_definitions: names.iter().any(|name| !name.definition.is_empty()),
            names,
        }
    }

    /// The kind's own fields, each as its type is shown.
    pub(super) fn fields(&self, reader: &Reader, drawn: &Drawn) -> BTreeMap<String, FieldContext> {
        let (work, document) = (reader.work, &reader.published.document);
        let kind = self.site.kind(work);
        let mut fields = BTreeMap::new();
        for declared in &kind.fields {
            let name = &declared.field.name;
            let is_words = matches!(declared.field.of.innermost(), FieldType::Text | FieldType::Markdown);
            let written_in = match work.field(document, name).map(|typed| &typed.value) {
                Some(Value::PerLanguage(map)) => self.site.config.nearest_entry(map, self.language(reader.language)).map(|(own, _)| own),
                _ => document.fields.get(name).map(|_| &document.language),
            };
            let other = written_in.filter(|own| is_words && *own != self.language(reader.language));
            let title = self.field_title(kind, name, reader.language);
            let mut context = FieldContext {
                title_lang: title.lang(),
                title: title.text,
                foreign: other.is_some(),
                language: other.and_then(|own| self.site.config.place_of(own.tag())).map(|own| self.language_context(own, reader.language)),
                ..FieldContext::default()
            };
            if let Some(fragments) = drawn.rich.get(name) {
                let mut items: Vec<String> = fragments.iter().map(|fragment| reader.html(fragment)).collect();
                if declared.field.of == FieldType::Markdown {
                    context.html = items.pop().unwrap_or_default();
                } else {
                    context.items = items;
                }
            } else if let Some(typed) = work.field(document, name) {
                self.fill(&mut context, typed, declared, reader);
            }
            fields.insert(name.clone(), context);
        }
        // A built-in template names the fields of its own kind, which one of the site's need not have.
        for name in &kind.placed {
            fields.entry(name.clone()).or_default();
        }
        fields
    }

    fn fill(&self, context: &mut FieldContext, typed: &Typed, declared: &KindField, reader: &Reader) {
        use crate::document::html::escape;
        let language = reader.language;
        let of = declared.field.of.innermost();
        let called = |key: Key, context: &mut FieldContext| {
            let facet = Facet::Field(declared.field.name.clone());
            let name = self.value_title(self.site.kind(reader.work), &facet, &key, language);
            (context.text_lang, context.text) = (name.lang(), name.text);
        };
        match &typed.value {
            Value::Text(text) => {
                context.text = text.clone();
                match of {
                    FieldType::Country => called(Key::Text(text.clone()), context),
                    FieldType::Choice(_) => {
                        called(Key::Text(text.clone()), context);
                        context.choice = text.clone();
                    }
                    FieldType::Url => context.href = text.clone(),
                    FieldType::Contact => context.href = contact::link(text).unwrap_or_default(),
                    FieldType::Work => {
                        if let Some(&work) = self.site.index.by_path.get(text.trim_matches('/')) {
                            let work = &self.site.works[work];
                            let (title, of) = work.listed_title(language, &self.site.config.languages);
                            context.text = title.to_owned();
                            context.text_lang = if of == language { String::new() } else { self.language(of).to_string() };
                            context.href = reader.address(&work.addresses[language]);
                        }
                    }
                    FieldType::Source => {
                        if let Some(reference) = self.site.config.bibliography.get(text) {
                            context.text = reference.title.clone();
                            context.text_lang = reference.title_lang(self.language(language));
                            context.href = reference.url.clone().unwrap_or_default();
                        }
                    }
                    FieldType::File => {
                        let path = resolve::file_of(text, reader.work, self.site).filter(|path| self.site.file(path).is_some());
                        if let Some(path) = path {
                            let name = path.rsplit('/').next().unwrap_or_default().to_owned();
                            context.text = format!("{name} ({})", reader.facts_of(&path, None).said);
                            context.href = reader.href(&Target::Media(path));
                        }
                    }
                    _ => {}
                }
            }
            Value::Markdown(text) => context.text = text.clone(),
            Value::Boolean(value) => called(Key::Boolean(*value), context),
            Value::Number(value) => context.text = self.language(language).number_or_year(*value),
            Value::Date(date) => context.from = Some(self.date(*date, language)),
            Value::DateRange(from, to) => {
                context.text = self.language(language).date_range(*from, *to);
                context.from = Some(self.date(*from, language));
                context.to = (from != to).then(|| self.date(*to, language));
            }
            Value::Language(value) => context.text = self.language(language).name_of(value),
            Value::List(items) => {
                for item in items {
                    let mut one = FieldContext::default();
                    self.fill(&mut one, item, declared, reader);
                    let text = match &one.text_lang[..] {
                        "" => escape(&one.text),
                        lang => format!("<span lang=\"{lang}\" dir=\"auto\">{}</span>", escape(&one.text)),
                    };
                    let html = match (one.from.filter(|_| one.to.is_none()), one.href.as_str()) {
                        (Some(day), _) => format!("<time datetime=\"{}\">{}</time>", day.iso, escape(&day.words)),
                        (None, "") => text,
                        (None, href) => {
                            let direction = if matches!(of, FieldType::Contact | FieldType::Url) { " dir=\"ltr\"" } else { "" };
                            format!("<a{direction} href=\"{}\">{text}</a>", escape(href))
                        }
                    };
                    context.items.push(html);
                }
            }
            Value::PerLanguage(map) => {
                if let Some(typed) = self.site.config.nearest(map, self.language(language)) {
                    self.fill(context, typed, declared, reader);
                }
            }
            Value::Map(_) | Value::Record(_) => {}
        }
    }

    fn work_terms(&self, work: &Work, language: usize) -> Vec<WorkTerms> {
        let taxonomies = &self.site.config.taxonomies;
        taxonomies
            .iter()
            .enumerate()
            .zip(&work.terms)
            .filter(|(_, terms)| !terms.is_empty())
            .map(|((index, taxonomy), terms)| {
                let title = self.taxonomy_title(taxonomy, language);
                WorkTerms {
                    name: taxonomy.name.clone(),
                    lang: title.lang(),
                    title: title.text,
                    terms: terms.iter().filter_map(|term| self.term_link(index, term, language)).collect(),
                }
            })
            .collect()
    }

    /// What the text cites and what the work says that it rests on, in the order of the style.
    fn sources(&self, reader: &Reader) -> Vec<SourceContext> {
        let citations = || reader.citations().into_iter().filter(|cited| !cited.is_empty());
        let bibliography = &self.site.config.bibliography;
        reader
            .cited()
            .sources
            .iter()
            .map(|source| {
                let reference = &bibliography[&source.key];
                let gone = checked::of(reference, &self.site.config.checks).filter(|check| check.is_gone());
                SourceContext {
                    key: source.key.clone(),
                    marker: source.marker.clone(),
                    html: source.html.clone(),
                    title: reference.title.clone(),
                    title_lang: reference.title_lang(self.language(reader.own)),
                    url: reference.url.clone().unwrap_or_default(),
                    gone: gone.is_some(),
                    worked: gone.and_then(Check::last_worked).map(|day| self.date(day, reader.language)),
                    cited_at: citations()
                        .zip(1..)
                        .filter(|(citation, _)| citation.iter().any(|cited| cited.key == source.key))
                        .map(|(_, at)| format!("cite-{at}"))
                        .collect(),
                }
            })
            .collect()
    }

    /// The notes of a style that cites in notes; else none.
    pub(super) fn notes(&self, reader: &Reader) -> Vec<NoteContext> {
        if !self.site.config.citations.notes {
            return Vec::new();
        }
        let seen = reader.cited().citations.iter().zip(reader.citations()).filter(|(_, cited)| !cited.is_empty());
        let notes = seen.map(|(html, _)| html).zip(1..);
        notes.map(|(html, at)| NoteContext { id: format!("citation-{at}"), html: html.clone(), cited_at: format!("cite-{at}") }).collect()
    }

    /// What a term is called in each of the site's languages, by its documents or by the field `names`, and how those that
    /// have a document define it.
    fn names(&self, index: usize, reader: usize) -> Vec<NameContext> {
        let work = &self.site.works[index];
        if self.site.kind(work).structured_data != crate::config::StructuredData::DefinedTerm {
            return Vec::new();
        }
        let declared = match work.fields.get("names").map(|typed| &typed.value) {
            Some(Value::PerLanguage(map)) => Some(map),
            _ => None,
        };
        let defines = work.documents.iter().flatten().count() > 1;
        (0..self.site.config.languages.len())
            .filter_map(|language| {
                let (name, href, definition) = match &work.documents[language] {
                    Some(published) => {
                        let definition = if defines { self.definition(index, language, false) } else { String::new() };
                        (published.document.title.clone(), self.href(&work.addresses[language]), definition)
                    }
                    None => match &declared?.get(self.language(language))?.value {
                        Value::Text(name) => (name.clone(), String::new(), String::new()),
                        _ => return None,
                    },
                };
                Some(NameContext { language: self.language_context(language, reader), name, href, definition })
            })
            .collect()
    }

    /// A term's definition for readers of a language, as it can stand in another text: HTML without what leads elsewhere.
    pub(super) fn definition(&self, index: usize, language: usize, whole: bool) -> String {
        let work = &self.site.works[index];
        let permalink = self.site.config.permalink(&work.addresses[language]);
        let drawn = work.shown_to(language).document.drawn();
        let definition = drawn.rich.get("definition").and_then(|fragments| fragments.first());
        definition.map(|fragment| self.reader(index, language, whole, &permalink).plain_html(fragment)).unwrap_or_default()
    }

    /// Where the fields stand in a document that neither the rows of a page show nor a template names.
    fn unseen(&self, work: &Work, document: &Document) -> Vec<Range<usize>> {
        let kind = self.site.kind(work);
        let apart = kind.fields.iter().filter(|declared| !declared.in_data).map(|declared| &declared.field.name);
        let unseen = apart.filter(|name| !kind.placed.contains(name) && !self.theme.shows_field(name));
        unseen.filter_map(|name| Some(document.fields.get(name)?.span.clone())).collect()
    }

    /// Whoever reads a work in a language.
    pub(super) fn reader<'s>(&'s self, index: usize, language: usize, whole: bool, page: &'s str) -> Reader<'s> {
        let work = &self.site.works[index];
        self.texts.borrow_mut().insert((index, work.shown[language]));
        let published = work.shown_to(language);
        Reader {
            site: self.site,
            words: &self.theme.words,
            scene: self,
            index,
            work,
            published,
            content: published.document.content(),
            resolved: self.site.resolved(index, work.shown[language]),
            language,
            own: work.shown[language],
            whole,
            page,
            unseen: self.unseen(work, &published.document),
            cited: OnceCell::new(),
        }
    }
}
