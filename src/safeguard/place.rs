//! Where in a file something stands that is no text: on which page or slide, in which sheet.

use std::sync::Arc;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Page(u32),
    Slide(usize),
    Sheet(Arc<str>),
    Row(Arc<str>, usize),
}

impl Place {
    /// As a finding tells it.
    pub fn said(&self) -> String {
        match self {
            Place::Page(number) => format!("it stands on page {number}"),
            Place::Slide(number) => format!("it stands on slide {number}"),
            Place::Sheet(name) => format!("it stands in the sheet «{name}»"),
            Place::Row(name, row) => format!("it stands in the sheet «{name}», row {row}"),
        }
    }

    pub fn sheet(name: &str) -> Place {
        Place::Sheet(quick_xml::escape::unescape(name).unwrap_or(name.into()).into())
    }

    pub fn row(&self, row: usize) -> Option<Place> {
        match self {
            Place::Sheet(name) | Place::Row(name, _) => Some(Place::Row(Arc::clone(name), row)),
            Place::Page(_) | Place::Slide(_) => None,
        }
    }
}
