//! Which texts of a source and of its translation belong together.

use std::collections::BTreeSet;
use std::ops::Range;

use super::inline::{Fixed, Token, Wrap};
use super::units::{Place, Unit};
use crate::translation::sections::FRONT;

/// The largest number of pairs that are weighed to follow the texts of a section.
const MOST: usize = 250_000;

/// Pairs of units by their numbers.
pub type Pairs = Vec<(usize, usize)>;

/// The units of a section, and the number of each.
fn of_section<'u>(units: &'u [Unit], id: &str) -> impl Iterator<Item = usize> + use<'u> {
    let id = id.to_owned();
    (0..units.len()).filter(move |&at| units[at].section == id)
}

/// The units of the front matter's fields, by name and place; a block of a field is known by the field and by how many come
/// before it there.
pub fn of_fields(units: &[Unit], others: &[Unit]) -> Pairs {
    let place = |units: &[Unit], at: usize| -> Option<(String, usize, usize)> {
        let Place::Field(name, index, _) = &units[at].place else { return None };
        let same = |other: &Unit| matches!(&other.place, Place::Field(n, i, _) if n == name && i == index);
        Some((name.clone(), *index, units[..at].iter().filter(|other| same(other)).count()))
    };
    let find = |at: usize| of_section(others, FRONT).find(|&other| place(others, other) == place(units, at));
    of_section(units, FRONT).filter_map(|at| Some((at, find(at)?))).collect()
}

/// The units of two sections side by side: what is for some readers alone stands apart, as notes do, since either text may
/// have parts that the other lacks.
fn places<'u>(units: &'u [Unit], id: &str, others: &'u [Unit], other_id: &str) -> Vec<(Vec<usize>, Vec<usize>)> {
    let place = |unit: &'u Unit| (&unit.apart, &unit.note);
    let all: BTreeSet<_> =
        of_section(units, id).map(|at| place(&units[at])).chain(of_section(others, other_id).map(|at| place(&others[at]))).collect();
    let of = |units: &'u [Unit], id: &str, wanted| of_section(units, id).filter(|&at| place(&units[at]) == wanted).collect();
    all.into_iter().map(|wanted| (of(units, id, wanted), of(others, other_id, wanted))).collect()
}

/// The units of two sections of which one is made from the other as it is: one by one, if they are as many and of the same
/// kinds.
pub fn of_sections(units: &[Unit], id: &str, others: &[Unit], other_id: &str) -> Pairs {
    let mut pairs: Pairs =
        places(units, id, others, other_id).into_iter().flat_map(|(here, there)| one_by_one(units, &here, others, &there)).collect();
    pairs.sort_unstable();
    pairs
}

/// The units of a part for some readers alone and of another: one by one, if they are as many and of the same kinds.
pub fn of_parts(units: &[Unit], key: &str, others: &[Unit], other_key: &str) -> Pairs {
    let of = |units: &[Unit], key: &str| -> Vec<usize> {
        (0..units.len()).filter(|&at| units[at].apart.as_deref() == Some(key) && units[at].note.is_none()).collect()
    };
    one_by_one(units, &of(units, key), others, &of(others, other_key))
}

/// The units of notes that have the same label, wherever they stand.
pub fn of_notes(units: &[Unit], others: &[Unit]) -> Pairs {
    let of =
        |units: &[Unit], label: &String| -> Vec<usize> { (0..units.len()).filter(|&at| units[at].note.as_ref() == Some(label)).collect() };
    let labels: BTreeSet<&String> = units.iter().filter_map(|unit| unit.note.as_ref()).collect();
    labels.into_iter().flat_map(|label| one_by_one(units, &of(units, label), others, &of(others, label))).collect()
}

/// Units that belong together if they are as many and of the same kinds.
fn one_by_one(units: &[Unit], here: &[usize], others: &[Unit], there: &[usize]) -> Pairs {
    let alike = here.len() == there.len() && here.iter().zip(there).all(|(&a, &b)| units[a].what == others[b].what);
    if alike { here.iter().copied().zip(there.iter().copied()).collect() } else { Vec::new() }
}

/// A section as it was when it was translated.
#[derive(Clone, Copy)]
pub struct Then<'a> {
    pub units: &'a [Unit],
    pub id: &'a str,
}

/// The units of a source's section and of its translation, which was made from another state of the source; and those of the
/// translation whose source is gone from there, each behind what that was. The source's are known to have been the `followed`.
pub fn through(units: &[Unit], id: &str, then: Then, followed: &Pairs, own: &[Unit], own_id: &str) -> (Pairs, Pairs) {
    let mut translated: Pairs = Vec::new();
    for (before, there) in places(then.units, then.id, own, own_id) {
        translated.extend(one_by_one(then.units, &before, own, &there));
    }
    let now = |before: usize| followed.iter().find(|(_, other)| *other == before).map(|(at, _)| *at);
    let mut pairs: Pairs = translated.iter().filter_map(|&(before, own)| Some((now(before)?, own))).collect();
    let gone: Pairs = translated.iter().copied().filter(|(before, _)| now(*before).is_none()).collect();
    // What is built as its source is today was brought up by hand.
    for (here, there) in places(units, id, own, own_id) {
        let is_told = |at: &usize| translated.iter().any(|(_, own)| own == at);
        if !there.is_empty() && !there.iter().any(is_told) {
            pairs.extend(one_by_one(units, &here, own, &there));
        }
    }
    pairs.sort_unstable();
    (pairs, gone)
}

/// Which unit of a section was which when it said something else; what has come from elsewhere was none.
pub fn followed(units: &[Unit], id: &str, then: Then, strangers: &BTreeSet<usize>) -> Pairs {
    let of_section = |(mut here, there): (Vec<usize>, Vec<usize>)| {
        here.retain(|at| !strangers.contains(at));
        follow(units, &here, then.units, &there)
    };
    places(units, id, then.units, then.id).into_iter().flat_map(of_section).collect()
}

/// Units that have come as they are from another section, which has them no more. Of sections is given what they were.
pub fn strangers(units: &[Unit], changed: &[(&str, Then)]) -> BTreeSet<usize> {
    let is_same = |a: &Unit, b: &Unit| a.what == b.what && a.tokens == b.tokens;
    let had = |then: &Then, unit: &Unit| then.units.iter().any(|before| before.section == then.id && is_same(before, unit));
    let has = |id: &str, unit: &Unit| units.iter().any(|other| other.section == id && is_same(other, unit));
    let is_stranger = |unit: &Unit| {
        let was = changed.iter().find(|(id, _)| *id == unit.section);
        let may_be = unit.section != FRONT && unit.note.is_none() && was.is_some_and(|(_, then)| !had(then, unit));
        may_be && changed.iter().any(|(id, then)| *id != unit.section && had(then, unit) && !has(id, unit))
    };
    (0..units.len()).filter(|&at| is_stranger(&units[at])).collect()
}

/// Follows texts in their order, by how much of their words is the same; then those that stand elsewhere now.
fn follow(units: &[Unit], here: &[usize], others: &[Unit], there: &[usize]) -> Pairs {
    let is_same = |a: usize, b: usize| units[a].what == others[b].what && units[a].tokens == others[b].tokens;
    let begin = here.iter().zip(there).take_while(|(a, b)| is_same(**a, **b)).count();
    let (left, right) = (&here[begin..], &there[begin..]);
    let end = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| is_same(**a, **b)).count();
    let mut pairs: Pairs = here[..begin].iter().copied().zip(there[..begin].iter().copied()).collect();
    pairs.extend(left[left.len() - end..].iter().copied().zip(right[right.len() - end..].iter().copied()));
    let (left, right) = (&left[..left.len() - end], &right[..right.len() - end]);
    pairs.extend(if left.len() * right.len() <= MOST { best(units, left, others, right) } else { one_by_one(units, left, others, right) });
    for &at in left {
        let is_free = |pairs: &Pairs, other: usize| pairs.iter().all(|(_, paired)| *paired != other);
        if pairs.iter().all(|(paired, _)| *paired != at)
            && let Some(&other) = right.iter().find(|&&other| is_same(at, other) && is_free(&pairs, other))
        {
            pairs.push((at, other));
        }
    }
    pairs
}

/// The pairs that keep their order and have the most words in common.
fn best(units: &[Unit], here: &[usize], others: &[Unit], there: &[usize]) -> Pairs {
    let words = |units: &[Unit], among: &[usize]| -> Vec<BTreeSet<String>> {
        among.iter().map(|&at| units[at].text().split_whitespace().map(str::to_owned).collect()).collect()
    };
    let (left, right) = (words(units, here), words(others, there));
    // That they are of one kind counts a little, so that what was written anew takes the place of what stood there; that
    // they are the same counts more than all else.
    let alike = |a: usize, b: usize| match units[here[a]].what == others[there[b]].what {
        true if units[here[a]].tokens == others[there[b]].tokens => 1_000_000,
        true => 1 + 2_000 * left[a].intersection(&right[b]).count() / (left[a].len() + right[b].len()).max(1),
        false => 0,
    };
    let width = there.len() + 1;
    let mut most = vec![0; (here.len() + 1) * width];
    for a in (0..here.len()).rev() {
        for b in (0..there.len()).rev() {
            let alike = alike(a, b);
            let paired = if alike > 0 { alike + most[(a + 1) * width + b + 1] } else { 0 };
            most[a * width + b] = paired.max(most[(a + 1) * width + b]).max(most[a * width + b + 1]);
        }
    }
    let (mut a, mut b, mut pairs) = (0, 0, Vec::new());
    while a < here.len() && b < there.len() {
        let (now, alike) = (most[a * width + b], alike(a, b));
        if alike > 0 && now == alike + most[(a + 1) * width + b + 1] {
            pairs.push((here[a], there[b]));
            (a, b) = (a + 1, b + 1);
        } else if now == most[(a + 1) * width + b] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

/// The labels that a translation has for notes of its source, where they are others: by the order in which they are read in
/// sections that refer to as many. First the translation's, then the source's.
pub fn labels(units: &[Unit], own: &[Unit], sections: &[(String, Option<String>)]) -> Vec<(String, String)> {
    let (known, known_own) = (all_labels(units), all_labels(own));
    let mut paired: Vec<(String, String)> = Vec::new();
    for (id, own_id) in sections {
        let Some(own_id) = own_id else { continue };
        let here = read_in(units, id, |label| !known_own.contains(label) && paired.iter().all(|(_, source)| *source != label));
        let there = read_in(own, own_id, |label| !known.contains(label) && paired.iter().all(|(own, _)| *own != label));
        if here.len() == there.len() {
            paired.extend(there.into_iter().zip(here));
        }
    }
    paired
}

fn all_labels(units: &[Unit]) -> BTreeSet<&str> {
    let noted = units.iter().filter_map(|unit| unit.note.as_deref());
    noted.chain(units.iter().flat_map(|unit| unit.tokens.iter().filter_map(label))).collect()
}

fn read_in(units: &[Unit], id: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for label in of_section(units, id).flat_map(|at| units[at].tokens.iter().filter_map(label)) {
        if is_wanted(label) && labels.iter().all(|known| known != label) {
            labels.push(label.to_owned());
        }
    }
    labels
}

/// The label of the note that a mark refers to.
fn label(token: &Token) -> Option<&str> {
    match token {
        Token::Fixed(Fixed::Note(note)) => note.strip_prefix("[^")?.strip_suffix(']'),
        Token::Fixed(_) | Token::Open(_) | Token::Close | Token::Text(_) => None,
    }
}

/// Tokens in which notes have other labels.
pub fn relabelled(tokens: &[Token], other: impl Fn(&str) -> Option<String>) -> Vec<Token> {
    let renamed = |token: &Token| Some(Token::Fixed(Fixed::Note(format!("[^{}]", other(label(token)?)?))));
    tokens.iter().map(|token| renamed(token).unwrap_or_else(|| token.clone())).collect()
}

/// The ids that a translation's sections have, and the source's, where these are others and each means one section alone.
pub fn ids(sections: &[(String, Option<String>)], left_over: &[String]) -> Vec<(String, String)> {
    let other = |(source, own): &(String, Option<String>)| Some((own.clone()?, source.clone()));
    sections.iter().filter_map(other).filter(|(own, source)| own != source && !left_over.contains(source)).collect()
}

/// Tokens in which links to sections of the same page lead to others.
pub fn relinked<'a>(tokens: &[Token], other: impl Fn(&str) -> Option<&'a str>) -> Vec<Token> {
    let led = |token: &Token| {
        let Token::Open(Wrap::Link(end)) = token else { return None };
        let rest = end.strip_prefix("](#")?;
        let (id, rest) = rest.split_at(rest.find([')', ' '])?);
        Some(Token::Open(Wrap::Link(format!("](#{}{rest}", other(id)?))))
    };
    tokens.iter().map(|token| led(token).unwrap_or_else(|| token.clone())).collect()
}

/// What of a text stands between its units.
pub fn between(text: &str, units: impl Iterator<Item = Range<usize>>) -> String {
    let mut between = String::new();
    let mut from = 0;
    for unit in units {
        between.push_str(text.get(from..unit.start).unwrap_or_default());
        from = from.max(unit.end);
    }
    between + text.get(from..).unwrap_or_default()
}

/// The lines of that which hold letters: code, HTML, directives. Headings' ids, what labels stand for and whether a task is
/// done are no matter of the text.
pub fn lines(between: &str) -> impl Iterator<Item = &str> {
    let is_own = |line: &&str| line.replace("[x]", "").contains(char::is_alphabetic) && !line.contains("{#") && !line.starts_with('[');
    between.lines().map(str::trim).filter(is_own)
}
