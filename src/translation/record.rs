//! What a translation's front matter says of its source and its review, and how that is written there.

use std::collections::BTreeMap;

use crate::config::fields::{self, Typed, Value};
use crate::language::{Date, Language};

use super::sections::{Apart, Outline, RECIPE, SectionHash};
use super::state::{self, follow};

/// The id of a section or the key of a part that stands apart, and what it said.
pub type Recorded = (String, SectionHash);

/// `translated_from`: which state of each section of the source the translation was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub language: Language,
    pub recipe: i64,
    /// In the order of the source.
    pub sections: Vec<(String, SectionHash)>,
    /// The translation's own text when that was said, if it is known.
    pub text: Option<SectionHash>,
}

/// `reviewed`, as far as it matters whether it still holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The text that was reviewed, if it is known.
    pub text: Option<SectionHash>,
}

/// The record in a document's fields; entries that can't be read are left out, so that their sections count as new.
pub fn record(fields: &fields::Record) -> Option<Record> {
    let record = fields.record("translated_from")?;
    let sections = record
        .map("sections")
        .iter()
        .filter_map(|(key, value)| match (key, value) {
            (Typed { value: Value::Text(id), .. }, Typed { value: Value::Text(hash), .. }) => Some((id.clone(), SectionHash::parse(hash)?)),
            _ => None,
        })
        .collect();
    Some(Record {
        language: record.language("language")?.clone(),
        recipe: record.number("recipe").unwrap_or(RECIPE),
        sections,
        text: record.text("text").and_then(SectionHash::parse),
    })
}

/// The review in a document's fields.
pub fn review(fields: &fields::Record) -> Option<Review> {
    let record = fields.record("reviewed")?;
    record.date("on")?;
    Some(Review { text: record.text("text").and_then(SectionHash::parse) })
}

/// A record that says that a translation is made from the source as it is.
pub fn of_today(language: &Language, source: &Outline, own: &Outline) -> Record {
    Record {
        language: language.clone(),
        recipe: RECIPE,
        sections: source
            .sections
            .iter()
            .map(|section| (section.id.clone(), section.hash))
            .chain(shared_parts(source, own).map(|part| (part.key.clone(), part.hash)))
            .collect(),
        text: Some(own.hash),
    }
}

/// Parts for some readers alone that both have.
fn shared_parts<'a>(source: &'a Outline, own: &'a Outline) -> impl Iterator<Item = &'a Apart> {
    source.apart.iter().filter(|part| own.part(&part.key).is_some())
}

/// The same of one section alone; what was said of the others stays.
///
/// The whole text is noted once nothing waits any more. Before that, two who work on different sections would change the
/// same line, each in another way, and could not merge what they did.
pub fn with_section(before: Option<&Record>, id: &str, language: &Language, source: &Outline, own: &Outline) -> Record {
    let known = before.filter(|record| record.recipe == RECIPE && record.language == *language);
    let (recorded, parts) = known.map(Record::sections_and_parts).unwrap_or_default();
    let from = follow(source, &recorded);
    let mut sections: Vec<(String, SectionHash)> = source
        .sections
        .iter()
        .zip(&from)
        .filter_map(|(section, from)| {
            let hash = if section.id == id { Some(section.hash) } else { from.map(|from| recorded[from].1) };
            Some((section.id.clone(), hash?))
        })
        .collect();
    // What is gone from the source stays named, until all is said to be current.
    let is_gone = |(at, (other, _)): &(usize, &Recorded)| !from.contains(&Some(*at)) && other != id && source.section(other).is_none();
    let gone: Vec<&str> = recorded.iter().enumerate().filter(is_gone).map(|(_, (other, _))| other.as_str()).collect();
    keep_gone(&mut sections, &recorded, |other| gone.contains(&other));
    sections.extend(parts);
    for part in shared_parts(source, own).filter(|part| part.section == id) {
        sections.retain(|(other, _)| *other != part.key);
        sections.push((part.key.clone(), part.hash));
    }
    let record = Record { language: language.clone(), recipe: RECIPE, sections, text: None };
    let waits = state::of(source, own, Some(&record), None).is_outdated();
    Record { text: (!waits).then_some(own.hash), ..record }
}

/// Adds what was recorded of sections that are gone, each behind the one that it stood behind: a section without a written
/// id is known by its place.
pub fn keep_gone(sections: &mut Vec<(String, SectionHash)>, recorded: &[(String, SectionHash)], is_gone: impl Fn(&str) -> bool) {
    for (at, gone) in recorded.iter().enumerate().filter(|(_, (id, _))| is_gone(id)) {
        let before = recorded[..at].iter().rev().find_map(|(before, _)| sections.iter().position(|(id, _)| id == before));
        sections.insert(before.map_or(sections.len(), |before| before + 1), gone.clone());
    }
}

impl Record {
    /// What is recorded of sections, and of the parts that stand apart from them.
    pub fn sections_and_parts(&self) -> (Vec<Recorded>, Vec<Recorded>) {
        self.sections.iter().cloned().partition(|(id, _)| !id.contains(':'))
    }

    /// What is recorded of each section and part that a source has, whatever their ids were then.
    pub fn known(&self, source: &Outline) -> BTreeMap<String, SectionHash> {
        let (recorded, _) = self.sections_and_parts();
        let from = follow(source, &recorded);
        let sections = source.sections.iter().zip(from).filter_map(|(section, at)| Some((section.id.clone(), recorded[at?].1)));
        sections.chain(self.sections.iter().filter(|(key, _)| source.part(key).is_some()).cloned()).collect()
    }

    /// The sections and parts that are recorded and that a source has no more.
    pub fn gone(&self, source: &Outline) -> Vec<String> {
        let (recorded, _) = self.sections_and_parts();
        let followed: Vec<usize> = follow(source, &recorded).into_iter().flatten().collect();
        let followed = |key: &str| followed.iter().any(|&at| recorded[at].0 == key);
        let gone = self.sections.iter().filter(|(key, _)| !followed(key) && source.part(key).is_none());
        gone.map(|(key, _)| key.clone()).collect()
    }

    /// The field as YAML, one section a line, so that a change of one is a change of one line. The whole text stands next
    /// to none of them: lines that touch merge as one.
    pub fn yaml(&self) -> String {
        let mut yaml = format!("translated_from:\n  language: {}\n  recipe: {}\n", self.language, self.recipe);
        if let Some(text) = self.text {
            yaml.push_str(&format!("  text: {}\n", scalar(text)));
        }
        yaml.push_str("  sections:\n");
        for (id, hash) in &self.sections {
            yaml.push_str(&format!("    {}: {}\n", key(id), scalar(*hash)));
        }
        yaml
    }
}

/// The field `reviewed` as YAML.
pub fn review_yaml(by: &str, on: Date, text: SectionHash) -> String {
    format!("reviewed: {{ by: {}, on: {on}, text: {} }}\n", quoted(by), scalar(text))
}

/// An id as a key.
fn key(id: &str) -> String {
    let plain = id.starts_with(char::is_alphabetic)
        && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        && !matches!(id.to_ascii_lowercase().as_str(), "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n");
    if plain { id.to_owned() } else { quoted(id) }
}

/// A hash that other programs don't take for a number.
fn scalar(hash: SectionHash) -> String {
    let text = hash.to_string();
    let number = text.bytes().all(|b| b.is_ascii_digit() || b == b'e');
    if number { quoted(&text) } else { text }
}

/// A text as a double-quoted YAML scalar, on one line.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_ids_and_hashes_are_quoted() {
        assert_eq!((key(""), key("signs"), key("no"), key("1")), ("\"\"".into(), "signs".into(), "\"no\"".into(), "\"1\"".into()));
        assert_eq!(scalar(SectionHash::parse("160407933012").unwrap()), "\"160407933012\"");
        assert_eq!(scalar(SectionHash::parse("12e456789012").unwrap()), "\"12e456789012\"");
        assert_eq!(scalar(SectionHash::parse("160407933b12").unwrap()), "160407933b12");
        assert_eq!(quoted("a \"b\" \\ c"), r#""a \"b\" \\ c""#);
    }
}
