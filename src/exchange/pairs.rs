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
    of_values(units, others, |_, index| Some(index))
}

/// The same where the others are another state of the same source: the texts of a list are followed as those of a section are.
pub fn followed_fields(units: &[Unit], then: &[Unit]) -> Pairs {
    let firsts = |units: &[Unit], name: &str| -> Vec<usize> {
        let mut of_field: Vec<usize> = (0..units.len()).filter(|&at| value(&units[at]).is_some_and(|(other, _)| other == name)).collect();
        of_field.dedup_by_key(|at| value(&units[*at]));
        of_field
    };
    let names: BTreeSet<&str> = units.iter().filter_map(value).map(|(name, _)| name).collect();
    let pairs = names.into_iter().flat_map(|name| follow(units, &firsts(units, name), then, &firsts(then, name)));
    let values: Vec<_> = pairs.filter_map(|(at, other)| Some((value(&units[at])?, value(&then[other])?.1))).collect();
    of_values(units, then, |name, index| values.iter().find(|(of, _)| *of == (name, index)).map(|(_, other)| *other))
}

/// The units of a source's front matter and of its translation's, as [`through`] has those of a section.
pub fn through_fields(units: &[Unit], then: &[Unit], followed: &Pairs, own: &[Unit]) -> (Pairs, Pairs) {
    let is_by_hand = |unit: &Unit| {
        let Some((name, _)) = value(unit) else { return false };
        values(own, name) != values(then, name) && values(own, name) == values(units, name)
    };
    let now = |before: usize| followed.iter().find(|(_, other)| *other == before).map(|(at, _)| *at);
    let translated: Pairs = of_fields(then, own).into_iter().filter(|(_, other)| !is_by_hand(&own[*other])).collect();
    let mut pairs: Pairs = translated.iter().filter_map(|&(before, own)| Some((now(before)?, own))).collect();
    pairs.extend(of_fields(units, own).into_iter().filter(|(at, _)| is_by_hand(&units[*at])));
    pairs.sort_unstable();
    (pairs, translated.into_iter().filter(|(before, _)| now(*before).is_none()).collect())
}

/// Fields of a translation with more values than that of its source had, if that is known, or has: it can be told by their words
/// alone which are its own.
pub fn longer_fields(units: &[Unit], then: Option<&[Unit]>, own: &[Unit]) -> Vec<String> {
    let names: BTreeSet<&str> = own.iter().filter_map(value).map(|(name, _)| name).collect();
    let is_longer = |name: &&str| {
        let (now, has) = (values(units, name), values(own, name));
        has > then.map_or(now, |then| values(then, name)) && has > 1
    };
    names.into_iter().filter(is_longer).map(str::to_owned).collect()
}

/// The field that a unit stands in, and which of its values.
pub fn value(unit: &Unit) -> Option<(&str, usize)> {
    if let Place::Field(name, index, _) = &unit.place { Some((name, *index)) } else { None }
}

/// How many values a field has.
fn values(units: &[Unit], name: &str) -> usize {
    units.iter().filter_map(value).filter(|(other, _)| *other == name).map(|(_, index)| index).collect::<BTreeSet<_>>().len()
}

fn of_values<'u>(units: &'u [Unit], others: &[Unit], other: impl Fn(&'u str, usize) -> Option<usize>) -> Pairs {
    let before = |units: &[Unit], at: usize| units[..at].iter().filter(|other| value(other) == value(&units[at])).count();
    let find = |at: usize| {
        let (name, index) = value(&units[at])?;
        let wanted = Some((name, other(name, index)?));
        (0..others.len()).find(|&other| value(&others[other]) == wanted && before(others, other) == before(units, at))
    };
    (0..units.len()).filter_map(|at| Some((at, find(at)?))).collect()
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

/// The labels that notes had in another state of a source, first, and have now: a note that says the same is the same, then the
/// one with the same label is. One that is gone has a label that is no other's.
pub fn labels_since(units: &[Unit], then: &[Unit]) -> Vec<(String, String)> {
    let said = |units: &[Unit], label: &str| -> Vec<Vec<Token>> {
        units.iter().filter(|unit| unit.note.as_deref() == Some(label)).map(|unit| unit.tokens.clone()).collect()
    };
    let (now, before) = (notes(units), notes(then));
    let mut paired: Vec<(String, String)> = Vec::new();
    for (by_label, by_text) in [(true, true), (false, true), (true, false)] {
        for label in &before {
            let is_free = |other: &&&str| paired.iter().all(|(known, now)| known != label && now != **other);
            let is_it = |other: &&&str| (!by_label || *other == label) && (!by_text || said(units, other) == said(then, label));
            let found = now.iter().find(|other| is_free(other) && is_it(other)).map(|other| (*other).to_owned());
            paired.extend(found.map(|now| ((*label).to_owned(), now)));
        }
    }
    let known = all_labels(units);
    for label in before.into_iter().filter(|label| known.contains(label)) {
        if paired.iter().all(|(then, _)| then != label) {
            paired.push((label.to_owned(), free_label(label, "then", |other| known.contains(other))));
        }
    }
    paired
}

/// The labels of the notes that are defined, in their order.
fn notes(units: &[Unit]) -> Vec<&str> {
    let mut labels: Vec<&str> = units.iter().filter_map(|unit| unit.note.as_deref()).collect();
    labels.dedup();
    labels
}

/// A label that is not taken.
fn free_label(label: &str, more: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut free = format!("{label}-{more}");
    while is_taken(&free) {
        free = format!("{free}-{more}");
    }
    free
}

/// The labels that a translation has for notes, and which note of its source each is.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// First the translation's, then the source's; for what is none of its notes, one that the source has not.
    pub pairs: Vec<(String, String)>,
    /// Labels of the translation for notes that its source has no more.
    pub gone: Vec<String>,
}

/// A section, or a part for some readers alone, whose notes are read in their order: those of the source that it was made from,
/// if that is known, of the source as it is, and of the translation.
pub struct Read {
    pub then: Option<Vec<String>>,
    pub now: Vec<String>,
    pub own: Vec<String>,
}

/// Which notes of a translation are which, by the order in which they are read in sections that refer to as many: authors
/// number their notes anew when one is added. Where the source of a section is not known, its labels tell that.
pub fn labels(units: &[Unit], own: &[Unit], reads: &[Read]) -> Labels {
    let (known, known_own) = (all_labels(units), all_labels(own));
    let mut pairs: Vec<(String, String)> = Vec::new();
    for Read { then, now, own } in reads.iter().filter(|read| read.then.is_some()).chain(reads.iter().filter(|read| read.then.is_none())) {
        let is_free = |label: &str, of_own: bool| pairs.iter().all(|(own, source)| label != if of_own { own } else { source });
        let may_be = |label: &str, others: &BTreeSet<&str>| then.is_some() || !others.contains(label);
        let here = then.as_ref().unwrap_or(now).iter().filter(|label| is_free(label, false) && may_be(label, &known_own));
        let there = own.iter().filter(|label| is_free(label, true) && may_be(label, &known));
        let (here, there): (Vec<_>, Vec<_>) = (here.cloned().collect(), there.cloned().collect());
        if here.iter().collect::<BTreeSet<_>>() == there.iter().collect() {
            pairs.extend(here.into_iter().map(|label| (label.clone(), label)));
        } else if here.len() == there.len() {
            pairs.extend(there.into_iter().zip(here));
        }
    }
    let gone = pairs.iter().filter(|(_, source)| !known.contains(source.as_str())).map(|(own, _)| own.clone()).collect();
    for label in known_own.iter().filter(|label| known.contains(*label)) {
        let (has_source, has_own) = (pairs.iter().any(|(own, _)| own == label), pairs.iter().any(|(_, source)| source == label));
        match (has_source, has_own) {
            (true, true) => {}
            (false, false) => pairs.push(((*label).to_owned(), (*label).to_owned())),
            (false, true) => pairs.push(((*label).to_owned(), free_label(label, "own", |other| known.contains(other)))),
            (true, false) => pairs.push((next_label(label, &known, &known_own), (*label).to_owned())),
        }
    }
    Labels { pairs, gone }
}

/// A label for a note that is new in a translation, where its own is taken.
fn next_label(label: &str, known: &BTreeSet<&str>, known_own: &BTreeSet<&str>) -> String {
    let numbers = || known.iter().chain(known_own).filter_map(|label| label.parse::<usize>().ok());
    match label.parse::<usize>() {
        Ok(number) => (numbers().max().unwrap_or_default() + number).to_string(),
        Err(_) => free_label(label, "new", |other| known.contains(other) || known_own.contains(other)),
    }
}

fn all_labels(units: &[Unit]) -> BTreeSet<&str> {
    let noted = units.iter().filter_map(|unit| unit.note.as_deref());
    noted.chain(units.iter().flat_map(|unit| unit.tokens.iter().filter_map(label))).collect()
}

/// The labels of the notes that a section refers to, or a part for some readers alone, in their order.
pub fn read_in(units: &[Unit], is_in: impl Fn(&Unit) -> bool) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for label in units.iter().filter(|unit| unit.note.is_none() && is_in(unit)).flat_map(|unit| unit.tokens.iter().filter_map(label)) {
        if labels.iter().all(|known| known != label) {
            labels.push(label.to_owned());
        }
    }
    labels
}

/// Gives the notes of a text other labels; a field of the front matter has notes of its own.
pub fn relabel(units: &mut [Unit], labels: &[(String, String)]) {
    let other = |label: &str| labels.iter().find(|(from, _)| from == label).map(|(_, to)| to.clone());
    for unit in units.iter_mut().filter(|unit| matches!(unit.place, Place::Body(_))) {
        unit.tokens = relabelled(&unit.tokens, other);
        unit.note = unit.note.take().map(|note| other(&note).unwrap_or(note));
    }
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
