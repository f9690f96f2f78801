//! Which section of a text was which: of a source, beside what was recorded of it, and of a translation, beside its source.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::record::{Record, Recorded};
use super::sections::{FRONT, OPENING, Outline, RECIPE, Section, SectionHash};

/// For each section of a source, which of the recorded ones it was.
///
/// First come those in which nothing has changed, then those that say the same under another id: a heading that stands
/// there several times gets another id when one is added before it. What says something else is followed by its id; and
/// what is then left between the same neighbours, as many here as there, by its place: that is how a renamed heading
/// without a written id is followed.
pub fn follow(source: &Outline, recorded: &[Recorded]) -> Vec<Option<usize>> {
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
fn in_order(from: &mut [Option<usize>], sections: &[Section], recorded: &[Recorded]) {
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
        let (recorded, _) = self.sections_and_parts();
        let from = follow(source, &recorded);
        let sections = source.sections.iter().zip(from).filter_map(|(section, at)| Some((section.id.clone(), recorded[at?].1)));
        sections.chain(self.sections.iter().filter(|(key, _)| source.part(key).is_some()).cloned()).collect()
    }

    /// The sections and parts that are recorded and that a source has no more.
    pub fn gone(&self, source: &Outline) -> Vec<String> {
        let (recorded, _) = self.sections_and_parts();
        let followed: Vec<usize> = follow(source, &recorded).into_iter().flatten().collect();
        let followed = |key: &str| followed.iter().any(|&at| recorded[at].0 == key);
        let gone = self.sections.iter().filter(|(key, _)| !followed(key) && source.part(key).is_none());
        gone.map(|(key, _)| key.clone()).collect()
    }
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
