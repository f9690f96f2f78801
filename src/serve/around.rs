//! What the preview's answers depend on beside the request: what is shown, to whom, and what the edges can tell.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::ledger::Ledger;
use super::links;
use crate::Build;
use crate::diagnostics::{Finding, Severity, sorted};
use crate::speech::Speech;
use crate::world::World;

/// Whose eyes the preview shows the site to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Drafts and what is to come are shown, marked.
    Author,
    Public,
}

/// What the preview shows at the moment.
pub struct Shown {
    /// `None` if there is nothing that could be rendered.
    pub build: Option<Arc<Build>>,
    /// All that was found, sorted.
    pub findings: Vec<Finding>,
    /// The same by how far one had to look for it.
    pub looks: Looks,
    /// Counts the builds; a browser that shows an older one asks anew.
    pub version: u64,
    /// Whether every page has been looked at.
    pub complete: bool,
    pub audience: Audience,
    /// Where works stood that can't be read any more, or not in a language: the path of the work, by each address.
    pub lost: Arc<BTreeMap<String, String>>,
}

/// What was found, by how far one had to look for it. What takes its time is told of the version before until it has been
/// looked at again: else all of it would go for a moment at each change, and whoever reads it would lose the place.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    pub outline: Vec<Finding>,
    pub in_texts: Vec<Finding>,
    pub in_pages: Vec<Finding>,
}

impl Looks {
    pub fn all(&self) -> Vec<Finding> {
        sorted([&self.outline, &self.in_texts, &self.in_pages].into_iter().flatten().cloned().collect())
    }

    /// Drawing pages tells of all texts, too: that is not told twice.
    pub fn with_pages(self, in_pages: &[Finding]) -> Looks {
        let in_texts: BTreeSet<_> = self.in_texts.iter().map(Finding::sort_key).collect();
        let in_pages = in_pages.iter().filter(|finding| !in_texts.contains(&finding.sort_key())).cloned().collect();
        drop(in_texts);
        Looks { in_pages, ..self }
    }
}

impl Shown {
    /// What was found here and is still told of the version that comes after: all but the outline, in files whose text is the
    /// same. `outline` is what was found of that.
    pub fn looks_before(&self, next: Option<&Build>, audience: Audience, outline: Vec<Finding>) -> Looks {
        let (Some(build), Some(next)) = (&self.build, next) else { return Looks { outline, ..Looks::default() } };
        let text = |build: &Build, finding: &Finding| build.site.sources.text(&finding.location.file).map(|text| text.hash);
        let still = |finding: &&Finding| audience == self.audience && text(build, finding) == text(next, finding);
        let [in_texts, in_pages] = [&self.looks.in_texts, &self.looks.in_pages].map(|told| told.iter().filter(still).cloned().collect());
        Looks { outline, in_texts, in_pages }
    }

    /// What is lost when these findings come after what is shown here.
    pub fn lost_by(&self, findings: &[Finding]) -> Arc<BTreeMap<String, String>> {
        let Some(build) = &self.build else { return Arc::clone(&self.lost) };
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        let works = errors.filter_map(|finding| build.site.works.get(*build.site.index.by_path.get(work_of(finding)?)?));
        let lost = works.flat_map(|work| work.addresses.iter().map(|address| (address.clone(), work.path.clone())));
        Arc::new((*self.lost).clone().into_iter().chain(lost).collect())
    }
}

/// The work in whose folder a finding's file lies.
pub fn work_of(finding: &Finding) -> Option<&str> {
    finding.location.file.strip_prefix("content/")?.rsplit_once('/').map(|(folder, _)| folder)
}

/// All that an answer depends on beside the request.
pub struct Around<'a> {
    pub shown: &'a Shown,
    pub world: &'a dyn World,
    /// The names under which the preview may be reached.
    pub hosts: &'a [String],
    /// What a request that changes something must know; another for each run.
    pub token: &'a str,
    /// All works with their states; made when it is first asked for.
    pub ledger: &'a dyn Fn() -> Arc<Ledger>,
    pub links: &'a dyn Fn() -> links::Report,
    /// Whether something lies at a path below the site's root.
    pub exists: &'a dyn Fn(&str) -> bool,
    /// Whether an editor is configured.
    pub editor: bool,
    /// The language that the preview was told to speak.
    pub speech: Option<Speech>,
}

/// The preview's own files lie below this path, which no site can claim.
pub const OWN: &str = "/_lykta/";
