//! Links that lead out: asked for one after another when an author wishes it, never by themselves.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::ask::{self, Answer, Reach, What};

/// What came of asking for an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Works,
    /// The server says that there is nothing, with this status.
    Gone(u16),
    /// The server answers, but not to programs, or not now; a person may see more.
    Unclear(u16),
    /// No server answers.
    Unreachable,
    /// The address leads to this machine or its own network, and is not asked for.
    Private,
}

impl Outcome {
    pub fn is_broken(self) -> bool {
        matches!(self, Outcome::Gone(_) | Outcome::Unreachable | Outcome::Private)
    }

    /// Whether a server has said something.
    fn is_answer(self) -> bool {
        matches!(self, Outcome::Works | Outcome::Gone(_) | Outcome::Unclear(_))
    }

    fn of(answer: &Answer) -> Outcome {
        match answer.what {
            What::Status(200..=399) => Outcome::Works,
            What::Status(status @ (404 | 410)) => Outcome::Gone(status),
            What::Status(status) => Outcome::Unclear(status),
            What::Astray => Outcome::Gone(310),
            What::NotNow => Outcome::Unclear(429),
            What::NoSuchName | What::TooSlow | What::Unreachable => Outcome::Unreachable,
            What::Private => Outcome::Private,
        }
    }
}

/// An outcome, and when it was seen, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    pub outcome: Outcome,
    pub at: u64,
}

/// What is known of the links at the moment.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub checked: BTreeMap<String, Checked>,
    /// How many are still to be asked for, while a check runs.
    pub left: Option<usize>,
    /// Whether nothing at all answered at the last check, so that the network is held to be away.
    pub away: bool,
}

impl Report {
    /// Ends a check of these addresses. Where no server answered at all, silence says nothing of an address.
    fn end(&mut self, asked: &[String]) {
        let silent = |address: &String| self.checked.get(address).is_some_and(|seen| seen.outcome == Outcome::Unreachable);
        let answered = |address: &String| self.checked.get(address).is_some_and(|seen| seen.outcome.is_answer());
        self.away = asked.iter().any(silent) && !asked.iter().any(answered);
        if self.away {
            let silent: Vec<&String> = asked.iter().filter(|address| silent(address)).collect();
            for address in silent {
                self.checked.remove(address);
            }
        }
        self.left = None;
    }
}

/// The report that the check writes and the overview reads.
pub type Shared = Arc<Mutex<Report>>;

/// The report as it stands.
pub fn report(shared: &Shared) -> Report {
    shared.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Begins to ask for these addresses, and does not wait. While a check runs, another does not begin.
pub fn check(addresses: Vec<String>, reach: Reach, shared: &Shared) {
    {
        let mut report = shared.lock().unwrap_or_else(PoisonError::into_inner);
        if report.left.is_some() {
            return;
        }
        report.left = Some(addresses.len());
    }
    let shared = Arc::clone(shared);
    thread::spawn(move || {
        ask::each(addresses.clone(), reach, |address, answer| {
            let checked = Checked { outcome: Outcome::of(&answer), at: now() };
            let mut report = shared.lock().unwrap_or_else(PoisonError::into_inner);
            report.checked.insert(address.to_owned(), checked);
            report.left = report.left.map(|left| left.saturating_sub(1));
        });
        shared.lock().unwrap_or_else(PoisonError::into_inner).end(&addresses);
    });
}

#[expect(clippy::disallowed_methods, reason = "this is an edge: an author wants to know how old an answer is")]
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map(|time| time.as_secs()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nothing_answers_no_link_is_called_broken() {
        let checked = |outcomes: &[(&str, Outcome)]| Report {
            checked: outcomes.iter().map(|(address, outcome)| (address.to_string(), Checked { outcome: *outcome, at: 0 })).collect(),
            left: Some(1),
            away: false,
        };
        let asked = ["a".to_owned(), "b".to_owned()];
        let mut report = checked(&[("a", Outcome::Unreachable), ("b", Outcome::Unreachable), ("before", Outcome::Gone(404))]);
        report.end(&asked);
        assert!(report.away && report.left.is_none());
        assert_eq!(report.checked.keys().collect::<Vec<_>>(), ["before"]);
        let mut report = checked(&[("a", Outcome::Unreachable), ("b", Outcome::Works)]);
        report.end(&asked);
        assert!(!report.away && report.checked["a"].outcome.is_broken());
    }
}
