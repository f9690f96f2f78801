//! Whether the addresses of sources still answer: asked when somebody wishes it, kept, and read by builds.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use lykta::config::checked::{Check, Checks, FILE, Status, addresses, read, written};
use lykta::found::Found;
use lykta::language::Date;
use lykta::source::Reading;
use lykta::world::Memory;
use support::SiteTest;

/// 2026-11-25.
const DAY: u64 = 1_795_564_800;

struct Server {
    port: u16,
    /// Request line and agent of each question, and when it came.
    asked: Arc<Mutex<Vec<(String, String, Instant)>>>,
}

impl Server {
    /// Answers by path: a status, and further headers.
    fn new(answer: impl Fn(&str, usize) -> String + Send + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::<(String, String, Instant)>::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let lines: Vec<String> =
                    BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
                let agent = lines.iter().find(|line| line.to_lowercase().starts_with("user-agent:")).cloned().unwrap_or_default();
                let request = lines[0].trim_end_matches(" HTTP/1.1").to_owned();
                let before = log.lock().unwrap().iter().filter(|(line, ..)| *line == request).count();
                log.lock().unwrap().push((request.clone(), agent, Instant::now()));
                let _ = write!(stream, "HTTP/1.1 {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", answer(&request, before));
            }
        });
        Server { port, asked }
    }

    fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|(line, ..)| line.clone()).collect()
    }
}

fn site(sources: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().to_owned();
    fs::create_dir_all(root.join("content/briefs/a")).unwrap();
    fs::write(root.join("content/site.yaml"), "title: T\nbase_url: https://example.org/\nlanguages: [en, sv]\n").unwrap();
    fs::write(root.join("content/briefs/a/work.yaml"), "kind: brief\n").unwrap();
    fs::write(root.join("content/briefs/a/en.md"), "---\ntitle: A\n---\n\nText [@old].\n").unwrap();
    fs::write(root.join("content/sources.yaml"), sources).unwrap();
    (folder, root)
}

fn run(root: &Path, day: u64, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lykta"));
    command.args(arguments).args(["--root", root.to_str().unwrap()]);
    command.env("SOURCE_DATE_EPOCH", day.to_string()).env("NO_COLOR", "1").env("LC_ALL", "C").output().unwrap()
}

fn check(root: &Path, day: u64, more: &[&str]) -> Output {
    run(root, day, &[&["sources", "check", "--check-links-here"], more].concat())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn what_answers_is_kept_and_what_is_gone_is_told_at_its_line_also_by_a_later_build() {
    let server = Server::new(|request, _| {
        match request.split(' ').nth(1).unwrap() {
            "/old" => "404 Not Found",
            "/moved" => "301 Moved Permanently\r\nLocation: /new",
            "/away" => "302 Found\r\nLocation: /new",
            "/locked" => "403 Forbidden",
            "/broken" => "500 Internal Server Error",
            "/headless" if request.starts_with("HEAD") => "405 Method Not Allowed",
            _ => "200 OK",
        }
        .to_owned()
    });
    let sources: String = ["old", "moved", "away", "locked", "broken", "headless"]
        .iter()
        .map(|name| format!("{name}:\n  title: T\n  url: {}\n", server.at(name)))
        .collect();
    let (_folder, root) = site(&sources);
    let kept = root.join("content/sources.checked.yaml");
    fs::write(&kept, format!("old:\n  \"{}\": {{ status: 200, on: 2026-03-01 }}\n", server.at("old"))).unwrap();
    let checked = check(&root, DAY, &[]);
    let said = text(&checked.stderr);
    assert_eq!(checked.status.code(), Some(1), "{said}");
    for part in [
        "warning[gone-source]: the address of «old» is gone: 404 on 2026-11-25",
        "content/sources.yaml:3:8",
        "last seen working on 2026-03-01",
        "note[moved-source]: the address of «moved» has moved to http://127.0.0.1",
        "/locked could not be told: the server lets no program in (403)",
        "/broken could not be told: the server answered with 500",
        "2 work, 1 have moved, 1 are gone, 2 could not be told; asked lately: 0",
    ] {
        assert!(said.contains(part), "no «{part}» in {said}");
    }
    let file = fs::read_to_string(&kept).unwrap();
    let at = |path: &str| server.at(path);
    assert_eq!(
        file,
        format!(
            "# What answered at the addresses of content/sources.yaml; `lykta sources check` writes this file.\n\
             away:\n  \"{}\": {{ status: 200, on: 2026-11-25 }}\n\
             broken:\n  \"{}\": {{ status: 500, on: 2026-11-25 }}\n\
             headless:\n  \"{}\": {{ status: 200, on: 2026-11-25 }}\n\
             locked:\n  \"{}\": {{ status: 403, on: 2026-11-25 }}\n\
             moved:\n  \"{}\": {{ status: 200, on: 2026-11-25, moved_to: \"{}\" }}\n\
             old:\n  \"{}\": {{ status: 404, on: 2026-11-25, worked: 2026-03-01 }}\n",
            at("away"),
            at("broken"),
            at("headless"),
            at("locked"),
            at("moved"),
            at("new"),
            at("old")
        )
    );
    // One after another, with a pause, and saying who asks.
    let asked = server.asked.lock().unwrap().clone();
    assert!(asked.iter().all(|(_, agent, _)| agent.contains("lykta/")), "{asked:?}");
    assert!(asked.windows(2).all(|pair| pair[1].2.duration_since(pair[0].2).as_millis() >= 450), "{asked:?}");
    // A build asks nothing, and knows.
    let built = run(&root, DAY + 86_400 * 400, &["check"]);
    assert!(text(&built.stderr).contains("warning[gone-source]"), "{}", text(&built.stderr));
    assert_eq!(server.asked().len(), asked.len());
}

#[test]
fn an_address_is_asked_for_once_whatever_place_in_it_is_meant_and_followed_in_any_letters() {
    let server = Server::new(|request, _| match request {
        "HEAD /old" => "301 Moved Permanently\r\nLocation: /känt".into(),
        _ => "200 OK".into(),
    });
    let at = |path: &str| server.at(path);
    let sources = format!("a:\n  title: A\n  url: {}\nb:\n  title: B\n  url: {}\n", at("old#one"), at("old#two"));
    let (_folder, root) = site(&sources);
    let checked = check(&root, DAY, &[]);
    assert!(text(&checked.stderr).contains("0 work, 2 have moved"), "{}", text(&checked.stderr));
    assert_eq!(server.asked(), ["HEAD /old", "HEAD /k%C3%A4nt"]);
    let kept = fs::read_to_string(root.join("content/sources.checked.yaml")).unwrap();
    assert!(kept.contains(&format!("moved_to: \"{}\"", at("k%C3%A4nt#two"))), "{kept}");
}

#[test]
fn what_was_asked_lately_is_not_asked_again_and_a_dry_run_asks_nothing() {
    let server = Server::new(|_, _| "200 OK".into());
    let (_folder, root) = site(&format!("old:\n  title: T\n  url: {}\n", server.at("old")));
    let dry = check(&root, DAY, &["--dry-run"]);
    assert_eq!(text(&dry.stdout), format!("content/sources.yaml:3:8 old {}\n", server.at("old")));
    assert!(server.asked().is_empty() && !root.join("content/sources.checked.yaml").exists());
    assert_eq!(check(&root, DAY, &[]).status.code(), Some(0));
    assert_eq!(server.asked().len(), 1);
    check(&root, DAY + 86_400 * 29, &["--older-than", "30d"]);
    assert_eq!(server.asked().len(), 1);
    let later = check(&root, DAY + 86_400 * 30, &["--older-than", "30d", "--format", "json"]);
    assert_eq!(server.asked().len(), 2);
    let report: serde_json::Value = serde_json::from_slice(&later.stdout).expect("one JSON object");
    assert_eq!(report["checked"][0]["outcome"], "works");
    assert_eq!((&report["checked"][0]["line"], &report["checked"][0]["status"]), (&3.into(), &200.into()));
}

#[test]
fn a_server_that_wishes_to_be_left_alone_is() {
    let server = Server::new(|request, before| match request {
        "HEAD /soon" if before == 0 => "429 Too Many Requests\r\nRetry-After: 1".into(),
        "HEAD /z-later" => "503 Service Unavailable\r\nRetry-After: 86400".into(),
        _ => "200 OK".into(),
    });
    let names = ["soon", "z-later", "zz-after"];
    let (_folder, root) = site(&names.map(|name| format!("{name}:\n  title: T\n  url: {}\n", server.at(name))).concat());
    let checked = check(&root, DAY, &[]);
    let said = text(&checked.stderr);
    assert!(said.contains("1 work, 0 have moved, 0 are gone, 2 could not be told"), "{said}");
    assert!(said.contains("zz-after could not be told: the server asks to be left alone for now"), "{said}");
    assert_eq!(server.asked(), ["HEAD /soon", "HEAD /soon", "HEAD /z-later"]);
    let asked = server.asked.lock().unwrap();
    assert!(asked[1].2.duration_since(asked[0].2).as_millis() >= 950);
    // Nothing is known of what was not asked.
    assert!(!fs::read_to_string(root.join("content/sources.checked.yaml")).unwrap().contains("zz-after"));
}

#[test]
fn without_a_network_nothing_is_changed() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (_folder, root) = site(&format!("old:\n  title: T\n  url: http://127.0.0.1:{closed}/\n"));
    let checked = check(&root, DAY, &[]);
    assert_eq!(checked.status.code(), Some(3));
    assert!(text(&checked.stderr).contains("no server answered at all, so there may be no network; nothing was changed"));
    assert!(!root.join("content/sources.checked.yaml").exists());
}

#[test]
fn what_may_not_be_asked_for_does_not_stand_for_a_network() {
    // Names of this ending are never known.
    let (_folder, root) = site("old:\n  title: T\n  url: http://127.0.0.1/\nnew:\n  title: U\n  url: http://nobody.invalid/\n");
    let checked = run(&root, DAY, &["sources", "check"]);
    assert_eq!(checked.status.code(), Some(3), "{}", text(&checked.stderr));
    assert!(!root.join("content/sources.checked.yaml").exists());
}

#[test]
fn an_address_on_this_machine_is_never_asked_without_the_tests_leave() {
    let server = Server::new(|_, _| "200 OK".into());
    let (_folder, root) = site(&format!("old:\n  title: T\n  url: {}\n", server.at("old")));
    let checked = run(&root, DAY, &["sources", "check"]);
    assert!(text(&checked.stderr).contains("it leads to this machine or its own network"), "{}", text(&checked.stderr));
    assert!(server.asked().is_empty());
}

#[test]
fn what_is_kept_and_can_not_be_read_is_found_and_not_overwritten() {
    let (_folder, root) = site("old:\n  title: T\n  url: https://example.com/\n");
    let kept = root.join("content/sources.checked.yaml");
    for (broken, place, code) in [
        ("old: [\n", ":1:6", "invalid-yaml"),
        ("- old\n", ":1:1", "wrong-type"),
        ("old:\n  \"https://example.com/\": { status: fine, on: 2026-11-25 }\n", ":2:37", "invalid-choice"),
        ("old:\n  \"https://example.com/\": { status: 200 }\n", ":2:27", "missing-field"),
    ] {
        fs::write(&kept, broken).unwrap();
        let checked = check(&root, DAY, &["--older-than", "0d"]);
        let said = text(&checked.stderr);
        assert_eq!(checked.status.code(), Some(1), "{said}");
        assert!(said.contains(&format!("error[{code}]")) && said.contains(&format!("sources.checked.yaml{place}")), "{said}");
        assert_eq!(fs::read_to_string(&kept).unwrap(), broken);
        assert!(text(&run(&root, DAY, &["check"]).stderr).contains(&format!("error[{code}]")));
    }
}

#[test]
fn readers_are_told_when_a_gone_address_last_worked() {
    let site = SiteTest::with(
        "
        -- content/sources.yaml --
        report:
          title: A report
          url: https://example.com/report
        -- content/briefs/other/en.md --
        ---
        title: Other
        ---

        Text [@report].
        ",
    );
    site.build().page("/en/briefs/other/").lacks("no longer answers");
    let checked = "report:\n  \"https://example.com/report\": { status: 404, on: 2026-11-20, worked: 2026-03-01 }\n";
    let site = site.edit("content/sources.checked.yaml", checked);
    let gone = site.build();
    gone.page("/en/briefs/other/").has("The address no longer answers. It was last seen working on 1 March 2026.");
    gone.page("/sv/briefs/other/").has("Adressen svarar inte längre. Den fungerade senast den 1 mars 2026.");
    gone.page("/sv/briefs/print/").has("Adressen svarar inte längre. Den fungerade senast den 1 mars 2026.");
    gone.finds("gone-source", "content/sources.yaml", 3, 8);
    // A date that ends in a full stop ends the sentence, and none stands in a case that its language has not made it for.
    let languages = "title: Test\nbase_url: https://example.org/\nlanguages: [en, et, lt, lv, uk]\n";
    let gone = site.edit("content/site.yaml", languages).build();
    for (language, sentence) in [
        ("et", "Viimati töötas see: 1. märts 2026."),
        ("lt", "Paskutinį kartą jis veikė 2026 m. kovo 1 d.<"),
        ("lv", "Pēdējo reizi tā darbojās: 2026. gada 1. marts."),
        ("uk", "Востаннє вона працювала 1 березня 2026\u{202f}р.<"),
    ] {
        gone.page(&format!("/{language}/briefs/other/")).has(sentence);
    }
}

fn memory(path: &str, text: &str) -> Memory {
    Memory { files: BTreeMap::from([(path.to_owned(), text.as_bytes().to_vec())]), today: Date::parse("2026-11-24").unwrap() }
}

#[test]
fn a_source_is_asked_for_by_its_address_and_by_its_doi() {
    let world = memory(
        "content/sources.yaml",
        "a:\n  title: A\n  url: { value: https://example.com/a, date: 2026-01-01 }\n  serial-number: { doi: 10.1000/a(1)<2>, isbn: 1 }\n\
         b:\n  title: B\n  doi: https://doi.org/10.1000/b\nc:\n  title: C\n  url: not an address\nd: { title: D }\n\
         e:\n  title: E\n  doi: 10.1000/e\n  parent:\n    - { type: periodical, title: P }\n    - { type: web, url: https://example.com/e }\n",
    );
    let reading = Reading::new(&world);
    let found: Vec<(String, String)> =
        addresses(&lykta::bibliography::read(reading.sources()).value).into_iter().map(|address| (address.key, address.url)).collect();
    let expected = [
        ("a", "https://example.com/a"),
        ("a", "https://doi.org/10.1000/a(1)%3C2%3E"),
        ("b", "https://doi.org/10.1000/b"),
        // What it is part of is where readers are led.
        ("e", "https://example.com/e"),
        ("e", "https://doi.org/10.1000/e"),
    ];
    assert_eq!(found, expected.map(|(key, url)| (key.to_owned(), url.to_owned())));
}

#[test]
fn what_is_written_is_read_back_whatever_keys_and_addresses_hold() {
    let on = Date::parse("2026-11-24").unwrap();
    let check = |status, moved_to: Option<&str>| Check { status, on, worked: None, moved_to: moved_to.map(str::to_owned) };
    let mut checks = Checks::new();
    for key in ["plain-1", "yes", "1999", "å: #b", "\"quoted\""] {
        let url = "https://example.com/?a=[1]&b={2}#'\"";
        checks.entry(key.to_owned()).or_default().insert(url.to_owned(), check(Status::Answered(200), Some("https://example.org/, x")));
        checks.entry(key.to_owned()).or_default().insert("https://b.example/".into(), check(Status::Silent("too-slow".into()), None));
    }
    let world = memory(FILE, &written(&checks));
    let reading = Reading::new(&world);
    let Found { value, findings } = read(reading.sources());
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(value, checks);
}
