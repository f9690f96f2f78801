//! What looks like a comment and is read by everybody, since a text shows it.

use super::{Gate, Leaving, letters};
use crate::Build;
use crate::comments;
use crate::document::front_matter;
use crate::outputs::Output;
use crate::safeguard::Sighting;
use crate::source::Text;

impl Gate {
    /// Whether a text says so. A comment in Markdown is an error by itself, so that what comes from there is shown: in code, or
    /// in a title. That of a template is told in Markdown, too, where it is not in code; in fields the gate alone looks for it.
    pub(super) fn is_shown(&self, build: &Build, leaving: &Leaving, sighting: &Sighting) -> bool {
        // A file of its own is read as it stands.
        if matches!(build.output(leaving.path), Some(Output::Media { .. } | Output::Copy { .. })) {
            return false;
        }
        let shows = |text: &Text| {
            text.path.starts_with("content/")
                && match sighting.text.starts_with("<!--") {
                    true => text.text.contains("<!--") && spaced(&text.text).contains(&spaced(&sighting.text)),
                    false => has_comment(front_matter::below(text), &sighting.text),
                }
        };
        leaving.near(build).into_iter().chain(build.all_texts()).any(shows)
    }
}

/// Whether Markdown has a template's comment with these letters and figures: signs become others on a page.
fn has_comment(markdown: &str, comment: &str) -> bool {
    let wanted = letters(comment);
    comments::find(markdown).any(|at| letters(&markdown[at]) == wanted)
}

/// The same text with one space between its words, as those of a paragraph have.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether something is a comment of a page or of a template, signs included.
pub(super) fn is_comment(text: &str) -> bool {
    text.starts_with("<!--") || comments::length(text).is_some()
}
