//! Findings as workflow commands, which a forge shows beside the changed lines.

use super::{Finding, Severity, shown};

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
        property(&name(&location.file)),
        location.line,
        location.end_line,
        location.column,
        property(finding.code.name),
        data(&message),
    )
}

/// A file's name. Line breaks have a way to be written here, so that the forge finds the file; nothing else that steers has.
fn name(file: &str) -> String {
    file.split_inclusive(['\r', '\n'])
        .map(|part| {
            let text = part.trim_end_matches(['\r', '\n']);
            shown(text) + &part[text.len()..]
        })
        .collect()
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Location, codes};

    #[test]
    fn the_name_of_a_file_is_no_command() {
        let finding = Finding::new(&codes::DRAFT_LINK, Location::file("a,b\n::error::made up\r\u{1b}[2J\u{202e}"), "a message");
        let shown = show(&finding);
        assert!(shown.contains(" file=a%2Cb%0A%3A%3Aerror%3A%3Amade up%0D\\u{1B}[2J\\u{202E},line=1,"), "{shown}");
        assert!(!shown.contains(char::is_control));
    }
}
