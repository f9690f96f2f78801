//! Addresses and telephone numbers that are known, compared however they are written.

use std::collections::BTreeSet;

use icu_normalizer::ComposingNormalizerBorrowed;

/// How an address or a telephone number is kept to be compared: an address of post in small letters; of a telephone
/// number the figures that are the same at home and abroad, then a bar and the country's code, if it is written.
pub fn contact_key(text: &str) -> String {
    let text = super::address(text);
    if text.contains('@') {
        let text = ComposingNormalizerBorrowed::new_nfc().normalize(text.trim()).to_lowercase();
        return text.replace('\u{2019}', "'");
    }
    let text = text.replace("(0)", "");
    let mut figures: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_international = text.contains('+') || figures.starts_with("00");
    if text.contains('+') {
        figures.insert_str(0, "00");
    }
    let abroad = figures.strip_prefix("00").filter(|_| is_international);
    let (country, rest) = abroad.map_or(("", figures.as_str()), |figures| figures.split_at(country_code(figures).min(figures.len())));
    format!("{}|{country}", rest.strip_prefix('0').unwrap_or(rest))
}

/// How many figures a country's code has with which a number begins.
pub fn country_code(figures: &str) -> usize {
    match figures.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7', ..] | [b'3', b'0'..=b'4' | b'6' | b'9', ..] | [b'4', b'0' | b'1' | b'3'..=b'9', ..] => 2,
        [b'5', b'1'..=b'8', ..] | [b'6', b'0'..=b'6', ..] | [b'8', b'1' | b'2' | b'4' | b'6', ..] | [b'9', b'0'..=b'5' | b'8', ..] => 2,
        _ => 3,
    }
}

/// Whether an address or a number stands among those that are kept, as [`contact_key`] writes them. Where one of two
/// numbers is without its country, they are one if the rest is.
pub fn is_among(contacts: &BTreeSet<String>, text: &str) -> bool {
    let key = contact_key(text);
    if contacts.contains(&key) || super::without_elision(text).is_some_and(|address| contacts.contains(&contact_key(address))) {
        return true;
    }
    let Some((rest, country)) = key.split_once('|').filter(|_| !key.contains('@')) else { return false };
    let holds = |rest: &str, country: &str| contacts.contains(&format!("{rest}|{country}"));
    if country.is_empty() {
        let from = format!("{rest}|");
        let is_known = contacts.range(from.clone()..).next().is_some_and(|known| known.starts_with(&from));
        // Some dial 8 before a number at home. A link to a chat has no plus before the country's code.
        return is_known
            || rest.strip_prefix('8').is_some_and(|rest| DIALS_8.iter().any(|country| holds(rest, country)))
            || rest.len() >= 10 && contacts.contains(&contact_key(&format!("+{rest}")));
    }
    holds(rest, "") || DIALS_8.contains(&country) && holds(&format!("8{rest}"), "")
}

/// Lithuania, as it was until lately, and Russia.
const DIALS_8: &[&str] = &["370", "7"];
