//! `lykta completions` and `lykta man`: made from the same declaration as `--help`.

use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Failure, Outcome, help, print};
use crate::speech::Speech;

#[derive(Args, Debug)]
pub struct Arguments {
    /// For which shell
    #[arg(value_enum)]
    shell: Shell,
}

pub fn completions(arguments: &Arguments, speech: Speech) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut help::speak(Cli::command(), speech), "lykta", &mut script);
    print(String::from_utf8_lossy(&script));
    Ok(ExitCode::SUCCESS)
}

/// The manual: the program's page, then one for each sub-command.
pub fn manual(speech: Speech) -> Outcome {
    let mut command = help::speak(Cli::command(), speech);
    command.build();
    let mut page = Vec::new();
    let pages = std::iter::once(&command).chain(command.get_subcommands().filter(|sub| sub.get_name() != "help"));
    for part in pages {
        clap_mangen::Man::new(part.clone()).render(&mut page).map_err(|error| Failure::Machine(error.to_string()))?;
    }
    let page = String::from_utf8_lossy(&page);
    // The headings are the library's own.
    let lines = page.lines().map(|line| match line.strip_prefix(".SH ") {
        Some(heading) => format!(".SH {}\n", speech.tell(heading.trim_matches('"')).to_uppercase()),
        None => format!("{line}\n"),
    });
    print(lines.collect::<String>());
    Ok(ExitCode::SUCCESS)
}
