//! Memory of work: a wrapper round a stage, not a second path.
//!
//! A stage's result is kept under the hash of everything that it depends on, together with its findings, so
//! that a warm build says the same as a cold one. The law is tested in `tests/laws.rs`.

#![expect(clippy::disallowed_types, reason = "results are asked for by their keys alone, so no order reaches the output")]

use std::any::Any;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::found::Found;

/// What identifies a piece of work: the stage's name and the hash of its input.
pub type Key = (&'static str, blake3::Hash);

/// A result, and the last build that has asked for it.
struct Kept {
    result: Arc<dyn Any + Send + Sync>,
    asked: u64,
}

type Shelf = Mutex<HashMap<(&'static str, [u8; 32]), Kept>>;

/// Parallel stages ask at the same time; so many of them don't wait for one another.
const SHELVES: usize = 16;

/// Results of earlier work. Only what the present build asked for survives [`Memo::forget_unused`].
pub struct Memo {
    shelves: [Shelf; SHELVES],
    /// Counts the builds.
    build: AtomicU64,
    /// Results that were added since the last sweep.
    added: AtomicUsize,
}

impl Default for Memo {
    fn default() -> Memo {
        Memo { shelves: std::array::from_fn(|_| Shelf::default()), build: AtomicU64::new(0), added: AtomicUsize::new(0) }
    }
}

impl Memo {
    pub fn new() -> Memo {
        Memo::default()
    }

    /// The result of `work`, from memory if the same input has been seen.
    pub fn get<T: Send + Sync + 'static>(&self, key: Key, work: impl FnOnce() -> Found<T>) -> Arc<Found<T>> {
        let key = (key.0, *key.1.as_bytes());
        let shelf = &self.shelves[usize::from(key.1[0]) % SHELVES];
        let asked = self.build.load(Ordering::Relaxed);
        if let Some(kept) = shelf.lock().expect("the memo is never poisoned").get_mut(&key)
            && let Ok(found) = Arc::clone(&kept.result).downcast::<Found<T>>()
        {
            kept.asked = asked;
            return found;
        }
        let found = Arc::new(work());
        shelf.lock().expect("the memo is never poisoned").insert(key, Kept { result: found.clone(), asked });
        self.added.fetch_add(1, Ordering::Relaxed);
        found
    }

    /// Ends a build, and drops what it has not asked for, so that memory stays flat over many edits. An edit adds little,
    /// so the shelves are swept only when a part of what lies there could be old.
    pub fn forget_unused(&self) {
        let ended = self.build.fetch_add(1, Ordering::Relaxed);
        let kept: usize = self.shelves.iter().map(|shelf| shelf.lock().expect("the memo is never poisoned").len()).sum();
        if self.added.load(Ordering::Relaxed) * 8 < kept {
            return;
        }
        self.added.store(0, Ordering::Relaxed);
        for shelf in &self.shelves {
            shelf.lock().expect("the memo is never poisoned").retain(|_, kept| kept.asked == ended);
        }
    }
}
