//! How a text is built, without its words. By that is told whether a translation may stay as it is written.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::inline::{self, Setting};
use super::units;
use crate::config::Directives;
use crate::document::Document;
use crate::document::directives::{self, Mark, What};
use crate::translation::sections;

/// A piece of a text, in the order in which they stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Built {
    /// A block in which others stand, by its name.
    Begins(String),
    Ends,
    /// One of text or code alone.
    Block(String),
    /// Whether items of a list are paragraphs is a way of writing.
    Paragraph,
    /// A text for translators.
    Text,
    /// What is none, as it is written: code, HTML, a directive's line, a picture without words.
    Other(String),
    /// What is for some readers alone.
    Part(String),
}

/// How a section of a document is built; of its parts for some readers alone is told where they stand.
pub fn of_section(document: &Document, id: &str) -> Vec<Built> {
    let Some(section) = document.content().outline.section(id).map(|section| section.span.clone()) else { return Vec::new() };
    let text = &document.file.text[section];
    let parts = units::parts_apart(text, document.directives());
    let mut built: Vec<(usize, Built)> = of(text, document.directives());
    built.retain(|(at, _)| parts.iter().all(|(_, part)| !part.contains(at)));
    built.extend(parts.into_iter().map(|(key, part)| (part.start, Built::Part(sections::whom(&key).0.to_owned()))));
    built.sort_by_key(|(at, _)| *at);
    without_places(built)
}

/// The same without what either of two languages may have alone: parts for some readers, and notes.
pub fn shared(mut built: Vec<Built>) -> Vec<Built> {
    // How many blocks are open, from a note on.
    let mut open = 0_usize;
    built.retain(|piece| {
        match piece {
            Built::Begins(name) if open > 0 || name == NOTE => open += 1,
            Built::Ends if open > 0 => {
                open -= 1;
                return false;
            }
            _ => {}
        }
        open == 0 && !matches!(piece, Built::Part(_))
    });
    built
}

/// How a part of a document for some readers alone is built.
pub fn of_part(document: &Document, key: &str) -> Vec<Built> {
    let content = document.content();
    let Some(part) = content.outline.part(key) else { return Vec::new() };
    let Some(section) = content.outline.section(&part.section).map(|section| section.span.clone()) else { return Vec::new() };
    let text = &document.file.text[section];
    let place = content.outline.apart.iter().filter(|other| other.section == part.section).position(|other| other.key == key);
    let at = place.and_then(|place| units::parts_apart(text, document.directives()).into_iter().nth(place));
    at.map(|(_, at)| of_text(&text[at], document.directives())).unwrap_or_default()
}

/// How a text is built, parts for some readers alone as all else.
pub fn of_text(text: &str, declared: &Directives) -> Vec<Built> {
    without_places(of(text, declared))
}

fn without_places(built: Vec<(usize, Built)>) -> Vec<Built> {
    built.into_iter().map(|(_, built)| built).filter(|built| *built != Built::Paragraph).collect()
}

/// The blocks of a text by their names: what a translation must not change. Its notes may stand elsewhere.
pub fn shape(text: &str, declared: &Directives) -> Vec<String> {
    let name = |built| match built {
        Built::Begins(name) | Built::Block(name) => Some(name),
        Built::Paragraph => Some("a paragraph".to_owned()),
        Built::Ends | Built::Text | Built::Other(_) | Built::Part(_) => None,
    };
    let built = of(text, declared).into_iter().map(|(_, built)| built).collect();
    shared(built).into_iter().filter_map(name).collect()
}

fn of(text: &str, declared: &Directives) -> Vec<(usize, Built)> {
    let marks = directives::prepare(text).marks;
    let mut texts = units::blocks(text).into_iter().peekable();
    let mut built: Vec<(usize, Built)> = Vec::new();
    let mut is_within = false;
    for (event, at) in inline::parser(text) {
        // A block ends where its last byte stands.
        let place = if matches!(event, Event::End(_)) { at.end.saturating_sub(1) } else { at.start };
        let mut add = |piece: Built| built.push((place, piece));
        if let Event::Start(tag) = &event
            && let Some(begins) = begins(tag)
        {
            add(begins);
            is_within = matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock);
            more(tag).into_iter().for_each(|more| add(Built::Other(more)));
            continue;
        }
        match &event {
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => is_within = false,
            Event::End(tag) if ends(*tag) => add(Built::Ends),
            Event::Text(code) if is_within => add(Built::Other(code.trim_end_matches('\n').to_owned())),
            _ if is_within => add(Built::Other(line(&marks, &at, declared).unwrap_or_else(|| text[at.clone()].trim().to_owned()))),
            Event::Rule => add(Built::Block("a line across".to_owned())),
            Event::TaskListMarker(is_done) => add(Built::Other(if *is_done { "[x]" } else { "[ ]" }.to_owned())),
            _ => {
                if let Some(block) = texts.next_if(|block| block.range.start <= at.start) {
                    let is_text = block.tokens.iter().any(inline::Token::has_words);
                    add(if is_text { Built::Text } else { Built::Other(inline::to_markdown(&block.tokens, Setting::Block)) });
                }
            }
        }
    }
    built
}

const NOTE: &str = "a note";

/// The block that begins, if it is one.
fn begins(tag: &Tag) -> Option<Built> {
    let block = match tag {
        Tag::Paragraph => return Some(Built::Paragraph),
        Tag::Heading { level, .. } => &format!("a heading of level {}", *level as u8),
        Tag::CodeBlock(_) => "a block of code",
        Tag::HtmlBlock => "a block of HTML",
        Tag::TableRow | Tag::TableHead => "a table's row",
        Tag::TableCell => "a table's cell",
        _ => "",
    };
    if !block.is_empty() {
        return Some(Built::Block(block.to_owned()));
    }
    let around = match tag {
        Tag::List(_) => "a list",
        Tag::Item => "a list's item",
        Tag::BlockQuote(None) => "a quotation",
        Tag::BlockQuote(Some(kind)) => &format!("a notice [!{}]", format!("{kind:?}").to_uppercase()),
        Tag::Table(_) => "a table",
        Tag::FootnoteDefinition(_) => NOTE,
        Tag::DefinitionList => "a list of definitions",
        Tag::DefinitionListTitle | Tag::DefinitionListDefinition => "a definition",
        _ => return None,
    };
    Some(Built::Begins(around.to_owned()))
}

/// What of a block is neither its name nor text.
fn more(tag: &Tag) -> Option<String> {
    match tag {
        Tag::List(first) => first.map(|first| first.to_string()),
        Tag::Table(alignments) => Some(format!("{alignments:?}")),
        Tag::CodeBlock(CodeBlockKind::Fenced(language)) => Some(language.to_string()),
        Tag::DefinitionListTitle => Some("title".to_owned()),
        _ => None,
    }
}

/// Whether blocks may stand within a block, so that it matters where it ends.
fn ends(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
    )
}

/// The line of a directive that stands there, in one way of writing and without words.
fn line(marks: &[Mark], at: &Range<usize>, declared: &Directives) -> Option<String> {
    let mark = marks.iter().find(|mark| mark.source.start <= at.start && at.start < mark.source.end)?;
    match &mark.what {
        What::Open { colons, head, label } => {
            let mut head = head.clone();
            let of = declared.get(&head.name);
            let is_translated =
                |name: &str| of.is_some_and(|of| of.arguments.iter().any(|known| known.translated && known.field.name == name));
            head.arguments.iter_mut().filter(|argument| is_translated(&argument.name)).for_each(|argument| argument.value = None);
            let colons = if *colons == 2 { "::" } else { ":::" };
            let label = if label.is_some() { "[" } else { "" };
            Some(format!("{colons}{}{label}", head.counted(declared)))
        }
        What::Close { .. } => Some(":::".to_owned()),
        What::Label(_) | What::Inline(_) | What::InlineEnd(_) | What::Malformed { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(text: &str) -> Vec<Built> {
        of_text(text, &Directives::default())
    }

    #[test]
    fn texts_of_which_one_stands_elsewhere_are_built_otherwise() {
        let texts = [
            "One.\n\nTwo.",
            "> One.\n\nTwo.",
            "One.\n\n> Two.",
            "> One.\n>\n> Two.",
            "> One.\n\nBetween.\n\n> Two.",
            "> > One.\n>\n> Two.",
            "- One.\n- Two.",
            "1. One.\n2. Two.",
            "2. One.\n3. Two.",
            "- One.\n  - Two.",
            "- One.\n\n  Two.",
            "- One.\n\nTwo.",
            "- [ ] One.\n- [x] Two.",
            ":::callout\nOne.\n:::\n\nTwo.",
            ":::callout\nOne.\n\nTwo.\n:::",
            "One.\n\n:::callout\nTwo.\n:::",
            ":::callout{type=warning}\nOne.\n:::\n\nTwo.",
            ":::callout\n:::other\nOne.\n:::\n\nTwo.\n:::",
            "::helpline\n\nOne.\n\nTwo.",
            "One.\n\n::helpline\n\nTwo.",
            "One.\n\n::helpline{country=SE}\n\nTwo.",
            "![](x.png)\n\nOne.\n\nTwo.",
            "One.\n\n![](x.png)\n\nTwo.",
            "One.\n\n![](y.png)\n\nTwo.",
            "```\ncode\n```\n\nOne.\n\nTwo.",
            "One.\n\n```\ncode\n```\n\nTwo.",
            "One.\n\n```\n  code\n```\n\nTwo.",
            "One.\n\n* * *\n\nTwo.",
            "## One.\n\nTwo.",
            "| One. | Two. |\n| --- | --- |",
            "| One. | Two. |\n| --: | --- |",
            "One.\n: Two.",
        ];
        for (at, text) in texts.iter().enumerate() {
            for other in &texts[at + 1..] {
                assert_ne!(built(text), built(other), "{text:?} {other:?}");
            }
        }
    }

    #[test]
    fn notes_are_of_one_language() {
        let with = built("One[^n].\n\n[^n]: Note.\n\n    - item\n\nTwo.");
        assert_eq!(shared(with), built("One.\n\nTwo."));
    }

    #[test]
    fn another_way_of_writing_builds_the_same() {
        for (text, other) in [
            ("One\ntwo.\n\nThree.", "Other.\n\n\nWords *here*.\n"),
            ("- One.\n- Two.", "* Eins.\n\n* Zwei."),
            ("- One.\n  - Two.", "-   One.\n\n    * Two."),
            ("1. One.\n2. Two.", "1) One.\n1) Two."),
            ("> One.\n>\n> Two.", "> One.\n> goes on.\n> \n> Two."),
            ("```rust\ncode\n```", "~~~rust\ncode\n~~~"),
            ("::helpline{country=SE lang=sv}", "::helpline{lang=\"sv\" country=SE}"),
            (":::callout[One.]\nTwo.\n:::", "::::callout[Eins.]\nZwei.\n::::"),
            ("| One. | Two. |\n| --- | --- |", "One. | Two.\n--- | ---"),
            ("[One](#a)", "Two[^n]"),
        ] {
            assert_eq!(built(text), built(other), "{text:?} {other:?}");
        }
    }
}
