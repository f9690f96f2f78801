//! What lies in the site's folders: paths, texts, and what is wrong with them as files.

pub mod address;
pub mod attachment;
pub mod cut_off;
mod damage;
pub mod disk;
pub mod kept;
pub mod media;
pub mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::diagnostics::{Finding, Location, Places, codes, is_invisible};
use crate::found::{Findings, Found};
use crate::language::flags::without_tags;
use crate::language::words::is_unspaced;
use crate::world::{Entry, What, World};

/// A text file, with its line ends made one and its byte order mark removed.
#[derive(Clone, Debug)]
pub struct Text {
    /// Relative to the root, with `/`.
    pub path: Arc<str>,
    pub text: Arc<str>,
    pub hash: blake3::Hash,
    /// Made when the first place is asked for.
    places: Arc<OnceLock<Places>>,
}

impl Text {
    pub fn new(path: &str, text: &str) -> Text {
        Text { path: path.into(), text: text.into(), hash: blake3::hash(text.as_bytes()), places: Arc::default() }
    }

    /// The place of a range of bytes in this file.
    pub fn at(&self, range: std::ops::Range<usize>) -> Location {
        self.places.get_or_init(|| Places::new(&self.text)).of(&self.path, &self.text, range)
    }
}

/// All files of the site, folder by folder: texts are read, everything else is known by its size until it is asked for.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// By their paths below the root; the root itself is the empty path.
    pub folders: BTreeMap<Arc<str>, Arc<Folder>>,
}

/// What lies in one folder itself, by name.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Relative to the root, with `/`.
    pub path: Arc<str>,
    pub texts: BTreeMap<String, Text>,
    /// Pictures and attachments.
    pub files: BTreeMap<String, File>,
    pub folders: BTreeSet<String>,
    /// Files that are there but could not be read as what they should be.
    pub unreadable: BTreeSet<String>,
    /// The hash of all names, of all texts, and of what is wrong with them.
    pub hash: blake3::Hash,
    /// What is wrong with what lies here, by name.
    faults: BTreeMap<String, Vec<Finding>>,
    /// Names that are one on disks that fold case or compose letters.
    twins: Vec<Finding>,
}

/// A picture or an attachment.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// In bytes.
    pub size: u64,
    /// Another number each time that it was looked at, since its bytes may have changed.
    pub seen: u64,
}

impl Sources {
    /// The folder of a path and the name in it.
    pub fn folder_and_name(path: &str) -> (&str, &str) {
        path.rsplit_once('/').unwrap_or(("", path))
    }

    pub fn text(&self, path: &str) -> Option<&Text> {
        let (folder, name) = Sources::folder_and_name(path);
        self.folders.get(folder)?.texts.get(name)
    }

    pub fn file(&self, path: &str) -> Option<File> {
        let (folder, name) = Sources::folder_and_name(path);
        self.folders.get(folder)?.files.get(name).copied()
    }

    pub fn is_unreadable(&self, path: &str) -> bool {
        let (folder, name) = Sources::folder_and_name(path);
        self.folders.get(folder).is_some_and(|folder| folder.unreadable.contains(name))
    }

    /// A folder and all that lies below it, in the order of their paths.
    pub fn below<'a>(&'a self, top: &'a str) -> impl Iterator<Item = &'a Arc<Folder>> {
        let inside = move |path: &str| path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        // What follows the folder's own name may sort between it and what lies below: `a`, `a-b`, `a/c`.
        self.folders
            .range::<str, _>((Bound::Included(top), Bound::Unbounded))
            .take_while(move |(path, _)| path.starts_with(top))
            .filter(move |(path, _)| inside(path))
            .map(|(_, folder)| folder)
    }
}

impl Folder {
    fn new(path: &str) -> Folder {
        Folder {
            path: path.into(),
            texts: BTreeMap::new(),
            files: BTreeMap::new(),
            folders: BTreeSet::new(),
            unreadable: BTreeSet::new(),
            hash: blake3::hash(b""),
            faults: BTreeMap::new(),
            twins: Vec::new(),
        }
    }

    /// The path of something that lies here.
    pub fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}/{name}", self.path) }
    }

    /// The names of everything that lies here.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.texts.keys().chain(self.files.keys()).chain(&self.folders).chain(&self.unreadable)
    }

    fn forget(&mut self, name: &str) {
        self.texts.remove(name);
        self.files.remove(name);
        self.folders.remove(name);
        self.unreadable.remove(name);
        self.faults.remove(name);
    }

    fn put(&mut self, name: String, found: Found<Piece>) {
        if !found.findings.is_empty() {
            self.faults.insert(name.clone(), found.findings);
        }
        match found.value {
            Piece::Folder => {
                self.folders.insert(name);
            }
            Piece::Text(text) => {
                self.texts.insert(name, text);
            }
            Piece::File(file) => {
                self.files.insert(name, file);
            }
            Piece::Unreadable => {
                self.unreadable.insert(name);
            }
            Piece::Nothing => {}
        }
    }

    /// Brings what is known of the folder as a whole into line with what lies in it.
    fn settle(&mut self) {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.path.as_bytes());
        for (name, text) in &self.texts {
            hasher.update(b"\0").update(name.as_bytes()).update(text.hash.as_bytes());
        }
        let files = || self.files.keys().map(|name| (b"file", name));
        for (what, name) in
            files().chain(self.folders.iter().map(|name| (b"fold", name))).chain(self.unreadable.iter().map(|name| (b"lost", name)))
        {
            hasher.update(b"\0").update(what).update(name.as_bytes());
        }
        for finding in self.faults.values().flatten() {
            hasher.update(b"\0").update(finding.message.as_bytes());
        }
        self.hash = hasher.finalize();
        self.twins = self.find_twins();
    }

    /// Finds names that are one on disks that fold case or compose letters.
    fn find_twins(&self) -> Vec<Finding> {
        let composed = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();
        let mut findings = Findings::default();
        let mut seen: BTreeMap<String, &String> = BTreeMap::new();
        for name in self.names() {
            let folded = composed.normalize(name).to_lowercase();
            // What can't be looked into stands among the folders too.
            if let Some(twin) = seen.insert(folded, name).filter(|twin| *twin != name) {
                findings
                    .add(
                        &codes::TWIN_FILE_NAMES,
                        Location::file(self.path_of(name)),
                        format!("on many disks this is the same file as «{}»", self.path_of(twin)),
                    )
                    .hint("rename or remove one of them");
            }
        }
        findings.into_vec()
    }
}

/// The largest text that is read, in bytes: some 600,000 words.
pub const LARGEST_TEXT: u64 = 4 << 20;

/// Extensions of the files that are read as text in `content/`; everything else there is a picture or an attachment.
const CONTENT_TEXTS: &[&str] = &["md", "yaml", "yml"];
/// The same right in `content/`, where sources and styles of citation lie.
const TOP_TEXTS: &[&str] = &["md", "yaml", "yml", "bib", "csl"];
/// The same in `themes/`.
const THEME_TEXTS: &[&str] = &["yaml", "html", "ftl", "css", "js", "mjs"];

/// What was found at one path.
enum Piece {
    Folder,
    Text(Text),
    /// A picture or an attachment.
    File(File),
    /// A file that is there but could not be read as what it should be.
    Unreadable,
    /// Something that is no part of the site.
    Nothing,
}

/// Everything that was read, so that a change costs what it touches.
#[derive(Debug, Default)]
pub struct Reading {
    /// Shared with the builds that were made from them.
    sources: Arc<Sources>,
}

/// The folders that a site consists of.
pub const TOPS: [&str; 2] = ["content", "themes"];

impl Reading {
    /// Looks through the whole site.
    pub fn new(world: &dyn World) -> Reading {
        world.enters("read");
        let mut reading = Reading::default();
        reading.again(world, TOPS);
        reading
    }

    /// Looks again at these paths and at all that lies below them; what is no longer there is forgotten. Tells whether
    /// anything is other than it was.
    pub fn again<'p>(&mut self, world: &dyn World, paths: impl IntoIterator<Item = &'p str>) -> bool {
        let sources = Arc::make_mut(&mut self.sources);
        // The folders that were touched: what they were before.
        let mut touched: BTreeMap<Arc<str>, Option<blake3::Hash>> = BTreeMap::new();
        let mut changed = false;
        for path in paths {
            // Of a folder that nobody has told of yet, everything is news.
            let mut path = path;
            while let (parent, _) = Sources::folder_and_name(path)
                && !parent.is_empty()
                && !sources.folders.contains_key(parent)
            {
                path = parent;
            }
            let (parent, name) = Sources::folder_and_name(path);
            let gone: Vec<Arc<str>> = sources.below(path).map(|folder| folder.path.clone()).collect();
            for path in gone {
                let before = sources.folders.remove(&path).map(|folder| folder.hash);
                touched.entry(path).or_insert(before);
            }
            if let Some(folder) = sources.folders.get_mut(parent) {
                touched.entry(folder.path.clone()).or_insert(Some(folder.hash));
                Arc::make_mut(folder).forget(name);
            }
            let entries = world.list(path);
            let read: Vec<_> = entries
                .into_par_iter()
                .filter(|entry| !is_left_behind(&entry.path))
                .map(|entry| (entry.path.clone(), piece(world, entry)))
                .collect();
            for (path, found) in read {
                let (parent, name) = Sources::folder_and_name(&path);
                // Whether a picture is still the same shows when it is read.
                changed |= matches!(found.value, Piece::File(_));
                if matches!(found.value, Piece::Folder) {
                    let folder = Folder::new(&path);
                    touched.entry(folder.path.clone()).or_insert(None);
                    sources.folders.insert(folder.path.clone(), Arc::new(folder));
                }
                let folder = match sources.folders.get_mut(parent) {
                    Some(folder) => folder,
                    None => sources.folders.entry(parent.into()).or_insert_with(|| Arc::new(Folder::new(parent))),
                };
                touched.entry(folder.path.clone()).or_insert(None);
                Arc::make_mut(folder).put(name.to_owned(), found);
            }
        }
        for (path, before) in touched {
            let now = sources.folders.get_mut(&path).map(|folder| {
                let folder = Arc::make_mut(folder);
                folder.settle();
                folder.hash
            });
            changed |= before != now;
        }
        changed
    }

    /// The site's files as they were read last.
    pub fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }

    /// What is wrong with them as files.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.sources.folders.values().flat_map(|folder| folder.faults.values().flatten().chain(&folder.twins))
    }
}

/// A number that no other look has had.
fn look_number() -> u64 {
    static LOOKS: AtomicU64 = AtomicU64::new(0);
    LOOKS.fetch_add(1, Ordering::Relaxed)
}

/// What to do about a name that not every system can hold.
const RENAME: &str = "rename it: letters, digits, hyphens and one dot are safe everywhere";

/// Reads what lies at one path.
fn piece(world: &dyn World, Entry { path, what }: Entry) -> Found<Piece> {
    let mut findings = Findings::default();
    let (_, name) = Sources::folder_and_name(&path);
    if matches!(what, What::File(_)) && media::is_refused_by_some_disk(name) {
        findings
            .add(&codes::ODD_FILE_NAME, Location::file(&path), format!("not every system can hold a file called «{name}»"))
            .hint(RENAME);
    }
    let piece = match what {
        What::Folder => {
            if !media::fits_any_disk(name) {
                findings
                    .add(&codes::ODD_FILE_NAME, Location::file(&path), format!("not every system can hold a folder called «{name}»"))
                    .hint(RENAME);
            }
            Piece::Folder
        }
        What::File(size) if is_text(&path) && size <= LARGEST_TEXT => match findings.take(read_text(world, &path)) {
            Some(text) => Piece::Text(text),
            None => Piece::Unreadable,
        },
        What::File(size) if is_text(&path) => {
            findings
                .add(&codes::FILE_TOO_LARGE, Location::file(&path), format!("this text has {size} bytes, and may have {LARGEST_TEXT}"))
                .hint("divide it into several works");
            Piece::Unreadable
        }
        What::File(size) => Piece::File(File { size, seen: look_number() }),
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
    let texts = match path.split_once('/') {
        Some(("themes", _)) => THEME_TEXTS,
        Some((_, below)) if below.contains('/') => CONTENT_TEXTS,
        _ => TOP_TEXTS,
    };
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
    let decoded = match simdutf8::compat::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => {
            // A file of another program whose name says that it is a text.
            const SAVE: &str = "open it in an editor and save it with the encoding UTF-8";
            const COPY: &str = "copy its text from the program that it belongs to into a new file";
            let (encoding, hint) = match &bytes[..] {
                [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => ("it is UTF-16", SAVE),
                [b'P', b'K', 3, 4, ..] => ("it is an office document or an archive", COPY),
                [b'%', b'P', b'D', b'F', b'-', ..] => ("it is a PDF", COPY),
                [0xD0, 0xCF, 0x11, 0xE0, ..] => ("it is an office document of an older kind", COPY),
                _ => ("its bytes are not valid UTF-8 from here on", SAVE),
            };
            // What could be read shows where the fault is.
            let readable = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned();
            findings
                .add(
                    &codes::NOT_UTF8,
                    Location::of(path, &readable, readable.len()..readable.len()),
                    format!("the file is not UTF-8: {encoding}"),
                )
                .hint(hint);
            return findings.with(None);
        }
    };
    let text = decoded.strip_prefix('\u{FEFF}').unwrap_or(decoded);
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    let conflicts = conflicts(&text);
    if !conflicts.is_empty() {
        let places = Places::new(&text);
        for conflict in conflicts {
            findings
                .add(
                    &codes::MERGE_CONFLICT,
                    places.of(path, &text, conflict),
                    "two versions of the text stand here, one below the other, so the file is not read",
                )
                .hint("keep what is right of both, and delete the lines of <<<<<<<, ======= and >>>>>>>")
                .hint("as an example such lines stand in a block of code, with a space before each");
        }
        return findings.with(None);
    }
    look_for_hidden(path, &text, &mut findings);
    // A theme may have a font of signs.
    if !path.starts_with("themes/") {
        damage::look_for_damage(path, &text, &mut findings);
    }
    if path.ends_with(".md") && text.starts_with("---\n") {
        damage::look_for_divided_words(path, &text, &mut findings);
    }
    findings.with(Some(Text::new(path, &text)))
}

/// The first lines of places at which a merge that was not finished has left two versions, as git marks them, or what
/// somebody has overlooked of such marks. They stand wherever the versions differ, so that no code block and no quotation is
/// left out.
fn conflicts(text: &str) -> Vec<std::ops::Range<usize>> {
    const OURS: &str = "<<<<<<<";
    const THEIRS: &str = ">>>>>>>";
    let mut conflicts = Vec::new();
    if [OURS, THEIRS].iter().all(|mark| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_none()) {
        return conflicts;
    }
    let marks = |line: &str, mark| line.strip_prefix(mark).is_some_and(|label| label.trim_end().is_empty() || label.starts_with(' '));
    let mut begun = None;
    let mut before = "";
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let here = at..at + line.trim_end().len();
        at += line.len();
        if marks(line, OURS) {
            begun = begun.or(Some(here));
        } else if marks(line, THEIRS) {
            // An answer to many letters quotes so, among other lines of quotations.
            let is_quotation = before.starts_with('>') || text[at..].starts_with('>');
            conflicts.extend(begun.take().or(Some(here).filter(|_| !is_quotation)));
        }
        before = line;
    }
    conflicts.extend(begun);
    conflicts
}

/// Whether a merge that was not finished has left two versions in a file.
pub fn has_conflicts(text: &str) -> bool {
    !conflicts(text).is_empty()
}

/// Whether bytes of UTF-8 may hold a character that can't be seen: a quick look, since nearly no text does.
pub fn may_hide(bytes: &[u8]) -> bool {
    const AT_ONCE: usize = 64;
    let may_begin = |byte: u8| (byte < 0x20) & (byte != b'\n') & (byte != b'\t') | matches!(byte, 0x7F | 0xC2 | 0xE2 | 0xEF | 0xF3);
    let begins = |at: usize| match bytes[at] {
        // U+0080 to U+009F, U+200B to U+206F, U+FEFF, U+FFFE, U+FFFF and what lies above U+E0000.
        0xC2 => bytes[at + 1] < 0xA0,
        0xE2 => matches!(bytes[at + 1..=at + 2], [0x80, 0x8B..=0x8F | 0xAA..=0xAE] | [0x81, 0xA0..=0xAF]),
        0xEF => bytes[at + 1] == 0xBB || matches!(bytes[at + 1..=at + 2], [0xBF, 0xBE | 0xBF]),
        byte => may_begin(byte),
    };
    // Many bytes are asked about at once, so that the one or other that may begin such a character is looked at alone.
    bytes.chunks(AT_ONCE).enumerate().any(|(number, chunk)| {
        chunk.iter().fold(false, |any, &byte| any | may_begin(byte)) && (0..chunk.len()).any(|at| begins(number * AT_ONCE + at))
    })
}

/// Characters that steer machines, that hide or turn what stands around them, or that no XML may hold: one of these and nobody
/// can read a feed.
pub fn is_no_text(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{E0000}'..='\u{E007F}' | '\u{202A}'..='\u{202E}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Characters that are not seen and mean nothing in a text. Direction marks and isolates are ordinary in right-to-left text,
/// and a soft hyphen in a long word.
pub fn is_odd(c: char) -> bool {
    is_invisible(c) && !matches!(c, '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}' | '\u{00AD}')
}

/// Finds characters that an author can't see. Templates and styles may hold what they like.
fn look_for_hidden(path: &str, text: &str, findings: &mut Findings) {
    if !may_hide(text.as_bytes()) {
        return;
    }
    let is_for_machines = path.starts_with("themes/") && [".html", ".css", ".js", ".mjs"].iter().any(|ending| path.ends_with(ending));
    // Each once, where it stands first.
    let mut told = BTreeSet::new();
    for (at, c) in without_tags(text) {
        let harmful = is_no_text(c);
        // Where a script has no spaces, a line may break there.
        let breaks_line = c == '\u{200B}' && text[..at].ends_with(is_unspaced);
        if !(harmful || is_odd(c) && !is_for_machines) || breaks_line || !told.insert(c) {
            continue;
        }
        let location = || Location::of(path, text, at..at + c.len_utf8());
        if harmful {
            findings
                .add(&codes::CONTROL_CHARACTER, location(), format!("the file holds the character U+{:04X}, which is no text", c as u32))
                .hint("delete it; retype the words around it if you can't see it");
        } else {
            findings
                .add(&codes::INVISIBLE_CHARACTER, location(), format!("the file holds the invisible character U+{:04X}", c as u32))
                .hint("delete it; retype the words around it if you can't see it");
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
