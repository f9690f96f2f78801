//! What authors let through, each at its place and with a reason.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use super::traced::letters;
use crate::Build;
use crate::config::fields::{Record, Value};
use crate::config::{self, Allowance};
use crate::diagnostics::codes;
use crate::safeguard::Sighting;
use crate::safeguard::contacts::{contact_key, is_among};
use crate::safeguard::plain::Plain;
use crate::source::Text;

/// Something that an author lets through.
pub struct Allowed {
    pub allowance: Allowance,
    /// Where it is written.
    pub file: Text,
    /// The folder for which it holds, with those in it that are no works of their own; `None` is the whole site.
    folder: Option<String>,
    /// Folders of works in it.
    inner: Vec<String>,
    /// What it lets through, as [`contact_key`] has it if that is an address or a number.
    contact: BTreeSet<String>,
    used: AtomicBool,
}

impl Allowed {
    /// Whether it has let something through.
    pub fn is_used(&self) -> bool {
        self.used.load(Ordering::Relaxed)
    }
}

/// All that the site lets through.
pub(super) fn of(build: &Build) -> Vec<Allowed> {
    let site = &build.site;
    let mut allowed = Vec::new();
    let inner = |folder: &str| {
        let works = site.works.iter().map(|work| format!("content/{}", work.path));
        works.filter(|work| work != folder && is_within(work, folder)).collect::<Vec<_>>()
    };
    let mut add = |allowances: Vec<Allowance>, file: &Text, folder: Option<String>| {
        let inner = folder.as_deref().filter(|_| !allowances.is_empty()).map(inner).unwrap_or_default();
        allowed.extend(allowances.into_iter().map(|allowance| Allowed {
            contact: BTreeSet::from([contact_key(&Plain::of(&allowance.text).text)]),
            allowance,
            file: file.clone(),
            folder: folder.clone(),
            inner: inner.clone(),
            used: AtomicBool::new(false),
        }));
    };
    if let Some(file) = site.sources.text("content/site.yaml") {
        add(site.config.gates.allow.clone(), file, None);
    }
    let has = |fields: &Record| matches!(fields.get("allow").map(|typed| &typed.value), Some(Value::List(_)));
    for work in &site.works {
        let folder = || Some(format!("content/{}", work.path));
        if has(&work.fields) {
            add(config::allowances(&work.fields), &work.file, folder());
        }
        for published in work.documents.iter().flatten().filter(|published| has(&published.document.fields)) {
            add(config::allowances(&published.document.fields), &published.document.file, folder());
        }
    }
    allowed
}

/// Whether what was seen may leave: it is named where it was written, in `file`, or for the whole site. `own_folder` is that of
/// the work which the output shows.
pub(super) fn let_through(all: &[Allowed], sighting: &Sighting, file: &str, own_folder: Option<&str>) -> bool {
    if sighting.secret {
        return false;
    }
    let mut through = false;
    for allowed in all {
        let here = match &allowed.folder {
            None => true,
            // What one language lets through holds for its own file, and for what lies beside it that is no text.
            Some(own) => {
                let is_own = |path: &str| is_within(path, own) && !allowed.inner.iter().any(|inner| is_within(path, inner));
                let in_work = is_own(file) || own_folder.is_some_and(is_own);
                in_work && (allowed.file.path.ends_with("/work.yaml") || *allowed.file.path == *file || !file.ends_with(".md"))
            }
        };
        if here && allowed.allowance.code == sighting.code.name && says(allowed, sighting) {
            allowed.used.store(true, Ordering::Relaxed);
            through = true;
        }
    }
    through
}

/// Whether a path is that of a folder, or of what lies in it.
fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether an allowance means what was seen.
fn says(Allowed { allowance, contact, .. }: &Allowed, sighting: &Sighting) -> bool {
    let of_parts = [codes::HIDDEN_TEXT.name, codes::SHELTER_ADDRESS.name, codes::NOT_PUBLIC.name].contains(&sighting.code.name);
    if *sighting.code == codes::EMAIL_ADDRESS || *sighting.code == codes::TELEPHONE_NUMBER {
        return is_among(contact, &sighting.text);
    }
    let (allowed, seen) = (letters(&allowance.text), letters(&sighting.text));
    match of_parts {
        // A part of a word is another word: of «Storgatan 55» nobody has said a thing who writes «Storgatan 5».
        true => allowed.len() >= 4 && holds_words(&Plain::of(&sighting.text).text, &Plain::of(&allowance.text).text),
        false if allowed.is_empty() => allowance.text.trim() == sighting.text.trim(),
        false => allowed == seen,
    }
}

/// Whether a text says some words in a row, whatever signs stand between them.
fn holds_words(text: &str, wanted: &str) -> bool {
    let words = |text: &str| {
        let lower = text.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let wanted = words(wanted);
    words(text).windows(wanted.len().max(1)).any(|row| row == wanted)
}
