//! `lykta new`: a new work with every field of its kind, explained.

use std::io;
use std::process::ExitCode;

use clap::Args;

use super::{Failure, Outcome, Root, Voice, configured, print};
use crate::begin::{self, Refusal, Wanted};
use crate::publish::file;
use crate::source::{Reading, Sources};
use crate::world::World;

#[derive(Args, Debug)]
pub struct Arguments {
    /// brief, tool, seminar, page, term, organisation, or a kind of the site's own
    kind: String,
    /// The title of the work
    title: String,
    /// The language of the first document [default: the first of the site's languages]
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    #[command(flatten)]
    root: Root,
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let world = arguments.root.open()?;
    let reading = Reading::new(&world);
    let sources = reading.sources();
    let config = configured(sources)?;
    let wanted = Wanted { kind: arguments.kind.clone(), title: arguments.title.clone(), language: arguments.lang.clone() };
    let begun = begin::work(&wanted, works(sources), &config, world.today(), &|path| world.root().join(path).exists(), voice.speech)
        .map_err(|refusal| Failure::Usage(refusal.to_string()))?;
    let folder = || format!("content/{}", begun.work);
    file::create_work(world.root(), &begun.work, &begun.files).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::Usage(Refusal::Taken(folder()).to_string()),
        _ => Failure::Machine(format!("can't write {}: {error}", folder())),
    })?;
    for (path, _) in &begun.files {
        print(format_args!("{path}\n"));
    }
    voice.say("it is a draft; remove `draft: true` from work.yaml to publish it");
    Ok(ExitCode::SUCCESS)
}

/// The works that are there and their kinds, as far as a glance at the files tells.
fn works(sources: &Sources) -> impl Iterator<Item = (&str, &str)> {
    sources.below("content").filter_map(|folder| {
        let work = folder.path.strip_prefix("content/")?;
        let kind = folder.texts.get("work.yaml")?.text.lines().find_map(|line| line.strip_prefix("kind:"))?;
        Some((work, kind.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\''])))
    })
}
