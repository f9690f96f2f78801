//! A whole site in a string: change it, build it, look at what is published.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod browser;
pub mod disk;
pub mod preview;

use std::collections::BTreeMap;
use std::sync::Arc;

use lykta::config::Options;
use lykta::diagnostics::{Finding, Severity, sorted};
use lykta::language::Date;
use lykta::memo::Memo;
use lykta::world::Memory;

thread_local! {
    /// What the builds of one test remember, as a preview does from edit to edit.
    static REMEMBERED: Arc<Memo> = Arc::default();
}

/// A site in memory, its memory of earlier builds included.
pub struct SiteTest {
    pub world: Memory,
    pub options: Options,
    pub memo: Arc<Memo>,
}

/// What a build gave.
pub struct Built {
    /// Path → bytes, as published.
    pub pages: BTreeMap<String, Vec<u8>>,
    pub findings: Vec<Finding>,
}

/// A page, for questions about its text.
pub struct Page<'a> {
    path: String,
    text: &'a str,
}

impl SiteTest {
    /// Files as `-- path --` and the lines below it, all indented alike.
    pub fn new(files: &str) -> SiteTest {
        let world = Memory { files: parse(files), today: Date::parse("2026-11-24").expect("a date") };
        SiteTest { world, options: Options::default(), memo: REMEMBERED.with(Arc::clone) }
    }

    /// A small site in Swedish and English, and what is given on top of it.
    pub fn with(files: &str) -> SiteTest {
        let mut site = SiteTest::new(
            "
            -- content/site.yaml --
            title: Test
            base_url: https://example.org/
            languages: [sv, en]
            -- content/briefs/other/work.yaml --
            kind: brief
            -- content/briefs/other/en.md --
            ---
            title: Other
            summary: Another work.
            ---

            ## A part {#part}

            Text.
            ",
        );
        site.world.files.extend(parse(files));
        site
    }

    pub fn edit(mut self, path: &str, text: &str) -> SiteTest {
        self.world.files.insert(path.to_owned(), text.as_bytes().to_vec());
        self
    }

    pub fn remove(mut self, path: &str) -> SiteTest {
        self.world.files.remove(path);
        self
    }

    pub fn options(mut self, options: Options) -> SiteTest {
        self.options = options;
        self
    }

    pub fn build(&self) -> Built {
        build(&self.world, &self.options, &self.memo)
    }

    /// The same files, built by a program that has seen nothing before.
    pub fn build_cold(&self) -> Built {
        build(&self.world, &self.options, &Memo::new())
    }
}

fn build(world: &Memory, options: &Options, memo: &Memo) -> Built {
    let found = lykta::build(world, options, memo);
    let mut findings = found.findings;
    let pages = std::sync::Mutex::new(BTreeMap::new());
    if let Some(build) = &found.value {
        findings.extend(build.render_all(world, |path, rendered| {
            pages.lock().unwrap().insert(path.to_owned(), rendered.bytes);
        }));
    }
    Built { pages: pages.into_inner().unwrap(), findings: sorted(findings) }
}

/// The text with characters that can't be seen in the place of what stands for them.
pub fn unseen(files: &str) -> String {
    [("\\u200b", "\u{200b}"), ("\\uf0b7", "\u{f0b7}"), ("\\0", "\0"), ("\\1", "\u{1}"), ("\\2", "\u{2}")]
        .iter()
        .fold(files.to_owned(), |text, (written, meant)| text.replace(written, meant))
}

fn parse(files: &str) -> BTreeMap<String, Vec<u8>> {
    let indent = files.lines().find(|line| !line.trim().is_empty()).map_or(0, |line| line.len() - line.trim_start().len());
    let mut parsed: BTreeMap<String, String> = BTreeMap::new();
    let mut current = None;
    for line in files.lines() {
        let line = line.get(indent.min(line.len() - line.trim_start().len())..).unwrap_or_default();
        if let Some(path) = line.strip_prefix("-- ").and_then(|line| line.strip_suffix(" --")) {
            current = Some(parsed.entry(path.to_owned()).or_default());
        } else if let Some(text) = &mut current {
            text.push_str(line);
            text.push('\n');
        }
    }
    // The empty lines before the next file belong to the test, not to the file.
    parsed.into_iter().map(|(path, text)| (path, format!("{}\n", text.trim_end()).into_bytes())).collect()
}

impl Built {
    pub fn page(&self, path: &str) -> Page<'_> {
        let bytes = self.pages.get(path).unwrap_or_else(|| panic!("nothing is published at {path}; there is {:#?}", self.pages.keys()));
        Page { path: path.to_owned(), text: std::str::from_utf8(bytes).expect("a text") }
    }

    pub fn has_no_page(&self, path: &str) -> &Built {
        assert!(!self.pages.contains_key(path), "{path} is published");
        self
    }

    /// Nothing that is published holds the text.
    pub fn nowhere(&self, text: &str) -> &Built {
        self.nowhere_but(text, |_| false)
    }

    /// Nothing holds the text but what may: in a file of plain values, a mark is no mark.
    pub fn nowhere_but(&self, text: &str, may: impl Fn(&str) -> bool) -> &Built {
        for (path, bytes) in self.pages.iter().filter(|(path, _)| !may(path)) {
            assert!(!String::from_utf8_lossy(bytes).contains(text), "{path} holds «{text}»");
            assert!(!path.contains(text), "the path {path} holds «{text}»");
        }
        self
    }

    pub fn without_findings(&self) -> &Built {
        assert!(self.findings.is_empty(), "{:#?}", self.findings);
        self
    }

    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    /// A finding of that code at that place.
    pub fn finds(&self, code: &str, file: &str, line: usize, column: usize) -> &Finding {
        let place = |f: &Finding| (f.location.file.clone(), f.location.line, f.location.column);
        self.findings.iter().find(|f| f.code.name == code && place(f) == (file.to_owned(), line, column)).unwrap_or_else(|| {
            panic!(
                "no {code} at {file}:{line}:{column} in {:#?}",
                self.findings.iter().map(|f| (f.code.name, place(f), &f.message)).collect::<Vec<_>>()
            )
        })
    }
}

impl Page<'_> {
    pub fn has(&self, text: &str) -> &Self {
        assert!(self.text.contains(text), "{} lacks «{text}»:\n{}", self.path, self.text);
        self
    }

    pub fn lacks(&self, text: &str) -> &Self {
        assert!(!self.text.contains(text), "{} holds «{text}»", self.path);
        self
    }

    pub fn text(&self) -> &str {
        self.text
    }
}
