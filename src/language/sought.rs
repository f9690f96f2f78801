//! A few words or signs, sought in one pass.

use aho_corasick::packed::{self, Searcher};
use aho_corasick::{AhoCorasick, Match, MatchKind};

/// What is sought. Where two begin at one place, the one named first is found.
#[derive(Clone, Debug)]
pub enum Sought {
    /// Many bytes are looked at in one step, which neither every machine nor every set of words allows.
    AtOnce(Searcher),
    ByteByByte(AhoCorasick),
}

impl Sought {
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str> + Clone) -> Sought {
        let at_once = packed::Config::new().match_kind(packed::MatchKind::LeftmostFirst).builder().extend(words.clone()).build();
        at_once.map_or_else(|| Sought::byte_by_byte(words), Sought::AtOnce)
    }

    fn byte_by_byte<'a>(words: impl IntoIterator<Item = &'a str>) -> Sought {
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(words);
        Sought::ByteByByte(automaton.expect("they are few and short"))
    }

    /// Where they stand in a text, none within another.
    pub fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Match> + 'a {
        let (at_once, byte_by_byte) = match self {
            Sought::AtOnce(searcher) => (Some(searcher.find_iter(text)), None),
            Sought::ByteByByte(automaton) => (None, Some(automaton.find_iter(text))),
        };
        at_once.into_iter().flatten().chain(byte_by_byte.into_iter().flatten())
    }

    pub fn is_in(&self, text: &str) -> bool {
        self.places(text).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_first_is_found_first_and_none_within_another() {
        let words = ["RT90", "RT 90", "EUREF", "EU", "ref"];
        for (text, expected) in [
            ("", vec![]),
            ("RT", vec![]),
            ("RT90", vec![(0, 0)]),
            ("EUREF EU RT 90, and a long line in which little stands, ref", vec![(2, 0), (3, 6), (1, 9), (4, 56)]),
        ] {
            for sought in [Sought::of(words), Sought::byte_by_byte(words)] {
                let places: Vec<(usize, usize)> = sought.places(text).map(|found| (found.pattern().as_usize(), found.start())).collect();
                assert_eq!(places, expected, "{text}");
                assert_eq!(sought.is_in(text), !expected.is_empty(), "{text}");
            }
        }
    }
}
