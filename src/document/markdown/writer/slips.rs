//! What Markdown takes for text, or leaves out, though its author most likely meant more.

use super::*;
use crate::diagnostics::Severity;
use crate::document::directives::Lost;

/// How much is looked at to find the end, or the beginning, of what was meant as a link or a command, in bytes.
const FARTHEST: usize = 500;
/// Spaces at which no line is broken, and which Markdown takes for none.
const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];
/// How an address on the web begins.
const STARTS: [&str; 3] = ["https://", "http://", "www."];

impl Writer<'_, '_, '_> {
    /// Looks at a text for what was most likely meant as something else. What is code says what it says.
    pub(super) fn find_slips(&mut self, text: &str, at: &Range<usize>) {
        if self.in_code || self.in_html {
            return;
        }
        if memchr::memchr2(b'[', b']', text.as_bytes()).is_some() {
            self.find_broken_notes(text, at.clone());
            self.find_backslashed_links(text, at.clone());
            self.find_lost_links(at);
            self.find_lost_citations(at);
            self.find_turned_links(at);
            self.find_unknown_callout(at);
            self.find_contents(at);
            self.find_wiki_links(at);
        }
        if memchr::memchr(b'{', text.as_bytes()).is_some() {
            self.find_commands(at);
        }
        if STARTS.iter().any(|start| memchr::memmem::find(text.as_bytes(), start.as_bytes()).is_some()) {
            self.find_bare_addresses(at);
        }
        if memchr::memmem::find(text.as_bytes(), b"==").is_some() {
            self.find_marked_words(at);
        }
        if text.starts_with(['!', '?', '=', '-', '*', 'i', 'e']) {
            self.find_foreign_line(at);
        }
        if text.starts_with('#') {
            self.find_lost_heading(at);
        }
    }

    /// A note without a text stays as it was typed, since CommonMark knows no notes.
    fn find_broken_notes(&mut self, text: &str, at: Range<usize>) {
        if !text.contains("[^") {
            return;
        }
        let raw = &self.text[at.clone()];
        for (start, _) in raw.match_indices("[^") {
            let rest = &raw[start + 2..];
            let end = rest.find(|c: char| matches!(c, ']' | '[') || c.is_whitespace()).filter(|end| rest[*end..].starts_with(']'));
            let Some(label) = end.map(|end| &rest[..end]).filter(|label| !label.is_empty()) else { continue };
            if self.text[..at.start + start].ends_with('\\') {
                continue;
            }
            let known: Vec<&str> = self.notes.iter().map(|note| note.label.as_str()).collect();
            let location = self.here(at.start + start..at.start + start + label.len() + 3);
            let mut finding = crate::diagnostics::Finding::new(
                &codes::BROKEN_FOOTNOTE,
                location,
                format!("no line says what stands in the note «{label}»"),
            );
            finding.nearest(label, known).hint(format!("add a line `[^{label}]: text`"));
            self.findings.extend([finding]);
        }
    }

    /// The parser leaves out cells that stand below no head.
    pub(super) fn find_surplus_cells(&mut self, row: Range<usize>) {
        let text = self.text[row.clone()].trim_end();
        // Nor does a bar at the beginning part two cells.
        let first = text.len() - text.trim_start().len();
        let bars = text.match_indices('|').filter(|(at, _)| *at > first && !text[..*at].ends_with('\\')).map(|(at, _)| at);
        // The bar at the end closes the last cell.
        let mut begins = bars.filter(|at| *at + 1 < text.len()).map(|at| at + 1);
        let Some(surplus) = begins.nth(self.alignments.len().saturating_sub(1)) else { return };
        let location = self.here(row.start + surplus..row.start + text.len());
        let message = format!("the head of the table has {} cells, and this row has more", self.alignments.len());
        self.findings
            .add(&codes::SURPLUS_CELL, location, message)
            .hint("give the head a cell more; put a backslash before a bar that belongs to the text");
    }

    /// A path with backslashes often ends in one, which takes the closing bracket along and leaves no link at all.
    fn find_backslashed_links(&mut self, text: &str, at: Range<usize>) {
        if !text.contains("](") {
            return;
        }
        let raw = &self.text[at.clone()];
        for (start, _) in raw.match_indices("](") {
            // As far as the next link on the line, so that each sign is looked at once.
            let path = raw[start + 2..].split("](").next().and_then(|path| path.lines().next()).unwrap_or_default();
            let path = &path[..path.rfind(')').unwrap_or(path.len())];
            if path.contains('\\') && !self.text[..at.start + start].ends_with('\\') {
                let location = self.here(at.start + start + 2..at.start + start + 2 + path.len());
                let mut finding =
                    crate::diagnostics::Finding::new(&codes::BROKEN_LINK, location, "a path is written with slashes, not backslashes");
                finding.hint(links::with_slashes(path));
                self.findings.extend([finding]);
                return;
            }
        }
    }

    /// A link that Markdown does not take, so that its brackets and its address are read as text.
    fn find_lost_links(&mut self, at: &Range<usize>) {
        let text = self.text;
        for (found, _) in text[at.clone()].match_indices(']') {
            let close = at.start + found;
            let rest = begin(&text[close + 1..at.end]);
            let (message, end, hint) = if let Some(inner) = rest.strip_prefix('(') {
                let inner = inner.split("](").next().unwrap_or_default();
                match closing(inner) {
                    Some(end) if inner[..end].trim().contains(char::is_whitespace) && !inner[..end].contains('\\') => {
                        let address = inner[..end].split(['"', '\'']).next().unwrap_or_default().trim();
                        let hint = format!("write the address between angle brackets: `(<{address}>)`");
                        ("a space stands in the address, so that this is no link", close + 1 + end + 2, hint)
                    }
                    Some(end) if self.opening(close).is_some_and(|open| text[open..close].contains("[^")) => {
                        let hint = "write the note behind the link: `[words](address)[^1]`".to_owned();
                        ("a note stands in the words of this link, so that it is none", close + 1 + end + 2, hint)
                    }
                    None if is_like_address(inner) && rest.len() < FARTHEST => {
                        let hint = "write ) where the address ends".to_owned();
                        ("the address of this link is never closed", close + 1 + rest.trim_end().len(), hint)
                    }
                    _ => continue,
                }
            } else if let Some(inner) = parted_address(rest) {
                let Some(end) = closing(inner).filter(|end| !inner[..*end].contains(char::is_whitespace)) else { continue };
                let hint = "remove the space".to_owned();
                let end = close + 1 + rest.len() - inner.len() + end + 1;
                ("a space stands between the words of this link and its address", end, hint)
            } else {
                continue;
            };
            let Some(open) = self.opening(close) else { continue };
            let location = self.here(open..end);
            self.findings
                .add(&codes::LOST_LINK, location, message)
                .hint(hint)
                .hint("where no link is meant, put a backslash before the bracket");
        }
    }

    /// A citation that is read as none: a space stands behind its sign, or brackets within it.
    fn find_lost_citations(&mut self, at: &Range<usize>) {
        let text = self.text;
        for (found, _) in text[at.clone()].match_indices(']') {
            let close = at.start + found;
            if memchr::memchr(b'@', end_of(&text[..close]).as_bytes()).is_none() {
                continue;
            }
            let Some(open) = self.opening(close).filter(|open| text[*open..].starts_with('[')) else { continue };
            let inner = &text[open + 1..close];
            if !citations::is_meant(inner) {
                continue;
            }
            let hint = if inner.contains('[') {
                "write what has brackets of its own before or behind those of the citation"
            } else {
                "write the key right behind its sign: `[@key, p. 3]`"
            };
            let location = self.here(open..close + 1);
            self.findings
                .add(&codes::LOST_CITATION, location, "this is no citation, and readers would see it as it is typed")
                .hint(hint)
                .hint("where none is meant, put a backslash before the bracket");
        }
    }

    /// A link whose two kinds of brackets have changed places.
    fn find_turned_links(&mut self, at: &Range<usize>) {
        let text = self.text;
        for (found, _) in text[at.clone()].match_indices(")[") {
            let middle = at.start + found;
            let rest = begin(&text[middle + 2..at.end]);
            let Some(end) = rest.find(']').filter(|_| is_like_address(rest)) else { continue };
            let window = end_of(&text[at.start..middle]);
            let Some(open) = window.rfind('(').map(|open| middle - window.len() + open) else { continue };
            let (words, address) = (&text[open + 1..middle], &rest[..end]);
            let location = self.here(open..middle + 3 + end);
            self.findings
                .add(&codes::LOST_LINK, location, "the two kinds of brackets of this link have changed places")
                .hint(format!("write `[{words}]({address})`"));
        }
    }

    /// Where the bracket stands that the one at `close` closes; none if it is not near, or has a backslash before it.
    fn opening(&self, close: usize) -> Option<usize> {
        let window = end_of(&self.text[..close]);
        let bytes = window.as_bytes();
        let is_escaped = |at: usize| at > 0 && bytes[at - 1] == b'\\';
        if window.ends_with('\\') {
            return None;
        }
        let mut depth = 0;
        for at in (0..bytes.len()).rev().filter(|at| !is_escaped(*at)) {
            match bytes[at] {
                b']' => depth += 1,
                b'[' if depth > 0 => depth -= 1,
                b'[' => {
                    let picture = usize::from(at > 0 && bytes[at - 1] == b'!');
                    return Some(close - window.len() + at - picture);
                }
                b'\n' if window[at + 1..].starts_with('\n') => return None,
                _ => {}
            }
        }
        None
    }

    /// A callout as `> [!NOTE]` of a name that nobody knows, or with more on its line.
    fn find_unknown_callout(&mut self, at: &Range<usize>) {
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

    /// What other programs put a table of contents in the place of.
    fn find_contents(&mut self, at: &Range<usize>) {
        let raw = self.text[at.clone()].trim_end();
        if ["[toc]", "[[toc]]"].iter().any(|mark| mark.eq_ignore_ascii_case(raw)) && self.begins_line(at.start).is_some() {
            self.tell_command(at.start..at.start + raw.len(), "remove it: a long text gets its contents by itself");
        }
    }

    /// Lines by which other programs make boxes, tabs and abbreviations, or take in what stands elsewhere.
    fn find_foreign_line(&mut self, at: &Range<usize>) {
        let line = self.text[at.clone()].trim_end();
        if let Some(hint) = foreign_line(begin(line)).filter(|_| self.begins_line(at.start).is_some()) {
            self.tell_command(at.start..at.start + line.len(), hint);
        }
    }

    /// `[[page]]` and `[[page|words]]`.
    fn find_wiki_links(&mut self, at: &Range<usize>) {
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
    fn find_marked_words(&mut self, at: &Range<usize>) {
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

    /// Commands and attributes of other programs: `{{< figure >}}`, `{% include %}`, `{{ page.title }}`, `{: .wide}`, and
    /// `{width=300}` right behind a picture or a link.
    fn find_commands(&mut self, at: &Range<usize>) {
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

    /// An address in a text, of which CommonMark makes no link. What leads somewhere already, and a label, take none.
    fn find_bare_addresses(&mut self, at: &Range<usize>) {
        if self.in_link || self.picture.is_some() || self.label.is_some() || !self.inline_frames.is_empty() {
            return;
        }
        const HALVES: [&str; 8] = ["](", "] (", "]\u{a0}(", "]\u{202f}(", "](<", ")[", "]:", "]: "];
        let text = self.text;
        for (found, _) in STARTS.iter().flat_map(|start| text[at.clone()].match_indices(start)) {
            let start = at.start + found;
            let before = end_of(&text[..start]);
            // Within an address or an attribute, and where half of a link stands, which is told as such.
            let within = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '=' | '@' | '-' | '\\'));
            let is_half = start > at.start && HALVES.iter().any(|half| before.ends_with(half));
            let Some(address) = bare_address(begin(&text[start..])).filter(|_| !within && !is_half) else { continue };
            let location = self.here(start..start + address.len());
            let scheme = if address.starts_with("www.") { "https://" } else { "" };
            let address = address.replace('\\', "");
            self.findings
                .add(&codes::BARE_ADDRESS, location, "this address is text, and nobody can follow it")
                .hint(format!("write `<{scheme}{address}>`, or give it words: `[words]({scheme}{address})`"))
                .hint("where it is meant to be read, put it between backticks");
        }
    }

    fn tell_command(&mut self, at: Range<usize>, hint: &str) {
        let location = self.here(at);
        self.findings
            .add(&codes::FOREIGN_COMMAND, location, "this is a command of another program, and readers would see it as it is typed")
            .hint(hint)
            .hint("where it is meant to be read, put it between backticks");
    }

    /// Number signs without a space behind them make no heading, nor with one that is none to Markdown.
    fn find_lost_heading(&mut self, at: &Range<usize>) {
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

    /// Lines of a paragraph that were meant as a table or as a list, and that readers would see in one line.
    pub(super) fn find_lost_block(&mut self, at: &Range<usize>) {
        let lines = self.text[at.clone()].lines().map(|line| line.trim_start_matches([' ', '>']));
        if lines.clone().nth(1).is_none() {
            return;
        }
        let first = self.first_line(at);
        let is_row = |line: &str| line.len() > 2 && line.starts_with('|') && line.trim_end().ends_with('|');
        if lines.clone().all(is_row) {
            let cells = self.text[first.clone()].matches('|').count() - 1;
            let location = self.here(first);
            self.findings
                .add(&codes::LOST_BLOCK, location, "this is no table: no row of hyphens with as many cells stands below the first")
                .hint(format!("write below the first row: `|{}`", " --- |".repeat(cells)));
        } else if lines.clone().all(is_like_item) {
            let location = self.here(first);
            self.findings
                .add(&codes::LOST_BLOCK, location, "these lines are no list, and readers would see them in one line")
                .hint("begin each with a hyphen and a space: `- first`");
        }
    }

    /// A block of code without the line that closes it: all that follows is taken for code.
    pub(super) fn find_unclosed_code(&mut self, at: &Range<usize>) {
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

    /// What stands before a place on its line, if that is nothing but the marks of quotations.
    fn begins_line(&self, at: usize) -> Option<&str> {
        let window = end_of(&self.text[..at]);
        let line = match window.rfind('\n') {
            Some(end) => &window[end + 1..],
            None if window.len() == at => window,
            None => return None,
        };
        line.bytes().all(|byte| matches!(byte, b' ' | b'>')).then_some(line)
    }

    /// Tells of labels that are defined a second time: what stands there is shown nowhere.
    pub(super) fn find_second_notes(&mut self) {
        let mut seen = BTreeSet::new();
        for Note { label, at, .. } in &self.notes {
            if !seen.insert(label) {
                let location = self.here(at.clone());
                self.findings
                    .add(
                        &codes::DUPLICATE_LABEL,
                        location,
                        format!("the note «{label}» has a text already, so that this one is shown nowhere"),
                    )
                    .hint("give it a label of its own, and refer to that where it belongs");
            }
        }
    }

    /// Tells of a declared directive that stays text: it is written in another form, with a space within it, with a
    /// bracket that is never closed, or where only a text can stand.
    pub(super) fn look_for_lost(&mut self, at: &Range<usize>) {
        if self.in_code || self.in_html {
            return;
        }
        let text = self.text;
        self.find_parted_arguments(at);
        let definition = self.sign_of_definition(at.start);
        let mut from = definition.unwrap_or(at.start);
        while let Some(colon) = text.get(from..at.end).and_then(|rest| rest.find(':')).map(|found| from + found) {
            let colons = text[colon..at.end].bytes().take_while(|byte| *byte == b':').count();
            from = colon + colons;
            let Some(lost) = directives::lost(text, colon, colons) else { continue };
            let Some(declared) = self.dialect.directives.get(lost.name) else { continue };
            let is_first = definition == Some(colon) || colon == at.start && self.is_first_in_line(colon);
            let Some(slip) = slip(colons, &lost, declared.form, is_first, definition.is_some()) else { continue };
            let write = format!("write {}", shape(lost.name, declared));
            let location = self.here(colon..lost.end);
            match slip {
                Slip::Form => {
                    self.findings.add(&codes::DIRECTIVE_FORM, location, format!("«{}» is not written like this", lost.name)).hint(write)
                }
                Slip::NoLabel => self.findings.add(&codes::DIRECTIVE_FORM, location, format!("«{}» needs a label", lost.name)).hint(write),
                Slip::OpenBracket => self
                    .findings
                    .add(&codes::MALFORMED_DIRECTIVE, location, "the bracket of this directive is never closed")
                    .hint("end it with ] in the same paragraph"),
                Slip::WithinText => self
                    .findings
                    .add(&codes::MALFORMED_DIRECTIVE, location, "this directive stands within a text")
                    .hint("write it on a line of its own, outside of tables"),
                Slip::Spaced(severity) => {
                    let finding = self.findings.add(&codes::MALFORMED_DIRECTIVE, location, "a space stands within this directive");
                    finding.severity = severity;
                    finding.hint(write).hint("where no directive is meant, put a backslash before the colon")
                }
            };
        }
    }

    /// Arguments that a space parts from their directive, so that they are text.
    fn find_parted_arguments(&mut self, at: &Range<usize>) {
        let start = directives::behind_spaces(self.text, at.start);
        let is_behind = |mark: &directives::Mark| matches!(mark.what, What::InlineEnd(_)) && mark.zone.end == at.start;
        let parted = start > at.start && start < at.end && directives::has_arguments(self.text, start);
        if parted && self.prepared.marks.iter().any(is_behind) {
            let location = self.here(start..start + 1);
            self.findings.add(&codes::MALFORMED_DIRECTIVE, location, directives::SPACED).hint("remove the space");
        }
    }

    /// The colon of the definition that begins here: a line below a paragraph that begins with one becomes a definition.
    fn sign_of_definition(&self, at: usize) -> Option<usize> {
        let line = end_of(&self.text[..at]).rsplit('\n').next().unwrap_or_default();
        let sign = line[directives::prefix(line)..].trim_end();
        (sign == ":").then(|| at - line.len() + directives::prefix(line))
    }

    /// Whether nothing but marks of quotations and lists stands before a place on its line.
    fn is_first_in_line(&self, at: usize) -> bool {
        let line = end_of(&self.text[..at]).rsplit('\n').next().unwrap_or_default();
        directives::prefix(line) == line.len()
    }
}

/// What is wrong with a directive that stays text.
enum Slip {
    Form,
    NoLabel,
    OpenBracket,
    WithinText,
    Spaced(Severity),
}

/// What most likely is; `None` where it may well be a text. `first` tells that its line begins with it.
fn slip(colons: usize, lost: &Lost, form: Form, first: bool, defines: bool) -> Option<Slip> {
    use directives::Then::{Arguments, Label, Nothing, OpenBracket};
    let is_leaf = form == Form::Leaf;
    let is_inline = form == Form::Inline;
    Some(match (colons, lost.spaced, lost.then) {
        (1, (false, false), Arguments) if is_inline => Slip::NoLabel,
        (1, (false, false), OpenBracket) if is_inline => Slip::OpenBracket,
        (1, (false, false), Arguments | OpenBracket) => Slip::Form,
        (1, (false, false), Nothing) if is_leaf && first && !defines => Slip::Form,
        (2, (false, false), Arguments | Label | OpenBracket) if is_leaf => Slip::WithinText,
        (_, (false, false), _) => return None,
        (1, _, Arguments) => Slip::Spaced(Severity::Error),
        // A space before a colon is how French is written.
        (1, (true, false) | (false, true), Label) if is_inline => Slip::Spaced(Severity::Warning),
        (1, (false, true), Label) if first => Slip::Spaced(Severity::Warning),
        (2, _, Arguments | Label) if first && !is_inline => Slip::Spaced(Severity::Error),
        (2, _, Nothing) if first && is_leaf => Slip::Spaced(Severity::Error),
        _ => return None,
    })
}

/// Where lines stand that may define the label of a link, by the place of their bracket.
pub(super) fn definitions(text: &str) -> BTreeMap<usize, &str> {
    let mut found = BTreeMap::new();
    if !text.contains("]:") {
        return found;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = directives::prefix(line);
        if line[start..].starts_with('[') && !line[start..].starts_with("[^") && line[start..].contains("]:") {
            found.insert(at + start, line[start..].trim_end());
        }
        at += line.len();
    }
    found
}

/// A label as labels are compared: in lower case, with single spaces.
pub(super) fn label_of(definition: &str) -> Option<String> {
    let (label, _) = definition.strip_prefix('[')?.split_once("]:")?;
    Some(compared(label))
}

pub(super) fn compared(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What stands behind a label.
pub(super) fn address_of(definition: &str) -> &str {
    let line = definition.lines().next().unwrap_or_default();
    line.split_once("]:").map_or("", |(_, address)| address.trim())
}

/// The address of a link in which nobody can be reached: what is wrong, and what to write.
pub(super) fn nobody_behind(destination: &str) -> Option<(&'static str, &'static str)> {
    if let Some(rest) = destination.strip_prefix("mailto:") {
        let (addresses, more) = rest.split_once('?').unwrap_or((rest, ""));
        let is_address =
            |address: &str| address.split_once('@').is_some_and(|(name, host)| !name.trim().is_empty() && !host.trim().is_empty());
        // Without an address a reader's program asks whom to write to.
        let asks = addresses.is_empty() && !more.is_empty();
        let sound = asks || addresses.replace("%40", "@").split(',').all(is_address);
        return (!sound).then_some(("no e-mail address stands behind mailto:", "write the whole address: `mailto:name@example.org`"));
    }
    let number = destination.strip_prefix("tel:")?.split(';').next()?.replace("%20", " ");
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '(' | ')' | ' ' | '*' | '#');
    let sound = number.chars().all(is_sign) && number.bytes().filter(u8::is_ascii_digit).count() >= 2;
    (!sound).then_some(("no telephone number stands behind tel:", "write the whole number with its country: `tel:+46…`"))
}

/// Whether a text begins as addresses do.
fn is_like_address(text: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:", "www.", "./", "../", "/", "#"].iter().any(|start| text.starts_with(start))
}

/// Whether a line begins as the items of other programs do, or with a hyphen and a space that is none to Markdown.
fn is_like_item(line: &str) -> bool {
    let is_marked = line.starts_with(['•', '●', '▪', '‣']);
    let is_parted = line.strip_prefix(['-', '*', '+']).is_some_and(|rest| rest.starts_with(NO_BREAK));
    // Where a break of the line is written, the lines stay apart.
    (is_marked || is_parted) && !line.ends_with(['\\', ' '])
}

/// What follows the bracket of an address that a space parts from its words.
fn parted_address(text: &str) -> Option<&str> {
    let behind = text.strip_prefix([' ', NO_BREAK[0], NO_BREAK[1]])?;
    behind.strip_prefix('(').filter(|inner| is_like_address(inner))
}

/// The address on the web that a text begins with, without what ends the sentence.
fn bare_address(text: &str) -> Option<&str> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '`' | '|' | MARK);
    let mut address = text.split(ends).next()?;
    loop {
        let belongs = |c: char| c.is_alphanumeric() || matches!(c, '/' | ')' | '=' | '&' | '#' | '-' | '+' | '%');
        let mut shorter = address.trim_end_matches(|c| !belongs(c));
        if shorter.matches(')').count() > shorter.matches('(').count() {
            shorter = shorter.strip_suffix(')').unwrap_or(shorter);
        }
        if shorter.len() == address.len() {
            break;
        }
        address = shorter;
    }
    let host = address.trim_start_matches("https://").trim_start_matches("http://").split(['/', '?', '#', ':']).next()?;
    let is_of_the_web = host.contains('.') && host.split('.').all(|part| part.starts_with(char::is_alphanumeric));
    is_of_the_web.then_some(address)
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

/// Where a round bracket closes that no other has opened.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The beginning of a text, as far as it is looked at.
fn begin(text: &str) -> &str {
    let end = (0..=text.len().min(FARTHEST)).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

/// The end of a text, as far as it is looked at.
fn end_of(text: &str) -> &str {
    let start = (text.len().saturating_sub(FARTHEST)..=text.len()).find(|start| text.is_char_boundary(*start));
    &text[start.unwrap_or_default()..]
}

/// References to labels that no line defines.
pub(super) fn tell_broken_references(
    broken: Vec<(Range<usize>, String)>,
    definitions: &BTreeMap<String, Range<usize>>,
    text: &str,
    here: &dyn Fn(Range<usize>) -> Location,
    findings: &mut Findings,
) {
    for (span, label) in broken {
        if citations::parse(&label).is_some() {
            let finding = findings.add(
                &codes::BROKEN_REFERENCE,
                here(span.clone()),
                "a citation stands right behind other brackets, so that they are read as one link",
            );
            match text[span].strip_suffix(']').and_then(|whole| whole.split_once("][")) {
                Some((first, second)) if citations::parse(&first[1..]).is_some() => {
                    finding.hint(format!("write both citations in one pair of brackets: `{first}; {second}]`"))
                }
                _ => finding.hint("put a space before the citation"),
            };
            continue;
        }
        findings
            .add(&codes::BROKEN_REFERENCE, here(span), format!("no line defines the label «{label}»"))
            .nearest(&label, definitions.keys())
            .hint(format!("add a line `[{label}]: address`"));
    }
}

/// Definitions of labels whose address is none, by the label: a line such as `[Source]: Statistics`, which readers do not see.
pub(super) fn odd_definitions<'d>(definitions: impl Iterator<Item = (&'d str, &'d str, Range<usize>)>) -> BTreeMap<String, Range<usize>> {
    let is_address = |to: &str| to.is_empty() || to.contains(['/', '.', ':', '#', '@']);
    definitions.filter(|(_, to, _)| !is_address(to)).map(|(label, _, span)| (compared(label), span)).collect()
}

/// Tells of those that no link has used.
pub(super) fn tell_lost_lines(odd: BTreeMap<String, Range<usize>>, here: &dyn Fn(Range<usize>) -> Location, findings: &mut Findings) {
    for span in odd.into_values() {
        findings
            .add(&codes::LOST_LINE, here(span), "this line is taken for the address of a label that nothing uses, and is not shown")
            .hint("put a backslash before its first bracket, or leave the brackets out");
    }
}

/// What has been read as nothing else defines a label; the first of each counts.
pub(super) fn tell_second_definitions(
    unread: BTreeMap<usize, &str>,
    definitions: &BTreeMap<String, Range<usize>>,
    text: &str,
    here: &dyn Fn(Range<usize>) -> Location,
    findings: &mut Findings,
) {
    let first: BTreeMap<String, &Range<usize>> = definitions.iter().map(|(label, span)| (compared(label), span)).collect();
    for (start, written) in unread {
        let Some(label) = label_of(written) else { continue };
        let Some(span) = first.get(&label).filter(|span| !span.contains(&start)) else { continue };
        if address_of(&text[(*span).clone()]) != address_of(written) {
            findings
                .add(
                    &codes::DUPLICATE_LABEL,
                    here(start..start + written.len()),
                    format!("the label «{label}» is defined already, so that nothing leads to this address"),
                )
                .hint("give it a label of its own, or remove the line");
        }
    }
}
