//! XMP: what a PDF tells of itself, as far as its readers need it.

use super::super::reading;

/// What a copy keeps: the title, which the window shows, and which part of PDF/UA the file follows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Xmp {
    pub title: String,
    pub accessible: Option<char>,
}

impl Xmp {
    pub fn read(text: &str) -> Xmp {
        let title = text.split_once("<dc:title").and_then(|(_, rest)| rest.split_once("</dc:title")).map_or("", |(title, _)| title);
        // The first of several languages; behind the rest of its own tag.
        let title = reading::page(title.split_once('>').map_or("", |(_, title)| title), reading::Wanted::default()).flow.text;
        let title = title.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned();
        let part = text.split_once("pdfuaid:part").map_or("", |(_, rest)| rest.trim_start_matches(['=', '"', '\'', '>']));
        Xmp { title, accessible: part.chars().next().filter(char::is_ascii_digit) }
    }

    pub fn packet(&self) -> String {
        let title = quick_xml::escape::partial_escape(&self.title);
        let part = self.accessible.map(|part| format!("<pdfuaid:part>{part}</pdfuaid:part>")).unwrap_or_default();
        format!(
            r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{part}</rdf:Description></rdf:RDF>
<?xpacket end="r"?>"#
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_and_accessibility_are_read_and_written() {
        for (text, title, accessible) in [
            ("<dc:title><rdf:Alt><rdf:li xml:lang='sv'>A &amp; B</rdf:li><rdf:li>C</rdf:li></rdf:Alt></dc:title>", "A & B", None),
            ("<pdfuaid:part>1</pdfuaid:part>", "", Some('1')),
            ("<rdf:Description pdfuaid:part=\"2\"/>", "", Some('2')),
            ("", "", None),
        ] {
            let xmp = Xmp::read(text);
            assert_eq!((xmp.title.as_str(), xmp.accessible), (title, accessible), "{text}");
            assert_eq!(Xmp::read(&xmp.packet()), xmp);
        }
    }
}
