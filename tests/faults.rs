//! Faults of the machine: killed, full, forbidden, exchanged under the build. The output is the old or the new site, whole,
//! and the next build succeeds.
//!
//! The long versions are `cargo test --test faults -- --ignored`; their last figures stand in docs/reliability.md.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "tests look at files, and say what they did")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use support::disk::{Files, OnDisk, contents, copy, files, has, lykta, lykta_under};

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A site that was published and then edited, so that the next build publishes another one.
struct Edited {
    site: OnDisk,
    old: Files,
    new: Files,
    /// A copy of the old output.
    kept: tempfile::TempDir,
}

impl Edited {
    fn new() -> Edited {
        let site = OnDisk::new();
        // In one language, since the site is built hundreds of times.
        site.write("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [en]\nshare_pictures: off\n");
        let content = site.root().join("content");
        for translation in files(&content).iter().filter(|path| path.ends_with("sv.md")) {
            fs::remove_file(content.join(translation)).unwrap();
        }
        site.write("content/briefs/gone/work.yaml", "kind: brief\n");
        site.write("content/briefs/gone/en.md", "---\ntitle: A brief that goes\nsummary: S.\n---\n\nText.\n");
        assert!(site.build().status.success());
        let old = site.published();
        let kept = tempfile::tempdir().unwrap();
        copy(&site.root().join("public"), kept.path());
        // Files that stay, change, come and go.
        site.write("content/pages/home/en.md", "---\ntitle: Changed\nsummary: S.\n---\n\nOther text.\n");
        site.write("content/briefs/second/work.yaml", "kind: brief\n");
        site.write("content/briefs/second/en.md", "---\ntitle: A second brief\nsummary: S.\n---\n\nText.\n");
        fs::remove_dir_all(site.root().join("content/briefs/gone")).unwrap();
        assert!(site.build().status.success());
        let new = site.published();
        assert!(new != old && old.keys().any(|path| !new.contains_key(path)) && new.keys().any(|path| !old.contains_key(path)));
        let edited = Edited { site, old, new, kept };
        edited.restore();
        edited
    }

    /// Puts the old site back.
    fn restore(&self) {
        let public = self.site.root().join("public");
        let _ = fs::remove_dir_all(&public);
        copy(self.kept.path(), &public);
    }

    fn is_old_or_new(&self, after: &str) {
        let now = self.site.published();
        assert!(now == self.old || now == self.new, "after {after} the site is neither the old nor the new one");
    }

    fn next_build_succeeds(&self, after: &str) {
        let next = self.site.build();
        assert!(next.status.success(), "after {after}: {}", said(&next));
        assert!(self.site.published() == self.new, "after {after} the next build publishes something else");
        assert_eq!(self.site.left_behind(), Vec::<String>::new(), "after {after}");
    }
}

/// A number of a sequence that looks random and is the same in each run.
fn scattered(n: u64) -> u64 {
    let mixed = (n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 29)
}

fn killed_at_points(points: u64) {
    let edited = Edited::new();
    let begun = std::time::Instant::now();
    edited.site.build();
    let whole = u64::try_from(begun.elapsed().as_micros()).unwrap() + 1;
    let mut outcomes = BTreeMap::new();
    for point in 0..points {
        edited.restore();
        let mut child = lykta().args(["build", "-q", "--root"]).arg(edited.site.root()).stderr(Stdio::null()).spawn().unwrap();
        let delay = Duration::from_micros(scattered(point) % whole);
        thread::sleep(delay);
        let _ = child.kill();
        let _ = child.wait();
        edited.is_old_or_new(&format!("a kill after {delay:?}"));
        *outcomes.entry(if edited.site.published() == edited.new { "new" } else { "old" }).or_insert(0) += 1;
        if point % 10 == 0 {
            edited.next_build_succeeds(&format!("a kill after {delay:?}"));
        }
    }
    eprintln!("killed {points} times within {whole} µs: {outcomes:?}");
    edited.next_build_succeeds("the last kill");
}

#[test]
fn a_build_that_is_killed_leaves_the_old_or_the_new_site_and_the_next_one_succeeds() {
    killed_at_points(20);
}

#[test]
#[ignore = "takes a minute"]
fn a_build_that_is_killed_at_200_moments_leaves_the_old_or_the_new_site() {
    killed_at_points(200);
}

/// System calls that change something on a disk.
const CHANGING: [&str; 19] = [
    "openat",
    "creat",
    "write",
    "pwrite64",
    "mkdir",
    "mkdirat",
    "link",
    "linkat",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "rmdir",
    "ftruncate",
    "syncfs",
    "fsync",
    "copy_file_range",
    "flock",
];

/// The system calls of a build that change something: which, and the how many-th of its kind in its thread.
fn changing_calls(edited: &Edited) -> Vec<(String, usize)> {
    let log = tempfile::NamedTempFile::new().unwrap();
    edited.restore();
    // Not every processor has all of them; a question mark leaves out what is not there.
    let trace = format!("trace=?{}", CHANGING.join(",?"));
    let traced = lykta_under("strace", &["-f", "-qq", "-o", log.path().to_str().unwrap(), "-e", &trace])
        .args(["build", "-q", "--root"])
        .arg(edited.site.root())
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .unwrap();
    assert!(traced.status.success(), "{}", said(&traced));
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut calls = BTreeSet::new();
    for line in fs::read_to_string(log.path()).unwrap().lines() {
        let mut words = line.splitn(2, char::is_whitespace);
        let (thread, call) = (words.next().unwrap(), words.next().unwrap_or_default().trim_start());
        let Some((name, rest)) = call.split_once('(') else { continue };
        let count = counts.entry((thread.to_owned(), name.to_owned())).or_default();
        *count += 1;
        if CHANGING.contains(&name) && (name != "openat" || rest.contains("O_CREAT")) {
            calls.insert((name.to_owned(), *count));
        }
    }
    calls.into_iter().collect()
}

/// Runs a build in which something happens at one system call.
fn injected(edited: &Edited, call: &str, what: &str) -> Output {
    edited.restore();
    let inject = format!("inject={call}:{what}");
    lykta_under("strace", &["-f", "-qqq", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &inject])
        .args(["build", "-q", "--root"])
        .arg(edited.site.root())
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .unwrap()
}

/// Every n-th of them, the rarest kinds of calls in any case, since those decide.
fn sample(calls: Vec<(String, usize)>, every: usize) -> Vec<(String, usize)> {
    let mut number: BTreeMap<String, usize> = BTreeMap::new();
    for (call, _) in &calls {
        *number.entry(call.clone()).or_default() += 1;
    }
    calls.into_iter().enumerate().filter(|(at, (call, _))| at % every == 0 || number[call] <= 2).map(|(_, call)| call).collect()
}

fn killed_at_calls(every: usize) {
    if !has("strace") {
        return;
    }
    let edited = Edited::new();
    let calls = sample(changing_calls(&edited), every);
    assert!(calls.iter().any(|(call, _)| call == "renameat2"), "{calls:?}");
    for (call, nth) in &calls {
        let at = format!("a kill at the {nth}th {call}");
        injected(&edited, call, &format!("signal=KILL:when={nth}"));
        edited.is_old_or_new(&at);
        edited.next_build_succeeds(&at);
    }
    eprintln!("killed at {} system calls that change something", calls.len());
}

#[test]
fn a_build_that_is_killed_at_a_system_call_leaves_the_old_or_the_new_site() {
    killed_at_calls(120);
}

#[test]
#[ignore = "takes some minutes"]
fn a_build_that_is_killed_at_each_system_call_that_changes_something_leaves_the_old_or_the_new_site() {
    killed_at_calls(1);
}

fn refused_at_calls(every: usize) {
    if !has("strace") {
        return;
    }
    let edited = Edited::new();
    let mut calls = sample(changing_calls(&edited), every);
    // LYKTA_CALL=write tries one of them alone.
    if let Ok(only) = std::env::var("LYKTA_CALL") {
        calls.retain(|(call, _)| *call == only);
    }
    let (mut failed, mut went_on) = (0, 0);
    for (number, (call, nth)) in calls.iter().enumerate() {
        // A full disk stays full; other faults may pass.
        for (error, rest) in [[("ENOSPC", "+"), ("EACCES", "")], [("EIO", ""), ("EROFS", "+")]][number % 2] {
            let what = format!("error={error}:when={nth}{rest}");
            let at = format!("{what} at {call}");
            let output = injected(&edited, call, &what);
            let said = said(&output);
            edited.is_old_or_new(&at);
            match output.status.code() {
                Some(0) => {
                    assert!(edited.site.published() == edited.new, "after {at} success is claimed: {said}");
                    went_on += 1;
                }
                // The lock or the source could not be opened, or the system refused.
                Some(1..=3) => {
                    // strace counts by thread: the message may be the main thread's first write, and fail with the fault.
                    let told = said.len() > 20 || call == "write";
                    assert!(!said.contains("panicked") && told, "after {at}: {said:?}");
                    failed += 1;
                }
                // The program itself could not be loaded.
                Some(127) if said.contains("loading shared libraries") => failed += 1,
                other => panic!("after {at}: {other:?} {said}"),
            }
            edited.next_build_succeeds(&at);
        }
    }
    eprintln!("{} calls: {failed} faults were told, {went_on} did not matter", calls.len());
    assert!(failed > 0);
}

#[test]
fn a_system_call_that_fails_leaves_the_old_or_the_new_site() {
    refused_at_calls(120);
}

#[test]
#[ignore = "takes some minutes"]
fn each_system_call_that_fails_leaves_the_old_or_the_new_site() {
    refused_at_calls(1);
}

/// A file in the way: so no record is kept between builds, and renames are those of the output alone.
fn keeps_nothing(edited: &Edited) {
    let kept = edited.site.root().join(".lykta");
    let _ = fs::remove_dir_all(&kept);
    fs::write(kept, "").unwrap();
}

#[test]
fn a_system_without_an_exchange_of_folders_brings_the_old_site_back_after_a_kill() {
    if !has("strace") {
        return;
    }
    let edited = Edited::new();
    keeps_nothing(&edited);
    let without = ["-f", "-qqq", "-o", "/dev/null", "-e", "trace=renameat2,rename", "-e", "inject=renameat2:error=EINVAL"];
    let build = |more: &[&str]| {
        edited.restore();
        lykta_under("strace", &[&without, more].concat()).args(["build", "-q", "--root"]).arg(edited.site.root()).output().unwrap()
    };
    assert!(build(&[]).status.success());
    assert!(edited.site.published() == edited.new);
    // Killed as the second of three renames begins: nothing stands at the output until the next run.
    build(&["-e", "inject=rename:signal=KILL:when=2"]);
    assert!(!edited.site.root().join("public").exists());
    edited.site.write("content/briefs/second/work.yaml", "kind: breif\n");
    assert_eq!(edited.site.build().status.code(), Some(1), "a build that publishes nothing");
    edited.site.write("content/briefs/second/work.yaml", "kind: brief\n");
    edited.next_build_succeeds("a kill between two renames");
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let site = OnDisk::new();
    let root = site.root();
    let of = |address: &str| {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        let build = lykta().args(["build", "-q", "--base-url", address, "--root"]).arg(&root).arg("--out").arg(&out).status();
        assert!(build.unwrap().success());
        contents(&out)
    };
    let addresses = ["https://one.example/", "https://two.example/"];
    let sites = addresses.map(of);
    let (mut published, mut waited) = (0, 0);
    for _ in 0..3 {
        let running: Vec<_> = (0..6)
            .map(|n| {
                let mut build = lykta();
                build.args(["build", "-q", "--base-url", addresses[n % 2], "--root"]).arg(&root).stderr(Stdio::piped());
                build.spawn().unwrap()
            })
            .collect();
        for build in running {
            let output = build.wait_with_output().unwrap();
            match output.status.code() {
                Some(0) => published += 1,
                Some(2) if said(&output).contains("another build is publishing") => waited += 1,
                other => panic!("{other:?}: {}", said(&output)),
            }
        }
        assert!(sites.contains(&site.published()), "two sites are mixed");
        assert_eq!(site.left_behind(), Vec::<String>::new());
    }
    eprintln!("{published} published, {waited} refused");
    assert!(published >= 3);
}

#[test]
fn a_lock_that_is_a_link_empties_nothing() {
    let site = OnDisk::new();
    let diary = site.root().join("diary.txt");
    fs::write(&diary, "what I saw").unwrap();
    symlink(&diary, site.root().join(".public.lock")).unwrap();
    site.build();
    assert_eq!(fs::read_to_string(diary).unwrap(), "what I saw");
}

/// A small file system in memory, mounted as long as it lives. `None` where the system does not allow it.
struct Mounted(PathBuf);

impl Mounted {
    fn at(folder: &Path, options: &str) -> Option<Mounted> {
        fs::create_dir_all(folder).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(folder).stderr(Stdio::null()).status();
        let done = mounted.is_ok_and(|status| status.success());
        if !done {
            eprintln!("skipped: this user may not mount a file system");
        }
        done.then(|| Mounted(folder.to_owned()))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_keeps_the_old_site_and_is_told_as_such() {
    let place = tempfile::tempdir().unwrap();
    let Some(disk) = Mounted::at(&place.path().join("disk"), "size=2m") else { return };
    let out = disk.0.join("public");
    let site = OnDisk::new();
    let build =
        |address: &str| lykta().args(["build", "--base-url", address, "--root"]).arg(site.root()).arg("--out").arg(&out).output().unwrap();
    assert!(build("https://one.example/").status.success());
    let old = contents(&out);
    // What is left has room for some files, not for a second site.
    let free = rustix::fs::statvfs(&disk.0).unwrap();
    let filler = vec![1; usize::try_from(free.f_bavail.saturating_sub(30) * free.f_frsize).unwrap()];
    fs::write(disk.0.join("filler"), filler).unwrap();
    let full = build("https://two.example/");
    assert_eq!(full.status.code(), Some(3), "{}", said(&full));
    assert!(said(&full).contains("No space left on device"), "{}", said(&full));
    assert!(contents(&out) == old && !disk.0.join(".public.next").exists());
    fs::remove_file(disk.0.join("filler")).unwrap();
    assert!(build("https://two.example/").status.success());
    assert!(contents(&out) != old);
}

#[test]
fn a_limit_on_the_size_of_files_keeps_the_old_site_and_is_told_as_such() {
    if !has("prlimit") {
        return;
    }
    let edited = Edited::new();
    let limited = |bytes: &str| lykta_under("prlimit", &[bytes]).args(["build", "--root"]).arg(edited.site.root()).output().unwrap();
    for bytes in ["--fsize=0", "--fsize=3000"] {
        let output = limited(bytes);
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(said(&output).contains("File too large"), "{}", said(&output));
        assert!(edited.site.published() == edited.old);
        assert_eq!(edited.site.left_behind(), Vec::<String>::new());
    }
    edited.next_build_succeeds("a limit on the size of files");
}

#[test]
fn few_open_files_are_enough_or_told() {
    if !has("prlimit") {
        return;
    }
    let edited = Edited::new();
    let output = lykta_under("prlimit", &["--nofile=24"]).args(["build", "--root"]).arg(edited.site.root()).output().unwrap();
    edited.is_old_or_new("24 open files");
    let done = edited.site.published() == edited.new;
    assert_eq!(output.status.code(), Some(if done { 0 } else { 3 }), "{}", said(&output));
}

#[test]
fn an_authors_file_survives_a_disk_that_is_full_while_an_old_address_is_noted() {
    if !has("prlimit") {
        return;
    }
    let site = OnDisk::new();
    assert!(site.build().status.success());
    let document = site.root().join("content/tools/first-tool/en.md");
    let moved = fs::read_to_string(&document).unwrap().replacen("---\n", "---\nslug: moved-away\n", 1);
    fs::write(&document, &moved).unwrap();
    let file = site.root().join("content/tools/first-tool/work.yaml");
    let text = fs::read_to_string(&file).unwrap();
    for room in ["--fsize=16", "--fsize=3000"] {
        let full = lykta_under("prlimit", &[room]).args(["build", "--root"]).arg(site.root()).output().unwrap();
        assert!(!full.status.success() && !said(&full).contains("now stands at"), "{}", said(&full));
        assert_eq!(fs::read_to_string(&file).unwrap(), text, "the author's file is changed, and nothing is published");
    }
    let beside = fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(beside.filter(|name| name.ends_with(".tmp")).count(), 0);
    // With room, the old address is noted and nothing else is changed.
    assert!(site.build().status.success());
    let noted = fs::read_to_string(&file).unwrap();
    assert!(noted.contains("/en/tools/first-tool/") && text.lines().all(|line| noted.contains(line)), "{noted}");
}

/// A published site in which the work in `content/tools/first-tool` has another address than it was published at.
fn moved_since() -> OnDisk {
    let site = OnDisk::new();
    assert!(site.build().status.success());
    let document = site.root().join("content/tools/first-tool/en.md");
    let text = fs::read_to_string(&document).unwrap();
    fs::write(&document, text.replacen("---\n", "---\nslug: moved-away\n", 1)).unwrap();
    site
}

#[test]
fn an_old_address_is_noted_in_what_its_author_has_saved_meanwhile() {
    if !has("strace") {
        return;
    }
    let site = moved_since();
    let file = site.root().join("content/tools/first-tool/work.yaml");
    let redirect = site.root().join("public/en/tools/first-tool/index.html");
    let output = paused(&site, |_| fs::write(&file, "kind: tool\r\n# saved while it was built\r\n").unwrap());
    assert!(output.status.success(), "{}", said(&output));
    let noted = "kind: tool\r\n# saved while it was built\r\naliases:\r\n  - /en/tools/first-tool/\r\n";
    assert_eq!(fs::read_to_string(&file).unwrap(), noted);
    assert!(fs::read_to_string(&redirect).unwrap().contains("moved-away"));
    // What can't be read just now stays as it is, and the next build notes the address.
    let site = moved_since();
    let file = site.root().join("content/tools/first-tool/work.yaml");
    let output = paused(&site, |_| fs::write(&file, "kind: [\n").unwrap());
    assert!(said(&output).contains("which can't be noted here"), "{}", said(&output));
    assert_eq!(fs::read_to_string(&file).unwrap(), "kind: [\n");
    fs::write(&file, "kind: tool\n").unwrap();
    assert!(site.build().status.success());
    assert_eq!(fs::read_to_string(&file).unwrap(), "kind: tool\naliases:\n  - /en/tools/first-tool/\n");
}

#[test]
fn a_build_that_is_killed_before_it_notes_an_old_address_leaves_that_to_the_next() {
    if !has("strace") {
        return;
    }
    let site = moved_since();
    // A file in the way: so no record is kept between builds, and the one file that is renamed is the author's.
    let _ = fs::remove_dir_all(site.root().join(".lykta"));
    fs::write(site.root().join(".lykta"), "").unwrap();
    let file = site.root().join("content/tools/first-tool/work.yaml");
    let before = fs::read_to_string(&file).unwrap();
    lykta_under("strace", &["-f", "-qqq", "-o", "/dev/null", "-e", "trace=rename", "-e", "inject=rename:signal=KILL:when=1"])
        .args(["build", "-q", "--root"])
        .arg(site.root())
        .output()
        .unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    assert!(site.root().join("public/en/tools/moved-away/index.html").exists(), "it was killed before it had published");
    assert!(site.build().status.success());
    assert!(fs::read_to_string(&file).unwrap().contains("/en/tools/first-tool/"));
    let noted = contents(&site.root().join("content"));
    // The next build reads the address where it is noted, and remembers it itself no longer.
    assert!(site.build().status.success());
    let published = site.published();
    assert!(site.build().status.success());
    assert!(contents(&site.root().join("content")) == noted && site.published() == published);
}

/// The program as somebody who is not root, for whom permissions count. `None` where that can't be.
struct Nobody {
    folder: tempfile::TempDir,
}

impl Nobody {
    fn new() -> Option<Nobody> {
        if !has("setpriv") {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        fs::copy(env!("CARGO_BIN_EXE_lykta"), folder.path().join("lykta")).unwrap();
        let nobody = Nobody { folder };
        let tried = nobody.command().arg("init").arg(nobody.folder.path().join("site")).output();
        // Only root can become somebody else; whoever is not root is nobody already.
        if tried.is_ok_and(|output| output.status.code() != Some(3)) {
            eprintln!("skipped: this user can't become another");
            return None;
        }
        Some(nobody)
    }

    fn command(&self) -> Command {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(self.folder.path().join("lykta"));
        command.env("SOURCE_DATE_EPOCH", "1795478400").env("LC_ALL", "C").env("HOME", "/nonexistent");
        command
    }

    /// A published site that belongs to nobody.
    fn site(&self) -> (OnDisk, Files) {
        let site = OnDisk::new();
        fs::set_permissions(site.root().parent().unwrap(), Permissions::from_mode(0o755)).unwrap();
        assert!(site.build().status.success());
        for entry in walkdir::WalkDir::new(site.root()).into_iter().map(Result::unwrap) {
            std::os::unix::fs::lchown(entry.path(), Some(65534), Some(65534)).unwrap();
        }
        let published = site.published();
        (site, published)
    }

    fn build(&self, site: &OnDisk) -> Output {
        self.command().args(["build", "--base-url", "https://two.example/", "--root"]).arg(site.root()).output().unwrap()
    }
}

#[test]
fn what_may_not_be_read_or_written_is_told_and_the_old_site_stays() {
    let Some(nobody) = Nobody::new() else { return };
    let mode = |path: &Path, mode: u32| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    // Sources that may not be read are findings; the rest is looked at.
    for path in ["content/tools/first-tool/en.md", "content/tools/first-tool"] {
        let (site, old) = nobody.site();
        site.write("content/briefs/bad/work.yaml", "kind: breif\n");
        mode(&site.root().join(path), 0o000);
        let output = nobody.build(&site);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        let said = said(&output);
        assert!(said.contains("[unreadable]") && said.contains(path) && said.contains("permissions"), "{said}");
        assert!(said.contains("[unknown-kind]"), "the rest is not looked at: {said}");
        mode(&site.root().join(path), 0o755);
        assert!(site.published() == old);
    }
    // Sources that may not be written need not be.
    let (site, old) = nobody.site();
    for entry in walkdir::WalkDir::new(site.root().join("content")).into_iter().map(Result::unwrap) {
        mode(entry.path(), if entry.file_type().is_dir() { 0o555 } else { 0o444 });
    }
    let output = nobody.build(&site);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(site.published() != old);
    // An output that may not be written, and its folder.
    let (site, old) = nobody.site();
    mode(&site.root(), 0o555);
    let output = nobody.build(&site);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("can't write") && said(&output).contains("Permission denied"), "{}", said(&output));
    assert!(site.published() == old);
}

#[test]
fn a_disk_that_is_read_only_is_told_as_such_and_keeps_the_old_site() {
    let place = tempfile::tempdir().unwrap();
    let Some(disk) = Mounted::at(&place.path().join("disk"), "size=8m") else { return };
    let site = OnDisk::below(&disk.0);
    assert!(site.build().status.success());
    let old = site.published();
    assert!(Command::new("mount").args(["-o", "remount,ro"]).arg(&disk.0).status().unwrap().success());
    let output = lykta().args(["build", "--base-url", "https://two.example/", "--root"]).arg(site.root()).output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("Read-only file system") && site.published() == old, "{}", said(&output));
    assert_eq!(lykta().args(["check", "--root"]).arg(site.root()).output().unwrap().status.code(), Some(0));
    assert!(Command::new("mount").args(["-o", "remount,rw"]).arg(&disk.0).status().unwrap().success());
}

#[test]
fn an_output_on_another_file_system_is_published_to_as_on_this_one() {
    let place = tempfile::tempdir().unwrap();
    let Some(disk) = Mounted::at(&place.path().join("disk"), "size=8m") else { return };
    let edited = Edited::new();
    let out = disk.0.join("deep/public");
    let output = lykta().args(["build", "--root"]).arg(edited.site.root()).arg("--out").arg(&out).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert!(contents(&out) == edited.new);
}

/// Builds into an output that is a mount point, killed at a rename. Gives whether it came so far.
fn killed_at_rename(edited: &Edited, nth: usize) -> bool {
    let kill = format!("inject=rename:signal=KILL:when={nth}");
    let built = lykta_under("strace", &["-f", "-qqq", "-o", "/dev/null", "-e", "trace=rename", "-e", &kill])
        .args(["build", "-q", "--root"])
        .arg(edited.site.root())
        .output();
    !built.unwrap().status.success()
}

fn is_of_publishing(path: &Path) -> bool {
    path.starts_with(".lykta-manifest.json") || path.starts_with(".lykta-unfinished")
}

#[test]
fn an_output_that_is_a_mount_point_is_mended_by_the_next_build_after_a_kill() {
    if !has("strace") {
        return;
    }
    let edited = Edited::new();
    keeps_nothing(&edited);
    let public = edited.site.root().join("public");
    fs::remove_dir_all(&public).unwrap();
    let Some(disk) = Mounted::at(&public, "size=8m") else { return };
    let whole = |path: &PathBuf, bytes: &Vec<u8>| edited.old.get(path) == Some(bytes) || edited.new.get(path) == Some(bytes);
    let manifest = Path::new(".lykta-manifest.json");
    let (mut nth, mut mixed) = (1, 0);
    loop {
        // The edit is undone, so that there is an old site on the mount.
        edited.restore();
        if !killed_at_rename(&edited, nth) {
            break;
        }
        let now = contents(&public);
        for (path, bytes) in now.iter().filter(|(path, _)| !is_of_publishing(path)) {
            assert!(whole(path, bytes), "{} is of no site", path.display());
        }
        assert!(now.contains_key(manifest), "after {nth} renames nobody knows whose the files are");
        mixed += usize::from(now[manifest] != edited.old[manifest]);
        let next = edited.site.build();
        assert!(next.status.success(), "{}", said(&next));
        assert!(contents(&public) == edited.new, "the next build does not mend it after {nth} renames");
        nth += 1 + nth / 2;
    }
    assert!(mixed > 0 && contents(&public) == edited.new, "killed {nth} times at most, {mixed} times between two sites");
    // The old site has come back: what a run has left that was killed before it changed anything goes all the same.
    fs::create_dir(public.join(".lykta-unfinished")).unwrap();
    fs::write(public.join(".lykta-unfinished/0"), "half").unwrap();
    assert!(edited.site.build().status.success());
    assert!(contents(&public) == edited.new && !public.join(".lykta-unfinished").exists());
    drop(disk);
}

#[test]
fn a_full_disk_keeps_the_old_site_where_the_output_is_a_mount_point() {
    let small = OnDisk::new();
    let large = OnDisk::new();
    let tool = large.root().join("content/tools/first-tool");
    for n in 0..8 {
        let another = large.root().join(format!("content/tools/another-{n}"));
        copy(&tool, &another);
        for document in ["en.md", "sv.md"].map(|name| another.join(name)) {
            let text = fs::read_to_string(&document).unwrap();
            let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("slug:")).collect();
            fs::write(&document, lines.join("\n").replacen("title: ", &format!("title: {n} "), 1)).unwrap();
        }
    }
    let place = tempfile::tempdir().unwrap();
    let Some(disk) = Mounted::at(&place.path().join("public"), "size=1300k") else { return };
    let run = |command: &str, site: &OnDisk| lykta().args([command, "--root"]).arg(site.root()).arg("--out").arg(&disk.0).output().unwrap();
    let built = run("build", &small);
    assert!(built.status.success(), "{}", said(&built));
    let old = contents(&disk.0);
    let folders = || walkdir::WalkDir::new(&disk.0).into_iter().filter(|entry| entry.as_ref().unwrap().file_type().is_dir()).count();
    let known = folders();
    let full = run("build", &large);
    assert_eq!(full.status.code(), Some(3), "{}", said(&full));
    assert!(said(&full).contains("No space left on device"), "{}", said(&full));
    assert!(contents(&disk.0) == old && folders() == known, "a part of the new site is left");
    let again = run("build", &small);
    assert!(again.status.success() && contents(&disk.0) == old, "{}", said(&again));
    // The way out where there is no room for both.
    let cleaned = run("clean", &large);
    assert!(cleaned.status.success(), "{}", said(&cleaned));
    assert!(fs::read_dir(&disk.0).unwrap().next().is_none());
}

#[test]
fn a_build_that_was_killed_between_two_sites_on_a_mount_point_leaves_room_for_either() {
    if !has("strace") {
        return;
    }
    let site = OnDisk::new();
    fs::write(site.root().join(".lykta"), "").unwrap();
    let public = site.root().join("public");
    let Some(_disk) = Mounted::at(&public, "size=8m") else { return };
    let addresses = ["https://one.example/", "https://two.example/"];
    let arguments = |address: &str| ["build", "-q", "--base-url", address, "--root"].map(str::to_owned);
    let build = |address: &str| {
        let built = lykta().args(arguments(address)).arg(site.root()).output().unwrap();
        assert!(built.status.success(), "{}", said(&built));
        let mut published = contents(&public);
        published.remove(Path::new(".DS_Store"));
        published
    };
    for then in addresses {
        let _ = fs::remove_dir_all(&public);
        let sites = addresses.map(&build);
        let is_page = |path: &Path| path.ends_with("index.html");
        let changed: Vec<&Vec<u8>> =
            sites[1].iter().filter(|(path, bytes)| sites[0].get(*path) != Some(*bytes)).map(|file| file.1).collect();
        build(addresses[0]);
        // Room for what differs, and the manifests, and no more.
        let free = rustix::fs::statvfs(&public).unwrap();
        let wanted = changed.iter().map(|bytes| bytes.len() as u64 / free.f_frsize + 1).sum::<u64>() + 40;
        let filler = usize::try_from((free.f_bavail - wanted) * free.f_frsize).unwrap();
        fs::write(public.join(".DS_Store"), vec![1; filler]).unwrap();
        // Each file is brought here and then put in its place; killed among the last of those.
        let nth = 1 + changed.len() * 3 / 2;
        let kill = format!("inject=rename:signal=KILL:when={nth}");
        let _ = lykta_under("strace", &["-f", "-qqq", "-o", "/dev/null", "-e", "trace=rename", "-e", &kill])
            .args(arguments(addresses[1]))
            .arg(site.root())
            .output()
            .unwrap();
        let between = contents(&public);
        for site in &sites {
            let pages = between.iter().filter(|(path, bytes)| is_page(path) && site.get(*path) == Some(bytes)).count();
            assert!(pages > 0 && between.keys().any(|path| path.starts_with(".lykta-unfinished")), "not killed between the two");
        }
        assert!(build(then) == sites[usize::from(then != addresses[0])]);
    }
}

#[test]
fn a_folder_that_is_mounted_elsewhere_stays_where_that_is_asked_for() {
    let edited = Edited::new();
    let public = edited.site.root().join("public");
    // What a server in a container sees: this folder, and none that comes in its place.
    let mounted = fs::File::open(&public).unwrap();
    let seen = PathBuf::from(format!("/proc/{}/fd/{}", std::process::id(), std::os::fd::AsRawFd::as_raw_fd(&mounted)));
    let build = |folder: &Path| lykta().args(["build", "--in-place", "--root"]).arg(edited.site.root()).arg("--out").arg(folder).output();
    for _ in 0..2 {
        let built = build(&public).unwrap();
        assert!(built.status.success(), "{}", said(&built));
        assert!(edited.site.published() == edited.new);
        assert!(contents(&seen) == edited.new);
        assert_eq!(edited.site.left_behind(), Vec::<String>::new());
    }
    // The first time nothing is there yet.
    let fresh = edited.site.root().join("fresh");
    assert!(build(&fresh).unwrap().status.success());
    assert!(contents(&fresh) == edited.new);
}

#[test]
fn the_folder_of_a_site_keeps_its_owner_its_group_and_its_permissions() {
    let edited = Edited::new();
    let public = edited.site.root().join("public");
    let is_root = rustix::process::geteuid().is_root();
    for mode in [0o700, 0o2775, 0o555] {
        edited.restore();
        if is_root {
            std::os::unix::fs::chown(&public, Some(1234), Some(33)).unwrap();
        }
        let before = fs::metadata(&public).unwrap();
        fs::set_permissions(&public, Permissions::from_mode(mode)).unwrap();
        edited.next_build_succeeds("other permissions");
        let now = fs::metadata(&public).unwrap();
        assert_eq!(now.permissions().mode() & 0o7777, mode | 0o700);
        assert_eq!((now.uid(), now.gid()), (before.uid(), before.gid()));
        assert_ne!(now.ino(), before.ino(), "the site was not exchanged");
    }
}

#[test]
fn an_output_in_which_others_have_written_harms_nothing_outside_of_it() {
    let site = OnDisk::new();
    let public = site.root().join("public");
    let Some(disk) = Mounted::at(&public, "size=8m") else { return };
    assert!(site.build().status.success());
    let victims = site.root().join("victims");
    fs::create_dir(&victims).unwrap();
    fs::write(victims.join("a.txt"), "mine").unwrap();
    let manifest = public.join(".lykta-manifest.json");
    let ours = fs::read_to_string(&manifest).unwrap();
    let naming = |path: &str| ours.replacen("\"files\":{", &format!("\"files\":{{\"{path}\":{{\"size\":4,\"blake3\":\"00\"}},"), 1);
    let edit = |title: &str| site.write("content/pages/home/en.md", &format!("---\ntitle: {title}\nsummary: S.\n---\n\nText.\n"));
    let is_mine = || assert_eq!(fs::read_to_string(victims.join("a.txt")).unwrap(), "mine");
    // A manifest that names what lies elsewhere.
    for path in ["../victims/a.txt", victims.join("a.txt").to_str().unwrap()] {
        fs::write(&manifest, naming(path)).unwrap();
        edit(&format!("For {}", path.len()));
        assert!(!site.build().status.success(), "{path}");
        is_mine();
    }
    // Links where files of the site stand or stood.
    fs::write(&manifest, naming("old")).unwrap();
    fs::create_dir(victims.join("en")).unwrap();
    symlink(&victims, public.join("old")).unwrap();
    symlink(victims.join("a.txt"), public.join(".lykta-unfinished")).unwrap();
    edit("Linked");
    let built = site.build();
    assert!(built.status.success(), "{}", said(&built));
    is_mine();
    assert!(fs::symlink_metadata(public.join("old")).is_err());
    drop(disk);
}

#[test]
fn a_link_at_the_name_of_what_is_being_written_leads_nowhere() {
    let site = OnDisk::new();
    assert!(site.build().status.success());
    let diary = site.root().join("diary.txt");
    fs::write(&diary, "what I saw").unwrap();
    let manifest = site.root().join("public/.lykta-manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    // The same files of another version: the manifest alone is written.
    fs::write(&manifest, text.replacen("\"lykta\":\"", "\"lykta\":\"0", 1)).unwrap();
    symlink(&diary, site.root().join("public/.lykta-unfinished")).unwrap();
    let schemas = site.root().join("schemas");
    let _ = fs::remove_dir_all(&schemas);
    fs::create_dir(&schemas).unwrap();
    for name in ["site.json", ".theme.json.lykta.tmp"] {
        symlink(&diary, schemas.join(name)).unwrap();
    }
    assert!(site.build().status.success());
    let write_schemas = || lykta().args(["schema", "--root"]).arg(site.root()).output().unwrap();
    let written = write_schemas();
    assert!(written.status.success(), "{}", said(&written));
    assert!(fs::symlink_metadata(schemas.join("site.json")).unwrap().is_file());
    assert_eq!(fs::read_to_string(&diary).unwrap(), "what I saw");
    // A folder that leads out of the site is not written to.
    fs::remove_dir_all(&schemas).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    symlink(elsewhere.path(), &schemas).unwrap();
    assert!(!write_schemas().status.success());
    assert!(fs::read_dir(elsewhere.path()).unwrap().next().is_none());
}

/// Runs a build that waits before it exchanges, and does something meanwhile.
fn meanwhile(edited: &Edited, act: impl FnOnce(&Path)) -> Output {
    edited.restore();
    paused(&edited.site, act)
}

fn paused(site: &OnDisk, act: impl FnOnce(&Path)) -> Output {
    let child = lykta_under("strace", &["-f", "-qqq", "-o", "/dev/null", "-e", "trace=syncfs", "-e", "inject=syncfs:delay_enter=1500000"])
        .args(["build", "-q", "--root"])
        .arg(site.root())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let staged = site.root().join(".public.next/.lykta-manifest.json");
    while !staged.exists() {
        thread::sleep(Duration::from_millis(5));
    }
    thread::sleep(Duration::from_millis(50));
    act(&site.root().join("public"));
    child.wait_with_output().unwrap()
}

#[test]
fn what_somebody_puts_into_the_output_while_it_is_built_is_not_lost() {
    if !has("strace") {
        return;
    }
    let edited = Edited::new();
    let output = meanwhile(&edited, |public| fs::write(public.join("thesis.doc"), "years of work").unwrap());
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("thesis.doc"), "{}", said(&output));
    let mut now = edited.site.published();
    assert_eq!(now.remove(Path::new("thesis.doc")).unwrap(), b"years of work");
    assert!(now == edited.old);
    // The folder is exchanged for a file.
    let output = meanwhile(&edited, |public| {
        fs::remove_dir_all(public).unwrap();
        fs::write(public, "years of work").unwrap();
    });
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    let public = edited.site.root().join("public");
    assert_eq!(fs::read_to_string(&public).unwrap(), "years of work");
    fs::remove_file(&public).unwrap();
    // It is removed: nothing stands in the way.
    let output = meanwhile(&edited, |public| fs::remove_dir_all(public).unwrap());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(edited.site.published() == edited.new);
}

fn clean(site: &OnDisk) -> Output {
    lykta().args(["clean", "--root"]).arg(site.root()).output().unwrap()
}

#[test]
fn who_tidies_up_while_a_site_is_built_makes_no_part_of_it_public() {
    if !has("strace") {
        return;
    }
    let edited = Edited::new();
    let output = meanwhile(&edited, |_| {
        let cleaned = clean(&edited.site);
        assert_eq!(cleaned.status.code(), Some(2), "{}", said(&cleaned));
        assert!(said(&cleaned).contains("another build is publishing"), "{}", said(&cleaned));
    });
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(edited.site.published() == edited.new);
    // By hand: one file of the staging folder, or all of it.
    for gone in ["en/index.html", ".lykta-manifest.json", ""] {
        let output = meanwhile(&edited, |public| {
            let gone = public.with_file_name(".public.next").join(gone);
            if gone.is_dir() { fs::remove_dir_all(gone).unwrap() } else { fs::remove_file(gone).unwrap() }
        });
        assert_eq!(output.status.code(), Some(2), "{gone}: {}", said(&output));
        assert!(said(&output).contains("has removed files from"), "{gone}: {}", said(&output));
        assert!(edited.site.published() == edited.old, "without {gone} a part is public");
    }
    edited.next_build_succeeds("somebody tidied up");
    // What a killed run leaves behind hinders nobody.
    edited.site.write(".public.lock", "");
    edited.site.write(".public.next/part.html", "");
    assert!(clean(&edited.site).status.success());
    assert!(!edited.site.root().join("public").exists());
    assert_eq!(edited.site.left_behind(), Vec::<String>::new());
    assert!(clean(&edited.site).status.success(), "there is nothing left to clean");
}

#[test]
fn an_output_that_is_a_link_is_cleaned_and_built_again() {
    let site = OnDisk::new();
    let elsewhere = site.root().parent().unwrap().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let public = site.root().join("public");
    symlink(&elsewhere, &public).unwrap();
    for _ in 0..2 {
        let built = site.build();
        assert!(built.status.success(), "{}", said(&built));
        assert!(public.is_symlink() && elsewhere.join("en/index.html").exists());
        assert!(clean(&site).status.success());
        assert!(public.is_symlink() && contents(&elsewhere).is_empty());
    }
    assert_eq!(fs::read_dir(elsewhere.parent().unwrap()).unwrap().count(), 2, "something is left beside the folder");
}

#[test]
fn a_published_file_that_has_become_a_link_is_written_anew() {
    let site = OnDisk::new();
    assert!(site.build().status.success());
    let published = site.published();
    let page = site.root().join("public/en/index.html");
    let mine = site.root().join("mine.html");
    let exchange = || {
        fs::copy(&page, &mine).unwrap();
        fs::remove_file(&page).unwrap();
        symlink(&mine, &page).unwrap();
    };
    exchange();
    assert!(site.build().status.success());
    assert!(fs::symlink_metadata(&page).unwrap().is_file() && site.published() == published);
    // The same where the site is another one.
    exchange();
    site.write("content/pages/about/en.md", "---\ntitle: Changed\nsummary: S.\n---\n\nOther text.\n");
    assert!(site.build().status.success());
    assert!(fs::symlink_metadata(&page).unwrap().is_file());
}

#[test]
fn a_published_folder_that_was_made_read_only_is_published_to_and_cleaned() {
    let Some(nobody) = Nobody::new() else { return };
    let (site, _) = nobody.site();
    let public = site.root().join("public");
    let read_only = || {
        for entry in walkdir::WalkDir::new(&public).contents_first(true).into_iter().map(Result::unwrap) {
            fs::set_permissions(entry.path(), Permissions::from_mode(if entry.file_type().is_dir() { 0o555 } else { 0o444 })).unwrap();
        }
    };
    for address in ["https://one.example/", "https://two.example/", "https://three.example/"] {
        read_only();
        let built = nobody.command().args(["build", "--base-url", address, "--root"]).arg(site.root()).output().unwrap();
        assert!(built.status.success(), "{}", said(&built));
        assert_eq!(site.left_behind(), Vec::<String>::new());
    }
    read_only();
    let cleaned = nobody.command().args(["clean", "--root"]).arg(site.root()).output().unwrap();
    assert!(cleaned.status.success() && !public.exists(), "{}", said(&cleaned));
}

#[test]
fn outputs_that_can_not_be_are_refused_and_harm_nothing() {
    let edited = Edited::new();
    let root = edited.site.root();
    let content = contents(&root.join("content"));
    let build = |out: &Path| lykta().args(["build", "--root"]).arg(&root).arg("--out").arg(out).output().unwrap();
    let refused = |out: &Path, code: i32, why: &str| {
        let output = build(out);
        assert_eq!(output.status.code(), Some(code), "{}: {}", out.display(), said(&output));
        assert!(said(&output).contains(why), "{}: {}", out.display(), said(&output));
    };
    fs::write(root.join("a-file"), "mine").unwrap();
    fs::create_dir(root.join("foreign")).unwrap();
    fs::write(root.join("foreign/thesis.doc"), "mine").unwrap();
    symlink(root.join("foreign"), root.join("link")).unwrap();
    symlink("nowhere", root.join("dangling")).unwrap();
    refused(&root.join("a-file"), 2, "is a file");
    refused(&root.join("a-file/public"), 3, "can't");
    refused(&root.join("foreign"), 2, "thesis.doc");
    refused(&root.join("link"), 2, "thesis.doc");
    refused(&root.join("dangling"), 2, "is a link that leads nowhere");
    refused(&root.join("public/en"), 2, "which is an output itself");
    refused(&root.join("public/preview/site"), 2, "which is an output itself");
    refused(&root.join("content"), 2, "the site's own files");
    refused(&root.join("content/public"), 2, "the site's own files");
    refused(&root, 2, "the site's own files");
    refused(Path::new("/"), 2, "the site's own files");
    refused(&root.join("x".repeat(250)), 3, "File name too long");
    refused(&root.join("x".repeat(300)), 3, "File name too long");
    assert_eq!(fs::read_to_string(root.join("a-file")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(root.join("foreign/thesis.doc")).unwrap(), "mine");
    assert!(contents(&root.join("content")) == content && edited.site.published() == edited.old);
    let names: BTreeSet<String> = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!names.iter().any(|name| name.ends_with(".next") || name.ends_with(".lock")), "{names:?}");
}

#[test]
fn what_a_system_leaves_in_a_folder_that_was_looked_at_stops_nobody() {
    let edited = Edited::new();
    for (folder, name) in [("public", ".DS_Store"), ("public/en", "Thumbs.db"), ("public/sv", "desktop.ini")] {
        edited.site.write(&format!("{folder}/{name}"), "how it was looked at");
    }
    edited.next_build_succeeds("somebody has looked at the output");
    edited.site.write("public/.DS_Store", "once more");
    assert!(clean(&edited.site).status.success() && !edited.site.root().join("public").exists());
}

#[test]
fn a_work_that_can_not_be_begun_whole_is_not_begun() {
    if !has("prlimit") {
        return;
    }
    let site = OnDisk::new();
    let before = contents(&site.root().join("content"));
    for kind in ["brief", "term"] {
        let new = |room: &str| lykta_under("prlimit", &[room]).args(["new", kind, "A title", "--root"]).arg(site.root()).output().unwrap();
        for room in ["--fsize=0", "--fsize=100"] {
            let full = new(room);
            assert_eq!(full.status.code(), Some(3), "{}", said(&full));
            assert!(contents(&site.root().join("content")) == before && !site.root().join("content/terms/a-title").exists());
        }
        assert!(!site.root().join("content/briefs/a-title").exists());
    }
    assert!(lykta().args(["new", "brief", "A title", "--root"]).arg(site.root()).output().unwrap().status.success());
}

#[test]
fn streams_that_are_closed_stop_no_build() {
    let edited = Edited::new();
    for closed in [">&-", "2>&-", ">&- 2>&-", "| head -c 1 >/dev/null", ">/dev/full", "2>/dev/full", "<&-"] {
        edited.restore();
        let script = format!("\"$0\" build --root \"$1\" {closed}");
        let output = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_lykta")])
            .arg(edited.site.root())
            .env("SOURCE_DATE_EPOCH", "1795478400")
            .output()
            .unwrap();
        assert!(output.status.success() && !said(&output).contains("panicked"), "{closed}: {}", said(&output));
        assert!(edited.site.published() == edited.new, "{closed}");
    }
}
