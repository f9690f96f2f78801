//! Findings and summaries as the commands show them.

use std::collections::BTreeMap;
use std::env;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::{Voice, complain, print};
use crate::Build;
use crate::diagnostics::terminal::Labels;
use crate::diagnostics::{Finding, Summary, github, json, terminal};
use crate::site::visibility::{self, Visibility};

/// In which form findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people, on standard error
    Human,
    /// One object, on standard output
    Json,
    /// Workflow commands, on standard output
    Github,
}

/// Shows sorted findings.
pub fn findings(findings: &[Finding], format: Format, voice: Voice) {
    match format {
        Format::Human => {
            let say = |id| voice.speech.say(id);
            let labels = Labels { error: say("error"), warning: say("warning"), note: say("note"), help: say("help") };
            for finding in findings {
                complain(terminal::show_with(&voice.speech.finding(finding), voice.colour, &labels));
            }
        }
        Format::Json => print(json::show(findings) + "\n"),
        Format::Github => {
            for finding in findings {
                print(github::show(finding) + "\n");
            }
        }
    }
}

/// The same findings, their files named from the root of the repository, as a forge does; it lies where the job does unless
/// `GITHUB_WORKSPACE` says otherwise.
#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
pub fn in_repository(mut findings: Vec<Finding>, root: &Path) -> Vec<Finding> {
    let workspace = env::var_os("GITHUB_WORKSPACE").map_or_else(|| PathBuf::from("."), PathBuf::from);
    let whole = |path: &Path| dunce::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(below) = whole(root).strip_prefix(whole(&workspace)) {
        for finding in &mut findings {
            let file = below.join(&finding.location.file);
            finding.location.file = file.to_string_lossy().replace(MAIN_SEPARATOR, "/");
        }
    }
    findings
}

/// How many documents there are, by kind and by language.
pub fn documents(build: &Build) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut languages = vec![0_usize; build.site.config.languages.len()];
    for work in &build.site.works {
        for (language, document) in work.documents.iter().enumerate() {
            if document.is_some() {
                languages[language] += 1;
                *kinds.entry(&work.kind).or_default() += 1;
            }
        }
    }
    let total: usize = languages.iter().sum();
    let by_language: Vec<String> =
        build.site.config.languages.iter().zip(&languages).map(|(language, count)| format!("{language} {count}")).collect();
    let by_kind: Vec<String> = kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let documents = if total == 1 { "1 document".to_owned() } else { format!("{total} documents") };
    let works = match build.site.works.len() {
        1 => "1 work".to_owned(),
        works => format!("{works} works"),
    };
    format!("{documents} of {works}\n  languages  {}\n  kinds      {}", by_language.join(", "), by_kind.join(", "))
}

/// How many documents are held back, and why; `None` if none is.
pub fn held_back(build: &Build) -> Option<String> {
    let site = &build.site;
    let (mut drafts, mut scheduled, mut expired) = (0, 0, 0);
    for parsed in &build.parsed.works {
        for document in parsed.documents.iter().filter(|document| site.config.place_of(document.language.tag()).is_some()) {
            if visibility::is_shown(&parsed.file, document, site.today, &site.config.options) {
                continue;
            }
            match visibility::of(&parsed.file, document, site.today) {
                Visibility::Draft => drafts += 1,
                Visibility::Scheduled(_) => scheduled += 1,
                Visibility::Expired(_) => expired += 1,
                Visibility::Published => {}
            }
        }
    }
    let line = || format!("  held back  drafts {drafts}, waiting for their day {scheduled}, expired {expired}");
    (drafts + scheduled + expired > 0).then(line)
}

/// The closing line about findings.
pub fn summary(findings: &[Finding], blocked: bool, voice: Voice) -> String {
    let summary = voice.speech.summary(Summary::of(findings));
    let mut line = voice.tell("findings   ").into_owned() + &summary;
    if blocked {
        line.push_str(&voice.tell("; nothing was published, what was there stays"));
    }
    if let Some(first) = findings.first() {
        line.push_str(&voice.tell(&format!("\n  explained by `lykta explain {}` and so on", first.code.name)));
    }
    line
}
