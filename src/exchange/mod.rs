//! Exchange with translators: documents as XLIFF and PO, and back.
//!
//! [`units`] cuts a document into texts and puts it together again, [`xliff`] and [`po`] write and read files, and
//! [`import`] makes a translation of what came back. All are functions of values; the command line reads and writes.

mod asides;
pub mod built;
mod figures;
pub mod import;
pub mod inline;
mod pairs;
pub mod po;
mod renewal;
pub mod sentences;
pub mod units;
pub mod xliff;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::config::Kind;
use crate::document::{Content, Document};
use crate::language::Language;
use crate::source::Text;
use crate::translation::record::Recorded;
use crate::translation::sections::{self, FRONT, Outline, RECIPE};
use crate::translation::{Change, Record, Reviewed, SectionHash, State, Translation, pairing};
use inline::Token;
use pairs::{Labels, Read, Then};
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
    /// Of each section of the source that the translation has, how it is written there: a part of what was sent may have come
    /// back already.
    pub written: BTreeMap<String, SectionHash>,
}

/// What a section of a document holds besides texts for translators, and besides what is for some readers alone.
fn between(document: &Document, units: &[Unit], id: &str) -> String {
    let Some(section) = document.content().outline.section(id).map(|section| section.span.clone()) else { return String::new() };
    let text = &document.file.text[section.clone()];
    let mut taken: Vec<Range<usize>> = units::parts_of_its_own(text, "", document.directives());
    taken.extend(units.iter().filter(|unit| unit.section == id && unit.apart.is_none()).filter_map(|unit| match &unit.place {
        Place::Body(range) => Some(range.start - section.start..range.end - section.start),
        Place::Field(..) => None,
    }));
    taken.sort_unstable_by_key(|range| range.start);
    pairs::between(text, taken.into_iter())
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
    let mut written = BTreeMap::new();
    if let Some((document, translation)) = existing {
        // A draft that was begun holds the source's text as a guide.
        let is_guide = |unit: &Unit, said: &Vec<Token>| document.fields.boolean("draft") == Some(true) && *said == unit.tokens;
        let existing = Existing::beside(document, source, &units, kind, old, term);
        for (at, unit) in units.iter().enumerate() {
            if let Some(said) = existing.said(at).filter(|said| !is_guide(unit, said)) {
                let progress = progress(translation, &unit.said_in(&units));
                let is_behind = progress == Progress::Outdated;
                let renewed = || renewal::with_renewed(said, &unit.tokens, existing.then[at].as_deref());
                targets[at] = (progress, Some(if is_behind { renewed() } else { said.clone() }));
            }
        }
        before = said_before(&units, &source.content().outline, translation, old, kind, term);
        let ids = existing.sections.iter().map(|(id, _)| id);
        written = ids.filter_map(|id| Some((id.clone(), existing.written(id)?))).collect();
    }
    let translation = existing.map(|(document, _)| wording(document, kind));
    Parcel { work: source.work.clone(), source: source.clone(), units, targets, before, translation, written }
}

/// For each unit, what the source had said when the translation was made, if that is known and another.
fn said_before(
    units: &[Unit],
    source: &Outline,
    translation: &Translation,
    old: &[Arc<Document>],
    kind: &Kind,
    term: units::Term,
) -> Vec<Option<String>> {
    let mut before = vec![None; units.len()];
    let earlier = earlier(source, units, old, kind, term);
    let changed = translation.changes.iter().filter_map(|change| Some((change.id.as_str(), then(&earlier, change.recorded?)?.1)));
    let strangers = pairs::strangers(units, &changed.collect::<Vec<_>>());
    for change in &translation.changes {
        let Some((state, then)) = change.recorded.and_then(|recorded| then(&earlier, recorded)) else { continue };
        let pairs = match change.id.as_str() {
            FRONT => pairs::followed_fields(units, &state.units),
            id => pairs::followed(units, id, then, &strangers),
        };
        let pairs = pairs.into_iter().chain(pairs::of_notes(units, &state.units));
        for (at, other) in pairs.filter(|(at, _)| units[*at].said_in(units).contains(change.id.as_str())) {
            let text = state.units[other].text();
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

/// A state that a source has been in, and its units.
struct Earlier<'a> {
    document: &'a Document,
    content: Arc<Content>,
    units: Vec<Unit>,
}

/// The states, in which parts for some readers alone have the keys that the source's have now, and notes the labels.
fn earlier<'a>(source: &Outline, now: &[Unit], old: &'a [Arc<Document>], kind: &Kind, term: units::Term) -> Vec<Earlier<'a>> {
    old.iter()
        .map(|document| {
            let (content, mut units) = (document.content(), units::of(document, kind));
            units::name_terms(&mut units, term);
            let parts: Vec<Recorded> = content.outline.apart.iter().map(|part| (part.key.clone(), part.hash)).collect();
            let from = pairing::follow_parts(source, &parts);
            let keys: BTreeMap<&str, String> = parts
                .iter()
                .enumerate()
                .map(|(at, (key, hash))| {
                    let now = from.iter().position(|from| *from == Some(at)).map(|now| source.apart[now].key.clone());
                    (key.as_str(), now.unwrap_or_else(|| gone(key, *hash)))
                })
                .collect();
            rekey(&mut units, &keys);
            let labels = pairs::labels_since(now, &units);
            pairs::relabel(&mut units, &labels);
            Earlier { document, content, units }
        })
        .collect()
}

/// The key of a part that the source has no more.
fn gone(key: &str, hash: SectionHash) -> String {
    format!("{}@{hash}", sections::whom(key).0)
}

/// Gives parts for some readers alone other keys.
fn rekey(units: &mut [Unit], keys: &BTreeMap<&str, String>) {
    for unit in units {
        unit.apart = unit.apart.take().map(|key| keys.get(key.as_str()).cloned().unwrap_or(key));
    }
}

/// Where a section is known that says that.
fn then<'a>(earlier: &'a [Earlier], said: SectionHash) -> Option<(&'a Earlier<'a>, Then<'a>)> {
    earlier.iter().find_map(|state| Some((state, Then { units: &state.units, id: state.content.outline.section_of(said)? })))
}

/// A part of a translation for some readers alone.
struct Part {
    key: String,
    /// The section that it stands in.
    section: String,
    is: Whose,
}

#[derive(Clone, Debug, PartialEq)]
enum Whose {
    /// The source's part that it says, by its key.
    Source(String),
    /// One that the source had.
    Gone(SectionHash),
    Own,
}

impl Part {
    /// By what its texts are held against those of the source's parts.
    fn known_as(&self) -> String {
        match &self.is {
            Whose::Source(key) => key.clone(),
            Whose::Gone(hash) => gone(&self.key, *hash),
            Whose::Own => format!("{}@", self.key),
        }
    }
}

/// The parts of a translation, and whose they are.
fn parts(source: &Outline, own: &Outline, record: Option<&Record>) -> Vec<Part> {
    let pairs = pairing::pair_parts(source, own, record);
    let whose = |key: &String| match pairs.iter().position(|own| own.as_ref() == Some(key)) {
        Some(at) => Whose::Source(source.apart[at].key.clone()),
        None => record.and_then(|record| record.of_part(key)).map_or(Whose::Own, Whose::Gone),
    };
    own.apart.iter().map(|part| Part { key: part.key.clone(), section: part.section.clone(), is: whose(&part.key) }).collect()
}

/// The notes that sections and parts for some readers alone refer to, as [`pairs::labels`] takes them.
fn reads(
    source: &Outline,
    units: &[Unit],
    own: &[Unit],
    sections: &[(String, Option<String>)],
    parts: &[Part],
    known: &BTreeMap<String, SectionHash>,
    earlier: &[Earlier],
) -> Vec<Read> {
    let of_section = |units: &[Unit], id: &str| pairs::read_in(units, |unit| unit.section == id && unit.apart.is_none());
    let of_part = |units: &[Unit], key: &str| pairs::read_in(units, |unit| unit.apart.as_deref() == Some(key));
    let made_from = |key: &str| {
        let recorded = known.get(key)?;
        match source.hash_of(key) == Some(*recorded) {
            true => Some((units, None)),
            false => then(earlier, *recorded).map(|(state, then)| (&*state.units, Some(then.id))),
        }
    };
    let sections = sections.iter().filter(|(id, _)| id != FRONT).filter_map(|(id, own_id)| {
        let then = made_from(id).map(|(units, then)| of_section(units, then.unwrap_or(id)));
        Some(Read { then, now: of_section(units, id), own: of_section(own, own_id.as_deref()?) })
    });
    let parts = parts.iter().filter_map(|part| {
        let Whose::Source(key) = &part.is else { return None };
        let then = made_from(key).map(|(units, _)| of_part(units, key));
        Some(Read { then, now: of_part(units, key), own: of_part(own, key) })
    });
    sections.chain(parts).collect()
}

/// See [`Existing::moves`].
fn moves(units: &[Unit], own: &[Unit], beside: &[Option<usize>], sections: &[(String, Option<String>)]) -> BTreeSet<(String, String)> {
    let sources: BTreeMap<&str, &String> = sections.iter().filter_map(|(id, own)| Some((own.as_deref()?, id))).collect();
    let from = |own: &Unit| sources.get(own.section.as_str()).map(|id| (*id).clone());
    // A note is read where it is referred to, and may stand anywhere.
    let texts = units.iter().zip(beside).filter(|(unit, _)| unit.note.is_none());
    let pairs = texts.filter_map(|(unit, at)| Some((from(&own[(*at)?])?, unit.section.clone())));
    pairs.filter(|(from, to)| from != to).collect()
}

/// See [`Existing::otherwise`]; `known` is what is recorded of the source's sections and parts.
fn otherwise(
    source: &Document,
    own: &Document,
    sections: &[(String, Option<String>)],
    parts: &[Part],
    known: &BTreeMap<String, SectionHash>,
    earlier: &[Earlier],
) -> BTreeSet<String> {
    let outline = &source.content().outline;
    let has_changed = |key: &str| outline.hash_of(key) != known.get(key).copied();
    let is_section_otherwise = |id: &str, own_id: &str| {
        let now = built::of_section(source, id);
        match known.get(id).and_then(|recorded| then(earlier, *recorded)) {
            Some((state, then)) => built::of_section(state.document, then.id) != now,
            None => built::shared(built::of_section(own, own_id)) != built::shared(now),
        }
    };
    let is_part_otherwise = |key: &str, own_key: &str| {
        let said = |state: &Earlier| {
            let apart = state.content.outline.apart.iter();
            apart.filter(|part| known.get(key) == Some(&part.hash)).map(|part| built::of_part(state.document, &part.key)).next()
        };
        earlier.iter().find_map(said).unwrap_or_else(|| built::of_part(own, own_key)) != built::of_part(source, key)
    };
    let of_sections = sections.iter().filter_map(|(id, own_id)| Some((id, own_id.as_deref()?)));
    let of_sections = of_sections.filter(|(id, own_id)| *id != FRONT && has_changed(id) && is_section_otherwise(id, own_id));
    let of_parts = parts.iter().filter_map(|part| if let Whose::Source(key) = &part.is { Some((key, &part.key)) } else { None });
    let of_parts = of_parts.filter(|(key, own_key)| has_changed(key) && is_part_otherwise(key, own_key));
    of_sections.map(|(id, _)| id.clone()).chain(of_parts.map(|(key, _)| key.clone())).collect()
}

/// A translation as it is, beside the units of its source.
pub(crate) struct Existing<'a> {
    document: &'a Document,
    /// Its own units, in which notes have the source's labels, and links lead to the source's sections.
    units: Vec<Unit>,
    /// The labels that it has itself for notes, and the source's.
    labels: Labels,
    /// The ids that its sections have, and the source's, where these are others.
    ids: Vec<(String, String)>,
    /// For each unit of the source, the one of its own that says it.
    beside: Vec<Option<usize>>,
    /// Units of its own whose source is gone.
    gone: Vec<usize>,
    /// Sections of the source, and the section that is the translation's.
    sections: Vec<(String, Option<String>)>,
    /// Its sections that are none of the source's.
    left_over: Vec<String>,
    /// All its sections below the front matter, as they stand.
    order: Vec<String>,
    /// The keys of its parts for some readers alone, in their order.
    parts: Vec<Part>,
    /// What sections of the source held besides texts when they were translated, as far as that is known.
    between: BTreeMap<String, String>,
    /// Sections and parts of the source that have changed since they were translated, and are built otherwise than they were
    /// then; or, where that is not known, than its own.
    otherwise: BTreeSet<String>,
    /// Pairs of sections of the source: the translation has texts in the first that the source has in the second now.
    moves: BTreeSet<(String, String)>,
    /// Its lists in the front matter that have more texts than the source's had.
    longer: Vec<String>,
    /// Whether it is known from which front matter its own was made.
    knows_front: bool,
    /// For each unit of the source, what it said when its section was translated, where that is known and may be another.
    then: Vec<Option<Vec<Token>>>,
}

impl<'a> Existing<'a> {
    /// `old` are states of the source in which sections say what the translation was made from.
    fn beside(
        document: &'a Document,
        source: &Document,
        units: &[Unit],
        kind: &Kind,
        old: &[Arc<Document>],
        term: units::Term,
    ) -> Existing<'a> {
        let mut own = units::of(document, kind);
        let outline = &source.content().outline;
        let record = document.translated_from.as_ref().filter(|record| record.language == source.language);
        let (sections, left_over) = pairing::pair(outline, &document.content().outline, record);
        let ids = pairs::ids(&sections, &left_over);
        let known_record = record.filter(|record| record.recipe == RECIPE);
        let of_own = document.content();
        let parts = parts(outline, &of_own.outline, known_record);
        rekey(&mut own, &parts.iter().map(|part| (part.key.as_str(), part.known_as())).collect());
        let known = known_record.map(|record| record.known(outline)).unwrap_or_default();
        let earlier = earlier(outline, units, old, kind, term);
        let labels = pairs::labels(units, &own, &reads(outline, units, &own, &sections, &parts, &known, &earlier));
        pairs::relabel(&mut own, &labels.pairs);
        for unit in &mut own {
            unit.tokens = pairs::relinked(&unit.tokens, |id| ids.iter().find(|(own, _)| own == id).map(|(_, source)| source.as_str()));
        }
        let (mut beside, mut gone, mut between) = (vec![None; units.len()], Vec::new(), BTreeMap::new());
        let mut said = vec![None; units.len()];
        let changed = known.iter().filter(|(id, recorded)| outline.hash_of(id) != Some(**recorded));
        let changed = changed.filter_map(|(id, recorded)| Some((id.as_str(), then(&earlier, *recorded)?.1)));
        let strangers = pairs::strangers(units, &changed.collect::<Vec<_>>());
        for (id, own_id) in &sections {
            let Some(own_id) = own_id else { continue };
            let recorded = known.get(id).filter(|recorded| outline.hash_of(id) != Some(**recorded));
            let before = recorded.and_then(|recorded| then(&earlier, *recorded));
            let followed = match before {
                Some((_, then)) if id == FRONT => pairs::followed_fields(units, then.units),
                Some((_, then)) => pairs::followed(units, id, then, &strangers),
                None => Vec::new(),
            };
            for &(at, other) in &followed {
                said[at] = before.map(|(_, then)| then.units[other].tokens.clone());
            }
            let pairs = match before {
                Some((_, then)) if id == FRONT => {
                    let (pairs, without) = pairs::through_fields(units, then.units, &followed, &own);
                    gone.extend(without.into_iter().map(|(before, own)| (&then.units[before], own)));
                    pairs
                }
                None if id == FRONT => pairs::of_fields(units, &own),
                Some((state, then)) => {
                    between.insert(id.clone(), self::between(state.document, &state.units, then.id));
                    let (pairs, without) = pairs::through(units, id, then, &followed, &own, own_id);
                    gone.extend(without.into_iter().map(|(before, own)| (&then.units[before], own)));
                    pairs
                }
                None => pairs::of_sections(units, id, &own, own_id),
            };
            pairs.into_iter().for_each(|(at, other)| beside[at] = Some(other));
        }
        // A part for some readers alone may have gone to another section as it is.
        for (part, key) in parts.iter().filter_map(|part| if let Whose::Source(key) = &part.is { Some((part, key)) } else { None }) {
            let pairs = pairs::of_parts(units, key, &own, &part.known_as());
            for (at, other) in pairs.into_iter().filter(|(at, _)| beside[*at].is_none()).collect::<Vec<_>>() {
                beside[at] = Some(other);
                gone.retain(|(_, own)| *own != other);
            }
        }
        // A note is the same wherever it stands.
        for (at, other) in pairs::of_notes(units, &own) {
            if beside[at].is_none() && !beside.contains(&Some(other)) {
                beside[at] = Some(other);
                gone.retain(|(_, own)| *own != other);
            }
        }
        // A text may have gone to another section, of which is not said that it is current.
        let may_hold = |unit: &Unit| unit.section != FRONT && known.get(&unit.section).copied() != outline.hash_of(&unit.section);
        gone.retain(|(before, own)| {
            let is_it = |at: &usize| beside[*at].is_none() && units[*at].what == before.what && units[*at].tokens == before.tokens;
            let moved = (0..units.len()).filter(|&at| may_hold(&units[at])).find(is_it);
            moved.inspect(|&at| (beside[at], said[at]) = (Some(*own), Some(before.tokens.clone()))).is_none()
        });
        let gone = gone.into_iter().map(|(_, own)| own).collect();
        let front = known.get(FRONT).and_then(|recorded| match outline.hash_of(FRONT) == Some(*recorded) {
            true => Some(units),
            false => then(&earlier, *recorded).map(|(state, _)| &*state.units),
        });
        let longer = pairs::longer_fields(units, front, &own);
        let knows_front = front.is_some();
        let moves = moves(units, &own, &beside, &sections);
        let otherwise = otherwise(source, document, &sections, &parts, &known, &earlier);
        let order = of_own.outline.sections.iter().map(|section| section.id.clone()).filter(|id| id != FRONT).collect();
        Existing {
            document,
            units: own,
            labels,
            ids,
            beside,
            gone,
            sections,
            left_over,
            order,
            parts,
            between,
            otherwise,
            moves,
            longer,
            knows_front,
            then: said,
        }
    }

    /// Tokens as they stand in its file, where notes have labels of its own, and sections ids.
    fn in_own_labels(&self, tokens: &[Token]) -> Vec<Token> {
        let tokens = pairs::relabelled(tokens, |label| self.own_label(label).map(str::to_owned));
        pairs::relinked(&tokens, |id| self.ids.iter().find(|(_, source)| source == id).map(|(own, _)| own.as_str()))
    }

    /// The label that it has for a note of the source, if it has one of its own.
    fn own_label(&self, label: &str) -> Option<&str> {
        self.labels.pairs.iter().find(|(_, source)| source == label).map(|(own, _)| own.as_str())
    }

    /// Whether a label of its own is that of a note that the source has, or has had.
    fn is_note_of_source(&self, own_label: &str) -> bool {
        let source = self.labels.pairs.iter().find(|(own, _)| own == own_label).map_or(own_label, |(_, source)| source);
        self.labels.gone.iter().any(|gone| gone == own_label)
            || self.beside.iter().flatten().any(|&own| self.units[own].note.as_deref() == Some(source))
    }

    /// Units of a section of its own that stand beside none of the source's, though they are none of what went there.
    fn lonely(&self, own_id: &str) -> impl Iterator<Item = &Unit> {
        let is_lonely = move |at: usize, unit: &Unit| unit.section == own_id && unit.apart.is_none() && !self.is_of_source(at);
        let units = self.units.iter().enumerate().filter(move |(at, unit)| is_lonely(*at, unit));
        units.map(|(_, unit)| unit)
    }

    /// Whether a unit of its own says what one of the source's says, or said.
    fn is_of_source(&self, own: usize) -> bool {
        self.beside.contains(&Some(own)) || self.gone.contains(&own)
    }

    /// What it says where the source has the unit of that index.
    fn said(&self, at: usize) -> Option<&Vec<Token>> {
        self.beside.get(at).copied().flatten().map(|own| &self.units[own].tokens)
    }

    /// The parts of a section of its own for some readers alone.
    fn parts_of<'s>(&'s self, own_id: &'s str) -> impl Iterator<Item = &'s Part> {
        self.parts.iter().filter(move |part| part.section == own_id)
    }

    /// Whether the section that belongs to one of the source's has a part that the source has no more.
    fn has_gone_part(&self, id: &str) -> bool {
        self.section(id).is_some_and(|own| self.parts_of(own).any(|part| matches!(part.is, Whose::Gone(_))))
    }

    /// The id of the section that belongs to one of the source's.
    fn section(&self, id: &str) -> Option<&str> {
        self.sections.iter().find(|(source, _)| source == id)?.1.as_deref()
    }

    /// The ids of its sections below the front matter, as they stand.
    fn in_order(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }

    /// How the section that belongs to one of the source's is written; lines and white space don't count, nor does what the
    /// front matter holds besides texts.
    fn written(&self, id: &str) -> Option<SectionHash> {
        let mut written = blake3::Hasher::new();
        let own = self.section(id)?;
        match id {
            FRONT => self.units.iter().filter(|unit| unit.section == own).for_each(|unit| {
                written.update(unit.text().as_bytes()).update(&[0]);
            }),
            _ => self.text(own)?.split_ascii_whitespace().for_each(|word| {
                written.update(word.as_bytes()).update(&[0]);
            }),
        }
        Some(SectionHash::of(&written))
    }

    /// A section of its own as it is written.
    fn text(&self, own: &str) -> Option<&str> {
        Some(&self.document.file.text[self.span(own)?])
    }

    /// Where a section of its own stands in its file.
    fn span(&self, own: &str) -> Option<Range<usize>> {
        self.document.content().outline.section(own).map(|section| section.span.clone())
    }

    /// Where all below the front matter stands.
    fn body(&self) -> Range<usize> {
        let text = &self.document.file.text;
        self.span(FRONT).map_or(text.len(), |front| front.start)..text.len()
    }
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
    /// How its sections were written then, by the source's, as in [`Parcel::written`].
    pub written: BTreeMap<String, SectionHash>,
    pub units: Vec<Delivered>,
    /// Words within the marks of its texts.
    pub asides: Vec<DeliveredAside>,
    /// Whether the file can say of a text that it was reviewed.
    pub says_reviews: bool,
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
    pub at: Range<usize>,
}

/// Words within a mark of a unit that have come back.
#[derive(Clone, Debug)]
pub struct DeliveredAside {
    /// The number of the unit in the document.
    pub unit: usize,
    /// Which of its source's marks.
    pub mark: usize,
    pub name: String,
    pub progress: Progress,
    pub text: String,
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
