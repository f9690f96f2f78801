//! JSON Schemas for editors, made from the same declarations that check the files.

use serde_json::{Map, Value, json};

use super::fields::{Field, FieldType, Schema};
use super::{Config, document_schema, work_schema, written};
use crate::bibliography;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
/// A day, perhaps with hours behind it.
const DAY: &str = "\\d{4}-\\d{2}-\\d{2}([T ][^/]*)?";
/// What is read as a truth beside YAML's own.
const TRUTHS: [&str; 12] = ["yes", "no", "Yes", "No", "YES", "NO", "true", "false", "True", "False", "TRUE", "FALSE"];
const LANGUAGE: &str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$";

/// The folder in the site's root that the schemas are written to.
pub const FOLDER: &str = "schemas";

/// The line that makes an editor use a schema in a file that lies below the root.
pub fn line(path: &str, schema: &str) -> String {
    let up = "../".repeat(path.matches('/').count());
    format!("# yaml-language-server: $schema={up}{FOLDER}/{schema}.json\n")
}

/// A schema for each kind of file, by the name of the file that it is written to.
pub fn all(config: &Config) -> Vec<(String, Value)> {
    let mut schemas = vec![("site".to_owned(), document("content/site.yaml", &written::schema())), ("sources".to_owned(), sources())];
    for kind in config.kinds.values() {
        let name = &kind.name;
        let work = document(&format!("work.yaml of the kind {name}"), &work_schema(Some(kind), &config.taxonomies));
        let front = document(&format!("front matter of the kind {name}"), &document_schema(Some(kind), &config.taxonomies));
        schemas.push((format!("work-{name}"), work));
        schemas.push((format!("document-{name}"), front));
    }
    schemas
}

fn document(title: &str, schema: &Schema) -> Value {
    let mut object = record(schema);
    object["$schema"] = DRAFT.into();
    object["title"] = title.into();
    object
}

fn record(schema: &Schema) -> Value {
    let properties: Map<String, Value> = schema.fields.iter().map(|field| (field.name.clone(), property(field))).collect();
    let required: Vec<&str> = schema.fields.iter().filter(|field| field.required).map(|field| field.name.as_str()).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn property(field: &Field) -> Value {
    let mut value = of_type(&field.of);
    // A day or a truth that is left blank is told.
    if !field.required && !matches!(field.of, FieldType::Boolean | FieldType::Date) {
        value = or_nothing(value);
    }
    if !field.help.is_empty() {
        value["description"] = field.help.clone().into();
    }
    value
}

/// A schema that lets nothing stand there, too.
fn or_nothing(mut schema: Value) -> Value {
    if let Some(types) = schema.get_mut("type") {
        let one = types.take();
        *types = one.as_array().cloned().unwrap_or_else(|| vec![one]).into_iter().chain(["null".into()]).collect();
    } else if let Some(choices) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        choices.push(Value::Null);
    } else if let Some(forms) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        forms.push(json!({ "type": "null" }));
    }
    schema
}

fn of_type(of: &FieldType) -> Value {
    let text = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    match of {
        // A number, a date or a truth that is meant as text is read as text.
        FieldType::Text | FieldType::Contact | FieldType::Markdown => json!({ "type": ["string", "number", "boolean"] }),
        FieldType::Boolean => json!({ "anyOf": [{ "type": "boolean" }, { "enum": TRUTHS }] }),
        FieldType::Number => json!({ "anyOf": [{ "type": "integer" }, text("^[+-]?\\d+$")] }),
        FieldType::Date => text(&format!("^{DAY}$")),
        FieldType::DateRange => text(&format!("^{DAY}(\\s*/\\s*{DAY})?$")),
        FieldType::Country => text("^[A-Z]{2}$"),
        FieldType::Language => text(LANGUAGE),
        FieldType::Url => text("^[Hh][Tt][Tt][Pp][Ss]?://"),
        FieldType::Choice(choices) => json!({ "enum": choices.iter().flat_map(|choice| as_read(choice)).collect::<Vec<Value>>() }),
        FieldType::Work => text("[^/]"),
        FieldType::QuotationMark | FieldType::Source | FieldType::File => json!({ "type": "string" }),
        FieldType::List(of) => json!({ "anyOf": [{ "type": "array", "items": of_type(of) }, of_type(of)] }),
        FieldType::PerLanguage(of) => {
            let mut patterns = Map::new();
            patterns.insert(LANGUAGE.to_owned(), of_type(of));
            json!({ "anyOf": [of_type(of), { "type": "object", "patternProperties": patterns, "additionalProperties": false }] })
        }
        FieldType::Map(of) => {
            json!({ "type": "object", "additionalProperties": if may_lack(of) { or_nothing(of_type(of)) } else { of_type(of) } })
        }
        FieldType::Record(schema) => record(schema),
        FieldType::ShortOrRecord(short, schema) => json!({ "anyOf": [of_type(short), record(schema)] }),
    }
}

/// Whether a name in a map may stand alone: a term without names, a kind of which nothing is said.
fn may_lack(of: &FieldType) -> bool {
    match of {
        FieldType::PerLanguage(_) => true,
        FieldType::Record(schema) => schema.fields.iter().all(|field| !field.required),
        _ => false,
    }
}

/// A choice, and what editors take it for where it is written without quotation marks: a number, a truth.
fn as_read(choice: &str) -> Vec<Value> {
    let plain: Option<Value> = serde_json::from_str(choice).ok().filter(|value: &Value| value.is_number() || value.is_boolean());
    std::iter::once(Value::from(choice)).chain(plain).collect()
}

/// The bibliography, in Hayagriva's format.
fn sources() -> Value {
    let mut properties: Map<String, Value> = bibliography::FIELDS.iter().map(|field| ((*field).to_owned(), of_source(field))).collect();
    let parent = json!({ "$ref": "#/$defs/source" });
    properties.insert("parent".into(), json!({ "anyOf": [parent, { "type": "array", "items": parent }] }));
    let types = bibliography::TYPES.iter().flat_map(|name| [name.to_string(), format!("{}{}", name[..1].to_uppercase(), &name[1..])]);
    properties.insert("type".into(), json!({ "enum": types.collect::<Vec<_>>(), "description": "What it is." }));
    json!({
        "$schema": DRAFT,
        "title": "content/sources.yaml",
        "type": "object",
        "$defs": { "source": { "type": "object", "properties": properties } },
        "additionalProperties": { "$ref": "#/$defs/source", "required": ["title"] },
    })
}

/// A field of a source: a text, or a map of the keys that it knows, or several.
fn of_source(field: &str) -> Value {
    let keys = bibliography::keys_within(field);
    if keys.is_empty() {
        return json!({ "type": if field == "serial-number" { json!(["string", "number", "object"]) } else { json!(["string", "number"]) } });
    }
    let properties: Map<String, Value> = keys.iter().map(|key| ((*key).to_owned(), of_source_within(key))).collect();
    let one = json!({ "type": ["string", "number", "object"], "properties": properties, "additionalProperties": false });
    match field {
        "author" | "editor" | "affiliated" | "names" => json!({ "anyOf": [one, { "type": "array", "items": one }] }),
        _ => one,
    }
}

fn of_source_within(key: &str) -> Value {
    match key {
        "names" | "location" => of_source(key),
        _ => json!(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_takes_what_the_program_reads() {
        let optional = |of: FieldType| property(&Field::new("x", of, ""));
        let choice = |choices: &[&str]| FieldType::Choice(choices.iter().map(|&choice| choice.to_owned()).collect());
        assert_eq!(of_type(&choice(&["1", "true", "a"])), json!({ "enum": ["1", 1, "true", true, "a"] }));
        assert_eq!(optional(choice(&["a"])), json!({ "enum": ["a", null] }));
        assert_eq!(optional(FieldType::Markdown)["type"], json!(["string", "number", "boolean", "null"]));
        assert_eq!(optional(FieldType::Country), json!({ "type": ["string", "null"], "pattern": "^[A-Z]{2}$" }));
        assert_eq!(optional(FieldType::Number)["anyOf"][2], json!({ "type": "null" }));
        assert_eq!(optional(FieldType::Date)["type"], "string", "a blank day is told");
    }

    #[test]
    fn a_name_may_stand_alone_where_nothing_is_asked_of_it() {
        let map = |field: Field| FieldType::Map(Box::new(FieldType::Record(Schema::new([field]).into())));
        let entry = |of: &FieldType| of_type(of)["additionalProperties"]["type"].clone();
        assert_eq!(entry(&map(Field::new("shows", FieldType::Text, "").required())), "object");
        assert_eq!(entry(&map(Field::new("title", FieldType::Text, ""))), json!(["object", "null"]));
    }
}
