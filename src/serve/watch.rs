//! Watching the site's folder: tells that something changed, soon after it has settled.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{MAIN_SEPARATOR, Path};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::WalkDir;

use crate::source::{TOPS, is_left_behind};

/// How long nothing must happen after every file that was written to has been closed: editors that write beside the file
/// and rename take several steps.
const QUICK: Duration = Duration::from_millis(2);
/// The same where the system does not tell of closing. Editors write a file in several steps within a few milliseconds.
const SETTLE: Duration = Duration::from_millis(15);
/// Whether the system tells when a file that was written to is closed: then that is waited for, or a save that takes its time
/// would show an emptied page.
const TELLS_OF_CLOSING: bool = cfg!(target_os = "linux");
/// Something that never settles is looked at all the same after this time.
const LONGEST: Duration = Duration::from_millis(400);
/// What is written into a new folder before it is watched is seen by a second look after this time.
const AGAIN: Duration = Duration::from_millis(60);
/// How often the folder is looked through where the system tells nothing. A walk of a large one on a slow drive may take
/// long; then the pauses are ten times as long as a walk.
const POLL: Duration = Duration::from_millis(500);

/// What the system or a walk has told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// These paths below the root, and what lies below them.
    Changed(BTreeSet<String>, Phase),
    /// Anything may have changed.
    Anything,
    /// Nothing has changed, and yet the site is to be another.
    Rebuild,
    /// The watcher can't be relied on any longer; why.
    Lost(String),
}

/// Whether more is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// A file was opened and is being written to.
    Writing,
    Done,
    /// A folder has come; what lies in it may not have been told.
    NewFolder,
}

/// What may have changed, once it has settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub paths: BTreeSet<String>,
    /// Look at everything instead.
    pub anything: bool,
    /// Build, whether anything has changed or not.
    pub rebuild: bool,
    /// The watcher can't be relied on any longer; why.
    pub lost: Option<String>,
}

/// A watcher; as long as it lives, changes are told.
pub struct Watching {
    watcher: RecommendedWatcher,
}

impl Watching {
    /// Begins to watch `content/` and `themes/` below the root.
    ///
    /// Errors, in words: the system can't watch all of it, or is known to tell nothing of such a drive.
    pub fn begin(root: &Path, told: mpsc::Sender<Told>) -> Result<Watching, String> {
        if let Some(kind) = silent_drive(root) {
            return Err(format!("{kind} tells of changes made here alone"));
        }
        let at = root.to_owned();
        let tell = move |event| {
            if let Some(what) = understood(event, &at) {
                let _ = told.send(what);
            }
        };
        let watcher = RecommendedWatcher::new(tell, Config::default()).map_err(|error| error.to_string())?;
        let mut watching = Watching { watcher };
        // The root itself tells when content/ or themes/ come, go or are exchanged.
        watching.watcher.watch(root, RecursiveMode::NonRecursive).map_err(|error| error.to_string())?;
        watching.tops(root)?;
        Ok(watching)
    }

    /// Watches `content/` and `themes/` anew, which may be other folders than before. Errors: as in [`Watching::begin`].
    pub fn tops(&mut self, root: &Path) -> Result<(), String> {
        for folder in TOPS.map(|name| root.join(name)) {
            let _ = self.watcher.unwatch(&folder);
            if folder.exists() {
                self.watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| error.to_string())?;
            }
        }
        Ok(())
    }
}

/// The kind of a drive on which others can change files without this system being told.
#[cfg(target_os = "linux")]
fn silent_drive(root: &Path) -> Option<&'static str> {
    // The numbers are those of Linux's statfs(2).
    match rustix::fs::statfs(root).ok()?.f_type {
        0x6969 => Some("a network drive (NFS)"),
        0x517B | 0xFE53_4D42 | 0xFF53_4D42 => Some("a network drive (SMB)"),
        0x0102_1997 => Some("a shared drive (9P)"),
        0x00C3_6400 => Some("a network drive (Ceph)"),
        0x6573_5546 => Some("a drive in user space (FUSE)"),
        _ => None,
    }
}

#[cfg(not(target_os = "linux"))]
fn silent_drive(_: &Path) -> Option<&'static str> {
    None
}

/// What an event means for the site; reading a file is no change, and what lies elsewhere below the root is none of ours.
fn understood(event: Result<Event, notify::Error>, root: &Path) -> Option<Told> {
    let event = match event {
        Ok(event) => event,
        Err(error) => return Some(Told::Lost(error.to_string())),
    };
    let phase = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Phase::Done,
        EventKind::Access(_) => return None,
        EventKind::Create(CreateKind::Folder) => Phase::NewFolder,
        EventKind::Modify(ModifyKind::Name(_)) => Phase::NewFolder,
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any | ModifyKind::Other) => Phase::Writing,
        EventKind::Modify(ModifyKind::Metadata(_)) | EventKind::Remove(_) => Phase::Done,
        EventKind::Any | EventKind::Other => Phase::Writing,
    };
    if event.need_rescan() || event.paths.is_empty() {
        return Some(Told::Anything);
    }
    let below: Option<Vec<String>> =
        event.paths.iter().map(|path| Some(path.strip_prefix(root).ok()?.to_str()?.replace(MAIN_SEPARATOR, "/"))).collect();
    // A name that is no text, the root itself, or a place that is none of the root's: look at everything.
    let Some(paths) = below.filter(|paths| paths.iter().all(|path| !path.is_empty())) else { return Some(Told::Anything) };
    let ours = |path: &String| !is_left_behind(path) && TOPS.iter().any(|top| path.split('/').next() == Some(top));
    let paths: BTreeSet<String> = paths.into_iter().filter(ours).collect();
    (!paths.is_empty()).then_some(Told::Changed(paths, phase))
}

/// What tells one state of a file from another: when it was written, how long it is, and which file it is.
pub type State = (Option<SystemTime>, u64, u64);

/// What a walk has seen, by path, and how long it took.
pub type Walked = (BTreeMap<String, State>, Duration);

/// Looks through the folder again and again, and tells what differs from the last walk, until nobody listens any more.
pub fn poll(root: &Path, (mut before, mut took): Walked, told: &mpsc::Sender<Told>) {
    loop {
        thread::sleep(POLL.max(took * 10));
        let (now, time) = walk(root);
        let differs = now.iter().filter(|(path, state)| before.get(*path) != Some(state)).map(|(path, _)| path.clone());
        let gone = before.keys().filter(|path| !now.contains_key(*path)).cloned();
        let changed: BTreeSet<String> = differs.chain(gone).collect();
        (before, took) = (now, time);
        if !changed.is_empty() && told.send(Told::Changed(changed, Phase::Done)).is_err() {
            return;
        }
    }
}

/// Every file and folder of the site, and how long it took to look.
#[expect(clippy::disallowed_methods, reason = "pauses depend on how slow the drive is, and this is an edge")]
pub fn walk(root: &Path) -> Walked {
    let begun = Instant::now();
    let mut seen = BTreeMap::new();
    for entry in TOPS.iter().flat_map(|top| WalkDir::new(root.join(top)).follow_root_links(true)).flatten() {
        let Some(path) = entry.path().strip_prefix(root).ok().and_then(Path::to_str).map(|path| path.replace(MAIN_SEPARATOR, "/")) else {
            continue;
        };
        if is_left_behind(&path) {
            continue;
        }
        // A folder's own time changes with what lies in it, which tells for itself.
        let state = match entry.metadata() {
            Ok(metadata) if metadata.is_file() => (metadata.modified().ok(), metadata.len(), identity(&metadata)),
            _ => (None, 0, 0),
        };
        seen.insert(path, state);
    }
    (seen, begun.elapsed())
}

#[cfg(unix)]
fn identity(metadata: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> u64 {
    0
}

/// Waits for a change and until it has settled; `None` if there will be none any more. `later` is told of what should be
/// looked at a second time.
#[expect(clippy::disallowed_methods, reason = "a change that never settles must be seen all the same, and this is an edge")]
pub fn settled(told: &mpsc::Receiver<Told>, later: &mpsc::Sender<Told>) -> Option<Change> {
    let mut change = Change::default();
    let mut open = BTreeSet::new();
    let mut new_folders = BTreeSet::new();
    let mut next = told.recv().ok()?;
    let begun = Instant::now();
    loop {
        match next {
            Told::Changed(paths, phase) => {
                for path in paths {
                    // What has another name now is told of by that.
                    open.remove(&path);
                    match phase {
                        Phase::Writing => _ = open.insert(path.clone()),
                        Phase::NewFolder => _ = new_folders.insert(path.clone()),
                        Phase::Done => {}
                    }
                    change.paths.insert(path);
                }
            }
            Told::Anything => change.anything = true,
            Told::Rebuild => change.rebuild = true,
            Told::Lost(reason) => {
                change.anything = true;
                change.lost = Some(reason);
            }
        }
        let patience = match () {
            () if open.is_empty() => QUICK,
            () if TELLS_OF_CLOSING => LONGEST.saturating_sub(begun.elapsed()),
            () => SETTLE,
        };
        next = match told.recv_timeout(patience) {
            Ok(next) if begun.elapsed() < LONGEST => next,
            Ok(next) => {
                // It comes with the next change.
                let _ = later.send(next);
                break;
            }
            Err(_) => break,
        };
    }
    if !new_folders.is_empty() {
        let later = later.clone();
        thread::spawn(move || {
            thread::sleep(AGAIN);
            let _ = later.send(Told::Changed(new_folders, Phase::Done));
        });
    }
    Some(change)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::{Phase, Told, settled};

    fn changed(path: &str, phase: Phase) -> Told {
        Told::Changed([path.to_owned()].into(), phase)
    }

    #[test]
    fn what_an_editor_does_in_several_steps_is_one_change() {
        let (later, told) = mpsc::channel();
        later.send(changed("content/a", Phase::Writing)).unwrap();
        later.send(changed("content/b", Phase::Writing)).unwrap();
        later.send(changed("content/a", Phase::Done)).unwrap();
        let change = settled(&told, &later).unwrap();
        assert_eq!(change.paths.into_iter().collect::<Vec<_>>(), ["content/a", "content/b"]);
        assert!(!change.anything);
    }

    #[test]
    fn a_watcher_that_lost_something_means_that_anything_may_have_changed() {
        let (later, told) = mpsc::channel();
        later.send(Told::Lost("the limit is reached".into())).unwrap();
        let change = settled(&told, &later).unwrap();
        assert!(change.anything);
        assert_eq!(change.lost.as_deref(), Some("the limit is reached"));
    }

    #[test]
    fn what_the_system_says_that_it_lost_means_a_full_look() {
        let root = std::path::Path::new("/site");
        let lost = notify::Event::new(notify::EventKind::Other).set_flag(notify::event::Flag::Rescan);
        assert_eq!(super::understood(Ok(lost), root), Some(Told::Anything));
        let failed = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
        assert!(matches!(super::understood(Err(failed), root), Some(Told::Lost(_))));
        let read = notify::Event::new(notify::EventKind::Access(notify::event::AccessKind::Any)).add_path(root.join("content/a.md"));
        assert_eq!(super::understood(Ok(read), root), None);
        let elsewhere = notify::Event::new(notify::EventKind::Any).add_path(root.join("public/index.html"));
        assert_eq!(super::understood(Ok(elsewhere), root), None);
    }

    #[test]
    fn where_the_system_tells_nothing_the_folder_is_looked_through() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        #[expect(clippy::disallowed_methods, reason = "a test writes files")]
        let write = |path: &str, text: &str| {
            std::fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            std::fs::write(root.join(path), text).unwrap();
        };
        write("content/a.md", "one");
        write("content/gone.md", "one");
        let (told, heard) = mpsc::channel();
        let (watched, before) = (root.clone(), super::walk(&root));
        std::thread::spawn(move || super::poll(&watched, before, &told));
        // Of the same length, and in the same second.
        write("content/a.md", "two");
        write("content/new/b.md", "one");
        #[expect(clippy::disallowed_methods, reason = "a test removes files")]
        std::fs::remove_file(root.join("content/gone.md")).unwrap();
        let Told::Changed(paths, Phase::Done) = heard.recv_timeout(std::time::Duration::from_secs(10)).unwrap() else { panic!() };
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        assert_eq!(paths, ["content/a.md", "content/gone.md", "content/new", "content/new/b.md"]);
    }

    #[test]
    fn a_new_folder_is_looked_at_twice() {
        let (later, told) = mpsc::channel();
        later.send(changed("content/new", Phase::NewFolder)).unwrap();
        assert!(settled(&told, &later).unwrap().paths.contains("content/new"));
        assert!(settled(&told, &later).unwrap().paths.contains("content/new"));
    }
}
