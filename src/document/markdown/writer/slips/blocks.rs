//! Headings, tables, lists, callouts and code that Markdown does not take as such.

use super::*;

/// A longer text is no heading, in bytes.
const LONGEST_TITLE: usize = 200;

/// Whether a line is a sentence of a text, or a picture.
fn is_no_title(line: &str) -> bool {
    let line = line.trim_end();
    line.starts_with("![") || line.ends_with(['.', ',', ';']) && line.split_whitespace().nth(4).is_some()
}

impl Writer<'_, '_, '_> {
    /// Number signs without a space behind them make no heading, nor with one that is none to Markdown.
    pub(super) fn find_lost_heading(&mut self, at: &Range<usize>) {
        let raw = &self.text[at.clone()];
        let signs = raw.bytes().take_while(|byte| *byte == b'#').count();
        if signs > 6 || self.heading.is_some() || self.begins_line(at.start).is_none() {
            return;
        }
        let location = self.here(at.start..at.start + signs);
        let rest = &raw[signs..];
        let words = rest.trim_start_matches(NO_BREAK);
        if words.len() < rest.len() && words.starts_with(|c: char| c.is_alphabetic() || signs > 1 && c.is_alphanumeric()) {
            self.findings
                .add(&codes::LOST_HEADING, location, "a no-break space stands behind the number signs, so that this is no heading")
                .hint("delete it and type a space");
        } else if signs > 1 && rest.starts_with(char::is_alphabetic) {
            self.findings
                .add(&codes::LOST_HEADING, location, "no space stands behind the number signs, so that this is no heading")
                .hint("write a space behind them; where no heading is meant, put a backslash before the first");
        }
    }

    /// A line of tags, as notes have them: `#signs #labour`. A word alone may be a campaign's, as `#MeToo`.
    pub(super) fn find_tags(&mut self, at: &Range<usize>) {
        let line = begin(&self.text[at.clone()]).lines().next().unwrap_or_default().trim_end();
        let is_tag = |word: &str| {
            word.strip_prefix('#')
                .is_some_and(|tag| tag.starts_with(char::is_alphabetic) && tag.chars().all(|c| c.is_alphanumeric() || "-_/".contains(c)))
        };
        if line.split_whitespace().nth(1).is_some() && line.split_whitespace().all(is_tag) && self.begins_line(at.start).is_some() {
            self.tell_command(at.start..at.start + line.len(), "what a work is about stands in its work.yaml: `topics: [signs]`");
        }
    }

    /// A heading that hyphens below a text make, where nobody meant one.
    pub(in super::super) fn find_unmeant_heading(&mut self, at: &Range<usize>) {
        let whole = self.text[at.clone()].trim_end();
        if whole.starts_with('#') {
            return;
        }
        let Some((text, last)) = whole.rsplit_once('\n') else { return };
        let signs = last.trim_matches([' ', '>', '\t', '\r']);
        let lines = text.lines().map(|line| line.trim_start_matches([' ', '>']));
        let is_field = |line: &str| {
            line.split_once(':')
                .is_some_and(|(key, _)| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphabetic() || b"_-".contains(&b)))
        };
        let after_rule = || end_of(&self.text[..at.start]).trim_end().ends_with("---");
        if lines.clone().next().is_some_and(is_field) && after_rule() {
            let location = self.here(at.start..at.start + text.len());
            self.findings
                .add(&codes::SECOND_FRONT_MATTER, location, "a second front matter stands here, and is shown as a heading")
                .hint("move it to the first, or remove it");
        } else if signs.len() < 3 || lines.count() > 1 || text.len() > LONGEST_TITLE || signs.starts_with('-') && is_no_title(text) {
            let location = self.here(at.start + text.len() + 1..at.start + whole.len());
            self.findings
                .add(&codes::UNMEANT_BLOCK, location, format!("the signs {signs} make a heading of the text above them"))
                .hint("leave an empty line above them, or remove them")
                .hint("where a heading is meant, begin its line with number signs: `## Signs`");
        }
    }

    /// A sentence that the spaces before it make code.
    pub(in super::super) fn find_unmeant_code(&mut self, at: &Range<usize>) {
        let text = self.text[at.clone()].trim();
        let is_sign = |c: char| c.is_ascii_punctuation() && !matches!(c, '.' | ',' | ':' | ';' | '-' | '!' | '?' | '(' | ')' | '"' | '\'');
        let is_sentence = text.starts_with(char::is_uppercase) && text.ends_with(['.', '!', '?']) && !text.contains(is_sign);
        if is_sentence && text.split_whitespace().nth(5).is_some() || self.begins_directive(at) {
            let location = self.here(self.first_line(at));
            self.findings
                .add(&codes::UNMEANT_BLOCK, location, "four spaces or a tab before this text make code of it")
                .hint("remove them; put what is code between lines of three backticks");
        }
    }

    /// A definition that a colon first in a line makes, without the space that stands behind one that is meant: a smile, a time.
    pub(in super::super) fn find_unmeant_definition(&mut self, at: &Range<usize>) {
        let line = self.first_line(at);
        let has_space = |words: &str| words.is_empty() || words.starts_with([' ', '\t']);
        // What is nearly a directive is told as such.
        let colons = self.text[line.clone()].bytes().take_while(|byte| *byte == b':').count();
        let is_told = || self.lost_directive(line.start, colons, true, true).is_some();
        if self.text[line.clone()].strip_prefix(':').is_some_and(|words| !has_space(words) && !is_told()) {
            let location = self.here(line);
            self.findings
                .add(
                    &codes::UNMEANT_BLOCK,
                    location,
                    "the colon is left out, and the text above becomes a term of which this line says the meaning",
                )
                .hint("put a backslash before the colon; where a definition is meant, write a space behind it");
        }
    }

    /// Whether a block in an item of a list or the like, which has spaces before it in any case, begins with a declared
    /// directive of lines of its own.
    fn begins_directive(&self, at: &Range<usize>) -> bool {
        if self.blocks == 0 {
            return false;
        }
        let marks = &self.prepared.marks;
        let mark = marks.get(marks.partition_point(|mark| mark.zone.start < at.start));
        mark.is_some_and(|mark| match &mark.what {
            What::Open { head, .. } => {
                self.dialect.directives.contains_key(&head.name) && self.text[at.start..mark.zone.start].trim().is_empty()
            }
            _ => false,
        })
    }

    /// A block of code that another program draws, or reads as a command.
    pub(in super::super) fn find_foreign_code(&mut self, info: &str, at: &Range<usize>) {
        const DRAWN: [&str; 4] = ["mermaid", "dataview", "dataviewjs", "plantuml"];
        let write = if info.starts_with("{=") {
            "write in Markdown what stands in it, or remove it"
        } else if info.starts_with('{') && !info.starts_with("{.") {
            foreign::DIRECTIVES
        } else if DRAWN.contains(&info.split_whitespace().next().unwrap_or_default()) {
            "show what it draws as a picture, or write it as a list or a table"
        } else {
            return;
        };
        self.tell_command(self.first_line(at), write);
    }

    /// A block of code without the line that closes it: all that follows is taken for code.
    pub(in super::super) fn find_unclosed_code(&mut self, at: &Range<usize>) {
        let mut lines = self.text[at.clone()].trim_end().lines();
        let opening = lines.next().unwrap_or_default();
        let sign = if opening.starts_with('~') { '~' } else { '`' };
        let fence = &opening[..opening.len() - opening.trim_start_matches(sign).len()];
        let last = lines.next_back().unwrap_or_default().trim_start_matches([' ', '>', '\t']);
        if !(last.starts_with(fence) && last.trim_end().chars().all(|c| c == sign)) {
            let location = self.here(at.start..at.start + opening.len());
            self.findings
                .add(&codes::UNCLOSED_CODE, location, "this block of code is never closed, so that all that follows is read as code")
                .hint(format!("write a line {fence} where it ends"));
        }
    }

    /// A callout as `> [!NOTE]` of a name that nobody knows, or with more on its line.
    pub(super) fn find_unknown_callout(&mut self, at: &Range<usize>) {
        const KNOWN: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
        let raw = begin(&self.text[at.clone()]);
        let Some((name, _)) = raw.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else { return };
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_'));
        if !is_name || !self.begins_line(at.start).is_some_and(|before| before.contains('>')) {
            return;
        }
        let location = self.here(at.start..at.start + name.len() + 3);
        if KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            self.findings
                .add(&codes::UNKNOWN_CALLOUT, location, format!("more stands behind `[!{name}]` on its line, so that this is no callout"))
                .hint("write the text on the next line; `:::callout[Title]{type=warning}` has a title of its own");
        } else {
            self.findings
                .add(&codes::UNKNOWN_CALLOUT, location, format!("there is no callout «{name}»"))
                .nearest(name, KNOWN)
                .hint("the callouts are NOTE, TIP, IMPORTANT, WARNING and CAUTION");
        }
    }
}
