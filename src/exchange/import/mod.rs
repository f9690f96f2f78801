//! From what came back to a translation's file.

mod body;
mod front;
mod links;
mod marks;
mod notes;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::built;
use super::inline::{self, Token, marks};
use super::renewal::renewed;
use super::units::{self, Place, Unit, What, written};
use super::xliff::{numbered, with_own};
use super::{Delivered, DeliveredAside, Delivery, Existing, Key, Marked, Progress, Target, Whose, between, pairs, wording};
use crate::config::Kind;
use crate::config::fields::{Typed, Value};
use crate::diagnostics::{Location, codes};
use crate::document::Document;
use crate::found::{Findings, Found};
use crate::source::{Text, is_no_text, yaml};
use crate::translation::record::{self, quoted};
use crate::translation::sections::{self, Apart, FRONT, OPENING, Outline, RECIPE, Section};
use crate::translation::{Record, SectionHash, mark, pairing, state};
use marks::{Said, tokens, with_asides};

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
    /// How many of its texts are gone, since the source has them no more.
    pub gone: usize,
    /// How many parts for some readers alone it still has that the source has no more.
    pub left: usize,
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
    if is_newer && !ground.existing.is_some_and(|document| is_of_this_file(document, outline, delivery)) {
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
    let moves = existing.map(|existing| &existing.moves).into_iter().flatten();
    let whole = whole_sections(outline, &units, &came.targets, moves);
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

/// Whether a section of the source, or a part of it for some readers alone, still says what the translation was made from.
fn is_current(known: &BTreeMap<String, SectionHash>, outline: &Outline, id: &str) -> bool {
    known.contains_key(id) && known.get(id).copied() == outline.hash_of(id)
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
        has_section && self.texts_in(id).all(said)
    }

    /// Whether all texts of a section have theirs in the translation; `of_all` counts those for some readers alone.
    fn is_paired(&self, existing: &Existing, id: &str, of_all: bool) -> bool {
        let counts = |at: &usize| of_all || self.units[*at].apart.is_none();
        existing.section(id).is_some() && self.texts_in(id).filter(counts).all(|at| existing.said(at).is_some())
    }

    fn base(&self, id: &str) -> Base {
        match self.existing {
            _ if !self.is_whole(id) => Base::AsItWas,
            Some(existing) if self.has_units(id) && self.is_as_before(id) && self.is_built_as_source(existing, id) => Base::AsItWas,
            Some(existing) if existing.has_gone_part(id) => Base::Source,
            Some(existing) if self.is_current(id) && self.is_paired(existing, id, true) && self.is_built_alike(existing, id) => Base::Own,
            Some(existing) if self.is_followed(existing, id) && self.may_stay(existing, id) => Base::Own,
            Some(_) | None => Base::Source,
        }
    }

    /// Whether a section of the translation, which says what came back, stands as its source does.
    fn is_built_as_source(&self, existing: &Existing, id: &str) -> bool {
        match id {
            FRONT => self.is_in_order(existing, id) && (existing.knows_front || existing.longer.is_empty()),
            _ => self.is_built_alike(existing, id) && (self.is_current(id) || self.is_in_order(existing, id)),
        }
    }

    /// Whether a section whose source has changed since it was translated is known to be built as it was, but for its words.
    fn is_followed(&self, existing: &Existing, id: &str) -> bool {
        existing.between.contains_key(id) && self.is_built_alike(existing, id) && self.is_in_order(existing, id)
    }

    /// Whether what has changed of a section of the source and of its parts is words alone, and no text has come from another
    /// section or gone there, so that the translation may stay as it is built.
    fn is_built_alike(&self, existing: &Existing, id: &str) -> bool {
        let mut parts = self.outline.apart.iter().filter(|part| part.section == id);
        let is_moved = existing.moves.iter().any(|(from, to)| (from == id || to == id) && !self.stays_on_purpose(from, to));
        !is_moved && !existing.otherwise.contains(id) && !parts.any(|part| existing.otherwise.contains(&part.key))
    }

    /// Whether what stands in one section of the translation and in another one of the source does so on purpose, and nothing new
    /// came back for either.
    fn stays_on_purpose(&self, from: &str, to: &str) -> bool {
        let parts = self.outline.apart.iter().filter(|part| part.section == to);
        let mut meant = parts.filter_map(|part| self.kept?.of_part(&record::place(part)));
        meant.next().is_some() && [from, to].iter().all(|id| self.is_current(id) && self.is_as_before(id))
    }

    /// Whether the translation has the texts of a section in their order, and none beside them whose source is gone.
    fn is_in_order(&self, existing: &Existing, id: &str) -> bool {
        let own: Vec<usize> = self.texts_in(id).filter_map(|at| existing.beside[at]).collect();
        let is_here = |own: &usize| existing.section(id) == Some(&existing.units[*own].section);
        own.is_sorted() && !existing.gone.iter().any(is_here)
    }

    /// Whether a section of the translation says the same texts as its source and no others. A heading with other words has no
    /// other id only if that is written.
    fn may_stay(&self, existing: &Existing, id: &str) -> bool {
        let is_own = |unit: &Unit| Some(unit.section.as_str()) == existing.section(id) && unit.note.is_none();
        let own = (0..existing.units.len()).filter(|&at| is_own(&existing.units[at]));
        let is_heading = |at: &usize| matches!(self.units[*at].what, What::Heading(_));
        self.texts_in(id).map(|at| existing.beside[at]).eq(own.map(Some))
            && self.texts_in(id).filter(is_heading).all(|at| self.came.targets[at].as_ref() == existing.said(at))
    }

    /// The texts of a section but for notes, which may stand anywhere.
    fn texts_in(&self, id: &str) -> impl Iterator<Item = usize> {
        (0..self.units.len()).filter(move |&at| self.units[at].section == id && self.units[at].note.is_none())
    }

    /// Whether sections of the translation that stand as they stood in its source follow where these have moved to, now that
    /// something of it is written anew, or said to be made from something else.
    fn is_moved_along(&self, existing: &Existing) -> bool {
        let Some(kept) = self.kept else { return false };
        let place = |id: &str| existing.in_order().position(|own| existing.section(id) == Some(own));
        let (recorded, _) = kept.sections_and_parts();
        let of_source = &self.outline.sections;
        let from = pairing::follow(self.outline, &recorded);
        let mut places: Vec<(usize, usize)> =
            of_source.iter().zip(from).filter_map(|(section, from)| Some((from?, place(&section.id)?))).collect();
        places.sort_unstable();
        let is_said_anew = |id: &str| self.base(id) != Base::AsItWas || self.is_whole(id) && !self.is_current(id);
        places.is_sorted_by_key(|(_, own)| own) && of_source.iter().any(|section| is_said_anew(&section.id))
    }

    /// Whether a part of the file that is there already would be written over: what somebody has written in it since stays. What
    /// is still as it was sent may be.
    fn comes_over_what_is_there(&self) -> bool {
        let is_there = |id: &str| match id {
            FRONT => self.recorded(id).is_some(),
            _ => self.existing.is_some_and(|own| own.section(id).is_some()),
        };
        let written = |id: &str| self.existing.and_then(|existing| existing.written(id));
        let is_other = |id: &str| match self.delivery.written.get(id) {
            Some(sent) => written(id) != Some(*sent),
            None => is_there(id),
        };
        self.whole.iter().any(|id| self.has_units(id) && is_other(id) && self.base(id) != Base::AsItWas)
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
            let is_known = if section == FRONT { existing.knows_front } else { existing.between.contains_key(section) };
            if !self.is_current(section) && !is_known {
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
        let body = links::by_reference(self, notes::once(self, body::of(self)));
        let text = front::of(self).and_then(|front| {
            let text = format!("{front}{body}");
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
        if self.refuse_built_otherwise(&made, &record, findings) || self.refuse_what_would_be_lost(&made, findings) {
            return None;
        }
        let outline = &made.content().outline;
        let complete = self.has_all() && !state::of(self.outline, outline, Some(&record), None).is_outdated();
        record.text = self.text_hash(&record, outline);
        let text = if self.says_nothing_new(&record, outline) {
            text
        } else {
            yaml::with_field_and_remarks(&text, "translated_from", &record.yaml())?
        };
        let sections = self.outline.sections.iter().filter(|section| self.has_units(&section.id)).count();
        let (finished, reviewed) = (self.finished(), self.came.reviewed);
        Some(Import { text, finished, sections, reviewed, complete, gone: self.gone(), left: self.left(), hash: outline.hash })
    }

    /// How many parts for some readers alone stay in sections that came back as they were, though the source has them no more.
    fn left(&self) -> usize {
        let Some(existing) = self.existing else { return 0 };
        let kept = self.whole.iter().filter(|id| self.base(id) != Base::Source).filter_map(|id| existing.section(id));
        kept.flat_map(|own| existing.parts_of(own)).filter(|part| matches!(part.is, Whose::Gone(_))).count()
    }

    /// How many texts of the translation are taken away with those of the source that they said.
    fn gone(&self) -> usize {
        let Some(existing) = self.existing else { return 0 };
        let is_rewritten = |own: &str| existing.sections.iter().any(|(id, of)| of.as_deref() == Some(own) && self.base(id) == Base::Source);
        let is_of_gone_part =
            |unit: &Unit| existing.parts.iter().any(|part| unit.apart == Some(part.known_as()) && matches!(part.is, Whose::Gone(_)));
        let texts = existing.units.iter().enumerate();
        texts.filter(|(at, unit)| (existing.gone.contains(at) || is_of_gone_part(unit)) && is_rewritten(&unit.section)).count()
    }

    /// Whether the translation is said already to be made from that: its text is as it was, and each section was recorded,
    /// whatever its id was then. So nothing that came back as it went says anew that the text is current, nor that what has moved
    /// was followed.
    fn says_nothing_new(&self, record: &Record, made: &Outline) -> bool {
        let said = |record: &Record| {
            let gone: BTreeSet<String> = record.gone(self.outline).into_iter().collect();
            (record.known(self.outline), gone, record.sections_and_parts().1.into_iter().collect::<BTreeMap<_, _>>())
        };
        self.kept.is_some_and(|kept| said(kept) == said(record)) && self.hash_now() == Some(made.hash)
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
        let is_of_source = |unit: &Unit| unit.note.as_ref().is_some_and(|label| existing.is_note_of_source(label));
        for text in own.iter().filter(|unit| !comes(&unit.section) && !is_of_source(unit)).map(Unit::text) {
            let Some(at) = said.iter().position(|said| *said == text) else {
                let message = format!("a text of {path} that is no part of what came back would say something else: «{text}»");
                findings
                    .add(&codes::CHANGED_STRUCTURE, self.here(), message)
                    .hint("what its marks refer to stands in a section that came back; bring that in by hand");
                return true;
            };
            said.swap_remove(at);
        }
        if let Some(label) = notes::undefined(self, made, existing) {
            let message = format!("nothing in {path} would say what its note «{label}» says");
            findings.add(&codes::CHANGED_STRUCTURE, self.here(), message).hint("bring in by hand what came back");
            return true;
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

    fn refuse_built_otherwise(&self, made: &Document, record: &Record, findings: &mut Findings) -> bool {
        let otherwise = built_otherwise(self, made, record);
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
/// of no section that it was made from another text than the one that was sent. That may have been so before, which a file
/// tells that says how each section was written.
fn is_of_this_file(existing: &Document, sent: &Outline, delivery: &Delivery) -> bool {
    let has_part = |key: &str, said: SectionHash| {
        let is_it = |part: &Apart| part.whom() == sections::whom(key).0 && part.hash == said || record::place(part) == key;
        key.contains(':') && sent.apart.iter().any(is_it)
    };
    existing.translated_from.as_ref().is_some_and(|record| {
        record.text == Some(existing.content().outline.hash)
            && (!delivery.written.is_empty()
                || record.sections.iter().all(|(id, recorded)| sent.hash_of(id) == Some(*recorded) || has_part(id, *recorded)))
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
    let is_as_imported = |existing: &&Document| is_of_this_file(existing, &ground.source.content().outline, delivery);
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
        let asides = match &delivered.key {
            Key::Number(number, _) => delivery.asides.iter().filter(|aside| aside.unit == *number).collect(),
            Key::Text(..) => Vec::new(),
        };
        match asides.iter().fold(delivered.progress, |least, aside| least.min(aside.progress)) {
            Progress::Missing | Progress::Outdated => {
                unfinished.push(&delivered.at);
                reviewed = false;
                continue;
            }
            Progress::Translated => reviewed = false,
            Progress::Reviewed => {}
        }
        let said = existing.and_then(|existing| existing.said(at)).map(|tokens| Said {
            tokens,
            is_current: units[at].keys(units).into_iter().all(is_current),
            then: existing.and_then(|existing| existing.then[at].as_deref()),
        });
        match tokens(delivered, &units[at], said).map(|tokens| with_asides(tokens, delivered, &asides, source.directives())) {
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
/// section that it stands in. Sections between which a text has moved wait for each other: taken alone, one would lose it, or
/// both would have it.
fn whole_sections<'a>(
    outline: &'a Outline,
    units: &'a [Unit],
    targets: &[Option<Vec<Token>>],
    moves: impl Iterator<Item = &'a (String, String)>,
) -> Vec<&'a str> {
    let unfinished = units.iter().zip(targets).filter(|(_, target)| target.is_none());
    let mut waiting: BTreeSet<&str> = unfinished.map(|(unit, _)| unit.section.as_str()).collect();
    let notes = units.iter().filter(|unit| unit.note.is_some());
    let with_notes = notes.flat_map(|note| note.said_in(units).into_iter().map(|said_in| (note.section.as_str(), said_in)));
    let both_ways = moves.flat_map(|(from, to)| [(from.as_str(), to.as_str()), (to, from)]);
    let waits: Vec<(&str, &str)> = with_notes.chain(both_ways).collect();
    loop {
        let more: Vec<&str> = waits.iter().filter(|(on, _)| waiting.contains(on)).map(|(_, section)| *section).collect();
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
    let said = outline.sections.iter().filter_map(|section| {
        let hash = if sides.is_whole(&section.id) { section.hash } else { sides.recorded(&section.id)? };
        Some((section.id.clone(), hash))
    });
    let mut sections: Vec<_> = said.collect();
    if let Some(kept) = sides.kept {
        let gone = kept.gone(outline);
        mark::keep_gone(&mut sections, &kept.sections, |id| gone.iter().any(|gone| gone == id));
    }
    sections.extend(body::parts(sides));
    // What stands elsewhere on purpose does so still.
    let places = outline.apart.iter().map(record::place);
    let meant = places.filter_map(|place| sides.kept.and_then(|kept| Some((place.clone(), kept.of_part(&place)?))));
    sections.extend(meant);
    sections
}

/// What stands below a document's front matter.
fn below_front(document: &Document) -> &str {
    let start = document.content().outline.section(FRONT).map_or(0, |front| front.span.start);
    &document.file.text[start..]
}

/// Sections that a translation would build otherwise than what it is put together from, with what it would have, and what
/// that has. What will be recorded of it tells which of its sections is which.
fn built_otherwise<'a>(sides: &'a Sides, made: &Document, record: &Record) -> Vec<(&'a str, String, String)> {
    let (source, existing) = (sides.ground.source, sides.existing);
    let text_of = |document: &Document, id: &str| {
        document.content().outline.section(id).map(|section| document.file.text[section.span.clone()].to_owned()).unwrap_or_default()
    };
    let (pairs, _) = pairing::pair(&source.content().outline, &made.content().outline, Some(record));
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
        let shape = |text: &str| built::shape(text, source.directives());
        let (before, after) = (shape(&original), shape(&rebuilt));
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
    let may_be_there = sides.kept.is_none() || is_touched && pairing::headings_agree(sides.outline, own);
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

/// Whether a field of the translation has blocks beyond those of its source's, or a list texts of which can't be told whose they
/// are: what came back for the source's must be what the translation's begins with.
fn has_longer_field(existing: &Existing, sides: &Sides) -> bool {
    let is_of_source = |own: &Unit| {
        let here = existing.units.iter().enumerate().filter(|(_, other)| pairs::value(other) == pairs::value(own));
        here.into_iter().any(|(at, _)| existing.beside.contains(&Some(at)))
    };
    let is_of = |unit: &Unit, name: &str| pairs::value(unit).is_some_and(|(other, _)| other == name);
    let is_other = |at: usize| match (existing.said(at), &sides.came.targets[at]) {
        (Some(said), Some(target)) => !inline::are_alike(said, target),
        _ => false,
    };
    let begins_otherwise = |name: &String| (0..sides.units.len()).any(|at| is_of(&sides.units[at], name) && is_other(at));
    existing.lonely(FRONT).any(is_of_source) || existing.longer.iter().any(|name| !existing.knows_front || begins_otherwise(name))
}

/// Fields of a document's front matter that belong to it alone, and to no translation of it.
pub fn its_own(kind: &Kind) -> impl Iterator<Item = &str> {
    const COMMON: &[&str] = &["slug", "aliases", "lang", "reviewed", "translated_from", "draft", "date", "updated", "expires"];
    let of_kind = kind.fields.iter().filter(|field| !field.translated).map(|field| field.field.name.as_str());
    COMMON.iter().copied().chain(of_kind)
}
