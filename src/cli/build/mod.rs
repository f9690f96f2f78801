//! `lykta build`: the site into a folder.

mod moved;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{BLOCKED, Failure, Outcome, Root, Voice, check_base_url, complain, mention, named, output, report, tellable, timings};
use crate::Build;
use crate::config::Options;
use crate::diagnostics::{Finding, Summary, shown};
use crate::earlier::Receiver;
use crate::memo::Memo;
use crate::outputs::Plan;
use crate::publish::folder::{Publication, PublishError, Published};
use crate::publish::portable;
use crate::render::Rendered;
use crate::source::Reading;
use crate::source::disk::Disk;
use crate::world::{Edited, World};
use moved::Noted;

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
    /// Keep the folder that is there and put the files into it one by one, for a server that has it mounted
    #[arg(long)]
    in_place: bool,
    /// Publish drafts too
    #[arg(long)]
    drafts: bool,
    /// Publish works whose date has not come
    #[arg(long)]
    future: bool,
    /// Make links lead from file to file, so that the site works from a memory stick
    #[arg(long)]
    portable: bool,
    /// Warnings block as well
    #[arg(long)]
    strict: bool,
    /// Show how long each stage took; with FILE, also write a trace that a browser's trace viewer opens
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    timings: Option<String>,
    #[command(flatten)]
    deny: super::deny::Deny,
}

/// What a build would tell of the addresses that have moved since the site was published to its usual folder.
pub(super) fn of_addresses(build: &Build, world: &Disk) -> Vec<Finding> {
    moved::since_published(build, world, &output(world.root(), None), false).findings
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    check_base_url(arguments.base_url.as_deref())?;
    let clock = Clock::start();
    let world = arguments.root.open()?;
    let options = Options {
        base_url: arguments.base_url.clone(),
        drafts: arguments.drafts,
        future: arguments.future,
        portable: arguments.portable,
        deny: arguments.deny.read(Some(world.root()), voice)?,
    };
    let memo = Memo::new();
    let mut reading = Reading::new(&world);
    let mut found = crate::outline(&reading, &world, &options, &memo);
    let mut noted = Noted::default();
    if let Some(build) = &found.value {
        noted = moved::since_published(build, &world, &output(world.root(), arguments.out.as_deref()), arguments.drafts);
        if !noted.texts.is_empty() {
            let edited = Edited { world: &world, texts: &noted.texts };
            reading.again(&edited, noted.texts.keys().map(String::as_str));
            found = crate::outline(&reading, &edited, &options, &memo);
        }
    }
    let mut findings = found.findings;
    findings.append(&mut noted.findings);
    let blocks = |findings: &[Finding]| Summary::of(findings).blocks(arguments.strict);
    let mut published = None;
    if let Some(build) = &found.value {
        published = render(build, &world, arguments, voice, &noted, &mut findings, &blocks)?;
    }
    let findings = tellable(findings, found.value.as_ref(), &world, options.deny.as_ref());
    report::findings(&findings, report::Format::Human, voice);
    if let Some(file) = &arguments.timings {
        show_timings(&world, file)?;
    }
    // What is told after publishing, of an old address that could not be noted, blocks nothing any more.
    let blocked = published.is_none();
    if !voice.quiet {
        let documents = found.value.as_ref().map(report::documents).unwrap_or_default();
        let held_back = found.value.as_ref().and_then(report::held_back);
        let held_back = held_back.map(|line| voice.tell(&line).into_owned() + "\n").unwrap_or_default();
        let files = published
            .map(|p| format!("  files      {} written, {} unchanged, {} removed\n", p.written, p.unchanged, p.removed))
            .unwrap_or_default();
        let time = format!("  time       {} s\n", voice.speech.seconds(clock.elapsed()));
        mention(format_args!(
            "{}\n{}{}  {}\n{}",
            voice.tell(&documents),
            held_back,
            voice.tell(&files),
            report::summary(&findings, blocked, voice),
            voice.tell(&time)
        ));
    }
    // The program ends here: the system takes back the site at once, and not value by value.
    std::mem::forget((found.value, reading, memo));
    Ok(if blocked { ExitCode::from(BLOCKED) } else { ExitCode::SUCCESS })
}

/// Renders everything; publishes it if nothing blocks.
fn render(
    build: &Build,
    world: &Disk,
    arguments: &Arguments,
    voice: Voice,
    noted: &Noted,
    findings: &mut Vec<Finding>,
    blocks: &dyn Fn(&[Finding]) -> bool,
) -> Result<Option<Published>, Failure> {
    if blocks(findings) {
        findings.extend(build.check_while(world, &|| true, |_, _| ()));
        return Ok(None);
    }
    let progress = progress(voice);
    let root = world.root();
    let output = output(root, arguments.out.as_deref());
    let mut publication = Publication::begin(&output, &[root.join("content"), root.join("themes")])
        .map_err(failure)?
        .of(env!("CARGO_PKG_VERSION"), &configuration(build))
        .in_place(arguments.in_place);
    let publishing = Publishing {
        publication: &publication,
        build,
        progress: &progress,
        portable: arguments.portable.then_some(build.site.config.base_path.as_str()),
    };
    let failed = build.render_changed(world, &program(), &publishing);
    progress.finish_and_clear();
    findings.extend(failed);
    if blocks(findings) {
        return Ok(None);
    }
    world.enters("publish");
    if voice.verbose {
        voice.say(format_args!("publishing to {}", named(&output)));
    }
    world.kept().sweep();
    noted.keep_hidden(world, &output);
    noted.publish(&mut publication, &build.site, root, findings, voice).map(Some).map_err(failure)
}

/// Publishes what is drawn.
struct Publishing<'a> {
    publication: &'a Publication,
    build: &'a Build,
    progress: &'a ProgressBar,
    /// The base path, where links shall lead from file to file.
    portable: Option<&'a str>,
}

impl Publishing<'_> {
    /// One more is done. How many pictures and attachments there are is known when all texts are read, before the first of
    /// them comes.
    fn step(&self) {
        self.progress.set_length(self.build.known_outputs() as u64);
        self.progress.inc(1);
    }
}

impl Receiver for Publishing<'_> {
    fn take(&self, path: &str, rendered: Rendered) -> Option<String> {
        self.step();
        let file = Plan::file_of(path);
        let base_path = self.portable.filter(|_| rendered.media_type.starts_with("text/html"));
        Some(match base_path.map(|base_path| (base_path, std::str::from_utf8(&rendered.bytes))) {
            Some((base_path, Ok(html))) => self.publication.add(&file, portable::page(path, html, base_path).as_bytes()),
            _ => self.publication.add(&file, &rendered.bytes),
        })
    }

    fn has(&self, path: &str, known_by: &str) -> bool {
        self.publication.has(&Plan::file_of(path), known_by)
    }

    fn keep(&self, path: &str) {
        self.step();
        self.publication.keep(&Plan::file_of(path));
    }
}

/// The hash of all that this program is made of, which `build.rs` took when it was compiled.
fn program() -> blake3::Hash {
    blake3::hash(env!("LYKTA_MADE_OF").as_bytes())
}

/// The stages' times on standard error, and as a trace where a file is named.
#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
fn show_timings(world: &Disk, file: &str) -> Result<(), Failure> {
    let (entered, end) = world.stages();
    complain(timings::table(&entered, end).trim_end());
    if file.is_empty() {
        return Ok(());
    }
    fs::write(file, timings::trace(&entered, end)).map_err(|error| Failure::Machine(format!("can't write {file}: {error}")))
}

/// The hash of what the site is configured with, for the manifest. The list of `--deny` is no part of it: whoever guesses
/// a name could test it by the hash.
fn configuration(build: &Build) -> String {
    let mut hasher = blake3::Hasher::new();
    for path in ["content/site.yaml", "content/sources.yaml"] {
        hasher.update(build.site.sources.text(path).map_or(&[], |text| text.hash.as_bytes().as_slice()));
    }
    let Options { base_url, drafts, future, portable, deny: _ } = &build.site.config.options;
    hasher.update(format!("{base_url:?}{drafts}{future}{portable}").as_bytes());
    hasher.finalize().to_hex().to_string()
}

/// Whose fault it is decides the exit code.
pub(super) fn failure(error: PublishError) -> Failure {
    match error {
        PublishError::Refused(message) => Failure::Usage(shown(&message)),
        error @ PublishError::Machine { .. } => Failure::Machine(shown(&error.to_string())),
    }
}

/// A bar on a terminal, nothing elsewhere.
fn progress(voice: Voice) -> ProgressBar {
    if voice.quiet || super::environment("CI").is_some() || super::is_dumb() {
        return ProgressBar::hidden();
    }
    let template = format!("{{bar:32}} {{pos}}/{{len}} {}", voice.tell("pages and files"));
    let style = ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style)
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
