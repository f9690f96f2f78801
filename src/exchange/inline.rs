//! The text of one block as a translator sees it: words, and marks that must come back.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::figures::figures;
use crate::document::directives::{self, Prepared, What};
use crate::document::{citations, markdown};

/// A piece of a block's text.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    Text(String),
    /// Something goes round what follows, up to the `Close` that belongs to it.
    Open(Wrap),
    Close,
    /// Something stands here that is not translated, as it was written.
    Fixed(Fixed),
}

impl Token {
    /// Whether it is text in which somebody reads something.
    pub fn has_words(&self) -> bool {
        matches!(self, Token::Text(text) if text.chars().any(char::is_alphanumeric))
    }
}

/// What goes round words.
#[derive(Clone, Debug, PartialEq)]
pub enum Wrap {
    Emphasis,
    Strong,
    Struck,
    /// A link: what stands after its text, `](address "title")`.
    Link(String),
    /// A picture, whose alternative text is translated.
    Picture(String),
    /// A directive within the text: `:name[`, and what follows the text, `]{…}`.
    Directive(String, String),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Fixed {
    Code(String),
    Citation(String),
    Note(String),
    Address(String),
    Html(String),
    Break,
}

impl Wrap {
    /// What stands before and after the words in Markdown.
    pub fn written(&self) -> (&str, &str) {
        match self {
            Wrap::Emphasis => ("*", "*"),
            Wrap::Strong => ("**", "**"),
            Wrap::Struck => ("~~", "~~"),
            Wrap::Link(end) => ("[", end),
            Wrap::Picture(end) => ("![", end),
            Wrap::Directive(begin, end) => (begin, end),
        }
    }

    /// By what it is known to be the same: of a link, where it leads; its title is words, and so are the id of a section of the
    /// same page and what stands in quotation marks between the braces of a directive.
    fn identity(&self) -> String {
        let (before, after) = self.written();
        // A term may be named or known by its word, as each language needs.
        let after = match self {
            Wrap::Directive(..) if after.starts_with("]{work=") => "]",
            Wrap::Directive(..) => &after.split('"').step_by(2).collect::<Vec<_>>().join("\"\""),
            _ => after,
        };
        let (target, _) = without_title(after);
        let target = if target.starts_with("](#") { "](#)" } else { &target };
        format!("{before}…{target}")
    }
}

/// What stands after the text of a link as it is without a title, and the title with its quotation marks.
pub fn without_title(after: &str) -> (String, Option<&str>) {
    match after.split_once(" \"") {
        Some((target, _)) if after.ends_with("\")") => (format!("{target})"), Some(&after[target.len()..after.len() - 1])),
        Some(_) | None => (after.to_owned(), None),
    }
}

/// What two marks share that are the same, though they may be written differently in two languages: whether words stand
/// within, and the identity. `None` if it is no mark.
type Same = (bool, Option<String>);

fn same(token: &Token) -> Option<Same> {
    match token {
        Token::Open(wrap) => Some((true, Some(wrap.identity()))),
        Token::Fixed(fixed) => Some((false, fixed.identity())),
        Token::Text(_) | Token::Close => None,
    }
}

/// The same of those that are written alike.
fn written_alike(token: &Token) -> Option<Same> {
    match token {
        Token::Open(wrap) => Some((true, Some([wrap.written().0, wrap.written().1].join("…")))),
        Token::Fixed(fixed) => Some((false, Some(fixed.written().to_owned()))),
        Token::Text(_) | Token::Close => None,
    }
}

/// The same of those that have the same figures as well: «p. 3» is «s. 3» in another language.
fn same_with_figures(token: &Token) -> Option<Same> {
    let (wraps, identity) = same(token)?;
    let figures = match token {
        Token::Fixed(Fixed::Citation(text)) => figures(text).into_iter().map(|at| &text[at]).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    };
    Some((wraps, identity.map(|identity| format!("{identity} {figures}"))))
}

/// Whether two marks are the same, though they may be written differently in two languages.
pub fn are_same(a: &Token, b: &Token) -> bool {
    same(a) == same(b)
}

/// The marks of a text in order.
pub fn marks(tokens: &[Token]) -> Vec<&Token> {
    tokens.iter().filter(|token| matches!(token, Token::Open(_) | Token::Fixed(_))).collect()
}

/// For each mark, which of the others it is; each of these is one. What is written alike comes first, then what has the same
/// figures; order decides only among what is left. A file from elsewhere may hold very many, so that each is looked up.
pub fn paired(marks: &[&Token], others: &[&Token]) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; marks.len()];
    let mut is_taken = vec![false; others.len()];
    for alike in [written_alike, same_with_figures, same] {
        let mut waiting: BTreeMap<Same, VecDeque<usize>> = BTreeMap::new();
        for (at, other) in others.iter().enumerate().filter(|(at, _)| !is_taken[*at]) {
            alike(other).into_iter().for_each(|key| waiting.entry(key).or_default().push_back(at));
        }
        for (pair, mark) in pairs.iter_mut().zip(marks).filter(|(pair, _)| pair.is_none()) {
            *pair = alike(mark).and_then(|key| waiting.get_mut(&key)?.pop_front());
            pair.iter().for_each(|&other| is_taken[other] = true);
        }
    }
    pairs
}

/// Whether two marks do the same, though what they lead to or hold is another.
pub fn are_of_one_sort(a: &Token, b: &Token) -> bool {
    use std::mem::discriminant;
    match (a, b) {
        (Token::Open(Wrap::Directive(a, _)), Token::Open(Wrap::Directive(b, _))) => a == b,
        (Token::Open(a), Token::Open(b)) => discriminant(a) == discriminant(b),
        (Token::Fixed(a), Token::Fixed(b)) => discriminant(a) == discriminant(b),
        _ => false,
    }
}

impl Fixed {
    pub fn written(&self) -> &str {
        match self {
            Fixed::Code(text) | Fixed::Citation(text) | Fixed::Note(text) | Fixed::Address(text) | Fixed::Html(text) => text,
            Fixed::Break => "\\\n",
        }
    }

    /// By what it is known to be the same: of a citation, the sources; where in a source is said differently in each
    /// language. A line break is the translator's own.
    fn identity(&self) -> Option<String> {
        match self {
            Fixed::Citation(text) => Some(match citations::parse(text.trim_start_matches('[').trim_end_matches(']')) {
                Some(cited) => format!("[@{}]", cited.iter().map(|one| one.key.as_str()).collect::<Vec<_>>().join("; @")),
                None => text.clone(),
            }),
            Fixed::Break => None,
            Fixed::Code(text) | Fixed::Note(text) | Fixed::Address(text) | Fixed::Html(text) => Some(text.clone()),
        }
    }
}

/// Where a citation was found by the parser.
const CITATION: &str = "\u{FDD0}citation";

/// The parser of documents, but that a citation is told from a broken link without looking into it. Directives within
/// a text come as [`INLINE`] and [`INLINE_END`], their label's text as a paragraph, and their lines as blocks of HTML.
pub fn parser(text: &str) -> impl Iterator<Item = (Event<'static>, Range<usize>)> {
    let callback = |link: BrokenLink<'_>| {
        let has_key = link.reference.replace("\\@", "").contains('@');
        let cites = link.link_type == LinkType::Shortcut && has_key && !link.reference.contains(']');
        cites.then(|| (CowStr::from(CITATION), CowStr::from("")))
    };
    let prepared = directives::prepare(text);
    let ends: BTreeMap<usize, usize> = prepared
        .marks
        .iter()
        .enumerate()
        .filter_map(|(at, mark)| if let What::InlineEnd(index) = mark.what { Some((index, at)) } else { None })
        .collect();
    let parser = Parser::new_with_broken_link_callback(&prepared.text, markdown::options(), Some(callback));
    let mut events = Vec::new();
    let mut skip_to = 0;
    for (event, at) in pulldown_cmark::TextMergeWithOffset::new(parser.into_offset_iter()) {
        // A line that is text here has been given back with its label.
        if at.start < skip_to {
            continue;
        }
        let mut place = prepared.place(at.clone());
        let event = match event {
            Event::InlineHtml(html) => match prepared.mark(&html) {
                Some(mark) => {
                    if matches!(prepared.marks[mark].what, What::Open { .. }) {
                        skip_to = prepared.marks[mark].zone.end;
                    }
                    inline_mark(&prepared, mark, ends.get(&mark).copied(), text)
                }
                None => Event::InlineHtml(prepared.restored(&html, text).into_owned().into()),
            },
            // The colon that keeps a label a paragraph was not written.
            Event::Text(said) => {
                let added = said.starts_with(':') && prepared.is_added(at.start);
                let said = if added { &said[1..] } else { &*said };
                let restored = prepared.restored(said, text).into_owned();
                if added {
                    place.end = place.end.max(place.start);
                }
                Event::Text(restored.into())
            }
            event => event.into_static(),
        };
        if !matches!(&event, Event::Text(said) if said.is_empty()) {
            events.push((event, place));
        }
    }
    as_written(&mut events);
    events.into_iter()
}

/// Begins what an inline directive is told by, as HTML: then what stands before its text.
const INLINE: &str = "\u{FDD0}inline";
const INLINE_END: &str = "\u{FDD0}end";

fn inline_mark(prepared: &Prepared, index: usize, end: Option<usize>, text: &str) -> Event<'static> {
    let written = |index: usize| text[prepared.marks[index].source.clone()].to_owned();
    match &prepared.marks[index].what {
        What::Inline(_) => match end {
            Some(end) => Event::InlineHtml(format!("{INLINE}{}\u{FDD0}{}", written(index), written(end)).into()),
            None => Event::Text(written(index).into()),
        },
        What::InlineEnd(_) => Event::InlineHtml(format!("{INLINE_END}{}", written(index)).into()),
        What::Label(_) => Event::Text("".into()),
        What::Open { .. } | What::Close { .. } | What::Malformed { .. } => Event::Text(written(index).into()),
    }
}

/// An inline directive whose end lies in another mark or block is text.
fn as_written(events: &mut [(Event<'static>, Range<usize>)]) {
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut lonely: Vec<usize> = Vec::new();
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::InlineHtml(html) if html.starts_with(INLINE) => open.push((index, true)),
            Event::InlineHtml(html) if html.starts_with(INLINE_END) => match open.last() {
                Some((_, true)) => _ = open.pop(),
                Some((_, false)) | None => lonely.push(index),
            },
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }) => {
                open.push((index, false))
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {
                while let Some((begun, inline)) = open.pop() {
                    if !inline {
                        break;
                    }
                    lonely.push(begun);
                }
            }
            Event::Start(_) | Event::End(_) => lonely.extend(open.drain(..).filter(|(_, inline)| *inline).map(|(index, _)| index)),
            _ => {}
        }
    }
    lonely.extend(open.into_iter().filter(|(_, inline)| *inline).map(|(index, _)| index));
    for index in lonely {
        if let Event::InlineHtml(html) = &events[index].0 {
            let written = match html.strip_prefix(INLINE_END) {
                Some(end) => end.to_owned(),
                None => html.trim_start_matches(INLINE).split('\u{FDD0}').next().unwrap_or_default().to_owned(),
            };
            events[index].0 = Event::Text(written.into());
        }
    }
}

/// Gathers the tokens of one block.
#[derive(Default)]
pub struct Tokens {
    tokens: Vec<Token>,
    /// Within a link that is one fixed piece, or what the parser takes for a picture and is one.
    skipping: bool,
}

impl Tokens {
    /// Takes an inline event; `raw` is what was written. Gives false if the event is none.
    pub fn take(&mut self, event: &Event<'_>, raw: &str) -> bool {
        if self.skipping {
            self.skipping = !matches!(event, Event::End(TagEnd::Link | TagEnd::Image));
            return true;
        }
        let token = match event {
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(text);
                return true;
            }
            Event::SoftBreak => {
                self.text(" ");
                return true;
            }
            Event::HardBreak => Token::Fixed(Fixed::Break),
            Event::Code(_) => Token::Fixed(Fixed::Code(one_line(raw))),
            Event::InlineHtml(html) if html.starts_with(INLINE_END) => Token::Close,
            Event::InlineHtml(html) if html.starts_with(INLINE) => {
                let (begin, end) = html[INLINE.len()..].split_once('\u{FDD0}').unwrap_or_default();
                Token::Open(Wrap::Directive(begin.to_owned(), end.to_owned()))
            }
            Event::InlineHtml(html) => Token::Fixed(Fixed::Html(html.to_string())),
            Event::FootnoteReference(label) => Token::Fixed(Fixed::Note(format!("[^{label}]"))),
            Event::Start(Tag::Emphasis) => Token::Open(Wrap::Emphasis),
            Event::Start(Tag::Strong) => Token::Open(Wrap::Strong),
            Event::Start(Tag::Strikethrough) => Token::Open(Wrap::Struck),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                self.skipping = true;
                match link_type {
                    _ if &**dest_url == CITATION => Token::Fixed(Fixed::Citation(format!("[{}]", one_line(id)))),
                    LinkType::Autolink | LinkType::Email => Token::Fixed(Fixed::Address(raw.to_owned())),
                    LinkType::Inline
                    | LinkType::Reference
                    | LinkType::ReferenceUnknown
                    | LinkType::Collapsed
                    | LinkType::CollapsedUnknown
                    | LinkType::Shortcut
                    | LinkType::ShortcutUnknown
                    | LinkType::WikiLink { .. } => {
                        self.skipping = false;
                        Token::Open(Wrap::Link(target(dest_url, title)))
                    }
                }
            }
            // A citation right behind an exclamation mark.
            Event::Start(Tag::Image { dest_url, id, .. }) if &**dest_url == CITATION => {
                self.skipping = true;
                self.text("!");
                Token::Fixed(Fixed::Citation(format!("[{}]", one_line(id))))
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => Token::Open(Wrap::Picture(target(dest_url, title))),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => Token::Close,
            Event::Start(_) | Event::End(_) | Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => return false,
        };
        self.tokens.push(token);
        true
    }

    fn text(&mut self, text: &str) {
        match self.tokens.last_mut() {
            Some(Token::Text(before)) => before.push_str(text),
            _ => self.tokens.push(Token::Text(text.to_owned())),
        }
    }

    pub fn finish(self) -> Vec<Token> {
        tidy(self.tokens)
    }
}

/// A text without what a tool may write otherwise, or XML can't hold.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands after the text of a link.
fn target(destination: &str, title: &str) -> String {
    let bare = !destination.is_empty()
        && !destination.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>' | '\\'));
    let destination = if bare {
        destination.to_owned()
    } else {
        format!("<{}>", destination.replace('<', "%3C").replace('>', "%3E").replace('\\', "\\\\"))
    };
    if title.is_empty() {
        return format!("]({destination})");
    }
    format!("]({destination} {})", quoted_title(title))
}

/// The title of a link as it is written.
pub fn quoted_title(title: &str) -> String {
    format!("\"{}\"", title.replace('\\', "\\\\").replace('"', "\\\""))
}

/// White space made one, none at the ends, none round a break.
pub fn tidy(tokens: Vec<Token>) -> Vec<Token> {
    let mut tidied: Vec<Token> = Vec::new();
    let mut after_space = true;
    for token in tokens {
        match token {
            Token::Text(text) => {
                let mut out = String::new();
                for c in text.chars() {
                    if !c.is_whitespace() || c == '\u{A0}' || c == '\u{202F}' {
                        out.push(c);
                        after_space = false;
                    } else if !std::mem::replace(&mut after_space, true) {
                        out.push(' ');
                    }
                }
                match tidied.last_mut() {
                    _ if out.is_empty() => {}
                    Some(Token::Text(before)) => before.push_str(&out),
                    _ => tidied.push(Token::Text(out)),
                }
            }
            Token::Fixed(Fixed::Break) => {
                trim_end(&mut tidied);
                tidied.push(Token::Fixed(Fixed::Break));
                after_space = true;
            }
            Token::Fixed(fixed) => {
                tidied.push(Token::Fixed(fixed));
                after_space = false;
            }
            token @ (Token::Open(_) | Token::Close) => tidied.push(token),
        }
    }
    trim_end(&mut tidied);
    tidied
}

fn trim_end(tokens: &mut Vec<Token>) {
    if let Some(Token::Text(text)) = tokens.last_mut() {
        text.truncate(text.trim_end_matches(' ').len());
        if text.is_empty() {
            tokens.pop();
        }
    }
}

/// Where Markdown will stand, as far as it matters for what must be escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    Block,
    Cell,
    Heading,
}

/// The tokens as Markdown on one line, but for breaks.
pub fn to_markdown(tokens: &[Token], setting: Setting) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    // A line would end a table's cell wherever it stands.
    let mark = |written: &str, out: &mut String| match setting {
        Setting::Cell => out.push_str(&written.replace("\\|", "|").replace('|', "\\|")),
        Setting::Block | Setting::Heading => out.push_str(written),
    };
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(text) => escape(text, setting, &mut out),
            Token::Open(wrap) => {
                // Two stars are another mark than a star in a star, and three are a star round two.
                let (begin, end) = match wrap {
                    Wrap::Emphasis if open.last() == Some(&"*") || is_all_of_strong(tokens, at) => ("_", "_"),
                    wrap => wrap.written(),
                };
                plain_before(begin, &mut out);
                mark(begin, &mut out);
                open.push(end);
            }
            Token::Close => mark(open.pop().unwrap_or_default(), &mut out),
            Token::Fixed(fixed) => {
                plain_before(fixed.written(), &mut out);
                mark(fixed.written(), &mut out);
            }
        }
    }
    out
}

/// Whether what is opened there is all that stands between marks of strong stress.
fn is_all_of_strong(tokens: &[Token], at: usize) -> bool {
    let mut depth = 0;
    let close = tokens[at..].iter().position(|token| {
        depth += match token {
            Token::Open(_) => 1,
            Token::Close => -1,
            Token::Text(_) | Token::Fixed(_) => 0,
        };
        depth == 0
    });
    let follows = close.and_then(|close| tokens.get(at + close + 1));
    at > 0 && tokens[at - 1] == Token::Open(Wrap::Strong) && follows == Some(&Token::Close)
}

/// An exclamation mark before a bracket would make a picture of it.
fn plain_before(mark: &str, out: &mut String) {
    if mark.starts_with('[') && out.ends_with('!') {
        out.insert(out.len() - 1, '\\');
    }
}

fn escape(text: &str, setting: Setting, out: &mut String) {
    let chars: Vec<char> = text.chars().collect();
    let mut begin = out.rfind('\n').map_or(0, |newline| newline + 1);
    for (at, &c) in chars.iter().enumerate() {
        let line = &out[begin..];
        let after = chars.get(at + 1).copied();
        let escaped = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => !(line.ends_with(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
            '&' => after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
            '|' => setting == Setting::Cell || line.is_empty(),
            '{' => setting == Setting::Heading,
            '#' => line.is_empty() || setting == Setting::Heading && after.is_none_or(|c| c == ' ' || c == '#'),
            '+' | '-' | '>' | '=' | ':' => line.is_empty(),
            '.' | ')' => !line.is_empty() && line.len() < 10 && line.bytes().all(|b| b.is_ascii_digit()) && after.is_none_or(|c| c == ' '),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
        if c == '\n' {
            begin = out.len();
        }
    }
}

/// Whether two texts of one language may be the same text, one of them said otherwise: a third of their words is the same.
pub fn are_alike(a: &[Token], b: &[Token]) -> bool {
    let words = |tokens: &[Token]| -> BTreeSet<String> {
        let texts = tokens.iter().filter_map(|token| if let Token::Text(text) = token { Some(text.to_lowercase()) } else { None });
        let mut words: BTreeSet<String> =
            texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()).collect();
        words.remove("");
        words
    };
    let (a, b) = (words(a), words(b));
    3 * a.intersection(&b).count() >= a.len().max(b.len())
}

/// Markdown of one block as tokens; what it is instead, if it is no single paragraph.
pub fn from_markdown(text: &str) -> Result<Vec<Token>, &'static str> {
    let mut tokens = Tokens::default();
    let mut paragraphs = 0;
    // A note is known as one by its text, which stands elsewhere in the document.
    let mut whole = text.to_owned();
    for label in text.split("[^").skip(1).filter_map(|rest| rest.split_once(']')).map(|(label, _)| label) {
        whole.push_str(&format!("\n\n[^{label}]: ."));
    }
    for (event, at) in parser(&whole) {
        if at.start >= text.len() && !text.is_empty() {
            break;
        }
        match &event {
            Event::Start(Tag::Paragraph) => paragraphs += 1,
            Event::End(TagEnd::Paragraph) => {}
            Event::Start(Tag::Heading { .. }) => return Err("a heading"),
            Event::Start(Tag::List(_) | Tag::Item) => return Err("a list"),
            Event::Start(Tag::BlockQuote(_)) => return Err("a quotation"),
            Event::Start(Tag::CodeBlock(_)) => return Err("a block of code"),
            // The parser takes a directive on a line of its own for HTML.
            Event::Start(Tag::HtmlBlock) | Event::Html(_) if whole[at.clone()].trim_start().starts_with(':') => return Err("a directive"),
            Event::Start(Tag::HtmlBlock) | Event::Html(_) => return Err("raw HTML"),
            Event::Start(Tag::Table(_)) => return Err("a table"),
            Event::Start(Tag::FootnoteDefinition(_)) => return Err("the text of a note"),
            Event::Start(Tag::DefinitionList) => return Err("a list of definitions"),
            Event::Rule => return Err("a line across"),
            event => {
                if !tokens.take(event, &whole[at]) {
                    return Err("no single paragraph");
                }
            }
        }
    }
    if paragraphs > 1 { Err("more than one paragraph") } else { Ok(tokens.finish()) }
}

/// What a translation's marks lack or have too much of, each as it is written; stress only where it is held to count.
pub fn differences(source: &[Token], target: &[Token], with_stress: bool) -> Vec<String> {
    let marks = |tokens: &[Token]| -> Vec<String> {
        let mut marks: Vec<String> = tokens
            .iter()
            .filter_map(|token| match token {
                Token::Fixed(fixed) => fixed.identity(),
                Token::Open(wrap @ (Wrap::Emphasis | Wrap::Strong)) => with_stress.then(|| format!("{0}…{0}", wrap.written().0)),
                Token::Open(wrap) => Some(wrap.identity()),
                Token::Text(_) | Token::Close => None,
            })
            .collect();
        marks.sort();
        marks
    };
    // Both are sorted, so that one walk over them tells what only one of them has.
    let (mut missing, mut extra) = (Vec::new(), Vec::new());
    let (mut wanted, mut given) = (marks(source).into_iter().peekable(), marks(target).into_iter().peekable());
    loop {
        match (wanted.peek(), given.peek()) {
            (Some(a), Some(b)) if a == b => _ = (wanted.next(), given.next()),
            (Some(a), other) if other.is_none_or(|b| a < b) => missing.extend(wanted.next().map(|mark| format!("«{mark}» is missing"))),
            (_, Some(_)) => extra.extend(given.next().map(|mark| format!("«{mark}» is not in the source"))),
            (_, None) => break,
        }
    }
    missing.append(&mut extra);
    missing
}

/// How often each kind of stress stands in a text.
pub fn stress(tokens: &[Token]) -> (usize, usize) {
    let count = |wrap: Wrap| tokens.iter().filter(|token| matches!(token, Token::Open(other) if *other == wrap)).count();
    (count(Wrap::Emphasis), count(Wrap::Strong))
}

/// Which of the marks that a translation alone has are gone from a later state of it, each as it is written; stress and line
/// breaks come and go.
pub fn lost(own: &[&Token], before: &[Token], now: &[Token]) -> Vec<String> {
    let is_free = |token: &Token| matches!(token, Token::Open(Wrap::Emphasis | Wrap::Strong) | Token::Fixed(Fixed::Break));
    let times = |tokens: &[Token], mark: &Token| tokens.iter().filter(|token| same(token) == same(mark)).count();
    let gone = own.iter().filter(|mark| !is_free(mark) && times(now, mark) < times(before, mark));
    gone.filter_map(|mark| Some(format!("«{}» is missing", same(mark)?.1?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(text: &str) -> String {
        to_markdown(&from_markdown(text).unwrap(), Setting::Block)
    }

    #[test]
    fn what_is_read_is_written_as_it_was() {
        for text in [
            "Call **112** and *wait*, [see here](../../tools/hotline/ \"The line\").",
            "So it is [@palermo2000, art. 3(c); @eu2011-36] and noted[^a].",
            "`a_b` and <https://example.org/> and ~~old~~ ![Map](map.png)",
            "1\\. First, snake_case, \\*starred\\*, \\[so\\], 5 \\< 6 \\& \\&amp;",
            "\\# not a heading",
            "one\\\n\\- two",
            "**_so_** *__so__* **_[so](x)_ and *so*** ***so* and so** *so and **so*** **_**so**_**",
        ] {
            let once = round(text);
            assert_eq!(from_markdown(&once), from_markdown(text), "{text}");
            assert_eq!(round(&once), once);
        }
        assert_eq!(round("Call **112**  \nnow,\nplease"), "Call **112**\\\nnow, please");
    }

    #[test]
    fn a_line_within_a_mark_ends_no_cell() {
        let tokens = from_markdown(r#"[law](https://a.example/q\|r "t \| u") `a|b`"#).unwrap();
        assert_eq!(to_markdown(&tokens, Setting::Cell), r#"[law](https://a.example/q\|r "t \| u") `a\|b`"#);
        assert_eq!(to_markdown(&tokens, Setting::Block), r#"[law](https://a.example/q|r "t | u") `a|b`"#);
    }

    #[test]
    fn what_is_broken_is_told() {
        let source = from_markdown("Call [112](tel:112) now [@a, p. 3].").unwrap();
        assert_eq!(differences(&source, &from_markdown("Ring [112](tel:112) nu [@a, s. 3].").unwrap(), true), Vec::<String>::new());
        let broken = from_markdown("Ring [113](tel:113) nu.").unwrap();
        assert_eq!(
            differences(&source, &broken, true),
            ["«[@a]» is missing", "«[…](tel:112)» is missing", "«[…](tel:113)» is not in the source"]
        );
        assert_eq!(from_markdown("## Heading"), Err("a heading"));
    }
}
