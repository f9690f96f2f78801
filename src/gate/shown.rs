//! What looks like a comment and is read by everybody, since a text shows it.

use super::{Gate, Leaving};
use crate::Build;
use crate::document::front_matter;
use crate::outputs::Output;
use crate::safeguard::Sighting;
use crate::source::Text;

impl Gate {
    /// Whether a text says so, sign by sign. A comment in Markdown is an error by itself, so that what comes from there is shown:
    /// in code, or in a title. That of a template is told in Markdown, too, where it is not in code; in fields the gate alone
    /// looks for it.
    pub(super) fn is_shown(&self, build: &Build, leaving: &Leaving, sighting: &Sighting) -> bool {
        // A file of its own is read as it stands.
        if matches!(build.output(leaving.path), Some(Output::Media { .. } | Output::Copy { .. })) {
            return false;
        }
        let of_template = sighting.text.starts_with("{#");
        let sign = if of_template { "{#" } else { "<!--" };
        let wanted = spaced(&sighting.text);
        let shows = |text: &Text| {
            let shown = if of_template { front_matter::below(text) } else { &*text.text };
            text.path.starts_with("content/") && shown.contains(sign) && spaced(shown).contains(&wanted)
        };
        leaving.near(build).into_iter().chain(build.all_texts()).any(shows)
    }
}

/// The same text with one space between its words, as those of a paragraph have.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether something is a comment of a page or of a template, signs included.
pub(super) fn is_comment(text: &str) -> bool {
    text.starts_with("<!--") || text.starts_with("{#")
}
