//! What holds for any input, however broken. `tests/properties.rs` tries it in each run of the tests, and the fuzzers in
//! `fuzz/` try it a million times.

use std::sync::{Arc, LazyLock};

use lykta::config::Options;
use lykta::diagnostics::{Finding, Location, codes, github, json, terminal};
use lykta::document::markdown::{Fragment, Piece};
use lykta::document::{self, Document};
use lykta::language::{Date, Language};
use lykta::memo::Memo;
use lykta::pictures::Limits;
use lykta::serve::answer::{Around, Asked, Audience, Peer, Reply, Shown, answer};
use lykta::serve::links::Report;
use lykta::source::{Reading, Text, media};
use lykta::speech::Speech;
use lykta::world::Memory;
use lykta::{Build, safeguard};

/// What lies beside the site and must not be read.
const SECRET: &str = "SECRETBESIDE";
const FILE: &str = "content/briefs/a/en.md";

fn world() -> Memory {
    let files = [
        ("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [en, sv]\n"),
        ("content/sources.yaml", "known:\n  type: report\n  title: Known\n"),
        ("content/briefs/a/work.yaml", "kind: brief\n"),
        (FILE, "---\ntitle: A\n---\n\nText.\n"),
        ("content/briefs/a/report.csv", "a,b\n"),
        ("content/briefs/b/work.yaml", "kind: brief\ndraft: true\n"),
        ("content/briefs/b/en.md", "---\ntitle: SECRETBESIDE\n---\n\nSECRETBESIDE\n"),
        (".git/config", SECRET),
        ("notes.txt", SECRET),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    Memory { files: files.into(), today: Date::parse("2026-11-24").expect("a date") }
}

/// A small sound site.
static BUILD: LazyLock<Arc<Build>> =
    LazyLock::new(|| Arc::new(lykta::build(&world(), &Options::default(), &Memo::new()).value.expect("a sound site")));

/// A document of any bytes: its fields are read, its text is drawn, and what is said of it can be shown.
pub fn document(bytes: &[u8]) {
    let text = Text::new(FILE, &String::from_utf8_lossy(bytes).replace('\r', "\n"));
    let work = &BUILD.parsed.works[0].file;
    let found = document::parse(&text, work, &Language::parse("en").expect("a language"), &BUILD.site.config);
    let mut findings = found.findings;
    if let Some(document) = found.value {
        text_of(&document);
        findings.extend(document.content().findings.iter().cloned());
    }
    findings.iter().for_each(|finding| finding_is_sound(finding, &text.text));
}

/// Any text below a sound front matter.
pub fn markdown(bytes: &[u8]) {
    document(&[b"---\ntitle: A\n---\n", bytes].concat());
}

fn text_of(document: &Document) {
    let (content, drawn) = (document.content(), document.drawn());
    for fragment in [&drawn.body].into_iter().chain(drawn.rich.values().flatten()) {
        html_is_ours(fragment);
    }
    let length = document.file.text.len();
    for span in content.links.iter().map(|link| &link.span) {
        assert!(span.start <= span.end && span.end <= length, "a link at {span:?} of {length} bytes");
    }
    // What stands in the memory of a page is bounded by what was written.
    let written: usize = drawn.body.pieces.iter().map(size).sum();
    assert!(written <= 4096 + 64 * length, "{written} bytes of HTML for {length}");
}

fn size(piece: &Piece) -> usize {
    match piece {
        Piece::Html(html) => html.len(),
        Piece::Directive { label, content, .. } => label.pieces.iter().chain(&content.pieces).map(size).sum(),
        Piece::Notes(notes) => notes.pieces.iter().map(size).sum(),
        _ => 8,
    }
}

/// Elements that Markdown makes. A directive is drawn by its template, and its content is a fragment of its own.
const ELEMENTS: &[&str] = &[
    "a",
    "aside",
    "abbr",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "input",
    "kbd",
    "li",
    "math",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
const VOID: &[&str] = &["br", "hr", "input"];

/// Every `<` in a fragment begins a tag that Markdown makes, no attribute of it runs anything, and what opens is closed.
fn html_is_ours(fragment: &Fragment) {
    let mut html = String::new();
    for piece in &fragment.pieces {
        match piece {
            Piece::Html(text) => html.push_str(text),
            Piece::Directive { label, content, .. } => {
                html_is_ours(label);
                html_is_ours(content);
            }
            Piece::Notes(notes) => html_is_ours(notes),
            Piece::Href(_)
            | Piece::Picture(_)
            | Piece::Citation(_)
            | Piece::Task { .. }
            | Piece::Word(_)
            | Piece::Section(_)
            | Piece::NoteReference { .. }
            | Piece::FileFacts(_) => html.push('x'),
        }
    }
    let mut open = Vec::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        let closing = rest[at + 1..].starts_with('/');
        let tag = &rest[at + 1 + usize::from(closing)..];
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        assert!(ELEMENTS.contains(&name), "<{name} in {html}");
        rest = &tag[name.len()..];
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>')) {
                rest = after;
                break;
            }
            let end = rest.find(|c: char| c == '=' || c == '>' || c == '/' || c.is_whitespace()).expect("a tag ends");
            let attribute = &rest[..end];
            assert!(!attribute.is_empty() && attribute.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{attribute} in {html}");
            assert!(!attribute.starts_with("on") && attribute != "srcdoc", "{attribute} in {html}");
            rest = &rest[end..];
            if let Some(value) = rest.strip_prefix("=\"") {
                let end = value.find('"').expect("a value ends");
                let value_text = value[..end].to_ascii_lowercase();
                assert!(!value_text.trim_start().starts_with("javascript:"), "{html}");
                rest = &value[end + 1..];
            }
        }
        if closing {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} is left open in {html}");
}

/// A finding names a place that is there, and no view of it steers a terminal or a forge.
fn finding_is_sound(finding: &Finding, text: &str) {
    let lines: Vec<&str> = text.split('\n').collect();
    let place = &finding.location;
    for (line, column) in [(place.line, place.column), (place.end_line, place.end_column)] {
        let length = lines.get(line - 1).unwrap_or_else(|| panic!("no line {line}: {finding:?}")).chars().count();
        assert!((1..=length + 1).contains(&column), "no column {column}: {finding:?}");
    }
    assert!((place.line, place.column) <= (place.end_line, place.end_column), "{finding:?}");
    for finding in [finding, &Speech::Swedish.finding(finding)] {
        let shown = terminal::show(finding, false);
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
        assert!(shown.len() <= 65536, "a finding of {} bytes", shown.len());
    }
    let told = github::show(finding);
    assert!(!told.contains(['\n', '\r', '\u{1b}']) && told.starts_with("::"), "{told:?}");
    let report: serde_json::Value = serde_json::from_str(&json::show(std::slice::from_ref(finding))).expect("JSON");
    assert_eq!(report["findings"][0]["message"], finding.message.as_str());
}

/// A finding of any words at any range of any text.
pub fn finding(bytes: &[u8]) {
    let (numbers, words) = bytes.split_at(bytes.len().min(4));
    let number = |at: usize| usize::from(numbers.get(at).copied().unwrap_or_default());
    let words = String::from_utf8_lossy(words);
    let (message, text) = words.split_at(words.char_indices().nth(number(0)).map_or(words.len(), |(at, _)| at));
    let start = number(1) * text.len() / 255;
    let location = Location::of(FILE, text, start..start.saturating_add(number(2)));
    let mut finding = Finding::new(&codes::BROKEN_LINK, location, message);
    finding.hint(text.chars().take(number(3)).collect::<String>()).nearest(message, ["briefs/a", "briefs/b"]);
    finding_is_sound(&finding, text);
}

/// A request of any bytes, a line each: method, path, query, host, origin, range, tag, languages, then the body.
pub fn request(bytes: &[u8]) {
    static SHOWN: LazyLock<Shown> = LazyLock::new(|| Shown {
        build: Some(Arc::clone(&BUILD)),
        findings: Vec::new(),
        looks: Default::default(),
        version: 1,
        complete: true,
        audience: Audience::Public,
        lost: Default::default(),
    });
    let hosts = ["localhost:1".to_owned()];
    let world = world();
    let around = Around {
        shown: &SHOWN,
        world: &world,
        hosts: &hosts,
        token: "token",
        ledger: &Default::default,
        links: &Report::default,
        exists: &|_| false,
        editor: true,
        speech: None,
    };
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.splitn(9, '\n');
    let mut next = || lines.next().unwrap_or_default().to_owned();
    let method = match next().as_str() {
        "" => "GET".to_owned(),
        other => other.to_owned(),
    };
    let (path, query) = (format!("/{}", next()), next());
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let host = some(next()).unwrap_or_else(|| hosts[0].clone());
    let asked = Asked {
        method,
        path,
        query,
        host: Some(host.clone()),
        origin: some(next()),
        range: some(next()),
        only_if: None,
        known: some(next()),
        languages: some(next()),
        media_type: Some("application/x-www-form-urlencoded".into()),
        body: next().into_bytes(),
        reached: hosts[0].clone(),
        peer: Peer::Here,
    };
    match answer(&asked, &around) {
        Reply::Answer(answer) => {
            assert!(
                matches!(answer.status, 200 | 206 | 303 | 304 | 307 | 400 | 403 | 404 | 405 | 409 | 415 | 416 | 422),
                "{}",
                answer.status
            );
            assert!(!answer.body.windows(SECRET.len()).any(|part| part == SECRET.as_bytes()), "{asked:?} reads what is not public");
            assert!(host.eq_ignore_ascii_case(&hosts[0]) || answer.status == 403, "{asked:?} is answered under a foreign name");
            for (name, value) in &answer.headers {
                assert!(!value.contains(['\r', '\n', '\0']), "{name}: {value:?}");
                if *name == "Location" {
                    assert!(value.starts_with('/') && !value.starts_with("//") && !value.contains('\\'), "leads to {value:?}");
                }
            }
        }
        Reply::Act(act) => {
            let form = String::from_utf8_lossy(&asked.body).into_owned();
            assert!(form.contains("token"), "{act:?} without a token");
            assert_eq!(asked.origin.as_deref(), Some(format!("http://{host}").as_str()), "{act:?} for a foreign page");
        }
    }
}

/// A file of any bytes, shown as a picture: what is published of it carries nothing but pixels.
pub fn picture(bytes: &[u8]) {
    static MEMO: LazyLock<Memo> = LazyLock::new(Memo::new);
    let (kind, bytes) = bytes.split_first().unwrap_or((&0, &[]));
    let name = ["a.png", "a.jpg", "a.webp", "a.gif", "a.svg", "a.heic", "a.bin"][usize::from(*kind) % 7];
    let path = format!("content/briefs/a/{name}");
    let mut world = world();
    world.files.insert(path.clone(), bytes.to_vec());
    let files = media::read(&world, Reading::new(&world).sources(), &Limits::default(), &Memo::new());
    let found = &files[&path];
    for finding in &found.findings {
        assert!(!finding.hints.is_empty(), "{finding:?}");
        finding_is_sound(finding, "");
    }
    safeguard::picture::carried(bytes);
    let Some((width, height)) = found.value.as_ref().and_then(|media| media.picture).map(|picture| picture.pixels) else { return };
    assert!(u64::from(width) * u64::from(height) <= 60_000_000, "{width} × {height}");
    // A file of a few bytes may claim as many pixels as are allowed, and then takes seconds, as every picture of that size.
    if u64::from(width) * u64::from(height) > 1_000_000 {
        return;
    }
    world.files.insert(FILE.into(), format!("---\ntitle: A\n---\n\n![A map]({name})\n").into_bytes());
    let build = lykta::build(&world, &Options::default(), &MEMO).value.expect("a site");
    for (path, _) in build.outputs().filter(|(path, _)| path.starts_with("/media/")) {
        if let Some(Ok(rendered)) = build.render(&world, path) {
            assert_eq!(safeguard::picture::carried(&rendered.bytes), [], "{path} remembers something");
        }
    }
}

/// A file of any bytes, looked into by the gate under each kind of name.
pub fn attachment(bytes: &[u8]) {
    let (kind, bytes) = bytes.split_first().unwrap_or((&0, &[]));
    let names = [
        ("a.pdf", "application/pdf"),
        ("a.docx", "application/octet-stream"),
        ("a.html", "text/html; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.ics", "text/calendar"),
        ("a.json", "application/json"),
        ("a.css", "text/css"),
        ("a.bin", "application/octet-stream"),
    ];
    let (name, media_type) = names[usize::from(*kind) % names.len()];
    let rules = safeguard::Rules { day: Some(("2026-11-24".into(), 46_350)), foreign: kind & 0x80 != 0, ..Default::default() };
    for sighting in safeguard::inspect(&format!("/{name}"), media_type, bytes, &rules) {
        // A place is one of a text; bytes that are none have none.
        if let (Some(at), Ok(text)) = (&sighting.at, std::str::from_utf8(bytes)) {
            assert!(at.start <= at.end && at.end <= text.len(), "{at:?} of {text:?}");
        }
        finding_is_sound(&sighting.finding(Location::file(FILE)), "");
    }
}
