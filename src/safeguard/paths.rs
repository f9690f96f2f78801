//! Paths that lead nowhere for readers and tell of those who wrote: of a machine's user, of an office's drives and servers, of
//! an account from which an address was copied.

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

/// Folders in which each user of a machine has one.
const HOMES: [&str; 6] = ["/home/", "/Users/", "/var/home/", "/run/media/", "/Volumes/", ROOT];
/// The folder of the user whom each machine has.
const ROOT: &str = "/root/";
/// How the address of a file begins that lies on a machine or in a network, before `://`.
const SCHEMES: [&str; 3] = ["file", "smb", "afp"];
/// What comes before the name of an account: in SharePoint and OneDrive, and in Google's documents.
const ACCOUNTS: [&str; 2] = ["/personal/", "ouid="];
/// The same behind the letter of a drive, in small letters.
const HOMES_OF_DRIVES: &[&str] = &["users", "documents and settings"];
/// Folders that every machine of a kind has, and one that stands for any; in small letters.
const SAME_FOR_ALL: &[&str] = &["windows", "winnt", "program files", "program files (x86)", "programdata", "temp", "tmp", "path"];
/// How files of an office end.
const FILES: &[&str] = &[
    "doc", "docx", "docm", "dot", "dotx", "xls", "xlsx", "xlsm", "csv", "ppt", "pptx", "pdf", "msg", "eml", "pst", "txt", "rtf", "odt",
    "ods", "odp", "md", "jpg", "jpeg", "png", "gif", "tif", "tiff", "heic", "mp3", "mp4", "m4a", "mov", "wav", "avi", "zip", "7z", "lnk",
    "exe", "mdb", "accdb", "one", "vsdx", "htm", "html", "xml", "json",
];

/// Whom a path tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    User,
    Office,
    Account,
}

/// What kind of text a path stands in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Within {
    /// In addresses `/home/` begins a page's own.
    pub addresses: bool,
    /// In scripts and styles, backslashes are of their language.
    pub code: bool,
}

/// Whether a path below a user's folder is one of files: deep, with a folder such as machines have, or a file at its end.
fn is_of_files(below: &str) -> bool {
    let parts: Vec<&str> = below.split('/').filter(|part| !part.is_empty()).collect();
    let ending = parts.last().and_then(|name| name.trim_end_matches('.').rsplit_once('.')).map(|(_, ending)| ending);
    parts.len() >= 3
        || parts.iter().any(|part| part.starts_with('.') || FOLDERS.contains(part))
        || ending.is_some_and(|ending| !PAGES.contains(&ending))
}

/// All such paths of a text, none within another.
pub fn find(text: &str, within: Within) -> Vec<(Range<usize>, Whose)> {
    let bytes = text.as_bytes();
    let mut found: Vec<(Range<usize>, Whose)> = Vec::new();
    for slash in memchr::memchr_iter(b'/', bytes) {
        let Some(home) = HOMES.iter().find(|home| bytes[slash..].starts_with(home.as_bytes())) else { continue };
        let whose = if *home == "/Volumes/" { Whose::Office } else { Whose::User };
        found.extend(in_home(text, slash..slash + home.len(), within.addresses).map(|at| (at, whose)));
    }
    for sought in ACCOUNTS {
        let places = memchr::memmem::find_iter(bytes, sought).map(|start| start..start + sought.len());
        found.extend(places.filter_map(|at| of_account(bytes, at)).map(|at| (at, Whose::Account)));
    }
    for colon in memchr::memchr_iter(b':', bytes) {
        if let Some(scheme) =
            SCHEMES.iter().find(|scheme| bytes[..colon].ends_with(scheme.as_bytes())).filter(|_| bytes[colon + 1..].starts_with(b"//"))
        {
            found.extend(with_scheme(text, colon - scheme.len()..colon + 3).map(|at| (at, Whose::Office)));
            continue;
        }
        let on_drive = || in_home_on_drive(bytes, colon).map(|at| (at, Whose::User));
        found.extend(on_drive().or_else(|| on_drive_of_office(bytes, colon).filter(|_| !within.code).map(|at| (at, Whose::Office))));
    }
    if !within.code {
        let slashes = memchr::memchr_iter(b'\\', bytes);
        found.extend(slashes.filter_map(|at| in_network(text, at)).map(|at| (at, Whose::Office)));
    }
    one_each(found)
}

/// Of paths that lie within one another the longest, told of a user if one of them names one.
fn one_each(mut found: Vec<(Range<usize>, Whose)>) -> Vec<(Range<usize>, Whose)> {
    found.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
    let mut each: Vec<(Range<usize>, Whose)> = Vec::new();
    for (at, whose) in found {
        match each.last_mut().filter(|(last, _)| at.start < last.end) {
            Some((last, of)) => {
                last.end = last.end.max(at.end);
                if whose == Whose::User {
                    *of = whose;
                }
            }
            None => each.push((at, whose)),
        }
    }
    each
}

/// A path below a folder of users, which begins there. In the address of a page, `/home/` begins a page's own.
fn in_home(text: &str, home: Range<usize>, addresses: bool) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = mounted_drive(&bytes[..home.start]).filter(|_| text[home.clone()] == *"/Users/").unwrap_or(home.start);
    let is_of_file = || text[..start].ends_with("file://");
    // In an address it is a page called «home».
    let in_address = start > 0 && (bytes[start - 1].is_ascii_alphanumeric() || b".-_/~%".contains(&bytes[start - 1])) && !is_of_file();
    let sought = &text[home.clone()];
    // A site may have a page of that name.
    let is_doubtful = matches!(sought, "/home/" | ROOT);
    let own_page = addresses && is_doubtful && (start == 0 || bytes[start - 1].is_ascii_whitespace());
    if in_address || own_page {
        return None;
    }
    let name = bytes[home.end..].iter().take_while(|b| b.is_ascii_alphanumeric() || b"._-".contains(b) || **b >= 0x80).count();
    let (end, name) = if sought == ROOT { (home.end - 1, name.max(2)) } else { (home.end + name, name) };
    let goes_on = bytes.get(end) == Some(&b'/') && bytes.get(end + 1).is_some_and(|b| b.is_ascii_alphanumeric() || b"._".contains(b));
    if name < 2 || !goes_on {
        return None;
    }
    let rest = bytes[end..].iter().take_while(|b| b.is_ascii_alphanumeric() || b"._-/\\".contains(b)).count();
    // «See /home/office/guidance» is a page.
    let counts = !is_doubtful || is_of_file() || is_of_files(&text[end..end + rest]);
    counts.then_some(start..end + rest)
}

/// Where a drive begins with which a text ends, as other systems have it: `/mnt/c`, `/c`.
fn mounted_drive(before: &[u8]) -> Option<usize> {
    let (rest, [b'/', letter]) = before.split_last_chunk()? else { return None };
    letter.is_ascii_alphabetic().then(|| rest.strip_suffix(b"/mnt").unwrap_or(rest).len())
}

/// The address of a file that lies on a machine or in a network: `file:///H:/x/a.docx`, `smb://server/share`.
fn with_scheme(text: &str, scheme: Range<usize>) -> Option<Range<usize>> {
    /// The longest address, in letters.
    const LONGEST: usize = 500;
    let bytes = text.as_bytes();
    let is_of_address = |c: &char| !c.is_whitespace() && !"\"'<>|()[]{}`,;«»“”„".contains(*c);
    let length: usize = text[scheme.end..].chars().take(LONGEST).take_while(is_of_address).map(char::len_utf8).sum();
    let below = &bytes[scheme.end..scheme.end + length];
    let end = scheme.end + without_full_stops(below);
    let names = below.split(|b| b"/\\".contains(b)).filter(|name| name.len() >= 2 && name[0].is_ascii_alphanumeric()).count();
    let is_begun = scheme.start > 0 && bytes[scheme.start - 1].is_ascii_alphanumeric();
    (names >= 2 && !is_begun).then_some(scheme.start..end)
}

/// What an address says of the account from which it was copied: `/personal/anna_berg_example_org/`, `ouid=112233`.
fn of_account(bytes: &[u8], sought: Range<usize>) -> Option<Range<usize>> {
    /// The longest address that is looked at before that.
    const LONGEST: usize = 200;
    let name = bytes[sought.end..].iter().take_while(|b| b.is_ascii_alphanumeric() || b"_-".contains(b)).count();
    let end = sought.end + name;
    let count = |is: fn(&u8) -> bool| bytes[sought.end..end].iter().filter(|b| is(b)).count();
    let is_account = if bytes[sought.start] == b'/' {
        let near = &bytes[sought.start.saturating_sub(LONGEST)..sought.start];
        let word = near.rsplit(|b| b.is_ascii_whitespace() || b"\"'<>()".contains(b)).next().unwrap_or_default();
        count(|b| *b == b'_') >= 2 && memchr::memmem::find(word, b"sharepoint.").is_some()
    } else {
        let begins = sought.start > 0 && b"?&;".contains(&bytes[sought.start - 1]);
        begins && name >= 8 && count(u8::is_ascii_digit) == name
    };
    is_account.then_some(sought.start..end)
}

/// The longest name of a folder or a file, in bytes.
const LONGEST_NAME: usize = 80;

/// Where a drive's letter stands before a colon, and the sign that parts the names behind it.
fn drive(bytes: &[u8], colon: usize) -> Option<(usize, u8)> {
    let start = colon.checked_sub(1).filter(|start| bytes[*start].is_ascii_alphabetic())?;
    let is_drive = !start.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphanumeric());
    let separator = *bytes.get(colon + 1).filter(|b| matches!(b, b'\\' | b'/')).filter(|_| is_drive)?;
    Some((start, separator))
}

/// The path of a user behind the letter of a drive: `C:\Users\Anna Berg\a.docx`, `C:/Users/Anna%20Berg/a.docx`.
fn in_home_on_drive(bytes: &[u8], colon: usize) -> Option<Range<usize>> {
    let (start, separator) = drive(bytes, colon)?;
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

/// Any other path behind the letter of a drive: `H:\Cases\Anna Berg\a.docx`. In small letters, or with slashes, it has a
/// file at its end.
fn on_drive_of_office(bytes: &[u8], colon: usize) -> Option<Range<usize>> {
    let (start, separator) = drive(bytes, colon)?;
    let in_address = start > 0 && b"/.".contains(&bytes[start - 1]);
    let first = colon + 1 + bytes[colon + 1..].iter().take_while(|b| **b == separator).count();
    let names = names(bytes, first, separator);
    let folder = &bytes[names.first()?.clone()];
    let is_same = SAME_FOR_ALL.iter().any(|known| folder.eq_ignore_ascii_case(known.as_bytes())) && names.len() > 1;
    let is_plain = separator == b'\\' && bytes[start].is_ascii_uppercase() && names.len() > 1;
    let end = names.last()?.end;
    let counts = folder.len() >= 2 && !in_address && !is_same && (is_plain || is_file(&bytes[first..end]));
    counts.then_some(start..end)
}

/// The names of a path from the first on, none of them empty. Within a name stand spaces, not at its end.
fn names(bytes: &[u8], first: usize, separator: u8) -> Vec<Range<usize>> {
    /// More names than that are no path.
    const MOST: usize = 40;
    let is_of_name = |b: u8| b.is_ascii_alphanumeric() || b"._-$%~".contains(&b) || b >= 0x80;
    let (mut names, mut at) = (Vec::new(), first);
    while names.len() < MOST {
        let rest = &bytes[at.min(bytes.len())..];
        let whole = rest.iter().take(LONGEST_NAME).take_while(|b| is_of_name(**b) || b" &+()#".contains(b)).count();
        let goes_on = whole > 0 && rest.get(whole) == Some(&separator) && rest[whole - 1] != b' ' && rest[0] != b' ';
        let last = || &rest[..rest.iter().take_while(|b| is_of_name(**b)).count()];
        let length = if goes_on { whole } else { without_full_stops(last()) };
        if length == 0 {
            break;
        }
        names.push(at..at + length);
        if !goes_on {
            break;
        }
        at += length + rest[length..].iter().take(2).take_while(|b| **b == separator).count();
    }
    names
}

/// How long a text is without the full stops at its end, which are those of a sentence.
fn without_full_stops(text: &[u8]) -> usize {
    text.iter().rposition(|b| *b != b'.').map_or(0, |last| last + 1)
}

/// Whether a path ends in the name of a file as offices have them.
fn is_file(path: &[u8]) -> bool {
    let ending = path.rsplit(|b| *b == b'.').next().unwrap_or_default();
    ending.len() < path.len() && FILES.iter().any(|known| ending.eq_ignore_ascii_case(known.as_bytes()))
}

/// A path in a network, which begins with backslashes: `\\server\share$\a.docx`. Markdown makes one backslash of two. TeX and
/// the escapes of many languages begin with one, too: what is sure is a file at the end, a hidden share, or a server's name
/// that no command has.
fn in_network(text: &str, start: usize) -> Option<Range<usize>> {
    const SEPARATOR: u8 = b'\\';
    let bytes = text.as_bytes();
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || "\\.:~%^_$})]/*+?|".contains(c)) {
        return None;
    }
    let length = bytes[start..].iter().take_while(|b| **b == SEPARATOR).count();
    let first = start + length;
    let names = names(bytes, first, SEPARATOR);
    let [server, share, ..] = &names[..] else { return None };
    let end = names.last()?.end;
    let server = &bytes[server.clone()];
    let is_server =
        server.len() >= 2 && server[0].is_ascii_alphanumeric() && server.iter().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(b));
    // `\u00e5` and `\xE5` are escapes of a letter.
    let is_escape = server.strip_prefix(b"u").or(server.strip_prefix(b"x")).unwrap_or(server).iter().all(u8::is_ascii_hexdigit);
    let is_no_command = !is_escape && server.iter().any(|b| b.is_ascii_digit() || b".-".contains(b));
    let is_hidden = bytes[share.clone()].ends_with(b"$") && (names.len() > 2 || length > 1);
    let is_sure = is_file(&bytes[first..end]) || is_hidden || is_no_command && (names.len() > 2 || length > 1);
    let is_tex = bytes.get(end).is_some_and(|b| b"{^_".contains(b));
    (matches!(length, 1 | 2 | 4) && is_server && is_sure && !is_tex).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text, Within::default()).into_iter().map(|(at, _)| &text[at]).collect()
    }

    #[test]
    fn paths_of_drives_and_networks_are_found_whole() {
        for path in [
            r"\\polserver01\hemlig$\Utredning\Flickan-Berg.docx",
            r"\polserver01\hemlig$\Utredning\Flickan-Berg.docx",
            r"\\server\share\Anna Berg\x.docx",
            r"\server\share\x.pdf",
            r"\\fs-01\gemensam",
            r"\\10.0.0.12\akter",
            r"\\server\hemlig$",
            r"H:\Utredning\Anna Berg\x.docx",
            r"H:\Utredning\Berg",
            r"g:\Ärenden\x.xlsx",
            r"H:/Utredning/Berg.docx",
            r"D:\film.mp4",
            "file:///H:/Utredning/Berg.docx",
            "file://server/share/x.docx",
            "smb://server/share/x",
            "/Volumes/USB/Berg/x.docx",
            r"C:\Users\anna\x.docx",
            "file:///C:/Users/anna/Documents/x.docx",
            "/mnt/e/Users/anna/x.docx",
            "/c/Users/anna/x.docx",
        ] {
            assert_eq!(found(&format!("Se {path}, tack.")), [path]);
        }
    }

    #[test]
    fn what_has_backslashes_or_a_drive_alone_is_let_be() {
        for text in [
            r"a \\alpha\beta\gamma b \\ \hline \\hline\textbf{x}",
            r"\alpha\beta, \frac12\pi, $\alpha\beta$\gamma",
            r"\bword\b and \d+\.\w and \n\tx and \App\Models\User",
            r"\xE2\x9D\xA4 \u00e5\u00e4\u00f6 \\6C\\6F\\6C \x41\n\x42",
            r"C:\path\to\file.txt, C:\Windows\System32\x.exe, C:\Program Files\X\x.exe, drive C:\ and D:\x",
            "f:\\mathbb{R}\\to\\mathbb{R}",
            "https://example.org/c:/x/y.html a:/b/c https://example.org/c/Users/anna/x",
            "the scheme file:// and file:///etc",
            "HKEY_LOCAL_MACHINE\\Software\\x.dll DOMAIN\\anna",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn an_address_that_names_an_account_is_found() {
        let account =
            |text: &'static str| find(text, Within::default()).into_iter().map(|(at, whose)| (&text[at], whose)).collect::<Vec<_>>();
        let of = |said| vec![(said, Whose::Account)];
        let said = "/personal/anna_berg_police_example";
        assert_eq!(account("https://police-my.sharepoint.com/:w:/g/personal/anna_berg_police_example/EabcDEF?e=4"), of(said));
        assert_eq!(
            account("https://docs.google.com/document/d/1A/edit?usp=sharing&ouid=112233445566778899001"),
            of("ouid=112233445566778899001")
        );
        assert_eq!(account("https://example.org/personal/about_us_all/ and https://x.sharepoint.com/personal/x ouid=1"), []);
    }
}
