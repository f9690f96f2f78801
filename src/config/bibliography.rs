//! `content/sources.yaml`: the sources that texts rest on, in Hayagriva's format.

use std::collections::BTreeMap;

use crate::diagnostics::codes;
use crate::found::{Findings, Found};
use crate::source::yaml::{self, Node, Value};
use crate::source::{Sources, Text};

/// The sources by their keys.
pub type Bibliography = BTreeMap<String, Reference>;

/// One source, as far as a list of sources shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reference {
    pub key: String,
    pub title: String,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    /// A year or a date, as written.
    pub date: Option<String>,
    pub url: Option<String>,
    /// Numbers by which it is known: CELEX, ISBN, treaty series.
    pub numbers: Vec<String>,
    pub note: Option<String>,
}

/// Reads the bibliography; a site may do without one.
pub fn read(sources: &Sources) -> Found<Bibliography> {
    let mut findings = Findings::default();
    let mut bibliography = Bibliography::new();
    let Some(file) = sources.text("content/sources.yaml") else { return findings.with(bibliography) };
    let node = match yaml::parse(&file.text, 0) {
        Ok(node) => node,
        Err(error) => {
            findings.add(&codes::INVALID_YAML, file.at(error.at), error.message).hint(error.hint);
            return findings.with(bibliography);
        }
    };
    let entries = match &node.value {
        Value::Map(entries) => entries.as_slice(),
        Value::Null => &[],
        _ => {
            findings
                .add(&codes::WRONG_TYPE, file.at(node.span.clone()), "sources are a map from keys to entries")
                .hint("write `key:` and, indented, `title: …`");
            &[]
        }
    };
    for (key, entry) in entries {
        let Value::Scalar(name) = &key.value else { continue };
        if bibliography.contains_key(name) {
            findings.add(&codes::DUPLICATE_KEY, file.at(key.span.clone()), format!("«{name}» stands twice")).hint("remove one of them");
            continue;
        }
        let reference = reference(name, entry, file, &mut findings);
        if reference.title.is_empty() {
            findings
                .add(&codes::MISSING_FIELD, file.at(key.span.clone()), format!("the source «{name}» has no title"))
                .hint("add `title: …`");
        }
        bibliography.insert(name.clone(), reference);
    }
    findings.with(bibliography)
}

fn reference(key: &str, entry: &Node, file: &Text, findings: &mut Findings) -> Reference {
    let mut url = get(entry, "url").and_then(text_of);
    if let Some(address) = &url
        && !address.starts_with("https://")
        && !address.starts_with("http://")
    {
        let at = get(entry, "url").map_or(entry.span.clone(), |node| node.span.clone());
        findings.add(&codes::INVALID_URL, file.at(at), "the source's url is not a web address").hint("write https://… or http://…");
        url = None;
    }
    Reference {
        key: key.to_owned(),
        title: get(entry, "title").and_then(text_of).unwrap_or_default(),
        authors: ["author", "editor", "organization"].iter().find_map(|key| get(entry, key)).map(texts_of).unwrap_or_default(),
        publisher: get(entry, "publisher").and_then(text_of),
        date: get(entry, "date")
            .and_then(text_of)
            .or_else(|| get(entry, "parent").and_then(|parent| get(parent, "date")).and_then(text_of)),
        url,
        numbers: get(entry, "serial-number").map(numbers_of).unwrap_or_default(),
        note: get(entry, "note").and_then(text_of),
    }
}

fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(k, _)| k.value == Value::Scalar(key.to_owned())).map(|(_, value)| value)
}

/// A text that may be written as such, or as a map with `value`, `name` or `date`.
fn text_of(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar(text) => Some(text.trim().to_owned()),
        Value::Map(_) => ["value", "name", "date"].iter().find_map(|key| get(node, key)).and_then(text_of),
        _ => None,
    }
}

fn texts_of(node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(text_of).collect(),
        _ => text_of(node).into_iter().collect(),
    }
}

fn numbers_of(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Map(entries) => entries
            .iter()
            .filter_map(|(key, value)| match (&key.value, text_of(value)) {
                (Value::Scalar(name), Some(number)) if name == "serial" => Some(number),
                (Value::Scalar(name), Some(number)) => Some(format!("{} {number}", name.to_uppercase())),
                _ => None,
            })
            .collect(),
        _ => texts_of(node),
    }
}
