//! Records that say which state of the source a translation stands for: all of it, or one section.

use super::pairing::{follow, pair, pair_parts};
use super::record::{Record, Recorded, place};
use super::sections::{Apart, Outline, RECIPE, SectionHash};
use super::state;
use crate::language::Language;

/// A record that says that a translation is made from the source as it is; what was recorded `before` tells which of its
/// parts is which.
pub fn of_today(before: Option<&Record>, language: &Language, source: &Outline, own: &Outline) -> Record {
    let before = before.filter(|record| record.language == *language);
    let mut parts: Vec<Recorded> = shared_parts(before, source, own).map(|(key, part)| (key, part.hash)).collect();
    parts.sort_by_key(|(key, _)| own.apart.iter().position(|part| part.key == *key));
    let sections = source.sections.iter().map(|section| (section.id.clone(), section.hash)).chain(parts).collect();
    let record = Record { language: language.clone(), recipe: RECIPE, sections, text: Some(own.hash) };
    with_places(record, source, own, |_| true)
}

/// A record that says also that some parts for some readers alone stand in another section than in the source on purpose.
fn with_places(mut record: Record, source: &Outline, own: &Outline, of: impl Fn(&Apart) -> bool) -> Record {
    for part in state::moved_parts(source, own, &pair(source, own, Some(&record)).0).into_iter().filter(|part| of(part)) {
        record.sections.retain(|(key, _)| *key != place(part));
        record.sections.push((place(part), part.hash));
    }
    record
}

/// Parts for some readers alone that both have, each behind the key that the translation's has.
fn shared_parts<'a>(before: Option<&Record>, source: &'a Outline, own: &Outline) -> impl Iterator<Item = (String, &'a Apart)> {
    pair_parts(source, own, before).into_iter().zip(&source.apart).filter_map(|(own, part)| Some((own?, part)))
}

/// The same of one section alone; what was said of the others stays.
///
/// The whole text is noted once nothing waits any more. Before that, two who work on different sections would change the
/// same line, each in another way, and could not merge what they did.
pub fn with_section(before: Option<&Record>, id: &str, language: &Language, source: &Outline, own: &Outline) -> Record {
    let known = before.filter(|record| record.recipe == RECIPE && record.language == *language);
    let (recorded, parts) = known.map(Record::sections_and_parts).unwrap_or_default();
    let from = follow(source, &recorded);
    let mut sections: Vec<(String, SectionHash)> = source
        .sections
        .iter()
        .zip(&from)
        .filter_map(|(section, from)| {
            let hash = if section.id == id { Some(section.hash) } else { from.map(|from| recorded[from].1) };
            Some((section.id.clone(), hash?))
        })
        .collect();
    // What is gone from the source stays named, until all is said to be current.
    let is_gone = |(at, (other, _)): &(usize, &Recorded)| !from.contains(&Some(*at)) && other != id && source.section(other).is_none();
    let gone: Vec<&str> = recorded.iter().enumerate().filter(is_gone).map(|(_, (other, _))| other.as_str()).collect();
    keep_gone(&mut sections, &recorded, |other| gone.contains(&other));
    let is_meant = |key: &str| source.apart.iter().any(|part| place(part) == key);
    sections.extend(parts.into_iter().filter(|(key, _)| own.part(key).is_some() || is_meant(key)));
    for (key, part) in shared_parts(known, source, own).filter(|(_, part)| part.section == id) {
        sections.retain(|(other, _)| *other != key);
        sections.push((key, part.hash));
    }
    let record = Record { language: language.clone(), recipe: RECIPE, sections, text: None };
    let record = with_places(record, source, own, |part| part.section == id);
    let waits = state::of(source, own, Some(&record), None).is_outdated();
    Record { text: (!waits).then_some(own.hash), ..record }
}

/// Adds what was recorded of sections that are gone, each behind the one that it stood behind: a section without a written
/// id is known by its place.
pub fn keep_gone(sections: &mut Vec<(String, SectionHash)>, recorded: &[Recorded], is_gone: impl Fn(&str) -> bool) {
    for (at, gone) in recorded.iter().enumerate().filter(|(_, (id, _))| is_gone(id)) {
        let before = recorded[..at].iter().rev().find_map(|(before, _)| sections.iter().position(|(id, _)| id == before));
        sections.insert(before.map_or(sections.len(), |before| before + 1), gone.clone());
    }
}
