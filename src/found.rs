//! How a stage reports: it never fails, it gives a value, perhaps with holes, and findings.

use crate::diagnostics::{Code, Finding, Location};

/// What a stage made, and what an author should know about it.
#[derive(Clone, Debug, Default)]
pub struct Found<T> {
    pub value: T,
    pub findings: Vec<Finding>,
}

/// Gathers findings while a stage works.
#[derive(Clone, Debug, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Keeps the findings of an earlier stage and hands on its value.
    pub fn take<T>(&mut self, found: Found<T>) -> T {
        self.0.extend(found.findings);
        found.value
    }

    /// Adds a finding; hints can be added to what is returned.
    pub fn add(&mut self, code: &'static Code, location: Location, message: impl AsRef<str>) -> &mut Finding {
        self.0.push(Finding::new(code, location, message));
        self.0.last_mut().expect("a finding was just added")
    }

    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.0.extend(findings);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_vec(self) -> Vec<Finding> {
        self.0
    }

    pub fn with<T>(self, value: T) -> Found<T> {
        Found { value, findings: self.0 }
    }
}
