//! The table of works and languages: what is asked for, and the part of it that one page shows.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{in_site, kind_singular, kind_title};
use crate::Build;
use crate::serve::around::OWN;
use crate::serve::ledger::{Cell, Entry, Ledger, State};
use crate::site::address as addresses;
use crate::speech::Speech;

/// How many works one page shows.
pub const PER_PAGE: usize = 100;

/// What is asked for, as far as the site has it: what it lacks is as if it had not been asked.
#[derive(Clone, Debug, Default)]
pub struct Query {
    kind: Option<String>,
    language: Option<usize>,
    /// A taxonomy and one of its terms.
    topic: Option<(usize, String)>,
    state: Option<&'static str>,
    text: String,
    page: usize,
    /// As it was asked, for addresses of other pages.
    fields: Vec<(&'static str, String)>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    value: String,
    name: String,
    selected: bool,
}

impl Choice {
    pub fn new(value: impl Into<String>, name: impl Into<String>, selected: bool) -> Choice {
        Choice { value: value.into(), name: name.into(), selected }
    }
}

/// The table, ready to be drawn.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Table {
    pub kinds: Vec<Choice>,
    pub languages: Vec<Choice>,
    pub topics: Vec<Topic>,
    pub states: Vec<Choice>,
    pub text: String,
    pub filtered: bool,
    pub empty: bool,
    pub count: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub pages: Vec<PageLink>,
    pub previous: String,
    pub next: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Topic {
    name: String,
    terms: Vec<Choice>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Column {
    tag: String,
    name: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Row {
    title: String,
    tag: String,
    /// Where the text stands that the title is of; empty if it is not shown.
    href: String,
    path: String,
    kind: String,
    cells: Vec<CellContext>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CellContext {
    state: &'static str,
    text: String,
    /// The day that the state speaks of, in words.
    day: String,
    href: String,
    source: bool,
    language: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct PageLink {
    name: String,
    number: usize,
    href: String,
    current: bool,
}

impl Query {
    pub fn of(fields: &BTreeMap<String, String>, build: Option<&Build>, ui: Option<&'static str>) -> Query {
        let field = |name: &str| fields.get(name).map(String::as_str).filter(|value| !value.is_empty());
        let config = build.map(|build| &build.site.config);
        let kind = field("kind").filter(|kind| config.is_some_and(|config| config.kinds.contains_key(*kind))).map(str::to_owned);
        let language = field("language").and_then(|tag| config?.place_of(tag));
        let topic = field("topic")
            .and_then(|topic| topic.split_once(':'))
            .and_then(|(taxonomy, term)| Some((config?.taxonomies.iter().position(|known| known.name == taxonomy)?, term.to_owned())));
        let state = field("state").and_then(|state| State::NAMES.into_iter().find(|known| *known == state));
        let text: String = field("text").unwrap_or_default().trim().chars().take(100).collect();
        let page = field("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1);
        let mut kept = Vec::new();
        for name in ["kind", "language", "topic", "state", "text"] {
            kept.extend(field(name).map(|value| (name, value.chars().take(200).collect())));
        }
        kept.extend(ui.map(|ui| ("ui", ui.to_owned())));
        Query { kind, language, topic, state, text, page, fields: kept }
    }

    /// The address of this very page.
    pub fn href(&self) -> String {
        if self.page > 1 { self.with("page", &self.page.to_string()) } else { self.with("", "") }
    }

    /// The address with one thing asked for in another way; an empty name changes nothing.
    pub fn with(&self, name: &str, value: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (known, kept) in self.fields.iter().filter(|(known, _)| *known != name) {
            query.append_pair(known, kept);
        }
        if !name.is_empty() {
            query.append_pair(name, value);
        }
        let query = query.finish();
        if query.is_empty() { OWN.to_owned() } else { format!("{OWN}?{query}") }
    }

    fn is_filtered(&self) -> bool {
        self.kind.is_some() || self.language.is_some() || self.topic.is_some() || self.state.is_some() || !self.text.is_empty()
    }

    /// Whether the table shows a work. A state is looked for in the language that is asked for, else in all.
    fn takes(&self, entry: &Entry) -> bool {
        let wanted = self.text.to_lowercase();
        let has_text = |text: &str| text.to_lowercase().contains(&wanted);
        let in_state = |cell: &Cell| self.state.is_none_or(|state| cell.state.name() == state);
        self.kind.as_ref().is_none_or(|kind| *kind == entry.kind)
            && match self.language {
                Some(language) => entry.cells.get(language).is_some_and(in_state),
                None => entry.cells.iter().any(in_state),
            }
            && self.topic.as_ref().is_none_or(|(taxonomy, term)| entry.terms.get(*taxonomy).is_some_and(|terms| terms.contains(term)))
            && (self.text.is_empty()
                || has_text(&entry.path)
                || entry.cells.iter().filter_map(|cell| cell.title.as_ref()).any(|title| has_text(title)))
    }
}

/// A work's title for an author, and the tag of the language that it is in.
pub fn title(entry: &Entry, build: &Build, speech: Speech) -> (String, String) {
    let config = &build.site.config;
    let spoken = config.place_of(in_site(config, speech).tag());
    let in_order = spoken.into_iter().chain([entry.source]).chain(0..entry.cells.len());
    in_order
        .filter_map(|index| Some((entry.cells.get(index)?.title.clone()?, build.site.language(index).tag().to_owned())))
        .next()
        .unwrap_or_else(|| (entry.path.clone(), String::new()))
}

/// Where a work stands for readers of a language, if it is shown at all.
pub fn address(entry: &Entry, language: usize, build: &Build) -> Option<String> {
    let work = *build.site.index.by_path.get(&entry.path)?;
    Some(build.site.config.href(build.site.works[work].addresses.get(language)?))
}

/// The works that are asked for, one page of them.
pub fn table(ledger: &Ledger, build: &Build, query: &Query, speech: Speech) -> Table {
    let config = &build.site.config;
    let taken: Vec<&Entry> = ledger.works.iter().filter(|entry| query.takes(entry)).collect();
    let last = taken.len().div_ceil(PER_PAGE).max(1);
    let page = query.page.min(last);
    let shown_languages: Vec<usize> = match query.language {
        Some(language) => vec![language],
        None => (0..config.languages.len()).collect(),
    };
    let rows = taken
        .iter()
        .skip((page - 1) * PER_PAGE)
        .take(PER_PAGE)
        .map(|entry| {
            let (title, tag) = title(entry, build, speech);
            let kind = config.kinds.get(&entry.kind).map_or_else(|| entry.kind.clone(), |kind| kind_singular(kind, build, speech));
            let cells = shown_languages.iter().map(|&language| cell(entry, language, build, speech)).collect();
            let own = config.place_of(&tag).unwrap_or(entry.source);
            let href = address(entry, own, build).unwrap_or_default();
            Row { title, tag, href, path: entry.path.clone(), kind, cells }
        })
        .collect();
    let href = |number: usize| format!("{}#works", query.with("page", &number.to_string()));
    // All pages are too many to name where there are thousands of works: the first, the last, and those around.
    let near = |number: &usize| *number == 1 || *number == last || number.abs_diff(page) <= 2;
    Table {
        kinds: config
            .kinds
            .values()
            .map(|kind| Choice::new(&kind.name, kind_title(kind, build, speech), query.kind.as_ref() == Some(&kind.name)))
            .collect(),
        languages: config
            .languages
            .iter()
            .enumerate()
            .map(|(index, language)| Choice::new(language.tag(), language.own_name(), query.language == Some(index)))
            .collect(),
        topics: topics(ledger, build, query, speech),
        states: State::NAMES
            .into_iter()
            .map(|name| Choice::new(name, speech.say(&format!("state-{name}")), query.state == Some(name)))
            .collect(),
        text: query.text.clone(),
        filtered: query.is_filtered(),
        empty: ledger.works.is_empty(),
        count: speech.count("works-shown", taken.len()),
        columns: shown_languages
            .iter()
            .map(|&language| build.site.language(language))
            .map(|language| Column { tag: language.tag().to_owned(), name: language.own_name().to_owned() })
            .collect(),
        rows,
        pages: if last == 1 {
            Vec::new()
        } else {
            (1..=last)
                .filter(near)
                .map(|number| PageLink {
                    name: speech.with("page-number", "number", number.to_string()),
                    number,
                    href: href(number),
                    current: number == page,
                })
                .collect()
        },
        previous: if page > 1 { href(page - 1) } else { String::new() },
        next: if page < last { href(page + 1) } else { String::new() },
    }
}

fn cell(entry: &Entry, language: usize, build: &Build, speech: Speech) -> CellContext {
    let state = entry.cells[language].state;
    let day = state.day().map(|day| day.to_string()).unwrap_or_default();
    CellContext {
        state: state.name(),
        text: speech.say(&format!("state-{}", state.name())),
        day,
        href: address(entry, language, build).unwrap_or_default(),
        source: language == entry.source,
        language: build.site.language(language).own_name().to_owned(),
    }
}

/// The terms of each taxonomy that any work has.
fn topics(ledger: &Ledger, build: &Build, query: &Query, speech: Speech) -> Vec<Topic> {
    let config = &build.site.config;
    let language = in_site(config, speech);
    config
        .taxonomies
        .iter()
        .enumerate()
        .map(|(index, taxonomy)| {
            let used: std::collections::BTreeSet<&String> =
                ledger.works.iter().filter_map(|work| work.terms.get(index)).flatten().collect();
            let terms = used
                .into_iter()
                .map(|term| {
                    let selected = query.topic.as_ref().is_some_and(|(taxonomy, asked)| *taxonomy == index && asked == term);
                    Choice::new(format!("{}:{term}", taxonomy.name), addresses::term_name(taxonomy, term, language, config).text, selected)
                })
                .collect();
            let name = super::named(&taxonomy.title, &taxonomy.name, &taxonomy.name, build, speech);
            Topic { name, terms }
        })
        .filter(|topic| !topic.terms.is_empty())
        .collect()
}
