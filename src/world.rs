//! The outer world in one small trait: the files of a site, and today's date.

use std::collections::BTreeMap;
use std::io;

use crate::language::Date;

/// What lies below the site's root.
///
/// Paths are relative to the root and use `/`. Implementations: [`crate::source::disk::Disk`], [`Memory`] and, over either,
/// [`Edited`].
pub trait World: Sync {
    /// What lies at a path and below it, such as `content` or `content/briefs`, sorted by path; nothing if it is not there.
    fn list(&self, below: &str) -> Vec<Entry>;
    /// The bytes of one file. Errors: as the file system gives them.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
    fn today(&self) -> Date;
    /// What was kept under a name in an earlier run, byte for byte; `None` if nothing was, or if it was lost or damaged.
    fn kept(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }
    /// Keeps what was costly to make. It may be lost again at any time.
    fn keep(&self, _name: &str, _bytes: &[u8]) {}
    /// Is told which stage of the work begins, for whoever wants to know how long each takes.
    fn enters(&self, _stage: &'static str) {}
}

/// One thing that lies below the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub path: String,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A file and its size in bytes.
    File(u64),
    Folder,
    /// A symbolic link, which is never followed; it may lead out of the site.
    Link {
        outside: bool,
    },
    /// It exists, but can't be looked at; the system's reason.
    Unreadable(String),
    /// Its name is not UTF-8; the path shows the name as far as it can be shown.
    OddName,
    /// A device, a socket or a pipe.
    Other,
}

/// A world in which some files say something else than they do.
pub struct Edited<'a> {
    pub world: &'a dyn World,
    pub texts: &'a BTreeMap<String, String>,
}

impl World for Edited<'_> {
    fn list(&self, below: &str) -> Vec<Entry> {
        self.world.list(below)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.texts.get(path) {
            Some(text) => Ok(text.clone().into_bytes()),
            None => self.world.read(path),
        }
    }

    fn today(&self) -> Date {
        self.world.today()
    }

    fn kept(&self, name: &str) -> Option<Vec<u8>> {
        self.world.kept(name)
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        self.world.keep(name, bytes);
    }

    fn enters(&self, stage: &'static str) {
        self.world.enters(stage);
    }
}

/// A world that is a map, for tests and for what is built into the program.
#[derive(Clone, Debug)]
pub struct Memory {
    pub files: BTreeMap<String, Vec<u8>>,
    pub today: Date,
}

impl World for Memory {
    fn list(&self, below: &str) -> Vec<Entry> {
        let is_below = |path: &str| path.strip_prefix(below).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let mut folders = BTreeMap::new();
        for path in self.files.keys() {
            for (at, _) in path.match_indices('/') {
                folders.insert(path[..at].to_owned(), What::Folder);
            }
        }
        folders.extend(self.files.iter().map(|(path, bytes)| (path.clone(), What::File(bytes.len() as u64))));
        folders.into_iter().filter(|(path, _)| is_below(path)).map(|(path, what)| Entry { path, what }).collect()
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn today(&self) -> Date {
        self.today
    }
}
