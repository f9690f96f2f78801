//! What was published: every file with its size and hash. It lies in the output, and marks the folder as ours.

use std::collections::BTreeMap;

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

    /// `None` if the text is no manifest.
    pub fn from_json(text: &str) -> Option<Manifest> {
        serde_json::from_str(text).ok()
    }
}
