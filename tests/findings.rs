//! The words of findings, kept: a change of a text shows here. And the reference page, made from the same table.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::path::Path;

use lykta::diagnostics::{codes, terminal};
use support::SiteTest;

#[test]
fn the_reference_page_is_made_from_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings.md");
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept != codes::reference() {
        std::fs::write(&path, codes::reference()).unwrap();
        panic!("docs/findings.md was not what the table says; it has been written anew, commit it");
    }
}

/// Each part of `tests/sites/invalid.txt` is a site with one fault, headed by the code of the fault.
#[test]
fn every_finding_reads_well() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/invalid.txt");
    let cases = std::fs::read_to_string(root).unwrap();
    let mut shown = String::new();
    let mut seen = std::collections::BTreeSet::new();
    for case in cases.split("\n== ").map(|case| case.trim_start_matches("== ")).filter(|case| !case.trim().is_empty()) {
        let (code, files) = case.split_once('\n').unwrap();
        let code = code.trim();
        let site = SiteTest::with(&support::unseen(files));
        let findings = site.build().findings;
        let found = findings.iter().find(|finding| finding.code.name == code);
        let found = found.unwrap_or_else(|| panic!("{code}: {findings:#?}"));
        assert!(!found.hints.is_empty(), "{code} does not say how to mend it");
        seen.insert(code.to_owned());
        shown.push_str(&terminal::show(found, false));
        shown.push('\n');
    }
    let elsewhere = [
        "unreadable",
        "not-fetched",
        "link-outside",
        "symbolic-link",
        "not-utf8",
        "file-too-large",
        "attachment-too-large",
        "table-too-large",
        "deep-nesting",
        "too-long",
        "invalid-picture",
        "picture-format",
        "odd-file-name",
        "twin-file-names",
        "unsafe-attachment",
        "missing-site-file",
        "printing-colours",
        "address-moved",
        "address-gone",
        "build-time",
        "denied-word",
        "file-memory",
        "hidden-character",
        "not-public",
        "unchecked-file",
        "broken-exchange-file",
        "broken-mark",
        "changed-structure",
        "newer-translation",
        "unknown-source-text",
        "unfinished-translation",
        "over-budget",
    ];
    let missing: Vec<_> =
        codes::ALL.iter().map(|code| code.name).filter(|name| !seen.contains(*name) && !elsewhere.contains(name)).collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
    insta::assert_snapshot!(shown);
}
