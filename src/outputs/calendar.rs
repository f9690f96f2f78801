//! An event's calendar file, once its date is known.

use icalendar::{Calendar, Component, Event, EventLike};

use crate::config::StructuredData;
use crate::document::Document;
use crate::language::Date;
use crate::language::direction::isolated;
use crate::site::{Site, Work, moved};

/// Whether the document is of an event whose date is known.
pub fn has_date(site: &Site, work: &Work, document: &Document) -> bool {
    let kind = site.kind(work);
    kind.structured_data == StructuredData::Event && work.held(document, kind).is_some()
}

/// The calendar file (RFC 5545), in the words of the text that readers of the language are shown. Days as a whole; the stamp
/// is the day of the last change, not the time of the build. Where nobody says when that was, it is the
/// day that feeds give: the event's own is still to come, and once it is moved to an earlier day the new file would be the older.
pub fn show(site: &Site, work: &Work, language: usize) -> String {
    let published = work.shown_to(language);
    let document = &published.document;
    let Some((from, to)) = work.held(document, site.kind(work)) else { return String::new() };
    let permalink = site.config.permalink(&work.addresses[language]);
    // Whoever takes it from two languages, or again after the work has moved, has one event and not two.
    let uid = site.config.permalink(&moved::first_address(site, work, work.source));
    let mut event = Event::new();
    event
        .uid(&uid)
        .summary(&isolated(&document.title))
        .url(&permalink)
        .starts(chrono(from))
        .ends(chrono(to.next()))
        .add_property("DTSTAMP", format!("{}T000000Z", work.updated(document).unwrap_or(Date::EPOCH).to_string().replace('-', "")));
    if let Some(summary) = &document.summary {
        event.description(&isolated(summary));
    }
    if let Some(place) = document.fields.text("place") {
        event.location(&isolated(place));
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
