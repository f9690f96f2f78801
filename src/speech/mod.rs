//! In which language the program speaks to authors, and its words: the preview's in Fluent, findings and everything that
//! the command line says by a catalogue under its English. They are no theme's: authors read them, readers never do.

pub mod catalogue;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

use crate::diagnostics::{Finding, Summary};
use crate::language::{Argument, Date, Language, Messages};
use crate::packed::unpacked;
use catalogue::Catalogue;

/// A language that the program speaks to authors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Speech {
    English,
    Swedish,
}

impl Speech {
    pub const ALL: [Speech; 2] = [Speech::English, Speech::Swedish];

    pub fn tag(self) -> &'static str {
        match self {
            Speech::English => "en",
            Speech::Swedish => "sv",
        }
    }

    pub fn own_name(self) -> &'static str {
        match self {
            Speech::English => "English",
            Speech::Swedish => "Svenska",
        }
    }

    /// The speech of a tag such as `sv-FI`.
    pub fn of_tag(tag: &str) -> Option<Speech> {
        let language = tag.split('-').next().unwrap_or_default();
        Speech::ALL.into_iter().find(|speech| speech.tag().eq_ignore_ascii_case(language))
    }

    /// What is asked for in the address, else what the preview was started with, else the first that the browser
    /// accepts; Danes and Norwegians read Swedish no more easily than English, so they are not guessed at.
    pub fn choose(asked: Option<&str>, started_with: Option<Speech>, accepted: Option<&str>) -> Speech {
        let mut wishes: Vec<(u32, &str)> = accepted
            .unwrap_or_default()
            .split(',')
            .take(20)
            .map(|wish| {
                let (tag, weight) = wish.split_once(";q=").unwrap_or((wish, "1"));
                let weight = weight.trim().parse::<f32>().unwrap_or(0.0).clamp(0.0, 1.0);
                // Thousandths are what the standard knows.
                ((weight * 1000.0) as u32, tag.trim())
            })
            .collect();
        // A stable sort keeps the order of those that weigh the same.
        wishes.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        asked
            .and_then(Speech::of_tag)
            .or(started_with)
            .or_else(|| wishes.into_iter().find_map(|(_, tag)| Speech::of_tag(tag)))
            .unwrap_or(Speech::English)
    }

    /// What a system is set to, by the values of `LC_ALL`, `LC_MESSAGES` and `LANG`: the first that is set decides. Before
    /// it go the languages of `LANGUAGE`, the dearest first, unless it is the locale of no language.
    pub fn of_environment<'v>(values: impl IntoIterator<Item = Option<&'v str>>, wished: Option<&'v str>) -> Speech {
        let set = values.into_iter().flatten().find(|value| !value.is_empty()).unwrap_or_default();
        let language = |locale: &'v str| locale.split(['_', '.', '@']).next().unwrap_or_default();
        let wished = wished.filter(|_| !matches!(language(set), "" | "C" | "POSIX")).unwrap_or_default();
        wished.split(':').chain([set]).find_map(|locale| Speech::of_tag(language(locale))).unwrap_or(Speech::English)
    }

    /// A finished English text of the program's in this language; `None` if it has only the English.
    pub fn translate(self, english: &str) -> Option<String> {
        // What the program says itself, and what other programs say through it.
        static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
            let own = String::from_utf8(unpacked!("sv.txt")).expect("it is UTF-8");
            Catalogue::read([own.as_str(), include_str!("sv-others.txt")])
        });
        match self {
            Speech::English => Some(english.to_owned()),
            Speech::Swedish => CATALOGUE.translate(english),
        }
    }

    /// The same; what it has only in English stays English.
    pub fn tell(self, english: &str) -> Cow<'_, str> {
        match self {
            Speech::English => Cow::Borrowed(english),
            Speech::Swedish => self.translate(english).map_or(Cow::Borrowed(english), Cow::Owned),
        }
    }

    /// A finding as it is read in this language.
    pub fn finding(self, finding: &Finding) -> Finding {
        let mut told = finding.clone();
        told.message = self.tell(&finding.message).into_owned();
        told.hints = finding.hints.iter().map(|hint| self.tell(hint).into_owned()).collect();
        told
    }

    /// «0 errors, 1 warning, 2 notes».
    pub fn summary(self, summary: Summary) -> String {
        match self {
            Speech::English => summary.to_string(),
            Speech::Swedish => {
                let count = |number: usize, one: &str, other: &str| format!("{number} {}", if number == 1 { one } else { other });
                let (warnings, notes) = (count(summary.warnings, "varning", "varningar"), count(summary.notes, "notering", "noteringar"));
                format!("{} fel, {warnings}, {notes}", summary.errors)
            }
        }
    }

    /// A time in seconds, with two decimals.
    pub fn seconds(self, time: Duration) -> String {
        let text = format!("{:.2}", time.as_secs_f64());
        match self {
            Speech::English => text,
            Speech::Swedish => text.replace('.', ","),
        }
    }

    pub fn language(self) -> &'static Language {
        &self.words().language
    }

    /// A word as it stands.
    pub fn say(self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// A word with a number that decides its form.
    pub fn count(self, id: &str, number: usize) -> String {
        self.say_with(id, &[("count", number.into())])
    }

    /// A word with one text in it.
    pub fn with(self, id: &str, name: &'static str, text: impl Into<String>) -> String {
        self.say_with(id, &[(name, Argument::Text(text.into()))])
    }

    pub fn day(self, date: Date) -> String {
        self.language().long_date(date)
    }

    /// The words without arguments, for templates and scripts.
    pub fn plain(self) -> &'static BTreeMap<String, String> {
        &self.words().plain
    }

    fn say_with(self, id: &str, arguments: &[(&str, Argument)]) -> String {
        // A word that is missing shows its name: a test finds it, and a page still stands.
        self.words().messages.get(id, arguments).unwrap_or_else(|| id.to_owned())
    }

    fn words(self) -> &'static Words {
        static ALL: LazyLock<[Words; 2]> = LazyLock::new(|| Speech::ALL.map(Words::load));
        &ALL[self as usize]
    }

    fn file(self) -> &'static str {
        match self {
            Speech::English => include_str!("en.ftl"),
            Speech::Swedish => include_str!("sv.ftl"),
        }
    }
}

struct Words {
    language: Language,
    messages: Messages,
    plain: BTreeMap<String, String>,
}

impl Words {
    fn load(speech: Speech) -> Words {
        let language = Language::parse(speech.tag()).expect("the languages have tags");
        let mut messages = Messages::new(&language);
        messages.add(speech.file());
        let plain = ids(speech).into_iter().filter_map(|id| Some((id.replace('-', "_"), messages.get(&id, &[])?))).collect();
        Words { language, messages, plain }
    }
}

fn ids(speech: Speech) -> Vec<String> {
    speech
        .file()
        .lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id)
        .filter(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_words_and_all_can_be_read() {
        let of = |speech| {
            let mut ids = ids(speech);
            ids.sort();
            ids
        };
        assert_eq!(of(Speech::English), of(Speech::Swedish));
        for speech in Speech::ALL {
            assert!(fluent_bundle::FluentResource::try_new(speech.file().to_owned()).is_ok(), "{speech:?}");
        }
    }

    #[test]
    fn the_system_says_which_language_unless_somebody_said_otherwise() {
        let of = |values| Speech::of_environment(values, None);
        assert_eq!(of([None, None, Some("sv_SE.UTF-8")]), Speech::Swedish);
        assert_eq!(of([Some("C"), Some("sv_SE.UTF-8"), Some("sv_SE.UTF-8")]), Speech::English);
        assert_eq!(of([Some(""), Some("sv"), Some("en_GB.UTF-8")]), Speech::Swedish);
        assert_eq!(of([Some("svenska"), None, Some("sv_SE")]), Speech::English);
        assert_eq!(of([None, None, None]), Speech::English);
        let wishing = |wished, set| Speech::of_environment([None, None, Some(set)], Some(wished));
        assert_eq!(wishing("en:sv", "sv_SE.UTF-8"), Speech::English);
        assert_eq!(wishing("fi:sv_FI:en", "en_GB.UTF-8"), Speech::Swedish);
        assert_eq!(wishing("", "sv_SE.UTF-8"), Speech::Swedish);
        assert_eq!(wishing("sv", "C.UTF-8"), Speech::English);
    }

    #[test]
    fn the_browsers_wish_is_heard_unless_somebody_said_otherwise() {
        let choose = Speech::choose;
        assert_eq!(choose(None, None, Some("lt, en;q=0.5, sv-FI;q=0.8")), Speech::Swedish);
        assert_eq!(choose(None, None, Some("da,nb;q=0.9")), Speech::English);
        assert_eq!(choose(None, Some(Speech::Swedish), Some("en")), Speech::Swedish);
        assert_eq!(choose(Some("en"), Some(Speech::Swedish), Some("sv")), Speech::English);
        assert_eq!(choose(Some("<script>"), None, Some(";q=x,,;q=-1")), Speech::English);
    }
}
