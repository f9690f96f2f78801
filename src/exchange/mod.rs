//! Exchange with translators: documents as XLIFF and PO, and back.
//!
//! [`units`] cuts a document into texts and puts it together again, [`xliff`] and [`po`] write and read files, and
//! [`import`] makes a translation of what came back. All are functions of values; the command line reads and writes.

pub mod import;
pub mod inline;
pub mod po;
pub mod sentences;
pub mod units;
pub mod xliff;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::config::Kind;
use crate::document::{Content, Document};
use crate::language::Language;
use crate::source::Text;
use crate::translation::sections::FRONT;
use crate::translation::{Change, Reviewed, SectionHash, State, Translation, state};
use inline::Token;
use units::{Place, Unit};

/// How far the translation of one unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// Nothing is there.
    Missing,
    /// Something is there, of another state of the source.
    Outdated,
    Translated,
    Reviewed,
}

/// A document on its way to a translator.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// The work's path below `content/`.
    pub work: String,
    pub source: Arc<Document>,
    pub units: Vec<Unit>,
    /// For each unit, what the translation says, and how far that is.
    pub targets: Vec<(Progress, Option<Vec<Token>>)>,
    /// For each unit, what the source had said, if that is known and another.
    pub before: Vec<Option<String>>,
    /// The [`wording`] of the translation as it is now, so that an import does not overwrite what was written meanwhile.
    pub translation: Option<SectionHash>,
}

/// What a document says, and how: links, stress and quotation marks count here that make no translation outdated.
pub fn wording(document: &Document, kind: &Kind) -> SectionHash {
    let mut said = blake3::Hasher::new();
    said.update(document.content().outline.hash.to_string().as_bytes());
    for unit in units::of(document, kind) {
        said.update(&[0]).update(unit.text().as_bytes());
    }
    SectionHash::of(&said)
}

/// A document for a translator, with what its translation says already. `old` are states of the source in which sections
/// say what the translation was made from, as far as they are known.
pub fn parcel(
    source: &Arc<Document>,
    kind: &Kind,
    existing: Option<(&Document, &Translation)>,
    old: &[Arc<Document>],
    term: units::Term,
) -> Parcel {
    let mut units = units::of(source, kind);
    units::name_terms(&mut units, term);
    let mut targets: Vec<(Progress, Option<Vec<Token>>)> = vec![(Progress::Missing, None); units.len()];
    let mut before = vec![None; units.len()];
    if let Some((document, translation)) = existing {
        // A draft that was begun holds the source's text as a guide.
        let is_guide = |unit: &Unit, said: &Vec<Token>| document.fields.boolean("draft") == Some(true) && *said == unit.tokens;
        let existing = Existing::beside(document, source, &units, kind);
        for (at, unit) in units.iter().enumerate() {
            if let Some(said) = existing.said(at).filter(|said| !is_guide(unit, said)) {
                targets[at] = (progress(translation, &unit.said_in(&units)), Some(said.clone()));
            }
        }
        before = said_before(&units, translation, old, kind, term);
    }
    let translation = existing.map(|(document, _)| wording(document, kind));
    Parcel { work: source.work.clone(), source: source.clone(), units, targets, before, translation }
}

/// For each unit, what the source had said when the translation was made, if that is known and another.
fn said_before(units: &[Unit], translation: &Translation, old: &[Arc<Document>], kind: &Kind, term: units::Term) -> Vec<Option<String>> {
    let mut before = vec![None; units.len()];
    let old: Vec<(Arc<Content>, Vec<Unit>)> = old
        .iter()
        .map(|document| {
            let mut units = units::of(document, kind);
            units::name_terms(&mut units, term);
            (document.content(), units)
        })
        .collect();
    for change in &translation.changes {
        let Some(recorded) = change.recorded else { continue };
        let then = old.iter().find_map(|(content, units)| Some((content.outline.section_of(recorded)?, units)));
        let Some((id, old_units)) = then else { continue };
        let pairs = beside(units, &change.id, old_units, id).into_iter().chain(notes_beside(units, old_units));
        for (at, other) in pairs.filter(|(at, _)| units[*at].said_in(units).contains(change.id.as_str())) {
            let text = old_units[other].text();
            before[at] = (text != units[at].text()).then_some(text);
        }
    }
    before
}

/// How far the translation of what is said in some sections is.
fn progress(translation: &Translation, sections: &BTreeSet<&str>) -> Progress {
    let behind = translation.changes.iter().any(|change| sections.contains(change.id.as_str()) && change.change != Change::Moved);
    match (translation.state, translation.reviewed) {
        (State::Unknown, _) => Progress::Outdated,
        (State::Current | State::Ahead | State::Outdated, _) if behind => Progress::Outdated,
        (State::Current | State::Ahead | State::Outdated, Reviewed::Yes | Reviewed::OfUnknownText) => Progress::Reviewed,
        (State::Current | State::Ahead | State::Outdated, Reviewed::NotYet | Reviewed::Lapsed) => Progress::Translated,
    }
}

/// A translation as it is, beside the units of its source.
pub(crate) struct Existing<'a> {
    document: &'a Document,
    /// Its own units.
    units: Vec<Unit>,
    /// For each unit of the source, the one of its own that says it.
    beside: Vec<Option<usize>>,
    /// Sections of the source, and the section that is the translation's.
    sections: Vec<(String, Option<String>)>,
    /// Its sections that are none of the source's.
    left_over: Vec<String>,
}

impl<'a> Existing<'a> {
    pub(crate) fn beside(document: &'a Document, source: &Document, units: &[Unit], kind: &Kind) -> Existing<'a> {
        let own = units::of(document, kind);
        let record = document.translated_from.as_ref().filter(|record| record.language == source.language);
        let (sections, left_over) = state::pair(&source.content().outline, &document.content().outline, record);
        let mut pairs = vec![None; units.len()];
        for (id, own_id) in &sections {
            let Some(own_id) = own_id else { continue };
            for (at, other) in beside(units, id, &own, own_id) {
                pairs[at] = Some(other);
            }
        }
        Existing { document, units: own, beside: pairs, sections, left_over }
    }

    /// What it says where the source has the unit of that index.
    fn said(&self, at: usize) -> Option<&Vec<Token>> {
        self.beside.get(at).copied().flatten().map(|own| &self.units[own].tokens)
    }

    /// The id of the section that belongs to one of the source's.
    fn section(&self, id: &str) -> Option<&str> {
        self.sections.iter().find(|(source, _)| source == id)?.1.as_deref()
    }

    /// A section of its own as it is written.
    fn text(&self, own: &str) -> Option<&str> {
        let section = self.document.content().outline.section(own)?.span.clone();
        Some(&self.document.file.text[section])
    }
}

/// The units of two sections that belong together: fields by name and place; blocks one by one, if they are as many and
/// of the same kinds.
fn beside(units: &[Unit], id: &str, others: &[Unit], other_id: &str) -> Vec<(usize, usize)> {
    let of = |units: &[Unit], id: &str| -> Vec<usize> { (0..units.len()).filter(|&at| units[at].section == id).collect() };
    let (here, there) = (of(units, id), of(others, other_id));
    if id == FRONT {
        // A block of a field is known by the field and by how many come before it there.
        let place = |units: &[Unit], among: &[usize], at: usize| -> Option<(String, usize, usize)> {
            let Place::Field(name, index, _) = &units[at].place else { return None };
            let same = |&&other: &&usize| matches!(&units[other].place, Place::Field(n, i, _) if n == name && i == index) && other < at;
            Some((name.clone(), *index, among.iter().filter(same).count()))
        };
        let find = |at: usize| there.iter().copied().find(|&other| place(others, &there, other) == place(units, &here, at));
        return here.iter().filter_map(|&at| Some((at, find(at)?))).collect();
    }
    // What is for some readers alone stands apart, as notes do: either text may have parts that the other lacks.
    let place = |unit: &Unit| (unit.apart.clone(), unit.note.clone());
    let places: BTreeSet<_> = here.iter().map(|&at| place(&units[at])).collect();
    let mut pairs = Vec::new();
    for there_and_here in places {
        let of_place = |units: &[Unit], among: &[usize]| -> Vec<usize> {
            among.iter().copied().filter(|&at| place(&units[at]) == there_and_here).collect()
        };
        pairs.extend(one_by_one(units, of_place(units, &here), others, of_place(others, &there)));
    }
    pairs.sort_unstable();
    pairs
}

/// The units of notes that have the same label, wherever they stand.
fn notes_beside(units: &[Unit], others: &[Unit]) -> Vec<(usize, usize)> {
    let of =
        |units: &[Unit], label: &String| -> Vec<usize> { (0..units.len()).filter(|&at| units[at].note.as_ref() == Some(label)).collect() };
    let labels: BTreeSet<&String> = units.iter().filter_map(|unit| unit.note.as_ref()).collect();
    labels.into_iter().flat_map(|label| one_by_one(units, of(units, label), others, of(others, label))).collect()
}

/// Units that belong together if they are as many and of the same kinds.
fn one_by_one(units: &[Unit], here: Vec<usize>, others: &[Unit], there: Vec<usize>) -> Vec<(usize, usize)> {
    let alike = here.len() == there.len() && here.iter().zip(&there).all(|(&a, &b)| units[a].what == others[b].what);
    if alike { here.into_iter().zip(there).collect() } else { Vec::new() }
}

/// A document that has come back from a translator, not yet held against anything.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub work: String,
    pub from: Language,
    pub to: Language,
    /// The source as it was sent, where the file holds it.
    pub source: Option<String>,
    /// The hashes of the source's sections when it was sent.
    pub sections: Vec<(String, SectionHash)>,
    /// The [`wording`] of the translation when it was sent.
    pub translation: Option<SectionHash>,
    pub units: Vec<Delivered>,
    /// Where in the file the document begins.
    pub at: usize,
}

/// One unit that has come back.
#[derive(Clone, Debug)]
pub struct Delivered {
    pub key: Key,
    pub progress: Progress,
    pub target: Target,
    /// Where in the file its translation stands.
    pub at: std::ops::Range<usize>,
}

/// Which unit of the source it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    /// The number of the unit in the document, and its source text without marks and white space.
    Number(usize, String),
    /// Its section and its source text; the how-manieth of these.
    Text(String, String, usize),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// Markdown, or plain text.
    Text(String),
    /// Text and the numbers of marks, in the order of the unit's marks.
    Marked(Vec<Marked>),
}

/// A piece of a translation in XLIFF.
#[derive(Clone, Debug, PartialEq)]
pub enum Marked {
    Text(String),
    Open(usize),
    Close,
    Fixed(usize),
}

/// A file that came from a translator, for findings in it.
pub fn file(path: &str, text: &str) -> Text {
    Text::new(path, text)
}
