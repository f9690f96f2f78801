//! Which section of a text was which: of a source, beside what was recorded of it, and of a translation, beside its source.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::record::{Record, Recorded};
use super::sections::{self, Apart, FRONT, OPENING, Outline, RECIPE, Section, SectionHash};

/// For each section of a source, which of the recorded ones it was.
///
/// First come those in which nothing has changed, then those that say the same under another id: a heading that stands
/// there several times gets another id when one is added before it. What says something else is followed by its id; and
/// what is then left between the same neighbours, as many here as there, by its place: that is how a renamed heading
/// without a written id is followed.
pub fn follow(source: &Outline, recorded: &[Recorded]) -> Vec<Option<usize>> {
    let sections: Vec<Said> = source.sections.iter().map(|section| (section.id.as_str(), section.hash)).collect();
    followed(&sections, recorded)
}

/// For each part of a source for some readers alone, which of the recorded ones it was, found as sections are: of several for
/// the same readers, which one it is tells what it says before its number does.
pub fn follow_parts(source: &Outline, recorded: &[Recorded]) -> Vec<Option<usize>> {
    let mut from = vec![None; source.apart.len()];
    let readers: BTreeSet<&str> = source.apart.iter().map(Apart::whom).collect();
    for whom in readers {
        let here: Vec<usize> = (0..from.len()).filter(|&at| source.apart[at].whom() == whom).collect();
        let there = of_readers(recorded, whom);
        let parts: Vec<Said> = here.iter().map(|&at| (source.apart[at].key.as_str(), source.apart[at].hash)).collect();
        let before: Vec<Recorded> = there.iter().map(|&at| recorded[at].clone()).collect();
        let followed = followed(&parts, &before);
        here.into_iter().zip(followed).for_each(|(at, other)| from[at] = other.map(|other| there[other]));
    }
    from
}

/// The recorded parts for some readers, in the order in which they stood.
fn of_readers(recorded: &[Recorded], whom: &str) -> Vec<usize> {
    let mut there: Vec<usize> = (0..recorded.len()).filter(|&at| sections::whom(&recorded[at].0).0 == whom).collect();
    there.sort_by_key(|&at| sections::whom(&recorded[at].0).1);
    there
}

/// A section's id or a part's key, and what it says.
type Said<'a> = (&'a str, SectionHash);

fn followed(sections: &[Said], recorded: &[Recorded]) -> Vec<Option<usize>> {
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
                let key = (by_id.then_some(section.0), by_hash.then_some(section.1));
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
fn in_order(from: &mut [Option<usize>], sections: &[Said], recorded: &[Recorded]) {
    let mut alike: BTreeMap<SectionHash, Vec<usize>> = BTreeMap::new();
    for (at, section) in sections.iter().enumerate() {
        if from[at].is_some_and(|other| recorded[other].1 == section.1) {
            alike.entry(section.1).or_default().push(at);
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
    let mut is_taken = vec![false; others];
    from.iter().flatten().for_each(|&other| is_taken[other] = true);
    let mut at = 0;
    while at < from.len() {
        if from[at].is_some() {
            at += 1;
            continue;
        }
        let end = (at..from.len()).find(|&end| from[end].is_some()).unwrap_or(from.len());
        let before = at.checked_sub(1).and_then(|before| from[before]).map_or(0, |before| before + 1);
        let after = from.get(end).copied().flatten().unwrap_or(others);
        let free: Vec<usize> = (before..after).filter(|&other| !is_taken[other]).collect();
        if free.len() == end - at && before + free.len() == after {
            for (place, other) in (at..end).zip(free) {
                from[place] = Some(other);
                is_taken[other] = true;
            }
        }
        at = end;
    }
}

impl Record {
    /// What is recorded of each section and part that a source has, whatever their ids were then.
    pub fn known(&self, source: &Outline) -> BTreeMap<String, SectionHash> {
        let (sections, parts) = self.sections_and_parts();
        let (of_sections, of_parts) = (follow(source, &sections), follow_parts(source, &parts));
        let of_sections = source.sections.iter().zip(of_sections).filter_map(|(section, at)| Some((section.id.clone(), sections[at?].1)));
        let of_parts = source.apart.iter().zip(of_parts).filter_map(|(part, at)| Some((part.key.clone(), parts[at?].1)));
        of_sections.chain(of_parts).collect()
    }

    /// The sections that are recorded and that a source has no more.
    pub fn gone(&self, source: &Outline) -> Vec<String> {
        let (recorded, _) = self.sections_and_parts();
        let followed: BTreeSet<usize> = follow(source, &recorded).into_iter().flatten().collect();
        (0..recorded.len()).filter(|at| !followed.contains(at)).map(|at| recorded[at].0.clone()).collect()
    }

    /// What is recorded of a translation's part.
    pub fn of_part(&self, own_key: &str) -> Option<SectionHash> {
        self.sections.iter().find(|(key, _)| key == own_key).map(|(_, hash)| *hash)
    }
}

/// For each part of a source for some readers alone, the key of the translation's that says it: recorded are the keys that
/// the translation's have. Where it has as many for the same readers as the source has today, or has lost some, somebody has
/// brought it up by hand, and the first belongs to the first.
pub fn pair_parts(source: &Outline, own: &Outline, record: Option<&Record>) -> Vec<Option<String>> {
    let record = record.filter(|record| record.recipe == RECIPE);
    let recorded = record.map(|record| record.sections_and_parts().1).unwrap_or_default();
    let from = follow_parts(source, &recorded);
    let pair = |(part, from): (&Apart, Option<usize>)| {
        let times = |outline: &Outline| outline.apart.iter().filter(|other| other.whom() == part.whom()).count();
        let (here, there, known) = (times(source), times(own), of_readers(&recorded, part.whom()).len());
        let key = if there < known || there == here && there != known || known == 0 { &part.key } else { &recorded[from?].0 };
        own.part(key).map(|part| part.key.clone())
    };
    source.apart.iter().zip(from).map(pair).collect()
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
    let ids: FxHashSet<&str> = own.sections.iter().map(|section| section.id.as_str()).collect();
    let mut taken: FxHashSet<String> = pairs.iter().filter_map(|(_, own)| own.clone()).collect();
    for (id, own) in &mut pairs {
        if own.is_none() && ids.contains(id.as_str()) && taken.insert(id.clone()) {
            *own = Some(id.clone());
        }
    }
    let is_known = pairs.iter().zip(&source.sections).any(|((_, own), section)| own.is_some() && section.level > 0);
    if !is_known && headings_agree(source, own) {
        let of_headings = pairs.iter_mut().zip(&source.sections).filter(|(_, section)| section.level > 0);
        for (((_, own), _), heading) in of_headings.zip(headings(own)) {
            *own = Some(heading.id.clone());
            taken.insert(heading.id.clone());
        }
    }
    let is_left = |id: &String| id != FRONT && !taken.contains(id);
    let left_over = own.sections.iter().map(|section| &section.id).filter(|id| is_left(id)).cloned().collect();
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
fn said(recorded: &[Recorded], own: &Outline) -> Vec<Option<String>> {
    let of_own = headings(own);
    let has_heading = |id: &str| id != FRONT && id != OPENING;
    // Of several with one id, the first.
    let by_id: FxHashMap<&str, usize> = of_own.iter().enumerate().rev().map(|(at, section)| (section.id.as_str(), at)).collect();
    let mut places: Vec<Option<usize>> =
        recorded.iter().filter(|(id, _)| has_heading(id)).map(|(id, _)| by_id.get(id.as_str()).copied()).collect();
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
