//! National identity numbers: by their pattern, their date and their check figures.
//!
//! Where a country promises no check figures, a number weighs only as much as its form and the words beside it.

use std::ops::Range;

use crate::language::words::next_figure;

/// How sure it is that a number is a person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It looks like one, as do other numbers.
    Possible,
    Sure,
}

/// A number that was found, and as whose numbers it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Bytes of the text that was looked at.
    pub at: Range<usize>,
    pub weight: Weight,
    /// What it is called where it is used.
    pub names: Vec<&'static str>,
}

/// How far beside a number the words stand that tell what it is, in characters on either side.
const NEAR: usize = 48;

// In these words a hyphen may be a space too.
const SE: &[&str] = &[
    "personnummer",
    "personnumret",
    "personnumren",
    "personnr",
    "person-nr",
    "pers.nr",
    "pers-nr",
    "p-nr",
    "pnr",
    "född",
    "födda",
    "samordningsnummer",
    "samordningsnumret",
    "samordningsnr",
    "personal-identity-number",
];
const DK: &[&str] = &["cpr", "cpr-nr", "cpr-nummer", "cpr-nummeret", "personnummer", "personnummeret", "personnumre", "personnr"];
const NO: &[&str] = &[
    "fødselsnummer",
    "fødselsnummeret",
    "fødselsnumre",
    "fødselsnr",
    "f.nr",
    "fnr",
    "personnummer",
    "personnummeret",
    "d-nummer",
    "d-nummeret",
    "d-nr",
];
const DUF: &[&str] = &["duf", "duf-nummer", "duf-nr", "dufnummer"];
const IS: &[&str] = &["kennitala", "kennitölu", "kennitalan", "kennitölur", "kt"];
const LV: &[&str] = &["personas-kods", "personas-kodu", "personas-koda", "pers.-kods", "p.k"];
const UA: &[&str] = &[
    "рнокпп",
    "іпн",
    "ідентифікаційний",
    "ідентифікаційного-коду",
    "ідентифікаційного-номера",
    "податковий-номер",
    "податкового-номера",
    "tax-number",
    "inn",
];
const UNZR: &[&str] = &["унзр", "запис", "запису"];
/// Words beside numbers that stand for themselves.
const OTHERS: &[&str] = &[
    "isikukood",
    "isikukoodi",
    "asmens-kodas",
    "asmens-kodo",
    "asmens-kodą",
    "pesel",
    "henkilötunnus",
    "henkilötunnuksen",
    "hetu",
    "hetun",
];
/// Words beside numbers that no check can tell: case files and travel documents.
const PAPERS: &[&str] = &[
    "lma",
    "lma-kort",
    "lma-nummer",
    "dossnr",
    "dossiernummer",
    "dossier-number",
    "person-id",
    "passnummer",
    "passnr",
    "pass-nr",
    "pass-no",
    "passport-no",
    "passport-nr",
    "passport-number",
    "паспорт",
    "паспорта",
];

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
        if length > 13 || before == Beside::Bound {
            // The letters of a travel document's series.
            if let Some(number) = series(text, start).and_then(|from| paper(text, from..first)) {
                found.push(number);
            }
            at = skip_word(bytes, first);
            continue;
        }
        let weighed = |number: Number| match before {
            Beside::Free => Some(number),
            // Behind a bracket or a colon stand other figures too.
            Beside::Told => (number.weight == Weight::Sure).then_some(number),
            _ => (number.weight == Weight::Sure).then(|| loosely(text, number)).flatten(),
        };
        let number = at_place(text, start, first, today).and_then(weighed);
        if let Some(number) = number.or_else(|| split(text, start, today).and_then(weighed)) {
            at = number.at.end;
            found.push(number);
        } else if let Some(number) = paper(text, start..first).and_then(weighed) {
            found.push(number);
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
        (Some(','), Some(c)) if c.is_alphabetic() || c == '"' => Beside::Told,
        (Some(':' | '.'), Some(c)) if (c.is_alphabetic() || c == '"') && is_named(text, &(start..start)) => Beside::Told,
        (Some(','), Some(c)) if c.is_ascii_digit() => Beside::Loose,
        (Some('/' | ':' | '.'), Some(c)) if c.is_alphabetic() => Beside::Loose,
        (Some('#'), c) if c.is_none_or(|c| !c.is_alphanumeric()) => Beside::Loose,
        (Some('='), _) => Beside::Loose,
        (Some(c), _) if c.is_alphanumeric() || ".,/:+()@#=-_".contains(c) => Beside::Bound,
        _ => Beside::Free,
    }
}

fn after(text: &str, end: usize) -> Beside {
    let mut rest = text[end..].chars();
    match (rest.next(), rest.next()) {
        (Some(c), _) if c.is_alphanumeric() || c == '_' => Beside::Bound,
        (Some(','), Some(c)) if c.is_alphabetic() => Beside::Free,
        (Some(','), Some(c)) if c.is_ascii_digit() => Beside::Loose,
        (Some('-' | '/' | '.' | ',' | ':'), Some(c)) if c.is_alphabetic() || "([{)]}".contains(c) => Beside::Loose,
        (Some('-' | '/' | '.' | ',' | ':'), Some(c)) if c.is_alphanumeric() => Beside::Bound,
        _ => Beside::Free,
    }
}

fn stands_free_after(text: &str, end: usize) -> bool {
    after(text, end) == Beside::Free
}

/// A number that something touches: it weighs by the word beside it. Without a sign in it, or in an address, it is none.
fn loosely(text: &str, number: Number) -> Option<Number> {
    let named = is_named(text, &number.at);
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

/// Whether a word near says that a number is a person's.
fn is_named(text: &str, at: &Range<usize>) -> bool {
    is_any_near(text, at, &[SE, DK, NO, DUF, IS, LV, UA, OTHERS])
}

/// Whether one of the words stands near, whole.
fn is_near(text: &str, at: &Range<usize>, words: &[&str]) -> bool {
    is_any_near(text, at, &[words])
}

fn is_any_near(text: &str, at: &Range<usize>, lists: &[&[&str]]) -> bool {
    let window = window(text, at);
    // In small letters it is Norwegian for «in».
    let tax_number = window.contains("INN");
    let window = window.to_lowercase().replace([' ', '\n'], "-");
    lists.iter().flat_map(|words| words.iter()).filter(|word| **word != "inn" || tax_number).any(|word| {
        window.match_indices(word).any(|(found, _)| {
            // Lithuanian for «and others».
            if *word == "kt" && window[..found].ends_with("ir-") {
                return false;
            }
            let before = window[..found].chars().next_back();
            let after = window[found + word.len()..].chars().next();
            !before.is_some_and(char::is_alphabetic) && !after.is_some_and(|c| c.is_alphabetic() && !c.is_ascii_digit())
        })
    })
}

fn window<'t>(text: &'t str, at: &Range<usize>) -> &'t str {
    let start = text[..at.start].char_indices().rev().nth(NEAR - 1).map_or(0, |(start, _)| start);
    let end = text[at.end..].char_indices().nth(NEAR).map_or(text.len(), |(length, _)| at.end + length);
    &text[start..end]
}

fn figures(text: &[u8]) -> Vec<u32> {
    text.iter().filter(|b| b.is_ascii_digit()).map(|b| u32::from(b - b'0')).collect()
}

/// What stands between the two runs of a number: the sign that it means, where it ends, and whether it is more than that
/// sign alone, as where a dash has spaces round it or a line ends behind the hyphen.
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
        b"-" | b"--" | b"---" if line_ends <= 1 && !begins_line => Some((b'-', from + length, true)),
        _ => None,
    }
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
    let serial = between.filter(|(sign, ..)| *sign == b'-').map(|(_, next, _)| next).or(finnish_sign);
    if let Some(next) = serial.filter(|_| length == 6)
        && let Some(&[a, b, c, check]) = bytes.get(next..next + 4)
        && [a, b, c].iter().all(u8::is_ascii_digit)
        && check.is_ascii_alphanumeric()
        && after(text, next + 4) != Beside::Bound
        && finnish(&bytes[start..first], &[a, b, c], check.to_ascii_uppercase())
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
        let read = bare(&figures(&bytes[at.clone()]), &|words| is_near(text, &at, words), today);
        readings.extend(read.into_iter().map(|(name, weight)| (first, name, weight)));
    }
    let end = readings.iter().map(|(end, ..)| *end).max()?;
    let at = start..end;
    let mut weight = readings.iter().map(|(.., weight)| *weight).max()?;
    if wide && end > first {
        weight = sure_if(weight == Weight::Sure && is_named(text, &at));
    }
    // A mobile number that happens to pass is told apart by the word before it.
    if weight == Weight::Possible && (wide || end == first) && is_near(text, &at, TELEPHONE) {
        return None;
    }
    let mut names: Vec<&'static str> = Vec::new();
    for (_, name, _) in readings {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let number = Number { at, weight, names };
    if after(text, end) == Beside::Free { Some(number) } else { loosely(text, number) }
}

/// Sure where a condition holds, else possible.
fn sure_if(condition: bool) -> Weight {
    if condition { Weight::Sure } else { Weight::Possible }
}

/// Two runs of figures with one sign between them.
fn separated(text: &str, at: &Range<usize>, first: usize, second: usize, separator: u8) -> Vec<(&'static str, Weight)> {
    let d = figures(&text.as_bytes()[at.clone()]);
    let near = |words: &[&str]| is_near(text, at, words);
    let hyphen = separator == b'-';
    let mut found = Vec::new();
    match (first, second) {
        (6, 4) => {
            if let Some(name) = swedish(&d) {
                found.push((name, sure_if(separator != b' ' || near(SE))));
            }
            if separator != b'+' {
                if danish_date(&d) {
                    let checked = danish(&d);
                    let near = near(DK);
                    if checked || near || hyphen {
                        found.push(("CPR-nummer (DK)", sure_if(checked && hyphen || near)));
                    }
                }
                if icelandic_date(&d) {
                    let checked = icelandic(&d);
                    let near = near(IS);
                    if checked || near || hyphen {
                        found.push(("kennitala (IS)", sure_if(checked && hyphen || near)));
                    }
                }
                if d[0] >= 8 && near(IS) {
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
            found.extend(norwegian(&d, near(NO)));
            if latvian(&d) || d[0] == 3 && d[1] >= 2 && (hyphen || near(LV)) {
                found.push(("personas kods (LV)", Weight::Sure));
            }
        }
        (8, 5) if hyphen && unzr(&d) => found.push(("УНЗР (UA)", Weight::Sure)),
        (4, 8) if separator == b' ' && duf(&d) => found.push(("DUF-nummer (NO)", sure_if(near(DUF)))),
        _ => {}
    }
    found
}

/// One run of figures. `near` tells whether one of some words stands near.
fn bare(d: &[u32], near: &dyn Fn(&[&str]) -> bool, today: i64) -> Vec<(&'static str, Weight)> {
    let mut found = Vec::new();
    match d.len() {
        10 => {
            if let Some(name) = swedish(d) {
                found.push((name, sure_if(near(SE))));
            }
            if danish_date(d) && (danish(d) || near(DK)) {
                found.push(("CPR-nummer (DK)", sure_if(near(DK))));
            }
            if icelandic_date(d) && (icelandic(d) || near(IS)) {
                found.push(("kennitala (IS)", sure_if(near(IS))));
            }
            if d[0] >= 8 && near(IS) {
                found.push(("kerfiskennitala (IS)", Weight::Sure));
            }
            if ukrainian(d, today) {
                found.push(("РНОКПП (UA)", sure_if(near(UA))));
            }
        }
        11 => {
            found.extend(norwegian(d, near(NO)));
            if baltic(d) {
                found.push(("isikukood (EE), asmens kodas (LT)", Weight::Sure));
            }
            if latvian(d) || d[0] == 3 && d[1] >= 2 && near(LV) {
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
                found.push(("DUF-nummer (NO)", sure_if(near(DUF))));
            }
        }
        13 if near(UNZR) && unzr(d) => found.push(("УНЗР (UA)", Weight::Sure)),
        _ => {}
    }
    found
}

const TELEPHONE: &[&str] = &["tel", "tfn", "tlf", "telefon", "mobil", "phone", "puh", "sími", "тел"];

/// A number that is split where no country splits it, beside a word that says what it is.
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
    // A date as it is written elsewhere, and then the rest: `31.12.36-9006`, `31/12/1936 9006`, `991231.9804`.
    let is_date = match (groups.as_slice(), signs.as_slice()) {
        ([2, 2, 2 | 4, 4 | 5] | [4, 2, 2, 4], [a, b, c]) => a == b && *a != b' ' && matches!(c, b' ' | b'-'),
        ([6 | 8, 4 | 5], [sign]) => matches!(sign, b'.' | b'/'),
        _ => false,
    };
    let is_split = groups.len() >= 3 && signs.iter().all(|sign| matches!(sign, b' ' | b'-'));
    if let [2, 2, 4, _] = groups[..] {
        digits.drain(4..6);
    }
    let range = start..at;
    let counts = (is_date || is_split) && (10..=12).contains(&digits.len()) && stands_free_after(text, at);
    let d = figures(&digits);
    // Sums say no sooner than words do.
    if !counts || bare(&d, &|_| true, today).is_empty() || !is_named(text, &range) {
        return None;
    }
    let checked = bare(&d, &|_| false, today);
    let mut read = bare(&d, &|words| is_date && is_near(text, &range, words), today);
    // A year may stand behind a date; so may figures of any kind behind a space.
    read.retain(|(name, _)| signs.last() == Some(&b'-') || checked.iter().any(|(known, _)| known == name));
    let weight = sure_if(is_date && read.iter().any(|(_, weight)| *weight == Weight::Sure));
    let names: Vec<&'static str> = read.into_iter().map(|(name, _)| name).collect();
    (!names.is_empty()).then_some(Number { at: range, weight, names })
}

/// Where the letters begin that belong to a travel document's figures: AB123456.
fn series(text: &str, start: usize) -> Option<usize> {
    let letters = text[..start].chars().rev().take(4).take_while(|c| c.is_uppercase());
    let (count, bytes) = letters.fold((0, 0), |(count, bytes), c| (count + 1, bytes + c.len_utf8()));
    ((1..=3).contains(&count) && before(text, start - bytes) == Beside::Free).then_some(start - bytes)
}

/// Figures beside a word for papers whose numbers nothing can check.
fn paper(text: &str, at: Range<usize>) -> Option<Number> {
    let count = text[at.clone()].bytes().filter(u8::is_ascii_digit).count();
    let is_paper =
        (6..=12).contains(&count) && stands_free_after(text, at.end) && (is_near(text, &at, PAPERS) || is_of_passport(text, at.start));
    is_paper.then(|| Number { at, weight: Weight::Possible, names: vec!["a number of a case file or a travel document"] })
}

/// Whether the word directly before is a passport's; elsewhere near it may stand beside any figures.
fn is_of_passport(text: &str, start: usize) -> bool {
    let word = text[..start].trim_end_matches([' ', ':', '.', '#']);
    word.len().checked_sub("passport".len()).and_then(|at| word.get(at..)).is_some_and(|word| word.eq_ignore_ascii_case("passport"))
}

fn days_of(year: u32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

fn is_date(year: u32, month: u32, day: u32) -> bool {
    day >= 1 && day <= days_of(year, month)
}

/// A date whose century is not known.
fn is_short_date(year: u32, month: u32, day: u32) -> bool {
    is_date(2000 + year, month, day) || is_date(1900 + year, month, day)
}

fn two(d: &[u32], at: usize) -> u32 {
    d[at] * 10 + d[at + 1]
}

fn sum(d: &[u32], weights: &[u32]) -> u32 {
    d.iter().zip(weights).map(|(d, weight)| d * weight).sum()
}

fn luhn(d: &[u32]) -> bool {
    let doubled = |d: u32| if d * 2 > 9 { d * 2 - 9 } else { d * 2 };
    d.iter().enumerate().map(|(at, d)| if at % 2 == 0 { doubled(*d) } else { *d }).sum::<u32>() % 10 == 0
}

fn swedish_name(day: u32) -> (&'static str, u32) {
    if day > 60 { ("samordningsnummer (SE)", day - 60) } else { ("personnummer (SE)", day) }
}

fn swedish(d: &[u32]) -> Option<&'static str> {
    let (name, day) = swedish_name(two(d, 4));
    (is_short_date(two(d, 0), two(d, 2), day) && luhn(&d[..10])).then_some(name)
}

fn swedish_with_century(d: &[u32]) -> Option<&'static str> {
    let (name, day) = swedish_name(two(d, 6));
    let year = two(d, 0) * 100 + two(d, 2);
    ((1800..=2199).contains(&year) && is_date(year, two(d, 4), day) && luhn(&d[2..12])).then_some(name)
}

fn danish_date(d: &[u32]) -> bool {
    let year = two(d, 4);
    let century = match d[6] {
        0..=3 => 1900,
        4 | 9 if year <= 36 => 2000,
        4 | 9 => 1900,
        _ if year <= 57 => 2000,
        _ => 1800,
    };
    let day = two(d, 0);
    is_date(century + year, two(d, 2), if day > 60 { day - 60 } else { day })
}

fn danish(d: &[u32]) -> bool {
    sum(d, &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

fn norwegian(d: &[u32], near: bool) -> Option<(&'static str, Weight)> {
    let (mut day, mut month) = (two(d, 0), two(d, 2));
    let name = if day > 40 { "D-nummer (NO)" } else { "fødselsnummer (NO)" };
    if day > 40 {
        day -= 40;
    }
    month -= match month {
        81.. => 80,
        41.. => 40,
        _ => 0,
    };
    let second = (sum(d, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) + d[10]).is_multiple_of(11);
    if !is_short_date(two(d, 4), month, day) || !second {
        return None;
    }
    match (sum(d, &[3, 7, 6, 1, 8, 9, 4, 5, 2]) + d[9]) % 11 {
        0 => Some((name, Weight::Sure)),
        // So it will be from 2032 on.
        1..=3 => Some((name, sure_if(near))),
        _ => None,
    }
}

fn duf(d: &[u32]) -> bool {
    let year = two(d, 0) * 100 + two(d, 2);
    let order: Vec<u32> = d[4..10].iter().chain(&d[..4]).copied().collect();
    (1980..=2100).contains(&year) && sum(&order, &[4, 6, 3, 2, 7, 5, 4, 6, 3, 2]) % 11 == two(d, 10)
}

fn finnish(date: &[u8], serial: &[u8], check: u8) -> bool {
    const SIGNS: &[u8] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    let d = figures(date);
    let serial = figures(serial).iter().fold(0, |number, d| number * 10 + d);
    let number = d.iter().fold(0, |number, d| number * 10 + d) * 1000 + serial;
    serial >= 2 && is_short_date(two(&d, 4), two(&d, 2), two(&d, 0)) && SIGNS[(number % 31) as usize] == check
}

/// A person's number: an organisation's day is 40 more.
fn icelandic_date(d: &[u32]) -> bool {
    let century = match d[9] {
        8 => 1800,
        9 => 1900,
        0 => 2000,
        _ => return false,
    };
    is_date(century + two(d, 4), two(d, 2), two(d, 0))
}

fn icelandic(d: &[u32]) -> bool {
    (sum(d, &[3, 2, 7, 6, 5, 4, 3, 2]) + d[8]).is_multiple_of(11)
}

/// Estonia and Lithuania have the same form.
fn baltic(d: &[u32]) -> bool {
    if !(1..=8).contains(&d[0]) || !is_date(1800 + (d[0] - 1) / 2 * 100 + two(d, 1), two(d, 3), two(d, 5)) {
        return false;
    }
    let check = match sum(&d[..10], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11 {
        10 => match sum(&d[..10], &[3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 {
            10 => 0,
            check => check,
        },
        check => check,
    };
    check == d[10]
}

fn latvian(d: &[u32]) -> bool {
    d[6] <= 2
        && is_date(1800 + d[6] * 100 + two(d, 4), two(d, 2), two(d, 0))
        && (1101 - sum(&d[..10], &[1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11 == d[10]
}

fn pesel(d: &[u32]) -> bool {
    let month = two(d, 2);
    let (century, month) = match month {
        81.. => (1800, month - 80),
        61.. => (2200, month - 60),
        41.. => (2100, month - 40),
        21.. => (2000, month - 20),
        _ => (1900, month),
    };
    // Nobody who was born before has such a number.
    century + two(d, 0) >= 1880
        && is_date(century + two(d, 0), month, two(d, 4))
        && (10 - sum(&d[..10], &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10) % 10 == d[10]
}

fn ukrainian(d: &[u32], today: i64) -> bool {
    let day = i64::from(d[..5].iter().fold(0, |number, d| number * 10 + d));
    // The first weight is minus one, which is ten where eleven is taken away.
    (1..=today).contains(&day) && sum(&d[..9], &[10, 5, 7, 9, 4, 6, 10, 5, 7]) % 11 % 10 == d[9]
}

fn unzr(d: &[u32]) -> bool {
    is_date(two(d, 0) * 100 + two(d, 2), two(d, 4), two(d, 6))
        && (1800..=2199).contains(&(two(d, 0) * 100 + two(d, 2)))
        && sum(&d[..12], &[7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10 == d[12]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safeguard::reading::Plain;
    use proptest::prelude::*;

    const TODAY: i64 = 46_350;

    fn heaviest(text: &str) -> Option<Weight> {
        find(&Plain::of(text).text, TODAY).into_iter().map(|number| number.weight).max()
    }

    /// Every number of the list that stands for itself.
    const SURE: &[&str] = &[
        "19121212-1212",
        "19030124-9801",
        "20000105-2380",
        "20991231-9804",
        "20990101-9811",
        "20990228-9827",
        "701063-2391",
        "20991291-9801",
        "20990161-9818",
        "20990288-9824",
        "991231-9804",
        "991231+9804",
        "209912319804",
        "070761-4285",
        "311236-9006",
        "010136-9013",
        "290232-9024",
        "10915596784",
        "13527248013",
        "01819912323",
        "15929945686",
        "31929978989",
        "018199 12323",
        "41819912317",
        "55929945750",
        "71929978972",
        "131052-308T",
        "010594Y9032",
        "010516B903X",
        "050594U903M",
        "020503F9037",
        "010199F9997",
        "311299E999E",
        "290288D9987",
        "120160-3389",
        "311299-2040",
        "010199-2550",
        "290288-3040",
        "60001019906",
        "60001018800",
        "79912310003",
        "89901015551",
        "79602291113",
        "50001018865",
        "89911302226",
        "79806013338",
        "89703154446",
        "161175-19997",
        "328673-00679",
        "010199-21235",
        "311299-24565",
        "150698-27893",
        "01019921235",
        "320000-00000",
        "399999-99999",
        "44051401359",
        "99923112347",
        "88891554325",
        "99523112345",
        "290232-9020",
        "20991231-00016",
        "20990101-55527",
        "20980630-11130",
        "311236-9000",
    ];
    /// Numbers that need a word beside them, and one.
    const NEAR_WORDS: &[(&str, &str)] = &[
        ("9912319804", "personnummer"),
        ("3112369006", "CPR"),
        ("311236-9010", "CPR"),
        ("010136-9010", "cpr-nr"),
        ("290232-9020", "CPR:"),
        ("01819912331", "fødselsnummer"),
        ("15929945600", "D-nummer"),
        ("31929978903", "personnummer"),
        ("202700000100", "DUF"),
        ("202799999907", "DUF-nummer"),
        ("202712345605", "DUF"),
        ("2027 00000100", "DUF"),
        ("892350-1739", "kennitala"),
        ("311299-2010", "kt."),
        ("010199-2510", "Kennitala:"),
        ("3112992010", "kennitala"),
        ("32000000000", "personas kods"),
        ("1759013776", "РНОКПП"),
        ("0000100010", "ІПН"),
        ("0000211113", "tax number"),
        ("0000322222", "ідентифікаційний"),
    ];
    const POSSIBLE: &[&str] = &[
        "9912319804",
        "311236-9010",
        "010136-9010",
        "3112369006",
        "01819912331",
        "15929945600",
        "31929978903",
        "202700000100",
        "202799999907",
        "202712345605",
        "311299-2010",
        "010199-2510",
        "3112992040",
        "0000100010",
        "0000211113",
        "0000322222",
        "1759013776",
    ];
    const NONE: &[&str] = &[
        "20991231-9805",
        "321336-9006",
        "01819912324",
        "010199F9998",
        "010199G9997",
        "321399-2040",
        "79912310004",
        "09912310003",
        "010199-21236",
        "99923112348",
        "0000100011",
        "202700000101",
        "010190-999K",
        "990802:s",
        "990802:s barn",
        "12:991231-9804",
        "doi:10.1093/991231-9804/x",
        "https://example.org/#991231-9804",
        "/sv/991231-9804",
        "id=209912319804",
        "209912319804,5",
        "990201 - 9811",
        "tfn 070801  2345",
        "990101\n-9804",
        "990101 9804 990716",
        "period 201101 - 2012",
        "978-91-7997-012-3",
        "82-7846-051-5",
        "ISBN 9789179970123",
        "ISSN 0145-2134",
        "10.1016/j.chiabu.2021.105123",
        "10.1093/9912319804",
        "https://example.org/991231-9804/report",
        "32011L0036",
        "32011L0036-20110415",
        "CETS 197",
        "ECLI:EU:C:2013:367",
        "eli/dir/2011/36/oj",
        "S/RES/2331 (2016)",
        "SE45 5000 0000 0583 9825 7466",
        "7310865004703",
        "+46812345678",
        "tel 0701234567",
        "070-123 45 67",
        "tlf. 23 13 80 00",
        "112",
        "116 000",
        "116 111",
        "2021-2022",
        "1989–2021",
        "pp. 311–299",
        "2031-03-03",
        "2031-03-03T10:00:00",
        "2019/20:117",
        "prop. 2020/21:160",
        "KOM(2010) 95",
        "A 2021-0123",
        "Dnr 2021-012345",
        "802002-8711",
        "202100-5489",
        "556036-0793",
        "0201256-6",
        "29189846",
        "974 761 076",
        "70000562",
        "00034022",
        "5050-1055",
        "1 234 567 890 kr",
        "SEK 12 345 678 901",
        "59.3293, 18.0686",
        "styles.9912319804ab.css",
        "app-3a0199f9997b.js",
        "1.20230401.12",
        "M010199 9997",
        "892350-1739",
        "32000000000",
        "10.1016/01819912323",
        "ISBN:01819912323",
        "(+47) 23138000",
    ];

    #[test]
    fn every_number_of_the_list_is_found_and_nothing_that_looks_alike() {
        for text in SURE {
            for around in [text.to_string(), format!("Anna, {text}."), format!("({text})"), format!("Pnr:{text}"), format!("«{text}»")] {
                assert_eq!(heaviest(&around), Some(Weight::Sure), "{around}");
            }
        }
        for (text, word) in NEAR_WORDS {
            assert_eq!(heaviest(&format!("{word} {text}")), Some(Weight::Sure), "{word} {text}");
            assert_eq!(heaviest(&format!("{text} ({word})")), Some(Weight::Sure), "{text} {word}");
        }
        for text in POSSIBLE {
            assert_eq!(heaviest(text), Some(Weight::Possible), "{text}");
        }
        for text in NONE {
            assert_eq!(heaviest(text), None, "{text}: {:?}", find(text, TODAY));
            assert_eq!(heaviest(&format!("a {text} b")), None, "a {text} b");
        }
    }

    #[test]
    fn one_number_with_two_readings_names_both_and_weighs_as_the_harder() {
        let found = &find("311236-9000", TODAY)[0];
        assert_eq!(found.names[..2], ["henkilötunnus (FI)", "CPR-nummer (DK)"]);
        assert_eq!(found.weight, Weight::Sure);
    }

    #[test]
    fn a_number_is_found_in_other_figures_and_behind_what_is_not_seen() {
        for text in [
            "٢٠٩٩١٢٣١-٩٨٠٤",
            "２０９９１２３１－９８０４",
            "२०९९१२३१-९८०४",
            "2099\u{200b}1231\u{2011}98\u{ad}04",
            "20991231\u{a0}9804",
            "20991231–9804",
        ] {
            assert_eq!(heaviest(text), Some(Weight::Sure), "{text}");
        }
        assert_eq!(heaviest("personnummer 99 12 31 98 04"), Some(Weight::Possible));
        assert_eq!(heaviest("99 12 31 98 04"), None);
    }

    #[test]
    fn a_number_is_found_however_it_is_typed() {
        for (text, weight) in [
            ("personnummer 990201 - 9810", Weight::Sure),
            ("990201 – 9810", Weight::Possible),
            ("990201--9810 personnr", Weight::Sure),
            ("990201---9810", Weight::Possible),
            ("990201  9810", Weight::Possible),
            ("20991231 - 9804", Weight::Possible),
            ("990316-\n9911", Weight::Possible),
            ("hetu 131052-\r\n    308T", Weight::Sure),
            ("131052 - 308T", Weight::Possible),
            ("personas kods 010199 – 21235", Weight::Sure),
            ("Anna,990516-9935,Malmö", Weight::Sure),
            ("Anna,20991231-9804,Malmö", Weight::Sure),
            ("990101-9804,990716-9958", Weight::Possible),
            ("personnummer 990101-9804,990716-9958", Weight::Sure),
            ("990616-9942/Anna", Weight::Possible),
            ("990616-9942:s", Weight::Possible),
            ("991231-9804.)", Weight::Possible),
            ("f.991016-9987", Weight::Possible),
            ("Child:990916-9972", Weight::Possible),
            ("pnr=990816-9965", Weight::Sure),
            ("#991116-9804", Weight::Possible),
            ("Anna/131052-308T", Weight::Possible),
            ("https://example.com/?pnr=209912169811", Weight::Sure),
            ("fødselsnummer 01.81.99 12323", Weight::Sure),
            ("CPR 31.12.36-9006", Weight::Sure),
            ("CPR 31.12.36-9010", Weight::Sure),
            ("CPR 31/12/36-9006", Weight::Sure),
            ("CPR 31.12.1936-9006", Weight::Sure),
            ("pnr 991231.9804", Weight::Sure),
            ("pnr 1999-12-31-9804", Weight::Sure),
        ] {
            assert_eq!(heaviest(text), Some(weight), "{text}");
        }
        for text in ["CPR pr. 31.12.36 1235", "31.12.36-9006", "991231.9804", "född 2031-03-03 10.30", "personnummer: 12, 2031"] {
            assert_eq!(heaviest(text), None, "{text}");
        }
        for word in ["Personnr", "person-nr", "pers.nr", "p-nr", "personnumren", "samordningsnr"] {
            assert_eq!(heaviest(&format!("{word} 9912319804")), Some(Weight::Sure), "{word}");
        }
        assert_eq!(heaviest("fødselsnummeret 01819912331"), Some(Weight::Sure));
        for word in ["ідентифікаційного коду", "податковий номер"] {
            assert_eq!(heaviest(&format!("{word} 0000100010")), Some(Weight::Sure), "{word}");
        }
    }

    #[test]
    fn papers_are_told_from_the_word_beside_them() {
        assert_eq!(heaviest("LMA 50123456"), Some(Weight::Possible));
        assert_eq!(heaviest("passport no 12345678"), Some(Weight::Possible));
        for text in ["passport 12345678", "passport no. AB123456", "pass nr 12345678", "паспорт АВ123456", "Passport: C1234567"] {
            assert_eq!(heaviest(text), Some(Weight::Possible), "{text}");
        }
        for text in ["LMA-kort 2021", "AB123456", "a passport costs 1000000 kr", "to pass 12345678"] {
            assert_eq!(heaviest(text), None, "{text}");
        }
    }

    #[test]
    fn words_of_other_languages_are_no_signs() {
        assert_eq!(heaviest("ISBN 9955123456, p. 3 ir kt."), None);
        assert_ne!(heaviest("Pass inn 1759013776"), Some(Weight::Sure));
        assert_eq!(heaviest("INN 1759013776"), Some(Weight::Sure));
        assert_eq!(heaviest("Ідентифікаційний номер платника податків: 1759013776"), Some(Weight::Sure));
        assert_eq!(heaviest("hetu 131052-308t"), Some(Weight::Sure));
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in "\\PC*") {
            find(&Plain::of(&text).text, TODAY);
        }

        #[test]
        fn dates_and_years_alarm_nobody(year in 1900_u32..2100, month in 1_u32..13, day in 1_u32..29, to in 1900_u32..2100) {
            for text in [format!("{year}-{month:02}-{day:02}"), format!("{year}–{to}"), format!("{day}.{month}.{year}"), format!("{year}/{}:{day}", to % 100)] {
                prop_assert_eq!(heaviest(&text), None, "{}", text);
            }
        }

        #[test]
        fn telephone_numbers_alarm_nobody(country in 30_u32..400, rest in 1_000_000_u64..999_999_999, a in 10_u32..99, b in 100_u32..999, c in 10_u32..99, d in 10_u32..99) {
            for text in [format!("+{country}{rest}"), format!("+{country} {rest}"), format!("0{a}-{b} {c} {d}"), format!("{a} {c} {d} {a}")] {
                prop_assert_eq!(heaviest(&text), None, "{}", text);
            }
        }

        #[test]
        fn identifiers_alarm_nobody(number in 0_u64..99_999_999_999, hex in "[0-9a-f]{10,40}[a-f]", year in 1950_u32..2030, serial in 0_u32..9999) {
            for text in [format!("10.1016/{number:011}"), format!("https://doi.org/10.1000/{number:010}"), format!("3{year}L{serial:04}"), format!("978-{number:011}"), format!("#{number:010}"), hex.clone()] {
                prop_assert_eq!(heaviest(&text), None, "{}", text);
            }
        }
    }
}
