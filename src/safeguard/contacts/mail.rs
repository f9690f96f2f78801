//! Addresses of e-mail, told from names in addresses of pages, in version numbers and in the fediverse.

use std::ops::Range;
use std::sync::LazyLock;

use super::Way;
use crate::language::sought::Sought;

/// The longest name of a host and of somebody there, in bytes.
const LONGEST_HOST: usize = 320;

pub fn find(text: &str, found: &mut Vec<Way>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for at in memchr::memchr_iter(b'@', bytes) {
        if at < from {
            continue;
        }
        // Quotation marks and the like are no part of a name, in whatever script.
        let local = |c: char| is_letter(c) || "._%+-".contains(c);
        let host = |c: char| is_letter(c) || ".-".contains(c);
        let name = text[from..at].trim_end_matches(local).len();
        let start = from + name + text[from + name..at].bytes().take_while(|b| *b == b'.').count();
        let start = with_apostrophe(text, start).filter(|start| *start >= from).unwrap_or(start);
        let length = text[at + 1..].find(|c| !host(c)).unwrap_or(text.len() - at - 1);
        let Some(host) = host_of(&text[at + 1..at + 1 + length]) else {
            if let Some(apart) = apart(text, at).filter(|apart| apart.start >= from) {
                from = apart.end;
                found.push(Way::Mail(apart));
            }
            continue;
        };
        let is_another = |name: &str| name == "git" || is_name_of_event(&text[..start], name);
        if start < at && !is_handle(&text[..start]) && !is_another(&text[start..at]) && !is_in_address(&text[..start], host) {
            from = at + 1 + host.len();
            found.push(Way::Mail(start..from));
        }
    }
}

/// Whether a character is a letter or a figure, or a mark over one that is written apart.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// Where a name begins of which an apostrophe parts the first letters: `o'brien`. Elsewhere it is a quotation mark.
fn with_apostrophe(text: &str, start: usize) -> Option<usize> {
    let before = text[..start].strip_suffix(['\'', '\u{2019}']).filter(|_| text[start..].starts_with(char::is_alphanumeric))?;
    let first = before.trim_end_matches(char::is_alphabetic).len();
    ((1..=3).contains(&before[first..].chars().count())).then_some(first)
}

/// An address without the little word before its apostrophe: French «d'anna@example.org».
pub fn without_elision(text: &str) -> Option<&str> {
    let (word, address) = text.split_once(['\'', '\u{2019}'])?;
    matches!(word, "d" | "l" | "qu" | "D" | "L" | "Qu").then_some(address)
}

/// An address with spaces beside its sign: `anna @ example.org`, `anna@ example.org`. Behind a space alone it is a name in a
/// network: `we @example.org`.
fn apart(text: &str, at: usize) -> Option<Range<usize>> {
    let behind = text[at + 1..].trim_start_matches(' ');
    let host_start = text.len() - behind.len();
    let before = text[..at].trim_end_matches(' ');
    let start = name_before(before)?;
    let host = host_of(&behind[..length_of_host(behind)]).filter(|host| is_of_mail(host))?;
    let is_near = (2..=3).contains(&(host_start - at)) && at - before.len() <= 2;
    let is_name = text[start..before.len()].contains(char::is_alphabetic);
    (is_near && is_name && !is_handle(&text[..start]) && !behind[host.len()..].starts_with('/')).then(|| start..host_start + host.len())
}

/// Where the name of somebody begins that ends a text.
fn name_before(text: &str) -> Option<usize> {
    let rest = text.trim_end_matches(|c: char| is_letter(c) || "._%+-".contains(c));
    let start = rest.len() + text[rest.len()..].bytes().take_while(|b| *b == b'.').count();
    (start < text.len()).then_some(start)
}

fn length_of_host(text: &str) -> usize {
    text.find(|c: char| !is_letter(c) && !".-".contains(c)).unwrap_or(text.len())
}

/// How people write the sign and the dot of an address so that machines don't see them: such words between brackets.
const SIGNS: &[&str] = &["at", "a", "@", "ät", "att", "snabel-a", "snabela", "krøllalfa", "alfakrøll", "miukumauku", "ett"];
const DOTS: &[&str] = &["dot", "punkt", "punktum", "piste", "prikk", ".", "крапка", "точка"];
/// Those that stand for the sign by themselves.
const BARE_SIGNS: [&str; 10] =
    ["snabel-a", "snabela", "krøllalfa", "alfakrøll", "miukumauku", "klammeraffe", "apenstaartje", "małpa", "собака", "равлик"];
/// The same for the dot, where «at» stands before.
const BARE_DOTS: [&str; 6] = [" dot ", " punkt ", " punktum ", " piste ", " крапка ", " точка "];
/// As these are written to be seen.
const CAPITAL_DOTS: [&str; 8] = [" DOT ", " PUNKT ", " PUNKTUM ", " PISTE ", " Dot ", " Punkt ", " Punktum ", " Piste "];
/// What is no host: «look at the dot in the middle».
const ARTICLES: [&str; 8] = ["a", "an", "the", "this", "that", "each", "every", "one"];
static BARE: LazyLock<Sought> = LazyLock::new(|| Sought::of(BARE_SIGNS.into_iter().chain(BARE_DOTS).chain(CAPITAL_DOTS)));

/// Addresses that are written so: `anna (at) example.org`, `anna [at] example [dot] org`, `anna at example dot org`.
pub fn spelled_out(text: &str, found: &mut Vec<Way>) {
    for open in memchr::memchr3_iter(b'(', b'[', b'{', text.as_bytes()) {
        let Some(sign) = in_brackets(&text[open..], SIGNS) else { continue };
        let inner = text[open + 1..open + sign - 1].trim();
        // «Section 4 (a) example.org» is none.
        let is_letter = inner.eq_ignore_ascii_case("a");
        let is_apart = text[..open].ends_with(' ') || text[open + sign..].starts_with(' ');
        found.extend(spelled(text, open..open + sign, is_letter).filter(|_| !(is_letter && is_apart)).map(Way::Mail));
    }
    for bare in BARE.places(text) {
        let sign = if bare.pattern().as_usize() < BARE_SIGNS.len() {
            let is_apart = text[..bare.start()].ends_with(' ') && text[bare.end()..].starts_with(' ');
            is_apart.then(|| bare.range())
        } else {
            let host = text[..bare.start()].trim_end_matches(|c: char| is_letter(c) || ".-".contains(c));
            let is_word = ARTICLES.iter().any(|article| article.eq_ignore_ascii_case(&text[host.len()..bare.start()]));
            let before = [" at ", " AT ", " At "].into_iter().find_map(|sign| host.strip_suffix(sign)).filter(|_| !is_word);
            before.map(|before| before.len() + 1..before.len() + 3)
        };
        found.extend(sign.and_then(|sign| spelled(text, sign, true)).map(Way::Mail));
    }
    for at in memchr::memmem::find_iter(text.as_bytes(), " at ") {
        found.extend(said_aloud(text, at).map(Way::Mail));
    }
    for at in memchr::memmem::find_iter(text.as_bytes(), " AT ") {
        found.extend(said_aloud(text, at).or_else(|| called_out(text, at)).map(Way::Mail));
    }
}

/// An address that is written as it is read aloud: `anna.berg at example.org`. What has one name before «at» may be any
/// sentence: «more at example.org».
fn said_aloud(text: &str, at: usize) -> Option<Range<usize>> {
    const SIGN: usize = " at ".len();
    /// «Open index.html at example.org».
    const ENDINGS: &[&str] = &["html", "aspx", "docx", "xlsx", "pptx", "json", "jpeg", "yaml", "tiff", "webp", "conf", "toml", "info"];
    let start = name_before(&text[..at])?;
    let host_start = at + SIGN;
    let host = host_of(&text[host_start..host_start + length_of_host(&text[host_start..])]).filter(|host| is_of_mail(host))?;
    let (first, last) = text[start..at].split_once(['.', '_'])?;
    let is_name = |name: &str| !name.is_empty() && name.chars().all(char::is_alphabetic) && !name.chars().skip(1).any(char::is_uppercase);
    // A sentence that begins without a space before it is no name.
    let is_alike = first.starts_with(char::is_uppercase) == last.starts_with(char::is_uppercase);
    let is_of_somebody = is_name(first) && is_name(last) && is_alike && last.chars().count() >= 4 && !ENDINGS.contains(&last);
    let is_of_a_page = text[..start].ends_with(['/', '@', ':']) || text[host_start + host.len()..].starts_with('/');
    (is_of_somebody && !is_of_a_page).then(|| start..host_start + host.len())
}

/// An address whose sign alone is written large: `anna AT example.org`; not in a line of capitals, nor an address of a page.
fn called_out(text: &str, at: usize) -> Option<Range<usize>> {
    let sign = at + 1..at + 3;
    let is_host = text[sign.end + 1..].chars().next().is_some_and(char::is_lowercase);
    let address = spelled(text, sign, true).filter(|address| is_host && !text[address.end..].starts_with('/'))?;
    let name = &text[address.start..at];
    (name.starts_with(char::is_alphabetic) && name.chars().any(char::is_lowercase)).then_some(address)
}

/// The address round what stands for its sign. Some words for that stand elsewhere, too: then the host is one of e-mail.
fn spelled(text: &str, sign: Range<usize>, is_doubtful: bool) -> Option<Range<usize>> {
    let start = name_before(text[..sign.start].trim_end_matches(' '))?;
    let (mut end, mut host) = (text.len() - text[sign.end..].trim_start_matches(' ').len(), String::new());
    loop {
        let part = length_of_host(&text[end..]);
        host.push_str(&text[end..end + part]);
        end += part;
        let rest = text[end..].trim_start_matches(' ');
        let is_apart = rest.len() < text.len() - end;
        let begins = |dot: &str| rest.get(..dot.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(dot));
        let bare = || BARE_DOTS.iter().find(|dot| is_apart && begins(&dot[1..])).map(|dot| dot.len() - 2);
        let Some(dot) = in_brackets(rest, DOTS).or_else(bare).filter(|_| part > 0) else { break };
        host.push('.');
        end = text.len() - rest[dot..].trim_start_matches(' ').len();
    }
    let host = host.trim_end_matches('.');
    let known = host_of(host).filter(|known| known.len() == host.len())?;
    // A sentence that begins without a space before it is no end of an address.
    let is_host = is_of_mail(known) || !is_doubtful && known.rsplit('.').next().is_some_and(|top| !top.starts_with(char::is_uppercase));
    is_host.then(|| start..sign.end + text[sign.end..end].trim_end_matches('.').len())
}

/// How long the brackets are with which a text begins, if they hold one of such words.
fn in_brackets(text: &str, words: &[&str]) -> Option<usize> {
    const LONGEST: usize = 28;
    let close = match text.as_bytes().first()? {
        b'(' => b')',
        b'[' => b']',
        b'{' => b'}',
        _ => return None,
    };
    let length = memchr::memchr(close, &text.as_bytes()[..text.len().min(LONGEST)])?;
    let inner = text[1..length].trim();
    words.iter().any(|word| word.chars().eq(inner.chars().flat_map(char::to_lowercase))).then_some(length + 1)
}

/// An address as machines write it.
pub fn address(text: &str) -> String {
    let (mut address, mut at) = (String::new(), 0);
    let text_in_small = text.to_lowercase();
    let small = text_in_small.as_str();
    while at < small.len() {
        let rest = &small[at..];
        let bare = |words: &[&str]| words.iter().find(|word| rest.starts_with(**word)).map(|word| word.len());
        let sign = in_brackets(rest, SIGNS).or_else(|| bare(&BARE_SIGNS)).or_else(|| bare(&[" at "]));
        let dot = in_brackets(rest, DOTS).or_else(|| bare(&BARE_DOTS));
        let (said, length) = match (sign, dot) {
            (Some(length), _) => ('@', length),
            (_, Some(length)) => ('.', length),
            _ => rest.chars().next().map_or((' ', 1), |c| (c, c.len_utf8())),
        };
        address.push(said);
        at += length;
    }
    if address.contains('@') { address.replace(' ', "") } else { text.to_owned() }
}

/// The name of a host, without what is hung on: `example.org-Anna`, `example.org.`.
fn host_of(text: &str) -> Option<&str> {
    let mut host = text.trim_end_matches(['.', '-']);
    // Who hangs on more writes no address.
    for _ in 0..4 {
        let (name, top) = host.rsplit_once('.')?;
        if !name.is_empty() && top.chars().count() >= 2 && (top.chars().all(char::is_alphabetic) || top.starts_with("xn--")) {
            return Some(host);
        }
        host = host[..host.rfind(['.', '-'])?].trim_end_matches(['.', '-']);
    }
    None
}

/// Whether a name belongs to the fediverse: `@network@host`.
fn is_handle(before: &str) -> bool {
    before.strip_suffix('@').is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

/// Whether a calendar names an event so, as programs do: `UID:20310303T170000Z-4711@example.org`.
fn is_name_of_event(before: &str, name: &str) -> bool {
    const FEWEST_FIGURES: usize = 3;
    let is_named = ["UID:", "RELATED-TO:"]
        .iter()
        .filter_map(|property| before.strip_suffix(property))
        .any(|before| before.is_empty() || before.ends_with('\n'));
    is_named && name.bytes().filter(u8::is_ascii_digit).count() >= FEWEST_FIGURES
}

/// Whether a name stands in an address, where it is a user or a version: `https://user@host/`, `npm/package@1.0.min`.
fn is_in_address(before: &str, host: &str) -> bool {
    if !before.ends_with(['/', ':']) {
        return false;
    }
    let bytes = before.as_bytes();
    let word = bytes.iter().rev().take(LONGEST_HOST).take_while(|b| !b.is_ascii_whitespace() && !b"\"'<>(),;".contains(b));
    let has_scheme = word.clone().zip(word.clone().skip(1)).any(|two| two == (&b'/', &b'/'));
    let is_path = || {
        word.clone().last() == Some(&b'/')
            || !host.rsplit_once('.').is_some_and(|(name, _)| name.split('.').any(|label| label.starts_with(char::is_alphabetic)))
    };
    // Before the first slash it is who logs in.
    let logs_in = || before.rsplit_once("//").is_some_and(|(_, before)| !before.contains('/'));
    has_scheme && (logs_in() || !is_of_mail(host)) || before.ends_with('/') && is_path()
}

/// Whether the end of a host is one that addresses of e-mail have; files and versions in a path end otherwise.
fn is_of_mail(host: &str) -> bool {
    const TOPS: &[&str] = &["com", "org", "net", "info", "edu", "gov", "email", "online", "mail", "example"];
    let top = host.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    top.len() == 2 && !matches!(top.as_str(), "js" | "ts") || TOPS.contains(&top.as_str()) || top.starts_with("xn--") || !top.is_ascii()
}
