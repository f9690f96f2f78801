//! The notes of a translation that came back. In either language one may be defined in any section; it is defined once.

use pulldown_cmark::{Event, Tag};
use unicase::UniCase;

use super::*;

/// The text below the front matter with one definition of each note, which says what came back for it, and without those that
/// the source has no more.
pub(super) fn once(sides: &Sides, text: String) -> String {
    let Some(existing) = sides.existing else { return text };
    let mut written = text;
    let (before, labels) = (below_front(existing.document), labels(sides));
    let own = |label: &'_ str| existing.own_label(label).unwrap_or(label).to_owned();
    let kept = |own: &str| definitions(before, own).into_iter().next().map(|range| before[range].to_owned());
    // A note may be read in one that stands behind it.
    for label in labels.iter().chain(&labels) {
        let own = own(label);
        if refers(&written, &own)
            && let Some(definition) = came_back(sides, existing, label).or_else(|| kept(&own))
        {
            written = with_definition(existing, written, &own, &definition);
        }
    }
    // A section that the source has no more stays, and so does what it refers to.
    for label in of_own(existing) {
        if !defines(&written, label)
            && refers(&written, label)
            && let Some(definition) = kept(label)
        {
            written = with_definition(existing, written, label, &definition);
        }
    }
    // What refers to one that is new may not be there yet, and will bring it along.
    let new = labels.iter().map(|label| own(label)).filter(|own| kept(own).is_none());
    for label in new.chain(existing.labels.gone.iter().cloned()) {
        if !refers(&written, &label) {
            written = without(written, &label);
        }
    }
    written
}

/// The labels of a source's notes.
fn labels<'a>(sides: &Sides<'a>) -> Vec<&'a str> {
    let mut labels: Vec<&str> = sides.units.iter().filter_map(|unit| unit.note.as_deref()).collect();
    labels.dedup();
    labels
}

/// The labels that a translation itself has for its notes.
fn of_own<'a>(existing: &'a Existing) -> impl Iterator<Item = &'a str> {
    let labels = existing.units.iter().filter_map(|unit| unit.note.as_deref());
    labels.map(|label| existing.own_label(label).unwrap_or(label))
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
    let of_note = |(_, unit): &(usize, &Unit)| unit.note.as_deref() == Some(label);
    let units: Vec<(usize, &Unit)> = sides.units.iter().enumerate().filter(of_note).collect();
    let text = |(number, unit): (usize, &Unit)| {
        let target = sides.came.targets[number].as_ref().filter(|_| sides.is_whole(&unit.section))?;
        Some(units::in_file(unit.what, &existing.in_own_labels(target)))
    };
    let Some(range) = definitions(&file[body..], label).into_iter().next() else {
        // It stands in a list or a quotation.
        let [unit] = units[..] else { return None };
        return Some(format!("[^{}]: {}\n", existing.own_label(label).unwrap_or(label), text(unit)?));
    };
    let (mut at, end) = (body + range.start, body + range.end);
    let mut definition = String::new();
    for unit in units {
        let Place::Body(place) = &unit.1.place else { continue };
        if !(at..end).contains(&place.start) {
            return None;
        }
        definition.push_str(&relabelled(&file[at..place.start], Some(existing)));
        definition.push_str(&text(unit)?);
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
    if found.is_empty() && defines(&text, label) {
        return text;
    }
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

/// A note that the translation or the source had, and that what the translation will be refers to without defining it.
pub(super) fn undefined(sides: &Sides, made: &Document, existing: &Existing) -> Option<String> {
    let now = below_front(made);
    let of_source = labels(sides).into_iter().map(|label| existing.own_label(label).unwrap_or(label));
    of_source.chain(of_own(existing)).find(|label| !defines(now, label) && refers(now, label)).map(str::to_owned)
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

/// Whether a text defines a note, wherever that stands.
fn defines(text: &str, label: &str) -> bool {
    inline::parser(text).any(|(event, _)| is_definition(&event, label))
}

/// Where a text defines a note on lines of their own.
fn definitions(text: &str, label: &str) -> Vec<Range<usize>> {
    let places =
        inline::parser(text).filter(|(event, at)| is_definition(event, label) && (at.start == 0 || text[..at.start].ends_with('\n')));
    let lines = |at: Range<usize>| {
        let end = at.start + text[at.clone()].trim_end().len();
        at.start..text[end..].find('\n').map_or(text.len(), |line| end + line + 1)
    };
    places.map(|(_, at)| lines(at)).collect()
}

fn is_definition(event: &Event, label: &str) -> bool {
    matches!(event, Event::Start(Tag::FootnoteDefinition(other)) if UniCase::new(&**other) == UniCase::new(label))
}
