//! PO, as gettext and most translators' tools read it: an entry for each block, in Markdown.
//!
//! `msgctxt` is the work, the section and the section's hash, so that equal sentences stay apart and that it is known
//! which state of the source was translated. What was translated from another state is fuzzy, with the previous text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::units::{What, written};
use super::{Delivered, Delivery, Key, Parcel, Progress, Target};
use crate::diagnostics::codes;
use crate::found::{Findings, Found};
use crate::language::{Date, Language};
use crate::source::Text;
use crate::translation::SectionHash;
use crate::translation::sections::{FRONT, OPENING, RECIPE};

/// A text as strings of a PO file, one a line where it has several lines.
fn strings(keyword: &str, text: &str, out: &mut String) {
    let quoted = |part: &str| {
        let mut quoted = String::from("\"");
        for c in part.chars() {
            match c {
                '"' => quoted.push_str("\\\""),
                '\\' => quoted.push_str("\\\\"),
                '\n' => quoted.push_str("\\n"),
                '\t' => quoted.push_str("\\t"),
                c if c.is_control() => {}
                c => quoted.push(c),
            }
        }
        quoted + "\""
    };
    let prefix = if keyword.starts_with("#|") { "#| " } else { "" };
    if !text.trim_end_matches('\n').contains('\n') {
        let _ = writeln!(out, "{keyword} {}", quoted(text));
        return;
    }
    let _ = writeln!(out, "{keyword} \"\"");
    for line in text.split_inclusive('\n') {
        let _ = writeln!(out, "{prefix}{}", quoted(line));
    }
}

/// A work's path without what separates it from other things.
fn encoded(work: &str) -> String {
    let mut out = String::new();
    for c in work.chars() {
        match c {
            ' ' | '#' | '%' | '=' => _ = write!(out, "%{:02X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out
}

fn decoded(work: &str) -> String {
    [("%20", " "), ("%23", "#"), ("%3D", "="), ("%25", "%")].into_iter().fold(work.to_owned(), |work, (from, to)| work.replace(from, to))
}

/// Documents with one source language as one PO file.
pub fn write(parcels: &[Parcel], from: &Language, to: &Language, today: Date) -> String {
    let mut out = String::new();
    let known: Vec<String> =
        parcels.iter().filter_map(|parcel| Some(format!("{}={}", encoded(&parcel.work), parcel.translation?))).collect();
    let sections: Vec<String> = parcels
        .iter()
        .flat_map(|parcel| parcel.written.iter().map(|(id, hash)| format!("{}#{}={hash}", encoded(&parcel.work), encoded(id))))
        .collect();
    let header = format!(
        "Project-Id-Version: lykta\nPO-Revision-Date: {today} 00:00+0000\nLast-Translator: none\nLanguage-Team: none\nLanguage: {}\n\
         MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nX-Lykta-Source: {from}\n\
         X-Lykta-Recipe: {RECIPE}\nX-Lykta-Translations: {}\nX-Lykta-Sections: {}\n",
        to.tag().replace('-', "_"),
        known.join(" "),
        sections.join(" ")
    );
    out.push_str("msgid \"\"\n");
    strings("msgstr", &header, &mut out);
    for parcel in parcels {
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        let content = parcel.source.content();
        for (at, unit) in parcel.units.iter().enumerate() {
            let Some(section) = content.outline.section(&unit.section) else { continue };
            let text = unit.text();
            let time = seen.entry((unit.section.clone(), text.clone())).or_insert(0);
            *time += 1;
            let again = if *time == 1 { String::new() } else { format!("~{time}") };
            let title = match unit.section.as_str() {
                FRONT => "front matter",
                OPENING => "before the first heading",
                _ => &section.title,
            };
            let _ = writeln!(out, "\n#. section: {}, {}", title.replace('\n', " "), unit.what.name());
            let _ = writeln!(out, "#: {}:{}", parcel.source.file.path, unit.line);
            let (progress, target) = &parcel.targets[at];
            let fuzzy = *progress == Progress::Outdated && target.is_some();
            if fuzzy {
                out.push_str("#, fuzzy\n");
                if let Some(before) = &parcel.before[at] {
                    strings("#| msgid", before, &mut out);
                }
            }
            strings("msgctxt", &format!("{}#{}@{}{again}", encoded(&parcel.work), unit.section, section.hash), &mut out);
            strings("msgid", &text, &mut out);
            let said = target.as_ref().map(|tokens| written(unit.what, tokens)).unwrap_or_default();
            let said = if unit.what == What::PlainField { said.trim().to_owned() } else { said };
            strings("msgstr", &said, &mut out);
        }
    }
    out
}

/// One entry as it is being read.
#[derive(Default)]
struct Entry {
    context: Option<String>,
    id: Option<String>,
    said: Option<String>,
    fuzzy: bool,
    at: std::ops::Range<usize>,
}

/// Which string the next line goes on with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Context,
    Id,
    Said,
    /// Of a previous text or a plural form; not read.
    Other,
}

/// Reads a file that came back; a file that is broken gives nothing, and a finding.
pub fn read(file: &Text) -> Found<Vec<Delivery>> {
    let mut findings = Findings::default();
    let Some(entries) = findings.take(entries(file)) else { return findings.with(Vec::new()) };
    let Some(head) = Head::of(&entries) else {
        findings
            .add(
                &codes::BROKEN_EXCHANGE_FILE,
                file.at(0..0),
                "the head of the file does not say from which language to which it translates",
            )
            .hint("import what `lykta translation export` has written; its head has X-Lykta-Source and Language");
        return findings.with(Vec::new());
    };
    let deliveries = findings.take(deliveries(file, &entries, head));
    if deliveries.is_empty() && findings.is_empty() {
        findings
            .add(&codes::BROKEN_EXCHANGE_FILE, file.at(0..0), "the file has no text that is in use")
            .hint("entries that begin with #~ are no longer in use; let the translator's tool take them up again, or export again");
    }
    findings.with(deliveries)
}

/// The entries of a file as they stand there; none if it is broken.
fn entries(file: &Text) -> Found<Option<Vec<Entry>>> {
    let mut findings = Findings::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut entry = Entry::default();
    let mut field = Field::Other;
    let mut at = 0;
    for line in file.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim();
        let place = || file.at(start..start + line.len().max(1));
        if line.is_empty() {
            continue;
        }
        // Comments begin an entry when the one before has been said.
        let begins = entry.said.is_some() && (line.starts_with('#') || line.starts_with("msgctxt") || line.starts_with("msgid "));
        if begins {
            entries.push(std::mem::take(&mut entry));
        }
        if let Some(flags) = line.strip_prefix("#,") {
            entry.fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
            continue;
        }
        // What is no longer in use takes the comments above it along.
        if line.starts_with("#~") {
            entry = Entry::default();
            continue;
        }
        if line.starts_with('#') {
            continue;
        }
        let (keyword, rest) = line.split_at(line.find(['"', ' ', '\t']).unwrap_or(line.len()));
        field = match keyword {
            "" => field,
            "msgctxt" => Field::Context,
            "msgid" => Field::Id,
            "msgstr" => Field::Said,
            "msgid_plural" => Field::Other,
            keyword if keyword.starts_with("msgstr[") => Field::Other,
            _ => {
                findings
                    .add(&codes::BROKEN_EXCHANGE_FILE, place(), "a line of a PO file is a comment, a keyword or a string")
                    .hint("let the translator's tool write the file anew");
                return findings.with(None);
            }
        };
        let Some(text) = unquoted(rest.trim()) else {
            findings
                .add(&codes::BROKEN_EXCHANGE_FILE, place(), "a string begins and ends with a quotation mark and escapes those within")
                .hint("let the translator's tool write the file anew");
            return findings.with(None);
        };
        if field == Field::Said && entry.said.as_deref().is_none_or(str::is_empty) {
            entry.at = start..start + line.len();
        }
        let value = match field {
            Field::Context => &mut entry.context,
            Field::Id => &mut entry.id,
            Field::Said => &mut entry.said,
            Field::Other => continue,
        };
        value.get_or_insert_default().push_str(&text);
    }
    if entry.id.is_some() && entry.said.is_none() {
        findings
            .add(&codes::BROKEN_EXCHANGE_FILE, file.at(file.text.len()..file.text.len()), "the file ends within an entry")
            .hint("it was cut off; let the translator's tool write it anew");
        return findings.with(None);
    }
    entries.push(entry);
    findings.with(Some(entries))
}

/// What the first entry says of the file.
struct Head {
    from: Language,
    to: Language,
    /// By works as they are written: what was translated, and from which sections each translation was written.
    translations: BTreeMap<String, SectionHash>,
    written: BTreeMap<String, BTreeMap<String, SectionHash>>,
}

impl Head {
    /// None if it does not name both languages.
    fn of(entries: &[Entry]) -> Option<Head> {
        let first = entries.iter().find(|entry| entry.context.is_none() && entry.id.as_deref() == Some(""));
        let lines = first.and_then(|entry| entry.said.as_deref()).unwrap_or_default().lines();
        let fields: BTreeMap<&str, &str> =
            lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.trim(), value.trim())).collect();
        let field = |name: &str| fields.get(name).copied().unwrap_or_default();
        let language = |name: &str| Language::parse(&field(name).replace('_', "-")).ok();
        let pairs = |name: &str| {
            field(name)
                .split_whitespace()
                .filter_map(|pair| pair.rsplit_once('='))
                .filter_map(|(place, hash)| Some((place, SectionHash::parse(hash)?)))
        };
        let mut written: BTreeMap<String, BTreeMap<String, SectionHash>> = BTreeMap::new();
        for (place, hash) in pairs("X-Lykta-Sections") {
            if let Some((work, id)) = place.split_once('#') {
                written.entry(work.to_owned()).or_default().insert(decoded(id), hash);
            }
        }
        Some(Head {
            from: language("X-Lykta-Source")?,
            to: language("Language")?,
            translations: pairs("X-Lykta-Translations").map(|(work, hash)| (work.to_owned(), hash)).collect(),
            written,
        })
    }
}

/// What the entries bring, by works. One that does not say where it belongs is left out, with a finding.
fn deliveries(file: &Text, entries: &[Entry], mut head: Head) -> Found<Vec<Delivery>> {
    let mut findings = Findings::default();
    let mut deliveries: Vec<Delivery> = Vec::new();
    let mut of_works: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sections: BTreeSet<(usize, &str)> = BTreeSet::new();
    for entry in entries.iter().filter(|entry| entry.id.as_deref().is_some_and(|id| !id.is_empty())) {
        let (Some(id), Some(said)) = (&entry.id, &entry.said) else { continue };
        let Some(context) = &entry.context else {
            findings
                .add(
                    &codes::BROKEN_EXCHANGE_FILE,
                    file.at(entry.at.clone()),
                    "this entry has no msgctxt, which says where its text belongs",
                )
                .hint("a tool must leave msgctxt as it was exported");
            continue;
        };
        let Some((work, section, hash, time)) = parsed(context) else {
            findings
                .add(&codes::BROKEN_EXCHANGE_FILE, file.at(entry.at.clone()), format!("the context «{context}» names no section of a work"))
                .hint("a tool must leave msgctxt as it was exported");
            continue;
        };
        let at = *of_works.entry(work).or_insert(deliveries.len());
        if at == deliveries.len() {
            deliveries.push(Delivery {
                work: decoded(work),
                from: head.from.clone(),
                to: head.to.clone(),
                source: None,
                sections: Vec::new(),
                translation: head.translations.get(work).copied(),
                written: head.written.remove(work).unwrap_or_default(),
                units: Vec::new(),
                asides: Vec::new(),
                says_reviews: false,
                at: entry.at.start,
            });
        }
        let delivery = &mut deliveries[at];
        if sections.insert((at, section)) {
            delivery.sections.push((section.to_owned(), hash));
        }
        let progress = match (said.trim().is_empty(), entry.fuzzy) {
            (true, _) => Progress::Missing,
            (false, true) => Progress::Outdated,
            (false, false) => Progress::Translated,
        };
        delivery.units.push(Delivered {
            key: Key::Text(section.to_owned(), id.clone(), time),
            progress,
            target: Target::Text(said.clone()),
            at: entry.at.clone(),
        });
    }
    findings.with(deliveries)
}

/// Work, section, hash, and the how-manieth of equal texts: `briefs/signs#signs@750cd5178ea8~2`.
fn parsed(context: &str) -> Option<(&str, &str, SectionHash, usize)> {
    let (rest, hash) = context.rsplit_once('@')?;
    let (hash, time) = hash.split_once('~').unwrap_or((hash, "1"));
    let (work, section) = rest.split_once('#')?;
    Some((work, section, SectionHash::parse(hash)?, time.parse().ok()?))
}

/// What stands between quotation marks; `None` if they or their escapes are broken.
fn unquoted(text: &str) -> Option<String> {
    let inner = text.strip_prefix('"')?.strip_suffix('"').filter(|_| text.len() > 1)?;
    let mut out: Vec<u8> = Vec::with_capacity(inner.len());
    let mut bytes = inner.bytes().peekable();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'"' => return None,
            b'\\' => match bytes.next()? {
                b'n' => b'\n',
                b't' => b'\t',
                b'r' => b'\r',
                byte @ (b'"' | b'\\') => byte,
                // A byte of a letter that is none of ASCII's, as `msgcat --escape` writes it: three octal digits.
                digit @ b'0'..=b'3' => {
                    let mut value = digit - b'0';
                    for _ in 0..2 {
                        value = value * 8 + bytes.next_if(|digit| (b'0'..=b'7').contains(digit))? - b'0';
                    }
                    value
                }
                _ => return None,
            },
            byte => byte,
        });
    }
    String::from_utf8(out).ok()
}
