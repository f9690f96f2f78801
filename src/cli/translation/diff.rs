//! `lykta translation diff`: what changed in the source, word by word, beside the translation's section.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::ops::Range;

use clap::Args;
use pulldown_cmark::{Event, Parser, Tag};
use similar::{ChangeTag, TextDiff};
use unicase::UniCase;

use super::super::{Outcome, Root, Voice, git, is_plain, print};
use super::{Which, done, find_pair, open, parse, shown};
use crate::document::{Document, directives, markdown};
use crate::site::{Site, Work};
use crate::translation::{Change, SectionHash, State, sections};

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    root: Root,
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let (world, build) = open(&arguments.root)?;
    let site = &build.site;
    let (work, own, source) = find_pair(&build, &arguments.which)?;
    let Some(translation) = own.translation() else { return done() };
    let (own, source) = (&own.document, &source.document);
    let colour = io::stdout().is_terminal() && !is_plain();
    match translation.state {
        State::Unknown => {
            voice.say(format_args!(
                "{} does not say what it was made from, so there is nothing to compare; `lykta translation mark {} {}` notes it",
                own.file.path, work.path, own.language
            ));
            return done();
        }
        State::Current | State::Ahead => {
            voice.say(format_args!("{} says what {} says today", own.file.path, source.file.path));
            return done();
        }
        State::Outdated => {}
    }
    let wanted: Vec<SectionHash> =
        translation.changes.iter().filter(|c| c.change != Change::Moved).filter_map(|change| change.recorded).collect();
    let (old, why) = old_texts(world.root(), &wanted, source, work, site);
    let unknown = format!("(what stood there is not known: {why})\n");
    for change in &translation.changes {
        let title = if change.id.is_empty() { "the opening" } else { &change.id };
        print(voice.tell(&format!("── {title}: {} in {} ──\n", change.change.name(), source.file.path)));
        let now = section_text(source, &change.id);
        let then = change.recorded.and_then(|hash| old.get(&hash));
        match (change.change, then) {
            (Change::Moved, _) => print(voice.tell("it stands in another place, its text is the same\n")),
            (Change::Added, _) => print(format_args!("{}\n", words("", &now, colour))),
            (Change::Changed, Some(then)) => print(format_args!("{}\n", words(then, &now, colour))),
            (Change::Removed, Some(then)) => print(format_args!("{}\n", words(then, "", colour))),
            (Change::Changed, None) => print(format_args!("{}\n{}\n", voice.tell(&unknown), shown(&now))),
            (Change::Removed, None) => print(voice.tell(&unknown)),
        }
        match &change.own {
            Some(id) if change.change != Change::Moved => {
                print(voice.tell(&format!("── and in {} ──\n", own.file.path)));
                print(format_args!("{}\n\n", shown(&section_text(own, id))));
            }
            Some(_) => print("\n"),
            None => print(voice.tell(&format!("── and in {}: nothing ──\n\n", own.file.path))),
        }
    }
    done()
}

/// What a section says in its file, with the notes and addresses that it refers to; of the front matter, what a translator
/// translates.
fn section_text(document: &Document, id: &str) -> String {
    let text = |at: &Range<usize>| document.file.text[at.clone()].trim();
    if id == sections::FRONT {
        let mut lines: Vec<String> = document.translated_texts().iter().map(|(name, text)| format!("{name}: {text}")).collect();
        let drawn = document.drawn();
        for (name, typed) in document.fields.entries.iter().filter(|(name, _)| drawn.rich.contains_key(name)) {
            lines.push(format!("{name}: {}", text(&typed.span)));
        }
        return lines.join("\n");
    }
    let content = document.content();
    let Some(section) = content.outline.section(id) else { return String::new() };
    let elsewhere = defined_elsewhere(document, &section.span);
    std::iter::once(&section.span).chain(&elsewhere).map(text).collect::<Vec<_>>().join("\n\n")
}

/// Where the notes and the labels are defined that a section refers to and that stand in other sections; what these refer
/// to in turn as well.
fn defined_elsewhere(document: &Document, section: &Range<usize>) -> Vec<Range<usize>> {
    let body = document.content().outline.section(sections::FRONT).map_or(0, |front| front.span.start);
    let prepared = directives::prepare(&document.file.text[body..]);
    let place = |at: Range<usize>| {
        let at = prepared.place(at);
        at.start + body..at.end + body
    };
    let mut parser = Parser::new_ext(&prepared.text, markdown::options()).into_offset_iter();
    let events: Vec<(Event<'_>, Range<usize>)> = parser.by_ref().map(|(event, at)| (event, place(at))).collect();
    let note = |wanted: &str| {
        let is_it = |event: &Event<'_>| matches!(event, Event::Start(Tag::FootnoteDefinition(label)) if UniCase::new(&**label) == UniCase::new(wanted));
        events.iter().find(|(event, _)| is_it(event)).map(|(_, at)| at.clone())
    };
    let label = |wanted: &str| parser.reference_definitions().get(wanted).map(|definition| place(definition.span.clone()));
    let mut places = vec![section.clone()];
    let mut read = 0;
    while let Some(within) = places.get(read).cloned() {
        for (event, _) in events.iter().filter(|(_, at)| within.contains(&at.start)) {
            let definition = match event {
                Event::FootnoteReference(wanted) => note(wanted),
                Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => label(id),
                _ => None,
            };
            places.extend(definition.filter(|at| !places.iter().any(|known| known.contains(&at.start))));
        }
        read += 1;
    }
    places.split_off(1)
}

/// The texts that sections had, by their hashes, from the file's history; and why some were not found.
fn old_texts(
    root: &std::path::Path,
    wanted: &[SectionHash],
    source: &Document,
    work: &Work,
    site: &Site,
) -> (BTreeMap<SectionHash, String>, String) {
    let mut found = BTreeMap::new();
    let history = git::versions(root, &source.file.path, |text| {
        if let Some(version) = parse(text, source, &source.language, work, site) {
            let outline = &version.content().outline;
            let sections = outline.sections.iter().map(|section| (section.hash, &section.id));
            // A part for some readers alone is shown with the section that it stands in.
            let parts = outline.apart.iter().map(|part| (part.hash, &part.section));
            for (hash, id) in sections.chain(parts).filter(|(hash, _)| wanted.contains(hash)) {
                found.entry(hash).or_insert_with(|| section_text(&version, id));
            }
        }
        wanted.iter().all(|hash| found.contains_key(hash))
    });
    let why = history.err().unwrap_or_else(|| "no version in the file's history says it".to_owned());
    (found, why)
}

/// Both texts in one, what went and what came marked.
fn words(then: &str, now: &str, colour: bool) -> String {
    let (then, now) = (shown(then), shown(now));
    let diff = TextDiff::from_unicode_words(&then, &now);
    let mut out = String::new();
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            Some(_) | None => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    for (tag, text) in runs {
        let (before, after) = match (tag, colour) {
            (ChangeTag::Equal, _) => ("", ""),
            (ChangeTag::Delete, false) => ("[-", "-]"),
            (ChangeTag::Insert, false) => ("{+", "+}"),
            (ChangeTag::Delete, true) => ("\u{1b}[31m[-", "-]\u{1b}[0m"),
            (ChangeTag::Insert, true) => ("\u{1b}[32m{+", "+}\u{1b}[0m"),
        };
        out.push_str(before);
        out.push_str(&text);
        out.push_str(after);
    }
    out
}
