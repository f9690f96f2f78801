//! `lykta clean`: removes what `build` has made and kept, and nothing else.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{Failure, Outcome, Root, Voice, build, named, output};
use crate::diagnostics::counted;
use crate::publish::folder;
use crate::source::kept::Kept;

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    root: Root,
    /// The folder that was published to [default: public in the root]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    arguments.root.check()?;
    let output = output(&arguments.root.root, arguments.out.as_deref());
    let removed = folder::clean(&output).map_err(build::failure)?;
    voice.say(format_args!("{} removed from {}", counted(removed, "file"), named(&output)));
    let kept = Kept::below(&arguments.root.root);
    let removed = kept.remove_all().map_err(|error| Failure::Machine(format!("can't remove what is kept for the next build: {error}")))?;
    if removed > 0 {
        voice.say(format_args!("{} removed, kept for the next build until now", counted(removed, "file")));
    }
    Ok(ExitCode::SUCCESS)
}
