//! Straight quotation marks and three dots become the language's own.

use std::borrow::Cow;

use crate::language::Quotes;

/// Walks through the text of one block after another and remembers which marks are open.
pub struct Typographer {
    quotes: Quotes,
    /// The character before the next one, across inline elements.
    before: char,
    /// Which kinds of marks are open: `"` or `'`.
    open: Vec<char>,
}

impl Typographer {
    pub fn new(quotes: Quotes) -> Typographer {
        Typographer { quotes, before: ' ', open: Vec::new() }
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
        // Most text has nothing to change.
        let to_set = text.contains(['"', '\'']) || text.contains("..") || self.before == '.' && text.starts_with('.');
        if !to_set {
            self.before = text.chars().next_back().unwrap_or(self.before);
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len() + 8);
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let after = rest.peek().copied();
            match c {
                '"' => out.push_str(self.double(after)),
                '\'' => out.push_str(self.single(after)),
                '.' if self.before == '.' && after == Some('.') && out.ends_with('.') && !out.ends_with("..") => {
                    rest.next();
                    out.pop();
                    out.push('…');
                    // A fourth dot ends the sentence and stays.
                    self.before = '…';
                    continue;
                }
                c => out.push(c),
            }
            self.before = c;
        }
        Cow::Owned(out)
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
        if self.may_open() && !lonely && !self.open.contains(&'"') {
            self.open.push('"');
            return self.quotes.open;
        }
        "\""
    }

    fn single(&mut self, after: Option<char>) -> &'static str {
        let before_letter = after.is_some_and(char::is_alphabetic);
        if self.may_open() && before_letter && self.open.last() == Some(&'"') {
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

/// A text without markup, such as a title.
pub fn plain(text: &str, quotes: Quotes) -> String {
    Typographer::new(quotes).text(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
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
        ] {
            let quotes = Language::parse(tag).unwrap().quotes();
            assert_eq!(plain("\"Hon sade 'nej' igen\", don't", quotes), expected, "{tag}");
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
            ("\"a\" and \"b\"", "“a” and “b”"),
            ("–\"a\"", "–“a”"),
        ] {
            assert_eq!(plain(typed, quotes), expected);
        }
    }
}
