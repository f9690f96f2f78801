//! `lykta translation diff`: what changed in the source, word by word, beside the translation's section.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};

use clap::Args;
use similar::{ChangeTag, TextDiff};

use super::super::{Outcome, Root, Voice, environment, git, print};
use super::{Which, done, find_pair, open, parse, shown};
use crate::document::Document;
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
    let colour = io::stdout().is_terminal() && environment("NO_COLOR").is_none_or(|value| value.is_empty());
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

/// What a section says in its file; of the front matter, what a translator translates.
fn section_text(document: &Document, id: &str) -> String {
    if id == sections::FRONT {
        let mut lines = vec![format!("title: {}", document.title)];
        lines.extend(document.summary.as_ref().map(|summary| format!("summary: {summary}")));
        let drawn = document.drawn();
        for (name, typed) in document.fields.entries.iter().filter(|(name, _)| drawn.rich.contains_key(name)) {
            lines.push(format!("{name}: {}", document.file.text[typed.span.clone()].trim()));
        }
        return lines.join("\n");
    }
    document.content().outline.section(id).map(|section| document.file.text[section.span.clone()].trim().to_owned()).unwrap_or_default()
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
            for section in version.content().outline.sections.iter().filter(|section| wanted.contains(&section.hash)) {
                found.entry(section.hash).or_insert_with(|| section_text(&version, &section.id));
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
