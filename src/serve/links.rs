//! Links that lead out: asked for one after another when an author wishes it, never by themselves.
//!
//! The check is polite: four hosts at once, one request at a time to each, with a pause between. It asks nothing of this
//! machine or of the network it stands in, whatever an address says or a name resolves to: a text that somebody sent in
//! must not make an author's machine knock at a router or a database.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, http};

/// How many hosts are asked at once.
const HOSTS_AT_ONCE: usize = 4;
/// How long one address may take, redirects included.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a host is left alone between two questions.
const PAUSE: Duration = Duration::from_millis(500);
const MOST_REDIRECTS: u32 = 5;
/// Who asks, so that whoever reads a server's log knows.
const NAME: &str = concat!("lykta/", env!("CARGO_PKG_VERSION"), " (link check, started by an author)");

/// What came of asking for an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Works,
    /// The server says that there is nothing, with this status.
    Gone(u16),
    /// The server answers, but not to programs, or not now; a person may see more.
    Unclear(u16),
    /// No server answers.
    Unreachable,
    /// The address leads to this machine or its own network, and is not asked for.
    Private,
}

impl Outcome {
    pub fn is_broken(self) -> bool {
        matches!(self, Outcome::Gone(_) | Outcome::Unreachable | Outcome::Private)
    }
}

/// An outcome, and when it was seen, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    pub outcome: Outcome,
    pub at: u64,
}

/// What is known of the links at the moment.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub checked: BTreeMap<String, Checked>,
    /// How many are still to be asked for, while a check runs.
    pub left: Option<usize>,
}

/// Whether addresses on this machine may be asked for: in tests alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    #[default]
    Outside,
    Anywhere,
}

/// The report that the check writes and the overview reads.
pub type Shared = Arc<Mutex<Report>>;

/// The report as it stands.
pub fn report(shared: &Shared) -> Report {
    shared.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Begins to ask for these addresses, and does not wait. While a check runs, another does not begin.
pub fn check(addresses: Vec<String>, reach: Reach, shared: &Shared) {
    {
        let mut report = shared.lock().unwrap_or_else(PoisonError::into_inner);
        if report.left.is_some() {
            return;
        }
        report.left = Some(addresses.len());
    }
    let hosts = Arc::new(Mutex::new(by_host(addresses)));
    let shared = Arc::clone(shared);
    thread::spawn(move || {
        let workers: Vec<_> = (0..HOSTS_AT_ONCE)
            .map(|_| {
                let (hosts, shared) = (Arc::clone(&hosts), Arc::clone(&shared));
                thread::spawn(move || {
                    let agent = agent(reach);
                    // The lock is given back before a host is asked.
                    let next = || hosts.lock().unwrap_or_else(PoisonError::into_inner).pop();
                    while let Some(addresses) = next() {
                        for (at, address) in addresses.into_iter().enumerate() {
                            if at > 0 {
                                thread::sleep(PAUSE);
                            }
                            let checked = Checked { outcome: ask(&agent, &address), at: now() };
                            let mut report = shared.lock().unwrap_or_else(PoisonError::into_inner);
                            report.checked.insert(address, checked);
                            report.left = report.left.map(|left| left.saturating_sub(1));
                        }
                    }
                })
            })
            .collect();
        for worker in workers {
            let _ = worker.join();
        }
        shared.lock().unwrap_or_else(PoisonError::into_inner).left = None;
    });
}

/// The addresses of each host together, so that one worker asks one host.
fn by_host(addresses: Vec<String>) -> Vec<Vec<String>> {
    let mut hosts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for address in addresses {
        let host = url::Url::parse(&address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
        hosts.entry(host).or_default().push(address);
    }
    hosts.into_values().collect()
}

fn agent(reach: Reach) -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(MOST_REDIRECTS)
        .http_status_as_error(false)
        // A proxy would ask for addresses that are private to it.
        .proxy(None)
        .user_agent(NAME)
        .build();
    Agent::with_parts(config, DefaultConnector::new(), Guarded { reach, resolver: DefaultResolver::default() })
}

/// Asks for the head, and for the whole where a server does not give heads.
fn ask(agent: &Agent, address: &str) -> Outcome {
    let read = |answer: Result<http::Response<ureq::Body>, ureq::Error>| match answer {
        Ok(answer) => of_status(answer.status().as_u16()),
        Err(ureq::Error::Other(error)) if error.is::<NotOutside>() => Outcome::Private,
        Err(ureq::Error::TooManyRedirects) => Outcome::Gone(310),
        Err(_) => Outcome::Unreachable,
    };
    match read(agent.head(address).call()) {
        outcome @ (Outcome::Works | Outcome::Private) => outcome,
        _ => read(agent.get(address).call()),
    }
}

fn of_status(status: u16) -> Outcome {
    match status {
        200..=399 => Outcome::Works,
        404 | 410 => Outcome::Gone(status),
        _ => Outcome::Unclear(status),
    }
}

/// Resolves names as usual, and refuses what does not lie outside. It stands between name and connection, so that a name
/// which changes its mind between two look-ups is caught, and so are redirects.
#[derive(Debug)]
struct Guarded {
    reach: Reach,
    resolver: DefaultResolver,
}

/// An address that leads to this machine or its own network.
#[derive(Debug, thiserror::Error)]
#[error("the address leads to this machine or its own network")]
struct NotOutside;

impl Resolver for Guarded {
    fn resolve(&self, uri: &http::Uri, config: &ureq::config::Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        match self.reach {
            Reach::Outside if found.iter().any(|address| !is_outside(address.ip())) => Err(ureq::Error::Other(Box::new(NotOutside))),
            Reach::Outside | Reach::Anywhere => Ok(found),
        }
    }
}

/// Whether an address belongs to the world at large.
fn is_outside(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_outside_v4(ip),
        IpAddr::V6(ip) => is_outside_v6(ip),
    }
}

fn is_outside_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_loopback()
        || ip.is_private()
        || ip.is_link_local()
        || ip.is_unspecified()
        || ip.is_broadcast()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        // Shared by providers, protocol assignments, benchmarks.
        || a == 100 && (64..128).contains(&b)
        || (a, b, c) == (192, 0, 0)
        || a == 198 && (b == 18 || b == 19))
}

fn is_outside_v6(ip: Ipv6Addr) -> bool {
    let first = ip.segments();
    // Addresses that carry another one inside are judged by that one.
    let inner = match first {
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some((high, low)),
        [0x2002, high, low, ..] => Some((high, low)),
        _ => None,
    };
    if let Some((high, low)) = inner {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        return is_outside_v4(Ipv4Addr::new(a, b, c, d));
    }
    // Only 2000::/3 is given out to the world; documentation and tunnels lie in it.
    first[0] & 0xe000 == 0x2000 && !(first[0] == 0x2001 && (first[1] < 0x200 || first[1] == 0xdb8))
}

#[expect(clippy::disallowed_methods, reason = "this is an edge: an author wants to know how old an answer is")]
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map(|time| time.as_secs()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_this_machine_or_its_network_is_asked() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "ff02::1",
        ] {
            assert!(!is_outside(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34", "8.8.8.8"] {
            assert!(is_outside(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn an_address_of_this_machine_is_told_apart_from_one_that_nobody_answers() {
        let agent = agent(Reach::Outside);
        for address in ["http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://2130706433/", "http://0x7f.1/"] {
            let outcome = ask(&agent, address);
            assert!(matches!(outcome, Outcome::Private | Outcome::Unreachable), "{address}: {outcome:?}");
        }
        assert_eq!(ask(&agent, "http://127.0.0.1:1/"), Outcome::Private);
    }

    #[test]
    fn one_host_is_asked_by_one_worker() {
        let hosts = by_host(["https://a.example/1", "https://b.example/", "https://a.example/2"].map(str::to_owned).into());
        assert_eq!(hosts, [vec!["https://a.example/1", "https://a.example/2"], vec!["https://b.example/"]]);
    }
}
