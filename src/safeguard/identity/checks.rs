//! Dates and check figures, country by country. The figures of a number come without the signs between them.

use super::{Weight, figures, sure_if};

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

pub(super) fn two(d: &[u32], at: usize) -> u32 {
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

pub(super) fn swedish(d: &[u32]) -> Option<&'static str> {
    let (name, day) = swedish_name(two(d, 4));
    (is_short_date(two(d, 0), two(d, 2), day) && luhn(&d[..10])).then_some(name)
}

pub(super) fn swedish_with_century(d: &[u32]) -> Option<&'static str> {
    let (name, day) = swedish_name(two(d, 6));
    let year = two(d, 0) * 100 + two(d, 2);
    ((1800..=2199).contains(&year) && is_date(year, two(d, 4), day) && luhn(&d[2..12])).then_some(name)
}

pub(super) fn danish_date(d: &[u32]) -> bool {
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

pub(super) fn danish(d: &[u32]) -> bool {
    sum(d, &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

pub(super) fn norwegian(d: &[u32], near: bool) -> Option<(&'static str, Weight)> {
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

pub(super) fn duf(d: &[u32]) -> bool {
    let year = two(d, 0) * 100 + two(d, 2);
    let order: Vec<u32> = d[4..10].iter().chain(&d[..4]).copied().collect();
    (1980..=2100).contains(&year) && sum(&order, &[4, 6, 3, 2, 7, 5, 4, 6, 3, 2]) % 11 == two(d, 10)
}

pub(super) fn finnish(date: &[u8], serial: &[u8], check: u8) -> bool {
    const SIGNS: &[u8] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    let d = figures(date);
    let serial = figures(serial).iter().fold(0, |number, d| number * 10 + d);
    let number = d.iter().fold(0, |number, d| number * 10 + d) * 1000 + serial;
    serial >= 2 && is_short_date(two(&d, 4), two(&d, 2), two(&d, 0)) && SIGNS[(number % 31) as usize] == check
}

/// A person's number: an organisation's day is 40 more.
pub(super) fn icelandic_date(d: &[u32]) -> bool {
    let century = match d[9] {
        8 => 1800,
        9 => 1900,
        0 => 2000,
        _ => return false,
    };
    is_date(century + two(d, 4), two(d, 2), two(d, 0))
}

pub(super) fn icelandic(d: &[u32]) -> bool {
    (sum(d, &[3, 2, 7, 6, 5, 4, 3, 2]) + d[8]).is_multiple_of(11)
}

/// Estonia and Lithuania have the same form.
pub(super) fn baltic(d: &[u32]) -> bool {
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

pub(super) fn latvian(d: &[u32]) -> bool {
    d[6] <= 2
        && is_date(1800 + d[6] * 100 + two(d, 4), two(d, 2), two(d, 0))
        && (1101 - sum(&d[..10], &[1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11 == d[10]
}

pub(super) fn pesel(d: &[u32]) -> bool {
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

pub(super) fn ukrainian(d: &[u32], today: i64) -> bool {
    let day = i64::from(d[..5].iter().fold(0, |number, d| number * 10 + d));
    // The first weight is minus one, which is ten where eleven is taken away.
    (1..=today).contains(&day) && sum(&d[..9], &[10, 5, 7, 9, 4, 6, 10, 5, 7]) % 11 % 10 == d[9]
}

pub(super) fn unzr(d: &[u32]) -> bool {
    is_date(two(d, 0) * 100 + two(d, 2), two(d, 4), two(d, 6))
        && (1800..=2199).contains(&(two(d, 0) * 100 + two(d, 2)))
        && sum(&d[..12], &[7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10 == d[12]
}

/// Whether the check figure is that of a company or an association in Latvia's register.
pub(super) fn latvian_company(d: &[u32]) -> bool {
    matches!(d[0], 4 | 5 | 9) && (sum(d, &[9, 1, 4, 8, 3, 10, 2, 5, 7, 6]) + d[10]) % 11 == 3
}
