//! Publishing to a folder: whole or not at all, also when the process is killed.
//!
//! The new site is staged in `.NAME.next` beside the output, on the same file system. A file that did not change is a
//! hard link to the present one, so that it keeps its inode and time. Then the two folders are exchanged by one system
//! call. A crash leaves at most the staging folder, which the next run deletes.

#![expect(clippy::disallowed_methods, reason = "this is an edge: the only writer of files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use walkdir::WalkDir;

use super::manifest::{self, Entry, Manifest, Works};

/// Why a site could not be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The output holds what Lykta did not make, or is no place for a site: the author decides.
    #[error("{0}")]
    Refused(String),
    /// The system refused.
    #[error("{what} {path}: {error}")]
    Machine { what: &'static str, path: String, error: io::Error },
}

fn machine(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    let path = path.display().to_string();
    move |error| PublishError::Machine { what, path, error }
}

/// How many files were written, kept and removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

/// A site on its way into a folder. Dropped without [`Publication::finish`], it leaves no trace.
pub struct Publication {
    /// The program's version and the configuration's hash, for the manifest.
    made: (String, String),
    output: PathBuf,
    staged: PathBuf,
    /// What the output holds now, by its own manifest.
    before: BTreeMap<String, Entry>,
    exists: bool,
    entries: Mutex<BTreeMap<String, (Entry, bool)>>,
    folders: Mutex<BTreeSet<PathBuf>>,
    failure: Mutex<Option<PublishError>>,
    finished: bool,
    /// Held as long as this run works on the output.
    _lock: Lock,
}

/// A file that only one run at a time can hold. The system lets go of it also if the process is killed.
struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    fn take(path: PathBuf, output: &Path) -> Result<Lock, PublishError> {
        loop {
            let file = File::create(&path).map_err(machine("can't write", &path))?;
            if file.try_lock().is_err() {
                return Err(PublishError::Refused(format!("another build is publishing to {}; wait until it has ended", output.display())));
            }
            let lock = Lock { path: path.clone(), file };
            // Whoever held it before may have removed the file between our two steps; then this lock locks nothing.
            if lock.is_in_place() {
                return Ok(lock);
            }
        }
    }

    #[cfg(unix)]
    fn is_in_place(&self) -> bool {
        use std::os::unix::fs::MetadataExt;
        let there = fs::metadata(&self.path);
        let here = self.file.metadata();
        matches!((there, here), (Ok(there), Ok(here)) if there.ino() == here.ino())
    }

    #[cfg(not(unix))]
    fn is_in_place(&self) -> bool {
        self.file.metadata().is_ok() && self.path.exists()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

impl Publication {
    /// Prepares to publish to `output`. `sources` are folders that must not be written over.
    ///
    /// Errors: the output is or holds something that is not Lykta's, another run works on it, or the system refuses.
    pub fn begin(output: &Path, sources: &[PathBuf]) -> Result<Publication, PublishError> {
        let output = absolute(output)?;
        for source in sources {
            let Ok(source) = fs::canonicalize(source) else { continue };
            if output.starts_with(&source) || source.starts_with(&output) {
                return Err(PublishError::Refused(format!(
                    "{} is or holds the site's own files and can't be the output; choose another folder with --out",
                    output.display()
                )));
            }
        }
        let parent = output.parent().ok_or_else(|| PublishError::Refused("the root of the disk can't be the output".into()))?.to_owned();
        let name = output.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let exists = match fs::symlink_metadata(&output) {
            Ok(metadata) if metadata.is_dir() => true,
            Ok(_) => {
                return Err(PublishError::Refused(format!(
                    "{} is a file, not a folder; remove it, or choose another with --out",
                    output.display()
                )));
            }
            Err(_) => false,
        };
        let before = if exists { own_files(&output)? } else { BTreeMap::new() };
        fs::create_dir_all(&parent).map_err(machine("can't make the folder", &parent))?;
        let lock = Lock::take(parent.join(format!(".{name}.lock")), &output)?;
        let staged = parent.join(format!(".{name}.next"));
        clear(&staged).map_err(machine("can't clear", &staged))?;
        fs::create_dir(&staged).map_err(machine("can't make the folder", &staged))?;
        Ok(Publication {
            output,
            staged,
            before,
            exists,
            entries: Mutex::default(),
            folders: Mutex::default(),
            failure: Mutex::default(),
            finished: false,
            made: Default::default(),
            _lock: lock,
        })
    }

    /// Says what makes it, for the manifest.
    pub fn of(mut self, version: &str, config: &str) -> Publication {
        self.made = (version.to_owned(), config.to_owned());
        self
    }

    /// Stages one file. Failures are kept and told by [`Publication::finish`].
    pub fn add(&self, path: &str, bytes: &[u8]) {
        if self.failure.lock().expect("never poisoned").is_some() {
            return;
        }
        match self.stage(path, bytes) {
            Ok((entry, unchanged)) => {
                self.entries.lock().expect("never poisoned").insert(path.to_owned(), (entry, unchanged));
            }
            Err(error) => {
                self.failure.lock().expect("never poisoned").get_or_insert(error);
            }
        }
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(Entry, bool), PublishError> {
        let target = self.staged.join(path);
        let folder = target.parent().unwrap_or(&self.staged);
        self.make_folder(folder).map_err(machine("can't make the folder", folder))?;
        let entry = Entry::of(bytes);
        let old = self.output.join(path);
        // The manifest says that it is the same; the file itself is asked too, in case somebody has written over it.
        if self.before.get(path) == Some(&entry) && fs::read(&old).is_ok_and(|present| present == bytes) {
            if fs::hard_link(&old, &target).is_ok() {
                return Ok((entry, true));
            }
            // No hard links on this file system: a copy with the old time.
            if fs::copy(&old, &target).is_ok() {
                if let (Ok(metadata), Ok(file)) = (fs::metadata(&old), File::options().write(true).open(&target)) {
                    let _ = metadata.modified().and_then(|time| file.set_modified(time));
                }
                return Ok((entry, true));
            }
        }
        fs::write(&target, bytes).map_err(machine("can't write", &target))?;
        Ok((entry, false))
    }

    /// Each folder is made once, not asked for with every file.
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        if self.folders.lock().expect("never poisoned").contains(folder) {
            return Ok(());
        }
        fs::create_dir_all(folder)?;
        self.folders.lock().expect("never poisoned").insert(folder.to_owned());
        Ok(())
    }

    /// Puts the staged site in the output's place. `works` tells the next publication where works stood.
    pub fn finish(mut self, works: Works) -> Result<Published, PublishError> {
        if let Some(error) = self.failure.get_mut().expect("never poisoned").take() {
            return Err(error);
        }
        let entries = std::mem::take(self.entries.get_mut().expect("never poisoned"));
        let published = Published {
            written: entries.values().filter(|(_, unchanged)| !unchanged).count(),
            unchanged: entries.values().filter(|(_, unchanged)| *unchanged).count(),
            removed: self.before.keys().filter(|path| !entries.contains_key(*path)).count(),
        };
        if self.exists && published.written == 0 && published.removed == 0 && !self.before.is_empty() {
            // Nothing changed: the folder that is there stays.
            return Ok(published);
        }
        let files = entries.into_iter().map(|(path, (entry, _))| (path, entry)).collect();
        let manifest = Manifest::new(&self.made.0, &self.made.1, files, works);
        let path = self.staged.join(manifest::NAME);
        fs::write(&path, manifest.to_json()).map_err(machine("can't write", &path))?;
        sync(&self.staged).map_err(machine("can't write", &self.staged))?;
        exchange(&self.staged, &self.output).map_err(machine("can't publish to", &self.output))?;
        self.finished = true;
        // What stands in the staging folder now is the old site.
        let _ = clear(&self.staged);
        Ok(published)
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        if !self.finished {
            let _ = clear(&self.staged);
        }
    }
}

/// Where works stood when the output was published; nothing if it was not, or not by Lykta.
pub fn works_of(output: &Path) -> Works {
    let manifest = fs::read_to_string(output.join(manifest::NAME)).ok().and_then(|text| Manifest::from_json(&text));
    manifest.map(|manifest| manifest.works).unwrap_or_default()
}

/// The output with every link on its way followed, since exchanging a link would swap the link itself.
fn absolute(output: &Path) -> Result<PathBuf, PublishError> {
    if let Ok(path) = fs::canonicalize(output) {
        return Ok(path);
    }
    let path = std::path::absolute(output).map_err(machine("can't find", output))?;
    match (path.parent().map(fs::canonicalize), path.file_name()) {
        (Some(Ok(parent)), Some(name)) => Ok(parent.join(name)),
        _ => Ok(path),
    }
}

/// The files of a folder that Lykta made; an empty folder is as good as one.
fn own_files(output: &Path) -> Result<BTreeMap<String, Entry>, PublishError> {
    let manifest = fs::read_to_string(output.join(manifest::NAME)).ok().and_then(|text| Manifest::from_json(&text));
    let known = manifest.map(|manifest| manifest.files);
    for entry in WalkDir::new(output).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| PublishError::Machine {
            what: "can't look into",
            path: output.display().to_string(),
            error: error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links")),
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry.path().strip_prefix(output).unwrap_or(entry.path()).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        if path != manifest::NAME && !known.as_ref().is_some_and(|files| files.contains_key(&path)) {
            return Err(PublishError::Refused(format!(
                "{} holds files that Lykta did not make, such as {path}; nothing was changed. Move them away, or choose another folder with --out",
                output.display()
            )));
        }
    }
    Ok(known.unwrap_or_default())
}

fn clear(folder: &Path) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(folder),
        Ok(_) => fs::remove_file(folder),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Waits until what was staged would survive a power cut: one call for the whole file system where there is one.
fn sync(folder: &Path) -> io::Result<()> {
    let folder = File::open(folder)?;
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(&folder)?;
    #[cfg(not(target_os = "linux"))]
    folder.sync_all()?;
    Ok(())
}

/// Puts the staged folder in the output's place; afterwards `staged` holds what was there before, if anything.
fn exchange(staged: &Path, output: &Path) -> io::Result<()> {
    if !output.exists() {
        return fs::rename(staged, output);
    }
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, staged, CWD, output, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            Err(Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP) => {}
            // A mount point can't be exchanged, but its files can.
            Err(Errno::BUSY | Errno::XDEV) => return file_by_file(staged, output),
            Err(other) => return Err(other.into()),
        }
    }
    // Without an exchange: two renames with an instant between them, undone if the second fails.
    let before = staged.with_extension("before");
    clear(&before)?;
    fs::rename(output, &before)?;
    if let Err(error) = fs::rename(staged, output) {
        fs::rename(&before, output)?;
        return Err(error);
    }
    fs::rename(&before, staged)
}

/// Each file whole, fingerprinted ones first, so that no page asks for what is not there yet; removals last.
fn file_by_file(staged: &Path, output: &Path) -> io::Result<()> {
    let mut files: Vec<PathBuf> = WalkDir::new(staged)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| entry.path().strip_prefix(staged).ok().map(Path::to_owned))
        .collect();
    files.sort_by_key(|path| (!(path.starts_with("assets") || path.starts_with("media")), path.ends_with(manifest::NAME)));
    let kept: BTreeSet<&PathBuf> = files.iter().collect();
    for path in &files {
        let target = output.join(path);
        let new = fs::read(staged.join(path))?;
        if fs::read(&target).is_ok_and(|present| present == new) {
            continue;
        }
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        let temporary = target.with_file_name(format!(".{}.tmp", target.file_name().unwrap_or_default().to_string_lossy()));
        fs::write(&temporary, new)?;
        fs::rename(&temporary, &target)?;
    }
    for entry in WalkDir::new(output).contents_first(true).into_iter().filter_map(Result::ok) {
        let Ok(path) = entry.path().strip_prefix(output) else { continue };
        if entry.file_type().is_file() && !kept.contains(&path.to_owned()) {
            fs::remove_file(entry.path())?;
        } else if entry.file_type().is_dir() && entry.depth() > 0 {
            let _ = fs::remove_dir(entry.path());
        }
    }
    Ok(())
}

/// Removes an output that Lykta made, and what a killed run may have left beside it.
///
/// Gives how many files are gone. Errors: the folder holds something that is not Lykta's.
pub fn clean(output: &Path) -> Result<usize, PublishError> {
    let output = absolute(output)?;
    let removed = if output.exists() {
        if !output.is_dir() {
            return Err(PublishError::Refused(format!("{} is a file, not a folder; nothing was changed", output.display())));
        }
        let files = own_files(&output)?;
        fs::remove_dir_all(&output).map_err(machine("can't remove", &output))?;
        files.len()
    } else {
        0
    };
    if let (Some(parent), Some(name)) = (output.parent(), output.file_name()) {
        for left in [format!(".{}.next", name.to_string_lossy()), format!(".{}.lock", name.to_string_lossy())] {
            let left = parent.join(left);
            clear(&left).map_err(machine("can't remove", &left))?;
        }
    }
    Ok(removed)
}

/// How a folder differs from its manifest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    Missing(String),
    Changed(String),
    Extra(String),
}

/// Compares a folder with the manifest in it. Symbolic links count as extra or changed; they are not followed.
pub fn verify(output: &Path) -> Result<(Manifest, Vec<Difference>), PublishError> {
    let text = fs::read_to_string(output.join(manifest::NAME)).map_err(|error| {
        PublishError::Refused(format!("{} has no manifest ({}): {error}; `lykta build` writes it", output.display(), manifest::NAME))
    })?;
    let Some(manifest) = Manifest::from_json(&text) else {
        return Err(PublishError::Refused(format!("the manifest in {} can't be read", output.display())));
    };
    let mut seen = BTreeSet::new();
    let mut differences = Vec::new();
    for entry in WalkDir::new(output).min_depth(1).sort_by_file_name().into_iter().filter_map(Result::ok) {
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry.path().strip_prefix(output).unwrap_or(entry.path()).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        if path == manifest::NAME {
            continue;
        }
        let Some(known) = manifest.files.get(&path) else {
            differences.push(Difference::Extra(path));
            continue;
        };
        let same = entry.file_type().is_file() && fs::read(entry.path()).is_ok_and(|bytes| Entry::of(&bytes) == *known);
        if !same {
            differences.push(Difference::Changed(path.clone()));
        }
        seen.insert(path);
    }
    differences.extend(manifest.files.keys().filter(|path| !seen.contains(*path)).cloned().map(Difference::Missing));
    differences.sort();
    Ok((manifest, differences))
}
