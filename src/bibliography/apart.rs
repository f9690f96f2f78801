//! What tells sources apart that would be cited alike, and what a list leaves out since the entry above says it.

use std::collections::BTreeMap;

use citationberg::Locale;
use citationberg::TermForm;
use citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::{BibliographyItem, Elem, ElemChild, ElemChildren, ElemMeta, Formatted, Formatting};

use super::quirks::LETTER;

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
            words.any(|words| put_behind(children, words, letter));
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

/// The first names of an entry.
fn names_of(children: &mut ElemChildren) -> Option<&mut Elem> {
    children.0.iter_mut().find_map(|child| {
        let ElemChild::Elem(elem) = child else { return None };
        let are_names = matches!(elem.meta, Some(ElemMeta::Names(_))) && elem.children.0.iter().any(is_name);
        if are_names { Some(elem) } else { names_of(&mut elem.children) }
    })
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
