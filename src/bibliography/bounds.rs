//! What BibTeX may ask of its reader. A few lines can name themselves, or each other so often that no machine would end:
//! such references and abbreviations are told and left out before they are followed.

use std::collections::BTreeMap;
use std::ops::Range;

use biblatex::{Bibliography, Entry, Field, Pair, RawBibliography, RawChunk};

use crate::diagnostics::codes;
use crate::found::Findings;
use crate::source::Text;

/// Braces within each other, abbreviations of abbreviations, and sources that take fields from sources.
const DEEPEST: usize = 32;
/// The braces and pieces of one field.
const MOST_PIECES: usize = 1_000;
/// What abbreviations may say in one field, in bytes.
const MOST_OF_FIELD: usize = 64 << 10;
/// What a file may say beyond what stands in it, in bytes.
const MOST_OF_FILE: usize = 32 << 20;

/// By these a source takes fields from others.
const REFERENCES: [&str; 2] = ["crossref", "xdata"];

/// Leaves out what can't be followed.
pub(super) fn keep(raw: &mut RawBibliography, file: &Text, findings: &mut Findings) {
    let mut left = MOST_OF_FILE;
    let mut abbreviations = Abbreviations::of(raw);
    for entry in &mut raw.entries {
        entry.v.fields.retain(|pair| match abbreviations.said_by(&pair.value.v, 0) {
            Ok(said) if said.beyond <= left => {
                left -= said.beyond;
                true
            }
            Ok(_) => tell_field(Fault::Long, pair, file, findings),
            Err(fault) => tell_field(fault, pair, file, findings),
        });
    }
    let own: Vec<usize> = raw.entries.iter().map(|entry| entry.v.fields.iter().map(|pair| abbreviations.weight(pair)).sum()).collect();
    let Some(mut leads) = leads(raw) else { return };
    let in_circle = circles(&leads);
    let too_heavy = too_heavy(&mut leads, &in_circle, &own, left);
    for (at, entry) in raw.entries.iter_mut().enumerate().filter(|(at, _)| in_circle[*at] || too_heavy[*at]) {
        let key = entry.v.key.v;
        entry.v.fields.retain(|pair| {
            let is_reference = is_reference(pair);
            if is_reference && in_circle[at] {
                findings
                    .add(&codes::INVALID_BIBTEX, file.at(pair.value.span.clone()), format!("«{key}» takes its fields from itself"))
                    .hint("name another source, or leave the reference out");
            } else if is_reference {
                findings
                    .add(
                        &codes::INVALID_BIBTEX,
                        file.at(pair.value.span.clone()),
                        format!("«{key}» takes its fields from more sources than can be followed"),
                    )
                    .hint("write the fields here");
            }
            !is_reference
        });
    }
}

/// Gives `false`: the field is left out.
fn tell_field(fault: Fault, pair: &Pair, file: &Text, findings: &mut Findings) -> bool {
    let (at, name) = (file.at(pair.value.span.clone()), pair.key.v);
    match fault {
        Fault::Braces => findings
            .add(&codes::INVALID_BIBTEX, at, format!("`{name}` has more braces than can be read"))
            .hint("leave out braces that hold nothing together"),
        Fault::Circle => findings
            .add(&codes::INVALID_BIBTEX, at, format!("an abbreviation of `{name}` stands for itself, or for others without end"))
            .hint("write out what it stands for"),
        Fault::Long => findings
            .add(&codes::INVALID_BIBTEX, at, format!("the abbreviations of `{name}` stand for more than a field holds"))
            .hint("write out what they stand for"),
    };
    false
}

#[derive(Clone, Copy)]
enum Fault {
    Braces,
    Circle,
    Long,
}

/// What a field says once its abbreviations are written out.
#[derive(Clone, Copy, Default)]
struct Said {
    /// In bytes, all of it, and of it what its abbreviations say.
    whole: usize,
    beyond: usize,
    pieces: usize,
}

struct Abbreviations<'s> {
    fields: BTreeMap<&'s str, Field<'s>>,
    said: BTreeMap<&'s str, Result<Said, Fault>>,
}

impl<'s> Abbreviations<'s> {
    fn of(raw: &RawBibliography<'s>) -> Abbreviations<'s> {
        let fields = raw.abbreviations.iter().map(|pair| (pair.key.v, pair.value.v.clone())).collect();
        Abbreviations { fields, said: BTreeMap::new() }
    }

    fn said_by(&mut self, field: &Field<'s>, depth: usize) -> Result<Said, Fault> {
        let mut all = Said::default();
        for chunk in field {
            let said = match chunk.v {
                RawChunk::Normal(text) => in_text(text)?,
                RawChunk::Abbreviation(name) => self.said_for(name, depth)?,
            };
            all.whole += said.whole;
            all.beyond += said.beyond;
            all.pieces += said.pieces;
            if all.beyond > MOST_OF_FIELD || all.beyond > 0 && all.pieces > MOST_PIECES {
                return Err(Fault::Long);
            }
            if all.pieces > MOST_PIECES {
                return Err(Fault::Braces);
            }
        }
        Ok(all)
    }

    fn said_for(&mut self, name: &'s str, depth: usize) -> Result<Said, Fault> {
        if let Some(said) = self.said.get(name) {
            return *said;
        }
        if depth > DEEPEST {
            return Err(Fault::Circle);
        }
        // One that is not defined is a month, or told by the reader.
        let field = self.fields.get(name).cloned().unwrap_or_default();
        let said = self.said_by(&field, depth + 1).map(|said| Said { beyond: said.whole, pieces: said.pieces + 1, ..said });
        self.said.insert(name, said);
        said
    }

    /// What a field costs whoever copies it.
    fn weight(&mut self, pair: &Pair<'s>) -> usize {
        const OF_ITSELF: usize = 100;
        self.said_by(&pair.value.v, 0).map_or(0, |said| said.whole) + OF_ITSELF
    }
}

/// A text by its braces. Escaped ones count, too: they are braces to whoever reads on.
fn in_text(text: &str) -> Result<Said, Fault> {
    let (mut braces, mut open, mut opened_in_all, mut is_escaped) = (0, 0_usize, 0_usize, false);
    for byte in text.bytes() {
        match byte {
            b'{' => {
                braces += 1;
                opened_in_all += 1;
                open += usize::from(!is_escaped);
            }
            b'}' => {
                opened_in_all = opened_in_all.saturating_sub(1);
                open = open.saturating_sub(usize::from(!is_escaped));
            }
            _ => {}
        }
        if open.max(opened_in_all) > DEEPEST {
            return Err(Fault::Braces);
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    Ok(Said { whole: text.len(), beyond: 0, pieces: braces + 1 })
}

pub(super) fn is_reference(pair: &Pair) -> bool {
    REFERENCES.iter().any(|name| pair.key.v.eq_ignore_ascii_case(name))
}

/// For each source the places of those that it takes fields from. `None` if the file can't be read, which its reader tells.
fn leads(raw: &RawBibliography) -> Option<Vec<Vec<usize>>> {
    // The keys are read as the reader would, but not followed: that goes by the fields' names.
    const NOT_FOLLOWED: [&str; 2] = ["lykta-crossref", "lykta-xdata"];
    let mut only = raw.clone();
    for entry in &mut only.entries {
        entry.v.fields.retain_mut(|pair| {
            let reference = REFERENCES.iter().position(|name| pair.key.v.eq_ignore_ascii_case(name));
            if let Some(reference) = reference {
                pair.key.v = NOT_FOLLOWED[reference];
            }
            reference.is_some() || pair.key.v.eq_ignore_ascii_case("ids")
        });
    }
    let read = Bibliography::from_raw(only).ok()?;
    let places: BTreeMap<&str, usize> = read.iter().enumerate().map(|(at, entry)| (entry.key.as_str(), at)).collect();
    let named = |entry: &Entry| {
        let crossref = entry.get_as::<String>(NOT_FOLLOWED[0]).into_iter();
        let keys = crossref.chain(entry.get_as::<Vec<String>>(NOT_FOLLOWED[1]).unwrap_or_default());
        keys.filter_map(|key| places.get(read.get(&key)?.key.as_str()).copied()).collect()
    };
    Some(read.iter().map(named).collect())
}

/// Who stands in a circle, or between two.
fn circles(leads: &[Vec<usize>]) -> Vec<bool> {
    let back = turned(leads);
    let mut left = vec![true; leads.len()];
    peel(leads, &back, &mut left);
    peel(&back, leads, &mut left);
    left
}

fn turned(leads: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut back = vec![Vec::new(); leads.len()];
    for (from, to) in leads.iter().enumerate() {
        to.iter().for_each(|to| back[*to].push(from));
    }
    back
}

/// Takes away, one after another, those that lead to nobody who is left; in which order.
fn peel(leads: &[Vec<usize>], back: &[Vec<usize>], left: &mut [bool]) -> Vec<usize> {
    let mut open: Vec<usize> = leads.iter().map(|to| to.iter().filter(|to| left[**to]).count()).collect();
    let mut next: Vec<usize> = (0..leads.len()).filter(|at| left[*at] && open[*at] == 0).collect();
    let mut order = Vec::new();
    while let Some(at) = next.pop() {
        left[at] = false;
        order.push(at);
        for from in back[at].iter().filter(|from| left[**from]) {
            open[*from] -= 1;
            if open[*from] == 0 {
                next.push(*from);
            }
        }
    }
    order
}

/// Who would take too much from others. The reader copies anew what each of them has from others in turn.
fn too_heavy(leads: &mut [Vec<usize>], in_circle: &[bool], own: &[usize], mut left: usize) -> Vec<bool> {
    leads.iter_mut().zip(in_circle).filter(|(_, in_circle)| **in_circle).for_each(|(to, _)| to.clear());
    let order = peel(leads, &turned(leads), &mut vec![true; leads.len()]);
    let mut weights = own.to_vec();
    let mut heights = vec![0; leads.len()];
    let mut too_heavy = vec![false; leads.len()];
    for at in order {
        let taken = leads[at].iter().fold(0_usize, |sum, to| sum.saturating_add(weights[*to]));
        let height = leads[at].iter().map(|to| heights[*to] + 1).max().unwrap_or(0);
        if taken > left || height > DEEPEST {
            too_heavy[at] = true;
        } else {
            left -= taken;
            weights[at] = weights[at].saturating_add(taken);
            heights[at] = height;
        }
    }
    too_heavy
}

/// Where the keys stand, in the order of the sources.
pub(super) fn places_of_keys(raw: &RawBibliography) -> Vec<Range<usize>> {
    raw.entries.iter().map(|entry| entry.v.key.span.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{BIBTEX, Bibliography as Sources, bibtex};
    use super::*;

    fn read(text: &str) -> (Sources, Vec<(String, usize)>) {
        let (mut sources, mut findings) = (Sources::new(), Findings::default());
        bibtex::read(&Text::new(BIBTEX, text), &mut sources, &mut findings);
        let told = findings.into_vec().into_iter().filter(|finding| finding.code.name == "invalid-bibtex");
        (sources, told.map(|finding| (finding.message, finding.location.line)).collect())
    }

    #[test]
    fn sources_that_take_fields_from_themselves_are_told_and_the_others_read() {
        let whole = "@book{whole, title={Whole}, year=2020, publisher={P}}\n";
        for (text, told) in [
            ("@book{a, title={A}, year=2020, crossref={a}}\n", vec![1]),
            ("@book{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={a}}\n@inbook{c, title={C}, crossref={a}}\n", vec![1, 2]),
            ("@xdata{x, xdata={y}}\n@xdata{y, xdata={ z, x}}\n@book{b, title={B}, XDATA={x}}\n", vec![1, 2]),
            ("@string{k = \"a\"}\n@book{a, title={A}, ids={b}, crossref=k}\n@book{c, title={C}, crossref={b}}\n", vec![2]),
        ] {
            let (sources, findings) = read(&(text.to_owned() + whole + "@inbook{part, title={Part}, crossref={whole}}"));
            assert_eq!(findings.iter().map(|(_, line)| *line).collect::<Vec<_>>(), told, "{text}: {findings:?}");
            assert!(findings.iter().all(|(message, _)| message.contains("takes its fields from itself")), "{findings:?}");
            assert!(sources.contains_key("whole") && sources["part"].entry.parents().len() == 1, "{text}");
        }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test of time")]
    fn a_small_file_takes_neither_time_nor_memory_without_end() {
        let strings: String = (1..30).map(|at| format!("@string{{a{at} = a{} # a{}}}\n", at - 1, at - 1)).collect();
        let chain: String = (0..5_000).map(|at| format!("@string{{a{at} = a{}}}\n", at + 1)).collect();
        let fan: String =
            (0..24).map(|at| format!("@xdata{{k{at}, year=2020, xdata={{k{},k{},k{}}}}}\n", at + 1, at + 2, at + 3)).collect();
        let long = "x".repeat(100_000);
        let heirs: String = (0..5_000).map(|at| format!("@inbook{{h{at}, xdata={{p}}}}\n")).collect();
        let braces = "{".repeat(50_000);
        for (text, told) in [
            (format!("@string{{a0 = \"xxxxxxxxxx\"}}\n{strings}@book{{a, title=a29}}"), "stand for more"),
            ("@string{a = b}\n@string{b = a}\n@book{a, title=b}".to_owned(), "stands for itself"),
            (format!("{chain}@book{{a, title=a0}}"), "stands for itself"),
            (format!("{fan}@book{{a, title={{A}}, xdata={{k0}}}}"), "more sources than can be followed"),
            (format!("@xdata{{p, title={{{long}}}}}\n{heirs}@book{{a, title={{A}}}}"), "more sources than can be followed"),
            (format!("@book{{a, title={{A}}, note={{{braces}x{}}}}}", braces.replace('{', "}")), "more braces"),
            (format!("@book{{a, title={{A}}, note={{{}{}}}}}", "\\textit\\{".repeat(5_000), "\\}".repeat(5_000)), "more braces"),
            (format!("@book{{a, title={{A}}, note={}{{x}}}}", "{x} # ".repeat(50_000)), "more braces"),
            (format!("@book{{a, title={{A}}, note={{{}}}}}", "{{a}}".repeat(10_000)), "more braces"),
        ] {
            let begun = std::time::Instant::now();
            let (sources, findings) = read(&text);
            assert!(findings.iter().any(|(message, _)| message.contains(told)), "{told}: {findings:?}");
            assert!(sources.contains_key("a") || told != "more sources than can be followed", "{told}");
            assert!(begun.elapsed().as_secs() < 10, "{told}: {:?}", begun.elapsed());
        }
    }

    #[test]
    fn what_reference_managers_write_is_read() {
        let strings = "@string{acm = {Association for Computing Machinery}}\n@string{full = acm # \" Press\"}\n";
        let title = "{The {\\textit{{HIV}}} and \\'{E}tudes of {{{NATO}}}}";
        let text = format!("{strings}@article{{a, title={title}, publisher=full, year=2020, month=jan}}");
        let (sources, findings) = read(&text);
        assert_eq!(findings, []);
        assert!(sources["a"].title.contains("HIV"));
    }
}
