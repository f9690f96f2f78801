//! Cells of OOXML that don't show what they hold.

use super::colour::Unseen;
use super::styles::{Cell, Styles};
use super::xml::Tag;

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
