//! YAML with places: every key and value knows where it stands in its file.
//!
//! Scalars stay text until a declared type reads them, so that `no` is Norwegian and Norway, never a truth value.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::is_no_text;
use crate::language::composed;
use crate::language::flags::without_tags;

/// A value and the bytes of the file that it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub span: Range<usize>,
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `key:` with nothing after it, or `~` or `null`.
    Null,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The keys and values of a map; of anything else, none.
    pub fn entries(&self) -> &[(Node, Node)] {
        if let Value::Map(entries) = &self.value { entries } else { &[] }
    }

    /// The value under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(name, _)| matches!(&name.value, Value::Scalar(name) if name == key)).map(|(_, value)| value)
    }

    /// A single value, without the white space around it.
    pub fn scalar(&self) -> Option<&str> {
        if let Value::Scalar(text) = &self.value { Some(text.trim()) } else { None }
    }

    /// What the value is, for a message.
    pub fn described(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "a single value",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}

/// Why a text is not YAML that Lykta reads, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct YamlError {
    pub at: Range<usize>,
    pub message: String,
    pub hint: String,
}

/// The deepest nesting that is read.
const DEEPEST: usize = 20;
/// The most values in one text.
const MOST: usize = 100_000;

/// Reads one YAML document. `offset` is where the text begins in its file; spans count from the file's start.
///
/// Errors: invalid YAML, tags, anchors and aliases, merge keys, a second document, nesting beyond 20 levels.
pub fn parse(text: &str, offset: usize) -> Result<Node, YamlError> {
    let places = Places::new(text, offset);
    if let Some(error) = tab_in_indent(text, offset) {
        return Err(error);
    }
    if let Some(error) = odd_space_after_key(text, offset) {
        return Err(error);
    }
    let mut builder = Builder { text, places: &places, open: Vec::new(), root: None, count: 0 };
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| {
            let at = places.byte(error.marker().index());
            explain(text, offset, at, error.info())
        })?;
        builder.event(event, span)?;
    }
    if matches!(&builder.root, Some(Node { value: Value::Scalar(_), .. }))
        && let Some(error) = unspaced_key(text, offset)
    {
        return Err(error);
    }
    Ok(builder.root.unwrap_or(Node { span: offset..offset, value: Value::Null }))
}

/// A YAML text in which the list at a key of its top level has one item more, in lines that end as its own do; everything
/// else stays as it is written, and all of it if the item is there. `None` if the text is no map, or what stands at the
/// key is no list.
pub fn with_item(text: &str, key: &str, item: &str) -> Option<String> {
    let root = parse(text, 0).ok()?;
    let entries = match &root.value {
        Value::Map(entries) => entries.as_slice(),
        Value::Null => &[],
        Value::Scalar(_) | Value::List(_) => return None,
    };
    let declared = entries.iter().find(|(name, _)| name.value == Value::Scalar(key.to_owned()));
    let (at, inserted) = match declared.map(|(name, value)| (name, &value.value, value)) {
        None => {
            let line_end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            (text.len(), format!("{line_end}{key}:\n  - {item}\n"))
        }
        Some((name, Value::Null, _)) => {
            let colon = name.span.end + text[name.span.end..].find(':')? + 1;
            (colon, format!("\n  - {item}"))
        }
        Some((_, Value::List(items), _)) if items.iter().any(|one| one.scalar() == Some(item)) => return Some(text.to_owned()),
        Some((_, Value::List(items), value)) if is_flow(text, value) => {
            let last = items.last().map_or(value.span.start + 1, |item| item.span.end);
            let close = last + text[last..].find(']')?;
            (close, if items.is_empty() { item.to_owned() } else { format!(", {item}") })
        }
        Some((_, Value::List(items), _)) => {
            let last = items.last()?;
            let line = text[..last.span.start].rfind('\n').map_or(0, |at| at + 1);
            let indent: String = text[line..].chars().take_while(|c| *c == ' ').collect();
            let rest = text[last.span.end..].lines().next().unwrap_or_default();
            (last.span.end + rest.len(), format!("\n{indent}- {item}"))
        }
        Some((_, Value::Scalar(_) | Value::Map(_), _)) => return None,
    };
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let changed = format!("{}{}{}", &text[..at], inserted.replace('\n', line_end), &text[at..]);
    // What was written is read back: a text that is written in an odd way is left to its author.
    let Value::Map(entries) = parse(&changed, 0).ok()?.value else { return None };
    let (_, value) = entries.into_iter().find(|(name, _)| name.value == Value::Scalar(key.to_owned()))?;
    let Value::List(items) = value.value else { return None };
    items.iter().any(|one| one.value == Value::Scalar(item.to_owned())).then_some(changed)
}

/// A text without an item of the list under a key; where it is the only one, without the key. `None` if it has no such item,
/// or if it can't be told what else would go with it.
pub fn without_item(text: &str, key: &str, item: &str) -> Option<String> {
    let root = parse(text, 0).ok()?;
    let list = root.get(key)?;
    let Value::List(items) = &list.value else { return None };
    let index = items.iter().position(|one| one.scalar() == Some(item))?;
    let span = &items[index].span;
    let gone = match (is_flow(text, list), items.get(index + 1)) {
        _ if items.len() == 1 => lines_of_field(text, key).ok()??,
        (true, Some(next)) => span.start..next.span.start,
        (true, None) => items[index - 1].span.end..span.end,
        (false, _) => {
            let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
            start..text[span.end..].find('\n').map_or(text.len(), |at| span.end + at + 1)
        }
    };
    let changed = format!("{}{}", &text[..gone.start], &text[gone.end..]);
    // What was written is read back, as where an item comes.
    let now = parse(&changed, 0).ok()?;
    let left: Vec<_> = match now.get(key).map(|list| &list.value) {
        Some(Value::List(left)) => left.iter().map(Node::scalar).collect(),
        _ => Vec::new(),
    };
    let others = items.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, one)| one.scalar());
    let keys = |root: &Node| root.entries().iter().filter_map(|(name, _)| name.scalar()).filter(|name| *name != key).count();
    (keys(&now) == keys(&root) && left.into_iter().eq(others)).then_some(changed)
}

/// A document's file in which a field of its front matter stands in place of the one of that name, or after the last;
/// every other byte of the file stays, its line ends included. The field is given as whole lines.
///
/// `None` if the file has no front matter, or one that can't be read or whose fields share a line.
pub fn with_field(file: &str, name: &str, field: &str) -> Option<String> {
    let front = front_matter(file)?;
    let written = lines_of_field(&file[front.clone()], name).ok()?;
    let place = written.map_or(front.end..front.end, |lines| front.start + lines.start..front.start + lines.end);
    let line_end = if file[..front.start].ends_with("\r\n") { "\r\n" } else { "\n" };
    Some(format!("{}{}{}", &file[..place.start], field.replace('\n', line_end), &file[place.end..]))
}

/// The same for a field each of whose keys stands on a line: remarks on and above these stay.
pub fn with_field_and_remarks(file: &str, name: &str, field: &str) -> Option<String> {
    let front = front_matter(file)?;
    let written = lines_of_field(&file[front.clone()], name).ok()?.unwrap_or_default();
    with_field(file, name, &with_remarks(field, &file[front][written]))
}

/// The lines of a field that is written anew, with the remarks on and above the lines that had the same keys.
fn with_remarks(field: &str, before: &str) -> String {
    let mut remarks: BTreeMap<&str, (Vec<&str>, &str)> = BTreeMap::new();
    let mut above: Vec<&str> = Vec::new();
    for line in before.lines() {
        if line.trim_start().starts_with('#') {
            above.push(line.trim_end());
            continue;
        }
        let (said, remark) = line.split_at(remark(line).unwrap_or(line.len()));
        remarks.entry(key_of(said)).or_insert((std::mem::take(&mut above), remark.trim_end()));
    }
    let mut out = String::with_capacity(field.len());
    for line in field.lines() {
        let (above, remark) = remarks.remove(key_of(line)).unwrap_or_default();
        above.iter().for_each(|remark| out.extend([remark, "\n"]));
        out.extend([line, remark, "\n"]);
    }
    if !out.is_empty() {
        above.iter().for_each(|remark| out.extend([remark, "\n"]));
    }
    out
}

/// A line's key with what stands before it.
fn key_of(line: &str) -> &str {
    line.find(": ").or_else(|| line.trim_end().strip_suffix(':').map(str::len)).map_or(line, |end| &line[..end])
}

/// Where on a line its remark begins, with the white space before it.
fn remark(line: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open && before != '\\' => quote = None,
            (None, '"' | '\'') if before.is_whitespace() || "[{,".contains(before) => quote = Some(c),
            (None, '#') if before.is_whitespace() => return Some(line[..at].trim_end().len()),
            _ => {}
        }
        before = c;
    }
    None
}

/// The file without a field of its front matter; unchanged if it has none of that name.
pub fn without_field(file: &str, name: &str) -> String {
    with_field(file, name, "").unwrap_or_else(|| file.to_owned())
}

/// Between the lines of hyphens.
fn front_matter(file: &str) -> Option<Range<usize>> {
    let is_fence = |line: &str| line.trim_start_matches('\u{FEFF}').trim_end() == "---";
    let mut lines = file.split_inclusive('\n');
    let start = lines.next().filter(|line| is_fence(line))?.len();
    let mut end = start;
    for line in lines {
        if is_fence(line) {
            return Some(start..end);
        }
        end += line.len();
    }
    None
}

/// The lines that a field of the top level is written on, if it is written. Fails if they are not its own.
fn lines_of_field(text: &str, name: &str) -> Result<Option<Range<usize>>, ()> {
    let root = parse(text, 0).map_err(|_| ())?;
    if is_flow(text, &root) || !matches!(root.value, Value::Map(_) | Value::Null) {
        return Err(());
    }
    let Some((key, value)) = root.entries().iter().find(|(key, _)| key.scalar() == Some(name)) else { return Ok(None) };
    let start = text[..key.span.start].rfind('\n').map_or(0, |at| at + 1);
    if start != key.span.start {
        return Err(());
    }
    // The parser's span reaches over empty lines that follow.
    let last = text[..end_of(text, value).max(key.span.end)].trim_end().len();
    let mut end = text[last..].find('\n').map_or(text.len(), |at| last + at + 1);
    // Indented comments below it are of its matter; empty lines are if something of it follows them.
    let mut behind = end;
    for line in text[end..].split_inclusive('\n').take_while(|line| line.trim().is_empty() || line.starts_with([' ', '\t'])) {
        behind += line.len();
        if !line.trim().is_empty() {
            end = behind;
        }
    }
    Ok(Some(start..end))
}

/// Where the last scalar or bracket of a value ends.
fn end_of(text: &str, node: &Node) -> usize {
    match &node.value {
        _ if is_flow(text, node) => node.span.end,
        Value::List(items) => items.last().map_or(node.span.start, |item| end_of(text, item)),
        Value::Map(entries) => entries.last().map_or(node.span.start, |(key, value)| end_of(text, value).max(key.span.end)),
        Value::Scalar(_) | Value::Null => node.span.end,
    }
}

/// Whether a list or a map is written between brackets.
fn is_flow(text: &str, node: &Node) -> bool {
    matches!(node.value, Value::List(_) | Value::Map(_)) && text[node.span.start..].starts_with(['[', '{'])
}

/// Turns the parser's character indices into bytes of the file.
struct Places {
    offset: usize,
    length: usize,
    /// The byte of each character; absent where all characters are one byte long.
    bytes: Option<Vec<usize>>,
}

impl Places {
    fn new(text: &str, offset: usize) -> Places {
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect());
        Places { offset, length: text.len(), bytes }
    }

    fn byte(&self, character: usize) -> usize {
        let at = match &self.bytes {
            Some(bytes) => bytes.get(character).copied().unwrap_or(self.length),
            None => character.min(self.length),
        };
        self.offset + at
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.byte(span.start.index())..self.byte(span.end.index())
    }
}

enum Open {
    List(Range<usize>, Vec<Node>),
    Map(Range<usize>, Vec<(Node, Node)>, Option<Node>),
}

struct Builder<'a> {
    text: &'a str,
    places: &'a Places,
    open: Vec<Open>,
    root: Option<Node>,
    count: usize,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), YamlError> {
        let at = self.places.range(span);
        let refuse = |message: &str, hint: &str| Err(YamlError { at: at.clone(), message: message.to_owned(), hint: hint.to_owned() });
        match event {
            Event::Alias(_) => {
                return refuse("aliases (*name) are not used here", "write the value out, or put the text in quotation marks");
            }
            Event::Scalar(_, _, anchor, ref tag) | Event::SequenceStart(anchor, ref tag) | Event::MappingStart(anchor, ref tag)
                if anchor != 0 || tag.is_some() =>
            {
                let message = if tag.is_some() { "tags (!name) are not used here" } else { "anchors (&name) are not used here" };
                return refuse(message, "put a text that begins with such a sign in quotation marks: \"…\"");
            }
            Event::Scalar(text, style, _, _) => {
                // Within double quotation marks an escape can write what a file must not hold.
                if let Some((_, c)) = without_tags(&text).find(|(_, c)| is_no_text(*c)) {
                    // Where it stands itself, the reading of the file has told it.
                    let (message, hint) = match self.text.contains(c) {
                        true => (format!("the field holds the character U+{:04X}, which is no text", c as u32), "delete it"),
                        false => {
                            (format!("an escape stands here for the character U+{:04X}, which is no text", c as u32), "remove the escape")
                        }
                    };
                    return refuse(&message, hint);
                }
                let null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                // A name is the same however a keyboard or a disk composes its letters.
                let text = if text.is_ascii() { text.into_owned() } else { composed(&text) };
                let value = if null { Value::Null } else { Value::Scalar(text) };
                return self.push(Node { span: at, value });
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if self.open.len() >= DEEPEST => {
                return refuse(
                    "the values are nested too deep",
                    "nest at most 20 levels; put a text that begins with [ or { in quotation marks",
                );
            }
            Event::SequenceStart(..) => self.open.push(Open::List(at, Vec::new())),
            Event::MappingStart(..) => self.open.push(Open::Map(at, Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => {
                let node = match self.open.pop() {
                    Some(Open::List(start, items)) => Node { span: start.start..at.end.max(start.end), value: Value::List(items) },
                    Some(Open::Map(start, entries, _)) => Node { span: start.start..at.end.max(start.end), value: Value::Map(entries) },
                    None => return Ok(()),
                };
                return self.push(node);
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                return refuse("a second YAML document begins here", "keep one; remove the line of hyphens");
            }
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, node: Node) -> Result<(), YamlError> {
        self.count += 1;
        if self.count > MOST {
            let hint = "keep a file to what an author can read".to_owned();
            return Err(YamlError { at: node.span, message: "there are too many values".to_owned(), hint });
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => match key.take() {
                None if node.value == Value::Scalar("<<".into()) => {
                    return Err(YamlError {
                        at: node.span,
                        message: "merge keys (<<) are not used here".into(),
                        hint: "write the values out".into(),
                    });
                }
                None => *key = Some(node),
                Some(key) => entries.push((key, node)),
            },
        }
        Ok(())
    }
}

/// YAML forbids tabs at the start of a line; its parsers say so in words that no author understands.
fn tab_in_indent(text: &str, offset: usize) -> Option<YamlError> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t')
            && !line.trim().is_empty()
        {
            let at = offset + start + tab;
            return Some(YamlError { at: at..at + 1, message: "a tab stands at the start of the line".into(), hint: "use spaces".into() });
        }
        start += line.len();
    }
    None
}

/// A space that is none to YAML, right behind a key of the top level: the key would be text.
fn odd_space_after_key(text: &str, offset: usize) -> Option<YamlError> {
    if !text.contains(":\u{a0}") && !text.contains(":\t") && !text.contains(":\u{202f}") {
        return None;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let name = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
        let behind = line[name..].strip_prefix(':').and_then(|rest| rest.chars().next());
        let what = match behind.filter(|_| name > 0) {
            Some('\u{a0}' | '\u{202f}') => "a no-break space",
            Some('\t') => "a tab",
            _ => {
                start += line.len();
                continue;
            }
        };
        let at = offset + start + name + 1;
        let end = at + behind.map_or(0, char::len_utf8);
        return Some(YamlError {
            at: at..end,
            message: format!("{what} stands behind the key"),
            hint: "delete it and type a space".into(),
        });
    }
    None
}

/// The last key of the top level that has no space behind its colon: with its value it is text to YAML.
fn unspaced_key(text: &str, offset: usize) -> Option<YamlError> {
    let mut start = 0;
    let mut last = None;
    for line in text.split_inclusive('\n') {
        let name = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
        let value = line[name..].strip_prefix(':').filter(|value| name > 0 && !value.starts_with("//"));
        if value.is_some_and(|value| value.starts_with(|c: char| !c.is_whitespace())) {
            last = Some(offset + start..offset + start + line.trim_end().len());
        }
        start += line.len();
    }
    let at = last?;
    Some(YamlError {
        at,
        message: "no space stands behind the colon of this key".into(),
        hint: "write a space behind the colon: `title: …`".into(),
    })
}

/// A bracket that begins a list or a map and is never closed: the parser notices it only where it gives up, further down.
fn unclosed_bracket(text: &str, offset: usize, position: usize) -> Option<YamlError> {
    let mut at = 0;
    for line in text[..position].split_inclusive('\n') {
        let value = line.trim_start().trim_start_matches("- ");
        let begins = match value.split_once(": ") {
            _ if value.starts_with(['[', '{']) => line.len() - value.len(),
            Some((key, rest)) if !key.contains(['"', '\'', '#']) && rest.trim_start().starts_with(['[', '{']) => {
                line.len() - rest.trim_start().len()
            }
            _ => {
                at += line.len();
                continue;
            }
        };
        let opened = at + begins;
        if let Some(left) = left_open(&text[opened..]) {
            let (place, close) = left?;
            let start = opened + place;
            let rest = text[start..].lines().next().unwrap_or_default();
            return Some(YamlError {
                at: offset + start..offset + start + rest.trim_end().len(),
                message: format!("no {close} closes this bracket"),
                hint: format!("write {close} where it ends; put a text that begins with such a sign in quotation marks: \"…\""),
            });
        }
        at += line.len();
    }
    None
}

/// Whether a value between brackets is left open, and if so, which bracket is and what closes it: none if it is a quotation
/// mark.
fn left_open(value: &str) -> Option<Option<(usize, char)>> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in value.char_indices() {
        match c {
            _ if quote == Some(c) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' if matches!(before, '[' | '{' | ',' | ':' | '\n') => quote = Some(c),
            '[' => open.push((at, ']')),
            '{' => open.push((at, '}')),
            ']' | '}' => {
                let last = open.pop().filter(|(_, close)| *close != c);
                if last.is_some() {
                    return Some(last);
                }
                if open.is_empty() {
                    return None;
                }
            }
            _ => {}
        }
        if c != ' ' {
            before = c;
        }
    }
    Some(open.pop().filter(|_| quote.is_none()))
}

/// Where the line begins above the one that begins at `line_start`.
fn line_above(text: &str, line_start: usize) -> usize {
    text[..line_start.saturating_sub(1)].rfind('\n').map_or(0, |n| n + 1)
}

/// A space at the start of a line that is none to YAML, as it comes along from pages of the web.
fn odd_space_in_indent(text: &str, offset: usize, line_start: usize) -> Option<YamlError> {
    let line = text[line_start..].lines().next().unwrap_or_default();
    let behind = line.trim_start_matches(' ');
    let space = behind.chars().next().filter(|c| matches!(c, '\u{a0}' | '\u{202f}'))?;
    let at = offset + line_start + line.len() - behind.len();
    Some(YamlError {
        at: at..at + space.len_utf8(),
        message: "a no-break space stands at the start of the line".to_owned(),
        hint: "use spaces".to_owned(),
    })
}

/// An item of a list that begins further left than the one above it, or has no space behind its hyphen.
fn uneven_item(text: &str, offset: usize, line_start: usize) -> Option<YamlError> {
    let above = text[line_above(text, line_start)..line_start].lines().next()?;
    let line = text[line_start..].lines().next().unwrap_or_default().trim_end();
    let (item, item_above) = (line.trim_start_matches(' '), above.trim_start_matches(' '));
    let (indent, indent_above) = (line.len() - item.len(), above.len() - item_above.len());
    let behind = item.strip_prefix('-')?;
    let is_behind_item = item_above.starts_with("- ");
    let (message, hint) = if is_behind_item && behind.starts_with(' ') && indent < indent_above {
        ("this item begins further left than the one above it", "begin all items of a list at the same place")
    } else if indent == indent_above
        && (is_behind_item || item_above.trim_end().ends_with(':'))
        && behind.starts_with(|c: char| !c.is_whitespace() && c != '-')
    {
        ("no space stands behind this hyphen", "write a space behind it: `- first`")
    } else {
        return None;
    };
    let at = offset + line_start + indent..offset + line_start + line.len();
    Some(YamlError { at, message: message.to_owned(), hint: hint.to_owned() })
}

/// The value that a line has: of its key, or of an item of a list.
fn value_on(line: &str) -> &str {
    let item = line.trim_start().trim_start_matches("- ").trim();
    let is_item = line.trim_start().starts_with("- ");
    match item.split_once(':') {
        Some((key, value)) if !is_item || is_key(key) => value.trim(),
        _ if is_item => item,
        _ => "",
    }
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

/// In quotation marks, a text that begins with a sign of YAML and goes on behind what that opens: a quotation mark, a bracket
/// or a star. `None` if it is no such text.
fn quoted_whole(value: &str) -> Option<String> {
    let first = value.chars().next()?;
    let behind = match first {
        '"' | '\'' if value.len() > 1 && value.ends_with(first) => return None,
        '"' | '\'' => value[1..].split_once(first)?.1,
        '[' => value.split_once(']')?.1,
        '*' => " ",
        _ => return None,
    };
    let goes_on = behind.starts_with(|c: char| c.is_whitespace() || ".,;:!?)".contains(c));
    goes_on.then(|| in_quotes(value))
}

/// A text between the quotation marks that it holds none of.
fn in_quotes(value: &str) -> String {
    match value.contains(['"', '\\']) {
        true => format!("'{}'", value.replace('\'', "''")),
        false => format!("\"{value}\""),
    }
}

/// A key that begins further right than the one above it, which has a value already.
fn deeper_key(text: &str, offset: usize, line_start: usize) -> Option<YamlError> {
    let above = text[line_above(text, line_start)..line_start].lines().next()?;
    let line = text[line_start..].lines().next().unwrap_or_default().trim_end();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let key_of = |line: &'_ str| line.trim_start().split_once(':').filter(|(key, _)| is_key(key)).map(|(_, value)| value.trim().to_owned());
    let value_above = key_of(above)?;
    key_of(line)?;
    let is_open = |mark: char| value_above.starts_with(mark) && (value_above.len() == 1 || !value_above.ends_with(mark));
    let has_value = !value_above.is_empty() && !value_above.starts_with(['|', '>', '#']) && !is_open('"') && !is_open('\'');
    (has_value && indent(line) > indent(above)).then(|| YamlError {
        at: offset + line_start + indent(line)..offset + line_start + line.len(),
        message: "this key begins further right than the one above it, which has a value already".to_owned(),
        hint: "begin both at the same place".to_owned(),
    })
}

/// A comma between brackets behind which nothing stands but another.
fn second_comma(text: &str, offset: usize, line_start: usize) -> Option<YamlError> {
    let line = text[line_start..].lines().next().unwrap_or_default();
    let list = line.find('[')?;
    let comma = line[list..].match_indices(',').map(|(at, _)| list + at).find(|at| line[at + 1..].trim_start().starts_with(','))?;
    let second = comma + 1 + line[comma + 1..].find(',')?;
    Some(YamlError {
        at: offset + line_start + second..offset + line_start + second + 1,
        message: "nothing stands between two commas".to_owned(),
        hint: "remove one of them".to_owned(),
    })
}

/// The parser's words, and beside them what an author most likely did.
fn explain(text: &str, offset: usize, at: usize, info: &str) -> YamlError {
    let position = at.saturating_sub(offset).min(text.len());
    let line_end = text[position..].find('\n').map_or(text.len(), |end| position + end);
    if let Some(error) = unspaced_key(&text[..line_end], offset) {
        return error;
    }
    if let Some(error) = unclosed_bracket(text, offset, position) {
        return error;
    }
    let line_start = text[..position].rfind('\n').map_or(0, |n| n + 1);
    let above = line_above(text, line_start);
    for begin in [above, line_start] {
        let line = text[begin..].lines().next().unwrap_or_default();
        let key = line.trim_start();
        let is_word = key.starts_with(|c: char| c.is_ascii_alphabetic());
        let unspaced = || unspaced_key(key, offset + begin + line.len() - key.len()).filter(|_| is_word);
        if let Some(error) = odd_space_in_indent(text, offset, begin).or_else(|| uneven_item(text, offset, begin)).or_else(unspaced) {
            return error;
        }
    }
    // The parser often notices a fault only on the next line.
    let start = if text[line_start..position].trim().is_empty() { above } else { line_start };
    if let Some(error) = deeper_key(text, offset, start).or_else(|| second_comma(text, offset, start)) {
        return error;
    }
    let line = text[start..].lines().next().unwrap_or_default();
    let value = value_on(line);
    let hint = if line.contains('：') {
        "write an ordinary colon and a space after the key".to_owned()
    } else if value.starts_with(['“', '”', '„', '«', '»']) {
        "these are not YAML's quotation marks; write straight ones: \"…\"".to_owned()
    } else if value.starts_with('"') && value.replace("\\\"", "").contains('\\') {
        "between double quotation marks a backslash is written twice; between single ones once".to_owned()
    } else if let Some(quoted) = quoted_whole(value) {
        format!("put the whole text in quotation marks: {quoted}")
    } else if value.starts_with('\'') {
        "close the quotation mark; double it, or use the other kind, if it belongs to the text".to_owned()
    } else if value.starts_with('"') {
        "close the quotation mark; put a backslash before those that belong to the text: \\\"".to_owned()
    } else if (value.contains(": ") || value.ends_with(':')) && value.contains('"') {
        format!("put the whole text in quotation marks: {}", in_quotes(value))
    } else if value.contains(": ") || value.ends_with(':') {
        "put a text with a colon in quotation marks: \"…\"".to_owned()
    } else if value.starts_with(['@', '`', '%', '&', '*', '!', '[', '{', '|', '>']) || value.starts_with("- ") {
        "put a text that begins with such a sign in quotation marks: \"…\"".to_owned()
    } else {
        "each line is `key: value`; lines that belong to a value are indented".to_owned()
    };
    // The parser calls all quotation marks double.
    let info = if value.starts_with('\'') { info.replace("double-quoted", "single-quoted") } else { info.to_owned() };
    // Where a value can be told from its key, it is what is wrong.
    let value_at = if value.is_empty() { 0 } else { line.trim_end().len() - value.len() };
    let at = offset + start + value_at..offset + start + line.trim_end().len().max(value_at);
    YamlError { at, message: format!("this is not valid YAML: {info}"), hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar<'a>(node: &'a Node, key: &str) -> (&'a str, Range<usize>) {
        let Value::Map(entries) = &node.value else { panic!("not a map") };
        let (_, value) = entries.iter().find(|(k, _)| k.value == Value::Scalar(key.into())).unwrap();
        let Value::Scalar(text) = &value.value else { panic!("not a scalar") };
        (text, value.span.clone())
    }

    #[test]
    fn scalars_stay_text_and_know_their_place() {
        let text = "lang: no\ncountry: NO\ndate: 2022-02-24\ntitel: åäö\n";
        let node = parse(text, 100).unwrap();
        assert_eq!(scalar(&node, "lang").0, "no");
        assert_eq!(scalar(&node, "date").0, "2022-02-24");
        let (_, span) = scalar(&node, "titel");
        assert_eq!(&text[span.start - 100..span.end - 100], "åäö");
    }

    #[test]
    fn a_list_gets_an_item_and_everything_else_stays() {
        for (before, after) in [
            ("kind: brief\n", "kind: brief\naliases:\n  - /sv/x/\n"),
            ("kind: brief", "kind: brief\naliases:\n  - /sv/x/\n"),
            ("aliases: []\nkind: brief # a\n", "aliases: [/sv/x/]\nkind: brief # a\n"),
            ("aliases: [/sv/a/]  # old\nkind: b\n", "aliases: [/sv/a/, /sv/x/]  # old\nkind: b\n"),
            ("aliases:\n- /sv/a/ # one\n- \"/sv/å/\"\n\nkind: b\n", "aliases:\n- /sv/a/ # one\n- \"/sv/å/\"\n- /sv/x/\n\nkind: b\n"),
            ("aliases:\n    - /sv/a/\n", "aliases:\n    - /sv/a/\n    - /sv/x/\n"),
            ("aliases:\nkind: b\n", "aliases:\n  - /sv/x/\nkind: b\n"),
            ("", "aliases:\n  - /sv/x/\n"),
        ] {
            assert_eq!(with_item(before, "aliases", "/sv/x/").as_deref(), Some(after), "{before}");
        }
        for odd in ["aliases: /sv/a/\n", "- a\n", "aliases: {a: b}\n", "kind: [\n"] {
            assert_eq!(with_item(odd, "aliases", "/sv/x/"), None, "{odd}");
        }
    }

    #[test]
    fn a_field_is_exchanged_with_all_its_lines_and_no_others() {
        for (before, after) in [
            ("title: A\n", "title: A\nx: 1\n"),
            ("", "x: 1\n"),
            ("x: 2\ntitle: A\n", "x: 1\ntitle: A\n"),
            ("x:\n- a\n- b\ntitle: A\n", "x: 1\ntitle: A\n"),
            ("title:\n- a\n# of x\nx:\n# first\n- a\n# second\n- b\n\n# of y\ny: 1\n", "title:\n- a\n# of x\nx: 1\n\n# of y\ny: 1\n"),
            ("x:\n- a:\n  b:\n-\ny: 1\n", "x: 1\ny: 1\n"),
            ("x:\ny: 1\n", "x: 1\ny: 1\n"),
            ("x: # why\n  a: {b: [c,\n   d]}\n\n  # so\n\ny: 1\n", "x: 1\n\ny: 1\n"),
            ("x: |\n  a\n\n  b\n\ny: 1\n", "x: 1\n\ny: 1\n"),
            ("\"x\" : \"a\n  b\" # c\ny: å\n", "x: 1\ny: å\n"),
            ("xy: 1\ny:\n  x: 2\n", "xy: 1\ny:\n  x: 2\nx: 1\n"),
        ] {
            let file = |front: &str| format!("---\n{front}---\n\nx: of the text\n");
            assert_eq!(with_field(&file(before), "x", "x: 1\n"), Some(file(after)), "{before}");
            let without = without_field(&file(after), "x");
            assert_eq!(without_field(&file(before), "x"), without, "{before}");
            let (front, without) = (front_matter(&file(after)).unwrap(), &without["---\n".len()..]);
            assert_eq!(parse(&without[..front.len() - "x: 1\n".len()], 0).unwrap().get("x"), None);
        }
        for odd in ["{x: 2, y: 1}\n", "- x\n", "x: [\n", "text\n"] {
            assert_eq!(with_field(&format!("---\n{odd}---\n"), "x", "x: 1\n"), None, "{odd}");
        }
        assert_eq!(with_field("no front matter", "x", "x: 1\n"), None);
        let file = "---\nx: # why\n  a: \"1 # no\"   # of a\n  # of c\n  # and so\n  \"b: c\": it's\n  d: 1 # gone\n  # last\ny: 1\n---\n";
        let now = "---\nx: # why\n  a: 2   # of a\n  # of c\n  # and so\n  \"b: c\": 3\n  # last\ny: 1\n---\n";
        assert_eq!(with_field_and_remarks(file, "x", "x:\n  a: 2\n  \"b: c\": 3\n").as_deref(), Some(now));
        let file = "\u{FEFF}---\r\ntitle: \"Å\"   \r\nx:\r\n  a: sv\r\n\r\n  b: {}\r\n# a note\r\nslug: a\r\n---\r\n\r\nText  \r\n";
        let now = "\u{FEFF}---\r\ntitle: \"Å\"   \r\nx:\r\n  a: en\r\n# a note\r\nslug: a\r\n---\r\n\r\nText  \r\n";
        assert_eq!(with_field(file, "x", "x:\n  a: en\n").as_deref(), Some(now));
    }

    #[test]
    fn what_authors_get_wrong_is_told_in_their_words() {
        for (text, hint) in [
            ("summary: a: b\n", "colon"),
            ("sources:\n\t- a\n", "spaces"),
            ("summary: “a: b”\n", "straight"),
            ("summary: |\ntext that is not indented\n", "indented"),
            ("summary: \"never closed\n", "close"),
            ("summary: *nowhere\n", "quotation"),
            ("title: !Important read this\n", "quotation"),
            ("title: &Co and friends\n", "quotation"),
            ("topics: &a [x]\n", "quotation"),
            ("<<: {title: B}\n", "write the values out"),
            ("title: A\nsummary：x\n", "colon"),
            ("title:\u{a0}A\n", "type a space"),
            ("title: A\nsummary:\tB\n", "type a space"),
            ("title: - A\n", "quotation"),
            ("title: \"C:\\path\"\n", "twice"),
            ("a: 1\n---\nb: 2\n", "hyphens"),
            ("title: 'It's here'\n", "double it"),
            ("title: \"It is \"here\": now\"\n", "backslash before"),
            ("title: It is \"here\": now\n", "'It is \"here\": now'"),
            ("title:x\nsummary: y\n", "a space behind the colon"),
            ("title:x\n", "a space behind the colon"),
            ("a:\n  title:X\n  type: book\n", "a space behind the colon"),
            ("countries: [SE\ntopics: [a]\n", "write ] where it ends"),
            ("title: { en: A\ndescription: B\n", "write } where it ends"),
            ("pictures: { a.png: { shows: nobody }\nx: y\n", "write } where it ends"),
            ("a:\n  - \"it's\"\n  - [b, {c: d]\ne: f\n", "write } where it ends"),
            ("a:\n  - first\n - second\n", "at the same place"),
            ("a:\n  - first\n  -second\n", "a space behind it"),
            ("kind: brief\ntopics:\n-a\n-b\n", "a space behind it"),
            ("topics:\n\u{a0}\u{a0}- a\n\u{a0}\u{a0}- b\n", "use spaces"),
            ("topics:\n  - a\n \u{a0}- b\nc: d\n", "use spaces"),
            ("a: [b, \"c\" d]\ne: [f]\n", "quotation"),
            ("a:\n  - \"Safe\" is a word.\n", "'\"Safe\" is a word.'"),
            ("a:\n  - \"Safe\" is: a word.\nb: c\n", "'\"Safe\" is: a word.'"),
            ("a:\n  - [@crc1989, art. 3] says so.\n", "\"[@crc1989, art. 3] says so.\""),
            ("a:\n  - **Look** twice.\n", "\"**Look** twice.\""),
            ("title: \"Signs\" of danger\n", "'\"Signs\" of danger'"),
            ("date: 2026-01-01\n  topics: [a]\n", "the same place"),
            ("a: b\nc:\n  date: 2026-01-01\n    topics: [a]\nd: e\n", "the same place"),
            ("summary: \"never closed\n  topics: [a]\n", "close"),
            ("topics: [a,, b]\n", "remove one"),
            ("topics: [\"a\", , b]\nc: d\n", "remove one"),
        ] {
            let error = parse(text, 0).expect_err(text);
            assert!(error.hint.contains(hint), "{text:?}: {error:?}");
            assert!(!text.contains('\'') || !error.message.contains("double-quoted"), "{error:?}");
        }
        assert!(parse(&format!("x: {}", "[".repeat(20_000)), 0).is_err());
        for (text, wrong) in [
            ("title: @home\n", "@home"),
            ("a: b\ntitle:x\nsummary: y\n", "title:x"),
            ("å: [b]\ncountries: [SE, NO\ntopics: a\n", "[SE, NO"),
            ("pictures: { a.png: { shows: nobody }\nx: y\n", "{ a.png: { shows: nobody }"),
            ("a:\n  - first\n - second\n", "- second"),
        ] {
            assert_eq!(&text[parse(text, 0).unwrap_err().at], wrong);
        }
    }
}
