//! What pages tell machines: JSON-LD by the vocabulary of schema.org.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::bibliography::{Group, Reference};
use crate::config::StructuredData;
use crate::outputs::data::{self, Format};
use crate::site::{Published, Site, address};
use crate::theme::context::Page;

/// JSON that can stand in a script element: nothing in it can end the element.
fn script(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("texts and numbers alone");
    // Without an early end the compiler looks at many bytes at once. The two separators begin with E2.
    if !json.bytes().fold(false, |any, b| any | matches!(b, b'<' | b'>' | b'&' | 0xE2)) {
        return json;
    }
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// The site, on its home pages.
pub fn website(site: &Site, language: usize) -> String {
    let tag = site.language(language);
    script(&json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": site.config.title_in(tag),
        "url": site.config.permalink(&address::home(tag)),
        "inLanguage": tag.tag(),
    }))
}

/// A source.
fn citation(reference: &Reference) -> Value {
    let kind = match reference.group() {
        _ if reference.is_thesis() => "Thesis",
        _ if reference.is_of_newspaper() => "NewsArticle",
        _ if reference.is_chapter() => "Chapter",
        Group::Law => "Legislation",
        Group::Reports => "Report",
        Group::Books => "Book",
        Group::Articles => "ScholarlyArticle",
        Group::Web => "WebPage",
        Group::Cases | Group::Others => "CreativeWork",
    };
    // Authors and years stand in the page's list, and in the files of the page of all sources.
    let mut data = json!({ "@type": kind, "name": reference.title });
    if let Some(url) = &reference.url {
        data["url"] = url.clone().into();
    }
    data
}

/// The way from the home page to this one.
pub fn breadcrumbs(page: &Page, base_url: &str, base_path: &str) -> String {
    #[derive(Serialize)]
    struct BreadcrumbList<'a> {
        #[serde(rename = "@context")]
        context: &'static str,
        #[serde(rename = "@type")]
        kind: &'static str,
        #[serde(rename = "itemListElement")]
        items: Vec<ListItem<'a>>,
    }
    #[derive(Serialize)]
    struct ListItem<'a> {
        #[serde(rename = "@type")]
        kind: &'static str,
        position: usize,
        name: &'a str,
        item: Cow<'a, str>,
    }
    let whole = |href: &str| format!("{base_url}{}", href.strip_prefix(base_path).unwrap_or(href));
    let above = page.breadcrumbs.iter().map(|link| (&link.title, Cow::from(whole(&link.href))));
    let items = above
        .chain([(&page.title, Cow::from(&page.permalink))])
        .enumerate()
        .map(|(at, (name, item))| ListItem { kind: "ListItem", position: at + 1, name, item })
        .collect();
    script(&BreadcrumbList { context: "https://schema.org", kind: "BreadcrumbList", items })
}

/// The data for research, on their page.
pub fn dataset(site: &Site, language: usize, page: &Page) -> String {
    let config = &site.config;
    let files = data::tables(site).into_iter().flat_map(|table| {
        [Format::Csv, Format::Json].map(|format| {
            json!({
                "@type": "DataDownload",
                "encodingFormat": format.media_type().split(';').next(),
                "contentUrl": config.permalink(&data::file(site, language, &table, format)),
            })
        })
    });
    let mut dataset = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": page.permalink,
        "url": page.permalink,
        "name": format!("{}: {}", config.title_in(site.language(language)), page.title),
        "description": page.description,
        "inLanguage": site.language(language).tag(),
        "isAccessibleForFree": true,
        "version": data::VERSION.to_string(),
        "dateModified": site.today.to_string(),
        "distribution": files.collect::<Vec<_>>(),
    });
    if let Some(publisher) = &config.publisher {
        dataset["creator"] = json!({ "@type": "Organization", "name": publisher });
    }
    if let Some(licence) = &config.licence_url {
        dataset["license"] = licence.as_str().into();
    }
    script(&dataset)
}

/// A work, by what its kind says that it is, and the way to it.
pub fn work(site: &Site, index: usize, language: usize, page: &Page) -> Vec<String> {
    let config = &site.config;
    let work = &site.works[index];
    let kind = site.kind(work);
    let published = work.shown_to(language);
    let document = &published.document;
    let permalink = page.canonical.clone();
    let mut data = Map::new();
    let mut set = |key: &str, value: Value| {
        data.insert(key.to_owned(), value);
    };
    set("@context", "https://schema.org".into());
    set("url", permalink.clone().into());
    if !page.description.is_empty() {
        set("description", page.description.clone().into());
    }
    // An idea and a body have no language, and only a text is a translation of another.
    if !matches!(kind.structured_data, StructuredData::DefinedTerm | StructuredData::Organisation) {
        set("inLanguage", document.language.tag().into());
    }
    let creative = matches!(kind.structured_data, StructuredData::Article | StructuredData::WebPage);
    match site.source_of(work, published) {
        Some(source) if creative => {
            let address = config.permalink(&work.addresses[source]);
            set("translationOfWork", json!({ "@id": address }));
            let mut based_on = json!({ "@id": address, "inLanguage": site.language(source).tag() });
            if let Some(date) = work.documents[source].as_ref().and_then(|source| work.updated(&source.document)) {
                based_on["dateModified"] = date.to_string().into();
            }
            set("isBasedOn", based_on);
        }
        None if creative => {
            let translations: Vec<Value> = (0..config.languages.len())
                .filter(|&other| work.documents[other].as_ref().is_some_and(Published::is_translation))
                .map(|other| json!({ "@id": config.permalink(&work.addresses[other]), "inLanguage": site.language(other).tag() }))
                .collect();
            if !translations.is_empty() {
                set("workTranslation", translations.into());
            }
        }
        _ => {}
    }
    if creative {
        let keys: BTreeSet<&str> = work.sources(document).into_iter().collect();
        let citations: Vec<Value> = keys.iter().filter_map(|key| config.bibliography.get(*key)).map(citation).collect();
        if !citations.is_empty() {
            set("citation", citations.into());
        }
    }
    let publisher = config.publisher.as_ref().map(|name| json!({ "@type": "Organization", "name": name }));
    match kind.structured_data {
        StructuredData::Article | StructuredData::WebPage => {
            let article = kind.structured_data == StructuredData::Article;
            set("@type", if article { "Article" } else { "WebPage" }.into());
            set("@id", permalink.into());
            set(if article { "headline" } else { "name" }, document.title.clone().into());
            if let Some(date) = work.date_of(document, "date") {
                set("datePublished", date.to_string().into());
            }
            if let Some(date) = work.updated(document) {
                set("dateModified", date.to_string().into());
            }
            if let Some(publisher) = publisher {
                set("publisher", publisher.clone());
                set("author", publisher);
            }
            if let Some(licence) = &config.licence_url {
                set("license", licence.clone().into());
            }
        }
        StructuredData::Event => {
            // Without a date it is no event that a calendar could hold; saying so would be guessing.
            let dates = work.held(document, kind);
            set("@type", if dates.is_some() { "Event" } else { "WebPage" }.into());
            set("@id", permalink.into());
            set("name", document.title.clone().into());
            if let Some((from, to)) = dates {
                set("startDate", from.to_string().into());
                set("endDate", to.to_string().into());
                if let Some(place) = document.fields.text("place") {
                    set("location", json!({ "@type": "Place", "name": place, "address": place }));
                }
                if let Some(publisher) = publisher {
                    set("organizer", publisher);
                }
            }
        }
        StructuredData::DefinedTerm => {
            set("@type", "DefinedTerm".into());
            set("@id", permalink.into());
            set("name", document.title.clone().into());
            if let Some(definition) = document.gist().plain_fields.get("definition").and_then(|said| said.first()) {
                set("description", definition.clone().into());
            }
            // As the term itself, the set is that of the text's language, which need not be the reader's.
            let set_of = config.permalink(&address::section(kind, &document.language, config));
            set("inDefinedTermSet", set_of.into());
        }
        StructuredData::Organisation => {
            set("@type", "Organization".into());
            set("name", document.title.clone().into());
            if let Some(website) = work.fields.text("website") {
                set("sameAs", website.into());
            }
        }
    }
    vec![script(&Value::Object(data)), breadcrumbs(page, &config.base_url, &config.base_path)]
}
