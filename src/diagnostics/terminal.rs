//! Findings as a person reads them in a terminal, in the look of the Rust compiler.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle};

use super::{Finding, Severity, shown};

/// The words round a finding.
#[derive(Clone, Debug)]
pub struct Labels {
    pub error: String,
    pub warning: String,
    pub note: String,
    pub help: String,
}

impl Default for Labels {
    fn default() -> Labels {
        Labels { error: "error".into(), warning: "warning".into(), note: "note".into(), help: "help".into() }
    }
}

/// One finding as a few lines of text, with a final line break.
pub fn show(finding: &Finding, colour: bool) -> String {
    show_with(finding, colour, &Labels::default())
}

/// The same with the words of another language, for a finding that is told in it.
pub fn show_with(finding: &Finding, colour: bool, labels: &Labels) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR.with_name(labels.error.as_str()),
        Severity::Warning => Level::WARNING.with_name(labels.warning.as_str()),
        Severity::Note => Level::NOTE.with_name(labels.note.as_str()),
    };
    let location = &finding.location;
    let file = shown(&location.file);
    let title = level.primary_title(finding.message.as_str()).id(finding.code.name);
    let mut group = match &location.excerpt {
        Some(excerpt) => {
            let start = byte_of(&excerpt.text, excerpt.mark.0);
            let end = byte_of(&excerpt.text, excerpt.mark.1);
            group_with_line(title, &file, location.line, &excerpt.text, start..end)
        }
        None => {
            let file = Origin::path(file.as_str());
            // Without a line it is the file as a whole, or what stands there is not shown to everybody.
            let whole = (location.line, location.column) == (1, 1);
            Group::with_title(title).element(if whole { file } else { file.line(location.line).char_column(location.column) })
        }
    };
    for hint in &finding.hints {
        group = group.element(Level::HELP.with_name(labels.help.as_str()).message(hint.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let drawn = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    // The renderer counts columns in the excerpt, which may be cut from a long line.
    let counted = |column: usize| format!("{file}:{}:{column}", location.line);
    match (&location.excerpt, drawn.find("--> ")) {
        (Some(excerpt), Some(arrow)) => {
            let (title, rest) = drawn.split_at(arrow);
            format!("{title}{}\n", rest.replacen(&counted(excerpt.mark.0 + 1), &counted(location.column), 1))
        }
        _ => format!("{drawn}\n"),
    }
}

fn group_with_line<'a>(
    title: annotate_snippets::Title<'a>,
    file: &'a str,
    line: usize,
    text: &'a str,
    mark: std::ops::Range<usize>,
) -> Group<'a> {
    Group::with_title(title).element(Snippet::source(text).line_start(line).path(file).annotation(AnnotationKind::Primary.span(mark)))
}

fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Location, codes};

    #[test]
    fn the_name_of_a_file_steers_no_terminal() {
        let odd = "content/\u{1b}]0;x\u{7}\u{202e}\nerror: made up";
        for location in [Location::file(odd), Location::of(odd, "some text", 5..9)] {
            let shown = show(&Finding::new(&codes::DRAFT_LINK, location, "a message"), false);
            assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown:?}");
            assert!(shown.contains("--> content/\\u{1B}]0;x\\u{7}\\u{202E}\\u{A}error: made up"), "{shown}");
        }
    }
}
