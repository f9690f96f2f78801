//! The command line: one sub-command a file. Results go to standard output, everything else to standard error.

mod attachments;
mod audit;
mod build;
mod check;
mod clean;
mod deny;
mod directives;
mod explain;
mod git;
mod help;
mod init;
mod new;
mod report;
mod schema;
mod serve;
mod shell;
mod sources;
mod theme;
mod timings;
mod translation;
mod verify;

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::config::{self, Config, Options, Secret};
use crate::diagnostics::{Finding, shown, sorted};
use crate::language::Date;
use crate::memo::Memo;
use crate::source::Sources;
use crate::source::disk::Disk;
use crate::speech::Speech;
use crate::world::World;
use crate::{Build, gate};

/// Why a command ends without its work done. Findings are no error: they have their own exit code.
#[derive(Debug)]
enum Failure {
    /// The command was asked for something that can't be meant. Exit code 2.
    Usage(String),
    /// The machine refused. Exit code 3.
    Machine(String),
}

type Outcome = Result<ExitCode, Failure>;

/// Findings block.
const BLOCKED: u8 = 1;
const USAGE: u8 = 2;
const MACHINE: u8 = 3;

/// Builds a site in many languages from a folder of Markdown.
#[derive(Parser, Debug)]
#[command(
    name = "lykta",
    version,
    propagate_version = true,
    after_help = "A first site:\n  lykta init my-site\n  lykta build --root my-site\n\n\
                  Exit codes: 0 nothing blocks · 1 findings block · 2 wrong usage · 3 the machine failed"
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Say only what is wrong
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Say more
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    verbose: bool,
    /// The language in which Lykta speaks to you: sv or en [default: the system's]
    #[arg(long, global = true, value_name = "TAG", value_parser = help::speech)]
    ui_lang: Option<Speech>,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Build the site into a folder
    #[command(
        after_help = "Example: build for a site that will stand below a path\n  lykta build --out public --base-url https://example.org/lykta/"
    )]
    Build(build::Arguments),
    /// Find everything that `build` would find, and write nothing
    #[command(after_help = "Example: what CI runs on every push\n  lykta check --format github")]
    Check(check::Arguments),
    /// Show the site in a browser, and follow what is written
    #[command(after_help = "Example: begin, and open the browser\n  lykta serve --open")]
    Serve(serve::Arguments),
    /// Begin a new work, with every field of its kind explained
    #[command(after_help = "Example: a brief in Swedish\n  lykta new brief \"Tecken på att ett barn är offer\" --lang sv")]
    New(new::Arguments),
    /// Make a small complete site of your own
    #[command(after_help = "Example: make it, then build it\n  lykta init my-site\n  lykta build --root my-site")]
    Init(init::Arguments),
    /// Remove what `build` has made and kept
    #[command(after_help = "Example: remove public/ in this folder\n  lykta clean")]
    Clean(clean::Arguments),
    /// Say what a finding means and how to mend it
    #[command(after_help = "Example: what is a broken anchor?\n  lykta explain broken-anchor")]
    Explain(explain::Arguments),
    /// Write JSON Schemas, so that an editor helps while one types
    #[command(after_help = "Example: write them to schemas/\n  lykta schema")]
    Schema(schema::Arguments),
    /// What authors may write in texts beyond Markdown, with an example of each
    #[command(after_help = "Example: how is a checklist written?\n  lykta directives checklist")]
    Directives(directives::Arguments),
    /// What a theme may use
    #[command(after_help = "Example: everything that a template can read\n  lykta theme context")]
    Theme(theme::Arguments),
    /// Keep translations in step with their sources, and exchange them with translators
    #[command(after_help = "Example: what waits for a Lithuanian translator?\n  lykta translation status --lang lt")]
    Translation(translation::Arguments),
    /// Look whether the addresses of the sources still answer
    #[command(after_help = "Example: what would be asked, and nothing asked\n  lykta sources check --dry-run")]
    Sources(sources::Arguments),
    /// Look for what must not be public in a folder or an archive that was published before, also by another program
    #[command(after_help = "Example: an archive of an old site\n  lykta audit old-site.tar.gz")]
    Audit(audit::Arguments),
    /// Compare a folder with what was published to it
    #[command(after_help = "Example: has somebody changed the files on the server?\n  lykta verify /srv/www/lykta")]
    Verify(verify::Arguments),
    /// Clean files that remember their makers
    #[command(after_help = "Example: a copy without author, software and dates\n  lykta attachments clean report.pdf")]
    Attachments(attachments::Arguments),
    /// Make lists of words that must be nowhere
    #[command(after_help = "Example: a list that can be kept where others read\n  lykta deny hash names.txt > names.hashed")]
    Deny(deny::Arguments),
    /// Print completions for a shell
    #[command(after_help = "Example: for bash\n  lykta completions bash > ~/.local/share/bash-completion/completions/lykta")]
    Completions(shell::Arguments),
    /// Print the manual page
    #[command(after_help = "Example: read it\n  lykta man | man -l -")]
    Man,
}

/// Where the site lies.
#[derive(Args, Debug)]
struct Root {
    /// The folder that holds content/ and themes/
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

impl Root {
    /// Errors: it is no folder, or one within a site.
    fn check(&self) -> Result<(), Failure> {
        if !self.root.is_dir() {
            return Err(Failure::Usage(format!("{} is not a folder; --root names the folder that holds content/", named(&self.root))));
        }
        self.site_around().map_or(Ok(()), |message| Err(Failure::Usage(message)))
    }

    /// What to say of a folder that is no site and lies within one: whoever writes a text often stands in its folder.
    fn site_around(&self) -> Option<String> {
        let is_site = |folder: &Path| folder.join("content/site.yaml").is_file();
        let here = dunce::canonicalize(&self.root).ok().filter(|here| !is_site(here))?;
        let (levels, site) = here.ancestors().enumerate().skip(1).find(|(_, folder)| is_site(folder))?;
        let site = if self.root == Path::new(".") { vec![".."; levels].join("/") } else { named(site) };
        Some(format!("{} lies within a site; go to the site's own folder, or write `--root {site}`", named(&here)))
    }

    /// Opens the folder. Errors: it is not there, or today's date is not to be had.
    fn open(&self) -> Result<Disk, Failure> {
        let today = today()?;
        self.check()?;
        Disk::new(&self.root, today).map_err(|error| Failure::Machine(format!("can't look into {}: {error}", named(&self.root))))
    }
}

/// What the site says of itself, as its files declare it. Errors: that can't be read.
fn configured(sources: &Sources) -> Result<Arc<Config>, Failure> {
    let config = config::resolve(sources, &Options::default(), &Memo::new()).value;
    config.ok_or_else(|| Failure::Usage("content/site.yaml is missing or can't be read; `lykta check` says what is wrong with it".into()))
}

/// How much is said, and in which manner.
#[derive(Clone, Copy, Debug)]
struct Voice {
    quiet: bool,
    verbose: bool,
    colour: bool,
    speech: Speech,
    /// What was asked for by `--ui-lang`, in place of the system's.
    asked: Option<Speech>,
}

impl Voice {
    /// One line on standard error, unless told to be quiet.
    fn say(self, text: impl Display) {
        if !self.quiet {
            self.complain(text);
        }
    }

    /// One line on standard error in any case.
    fn complain(self, text: impl Display) {
        complain(self.tell(&text.to_string()));
    }

    /// A finished English text in the language of the interface.
    fn tell(self, english: &str) -> Cow<'_, str> {
        self.speech.tell(english)
    }
}

/// The name of a file or a folder, which must not steer whoever reads of it.
fn named(path: &Path) -> String {
    shown(&path.to_string_lossy())
}

/// Findings in their order, as they may stand in a log that others read.
fn tellable(findings: Vec<Finding>, build: Option<&Build>, world: &Disk, deny: Option<&Secret>) -> Vec<Finding> {
    gate::mask(deny, world.today()).findings(sorted(findings), |file| Some(&*build?.site.sources.text(file)?.text))
}

/// One line on standard error. A terminal that is gone is no reason to fail.
fn complain(text: impl Display) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Text on standard output.
fn print(text: impl Display) {
    let mut out = io::stdout().lock();
    printed(write!(out, "{text}").and_then(|()| out.flush()));
}

/// What a command did, on standard output. It is done, whether somebody hears of it or not.
fn mention(text: impl Display) {
    let mut out = io::stdout().lock();
    let _ = write!(out, "{text}").and_then(|()| out.flush());
}

/// Ends the program if a result could not be handed on, such as to a full disk. A reader that has left, such as `head`, is
/// no reason to fail.
fn printed(outcome: io::Result<()>) {
    if let Err(error) = outcome
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        complain(format_args!("lykta: {}", system_speech().tell(&format!("standard output can't be written: {error}"))));
        std::process::exit(MACHINE.into());
    }
}

/// Runs the program.
pub fn run() -> ExitCode {
    hear_of_limits();
    let speech = help::wanted(std::env::args_os()).unwrap_or_else(system_speech);
    let parsed = help::speak(Cli::command(), speech).try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            help::print(&error, speech);
            return ExitCode::from(if error.use_stderr() { USAGE } else { 0 });
        }
    };
    let colour = io::stderr().is_terminal() && !is_plain();
    let voice = Voice { quiet: cli.quiet, verbose: cli.verbose, colour, speech, asked: cli.ui_lang };
    let outcome = match cli.command {
        Command::Build(arguments) => build::run(&arguments, voice),
        Command::Check(arguments) => check::run(&arguments, voice),
        Command::Serve(arguments) => serve::run(&arguments, voice),
        Command::New(arguments) => new::run(&arguments, voice),
        Command::Init(arguments) => init::run(&arguments, voice),
        Command::Clean(arguments) => clean::run(&arguments, voice),
        Command::Explain(arguments) => explain::run(&arguments, voice),
        Command::Schema(arguments) => schema::run(&arguments, voice),
        Command::Directives(arguments) => directives::run(&arguments, speech),
        Command::Theme(arguments) => theme::run(&arguments),
        Command::Translation(arguments) => translation::run(&arguments, voice),
        Command::Sources(arguments) => sources::run(&arguments, voice),
        Command::Audit(arguments) => audit::run(&arguments, voice),
        Command::Verify(arguments) => verify::run(&arguments, voice),
        Command::Attachments(arguments) => attachments::run(&arguments, voice),
        Command::Deny(arguments) => deny::run(&arguments, voice),
        Command::Completions(arguments) => shell::completions(&arguments, speech),
        Command::Man => shell::manual(speech),
    };
    match outcome {
        Ok(code) => code,
        Err(Failure::Usage(message)) => {
            complain(format_args!("lykta: {}", voice.tell(&message)));
            ExitCode::from(USAGE)
        }
        Err(Failure::Machine(message)) => {
            complain(format_args!("lykta: {}", voice.tell(&message)));
            ExitCode::from(MACHINE)
        }
    }
}

/// A file that grows beyond a limit of the system's is an error like a full disk, not the end of the process.
fn hear_of_limits() {
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

/// What the system is set to.
fn system_speech() -> Speech {
    let values = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| environment(name)?.into_string().ok());
    let wished = environment("LANGUAGE").and_then(|wished| wished.into_string().ok());
    let shown = shown_language();
    Speech::of_environment(values.iter().chain([&shown]).map(Option::as_deref), wished.as_deref())
}

/// The language in which Windows shows itself; other systems say theirs in the environment.
fn shown_language() -> Option<String> {
    #[cfg(windows)]
    return sys_locale::get_locale();
    #[cfg(not(windows))]
    None
}

/// Whether nothing is to be coloured.
fn is_plain() -> bool {
    is_dumb() || environment("NO_COLOR").is_some_and(|value| !value.is_empty()) || !shows_colours()
}

/// Windows shows the signs that set colours unless it is asked to take them for that, and an old one does so all the same.
fn shows_colours() -> bool {
    #[cfg(windows)]
    return anstyle_query::windows::enable_ansi_colors() != Some(false);
    #[cfg(not(windows))]
    true
}

/// Whether the terminal shows letters alone: it knows neither colours nor a way back in a line.
fn is_dumb() -> bool {
    environment("TERM").is_some_and(|term| term == "dumb")
}

#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
fn environment(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name)
}

/// The day of the build: `SOURCE_DATE_EPOCH` where it is set, so that a build can be repeated; else today, in UTC.
#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
fn today() -> Result<Date, Failure> {
    let seconds = match environment("SOURCE_DATE_EPOCH") {
        Some(value) => value
            .to_str()
            .and_then(|text| text.trim().parse::<i64>().ok())
            .ok_or_else(|| Failure::Usage("SOURCE_DATE_EPOCH is not a number of seconds since 1970; correct it or unset it".into()))?,
        None => match std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH) {
            Ok(time) => i64::try_from(time.as_secs()).unwrap_or_default(),
            Err(_) => return Err(Failure::Machine("the machine's clock stands before 1970; set it".into())),
        },
    };
    Date::from_unix(seconds).ok_or_else(|| Failure::Usage("SOURCE_DATE_EPOCH is beyond the calendar; correct it or unset it".into()))
}

/// Checks `--base-url` before any work is done.
fn check_base_url(text: Option<&str>) -> Result<(), Failure> {
    match text.map(config::check_base_url) {
        Some(Err((message, hint))) => Err(Failure::Usage(format!("--base-url: {message}; {hint}"))),
        _ => Ok(()),
    }
}

/// The output folder: as given, or `public` in the root.
fn output(root: &Path, out: Option<&Path>) -> PathBuf {
    out.map_or_else(|| root.join("public"), Path::to_owned)
}
