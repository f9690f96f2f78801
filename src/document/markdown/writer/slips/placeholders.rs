//! What stands in a template, or was noted by the one who wrote, where something is still to be written.

use std::sync::LazyLock;

use super::*;
use crate::language::sought::Sought;

/// What is said of it, also where a field says it.
pub(in crate::document) const UNFINISHED: &str = "something is still to be written here, and readers would see this in its place";
/// What begins or is such a word; `XX` of a date without figures.
const MARKS: [&str; 4] = ["orem ipsum", "TODO", "FIXME", "XX"];
static SOUGHT: LazyLock<Sought> = LazyLock::new(|| Sought::of(MARKS));

/// What between brackets asks for anything to be put there.
const INSERT: [&str; 3] = ["insert", "infoga", "indsæt"];
/// What asks for it, or says whose it is, before one of the words below.
const ASK: [&str; 19] = [
    "your", "enter", "add", "fill", "type", "write", "ditt", "din", "ert", "ange", "fyll", "skriv", "dit", "angiv", "udfyld", "sett",
    "lisää", "ihr", "ihre",
];
const ASKED: [&str; 26] = [
    "name", "names", "date", "address", "number", "title", "email", "e-mail", "phone", "time", "text", "here", "namn", "datum", "adress",
    "nummer", "titel", "e-post", "telefon", "tid", "här", "navn", "dato", "adresse", "tittel", "nimi",
];
const ASKED_AT_LENGTH: [&str; 5] = ["organisation", "organization", "telephone", "telefonnummer", "signature"];
/// What a note to oneself is between brackets.
const NOTED: [&str; 4] = ["todo", "fixme", "tbd", "tbc"];

/// Where such words stand in a text.
pub(in super::super) fn marks_of_work(text: &str) -> Vec<Range<usize>> {
    SOUGHT.places(text).map(|mark| mark.range()).collect()
}

impl Writer<'_, '_, '_> {
    /// `[Your name]`, `[Insert date]`, `[TBC]`. A single word is most likely one that was put in the place of another: «[name]».
    pub(super) fn find_asked(&mut self, at: &Range<usize>) {
        let text = self.text;
        for (found, _) in text[at.clone()].match_indices('[') {
            let start = at.start + found;
            let Some((inner, rest)) = begin(&text[start + 1..at.end]).split_once(']') else { continue };
            let is_apart = !text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\\' | '!' | ']'));
            if is_apart && !rest.starts_with(['(', '[', '{']) && is_asked(&inner.to_lowercase()) {
                self.tell_placeholder(start..start + inner.len() + 2);
            }
        }
    }

    /// «Lorem ipsum», «TODO: more», «XX.XX.XXXX».
    pub(super) fn find_marks_of_work(&mut self, at: &Range<usize>) {
        let text = self.text;
        let mut from = 0;
        let first = self.marks_of_work.partition_point(|mark| mark.start < at.start);
        let marks: Vec<_> = self.marks_of_work[first..].iter().take_while(|mark| mark.end <= at.end).cloned().collect();
        for here in marks {
            if here.start < from {
                continue;
            }
            let is_note = |before: &str, after: &str| {
                let is_begun = before.ends_with(|c: char| c.is_alphanumeric() || c == '[');
                !is_begun && (after.starts_with(':') || after.starts_with(' ') && self.begins_line(here.start).is_some())
            };
            let Some(place) = unfinished(text, here.clone(), is_note) else { continue };
            from = place.end;
            self.tell_placeholder(place);
        }
    }

    /// `[TODO: fill](address)`, `![TODO: describe](map.png)`: the words of a link or of a picture.
    pub(super) fn find_noted_words(&mut self, at: &Range<usize>) {
        let is_first = self.text[..at.start].ends_with('[');
        let note = ["TODO:", "FIXME:"].into_iter().find(|note| is_first && self.text[at.clone()].starts_with(note));
        if let Some(note) = note {
            self.tell_placeholder(at.start..at.start + note.len() - 1);
        }
    }

    fn tell_placeholder(&mut self, at: Range<usize>) {
        let location = self.here(at);
        self.findings
            .add(&codes::PLACEHOLDER, location, UNFINISHED)
            .hint("write it, or remove this")
            .hint("where it is meant to be read, put it between backticks");
    }
}

/// Whether words between brackets ask for others; in small letters.
fn is_asked(words: &str) -> bool {
    let Some((first, rest)) = words.split_once(' ') else { return NOTED.contains(&words) };
    let last = rest.rsplit(' ').next().unwrap_or_default();
    let is_asked_for = ASKED.contains(&last) || ASKED_AT_LENGTH.contains(&last);
    INSERT.contains(&first) || ASK.contains(&first) && is_asked_for || first.strip_suffix(':').is_some_and(|note| NOTED.contains(&note))
}

/// A date with the letter X for figures, round a place: `XX.XX.XXXX`, `20XX-XX-XX`.
fn day_without_figures(text: &str, at: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 10;
    let is_of_day = |b: &u8| b.is_ascii_digit() || b".-/X".contains(b);
    let bytes = text.as_bytes();
    let start = at - bytes[..at].iter().rev().take(LONGEST).take_while(|b| is_of_day(b)).count();
    let end = at + bytes[at..].iter().take(LONGEST + 1).take_while(|b| is_of_day(b)).count();
    let said = text[start..end].trim_end_matches(['.', '-', '/']);
    let groups: Vec<&str> = said.split(['.', '-', '/']).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let is_day = matches!(lengths[..], [2, 2, 2 | 4] | [4, 2, 2]) && groups.iter().filter(|group| **group == "XX").count() >= 2;
    let is_apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let end = start + said.len();
    (is_day && is_apart(text[..start].chars().next_back()) && is_apart(text[end..].chars().next())).then_some(start..end)
}

/// Whether something is still to be written in a text that is no Markdown.
pub(in crate::document) fn is_unfinished(text: &str) -> bool {
    let between = text.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
    between.into_iter().any(|(inner, _)| is_asked(&inner.to_lowercase()))
        || SOUGHT.places(text).any(|mark| {
            let is_note = |before: &str, after: &str| {
                !before.ends_with(char::is_alphanumeric) && (after.starts_with(':') || before.is_empty() && after.starts_with(' '))
            };
            unfinished(text, mark.range(), is_note).is_some()
        })
}

/// What is told where one of the marks stands, if anything is. Whether a note to oneself is one, what stands before and behind
/// it says.
fn unfinished(text: &str, mark: Range<usize>, is_note: impl Fn(&str, &str) -> bool) -> Option<Range<usize>> {
    let (before, after) = (&text[..mark.start], &text[mark.end..]);
    match &text[mark.clone()] {
        "orem ipsum" => before.ends_with(['L', 'l']).then(|| mark.start - 1..mark.end),
        "XX" => day_without_figures(text, mark.start),
        _ => is_note(before, after).then_some(mark),
    }
}
