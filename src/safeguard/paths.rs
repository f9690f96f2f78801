//! Paths of a machine that name its user.

use std::ops::Range;

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
    for prefix in ["/home/", "/Users/"] {
        for start in memchr::memmem::find_iter(bytes, prefix.as_bytes()) {
            // In an address it is a page called «home».
            let in_address = start > 0
                && (bytes[start - 1].is_ascii_alphanumeric() || b".-_/~%".contains(&bytes[start - 1]))
                && !text[..start].ends_with("file://");
            let own_page = addresses && prefix == "/home/" && (start == 0 || bytes[start - 1].is_ascii_whitespace());
            if !in_address && !own_page {
                take(start, prefix.len(), b"/");
            }
        }
    }
    for start in memchr::memmem::find_iter(bytes, b":\\Users\\") {
        if start > 0 {
            take(start - 1, ":\\Users\\".len() + 1, b"\\");
        }
    }
    found
}
