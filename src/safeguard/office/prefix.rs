//! Prefixes of XML, which each program may choose: a part is read as if it had those that Office and LibreOffice write.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::xml::{attributes, tag_end, tags};

/// How the namespaces end by which parts are read, and their usual prefixes.
const USUAL: [(&str, &str); 21] = [
    ("/wordprocessingml/2006/main", "w"),
    ("/wordprocessingml/main", "w"),
    ("/spreadsheetml/2006/main", ""),
    ("/spreadsheetml/main", ""),
    ("/presentationml/2006/main", "p"),
    ("/presentationml/main", "p"),
    ("/drawingml/2006/main", "a"),
    ("/drawingml/main", "a"),
    ("/drawingml/2006/chart", "c"),
    ("/officeDocument/2006/relationships", "r"),
    ("/officeDocument/relationships", "r"),
    ("/word/2010/wordprocessingShape", "wps"),
    ("urn:schemas-microsoft-com:vml", "v"),
    (":opendocument:xmlns:office:1.0", "office"),
    (":opendocument:xmlns:text:1.0", "text"),
    (":opendocument:xmlns:table:1.0", "table"),
    (":opendocument:xmlns:style:1.0", "style"),
    (":opendocument:xmlns:drawing:1.0", "draw"),
    (":opendocument:xmlns:presentation:1.0", "presentation"),
    (":opendocument:xmlns:config:1.0", "config"),
    (":opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
];

/// The most bytes in which one of them is declared.
const LONGEST: usize = 200;

/// The usual prefix of a namespace; `None` if nothing depends on it.
fn of(namespace: &str) -> Option<&'static str> {
    USUAL.iter().find(|(end, _)| namespace.ends_with(end)).map(|(_, prefix)| *prefix)
}

/// The prefixes that a tag declares, and the usual ones of what they stand for.
fn declared(inner: &str) -> impl Iterator<Item = (&str, Option<&'static str>)> {
    attributes(inner).filter_map(|(name, namespace)| match name {
        "xmlns" => Some(("", of(namespace))),
        _ => name.strip_prefix("xmlns:").map(|prefix| (prefix, of(namespace))),
    })
}

/// What the prefixes mean where one is: for each what it has meant further out, too.
#[derive(Default)]
struct Meanings<'a>(BTreeMap<&'a str, Vec<Option<&'static str>>>);

impl<'a> Meanings<'a> {
    /// A name as it is usually written.
    fn usual(&self, name: &'a str, is_element: bool) -> [&'a str; 3] {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        // An attribute without a prefix is its element's own.
        let usual = self.0.get(prefix).and_then(|meanings| *meanings.last()?).filter(|_| is_element || !prefix.is_empty());
        match usual.unwrap_or(prefix) {
            "" => ["", "", local],
            prefix => [prefix, ":", local],
        }
    }
}

/// The text with the usual prefixes in the names of elements and attributes.
pub(super) fn usual(xml: &str) -> Cow<'_, str> {
    let begins = memchr::memmem::find_iter(xml.as_bytes(), "xmlns");
    let end = |at: usize| xml.len().min(at + LONGEST);
    let mut all = begins.filter_map(|at| declared(xml.as_bytes()[at..end(at)].utf8_chunks().next()?.valid()).next());
    if all.all(|(prefix, usual)| usual.is_none_or(|usual| usual == prefix)) {
        return Cow::Borrowed(xml);
    }
    let mut out = String::with_capacity(xml.len());
    let mut meanings = Meanings::default();
    // How deep elements are that declare prefixes, and which.
    let mut open: Vec<(usize, &str)> = Vec::new();
    let (mut depth, mut end) = (0_usize, 0);
    for tag in tags(xml) {
        let start = end + tag.before.len();
        end = tag_end(xml, start).unwrap_or(xml.len());
        out.push_str(tag.before);
        if tag.name.starts_with(['!', '?']) {
            out.push_str(&xml[start..end]);
            continue;
        }
        if tag.opens {
            depth += 1;
            for (prefix, usual) in declared(tag.inner) {
                meanings.0.entry(prefix).or_default().push(usual);
                open.push((depth, prefix));
            }
        }
        out.push_str(if tag.opens { "<" } else { "</" });
        out.extend(meanings.usual(tag.name, true));
        for (name, value) in attributes(tag.inner) {
            let quote = if value.contains('"') { "'" } else { "\"" };
            out.push(' ');
            out.extend(meanings.usual(name, false));
            out.extend(["=", quote, value, quote]);
        }
        out.push_str(if tag.opens && tag.closes { "/>" } else { ">" });
        if tag.closes {
            while let Some((_, prefix)) = open.pop_if(|(at, _)| *at == depth) {
                meanings.0.get_mut(prefix).and_then(Vec::pop);
            }
            depth = depth.saturating_sub(1);
        }
    }
    out.push_str(&xml[end..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_whatever_their_prefix() {
        const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        const SHEET: &str = "http://purl.oclc.org/ooxml/spreadsheetml/main";
        const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
        for (xml, wanted) in [
            (
                format!("<?xml?><x:row xmlns:x='{SHEET}' r='1'><x:c/> a</x:row>b"),
                format!("<?xml?><row xmlns:x=\"{SHEET}\" r=\"1\"><c/> a</row>b"),
            ),
            (format!("<p xmlns='{WORD}'><vanish/></p><p/>"), format!("<w:p xmlns=\"{WORD}\"><w:vanish/></w:p><p/>")),
            (format!("<n:p n:id='\"' xmlns:n=\"{WORD}\"/>"), format!("<w:p w:id='\"' xmlns:n=\"{WORD}\"/>")),
            (
                format!("<a:p xmlns:a='{TEXT}'><!-- <a:p> --><a:q xmlns:a='else'/><a:b/></a:p>"),
                format!("<text:p xmlns:a=\"{TEXT}\"><!-- <text:p> --><a:q xmlns:a=\"else\"/><text:b/></text:p>"),
            ),
        ] {
            assert_eq!(usual(&xml), wanted);
        }
        for usually in [format!("<w:p xmlns:w='{WORD}'/>"), format!("<row xmlns='{SHEET}'/>"), "<x:y xmlns:x='else'>".into()] {
            assert!(matches!(usual(&usually), Cow::Borrowed(_)), "{usually}");
        }
    }
}
