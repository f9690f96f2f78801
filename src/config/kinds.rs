//! Kinds of works: which fields they have, where they are listed, how they are drawn. All are data.

use std::sync::Arc;

use super::fields::{Field, FieldType, Localised, Record, Schema, Typed, Value, choice_of, chosen, read};
use super::lists::{self, Arrangement, Listing};
use crate::diagnostics::{Severity, codes};
use crate::found::Findings;
use crate::source::Text;
use crate::source::yaml;

/// What a work is.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    pub name: String,
    /// Its plural in each language, if `site.yaml` says it; else the theme has a word `kinds_<name>`.
    pub title: Localised,
    /// One of its works in each language; else the theme's word `kind_<name>`.
    pub singular: Localised,
    /// The part of the address between language and slug; empty for works that stand at the top.
    pub path: Localised,
    pub list: Listing,
    pub arranged: Arrangement,
    pub template: String,
    pub structured_data: StructuredData,
    pub fields: Vec<KindField>,
    /// The fields that its template shows at places of their own, where it is the template of a built-in kind.
    pub placed: Vec<String>,
}

/// What `page.kind` is called on pages that are no work's; templates tell them apart by it.
pub const PAGES: [&str; 11] =
    ["chooser", "data", "glossary", "home", "keep", "list", "not_found", "print", "search", "sources", "taxonomy"];

impl Kind {
    /// Its own field of that name.
    pub fn field(&self, name: &str) -> Option<&KindField> {
        self.fields.iter().find(|declared| declared.field.name == name)
    }

    /// The field that says when a work is held: `dates`, or else the first that an event has for a day or for days.
    pub fn held_on(&self) -> Option<&str> {
        let is_event = self.structured_data == StructuredData::Event;
        let is_day = |declared: &&KindField| is_event && matches!(declared.field.of, FieldType::Date | FieldType::DateRange);
        let first = || self.fields.iter().find(is_day);
        self.field("dates").or_else(first).map(|declared| declared.field.name.as_str())
    }

    /// Whether its works stand in a list with an address of its own.
    pub fn has_list(&self) -> bool {
        self.list != Listing::None && !self.path.is_empty()
    }
}

/// A field of a kind, and in which file it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct KindField {
    pub field: Field,
    /// What readers see it called, if the declaration says it; else the theme's word of its name.
    pub title: Localised,
    /// Whether it stands in the data for research, and on a page that shows all fields.
    pub in_data: bool,
    /// For a choice, what its values are called.
    pub labels: Vec<(String, Localised)>,
    /// `work.yaml` alone; else it is text, and stands in each document.
    pub in_work: bool,
    /// Whether a translation says the same in its own words; else each language has its own, or a code that stays.
    pub translated: bool,
}

/// What a page of the kind tells machines that it is (schema.org).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StructuredData {
    Article,
    Event,
    WebPage,
    DefinedTerm,
    Organisation,
}

const STRUCTURED_DATA: [(&str, StructuredData); 5] = [
    ("article", StructuredData::Article),
    ("event", StructuredData::Event),
    ("web page", StructuredData::WebPage),
    ("defined term", StructuredData::DefinedTerm),
    ("organisation", StructuredData::Organisation),
];

pub(super) const TYPES: [(&str, FieldType); 14] = [
    ("text", FieldType::Text),
    ("markdown", FieldType::Markdown),
    ("date", FieldType::Date),
    ("date range", FieldType::DateRange),
    ("country", FieldType::Country),
    ("language", FieldType::Language),
    ("url", FieldType::Url),
    ("contact", FieldType::Contact),
    ("work", FieldType::Work),
    ("source", FieldType::Source),
    ("file", FieldType::File),
    ("true or false", FieldType::Boolean),
    ("number", FieldType::Number),
    ("choice", FieldType::Choice(Vec::new())),
];

/// The help of `translated`.
pub(super) const TRANSLATED: &str = "Whether a translation says the same in its own words, as it does if nothing is said.";

/// What may stand under a kind in `kinds`.
pub fn schema() -> Schema {
    let field = Schema::new([
        Field::new("type", choice_of(&TYPES), "What the field holds.").required(),
        Field::new("many", FieldType::Boolean, "Whether it is a list."),
        Field::new("per_language", FieldType::Boolean, "Whether it is a map from languages to values."),
        Field::new("required", FieldType::Boolean, "Whether a work must have it."),
        Field::new(
            "in",
            FieldType::Choice(vec!["document".into(), "work".into()]),
            "In which file it stands: each document, or work.yaml.",
        ),
        Field::new("translated", FieldType::Boolean, TRANSLATED),
        Field::new("choices", FieldType::Text.list(), "The values to choose from, for the type choice."),
        Field::new("title", FieldType::Text.per_language(), "What readers see the field called."),
        Field::new(
            "labels",
            FieldType::Map(Box::new(FieldType::Text.per_language())),
            "What readers see the choices called: { open: { sv: Öppen, en: Open } }.",
        ),
        Field::new("data", FieldType::Boolean, "false: it stands neither in the data for research nor among the fields that a page shows."),
        Field::new("help", FieldType::Text, "One sentence for authors."),
    ]);
    Schema::new([
        Field::new("title", FieldType::Text.per_language(), "The name of the list, in the plural."),
        Field::new("singular", FieldType::Text.per_language(), "The name of one work."),
        Field::new("path", FieldType::Text.per_language(), "The part of the address between language and slug."),
        Field::new(
            "list",
            lists::declaration(),
            "How its works are listed: newest, title, dates (by a field of that name), glossary or none, or in full.",
        ),
        Field::new("template", FieldType::Text, "The theme's template that draws it."),
        Field::new("structured_data", choice_of(&STRUCTURED_DATA), "What its pages tell machines that they are."),
        Field::new("fields", FieldType::Map(Box::new(FieldType::Record(Arc::new(field)))), "Its own fields, by name."),
    ])
}

/// The kinds that are built in, read from `kinds.yaml` by the same code that reads a site's own.
pub fn built_in() -> Vec<Kind> {
    let text = Text::new("kinds.yaml", include_str!("kinds.yaml"));
    let node = yaml::parse(&text.text, 0).expect("the built-in kinds are valid YAML");
    let mut findings = Findings::default();
    let yaml::Value::Map(entries) = &node.value else { unreachable!("the built-in kinds are a map") };
    let schema = schema();
    entries
        .iter()
        .map(|(key, value)| {
            let yaml::Value::Scalar(name) = &key.value else { unreachable!("kinds have names") };
            let record = read(value, &schema, &text, &mut findings);
            let mut kind = declare(name, &record, None, &text, &mut findings);
            kind.arranged = kind.arranged.built_in();
            kind
        })
        .collect()
}

/// A kind from its declaration; `base` is the built-in one of that name, which it changes.
pub fn declare(name: &str, record: &Record, base: Option<&Kind>, file: &Text, findings: &mut Findings) -> Kind {
    let mut kind = base.cloned().unwrap_or_else(|| Kind {
        name: name.to_owned(),
        title: Localised::default(),
        singular: Localised::default(),
        path: Localised::default(),
        list: Listing::Pages,
        arranged: Arrangement::default(),
        template: "page.html".into(),
        structured_data: StructuredData::Article,
        fields: Vec::new(),
        placed: Vec::new(),
    });
    let localised = |key: &str| record.get(key).map(Localised::of);
    if let Some(title) = localised("title") {
        kind.title = title;
    }
    if let Some(singular) = localised("singular") {
        kind.singular = singular;
    }
    if let Some(path) = record.get("path") {
        kind.path = Localised::of(path);
        check_path(path, file, findings);
    }
    if let Some(declared) = record.get("list") {
        lists::declare(declared, &mut kind.list, &mut kind.arranged);
        if kind.list != Listing::None && kind.path.is_empty() && base.is_some() {
            let message = format!("works of the kind «{name}» stand at the top, so that their list has no address and is not published");
            let finding = findings.add(&codes::INVALID_KIND, file.at(declared.span.clone()), message);
            finding.severity = Severity::Warning;
            finding.hint("give the kind a `path:`, or remove `list`");
        }
    }
    if let Some(template) = record.text("template") {
        kind.template = template.to_owned();
    }
    if let Some(data) = record.text("structured_data").and_then(|name| chosen(&STRUCTURED_DATA, name)) {
        kind.structured_data = data;
    }
    for (key, declared) in record.map("fields") {
        let (Value::Text(name), Value::Record(declared_as)) = (&key.value, &declared.value) else { continue };
        if let Some(field) = declare_field(name, declared_as, declared, file, findings) {
            kind.fields.retain(|other| other.field.name != *name);
            kind.fields.push(field);
        }
    }
    kind
}

/// Tells of a part of addresses without a letter or figure, which would leave no address for a list.
pub(super) fn check_path(path: &Typed, file: &Text, findings: &mut Findings) {
    path.each(&mut |one| {
        if let Value::Text(written) = &one.value
            && !written.contains(char::is_alphanumeric)
        {
            findings
                .add(&codes::INVALID_KIND, file.at(one.span.clone()), format!("«{written}» can't be a part of an address"))
                .hint("write letters, digits and hyphens");
        }
    });
}

fn declare_field(name: &str, record: &Record, at: &Typed, file: &Text, findings: &mut Findings) -> Option<KindField> {
    let mut of = chosen(&TYPES, record.text("type")?)?;
    let choices: Vec<String> = record.texts("choices").map(|(text, _)| text.to_owned()).collect();
    if let FieldType::Choice(_) = of {
        if choices.is_empty() {
            findings
                .add(&codes::INVALID_KIND, file.at(at.span.clone()), format!("the field «{name}» is a choice, but has no choices"))
                .hint("add `choices: [one, other]`; what readers see them called stands in `labels`");
        }
        of = FieldType::Choice(choices.clone());
    }
    let per_language = record.get("per_language").filter(|_| record.boolean("per_language") == Some(true));
    if of == FieldType::Markdown
        && let Some(stated) = record.get("in").filter(|_| record.text("in") == Some("work")).or(per_language)
    {
        let message = format!("the field «{name}» is Markdown for all languages, so that it is shown as it is typed");
        let finding = findings.add(&codes::INVALID_KIND, file.at(stated.span.clone()), message);
        finding.severity = Severity::Warning;
        finding.hint("leave out `in: work` and `per_language`, so that it stands in each document, or make it `type: text`");
    }
    if super::stands(name).is_some() {
        findings
            .add(&codes::INVALID_KIND, file.at(at.span.clone()), format!("every work has a field «{name}» already"))
            .hint("give the field another name");
        return None;
    }
    if record.boolean("many") == Some(true) {
        of = of.list();
    }
    if per_language.is_some() {
        of = of.per_language();
    }
    let mut field = Field::new(name, of, record.text("help").unwrap_or_default());
    field.required = record.boolean("required") == Some(true);
    match (field.of.innermost(), record.get("labels")) {
        (FieldType::Choice(choices), _) if choices.is_empty() => {}
        (FieldType::Choice(choices), _) => check_labels(name, record, choices, file, findings),
        (_, None) if !choices.is_empty() => {
            findings
                .add(
                    &codes::INVALID_KIND,
                    file.at(at.span.clone()),
                    format!("the field «{name}» is no choice, so that its choices say nothing"),
                )
                .hint("make it `type: choice`, or remove the choices");
        }
        (_, Some(labels)) => {
            findings
                .add(
                    &codes::INVALID_KIND,
                    file.at(labels.span.clone()),
                    format!("the field «{name}» is no choice, so that its labels call nothing"),
                )
                .hint("make it `type: choice` with `choices: [one, other]`, or remove the labels");
        }
        (_, None) => {}
    }
    let labels = record.map("labels").iter().filter_map(|(choice, label)| Some((choice.text()?.to_owned(), Localised::of(label))));
    Some(KindField {
        field,
        title: record.get("title").map(Localised::of).unwrap_or_default(),
        in_data: record.boolean("data") != Some(false),
        labels: labels.collect(),
        in_work: record.text("in") == Some("work"),
        translated: record.boolean("translated") != Some(false),
    })
}

fn check_labels(name: &str, record: &Record, choices: &[String], file: &Text, findings: &mut Findings) {
    for (label, _) in record.map("labels") {
        let Value::Text(choice) = &label.value else { continue };
        if !choices.contains(choice) {
            let finding = findings.add(
                &codes::INVALID_CHOICE,
                file.at(label.span.clone()),
                format!("«{choice}» is not one of the choices for «{name}»"),
            );
            finding.nearest(choice, choices);
            finding.hint(format!("the choices are {}", choices.join(", ")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_kinds_are_declared_without_a_fault() {
        let names: Vec<String> = built_in().into_iter().map(|kind| kind.name).collect();
        assert_eq!(names, ["brief", "tool", "seminar", "page", "term", "organisation"]);
        let text = Text::new("kinds.yaml", include_str!("kinds.yaml"));
        let node = yaml::parse(&text.text, 0).unwrap();
        let all = Schema::new([Field::new("kinds", FieldType::Map(Box::new(FieldType::Record(Arc::new(schema())))), "")]);
        let wrapped = yaml::Node {
            span: 0..0,
            value: yaml::Value::Map(vec![(yaml::Node { span: 0..0, value: yaml::Value::Scalar("kinds".into()) }, node)]),
        };
        let mut findings = Findings::default();
        read(&wrapped, &all, &text, &mut findings);
        assert!(findings.is_empty(), "{:?}", findings.into_vec());
    }
}
