//! `lykta sources`: whether the sources that texts rest on can still be reached.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::sync::Mutex;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::report;
use super::{BLOCKED, Failure, Outcome, Root, Voice, named, print};
use crate::ask::{self, Answer, Reach, What};
use crate::bibliography;
use crate::config::checked::{self, Address, Check, Checks, Status};
use crate::diagnostics::{Finding, Location, codes, sorted};
use crate::found::{Findings, Found};
use crate::language::Date;
use crate::publish::file::write_whole;
use crate::source::Reading;
use crate::world::World;

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(subcommand)]
    what: Action,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// Ask for each address of content/sources.yaml, and keep what came of it in content/sources.checked.yaml
    #[command(
        after_help = "Four hosts at most are asked at once, each with one request at a time and a pause between. Builds ask nothing.\n\n\
                      Example: once a month, what was not asked for a month\n  lykta sources check --older-than 30d\n\n\
                      Exit codes: 0 nothing is gone · 1 an address is gone, or a file can't be read · 2 wrong usage · 3 no network, or the machine failed"
    )]
    Check(CheckArguments),
}

#[derive(Args, Debug)]
struct CheckArguments {
    #[command(flatten)]
    root: Root,
    /// Ask only for what was last asked at least so long ago, such as 30d or 4w; 0d asks for all
    #[arg(long, value_name = "AGE", default_value = "7d", value_parser = days)]
    older_than: i64,
    /// Say what would be asked, and ask nothing
    #[arg(long)]
    dry_run: bool,
    /// In which form the result is shown
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Ask this machine too: for tests
    #[arg(long, hide = true)]
    check_links_here: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One object, on standard output
    Json,
}

/// An age: a number, and d for days or w for weeks.
fn days(text: &str) -> Result<i64, String> {
    let (number, each) = match text.strip_suffix('w') {
        Some(weeks) => (weeks, 7),
        None => (text.strip_suffix('d').unwrap_or(text), 1),
    };
    match number.parse::<u16>() {
        Ok(number) => Ok(i64::from(number) * each),
        Err(_) => Err("an age is a number of days or weeks, such as 30d or 4w".into()),
    }
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    match &arguments.what {
        Action::Check(arguments) => check(arguments, voice),
    }
}

fn check(arguments: &CheckArguments, voice: Voice) -> Outcome {
    let world = arguments.root.open()?;
    let reading = Reading::new(&world);
    let sources = reading.sources();
    if sources.text(bibliography::YAML).is_none() && sources.text(bibliography::BIBTEX).is_none() {
        return Err(Failure::Usage("there is no content/sources.yaml, so there are no sources to check".into()));
    }
    // What can't be read must not be taken for nothing, and overwritten.
    let Found { value: known, findings: mut broken } = checked::read(sources);
    if let Some(file) = sources.text(bibliography::YAML)
        && let Err(error) = crate::source::yaml::parse(&file.text, 0)
    {
        let mut finding = Finding::new(&codes::INVALID_YAML, file.at(error.at), error.message);
        finding.hint(error.hint);
        broken.push(finding);
    }
    if sources.is_unreadable(checked::FILE) {
        let mut finding = Finding::new(&codes::UNREADABLE, Location::file(checked::FILE), "this can't be read");
        finding.hint("make it readable, or remove it");
        broken.push(finding);
    }
    if !broken.is_empty() {
        show_findings(&sorted(broken), arguments.format, voice);
        return Ok(ExitCode::from(BLOCKED));
    }
    let today = world.today();
    let all = checked::addresses(&bibliography::read(sources).value);
    let is_due = |address: &&Address| {
        let check = known.get(&address.key).and_then(|of_source| of_source.get(&address.url));
        check.is_none_or(|check| today.days_since(check.on) >= arguments.older_than)
    };
    let due: Vec<&Address> = all.iter().filter(is_due).collect();
    let lately = all.len() - due.len();
    if arguments.dry_run {
        show_due(&due, lately, arguments.format, voice);
        return Ok(ExitCode::SUCCESS);
    }
    let reach = if arguments.check_links_here { Reach::Anywhere } else { Reach::Outside };
    let answers = ask_all(&due, reach, voice);
    let is_silent = |answer: &Answer| matches!(answer.what, What::NoSuchName | What::Unreachable | What::TooSlow);
    // What was not asked for says nothing of the network.
    let mut asked = answers.values().filter(|answer| answer.what != What::Private).peekable();
    if asked.peek().is_some() && asked.all(is_silent) {
        return Err(Failure::Machine("no server answered at all, so there may be no network; nothing was changed".into()));
    }
    let checks = joined(&all, &answers, &known, today);
    let text = checked::written(&checks);
    if sources.text(checked::FILE).is_none_or(|kept| *kept.text != *text) && !checks.is_empty() {
        let path = world.root().join(checked::FILE);
        write_whole(&path, &text).map_err(|error| Failure::Machine(format!("can't write {}: {error}", named(&path))))?;
    }
    let gone = show(&all, &answers, &checks, lately, arguments.format, voice);
    Ok(if gone { ExitCode::from(BLOCKED) } else { ExitCode::SUCCESS })
}

/// Asks for each address once, though several sources may name it, or several places within what stands there.
fn ask_all(due: &[&Address], reach: Reach, voice: Voice) -> BTreeMap<String, Answer> {
    let addresses: BTreeSet<String> = due.iter().map(|address| ask::without_fragment(&address.url)).collect();
    let answers = Mutex::new(BTreeMap::new());
    ask::each(addresses.into_iter().collect(), reach, |address, answer| {
        if voice.verbose {
            voice.say(format_args!("  {address}"));
        }
        answers.lock().expect("never poisoned").insert(address.to_owned(), answer);
    });
    let answers = answers.into_inner().expect("never poisoned");
    let of_each = due
        .iter()
        .filter_map(|address| Some((address.url.clone(), within(&address.url, answers.get(&ask::without_fragment(&address.url))?))));
    of_each.collect()
}

/// What the answer says of an address: what has moved has moved with the places within it.
fn within(url: &str, answer: &Answer) -> Answer {
    let place = url.find('#').map_or("", |at| &url[at..]);
    let moved = |to: &String| if to.contains('#') { to.clone() } else { format!("{to}{place}") };
    Answer { what: answer.what, moved_to: answer.moved_to.as_ref().map(moved) }
}

/// What is known now: what was told, and what was known before of what was not asked. Addresses that no source names any
/// more are forgotten.
fn joined(all: &[Address], answers: &BTreeMap<String, Answer>, known: &Checks, today: Date) -> Checks {
    let mut checks = Checks::new();
    for address in all {
        let before = known.get(&address.key).and_then(|of_source| of_source.get(&address.url));
        let now = answers.get(&address.url).and_then(|answer| {
            let status = match answer.what {
                What::Status(status) => Status::Answered(status),
                What::NoSuchName => Status::Silent("no-such-name".into()),
                What::TooSlow => Status::Silent("too-slow".into()),
                What::Unreachable => Status::Silent("unreachable".into()),
                What::Astray => Status::Silent("astray".into()),
                What::Private => Status::Silent("private".into()),
                What::NotNow => return None,
            };
            Some(Check { status, on: today, worked: before.and_then(Check::last_worked), moved_to: answer.moved_to.clone() })
        });
        if let Some(check) = now.or_else(|| before.cloned()) {
            checks.entry(address.key.clone()).or_default().insert(address.url.clone(), check);
        }
    }
    checks
}

fn place(address: &Address) -> (usize, usize) {
    let location = address.file.at(address.span.clone());
    (location.line, location.column)
}

fn show_due(due: &[&Address], lately: usize, format: Format, voice: Voice) {
    match format {
        Format::Human => {
            for address in due {
                let (line, column) = place(address);
                print(format_args!("{}:{line}:{column} {} {}\n", address.file.path, address.key, address.url));
            }
            voice.say(voice.tell(&format!("to be asked: {}, asked lately: {lately}", due.len())));
        }
        Format::Json => {
            let due: Vec<Value> = due.iter().map(|address| machine(address)).collect();
            print(format_args!("{:#}\n", json!({ "version": 1, "due": due, "asked_lately": lately })));
        }
    }
}

fn machine(address: &Address) -> Value {
    let (line, column) = place(address);
    json!({ "key": address.key, "url": address.url, "file": &*address.file.path, "line": line, "column": column })
}

/// Shows what came of it; whether an address is gone.
fn show(all: &[Address], answers: &BTreeMap<String, Answer>, checks: &Checks, lately: usize, format: Format, voice: Voice) -> bool {
    let mut findings = Findings::default();
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unclear: Vec<String> = Vec::new();
    let mut rows: Vec<Value> = Vec::new();
    for address in all {
        let check = checks.get(&address.key).and_then(|of_source| of_source.get(&address.url));
        if let Some(check) = check {
            checked::tell(address, check, &mut findings);
        }
        let Some(answer) = answers.get(&address.url) else { continue };
        let (outcome, why) = outcome(answer);
        *told.entry(outcome).or_default() += 1;
        if matches!(outcome, "unclear" | "not-asked") {
            let (line, column) = place(address);
            unclear.push(format!(
                "{}:{line}:{column}: {} {}",
                address.file.path,
                address.url,
                voice.tell(&format!("could not be told: {why}"))
            ));
        }
        let mut row = machine(address);
        row["outcome"] = outcome.into();
        row["status"] = if let What::Status(status) = answer.what { status.into() } else { Value::Null };
        row["moved_to"] = answer.moved_to.as_deref().into();
        row["last_worked"] = check.and_then(Check::last_worked).map(|day| day.to_string()).into();
        rows.push(row);
    }
    let findings = sorted(findings.into_vec());
    let count = |outcome: &str| told.get(outcome).copied().unwrap_or_default();
    match format {
        Format::Human => {
            report::findings(&findings, report::Format::Human, voice);
            unclear.iter().for_each(|line| voice.complain(line));
            let (works, moved, gone) = (count("works"), count("moved"), count("gone"));
            let unclear = count("unclear") + count("not-asked");
            voice.say(voice.tell(&format!(
                "addresses: {works} work, {moved} have moved, {gone} are gone, {unclear} could not be told; asked lately: {lately}"
            )));
        }
        Format::Json => {
            let summary = json!({
                "works": count("works"), "moved": count("moved"), "gone": count("gone"),
                "unclear": count("unclear"), "not_asked": count("not-asked"), "asked_lately": lately,
            });
            print(format_args!("{:#}\n", json!({ "version": 1, "checked": rows, "summary": summary })));
        }
    }
    findings.iter().any(|finding| finding.code == &codes::GONE_SOURCE)
}

/// What an answer says of its address, and what kept it from being told.
fn outcome(answer: &Answer) -> (&'static str, String) {
    match answer.what {
        What::Status(200..=399) if answer.moved_to.is_some() => ("moved", String::new()),
        What::Status(200..=399) => ("works", String::new()),
        What::Status(404 | 410) => ("gone", String::new()),
        What::Status(status @ (401 | 403)) => ("unclear", format!("the server lets no program in ({status})")),
        What::Status(status) => ("unclear", format!("the server answered with {status}")),
        What::NoSuchName => ("unclear", "the name of the server is not known".into()),
        What::TooSlow => ("unclear", "no answer came in time".into()),
        What::Unreachable => ("unclear", "no connection".into()),
        What::Astray => ("unclear", "it leads on and on, or to no web address".into()),
        What::Private => ("unclear", "it leads to this machine or its own network, and is not asked for".into()),
        What::NotNow => ("not-asked", "the server asks to be left alone for now".into()),
    }
}

fn show_findings(findings: &[Finding], format: Format, voice: Voice) {
    let format = if format == Format::Json { report::Format::Json } else { report::Format::Human };
    report::findings(findings, format, voice);
}
