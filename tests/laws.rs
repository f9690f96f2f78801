//! Laws that hold whatever the site: warm equals cold, twice equals once.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use lykta::config::Options;
use lykta::diagnostics::sorted;
use lykta::language::Date;
use lykta::memo::Memo;
use lykta::serve::answer::{Around, Asked, Audience, Reply, Shown, answer};
use lykta::serve::links::Report;
use lykta::source::Reading;
use lykta::source::disk::Disk;
use proptest::prelude::*;
use support::SiteTest;
use support::disk::{OnDisk, files};

/// An edit that an author could make.
#[derive(Clone, Debug)]
enum Edit {
    Write(&'static str, &'static str),
    Remove(&'static str),
}

fn edit() -> impl Strategy<Value = Edit> {
    let path = prop::sample::select(vec![
        "content/briefs/a/en.md",
        "content/briefs/a/sv.md",
        "content/briefs/b/en.md",
        "content/briefs/a/work.yaml",
        "content/briefs/b/work.yaml",
        "content/sources.yaml",
    ]);
    let text = prop::sample::select(vec![
        "---\ntitle: A\nslug: x\n---\n\nText [b](../b/).\n",
        "---\ntitle: \"B\"\ndraft: true\n---\n\n## H {#h}\n\n[@k, p. 1]\n",
        "---\ntitle: C\nsummary: a: b\n---\n\nText.\n",
        "---\ntitle: D\n---\n\n[a](../a/#h) <b>raw</b>\n",
        "kind: brief\ntopics: [one, two]\n",
        "kind: breif\n",
        "kind: tool\ndate: 2025-01-01\n",
        "k:\n  title: K\n",
    ]);
    prop_oneof![4 => (path.clone(), text).prop_map(|(path, text)| Edit::Write(path, text)), 1 => path.prop_map(Edit::Remove)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_a_warm_build_equals_a_cold_one_findings_included(edits in prop::collection::vec(edit(), 1..8)) {
        let mut site = SiteTest::with("");
        site.build();
        for edit in edits {
            site = match edit {
                Edit::Write(path, text) => site.edit(path, text),
                Edit::Remove(path) => site.remove(path),
            };
            let (warm, cold) = (site.build(), site.build_cold());
            prop_assert_eq!(&warm.findings, &cold.findings);
            prop_assert_eq!(&warm.pages, &cold.pages);
        }
    }
}

/// An edit as a preview is told of it: what was done, and the paths that the system names.
#[derive(Clone, Debug)]
enum Step {
    Edit(Edit),
    /// A work's folder gets another name.
    Rename(&'static str, &'static str),
    Configure(&'static str),
}

fn step() -> impl Strategy<Value = Step> {
    let folder = prop::sample::select(vec!["content/briefs/a", "content/briefs/b", "content/briefs/c", "content/tools"]);
    let configuration = prop::sample::select(vec![
        "title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\n",
        "title: T\nbase_url: https://example.org/x/\nlanguages: [en, sv, lt]\nhome: briefs/a\n",
        "title: T\nbase_url: nowhere\nlanguages: [sv]\n",
    ]);
    prop_oneof![
        6 => edit().prop_map(Step::Edit),
        2 => (folder.clone(), folder).prop_map(|(from, to)| Step::Rename(from, to)),
        1 => configuration.prop_map(Step::Configure),
    ]
}

/// Does the step; gives the paths that changed.
fn take(step: &Step, files: &mut BTreeMap<String, Vec<u8>>) -> Vec<String> {
    match step {
        Step::Edit(Edit::Write(path, text)) => {
            files.insert((*path).to_owned(), text.as_bytes().to_vec());
            vec![(*path).to_owned()]
        }
        Step::Edit(Edit::Remove(path)) => {
            files.remove(*path);
            vec![(*path).to_owned()]
        }
        Step::Rename(from, to) => {
            let moved: Vec<String> = files.keys().filter(|path| path.starts_with(&format!("{from}/"))).cloned().collect();
            for path in moved {
                let bytes = files.remove(&path).unwrap();
                files.insert(format!("{to}{}", &path[from.len()..]), bytes);
            }
            vec![(*from).to_owned(), (*to).to_owned()]
        }
        Step::Configure(text) => {
            files.insert("content/site.yaml".into(), text.as_bytes().to_vec());
            vec!["content/site.yaml".into()]
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn after_any_changes_what_a_preview_has_read_in_part_equals_a_cold_build(steps in prop::collection::vec(step(), 1..12)) {
        let mut site = SiteTest::with("");
        let mut reading = Reading::new(&site.world);
        for step in &steps {
            let paths = take(step, &mut site.world.files);
            reading.again(&site.world, paths.iter().map(String::as_str));
            let found = lykta::outline(&reading, &site.world, &site.options, &site.memo);
            let cold = site.build_cold();
            let mut findings = found.findings;
            let mut pages = BTreeMap::new();
            if let Some(build) = &found.value {
                // Pages first, since a preview draws them before all texts are read.
                for path in cold.pages.keys() {
                    match build.render(&site.world, path) {
                        Some(Ok(rendered)) => { pages.insert(path.clone(), rendered.bytes); }
                        Some(Err(finding)) => findings.push(*finding),
                        None => {}
                    }
                }
                findings.extend(build.whole().findings.iter().cloned());
            }
            prop_assert_eq!(sorted(findings), cold.findings);
            prop_assert_eq!(&pages, &cold.pages);
        }
    }
}

#[test]
fn every_address_of_the_own_site_is_previewed_as_it_is_published() {
    let today = Date::parse("2026-11-24").unwrap();
    let world = Disk::new(Path::new(env!("CARGO_MANIFEST_DIR")), today).unwrap();
    let (options, memo) = (Options::default(), Memo::new());
    let published = lykta::build(&world, &options, &memo).value.unwrap();
    let previewed = lykta::outline(&Reading::new(&world), &world, &options, &Memo::new()).value.map(std::sync::Arc::new);
    let shown = Shown {
        build: previewed,
        findings: Vec::new(),
        looks: Default::default(),
        version: 1,
        complete: false,
        audience: Audience::Public,
        lost: Default::default(),
    };
    let hosts = ["localhost:1".to_owned()];
    let around = Around {
        shown: &shown,
        world: &world,
        hosts: &hosts,
        token: "token",
        ledger: &std::sync::Arc::default,
        links: &Report::default,
        exists: &|_| false,
        editor: false,
        speech: None,
    };
    let mut seen = 0;
    for (path, _) in published.outputs() {
        let Ok(rendered) = published.render(&world, path).unwrap() else { panic!("{path} can't be rendered") };
        let asked = Asked { method: "GET".into(), path: lykta::config::encode(path), host: Some("localhost:1".into()), ..Asked::default() };
        let Reply::Answer(answer) = answer(&asked, &around) else { panic!("{path} is no page") };
        assert_eq!(answer.status, 200, "{path}");
        let body = String::from_utf8_lossy(&answer.body).into_owned();
        let body = match body.find("<script src=\"/_lykta/preview.js\" data-lykta-preview") {
            Some(start) => {
                let end = start + body[start..].find("</script>").unwrap() + "</script>".len();
                assert!(body[end..].starts_with("</body>"), "{path}");
                [&answer.body[..start], &answer.body[end..]].concat()
            }
            None => answer.body,
        };
        assert!(body == rendered.bytes, "{path} is previewed in another way than it is published");
        assert!(!String::from_utf8_lossy(&rendered.bytes).contains("lykta-preview"), "{path}");
        seen += 1;
    }
    assert!(seen > 500);
}

#[cfg(unix)]
fn identity(path: &Path) -> (u64, SystemTime) {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path).unwrap();
    (metadata.ino(), metadata.modified().unwrap())
}

#[cfg(unix)]
#[test]
fn a_second_build_changes_nothing_and_an_edit_only_what_it_touches() {
    let site = OnDisk::new();
    assert!(site.build().status.success());
    let public = site.root().join("public");
    let before: BTreeMap<PathBuf, _> = files(&public).into_iter().map(|path| (path.clone(), identity(&public.join(path)))).collect();
    std::thread::sleep(Duration::from_millis(20));
    let second = site.build();
    assert!(String::from_utf8_lossy(&second.stdout).contains("0 written"), "{second:?}");
    for (path, identity_before) in &before {
        assert_eq!(identity(&public.join(path)), *identity_before, "{path:?} was touched");
    }
    site.write(
        "content/tools/first-tool/sv.md",
        "---\ntitle: Nytt\nslug: ett-första-verktyg\nsummary: Hur ett verktyg beskrivs.\n---\n\nNy text.\n",
    );
    assert!(site.build().status.success());
    let kept = |path: &str| identity(&public.join(path)) == before[Path::new(path)];
    assert!(kept("en/tools/first-tool/index.html") && kept("robots.txt"), "files that did not change keep their inode and time");
    assert!(!kept("sv/verktyg/index.html".replace("verktyg", "tools").as_str()), "a list with a changed title is written anew");
}

#[test]
fn a_build_that_finds_errors_leaves_the_old_site_whole() {
    let site = OnDisk::new();
    assert!(site.build().status.success());
    let before = site.published();
    site.write("content/briefs/broken/work.yaml", "kind: breif\n");
    let failed = site.build();
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(site.published(), before);
    assert!(!site.root().join(".public.next").exists());
}

/// The preview's overview asks for the gate while other threads draw: neither may wait for what the other holds.
#[test]
fn the_gate_can_be_asked_for_while_pages_are_drawn() {
    let mut site = SiteTest::with("");
    for number in 0..40 {
        let draft = if number % 2 == 0 { "draft: true\n" } else { "" };
        let words = format!("Number {number} says this and that. ").repeat(40);
        site = site
            .edit(&format!("content/briefs/w{number}/work.yaml"), "kind: brief\n")
            .edit(&format!("content/briefs/w{number}/en.md"), &format!("---\ntitle: Number {number}\n{draft}---\n\n{words}\n"));
    }
    let (told, heard) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for _ in 0..20 {
            let build = lykta::build(&site.world, &site.options, &Memo::new()).value.expect("there is a site");
            std::thread::scope(|scope| {
                scope.spawn(|| build.gate().allowed().len());
                build.render_all(&site.world, |_, _| ());
            });
            let _ = told.send(());
        }
    });
    for round in 0..20 {
        heard.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| panic!("nothing came of round {round}"));
    }
}
