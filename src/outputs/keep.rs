//! Use without network: a page on which a reader asks for it, the list of what is kept, and the worker that answers from it.

use super::{Output, Page, Plan};
use crate::site::{Site, address};

/// The page on which a reader asks for a language to be kept.
pub fn address(site: &Site, language: usize) -> String {
    format!("{}keep/", address::home(site.language(language)))
}

pub(super) fn claim(site: &Site, language: usize, mut claim: impl FnMut(String, Output)) {
    let page = address(site, language);
    claim(format!("{page}files.txt"), Output::KeptFiles { language });
    // A worker answers for what lies beside and below it.
    claim(format!("{}worker.js", address::home(site.language(language))), Output::Worker);
    claim(page, Output::Page(Page::Keep { language }));
}

/// The worker, the same for every language.
pub const WORKER: &str = include_str!("worker.js");

/// What is kept of a language, one address a line: its pages, what a search looks into, and the theme's files. Pictures and
/// attachments are found in the pages.
pub fn files(site: &Site, plan: &Plan, language: usize) -> String {
    let home = address::home(site.language(language));
    let mut out = String::new();
    for (path, output) in &plan.outputs {
        let kept = match output {
            Output::Asset { .. } => true,
            Output::KeptFiles { .. } | Output::Worker | Output::Sitemap { .. } | Output::Feed { .. } | Output::Data { .. } => false,
            // A host may refuse an old address such as `/en/page.php/`, and where one file fails nothing is kept.
            Output::Redirect { .. } => path.starts_with(&home) && (path.ends_with(".html") || !path.contains('.')),
            _ => path.starts_with(&home),
        };
        if kept {
            out.push_str(&site.config.href(path));
            out.push('\n');
        }
    }
    out
}
