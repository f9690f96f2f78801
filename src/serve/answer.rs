//! What the preview answers: a pure function of what is asked and of the build. What changes something is answered with
//! an [`Act`], which the edge carries out.

use std::collections::BTreeMap;

pub use super::around::{Around, Audience, Looks, OWN, Shown};
use super::editor::Place;
use super::overview;
use super::page;
use crate::Build;
use crate::begin::{self, Begun, Wanted};
use crate::diagnostics::{Finding, Severity, json};
use crate::language::composed;
use crate::outputs::Output;
use crate::speech::Speech;

/// A request, as far as an answer depends on it.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub method: String,
    /// The path as it was sent, percent-encoded, without query.
    pub path: String,
    /// What stands after the question mark, as it was sent.
    pub query: String,
    pub host: Option<String>,
    pub origin: Option<String>,
    /// `If-None-Match`.
    pub known: Option<String>,
    pub range: Option<String>,
    /// `If-Range`: the file of which a part is wanted; of another one, the whole is.
    pub only_if: Option<String>,
    /// `Accept-Language`.
    pub languages: Option<String>,
    /// `Content-Type`.
    pub media_type: Option<String>,
    pub body: Vec<u8>,
    /// The address of this machine that the connection has reached.
    pub reached: String,
    pub peer: Peer,
}

/// Where a request comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Peer {
    /// The machine on which the preview runs.
    #[default]
    Here,
    /// Another machine, which `--bind` lets read and nothing more.
    Elsewhere,
}

impl Asked {
    /// The fields of the query.
    pub fn wishes(&self) -> BTreeMap<String, String> {
        form(self.query.as_bytes())
    }

    /// The language in which the preview's own pages answer.
    pub fn speech(&self, started_with: Option<Speech>) -> Speech {
        Speech::choose(self.wishes().get("ui").map(String::as_str), started_with, self.languages.as_deref())
    }

    /// Whether the preview is asked for by a name of its own. A page of another site could have its name point here (DNS
    /// rebinding); it can't have a number for a name.
    pub fn is_for(&self, hosts: &[String]) -> bool {
        self.host.as_ref().is_some_and(|host| *host == self.reached || hosts.iter().any(|known| known.eq_ignore_ascii_case(host)))
    }

    /// Whether a page of our own asks.
    pub fn is_from_own_page(&self, hosts: &[String]) -> bool {
        let origin = self.origin.as_deref().and_then(|origin| origin.strip_prefix("http://"));
        self.is_for(hosts) && origin.is_some() && origin == self.host.as_deref()
    }
}

/// An answer, head and body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// What a request comes to.
#[derive(Debug)]
pub enum Reply {
    Answer(Answer),
    /// Something is to be done first.
    Act(Act),
}

/// What an author may have done from the browser. Only a request with our origin and token becomes one.
#[derive(Debug)]
pub enum Act {
    /// Open a file in the editor.
    Open(Place),
    /// Show the site as the author or as the public sees it, and lead back to this address.
    Show(Audience, String),
    /// Ask for these addresses, and lead back.
    CheckLinks(Vec<String>, String),
    /// Write the first files of a work.
    Begin(Wanted, Begun),
}

const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");

/// Under this policy the preview's own pages work: everything from itself, nothing inline, framed by nobody.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; frame-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The most that a path may be long, in bytes.
const LONGEST_PATH: usize = 4096;

impl Answer {
    fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Answer {
        Answer { status, headers: vec![("Content-Type", media_type.to_owned())], body: body.into() }
    }

    pub fn text(status: u16, text: &str) -> Answer {
        Answer::new(status, "text/plain; charset=utf-8", text)
    }

    /// One of the preview's own pages.
    pub fn own_page(status: u16, page: String) -> Answer {
        let mut answer = Answer::new(status, "text/html; charset=utf-8", page);
        answer.headers.push(("Content-Security-Policy", POLICY.into()));
        // Not `no-referrer`: a form that is sent under that says that its origin is nobody's.
        answer.headers.push(("Referrer-Policy", "same-origin".into()));
        answer.headers.push(("Cache-Control", "no-store".into()));
        answer
    }

    /// Leads to another address after something was done.
    pub fn see(location: String) -> Answer {
        Answer { status: 303, headers: vec![("Location", location)], body: Vec::new() }
    }

    /// Leads to where something stands, with the query that was asked.
    fn to(path: String, asked: &Asked) -> Answer {
        let location = if asked.query.is_empty() { path } else { format!("{path}?{}", asked.query) };
        // Another site may stand at the same address tomorrow: nobody is to remember it.
        Answer { status: 307, headers: vec![("Location", location), ("Cache-Control", "no-store".into())], body: Vec::new() }
    }
}

/// Answers one request.
pub fn answer(asked: &Asked, around: &Around) -> Reply {
    if !asked.is_for(around.hosts) {
        return Reply::Answer(Answer::text(403, "this preview answers only under its own address\n"));
    }
    match (asked.method.as_str(), asked.path.strip_prefix(OWN)) {
        ("POST", Some(wish)) if WISHES.contains(&wish) => match granted(asked, around) {
            Ok(form) => wished(wish, &form, asked, around),
            Err(answer) => Reply::Answer(answer),
        },
        (_, Some(wish)) if WISHES.contains(&wish) => Reply::Answer(only("POST")),
        ("GET" | "HEAD", _) => Reply::Answer(read(asked, around)),
        _ => Reply::Answer(only("GET, HEAD")),
    }
}

/// Where forms lead that change something.
const WISHES: [&str; 4] = ["open", "audience", "links", "start"];

fn only(methods: &str) -> Answer {
    let mut answer = Answer::text(405, &format!("{methods} only\n"));
    answer.headers.push(("Allow", methods.into()));
    answer
}

/// The form of a request that may change something: it comes from our own page and knows the token.
fn granted(asked: &Asked, around: &Around) -> Result<BTreeMap<String, String>, Answer> {
    if asked.peer == Peer::Elsewhere {
        return Err(Answer::text(403, "only the machine on which the preview runs changes something\n"));
    }
    if !asked.is_from_own_page(around.hosts) {
        return Err(Answer::text(403, "this does not come from the preview's own pages\n"));
    }
    let media_type = asked.media_type.as_deref().unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(Answer::text(415, "a form is expected\n"));
    }
    let form = form(&asked.body);
    let token = form.get("token").map_or("", String::as_str);
    // Hashes are compared, so that the time it takes tells nothing of the token.
    if blake3::hash(token.as_bytes()) != blake3::hash(around.token.as_bytes()) {
        return Err(Answer::text(403, "the form is older than the preview; load its page again\n"));
    }
    Ok(form)
}

/// The fields of a form or a query; where one stands twice, the first counts.
fn form(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for (name, value) in url::form_urlencoded::parse(bytes) {
        fields.entry(name.into_owned()).or_insert_with(|| value.into_owned());
    }
    fields
}

fn wished(wish: &str, form: &BTreeMap<String, String>, asked: &Asked, around: &Around) -> Reply {
    let field = |name: &str| form.get(name).map_or("", String::as_str);
    let back = way_back(field("back"));
    match wish {
        "open" => {
            let number = |name: &str| field(name).parse::<u32>().map_or(1, |number| number.max(1) as usize);
            if !around.editor {
                return Reply::Answer(Answer::text(409, "no editor is configured: start with --editor, or set LYKTA_EDITOR\n"));
            }
            Reply::Act(Act::Open(Place { file: field("file").to_owned(), line: number("line"), column: number("column") }))
        }
        "audience" => match field("audience") {
            "public" => Reply::Act(Act::Show(Audience::Public, back)),
            "author" => Reply::Act(Act::Show(Audience::Author, back)),
            _ => Reply::Answer(Answer::text(422, "there is no such audience\n")),
        },
        "links" => Reply::Act(Act::CheckLinks((around.ledger)().links.keys().cloned().collect(), back)),
        _ => {
            let wanted = Wanted {
                kind: field("kind").to_owned(),
                title: field("title").trim().to_owned(),
                language: Some(field("language").to_owned()).filter(|language| !language.is_empty()),
            };
            let Some(build) = &around.shown.build else {
                return Reply::Answer(Answer::text(409, "there is no site yet in which a work could begin\n"));
            };
            let ledger = (around.ledger)();
            let works = ledger.works.iter().map(|work| (work.path.as_str(), work.kind.as_str()));
            let speech = asked.speech(around.speech);
            match begin::work(&wanted, works, &build.site.config, around.world.today(), around.exists, speech) {
                Ok(begun) => Reply::Act(Act::Begin(wanted, begun)),
                Err(refusal) => Reply::Answer(refused(&wanted, &overview::refusal(&refusal, speech), asked, around)),
            }
        }
    }
}

/// The overview once more, with what kept a work from being begun beside what was typed.
pub fn refused(wanted: &Wanted, why: &str, asked: &Asked, around: &Around) -> Answer {
    let query = asked.wishes();
    let speech = asked.speech(around.speech);
    Answer::own_page(422, overview::page(&query, &overview::Typed { wanted: wanted.clone(), refusal: why.to_owned() }, around, speech))
}

/// Where a form leads back to: an address of this preview, or the overview.
fn way_back(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let sound = decoded(path).is_some() && !address.chars().any(|c| c.is_control() || c == '\\');
    if sound { address.to_owned() } else { OWN.to_owned() }
}

fn read(asked: &Asked, around: &Around) -> Answer {
    let shown = around.shown;
    let Some(path) = decoded(&asked.path) else { return Answer::text(400, "this is no address of the site\n") };
    if let Some(own) = path.strip_prefix(OWN) {
        return own_file(own, asked, around);
    }
    if format!("{path}/") == OWN {
        return Answer::to(OWN.into(), asked);
    }
    let Some(build) = &shown.build else {
        return explained(500, "not-yet", &shown.findings.iter().collect::<Vec<_>>(), asked, around);
    };
    let base = &build.site.config.base_path;
    let Some(path) = below_base(&path, build) else {
        return if path == "/" || format!("{path}/") == *base {
            Answer::to(base.clone(), asked)
        } else {
            not_found("/", build, asked, around)
        };
    };
    let output = build.output(&path);
    match output {
        None if build.plan.outputs.contains_key(&format!("{path}/")) => Answer::to(build.site.config.href(&format!("{path}/")), asked),
        None => match path.strip_suffix("index.html").filter(|page| build.plan.outputs.contains_key(*page)) {
            Some(page) => Answer::to(build.site.config.href(page), asked),
            None => not_found(&path, build, asked, around),
        },
        Some(output) => page(asked, &path, output, build, around),
    }
}

/// A decoded path of a request as a path of the site; `None` if it lies outside.
fn below_base(path: &str, build: &Build) -> Option<String> {
    let base = percent_encoding::percent_decode_str(&build.site.config.base_path).decode_utf8_lossy();
    let below = path.strip_prefix(&*base)?;
    Some(composed(&format!("/{below}")))
}

/// The path as text; `None` for what can't be a path of a site: dots that climb, backslashes, control characters.
fn decoded(path: &str) -> Option<String> {
    if path.len() > LONGEST_PATH || !path.starts_with('/') || path.starts_with("//") {
        return None;
    }
    let text = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let sound =
        !text.contains(['\\', '\0']) && !text.chars().any(char::is_control) && text.split('/').all(|part| part != ".." && part != ".");
    (sound && !text.starts_with("//")).then(|| text.into_owned())
}

fn page(asked: &Asked, path: &str, output: &Output, build: &Build, around: &Around) -> Answer {
    let rendered = match build.render(around.world, path) {
        Some(Ok(rendered)) => rendered,
        Some(Err(finding)) => return explained(500, "not-yet", &[&*finding], asked, around),
        None => return not_found(path, build, asked, around),
    };
    let fingerprint = rendered.fingerprint().to_hex();
    let is_page = rendered.media_type.starts_with("text/html");
    // A page that a browser kept from an earlier run holds that run's token, and is another page.
    let run = if is_page { format!("-{}", &blake3::hash(around.token.as_bytes()).to_hex()[..8]) } else { String::new() };
    let tag = format!("\"{}{run}\"", &fingerprint[..16]);
    let marks = |tag: String| [("ETag", tag), ("Cache-Control", "no-cache".into())];
    // Here a weak mark is as good as a strong one.
    let is_it = |one: &str| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag;
    if asked.known.as_deref().is_some_and(|known| known.split(',').any(|one| is_it(one.trim()))) {
        return Answer { status: 304, headers: marks(tag).into(), body: Vec::new() };
    }
    let body = if is_page { with_script(rendered.bytes, &fingerprint[..16], "", around.token) } else { rendered.bytes };
    let range = asked.range.as_ref().filter(|_| asked.method == "GET" && asked.only_if.as_ref().is_none_or(|known| *known == tag));
    let mut answer = match (range, output) {
        (Some(range), Output::Media { .. } | Output::Copy { .. }) => part(range, rendered.media_type, body),
        _ => Answer::new(200, rendered.media_type, body),
    };
    if matches!(output, Output::Media { .. } | Output::Copy { .. }) {
        answer.headers.push(("Accept-Ranges", "bytes".into()));
    }
    answer.headers.extend(marks(tag));
    answer
}

/// What the script is told where it stands in place of the page that belongs there.
const AWAY: &str = " data-away";

/// The page and one script element before its end.
fn with_script(page: Vec<u8>, fingerprint: &str, away: &str, token: &str) -> Vec<u8> {
    let Ok(mut page) = String::from_utf8(page) else { return Vec::new() };
    let script = format!(
        "<script src=\"{OWN}preview.js\" data-lykta-preview data-page=\"{fingerprint}\"{away} data-unstyled=\"{}\" data-token=\"{token}\"></script>",
        &unstyled(&page).to_hex()[..16]
    );
    let at = page.rfind("</body>").unwrap_or(page.len());
    page.insert_str(at, &script);
    page.into_bytes()
}

/// What a page is but for the addresses of its styles: where nothing else changed, the browser exchanges these alone.
fn unstyled(page: &str) -> blake3::Hash {
    const STYLE: &str = "<link rel=\"stylesheet\"";
    let mut hasher = blake3::Hasher::new();
    for (at, part) in page.split(STYLE).enumerate() {
        let part = if at == 0 { part } else { part.split_once('>').map_or("", |(_, after)| after) };
        hasher.update(part.as_bytes()).update(STYLE.as_bytes());
    }
    hasher.finalize()
}

/// One range of a file. Several, and what is no range, are answered as the file; one that is none of its bytes with 416.
fn part(range: &str, media_type: &str, body: Vec<u8>) -> Answer {
    let whole = body.len();
    // Figures alone: no sign and no space.
    let figures = |text: &str| {
        let sound = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        sound.then(|| text.parse::<usize>().unwrap_or(usize::MAX))
    };
    let bounds = range.strip_prefix("bytes=").and_then(|spec| match spec.split_once('-')? {
        ("", last) => Some((whole.saturating_sub(figures(last)?), whole)),
        (first, "") => Some((figures(first)?, whole)),
        (first, last) => {
            let (first, last) = (figures(first)?, figures(last)?);
            (first <= last).then(|| (first, whole.min(last.saturating_add(1))))
        }
    });
    match bounds {
        Some((first, end)) if first < end => {
            let mut answer = Answer::new(206, media_type, &body[first..end]);
            answer.headers.push(("Content-Range", format!("bytes {first}-{}/{whole}", end - 1)));
            answer
        }
        None => Answer::new(200, media_type, body),
        Some(_) => {
            let mut answer = Answer::text(416, "");
            answer.headers.push(("Content-Range", format!("bytes */{whole}")));
            answer
        }
    }
}

/// The 404 page of the language in which something was looked for; or what keeps the page from being there.
fn not_found(path: &str, build: &Build, asked: &Asked, around: &Around) -> Answer {
    let errors = page::errors_of_missing(path, around.shown);
    if !errors.is_empty() {
        return explained(404, "missing-document", &errors, asked, around);
    }
    let language = path.split('/').nth(1).unwrap_or_default();
    let own = format!("/{language}/404.html");
    let page = if build.plan.outputs.contains_key(&own) { own } else { "/404.html".to_owned() };
    match build.render(around.world, &page) {
        Some(Ok(rendered)) => {
            let fingerprint = rendered.fingerprint().to_hex();
            // The version stands in the mark, so that the browser looks again whether the page has come.
            let mark = format!("{}-{}", &fingerprint[..16], around.shown.version);
            Answer::new(404, rendered.media_type, with_script(rendered.bytes, &mark, AWAY, around.token))
        }
        _ => explained(404, "nothing-here", &[], asked, around),
    }
}

/// A page that tells what keeps the page from being drawn, and is exchanged for it as soon as it can be. `title` names a
/// word.
fn explained(status: u16, title: &str, findings: &[&Finding], asked: &Asked, around: &Around) -> Answer {
    let speech = Speech::choose(None, around.speech, asked.languages.as_deref());
    let page = overview::explained(&speech.say(title), findings, around, speech);
    let mark = format!("{:016x}", around.shown.version);
    let mut answer = Answer::own_page(status, String::new());
    // Unlike the overview, it may stand in a frame of ours: where a page is looked at as on a phone.
    for (_, value) in answer.headers.iter_mut().filter(|(name, _)| *name == "Content-Security-Policy") {
        *value = value.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
    }
    answer.body = with_script(page.into_bytes(), &mark, AWAY, around.token);
    answer
}

fn own_file(name: &str, asked: &Asked, around: &Around) -> Answer {
    const SCRIPTS: &str = "text/javascript; charset=utf-8";
    const STYLES: &str = "text/css; charset=utf-8";
    let shown = around.shown;
    let query = asked.wishes();
    let speech = asked.speech(around.speech);
    // The path of a page as the browser knows it, as a path of the site.
    let asked_page = || {
        let path = decoded(query.get("path")?)?;
        below_base(&path, shown.build.as_deref()?)
    };
    match name {
        "" => Answer::own_page(200, overview::page(&query, &overview::Typed::default(), around, speech)),
        "started" => match overview::started(&query, around, speech) {
            Some(page) => Answer::own_page(200, page),
            None => Answer::see(OWN.into()),
        },
        "view" => match query.get("path").and_then(|path| overview::view(path, decoded(path)?, query.get("as")?, speech)) {
            Some(page) => Answer::own_page(200, page),
            None => Answer::text(404, "there is no such view\n"),
        },
        "preview.js" => Answer::new(200, SCRIPTS, SCRIPT),
        "preview.css" => Answer::new(200, STYLES, STYLE),
        "overview.js" => Answer::new(200, SCRIPTS, overview::SCRIPT),
        "overview.css" => Answer::new(200, STYLES, overview::STYLE),
        "view.js" => Answer::new(200, SCRIPTS, overview::VIEW_SCRIPT),
        "lantern.svg" => Answer::new(200, "image/svg+xml", overview::ICON),
        "version" => Answer::text(200, &shown.version.to_string()),
        "findings.json" => Answer::new(200, "application/json", json::show(&shown.findings)),
        "page.json" => {
            let mut answer = Answer::new(200, "application/json", page::about(asked_page().as_deref(), around, speech).to_string());
            answer.headers.push(("Cache-Control", "no-store".into()));
            answer
        }
        "state.json" => {
            let count = |severity| shown.findings.iter().filter(|finding| finding.severity == severity).count();
            let state = serde_json::json!({
                "version": shown.version,
                "complete": shown.complete,
                "errors": count(Severity::Error),
                "warnings": count(Severity::Warning),
            });
            Answer::new(200, "application/json", state.to_string())
        }
        _ => Answer::text(404, "the preview has no such file\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Date;
    use crate::world::Memory;

    #[test]
    fn another_machine_reads_and_changes_nothing() {
        let shown = Shown {
            build: None,
            findings: Vec::new(),
            looks: Default::default(),
            version: 1,
            complete: true,
            audience: Audience::Author,
            lost: Default::default(),
        };
        let world = Memory { files: BTreeMap::new(), today: Date::parse("2026-11-24").expect("a date") };
        let around = Around {
            shown: &shown,
            world: &world,
            hosts: &["localhost:1111".into()],
            token: "t",
            ledger: &std::sync::Arc::default,
            links: &super::super::links::Report::default,
            exists: &|_| false,
            editor: true,
            speech: None,
        };
        let asked = |host: &str, peer: Peer| Asked {
            method: "POST".into(),
            path: "/_lykta/audience".into(),
            host: Some(host.into()),
            origin: Some(format!("http://{host}")),
            media_type: Some("application/x-www-form-urlencoded".into()),
            body: b"token=t&audience=public".to_vec(),
            reached: "192.0.2.7:1111".into(),
            peer,
            ..Asked::default()
        };
        let acts = |asked: &Asked| matches!(answer(asked, &around), Reply::Act(Act::Show(Audience::Public, _)));
        assert!(acts(&asked("localhost:1111", Peer::Here)) && acts(&asked("192.0.2.7:1111", Peer::Here)));
        assert!(!acts(&asked("192.0.2.7:1111", Peer::Elsewhere)));
        // A name that points here is no name of ours, wherever it is asked for.
        assert!(!acts(&asked("evil.example:1111", Peer::Here)) && !acts(&asked("192.0.2.8:1111", Peer::Here)));
    }
}
