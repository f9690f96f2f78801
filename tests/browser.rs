//! The site and the preview in a real browser. Skipped where there is none: `.ci/run` installs what it needs.

#[path = "support/browser.rs"]
mod browser;

use std::path::Path;
use std::process::Command;

/// Tells the stories of a script in `tests/browser/`.
fn told(script: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !browser::is_there() {
        return;
    }
    let output = Command::new("node")
        .arg(root.join("tests/browser").join(script))
        .arg(env!("CARGO_BIN_EXE_lykta"))
        .arg(root)
        .env("LC_ALL", "C")
        .output()
        .expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn pages_and_preview_hold_in_a_real_browser() {
    told("preview.mjs");
}

#[test]
fn the_overview_holds_in_a_real_browser() {
    told("overview.mjs");
}

#[test]
fn directives_hold_in_a_real_browser() {
    told("directives.mjs");
}

#[test]
fn readers_find_what_they_mean_in_ten_languages() {
    told("search.mjs");
}

#[test]
fn readers_leave_keep_and_print() {
    told("readers.mjs");
}

#[test]
fn every_kind_of_page_is_accessible_in_every_language_and_mode() {
    told("pages.mjs");
}

/// The kept pictures were made with Debian's usual fonts; another machine may have others, so nobody's change waits for it.
#[test]
#[ignore = "compares with the kept pictures: cargo test --test browser -- --ignored"]
fn every_kind_of_page_looks_as_it_did() {
    told("pictures.mjs");
}
