//! National identity numbers: by their pattern, their date and their check figures.
//!
//! Where a country promises no check figures, a number weighs only as much as its form and the words beside it.

mod checks;
mod near;

use std::ops::Range;

use crate::language::words::next_figure;

use checks::*;
use near::{Kind, Word, kind_before, said};

/// How sure it is that a number is a person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It looks like one, as do other numbers.
    Possible,
    Sure,
}

/// What a number of Estonia's or Lithuania's is called.
const BALTIC: &str = "isikukood (EE), asmens kodas (LT)";

/// A number that was found, and as whose numbers it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Bytes of the text that was looked at.
    pub at: Range<usize>,
    pub weight: Weight,
    /// What it is called where it is used.
    pub names: Vec<&'static str>,
}

/// All numbers of a normalised text. `today` is a day's count since 31 December 1899, as Ukraine counts.
pub fn find(text: &str, today: i64) -> Vec<Number> {
    let bytes = text.as_bytes();
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        // Most text has no figures; the next one is sought as fast as it can be.
        let Some(start) = next_figure(bytes, at) else { break };
        let first = run(bytes, start);
        at = first;
        // The shortest has six figures, and the longest stands in this many bytes.
        let ahead = bytes[start..].iter().take(24).take_while(|b| !b.is_ascii_alphabetic());
        if ahead.filter(|b| b.is_ascii_digit()).count() < 6 {
            continue;
        }
        let length = first - start;
        let before = before(text, start);
        // The letters of a travel document's series.
        let in_series = || series(text, start).and_then(|from| paper(text, from..first));
        if length > 13 || before == Beside::Bound {
            found.extend(in_series());
            at = skip_word(bytes, first);
            continue;
        }
        let weighed = |number: Number| {
            if is_of_organisation(text, &number.at) {
                return None;
            }
            let number = as_said_before(text, number)?;
            let (is_sure, touched) = (number.weight == Weight::Sure, after(text, number.at.end) != Beside::Free);
            if is_sure && let Some(weight) = cell(text, &number.at) {
                return Some(Number { weight: weight.max(sure_if(said(text, &number.at).is_of_a_person())), ..number });
            }
            match before {
                Beside::Free if !touched => Some(number),
                Beside::Free => loosely(text, number),
                // Behind a bracket or a colon stand other figures too.
                Beside::Told if !touched => (is_sure || is_in_parentheses(text, &number.at)).then_some(number),
                _ => is_sure.then(|| loosely(text, number)).flatten(),
            }
        };
        let number = at_place(text, start, first, today).and_then(weighed);
        let number = number.or_else(|| split(text, start, today).and_then(weighed));
        if let Some(number) = number.or_else(|| apart(text, start, today).and_then(weighed)) {
            at = number.at.end;
            found.push(number);
        } else if let Some(paper) = in_series().or_else(|| paper(text, start..end_of_paper(text, start)).and_then(weighed)) {
            at = paper.at.end;
            found.push(paper);
        }
    }
    found
}

/// The end of a run of figures.
fn run(bytes: &[u8], start: usize) -> usize {
    bytes[start..].iter().position(|b| !b.is_ascii_digit()).map_or(bytes.len(), |length| start + length)
}

/// Past what belongs to one word, address or fingerprint.
fn skip_word(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|b| !b.is_ascii_alphanumeric()).map_or(bytes.len(), |length| at + length)
}

/// What stands directly before or behind a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Free,
    /// A bracket, a name and a comma, or a word that says what it is: `(991231-…`, `Anna,991231-…`, `pnr:991231-…`.
    Told,
    /// A sign that stands in rows and beside words, but in other numbers and in addresses too: `Anna/991231-…`.
    Loose,
    /// It is a part of something else.
    Bound,
}

fn before(text: &str, start: usize) -> Beside {
    let mut before = text[..start].chars().rev();
    match (before.next(), before.next()) {
        (None, _) => Beside::Free,
        (Some('('), _) => Beside::Told,
        (Some(','), c) if c.is_none_or(|c| c.is_alphabetic() || "\"',)]}\n".contains(c)) => Beside::Told,
        (Some(':' | '.' | '-'), Some(c)) if (c.is_alphabetic() || c == '"') && said(text, &(start..start)).is_of_a_person() => Beside::Told,
        (Some(','), Some(c)) if c.is_ascii_digit() => Beside::Loose,
        (Some(':'), _) if is_key(&text[..start - 1]) => Beside::Told,
        (Some('/' | ':' | '.'), Some(c)) if c.is_alphabetic() => Beside::Loose,
        (Some('/'), Some(c)) if c.is_ascii_digit() => Beside::Loose,
        (Some('#'), c) if c.is_none_or(|c| !c.is_alphanumeric()) => Beside::Loose,
        (Some('=' | '@' | '_'), _) => Beside::Loose,
        (Some(c), _) if c.is_alphabetic() && is_word(text[..start].chars().rev()) => Beside::Loose,
        (Some(c), _) if c.is_alphanumeric() || ".,/:+()#-".contains(c) => Beside::Bound,
        _ => Beside::Free,
    }
}

fn after(text: &str, end: usize) -> Beside {
    let mut rest = text[end..].chars();
    match (rest.next(), rest.next()) {
        (Some('_'), _) => Beside::Loose,
        (Some(c), _) if c.is_alphabetic() && is_word(text[end..].chars()) => Beside::Loose,
        (Some(c), _) if c.is_alphanumeric() => Beside::Bound,
        (Some(','), Some(c)) if c.is_alphabetic() || "[{".contains(c) => Beside::Free,
        // So Finnish and Swedish inflect figures: `…-9804:n`.
        (Some(':'), Some(c)) if c.is_lowercase() => Beside::Free,
        (Some('/'), Some(c)) if c.is_ascii_digit() => Beside::Loose,
        (Some(','), Some(c)) if c.is_ascii_digit() => Beside::Loose,
        (Some('-' | '/' | '.' | ',' | ':'), Some(c)) if c.is_alphabetic() || "([{)]}".contains(c) => Beside::Loose,
        (Some('-' | '/' | '.' | ',' | ':'), Some(c)) if c.is_alphanumeric() => Beside::Bound,
        _ => Beside::Free,
    }
}

/// Whether a number stands alone in brackets within a sentence, as where it is told of somebody, and not in those of a command.
fn is_in_parentheses(text: &str, at: &Range<usize>) -> bool {
    let before = text[..at.start].strip_suffix('(');
    before.is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace)) && text[at.end..].starts_with(')')
}

/// Whether a text ends with the key of a value in data: `{"id"`, `,id`.
fn is_key(text: &str) -> bool {
    let is_in_quotes = text.ends_with(['"', '\'']);
    let key = text.trim_end_matches(|c: char| c.is_alphanumeric() || "_$".contains(c));
    is_in_quotes || key.len() < text.len() && key.ends_with(['{', ','])
}

/// How sure a number is that passes its check and stands in a row of figures with commas between them, as in data without
/// spaces: `[1,199912319804]`. A single comma may be that of a decimal.
fn cell(text: &str, at: &Range<usize>) -> Option<Weight> {
    const LONGEST: usize = 200;
    let belongs = |b: &&u8| b.is_ascii_digit() || b",.-+".contains(b);
    let bytes = text.as_bytes();
    let from = at.start - bytes[..at.start].iter().rev().take(LONGEST).take_while(belongs).count();
    let to = at.end + bytes[at.end..].iter().take(LONGEST).take_while(belongs).count();
    let (left, right, rest) = (&text[from..at.start], &text[at.end..to], &text[to..]);
    let goes_on = right.ends_with(',') && rest.starts_with(|c: char| c.is_alphabetic() || "\"'[{".contains(c));
    let right = if goes_on { right } else { right.trim_end_matches([',', '.', '-']) };
    let is_left = if left.is_empty() { matches!(before(text, at.start), Beside::Free | Beside::Told) } else { left.ends_with(',') };
    let is_right = if right.is_empty() { after(text, at.end) == Beside::Free } else { right.starts_with(',') };
    let commas = left.matches(',').count() + right.matches(',').count();
    if !is_left || !is_right || commas == 0 {
        return None;
    }
    let in_brackets = text[..from].ends_with(['(', '[', '{']) || rest.starts_with([')', ']', '}']);
    let may_be_decimal = (2..=4).contains(&left.len()) || (2..=3).contains(&right.len()) && !goes_on;
    (commas > 1 || in_brackets).then(|| sure_if(commas > 1 || !may_be_decimal))
}

/// Whether letters alone touch a number there, and not letters and figures as in a fingerprint.
fn is_word(mut beside: impl Iterator<Item = char>) -> bool {
    !beside.find(|c| !c.is_alphabetic()).is_some_and(char::is_numeric)
}

fn stands_free_after(text: &str, end: usize) -> bool {
    after(text, end) == Beside::Free
}

/// A number that something touches: it weighs by the word beside it. Without a sign in it, or in an address, it is none.
fn loosely(text: &str, number: Number) -> Option<Number> {
    let named = said(text, &number.at).is_of_a_person();
    let has_sign = text[number.at.clone()].bytes().any(|b| !b.is_ascii_digit() && b != b' ');
    let is_value = text[..number.at.start].ends_with('=');
    let counts = (named || has_sign) && (is_value || !is_in_address(text, number.at.start));
    counts.then_some(Number { weight: sure_if(named && number.weight == Weight::Sure), ..number })
}

/// Whether what leads to a place, without a space, is an address or an identifier: `https://…`, `example.org/…`, `10.1016/…`.
fn is_in_address(text: &str, start: usize) -> bool {
    let bytes = &text.as_bytes()[..start];
    let length = bytes.iter().rev().take(200).take_while(|b| !b.is_ascii_whitespace() && !b"\"'<>|".contains(b)).count();
    let word = &bytes[start - length..];
    let Some(slash) = memchr::memchr(b'/', word) else { return false };
    slash == 0 || word.get(slash + 1) == Some(&b'/') || word[..slash].contains(&b'.')
}

fn figures(text: &[u8]) -> Vec<u32> {
    text.iter().filter(|b| b.is_ascii_digit()).map(|b| u32::from(b - b'0')).collect()
}

/// What stands between the two runs of a number: the sign that it means, where it ends, and whether it is more than that
/// sign alone, as where a dash has spaces round it.
fn gap(bytes: &[u8], from: usize) -> Option<(u8, usize, bool)> {
    let is_figure = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let first = *bytes.get(from)?;
    if matches!(first, b'-' | b'+' | b' ') && is_figure(from + 1) {
        return Some((first, from + 1, false));
    }
    let length = bytes[from..].iter().take(16).take_while(|b| b" -\r\n".contains(b)).count();
    let signs = &bytes[from..from + length];
    let line_ends = signs.iter().filter(|b| **b == b'\n').count();
    // A line that begins with a dash is one of a list.
    let begins_line = signs.iter().take_while(|b| **b != b'-').any(|b| *b == b'\n');
    match signs.trim_ascii() {
        _ if !is_figure(from + length) => None,
        b"" if (2..=4).contains(&length) && line_ends == 0 => Some((b' ', from + length, true)),
        // A line may end at a number's own hyphen, and be joined to the next one by a space.
        b"-" if line_ends <= 1 && first == b'-' => Some((b'-', from + length, false)),
        b"-" | b"--" | b"---" if line_ends <= 1 && !begins_line => Some((b'-', from + length, true)),
        _ => None,
    }
}

/// Where the serial of a Finnish number begins, if a space stands before or behind the letter between it and the date.
fn finnish_letter(bytes: &[u8], from: usize) -> Option<usize> {
    let is_sign = |b: u8| b"ABCDEFYXWVU".contains(&b);
    let figures = |at: usize| bytes.get(at..at + 3).is_some_and(|serial| serial.iter().all(u8::is_ascii_digit));
    let is_apart = match bytes.get(from..from + 2)? {
        [b' ', sign] | [sign, b' '] => is_sign(*sign),
        _ => false,
    };
    (is_apart && figures(from + 2)).then_some(from + 2)
}

/// The number that begins here, if one does.
fn at_place(text: &str, start: usize, first: usize, today: i64) -> Option<Number> {
    let bytes = text.as_bytes();
    let length = first - start;
    let sign = bytes.get(first).copied().unwrap_or(0);
    let mut readings: Vec<(usize, &'static str, Weight)> = Vec::new();
    let between = if matches!(length, 4 | 6 | 8) { gap(bytes, first) } else { None };
    let wide = between.is_some_and(|(.., wide)| wide);
    let finnish_sign = b"+-ABCDEFYXWVU".contains(&sign.to_ascii_uppercase()).then_some(first + 1);
    // A space beside the letter between date and serial: `110910 A9109`.
    let apart = finnish_letter(bytes, first);
    let spaced = between.is_some_and(|(sign, ..)| sign == b' ');
    let serial = between.filter(|(sign, ..)| b"- ".contains(sign)).map(|(_, next, _)| next).or(apart).or(finnish_sign);
    let wide = wide || apart.is_some();
    if let Some(next) = serial.filter(|_| length == 6)
        && let Some(&[a, b, c, check]) = bytes.get(next..next + 4)
        && [a, b, c].iter().all(u8::is_ascii_digit)
        && check.is_ascii_alphanumeric()
        && after(text, next + 4) != Beside::Bound
        && finnish(&bytes[start..first], &[a, b, c], check.to_ascii_uppercase())
        && (!spaced || said(text, &(start..next + 4)).is(Word::Person))
    {
        readings.push((next + 4, "henkilötunnus (FI)", Weight::Sure));
    }
    if let Some((sign, next, _)) = between {
        let last = run(bytes, next);
        if last - next <= 8 && after(text, last) != Beside::Bound {
            // Between figures that stand apart there is no hyphen that could weigh.
            let sign = if wide { b' ' } else { sign };
            let read = separated(text, &(start..last), length, last - next, sign);
            readings.extend(read.into_iter().map(|(name, weight)| (last, name, weight)));
        }
    }
    if readings.is_empty() && (10..=13).contains(&length) && after(text, first) != Beside::Bound {
        let at = start..first;
        let read = bare(&figures(&bytes[at.clone()]), &|word| said(text, &at).is(word), today);
        readings.extend(read.into_iter().map(|(name, weight)| (first, name, weight)));
    }
    let end = readings.iter().map(|(end, ..)| *end).max()?;
    let at = start..end;
    let mut weight = readings.iter().map(|(.., weight)| *weight).max()?;
    if wide && end > first {
        weight = sure_if(weight == Weight::Sure && said(text, &at).is_of_a_person());
    }
    // A mobile number that happens to pass is told apart by the word before it.
    if weight == Weight::Possible && (wide || end == first) && said(text, &at).is(Word::Telephone) {
        return None;
    }
    let mut names: Vec<&'static str> = Vec::new();
    for (_, name, _) in readings {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Some(Number { at, weight, names })
}

/// Sure where a condition holds, else possible.
fn sure_if(condition: bool) -> Weight {
    if condition { Weight::Sure } else { Weight::Possible }
}

/// Two runs of figures with one sign between them.
fn separated(text: &str, at: &Range<usize>, first: usize, second: usize, separator: u8) -> Vec<(&'static str, Weight)> {
    let d = figures(&text.as_bytes()[at.clone()]);
    let near = |word| said(text, at).is(word);
    let hyphen = separator == b'-';
    let mut found = Vec::new();
    match (first, second) {
        (6, 4) => {
            if let Some(name) = swedish(&d) {
                found.push((name, sure_if(separator != b' ' || near(Word::Se))));
            }
            if separator != b'+' {
                if danish_date(&d) {
                    let checked = danish(&d);
                    let near = near(Word::Dk);
                    if checked || near || hyphen {
                        found.push(("CPR-nummer (DK)", sure_if(checked && hyphen || near)));
                    }
                }
                if icelandic_date(&d) {
                    let checked = icelandic(&d);
                    let near = near(Word::Is);
                    if checked || near || hyphen {
                        found.push(("kennitala (IS)", sure_if(checked && hyphen || near)));
                    }
                }
                if d[0] >= 8 && near(Word::Is) {
                    found.push(("kerfiskennitala (IS)", Weight::Sure));
                }
            }
        }
        (8, 4) => {
            if let Some(name) = swedish_with_century(&d) {
                found.push((name, Weight::Sure));
            }
        }
        (6, 5) if separator != b'+' => {
            found.extend(norwegian(&d, near(Word::No)));
            if latvian(&d) || d[0] == 3 && d[1] >= 2 && (hyphen || near(Word::Lv)) {
                found.push(("personas kods (LV)", Weight::Sure));
            }
        }
        (8, 5) if hyphen && unzr(&d) => found.push(("УНЗР (UA)", sure_if(near(Word::Unzr)))),
        (4, 8) if separator == b' ' && duf(&d) => found.push(("DUF-nummer (NO)", sure_if(near(Word::Duf)))),
        _ => {}
    }
    found
}

/// Whether a number is an Icelandic organisation's by its form and a word near it: its day is counted from 40, as Sweden
/// and Denmark count days of some persons from 60.
fn is_of_organisation(text: &str, at: &Range<usize>) -> bool {
    let d = figures(&text.as_bytes()[at.clone()]);
    if d.len() != 10 || d[0] < 4 {
        return false;
    }
    let day = [&[d[0] - 4], &d[1..]].concat();
    let is_said = || {
        let said = said(text, at);
        said.is(Word::Is) && !said.is(Word::Se) && !said.is(Word::Dk)
    };
    icelandic_date(&day) && is_said()
}

/// What stays of a number in one run if the word before it names another kind of number, of which many pass as persons'.
fn as_said_before(text: &str, number: Number) -> Option<Number> {
    /// Whoever has a business of their own in Sweden has their personnummer as its number, too.
    const SWEDISH: [&str; 2] = ["personnummer (SE)", "samordningsnummer (SE)"];
    let written = &text[number.at.clone()];
    let kind = kind_before(text, number.at.start);
    if !(10..=11).contains(&written.len()) || !written.bytes().all(|b| b.is_ascii_digit()) {
        let weight = if kind == Some(Kind::Order) { Weight::Possible } else { number.weight };
        return Some(Number { weight, ..number });
    }
    let is_company = || written.len() == 11 && latvian_company(&figures(written.as_bytes()));
    match kind {
        Some(Kind::Other) => None,
        Some(Kind::Order) if number.weight == Weight::Sure => Some(number),
        Some(Kind::Register) if is_company() => None,
        Some(Kind::Business | Kind::Order) => {
            let names: Vec<_> = number.names.iter().copied().filter(|name| SWEDISH.contains(name)).collect();
            (!names.is_empty()).then_some(Number { names, ..number })
        }
        // Read as a person's, this is one who was born before 1903.
        _ if number.names == [BALTIC] && matches!(written.as_bytes(), [b'4', b'0', b'0'..=b'2', ..]) && is_company() => None,
        _ => Some(number),
    }
}

/// One run of figures. `near` tells whether a word near says so.
fn bare(d: &[u32], near: &dyn Fn(Word) -> bool, today: i64) -> Vec<(&'static str, Weight)> {
    let mut found = Vec::new();
    match d.len() {
        10 => {
            if let Some(name) = swedish(d) {
                found.push((name, sure_if(near(Word::Se))));
            }
            if danish_date(d) && (danish(d) || near(Word::Dk)) {
                found.push(("CPR-nummer (DK)", sure_if(near(Word::Dk))));
            }
            if icelandic_date(d) && (icelandic(d) || near(Word::Is)) {
                found.push(("kennitala (IS)", sure_if(near(Word::Is))));
            }
            if d[0] >= 8 && near(Word::Is) {
                found.push(("kerfiskennitala (IS)", Weight::Sure));
            }
            // Round amounts pass, too.
            if ukrainian(d, today) && d[5..] != [0; 5] {
                found.push(("РНОКПП (UA)", sure_if(near(Word::Ua))));
            }
        }
        11 => {
            found.extend(norwegian(d, near(Word::No)));
            if baltic(d) {
                found.push((BALTIC, Weight::Sure));
            }
            if latvian(d) || d[0] == 3 && d[1] >= 2 && near(Word::Lv) {
                found.push(("personas kods (LV)", Weight::Sure));
            }
            if pesel(d) {
                found.push(("PESEL (PL)", Weight::Sure));
            }
        }
        12 => {
            if let Some(name) = swedish_with_century(d) {
                found.push((name, Weight::Sure));
            }
            if duf(d) {
                found.push(("DUF-nummer (NO)", sure_if(near(Word::Duf))));
            }
        }
        13 if near(Word::Unzr) && unzr(d) => found.push(("УНЗР (UA)", Weight::Sure)),
        _ => {}
    }
    found
}

/// A number that is split where no country splits it, beside a word that says what it is or where its parts are those of a
/// date.
fn split(text: &str, start: usize, today: i64) -> Option<Number> {
    let bytes = text.as_bytes();
    let goes_on = |at: usize| matches!(bytes.get(at), Some(b' ' | b'-' | b'.' | b'/')) && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    if !goes_on(run(bytes, start)) {
        return None;
    }
    let mut digits = Vec::with_capacity(16);
    let (mut groups, mut signs) = (Vec::new(), Vec::new());
    let mut at = start;
    loop {
        let end = run(bytes, at);
        if end - at > 10 {
            return None;
        }
        digits.extend_from_slice(&bytes[at..end]);
        groups.push(end - at);
        at = end;
        if !goes_on(at) || digits.len() > 13 || groups.len() > 12 {
            break;
        }
        signs.push(bytes[at]);
        at += 1;
    }
    // A date as it is written elsewhere, and then the rest: `31.12.36-9006`, `31/12/1936 9006`, `06/03 2013-9833`, `991231.9804`.
    let is_date = match (groups.as_slice(), signs.as_slice()) {
        ([2, 2, 4, 4], [b'/', b' ', c]) => matches!(c, b' ' | b'-'),
        ([2, 2, 2 | 4, 4 | 5] | [4, 2, 2, 4], [a, b, c]) => a == b && *a != b' ' && matches!(c, b' ' | b'-'),
        ([6 | 8, 4 | 5], [sign]) => matches!(sign, b'.' | b'/'),
        _ => false,
    };
    // What stands behind such a date and a hyphen is a serial or a year. Behind a year first, as in «2099-12-31-9804», all
    // signs are alike.
    let is_plain_date = is_date
        && (matches!(groups[..], [2, 2, ..]) && signs[0] != b'-' || groups[..] == [4, 2, 2, 4])
        && signs[2] == b'-'
        && !matches!(std::str::from_utf8(&bytes[at - 4..at]).map(str::parse), Ok(Ok(1900..=2100)));
    let is_split = groups.len() >= 2 && signs.iter().all(|sign| matches!(sign, b' ' | b'-'));
    let range = start..at;
    let mut d = figures(&digits);
    if let [2, 2, 4, rest] = groups[..] {
        // Sweden has the year first, others its last two figures last.
        let swedish = [&d[4..8], &d[2..4], &d[..2], &d[8..]].concat();
        if rest == 4 && swedish_with_century(&swedish).is_some() {
            d = swedish;
        } else {
            d.drain(4..6);
        }
    }
    let counts = (is_date || is_split) && (10..=12).contains(&d.len()) && stands_free_after(text, at);
    // Sums say no sooner than words do.
    if !counts || bare(&d, &|_| true, today).is_empty() {
        return None;
    }
    let checked = bare(&d, &|_| false, today);
    let near = said(text, &range);
    if !(near.is_of_a_person() || is_date && near.is(Word::Born)) {
        // A year and a day, or both in one; not the end of a longer number.
        let is_whole = !text[..start].trim_end_matches([' ', '-']).ends_with(|c: char| c.is_ascii_digit());
        let is_told = |weight: &Weight| is_plain_date || *weight == Weight::Sure;
        let names: Vec<_> =
            checked.iter().filter(|(name, weight)| is_told(weight) && *name != "РНОКПП (UA)").map(|(name, _)| *name).collect();
        let counts = (is_plain_date || is_split && matches!(groups[..], [4, 4, 4] | [6, 5])) && is_whole && !names.is_empty();
        return counts.then_some(Number { at: range, weight: Weight::Possible, names });
    }
    let mut read = bare(&d, &|word| is_date && near.is(word), today);
    // A year may stand behind a date; so may figures of any kind behind a space.
    read.retain(|(name, _)| signs.last() == Some(&b'-') || checked.iter().any(|(known, _)| known == name));
    let weight = sure_if(is_date && near.is_of_a_person() && read.iter().any(|(_, weight)| *weight == Weight::Sure));
    let names: Vec<&'static str> = read.into_iter().map(|(name, _)| name).collect();
    (!names.is_empty()).then_some(Number { at: range, weight, names })
}

/// A number of which a table or a form keeps the day and the last figures apart: in two cells, or behind words that
/// announce them, as in «born 1999-12-31, last four 9804».
fn apart(text: &str, start: usize, today: i64) -> Option<Number> {
    const WIDEST: usize = 48;
    /// Readings of the same length of which nobody keeps the parts so.
    const WHOLE: [&str; 4] = ["РНОКПП (UA)", "PESEL (PL)", "DUF-nummer (NO)", BALTIC];
    let bytes = text.as_bytes();
    let (days, end) = day(bytes, start)?;
    let serial = end + bytes[end..].iter().take(WIDEST).position(u8::is_ascii_digit)?;
    let last = run(bytes, serial);
    if !matches!(last - serial, 4 | 5) || !stands_free_after(text, last) {
        return None;
    }
    let between = &text[end..serial];
    let in_cells =
        between.trim_matches([' ', '-']) == "\n" && text[last..].trim_start_matches(' ').bytes().next().is_none_or(|b| b == b'\n');
    let is_announced = near::announces_last(between);
    // Such as `991231 / 9804` and `991231 (9804)`, where a word says what it is.
    let in_signs = between.len() <= 4 && between.bytes().all(|b| b" -/()[]".contains(&b));
    if !in_cells && !is_announced && !in_signs {
        return None;
    }
    let mut names = Vec::new();
    for mut d in days {
        d.extend(figures(&bytes[serial..last]));
        if (10..=12).contains(&d.len()) {
            names.extend(bare(&d, &|_| false, today).into_iter().map(|(name, _)| name).filter(|name| !WHOLE.contains(name)));
        }
    }
    let at = start..last;
    if names.is_empty() {
        return None;
    }
    let weight = match is_announced || said(text, &at).is_of_a_person() {
        true => Some(sure_if(!in_signs)),
        false if in_cells => near::of_table(&text[..start]),
        false => None,
    };
    weight.map(|weight| Number { at, weight, names })
}

/// The figures of a day as numbers of persons begin with it, in each order that may be meant, and where it ends.
fn day(bytes: &[u8], start: usize) -> Option<(Vec<Vec<u32>>, usize)> {
    let first = run(bytes, start);
    if matches!(first - start, 6 | 8) {
        return Some((vec![figures(&bytes[start..first])], first));
    }
    let sign = bytes.get(first).filter(|sign| b"-./ ".contains(sign))?;
    let second = run(bytes, first + 1);
    if bytes.get(second) != Some(sign) {
        return None;
    }
    let end = run(bytes, second + 1);
    let d = figures(&bytes[start..end]);
    match [first - start, second - first - 1, end - second - 1] {
        [4, 2, 2] | [2, 2, 2] => Some((vec![d], end)),
        [2, 2, 4] => Some((vec![[&d[..4], &d[6..]].concat(), [&d[4..], &d[2..4], &d[..2]].concat()], end)),
        _ => None,
    }
}

fn is_series(letters: &str) -> bool {
    (1..=3).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase())
}

/// Where the letters begin that belong to a travel document's figures: AB123456.
fn series(text: &str, start: usize) -> Option<usize> {
    let letters = text[..start].chars().rev().take(4).take_while(|c| c.is_uppercase());
    let (count, bytes) = letters.fold((0, 0), |(count, bytes), c| (count + 1, bytes + c.len_utf8()));
    ((1..=3).contains(&count) && before(text, start - bytes) == Beside::Free).then_some(start - bytes)
}

/// The end of a paper's number, which may hold hyphens: `10-123987`, `50-123987-4`; not of a day, of years or a telephone.
fn end_of_paper(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let first = run(bytes, start);
    if bytes.get(first) != Some(&b'-') {
        return first;
    }
    let (mut end, mut groups) = (first, vec![first - start]);
    while bytes.get(end) == Some(&b'-') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) && groups.len() < 4 {
        let next = run(bytes, end + 1);
        groups.push(next - end - 1);
        end = next;
    }
    let is_other = bytes[start] == b'0' || matches!(groups[..], [4, 2 | 4] | [4, 2, 2] | [2, 2, 4]);
    let goes_on = bytes.get(end) == Some(&b' ') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    if is_other || goes_on { first } else { end }
}

/// Figures beside a word for papers whose numbers nothing can check.
fn paper(text: &str, at: Range<usize>) -> Option<Number> {
    let count = text[at.clone()].bytes().filter(u8::is_ascii_digit).count();
    let is_paper =
        (6..=12).contains(&count) && stands_free_after(text, at.end) && (said(text, &at).is(Word::Paper) || is_of_passport(text, at.start));
    is_paper.then(|| Number { at, weight: Weight::Possible, names: vec!["a number of a case file or a travel document"] })
}

/// Whether the word directly before is a passport's, perhaps with letters of a series between; elsewhere near it may stand
/// beside any figures.
fn is_of_passport(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches(' ');
    let word = before.rsplit_once(' ').filter(|(_, series)| is_series(series)).map_or(before, |(word, _)| word);
    let word = word.trim_end_matches([' ', ':', '.', '#']);
    word.len().checked_sub("passport".len()).and_then(|at| word.get(at..)).is_some_and(|word| word.eq_ignore_ascii_case("passport"))
}

#[cfg(test)]
mod tests;
