//! Where a document's front matter ends and its text begins.

use std::ops::Range;

use crate::diagnostics::codes;
use crate::found::Findings;
use crate::source::Text;

/// What stands below a document's front matter; nothing if it has none.
pub fn below(file: &Text) -> &str {
    split(file, &mut Findings::default()).map_or("", |(_, body)| &file.text[body])
}

/// The ranges of the front matter's YAML and of the text below it; `None` and a finding if there is none.
pub fn split(file: &Text, findings: &mut Findings) -> Option<(Range<usize>, Range<usize>)> {
    let text: &str = &file.text;
    let first = text.lines().next().unwrap_or_default();
    if text.trim().is_empty() {
        findings
            .add(&codes::EMPTY_DOCUMENT, file.at(0..0), "the document is empty")
            .hint("write its front matter and text, or remove the file");
        return None;
    }
    if first.trim_end() != "---" {
        if let Some(form) = other_form(text) {
            findings
                .add(&codes::MISSING_FRONT_MATTER, file.at(0..first.len()), format!("this is front matter in {form}, which is not read"))
                .hint("write it in YAML: a line `---`, then `title: …` and so on, one a line, then a line `---`");
            return None;
        }
        if let Some(form) = no_markdown(text) {
            findings
                .add(&codes::MISSING_FRONT_MATTER, file.at(0..first.len()), format!("this is a file in {form} whose name says Markdown"))
                .hint("copy what it says into a new file, as plain text, below a line `---`, then `title: …`, then a line `---`");
            return None;
        }
        let finding = findings.add(&codes::MISSING_FRONT_MATTER, file.at(0..first.len()), "a document begins with front matter");
        if is_of_hyphens(first) {
            finding.hint("the first line is three hyphens and nothing else: `---`");
        } else if text.trim_start().starts_with("---") {
            finding.hint("remove what stands before the line of three hyphens");
        } else {
            finding.hint("begin with a line `---`, then `title: …`, then a line `---`");
        }
        return None;
    }
    let start = first.len() + 1;
    let Some(end) = closing_line(text, start) else {
        let finding =
            findings.add(&codes::UNCLOSED_FRONT_MATTER, file.at(0..first.len()), "the front matter that begins here is never closed");
        match text.lines().skip(1).position(is_of_hyphens) {
            Some(before) => {
                finding.hint(format!("line {} looks like its end: write three hyphens there and nothing else, `---`", before + 2))
            }
            None => finding.hint("write a line `---` after its last field"),
        };
        return None;
    };
    let body_start = text[end..].find('\n').map_or(text.len(), |newline| end + newline + 1);
    find_second(file, body_start, findings);
    Some((start..end, body_start..text.len()))
}

/// Whether a line looks like the one of three hyphens.
fn is_of_hyphens(line: &str) -> bool {
    let line = line.trim();
    line.len() > 1 && line.chars().all(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}'))
}

/// In which form of another program's a text begins with front matter.
fn other_form(text: &str) -> Option<&'static str> {
    let mut lines = text.lines();
    match lines.next()?.trim_end() {
        "+++" => Some("TOML"),
        ";;;" => Some("JSON"),
        first if first.starts_with('{') && (first[1..].trim_start().starts_with('"') || lines.next()?.trim_start().starts_with('"')) => {
            Some("JSON")
        }
        _ => None,
    }
}

/// What a file is that another program has written and somebody has named anew.
fn no_markdown(text: &str) -> Option<&'static str> {
    let begins = |sign: &str| text.trim_start().get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign));
    if begins("{\\rtf") {
        return Some("RTF");
    }
    ["<!doctype html", "<html"].into_iter().any(begins).then_some("HTML")
}

/// Whether a text begins with front matter: a key between two lines of hyphens, or what another program has instead.
pub fn is_begun(text: &str) -> bool {
    let mut lines = text.lines();
    if lines.next().map(str::trim_end) != Some("---") {
        return other_form(text).is_some();
    }
    let has_key = lines.take_while(|line| line.trim_end() != "---").any(|line| key(line).is_some());
    has_key && text.lines().skip(1).any(|line| line.trim_end() == "---")
}

/// The key that a line gives a value to.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    is_key.then_some(key)
}

/// The byte where the line begins that closes the front matter.
fn closing_line(text: &str, start: usize) -> Option<usize> {
    let mut at = start.min(text.len());
    for line in text[at..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// A second front matter right below the first is pasted text that would be shown to readers.
fn find_second(file: &Text, body_start: usize, findings: &mut Findings) {
    let body = &file.text[body_start..];
    let skipped = body.len() - body.trim_start().len();
    let rest = &body[skipped..];
    if rest.lines().next().map(str::trim_end) != Some("---") {
        return;
    }
    let looks_like_keys = rest.lines().nth(1).is_some_and(|line| key(line).is_some());
    if looks_like_keys && rest.lines().skip(2).any(|line| line.trim_end() == "---") {
        let at = body_start + skipped;
        findings
            .add(&codes::SECOND_FRONT_MATTER, file.at(at..at + 3), "a second front matter begins here and is shown as text")
            .hint("merge the two");
    }
}
