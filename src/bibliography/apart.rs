//! What tells sources apart that would be cited alike, and what a list leaves out since the entry above says it.

use std::collections::BTreeMap;

use citationberg::taxonomy::{OtherTerm, Term};
use citationberg::{DisambiguationRule, Locale, TermForm};
use hayagriva::types::Person;
use hayagriva::{BibliographyItem, Elem, ElemChild, ElemChildren, ElemMeta, Formatted, Formatting};

use super::quirks::{LETTER, is_marked};

/// How names tell apart sources that would be cited alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    /// Whether «et al.» gives way to names.
    pub more: bool,
    /// For whom given names are written, if they are.
    pub given: Option<DisambiguationRule>,
    /// What every citation has of them.
    pub least: Given,
}

/// How much of a given name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Given {
    Nothing,
    Initials,
    Whole,
}

/// A source as it is cited where no other is near.
pub(super) struct Alone {
    pub text: String,
    /// Whom the citation names or counts among «et al.».
    pub people: Vec<Person>,
    /// How many of them it names.
    pub shown: usize,
}

/// How many people a citation names, and for each of all how much of the given name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub count: usize,
    pub given: Vec<Given>,
}

impl Shown {
    /// What a reader sees of people.
    fn of(&self, people: &[Person]) -> (Vec<(String, String)>, bool) {
        let shown = people.iter().zip(&self.given).take(self.count);
        (shown.map(|(person, given)| (person.name.clone(), written(person, *given))).collect(), self.count < people.len())
    }
}

/// Tells apart by names what would be cited alike, as far as a style does.
pub(super) fn by_names(alone: &[Alone], rules: Rules) -> Vec<Shown> {
    let mut shown: Vec<Shown> =
        alone.iter().map(|source| Shown { count: source.shown, given: vec![rules.least; source.people.len()] }).collect();
    if let Some(rule) = rules.given.filter(|rule| *rule != DisambiguationRule::ByCite) {
        let of_all: Vec<(usize, usize)> = (0..alone.len())
            .flat_map(|at| (0..shown[at].count).map(move |place| (at, place)))
            .filter(|(_, place)| rule.allows_multiple_names() || *place == 0)
            .collect();
        let mut alike: BTreeMap<&str, Vec<&Person>> = BTreeMap::new();
        of_all.iter().map(|&(at, place)| &alone[at].people[place]).for_each(|it| alike.entry(&it.name).or_default().push(it));
        for (at, place) in of_all {
            let person = &alone[at].people[place];
            let most = if rule.allows_full_first_names() { Given::Whole } else { Given::Initials };
            shown[at].given[place] = least(person, &alike[person.name.as_str()], rules.least, most);
        }
    }
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, source) in alone.iter().enumerate() {
        groups.entry((source.text.as_str(), shown[at].of(&source.people))).or_default().push(at);
    }
    groups.into_values().for_each(|group| tell_apart(&group, 0, alone, rules, &mut shown));
    shown
}

/// Tells apart a group that is cited alike: by the given name of those who are called alike, else by one name more, and so on
/// in each group that is left. Places before `from` have been looked at.
fn tell_apart(group: &[usize], mut from: usize, alone: &[Alone], rules: Rules, shown: &mut [Shown]) {
    let [first, _, ..] = group else { return };
    let people = |at: usize| &alone[at].people;
    let longest = group.iter().map(|&at| people(at).len()).max().unwrap_or_default();
    let mut count = shown[*first].count;
    loop {
        while from < count && rules.given == Some(DisambiguationRule::ByCite) {
            let place = from;
            from += 1;
            let all: Vec<&Person> = group.iter().filter_map(|&at| people(at).get(place)).collect();
            let given = |at: usize| people(at).get(place).map(|person| (least(person, &all, rules.least, Given::Whole), person));
            let split = split(group, |at| given(at).map(|(given, person)| written(person, given)));
            if split.len() > 1 {
                let given: Vec<_> = group.iter().map(|&at| given(at).map(|(given, _)| given)).collect();
                for (&at, given) in group.iter().zip(given) {
                    show(&mut shown[at], count, people(at));
                    given.into_iter().for_each(|given| shown[at].given[place] = given);
                }
                return split.iter().for_each(|group| tell_apart(group, from, alone, rules, shown));
            }
        }
        if !rules.more || count >= longest {
            return;
        }
        let split = split(group, |at| (people(at).get(count).map(|person| &person.name), count + 1 < people(at).len()));
        count += 1;
        if split.len() > 1 {
            group.iter().for_each(|&at| show(&mut shown[at], count, people(at)));
            return split.iter().for_each(|group| tell_apart(group, from, alone, rules, shown));
        }
    }
}

fn show(shown: &mut Shown, count: usize, people: &[Person]) {
    shown.count = shown.count.max(count.min(people.len()));
}

/// The members of a group by what is seen of each.
fn split<K: Ord>(group: &[usize], seen: impl Fn(usize) -> K) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    group.iter().for_each(|&at| groups.entry(seen(at)).or_default().push(at));
    groups.into_values().collect()
}

/// The least of a given name that tells somebody from all others of that surname.
fn least(person: &Person, alike: &[&Person], from: Given, most: Given) -> Given {
    let others = || alike.iter().filter(|other| other.given_name != person.given_name);
    if person.given_name.is_none() || others().next().is_none() {
        return from;
    }
    let initials = written(person, Given::Initials);
    let (same, other): (Vec<&&Person>, Vec<_>) = others().partition(|other| written(other, Given::Initials) == initials);
    let needed = match () {
        () if !same.is_empty() && most == Given::Whole => Given::Whole,
        () if !other.is_empty() => Given::Initials,
        () => Given::Nothing,
    };
    needed.max(from)
}

/// What is written of a given name.
fn written(person: &Person, given: Given) -> String {
    match given {
        Given::Nothing => String::new(),
        Given::Initials => {
            let mut initials = String::new();
            let _ = person.initials(&mut initials, None, false);
            initials
        }
        Given::Whole => person.given_name.clone().unwrap_or_default(),
    }
}

/// Whom a citation names first, and how many of them it names.
pub(super) fn people_of(children: &mut ElemChildren) -> Option<(Vec<Person>, usize)> {
    let names = names_of(children)?;
    let Some(ElemMeta::Names(lists)) = &names.meta else { return None };
    let (people, variable) = lists.iter().find(|(people, _)| !people.is_empty())?;
    let is_of_list =
        |child: &&ElemChild| matches!(child, ElemChild::Elem(Elem { meta: Some(ElemMeta::Name(of, _)), .. }) if of == variable);
    Some((people.clone(), names.children.0.iter().filter(is_of_list).count()))
}

/// Puts names in the place of those that a citation has of a source, where they are marked.
pub(super) fn put_names(children: &mut ElemChildren, names: &Elem) {
    if let Some(own) = names_of(children)
        && is_marked(&format!("{}", own.children))
    {
        own.children = names.children.clone();
    }
}

/// How sources of the same people that follow each other in a citation are joined.
#[derive(Clone, Debug, Default)]
pub(super) struct Joined {
    /// Whether the people are named once.
    pub once: bool,
    /// What stands between such sources, if it is another sign than between all.
    pub between: Option<String>,
    /// What stands behind several such sources, if it is another sign than between all.
    pub behind: Option<String>,
}

/// Joins the sources of a citation. The library joins by the order in which it met people, and takes the names of others away.
pub(super) fn join(children: &mut ElemChildren, joined: &Joined) {
    let (mut above, mut are_several) = (None, false);
    let mut sign: Option<&mut String> = None;
    for child in &mut children.0 {
        match child {
            ElemChild::Elem(Elem { meta: Some(ElemMeta::Entry(_)), children: own, .. }) => {
                let names = names_of(own).map(|names| format!("{}", names.children));
                let is_same = names.is_some() && names == above;
                if is_same && joined.once {
                    drop_names(own);
                }
                let meant = match (is_same, are_several) {
                    (true, _) => &joined.between,
                    (false, true) => &joined.behind,
                    (false, false) => &None,
                };
                if let (Some(sign), Some(meant)) = (sign.take(), meant) {
                    sign.clone_from(meant);
                }
                (above, are_several) = (names, is_same);
            }
            ElemChild::Text(text) => sign = Some(&mut text.text),
            _ => {}
        }
    }
}

/// Takes the first names away, unless a citation says nothing else.
pub(super) fn drop_names(children: &mut ElemChildren) {
    let mut rest = children.clone();
    take_names(&mut rest);
    if !format!("{rest}").trim().is_empty() {
        *children = rest;
    }
}

/// Takes the first names away, and the sign that parts them from what stands beside them.
fn take_names(children: &mut ElemChildren) {
    let has_names = |child: &mut ElemChild| match child {
        ElemChild::Elem(elem) => are_names(elem) || names_of(&mut elem.children).is_some(),
        _ => false,
    };
    let Some(at) = children.0.iter_mut().position(has_names) else { return };
    if let ElemChild::Elem(elem) = &mut children.0[at]
        && !are_names(elem)
    {
        take_names(&mut elem.children);
        if !elem.children.0.is_empty() {
            return;
        }
    }
    children.0.remove(at);
    let is_sign = |c: char| c.is_whitespace() || ",;:.".contains(c);
    if let Some(text) = children.0.get_mut(at).and_then(first_text) {
        *text = text.trim_start_matches(is_sign).to_owned();
    } else if let Some(ElemChild::Text(text)) = children.0.last_mut() {
        text.text = text.text.trim_end_matches(is_sign).to_owned();
    }
}

fn first_text(child: &mut ElemChild) -> Option<&mut String> {
    match child {
        ElemChild::Text(text) => Some(&mut text.text),
        ElemChild::Elem(elem) => first_text(elem.children.0.first_mut()?),
        _ => None,
    }
}

/// The letters of sources that are cited alike, from their keys and their citations in the order of the list: «a», «b» and so on.
pub(super) fn letters(cited: impl Iterator<Item = (String, String)>) -> BTreeMap<String, String> {
    let mut alike: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, drawn) in cited {
        alike.entry(drawn).or_default().push(key);
    }
    let of_more = alike.into_iter().filter(|(drawn, keys)| keys.len() > 1 && !drawn.is_empty());
    of_more.flat_map(|(_, keys)| keys.into_iter().enumerate().map(|(at, key)| (key, letter(at)))).collect()
}

/// The letter at a place: a to z, then aa.
fn letter(at: usize) -> String {
    let last = char::from(b'a' + u8::try_from(at % 26).unwrap_or_default());
    let before = if at < 26 { String::new() } else { letter(at / 26 - 1) };
    format!("{before}{last}")
}

/// Puts a letter where the style has it, else behind the first year, else behind the words for none.
pub(super) fn put_letter(children: &mut ElemChildren, letter: &str, year: Option<i32>, locales: &[Locale]) {
    let mut is_put = false;
    each_text(children, &mut |text| {
        is_put |= text.contains(LETTER);
        *text = text.replace(LETTER, letter);
    });
    if is_put {
        return;
    }
    match year.map(|year| year.to_string()) {
        Some(year) => {
            if !first_date(children).is_some_and(|date| put_behind(date, &year, letter)) {
                put_behind(children, &year, letter);
            }
        }
        None => {
            let words = |form| locales.first().and_then(|own| own.term(Term::Other(OtherTerm::NoDate), form)?.single());
            let mut words = [TermForm::Short, TermForm::Long].into_iter().filter_map(words);
            let spaced = |words: &str| if words.ends_with(char::is_alphabetic) { format!(" {letter}") } else { letter.to_owned() };
            words.any(|words| put_behind(children, words, &spaced(words)));
        }
    }
}

/// Puts a letter behind the first of some words, and says whether they stand there.
fn put_behind(children: &mut ElemChildren, words: &str, letter: &str) -> bool {
    let mut is_put = false;
    each_text(children, &mut |text| {
        if let Some(at) = text.find(words).filter(|_| !is_put) {
            text.insert_str(at + words.len(), letter);
            is_put = true;
        }
    });
    is_put
}

fn first_date(children: &mut ElemChildren) -> Option<&mut ElemChildren> {
    children.0.iter_mut().find_map(|child| match child {
        ElemChild::Elem(Elem { meta: Some(ElemMeta::Date), children, .. }) => Some(children),
        ElemChild::Elem(elem) => first_date(&mut elem.children),
        _ => None,
    })
}

fn each_text(children: &mut ElemChildren, change: &mut impl FnMut(&mut String)) {
    for child in &mut children.0 {
        match child {
            ElemChild::Text(text) => change(&mut text.text),
            ElemChild::Elem(elem) => each_text(&mut elem.children, change),
            _ => {}
        }
    }
}

/// Puts a dash in the place of names that are those of the entry above.
pub(super) fn put_dashes(items: &mut [BibliographyItem], dash: &str) {
    let mut above = None;
    for item in items {
        let names = names_of(&mut item.content);
        let own = names.as_ref().and_then(|names| names.meta.clone());
        if own == above
            && let Some(names) = names
        {
            put_dash(&mut names.children, dash);
        }
        above = own;
    }
}

/// The first names of an entry or a citation.
pub(super) fn names_of(children: &mut ElemChildren) -> Option<&mut Elem> {
    children.0.iter_mut().find_map(|child| {
        let ElemChild::Elem(elem) = child else { return None };
        if are_names(elem) { Some(elem) } else { names_of(&mut elem.children) }
    })
}

fn are_names(elem: &Elem) -> bool {
    matches!(elem.meta, Some(ElemMeta::Names(_))) && elem.children.0.iter().any(is_name)
}

fn is_name(child: &ElemChild) -> bool {
    matches!(child, ElemChild::Elem(Elem { meta: Some(ElemMeta::Name(..)), .. }))
}

/// Of all from the first name to the last nothing stays but the dash; behind it may stand «et al.», or what they were.
fn put_dash(names: &mut ElemChildren, dash: &str) {
    let (Some(first), Some(last)) = (names.0.iter().position(is_name), names.0.iter().rposition(is_name)) else { return };
    names.0.splice(first..=last, [ElemChild::Text(Formatted { text: dash.to_owned(), formatting: Formatting::default() })]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_behind_the_alphabet() {
        assert_eq!([0, 1, 25, 26, 27, 52, 701, 702].map(letter), ["a", "b", "z", "aa", "ab", "ba", "zz", "aaa"]);
    }
}
