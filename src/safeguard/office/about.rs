//! What a file tells of itself in fields of its own.

use super::super::opened::Opened;
use super::super::plain::{Plain, decode};
use super::super::reading;
use super::said::say;
use super::styles::Styles;
use super::xml::{local, tags};

/// Remembers who made the file and so on; its title is read.
pub(super) fn read(name: &str, text: &str, styles: &Styles, opened: &mut Opened) {
    let wanted: Vec<&str> = ABOUT.iter().chain(SAYS).copied().collect();
    let values: Vec<(&str, &str)> = values_of(text, &wanted).collect();
    for element in ABOUT {
        let value = said_by(&values, element);
        if !value.is_empty() {
            let what = match *element {
                "creator" | "initial-creator" | "lastModifiedBy" | "printed-by" | "Manager" => "the name of who wrote or changed it",
                "Company" => "the name of a company",
                "Application" | "AppVersion" | "generator" => "the software that made it",
                "Template" => "the template that it was made from",
                "subject" | "keywords" | "description" | "category" | "contentStatus" | "identifier" | "keyword" => "fields of its own",
                _ => "when and how often it was changed",
            };
            opened.remember(what.to_owned(), Some(value), true);
        }
    }
    let has = |element: &str| tags(text).any(|tag| local(tag.name) == element);
    if name == "docProps/custom.xml" && has("property") || has("user-defined") {
        let names = say(name, text, styles, None, opened).values.text;
        opened.remember("fields of its own".to_owned(), Some(reading::page(text, reading::Wanted::default()).flow.text + &names), true);
    }
    if has("template-ref") || has("template") {
        opened.remember("the template that it was made from".to_owned(), None, true);
    }
    for element in SAYS {
        opened.text.push_str(&said_by(&values, element));
        opened.text.push('\n');
    }
}

/// What is told of a file in its own fields.
const ABOUT: &[&str] = &[
    "creator",
    "subject",
    "description",
    "identifier",
    "keywords",
    "category",
    "contentStatus",
    "keyword",
    "lastModifiedBy",
    "revision",
    "created",
    "modified",
    "lastPrinted",
    "Company",
    "Manager",
    "Application",
    "AppVersion",
    "Template",
    "TotalTime",
    "initial-creator",
    "printed-by",
    "generator",
    "creation-date",
    "date",
    "editing-cycles",
    "editing-duration",
    "print-date",
];

/// Elements of the same parts that readers see.
const SAYS: &[&str] = &["title", "HyperlinkBase", "lpstr", "TitlesOfParts"];

/// What some elements say, each time that they do. Their names are without prefix, which each program may choose.
pub(super) fn values_of<'a>(text: &'a str, elements: &[&'static str]) -> impl Iterator<Item = (&'static str, &'a str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let tag = &rest[memchr::memchr(b'<', rest.as_bytes())? + 1..];
            let name = tag.split(|c: char| matches!(c, '<' | '>' | '/') || c.is_ascii_whitespace()).next().unwrap_or_default();
            let after = &tag[name.len()..];
            rest = after;
            let Some(element) = elements.iter().find(|element| **element == local(name)) else { continue };
            let (tag, said) = after.split_once('>')?;
            let value = if tag.ends_with('/') { "" } else { said.split("</").next().unwrap_or_default() };
            rest = &said[value.len()..];
            return Some((*element, value));
        }
    })
}

/// What an element says as a reader sees it, a line each time.
fn said_by(values: &[(&str, &str)], element: &str) -> String {
    let mut plain = Plain::default();
    for (_, value) in values.iter().filter(|(name, value)| *name == element && !value.trim().is_empty()) {
        plain.break_line(0);
        decode(value, 0, &mut plain);
    }
    plain.text
}
