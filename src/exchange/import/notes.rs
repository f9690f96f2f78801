//! The notes of a translation that came back. In either language one may be defined in any section; it is defined once.

use pulldown_cmark::{Event, Tag};
use unicase::UniCase;

use super::*;

/// The text below the front matter with one definition of each note, which says what came back for it, and without those that
/// the source has no more.
pub(super) fn once(sides: &Sides, text: String) -> String {
    let Some(existing) = sides.existing else { return text };
    let mut written = text;
    let mut labels: Vec<&str> = sides.units.iter().filter_map(|unit| unit.note.as_deref()).collect();
    labels.dedup();
    let before = below_front(existing.document);
    for label in labels {
        let own = existing.own_label(label).unwrap_or(label);
        let kept = definitions(before, own).into_iter().next().map(|range| before[range].to_owned());
        let (is_read, is_new) = (refers(&written, own), kept.is_none());
        written = match came_back(sides, existing, label).or(kept) {
            Some(definition) if is_read => with_definition(existing, written, own, &definition),
            // What refers to it is not there yet, and will bring it along.
            _ if is_new => without(written, own),
            _ => written,
        };
    }
    for label in &existing.labels.gone {
        if !refers(&written, label) {
            written = without(written, label);
        }
    }
    written
}

/// Text of a source, in which definitions of notes have the translation's labels.
pub(super) fn relabelled(text: &str, existing: Option<&Existing>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("[^") {
        let (before, label) = rest.split_at(at + 2);
        out.push_str(before);
        let end = label.find("]:").filter(|&end| !label[..end].contains(['[', ']', ' ', '\n'])).unwrap_or(0);
        let own = existing.and_then(|existing| existing.own_label(&label[..end]));
        out.push_str(own.unwrap_or(&label[..end]));
        rest = &label[end..];
    }
    out + rest
}

/// The definition of a source's note with what came back for it, if all of it did.
fn came_back(sides: &Sides, existing: &Existing, label: &str) -> Option<String> {
    let file = &sides.ground.source.file.text;
    let body = sides.outline.sections.iter().find(|section| section.id != FRONT)?.span.start;
    let range = definitions(&file[body..], label).into_iter().next()?;
    let (mut at, end) = (body + range.start, body + range.end);
    let mut definition = String::new();
    for (number, unit) in sides.units.iter().enumerate().filter(|(_, unit)| unit.note.as_deref() == Some(label)) {
        let Place::Body(place) = &unit.place else { continue };
        if !sides.is_whole(&unit.section) || !(at..end).contains(&place.start) {
            return None;
        }
        definition.push_str(&relabelled(&file[at..place.start], Some(existing)));
        definition.push_str(&units::in_file(unit.what, &existing.in_own_labels(sides.came.targets[number].as_ref()?)));
        at = place.end;
    }
    Some(definition + &file[at..end])
}

/// A text in which a note is defined so, and once.
fn with_definition(existing: &Existing, mut text: String, label: &str, definition: &str) -> String {
    let found = definitions(&text, label);
    let said = |text: &str| units::blocks(text).into_iter().map(|block| block.tokens).collect::<Vec<_>>();
    let keeps = found.iter().position(|range| said(&text[range.clone()]) == said(definition));
    let had = definitions(&existing.document.file.text, label).len();
    if found.is_empty() {
        let follows_one = text.trim_end().lines().last().is_some_and(|line| line.starts_with("[^"));
        let between = if follows_one { "\n" } else { "\n\n" };
        return format!("{}{between}{}\n", text.trim_end(), definition.trim_end());
    }
    for (at, range) in found.iter().enumerate().rev() {
        match keeps {
            Some(keeps) if at == keeps || found.len() <= had.max(1) => {}
            None if at == 0 => text.replace_range(range.clone(), definition),
            Some(_) | None => text.replace_range(range.clone(), ""),
        }
    }
    text
}

/// A note that the translation had, and that what it will be refers to without defining it.
pub(super) fn undefined(made: &Document, existing: &Existing) -> Option<String> {
    let (own, now) = (below_front(existing.document), below_front(made));
    let mut labels = existing.labels.pairs.iter().map(|(label, _)| label).chain(&existing.labels.gone);
    labels.find(|label| definitions(now, label).is_empty() && !definitions(own, label).is_empty() && refers(now, label)).cloned()
}

/// A text that does not define a note.
fn without(mut text: String, label: &str) -> String {
    definitions(&text, label).into_iter().rev().for_each(|range| text.replace_range(range, ""));
    text
}

/// Whether a text refers to a note.
fn refers(text: &str, label: &str) -> bool {
    // Without a definition it would be no reference.
    let defined = format!("{text}\n\n[^{label}]: .\n");
    inline::parser(&defined)
        .any(|(event, _)| matches!(event, Event::FootnoteReference(other) if UniCase::new(&*other) == UniCase::new(label)))
}

/// Where a text defines a note on lines of their own.
fn definitions(text: &str, label: &str) -> Vec<Range<usize>> {
    let is_it =
        |event: &Event| matches!(event, Event::Start(Tag::FootnoteDefinition(other)) if UniCase::new(&**other) == UniCase::new(label));
    let places = inline::parser(text).filter(|(event, at)| is_it(event) && (at.start == 0 || text[..at.start].ends_with('\n')));
    let lines = |at: Range<usize>| {
        let end = at.start + text[at.clone()].trim_end().len();
        at.start..text[end..].find('\n').map_or(text.len(), |line| end + line + 1)
    };
    places.map(|(_, at)| lines(at)).collect()
}
