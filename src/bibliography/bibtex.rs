//! `content/sources.bib`: sources in BibTeX or BibLaTeX, as reference managers write them.

use biblatex::Chunk;
use hayagriva::Entry;

use super::{Bibliography, Reference, add};
use crate::diagnostics::codes;
use crate::found::Findings;
use crate::source::Text;

pub(super) fn read(file: &Text, bibliography: &mut Bibliography, findings: &mut Findings) {
    let parsed = match biblatex::Bibliography::parse(&file.text) {
        Ok(parsed) => parsed,
        Err(error) => {
            findings
                .add(&codes::INVALID_BIBTEX, file.at(error.span.clone()), format!("this is not BibTeX: {}", error.kind))
                .hint("look for a brace, a quotation mark or a comma that is missing above");
            return;
        }
    };
    for written in parsed.iter() {
        let key = file.text.find(&format!("{{{}", written.key)).map_or(0..0, |at| at + 1..at + 1 + written.key.len());
        match Entry::try_from(&without_commands(written.clone())) {
            Ok(entry) => add(Reference::new(&written.key, entry, file, key), bibliography, findings),
            Err(error) => {
                let at = if error.span.is_empty() { key } else { error.span.clone() };
                findings
                    .add(&codes::INVALID_BIBTEX, file.at(at), format!("the source «{}» can't be read: {}", written.key, error.kind))
                    .hint("correct the field, or leave it out");
            }
        }
    }
}

/// An entry without the commands by which TeX sets type, which no page understands.
fn without_commands(mut entry: biblatex::Entry) -> biblatex::Entry {
    let is_address = |name: &str| matches!(name, "url" | "doi" | "eprint" | "file");
    for (_, chunks) in entry.fields.iter_mut().filter(|(name, _)| !is_address(name)) {
        for chunk in chunks {
            if let Chunk::Normal(text) | Chunk::Verbatim(text) = &mut chunk.v {
                *text = plain(text);
            }
        }
    }
    entry
}

/// Commands whose argument is the text, and the quotation marks that they set around it.
const COMMANDS: [(&str, &str, &str); 14] = [
    ("textit", "", ""),
    ("textbf", "", ""),
    ("textsc", "", ""),
    ("texttt", "", ""),
    ("textrm", "", ""),
    ("textsf", "", ""),
    ("textup", "", ""),
    ("textsuperscript", "", ""),
    ("textsubscript", "", ""),
    ("emph", "", ""),
    ("mkbibemph", "", ""),
    ("url", "", ""),
    ("enquote", "“", "”"),
    ("mkbibquote", "“", "”"),
];

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '`', '\'', '~']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(((_, before, after), inner, behind)) = COMMANDS.iter().find_map(|command| {
            let argument = rest.strip_prefix('\\')?.strip_prefix(command.0)?.strip_prefix('{')?;
            let end = closing(argument)?;
            Some((command, &argument[..end], &argument[end + 1..]))
        }) {
            out.push_str(before);
            out.push_str(&plain(inner));
            out.push_str(after);
            rest = behind;
            continue;
        }
        let (said, length) = match rest.as_bytes() {
            [b'`', b'`', ..] => ("“", 2),
            [b'\'', b'\'', ..] => ("”", 2),
            [b'~', ..] => ("\u{a0}", 1),
            _ => (&rest[..1], 1),
        };
        out.push_str(said);
        rest = &rest[length..];
    }
    out + rest
}

/// Where the brace closes that was opened before the text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        depth < 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sets_type_is_taken_away() {
        for (written, expected) in [
            ("It, \\textit{really} ``quoted\'\' \\emph{so}~x", "It, really “quoted” so\u{a0}x"),
            ("\\enquote{a \\textbf{b {c}} d} e", "“a b {c} d” e"),
            ("don\'t \\unknown{x} \\textit{open", "don\'t \\unknown{x} \\textit{open"),
        ] {
            assert_eq!(plain(written), expected);
        }
    }
}
