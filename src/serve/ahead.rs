//! What publishing would find, and a view that shows drafts does not: public texts that need what is still hidden, and what
//! is published but says it.

use std::collections::BTreeSet;

use crate::Build;
use crate::config::Options;
use crate::diagnostics::{Finding, Location, codes};
use crate::site::Visibility;
use crate::world::World;

/// The site as it is published, and what its outline tells.
pub struct Public {
    pub build: Option<Build>,
    findings: Vec<Finding>,
}

/// As it is published with these `options`; `None` if that is what the author sees.
pub fn published(build: &Build, options: &Options) -> Option<Public> {
    let mut documents = build.site.works.iter().flat_map(|work| work.documents.iter().flatten());
    let is_hidden = documents.any(|published| published.visibility != Visibility::Published);
    let public = is_hidden.then(|| build.shown_with(options))?;
    Some(Public { build: public.value, findings: public.findings })
}

/// What its texts tell besides what is `known` in the author's view; `None` if it need not `go_on`.
pub fn in_texts(public: &Public, known: &[Finding], go_on: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Finding>> {
    let mut findings = public.findings.clone();
    if let Some(build) = &public.build {
        findings.extend(build.whole_while(go_on)?.findings.iter().cloned());
    }
    Some(besides(known, findings))
}

/// The same of its pages, the gate's word among it.
pub fn in_pages(public: &Build, world: &dyn World, known: &[Finding], go_on: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Finding>> {
    go_on().then(|| besides(known, public.check_while(world, go_on, |_, _| ())))
}

/// Takes back that an allowance is not needed where publishing needs it: what the author is shown holds no secrets.
pub fn needed(public: &Build, findings: &mut Vec<Finding>) {
    let used = public.gate().allowed().iter().filter(|allowed| allowed.is_used());
    let used: BTreeSet<Location> = used.map(|allowed| allowed.file.at(allowed.allowance.span.clone())).collect();
    findings.retain(|finding| *finding.code != codes::UNUSED_ALLOWANCE || !used.contains(&finding.location));
}

fn besides(known: &[Finding], mut findings: Vec<Finding>) -> Vec<Finding> {
    let known: BTreeSet<(&str, &Location)> = known.iter().map(|known| (known.code.name, &known.location)).collect();
    findings.retain(|finding| !known.contains(&(finding.code.name, &finding.location)));
    findings
}
