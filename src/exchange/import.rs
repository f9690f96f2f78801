//! From what came back to a translation's file.

use super::inline::{self, Token};
use super::units::{self, Place, Unit, What, written};
use super::xliff::marks;
use super::{Delivered, Delivery, Key, Marked, Progress, Target};
use crate::config::Kind;
use crate::config::fields::Value;
use crate::diagnostics::codes;
use crate::document::Document;
use crate::found::{Findings, Found};
use crate::source::Text;
use crate::translation::record::{self, quoted};
use crate::translation::sections::{FRONT, RECIPE};
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
    let source = ground.source;
    let here = || file.at(delivery.at..delivery.at);
    let newer = |findings: &mut Findings| {
        let message = match ground.existing {
            Some(existing) => format!("{} was changed after this file was exported", existing.file.path),
            None => format!("the translation of {} was removed after this file was exported", delivery.work),
        };
        findings
            .add(&codes::NEWER_TRANSLATION, here(), message)
            .hint("nothing of it was written; export again, so that the newer text is not lost");
    };
    let hash_now = ground.existing.map(|document| document.content().outline.hash);
    let own_record = ground.existing.and_then(|document| document.translated_from.as_ref());
    let is_newer = delivery.translation != hash_now;
    // Nobody has changed it by hand since an import or a mark: it may be a part of this very file.
    let is_untouched = hash_now.is_some() && own_record.is_some_and(|record| record.text == hash_now);
    if is_newer && !is_untouched {
        newer(&mut findings);
        return findings.with(None);
    }
    let mut units = units::of(source, ground.kind);
    units::name_terms(&mut units, ground.term);
    let said_before = match ground.existing {
        Some(existing) => super::said_before(source, &units, existing, ground.kind),
        None => vec![None; units.len()],
    };
    let mut targets: Vec<Option<Vec<Token>>> = vec![None; units.len()];
    let mut reviewed = true;
    let mut unfinished = Vec::new();
    let mut came = vec![false; units.len()];
    let mut broken = false;
    for delivered in &delivery.units {
        let Some(at) = find(&units, &delivered.key) else {
            findings
                .add(&codes::BROKEN_EXCHANGE_FILE, file.at(delivered.at.clone()), format!("{} has no such text", source.file.path))
                .hint("a tool must leave the source texts as they were exported");
            broken = true;
            continue;
        };
        came[at] = true;
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
                findings
                    .add(&codes::BROKEN_EXCHANGE_FILE, file.at(delivered.at.clone()), "this text came back twice, with two translations")
                    .hint("keep one of them");
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
                // The place is sought once: a long file may be wrong in many ways.
                let here = file.at(delivered.at.clone());
                for message in messages {
                    findings.add(&codes::BROKEN_MARK, here.clone(), message).hint(hint);
                }
            }
        }
    }
    let lost = came.iter().filter(|came| !**came).count();
    reviewed &= lost == 0;
    if broken {
        return findings.with(None);
    }
    let is_another =
        |(before, target): (&Option<Vec<Token>>, &Option<Vec<Token>>)| before.is_some() && target.is_some() && before != target;
    if is_newer && said_before.iter().zip(&targets).any(is_another) {
        newer(&mut findings);
        return findings.with(None);
    }
    if !unfinished.is_empty() || lost > 0 {
        findings
            .add(
                &codes::UNFINISHED_TRANSLATION,
                unfinished.first().map_or_else(here, |first| file.at((*first).clone())),
                format!(
                    "{}: {} texts are not translated, or marked as not looked at; their sections stay as they were",
                    delivery.work,
                    unfinished.len() + lost
                ),
            )
            .hint("finish them in the translator's tool; remove the mark «fuzzy», or set the state to translated");
    }
    let notes_done = units.iter().zip(&targets).all(|(unit, target)| !unit.is_note() || target.is_some());
    let content = source.content();
    let whole: Vec<(&str, bool)> = content
        .outline
        .sections
        .iter()
        .map(|section| {
            let mut own = units.iter().zip(&targets).filter(|(unit, _)| unit.section == section.id);
            (section.id.as_str(), own.all(|(unit, target)| target.is_some() && (notes_done || !unit.refers_to_note())))
        })
        .collect();
    let is_whole = |id: &str| whole.iter().any(|(other, whole)| *other == id && *whole);
    let finished = whole.iter().filter(|(id, whole)| *whole && units.iter().any(|unit| unit.section == *id)).count();
    if finished == 0 {
        return findings.with(None);
    }
    let kept = own_record.filter(|record| record.recipe == RECIPE && record.language == source.language);
    let recorded = |id: &str| kept.and_then(|record| record.sections.iter().find(|(other, _)| other == id)).map(|(_, hash)| *hash);
    for section in with_more_of_their_own(ground, &units, &said_before, &recorded).iter().filter(|id| is_whole(id)) {
        let path = ground.existing.map(|existing| existing.file.path.clone()).unwrap_or_default();
        let title = if section.is_empty() { "opening" } else { section };
        let place = units.iter().position(|unit| unit.section == *section);
        let place = delivery.units.iter().find(|delivered| find(&units, &delivered.key) == place);
        findings
            .add(
                &codes::CHANGED_STRUCTURE,
                place.map_or_else(here, |place| file.at(place.at.clone())),
                format!("{path} is built otherwise than its source in «{title}», and would be written over"),
            )
            .hint("bring in by hand what came back, or take away what only the translation has and export again");
        broken = true;
    }
    if broken {
        return findings.with(None);
    }
    let body = body(source, ground.existing, &units, &targets, &is_whole);
    let front = front(ground, &units, &targets, is_whole(FRONT), whole.iter().all(|(_, whole)| *whole));
    let mut text = format!("{front}\n{}\n", body.trim_matches('\n'));
    let mut sections: Vec<(String, SectionHash)> = content
        .outline
        .sections
        .iter()
        .filter_map(|section| {
            // What was translated is recorded, not what the source says today.
            Some((section.id.clone(), if is_whole(&section.id) { Some(section.hash) } else { recorded(&section.id) }?))
        })
        .collect();
    let parts = content.outline.apart.iter();
    sections.extend(parts.filter_map(|part| {
        let hash = if is_whole(&part.section) { Some(part.hash) } else { recorded(&part.key) };
        Some((part.key.clone(), hash?))
    }));
    if let Some(kept) = kept {
        sections.extend(
            kept.sections.iter().filter(|(id, _)| content.outline.section(id).is_none() && content.outline.part(id).is_none()).cloned(),
        );
    }
    let mut record = Record { language: source.language.clone(), recipe: RECIPE, sections, text: None };
    text = record::with_field(&text, "translated_from", &record.yaml()).unwrap_or(text);
    let parsed = (ground.parse)(&text);
    let Some(made) = parsed.value else {
        let first = parsed.findings.first().map(|finding| format!(": {}", finding.message)).unwrap_or_default();
        findings
            .add(&codes::CHANGED_STRUCTURE, here(), format!("what came back for {} can't be read as a document{first}", delivery.work))
            .hint("look at the title and the fields of the front matter");
        return findings.with(None);
    };
    record.text = Some(made.content().outline.hash);
    text = record::with_field(&text, "translated_from", &record.yaml()).unwrap_or(text);
    let text_of = |document: &Document, id: &str| {
        document.content().outline.section(id).map(|section| document.file.text[section.span.clone()].to_owned()).unwrap_or_default()
    };
    let (pairs, _) = state::pair(&source.content().outline, &made.content().outline);
    for (id, _) in whole.iter().filter(|(id, whole)| *whole && *id != FRONT) {
        let own = pairs.iter().find(|(source, _)| source == id).and_then(|(_, own)| own.clone()).unwrap_or_default();
        let (original, mut rebuilt) = (text_of(source, id), text_of(&made, &own));
        // What the translation has for its own readers alone is its own matter.
        for part in units::parts_of_its_own(&rebuilt, &original, source.directives()).into_iter().rev() {
            rebuilt.replace_range(part, "");
        }
        let (before, after) = (units::shape(&original), units::shape(&rebuilt));
        if before == after {
            continue;
        }
        let at = (0..before.len().max(after.len())).find(|&at| before.get(at) != after.get(at)).unwrap_or_default();
        let name = |shape: &[String]| shape.get(at).cloned().unwrap_or_else(|| "nothing".to_owned());
        let first = units.iter().position(|unit| unit.section == *id);
        let place = delivery
            .units
            .iter()
            .find(|delivered| find(&units, &delivered.key) == first)
            .map_or(delivery.at..delivery.at, |d| d.at.clone());
        findings
            .add(
                &codes::CHANGED_STRUCTURE,
                file.at(place),
                format!("the section «{id}» of {} would be built otherwise: {} in place of {}", delivery.work, name(&after), name(&before)),
            )
            .hint("a translation keeps headings, lists and tables as they are; only words change");
        broken = true;
    }
    if broken {
        return findings.with(None);
    }
    let sections = source.content().outline.sections.iter().filter(|section| units.iter().any(|unit| unit.section == section.id)).count();
    findings.with(Some(Import { text, finished, sections, reviewed, hash: made.content().outline.hash }))
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

fn find(units: &[Unit], key: &Key) -> Option<usize> {
    match key {
        Key::Number(number) => (*number < units.len()).then_some(*number),
        Key::Text(section, text, time) => {
            (0..units.len()).filter(|&at| units[at].section == *section && units[at].text() == *text).nth(time.checked_sub(1)?)
        }
    }
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

/// Everything above the text: the translation's own front matter, or the source's without what is its own.
fn front(ground: &Ground, units: &[Unit], targets: &[Option<Vec<Token>>], is_whole: bool, all_whole: bool) -> String {
    let base = ground.existing.unwrap_or(ground.source);
    let text = &base.file.text;
    let body = base.content().outline.section(FRONT).map_or(text.len(), |front| front.span.start);
    let mut out = text[..body].to_owned();
    if ground.existing.is_none() {
        for name in its_own(ground.kind) {
            out = record::without_field(&out, name);
        }
        if !all_whole {
            out = record::with_field(&out, "draft", "draft: true\n").unwrap_or(out);
        }
    }
    if !is_whole {
        return out;
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
        let yaml = if is_list {
            let items: String = said.iter().map(|text| format!("  - {}\n", quoted(text))).collect();
            format!("{name}:\n{items}")
        } else {
            format!("{name}: {}\n", quoted(&said.concat()))
        };
        out = record::with_field(&out, name, &yaml).unwrap_or(out);
    }
    out
}

fn as_text(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Markdown(text) => text.clone(),
        _ => String::new(),
    }
}
