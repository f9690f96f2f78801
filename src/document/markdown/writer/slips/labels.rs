//! Labels of links: lines that define them, and what refers to them.

use super::*;

/// Where lines stand that may define the label of a link, by the place of their bracket.
pub(in super::super) fn definitions(text: &str) -> BTreeMap<usize, &str> {
    let mut found = BTreeMap::new();
    if !text.contains("]:") {
        return found;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = directives::prefix(line);
        if line[start..].starts_with('[') && !line[start..].starts_with("[^") && line[start..].contains("]:") {
            found.insert(at + start, line[start..].trim_end());
        }
        at += line.len();
    }
    found
}

/// A label as labels are compared: in lower case, with single spaces.
fn label_of(definition: &str) -> Option<String> {
    let (label, _) = definition.strip_prefix('[')?.split_once("]:")?;
    Some(compared(label))
}

pub(in super::super) fn compared(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What stands behind a label.
fn address_of(definition: &str) -> &str {
    let line = definition.lines().next().unwrap_or_default();
    line.split_once("]:").map_or("", |(_, address)| address.trim())
}

/// References to labels that no line defines.
pub(in super::super) fn tell_broken_references(
    broken: Vec<(Range<usize>, String)>,
    definitions: &BTreeMap<String, Range<usize>>,
    text: &str,
    here: &dyn Fn(Range<usize>) -> Location,
    findings: &mut Findings,
) {
    for (span, label) in broken {
        if commands::is_shortcode(&label) {
            continue;
        }
        if citations::parse(&label).is_some() {
            let finding = findings.add(
                &codes::BROKEN_REFERENCE,
                here(span.clone()),
                "a citation stands right behind other brackets, so that they are read as one link",
            );
            match text[span].strip_suffix(']').and_then(|whole| whole.split_once("][")) {
                Some((first, second)) if citations::parse(&first[1..]).is_some() => {
                    finding.hint(format!("write both citations in one pair of brackets: `{first}; {second}]`"))
                }
                _ => finding.hint("put a space before the citation"),
            };
            continue;
        }
        if text[span.clone()].starts_with("[^") {
            findings
                .add(&codes::BROKEN_REFERENCE, here(span), "a note stands right before other brackets, so that they are read as one link")
                .hint("put a space between them");
            continue;
        }
        findings
            .add(&codes::BROKEN_REFERENCE, here(span), format!("no line defines the label «{label}»"))
            .nearest(&label, definitions.keys())
            .hint(format!("add a line `[{label}]: address`"));
    }
}

/// Definitions of labels whose address is none, by the label: a line such as `[Source]: Statistics`, which readers do not see.
pub(in super::super) fn odd_definitions<'d>(
    definitions: impl Iterator<Item = (&'d str, &'d str, Range<usize>)>,
) -> BTreeMap<String, Range<usize>> {
    let is_address = |to: &str| to.is_empty() || to.contains(['/', '.', ':', '#', '@']);
    definitions.filter(|(_, to, _)| !is_address(to)).map(|(label, _, span)| (compared(label), span)).collect()
}

/// Tells of those that no link has used.
pub(in super::super) fn tell_lost_lines(
    odd: BTreeMap<String, Range<usize>>,
    here: &dyn Fn(Range<usize>) -> Location,
    findings: &mut Findings,
) {
    for span in odd.into_values() {
        findings
            .add(&codes::LOST_LINE, here(span), "this line is taken for the address of a label that nothing uses, and is not shown")
            .hint("put a backslash before its first bracket, or leave the brackets out");
    }
}

/// What has been read as nothing else defines a label; the first of each counts.
pub(in super::super) fn tell_second_definitions(
    unread: BTreeMap<usize, &str>,
    definitions: &BTreeMap<String, Range<usize>>,
    text: &str,
    here: &dyn Fn(Range<usize>) -> Location,
    findings: &mut Findings,
) {
    let first: BTreeMap<String, &Range<usize>> = definitions.iter().map(|(label, span)| (compared(label), span)).collect();
    for (start, written) in unread {
        let Some(label) = label_of(written) else { continue };
        let Some(span) = first.get(&label).filter(|span| !span.contains(&start)) else { continue };
        if address_of(&text[(*span).clone()]) != address_of(written) {
            findings
                .add(
                    &codes::DUPLICATE_LABEL,
                    here(start..start + written.len()),
                    format!("the label «{label}» is defined already, so that nothing leads to this address"),
                )
                .hint("give it a label of its own, or remove the line");
        }
    }
}
