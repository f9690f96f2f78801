//! Paths of a machine that name its user.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// What a page's own path seldom has: folders that a machine makes for its user, and those of work with files.
const FOLDERS: &[&str] = &[
    "Desktop",
    "Documents",
    "Downloads",
    "Pictures",
    "Skrivbord",
    "Dokument",
    "Hämtningar",
    "Dokumenter",
    "Asiakirjat",
    "src",
    "git",
    "code",
    "repos",
    "projects",
    "work",
    "content",
    "themes",
    "public",
    "build",
    "tmp",
    "bin",
];
/// Ends of names of pages.
const PAGES: &[&str] = &["html", "htm", "php", "aspx"];

/// Folders in which each user of a machine has one.
const HOMES: [&str; 6] = ["/home/", "/Users/", "/var/home/", "/run/media/", "/mnt/c/Users/", "/mnt/d/Users/"];
static HOMES_SOUGHT: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(HOMES).expect("they are few and short"));
/// The same behind the letter of a drive, in small letters.
const HOMES_OF_DRIVES: &[&str] = &["users", "documents and settings"];

/// Whether a path below a user's folder is one of files: deep, with a folder such as machines have, or a file at its end.
fn is_of_files(below: &str) -> bool {
    let parts: Vec<&str> = below.split('/').filter(|part| !part.is_empty()).collect();
    let ending = parts.last().and_then(|name| name.trim_end_matches('.').rsplit_once('.')).map(|(_, ending)| ending);
    parts.len() >= 3
        || parts.iter().any(|part| part.starts_with('.') || FOLDERS.contains(part))
        || ending.is_some_and(|ending| !PAGES.contains(&ending))
}

/// Paths that name a user of a machine. In the address of a page, `/home/` begins a page's own.
pub fn of_machines(text: &str, addresses: bool) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut take = |start: usize, prefix: usize, separator: &[u8]| {
        let name = bytes[start + prefix..].iter().take_while(|b| b.is_ascii_alphanumeric() || b"._-".contains(b) || **b >= 0x80).count();
        let end = start + prefix + name;
        if name >= 2
            && bytes.get(end).is_some_and(|b| separator.contains(b))
            && bytes.get(end + 1).is_some_and(|b| b.is_ascii_alphanumeric() || b"._".contains(b))
        {
            let rest = bytes[end..].iter().take_while(|b| b.is_ascii_alphanumeric() || b"._-/\\".contains(b)).count();
            // «See /home/office/guidance» is a page.
            let is_file = || text[..start].ends_with("file://") || is_of_files(&text[end..end + rest]);
            if !text[start..].starts_with("/home/") || is_file() {
                found.push(start..end + rest);
            }
        }
    };
    for home in HOMES_SOUGHT.find_iter(bytes) {
        let start = home.start();
        // In an address it is a page called «home».
        let in_address = start > 0
            && (bytes[start - 1].is_ascii_alphanumeric() || b".-_/~%".contains(&bytes[start - 1]))
            && !text[..start].ends_with("file://");
        let own_page = addresses && text[home.range()] == *"/home/" && (start == 0 || bytes[start - 1].is_ascii_whitespace());
        if !in_address && !own_page {
            take(start, home.len(), b"/");
        }
    }
    found.extend(memchr::memchr_iter(b':', bytes).filter_map(|colon| on_drive(bytes, colon)));
    found
}

/// A path behind the letter of a drive and a colon: `C:\Users\Anna Berg\a.docx`, `C:/Users/Anna%20Berg/a.docx`.
fn on_drive(bytes: &[u8], colon: usize) -> Option<Range<usize>> {
    /// The longest name of a user, in bytes.
    const LONGEST_NAME: usize = 80;
    let start = colon.checked_sub(1).filter(|start| bytes[*start].is_ascii_alphabetic())?;
    let is_drive = !start.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphanumeric());
    let separator = *bytes.get(colon + 1).filter(|b| matches!(b, b'\\' | b'/')).filter(|_| is_drive)?;
    let past = |at: usize| at + bytes[at..].iter().take_while(|b| **b == separator).count();
    let part = |at: usize| {
        let is_of_name = |b: &&u8| b.is_ascii_alphanumeric() || b"._-% ".contains(b) || **b >= 0x80;
        at..at + bytes[at..].iter().take(LONGEST_NAME).take_while(is_of_name).count()
    };
    let folder = part(past(colon + 1));
    HOMES_OF_DRIVES.iter().find(|home| bytes[folder.clone()].eq_ignore_ascii_case(home.as_bytes()))?;
    let user = part(past(folder.end));
    let below = past(user.end);
    let begins = bytes.get(below).is_some_and(|b| b.is_ascii_alphanumeric() || b"._%".contains(b) || *b >= 0x80);
    let length = bytes[below..].iter().take_while(|b| b.is_ascii_alphanumeric() || b"._-%/\\".contains(b) || **b >= 0x80).count();
    (user.len() >= 2 && below > user.end && begins).then_some(start..below + length)
}
