//! What publishing would find, and a view that shows drafts does not: links from public texts to what is still hidden.

use crate::Build;
use crate::diagnostics::{Finding, codes};
use crate::site::{Target, Visibility, Work};

/// The errors that keep the site from being published although every link leads somewhere in the author's view.
pub fn findings(build: &Build) -> Vec<Finding> {
    let site = &build.site;
    let mut findings = Vec::new();
    for (index, work) in site.works.iter().enumerate().filter(|(_, work)| is_public(work)) {
        for (language, published) in work.documents.iter().enumerate() {
            let Some(published) = published.as_ref().filter(|published| published.visibility == Visibility::Published) else { continue };
            for (link, target) in published.document.content().links.iter().zip(&site.resolved(index, language).targets) {
                if let Target::Work { work, .. } = target
                    && !is_public(&site.works[*work])
                {
                    let location = published.document.file.at(link.span.clone());
                    let mut finding = Finding::new(&codes::DRAFT_LINK, location, "the work that this leads to is not public");
                    finding.hint("publish it, or remove the link");
                    findings.push(finding);
                }
            }
        }
        for (path, span) in work.fields.texts("related") {
            if site.index.by_path.get(path).is_some_and(|&other| !is_public(&site.works[other])) {
                let mut finding = Finding::new(&codes::DRAFT_LINK, work.file.at(span.clone()), format!("«{path}» is not public"));
                finding.hint("publish it, or remove it here");
                findings.push(finding);
            }
        }
    }
    findings
}

/// Whether the public sees anything of a work today.
fn is_public(work: &Work) -> bool {
    work.documents.iter().flatten().any(|published| published.visibility == Visibility::Published)
}
