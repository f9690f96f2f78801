//! Files below `themes/` that nothing reads, though they look as if somebody meant them to be.

use std::collections::BTreeSet;

use super::{BUILT_IN, theme_file};
use crate::diagnostics::{Location, Severity, codes};
use crate::found::Findings;
use crate::source::Sources;

/// Tells of folders that are no theme, and of templates and words outside of the folders in which a theme has them.
pub fn check(sources: &Sources, findings: &mut Findings) {
    let mut themeless: BTreeSet<String> = BTreeSet::new();
    for folder in sources.below("themes") {
        for name in folder.texts.keys() {
            let path = folder.path_of(name);
            let Some((theme, file)) = path.strip_prefix("themes/").and_then(|below| below.split_once('/')) else { continue };
            let right = match file.rsplit_once('.') {
                Some((_, "html")) if !file.starts_with("assets/") => "templates",
                Some((_, "ftl")) => "locales",
                _ => continue,
            };
            if sources.text(&theme_file(theme)).is_none() {
                themeless.insert(theme.to_owned());
            } else if !file.starts_with(&format!("{right}/")) {
                let finding = findings.add(&codes::MISNAMED_FILE, Location::file(&path), "a theme does not read this file where it lies");
                finding.severity = Severity::Warning;
                finding.hint(format!("move it to themes/{theme}/{right}/"));
            }
        }
    }
    for theme in themeless {
        let message = format!("nothing here is read: a theme has a file {}", theme_file(&theme));
        let finding = findings.add(&codes::MISNAMED_FILE, Location::file(format!("themes/{theme}")), message);
        finding.severity = Severity::Warning;
        finding.hint(match theme.as_str() {
            BUILT_IN => "to change a part of the built-in theme, give the folder another name, a theme.yaml with `extends: lykta`, and site.yaml `theme: NAME`".to_owned(),
            _ => format!("write it, with `extends: lykta`, and `theme: {theme}` in content/site.yaml"),
        });
    }
}
