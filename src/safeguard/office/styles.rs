//! What the styles of office files say of the text that bears them.

use std::collections::BTreeSet;

use super::{Part, attributes, raises, tag_end};

/// The styles of a file.
#[derive(Default)]
pub(super) struct Styles {
    /// Those of which the letters stand above or below the line.
    raised: BTreeSet<String>,
}

impl Styles {
    pub fn of(parts: &[Part]) -> Styles {
        let mut styles = Styles::default();
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
        let mut at = 0;
        while let Some(open) = memchr::memchr(b'<', &xml.as_bytes()[at..]) {
            let Some(end) = tag_end(xml, at + open) else { break };
            let inner = xml[at + open..end].trim_matches(['<', '/', '>']);
            at = end;
            let name = inner.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default();
            for (attribute, value) in attributes(inner) {
                if matches!((name, attribute), ("w:style", "w:styleId") | ("style:style", "style:name")) {
                    style = value;
                } else if raises(name, attribute, value) {
                    self.raised.insert(style.to_owned());
                }
            }
        }
    }
}
