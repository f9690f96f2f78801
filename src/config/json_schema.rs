//! JSON Schemas for editors, made from the same declarations that check the files.

use serde_json::{Map, Value, json};

use super::fields::{Field, FieldType, Schema};
use super::{Config, document_schema, work_schema, written};
use crate::bibliography;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
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
    if !field.help.is_empty() {
        value["description"] = field.help.clone().into();
    }
    value
}

fn of_type(of: &FieldType) -> Value {
    let text = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    match of {
        // A number or a date that is meant as text is read as text.
        FieldType::Text | FieldType::Contact => json!({ "type": ["string", "number"] }),
        FieldType::Markdown => json!({ "type": "string" }),
        FieldType::Boolean => json!({ "type": "boolean" }),
        FieldType::Number => json!({ "type": "integer" }),
        FieldType::Date => text("^\\d{4}-\\d{2}-\\d{2}([T ].*)?$"),
        FieldType::DateRange => text("^\\d{4}-\\d{2}-\\d{2}(/\\d{4}-\\d{2}-\\d{2})?$"),
        FieldType::Country => text("^[A-Z]{2}$"),
        FieldType::Language => text(LANGUAGE),
        FieldType::Url => text("^https?://"),
        FieldType::Choice(choices) => json!({ "enum": choices }),
        FieldType::Work => text("^[^/].*[^/]$"),
        FieldType::QuotationMark | FieldType::Source | FieldType::File => json!({ "type": "string" }),
        FieldType::List(of) => json!({ "anyOf": [{ "type": "array", "items": of_type(of) }, of_type(of)] }),
        FieldType::PerLanguage(of) => {
            let mut patterns = Map::new();
            patterns.insert(LANGUAGE.to_owned(), of_type(of));
            json!({ "anyOf": [of_type(of), { "type": "object", "patternProperties": patterns, "additionalProperties": false }] })
        }
        FieldType::Map(of) => match **of {
            FieldType::Record(_) | FieldType::PerLanguage(_) => {
                json!({ "type": "object", "additionalProperties": { "anyOf": [of_type(of), { "type": "null" }] } })
            }
            _ => json!({ "type": "object", "additionalProperties": of_type(of) }),
        },
        FieldType::Record(schema) => record(schema),
        FieldType::ShortOrRecord(short, schema) => json!({ "anyOf": [of_type(short), record(schema)] }),
    }
}

/// The bibliography, in Hayagriva's format.
fn sources() -> Value {
    let mut properties: Map<String, Value> = bibliography::FIELDS.iter().map(|field| ((*field).to_owned(), of_source(field))).collect();
    let parent = json!({ "$ref": "#/$defs/source" });
    properties.insert("parent".into(), json!({ "anyOf": [parent, { "type": "array", "items": parent }] }));
    properties.insert("type".into(), json!({ "type": "string", "examples": bibliography::TYPES, "description": "What it is." }));
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
