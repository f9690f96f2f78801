//! The sections of a text, and a hash of each: by these a translation knows what it was made from.
//!
//! The hash is over what the Markdown parser says, not over bytes: text with white space folded, kinds of blocks,
//! addresses in the outer world. How the Markdown is written, where lines break and where a work lies on the site
//! don't count, since no translator need look at a text again for them; a number, a name, a «not» or a telephone
//! link does. [`Sectioner`] is fed by the one pass that draws a document, so that hashing costs no second parse.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use serde::{Deserialize, Serialize};
use unicase::UniCase;

use crate::language::words::{is_doubled, unspaced};

/// The number of this way to hash. A later way gets another one, so that it makes no text look outdated.
pub const RECIPE: i64 = 1;

/// The title, the summary and the kind's own texts in the front matter are one section.
pub const FRONT: &str = "front";

/// The text before the first heading is a section with an empty id.
pub const OPENING: &str = "";

/// Says what a section says, in 12 hex digits: enough within one document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SectionHash([u8; 6]);

impl SectionHash {
    pub fn of(said: &blake3::Hasher) -> SectionHash {
        let mut digits = [0; 6];
        digits.copy_from_slice(&said.finalize().as_bytes()[..6]);
        SectionHash(digits)
    }

    /// Reads what `Display` writes.
    pub fn parse(text: &str) -> Option<SectionHash> {
        if text.len() != 12 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut digits = [0; 6];
        for (at, digit) in digits.iter_mut().enumerate() {
            *digit = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()?;
        }
        Some(SectionHash(digits))
    }
}

impl fmt::Display for SectionHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for SectionHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A heading and its own text, up to the next heading of any level: else a part would be outdated with each of its
/// parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The heading's id; [`FRONT`] or [`OPENING`] for what has no heading.
    pub id: String,
    /// The heading's level; 0 for what has no heading.
    pub level: u8,
    /// The heading's text.
    pub title: String,
    pub hash: SectionHash,
    pub words: usize,
    /// Where it stands in the document's file; empty for the front matter.
    pub span: Range<usize>,
    /// Where its heading begins. Before a text's first heading may stand what is not seen, such as addresses of links.
    pub heading: usize,
}

/// All sections of a document, the front matter first.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    pub sections: Vec<Section>,
    /// Parts that hold for some readers alone: a translation may lack them, so they count for no section.
    pub apart: Vec<Apart>,
    /// Of the whole text.
    pub hash: SectionHash,
}

/// A part of a section that stands apart from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// For whom it is, such as `only:country=SE`; no section's id has a colon.
    pub key: String,
    /// The id of the section that it stands in.
    pub section: String,
    pub hash: SectionHash,
    pub words: usize,
}

/// Gives parts that stand apart their keys, in the order in which they stand in a text.
#[derive(Clone, Debug, Default)]
pub struct PartKeys {
    times: BTreeMap<String, usize>,
}

impl PartKeys {
    /// The key of the next part, by how its directive is written: `only:country=SE`, then `only:country=SE#2`; `local:`
    /// where nothing is said for whom.
    pub fn key(&mut self, head: &str) -> String {
        let (name, whom) = head.trim().split_once(' ').unwrap_or((head.trim(), ""));
        self.key_of(&format!("{name}:{whom}"))
    }

    /// The key of the next part for the same readers.
    pub fn key_of(&mut self, whom: &str) -> String {
        let times = self.times.entry(whom.to_owned()).or_insert(0);
        *times += 1;
        if *times == 1 { whom.to_owned() } else { format!("{whom}#{times}") }
    }
}

impl Apart {
    /// For whom it is, without the number that tells it from others for the same readers.
    pub fn whom(&self) -> &str {
        whom(&self.key).0
    }
}

/// For whom a part is, by its key, and the how-manieth it is of those.
pub fn whom(key: &str) -> (&str, usize) {
    let numbered = || key.rsplit_once('#').and_then(|(whom, number)| Some((whom, number.parse().ok()?)));
    numbered().unwrap_or((key, 1))
}

impl Outline {
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The id of the section that says that, or in which a part does.
    pub fn section_of(&self, hash: SectionHash) -> Option<&str> {
        let section = self.sections.iter().find(|section| section.hash == hash).map(|section| &section.id);
        section.or_else(|| self.apart.iter().find(|part| part.hash == hash).map(|part| &part.section)).map(String::as_str)
    }

    pub fn part(&self, key: &str) -> Option<&Apart> {
        self.apart.iter().find(|part| part.key == key)
    }

    /// What a section says, by its id, or a part that stands apart, by its key.
    pub fn hash_of(&self, key: &str) -> Option<SectionHash> {
        self.section(key).map(|section| section.hash).or_else(|| self.part(key).map(|part| part.hash))
    }

    pub fn words(&self) -> usize {
        self.sections.iter().map(|section| section.words).sum()
    }

    /// The headings as an author would sketch them: `## signs · ### then`.
    pub fn sketch(&self) -> String {
        let headings = self.sections.iter().filter(|section| section.level > 0);
        headings.map(|section| format!("{} {}", "#".repeat(section.level.into()), section.id)).collect::<Vec<_>>().join(" · ")
    }
}

/// A text without what does not count.
#[derive(Clone, Debug, Default)]
struct Canonical {
    text: String,
    /// White space has been read and not yet written.
    space: bool,
    /// A paragraph has ended or begun, which counts only between two texts: a list with blank lines between its items
    /// is the list without.
    paragraph: bool,
    /// Whether something stands in the present block.
    wrote: bool,
    in_word: bool,
    words: usize,
    /// Labels of the notes that it refers to; a note belongs to where it is read, not to where it is written down.
    notes: Vec<Label>,
}

/// The label of a note, and which text knows it: the one below the front matter, 0, or one of a field, which has notes of its own.
type Label = (usize, UniCase<String>);

/// Begins a mark of structure; no text holds it.
const MARK: char = '\u{1}';

impl Canonical {
    fn text(&mut self, text: &str) {
        let trimmed = text.trim_matches(' ');
        if is_plain_alone(trimmed.as_bytes()) && !trimmed.is_empty() {
            if text.starts_with(' ') {
                (self.space, self.in_word) = (true, false);
            }
            self.begin_word();
            self.text.push_str(trimmed);
            self.words += memchr::memchr_iter(b' ', trimmed.as_bytes()).count();
            if text.ends_with(' ') {
                (self.space, self.in_word) = (true, false);
            }
            return;
        }
        self.words += unspaced(text);
        let composed = if text.is_ascii() { text.into() } else { ComposingNormalizerBorrowed::new_nfc().normalize(text) };
        for (at, word) in composed.split(char::is_whitespace).enumerate() {
            if at > 0 {
                self.space = true;
                self.in_word = false;
            }
            if word.is_empty() {
                continue;
            }
            if word.bytes().any(may_be_folded) {
                word.chars().for_each(|c| self.folded(c));
                continue;
            }
            self.begin_word();
            self.text.push_str(word);
        }
    }

    fn folded(&mut self, c: char) {
        if c.is_control() || matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}') {
            return;
        }
        self.begin_word();
        match c {
            // Which quotation marks are typed is a way of writing; the page sets the language's own.
            '“' | '”' | '„' | '«' | '»' => self.text.push('"'),
            '‘' | '’' | '‚' | '‹' | '›' => self.text.push('\''),
            '…' => self.text.push_str("..."),
            c => self.text.push(c),
        }
    }

    fn begin_word(&mut self) {
        self.gap();
        if !std::mem::replace(&mut self.in_word, true) {
            self.words += 1;
        }
    }

    /// Code: every character of it counts.
    fn code(&mut self, code: &str) {
        self.gap();
        // Whether the last line ends is a matter of where the block does.
        self.text.extend(code.trim_end_matches('\n').chars().map(|c| if c == MARK { ' ' } else { c }));
        self.words += code.split_whitespace().count();
        self.in_word = false;
    }

    fn gap(&mut self) {
        if self.wrote && self.paragraph {
            self.text.push(MARK);
            self.text.push('P');
        } else if self.wrote && self.space {
            self.text.push(' ');
        }
        (self.space, self.paragraph, self.wrote) = (false, false, true);
    }

    fn paragraph(&mut self) {
        self.paragraph = true;
        self.in_word = false;
    }

    fn block(&mut self, kind: &str) {
        self.text.push(MARK);
        self.text.push_str(kind);
        (self.space, self.paragraph, self.wrote, self.in_word) = (false, false, false, false);
    }

    fn inline(&mut self, kind: &str, value: &str) {
        self.gap();
        self.text.push(MARK);
        self.text.push_str(kind);
        if !value.is_empty() {
            self.text.push_str(value);
            self.text.push(MARK);
        }
    }
}

/// Whether a byte belongs to characters that are written as they are read: ASCII, the Latin letters below U+0300 but for
/// the signs of U+0080 to U+00BF, and Cyrillic. Text of them alone is composed and holds no white space but spaces; that
/// is nearly all text, and goes in as a whole.
fn is_plain(byte: u8) -> bool {
    matches!(byte, 0x20..=0x7E | 0x80..=0xBF | 0xC3..=0xCB | 0xD0 | 0xD1)
}

/// Whether a text is plain and has single spaces alone. Without an early end the compiler looks at many bytes at once.
fn is_plain_alone(bytes: &[u8]) -> bool {
    bytes.iter().fold(true, |all, b| all & is_plain(*b)) && !is_doubled(bytes, b' ')
}

/// Whether a character that begins with this byte, or holds it, may be one that is written otherwise or left out.
fn may_be_folded(byte: u8) -> bool {
    byte < b' ' || matches!(byte, 0x7F | 0xC2 | 0xE2 | 0xEF)
}

#[derive(Clone, Debug)]
struct OpenSection {
    id: String,
    level: u8,
    title: String,
    start: usize,
    canonical: Canonical,
}

/// Where text goes at present.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    Field(String),
    Body,
}

/// Takes the parser's events of one document, first of its fields and then of its text, and gives its sections.
#[derive(Clone, Debug)]
pub struct Sectioner {
    fields: BTreeMap<String, Canonical>,
    sections: Vec<OpenSection>,
    notes: BTreeMap<Label, Canonical>,
    place: Place,
    /// How many texts of fields have begun.
    texts: usize,
    /// The note that is being read.
    note: Option<Label>,
    in_code: bool,
    in_citation: bool,
    /// Parts that stand apart: key, the number of their section, and what they say.
    apart: Vec<(String, usize, Canonical)>,
    keys: PartKeys,
    /// Whether such a part is being read, and how deep it began.
    in_apart: Option<usize>,
    /// How many lists and quotations are open: a heading within one begins no section, for there is no cutting there.
    depth: usize,
}

impl Default for Sectioner {
    fn default() -> Sectioner {
        Sectioner {
            fields: BTreeMap::new(),
            sections: Vec::new(),
            notes: BTreeMap::new(),
            place: Place::Body,
            texts: 0,
            note: None,
            in_code: false,
            in_citation: false,
            apart: Vec::new(),
            keys: PartKeys::default(),
            in_apart: None,
            depth: 0,
        }
    }
}

impl Sectioner {
    /// What follows belongs to a field of the front matter; called once for each value of a list.
    pub fn field(&mut self, name: &str) {
        self.place = Place::Field(name.to_owned());
        self.texts += 1;
        self.here(0).block("F");
    }

    /// A field's text that is no Markdown.
    pub fn text_field(&mut self, name: &str, text: &str) {
        self.field(name);
        self.here(0).text(text);
    }

    /// What follows is the text below the front matter.
    pub fn body(&mut self) {
        self.place = Place::Body;
    }

    fn label(&self, label: &str) -> Label {
        let text = if self.place == Place::Body { 0 } else { self.texts };
        (text, UniCase::new(label.to_owned()))
    }

    fn here(&mut self, at: usize) -> &mut Canonical {
        if let Some(label) = &self.note {
            return self.notes.entry(label.clone()).or_default();
        }
        if self.in_apart.is_some() && !self.apart.is_empty() {
            let last = self.apart.len() - 1;
            return &mut self.apart[last].2;
        }
        match &self.place {
            Place::Field(name) => self.fields.entry(name.clone()).or_default(),
            Place::Body => {
                if self.sections.is_empty() {
                    self.begin(0, at);
                }
                let last = self.sections.len() - 1;
                &mut self.sections[last].canonical
            }
        }
    }

    fn begin(&mut self, level: u8, start: usize) {
        self.sections.push(OpenSection { id: String::new(), level, title: String::new(), start, canonical: Canonical::default() });
    }

    fn begins_sections(&self) -> bool {
        self.note.is_none() && self.place == Place::Body && self.depth == 0
    }

    /// The heading that has just ended has this id and text.
    pub fn heading(&mut self, id: &str, title: &str) {
        if self.begins_sections()
            && let Some(section) = self.sections.last_mut()
        {
            // What has no heading has names of its own.
            section.id = if id == FRONT { format!("#{id}") } else { id.to_owned() };
            section.title = title.to_owned();
        }
    }

    /// A block directive begins; a heading within it begins no section, as in a list.
    pub fn directive(&mut self, head: &str, apart: bool, at: usize) {
        if apart && self.in_apart.is_none() && self.note.is_none() && self.place == Place::Body {
            // The section is there even if nothing else stands in it.
            let _ = self.here(at);
            let key = self.keys.key(head);
            self.apart.push((key, self.sections.len() - 1, Canonical::default()));
            self.in_apart = Some(self.depth);
        } else {
            self.here(at).block(&format!("X{head}"));
        }
        self.depth += 1;
    }

    pub fn end_directive(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.in_apart == Some(self.depth) {
            self.in_apart = None;
        } else {
            self.here(0).block("x");
        }
    }

    /// An inline directive begins, or with an empty head ends.
    pub fn inline_directive(&mut self, head: &str, at: usize) {
        self.here(at).inline(if head.is_empty() { "y" } else { "Y" }, head);
    }

    /// The last inline directive that began with this head is none, but the text that was written.
    pub fn undo_inline_directive(&mut self, head: &str, written: &str) {
        let here = self.here(0);
        let mark = format!("{MARK}Y{head}{MARK}");
        if let Some(at) = here.text.rfind(&mark) {
            let mut said = Canonical::default();
            said.text(written);
            here.text.replace_range(at..at + mark.len(), &said.text);
        }
    }

    /// `at` is where the event begins in the document's file.
    pub fn event(&mut self, event: &Event<'_>, at: usize) {
        if self.in_citation {
            self.in_citation = !matches!(event, Event::End(TagEnd::Link));
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag, at),
            Event::Text(text) if self.in_code => self.here(at).code(text),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.here(at).text(text),
            Event::Code(code) => {
                self.here(at).inline("C", "");
                self.here(at).code(code);
                self.here(at).inline("c", "");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.here(at).text(html),
            Event::FootnoteReference(label) => {
                let label = self.label(label);
                let here = self.here(at);
                here.inline("N", "");
                here.notes.push(label);
            }
            Event::SoftBreak | Event::HardBreak => self.here(at).text(" "),
            Event::Rule => self.here(at).block("R"),
            Event::TaskListMarker(done) => self.here(at).inline(if *done { "X" } else { "O" }, ""),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize) {
        if let Tag::Heading { level, .. } = tag {
            if self.begins_sections() {
                self.begin(*level as u8, at);
            }
            self.here(at).block(&format!("H{}", *level as u8));
            return;
        }
        if let Tag::FootnoteDefinition(label) = tag {
            self.note = Some(self.label(label));
            return;
        }
        if matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::DefinitionList) {
            self.depth += 1;
        }
        let here = self.here(at);
        match tag {
            Tag::Paragraph => here.paragraph(),
            Tag::BlockQuote(kind) => here.block(&format!("Q{kind:?}")),
            Tag::CodeBlock(kind) => {
                here.block("K");
                if let CodeBlockKind::Fenced(language) = kind {
                    here.text(language);
                }
                self.in_code = true;
            }
            Tag::HtmlBlock => here.block("B"),
            Tag::List(Some(first)) => here.block(&format!("L{first}")),
            Tag::List(None) => here.block("L"),
            Tag::Item => here.block("I"),
            Tag::Table(_) => here.block("T"),
            Tag::TableHead => here.block("TH"),
            Tag::TableRow => here.block("TR"),
            Tag::TableCell => here.block("TC"),
            Tag::DefinitionList => here.block("D"),
            Tag::DefinitionListTitle => here.block("DT"),
            Tag::DefinitionListDefinition => here.block("DD"),
            // How a word is stressed is a matter of each language; that it is struck out turns its sense.
            Tag::Emphasis | Tag::Strong | Tag::Superscript | Tag::Subscript => {}
            Tag::Strikethrough => here.inline("S", ""),
            Tag::Link { link_type, dest_url, title, id } => {
                if is_marker(dest_url) {
                    here.inline("@", "");
                    here.text(id);
                    self.in_citation = true;
                    return;
                }
                let target = target(*link_type, dest_url);
                here.inline("A", &target);
                here.text(title);
            }
            Tag::Image { dest_url, title, .. } => {
                // Another picture says something else; where it lies does not matter.
                here.inline("M", dest_url.rsplit('/').next().unwrap_or_default());
                here.text(title);
            }
            Tag::Heading { .. } | Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: &TagEnd, at: usize) {
        if *tag == TagEnd::FootnoteDefinition {
            self.note = None;
            return;
        }
        if matches!(tag, TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::DefinitionList) {
            self.depth = self.depth.saturating_sub(1);
        }
        if *tag == TagEnd::CodeBlock {
            self.in_code = false;
        }
        let here = self.here(at);
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => here.paragraph(),
            TagEnd::BlockQuote(_) => here.block("q"),
            TagEnd::List(_) => here.block("l"),
            TagEnd::Table => here.block("t"),
            TagEnd::DefinitionList => here.block("d"),
            TagEnd::Strikethrough => here.inline("s", ""),
            TagEnd::Link => here.inline("a", ""),
            TagEnd::Image => here.inline("m", ""),
            TagEnd::Item
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::FootnoteDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// The notes that a text refers to, then those that these refer to in turn, each of them once.
    fn notes_of<'s>(&'s self, canonical: &'s Canonical) -> Vec<&'s Canonical> {
        let mut labels: Vec<&Label> = canonical.notes.iter().collect();
        let mut known: BTreeSet<&Label> = labels.iter().copied().collect();
        let mut at = 0;
        while let Some(label) = labels.get(at) {
            let within = self.notes.get(*label).into_iter().flat_map(|note| &note.notes);
            labels.extend(within.filter(|label| known.insert(label)).collect::<Vec<_>>());
            at += 1;
        }
        labels.into_iter().filter_map(|label| self.notes.get(label)).collect()
    }

    /// All that was read; `body` is where the text stands in the file.
    pub fn finish(self, body: Range<usize>) -> Outline {
        let with_notes = |hasher: &mut blake3::Hasher, canonical: &Canonical| {
            hasher.update(canonical.text.as_bytes());
            for note in self.notes_of(canonical) {
                hasher.update(&[MARK as u8]).update(note.text.as_bytes());
            }
        };
        let mut front = blake3::Hasher::new();
        for (name, canonical) in &self.fields {
            front.update(&[MARK as u8]).update(name.as_bytes());
            with_notes(&mut front, canonical);
        }
        let words = self.fields.values().map(|field| field.words).sum();
        let mut sections = vec![Section {
            id: FRONT.to_owned(),
            level: 0,
            title: String::new(),
            hash: SectionHash::of(&front),
            words,
            span: body.start..body.start,
            heading: body.start,
        }];
        for (at, open) in self.sections.iter().enumerate() {
            let end = self.sections.get(at + 1).map_or(body.end, |next| next.start);
            let start = if at == 0 { body.start } else { open.start };
            let notes: usize = self.notes_of(&open.canonical).iter().map(|note| note.words).sum();
            let mut hasher = blake3::Hasher::new();
            with_notes(&mut hasher, &open.canonical);
            sections.push(Section {
                id: open.id.clone(),
                level: open.level,
                title: open.title.clone(),
                hash: SectionHash::of(&hasher),
                words: open.canonical.words + notes,
                span: start..end,
                heading: open.start,
            });
        }
        let apart: Vec<Apart> = self
            .apart
            .iter()
            .map(|(key, section, canonical)| {
                let mut hasher = blake3::Hasher::new();
                with_notes(&mut hasher, canonical);
                let section = self.sections[*section].id.clone();
                Apart { key: key.clone(), section, hash: SectionHash::of(&hasher), words: canonical.words }
            })
            .collect();
        let mut all = blake3::Hasher::new();
        sections.iter().for_each(|section| _ = all.update(&section.hash.0));
        apart.iter().for_each(|part| _ = all.update(&part.hash.0));
        Outline { sections, apart, hash: SectionHash::of(&all) }
    }
}

/// Whether the parser's caller put it in place of an address, for a citation: a character that is in no text.
fn is_marker(destination: &str) -> bool {
    destination.starts_with('\u{FDD0}')
}

/// Where a link leads, as far as it counts: an address elsewhere whole, one within the site only as being that.
fn target(link_type: LinkType, destination: &str) -> String {
    let destination = destination.trim();
    if link_type == LinkType::Email {
        return format!("mailto:{destination}");
    }
    let scheme = destination.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    if scheme.is_some() || destination.starts_with("//") { destination.to_owned() } else { ".".to_owned() }
}
