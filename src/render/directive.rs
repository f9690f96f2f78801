//! A directive of a text: the plain value that its template draws.

use std::collections::BTreeMap;

use super::text::Reader;
use crate::config::contact;
use crate::config::directives::{Declaration, Form, Shows};
use crate::config::fields::{FieldType, Typed};
use crate::document::html::first_paragraph;
use crate::document::{Directive, Fragment};
use crate::language::Language;
use crate::site::{Target, named};
use crate::theme::context::*;

impl Reader<'_> {
    /// A directive as its template draws it. A template that fails stops the page.
    pub(super) fn directive(&self, index: usize, label: &Fragment, content: &Fragment) -> String {
        let document = &self.published.document;
        let directive = &self.content.directives[index];
        let inner = |fragment: &Fragment| self.html(fragment);
        // One that lacks what it needs has its own finding, and no template could draw it.
        let is_whole = |declaration: &&Declaration| {
            declaration.arguments.iter().all(|declared| !declared.field.required || directive.arguments.contains_key(&declared.field.name))
        };
        let Some(declaration) = self.site.config.directives.get(&directive.name).filter(is_whole) else {
            return inner(label) + &inner(content);
        };
        let own = self.own;
        // What is not so is not there: a template asks `{% if arguments.open %}`.
        let is_so = |name: &String, text: &str| {
            let mut declared = declaration.arguments.iter().filter(|declared| declared.field.name == *name);
            !declared.any(|declared| declared.field.of == FieldType::Boolean && text == "false")
        };
        let arguments = directive.arguments.iter().filter(|(name, argument)| is_so(name, &argument.text));
        let arguments = arguments.map(|(name, argument)| (name.clone(), argument.text.clone())).collect();
        let stated = directive.arguments.get("language").and_then(|argument| Language::parse(&argument.text).ok());
        let links = directive
            .arguments
            .iter()
            .filter_map(|(name, argument)| {
                Some((name.clone(), self.directive_link(&self.resolved.targets[argument.link?], own, stated.clone())))
            })
            .collect();
        let country = directive.arguments.get("country").map(|country| country.text.as_str()).unwrap_or_default();
        let shows = declaration.shows;
        let context = DirectiveContext {
            arguments,
            links,
            label: inner(label),
            text: directive.text.clone(),
            content: inner(content),
            id: directive.id.clone().unwrap_or_default(),
            classes: directive.classes.clone(),
            within: directive.within.clone(),
            country: if country.is_empty() { String::new() } else { document.language.country_name(country) },
            file_language: stated.map(|language| document.language.name_of(&language)).unwrap_or_default(),
            helplines: if shows == Shows::Helplines { self.helplines(country, own) } else { Vec::new() },
            term: if shows == Shows::Term { self.term(directive) } else { None },
            related: if shows == Shows::Related { self.related() } else { Vec::new() },
            ..self.bare_directive(&directive.name, index + 1)
        };
        let mut drawn = self.drawn(&declaration.template, &context);
        // A template ends with a line's end, which would be a space before the sentence's full stop.
        if declaration.form == Form::Inline {
            drawn.truncate(drawn.trim_end().len());
        }
        drawn
    }

    /// A term that nobody has marked, as if it had been.
    pub(super) fn draw_term(&self, name: &str, template: &str, term: usize, number: usize, written: &str) -> String {
        let context = DirectiveContext {
            text: written.to_owned(),
            content: written.to_owned(),
            term: Some(self.term_context(term)),
            ..self.bare_directive(name, number)
        };
        self.drawn(template, &context).trim_end().to_owned()
    }

    /// A directive without arguments and content.
    fn bare_directive(&self, name: &str, number: usize) -> DirectiveContext {
        let own = self.own;
        DirectiveContext {
            name: name.to_owned(),
            number,
            feed: self.whole,
            page: DirectivePage { language: self.scene.language_context(own, own) },
            reader: self.scene.language_context(self.language, self.language),
            words: self.words.values(self.site.language(own)),
            arguments: BTreeMap::new(),
            links: BTreeMap::new(),
            label: String::new(),
            text: String::new(),
            content: String::new(),
            id: String::new(),
            classes: Vec::new(),
            within: String::new(),
            country: String::new(),
            file_language: String::new(),
            helplines: Vec::new(),
            term: None,
            related: Vec::new(),
        }
    }

    fn drawn(&self, template: &str, context: &DirectiveContext) -> String {
        match self.scene.theme.draw_directive(template, context) {
            Ok(html) => html,
            Err(finding) => {
                let _ = self.scene.failure.set(finding);
                String::new()
            }
        }
    }

    fn directive_link(&self, target: &Target, own: usize, stated: Option<Language>) -> DirectiveLink {
        let mut link = DirectiveLink {
            href: self.href(target),
            title: String::new(),
            summary: String::new(),
            language: self.scene.language_context(own, own),
            foreign: false,
            file_type: String::new(),
            size: String::new(),
            file_language: String::new(),
            hreflang: String::new(),
            facts: String::new(),
        };
        let work = match target {
            Target::Work { work, .. } => Some(*work),
            Target::Home => self.site.home(),
            _ => None,
        };
        if let Some(work) = work {
            let other = &self.site.works[work];
            let shown = other.shown_to(own);
            link.language = self.scene.language_context(other.shown[own], own);
            link.foreign = other.falls_back(own);
            link.title = shown.document.title.clone();
            link.summary = shown.document.summary.clone().unwrap_or_default();
            return link;
        }
        match target {
            Target::Home => link.title = self.site.config.title_in(self.site.language(own)).to_owned(),
            Target::List(kind) => link.title = self.scene.kind_title(kind, own).text,
            Target::Media(path) => {
                let facts = self.facts_of(path, stated);
                link.title = path.rsplit('/').next().unwrap_or_default().to_owned();
                link.hreflang = facts.language.map(|language| language.to_string()).unwrap_or_default();
                (link.file_type, link.size) = (facts.file_type, facts.size);
                (link.file_language, link.facts) = (facts.language_name, facts.said);
            }
            Target::Work { .. } | Target::Anchor(_) | Target::Address { .. } | Target::External(_) | Target::Nowhere => {}
        }
        link
    }

    fn helplines(&self, country: &str, own: usize) -> Vec<HelplineContext> {
        named::helplines(self.site, country)
            .map(|work| {
                let document = &work.shown_to(own).document;
                let text = |name: &str| work.field(document, name).and_then(Typed::text).unwrap_or_default();
                HelplineContext {
                    name: document.title.clone(),
                    language: self.scene.language_context(work.shown[own], own),
                    foreign: work.falls_back(own),
                    href: self.address(&work.addresses[self.language]),
                    telephone: text("telephone").to_owned(),
                    tel: contact::link(text("telephone")).and_then(|link| Some(link.strip_prefix("tel:")?.to_owned())).unwrap_or_default(),
                    website: text("website").to_owned(),
                    verified: work.date_of(document, "verified_on").map(|date| self.scene.date(date, own)),
                }
            })
            .collect()
    }

    fn term(&self, directive: &Directive) -> Option<DirectiveTerm> {
        let named = directive.arguments.get("work").map(|argument| argument.text.as_str());
        named::term(self.site, named.unwrap_or(&directive.text), &self.published.document.language).map(|index| self.term_context(index))
    }

    fn term_context(&self, index: usize) -> DirectiveTerm {
        let work = &self.site.works[index];
        let shown = work.shown[self.language];
        DirectiveTerm {
            title: work.shown_to(self.language).document.title.clone(),
            // A definition with a directive in it would lead on and on, and one with paragraphs would end that of the text.
            definition: first_paragraph(&self.scene.definition(index, self.language, self.whole)),
            href: self.address(&work.addresses[self.language]),
            language: self.scene.language_context(shown, self.language),
        }
    }

    fn related(&self) -> Vec<Shared<CardContext>> {
        let card = |&other: &usize| match self.whole {
            true => self.scene.bare_card(other, self.language, self.address(&self.site.works[other].addresses[self.language])),
            false => self.scene.card(other, self.language),
        };
        self.site.index.related[self.index].iter().map(card).collect()
    }
}
