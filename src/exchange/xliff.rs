//! XLIFF 2.1: a file for each document, a unit for each block, a segment for each sentence.
//!
//! The source's whole text travels along as the skeleton, so that what comes back can be put together also when the
//! source has changed meanwhile; what it was made from is then recorded, and shows as outdated.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::asides;
use super::inline::{self, Fixed, Token, Wrap, are_of_one_sort, marks, paired};
use super::sentences;
use super::units::Unit;
use super::{Delivered, DeliveredAside, Delivery, Key, Marked, Parcel, Progress, Target};
use crate::diagnostics::codes;
use crate::found::{Findings, Found};
use crate::language::Language;
use crate::source::Text;
use crate::translation::SectionHash;
use crate::translation::sections::{FRONT, OPENING, RECIPE};

/// How deep elements may stand in one another, and how many marks one text may have in source and translation together.
/// What is exported has far fewer; a file that has more was made to keep somebody busy.
const DEEPEST: usize = 100;
const MOST_MARKS: usize = 2_000;

/// The sub-state of what was translated from another state of the source.
const OUTDATED: &str = "lykta:outdated";

/// Begins the name of what tells of a part for some readers alone.
const APART: &str = "apart ";

/// Text as it may stand in XML; what XML can't hold is left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Documents with one source language as one XLIFF file.
pub fn write(parcels: &[Parcel], from: &Language, to: &Language) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" \
         xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\" version=\"2.1\" srcLang=\"{from}\" trgLang=\"{to}\">\n"
    );
    for (at, parcel) in parcels.iter().enumerate().filter(|(_, parcel)| !parcel.units.is_empty()) {
        write_file(at + 1, parcel, from, to, &mut out);
    }
    out.push_str("</xliff>\n");
    out
}

/// How many marks a text may have, so that it can be read again when its translation has as many.
pub const MOST_MARKS_OF_SOURCE: usize = MOST_MARKS / 2;

/// The first text that has more.
pub fn too_marked(parcel: &Parcel) -> Option<&Unit> {
    parcel.units.iter().find(|unit| marks_in(&unit.tokens) > MOST_MARKS_OF_SOURCE)
}

fn write_file(number: usize, parcel: &Parcel, from: &Language, to: &Language, out: &mut String) {
    let document = &parcel.source;
    let _ = writeln!(out, " <file id=\"f{number}\" original=\"{}\" xml:space=\"preserve\">", escape(&document.file.path));
    let _ = writeln!(out, "  <skeleton>{}</skeleton>", escape(&document.file.text));
    let mut meta = vec![("work".to_owned(), parcel.work.clone()), ("recipe".to_owned(), RECIPE.to_string())];
    meta.extend(parcel.translation.map(|hash| ("translation-hash".to_owned(), hash.to_string())));
    meta.extend(document.content().outline.apart.iter().map(|part| (format!("{APART}{}", part.key), part.hash.to_string())));
    write_meta("  ", &meta, out);
    for (at, unit) in parcel.units.iter().enumerate() {
        write_unit(at, unit, parcel, from, to, out);
    }
    out.push_str(" </file>\n");
}

fn write_meta(indent: &str, meta: &[(String, String)], out: &mut String) {
    let _ = writeln!(out, "{indent}<mda:metadata>\n{indent} <mda:metaGroup category=\"lykta\">");
    for (name, value) in meta {
        let _ = writeln!(out, "{indent}  <mda:meta type=\"{}\">{}</mda:meta>", escape(name), escape(value));
    }
    let _ = writeln!(out, "{indent} </mda:metaGroup>\n{indent}</mda:metadata>");
}

fn write_unit(at: usize, unit: &Unit, parcel: &Parcel, from: &Language, to: &Language, out: &mut String) {
    let _ = writeln!(out, "  <unit id=\"u{}\" name=\"{}\" canResegment=\"yes\">", at + 1, escape(&name(unit, at)));
    let content = parcel.source.content();
    let section = content.outline.section(&unit.section);
    let mut meta = vec![("section".to_owned(), unit.section.clone())];
    meta.extend(section.map(|section| ("source-hash".to_owned(), section.hash.to_string())));
    meta.extend(parcel.written.get(&unit.section).map(|hash| ("translation-hash".to_owned(), hash.to_string())));
    write_meta("   ", &meta, out);
    out.push_str("   <notes>\n");
    let title = match &unit.section {
        id if id == FRONT => "front matter".to_owned(),
        id if id == OPENING => "before the first heading".to_owned(),
        _ => section.map(|section| section.title.clone()).unwrap_or_default(),
    };
    let place = format!("{}, section: {title}, {}:{}", unit.what.name(), parcel.source.file.path, unit.line);
    let _ = writeln!(out, "    <note category=\"location\">{}</note>", escape(&place));
    if let Some(before) = &parcel.before[at] {
        let _ = writeln!(out, "    <note category=\"previous-source\">{}</note>", escape(before));
    }
    out.push_str("   </notes>\n");
    let (progress, target) = &parcel.targets[at];
    let of_source = marks(&unit.tokens);
    let target = target.as_ref().map(|tokens| (tokens, numbered(&of_source, tokens)));
    let asides = write_asides(at, &of_source, target.as_ref(), *progress, parcel);
    let marks = match &target {
        Some((tokens, numbers)) => with_own(&of_source, tokens, numbers),
        None => of_source,
    };
    if !marks.is_empty() {
        out.push_str("   <originalData>\n");
        for (number, mark) in marks.iter().enumerate() {
            match mark {
                Token::Open(wrap) => {
                    let (before, after) = wrap.written();
                    let _ = writeln!(out, "    <data id=\"d{}\">{}</data>", number + 1, escape(before));
                    let _ = writeln!(out, "    <data id=\"e{}\">{}</data>", number + 1, escape(after));
                }
                Token::Fixed(fixed) => {
                    let _ = writeln!(out, "    <data id=\"d{}\">{}</data>", number + 1, escape(fixed.written().trim_end()));
                }
                Token::Text(_) | Token::Close => {}
            }
        }
        out.push_str("   </originalData>\n");
    }
    let mut segments = sentences::split(&unit.tokens, from);
    let mut targets: Vec<Option<(Vec<Token>, Vec<usize>)>> = vec![None; segments.len()];
    if let Some((tokens, numbers)) = target {
        let mut parts = sentences::split(tokens, to);
        if parts.len() != segments.len() {
            segments = vec![unit.tokens.clone()];
            parts = vec![tokens.clone()];
        }
        let mut rest = numbers.as_slice();
        targets = parts
            .into_iter()
            .map(|part| {
                let count = part.iter().filter(|token| matches!(token, Token::Open(_) | Token::Fixed(_))).count();
                let (own, after) = rest.split_at(count.min(rest.len()));
                rest = after;
                Some((part, own.to_vec()))
            })
            .collect();
    }
    let state = state(if targets.iter().all(Option::is_none) { Progress::Missing } else { *progress });
    let mut number = 0;
    let last = segments.len();
    for (index, (mut segment, target)) in segments.into_iter().zip(targets).enumerate() {
        let space = index + 1 < last && cut_space(&mut segment);
        let count = marks_in(&segment);
        let numbers: Vec<usize> = (number..number + count).collect();
        number += count;
        let _ = writeln!(out, "   <segment id=\"s{}\"{state}>", index + 1);
        let _ = writeln!(out, "    <source>{}</source>", inline(&segment, &numbers, &asides));
        if let Some((mut tokens, numbers)) = target {
            cut_space(&mut tokens);
            let _ = writeln!(out, "    <target>{}</target>", inline(&tokens, &numbers, &asides));
        }
        out.push_str("   </segment>\n");
        let joint = (sentences::joint(from) != sentences::joint(to)).then(|| format!("<target>{}</target>", sentences::joint(to)));
        if space || index + 1 < last && joint.is_some() {
            let source = if space { " " } else { "" };
            let _ = writeln!(out, "   <ignorable>\n    <source>{source}</source>{}\n   </ignorable>", joint.unwrap_or_default());
        }
    }
    out.push_str("  </unit>\n");
    asides.values().for_each(|(_, written)| out.push_str(written));
}

/// How far the translation of a text is, as attributes.
fn state(progress: Progress) -> String {
    match progress {
        Progress::Missing => " state=\"initial\"".to_owned(),
        // Not «translated»: who delivers it must have looked at it.
        Progress::Outdated => format!(" state=\"initial\" subState=\"{OUTDATED}\""),
        Progress::Translated => " state=\"translated\"".to_owned(),
        Progress::Reviewed => " state=\"reviewed\"".to_owned(),
    }
}

/// For each mark within which words stand, the ids of their units, and these.
type Asides = BTreeMap<usize, (String, String)>;

/// Units for the words within the marks of a text, with what the translation says there.
fn write_asides(at: usize, marks: &[&Token], target: Option<&(&Vec<Token>, Vec<usize>)>, progress: Progress, parcel: &Parcel) -> Asides {
    let declared = parcel.source.directives();
    let own = |number: usize| {
        let (tokens, numbers) = target?;
        let at = numbers.iter().position(|other| *other == number)?;
        Some(asides::of(inline::marks(tokens)[at], declared))
    };
    let mut written = Asides::new();
    for (number, mark) in marks.iter().enumerate() {
        for aside in asides::of(mark, declared) {
            let id = format!("u{}-{}-{}", at + 1, number + 1, aside.name);
            let own = own(number);
            let said = own.as_ref().and_then(|own| own.iter().find(|own| own.name == aside.name));
            // A translation may do without.
            if own.is_some() && said.is_none() && progress >= Progress::Translated {
                continue;
            }
            let state = state(if said.is_some() { progress } else { Progress::Missing });
            let target = said.map(|said| format!("\n    <target>{}</target>", escape(&said.text))).unwrap_or_default();
            let (ids, units) = written.entry(number).or_default();
            ids.push_str(if ids.is_empty() { "" } else { " " });
            ids.push_str(&id);
            let source = escape(&aside.text);
            let _ = writeln!(
                units,
                "  <unit id=\"{id}\" canResegment=\"no\">\n   <segment id=\"s1\"{state}>\n    <source>{source}</source>{target}\n   </segment>\n  </unit>"
            );
        }
    }
    written
}

fn name(unit: &Unit, at: usize) -> String {
    format!("{}/{}", if unit.section.is_empty() { "opening" } else { &unit.section }, at + 1)
}

fn marks_in(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| matches!(token, Token::Open(_) | Token::Fixed(_))).count()
}

/// Takes white space off the end; whether there was some.
fn cut_space(tokens: &mut [Token]) -> bool {
    let Some(Token::Text(text)) = tokens.last_mut() else { return false };
    let length = text.trim_end_matches(' ').len();
    let cut = length < text.len();
    text.truncate(length);
    cut
}

/// For each mark of a translation its number: the place of the source's mark which it is, or for which it stands, being of the
/// same sort, such as a law's page in another language. What the translation alone has is numbered behind those.
pub fn numbered(marks: &[&Token], tokens: &[Token]) -> Vec<usize> {
    let own = inline::marks(tokens);
    let mut numbers = paired(&own, marks);
    let taken: BTreeSet<usize> = numbers.iter().flatten().copied().collect();
    let mut left: Vec<usize> = (0..marks.len()).filter(|at| !taken.contains(at)).collect();
    for (number, mark) in numbers.iter_mut().zip(own).filter(|(number, _)| number.is_none()) {
        *number = left.iter().position(|&at| are_of_one_sort(marks[at], mark)).map(|at| left.remove(at));
    }
    let mut behind = marks.len()..;
    numbers.into_iter().filter_map(|number| number.or_else(|| behind.next())).collect()
}

/// The marks of a source, and behind them those that the translation alone has.
pub fn with_own<'a>(marks: &[&'a Token], tokens: &'a [Token], numbers: &[usize]) -> Vec<&'a Token> {
    let own = inline::marks(tokens).into_iter().zip(numbers).filter(|(_, number)| **number >= marks.len());
    marks.iter().copied().chain(own.map(|(mark, _)| mark)).collect()
}

fn inline(tokens: &[Token], numbers: &[usize], asides: &Asides) -> String {
    let mut out = String::new();
    let mut numbers = numbers.iter().map(|number| number + 1);
    for token in tokens {
        match token {
            Token::Text(text) => out.push_str(&escape(text)),
            Token::Open(wrap) => {
                let number = numbers.next().unwrap_or(1);
                let kind = match wrap {
                    Wrap::Emphasis => "type=\"fmt\" subType=\"xlf:i\"",
                    Wrap::Strong => "type=\"fmt\" subType=\"xlf:b\"",
                    Wrap::Struck => "type=\"fmt\" subType=\"lykta:struck\"",
                    Wrap::Link(_) => "type=\"link\"",
                    Wrap::Picture(_) => "type=\"image\"",
                    Wrap::Directive(_, _) => "type=\"other\" subType=\"lykta:directive\"",
                };
                let flows = asides.get(&(number - 1)).map(|(ids, _)| format!(" subFlowsEnd=\"{ids}\"")).unwrap_or_default();
                let _ = write!(
                    out,
                    "<pc id=\"{number}\" {kind} dataRefStart=\"d{number}\" dataRefEnd=\"e{number}\"{flows} canCopy=\"no\" canDelete=\"no\">"
                );
            }
            Token::Close => out.push_str("</pc>"),
            Token::Fixed(fixed) => {
                let number = numbers.next().unwrap_or_default();
                let shown = escape(fixed.written().trim());
                let kind = match fixed {
                    Fixed::Break => "type=\"fmt\" subType=\"xlf:lb\"",
                    Fixed::Address(_) => "type=\"link\"",
                    Fixed::Code(_) | Fixed::Citation(_) | Fixed::Note(_) | Fixed::Html(_) => "type=\"other\"",
                };
                let _ = write!(
                    out,
                    "<ph id=\"{number}\" {kind} dataRef=\"d{number}\" equiv=\"{shown}\" disp=\"{shown}\" canCopy=\"no\" canDelete=\"no\"/>"
                );
            }
        }
    }
    out
}

/// What is being read of a unit.
#[derive(Default)]
struct OpenUnit {
    number: usize,
    /// Of words within a mark: which mark that is, and their name.
    aside: Option<(usize, String)>,
    section: String,
    hash: Option<SectionHash>,
    /// How its section was written in the translation.
    written: Option<SectionHash>,
    marks: usize,
    /// The words of its source.
    words: String,
    /// What has been read of its translation, each with its place in it.
    pieces: Vec<(usize, Vec<Marked>)>,
    progress: Option<Progress>,
    at: Option<std::ops::Range<usize>>,
}

/// What is being read of a segment, or of what stands between two.
struct OpenSegment {
    ignorable: bool,
    state: Progress,
    source: Vec<Marked>,
    target: Option<Vec<Marked>>,
    /// Where the translation stands among those of the unit, if that is said: from 1.
    order: Option<usize>,
}

/// Reads a file that came back; a file that is broken gives what could be read before the fault, and a finding.
pub fn read(file: &Text) -> Found<Vec<Delivery>> {
    let mut findings = Findings::default();
    let mut reading = Reading {
        deliveries: Vec::new(),
        languages: None,
        unit: None,
        segment: None,
        path: Vec::new(),
        text: String::new(),
        meta: String::new(),
        ids: Vec::new(),
    };
    let mut reader = Reader::from_str(&file.text);
    reader.config_mut().expand_empty_elements = true;
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(file.text.len());
    loop {
        let start = place(reader.buffer_position());
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let at = place(reader.error_position());
                findings
                    .add(&codes::BROKEN_EXCHANGE_FILE, file.at(at..at), format!("this is not well-formed XML: {error}"))
                    .hint("let the translator's tool write the file anew");
                return findings.with(Vec::new());
            }
        };
        let end = place(reader.buffer_position());
        let result = match event {
            Event::Eof => break,
            Event::DocType(_) => Err("a file for exchange has no DOCTYPE: it could make the reader load other files".to_owned()),
            Event::Start(tag) => reading.start(&tag, start),
            Event::End(_) => {
                reading.end(start..end);
                Ok(())
            }
            Event::Text(text) => text.xml10_content().map(|text| reading.text(&text)).map_err(|error| error.to_string()),
            Event::CData(text) => text.xml10_content().map(|text| reading.text(&text)).map_err(|error| error.to_string()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => {
                    reading.text(c.encode_utf8(&mut [0; 4]));
                    Ok(())
                }
                Ok(None) => match reference.decode().ok().as_deref().and_then(quick_xml::escape::resolve_predefined_entity) {
                    Some(text) => {
                        reading.text(text);
                        Ok(())
                    }
                    None => Err("nobody knows what this entity stands for".to_owned()),
                },
                Err(error) => Err(error.to_string()),
            },
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::Empty(_) => Ok(()),
        };
        if let Err(message) = result {
            findings.add(&codes::BROKEN_EXCHANGE_FILE, file.at(start..end), message).hint("let the translator's tool write the file anew");
            return findings.with(Vec::new());
        }
    }
    if let Some(open) = reading.path.last() {
        findings
            .add(&codes::BROKEN_EXCHANGE_FILE, file.at(file.text.len()..file.text.len()), format!("the file ends within <{open}>"))
            .hint("it was cut off; let the translator's tool write it anew");
        return findings.with(Vec::new());
    }
    if reading.languages.is_none() {
        findings
            .add(&codes::BROKEN_EXCHANGE_FILE, file.at(0..0), "this is no XLIFF 2 with a source and a target language")
            .hint("import what `lykta translation export` has written");
    }
    let (known, unknown): (Vec<_>, Vec<_>) = reading.deliveries.into_iter().partition(|delivery| !delivery.work.is_empty());
    for delivery in unknown {
        findings
            .add(&codes::BROKEN_EXCHANGE_FILE, file.at(delivery.at..delivery.at), "this <file> does not say which work it belongs to")
            .hint("a tool must leave the metadata as it was exported");
    }
    findings.with(known)
}

struct Reading {
    deliveries: Vec<Delivery>,
    languages: Option<(Language, Language)>,
    unit: Option<OpenUnit>,
    segment: Option<OpenSegment>,
    /// The elements that are open.
    path: Vec<String>,
    text: String,
    /// The kind of metadata that is being read.
    meta: String,
    /// Marks that were opened by an element of their own and wait for their end.
    ids: Vec<String>,
}

fn attribute(tag: &BytesStart, name: &str) -> Result<Option<String>, String> {
    let found = tag.try_get_attribute(name).map_err(|error| error.to_string())?;
    let Some(found) = found else { return Ok(None) };
    let value = std::str::from_utf8(&found.value).map_err(|error| error.to_string())?;
    quick_xml::escape::unescape(value).map(|value| Some(value.into_owned())).map_err(|error| error.to_string())
}

fn is_blank(piece: &Marked) -> bool {
    matches!(piece, Marked::Text(text) if text.trim().is_empty())
}

impl Reading {
    fn start(&mut self, tag: &BytesStart, at: usize) -> Result<(), String> {
        let name = String::from_utf8_lossy(tag.local_name().as_ref()).into_owned();
        if self.path.len() >= DEEPEST {
            return Err(format!("more than {DEEPEST} elements stand in one another here"));
        }
        let wanted = |attribute_name: &str| attribute(tag, attribute_name)?.ok_or_else(|| format!("<{name}> has no {attribute_name}"));
        match name.as_str() {
            "xliff" => {
                let version = wanted("version")?;
                if !version.starts_with("2.") {
                    return Err(format!("this is XLIFF {version}; XLIFF 2 is read"));
                }
                let language = |name: &str| Language::parse(&wanted(name)?);
                self.languages = Some((language("srcLang")?, language("trgLang")?));
            }
            "file" => {
                let Some((from, to)) = self.languages.clone() else { return Err("<file> stands outside <xliff>".to_owned()) };
                self.deliveries.push(Delivery {
                    work: String::new(),
                    from,
                    to,
                    source: None,
                    sections: Vec::new(),
                    translation: None,
                    written: BTreeMap::new(),
                    units: Vec::new(),
                    asides: Vec::new(),
                    says_reviews: true,
                    at,
                });
            }
            "skeleton" => self.text.clear(),
            "meta" => {
                self.meta = attribute(tag, "type")?.unwrap_or_default();
                self.text.clear();
            }
            "unit" => {
                let id = wanted("id")?;
                let from_one = |number: &str| number.parse::<usize>().ok()?.checked_sub(1);
                let read = || {
                    let mut parts = id.strip_prefix('u')?.splitn(3, '-');
                    let number = from_one(parts.next()?)?;
                    let Some(mark) = parts.next() else { return Some((number, None)) };
                    Some((number, Some((from_one(mark)?, parts.next()?.to_owned()))))
                };
                let (number, aside) = read().ok_or_else(|| format!("there is no unit «{id}» in what was exported"))?;
                self.unit = Some(OpenUnit { number, aside, ..OpenUnit::default() });
            }
            "segment" => {
                let state = match (attribute(tag, "state")?.as_deref(), attribute(tag, "subState")?.as_deref()) {
                    (None | Some("initial"), Some(OUTDATED)) => Progress::Outdated,
                    (None | Some("initial"), _) => Progress::Missing,
                    (Some("translated"), _) => Progress::Translated,
                    (Some("reviewed" | "final"), _) => Progress::Reviewed,
                    (Some(other), _) => return Err(format!("there is no state «{other}»")),
                };
                self.segment = Some(OpenSegment { ignorable: false, state, source: Vec::new(), target: None, order: None });
            }
            "ignorable" => {
                let state = Progress::Reviewed;
                self.segment = Some(OpenSegment { ignorable: true, state, source: Vec::new(), target: None, order: None })
            }
            "target" => {
                if let Some(segment) = &mut self.segment {
                    segment.target = Some(Vec::new());
                    segment.order = attribute(tag, "order")?.and_then(|order| order.trim().parse().ok());
                }
                if let Some(unit) = &mut self.unit {
                    let start = unit.at.as_ref().map_or(at, |range| range.start);
                    unit.at = Some(start..at);
                }
            }
            "pc" | "sc" | "ph" => {
                let id = wanted("id")?;
                if let Some(unit) = &mut self.unit {
                    unit.marks += 1;
                    if unit.marks > MOST_MARKS {
                        return Err(format!("this text has more than {MOST_MARKS} marks"));
                    }
                }
                // A mark of the translator's own is no mark of the source; it is told apart by a number that none has.
                let number = id.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).unwrap_or(usize::MAX);
                if name == "sc" {
                    self.ids.push(id);
                }
                self.piece(if name == "ph" { Marked::Fixed(number) } else { Marked::Open(number) });
            }
            "ec" => {
                let id = attribute(tag, "startRef")?.unwrap_or_default();
                if self.ids.pop().as_deref() == Some(id.as_str()) {
                    self.piece(Marked::Close);
                } else {
                    return Err("this mark ends where another one is still open".to_owned());
                }
            }
            _ => {}
        }
        self.path.push(name);
        Ok(())
    }

    fn piece(&mut self, piece: Marked) {
        let in_target = self.path.iter().any(|name| name == "target");
        let in_source = self.path.iter().any(|name| name == "source");
        let Some(segment) = &mut self.segment else { return };
        match &mut segment.target {
            Some(target) if in_target => target.push(piece),
            Some(_) | None if in_source => segment.source.push(piece),
            Some(_) | None => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.path.last().map(String::as_str) {
            Some("skeleton" | "meta") => self.text.push_str(text),
            Some(_) => self.piece(Marked::Text(text.to_owned())),
            None => {}
        }
    }

    fn end(&mut self, at: std::ops::Range<usize>) {
        let Some(name) = self.path.pop() else { return };
        let Some(delivery) = self.deliveries.last_mut() else { return };
        match name.as_str() {
            "skeleton" => delivery.source = Some(std::mem::take(&mut self.text)),
            "meta" => {
                let value = std::mem::take(&mut self.text);
                match (self.meta.as_str(), &mut self.unit) {
                    ("section", Some(unit)) => unit.section = value,
                    ("source-hash", Some(unit)) => unit.hash = SectionHash::parse(value.trim()),
                    ("work", None) => delivery.work = value,
                    (name, None) if name.starts_with(APART) => {
                        delivery.sections.extend(SectionHash::parse(value.trim()).map(|hash| (name[APART.len()..].to_owned(), hash)));
                    }
                    ("translation-hash", Some(unit)) => unit.written = SectionHash::parse(value.trim()),
                    ("translation-hash", None) => delivery.translation = SectionHash::parse(value.trim()),
                    _ => {}
                }
            }
            "pc" => self.piece(Marked::Close),
            "target" => {
                if let Some(unit) = &mut self.unit
                    && let Some(range) = &mut unit.at
                {
                    range.end = at.end;
                }
            }
            "segment" | "ignorable" => {
                let (Some(segment), Some(unit)) = (self.segment.take(), &mut self.unit) else { return };
                let texts =
                    segment.source.iter().filter_map(|piece| if let Marked::Text(text) = piece { Some(text.as_str()) } else { None });
                unit.words.extend(texts.map(inline::bare));
                let is_empty = |pieces: &[Marked]| pieces.iter().all(is_blank);
                let place = segment.order.unwrap_or(unit.pieces.len() + 1);
                if segment.ignorable {
                    unit.pieces.push((place, segment.target.unwrap_or(segment.source)));
                    return;
                }
                // A sentence may have been taken into its neighbour; that it is done is then said.
                let may_be_empty = segment.state >= Progress::Translated || is_empty(&segment.source);
                let target = segment.target.filter(|target| may_be_empty || !is_empty(target));
                let state = match &target {
                    None => Progress::Missing,
                    // Tools that know of no states leave them as they were; some of them copy the source.
                    Some(target) if segment.state == Progress::Missing && *target != segment.source => Progress::Translated,
                    Some(_) => segment.state,
                };
                unit.progress = Some(unit.progress.map_or(state, |before| before.min(state)));
                unit.pieces.push((place, target.unwrap_or_default()));
            }
            "unit" => {
                let Some(mut unit) = self.unit.take() else { return };
                unit.pieces.sort_by_key(|(place, _)| *place);
                let says_nothing = |(_, pieces): &(usize, Vec<Marked>)| pieces.iter().all(is_blank);
                if unit.pieces.iter().all(says_nothing) {
                    unit.progress = Some(Progress::Missing);
                }
                if let Some(hash) = unit.hash
                    && !delivery.sections.iter().any(|(id, _)| *id == unit.section)
                {
                    delivery.sections.push((unit.section.clone(), hash));
                }
                unit.written.into_iter().for_each(|written| _ = delivery.written.insert(unit.section.clone(), written));
                let progress = unit.progress.unwrap_or(Progress::Missing);
                let pieces = unit.pieces.into_iter().flat_map(|(_, pieces)| pieces);
                if let Some((mark, name)) = unit.aside {
                    let text = pieces.filter_map(|piece| if let Marked::Text(text) = piece { Some(text) } else { None }).collect();
                    delivery.asides.push(DeliveredAside { unit: unit.number, mark, name, progress, text });
                    return;
                }
                delivery.units.push(Delivered {
                    key: Key::Number(unit.number, unit.words),
                    progress,
                    target: Target::Marked(pieces.collect()),
                    at: unit.at.unwrap_or(at),
                });
            }
            _ => {}
        }
    }
}
