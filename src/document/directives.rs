//! The grammar of directives: `:::name[label]{key=value}` … `:::`, `::name[label]{…}` on a line, `:name[text]{…}`.
//!
//! A document is parsed once, as a whole, so that headings, notes and references inside and outside of a directive
//! know each other. To that end, [`prepare`] puts a mark in place of each thing that is written like a directive; the
//! parser takes marks for HTML that it need not understand, and whoever reads its events learns from
//! [`Prepared::mark`] what stood there. Where a mark turns up in code or anywhere else in which there are no
//! directives, [`Prepared::restored`] gives back what was written. Nothing need be known about Markdown for that, but
//! where a line's text begins.

use std::borrow::Cow;
use std::ops::Range;

use crate::config::Directives;
use crate::config::fields::FieldType;
use crate::language::composed;
use crate::language::words::is_mark;

/// Stands in a mark, after `<?` or `<i x=`. The character is no character of any text.
const MARK: char = '\u{FDD1}';
/// The longest label or text of an inline directive, in bytes.
const LONGEST: usize = 4_000;
/// How much of the word before a directive is looked at to see whether it is an address, in bytes.
const LONGEST_BEFORE: usize = 500;
/// Of what stands behind the name of a directive.
const BESIDE: &str = "after the name of a directive stands something else than a label or arguments";
const ALL_OF_IT: &str = "write `:::name[label]{key=value}`";
/// What is wrong where a space stands before a label or arguments.
pub const SPACED: &str = "a space stands before the label or the arguments of this directive";
/// The most inline directives within one another.
const MOST_OPEN: usize = 20;

/// Markdown with marks, and how to find back.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    /// What is given to the parser.
    pub text: String,
    pub marks: Vec<Mark>,
    /// Where pieces of the text come from.
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
struct Piece {
    /// In the text with marks.
    at: usize,
    /// In the text as written; of a piece that was put in place of something, where that stood.
    from: Range<usize>,
    copied: bool,
}

/// What stood where a mark is.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub what: What,
    /// As it was written: where in the source.
    pub source: Range<usize>,
    /// With its label: where in the text with marks.
    pub zone: Range<usize>,
    /// Of an `Inline`, the mark at which its text ends; of an `Open`, the one at which its label ends.
    pub end: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// The first line of a container, or a leaf.
    Open { colons: usize, head: Head, label: Option<Range<usize>> },
    /// The label of the `Open` of that index ends.
    Label(usize),
    /// The last line of a container.
    Close { colons: usize },
    /// `:name[`, and what follows after the bracket that closes it.
    Inline(Head),
    /// The bracket that closes the `Inline` of that index, and its arguments.
    InlineEnd(usize),
    /// Nearly a directive: what is wrong, and how to mend it. With three colons or more it waits for its `Close`.
    Malformed { colons: usize, message: &'static str, hint: &'static str },
}

/// The name and the arguments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    pub name: String,
    /// All places are in the source.
    pub name_at: Range<usize>,
    pub arguments: Vec<Argument>,
    pub id: Option<(String, Range<usize>)>,
    pub classes: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    pub name: String,
    pub name_at: Range<usize>,
    /// `None` if just the name is there.
    pub value: Option<String>,
    pub value_at: Range<usize>,
}

impl Prepared {
    /// The mark that some HTML of the parser's is, if it is nothing else.
    pub fn mark(&self, html: &str) -> Option<usize> {
        let html = html.trim();
        let block = || html.strip_prefix("<?")?.strip_prefix(MARK)?.strip_suffix("?>");
        let within = || html.strip_prefix("<i x=")?.strip_prefix(MARK)?.strip_suffix('>');
        let number = block().or_else(within)?;
        number.parse().ok().filter(|&at| at < self.marks.len())
    }

    /// Whether the mark of a line begins at a place of the prepared text.
    pub fn is_mark(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default().trim_start();
        rest.strip_prefix("<?").is_some_and(|rest| rest.starts_with(MARK))
    }

    /// Whether what stands at a place of the prepared text was written by nobody.
    pub fn is_added(&self, at: usize) -> bool {
        let index = self.pieces.partition_point(|piece| piece.at <= at);
        index.checked_sub(1).is_some_and(|index| !self.pieces[index].copied && self.pieces[index].from.is_empty())
    }

    /// Where something stands in the source.
    pub fn place(&self, at: Range<usize>) -> Range<usize> {
        let start = self.back(at.start, false);
        start..self.back(at.end, at.end > at.start).max(start)
    }

    fn back(&self, at: usize, end: bool) -> usize {
        // An end belongs to the piece before it.
        let index = self.pieces.partition_point(|piece| if end { piece.at < at } else { piece.at <= at });
        let Some(piece) = index.checked_sub(1).map(|index| &self.pieces[index]) else { return at };
        match (piece.copied, end) {
            (true, _) => (piece.from.start + (at - piece.at)).min(piece.from.end),
            (false, false) => piece.from.start,
            (false, true) => piece.from.end,
        }
    }

    /// A text of the parser's with what was written in place of marks.
    pub fn restored<'t>(&self, text: &'t str, source: &str) -> Cow<'t, str> {
        if self.marks.is_empty() || !text.contains(MARK) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let begin = format!("<?{MARK}");
        while let Some(at) = rest.find(MARK) {
            let before = &rest[..at];
            let Some(start) = before.strip_suffix("<?").or_else(|| before.strip_suffix("<i x=")).map(str::len) else { break };
            out.push_str(&rest[..start]);
            let Some(end) = rest[start..].find('>').map(|end| start + end + 1) else { break };
            let index = self.mark(&rest[start..end]);
            rest = &rest[end..];
            let Some(mark) = index.and_then(|index| self.marks.get(index)) else { continue };
            out.push_str(&source[mark.source.clone()]);
            // A label stands in the text of its mark already.
            if let (What::Open { label: Some(_), .. }, Some(label_end)) = (&mark.what, mark.end) {
                let label_end = format!("{begin}{label_end}?>");
                if let Some(end) = rest.find(&label_end) {
                    rest = &rest[end + label_end.len()..];
                }
            }
        }
        out.push_str(rest);
        Cow::Owned(out)
    }
}

/// Puts marks in place of what is written like a directive.
pub fn prepare(source: &str) -> Prepared {
    let mut prepared = Prepared::default();
    if !source.contains(':') {
        prepared.text = without_mark(source).into_owned();
        prepared.pieces.push(Piece { at: 0, from: 0..source.len(), copied: true });
        return prepared;
    }
    let mut copied = 0;
    let mut at = 0;
    // Brackets that close inline directives: where, and whose.
    let mut closing: Vec<(usize, usize, usize)> = Vec::new();
    let mut line_begins = true;
    let mut line_start = 0;
    let bytes = source.as_bytes();
    while at < bytes.len() {
        if line_begins {
            line_begins = false;
            line_start = at;
            let line_end = source[at..].find('\n').map_or(source.len(), |end| at + end);
            let line = &source[at..line_end];
            let indent = prefix(line);
            if line[indent..].starts_with("::")
                && let Some(fence) = fence(source, at + indent..line_end)
            {
                prepared.copy(source, copied..at + indent);
                prepared.fence(source, at + indent..line_end, fence, &line[..indent]);
                copied = line_end;
                at = line_end;
                closing.clear();
                continue;
            }
        }
        if let Some(place) = closing.iter().position(|(close, _, _)| *close == at) {
            let (_, end, open) = closing.remove(place);
            prepared.copy(source, copied..at);
            prepared.put(at..end, What::InlineEnd(open));
            (copied, at) = (end, end);
            continue;
        }
        if closing.is_empty() {
            at = memchr::memchr3(b'\n', b'\\', b':', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        }
        match bytes.get(at).copied().unwrap_or_default() {
            b'\n' => line_begins = true,
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            b':' => {
                if closing.len() < MOST_OPEN
                    && let Some((head, text, end)) = inline(source, at)
                {
                    let (head, end) = match names_heading(source, line_start, &head, end) {
                        true => (Head { id: None, ..head }, text.end + 1),
                        false => (head, end),
                    };
                    prepared.copy(source, copied..at);
                    let index = prepared.marks.len();
                    prepared.put(at..text.start, What::Inline(head));
                    closing.push((text.end, end, index));
                    (copied, at) = (text.start, text.start);
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    prepared.copy(source, copied..source.len());
    prepared
}

/// Whether the id of an inline directive that ends where given is that of its heading, as `## a{#b}` has one.
fn names_heading(source: &str, line_start: usize, head: &Head, end: usize) -> bool {
    let rest = source[end..].trim_start_matches([' ', '\t', '\r']);
    let is_last = rest.is_empty() || rest.starts_with('\n');
    if head.id.is_none() || !head.arguments.is_empty() || !head.classes.is_empty() || !is_last {
        return false;
    }
    let line = &source[line_start..end];
    let (marks, text) = line.split_at(prefix(line));
    let words = text.trim_start_matches('#');
    let is_numbered = (1..=6).contains(&(text.len() - words.len())) && words.starts_with([' ', '\t']);
    let is_underlined = || {
        let below = rest.lines().nth(1).unwrap_or_default().trim_start_matches([' ', '>']).trim_end();
        let is_line = |sign: char| !below.is_empty() && below.chars().all(|c| c == sign);
        marks.chars().all(|c| matches!(c, ' ' | '>')) && (is_line('=') || is_line('-'))
    };
    is_numbered || is_underlined()
}

/// A text of the same length in which nobody has written the character of marks, as it is or by its number: the parser
/// would make of the number what [`Prepared::restored`] takes for a mark.
fn without_mark(text: &str) -> Cow<'_, str> {
    let has = |sign: &str| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    if !has(MARK.encode_utf8(&mut [0; 4])) && !has("&#") {
        return text.into();
    }
    let text = text.replace(MARK, "\u{FFFD}");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("&#") {
        let number = &rest[at + 2..];
        let is_hex = number.starts_with(['x', 'X']);
        let digits = number[usize::from(is_hex)..].split(|c: char| !c.is_ascii_hexdigit()).next().unwrap_or_default();
        let end = at + 2 + usize::from(is_hex) + digits.len();
        let (radix, instead) = if is_hex { (16, "FFFD") } else { (10, "65533") };
        if u32::from_str_radix(digits, radix) == Ok(u32::from(MARK)) {
            out.push_str(&rest[..end - instead.len()]);
            out.push_str(instead);
        } else {
            out.push_str(&rest[..end]);
        }
        rest = &rest[end..];
    }
    (out + rest).into()
}

impl Prepared {
    fn copy(&mut self, source: &str, from: Range<usize>) {
        if from.is_empty() {
            return;
        }
        self.pieces.push(Piece { at: self.text.len(), from: from.clone(), copied: true });
        self.text.push_str(&without_mark(&source[from]));
    }

    fn put(&mut self, from: Range<usize>, what: What) {
        let start = self.text.len();
        self.pieces.push(Piece { at: start, from: from.clone(), copied: false });
        // Within a text, what begins a line must not begin a block.
        let number = self.marks.len();
        self.text.push_str(&match what {
            What::Inline(_) | What::InlineEnd(_) => format!("<i x={MARK}{number}>"),
            What::Open { .. } | What::Label(_) | What::Close { .. } | What::Malformed { .. } => format!("<?{MARK}{number}?>"),
        });
        let index = self.marks.len();
        if let What::InlineEnd(open) | What::Label(open) = what {
            self.marks[open].end = Some(index);
        }
        self.marks.push(Mark { what, source: from, zone: start..self.text.len(), end: None });
    }

    /// A fence; its label becomes a paragraph of its own, between two marks.
    fn fence(&mut self, source: &str, from: Range<usize>, what: What, prefix: &str) {
        let index = self.marks.len();
        let label = match &what {
            What::Open { label, .. } => label.clone(),
            _ => None,
        };
        self.put(from.clone(), what);
        let Some(label) = label else { return };
        let between = below(prefix);
        let inserted = |prepared: &mut Prepared, at: usize, text: &str| {
            prepared.pieces.push(Piece { at: prepared.text.len(), from: at..at, copied: false });
            prepared.text.push_str(text);
        };
        // An escaped colon, so that no label begins a list or a heading.
        inserted(self, label.start, &format!("\n{between}\\:"));
        let start = self.text.len();
        let mut at = label.start;
        // What is inline in it has marks of its own.
        let inner = prepare_inline(&source[label.clone()]);
        for (range, what) in inner {
            let range = range.start + label.start..range.end + label.start;
            self.copy(source, at..range.start);
            let shift = |at: Range<usize>| at.start + label.start..at.end + label.start;
            let what = match what {
                What::Inline(head) => What::Inline(head.shifted(&shift)),
                What::InlineEnd(open) => What::InlineEnd(open + index + 1),
                what => what,
            };
            self.put(range.clone(), what);
            at = range.end;
        }
        self.copy(source, at..label.end);
        let end = self.text.len();
        inserted(self, label.end, &format!("\n{between}"));
        self.put(label.end..label.end, What::Label(index));
        let whole = self.marks[index].zone.start..self.text.len();
        self.marks[index].zone = whole;
        if let What::Open { label, .. } = &mut self.marks[index].what {
            *label = Some(start..end);
        }
    }
}

/// The inline directives of a label.
fn prepare_inline(label: &str) -> Vec<(Range<usize>, What)> {
    let mut found = Vec::new();
    let mut closing: Vec<(usize, usize, usize)> = Vec::new();
    let bytes = label.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if let Some(place) = closing.iter().position(|(close, _, _)| *close == at) {
            let (_, end, open) = closing.remove(place);
            found.push((at..end, What::InlineEnd(open)));
            at = end;
            continue;
        }
        match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            b':' => {
                if closing.len() < MOST_OPEN
                    && let Some((head, text, end)) = inline(label, at)
                {
                    closing.push((text.end, end, found.len()));
                    found.push((at..text.start, What::Inline(head)));
                    at = text.start;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

impl Head {
    /// The name and the arguments in one way of writing, for what a translation is held against. Which work is named does not
    /// count, as it does not in a link: its folder may be renamed.
    pub fn counted(&self, declared: &Directives) -> String {
        let declaration = declared.get(&self.name);
        let names_work = |name: &str| {
            let of = declaration.and_then(|declaration| declaration.arguments.iter().find(|known| known.field.name == name));
            of.is_some_and(|known| known.field.of.names(&FieldType::Work))
        };
        let written = |argument: &Argument| match &argument.value {
            Some(_) if names_work(&argument.name) => format!("{}=.", argument.name),
            value => format!("{}={}", argument.name, value.as_deref().unwrap_or("true")),
        };
        let mut arguments: Vec<String> = self.arguments.iter().map(written).collect();
        arguments.sort();
        format!("{} {}", self.name, arguments.join(" "))
    }

    fn shifted(mut self, shift: &dyn Fn(Range<usize>) -> Range<usize>) -> Head {
        self.name_at = shift(self.name_at);
        for argument in &mut self.arguments {
            argument.name_at = shift(argument.name_at.clone());
            argument.value_at = shift(argument.value_at.clone());
        }
        self.id = self.id.map(|(id, at)| (id, shift(at)));
        self
    }
}

/// How much of a line comes before its text: white space, quotation marks, list markers, the label of a note, and the sign of
/// a definition that begins with a directive.
pub fn prefix(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'>') => at += 1,
            Some(b'-' | b'+' | b'*') if matches!(bytes.get(at + 1), Some(b' ' | b'\t')) => at += 2,
            Some(b'0'..=b'9') => {
                let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let after = at + digits;
                if digits > 9 || !matches!(bytes.get(after), Some(b'.' | b')')) || !matches!(bytes.get(after + 1), Some(b' ' | b'\t')) {
                    return at;
                }
                at = after + 2;
            }
            Some(b'[') if line[at..].starts_with("[^") => match note_label(&line[at..]) {
                Some(length) => at += length,
                None => return at,
            },
            Some(b':') if is_definition(&line[at..]) => at += 1,
            _ => return at,
        }
    }
}

/// How long the label of a note is that begins its text: `[^1]: `.
fn note_label(line: &str) -> Option<usize> {
    let end = line.find(']').filter(|end| *end > 2 && !line[..*end].ends_with('\\'))?;
    line[end + 1..].starts_with(':').then_some(end + 2)
}

fn is_definition(line: &str) -> bool {
    let rest = &line[1..];
    rest.starts_with([' ', '\t']) && rest.trim_start_matches([' ', '\t', '>', '-', '*', '+']).starts_with("::")
}

/// What a line that goes on below one of this prefix begins with: marks of quotations, as many columns as list markers take,
/// and four for the label of a note. The first space behind a mark of a quotation belongs to it, so that one is put where none
/// is written.
fn below(prefix: &str) -> String {
    let mut below = String::with_capacity(prefix.len() + 4);
    let mut column = 0;
    let mut rest = prefix;
    while let Some(sign) = rest.chars().next() {
        if sign == '['
            && let Some(length) = note_label(rest)
        {
            below.push_str("    ");
            column += length;
            // No spaces behind it count.
            rest = rest[length..].trim_start_matches([' ', '\t']);
            continue;
        }
        rest = &rest[sign.len_utf8()..];
        let width = if sign == '\t' { 4 - column % 4 } else { 1 };
        column += width;
        match sign {
            '>' if rest.starts_with(|next| !matches!(next, ' ' | '\t' | '>')) => below.push_str("> "),
            '>' => below.push('>'),
            _ => below.extend(std::iter::repeat_n(' ', width)),
        }
    }
    below
}

/// What a line of colons is; `None` if it is just text.
fn fence(source: &str, line: Range<usize>) -> Option<What> {
    let text = source[line.clone()].trim_end();
    let end = line.start + text.len();
    let colons = text.bytes().take_while(|byte| *byte == b':').count();
    let rest = &text[colons..];
    if rest.is_empty() {
        return (colons >= 3).then_some(What::Close { colons });
    }
    let name_start = line.start + colons;
    let malformed = |message, hint| Some(What::Malformed { colons, message, hint });
    let Some(name_end) = name(source, name_start) else {
        let spaced = rest.trim_start();
        if colons < 3 {
            return None;
        }
        if spaced.starts_with('{') && spaced.ends_with('}') {
            return malformed("this directive has no name", ALL_OF_IT);
        }
        let behind = name(spaced, 0).map(|end| spaced[end..].trim_start());
        return match behind.filter(|_| spaced.len() < rest.len()) {
            None => None,
            Some("") => malformed("a space stands between the colons and the name of this directive", "remove it: write `:::name`"),
            Some(rest) if rest.starts_with(['[', '{']) => {
                malformed("a space stands between the colons and the name of this directive", "remove it: write `:::name`")
            }
            Some(_) => malformed(BESIDE, ALL_OF_IT),
        };
    };
    let mut head = Head { name: source[name_start..name_end].to_owned(), name_at: name_start..name_end, ..Head::default() };
    let mut at = name_end;
    let mut label = None;
    let next = |at: usize| source[at..end].chars().next();
    match next(at) {
        None | Some('[' | '{') => {}
        Some(c) if c.is_whitespace() && colons >= 3 => {
            if text[at - line.start..].trim_start().starts_with(['[', '{']) {
                return malformed(SPACED, "remove the space");
            }
            return malformed(BESIDE, ALL_OF_IT);
        }
        Some(_) => return None,
    }
    if next(at) == Some('[') {
        let Some(close) = bracket(&source[..end], at) else {
            return malformed("the label of this directive is never closed", "end it with ] on the same line");
        };
        let inner = &source[at + 1..close];
        let start = at + 1 + (inner.len() - inner.trim_start().len());
        if !inner.trim().is_empty() {
            label = Some(start..start + inner.trim().len());
        }
        at = close + 1;
    }
    if next(at) == Some('{') {
        match braces(&source[..end], at, &mut head) {
            Some(after) => at = after,
            None => {
                let hint = match ["=“", "=”", "=„", "=«", "=»"].iter().any(|typed| source[at..end].contains(typed)) {
                    true => "write straight quotation marks: {key=\"more words\"}",
                    false => "write them as {key=value other=\"more words\" #id}",
                };
                return malformed("the arguments of this directive can't be read", hint);
            }
        }
    }
    if at != end {
        return match behind_spaces(source, at) > at && source[behind_spaces(source, at)..].starts_with('{') {
            true => malformed(SPACED, "remove the space"),
            false => malformed("after a directive nothing else stands on its line", "put the text on the next line"),
        };
    }
    Some(What::Open { colons, head, label })
}

/// What is written like a directive, and is none.
#[derive(Clone, Copy, Debug)]
pub struct Lost<'s> {
    pub name: &'s str,
    /// Where the name ends.
    pub end: usize,
    /// Whether a space stands before the name, and behind it.
    pub spaced: (bool, bool),
    pub then: Then,
}

/// What follows the name of what is written like a directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Arguments, perhaps behind a label.
    Arguments,
    Label,
    /// A bracket that is never closed.
    OpenBracket,
    /// The end of the line.
    Nothing,
}

/// What is written like a directive of so many colons and none, be it for a space within it.
pub fn lost(source: &str, at: usize, colons: usize) -> Option<Lost<'_>> {
    let name_at = behind_spaces(source, at + colons);
    let end = name(source, name_at)?;
    let next = behind_spaces(source, end);
    let is_last = source[next..].is_empty() || source[next..].starts_with(['\n', '\r']);
    let spaced = (name_at > at + colons, next > end && !is_last);
    let is_spaced = spaced.0 || spaced.1;
    let then = match source[next..].chars().next() {
        _ if is_last => Then::Nothing,
        Some('{') if colons > 1 && !is_spaced => Then::Arguments,
        Some('{') if !is_spaced => braces(source, next, &mut Head::default()).map(|_| Then::Arguments)?,
        Some('{') => has_arguments(source, next).then_some(Then::Arguments)?,
        Some('[') => match bracket(source, next) {
            None => Then::OpenBracket,
            // With one colon it is no fault of the brackets that it is none.
            Some(_) if colons == 1 && !is_spaced => return None,
            Some(close) if has_arguments(source, close + 1) => Then::Arguments,
            Some(close) if is_spaced && !is_label(source, next, close) => return None,
            Some(_) => Then::Label,
        },
        _ => return None,
    };
    may_begin(source, at).then_some(Lost { name: &source[name_at..end], end, spaced, then })
}

/// Whether arguments stand here that say something: `{key=value}`, `{#id}`.
pub fn has_arguments(source: &str, at: usize) -> bool {
    let mut head = Head::default();
    source[at..].starts_with('{')
        && braces(source, at, &mut head).is_some()
        && (head.id.is_some() || head.arguments.iter().any(|argument| argument.value.is_some()))
}

/// Whether what stands between brackets may be a label, and not a note, a citation or the words of a link.
fn is_label(source: &str, open: usize, close: usize) -> bool {
    let inner = source[open + 1..close].trim();
    inner.contains(char::is_alphabetic) && !inner.starts_with(['^', '@', '-']) && !source[close + 1..].starts_with(['(', '['])
}

/// The first place that is no space, on the same line.
pub fn behind_spaces(source: &str, at: usize) -> usize {
    source.len() - source[at..].trim_start_matches([' ', '\t', '\u{a0}', '\u{202f}']).len()
}

/// Whether a directive may begin within a text here.
fn may_begin(source: &str, at: usize) -> bool {
    let before = source[..at].chars().next_back();
    // In scripts that put no space before the next word, or write small words together with it, it follows a letter.
    let joins = |c: char| c >= '\u{590}' && !c.is_numeric();
    // Behind such a sign it may, but not in an address.
    let word = || {
        let from = (at.saturating_sub(LONGEST_BEFORE)..=at).find(|from| source.is_char_boundary(*from)).unwrap_or(at);
        source[from..at].rsplit(char::is_whitespace).next().unwrap_or_default()
    };
    let follows_sign = before.is_some_and(|c| "-/+=,;$&".contains(c)) && !["://", "]("].iter().any(|part| word().contains(part));
    let sound = follows_sign || before.is_none_or(|c| c.is_whitespace() || "([{\"'“”„«»‘’‚‹›–—*_~>|¿¡…".contains(c) || joins(c));
    // The address of a link begins after its bracket.
    sound && !source[..at].ends_with("](")
}

/// An inline directive: its head, where its text stands, and where it ends.
fn inline(source: &str, at: usize) -> Option<(Head, Range<usize>, usize)> {
    if !may_begin(source, at) {
        return None;
    }
    let name_end = name(source, at + 1)?;
    if !source[name_end..].starts_with('[') {
        return None;
    }
    let close = bracket(source, name_end)?;
    let mut head = Head { name: source[at + 1..name_end].to_owned(), name_at: at + 1..name_end, ..Head::default() };
    let mut end = close + 1;
    if source[end..].starts_with('{')
        && let Some(after) = braces(source, end, &mut head)
    {
        end = after;
    }
    Some((head, name_end + 1..close, end))
}

/// Where a name ends that begins here: letters a to z, digits, hyphens and underscores; a letter first.
fn name(source: &str, at: usize) -> Option<usize> {
    let rest = &source[at..];
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len());
    (!rest[..length].ends_with(['-', '_'])).then_some(at + length)
}

/// The bracket that closes the one at `at`, in the same paragraph; brackets in code and escaped ones don't count.
fn bracket(source: &str, at: usize) -> Option<usize> {
    let bytes = source.as_bytes();
    let end = bytes.len().min(at + LONGEST);
    let mut depth = 0usize;
    let mut here = at;
    while here < end {
        match bytes[here] {
            b'\\' => here += 1,
            b'[' => depth += 1,
            b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(here);
                }
            }
            b'`' => {
                let run = bytes[here..end].iter().take_while(|byte| **byte == b'`').count();
                let mut close = here + run;
                // The next run of just as many.
                while close < end {
                    let other = bytes[close..end].iter().take_while(|byte| **byte == b'`').count();
                    if other == run {
                        break;
                    }
                    close += other.max(1);
                }
                here = if close < end { close + run - 1 } else { here + run - 1 };
            }
            b'\n' => {
                let line = source[here + 1..].lines().next().unwrap_or_default();
                let text = line.trim_start_matches([' ', '\t', '>']);
                if text.is_empty() || text.starts_with("::") {
                    return None;
                }
            }
            _ => {}
        }
        here += 1;
    }
    None
}

/// Reads `{key=value key="value" key #id .class}`; where it ends.
fn braces(source: &str, at: usize, head: &mut Head) -> Option<usize> {
    let mut found = Head::default();
    let mut here = at + 1;
    let word = |from: usize| {
        let rest = &source[from..];
        let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).unwrap_or(rest.len());
        from + length
    };
    loop {
        let rest = &source[here..];
        let c = rest.chars().next()?;
        match c {
            '\n' => return None,
            c if c.is_whitespace() => here += c.len_utf8(),
            '}' => break,
            '#' | '.' => {
                let end = rest[1..]
                    .find(|c: char| !(c.is_alphanumeric() || is_mark(c) || matches!(c, '-' | '_')))
                    .map_or(source.len(), |end| here + 1 + end);
                if end == here + 1 {
                    return None;
                }
                let value = composed(&source[here + 1..end]);
                if c == '#' {
                    found.id = Some((value, here..end));
                } else {
                    found.classes.push(value);
                }
                here = end;
            }
            c if c.is_alphabetic() || c == '_' => {
                let end = word(here);
                let name = source[here..end].to_owned();
                let name_at = here..end;
                here = end;
                if !source[here..].starts_with('=') {
                    found.arguments.push(Argument { name, value: None, value_at: name_at.clone(), name_at });
                    continue;
                }
                here += 1;
                let (value, value_at, end) = match source[here..].chars().next()? {
                    quote @ ('"' | '\'') => {
                        let close = source[here + 1..].find([quote, '\n'])? + here + 1;
                        if source[close..].starts_with('\n') {
                            return None;
                        }
                        (&source[here + 1..close], here + 1..close, close + 1)
                    }
                    _ => {
                        let rest = &source[here..];
                        let length = rest
                            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>' | '{' | '}' | '='))
                            .unwrap_or(rest.len());
                        if length == 0 {
                            return None;
                        }
                        (&source[here..here + length], here..here + length, here + length)
                    }
                };
                found.arguments.push(Argument { name, name_at, value: Some(value.to_owned()), value_at });
                here = end;
            }
            _ => return None,
        }
    }
    head.arguments = found.arguments;
    head.id = found.id;
    head.classes = found.classes;
    Some(here + 1)
}
