//! What to read next.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Index, Work};
use crate::config::Config;

/// How many works a page offers.
const MOST: usize = 5;

/// For each work: those that its author names, then those that share most topics, newest first.
pub fn all(works: &[Arc<Work>], by: &Index, config: &Config) -> Vec<Vec<usize>> {
    let mut related: Vec<Vec<usize>> = works.par_iter().enumerate().map(|(index, work)| named(index, work, by)).collect();
    if let Some(topics) = config.taxonomies.iter().position(|taxonomy| taxonomy.name == "topics") {
        // What has the same topics shares as much with every other, so that it is counted once.
        let mut alike: FxHashMap<&[String], Vec<usize>> = FxHashMap::default();
        for (index, work) in works.iter().enumerate() {
            alike.entry(&work.terms[topics]).or_default().push(index);
        }
        let alike: Vec<_> = alike.into_iter().collect();
        let nearest: Vec<Vec<usize>> = alike
            .par_iter()
            .map_init(|| vec![0_u16; works.len()], |shared, (terms, _)| nearest(terms, works, &by.by_term[topics], shared))
            .collect();
        for ((_, indices), nearest) in alike.iter().zip(nearest) {
            for &index in indices {
                let named = &related[index];
                let others = nearest.iter().copied().filter(|other| *other != index && !named.contains(other));
                let others: Vec<usize> = others.take(MOST.saturating_sub(named.len())).collect();
                related[index].extend(others);
            }
        }
    }
    related
}

/// The works that a work and its documents name.
fn named(index: usize, work: &Work, by: &Index) -> Vec<usize> {
    let documents = work.documents.iter().flatten().map(|published| &published.document.fields);
    let paths = std::iter::once(&work.fields).chain(documents).flat_map(|fields| fields.one_or_more("related"));
    let mut named = Vec::new();
    for (path, _) in paths {
        let other = by.by_path.get(path.trim_matches('/')).copied();
        named.extend(other.filter(|other| *other != index && !named.contains(other)));
    }
    named.truncate(MOST);
    named
}

/// The works that share most of some topics: as many as a page offers, and as it may leave out, being itself or named
/// already. `shared` is all zero before and after.
fn nearest(topics: &[String], works: &[Arc<Work>], by_topic: &BTreeMap<String, Vec<usize>>, shared: &mut [u16]) -> Vec<usize> {
    let mut touched = Vec::new();
    for topic in topics {
        for &other in by_topic.get(topic).into_iter().flatten() {
            if shared[other] == 0 {
                touched.push(other);
            }
            shared[other] += 1;
        }
    }
    let rank = |&other: &usize| (Reverse(shared[other]), Reverse(works[other].date), other);
    let mut best = touched.clone();
    if best.len() > 2 * MOST {
        best.select_nth_unstable_by_key(2 * MOST, rank);
        best.truncate(2 * MOST);
    }
    best.sort_by_key(rank);
    for other in touched {
        shared[other] = 0;
    }
    best
}
