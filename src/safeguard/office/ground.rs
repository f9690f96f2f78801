//! Letters in texts and tables that have the colour of what they stand on.

use std::collections::BTreeSet;

use super::colour::{BLACK, Ground, Rgb, Unseen, WHITE, join, rgb};
use super::styles::Styles;

/// Elements that may have a ground of their own.
const WITH_GROUNDS: &[&str] =
    &["w:r", "w:p", "w:tc", "w:tr", "w:tbl", "w:style", "wps:wsp", "v:shape", "v:rect", "v:roundrect", "v:oval", "style:style"];

#[derive(Default)]
struct Element<'a> {
    name: &'a str,
    ground: Option<Ground>,
    /// The colours of the letters that stand on it.
    letters: BTreeSet<Rgb>,
    /// Whether it is struck out by a black marker, and says nothing of its letters.
    is_struck_out: bool,
    /// A style of cells, by its name, and the one that it begins from.
    style: Option<&'a str>,
    parent: Option<&'a str>,
    is_of_cells: bool,
}

impl Element<'_> {
    fn paint(&mut self, ground: Option<Ground>) {
        if self.ground != Some(Ground::Anything) {
            self.ground = ground.or(self.ground);
        }
    }

    /// Whether it holds letters themselves or says how they look.
    fn is_of_letters(&self) -> bool {
        matches!(self.name, "w:r" | "w:style" | "style:style")
    }
}

/// The grounds of the elements that are open, the innermost last, behind that of the whole part.
pub(super) struct Grounds<'a> {
    styles: &'a Styles,
    open: Vec<Element<'a>>,
    unseen: Unseen,
    /// Styles of cells whose letters have the colour of their ground: black cells that hold nothing have such, too.
    hiding: BTreeSet<&'a str>,
}

impl<'a> Grounds<'a> {
    pub fn new(styles: &'a Styles) -> Self {
        Grounds { styles, open: vec![Element::default()], unseen: Unseen::default(), hiding: BTreeSet::new() }
    }

    pub fn open(&mut self, name: &'a str) {
        if WITH_GROUNDS.contains(&name) {
            self.open.push(Element { name, ..Element::default() });
        }
    }

    pub fn close(&mut self, name: &str) {
        if self.open.len() > 1 && self.open.last().is_some_and(|element| element.name == name) {
            self.leave();
        }
    }

    /// Leaves the innermost element: letters without a ground in it stand on the next one.
    fn leave(&mut self) {
        let Some(mut left) = self.open.pop() else { return };
        if left.is_struck_out && left.letters.is_empty() {
            left.letters.insert(BLACK);
        }
        if left.is_of_cells && left.letters.is_empty() {
            left.letters.extend(left.parent.and_then(|parent| self.styles.letters.get(parent)));
        }
        let Some(outer) = self.open.last_mut() else { return };
        match left.ground {
            None => join(&mut outer.letters, left.letters),
            Some(ground) => {
                for letters in left.letters.into_iter().filter(|letters| ground.hides(*letters)) {
                    match left.style.filter(|_| left.is_of_cells && letters != WHITE) {
                        Some(style) => _ = self.hiding.insert(style),
                        None => self.unseen.add(letters),
                    }
                }
            }
        }
    }

    /// Takes in an attribute of an element, and the same in small letters.
    pub fn attribute(&mut self, part: &str, element: &str, attribute: &str, written: &'a str, value: &str) {
        let Some(inner) = self.open.last_mut() else { return };
        match (element, attribute) {
            // The common styles of drawings have a white one each, which nothing needs to use.
            ("w:color", "w:val") | (_, "fo:color") if attribute == "w:val" || part != "styles.xml" => {
                inner.letters.extend(rgb(value).filter(|letters| *letters == WHITE || inner.is_of_letters()));
            }
            // The heads of tables are white on a ground that another part of their style tells.
            ("w:style", "w:type") if value == "table" => inner.paint(Some(Ground::Anything)),
            ("w:shd", "w:val") if !matches!(value, "clear" | "nil") => inner.paint(Some(Ground::Anything)),
            ("w:shd", "w:fill") | ("w:background", "w:color") => inner.paint(Ground::of(&format!("#{value}"))),
            // Any of the colours of a shape may be its own.
            ("a:srgbClr", "val") => {
                inner.paint(rgb(value).map(Ground::Colour).filter(|ground| !ground.hides(WHITE)).map(|_| Ground::Anything))
            }
            ("a:schemeClr", "val") if !matches!(value, "bg1" | "lt1") => inner.paint(Some(Ground::Anything)),
            // That of the sign at a paragraph's end says nothing of its letters.
            ("w:highlight", "w:val") if inner.is_of_letters() => {
                inner.is_struck_out = value == "black" && inner.name == "w:r";
                inner.paint(Ground::of(value));
            }
            (_, "fo:background-color" | "fillcolor") => inner.paint(Ground::of(value)),
            ("style:style", "style:name") => inner.style = Some(written),
            ("style:style", "style:parent-style-name") => inner.parent = Some(written),
            ("style:style", "style:family") => inner.is_of_cells = value == "table-cell",
            _ => {}
        }
    }

    /// Whether cells of a style hide what they say.
    pub fn hide_cells(&self, style: &str) -> bool {
        self.hiding.contains(style)
    }

    /// Adds what a cell says that is not seen.
    pub fn add_hidden_cell(&mut self) {
        self.unseen.other = true;
    }

    /// Which letters stand on nothing that shows them. What has no ground of its own is paper.
    pub fn unseen(mut self) -> Unseen {
        while self.open.len() > 1 {
            self.leave();
        }
        let Some(whole) = self.open.pop() else { return self.unseen };
        let ground = whole.ground.unwrap_or(Ground::Colour(WHITE));
        for letters in whole.letters.into_iter().filter(|letters| ground.hides(*letters)) {
            self.unseen.add(letters);
        }
        self.unseen
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::opened::Opened;
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
            say("word/document.xml", &xml, &Styles::default(), None, &mut opened);
            assert_eq!(opened.memories.iter().any(|memory| memory.what == "white text"), is_told, "{xml}");
        }
    }

    #[test]
    fn letters_in_the_colour_of_their_ground_are_told() {
        let run = |properties: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>Anna</w:t></w:r>");
        let style = |family: &str, cell: &str| {
            let properties = "<a fo:background-color='#000000'/><b fo:color='#000000'/>";
            format!("<style:style style:name='ce1' style:family='{family}'>{properties}</style:style>{cell}")
        };
        let cell = |said: &str| format!("<table:table-cell table:style-name='ce1'>{said}</table:table-cell>");
        for (xml, is_told) in [
            (run("<w:color w:val='000000'/><w:highlight w:val='black'/>"), true),
            (run("<w:highlight w:val='black'/>"), true),
            (run("<w:color w:val='FFFFFF'/><w:highlight w:val='black'/>"), false),
            (run("<w:color w:val='000000'/><w:highlight w:val='yellow'/>"), false),
            (run("<w:color w:val='000000'/><w:shd w:val='clear' w:fill='000000'/>"), true),
            (run("<w:color w:val='1F3864'/><w:shd w:val='clear' w:fill='203864'/>"), true),
            (run("<w:color w:val='000000'/><w:shd w:val='solid' w:color='FFFFFF' w:fill='000000'/>"), false),
            // Word makes letters without a colour of their own white there.
            (run("<w:shd w:val='clear' w:fill='000000'/>"), false),
            (run("<w:color w:val='000000'/>"), false),
            (run("<w:color w:val='FEFEFE'/>"), true),
            (format!("<w:tc><w:shd w:fill='000000'/><w:p>{}</w:p></w:tc>", run("<w:color w:val='000000'/>")), true),
            ("<w:tc><w:shd w:fill='000000'/><w:p><w:rPr><w:color w:val='000000'/></w:rPr></w:p></w:tc>".into(), false),
            (style("text", ""), true),
            (style("table-cell", ""), false),
            (style("table-cell", &cell("")), false),
            (style("table-cell", &cell("<text:p/>")), false),
            (style("table-cell", &cell("<text:p>Anna</text:p>")), true),
            (style("table-cell", "<table:table-cell><text:p>Anna</text:p></table:table-cell>"), false),
        ] {
            let mut opened = Opened::default();
            say("word/document.xml", &xml, &Styles::default(), None, &mut opened);
            let is_so = opened.memories.iter().any(|memory| memory.what == "text in the colour of what it stands on");
            assert_eq!(is_so, is_told, "{xml}");
        }
    }

    #[test]
    fn a_style_has_the_letters_of_the_one_that_it_begins_from() {
        let parent = "<style:style style:name='Default'><style:text-properties fo:color='#000000'/></style:style>";
        let styles = Styles::of(&[super::super::Part { name: "styles.xml".into(), stored: String::new(), bytes: parent.into() }]);
        for (ground, is_told) in [("#000000", true), ("#ffff00", false)] {
            let style = format!(
                "<style:style style:name='ce1' style:family='table-cell' style:parent-style-name='Default'>\
                 <a fo:background-color='{ground}'/></style:style>\
                 <table:table-cell table:style-name='ce1'><text:p>Anna</text:p></table:table-cell>"
            );
            let mut opened = Opened::default();
            say("content.xml", &style, &styles, None, &mut opened);
            assert_eq!(opened.memories.len(), usize::from(is_told), "{ground}");
        }
    }
}
