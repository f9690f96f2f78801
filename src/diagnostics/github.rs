//! Findings as workflow commands, which a forge shows beside the changed lines.

use super::{Finding, Severity};

/// One finding as one line: `::error file=…,line=…,col=…,title=…::message`.
pub fn show(finding: &Finding) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let location = &finding.location;
    let mut message = finding.message.clone();
    for hint in &finding.hints {
        message.push('\n');
        message.push_str(hint);
    }
    // A forge reads `endColumn` only where the mark stays within one line.
    let end_column = if location.end_line == location.line { format!(",endColumn={}", location.end_column) } else { String::new() };
    format!(
        "::{command} file={},line={},endLine={},col={}{end_column},title={}::{}",
        property(&location.file),
        location.line,
        location.end_line,
        location.column,
        property(finding.code.name),
        data(&message),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
