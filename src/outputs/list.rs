//! Lists of works: their order, their headings, what they can be narrowed by, and how they are cut into pages.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::facets::{self, Key, keys, values};
use super::paths;
use crate::config::fields::{FieldType, Typed, Value};
use crate::config::lists::{By, Facet, Sort};
use crate::config::{Kind, Listing};
use crate::language::{Collation, Date};
use crate::site::Site;

/// The works of a kind as readers of a language are shown them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// Each work once, in order.
    pub works: Vec<usize>,
    /// What stands in the list, in order. A work with several values of a group stands under each.
    pub entries: Vec<Entry>,
    /// The headings, in order; none if the list has no groups.
    pub headings: Vec<Key>,
    /// What it can be narrowed by, in the order of the arrangement; what narrows nothing is left out.
    pub facets: Vec<Narrowing>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    pub work: usize,
    /// Which heading it stands under.
    pub heading: usize,
}

/// A facet of a list, and its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Narrowing {
    pub facet: Facet,
    pub values: Vec<Narrowed>,
}

/// What is left of a list for one value.
#[derive(Clone, Debug, PartialEq)]
pub struct Narrowed {
    pub key: Key,
    /// The address, from the list's own on: `lander/sverige/`.
    pub path: String,
    /// How many works it has.
    pub works: usize,
    pub entries: Vec<Entry>,
}

/// Arranges the works of a kind for readers of a language.
pub fn of(site: &Site, kind: &Kind, language: usize) -> List {
    let works = site.index.by_kind.get(&kind.name).map(Vec::as_slice).unwrap_or_default();
    let collation = site.language(language).collator();
    let arranged = &kind.arranged;
    let mut list = List::default();
    // The headings under which each work stands.
    let under: Vec<Vec<usize>> = match arranged.group.as_ref().filter(|_| kind.list == Listing::Pages) {
        None => vec![vec![0]; works.len()],
        Some(group) => {
            let keys: Vec<Vec<Key>> = works
                .iter()
                .map(|&work| Some(keys(site, work, group, language)).filter(|keys| !keys.is_empty()).unwrap_or_else(|| vec![Key::Absent]))
                .collect();
            list.headings = in_order(keys.iter().flatten().cloned().collect(), site, kind, group, language, &collation);
            // One heading over everything tells nothing.
            if list.headings == [Key::Absent] {
                list.headings.clear();
            }
            let place = |key: &Key| list.headings.iter().position(|heading| heading == key).unwrap_or_default();
            keys.iter().map(|keys| keys.iter().map(place).collect()).collect()
        }
    };
    let sorted: Vec<Vec<SortKey>> = works.iter().map(|&work| sort_keys(site, work, kind, language)).collect();
    let compare = |a: usize, b: usize| {
        let each = arranged.sort.iter().zip(sorted[a].iter().zip(&sorted[b]));
        each.fold(Ordering::Equal, |order, (sort, (x, y))| order.then_with(|| x.compare(y, sort, &collation)))
    };
    // A reader finds what is in the own language before what is shown in another.
    let foreign = |at: usize| kind.list != Listing::Glossary && site.works[works[at]].falls_back(language);
    let mut places: Vec<(usize, usize)> = under.iter().enumerate().flat_map(|(at, under)| under.iter().map(move |&h| (h, at))).collect();
    places.sort_by(|&(g, a), &(h, b)| g.cmp(&h).then(foreign(a).cmp(&foreign(b))).then_with(|| compare(a, b)).then(a.cmp(&b)));
    list.entries = places.iter().map(|&(heading, at)| Entry { work: works[at], heading }).collect();
    let mut seen = BTreeSet::new();
    list.works = list.entries.iter().map(|entry| entry.work).filter(|&work| seen.insert(work)).collect();
    if list.works.len() >= arranged.narrow_from {
        let mut taken = BTreeSet::new();
        list.facets = arranged.filter.iter().map(|facet| narrow(site, kind, facet, &list, language, &collation, &mut taken)).collect();
    }
    list.facets.retain(|narrowing| !narrowing.values.is_empty());
    list
}

/// A facet's values among the works of a list. One that all works have would narrow nothing.
fn narrow(
    site: &Site,
    kind: &Kind,
    facet: &Facet,
    list: &List,
    language: usize,
    collation: &Collation,
    taken: &mut BTreeSet<String>,
) -> Narrowing {
    let mut by_key: BTreeMap<Key, BTreeSet<usize>> = BTreeMap::new();
    for &work in &list.works {
        for key in keys(site, work, facet, language) {
            by_key.entry(key).or_default().insert(work);
        }
    }
    by_key.retain(|_, works| works.len() < list.works.len());
    let folder = paths::facet(site, kind, facet, language);
    let values = in_order(by_key.keys().cloned().collect(), site, kind, facet, language, collation)
        .into_iter()
        .map(|key| {
            let works = &by_key[&key];
            let slug = paths::value(site, kind, facet, &key, language);
            // Two values may be written alike in an address, and two facets be called alike.
            let numbered = (2..).map(|number| format!("{folder}/{slug}-{number}/"));
            let mut paths = std::iter::once(format!("{folder}/{slug}/")).chain(numbered);
            let path = paths.find(|path| taken.insert(path.clone())).expect("there is always another number");
            let entries = list.entries.iter().filter(|entry| works.contains(&entry.work)).copied().collect();
            Narrowed { path, works: works.len(), entries, key }
        })
        .collect();
    Narrowing { facet: facet.clone(), values }
}

/// Values as readers look for them: what is declared in its order, names in the order of the language, days and years as
/// the list is sorted; what is not known comes last.
fn in_order(keys: BTreeSet<Key>, site: &Site, kind: &Kind, facet: &Facet, language: usize, collation: &Collation) -> Vec<Key> {
    let declared: Vec<&str> = match facet {
        Facet::Taxonomy(name) => {
            let taxonomy = site.config.taxonomy(name);
            taxonomy.into_iter().flat_map(|taxonomy| &taxonomy.terms).map(|(term, _)| term.as_str()).collect()
        }
        Facet::Field(name) => match kind.field(name).map(|field| field.field.of.innermost()) {
            Some(FieldType::Choice(choices)) => choices.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        },
        Facet::Year(_) | Facet::State | Facet::When => Vec::new(),
    };
    let backwards = kind.arranged.latest_first(facet.name());
    let mut named: Vec<(usize, String, Key)> = keys
        .into_iter()
        .map(|key| {
            let rank = if let Key::Text(text) = &key { declared.iter().position(|known| known == text) } else { None };
            let name = if let Key::Text(_) = &key { facets::name(site, kind, facet, &key, language) } else { None };
            (rank.unwrap_or(declared.len()), name.map(|name| name.text).unwrap_or_default(), key)
        })
        .collect();
    named.sort_by(|(a, x, k), (b, y, l)| match (k, l) {
        (Key::Text(_), Key::Text(_)) => a.cmp(b).then_with(|| collation.compare(x, y)).then_with(|| k.cmp(l)),
        (Key::Year(_) | Key::Day(_), Key::Year(_) | Key::Day(_)) if backwards => l.cmp(k),
        _ => k.cmp(l),
    });
    named.into_iter().map(|(_, _, key)| key).collect()
}

/// What a work is sorted by.
enum SortKey<'a> {
    Text(&'a str),
    Name(String),
    Number(i64),
    Days(Date, Date),
    Absent,
}

impl SortKey<'_> {
    /// What is not known comes last, whichever way the list runs.
    fn compare(&self, other: &SortKey, sort: &Sort, collation: &Collation) -> Ordering {
        let order = match (self.text(), other.text(), self, other) {
            (Some(a), Some(b), ..) => collation.compare(a, b),
            (.., SortKey::Number(a), SortKey::Number(b)) => a.cmp(b),
            (.., SortKey::Days(a, x), SortKey::Days(b, y)) => a.cmp(b).then(x.cmp(y)),
            (.., a, b) => return matches!(a, SortKey::Absent).cmp(&matches!(b, SortKey::Absent)),
        };
        if sort.descending { order.reverse() } else { order }
    }

    fn text(&self) -> Option<&str> {
        match self {
            SortKey::Text(text) => Some(text),
            SortKey::Name(text) => Some(text),
            SortKey::Number(_) | SortKey::Days(..) | SortKey::Absent => None,
        }
    }
}

fn sort_keys<'a>(site: &'a Site, index: usize, kind: &Kind, language: usize) -> Vec<SortKey<'a>> {
    let work = &site.works[index];
    let published = work.shown_to(language);
    let document = &published.document;
    let day = |day: Option<Date>| day.map_or(SortKey::Absent, |day| SortKey::Days(day, day));
    let one = |sort: &Sort| match &sort.by {
        By::Title => SortKey::Text(work.listed_title(language, &site.config.languages).0),
        By::Date => day(work.date_of(document, "date").or(work.date)),
        By::Updated => day(work.updated(document)),
        By::Field(name) => {
            let typed = work.field(document, name);
            if let Some(Typed { value: Value::DateRange(from, to), .. }) = typed {
                return SortKey::Days(*from, *to);
            }
            let facet = Facet::Field(name.clone());
            match values(typed, site.language(language), site).pop_first() {
                Some(Key::Day(date)) => SortKey::Days(date, date),
                Some(Key::Number(number)) => SortKey::Number(number),
                Some(Key::Boolean(value)) => SortKey::Number(value.into()),
                Some(Key::Text(text)) => match kind.field(name).map(|field| &field.field.of) {
                    Some(FieldType::Choice(choices)) => {
                        choices.iter().position(|choice| *choice == text).map_or(SortKey::Absent, |at| SortKey::Number(at as i64))
                    }
                    _ => SortKey::Name(facets::name(site, kind, &facet, &Key::Text(text), language).unwrap_or_default().text),
                },
                _ => SortKey::Absent,
            }
        }
    };
    kind.arranged.sort.iter().map(one).collect()
}

/// How many pages a list of so many entries has; an empty list has one.
pub fn pages(entries: usize, per_page: usize) -> usize {
    entries.div_ceil(per_page).max(1)
}

/// What stands on one page of a list.
pub fn slice<T>(entries: &[T], page: usize, per_page: usize) -> &[T] {
    let start = ((page - 1) * per_page).min(entries.len());
    &entries[start..(start + per_page).min(entries.len())]
}
