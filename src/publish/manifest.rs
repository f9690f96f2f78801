//! What was published: every file with its size and hash. It lies in the output, and marks the folder as ours.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

/// The manifest's file in the output.
pub const NAME: &str = ".lykta-manifest.json";

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub version: u32,
    /// The version of the program that made it.
    #[serde(default)]
    pub lykta: String,
    /// The hash of the site's configuration.
    #[serde(default)]
    pub config: String,
    /// Path below the output → size in bytes and BLAKE3 of the content.
    pub files: BTreeMap<String, Entry>,
    /// Where works stand, so that the next publication knows whose address has changed: the work's folder → the
    /// fingerprint of its text, and its address in each language.
    #[serde(default)]
    pub works: Works,
}

pub type Works = BTreeMap<String, (String, BTreeMap<String, String>)>;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub size: u64,
    pub blake3: String,
}

impl Entry {
    pub fn of(bytes: &[u8]) -> Entry {
        Entry { size: bytes.len() as u64, blake3: blake3::hash(bytes).to_hex().to_string() }
    }
}

impl Manifest {
    pub fn new(lykta: &str, config: &str, files: BTreeMap<String, Entry>, works: Works) -> Manifest {
        Manifest { version: 1, lykta: lykta.to_owned(), config: config.to_owned(), files, works }
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("paths and numbers") + "\n"
    }

    /// `None` if the text is no manifest: one that names a file outside the output is nobody's that wrote it there.
    pub fn from_json(text: &str) -> Option<Manifest> {
        serde_json::from_str(text).ok().filter(|manifest: &Manifest| manifest.files.keys().all(|path| is_below(path)))
    }
}

/// Whether a path leads to a file below the output, on any system.
fn is_below(path: &str) -> bool {
    let is_name = |part: &str| !matches!(part, "" | "." | "..");
    path.split('/').all(is_name) && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_files_of_its_output_alone() {
        let names = |path: &str| Manifest::new("", "", [(path.to_owned(), Entry::of(b""))].into(), Works::new()).to_json();
        for path in ["index.html", "en/a..b/.x", "media/a b/ö.pdf"] {
            assert!(Manifest::from_json(&names(path)).is_some(), "{path}");
        }
        for path in ["", "/etc/passwd", "../a", "en/../../a", "en//a", "./a", "en/", "en/.."] {
            assert!(Manifest::from_json(&names(path)).is_none(), "{path}");
        }
    }
}
