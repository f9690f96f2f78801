//! What a translation's front matter says of its source and its review, and how that is written there.

use crate::config::fields::{self, Typed, Value};
use crate::language::{Date, Language};

use super::sections::{Apart, RECIPE, SectionHash};

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

/// Under what is recorded that a translation has a part of its source in another section on purpose. Whom parts are for has no
/// such sign, so that it is none of their keys.
pub fn place(part: &Apart) -> String {
    format!("{}@{}", part.key, part.section)
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

impl Record {
    /// What is recorded of sections, and of the parts that stand apart from them.
    pub fn sections_and_parts(&self) -> (Vec<Recorded>, Vec<Recorded>) {
        self.sections.iter().cloned().partition(|(id, _)| !id.contains(':'))
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
