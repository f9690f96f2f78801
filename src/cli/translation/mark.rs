//! `lykta translation mark`: a translation says what its source says today.

use clap::Args;

use super::super::{Failure, Outcome, Root, Voice, print};
use super::{Which, did_you_mean, done, find_pair, oddly_written, open, parse, role};
use crate::publish::file::write_whole;
use crate::source::yaml;
use crate::translation::sections::OPENING;
use crate::translation::{mark, record, state};
use crate::world::World;

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    which: Which,
    /// One section alone, by the id of its heading; front for title and summary, opening for what stands before the first heading
    #[arg(long, value_name = "ID")]
    section: Option<String>,
    /// Note also that the text has been reviewed today, by somebody in this role
    #[arg(long, value_name = "ROLE")]
    reviewed_by: Option<String>,
    #[command(flatten)]
    root: Root,
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let (world, build) = open(&arguments.root)?;
    let site = &build.site;
    let (work, own, source) = find_pair(&build, &arguments.which)?;
    let (own, source) = (&own.document, &source.document);
    let language = &source.language;
    let outline = &source.content().outline;
    let record = match &arguments.section {
        None => mark::of_today(own.translated_from.as_ref(), language, outline, &own.content().outline),
        Some(named) => {
            // Status calls it so; a section of that name goes before.
            let id = if named == "opening" && outline.section(named).is_none() { OPENING } else { named };
            if let Some(part) = outline.part(id) {
                let message = format!("«{id}» is a part of the section «{}»; mark that", part.section);
                return Err(Failure::Usage(message));
            }
            let known = own.translated_from.as_ref().is_some_and(|record| record.sections.iter().any(|(other, _)| other == id));
            if outline.section(id).is_none() && !known {
                let ids = outline.sections.iter().map(|section| if section.id == OPENING { "opening" } else { &section.id });
                return Err(Failure::Usage(format!(
                    "{} has no section «{named}»; {}",
                    source.file.path,
                    did_you_mean(named, ids, |all| format!("its sections are {all}"))
                )));
            }
            mark::with_section(own.translated_from.as_ref(), id, language, outline, &own.content().outline)
        }
    };
    let role = role(arguments.reviewed_by.as_deref(), voice)?;
    let path = &own.file.path;
    let machine = |what: &str, error: std::io::Error| Failure::Machine(format!("can't {what} {path}: {error}"));
    let bytes = world.read(path).map_err(|error| machine("read", error))?;
    let before = String::from_utf8(bytes).map_err(|_| Failure::Usage(format!("{path} is not UTF-8")))?;
    let mut after = yaml::with_field_and_remarks(&before, "translated_from", &record.yaml());
    if let Some(role) = role {
        let review = record::review_yaml(role, world.today(), own.content().outline.hash);
        after = after.and_then(|after| yaml::with_field_and_remarks(&after, "reviewed", &review));
    }
    // What was written is read again, so that an oddly written front matter is told of and not spoilt.
    let sound = after.and_then(|after| {
        let plain = after.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
        let now = parse(&plain, own, &own.language, work, site)?;
        let is_whole = now.content().outline.hash == own.content().outline.hash
            && now.translated_from.as_ref() == Some(&record)
            && now.fields.entries.len() >= own.fields.entries.len();
        is_whole.then_some((after, now))
    });
    let (after, sound) = sound.ok_or_else(|| oddly_written(path))?;
    write_whole(&world.root().join(&**path), &after).map_err(|error| machine("write", error))?;
    print(format_args!("{path}\n"));
    let now = state::of(outline, &sound.content().outline, sound.translated_from.as_ref(), None);
    if now.is_unpaired() {
        voice.complain(format_args!(
            "lykta: the sections are not those of the source, so readers can't be told where it changes: {} against {}",
            outline.sketch(),
            own.content().outline.sketch()
        ));
    }
    if !now.changes.is_empty() {
        voice.say(format_args!("sections that still wait: {}; `lykta translation diff {} {}`", now.changes.len(), work.path, own.language));
    }
    done()
}
