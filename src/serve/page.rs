//! What the preview tells of the page that somebody looks at: its file, its state, its languages, and what was found.

use serde::Serialize;
use serde_json::json;

use super::around::{Around, Audience, Shown, work_of};
use super::ledger::{self, State};
use crate::Build;
use crate::diagnostics::{Finding, Severity, Summary};
use crate::language::slug;
use crate::outputs::{self, Output, Page};
use crate::site::Work;
use crate::speech::Speech;

/// The most findings that a page shows of its own and of others; the overview has all.
const MOST: usize = 100;

/// A finding as the page and the overview show it, ready to be written as text.
#[derive(Clone, Debug, Serialize)]
pub struct FindingContext {
    pub severity: &'static str,
    /// The severity in the author's language.
    pub word: String,
    pub code: &'static str,
    pub message: Told,
    pub hints: Vec<Told>,
    pub file: String,
    pub line: usize,
    pub column: usize,
    /// As editors take it: `file:line:column`.
    pub place: String,
    /// The line before, in and after the mark; empty for a whole file.
    pub excerpt: Option<[String; 3]>,
}

/// A text of a finding in the author's language, or in English, marked as that, where it is not translated.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    pub text: String,
    /// The language where it is another than the page's.
    pub lang: Option<&'static str>,
}

impl Told {
    fn of(english: &str, speech: Speech) -> Told {
        match speech.translate(english) {
            Some(text) => Told { text, lang: None },
            None => Told { text: english.to_owned(), lang: Some(Speech::English.tag()) },
        }
    }
}

impl FindingContext {
    pub fn of(finding: &Finding, speech: Speech) -> FindingContext {
        let location = &finding.location;
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let excerpt = location.excerpt.as_ref().map(|excerpt| {
            let part = |from: usize, to: usize| excerpt.text.chars().skip(from).take(to.saturating_sub(from)).collect();
            [part(0, excerpt.mark.0), part(excerpt.mark.0, excerpt.mark.1), part(excerpt.mark.1, usize::MAX)]
        });
        FindingContext {
            severity,
            word: speech.say(severity),
            code: finding.code.name,
            message: Told::of(&finding.message, speech),
            hints: finding.hints.iter().map(|hint| Told::of(hint, speech)).collect(),
            file: location.file.clone(),
            line: location.line,
            column: location.column,
            place: format!("{}:{}:{}", location.file, location.line, location.column),
            excerpt,
        }
    }
}

/// «2 errors, one warning» and «One error»; empty if there is nothing.
pub fn counted(summary: Summary, speech: Speech) -> String {
    [("count-errors", summary.errors), ("count-warnings", summary.warnings), ("count-notes", summary.notes)]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .enumerate()
        .map(|(place, (id, count))| {
            let said = speech.count(id, count);
            if place == 0 { said } else { begun_small(&said) }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// As it stands within a sentence: «one warning» for «One warning».
fn begun_small(said: &str) -> String {
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// How it stands with a text, in words.
pub fn state_words(state: State, speech: Speech) -> String {
    match state {
        State::Scheduled(day) => speech.with("bar-scheduled", "day", speech.day(day)),
        State::Expired(day) => format!("{} {}", speech.say("state-expired"), speech.with("state-since", "day", speech.day(day))),
        State::Published | State::Outdated | State::NotReviewed | State::Draft | State::Damaged | State::Missing => {
            speech.say(&format!("state-{}", state.name()))
        }
    }
}

/// Everything about the page at a path of the site; `None` stands for a path that can't be one.
pub fn about(path: Option<&str>, around: &Around, speech: Speech) -> serde_json::Value {
    let shown = around.shown;
    let page = path.and_then(|path| shown.build.as_ref().map(|build| Looked { path, shown, build, output: build.output(path) }));
    let (mut here, mut elsewhere): (Vec<&Finding>, Vec<&Finding>) = match &page {
        Some(page) => shown.findings.iter().partition(|finding| page.owns(finding)),
        None => (Vec::new(), shown.findings.iter().collect()),
    };
    // A template's fault stands in the theme's file, yet it is this page that it keeps from being drawn.
    let drawing = page.as_ref().and_then(|page| page.build.render(around.world, page.path)?.err());
    if let Some(finding) = &drawing {
        elsewhere.retain(|other| *other != &**finding);
        here.insert(0, finding);
    }
    // Until all texts have been read, this page's own is read here, since it is the one that somebody is writing.
    let own: Vec<Finding> = match &page {
        Some(page) => page.findings().into_iter().filter(|finding| !shown.findings.contains(finding)).collect(),
        None => Vec::new(),
    };
    here.extend(&own);
    here.sort_by_key(|finding| finding.severity);
    elsewhere.sort_by_key(|finding| finding.severity);
    let list = |findings: &[&Finding]| {
        let summary = Summary::of(&findings.iter().map(|finding| (*finding).clone()).collect::<Vec<_>>());
        json!({
            "text": counted(summary, speech),
            "errors": summary.errors,
            "count": findings.len(),
            "findings": findings.iter().take(MOST).map(|finding| FindingContext::of(finding, speech)).collect::<Vec<_>>(),
        })
    };
    let bar: serde_json::Map<String, serde_json::Value> =
        speech.plain().iter().filter_map(|(id, word)| Some((id.strip_prefix("bar_")?.to_owned(), word.clone().into()))).collect();
    json!({
        "version": shown.version,
        "complete": shown.complete,
        "speech": speech.tag(),
        "audience": match shown.audience { Audience::Author => "author", Audience::Public => "public" },
        "editor": around.editor,
        "words": bar,
        "page": page.as_ref().map(|page| page.describe(&shown.findings, speech)),
        "here": list(&here),
        "elsewhere": list(&elsewhere),
    })
}

/// A page that is looked at.
struct Looked<'a> {
    path: &'a str,
    shown: &'a Shown,
    build: &'a Build,
    output: Option<&'a Output>,
}

impl Looked<'_> {
    /// The work that the page shows, and for readers of which language.
    fn work(&self) -> Option<(&Work, usize)> {
        let site = &self.build.site;
        match self.output? {
            Output::Page(Page::Work { work, language }) => Some((&site.works[*work], *language)),
            Output::Page(Page::Home { language }) => Some((&site.works[site.home()?], *language)),
            _ => None,
        }
    }

    /// What is wrong in the text that the page shows.
    fn findings(&self) -> Vec<Finding> {
        let site = &self.build.site;
        let (work, language) = match self.output {
            Some(Output::Page(Page::Work { work, language })) => (*work, *language),
            Some(Output::Page(Page::Home { language })) => match site.home() {
                Some(home) => (home, *language),
                None => return Vec::new(),
            },
            _ => return Vec::new(),
        };
        site.findings_of(work, site.works[work].shown[language])
    }

    /// Whether a finding is about a file that the page is made of.
    fn owns(&self, finding: &Finding) -> bool {
        let Some((work, language)) = self.work() else {
            return match self.output {
                Some(_) => false,
                None => is_of_missing(self.path, finding, self.shown),
            };
        };
        let file = finding.location.file.as_str();
        let Some(name) = file.strip_prefix("content/").and_then(|file| file.strip_prefix(&work.path)?.strip_prefix('/')) else {
            return false;
        };
        // Another language's document has a page of its own.
        let tag = name.strip_suffix(".md").filter(|stem| !stem.contains('/'));
        let languages = &self.build.site.config.languages;
        match tag.and_then(|tag| languages.iter().position(|known| known.tag() == tag)) {
            Some(document) => document == language || document == work.shown[language],
            None => true,
        }
    }

    fn describe(&self, findings: &[Finding], speech: Speech) -> serde_json::Value {
        let site = &self.build.site;
        let href = |path: &str| site.config.href(path);
        let Some((work, language)) = self.work() else {
            let counterparts = match self.output {
                Some(Output::Page(page)) => outputs::counterparts(site, &self.build.plan, page),
                _ => Vec::new(),
            };
            let languages: Vec<_> = counterparts
                .into_iter()
                .map(|(index, path)| {
                    let tag = site.language(index);
                    json!({ "tag": tag.tag(), "name": tag.own_name(), "href": href(&path), "current": path == self.path })
                })
                .collect();
            let text = speech.say(if self.output.is_some() { "bar-generated" } else { "bar-missing" });
            return json!({ "file": null, "state": null, "text": text, "languages": languages });
        };
        let shown = work.shown[language];
        let published = work.shown_to(language);
        let state = ledger::state(published.visibility, shown != work.source, &published.document, published.translation());
        let mut notes = Vec::new();
        if work.falls_back(language) {
            notes.push(speech.with("bar-fallback", "language", site.language(shown).own_name()));
        }
        let damaged = |index: usize| {
            let file = format!("content/{}/{}.md", work.path, site.language(index));
            findings.iter().any(|finding| finding.severity == Severity::Error && finding.location.file == file)
        };
        if work.falls_back(language) && damaged(language) {
            notes.push(speech.say("missing-document"));
        }
        if state == State::NotReviewed {
            notes.push(speech.say("bar-translation"));
        }
        // A translation that waits for its reviewer is published all the same.
        let told = if state == State::NotReviewed { State::Published } else { state };
        let languages: Vec<_> = (0..site.config.languages.len())
            .map(|index| {
                let state = match &work.documents[index] {
                    Some(published) => {
                        ledger::state(published.visibility, index != work.source, &published.document, published.translation())
                    }
                    None if damaged(index) => State::Damaged,
                    None => State::Missing,
                };
                let tag = site.language(index);
                json!({
                    "tag": tag.tag(),
                    "name": tag.own_name(),
                    "href": href(&work.addresses[index]),
                    "current": index == language,
                    "state": state.name(),
                    "text": state_words(state, speech),
                })
            })
            .collect();
        json!({
            "file": &*published.document.file.path,
            "state": told.name(),
            "text": state_words(told, speech),
            "notes": notes,
            "languages": languages,
        })
    }
}

/// Whether a finding is about a file that would give the page at an address if it could be read: its work stood there before,
/// or the address ends with the name of the file's folder. The slug of a text that was never read can't be told.
fn is_of_missing(path: &str, finding: &Finding, shown: &Shown) -> bool {
    let Some(work) = work_of(finding) else { return false };
    let path = path.trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let stood = || shown.lost.get(&format!("{path}/")).is_some_and(|lost| lost == work);
    !last.is_empty() && (work.rsplit('/').next().is_some_and(|folder| slug(folder) == last) || stood())
}

/// The errors that keep a page from being there, for an address at which there is nothing.
pub fn errors_of_missing<'a>(path: &str, shown: &'a Shown) -> Vec<&'a Finding> {
    shown.findings.iter().filter(|finding| finding.severity == Severity::Error && is_of_missing(path, finding, shown)).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::language::Date;
    use crate::memo::Memo;
    use crate::source::Reading;
    use crate::world::Memory;

    #[test]
    fn what_was_found_is_counted_in_one_sentence() {
        let found = |errors, warnings, notes| counted(Summary { errors, warnings, notes }, Speech::Swedish);
        assert_eq!(
            [found(2, 1, 1), found(1, 0, 3), found(0, 0, 1), found(0, 0, 0)],
            ["2 fel, en varning, en notering", "Ett fel, 3 noteringar", "En notering", ""]
        );
    }

    #[test]
    fn a_text_with_a_slug_of_its_own_is_told_at_its_address_when_it_can_not_be_read_any_more() {
        let site = "title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\n";
        let files = [
            ("content/site.yaml", site),
            ("content/briefs/a/work.yaml", "kind: brief\n"),
            ("content/briefs/a/sv.md", "---\ntitle: Sv\nslug: tecken\n---\n\nText.\n"),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into();
        let mut world = Memory { files, today: Date::parse("2026-11-24").expect("a date") };
        let (memo, options) = (Memo::new(), crate::config::Options::default());
        let mut shown = Shown {
            build: None,
            findings: Vec::new(),
            looks: Default::default(),
            version: 1,
            complete: false,
            audience: Audience::Author,
            lost: Arc::default(),
        };
        let mut write = |tag: &str, text: &str| {
            world.files.insert(format!("content/briefs/a/{tag}.md"), text.as_bytes().to_vec());
            let found = crate::outline(&Reading::new(&world), &world, &options, &memo);
            let lost = shown.lost_by(&found.findings);
            shown = Shown { build: found.value.map(Arc::new), findings: found.findings, looks: Default::default(), lost, ..shown };
            let told = |path: &str| errors_of_missing(path, &shown).iter().map(|finding| finding.location.file.clone()).collect::<Vec<_>>();
            [told("/sv/briefs/tecken/"), told("/en/briefs/signs"), told("/en/briefs/other/")]
        };
        let (sv, en) = ("content/briefs/a/sv.md", "content/briefs/a/en.md");
        assert_eq!(write("en", "---\ntitle: En\nslug: signs\n---\n\nText.\n"), [[""; 0]; 3]);
        // The other language stays; then nothing does.
        assert_eq!(write("en", "---\ntitle: \"En\nslug: signs\n---\n\nText.\n")[1..], [vec![en], vec![]]);
        let all = write("sv", "");
        assert_eq!(all[0], [sv, en].map(str::to_owned).into_iter().rev().collect::<Vec<_>>());
        assert_eq!(all[2], [""; 0]);
    }
}
