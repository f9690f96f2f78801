//! What the styles of office files say of the text that bears them.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{self, Cell};
use super::colour::{Rgb, rgb};
use super::{Part, attributes, raises, tags};

/// The styles of a file.
#[derive(Default)]
pub(super) struct Styles {
    /// Those of which the letters stand above or below the line.
    raised: BTreeSet<String>,
    /// The colour of their letters, in ODF.
    pub letters: BTreeMap<String, Rgb>,
    /// Those of the cells of OOXML, by their number.
    pub cells: Vec<Cell>,
}

impl Styles {
    pub fn of(parts: &[Part]) -> Styles {
        let mut styles = Styles::default();
        if let Some(part) = parts.iter().find(|part| part.name == "xl/styles.xml") {
            styles.cells = cells::styles(&super::super::decoded(&part.bytes));
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

    fn read(&mut self, xml: &str) {
        let mut style = "";
        for tag in tags(xml) {
            for (attribute, value) in attributes(tag.inner) {
                if matches!((tag.name, attribute), ("w:style", "w:styleId") | ("style:style", "style:name")) {
                    style = value;
                } else if attribute == "fo:color" {
                    self.letters.extend(rgb(value).map(|colour| (style.to_owned(), colour)));
                } else if raises(tag.name, attribute, value) {
                    self.raised.insert(style.to_owned());
                }
            }
        }
    }
}
