//! White letters in office files, and what they stand on.

use super::super::reading::is_dark;

/// Elements that may have a ground of their own.
const WITH_GROUNDS: &[&str] =
    &["w:r", "w:p", "w:tc", "w:tr", "w:tbl", "w:style", "wps:wsp", "v:shape", "v:rect", "v:roundrect", "v:oval", "style:style"];

#[derive(Default)]
struct Ground<'a> {
    element: &'a str,
    is_dark: bool,
    /// Whether white letters stand on it.
    has_white: bool,
}

/// The grounds of the elements that are open, the innermost last, behind that of the whole part.
pub(super) struct Grounds<'a>(Vec<Ground<'a>>);

impl<'a> Grounds<'a> {
    pub fn new() -> Self {
        Grounds(vec![Ground::default()])
    }

    pub fn open(&mut self, element: &'a str) {
        if WITH_GROUNDS.contains(&element) {
            self.0.push(Ground { element, ..Ground::default() });
        }
    }

    pub fn close(&mut self, element: &str) {
        if self.0.len() > 1 && self.0.last().is_some_and(|ground| ground.element == element) {
            self.leave();
        }
    }

    /// Leaves the innermost ground: white letters on none of its own stand on the next one.
    fn leave(&mut self) -> bool {
        let is_unseen = self.0.pop().is_some_and(|ground| ground.has_white && !ground.is_dark);
        if let Some(outer) = self.0.last_mut() {
            outer.has_white |= is_unseen;
        }
        is_unseen
    }

    /// Takes in an attribute of an element, its value in small letters.
    pub fn attribute(&mut self, part: &str, element: &str, attribute: &str, value: &str) {
        let Some(ground) = self.0.last_mut() else { return };
        match (element, attribute) {
            ("w:color", "w:val") => ground.has_white |= value == "ffffff",
            // The common styles of drawings have a white one each, which nothing needs to use.
            (_, "fo:color") => ground.has_white |= value == "#ffffff" && part != "styles.xml",
            // The heads of tables are white on a ground that another part of their style tells.
            ("w:style", "w:type") => ground.is_dark |= value == "table",
            ("w:shd", "w:fill") | ("w:background", "w:color") | ("a:srgbClr", "val") => {
                ground.is_dark |= is_dark(&format!("#{value}")) == Some(true);
            }
            ("w:highlight", "w:val") | (_, "fo:background-color" | "fillcolor") => ground.is_dark |= is_dark(value) == Some(true),
            ("a:schemeClr", "val") => ground.is_dark |= !matches!(value, "bg1" | "lt1"),
            _ => {}
        }
    }

    /// Whether white letters stand on nothing that shows them.
    pub fn are_unseen(mut self) -> bool {
        while self.0.len() > 1 {
            self.leave();
        }
        self.leave()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Opened;
    use super::super::say;
    use super::super::styles::Styles;

    #[test]
    fn white_letters_are_told_where_nothing_shows_them() {
        const WHITE: &str = "<w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>Anna</w:t></w:r>";
        let cell = |properties: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{WHITE}</w:p></w:tc>");
        let style = |kind: &str, more: &str| {
            format!("<w:style w:type='{kind}'><w:tblStylePr><w:rPr><w:color w:val='FFFFFF'/></w:rPr></w:tblStylePr>{more}</w:style>")
        };
        for (xml, is_told) in [
            (WHITE.to_owned(), true),
            (cell("<w:shd w:fill='1F3864'/>"), false),
            (cell("<w:shd w:fill='auto'/>"), true),
            (cell("<w:shd w:fill='FFFFFF'/>"), true),
            (cell("<w:shd w:fill='1F3864'/>") + &cell(""), true),
            (format!("<w:tbl><w:tblPr><w:shd w:fill='1F3864'/></w:tblPr>{}</w:tbl>", cell("")), false),
            ("<w:p><w:pPr><w:shd w:fill='000000'/></w:pPr><w:r/>".to_owned() + WHITE, false),
            ("<w:r><w:rPr><w:color w:val='FFFFFF'/><w:highlight w:val='darkblue'/></w:rPr></w:r>".to_owned(), false),
            (format!("<wps:wsp><a:solidFill><a:srgbClr val='1F3864'/></a:solidFill><w:p>{WHITE}</w:p></wps:wsp>"), false),
            (format!("<wps:wsp><a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill><w:p>{WHITE}</w:p></wps:wsp>"), true),
            (format!("<v:rect fillcolor='#1f3864 [3204]'><w:p>{WHITE}</w:p></v:rect>"), false),
            (format!("<v:rect fillcolor='#1f3864'/><w:p>{WHITE}</w:p>"), true),
            (format!("<w:background w:color='1F3864'/><w:body>{WHITE}</w:body>"), false),
            (style("table", ""), false),
            (style("paragraph", ""), true),
            (style("paragraph", "<w:pPr><w:shd w:fill='C00000'/></w:pPr>"), false),
            ("<style:style><style:text-properties fo:color='#FFFFFF'/></style:style>".to_owned(), true),
            ("<style:style><a fo:background-color='#1f3864'/><b fo:color='#ffffff'/></style:style>".to_owned(), false),
            (format!("</w:p></w:tc>{WHITE}<w:p><w:tc>"), true),
        ] {
            let mut opened = Opened::default();
            say("word/document.xml", &xml, &Styles::default(), &mut opened);
            assert_eq!(opened.memories.iter().any(|memory| memory.what == "white text"), is_told, "{xml}");
        }
    }
}
