//! The one pass over the parser's events: what is written as HTML, what is left open, and what an author is told.

mod alternative;
mod headings;
mod placed;
mod slips;
mod texts;

pub(in crate::document) use slips::{UNFINISHED, is_unfinished};

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, html,
};
use unicase::UniCase;

use super::{
    Argument, CITATION, DEEPEST, Dialect, Directive, Fragment, Heading, Link, LinkKind, MARK, MOST_CELLS, MOST_WITHIN, OPENING, Parts,
    Piece, options, pieces, shape, words,
};
use crate::config::directives::{Declaration, Form, Label, Shows};
use crate::config::fields::{self, FieldType};
use crate::diagnostics::{Location, codes};
use crate::document::citations::{self, Citation};
use crate::document::directives::{self, Head, Prepared, What};
use crate::document::html::escape;
use crate::document::links;
use crate::document::raw_html::{RawHtml, Stands};
use crate::document::typographer::Typographer;
use crate::found::Findings;
use crate::language::{slug, slug_with_dotless_i};
use crate::source::{Text, is_no_text, may_hide, yaml};

/// Parses a text that stands below a heading of the level `above`; `place` leads from a place in it to one in the file.
pub(super) fn write(
    text: &str,
    above: Option<HeadingLevel>,
    place: &dyn Fn(Range<usize>) -> Range<usize>,
    dialect: &Dialect,
    file: &Text,
    parts: &mut Parts,
    findings: &mut Findings,
) -> Fragment {
    let prepared = directives::prepare(text);
    let written = text;
    let text = prepared.text.as_str();
    let in_source = place;
    let place = &|at: Range<usize>| in_source(prepared.place(at));
    let broken = RefCell::new(Vec::new());
    let callback = |link: BrokenLink<'_>| {
        if citations::parse(&link.reference).is_some() && link.link_type == LinkType::Shortcut {
            return Some((CowStr::from(CITATION), CowStr::from("")));
        }
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) && !link.reference.starts_with('^') {
            broken.borrow_mut().push((link.span.clone(), link.reference.to_string()));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(text, options(), Some(callback));
    let definitions: BTreeMap<String, Range<usize>> =
        parser.reference_definitions().iter().map(|(label, definition)| (label.to_owned(), definition.span.clone())).collect();
    let defined = parser.reference_definitions().iter();
    let odd = slips::odd_definitions(defined.map(|(label, definition)| (label, &*definition.dest, definition.span.clone())));
    let mut writer = Writer {
        text,
        prepared: &prepared,
        written,
        place,
        in_source,
        dialect,
        file,
        parts,
        findings,
        typographer: dialect.quotes.map(Typographer::new),
        raw: RawHtml::new(dialect.allowed_html),
        body: Vec::new(),
        notes: Vec::new(),
        note: None,
        around_note: Vec::new(),
        note_numbers: BTreeMap::new(),
        note_order: Vec::new(),
        note_uses: BTreeMap::new(),
        escaped: Vec::new(),
        heading: None,
        picture: None,
        in_link: false,
        links_within: 0,
        open_link: None,
        in_citation: false,
        in_code: false,
        depth: 0,
        dropped: 0,
        told_depth: false,
        cells: 0,
        in_head: false,
        in_cell: false,
        alignments: Vec::new(),
        column: 0,
        tables: 0,
        skip_table: false,
        frames: Vec::new(),
        inline_frames: Vec::new(),
        inline_depth: 0,
        blocks: 0,
        skip_to: 0,
        skipped: 0,
        told: 0,
        marks_of_work: slips::marks_of_work(text),
        settled: Vec::new(),
        in_html: false,
        label: None,
        opened: 0,
        made: BTreeMap::new(),
        wordless: None,
        level: above,
        unread: slips::definitions(text),
        odd,
        broken: &broken,
    };
    let mut events = texts::Joined::new(parser.into_offset_iter(), text);
    while let Some((event, at)) = events.next(&mut writer.escaped) {
        writer.event(event, at);
    }
    let (unread, odd) = (std::mem::take(&mut writer.unread), std::mem::take(&mut writer.odd));
    let (html, notes, mut made) = writer.finish();
    let here = |at: Range<usize>| file.at(place(at));
    slips::tell_broken_references(broken.take(), &definitions, text, &here, findings);
    slips::tell_lost_lines(odd, &here, findings);
    slips::tell_second_definitions(unread, &definitions, text, &here, findings);
    let mut pieces = pieces::cut(&html, &mut made);
    if let Some(notes) = notes {
        pieces.push(Piece::Notes(Fragment { pieces: pieces::cut(&notes, &mut made) }));
    }
    Fragment { pieces }
}

struct Writer<'t, 'w, 'd> {
    /// With marks in place of directives.
    text: &'t str,
    prepared: &'t Prepared,
    /// As it was written.
    written: &'t str,
    /// From the text with marks to the file.
    place: &'w dyn Fn(Range<usize>) -> Range<usize>,
    /// From the text as written to the file.
    in_source: &'w dyn Fn(Range<usize>) -> Range<usize>,
    dialect: &'w Dialect<'d>,
    file: &'w Text,
    parts: &'w mut Parts,
    findings: &'w mut Findings,
    typographer: Option<Typographer>,
    raw: RawHtml<'d>,
    body: Vec<Event<'t>>,
    /// Footnotes as they are defined.
    notes: Vec<Note<'t>>,
    /// The footnote that is being defined.
    note: Option<usize>,
    /// Those within which it is defined, outermost first.
    around_note: Vec<Option<usize>>,
    /// Labels in the order in which they are first referred to, and the number of each.
    note_order: Vec<UniCase<String>>,
    note_numbers: BTreeMap<UniCase<String>, usize>,
    note_uses: BTreeMap<UniCase<String>, usize>,
    /// See [`texts::Joined`].
    escaped: Vec<usize>,
    heading: Option<OpenHeading<'t>>,
    picture: Option<OpenPicture>,
    /// Whether a link is open.
    in_link: bool,
    /// How many links stand open in the words of another, where none is one.
    links_within: usize,
    /// The link that is open, if it may lead to a file.
    open_link: Option<usize>,
    in_citation: bool,
    in_code: bool,
    depth: usize,
    /// Blocks deeper than what is shown, whose ends are to be dropped too.
    dropped: usize,
    told_depth: bool,
    cells: usize,
    in_head: bool,
    in_cell: bool,
    alignments: Vec<Alignment>,
    column: usize,
    /// How many have begun since the last heading.
    tables: usize,
    skip_table: bool,
    /// Containers that are open.
    frames: Vec<Frame>,
    inline_frames: Vec<InlineFrame>,
    /// How many stresses, links and the like are open.
    inline_depth: usize,
    /// How many quotations, items and notes are open: a container ends in the block that it began in.
    blocks: usize,
    /// What begins before this place has been written as text already.
    skip_to: usize,
    /// How much of that has begun and not ended.
    skipped: usize,
    /// What stands before this place has been told as a whole.
    told: usize,
    /// What may tell in the text that something is still to be written, in the order in which it stands there.
    marks_of_work: Vec<Range<usize>>,
    /// Code, in which there are no comments, and comments that have been told.
    settled: Vec<Range<usize>>,
    /// Within a block of raw HTML there are no directives.
    in_html: bool,
    /// The container or leaf whose label is being read: its mark, and what it becomes.
    label: Option<OpenLabel>,
    /// How many pieces have been begun; each has a number of its own.
    opened: usize,
    /// Pieces that were begun and are meant.
    made: BTreeMap<usize, usize>,
    /// The link that is open, as long as no words have been read in it.
    wordless: Option<Range<usize>>,
    /// Of the last heading.
    level: Option<HeadingLevel>,
    /// Lines that look like definitions of labels and have not been read as anything else, by their places.
    unread: BTreeMap<usize, &'t str>,
    /// Definitions of labels that are most likely none, and that no link has used.
    odd: BTreeMap<String, Range<usize>>,
    /// References to labels that no line defines, which are told behind all else.
    broken: &'w RefCell<Vec<(Range<usize>, String)>>,
}

/// A container that is open.
struct Frame {
    colons: usize,
    name: String,
    blocks: usize,
    /// The number of its piece; none for what is no directive and only waits for its end.
    piece: Option<usize>,
    at: Range<usize>,
    /// Where its content begins.
    inner: usize,
}

/// A piece of text that is an inline directive.
struct InlineFrame {
    mark: usize,
    depth: usize,
    piece: Option<InlinePiece>,
    citations: usize,
    text: String,
}

struct InlinePiece {
    number: usize,
    /// Its index in [`Parts::directives`].
    directive: usize,
    /// Where in the stream of events it begins.
    event: usize,
}

struct OpenLabel {
    zone: Range<usize>,
    end: usize,
    piece: Option<usize>,
    directive: Option<usize>,
    leaf: bool,
    text: String,
}

struct Note<'t> {
    label: UniCase<String>,
    /// Its first line.
    at: Range<usize>,
    events: Vec<Event<'t>>,
}

struct OpenHeading<'t> {
    level: HeadingLevel,
    id: Option<String>,
    at: Range<usize>,
    text: String,
    /// What its pictures show, which is what it says if it has no words.
    pictures: String,
    events: Vec<Event<'t>>,
}

struct OpenPicture {
    destination: String,
    title: String,
    alternative: String,
    at: Range<usize>,
    /// How many pictures within its alternative text are open.
    within: usize,
}

impl<'t> Writer<'t, '_, '_> {
    fn here(&self, at: Range<usize>) -> Location {
        self.file.at((self.place)(at))
    }

    fn first_line(&self, at: &Range<usize>) -> Range<usize> {
        at.start..at.start + self.text[at.clone()].lines().next().unwrap_or_default().len()
    }

    /// What is being written: a heading, a note, or the text itself.
    fn stream(&mut self) -> &mut Vec<Event<'t>> {
        match (&mut self.heading, self.note) {
            (Some(heading), _) => &mut heading.events,
            (None, Some(note)) => &mut self.notes[note].events,
            (None, None) => &mut self.body,
        }
    }

    fn push(&mut self, event: Event<'t>) {
        self.stream().push(event);
    }

    fn inline(&mut self, html: impl Into<String>) {
        self.push(Event::InlineHtml(html.into().into()));
    }

    fn block(&mut self, html: impl Into<String>) {
        self.push(Event::Html(html.into().into()));
    }

    fn block_begins(&mut self) {
        if let Some(typographer) = &mut self.typographer {
            typographer.block();
        }
    }

    fn opaque(&mut self) {
        if let Some(typographer) = &mut self.typographer {
            typographer.opaque();
        }
    }

    fn event(&mut self, event: Event<'t>, at: Range<usize>) {
        if matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))) {
            self.settled.push(at.clone());
        }
        let is_block =
            matches!(&event, Event::Start(tag) if !matches!(tag, Tag::Link { .. } | Tag::Image { .. })) || matches!(event, Event::End(_));
        if !is_block && !self.unread.is_empty() {
            let read: Vec<usize> = self.unread.range(at.clone()).map(|(start, _)| *start).collect();
            for start in read {
                self.unread.remove(&start);
            }
        }
        if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = &event
            && !self.odd.is_empty()
        {
            self.odd.remove(&slips::compared(id));
        }
        // What was given back as text, marks and all.
        if at.start < self.skip_to {
            match event {
                // What began before ends as it began.
                Event::End(_) if self.skipped == 0 => {}
                Event::End(_) => {
                    self.skipped -= 1;
                    return;
                }
                Event::Start(_) => {
                    self.skipped += 1;
                    return;
                }
                _ => return,
            }
        }
        let Some(event) = self.directives(event, &at) else { return };
        match &event {
            Event::Start(tag) if !matches!(tag, Tag::HtmlBlock) => self.raw.enter(),
            Event::End(tag) if !matches!(tag, TagEnd::HtmlBlock) => self.close_raw(),
            _ => {}
        }
        let place = (self.place)(at.clone()).start;
        self.parts.sections.event(&event, place);
        if self.skip_table {
            if matches!(event, Event::End(TagEnd::Table)) {
                (self.skip_table, self.in_cell) = (false, false);
                self.block("</tr></tbody></table></div>\n");
            }
            return;
        }
        if self.in_citation {
            if matches!(event, Event::End(TagEnd::Link)) {
                self.in_citation = false;
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.write_text(text, at),
            Event::Code(code) => {
                self.opaque();
                self.read_along(&code);
                if let Some(picture) = &mut self.picture {
                    picture.alternative.push_str(&code);
                } else {
                    let code = clean(code);
                    if let Some(heading) = &mut self.heading {
                        heading.text.push_str(&code);
                    }
                    self.push(Event::Code(code));
                }
            }
            Event::Html(html) => self.raw_html(&html, at, Stands::Alone),
            Event::InlineHtml(html) => self.raw_html(&html, at, if self.in_cell { Stands::InCell } else { Stands::InLine }),
            Event::FootnoteReference(label) => self.note_reference(&label, &at),
            Event::SoftBreak | Event::HardBreak => {
                if let Some(typographer) = &mut self.typographer {
                    typographer.line_break();
                }
                self.read_along(" ");
                if let Some(heading) = &mut self.heading {
                    heading.text.push(' ');
                }
                match &mut self.picture {
                    Some(picture) => picture.alternative.push(' '),
                    None => self.push(event),
                }
            }
            Event::Rule => {
                self.find_lost_rule(&at);
                self.push(Event::Rule);
            }
            Event::TaskListMarker(done) => self.inline(format!("{MARK}T{}{MARK} ", if done { "x" } else { "" })),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.write_text(text, at),
        }
    }

    fn start(&mut self, tag: Tag<'t>, at: Range<usize>) {
        if !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }) {
            self.block_begins();
        }
        if matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) {
            self.depth += 1;
            if self.depth > DEEPEST {
                self.dropped += 1;
                if !std::mem::replace(&mut self.told_depth, true) {
                    let location = self.here(at.start..at.start);
                    self.findings
                        .add(&codes::DEEP_NESTING, location, format!("blocks are nested deeper than {DEEPEST} levels from here on"))
                        .hint("flatten the lists or quotations");
                }
                return;
            }
        }
        match &tag {
            Tag::Paragraph => self.find_lost_block(&at),
            Tag::Item => self.find_slips_of_item(&at),
            Tag::Heading { .. } => self.find_unmeant_heading(&at),
            Tag::DefinitionListDefinition => self.find_unmeant_definition(&at),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.find_unmeant_code(&at),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.find_foreign_code(info, &at),
            _ => {}
        }
        match tag {
            Tag::Heading { level, id, .. } => self.start_heading(level, id, at),
            Tag::BlockQuote(Some(kind)) => {
                let name = match kind {
                    BlockQuoteKind::Note => "note",
                    BlockQuoteKind::Tip => "tip",
                    BlockQuoteKind::Important => "important",
                    BlockQuoteKind::Warning => "warning",
                    BlockQuoteKind::Caution => "caution",
                };
                self.block(format!("<div class=\"callout {name}\" role=\"note\">\n<p class=\"callout-title\">{MARK}W{name}{MARK}</p>\n"));
            }
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                if kind.is_fenced() {
                    self.find_unclosed_code(&at);
                }
                let kind = match kind {
                    CodeBlockKind::Fenced(info) => CodeBlockKind::Fenced(clean(info)),
                    CodeBlockKind::Indented => CodeBlockKind::Indented,
                };
                self.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Tag::HtmlBlock => {}
            Tag::FootnoteDefinition(label) => {
                self.notes.push(Note { label: UniCase::new(label.to_string()), at: self.first_line(&at), events: Vec::new() });
                self.around_note.push(self.note);
                self.note = Some(self.notes.len() - 1);
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                let name = self.name_of_table();
                self.block(format!("<div class=\"table\" tabindex=\"0\" role=\"group\" {name}><table>"));
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.block("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.find_swallowed_line(at.clone());
                self.find_surplus_cells(at);
                self.block("<tr>");
            }
            Tag::TableCell => {
                self.in_cell = true;
                self.start_cell(at);
            }
            Tag::Link { link_type, dest_url, title, id } => self.start_link(link_type, dest_url, &clean(title), &id, at),
            Tag::Image { dest_url, title, .. } => match &mut self.picture {
                // A picture within another's alternative text is read as text.
                Some(picture) => picture.within += 1,
                None => {
                    let (destination, title) = (dest_url.to_string(), title.to_string());
                    self.picture = Some(OpenPicture { destination, title, alternative: String::new(), at, within: 0 });
                }
            },
            tag => {
                if self.picture.is_none() {
                    self.push(Event::Start(tag));
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) {
            self.depth -= 1;
            if self.dropped > 0 {
                self.dropped -= 1;
                return;
            }
        }
        if matches!(
            tag,
            TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::Heading(_)
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition
        ) {
            self.read_along(" ");
        }
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(Some(_)) => self.block("</div>\n"),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.push(Event::End(tag));
            }
            TagEnd::HtmlBlock => {}
            TagEnd::FootnoteDefinition => self.note = self.around_note.pop().flatten(),
            TagEnd::Table => self.block("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.block("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.block("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Link if self.links_within > 0 => self.links_within -= 1,
            TagEnd::Link => {
                if self.picture.is_none() {
                    if let Some(at) = self.wordless.take() {
                        let location = self.here(at);
                        self.findings
                            .add(&codes::EMPTY_LINK, location, "the link has no words, so that nobody can see or follow it")
                            .hint("say where it leads: `[About us](../about/)`");
                    }
                    self.in_link = false;
                    let facts = self.open_link.take().map(|index| format!("{MARK}F{index}{MARK}")).unwrap_or_default();
                    self.inline(format!("{facts}</a>"));
                }
            }
            TagEnd::Image => match &mut self.picture {
                Some(picture) if picture.within > 0 => picture.within -= 1,
                _ => self.end_picture(),
            },
            tag => {
                if self.picture.is_none() {
                    self.push(Event::End(tag));
                }
            }
        }
    }

    fn write_text(&mut self, text: CowStr<'t>, at: Range<usize>) {
        self.find_slips(&text, &at);
        self.find_early_ids(&at);
        let behind = &self.text[at.end..];
        let text = self.without_steering(text, at);
        let text = match &mut self.typographer {
            Some(typographer) if !self.in_code => match typographer.text_within(&text, &self.escaped, behind) {
                Cow::Owned(set) => set.into(),
                Cow::Borrowed(_) => text,
            },
            _ => text,
        };
        self.read_along(&text);
        if let Some(picture) = &mut self.picture {
            picture.alternative.push_str(&text);
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(&text);
        }
        self.push(Event::Text(clean(text)));
    }

    /// Leaves out what a reference such as `&#27;` writes and a file must not hold.
    fn without_steering(&mut self, text: CowStr<'t>, at: Range<usize>) -> CowStr<'t> {
        let written = &self.text[at.clone()];
        let steers = |c: &char| is_no_text(*c) && !written.contains(*c);
        let Some(c) = Some(&text).filter(|text| may_hide(text.as_bytes())).and_then(|text| text.chars().find(steers)) else {
            return text;
        };
        let start = written.find("&#").map_or(at.start, |reference| at.start + reference);
        let end = self.text[start..at.end].find(';').map_or(at.end, |end| start + end + 1);
        let message = format!("a reference stands here for the character U+{:04X}, which is no text", c as u32);
        self.findings.add(&codes::CONTROL_CHARACTER, self.here(start..end), message).hint("remove the reference");
        text.chars().filter(|c| !is_no_text(*c)).collect::<String>().into()
    }

    /// Counts words and keeps the beginning of the running text.
    fn read_along(&mut self, text: &str) {
        if self.wordless.is_some() && !text.trim().is_empty() {
            self.wordless = None;
        }
        if self.in_code || self.note.is_some() || self.picture.is_some() {
            return;
        }
        self.parts.words += words(text);
        if self.heading.is_none() && self.parts.opening.len() < OPENING {
            for c in text.chars() {
                let c = if c == MARK { ' ' } else { c };
                if !(c.is_whitespace() && self.parts.opening.ends_with(' ')) {
                    self.parts.opening.push(if c.is_whitespace() { ' ' } else { c });
                }
            }
        }
    }

    /// The space before a citation goes with it.
    fn end_opening(&mut self) {
        if !self.in_code && self.note.is_none() && self.picture.is_none() && self.heading.is_none() {
            let opening = &mut self.parts.opening;
            opening.truncate(opening.trim_end().len());
        }
    }

    fn start_cell(&mut self, at: Range<usize>) {
        self.cells += 1;
        if self.cells > MOST_CELLS {
            self.skip_table = true;
            let location = self.here(at.start..at.start);
            self.findings
                .add(&codes::TABLE_TOO_LARGE, location, format!("the tables have more than {MOST_CELLS} cells"))
                .hint("publish the data as a file to download");
            return;
        }
        let align = match self.alignments.get(self.column) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"end\"",
            _ => "",
        };
        self.column += 1;
        self.inline(if self.in_head { format!("<th scope=\"col\"{align}>") } else { format!("<td{align}>") });
    }

    fn end_cell(&mut self) {
        self.in_cell = false;
        let is_heading = self.in_head;
        let end = match self.stream().last_mut() {
            // An empty corner heads nothing.
            Some(Event::InlineHtml(begin)) if is_heading && begin.starts_with("<th") => {
                *begin = begin.replacen("<th scope=\"col\"", "<td", 1).into();
                "</td>"
            }
            _ if is_heading => "</th>",
            _ => "</td>",
        };
        self.inline(end);
    }

    fn start_link(&mut self, link_type: LinkType, destination: CowStr<'t>, title: &str, reference: &str, at: Range<usize>) {
        if texts::is_citation(link_type, &destination) {
            self.in_citation = true;
            self.end_opening();
            let span = (self.place)(at.clone());
            if self.picture.is_some() {
                let location = self.file.at(span);
                self.findings
                    .add(&codes::LOST_CITATION, location, "a citation in an alternative text is shown to nobody")
                    .hint("cite the source in the text beside the picture");
            } else if let Some(cited) = citations::parse(reference) {
                self.tell_in_pressed("a citation", &at);
                self.parts.citations.push(Citation { cited, span });
                let index = self.parts.citations.len() - 1;
                self.inline(format!("{MARK}C{index}{MARK}"));
            }
            self.opaque();
            return;
        }
        if self.picture.is_some() {
            return;
        }
        if self.in_link {
            self.links_within += 1;
            let location = self.here(at);
            self.findings
                .add(&codes::LOST_LINK, location, "this stands in the words of a link, so that it is none itself")
                .hint(slips::ONE_BEHIND);
            return;
        }
        self.tell_in_pressed("a link", &at);
        self.in_link = true;
        let destination = if link_type == LinkType::Email { format!("mailto:{destination}") } else { destination.to_string() };
        if let Some((message, hint)) = slips::nobody_behind(&destination) {
            let location = self.here(at.clone());
            self.findings.add(&codes::BROKEN_LINK, location, message).hint(hint);
        }
        self.wordless = Some(at.clone());
        let words = self.text[at.clone()].trim_start_matches('[').split(']').next().unwrap_or_default();
        let is_said = matches!(link_type, LinkType::Autolink | LinkType::Email) || links::is_said(words, &destination);
        let destination = links::sound(destination);
        self.parts.links.push(Link { destination, kind: LinkKind::Link, span: (self.place)(at) });
        let index = self.parts.links.len() - 1;
        let leads_out =
            ["#", "http:", "https:", "mailto:", "tel:"].iter().any(|start| self.parts.links[index].destination.starts_with(start));
        self.open_link = (!leads_out).then_some(index);
        let mut html = format!("<a href=\"{MARK}H{index}{MARK}\"");
        if !title.is_empty() {
            let _ = write!(html, " title=\"{}\"", escape(title));
        }
        // An address that stands there itself is read from left to right in any text, and paper needs no other.
        if is_said {
            html.push_str(" dir=\"ltr\"");
        }
        html.push('>');
        self.inline(html);
    }

    fn end_picture(&mut self) {
        let Some(picture) = self.picture.take() else { return };
        let OpenPicture { destination, title, alternative, at, .. } = picture;
        let decorative = matches!(title.trim(), "decoration" | "dekoration");
        if let Some(message) = alternative::fault(&alternative).filter(|_| !decorative) {
            let location = self.here(at.clone());
            self.findings
                .add(&codes::MISSING_ALTERNATIVE, location, message)
                .hint("say what it shows: `![Map of the ports](map.png)`")
                .hint("or that it only decorates: `![](line.png \"decoration\")`");
        }
        if let Some(heading) = &mut self.heading {
            heading.pictures.push_str(&alternative);
        }
        let title = if decorative { String::new() } else { title };
        let kind = LinkKind::Picture { alternative: alternative.replace(MARK, " "), title: title.replace(MARK, " ") };
        self.parts.links.push(Link { destination, kind, span: (self.place)(at) });
        let index = self.parts.links.len() - 1;
        self.opaque();
        self.inline(format!("{MARK}P{index}{MARK}"));
    }

    /// What a table is called: by the heading above it, or as what it is. Those behind it below the same heading are numbered.
    fn name_of_table(&mut self) -> String {
        self.tables += 1;
        let heading = self.parts.headings.last().filter(|_| self.level.is_some());
        match (heading, self.tables) {
            (Some(heading), 1) => format!("aria-labelledby=\"{}\"", escape(&heading.id)),
            (Some(heading), number) => format!("aria-label=\"{} ({number})\"", escape(&heading.text)),
            (None, 1) => format!("aria-label=\"{MARK}Wtable{MARK}\""),
            (None, number) => format!("aria-label=\"{MARK}Wtable{MARK} ({number})\""),
        }
    }

    fn note_reference(&mut self, label: &str, at: &Range<usize>) {
        self.opaque();
        if self.picture.is_some() {
            return;
        }
        self.tell_in_pressed("a note", at);
        let label = UniCase::new(label.to_owned());
        let number = *self.note_numbers.entry(label.clone()).or_insert_with(|| {
            self.parts.notes += 1;
            self.note_order.push(label.clone());
            self.parts.notes
        });
        let uses = self.note_uses.entry(label).or_insert(0);
        *uses += 1;
        let time = *uses;
        self.inline(format!("{MARK}N{number} {time}{MARK}"));
    }

    fn raw_html(&mut self, html: &str, at: Range<usize>, stands: Stands) {
        self.opaque();
        match self.raw.filter(&html.replace(MARK, " "), at.start, stands) {
            Ok(clean) => self.inline(clean),
            Err(None) => {}
            Err(Some(what)) => {
                let end = at.start + html.trim_end().len().min(at.len());
                let location = self.here(at.start..end);
                self.findings.add(&codes::RAW_HTML, location, what.message).hint(what.hint);
            }
        }
    }

    /// Ends what was opened in the element of Markdown that ends here.
    fn close_raw(&mut self) {
        let open = self.raw.leave();
        let Some((_, place)) = open.last() else { return };
        let names: Vec<&str> = open.iter().map(|(name, _)| name.as_str()).collect();
        let location = self.here(place.start..place.end.min(self.text.len()));
        self.findings
            .add(&codes::RAW_HTML, location, format!("<{}> is opened in this block and never closed", names.join(">, <")))
            .hint("close it in the same block");
        let html: String = open.iter().map(|(name, _)| format!("</{name}>")).collect();
        self.inline(html);
    }

    /// The text, the notes below it, and which directive each numbered piece is.
    fn finish(mut self) -> (String, Option<String>, BTreeMap<usize, usize>) {
        self.close_frames(0);
        self.close_raw();
        for (place, refused) in self.raw.refused() {
            let location = self.here(place.start..place.end.min(self.text.len()));
            self.findings.add(&codes::RAW_HTML, location, refused.message).hint(refused.hint);
        }
        self.find_second_notes();
        self.find_unread_comments();
        for Note { label, at, .. } in &self.notes {
            if !self.note_numbers.contains_key(label) && !self.is_note_of_broken_reference(label) {
                let location = self.here(at.clone());
                self.findings
                    .add(&codes::BROKEN_FOOTNOTE, location, format!("nothing refers to the note «{label}», so that nobody can read it"))
                    .hint(format!("write `[^{label}]` where it belongs, or remove it"));
            }
        }
        let mut out = String::with_capacity(self.text.len() * 3 / 2);
        html::push_html(&mut out, std::mem::take(&mut self.body).into_iter());
        if self.note_order.is_empty() {
            return (out, None, self.made);
        }
        let mut notes: BTreeMap<UniCase<String>, Vec<Event<'t>>> = BTreeMap::new();
        for Note { label, events, .. } in std::mem::take(&mut self.notes) {
            notes.entry(label).or_insert(events);
        }
        let id = self.unique("notes");
        let first = self.parts.notes - self.note_order.len() + 1;
        let start = if first == 1 { String::new() } else { format!(" start=\"{first}\"") };
        let mut below =
            format!("<section class=\"notes\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{MARK}Wfootnotes{MARK}</h2>\n<ol{start}>\n");
        for (number, label) in (first..).zip(&self.note_order) {
            let mut note = String::new();
            html::push_html(&mut note, notes.remove(label).unwrap_or_default().into_iter());
            let uses = self.note_uses.get(label).copied().unwrap_or(1);
            let back: String = (1..=uses)
                .map(|time| {
                    let suffix = if time == 1 { String::new() } else { format!("-{time}") };
                    let which = if uses == 1 { String::new() } else { format!(" ({time})") };
                    format!(" <a class=\"back\" href=\"#note-ref-{number}{suffix}\" aria-label=\"{MARK}Wback_to_text{MARK}{which}\">↩</a>")
                })
                .collect();
            let note = match note.strip_suffix("</p>\n") {
                Some(start) => format!("{start}{back}</p>\n"),
                None => format!("{note}<p>{back}</p>\n"),
            };
            let _ = writeln!(below, "<li id=\"note-{number}\">{note}</li>");
            self.parts.anchors.insert(format!("note-{number}"));
        }
        below.push_str("</ol>\n</section>\n");
        (out, Some(below), self.made)
    }
}

/// Text of the author's without the character that markers are made of.
fn clean(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(MARK) { text.replace(MARK, " ").into() } else { text }
}
