//! Citations in the manner of Pandoc: `[@palermo2000, art. 3]`, `[see @a; @b, pp. 4–7]`.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use crate::language::composed;

/// What stands in one pair of brackets.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    pub cited: Vec<Cited>,
    /// In the document's file.
    pub span: Range<usize>,
}

/// One source that is cited.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// Words before the key, such as «see».
    pub prefix: String,
    pub key: String,
    /// Where in the source: «art. 3», «pp. 4–7».
    pub locator: String,
    /// Whether a minus before the key leaves out the author, whom the text names itself.
    pub nameless: bool,
}

/// Reads what stands between the brackets; `None` if it is no citation.
///
/// Sources are parted by semicolons; one that follows another after a comma or a word («and») is a source all the same, and
/// what follows a semicolon without a key belongs to the source before it. Nothing is stressed, so that Markdown's signs are
/// left out.
pub fn parse(text: &str) -> Option<Vec<Cited>> {
    let as_written = |text: &str| text.replace(NO_KEY, "@");
    let text = composed(&plain(text).replace('*', ""));
    let mut cited: Vec<Cited> = Vec::new();
    for part in text.split(';') {
        let mut from = 0;
        for (index, key) in keys(part).into_iter().enumerate() {
            let before_key = &part[from..key.start];
            let between = before_key.trim_end_matches('-');
            let nameless = between.len() < before_key.len();
            let (locator, prefix) = if index == 0 { ("", between.trim()) } else { locator_and_prefix(between) };
            if let Some(before) = cited.last_mut().filter(|_| index > 0) {
                before.locator = as_written(locator);
            }
            let key_alone = part[key.start + 1..key.end].to_owned();
            cited.push(Cited { prefix: as_written(prefix), key: key_alone, locator: String::new(), nameless });
            from = key.end;
        }
        let rest = locator(&part[from..]);
        let last = cited.last_mut()?;
        if !rest.is_empty() && !last.locator.is_empty() {
            last.locator.push_str("; ");
        }
        last.locator.push_str(&as_written(rest));
    }
    Some(cited)
}

/// Stands where a backslash makes the sign of a key a letter; no text holds it.
const NO_KEY: &str = "\u{FDD2}";

/// A text without Markdown's signs.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains('@') || !text.contains(['_', '`', '&', '\\']) {
        return text.into();
    }
    // Behind a letter nothing begins a block.
    let line = format!("x {}", text.replace('\n', " "));
    let mut plain = String::with_capacity(line.len());
    for (event, at) in Parser::new(&line).into_offset_iter() {
        if let Event::Text(said) | Event::Code(said) | Event::InlineHtml(said) = event {
            match said.strip_prefix('@') {
                Some(behind) if line[..at.start].ends_with('\\') => plain.extend([NO_KEY, behind]),
                Some(_) | None => plain.push_str(&said),
            }
        }
    }
    plain.split_off("x ".len()).into()
}

/// Where keys stand, with their signs. An e-mail address is none: a key stands at the beginning or after white space.
fn keys(part: &str) -> Vec<Range<usize>> {
    let mut keys = Vec::new();
    for (at, _) in part.match_indices('@') {
        let rest = &part[at + 1..];
        let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.'))).unwrap_or(rest.len());
        let length = rest[..length].trim_end_matches(['.', ':']).len();
        if length > 0 && begins_word(&part[..at]) {
            keys.push(at..at + 1 + length);
        }
    }
    keys
}

/// Whether a key may stand behind a text.
fn begins_word(before: &str) -> bool {
    before.strip_suffix('-').unwrap_or(before).chars().next_back().is_none_or(char::is_whitespace)
}

/// Whether what stands between brackets was meant as a citation, though it may be none.
pub fn is_meant(text: &str) -> bool {
    let text = text.trim_start().replace('*', "");
    let is_key = |at: usize, rest: &str| {
        let rest = if at == 0 { rest.trim_start() } else { rest };
        // Pandoc's way to part a key from what follows.
        let rest = rest.strip_prefix('{').unwrap_or(rest);
        begins_word(&text[..at]) && rest.starts_with(char::is_alphanumeric)
    };
    text.match_indices('@').any(|(at, _)| is_key(at, &text[at + 1..]))
}

/// What stands behind a key, without what parts it from there.
fn locator(text: &str) -> &str {
    text.trim_start_matches([',', '.', ':', ' ', '\n', '\u{a0}']).trim_end_matches([',', ' ', '\n', '\u{a0}'])
}

/// What stands between two keys: the words right before the second belong to it, such as «and» or «see also».
fn locator_and_prefix(between: &str) -> (&str, &str) {
    let mut from = between.trim_end().len();
    while let Some((start, word)) = between[..from].trim_end().rmatch_indices(char::is_whitespace).next().map(|(at, space)| {
        let start = at + space.len();
        (start, &between[start..from])
    }) {
        if !word.trim().chars().all(|c| c.is_alphabetic() || c == '&') {
            break;
        }
        from = start;
    }
    (locator(&between[..from]), between[from..].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_prefixes_and_locators_are_told_apart() {
        let cited = parse("see @palermo2000, art. 3(c); @eu2011-36, pp. 4–7").unwrap();
        assert_eq!((cited[0].prefix.as_str(), cited[0].key.as_str(), cited[0].locator.as_str()), ("see", "palermo2000", "art. 3(c)"));
        assert_eq!((cited[1].key.as_str(), cited[1].locator.as_str()), ("eu2011-36", "pp. 4–7"));
        let read = |text: &str| -> Vec<String> {
            let shown = |one: Cited| format!("{}|{}{}|{}", one.prefix, if one.nameless { "-" } else { "" }, one.key, one.locator);
            parse(text).unwrap().into_iter().map(shown).collect()
        };
        assert_eq!(read("@a, @b"), ["|a|", "|b|"]);
        assert_eq!(read("@a and @b"), ["|a|", "and|b|"]);
        assert_eq!(read("@a, art. 3 och @b, s. 4, see also @c"), ["|a|art. 3", "och|b|s. 4", "see also|c|"]);
        assert_eq!(read("@a; p. 3"), ["|a|p. 3"]);
        assert_eq!(read("@a, p. 3; and more; @b"), ["|a|p. 3; and more", "|b|"]);
        assert_eq!(read("@a, to x@example.org"), ["|a|to x@example.org"]);
        assert_eq!(read("@a_b_c, _passim_ & `n 3`, s.&nbsp;5"), ["|a_b_c|passim & n 3, s.\u{a0}5"]);
        assert_eq!(read("@a_, p. 3_4"), ["|a_|p. 3_4"]);
        assert_eq!(read("-@a, p. 3; see -@b"), ["|-a|p. 3", "see|-b|"]);
        assert_eq!(read("*see* **@a**"), ["see|a|"]);
        assert_eq!(read("@a & @b"), ["|a|", "&|b|"]);
        assert_eq!(read("@a."), ["|a|"]);
        assert_eq!(read("@a: p. 3 ff."), ["|a|p. 3 ff."]);
        assert_eq!(read("@a\u{a0}, p. 3"), ["|a|p. 3"]);
        assert_eq!(read("@a, to \\@b; \\@c @d"), ["|a|to @b", "@c|d|"]);
        for text in ["name@example.org", "no key", "@", "and more; @a", "\\@polisen", "to \\@polisen"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert!(is_meant("@ a") && is_meant("see [x](y) @a") && !is_meant("x@example.org") && !is_meant("at 5 @ 3"));
    }
}
