//! Commands and marks of other programs, which are published as they are typed.

use super::*;

impl Writer<'_, '_, '_> {
    /// Commands and attributes of other programs: `{{< figure >}}`, `{% include %}`, `{{ page.title }}`, `{: .wide}`, and
    /// `{width=300}` right behind a picture or a link.
    pub(super) fn find_commands(&mut self, at: &Range<usize>) {
        const DIRECTIVES: &str = "here directives do such things, `:::figure` and `:::callout` among them; `lykta directives` lists all";
        const ATTRIBUTES: &str = "remove it: sizes and classes are the theme's; `:::figure[Caption]` gives a picture a caption";
        let text = self.text;
        let mut from = at.start;
        while let Some(found) = memchr::memchr(b'{', &text.as_bytes()[from..at.end]) {
            let start = from + found;
            from = start + 1;
            if text[..start].ends_with('\\') {
                continue;
            }
            let rest = begin(&text[start..at.end]);
            let to = |sign: &str| rest[2..].find(sign).map(|end| 2 + end + sign.len());
            let after_link = start == at.start && text[..start].ends_with(')');
            let command = if rest.starts_with("{{<") {
                to(">}}").or(Some(3))
            } else if rest.starts_with("{{%") {
                to("%}}").or(Some(3))
            } else if rest.starts_with("{{") {
                to("}}")
            } else if rest.starts_with("{%") {
                to("%}")
            } else if rest.starts_with("{/*") {
                to("*/}")
            } else {
                None
            };
            let attributes = || {
                let inner = rest[1..].split('}').next().filter(|inner| inner.len() + 1 < rest.len())?;
                let list = inner.strip_prefix(':');
                let are_attributes = begins_with_attribute(list.unwrap_or(inner));
                ((list.is_some() || after_link) && are_attributes).then_some(inner.len() + 2)
            };
            let (length, hint) = match (command, command.is_none().then(attributes).flatten()) {
                (Some(length), _) => (length, DIRECTIVES),
                (None, Some(length)) => (length, ATTRIBUTES),
                (None, None) => continue,
            };
            from = start + length;
            self.tell_command(start..from, hint);
        }
    }

    /// Lines by which other programs make boxes, tabs and abbreviations, or take in what stands elsewhere.
    pub(super) fn find_foreign_line(&mut self, at: &Range<usize>) {
        let line = self.text[at.clone()].trim_end();
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
            let names_page = inner.starts_with(char::is_alphanumeric) && inner.contains(char::is_alphabetic) && !inner.contains('[');
            let is_contents = inner.eq_ignore_ascii_case("toc");
            if names_page && !is_contents && !rest[1..].starts_with(['(', '[']) && !text[..start].ends_with('\\') {
                self.tell_command(start..start + inner.len() + 4, "link to a work by the path of its folder: `[words](../folder/)`");
            }
        }
    }

    /// `==words==`, which other programs show as marked with a pen.
    pub(super) fn find_marked_words(&mut self, at: &Range<usize>) {
        let text = self.text;
        let mut from = at.start;
        while let Some(found) = text[from..at.end].find("==") {
            let start = from + found;
            from = start + 2;
            let opens = !text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '=' | '\\' | '!' | '<' | '>'));
            let Some((inner, rest)) = begin(&text[from..at.end]).split_once("==").filter(|_| opens) else { continue };
            let is_word = |c: char| c.is_alphanumeric() || c.is_ascii_punctuation() && c != '=';
            if inner.starts_with(is_word) && inner.ends_with(is_word) && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '=') {
                from += inner.len() + 2;
                self.tell_command(start..from, "write `**words**` for what matters most");
            }
        }
    }

    fn tell_command(&mut self, at: Range<usize>, hint: &str) {
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
    if line.strip_prefix("!!!").is_some_and(is_named) {
        Some(BOX)
    } else if line.strip_prefix("???").is_some_and(is_named) {
        Some(FOLDED)
    } else if line.starts_with("=== \"") {
        Some("give each part a heading of its own")
    } else if line.starts_with("--8<--") {
        Some("write here what stands there: each text is whole in its own file")
    } else if is_abbreviation().is_some() {
        Some("say what it stands for where it comes first, or make it a term")
    } else if imports || exports {
        Some("remove it: texts have no scripts")
    } else {
        None
    }
}

/// Whether a text between braces begins with an attribute, as `.wide width=300` does.
fn begins_with_attribute(inner: &str) -> bool {
    let word = inner.split_whitespace().next().unwrap_or_default();
    let named = word.split_once('=').is_some_and(|(name, value)| !name.is_empty() && !value.is_empty());
    named || word.len() > 1 && word.starts_with(['.', '#'])
}
