//! The safeguarding gate: what must not leave, sought in the bytes that do.
//!
//! It knows neither site nor theme. It takes one published file and [`Rules`], which are values, and gives
//! [`Sighting`]s: what it saw and where in those bytes. Where that was written is for others to find.

pub mod archive;
mod beside;
pub mod contacts;
pub mod decoding;
pub mod denied;
mod files;
pub mod identity;
mod kind;
pub mod language;
mod markup;
pub mod mask;
mod names;
pub mod office;
pub mod opened;
mod paths;
pub mod pdf;
pub mod picture;
mod place;
pub mod plain;
pub mod reading;
mod records;
pub mod repeated;
mod text;
pub mod unpublished;
pub mod words;
pub mod written;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Code, Finding, Location, Severity, codes};
use decoding::decoded;
use denied::Denied;
pub use kind::{Kind, kind};
use kind::{has_ending, has_unshown_parts, is_encoded, is_lines_of_json};
use mask::Mask;
use plain::{Plain, unescape};
use records::{Parted, cells, is_table, unfold};
use unpublished::Unpublished;

/// What the gate goes by.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Code → how much it weighs, if otherwise than usual; `None` is not at all.
    pub weights: BTreeMap<&'static str, Option<Severity>>,
    /// Addresses and telephone numbers that an organisation has made public, as [`contacts::contact_key`] writes them.
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
}

#[cfg(test)]
mod tests;
