//! Figures of citations: what a translation takes over as it is.

use std::ops::Range;

/// Where in a citation stands what is the same in each language: numbers, such as `3(c)` and `4–7`, `IV`, and the letter in
/// «3 a»; keys as well, as far as they hold figures.
pub fn figures(citation: &str) -> Vec<Range<usize>> {
    let mut figures: Vec<Range<usize>> = Vec::new();
    let is_between = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | ',' | ';');
    let mut is_behind_one = false;
    let mut from = 0;
    for word in citation.split_inclusive(is_between) {
        let at = from;
        from += word.len();
        let word = word.trim_end_matches(is_between);
        let bare = word.trim_end_matches(['.', ':']);
        let is_number = word.contains(char::is_numeric);
        let is_capital = word.contains(char::is_uppercase) && !word.contains(char::is_lowercase) && bare == word;
        let is_letter = is_behind_one && word.chars().count() == 1 && word.contains(char::is_alphabetic);
        is_behind_one = is_number || is_capital;
        if is_number || is_capital || is_letter {
            figures.push(at..at + bare.len());
        }
    }
    figures
}
