//! `lykta attachments clean`: a copy of a file that remembers nothing of its makers.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{BLOCKED, MACHINE, Outcome, USAGE, Voice, complain, named, print};
use crate::publish::file;
use crate::safeguard::{Kind, kind, office, pdf};

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Write a clean copy of a PDF or an office file beside it: FILE-clean.ext
    Clean {
        /// The files
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let Command::Clean { files } = &arguments.command;
    let mut worst = 0;
    for file in files {
        match clean(file) {
            Ok(copy) => {
                print(format_args!("{}\n", named(&copy)));
                voice.say("look at the copy before you publish it, then let it take the file's place");
            }
            Err((code, reason)) => {
                complain(format_args!("lykta: {}: {}", named(file), voice.tell(&reason)));
                worst = worst.max(code);
            }
        }
    }
    Ok(ExitCode::from(worst))
}

/// The copy's path; or why there is none, with the exit code for that.
#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
fn clean(original: &Path) -> Result<PathBuf, (u8, String)> {
    let bytes = std::fs::read(original).map_err(|error| (USAGE, format!("it can't be read: {error}")))?;
    let cleaned = match kind(&original.to_string_lossy(), "", &bytes) {
        Kind::Pdf => pdf::clean(&bytes),
        Kind::Office => office::clean(&bytes),
        Kind::Picture => Err("pictures of texts are cleaned when they are published".to_owned()),
        _ => Err("only PDF, OOXML (docx, xlsx, pptx) and ODF (odt, ods, odp) can be cleaned".to_owned()),
    }
    .map_err(|reason| (BLOCKED, reason))?;
    let stem = original.file_stem().unwrap_or_default().to_string_lossy();
    let extension = original.extension().map(|extension| format!(".{}", extension.to_string_lossy())).unwrap_or_default();
    let copy = original.with_file_name(format!("{stem}-clean{extension}"));
    file::create(&copy, cleaned).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => (BLOCKED, format!("{} is there already; move it away first", named(&copy))),
        _ => (MACHINE, format!("can't write {}: {error}", named(&copy))),
    })?;
    Ok(copy)
}
