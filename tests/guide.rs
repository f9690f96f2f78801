//! The guide for authors shows what it tells: each example is what becomes of its own text, and nothing is left out.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

use std::collections::BTreeMap;
use std::path::Path;

use lykta::config::{self, Options, directives, reference};
use lykta::diagnostics::Finding;
use lykta::language::Date;
use lykta::memo::Memo;
use lykta::source::Reading;
use lykta::source::disk::Disk;
use lykta::world::{Memory, World};

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

/// What is told of a site, at which file.
fn told(world: &dyn World) -> Vec<String> {
    let found = lykta::build(world, &Options::default(), &Memo::new());
    let build = found.value.expect("a site");
    let mut findings = found.findings;
    findings.extend(build.render_all(world, |_, _| {}));
    let told = |finding: &Finding| format!("{}: {}: {}", finding.location.file, finding.code.name, finding.message);
    findings.iter().map(told).collect()
}

#[test]
fn the_guide_is_built_without_a_finding() {
    assert_eq!(told(&Disk::new(Path::new(GUIDE), today()).unwrap()), Vec::<String>::new());
}

/// The site that `lykta init` makes, with files of one's own.
fn site_of_init<'t>(own: impl IntoIterator<Item = (&'t str, &'t str)>) -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/starter");
    let lying = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let path = |entry: &walkdir::DirEntry| entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    let lying = lying.map(|entry| (path(&entry), std::fs::read(entry.path()).unwrap()));
    let own = own.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    Memory { files: lying.chain(own).collect(), today: today() }
}

/// The blocks of code of a section, without their fences.
fn blocks<'t>(text: &'t str, heading: &str) -> Vec<&'t str> {
    let (_, section) = text.split_once(&format!("\n{heading}\n")).expect("the section is there");
    let section = section.split("\n## ").next().unwrap();
    let inside = section.split("```").skip(1).step_by(2);
    inside.map(|block| block.split_once('\n').unwrap().1).collect()
}

#[test]
fn the_first_brief_of_the_readme_is_built_as_it_is_printed() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let printed = blocks(&readme, "## Your first brief");
    assert!(printed[0].contains("lykta new brief \"Signs that a child is a victim\""), "{}", printed[0]);
    let folder = "content/briefs/signs-that-a-child-is-a-victim";
    let (work, text) = (format!("{folder}/work.yaml"), format!("{folder}/en.md"));
    let told = told(&site_of_init([(&*work, printed[1]), (&*text, printed[2])]));
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn the_guides_old_addresses_lead_somewhere_in_a_new_site() {
    let starter = site_of_init([]);
    let before = String::from_utf8(starter.files["content/site.yaml"].clone()).unwrap();
    for (language, heading) in [("en", "## When an address changes {#addresses}"), ("sv", "## När en adress ändras {#addresses}")] {
        let chapter = &chapters(language)["first-steps"];
        let site = before.clone() + &blocks(chapter, heading).concat();
        assert_eq!(told(&site_of_init([("content/site.yaml", &*site)])), Vec::<String>::new(), "{language}");
    }
}

#[test]
fn the_page_of_keys_is_made_from_their_declarations() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    let world = Memory {
        files: BTreeMap::from([(
            "content/site.yaml".to_owned(),
            b"title: Keys\nbase_url: https://example.org/\nlanguages: [en]\n".to_vec(),
        )]),
        today: today(),
    };
    let page = reference::page(&config::resolve(Reading::new(&world).sources(), &Options::default(), &Memo::new()).value.unwrap());
    if std::fs::read_to_string(&path).unwrap_or_default() != page {
        std::fs::write(&path, page).unwrap();
        panic!("docs/keys.md was not what the declarations say; it has been written anew, commit it");
    }
}
