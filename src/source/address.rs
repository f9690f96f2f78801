//! Web addresses: which of them are not published, and why.

use url::{Host, Url};

use crate::diagnostics::{Excerpt, Finding, Location, codes};

/// What to write in the place of a detour.
pub const DIRECT: &str = "open it, and copy the address to which it leads from the browser's address bar";

/// Why a web address is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is none, or not a whole one.
    NoAddress,
    /// They are several, with a space or a comma between.
    Several,
    /// It holds a user name or a password.
    Entrusts,
    /// It leads there by way of somebody who notes who follows it.
    Detour,
    /// It leads to the author's own machine.
    OwnMachine,
    /// It leads to a machine that only the author's network knows.
    OwnNetwork,
}

/// Why a text is no address that can be published; `None` if it is one.
pub fn refusal(text: &str) -> Option<Refused> {
    let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    // What browsers take for an address may lead elsewhere on a page of another host.
    let is_whole = (begins("https://") || begins("http://")) && !text.contains('\\');
    if is_whole && holds_several(text) {
        return Some(Refused::Several);
    }
    let Some(url) = Url::parse(text).ok().filter(|_| is_whole) else { return Some(Refused::NoAddress) };
    if entrusts(&url) {
        return Some(Refused::Entrusts);
    }
    if is_detour(&url) {
        return Some(Refused::Detour);
    }
    known_nearby(url.host()?)
}

/// Whether another address begins in a text behind a space, a comma or a semicolon.
fn holds_several(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || ",;".contains(c)).filter(|part| part.contains("://") && Url::parse(part).is_ok()).count() > 1
}

/// Whether an address holds a user name or a password.
pub fn entrusts(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// Whether an address is that of a service that counts who follows a link or looks at where it leads, as it is copied from
/// results of a search, from mail and from messages. That of a mail names whom it was sent to, too.
pub fn is_detour(url: &Url) -> bool {
    let Some(host) = url.domain() else { return false };
    let host = host.strip_prefix("www.").unwrap_or(host);
    match url.path() {
        "/url" => host.starts_with("google."),
        "/l.php" => matches!(host, "l.facebook.com" | "lm.facebook.com" | "l.messenger.com"),
        "/redir/redirect" | "/safety/go" => host == "linkedin.com",
        _ => {
            matches!(host, "l.instagram.com" | "urldefense.com" | "urldefense.proofpoint.com")
                || host.ends_with(".safelinks.protection.outlook.com")
        }
    }
}

/// Whether a host is known by this name or number to the author's machine or network alone.
pub fn known_nearby(host: Host<&str>) -> Option<Refused> {
    /// Names that a network gives away by itself.
    const NETWORK: [&str; 3] = [".local", ".internal", ".home.arpa"];
    let (machine, network) = match host {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            (name == "localhost" || name.ends_with(".localhost"), NETWORK.iter().any(|ending| name.ends_with(ending)))
        }
        Host::Ipv4(ip) => (ip.is_loopback() || ip.is_unspecified(), ip.is_private() || ip.is_link_local()),
        Host::Ipv6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => return known_nearby(Host::Ipv4(ip)),
            None => (ip.is_loopback() || ip.is_unspecified(), ip.is_unique_local() || ip.is_unicast_link_local()),
        },
    };
    if machine { Some(Refused::OwnMachine) } else { network.then_some(Refused::OwnNetwork) }
}

impl Refused {
    /// What is wrong.
    pub fn said(self) -> &'static str {
        match self {
            Refused::NoAddress => "this is not a web address",
            Refused::Several => "several web addresses stand here as one",
            Refused::Entrusts => "the address holds a user name or password",
            Refused::Detour => "the address leads by way of a service that notes who follows it",
            Refused::OwnMachine => "this address works only on your own machine",
            Refused::OwnNetwork => "this address works only in your own network",
        }
    }

    /// What an author is told where an address stands.
    pub fn told(self, mut at: Location) -> Finding {
        let (code, hint) = match self {
            Refused::NoAddress => (&codes::INVALID_URL, "write https://… or http://…"),
            Refused::Several => (&codes::INVALID_URL, "write one here, and the others in the text"),
            Refused::Entrusts => (&codes::UNSAFE_LINK, "remove it"),
            Refused::Detour => (&codes::UNSAFE_LINK, DIRECT),
            Refused::OwnMachine | Refused::OwnNetwork => (&codes::PREVIEW_LINK, "write the address by which everybody reaches it"),
        };
        // A log of the build must not tell a password on.
        if self == Refused::Entrusts && at.excerpt.is_some() {
            at.excerpt = Some(Excerpt { text: "…".into(), mark: (0, 1) });
        }
        let mut finding = Finding::new(code, at, self.said());
        finding.hint(hint);
        finding
    }
}

/// An address with what can't stand in one encoded; letters stay as they are read.
pub fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            c if c.is_ascii_control() || " \"<>^`{|}".contains(c) => out.push_str(&format!("%{:02X}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_nobody_else_anywhere_or_tells_a_password_is_no_address_to_publish() {
        use Refused::{Detour, Entrusts, NoAddress, OwnMachine, OwnNetwork, Several};
        for (text, expected) in [
            ("https://example.org/å?d=1#x", None),
            ("HTTP://192.0.2.7:8080/", None),
            ("https://local.example/", None),
            ("http://[2001:db8::1]/", None),
            ("https://web.example/2026/https://example.org/,a b", None),
            ("https://a.example/ https://b.example/", Some(Several)),
            ("https://a.example/,HTTPS://b.example/", Some(Several)),
            ("ftp://example.org/", Some(NoAddress)),
            ("https:example.org", Some(NoAddress)),
            ("https:\\\\example.org", Some(NoAddress)),
            ("https://", Some(NoAddress)),
            ("https://anna@example.org/", Some(Entrusts)),
            ("https://www.google.se/url?q=https://example.org/&sa=D", Some(Detour)),
            ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org", Some(Detour)),
            ("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org", Some(Detour)),
            ("https://www.google.com/search?q=url", None),
            ("https://www.facebook.com/example", None),
            ("https://:hunter2@localhost/", Some(Entrusts)),
            ("http://LOCALHOST:1111/sv/", Some(OwnMachine)),
            ("http://127.1/", Some(OwnMachine)),
            ("http://0.0.0.0:1111/", Some(OwnMachine)),
            ("http://[::1]:1111/", Some(OwnMachine)),
            ("http://[::ffff:127.0.0.1]/", Some(OwnMachine)),
            ("http://192.168.1.5/x", Some(OwnNetwork)),
            ("http://10.0.0.2/", Some(OwnNetwork)),
            ("http://[fe80::1]/", Some(OwnNetwork)),
            ("http://anna-laptop.local:1111/", Some(OwnNetwork)),
        ] {
            assert_eq!(refusal(text), expected, "{text}");
        }
    }

    #[test]
    fn letters_of_an_address_stay_and_what_ends_it_is_encoded() {
        assert_eq!(encoded("https://example.com/å b?d=\"e\"&f=%20"), "https://example.com/å%20b?d=%22e%22&f=%20");
    }
}
