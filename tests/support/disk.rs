//! A site on a disk, published by the program itself.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Published files and their bytes.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The site of `lykta init`, in a folder of its own.
pub struct OnDisk {
    folder: tempfile::TempDir,
}

pub fn lykta() -> Command {
    at_home(Command::new(env!("CARGO_BIN_EXE_lykta")))
}

/// The program behind a wrapper such as `strace`, which gets these arguments first.
pub fn lykta_under(wrapper: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(wrapper);
    command.args(arguments).arg(env!("CARGO_BIN_EXE_lykta"));
    at_home(command)
}

fn at_home(mut command: Command) -> Command {
    command.env("SOURCE_DATE_EPOCH", "1795478400").env("LC_ALL", "C").env_remove("CI");
    command
}

impl OnDisk {
    pub fn new() -> OnDisk {
        OnDisk::below(&std::env::temp_dir())
    }

    /// The same in a folder below this one, such as on another file system.
    pub fn below(folder: &Path) -> OnDisk {
        let site = OnDisk { folder: tempfile::tempdir_in(folder).unwrap() };
        assert!(lykta().arg("init").arg(site.root()).output().unwrap().status.success());
        site
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub fn build(&self) -> Output {
        lykta().args(["build", "--root"]).arg(self.root()).output().unwrap()
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn published(&self) -> Files {
        contents(&self.root().join("public"))
    }

    /// What lies in the site's folder and is neither source nor output: what a run left behind.
    pub fn left_behind(&self) -> Vec<String> {
        let names = fs::read_dir(self.root()).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        names.filter(|name| name.starts_with(".public")).collect()
    }
}

pub fn files(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(folder).unwrap().to_owned())
        .collect()
}

pub fn contents(folder: &Path) -> Files {
    files(folder).into_iter().map(|path| (path.clone(), fs::read(folder.join(path)).unwrap())).collect()
}

pub fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Whether a tool is there; a test without it says that it was skipped.
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
pub fn has(tool: &str) -> bool {
    let there = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).any(|folder| folder.join(tool).is_file());
    if !there {
        eprintln!("skipped: needs {tool}; `.ci/run` installs it");
    }
    there
}
