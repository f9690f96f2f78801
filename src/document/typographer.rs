//! Straight quotation marks and three dots become the language's own, and a number keeps to the word that it counts.

use std::borrow::Cow;

use crate::language::Quotes;
use crate::language::words::is_doubled;

/// Abbreviations that stand before a number, in the languages of the region: article, page, number, chapter, paragraph.
const BEFORE_NUMBERS: [&str; 27] = [
    "art.", "arts.", "nr", "nr.", "no.", "nos.", "nro", "str.", "s.", "p.", "pp.", "sid.", "kap.", "ch.", "para.", "paras.", "par.", "st.",
    "ст.", "с.", "№", "п.", "lk", "lpp.", "psl.", "bls.", "gr.",
];

/// Walks through the text of one block after another and remembers which marks are open.
pub struct Typographer {
    quotes: Quotes,
    /// The character before the next one, across inline elements.
    before: char,
    /// Which kinds of marks are open: `"` or `'`.
    open: Vec<char>,
    /// Whether numbers are held to their words.
    holds: bool,
    /// The next mark ahead that a single one could be closed by, or that stands in its way: how much of the text is left
    /// where it stands, and whether it closes. Sought again once it has been passed, so that no text is sought through twice.
    ahead: Option<(usize, bool)>,
}

impl Typographer {
    pub fn new(quotes: Quotes) -> Typographer {
        Typographer { quotes, before: ' ', open: Vec::new(), holds: true, ahead: None }
    }

    /// A new block begins: what was left open in the last one is forgotten.
    pub fn block(&mut self) {
        self.before = ' ';
        self.open.clear();
    }

    /// A line break within a block.
    pub fn line_break(&mut self) {
        self.before = ' ';
    }

    /// Something that is no text stands here, such as code or a note's number.
    pub fn opaque(&mut self) {
        self.before = 'x';
    }

    pub fn text<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        self.text_within(text, &[], "")
    }

    /// The same of a text in Markdown: `escaped` is how much of it is left where signs have lost their meaning to a backslash,
    /// and `behind` is what is written behind it.
    pub fn text_within<'t>(&mut self, text: &'t str, escaped: &[usize], behind: &str) -> Cow<'t, str> {
        // Most text has nothing to change.
        let to_set = !escaped.is_empty()
            || may_be_set(text.as_bytes())
            || self.before == '.' && text.starts_with('.')
            || self.before.is_ascii_digit();
        if !to_set {
            self.before = text.chars().next_back().unwrap_or(self.before);
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len() + 8);
        let mut rest = text;
        self.ahead = None;
        loop {
            // What stands between is taken over as it is.
            if !self.before.is_ascii_digit() {
                let (plain, after) = rest.split_at(until_set(rest));
                out.push_str(plain);
                self.before = plain.chars().next_back().unwrap_or(self.before);
                rest = after;
            }
            let mut characters = rest.chars();
            let Some(c) = characters.next() else { break };
            rest = characters.as_str();
            let after = characters.clone().next();
            if is_among(escaped, rest.len() + c.len_utf8()) {
                out.push(c);
                self.opaque();
                continue;
            }
            match c {
                '"' => out.push_str(self.double(after)),
                '\'' => out.push_str(self.single(after, rest, escaped, behind)),
                ' ' if self.holds && self.keeps_together(&out, characters) => out.push('\u{a0}'),
                '.' if self.before == '.'
                    && after == Some('.')
                    && out.ends_with('.')
                    && !out.ends_with("..")
                    && !is_among(escaped, rest.len()) =>
                {
                    rest = &rest[1..];
                    out.pop();
                    out.push('…');
                    // A fourth dot ends the sentence and stays.
                    self.before = '…';
                    continue;
                }
                '.' if self.holds && self.before.is_ascii_digit() && is_ordinal(&out, rest) => {
                    rest = &rest[1..];
                    out.push_str(".\u{a0}");
                    self.before = '\u{a0}';
                    continue;
                }
                c => out.push(c),
            }
            self.before = c;
        }
        Cow::Owned(out)
    }

    /// Whether a space must not break: between a number and the unit, the word or the group of digits after it, and
    /// between a sign such as § or «art.» and its number.
    fn keeps_together(&self, written: &str, mut rest: impl Iterator<Item = char>) -> bool {
        let Some(next) = rest.next() else { return false };
        if self.before.is_ascii_digit() {
            // What is held to a sign before it is no count: § 5 och.
            let number = written.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
            let counts = !number.ends_with('\u{a0}') || is_grouped(written);
            let of_number = || 1 + rest.take_while(char::is_ascii_digit).count();
            return counts && next.is_alphabetic()
                || matches!(next, '%' | '‰' | '€' | '$' | '£' | '°' | '§')
                || next.is_ascii_digit() && are_groups(written, of_number());
        }
        if !next.is_ascii_digit() {
            return false;
        }
        let word_start = written
            .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '\u{a0}'))
            .map_or(0, |at| at + written[at..].chars().next().map_or(1, char::len_utf8));
        let word = written[word_start..].to_lowercase();
        self.before == '§' || matches!(self.before, '€' | '$' | '£') || BEFORE_NUMBERS.contains(&word.as_str())
    }

    /// Whether a mark at this place opens: after white space, a bracket, a dash or another opening mark.
    fn may_open(&self) -> bool {
        self.before.is_whitespace() || "([{–—-/„“”«»‚‘\"'¡¿".contains(self.before)
    }

    fn double(&mut self, after: Option<char>) -> &'static str {
        let lonely = after.is_some_and(char::is_whitespace);
        if self.open.contains(&'"')
            && !(self.may_open() && !lonely && self.before.is_whitespace() && after.is_some_and(char::is_alphanumeric))
        {
            while self.open.pop().is_some_and(|mark| mark != '"') {}
            return self.quotes.close;
        }
        // What was left out may stand right before it: …”end”.
        let may_open = self.may_open() || self.before == '…' && after.is_some_and(char::is_alphanumeric);
        if may_open && !lonely && !self.open.contains(&'"') {
            self.open.push('"');
            return self.quotes.open;
        }
        "\""
    }

    /// Whether a single mark that opens before `rest` is closed in it, before a double one stands.
    fn closes(&mut self, rest: &str, escaped: &[usize]) -> bool {
        let seek = || closing(rest, escaped).map_or((0, false), |(at, is_single)| (rest.len() - at, is_single));
        let ahead = self.ahead.filter(|(left, _)| *left <= rest.len()).unwrap_or_else(seek);
        self.ahead = Some(ahead);
        ahead.1
    }

    /// `rest` is the text after the mark, `behind` what is written behind the text.
    fn single(&mut self, after: Option<char>, rest: &str, escaped: &[usize], behind: &str) -> &'static str {
        let before_letter = after.is_some_and(char::is_alphabetic);
        // Outside of other marks it opens only what is closed again: 'no', but not 'tis.
        let opens = before_letter && (self.open.last() == Some(&'"') || self.open.is_empty() && self.closes(rest, escaped))
            || after == Some('"') && self.open.is_empty() && encloses(rest)
            || after.is_some_and(|c| c.is_ascii_digit()) && self.open.last() != Some(&'\'') && encloses_figures(rest)
            || after.is_none() && self.open.last() != Some(&'\'') && encloses_marked_words(behind);
        if self.may_open() && opens {
            self.open.push('\'');
            return self.quotes.inner_open;
        }
        if self.open.last() == Some(&'\'') && !after.is_some_and(char::is_alphanumeric) {
            self.open.pop();
            return self.quotes.inner_close;
        }
        // Everything else is an apostrophe: don’t, об’єднання, ’90s.
        "’"
    }
}

/// Whether so much of a text is left at one of these places, which come in the text's order.
fn is_among(places: &[usize], left: usize) -> bool {
    places.binary_search_by(|place| left.cmp(place)).is_ok()
}

/// Whether a dot between the two makes the number before it an ordinal, as in the date «24. marts»: behind the end of a
/// sentence stands no small letter.
fn is_ordinal(written: &str, rest: &str) -> bool {
    let before = written.trim_end_matches(|c: char| c.is_ascii_digit());
    let has_small_letter = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
    has_small_letter && written.len() - before.len() <= 4 && !before.ends_with(['.', ',', ':', '\u{a0}'])
}

/// Whether a number goes on behind a space with a group of so many figures, as large and telephone numbers do. Years stand
/// for themselves, and what is longer than any number must break somewhere.
fn are_groups(written: &str, figures: usize) -> bool {
    const LONGEST: usize = 20;
    let before = written.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let is_year = before.len() > 3 && !before.starts_with('0');
    let of_number = |c: &char| c.is_ascii_digit() || *c == '\u{a0}';
    figures <= 3 && !is_year && written.chars().rev().take_while(of_number).take(LONGEST).count() < LONGEST
}

/// Whether a text ends with a number in groups of three, as 1 200 and 12 000,50 are; telephone numbers seldom are.
fn is_grouped(text: &str) -> bool {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '\u{a0}' | '.' | ',');
    // Nobody writes longer ones; a page of figures is not looked through anew for each.
    const LONGEST: usize = 40;
    let begin = text.char_indices().rev().nth(LONGEST).map_or(0, |(at, _)| at);
    let before = text[begin..].trim_end_matches(is_of_number);
    if begin > 0 && before.is_empty() {
        return false;
    }
    let text = &text[begin..];
    let mut groups = text[before.len()..].split('\u{a0}');
    let first = groups.next().unwrap_or_default();
    let groups: Vec<&str> = groups.map(|group| group.split(['.', ',']).next().unwrap_or_default()).collect();
    // 116 000 and its like are numbers of helplines all over Europe.
    let is_of_helpline = first == "116" && groups.len() == 1;
    let begins = (1..=3).contains(&first.len()) && !first.starts_with('0') && first.bytes().all(|b| b.is_ascii_digit());
    begins && !is_of_helpline && groups.iter().all(|group| group.len() == 3) && !before.ends_with(['+', '-', '/'])
}

/// Where the next mark stands that closes a single one, or a double one before it that belongs to no pair, and whether it is
/// single.
fn closing(rest: &str, escaped: &[usize]) -> Option<(usize, bool)> {
    /// How far a pair of double marks reaches, in bytes; a text of marks that open is not sought through for each.
    const LONGEST: usize = 1_000;
    let follows_space = |at: usize| rest[..at].ends_with(char::is_whitespace);
    let ends = |at: usize| at > 0 && !follows_space(at) && !rest[at + 1..].starts_with(char::is_alphanumeric);
    let mut marks = rest.match_indices(['\'', '"']).filter(|(at, _)| !is_among(escaped, rest.len() - at));
    while let Some((at, mark)) = marks.next() {
        match mark {
            "\"" if !follows_space(at) => return Some((at, false)),
            // What is said within the words that the single marks enclose: 'she said "yes", and left'.
            "\"" if !marks.by_ref().take_while(|(end, _)| end - at < LONGEST).any(|(end, mark)| mark == "\"" && ends(end)) => {
                return Some((at, false));
            }
            "'" if ends(at) => return Some((at, true)),
            _ => {}
        }
    }
    None
}

/// Whether a text begins with figures and the mark that closes behind them: 5', but not 90s.
fn encloses_figures(rest: &str) -> bool {
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '-' | '–'));
    behind.strip_prefix('\'').is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
}

/// Whether words with marks of Markdown before them stand first in a line, and a single mark that closes behind them: *no*'.
fn encloses_marked_words(line: &str) -> bool {
    const LONGEST: usize = 500;
    let end = (0..=line.len().min(LONGEST)).rev().find(|end| line.is_char_boundary(*end)).unwrap_or_default();
    let line = line[..end].lines().next().unwrap_or_default();
    let words = line.trim_start_matches(['*', '_', '`', '[']);
    words.len() < line.len() && words.starts_with(char::is_alphanumeric) && closing(words, &[]).is_some_and(|(_, is_single)| is_single)
}

/// Whether a text begins with a pair of double marks that stands, alone or with words behind it, before a single mark that
/// closes: "i"'.
fn encloses(rest: &str) -> bool {
    let Some((_, behind)) = rest[1..].split_once('"') else { return false };
    let Some(close) = behind.find(['\'', '"']).filter(|close| behind[*close..].starts_with('\'')) else { return false };
    !behind[..close].ends_with(char::is_whitespace) && !behind[close + 1..].starts_with(char::is_alphanumeric)
}

/// Whether a text holds marks, figures, two dots in a row or what may be a section sign. Without an early end the compiler
/// looks at many bytes at once.
fn may_be_set(bytes: &[u8]) -> bool {
    let alone = bytes.iter().fold(false, |any, b| any | matches!(b, b'"' | b'\'' | b'0'..=b'9' | 0xc2));
    alone || is_doubled(bytes, b'.')
}

/// How many bytes at the beginning of a text stay as they are, whatever stands before them but a figure: up to a mark, a
/// dot, a figure or the space before one.
fn until_set(text: &str) -> usize {
    let is_set = |b: u8| matches!(b, b'"' | b'\'' | b'.' | b'0'..=b'9');
    let end = text.bytes().position(is_set).unwrap_or(text.len());
    let before_figure = text[end..].starts_with(|c: char| c.is_ascii_digit()) && text[..end].ends_with(' ');
    end - usize::from(before_figure)
}

/// A text without markup, such as a title. Its spaces stay as they are, since it is also shown and searched for outside
/// of pages.
pub fn plain(text: &str, quotes: Quotes) -> String {
    Typographer { holds: false, ..Typographer::new(quotes) }.text(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth;
    use crate::language::Language;

    #[test]
    fn each_language_has_its_own_marks() {
        for (tag, expected) in [
            ("sv", "”Hon sade ’nej’ igen”, don’t"),
            ("en", "“Hon sade ‘nej’ igen”, don’t"),
            ("da", "»Hon sade ›nej‹ igen«, don’t"),
            ("nb", "«Hon sade ‘nej’ igen», don’t"),
            ("lt", "„Hon sade ‚nej‘ igen“, don’t"),
            ("uk", "«Hon sade „nej“ igen», don’t"),
            ("zh", "“Hon sade ‘nej’ igen”, don’t"),
            ("zh-Hant", "「Hon sade 『nej』 igen」, don’t"),
            ("zh-TW", "「Hon sade 『nej』 igen」, don’t"),
            ("pt-BR", "“Hon sade ‘nej’ igen”, don’t"),
            ("pt-PT", "«Hon sade “nej” igen», don’t"),
            ("de-AT", "„Hon sade ‚nej‘ igen“, don’t"),
            ("de-CH", "«Hon sade ‹nej› igen», don’t"),
            ("fr-CH", "«\u{202f}Hon sade ‹\u{202f}nej\u{202f}› igen\u{202f}», don’t"),
        ] {
            let quotes = Language::parse(tag).unwrap().quotes();
            assert_eq!(plain("\"Hon sade 'nej' igen\", don't", quotes), expected, "{tag}");
        }
    }

    #[test]
    fn a_page_of_figures_or_of_marks_that_open_takes_a_time_that_grows_with_it_alone() {
        for (tag, text) in [("sv", "1 000 000 "), ("en", "'x \"y ")] {
            let quotes = Language::parse(tag).unwrap().quotes();
            growth::is_of_input_alone(text, 4_000, |times| {
                plain(&text.repeat(times), quotes);
            });
        }
    }

    #[test]
    fn a_number_keeps_to_what_it_counts() {
        let quotes = Language::parse("sv").unwrap().quotes();
        for (typed, expected) in [
            ("5 km, 10 % och 3 barn", "5_km, 10_% och 3_barn"),
            ("1 200 euro, 12 000,50 kr och 1 000 000 barn", "1_200_euro, 12_000,50_kr och 1_000_000_barn"),
            ("ring 116 000 nu", "ring 116_000 nu"),
            ("ring 020-39 00 00 eller 0771 123 456 nu", "ring 020-39_00_00 eller 0771_123_456 nu"),
            ("§ 1 200 och", "§_1_200 och"),
            ("åren 2014 2015 2016, sedan", "åren 2014 2015 2016, sedan"),
            ("under 2019 112 flickor", "under 2019 112_flickor"),
            ("+46 8 123 45 67 dygnet runt", "+46_8_123_45_67 dygnet runt"),
            ("12 12 12 12 12 12 12 12 12", "12_12_12_12_12_12_12 12_12"),
            ("enligt § 5 och art. 10(3)", "enligt §_5 och art._10(3)"),
            ("den 3 mars 2031, sedan", "den 3_mars 2031, sedan"),
            ("lagen (2022:1) – 2022 – gäller", "lagen (2022:1) – 2022 – gäller"),
            ("kapitel 5 (se s. 7)", "kapitel 5 (se s._7)"),
            ("utan tal", "utan tal"),
            ("1. Först", "1. Först"),
            ("den 24. mars og 28.–31. mai 2031", "den 24._mars og 28.–31._mai 2031"),
            ("kl. 10.30. og § 5. og", "kl. 10.30. og §_5. og"),
            ("слово 5 дітей, ст. 3", "слово 5_дітей, ст._3"),
        ] {
            assert_eq!(Typographer::new(quotes).text(typed).replace('\u{a0}', "_"), expected);
            assert_eq!(plain(typed, quotes), typed, "a title keeps its spaces");
        }
    }

    #[test]
    fn what_was_left_out_stands_before_a_mark_or_within() {
        let quotes = Language::parse("en").unwrap().quotes();
        for (typed, expected) in [("…\"end\"", "…“end”"), ("\"and so…\" he said", "“and so…” he said"), ("...\"end\"", "…“end”")]
        {
            assert_eq!(plain(typed, quotes), expected);
        }
    }

    #[test]
    fn marks_that_are_no_quotes_stay() {
        let quotes = Language::parse("en").unwrap().quotes();
        for (typed, expected) in [
            ("5'10\" tall", "5’10\" tall"),
            ("(\"a\")", "(“a”)"),
            ("a - \"b\" - c", "a - “b” - c"),
            ("wait... what", "wait… what"),
            ("the '90s", "the ’90s"),
            ("the '90s and the boys' rooms", "the ’90s and the boys’ rooms"),
            ("press '5', then '112'.", "press ‘5’, then ‘112’."),
            ("The price is 'no', she said", "The price is ‘no’, she said"),
            ("the girls' rooms and the boys' rooms", "the girls’ rooms and the boys’ rooms"),
            ("'tis said", "’tis said"),
            ("\"a\" and \"b\"", "“a” and “b”"),
            ("–\"a\"", "–“a”"),
            ("'\"i\"'", "‘“i”’"),
            ("he wrote '\"i\" is a letter'.", "he wrote ‘“i” is a letter’."),
            ("'She said \"it's fine\", didn't she?'", "‘She said “it’s fine”, didn’t she?’"),
            ("'a \"b\" c' and 'd'", "‘a “b” c’ and ‘d’"),
            ("\"a\" and 'tis \"b\"", "“a” and ’tis “b”"),
            ("'tis 3\" and the boys' 5\"", "’tis 3\" and the boys’ 5\""),
        ] {
            assert_eq!(plain(typed, quotes), expected);
        }
    }
}
