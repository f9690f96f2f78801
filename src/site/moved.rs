//! Which works stand elsewhere than when the site was published last, so that their old addresses can lead to them.

use std::collections::BTreeMap;

use super::Site;
use crate::diagnostics::{Finding, Location, codes};
use crate::found::{Findings, Found};
use crate::source::yaml;

/// Where works stand: for each, the fingerprint of the text that it was first written in, and its address in each
/// language.
pub type Standing = BTreeMap<String, (String, BTreeMap<String, String>)>;

/// An old address that should lead to where its work stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The work's own file, in which the old address is noted.
    pub file: String,
    pub from: String,
    pub to: String,
}

/// Where the works of a site stand today.
pub fn standing(site: &Site) -> Standing {
    site.works
        .iter()
        .filter(|work| work.path != site.config.home)
        .map(|work| {
            let paths = site.config.languages.iter().map(ToString::to_string).zip(work.addresses.iter().cloned()).collect();
            (work.path.clone(), (fingerprint(work), paths))
        })
        .collect()
}

fn fingerprint(work: &super::Work) -> String {
    work.documents[work.source].as_ref().map(|source| source.document.file.hash.to_hex()[..16].to_owned()).unwrap_or_default()
}

/// The addresses at which a work stood and nothing stands any more. `is_taken` tells whether something stands at a path.
///
/// A work is followed by its folder; one whose folder was renamed, by its text.
pub fn since(before: &Standing, site: &Site, is_taken: impl Fn(&str) -> bool) -> Vec<Moved> {
    let mut moved = Vec::new();
    for (path, (text, paths)) in before {
        let found = site.index.by_path.get(path).copied().or_else(|| {
            let mut same = (0..site.works.len()).filter(|&other| {
                let work = &site.works[other];
                !before.contains_key(&work.path) && !text.is_empty() && fingerprint(work) == *text
            });
            // Two works with one text can't be told apart.
            same.next().filter(|_| same.next().is_none())
        });
        let Some(work) = found.map(|index| &site.works[index]) else { continue };
        for (tag, from) in paths {
            let Some(language) = site.config.place_of(tag) else { continue };
            let to = &work.addresses[language];
            if to != from && !is_taken(from) && !work.addresses.contains(from) {
                moved.push(Moved { file: work.file.path.to_string(), from: from.clone(), to: to.clone() });
            }
        }
    }
    moved
}

/// A work's own file with an alias more, or as it is if it has that alias; `None`, and a finding, if it can't be told where
/// to write it.
pub fn with_alias(text: &str, moved: &Moved) -> Found<Option<String>> {
    let mut findings = Findings::default();
    let noted = yaml::with_item(text, "aliases", &moved.from);
    if noted.is_none() {
        findings.extend([not_noted(moved)]);
    }
    findings.with(noted)
}

/// What is told of an old address that could not be noted.
pub fn not_noted(moved: &Moved) -> Finding {
    let message = format!("{} has moved to {}, and the old address leads nowhere", moved.from, moved.to);
    let mut finding = Finding::new(&codes::ADDRESS_MOVED, Location::file(&moved.file), message);
    finding.hint(format!("add `aliases: [{}]` to this file", moved.from));
    finding
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_address_is_noted_in_lines_that_end_as_the_files_own_do() {
        let moved = Moved { file: "work.yaml".into(), from: "/sv/x/".into(), to: "/sv/y/".into() };
        for (before, after) in [
            ("kind: brief\r\n", "kind: brief\r\naliases:\r\n  - /sv/x/\r\n"),
            ("kind: brief\r\ntopics: [å]", "kind: brief\r\ntopics: [å]\r\naliases:\r\n  - /sv/x/\r\n"),
            ("aliases:\r\n  - /sv/a/\r\n  # why\r\n", "aliases:\r\n  - /sv/a/\r\n  - /sv/x/\r\n  # why\r\n"),
            ("aliases:\r\n  - /sv/a/", "aliases:\r\n  - /sv/a/\r\n  - /sv/x/"),
            ("aliases:\r\nkind: brief\r\n", "aliases:\r\n  - /sv/x/\r\nkind: brief\r\n"),
            ("aliases: [/sv/å/]\r\n", "aliases: [/sv/å/, /sv/x/]\r\n"),
            ("kind: brief\n", "kind: brief\naliases:\n  - /sv/x/\n"),
            // The author was faster.
            ("aliases: [/sv/x/] # mine\n", "aliases: [/sv/x/] # mine\n"),
        ] {
            assert_eq!(with_alias(before, &moved).value.as_deref(), Some(after), "{before:?}");
        }
        assert!(with_alias("kind: [\n", &moved).value.is_none());
    }
}
