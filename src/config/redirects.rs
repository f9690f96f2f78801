//! Old addresses that lead elsewhere, as `redirects` in `site.yaml` says: those that belong to no work.

use super::fields::{Record, Value};
use crate::diagnostics::{Location, codes};
use crate::found::Findings;
use crate::source::Text;

/// An old address and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// Paths from the root of the site, as they are typed, without the star.
    pub from: String,
    pub to: String,
    /// Whether all that lies below leads to the same below the new address: both end with a star.
    pub whole: bool,
    pub at: Location,
}

pub fn read(record: &Record, file: &Text, findings: &mut Findings) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (key, value) in record.map("redirects") {
        let (Value::Text(from), Value::Text(to)) = (&key.value, &value.value) else { continue };
        let stars = (from.strip_suffix("/*"), to.strip_suffix("/*"));
        let (from, to, whole) = match stars {
            (Some(from), Some(to)) => (format!("{from}/"), format!("{to}/"), true),
            (None, None) => (from.clone(), to.clone(), false),
            _ => {
                let message = "a star stands at one of the two addresses";
                findings
                    .add(&codes::INVALID_REDIRECT, file.at(key.span.clone()), message)
                    .hint("write it at both, /sv/old/*: /sv/new/*, or at none");
                continue;
            }
        };
        redirects.push(Redirect { from, to, whole, at: file.at(key.span.clone()) });
    }
    redirects
}
