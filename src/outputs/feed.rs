//! Atom feeds: what is new in a language, or in one kind of works.

use atom_syndication::{
    ContentBuilder, EntryBuilder, FeedBuilder, FixedDateTime, GeneratorBuilder, LinkBuilder, PersonBuilder, TextBuilder, TextType,
};

use crate::site::{Site, address};

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

/// The feed as XML. `title` names it; `content` gives a work's text as HTML with whole addresses.
pub fn show(site: &Site, language: usize, kind: Option<&str>, title: &str, content: impl Fn(usize) -> String) -> String {
    let config = &site.config;
    let tag = site.language(language);
    let works = works(site, language, kind);
    let list = match kind {
        Some(kind) => address::section(&config.kinds[kind], tag, config),
        None => address::home(tag),
    };
    let own = config.permalink(&format!("{list}feed.xml"));
    let day = |work: usize| site.works[work].updated(&site.works[work].shown_to(language).document).unwrap_or(site.today);
    let author = config.publisher.clone().unwrap_or_else(|| config.title_in(tag).to_owned());
    let entries: Vec<_> = works
        .iter()
        .map(|&index| {
            let work = &site.works[index];
            let document = &work.shown_to(language).document;
            let permalink = config.permalink(&work.addresses[language]);
            EntryBuilder::default()
                .id(permalink.clone())
                .title(TextBuilder::default().value(document.title.clone()).build())
                .updated(instant(day(index)))
                .published(work.date.map(instant))
                .link(
                    LinkBuilder::default()
                        .href(permalink.clone())
                        .rel("alternate")
                        .mime_type("text/html".to_owned())
                        .hreflang(tag.to_string())
                        .build(),
                )
                .summary(
                    document.summary.as_ref().map(|summary| TextBuilder::default().value(summary.clone()).r#type(TextType::Text).build()),
                )
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
        .id(own.clone())
        .title(TextBuilder::default().value(title.to_owned()).build())
        .updated(instant(works.iter().map(|&work| day(work)).max().unwrap_or(site.today)))
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
    feed.to_string() + "\n"
}

/// A day as an instant; sites of knowledge don't publish by the minute.
fn instant(date: crate::language::Date) -> FixedDateTime {
    format!("{date}T00:00:00Z").parse().expect("a checked date")
}
