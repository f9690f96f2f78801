//! How the works of a kind are listed: in which order, under which headings, and by what readers may narrow the list.

use std::ops::Range;
use std::sync::Arc;

use super::fields::{Field, FieldType, Schema, Typed, Value, choice_of, chosen};

/// In which form the works of a kind are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// On pages, as the arrangement says.
    Pages,
    /// Alphabetically under letters, on one page.
    Glossary,
    None,
}

/// An order, perhaps headings, and what readers may choose by.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    pub sort: Vec<Sort>,
    pub group: Option<Facet>,
    pub filter: Vec<Facet>,
    /// How many works a list must have before it can be narrowed.
    pub narrow_from: usize,
    /// As it is written in `site.yaml`, until [`super::arranged::settle`] knows what its names mean.
    pub(super) written: Written,
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
pub(super) type Name = (String, Option<Range<usize>>);

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Written {
    pub sort: Option<Vec<Name>>,
    pub group: Option<Name>,
    pub filter: Option<Vec<Name>>,
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
pub(super) const FEW: usize = 6;

/// What takes a group away that a built-in kind has.
pub(super) const UNGROUPED: &str = "none";

/// What may stand at `list` under a kind.
pub fn declaration() -> FieldType {
    let full = Schema::new([
        Field::new(
            "as",
            choice_of(&SHORT),
            "The form and the usual order: newest, title, dates (by a field of that name), glossary or none.",
        ),
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
    FieldType::ShortOrRecord(Box::new(choice_of(&SHORT)), Arc::new(full))
}

/// Takes over what is declared at `list`; what it does not name stays as it was.
pub(super) fn declare(declared: &Typed, list: &mut Listing, arranged: &mut Arrangement) {
    let mut short = |name: &str, span: &Range<usize>, written: &mut Written| {
        if let Some((form, sort)) = chosen(&SHORT, name) {
            *list = form;
            written.sort = Some(vec![(sort.to_owned(), Some(span.clone()))]);
        }
    };
    let written = &mut arranged.written;
    match &declared.value {
        Value::Text(name) => short(name, &declared.span, written),
        Value::Record(record) => {
            if let Some(typed) = record.get("as")
                && let Value::Text(name) = &typed.value
            {
                short(name, &typed.span, written);
            }
            let named =
                |key: &str| record.get(key).map(|_| record.texts(key).map(|(name, span)| (name.to_owned(), Some(span.clone()))).collect());
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
