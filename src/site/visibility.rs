//! Whether a document is public on the day of the build.

use crate::config::Options;
use crate::document::{Document, WorkFile};
use crate::language::Date;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    Draft,
    /// To be published on that day.
    Scheduled(Date),
    Published,
    /// No longer published since that day.
    Expired(Date),
}

impl Visibility {
    pub fn is_shown(self, options: &Options) -> bool {
        match self {
            Visibility::Draft => options.drafts,
            Visibility::Scheduled(_) => options.future,
            Visibility::Published => true,
            Visibility::Expired(_) => false,
        }
    }
}

/// A document follows its work's fields unless it says otherwise for itself.
pub fn of(work: &WorkFile, document: &Document, today: Date) -> Visibility {
    // A draft stays one if either file says so: a slip must not publish it.
    if document.fields.boolean("draft") == Some(true) || work.fields.boolean("draft") == Some(true) {
        return Visibility::Draft;
    }
    // The later of two dates holds a document back, the earlier of two ends it.
    let later = |name: &str| document.fields.date(name).max(work.fields.date(name));
    let earlier = |name: &str| document.fields.date(name).into_iter().chain(work.fields.date(name)).min();
    match (later("date"), earlier("expires")) {
        (_, Some(day)) if day <= today => Visibility::Expired(day),
        (Some(day), _) if day > today => Visibility::Scheduled(day),
        _ => Visibility::Published,
    }
}
