//! `content/sources.checked.yaml`: what answered at the sources' addresses when somebody last asked.
//!
//! Kept in the repository, so that a build knows it and never asks the network itself.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fields::{Field, FieldType, Record, Schema, Value, read as read_fields};
use crate::bibliography::{self, Bibliography, Leads, Reference, Written};
use crate::diagnostics::codes;
use crate::found::{Findings, Found};
use crate::language::Date;
use crate::source::yaml;
use crate::source::{Sources, Text};

pub const FILE: &str = "content/sources.checked.yaml";

/// A source's key → its addresses → what is known of each.
pub type Checks = BTreeMap<String, BTreeMap<String, Check>>;

/// What is known of the address under which readers find a source.
pub fn of<'c>(reference: &Reference, checks: &'c Checks) -> Option<&'c Check> {
    let of_source = checks.get(&reference.key)?;
    of_source.get(&reference.written.first().map(address_of).or_else(|| reference.url.clone())?)
}

/// What was seen at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub status: Status,
    pub on: Date,
    /// When it was last seen working, if that was another day.
    pub worked: Option<Date>,
    /// Where it has moved for good.
    pub moved_to: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// A server answered with this HTTP status.
    Answered(u16),
    /// None did; one of [`SILENCES`].
    Silent(String),
}

/// Why there is no HTTP status.
pub const SILENCES: [&str; 5] = ["no-such-name", "too-slow", "unreachable", "astray", "private"];

impl Check {
    pub fn works(&self) -> bool {
        matches!(self.status, Status::Answered(200..=399))
    }

    /// Whether the server says that there is nothing, and not just nothing for programs, or not now.
    pub fn is_gone(&self) -> bool {
        matches!(self.status, Status::Answered(404 | 410))
    }

    /// The last day on which it was seen working.
    pub fn last_worked(&self) -> Option<Date> {
        if self.works() { Some(self.on) } else { self.worked }
    }
}

/// An address that a source names, and where.
#[derive(Clone, Debug)]
pub struct Address {
    pub key: String,
    pub url: String,
    pub file: Text,
    pub span: Range<usize>,
}

/// The addresses of all sources, in the order of their files, those in BibTeX last; a DOI is one below doi.org.
pub fn addresses(bibliography: &Bibliography) -> Vec<Address> {
    let mut references: Vec<&Reference> = bibliography.values().collect();
    references.sort_by_key(|reference| (*reference.file.path == *bibliography::BIBTEX, reference.span.start));
    let mut addresses: Vec<Address> = Vec::new();
    for reference in references {
        // Of BibTeX, nobody knows where in an entry an address stands.
        let in_bibtex = reference.url.iter().filter(|_| *reference.file.path == *bibliography::BIBTEX);
        let named = in_bibtex.map(|url| (url.clone(), reference.span.clone()));
        let written = reference.written.iter().map(|written| (address_of(written), written.span.clone()));
        for (url, span) in named.chain(written) {
            let known = addresses.iter().any(|other| other.key == reference.key && other.url == url);
            if url::Url::parse(&url).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) && !known {
                addresses.push(Address { key: reference.key.clone(), url, file: reference.file.clone(), span });
            }
        }
    }
    addresses
}

/// What is asked for.
fn address_of(written: &Written) -> String {
    match written.what {
        Leads::Url => written.text.clone(),
        Leads::Doi => bibliography::address_of_doi(&bibliography::number_of_doi(&written.text)),
    }
}

/// Reads what is kept; a site may do without.
pub fn read(sources: &Sources) -> Found<Checks> {
    let mut findings = Findings::default();
    let mut checks = Checks::new();
    let Some(file) = sources.text(FILE) else { return findings.with(checks) };
    let node = match yaml::parse(&file.text, 0) {
        Ok(node) => node,
        Err(error) => {
            findings.add(&codes::INVALID_YAML, file.at(error.at), error.message).hint(error.hint);
            return findings.with(checks);
        }
    };
    if !matches!(node.value, yaml::Value::Map(_) | yaml::Value::Null) {
        findings
            .add(&codes::WRONG_TYPE, file.at(node.span.clone()), "what was checked is a map from keys of sources to addresses")
            .hint(AGAIN);
    }
    for (key, of_source) in node.entries() {
        let yaml::Value::Scalar(key) = &key.value else { continue };
        if !matches!(of_source.value, yaml::Value::Map(_)) {
            findings.add(&codes::WRONG_TYPE, file.at(of_source.span.clone()), format!("«{key}» has no addresses here")).hint(AGAIN);
        }
        for (url, seen) in of_source.entries() {
            let yaml::Value::Scalar(url) = &url.value else { continue };
            let record = read_fields(seen, &schema(), file, &mut findings);
            if let Some(check) = check(&record, file, &mut findings) {
                checks.entry(key.clone()).or_default().insert(url.clone(), check);
            }
        }
    }
    findings.with(checks)
}

const AGAIN: &str = "remove the file, and ask again: `lykta sources check`";

fn schema() -> Schema {
    Schema::new([
        Field::new("status", FieldType::Text, "The HTTP status, or why there is none.").required(),
        Field::new("on", FieldType::Date, "The day on which it was asked.").required(),
        Field::new("worked", FieldType::Date, "The day on which it was last seen working, if that was another."),
        Field::new("moved_to", FieldType::Text, "Where it has moved for good."),
    ])
}

fn check(record: &Record, file: &Text, findings: &mut Findings) -> Option<Check> {
    let (status, on) = (record.get("status")?, record.date("on")?);
    let Value::Text(written) = &status.value else { return None };
    let known = match written.parse::<u16>() {
        Ok(status @ 100..=599) => Some(Status::Answered(status)),
        Ok(_) => None,
        Err(_) => SILENCES.contains(&written.as_str()).then(|| Status::Silent(written.clone())),
    };
    let Some(status) = known else {
        findings
            .add(
                &codes::INVALID_CHOICE,
                file.at(status.span.clone()),
                format!("«{written}» is no HTTP status, and no reason why there is none"),
            )
            .hint(AGAIN);
        return None;
    };
    Some(Check { status, on, worked: record.date("worked"), moved_to: record.text("moved_to").map(str::to_owned) })
}

/// The file as it is kept: sorted, an address a line.
pub fn written(checks: &Checks) -> String {
    let mut out = String::from("# What answered at the addresses of content/sources.yaml; `lykta sources check` writes this file.\n");
    for (key, of_source) in checks.iter().filter(|(_, of_source)| !of_source.is_empty()) {
        // JSON's way of quoting is YAML's, too.
        out.push_str(&format!("{}:\n", plain_or_quoted(key)));
        for (url, check) in of_source {
            let status = match &check.status {
                Status::Answered(status) => status.to_string(),
                Status::Silent(why) => why.clone(),
            };
            let worked = check.worked.filter(|_| !check.works()).map(|day| format!(", worked: {day}")).unwrap_or_default();
            let moved =
                check.moved_to.as_ref().map(|to| format!(", moved_to: {}", serde_json::Value::from(to.as_str()))).unwrap_or_default();
            let url = serde_json::Value::from(url.as_str());
            out.push_str(&format!("  {url}: {{ status: {status}, on: {}{worked}{moved} }}\n", check.on));
        }
    }
    out
}

fn plain_or_quoted(key: &str) -> String {
    let plain =
        key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) && key.starts_with(|c: char| c.is_ascii_alphabetic());
    if plain { key.to_owned() } else { serde_json::Value::from(key).to_string() }
}

/// What authors should know of addresses that were gone, or had moved, when somebody last asked.
pub fn findings(bibliography: &Bibliography, checks: &Checks) -> Findings {
    let mut findings = Findings::default();
    if checks.is_empty() {
        return findings;
    }
    for address in addresses(bibliography) {
        let Some(check) = checks.get(&address.key).and_then(|of_source| of_source.get(&address.url)) else { continue };
        tell(&address, check, &mut findings);
    }
    findings
}

/// What is to be said of one address, if anything is.
pub fn tell(address: &Address, check: &Check, findings: &mut Findings) {
    let here = || address.file.at(address.span.clone());
    match (&check.status, &check.moved_to) {
        (Status::Answered(status @ (404 | 410)), _) => {
            let message = format!("the address of «{}» is gone: {status} on {}", address.key, check.on);
            let finding = findings.add(&codes::GONE_SOURCE, here(), message);
            if let Some(worked) = check.last_worked() {
                finding.hint(format!("it was last seen working on {worked}"));
            }
            finding.hint("find where it is now, or an archived copy, and ask again: `lykta sources check`");
        }
        (Status::Answered(_), Some(to)) => {
            findings
                .add(&codes::MOVED_SOURCE, here(), format!("the address of «{}» has moved to {to}", address.key))
                .hint("write the new address, if it shows the same");
        }
        (Status::Answered(_) | Status::Silent(_), _) => {}
    }
}
