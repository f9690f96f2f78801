//! `--deny FILE`, and `lykta deny hash`: a list of words that must be nowhere, kept outside the site.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{Failure, Outcome, Voice, named, print};
use crate::config::Secret;
use crate::safeguard::denied::{self, Denied};

#[derive(Args, Clone, Debug, Default)]
pub struct Deny {
    /// A file, kept outside the site, with words that must be nowhere: one a line, or hashes of them
    #[arg(long, value_name = "FILE")]
    deny: Option<PathBuf>,
}

impl Deny {
    /// Reads the list, and tells what of it finds nothing. Errors: it can't be read, or lies where it could be published.
    pub(super) fn read(&self, root: Option<&Path>, voice: Voice) -> Result<Option<Secret>, Failure> {
        let list = self.again(root)?;
        if let (Some(file), Some(list)) = (&self.deny, &list) {
            tell_doubts(file, &list.0, voice);
        }
        Ok(list)
    }

    /// As [`Deny::read`], without a word on what it finds.
    pub(super) fn again(&self, root: Option<&Path>) -> Result<Option<Secret>, Failure> {
        let Some(file) = &self.deny else { return Ok(None) };
        let text = read(file)?;
        let inside = |top: &str| {
            let here = dunce::canonicalize(file);
            let there = root.and_then(|root| dunce::canonicalize(root.join(top)).ok());
            matches!((here, there), (Ok(here), Some(there)) if here.starts_with(&there))
        };
        if inside("content") || inside("themes") {
            return Err(Failure::Usage(format!("{} lies in the site itself; keep it outside", named(file))));
        }
        match Denied::parse(&text) {
            Ok(_) => Ok(Some(Secret(text.into()))),
            Err(line) => Err(Failure::Usage(format!("{}, line {line}: this is neither a word nor a hash of one", named(file)))),
        }
    }
}

/// Tells of a list that finds nothing, and of a line that finds less than was meant. The line is not repeated.
fn tell_doubts(file: &Path, list: &str, voice: Voice) {
    if Denied::parse(list).is_ok_and(|denied| denied.is_empty()) {
        voice.complain(format_args!("lykta: {} holds no word, so nothing is sought", named(file)));
    }
    if let Some(line) = denied::doubtful(list) {
        let name = named(file);
        voice.complain(format_args!(
            "lykta: {name}, line {line}: all that stands there is sought as one phrase; write names alone, one a line, with remarks behind #"
        ));
    }
}

#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
fn read(file: &Path) -> Result<String, Failure> {
    let name = named(file);
    let bytes = std::fs::read(file).map_err(|error| Failure::Usage(format!("can't read {name}: {error}")))?;
    String::from_utf8(bytes).map_err(|_| Failure::Usage(format!("{name} is not UTF-8; save it as that")))
}

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Print a list as hashes, so that it can be kept where others read
    Hash {
        /// The list: a word or a phrase a line
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let Command::Hash { file } = &arguments.command;
    let list = read(file)?;
    tell_doubts(file, &list, voice);
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Failure::Machine(error.to_string()))?;
    let salt: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    print(denied::hashed(&list, &salt));
    Ok(ExitCode::SUCCESS)
}
