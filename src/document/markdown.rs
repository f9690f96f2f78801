//! Markdown to HTML with holes: what depends on the reader's language or the site's addresses is left open.
//!
//! pulldown-cmark parses and writes; between the two, one pass over its events gives headings their ids, text its
//! quotation marks, and puts a marker where a link's address, a picture, a citation or a word of the interface
//! will stand. The finished HTML is then cut at the markers into [`Piece`]s.

mod pieces;
mod writer;

pub(super) use writer::{UNFINISHED, is_unfinished};

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{HeadingLevel, Options};

use super::citations::Citation;
use crate::config::directives::{Declaration, Directives, Form, Label};
use crate::found::Findings;
use crate::language::Quotes;
use crate::language::words::unspaced;
use crate::source::Text;
use crate::translation::sections::Sectioner;

/// What the text may hold, and in which manner it is set.
#[derive(Clone, Copy, Debug)]
pub struct Dialect<'a> {
    /// `None` leaves quotation marks as typed.
    pub quotes: Option<Quotes>,
    /// Elements of raw HTML that are let through.
    pub allowed_html: &'a [String],
    /// What the theme lets authors use.
    pub directives: &'a Directives,
    /// Whether i with and without a dot are two letters, as in Turkish.
    pub dotless_i: bool,
    /// Keys of sources that stand in the page's list, be they cited or not.
    pub sources: &'a [String],
}

/// HTML with holes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fragment {
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Html(String),
    /// The value of an `href`: the link of that index in [`Parts::links`].
    Href(usize),
    /// At the end of what a link says: what kind of file it leads to, if it leads to one.
    FileFacts(usize),
    /// A whole picture: the link of that index.
    Picture(usize),
    /// A whole citation: the index in [`Parts::citations`].
    Citation(usize),
    /// The box of a task.
    Task {
        done: bool,
    },
    /// A word of the interface, by its name in the theme's Fluent files.
    Word(String),
    /// Below the heading of that index in [`Parts::headings`]: what a reader should know of the section.
    Section(usize),
    /// A reference to a note: its number, and the how manieth to that note it is.
    NoteReference {
        number: usize,
        time: usize,
    },
    /// The notes below a text.
    Notes(Fragment),
    /// A directive: the index in [`Parts::directives`], its label and what stands in it.
    Directive {
        index: usize,
        label: Fragment,
        content: Fragment,
    },
}

/// A directive as it was written, with arguments as they are meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Directive {
    pub name: String,
    pub arguments: BTreeMap<String, Argument>,
    pub id: Option<String>,
    pub classes: Vec<String>,
    /// The label, or the text of an inline one, without marks.
    pub text: String,
    /// What it is a part of: `heading`, or the name of the directive in whose label it stands; else empty.
    pub within: String,
    /// In the document's file.
    pub span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    pub text: String,
    /// Of a work or a file: the link of that index.
    pub link: Option<usize>,
}

impl Fragment {
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece, Piece::Html(html) if html.trim().is_empty()))
    }
}

/// A link or a picture as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub destination: String,
    pub kind: LinkKind,
    /// In the document's file.
    pub span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum LinkKind {
    Link,
    Picture {
        alternative: String,
        title: String,
    },
    /// A file that a directive names.
    File,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    pub id: String,
    pub text: String,
}

/// What a document's texts hold beside their HTML; gathered over body and fields.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    pub links: Vec<Link>,
    pub citations: Vec<Citation>,
    pub directives: Vec<Directive>,
    pub headings: Vec<Heading>,
    pub anchors: BTreeSet<String>,
    pub words: usize,
    /// The first characters of the running text.
    pub opening: String,
    /// What the text says, by section.
    pub sections: Sectioner,
    /// How many notes have been referred to: their numbers go on from field to field and in the text.
    notes: usize,
    /// How often an id has been asked for.
    ids: BTreeMap<String, usize>,
    /// The ids that the file itself gives, looked for as soon as somebody asks.
    written_ids: OnceCell<Arc<BTreeSet<String>>>,
}

/// How many words there are. No-break spaces hold together what they stand between.
fn words(text: &str) -> usize {
    let is_space = |byte: u8| matches!(byte, b' ' | b'\n' | b'\t');
    let bytes = text.as_bytes();
    let Some((first, rest)) = bytes.split_first() else { return 0 };
    // Counted in bytes, the compiler looks at many at once; so many begin that one of them can't overflow.
    let begun = bytes.chunks(255).zip(rest.chunks(255)).map(|(before, bytes)| {
        let begins = before.iter().zip(bytes).map(|(before, byte)| u8::from(is_space(*before) & !is_space(*byte)));
        usize::from(begins.sum::<u8>())
    });
    usize::from(!is_space(*first)) + begun.sum::<usize>() + unspaced(text)
}

/// Begins and ends a marker in the HTML. The character is no character of any text, and is removed from input.
const MARK: char = '\u{FDD0}';
/// What a citation's link leads to until it is drawn.
const CITATION: &str = "\u{FDD0}citation";
/// The deepest nesting of lists and quotations that is shown.
const DEEPEST: usize = 60;
/// The most directives within one another.
const MOST_WITHIN: usize = 12;
/// The most cells in all tables of a document.
const MOST_CELLS: usize = 50_000;
/// How much of the beginning is kept, in bytes; the piece of text in which it is reached is kept whole.
const OPENING: usize = 200;

/// The extensions of CommonMark that documents are written with.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Parses the part of a file that lies in `range`.
pub fn parse(source: &str, range: Range<usize>, dialect: &Dialect, file: &Text, parts: &mut Parts, findings: &mut Findings) -> Fragment {
    let offset = range.start;
    let text = without_marks(&source[range]);
    let place = |at: Range<usize>| at.start + offset..at.end + offset;
    // The page's title stands above it.
    let above = dialect.quotes.map(|_| HeadingLevel::H1);
    writer::write(&text, above, &place, dialect, file, parts, findings)
}

/// Parses a field of the front matter. YAML may have rewritten the text, so a place is where the same words stand in the
/// file, or else the whole field.
pub fn parse_field(
    markdown: &str,
    span: Range<usize>,
    dialect: &Dialect,
    file: &Text,
    parts: &mut Parts,
    findings: &mut Findings,
) -> Fragment {
    /// A longer field is told as a whole, since each place takes as long as the field is.
    const LONGEST: usize = 20_000;
    let written = &file.text[span.clone()];
    let place = |at: Range<usize>| {
        if markdown.len() > LONGEST {
            return span.clone();
        }
        let said = markdown.get(at.clone()).and_then(|said| said.lines().next()).unwrap_or_default();
        let before = markdown.get(..at.start).map_or(0, |before| before.matches(said).count());
        match written.match_indices(said).nth(before).filter(|_| !said.is_empty()) {
            Some((found, _)) => span.start + found..span.start + found + said.len(),
            None => span.clone(),
        }
    };
    let mut fragment = writer::write(&without_marks(markdown), None, &place, dialect, file, parts, findings);
    // A sentence in a field is no paragraph of its own.
    let paragraphs = |piece: &Piece| if let Piece::Html(html) = piece { html.matches("<p>").count() } else { 0 };
    let paragraphs: usize = fragment.pieces.iter().map(paragraphs).sum();
    let opens = matches!(fragment.pieces.first(), Some(Piece::Html(first)) if first.starts_with("<p>"));
    let closes = matches!(fragment.pieces.last(), Some(Piece::Html(last)) if last.ends_with("</p>\n"));
    if paragraphs == 1 && opens && closes {
        if let Some(Piece::Html(first)) = fragment.pieces.first_mut() {
            first.drain(.."<p>".len());
        }
        if let Some(Piece::Html(last)) = fragment.pieces.last_mut() {
            last.truncate(last.len() - "</p>\n".len());
        }
    }
    fragment
}

/// The text as long as it was, so that places stay.
fn without_marks(text: &str) -> String {
    text.replace(MARK, "\u{FFFD}")
}

/// How a directive is written, for a hint.
pub fn shape(name: &str, declaration: &Declaration) -> String {
    let label = match declaration.label {
        Label::None => "",
        Label::Optional | Label::Required => "[label]",
    };
    let needed: Vec<String> = declaration
        .arguments
        .iter()
        .filter(|argument| argument.field.required)
        .map(|argument| format!("{}=…", argument.field.name))
        .collect();
    let braces = if needed.is_empty() { String::new() } else { format!("{{{}}}", needed.join(" ")) };
    match declaration.form {
        Form::Container => format!("`:::{name}{label}{braces}`, the content, and `:::`, each on lines of their own"),
        Form::Leaf => format!("`::{name}{label}{braces}` on a line of its own"),
        Form::Inline => format!("`:{name}[text]{braces}` within a text"),
    }
}
