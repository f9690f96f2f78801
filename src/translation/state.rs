//! The state of a translation: what became of its source since it was made, section by section.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::pairing::{Pair, follow, follow_parts, pair, pair_parts};
use super::record::{Record, Recorded, Review, place};
use super::sections::{Apart, Outline, RECIPE, SectionHash};

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
    /// The section's id in the source; if it is gone, the one that it had. Of a part for some readers alone that has moved, its
    /// key.
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
    pub pairs: Vec<Pair>,
    /// The translation's sections that belong to none of the source's.
    pub left_over: Vec<String>,
}

impl Translation {
    pub fn is_outdated(&self) -> bool {
        self.state == State::Outdated
    }

    /// As it would be were the source still what it was made from.
    pub fn when_made(&self) -> Translation {
        let state = if self.is_outdated() { State::Current } else { self.state };
        Translation { state, changes: Vec::new(), ..self.clone() }
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
    let from = follow_parts(source, &parts).into_iter().map(|at| at.map(|at| parts[at].1));
    let paired = pair_parts(source, own, Some(record));
    for ((part, recorded), _) in source.apart.iter().zip(from).zip(paired).filter(|(_, own)| own.is_some()) {
        if recorded.is_none_or(|recorded| recorded == part.hash) {
            continue;
        }
        let changed = SectionChange { id: part.section.clone(), change: Change::Changed, recorded, own: None, words: part.words };
        match changes.iter_mut().find(|change| change.id == part.section) {
            // That its section has moved says nothing of its words.
            Some(moved) if moved.change == Change::Moved => *moved = changed,
            Some(_) => {}
            None => changes.push(changed),
        }
    }
    let of_moved = |part: &Apart| SectionChange { id: part.key.clone(), change: Change::Moved, recorded: None, own: None, words: 0 };
    let is_meant = |part: &&Apart| record.of_part(&place(part)).is_some();
    changes.extend(moved_parts(source, own, &pairs).into_iter().filter(|part| !is_meant(part)).map(of_moved));
    for change in &mut changes {
        let paired = pairs.iter().find(|(id, _)| *id == change.id).and_then(|(_, own)| own.clone());
        let part = || own.part(&change.id).map(|part| part.section.clone());
        change.own = paired.or_else(part).or_else(|| left_over.iter().find(|id| **id == change.id).cloned());
    }
    let state = match (changes.is_empty(), record.text) {
        (false, _) => State::Outdated,
        (true, Some(text)) if text != own.hash => State::Ahead,
        (true, _) => State::Current,
    };
    Translation { state, changes, reviewed, pairs, left_over }
}

/// Parts for some readers alone that stand in another section than in the translation: sections and parts say the same then.
/// Told by place, where the translation has as many for the same readers, each in a section of the source's.
pub(super) fn moved_parts<'a>(source: &'a Outline, own: &Outline, pairs: &[Pair]) -> Vec<&'a Apart> {
    let its_source = |own_id: &str| pairs.iter().find(|(_, of)| of.as_deref() == Some(own_id)).map(|(id, _)| id.as_str());
    let is_there = |id: &str| pairs.iter().any(|(of, own)| of == id && own.is_some());
    let readers: BTreeSet<&str> = source.apart.iter().map(Apart::whom).collect();
    let mut moved = Vec::new();
    for whom in readers {
        let parts: Vec<&Apart> = source.apart.iter().filter(|part| part.whom() == whom).collect();
        let there = own.apart.iter().filter(|part| part.whom() == whom).map(|part| its_source(&part.section));
        let Some(mut there) = there.collect::<Option<Vec<&str>>>().filter(|there| there.len() == parts.len()) else { continue };
        for part in parts {
            match there.iter().position(|id| *id == part.section) {
                Some(at) => _ = there.swap_remove(at),
                None if is_there(&part.section) => moved.push(part),
                None => {}
            }
        }
    }
    moved
}

/// What has changed between the sections that were recorded and those that there are.
pub fn compare(source: &Outline, recorded: &[Recorded]) -> Vec<SectionChange> {
    let sections = &source.sections;
    let from = follow(source, recorded);
    let taken: BTreeSet<usize> = from.iter().flatten().copied().collect();
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
        if !taken.contains(&at) {
            changes.push(SectionChange { id: id.clone(), change: Change::Removed, recorded: Some(*hash), own: None, words: 0 });
        }
    }
    changes
}

/// The places of the longest run that keeps its order, the earliest of those that are as long; whatever is not in it has
/// moved.
fn longest_rising(from: &[Option<usize>]) -> BTreeSet<usize> {
    // From behind: how long a run can be that begins at each place. For each length, the highest value that begins one.
    let mut highest: Vec<usize> = Vec::new();
    let mut lengths = vec![0; from.len()];
    for (at, value) in from.iter().enumerate().rev() {
        let Some(value) = *value else { continue };
        let longer = highest.partition_point(|&other| other > value);
        lengths[at] = longer + 1;
        match highest.get_mut(longer) {
            Some(other) => *other = value,
            None => highest.push(value),
        }
    }
    let mut wanted = highest.len();
    let mut last = None;
    let is_next = |at: &usize| {
        let is_next = wanted > 0 && lengths[*at] == wanted && from[*at] > last;
        if is_next {
            (wanted, last) = (wanted - 1, from[*at]);
        }
        is_next
    };
    (0..from.len()).filter(is_next).collect()
}
