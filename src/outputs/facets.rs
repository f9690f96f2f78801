//! What works have in common with others: the values of each facet, and what they are called.

use std::collections::BTreeSet;

use crate::config::Kind;
use crate::config::fields::{FieldType, Name, Typed, Value};
use crate::config::lists::Facet;
use crate::language::{Date, Language};
use crate::site::{Published, Site, Work, address};
use crate::translation::Reviewed;

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A term, a text, a choice, a country, a language.
    Text(String),
    Number(i64),
    Year(i32),
    Day(Date),
    Boolean(bool),
    State(State),
    When(When),
    /// The work does not say.
    Absent,
}

/// How a text stands to its original, for a reader of one language. Several may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is there in the reader's language.
    Own,
    /// The reader is shown another language.
    Other,
    /// The original has changed since it was translated.
    Outdated,
    /// No native speaker has looked at the translation.
    NotReviewed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    Upcoming,
    Past,
    NotPublished,
}

impl Key {
    /// The word of the interface that names it, where no language's data and no author does.
    pub fn word(&self) -> Option<&'static str> {
        match self {
            Key::Boolean(true) => Some("value_yes"),
            Key::Boolean(false) => Some("value_no"),
            Key::State(State::Own) => Some("state_own"),
            Key::State(State::Other) => Some("state_other"),
            Key::State(State::Outdated) => Some("state_outdated"),
            Key::State(State::NotReviewed) => Some("state_not_reviewed"),
            Key::When(When::Upcoming) => Some("when_upcoming"),
            Key::When(When::Past) => Some("when_past"),
            Key::When(When::NotPublished) => Some("date_not_published"),
            Key::Absent => Some("value_absent"),
            Key::Text(_) | Key::Number(_) | Key::Year(_) | Key::Day(_) => None,
        }
    }
}

/// What a facet is for one work, as a reader of a language is shown it.
pub fn keys(site: &Site, index: usize, facet: &Facet, language: usize) -> Vec<Key> {
    let work = &site.works[index];
    let published = work.shown_to(language);
    let document = &published.document;
    match facet {
        Facet::Taxonomy(name) => {
            let at = site.config.taxonomies.iter().position(|taxonomy| taxonomy.name == *name);
            at.map(|at| work.terms[at].iter().cloned().map(Key::Text).collect()).unwrap_or_default()
        }
        Facet::Field(name) => match day(work, published, name) {
            Some(day) => day.map(Key::Day).into_iter().collect(),
            None => values(work.field(document, name), site.language(language), site).into_iter().collect(),
        },
        Facet::Year(name) => match day(work, published, name) {
            Some(day) => day.map(|day| Key::Year(day.year)).into_iter().collect(),
            None => {
                let days = values(work.field(document, name), site.language(language), site);
                days.into_iter().filter_map(|key| if let Key::Day(day) = key { Some(Key::Year(day.year)) } else { None }).collect()
            }
        },
        Facet::State => states(work, published, language),
        Facet::When => vec![Key::When(match work.held(document, site.kind(work)) {
            None => When::NotPublished,
            Some((_, last)) if last < site.today => When::Past,
            Some(_) => When::Upcoming,
        })],
    }
}

/// The days that every work may have; `None` if the name is that of a field of the kind.
fn day(work: &Work, published: &Published, name: &str) -> Option<Option<Date>> {
    match name {
        "date" => Some(work.date_of(&published.document, "date")),
        "updated" => Some(work.updated(&published.document)),
        _ => None,
    }
}

/// The values of a field, each once.
pub(super) fn values(typed: Option<&Typed>, language: &Language, site: &Site) -> BTreeSet<Key> {
    match typed.map(|typed| &typed.value) {
        Some(Value::Text(text)) => BTreeSet::from([Key::Text(text.clone())]),
        Some(Value::Boolean(value)) => BTreeSet::from([Key::Boolean(*value)]),
        Some(Value::Number(value)) => BTreeSet::from([Key::Number(*value)]),
        Some(Value::Date(day) | Value::DateRange(day, _)) => BTreeSet::from([Key::Day(*day)]),
        Some(Value::Language(language)) => BTreeSet::from([Key::Text(language.to_string())]),
        Some(Value::List(items)) => items.iter().flat_map(|item| values(Some(item), language, site)).collect(),
        Some(Value::PerLanguage(map)) => values(site.config.nearest(map, language), language, site),
        Some(Value::Markdown(_) | Value::Map(_) | Value::Record(_)) | None => BTreeSet::new(),
    }
}

fn states(work: &Work, published: &Published, language: usize) -> Vec<Key> {
    let mut states = vec![if work.falls_back(language) { State::Other } else { State::Own }];
    if let Some(translation) = published.translation_for_readers() {
        if translation.is_outdated() {
            states.push(State::Outdated);
        }
        if matches!(translation.reviewed, Reviewed::NotYet | Reviewed::Lapsed) {
            states.push(State::NotReviewed);
        }
    }
    states.into_iter().map(Key::State).collect()
}

/// What a value is called in a language, where an author or the language's own data say it; else see [`Key::word`].
pub fn name(site: &Site, kind: &Kind, facet: &Facet, key: &Key, language: usize) -> Option<Name> {
    let tag = site.language(language);
    match (facet, key) {
        (Facet::Taxonomy(name), Key::Text(term)) => {
            let taxonomy = site.config.taxonomy(name)?;
            Some(address::term_name(taxonomy, term, tag, &site.config))
        }
        (Facet::Field(name), Key::Text(text)) => {
            let declared = kind.field(name)?;
            let label = declared.labels.iter().find(|(choice, _)| choice == text);
            let label = label.and_then(|(_, label)| label.name(tag, site.config.fallback_of(tag)));
            Some(label.unwrap_or_else(|| {
                let known = match declared.field.of.innermost() {
                    FieldType::Country => tag.country_name(text),
                    FieldType::Language => Language::parse(text).map_or_else(|_| text.clone(), |other| tag.name_of(&other)),
                    _ => text.clone(),
                };
                known.into()
            }))
        }
        (_, Key::Text(text)) => Some(text.clone().into()),
        (_, Key::Number(number)) => Some(tag.number_or_year(*number).into()),
        (_, Key::Year(year)) => Some(year.to_string().into()),
        (_, Key::Day(day)) => Some(tag.long_date(*day).into()),
        (_, Key::Boolean(_) | Key::State(_) | Key::When(_) | Key::Absent) => None,
    }
}
