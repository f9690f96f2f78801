//! Works whose folders were renamed: which of today's each of them is, though some of its texts were touched on the way.

use std::collections::{BTreeMap, BTreeSet};

use super::standing::{Standing, Stood, stood};
use super::{Site, Work};

/// What became of the works whose folders are gone.
#[derive(Default)]
pub struct Followed<'b> {
    /// Those that were found again, by their old folders: the index of each.
    works: BTreeMap<&'b str, usize>,
    /// Those that were not, although other works are new: the old folders.
    pub(super) lost: Vec<&'b str>,
    /// The works that are new and none of those.
    pub(super) new: Vec<usize>,
}

impl Followed<'_> {
    /// The index of the work that stood in a folder.
    pub(super) fn work(&self, site: &Site, path: &str) -> Option<usize> {
        site.index.by_path.get(path).or_else(|| self.works.get(path)).copied()
    }
}

/// What a work is known by, the surest first. Of each it is asked who else has it.
const WAYS: [fn(&Stood) -> Vec<String>; 3] = [
    // The text that it was first written in.
    |(prints, _)| prints.split(' ').take(1).filter(|print| !print.is_empty()).map(str::to_owned).collect(),
    // Any text, title or beginning of it.
    |(prints, _)| prints.split(' ').filter(|print| !print.is_empty()).map(str::to_owned).collect(),
    // What it is called in its addresses.
    |(_, addresses)| addresses.iter().filter_map(|(tag, address)| Some(format!("{tag} {}", last_name(address)?))).collect(),
];

fn last_name(address: &str) -> Option<&str> {
    address.trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty())
}

/// Follows the works that stood `before` in folders that are `gone`. Two that can't be told apart are not followed, unless
/// by one text: then both lead to where it stands now.
pub(super) fn follow<'b>(before: &'b Standing, site: &Site, gone: impl Fn(&str) -> bool) -> Followed<'b> {
    let mut lost: BTreeMap<&str, &Stood> =
        before.iter().filter(|(path, _)| !path.starts_with('/') && gone(path)).map(|(path, stood)| (path.as_str(), stood)).collect();
    if lost.is_empty() {
        return Followed::default();
    }
    let is_new = |work: &Work| !before.contains_key(&work.path);
    let mut new: BTreeMap<usize, Stood> =
        site.works.iter().enumerate().filter(|(_, work)| is_new(work)).map(|(index, work)| (index, stood(site, work))).collect();
    let mut works = BTreeMap::new();
    for (way, keys) in WAYS.iter().enumerate() {
        let found = pairs(&known_by(&lost, |stood| keys(stood)), &known_by(&new, keys), way == 0);
        for (path, index) in found {
            lost.remove(path);
            new.remove(&index);
            works.insert(path, index);
        }
    }
    // The home page has stood where it stands.
    new.retain(|&index, _| site.works[index].path != site.config.home);
    let lost = if new.is_empty() { Vec::new() } else { lost.into_keys().collect() };
    Followed { works, lost, new: new.into_keys().collect() }
}

/// Who has each key.
fn known_by<T: Copy + Ord, S>(all: &BTreeMap<T, S>, keys: impl Fn(&S) -> Vec<String>) -> BTreeMap<String, BTreeSet<T>> {
    let mut known: BTreeMap<String, BTreeSet<T>> = BTreeMap::new();
    for (one, stood) in all {
        for key in keys(stood) {
            known.entry(key).or_default().insert(*one);
        }
    }
    known
}

/// Those that share a key which nobody else has, where all such keys say the same. `both` lets several of old lead to one.
fn pairs<'b>(old: &BTreeMap<String, BTreeSet<&'b str>>, new: &BTreeMap<String, BTreeSet<usize>>, both: bool) -> BTreeMap<&'b str, usize> {
    let mut said: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (key, paths) in old {
        let Some(works) = new.get(key).filter(|works| works.len() == 1 && (both || paths.len() == 1)) else { continue };
        paths.iter().for_each(|path| said.entry(path).or_default().extend(works));
    }
    let sure: BTreeMap<&str, usize> = said
        .into_iter()
        .filter(|(_, works)| works.len() == 1)
        .filter_map(|(path, works)| Some((path, works.into_iter().next()?)))
        .collect();
    let is_shared = |index: &usize| sure.values().filter(|other| *other == index).count() > 1;
    sure.iter().filter(|(_, index)| both || !is_shared(index)).map(|(path, index)| (*path, *index)).collect()
}
