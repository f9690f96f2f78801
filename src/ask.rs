//! What answers at an address of the world: the one place that asks.
//!
//! It is polite: four hosts at once, one request at a time to each, redirects included, with a pause between, and a host
//! that asks to be left alone is. It asks nothing of this machine or of the network it stands in, whatever an address says
//! or a name resolves to: a text that somebody sent in must not make an author's machine knock at a router or a database.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use percent_encoding::{CONTROLS, percent_encode};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, http};
use url::Url;

/// How many hosts are asked at once.
const HOSTS_AT_ONCE: usize = 4;
/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a host is left alone between two requests.
const PAUSE: Duration = Duration::from_millis(500);
/// For how long at most a host's wish to be asked later is waited for; if it wishes more, it is not asked again.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
const MOST_REDIRECTS: usize = 5;
/// Who asks, so that whoever reads a server's log knows.
const NAME: &str = concat!("lykta/", env!("CARGO_PKG_VERSION"), " (link check, started by an author)");

/// Whether addresses on this machine may be asked for: in tests alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    #[default]
    Outside,
    Anywhere,
}

/// The part of an address that a server is asked for.
pub fn without_fragment(address: &str) -> String {
    address.split('#').next().unwrap_or_default().to_owned()
}

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub what: What,
    /// Where the address has moved for good, if the server says so.
    pub moved_to: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A server answered with this status, behind all redirects.
    Status(u16),
    /// The name of the host is not known.
    NoSuchName,
    /// No answer came in time.
    TooSlow,
    /// No connection, or one that broke.
    Unreachable,
    /// Redirects that lead on and on, or to what is no web address.
    Astray,
    /// The address leads to this machine or its own network, and was not asked for.
    Private,
    /// The host has asked to be left alone, so this was not asked for.
    NotNow,
}

/// Asks for each address, and hands each answer on as it comes. Returns when all are answered.
pub fn each(addresses: Vec<String>, reach: Reach, answered: impl Fn(&str, Answer) + Sync) {
    let hosts = Mutex::new(by_host(addresses));
    let asker = Asker::new(reach);
    thread::scope(|scope| {
        for _ in 0..HOSTS_AT_ONCE {
            scope.spawn(|| {
                // The lock is given back before a host is asked.
                let next = || hosts.lock().unwrap_or_else(PoisonError::into_inner).pop();
                while let Some(addresses) = next() {
                    for address in addresses {
                        answered(&address, asker.ask(&address));
                    }
                }
            });
        }
    });
}

/// The addresses of each host together, so that one worker asks one host.
fn by_host(addresses: Vec<String>) -> Vec<Vec<String>> {
    let mut hosts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for address in addresses {
        let host = Url::parse(&address).map(|url| host_of(&url)).unwrap_or_default();
        hosts.entry(host).or_default().push(address);
    }
    hosts.into_values().collect()
}

fn host_of(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}

/// When a host may be asked again; `None` is no more.
type Turn = Arc<Mutex<Option<Instant>>>;

struct Asker {
    agent: Agent,
    turns: Mutex<BTreeMap<String, Turn>>,
}

/// A server's answer to one request, redirects not followed.
struct Told {
    status: u16,
    location: Option<String>,
    /// How long it wishes to be left alone, if it says so.
    wait: Option<Duration>,
}

impl Asker {
    fn new(reach: Reach) -> Asker {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            // Each step of a redirect is a request of its own, to a host that may have to be waited for.
            .max_redirects(0)
            .http_status_as_error(false)
            // A proxy would ask for addresses that are private to it.
            .proxy(None)
            .user_agent(NAME)
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::new(), Guarded { reach, resolver: DefaultResolver::default() });
        Asker { agent, turns: Mutex::default() }
    }

    fn ask(&self, address: &str) -> Answer {
        let Ok(mut url) = Url::parse(address) else { return Answer { what: What::Astray, moved_to: None } };
        let mut moved_to = None;
        // A move for good that follows one for the time being says nothing of the address itself.
        let mut for_good = true;
        for _ in 0..=MOST_REDIRECTS {
            let told = match self.request(&url) {
                Ok(told) => told,
                Err(what) => return Answer { what, moved_to: None },
            };
            let location = told.location.filter(|_| matches!(told.status, 301 | 302 | 303 | 307 | 308));
            let Some(location) = location else {
                let what = What::Status(told.status);
                let works = told.status < 400;
                return Answer { what, moved_to: moved_to.filter(|_| works) };
            };
            match url.join(&location) {
                Ok(next) if matches!(next.scheme(), "http" | "https") && next.has_host() => url = next,
                _ => return Answer { what: What::Astray, moved_to: None },
            }
            for_good &= matches!(told.status, 301 | 308);
            if for_good {
                moved_to = Some(url.to_string());
            }
        }
        Answer { what: What::Astray, moved_to: None }
    }

    /// Asks for the head, and for the whole where a server does not give heads, or says that there is nothing.
    fn request(&self, url: &Url) -> Result<Told, What> {
        let turn = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(turns.entry(host_of(url)).or_insert_with(|| Arc::new(Mutex::new(Some(now())))))
        };
        let mut turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut told = self.in_turn(&mut turn, url, true)?;
        if matches!(told.status, 429 | 503) && told.wait.is_some() {
            let short = told.wait.filter(|wait| *wait <= LONGEST_WAIT);
            *turn = short.map(|wait| now() + wait);
            if turn.is_none() {
                return Ok(told);
            }
            told = self.in_turn(&mut turn, url, true)?;
        }
        match told.status {
            429 | 503 => Ok(told),
            400.. => self.in_turn(&mut turn, url, false),
            _ => Ok(told),
        }
    }

    fn in_turn(&self, turn: &mut Option<Instant>, url: &Url, head: bool) -> Result<Told, What> {
        let Some(from) = *turn else { return Err(What::NotNow) };
        thread::sleep(from.saturating_duration_since(now()));
        let answer = if head { self.agent.head(url.as_str()).call() } else { self.agent.get(url.as_str()).call() };
        *turn = Some(now() + PAUSE);
        let answer = answer.map_err(|error| match error {
            ureq::Error::Other(error) if error.is::<NotOutside>() => What::Private,
            ureq::Error::HostNotFound => What::NoSuchName,
            ureq::Error::Timeout(_) => What::TooSlow,
            _ => What::Unreachable,
        })?;
        // Letters that should have been encoded are.
        let header = |name: &str| answer.headers().get(name).map(|value| percent_encode(value.as_bytes(), CONTROLS).to_string());
        Ok(Told {
            status: answer.status().as_u16(),
            location: header("location"),
            // A date is further away than anybody waits.
            wait: header("retry-after").map(|wait| wait.trim().parse().map_or(Duration::MAX, Duration::from_secs)),
        })
    }
}

#[expect(clippy::disallowed_methods, reason = "this is an edge: a host is left alone for a while of the real clock")]
fn now() -> Instant {
    Instant::now()
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
        let asker = Asker::new(Reach::Outside);
        for address in ["http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://2130706433/", "http://0x7f.1/"] {
            let what = asker.ask(address).what;
            assert!(matches!(what, What::Private | What::Unreachable | What::NoSuchName), "{address}: {what:?}");
        }
        assert_eq!(asker.ask("http://127.0.0.1:1/").what, What::Private);
    }

    #[test]
    fn one_host_is_asked_by_one_worker() {
        let hosts = by_host(["https://a.example/1", "https://b.example/", "https://a.example/2"].map(str::to_owned).into());
        assert_eq!(hosts, [vec!["https://a.example/1", "https://a.example/2"], vec!["https://b.example/"]]);
    }
}
