//! Lists that Markdown does not take as such.

use super::*;

impl Writer<'_, '_, '_> {
    /// Lines of a paragraph that were meant as items.
    pub(super) fn find_lost_list(&mut self, at: &Range<usize>) {
        let paragraph = self.text[at.clone()].trim_end();
        let before = end_of(&self.text[..at.start]);
        let Some((item, start, line)) = lost_list(paragraph).or_else(|| lost_items(paragraph, before)) else { return };
        let location = self.here(at.start + start..at.start + start + line.len());
        self.findings.add(&codes::LOST_BLOCK, location, "these lines are no list, and readers would see them in one line").hint(
            match item {
                Item::Counted(..) if numbered(line).is_some() => {
                    "put an empty line before the first; what belongs to an item begins below its text: four spaces below `10. `"
                }
                Item::Counted(..) => "begin each with a number, a full stop and a space: `1. first`",
                _ => "begin each with a hyphen and a space: `- first`",
            },
        );
    }
}

impl Writer<'_, '_, '_> {
    /// What an item holds that was meant as the next one, or as a box to tick.
    pub(in super::super) fn find_slips_of_item(&mut self, at: &Range<usize>) {
        let (text, indent) = (&self.text[at.clone()], self.begins_line(at.start));
        if let Some((start, line)) = indent.and_then(|indent| next_item(text, indent)) {
            let location = self.here(at.start + start..at.start + start + line.len());
            let message = "this line begins no item, and readers would see it behind the one above";
            self.findings.add(&codes::LOST_BLOCK, location, message).hint(match line.starts_with(|c: char| c.is_ascii_digit()) {
                true => "begin each with a number, a full stop and a space: `1. first`",
                false => "begin each with a hyphen and a space: `- first`",
            });
        }
        let first = text.lines().next().unwrap_or_default();
        if let Some(start) = lost_box(first) {
            let location = self.here(at.start + start..at.start + first.len());
            self.findings
                .add(&codes::LOST_BLOCK, location, "these brackets are no box to tick, and readers would see them as they are typed")
                .hint("put one space between them and one behind: `- [ ] text`");
        }
    }
}

/// The line of an item that was meant as the next one: it begins where the item does and with the same sign, to which the
/// text is joined. `indent` is what stands before the item.
fn next_item<'t>(text: &'t str, indent: &str) -> Option<(usize, &'t str)> {
    let mut lines = text.split_inclusive('\n');
    let mut above = lines.next()?.trim_end_matches(['\n', '\r']);
    let mut start = text.find('\n')? + 1;
    let own = numbered(above).or_else(|| Some(Item::Joined(above.chars().next()?)))?;
    for whole in lines {
        let line = whole.trim_end_matches(['\n', '\r']);
        let begun = line.strip_prefix(indent)?;
        let inner = begun.trim();
        // Another block begins, within the item or behind it.
        if inner.is_empty()
            || numbered(inner).is_some()
            || ["- ", "* ", "+ ", "```", "~~~", ">"].iter().any(|begins| inner.starts_with(begins))
        {
            return None;
        }
        let is_box = own == Item::Joined('-') && begun.starts_with("-[");
        if (is_box || item(begun).is_some_and(|found| follows(own, found))) && !is_broken(above) {
            return Some((start + indent.len(), begun));
        }
        (above, start) = (line, start + whole.len());
    }
    None
}

/// Where in an item's first line brackets begin that were meant as a box.
fn lost_box(line: &str) -> Option<usize> {
    let text = line.trim_start_matches(|c: char| c.is_ascii_digit() || "-*+.)".contains(c)).trim_start();
    let is_box = text.strip_prefix("[ ]").is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) || text.starts_with("[] ");
    is_box.then_some(line.len() - text.len())
}

/// By what a line was most likely meant to be an item.
#[derive(Clone, Copy, PartialEq)]
enum Item {
    /// A sign that begins nothing else.
    Sign(char),
    /// One that begins what is said in a dialogue, too.
    Dash(char),
    /// One without a space behind it.
    Joined(char),
    /// A number or a letter, by its place in the row, and the sign behind it.
    Counted(u32, char),
}

/// Signs of items in documents and messages; those of private use are of the fonts Symbol and Wingdings.
fn is_bullet(c: char) -> bool {
    "•●▪‣◦·⁃■□▶►▸★✓✔➢➤➡☐☑☒✅❌👉🔹🔸📌".contains(c) || matches!(c, '\u{f000}'..='\u{f0ff}')
}

fn item(line: &str) -> Option<Item> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    let is_spaced = |rest: &str| rest.starts_with([' ', '\t', NO_BREAK[0], NO_BREAK[1]]);
    match first {
        _ if is_bullet(first) => Some(Item::Sign(first)),
        '-' | '*' | '+' if rest.starts_with(NO_BREAK) => Some(Item::Sign(first)),
        'o' if rest.starts_with('\t') => Some(Item::Sign(first)),
        '#' if rest.starts_with(". ") => Some(Item::Sign(first)),
        // A figure on a key, as messages count.
        '0'..='9' if rest.starts_with("\u{FE0F}\u{20E3}") => Some(Item::Counted(first.to_digit(10)?, '\u{20E3}')),
        '–' | '—' | '−' | '→' if is_spaced(rest) => Some(Item::Dash(first)),
        '-' if rest.starts_with(char::is_alphabetic) => Some(Item::Joined(first)),
        '*' if rest.starts_with(char::is_alphabetic) && !rest.contains('*') => Some(Item::Joined(first)),
        '(' => {
            let (counted, rest) = rest.split_once(')')?;
            if counted == "@" { Some(Item::Sign('@')) } else { count(counted).filter(|_| is_spaced(rest)).map(|at| Item::Counted(at, '(')) }
        }
        _ => {
            let end = line.bytes().take(3).position(|byte| matches!(byte, b'.' | b')'))?;
            let (counted, rest) = (&line[..end], &line[end + 1..]);
            // With a space behind it, a number begins an item.
            let is_item = if first.is_ascii_digit() { rest.starts_with(char::is_alphabetic) } else { is_spaced(rest) };
            count(counted).filter(|_| is_item).map(|at| Item::Counted(at, line.as_bytes()[end] as char))
        }
    }
}

/// The place of a number or a letter in its row.
fn count(counted: &str) -> Option<u32> {
    match counted.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(u32::from(letter - b'a') + 1),
        _ => counted.parse().ok(),
    }
}

/// The first item of what was meant as a list: another one follows, and no break of a line is written between them.
fn lost_list(paragraph: &str) -> Option<(Item, usize, &str)> {
    let mut first: Option<(Item, usize, &str)> = None;
    let mut above: Option<&str> = None;
    for (start, line) in lines(paragraph) {
        let above = above.replace(line);
        let Some(found) = item(line) else { continue };
        if let Some(open) = first
            && follows(open.0, found)
            && !(matches!(found, Item::Dash(_)) && (is_said(open.2) || is_said(line)))
        {
            return (!above.is_some_and(is_broken)).then_some(open);
        }
        // What begins like an item within a sentence is one only by a sign of its own.
        let begins = above.is_none_or(|above| above.trim_end().ends_with(':'));
        let may_begin = match found {
            Item::Sign(_) => true,
            Item::Counted(at, _) => begins && at == 1,
            Item::Dash(_) | Item::Joined(_) => begins,
        };
        if first.is_none() && may_begin {
            first = Some((found, start, line));
        }
    }
    None
}

/// The first line of a paragraph that begins as an item of a numbered list does, and begins none: within a paragraph only 1
/// does. Another one follows it, or it follows the item above the paragraph; a year or a day that begins a line stands alone.
fn lost_items<'t>(paragraph: &'t str, before: &str) -> Option<(Item, usize, &'t str)> {
    let pairs = lines(paragraph).zip(lines(paragraph).skip(1)).filter(|((_, above), _)| !is_broken(above));
    let mut items = pairs.filter_map(|(_, (start, line))| Some((numbered(line)?, start, line)));
    let first = items.next()?;
    let above = || numbered(lines(before).filter(|(_, line)| !line.is_empty()).last()?.1);
    let goes_on = items.next().is_some_and(|next| follows(first.0, next.0)) || above().is_some_and(|above| follows(above, first.0));
    goes_on.then_some(first)
}

/// What begins an item of a numbered list where one may begin.
fn numbered(line: &str) -> Option<Item> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number = line[..digits].parse().ok().filter(|_| digits < 4)?;
    let sign = line[digits..].chars().next().filter(|sign| matches!(sign, '.' | ')'))?;
    line[digits + 1..].starts_with(' ').then_some(Item::Counted(number, sign))
}

/// Whether an author has broken the line at its end.
fn is_broken(line: &str) -> bool {
    line.ends_with('\\') || line.ends_with("  ")
}

fn follows(item: Item, next: Item) -> bool {
    match (item, next) {
        (Item::Counted(before, sign), Item::Counted(now, same)) => before + 1 == now && sign == same,
        _ => item == next,
    }
}

/// Whether a line ends as a sentence does, or as what somebody says.
fn is_said(line: &str) -> bool {
    line.trim_end().ends_with(['.', ',', '!', '?', '…', '”', '"', '»'])
}
