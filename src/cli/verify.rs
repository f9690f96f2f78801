//! `lykta verify`: whether a folder still holds what was published.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{BLOCKED, Failure, Outcome, Voice, print};
use crate::diagnostics::shown;
use crate::publish::folder::{self, Difference};

#[derive(Args, Debug)]
pub struct Arguments {
    /// The folder that was published
    #[arg(value_name = "DIR", default_value = "public")]
    folder: PathBuf,
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let (manifest, differences) = folder::verify(&arguments.folder).map_err(|error| Failure::Usage(shown(&error.to_string())))?;
    for difference in &differences {
        let (what, path) = match difference {
            Difference::Missing(path) => ("missing", path),
            Difference::Changed(path) => ("changed", path),
            Difference::Extra(path) => ("extra", path),
        };
        print(format_args!("{what:<8} {}\n", shown(path)));
    }
    let made = if manifest.lykta.is_empty() { String::new() } else { format!(", made by Lykta {}", shown(&manifest.lykta)) };
    voice.say(format_args!("{} files in the manifest{made}; {} differ", manifest.files.len(), differences.len()));
    Ok(if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(BLOCKED) })
}
