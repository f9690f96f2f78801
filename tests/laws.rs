//! Laws that hold whatever the site: warm equals cold, twice equals once, killed equals before or after.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use support::SiteTest;

/// An edit that an author could make.
#[derive(Clone, Debug)]
enum Edit {
    Write(&'static str, &'static str),
    Remove(&'static str),
}

fn edit() -> impl Strategy<Value = Edit> {
    let path = prop::sample::select(vec![
        "content/briefs/a/en.md",
        "content/briefs/a/sv.md",
        "content/briefs/b/en.md",
        "content/briefs/a/work.yaml",
        "content/briefs/b/work.yaml",
        "content/sources.yaml",
    ]);
    let text = prop::sample::select(vec![
        "---\ntitle: A\nslug: x\n---\n\nText [b](../b/).\n",
        "---\ntitle: \"B\"\ndraft: true\n---\n\n## H {#h}\n\n[@k, p. 1]\n",
        "---\ntitle: C\nsummary: a: b\n---\n\nText.\n",
        "---\ntitle: D\n---\n\n[a](../a/#h) <b>raw</b>\n",
        "kind: brief\ntopics: [one, two]\n",
        "kind: breif\n",
        "kind: tool\ndate: 2025-01-01\n",
        "k:\n  title: K\n",
    ]);
    prop_oneof![4 => (path.clone(), text).prop_map(|(path, text)| Edit::Write(path, text)), 1 => path.prop_map(Edit::Remove)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_a_warm_build_equals_a_cold_one_findings_included(edits in prop::collection::vec(edit(), 1..8)) {
        let mut site = SiteTest::with("");
        site.build();
        for edit in edits {
            site = match edit {
                Edit::Write(path, text) => site.edit(path, text),
                Edit::Remove(path) => site.remove(path),
            };
            let (warm, cold) = (site.build(), site.build_cold());
            prop_assert_eq!(&warm.findings, &cold.findings);
            prop_assert_eq!(&warm.pages, &cold.pages);
        }
    }
}

/// A site on a disk, in a folder of its own.
struct OnDisk {
    folder: tempfile::TempDir,
}

fn lykta() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lykta"));
    command.env("SOURCE_DATE_EPOCH", "1795478400").env_remove("CI");
    command
}

impl OnDisk {
    fn new() -> OnDisk {
        let site = OnDisk { folder: tempfile::tempdir().unwrap() };
        assert!(lykta().arg("init").arg(site.root()).output().unwrap().status.success());
        site
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn build(&self) -> std::process::Output {
        lykta().args(["build", "--root"]).arg(self.root()).output().unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Every published file: its bytes.
    fn published(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files(&self.root().join("public"))
            .into_iter()
            .map(|path| (path.clone(), fs::read(self.root().join("public").join(path)).unwrap()))
            .collect()
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(folder).unwrap().to_owned())
        .collect()
}

#[cfg(unix)]
fn identity(path: &Path) -> (u64, SystemTime) {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path).unwrap();
    (metadata.ino(), metadata.modified().unwrap())
}

#[cfg(unix)]
#[test]
fn a_second_build_changes_nothing_and_an_edit_only_what_it_touches() {
    let site = OnDisk::new();
    assert!(site.build().status.success());
    let public = site.root().join("public");
    let before: BTreeMap<PathBuf, _> = files(&public).into_iter().map(|path| (path.clone(), identity(&public.join(path)))).collect();
    std::thread::sleep(Duration::from_millis(20));
    let second = site.build();
    assert!(String::from_utf8_lossy(&second.stdout).contains("0 written"), "{second:?}");
    for (path, identity_before) in &before {
        assert_eq!(identity(&public.join(path)), *identity_before, "{path:?} was touched");
    }
    site.write(
        "content/tools/first-tool/sv.md",
        "---\ntitle: Nytt\nslug: ett-första-verktyg\nsummary: Hur ett verktyg beskrivs.\n---\n\nNy text.\n",
    );
    assert!(site.build().status.success());
    let kept = |path: &str| identity(&public.join(path)) == before[Path::new(path)];
    assert!(kept("en/tools/first-tool/index.html") && kept("robots.txt"), "files that did not change keep their inode and time");
    assert!(!kept("sv/verktyg/index.html".replace("verktyg", "tools").as_str()), "a list with a changed title is written anew");
}

#[test]
fn a_build_that_finds_errors_leaves_the_old_site_whole() {
    let site = OnDisk::new();
    assert!(site.build().status.success());
    let before = site.published();
    site.write("content/briefs/broken/work.yaml", "kind: breif\n");
    let failed = site.build();
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(site.published(), before);
    assert!(!site.root().join(".public.next").exists());
}

#[test]
fn a_killed_build_leaves_the_old_or_the_new_site_and_the_next_one_succeeds() {
    let site = OnDisk::new();
    assert!(site.build().status.success());
    let old = site.published();
    site.write("content/pages/home/en.md", "---\ntitle: Changed\nsummary: S.\n---\n\nOther text.\n");
    let new = {
        let other = OnDisk::new();
        other.write("content/pages/home/en.md", "---\ntitle: Changed\nsummary: S.\n---\n\nOther text.\n");
        assert!(other.build().status.success());
        other.published()
    };
    assert_ne!(old, new);
    for delay in (0..40).map(|n| Duration::from_micros(n * 700)) {
        let mut child = lykta().args(["build", "-q", "--root"]).arg(site.root()).stderr(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(delay);
        let _ = child.kill();
        let _ = child.wait();
        let now = site.published();
        assert!(now == old || now == new, "after {delay:?} the site is neither the old nor the new one");
    }
    assert!(site.build().status.success());
    assert_eq!(site.published(), new);
    assert!(!site.root().join(".public.next").exists());
}

#[test]
fn the_same_input_gives_the_same_bytes_wherever_it_is_built() {
    let (one, two) = (OnDisk::new(), OnDisk::new());
    assert!(one.build().status.success());
    let other = lykta()
        .args(["build", "--root"])
        .arg(two.root())
        .env("TZ", "Pacific/Auckland")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("RAYON_NUM_THREADS", "1")
        .output();
    assert!(other.unwrap().status.success());
    assert_eq!(one.published(), two.published());
}
