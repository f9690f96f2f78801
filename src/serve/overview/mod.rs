//! The author's overview: what an editor opens on Monday morning. A pure function of what is shown and of what is asked.

mod works;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Serialize;
use tera::Tera;

use super::around::{Around, Audience, OWN};
use super::ledger::{Ledger, Mention, State};
use super::links::Outcome;
use super::page::{FindingContext, counted};
use crate::Build;
use crate::begin::{Refusal, Wanted};
use crate::config::fields::Localised;
use crate::config::{Config, Kind, Listing};
use crate::diagnostics::{Finding, Severity, Summary};
use crate::language::{Date, Language};
use crate::site::address;
use crate::speech::Speech;
use crate::theme::drawn;
use works::{Choice, Query, Table};

pub const SCRIPT: &str = include_str!("overview.js");
pub const STYLE: &str = include_str!("overview.css");
pub const ICON: &str = include_str!("lantern.svg");
pub const VIEW_SCRIPT: &str = include_str!("view.js");

/// How many days ahead a review is told of.
const REVIEW_DAYS: usize = 30;
/// The most files with findings, findings of a file, works due and addresses that one page shows.
const MOST_FILES: usize = 100;
const MOST_IN_FILE: usize = 20;
const MOST_DUE: usize = 100;
const MOST_LINKS: usize = 200;
/// The most works of a kind in the structure; the table has all.
const MOST_OF_KIND: usize = 20;

/// What was typed into the form that begins a work, and why it was not begun.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub wanted: Wanted,
    pub refusal: String,
}

/// What each of the preview's own pages knows.
#[derive(Serialize)]
struct Frame<T: Serialize> {
    tag: &'static str,
    title: String,
    words: &'static BTreeMap<String, String>,
    own: &'static str,
    #[serde(flatten)]
    page: T,
}

#[derive(Serialize)]
struct OverviewContext {
    site_title: String,
    has_site: bool,
    home: String,
    public: bool,
    complete: bool,
    token: String,
    editor: bool,
    /// The address of this page, for forms to lead back to.
    back: String,
    /// The language, where the address says it; forms carry it on.
    ui: Option<&'static str>,
    speeches: Vec<Link>,
    tasks: Vec<Task>,
    table: Table,
    findings: Findings,
    allowed: Vec<AllowedContext>,
    due: Vec<Due>,
    more_due: String,
    links: Links,
    structure: Vec<KindContext>,
    start: Start,
}

#[derive(Serialize)]
struct Link {
    text: String,
    href: String,
    tag: String,
    current: bool,
}

#[derive(Serialize)]
struct Task {
    text: String,
    href: String,
    /// `error`, `warning` or `quiet`.
    weight: &'static str,
}

#[derive(Serialize)]
struct Findings {
    text: String,
    files: Vec<FileFindings>,
    more: String,
}

#[derive(Serialize)]
struct FileFindings {
    file: String,
    text: String,
    severity: &'static str,
    findings: Vec<FindingContext>,
    more: String,
}

/// Something that the gate lets through, and why.
#[derive(Serialize)]
struct AllowedContext {
    code: String,
    text: String,
    reason: String,
    place: String,
}

#[derive(Serialize)]
struct Due {
    title: String,
    tag: String,
    href: String,
    path: String,
    text: String,
    overdue: bool,
}

#[derive(Serialize)]
struct Links {
    count: usize,
    /// What stands above the table: never, running, how many work.
    text: String,
    running: bool,
    again: bool,
    shown: Vec<LinkContext>,
    more: String,
}

#[derive(Serialize)]
struct LinkContext {
    address: String,
    text: String,
    state: &'static str,
    place: String,
    elsewhere: String,
    when: String,
}

#[derive(Serialize)]
struct KindContext {
    title: String,
    count: String,
    href: String,
    lists: Vec<Link>,
    works: Vec<WorkContext>,
    more: bool,
}

#[derive(Serialize)]
struct WorkContext {
    title: String,
    tag: String,
    addresses: Vec<Link>,
}

#[derive(Serialize)]
struct Start {
    kinds: Vec<Choice>,
    languages: Vec<Choice>,
    title: String,
    refusal: String,
}

/// Draws one of the preview's own templates. They are built in and tested, so that a fault is a fault of the program;
/// it is told rather than hidden.
fn draw<T: Serialize>(template: &str, title: String, speech: Speech, page: T) -> String {
    static TEMPLATES: LazyLock<Result<Tera, tera::Error>> = LazyLock::new(|| {
        let mut tera = Tera::default();
        tera.add_raw_templates([
            ("frame.html", include_str!("frame.html")),
            ("overview.html", include_str!("overview.html")),
            ("started.html", include_str!("started.html")),
            ("view.html", include_str!("view.html")),
            ("explained.html", include_str!("explained.html")),
            ("audience.html", include_str!("audience.html")),
            ("finding.html", include_str!("finding.html")),
        ])?;
        Ok(tera)
    });
    let frame = Frame { tag: speech.tag(), title, words: speech.plain(), own: OWN, page };
    let drawn = match &*TEMPLATES {
        Ok(tera) => {
            drawn(tera, template, &frame).map(|page| String::from_utf8_lossy(&page).into_owned()).map_err(|error| error.to_string())
        }
        Err(error) => Err(error.to_string()),
    };
    drawn.unwrap_or_else(|error| format!("<!doctype html>\n<title>Lykta</title>\n<pre>{}</pre>\n", crate::document::html::escape(&error)))
}

/// The overview as it is asked for.
pub fn page(query: &BTreeMap<String, String>, typed: &Typed, around: &Around, speech: Speech) -> String {
    let shown = around.shown;
    let ledger = (around.ledger)();
    let build = shown.build.as_deref();
    let ui = query.get("ui").and_then(|tag| Speech::of_tag(tag)).map(Speech::tag);
    let asked = Query::of(query, build, ui);
    let site_title = build.map(|build| build.site.config.title_in(speech.language()).to_owned()).unwrap_or_default();
    let title = if site_title.is_empty() { speech.say("overview") } else { speech.with("overview-of", "site", &site_title) };
    let (due, all_due) = build.map(|build| due(&ledger, build, speech)).unwrap_or_default();
    let links = links(&ledger, around, speech);
    let context = OverviewContext {
        has_site: build.is_some(),
        home: build.map_or_else(|| "/".to_owned(), |build| build.site.config.base_path.clone()),
        public: shown.audience == Audience::Public,
        complete: shown.complete,
        token: around.token.to_owned(),
        editor: around.editor,
        back: asked.href(),
        ui,
        speeches: Speech::ALL
            .iter()
            .map(|other| Link {
                text: other.own_name().to_owned(),
                href: asked.with("ui", other.tag()),
                tag: other.tag().to_owned(),
                current: *other == speech,
            })
            .collect(),
        tasks: tasks(&shown.findings, &ledger, all_due, around, speech, ui),
        table: build.map(|build| works::table(&ledger, build, &asked, speech)).unwrap_or_default(),
        findings: findings(&shown.findings, speech),
        allowed: build.map(allowed).unwrap_or_default(),
        more_due: if all_due > due.len() { speech.count("more-due", all_due - due.len()) } else { String::new() },
        due,
        links,
        structure: build.map(|build| structure(&ledger, build, speech, ui)).unwrap_or_default(),
        start: start(build, typed, speech),
        site_title,
    };
    draw("overview.html", title, speech, context)
}

/// A page in the place of one that can't be shown.
pub fn explained(title: &str, findings: &[&Finding], around: &Around, speech: Speech) -> String {
    #[derive(Serialize)]
    struct Explained {
        findings: Vec<FindingContext>,
        editor: bool,
        token: String,
    }
    let findings = findings.iter().take(MOST_FILES).map(|finding| FindingContext::of(finding, speech)).collect();
    draw("explained.html", title.to_owned(), speech, Explained { findings, editor: around.editor, token: around.token.to_owned() })
}

/// What stands where a work has just begun; `None` if there is no such work.
pub fn started(query: &BTreeMap<String, String>, around: &Around, speech: Speech) -> Option<String> {
    #[derive(Serialize)]
    struct Started {
        files: Vec<String>,
        href: String,
        token: String,
        editor: bool,
        ui: Option<&'static str>,
    }
    let build = around.shown.build.as_deref()?;
    let path = query.get("work")?;
    let entry = (around.ledger)().works.iter().find(|entry| entry.path == *path).cloned()?;
    let config = &build.site.config;
    let language = config.place_of(query.get("language")?)?;
    let href = build.site.index.by_path.get(&entry.path).map(|&work| config.href(&build.site.works[work].addresses[language]));
    let page = Started {
        files: vec![format!("content/{path}/work.yaml"), format!("content/{path}/{}.md", config.languages[language])],
        href: href.unwrap_or_default(),
        token: around.token.to_owned(),
        editor: around.editor,
        ui: query.get("ui").and_then(|tag| Speech::of_tag(tag)).map(Speech::tag),
    };
    Some(draw("started.html", speech.say("started"), speech, page))
}

/// A page of the site in a frame: on a phone, as printed, or from right to left.
pub fn view(address: &str, decoded: String, form: &str, speech: Speech) -> Option<String> {
    #[derive(Serialize)]
    struct View<'a> {
        address: &'a str,
        form: &'static str,
        forms: Vec<Link>,
    }
    const FORMS: [&str; 3] = ["phone", "print", "rtl"];
    let form = FORMS.into_iter().find(|known| *known == form)?;
    if decoded.starts_with(OWN) || address.contains(['?', '#']) {
        return None;
    }
    let forms = FORMS
        .iter()
        .map(|other| Link {
            text: speech.say(&format!("view-{other}")),
            href: format!(
                "{OWN}view?{}",
                url::form_urlencoded::Serializer::new(String::new()).append_pair("path", address).append_pair("as", other).finish()
            ),
            tag: String::new(),
            current: *other == form,
        })
        .collect();
    let title = format!("{decoded} · {}", speech.say(&format!("view-{form}")));
    Some(draw("view.html", title, speech, View { address, form, forms }))
}

/// Why a work was not begun, in the author's language.
pub fn refusal(refusal: &Refusal, speech: Speech) -> String {
    match refusal {
        Refusal::UnknownKind { .. } => speech.say("refused-kind"),
        Refusal::NoLanguageTag { .. } | Refusal::UnknownLanguage { .. } => speech.say("refused-language"),
        Refusal::NoLetters => speech.say("refused-letters"),
        Refusal::LongTitle => speech.say("refused-long"),
        Refusal::Taken(folder) => speech.with("refused-taken", "folder", folder),
    }
}

fn tasks(findings: &[Finding], ledger: &Ledger, due: usize, around: &Around, speech: Speech, ui: Option<&str>) -> Vec<Task> {
    let summary = Summary::of(findings);
    let count = |wanted: &str| ledger.works.iter().flat_map(|work| &work.cells).filter(|cell| cell.state.name() == wanted).count();
    let report = (around.links)();
    let broken = report.checked.iter().filter(|(address, seen)| ledger.links.contains_key(*address) && seen.outcome.is_broken()).count();
    let unchecked = ledger.links.keys().filter(|address| !report.checked.contains_key(*address)).count();
    let works = |state: &str| {
        let ui = ui.map(|ui| format!("&ui={ui}")).unwrap_or_default();
        format!("{OWN}?state={state}{ui}#works")
    };
    [
        ("task-errors", summary.errors, "#findings".to_owned(), "error"),
        ("task-damaged", count(State::Damaged.name()), works("damaged"), "error"),
        ("task-review", due, "#review".to_owned(), "warning"),
        ("task-warnings", summary.warnings, "#findings".to_owned(), "warning"),
        ("task-links-broken", broken, "#links".to_owned(), "warning"),
        ("task-notes", summary.notes, "#findings".to_owned(), "quiet"),
        ("task-draft", count(State::Draft.name()), works("draft"), "quiet"),
        ("task-scheduled", count("scheduled"), works("scheduled"), "quiet"),
        ("task-expired", count("expired"), works("expired"), "quiet"),
        ("task-outdated", count(State::Outdated.name()), works("outdated"), "warning"),
        ("task-not-reviewed", count(State::NotReviewed.name()), works("not-reviewed"), "quiet"),
        ("task-missing", count(State::Missing.name()), works("missing"), "quiet"),
        ("task-links-unchecked", unchecked, "#links".to_owned(), "quiet"),
    ]
    .into_iter()
    .filter(|(_, count, ..)| *count > 0)
    .map(|(id, count, href, weight)| Task { text: speech.count(id, count), href, weight })
    .collect()
}

/// Findings under their files, the files with errors first.
fn findings(all: &[Finding], speech: Speech) -> Findings {
    let mut files: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in all {
        files.entry(&finding.location.file).or_default().push(finding);
    }
    let mut files: Vec<(&str, Vec<&Finding>)> = files.into_iter().collect();
    files.sort_by_key(|(_, findings)| findings.iter().map(|finding| finding.severity).min());
    let more = files.len().saturating_sub(MOST_FILES);
    let shown = files
        .into_iter()
        .take(MOST_FILES)
        .map(|(file, mut findings)| {
            findings.sort_by_key(|finding| finding.severity);
            let owned: Vec<Finding> = findings.iter().map(|finding| (*finding).clone()).collect();
            let more = findings.len().saturating_sub(MOST_IN_FILE);
            FileFindings {
                file: file.to_owned(),
                text: counted(Summary::of(&owned), speech),
                severity: match findings.first().map(|finding| finding.severity) {
                    Some(Severity::Error) => "error",
                    Some(Severity::Warning) => "warning",
                    Some(Severity::Note) | None => "note",
                },
                findings: findings.iter().take(MOST_IN_FILE).map(|finding| FindingContext::of(finding, speech)).collect(),
                more: if more > 0 { speech.count("more-in-file", more) } else { String::new() },
            }
        })
        .collect();
    Findings {
        text: counted(Summary::of(all), speech),
        files: shown,
        more: if more > 0 { speech.count("more-findings", more) } else { String::new() },
    }
}

/// What authors let through the gate, file by file.
fn allowed(build: &Build) -> Vec<AllowedContext> {
    let all = build.gate().allowed().iter().map(|allowed| {
        let at = allowed.file.at(allowed.allowance.span.clone());
        AllowedContext {
            code: allowed.allowance.code.clone(),
            text: allowed.allowance.text.clone(),
            reason: allowed.allowance.reason.clone(),
            place: format!("{}:{}:{}", at.file, at.line, at.column),
        }
    });
    all.collect()
}

/// Works whose day of review has come or is near, the longest overdue first; and how many there are in all.
fn due(ledger: &Ledger, build: &Build, speech: Speech) -> (Vec<Due>, usize) {
    let today = build.site.today;
    let last = (0..REVIEW_DAYS).fold(today, |day, _| day.next());
    let mut due: Vec<(Date, &super::ledger::Entry, Option<usize>)> = ledger
        .works
        .iter()
        .filter_map(|entry| entry.review.filter(|(day, _)| *day <= last).map(|(day, language)| (day, entry, language)))
        .collect();
    due.sort_by(|a, b| (a.0, &a.1.path).cmp(&(b.0, &b.1.path)));
    let all = due.len();
    let shown = due
        .into_iter()
        .take(MOST_DUE)
        .map(|(day, entry, language)| {
            let (title, tag) = works::title(entry, build, speech);
            let overdue = day < today;
            let text = speech.with(if overdue { "review-was" } else { "review-will" }, "day", speech.day(day));
            let own = language.map(|index| format!(" ({})", build.site.language(index).own_name())).unwrap_or_default();
            Due {
                title,
                tag,
                href: works::address(entry, language.unwrap_or(entry.source), build).unwrap_or_default(),
                path: format!("content/{}", entry.path),
                text: format!("{text}{own}"),
                overdue,
            }
        })
        .collect();
    (shown, all)
}

fn links(ledger: &Ledger, around: &Around, speech: Speech) -> Links {
    let report = (around.links)();
    let outcome = |address: &str| report.checked.get(address);
    let works = ledger.links.keys().filter(|address| outcome(address).is_some_and(|seen| seen.outcome == Outcome::Works)).count();
    let checked = ledger.links.keys().filter(|address| outcome(address).is_some()).count();
    let text = match report.left {
        Some(left) => speech.count("links-running", left),
        None if ledger.links.is_empty() => speech.say("links-none"),
        None if report.away => speech.say("links-away"),
        None if checked == 0 => speech.say("links-never"),
        None => speech.count("links-fine", works),
    };
    // What is broken comes first, what works last.
    let rank = |address: &str| match outcome(address).map(|seen| seen.outcome) {
        Some(seen) if seen.is_broken() => 0,
        Some(Outcome::Works) => 3,
        Some(_) => 1,
        None => 2,
    };
    let mut all: Vec<(&String, &Vec<Mention>)> = ledger.links.iter().collect();
    all.sort_by_key(|(address, _)| rank(address));
    let more = all.len().saturating_sub(MOST_LINKS);
    let shown = all
        .into_iter()
        .take(MOST_LINKS)
        .map(|(address, mentions)| {
            let seen = outcome(address);
            let status = |id: &str, status: u16| speech.with(id, "status", status.to_string());
            let (state, text) = match seen.map(|seen| seen.outcome) {
                Some(Outcome::Works) => ("works", speech.say("link-works")),
                Some(Outcome::Gone(code)) => ("broken", status("link-gone", code)),
                Some(Outcome::Unclear(code)) => ("unclear", status("link-unclear", code)),
                Some(Outcome::Unreachable) => ("broken", speech.say("link-unreachable")),
                Some(Outcome::Private) => ("broken", speech.say("link-private")),
                None => ("unchecked", speech.say("link-unchecked")),
            };
            let place = match mentions.first() {
                Some(Mention::Document { file, span }) => {
                    let location = file.at(span.clone());
                    format!("{}:{}:{}", location.file, location.line, location.column)
                }
                Some(Mention::Source(key)) => format!("content/sources.yaml · {key}"),
                Some(Mention::Configuration) => "content/site.yaml".to_owned(),
                None => String::new(),
            };
            let elsewhere = mentions.len().saturating_sub(1);
            LinkContext {
                address: address.clone(),
                text,
                state,
                place,
                elsewhere: if elsewhere > 0 { speech.count("links-elsewhere", elsewhere) } else { String::new() },
                when: seen.map(|seen| moment(seen.at)).unwrap_or_default(),
            }
        })
        .collect();
    Links {
        count: ledger.links.len(),
        text,
        running: report.left.is_some(),
        again: checked > 0,
        shown,
        more: if more > 0 { speech.count("links-more", more) } else { String::new() },
    }
}

/// A moment as people of any country read it the same way.
fn moment(seconds: u64) -> String {
    let date = i64::try_from(seconds).ok().and_then(Date::from_unix).map(|date| date.to_string()).unwrap_or_default();
    let minutes = seconds / 60 % (24 * 60);
    format!("{date} {:02}:{:02} UTC", minutes / 60, minutes % 60)
}

/// Kinds, where their lists stand in each language, and their works.
fn structure(ledger: &Ledger, build: &Build, speech: Speech, ui: Option<&str>) -> Vec<KindContext> {
    let config = &build.site.config;
    let link = |language: &Language, path: &str| Link {
        text: path.to_owned(),
        href: config.href(path),
        tag: language.tag().to_owned(),
        current: false,
    };
    let mut kinds: BTreeMap<&str, Vec<&super::ledger::Entry>> = BTreeMap::new();
    for entry in &ledger.works {
        kinds.entry(&entry.kind).or_default().push(entry);
    }
    kinds
        .into_iter()
        .filter_map(|(name, entries)| Some((config.kinds.get(name)?, entries)))
        .map(|(kind, entries)| {
            let lists = config
                .languages
                .iter()
                .map(|language| (language, address::section(kind, language, config)))
                .filter(|(language, path)| kind.list != Listing::None && *path != address::home(language))
                .map(|(language, path)| link(language, &path))
                .collect();
            let works = entries
                .iter()
                .take(MOST_OF_KIND)
                .map(|entry| {
                    let (title, tag) = works::title(entry, build, speech);
                    let work = build.site.index.by_path.get(&entry.path).map(|&work| &build.site.works[work]);
                    let addresses = work
                        .map(|work| config.languages.iter().zip(&work.addresses).map(|(language, path)| link(language, path)).collect());
                    WorkContext { title, tag, addresses: addresses.unwrap_or_default() }
                })
                .collect();
            let ui = ui.map(|ui| format!("&ui={ui}")).unwrap_or_default();
            KindContext {
                title: kind_title(kind, build, speech),
                count: speech.count("structure-works", entries.len()),
                href: format!("{OWN}?kind={}{ui}#works", crate::config::encode(&kind.name)),
                lists,
                works,
                more: entries.len() > MOST_OF_KIND,
            }
        })
        .collect()
}

fn start(build: Option<&Build>, typed: &Typed, speech: Speech) -> Start {
    let Some(build) = build else {
        return Start { kinds: Vec::new(), languages: Vec::new(), title: String::new(), refusal: String::new() };
    };
    let config = &build.site.config;
    let wanted = &typed.wanted;
    Start {
        kinds: config
            .kinds
            .values()
            .map(|kind| Choice::new(&kind.name, kind_singular(kind, build, speech), *kind.name == wanted.kind))
            .collect(),
        languages: config
            .languages
            .iter()
            .map(|language| Choice::new(language.tag(), language.own_name(), Some(language.tag()) == wanted.language.as_deref()))
            .collect(),
        title: wanted.title.clone(),
        refusal: typed.refusal.clone(),
    }
}

/// What a kind's works are called, as the site calls them in the author's language where it does.
fn kind_title(kind: &Kind, build: &Build, speech: Speech) -> String {
    named(&kind.title, &format!("kinds_{}", kind.name), &kind.name, build, speech)
}

fn kind_singular(kind: &Kind, build: &Build, speech: Speech) -> String {
    named(&kind.singular, &format!("kind_{}", kind.name), &kind.name, build, speech)
}

fn named(names: &Localised, word: &str, otherwise: &str, build: &Build, speech: Speech) -> String {
    let language = in_site(&build.site.config, speech);
    build.theme.words.called(names, word, language, &build.site.config).map_or_else(|| otherwise.to_owned(), |name| name.text)
}

/// The author's language if the site has it, else the site's first.
fn in_site(config: &Config, speech: Speech) -> &Language {
    config.languages.iter().find(|language| language.tag().split('-').next() == Some(speech.tag())).unwrap_or(&config.languages[0])
}
