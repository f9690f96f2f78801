//! An event's calendar file, once its date is known.

use icalendar::{Calendar, Component, Event, EventLike};

use crate::document::Document;
use crate::language::Date;
use crate::site::{Site, Work};

/// Whether the document is of an event whose date is known.
pub fn has_date(site: &Site, work: &Work, document: &Document) -> bool {
    site.kind(work).structured_data == crate::config::StructuredData::Event && dates(work, document).is_some()
}

/// The first and the last day of an event.
pub fn dates(work: &Work, document: &Document) -> Option<(Date, Date)> {
    document.fields.dates("dates").or_else(|| work.fields.dates("dates"))
}

/// The calendar file (RFC 5545). Days as a whole; the stamp is the day of the last change, not the time of the build.
pub fn show(site: &Site, work: &Work, language: usize) -> String {
    let published = work.shown_to(language);
    let document = &published.document;
    let Some((from, to)) = dates(work, document) else { return String::new() };
    let permalink = site.config.permalink(&work.addresses[language]);
    let mut event = Event::new();
    event
        .uid(&permalink)
        .summary(&document.title)
        .url(&permalink)
        .starts(chrono(from))
        .ends(chrono(to.next()))
        .add_property("DTSTAMP", format!("{}T000000Z", work.updated(document).unwrap_or(from).to_string().replace('-', "")));
    if let Some(summary) = &document.summary {
        event.description(summary);
    }
    if let Some(place) = document.fields.text("place") {
        event.location(place);
    }
    let mut calendar = Calendar::empty();
    for property in [("VERSION", "2.0"), ("PRODID", "-//Lykta//Lykta//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(property);
    }
    calendar.push(event.done());
    calendar.to_string()
}

/// The crate that writes calendars speaks in another crate's dates; nobody else here does.
fn chrono(date: Date) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(date.year, date.month.into(), date.day.into()).expect("a checked date")
}
