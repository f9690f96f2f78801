//! The list of everything that the texts rest on, and each source for other programs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Output, Page};
use crate::bibliography::Reference;
use crate::bibliography::export::Format;
use crate::site::{Site, address};

/// The page of all sources.
pub fn address(site: &Site, language: usize) -> String {
    format!("{}sources/", address::home(site.language(language)))
}

/// Below this path lie sources for other programs.
pub const EXPORTS: &str = "/sources/";

/// Where one source stands in a format, or all of them do.
pub fn export_path(reference: Option<&Reference>, format: Format) -> String {
    // A colon may stand in a key but in no file's name; what stands for it may not stand in a key.
    let name = reference.map_or("all".to_owned(), |reference| format!("source-{}", reference.key.replace(':', "~")));
    format!("{EXPORTS}{name}.{}", format.extension())
}

/// Claims the pages, for a site that has sources.
pub(super) fn claim(site: &Site, mut claim: impl FnMut(String, Output)) {
    if site.config.bibliography.is_empty() {
        return;
    }
    for language in 0..site.config.languages.len() {
        claim(address(site, language), Output::Page(Page::Sources { language }));
    }
}

/// The sources that public texts use, each and all together, in each format.
pub fn exports(site: &Site, used: &BTreeSet<String>) -> BTreeMap<String, Output> {
    let mut outputs = BTreeMap::new();
    if used.is_empty() {
        return outputs;
    }
    let all: Arc<[String]> = used.iter().cloned().collect();
    for format in Format::ALL {
        outputs.insert(export_path(None, format), Output::Export { keys: Arc::clone(&all), format });
        for reference in used.iter().filter_map(|key| site.config.bibliography.get(key)) {
            outputs.insert(export_path(Some(reference), format), Output::Export { keys: [reference.key.clone()].into(), format });
        }
    }
    outputs
}
