//! Days as people and programs write them in BibTeX, which has a field for each part of a date and lets anything stand in it.

use std::sync::LazyLock;

use crate::language::{Date, Language};

/// In these somebody may name a month; what comes first goes before.
const LANGUAGES: [&str; 16] = ["en", "sv", "da", "nb", "fi", "is", "et", "lv", "lt", "uk", "de", "fr", "es", "nl", "pl", "ru"];

/// What begins as a Finnish month does, and is none: summer and Christmas.
const NO_MONTHS: [&str; 2] = ["kesä", "joulu"];

/// The words of a day in each month, and the month.
static MONTHS: LazyLock<Vec<(String, u8)>> = LazyLock::new(|| {
    let days = |month: u8| Date::new(2001, month, 15).map(|day| (day, month));
    let languages = LANGUAGES.iter().filter_map(|tag| Language::parse(tag).ok());
    let each =
        languages.flat_map(|language| (1..=12).filter_map(days).map(move |(day, month)| (language.long_date(day).to_lowercase(), month)));
    each.flat_map(|(day, month)| day.split_whitespace().map(|word| (word.to_owned(), month)).collect::<Vec<_>>()).collect()
});

/// A month or a day that is written plainly, as `2024-03` or `2024-03-01`; `None` for all that could mean something else.
pub(super) fn plain(text: &str) -> Option<String> {
    // A time of day says nothing to readers.
    let text = text.trim();
    let text = text.split_once([' ', 'T']).filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    let parts = parts(text);
    let number = |text: &str| text.parse::<u8>().ok();
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let named = parts.iter().position(|part| month_named(part).is_some());
    let (year, month, day) = match (&parts[..], named) {
        ([year, month], None) if is_year(year) => (year, number(month)?, None),
        ([year, month, day], None) if is_year(year) => (year, number(month)?, Some(number(day)?)),
        // Between other signs the month may stand before the day.
        ([day, month, year], None) if is_year(year) && text.matches('.').count() == 2 => (year, number(month)?, Some(number(day)?)),
        ([_, _] | [_, _, _], Some(at)) => {
            let month = month_named(parts[at])?;
            let (years, days): (Vec<&&str>, Vec<&&str>) =
                parts.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, part)| part).partition(|part| is_year(part));
            let [year] = years[..] else { return None };
            (year, month, days.first().map(|day| number(without_ordinal(day))).map_or(Some(None), |day| day.map(Some))?)
        }
        _ => return None,
    };
    Date::new(year.parse().ok()?, month, day.unwrap_or(1))?;
    Some(match day {
        Some(day) => format!("{year}-{month:02}-{day:02}"),
        None => format!("{year}-{month:02}"),
    })
}

/// The month, and the day if one stands beside it; `None` for several months, seasons and the like.
pub(super) fn month(text: &str) -> Option<(u8, Option<u8>)> {
    let month = |part: &str| month_named(part).or_else(|| part.parse().ok().filter(|month| (1..=12).contains(month)));
    let day = |part: &str| without_ordinal(part).parse().ok().filter(|day| (1..=31).contains(day));
    match parts(text)[..] {
        [one] => Some((month(one)?, None)),
        [first, second] => match (month_named(first), month_named(second)) {
            (Some(month), None) => Some((month, Some(day(second)?))),
            (None, Some(month)) => Some((month, Some(day(first)?))),
            _ => None,
        },
        _ => None,
    }
}

fn parts(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || "-/.,".contains(c)).filter(|part| !part.is_empty()).collect()
}

fn without_ordinal(day: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find_map(|ending| day.strip_suffix(ending)).unwrap_or(day)
}

/// The month that a word names, or begins to name.
fn month_named(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    if word.chars().count() < 3 || !word.chars().all(char::is_alphabetic) || NO_MONTHS.contains(&&*word) {
        return None;
    }
    MONTHS.iter().find(|(name, _)| name.starts_with(&word)).map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain_is_read_and_nothing_else() {
        for (written, expected) in [
            ("2024/03/01", Some("2024-03-01")),
            ("2024-3-1", Some("2024-03-01")),
            ("2024/3", Some("2024-03")),
            ("2024-03-01 12:30:00", Some("2024-03-01")),
            ("01.03.2024", Some("2024-03-01")),
            ("1 March 2024", Some("2024-03-01")),
            ("March 1st, 2024", Some("2024-03-01")),
            ("3 maj 2024", Some("2024-05-03")),
            ("1. maaliskuuta 2024", Some("2024-03-01")),
            ("Sept. 2024", Some("2024-09")),
            // A month or a day; another year; a time; no day.
            ("03/01/2024", None),
            ("2019-2020", None),
            ("2019/20", None),
            ("2020-05/2021-06", None),
            ("31.02.2024", None),
            ("2024", None),
            ("in press", None),
            // A season, not its first month.
            ("kesä 2024", None),
            ("kesäkuu 2024", Some("2024-06")),
        ] {
            assert_eq!(plain(written).as_deref(), expected, "{written}");
        }
        for (written, expected) in [
            ("3", Some((3, None))),
            ("mar", Some((3, None))),
            ("3 mars", Some((3, Some(3)))),
            ("Oct. 12", Some((10, Some(12)))),
            ("Jan-Feb", None),
            ("Spring", None),
            ("13", None),
        ] {
            assert_eq!(month(written), expected, "{written}");
        }
    }
}
