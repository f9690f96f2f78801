//! Languages: checked tags, direction, names, fallback, and what each does in its own way.

mod alphabet;
mod date;
pub mod direction;
pub mod flags;
pub mod hours;
mod messages;
mod names;
pub mod nesting;
pub mod persons;
mod quotes;
mod slug;
pub mod sought;
mod text;
mod transliteration;
pub mod words;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale::{Direction as IcuDirection, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander};
use icu_locale_core::{LanguageIdentifier, Locale, subtags::Region};

pub use date::{Date, DateError};
pub use messages::{Argument, Messages};
pub use quotes::Quotes;
pub use slug::{ascii_slug, composed, decomposed, readable, slug, slug_with_dotless_i, with_dotless_i};
use transliteration::transliterated;

/// A language by its BCP 47 tag, in canonical form: `sv`, `pt-BR`, `az-Arab`.
#[derive(Clone)]
pub struct Language(Arc<Known>);

/// What is known of a language, looked up once.
struct Known {
    tag: String,
    locale: Locale,
    direction: Direction,
    own_name: String,
}

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn attribute(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

/// The tags of languages that people far and wide read.
const USUAL: [&str; 62] = [
    "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "he",
    "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "ko", "ku", "lt", "lv", "mk", "ms", "nb", "nl", "nn", "no", "pa", "pl", "ps",
    "pt", "ro", "ru", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "th", "ti", "tr", "uk", "ur", "vi", "zh",
];

impl Language {
    /// Reads a tag. Errors: why it is none, as a hint for the author.
    pub fn parse(text: &str) -> Result<Language, String> {
        if text.contains('_') {
            return Err(format!("write «{}»", text.replace('_', "-")));
        }
        let identifier: LanguageIdentifier = text.parse().map_err(|_| "write a language tag such as sv, en or pt-BR".to_owned())?;
        if identifier.language.is_unknown() {
            return Err("write a language tag such as sv, en or pt-BR".to_owned());
        }
        let mut canonical = Locale::from(identifier.clone());
        LocaleCanonicalizer::new_extended().canonicalize(&mut canonical);
        if canonical.id.language != identifier.language {
            return Err(format!("write «{}»", canonical.id));
        }
        Ok(Language::known(identifier.into()))
    }

    fn known(locale: Locale) -> Language {
        let tag = locale.id.to_string();
        let direction = match LocaleDirectionality::new_extended().get(&locale.id) {
            Some(IcuDirection::RightToLeft) => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        };
        let own_name = names::told_by_speakers(&tag).map(str::to_owned).or_else(|| names::of_language(&locale, &locale));
        let own_name = own_name.unwrap_or_else(|| tag.clone());
        Language(Arc::new(Known { tag, locale, direction, own_name }))
    }

    /// What is said of a text that [`Language::parse`] refuses.
    pub fn refusal(text: &str) -> String {
        // Such as `prs`, which is now a part of Persian, and `swe`, for which there are two letters.
        let has_another = !text.contains('_') && text.parse::<LanguageIdentifier>().is_ok_and(|tag| !tag.language.is_unknown());
        match has_another {
            true => format!("the language «{text}» is known by another tag"),
            false => format!("«{text}» is not a language tag"),
        }
    }

    /// What English calls this language; `None` if the Unicode data has no name.
    pub fn english_name(&self) -> Option<String> {
        names::of_language(&self.0.locale, &icu_locale_core::locale!("en"))
    }

    pub fn is_named(&self) -> bool {
        self.english_name().is_some()
    }

    /// Whether its tag says more than language, script and region, as `sl-nedis` does.
    pub fn has_variants(&self) -> bool {
        !self.0.locale.id.variants.is_empty()
    }

    /// Whether the tag may be that of a language. All that have a tag of two letters have names; of three letters many have
    /// none that are languages all the same, such as Kven and most sign languages.
    pub fn may_be(&self) -> bool {
        self.is_named() || self.base().len() == 3
    }

    /// Whether people far and wide read it, so that its tag in a file's name is hardly anything else, as `min` and `se` are.
    pub fn is_usual(&self) -> bool {
        USUAL.contains(&self.base())
    }

    /// The language that somebody calls so: by its tag or a code of three letters, or by its name in itself, in English or in
    /// Swedish.
    pub fn called(name: &str) -> Option<Language> {
        let name = name.trim().to_lowercase();
        if let Ok(language) = Language::parse(&name.replace('_', "-"))
            && language.is_named()
        {
            return Some(language);
        }
        // The code that librarians use, such as `swe`, is but another form of the tag.
        if let Ok(identifier) = name.parse::<LanguageIdentifier>().map(Locale::from)
            && let Some(tag) = Some(identifier).filter(|locale| locale.id.language.as_str().len() == 3).map(|mut locale| {
                LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
                locale.id.to_string()
            })
            && let Ok(language) = Language::parse(&tag)
            && language.is_named()
        {
            return Some(language);
        }
        static NAMES: LazyLock<BTreeMap<String, Language>> = LazyLock::new(|| {
            let readers = ["en", "sv"].map(|tag| Language::parse(tag).expect("a tag"));
            let usual = USUAL.iter().filter_map(|tag| Language::parse(tag).ok());
            let named = usual.flat_map(|language| {
                let names = readers.iter().map(|reader| reader.name_of(&language)).chain([language.own_name().to_owned()]);
                names.map(|name| (name.to_lowercase(), language.clone())).collect::<Vec<_>>()
            });
            named.collect()
        });
        NAMES.get(&name).cloned()
    }

    /// The language that most people speak in the country whose code was written in the place of a language's tag: `da` for
    /// `dk`.
    pub fn of_country(code: &str) -> Option<Language> {
        let region = Some(code).filter(|code| is_country(&code.to_uppercase()))?.parse().ok()?;
        let mut spoken = LanguageIdentifier { region: Some(region), ..LanguageIdentifier::UNKNOWN };
        LocaleExpander::new_extended().maximize(&mut spoken);
        Language::parse(spoken.language.as_str()).ok().filter(Language::is_usual)
    }

    /// What stands between several things where no word does.
    pub fn comma(&self) -> &'static str {
        match self.base() {
            "ar" | "ckb" | "fa" | "prs" | "ps" | "sd" | "ug" | "ur" => "، ",
            "ja" | "zh" => "、",
            _ => ", ",
        }
    }

    pub fn tag(&self) -> &str {
        &self.0.tag
    }

    /// The tag without script, region and variant: `pt` of `pt-BR`.
    pub fn base(&self) -> &str {
        self.0.locale.id.language.as_str()
    }

    /// The country that its tag names.
    fn region(&self) -> Option<&str> {
        self.0.locale.id.region.as_ref().map(Region::as_str)
    }

    /// The script in which it is written, by its tag or by the country that its tag names: `Hant` of `zh-TW`.
    fn script(&self) -> Option<String> {
        let mut id = self.0.locale.id.clone();
        LocaleExpander::new_extended().maximize(&mut id);
        id.script.map(|script| script.as_str().to_owned())
    }

    /// Whether it is written as people write it who don't say how: `zh-Hans` and `sr-Cyrl` are, `sr-Latn` is not.
    pub fn is_in_usual_script(&self) -> bool {
        let id = &self.0.locale.id;
        let script_of = |mut id: LanguageIdentifier| {
            LocaleExpander::new_extended().maximize(&mut id);
            id.script
        };
        id.script.is_none() || id.script == script_of(LanguageIdentifier { script: None, region: None, ..id.clone() })
    }

    /// The locale for formatting. Plain `en` is American in the Unicode data; a Nordic site means British order of dates.
    fn formatting_locale(&self) -> Locale {
        match self.tag() {
            "en" => icu_locale_core::locale!("en-GB"),
            "no" => icu_locale_core::locale!("nb"),
            _ => self.0.locale.clone(),
        }
    }

    /// What the crates don't know of is written as in the countries where it is spoken.
    fn locale_of_numbers(&self) -> Locale {
        match self.base() {
            "fkv" | "fit" | "se" | "sma" | "smj" | "smn" | "sms" => icu_locale_core::locale!("nb"),
            "kl" => icu_locale_core::locale!("da"),
            _ => self.formatting_locale(),
        }
    }

    pub fn direction(&self) -> Direction {
        self.0.direction
    }

    /// What says in an element of HTML that it is in this language: ` lang="ar" dir="rtl"`.
    pub fn attributes(&self) -> String {
        format!(" lang=\"{self}\" dir=\"{}\"", self.direction().attribute())
    }

    /// What the language calls itself, as it stands in a list: `svenska`, `українська`; its tag where nobody has told.
    pub fn own_name(&self) -> &str {
        &self.0.own_name
    }

    /// What this language calls a country, or the nearest that has a name for it; the code where none has.
    pub fn country_name(&self, country: &str) -> String {
        let Ok(region) = country.parse::<Region>() else { return country.to_owned() };
        self.nearest_name(&self.0.locale, |reader| names::of_country(region, reader)).unwrap_or_else(|| country.to_owned())
    }

    /// A name in this language, else in the first of those that its readers usually read as well.
    fn nearest_name(&self, own: &Locale, name: impl Fn(&Locale) -> Option<String>) -> Option<String> {
        name(own).or_else(|| self.usual_fallback().iter().find_map(|tag| name(&tag.parse().expect("a tag of ours"))))
    }

    /// A date in words, never in ambiguous figures: `1 mars 2026`.
    pub fn long_date(&self, date: Date) -> String {
        date::long(date, self.tag(), &self.formatting_locale())
    }

    /// A range of days in words: `3–4 mars 2031`.
    pub fn date_range(&self, from: Date, to: Date) -> String {
        date::range(from, to, self.tag(), &self.formatting_locale())
    }

    /// A decimal number, written as `-1234.5`, with the language's own marks.
    pub fn number(&self, written: &str) -> String {
        text::number(written, &self.locale_of_numbers(), false)
    }

    /// A whole number of which nobody knows what it counts: four figures stand together, since they may be a year.
    pub fn number_or_year(&self, number: i64) -> String {
        text::number(&number.to_string(), &self.locale_of_numbers(), true)
    }

    /// Several things as one phrase: `A, B och C`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let locale = match self.base() {
            // The word between the last two is that of Finnish: ja.
            "se" | "smj" => icu_locale_core::locale!("fi"),
            _ => self.formatting_locale(),
        };
        text::list(items, &locale)
    }

    /// What this language calls another: `finska` for Finnish in Swedish; where neither it nor a near one has a name, what the
    /// other calls itself.
    pub fn name_of(&self, other: &Language) -> String {
        let name = |reader: &Locale| names::of_language(&other.0.locale, reader);
        self.nearest_name(&self.formatting_locale(), name).unwrap_or_else(|| other.own_name().to_owned())
    }

    /// The order of texts in this language: `z å ä ö` in Swedish, `s š z ž` in Estonian; numbers by what they are worth.
    pub fn collator(&self) -> Collation {
        let mut preferences = CollatorPreferences::from(self.formatting_locale());
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let with = |options| Collator::try_new(preferences, options).expect("the collation data is compiled in and has a root");
        let mut bare = CollatorOptions::default();
        bare.strength = Some(Strength::Primary);
        Collation { order: with(CollatorOptions::default()), letters: with(bare), language: self.clone() }
    }

    /// Whether i with and without a dot are two letters, each with a capital of its own.
    pub fn has_dotless_i(&self) -> bool {
        matches!(self.base(), "tr" | "az")
    }

    /// A text in small letters.
    pub fn small(&self, text: &str) -> String {
        if self.has_dotless_i() { with_dotless_i(text).to_lowercase() } else { text.to_lowercase() }
    }

    /// A part of an address, as [`slug`] makes it.
    pub fn slug(&self, text: &str) -> String {
        if self.has_dotless_i() { slug_with_dotless_i(text) } else { slug(text) }
    }

    pub fn quotes(&self) -> Quotes {
        Quotes::of(self)
    }

    /// The languages to look in when a text is missing in this one, nearest first; the site's own order follows.
    pub fn usual_fallback(&self) -> &'static [&'static str] {
        match self.base() {
            "sv" => &["nb", "da", "en"],
            "da" => &["nb", "sv", "en"],
            "nb" | "no" => &["nb", "no", "nn", "da", "sv", "en"],
            "nn" => &["nb", "da", "sv", "en"],
            "is" => &["da", "en", "nb", "sv"],
            "fi" => &["sv", "en"],
            "fo" => &["da", "nb", "sv", "en"],
            "kl" => &["da", "en"],
            "se" | "sma" | "smj" => match self.region() {
                Some("SE") => &["sv", "nb", "fi", "en"],
                Some("FI") => &["fi", "sv", "nb", "en"],
                _ => &["nb", "nn", "sv", "fi", "en"],
            },
            "fkv" => &["nb", "nn", "fi", "en"],
            "smn" | "sms" => &["fi", "en"],
            "fit" => &["sv", "fi", "en"],
            _ => &["en"],
        }
    }
}

/// Compares texts in the order of a language.
pub struct Collation {
    order: CollatorBorrowed<'static>,
    /// Tells letters apart, and nothing else: neither their marks nor capitals.
    letters: CollatorBorrowed<'static>,
    language: Language,
}

impl Collation {
    /// What stands before the first letter or figure counts only between texts that are the same but for that.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let bare = |text: &str| text.find(char::is_alphanumeric).unwrap_or(0);
        let placed = |text| alphabet::placed(text, self.language.base());
        self.order.compare(&placed(&a[bare(a)..]), &placed(&b[bare(b)..])).then_with(|| self.order.compare(a, b))
    }

    /// The heading under which a text stands in an alphabetical list, after a text that stands under `previous`.
    ///
    /// A letter with a mark stands under the plain letter unless the language sorts it as a letter of its own; one that the
    /// language takes for another stands under that, as Ü does under Y in Swedish.
    pub fn heading(&self, text: &str, previous: Option<&str>) -> String {
        let mut letters = text.chars().skip_while(|c| !c.is_alphanumeric() || alphabet::is_written_before(*c));
        // A number is a letter of its own, since 2 comes before 10.
        let number: String = letters.clone().take_while(|c| c.is_numeric()).collect();
        if !number.is_empty() {
            return number;
        }
        let Some(first) = letters.next() else { return String::new() };
        let pair: String = std::iter::once(first).chain(letters.next()).collect();
        let first = alphabet::capital(first, self.language.has_dotless_i());
        if pair.chars().count() == 2 {
            if self.same_letter(&pair, "Å") {
                return "Å".to_owned();
            }
            // In Czech and Slovak it comes after all that begins with H.
            if pair.eq_ignore_ascii_case("ch") && self.letters.compare(&pair, "hž") == Ordering::Greater {
                return "Ch".to_owned();
            }
        }
        if let Some(previous) = previous.filter(|previous| self.same_letter(previous, &first)) {
            return previous.to_owned();
        }
        let own = match self.language.base() {
            "da" | "fo" | "kl" | "nb" | "nn" | "no" => ["Æ", "Ø", "Å"],
            "is" => ["Æ", "Ö", "Å"],
            _ => ["Å", "Ä", "Ö"],
        };
        let plain: String = decomposed(&first).chars().take(1).collect();
        // One that the language sorts as several, as many do Æ as AE, stands under the first of them.
        let several = transliterated(&first);
        if several.len() > 1 && self.same_letter(&several, &first) {
            return several[..1].to_uppercase();
        }
        let latin = ('A'..='Z').map(String::from);
        let known = latin.chain(own.map(str::to_owned)).chain([plain]);
        known.into_iter().find(|letter| self.same_letter(letter, &first)).unwrap_or(first)
    }

    fn same_letter(&self, a: &str, b: &str) -> bool {
        let base = self.language.base();
        self.letters.compare(&alphabet::placed(a, base), &alphabet::placed(b, base)) == Ordering::Equal
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Language) -> bool {
        self.tag() == other.tag()
    }
}

impl Eq for Language {}

impl PartialOrd for Language {
    fn partial_cmp(&self, other: &Language) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Language {
    fn cmp(&self, other: &Language) -> Ordering {
        self.tag().cmp(other.tag())
    }
}

impl std::hash::Hash for Language {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.tag().hash(state);
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// Whether two letters name a country, by the Unicode data.
pub fn is_country(code: &str) -> bool {
    code.len() == 2
        && code.bytes().all(|b| b.is_ascii_uppercase())
        && !matches!(code, "ZZ" | "QO" | "EU" | "UN" | "EZ" | "XA" | "XB")
        && code.parse().is_ok_and(|region| names::of_country(region, &icu_locale_core::locale!("en")).is_some_and(|name| name != code))
}

/// The country codes that could have been meant, for hints.
pub fn country_codes() -> Vec<String> {
    (b'A'..=b'Z')
        .flat_map(|a| (b'A'..=b'Z').map(move |b| String::from_utf8_lossy(&[a, b]).into_owned()))
        .filter(|code| is_country(code))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).unwrap()
    }

    #[test]
    fn tags_are_checked_and_put_in_canonical_form() {
        assert_eq!(language("SV-fi").tag(), "sv-FI");
        for (wrong, hint) in [("pt_BR", "«pt-BR»"), ("swe", "«sv»"), ("iw", "«he»"), ("i-klingon", "tag"), ("../x", "tag"), ("", "tag")]
        {
            let error = Language::parse(wrong).expect_err(wrong);
            assert!(error.contains(hint), "{wrong}: {error}");
        }
        assert!(!language("xx").may_be() && language("uk").is_named() && language("en-GB").is_named());
        assert!(["fkv", "apc", "swl", "rmf"].iter().all(|tag| language(tag).may_be()));
    }

    #[test]
    fn languages_name_themselves_and_the_countries() {
        let names: Vec<_> =
            ["sv", "en", "da", "nb", "fi", "is", "et", "lv", "lt", "uk", "ar"].map(|t| language(t).own_name().to_owned()).into();
        assert_eq!(
            names,
            ["svenska", "English", "dansk", "norsk bokmål", "suomi", "íslenska", "eesti", "latviešu", "lietuvių", "українська", "العربية"]
        );
        assert_eq!(language("sv").country_name("EE"), "Estland");
        assert_eq!(language("lt").country_name("NO"), "Norvegija");
        // Of the Sámi languages CLDR 48 has countries for two, and of Greenlandic for Greenland.
        let names = ["se", "kl", "sma", "smj", "smn", "sms", "fkv", "ku-Arab"].map(|tag| language(tag).own_name().to_owned());
        assert_eq!(
            names.join(", "),
            "davvisámegiella, kalaallisut, Åarjelsaemien gïele, julevsámegiella, anarâškielâ, sääʹmǩiõll, kvääni, کوردی"
        );
        assert_eq!(["se", "smn", "kl", "sms"].map(|tag| language(tag).country_name("SE")), ["Ruoŧŧa", "Ruotâ", "Sverige", "Ruotsi"]);
        assert_eq!(language("kl").country_name("GL"), "Kalaallit Nunaat");
        assert_eq!(language("rmf-Latn").own_name(), "rmf-Latn");
        // Nor has it any for these.
        let names = ["rmn", "ff", "krl", "sgs", "ln", "haz", "swl"].map(|tag| language(tag).own_name().to_owned());
        assert_eq!(names.join(", "), "romani čhib, Fulfulde / Pulaar, karjala, žemaitėška, lingála, هزارگی, svenskt teckenspråk");
        for (tag, _) in include_str!("own_names.txt").lines().filter_map(|line| line.split_once(' ')) {
            let (language, is_from_right) = (language(tag), |c: char| matches!(c, '\u{590}'..='\u{8FF}'));
            let direction = if language.own_name().contains(is_from_right) { Direction::RightToLeft } else { Direction::LeftToRight };
            assert_eq!((language.tag(), language.direction()), (tag, direction), "{tag}");
        }
        assert!(is_country("NO") && !is_country("SW") && !is_country("se"));
    }

    #[test]
    fn languages_name_one_another() {
        // After CLDR 47, as Babel 2.18 prints it.
        for (tag, finnish, ukrainian, arabic) in [
            ("sv", "finska", "ukrainska", "arabiska"),
            ("en", "Finnish", "Ukrainian", "Arabic"),
            ("da", "finsk", "ukrainsk", "arabisk"),
            ("nb", "finsk", "ukrainsk", "arabisk"),
            ("fi", "suomi", "ukraina", "arabia"),
            ("is", "finnska", "úkraínska", "arabíska"),
            ("et", "soome", "ukraina", "araabia"),
            ("lv", "somu", "ukraiņu", "arābu"),
            ("lt", "suomių", "ukrainiečių", "arabų"),
            ("uk", "фінська", "українська", "арабська"),
            ("ar", "الفنلندية", "الأوكرانية", "العربية"),
        ] {
            let names = ["fi", "uk", "ar"].map(|other| language(tag).name_of(&language(other)));
            assert_eq!(names, [finnish, ukrainian, arabic], "{tag}");
        }
    }

    #[test]
    fn where_a_language_has_no_name_for_another_the_nearest_has() {
        assert_eq!(language("kl").name_of(&language("uk")), "ukrainsk");
        assert_eq!(["smj", "smj-SE"].map(|tag| language(tag).country_name("LV")), ["Latvia", "Lettland"]);
        assert_eq!(language("sv").name_of(&language("fkv")), "kvääni");
        assert_eq!(language("se").name_of(&language("kl")), language("nb").name_of(&language("kl")));
        assert_eq!(
            (language("se").number("1234567.5"), language("se").list(&["A", "B"])),
            (language("nb").number("1234567.5"), "A ja B".into())
        );
    }

    #[test]
    fn arabic_is_written_from_right_to_left() {
        assert_eq!(language("ar").direction(), Direction::RightToLeft);
        assert_eq!(language("uk").direction(), Direction::LeftToRight);
    }

    #[test]
    fn each_language_sorts_in_its_own_order() {
        for (tag, sorted) in [
            ("sv", "Arbete Vittne Webb Över Yrke Zon Åtal Ärende Övrigt"),
            ("da", "Arbejde Zone Ærlig Øvrig Ånd Aarhus"),
            ("fi", "Apu Vanha Zeniitti Åbo Ääni Öljy"),
            ("is", "Ast Ár Dagur Ð Eta Éta Zebra Þing Ævi Ögn"),
            ("et", "Sada Šokk Zoo Žanr Tuba Usk Vana Õde Ämber Öö Üks"),
            ("lv", "Ceļš Čakls Gads Ģimene Kaķis Ķirsis Laiks Ļoti Saule Šis Zeme Žēl"),
            ("lt", "Cukrus Čia Iki Ypač Įstatymas Jau Saulė Šaltas Zona Žodis"),
            ("en", "A1 A2 A10 A100"),
            ("en", "Abi Ærlighed Ajutine Labour “Loverboy” Method"),
            ("se", "Asta Ávvir Báhpa Cuorvut Čáppa Dálkkas Đ Njuolla Ŋ Sápmi Šaddu Tuodar Ŧ Viellja Zoo Žuŋka Øl Ærlig Ål Äpple Öl"),
            ("kl", "Aamma Isumaginninneq Qaqqaq ĸasuerneq Zoo Ærlig Øl Åbo"),
            ("uk", "вода гора ґанок екран єдність їжак йод яблуко"),
        ] {
            let expected: Vec<_> =
                if tag == "sv" { sorted.split(' ').filter(|w| *w != "Över").collect() } else { sorted.split(' ').collect() };
            let mut words = expected.clone();
            words.reverse();
            let collation = language(tag).collator();
            words.sort_by(|a, b| collation.compare(a, b));
            assert_eq!(words, expected, "{tag}");
        }
    }

    #[test]
    fn a_letter_of_its_own_has_a_heading_of_its_own() {
        let swedish = language("sv").collator();
        assert_eq!(swedish.heading("ålder", Some("A")), "Å");
        assert_eq!(swedish.heading("éclair", Some("E")), "E");
        assert_eq!(language("en").collator().heading("Årsta", Some("A")), "A");
        for (tag, word, heading) in [
            ("da", "Aabenraa", "Å"),
            ("nb", "Aasen", "Å"),
            ("en", "Aabenraa", "A"),
            ("da", "Álava", "A"),
            ("da", "Ąžuolas", "A"),
            ("cs", "chata", "Ch"),
            ("sk", "Chata", "Ch"),
            ("en", "chat", "C"),
            ("sv", "über-ich", "Y"),
            ("sv", "ære", "Ä"),
            ("da", "ära", "Æ"),
            ("tr", "ılık", "I"),
            ("tr", "istanbul", "İ"),
            ("tr", "îman", "İ"),
            ("tr", "Îman", "İ"),
            ("az", "İsmayıllı", "İ"),
            ("uk", "їжак", "Ї"),
            ("uk", "йод", "Й"),
            ("et", "šokk", "Š"),
            ("et", "Ærlighed", "A"),
            ("en", "“Æ”", "A"),
            ("en", "œuvre", "O"),
            ("is", "Ærlighed", "Æ"),
            ("fo", "Ærgi", "Æ"),
            ("fo", "Øl", "Ø"),
            ("kl", "Aamma", "A"),
            ("se", "Čáppa", "Č"),
            ("se", "ŋ", "Ŋ"),
            ("se", "Øl", "Ø"),
            ("th", "เด็ก", "ด"),
            ("th", "ดาว", "ด"),
            ("lo", "ເດັກ", "ດ"),
            ("ko", "까치", "ㄱ"),
            ("ko", "나무", "ㄴ"),
            ("ko", "하늘", "ㅎ"),
            ("ka", "ბავშვი", "ბ"),
            ("sv", "1 mars", "1"),
            ("sv", "116 000", "116"),
        ] {
            assert_eq!(language(tag).collator().heading(word, None), heading, "{tag}: {word}");
        }
    }
}
