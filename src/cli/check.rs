//! `lykta check`: everything that `build` finds, and what is too heavy; nothing written.

use std::process::ExitCode;

use clap::Args;

use super::report::{self, Format};
use super::{BLOCKED, Outcome, Root, Voice, tellable};
use crate::budgets::Scales;
use crate::config::Options;
use crate::diagnostics::Summary;
use crate::memo::Memo;

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    root: Root,
    /// In which form findings are shown
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Warnings block as well
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    deny: super::deny::Deny,
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let world = arguments.root.open()?;
    let options = Options { deny: arguments.deny.read(Some(world.root()), voice)?, ..Options::default() };
    let found = crate::build(&world, &options, &Memo::new());
    let mut findings = found.findings;
    if let Some(build) = &found.value {
        findings.extend(super::build::of_addresses(build, &world));
        let scales = Scales::new(build);
        findings.extend(build.check_while(&world, &|| true, |path, rendered| scales.weigh(path, &rendered)));
        findings.extend(scales.findings());
    }
    let findings = tellable(findings, found.value.as_ref(), &world, options.deny.as_ref());
    let findings = if arguments.format == Format::Github { report::in_repository(findings, world.root()) } else { findings };
    report::findings(&findings, arguments.format, voice);
    if arguments.format == Format::Human {
        if let Some(build) = &found.value {
            voice.say(report::documents(build));
            if let Some(held_back) = report::held_back(build) {
                voice.say(held_back);
            }
        }
        voice.say(format_args!("  {}", report::summary(&findings, false, voice)));
    }
    let blocked = found.value.is_none() || Summary::of(&findings).blocks(arguments.strict);
    Ok(if blocked { ExitCode::from(BLOCKED) } else { ExitCode::SUCCESS })
}
