//! What each language does in its own way, compared with other implementations of the Unicode data (`tests/cldr/`).

use std::collections::BTreeMap;

use icu_locale::Locale;
use icu_locale::names::{LanguageIdentifierDisplayName, RegionDisplayName};
use lykta::language::{Argument, Date, Language, Messages};
use rayon::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Expected {
    dates: BTreeMap<String, String>,
    plurals: BTreeMap<String, String>,
    numbers: BTreeMap<String, String>,
    lists: Vec<String>,
    countries: BTreeMap<String, String>,
    sorted: Vec<String>,
}

fn expected() -> Vec<(Language, Expected)> {
    let all: BTreeMap<String, Expected> = serde_json::from_str(include_str!("cldr/expected.json")).unwrap();
    assert_eq!(all.len(), 11);
    all.into_iter().map(|(tag, expected)| (Language::parse(&tag).unwrap(), expected)).collect()
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{200e}', "").replace('−', "-")
}

#[test]
fn dates_are_written_as_the_unicode_data_says() {
    for (language, expected) in expected() {
        assert_eq!(expected.dates.len(), 12);
        for (date, words) in expected.dates {
            assert_eq!(plain(&language.long_date(Date::parse(&date).unwrap())), plain(&words), "{language}");
        }
    }
}

#[test]
fn numbers_lists_and_countries_are_written_as_the_unicode_data_says() {
    for (language, expected) in expected() {
        for (number, words) in expected.numbers {
            // Estonian and Latvian group from five digits on (minimumGroupingDigits), which Babel does not look at.
            let words = if matches!(language.tag(), "et" | "lv") && number == "1234" { number.clone() } else { words };
            assert_eq!(plain(&language.number(&number)), plain(&words), "{language}");
        }
        for (length, words) in expected.lists.iter().enumerate() {
            assert_eq!(language.list(&["A", "B", "C", "D"][..=length]), *words, "{language}");
        }
        for (code, name) in expected.countries {
            assert_eq!(language.country_name(&code), name, "{language}");
        }
    }
}

#[test]
fn the_interfaces_plurals_are_those_of_the_unicode_data() {
    for (language, expected) in expected() {
        let mut messages = Messages::new(&language);
        messages.add("n = { $n ->\n    [zero] zero\n    [one] one\n    [two] two\n    [few] few\n    [many] many\n   *[other] other\n}\n");
        for (number, category) in expected.plurals {
            let said = messages.get("n", &[("n", Argument::Number(number.parse().unwrap()))]);
            assert_eq!(said, Some(category), "{language}: {number}");
        }
    }
}

#[test]
fn words_are_sorted_as_readers_of_the_language_expect() {
    for (language, expected) in expected() {
        assert!(expected.sorted.len() >= 20);
        let collation = language.collator();
        let mut words = expected.sorted.clone();
        words.reverse();
        words.sort_by(|a, b| collation.compare(a, b));
        assert_eq!(words, expected.sorted, "{language}");
    }
}

/// The program has names packed in its own way (`src/language/names.rs`); `tests/cldr/names` packs them anew.
#[test]
fn every_language_calls_others_and_countries_as_the_unicode_data_says() {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(include_bytes!("../src/language/names.zip"))).unwrap();
    let codes = std::io::read_to_string(archive.by_name("codes").unwrap()).unwrap();
    let readers: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).filter(|name| name != "codes").collect();
    assert!(readers.len() >= 240 && codes.lines().count() >= 1300);
    let named: Vec<Language> = codes
        .lines()
        .filter_map(|line| match line.split_once(' ').unwrap() {
            ("language", code) => Some(code.to_owned()),
            ("script", code) => Some(format!("az-{code}")),
            _ => None,
        })
        .filter_map(|tag| Language::parse(&tag).ok())
        .chain(["pt-BR", "sr-Latn-BA", "zh-Hant-HK", "ca-valencia", "es-419", "qaa"].map(|tag| Language::parse(tag).unwrap()))
        .collect();
    assert!(named.len() >= 800);
    // ICU4X leaves these out.
    let north = ["kl", "se", "sma", "smj", "smn", "sms"];
    let readers = readers.par_iter().filter(|tag| !north.contains(&tag.as_str()));
    readers.filter_map(|tag| Language::parse(tag).ok()).for_each(|reader| {
        // Ours for readers of English is British.
        let locale: Locale = match reader.tag() {
            "en" => "en-GB",
            "no" => "nb",
            tag => tag,
        }
        .parse()
        .unwrap();
        for other in &named {
            let name = LanguageIdentifierDisplayName::try_new_heavy((&locale).into(), other.tag().parse().unwrap(), Default::default());
            let name = name.map_or_else(|_| other.to_string(), |name| name.as_borrowed().to_string());
            // Where it has none, the nearest language that has one is asked.
            if name != other.tag() && !name.starts_with(&format!("{} (", other.base())) {
                assert_eq!(reader.name_of(other), name, "{other} in {reader}");
            }
        }
        for code in codes.lines().filter_map(|line| line.strip_prefix("region ")) {
            let name = RegionDisplayName::try_new_light((&reader.tag().parse::<Locale>().unwrap()).into(), code.parse().unwrap());
            if let Ok(name) = name {
                assert_eq!(reader.country_name(code), name.as_borrowed().to_string(), "{code} in {reader}");
            }
        }
    });
}
