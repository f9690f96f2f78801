//! The gate of a site: what [`safeguard`](crate::safeguard) needs to know of it, as values, and where what it saw was
//! written.
//!
//! The gate looks at bytes; an author needs a file and a line. So each sighting is sought by its letters and figures in
//! the texts that the output was made of, then in all others.

mod allowed;
mod rules;
mod shelters;
mod shown;
mod traced;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use crate::Build;
use crate::diagnostics::{Code, Finding, Location, Places, Severity, codes};
use crate::document::Document;
use crate::outputs::{Output, Plan};
use crate::render::Rendered;
use crate::safeguard::contacts::contact_key;
use crate::safeguard::decoding::decoded;
use crate::safeguard::identity::{self, Weight};
use crate::safeguard::language::List;
use crate::safeguard::plain::Plain;
use crate::safeguard::{Rules, Sighting, inspect, inspect_name};
use crate::site::Work;
use crate::source::media::Media;
use crate::source::{Text, is_no_text, is_odd};
pub use allowed::Allowed;
pub use rules::mask;
use shown::is_comment;
use traced::{Traces, letters, whole_first};

/// The gate of one build.
pub struct Gate {
    rules: Rules,
    /// Words that hurt, by language.
    lists: BTreeMap<String, List>,
    /// The hash of all by which it judges that does not follow from what is public and how the site is configured.
    pub fingerprint: blake3::Hash,
    allowed: Vec<Allowed>,
    traces: Traces,
    /// Whether what stands on every page speaks of shelters.
    shelters_everywhere: OnceLock<bool>,
}

/// The most errors of one output that are told, since a single one keeps the site from being published; and the most that
/// is told beside them. Each is sought in whole texts.
const MOST_TOLD: usize = 500;

/// What is sought in the names of folders and files, too.
const MAY_BE_NAMES: &[&Code] =
    &[&codes::IDENTITY_NUMBER, &codes::POSSIBLE_IDENTITY_NUMBER, &codes::DENIED_WORD, &codes::EMAIL_ADDRESS, &codes::NOT_PUBLIC];

/// Where something was written.
enum Written {
    InTexts(Vec<Location>),
    /// In the name of a folder or a file.
    InName(String),
    /// No text says it; the place is in the published file.
    Nowhere(Vec<Location>),
}

impl Gate {
    pub fn of(build: &Build) -> Gate {
        let hurtful = rules::hurtful(build);
        let (rules, not_public) = rules::of(build);
        let languages = build.site.config.languages.iter();
        let lists = languages.map(|language| (language.to_string(), List::of(&hurtful, language.tag()))).collect();
        let fingerprint = blake3::hash(format!("{hurtful:?}{:?}", rules.unpublished).as_bytes());
        Gate {
            rules,
            lists,
            fingerprint,
            allowed: allowed::of(build),
            traces: Traces::new(not_public),
            shelters_everywhere: OnceLock::new(),
        }
    }

    /// What is let through, and why.
    pub fn allowed(&self) -> &[Allowed] {
        &self.allowed
    }

    /// What must not leave of one output, at the places where it was written. `None` if there was nothing to judge: not
    /// even something that is let through.
    pub fn inspect(&self, build: &Build, path: &str, rendered: &Rendered) -> Option<Vec<Finding>> {
        let sightings = inspect(&Plan::file_of(path), rendered.media_type, &rendered.bytes, &self.rules);
        if sightings.is_empty() {
            return None;
        }
        let mut findings = Vec::new();
        let leaving = Leaving::of(build, path, rendered);
        let (mut told, mut dialled) = (BTreeSet::new(), BTreeSet::new());
        let mut count: BTreeMap<bool, usize> = BTreeMap::new();
        for sighting in &sightings {
            let count = count.entry(sighting.severity == Severity::Error).or_insert(0);
            // One thing is told once, wherever it stands.
            if *count < MOST_TOLD && told.insert((sighting.code.name, &sighting.text)) {
                let is_dialled = *sighting.code == codes::TELEPHONE_NUMBER && !dialled.insert(contact_key(&sighting.text));
                let told = self.told(build, &leaving, sighting, is_dialled);
                *count += told.len();
                findings.extend(told);
            }
        }
        Some(self.masked(build, findings))
    }

    /// What must not be known is not repeated where logs are public.
    fn masked(&self, build: &Build, findings: Vec<Finding>) -> Vec<Finding> {
        let text_of = |file: &str| build.site.sources.text(file).map(|text| &*text.text);
        self.rules.mask().findings(findings, text_of)
    }

    /// What is told of one sighting: at each place where it was written, unless it is let through there. `is_dialled` is
    /// whether it is the number of an earlier one: its link may have figures that no text says.
    fn told(&self, build: &Build, leaving: &Leaving, sighting: &Sighting, is_dialled: bool) -> Vec<Finding> {
        if sighting.may_be_shown && self.is_shown(build, leaving, sighting) {
            return Vec::new();
        }
        let own_folder = leaving.own_folder.as_deref();
        let let_through = |location: &Location| allowed::let_through(&self.allowed, sighting, &location.file, own_folder);
        // Where it was read from a text, the reading has told it.
        let is_told = |location: &Location| {
            *sighting.code == codes::HIDDEN_CHARACTER
                && sighting.text.chars().next().is_some_and(|c| is_no_text(c) || is_odd(c))
                && build.site.sources.text(&location.file).is_some_and(|text| text.text.contains(&sighting.text))
        };
        let mut seen = Cow::Borrowed(sighting);
        let (at, hint) = match self.written(build, leaving, sighting, &let_through) {
            Written::InTexts(at) => (at, None),
            Written::InName(name) => {
                seen = self.of_name(build, &name, sighting);
                (vec![Location::file(name)], Some("its name says it: rename it"))
            }
            Written::Nowhere(_) if is_dialled => return Vec::new(),
            Written::Nowhere(at) => (at, Some("this is the published file; no text of the site says it so: look in the theme")),
        };
        let is_neighbours = |location: &Location| self.is_neighbours(build, sighting, location, own_folder);
        let is_index = matches!(build.output(leaving.path), Some(Output::SearchWords { .. }));
        let is_alone = |location: &Location| is_index && !self.is_of_person(build, sighting, location);
        let told = at.into_iter().filter(|location| !let_through(location) && !is_told(location));
        let told = told.filter(|location| !is_neighbours(location) && !is_alone(location) && !is_authors_hour(build, sighting, location));
        told.map(|location| {
            let mut finding = seen.finding(location);
            finding.hints.extend(hint.map(str::to_owned));
            finding.hints.splice(0..0, sighting.hidden.iter().map(|file| self.says_hidden(build, file, &sighting.text)));
            finding
        })
        .collect()
    }

    /// Whether a number of which an index of words has the figures alone is a person's where it is written: beside other words
    /// it may be a company's, or a part of an address.
    fn is_of_person(&self, build: &Build, sighting: &Sighting, location: &Location) -> bool {
        if *sighting.code != codes::IDENTITY_NUMBER {
            return true;
        }
        let Some(text) = build.site.sources.text(&location.file) else { return true };
        let line = Plain::of(text.text.lines().nth(location.line.saturating_sub(1)).unwrap_or_default()).text;
        let wanted = letters(&sighting.text);
        let numbers = identity::find(&line, self.rules.mask().today);
        numbers.into_iter().any(|number| number.weight == Weight::Sure && letters(&line[number.at]) == wanted)
    }

    /// What is told of the name of a folder or a file which something shows: the same, whatever shows it, as it stands or as a
    /// part of an address.
    fn of_name<'s>(&self, build: &Build, name: &str, sighting: &'s Sighting) -> Cow<'s, Sighting> {
        let wanted = letters(&sighting.text);
        let name = name.rsplit('/').next().unwrap_or_default();
        let names = [build.site.config.slug(name), name.to_owned()];
        let mut of_name = names.iter().flat_map(|name| inspect_name(name, &self.rules));
        of_name.find(|seen| letters(&seen.text) == wanted).map_or(Cow::Borrowed(sighting), Cow::Owned)
    }

    /// Where it was written that was seen in an output: in the name of what the output shows; in a picture or an attachment;
    /// in the texts that the output was made of; in some other text; in the name of a folder or a file; else nowhere but in
    /// the published file.
    fn written(&self, build: &Build, leaving: &Leaving, sighting: &Sighting, let_through: &dyn Fn(&Location) -> bool) -> Written {
        if sighting.in_name
            && let Some(name) = build.own_name(leaving.path, &sighting.text)
        {
            return Written::InName(name);
        }
        if let Some(Output::Media { file } | Output::Copy { file, .. }) = build.output(leaving.path) {
            // Drawings and pictures are published otherwise than they were written.
            let location = if leaving.is(file) { leaving.place(&file.path, sighting) } else { Location::file(file.path.as_str()) };
            return Written::InTexts(vec![location]);
        }
        let places = |text: &'_ Text| {
            let places = self.traces.places(text, &sighting.text);
            places.at.into_iter().map(|place| (places.whole, text.at(place))).collect::<Vec<_>>()
        };
        let mut at = whole_first(leaving.near(build).into_iter().flat_map(places).collect());
        if *sighting.code == codes::HIDDEN_TEXT && is_comment(&sighting.text) {
            // Its words may stand anywhere.
            at.retain(|location| build.site.sources.text(&location.file).is_some_and(|text| text.text.contains(&sighting.text)));
        }
        if !at.is_empty() {
            return Written::InTexts(at);
        }
        let mut elsewhere = self.traces.elsewhere(build, &sighting.text).to_vec();
        if sighting.hidden.is_some() {
            // What is not public is not what shows it.
            elsewhere.retain(|location| self.traces.is_public(&location.file));
        }
        // Where it is not let through, the page of that text tells it.
        if let Some(location) = elsewhere.iter().find(|location| let_through(location)).or(elsewhere.first()) {
            return Written::InTexts(vec![location.clone()]);
        }
        if MAY_BE_NAMES.contains(&sighting.code)
            && let Some(name) = self.traces.named(build, &sighting.text)
            && !sighting.hidden.as_ref().is_some_and(|hidden| is_of(hidden, &name))
        {
            return Written::InName(name);
        }
        // A theme may hide words of its own.
        let at = if sighting.of_authors { Vec::new() } else { vec![leaving.place(&Plan::file_of(leaving.path), sighting)] };
        Written::Nowhere(at)
    }

    /// What is told of the public texts of a work: words that hurt, and sentences of what is not public. `None` as in
    /// [`Gate::inspect`].
    pub fn in_work(&self, build: &Build, work: &Work) -> Option<Vec<Finding>> {
        let documents = || work.documents.iter().flatten().map(|published| &*published.document);
        let hurtful =
            self.weight(&codes::HURTFUL_WORDS).map(|severity| documents().filter_map(move |document| self.hurtful_in(document, severity)));
        let repeated = self
            .weight(&codes::NOT_PUBLIC)
            .map(|severity| documents().filter_map(move |document| self.repeated_in(build, document, severity)));
        hurtful.into_iter().flatten().chain(repeated.into_iter().flatten()).reduce(|mut all, some| {
            all.extend(some);
            all
        })
    }

    /// How much that weighs which is told of texts; it is a warning unless the site says otherwise.
    fn weight(&self, code: &Code) -> Option<Severity> {
        self.rules.weights.get(code.name).copied().unwrap_or(Some(Severity::Warning))
    }

    /// Sentences of what is not public that a text says.
    fn repeated_in(&self, build: &Build, document: &Document, severity: Severity) -> Option<Vec<Finding>> {
        let text = &document.file;
        let mut told = None;
        for repeated in self.rules.unpublished.repeated.iter().filter(|repeated| *repeated.file == *text.path) {
            let told = told.get_or_insert_with(Vec::new);
            let (file, state) = &repeated.hidden;
            let sentences: Vec<&str> = repeated.at.iter().map(|at| &text.text[at.clone()]).collect();
            let mut hints = vec![self.says_hidden(build, file, sentences[0])];
            if sentences.len() > 1 {
                hints.push(format!("sentences of it that stand here: {}", sentences.len()));
            }
            hints.push("if it is no secret, allow it here, with the reason: `allow: [{ code: not-public, text: …, reason: … }]`".into());
            let sighting = Sighting {
                code: &codes::NOT_PUBLIC,
                severity,
                message: format!("this stands in what is published, but it is {state}"),
                hints,
                // Who lets one of them through knows of the others.
                text: sentences.join("\n"),
                at: None,
                hidden: Some(file.clone()),
                in_name: false,
                secret: false,
                of_authors: false,
                may_be_shown: false,
            };
            if !allowed::let_through(&self.allowed, &sighting, &text.path, None) {
                told.push(sighting.finding(text.at(repeated.at[0].clone())));
            }
        }
        told.map(|told| self.masked(build, told))
    }

    /// Where what is not public says something.
    fn says_hidden(&self, build: &Build, file: &str, wanted: &str) -> String {
        let text = build.site.sources.text(file);
        let place = text.and_then(|text| Some(text.at(self.traces.places(text, wanted).at.into_iter().next()?)));
        match place {
            Some(place) => format!("it is written in {file}, line {}", place.line),
            None => format!("it belongs to {file}"),
        }
    }

    /// What is told once everything has been looked at: what is allowed without need.
    pub fn closing(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for allowed in self.allowed.iter().filter(|allowed| !allowed.is_used()) {
            let location = allowed.file.at(allowed.allowance.span.clone());
            let mut finding = Finding::new(&codes::UNUSED_ALLOWANCE, location, "this lets something through that is not there");
            finding.hint("remove it, or correct its code and its text");
            findings.push(finding);
        }
        findings
    }

    fn hurtful_in(&self, document: &Document, severity: Severity) -> Option<Vec<Finding>> {
        let text = &document.file;
        // What is let through or avoided is named there, and does not hurt by it.
        let named = |field: &str| document.fields.get(field).map(|typed| typed.span.clone()).unwrap_or_default();
        let (allow, avoid) = (named("allow"), named("avoid"));
        let in_fields = |at: &Range<usize>| document.is_in_fields(at.start) && !text.text[at.clone()].contains(char::is_whitespace);
        let in_address = |at: &Range<usize>| is_in_address(&text.text, at, in_fields(at));
        let list = self.lists.get(document.language.tag())?;
        let mut found = list.find(&text.text);
        found.retain(|(at, _)| !allow.contains(&at.start) && !avoid.contains(&at.start) && !in_address(at));
        if found.is_empty() {
            return None;
        }
        let told = found
            .into_iter()
            .filter_map(|(at, entry)| {
                let sighting = Sighting {
                    code: &codes::HURTFUL_WORDS,
                    severity,
                    message: format!("«{}» can hurt", &text.text[at.clone()]),
                    hints: vec![
                        format!("write «{}»", entry.instead),
                        "a quotation and the title of a law keep their words: allow them here, with the reason".into(),
                    ],
                    text: text.text[at.clone()].to_owned(),
                    at: None,
                    hidden: None,
                    in_name: false,
                    secret: false,
                    of_authors: false,
                    may_be_shown: false,
                };
                (!allowed::let_through(&self.allowed, &sighting, &text.path, None)).then(|| sighting.finding(text.at(at)))
            })
            .collect();
        Some(told)
    }
}

/// Whether an hour of this very day is one that an author tells of.
fn is_authors_hour(build: &Build, sighting: &Sighting, location: &Location) -> bool {
    *sighting.code == codes::BUILD_TIME && location.file.starts_with("content/") && build.site.sources.text(&location.file).is_some()
}

/// Whether words stand in an address or a path: not behind a slash that means «or», as in «girls/women».
fn is_in_address(text: &str, at: &Range<usize>, in_fields: bool) -> bool {
    let ends = |c: char| c.is_whitespace() || "()[]<>\"".contains(c);
    let before = text[..at.start].rsplit(ends).next().unwrap_or_default();
    let behind = text[at.end..].split(ends).next().unwrap_or_default();
    let Some((first, _)) = before.split_once('/') else { return before.contains('@') };
    let is_link = || text[..at.start - before.len()].ends_with("](");
    let goes_on = || behind.starts_with(['/', '-', '_']) || behind.starts_with('.') && behind[1..].starts_with(char::is_alphanumeric);
    in_fields || first.is_empty() || first.contains(['.', ':', '@', '=', '`', '~', '#']) || is_link() || goes_on()
}

/// Whether a file lies in a folder of that name, or beside what is called so.
fn is_of(file: &str, name: &str) -> bool {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder == name || name.starts_with(&format!("{folder}/")) || folder.starts_with(&format!("{name}/"))
}

/// An output that is about to leave, and what is asked of it for each of perhaps many sightings.
struct Leaving<'a> {
    path: &'a str,
    rendered: &'a Rendered,
    /// The folder of the work that it shows.
    own_folder: Option<String>,
    hash: OnceCell<blake3::Hash>,
    /// What it says, and where its lines are.
    text: OnceCell<(Cow<'a, str>, Places)>,
}

impl<'a> Leaving<'a> {
    fn of(build: &Build, path: &'a str, rendered: &'a Rendered) -> Leaving<'a> {
        Leaving { path, rendered, own_folder: build.own_folder(path), hash: OnceCell::new(), text: OnceCell::new() }
    }

    /// The texts that it was made of, the nearest first.
    fn near<'b>(&self, build: &'b Build) -> Vec<&'b Text> {
        let mut near = build.sources_of(self.path);
        for (work, language) in &self.rendered.texts {
            let work = &build.site.works[*work];
            let read = work.documents[*language].as_ref().map(|published| &published.document.file);
            for read in read.into_iter().chain([&work.file]) {
                if near.iter().all(|text| text.path != read.path) {
                    near.push(read);
                }
            }
        }
        near
    }

    /// Whether it is a file as that was written.
    fn is(&self, file: &Media) -> bool {
        *self.hash.get_or_init(|| blake3::hash(&self.rendered.bytes)) == file.hash
    }

    /// Where it says something, if it is a text; it is called `file` there.
    fn place(&self, file: &str, sighting: &Sighting) -> Location {
        let Some(at) = &sighting.at else { return Location::file(file) };
        let (text, places) = self.text.get_or_init(|| {
            let text = decoded(&self.rendered.bytes);
            let places = Places::new(&text);
            (text, places)
        });
        places.of(file, text, at.clone())
    }
}
