//! The preview over a long day: thousands of edits, a thousand browsers, requests without end. The long versions are
//! `cargo test --release --test endurance -- --ignored`; their last figures stand in docs/reliability.md.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "tests look at files, and say what they did")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use lykta::config::Options;
use lykta::diagnostics::{json, sorted};
use lykta::language::Date;
use lykta::memo::Memo;
use lykta::source::disk::Disk;
use support::preview::{Preview, published, site};

/// Numbers that look random and are the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap()
    }

    fn one<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len())]
    }
}

/// One edit as authors and their programs do it. What can't be done, such as moving what is not there, is left out.
fn edit(root: &Path, chance: &mut Chance) {
    let folders = ["content/briefs/a", "content/briefs/b", "content/briefs/c/deep", "content/tools/first-tool", "content/tools/moved"];
    let folder = root.join(chance.one(&folders));
    let name = chance.one(&["en.md", "sv.md", "work.yaml", "notes.txt", "map.png"]);
    let number = chance.below(1000);
    let text = match (name, chance.below(8)) {
        ("work.yaml", 0) => "kind: breif\n".to_owned(),
        ("work.yaml", 1) => "kind: tool\ndate: 2025-01-01\n".to_owned(),
        ("work.yaml", 2) => "kind: brief\ndraft: true\n".to_owned(),
        ("work.yaml", _) => format!("kind: brief\ntopics: [t{}]\n", number % 5),
        (_, 0) => format!("---\ntitle: Unclosed {number}\n"),
        (_, 1) => format!("---\ntitle: T {number}\nsumary: x\n---\n\n[gone](../gone/)\n"),
        (_, 2) => String::new(),
        (_, 3) => format!("---\ntitle: T {number}\nslug: s-{}\n---\n\n:::callout\nnever closed\n", number % 4),
        _ => format!("---\ntitle: T {number}\nsummary: S.\n---\n\n## H {{#h}}\n\nText {number}, [other](../b/#h).\n"),
    };
    let path = folder.join(name);
    let done = match chance.below(20) {
        0..=7 => fs::create_dir_all(&folder).and_then(|()| fs::write(&path, text)),
        8..=11 => fs::create_dir_all(&folder)
            .and_then(|()| fs::write(folder.join(format!(".{name}.tmp")), text))
            .and_then(|()| fs::rename(folder.join(format!(".{name}.tmp")), &path)),
        12 | 13 => fs::remove_file(&path),
        14 => fs::rename(&folder, root.join(chance.one(&folders))),
        15 => fs::remove_dir_all(&folder),
        16 => {
            let away = root.join("away");
            let _ = fs::remove_dir_all(&away);
            fs::rename(&folder, &away).and_then(|()| fs::rename(&away, root.join(chance.one(&folders))))
        }
        17 => fs::write(
            root.join("themes/mine/templates/page.html"),
            chance.one(&["{% extends \"lykta/page.html\" %}", "<p>{{ site.title }}", "{% if x %}", "{{ page.titel }}"]),
        ),
        18 => fs::write(root.join("themes/mine/locales/en.ftl"), format!("leave_page = Leave {number}\n")),
        _ => {
            let titles = ["T", "T2"];
            let more = chance.one(&["", "per_page: 3\n", "languages: [en]\n", "nowhere: 1\n"]);
            let languages = if more.starts_with("languages") { "" } else { "languages: [en, sv]\n" };
            let text = format!("title: {}\nbase_url: https://example.org/\n{languages}theme: mine\n{more}", chance.one(&titles));
            fs::write(root.join("content/site.yaml"), text)
        }
    };
    let _ = done;
}

/// What a program that has seen nothing before makes of the folder: every page, and everything it finds.
fn cold(root: &Path) -> (BTreeMap<String, Vec<u8>>, String) {
    let world = Disk::new(root, Date::parse("2026-11-24").unwrap()).unwrap();
    let found = lykta::build(&world, &Options::default(), &Memo::new());
    let pages = std::sync::Mutex::new(BTreeMap::new());
    let mut findings = found.findings;
    if let Some(build) = &found.value {
        findings.extend(build.render_all(&world, |path, rendered| {
            pages.lock().unwrap().insert(path.to_owned(), rendered.bytes);
        }));
    }
    (pages.into_inner().unwrap(), json::show(&sorted(findings)))
}

/// Waits until the preview shows and says what a cold build does.
fn equals_cold(preview: &Preview, root: &Path, after: usize) {
    let (pages, findings) = cold(root);
    let begun = Instant::now();
    // Findings come last, when every page has been looked at.
    loop {
        let state = preview.get("/_lykta/state.json").text();
        if state.contains("\"complete\":true") && preview.get("/_lykta/findings.json").text() == findings {
            break;
        }
        let said = preview.get("/_lykta/findings.json").text();
        assert!(begun.elapsed() < Duration::from_secs(20), "after {after} edits the preview finds {said}\na cold build {findings}");
        thread::sleep(Duration::from_millis(10));
    }
    for (path, bytes) in pages {
        let got = preview.get(&lykta::config::encode(&path));
        assert!(published(&got.body) == bytes, "after {after} edits {path} is shown otherwise than a cold build makes it");
    }
}

/// Memory in kilobytes, and how many files and threads a process has.
fn weight(preview: &Preview) -> (usize, usize, usize) {
    let process = Path::new("/proc").join(preview.child.id().to_string());
    let status = fs::read_to_string(process.join("status")).unwrap();
    let number = |key: &str| {
        status.lines().find_map(|line| line.strip_prefix(key)).unwrap().split_whitespace().next().unwrap().parse::<usize>().unwrap()
    };
    (number("VmRSS:"), fs::read_dir(process.join("fd")).unwrap().count(), number("Threads:"))
}

fn after_edits(edits: usize, look_every: usize) {
    let (_folder, root) = site();
    let preview = Preview::of(&root);
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut weights = Vec::new();
    for number in 1..=edits {
        edit(&root, &mut chance);
        // Authors pause, programs don't.
        if chance.below(4) == 0 {
            thread::sleep(Duration::from_millis(chance.below(30) as u64));
        }
        if number % look_every == 0 {
            equals_cold(&preview, &root, number);
            weights.push(weight(&preview));
        }
    }
    let (early, late) = (weights[weights.len() / 4], *weights.last().unwrap());
    eprintln!("{edits} edits: memory {} → {} kB, files {} → {}, threads {} → {}", early.0, late.0, early.1, late.1, early.2, late.2);
    assert!(late.0 < early.0 * 3 / 2 + 20_000, "memory grows from {} to {} kB", early.0, late.0);
    assert!(late.1 <= early.1 + 4 && late.2 <= early.2 + 4, "files or threads grow: {early:?} {late:?}");
}

#[test]
fn after_edits_of_every_kind_the_preview_equals_a_cold_build() {
    after_edits(120, 30);
}

#[test]
#[ignore = "takes some minutes"]
fn after_ten_thousand_edits_the_preview_equals_a_cold_build_and_weighs_as_much() {
    after_edits(10_000, 100);
}

/// A browser that has asked to hear of changes; the first thing that it hears is the version.
fn listener(port: u16) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = format!(
        "GET /_lykta/live HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nUpgrade: websocket\r\n\
         Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    assert!(head.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&head));
    assert_eq!(heard(&mut stream), "1");
    stream
}

/// The next thing that a listener hears.
fn heard(stream: &mut TcpStream) -> String {
    let mut frame = [0; 2];
    stream.read_exact(&mut frame).unwrap();
    let mut text = vec![0; usize::from(frame[1])];
    stream.read_exact(&mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// A path of pieces that lead out, hide or break.
fn hostile(chance: &mut Chance) -> String {
    let pieces = [
        "..",
        "%2e%2e",
        "%252e%252e",
        ".%2e",
        "/",
        "//",
        "%2f",
        "%252f",
        "\\",
        "%5c",
        "%00",
        "%0d%0aSet-Cookie:a=b",
        "%ff%fe",
        "%c0%af",
        "%e0%80%af",
        "etc/passwd",
        "proc/self/environ",
        ".git/config",
        "content/site.yaml",
        "themes/mine/theme.yaml",
        "en",
        "sv",
        "media",
        "briefs",
        "_lykta",
        "findings.json",
        "view?path=",
        "?path=/../",
        "#",
        ";",
        ":",
        "*",
        "%",
        "%u002e",
        "é",
        "%C3%A9",
        "index.html",
        ".lykta-manifest.json",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "http://evil.example/",
        "file:///etc/passwd",
        "~root",
        ".",
        " ",
    ];
    let mut path = String::from("/");
    for _ in 0..=chance.below(12) {
        path.push_str(chance.one(&pieces));
        if chance.below(2) == 0 {
            path.push('/');
        }
    }
    path
}

fn crowd(listeners: usize, requests: usize) {
    let most = rustix::process::getrlimit(rustix::process::Resource::Nofile).maximum;
    let wanted = rustix::process::Rlimit { current: most, maximum: most };
    let _ = rustix::process::setrlimit(rustix::process::Resource::Nofile, wanted);
    let (_folder, root) = site();
    fs::create_dir_all(root.join(".git")).unwrap();
    fs::write(root.join(".git/config"), "SECRETCONFIG").unwrap();
    let preview = Preview::of(&root);
    let port = preview.port;
    let mut live: Vec<TcpStream> = (0..listeners).map(|_| listener(port)).collect();
    // Beside them: those who never finish asking, and those who never read.
    let connect = |said: String| {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.write_all(said.as_bytes()).unwrap();
        stream
    };
    let half: Vec<TcpStream> = (0..listeners / 10).map(|_| connect("GET / HT".into())).collect();
    let deaf: Vec<TcpStream> =
        (0..listeners / 20).map(|_| connect(format!("GET /en/ HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"))).collect();
    let mut chance = Chance(42);
    let mut times = Vec::new();
    let mut answers: BTreeMap<String, usize> = BTreeMap::new();
    for number in 0..requests {
        let path = hostile(&mut chance);
        let method = chance.one(&["GET", "HEAD", "POST", "PUT", "OPTIONS", "get", "DELETE"]);
        let request = format!("{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
        let answer = String::from_utf8_lossy(&preview.raw(request.as_bytes())).into_owned();
        let status = answer.split(' ').nth(1).unwrap_or("closed").to_owned();
        assert!(["closed", "200", "307", "400", "403", "404", "405"].contains(&status.as_str()), "{method} {path}: {answer}");
        for secret in ["root:x:0", "base_url: ", "SECRETCONFIG", "\r\nSet-Cookie", "PATH=/", "Location: //", "Location: http"] {
            assert!(!answer.contains(secret), "{method} {path} gives {secret}: {answer}");
        }
        *answers.entry(status).or_default() += 1;
        if number % 10 == 0 {
            let begun = Instant::now();
            assert_eq!(preview.get("/en/").status, 200, "after {path}");
            times.push(begun.elapsed());
        }
    }
    let edited = Instant::now();
    fs::write(root.join("content/tools/first-tool/en.md"), "---\ntitle: Changed\n---\n\nText.\n").unwrap();
    for stream in &mut live {
        while heard(stream) != "2" {}
    }
    let all_heard = edited.elapsed();
    times.sort();
    let (middle, slow) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    let (memory, files, threads) = weight(&preview);
    eprintln!(
        "{listeners} listeners, {requests} hostile requests {answers:?}: a page beside them p50 {middle:?}, p99 {slow:?}; \
         an edit heard by all after {all_heard:?}; {memory} kB, {files} files, {threads} threads"
    );
    assert!(slow < Duration::from_millis(500), "a page waits {slow:?}");
    assert!(all_heard < Duration::from_secs(10), "an edit is heard after {all_heard:?}");
    drop((half, deaf, live));
    // Who has left is forgotten.
    let begun = Instant::now();
    while weight(&preview).1 > files / 4 + 40 {
        assert!(begun.elapsed() < Duration::from_secs(30), "{:?} files stay open", weight(&preview).1);
        fs::write(root.join("content/tools/first-tool/en.md"), format!("---\ntitle: Changed {:?}\n---\n\nText.\n", begun.elapsed()))
            .unwrap();
        thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn many_browsers_and_hostile_requests_starve_nobody_and_read_nothing() {
    crowd(150, 300);
}

#[test]
#[ignore = "takes a minute"]
fn a_thousand_browsers_and_ten_thousand_hostile_requests_starve_nobody_and_read_nothing() {
    crowd(1_000, 10_000);
}
