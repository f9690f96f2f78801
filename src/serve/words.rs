//! The preview's own words, in Fluent. They are no theme's: authors read them, readers never do.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::language::{Argument, Date, Language, Messages};

/// A language that the preview speaks to authors.
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
            Speech::English => include_str!("words/en.ftl"),
            Speech::Swedish => include_str!("words/sv.ftl"),
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
        let language = Language::parse(speech.tag()).expect("the preview's languages have tags");
        let mut messages = Messages::new(&language);
        messages.add(speech.file());
        let plain = ids(speech).into_iter().filter_map(|id| Some((id.replace('-', "_"), messages.plain(&id)?))).collect();
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
    fn the_browsers_wish_is_heard_unless_somebody_said_otherwise() {
        let choose = Speech::choose;
        assert_eq!(choose(None, None, Some("lt, en;q=0.5, sv-FI;q=0.8")), Speech::Swedish);
        assert_eq!(choose(None, None, Some("da,nb;q=0.9")), Speech::English);
        assert_eq!(choose(None, Some(Speech::Swedish), Some("en")), Speech::Swedish);
        assert_eq!(choose(Some("en"), Some(Speech::Swedish), Some("sv")), Speech::English);
        assert_eq!(choose(Some("<script>"), None, Some(";q=x,,;q=-1")), Speech::English);
    }
}
