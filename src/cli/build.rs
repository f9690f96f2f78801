//! `lykta build`: the site into a folder.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{BLOCKED, Failure, Outcome, Root, Voice, check_base_url, output, print, report};
use crate::Build;
use crate::config::Options;
use crate::diagnostics::{Finding, Summary, sorted};
use crate::memo::Memo;
use crate::outputs::Plan;
use crate::publish::folder::{Publication, PublishError, Published};
use crate::source::disk::Disk;

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    root: Root,
    /// The folder to publish to [default: public in the root]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The address where the site will stand, in place of site.yaml's
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Publish drafts too
    #[arg(long)]
    drafts: bool,
    /// Publish works whose date has not come
    #[arg(long)]
    future: bool,
    /// Warnings block as well
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    deny: super::deny::Deny,
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    check_base_url(arguments.base_url.as_deref())?;
    let clock = Clock::start();
    let world = arguments.root.open()?;
    let options = Options {
        base_url: arguments.base_url.clone(),
        drafts: arguments.drafts,
        future: arguments.future,
        deny: arguments.deny.read(Some(world.root()))?,
    };
    let found = crate::build(&world, &options, &Memo::new());
    let mut findings = found.findings;
    let blocks = |findings: &[Finding]| Summary::of(findings).blocks(arguments.strict);
    let mut published = None;
    if let Some(build) = &found.value {
        published = render(build, &world, arguments, voice, &mut findings, &blocks)?;
    }
    let findings = sorted(findings);
    report::findings(&findings, report::Format::Human, voice);
    let blocked = blocks(&findings) || published.is_none();
    if !voice.quiet {
        let documents = found.value.as_ref().map(report::documents).unwrap_or_default();
        let files = published
            .map(|p| format!("  files      {} written, {} unchanged, {} removed\n", p.written, p.unchanged, p.removed))
            .unwrap_or_default();
        print(format_args!(
            "{documents}\n{files}  {}\n  time       {:.2} s\n",
            report::summary(&findings, blocked),
            clock.elapsed().as_secs_f64()
        ));
    }
    Ok(if blocked { ExitCode::from(BLOCKED) } else { ExitCode::SUCCESS })
}

/// Renders everything; publishes it if nothing blocks.
fn render(
    build: &Build,
    world: &Disk,
    arguments: &Arguments,
    voice: Voice,
    findings: &mut Vec<Finding>,
    blocks: &dyn Fn(&[Finding]) -> bool,
) -> Result<Option<Published>, Failure> {
    let progress = progress(build.outputs().count() as u64, voice);
    if blocks(findings) {
        findings.extend(build.render_all(world, |_, _| progress.inc(1)));
        progress.finish_and_clear();
        return Ok(None);
    }
    let root = world.root();
    let output = output(root, arguments.out.as_deref());
    let publication = Publication::begin(&output, &[root.join("content"), root.join("themes")])
        .map_err(failure)?
        .of(env!("CARGO_PKG_VERSION"), &configuration(build));
    let failed = build.render_all(world, |path, rendered| {
        publication.add(&Plan::file_of(path), &rendered.bytes);
        progress.inc(1);
    });
    progress.finish_and_clear();
    findings.extend(failed);
    if blocks(findings) {
        return Ok(None);
    }
    if voice.verbose {
        voice.say(format_args!("publishing to {}", output.display()));
    }
    publication.finish().map(Some).map_err(failure)
}

/// The hash of what the site is configured with, for the manifest. The list of `--deny` is no part of it: whoever guesses
/// a name could test it by the hash.
fn configuration(build: &Build) -> String {
    let mut hasher = blake3::Hasher::new();
    for path in ["content/site.yaml", "content/sources.yaml"] {
        hasher.update(build.site.sources.text(path).map_or(&[], |text| text.hash.as_bytes().as_slice()));
    }
    let Options { base_url, drafts, future, deny: _ } = &build.site.config.options;
    hasher.update(format!("{base_url:?}{drafts}{future}").as_bytes());
    hasher.finalize().to_hex().to_string()
}

/// Whose fault it is decides the exit code.
pub(super) fn failure(error: PublishError) -> Failure {
    match error {
        PublishError::Refused(message) => Failure::Usage(message),
        error @ PublishError::Machine { .. } => Failure::Machine(error.to_string()),
    }
}

/// A bar on a terminal, nothing elsewhere.
fn progress(length: u64, voice: Voice) -> ProgressBar {
    if voice.quiet || super::environment("CI").is_some() {
        return ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden());
    }
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} pages and files").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr()).with_style(style)
}

/// How long a command takes, for its closing summary alone.
struct Clock(std::time::Instant);

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
    fn start() -> Clock {
        Clock(std::time::Instant::now())
    }

    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
