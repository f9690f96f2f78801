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

/// What a document is to its readers. It follows its work's fields unless it says otherwise for itself.
pub fn of(work: &WorkFile, document: &Document, today: Date) -> Visibility {
    match by_its_days(work, document, today) {
        expired @ Visibility::Expired(_) => expired,
        _ if document.is_draft => Visibility::Draft,
        other => other,
    }
}

/// Whether a build shows a document. A draft must be asked for, and its days hold for it all the same.
pub fn is_shown(work: &WorkFile, document: &Document, today: Date, options: &Options) -> bool {
    (options.drafts || !document.is_draft)
        && match by_its_days(work, document, today) {
            Visibility::Scheduled(_) => options.future,
            other => other == Visibility::Published,
        }
}

/// What it is if it is no draft.
fn by_its_days(work: &WorkFile, document: &Document, today: Date) -> Visibility {
    // The later of two dates holds a document back, the earlier of two ends it.
    let later = |name: &str| document.fields.date(name).max(work.fields.date(name));
    let earlier = |name: &str| document.fields.date(name).into_iter().chain(work.fields.date(name)).min();
    match (later("date"), earlier("expires")) {
        (_, Some(day)) if day <= today => Visibility::Expired(day),
        (Some(day), _) if day > today => Visibility::Scheduled(day),
        _ => Visibility::Published,
    }
}
