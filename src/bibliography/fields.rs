//! What a field of a source may hold, and what is meant by what it can't.

use super::{FIELDS, TYPES, as_hayagriva, each, url_of};
use crate::diagnostics::{Finding, Severity, codes, nearest};
use crate::found::Findings;
use crate::source::Text;
use crate::source::address::refusal;
use crate::source::yaml::{Node, Value};

/// The keys of a field that can be written as a map of them; none if it can't, or if any will do.
pub fn keys_within(field: &str) -> &'static [&'static str] {
    match field {
        "author" | "editor" | "names" => &["name", "given-name", "prefix", "suffix", "comma-suffix", "alias"],
        "affiliated" => &["role", "names"],
        "publisher" => &["name", "location"],
        "url" => &["value", "date"],
        "title" | "location" | "organization" | "archive" | "archive-location" | "call-number" | "note" | "abstract" | "genre" => {
            &["value", "short"]
        }
        _ => &[],
    }
}

/// Keys of a field that nothing knows.
pub(super) fn check_keys(field: &str, value: &Node, file: &Text, findings: &mut Findings) {
    let keys = keys_within(field);
    if keys.is_empty() {
        return;
    }
    for (name, inner) in each(value).iter().flat_map(Node::entries) {
        let Value::Scalar(written) = &name.value else { continue };
        if keys.contains(&written.as_str()) {
            // A place of a publisher is a text as others are, and its name too.
            let inner_field = if field == "publisher" { "location" } else { written };
            check_keys(inner_field, inner, file, findings);
            continue;
        }
        let finding = findings.add(&codes::UNKNOWN_KEY, file.at(name.span.clone()), format!("there is no key «{written}» here"));
        // As a field that nothing knows, it is lost and nothing else.
        finding.severity = Severity::Warning;
        let meant = match written.as_str() {
            "accessed" | "visited" | "urldate" => "date",
            "url" => "value",
            "first" | "given" => "given-name",
            "family" | "last" => "name",
            "place" | "address" | "city" => "location",
            "jr" => "suffix",
            _ => "",
        };
        match keys.iter().find(|key| **key == meant).map(|key| (*key).to_owned()).or_else(|| nearest(written, keys)) {
            Some(key) => finding.hint(format!("did you mean «{key}»?")),
            None => finding.hint(format!("the keys are {}", keys.join(", "))),
        };
    }
}

/// What stands for a field that nothing knows.
pub(super) fn hint_at_field<'f>(written: &str, value: &Node, finding: &'f mut Finding) -> &'f mut Finding {
    let field = match written {
        "doi" | "isbn" | "issn" | "pmid" | "pmcid" | "arxiv" => {
            return finding.hint(format!("write `serial-number: {{ {written}: … }}`"));
        }
        "journal" | "magazine" | "periodical" | "newspaper" | "booktitle" | "book" | "series" => {
            let kind = match written {
                "newspaper" => "newspaper",
                "booktitle" | "book" | "series" => "book",
                _ => "periodical",
            };
            let title = value.scalar().unwrap_or("…");
            return finding.hint(format!("write `parent: {{ type: {kind}, title: {title} }}`"));
        }
        "number" => return finding.hint("write `issue` for that of a periodical, and `serial-number` for that of a report or a law"),
        "year" | "published" => "date",
        "pages" | "page" | "pp" => "page-range",
        "place" | "address" => "location",
        "institution" | "school" | "university" => "organization",
        "summary" => "abstract",
        "translator" => return finding.hint("write `affiliated: [{ role: translator, names: [\"Family, Given\"] }]`"),
        "accessed" | "urldate" | "visited" => return finding.hint("write `url: { value: https://…, date: 2026-03-01 }`"),
        _ => return finding.nearest(written, FIELDS),
    };
    finding.hint(format!("did you mean «{field}»?"))
}

/// Tells of the fields of a source that can't be read; of what it is part of, the fields within that.
pub(super) fn find_unreadable(key: &str, fields: &[(&str, &Node)], is_part: bool, file: &Text, findings: &mut Findings) {
    for (name, value) in fields {
        if as_hayagriva(key, &[(name, value)]).is_some() {
            continue;
        }
        if *name == "parent" {
            each(value).iter().for_each(|parent| find_unreadable_in_parent(key, parent, file, findings));
        } else if *name != "url" || url_of(value).scalar().is_none_or(|url| refusal(url.trim()).is_none()) {
            find_unreadable_field(key, name, value, is_part, file, findings);
        }
    }
}

fn find_unreadable_in_parent(key: &str, parent: &Node, file: &Text, findings: &mut Findings) {
    if let Value::Map(_) = &parent.value {
        let named = parent.entries().iter().filter_map(|(name, value)| Some((name.scalar()?, value)));
        return find_unreadable(key, &named.collect::<Vec<_>>(), true, file, findings);
    }
    let (name, title) = ("parent", parent.scalar().unwrap_or("…"));
    let finding = findings.add(&codes::WRONG_TYPE, file.at(parent.span.clone()), format!("`{name}` can't be read"));
    finding.hint(format!("write `parent: {{ type: periodical, title: {title} }}`"));
}

fn find_unreadable_field(key: &str, name: &str, value: &Node, is_part: bool, file: &Text, findings: &mut Findings) {
    // The day on which it was read, and not the address.
    let day = value.get("date").filter(|_| name == "url" && as_hayagriva(key, &[("url", url_of(value))]).is_some());
    let (name, value) = day.map_or((name, value), |day| ("date", day));
    let code = if name == "url" { &codes::INVALID_URL } else { &codes::WRONG_TYPE };
    let finding = findings.add(code, file.at(value.span.clone()), format!("`{name}` can't be read"));
    if let ("type", Value::Scalar(kind)) = (name, &value.value) {
        let kind = kind.to_lowercase();
        match type_meant(&kind) {
            Some(meant) => finding.hint(format!("did you mean «{meant}»?")),
            None => finding.nearest(&kind, TYPES),
        };
    }
    finding.hint(match name {
        "type" if is_part => "write one of periodical, newspaper, book, anthology, proceedings, conference, reference, report, web",
        "type" => "write one of legislation, case, report, book, chapter, article, thesis, web, misc",
        "date" => "write a year, a month or a day: 2019, 2019-03 or 2019-03-28",
        "url" => "write https://… or http://…",
        "author" | "editor" => "write «Family, Given», a list of such names, or { name: … } for a body",
        "affiliated" => "write `affiliated: [{ role: translator, names: [\"Family, Given\"] }]`",
        "language" => "write a language tag such as sv",
        "page-range" => "write pages such as 4-7",
        "volume-total" | "page-total" => "write a number such as 3",
        "issue" | "chapter" | "volume" | "edition" => "write a number such as 3, or a text",
        "time-range" | "runtime" => "write a time such as 01:30, or 00:10-00:20 for a part",
        "publisher" => "write a name, or { name: …, location: … }",
        "serial-number" | "serial" => "write a text, or { serial: …, doi: … }",
        _ => "write a text, or { value: …, short: … }",
    });
}

/// What other programs and people call a type.
fn type_meant(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "journal" | "magazine" | "review" => "periodical",
        "journal-article" | "article-journal" | "paper" => "article",
        "website" | "webpage" | "site" | "online" => "web",
        "law" | "act" | "statute" | "treaty" | "directive" | "regulation" => "legislation",
        "judgment" | "judgement" | "jurisdiction" => "case",
        "collection" => "anthology",
        "dissertation" => "thesis",
        "incollection" | "inbook" => "chapter",
        "film" | "movie" => "video",
        _ => return None,
    })
}
