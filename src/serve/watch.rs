//! Watching the site's folder: tells that something changed, soon after it has settled.

use std::collections::BTreeSet;
use std::path::{MAIN_SEPARATOR, Path};
use std::sync::mpsc;
use std::time::Duration;

use crate::source::{TOPS, is_left_behind};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing must happen before a change counts as done. Editors write a file in several steps within a few
/// milliseconds.
const SETTLE: Duration = Duration::from_millis(8);
/// How often the folder is looked through where the system tells nothing.
const POLL: Duration = Duration::from_millis(700);

/// A watcher, and how it watches. As long as it lives, changes are told.
pub struct Watching {
    _watcher: Box<dyn Watcher + Send>,
    /// Set where the system does not tell of changes, and the folder is looked through instead.
    pub polls: Option<String>,
}

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These paths, below the root, and what lies below them.
    Paths(BTreeSet<String>),
    /// Anything: the watcher lost something, or does not know.
    Anything,
}

/// Begins to watch `content/` and `themes/` below the root.
///
/// Errors: neither way of watching works.
pub fn watch(root: &Path, changed: mpsc::Sender<Change>) -> Result<Watching, notify::Error> {
    let (told, at) = (changed.clone(), root.to_owned());
    let quick = RecommendedWatcher::new(move |event| tell(event, &at, &told), Config::default()).and_then(|mut watcher| {
        begin(&mut watcher, root)?;
        Ok(watcher)
    });
    match quick {
        Ok(watcher) => Ok(Watching { _watcher: Box::new(watcher), polls: None }),
        Err(error) => {
            let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
            let at = root.to_owned();
            let mut watcher = PollWatcher::new(move |event| tell(event, &at, &changed), config)?;
            begin(&mut watcher, root)?;
            Ok(Watching { _watcher: Box::new(watcher), polls: Some(error.to_string()) })
        }
    }
}

fn begin(watcher: &mut impl Watcher, root: &Path) -> Result<(), notify::Error> {
    // The root itself tells when content/ or themes/ come, go or are exchanged.
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in ["content", "themes"].map(|name| root.join(name)) {
        if folder.exists() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(())
}

/// What an event means for the site; reading a file is no change, and what lies elsewhere below the root is none of ours.
fn tell(event: Result<Event, notify::Error>, root: &Path, changed: &mpsc::Sender<Change>) {
    let change = match event {
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
        Ok(event) if event.need_rescan() || event.paths.is_empty() => Change::Anything,
        Ok(event) => {
            let below: Option<Vec<String>> =
                event.paths.iter().map(|path| Some(path.strip_prefix(root).ok()?.to_str()?.replace(MAIN_SEPARATOR, "/"))).collect();
            match below {
                Some(paths) if paths.iter().any(String::is_empty) => Change::Anything,
                Some(paths) => {
                    let ours = |path: &String| !is_left_behind(path) && TOPS.iter().any(|top| path.split('/').next() == Some(top));
                    let paths: BTreeSet<String> = paths.into_iter().filter(ours).collect();
                    if paths.is_empty() {
                        return;
                    }
                    Change::Paths(paths)
                }
                // A name that is no text, or a place that is none of the root's: look at everything.
                None => Change::Anything,
            }
        }
        Err(_) => Change::Anything,
    };
    let _ = changed.send(change);
}

/// Waits for a change and until it has settled; `None` if there will be none any more.
pub fn settled(changes: &mpsc::Receiver<Change>) -> Option<Change> {
    let mut all = changes.recv().ok()?;
    while let Ok(more) = changes.recv_timeout(SETTLE) {
        match (&mut all, more) {
            (Change::Paths(paths), Change::Paths(more)) => paths.extend(more),
            (all, _) => *all = Change::Anything,
        }
    }
    Some(all)
}
