//! `lykta clean`: removes what `build` has made, and nothing else.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{Outcome, Root, Voice, build, output};
use crate::publish::folder;

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    root: Root,
    /// The folder that was published to [default: public in the root]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let output = output(&arguments.root.root, arguments.out.as_deref());
    let removed = folder::clean(&output).map_err(build::failure)?;
    voice.say(format_args!("{removed} files removed from {}", output.display()));
    Ok(ExitCode::SUCCESS)
}
