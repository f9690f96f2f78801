//! Any input whatever ends in a value and sound findings: no panic, no hang, nothing that runs, nothing that leaks.
//!
//! The long version is `cargo test --release --test properties -- --ignored`, or the fuzzers in `fuzz/`.
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "tests look at files, and say what they did")]

#[path = "support/properties.rs"]
mod properties;

use std::path::Path;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

/// A property, and pieces from which inputs for it are put together.
type Subject = (&'static str, fn(&[u8]), &'static [&'static str]);

const SUBJECTS: &[Subject] = &[
    (
        "document",
        properties::document,
        &[
            "---\n",
            "title: ",
            "A",
            "summary: |\n  ",
            "topics: [",
            "]",
            "{",
            "}",
            "- ",
            "\t",
            "\"",
            "'",
            "*a",
            "&a ",
            "<<: ",
            "!!binary ",
            "? ",
            "updated: 2026-02-30\n",
            "allow:\n  - { code: x }\n",
            "in_a_minute:\n  - \"*a*\"\n",
            "sumary: x\n",
            "draft: ture\n",
            "\n",
            ": ",
            "#",
            "\u{feff}",
            "\u{2028}",
            "\u{0}",
            "é",
            "👩‍👧",
            "\u{1b}[2J",
            "slug: ../x\n",
            "aliases: [//e]\n",
        ],
    ),
    (
        "markdown",
        properties::markdown,
        &[
            "# ",
            "## A {#a}\n",
            "[a](b)",
            "![a](a.png)",
            "[@known, p. 1]",
            "[^1]",
            "[^1]: x\n",
            "[a]: b\n",
            "*",
            "**",
            "_",
            "`",
            "```\n",
            "~~",
            "|a|b|\n",
            "|-|-|\n",
            "> ",
            "- ",
            "1. ",
            "    ",
            "\n",
            "\n\n",
            "<",
            "</",
            "<b>",
            "<!--",
            "-->",
            "<![CDATA[",
            "<?",
            "&amp;",
            "&#x0;",
            "&#27;",
            "&#x202e;",
            "\\",
            ":::callout[A]{type=warning}\n",
            ":::\n",
            "::::details\n",
            "::helpline{country=SE}\n",
            ":term[A]",
            ":x",
            "{a=\"",
            "\"}",
            "'",
            "\"",
            "--",
            "...",
            "é",
            "שלום",
            "\u{202e}",
            "\u{0}",
            "a",
            "<javascript:a>",
            "https://example.org/",
            "$",
            "{{ 1 }}",
            "- [ ] ",
            "term\n: what\n",
        ],
    ),
    (
        "request",
        properties::request,
        &[
            "GET",
            "POST",
            "HEAD",
            "PUT",
            "\n",
            "en/",
            "sv/briefs/a/",
            "..",
            "%2e%2e",
            "/",
            "//",
            "%2f",
            "%5c",
            "\\",
            "%00",
            "%",
            "%ff",
            "%c0%af",
            "_lykta/",
            "_lykta/view",
            "_lykta/start",
            "_lykta/audience",
            "_lykta/page.json",
            "_lykta/findings.json",
            "path=/en/",
            "&",
            "?",
            "as=phone",
            "as=public",
            "localhost:1",
            "evil.example",
            "http://localhost:1",
            "bytes=0-",
            "bytes=-1",
            "bytes=5-2",
            ".git/config",
            "notes.txt",
            "content/site.yaml",
            "index.html",
            "media/briefs/a/report.csv",
            "token=token",
            "audience=public",
            "back=//evil.example",
            "kind=brief&title=X&language=en",
            "é",
            "%C3%A9",
            "\u{0}",
            "\r",
            "*",
            "search/",
        ],
    ),
    (
        "finding",
        properties::finding,
        &[
            "a",
            "«x»",
            "\n",
            "\t",
            "\u{1b}[2J",
            "\u{202e}",
            "\u{0}",
            "👩‍👧",
            "::error::",
            "%",
            ",",
            ":",
            "\"",
            "\\",
            "e\u{301}",
            "no work or file lies at «x»",
            "\r",
            "\u{2028}",
            "    ",
        ],
    ),
    (
        "picture",
        properties::picture,
        &[
            "\u{0}", "\u{1}", "\u{2}", "\u{3}", "\u{4}", "\u{5}", "GIF89a", "GIF87a", "RIFF", "WEBP", "VP8 ", "VP8L", "VP8X", "EXIF",
            "<svg", "ftypavif", ";", "!", ",", "IHDR", "Exif", "a",
        ],
    ),
    (
        "attachment",
        properties::attachment,
        &[
            "\u{0}",
            "\u{1}",
            "\u{2}",
            "\u{3}",
            "\u{4}",
            "\u{5}",
            "\u{6}",
            "\u{7}",
            "%PDF-1.7\n",
            "1 0 obj\n",
            "<< /Type /Catalog >>\n",
            "endobj\n",
            "stream\n",
            "endstream\n",
            "xref\n",
            "trailer\n",
            "startxref\n",
            "%%EOF",
            "PK\u{3}\u{4}",
            "<!--",
            "-->",
            "<p style=\"display:none\">",
            "&#50;",
            "&#x32;",
            "20991231",
            "-",
            "9804",
            "<b>",
            "55.60587, 13.00073",
            "a@example.org",
            "070-174 06 05",
            "\u{200b}",
            "\u{ad}",
            "٢٠٩٩",
            "\\u0032",
            "/* ",
            " */",
            "\"",
            "<script>",
            "</script>",
            "C:\\Users\\a",
            "\n",
        ],
    ),
];

/// Inputs that are nearly something: whole pieces, single letters, and bytes that are no text.
fn input(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        12 => prop::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        2 => any::<char>().prop_map(|c| c.to_string().into_bytes()),
        1 => vec(any::<u8>(), 1..4),
    ];
    vec(piece, 0..24).prop_map(|parts| parts.concat())
}

fn config() -> Config {
    Config { failure_persistence: None, ..Config::default() }
}

fn try_all(subject: &Subject, mut runner: TestRunner) {
    let (name, property, pieces) = subject;
    let tried = runner.run(&input(pieces), |bytes| {
        property(&bytes);
        Ok(())
    });
    match tried {
        Ok(()) => {}
        Err(TestError::Fail(why, bytes)) => panic!("{name}: {why}\nwith {:?}", String::from_utf8_lossy(&bytes)),
        Err(error) => panic!("{name}: {error}"),
    }
}

#[test]
fn any_input_ends_in_a_value_and_sound_findings() {
    for subject in SUBJECTS {
        // The same inputs in each run, so that whoever changes something else is not told of an old fault by chance.
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        try_all(subject, TestRunner::new_with_rng(Config { cases: 150, ..config() }, rng));
    }
}

/// A million inputs, of which none takes long, and which leave the process as large as it was.
fn a_million_of(name: &str) {
    let (_, property, pieces) = SUBJECTS.iter().find(|(known, ..)| *known == name).unwrap();
    let (begun, slowest) = (Instant::now(), std::cell::Cell::new(Duration::ZERO));
    let mut sizes = Vec::new();
    for _ in 0..10 {
        let mut runner = TestRunner::new(Config { cases: 100_000, ..config() });
        let tried = runner.run(&input(pieces), |bytes| {
            let begun = Instant::now();
            property(&bytes);
            slowest.set(slowest.get().max(begun.elapsed()));
            Ok(())
        });
        if let Err(TestError::Fail(why, bytes)) = tried {
            panic!("{name}: {why}\nwith {:?}", String::from_utf8_lossy(&bytes));
        }
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let size = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse::<usize>().ok());
        sizes.push(size.unwrap_or_default());
    }
    eprintln!("{name}: {:?}, slowest {:?}, memory {} → {} kB", begun.elapsed(), slowest.get(), sizes[0], sizes[9]);
    assert!(slowest.get() < Duration::from_secs(10), "{name} takes {:?}", slowest.get());
    assert!(sizes[9] < sizes[0] + 50_000, "{name} grows: {sizes:?} kB");
}

macro_rules! a_million {
    ($($name:ident)*) => {
        mod a_million {
            $(
                #[test]
                #[ignore = "takes minutes; the command stands in docs/reliability.md"]
                fn $name() {
                    super::a_million_of(stringify!($name));
                }
            )*
        }
    };
}

a_million!(document markdown request finding picture attachment);

/// What fuzzing has kept: each of these once reached code that nothing before it had.
#[test]
fn what_fuzzing_kept_still_holds() {
    for (name, property, _) in SUBJECTS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
        let mut seen = 0;
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            property(&std::fs::read(entry.unwrap().path()).unwrap());
            seen += 1;
        }
        assert!(seen > 0, "{} is empty", folder.display());
    }
}
