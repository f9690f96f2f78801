//! The site's folder on a disk. The only reader of files.

#![expect(clippy::disallowed_methods, reason = "this is an edge: the only reader of files")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use walkdir::WalkDir;

use super::kept::Kept;
use crate::language::Date;
use crate::world::{Entry, What, World};

/// So many entries into stages are remembered.
const MOST_STAGES: usize = 64;

/// A site's root folder.
pub struct Disk {
    root: PathBuf,
    today: Mutex<Date>,
    begun: Instant,
    kept: Kept,
    /// When each stage was entered, counted from when the folder was opened.
    entered: Mutex<Vec<(&'static str, Duration)>>,
}

impl Disk {
    /// Errors: the root is not a folder that can be looked at.
    pub fn new(root: &Path, today: Date) -> io::Result<Disk> {
        let root = dunce::canonicalize(root)?;
        let kept = Kept::below(&root);
        Ok(Disk { root, today: Mutex::new(today), begun: Instant::now(), kept, entered: Mutex::default() })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A preview outlives a day; from now on it is this one.
    pub fn turn_to(&self, today: Date) {
        *self.today.lock().expect("never poisoned") = today;
    }

    /// What is kept between runs.
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    /// The stages that were entered and when, and the time until now, counted from when the folder was opened.
    pub fn stages(&self) -> (Vec<(&'static str, Duration)>, Duration) {
        (self.entered.lock().expect("never poisoned").clone(), self.begun.elapsed())
    }
}

impl World for Disk {
    fn list(&self, below: &str) -> Vec<Entry> {
        let start = self.root.join(below);
        if fs::symlink_metadata(&start).is_err() {
            return Vec::new();
        }
        // content/ and themes/ may themselves be links, which the site's owner has set; below them none is followed.
        let top = !below.contains('/');
        let mut entries = Vec::new();
        for entry in WalkDir::new(&start).follow_links(false).follow_root_links(top).sort_by_file_name() {
            match entry {
                Ok(entry) => {
                    let relative = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
                    let Some(path) = relative.to_str() else {
                        entries.push(Entry { path: relative.to_string_lossy().into_owned(), what: What::OddName });
                        continue;
                    };
                    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
                    entries.push(Entry { path, what: self.look(&entry, top && entry.depth() == 0) });
                }
                Err(error) => {
                    let path = error.path().and_then(|p| p.strip_prefix(&self.root).ok()).unwrap_or(Path::new(below));
                    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    entries.push(Entry { path: path.to_string_lossy().into_owned(), what: What::Unreadable(reason) });
                }
            }
        }
        entries
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        fs::read(self.root.join(path))
    }

    fn today(&self) -> Date {
        *self.today.lock().expect("never poisoned")
    }

    fn kept(&self, name: &str) -> Option<Vec<u8>> {
        self.kept.get(name)
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        self.kept.put(name, bytes);
    }

    fn enters(&self, stage: &'static str) {
        let mut entered = self.entered.lock().expect("never poisoned");
        // A preview enters them again and again, and asks for none of it.
        if entered.len() < MOST_STAGES {
            entered.push((stage, self.begun.elapsed()));
        }
    }
}

impl Disk {
    fn look(&self, entry: &walkdir::DirEntry, owners: bool) -> What {
        let kind = entry.file_type();
        if kind.is_symlink() && !owners {
            let outside = match dunce::canonicalize(entry.path()) {
                Ok(target) => !target.starts_with(&self.root),
                // A link without a target, or one that leads to itself, harms nobody; its text tells where it wants to go.
                Err(_) => fs::read_link(entry.path()).is_ok_and(|target| target.is_absolute()),
            };
            return What::Link { outside };
        }
        if kind.is_dir() || kind.is_symlink() {
            return What::Folder;
        }
        if !kind.is_file() {
            return What::Other;
        }
        match entry.metadata() {
            Ok(metadata) => What::File(metadata.len()),
            Err(error) => What::Unreadable(error.to_string()),
        }
    }
}
