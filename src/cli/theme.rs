//! `lykta theme`: what a theme may use.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{Failure, Outcome, print};
use crate::theme::{built_in, context};

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
    /// The words of the built-in theme in one language, as a Fluent file to translate
    #[command(after_help = "Example: begin the words of a theme of your own in Polish\n  lykta theme words > themes/mine/locales/pl.ftl")]
    Words {
        /// The language of the words
        #[arg(default_value = "en")]
        lang: String,
    },
}

pub fn run(arguments: &Arguments) -> Outcome {
    match &arguments.what {
        What::Context => print(context::description()),
        What::Words { lang } => {
            let texts = built_in::texts();
            let name = |path: &str| Some(path.strip_prefix("locales/")?.strip_suffix(".ftl")?.to_owned());
            let known: Vec<String> = texts.keys().filter_map(|path| name(path)).collect();
            match texts.get(&format!("locales/{lang}.ftl")) {
                Some(words) => print(&words.text),
                None => {
                    let known = known.join(", ");
                    return Err(Failure::Usage(format!("the built-in theme has no words in «{lang}»; the languages are {known}")));
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
