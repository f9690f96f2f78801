//! Search without a server: a page that lists everything, and the words of all texts in small parts.
//!
//! The parts are scripts that hand over one value, `document.currentScript.found(…)`, rather than data that a script asks
//! for: a browser refuses the latter to a page that is opened as a file.

use super::{Output, Page};
use crate::document::Document;
use crate::language::direction::isolated;
use crate::site::{Site, address};

/// The page to search from.
pub fn address(site: &Site, language: usize) -> String {
    format!("{}search/", address::home(site.language(language)))
}

/// Where a document's passages stand, below the work's own address, on a site that is opened as files; else a search reads
/// the page itself.
pub const TEXT: &str = "text.js";

/// The name of a part of the words.
pub fn part(number: usize) -> String {
    format!("words/{number}.js")
}

pub(super) fn claim(site: &Site, language: usize, mut claim: impl FnMut(String, Output)) {
    let page = address(site, language);
    for number in 0..site.parts_of_words() {
        claim(format!("{page}{}", part(number)), Output::SearchWords { language, part: number });
    }
    claim(page, Output::Page(Page::Search { language }));
    if !site.config.options.portable {
        return;
    }
    for (index, work) in site.works.iter().enumerate() {
        claim(format!("{}{TEXT}", work.addresses[language]), Output::SearchText { work: index, language });
    }
}

/// A part of the words, and which works its numbers mean.
pub fn words(site: &Site, language: usize, part: usize) -> String {
    let words = site.words(language);
    format!("document.currentScript.found({},{})\n", quoted(&words.known), quoted(&words.parts[part]))
}

/// What a document says: its summary, then its passages with their ids and headings.
pub fn text(document: &Document) -> String {
    let shown = |text: &str| quoted(&isolated(text));
    let mut out = format!("document.currentScript.found([{}", shown(document.summary.as_deref().unwrap_or_default()));
    for passage in document.passages() {
        out.push_str(&format!(",[{},{},{}]", quoted(&passage.id), shown(&passage.heading), shown(&passage.text)));
    }
    out.push_str("])\n");
    out
}

/// A text as a script writes it, and as it would be none within a page either.
fn quoted(text: &str) -> String {
    serde_json::to_string(text)
        .expect("a text is no trouble")
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
