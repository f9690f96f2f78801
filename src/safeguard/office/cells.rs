//! Cells of OOXML that don't show what they hold.

use std::collections::BTreeSet;

use super::colour::{BLACK, Ground, Rgb, Unseen, WHITE, rgb};
use super::styles::Styles;
use super::{Tag, tags};

/// Why cells of a style don't show what they hold: they have colours that hide it, or a form that shows nothing.
#[derive(Clone, Copy, Default)]
pub(super) struct Cell {
    pub letters: Unseen,
    pub is_formless: bool,
}

/// The styles of cells, by their number.
pub(super) fn styles(xml: &str) -> Vec<Cell> {
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
                cell.is_formless = tag.says("numFmtId").is_some_and(|id| formless.contains(id));
                cells.push(cell);
            }
            _ => {}
        }
    }
    cells
}

fn set_last<T>(list: &mut [T], value: T) {
    if let Some(last) = list.last_mut() {
        *last = value;
    }
}

/// A colour, if it is plainly told: of a theme and of the list of old only black and white are.
fn colour(tag: &Tag) -> Option<Rgb> {
    let mut colour = Some(BLACK);
    for (attribute, value) in super::attributes(tag.inner) {
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

/// Whether cells of a sheet may have grounds that their own styles don't tell: from a table's style, or by a condition.
pub(super) fn has_other_grounds(sheet: &str) -> bool {
    ["<conditionalFormatting", "<tableParts"].iter().any(|element| memchr::memmem::find(sheet.as_bytes(), element.as_bytes()).is_some())
}

/// The cells of a sheet, one after another.
pub(super) struct Cells<'s> {
    styles: &'s [Cell],
    /// What is known of the cell that is open, until it has said something.
    open: Option<Cell>,
    has_other_grounds: bool,
    letters: Unseen,
    is_formless: bool,
}

impl<'s> Cells<'s> {
    pub fn new(part: &str, xml: &str, styles: &'s Styles) -> Self {
        // Only parts that are sheets have cells with such styles.
        let styles: &[Cell] = if part.starts_with("xl/worksheets/") { &styles.cells } else { &[] };
        let has_other_grounds = !styles.is_empty() && has_other_grounds(xml);
        Cells { styles, open: None, has_other_grounds, letters: Unseen::default(), is_formless: false }
    }

    pub fn tag(&mut self, tag: &Tag) {
        if self.styles.is_empty() || tag.name != "c" {
            return;
        }
        let style = tag.says("s").and_then(|value| value.parse().ok());
        self.open = self.styles.get(style.unwrap_or(0_usize)).copied().filter(|_| !tag.closes);
    }

    /// Takes in that the cell which is open says something.
    pub fn say(&mut self) {
        let Some(cell) = self.open.take() else { return };
        self.is_formless |= cell.is_formless;
        if !self.has_other_grounds {
            self.letters.white |= cell.letters.white;
            self.letters.other |= cell.letters.other;
        }
    }

    /// What the sheet holds that is not seen.
    pub fn unseen(self) -> impl Iterator<Item = &'static str> {
        self.letters.what().chain(self.is_formless.then_some("cells whose format shows nothing"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Opened;
    use super::super::say;
    use super::*;

    #[test]
    fn cells_are_told_that_hide_what_they_hold() {
        let styles = |font: &str, fill: &str, format: &str| {
            let formats = format!("<numFmts><numFmt numFmtId='164' formatCode='{format}'/></numFmts>");
            let fills =
                format!("<fills><fill><patternFill/></fill><fill><patternFill patternType='gray125'/></fill><fill>{fill}</fill></fills>");
            let id = if fill.is_empty() { 0 } else { 2 };
            let cells = format!("<cellXfs><xf numFmtId='0' fontId='0' fillId='0'/><xf numFmtId='164' fontId='1' fillId='{id}'/></cellXfs>");
            format!("{formats}<fonts><font/><font>{font}</font></fonts>{fills}{cells}")
        };
        let solid = |colour: &str| format!("<patternFill patternType='solid'><fgColor {colour}/><bgColor indexed='64'/></patternFill>");
        const WHITE: &str = "<color rgb='FFFFFFFF'/>";
        const SAME: &str = "text in the colour of what it stands on";
        const CELL: &str = "<c r='A1' s='1'><v>1</v></c>";
        for (styles, sheet, told) in [
            (styles(WHITE, "", ""), CELL, Some("white text")),
            (styles("<color theme='0'/>", "", ""), CELL, Some("white text")),
            (styles("<color theme='0' tint='-0.5'/>", "", ""), CELL, None),
            (styles("<color theme='1'/>", "", ""), CELL, None),
            (styles(WHITE, "", ""), "<c r='A1' s='1'/><c r='A2'><v>1</v></c>", None),
            (styles(WHITE, "", ""), "<c r='A1' s='1'><is><t>x</t></is></c>", Some("white text")),
            (styles(WHITE, &solid("rgb='FF1F3864'"), ""), CELL, None),
            (styles(WHITE, &solid("theme='4'"), ""), CELL, None),
            (styles(WHITE, &solid("theme='0'"), ""), CELL, Some("white text")),
            (styles(WHITE, "<gradientFill/>", ""), CELL, None),
            (styles(WHITE, "", ""), "<c s='1'><v>1</v></c><conditionalFormatting/>", None),
            (styles(WHITE, "", ""), "<c s='1'><v>1</v></c><tableParts/>", None),
            (styles("", &solid("rgb='FF000000'"), ""), CELL, Some(SAME)),
            (styles("<color theme='1'/>", &solid("rgb='FF000000'"), ""), CELL, Some(SAME)),
            (styles("", &solid("rgb='FF000000'"), ""), "<c s='1'/>", None),
            (styles("<color rgb='FFFFFF00'/>", &solid("rgb='FF000000'"), ""), CELL, None),
            (styles("", "", ";;;"), CELL, Some("cells whose format shows nothing")),
            (styles("", "", "0;;"), CELL, None),
        ] {
            let part = super::super::Part { name: "xl/styles.xml".into(), stored: String::new(), bytes: styles.clone().into() };
            let mut opened = Opened::default();
            say("xl/worksheets/sheet1.xml", sheet, &Styles::of(&[part]), None, &mut opened);
            assert_eq!(opened.memories.first().map(|memory| memory.what.as_str()), told, "{styles} {sheet}");
        }
    }
}
