//! `lykta theme`: what a theme may use.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{Outcome, print};
use crate::theme::context;

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Everything that a template can read
    #[command(after_help = "Example: find what there is about dates\n  lykta theme context | grep -i date")]
    Context,
}

pub fn run(arguments: &Arguments) -> Outcome {
    match arguments.what {
        What::Context => print(context::description()),
    }
    Ok(ExitCode::SUCCESS)
}
