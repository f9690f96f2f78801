//! Sources for other programs: CSL-JSON, BibTeX and RIS.

use std::fmt::Write as _;

use biblatex::{Chunk, Chunks, ChunksExt, Spanned};
use hayagriva::Entry;
use hayagriva::types::{Date, EntryType, Person, PersonRole};
use serde_json::{Map, Value, json};

use super::{Reference, words};
use crate::language::Language;

/// A format that other programs read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Bibtex,
    Ris,
    CslJson,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Bibtex, Format::Ris, Format::CslJson];

    /// How the names of its files end.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Bibtex => "bib",
            Format::Ris => "ris",
            Format::CslJson => "json",
        }
    }

    /// What readers call it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Bibtex => "BibTeX",
            Format::Ris => "RIS",
            Format::CslJson => "CSL-JSON",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Format::Bibtex => "application/x-bibtex; charset=utf-8",
            Format::Ris => "application/x-research-info-systems; charset=utf-8",
            Format::CslJson => "application/vnd.citationstyles.csl+json",
        }
    }
}

/// The sources in a format, in the order in which they are given.
pub fn export<'a>(references: impl IntoIterator<Item = &'a Reference>, format: Format) -> String {
    let references = references.into_iter().map(|reference| (reference, Facts::of(reference)));
    match format {
        Format::CslJson => {
            let items: Vec<Value> = references.map(|(reference, facts)| csl_json(reference, &facts)).collect();
            serde_json::to_string_pretty(&items).expect("plain values") + "\n"
        }
        Format::Bibtex => references.map(|(reference, facts)| bibtex(reference, &facts) + "\n").collect::<Vec<_>>().join("\n"),
        Format::Ris => references.map(|(_, facts)| ris(&facts)).collect::<Vec<_>>().join("\r\n"),
    }
}

/// What is known of a source, in words that all formats share.
struct Facts {
    title: String,
    authors: Vec<Person>,
    editors: Vec<Person>,
    translators: Vec<Person>,
    /// What it appeared in.
    container: Option<String>,
    /// The series of books that it, or what it appeared in, belongs to.
    series: Option<String>,
    publisher: Option<String>,
    place: Option<String>,
    volume: Option<String>,
    /// How many volumes there are.
    volumes: Option<String>,
    issue: Option<String>,
    pages: Option<String>,
    edition: Option<String>,
    genre: Option<String>,
    /// The number under which it is known.
    number: Option<String>,
    note: Option<String>,
    doi: Option<String>,
    isbn: Option<String>,
    issn: Option<String>,
    url: Option<String>,
    language: Option<String>,
    date: Option<Date>,
    accessed: Option<Date>,
    kind: EntryType,
    is_of_newspaper: bool,
    /// Of what it appeared in.
    container_kind: Option<EntryType>,
}

impl Facts {
    fn of(reference: &Reference) -> Facts {
        let entry = &reference.entry;
        // What is not said of the part is said of what it is part of.
        let first = |get: &dyn Fn(&Entry) -> Option<String>| get(entry).or_else(|| entry.parents().iter().find_map(get));
        let publisher = first(&|entry| entry.publisher()?.name().map(ToString::to_string));
        let appeared_in = entry.parents().iter().find_map(Entry::title).map(ToString::to_string).filter(|title| *title != reference.title);
        let (container, series) = match entry.entry_type() {
            kind if is_of_series(*kind) => (None, appeared_in),
            _ => (appeared_in, entry.parents().iter().flat_map(Entry::parents).find_map(Entry::title).map(ToString::to_string)),
        };
        Facts {
            title: reference.title.clone(),
            authors: entry.authors().map(<[Person]>::to_vec).unwrap_or_default(),
            editors: entry
                .editors()
                .or_else(|| entry.parents().iter().find_map(Entry::editors))
                .map(<[Person]>::to_vec)
                .unwrap_or_default(),
            translators: translators(entry).or_else(|| entry.parents().iter().find_map(translators)).unwrap_or_default(),
            container,
            series,
            publisher,
            place: first(&|entry| entry.publisher()?.location().map(ToString::to_string)),
            volume: first(&|entry| entry.volume().map(ToString::to_string)),
            volumes: first(&|entry| entry.volume_total().map(ToString::to_string)),
            issue: first(&|entry| entry.issue().map(ToString::to_string)),
            pages: entry.page_range().map(ToString::to_string),
            edition: first(&|entry| entry.edition().map(ToString::to_string)),
            genre: entry.genre().map(|genre| words::in_english(&genre.to_string())),
            number: first(&|entry| entry.keyed_serial_number("serial").map(str::to_owned)),
            note: entry.note().map(ToString::to_string),
            doi: first(&|entry| entry.doi().map(str::to_owned)),
            isbn: first(&|entry| entry.isbn().map(str::to_owned)),
            issn: first(&|entry| entry.issn().map(str::to_owned)),
            url: reference.url.clone(),
            language: entry.language().map(ToString::to_string),
            date: entry.date_any().cloned(),
            accessed: entry.url_any().and_then(|url| url.visit_date),
            kind: *entry.entry_type(),
            is_of_newspaper: reference.is_of_newspaper(),
            container_kind: entry.parents().first().map(|parent| *parent.entry_type()),
        }
    }

    /// Whether it is a part of a book.
    fn is_part(&self) -> bool {
        matches!(self.kind, EntryType::Chapter | EntryType::Anthos) || self.is_paper()
    }

    /// Whether it was given at a conference.
    fn is_paper(&self) -> bool {
        self.kind == EntryType::Article && matches!(self.container_kind, Some(EntryType::Proceedings | EntryType::Conference))
    }
}

/// Whether what such a source appeared in is a series.
fn is_of_series(kind: EntryType) -> bool {
    use EntryType::{Anthology, Book, Manuscript, Proceedings, Reference, Report, Thesis};
    matches!(kind, Book | Anthology | Reference | Proceedings | Report | Thesis | Manuscript)
}

fn translators(entry: &Entry) -> Option<Vec<Person>> {
    let people = entry.affiliated()?.iter().filter(|people| people.role == PersonRole::Translator);
    Some(people.flat_map(|people| people.names.clone()).collect()).filter(|people: &Vec<Person>| !people.is_empty())
}

fn csl_json(reference: &Reference, facts: &Facts) -> Value {
    let mut item = Map::new();
    item.insert("id".into(), reference.key.clone().into());
    let kind = match facts.kind {
        EntryType::Article if facts.is_paper() => "paper-conference",
        _ if facts.is_of_newspaper => "article-newspaper",
        EntryType::Article if facts.container.is_some() => "article-journal",
        EntryType::Article => "article",
        EntryType::Chapter | EntryType::Anthos => "chapter",
        EntryType::Entry => "entry",
        EntryType::Report => "report",
        EntryType::Thesis => "thesis",
        EntryType::Web | EntryType::Blog => "webpage",
        EntryType::Post => "post",
        EntryType::Artwork | EntryType::Exhibition => "graphic",
        EntryType::Patent => "patent",
        EntryType::Case => "legal_case",
        EntryType::Legislation => "legislation",
        EntryType::Manuscript => "manuscript",
        EntryType::Performance => "performance",
        EntryType::Periodical => "periodical",
        EntryType::Book | EntryType::Reference | EntryType::Anthology | EntryType::Proceedings => "book",
        EntryType::Conference => "paper-conference",
        EntryType::Repository => "software",
        EntryType::Thread => "post",
        EntryType::Video => "motion_picture",
        EntryType::Audio => "song",
        _ => "document",
    };
    item.insert("type".into(), kind.into());
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(key.into(), value);
        }
    };
    let text = |value: &Option<String>| value.clone().map(Value::from);
    set("title", Some(facts.title.clone().into()));
    for (key, people) in [("author", &facts.authors), ("editor", &facts.editors), ("translator", &facts.translators)] {
        set(key, (!people.is_empty()).then(|| people.iter().filter(|person| !words::is_others(person)).map(person).collect()));
    }
    set("issued", facts.date.map(|date| json!({ "date-parts": [date_parts(date)] })));
    for (key, value) in [
        ("container-title", &facts.container),
        ("collection-title", &facts.series),
        ("publisher", &facts.publisher),
        ("publisher-place", &facts.place),
        ("volume", &facts.volume),
        ("number-of-volumes", &facts.volumes),
        ("issue", &facts.issue),
        ("page", &facts.pages),
        ("edition", &facts.edition),
        ("genre", &facts.genre),
        ("number", &facts.number),
        ("note", &facts.note),
        ("DOI", &facts.doi),
        ("ISBN", &facts.isbn),
        ("ISSN", &facts.issn),
        ("URL", &facts.url),
        ("language", &facts.language),
    ] {
        set(key, text(value));
    }
    set("accessed", facts.accessed.map(|date| json!({ "date-parts": [date_parts(date)] })));
    Value::Object(item)
}

/// Someone with a name of their own, or a body.
fn person(person: &Person) -> Value {
    let Some(given) = &person.given_name else { return json!({ "literal": person.name }) };
    let mut name = json!({ "family": person.name, "given": given });
    if let Some(suffix) = &person.suffix {
        name["suffix"] = suffix.clone().into();
    }
    name
}

fn date_parts(date: Date) -> Vec<i32> {
    let parts = [Some(date.year), date.month.map(|month| i32::from(month) + 1), date.day.map(|day| i32::from(day) + 1)];
    parts.into_iter().map_while(|part| part).collect()
}

fn iso(date: Date, between: &str) -> String {
    date_parts(date).iter().map(|part| format!("{part:02}")).collect::<Vec<_>>().join(between)
}

/// An entry of the types and fields that BibTeX has known from the beginning, and BibLaTeX reads as well. What it does not
/// know it takes for `misc`, and passes over: laws, cases and translators are what they are to others.
fn bibtex(reference: &Reference, facts: &Facts) -> String {
    let kind = bibtex_type(facts);
    let mut fields: Vec<(&str, Chunks)> = Vec::new();
    for (name, people) in [("author", &facts.authors), ("editor", &facts.editors), ("translator", &facts.translators)] {
        fields.push((name, names(people)));
    }
    let appeared_in = if facts.is_part() { "booktitle" } else { "journal" };
    let publisher = match kind {
        "phdthesis" | "mastersthesis" => "school",
        "techreport" => "institution",
        _ => "publisher",
    };
    // What a report or a thesis does not say of itself BibTeX would make up: «Technical report», «PhD thesis».
    let genre = facts.genre.clone().or_else(|| match kind {
        "techreport" => Some("Report".to_owned()),
        "phdthesis" => Some("Thesis".to_owned()),
        _ => None,
    });
    // The number of an issue is a `number`; an `issue` is «Spring», say.
    let (number, note) = match (&facts.issue, &facts.number) {
        (Some(_), number) => (&facts.issue, number),
        (None, number) => (number, &None),
    };
    let note =
        Some([note, &facts.note].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(". ")).filter(|it| !it.is_empty());
    for (name, value) in [
        ("title", Some(facts.title.clone())),
        (appeared_in, facts.container.clone()),
        ("series", facts.series.clone()),
        ("year", facts.date.map(|date| date.year.to_string())),
        ("month", facts.date.and_then(|date| date.month).map(|month| MONTHS[usize::from(month) % 12].to_owned())),
        ("day", facts.date.and_then(|date| date.day).map(|day| (day + 1).to_string())),
        (publisher, facts.publisher.clone()),
        ("address", facts.place.clone()),
        ("volume", facts.volume.clone()),
        ("volumes", facts.volumes.clone()),
        ("number", number.clone()),
        ("pages", facts.pages.clone()),
        ("edition", facts.edition.clone()),
        ("type", genre),
        ("note", note),
        ("isbn", facts.isbn.clone()),
        ("issn", facts.issn.clone()),
        ("langid", facts.language.as_deref().and_then(babel)),
        ("doi", facts.doi.clone()),
        ("url", facts.url.clone()),
        ("urldate", facts.accessed.map(|date| iso(date, "-"))),
    ] {
        // Programs write titles in small letters, but for what braces protect: names, and all words of other languages.
        let is_title = ["title", "booktitle", "series"].contains(&name);
        let chunk = if is_title { Chunk::Verbatim } else { Chunk::Normal };
        fields.extend(value.map(|value| (name, vec![Spanned::detached(chunk(value))])));
    }
    // A key with signs of its own would end the entry.
    let key: String = reference.key.chars().filter(|c| !c.is_whitespace() && !"{}(),=#%\"\\~".contains(*c)).collect();
    let mut out = format!("@{kind}{{{key},\n");
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        let value = match *name {
            // The name of a month is no text: each style says it in its own words.
            "month" => value.format_verbatim(),
            name => value.to_biblatex_string(matches!(name, "url" | "doi")),
        };
        let _ = writeln!(out, "{name} = {value},");
    }
    with_signs_of_tex(&(out + "}"))
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn bibtex_type(facts: &Facts) -> &'static str {
    match facts.kind {
        EntryType::Article if facts.is_paper() => "inproceedings",
        EntryType::Article | EntryType::Newspaper if facts.container.is_some() => "article",
        EntryType::Chapter | EntryType::Anthos => "incollection",
        EntryType::Report if facts.publisher.is_some() => "techreport",
        EntryType::Thesis if facts.genre.as_ref().is_some_and(|genre| genre.to_lowercase().contains("master")) => "mastersthesis",
        EntryType::Thesis => "phdthesis",
        EntryType::Book | EntryType::Reference | EntryType::Anthology => "book",
        EntryType::Proceedings => "proceedings",
        EntryType::Conference => "inproceedings",
        EntryType::Manuscript => "unpublished",
        EntryType::Legislation => "legislation",
        EntryType::Case => "jurisdiction",
        _ => "misc",
    }
}

fn names(people: &[Person]) -> Chunks {
    let mut chunks = Chunks::new();
    for person in people {
        if !chunks.is_empty() {
            chunks.push(Spanned::detached(Chunk::Normal(" and ".into())));
        }
        // The name of a body is one, whatever words are in it.
        chunks.push(Spanned::detached(match (&person.given_name, &person.suffix) {
            _ if words::is_others(person) => Chunk::Normal("others".into()),
            (None, _) => Chunk::Verbatim(person.name.clone()),
            (Some(given), Some(suffix)) => Chunk::Normal(format!("{}, {suffix}, {given}", person.name)),
            _ => Chunk::Normal(person.name_first(false, false)),
        }));
    }
    chunks
}

/// What TeX calls a language: by its English name, if that is one word.
fn babel(tag: &str) -> Option<String> {
    match tag.split('-').next()? {
        "nb" | "no" => Some("norsk".to_owned()),
        "nn" => Some("nynorsk".to_owned()),
        primary => {
            let english = Language::parse("en").ok()?;
            let name = english.name_of(&Language::parse(primary).ok()?).to_lowercase();
            name.chars().all(char::is_alphabetic).then_some(name)
        }
    }
}

/// What stands behind a backslash for itself, but for those signs with which TeX begins something else there.
fn with_signs_of_tex(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let sign = rest[at + 1..].chars().next();
        match sign {
            Some('~') => out.push_str("\\textasciitilde{}"),
            Some('^') => out.push_str("\\textasciicircum{}"),
            Some('\\') => out.push_str("\\textbackslash{}"),
            sign => {
                out.push('\\');
                out.extend(sign);
            }
        }
        rest = &rest[at + 1 + sign.map_or(0, char::len_utf8)..];
    }
    out + rest
}

fn ris(facts: &Facts) -> String {
    let kind = match facts.kind {
        EntryType::Article if facts.is_paper() => "CONF",
        _ if facts.is_of_newspaper => "NEWS",
        EntryType::Article if facts.container.is_some() => "JOUR",
        EntryType::Chapter | EntryType::Anthos => "CHAP",
        EntryType::Report | EntryType::Article => "RPRT",
        EntryType::Thesis => "THES",
        EntryType::Book | EntryType::Reference | EntryType::Anthology => "BOOK",
        EntryType::Proceedings | EntryType::Conference => "CONF",
        EntryType::Web | EntryType::Post | EntryType::Thread => "ELEC",
        EntryType::Blog => "BLOG",
        EntryType::Legislation => "STAT",
        EntryType::Case => "CASE",
        EntryType::Patent => "PAT",
        EntryType::Manuscript => "UNPB",
        EntryType::Video => "VIDEO",
        EntryType::Audio => "SOUND",
        _ => "GEN",
    };
    let mut out = String::new();
    let mut line = |tag: &str, value: &str| {
        // A line is a field, so a value is one line.
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            let _ = write!(out, "{tag}  - {value}\r\n");
        }
    };
    line("TY", kind);
    for (tag, people) in [("AU", &facts.authors), ("ED", &facts.editors), ("A4", &facts.translators)] {
        for person in people.iter().filter(|person| !words::is_others(person)) {
            line(tag, &person.name_first(false, false));
        }
    }
    line("TI", &facts.title);
    if let Some(date) = facts.date {
        line("PY", &date.year.to_string());
        if date.month.is_some() {
            line("DA", &iso(date, "/"));
        }
    }
    if let Some(date) = facts.accessed {
        line("Y2", &iso(date, "/"));
    }
    let pages = facts.pages.as_deref().unwrap_or_default();
    let (first, last) = pages.split_once(['-', '–']).unwrap_or((pages, ""));
    // Pages here and there are no range.
    let is_range = !pages.contains([',', '&']) && !last.trim_start_matches('-').contains(['-', '–']);
    let (first, last) = if is_range { (first.trim(), last.trim_start_matches('-').trim()) } else { (pages, "") };
    // Of a book it is the second title, of its parts the third.
    let (second, third) = if facts.container.is_some() { (&facts.container, &facts.series) } else { (&facts.series, &None) };
    for (tag, value) in [
        ("T2", second),
        ("T3", third),
        ("PB", &facts.publisher),
        ("CY", &facts.place),
        ("VL", &facts.volume),
        ("NV", &facts.volumes),
        ("IS", &facts.issue),
        ("SP", &Some(first.to_owned())),
        ("EP", &Some(last.to_owned())),
        ("ET", &facts.edition),
        ("M3", &facts.genre),
        ("M1", &facts.number),
        ("N1", &facts.note),
        ("DO", &facts.doi),
        ("SN", if facts.isbn.is_some() { &facts.isbn } else { &facts.issn }),
        ("LA", &facts.language),
        ("UR", &facts.url),
    ] {
        line(tag, value.as_deref().unwrap_or_default());
    }
    out.push_str("ER  - \r\n");
    out
}
