//! The preview: `build` asked one URL at a time, over HTTP, and anew whenever a file changes. It writes nothing but the
//! first files of a work, when an author asks for them.

mod ahead;
pub mod answer;
mod around;
mod editor;
mod holder;
mod http;
mod ledger;
pub mod links;
mod overview;
mod page;
mod reload;
mod watch;

use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock, mpsc};
use std::thread;
use std::time::Duration;

use crate::ask::Reach;
use crate::begin::{Begun, Refusal, Wanted};
use crate::config::{Options, Secret};
use crate::diagnostics::Summary;
use crate::language::Date;
use crate::memo::Memo;
use crate::publish::file;
use crate::source::disk::Disk;
use crate::source::{Reading, TOPS};
use crate::speech::Speech;
use crate::world::World;
use answer::{Act, Answer, Around, Asked, Audience, Looks, OWN, Reply, Shown, answer};
pub use holder::Holder;
use http::{Request, Traffic};
use ledger::Ledger;
use reload::News;
use watch::{Phase, Told, Watching};

/// How many ports are tried from the first one on.
pub const PORTS: u16 = 20;
/// How long answers that are under way when the preview ends may still take.
const LAST_ANSWERS: Duration = Duration::from_secs(1);
/// How long somebody who asked for a change waits until it is seen.
const UNTIL_SEEN: Duration = Duration::from_secs(2);
/// How often the day is asked for where nobody asks for a page: tabs stay open over midnight, and machines sleep.
const DAY: Duration = Duration::from_secs(2);

/// A preview that is about to begin.
pub struct Preview {
    pub world: Disk,
    pub manner: Manner,
    listener: TcpListener,
    pub address: SocketAddr,
    /// The program that holds the port that was asked for, if it is taken and the system tells.
    pub taken_by: Option<Holder>,
}

/// How a preview is to be.
pub struct Manner {
    /// Gives the list of words that must be nowhere, which may be another one for each build.
    pub deny: Box<dyn Fn() -> Option<Secret> + Send + Sync>,
    pub audience: Audience,
    /// The command that opens a file in an editor, if one is configured.
    pub editor: Option<String>,
    /// The language of overview and overlay; else each browser's.
    pub speech: Option<Speech>,
    /// Whether links on this machine may be checked.
    pub reach: Reach,
    /// Tells the day, which may be another one for each build.
    pub today: Box<dyn Fn() -> Date + Send + Sync>,
}

/// What the preview tells whoever started it.
pub enum Said {
    /// It can be opened now; how many documents there are.
    Ready,
    /// A version has been looked at as a whole: errors and warnings.
    Looked { version: u64, errors: usize, warnings: usize },
    /// The system tells nothing of changes, so the folder is looked through; why.
    Polls(String),
    /// All clients have been told, and what was under way is answered: the process can end.
    Ended,
}

impl Audience {
    /// What is built for it.
    fn options(self, deny: Option<Secret>) -> Options {
        let all = self == Audience::Author;
        Options { base_url: None, drafts: all, future: all, portable: false, deny }
    }
}

impl Preview {
    /// Binds the first free port. Errors: no port is free, or the address is none of this machine.
    pub fn bind(world: Disk, manner: Manner, ip: IpAddr, first: u16) -> io::Result<Preview> {
        let mut last = io::Error::from(io::ErrorKind::AddrInUse);
        for port in first..=first.saturating_add(PORTS) {
            match TcpListener::bind((ip, port)) {
                Ok(listener) => {
                    let address = listener.local_addr()?;
                    let taken_by = (first != 0 && port != first).then(|| holder::of(first)).flatten();
                    return Ok(Preview { world, manner, listener, address, taken_by });
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
        const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];
        let mut hosts: Vec<String> = NAMES.map(|name| format!("{name}:{port}")).into();
        // The usual port is not named.
        if port == 80 {
            hosts.extend(NAMES.map(str::to_owned));
            hosts.push(self.address.ip().to_string());
        }
        hosts.push(self.address.to_string());
        hosts
    }

    /// Answers until the process ends. When `end` is told, clients hear of it, and [`Said::Ended`] is said.
    ///
    /// Errors: the server can't begin.
    pub fn run(self, end: &mpsc::Receiver<()>, say: &(dyn Fn(Said) + Sync)) -> io::Result<()> {
        let (told, changes) = mpsc::channel();
        // Watched first and read afterwards, so that nothing is saved between the two. Held as long as the preview runs.
        let mut watching = match Watching::begin(self.world.root(), told.clone()) {
            Ok(watching) => Some(watching),
            Err(reason) => {
                say(Said::Polls(reason));
                poll(self.world.root(), &told);
                None
            }
        };
        let memo = Memo::new();
        let reading = RwLock::new(Reading::new(&self.world));
        let audience = Mutex::new(self.manner.audience);
        let version = AtomicU64::new(0);
        let build = |before: Option<&Shown>| {
            let audience = *audience.lock().expect("never poisoned");
            self.world.turn_to((self.manner.today)());
            let options = audience.options((self.manner.deny)());
            let found = crate::outline(&reading.read().expect("never poisoned"), &self.world, &options, &memo);
            let version = version.fetch_add(1, Ordering::Relaxed) + 1;
            let lost = before.map(|before| before.lost_by(&found.findings)).unwrap_or_default();
            let build = found.value.map(Arc::new);
            let looks = match before {
                Some(before) => before.looks_before(build.as_deref(), audience, found.findings),
                None => Looks { outline: found.findings, ..Looks::default() },
            };
            Arc::new(Shown { build, findings: looks.all(), looks, version, complete: false, audience, lost })
        };
        let shown = RwLock::new(build(None));
        let hosts = self.hosts();
        let token = token()?;
        let (news, inbox) = mpsc::channel();
        let most = raise_limit_of_files();
        say(Said::Ready);
        let desk = Desk {
            shown: &shown,
            world: &self.world,
            reading: &reading,
            hosts: &hosts,
            token: &token,
            manner: &self.manner,
            audience: &audience,
            noticed: AtomicU64::new(1),
            day: Mutex::new(self.world.today()),
            ledger: Mutex::new((0, Arc::default())),
            links: links::Shared::default(),
            told: Mutex::new(told.clone()),
            news: Mutex::new(news.clone()),
        };
        let traffic = Traffic::default();
        thread::scope(|scope| {
            scope.spawn(|| reload::tell(inbox, most, 1));
            let (desk, traffic, news) = (&desk, &traffic, &news);
            let listener = &self.listener;
            scope.spawn(move || http::accept(listener, traffic, &|request| handle(request, desk)));
            scope.spawn(move || {
                loop {
                    thread::sleep(DAY);
                    desk.follow_the_day();
                }
            });
            let (to_look, looking) = mpsc::channel::<Arc<Shown>>();
            scope.spawn(move || looking.into_iter().for_each(|version| look_at_all(desk, &version, news, say)));
            let _ = to_look.send(desk.shown());
            let ending = news.clone();
            // The receiver is not for sharing, so the loop that follows has a thread of its own.
            scope.spawn(move || {
                while let Some(change) = watch::settled(&changes, &told) {
                    if change.anything || TOPS.iter().any(|top| change.paths.contains(*top)) {
                        let root = desk.world.root();
                        let gone = (!root.exists()).then(|| "the site's folder is gone".to_owned());
                        let tops = watching.as_mut().map_or(Ok(()), |watching| watching.tops(root));
                        if let Some(reason) = change.lost.or(gone).or(tops.err())
                            && watching.take().is_some()
                        {
                            say(Said::Polls(reason));
                            poll(root, &told);
                        }
                    }
                    let is_other = {
                        let mut reading = desk.reading.write().expect("never poisoned");
                        match change.anything {
                            true => reading.again(desk.world, TOPS),
                            false => reading.again(desk.world, change.paths.iter().map(String::as_str)),
                        }
                    };
                    if !is_other && !change.rebuild {
                        continue;
                    }
                    desk.noticed.fetch_add(1, Ordering::Relaxed);
                    let next = build(Some(&*desk.shown()));
                    *desk.shown.write().expect("never poisoned") = Arc::clone(&next);
                    let _ = news.send(News::Changed(next.version));
                    let _ = to_look.send(next);
                }
            });
            if end.recv().is_ok() {
                let (told, all_told) = mpsc::channel();
                let _ = ending.send(News::End(told));
                let _ = all_told.recv_timeout(LAST_ANSWERS);
                traffic.close(LAST_ANSWERS);
                say(Said::Ended);
            }
        });
        Ok(())
    }
}

/// From now on the folder is looked through, since the system does not tell of all changes. What is read after this and
/// changes then is told.
fn poll(root: &Path, told: &mpsc::Sender<Told>) {
    let (root, told, before) = (root.to_owned(), told.clone(), watch::walk(root));
    thread::spawn(move || watch::poll(&root, before, &told));
}

/// What nobody can guess who has not seen one of our pages. Errors: the system has no random numbers.
fn token() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What every answering thread needs.
struct Desk<'a> {
    shown: &'a RwLock<Arc<Shown>>,
    world: &'a Disk,
    reading: &'a RwLock<Reading>,
    hosts: &'a [String],
    token: &'a str,
    manner: &'a Manner,
    audience: &'a Mutex<Audience>,
    /// The version that is shown, or that is being made.
    noticed: AtomicU64,
    /// The day for which the site was built last.
    day: Mutex<Date>,
    /// All works with their states, and of which version.
    ledger: Mutex<(u64, Arc<Ledger>)>,
    links: links::Shared,
    /// Tells the loop of what it should look at.
    told: Mutex<mpsc::Sender<Told>>,
    news: Mutex<mpsc::Sender<News>>,
}

impl Desk<'_> {
    fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown.read().expect("never poisoned"))
    }

    /// All works with their states, from memory where the version is the same. Only the overview needs it, so that an
    /// edit never pays for it.
    fn ledger(&self, shown: &Shown) -> Arc<Ledger> {
        let mut kept = self.ledger.lock().expect("never poisoned");
        if kept.0 != shown.version {
            let ledger = shown.build.as_ref().map_or_else(Ledger::default, |build| ledger::of(build, self.world.today()));
            *kept = (shown.version, Arc::new(ledger));
        }
        Arc::clone(&kept.1)
    }

    /// Waits until what was changed is seen, but not for ever; the page that follows will then show it.
    fn until(&self, seen: impl Fn(&Shown) -> bool) {
        const STEP: Duration = Duration::from_millis(10);
        let mut waited = Duration::ZERO;
        while !seen(&self.shown()) && waited < UNTIL_SEEN {
            thread::sleep(STEP);
            waited += STEP;
        }
    }

    /// Has the site built anew on another day than before, since what is public and what has come to an end depend on it.
    fn follow_the_day(&self) {
        let mut day = self.day.lock().expect("never poisoned");
        let today = (self.manner.today)();
        if *day != today {
            *day = today;
            let before = self.shown().version;
            let _ = self.told.lock().expect("never poisoned").send(Told::Rebuild);
            self.until(|shown| shown.version > before);
        }
    }

    /// Does what an author asked for, and says what came of it.
    fn perform(&self, act: Act, asked: &Asked) -> Answer {
        match act {
            Act::Open(place) => self.open(&place),
            Act::Show(audience, back) => {
                *self.audience.lock().expect("never poisoned") = audience;
                let _ = self.told.lock().expect("never poisoned").send(Told::Rebuild);
                self.until(|shown| shown.audience == audience);
                Answer::see(back)
            }
            Act::CheckLinks(addresses, back) => {
                links::check(addresses, self.manner.reach, &self.links);
                Answer::see(format!("{back}#links"))
            }
            Act::Begin(wanted, begun) => self.begin(&wanted, &begun, asked),
        }
    }

    fn open(&self, place: &editor::Place) -> Answer {
        let Some(command) = &self.manner.editor else { return Answer::text(409, "no editor is configured\n") };
        if !editor::knows(self.world.root(), place) {
            return Answer::text(404, "the site has no such file\n");
        }
        match editor::open(command, self.world.root(), place) {
            Ok(()) => Answer { status: 204, headers: Vec::new(), body: Vec::new() },
            Err(error) => Answer::text(500, &format!("the editor can't be started: {error}\n")),
        }
    }

    fn begin(&self, wanted: &Wanted, begun: &Begun, asked: &Asked) -> Answer {
        let refused = |why: &str| self.with_around(|around| answer::refused(wanted, why, asked, around));
        let before = self.shown().version;
        match file::create_work(self.world.root(), &begun.work, &begun.files) {
            Ok(()) => {
                let folder = BTreeSet::from([format!("content/{}", begun.work)]);
                let _ = self.told.lock().expect("never poisoned").send(Told::Changed(folder, Phase::Done));
                // The public is not shown a draft, however long one waits.
                self.until(|shown| {
                    let there = shown.build.as_ref().is_some_and(|build| build.site.index.by_path.contains_key(&begun.work));
                    shown.version > before && (there || shown.audience == Audience::Public)
                });
                let mut query = url::form_urlencoded::Serializer::new(String::new());
                query.append_pair("work", &begun.work).append_pair("language", begun.language.tag());
                // The language of the form is the language of what follows it.
                if let Some(speech) = asked.wishes().get("ui").and_then(|tag| Speech::of_tag(tag)) {
                    query.append_pair("ui", speech.tag());
                }
                Answer::see(format!("{OWN}started?{}", query.finish()))
            }
            Err(error) => {
                let speech = asked.speech(self.manner.speech);
                match error.kind() {
                    io::ErrorKind::AlreadyExists => refused(&overview::refusal(&Refusal::Taken(format!("content/{}", begun.work)), speech)),
                    _ => refused(&speech.with("refused-machine", "reason", error.to_string())),
                }
            }
        }
    }

    fn with_around<T>(&self, give: impl FnOnce(&Around) -> T) -> T {
        let shown = self.shown();
        let around = Around {
            shown: &shown,
            world: self.world,
            hosts: self.hosts,
            token: self.token,
            ledger: &|| self.ledger(&shown),
            links: &|| links::report(&self.links),
            exists: &|path| self.world.root().join(path).exists(),
            editor: self.manner.editor.is_some(),
            speech: self.manner.speech,
        };
        give(&around)
    }
}

/// Reads every text, then renders every page, to find what only that shows, while the pages themselves are already
/// answered. Stops as soon as there is a newer version.
fn look_at_all(desk: &Desk, current: &Arc<Shown>, news: &mpsc::Sender<News>, say: &(dyn Fn(Said) + Sync)) {
    // A change is noticed before it is built, and the build needs the machine more.
    let is_current = || desk.noticed.load(Ordering::Relaxed) == current.version;
    let tell = |looks: Looks, complete: bool| {
        let findings = looks.all();
        let summary = Summary::of(&findings);
        let (build, lost) = (current.build.clone(), Arc::clone(&current.lost));
        let looked = Shown { build, findings, looks, version: current.version, complete, audience: current.audience, lost };
        let mut shown = desk.shown.write().expect("never poisoned");
        let still = shown.version == current.version && is_current();
        if still {
            *shown = Arc::new(looked);
            let _ = news.send(News::Looked);
        }
        still.then_some(summary)
    };
    let mut looks = current.looks.clone();
    if let Some(build) = &current.build {
        let Some(whole) = build.whole_while(&is_current) else { return };
        looks.in_texts = whole.findings.clone();
        // Where drafts are shown, what needs them is sound; published, it would lead nowhere.
        let options = || Audience::Public.options(build.site.config.options.deny.clone());
        let public = (current.audience == Audience::Author).then(|| ahead::published(build, &options())).flatten();
        if let Some(public) = &public {
            let known = [&*looks.outline, &*looks.in_texts].concat();
            let Some(ahead) = ahead::in_texts(public, &known, &is_current) else { return };
            looks.in_texts.extend(ahead);
        }
        if tell(looks.clone(), false).is_none() {
            return;
        }
        let mut in_pages = build.check_while(desk.world, &is_current, |_, _| ());
        if let Some(public) = public.and_then(|public| public.build) {
            let known = [&*looks.outline, &*looks.in_texts, &*in_pages].concat();
            let Some(ahead) = ahead::in_pages(&public, desk.world, &known, &is_current) else { return };
            ahead::needed(&public, &mut in_pages);
            in_pages.extend(ahead);
        }
        looks = looks.with_pages(&in_pages);
    }
    if let Some(Summary { errors, warnings, .. }) = tell(looks, true) {
        say(Said::Looked { version: current.version, errors, warnings });
    }
}

fn handle(mut request: Request, desk: &Desk) -> io::Result<()> {
    desk.follow_the_day();
    let asked = &request.asked;
    if asked.path == format!("{OWN}live") {
        let own_origin = asked.is_from_own_page(desk.hosts);
        let news = desk.news.lock().expect("never poisoned").clone();
        return reload::join(request, own_origin, &news);
    }
    let answer = match desk.with_around(|around| answer(asked, around)) {
        Reply::Answer(answer) => answer,
        Reply::Act(act) => desk.perform(act, asked),
    };
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
    4096
}
