//! Swedish whole: what the program says is in `src/speech/sv.txt`, under the English as it stands in the source.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lykta::diagnostics::terminal::{self, Labels};
use lykta::speech::Speech;
use lykta::speech::catalogue::{Catalogue, entries, holes_differ, unnamed};
use support::SiteTest;

const SWEDISH: &str = include_str!("../src/speech/sv.txt");

/// Files and folders whose texts no author reads as sentences: what browsers and programs get, file formats, and texts for theme
/// makers, which are English as the templates are.
const NOT_SAID: [&str; 19] = [
    // Each in its own language.
    "bibliography/words.rs",
    "language/persons.rs",
    "language/words.rs",
    "ask.rs",
    "safeguard/contacts/",
    "config/json_schema.rs",
    "config/reference.rs",
    "diagnostics/github.rs",
    "exchange/sentences.rs",
    // Tests alone run it.
    "growth.rs",
    "memo.rs",
    // Researchers read its schemas, in English whatever their language.
    "outputs/data.rs",
    "outputs/feed.rs",
    "outputs/hosting.rs",
    "serve/answer.rs",
    "serve/http.rs",
    "serve/reload.rs",
    "speech/catalogue.rs",
    "theme/context.rs",
];

/// Literals that look like sentences and are none that an author reads by itself: names in files, pieces of files,
/// what is looked for in others' messages, and halves of sentences whose wholes are in the catalogue.
const NOT_SENTENCES: &[&str] = &[
    "# Findings\n\nEvery finding has a code. `lykta explain CODE` prints what stands here.\n",
    "This component",
    "can't bring back",
    "can't clear",
    "can't find",
    "can't look into",
    "can't make the folder",
    "can't publish to",
    "can't remove",
    "can't write",
    "can't {what} {path}: {error}",
    "date range",
    "draft: true\n",
    "lykta: {}",
    "lykta: {message}",
    "public/\n.public.*\n.lykta/\n",
    "reviewed: {{ by: {}, on: {on}, text: {} }}\n",
    "summary: {summary}",
    "title: {}",
    "  {url}: {{ status: {status}, on: {}{worked}{moved} }}\n",
    "# What answered at the addresses of content/sources.yaml; `lykta sources check` writes this file.\n",
    ", worked: {day}",
    "true, false",
    "write «",
    "{date} {:02}:{:02} UTC",
    "{{ name: {} }}",
    "{{before-help}}{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
    "{}, section: {title}, {}:{}",
    "\n#. section: {}, {}",
    "defined term",
    "kinds have names",
    "lykta translation {what} {} {}",
    "no editor is configured\n",
    "not found",
    "not registered",
    "only pages are drawn from templates",
    "task done",
    // What other programs write into texts.
    "ai-generated content may be incorrect",
    "ai-genererat innehåll kan vara felaktigt",
    "alt text",
    "list of",
    "map of",
    "orem ipsum",
    "set {value} ",
    "automatiskt genererad beskrivning",
    "description automatically generated",
    "description generated with",
    "the built-in kinds are a map",
    "the editor can't be started: {error}\n",
    "the site has no such file\n",
    "web page",
    // How a new file begins, as it is sought in one.
    "Write the text here, in Markdown.",
    "Skriv texten här, i Markdown.",
    "{} fel, {warnings}, {notes}",
    // What the gate seeks, and the national names of numbers.
    "# Words that must not be published, as `lykta deny hash` wrote them.\nsalt:{salt}\n",
    "<a href",
    "CPR-nummer (DK)",
    "D-nummer (NO)",
    "DUF-nummer (NO)",
    "PESEL (PL)",
    "XMP Data",
    "a {# note: Anna #}",
    "asmens kodas",
    "romani čhib",
    "{day}ê {month}a {year}an",
    "!doctype html>",
    "documents and settings",
    "program files",
    "program files (x86)",
    "beskyttet bolig",
    "dossier number",
    "fødselsnummer (NO)",
    "henkilötunnus (FI)",
    "isikukood (EE), asmens kodas (LT)",
    "kennitala (IS)",
    "kerfiskennitala (IS)",
    "krizių centr",
    "krīzes centr",
    "lykta 2026 words that must be nowhere",
    "passport no",
    "passport number",
    "pers. kods",
    "personal identity number",
    "personas kods",
    "personas kods (LV)",
    "personas kodu",
    "personnummer (SE)",
    "safe house",
    "samordningsnummer (SE)",
    "skyddade boende",
    "skyddat boende",
    "takes half a minute without --release",
    "tax number",
    "РНОКПП (UA)",
    "УНЗР (UA)",
    "Noto Sans",
];

/// A string literal of the source, as the program has it in memory.
struct Literal {
    text: String,
    file: String,
    line: usize,
    /// What stands before it, to tell what it is given to.
    before: String,
}

/// The literals of a file, without comments, tests and reasons for the compiler.
fn literals(file: &str, source: &str) -> Vec<Literal> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let chars: Vec<char> = source.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        match rest[0] {
            '/' if rest.get(1) == Some(&'/') => at += rest.iter().position(|&c| c == '\n').unwrap_or(rest.len()),
            '\'' => {
                // A character; a lifetime has no second mark.
                let length = match rest {
                    ['\'', '\\', 'u', ..] => rest.iter().skip(1).position(|&c| c == '\'').map(|n| n + 2),
                    ['\'', '\\', _, '\'', ..] => Some(4),
                    ['\'', _, '\'', ..] => Some(3),
                    _ => None,
                };
                at += length.unwrap_or(1);
            }
            'r' if at == 0 || !(chars[at - 1].is_alphanumeric() || chars[at - 1] == '_') => {
                let hashes = rest[1..].iter().take_while(|&&c| c == '#').count();
                if rest.get(1 + hashes) != Some(&'"') {
                    at += 1;
                    continue;
                }
                let start = at + 2 + hashes;
                let is_end =
                    |end: usize| chars[end] == '"' && chars[end + 1..].iter().take(hashes).filter(|&&c| c == '#').count() == hashes;
                let end = (start..chars.len()).find(|&end| is_end(end)).expect("a raw string ends");
                found.push(literal(file, &chars, at, chars[start..end].iter().collect()));
                at = end + 1 + hashes;
            }
            '"' => {
                let start = at;
                let mut text = String::new();
                at += 1;
                while chars[at] != '"' {
                    if chars[at] != '\\' {
                        text.push(chars[at]);
                        at += 1;
                        continue;
                    }
                    at += 2;
                    match chars[at - 1] {
                        'n' => text.push('\n'),
                        't' => text.push('\t'),
                        'r' => text.push('\r'),
                        '0' => text.push('\0'),
                        '\n' => {
                            while chars[at].is_whitespace() {
                                at += 1
                            }
                        }
                        'x' => at += 2,
                        'u' => {
                            let end = at + chars[at..].iter().position(|&c| c == '}').expect("an escape ends");
                            let number: String = chars[at + 1..end].iter().collect();
                            text.extend(u32::from_str_radix(&number, 16).ok().and_then(char::from_u32));
                            at = end + 1;
                        }
                        other => text.push(other),
                    }
                }
                at += 1;
                found.push(literal(file, &chars, start, text));
            }
            _ => at += 1,
        }
    }
    found
}

fn literal(file: &str, chars: &[char], at: usize, text: String) -> Literal {
    let line = chars[..at].iter().filter(|&&c| c == '\n').count() + 1;
    Literal { text, file: file.to_owned(), line, before: chars[at.saturating_sub(20)..at].iter().collect() }
}

fn all_literals() -> Vec<Literal> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<_> = walkdir::WalkDir::new(&src).sort_by_file_name().into_iter().map(Result::unwrap).collect();
    files.retain(|entry| entry.path().extension().is_some_and(|extension| extension == "rs") && entry.file_name() != "tests.rs");
    files
        .iter()
        .flat_map(|entry| {
            let name = entry.path().strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
            literals(&name, &std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// Whether a literal has words in a row, and is no markup and no reason for a colleague.
fn is_sentence(literal: &Literal) -> bool {
    let text = &unnamed(&literal.text);
    let for_colleagues = literal.before.ends_with("expect(") || literal.before.ends_with("reason = ");
    let markup = (text.contains("=\"") && (text.contains('<') || text.starts_with(' ')))
        || text.contains("</")
        || text.contains(": {}\n")
        || text.trim_start().starts_with("<!");
    let format = text.contains("; charset") || text.contains("-src ");
    let is_word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.chars().count() > 1 && word.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '-') || word == "a"
    };
    let words: Vec<bool> = text.split_whitespace().map(is_word).collect();
    let filled = |word: &str| word.contains("{}") || word.contains('«') || word.contains('`');
    let is_long = |word: &str| is_word(word) && word.chars().filter(|c| c.is_alphabetic()).count() > 2 && !filled(word);
    let with_hole = text.split_whitespace().any(filled) && text.split_whitespace().any(is_long);
    !for_colleagues && !markup && !format && (words.windows(2).any(|pair| pair == [true, true]) || with_hole)
}

#[test]
fn every_sentence_that_an_author_reads_has_its_swedish() {
    let known: BTreeSet<String> = entries(SWEDISH).iter().map(|(english, _)| unnamed(english)).collect();
    let mut missing: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for literal in all_literals().iter().filter(|literal| is_sentence(literal)) {
        let out = NOT_SAID.iter().any(|file| literal.file.starts_with(file)) || NOT_SENTENCES.contains(&literal.text.as_str());
        if !out && !known.contains(&unnamed(&literal.text)) {
            let entry = format!("{}\n= ", literal.text.replace('\n', "\\n"));
            missing.entry(entry).or_default().push(format!("src/{}:{}", literal.file, literal.line));
        }
    }
    let listed: Vec<String> = missing.iter().map(|(entry, places)| format!("# {}\n{entry}\n", places.join(", "))).collect();
    assert!(
        listed.is_empty(),
        "these have no Swedish in src/speech/sv.txt (or, where no author reads them, are not in NOT_SENTENCES here):\n\n{}",
        listed.join("\n")
    );
}

/// What authors read from data: the help of the built-in kinds' fields and of the theme's directives.
#[test]
fn the_built_in_kinds_and_directives_are_explained_in_swedish() {
    let data = [include_str!("../src/config/kinds.yaml"), include_str!("../themes/lykta/theme.yaml")];
    let lines = data.iter().flat_map(|data| data.lines());
    let helps = lines.filter_map(|line| line.split_once("help: \"")?.1.trim_end_matches([' ', '}']).strip_suffix('"'));
    let missing: Vec<&str> = helps.filter(|help| Speech::Swedish.translate(help).is_none()).collect();
    assert!(missing.is_empty(), "{}", missing.join("\n= \n\n"));
}

#[test]
fn every_entry_is_used_once_and_fills_in_what_its_english_fills_in() {
    let literals: BTreeSet<String> = all_literals().iter().map(|literal| unnamed(&literal.text)).collect();
    let helps = [include_str!("../src/config/kinds.yaml"), include_str!("../themes/lykta/theme.yaml")].concat();
    // A whole of which the source has a half, such as «no picture lies at …» for «no {what} lies at …».
    let made_from: Vec<String> = literals.iter().map(|literal| format!("{}\n= x\n", literal.replace('\n', "\\n"))).collect();
    let halves = Catalogue::read(made_from.iter().map(String::as_str));
    let comments: String = walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli"))
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| std::fs::read_to_string(entry.path()).unwrap())
        .collect();
    let mut seen = BTreeSet::new();
    let mut unused = Vec::new();
    for (english, swedish) in entries(SWEDISH) {
        assert!(seen.insert(unnamed(&english)), "stands twice: {english}");
        assert!(!holes_differ(&english, &swedish), "what is filled in differs:\n{english}\n= {swedish}");
        assert!(!swedish.trim().is_empty(), "{english}");
        assert!(!swedish.contains(['«', '»']) || english.contains("[», «"), "Swedish quotes ”so”: {swedish}");
        let used = literals.contains(&unnamed(&english))
            || helps.contains(&format!("\"{english}\""))
            || comments.contains(&format!("/// {english}\n"))
            || comments.contains(&format!("/// {english}.\n"))
            || halves.translate(&english).is_some();
        if !used {
            unused.push(english);
        }
    }
    assert!(unused.is_empty(), "nothing says this any more:\n{}", unused.join("\n"));
}

/// A finished text says no longer which template made it, so no other may be taken for it.
#[test]
fn what_is_wrong_in_yaml_is_told_wholly_in_swedish() {
    for written in ["[\n  \"a\"\n  :b]", "[-, a]", "\"\\xzz\"", "|0\n  a", "!<a b", "!a,b c", "[\"a\"#b]", "- a"] {
        let site = SiteTest::with("").edit("content/briefs/other/work.yaml", &format!("kind: brief\ntopics: {written}\n"));
        let findings = site.build().findings;
        let finding = findings.iter().find(|finding| finding.code.name == "invalid-yaml").unwrap_or_else(|| panic!("{written}"));
        let (_, what) = finding.message.split_once(": ").unwrap();
        assert!(Speech::Swedish.translate(what).is_some(), "{written}: {what}");
    }
}

#[test]
fn every_text_is_recognised_as_what_it_is() {
    for (english, swedish) in entries(SWEDISH) {
        let own = format!("{}\n= {}\n", english.replace('\n', "\\n"), swedish.replace('\n', "\\n"));
        for filling in ["7", "a-name", "content/briefs/zz/en.md", "sv, en"] {
            let finished = unnamed(&english).replace("{}", filling);
            let alone = Catalogue::read([own.as_str()]).translate(&finished);
            // What says little is not believed by itself; it stands within others.
            if let Some(alone) = alone {
                assert_eq!(Speech::Swedish.translate(&finished), Some(alone), "{finished}");
            }
        }
    }
}

/// The same cases as in `tests/findings.rs`, as somebody reads them who has set the system to Swedish.
#[test]
fn every_finding_reads_well_in_swedish() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/invalid.txt");
    let cases = std::fs::read_to_string(root).unwrap();
    let say = |id| Speech::Swedish.say(id);
    let labels = Labels { error: say("error"), warning: say("warning"), note: say("note"), help: say("help") };
    let mut shown = String::new();
    for case in cases.split("\n== ").map(|case| case.trim_start_matches("== ")).filter(|case| !case.trim().is_empty()) {
        let (code, files) = case.split_once('\n').unwrap();
        let site = SiteTest::with(&support::unseen(files));
        let findings = site.build().findings;
        let finding = findings.iter().find(|finding| finding.code.name == code.trim()).unwrap();
        // A template's own faults are told by its library, which speaks English alone.
        if !matches!(code.trim(), "invalid-template" | "template-error") {
            assert!(Speech::Swedish.translate(&finding.message).is_some(), "{}", finding.message);
        }
        for hint in &finding.hints {
            assert!(Speech::Swedish.translate(hint).is_some(), "{hint}");
        }
        shown.push_str(&terminal::show_with(&Speech::Swedish.finding(finding), false, &labels));
        shown.push('\n');
    }
    insta::assert_snapshot!(shown);
}
