//! Cells of OOXML that don't show what they hold.

use super::colour::Unseen;
use super::styles::{Cell, Styles, is_white_run};
use super::xml::Tag;

/// Whether cells of a sheet may have grounds that their own styles don't tell: from a table's style, or by a condition.
pub(super) fn has_other_grounds(sheet: &str) -> bool {
    ["<conditionalFormatting", "<tableParts"].iter().any(|element| memchr::memmem::find(sheet.as_bytes(), element.as_bytes()).is_some())
}

/// The cells of a sheet, one after another.
pub(super) struct Cells<'s> {
    styles: &'s Styles,
    /// Only parts that are sheets have cells with such styles.
    is_sheet: bool,
    /// What is known of the cell that is open.
    open: Option<Cell>,
    /// Whether it has said nothing yet.
    is_silent: bool,
    /// Whether it names a text that cells share, and whether a white run is open in it.
    is_shared: bool,
    in_white_run: bool,
    has_other_grounds: bool,
    letters: Unseen,
    is_formless: bool,
}

impl<'s> Cells<'s> {
    pub fn new(part: &str, xml: &str, styles: &'s Styles) -> Self {
        let is_sheet = part.starts_with("xl/worksheets/") && !styles.cells.is_empty();
        let has_other_grounds = is_sheet && has_other_grounds(xml);
        let letters = Unseen::default();
        Cells {
            styles,
            is_sheet,
            open: None,
            is_silent: true,
            is_shared: false,
            in_white_run: false,
            has_other_grounds,
            letters,
            is_formless: false,
        }
    }

    pub fn tag(&mut self, tag: &Tag) {
        match tag.name {
            _ if !self.is_sheet => {}
            "c" => {
                let style = tag.says("s").and_then(|value| value.parse().ok());
                self.open = self.styles.cells.get(style.unwrap_or(0_usize)).copied().filter(|_| !tag.closes);
                (self.is_silent, self.is_shared, self.in_white_run) = (true, tag.says("t") == Some("s"), false);
            }
            "r" => self.in_white_run = false,
            "color" => self.in_white_run = self.open.is_some() && is_white_run(tag),
            _ => {}
        }
    }

    /// Takes in what the cell which is open says.
    pub fn say(&mut self, said: &str) {
        let Some(cell) = self.open else { return };
        if std::mem::take(&mut self.is_silent) {
            self.is_formless |= cell.is_formless;
            if !self.has_other_grounds {
                self.letters.white |= cell.letters.white;
                self.letters.other |= cell.letters.other;
            }
        }
        let is_white =
            || self.in_white_run || self.is_shared && said.trim().parse().is_ok_and(|number| self.styles.white_strings.contains(&number));
        self.letters.white |= cell.hides_white && !self.has_other_grounds && is_white();
    }

    /// What the sheet holds that is not seen.
    pub fn unseen(self) -> impl Iterator<Item = &'static str> {
        self.letters.what().chain(self.is_formless.then_some("cells whose format shows nothing"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::opened::Opened;
    use super::super::say;
    use super::*;

    #[test]
    fn a_white_part_of_what_a_cell_holds_is_told_where_nothing_shows_it() {
        let fill = "<patternFill patternType='solid'><fgColor rgb='FF1F3864'/></patternFill>";
        let styles = format!(
            "<fonts><font/></fonts><fills><fill><patternFill/></fill><fill>{fill}</fill></fills>\
             <cellXfs><xf fontId='0' fillId='0'/><xf fontId='0' fillId='1'/></cellXfs>"
        );
        let run = |colour: &str, said: &str| format!("<r><t>Seen </t></r><r><rPr><color {colour}/></rPr><t>{said}</t></r>");
        let white = run("rgb='FFFFFFFF'", "Anna");
        let strings = format!("<sst><si><t>x</t></si><si>{white}</si><si>{}</si></sst>", run("rgb='FFFFFFFF'", " "));
        let parts = [("xl/styles.xml", styles), ("xl/sharedStrings.xml", strings)].map(|(name, text)| super::super::Part {
            name: name.into(),
            stored: String::new(),
            bytes: text.into(),
        });
        let styles = Styles::of(&parts);
        let shared = |style: usize, string: usize| format!("<c s='{style}' t='s'><v>{string}</v></c>");
        let inline = |style: usize, runs: &str| format!("<c s='{style}' t='inlineStr'><is>{runs}</is></c>");
        for (sheet, is_told) in [
            (shared(0, 1), true),
            (shared(0, 0), false),
            (shared(0, 2), false),
            (shared(1, 1), false),
            (shared(1, 1) + &shared(0, 1), true),
            ("<c s='0'><v>1</v></c>".into(), false),
            (shared(0, 1) + "<conditionalFormatting/>", false),
            (inline(0, &white), true),
            (inline(1, &white), false),
            (inline(0, &run("rgb='FFFF0000'", "Anna")), false),
        ] {
            let mut opened = Opened::default();
            say("xl/worksheets/sheet1.xml", &sheet, &styles, None, &mut opened);
            let told: Vec<_> = opened.memories.iter().map(|memory| memory.what.as_str()).collect();
            assert_eq!(told, ["white text"][..usize::from(is_told)], "{sheet}");
        }
    }

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
