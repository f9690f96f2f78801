//! Watching the site's folder: tells that something changed, soon after it has settled.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

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

/// Begins to watch `content/` and `themes/` below the root.
///
/// Errors: neither way of watching works.
pub fn watch(root: &Path, changed: mpsc::Sender<()>) -> Result<Watching, notify::Error> {
    let told = changed.clone();
    let quick = RecommendedWatcher::new(move |event| tell(event, &told), Config::default()).and_then(|mut watcher| {
        begin(&mut watcher, root)?;
        Ok(watcher)
    });
    match quick {
        Ok(watcher) => Ok(Watching { _watcher: Box::new(watcher), polls: None }),
        Err(error) => {
            let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
            let mut watcher = PollWatcher::new(move |event| tell(event, &changed), config)?;
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

/// Any event may mean anything, an overflow included; what changed is found by looking. Only reading is no change.
fn tell(event: Result<Event, notify::Error>, changed: &mpsc::Sender<()>) {
    let matters = match &event {
        Ok(event) => !matches!(event.kind, EventKind::Access(_)),
        Err(_) => true,
    };
    if matters {
        let _ = changed.send(());
    }
}

/// Waits for a change and until it has settled; `false` if there will be none any more.
pub fn settled(changes: &mpsc::Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    while changes.recv_timeout(SETTLE).is_ok() {}
    true
}
