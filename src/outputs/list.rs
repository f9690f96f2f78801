//! Lists of works: their order, and how they are cut into pages.

use crate::config::{Kind, Listing};
use crate::site::Site;

/// The works of a kind in the order in which readers of a language are shown them.
pub fn order(site: &Site, kind: &Kind, language: usize) -> Vec<usize> {
    let mut works = site.index.by_kind.get(&kind.name).cloned().unwrap_or_default();
    match kind.list {
        Listing::Newest | Listing::None => {}
        Listing::Title | Listing::Glossary => {
            let collation = site.language(language).collator();
            let title = |&work: &usize| site.works[work].listed_title(language, &site.config.languages).0;
            works.sort_by(|a, b| collation.compare(title(a), title(b)).then(a.cmp(b)));
        }
        Listing::Dates => {
            let dates = |&work: &usize| site.works[work].fields.dates("dates");
            // Without a date comes first: it is still to come.
            works.sort_by_cached_key(|work| (dates(work).is_some(), std::cmp::Reverse(dates(work)), *work));
        }
    }
    // A reader finds what is in the own language before what is shown in another.
    works.sort_by_key(|&work| site.works[work].falls_back(language) && kind.list != Listing::Glossary);
    works
}

/// How many pages a list of so many works has; an empty list has one.
pub fn pages(works: usize, per_page: usize) -> usize {
    works.div_ceil(per_page).max(1)
}

/// The works on one page of a list.
pub fn slice(works: &[usize], page: usize, per_page: usize) -> &[usize] {
    let start = ((page - 1) * per_page).min(works.len());
    &works[start..(start + per_page).min(works.len())]
}
