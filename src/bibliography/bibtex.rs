//! `content/sources.bib`: sources in BibTeX or BibLaTeX, as reference managers write them.

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
        match Entry::try_from(written) {
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
