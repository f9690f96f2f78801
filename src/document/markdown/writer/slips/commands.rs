//! Commands and marks of other programs, which are published as they are typed.

use super::foreign::{DELETE, DIRECTIVES, LINK, PICTURE, STRESS};
use super::*;
use crate::comments;

const ATTRIBUTES: &str = "remove it: sizes and classes are the theme's; `:::figure[Caption]` gives a picture a caption";
const CONTENTS: &str = "remove it, and the item above it: a long text gets its contents by itself";
const ACCEPT: &str = "remove it, and settle tracked changes before the text is converted";

/// Classes that programs give words of a document: whether the words are hidden there, and what to write.
const CLASSES: [(&str, bool, &str); 10] = [
    (".comment-start", true, DELETE),
    (".comment-end", false, "remove it"),
    (".deletion", true, "delete it, and settle tracked changes before the text is converted"),
    (".paragraph-deletion", false, ACCEPT),
    (".insertion", false, "write the words alone, and settle tracked changes before the text is converted"),
    (".paragraph-insertion", false, ACCEPT),
    (".underline", false, "write the words alone, or `**words**` for what matters most: who sees words underlined takes them for a link"),
    (".smallcaps", false, "write the words alone"),
    (".mark", false, STRESS),
    (".anchor", false, "remove it; a link leads to a heading: `[words](#id)`"),
];

impl Writer<'_, '_, '_> {
    /// Commands, comments and attributes of other programs: `{{< figure >}}`, `%%note%%`, `[gallery ids="1,2"]`,
    /// `[words]{.underline}`.
    pub(super) fn find_commands(&mut self, at: &Range<usize>) {
        let text = self.text;
        let mut from = at.start.max(self.told);
        while let Some(start) = text.get(from..at.end).and_then(foreign::next).map(|found| from + found) {
            from = start + text[start..].chars().next().map_or(1, char::len_utf8);
            if text[..start].ends_with('\\') {
                from = start + same_signs(&text[start..at.end]);
                continue;
            }
            if let Some((foreign, end)) = foreign::at(text, start) {
                let write = if foreign.write == DIRECTIVES { in_its_place(&text[..start]) } else { foreign.write };
                self.tell_foreign(start..end, foreign.hides, write);
            } else if text[start..].starts_with('{') {
                self.find_attributes(start, at.start);
            } else if let Some(code) = shortcode(&text[start..]).filter(|code| code.is_alone_in(&text[..start])) {
                self.tell_foreign(start..start + code.length, false, code.write());
            }
            from = from.max(self.told);
        }
    }

    /// Comments of templates where Markdown has no text: in titles of links and in raw HTML.
    pub(in super::super) fn find_unread_comments(&mut self) {
        let text = self.text;
        let mut settled = std::mem::take(&mut self.settled);
        settled.sort_by_key(|range| range.start);
        let mut settled = settled.into_iter().peekable();
        let mut behind = 0;
        for start in memchr::memchr2_iter(b'{', b'<', text.as_bytes()) {
            while let Some(range) = settled.next_if(|range| range.start <= start) {
                behind = behind.max(range.end);
            }
            if start < behind {
                continue;
            }
            if text[..start].ends_with('\\') {
                behind = start + same_signs(&text[start..]);
            } else if let Some(length) = comments::length(&text[start..]) {
                behind = start + length;
                self.tell_foreign(start..behind, true, DELETE);
            }
        }
    }

    /// Attributes in braces: behind a link, a picture, code or words in brackets, with a colon, or on a line of their own.
    fn find_attributes(&mut self, start: usize, begins: usize) {
        let text = self.text;
        let before = &text[..start];
        let Some((inner, _)) = foreign::paragraph(&text[start + 1..]).split_once('}') else { return };
        let list = inner.strip_prefix(':');
        let in_brackets = before.ends_with(']');
        let follows = in_brackets || start == begins && before.ends_with([')', '`', '>']);
        let end = start + inner.len() + 2;
        let stands_alone = || self.begins_line(start).is_some() && text[end..].lines().next().is_none_or(|rest| rest.trim().is_empty());
        let is_meant = list.map_or_else(|| begins_with_attribute(inner) && (follows || stands_alone()), is_list);
        if !is_meant {
            return;
        }
        if in_brackets && is_opened_by_escape(&text[..start - 1]) {
            return;
        }
        if !in_brackets {
            let is_contents = list.is_some_and(|list| list.trim() == "toc");
            return self.tell_foreign(start..end, false, if is_contents { CONTENTS } else { ATTRIBUTES });
        }
        let open = self.opening(start - 1);
        if open.is_some_and(|open| follows_colon(&text[..open])) {
            return;
        }
        let class = CLASSES.iter().find(|(name, ..)| inner.split_whitespace().any(|class| class == *name));
        match (class, open) {
            (Some((_, hides, write)), _) => self.tell_foreign(open.unwrap_or(start)..end, *hides, write),
            (None, Some(_)) => self.tell_foreign(start..end, false, ATTRIBUTES),
            (None, None) => {}
        }
    }

    fn tell_foreign(&mut self, at: Range<usize>, hides: bool, write: &str) {
        self.told = at.end;
        if !hides {
            return self.tell_command(at, write);
        }
        let location = self.here(at.clone());
        self.settled.push(at);
        self.findings
            .add(&codes::FOREIGN_COMMENT, location, "nobody sees this in the program that it comes from, and readers would see it here")
            .hint(write)
            .hint("where it is meant to be read, put it between backticks");
    }

    /// Lines by which other programs make boxes, tabs and abbreviations, or take in what stands elsewhere.
    pub(super) fn find_foreign_line(&mut self, at: &Range<usize>) {
        let line = self.text[at.clone()].trim_end();
        let above = || end_of(&self.text[..at.start]).trim_end().rsplit('\n').next().unwrap_or_default();
        if line.starts_with(": ") && !above().contains('|') {
            return;
        }
        if let Some(hint) = foreign_line(begin(line)).filter(|_| self.begins_line(at.start).is_some()) {
            self.tell_command(at.start..at.start + line.len(), hint);
        }
    }

    /// What other programs put a table of contents in the place of.
    pub(super) fn find_contents(&mut self, at: &Range<usize>) {
        let raw = self.text[at.clone()].trim_end();
        if ["[toc]", "[[toc]]"].iter().any(|mark| mark.eq_ignore_ascii_case(raw)) && self.begins_line(at.start).is_some() {
            self.tell_command(at.start..at.start + raw.len(), "remove it: a long text gets its contents by itself");
        }
    }

    /// `[[page]]` and `[[page|words]]`.
    pub(super) fn find_wiki_links(&mut self, at: &Range<usize>) {
        let text = self.text;
        for (found, _) in text[at.clone()].match_indices("[[") {
            let start = at.start + found;
            let Some((inner, rest)) = begin(&text[start + 2..at.end]).split_once(']').filter(|(_, rest)| rest.starts_with(']')) else {
                continue;
            };
            let names_page = inner.trim_start_matches('#').starts_with(char::is_alphanumeric)
                && inner.contains(char::is_alphabetic)
                && !inner.contains('[');
            let is_contents = inner.eq_ignore_ascii_case("toc");
            if names_page && !is_contents && !rest[1..].starts_with(['(', '[']) && !text[..start].ends_with('\\') {
                let write = match inner.starts_with('#') {
                    true => "link to a heading by its id: `[words](#id)`",
                    false if text[..start].ends_with('!') => PICTURE,
                    false => LINK,
                };
                self.tell_command(start..start + inner.len() + 4, write);
            }
        }
    }

    /// `==words==`, which other programs show as marked with a pen.
    pub(super) fn find_marked_words(&mut self, at: &Range<usize>) {
        let text = self.text;
        let mut from = at.start.max(self.told);
        while let Some(found) = text.get(from..at.end).and_then(|rest| rest.find("==")) {
            let start = from + found;
            from = start + 2;
            let opens = !text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '=' | '\\' | '!' | '<' | '>'));
            let Some((inner, rest)) = begin(&text[from..at.end]).split_once("==").filter(|_| opens) else { continue };
            let is_word = |c: char| c.is_alphanumeric() || c.is_ascii_punctuation() && c != '=';
            if inner.starts_with(is_word) && inner.ends_with(is_word) && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '=') {
                from += inner.len() + 2;
                self.tell_command(start..from, STRESS);
            }
        }
    }

    pub(super) fn tell_command(&mut self, at: Range<usize>, hint: &str) {
        let location = self.here(at);
        self.findings
            .add(&codes::FOREIGN_COMMAND, location, "this is a command of another program, and readers would see it as it is typed")
            .hint(hint)
            .hint("where it is meant to be read, put it between backticks");
    }
}

/// What to do in the place of a line that is a command of another program.
fn foreign_line(line: &str) -> Option<&'static str> {
    const BOX: &str = "write `:::callout[Title]`, the text, and `:::`, each on lines of their own";
    const FOLDED: &str = "write `:::details[Title]`, the text, and `:::`, each on lines of their own";
    let is_named = |rest: &str| {
        let Some(name) = rest.trim_start_matches('+').strip_prefix(' ') else { return false };
        let rest = name.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '-');
        rest.len() < name.len() && (rest.is_empty() || rest.trim_start().starts_with('"'))
    };
    let is_abbreviation = || line.strip_prefix("*[")?.split_once("]: ").filter(|(short, _)| !short.is_empty() && !short.contains('['));
    let ends_in_quotes = |rest: &&str| rest.trim_end_matches(';').ends_with(['"', '\'']);
    let imported = line.strip_prefix("import ").filter(ends_in_quotes);
    let imports = imported.is_some_and(|rest| rest.contains(" from ") || rest.starts_with(['"', '\'']));
    let exported = line.strip_prefix("export ").and_then(|rest| rest.split_once(' '));
    let exports =
        exported.is_some_and(|(word, rest)| ["const", "let", "function", "default"].contains(&word) && rest.contains(['=', '(', '{']));
    if line.strip_prefix("!!!").is_some_and(is_named) || line.starts_with("!> ") || line.starts_with("?> ") {
        Some(BOX)
    } else if line.strip_prefix("???").is_some_and(is_named) {
        Some(FOLDED)
    } else if line.starts_with("=== \"") {
        Some("give each part a heading of its own")
    } else if line.starts_with("--8<--") || line.strip_prefix("<<<").is_some_and(|rest| rest.trim_start().starts_with(['@', '.', '/'])) {
        Some("write here what stands there: each text is whole in its own file")
    } else if is_abbreviation().is_some() {
        Some("say what it stands for where it comes first, or make it a term")
    } else if line.starts_with(": ") {
        Some("remove the colon: what a table shows stands in the heading or the paragraph above it")
    } else if imports || exports {
        Some("remove it: texts have no scripts")
    } else {
        None
    }
}

/// How long the row of one sign is with which a text begins.
fn same_signs(text: &str) -> usize {
    text.chars().next().map_or(0, |sign| text.len() - text.trim_start_matches(sign).len())
}

/// What to write in the place of a template's command behind a text.
fn in_its_place(before: &str) -> &'static str {
    match end_of(before).rsplit_once("](") {
        Some((words, address)) if !address.contains(|c: char| c == ')' || c.is_whitespace()) => {
            let is_picture = words.rfind('[').is_some_and(|open| words[..open].ends_with('!'));
            if is_picture { PICTURE } else { LINK }
        }
        _ => DIRECTIVES,
    }
}

/// Whether a text ends as a directive does before its label, which is told as such.
fn follows_colon(before: &str) -> bool {
    end_of(before).trim_end().rsplit(char::is_whitespace).next().unwrap_or_default().starts_with(':')
}

/// Whether the bracket that one behind this text would close has a backslash before it.
fn is_opened_by_escape(before: &str) -> bool {
    let before = end_of(before);
    let mut inner = 0_usize;
    let mut brackets = before.rmatch_indices(['[', ']']);
    let opens = brackets.find(|(_, bracket)| match (*bracket, inner) {
        ("]", _) => {
            inner += 1;
            false
        }
        (_, 0) => true,
        _ => {
            inner -= 1;
            false
        }
    });
    opens.is_some_and(|(at, _)| before[..at].ends_with('\\'))
}

/// Whether a text behind a colon in braces begins with an attribute, or is names that stand for some: `toc`, `wide: .x`.
fn is_list(inner: &str) -> bool {
    let is_name = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b':'));
    let mut words = inner.split_whitespace().peekable();
    words.peek().is_some() && (begins_with_attribute(inner) || words.all(|word| is_name(word) || begins_with_attribute(word)))
}

/// Whether a text between braces begins with an attribute, as `.wide width=300` does.
fn begins_with_attribute(inner: &str) -> bool {
    let word = inner.split_whitespace().next().unwrap_or_default();
    let named = word.split_once('=').is_some_and(|(name, value)| !name.is_empty() && !value.is_empty());
    named || word.len() > 1 && word.starts_with(['.', '#'])
}

/// A command between brackets, as WordPress has them: `[gallery ids="1,2"]`, `[/caption]`.
struct Shortcode<'t> {
    name: &'t str,
    closes: bool,
    length: usize,
}

impl Shortcode<'_> {
    /// Whether it is told by itself. One that closes is, where what it closes stands near and is not told.
    fn is_alone_in(&self, before: &str) -> bool {
        !self.closes || end_of(before).contains(&format!("[{}]", self.name))
    }

    fn write(&self) -> &'static str {
        match self.name {
            "caption" | "gallery" => "write the picture as `![what it shows](picture.png)`; `:::figure[Caption]` gives it a caption",
            "button" | "embed" => "link to where it leads: `[words](address)`",
            _ => DIRECTIVES,
        }
    }
}

fn shortcode(text: &str) -> Option<Shortcode<'_>> {
    let line = begin(text).strip_prefix('[')?.lines().next()?;
    let (inner, _) = line.split_once(']')?;
    let closing = inner.strip_prefix('/');
    let written = closing.unwrap_or(inner);
    let name = &written
        [..written.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))).unwrap_or(written.len())];
    let is_named = name.starts_with(|c: char| c.is_ascii_lowercase());
    let has_argument = || {
        let (argument, value) = written[name.len()..].strip_prefix(' ')?.trim_start().split_once('=')?;
        let is_word = !argument.is_empty() && argument.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        (is_word && value.starts_with(['"', '\'', '”', '“', '″'])).then_some(())
    };
    let sound = is_named && if closing.is_some() { name == written } else { has_argument().is_some() };
    sound.then_some(Shortcode { name, closes: closing.is_some(), length: inner.len() + 2 })
}

/// Whether a label is a command that is told as such.
pub(super) fn is_shortcode(label: &str) -> bool {
    shortcode(&format!("[{label}]")).is_some()
}
