//! A document's text as a search takes it: no marks, cut at its headings.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{Document, Fragment, Piece, plain_texts};
use crate::language::Language;
use crate::language::words::{self, is_doubled};

/// A heading and the running text below it, up to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Empty for what stands before the first heading.
    pub id: String,
    pub heading: String,
    pub text: String,
}

/// Where a word stands; the higher, the more it says what the document is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Text,
    Heading,
    Summary,
    Title,
}

impl Document {
    /// The text in passages.
    pub fn passages(&self) -> Vec<Passage> {
        let drawn = self.drawn();
        let mut reading = Reading { passages: vec![Passage::default()], ..Reading::default() };
        // Fields stand above the text.
        for fragment in drawn.rich.values().flatten() {
            reading.fragment(fragment);
            reading.pause();
        }
        reading.fragment(&drawn.body);
        let mut passages = reading.passages;
        for passage in &mut passages {
            passage.heading = passage.heading.trim().to_owned();
            passage.text.truncate(passage.text.trim_end().len());
        }
        passages.retain(|passage| !passage.heading.is_empty() || !passage.text.is_empty());
        passages
    }
}

/// See [`Gist::plain_fields`](super::Gist::plain_fields).
pub(super) fn plain_fields(document: &Document) -> BTreeMap<String, Vec<String>> {
    let plain = |fragment: &Fragment| {
        let mut reading = Reading { passages: vec![Passage::default()], ..Reading::default() };
        reading.fragment(fragment);
        let texts: Vec<String> = reading.passages.into_iter().flat_map(|passage| [passage.heading, passage.text]).collect();
        texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let drawn = document.drawn();
    drawn.rich.iter().map(|(name, fragments)| (name.clone(), fragments.iter().map(plain).collect())).collect()
}

/// See [`Gist::words`](super::Gist::words).
pub(super) fn words(document: &Document) -> String {
    let passages = document.passages();
    let fields = plain_texts(&document.fields, document.config.kinds.get(&document.kind));
    let fields = fields.into_iter().filter_map(|(name, text)| match name {
        "title" => None,
        "summary" => Some((text, Place::Summary)),
        _ => Some((text, Place::Heading)),
    });
    let passages = passages.iter().flat_map(|passage| [(&*passage.heading, Place::Heading), (&*passage.text, Place::Text)]);
    listed([(&*document.title, Place::Title)].into_iter().chain(fields).chain(passages), &document.language, document.body.len())
}

/// The words of some texts of a language as [`Gist::words`](super::Gist::words) holds them. `size` is about how long they are.
pub fn listed<'t>(texts: impl Iterator<Item = (&'t str, Place)>, language: &Language, size: usize) -> String {
    // All words in a row, and where each ends.
    let mut row = String::with_capacity(size);
    let mut ends: Vec<(usize, Place)> = Vec::with_capacity(size / 8);
    let is_arabic = language.tag().split('-').next() == Some("ar");
    for (text, place) in texts {
        let mut tell = |word: &str| {
            row.push_str(word);
            ends.push((row.len(), place));
        };
        words::cut(text, |word| {
            tell(word);
            if is_arabic && let Some(bare) = words::without_article(word) {
                tell(bare);
            }
        });
        words::joined(text, tell);
    }
    // Each word once, in the order in which they come first: its highest place, and how often it stands.
    let mut told: Vec<(&str, Place, u32)> = Vec::with_capacity(ends.len() / 2);
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::with_capacity_and_hasher(ends.len() / 2, FxBuildHasher);
    let mut start = 0;
    for (end, place) in ends {
        let word = &row[start..end];
        let number = *numbers.entry(word).or_insert_with(|| {
            told.push((word, place, 0));
            told.len() - 1
        });
        let (_, highest, count) = &mut told[number];
        *highest = place.max(*highest);
        *count += 1;
        start = end;
    }
    let mut lines = String::with_capacity(told.iter().map(|(word, ..)| word.len() + 2).sum());
    for (word, place, count) in told {
        lines.push((b'A' + place as u8 * 4 + count.ilog2().min(3) as u8) as char);
        lines.push_str(word);
        lines.push('\n');
    }
    lines
}

/// Reads HTML that this program has written.
#[derive(Default)]
struct Reading {
    passages: Vec<Passage>,
    /// The tag that a piece has left open.
    tag: Option<String>,
    in_heading: bool,
}

impl Reading {
    fn fragment(&mut self, fragment: &Fragment) {
        for piece in &fragment.pieces {
            // What readers see in the holes is another page's words, or none.
            match piece {
                Piece::Html(html) => self.html(html),
                Piece::Directive { label, content, .. } => {
                    self.fragment(label);
                    self.pause();
                    self.fragment(content);
                    self.pause();
                }
                Piece::Notes(notes) => self.fragment(notes),
                // The space before a citation goes with it.
                Piece::Citation(_) => {
                    let into = self.place();
                    into.truncate(into.trim_end().len());
                }
                _ => {}
            }
        }
    }

    fn html(&mut self, html: &str) {
        let mut rest = html;
        // A tag that an earlier piece has begun.
        if let Some(mut begun) = self.tag.take() {
            let Some((end, after)) = rest.split_once('>') else {
                begun.push_str(rest);
                self.tag = Some(begun);
                return;
            };
            begun.push_str(end);
            self.end_of_tag(&begun);
            rest = after;
        }
        while let Some((text, after)) = split_at_byte(rest, b'<') {
            self.text(text);
            let Some((tag, after)) = split_at_byte(after, b'>') else {
                self.tag = Some(after.to_owned());
                return;
            };
            self.end_of_tag(tag);
            rest = after;
        }
        self.text(rest);
    }

    fn end_of_tag(&mut self, tag: &str) {
        let name: &str = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        let is_heading = matches!(name, "h2" | "h3" | "h4" | "h5" | "h6");
        if is_heading && !tag.starts_with('/') {
            let id = tag.split_once("id=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
            self.passages.push(Passage { id: unescaped(id).into_owned(), ..Passage::default() });
        }
        if is_heading {
            self.in_heading = !tag.starts_with('/');
        }
        let is_inline = matches!(name, "em" | "strong" | "a" | "span" | "b" | "i" | "code" | "bdi" | "del" | "abbr" | "dfn" | "mark" | "q")
            || matches!(
                name,
                "u" | "s" | "sub" | "sup" | "small" | "kbd" | "samp" | "var" | "ins" | "cite" | "data" | "time" | "bdo" | "wbr"
            );
        if !is_inline {
            self.pause();
        }
    }

    fn pause(&mut self) {
        let into = self.place();
        if !into.is_empty() && !into.ends_with(' ') {
            into.push(' ');
        }
    }

    fn text(&mut self, html: &str) {
        let text = unescaped(html);
        let into = self.place();
        // Nearly all text has nothing but single spaces between its words, and goes in as a whole.
        let bytes = text.as_bytes();
        let breaks = bytes.iter().fold(false, |any, b| any | matches!(b, b'\n' | b'\t'));
        if !breaks && !is_doubled(bytes, b' ') {
            let space_before = into.is_empty() || into.ends_with(' ');
            into.push_str(if space_before { text.trim_start_matches(' ') } else { &text });
            return;
        }
        for (at, words) in text.split(['\n', '\t', ' ']).enumerate() {
            if at > 0 && !into.is_empty() && !into.ends_with(' ') {
                into.push(' ');
            }
            into.push_str(words);
        }
    }

    fn place(&mut self) -> &mut String {
        let last = self.passages.last_mut().expect("begins with one");
        if self.in_heading { &mut last.heading } else { &mut last.text }
    }
}

/// What stands before and after an ASCII character.
fn split_at_byte(text: &str, byte: u8) -> Option<(&str, &str)> {
    memchr::memchr(byte, text.as_bytes()).map(|at| (&text[..at], &text[at + 1..]))
}

fn unescaped(html: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', html.as_bytes()).is_none() {
        return html.into();
    }
    let text = html
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    text.into()
}
