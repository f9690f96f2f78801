//! Typed fields: what may stand in a YAML file, declared once, read with findings in place.
//!
//! The same declarations check `site.yaml`, `work.yaml`, front matter and `theme.yaml`, and tell `lykta new`
//! what to write.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::contact;
use crate::diagnostics::{Location, Severity, codes, is_invisible, nearest};
use crate::found::Findings;
use crate::language::{self, Date, DateError, Language};
use crate::source::yaml::{self, Node};
use crate::source::{Text, address};

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldType {
    Text,
    Markdown,
    Boolean,
    Number,
    Date,
    /// One day, or the first and the last: `2031-03-03/2031-03-04`.
    DateRange,
    Country,
    Language,
    Url,
    /// A telephone number or an e-mail address.
    Contact,
    Choice(Vec<String>),
    /// The space within « … » is a part of the mark.
    QuotationMark,
    /// A work by the path of its folder below `content/`.
    Work,
    /// A key of `content/sources.yaml`.
    Source,
    /// A file beside the document.
    File,
    List(Box<FieldType>),
    /// A map from language tags to values, or one value for all languages.
    PerLanguage(Box<FieldType>),
    /// A map with keys that the author chooses.
    Map(Box<FieldType>),
    Record(Arc<Schema>),
    /// A map, or one value that stands for the most usual of its forms.
    ShortOrRecord(Box<FieldType>, Arc<Schema>),
}

impl FieldType {
    /// What `lykta new` writes as such a value.
    pub fn example(&self, name: &str) -> String {
        match self {
            FieldType::Text | FieldType::Markdown => "\"…\"".into(),
            FieldType::Boolean => "true".into(),
            FieldType::Number => "1".into(),
            FieldType::Date => "2031-03-03".into(),
            FieldType::DateRange => "2031-03-03/2031-03-04".into(),
            FieldType::Country => "SE".into(),
            FieldType::Language => "sv".into(),
            FieldType::Url => "https://example.org/".into(),
            FieldType::Contact if name.contains("mail") => "help@example.org".into(),
            FieldType::Contact => "\"+46 70 174 06 05\"".into(),
            FieldType::Choice(choices) => choices.first().cloned().unwrap_or_default(),
            FieldType::QuotationMark => "»".into(),
            FieldType::Work => "briefs/signs".into(),
            FieldType::Source => "palermo2000".into(),
            FieldType::File => "report.pdf".into(),
            FieldType::List(of) => format!("[{}]", of.example(name)),
            FieldType::PerLanguage(of) => format!("{{ sv: {}, en: {} }}", of.example(name), of.example(name)),
            FieldType::Map(of) => format!("{{ name: {} }}", of.example(name)),
            FieldType::ShortOrRecord(short, _) => short.example(name),
            FieldType::Record(schema) => {
                let entries: Vec<String> =
                    schema.fields.iter().map(|field| format!("{}: {}", field.name, field.of.example(&field.name))).collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }

    /// Whether nobody means what the example says: a day, an address, a telephone number. A country or a number may be right.
    pub fn has_mere_example(&self) -> bool {
        matches!(self, FieldType::Date | FieldType::DateRange | FieldType::Url | FieldType::Contact)
    }

    pub fn list(self) -> FieldType {
        FieldType::List(Box::new(self))
    }

    pub fn per_language(self) -> FieldType {
        FieldType::PerLanguage(Box::new(self))
    }

    /// Whether it is of another type, or a list of it.
    pub fn names(&self, other: &FieldType) -> bool {
        match self {
            FieldType::List(of) => **of == *other,
            of => of == other,
        }
    }

    /// Of what its single values are.
    pub fn innermost(&self) -> &FieldType {
        match self {
            FieldType::List(of) | FieldType::PerLanguage(of) => of.innermost(),
            of => of,
        }
    }

    /// What to write, for a hint and for `lykta new`.
    pub fn described(&self) -> String {
        match self {
            FieldType::Text => "a text".into(),
            FieldType::Markdown => "a text in Markdown".into(),
            FieldType::Boolean => "true or false".into(),
            FieldType::Number => "a whole number".into(),
            FieldType::Date => "a date such as 2026-03-01".into(),
            FieldType::DateRange => "a date, or two such as 2031-03-03/2031-03-04".into(),
            FieldType::Country => "a country code such as SE".into(),
            FieldType::Language => "a language tag such as sv".into(),
            FieldType::Url => "a web address such as https://example.org/".into(),
            FieldType::Contact => "a telephone number such as +46 70 174 06 05, or an e-mail address".into(),
            FieldType::Choice(choices) => format!("one of {}", choices.join(", ")),
            FieldType::QuotationMark => "a quotation mark".into(),
            FieldType::Work => "the path of a work such as briefs/signs".into(),
            FieldType::Source => "a key of content/sources.yaml".into(),
            FieldType::File => "the name of a file beside the document".into(),
            FieldType::List(of) => format!("a list, each {}", of.described()),
            FieldType::PerLanguage(of) => format!("{}, or one for each language: {{ sv: …, en: … }}", of.described()),
            FieldType::Map(of) => format!("a map from names to values, each {}", of.described()),
            FieldType::Record(schema) => {
                let names: Vec<_> = schema.fields.iter().map(|field| field.name.as_str()).collect();
                format!("a map with the keys {}", names.join(", "))
            }
            FieldType::ShortOrRecord(short, schema) => {
                format!("{}, or {}", short.described(), FieldType::Record(Arc::clone(schema)).described())
            }
        }
    }
}

/// One key of a file: its name, its type, and what it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: String,
    pub of: FieldType,
    pub required: bool,
    /// One sentence for authors.
    pub help: String,
}

impl Field {
    pub fn new(name: &str, of: FieldType, help: &str) -> Field {
        Field { name: name.to_owned(), of, required: false, help: help.to_owned() }
    }

    pub fn required(mut self) -> Field {
        self.required = true;
        self
    }
}

/// The keys that a map may have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    pub fields: Vec<Field>,
    /// The site's languages, where what is given for another one is to be told; else empty.
    pub languages: Vec<Language>,
    /// The keys of the other file of a work.
    sister: Option<Sister>,
}

/// What other programs call keys that a work has here, in small letters.
const CALLED_ELSEWHERE: [(&str, &str); 17] = [
    ("published", "date"),
    ("pubdate", "date"),
    ("publishdate", "date"),
    ("publish_date", "date"),
    ("lastmod", "updated"),
    ("modified", "updated"),
    ("last_modified_at", "updated"),
    ("expirydate", "expires"),
    ("unpublishdate", "expires"),
    ("description", "summary"),
    ("excerpt", "summary"),
    ("tags", "topics"),
    ("categories", "topics"),
    ("keywords", "topics"),
    ("permalink", "slug"),
    ("redirect_from", "aliases"),
    ("language", "lang"),
];

/// Keys that stand in another file than the one for which a schema is.
#[derive(Clone, Debug, PartialEq)]
struct Sister {
    file: &'static str,
    keys: Vec<String>,
}

impl Schema {
    pub fn new(fields: impl IntoIterator<Item = Field>) -> Schema {
        Schema { fields: fields.into_iter().collect(), languages: Vec::new(), sister: None }
    }

    /// What a `file` beside it knows is told as that where it stands here.
    pub fn beside(self, file: &'static str, known_there: impl IntoIterator<Item = Field>) -> Schema {
        let keys = known_there.into_iter().map(|field| field.name).collect();
        Schema { sister: Some(Sister { file, keys }), ..self }
    }

    /// Whether it has a key of that name.
    fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
    }

    /// Whether it, or the other file of a work, has a key of that name.
    fn knows(&self, name: &str) -> bool {
        self.has(name) || self.sister.as_ref().is_some_and(|sister| sister.keys.iter().any(|key| key == name))
    }

    /// The key that says most: the first without which nothing goes, or else the first.
    fn main(&self) -> Option<&str> {
        self.fields.iter().find(|field| field.required).or(self.fields.first()).map(|field| field.name.as_str())
    }

    pub fn in_languages(self, languages: &[Language]) -> Schema {
        Schema { languages: languages.to_vec(), ..self }
    }
}

/// A value as its type reads it, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    pub span: Range<usize>,
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, a choice, a country, a URL, a work's path or a source's key: all are text that has been checked.
    Text(String),
    Markdown(String),
    Boolean(bool),
    Number(i64),
    Date(Date),
    DateRange(Date, Date),
    Language(Language),
    List(Vec<Typed>),
    PerLanguage(BTreeMap<Language, Typed>),
    Map(Vec<(Typed, Typed)>),
    Record(Record),
}

impl Typed {
    /// A text that is no Markdown.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Tells each single value within, in the order in which they were written.
    pub fn each<'v>(&'v self, tell: &mut dyn FnMut(&'v Typed)) {
        match &self.value {
            Value::List(items) => items.iter().for_each(|item| item.each(tell)),
            Value::PerLanguage(texts) => texts.values().for_each(|item| item.each(tell)),
            Value::Map(entries) => entries.iter().for_each(|(_, item)| item.each(tell)),
            Value::Record(record) => record.entries.iter().for_each(|(_, item)| item.each(tell)),
            Value::Text(_)
            | Value::Markdown(_)
            | Value::Boolean(_)
            | Value::Number(_)
            | Value::Date(_)
            | Value::DateRange(..)
            | Value::Language(_) => tell(self),
        }
    }
}

/// The values of a map, in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub entries: Vec<(String, Typed)>,
}

impl Record {
    pub fn get(&self, name: &str) -> Option<&Typed> {
        self.entries.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        match &self.get(name)?.value {
            Value::Text(text) | Value::Markdown(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of a field, be it one or a list, and where they stand.
    pub fn one_or_more(&self, name: &str) -> Vec<(&str, &Range<usize>)> {
        match self.get(name) {
            Some(Typed { value: Value::Text(text), span }) => vec![(text, span)],
            Some(Typed { value: Value::List(_), .. }) => self.texts(name).collect(),
            _ => Vec::new(),
        }
    }

    pub fn boolean(&self, name: &str) -> Option<bool> {
        match self.get(name)?.value {
            Value::Boolean(value) => Some(value),
            _ => None,
        }
    }

    pub fn number(&self, name: &str) -> Option<i64> {
        match self.get(name)?.value {
            Value::Number(value) => Some(value),
            _ => None,
        }
    }

    pub fn date(&self, name: &str) -> Option<Date> {
        match self.get(name)?.value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    pub fn dates(&self, name: &str) -> Option<(Date, Date)> {
        match self.get(name)?.value {
            Value::DateRange(from, to) => Some((from, to)),
            Value::Date(date) => Some((date, date)),
            _ => None,
        }
    }

    pub fn language(&self, name: &str) -> Option<&Language> {
        match &self.get(name)?.value {
            Value::Language(language) => Some(language),
            _ => None,
        }
    }

    pub fn record(&self, name: &str) -> Option<&Record> {
        match &self.get(name)?.value {
            Value::Record(record) => Some(record),
            _ => None,
        }
    }

    pub fn list(&self, name: &str) -> &[Typed] {
        match self.get(name).map(|typed| &typed.value) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// The texts of a list, each with its place.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.list(name).iter().filter_map(|item| match &item.value {
            Value::Text(text) => Some((text.as_str(), &item.span)),
            _ => None,
        })
    }

    pub fn map(&self, name: &str) -> &[(Typed, Typed)] {
        match self.get(name).map(|typed| &typed.value) {
            Some(Value::Map(entries)) => entries,
            _ => &[],
        }
    }
}

/// A text that is one for all languages, or one for each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Localised {
    pub all: Option<String>,
    pub by_language: BTreeMap<Language, String>,
}

impl Localised {
    pub fn one(text: impl Into<String>) -> Localised {
        Localised { all: Some(text.into()), by_language: BTreeMap::new() }
    }

    pub fn of(typed: &Typed) -> Localised {
        match &typed.value {
            Value::Text(text) | Value::Markdown(text) => Localised::one(text),
            Value::PerLanguage(map) => Localised {
                all: None,
                by_language: map
                    .iter()
                    .filter_map(|(language, typed)| match &typed.value {
                        Value::Text(text) | Value::Markdown(text) => Some((language.clone(), text.clone())),
                        _ => None,
                    })
                    .collect(),
            },
            _ => Localised::default(),
        }
    }

    /// The text in a language, or in the first of the others that has it.
    pub fn get<'a>(&'a self, language: &Language, others: &[Language]) -> Option<&'a str> {
        self.lent(language, others).map(|(text, _)| text)
    }

    /// The same as a name.
    pub fn name(&self, language: &Language, others: &[Language]) -> Option<Name> {
        self.lent(language, others).map(|(text, other)| Name { text: text.to_owned(), lent_by: other.cloned() })
    }

    /// The text, and which of the others lends it.
    fn lent<'a, 'o>(&'a self, language: &Language, others: &'o [Language]) -> Option<(&'a str, Option<&'o Language>)> {
        let own = self.by_language.get(language).or(self.all.as_ref()).map(|text| (text, None));
        let lent = || others.iter().find_map(|other| Some((self.by_language.get(other)?, Some(other))));
        own.or_else(lent).map(|(text, other)| (text.as_str(), other))
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_none() && self.by_language.is_empty()
    }
}

/// What something is called in a language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Name {
    pub text: String,
    /// Another language that it was taken from, since this one has none.
    pub lent_by: Option<Language>,
}

impl Name {
    /// The tag of the language that lends it; else empty.
    pub fn lang(&self) -> String {
        self.lent_by.as_ref().map(Language::to_string).unwrap_or_default()
    }
}

impl From<String> for Name {
    fn from(text: String) -> Name {
        Name { text, lent_by: None }
    }
}

/// The longest text that a field may hold, in characters.
const LONGEST: usize = 10_000;
/// The most items in a list.
const MOST_ITEMS: usize = 1_000;

/// Reads a map by its schema. Every fault is a finding at its own place; what is sound is kept.
pub fn read(node: &Node, schema: &Schema, file: &Text, findings: &mut Findings) -> Record {
    read_record(node, schema, &schema.languages, file, findings)
}

fn read_record(node: &Node, schema: &Schema, languages: &[Language], file: &Text, findings: &mut Findings) -> Record {
    let entries = match &node.value {
        yaml::Value::Map(entries) => entries.as_slice(),
        yaml::Value::Null => &[],
        _ => {
            findings
                .add(&codes::WRONG_TYPE, file.at(node.span.clone()), format!("keys and values are expected here, not {}", node.described()))
                .hint("write `key: value`, one a line");
            &[]
        }
    };
    let mut record = Record::default();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    // Names that are written otherwise, and told as that.
    let mut meant: BTreeSet<String> = BTreeSet::new();
    for (key, value) in entries {
        let yaml::Value::Scalar(name) = &key.value else {
            findings.add(&codes::UNKNOWN_KEY, file.at(key.span.clone()), format!("a key must be a word, not {}", key.described()));
            continue;
        };
        if !seen.insert(name) {
            findings.add(&codes::DUPLICATE_KEY, file.at(key.span.clone()), format!("«{name}» stands twice")).hint("remove one of them");
            continue;
        }
        let Some(field) = schema.fields.iter().find(|field| field.name == *name) else {
            let names: Vec<&str> = schema.fields.iter().map(|field| field.name.as_str()).collect();
            let written: String = name.trim().chars().filter(|&c| !c.is_whitespace() && !is_invisible(c) && !c.is_control()).collect();
            let finding = findings.add(&codes::UNKNOWN_KEY, file.at(key.span.clone()), format!("there is no key «{name}» here"));
            let elsewhere = chosen(&CALLED_ELSEWHERE, &written.to_lowercase());
            let written = elsewhere.filter(|name| schema.knows(name)).map_or(written, str::to_owned);
            if let Some(sister) = schema.sister.as_ref().filter(|sister| sister.keys.contains(&written) && !schema.has(&written)) {
                finding.hint(format!("«{written}» stands in {}: write it there", sister.file));
                continue;
            }
            let near = if schema.has(&written) { Some(written) } else { nearest(&written, &names) };
            if let Some(near) = near {
                finding.hint(format!("did you mean «{near}»?"));
                meant.insert(near);
            }
            if names.is_empty() {
                finding.hint("nothing can be given here; remove it");
            } else if finding.hints.is_empty() {
                finding.hint(format!("the keys are {}", names.join(", ")));
            }
            continue;
        };
        let is_empty = match &value.value {
            yaml::Value::Map(entries) => entries.is_empty() && (field.required || matches!(field.of, FieldType::PerLanguage(_))),
            yaml::Value::List(items) => items.is_empty() && field.required,
            value => matches!(value, yaml::Value::Null),
        };
        if is_empty {
            // Nobody can tell whether a blank `draft:` was to be true, or which day a blank `expires:` was to be.
            if field.required || matches!(field.of, FieldType::Boolean | FieldType::Date) {
                let at = if matches!(value.value, yaml::Value::List(_)) { &value.span } else { &key.span };
                findings
                    .add(&codes::EMPTY_FIELD, file.at(at.clone()), format!("«{name}» is empty"))
                    .hint(format!("write {}", field.of.described()));
            }
            continue;
        }
        if let Some(typed) = read_value(value, &field.of, name, languages, file, findings) {
            record.entries.push((name.clone(), typed));
        }
    }
    for field in schema.fields.iter().filter(|field| field.required && !seen.contains(field.name.as_str()) && !meant.contains(&field.name))
    {
        let start = node.span.start.min(file.text.len());
        findings.add(&codes::MISSING_FIELD, file.at(start..start), format!("«{}» is missing", field.name)).hint(format!(
            "add `{}: …`, {}",
            field.name,
            field.of.described()
        ));
    }
    record
}

fn read_value(node: &Node, of: &FieldType, name: &str, languages: &[Language], file: &Text, findings: &mut Findings) -> Option<Typed> {
    let here = || file.at(node.span.clone());
    let typed = |value| Some(Typed { span: node.span.clone(), value });
    match (of, &node.value) {
        (FieldType::List(of), yaml::Value::List(items)) => {
            if items.len() > MOST_ITEMS {
                findings
                    .add(&codes::TOO_LONG, here(), format!("«{name}» has {} items", items.len()))
                    .hint(format!("a list may have {MOST_ITEMS}"));
                return None;
            }
            typed(Value::List(items.iter().filter_map(|item| read_item(item, of, name, languages, file, findings)).collect()))
        }
        (FieldType::List(of), yaml::Value::Scalar(_)) if has_signs_of_list(node, of, file) => {
            findings
                .add(&codes::WRONG_TYPE, here(), format!("«{name}» is a list, but YAML takes this for one text"))
                .hint("begin each item on a line of its own with a hyphen and a space: `- first`");
            None
        }
        // One value is a list of one: authors write `topics: courts` and mean just that.
        (FieldType::List(of), yaml::Value::Scalar(_)) => {
            let item = read_item(node, of, name, languages, file, findings)?;
            if let Some(first) = lines_as_one(node, of, file) {
                let message = format!("«{name}» is a list, and YAML takes these lines for one item of it");
                let finding = findings.add(&codes::WRONG_TYPE, here(), message);
                finding.severity = Severity::Warning;
                finding.hint(format!("begin each item with a hyphen and a space: `- {first}`; where they are one, the first line alone"));
            }
            typed(Value::List(vec![item]))
        }
        (FieldType::List(of), yaml::Value::Map(_)) if matches!(**of, FieldType::Record(_)) => {
            let item = read_item(node, of, name, languages, file, findings)?;
            typed(Value::List(vec![item]))
        }
        (FieldType::PerLanguage(of), yaml::Value::Map(entries)) => {
            let mut map = BTreeMap::new();
            let mut others = Vec::new();
            for (key, value) in entries {
                let key_of = read_value(key, &FieldType::Language, name, languages, file, findings);
                let Some(Typed { value: Value::Language(language), .. }) = key_of else { continue };
                if map.contains_key(&language) {
                    findings
                        .add(&codes::DUPLICATE_KEY, file.at(key.span.clone()), format!("«{language}» stands twice"))
                        .hint("remove one of them");
                    continue;
                }
                if !languages.contains(&language) {
                    others.push((language.clone(), key.span.clone()));
                }
                if let Some(value) = read_value(value, of, name, languages, file, findings) {
                    map.insert(language, value);
                }
            }
            // Who has it in each language of the site may have it in others too.
            if languages.iter().any(|language| !map.contains_key(language)) {
                for (language, span) in others {
                    undeclared(&language, file.at(span), languages, findings);
                }
            }
            typed(Value::PerLanguage(map))
        }
        (FieldType::PerLanguage(of), _) => read_value(node, of, name, languages, file, findings),
        (FieldType::Map(of), yaml::Value::Map(entries)) => {
            let mut map: Vec<(Typed, Typed)> = Vec::new();
            for (key, value) in entries {
                // What stands before a text's first heading is a section without a name; of other things each has one.
                let unnamed = **of == FieldType::Text && key.value == yaml::Value::Scalar(String::new());
                let key = match unnamed {
                    true => Typed { span: key.span.clone(), value: Value::Text(String::new()) },
                    false => match read_value(key, &FieldType::Text, name, languages, file, findings) {
                        Some(key) => key,
                        None => continue,
                    },
                };
                if map.iter().any(|(other, _)| other.value == key.value) {
                    findings.add(&codes::DUPLICATE_KEY, file.at(key.span.clone()), "this key stands twice").hint("remove one of them");
                    continue;
                }
                let called = key.text().filter(|key| !key.is_empty()).unwrap_or(name).to_owned();
                let value = match (of.as_ref(), &value.value) {
                    (FieldType::Record(schema), yaml::Value::Null) => Some(Typed {
                        span: value.span.clone(),
                        value: Value::Record(read_record(value, schema, languages, file, findings)),
                    }),
                    // A term needs no names.
                    (FieldType::PerLanguage(_), yaml::Value::Null) => {
                        Some(Typed { span: value.span.clone(), value: Value::PerLanguage(BTreeMap::new()) })
                    }
                    (_, yaml::Value::Null) => {
                        let called = file.text.get(key.span.clone()).unwrap_or(name);
                        findings
                            .add(&codes::EMPTY_FIELD, file.at(key.span.clone()), format!("«{called}» is empty here"))
                            .hint(format!("write {}", of.described()));
                        None
                    }
                    _ => read_value(value, of, &called, languages, file, findings),
                };
                if let Some(value) = value {
                    map.push((key, value));
                }
            }
            typed(Value::Map(map))
        }
        (FieldType::Record(schema) | FieldType::ShortOrRecord(_, schema), yaml::Value::Map(_)) => {
            typed(Value::Record(read_record(node, schema, languages, file, findings)))
        }
        (FieldType::ShortOrRecord(short, _), yaml::Value::Scalar(_)) => read_value(node, short, name, languages, file, findings),
        (FieldType::Text | FieldType::Markdown, yaml::Value::Map(entries)) if is_cut_at_colon(entries, file) => {
            findings
                .add(&codes::WRONG_TYPE, here(), "YAML takes what stands before this colon for a key")
                .hint("put a text with a colon in quotation marks: \"…\"");
            None
        }
        (FieldType::List(_) | FieldType::Map(_) | FieldType::Record(_), _) | (_, yaml::Value::List(_) | yaml::Value::Map(_)) => {
            findings
                .add(&codes::WRONG_TYPE, here(), format!("«{name}» is {}, not {}", of.described(), node.described()))
                .hint(shape_of(of, name, node));
            None
        }
        (_, yaml::Value::Null) => {
            findings.add(&codes::EMPTY_FIELD, here(), format!("«{name}» is empty here")).hint(format!("write {}", of.described()));
            None
        }
        (_, yaml::Value::Scalar(text)) => {
            read_scalar(text, node, of, name, file, findings).map(|value| Typed { span: node.span.clone(), value })
        }
    }
}

/// What to write in the place of a value of another shape.
fn shape_of(of: &FieldType, name: &str, written: &Node) -> String {
    let FieldType::Record(schema) = of else { return format!("write {}", of.described()) };
    match (schema.main(), written.scalar()) {
        (_, Some(text)) if schema.has(name) => format!("write a name before it, and this below: `name: {{ {name}: {text} }}`"),
        (Some(main), Some(text)) => format!("write `{name}: {{ {main}: {text} }}`"),
        (Some(main), None) => format!("write a map: `{name}: {{ {main}: … }}`"),
        (None, _) => format!("write {}", of.described()),
    }
}

/// One value of a list.
fn read_item(node: &Node, of: &FieldType, name: &str, languages: &[Language], file: &Text, findings: &mut Findings) -> Option<Typed> {
    if let Some(parts) = node.scalar().and_then(|text| several(text, of)) {
        findings
            .add(&codes::WRONG_TYPE, file.at(node.span.clone()), "these are several values, written as one")
            .hint(format!("write a list, with commas between: [{}]", parts.join(", ")));
        return None;
    }
    read_value(node, of, name, languages, file, findings)
}

/// Whether a text was most likely meant as a list: its lines begin with signs of items, which YAML does not take for such.
fn has_signs_of_list(node: &Node, of: &FieldType, file: &Text) -> bool {
    let (before, written) = (&file.text[..node.span.start], &file.text[node.span.clone()]);
    let is_block = ["|", ">", "|-", ">-", "|+", ">+"].iter().any(|sign| before.trim_end().ends_with(sign));
    let is_plain = !is_block && !written.starts_with(['"', '\'']);
    let is_item = |line: &&str| {
        let rest = line.trim_start().strip_prefix(['-', '•', '·', '●', '▪', '*']);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit() || c == '-'))
    };
    // A sentence may go on behind a dash, and so may somebody's words begin.
    let is_dash = |line: &&str| line.trim_start().starts_with(['–', '—']);
    let own_line = before.rsplit('\n').next().is_some_and(|line| line.trim().is_empty());
    let lines = written.trim_end().lines();
    let count = lines.clone().count();
    let begins = own_line && (is_item(&written) || count > 1 && lines.clone().all(|line| is_dash(&line)));
    is_plain && (begins || !matches!(of, FieldType::Markdown) && lines.skip(1).any(|line| is_item(&line)))
}

/// The first of several lines that were most likely meant as items of a list: each may be one, and no sign of YAML makes them
/// a text. In Markdown a text may go on where its key stands.
fn lines_as_one<'t>(node: &Node, of: &FieldType, file: &'t Text) -> Option<&'t str> {
    let (before, written) = (&file.text[..node.span.start], file.text[node.span.clone()].trim_end());
    let own_line = before.rsplit('\n').next().is_some_and(|line| line.trim().is_empty());
    let is_plain = !written.starts_with(['"', '\'']) && !before.trim_end().ends_with(['|', '>', '-', '+']);
    let (first, _) = written.split_once('\n').filter(|_| is_plain && (own_line || *of != FieldType::Markdown))?;
    Some(first.trim())
}

/// Whether a map was most likely meant as a text: one line with a colon in it, `- Remember: look twice`.
fn is_cut_at_colon(entries: &[(Node, Node)], file: &Text) -> bool {
    let [(key, value)] = entries else { return false };
    let (yaml::Value::Scalar(name), yaml::Value::Scalar(_)) = (&key.value, &value.value) else { return false };
    let is_flow = file.text[..key.span.start].trim_end().ends_with('{');
    let is_one_line = !file.text[key.span.start..value.span.start.max(key.span.start)].contains('\n');
    let is_language = Language::parse(name).is_ok_and(|language| language.is_usual() && language.tag() == name);
    !is_flow && is_one_line && !is_language
}

/// The values that stand in one, with commas or spaces between them.
fn several<'t>(text: &'t str, of: &FieldType) -> Option<Vec<&'t str>> {
    let is_one = |part: &&str| match of {
        FieldType::Country => language::is_country(part),
        FieldType::Language => Language::parse(part).is_ok(),
        FieldType::Choice(choices) => choices.iter().any(|choice| choice == part),
        FieldType::Work => part.contains('/'),
        FieldType::Source => part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':')),
        _ => false,
    };
    let is_between = |c: char| matches!(c, ',' | ';') || c == ' ' && !matches!(of, FieldType::Work);
    let parts: Vec<&str> = text.split(is_between).map(str::trim).filter(|part| !part.is_empty()).collect();
    // A choice may have several words.
    let is_whole = matches!(of, FieldType::Choice(_)) && is_one(&text);
    (parts.len() > 1 && !is_whole && parts.iter().all(is_one)).then_some(parts)
}

fn undeclared(language: &Language, at: Location, languages: &[Language], findings: &mut Findings) {
    let message = format!("«{language}» is not among the site's languages, so what is given for it is not shown");
    let finding = findings.add(&codes::UNDECLARED_LANGUAGE, at, message);
    let tags: Vec<&str> = languages.iter().map(Language::tag).collect();
    finding.nearest(language.tag(), &tags);
    finding.hint(format!("the site's languages are {}; correct it, or remove it here", tags.join(", ")));
}

/// Whether a text says that something is so, or that it is not.
pub fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "yes" | "True" | "TRUE" | "Yes" | "YES" => Some(true),
        "false" | "no" | "False" | "FALSE" | "No" | "NO" => Some(false),
        _ => None,
    }
}

fn read_scalar(text: &str, node: &Node, of: &FieldType, name: &str, file: &Text, findings: &mut Findings) -> Option<Value> {
    let here = || file.at(node.span.clone());
    let trimmed = text.trim();
    if trimmed.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
        findings.add(&codes::EMPTY_FIELD, here(), format!("«{name}» is empty")).hint(format!("write {}", of.described()));
        return None;
    }
    if text.chars().nth(LONGEST).is_some() {
        findings
            .add(&codes::TOO_LONG, here(), format!("«{name}» has more than {LONGEST} characters"))
            .hint("shorten it; long texts belong below the front matter");
        return None;
    }
    let is_free = matches!(of, FieldType::Text | FieldType::Markdown | FieldType::Contact | FieldType::QuotationMark | FieldType::File);
    if !is_free && trimmed.starts_with(['“', '”', '„', '«', '»', '‘', '’']) {
        findings
            .add(&codes::WRONG_TYPE, here(), format!("the quotation marks are a part of «{name}», since YAML knows straight ones alone"))
            .hint("remove them, or write straight ones: \"…\"");
        return None;
    }
    let mut wrong = |message: String| {
        findings.add(&codes::WRONG_TYPE, here(), message).hint(format!("write {}", of.described()));
        None
    };
    match of {
        FieldType::QuotationMark => Some(Value::Text(text.trim_matches(|c: char| c.is_ascii_whitespace()).to_owned())),
        FieldType::Text | FieldType::Work | FieldType::Source | FieldType::File => Some(Value::Text(trimmed.to_owned())),
        FieldType::Markdown => Some(Value::Markdown(text.to_owned())),
        FieldType::Boolean => match boolean(trimmed) {
            Some(is_so) => Some(Value::Boolean(is_so)),
            None => wrong(format!("«{name}» is true or false, not «{trimmed}»")),
        },
        FieldType::Number => match trimmed.parse() {
            Ok(number) => Some(Value::Number(number)),
            Err(_) => wrong(format!("«{name}» is a whole number, not «{trimmed}»")),
        },
        FieldType::Date => read_date(trimmed, of, node, file, findings).map(Value::Date),
        FieldType::DateRange => {
            if let Some((from, to)) = parted_days(trimmed) {
                findings
                    .add(&codes::INVALID_DATE, here(), format!("a slash stands between two days, which «{trimmed}» has not"))
                    .hint(format!("write {from}/{to}"));
                return None;
            }
            let (from, to) = trimmed.split_once('/').unwrap_or((trimmed, trimmed));
            if from.trim().is_empty() || to.trim().is_empty() {
                findings
                    .add(&codes::INVALID_DATE, here(), format!("a day is missing beside the slash of «{trimmed}»"))
                    .hint("write both days, 2026-03-01/2026-03-02, or one without a slash");
                return None;
            }
            let from = read_date(from.trim(), of, node, file, findings)?;
            let to = read_date(to.trim(), of, node, file, findings)?;
            if to < from {
                findings.add(&codes::INVALID_DATE, here(), format!("«{name}» ends before it begins")).hint("write the first day first");
                return None;
            }
            Some(Value::DateRange(from, to))
        }
        FieldType::Country if language::is_country(trimmed) => Some(Value::Text(trimmed.to_owned())),
        FieldType::Country => {
            let finding = findings.add(&codes::UNKNOWN_COUNTRY, here(), format!("«{trimmed}» is not a country code"));
            match other_than_code(trimmed) {
                Some(name) => finding.hint(format!("did you mean «{name}»?")),
                None => finding.nearest(trimmed, language::country_codes()),
            };
            finding.hint("write the two capital letters of ISO 3166-1, such as SE");
            None
        }
        FieldType::Language => match Language::parse(trimmed) {
            Ok(language) => Some(Value::Language(language)),
            Err(hint) => {
                let finding = findings.add(&codes::INVALID_LANGUAGE, here(), Language::refusal(trimmed));
                match Language::called(trimmed).filter(|_| !hint.starts_with("write «")) {
                    Some(name) => finding.hint(format!("did you mean «{name}»?")),
                    None => finding.hint(hint),
                };
                None
            }
        },
        FieldType::Url => match address::refusal(trimmed) {
            None => Some(Value::Text(address::encoded(trimmed))),
            Some(refused) => {
                findings.extend([refused.told(here())]);
                None
            }
        },
        FieldType::Contact => Some(Value::Text(read_contact(trimmed, here(), findings).to_owned())),
        FieldType::Choice(choices) if choices.iter().any(|choice| choice == trimmed) => Some(Value::Text(trimmed.to_owned())),
        // A field whose choices can't be read is told where it is declared.
        FieldType::Choice(choices) if choices.is_empty() => None,
        FieldType::Choice(choices) => {
            let finding = findings.add(&codes::INVALID_CHOICE, here(), format!("«{trimmed}» is not one of the choices for «{name}»"));
            finding.nearest(trimmed, choices);
            finding.hint(format!("the choices are {}", choices.join(", ")));
            None
        }
        FieldType::PerLanguage(of) => read_scalar(text, node, of, name, file, findings),
        FieldType::List(_) | FieldType::Map(_) | FieldType::Record(_) | FieldType::ShortOrRecord(..) => {
            wrong(format!("«{name}» is {}", of.described()))
        }
    }
}

/// The country that is called otherwise than by its code: by letters that people use, or by the tag of its language, which
/// in capitals may be the code of a country far away.
fn other_than_code(written: &str) -> Option<&'static str> {
    match written {
        "UK" | "uk" => Some("GB"),
        "sv" => Some("SE"),
        "da" | "DA" => Some("DK"),
        "et" => Some("EE"),
        "nb" | "nn" | "NB" => Some("NO"),
        _ => None,
    }
}

/// A telephone number or an address of e-mail. What is only written as a link or the end of a sentence is read as it is meant.
fn read_contact<'t>(text: &'t str, here: Location, findings: &mut Findings) -> &'t str {
    let alone = contact::alone(text);
    let (message, hint) = if contact::holds_several(text) {
        let message = match text.contains('@') {
            true => format!("«{text}» holds several contacts, of which a touch reaches none"),
            false => format!("«{text}» holds several numbers, of which a touch calls the first"),
        };
        (message, "write one here, the others in a list under `contact`: [one, other]".to_owned())
    } else if contact::link(alone).is_some() {
        if alone == text {
            return text;
        }
        (format!("«{text}» is more than the number or the address"), format!("write {alone}"))
    } else {
        let message = format!("«{text}» is neither a telephone number nor an e-mail address");
        let hint = match contact::address_in(text) {
            Some(address) => format!("write the address alone: {address}"),
            None => "begin with the number or the address, so that a reader can call it by a touch".to_owned(),
        };
        (message, hint)
    };
    let finding = findings.add(&codes::WRONG_TYPE, here, message);
    finding.severity = Severity::Warning;
    finding.hint(hint);
    if contact::link(alone).is_some() { alone } else { text }
}

/// Two days with something else between them than a slash: a dash, or a word.
fn parted_days(text: &str) -> Option<(Date, Date)> {
    const LENGTH: usize = "2026-03-01".len();
    let first = text.get(..LENGTH).and_then(|day| Date::parse(day).ok())?;
    let last = text.len().checked_sub(LENGTH).and_then(|at| Some((at, Date::parse(text.get(at..)?).ok()?)));
    let (at, last) = last.filter(|(at, _)| *at > LENGTH)?;
    let between = text[LENGTH..at].trim();
    let is_word = |word: &str| !word.is_empty() && word.chars().all(char::is_alphabetic);
    (matches!(between, "-" | "–" | "—" | "--") || is_word(between)).then_some((first, last))
}

/// The first year that has four figures.
const EARLIEST: i32 = 1000;

fn read_date(text: &str, of: &FieldType, node: &Node, file: &Text, findings: &mut Findings) -> Option<Date> {
    let here = || file.at(node.span.clone());
    match Date::parse(text) {
        Ok(date) => {
            if date.year < EARLIEST {
                let year = &text[..4];
                let finding = findings.add(&codes::INVALID_DATE, here(), format!("the year {year} is most likely another"));
                finding.severity = Severity::Warning;
                finding.hint("write its four figures: 2026-03-01");
            }
            Some(date)
        }
        Err(DateError::Form) => {
            findings.add(&codes::INVALID_DATE, here(), format!("«{text}» is not a date")).hint(match of {
                FieldType::DateRange => "write year-month-day, and a slash between the first day and the last: 2026-03-01/2026-03-02",
                _ => "write year-month-day: 2026-03-01",
            });
            None
        }
        Err(DateError::NoSuchDay) => {
            findings
                .add(&codes::INVALID_DATE, here(), format!("there is no day «{text}»"))
                .hint("look it up in a calendar; the order is year-month-day");
            None
        }
        Err(DateError::Time) => {
            findings
                .add(&codes::INVALID_DATE, here(), format!("what stands behind the day is no time of day: «{text}»"))
                .hint("write the day alone: 2026-03-01");
            None
        }
    }
}

/// A choice among the names of a table.
pub(super) fn choice_of<T>(table: &[(&str, T)]) -> FieldType {
    FieldType::Choice(table.iter().map(|(name, _)| (*name).to_owned()).collect())
}

/// What stands in a table under the name that was chosen.
pub(super) fn chosen<T: Clone>(table: &[(&str, T)], name: &str) -> Option<T> {
    table.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone())
}
