//! Calendar dates, without a time of day: what a site of knowledge speaks of.

use std::cell::RefCell;
use std::fmt;

use icu_calendar::{Gregorian, Iso, types::RataDie};
use icu_datetime::{FixedCalendarDateTimeFormatter, fieldsets::YMD};
use icu_locale_core::Locale;
use rustc_hash::FxHashMap;

use super::words::digit;

/// A day of the Gregorian calendar, checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    pub year: i32,
    pub month: u8,
    pub day: u8,
}

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Not written as year-month-day.
    Form,
    /// Well written, but no calendar has it: 2022-02-30.
    NoSuchDay,
    /// What stands behind the day is no time of day.
    Time,
}

impl Date {
    /// The first day of Unix time, which stands where a format asks for a day and nobody knows one.
    pub const EPOCH: Date = Date { year: 1970, month: 1, day: 1 };

    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        icu_calendar::Date::try_new_iso(year, month, day).ok()?;
        Some(Date { year, month, day })
    }

    /// Reads `2026-03-01`; a time of day after `T` or a space is checked and dropped.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        let (day, time) = match text.split_once(['T', 't', ' ']) {
            Some((day, time)) => (day, Some(time)),
            None => (text, None),
        };
        let parts: Vec<&str> = day.split('-').collect();
        let [year, month, day] = parts[..] else { return Err(DateError::Form) };
        let lengths = (year.len(), month.len(), day.len());
        if lengths != (4, 2, 2) || !parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit())) {
            return Err(DateError::Form);
        }
        if time.is_some_and(|time| !is_time(time)) {
            return Err(DateError::Time);
        }
        let number = |part: &str| part.parse::<i32>().expect("digits");
        let small = |part: &str| part.parse::<u8>().expect("two digits");
        // Before the year 1 comes the year -1.
        Date::new(number(year), small(month), small(day)).filter(|date| date.year > 0).ok_or(DateError::NoSuchDay)
    }

    /// The day on which a Unix time falls, in UTC.
    pub fn from_unix(seconds: i64) -> Option<Date> {
        let epoch = iso(Date::EPOCH).to_rata_die().to_i64_date();
        // What lies beyond the crate's calendar becomes its last day, which is beyond ours.
        let day = icu_calendar::Date::from_rata_die(RataDie::new(epoch + seconds.div_euclid(86_400)), Iso);
        Date::new(day.year().extended_year(), day.month().number(), day.day_of_month().0)
    }

    /// How many days lie between an earlier day and this one; less than none if it is later.
    pub fn days_since(self, earlier: Date) -> i64 {
        iso(self).to_rata_die() - iso(earlier).to_rata_die()
    }

    /// The day after this one.
    pub fn next(self) -> Date {
        Date::new(self.year, self.month, self.day + 1)
            .or_else(|| Date::new(self.year, self.month + 1, 1))
            .or_else(|| Date::new(self.year + 1, 1, 1))
            .unwrap_or(self)
    }
}

/// Whether a text is a time of day as ISO 8601 writes it, perhaps with how far it is from UTC: `23:30:00.5-05:00`.
fn is_time(time: &str) -> bool {
    let (clock, zone) = time.split_at(time.find(['+', '-', 'Z']).unwrap_or(time.len()));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_zone = match zone.strip_prefix(['+', '-']).map(|far| far.replacen(':', "", 1)) {
        Some(far) => matches!(far.len(), 2 | 4) && are_digits(&far),
        None => matches!(zone, "" | "Z"),
    };
    let parts: Vec<&str> = clock.trim_end().split('.').next().unwrap_or_default().split(':').collect();
    let is_part = |(part, limit): (&&str, u32)| part.len() == 2 && are_digits(part) && part.parse::<u32>().is_ok_and(|n| n < limit);
    is_zone && (2..=3).contains(&parts.len()) && parts.iter().zip([24, 60, 60]).all(is_part)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn iso(date: Date) -> icu_calendar::Date<Iso> {
    icu_calendar::Date::try_new_iso(date.year, date.month, date.day).expect("a Date is checked when it is made")
}

/// A date in words, by the Unicode data.
pub(super) fn long(date: Date, tag: &str, locale: &Locale) -> String {
    thread_local! {
        /// Making a formatter takes many times as long as a date does; and a site says few dates, again and again.
        static MADE: RefCell<FxHashMap<String, Spoken>> = RefCell::default();
    }
    MADE.with_borrow_mut(|made| {
        if !made.contains_key(tag) {
            made.insert(tag.to_owned(), (LongFormatter::try_new(locale.clone().into(), YMD::long()).ok(), FxHashMap::default()));
        }
        let (formatter, said) = made.get_mut(tag).expect("made");
        said.entry(date).or_insert_with(|| in_words(date, tag, formatter.as_ref())).clone()
    })
}

fn in_words(date: Date, tag: &str, formatter: Option<&LongFormatter>) -> String {
    let Some(formatter) = formatter else { return date.to_string() };
    let words = formatter.format(&iso(date).to_calendar(Gregorian)).to_string();
    // Of a language whose months the crate does not know it says «M03».
    if words.contains(&format!("M{:02}", date.month)) {
        return in_words_of_the_north(date, tag).unwrap_or_else(|| date.to_string());
    }
    in_long_form(&words, tag).unwrap_or(words)
}

/// A date as the long form of the Unicode data (CLDR 48) has it, where version 2.4 of the crate takes another: it lacks the
/// ordinal's dot in Estonian («1 märts 2026»), and writes the day with two figures or behind the month.
fn in_long_form(words: &str, tag: &str) -> Option<String> {
    let parts: Vec<&str> = words.split([' ', ',']).filter(|part| !part.is_empty()).map(|part| part.trim_start_matches('0')).collect();
    Some(match (tag.split('-').next()?, &parts[..]) {
        ("et", [day, rest @ ..]) => format!("{}. {}", day.trim_end_matches('.'), rest.join(" ")),
        ("am" | "ga", [month, day, year]) => format!("{day} {month} {year}"),
        ("hi" | "mt" | "sr" | "ti", parts) => parts.join(" "),
        ("hy", [year, sign, month, day]) => format!("{day} {month}, {year} {sign}"),
        ("ku", [day, month, year]) if !tag.contains("Arab") => format!("{day}ê {month}a {year}an"),
        ("so", [month, day, year]) => format!("{month} {day}, {year}"),
        ("vi", [day, month @ .., year]) => format!("{day} {}, {year}", month.join(" ")),
        _ => return None,
    })
}

/// A date in languages of the Nordic countries that the crate does not know. The months are those of the Unicode data
/// (CLDR 48), which of the order knows that of Inari Sámi alone; the others are as public authorities write them.
fn in_words_of_the_north(date: Date, tag: &str) -> Option<String> {
    let months: [&str; 12] = match tag.split('-').next().unwrap_or(tag) {
        "kl" => [
            "januaari",
            "februaari",
            "marsi",
            "apriili",
            "maaji",
            "juuni",
            "juuli",
            "aggusti",
            "septembari",
            "oktobari",
            "novembari",
            "decembari",
        ],
        // The genitive, since it is the month's day.
        "se" => [
            "ođđajagemánu",
            "guovvamánu",
            "njukčamánu",
            "cuoŋománu",
            "miessemánu",
            "geassemánu",
            "suoidnemánu",
            "borgemánu",
            "čakčamánu",
            "golggotmánu",
            "skábmamánu",
            "juovlamánu",
        ],
        "smn" => [
            "uđđâivemáánu",
            "kuovâmáánu",
            "njuhčâmáánu",
            "cuáŋuimáánu",
            "vyesimáánu",
            "kesimáánu",
            "syeinimáánu",
            "porgemáánu",
            "čohčâmáánu",
            "roovvâdmáánu",
            "skammâmáánu",
            "juovlâmáánu",
        ],
        _ => return None,
    };
    let Date { year, month, day } = date;
    let month = months[usize::from(month) - 1];
    Some(match tag.split('-').next() {
        Some("kl") => format!("{day}. {month} {year}"),
        Some("se") => format!("{month} {day}. b. {year}"),
        _ => format!("{month} {day}. {year}"),
    })
}

/// How dates are said in a language, and those that have been said.
type Spoken = (Option<LongFormatter>, FxHashMap<Date, String>);

type LongFormatter = FixedCalendarDateTimeFormatter<Gregorian, YMD>;

/// A range of dates in words: `3–4 mars 2031`. What both have in common stands once.
///
/// How the two ends are set apart is taken from the interval formats of the Unicode data (CLDR 47), which the crates do
/// not carry: without a space, with thin spaces, or with whole ones.
pub(super) fn range(from: Date, to: Date, tag: &str, locale: &Locale) -> String {
    let (first, last) = (long(from, tag, locale), long(to, tag, locale));
    if first == last {
        return first;
    }
    let apart = match tag.split('-').next().unwrap_or(tag) {
        "sv" | "da" | "nb" | "nn" | "no" | "fo" => "–",
        "uk" | "ar" => " – ",
        "ja" => "～",
        "ko" => "~",
        _ => "\u{2009}–\u{2009}",
    };
    // Of a language without words for dates both stand in figures, whole.
    if from.year != to.year || first == from.to_string() {
        return format!("{first}{apart}{last}");
    }
    let (first, last) = (parts(&first), parts(&last));
    let same_month = from.month == to.month;
    let shared = first.iter().zip(&last).take_while(|(a, b)| a == b).count();
    let room = first.len().min(last.len()) - shared;
    let shared_end = first.iter().rev().zip(last.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    // The day's own sign stays with each day unless both stand in one month: kovo 28 d. – balandžio 2 d.
    let year = from.year.to_string();
    let has_year = |parts: &[&str]| same_month || parts.iter().any(|part| part.chars().filter_map(digit).eq(year.chars()));
    let shared = if has_year(&first[..shared]) { shared } else { 0 };
    let shared_end = if has_year(&first[first.len() - shared_end..]) { shared_end } else { 0 };
    let middle = |parts: &[&str]| parts[shared..parts.len() - shared_end].concat();
    let (before, after) = (middle(&first), middle(&last));
    let apart = if same_month && !matches!(apart, "～" | "~") { "–" } else { apart };
    format!("{}{before}{apart}{after}{}", first[..shared].concat(), last[last.len() - shared_end..].concat())
}

/// A date in parts: words, and what stands between them. Where no spaces do, a sign of the year or the month ends a part.
fn parts(date: &str) -> Vec<&str> {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | '،' | '、');
    date.split_inclusive(['年', '月'])
        .flat_map(|part| part.split_inclusive(between))
        .flat_map(|part| {
            let word = part.trim_end_matches(between);
            [word, &part[word.len()..]]
        })
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_range_tells_what_both_days_share_once() {
        // After the interval formats of CLDR 47 (skeletons yMMMd and yMMMMd), with the long names of months. Lithuanian and
        // Latvian keep their long form's words for year and day.
        let ranges =
            [("2031-03-03", "2031-03-04"), ("2031-03-28", "2031-04-02"), ("2030-12-30", "2031-01-02"), ("2031-03-03", "2031-03-03")];
        for (tag, words) in [
            ("sv", ["3–4 mars 2031", "28 mars–2 april 2031", "30 december 2030–2 januari 2031", "3 mars 2031"]),
            ("en", ["3–4 March 2031", "28 March – 2 April 2031", "30 December 2030 – 2 January 2031", "3 March 2031"]),
            ("da", ["3.–4. marts 2031", "28. marts–2. april 2031", "30. december 2030–2. januar 2031", "3. marts 2031"]),
            ("nb", ["3.–4. mars 2031", "28. mars–2. april 2031", "30. desember 2030–2. januar 2031", "3. mars 2031"]),
            (
                "fi",
                [
                    "3.–4. maaliskuuta 2031",
                    "28. maaliskuuta – 2. huhtikuuta 2031",
                    "30. joulukuuta 2030 – 2. tammikuuta 2031",
                    "3. maaliskuuta 2031",
                ],
            ),
            ("is", ["3.–4. mars 2031", "28. mars – 2. apríl 2031", "30. desember 2030 – 2. janúar 2031", "3. mars 2031"]),
            ("et", ["3.–4. märts 2031", "28. märts – 2. aprill 2031", "30. detsember 2030 – 2. jaanuar 2031", "3. märts 2031"]),
            (
                "lv",
                [
                    "2031. gada 3.–4. marts",
                    "2031. gada 28. marts – 2. aprīlis",
                    "2030. gada 30. decembris – 2031. gada 2. janvāris",
                    "2031. gada 3. marts",
                ],
            ),
            (
                "lt",
                [
                    "2031 m. kovo 3–4 d.",
                    "2031 m. kovo 28 d. – balandžio 2 d.",
                    "2030 m. gruodžio 30 d. – 2031 m. sausio 2 d.",
                    "2031 m. kovo 3 d.",
                ],
            ),
            ("uk", ["3–4 березня 2031 р.", "28 березня – 2 квітня 2031 р.", "30 грудня 2030 р. – 2 січня 2031 р.", "3 березня 2031 р."]),
            ("en-US", ["March 3–4, 2031", "March 28 – April 2, 2031", "December 30, 2030 – January 2, 2031", "March 3, 2031"]),
            ("ja", ["2031年3月3日～4日", "2031年3月28日～4月2日", "2030年12月30日～2031年1月2日", "2031年3月3日"]),
            ("fa", ["۳–۴ مارس ۲۰۳۱", "۲۸ مارس – ۲ آوریل ۲۰۳۱", "۳۰ دسامبر ۲۰۳۰ – ۲ ژانویه ۲۰۳۱", "۳ مارس ۲۰۳۱"]),
            ("sma", ["2031-03-03 – 2031-03-04", "2031-03-28 – 2031-04-02", "2030-12-30 – 2031-01-02", "2031-03-03"]),
            (
                "se",
                [
                    "njukčamánu 3.–4. b. 2031",
                    "njukčamánu 28. – cuoŋománu 2. b. 2031",
                    "juovlamánu 30. b. 2030 – ođđajagemánu 2. b. 2031",
                    "njukčamánu 3. b. 2031",
                ],
            ),
            ("ar", ["3–4 مارس 2031", "28 مارس – 2 أبريل 2031", "30 ديسمبر 2030 – 2 يناير 2031", "3 مارس 2031"]),
        ] {
            let language = Language::parse(tag).unwrap();
            let written = ranges.map(|(from, to)| {
                let range = language.date_range(Date::parse(from).unwrap(), Date::parse(to).unwrap());
                range.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ")
            });
            assert_eq!(written, words, "{tag}");
        }
    }

    #[test]
    fn dates_are_read_in_one_order_only() {
        assert_eq!(Date::parse("2022-02-24"), Ok(Date { year: 2022, month: 2, day: 24 }));
        assert_eq!(Date::parse("2022-02-24T10:30:00Z"), Ok(Date { year: 2022, month: 2, day: 24 }));
        for wrong in ["03/04/2022", "22-02-24", "2022-2-4", "24 feb", ""] {
            assert_eq!(Date::parse(wrong), Err(DateError::Form), "{wrong}");
        }
        for wrong in ["2022-02-30", "2022-13-01", "0000-01-01"] {
            assert_eq!(Date::parse(wrong), Err(DateError::NoSuchDay), "{wrong}");
        }
        for time in ["T10:30", " 10:30", "T23:30:00-05:00", "T23:30:00.25+0530", "T23:30:00 +01", " 10:30:00 Z"] {
            assert_eq!(Date::parse(&format!("2022-02-24{time}")), Ok(Date { year: 2022, month: 2, day: 24 }), "{time}");
        }
        for wrong in ["T25:00:00", "T10", " - 2022-02-25", "T10:30Zz", "T10:30-å5:00", "T10:30+é", " to 2022-02-25", "T"] {
            assert_eq!(Date::parse(&format!("2022-02-24{wrong}")), Err(DateError::Time), "{wrong}");
        }
    }

    #[test]
    fn unix_times_fall_on_the_right_day() {
        for (seconds, day) in [(0, "1970-01-01"), (-1, "1969-12-31"), (951_782_400, "2000-02-29"), (1_709_251_199, "2024-02-29")] {
            assert_eq!(Date::from_unix(seconds).unwrap().to_string(), day);
        }
        assert_eq!(Date::parse("2023-12-31").unwrap().next().to_string(), "2024-01-01");
    }

    #[test]
    fn each_language_writes_dates_in_its_own_words() {
        let date = Date::parse("2026-03-01").unwrap();
        for (tag, words) in [
            ("sv", "1 mars 2026"),
            ("en", "1 March 2026"),
            ("da", "1. marts 2026"),
            ("nb", "1. mars 2026"),
            ("fi", "1. maaliskuuta 2026"),
            ("is", "1. mars 2026"),
            ("et", "1. märts 2026"),
            ("lv", "2026. gada 1. marts"),
            ("lt", "2026 m. kovo 1 d."),
            ("uk", "1 березня 2026 р."),
            ("ar", "1 مارس 2026"),
            ("se", "njukčamánu 1. b. 2026"),
            ("kl", "1. marsi 2026"),
            ("sma", "2026-03-01"),
            // As CLDR 48 has its long form, without a nought before the day.
            ("am", "1 ማርች 2026"),
            ("ga", "1 Márta 2026"),
            ("hy", "1 մարտի, 2026 թ․"),
            ("sr", "1. март 2026."),
            ("vi", "1 tháng 3, 2026"),
        ] {
            assert_eq!(Language::parse(tag).unwrap().long_date(date).replace(['\u{a0}', '\u{202f}'], " "), words, "{tag}");
        }
    }
}
