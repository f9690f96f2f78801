//! `lykta schema`: JSON Schemas, so that an editor completes and checks while one types.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::{Failure, Outcome, Root, Voice, configured, print};
use crate::config::Config;
use crate::config::json_schema::{self, FOLDER};
use crate::publish::file;
use crate::source::Reading;

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    root: Root,
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let world = arguments.root.open()?;
    let config = configured(Reading::new(&world).sources())?;
    for path in write(world.root(), &config).map_err(|error| Failure::Machine(format!("can't write to {FOLDER}/: {error}")))? {
        print(format_args!("{path}\n"));
    }
    voice.say("a file uses one by its first line: # yaml-language-server: $schema=…");
    Ok(ExitCode::SUCCESS)
}

/// Writes all schemas; the paths below the root.
pub fn write(root: &Path, config: &Config) -> std::io::Result<Vec<String>> {
    file::create_folder(root, FOLDER)?;
    json_schema::all(config)
        .into_iter()
        .map(|(name, schema)| {
            let path = format!("{FOLDER}/{name}.json");
            file::write_whole(&root.join(&path), &format!("{schema:#}\n"))?;
            Ok(path)
        })
        .collect()
}
