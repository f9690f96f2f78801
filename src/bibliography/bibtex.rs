//! `content/sources.bib`: sources in BibTeX or BibLaTeX, as reference managers write them.

use std::collections::BTreeSet;

use biblatex::{Chunk, Chunks, ChunksExt, EntryType, RawBibliography, Spanned};
use hayagriva::Entry;
use hayagriva::types::{MaybeTyped, Numeric, PageRanges};
use icu_normalizer::ComposingNormalizerBorrowed;

use super::{Bibliography, Reference, add, bounds, is_web_address, words};
use crate::diagnostics::{Severity, codes};
use crate::found::Findings;
use crate::source::Text;
use crate::source::address::refusal;

pub(super) fn read(file: &Text, bibliography: &mut Bibliography, findings: &mut Findings) {
    let parsed = RawBibliography::parse(&file.text).and_then(|mut raw| {
        find_second_fields(&raw, file, findings);
        bounds::keep(&mut raw, file, findings);
        let keys = bounds::places_of_keys(&raw);
        Ok((biblatex::Bibliography::from_raw(raw)?, keys))
    });
    let (parsed, keys) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            findings
                .add(&codes::INVALID_BIBTEX, file.at(error.span.clone()), format!("this is not BibTeX: {}", error.kind))
                .hint("look for a brace, a quotation mark or a comma that is missing above");
            return;
        }
    };
    for (written, key) in parsed.iter().zip(keys) {
        let mut meant = without_commands(written.clone());
        for name in unreadable(&meant) {
            let Some(value) = meant.remove(name.as_str()) else { continue };
            let at = value.span();
            let (at, value) = (if at.is_empty() { key.clone() } else { at }, value.format_verbatim());
            let finding =
                findings.add(&codes::INVALID_BIBTEX, file.at(at), format!("«{value}» can't be read as the `{name}` of «{}»", written.key));
            match name.as_str() {
                "date" | "year" | "month" | "day" | "urldate" => {
                    finding.hint("write it in figures, such as 2019; leave out what is not known")
                }
                _ => finding.hint("correct the field, or leave it out"),
            };
        }
        if let Some(url) = meant.get("url") {
            let at = if url.span().is_empty() { key.clone() } else { url.span() };
            findings.extend(refusal(url.format_verbatim().trim()).map(|refused| refused.told(file.at(at))));
        }
        match Entry::try_from(&meant) {
            Ok(entry) => {
                let entry = with_genre(with_figures(entry, &meant), &meant);
                add(Reference::new(&written.key, entry, file, key), bibliography, findings);
            }
            Err(error) => {
                let at = if error.span.is_empty() { key } else { error.span.clone() };
                findings
                    .add(&codes::INVALID_BIBTEX, file.at(at), format!("the source «{}» can't be read: {}", written.key, error.kind))
                    .hint("correct the field, or leave it out");
            }
        }
    }
}

/// Fields that stand twice in a source, of which one is lost. Other programs write many that nobody reads here.
fn find_second_fields(raw: &RawBibliography, file: &Text, findings: &mut Findings) {
    for entry in &raw.entries {
        let mut seen = BTreeSet::new();
        for pair in &entry.v.fields {
            if !seen.insert(pair.key.v.to_lowercase()) {
                let location = file.at(pair.key.span.clone());
                let finding = findings.add(&codes::DUPLICATE_KEY, location, format!("«{}» stands twice", pair.key.v));
                finding.severity = Severity::Warning;
                finding.hint("remove one of them");
            }
        }
    }
}

/// The fields that can't be read, each tried by itself.
fn unreadable(entry: &biblatex::Entry) -> Vec<String> {
    let is_read = |entry: &biblatex::Entry| Entry::try_from(entry).is_ok();
    if is_read(entry) {
        return Vec::new();
    }
    let alone = |(name, value): (&String, &Chunks)| {
        let fields = [(name.clone(), value.clone())].into();
        biblatex::Entry { key: entry.key.clone(), entry_type: entry.entry_type.clone(), fields }
    };
    entry.fields.iter().filter(|field| !is_read(&alone(*field))).map(|(name, _)| name.clone()).collect()
}

/// The entry with the figures that are written: the library makes numbers of Roman ones, and one range of several.
fn with_figures(mut entry: Entry, written: &biblatex::Entry) -> Entry {
    let text = |name: &str| written.get(name).map(ChunksExt::format_verbatim);
    let number = |name: &str| text(name).and_then(|text| text.parse::<MaybeTyped<Numeric>>().ok());
    if let Some(pages) = text("pages").and_then(|pages| pages.replace('—', "–").parse::<MaybeTyped<PageRanges>>().ok()) {
        entry.set_page_range(pages);
    }
    with_numbers(entry, number("volume").as_ref(), number("edition").as_ref())
}

/// Volume and edition belong to an entry or to what it is part of.
fn with_numbers(mut entry: Entry, volume: Option<&MaybeTyped<Numeric>>, edition: Option<&MaybeTyped<Numeric>>) -> Entry {
    if let Some(volume) = volume.filter(|_| entry.volume().is_some()) {
        entry.set_volume(volume.clone());
    }
    if let Some(edition) = edition.filter(|_| entry.edition().is_some()) {
        entry.set_edition(edition.clone());
    }
    let parents = entry.parents().iter().cloned().map(|parent| with_numbers(parent, volume, edition)).collect();
    entry.set_parents(parents);
    entry
}

/// The entry with a genre that each language has a word for, where BibTeX says it by a key or by its type.
fn with_genre(mut entry: Entry, written: &biblatex::Entry) -> Entry {
    let by_type = match written.entry_type {
        EntryType::PhdThesis => "phdthesis",
        EntryType::MastersThesis => "mathesis",
        EntryType::TechReport => "techreport",
        _ => "",
    };
    let key = written.get("type").map_or(by_type.to_owned(), ChunksExt::format_verbatim);
    if let Some(genre) = words::genre_of(&key) {
        entry.set_genre(genre.into());
    }
    entry
}

/// An entry without the commands by which TeX sets type, which no page understands.
fn without_commands(mut entry: biblatex::Entry) -> biblatex::Entry {
    for (name, chunks) in &mut entry.fields {
        let meant = if matches!(name.as_str(), "url" | "doi" | "eprint") { address } else { plain };
        for chunk in chunks {
            if let Chunk::Normal(text) | Chunk::Verbatim(text) = &mut chunk.v {
                *text = meant(text);
            }
        }
    }
    // Before there was a field for addresses, they stood in the words about how a source is published.
    let said = ["howpublished", "note"].into_iter().filter_map(|name| entry.get(name)).map(ChunksExt::format_verbatim);
    let address = said.into_iter().find_map(|said| said.split_whitespace().find(|word| is_web_address(word)).map(str::to_owned));
    if let Some(address) = address.filter(|_| entry.get("url").is_none()) {
        let address = address.trim_end_matches(['.', ',', ';', ')']).to_owned();
        entry.set("url", vec![Spanned::detached(Chunk::Normal(address))]);
    }
    entry
}

/// An address as it is asked for. None has a backslash, but TeX wants one before some of its signs.
fn address(text: &str) -> String {
    text.replace("\\textasciitilde", "~").replace("\\textunderscore", "_").replace('\\', "").replace('—', "---").replace('–', "--")
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
        if let Some(((command, before, after), inner, behind)) = COMMANDS.iter().find_map(|command| {
            let argument = rest.strip_prefix('\\')?.strip_prefix(command.0)?.strip_prefix('{')?;
            let end = closing(argument)?;
            Some((command, &argument[..end], &argument[end + 1..]))
        }) {
            out.push_str(before);
            out.push_str(&if *command == "url" { address(inner) } else { plain(inner) });
            out.push_str(after);
            rest = behind;
            continue;
        }
        if let Some((letter, behind)) = accented(rest) {
            out.push_str(&letter);
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

/// The letter of `\'\i`, and what stands behind it: the library has set the accent on the backslash.
fn accented(text: &str) -> Option<(String, &str)> {
    let mut signs = text.strip_prefix('\\')?.chars();
    let accent = signs.next().filter(|accent| ('\u{300}'..='\u{36f}').contains(accent))?;
    let letter = signs.next().filter(|letter| matches!(letter, 'i' | 'j'))?;
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&format!("{letter}{accent}")).into_owned();
    Some((composed, signs.as_str().trim_start()))
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
            ("Ji\\\u{301}i x \\\u{308}i", "Jiíx ï"),
            ("\\url{https://example.org/~u/a–b}", "https://example.org/~u/a--b"),
            ("don\'t \\unknown{x} \\textit{open", "don\'t \\unknown{x} \\textit{open"),
        ] {
            assert_eq!(plain(written), expected);
        }
    }
}
