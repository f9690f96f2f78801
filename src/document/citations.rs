//! Citations in the manner of Pandoc: `[@palermo2000, art. 3]`, `[see @a; @b, pp. 4–7]`.

use std::ops::Range;

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
}

/// Reads what stands between the brackets; `None` if it is no citation.
pub fn parse(text: &str) -> Option<Vec<Cited>> {
    if !text.contains('@') {
        return None;
    }
    text.split(';').map(one).collect()
}

fn one(part: &str) -> Option<Cited> {
    let at = part.find('@')?;
    let prefix = &part[..at];
    // An e-mail address is no citation: a key stands at the beginning or after white space.
    if !prefix.is_empty() && !prefix.ends_with(char::is_whitespace) {
        return None;
    }
    let rest = &part[at + 1..];
    let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.'))).unwrap_or(rest.len());
    let key = rest[..length].trim_end_matches(['.', ':']);
    if key.is_empty() {
        return None;
    }
    let locator = rest[key.len()..].trim_start_matches([',', ' ', '\n']).trim();
    Some(Cited { prefix: prefix.trim().to_owned(), key: key.to_owned(), locator: locator.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_prefixes_and_locators_are_told_apart() {
        let cited = parse("see @palermo2000, art. 3(c); @eu2011-36, pp. 4–7").unwrap();
        assert_eq!((cited[0].prefix.as_str(), cited[0].key.as_str(), cited[0].locator.as_str()), ("see", "palermo2000", "art. 3(c)"));
        assert_eq!((cited[1].key.as_str(), cited[1].locator.as_str()), ("eu2011-36", "pp. 4–7"));
        for text in ["name@example.org", "no key", "@", "@a; and more"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
