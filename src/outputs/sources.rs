//! The list of everything that the texts rest on, and each source for other programs.

use super::Output;
use crate::bibliography::export::Format;
use crate::bibliography::{Reference, YAML};
use crate::site::{Site, address};

/// The page of all sources.
pub fn address(site: &Site, language: usize) -> String {
    format!("{}sources/", address::home(site.language(language)))
}

/// Where one source stands in a format, or all of them do.
pub fn export_path(reference: Option<&Reference>, format: Format) -> String {
    // A colon may stand in a key but in no file's name.
    let name = reference.map_or("all".to_owned(), |reference| format!("source-{}", reference.key.replace(':', "-")));
    format!("/sources/{name}.{}", format.extension())
}

/// Claims them all, for a site that has sources.
pub(super) fn claim<'a>(site: &'a Site, mut claim: impl FnMut(String, Output, &'a str)) {
    let bibliography = &site.config.bibliography;
    if bibliography.is_empty() {
        return;
    }
    for language in 0..site.config.languages.len() {
        claim(address(site, language), Output::Sources { language }, YAML);
    }
    for format in Format::ALL {
        claim(export_path(None, format), Output::Export { key: None, format }, YAML);
        for reference in bibliography.values() {
            claim(export_path(Some(reference), format), Output::Export { key: Some(reference.key.clone()), format }, &reference.file.path);
        }
    }
}
