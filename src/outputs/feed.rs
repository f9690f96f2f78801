//! Atom feeds: what is new in a language, or in one kind of works.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use atom_syndication::{
    ContentBuilder, EntryBuilder, FeedBuilder, FixedDateTime, GeneratorBuilder, LinkBuilder, PersonBuilder, TextBuilder, TextType,
    extension::{Extension, ExtensionMap},
};

use crate::document::html::escape;
use crate::language::direction::isolated;
use crate::language::{Date, readable};
use crate::site::{Site, address, moved};

/// How many works a feed tells of.
const MOST: usize = 20;

/// The works of a feed, newest first: those that are there in the language itself, unless the site wants all.
pub fn works(site: &Site, language: usize, kind: Option<&str>) -> Vec<usize> {
    let mut works: Vec<usize> = match kind {
        Some(kind) => site.index.by_kind.get(kind).cloned().unwrap_or_default(),
        None => (0..site.works.len()).filter(|&work| site.kind(&site.works[work]).list != crate::config::Listing::None).collect(),
    };
    works.retain(|&work| site.config.whole_feeds || site.works[work].documents[language].is_some());
    let updated = |&work: &usize| site.works[work].updated(&site.works[work].shown_to(language).document);
    works.sort_by_cached_key(|work| (std::cmp::Reverse(updated(work)), *work));
    works.truncate(MOST);
    works
}

/// How a feed looks to somebody who opens it in a browser.
pub struct Look {
    /// The address of its style; may be empty.
    pub style: String,
    /// What a feed is, in the reader's words.
    pub explained: String,
}

/// The feed as XML. `title` names it; `content` gives a work's text as HTML with whole addresses.
pub fn show(site: &Site, language: usize, kind: Option<&str>, title: &str, look: &Look, content: impl Fn(usize) -> String) -> String {
    let config = &site.config;
    let tag = site.language(language);
    let works = works(site, language, kind);
    let list = match kind {
        Some(kind) => address::section(&config.kinds[kind], tag, config),
        None => address::home(tag),
    };
    let own = config.permalink(&format!("{list}feed.xml"));
    let dated = |work: usize| site.works[work].updated(&site.works[work].shown_to(language).document);
    // A text without a date is as old as the oldest with one, or as can be: it must not be new again with each build.
    let oldest = LazyCell::new(|| (0..site.works.len()).filter_map(dated).min());
    let day = |work: usize| dated(work).or_else(|| *oldest).unwrap_or(Date::EPOCH);
    let author = config.publisher.clone().unwrap_or_else(|| config.title_in(tag).to_owned());
    let entries: Vec<_> = works
        .iter()
        .map(|&index| {
            let work = &site.works[index];
            let document = &work.shown_to(language).document;
            let permalink = config.permalink(&work.addresses[language]);
            // The language of the feed is told at its top.
            let other = work.falls_back(language).then(|| document.language.to_string());
            EntryBuilder::default()
                .id(config.permalink(&moved::first_address(site, work, language)))
                .extensions(shown([element("a", &isolated(&document.title), Some(&permalink))]))
                .title(TextBuilder::default().value(isolated(&document.title).into_owned()).lang(other.clone()).build())
                .updated(instant(day(index)))
                .published(work.date_of(document, "date").map(instant))
                .link(
                    LinkBuilder::default()
                        .href(permalink.clone())
                        .rel("alternate")
                        .mime_type("text/html".to_owned())
                        .hreflang(tag.to_string())
                        .build(),
                )
                .summary(document.summary.as_ref().map(|summary| {
                    TextBuilder::default().value(isolated(summary).into_owned()).r#type(TextType::Text).lang(other.clone()).build()
                }))
                .content(
                    ContentBuilder::default()
                        .content_type("html".to_owned())
                        .lang(document.language.to_string())
                        .value(content(index))
                        .build(),
                )
                .build()
        })
        .collect();
    let feed = FeedBuilder::default()
        .lang(tag.to_string())
        .namespaces([("h".to_owned(), XHTML.to_owned())])
        .extensions(shown([
            element("p", &look.explained, None),
            element("a", &readable(&config.permalink(&list)), Some(&config.permalink(&list))),
        ]))
        .id(own.clone())
        .title(TextBuilder::default().value(isolated(title).into_owned()).build())
        .updated(instant(works.iter().map(|&work| day(work)).max().unwrap_or(Date::EPOCH)))
        .author(PersonBuilder::default().name(author).build())
        .generator(GeneratorBuilder::default().value("Lykta").build())
        .link(LinkBuilder::default().href(own).rel("self").mime_type("application/atom+xml".to_owned()).build())
        .link(
            LinkBuilder::default()
                .href(config.permalink(&list))
                .rel("alternate")
                .mime_type("text/html".to_owned())
                .hreflang(tag.to_string())
                .build(),
        )
        .entries(entries)
        .build();
    let feed = feed.to_string() + "\n";
    match feed.split_once("?>") {
        Some((declaration, rest)) if !look.style.is_empty() => {
            format!("{declaration}?>\n<?xml-stylesheet type=\"text/css\" href=\"{}\"?>{rest}", escape(&look.style))
        }
        _ => feed,
    }
}

const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// What a browser shows and a feed reader passes over. A style alone makes no link of an element of Atom, so the links for
/// eyes are XHTML, which Atom lets stand as a foreign element.
fn shown(elements: impl IntoIterator<Item = Extension>) -> ExtensionMap {
    let mut by_name = BTreeMap::new();
    for element in elements {
        by_name.entry(element.name.trim_start_matches("h:").to_owned()).or_insert_with(Vec::new).push(element);
    }
    ExtensionMap::from([("h".to_owned(), by_name)])
}

fn element(name: &str, text: &str, href: Option<&str>) -> Extension {
    Extension {
        name: format!("h:{name}"),
        value: Some(text.to_owned()),
        attrs: href.map(|href| ("href".to_owned(), href.to_owned())).into_iter().collect(),
        children: BTreeMap::new(),
    }
}

/// A day as an instant; sites of knowledge don't publish by the minute.
fn instant(date: Date) -> FixedDateTime {
    format!("{date}T00:00:00Z").parse().expect("a checked date")
}
