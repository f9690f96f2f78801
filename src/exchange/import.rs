//! From what came back to a translation's file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::inline::{self, Token};
use super::units::{self, Place, Unit, What, written};
use super::xliff::marks;
use super::{Delivered, Delivery, Key, Marked, Progress, Target};
use crate::config::Kind;
use crate::config::fields::Value;
use crate::diagnostics::codes;
use crate::document::Document;
use crate::found::{Findings, Found};
use crate::source::{Text, yaml};
use crate::translation::record::quoted;
use crate::translation::sections::{FRONT, Outline, RECIPE};
use crate::translation::{Record, SectionHash, state};

/// What an import needs to know of the site.
pub struct Ground<'a> {
    pub kind: &'a Kind,
    /// The source as it was when it was sent.
    pub source: &'a Document,
    /// The translation as it is.
    pub existing: Option<&'a Document>,
    /// See [`units::name_terms`]; words are those of the source's language.
    pub term: units::Term<'a>,
    /// Reads a file's text as a document in the language of the translation.
    pub parse: &'a dyn Fn(&str) -> Found<Option<std::sync::Arc<Document>>>,
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
    /// Of the translation as it will be.
    pub hash: SectionHash,
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
    let hash_now = ground.existing.map(|document| document.content().outline.hash);
    let own_record = ground.existing.and_then(|document| document.translated_from.as_ref());
    let is_newer = delivery.translation != hash_now;
    // Nobody has changed it by hand since an import or a mark: it may be a part of this very file.
    let is_untouched = hash_now.is_some() && own_record.is_some_and(|record| record.text == hash_now);
    if is_newer && !is_untouched {
        tell_newer(delivery, file, ground, findings);
        return None;
    }
    let mut units = units::of(source, ground.kind);
    units::name_terms(&mut units, ground.term);
    let said_before = match ground.existing {
        Some(existing) => super::said_before(source, &units, existing, ground.kind),
        None => vec![None; units.len()],
    };
    let Came { places, targets, reviewed, unfinished } = came(delivery, file, source, &units, &said_before, findings)?;
    let is_another =
        |(before, target): (&Option<Vec<Token>>, &Option<Vec<Token>>)| before.is_some() && target.is_some() && before != target;
    if is_newer && said_before.iter().zip(&targets).any(is_another) {
        tell_newer(delivery, file, ground, findings);
        return None;
    }
    let here = || file.at(delivery.at..delivery.at);
    if let Some((count, first)) = unfinished {
        findings
            .add(
                &codes::UNFINISHED_TRANSLATION,
                first.map_or_else(here, |first| file.at(first)),
                format!(
                    "{}: {count} texts are not translated, or marked as not looked at; their sections stay as they were",
                    delivery.work
                ),
            )
            .hint("finish them in the translator's tool; remove the mark «fuzzy», or set the state to translated");
    }
    let whole = whole_sections(outline, &units, &targets);
    let is_whole = |id: &str| whole.contains(&id);
    let has_units = |id: &str| units.iter().any(|unit| unit.section == id);
    let finished = whole.iter().filter(|id| has_units(id)).count();
    if finished == 0 {
        return None;
    }
    let kept = own_record.filter(|record| record.recipe == RECIPE && record.language == source.language);
    let recorded = |id: &str| kept.and_then(|record| record.sections.iter().find(|(other, _)| other == id)).map(|(_, hash)| *hash);
    // Where the first text of a section came back.
    let place_of = |id: &str| {
        let first = units.iter().position(|unit| unit.section == id);
        first.and_then(|first| places[first].clone()).map_or_else(here, |place| file.at(place))
    };
    let more = with_more_of_their_own(ground, &units, &said_before, &recorded);
    let mut more = more.iter().filter(|id| is_whole(id)).peekable();
    if more.peek().is_some() {
        let path = ground.existing.map(|existing| existing.file.path.clone()).unwrap_or_default();
        for section in more {
            let title = if section.is_empty() { "opening" } else { section };
            let message = format!("{path} is built otherwise than its source in «{title}», and would be written over");
            findings
                .add(&codes::CHANGED_STRUCTURE, place_of(section), message)
                .hint("bring in by hand what came back, or take away what only the translation has and export again");
        }
        return None;
    }
    let mut record =
        Record { language: source.language.clone(), recipe: RECIPE, sections: sections(outline, kept, &recorded, &is_whole), text: None };
    let all_whole = outline.sections.iter().all(|section| is_whole(&section.id));
    let body = body(source, ground.existing, &units, &targets, &is_whole);
    let text = front(ground, &units, &targets, is_whole(FRONT), all_whole).and_then(|front| {
        let text = format!("{front}\n{}\n", body.trim_matches('\n'));
        yaml::with_field(&text, "translated_from", &record.yaml())
    });
    let Some(text) = text else {
        let path = &ground.existing.unwrap_or(source).file.path;
        findings
            .add(&codes::CHANGED_STRUCTURE, here(), format!("the front matter of {path} is written in a way that can't be changed safely"))
            .hint("write each field on lines of its own: `key: value`");
        return None;
    };
    let parsed = (ground.parse)(&text);
    let Some(made) = parsed.value else {
        let first = parsed.findings.first().map(|finding| format!(": {}", finding.message)).unwrap_or_default();
        findings
            .add(&codes::CHANGED_STRUCTURE, here(), format!("what came back for {} can't be read as a document{first}", delivery.work))
            .hint("look at the title and the fields of the front matter");
        return None;
    };
    let built_otherwise = built_otherwise(source, &made, &whole);
    if !built_otherwise.is_empty() {
        for (id, is, was) in built_otherwise {
            let message = format!("the section «{id}» of {} would be built otherwise: {is} in place of {was}", delivery.work);
            findings
                .add(&codes::CHANGED_STRUCTURE, place_of(id), message)
                .hint("a translation keeps headings, lists and tables as they are; only words change");
        }
        return None;
    }
    record.text = Some(made.content().outline.hash);
    let text = yaml::with_field(&text, "translated_from", &record.yaml())?;
    let sections = outline.sections.iter().filter(|section| has_units(&section.id)).count();
    Some(Import { text, finished, sections, reviewed, hash: made.content().outline.hash })
}

fn tell_newer(delivery: &Delivery, file: &Text, ground: &Ground, findings: &mut Findings) {
    let message = match ground.existing {
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
    said_before: &[Option<Vec<Token>>],
    findings: &mut Findings,
) -> Option<Came> {
    let by_text = by_text(units);
    let mut targets: Vec<Option<Vec<Token>>> = vec![None; units.len()];
    let mut places = vec![None; units.len()];
    let mut reviewed = true;
    let mut unfinished = Vec::new();
    let mut broken = false;
    for delivered in &delivery.units {
        let found = match &delivered.key {
            Key::Number(number) => (*number < units.len()).then_some(*number),
            Key::Text(section, text, time) => {
                by_text.get(&(section.as_str(), text.clone())).and_then(|same| same.get(time.checked_sub(1)?)).copied()
            }
        };
        let Some(at) = found else {
            findings
                .add(&codes::BROKEN_EXCHANGE_FILE, file.at(delivered.at.clone()), format!("{} has no such text", source.file.path))
                .hint("a tool must leave the source texts as they were exported");
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
        match tokens(delivered, &units[at]) {
            Ok(tokens) if targets[at].as_ref().is_some_and(|known| *known != tokens) => {
                let message = "this text came back twice, with two translations";
                findings.add(&codes::BROKEN_EXCHANGE_FILE, file.at(delivered.at.clone()), message).hint("keep one of them");
                broken = true;
            }
            Ok(tokens) => {
                targets[at] = Some(match (&delivered.target, &said_before[at]) {
                    // XLIFF brings the source's marks back, a Markdown text its own.
                    (Target::Marked(_), Some(before)) => inline::as_before(tokens, before),
                    (Target::Marked(_) | Target::Text(_), _) => tokens,
                });
            }
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

/// The units of each section that say the same, in their order.
fn by_text(units: &[Unit]) -> BTreeMap<(&str, String), Vec<usize>> {
    let mut by_text: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, unit) in units.iter().enumerate() {
        by_text.entry((unit.section.as_str(), unit.text())).or_default().push(at);
    }
    by_text
}

/// The sections of a source all of whose texts are translated.
fn whole_sections<'a>(outline: &'a Outline, units: &[Unit], targets: &[Option<Vec<Token>>]) -> Vec<&'a str> {
    let notes_done = units.iter().zip(targets).all(|(unit, target)| !unit.is_note() || target.is_some());
    let waits = |unit: &Unit, target: &Option<Vec<Token>>| target.is_none() || !notes_done && unit.refers_to_note();
    let waiting: BTreeSet<&str> =
        units.iter().zip(targets).filter(|(unit, target)| waits(unit, target)).map(|(unit, _)| unit.section.as_str()).collect();
    outline.sections.iter().map(|section| section.id.as_str()).filter(|id| !waiting.contains(id)).collect()
}

/// What the translation's record says of each section: what was translated, not what the source says today.
fn sections(
    outline: &Outline,
    kept: Option<&Record>,
    recorded: &dyn Fn(&str) -> Option<SectionHash>,
    is_whole: &dyn Fn(&str) -> bool,
) -> Vec<(String, SectionHash)> {
    let own = outline.sections.iter().map(|section| (&section.id, &section.id, section.hash));
    let parts = outline.apart.iter().map(|part| (&part.section, &part.key, part.hash));
    let said = own.chain(parts).filter_map(|(section, key, hash)| {
        let hash = if is_whole(section) { hash } else { recorded(key)? };
        Some((key.clone(), hash))
    });
    let gone =
        kept.into_iter().flat_map(|kept| &kept.sections).filter(|(id, _)| outline.section(id).is_none() && outline.part(id).is_none());
    said.chain(gone.cloned()).collect()
}

/// Sections that a translation would build otherwise than its source, with what it would have, and what the source has.
fn built_otherwise<'a>(source: &Document, made: &Document, whole: &[&'a str]) -> Vec<(&'a str, String, String)> {
    let text_of = |document: &Document, id: &str| {
        document.content().outline.section(id).map(|section| document.file.text[section.span.clone()].to_owned()).unwrap_or_default()
    };
    let (pairs, _) = state::pair(&source.content().outline, &made.content().outline);
    let mut otherwise = Vec::new();
    for id in whole.iter().filter(|id| **id != FRONT) {
        let own = pairs.iter().find(|(source, _)| source == id).and_then(|(_, own)| own.clone()).unwrap_or_default();
        let (original, mut rebuilt) = (text_of(source, id), text_of(made, &own));
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

/// Sections of a source that are said to be current, though their translation is built otherwise: it says more than they do.
fn with_more_of_their_own(
    ground: &Ground,
    units: &[Unit],
    said_before: &[Option<Vec<Token>>],
    recorded: &dyn Fn(&str) -> Option<SectionHash>,
) -> Vec<String> {
    let Some(existing) = ground.existing else { return Vec::new() };
    let outline = &ground.source.content().outline;
    let own = units::of(existing, ground.kind);
    let (pairs, _) = state::pair(outline, &existing.content().outline);
    let says_more = |id: &str| {
        let own_id = pairs.iter().find(|(other, _)| other == id).and_then(|(_, own)| own.as_ref());
        let is_its = |unit: &Unit, id: &str| unit.section == id && unit.apart.is_none();
        own_id.is_some_and(|own_id| own.iter().any(|unit| is_its(unit, own_id)))
            && units.iter().zip(said_before).all(|(unit, said)| !is_its(unit, id) || said.is_none())
    };
    let sections = outline.sections.iter().filter(|section| section.id != FRONT && recorded(&section.id) == Some(section.hash));
    sections.map(|section| section.id.clone()).filter(|id| says_more(id)).collect()
}

/// What came back for a unit, its marks put back from the source; or what is wrong with it, and how to mend it.
fn tokens(delivered: &Delivered, unit: &Unit) -> Result<Vec<Token>, (Vec<String>, &'static str)> {
    const OF_MARKS: &str = "each link, number and placeholder of the source stands once in the translation";
    const OF_KIND: &str = "a translation is one text of the same kind as its source";
    let tokens = match &delivered.target {
        Target::Text(text) => {
            unit.read(text).map_err(|what| (vec![format!("the translation of a {} would be {what}", unit.what.name())], OF_KIND))?
        }
        Target::Marked(pieces) => {
            let marks = marks(&unit.tokens);
            let mut tokens = Vec::new();
            let mut unknown = Vec::new();
            for piece in pieces {
                match piece {
                    Marked::Text(text) => tokens.push(Token::Text(text.clone())),
                    Marked::Close => tokens.push(Token::Close),
                    Marked::Open(number) | Marked::Fixed(number) => match marks.get(*number) {
                        Some(mark @ Token::Open(_)) if matches!(piece, Marked::Open(_)) => tokens.push((*mark).clone()),
                        Some(mark @ Token::Fixed(_)) if matches!(piece, Marked::Fixed(_)) => tokens.push((*mark).clone()),
                        Some(_) | None => unknown.push("a placeholder is not one of the source's".to_owned()),
                    },
                }
            }
            if !unknown.is_empty() {
                unknown.dedup();
                return Err((unknown, OF_MARKS));
            }
            inline::tidy(tokens)
        }
    };
    let strict = matches!(delivered.target, Target::Marked(_));
    // A mark that stands between letters and signs in an unlucky way is none in Markdown.
    if strict && unit.read(&written(unit.what, &tokens)) != Ok(tokens.clone()) {
        let message = "a mark stands where Markdown can't have one: begin and end it at words, without white space within";
        return Err((vec![message.to_owned()], OF_MARKS));
    }
    let differences = inline::differences(&unit.tokens, &tokens, strict);
    if differences.is_empty() { Ok(tokens) } else { Err((differences, OF_MARKS)) }
}

/// The text below the front matter: finished sections from what came back, the others as they were.
fn body(
    source: &Document,
    existing: Option<&Document>,
    units: &[Unit],
    targets: &[Option<Vec<Token>>],
    is_whole: &dyn Fn(&str) -> bool,
) -> String {
    let (pairs, left_over) =
        existing.map(|existing| state::pair(&source.content().outline, &existing.content().outline)).unwrap_or_default();
    let kept = |id: &str| -> Option<String> {
        let existing = existing?;
        let own = pairs.iter().find(|(source, _)| source == id)?.1.as_ref()?;
        let content = existing.content();
        let section = content.outline.section(own)?;
        Some(existing.file.text[section.span.clone()].to_owned())
    };
    let mut out = String::new();
    let mut add = |part: &str| {
        if !out.is_empty() && !out.ends_with("\n\n") {
            out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
        }
        out.push_str(part);
    };
    for section in source.content().outline.sections.iter().filter(|section| section.id != FRONT) {
        if !is_whole(&section.id) {
            kept(&section.id).iter().for_each(|text| add(text));
            continue;
        }
        let mut text = String::new();
        let mut at = section.span.start;
        let original = &source.file.text;
        for (unit, target) in units.iter().zip(targets).filter(|(unit, _)| unit.section == section.id) {
            let (Place::Body(range), Some(target)) = (&unit.place, target) else { continue };
            text.push_str(&original[at..range.start]);
            text.push_str(&units::in_file(unit.what, target));
            at = range.end;
            // The translated heading keeps the id of the source's, so that sections stay together.
            if matches!(unit.what, What::Heading(_)) && unit.line == line(original, section.heading) {
                let rest = original[at..].lines().next().unwrap_or_default();
                if !rest.contains("{#") {
                    text.push_str(&format!(" {{#{}}}", section.id.trim_start_matches('#')));
                    // Number signs after a heading would stand after its id.
                    at += rest.len();
                }
            }
        }
        text.push_str(&original[at..section.span.end]);
        // What the translation has for its own readers alone stays.
        if let Some(own) = kept(&section.id) {
            for part in units::parts_of_its_own(&own, &original[section.span.clone()], source.directives()) {
                text = format!("{}\n\n{}\n", text.trim_end(), own[part].trim_end());
            }
        }
        // What came back as it was is left as it was written.
        let same = kept(&section.id).filter(|kept| squeezed(kept) == squeezed(&text));
        add(same.as_deref().unwrap_or(&text));
    }
    if let Some(existing) = existing {
        for id in left_over {
            if let Some(section) = existing.content().outline.section(&id) {
                add(&existing.file.text[section.span.clone()]);
            }
        }
    }
    out
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
fn front(ground: &Ground, units: &[Unit], targets: &[Option<Vec<Token>>], is_whole: bool, all_whole: bool) -> Option<String> {
    let base = ground.existing.unwrap_or(ground.source);
    let text = &base.file.text;
    let body = base.content().outline.section(FRONT).map_or(text.len(), |front| front.span.start);
    let mut out = text[..body].to_owned();
    if ground.existing.is_none() {
        for name in its_own(ground.kind) {
            out = yaml::without_field(&out, name);
        }
        if !all_whole {
            out = yaml::with_field(&out, "draft", "draft: true\n")?;
        }
    }
    if !is_whole {
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
    for name in names {
        let texts = |document: &Document| -> Option<Vec<String>> {
            Some(match &document.fields.get(name)?.value {
                Value::List(items) => items.iter().map(|item| as_text(&item.value)).collect(),
                value => vec![as_text(value)],
            })
        };
        let said: Vec<String> = texts(ground.source)
            .unwrap_or_default()
            .iter()
            .enumerate()
            .map(|(index, original)| {
                let mut text = String::new();
                let mut at = 0;
                for (unit, target) in units.iter().zip(targets) {
                    let (Place::Field(other, of, range), Some(target)) = (&unit.place, target) else { continue };
                    if other == name && *of == index {
                        text.push_str(&original[at..range.start]);
                        text.push_str(&written(unit.what, target));
                        at = range.end;
                    }
                }
                text + &original[at..]
            })
            .collect();
        if texts(base).as_ref() == Some(&said) {
            continue;
        }
        let is_list = ground.source.fields.get(name).is_some_and(|typed| matches!(typed.value, Value::List(_)));
        let field = if is_list {
            let items: String = said.iter().map(|text| format!("  - {}\n", quoted(text))).collect();
            format!("{name}:\n{items}")
        } else {
            format!("{name}: {}\n", quoted(&said.concat()))
        };
        out = yaml::with_field(&out, name, &field)?;
    }
    Some(out)
}

fn as_text(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Markdown(text) => text.clone(),
        _ => String::new(),
    }
}
