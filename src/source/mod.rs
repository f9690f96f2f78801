//! What lies in the site's folders: paths, texts, and what is wrong with them as files.

pub mod disk;
pub mod media;
pub mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Location, codes, is_invisible};
use crate::found::{Findings, Found};
use crate::world::{Entry, What, World};

/// A text file, with its line ends made one and its byte order mark removed.
#[derive(Clone, Debug)]
pub struct Text {
    /// Relative to the root, with `/`.
    pub path: Arc<str>,
    pub text: Arc<str>,
    pub hash: blake3::Hash,
}

impl Text {
    pub fn new(path: &str, text: &str) -> Text {
        Text { path: path.into(), text: text.into(), hash: blake3::hash(text.as_bytes()) }
    }

    /// The place of a range of bytes in this file.
    pub fn at(&self, range: std::ops::Range<usize>) -> Location {
        Location::of(&self.path, &self.text, range)
    }
}

/// All files of the site: texts are read, everything else is known by its size until it is asked for.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    pub texts: BTreeMap<String, Text>,
    /// Pictures and attachments: path → size in bytes.
    pub files: BTreeMap<String, u64>,
    pub folders: BTreeSet<String>,
    /// Files that are there but could not be read as what they should be.
    pub unreadable: BTreeSet<String>,
}

/// The largest text that is read, in bytes: some 600,000 words.
pub const LARGEST_TEXT: u64 = 4 << 20;

/// Extensions of the files that are read as text in `content/`; everything else there is a picture or an attachment.
const CONTENT_TEXTS: &[&str] = &["md", "yaml", "yml"];
/// The same in `themes/`.
const THEME_TEXTS: &[&str] = &["yaml", "html", "ftl", "css", "js"];

/// What was found at one path.
#[derive(Clone, Debug)]
enum Piece {
    Folder,
    Text(Text),
    /// A picture or an attachment, and its size.
    File(u64),
    /// A file that is there but could not be read as what it should be.
    Unreadable,
    /// Something that is no part of the site.
    Nothing,
}

/// Everything that was read, path by path, so that a change costs what it touches.
pub struct Reading {
    pieces: BTreeMap<String, Found<Piece>>,
}

/// The folders that a site consists of.
pub const TOPS: [&str; 2] = ["content", "themes"];

impl Reading {
    /// Looks through the whole site.
    pub fn new(world: &dyn World) -> Reading {
        let mut reading = Reading { pieces: BTreeMap::new() };
        reading.again(world, TOPS);
        reading
    }

    /// Looks again at these paths and at all that lies below them; what is no longer there is forgotten.
    pub fn again<'p>(&mut self, world: &dyn World, paths: impl IntoIterator<Item = &'p str>) {
        for path in paths {
            let below = format!("{path}/");
            self.pieces.retain(|known, _| known != path && !known.starts_with(&below));
            let entries = world.list(path);
            let read: Vec<_> = entries
                .into_par_iter()
                .filter(|entry| !is_left_behind(&entry.path))
                .map(|entry| (entry.path.clone(), piece(world, entry)))
                .collect();
            self.pieces.extend(read);
        }
    }

    /// The site's files as they were read last.
    pub fn sources(&self) -> Found<Sources> {
        let mut findings = Findings::default();
        let mut sources = Sources::default();
        for (path, found) in &self.pieces {
            findings.extend(found.findings.iter().cloned());
            match &found.value {
                Piece::Folder => {
                    sources.folders.insert(path.clone());
                }
                Piece::Text(text) => {
                    sources.texts.insert(path.clone(), text.clone());
                }
                Piece::File(size) => {
                    sources.files.insert(path.clone(), *size);
                }
                Piece::Unreadable => {
                    sources.unreadable.insert(path.clone());
                }
                Piece::Nothing => {}
            }
        }
        find_twins(&sources, &mut findings);
        findings.with(sources)
    }
}

/// Reads what lies at one path.
fn piece(world: &dyn World, Entry { path, what }: Entry) -> Found<Piece> {
    let mut findings = Findings::default();
    let piece = match what {
        What::Folder => Piece::Folder,
        What::File(size) if is_text(&path) && size <= LARGEST_TEXT => match findings.take(read_text(world, &path)) {
            Some(text) => Piece::Text(text),
            None => Piece::Unreadable,
        },
        What::File(size) if is_text(&path) => {
            findings
                .add(&codes::FILE_TOO_LARGE, Location::file(&path), format!("this text of {} MB is left out", size >> 20))
                .hint(format!("texts may have {} MB; divide it into several works", LARGEST_TEXT >> 20));
            Piece::Unreadable
        }
        What::File(size) => Piece::File(size),
        What::Link { outside: true } => {
            findings
                .add(&codes::LINK_OUTSIDE, Location::file(path), "this symbolic link leads out of the site and is not followed")
                .hint("copy what it leads to into the site");
            Piece::Nothing
        }
        What::Link { outside: false } => {
            findings
                .add(&codes::SYMBOLIC_LINK, Location::file(path), "symbolic links are not followed")
                .hint("copy the file, or remove the link");
            Piece::Nothing
        }
        What::Unreadable(reason) => {
            findings.add(&codes::UNREADABLE, Location::file(path), format!("this can't be read: {reason}")).hint("check its permissions");
            Piece::Unreadable
        }
        What::OddName => {
            findings
                .add(&codes::ODD_FILE_NAME, Location::file(path), "the file's name is not UTF-8, so the file is left out")
                .hint("rename it");
            Piece::Nothing
        }
        What::Other => {
            findings.add(&codes::UNREADABLE, Location::file(path), "this is neither a file nor a folder").hint("remove it");
            Piece::Nothing
        }
    };
    findings.with(piece)
}

fn is_text(path: &str) -> bool {
    let texts = if path.starts_with("themes/") { THEME_TEXTS } else { CONTENT_TEXTS };
    path.rsplit_once('.').is_some_and(|(_, extension)| texts.contains(&extension.to_ascii_lowercase().as_str()))
}

/// Whether a path, or a folder on it, is hidden or was left behind by an editor or a system.
pub fn is_left_behind(path: &str) -> bool {
    path.split('/').any(|name| {
        name.starts_with('.')
            || name.ends_with('~')
            || name.starts_with('#') && name.ends_with('#')
            || name.starts_with("~$")
            || matches!(name, "Thumbs.db" | "desktop.ini" | "4913")
            || name.ends_with(".swp")
            || name.ends_with(".bak")
            || name.ends_with(".orig")
            || name.ends_with(".tmp")
    })
}

fn read_text(world: &dyn World, path: &str) -> Found<Option<Text>> {
    let mut findings = Findings::default();
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.add(&codes::UNREADABLE, Location::file(path), format!("this can't be read: {error}")).hint("check its permissions");
            return findings.with(None);
        }
    };
    let decoded = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => {
            let encoding = match bytes.get(..2) {
                Some([0xFF, 0xFE] | [0xFE, 0xFF]) => "it is UTF-16",
                _ => "its bytes are not valid UTF-8 from here on",
            };
            // What could be read shows where the fault is.
            let readable = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned();
            findings
                .add(
                    &codes::NOT_UTF8,
                    Location::of(path, &readable, readable.len()..readable.len()),
                    format!("the file is not UTF-8: {encoding}"),
                )
                .hint("open it in an editor and save it with the encoding UTF-8");
            return findings.with(None);
        }
    };
    let text = decoded.strip_prefix('\u{FEFF}').unwrap_or(decoded);
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    look_for_hidden(path, &text, &mut findings);
    findings.with(Some(Text::new(path, &text)))
}

/// Finds characters that an author can't see. Templates and styles may hold what they like.
fn look_for_hidden(path: &str, text: &str, findings: &mut Findings) {
    if text.is_ascii() && !text.bytes().any(|b| b < 0x20 && b != b'\n' && b != b'\t') {
        return;
    }
    let mut told = (false, false);
    for (at, c) in text.char_indices() {
        let harmful = c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{E0000}'..='\u{E007F}' | '\u{202A}'..='\u{202E}');
        // Direction marks and isolates are ordinary in right-to-left text, and a soft hyphen in a long word.
        let odd = is_invisible(c) && !matches!(c, '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}' | '\u{00AD}');
        let location = || Location::of(path, text, at..at + c.len_utf8());
        if harmful && !told.0 {
            told.0 = true;
            findings
                .add(&codes::CONTROL_CHARACTER, location(), format!("the file holds the character U+{:04X}, which is no text", c as u32))
                .hint("delete it; retype the words around it if you can't see it");
        } else if odd && !harmful && !told.1 {
            told.1 = true;
            findings
                .add(&codes::INVISIBLE_CHARACTER, location(), format!("the file holds the invisible character U+{:04X}", c as u32))
                .hint("delete it; retype the words around it if you can't see it");
        }
    }
}

/// Finds names that are one on disks that fold case or compose letters.
fn find_twins(sources: &Sources, findings: &mut Findings) {
    let composed = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();
    let mut seen: BTreeMap<String, &String> = BTreeMap::new();
    for path in sources.texts.keys().chain(sources.files.keys()) {
        let folded = composed.normalize(path).to_lowercase();
        if let Some(twin) = seen.insert(folded, path) {
            findings
                .add(&codes::TWIN_FILE_NAMES, Location::file(path), format!("on many disks this is the same file as «{twin}»"))
                .hint("rename or remove one of them");
        }
    }
}

/// The path that a relative reference in a file leads to; `None` if it leads out of the site's root.
///
/// `content/briefs/a/sv.md` and `../../tools/b/` give `content/tools/b`.
pub fn relative(file: &str, reference: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
