//! The preview over HTTP: what is shown is what would be published, and nobody gets at anything else.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex, Once, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use lykta::ask::Reach;
use lykta::language::Date;
use lykta::serve::Manner;
use lykta::serve::answer::Audience;
use lykta::source::disk::Disk;
use support::preview::{Preview, lykta, published, site};

#[test]
fn every_address_of_the_own_site_is_shown_as_it_would_be_published() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    assert!(lykta().args(["build", "-q", "--root"]).arg(root).arg("--out").arg(&out).status().unwrap().success());
    let preview = Preview::of(root);
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(&out).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let file = entry.path().strip_prefix(&out).unwrap().to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        if file == ".lykta-manifest.json" {
            continue;
        }
        let path = lykta::config::encode(&format!("/{}", file.strip_suffix("index.html").unwrap_or(&file)));
        let bytes = fs::read(entry.path()).unwrap();
        let got = preview.get(&path);
        assert_eq!(got.status, 200, "{path}");
        assert!(published(&got.body) == bytes, "{path} is shown in another way than it is published");
        for trace in ["_lykta/", "data-lykta"] {
            assert!(!bytes.windows(trace.len()).any(|window| window == trace.as_bytes()), "{path}: the preview leaves a trace");
        }
        seen += 1;
    }
    assert!(seen > 500);
}

#[test]
fn edits_new_files_deletes_and_renames_are_shown() {
    let (_folder, root) = site();
    let preview = Preview::of(&root);
    let file = root.join("content/tools/first-tool/en.md");
    let text = |word: &str| format!("---\ntitle: A first tool\n---\n\n{word}\n");
    // In place; a temporary file and a rename; a backup copy beside.
    fs::write(&file, text("in-place-word")).unwrap();
    preview.wait_for("/en/tools/first-tool/", "in-place-word");
    fs::write(root.join("content/tools/first-tool/.en.md.tmp"), text("renamed-word")).unwrap();
    fs::rename(root.join("content/tools/first-tool/.en.md.tmp"), &file).unwrap();
    preview.wait_for("/en/tools/first-tool/", "renamed-word");
    fs::rename(&file, root.join("content/tools/first-tool/en.md~")).unwrap();
    fs::write(&file, text("backed-up-word")).unwrap();
    preview.wait_for("/en/tools/first-tool/", "backed-up-word");
    // A whole new work, its folder renamed, and gone.
    fs::create_dir_all(root.join("content/briefs/new")).unwrap();
    fs::write(root.join("content/briefs/new/work.yaml"), "kind: brief\n").unwrap();
    fs::write(root.join("content/briefs/new/en.md"), text("new-work-word")).unwrap();
    preview.wait_for("/en/briefs/new/", "new-work-word");
    fs::rename(root.join("content/briefs/new"), root.join("content/briefs/moved")).unwrap();
    preview.wait_for("/en/briefs/moved/", "new-work-word");
    preview.wait_for("/en/briefs/new/", "This page does not exist");
    fs::remove_dir_all(root.join("content/briefs/moved")).unwrap();
    preview.wait_for("/en/briefs/moved/", "This page does not exist");
    // As Vim saves: it tries a name, moves the file away, writes it anew, and removes what it moved.
    fs::write(root.join("content/tools/first-tool/4913"), "").unwrap();
    fs::remove_file(root.join("content/tools/first-tool/4913")).unwrap();
    fs::write(root.join("content/tools/first-tool/.en.md.swp"), "b0VIM").unwrap();
    fs::rename(&file, root.join("content/tools/first-tool/en.md~")).unwrap();
    fs::write(&file, text("vim-word")).unwrap();
    fs::remove_file(root.join("content/tools/first-tool/en.md~")).unwrap();
    preview.wait_for("/en/tools/first-tool/", "vim-word");
    // As Emacs saves: a lock that is a broken link, an autosaved copy, a backup, the file in place.
    #[cfg(unix)]
    std::os::unix::fs::symlink("author@desk.1:2", root.join("content/tools/first-tool/.#en.md")).unwrap();
    fs::write(root.join("content/tools/first-tool/#en.md#"), text("unsaved-word")).unwrap();
    fs::copy(&file, root.join("content/tools/first-tool/en.md~")).unwrap();
    fs::write(&file, text("emacs-word")).unwrap();
    preview.wait_for("/en/tools/first-tool/", "emacs-word");
    assert!(!preview.get("/_lykta/findings.json").text().contains("first-tool"), "what editors leave behind is no fault");
    // A folder with everything in it, made elsewhere and moved in; one below a folder that is new itself.
    let elsewhere = root.join("elsewhere/deep/work");
    fs::create_dir_all(&elsewhere).unwrap();
    fs::write(elsewhere.join("work.yaml"), "kind: brief\n").unwrap();
    fs::write(elsewhere.join("en.md"), text("moved-in-word")).unwrap();
    fs::rename(root.join("elsewhere/deep"), root.join("content/briefs/deep")).unwrap();
    preview.wait_for("/en/briefs/work/", "moved-in-word");
    fs::write(root.join("content/briefs/deep/work/en.md"), text("edited-there-word")).unwrap();
    preview.wait_for("/en/briefs/work/", "edited-there-word");
    // The theme and the configuration.
    fs::write(root.join("themes/mine/templates/brief.html"), "{% extends \"work.html\" %}{% block title %}template-word{% endblock %}")
        .unwrap();
    fs::write(root.join("themes/mine/templates/page.html"), "<p>template-word").unwrap();
    preview.wait_for("/en/about/", "template-word");
    fs::remove_file(root.join("themes/mine/templates/brief.html")).unwrap();
    fs::remove_file(root.join("themes/mine/templates/page.html")).unwrap();
    fs::write(root.join("themes/mine/locales/en.ftl"), "leave_page = Out of here\n").unwrap();
    preview.wait_for("/en/", "Out of here");
    let configuration = fs::read_to_string(root.join("content/site.yaml")).unwrap();
    fs::write(root.join("content/site.yaml"), configuration.replace("My site", "Renamed site")).unwrap();
    preview.wait_for("/en/", "Renamed site");
    // A fault is told, and the page still shows.
    fs::write(&file, "---\ntitle: A first tool\n---\n\nstill-there [gone](../gone/)\n").unwrap();
    preview.wait_for("/en/tools/first-tool/", "still-there");
    preview.wait_for("/_lykta/findings.json", "broken-link");
    assert!(!root.join("public").exists(), "the preview writes nothing");
}

#[test]
fn a_site_that_is_exchanged_under_the_preview_is_followed() {
    let (_folder, root) = site();
    let preview = Preview::of(&root);
    preview.wait_for("/en/tools/first-tool/", "Copy this folder");
    let write = |content: &str, word: &str| {
        let text = format!("---\ntitle: A first tool\n---\n\n{word}\n");
        fs::write(root.join(content).join("tools/first-tool/en.md"), text).unwrap();
    };
    // As a version control system does that switches branches by exchanging folders.
    copy(&root.join("content"), &root.join("other"));
    write("other", "other-branch-word");
    fs::rename(root.join("content"), root.join("before")).unwrap();
    fs::rename(root.join("other"), root.join("content")).unwrap();
    preview.wait_for("/en/tools/first-tool/", "other-branch-word");
    // The new folder is watched as the old one was, and the old one is no longer.
    write("before", "old-branch-word");
    write("content", "edited-branch-word");
    preview.wait_for("/en/tools/first-tool/", "edited-branch-word");
    // Gone as a whole: the preview says so, and goes on when it is back.
    fs::rename(root.join("content"), root.join("away")).unwrap();
    preview.wait_for("/en/tools/first-tool/", "content/site.yaml");
    fs::rename(root.join("away"), root.join("content")).unwrap();
    preview.wait_for("/en/tools/first-tool/", "edited-branch-word");
    write("content", "last-word");
    preview.wait_for("/en/tools/first-tool/", "last-word");
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn pages_are_known_again_and_addresses_without_a_slash_lead_on() {
    let (_folder, root) = site();
    let preview = Preview::of(&root);
    let page = preview.get("/en/briefs/first-brief/");
    assert_eq!(page.header("Content-Type"), Some("text/html; charset=utf-8"));
    let tag = page.header("ETag").unwrap().to_owned();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", W/{tag}"), "*".to_owned()] {
        let same = preview.ask("GET", "/en/briefs/first-brief/", &format!("If-None-Match: {known}\r\n"));
        assert_eq!((same.status, same.header("Cache-Control")), (304, page.header("Cache-Control")), "{known}");
    }
    assert_eq!(preview.ask("GET", "/en/briefs/first-brief/", "If-None-Match: W/\"other\"\r\n").status, 200);
    assert_eq!(preview.get("/en/briefs").header("Location"), Some("/en/briefs/"));
    assert_eq!(preview.get("/en/index.html").header("Location"), Some("/en/"));
    let head = preview.ask("HEAD", "/en/", "");
    assert!(head.status == 200 && head.body.is_empty());
    let missing = preview.get("/sv/no-such-page/");
    assert!(missing.status == 404 && missing.text().contains("Sidan finns inte"));
    assert_eq!(preview.get("/sv/briefs/ett-f%c3%b6rsta-underlag/").status, 200);
    assert_eq!(preview.get("/sv/briefs/ett-fo%CC%88rsta-underlag/").status, 200, "decomposed letters find their page");
}

#[test]
fn attachments_are_sent_in_parts() {
    let (_folder, root) = site();
    fs::write(root.join("content/tools/first-tool/data.csv"), "0123456789").unwrap();
    fs::write(root.join("content/tools/first-tool/en.md"), "---\ntitle: T\n---\n\n[data](data.csv)\n").unwrap();
    let preview = Preview::of(&root);
    let path = "/media/tools/first-tool/data.csv";
    for (range, status, body, content) in [
        ("bytes=2-4", 206, "234", Some("bytes 2-4/10")),
        ("bytes=7-", 206, "789", Some("bytes 7-9/10")),
        ("bytes=-2", 206, "89", Some("bytes 8-9/10")),
        ("bytes=50-", 416, "", Some("bytes */10")),
        ("bytes=-0", 416, "", Some("bytes */10")),
        ("bytes=0-0,2-2", 200, "0123456789", None),
        ("bytes=+1-3", 200, "0123456789", None),
        ("bytes=4-2", 200, "0123456789", None),
        ("bytes=", 200, "0123456789", None),
    ] {
        let got = preview.ask("GET", path, &format!("Range: {range}\r\n"));
        assert_eq!((got.status, got.text().as_str(), got.header("Content-Range")), (status, body, content), "{range}");
    }
    let tag = preview.get(path).header("ETag").unwrap().to_owned();
    for (known, status) in
        [(tag.clone(), 206), (format!("W/{tag}"), 200), ("\"other\"".into(), 200), ("Tue, 24 Nov 2026 00:00:00 GMT".into(), 200)]
    {
        assert_eq!(preview.ask("GET", path, &format!("Range: bytes=2-4\r\nIf-Range: {known}\r\n")).status, status, "{known}");
    }
    let head = preview.ask("HEAD", path, "Range: bytes=2-4\r\n");
    assert_eq!((head.status, head.header("Content-Length"), head.header("Content-Range")), (200, Some("10"), None));
}

#[test]
fn hostile_requests_get_nothing_and_stop_nobody() {
    let (_folder, root) = site();
    fs::create_dir_all(root.join(".git")).unwrap();
    fs::write(root.join(".git/config"), "SECRETCONFIG").unwrap();
    let preview = Preview::of(&root);
    let host = format!("Host: localhost:{}\r\n", preview.port);
    let paths = [
        "/../../../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/..\\..\\..\\etc\\passwd",
        "/..%5c..%5cetc%5cpasswd",
        "/..%c0%af..%c0%afetc/passwd",
        "//etc/passwd",
        "/%00",
        "/%ff%fe",
        "/%0d%0aSet-Cookie:a=b",
        "//evil.example/%2e%2e",
        "/content/site.yaml",
        "/../content/site.yaml",
        "/.git/config",
        "http://evil.example/",
    ];
    let mut requests: BTreeMap<String, Vec<u8>> = paths
        .iter()
        .map(|path| ((*path).to_owned(), format!("GET {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n").into_bytes()))
        .collect();
    for (name, request) in [
        ("foreign host", "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".to_owned()),
        ("host below ours", format!("GET / HTTP/1.1\r\nHost: localhost.evil.example:{}\r\nConnection: close\r\n\r\n", preview.port)),
        ("no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned()),
        ("two hosts", format!("GET / HTTP/1.1\r\n{host}Host: evil.example\r\nConnection: close\r\n\r\n")),
        (
            "post",
            format!("POST /_lykta/new HTTP/1.1\r\n{host}Origin: https://evil.example\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=b"),
        ),
        ("put", format!("PUT /sv/index.html HTTP/1.1\r\n{host}Content-Length: 0\r\nConnection: close\r\n\r\n")),
        ("trace", format!("TRACE / HTTP/1.1\r\n{host}Connection: close\r\n\r\n")),
        (
            "live from elsewhere",
            format!(
                "GET /_lykta/live HTTP/1.1\r\n{host}Origin: https://evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
            ),
        ),
        ("a body", format!("GET /en/ HTTP/1.1\r\n{host}Content-Length: 10000000000\r\n\r\n")),
        ("two lengths", format!("GET /en/ HTTP/1.1\r\n{host}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n")),
        ("a long line", format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(1 << 20))),
        ("many headers", format!("GET / HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(20_000))),
        ("no version", "GET /\r\n\r\n".to_owned()),
        ("connect", "CONNECT evil.example:443 HTTP/1.1\r\n\r\n".to_owned()),
        ("tls", "\x16\x03\x01\x02\0\x01\0\x01\u{fc}\x03\x03".to_owned()),
    ] {
        requests.insert(name.to_owned(), request.into_bytes());
    }
    for (name, request) in requests {
        let answer = String::from_utf8_lossy(&preview.raw(&request)).into_owned();
        let status = answer.split(' ').nth(1).unwrap_or("closed");
        assert!(status == "closed" || status.starts_with('4'), "{name}: {answer}");
        for secret in ["root:x:0", "base_url", "SECRETCONFIG", "Set-Cookie", "Location: //"] {
            assert!(!answer.contains(secret), "{name}: {answer}");
        }
        let begun = Instant::now();
        assert_eq!(preview.get("/en/").status, 200, "after {name}");
        assert!(begun.elapsed() < Duration::from_millis(500), "after {name} a page took {:?}", begun.elapsed());
    }
}

#[test]
fn silent_and_slow_clients_stop_nobody() {
    let (_folder, root) = site();
    let preview = Preview::of(&root);
    let half: Vec<TcpStream> = (0..50)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
            stream.write_all(b"GET / HT").unwrap();
            stream
        })
        .collect();
    let deaf: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
            stream.write_all(format!("GET /en/ HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port).as_bytes()).unwrap();
            stream
        })
        .collect();
    for _ in 0..20 {
        let begun = Instant::now();
        assert_eq!(preview.get("/en/").status, 200);
        assert!(begun.elapsed() < Duration::from_millis(500));
    }
    drop((half, deaf));
}

#[test]
fn more_silent_clients_than_are_answered_at_once_hold_up_no_page() {
    let (_folder, root) = site();
    let preview = Preview::of(&root);
    let silent: Vec<TcpStream> = (0..560).map_while(|_| TcpStream::connect(("127.0.0.1", preview.port)).ok()).collect();
    assert!(silent.len() > 520, "this system lets nobody open so many connections");
    for _ in 0..20 {
        let begun = Instant::now();
        assert_eq!(preview.get("/en/").status, 200);
        assert!(begun.elapsed() < Duration::from_secs(2), "a page took {:?}", begun.elapsed());
    }
}

#[test]
fn an_answer_without_a_body_says_nothing_of_one() {
    let (_folder, root) = site();
    let preview = Preview::of(&root);
    let tag = preview.get("/en/").header("ETag").unwrap().to_owned();
    let known = preview.ask("GET", "/en/", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((known.status, known.header("Content-Length"), known.body.len()), (304, None, 0));
    let host = format!("Host: localhost:{}\r\n", preview.port);
    for (request, status) in [
        (format!("HEAD /en/ HTTP/1.1\r\n{host}Content-Length: 5\r\n\r\nhello"), "400"),
        (format!("HEAD /en/ HTTP/9\r\n{host}\r\n"), "400"),
        (format!("HEAD /en/ HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(200)), "431"),
        (format!("HEAD /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(20_000)), "431"),
    ] {
        let answer = String::from_utf8_lossy(&preview.raw(request.as_bytes())).into_owned();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")) && answer.ends_with("\r\n\r\n"), "{request}: {answer}");
    }
}

#[test]
fn an_address_of_six_is_told_as_a_browser_takes_it() {
    if std::net::TcpListener::bind(("::1", 0)).is_err() {
        return;
    }
    let (_folder, root) = site();
    let (mut child, line) = Preview::begin(&root, &["--bind", "::1"]);
    let host = line.trim().strip_prefix("http://").and_then(|rest| rest.strip_suffix('/')).unwrap_or_default().to_owned();
    let mut stream = TcpStream::connect(&host).unwrap();
    stream.write_all(format!("GET /en/ HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()).unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    let _ = child.kill();
    let _ = child.wait();
    assert!(host.starts_with("[::1]:") && answer.starts_with("HTTP/1.1 200"), "{line}{answer}");
}

/// Begins a preview with a clock of its own, which answers as long as the tests run: its port, and what it says of a work's
/// page.
fn with_clock(root: &Path, first: &str, today: impl Fn() -> Date + Send + Sync + 'static) -> (u16, impl Fn() -> String) {
    let manner = Manner {
        deny: Box::new(|| None),
        audience: Audience::Public,
        editor: None,
        speech: None,
        reach: Reach::Outside,
        today: Box::new(today),
    };
    let world = Disk::new(root, Date::parse(first).unwrap()).unwrap();
    let preview = lykta::serve::Preview::bind(world, manner, Ipv4Addr::LOCALHOST.into(), 0).unwrap();
    let port = preview.address.port();
    thread::spawn(move || {
        let (_end, end) = mpsc::channel();
        preview.run(&end, &|_| ())
    });
    let answer = move || {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.write_all(format!("GET /en/tools/first-tool/ HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").as_bytes()).unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer
    };
    (port, answer)
}

#[test]
fn a_preview_that_is_left_running_follows_the_day() {
    let (_folder, root) = site();
    fs::write(root.join("content/tools/first-tool/work.yaml"), "kind: tool\ndate: 2026-12-02\n").unwrap();
    let day = Arc::new(Mutex::new(Date::parse("2026-12-01").unwrap()));
    let clock = Arc::clone(&day);
    let (port, answer) = with_clock(&root, "2026-12-01", move || *clock.lock().unwrap());
    let status = || answer().split(' ').nth(1).unwrap_or_default().to_owned();
    assert_eq!(status(), "404", "its date has not come");
    *day.lock().unwrap() = Date::parse("2026-12-02").unwrap();
    assert_eq!(status(), "200", "its date has come");
    // A tab that is open hears of a day that nobody asks for.
    let mut next = listening(port);
    while next() != "2" {}
    *day.lock().unwrap() = Date::parse("2026-12-03").unwrap();
    while next() != "3" {}
}

#[test]
fn what_is_saved_while_the_preview_begins_is_shown() {
    let (_folder, root) = site();
    let file = root.join("content/tools/first-tool/en.md");
    let first_day = Once::new();
    // It is asked for the day when all has been read, and before it is shown.
    let (_, answer) = with_clock(&root, "2026-12-01", move || {
        first_day.call_once(|| fs::write(&file, "---\ntitle: Saved meanwhile\n---\n\nText.\n").unwrap());
        Date::parse("2026-12-01").unwrap()
    });
    let begun = Instant::now();
    while !answer().contains("Saved meanwhile") {
        assert!(begun.elapsed() < Duration::from_secs(10), "it is never shown");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_list_of_denied_words_is_read_anew_with_each_build() {
    let (folder, root) = site();
    let list = folder.path().join("words.txt");
    fs::write(&list, "elsewhere\n").unwrap();
    let preview = Preview::with(&root, &["--deny", list.to_str().unwrap()]);
    preview.wait_for("/_lykta/state.json", "\"complete\":true");
    assert!(!preview.get("/_lykta/findings.json").text().contains("denied-word"));
    let edit = |name: &str| {
        fs::write(root.join("content/tools/first-tool/en.md"), format!("---\ntitle: {name}\n---\n\nAnna Exempelsson\n")).unwrap();
        preview.wait_for("/en/tools/first-tool/", name);
    };
    fs::write(&list, "Anna Exempelsson\n").unwrap();
    edit("One");
    preview.wait_for("/_lykta/findings.json", "denied-word");
    // What can't be read lets nothing through.
    fs::remove_file(&list).unwrap();
    edit("Two");
    preview.wait_for("/_lykta/state.json", "\"complete\":true");
    preview.wait_for("/_lykta/findings.json", "denied-word");
}

#[test]
fn an_address_that_can_be_visited_is_told() {
    let (_folder, root) = site();
    let (mut child, line) = Preview::begin(&root, &["--bind", "0.0.0.0"]);
    let _ = child.kill();
    let _ = child.wait();
    assert!(line.starts_with("http://localhost:"), "{line}");
    // An address for examples is none of this machine's: nobody reaches anything there.
    let failed = lykta().args(["serve", "--bind", "192.0.2.1", "--root"]).arg(&root).output().unwrap();
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(failed.status.code() == Some(3) && said.contains("can't listen") && !said.contains("whoever reaches"), "{said}");
}

#[test]
fn requests_are_understood_as_the_standard_has_it() {
    let (_folder, root) = site();
    let preview = Preview::of(&root);
    let port = preview.port;
    let host = format!("Host: localhost:{port}\r\n");
    let asked = |request: String| String::from_utf8_lossy(&preview.raw(request.as_bytes())).into_owned();
    for (request, status) in [
        (format!("GET http://localhost:{port}/sv/?a=b HTTP/1.1\r\n{host}\r\n"), 200),
        (format!("GET HTTP://LOCALHOST:{port}/sv/ HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 200),
        (format!("GET http://localhost:{port} HTTP/1.1\r\n{host}\r\n"), 200),
        (format!("GET http://evil.example/sv/ HTTP/1.1\r\n{host}\r\n"), 403),
        ("GET /sv/ HTTP/1.1\r\n\r\n".to_owned(), 400),
        (format!("GET /sv/ HTTP/1.1\r\n{host}{host}\r\n"), 400),
        (format!("GET /sv/ HTTP/1.0\r\n{host}\r\n"), 200),
        ("GET /sv/ HTTP/1.0\r\n\r\n".to_owned(), 403),
        (format!("POST /_lykta/open HTTP/1.1\r\n{host}Content-Length:\r\n\r\n"), 400),
        (format!("POST /_lykta/open HTTP/1.1\r\n{host}Content-Length: 100000\r\n\r\n"), 413),
    ] {
        let answer = asked(request.clone());
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{request}: {answer}");
    }
    assert_eq!(preview.get("/en/briefs?a=b&c").header("Location"), Some("/en/briefs/?a=b&c"));
    assert_eq!(preview.get("/_lykta?ui=sv").header("Location"), Some("/_lykta/?ui=sv"));
    // A body is sent when its client has heard that it is wanted.
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let head = format!("POST /_lykta/open HTTP/1.1\r\n{host}Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut heard = [0; 25];
    stream.read_exact(&mut heard).unwrap();
    assert_eq!(&heard, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(b"a=b").unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    assert!(answer.starts_with("HTTP/1.1 403 "), "{answer}");
}

/// Listens as a browser does; gives one text after another that it hears.
fn listening(port: u16) -> impl FnMut() -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = format!(
        "GET /_lykta/live HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(reader.read_line(&mut head).unwrap() > 0);
    }
    assert!(head.starts_with("HTTP/1.1 101") && head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "{head}");
    move || {
        let mut frame = [0; 2];
        reader.read_exact(&mut frame).unwrap();
        let mut text = vec![0; usize::from(frame[1])];
        reader.read_exact(&mut text).unwrap();
        String::from_utf8(text).unwrap()
    }
}

#[test]
fn a_browser_that_listens_hears_of_a_change() {
    let (_folder, root) = site();
    let preview = Preview::of(&root);
    let mut next = listening(preview.port);
    assert_eq!(next(), "1");
    fs::write(root.join("content/tools/first-tool/en.md"), "---\ntitle: Changed\n---\n\nText.\n").unwrap();
    while next() != "2" {}
}
