//! `lykta explain`: what a finding means and how to mend it.

use std::process::ExitCode;

use clap::Args;

use super::{Failure, Outcome, Voice, print};
use crate::diagnostics::{codes, nearest};

#[derive(Args, Debug)]
pub struct Arguments {
    /// The code of a finding, such as broken-link; all of them if it is left out
    code: Option<String>,
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    match &arguments.code {
        None => {
            for code in codes::ALL {
                let severity = voice.speech.say(&code.severity.to_string());
                print(format_args!("{:22} {severity:8} {}\n", code.name, voice.tell(code.title)));
            }
        }
        Some(name) => {
            // As a finding shows it: error[broken-link].
            let name = name.split_once('[').map_or(name.as_str(), |(_, code)| code.trim_end_matches([']', ':']));
            let Some(code) = codes::by_name(name) else {
                let hint = nearest(name, codes::ALL.iter().map(|code| code.name))
                    .map(|name| format!("; did you mean {name}?"))
                    .unwrap_or_default();
                return Err(Failure::Usage(format!("there is no code «{name}»{hint}")));
            };
            let severity = voice.speech.say(&code.severity.to_string());
            print(format_args!("{} ({severity})\n{}\n\n{}\n", code.name, voice.tell(code.title), voice.tell(code.explanation)));
        }
    }
    Ok(ExitCode::SUCCESS)
}
