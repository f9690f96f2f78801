//! What a part of an office file says: its runs of text, put together as somebody reads them, line by line.

use std::collections::BTreeMap;

use super::super::opened::Opened;
use super::super::place::Place;
use super::super::plain::{Plain, decode};
use super::super::reading;
use super::attributes::{is_before_person, is_name, is_of_a_machine, is_read, unseen};
use super::cells::Cells;
use super::ground::Grounds;
use super::place::Rows;
use super::styles::{Styles, raises};
use super::xml::{Tag, attributes, local, tags};

/// Words, run by run: what stands in runs of one paragraph joins, and marks of notes stand apart.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) flow: Plain,
    pub(super) notes: Plain,
    /// Where in `flow` each mark stood, and where in `notes` it begins.
    pub(super) places: Vec<(usize, usize)>,
}

impl Lines {
    fn begin_note(&mut self) {
        self.notes.break_line(0);
        self.places.push((self.flow.text.len(), self.notes.text.len()));
    }

    pub(super) fn with_notes(&self) -> String {
        if self.places.is_empty() {
            return String::new();
        }
        reading::with_notes(&self.flow, &self.notes, &self.places).text + "\n"
    }
}

/// What a part says.
#[derive(Default)]
pub(super) struct Said {
    pub(super) lines: Lines,
    /// What stands beside the lines, though it is written within one: the texts of notes, frames and boxes.
    pub(super) asides: Lines,
    /// What a speaker says to one slide of ODF.
    spoken: Lines,
    /// What stands in attributes.
    pub(super) values: Plain,
    /// Who wrote it.
    pub(super) names: Plain,
    /// Whom another program has named beside it.
    pub(super) people: Plain,
    /// Where files lie on somebody's machine, and whether one of them leads to something.
    pub(super) paths: Plain,
    pub(super) needs_a_path: bool,
    /// From these bytes of the lines and of what stands beside them on, all stands at a place.
    pub(super) places: Vec<([usize; 2], Option<Place>)>,
    /// Where texts begin that cells share, and in which row the first cell has each.
    pub(super) strings: Vec<usize>,
    pub(super) shared: BTreeMap<usize, Place>,
}

impl Said {
    fn stand(&mut self, place: Option<Place>) {
        self.places.push(([self.lines.flow.text.len(), self.asides.flow.text.len()], place));
    }

    pub(super) fn words(&self) -> String {
        words([&self.lines.flow, &self.asides.flow, &self.lines.notes, &self.asides.notes])
    }

    /// Takes in that the notes of a slide end.
    fn end_notes(&mut self, opened: &mut Opened) {
        let Lines { flow, notes, .. } = std::mem::take(&mut self.spoken);
        opened.remember_notes(words([&flow, &notes]));
    }
}

fn words<const N: usize>(all: [&Plain; N]) -> String {
    all.into_iter().filter(|said| !said.text.is_empty()).flat_map(|said| [said.text.as_str(), "\n"]).collect()
}

/// Elements whose text stands beside the line in which they are written.
const ASIDES: &[&str] = &["text:note-body", "office:annotation", "draw:frame", "draw:custom-shape", "draw:g", "w:txbxContent"];

/// What a slide of ODF holds of a speaker's notes.
const NOTES: &str = "presentation:notes";

/// Elements that are the mark of a note, or small letters over others.
const MARKS: &[&str] = &["text:note-citation", "text:ruby-text", "w:rt"];

/// Where in the lines of a part one is.
struct Standing<'a> {
    styles: &'a Styles,
    /// Elements that are open: those that stand beside the line, marks of notes, and spans that a style may raise.
    open: Vec<(&'a str, Stands)>,
    /// Whether a run of letters is open, and whether it is raised.
    run: Option<bool>,
}

#[derive(Clone, Copy, Default)]
struct Stands {
    is_aside: bool,
    is_raised: bool,
    is_spoken: bool,
}

impl<'a> Standing<'a> {
    fn stands(&self) -> Stands {
        self.open.last().map(|(_, stands)| *stands).unwrap_or_default()
    }

    /// The lines to which text belongs, and whether it is a mark there.
    fn lines<'s>(&self, said: &'s mut Said) -> (&'s mut Lines, bool) {
        let Stands { is_aside, is_raised, is_spoken } = self.stands();
        let lines = if is_spoken { &mut said.spoken } else { &mut said.lines };
        (if is_aside && !is_spoken { &mut said.asides } else { lines }, is_raised || self.run == Some(true))
    }

    fn push(&self, text: &str, said: &mut Said) {
        if text.is_empty() {
            return;
        }
        let (lines, is_raised) = self.lines(said);
        if is_raised && lines.places.last().is_none_or(|(at, _)| *at != lines.flow.text.len()) {
            lines.begin_note();
        }
        decode(text, 0, if is_raised { &mut lines.notes } else { &mut lines.flow });
    }

    fn break_line(&self, said: &mut Said) {
        match self.lines(said) {
            (lines, true) => lines.notes.break_line(0),
            (lines, false) => lines.flow.break_line(0),
        }
    }

    fn tag(&mut self, tag: &Tag<'a>, said: &mut Said) {
        let name = tag.name;
        let is_run = matches!(name, "w:r" | "a:r" | "r");
        if !tag.opens {
            if is_run {
                self.run = None;
            }
            self.open.pop_if(|(open, _)| *open == name);
            return;
        }
        if tag.closes {
            return;
        }
        let Stands { is_raised, is_spoken, .. } = self.stands();
        if is_run {
            self.run = Some(false);
        } else if name == NOTES {
            self.open.push((name, Stands { is_spoken: true, ..Stands::default() }));
        } else if ASIDES.contains(&name) {
            // Heads and feet stand on the notes of every slide.
            let is_head = matches!(tag.says("presentation:class"), Some("header" | "footer" | "date-time" | "page-number"));
            self.open.push((name, Stands { is_aside: true, is_raised: false, is_spoken: is_spoken && !is_head }));
            // A run that holds a box goes on behind it.
            self.run = None;
            self.break_line(said);
        } else if MARKS.contains(&name) {
            self.open.push((name, Stands { is_raised: true, ..self.stands() }));
        } else if name == "text:span" {
            let raises = tag.says("text:style-name").is_some_and(|style| self.styles.raise(style));
            self.open.push((name, Stands { is_raised: is_raised || raises, ..self.stands() }));
        }
    }

    /// Takes in what an attribute says of the run that is open.
    fn attribute(&mut self, name: &str, attribute: &str, value: &str) {
        if let Some(is_raised) = &mut self.run {
            *is_raised |= raises(name, attribute, value) || name == "w:rStyle" && attribute == "w:val" && self.styles.raise(value);
        }
    }
}

/// Text of Word that is written and not shown, by itself or by its style.
struct Hidden<'s> {
    styles: &'s Styles,
    /// Whether the part is the list of styles, and a style is open that nothing needs to bear.
    is_of_styles: bool,
    in_style: bool,
    /// Whether what is said is of the sign at a paragraph's end.
    in_paragraph: bool,
    /// Whether the letters of the run that is open are as small as a dot.
    is_tiny: bool,
}

impl<'s> Hidden<'s> {
    fn new(part: &str, styles: &'s Styles) -> Self {
        Hidden { styles, is_of_styles: part == "word/styles.xml", in_style: false, in_paragraph: false, is_tiny: false }
    }

    /// Takes in a tag; tells how what stands here is hidden.
    fn tag(&mut self, tag: &Tag) -> Option<&'static str> {
        /// One point, told in halves.
        const TINY: u32 = 2;
        const HIDDEN: &str = "hidden text";
        if self.is_tiny && !tag.before.trim().is_empty() {
            self.is_tiny = false;
            return Some("letters of one point or less, which nobody sees");
        }
        match tag.name {
            "w:pPr" => self.in_paragraph = !tag.closes,
            // What is written without a style bears the usual one.
            "w:style" if self.is_of_styles => {
                self.in_style = tag.opens && !matches!(tag.says("w:default"), Some("1" | "true" | "on"));
            }
            "w:r" => self.is_tiny = false,
            "w:sz" if !self.in_paragraph && !self.is_of_styles => {
                self.is_tiny = tag.says("w:val").and_then(|size| size.parse().ok()).is_some_and(|size: u32| size <= TINY);
            }
            "w:vanish" => return (!self.in_style && !self.in_paragraph && tag.is_on()).then_some(HIDDEN),
            "w:pStyle" | "w:rStyle" | "w:tblStyle" => {
                return tag.says("w:val").is_some_and(|style| self.styles.hide(style)).then_some(HIDDEN);
            }
            _ => {}
        }
        None
    }
}

/// Reads a part's words, and remembers what it tells of its makers and of what is not seen.
pub(super) fn say(part: &str, xml: &str, styles: &Styles, place: Option<&Place>, opened: &mut Opened) -> Said {
    // Elements that end a line, whatever their prefix.
    const LINES: &[&str] = &["p", "h", "si", "c", "f", "pt", "text", "br", "cr", "tab", "line-break", "definedName", "config-item"];
    // Heads and feet of a sheet's pages.
    const HEADS: &[&str] = &["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"];
    let mut said = Said::default();
    let mut grounds = Grounds::new(styles);
    let mut stands = Standing { styles, open: Vec::new(), run: None };
    let mut cells = Cells::new(part, xml, styles);
    let mut rows = Rows::new(place);
    let mut slides = 0;
    let mut hides_cell = false;
    let mut hidden = Hidden::new(part, styles);
    let (mut is_head, mut is_person) = (false, false);
    for tag in tags(xml) {
        if is_person {
            said.people.break_line(0);
            decode(tag.before, 0, &mut said.people);
        } else if is_head {
            stands.push(&without_codes(tag.before), &mut said);
        } else {
            stands.push(tag.before, &mut said);
        }
        if !tag.before.trim().is_empty() {
            cells.say(tag.before);
            rows.say(tag.before);
            if hides_cell {
                grounds.add_hidden_cell();
            }
        }
        let name = tag.name;
        let element = local(name);
        match name {
            "w:noBreakHyphen" => stands.push("-", &mut said),
            "text:s" => stands.push(" ", &mut said),
            // Data of its own has no lines; there each element is one.
            _ if LINES.contains(&element) || HEADS.contains(&element) || part.starts_with("customXml/") => stands.break_line(&mut said),
            "table:table-cell" | "table:covered-table-cell" => hides_cell = false,
            _ => {}
        }
        stands.tag(&tag, &mut said);
        cells.tag(&tag);
        if let Some(what) = hidden.tag(&tag) {
            opened.remember(what.to_owned(), None, false);
        }
        if rows.tag(&tag) {
            opened.here.clone_from(&rows.here);
            said.stand(rows.here.clone());
        }
        match name {
            "si" if tag.opens => said.strings.push(said.lines.flow.text.len()),
            "sheet" => opened.here = tag.says("name").map(Place::sheet),
            "table:table" | "draw:page" if tag.opens => {
                slides += usize::from(name == "draw:page");
                opened.here = match slides {
                    0 => tag.says("table:name").map(Place::sheet),
                    number => Some(Place::Slide(number)),
                };
                said.stand(opened.here.clone());
            }
            _ => {}
        }
        is_head = HEADS.contains(&element) && tag.opens;
        is_person = is_before_person(part, &tag);
        if name == NOTES && tag.closes {
            said.end_notes(opened);
        }
        if !tag.opens {
            grounds.close(name);
            continue;
        }
        grounds.open(name);
        for (full, value) in attributes(tag.inner).chain([("", "")]) {
            let small = value.to_ascii_lowercase();
            grounds.attribute(part, name, full, value, &small);
            hides_cell |= full == "table:style-name" && name == "table:table-cell" && grounds.hide_cells(value);
            stands.attribute(name, full, value);
            if let Some(what) = unseen(name, full, &small) {
                opened.remember(what.to_owned(), None, false);
            }
            let attribute = local(full);
            if full.starts_with("xmlns") || value.is_empty() {
                continue;
            }
            let is_read = is_read(part, element, attribute, value);
            let into = if element == "absPath" && attribute == "url" || (!is_read || attribute == "Target") && is_of_a_machine(value) {
                said.needs_a_path |= name != "x15ac:absPath";
                &mut said.paths
            } else if is_name(part, element, attribute) {
                &mut said.names
            } else if is_read {
                &mut said.values
            } else {
                continue;
            };
            into.break_line(0);
            match attribute {
                "url" | "Target" | "href" => decode(&percent_encoding::percent_decode_str(value).decode_utf8_lossy(), 0, into),
                // Signs stand between words in names.
                "name" => decode(&value.replace('_', " "), 0, into),
                _ => decode(value, 0, into),
            }
        }
        if tag.closes {
            grounds.close(name);
        }
    }
    opened.here = place.cloned();
    for what in grounds.unseen().what().chain(cells.unseen()) {
        opened.remember(what.to_owned(), None, false);
    }
    said.shared = rows.shared;
    said
}

/// What the head of a sheet's page says, without the codes for its places, letters and colours: `&amp;C&amp;12Anna`.
fn without_codes(xml: &str) -> String {
    let mut parts = xml.split("&amp;");
    let mut said = parts.next().unwrap_or_default().to_owned();
    while let Some(part) = parts.next() {
        let skipped = match part.as_bytes() {
            // An ampersand of its own is written twice.
            [] => {
                said.push_str("&amp;");
                said.push_str(parts.next().unwrap_or_default());
                continue;
            }
            [b'K', ..] => part.len().min(7),
            [b'0'..=b'9', ..] => part.bytes().take(2).take_while(u8::is_ascii_digit).count(),
            [b'"', ..] => part[1..].find('"').map_or(1, |end| end + 2),
            _ if part.starts_with("&quot;") => part[6..].find("&quot;").map_or(6, |end| end + 12),
            _ => part.chars().next().map_or(0, char::len_utf8),
        };
        said.push('\n');
        said.push_str(part.get(skipped..).unwrap_or(part));
    }
    said
}
