//! `lykta translation`: what keeps translations in step with their sources.

mod diff;
mod exchange;
mod mark;
mod start;
mod status;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{Failure, Outcome, Root, Voice};
use crate::Build;
use crate::config::Options;
use crate::diagnostics::nearest;
use crate::document::{Document, WorkFile};
use crate::found::Found;
use crate::language::Language;
use crate::memo::Memo;
use crate::site::{Published, Site, Visibility, Work, visibility};
use crate::source::Text;
use crate::source::disk::Disk;

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Which translations are current, outdated or missing, and how much work waits
    #[command(after_help = "Example: as data for a table\n  lykta translation status --format csv")]
    Status(status::Arguments),
    /// What changed in the source since a translation was made, word by word
    #[command(after_help = "Example: before a translation is brought up to date\n  lykta translation diff briefs/signs lt")]
    Diff(diff::Arguments),
    /// Note that a translation says what its source says today
    #[command(
        after_help = "Example: one section has been brought up to date\n  lykta translation mark briefs/signs lt --section conversation"
    )]
    Mark(mark::Arguments),
    /// Begin a translation: the file, with the source's text as a guide
    #[command(after_help = "Example: begin the Lithuanian one\n  lykta translation start briefs/signs lt")]
    Start(start::Arguments),
    /// Write what there is to translate as a file for translators
    #[command(
        after_help = "Example: what waits for a Lithuanian translator\n  lykta translation export lt --only outdated,missing --out lt.xlf"
    )]
    Export(exchange::ExportArguments),
    /// Take a translator's file back
    #[command(after_help = "Example: what came back, read by a prosecutor\n  lykta translation import lt.xlf --reviewed-by prosecutor")]
    Import(exchange::ImportArguments),
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    match &arguments.what {
        What::Status(arguments) => status::run(arguments, voice),
        What::Diff(arguments) => diff::run(arguments, voice),
        What::Mark(arguments) => mark::run(arguments, voice),
        What::Start(arguments) => start::run(arguments, voice),
        What::Export(arguments) => exchange::export(arguments, voice),
        What::Import(arguments) => exchange::import(arguments, voice),
    }
}

/// Which translation a command is about.
#[derive(Args, Debug)]
struct Which {
    /// The path of the work's folder below content/
    work: String,
    /// The language of the translation
    lang: String,
}

/// The whole site as its authors see it: drafts and what is not yet published included.
fn open(root: &Root) -> Result<(Disk, Build), Failure> {
    let world = root.open()?;
    let options = Options { base_url: None, drafts: true, future: true, portable: false, deny: None };
    let Found { value, .. } = crate::build(&world, &options, &Memo::new());
    match value {
        Some(build) => Ok((world, build)),
        None => Err(Failure::Usage("the site can't be read; `lykta check` says what is wrong with it".into())),
    }
}

/// The work of that path. Errors: there is none; the nearest is named.
fn find_work<'s>(site: &'s Site, path: &str) -> Result<&'s Work, Failure> {
    // As a shell completes it: from the site's folder on, and with a file of the work.
    let slashed = path.replace('\\', "/");
    let path = slashed.strip_prefix("./").unwrap_or(&slashed).trim_matches('/');
    let path = path.strip_prefix("content/").unwrap_or(path);
    let is_file = |name: &str| name.ends_with(".md") || name == "work.yaml";
    let path = path.rsplit_once('/').filter(|(_, name)| is_file(name)).map_or(path, |(folder, _)| folder);
    // Or from elsewhere on, as a window of files hands it over.
    let path = path.split_once("/content/").filter(|_| !site.index.by_path.contains_key(path)).map_or(path, |(_, below)| below);
    match site.index.by_path.get(path) {
        Some(&index) => Ok(&site.works[index]),
        // Authors see all others.
        None if site.hidden.contains(path) => {
            Err(Failure::Usage(format!("content/{path} has expired, or none of its texts can be read; of that `lykta check` says why")))
        }
        None => Err(Failure::Usage(format!(
            "there is no work «{path}»; {}",
            did_you_mean(path, site.index.by_path.keys(), |all| format!("the works are {all}"))
        ))),
    }
}

/// The index of a language of the site. Errors: it has none of that tag; the nearest is named.
fn find_language(site: &Site, tag: &str) -> Result<usize, Failure> {
    let known = &site.config.languages;
    let found = Language::parse(tag).ok().and_then(|language| known.iter().position(|other| *other == language));
    found.ok_or_else(|| {
        let hint = did_you_mean(tag, known.iter().map(Language::tag), |all| format!("the languages are {all}"));
        Failure::Usage(format!("the site has no language «{tag}»; {hint}"))
    })
}

/// The nearest name, or all of them if they are few.
fn did_you_mean<S: AsRef<str>>(written: &str, names: impl IntoIterator<Item = S>, they_are: fn(&str) -> String) -> String {
    let names: Vec<String> = names.into_iter().map(|name| name.as_ref().to_owned()).collect();
    match nearest(written, &names) {
        Some(name) => format!("did you mean {name}?"),
        None if names.len() <= 20 => they_are(&names.join(", ")),
        None => "`lykta translation status` lists them".to_owned(),
    }
}

/// The translation and its source. Errors: one of them is not there, or the language is the source's.
fn find_pair<'s>(build: &'s Build, which: &Which) -> Result<(&'s Work, &'s Published, &'s Published), Failure> {
    let site = &build.site;
    let work = find_work(site, &which.work)?;
    let language = find_language(site, &which.lang)?;
    let tag = site.language(language);
    let Some(own) = &work.documents[language] else {
        if let Some(expired) = expired(build, work, tag) {
            return Err(Failure::Usage(expired));
        }
        return Err(Failure::Usage(format!(
            "content/{}/{tag}.md is not there or can't be read; `lykta translation start {} {tag}` begins it",
            work.path, work.path
        )));
    };
    if !own.is_translation() {
        return Err(Failure::Usage(format!("{tag} is the language in which {} was written, so it is no translation", work.path)));
    }
    match site.source_of(work, own).and_then(|source| work.documents[source].as_ref()) {
        Some(source) => Ok((work, own, source)),
        None => {
            Err(Failure::Usage(format!("the text that content/{}/{tag}.md was translated from has expired or can't be read", work.path)))
        }
    }
}

/// That a work's document in a language is there, but has expired and so is no part of the site; `None` if it has not.
fn expired(build: &Build, work: &Work, language: &Language) -> Option<String> {
    let parsed = build.parsed.works.iter().find(|parsed| parsed.file.path == work.path)?;
    let document = parsed.documents.iter().find(|document| document.language == *language)?;
    match visibility::of(&parsed.file, document, build.site.today) {
        Visibility::Expired(day) => Some(format!("{} has expired on {day}; move or remove its field `expires` first", document.file.path)),
        Visibility::Draft | Visibility::Scheduled(_) | Visibility::Published => None,
    }
}

/// A document of a work from another text of a file, in a language; `None` if that is no document.
fn parse(text: &str, like: &Document, language: &Language, work: &Work, site: &Site) -> Option<std::sync::Arc<Document>> {
    let file = WorkFile { path: work.path.clone(), file: work.file.clone(), kind: work.kind.clone(), fields: work.fields.clone() };
    crate::document::parse(&Text::new(&like.file.path, text), &file, language, &site.config).value
}

/// Who has reviewed a text, as `--reviewed-by` says it; readers see it, so that what may be a person's name is told. Errors: it
/// names nobody.
fn role(reviewed_by: Option<&str>, voice: Voice) -> Result<Option<&str>, Failure> {
    match reviewed_by.map(str::trim) {
        Some("") => Err(Failure::Usage("--reviewed-by takes a role, such as «prosecutor»".into())),
        Some(role) if may_be_name(role) => {
            voice.complain(format_args!(
                "readers see «{role}» beside the text; if that is a person, name the role or the organisation instead"
            ));
            Ok(Some(role))
        }
        role => Ok(role),
    }
}

/// Whether words may be the name of a person: several, each with a capital.
fn may_be_name(words: &str) -> bool {
    words.split_whitespace().count() > 1 && words.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

fn oddly_written(path: &str) -> Failure {
    Failure::Usage(format!("the front matter of {path} is written in a way that can't be changed safely; nothing was changed"))
}

/// Text of an author's for a terminal, which it must not steer.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{FFFD}' } else { c }).collect()
}

fn done() -> Outcome {
    Ok(ExitCode::SUCCESS)
}
