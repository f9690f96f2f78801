//! The state of a translation: what became of its source since it was made, section by section.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::record::{Record, Review};
use super::sections::{FRONT, OPENING, Outline, RECIPE, Section, SectionHash};

/// How a translation stands to its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Made from the source as it is.
    Current,
    /// As current, but the translation was changed after that was said of it.
    Ahead,
    /// The source has changed in the sections that are named beside.
    Outdated,
    /// It does not say what it was made from.
    Unknown,
}

/// What became of one section of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    Changed,
    Added,
    Removed,
    Moved,
}

impl Change {
    pub fn name(self) -> &'static str {
        match self {
            Change::Changed => "changed",
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Moved => "moved",
        }
    }
}

/// A section in which the source is no longer what the translation was made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SectionChange {
    /// The section's id in the source; if it is gone, the one that it had.
    pub id: String,
    pub change: Change,
    /// What the source had said, if it had said something.
    pub recorded: Option<SectionHash>,
    /// The id of the translation's section, if there is one.
    pub own: Option<String>,
    /// How many words there are to translate.
    pub words: usize,
}

/// Whether somebody with the language as mother tongue has looked at the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reviewed {
    NotYet,
    /// The text that is there.
    Yes,
    /// Reviewed, but of which text is not said, so that it can't be told whether it still holds.
    OfUnknownText,
    /// The text has changed since.
    Lapsed,
}

/// What is known of one translation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Translation {
    pub state: State,
    /// In the order of the source, what is gone at the end.
    pub changes: Vec<SectionChange>,
    pub reviewed: Reviewed,
    /// For each section of the source, the translation's, if one belongs to it.
    pub pairs: Vec<(String, Option<String>)>,
    /// The translation's sections that belong to none of the source's.
    pub left_over: Vec<String>,
}

impl Translation {
    pub fn is_outdated(&self) -> bool {
        self.state == State::Outdated
    }

    /// How many words wait for a translator.
    pub fn words(&self) -> usize {
        self.changes.iter().map(|change| change.words).sum()
    }

    /// Sections that a reader of the translation finds there, with what has changed in the source.
    pub fn change_of_own(&self, own: &str) -> Option<&SectionChange> {
        self.changes.iter().find(|change| matches!(change.change, Change::Changed | Change::Removed) && change.own.as_deref() == Some(own))
    }

    /// Whether it can't be told which section of the translation belongs to which of the source.
    pub fn is_unpaired(&self) -> bool {
        let added = |id: &str| self.changes.iter().any(|change| change.change == Change::Added && change.id == *id);
        let removed = |id: &str| self.changes.iter().any(|change| change.change == Change::Removed && change.id == *id);
        self.state != State::Unknown
            && (self.pairs.iter().any(|(id, own)| own.is_none() && !added(id)) || self.left_over.iter().any(|id| !removed(id)))
    }
}

/// Compares a translation with its source as it is today.
pub fn of(source: &Outline, own: &Outline, record: Option<&Record>, review: Option<&Review>) -> Translation {
    let (pairs, left_over) = pair(source, own, record);
    let reviewed = match review {
        None => Reviewed::NotYet,
        Some(Review { text: None }) => Reviewed::OfUnknownText,
        Some(Review { text: Some(text) }) if *text == own.hash => Reviewed::Yes,
        Some(Review { text: Some(_) }) => Reviewed::Lapsed,
    };
    let Some(record) = record.filter(|record| record.recipe == RECIPE) else {
        return Translation { state: State::Unknown, changes: Vec::new(), reviewed, pairs, left_over };
    };
    // What holds for some readers alone is held against its own record, and only where both texts have it.
    let (sections, parts) = record.sections_and_parts();
    let mut changes = compare(source, &sections);
    for part in source.apart.iter().filter(|part| own.part(&part.key).is_some()) {
        let recorded = parts.iter().find(|(key, _)| *key == part.key).map(|(_, hash)| *hash);
        if recorded.is_some_and(|recorded| recorded != part.hash) && changes.iter().all(|change| change.id != part.section) {
            changes.push(SectionChange { id: part.section.clone(), change: Change::Changed, recorded, own: None, words: part.words });
        }
    }
    for change in &mut changes {
        let paired = pairs.iter().find(|(id, _)| *id == change.id).and_then(|(_, own)| own.clone());
        change.own = paired.or_else(|| left_over.iter().find(|id| **id == change.id).cloned());
    }
    let state = match (changes.is_empty(), record.text) {
        (false, _) => State::Outdated,
        (true, Some(text)) if text != own.hash => State::Ahead,
        (true, _) => State::Current,
    };
    Translation { state, changes, reviewed, pairs, left_over }
}

/// For each section of a source, which of the recorded ones it was.
///
/// First come those in which nothing has changed, then those that say the same under another id: a heading that stands
/// there several times gets another id when one is added before it. What says something else is followed by its id; and
/// what is then left between the same neighbours, as many here as there, by its place: that is how a renamed heading
/// without a written id is followed.
pub fn follow(source: &Outline, recorded: &[(String, SectionHash)]) -> Vec<Option<usize>> {
    let sections = &source.sections;
    // What must be the same: the id, the hash.
    let alike = [(true, true), (false, true), (true, false)];
    let mut from: Vec<Option<usize>> = vec![None; sections.len()];
    let mut is_taken = vec![false; recorded.len()];
    for (by_id, by_hash) in alike {
        // The first comes first.
        let mut free: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, (id, hash)) in recorded.iter().enumerate().rev().filter(|(at, _)| !is_taken[*at]) {
            free.entry((by_id.then_some(id.as_str()), by_hash.then_some(*hash))).or_default().push(at);
        }
        for (at, section) in sections.iter().enumerate() {
            if from[at].is_none() {
                let key = (by_id.then_some(section.id.as_str()), by_hash.then_some(section.hash));
                from[at] = free.get_mut(&key).and_then(Vec::pop);
                from[at].into_iter().for_each(|other| is_taken[other] = true);
            }
        }
    }
    in_order(&mut from, sections, recorded);
    by_place(&mut from, recorded.len());
    from
}

/// Sections that say the same, as they did before, keep their order, whatever their ids.
fn in_order(from: &mut [Option<usize>], sections: &[Section], recorded: &[(String, SectionHash)]) {
    let mut alike: BTreeMap<SectionHash, Vec<usize>> = BTreeMap::new();
    for (at, section) in sections.iter().enumerate() {
        if from[at].is_some_and(|other| recorded[other].1 == section.hash) {
            alike.entry(section.hash).or_default().push(at);
        }
    }
    for places in alike.into_values() {
        let mut others: Vec<Option<usize>> = places.iter().map(|at| from[*at]).collect();
        others.sort_unstable();
        places.into_iter().zip(others).for_each(|(at, other)| from[at] = other);
    }
}

/// Pairs what is left between the same neighbours, as many here as there.
fn by_place(from: &mut [Option<usize>], others: usize) {
    let is_free = |from: &[Option<usize>], at: usize| !from.contains(&Some(at));
    let mut at = 0;
    while at < from.len() {
        if from[at].is_some() {
            at += 1;
            continue;
        }
        let end = (at..from.len()).find(|&end| from[end].is_some()).unwrap_or(from.len());
        let before = at.checked_sub(1).and_then(|before| from[before]).map_or(0, |before| before + 1);
        let after = from.get(end).copied().flatten().unwrap_or(others);
        let free: Vec<usize> = (before..after).filter(|&other| is_free(from, other)).collect();
        if free.len() == end - at && before + free.len() == after {
            for (place, other) in (at..end).zip(free) {
                from[place] = Some(other);
            }
        }
        at = end;
    }
}

/// What has changed between the sections that were recorded and those that there are.
pub fn compare(source: &Outline, recorded: &[(String, SectionHash)]) -> Vec<SectionChange> {
    let sections = &source.sections;
    let from = follow(source, recorded);
    let is_free = |at: usize| !from.contains(&Some(at));
    let stay = longest_rising(&from);
    let mut changes: Vec<SectionChange> = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let (change, recorded) = match from[at] {
            None => (Change::Added, None),
            Some(other) if recorded[other].1 != section.hash => (Change::Changed, Some(recorded[other].1)),
            Some(other) if !stay.contains(&at) => (Change::Moved, Some(recorded[other].1)),
            Some(_) => continue,
        };
        let words = if change == Change::Moved { 0 } else { section.words };
        changes.push(SectionChange { id: section.id.clone(), change, recorded, own: None, words });
    }
    for (at, (id, hash)) in recorded.iter().enumerate() {
        if is_free(at) {
            changes.push(SectionChange { id: id.clone(), change: Change::Removed, recorded: Some(*hash), own: None, words: 0 });
        }
    }
    changes
}

/// The places of the longest run that keeps its order; whatever is not in it has moved.
fn longest_rising(from: &[Option<usize>]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for (at, value) in from.iter().enumerate() {
        let Some(value) = value else {
            best.push(Vec::new());
            continue;
        };
        let mut run: Vec<usize> = (0..at)
            .filter(|&before| from[before].is_some_and(|other| other < *value))
            .map(|before| best[before].clone())
            .max_by(|a, b| a.len().cmp(&b.len()).then_with(|| b.cmp(a)))
            .unwrap_or_default();
        run.push(at);
        best.push(run);
    }
    best.into_iter().max_by(|a, b| a.len().cmp(&b.len()).then_with(|| b.cmp(a))).unwrap_or_default()
}

/// A section of the source by its id, and the translation's, if one belongs to it.
pub type Pair = (String, Option<String>);

/// Which section of a translation belongs to which of its source: the one that says what was recorded of it; else by id.
/// Where no heading is known so, by place, if the headings of both agree; a single one that is left over may be the
/// translation's own. And the translation's sections that belong to none.
pub fn pair(source: &Outline, own: &Outline, record: Option<&Record>) -> (Vec<Pair>, Vec<String>) {
    let recorded = record.filter(|record| record.recipe == RECIPE).map(|record| record.sections_and_parts().0).unwrap_or_default();
    let said = said(&recorded, own);
    let followed = follow(source, &recorded);
    let mut pairs: Vec<Pair> =
        source.sections.iter().zip(followed).map(|(section, from)| (section.id.clone(), from.and_then(|at| said[at].clone()))).collect();
    let is_taken = |pairs: &[Pair], id: &str| pairs.iter().any(|(_, own)| own.as_deref() == Some(id));
    for at in 0..pairs.len() {
        let id = pairs[at].0.clone();
        if pairs[at].1.is_none() && own.section(&id).is_some() && !is_taken(&pairs, &id) {
            pairs[at].1 = Some(id);
        }
    }
    let is_known = pairs.iter().any(|(id, own)| own.is_some() && source.section(id).is_some_and(|section| section.level > 0));
    if !is_known && headings_agree(source, own) {
        for (a, b) in headings(source).iter().zip(headings(own)) {
            if let Some((_, own)) = pairs.iter_mut().find(|(id, _)| *id == a.id) {
                *own = Some(b.id.clone());
            }
        }
    }
    let left_over = own
        .sections
        .iter()
        .filter(|section| section.id != FRONT && !is_taken(&pairs, &section.id))
        .map(|section| section.id.clone())
        .collect();
    (pairs, left_over)
}

/// Whether the headings of both are as many and of the same levels.
pub fn headings_agree(source: &Outline, own: &Outline) -> bool {
    headings(source).iter().map(|section| section.level).eq(headings(own).iter().map(|section| section.level))
}

/// The sections that begin with a heading.
fn headings(outline: &Outline) -> Vec<&Section> {
    outline.sections.iter().filter(|section| section.level > 0).collect()
}

/// For each recorded section, the translation's that says it: by id; else by place.
fn said(recorded: &[(String, SectionHash)], own: &Outline) -> Vec<Option<String>> {
    let of_own = headings(own);
    let has_heading = |id: &str| id != FRONT && id != OPENING;
    let mut places: Vec<Option<usize>> =
        recorded.iter().filter(|(id, _)| has_heading(id)).map(|(id, _)| of_own.iter().position(|section| section.id == *id)).collect();
    by_place(&mut places, of_own.len());
    let mut places = places.into_iter();
    recorded
        .iter()
        .map(|(id, _)| match has_heading(id) {
            true => places.next().flatten().map(|at| of_own[at].id.clone()),
            false => own.section(id).map(|own| own.id.clone()),
        })
        .collect()
}
