//! From what came back to a translation's file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::inline::{self, Token};
use super::units::{self, Place, Unit, What, written};
use super::xliff::{marks, numbered, with_own};
use super::{Delivered, Delivery, Existing, Key, Marked, Progress, Target, between, pairs, wording};
use crate::config::Kind;
use crate::config::fields::{Typed, Value};
use crate::diagnostics::{Location, codes};
use crate::document::Document;
use crate::found::{Findings, Found};
use crate::source::{Text, is_no_text, yaml};
use crate::translation::record::{self, quoted};
use crate::translation::sections::{FRONT, OPENING, Outline, RECIPE, Section};
use crate::translation::{Record, SectionHash, state};

/// What an import needs to know of the site.
pub struct Ground<'a> {
    pub kind: &'a Kind,
    /// The source as it was when it was sent.
    pub source: &'a Document,
    /// The translation as it is.
    pub existing: Option<&'a Document>,
    /// States of the source in which its sections say what the translation was made from, as far as they are known.
    pub old: &'a [Arc<Document>],
    /// See [`units::name_terms`]; words are those of the source's language.
    pub term: units::Term<'a>,
    /// Reads a file's text as a document in the language of the translation.
    pub parse: &'a dyn Fn(&str) -> Found<Option<Arc<Document>>>,
}

/// A translation's file as it is to be written.
#[derive(Clone, Debug)]
pub struct Import {
    pub text: String,
    /// Sections that are whole.
    pub finished: usize,
    pub sections: usize,
    /// Whether every unit came back as reviewed.
    pub reviewed: bool,
    /// Whether nothing of it waits any more.
    pub complete: bool,
    /// Of the translation as it will be.
    pub hash: SectionHash,
}

/// Whether a document may be the source that was sent: its sections say what they said, each text that came back is one of
/// its texts, and what `sent` holds, if the file brought it along, is what it holds, marks included.
pub fn is_source_of(delivery: &Delivery, document: &Document, sent: Option<&Document>, kind: &Kind, term: units::Term) -> bool {
    let said = |document: &Document| -> Vec<(String, Vec<Token>)> {
        units::of(document, kind).into_iter().map(|unit| (unit.section, unit.tokens)).collect()
    };
    says_what_was_sent(delivery, document)
        && has_all_texts(delivery, document, kind, term)
        && sent.is_none_or(|sent| said(sent) == said(document))
}

/// Whether a document's sections say what they said when it was sent.
pub fn says_what_was_sent(delivery: &Delivery, document: &Document) -> bool {
    let content = document.content();
    delivery.sections.iter().all(|(id, hash)| content.outline.hash_of(id) == Some(*hash))
}

fn has_all_texts(delivery: &Delivery, document: &Document, kind: &Kind, term: units::Term) -> bool {
    let mut units = units::of(document, kind);
    units::name_terms(&mut units, term);
    let by_text = by_text(&units);
    delivery.units.iter().all(|delivered| find(&delivered.key, &units, &by_text).is_some())
}

/// Makes the file of a translation. `None` if nothing is to be written, or if something that came back is broken: a
/// document is written whole or not at all.
pub fn import(delivery: &Delivery, file: &Text, ground: &Ground) -> Found<Option<Import>> {
    let mut findings = Findings::default();
    let made = made(delivery, file, ground, &mut findings);
    findings.with(made)
}

fn made(delivery: &Delivery, file: &Text, ground: &Ground, findings: &mut Findings) -> Option<Import> {
    let source = ground.source;
    let outline = &source.content().outline;
    let is_newer = delivery.translation != ground.existing.map(|document| wording(document, ground.kind));
    if is_newer && !ground.existing.is_some_and(|document| is_of_this_file(document, outline)) {
        tell_newer(delivery, file, ground, findings);
        return None;
    }
    let mut units = units::of(source, ground.kind);
    units::name_terms(&mut units, ground.term);
    let existing = ground.existing.map(|existing| Existing::beside(existing, source, &units, ground.kind, ground.old, ground.term));
    let existing = existing.as_ref();
    let kept = ground.existing.and_then(|document| document.translated_from.as_ref());
    let kept = kept.filter(|record| record.recipe == RECIPE && record.language == source.language);
    let known = kept.map(|record| record.known(outline)).unwrap_or_default();
    let is_current = |id: &str| is_current(&known, outline, id);
    let came = came(delivery, file, source, &units, existing, &is_current, findings)?;
    let whole = whole_sections(outline, &units, &came.targets);
    let sides = Sides { delivery, file, ground, outline, units: &units, existing, kept, known: &known, came: &came, whole };
    if is_newer && sides.comes_over_what_is_there() {
        tell_newer(delivery, file, ground, findings);
        return None;
    }
    sides.tell_unfinished(findings);
    if sides.finished() == 0 || sides.refuse_what_is_there_unknown(findings) || sides.refuse_more_of_its_own(findings) {
        return None;
    }
    sides.composed(findings)
}

/// Whether a section of the source still says what the translation was made from.
fn is_current(known: &BTreeMap<String, SectionHash>, outline: &Outline, id: &str) -> bool {
    known.contains_key(id) && known.get(id).copied() == outline.section(id).map(|section| section.hash)
}

/// The source, the translation as it is, and what came back, side by side.
struct Sides<'a> {
    delivery: &'a Delivery,
    file: &'a Text,
    ground: &'a Ground<'a>,
    /// The source's sections.
    outline: &'a Outline,
    /// The source's texts.
    units: &'a [Unit],
    existing: Option<&'a Existing<'a>>,
    /// What the translation says that it was made from, if that can be held against the source.
    kept: Option<&'a Record>,
    /// What that is of each section and part of the source.
    known: &'a BTreeMap<String, SectionHash>,
    came: &'a Came,
    /// The source's sections all of whose texts came back finished.
    whole: Vec<&'a str>,
}

impl Sides<'_> {
    fn here(&self) -> Location {
        self.file.at(self.delivery.at..self.delivery.at)
    }

    /// Where the first text of a section came back.
    fn place_of(&self, id: &str) -> Location {
        let first = self.units.iter().position(|unit| unit.section == id);
        let place = first.and_then(|first| self.came.places[first].clone());
        place.map_or_else(|| self.here(), |place| self.file.at(place))
    }

    fn recorded(&self, id: &str) -> Option<SectionHash> {
        self.known.get(id).copied()
    }

    fn is_current(&self, id: &str) -> bool {
        is_current(self.known, self.outline, id)
    }

    fn is_whole(&self, id: &str) -> bool {
        self.whole.contains(&id)
    }

    fn has_units(&self, id: &str) -> bool {
        self.units.iter().any(|unit| unit.section == id)
    }

    /// How many sections with texts are whole.
    fn finished(&self) -> usize {
        self.whole.iter().filter(|id| self.has_units(id)).count()
    }

    /// Whether each text came back or is there; in a draft that was begun may stand the source's as a guide.
    fn has_all(&self) -> bool {
        let is_there = |at: usize| self.existing.and_then(|own| own.said(at)).is_some_and(|said| *said != self.units[at].tokens);
        (0..self.units.len()).all(|at| self.came.targets[at].is_some() || is_there(at))
    }

    /// Whether the translation says already what came back for a section.
    fn is_as_before(&self, id: &str) -> bool {
        let has_section = self.existing.is_some_and(|existing| existing.section(id).is_some());
        let said = |at: usize| {
            self.existing.and_then(|existing| existing.said(at)).is_some_and(|said| self.came.targets[at].as_ref() == Some(said))
        };
        has_section && self.units.iter().enumerate().all(|(at, unit)| unit.section != id || said(at))
    }

    /// Whether all texts of a section have theirs in the translation; `of_all` counts those for some readers alone.
    fn is_paired(&self, existing: &Existing, id: &str, of_all: bool) -> bool {
        let counts = |unit: &Unit| unit.section == id && (of_all || unit.apart.is_none());
        existing.section(id).is_some() && self.units.iter().enumerate().all(|(at, unit)| !counts(unit) || existing.said(at).is_some())
    }

    fn base(&self, id: &str) -> Base {
        match self.existing {
            _ if !self.is_whole(id) => Base::AsItWas,
            Some(existing) if self.has_units(id) && self.is_as_before(id) && self.is_built_as_then(existing, id) != Some(false) => {
                Base::AsItWas
            }
            Some(existing) if self.is_current(id) && self.is_paired(existing, id, true) => Base::Own,
            Some(existing) if self.is_built_as_then(existing, id) == Some(true) && self.may_stay(existing, id) => Base::Own,
            Some(_) | None => Base::Source,
        }
    }

    /// Whether a section whose source has changed since it was translated is still built as it was, but for its words, so that
    /// the translation may stay as it is written; `None` if it has not changed, or if it is not known how.
    fn is_built_as_then(&self, existing: &Existing, id: &str) -> Option<bool> {
        let then = existing.between.get(id)?;
        let own_id = existing.section(id)?;
        let own: Vec<usize> = self.in_section(id).filter_map(|at| existing.beside[at]).collect();
        let is_here = |gone: &usize| existing.units[*gone].section == own_id;
        let now = between(self.ground.source, self.units, id);
        Some(own.is_sorted() && !existing.gone.iter().any(is_here) && squeezed(then) == squeezed(&now))
    }

    /// Whether a section of the translation says the same texts as its source and no others. A heading with other words has no
    /// other id only if that is written.
    fn may_stay(&self, existing: &Existing, id: &str) -> bool {
        let own = (0..existing.units.len()).filter(|&at| Some(existing.units[at].section.as_str()) == existing.section(id));
        let is_heading = |at: &usize| matches!(self.units[*at].what, What::Heading(_));
        self.in_section(id).map(|at| existing.beside[at]).eq(own.map(Some))
            && self.in_section(id).filter(is_heading).all(|at| self.came.targets[at].as_ref() == existing.said(at))
    }

    fn in_section(&self, id: &str) -> impl Iterator<Item = usize> {
        (0..self.units.len()).filter(move |&at| self.units[at].section == id)
    }

    /// Whether sections of the translation that stand as they stood in its source follow where these have moved to, now that
    /// something of it is written anew.
    fn is_moved_along(&self, existing: &Existing) -> bool {
        let Some(kept) = self.kept else { return false };
        let place = |id: &str| existing.in_order().position(|own| existing.section(id) == Some(own));
        let (recorded, _) = kept.sections_and_parts();
        let of_source = &self.outline.sections;
        let from = state::follow(self.outline, &recorded);
        let mut places: Vec<(usize, usize)> =
            of_source.iter().zip(from).filter_map(|(section, from)| Some((from?, place(&section.id)?))).collect();
        places.sort_unstable();
        let is_new = |section: &&Section| section.id != FRONT && self.base(&section.id) != Base::AsItWas;
        places.is_sorted_by_key(|(_, own)| own) && of_source.iter().any(|section| is_new(&section))
    }

    /// Whether a part of the file that is there already would be written over: what somebody has written in it since stays.
    fn comes_over_what_is_there(&self) -> bool {
        let is_there = |id: &str| match id {
            FRONT => self.recorded(id).is_some(),
            _ => self.existing.is_some_and(|own| own.section(id).is_some()),
        };
        self.whole.iter().any(|id| self.has_units(id) && is_there(id) && !self.is_as_before(id))
    }

    fn tell_unfinished(&self, findings: &mut Findings) {
        let Some((count, first)) = &self.came.unfinished else { return };
        let work = &self.delivery.work;
        let message = match count {
            1 => format!("{work}: 1 text is not translated, or marked as not looked at; its section stays as it was"),
            _ => format!("{work}: {count} texts are not translated, or marked as not looked at; their sections stay as they were"),
        };
        let place = first.clone().map_or_else(|| self.here(), |first| self.file.at(first));
        findings
            .add(&codes::UNFINISHED_TRANSLATION, place, message)
            .hint("finish them in the translator's tool; remove the mark «fuzzy», or set the state to translated");
    }

    /// Whether a section that came back may be there under a heading that can't be told to be its own.
    fn refuse_what_is_there_unknown(&self, findings: &mut Findings) -> bool {
        let Some(existing) = self.existing else { return false };
        let lonely = without_own(existing, self).into_iter().find(|id| self.is_whole(id) && self.has_units(id));
        let Some(id) = lonely else { return false };
        let path = &existing.document.file.path;
        let message = format!("it can't be told which section of {path} says «{id}», so it would be written twice");
        findings
            .add(&codes::CHANGED_STRUCTURE, self.place_of(id), message)
            .hint(format!("give its heading there the id that it has in the source, `{{#{id}}}`, and import once more"));
        true
    }

    /// Whether a section that came back would come over what the translation says beyond its source.
    fn refuse_more_of_its_own(&self, findings: &mut Findings) -> bool {
        let Some(existing) = self.existing else { return false };
        let more: Vec<String> = with_more_of_their_own(existing, self).into_iter().filter(|id| self.is_whole(id)).collect();
        for section in &more {
            let title = if section.is_empty() { "opening" } else { section };
            let path = &existing.document.file.path;
            let message = format!("{path} is built otherwise than its source in «{title}», and would be written over");
            let finding = findings.add(&codes::CHANGED_STRUCTURE, self.place_of(section), message);
            finding.hint("bring in by hand what came back, or take away what only the translation has and export again");
            if !self.is_current(section) && !existing.between.contains_key(section) && section != FRONT {
                finding.hint("which of its texts are whose is known where git knows the text that it was made from");
            }
        }
        !more.is_empty()
    }

    /// What the translation will say that it was made from.
    fn record(&self) -> Record {
        Record { language: self.ground.source.language.clone(), recipe: RECIPE, sections: sections(self), text: None }
    }

    /// The file of the translation, if it can be written and read again as it is meant.
    fn composed(&self, findings: &mut Findings) -> Option<Import> {
        let own_record = self.ground.existing.and_then(|document| document.translated_from.as_ref());
        let mut record = self.record();
        let body = body(self);
        let text = front(self).and_then(|front| {
            let text = format!("{front}\n{}\n", body.trim_matches('\n'));
            // What the text is like tells what is recorded of it in the end.
            if own_record.is_some() { Some(text) } else { yaml::with_field(&text, "translated_from", &record.yaml()) }
        });
        let Some(text) = text else {
            let path = &self.ground.existing.unwrap_or(self.ground.source).file.path;
            let message = format!("the front matter of {path} is written in a way that can't be changed safely");
            findings.add(&codes::CHANGED_STRUCTURE, self.here(), message).hint("write each field on lines of its own: `key: value`");
            return None;
        };
        let made = self.read(&text, findings)?;
        if self.refuse_built_otherwise(&made, findings) || self.refuse_what_would_be_lost(&made, findings) {
            return None;
        }
        let outline = &made.content().outline;
        let complete = self.has_all() && !state::of(self.outline, outline, Some(&record), None).is_outdated();
        record.text = self.text_hash(&record, outline);
        let text = if self.says_nothing_new(&record, outline) { text } else { yaml::with_field(&text, "translated_from", &record.yaml())? };
        let sections = self.outline.sections.iter().filter(|section| self.has_units(&section.id)).count();
        Some(Import { text, finished: self.finished(), sections, reviewed: self.came.reviewed, complete, hash: outline.hash })
    }

    /// Whether the translation is said already to be made from that: its text is as it was, and each section was recorded. So
    /// nothing that came back as it went says anew that the text is current, nor that what has moved was followed.
    fn says_nothing_new(&self, record: &Record, made: &Outline) -> bool {
        let sorted = |record: &Record| record.sections.iter().cloned().collect::<BTreeMap<_, _>>();
        self.kept.is_some_and(|kept| sorted(kept) == sorted(record)) && self.hash_now() == Some(made.hash)
    }

    /// Of which text is said that it is made from that: of the one that there will be; but where only what it was made from is
    /// new, of what it was said, so that what somebody has written since stays known as that.
    fn text_hash(&self, record: &Record, made: &Outline) -> Option<SectionHash> {
        let waits = || state::of(self.outline, made, Some(record), None).is_outdated();
        match self.kept.map(|kept| kept.text) {
            Some(said) if self.hash_now() == Some(made.hash) => said.or_else(|| (!waits()).then_some(made.hash)),
            Some(_) | None => Some(made.hash),
        }
    }

    fn hash_now(&self) -> Option<SectionHash> {
        self.ground.existing.map(|document| document.content().outline.hash)
    }

    fn read(&self, text: &str, findings: &mut Findings) -> Option<Arc<Document>> {
        let parsed = (self.ground.parse)(text);
        if parsed.value.is_none() {
            let first = parsed.findings.first().map(|finding| format!(": {}", finding.message)).unwrap_or_default();
            let message = format!("what came back for {} can't be read as a document{first}", self.delivery.work);
            findings.add(&codes::CHANGED_STRUCTURE, self.here(), message).hint("look at the title and the fields of the front matter");
        }
        parsed.value
    }

    /// Whether the translation's other texts would say something else, or notes of its own nothing at all: what they refer to
    /// may stand in a section that was written anew, and what refers to them as well.
    fn refuse_what_would_be_lost(&self, made: &Document, findings: &mut Findings) -> bool {
        let Some(existing) = self.existing else { return false };
        let path = &existing.document.file.path;
        let (own, now) = (units::of(existing.document, self.ground.kind), units::of(made, self.ground.kind));
        let comes = |id: &String| existing.sections.iter().any(|(of, own)| own.as_ref() == Some(id) && self.base(of) != Base::AsItWas);
        let mut said: Vec<String> = now.iter().map(Unit::text).collect();
        for text in own.iter().filter(|unit| !comes(&unit.section)).map(Unit::text) {
            let Some(at) = said.iter().position(|said| *said == text) else {
                let message = format!("a text of {path} that is no part of what came back would say something else: «{text}»");
                findings
                    .add(&codes::CHANGED_STRUCTURE, self.here(), message)
                    .hint("what its marks refer to stands in a section that came back; bring that in by hand");
                return true;
            };
            said.swap_remove(at);
        }
        let refers = |units: &[Unit], label: &str| units.iter().any(|unit| unit.refers_to(label));
        let notes = now.iter().filter_map(|unit| unit.note.as_deref());
        let unread = notes.into_iter().find(|label| refers(&own, label) && !refers(&now, label));
        let Some(label) = unread else { return false };
        findings
            .add(&codes::CHANGED_STRUCTURE, self.here(), format!("nothing in {path} would refer to its note «{label}» any more"))
            .hint("bring in by hand what came back, or take the note out of the translation's file and export again");
        true
    }

    fn refuse_built_otherwise(&self, made: &Document, findings: &mut Findings) -> bool {
        let otherwise = built_otherwise(self, made);
        for (id, is, was) in &otherwise {
            let message = format!("the section «{id}» of {} would be built otherwise: {is} in place of {was}", self.delivery.work);
            findings
                .add(&codes::CHANGED_STRUCTURE, self.place_of(id), message)
                .hint("a translation keeps headings, lists and tables as they are; only words change");
        }
        !otherwise.is_empty()
    }
}

/// Whether a translation may be a part of the very file that comes back: nobody has changed it by hand since, and it says
/// of no section that it was made from another text than the one that was sent.
fn is_of_this_file(existing: &Document, sent: &Outline) -> bool {
    existing.translated_from.as_ref().is_some_and(|record| {
        record.text == Some(existing.content().outline.hash)
            && record.sections.iter().all(|(id, recorded)| sent.hash_of(id) == Some(*recorded))
    })
}

/// From what a section of the translation is put together.
#[derive(Clone, Copy, PartialEq)]
enum Base {
    /// It stays as it was, or stays away.
    AsItWas,
    /// From its own text, which is built as its source: what is no text for translators, such as code, is its own.
    Own,
    /// From the source's text.
    Source,
}

fn tell_newer(delivery: &Delivery, file: &Text, ground: &Ground, findings: &mut Findings) {
    let is_as_imported = |existing: &&Document| is_of_this_file(existing, &ground.source.content().outline);
    let message = match ground.existing {
        Some(existing) if is_as_imported(&existing) => {
            format!("{} holds what was imported or said to be current after this file was exported", existing.file.path)
        }
        Some(existing) => format!("{} was changed after this file was exported", existing.file.path),
        None => format!("the translation of {} was removed after this file was exported", delivery.work),
    };
    findings
        .add(&codes::NEWER_TRANSLATION, file.at(delivery.at..delivery.at), message)
        .hint("nothing of it was written; export again, so that the newer text is not lost");
}

/// What came back for the units of a source.
struct Came {
    /// For each unit, where it stands in the file that came back.
    places: Vec<Option<Range<usize>>>,
    /// For each unit, its translation, if it is finished.
    targets: Vec<Option<Vec<Token>>>,
    /// Whether every unit came back as reviewed.
    reviewed: bool,
    /// How many are not finished, and where the first of them stands.
    unfinished: Option<(usize, Option<Range<usize>>)>,
}

/// `None` if something of it is broken, which is told.
fn came(
    delivery: &Delivery,
    file: &Text,
    source: &Document,
    units: &[Unit],
    existing: Option<&Existing>,
    is_current: &dyn Fn(&str) -> bool,
    findings: &mut Findings,
) -> Option<Came> {
    let by_text = by_text(units);
    let mut targets: Vec<Option<Vec<Token>>> = vec![None; units.len()];
    let mut places = vec![None; units.len()];
    let mut reviewed = true;
    let mut unfinished = Vec::new();
    let mut broken = false;
    for delivered in &delivery.units {
        let Some(at) = find(&delivered.key, units, &by_text) else {
            findings
                .add(&codes::BROKEN_EXCHANGE_FILE, file.at(delivered.at.clone()), format!("{} has no such text", source.file.path))
                .hint("a tool must leave the source texts as they were exported; where it was the source that changed, export again");
            broken = true;
            continue;
        };
        places[at].get_or_insert(delivered.at.clone());
        match delivered.progress {
            Progress::Missing | Progress::Outdated => {
                unfinished.push(&delivered.at);
                reviewed = false;
                continue;
            }
            Progress::Translated => reviewed = false,
            Progress::Reviewed => {}
        }
        let said = existing
            .and_then(|existing| existing.said(at))
            .map(|tokens| Said { tokens, is_current: units[at].said_in(units).into_iter().all(is_current) });
        match tokens(delivered, &units[at], said) {
            Ok(tokens) if targets[at].as_ref().is_some_and(|known| *known != tokens) => {
                let message = "this text came back twice, with two translations";
                findings.add(&codes::BROKEN_EXCHANGE_FILE, file.at(delivered.at.clone()), message).hint("keep one of them");
                broken = true;
            }
            Ok(tokens) => targets[at] = Some(tokens),
            Err((messages, hint)) => {
                broken = true;
                let here = file.at(delivered.at.clone());
                for message in messages {
                    findings.add(&codes::BROKEN_MARK, here.clone(), message).hint(hint);
                }
            }
        }
    }
    let lost = places.iter().filter(|place| place.is_none()).count();
    reviewed &= lost == 0;
    let count = unfinished.len() + lost;
    let unfinished = (count > 0).then(|| (count, unfinished.first().map(|first| (*first).clone())));
    (!broken).then_some(Came { places, targets, reviewed, unfinished })
}

/// Which unit came back.
fn find(key: &Key, units: &[Unit], by_text: &BTreeMap<(&str, String), Vec<usize>>) -> Option<usize> {
    match key {
        Key::Number(number, words) => units.get(*number).filter(|unit| unit.bare() == *words).map(|_| *number),
        Key::Text(section, text, time) => by_text.get(&(section.as_str(), text.clone()))?.get(time.checked_sub(1)?).copied(),
    }
}

/// The units of each section that say the same, in their order.
fn by_text(units: &[Unit]) -> BTreeMap<(&str, String), Vec<usize>> {
    let mut by_text: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, unit) in units.iter().enumerate() {
        by_text.entry((unit.section.as_str(), unit.text())).or_default().push(at);
    }
    by_text
}

/// The sections of a source all of whose texts are translated, and the notes that they refer to; a note is written with the
/// section that it stands in.
fn whole_sections<'a>(outline: &'a Outline, units: &'a [Unit], targets: &[Option<Vec<Token>>]) -> Vec<&'a str> {
    let unfinished = units.iter().zip(targets).filter(|(_, target)| target.is_none());
    let mut waiting: BTreeSet<&str> = unfinished.map(|(unit, _)| unit.section.as_str()).collect();
    let notes: Vec<(&str, BTreeSet<&str>)> =
        units.iter().filter(|unit| unit.note.is_some()).map(|note| (note.section.as_str(), note.said_in(units))).collect();
    loop {
        let more: Vec<&str> =
            notes.iter().filter(|(section, _)| waiting.contains(section)).flat_map(|(_, said_in)| said_in).copied().collect();
        let before = waiting.len();
        waiting.extend(more);
        if waiting.len() == before {
            break;
        }
    }
    outline.sections.iter().map(|section| section.id.as_str()).filter(|id| !waiting.contains(id)).collect()
}

/// What the translation's record says of each section: what was translated, not what the source says today.
fn sections(sides: &Sides) -> Vec<(String, SectionHash)> {
    let outline = sides.outline;
    let own = outline.sections.iter().map(|section| (&section.id, &section.id, section.hash));
    let parts = outline.apart.iter().map(|part| (&part.section, &part.key, part.hash));
    let said = own.chain(parts).filter_map(|(section, key, hash)| {
        let hash = if sides.is_whole(section) { hash } else { sides.recorded(key)? };
        Some((key.clone(), hash))
    });
    let mut sections: Vec<_> = said.collect();
    if let Some(kept) = sides.kept {
        let gone = kept.gone(outline);
        record::keep_gone(&mut sections, &kept.sections, |id| gone.iter().any(|gone| gone == id));
    }
    sections
}

/// Sections that a translation would build otherwise than what it is put together from, with what it would have, and what
/// that has.
fn built_otherwise<'a>(sides: &'a Sides, made: &Document) -> Vec<(&'a str, String, String)> {
    let (source, existing) = (sides.ground.source, sides.existing);
    let text_of = |document: &Document, id: &str| {
        document.content().outline.section(id).map(|section| document.file.text[section.span.clone()].to_owned()).unwrap_or_default()
    };
    let (pairs, _) = state::pair(&source.content().outline, &made.content().outline, made.translated_from.as_ref());
    let mut otherwise = Vec::new();
    for id in sides.whole.iter().filter(|id| **id != FRONT) {
        let original = match sides.base(id) {
            Base::AsItWas => continue,
            Base::Own => existing.and_then(|existing| existing.text(existing.section(id)?)).unwrap_or_default().to_owned(),
            Base::Source => text_of(source, id),
        };
        let own = pairs.iter().find(|(source, _)| source == id).and_then(|(_, own)| own.clone()).unwrap_or_default();
        let mut rebuilt = text_of(made, &own);
        // What the translation has for its own readers alone is its own matter.
        for part in units::parts_of_its_own(&rebuilt, &original, source.directives()).into_iter().rev() {
            rebuilt.replace_range(part, "");
        }
        let (before, after) = (units::shape(&original), units::shape(&rebuilt));
        if before != after {
            let at = (0..before.len().max(after.len())).find(|&at| before.get(at) != after.get(at)).unwrap_or_default();
            let name = |shape: &[String]| shape.get(at).cloned().unwrap_or_else(|| "nothing".to_owned());
            otherwise.push((*id, name(&after), name(&before)));
        }
    }
    otherwise
}

/// Sections of the source that the translation may hold under a heading that can't be told to be theirs. One that is new in
/// the source is not there if nobody has touched the translation since it was said to be current.
fn without_own<'a>(existing: &Existing, sides: &'a Sides) -> Vec<&'a str> {
    let is_known = |id: &String| sides.kept.is_some_and(|kept| kept.sections.iter().any(|(other, _)| other == id));
    if existing.left_over.iter().all(is_known) {
        return Vec::new();
    }
    let sections = sides.outline.sections.iter().filter(|section| section.level > 0 && existing.section(&section.id).is_none());
    let own = &existing.document.content().outline;
    let is_touched = sides.kept.is_none_or(|kept| kept.text != Some(own.hash));
    let may_be_there = sides.kept.is_none() || is_touched && state::headings_agree(sides.outline, own);
    let lonely = sections.filter(|section| may_be_there || sides.recorded(&section.id).is_some());
    lonely.map(|section| section.id.as_str()).collect()
}

/// Sections that would be written anew from their source, though the translation says something that belongs to no text of
/// it and that nobody has seen: blocks, or code, HTML and directives.
fn with_more_of_their_own(existing: &Existing, sides: &Sides) -> Vec<String> {
    let source = sides.ground.source;
    let says_more = |id: &str| {
        let Some(own_id) = existing.section(id) else { return false };
        let is_guide = |unit: &Unit| {
            let is_draft = existing.document.fields.boolean("draft") == Some(true);
            is_draft && sides.units.iter().any(|other| other.tokens == unit.tokens)
        };
        let of_source = between(source, sides.units, id);
        let then = existing.between.get(id).map(String::as_str).unwrap_or_default();
        let own = between(existing.document, &existing.units, own_id);
        let is_known = |line: &str| pairs::lines(&of_source).chain(pairs::lines(then)).any(|known| known == line);
        existing.lonely(own_id).any(|unit| !is_guide(unit)) || pairs::lines(&own).any(|line| !is_known(line))
    };
    let sections = sides.outline.sections.iter().map(|section| &section.id).filter(|id| sides.base(id) == Base::Source);
    sections.filter(|id| if *id == FRONT { has_longer_field(existing, sides) } else { says_more(id) }).cloned().collect()
}

/// Whether a field of the translation has blocks beyond those of its source's.
fn has_longer_field(existing: &Existing, sides: &Sides) -> bool {
    let is_of = |place: &Place, unit: &Unit| matches!((place, &unit.place), (Place::Field(a, at, _), Place::Field(b, other, _)) if a == b && at == other);
    existing.lonely(FRONT).any(|own| sides.units.iter().any(|unit| is_of(&own.place, unit)))
}

/// What the translation says of a unit.
#[derive(Clone, Copy)]
struct Said<'a> {
    tokens: &'a Vec<Token>,
    /// Whether it was made from the text that was sent.
    is_current: bool,
}

/// What came back for a unit, its marks put back; or what is wrong with it, and how to mend it. What the translation `said`
/// before is right as it is, and so are its own marks where it is current.
fn tokens(delivered: &Delivered, unit: &Unit, said: Option<Said>) -> Result<Vec<Token>, (Vec<String>, &'static str)> {
    const OF_MARKS: &str = "each link, number and placeholder of the source stands once in the translation";
    const OF_OWN: &str = "the translation has it beyond its source: keep it, or take it out of the translation's file and export again";
    const OF_KIND: &str = "a translation is one text of the same kind as its source";
    let marks = marks(&unit.tokens);
    let numbers = said.map(|said| numbered(&marks, said.tokens)).unwrap_or_default();
    let all = with_own(&marks, said.map_or(&[], |said| said.tokens), &numbers);
    let tokens = match &delivered.target {
        Target::Text(text) => {
            unit.read(text).map_err(|what| (vec![format!("the translation of a {} would be {what}", unit.what.name())], OF_KIND))?
        }
        Target::Marked(pieces) => with_marks(pieces, &all).map_err(|unknown| (vec![unknown.to_owned()], OF_MARKS))?,
    };
    if said.is_some_and(|said| *said.tokens == tokens) {
        return Ok(tokens);
    }
    if let Some(c) = written(unit.what, &tokens).chars().find(|&c| is_no_text(c)) {
        return Err((vec![format!("the translation holds the character U+{:04X}, which is no text", c as u32)], "delete it"));
    }
    let strict = matches!(delivered.target, Target::Marked(_));
    // A mark that stands between letters and signs in an unlucky way is none in Markdown.
    if strict && unit.read(&written(unit.what, &tokens)) != Ok(tokens.clone()) {
        let message = "a mark stands where Markdown can't have one: begin and end it at words, without white space within";
        return Err((vec![message.to_owned()], OF_MARKS));
    }
    let (of_source, of_own) = all.split_at(marks.len());
    let differences = inline::differences(&unit.tokens, &tokens, strict);
    if !differences.is_empty() && !said.is_some_and(|said| has_marks_of(said, &numbers, of_source, of_own, &tokens, strict)) {
        return Err((differences, OF_MARKS));
    }
    let tokens = match (&delivered.target, said) {
        // XLIFF brings the source's marks back, a Markdown text its own.
        (Target::Marked(pieces), Some(said)) if said.is_current => {
            with_marks(pieces, &as_said(all.clone(), said, &numbers)).unwrap_or(tokens)
        }
        (Target::Marked(_), Some(said)) => inline::as_before(tokens, said.tokens),
        (Target::Marked(_) | Target::Text(_), _) => tokens,
    };
    let lost = said.filter(|said| said.is_current).map(|said| inline::lost(of_own, said.tokens, &tokens)).unwrap_or_default();
    if lost.is_empty() { Ok(tokens) } else { Err((lost, OF_OWN)) }
}

/// Whether a text has marks that are right though they are others than the source's: those of a translation that is
/// current, or the source's with its own beside them; else the translation's stress, which is a matter of each language.
fn has_marks_of(said: Said, numbers: &[usize], of_source: &[&Token], of_own: &[&Token], tokens: &[Token], strict: bool) -> bool {
    let cloned = |marks: &[&Token]| -> Vec<Token> { marks.iter().map(|mark| (*mark).clone()).collect() };
    let has_all = |marks: &[Token], with_stress: bool| inline::differences(marks, tokens, with_stress).is_empty();
    if !said.is_current {
        return inline::stress(said.tokens) == inline::stress(tokens) && has_all(&cloned(of_source), false);
    }
    let all = [of_source, of_own].concat();
    let numbered: Vec<Token> = numbers.iter().map(|&number| all[number].clone()).collect();
    has_all(said.tokens, strict) || has_all(&cloned(&all), strict) || has_all(&numbered, strict)
}

/// The marks by their numbers, those of the translation in the place of the source's.
fn as_said<'a>(mut marks: Vec<&'a Token>, said: Said<'a>, numbers: &[usize]) -> Vec<&'a Token> {
    for (number, mark) in numbers.iter().zip(self::marks(said.tokens)) {
        marks[*number] = mark;
    }
    marks
}

/// What came back in XLIFF, with the marks that its numbers stand for.
fn with_marks(pieces: &[Marked], marks: &[&Token]) -> Result<Vec<Token>, &'static str> {
    let tokens: Result<Vec<Token>, _> = pieces
        .iter()
        .map(|piece| match piece {
            Marked::Text(text) => Ok(Token::Text(text.clone())),
            Marked::Close => Ok(Token::Close),
            Marked::Open(number) | Marked::Fixed(number) => match marks.get(*number) {
                Some(mark @ Token::Open(_)) if matches!(piece, Marked::Open(_)) => Ok((*mark).clone()),
                Some(mark @ Token::Fixed(_)) if matches!(piece, Marked::Fixed(_)) => Ok((*mark).clone()),
                Some(_) | None => Err("a placeholder is not one of the source's"),
            },
        })
        .collect();
    Ok(inline::tidy(tokens?))
}

/// The text below the front matter: finished sections from what came back, the others as they were.
fn body(sides: &Sides) -> String {
    let (source, existing, units, targets) = (sides.ground.source, sides.existing, sides.units, &sides.came.targets);
    let mut out = String::new();
    let mut add = |part: &str| {
        if !out.is_empty() && !out.ends_with("\n\n") {
            out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
        }
        // What begins a text may have had lines above it.
        out.push_str(part.trim_start_matches('\n'));
    };
    for piece in pieces(sides) {
        let section = match piece {
            Piece::Own(own) => {
                existing.and_then(|existing| existing.text(own)).into_iter().for_each(&mut add);
                continue;
            }
            Piece::Of(section) => section,
        };
        let kept = existing.and_then(|existing| existing.text(existing.section(&section.id)?));
        match (sides.base(&section.id), existing) {
            (Base::AsItWas, _) => kept.into_iter().for_each(&mut add),
            (Base::Own, Some(existing)) => add(&from_own(existing, &section.id, units, targets)),
            (Base::Own | Base::Source, _) => {
                let id = existing.and_then(|existing| existing.section(&section.id)).unwrap_or(&section.id);
                let mut text = from_source(source, existing, section, id, units, targets);
                // What the translation has for its own readers alone stays.
                if let Some(own) = kept {
                    for part in units::parts_of_its_own(own, &source.file.text[section.span.clone()], source.directives()) {
                        text = format!("{}\n\n{}\n", text.trim_end(), own[part].trim_end());
                    }
                }
                // What came back as it was is left as it was written.
                add(kept.filter(|kept| squeezed(kept) == squeezed(&text)).unwrap_or(&text));
            }
        }
    }
    out
}

/// A section of a translation.
#[derive(Clone, Copy, PartialEq)]
enum Piece<'a> {
    /// It belongs to one of the source's.
    Of(&'a Section),
    /// It is the translation's own, by its id.
    Own(&'a str),
}

/// The sections of a translation in their order: its own, in which each that is new comes behind the one that it stands
/// behind in the source. Those of the source's are brought into its order where that is what the translation had.
fn pieces<'a>(sides: &'a Sides) -> Vec<Piece<'a>> {
    let of_source: Vec<&Section> = sides.outline.sections.iter().filter(|section| section.id != FRONT).collect();
    let Some(existing) = sides.existing else { return of_source.into_iter().map(Piece::Of).collect() };
    let its_source = |own_id: &str| {
        let (id, _) = existing.sections.iter().find(|(_, own)| own.as_deref() == Some(own_id))?;
        of_source.iter().copied().find(|section| section.id == *id)
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for id in existing.in_order() {
        match its_source(id) {
            Some(section) => pieces.push(Piece::Of(section)),
            None if existing.left_over.iter().any(|left| left == id) => pieces.push(Piece::Own(id)),
            None => {}
        }
    }
    if sides.is_moved_along(existing) {
        pieces = in_order_of(&of_source, pieces);
    }
    for (at, section) in of_source.iter().enumerate().filter(|(_, section)| existing.section(&section.id).is_none()) {
        let before = of_source[..at].iter().rev().find_map(|before| pieces.iter().position(|piece| *piece == Piece::Of(before)));
        let mut place = match before {
            Some(before) => before + 1,
            None => usize::from(section.level > 0 && pieces.first() == Some(&Piece::Own(OPENING))),
        };
        if before.is_some() {
            place += pieces[place..].iter().take_while(|piece| matches!(piece, Piece::Own(_))).count();
        }
        pieces.insert(place, Piece::Of(section));
    }
    pieces
}

/// The sections of a translation in the order of its source's; what is its own stays behind what it stands behind.
fn in_order_of<'a>(of_source: &[&'a Section], pieces: Vec<Piece<'a>>) -> Vec<Piece<'a>> {
    let mut runs: Vec<Vec<Piece>> = vec![Vec::new()];
    for piece in pieces {
        match piece {
            Piece::Of(_) => runs.push(vec![piece]),
            Piece::Own(_) => runs.last_mut().into_iter().for_each(|last| last.push(piece)),
        }
    }
    let place = |run: &Vec<Piece>| of_source.iter().position(|section| run.first() == Some(&Piece::Of(section)));
    // What stands before all sections has no place and stays there.
    runs.sort_by_key(place);
    runs.concat()
}

/// A section of the translation, with what came back in the place of its own texts.
fn from_own(existing: &Existing, id: &str, units: &[Unit], targets: &[Option<Vec<Token>>]) -> String {
    let file = &existing.document.file.text;
    let Some(span) = existing.section(id).and_then(|own| Some(existing.document.content().outline.section(own)?.span.clone())) else {
        return String::new();
    };
    let mut pairs: Vec<(usize, usize)> = (0..units.len()).filter_map(|at| Some((existing.beside[at]?, at))).collect();
    pairs.sort_unstable();
    let mut text = String::new();
    let mut from = span.start;
    for (own, at) in pairs.into_iter().filter(|(_, at)| units[*at].section == id) {
        let (own, Some(target)) = (&existing.units[own], &targets[at]) else { continue };
        let Place::Body(range) = &own.place else { continue };
        text.push_str(&file[from..range.start]);
        if own.tokens == *target {
            text.push_str(&file[range.clone()])
        } else {
            text.push_str(&units::in_file(own.what, &existing.in_own_labels(target)))
        }
        from = range.end;
    }
    text + &file[from..span.end]
}

/// A section of the source, with what came back in the place of its texts. Its heading has the id of the translation's
/// section, to which others may link, or else the source's: so sections stay together.
fn from_source(
    source: &Document,
    existing: Option<&Existing>,
    section: &Section,
    id: &str,
    units: &[Unit],
    targets: &[Option<Vec<Token>>],
) -> String {
    let original = &source.file.text;
    let written = |id: &str| format!("{{#{}", id.trim_start_matches('#'));
    let in_own_labels = |tokens: &[Token]| existing.map_or_else(|| tokens.to_vec(), |existing| existing.in_own_labels(tokens));
    // A note is defined by the label that the translation refers to it by.
    let between = |range: Range<usize>| {
        let labels = existing.map(|existing| existing.labels.as_slice()).unwrap_or_default();
        let relabelled = |text: String, (own, label): &(String, String)| text.replace(&format!("[^{label}]:"), &format!("[^{own}]:"));
        labels.iter().fold(original[range].to_owned(), relabelled)
    };
    let mut text = String::new();
    let mut at = section.span.start;
    for (unit, target) in units.iter().zip(targets).filter(|(unit, _)| unit.section == section.id) {
        let (Place::Body(range), Some(target)) = (&unit.place, target) else { continue };
        text.push_str(&between(at..range.start));
        text.push_str(&units::in_file(unit.what, &in_own_labels(target)));
        at = range.end;
        if matches!(unit.what, What::Heading(_)) && unit.line == line(original, section.heading) {
            // Number signs after a heading would stand after its id.
            let rest = original[at..].lines().next().unwrap_or_default();
            match rest.contains("{#") {
                true => text.push_str(&rest.replacen(&written(&section.id), &written(id), 1)),
                false => text.push_str(&format!(" {}}}", written(id))),
            }
            at += rest.len();
        }
    }
    text + &between(at..section.span.end)
}

fn line(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fields of a document's front matter that belong to it alone, and to no translation of it.
pub fn its_own(kind: &Kind) -> impl Iterator<Item = &str> {
    const COMMON: &[&str] = &["slug", "aliases", "lang", "reviewed", "translated_from", "draft", "date", "updated", "expires"];
    let of_kind = kind.fields.iter().filter(|field| !field.translated).map(|field| field.field.name.as_str());
    COMMON.iter().copied().chain(of_kind)
}

/// Everything above the text: the translation's own front matter, or the source's without what is its own. `None` if it
/// can't be changed.
fn front(sides: &Sides) -> Option<String> {
    let (ground, units) = (sides.ground, sides.units);
    let base = ground.existing.unwrap_or(ground.source);
    let text = &base.file.text;
    let body = base.content().outline.section(FRONT).map_or(text.len(), |front| front.span.start);
    let mut out = text[..body].to_owned();
    if ground.existing.is_none() {
        for name in its_own(ground.kind) {
            out = yaml::without_field(&out, name);
        }
        if !sides.outline.sections.iter().all(|section| sides.is_whole(&section.id)) {
            out = yaml::with_field(&out, "draft", "draft: true\n")?;
        }
    }
    if !sides.is_whole(FRONT) {
        return Some(out);
    }
    let mut names: Vec<&str> = Vec::new();
    for unit in units {
        if let Place::Field(name, ..) = &unit.place
            && !names.contains(&name.as_str())
        {
            names.push(name);
        }
    }
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut anew: Vec<(&str, String)> = Vec::new();
    for name in names {
        let said: Vec<String> = values(ground.source, name)
            .into_iter()
            .enumerate()
            .map(|(index, original)| value(sides, name, index, &original))
            // What a list of the translation has beyond its source's is its own.
            .chain(ground.existing.into_iter().flat_map(|own| values(own, name)).skip(values(ground.source, name).len()))
            .collect();
        if values(base, name) == said {
            continue;
        }
        match ground.existing.and_then(|own| in_place(own, name, &said)) {
            Some(more) => edits.extend(more),
            None => anew.push((name, field(ground, name, &said))),
        }
    }
    edits.sort_unstable_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, text) in edits {
        out.replace_range(range, &text);
    }
    anew.into_iter().try_fold(out, |out, (name, field)| yaml::with_field(&out, name, &field))
}

/// The texts of a field; of one that is no list, the one that it has.
fn values(document: &Document, name: &str) -> Vec<String> {
    match document.fields.get(name).map(|typed| &typed.value) {
        Some(Value::List(items)) => items.iter().map(|item| as_text(&item.value)).collect(),
        Some(value) => vec![as_text(value)],
        None => Vec::new(),
    }
}

/// One of a field's texts, with what came back: in the translation's own, if that has the same blocks, or else in the source's.
fn value(sides: &Sides, name: &str, index: usize, original: &str) -> String {
    let is_here = |unit: &Unit| matches!(&unit.place, Place::Field(other, of, _) if other == name && *of == index);
    let here: Vec<usize> = (0..sides.units.len()).filter(|&at| is_here(&sides.units[at])).collect();
    let own = sides.existing.and_then(|existing| {
        let own: Vec<usize> = (0..existing.units.len()).filter(|&at| is_here(&existing.units[at])).collect();
        let text = values(existing.document, name).into_iter().nth(index)?;
        here.iter().map(|&at| existing.beside[at]).eq(own.into_iter().map(Some)).then_some((existing, text))
    });
    let text = own.as_ref().map_or(original, |(_, text)| text);
    let (mut out, mut from) = (String::new(), 0);
    for at in here {
        let own = own.as_ref().and_then(|(existing, _)| Some(&existing.units[existing.beside[at]?]));
        let (Place::Field(.., range), Some(target)) = (&own.unwrap_or(&sides.units[at]).place, &sides.came.targets[at]) else { continue };
        out.push_str(&text[from..range.start]);
        match own.is_some_and(|own| own.tokens == *target) {
            true => out.push_str(&text[range.clone()]),
            false => out.push_str(&written(sides.units[at].what, target)),
        }
        from = range.end;
    }
    out + &text[from..]
}

/// The places in a file at which other texts make of a field what is said, if each stands there as a scalar on one line: what
/// is written around it, such as a remark, then stays.
fn in_place(document: &Document, name: &str, said: &[String]) -> Option<Vec<(Range<usize>, String)>> {
    let typed = document.fields.get(name)?;
    let written: Vec<_> = match &typed.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![typed],
    };
    let other = |(typed, text): &(&Typed, &String)| as_text(&typed.value) != **text;
    let place = |(typed, text): (&Typed, &String)| {
        let scalar = scalar(document.file.text.get(typed.span.clone())?, &as_text(&typed.value))?;
        Some((typed.span.start..typed.span.start + scalar.len(), quoted(text)))
    };
    if written.len() != said.len() {
        return None;
    }
    written.into_iter().zip(said).filter(other).map(place).collect()
}

/// The scalar with which a text begins, if it stands on one line; a remark may follow.
fn scalar<'t>(text: &'t str, value: &str) -> Option<&'t str> {
    let mut escaped = false;
    let closes = |mark: char| {
        move |(_, c): &(usize, char)| {
            let is_end = *c == mark && !escaped;
            escaped = !escaped && *c == '\\' && mark == '"';
            is_end
        }
    };
    let end = match text.chars().next()? {
        mark @ ('"' | '\'') => text.char_indices().skip(1).find(closes(mark))?.0 + 1,
        _ => text.starts_with(value).then_some(value.len())?,
    };
    let scalar = &text[..end];
    // A quotation mark that stands twice within is none that ends it.
    (!scalar.contains('\n') && !text[end..].starts_with('\'')).then_some(scalar)
}

/// A field as it is written anew: in lines of its own where that is how the translation has it.
fn field(ground: &Ground, name: &str, said: &[String]) -> String {
    if ground.source.fields.get(name).is_some_and(|typed| matches!(typed.value, Value::List(_))) {
        let items: String = said.iter().map(|text| format!("  - {}\n", quoted(text))).collect();
        return format!("{name}:\n{items}");
    }
    let mut text = said.concat();
    let begins = format!("{name}: |");
    let has_lines = ground.existing.is_some_and(|own| {
        let front = own.content().outline.section(FRONT).map_or(0, |front| front.span.start);
        own.file.text[..front].lines().any(|line| line.trim_end() == begins)
    });
    if has_lines && !text.ends_with('\n') {
        text.push('\n');
    }
    let is_plain = |line: &str| line.trim_end() == line && !line.contains(|c: char| c.is_control());
    if has_lines && !text.ends_with("\n\n") && !text.starts_with([' ', '\n']) && text.lines().all(is_plain) {
        let lines: String = text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") }).collect();
        return format!("{name}: |\n{lines}");
    }
    format!("{name}: {}\n", quoted(&text))
}

fn as_text(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Markdown(text) => text.clone(),
        _ => String::new(),
    }
}
