//! A document cut into what a translator translates, and put together again from translations.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use unicase::UniCase;

use super::asides;
use super::inline::{self, Setting, Token, Tokens, Wrap};
use crate::config::fields::{FieldType, Value};
use crate::config::{Directives, Kind};
use crate::document::{Document, NEUTRAL_TITLE, directives};
use crate::translation::sections::{FRONT, PartKeys};

/// One text for a translator: a block, or a field of the front matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// The section of the document that it stands in.
    pub section: String,
    pub place: Place,
    pub tokens: Vec<Token>,
    /// What it is, for a translator: «heading», «table».
    pub what: What,
    /// In the document's file, from 1.
    pub line: usize,
    /// For whom it is, if it stands in a part that a translation may lack, or have one of its own of.
    pub apart: Option<String>,
    /// The label of the note that it stands in.
    pub note: Option<String>,
}

/// A text of a document, and where it stands there.
pub(super) struct Block {
    pub(super) range: Range<usize>,
    pub(super) tokens: Vec<Token>,
    what: What,
    note: Option<String>,
}

/// Where its translation goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// The field's name, which of its values, and bytes of that.
    Field(String, usize, Range<usize>),
    /// Bytes of the document's file.
    Body(Range<usize>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Field,
    /// A field that is no Markdown.
    PlainField,
    /// A text between the braces of a directive.
    Argument,
    Heading(u8),
    Paragraph,
    Item,
    Cell,
    Note,
}

/// Tells the path of the work that a directive names by its words, if it names a term.
pub type Term<'a> = &'a dyn Fn(&str, &str) -> Option<String>;

impl What {
    pub fn name(self) -> String {
        match self {
            What::Field | What::PlainField | What::Argument => "field".to_owned(),
            What::Heading(level) => format!("heading {level}"),
            What::Paragraph => "paragraph".to_owned(),
            What::Item => "list item".to_owned(),
            What::Cell => "table cell".to_owned(),
            What::Note => "footnote".to_owned(),
        }
    }

    pub fn setting(self) -> Setting {
        match self {
            What::Heading(_) => Setting::Heading,
            What::Cell => Setting::Cell,
            What::Field | What::PlainField | What::Argument | What::Paragraph | What::Item | What::Note => Setting::Block,
        }
    }
}

impl Unit {
    /// The source as a translator of PO sees it.
    pub fn text(&self) -> String {
        written(self.what, &self.tokens)
    }

    /// The source's words alone, as [`inline::bare`] has them.
    pub fn bare(&self) -> String {
        self.tokens.iter().map(|token| if let Token::Text(text) = token { inline::bare(text) } else { String::new() }).collect()
    }

    /// A text of this unit's kind as tokens; what it is instead, if it can't be one.
    pub fn read(&self, text: &str) -> Result<Vec<Token>, &'static str> {
        match self.what {
            What::PlainField | What::Argument => Ok(inline::tidy(vec![Token::Text(text.to_owned())])),
            What::Field | What::Heading(_) | What::Paragraph | What::Item | What::Cell | What::Note => inline::from_markdown(text),
        }
    }

    /// Whether the text refers to a note of the text below the front matter, so that it is not whole without it. A field has
    /// notes of its own.
    pub fn refers_to(&self, label: &str) -> bool {
        if matches!(self.place, Place::Field(..)) {
            return false;
        }
        let is_label = |note: &str| UniCase::new(&note[2..note.len() - 1]) == UniCase::new(label);
        self.tokens.iter().any(|token| matches!(token, Token::Fixed(inline::Fixed::Note(note)) if is_label(note)))
    }

    /// By what is told whether it has changed: the part for some readers alone that it stands in, or else the sections that say
    /// what it says.
    pub fn keys<'a>(&'a self, units: &'a [Unit]) -> BTreeSet<&'a str> {
        match &self.apart {
            Some(part) if self.note.is_none() => BTreeSet::from([part.as_str()]),
            Some(_) | None => self.said_in(units),
        }
    }

    /// The sections that say what it says: those that refer to the note that it stands in, or else its own.
    pub fn said_in<'a>(&'a self, units: &'a [Unit]) -> BTreeSet<&'a str> {
        let Some(label) = &self.note else { return BTreeSet::from([self.section.as_str()]) };
        let referring: BTreeSet<&str> = units.iter().filter(|unit| unit.refers_to(label)).map(|unit| unit.section.as_str()).collect();
        if referring.is_empty() { BTreeSet::from([self.section.as_str()]) } else { referring }
    }
}

/// Tokens as they stand in a document's file, for a unit of a kind.
pub fn in_file(what: What, tokens: &[Token]) -> String {
    let text = written(what, tokens);
    if what == What::Argument { asides::argument(&text) } else { text }
}

/// Tokens as a translator writes them, for a unit of a kind.
pub fn written(what: What, tokens: &[Token]) -> String {
    match what {
        What::PlainField | What::Argument => {
            tokens.iter().map(|token| if let Token::Text(text) = token { text.as_str() } else { "" }).collect()
        }
        What::Field | What::Heading(_) | What::Paragraph | What::Item | What::Cell | What::Note => {
            inline::to_markdown(tokens, what.setting())
        }
    }
}

/// The names of the fields that are translated, and whether they hold Markdown.
fn fields(kind: &Kind) -> impl Iterator<Item = (&str, bool)> {
    let own = kind.fields.iter().filter(|field| !field.in_work && field.translated).filter_map(|field| {
        let name = field.field.name.as_str();
        if field.field.of.names(&FieldType::Markdown) {
            Some((name, true))
        } else {
            field.field.of.names(&FieldType::Text).then_some((name, false))
        }
    });
    [("title", false), ("summary", false), (NEUTRAL_TITLE, false)].into_iter().chain(own)
}

/// All units of a document, the front matter's first.
pub fn of(document: &Document, kind: &Kind) -> Vec<Unit> {
    let text = &document.file.text;
    let ends: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
    let line = |at: usize| ends.partition_point(|end| *end < at) + 1;
    let mut units = Vec::new();
    for (name, markdown) in fields(kind) {
        let Some(typed) = document.fields.get(name) else { continue };
        let values = match &typed.value {
            Value::List(items) => items.iter().collect(),
            _ => vec![typed],
        };
        for (index, value) in values.into_iter().enumerate() {
            let (Value::Text(said) | Value::Markdown(said)) = &value.value else { continue };
            let what = if markdown { What::Field } else { What::PlainField };
            let plain = || vec![(0..said.len(), inline::tidy(vec![Token::Text(said.clone())]))];
            let blocks = if markdown { blocks(said).into_iter().map(|block| (block.range, block.tokens)).collect() } else { plain() };
            for (range, tokens) in blocks.into_iter().filter(|(_, tokens)| tokens.iter().any(Token::has_words)) {
                let place = Place::Field(name.to_owned(), index, range);
                units.push(Unit { section: FRONT.to_owned(), place, tokens, what, line: line(value.span.start), apart: None, note: None });
            }
        }
    }
    let content = document.content();
    let sections: Vec<_> = content.outline.sections.iter().filter(|section| section.id != FRONT).collect();
    let (Some(first), Some(last)) = (sections.first(), sections.last()) else { return units };
    let start = first.span.start;
    let body = &text[start..last.span.end];
    let mut found = blocks(body);
    found.extend(arguments(body, document.directives()));
    found.sort_by_key(|block| block.range.start);
    let parts = parts_apart(body, document.directives());
    for Block { range, mut tokens, what, note } in found {
        let apart = parts.iter().find(|(_, part)| part.contains(&range.start)).map(|(whom, _)| whom.clone());
        let range = range.start + start..range.end + start;
        if !tokens.iter().any(Token::has_words) {
            continue;
        }
        asides::quoted(&mut tokens, document.directives());
        let section =
            sections[..sections.partition_point(|section| section.span.start <= range.start)].last().map_or("", |section| &section.id);
        units.push(Unit { section: section.to_owned(), line: line(range.start), place: Place::Body(range), tokens, what, apart, note });
    }
    units
}

/// The parts of a text that a translation may lack, or have its own of: the key of each, and where it stands.
pub fn parts_apart(text: &str, declared: &Directives) -> Vec<(String, Range<usize>)> {
    let marks = directives::prepare(text).marks;
    let mut keys = PartKeys::default();
    let mut parts: Vec<(String, Range<usize>)> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        let directives::What::Open { colons, head, .. } = &mark.what else { continue };
        let is_within = parts.last().is_some_and(|(_, part)| part.contains(&mark.source.start));
        if *colons < 3 || is_within || !declared.get(&head.name).is_some_and(|declaration| declaration.apart) {
            continue;
        }
        let mut within = 0;
        let end = marks[at + 1..].iter().find(|mark| match &mark.what {
            directives::What::Open { colons: other, .. } if other == colons => {
                within += 1;
                false
            }
            directives::What::Close { colons: other } if other == colons => {
                within -= 1;
                within < 0
            }
            _ => false,
        });
        parts.push((keys.key(&head.counted(declared)), mark.source.start..end.map_or(text.len(), |close| close.source.end)));
    }
    parts
}

/// The parts of a translated section that its source's section has not: they are the translation's own.
pub fn parts_of_its_own(section: &str, source: &str, declared: &Directives) -> Vec<Range<usize>> {
    let of_source = parts_apart(source, declared);
    let is_own = |whom: &String| of_source.iter().all(|(other, _)| other != whom);
    parts_apart(section, declared).into_iter().filter(|(whom, _)| is_own(whom)).map(|(_, part)| part).collect()
}

/// The texts between the braces of directives that stand on lines of their own, as far as they are translated.
fn arguments(text: &str, declared: &Directives) -> Vec<Block> {
    let marks = directives::prepare(text).marks;
    let heads = marks.iter().filter_map(|mark| if let directives::What::Open { head, .. } = &mark.what { Some(head) } else { None });
    let block = |(_, range, said): (String, Range<usize>, String)| Block {
        range,
        tokens: inline::tidy(vec![Token::Text(said)]),
        what: What::Argument,
        note: None,
    };
    heads.flat_map(|head| asides::translated(text, head, declared)).map(block).collect()
}

/// The blocks of a text that hold words: where they stand, what they say, what they are.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut note = None;
    let mut around: Vec<What> = Vec::new();
    let mut open: Option<(Range<usize>, Tokens)> = None;
    let mut in_code = false;
    let mut close = |open: &mut Option<(Range<usize>, Tokens)>, around: &[What], note: &Option<String>| {
        if let Some((mut range, tokens)) = open.take() {
            // The backslash before an escaped first character belongs to the text.
            if range.start > 0 && text.as_bytes()[range.start - 1] == b'\\' {
                range.start -= 1;
            }
            let what = around.last().copied().unwrap_or(What::Paragraph);
            blocks.push(Block { range, tokens: tokens.finish(), what, note: note.clone() });
        }
    };
    for (event, at) in inline::parser(text) {
        match &event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                close(&mut open, &around, &note);
                in_code = true;
                continue;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                in_code = false;
                continue;
            }
            _ if in_code => continue,
            _ => {}
        }
        let begins = match &event {
            Event::Start(Tag::Heading { level, .. }) => Some(What::Heading(*level as u8)),
            Event::Start(Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition) => Some(What::Item),
            Event::Start(Tag::TableCell) => Some(What::Cell),
            Event::Start(Tag::FootnoteDefinition(_)) => Some(What::Note),
            // A paragraph is what it stands in.
            Event::Start(Tag::Paragraph) => Some(around.last().copied().unwrap_or(What::Paragraph)),
            Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => Some(around.last().copied().unwrap_or(What::Paragraph)),
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::DefinitionList) => Some(What::Cell),
            _ => None,
        };
        if let Some(what) = begins {
            close(&mut open, &around, &note);
            if let Event::Start(Tag::FootnoteDefinition(label)) = &event {
                note = Some(label.to_string());
            }
            around.push(what);
            continue;
        }
        let ends = matches!(
            &event,
            Event::End(
                TagEnd::Heading(_)
                    | TagEnd::Item
                    | TagEnd::DefinitionListTitle
                    | TagEnd::DefinitionListDefinition
                    | TagEnd::TableCell
                    | TagEnd::FootnoteDefinition
                    | TagEnd::Paragraph
                    | TagEnd::BlockQuote(_)
                    | TagEnd::List(_)
                    | TagEnd::Table
                    | TagEnd::TableHead
                    | TagEnd::TableRow
                    | TagEnd::DefinitionList
            )
        );
        if ends {
            close(&mut open, &around, &note);
            around.pop();
            if matches!(event, Event::End(TagEnd::FootnoteDefinition)) {
                note = None;
            }
            continue;
        }
        if matches!(event, Event::TaskListMarker(_) | Event::Rule) {
            continue;
        }
        let (range, tokens) = open.get_or_insert_with(|| (at.clone(), Tokens::default()));
        tokens.take(&event, &text[at.clone()]);
        // The parser leaves the empty brackets of `[words][]` out of the link.
        let empty_label = matches!(
            &event,
            Event::Start(
                Tag::Link { link_type: LinkType::Collapsed | LinkType::CollapsedUnknown, .. }
                    | Tag::Image { link_type: LinkType::Collapsed | LinkType::CollapsedUnknown, .. }
            )
        ) && text[at.end..].starts_with("[]");
        *range = range.start.min(at.start)..range.end.max(at.end + if empty_label { 2 } else { 0 });
    }
    close(&mut open, &around, &note);
    blocks
}

/// Names the works of glossary terms that are known by their words alone: the words will be others in a translation.
/// `term` tells the work's path by a directive's name and its words.
pub fn name_terms(units: &mut [Unit], term: Term) {
    for unit in units {
        for at in 0..unit.tokens.len() {
            let Token::Open(Wrap::Directive(begin, end)) = &unit.tokens[at] else { continue };
            if end != "]" {
                continue;
            }
            let words: String = unit.tokens[at + 1..]
                .iter()
                .take_while(|token| **token != Token::Close)
                .filter_map(|token| if let Token::Text(text) = token { Some(text.as_str()) } else { None })
                .collect();
            let name = begin.trim_matches([':', '[']);
            if let Some(path) = term(name, &words) {
                unit.tokens[at] = Token::Open(Wrap::Directive(begin.clone(), format!("]{{work={path}}}")));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_where_they_stand() {
        let text = "Opening *text*\ngoes on.\n\n## Signs {#signs}\n\n- one\n  two\n  - inner\n- [ ] task\n\n> quoted\n> more\n\n| a | b |\n| - | - |\n| `x` | \\*y\\* |\n\n[^n]: A note.\n\n```\ncode\n```\n\n1. first\n\n   second\n";
        let found: Vec<(&str, What)> = blocks(text).into_iter().map(|block| (&text[block.range], block.what)).collect();
        assert_eq!(
            found,
            [
                ("Opening *text*\ngoes on.", What::Paragraph),
                ("Signs", What::Heading(2)),
                ("one\n  two", What::Item),
                ("inner", What::Item),
                ("task", What::Item),
                ("quoted\n> more", What::Paragraph),
                ("a", What::Cell),
                ("b", What::Cell),
                ("`x`", What::Cell),
                ("\\*y\\*", What::Cell),
                ("A note.", What::Note),
                ("first", What::Item),
                ("second", What::Item),
            ]
        );
    }
}
