//! Numbers and lists as a language writes them, by the Unicode data.

use std::cell::RefCell;

use fixed_decimal::Decimal;
use icu_decimal::DecimalFormatter;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_list::ListFormatter;
use icu_list::options::{ListFormatterOptions, ListLength};
use icu_locale_core::Locale;
use rustc_hash::FxHashMap;

/// A number with the language's own marks: `1 234 567,5` in Swedish. Text that is no plain decimal number stays as it is.
/// Four figures stand together where they may be a year.
pub(super) fn number(written: &str, locale: &Locale, may_be_a_year: bool) -> String {
    thread_local! {
        /// Making a formatter takes many times as long as a number does.
        static MADE: RefCell<FxHashMap<(Locale, bool), Option<DecimalFormatter>>> = RefCell::default();
    }
    let Ok(decimal) = written.parse::<Decimal>() else { return written.to_owned() };
    MADE.with_borrow_mut(|made| {
        let strategy = if may_be_a_year { GroupingStrategy::Min2 } else { GroupingStrategy::Auto };
        let make = || DecimalFormatter::try_new(locale.clone().into(), DecimalFormatterOptions::from(strategy)).ok();
        let formatter = made.entry((locale.clone(), may_be_a_year)).or_insert_with(make);
        formatter.as_ref().map_or_else(|| written.to_owned(), |formatter| formatter.format(&decimal).to_string())
    })
}

/// Several things as one phrase: `A, B och C`.
pub(super) fn list<S: AsRef<str>>(items: &[S], locale: &Locale) -> String {
    let options = ListFormatterOptions::default().with_length(ListLength::Wide);
    match ListFormatter::try_new_and(locale.clone().into(), options) {
        Ok(formatter) => formatter.format(items.iter().map(AsRef::as_ref)).to_string(),
        Err(_) => items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;

    /// After CLDR 47, as Babel 2.18 prints it; spaces within numbers are no-break spaces.
    #[test]
    fn each_language_writes_numbers_and_lists_in_its_own_way() {
        for (tag, number, list) in [
            ("sv", "1 234 567,5", "A, B och C"),
            ("en", "1,234,567.5", "A, B and C"),
            ("da", "1.234.567,5", "A, B og C"),
            ("nb", "1 234 567,5", "A, B og C"),
            ("fi", "1 234 567,5", "A, B ja C"),
            ("is", "1.234.567,5", "A, B og C"),
            ("et", "1 234 567,5", "A, B ja C"),
            ("lv", "1 234 567,5", "A, B un C"),
            ("lt", "1 234 567,5", "A, B ir C"),
            ("uk", "1 234 567,5", "A, B і C"),
            ("ar", "1,234,567.5", "A وB وC"),
        ] {
            let language = Language::parse(tag).unwrap();
            assert_eq!(language.number_or_year(1890), "1890", "{tag}");
            assert_eq!(language.number_or_year(23_456), language.number("23456"), "{tag}");
            let written = language.number("1234567.5");
            assert!(!written.contains(' '), "{tag}: a number must not break over lines: {written}");
            assert_eq!(written.replace(['\u{a0}', '\u{202f}'], " "), number, "{tag}");
            assert_eq!(language.list(&["A", "B", "C"]), list, "{tag}");
            assert_eq!(language.list(&["A"]), "A", "{tag}");
            assert_eq!(language.list::<&str>(&[]), "", "{tag}");
        }
        assert_eq!(Language::parse("sv").unwrap().number("116 000"), "116 000");
    }
}
