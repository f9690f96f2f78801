//! The preview: `build` asked one URL at a time, over HTTP, and anew whenever a file changes. It writes nothing.

pub mod answer;
mod http;
mod reload;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock, mpsc};
use std::thread;

use rayon::prelude::*;

use crate::config::Options;
use crate::diagnostics::{Finding, Summary, sorted};
use crate::memo::Memo;
use crate::source::disk::Disk;
use crate::source::{Reading, TOPS};
use answer::{OWN, Shown, answer};
use http::Request;
use reload::News;
use watch::{Told, Watching};

/// How many ports are tried from the first one on.
const PORTS: u16 = 20;

/// A preview that is about to begin.
pub struct Preview {
    pub world: Disk,
    pub options: Options,
    listener: TcpListener,
    pub address: SocketAddr,
}

/// What the preview tells whoever started it.
pub enum Said {
    /// It can be opened now; how many documents there are.
    Ready,
    /// A version has been looked at as a whole: errors and warnings.
    Looked { version: u64, errors: usize, warnings: usize },
    /// The system tells nothing of changes, so the folder is looked through; why.
    Polls(String),
}

impl Preview {
    /// Binds the first free port. Errors: no port is free, or the address is none of this machine.
    pub fn bind(world: Disk, options: Options, ip: IpAddr, port: u16) -> io::Result<Preview> {
        let mut last = io::Error::from(io::ErrorKind::AddrInUse);
        for port in port..=port.saturating_add(PORTS) {
            match TcpListener::bind((ip, port)) {
                Ok(listener) => {
                    let address = listener.local_addr()?;
                    return Ok(Preview { world, options, listener, address });
                }
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    /// The names under which a browser may ask: a page of another site must not reach the preview by a name of its own.
    fn hosts(&self) -> Vec<String> {
        let port = self.address.port();
        let mut hosts: Vec<String> = ["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}:{port}")).into();
        hosts.push(self.address.to_string());
        hosts
    }

    /// Answers until the process ends. Errors: the server can't begin.
    pub fn run(self, say: &(dyn Fn(Said) + Sync)) -> io::Result<()> {
        let memo = Memo::new();
        let mut reading = Reading::new(&self.world);
        let first = crate::outline(&reading, &self.world, &self.options, &memo);
        let shown = RwLock::new(Arc::new(Shown {
            build: first.value.map(Arc::new),
            findings: sorted(first.findings),
            version: 1,
            complete: false,
        }));
        let hosts = self.hosts();
        let (news, inbox) = mpsc::channel();
        let most = raise_limit_of_files();
        let (told, changes) = mpsc::channel();
        // Held as long as the preview runs.
        let mut watching = match Watching::begin(self.world.root(), told.clone()) {
            Ok(watching) => Some(watching),
            Err(reason) => {
                say(Said::Polls(reason));
                self.poll(&told);
                None
            }
        };
        say(Said::Ready);
        let desk = Desk { shown: &shown, world: &self.world, hosts: &hosts, noticed: AtomicU64::new(1) };
        thread::scope(|scope| {
            scope.spawn(|| reload::tell(inbox, most, 1));
            {
                let (desk, news, listener) = (&desk, Mutex::new(news.clone()), &self.listener);
                scope.spawn(move || http::accept(listener, &|request| handle(request, desk, &news)));
            }
            let (to_look, looking) = mpsc::channel::<Arc<Shown>>();
            let (desk, news) = (&desk, &news);
            scope.spawn(move || looking.into_iter().for_each(|version| look_at_all(desk, &version, news, say)));
            let _ = to_look.send(Arc::clone(&shown.read().expect("never poisoned")));
            while let Some(change) = watch::settled(&changes, &told) {
                if TOPS.iter().any(|top| change.paths.contains(*top)) || change.anything {
                    let gone = (!self.world.root().exists()).then(|| "the site's folder is gone".to_owned());
                    let lost = change.lost.clone().or(gone);
                    let tops = watching.as_mut().map_or(Ok(()), |watching| watching.tops(self.world.root()));
                    if let Some(reason) = lost.or(tops.err())
                        && watching.take().is_some()
                    {
                        say(Said::Polls(reason));
                        self.poll(&told);
                    }
                }
                let is_other = if change.anything {
                    reading.again(&self.world, TOPS)
                } else {
                    reading.again(&self.world, change.paths.iter().map(String::as_str))
                };
                if !is_other {
                    continue;
                }
                desk.noticed.fetch_add(1, Ordering::Relaxed);
                let found = crate::outline(&reading, &self.world, &self.options, &memo);
                let version = shown.read().expect("never poisoned").version + 1;
                let next = Arc::new(Shown { build: found.value.map(Arc::new), findings: sorted(found.findings), version, complete: false });
                *shown.write().expect("never poisoned") = Arc::clone(&next);
                let _ = news.send(News::Changed(version));
                let _ = to_look.send(next);
            }
        });
        Ok(())
    }

    /// From now on the folder is looked through, since the system does not tell of all changes.
    fn poll(&self, told: &mpsc::Sender<Told>) {
        let (root, told) = (self.world.root().to_owned(), told.clone());
        thread::spawn(move || watch::poll(&root, &told));
    }
}

/// What every answering thread needs.
struct Desk<'a> {
    shown: &'a RwLock<Arc<Shown>>,
    world: &'a Disk,
    hosts: &'a [String],
    /// The version that is shown, or that is being made.
    noticed: AtomicU64,
}

/// Reads every text, then renders every page, to find what only that shows, while the pages themselves are already
/// answered. Stops as soon as there is a newer version.
fn look_at_all(desk: &Desk, current: &Arc<Shown>, news: &mpsc::Sender<News>, say: &(dyn Fn(Said) + Sync)) {
    // A change is noticed before it is built, and the build needs the machine more.
    let is_current = || desk.noticed.load(Ordering::Relaxed) == current.version;
    let tell = |findings: Vec<Finding>, complete: bool| {
        let looked = Shown { build: current.build.clone(), findings, version: current.version, complete };
        let mut shown = desk.shown.write().expect("never poisoned");
        let still = shown.version == current.version && is_current();
        if still {
            *shown = Arc::new(looked);
            let _ = news.send(News::Looked);
        }
        still
    };
    let mut findings = current.findings.clone();
    if let Some(build) = &current.build {
        let Some(whole) = build.whole_while(&is_current) else { return };
        findings.extend(whole.findings.iter().cloned());
        findings = sorted(findings);
        if !tell(findings.clone(), false) {
            return;
        }
        let paths: Vec<&String> = build.outputs().map(|(path, _)| path).collect();
        findings.par_extend(
            paths.par_iter().filter(|_| is_current()).filter_map(|path| build.render(desk.world, path)?.err()).map(|finding| *finding),
        );
    }
    let findings = sorted(findings);
    let summary = Summary::of(&findings);
    if tell(findings, true) {
        say(Said::Looked { version: current.version, errors: summary.errors, warnings: summary.warnings });
    }
}

fn handle(mut request: Request, desk: &Desk, news: &Mutex<mpsc::Sender<News>>) -> io::Result<()> {
    let asked = &request.asked;
    if asked.path == format!("{OWN}live") {
        let own_host = asked.host.as_ref().is_some_and(|host| desk.hosts.iter().any(|known| known.eq_ignore_ascii_case(host)));
        let own_origin = own_host && request.origin.as_ref().is_some_and(|origin| origin.strip_prefix("http://") == asked.host.as_deref());
        let news = news.lock().expect("never poisoned").clone();
        return reload::join(request, own_origin, &news);
    }
    let shown = Arc::clone(&desk.shown.read().expect("never poisoned"));
    let answer = answer(asked, &shown, desk.world, desk.hosts);
    let head_only = asked.method == "HEAD";
    http::write(&mut request.stream, head_only, &answer)
}

/// Asks the system for as many file handles as it gives; how many live clients that allows.
fn raise_limit_of_files() -> usize {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, getrlimit, setrlimit};
        let mut limit = getrlimit(Resource::Nofile);
        limit.current = limit.maximum;
        let _ = setrlimit(Resource::Nofile, limit);
        // Accepting one takes two.
        usize::try_from(getrlimit(Resource::Nofile).current.unwrap_or(8192) / 2).unwrap_or(4096)
    }
    #[cfg(not(unix))]
    512
}
