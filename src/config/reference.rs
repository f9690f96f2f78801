//! The page that explains every key of a site's files, made from the same declarations that check them.

use super::fields::{Field, FieldType, Schema};
use super::{Config, document_schema, work_schema, written};
use crate::bibliography;

/// The page, with the kinds and taxonomies of a site.
pub fn page(config: &Config) -> String {
    let mut page = String::from(
        "# Keys\n\nEvery key that may stand in a site's files. `lykta schema` writes the same for editors, which complete and explain \
         keys while one types.\n\n## content/site.yaml\n\n",
    );
    list(&written::schema().fields, 0, &mut page);
    page.push_str("\n## work.yaml, whatever the kind\n\nWhat all languages of a work share.\n\n");
    list(&work_schema(None, &config.taxonomies).fields, 0, &mut page);
    page.push_str("\n## Front matter, whatever the kind\n\nWhat one language says, between two lines of three hyphens above its text.\n\n");
    list(&document_schema(None, &config.taxonomies).fields, 0, &mut page);
    for kind in config.kinds.values() {
        for (file, in_work) in [("work.yaml", true), ("Front matter", false)] {
            let own: Vec<Field> = kind.fields.iter().filter(|own| own.in_work == in_work).map(|own| own.field.clone()).collect();
            if !own.is_empty() {
                page.push_str(&format!("\n## {file} of the kind {}\n\n", kind.name));
                list(&own, 0, &mut page);
            }
        }
    }
    page.push_str("\n## content/sources.yaml\n\nThe sources by their keys, in Hayagriva's format; each has a `title`.\n\n");
    page.push_str(&format!("- The fields are {}.\n", names(&bibliography::FIELDS)));
    page.push_str(&format!("- The types are {}.\n", names(&bibliography::TYPES)));
    page
}

fn names(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Keys as items, and below each those of the maps that it holds.
fn list(fields: &[Field], depth: usize, page: &mut String) {
    for field in fields {
        let required = if field.required { "; required" } else { "" };
        let item = format!("{}- `{}` ({}{required}): {}", "  ".repeat(depth), field.name, what(&field.of), field.help);
        page.push_str(item.trim_end_matches([':', ' ']));
        page.push('\n');
        if let Some(within) = within(&field.of) {
            list(&within.fields, depth + 1, page);
        }
    }
}

/// What a key holds. The keys of a map stand below it.
fn what(of: &FieldType) -> String {
    match of {
        FieldType::Record(_) => "a map".into(),
        FieldType::ShortOrRecord(short, _) => format!("{}, or a map", short.described()),
        FieldType::List(of) if within(of).is_some() => "a list of maps".into(),
        FieldType::Map(of) if within(of).is_some() => "names, and a map for each".into(),
        of => of.described(),
    }
}

fn within(of: &FieldType) -> Option<&Schema> {
    match of {
        FieldType::Record(schema) | FieldType::ShortOrRecord(_, schema) => Some(schema),
        FieldType::List(of) | FieldType::PerLanguage(of) | FieldType::Map(of) => within(of),
        _ => None,
    }
}
