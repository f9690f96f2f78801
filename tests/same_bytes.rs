//! The same site gives the same bytes, wherever, whenever and by whom it is built.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use support::disk::{Files, OnDisk, contents, files};

/// A site with a picture, an attachment, sources and directives, so that every part of the program has its say.
fn rich() -> OnDisk {
    let site = OnDisk::new();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/directives/content");
    for path in files(&page).into_iter().filter(|path| path.starts_with("organisations") || path.starts_with("terms")) {
        let target = site.root().join("content").join(&path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(page.join(&path), target).unwrap();
    }
    site.write("content/briefs/b/work.yaml", "kind: brief\ntopics: [one, två]\n");
    site.write("content/briefs/b/en.md", "---\ntitle: Pictures\n---\n\n![A map](map.jpg)\n\n[Data](data.csv)\n\n:::callout\nText.\n:::\n");
    site.write("content/briefs/b/data.csv", "a,b\n");
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([(x * 4) as u8, (y * 5) as u8, 99]))
        .write_to(&mut jpeg, image::ImageFormat::Jpeg)
        .unwrap();
    fs::write(site.root().join("content/briefs/b/map.jpg"), jpeg.into_inner()).unwrap();
    site
}

/// Copies a site's sources file by file in another order, with other times.
fn laid_anew(from: &Path, to: &Path, backwards: bool) {
    let mut paths: Vec<PathBuf> =
        files(from).into_iter().filter(|path| path.starts_with("content") || path.starts_with("themes")).collect();
    paths.sort();
    if backwards {
        paths.reverse();
    }
    for (number, path) in paths.iter().enumerate() {
        let target = to.join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(path), &target).unwrap();
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000 + 977 * number as u64);
        fs::File::options().write(true).open(&target).unwrap().set_modified(time).unwrap();
    }
}

fn published(mut build: Command, root: &Path) -> Files {
    let output = build.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    contents(&root.join("public"))
}

#[test]
fn the_same_site_gives_the_same_bytes_wherever_whenever_and_by_whom_it_is_built() {
    let site = rich();
    let program = env!("CARGO_BIN_EXE_lykta");
    let mut plain = Command::new(program);
    plain.args(["build", "--root"]).arg(site.root()).env("SOURCE_DATE_EPOCH", "1795478400");
    let first = published(plain, &site.root());
    assert!(first.keys().any(|path| path.starts_with("media")), "a picture is published");
    // File systems list folders in orders of their own: the one in memory gives the newest first.
    let memory = Some(PathBuf::from("/dev/shm")).filter(|folder| folder.is_dir()).unwrap_or_else(std::env::temp_dir);
    type Change = fn(&mut Command) -> &mut Command;
    let manners: [(&str, Change); 8] = [
        ("time zone", |build| build.env("TZ", "Pacific/Auckland")),
        ("another hour of the day", |build| build.env("SOURCE_DATE_EPOCH", "1795564799")),
        ("Turkish", |build| build.env("LC_ALL", "tr_TR.UTF-8").env("LANG", "tr_TR.UTF-8")),
        ("no locale", |build| build.env("LC_ALL", "C").env("LANGUAGE", "sv")),
        ("one thread", |build| build.env("RAYON_NUM_THREADS", "1")),
        ("seven threads", |build| build.env("RAYON_NUM_THREADS", "7")),
        ("a forge", |build| build.env("CI", "true").env("GITHUB_ACTIONS", "true").env("NO_COLOR", "1")),
        ("nobody's home", |build| build.env_clear().env("SOURCE_DATE_EPOCH", "1795478400")),
    ];
    for (number, (manner, change)) in manners.iter().enumerate() {
        let folder = tempfile::tempdir_in(if number % 2 == 0 { memory.clone() } else { std::env::temp_dir() }).unwrap();
        // A root with spaces, other letters, and a depth of its own.
        let root = folder.path().join(["x", "a b/ö 'q'", "deep/deeper/deepest/$HOME", "-r"][number % 4]);
        laid_anew(&site.root(), &root, number % 2 == 0);
        let mut build = Command::new(program);
        build.args(["build", "--root"]).arg(&root).env("SOURCE_DATE_EPOCH", "1795478400");
        change(&mut build);
        let now = published(build, &root);
        assert!(
            now == first,
            "{manner}: {:?} differ",
            first.iter().filter(|(path, bytes)| now.get(*path) != Some(bytes)).map(|(path, _)| path).collect::<Vec<_>>()
        );
    }
    for mask in ["000", "027", "077"] {
        let folder = tempfile::tempdir().unwrap();
        laid_anew(&site.root(), folder.path(), false);
        let mut build = Command::new("sh");
        build.args(["-c", &format!("umask {mask}; exec \"$0\" build --root \"$1\""), program]).arg(folder.path());
        build.env("SOURCE_DATE_EPOCH", "1795478400");
        assert!(published(build, folder.path()) == first, "umask {mask}");
    }
}

#[test]
fn the_program_needs_nothing_beside_it() {
    let site = rich();
    let first = {
        let mut build = Command::new(env!("CARGO_BIN_EXE_lykta"));
        build.args(["build", "--root"]).arg(site.root()).env("SOURCE_DATE_EPOCH", "1795478400");
        published(build, &site.root())
    };
    let folder = tempfile::tempdir().unwrap();
    let (program, root) = (folder.path().join("p"), folder.path().join("s"));
    fs::copy(env!("CARGO_BIN_EXE_lykta"), &program).unwrap();
    laid_anew(&site.root(), &root, true);
    let mut build = Command::new(&program);
    build.args(["build", "--root", "s"]).current_dir(folder.path()).env_clear().env("SOURCE_DATE_EPOCH", "1795478400");
    assert!(published(build, &root) == first);
    let mut beside: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    beside.sort();
    assert_eq!(beside, ["p", "s"], "something was written beside the site");
}
