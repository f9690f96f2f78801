//! Publishing to a folder: whole or not at all, also when the process is killed.
//!
//! The new site is staged in `.NAME.next` beside the output, on the same file system. A file that did not change is a
//! hard link to the present one, so that it keeps its inode and time. Then the two folders are exchanged by one system
//! call. A crash leaves at most the staging folder, which the next run deletes. A folder that can't be exchanged, or shall
//! stay, gets its files one by one.

#![expect(clippy::disallowed_methods, reason = "this is an edge: the only writer of files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use walkdir::WalkDir;

use super::file::anew;
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
    /// Whether the folder itself stays, and files are put into it.
    in_place: bool,
    entries: Mutex<BTreeMap<String, (Entry, bool)>>,
    folders: Mutex<FxHashSet<PathBuf>>,
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
            // What lies there is not emptied: it may be a link that somebody else has laid.
            let file = File::options().write(true).create(true).truncate(false).open(&path).map_err(machine("can't write", &path))?;
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
            let Ok(source) = dunce::canonicalize(source) else { continue };
            if output.starts_with(&source) || source.starts_with(&output) {
                return Err(PublishError::Refused(format!(
                    "{} is or holds the site's own files and can't be the output; choose another folder with --out",
                    output.display()
                )));
            }
        }
        let parent = output.parent().ok_or_else(|| PublishError::Refused("the root of the disk can't be the output".into()))?.to_owned();
        let name = output.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // The next publication to the outer one would find files in it that are not its own.
        if let Some(outer) = parent.ancestors().find(|outer| outer.join(manifest::NAME).is_file()) {
            return Err(PublishError::Refused(format!(
                "{} lies in {}, which is an output itself; choose a folder beside it with --out",
                output.display(),
                outer.display()
            )));
        }
        fs::create_dir_all(&parent).map_err(machine("can't make the folder", &parent))?;
        // From here on nobody else changes the output, so that what is seen of it stays true.
        let lock = Lock::take(parent.join(format!(".{name}.lock")), &output)?;
        let exists = match fs::symlink_metadata(&output) {
            Ok(metadata) if metadata.is_dir() => true,
            Ok(metadata) if metadata.is_symlink() => {
                return Err(PublishError::Refused(format!(
                    "{} is a link that leads nowhere; remove it, or make the folder that it leads to",
                    output.display()
                )));
            }
            Ok(_) => {
                return Err(PublishError::Refused(format!(
                    "{} is a file, not a folder; remove it, or choose another with --out",
                    output.display()
                )));
            }
            Err(_) => recover(&output).map_err(machine("can't bring back", &output))?,
        };
        let before = if exists { own_files(&output, &output)? } else { BTreeMap::new() };
        for left in [parent.join(format!(".{name}.next")), output.join(UNFINISHED)] {
            clear(&left).map_err(machine("can't clear", &left))?;
        }
        let staged = parent.join(format!(".{name}.next"));
        fs::create_dir(&staged).map_err(machine("can't make the folder", &staged))?;
        take_over(&output, &staged);
        Ok(Publication {
            output,
            staged,
            before,
            exists,
            in_place: false,
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

    /// Says whether the folder that is there shall stay, with other files in it: who has mounted it elsewhere, such as a
    /// server in a container, would never see another one.
    pub fn in_place(mut self, in_place: bool) -> Publication {
        self.in_place = in_place;
        self
    }

    /// Stages one file; gives its hash. Failures are kept and told by [`Publication::finish`].
    pub fn add(&self, path: &str, bytes: &[u8]) -> String {
        let entry = Entry::of(bytes);
        let hash = entry.blake3.clone();
        // The manifest says that it is the same; the file itself is asked too, in case somebody has written over it.
        let unchanged = self.before.get(path) == Some(&entry) && present(&self.output.join(path)).is_some_and(|present| present == bytes);
        if !unchanged && let Err(error) = self.stage(path, bytes) {
            self.failure.lock().expect("never poisoned").get_or_insert(error);
        }
        self.entries.lock().expect("never poisoned").insert(path.to_owned(), (entry, unchanged));
        hash
    }

    /// Whether the output holds a file with that hash, as it was published.
    pub fn has(&self, path: &str, hash: &str) -> bool {
        let Some(entry) = self.before.get(path).filter(|entry| entry.blake3 == hash) else { return false };
        present(&self.output.join(path)).is_some_and(|present| Entry::of(&present) == *entry)
    }

    /// Lets a file stand as it was published.
    pub fn keep(&self, path: &str) {
        if let Some(entry) = self.before.get(path) {
            self.entries.lock().expect("never poisoned").insert(path.to_owned(), (entry.clone(), true));
        }
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        if self.failure.lock().expect("never poisoned").is_some() {
            return Ok(());
        }
        let target = self.place(path)?;
        fs::write(&target, bytes).map_err(machine("can't write", &target))
    }

    /// Puts a file that did not change beside those that did.
    fn link(&self, path: &str) -> Result<(), PublishError> {
        let (old, target) = (self.output.join(path), self.place(path)?);
        if fs::hard_link(&old, &target).is_ok() {
            return Ok(());
        }
        // No hard links on this file system: a copy with the old time.
        fs::copy(&old, &target).map_err(machine("can't write", &target))?;
        if let (Ok(metadata), Ok(file)) = (fs::metadata(&old), File::options().write(true).open(&target)) {
            let _ = metadata.modified().and_then(|time| file.set_modified(time));
        }
        Ok(())
    }

    /// Where a file is staged. Its folder is made once, not asked for with every file.
    fn place(&self, path: &str) -> Result<PathBuf, PublishError> {
        let target = self.staged.join(path);
        let folder = target.parent().unwrap_or(&self.staged);
        if !self.folders.lock().expect("never poisoned").contains(folder) {
            fs::create_dir_all(folder).map_err(machine("can't make the folder", folder))?;
            self.folders.lock().expect("never poisoned").insert(folder.to_owned());
        }
        Ok(target)
    }

    /// Puts the staged site in the output's place. `works` tells the next publication where works stood.
    pub fn finish(&mut self, works: Works) -> Result<Published, PublishError> {
        if let Some(error) = self.failure.get_mut().expect("never poisoned").take() {
            return Err(error);
        }
        let entries = std::mem::take(self.entries.get_mut().expect("never poisoned"));
        let published = Published {
            written: entries.values().filter(|(_, unchanged)| !unchanged).count(),
            unchanged: entries.values().filter(|(_, unchanged)| *unchanged).count(),
            removed: self.before.keys().filter(|path| !entries.contains_key(*path)).count(),
        };
        let stays = self.exists && published.written == 0 && published.removed == 0 && !self.before.is_empty();
        if !stays {
            entries.par_iter().filter(|(_, (_, unchanged))| *unchanged).try_for_each(|(path, _)| self.link(path))?;
        }
        let files = entries.into_iter().map(|(path, (entry, _))| (path, entry)).collect();
        let manifest = Manifest::new(&self.made.0, &self.made.1, files, works);
        if stays {
            // No file changed: the folder that is there stays. A work may stand in another folder under its old address, and
            // the next publication must know.
            renew(&self.output, &manifest).map_err(machine("can't write", &self.output.join(manifest::NAME)))?;
            return Ok(published);
        }
        let path = self.staged.join(manifest::NAME);
        fs::write(&path, manifest.to_json()).map_err(machine("can't write", &path))?;
        sync(&self.staged).map_err(machine("can't write", &self.staged))?;
        self.is_whole(&manifest)?;
        let publishing = || machine("can't publish to", &self.output);
        let keeps_folder = self.in_place && self.output.exists();
        if keeps_folder || !exchange(&self.staged, &self.output).map_err(publishing())? {
            own_files(&self.output, &self.output)?;
            file_by_file(&self.staged, &self.output, &self.before, &manifest).map_err(publishing())?;
        } else if let Err(foreign) = still_own(&self.staged, &self.output) {
            // While this was built, somebody has put something of theirs into the output or in its place.
            exchange(&self.staged, &self.output).map_err(publishing())?;
            return Err(foreign);
        }
        self.finished = true;
        // What stands in the staging folder now is the old site.
        let _ = clear(&self.staged);
        Ok(published)
    }

    /// Whether all that was staged still lies there: somebody may have tidied up beside the output meanwhile.
    fn is_whole(&self, manifest: &Manifest) -> Result<(), PublishError> {
        let lies_there = |(path, entry): (&String, &Entry)| {
            fs::symlink_metadata(self.staged.join(path)).is_ok_and(|file| file.is_file() && file.len() == entry.size)
        };
        if manifest.files.par_iter().all(lies_there) && self.staged.join(manifest::NAME).is_file() {
            return Ok(());
        }
        Err(PublishError::Refused(format!(
            "somebody has removed files from {} while the site was built; nothing was changed. Build again",
            self.staged.display()
        )))
    }

    /// Tells the next publication where works stand, once the site is published and more is done.
    ///
    /// Errors: the system refuses; then what [`Publication::finish`] was given stays.
    pub fn stands(&self, works: Works) -> Result<(), PublishError> {
        let path = self.output.join(manifest::NAME);
        let Some(manifest) = manifest_of(&self.output) else { return Ok(()) };
        renew(&self.output, &Manifest { works, ..manifest }).map_err(machine("can't write", &path))
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
    manifest_of(output).map(|manifest| manifest.works).unwrap_or_default()
}

fn manifest_of(folder: &Path) -> Option<Manifest> {
    Manifest::from_json(&fs::read_to_string(folder.join(manifest::NAME)).ok()?)
}

/// What a published file holds; `None` if it is no file any more. A link is none, whatever it leads to.
fn present(file: &Path) -> Option<Vec<u8>> {
    fs::symlink_metadata(file).ok()?.is_file().then(|| fs::read(file).ok())?
}

/// The output with every link on its way followed, since exchanging a link would swap the link itself.
fn absolute(output: &Path) -> Result<PathBuf, PublishError> {
    if let Ok(path) = dunce::canonicalize(output) {
        return Ok(path);
    }
    let path = std::path::absolute(output).map_err(machine("can't find", output))?;
    match (path.parent().map(dunce::canonicalize), path.file_name()) {
        (Some(Ok(parent)), Some(name)) => Ok(parent.join(name)),
        _ => Ok(path),
    }
}

/// Whether the folder that has just been exchanged holds nothing but what Lykta made.
fn still_own(before: &Path, output: &Path) -> Result<(), PublishError> {
    match fs::symlink_metadata(before) {
        Ok(metadata) if metadata.is_dir() => own_files(before, output).map(|_| ()),
        Ok(_) => {
            Err(PublishError::Refused(format!("{} has become a file while the site was built; nothing was changed", output.display())))
        }
        Err(_) => Ok(()),
    }
}

/// What systems put into a folder that somebody has looked at. It goes with the old site.
const LEFT_BY_SYSTEMS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The files of a folder that Lykta made; an empty folder is as good as one. Messages name it as `output`.
fn own_files(folder: &Path, output: &Path) -> Result<BTreeMap<String, Entry>, PublishError> {
    let known = manifest_of(folder).map(|manifest| manifest.files);
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| PublishError::Machine {
            what: "can't look into",
            path: output.display().to_string(),
            error: error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links")),
        })?;
        let is_left = entry.file_type().is_file() && LEFT_BY_SYSTEMS.iter().any(|name| entry.file_name() == *name);
        if entry.file_type().is_dir() || is_left {
            continue;
        }
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        let is_unfinished = path.split('/').next() == Some(UNFINISHED);
        if path != manifest::NAME && !is_unfinished && !known.as_ref().is_some_and(|files| files.contains_key(&path)) {
            // As a merge leaves it, where the output is kept in git.
            if known.is_none() && folder.join(manifest::NAME).is_file() {
                return Err(PublishError::Refused(format!(
                    "the manifest in {} can't be read, so that nobody knows what Lykta made there; nothing was changed. Move the folder away, or choose another with --out",
                    output.display()
                )));
            }
            return Err(PublishError::Refused(format!(
                "{} holds files that Lykta did not make, such as {path}; nothing was changed. Move them away, or choose another folder with --out",
                output.display()
            )));
        }
    }
    Ok(known.unwrap_or_default())
}

/// Removes what is Lykta's own, with all that lies in it.
fn clear(folder: &Path) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(metadata) if metadata.is_dir() => match fs::remove_dir_all(folder) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                make_writable(folder)?;
                fs::remove_dir_all(folder)
            }
            removed => removed,
        },
        Ok(_) => fs::remove_file(folder),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Removes an output; a mount point can't be removed, and stays as an empty folder.
fn clear_output(output: &Path) -> io::Result<()> {
    let is_empty = || fs::read_dir(output).is_ok_and(|mut entries| entries.next().is_none());
    match clear(output) {
        Err(error) if error.kind() == io::ErrorKind::ResourceBusy && is_empty() => Ok(()),
        cleared => cleared,
    }
}

/// Gives a new folder the group, the owner and the permissions of the one in whose place it comes, as far as this user
/// may. Without its group, its permissions would be for others than those who were meant.
#[cfg(unix)]
fn take_over(before: &Path, folder: &Path) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let Ok(known) = fs::symlink_metadata(before) else { return };
    let (owner, group) = (known.uid(), known.gid());
    if chown(folder, Some(owner), Some(group)).or_else(|_| chown(folder, None, Some(group))).is_ok() {
        // A folder that was made read-only is still written to.
        let mode = known.permissions().mode() | 0o700;
        let _ = fs::set_permissions(folder, fs::Permissions::from_mode(mode));
    }
}

#[cfg(not(unix))]
fn take_over(_: &Path, _: &Path) {}

/// Lets this user remove what lies in a folder, and in the folders in it: a published site may have been made read-only, so
/// that nobody changes it by mistake.
fn make_writable(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mut permissions = fs::symlink_metadata(folder)?.permissions();
        permissions.set_mode(permissions.mode() | 0o700);
        fs::set_permissions(folder, permissions)?;
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            make_writable(&entry.path())?;
        }
    }
    Ok(())
}

/// Waits until what was staged would survive a power cut: one call for the whole file system where there is one. Windows
/// opens no folder and would have to be asked file by file; the next build there writes anew what was lost.
#[cfg(windows)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it fails")]
fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(windows))]
fn sync(folder: &Path) -> io::Result<()> {
    let folder = File::open(folder)?;
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(&folder)?;
    #[cfg(not(target_os = "linux"))]
    folder.sync_all()?;
    Ok(())
}

/// Puts the staged folder in the output's place; afterwards `staged` holds what was there before, if anything. `false` if
/// the output can't be exchanged: it is a mount point, or on Windows somebody uses it.
fn exchange(staged: &Path, output: &Path) -> io::Result<bool> {
    if !output.exists() {
        return fs::rename(staged, output).map(|()| true);
    }
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, staged, CWD, output, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(true),
            Err(Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP) => {}
            Err(Errno::BUSY | Errno::XDEV) => return Ok(false),
            Err(other) => return Err(other.into()),
        }
    }
    // Without an exchange: two renames with an instant between them, undone if the second fails. A run that is killed in
    // that instant leaves the old site to `recover`.
    let before = set_aside(output);
    clear(&before)?;
    match fs::rename(output, &before) {
        // On Windows a folder stays where it is as long as anybody looks into it or has a file of it open.
        Err(error) if cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied => return Ok(false),
        renamed => renamed?,
    }
    if let Err(error) = fs::rename(staged, output) {
        fs::rename(&before, output)?;
        return Err(error);
    }
    fs::rename(&before, staged).map(|()| true)
}

/// Where the old site waits while the new one takes its place.
fn set_aside(output: &Path) -> PathBuf {
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    output.with_file_name(format!(".{name}.before"))
}

/// Brings back the old site if a run was killed while it was set aside. Gives whether there is one.
fn recover(output: &Path) -> io::Result<bool> {
    let before = set_aside(output);
    if !before.join(manifest::NAME).is_file() {
        return Ok(false);
    }
    fs::rename(before, output).map(|()| true)
}

/// What is on its way into an output: a manifest, or a folder with all files that are to come.
const UNFINISHED: &str = ".lykta-unfinished";

/// Removes links that stand where Lykta has published files, so that nothing is written or removed behind them.
fn without_links(output: &Path) -> io::Result<()> {
    for entry in WalkDir::new(output).min_depth(1) {
        let entry = entry?;
        if entry.file_type().is_symlink() {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Puts a manifest beside files that stay as they are, if it says something else than the one that is there.
fn renew(output: &Path, manifest: &Manifest) -> io::Result<()> {
    let (at, json) = (output.join(manifest::NAME), manifest.to_json());
    if present(&at).is_some_and(|present| present == json.as_bytes()) {
        return Ok(());
    }
    let unfinished = output.join(UNFINISHED);
    // It is on the disk before it takes the other's place: without a manifest the folder would be nobody's.
    let put = anew(&unfinished)
        .and_then(|mut file| file.write_all(json.as_bytes()))
        .and_then(|()| sync(output))
        .and_then(|()| fs::rename(&unfinished, &at));
    put.inspect_err(|_| {
        let _ = fs::remove_file(&unfinished);
    })
}

/// Puts a site into a folder that stays. Fingerprinted files come first, so that no page asks for what is not there yet;
/// removals last.
///
/// All that is new is written into a folder of its own within the output, and lies on the disk before the first file is
/// touched: where there is no room for it, the old site stays as it is. What follows are renames.
///
/// A run that is killed among them leaves files of both sites. The manifest that is put in place first names them all, so
/// that the next run knows them as its own. To come to either site it needs no more room than this one had, since what was
/// not in place yet is given up.
fn file_by_file(staged: &Path, output: &Path, before: &BTreeMap<String, Entry>, manifest: &Manifest) -> io::Result<()> {
    without_links(output)?;
    let unfinished = output.join(UNFINISHED);
    let put = wait_within(staged, output, before, manifest).and_then(|changed| put_in_place(output, &changed, before, manifest));
    put.inspect_err(|_| {
        let _ = clear(&unfinished);
        // Folders that were made for files that did not come.
        manifest.files.keys().for_each(|path| remove_empty(output, path));
    })
}

/// The manifests that wait beside the files: of both sites, and of the new one.
const OF_BOTH: &str = "of-both";
const OF_NEW: &str = "of-new";

/// Writes into the output what is to come, each file under its number, and makes the folders. Gives the paths, by number.
fn wait_within<'m>(staged: &Path, output: &Path, before: &BTreeMap<String, Entry>, manifest: &'m Manifest) -> io::Result<Vec<&'m String>> {
    let unfinished = output.join(UNFINISHED);
    fs::create_dir(&unfinished)?;
    let mut of_both = manifest.clone();
    for (path, entry) in before {
        of_both.files.entry(path.clone()).or_insert_with(|| entry.clone());
    }
    fs::write(unfinished.join(OF_BOTH), of_both.to_json())?;
    fs::write(unfinished.join(OF_NEW), manifest.to_json())?;
    let mut paths: Vec<&String> = manifest.files.keys().collect();
    paths.sort_by_key(|path| !(path.starts_with("assets/") || path.starts_with("media/")));
    let mut changed = Vec::new();
    for path in paths {
        let (from, to) = (staged.join(path), unfinished.join(changed.len().to_string()));
        let new = fs::read(&from)?;
        if present(&output.join(path)).is_some_and(|present| present == new) {
            continue;
        }
        // What was staged on another file system is written once more.
        fs::rename(&from, &to).or_else(|_| fs::write(&to, new))?;
        match make_folder_of(output, path) {
            // A file of the old site stands where a folder is to be.
            Err(error) if !matches!(error.kind(), io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists) => return Err(error),
            _ => changed.push(path),
        }
    }
    sync(output)?;
    Ok(changed)
}

/// Lets the files that wait take their places.
fn put_in_place(output: &Path, changed: &[&String], before: &BTreeMap<String, Entry>, manifest: &Manifest) -> io::Result<()> {
    let unfinished = output.join(UNFINISHED);
    fs::rename(unfinished.join(OF_BOTH), output.join(manifest::NAME))?;
    let gone = before.keys().filter(|path| !manifest.files.contains_key(*path));
    let (in_the_way, others): (Vec<&String>, Vec<&String>) = gone.partition(|path| stands_in_the_way(path, &manifest.files));
    in_the_way.into_iter().try_for_each(|path| remove(output, path))?;
    for (number, path) in changed.iter().enumerate() {
        make_folder_of(output, path)?;
        fs::rename(unfinished.join(number.to_string()), output.join(path))?;
    }
    others.into_iter().try_for_each(|path| remove(output, path))?;
    fs::rename(unfinished.join(OF_NEW), output.join(manifest::NAME))?;
    fs::remove_dir(&unfinished)?;
    sync(output)
}

/// Whether a file stands where the site has a folder, or the other way round.
fn stands_in_the_way(path: &str, files: &BTreeMap<String, Entry>) -> bool {
    let below = format!("{path}/");
    let is_folder = files.range(below.clone()..).next().is_some_and(|(path, _)| path.starts_with(&below));
    is_folder || path.match_indices('/').any(|(end, _)| files.contains_key(&path[..end]))
}

fn make_folder_of(output: &Path, path: &str) -> io::Result<()> {
    output.join(path).parent().map_or(Ok(()), fs::create_dir_all)
}

/// Removes a file of the old site, if a run before this one has not, and folders that are empty then.
fn remove(output: &Path, path: &str) -> io::Result<()> {
    let file = output.join(path);
    if fs::symlink_metadata(&file).is_ok_and(|file| !file.is_dir()) {
        fs::remove_file(&file)?;
    }
    remove_empty(output, path);
    Ok(())
}

/// Removes the folders of a file that are empty.
fn remove_empty(output: &Path, path: &str) {
    let folders = Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    let _ = folders.map(|folder| fs::remove_dir(output.join(folder))).take_while(Result::is_ok).count();
}

/// Removes an output that Lykta made, and what a killed run may have left beside it.
///
/// Gives how many files are gone. Errors: the folder holds something that is not Lykta's, or another run works on it.
pub fn clean(output: &Path) -> Result<usize, PublishError> {
    // An author's link to the folder stays, and so does the folder: a link that leads nowhere is no output.
    let is_link = fs::symlink_metadata(output.components().collect::<PathBuf>()).is_ok_and(|output| output.is_symlink());
    let output = absolute(output)?;
    let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else { return Ok(0) };
    let [next, before, lock] = ["next", "before", "lock"].map(|left| parent.join(format!(".{}.{left}", name.to_string_lossy())));
    if ![&output, &next, &before, &lock].iter().any(|path| fs::symlink_metadata(path).is_ok()) {
        return Ok(0);
    }
    // A build that is under way would publish what is left of its staging folder. The lock's file goes last, with the lock.
    let _lock = Lock::take(lock, &output)?;
    let removed = if output.exists() {
        if !output.is_dir() {
            return Err(PublishError::Refused(format!("{} is a file, not a folder; nothing was changed", output.display())));
        }
        let files = own_files(&output, &output)?;
        clear_output(&output).map_err(machine("can't remove", &output))?;
        if is_link {
            fs::create_dir(&output).map_err(machine("can't make the folder", &output))?;
        }
        files.len()
    } else {
        0
    };
    for left in [next, before] {
        clear(&left).map_err(machine("can't remove", &left))?;
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
    if !output.is_dir() {
        return Err(PublishError::Refused(format!("{} is not a folder; name the one that was published", output.display())));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_that_can_not_be_read_is_told_as_such() {
        let place = tempfile::tempdir().unwrap();
        let output = place.path().join("public");
        fs::create_dir(&output).unwrap();
        fs::write(output.join("index.html"), "").unwrap();
        let refused = || Publication::begin(&output, &[]).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(refused().contains("holds files that Lykta did not make, such as index.html"), "{}", refused());
        fs::write(output.join(manifest::NAME), "<<<<<<< HEAD\n").unwrap();
        assert!(refused().contains("can't be read"), "{}", refused());
    }

    #[test]
    fn a_file_may_come_where_a_folder_was_and_a_folder_where_a_file_was() {
        let place = tempfile::tempdir().unwrap();
        let output = place.path().join("public");
        for files in [["a", "b/c/d"], ["a/x", "b"], ["a", "b/c"], ["a/y/z", "b/c/d"]] {
            let mut publication = Publication::begin(&output, &[]).unwrap().in_place(true);
            files.iter().for_each(|path| drop(publication.add(path, path.as_bytes())));
            publication.finish(Works::new()).unwrap();
            let (manifest, differences) = verify(&output).unwrap();
            assert_eq!(manifest.files.keys().collect::<Vec<_>>(), files);
            assert_eq!(differences, []);
            // As if a run had been killed on its way: the manifest names files of before as well.
            let both = files.iter().chain(&["a", "b/c/d", "a/x", "b"]).map(|path| ((*path).to_owned(), Entry::of(path.as_bytes())));
            fs::write(output.join(manifest::NAME), Manifest::new("", "", both.collect(), Works::new()).to_json()).unwrap();
        }
    }
}
