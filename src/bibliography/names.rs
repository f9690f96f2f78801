//! Names of people that are hardly meant as they are read: several in one, or one in two.

use crate::diagnostics::{Finding, Location, Severity, codes};
use crate::found::Findings;

/// How sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    Sure,
    /// «Anna Ek, Bo Berg» are two people, and «García Márquez, Gabriel José» is one.
    Likely,
}

impl Slip {
    pub(super) fn tell<'f>(self, name: &str, location: Location, findings: &'f mut Findings) -> &'f mut Finding {
        self.told(findings.add(&codes::DOUBTFUL_NAMES, location, format!("«{}» is read as the name of one person", name.trim())))
    }

    pub(super) fn told(self, finding: &mut Finding) -> &mut Finding {
        finding.severity = match self {
            Slip::Sure => Severity::Warning,
            Slip::Likely => Severity::Note,
        };
        finding
    }
}

/// Whether what is read as one name is those of several people.
pub(super) fn several(name: &str) -> Option<Slip> {
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    // A reference to a character ends so, too.
    if name.contains(';') && !name.contains('&') {
        return Some(Slip::Sure);
    }
    match parts[..] {
        [family, given] if is_whole(family) && is_whole(given) => Some(Slip::Likely),
        [_, middle, .., last] if parts.len() > 2 && !is_suffix(middle) && !is_suffix(last) => Some(Slip::Sure),
        _ => None,
    }
}

/// Whether it is most likely the name of a body: people have no such words in theirs.
pub(super) fn is_body(name: &str) -> bool {
    const WORDS: [&str; 9] = ["of", "on", "for", "against", "för", "mot", "für", "pour", "para"];
    !name.contains(',') && name.split_whitespace().skip(1).any(|word| WORDS.contains(&word))
}

/// Whether two that are read as two people are the family name and the given name of one.
pub(super) fn one_of(family: &str, given: &str) -> Option<Slip> {
    if is_name(family) && is_initial(given) {
        return Some(Slip::Sure);
    }
    (is_name(family) && is_name(given)).then_some(Slip::Likely)
}

/// Whether it is a given name and a family name.
fn is_whole(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.len() == 2 && words.iter().all(|word| is_name(word))
}

/// One word with a capital and small letters, unlike `GRETA` and `A.`.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || "-'’".contains(c))
        && letters.any(char::is_lowercase)
}

fn is_initial(word: &str) -> bool {
    let letters: Vec<&str> = word.split(['.', ' ', '-']).filter(|part| !part.is_empty()).collect();
    !letters.is_empty()
        && letters.len() < 4
        && letters.iter().all(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_uppercase))
}

/// What stands behind a name, such as «Jr.».
fn is_suffix(text: &str) -> bool {
    let text = text.replace('.', "").to_lowercase();
    matches!(text.as_str(), "" | "jr" | "sr" | "junior" | "senior" | "esq" | "phd" | "md" | "dr") || text.chars().all(|c| "ivx".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_in_one_and_one_in_two_are_told_and_bodies_are_not() {
        for (name, expected) in [
            ("Anna Ek, Bo Berg", Some(Slip::Likely)),
            ("Ek, Anna; Berg, Bo", Some(Slip::Sure)),
            ("Ek, Anna, Berg, Bo", Some(Slip::Sure)),
            ("Anna Ek; Bo Berg", Some(Slip::Sure)),
            ("Ek A; Berg B; Dal C", Some(Slip::Sure)),
            ("Ek &amp; Berg", None),
            ("Anna Ek, Bo Berg, Cia Dal", Some(Slip::Sure)),
            ("Ek, Anna", None),
            ("Ek, Anna Maria", None),
            ("van der Berg, Jan Willem", None),
            ("García Márquez, Gabriel J.", None),
            ("Roe, Jr., Jane", None),
            ("Roe, Jane, III", None),
            ("Europol, Hague", None),
            ("Council of Europe, Group of Experts", None),
            ("GRETA", None),
        ] {
            assert_eq!(several(name), expected, "{name}");
        }
        for (name, expected) in [
            ("Ministry of Health", true),
            ("United Nations Office on Drugs", true),
            ("Crime", false),
            ("Maria de la Cruz", false),
            ("Berg, Office of", false),
        ] {
            assert_eq!(is_body(name), expected, "{name}");
        }
        for (family, given, expected) in [
            ("Ek", "Anna", Some(Slip::Likely)),
            ("Ek", "A.", Some(Slip::Sure)),
            ("Ek", "A. B.", Some(Slip::Sure)),
            ("GRETA", "UNODC", None),
            ("Europol", "Council of Europe", None),
        ] {
            assert_eq!(one_of(family, given), expected, "{family}, {given}");
        }
    }
}
