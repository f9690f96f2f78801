//! What the programs that draw a PDF's pages write there.

use std::collections::BTreeSet;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::{Font, Fonts};
use super::layers::{Bounds, Colour, Fill, Ground, Layers, WHITE, are_near};
use super::place::{Between, Matrix, Rectangle, Run};
use super::{MOST_UNPACKED, dictionary, text_of};
use crate::language::direction::is_right_to_left;

/// The most states of a drawing that are kept to come back to.
const MOST_SAVED: usize = 1_000;
/// The most text that is read: one letter may stand for several.
const MOST_TEXT: usize = 2 * MOST_UNPACKED;
/// How deep forms are drawn in forms; deeper ones are read by themselves.
const DEEPEST: usize = 20;
/// How much may be unpacked of forms that are drawn once more, and the least that one counts for.
const MOST_REDRAWN: usize = 4 << 20;
const LEAST_REDRAWN: usize = 1_000;
/// How far letters stand apart that are of one word for sure, measured by their size.
const MOST_APART: f32 = 0.1;
/// How much of a scan's page is its picture, at least.
const LEAST_PICTURED: f32 = 0.8;
/// How broad letters are at least, of 1, to be seen.
const LEAST_STRETCH: f32 = 0.02;
/// Letters that are smaller can't be read, in points.
const SMALLEST: f32 = 0.5;

/// Where a page finds fonts, forms and colours: its own place and those of what it stands in, nearest first.
fn resources(document: &Document, page: ObjectId) -> Vec<&Dictionary> {
    let Ok((own, others)) = document.get_page_resources(page) else { return Vec::new() };
    own.into_iter().chain(others.into_iter().filter_map(|id| document.get_dictionary(id).ok())).collect()
}

/// What is drawn with.
#[derive(Clone, Copy)]
struct Pen {
    space: Space,
    /// What is filled with, if it is one colour that is known.
    colour: Option<Colour>,
    letters: Mode,
    /// How much is seen of what is filled, of 1; and how much of the whole that it belongs to.
    own: f32,
    whole: f32,
    /// Whether what is filled mixes with what lies below; and whether the whole does.
    mixes: bool,
    whole_mixes: bool,
    /// How broad lines are, how much is seen of them, and whether they have gaps.
    line: f32,
    own_of_line: f32,
    has_gaps: bool,
}

/// What letters are drawn by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Filled,
    /// Their outlines are seen, too.
    Drawn,
    Unseen,
}

/// How letters are written, and where.
#[derive(Clone)]
struct Letters<'a> {
    font: Option<Rc<Font<'a>>>,
    size: f32,
    /// How far letters, and words, stand apart more than usual.
    apart: f32,
    words_apart: f32,
    stretch: f32,
    leading: f32,
    /// How places are reckoned into the page's own.
    page: Matrix,
}

impl Default for Letters<'_> {
    fn default() -> Self {
        Letters { font: None, size: 0.0, apart: 0.0, words_apart: 0.0, stretch: 1.0, leading: 0.0, page: Matrix::SAME }
    }
}

impl Default for Pen {
    fn default() -> Self {
        Pen {
            space: Space::Unknown,
            colour: Some([0.0; 3]),
            letters: Mode::Filled,
            own: 1.0,
            whole: 1.0,
            mixes: false,
            whole_mixes: false,
            line: 1.0,
            own_of_line: 1.0,
            has_gaps: false,
        }
    }
}

impl Pen {
    /// Takes in a state of its own, which may let see through what is drawn.
    fn state(&mut self, document: &Document, state: Option<&Object>) {
        let state = state.and_then(|state| document.dereference(state).ok()?.1.as_dict().ok());
        let Some(state) = state else { return };
        if let Ok(opacity) = state.get_deref(b"ca", document).and_then(Object::as_float) {
            self.own = opacity;
        }
        if let Ok(opacity) = state.get_deref(b"CA", document).and_then(Object::as_float) {
            self.own_of_line = opacity;
        }
        if let Ok(mode) = state.get_deref(b"BM", document) {
            self.mixes = !mode.as_name().is_ok_and(|mode| matches!(mode, b"Normal" | b"Compatible"));
        }
        if let Ok(mask) = state.get_deref(b"SMask", document) {
            self.mixes |= mask.as_dict().is_ok();
        }
    }

    /// The same for what is drawn as one whole.
    fn of_whole(self) -> Pen {
        Pen { own: 1.0, own_of_line: 1.0, whole: self.seen(), mixes: false, whole_mixes: self.mixes || self.whole_mixes, ..self }
    }

    fn seen(&self) -> f32 {
        self.own * self.whole
    }

    fn fill(&self) -> Fill {
        Fill { colour: self.colour, is_opaque: self.seen() > 0.95 && !self.mixes && !self.whole_mixes }
    }

    fn has_opaque_line(&self) -> bool {
        self.own_of_line * self.whole > 0.95 && !self.mixes && !self.whole_mixes && !self.has_gaps
    }
}

/// How a colour is told.
#[derive(Clone, Copy, Default)]
enum Space {
    #[default]
    Unknown,
    /// By light, in one or three figures: white is all of it.
    Light,
    /// By four inks: white is none.
    Ink,
    Other,
}

/// A form: a program that others draw.
struct Form<'a> {
    id: ObjectId,
    resources: Vec<&'a Dictionary>,
    pen: Pen,
    bounds: Bounds,
    /// How its places are reckoned into those of the page.
    page: Matrix,
}

/// Reads the programs that draw pages, and the forms that those draw, where they are drawn.
pub(super) struct Reader<'a> {
    document: &'a Document,
    fonts: Fonts<'a>,
    /// Forms whose text has been read.
    forms: BTreeSet<ObjectId>,
    /// Forms that are being drawn, each in the one before.
    within: Vec<ObjectId>,
    /// How much may still be unpacked.
    pub left: usize,
    left_to_redraw: usize,
    pub text: String,
    /// What stands beside the letters of a page.
    beside: String,
    /// The last run of letters, and where its text begins.
    last: Option<(Run, usize)>,
    /// The runs of the page that is read, as far as their size is known.
    runs: Vec<Run>,
    layers: Layers,
    /// Spaces in the text that may be none.
    little: Vec<usize>,
    /// The page that is read, and where the text of each begins.
    page: Option<u32>,
    pub pages: Vec<(usize, Option<u32>)>,
    /// Where the page lies, how much of it is pictures, and whether text is written invisibly on it.
    sheet: Rectangle,
    pictured: f32,
    is_invisible: bool,
    /// Whether text is drawn that nobody sees, and the first page where it is; or what a scan says.
    pub unseen: Option<Option<u32>>,
    pub scanned: Option<Option<u32>>,
    pub unread: bool,
}

impl<'a> Reader<'a> {
    pub fn new(document: &'a Document) -> Self {
        Reader {
            document,
            fonts: Fonts::new(document),
            forms: BTreeSet::new(),
            within: Vec::new(),
            left: MOST_UNPACKED,
            left_to_redraw: MOST_REDRAWN,
            text: String::new(),
            beside: String::new(),
            last: None,
            runs: Vec::new(),
            layers: Layers::new(),
            little: Vec::new(),
            page: None,
            pages: Vec::new(),
            sheet: Rectangle::NOWHERE,
            pictured: 0.0,
            is_invisible: false,
            unseen: None,
            scanned: None,
            unread: false,
        }
    }

    pub fn page(&mut self, content: &[u8], id: ObjectId, number: Option<u32>) {
        self.begin(number);
        self.sheet = sheet(self.document, id).unwrap_or(Rectangle::NOWHERE);
        self.left = self.left.saturating_sub(content.len());
        self.draw(content, &resources(self.document, id), Pen::default(), Bounds::NONE, Matrix::SAME);
        self.end();
    }

    fn begin(&mut self, number: Option<u32>) {
        self.page = number;
        self.pages.push((self.text.len(), number));
        (self.sheet, self.pictured, self.is_invisible) = (Rectangle::NOWHERE, 0.0, false);
        self.last = None;
        self.runs.clear();
        self.layers.clear();
    }

    fn end(&mut self) {
        if self.is_invisible {
            let is_scan = self.pictured > LEAST_PICTURED * self.sheet.size();
            let told = if is_scan { &mut self.scanned } else { &mut self.unseen };
            told.get_or_insert(self.page);
        }
        self.end_line();
        self.text.push_str(&std::mem::take(&mut self.beside));
    }

    /// What fields of forms and stamps look like is drawn by no page itself.
    pub fn forms_of_no_page(&mut self) {
        let document = self.document;
        let of_fields = document.catalog().and_then(|catalog| catalog.get_deref(b"AcroForm", document)?.as_dict());
        let of_fields = of_fields.and_then(|fields| fields.get_deref(b"DR", document)?.as_dict()).ok();
        for (id, object) in &document.objects {
            if dictionary(object).is_ok_and(draws) && !self.forms.contains(id) {
                self.begin(None);
                // Of what it is laid on nothing is known.
                self.layers.paint(Rectangle::EVERYWHERE);
                let resources = of_fields.into_iter().collect();
                self.form(Form { id: *id, resources, pen: Pen::default(), bounds: Bounds::NONE, page: Matrix::SAME });
                self.end();
            }
        }
    }

    /// Draws a form where it stands; what it says is read once.
    fn form(&mut self, form: Form<'a>) {
        let Ok(stream) = self.document.get_object(form.id).and_then(Object::as_stream) else { return };
        if !draws(&stream.dict) {
            self.picture(form.page, form.bounds);
            return;
        }
        if self.within.len() >= DEEPEST || self.within.contains(&form.id) {
            return;
        }
        let is_first = self.forms.insert(form.id);
        let most = if is_first { self.left } else { self.left_to_redraw };
        let Ok(content) = stream.get_plain_content_with_limit(most) else {
            self.unread |= is_first;
            return;
        };
        let left = if is_first { &mut self.left } else { &mut self.left_to_redraw };
        *left = left.saturating_sub(content.len().max(if is_first { 0 } else { LEAST_REDRAWN }));
        let document = self.document;
        let own = stream.dict.get_deref(b"Resources", document).and_then(Object::as_dict);
        let resources = own.map_or(form.resources, |own| vec![own]);
        let own = stream.dict.get_deref(b"Matrix", document).and_then(Object::as_array);
        let page = own.map_or(Matrix::SAME, |figures| matrix(figures)).then(form.page);
        let corners = stream.dict.get_deref(b"BBox", document).and_then(Object::as_array).ok().and_then(|corners| rectangle(corners));
        let area = corners.map_or(form.bounds.area, |corners| Rectangle::around(corners, page).within(form.bounds.area));
        let pen = if stream.dict.has(b"Group") { form.pen.of_whole() } else { form.pen };
        let (said, beside, little, last) = (self.text.len(), self.beside.len(), self.little.len(), self.last);
        self.within.push(form.id);
        self.draw(&content, &resources, pen, Bounds { area, ..form.bounds }, page);
        self.within.pop();
        if !is_first {
            self.text.truncate(said);
            self.beside.truncate(beside);
            self.little.truncate(little);
            self.last = last;
        }
    }

    fn picture(&mut self, page: Matrix, bounds: Bounds) {
        let area = Rectangle::around([0.0, 0.0, 1.0, 1.0], page).within(bounds.area);
        self.pictured += area.within(self.sheet).size();
        self.layers.paint(area);
    }

    fn draw(&mut self, content: &[u8], resources: &[&'a Dictionary], mut pen: Pen, mut bounds: Bounds, page: Matrix) {
        let document = self.document;
        let named = |kind: &[u8], name: &[u8]| {
            resources.iter().find_map(|place| place.get_deref(kind, document).and_then(Object::as_dict).ok()?.get(name).ok())
        };
        let mut saved = Vec::new();
        let mut letters = Letters { page, ..Letters::default() };
        // Where a line begins, and where the next letter stands in it.
        let (mut line, mut place) = (Matrix::SAME, Matrix::SAME);
        let (mut shows, begun) = (false, self.text.len());
        for operation in Content::decode_iter(content) {
            let Ok(operation) = operation else {
                self.unread = true;
                break;
            };
            let operands = operation.operands.as_slice();
            let name = operands.last().and_then(|operand| operand.as_name().ok());
            let figure = |at: usize| operands.get(at).and_then(|operand| operand.as_float().ok()).unwrap_or_default();
            match operation.operator.as_str() {
                "q" if saved.len() < MOST_SAVED => saved.push((pen, letters.clone(), bounds)),
                "Q" => (pen, letters, bounds) = saved.pop().unwrap_or((pen, letters, bounds)),
                "cm" => letters.page = matrix(operands).then(letters.page),
                "w" => pen.line = figure(0) * letters.page.scale(),
                "d" => pen.has_gaps = operands.first().and_then(|gaps| gaps.as_array().ok()).is_some_and(|gaps| !gaps.is_empty()),
                "BT" => (line, place) = (Matrix::SAME, Matrix::SAME),
                "Tm" => (line, place) = (matrix(operands), matrix(operands)),
                "Tc" => letters.apart = figure(0),
                "Tw" => letters.words_apart = figure(0),
                "Tz" => letters.stretch = figure(0) / 100.0,
                "TL" => letters.leading = figure(0),
                "Td" | "TD" => {
                    if operation.operator == "TD" {
                        letters.leading = -figure(1);
                    }
                    line = line.moved(figure(0), figure(1));
                    place = line;
                }
                "Tr" => {
                    pen.letters = match figure(0) as u8 {
                        3 | 7 => Mode::Unseen,
                        1 | 2 | 5 | 6 => Mode::Drawn,
                        _ => Mode::Filled,
                    }
                }
                "g" | "rg" => pen = Pen { space: Space::Light, colour: colour(Space::Light, operands), ..pen },
                "k" => pen = Pen { space: Space::Ink, colour: colour(Space::Ink, operands), ..pen },
                "cs" => {
                    let space = name.map_or(Space::Unknown, |name| space(document, name, named(b"ColorSpace", name)));
                    let is_black = matches!(space, Space::Light | Space::Ink);
                    pen = Pen { space, colour: is_black.then_some([0.0; 3]), ..pen };
                }
                "sc" | "scn" => pen.colour = colour(pen.space, operands),
                "gs" => pen.state(document, name.and_then(|name| named(b"ExtGState", name))),
                "re" => self.layers.rectangle([0, 1, 2, 3].map(figure), letters.page),
                "m" => self.layers.begin((figure(0), figure(1)), letters.page),
                "l" => self.layers.lead(&[(figure(0), figure(1))], letters.page),
                "v" | "y" => self.layers.lead(&[(figure(0), figure(1)), (figure(2), figure(3))], letters.page),
                "c" => self.layers.lead(&[0, 2, 4].map(|at| (figure(at), figure(at + 1))), letters.page),
                "W" | "W*" => self.layers.clips = true,
                "n" => bounds = self.layers.end_path(bounds),
                "S" | "s" => {
                    let covers = self.layers.stroke(pen.line, pen.has_opaque_line(), bounds, &self.runs);
                    self.unseen = self.unseen.or(covers.then_some(self.page));
                    bounds = self.layers.end_path(bounds);
                }
                operator @ ("f" | "F" | "f*" | "B" | "B*" | "b" | "b*") => {
                    if pen.seen() > 0.05 {
                        let covers = self.layers.fill(pen.fill(), operator.ends_with('*'), bounds, &self.runs);
                        self.unseen = self.unseen.or(covers.then_some(self.page));
                    }
                    bounds = self.layers.end_path(bounds);
                }
                "sh" => self.layers.paint(bounds.area),
                "BI" => self.picture(letters.page, bounds),
                "Do" => {
                    if let Some(id) = name.and_then(|name| named(b"XObject", name)).and_then(|form| form.as_reference().ok()) {
                        self.form(Form { id, resources: resources.to_vec(), pen, bounds, page: letters.page });
                    }
                }
                "BDC" | "DP" => {
                    let properties = match operands.last() {
                        Some(Object::Name(name)) => named(b"Properties", name),
                        properties => properties,
                    };
                    // With a place of its own it has been read there.
                    for key in [b"ActualText".as_slice(), b"Alt", b"E"] {
                        let said = properties.and_then(|properties| properties.as_dict().ok()?.get(key).ok()).and_then(text_of);
                        self.beside.extend(said.map(|said| said + "\n"));
                    }
                }
                "Tf" => {
                    letters.size = figure(1);
                    letters.font =
                        operands.first().and_then(|name| named(b"Font", name.as_name().ok()?)).and_then(|font| self.fonts.get(font));
                }
                operator @ ("T*" | "Tj" | "TJ" | "'" | "\"") => {
                    if matches!(operator, "T*" | "'" | "\"") {
                        line = line.moved(0.0, -letters.leading);
                        place = line;
                    }
                    let Some(shown) = operands.last().filter(|_| operator != "T*") else { continue };
                    if operator == "\"" {
                        (letters.words_apart, letters.apart) = (figure(0), figure(1));
                    }
                    let (from, first) = (self.text.len(), self.runs.len());
                    let is_read = self.write(shown, &letters, &mut place).is_some();
                    shows = true;
                    self.unread |= !is_read;
                    let is_something = !is_read || !self.text[from..].trim().is_empty();
                    self.is_invisible |= is_something && pen.letters == Mode::Unseen;
                    let is_flat = letters.stretch.abs() < LEAST_STRETCH;
                    let is_unseen = is_something && pen.letters != Mode::Unseen && (is_flat || self.is_unseen(&pen, first));
                    self.unseen = self.unseen.or(is_unseen.then_some(self.page));
                }
                _ => {}
            }
        }
        // Letters without a table of what they mean.
        self.unread |= shows && self.text[begun..].trim().is_empty();
    }

    /// Whether letters can't be seen that were just written: the runs from one on.
    fn is_unseen(&mut self, pen: &Pen, first: usize) -> bool {
        let runs = &self.runs[first..];
        if pen.seen() < 0.05 || runs.iter().any(|run| run.size() < SMALLEST) {
            return true;
        }
        let Some(colour) = pen.colour.filter(|_| pen.letters == Mode::Filled) else { return false };
        let layers = &mut self.layers;
        let is_on_paper = runs.is_empty() && layers.is_empty() && are_near(colour, WHITE);
        is_on_paper || runs.iter().any(|run| matches!(layers.ground(run), Ground::Of(ground) if are_near(colour, ground)))
    }

    /// Lines that may be read otherwise: without the spaces that may be none, and from right to left, since some programs
    /// write them as they are seen. With them, where each page begins.
    pub fn otherwise(&self) -> (String, Vec<(usize, Option<u32>)>) {
        let (mut out, mut pages) = (String::new(), Vec::new());
        let mut begun = self.pages.iter().copied().peekable();
        let mut little = self.little.iter().copied().peekable();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let mut from = start;
            let end = start + line.len();
            while let Some((_, page)) = begun.next_if(|(page_start, _)| *page_start <= start) {
                pages.push((out.len(), page));
            }
            let mut joined = String::new();
            while let Some(space) = little.next_if(|space| *space < end) {
                joined.push_str(&self.text[from..space]);
                from = space + 1;
            }
            if from > start {
                joined.push_str(&self.text[from..end]);
                out.push_str(&joined);
            }
            if line.contains(is_right_to_left) {
                turn(line, &mut out);
            }
            start = end;
        }
        (out, pages)
    }

    fn end_line(&mut self) {
        // At a line's end it is seen.
        if self.text.ends_with('\u{ad}') {
            self.text.pop();
            self.text.push('-');
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Writes what is shown, and moves the place behind it; `None` if some of it can't be read.
    fn write(&mut self, shown: &Object, letters: &Letters, place: &mut Matrix) -> Option<()> {
        let items = match shown {
            Object::Array(items) => items.as_slice(),
            shown => std::slice::from_ref(shown),
        };
        for item in items {
            let Object::String(bytes, _) = item else {
                let back = item.as_float().unwrap_or_default() / 1000.0;
                *place = place.moved(-back * letters.size * letters.stretch, 0.0);
                continue;
            };
            let font = letters.font.as_deref()?;
            // Between letters that are set apart there may be a space that is none of them.
            let are_apart = letters.apart > MOST_APART * letters.size.abs();
            let parts = if are_apart { font.letters(bytes) } else { vec![bytes.as_slice()] };
            parts.into_iter().filter(|part| !part.is_empty()).for_each(|part| self.run(part, font, letters, place));
        }
        Some(())
    }

    fn run(&mut self, bytes: &[u8], font: &Font, letters: &Letters, place: &mut Matrix) {
        let (text, is_whole) = font.read(bytes);
        self.unread |= !is_whole;
        let (breadth, count, spaces) = font.breadth(bytes);
        let length = (breadth * letters.size + count * letters.apart + spaces * letters.words_apart) * letters.stretch;
        // What stands behind the last letter is no part of it.
        let written = length - if count == 1.0 { letters.apart * letters.stretch } else { 0.0 };
        let run = Run::new(place.then(letters.page), letters.size, written);
        *place = place.moved(length, 0.0);
        if font.is_measured() && text.contains(char::is_alphanumeric) {
            self.runs.push(run);
        }
        self.add(&text, run);
    }

    /// Adds a run of letters: to the one before it, or behind a space or a line's end.
    fn add(&mut self, text: &str, mut run: Run) {
        if self.text.len() > MOST_TEXT {
            self.unread = true;
            return;
        }
        let is_figure = |c: char| c.is_ascii_digit() || c == '-';
        run.is_one = text.chars().count() == 1;
        if let Some((last, from)) = &self.last {
            let are_figures = self.text.ends_with(is_figure) && text.starts_with(is_figure);
            let between = last.before(&run, are_figures);
            match between {
                Between::Same if &self.text[*from..] == text => return,
                Between::Same | Between::LineEnd => self.end_line(),
                Between::Little | Between::Space => {
                    if between == Between::Little {
                        self.little.push(self.text.len());
                    }
                    self.text.push(' ');
                }
                Between::Nothing => {}
            }
        } else {
            self.end_line();
        }
        self.last = Some((run, self.text.len()));
        self.text.push_str(text);
    }
}

/// A line's letters from its end on; those of numbers and of words from left to right stay as they are.
fn turn(line: &str, out: &mut String) {
    let mut rest = line.trim_end();
    while let Some(last) = rest.chars().next_back() {
        let keeps = |c: char| c.is_alphanumeric() && !is_right_to_left(c) || c.is_numeric();
        let kept = rest.trim_end_matches(keeps).len().min(rest.len() - last.len_utf8());
        out.push_str(&rest[kept..]);
        rest = &rest[..kept];
    }
    out.push('\n');
}

/// Whether it is a program that others draw: a form, or what a pattern repeats.
fn draws(dictionary: &Dictionary) -> bool {
    let is_form = dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
    is_form || dictionary.get(b"PatternType").and_then(Object::as_i64).is_ok_and(|kind| kind == 1)
}

/// Where a page lies, as it or what it stands in says.
fn sheet(document: &Document, page: ObjectId) -> Option<Rectangle> {
    let mut place = document.get_dictionary(page).ok()?;
    for _ in 0..DEEPEST {
        let said = [b"CropBox".as_slice(), b"MediaBox"].into_iter().find_map(|key| place.get_deref(key, document).ok()?.as_array().ok());
        if let Some(corners) = said.and_then(|said| rectangle(said)) {
            return Some(Rectangle::around(corners, Matrix::SAME));
        }
        place = place.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

fn matrix(operands: &[Object]) -> Matrix {
    let mut figures = Matrix::SAME.0;
    for (figure, operand) in figures.iter_mut().zip(operands) {
        *figure = operand.as_float().unwrap_or(*figure);
    }
    Matrix(figures)
}

fn space(document: &Document, name: &[u8], found: Option<&Object>) -> Space {
    let found = found.and_then(|found| document.dereference(found).ok()).map(|(_, found)| found);
    let kind = match found {
        Some(Object::Array(items)) => items.first().and_then(|kind| kind.as_name().ok()).unwrap_or_default(),
        Some(found) => found.as_name().unwrap_or_default(),
        None => name,
    };
    match kind {
        b"DeviceGray" | b"DeviceRGB" | b"CalGray" | b"CalRGB" => Space::Light,
        b"DeviceCMYK" => Space::Ink,
        b"ICCBased" => {
            let profile = found.and_then(|found| found.as_array().ok()?.get(1)).and_then(|profile| document.dereference(profile).ok());
            let figures = profile.and_then(|(_, profile)| dictionary(profile).ok()?.get(b"N").and_then(Object::as_i64).ok());
            if figures == Some(4) { Space::Ink } else { Space::Light }
        }
        _ if found.is_none() && name != b"Pattern" => Space::Unknown,
        _ => Space::Other,
    }
}

fn colour(space: Space, figures: &[Object]) -> Option<Colour> {
    let figures: Vec<f32> = figures.iter().map(|figure| figure.as_float().ok()).collect::<Option<_>>()?;
    match (space, figures.as_slice()) {
        (Space::Light | Space::Unknown, [light]) => Some([*light; 3]),
        (Space::Light | Space::Unknown, [red, green, blue]) => Some([*red, *green, *blue]),
        (Space::Ink | Space::Unknown, [inks @ .., black]) if inks.len() == 3 => {
            Some([inks[0], inks[1], inks[2]].map(|ink| (1.0 - ink) * (1.0 - black)))
        }
        _ => None,
    }
}

fn rectangle(corners: &[Object]) -> Option<[f32; 4]> {
    let corners: Vec<f32> = corners.iter().map(|corner| corner.as_float().ok()).collect::<Option<_>>()?;
    corners.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_from_right_to_left_is_read_from_its_end_on() {
        for (seen, read) in [
            ("\u{fee2}\u{631} 9804-20991231 \u{628}b1", "b1\u{628} 20991231-9804 \u{631}\u{fee2}\n"),
            ("\u{664}\u{661}\n", "\u{664}\u{661}\n"),
        ] {
            let mut out = String::new();
            turn(seen, &mut out);
            assert_eq!(out, read);
        }
    }
}
