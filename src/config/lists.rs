//! How the works of a kind are listed: in which order, under which headings, and by what readers may narrow the list.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::fields::{Field, FieldType, Schema, Typed, Value};
use super::kinds::{Kind, Listing, names, pick};
use super::{KindField, Taxonomy};
use crate::diagnostics::codes;
use crate::found::Findings;
use crate::source::Text;

/// An order, perhaps headings, and what readers may choose by.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    pub sort: Vec<Sort>,
    pub group: Option<Facet>,
    pub filter: Vec<Facet>,
    /// How many works a list must have before it can be narrowed.
    pub narrow_from: usize,
    /// As it is written in `site.yaml`, until [`settle`] knows what its names mean.
    written: Written,
}

/// One thing that a list is sorted by.
#[derive(Clone, Debug, PartialEq)]
pub struct Sort {
    pub by: By,
    pub descending: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum By {
    Title,
    /// The day of publication.
    Date,
    Updated,
    /// A field of the kind.
    Field(String),
}

/// Something that works have in common with others.
#[derive(Clone, Debug, PartialEq)]
pub enum Facet {
    Taxonomy(String),
    /// A field of the kind, or `date` or `updated`, by its value.
    Field(String),
    /// The year of a date.
    Year(String),
    /// How the text that a reader is shown stands to its original.
    State,
    /// Whether an event is still to come.
    When,
}

/// A name, and where it stands in `site.yaml`; what is built in has no place there.
type Name = (String, Option<Range<usize>>);

#[derive(Clone, Debug, Default, PartialEq)]
struct Written {
    sort: Option<Vec<Name>>,
    group: Option<Name>,
    filter: Option<Vec<Name>>,
}

impl Default for Arrangement {
    fn default() -> Arrangement {
        Arrangement {
            sort: vec![Sort { by: By::Date, descending: true }],
            group: None,
            filter: Vec::new(),
            narrow_from: 0,
            written: Written::default(),
        }
    }
}

impl Facet {
    /// The name by which `list` names it, and addresses where nothing better is known.
    pub fn name(&self) -> &str {
        match self {
            Facet::Taxonomy(name) | Facet::Field(name) | Facet::Year(name) => name,
            Facet::State => "state",
            Facet::When => "when",
        }
    }
}

impl Arrangement {
    /// As it is built in, and not written in `site.yaml`.
    pub fn built_in(mut self) -> Arrangement {
        let names = self.written.sort.iter_mut().chain(&mut self.written.filter).flatten().chain(&mut self.written.group);
        names.for_each(|(_, place)| *place = None);
        self
    }

    /// Whether it asks how translations stand, which only their texts tell.
    pub fn asks_for_state(&self) -> bool {
        self.group.iter().chain(&self.filter).any(|facet| *facet == Facet::State)
    }

    /// Whether days are listed from the latest on: where the order says so, or says nothing of them.
    pub fn latest_first(&self, name: &str) -> bool {
        let sort = self.sort.iter().find(|sort| match &sort.by {
            By::Date => name == "date",
            By::Updated => name == "updated",
            By::Field(field) => field == name,
            By::Title => false,
        });
        sort.is_none_or(|sort| sort.descending)
    }
}

/// A whole arrangement in one word: its form, and its order.
const SHORT: [(&str, (Listing, &str)); 5] = [
    ("newest", (Listing::Pages, "-date")),
    ("title", (Listing::Pages, "title")),
    ("dates", (Listing::Pages, "-dates")),
    ("glossary", (Listing::Glossary, "title")),
    ("none", (Listing::None, "-date")),
];

/// A list that is read at a glance is not narrowed unless the site asks for it.
const FEW: usize = 6;

/// What takes a group away that a built-in kind has.
const UNGROUPED: &str = "none";

/// What may stand at `list` under a kind.
pub fn declaration() -> FieldType {
    let full = Schema::new([
        Field::new("as", names(&SHORT), "The form and the usual order: newest, title, dates, glossary or none."),
        Field::new(
            "sort",
            FieldType::Text.list(),
            "The order: title, date, updated or fields of the kind; with a hyphen before it, backwards.",
        ),
        Field::new(
            "group",
            FieldType::Text,
            "The headings: a taxonomy, a field of the kind, the year of a date such as year(date), state or when; none for no headings.",
        ),
        Field::new(
            "filter",
            FieldType::Text.list(),
            "By what readers may narrow the list: taxonomies, fields of the kind, date, state or when; each value gets pages of its own.",
        ),
    ]);
    FieldType::ShortOrRecord(Box::new(names(&SHORT)), Arc::new(full))
}

/// Takes over what is declared at `list`; what it does not name stays as it was.
pub fn declare(kind: &mut Kind, declared: &Typed) {
    let short = |kind: &mut Kind, name: &str, span: &Range<usize>| {
        if let Some((list, sort)) = pick(&SHORT, name) {
            kind.list = list;
            kind.arranged.written.sort = Some(vec![(sort.to_owned(), Some(span.clone()))]);
        }
    };
    match &declared.value {
        Value::Text(name) => short(kind, name, &declared.span),
        Value::Record(record) => {
            if let Some(typed) = record.get("as")
                && let Value::Text(name) = &typed.value
            {
                short(kind, name, &typed.span);
            }
            let named =
                |key: &str| record.get(key).map(|_| record.texts(key).map(|(name, span)| (name.to_owned(), Some(span.clone()))).collect());
            let written = &mut kind.arranged.written;
            written.sort = named("sort").or(written.sort.take());
            written.filter = named("filter").or(written.filter.take());
            if let Some(typed) = record.get("group")
                && let Value::Text(name) = &typed.value
            {
                written.group = Some((name.clone(), Some(typed.span.clone())));
            }
        }
        _ => {}
    }
}

/// Finds what the names in all arrangements mean, now that taxonomies and fields are known. A name that means nothing is a
/// finding at its place in `site.yaml`, and left out.
pub fn settle(kinds: &mut BTreeMap<String, Kind>, taxonomies: &[Taxonomy], file: &Text, findings: &mut Findings) {
    for kind in kinds.values_mut() {
        let written = std::mem::take(&mut kind.arranged.written);
        let mut filter: Vec<Facet> = Vec::new();
        for name in written.filter.iter().flatten() {
            match facet(name, kind, taxonomies, true, file, findings) {
                Some(twice) if filter.contains(&twice) => {
                    if let Some(at) = &name.1 {
                        findings
                            .add(&codes::DUPLICATE_KEY, file.at(at.clone()), format!("«{}» stands twice", name.0))
                            .hint("remove one of them");
                    }
                }
                facet => filter.extend(facet),
            }
        }
        let arranged = Arrangement {
            sort: match &written.sort {
                Some(names) => names.iter().filter_map(|name| sort(name, kind, file, findings)).collect(),
                None => Arrangement::default().sort,
            },
            group: written
                .group
                .iter()
                .filter(|(name, _)| name != UNGROUPED)
                .find_map(|name| facet(name, kind, taxonomies, false, file, findings)),
            filter,
            narrow_from: if written.filter.iter().flatten().any(|(_, place)| place.is_some()) { 0 } else { FEW },
            written: Written::default(),
        };
        kind.arranged = arranged;
    }
}

fn sort((name, span): &Name, kind: &Kind, file: &Text, findings: &mut Findings) -> Option<Sort> {
    let (bare, descending) = name.strip_prefix('-').map_or((name.as_str(), false), |bare| (bare.trim(), true));
    let own = kind.fields.iter().filter(|field| is_sortable(&field.field.of)).map(|field| field.field.name.as_str());
    let by = match bare {
        "title" => By::Title,
        "date" => By::Date,
        "updated" => By::Updated,
        field if own.clone().any(|own| own == field) => By::Field(field.to_owned()),
        _ => {
            let known: Vec<&str> = ["title", "date", "updated"].into_iter().chain(own).collect();
            unknown(bare, span, || format!("works of the kind «{}» can't be sorted by «{bare}»", kind.name), &known, file, findings);
            return None;
        }
    };
    Some(Sort { by, descending })
}

fn facet((name, span): &Name, kind: &Kind, taxonomies: &[Taxonomy], filter: bool, file: &Text, findings: &mut Findings) -> Option<Facet> {
    let year = name.strip_prefix("year(").and_then(|rest| rest.strip_suffix(')')).map(str::trim);
    let bare = year.unwrap_or(name);
    let own: Vec<&KindField> = kind.fields.iter().filter(|field| is_facet(&field.field.of)).collect();
    let days = |field: &&&KindField| is_day(&field.field.of);
    if let Some(field) = own.iter().find(|field| field.field.name == *bare) {
        match (year.is_some(), is_day(&field.field.of)) {
            // Nobody looks for the one day; years are what a reader chooses among.
            (_, true) if filter || year.is_some() => return Some(Facet::Year(bare.to_owned())),
            (false, _) => return Some(Facet::Field(bare.to_owned())),
            (true, _) => {}
        }
    }
    match bare {
        "date" | "updated" if filter || year.is_some() => return Some(Facet::Year(bare.to_owned())),
        "date" | "updated" => return Some(Facet::Field(bare.to_owned())),
        _ if year.is_some() => {
            let known: Vec<&str> =
                ["date", "updated"].into_iter().chain(own.iter().filter(days).map(|field| field.field.name.as_str())).collect();
            unknown(bare, span, || format!("works of the kind «{}» have no date «{bare}»", kind.name), &known, file, findings);
            return None;
        }
        _ if taxonomies.iter().any(|taxonomy| taxonomy.name == bare) => return Some(Facet::Taxonomy(bare.to_owned())),
        "state" => return Some(Facet::State),
        "when" if kind.held_on().is_some() => return Some(Facet::When),
        _ => {}
    }
    let known: Vec<&str> = taxonomies
        .iter()
        .map(|taxonomy| taxonomy.name.as_str())
        .chain(own.iter().map(|field| field.field.name.as_str()))
        .chain(["date", "updated", "state"])
        .chain(kind.held_on().map(|_| "when"))
        .collect();
    let message = || match filter {
        true => format!("a list of the kind «{}» can't be narrowed by «{bare}»", kind.name),
        false => format!("a list of the kind «{}» can't be grouped by «{bare}»", kind.name),
    };
    unknown(bare, span, message, &known, file, findings);
    None
}

fn unknown(name: &str, at: &Option<Range<usize>>, message: impl Fn() -> String, known: &[&str], file: &Text, findings: &mut Findings) {
    // A built-in arrangement names a field that the site has declared as something else.
    let Some(at) = at else { return };
    let finding = findings.add(&codes::UNKNOWN_LIST_FIELD, file.at(at.clone()), message());
    finding.nearest(name, known).hint(format!("the names to choose from are {}", known.join(", ")));
}

fn is_sortable(of: &FieldType) -> bool {
    match of {
        FieldType::PerLanguage(of) => is_sortable(of),
        of => is_plain(of),
    }
}

fn is_facet(of: &FieldType) -> bool {
    match of {
        FieldType::List(of) | FieldType::PerLanguage(of) => is_facet(of),
        of => is_plain(of),
    }
}

fn is_plain(of: &FieldType) -> bool {
    match of {
        FieldType::Text
        | FieldType::Boolean
        | FieldType::Number
        | FieldType::Date
        | FieldType::DateRange
        | FieldType::Country
        | FieldType::Language
        | FieldType::Choice(_) => true,
        FieldType::Markdown
        | FieldType::Url
        | FieldType::Contact
        | FieldType::Work
        | FieldType::Source
        | FieldType::File
        | FieldType::List(_)
        | FieldType::PerLanguage(_)
        | FieldType::Map(_)
        | FieldType::Record(_)
        | FieldType::ShortOrRecord(..) => false,
    }
}

fn is_day(of: &FieldType) -> bool {
    match of {
        FieldType::List(of) | FieldType::PerLanguage(of) => is_day(of),
        of => matches!(of, FieldType::Date | FieldType::DateRange),
    }
}
