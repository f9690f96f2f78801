//! Findings as one JSON object, for tools.

use serde::Serialize;

use super::{Finding, Summary};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    findings: Vec<Entry<'a>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: String,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<Line<'a>>,
    hints: &'a [String],
}

/// The marked line, or a window of it; the mark in characters of the text.
#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    mark: (usize, usize),
}

#[derive(Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// All findings as `{"version":1,"findings":[…],"summary":{…}}`; columns in characters, from 1.
pub fn show(findings: &[Finding]) -> String {
    let summary = Summary::of(findings);
    let report = Report {
        version: 1,
        findings: findings
            .iter()
            .map(|f| Entry {
                code: f.code.name,
                severity: f.severity.to_string(),
                file: &f.location.file,
                line: f.location.line,
                column: f.location.column,
                end_line: f.location.end_line,
                end_column: f.location.end_column,
                message: &f.message,
                excerpt: f.location.excerpt.as_ref().map(|excerpt| Line { text: &excerpt.text, mark: excerpt.mark }),
                hints: &f.hints,
            })
            .collect(),
        summary: Counts { errors: summary.errors, warnings: summary.warnings, notes: summary.notes },
    };
    serde_json::to_string(&report).expect("findings are plain text and numbers")
}
