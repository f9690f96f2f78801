//! What is wrong in templates, at its place.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::{ErrorKind, Tera};

use super::{BUILT_IN, LARGEST_PAGE};
use crate::diagnostics::{Finding, Location, codes};
use crate::found::Findings;
use crate::source::Text;

pub(super) const CONTEXT: &str = "`lykta theme context` prints what a template may use";

/// Why templates can't be compiled.
pub(super) fn faults(error: &tera::Error, templates: &BTreeMap<String, Text>, chain: &[String]) -> Vec<Finding> {
    let mut faults = faults_of_syntax(templates);
    if faults.is_empty() {
        faults = faults_of_names(error, templates);
    }
    if faults.is_empty() && matches!(error.kind(), ErrorKind::CircularExtend { .. }) {
        faults = faults_of_selves(templates, chain);
    }
    if faults.is_empty() {
        faults.push(template_finding(error, templates));
    }
    faults
}

/// Each template is read alone, so that all faults of syntax are told at once.
fn faults_of_syntax(templates: &BTreeMap<String, Text>) -> Vec<Finding> {
    let mut findings = Findings::default();
    for (name, text) in templates {
        if let Err(error) = Tera::default().add_raw_template(name, &text.text)
            && let ErrorKind::SyntaxError(report) = error.kind()
            && report.filename() == name
            && !report.message().starts_with("This component")
        {
            let span = report.span();
            findings
                .add(&codes::INVALID_TEMPLATE, text.at(span.range.clone()), report.message())
                .hint("correct the marked place; `lykta theme context` prints what a template may use");
        }
    }
    let only_unknown = |finding: &Finding| {
        let message = finding.message.to_lowercase();
        message.contains("unknown") || message.contains("not found") || message.contains("not registered")
    };
    findings.into_vec().into_iter().filter(|finding| !only_unknown(finding)).collect()
}

/// What templates name and nobody has made, read from the report that Tera makes of all of it.
fn faults_of_names(error: &tera::Error, templates: &BTreeMap<String, Text>) -> Vec<Finding> {
    let ErrorKind::Msg(report) = error.kind() else { return Vec::new() };
    let mut findings = Findings::default();
    for fault in report.split("error: ").skip(1) {
        let mut lines = fault.lines();
        let (Some(message), Some(place)) = (lines.next(), lines.next()) else { continue };
        let mut place = place.trim_start_matches([' ', '-', '>']).rsplitn(3, ':');
        let (column, line) = (place.next().and_then(|n| n.parse().ok()), place.next().and_then(|n| n.parse().ok()));
        let (Some(text), Some(name)) = (place.next().and_then(|name| templates.get(name)), message.split('`').nth(1)) else { continue };
        let what = message.split('`').next().unwrap_or_default().trim_end();
        let message = match what.strip_prefix("Unknown ").unwrap_or(what) {
            "filter" => format!("there is no filter «{name}»"),
            "test" => format!("there is no test «{name}»"),
            "function" => format!("there is no function «{name}»"),
            "component" => format!("there is no component «{name}»"),
            "template" => format!("there is no template «{name}»"),
            "Block" => format!("no template that this one extends has a block «{name}»"),
            _ => continue,
        };
        let at = named_at(&text.text, line.unwrap_or(1), column.unwrap_or(1), name);
        let finding = findings.add(&codes::INVALID_TEMPLATE, text.at(at), message);
        // A template of the site's own theme stands in the place of the one that the built-in theme extends.
        match what == "Block" && text.path.starts_with(&format!("themes/{BUILT_IN}/")) {
            true => finding.hint(format!(
                "add `{{% block {name} %}}{{% endblock %}}` to your own template that the marked one extends, or let yours extend the built-in one"
            )),
            false => finding.hint(CONTEXT),
        };
    }
    findings.into_vec()
}

/// Templates that extend themselves: a name without a theme is that of the nearest template, which is their own.
fn faults_of_selves(templates: &BTreeMap<String, Text>, chain: &[String]) -> Vec<Finding> {
    const EXTENDS: &str = "{% extends \"";
    let mut findings = Findings::default();
    for (name, text) in templates {
        let Some((theme, bare)) = name.split_once('/') else { continue };
        let Some(begin) = text.text.find(EXTENDS).map(|at| at + EXTENDS.len()) else { continue };
        let parent = text.text[begin..].split('"').next().unwrap_or_default();
        if parent != name && parent != bare {
            continue;
        }
        let finding = findings.add(&codes::INVALID_TEMPLATE, text.at(begin..begin + parent.len()), "this template extends itself");
        let below = chain.iter().skip_while(|of| *of != theme).skip(1).map(|of| format!("{of}/{bare}"));
        match below.into_iter().find(|other| templates.contains_key(other)) {
            Some(other) => finding.hint(format!("name the theme whose template it changes: `{{% extends \"{other}\" %}}`")),
            None => finding.hint(CONTEXT),
        };
    }
    findings.into_vec()
}

/// The bytes of a name that stands at a line and a column or soon after; both from 1.
fn named_at(text: &str, line: usize, column: usize, name: &str) -> Range<usize> {
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let start = before + text[before..].chars().take(column - 1).map(char::len_utf8).sum::<usize>();
    let at = text[start..].find(name).map_or(start, |after| start + after);
    at..at + name.len()
}

/// What the filter `safe` says of a value that is not there. Tera marks an argument of the wrong type where it stands.
pub(super) fn undefined() -> ErrorKind {
    ErrorKind::InvalidArgument { expected_type: "a text".into(), actual_type: "undefined".into() }
}

/// What went wrong in a template, at its line.
pub(super) fn template_finding(error: &tera::Error, templates: &BTreeMap<String, Text>) -> Finding {
    let place_of =
        |name: &str| templates.get(name).map_or_else(|| Location::file(format!("themes/{name}")), |text| Location::file(&*text.path));
    // The line on which a template names another.
    let naming = |name: &str, other: &str| match templates.get(name) {
        Some(text) => match text.text.find(&format!("\"{other}\"")) {
            Some(at) => text.at(at..at + other.len() + 2),
            None => Location::file(&*text.path),
        },
        None => place_of(name),
    };
    let (code, location, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let text = templates.get(report.filename());
            let location = match text {
                Some(text) => text.at(report.span().range.clone()),
                None => place_of(report.filename()),
            };
            let code = if matches!(error.kind(), ErrorKind::SyntaxError(_)) { &codes::INVALID_TEMPLATE } else { &codes::TEMPLATE_ERROR };
            match text.filter(|_| report.message() == undefined().to_string()) {
                Some(text) => {
                    // Tera marks the first name of a path.
                    let start = report.span().range.start;
                    let of_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
                    let path = text.text[start..].split(|c| !of_path(c)).next().unwrap_or_default();
                    (code, text.at(start..start + path.len()), format!("«{path}» is not defined"))
                }
                None => (code, location, report.message().to_owned()),
            }
        }
        ErrorKind::MissingParent { current, parent } => {
            (&codes::INVALID_TEMPLATE, naming(current, parent), format!("there is no template «{parent}»"))
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let parent = inheritance_chain.first().map_or(tpl.as_str(), |name| name.rsplit('/').next().unwrap_or(name));
            (&codes::INVALID_TEMPLATE, naming(tpl, parent), "templates extend one another in a circle".to_owned())
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            (&codes::INVALID_TEMPLATE, place_of(tpl), "templates include one another in a circle".to_owned())
        }
        ErrorKind::TemplateNotFound(name) => {
            (&codes::TEMPLATE_ERROR, Location::file(format!("themes/{name}")), format!("there is no template «{name}»"))
        }
        ErrorKind::Io(_) => (
            &codes::TEMPLATE_ERROR,
            Location::file("themes"),
            format!("the page is larger than {} MB: does a loop of its template end?", LARGEST_PAGE >> 20),
        ),
        other => {
            let text = other.to_string();
            let named = templates.keys().find(|name| text.contains(name.as_str()));
            (
                &codes::INVALID_TEMPLATE,
                named.map_or_else(|| Location::file("themes"), |name| place_of(name)),
                text.lines().next().unwrap_or_default().to_owned(),
            )
        }
    };
    let mut finding = Finding::new(code, location, message);
    finding.hint(CONTEXT);
    finding
}
