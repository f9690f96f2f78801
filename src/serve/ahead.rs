//! What publishing would find, and a view that shows drafts does not: public texts that need what is still hidden.

use crate::Build;
use crate::config::Options;
use crate::diagnostics::{Finding, Severity};
use crate::site::Visibility;

/// The errors that keep the site from being published with these `options`, besides those that are `known` in the author's
/// view; `None` if it need not `go_on`.
pub fn findings(build: &Build, options: &Options, known: &[Finding], go_on: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Finding>> {
    let mut documents = build.site.works.iter().flat_map(|work| work.documents.iter().flatten());
    if documents.all(|published| published.visibility == Visibility::Published) {
        return Some(Vec::new());
    }
    let public = build.shown_with(options);
    let mut findings = public.findings;
    if let Some(build) = public.value {
        findings.extend(build.whole_while(go_on)?.findings.iter().cloned());
    }
    let is_known = |finding: &Finding| known.iter().any(|known| known.code == finding.code && known.location == finding.location);
    findings.retain(|finding| finding.severity == Severity::Error && !is_known(finding));
    Some(findings)
}
