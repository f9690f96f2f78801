//! What the names in arrangements of lists mean, once taxonomies and fields are known.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fields::FieldType;
use super::lists::{Arrangement, By, FEW, Facet, Name, Sort, UNGROUPED, Written};
use super::{Kind, KindField, Taxonomy};
use crate::diagnostics::codes;
use crate::found::Findings;
use crate::source::Text;

/// Settles the arrangements of all kinds. A name that means nothing is a
/// finding at its place in `site.yaml`, and left out.
pub fn settle(kinds: &mut BTreeMap<String, Kind>, taxonomies: &[Taxonomy], file: &Text, findings: &mut Findings) {
    for kind in kinds.values_mut() {
        let written = std::mem::take(&mut kind.arranged.written);
        let mut filter: Vec<Facet> = Vec::new();
        for name in written.filter.iter().flatten() {
            match facet(name, kind, taxonomies, true, file, findings) {
                Some(twice) if filter.contains(&twice) => {
                    if let Some(at) = &name.1 {
                        findings
                            .add(&codes::DUPLICATE_KEY, file.at(at.clone()), format!("«{}» stands twice", name.0))
                            .hint("remove one of them");
                    }
                }
                facet => filter.extend(facet),
            }
        }
        let arranged = Arrangement {
            sort: match &written.sort {
                Some(names) => names.iter().filter_map(|name| sort(name, kind, file, findings)).collect(),
                None => Arrangement::default().sort,
            },
            group: written
                .group
                .iter()
                .filter(|(name, _)| name != UNGROUPED)
                .find_map(|name| facet(name, kind, taxonomies, false, file, findings)),
            filter,
            narrow_from: if written.filter.iter().flatten().any(|(_, place)| place.is_some()) { 0 } else { FEW },
            written: Written::default(),
        };
        kind.arranged = arranged;
    }
}

fn sort((name, span): &Name, kind: &Kind, file: &Text, findings: &mut Findings) -> Option<Sort> {
    let (bare, descending) = name.strip_prefix('-').map_or((name.as_str(), false), |bare| (bare.trim(), true));
    let own = kind.fields.iter().filter(|field| is_sortable(&field.field.of)).map(|field| field.field.name.as_str());
    let by = match bare {
        "title" => By::Title,
        "date" => By::Date,
        "updated" => By::Updated,
        field if own.clone().any(|own| own == field) => By::Field(field.to_owned()),
        // The form of a whole list brings its order with it.
        "dates" if span.as_ref().is_some_and(|at| file.text[at.clone()].trim().trim_matches(['"', '\'']) == "dates") && descending => {
            let message = match kind.field("dates") {
                None => format!("a list of dates goes by a field «dates», which the kind «{}» has not", kind.name),
                Some(_) => format!(
                    "a list of dates goes by one day or range, and the field «dates» of the kind «{}» holds something else",
                    kind.name
                ),
            };
            let finding = findings.add(&codes::UNKNOWN_LIST_FIELD, file.at(span.clone()?), message);
            finding.hint("write newest, to sort by the day of publication");
            finding.hint("or declare it under `fields`: `dates: { type: date range, in: work }`");
            return None;
        }
        _ => {
            let known: Vec<&str> = ["title", "date", "updated"].into_iter().chain(own).collect();
            unknown(bare, span, || format!("works of the kind «{}» can't be sorted by «{bare}»", kind.name), &known, file, findings);
            return None;
        }
    };
    Some(Sort { by, descending })
}

fn facet((name, span): &Name, kind: &Kind, taxonomies: &[Taxonomy], filter: bool, file: &Text, findings: &mut Findings) -> Option<Facet> {
    let year = name.strip_prefix("year(").and_then(|rest| rest.strip_suffix(')')).map(str::trim);
    let bare = year.unwrap_or(name);
    let own: Vec<&KindField> = kind.fields.iter().filter(|field| is_facet(&field.field.of)).collect();
    let days = |field: &&&KindField| is_day(&field.field.of);
    if let Some(field) = own.iter().find(|field| field.field.name == *bare) {
        match (year.is_some(), is_day(&field.field.of)) {
            // Nobody looks for the one day; years are what a reader chooses among.
            (_, true) if filter || year.is_some() => return Some(Facet::Year(bare.to_owned())),
            (false, _) => return Some(Facet::Field(bare.to_owned())),
            (true, _) => {}
        }
    }
    match bare {
        "date" | "updated" if filter || year.is_some() => return Some(Facet::Year(bare.to_owned())),
        "date" | "updated" => return Some(Facet::Field(bare.to_owned())),
        _ if year.is_some() => {
            let known: Vec<&str> =
                ["date", "updated"].into_iter().chain(own.iter().filter(days).map(|field| field.field.name.as_str())).collect();
            unknown(bare, span, || format!("works of the kind «{}» have no date «{bare}»", kind.name), &known, file, findings);
            return None;
        }
        _ if taxonomies.iter().any(|taxonomy| taxonomy.name == bare) => return Some(Facet::Taxonomy(bare.to_owned())),
        "state" => return Some(Facet::State),
        "when" if kind.held_on().is_some() => return Some(Facet::When),
        _ => {}
    }
    let known: Vec<&str> = taxonomies
        .iter()
        .map(|taxonomy| taxonomy.name.as_str())
        .chain(own.iter().map(|field| field.field.name.as_str()))
        .chain(["date", "updated", "state"])
        .chain(kind.held_on().map(|_| "when"))
        .collect();
    let message = || match filter {
        true => format!("a list of the kind «{}» can't be narrowed by «{bare}»", kind.name),
        false => format!("a list of the kind «{}» can't be grouped by «{bare}»", kind.name),
    };
    unknown(bare, span, message, &known, file, findings);
    None
}

fn unknown(name: &str, at: &Option<Range<usize>>, message: impl Fn() -> String, known: &[&str], file: &Text, findings: &mut Findings) {
    // A built-in arrangement names a field that the site has declared as something else.
    let Some(at) = at else { return };
    let finding = findings.add(&codes::UNKNOWN_LIST_FIELD, file.at(at.clone()), message());
    finding.nearest(name, known).hint(format!("the names to choose from are {}", known.join(", ")));
}

fn is_sortable(of: &FieldType) -> bool {
    match of {
        FieldType::PerLanguage(of) => is_sortable(of),
        of => is_plain(of),
    }
}

fn is_facet(of: &FieldType) -> bool {
    match of {
        FieldType::List(of) | FieldType::PerLanguage(of) => is_facet(of),
        of => is_plain(of),
    }
}

fn is_plain(of: &FieldType) -> bool {
    match of {
        FieldType::Text
        | FieldType::Boolean
        | FieldType::Number
        | FieldType::Date
        | FieldType::DateRange
        | FieldType::Country
        | FieldType::Language
        | FieldType::QuotationMark
        | FieldType::Choice(_) => true,
        FieldType::Markdown
        | FieldType::Url
        | FieldType::Contact
        | FieldType::Work
        | FieldType::Source
        | FieldType::File
        | FieldType::List(_)
        | FieldType::PerLanguage(_)
        | FieldType::Map(_)
        | FieldType::Record(_)
        | FieldType::ShortOrRecord(..) => false,
    }
}

fn is_day(of: &FieldType) -> bool {
    match of {
        FieldType::List(of) | FieldType::PerLanguage(of) => is_day(of),
        of => matches!(of, FieldType::Date | FieldType::DateRange),
    }
}
