//! What the styles of office files say of the text that bears them.

use std::collections::{BTreeMap, BTreeSet};

use super::Part;
use super::colour::{BLACK, Ground, Rgb, Unseen, WHITE, rgb};
use super::xml::{Tag, attributes, local, tags};

/// The styles of a file.
#[derive(Default)]
pub(super) struct Styles {
    /// Those of which the letters stand above or below the line.
    raised: BTreeSet<String>,
    /// Those of Word that hide their text or show it, and from which each begins.
    hidden: BTreeMap<String, bool>,
    parents: BTreeMap<String, String>,
    /// The colour of their letters, in ODF.
    pub letters: BTreeMap<String, Rgb>,
    /// Those of the cells of OOXML, by their number.
    pub cells: Vec<Cell>,
    /// The texts that cells of OOXML share of which a part is white, by their number.
    pub white_strings: BTreeSet<usize>,
}

impl Styles {
    pub fn of(parts: &[Part]) -> Styles {
        let mut styles = Styles::default();
        if let Some(part) = parts.iter().find(|part| part.name == "xl/styles.xml") {
            styles.cells = cells(&super::super::decoded(&part.bytes));
        }
        if let Some(part) = parts.iter().find(|part| part.name == "xl/sharedStrings.xml") {
            styles.white_strings = white_strings(&super::super::decoded(&part.bytes));
        }
        for part in parts.iter().filter(|part| matches!(part.name.as_str(), "word/styles.xml" | "styles.xml" | "content.xml")) {
            let text = super::super::decoded(&part.bytes);
            // In what a file of ODF says no style is told.
            let length = memchr::memmem::find(text.as_bytes(), b"<office:body").unwrap_or(text.len());
            styles.read(&text[..length]);
        }
        styles
    }

    pub fn raise(&self, style: &str) -> bool {
        self.raised.contains(style)
    }

    /// Whether a style of Word hides the text that bears it.
    pub fn hide(&self, style: &str) -> bool {
        const DEEPEST: usize = 20;
        let mut styles = std::iter::successors(Some(style), |style| self.parents.get(*style).map(String::as_str)).take(DEEPEST);
        styles.find_map(|style| self.hidden.get(style)).copied().unwrap_or_default()
    }

    fn read(&mut self, xml: &str) {
        let mut style = "";
        for tag in tags(xml) {
            if tag.name == "w:vanish" {
                self.hidden.insert(style.to_owned(), tag.is_on());
            }
            for (attribute, value) in attributes(tag.inner) {
                if matches!((tag.name, attribute), ("w:style", "w:styleId") | ("style:style", "style:name")) {
                    style = value;
                } else if (tag.name, attribute) == ("w:basedOn", "w:val") {
                    self.parents.insert(style.to_owned(), value.to_owned());
                } else if attribute == "fo:color" {
                    self.letters.extend(rgb(value).map(|colour| (style.to_owned(), colour)));
                } else if raises(tag.name, attribute, value) {
                    self.raised.insert(style.to_owned());
                }
            }
        }
    }
}

/// Why cells of a style don't show what they hold: they have colours that hide it, or a form that shows nothing.
#[derive(Clone, Copy, Default)]
pub(super) struct Cell {
    pub letters: Unseen,
    pub is_formless: bool,
    /// Whether a part of what they hold that is white is not seen.
    pub hides_white: bool,
}

/// The styles of cells, by their number.
fn cells(xml: &str) -> Vec<Cell> {
    let mut fonts: Vec<Option<Rgb>> = Vec::new();
    // What letters without a colour stand on is white, and so is a cell without a ground.
    let mut grounds: Vec<Ground> = Vec::new();
    let mut formless: BTreeSet<String> = BTreeSet::new();
    let mut cells = Vec::new();
    let mut list = "";
    for tag in tags(xml) {
        let number = |attribute: &str| tag.says(attribute).and_then(|value| value.parse::<usize>().ok()).unwrap_or(0);
        match (list, tag.name) {
            (_, "fonts" | "fills" | "cellXfs" | "numFmts" | "cellStyleXfs" | "dxfs") => list = if tag.closes { "" } else { tag.name },
            ("numFmts", "numFmt") if tag.says("formatCode").is_some_and(|code| code.len() > 1 && code.bytes().all(|b| b == b';')) => {
                formless.extend(tag.says("numFmtId").map(str::to_owned));
            }
            ("fonts", "font") if tag.opens => fonts.push(Some(BLACK)),
            ("fonts", "color") => set_last(&mut fonts, colour(&tag)),
            ("fills", "fill") if tag.opens => grounds.push(Ground::Colour(WHITE)),
            ("fills", "patternFill") if tag.opens && tag.says("patternType").is_some_and(|pattern| pattern != "none") => {
                // A solid one without a colour is black.
                let ground = if tag.says("patternType") == Some("solid") { Ground::Colour(BLACK) } else { Ground::Anything };
                set_last(&mut grounds, ground);
            }
            ("fills", "fgColor") if grounds.last() == Some(&Ground::Colour(BLACK)) => {
                set_last(&mut grounds, colour(&tag).map_or(Ground::Anything, Ground::Colour));
            }
            ("fills", "gradientFill") => set_last(&mut grounds, Ground::Anything),
            ("cellXfs", "xf") if tag.opens => {
                let mut cell = Cell::default();
                let ground = grounds.get(number("fillId")).copied().unwrap_or(Ground::Anything);
                if let Some(letters) = fonts.get(number("fontId")).copied().flatten().filter(|letters| ground.hides(*letters)) {
                    cell.letters.add(letters);
                }
                cell.hides_white = ground.hides(WHITE);
                cell.is_formless = tag.says("numFmtId").is_some_and(|id| formless.contains(id));
                cells.push(cell);
            }
            _ => {}
        }
    }
    cells
}

/// The texts that cells share of which a run is white, by their number.
fn white_strings(xml: &str) -> BTreeSet<usize> {
    let mut strings = BTreeSet::new();
    let (mut count, mut is_white) = (0_usize, false);
    for tag in tags(xml) {
        if is_white && !tag.before.trim().is_empty() {
            strings.extend(count.checked_sub(1));
        }
        match tag.name {
            "si" => count += usize::from(tag.opens),
            "r" => is_white = false,
            "color" => is_white = is_white_run(&tag),
            _ => {}
        }
    }
    strings
}

/// Whether a tag says that a run of letters is white.
pub(super) fn is_white_run(tag: &Tag) -> bool {
    tag.opens && colour(tag) == Some(WHITE)
}

fn set_last<T>(list: &mut [T], value: T) {
    if let Some(last) = list.last_mut() {
        *last = value;
    }
}

/// A colour, if it is plainly told: of a theme and of the list of old only black and white are.
fn colour(tag: &Tag) -> Option<Rgb> {
    let mut colour = Some(BLACK);
    for (attribute, value) in attributes(tag.inner) {
        match (attribute, value) {
            ("rgb", value) => colour = rgb(value.get(value.len().saturating_sub(6)..).unwrap_or_default()),
            ("theme", "0") | ("indexed", "1" | "9" | "65") => colour = Some(WHITE),
            ("theme", "1") | ("indexed", "0" | "8" | "64") => {}
            ("theme" | "indexed", _) => colour = None,
            ("tint", value) if value.parse() != Ok(0.0_f32) => return None,
            _ => {}
        }
    }
    colour
}

/// Whether letters stand above or below the line, as marks of notes do.
pub(super) fn raises(name: &str, attribute: &str, value: &str) -> bool {
    match (local(name), attribute) {
        ("vertAlign", "w:val" | "val") => matches!(value, "superscript" | "subscript"),
        ("rPr", "baseline") => !value.trim_start_matches(['-', '0', '%']).is_empty(),
        (_, "style:text-position") => !value.starts_with("0%") && value != "normal",
        _ => false,
    }
}
