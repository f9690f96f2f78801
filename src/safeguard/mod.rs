//! The safeguarding gate: what must not leave, sought in the bytes that do.
//!
//! It knows neither site nor theme. It takes one published file and [`Rules`], which are values, and gives
//! [`Sighting`]s: what it saw and where in those bytes. Where that was written is for others to find.

pub mod archive;
mod beside;
pub mod contacts;
pub mod decoding;
pub mod denied;
pub mod identity;
mod kind;
pub mod language;
pub mod mask;
mod names;
pub mod office;
mod paths;
pub mod pdf;
pub mod picture;
mod place;
pub mod plain;
pub mod reading;
pub mod repeated;
pub mod unpublished;
pub mod words;
pub mod written;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::comments;
use crate::diagnostics::{Code, Finding, Location, Severity, codes};
use contacts::Way;
use decoding::decoded;
use denied::Denied;
use identity::Weight;
pub use kind::{Kind, kind};
use kind::{has_ending, has_unshown_parts, is_encoded, is_lines_of_json, is_page, type_of};
use mask::Mask;
use paths::Whose;
use place::Place;
use plain::{Plain, steers, unescape};
use reading::{Page, Wanted};
use unpublished::Unpublished;

/// What the gate goes by.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Code → how much it weighs, if otherwise than usual; `None` is not at all.
    pub weights: BTreeMap<&'static str, Option<Severity>>,
    /// Addresses and telephone numbers that an organisation has made public, as [`contact_key`] writes them.
    pub contacts: BTreeSet<String>,
    /// The day, as 2026-11-24, and as a count since 31 December 1899.
    pub day: Option<(String, i64)>,
    pub unpublished: Unpublished,
    pub denied: Option<Arc<Denied>>,
    /// Whether the files come from elsewhere, so that nobody knows what of them was an author's.
    pub foreign: bool,
    /// Whether the attribute `hidden` may be an author's. In pages that Lykta has drawn it is the theme's alone.
    pub hidden_by_hand: bool,
}

impl Rules {
    /// What hides what must not be repeated.
    pub fn mask(&self) -> Mask {
        let today = self.day.as_ref().map_or(Mask::default().today, |(_, count)| *count);
        Mask { denied: self.denied.clone(), today }
    }
}

/// Something that must not leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    pub code: &'static Code,
    pub severity: Severity,
    pub message: String,
    pub hints: Vec<String>,
    /// What was seen, as it is read; by this it is found where it was written.
    pub text: String,
    /// Where it stands in the bytes, if they are a text; then as [`decoding::decoded`] reads them.
    pub at: Option<Range<usize>>,
    /// The file of what is not public that says it.
    pub hidden: Option<String>,
    /// It stands in the file's name.
    pub in_name: bool,
    /// It must not be repeated anywhere, not even in a finding.
    pub secret: bool,
    /// It matters only if an author wrote it; a theme may hide words of its own.
    pub of_authors: bool,
    /// It looks like a comment, and is none where readers are shown these very signs.
    pub may_be_shown: bool,
}

impl Sighting {
    pub fn finding(&self, location: Location) -> Finding {
        let mut finding = Finding::new(self.code, location, &self.message);
        finding.severity = self.severity;
        for hint in &self.hints {
            finding.hint(hint);
        }
        if self.secret {
            finding.location.excerpt = None;
        }
        if let Some(excerpt) = &mut finding.location.excerpt
            && [&codes::IDENTITY_NUMBER, &codes::POSSIBLE_IDENTITY_NUMBER].contains(&self.code)
        {
            // In the source it may stand between signs of markup.
            let (start, end) = excerpt.mark;
            let hidden = |(at, c): (usize, char)| if (start..end).contains(&at) && c.is_numeric() { '•' } else { c };
            excerpt.text = excerpt.text.chars().enumerate().map(hidden).collect();
        }
        finding
    }
}

/// How an address or a telephone number is kept to be compared: an address of post in small letters; of a telephone
/// number the figures that are the same at home and abroad, then a bar and the country's code, if it is written.
pub fn contact_key(text: &str) -> String {
    let text = contacts::address(text);
    if text.contains('@') {
        let text = ComposingNormalizerBorrowed::new_nfc().normalize(text.trim()).to_lowercase();
        return text.replace('\u{2019}', "'");
    }
    let text = text.replace("(0)", "");
    let mut figures: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_international = text.contains('+') || figures.starts_with("00");
    if text.contains('+') {
        figures.insert_str(0, "00");
    }
    let abroad = figures.strip_prefix("00").filter(|_| is_international);
    let (country, rest) = abroad.map_or(("", figures.as_str()), |figures| figures.split_at(country_code(figures).min(figures.len())));
    format!("{}|{country}", rest.strip_prefix('0').unwrap_or(rest))
}

/// How many figures a country's code has with which a number begins.
fn country_code(figures: &str) -> usize {
    match figures.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7', ..] | [b'3', b'0'..=b'4' | b'6' | b'9', ..] | [b'4', b'0' | b'1' | b'3'..=b'9', ..] => 2,
        [b'5', b'1'..=b'8', ..] | [b'6', b'0'..=b'6', ..] | [b'8', b'1' | b'2' | b'4' | b'6', ..] | [b'9', b'0'..=b'5' | b'8', ..] => 2,
        _ => 3,
    }
}

/// Whether an address or a number stands among those that are kept, as [`contact_key`] writes them. Where one of two
/// numbers is without its country, they are one if the rest is.
pub fn is_among(contacts: &BTreeSet<String>, text: &str) -> bool {
    let key = contact_key(text);
    if contacts.contains(&key) || contacts::without_elision(text).is_some_and(|address| contacts.contains(&contact_key(address))) {
        return true;
    }
    let Some((rest, country)) = key.split_once('|').filter(|_| !key.contains('@')) else { return false };
    let holds = |rest: &str, country: &str| contacts.contains(&format!("{rest}|{country}"));
    if country.is_empty() {
        let from = format!("{rest}|");
        let is_known = contacts.range(from.clone()..).next().is_some_and(|known| known.starts_with(&from));
        // Some dial 8 before a number at home. A link to a chat has no plus before the country's code.
        return is_known
            || rest.strip_prefix('8').is_some_and(|rest| DIALS_8.iter().any(|country| holds(rest, country)))
            || rest.len() >= 10 && contacts.contains(&contact_key(&format!("+{rest}")));
    }
    holds(rest, "") || DIALS_8.contains(&country) && holds(&format!("8{rest}"), "")
}

/// Lithuania, as it was until lately, and Russia.
const DIALS_8: &[&str] = &["370", "7"];

/// What a file remembers of its makers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory {
    pub what: String,
    pub text: Option<String>,
    /// Whether it can be taken away without changing what the file says.
    pub cleanable: bool,
    /// Where in the file, as far as that is known; the first few places.
    pub places: Vec<Place>,
}

/// What can't be taken away without changing what the file says, each told once.
fn refuse(memories: &[Memory]) -> Result<(), String> {
    let mut left: Vec<&str> = Vec::new();
    for memory in memories.iter().filter(|memory| !memory.cleanable) {
        if !left.contains(&memory.what.as_str()) {
            left.push(&memory.what);
        }
    }
    if left.is_empty() {
        return Ok(());
    }
    // Some are called by several words with commas between them.
    Err(format!("a copy would hold this as well: {}. Remove it in the program that made the file, then export it again", left.join("; ")))
}

/// An attachment, looked into.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    pub text: String,
    /// The lines that hold marks of notes, with these in them: in `text` they stand apart.
    pub joined: String,
    /// From these bytes of `text` on, all stands at a place; sorted.
    pub places: Vec<(usize, Option<Place>)>,
    /// The place at which the reader is.
    here: Option<Place>,
    pub memories: Vec<Memory>,
    /// Some of its text can't be read, such as letters without a table of what they mean.
    pub unread: bool,
}

impl Opened {
    /// Adds all that a text with marks says, whether it is shown or not.
    fn add_markup(&mut self, text: &str) {
        let page = reading::page(text, Wanted { addresses: true, ..Wanted::default() });
        let comments = page.comments.iter().map(|at| &text[at.clone()]);
        let shown = [&page.flow, &page.notes, &page.words, &page.values, &page.data].into_iter().map(|said| said.text.as_str());
        for said in shown.chain(comments).filter(|said| !said.is_empty()) {
            self.text.push_str(said);
            self.text.push('\n');
        }
    }

    fn remember(&mut self, what: String, text: Option<String>, cleanable: bool) {
        self.remember_at(self.here.clone(), what, text, cleanable);
    }

    fn remember_at(&mut self, place: Option<Place>, what: String, text: Option<String>, cleanable: bool) {
        const MOST_PLACES: usize = 4;
        match self.memories.iter_mut().find(|memory| memory.what == what && memory.text == text) {
            Some(memory) if memory.places.len() < MOST_PLACES && place.as_ref().is_some_and(|place| !memory.places.contains(place)) => {
                memory.places.extend(place);
            }
            Some(_) => {}
            None => self.memories.push(Memory { what, text, cleanable, places: place.into_iter().collect() }),
        }
    }

    /// What is read from here on stands at a place.
    fn stand(&mut self, place: Option<Place>) {
        self.here.clone_from(&place);
        self.places.push((self.text.len(), place));
    }

    /// The place of a byte of `text`.
    fn place(&self, at: usize) -> Option<&Place> {
        let index = self.places.partition_point(|(start, _)| *start <= at);
        index.checked_sub(1).and_then(|index| self.places[index].1.as_ref())
    }
}

/// Of how many things of a kind in one file each is told with its place.
const MOST_PLACES_TOLD: usize = 20;

const DELETE_COMMENT: &str = "delete it; notes for colleagues belong into another file";
const OTHER_FORM: &str = "publish it in a form that can be looked into: PDF, CSV, a picture";

/// Looks at one published file: its name and its bytes.
pub fn inspect(path: &str, media_type: &str, bytes: &[u8], rules: &Rules) -> Vec<Sighting> {
    inspect_within(path, media_type, bytes, rules, &mut Unpacked { left: archive::MOST_OF_ALL, within: 0 })
}

/// What a file of text says, in whose bytes places are told.
pub fn text_of(kind: Kind, bytes: &[u8]) -> Option<Cow<'_, str>> {
    matches!(kind, Kind::Markup | Kind::Text | Kind::Code).then(|| decoded(bytes))
}

/// How much archives may still unpack to, and in how many a file stands.
struct Unpacked {
    left: u64,
    within: usize,
}

fn inspect_within(path: &str, media_type: &str, bytes: &[u8], rules: &Rules, unpacked: &mut Unpacked) -> Vec<Sighting> {
    let mut gate = Gate::of(path, rules);
    gate.path(path);
    let kind = kind(path, media_type, bytes);
    let text = text_of(kind, bytes).unwrap_or(Cow::Borrowed(""));
    match kind {
        Kind::Markup => gate.markup(path, media_type, &text),
        Kind::Text => {
            let mut plain = Plain::default();
            match media_type {
                "text/calendar; charset=utf-8" => unfold(&text, &mut plain),
                _ if has_ending(path, &["vcf", "vcard"]) => unfold(&text, &mut plain),
                _ if media_type.contains("json") || is_lines_of_json(path) => unescape(&text, 0, &mut plain),
                _ if path == "_headers" && !rules.foreign => {}
                _ if is_table(media_type) => cells(&text, Parted::AsMeant, &mut plain),
                _ => plain.push(&text, 0),
            }
            gate.text(&plain, if path.ends_with("_redirects") { Depth::Addresses } else { Depth::Whole });
            gate.carried(&plain, Depth::Whole, has_unshown_parts(media_type, path, &text));
            if is_table(media_type) && text.contains(['"', ';', '\t']) {
                let mut parted = Plain::default();
                cells(&text, Parted::ByAnySign, &mut parted);
                gate.besides(|gate| gate.text(&parted, Depth::Whole));
            }
            if is_encoded(path) {
                let message = format!("the gate can read only a part of «{}»", gate.name);
                gate.see(&codes::UNCHECKED_FILE, message, gate.name.to_owned(), None).hints = vec![OTHER_FORM.into()];
            }
        }
        Kind::Code => gate.code(&Plain::of(&text)),
        Kind::Picture => gate.picture(bytes),
        Kind::Pdf => gate.opened(pdf::open(bytes)),
        Kind::Office => gate.opened(office::open(bytes)),
        Kind::Archive => gate.archive(bytes, unpacked),
        Kind::Font => {}
        Kind::Other => gate.unknown(),
    }
    if matches!(text, Cow::Owned(_)) && decoding::is_of_some_code_page(bytes) {
        gate.code_pages(&text, bytes);
    }
    // What was normalised may be longer than what stands in the text.
    for at in gate.seen.iter_mut().filter_map(|sighting| sighting.at.as_mut()) {
        *at = at.start.min(text.len())..at.end.min(text.len());
    }
    gate.seen
}

/// Looks at the name of a file or a folder alone.
pub fn inspect_name(name: &str, rules: &Rules) -> Vec<Sighting> {
    let mut gate = Gate::of(name, rules);
    gate.path(name);
    gate.seen
}

/// Calendars and cards of addresses fold long lines, and escape signs that would end what they say.
fn unfold(text: &str, into: &mut Plain) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = memchr::memchr2(b'\n', b'\\', &bytes[at..]) {
        let sign = at + found;
        let (end, said) = match bytes[sign..] {
            [b'\n', b' ' | b'\t', ..] => (from + text[from..sign].trim_end_matches('\r').len(), ""),
            [b'\\', b'n' | b'N', ..] => (sign, "\n"),
            [b'\\', b',' | b';' | b'\\', ..] => (sign, &text[sign + 1..sign + 2]),
            _ => {
                at = sign + 1;
                continue;
            }
        };
        into.push(&text[from..end], from);
        into.push(said, sign);
        from = sign + 2;
        at = from;
    }
    into.push(&text[from..], from);
}

fn is_table(media_type: &str) -> bool {
    ["text/csv", "text/tab-separated-values"].iter().any(|kind| media_type.starts_with(kind))
}

/// What parts the cells of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parted {
    /// A comma is a sign of the text in quotation marks, and where semicolons or tabs part cells.
    AsMeant,
    ByAnySign,
}

/// Reads a table: each cell is a line of its own, so that nothing touches its words, and an empty line ends each row.
fn cells(text: &str, parted: Parted, into: &mut Plain) {
    let mut start = 0;
    for row in text.split_inclusive('\n') {
        let mut is_quoted = false;
        let mut signs = Vec::new();
        for (at, b) in row.bytes().enumerate() {
            is_quoted ^= b == b'"' && parted == Parted::AsMeant;
            if matches!(b, b',' | b';' | b'\t') && !is_quoted || b == b'"' {
                signs.push((at, b));
            }
        }
        let has_others = parted == Parted::AsMeant && signs.iter().any(|(_, sign)| matches!(sign, b';' | b'\t'));
        let mut from = 0;
        for (at, sign) in signs.into_iter().filter(|(_, sign)| !has_others || *sign != b',') {
            into.push(&row[from..at], start + from);
            into.push(if sign == b'"' { "" } else { "\n" }, start + at);
            from = at + 1;
        }
        into.push(&row[from..], start + from);
        start += row.len();
        into.mark(start);
        into.text.push('\n');
    }
}

/// Where the code of a page begins and ends, and which of these it does.
fn tags_of_code(text: &str) -> Vec<(usize, bool)> {
    let tag = |at: usize| {
        let rest = &text[at + 1..];
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let behind = ["code", "pre"].iter().find_map(|tag| name.strip_prefix(tag))?;
        behind.starts_with(|c: char| c == '>' || c.is_whitespace()).then_some((at, name.len() == rest.len()))
    };
    memchr::memchr_iter(b'<', text.as_bytes()).filter_map(tag).collect()
}

/// Whether the last tag before a place begins what it is the tag of.
fn is_within(tags: &[(usize, bool)], at: usize) -> bool {
    let behind = tags.partition_point(|(tag, _)| *tag < at);
    behind.checked_sub(1).is_some_and(|last| tags[last].1)
}

/// Whether a text has tags, comments or references of a page.
fn carries_page(text: &str) -> bool {
    ["</", "<!--", "&#"].iter().any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
}

/// How much is sought.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Whole,
    /// The same in addresses, where `/home/…` is a page.
    Addresses,
    /// In styles and scripts: what is sure, since they are full of figures and of words with a meaning of their own.
    Numbers,
}

struct Gate<'r> {
    rules: &'r Rules,
    seen: Vec<Sighting>,
    language: String,
    name: &'r str,
}

impl<'r> Gate<'r> {
    fn of(path: &'r str, rules: &'r Rules) -> Gate<'r> {
        Gate { rules, seen: Vec::new(), language: String::new(), name: path.rsplit('/').next().unwrap_or_default() }
    }

    /// Adds a sighting, unless the site does not want to know of such; hints can be set on what is returned.
    fn see(&mut self, code: &'static Code, message: impl Into<String>, text: String, at: Option<Range<usize>>) -> &mut Sighting {
        let weight = self.rules.weights.get(code.name).copied().unwrap_or(Some(code.severity));
        self.seen.push(Sighting {
            code,
            severity: weight.unwrap_or(Severity::Note),
            message: message.into(),
            hints: Vec::new(),
            text,
            at,
            hidden: None,
            in_name: false,
            secret: false,
            of_authors: false,
            may_be_shown: false,
        });
        self.seen.last_mut().expect("one was just added")
    }

    fn wants(&self, code: &Code) -> bool {
        self.rules.weights.get(code.name) != Some(&None)
    }

    /// Names of files: signs stand between words there.
    fn path(&mut self, path: &str) {
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        let plain = Plain::of(&decoded);
        let mut told = BTreeSet::new();
        for apart in names::apart(&plain.text) {
            let from = self.seen.len();
            self.numbers(&Plain::of(&apart), true, true);
            let figures = |sighting: &Sighting| sighting.text.chars().filter(char::is_ascii_digit).collect::<String>();
            let numbers: Vec<Sighting> = self.seen.drain(from..).filter(|sighting| told.insert(figures(sighting))).collect();
            self.seen.extend(numbers);
        }
        self.words(&plain, true);
        let (folders, file) = decoded.rsplit_once('/').unwrap_or(("", &decoded));
        // A file's ending is no part of an address.
        let file = file.rsplit_once('.').map_or(file, |(name, _)| name);
        for part in folders.split('/').chain([file]).filter(|part| part.contains('@')) {
            self.ways(&Plain::of(part));
        }
        self.seen.iter_mut().for_each(|sighting| sighting.in_name = true);
    }

    fn markup(&mut self, path: &str, media_type: &str, text: &str) {
        let own_attributes = !is_page(media_type, text) && reading::has_own_names(text);
        let page = reading::page(text, Wanted { own_attributes, ..self.wanted(false) });
        self.language = page.language.unwrap_or_default().to_owned();
        if path.ends_with(".svg") {
            for what in picture::drawing(text) {
                self.memory(&format!("the drawing holds {what}"), what, None, "save it as «plain» or «optimised» SVG");
            }
            let names = picture::names(text);
            self.numbers(&names, true, false);
            self.words(&names, false);
        }
        self.comments(&page, text, false);
        for (range, why) in &page.hidden {
            let said = page.flow.text[range.clone()].trim();
            // `hidden` is taken away by scripts, for parts of a page that open; it hides nothing from those who look.
            if said.chars().filter(|c| c.is_alphanumeric()).count() < 3 || *why == "hidden" && !self.rules.hidden_by_hand {
                continue;
            }
            let of_authors = !self.rules.foreign;
            let sighting = self.see(
                &codes::HIDDEN_TEXT,
                format!("a text is published that readers don't see ({why})"),
                said.chars().take(200).collect(),
                Some(page.flow.origin_of(range)),
            );
            sighting.hints = vec!["delete it; whoever looks at the page's source reads it".into()];
            sighting.of_authors = of_authors;
            if *why == "hidden" {
                sighting.severity = sighting.severity.max(Severity::Warning);
            }
        }
        let carries_pages = memchr::memmem::find(page.flow.text.as_bytes(), b"</").is_some();
        if carries_pages && !is_page(media_type, text) {
            // Feeds carry pages as text; what those say to readers is sought in them as pages.
            self.text(&page.flow, Depth::Numbers);
            self.unseen(&page.flow);
            self.parts(&page, Depth::Whole);
            self.inner(&page.flow, self.wanted(false), Depth::Whole, true);
        } else {
            // What a page shows as an example hides nothing, comments included; nor does what it says of itself in data.
            let from = self.seen.len();
            self.text(&page.flow, Depth::Whole);
            let code = OnceCell::new();
            self.let_be(from, |seen| seen.at.as_ref().is_some_and(|at| is_within(code.get_or_init(|| tags_of_code(text)), at.start)));
            let from = self.seen.len();
            self.parts(&page, Depth::Whole);
            self.let_be(from, |seen| page.flow.text.contains(&seen.text));
            self.carried(&page.flow, Depth::Whole, false);
        }
        for range in &page.pictures {
            self.pictures(&text[range.clone()], range.start);
        }
    }

    /// What is read of pages: of those that a text carries, or of a file's own.
    fn wanted(&self, is_carried: bool) -> Wanted {
        // A word of an address matters where words are sought. In pages of our own, names for styles are the theme's.
        let words = self.rules.denied.is_some();
        let addresses = words || !self.rules.unpublished.is_empty();
        Wanted { addresses, names: words && self.rules.foreign, lines: is_carried, own_attributes: false }
    }

    /// Comments of a page, or of one that a text carries: what looks like one may be a part of that text.
    fn comments(&mut self, page: &Page, text: &str, is_carried: bool) {
        for comment in &page.comments {
            let said = &text[comment.start + 4..comment.end - 3];
            // Old browsers read what stands in those.
            if !said.trim_start().starts_with("[if ") {
                let sighting = self.see(
                    &codes::HIDDEN_TEXT,
                    "a comment is published; whoever looks at the page's source reads it",
                    text[comment.clone()].to_owned(),
                    Some(comment.clone()),
                );
                sighting.hints = vec![DELETE_COMMENT.into()];
                sighting.may_be_shown = is_carried;
            }
            let mut plain = Plain::default();
            plain.push(said, comment.start + 4);
            self.text(&plain, Depth::Whole);
        }
    }

    /// Leaves out, from a sighting on, what looks like a comment and is shown to readers.
    fn let_be(&mut self, from: usize, is_shown: impl Fn(&Sighting) -> bool) {
        let looked_at = self.seen.split_off(from);
        self.seen.extend(looked_at.into_iter().filter(|seen| !seen.may_be_shown || !is_shown(seen)));
    }

    /// What a page says beside its flowing text.
    fn parts(&mut self, page: &Page, depth: Depth) {
        self.attributes(page, depth);
        self.notes(page);
        if !page.data.text.is_empty() {
            self.text(&page.data, depth);
            self.carried(&page.data, depth, true);
        }
        if !page.code.text.is_empty() {
            self.code(&page.code);
        }
    }

    fn attributes(&mut self, page: &Page, depth: Depth) {
        if !page.words.text.is_empty() {
            self.text(&page.words, depth);
        }
        self.text(&page.values, if depth == Depth::Whole { Depth::Addresses } else { depth });
    }

    /// Styles and scripts, as they stand and as what their escapes say.
    fn code(&mut self, plain: &Plain) {
        self.text(plain, Depth::Numbers);
        self.ways_of(plain, contacts::find_in_code(&plain.text));
        let from = self.seen.len();
        self.pictures(&plain.text, 0);
        self.lead_back(from, plain);
        if memchr::memchr(b'\\', plain.text.as_bytes()).is_none() && !carries_page(&plain.text) {
            return;
        }
        let mut unescaped = Plain::default();
        unescape(&plain.text, 0, &mut unescaped);
        self.besides(|gate| {
            let from = gate.seen.len();
            if unescaped.text != plain.text {
                gate.text(&unescaped, Depth::Numbers);
            }
            if carries_page(&unescaped.text) {
                gate.inner(&unescaped, gate.wanted(true), Depth::Numbers, false);
            }
            gate.lead_back(from, plain);
        });
    }

    /// The pages that a text carries, or parts of such: in data, in files whose names say nothing of it.
    fn carried(&mut self, plain: &Plain, depth: Depth, has_unshown_parts: bool) {
        if carries_page(&plain.text) {
            self.besides(|gate| gate.inner(plain, gate.wanted(true), depth, has_unshown_parts));
        }
    }

    /// A page that is read within a text.
    fn inner(&mut self, plain: &Plain, wanted: Wanted, depth: Depth, has_unshown_parts: bool) {
        let page = reading::page(&plain.text, wanted);
        let from = self.seen.len();
        self.text(&page.flow, depth);
        self.attributes(&page, depth);
        self.text(&page.data, depth);
        self.text(&page.code, Depth::Numbers);
        self.notes(&page);
        for range in &page.pictures {
            self.pictures(&plain.text[range.clone()], range.start);
        }
        if has_unshown_parts {
            self.comments(&page, &plain.text, true);
        }
        self.lead_back(from, plain);
    }

    /// Gives the sightings from one on the places where a text has them from.
    fn lead_back(&mut self, from: usize, plain: &Plain) {
        for sighting in &mut self.seen[from..] {
            sighting.at = sighting.at.as_ref().map(|at| plain.origin_of(at));
        }
    }

    /// Looks at something once more, in another way; what has been told of a place is not told again.
    fn besides(&mut self, look: impl FnOnce(&mut Self)) {
        let from = self.seen.len();
        look(self);
        let besides = self.seen.split_off(from);
        let place = |sighting: &Sighting| (sighting.code.name, sighting.at.as_ref().map(|at| at.start));
        let told: BTreeSet<_> = self.seen.iter().map(place).collect();
        self.seen.extend(besides.into_iter().filter(|sighting| !told.contains(&place(sighting))));
    }

    /// Marks of notes: what they say, and what stands there if they are read as a part of the line.
    fn notes(&mut self, page: &Page) {
        if page.notes.text.is_empty() {
            return;
        }
        self.text(&page.notes, Depth::Whole);
        let joined = page.with_notes();
        self.besides(|gate| {
            gate.numbers(&joined, true, false);
            gate.words(&joined, false);
        });
    }

    /// Everything that can be sought in a text.
    fn text(&mut self, plain: &Plain, depth: Depth) {
        self.numbers(plain, depth == Depth::Numbers, false);
        self.traces(plain, depth);
        if depth != Depth::Numbers {
            self.words(plain, false);
            self.ways(plain);
            self.unseen(plain);
            self.unread_markup(plain);
        } else if self.rules.foreign {
            self.words(plain, false);
        } else {
            self.names(plain);
        }
    }

    /// What stands on both sides of signs of markup that were published as they were typed: readers read over them.
    fn unread_markup(&mut self, plain: &Plain) {
        let marked = written::marked(&plain.text);
        if marked.is_empty() {
            return;
        }
        self.besides(|gate| {
            let mut told = BTreeSet::new();
            for (part, unsaid) in marked.into_iter().flat_map(|part| [(part.clone(), false), (part, true)]) {
                let text = &plain.text[part.clone()];
                let read = written::without_markup(text, unsaid);
                let from = gate.seen.len();
                gate.numbers(&read, false, false);
                gate.denied(&read, false);
                gate.ways(&read);
                for mut sighting in gate.seen.split_off(from) {
                    let Some(at) = sighting.at.take().filter(|at| text.get(at.clone()) != Some(&sighting.text)) else { continue };
                    let at = plain.origin_of(&(part.start + at.start..part.start + at.end));
                    if told.insert(at.start) {
                        sighting.at = Some(at);
                        gate.seen.push(sighting);
                    }
                }
            }
        });
    }

    fn numbers(&mut self, plain: &Plain, sure_alone: bool, is_name: bool) {
        // Far more figures than any other text has are data, not words; they are looked at all the same.
        let today = self.rules.day.as_ref().map_or(60_000, |(_, count)| *count);
        for number in identity::find(&plain.text, today) {
            if sure_alone && number.weight == Weight::Possible {
                continue;
            }
            let code = if number.weight == Weight::Sure { &codes::IDENTITY_NUMBER } else { &codes::POSSIBLE_IDENTITY_NUMBER };
            // Whose telephone number is known is not asked whose number it may be.
            let is_known = || number.weight == Weight::Possible && is_among(&self.rules.contacts, &plain.text[number.at.clone()]);
            if !self.wants(code) || is_known() {
                continue;
            }
            let names = number.names.join(", ");
            let whose = match (number.weight, is_name) {
                (Weight::Sure, false) => format!("this is a person's identity number: {names}"),
                (Weight::Sure, true) => format!("the name of a file or an address holds a person's identity number: {names}"),
                (Weight::Possible, _) => format!("this may be a person's identity number: {names}"),
            };
            let at = (!is_name).then(|| plain.origin_of(&number.at));
            let sighting = self.see(code, whose, plain.text[number.at.clone()].to_owned(), at);
            sighting.hints = vec![
                "remove it; a published number can't be called back".into(),
                "if it is none, silence it in the front matter, with its reason: allow: [{ code: …, text: …, reason: … }]".into(),
            ];
        }
    }

    /// Denied names of several words. A theme's styles and scripts hold words such as `max` and `li`, alone or in rows with
    /// signs between them; what a script of ours says of texts stands in their pages too.
    fn names(&mut self, plain: &Plain) {
        let from = self.seen.len();
        self.denied(plain, false);
        let is_name = |sighting: &Sighting| {
            let words: Vec<&str> = sighting.text.split(' ').collect();
            words.len() > 1 && words.iter().all(|word| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-'".contains(c)))
        };
        let names: Vec<Sighting> = self.seen.split_off(from).into_iter().filter(is_name).collect();
        self.seen.extend(names);
    }

    /// Words that must be nowhere, and what is not yet public.
    fn words(&mut self, plain: &Plain, is_name: bool) {
        self.denied(plain, is_name);
        self.unpublished(plain, is_name);
    }

    fn denied(&mut self, plain: &Plain, is_name: bool) {
        if let Some(denied) = self.rules.denied.clone() {
            for at in denied.find(&plain.text, &self.language) {
                let origin = (!is_name).then(|| plain.origin_of(&at));
                let text = plain.text[at].to_owned();
                let sighting = self.see(&codes::DENIED_WORD, "a word of the list of what must not be published stands here", text, origin);
                sighting.hints = vec!["remove it; the word is not repeated here".into()];
                sighting.secret = true;
            }
        }
    }

    fn unpublished(&mut self, plain: &Plain, is_name: bool) {
        if self.rules.unpublished.is_empty() || !self.wants(&codes::NOT_PUBLIC) {
            return;
        }
        let rules = self.rules;
        for (at, file, state) in rules.unpublished.find(&plain.text) {
            let origin = (!is_name).then(|| plain.origin_of(&at));
            let text = plain.text[at].to_owned();
            let sighting = self.see(&codes::NOT_PUBLIC, format!("this stands in what is published, but it is {state}"), text, origin);
            sighting.hints = vec!["remove it here, or publish that text".into()];
            sighting.hidden = Some(file.to_owned());
        }
    }

    /// Words in a text of one byte a letter, as it is read in other parts of the world. All that is sought besides is
    /// written alike in each.
    fn code_pages(&mut self, text: &str, bytes: &[u8]) {
        if self.rules.denied.is_none() && self.rules.unpublished.is_empty() {
            return;
        }
        let mut start = 0;
        for piece in decoding::pieces(bytes) {
            // Each byte is a letter in every reading.
            let place = |letters: usize| text[start..].char_indices().nth(letters).map_or(text.len(), |(at, _)| start + at);
            let end = place(piece.len());
            let mut told = BTreeSet::new();
            for encoding in decoding::CODE_PAGES.iter().filter(|_| !piece.is_ascii()) {
                let reading = encoding.decode_without_bom_handling(piece).0;
                let from = self.seen.len();
                self.words(&Plain::of(&reading), false);
                for mut sighting in self.seen.split_off(from).into_iter().take(decoding::MOST_OF_PIECE) {
                    let letters = |at: usize| reading.get(..at).map_or(0, |before| before.chars().count());
                    let at = sighting.at.map_or(0..0, |at| letters(at.start)..letters(at.end));
                    if !text[start..end].contains(&sighting.text) && told.insert(at.start) {
                        sighting.at = Some(place(at.start)..place(at.end));
                        self.seen.push(sighting);
                    }
                }
            }
            start = end;
        }
    }

    fn ways(&mut self, plain: &Plain) {
        self.ways_of(plain, contacts::find(&plain.text));
    }

    fn ways_of(&mut self, plain: &Plain, ways: Vec<Way>) {
        for way in ways {
            let (code, at, message, hint) = match &way {
                Way::Mail(at) => (
                    &codes::EMAIL_ADDRESS,
                    at,
                    "an e-mail address that no organisation has declared",
                    "declare it as the field `email` of an organisation, or remove it",
                ),
                Way::Telephone(at) => (
                    &codes::TELEPHONE_NUMBER,
                    at,
                    "a telephone number that no organisation has declared",
                    "declare it as the field `telephone` of an organisation, or remove it",
                ),
                Way::Position(at) => {
                    (&codes::POSITION, at, "a position that is exact to a house", "give the town, or two decimals at most")
                }
                Way::Street(at) => (
                    &codes::SHELTER_ADDRESS,
                    at,
                    "a street near a word for shelter",
                    "the places of shelters are not published; give the town at most",
                ),
            };
            let text = &plain.text[at.clone()];
            if !self.wants(code) || matches!(way, Way::Mail(_) | Way::Telephone(_)) && is_among(&self.rules.contacts, text) {
                continue;
            }
            // So Outlook writes a picture of a mail where it has none.
            let is_picture = matches!(way, Way::Mail(_)) && plain.text[..at.start].ends_with("cid:");
            let hint =
                if is_picture { "it stands for a picture of an e-mail: delete it, or save the picture beside the text" } else { hint };
            let text = text.to_owned();
            let origin = plain.origin_of(at);
            self.see(code, message, text, Some(origin)).hints = vec![hint.into()];
        }
    }

    /// Characters that are not seen.
    fn unseen(&mut self, plain: &Plain) {
        if plain.unseen.is_empty() || !self.wants(&codes::HIDDEN_CHARACTER) {
            return;
        }
        let mut told = BTreeSet::new();
        for (c, at) in &plain.unseen {
            let is_fine = match c {
                '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}' => plain.right_to_left,
                // A file may begin with it.
                '\u{feff}' => *at == 0,
                _ => false,
            };
            if is_fine || !told.insert(*c) {
                continue;
            }
            let sighting = self.see(
                &codes::HIDDEN_CHARACTER,
                format!("a character is published that can't be seen (U+{:04X})", *c as u32),
                c.to_string(),
                Some(*at..*at + c.len_utf8()),
            );
            sighting.hints = vec!["delete it".into()];
            if steers(*c) || ('\u{e0000}'..='\u{e007f}').contains(c) {
                sighting.severity = Severity::Error;
            }
        }
    }

    /// What tells of the machine and the hour of the build, and what a template should have left out.
    fn traces(&mut self, plain: &Plain, depth: Depth) {
        let text = &plain.text;
        let (addresses, code) = (depth == Depth::Addresses, depth == Depth::Numbers);
        for (at, whose) in paths::find(text, paths::Within { addresses, code }) {
            let (said, origin) = (text[at.clone()].to_owned(), plain.origin_of(&at));
            let (message, hint) = match whose {
                Whose::User => {
                    ("a path of somebody's own machine, which names a user", "remove it, or write a path that is the same for all")
                }
                Whose::Office => (
                    "a path of a drive or a network, which readers can't reach and which tells how an office keeps its files",
                    "remove it; a file that readers need is put beside the text, and linked by its name",
                ),
                Whose::Account => (
                    "an address that names the account of the one who copied it",
                    "copy a link that is made for everybody, or attach the file; in an address of Google, leave out `ouid=…`",
                ),
            };
            self.see(&codes::MACHINE_PATH, message, said, Some(origin)).hints = vec![hint.into()];
        }
        // In scripts, most of these signs have a meaning of their own.
        let mut told = BTreeSet::new();
        for at in comments::find(text).filter(|at| !code || text[at.clone()].starts_with("{# ")) {
            if !told.insert(&text[at.clone()]) {
                continue;
            }
            let (said, origin) = (text[at.clone()].to_owned(), plain.origin_of(&at));
            let sighting = self.see(&codes::HIDDEN_TEXT, "a comment of a template is published", said, Some(origin));
            sighting.hints = vec![DELETE_COMMENT.into()];
            sighting.may_be_shown = true;
        }
        if let Some((day, _)) = &self.rules.day {
            for start in memchr::memmem::find_iter(text.as_bytes(), day.as_bytes()) {
                let rest = &text.as_bytes()[start + day.len()..];
                let is_time = matches!(rest.first(), Some(b'T' | b' '))
                    && rest.len() >= 6
                    && rest[1..3].iter().all(u8::is_ascii_digit)
                    && rest[3] == b':';
                if is_time && !rest[1..].starts_with(b"00:00") {
                    let at = start..start + day.len() + 6;
                    let (said, origin) = (text[at.clone()].to_owned(), plain.origin_of(&at));
                    self.see(&codes::BUILD_TIME, "the hour of this very day, perhaps that of the build", said, Some(origin)).hints =
                        vec!["leave the hour out: it tells when somebody works, and makes each build another".into()];
                    break;
                }
            }
        }
    }

    fn memory(&mut self, message: &str, what: &str, said: Option<&str>, hint: &str) {
        if self.wants(&codes::FILE_MEMORY) {
            self.see(&codes::FILE_MEMORY, message, what.to_owned(), None).hints = vec![hint.to_owned()];
        }
        if let Some(said) = said {
            let from = self.seen.len();
            let plain = Plain::of(said);
            self.numbers(&plain, false, false);
            self.words(&plain, false);
            self.ways(&plain);
            for sighting in &mut self.seen[from..] {
                sighting.at = None;
            }
        }
    }

    /// Pictures that stand in a text itself, which begins at a byte.
    fn pictures(&mut self, text: &str, origin: usize) {
        for (at, bytes) in picture::embedded(text) {
            let from = self.seen.len();
            for (what, said) in picture::carried(&bytes) {
                let hint = "put the picture in again, saved without metadata";
                self.memory(&format!("a picture that stands in the text itself carries {what}"), what, Some(&said), hint);
            }
            for sighting in &mut self.seen[from..] {
                sighting.at = Some(origin + at.start..origin + at.end);
            }
        }
    }

    fn picture(&mut self, bytes: &[u8]) {
        for (what, said) in picture::carried(bytes) {
            let message = format!("the picture carries {what}");
            self.memory(&message, what, Some(&said), "save it again without metadata; Lykta does so with pictures of texts");
        }
    }

    fn unknown(&mut self) {
        let message = format!("the gate can't look into «{}»", self.name);
        self.see(&codes::UNCHECKED_FILE, message, self.name.to_owned(), None).hints = vec![OTHER_FORM.into()];
    }

    /// Looks at all files in an archive, those in archives within it included.
    fn archive(&mut self, bytes: &[u8], unpacked: &mut Unpacked) {
        const DEEPEST: usize = 4;
        let mut files = Vec::new();
        let mut read = |bytes: &[u8]| {
            let (read, notes) = archive::files(bytes, &mut unpacked.left)?;
            files.extend(read);
            files.push((String::new(), notes.into_bytes()));
            Some(())
        };
        if unpacked.within >= DEEPEST || read(bytes).is_none() || archive::hidden(bytes).any(|layer| read(&layer).is_none()) {
            return self.unknown();
        }
        unpacked.within += 1;
        let mut unread = Vec::new();
        for (name, bytes) in files {
            for sighting in inspect_within(&name, type_of(&name), &bytes, self.rules, unpacked) {
                let place = format!("it stands in the archive, in «{name}»");
                if *sighting.code == codes::UNCHECKED_FILE {
                    unread.push((sighting.severity, place));
                    continue;
                }
                // What is packed is to be had as it is, comments of a page included.
                let is_hidden = *sighting.code == codes::HIDDEN_TEXT && sighting.severity == Severity::Error;
                let severity = if is_hidden { Severity::Warning } else { sighting.severity };
                let hints = [place].into_iter().filter(|_| !name.is_empty()).chain(sighting.hints).collect();
                self.seen.push(Sighting { at: None, in_name: false, severity, hints, ..sighting });
            }
        }
        unpacked.within -= 1;
        // There may be many, and all are told as one.
        if let Some(severity) = unread.iter().map(|(severity, _)| *severity).min() {
            let message = format!("some text of «{}» can't be read by the gate", self.name);
            let sighting = self.see(&codes::UNCHECKED_FILE, message, self.name.to_owned(), None);
            sighting.severity = severity;
            sighting.hints = unread.into_iter().map(|(_, place)| place).take(MOST_PLACES_TOLD).chain([OTHER_FORM.into()]).collect();
        }
    }

    fn opened(&mut self, opened: Option<Opened>) {
        const CLEAN: &str = "`lykta attachments clean FILE` writes a clean copy beside it";
        const LET_SCAN_THROUGH: &str = "readers who search or listen need them; where they say what the picture shows, let them through under `allow`: `{ code: file-memory, text: words of a scan written invisibly over its picture, reason: … }`";
        let Some(opened) = opened else {
            let message = format!("the gate can't look into «{}»: it is damaged, encrypted, or not what its name says", self.name);
            let text = self.name.to_owned();
            let sighting = self.see(&codes::UNCHECKED_FILE, message, text, None);
            sighting.severity = Severity::Error;
            sighting.hints = vec!["export it again, without a password".into()];
            return;
        };
        for memory in &opened.memories {
            let hint = match memory.cleanable {
                true => CLEAN,
                false if memory.what == pdf::SCAN => LET_SCAN_THROUGH,
                false => "remove it in the program that made the file, then export it again",
            };
            let from = self.seen.len();
            self.memory(&format!("the file holds {}", memory.what), &memory.what, memory.text.as_deref(), hint);
            for sighting in &mut self.seen[from..] {
                sighting.hints.splice(0..0, memory.places.iter().map(Place::said));
            }
        }
        let from = self.seen.len();
        self.text(&Plain::of(&opened.text), Depth::Whole);
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        for sighting in &mut self.seen[from..] {
            let place = sighting.at.as_ref().and_then(|at| opened.place(at.start));
            let count = told.entry(sighting.code.name).or_default();
            *count += usize::from(place.is_some());
            // A file may hold thousands; those without a place are told as one.
            sighting.hints.splice(0..0, place.filter(|_| *count <= MOST_PLACES_TOLD).map(Place::said));
        }
        let joined = Plain::of(&opened.joined);
        let read_once = self.seen.len();
        self.numbers(&joined, true, false);
        self.words(&joined, false);
        for sighting in self.seen.split_off(read_once) {
            let is_told = self.seen[from..].iter().any(|told| told.code == sighting.code && told.text == sighting.text);
            if !is_told {
                self.seen.push(sighting);
            }
        }
        for sighting in &mut self.seen[from..] {
            sighting.at = None;
        }
        if opened.unread {
            let is_pdf = has_ending(self.name, &["pdf"]);
            let message = format!("some text of «{}» can't be read by the gate", self.name);
            let text = self.name.to_owned();
            let sighting = self.see(&codes::UNCHECKED_FILE, message, text, None);
            sighting.severity = sighting.severity.max(Severity::Warning);
            let of_pdf = "export it again with its fonts and their tables, as «tagged» or PDF/A";
            sighting.hints = vec![if is_pdf { of_pdf } else { OTHER_FORM }.into()];
        }
    }
}

#[cfg(test)]
mod tests;
