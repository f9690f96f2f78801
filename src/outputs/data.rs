//! Data for research: all works and the sources that they cite, as CSV and as JSON, each described.
//!
//! A row is a work as readers of a language are shown it, so that the tables of a language hold what its pages say and
//! nothing else: no draft, nothing to come, nothing that has expired.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use super::{Output, Page, paths};
use crate::config::fields::{FieldType, Typed, Value};
use crate::config::{Kind, KindField, StructuredData};
use crate::site::{Published, Site, Work, address as addresses};
use crate::translation::State;

/// Of the format. Whoever renames a column, or gives one another meaning, counts on.
pub const VERSION: u32 = 2;

/// What is a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Table {
    /// All works, with what all have.
    Works,
    /// The works of a kind, with its own fields.
    Kind(String),
    /// The sources that public works cite or name.
    Sources,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Json,
    /// The JSON Schema of the JSON.
    Schema,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Csv, Format::Json, Format::Schema];

    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "CSV",
            Format::Json => "JSON",
            Format::Schema => "JSON Schema",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8; header=present",
            Format::Json | Format::Schema => "application/json",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Schema => "schema.json",
        }
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub name: String,
    pub of: FieldType,
    /// One sentence in English, for the schema.
    pub help: String,
    pub from: From,
}

/// Where the values of a column come from.
#[derive(Clone, Debug, PartialEq)]
pub enum From {
    /// What all works have, or all sources.
    Common,
    /// A taxonomy, by its place in the configuration.
    Taxonomy(usize),
    /// A field of the kind, by its name.
    Field(String),
    /// What a term is called in other languages, by their tags.
    Names,
}

/// The page that describes the data; the files lie below it.
pub fn address(site: &Site, language: usize) -> String {
    format!("{}{}/", addresses::home(site.language(language)), paths::part(site, "data", language))
}

/// Where a table lies.
pub fn file(site: &Site, language: usize, table: &Table, format: Format) -> String {
    let page = address(site, language);
    let ending = format.ending();
    match table {
        Table::Works => format!("{page}works.{ending}"),
        Table::Kind(kind) => format!("{page}works-{kind}.{ending}"),
        Table::Sources => format!("{page}sources.{ending}"),
    }
}

/// The tables of a site.
pub fn tables(site: &Site) -> Vec<Table> {
    let kinds = site.index.by_kind.keys().cloned().map(Table::Kind);
    let sources = (!site.config.bibliography.is_empty()).then_some(Table::Sources);
    std::iter::once(Table::Works).chain(kinds).chain(sources).collect()
}

pub(super) fn claim(site: &Site, language: usize, mut claim: impl FnMut(String, Output)) {
    if !site.config.data {
        return;
    }
    for table in tables(site) {
        for format in Format::ALL {
            claim(file(site, language, &table, format), Output::Data { language, table: table.clone(), format });
        }
    }
    claim(address(site, language), Output::Page(Page::DataPage { language }));
}

/// A table as one of its files.
pub fn show(site: &Site, language: usize, table: &Table, format: Format) -> String {
    let columns = columns(site, table);
    match format {
        Format::Schema => schema(site, language, table, &columns),
        Format::Json => {
            let each = rows(site, language, table, &columns).into_iter().map(|row| {
                let object: Map<String, Json> = columns.iter().map(|column| column.name.clone()).zip(row).collect();
                // Where a server says nothing of the type, no browser must take it for HTML.
                Json::Object(object).to_string().replace('<', "\\u003c")
            });
            // One object a line, so that a change of a work is a change of a line.
            format!("[\n{}\n]\n", each.collect::<Vec<_>>().join(",\n"))
        }
        Format::Csv => {
            let mut out = String::new();
            line(&mut out, columns.iter().map(|column| cell(&Json::from(column.name.as_str()))));
            for row in rows(site, language, table, &columns) {
                line(&mut out, row.iter().map(cell));
            }
            out
        }
    }
}

/// The columns of a table, in order.
pub fn columns(site: &Site, table: &Table) -> Vec<Column> {
    use FieldType as T;
    let common = |name: &str, of: FieldType, help: &str| Column { name: name.into(), of, help: help.into(), from: From::Common };
    if *table == Table::Sources {
        return vec![
            common("key", T::Text, "The key by which works name the source."),
            common("title", T::Text, "The title of the source."),
            common("authors", T::Text.list(), "Who wrote it."),
            common("publisher", T::Text, "Who published it."),
            common("date", T::Text, "A year or a date, as the bibliography has it."),
            common("url", T::Url, "Where it can be read."),
            common("works", T::Work.list(), "The ids of the works that cite it or rest on it."),
        ];
    }
    let states = STATES.map(str::to_owned).to_vec();
    let mut columns = vec![
        common("id", T::Work, "The work, the same in all languages."),
        common("kind", T::Text, "What kind of work it is."),
        common("permalink", T::Url, "Where it can be read."),
        common("language", T::Language, "The language of the text in this row."),
        common("title", T::Text, "The title of the text."),
        common("summary", T::Text, "The summary of the text."),
        common("source_language", T::Language, "The language that the work was first written in."),
        common("translation_state", T::Choice(states), "How the text stands to its original."),
        common("reviewed_on", T::Date, "When a native speaker reviewed the translation, if that still holds."),
        common("date", T::Date, "The day of publication."),
        common("updated", T::Date, "The day of the last change that matters to readers."),
        common("sources", T::Source.list(), "The keys of the sources that it cites or rests on."),
    ];
    for (at, taxonomy) in site.config.taxonomies.iter().enumerate() {
        let of = if taxonomy.countries { T::Country } else { T::Text };
        let help = format!("Terms of «{}».", taxonomy.name);
        columns.push(Column { name: taxonomy.name.clone(), of: of.list(), help, from: From::Taxonomy(at) });
    }
    if let Table::Kind(kind) = table {
        for declared in own_fields(&site.config.kinds[kind]) {
            let field = &declared.field;
            // A name that all works have means the same in every table.
            let taken = columns.iter().any(|column| column.name == field.name);
            let name = if taken { format!("{kind}_{}", field.name) } else { field.name.clone() };
            let is_names = site.config.kinds[kind].structured_data == StructuredData::DefinedTerm && field.name == "names";
            let from = if is_names { From::Names } else { From::Field(field.name.clone()) };
            columns.push(Column { name, of: field.of.clone(), help: field.help.clone(), from });
        }
    }
    columns
}

/// The fields of a kind that stand in the data.
pub fn own_fields(kind: &Kind) -> impl Iterator<Item = &KindField> {
    kind.fields.iter().filter(|field| field.in_data)
}

/// The values of `translation_state`.
pub const STATES: [&str; 4] = ["original", "current", "outdated", "unknown"];

fn state(published: &Published) -> &'static str {
    match published.translation_for_readers().map(|translation| translation.state) {
        None => STATES[0],
        Some(State::Current | State::Ahead) => STATES[1],
        Some(State::Outdated) => STATES[2],
        Some(State::Unknown) => STATES[3],
    }
}

/// How many rows a table has.
pub fn count(site: &Site, table: &Table) -> usize {
    match table {
        Table::Works => site.works.len(),
        Table::Kind(kind) => site.index.by_kind[kind].len(),
        Table::Sources => cited(site).len(),
    }
}

fn rows(site: &Site, language: usize, table: &Table, columns: &[Column]) -> Vec<Vec<Json>> {
    match table {
        Table::Sources => sources(site),
        Table::Works => (0..site.works.len()).map(|work| row(site, work, language, columns)).collect(),
        Table::Kind(kind) => {
            let mut works = site.index.by_kind[kind].clone();
            works.sort_unstable();
            works.into_iter().map(|work| row(site, work, language, columns)).collect()
        }
    }
}

fn row(site: &Site, index: usize, language: usize, columns: &[Column]) -> Vec<Json> {
    let work = &site.works[index];
    let published = work.shown_to(language);
    let document = &published.document;
    let day = |day: Option<crate::language::Date>| day.map_or(Json::Null, |day| day.to_string().into());
    columns
        .iter()
        .map(|column| match &column.from {
            From::Taxonomy(at) => work.terms[*at].clone().into(),
            From::Field(name) => match document.gist().plain_fields.get(name) {
                Some(texts) if matches!(column.of, FieldType::List(_)) => texts.clone().into(),
                Some(texts) => texts.join(" ").into(),
                None => value(work.field(document, name), &column.of, site, language),
            },
            From::Names => match work.fields.get("names").map(|typed| &typed.value) {
                Some(Value::PerLanguage(names)) => {
                    let texts = names.iter().map(|(own, name)| (own.tag().to_owned(), value(Some(name), &FieldType::Text, site, language)));
                    Json::Object(texts.collect())
                }
                _ => json!({}),
            },
            From::Common => match column.name.as_str() {
                "id" => work.path.as_str().into(),
                "kind" => work.kind.as_str().into(),
                "permalink" => site.config.permalink(&work.addresses[language]).into(),
                "language" => document.language.tag().into(),
                "title" => document.title.as_str().into(),
                "summary" => document.summary.as_deref().into(),
                "source_language" => site.language(work.source).tag().into(),
                "translation_state" => state(published).into(),
                "reviewed_on" => day(published.reviewed_on()),
                "date" => day(work.date_of(document, "date")),
                "updated" => day(work.updated(document)),
                "sources" => sources_of(site, work, published).into(),
                other => unreachable!("{other} is no column of all works"),
            },
        })
        .collect()
}

/// A field as its type is written in JSON; `null`, or an empty list, where the work has none.
fn value(typed: Option<&Typed>, of: &FieldType, site: &Site, language: usize) -> Json {
    let Some(typed) = typed else { return if matches!(of, FieldType::List(_)) { json!([]) } else { Json::Null } };
    match &typed.value {
        Value::Text(text) | Value::Markdown(text) => text.as_str().into(),
        Value::Boolean(value) => (*value).into(),
        Value::Number(number) => (*number).into(),
        Value::Date(day) if matches!(of, FieldType::DateRange) => json!({ "from": day.to_string(), "to": day.to_string() }),
        Value::Date(day) => day.to_string().into(),
        Value::DateRange(from, to) => json!({ "from": from.to_string(), "to": to.to_string() }),
        Value::Language(language) => language.tag().into(),
        Value::List(items) => {
            let of = if let FieldType::List(of) = of { of } else { of };
            items.iter().map(|item| value(Some(item), of, site, language)).collect()
        }
        Value::PerLanguage(map) => {
            let of = if let FieldType::PerLanguage(of) = of { of } else { of };
            value(site.config.nearest(map, site.language(language)), of, site, language)
        }
        Value::Map(_) | Value::Record(_) => Json::Null,
    }
}

/// The sources that a text cites, in its order, then those that the work says that it rests on.
fn sources_of(site: &Site, work: &Work, published: &Published) -> Vec<String> {
    let known = |key: &&str| site.config.bibliography.contains_key(*key);
    work.sources(&published.document).into_iter().filter(known).map(str::to_owned).collect()
}

/// The sources that public texts cite, each with the works that do.
fn cited(site: &Site) -> BTreeMap<String, BTreeSet<&str>> {
    let mut cited: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for work in &site.works {
        for key in work.documents.iter().flatten().flat_map(|published| sources_of(site, work, published)) {
            cited.entry(key).or_default().insert(&work.path);
        }
    }
    cited
}

fn sources(site: &Site) -> Vec<Vec<Json>> {
    cited(site)
        .into_iter()
        .map(|(key, works)| {
            let reference = &site.config.bibliography[&key];
            vec![
                key.into(),
                reference.title.as_str().into(),
                reference.authors().into(),
                reference.publisher().as_deref().into(),
                reference.date().as_deref().into(),
                reference.url.as_deref().into(),
                works.into_iter().collect::<Vec<_>>().into(),
            ]
        })
        .collect()
}

/// A record of CSV by RFC 4180.
fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

/// A value as a cell. A spreadsheet takes a text that begins with one of a few characters for a formula, which can send
/// what stands in other cells away; an apostrophe before it makes it a text. So that nothing is lost, a text that begins
/// with an apostrophe gets one too.
fn cell(value: &Json) -> String {
    let text = match value {
        Json::Number(number) => return number.to_string(),
        value => written(value),
    };
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'']) { format!("'{text}") } else { text }
}

fn written(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::Bool(value) => value.to_string(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => text.clone(),
        Json::Array(items) => {
            let each = items.iter().map(|item| written(item).replace('\\', "\\\\").replace('|', "\\|"));
            each.collect::<Vec<_>>().join(" | ")
        }
        // A range of days, or names by language.
        Json::Object(range) if range.contains_key("from") => range.values().map(written).collect::<Vec<_>>().join("/"),
        Json::Object(names) => written(&names.iter().map(|(tag, name)| Json::from(format!("{tag}: {}", written(name)))).collect()),
    }
}

fn schema(site: &Site, language: usize, table: &Table, columns: &[Column]) -> String {
    let properties: Map<String, Json> = columns
        .iter()
        .map(|column| {
            let mut property = match column.from {
                From::Names => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
                _ => property(&column.of),
            };
            if !column.help.is_empty() {
                property["description"] = column.help.as_str().into();
            }
            (column.name.clone(), property)
        })
        .collect();
    let required: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": site.config.permalink(&file(site, language, table, Format::Schema)),
        "title": file(site, language, table, Format::Json).rsplit('/').next(),
        "$comment": format!("Version {VERSION} of the format"),
        "type": "array",
        "items": { "type": "object", "properties": properties, "required": required, "additionalProperties": false },
    });
    format!("{schema:#}\n")
}

/// What a value is in JSON. A list is always there; all else may be missing.
fn property(of: &FieldType) -> Json {
    let day = json!({ "type": "string", "format": "date" });
    let one = match of {
        FieldType::List(of) => return json!({ "type": "array", "items": item(of) }),
        FieldType::PerLanguage(of) => return property(of),
        FieldType::DateRange => json!({
            "type": "object", "properties": { "from": day, "to": day }, "required": ["from", "to"], "additionalProperties": false
        }),
        of => item(of),
    };
    json!({ "anyOf": [one, { "type": "null" }] })
}

fn item(of: &FieldType) -> Json {
    match of {
        FieldType::Boolean => json!({ "type": "boolean" }),
        FieldType::Number => json!({ "type": "integer" }),
        FieldType::Date => json!({ "type": "string", "format": "date" }),
        FieldType::Country => json!({ "type": "string", "pattern": "^[A-Z]{2}$" }),
        FieldType::Url => json!({ "type": "string", "format": "uri" }),
        FieldType::Choice(choices) => json!({ "enum": choices }),
        FieldType::Text
        | FieldType::Contact
        | FieldType::QuotationMark
        | FieldType::Markdown
        | FieldType::Language
        | FieldType::Work
        | FieldType::Source
        | FieldType::File => {
            json!({ "type": "string" })
        }
        FieldType::DateRange
        | FieldType::List(_)
        | FieldType::PerLanguage(_)
        | FieldType::Map(_)
        | FieldType::Record(_)
        | FieldType::ShortOrRecord(..) => property(of),
    }
}
