//! What an earlier build has made and what is drawn anew together equal a cold build, whatever was edited between the two.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Mutex;

use lykta::diagnostics::{Finding, sorted};
use lykta::earlier::Receiver;
use lykta::language::Date;
use lykta::memo::Memo;
use lykta::render::Rendered;
use lykta::world::{Entry, Memory, World};
use proptest::prelude::*;
use support::SiteTest;

type Pages = BTreeMap<String, Vec<u8>>;

/// A world that keeps what it is given.
struct Keeping<'a> {
    world: &'a Memory,
    kept: &'a Mutex<Pages>,
}

impl World for Keeping<'_> {
    fn list(&self, below: &str) -> Vec<Entry> {
        self.world.list(below)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.world.read(path)
    }

    fn today(&self) -> Date {
        self.world.today()
    }

    fn kept(&self, name: &str) -> Option<Vec<u8>> {
        self.kept.lock().unwrap().get(name).cloned()
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        self.kept.lock().unwrap().insert(name.to_owned(), bytes.to_vec());
    }
}

/// What has been published, and what is on its way.
#[derive(Default)]
struct Shelf {
    before: Pages,
    now: Mutex<Pages>,
    drawn: Mutex<BTreeSet<String>>,
}

fn known_by(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

impl Receiver for Shelf {
    fn take(&self, path: &str, rendered: Rendered) -> Option<String> {
        let known = known_by(&rendered.bytes);
        self.drawn.lock().unwrap().insert(path.to_owned());
        self.now.lock().unwrap().insert(path.to_owned(), rendered.bytes);
        Some(known)
    }

    fn has(&self, path: &str, known: &str) -> bool {
        self.before.get(path).is_some_and(|bytes| known_by(bytes) == known)
    }

    fn keep(&self, path: &str) {
        self.now.lock().unwrap().insert(path.to_owned(), self.before[path].clone());
    }
}

/// A site of which each build knows of the one before by what was kept alone.
struct Again {
    site: SiteTest,
    kept: Mutex<Pages>,
    published: Pages,
}

impl Again {
    fn new(site: SiteTest) -> Again {
        Again { site, kept: Mutex::default(), published: Pages::new() }
    }

    /// Gives what is published, the findings, and what has been drawn.
    fn build(&mut self, program: &[u8]) -> (Vec<Finding>, BTreeSet<String>) {
        let world = Keeping { world: &self.site.world, kept: &self.kept };
        let found = lykta::build(&world, &self.site.options, &Memo::new());
        let mut findings = found.findings;
        let shelf = Shelf { before: std::mem::take(&mut self.published), ..Shelf::default() };
        if let Some(build) = &found.value {
            findings.extend(build.render_changed(&world, &blake3::hash(program), &shelf));
        }
        self.published = shelf.now.into_inner().unwrap();
        (sorted(findings), shelf.drawn.into_inner().unwrap())
    }

    fn edit(&mut self, path: &str, text: Option<&str>) {
        match text {
            Some(text) => self.site.world.files.insert(path.to_owned(), text.as_bytes().to_vec()),
            None => self.site.world.files.remove(path),
        };
    }
}

/// Works that link to one another, cite, are translated, draw on a glossary, show a file, are drafts, and hold what the
/// gate knows.
fn site() -> SiteTest {
    SiteTest::with(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [sv, en]
        terms: auto
        gates:
          allow:
            - {code: email-address, text: ask@example.org, why: It is our own.}
        -- content/sources.yaml --
        k:
          type: Web
          title: K
          url: https://example.com/k
        -- content/terms/guardian/work.yaml --
        kind: term
        -- content/terms/guardian/en.md --
        ---
        title: Guardian
        forms: [guardians]
        definition: Who speaks for a child, [as here](../../briefs/other/#part).
        ---

        ## More {#more}

        Text.
        -- content/briefs/a/work.yaml --
        kind: brief
        topics: [one]
        source_language: en
        -- content/briefs/a/en.md --
        ---
        title: A
        ---

        Guardians know [b](../b/#h) and [@k]. Write to ask@example.org.
        -- content/briefs/a/sv.md --
        ---
        title: A
        slug: aa
        ---

        Text, [b](../b/).
        -- content/briefs/b/work.yaml --
        kind: brief
        topics: [one]
        -- content/briefs/b/en.md --
        ---
        title: B
        ---

        ## H {#h}

        A [table](table.csv).
        -- content/briefs/b/table.csv --
        a,b
        ",
    )
}

fn edit() -> impl Strategy<Value = (&'static str, Option<&'static str>)> {
    let texts = prop::sample::select(vec![
        "---\ntitle: A\n---\n\nGuardians know [b](../b/#h) and [@k]. Write to ask@example.org.\n",
        "---\ntitle: A\n---\n\nGuardians know [b](../b/).\n",
        "---\ntitle: A\n---\n\nCall 070-174 06 05, or [nobody](../../briefs/c/).\n",
        "---\ntitle: B\nslug: bb\n---\n\n## H {#h}\n\nA [table](table.csv), and [more](../../terms/guardian/#more).\n",
        "---\ntitle: B\n---\n\n## Else {#else}\n\nText. [other](../other/#part)\n",
        "---\ntitle: Not yet public\ndraft: true\n---\n\nNobody should read this sentence before it is published at last.\n",
        "---\ntitle: C\n---\n\nNobody should read this sentence before it is published at last.\n",
        "---\ntitle: C\nallow:\n  - {code: telephone-number, text: 070-174 06 05, why: It is in a film.}\n---\n\nCall 070-174 06 05.\n",
        "---\ntitle: C\ntranslated_from:\n  language: en\n  sections: {h: 0123456789ab}\n---\n\n## H {#h}\n\nText.\n",
        "---\ntitle: [\n---\n",
    ]);
    let texts_of = prop::sample::select(vec![
        "content/briefs/a/en.md",
        "content/briefs/a/sv.md",
        "content/briefs/b/en.md",
        "content/briefs/b/sv.md",
        "content/briefs/c/en.md",
        "content/briefs/other/en.md",
    ]);
    let others = prop::sample::select(vec![
        ("content/briefs/other/en.md", Some("---\ntitle: Other\n---\n\n## A part {#part}\n\nText.\n")),
        ("content/briefs/other/en.md", Some("---\ntitle: Other\n---\n\n## A part {#another}\n\nText.\n")),
        ("content/briefs/c/work.yaml", Some("kind: brief\nrelated: [briefs/a]\n")),
        ("content/briefs/c/work.yaml", Some("kind: breif\n")),
        ("content/briefs/c/work.yaml", None),
        ("content/briefs/b/table.csv", Some("a,b\n1,2\n")),
        ("content/briefs/b/table.csv", None),
        ("content/sources.yaml", Some("k:\n  type: Web\n  title: Known\n")),
        ("content/sources.yaml", None),
        ("content/terms/guardian/en.md", Some("---\ntitle: Guardian\navoid: [keeper]\ndefinition: Who speaks.\n---\n\nText.\n")),
        ("content/terms/guardian/en.md", None),
        ("themes/own/theme.yaml", Some("extends: lykta\n")),
        ("content/site.yaml", Some("title: Test\nbase_url: https://example.org/x/\nlanguages: [en, sv, lt]\nhome: briefs/a\n")),
    ]);
    prop_oneof![
        5 => (texts_of.clone(), texts).prop_map(|(path, text)| (path, Some(text))),
        1 => texts_of.prop_map(|path| (path, None)),
        3 => others,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_and_what_is_drawn_equal_a_cold_build_findings_included(
        steps in prop::collection::vec(prop::collection::vec(edit(), 0..3), 1..8),
    ) {
        let mut again = Again::new(site());
        again.build(b"1");
        for step in steps {
            for (path, text) in step {
                again.edit(path, text);
            }
            let (findings, _) = again.build(b"1");
            let cold = again.site.build_cold();
            prop_assert_eq!(findings, cold.findings);
            prop_assert!(again.published == cold.pages, "what is published differs");
        }
    }
}

#[test]
fn nothing_is_drawn_twice_and_an_edit_draws_what_it_touches() {
    let mut again = Again::new(site());
    let (findings, all) = again.build(b"1");
    let published = again.published.clone();
    assert_eq!(all.len(), published.len());
    // What holds something that is let through is looked at each time, and what belongs to the texts' use is made anew.
    let (same, drawn) = again.build(b"1");
    assert_eq!((findings, &again.published), (same, &published));
    let of_a = |path: &str| path.contains("/briefs/a") || path.starts_with("/sources/") || path.starts_with("/media/");
    assert!(drawn.iter().all(|path| of_a(path) || path.ends_with("feed.xml") || path.contains("/print/")), "{drawn:?}");

    again.edit("content/briefs/b/en.md", Some("---\ntitle: B\n---\n\n## H {#h}\n\nOther words.\n"));
    let (_, drawn) = again.build(b"1");
    assert!(drawn.contains("/en/briefs/b/"), "{drawn:?}");
    for untouched in ["/en/briefs/other/", "/en/briefs/", "/en/sitemap.xml", "/robots.txt", "/en/search/"] {
        assert!(published.contains_key(untouched) && !drawn.contains(untouched), "{untouched} is drawn again");
    }
    // The page whose link now leads nowhere is another work's.
    again.edit("content/briefs/other/en.md", Some("---\ntitle: Other\n---\n\nNo part.\n"));
    again.edit("content/briefs/a/en.md", Some("---\ntitle: A\n---\n\n[Part](../other/#part).\n"));
    let (findings, _) = again.build(b"1");
    assert!(findings.iter().any(|finding| finding.code.name == "broken-anchor"), "{findings:?}");

    let (_, drawn) = again.build(b"2");
    assert_eq!(drawn.len(), again.published.len(), "another program draws everything anew");
}

#[test]
fn a_link_of_the_home_page_that_breaks_elsewhere_is_told() {
    let mut again = Again::new(site());
    let config = "title: Test\nbase_url: https://example.org/\nlanguages: [en, sv]\nhome: briefs/a\n";
    again.edit("content/site.yaml", Some(config));
    again.edit("content/briefs/a/en.md", Some("---\ntitle: A\n---\n\n[Part](../other/#part).\n"));
    again.edit("content/briefs/other/en.md", Some("---\ntitle: Other\n---\n\n## A part {#part}\n\nText.\n"));
    again.build(b"1");
    again.edit("content/briefs/other/en.md", Some("---\ntitle: Other\n---\n\nNo part.\n"));
    let (findings, _) = again.build(b"1");
    let told = |finding: &Finding| finding.code.name == "broken-anchor" && finding.location.file == "content/briefs/a/en.md";
    assert!(findings.iter().any(told), "{findings:?}");
}

#[test]
fn what_somebody_has_removed_or_changed_is_drawn_again() {
    let mut again = Again::new(site());
    again.build(b"1");
    let published = again.published.clone();
    again.published.remove("/en/briefs/b/");
    again.published.insert("/en/briefs/other/".into(), b"changed".to_vec());
    again.published.remove("/robots.txt");
    let (_, drawn) = again.build(b"1");
    assert!(["/en/briefs/b/", "/en/briefs/other/", "/robots.txt"].iter().all(|path| drawn.contains(*path)), "{drawn:?}");
    assert!(again.published == published);
    // What was kept may be lost or damaged.
    for bytes in again.kept.lock().unwrap().values_mut() {
        bytes.truncate(bytes.len() / 2);
    }
    let (_, drawn) = again.build(b"1");
    assert_eq!(drawn.len(), published.len());
    assert!(again.published == published);
}

#[test]
fn a_page_that_leads_to_a_section_of_a_translation_follows_it() {
    let mut again = Again::new(site());
    again.edit("content/briefs/b/sv.md", Some("---\ntitle: B\n---\n\n## Hh\n\nText.\n"));
    again.edit("content/briefs/c/work.yaml", Some("kind: brief\nsource_language: en\n"));
    again.edit("content/briefs/c/en.md", Some("---\ntitle: C\n---\n\n[H](../b/#h)\n"));
    again.edit("content/briefs/b/work.yaml", Some("kind: brief\nsource_language: en\n"));
    for (text, leads_to) in [("## Hh", "#hh"), ("## Annat", "#annat"), ("## En\n\nText.\n\n## Två", "")] {
        again.edit("content/briefs/b/sv.md", Some(&format!("---\ntitle: B\n---\n\n{text}\n\nText.\n")));
        again.build(b"1");
        let page = String::from_utf8_lossy(&again.published["/sv/briefs/c/"]).into_owned();
        assert!(page.contains(&format!("href=\"/sv/briefs/b/{leads_to}\">H</a>")), "{text}: {page}");
        assert!(again.published == again.site.build_cold().pages, "{text}");
    }
}
