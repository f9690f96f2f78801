//! Addresses of e-mail, told from names in addresses of pages, in version numbers and in the fediverse.

use super::Way;

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
        let local = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
        let host = |c: char| c.is_alphanumeric() || ".-".contains(c);
        let name = text[from..at].trim_end_matches(local).len();
        let start = from + name + text[from + name..at].bytes().take_while(|b| *b == b'.').count();
        let length = text[at + 1..].find(|c| !host(c)).unwrap_or(text.len() - at - 1);
        let Some(host) = host_of(&text[at + 1..at + 1 + length]) else { continue };
        if start < at && !is_handle(&text[..start]) && &text[start..at] != "git" && !is_in_address(&text[..start], host) {
            from = at + 1 + host.len();
            found.push(Way::Mail(start..from));
        }
    }
}

/// How people write the sign and the dot of an address so that machines don't see them.
const SIGNS: &[&str] = &["(at)", "[at]", "{at}", "(a)", "[a]", "(ät)", "(snabel-a)", "(att)"];
const DOTS: &[&str] = &["(dot)", "[dot]", "{dot}", "(punkt)", "[punkt]", "(piste)", "(.)", "[.]"];

/// Addresses that are written so: `anna (at) example.org`, `anna [at] example [dot] org`.
pub fn spelled_out(text: &str, found: &mut Vec<Way>) {
    for open in memchr::memchr3_iter(b'(', b'[', b'{', text.as_bytes()) {
        // Most brackets hold something else.
        let may_be = matches!(text.as_bytes().get(open + 1), Some(b'a' | b'A' | b's' | b'S' | 0xc3));
        let Some(length) = may_be.then(|| begins_with(&text[open..], SIGNS)).flatten() else { continue };
        let before = text[..open].trim_end_matches(' ');
        let start = before.trim_end_matches(|c: char| c.is_alphanumeric() || "._%+-".contains(c)).len();
        let (mut end, mut host) = (open + length, String::new());
        end = text.len() - text[end..].trim_start_matches(' ').len();
        loop {
            let part = text[end..].find(|c: char| !c.is_alphanumeric() && !".-".contains(c)).unwrap_or(text.len() - end);
            host.push_str(&text[end..end + part]);
            end += part;
            let rest = text[end..].trim_start_matches(' ');
            let Some(length) = begins_with(rest, DOTS).filter(|_| part > 0) else { break };
            host.push('.');
            let rest = rest[length..].trim_start_matches(' ');
            end = text.len() - rest.len();
        }
        // «Section 4 (a) example.org» is none.
        let is_apart = length == "(a)".len() && (before.len() < open || text[open + length..].starts_with(' '));
        if start < before.len()
            && !is_apart
            && host_of(&host).is_some_and(|known| known.len() == host.trim_end_matches('.').len() && is_of_mail(known))
        {
            found.push(Way::Mail(start..end - (host.len() - host.trim_end_matches('.').len())));
        }
    }
}

fn begins_with(text: &str, signs: &[&str]) -> Option<usize> {
    let begins = |sign: &&&str| text.get(..sign.len()).is_some_and(|head| head.to_lowercase() == **sign);
    signs.iter().find(begins).map(|sign| sign.len())
}

/// An address as machines write it.
pub fn address(text: &str) -> String {
    let mut address = text.to_lowercase();
    for (signs, sign) in [(SIGNS, "@"), (DOTS, ".")] {
        for written in signs {
            address = address.replace(written, sign);
        }
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
    const TOPS: &[&str] = &["com", "org", "net", "info", "edu", "gov", "email", "online", "mail"];
    let top = host.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    top.len() == 2 && !matches!(top.as_str(), "js" | "ts") || TOPS.contains(&top.as_str()) || top.starts_with("xn--") || !top.is_ascii()
}
