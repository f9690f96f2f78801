//! Conditions of templates that ask for what no page has: none of them is ever met, and nobody would notice. What is printed
//! and not there fails when it is drawn.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Layer, context, faults::CONTEXT};
use crate::diagnostics::{Severity, codes};
use crate::found::Findings;

/// Tells of such names in the templates of a site's own themes.
pub fn check(layers: &[Layer], findings: &mut Findings) {
    let described = context::description();
    let known = Known::of(&described);
    for layer in layers.iter().filter(|layer| !layer.built_in) {
        for text in layer.texts.iter().filter(|(path, _)| path.starts_with("templates/") && path.ends_with(".html")).map(|(_, text)| text) {
            for at in unknown(&text.text, &known) {
                let path = &text.text[at.clone()];
                let name = path.rsplit('.').next().unwrap_or_default();
                let finding = findings.add(&codes::TEMPLATE_ERROR, text.at(at.clone()), format!("«{path}» is not defined"));
                finding.severity = Severity::Warning;
                finding.nearest(name, known.members.iter().map(|member| &**member)).hint(CONTEXT);
            }
        }
    }
}

/// What a template may name.
struct Known<'d> {
    /// Values that have members, such as `page`.
    values: BTreeSet<&'d str>,
    /// The members of any value: a template may call another by the same name, such as a card `work`.
    members: BTreeSet<&'d str>,
}

impl<'d> Known<'d> {
    fn of(described: &'d str) -> Known<'d> {
        let members = |part: &'d str| part.lines().filter_map(|line| line.strip_prefix("    ")?.split_once(": "));
        // The first structure holds all others.
        let whole = described.split("\n\n").next().unwrap_or_default();
        let has_members = |of: &str| !of.starts_with("list of") && !of.starts_with("map of");
        let values = members(whole).filter(|(_, of)| has_members(of)).map(|(name, _)| name).collect();
        Known { values, members: members(described).map(|(name, _)| name).collect() }
    }
}

/// The paths in conditions whose second name nobody knows.
fn unknown(template: &str, known: &Known) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let tags: Vec<(usize, &str)> = tags(template).collect();
    // The names that loops make which are open.
    let mut loops: Vec<Vec<&str>> = Vec::new();
    for &(at, tag) in &tags {
        let words: Vec<&str> = paths(tag).into_iter().map(|path| &tag[path]).collect();
        match words.first() {
            Some(&"for") => loops.push(words.into_iter().take_while(|word| *word != "in").collect()),
            Some(&"endfor") => _ = loops.pop(),
            Some(_) | None => {}
        }
        for (at, condition) in conditions(at, tag) {
            for path in paths(condition) {
                let mut names = condition[path.clone()].split('.');
                let (Some(value), Some(member)) = (names.next(), names.next()) else { continue };
                let is_made_here = || loops.concat().contains(&value) || is_made_here(&tags, value);
                if known.values.contains(value) && !known.members.contains(member) && !is_made_here() {
                    let start = at + path.start;
                    found.push(start..start + value.len() + 1 + member.len());
                }
            }
        }
    }
    found
}

/// Whether a template may make a value of its own of that name.
fn is_made_here(tags: &[(usize, &str)], value: &str) -> bool {
    tags.iter().any(|(_, tag)| {
        let mut words = paths(tag).into_iter().map(|path| &tag[path]);
        match words.next() {
            Some("component") => true,
            Some("set" | "set_global") => words.next() == Some(value),
            Some(_) | None => false,
        }
    })
}

/// What stands within `{% … %}` and `{{ … }}`, and where; no comments, and nothing that is to be shown as it is.
fn tags(template: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + ["{%", "{{", "{#"].iter().filter_map(|begin| template[from..].find(begin)).min()?;
            let end = match &template[start..start + 2] {
                "{%" => "%}",
                "{{" => "}}",
                _ => "#}",
            };
            let inner = template[start + 2..].split(end).next()?;
            from = start + 2 + inner.len();
            if end == "#}" {
                continue;
            }
            if inner.trim_matches('-').trim() == "raw" {
                from += template[from..].find("endraw").unwrap_or(template.len() - from);
            }
            return Some((start + 2, inner));
        }
    })
}

/// The conditions of a tag: what stands behind `if` and `elif`, as far as `else`. Who asks whether something is defined
/// knows that it may not be.
fn conditions(at: usize, tag: &str) -> Vec<(usize, &str)> {
    let words = paths(tag);
    let is = |path: &Range<usize>, names: &[&str]| names.contains(&&tag[path.clone()]);
    let conditions = words.iter().enumerate().filter(|(_, word)| is(word, &["if", "elif"])).map(|(index, word)| {
        let end = words[index..].iter().find(|word| is(word, &["else"])).map_or(tag.len(), |word| word.start);
        (at + word.end, &tag[word.end..end])
    });
    conditions.filter(|(_, condition)| !condition.contains("defined") && !condition.contains("default")).collect()
}

/// Names joined by dots, outside of quotation marks.
fn paths(condition: &str) -> Vec<Range<usize>> {
    let is_of_path = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let bytes = condition.as_bytes();
    let (mut paths, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let rest = &bytes[at..];
        let length = match rest[0] {
            quote @ (b'"' | b'\'' | b'`') => memchr::memchr(quote, &rest[1..]).map_or(rest.len(), |end| end + 2),
            byte if is_of_path(byte) => {
                let length = rest.iter().take_while(|byte| is_of_path(**byte)).count();
                paths.push(at..at + length);
                length
            }
            _ => 1,
        };
        at += length;
    }
    paths
}
