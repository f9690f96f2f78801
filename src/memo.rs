//! Memory of work: a wrapper round a stage, not a second path.
//!
//! A stage's result is kept under the hash of everything that it depends on, together with its findings, so
//! that a warm build says the same as a cold one. The law is tested in `tests/laws.rs`.

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use crate::found::Found;

/// What identifies a piece of work: the stage's name and the hash of its input.
pub type Key = (&'static str, blake3::Hash);

/// A result, and whether the present build has asked for it.
type Kept = (Arc<dyn Any + Send + Sync>, bool);

/// Results of earlier work. Only what the present build asked for survives [`Memo::forget_unused`].
#[derive(Default)]
pub struct Memo {
    kept: Mutex<BTreeMap<(&'static str, [u8; 32]), Kept>>,
}

impl Memo {
    pub fn new() -> Memo {
        Memo::default()
    }

    /// The result of `work`, from memory if the same input has been seen.
    pub fn get<T: Send + Sync + 'static>(&self, key: Key, work: impl FnOnce() -> Found<T>) -> Arc<Found<T>> {
        let key = (key.0, *key.1.as_bytes());
        if let Some((kept, used)) = self.kept.lock().expect("the memo is never poisoned").get_mut(&key)
            && let Ok(found) = Arc::clone(kept).downcast::<Found<T>>()
        {
            *used = true;
            return found;
        }
        let found = Arc::new(work());
        self.kept.lock().expect("the memo is never poisoned").insert(key, (found.clone(), true));
        found
    }

    /// Drops what no build has asked for since the last call, so that memory stays flat over many edits.
    pub fn forget_unused(&self) {
        self.kept.lock().expect("the memo is never poisoned").retain(|_, (_, used)| std::mem::take(used));
    }
}
