//! The guide for authors shows what it tells: each example is what becomes of its own text, and nothing is left out.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

use std::collections::BTreeMap;
use std::path::Path;

use lykta::config::{Options, directives};
use lykta::diagnostics::Finding;
use lykta::language::Date;
use lykta::memo::Memo;
use lykta::source::Reading;
use lykta::source::disk::Disk;
use lykta::world::Memory;

const GUIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/guide");

fn today() -> Date {
    Date::parse("2026-11-24").unwrap()
}

/// The guide's chapters in one language, by their folders.
fn chapters(language: &str) -> BTreeMap<String, String> {
    let folders = std::fs::read_dir(Path::new(GUIDE).join("content/chapters")).unwrap();
    folders
        .map(|folder| {
            let folder = folder.unwrap();
            let text = std::fs::read_to_string(folder.path().join(format!("{language}.md"))).unwrap();
            (folder.file_name().into_string().unwrap(), text)
        })
        .collect()
}

/// The examples of a text: what is written in the block of code, and what stands below it.
fn examples(text: &str) -> Vec<(String, String)> {
    let example = |part: &str| {
        let (content, _) = part.split_once("\n::::\n").expect("an example ends");
        let fence: String = content.chars().take_while(|&c| c == '`').collect();
        let (_, written) = content.split_once('\n').unwrap();
        let (written, drawn) = written.split_once(&format!("\n{fence}\n")).expect("its block of code ends");
        (written.trim().to_owned(), drawn.trim().to_owned())
    };
    text.split("\n::::example\n").skip(1).map(example).collect()
}

#[test]
fn an_example_shows_what_becomes_of_just_what_is_written() {
    for language in ["sv", "en"] {
        for (chapter, text) in chapters(language) {
            for (written, drawn) in examples(&text) {
                assert_eq!(written, drawn, "{chapter}/{language}.md");
            }
        }
    }
}

#[test]
fn every_directive_is_shown_in_both_languages() {
    let world = Memory { files: BTreeMap::default(), today: today() };
    let known = directives::read_all(Reading::new(&world).sources(), "lykta");
    for language in ["sv", "en"] {
        let shown: String = examples(&chapters(language)["directives"]).into_iter().map(|(_, drawn)| drawn + "\n").collect();
        for name in known.keys() {
            let opens = format!(":{name}");
            let used = shown.match_indices(&opens).any(|(at, _)| shown[at + opens.len()..].starts_with(['[', '{', '\n']));
            assert!(used, "directives/{language}.md does not show «{name}»");
        }
    }
}

#[test]
fn the_guide_is_built_without_a_finding() {
    let world = Disk::new(Path::new(GUIDE), today()).unwrap();
    let found = lykta::build(&world, &Options::default(), &Memo::new());
    let build = found.value.expect("a site");
    let mut findings = found.findings;
    findings.extend(build.render_all(&world, |_, _| {}));
    let told = |finding: &Finding| format!("{}: {}", finding.code.name, finding.message);
    assert_eq!(findings.iter().map(told).collect::<Vec<_>>(), Vec::<String>::new());
}
