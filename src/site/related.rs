//! What to read next.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Index, Work};
use crate::config::Config;

/// How many works a page offers.
const MOST: usize = 5;

/// For each work: those that its author names, then those that share most topics, newest first.
pub fn all(works: &[Arc<Work>], by: &Index, config: &Config) -> Vec<Vec<usize>> {
    let topics = config.taxonomies.iter().position(|taxonomy| taxonomy.name == "topics");
    (0..works.len())
        .into_par_iter()
        .map_init(
            || vec![0_u16; works.len()],
            |shared, index| {
                let work = &works[index];
                let mut related: Vec<usize> = work
                    .fields
                    .one_or_more("related")
                    .into_iter()
                    .chain(work.documents.iter().flatten().flat_map(|published| published.document.fields.one_or_more("related")))
                    .filter_map(|(path, _)| by.by_path.get(path.trim_matches('/')).copied())
                    .filter(|&other| other != index)
                    .collect();
                let mut seen = std::collections::BTreeSet::new();
                related.retain(|&other| seen.insert(other));
                if let Some(topics) = topics
                    && related.len() < MOST
                {
                    related.extend(nearest(works, by, topics, index, &related, shared));
                }
                related.truncate(MOST);
                related
            },
        )
        .collect()
}

/// The works that share most topics with one. `shared` is all zero before and after.
fn nearest(works: &[Arc<Work>], by: &Index, topics: usize, index: usize, named: &[usize], shared: &mut [u16]) -> Vec<usize> {
    let mut touched = Vec::new();
    for topic in &works[index].terms[topics] {
        for &other in by.by_term[topics].get(topic).into_iter().flatten() {
            if shared[other] == 0 {
                touched.push(other);
            }
            shared[other] += 1;
        }
    }
    let rank = |&other: &usize| (std::cmp::Reverse(shared[other]), std::cmp::Reverse(works[other].date), other);
    let mut best: Vec<usize> = touched.iter().copied().filter(|other| *other != index && !named.contains(other)).collect();
    if best.len() > MOST {
        best.select_nth_unstable_by_key(MOST, rank);
        best.truncate(MOST);
    }
    best.sort_by_key(rank);
    for other in touched {
        shared[other] = 0;
    }
    best
}
