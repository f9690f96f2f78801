//! The real browser that some tests ask.
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::path::Path;

/// Whether there is a browser and what steers it; says what is missing where not. `.ci/run` installs both.
pub fn is_there() -> bool {
    let steered = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules/playwright-core").exists();
    let there = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].iter().any(|at| Path::new(at).exists());
    if !(there && steered) {
        eprintln!("skipped: needs Chromium or its headless shell in /usr/bin, and `npm install --prefix tests/browser`");
    }
    there && steered
}
