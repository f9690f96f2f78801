//! Files of word processors, spreadsheets and slides (OOXML and ODF): what they say, and what they remember.

mod about;
mod attributes;
mod beside;
mod cells;
mod clean;
mod colour;
mod ground;
mod kept;
mod metafile;
mod named;
mod package;
mod place;
mod prefix;
mod query;
mod said;
mod slides;
mod styles;
mod xml;

use std::io::Cursor;

use zip::ZipArchive;

use super::archive::{self, MOST_OF_ALL};
use super::opened::Opened;
use super::picture;
use super::place::Place;
use attributes::said_of_printer;
use beside::Paper;
pub use clean::clean;
use named::{
    has_names, holds_another_file, holds_macros, is_about, is_comment, is_data_of_its_own, is_of_people, is_of_printer, is_slide,
    is_small_picture, is_told_by_name, last,
};
use place::Shared;
use said::{Said, say};
use slides::Slides;
use styles::Styles;

const OF_SHARE_POINT: &str = "the names of people that SharePoint has added";
const PRINTER: &str = "the settings of a printer";
const SMALL_PICTURE: &str = "a small picture of its first page";
const STRAYS: &str = "parts that nothing leads to any more";

struct Part {
    /// By which its kind is known, whatever program has chosen its name.
    name: String,
    /// As it is kept in the archive.
    stored: String,
    bytes: Vec<u8>,
}

impl Part {
    /// Whether its name ends with one of these, in letters of whatever size.
    fn ends(&self, endings: &[&str]) -> bool {
        let name = self.name.to_ascii_lowercase();
        endings.iter().any(|ending| name.ends_with(ending))
    }
}

/// Looks into an office file. `None` if it can't be read.
pub fn open(bytes: &[u8]) -> Option<Opened> {
    let (mut parts, note) = parts(bytes)?;
    let has_strays = package::has_strays(bytes, &mut ZipArchive::new(Cursor::new(bytes)).ok()?);
    let is_office =
        parts.iter().any(|part| part.name == "[Content_Types].xml" || part.name == "mimetype" || part.name == "META-INF/manifest.xml");
    // What a text says by entities of its own, a program may show; no office program writes them.
    if !is_office || parts.iter().any(|part| package::is_encrypted(part) || package::defines_entities(&part.bytes)) {
        return None;
    }
    let mut twins = hidden_parts(bytes)?;
    for part in parts.iter_mut().chain(&mut twins) {
        package::use_usual_prefixes(part);
    }
    let mut opened = Opened::default();
    let styles = Styles::of(&parts);
    let places = place::of_parts(&parts);
    let mut shared = Shared::default();
    let mut slides = Slides::of(&parts);
    let paper = Paper::of(&parts);
    for part in &parts {
        let place = places.get(&part.name);
        opened.stand(place.cloned());
        look(part, &styles, place, &mut shared, &mut opened);
        if is_slide(&part.name) {
            for what in slides.unseen(part).what() {
                opened.remember(what.to_owned(), None, false);
            }
            if paper.as_ref().is_some_and(|paper| paper.has_words_beside(part)) {
                opened.remember("text beside a slide, where no reader sees it".to_owned(), None, false);
            }
        }
    }
    opened.stand(None);
    for part in &twins {
        look(part, &styles, None, &mut shared, &mut opened);
    }
    let kept = kept::unseen(&parts);
    if !kept.is_empty() {
        opened.remember("values of a pivot table or of another workbook that no sheet shows".to_owned(), Some(kept), false);
    }
    if has_strays {
        opened.remember(STRAYS.to_owned(), None, true);
    }
    opened.text.push_str(&note);
    let rows = shared.starts.iter().enumerate().map(|(index, start)| (*start, shared.rows.get(&index).cloned()));
    opened.places.extend(rows);
    opened.places.sort_by_key(|(start, _)| *start);
    Some(opened)
}

impl Opened {
    fn remember_notes(&mut self, words: String) {
        // Some hold the number of the slide alone.
        match words.chars().filter(|c| c.is_alphabetic()).count() > 3 {
            true => self.remember("a speaker's notes".to_owned(), Some(words), false),
            false => self.text.push_str(&words),
        }
    }
}

/// Everything in the archive, and the notes in it; `None` if it is damaged or unpacks to more than anybody would read.
fn parts(bytes: &[u8]) -> Option<(Vec<Part>, String)> {
    let (files, notes) = archive::files(bytes, &mut { MOST_OF_ALL })?;
    let mut parts: Vec<Part> = files.into_iter().map(|(name, bytes)| Part { stored: name.clone(), name, bytes }).collect();
    package::name(&mut parts);
    Some((parts, notes))
}

/// The parts that others of their names hide; `None` if one of them is damaged or too large.
fn hidden_parts(bytes: &[u8]) -> Option<Vec<Part>> {
    let layers: Option<Vec<Vec<Part>>> = archive::hidden(bytes).map(|layer| Some(parts(&layer)?.0)).collect();
    Some(layers?.into_iter().flatten().collect())
}

/// Tells what a part remembers, and reads what it says.
fn look(part: &Part, styles: &Styles, place: Option<&Place>, shared: &mut Shared, opened: &mut Opened) {
    if picture::is_picture(&part.bytes) {
        return look_at_picture(part, opened);
    }
    if take_in(part, opened) {
        return;
    }
    let name = part.name.as_str();
    if !is_xml(part) {
        return tell_of_bytes(part, opened);
    }
    let text = super::decoded(&part.bytes);
    if is_about(name) {
        return about::read(name, &text, styles, opened);
    }
    if is_data_of_its_own(name) && query::read(&text, opened) {
        return;
    }
    let said = say(name, &text, styles, place, opened);
    opened.here = place.cloned();
    remember(part, &text, &said, opened);
    if is_of_people(name) || is_comment(name) {
        return;
    }
    for line in [&said.lines, &said.asides] {
        opened.joined.push_str(&line.with_notes());
    }
    if last(name).starts_with("notesSlide") && name.ends_with(".xml") {
        opened.remember_notes(said.words());
        opened.text.push_str(&said.values.text);
        return;
    }
    add_words(said, shared, opened);
}

fn look_at_picture(part: &Part, opened: &mut Opened) {
    let is_small = is_small_picture(&part.name);
    if is_small {
        opened.remember(SMALL_PICTURE.to_owned(), None, true);
    }
    for (what, said) in picture::carried(&part.bytes) {
        opened.remember(format!("a picture with {what}"), Some(said), is_small);
    }
}

/// Reads drawings, pages, texts and data that a document takes in as they are. Whether the part is one of these.
fn take_in(part: &Part, opened: &mut Opened) -> bool {
    let is_metafile = part.ends(&[".emf", ".wmf", ".emz", ".wmz"]) || part.bytes.starts_with(metafile::OF_LIBRE_OFFICE);
    if part.ends(&[".svg"]) {
        let text = String::from_utf8_lossy(&part.bytes);
        for what in picture::drawing(&text) {
            opened.remember(format!("a picture with {what}"), None, false);
        }
        opened.add_markup(&text);
    } else if part.ends(&[".htm", ".html", ".xhtml", ".txt", ".csv", ".tsv", ".json", ".md", ".css", ".js"]) {
        opened.add_markup(&super::decoded(&part.bytes));
    } else if is_metafile && !is_small_picture(&part.name) {
        let drawn = metafile::open(&part.bytes);
        opened.text.push_str(&drawn.text);
        opened.unread |= drawn.unread;
    } else {
        return false;
    }
    true
}

fn is_xml(part: &Part) -> bool {
    part.ends(&[".xml", ".rels", ".vml", ".rdf", ".xsd", ".xsl"])
        || part.name == "mimetype"
        || !is_told_by_name(&part.name) && package::begins_xml(&part.bytes)
}

/// Tells of a part that is neither a picture nor a text.
fn tell_of_bytes(part: &Part, opened: &mut Opened) {
    let name = part.name.as_str();
    // Of what a small picture is made matters to nobody.
    if is_small_picture(name) {
        opened.remember(SMALL_PICTURE.to_owned(), None, true);
    } else if holds_macros(name) {
        opened.remember("macros".to_owned(), None, false);
    } else if is_of_printer(name) {
        opened.remember(PRINTER.to_owned(), None, true);
    } else if holds_another_file(name) {
        opened.remember("another file inside it".to_owned(), None, false);
    } else {
        // The shapes of letters say nothing, and where a program has broken lines neither.
        let says_nothing = part.bytes.is_empty() || part.ends(&[".odttf", ".fntdata", ".ttf", ".otf"]) || name == "layout-cache";
        opened.unread |= !says_nothing;
    }
}

/// Tells of whom and of what a part knows beside what it says.
fn remember(part: &Part, text: &str, said: &Said, opened: &mut Opened) {
    let name = part.name.as_str();
    let mut tell = |what: &str, said: &str, cleanable: bool| {
        if !said.trim().is_empty() {
            opened.remember(what.to_owned(), Some(said.to_owned()), cleanable);
        }
    };
    tell(OF_SHARE_POINT, &said.people.text, std::str::from_utf8(&part.bytes).is_ok());
    tell("the path of a file on somebody's machine", &said.paths.text, !said.needs_a_path);
    tell(PRINTER, &said_of_printer(name, text), true);
    if is_comment(name) {
        let words = said.words();
        let by = if words.trim().is_empty() { "" } else { said.names.text.as_str() };
        tell("comments", &(words + by), false);
    } else {
        tell("the names of who wrote or changed it", &said.names.text, is_of_people(name) || has_names(name));
    }
    if name.contains("/revisions/") {
        opened.remember("changes that are still tracked".to_owned(), None, false);
    }
}

/// Adds what a part says to what the file says, and where in it each stands.
fn add_words(mut said: Said, shared: &mut Shared, opened: &mut Opened) {
    let words = said.words();
    // The words begin with the lines, and go on with what stands beside them.
    let lines = opened.text.len();
    let asides = lines + said.lines.flow.text.len() + usize::from(!said.lines.flow.text.is_empty());
    opened
        .places
        .extend(said.places.into_iter().flat_map(|([line, aside], place)| [(lines + line, place.clone()), (asides + aside, place)]));
    shared.starts.extend(said.strings.iter().map(|start| lines + start));
    shared.rows.extend(std::mem::take(&mut said.shared));
    opened.text.push_str(&words);
    opened.text.push_str(&said.values.text);
    opened.text.push('\n');
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::growth;

    fn office(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("[Content_Types].xml", "<Types/>")].iter().chain(parts) {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn opened(part: &str, text: &str) -> Opened {
        open(&office(&[(part, text)])).unwrap()
    }

    #[test]
    fn what_stands_in_attributes_is_read() {
        for (part, text) in [
            ("word/document.xml", "<wp:docPr id='1' name='P' descr='a > ANNA'/>"),
            ("word/document.xml", "<p:cNvPr id=\"1\" title = \"ANNA\"/>"),
            ("word/document.xml", "<w:fldSimple w:instr=' HYPERLINK ANNA '/>"),
            ("word/document.xml", "<w:sdtPr><w:alias w:val='ANNA'/></w:sdtPr>"),
            ("word/_rels/document.xml.rels", "<Relationship Target='mailto:%41NN%41' TargetMode='External'/>"),
            ("xl/workbook.xml", "<sheet name='ANNA' sheetId='1'/>"),
            ("xl/pivotCache/pivotCacheRecords1.xml", "<r><s v='ANNA'/></r>"),
            ("xl/externalLinks/externalLink1.xml", "<sheetName val='ANNA'/>"),
            ("content.xml", "<table:table table:name='ANNA'/>"),
            ("content.xml", "<text:a xlink:href='mailto:ANNA'/>"),
            ("customXml/item1.xml", "<x xmlns='y' a='&#65;NNA'/>"),
            ("word/media/image1.svg", "<svg><text>ANNA</text></svg>"),
            ("word/document.xml", "<w:t><![CDATA[ANNA]]></w:t>"),
            ("word/settings.xml", "<w:docVars><w:docVar w:name='a' w:val='ANNA'/></w:docVars>"),
            ("word/afchunk.htm", "<p>ANNA"),
            ("word/afchunk.txt", "ANNA"),
            ("content.xml", "<table:table-cell office:string-value='ANNA'/>"),
            ("content.xml", "<text:user-field-decl office:value='ANNA' text:name='x'/>"),
            ("word/document.xml", "<w:tblCaption w:val='ANNA'/>"),
            ("word/document.xml", "<w:ddList><w:listEntry w:val='ANNA'/></w:ddList>"),
            ("word/document.xml", "<w:textInput><w:default w:val='ANNA'/></w:textInput>"),
            ("word/document.xml", "<w:ffData><w:name w:val='ANNA'/></w:ffData>"),
            ("word/document.xml", "<w:listItem w:displayText='x' w:value='ANNA'/>"),
            ("word/document.xml", "<v:shape alt='ANNA'><v:textpath string='x'/></v:shape>"),
            ("word/document.xml", "<v:textpath string='ANNA'/>"),
            ("word/document.xml", "<w:smartTagPr><w:attr w:name='x' w:val='ANNA'/></w:smartTagPr>"),
            ("word/document.xml", "<w:bookmarkStart w:id='0' w:name='ANNA'/>"),
            ("word/numbering.xml", "<w:lvlText w:val='ANNA %1'/>"),
            ("xl/worksheets/sheet1.xml", "<dataValidation type='list' error='ANNA'/>"),
            ("xl/worksheets/sheet1.xml", "<scenario name='x' user='ANNA' comment='x'/>"),
            ("xl/styles.xml", "<numFmt numFmtId='164' formatCode='&quot;ANNA&quot;'/>"),
            ("ppt/slides/slide1.xml", "<p:cSld name='ANNA'/>"),
            ("ppt/notesSlides/notesSlide1.xml", "<a:t>ANNA</a:t><a:t> 1</a:t>"),
            (
                "docProps/app.xml",
                "<TitlesOfParts><vt:vector><vt:lpstr>x</vt:lpstr><vt:lpstr>&#65;NNA</vt:lpstr></vt:vector></TitlesOfParts>",
            ),
            ("docProps/app.xml", "<HyperlinkBase>ANNA</HyperlinkBase>"),
            ("word/data.csv", "a;ANNA"),
            ("word/webextensions/x.JSON", "{\"a\":\"ANNA\"}"),
            ("word/drawing1.vml", "<xml><v:textbox>ANNA</v:textbox></xml>"),
            ("word/X.XML", "<w:t>ANNA</w:t>"),
            ("word/media/image1.emf", "\u{1}\0\0\0A\0N\0N\0A\0"),
            ("xl/worksheets/sheet1.xml", "<evenFooter>&amp;L&amp;K000000x&amp;RANNA</evenFooter>"),
        ] {
            let opened = opened(part, text);
            let said = opened.memories.iter().filter_map(|memory| memory.text.as_deref()).chain([opened.text.as_str()]);
            assert!(said.into_iter().any(|said| said.contains("ANNA")), "{text}");
        }
        for tag in ["<w:p w:rsidR='00ANNA'/>", "<Relationship Target='slides/ANNA.xml'/>", "<a b=\"", "<a b", "<a =", "<"] {
            assert!(!opened("word/document.xml", tag).text.contains("ANNA"), "{tag}");
        }
    }

    #[test]
    fn what_a_file_tells_of_itself_is_read_however_often_it_does() {
        for (part, text, said) in [
            ("docProps/core.xml", "<dc:subject>A &amp; B</dc:subject>", "A & B"),
            ("docProps/core.xml", "<cp:keywords>Anna</cp:keywords>", "Anna"),
            ("docProps/core.xml", "<dc:description xml:lang='sv'>Anna</dc:description><cp:category/>", "Anna"),
            ("meta.xml", "<meta:keyword>Anna</meta:keyword><meta:keyword>Berg</meta:keyword>", "Anna\nBerg"),
            ("docProps/custom.xml", "<property name='Case'><vt:lpwstr>Anna</vt:lpwstr></property>", "Anna\nCase"),
        ] {
            let bytes = office(&[(part, text)]);
            let memories = open(&bytes).unwrap().memories;
            let told: Vec<_> = memories.iter().map(|memory| (memory.what.as_str(), memory.text.as_deref().map(str::trim))).collect();
            assert_eq!(told, [("fields of its own", Some(said))], "{text}");
            assert_eq!(open(&clean(&bytes).unwrap()).unwrap().memories, [], "{text}");
        }
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("mimetype", SimpleFileOptions::default()).unwrap();
        writer.set_comment("ANNA").unwrap();
        let noted = writer.finish().unwrap().into_inner();
        assert_eq!(open(&noted).unwrap().text.trim(), "ANNA");
    }

    #[test]
    fn what_one_line_shows_is_one_text() {
        for (text, wanted) in [
            ("<si><r><t>2099</t></r><r><t>1231</t></r></si><si><t>x</t></si>", "20991231\nx"),
            ("<c><v>12</v></c><c><is><t>34</t></is></c>", "12\n34"),
            ("<w:p><w:t>12</w:t><w:noBreakHyphen/><w:t>3</w:t><w:softHyphen/><w:t>4</w:t></w:p>", "12-34"),
            ("<text:p>12<text:soft-page-break/>34<text:s/>5<text:s text:c='2'/>6</text:p>", "1234 5 6"),
            ("<oddHeader>&amp;L&amp;&quot;Arial,Bold&quot;&amp;12 20991231-9804&amp;CA &amp;&amp; B</oddHeader>", "20991231-9804\nA & B"),
            ("<w:p>12<w:br w:type='page'/>34<w:tab/>5</w:p>", "12\n34\n5"),
            ("<w:bookmarkStart w:name='pnr_20991231-9804'/>", "pnr 20991231-9804"),
        ] {
            assert_eq!(opened("word/document.xml", text).text.trim(), wanted, "{text}");
        }
    }

    #[test]
    fn marks_of_notes_and_what_stands_beside_a_line_are_no_part_of_it() {
        const SUPER: &str = "<style:style style:name='T1'><style:text-properties style:text-position='super 58%'/></style:style>";
        let note =
            "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Se x.</text:p></text:note-body></text:note>";
        for (part, text, wanted, joined) in [
            ("content.xml", format!("<text:p>9804{note} b</text:p>"), "9804 b\nSe x.\n1", "98041 b"),
            ("content.xml", format!("<text:p>An{note}na</text:p>"), "Anna\nSe x.\n1", "An1na"),
            ("content.xml", format!("{SUPER}<text:p>98<text:span text:style-name='T1'>04</text:span></text:p>"), "98\n04", "9804"),
            ("content.xml", "<text:p>An<draw:frame><text:p>x</text:p></draw:frame>na</text:p>".into(), "Anna\nx", ""),
            ("content.xml", "<text:ruby-base>Anna</text:ruby-base><text:ruby-text>x</text:ruby-text>".into(), "Anna\nx", "Annax"),
            (
                "word/document.xml",
                "<w:r><w:t>98</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>04</w:t></w:r><w:r>x</w:r>".into(),
                "98x\n04",
                "9804x",
            ),
            ("xl/sharedStrings.xml", "<si><r>98</r><r><vertAlign val='subscript'/>04</r></si>".into(), "98\n04", "9804"),
            ("ppt/slides/slide1.xml", "<a:r>98</a:r><a:r><a:rPr baseline='30000'/>04</a:r>".into(), "98\n04", "9804"),
            ("ppt/slides/slide1.xml", "<a:r>98</a:r><a:r><a:rPr baseline='0'/>04</a:r>".into(), "9804", ""),
            ("word/document.xml", "<w:p><w:r>An<w:txbxContent><w:p>x</w:p></w:txbxContent></w:r><w:r>na</w:r></w:p>".into(), "Anna\nx", ""),
        ] {
            let opened = opened(part, &text);
            let said = opened.text.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
            assert_eq!((said.as_str(), opened.joined.trim()), (wanted, joined), "{text}");
        }
        let style = ("word/styles.xml", "<w:style w:styleId='Mark'><w:vertAlign w:val='superscript'/></w:style>");
        let text = ("word/document.xml", "<w:r>98</w:r><w:r><w:rStyle w:val='Mark'/>04</w:r>");
        assert_eq!(open(&office(&[style, text])).unwrap().joined.trim(), "9804");
    }

    #[test]
    fn a_finding_tells_on_which_slide_or_in_which_sheet_something_stands() {
        let row = |name: &str, row| Some(Place::Row(name.into(), row));
        let book = [
            ("xl/sharedStrings.xml", "<si><t>x</t></si><si><t>ANNA</t></si><si><t>unused</t></si>"),
            ("xl/workbook.xml", "<sheets><sheet name='A'  r:id='r1'/><sheet name='B &amp; C' r:id='r2'/></sheets>"),
            ("xl/_rels/workbook.xml.rels", "<R Id='r1' Target='/xl/worksheets/s1.xml'/><R Id='r2' Target='worksheets/s2.xml'/>"),
            ("xl/worksheets/s1.xml", "<row r='1'><c t='s'><v>0</v></c></row><row r='7' hidden='1'><c><v>4711</v></c></row>"),
            ("xl/worksheets/s2.xml", "<row r='3'><c t='s'><v>1</v></c></row>"),
        ];
        let show = [
            ("ppt/presentation.xml", "<p:sldIdLst><p:sldId r:id='r2'/><p:sldId r:id='r1'/></p:sldIdLst>"),
            ("ppt/_rels/presentation.xml.rels", "<R Id='r1' Target='slides/slide1.xml'/><R Id='r2' Target='slides/slide2.xml'/>"),
            ("ppt/slides/slide1.xml", "<a:p>ANNA</a:p>"),
            ("ppt/slides/slide2.xml", "<p:cNvPr hidden='1'/>"),
            ("ppt/notesSlides/notesSlide1.xml", "<a:p>notes</a:p>"),
            ("ppt/notesSlides/_rels/notesSlide1.xml.rels", "<R Target='../slides/slide2.xml'/>"),
        ];
        let table = "<table:table table:name='B'><text:p>x</text:p></table:table><table:table table:name='A'><text:p>ANNA</text:p>";
        let page = "<draw:page><text:p>x</text:p></draw:page><draw:page><draw:frame><text:p>ANNA</text:p></draw:frame></draw:page>";
        for (parts, word, place) in [
            (&book[..], "ANNA", row("B & C", 3)),
            (&book[..], "4711", row("A", 7)),
            (&book[..], "unused", None),
            (&show[..], "ANNA", Some(Place::Slide(2))),
            (&[("content.xml", table)], "ANNA", Some(Place::Sheet("A".into()))),
            (&[("content.xml", page)], "ANNA", Some(Place::Slide(2))),
            (&[("word/document.xml", "<w:p>ANNA</w:p>")], "ANNA", None),
        ] {
            let opened = open(&office(parts)).unwrap();
            assert_eq!(opened.place(opened.text.find(word).unwrap()), place.as_ref(), "{parts:?}");
        }
        let memories = |parts: &[(&str, &str)]| open(&office(parts)).unwrap().memories.into_iter().flat_map(|memory| memory.places);
        assert_eq!(memories(&book).collect::<Vec<_>>(), [row("A", 7).unwrap()]);
        assert_eq!(memories(&show).collect::<Vec<_>>(), [Place::Slide(1), Place::Slide(1)]);
    }

    #[test]
    fn what_is_hidden_in_an_office_file_is_told() {
        for (part, text, what) in [
            ("content.xml", "<style:text-properties fo:color=\"#FFffff\"/>", "white text"),
            ("word/document.xml", "<w:color w:val=\"ffffff\"/>", "white text"),
            ("word/document.xml", "<w:vanish w:val=\"on\"/>", "hidden text"),
            ("word/document.xml", "<w:vanish />", "hidden text"),
            (
                "word/document.xml",
                "<w:r><w:rPr><w:sz w:val='2'/></w:rPr><w:t>Anna</w:t></w:r>",
                "letters of one point or less, which nobody sees",
            ),
            ("word/document.xml", "<w:ins w:id='1'>", "changes that are still tracked"),
            ("word/document.xml", "<x:document xmlns:x='http://a/wordprocessingml/2006/main'><x:vanish/>", "hidden text"),
            (
                "content.xml",
                "<table:tracked-changes><table:cell-content-change><office:change-info/></table:cell-content-change></table:tracked-changes>",
                "changes that are still tracked",
            ),
            ("content.xml", "<style:drawing-page-properties presentation:visibility='hidden'/>", "sheets or slides that are not shown"),
            ("content.xml", "<draw:frame draw:display='none'/>", "shapes that are not shown"),
            ("styles.xml", "<draw:layer draw:name='x' draw:display='none'/>", "layers that are not shown"),
            (
                "content.xml",
                "<draw:page><presentation:notes><draw:frame presentation:class='notes'><text:p>Say it</text:p></draw:frame></presentation:notes>",
                "a speaker's notes",
            ),
            ("xl/revisions/revisionLog1.xml", "<revisions/>", "changes that are still tracked"),
            ("xl/worksheets/sheet1.xml", "<row hidden=\"true\"/>", "rows or columns that are not shown"),
            ("ppt/slides/slide1.xml", "<p:cNvPr id='2' hidden='1'/>", "shapes that are not shown"),
            ("xl/worksheets/sheet1.xml", "<col min='1' hidden='1'/>", "rows or columns that are not shown"),
            ("xl/worksheets/sheet1.xml", "<col min='1' width=\"0\"/>", "rows or columns that are not shown"),
            ("xl/worksheets/sheet1.xml", "<row r='1' ht='0' customHeight='1'/>", "rows or columns that are not shown"),
            ("Versions/Version1", "x", "another file inside it"),
            ("word/afchunk.rtf", "x", "another file inside it"),
            ("xl/workbook.xml", "<sheet name='x' state=\"veryHidden\"/>", "sheets or slides that are not shown"),
            ("docProps/thumbnail.emf", "x", "a small picture of its first page"),
        ] {
            assert_eq!(opened(part, text).memories.iter().map(|memory| memory.what.as_str()).collect::<Vec<_>>(), [what], "{text}");
        }
        for (part, text) in [
            ("word/document.xml", "<w:p><w:pPr><w:rPr><w:sz w:val='2'/></w:rPr></w:pPr></w:p><w:p><w:r><w:t>Anna</w:t></w:r></w:p>"),
            ("word/document.xml", "<w:r><w:rPr><w:sz w:val='2'/></w:rPr><w:t> </w:t></w:r><w:r><w:t>Anna</w:t></w:r>"),
            ("word/document.xml", "<w:r><w:rPr><w:sz w:val='4'/></w:rPr><w:t>Anna</w:t></w:r>"),
            ("word/styles.xml", "<w:style><w:rPr><w:sz w:val='2'/></w:rPr><w:name>Anna</w:name></w:style>"),
            ("xl/workbook.xml", "<definedName name=\"_xlnm._FilterDatabase\" hidden=\"1\">Blad1!$A$1</definedName>"),
            ("word/document.xml", "<w:vanish w:val=\"false\"/>"),
            ("content.xml", "<text:tracked-change/><table:tracked-changes table:track-changes='true'/>"),
            ("content.xml", "<draw:frame draw:display='always'/>"),
            (
                "content.xml",
                "<presentation:notes><draw:frame presentation:class='footer'><text:p>Report of the year</text:p></draw:frame></presentation:notes>",
            ),
            ("styles.xml", "<style:text-properties fo:color=\"#ffffff\"/>"),
            ("xl/persons/person.xml", "<personList xmlns='x'/>"),
            ("xl/tables/table1.xml", "<table displayName='Anna'/>"),
        ] {
            assert_eq!(opened(part, text).memories, [], "{text}");
        }
    }

    #[test]
    fn text_is_hidden_by_a_style_that_it_bears_and_by_no_other() {
        let style = |entries: &str, more: &str| {
            format!("<w:styles><w:style w:styleId='A' {entries}><w:rPr><w:vanish/></w:rPr></w:style>{more}</w:styles>")
        };
        let based = |more: &str| format!("<w:style w:styleId='B'><w:basedOn w:val='A'/>{more}</w:style>");
        let run = |style: &str| format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>");
        for (styles, text, is_told) in [
            (style("", ""), run("C"), false),
            (style("", ""), run("A"), true),
            (style("", &based("")), run("B"), true),
            (style("", &based("<w:vanish w:val='0'/>")), run("B"), false),
            (style("w:default='1'", ""), run("C"), true),
            ("<w:docDefaults><w:vanish/></w:docDefaults>".to_owned(), run("C"), true),
            (String::new(), "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>".to_owned(), false),
            (String::new(), "<w:p><w:pPr/><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>".to_owned(), true),
        ] {
            let opened = open(&office(&[("word/styles.xml", &styles), ("word/document.xml", &text)])).unwrap();
            assert_eq!(opened.memories.iter().any(|memory| memory.what == "hidden text"), is_told, "{styles} {text}");
        }
    }

    #[test]
    fn what_a_password_keeps_is_no_file_that_was_looked_into() {
        let encrypted = |more: &str| {
            let manifest = format!("<m:manifest><m:file-entry m:full-path='content.xml'>{more}</m:file-entry></m:manifest>");
            open(&office(&[("META-INF/manifest.xml", &manifest), ("content.xml", "\u{1}x")]))
        };
        assert!(encrypted("<m:encryption-data m:checksum='x'/>").is_none());
        assert!(encrypted("").is_some());
    }

    #[test]
    fn people_and_paths_are_seen_wherever_they_stand() {
        const NAMES: &str = "the names of who wrote or changed it";
        const PATH: &str = "the path of a file on somebody's machine";
        for (part, text, what, said) in [
            ("xl/connections.xml", r"<textPr sourceFile='C:\Users\anna\a.csv'/>", PATH, r"C:\Users\anna\a.csv"),
            ("xl/connections.xml", r"<connection odcFile='D:\barn\a.odc'/>", PATH, r"D:\barn\a.odc"),
            ("xl/externalLinks/_rels/a.xml.rels", "<Relationship Target='/Users/anna/x.xlsx'/>", PATH, "/Users/anna/x.xlsx"),
            ("word/_rels/a.xml.rels", "<Relationship Target='/home/anna/Documents/x.doc'/>", PATH, "/home/anna/Documents/x.doc"),
            ("xl/pivotCache/pivotCacheDefinition1.xml", "<pivotCacheDefinition refreshedBy='Ayla Berg'/>", NAMES, "Ayla Berg"),
            ("xl/workbook.xml", "<fileSharing userName=\"Ayla Berg\"/>", NAMES, "Ayla Berg"),
            ("xl/revisions/userNames.xml", "<userInfo name='Ayla Berg'/>", NAMES, "Ayla Berg"),
            ("word/document.xml", "<w:sectPrChange w:author='Ayla Berg'/>", NAMES, "Ayla Berg"),
            ("word/document.xml", "<w:permStart w:id='1' w:ed='Ayla Berg'/>", NAMES, "Ayla Berg"),
        ] {
            let memories = opened(part, text).memories;
            assert!(memories.iter().any(|memory| memory.what == what && memory.text.as_deref() == Some(said)), "{text}: {memories:?}");
        }
        for element in ["w:sectPrChange", "w:tblPrChange", "w:cellDel", "w:numberingChange"] {
            let memories = opened("word/document.xml", &format!("<{element} w:author='Anna'/>")).memories;
            assert_eq!(memories[0].what, "changes that are still tracked", "{element}");
        }
        let query = "<w:connectString w:val='Source=C:\\Users\\anna\\a.xlsx'/><w:query w:val='SELECT Ayla Berg'/>";
        assert_eq!(opened("word/settings.xml", query).text.trim(), "Source=C:\\Users\\anna\\a.xlsx\nSELECT Ayla Berg");
    }

    #[test]
    fn a_part_that_nobody_can_read_is_told() {
        for (part, is_unread) in [
            ("word/media/image1.tiff", true),
            ("word/media/film.mp4", true),
            ("xl/model/item.data", true),
            ("[trash]/0000.dat", true),
            ("ObjectReplacements/Object 1", true),
            ("word/fonts/font1.odttf", false),
            ("layout-cache", false),
        ] {
            assert_eq!(opened(part, "x").unread, is_unread, "{part}");
            assert!(!opened(part, "").unread, "{part}");
        }
        let chart = opened("ObjectReplacements/Object 1", "VCLMTF\u{1}A\0N\0N\0A\0");
        assert!(!chart.unread && chart.text.contains("ANNA"));
    }

    /// Parts of several programs that a printer has left something in.
    const PRINTED: [(&str, &str); 6] = [
        ("xl/printerSettings/printerSettings1.bin", "HP\0rum 214"),
        ("xl/worksheets/_rels/sheet1.xml.rels", "<Relationship Id='rId1' Target='../printerSettings/printerSettings1.bin'/>"),
        ("xl/worksheets/sheet1.xml", "<worksheet><row r='1'/><pageSetup paperSize='9' r:id='rId1'/></worksheet>"),
        ("word/document.xml", "<w:sectPr><w:printerSettings r:id='rId3'/></w:sectPr>"),
        ("Object 1/settings.xml", "<config:config-item config:name='PrinterSetup'>AAEC</config:config-item>"),
        (
            "settings.xml",
            "<config:config-item config:name='PrinterName' config:type='string'>HP Anna</config:config-item>\
             <config:config-item config:name='PrintTables'>true</config:config-item>",
        ),
    ];

    #[test]
    fn what_a_printer_has_left_is_told_and_cleaned_away() {
        let told = open(&office(&PRINTED)).unwrap().memories.into_iter().map(|memory| (memory.what, memory.text, memory.cleanable));
        let text = |text: &str| Some(text.to_owned());
        let printer = |text| (PRINTER.to_owned(), text, true);
        assert_eq!(told.collect::<Vec<_>>(), [printer(None), printer(text("AAEC")), printer(text("HP Anna"))]);
        let parts = parts(&clean(&office(&PRINTED)).unwrap()).unwrap().0;
        let parts: Vec<(&str, &str)> =
            parts.iter().map(|part| (part.name.as_str(), std::str::from_utf8(&part.bytes).unwrap())).skip(1).collect();
        assert_eq!(
            parts,
            [
                ("xl/worksheets/_rels/sheet1.xml.rels", ""),
                ("xl/worksheets/sheet1.xml", "<worksheet><row r='1'/><pageSetup paperSize=\"9\"/></worksheet>"),
                ("word/document.xml", "<w:sectPr></w:sectPr>"),
                ("Object 1/settings.xml", "<config:config-item config:name='PrinterSetup'></config:config-item>"),
                (
                    "settings.xml",
                    "<config:config-item config:name='PrinterName' config:type='string'></config:config-item>\
                     <config:config-item config:name='PrintTables'>true</config:config-item>"
                ),
            ]
        );
    }

    #[test]
    fn a_clean_copy_leads_to_no_printer_whatever_the_prefixes_are() {
        let printed = [
            ("xl/worksheets/sheet1.xml", "<x:worksheet><x:pageSetup\n\tpaperSize='9'\n\trel:id = 'rId1'/></x:worksheet>"),
            ("word/document.xml", "<d:sectPr><d:printerSettings rel:id='rId3'></d:printerSettings></d:sectPr>"),
            (
                "word/_rels/document.xml.rels",
                "<p:Relationships><p:Relationship Id='rId3' Target='printerSettings/1.bin'/></p:Relationships>",
            ),
        ];
        let parts = parts(&clean(&office(&printed)).unwrap()).unwrap().0;
        let texts: Vec<&str> = parts.iter().map(|part| std::str::from_utf8(&part.bytes).unwrap()).skip(1).collect();
        let sheet = "<x:worksheet><x:pageSetup paperSize=\"9\"/></x:worksheet>";
        assert_eq!(texts, [sheet, "<d:sectPr></d:sectPr>", "<p:Relationships></p:Relationships>"]);
    }

    #[test]
    fn people_and_paths_are_cleaned_away_and_comments_refused() {
        for (part, text, said) in [
            (
                "xl/workbook.xml",
                r#"<workbook><x15ac:absPath url="C:\Users\Anna\" xmlns:x15ac="x"/><sheets/></workbook>"#,
                r"C:\Users\Anna\",
            ),
            (
                "xl/persons/person.xml",
                "<?xml version='1.0'?><personList a='>'><person displayName='Anna' userId='1'/></personList>",
                "Anna\n1",
            ),
            ("ppt/authors.xml", "<p188:authorLst><p188:author id='{1}' name='Anna' initials='A'/></p188:authorLst>", "Anna"),
            ("ppt/commentAuthors.xml", "<p:cmAuthorLst><p:cmAuthor id='1' name='Anna'/></p:cmAuthorLst>", "Anna"),
            ("word/people.xml", "<w15:people><w15:person w15:author='Anna'/></w15:people>", "Anna"),
            ("xl/workbook.xml", "<workbook><fileSharing userName='Anna' readOnly=\"1\"/></workbook>", "Anna"),
            ("xl/pivotCache/pivotCacheDefinition1.xml", "<pivotCacheDefinition a='b' refreshedBy=\"Anna\"/>", "Anna"),
        ] {
            let bytes = office(&[(part, text)]);
            let memories = open(&bytes).unwrap().memories;
            assert_eq!(memories.iter().map(|memory| memory.text.as_deref()).collect::<Vec<_>>(), [Some(said)], "{part}");
            assert_eq!(open(&clean(&bytes).unwrap()).unwrap().memories, [], "{part}");
        }
        let shared = |name: &str| {
            format!(
                "<p:properties><SharedWithUsers xmlns='x'><UserInfo><DisplayName>{name}</DisplayName></UserInfo></SharedWithUsers></p:properties>"
            )
        };
        let bytes = office(&[("customXml/item1.xml", &shared("Berg Anna"))]);
        let memories = open(&bytes).unwrap().memories;
        assert_eq!(memories.iter().map(|memory| memory.text.as_deref()).collect::<Vec<_>>(), [Some("Berg Anna")]);
        assert_eq!(parts(&clean(&bytes).unwrap()).unwrap().0[1].bytes, shared("").as_bytes());
        let link = ("xl/externalLinks/_rels/externalLink1.xml.rels", "<Relationship Target='file:///C:/Anna/x.xlsx'/>");
        assert!(clean(&office(&[link])).unwrap_err().contains("path of a file"));
        let picture = ("docProps/thumbnail.gif", "GIF89a\u{1}\0\u{1}\0\0\0\0\u{21}\u{7e}\u{4}Anna\0\u{3b}x");
        assert_eq!(open(&clean(&office(&[picture])).unwrap()).unwrap().memories, []);
        let comment = ("ppt/comments/modernComment_1.xml", "<p188:cm><a:p><a:t>x y</a:t></a:p></p188:cm>");
        assert!(clean(&office(&[comment])).unwrap_err().contains("comments"));
    }

    #[test]
    fn hostile_parts_take_a_time_that_grows_with_them_alone() {
        for part in [
            "<",
            "<a b=\"",
            "<a b='",
            "<a =",
            "<!--",
            "<![CDATA[",
            "<w:vanish ",
            "a='b' ",
            "<a Target='file:///a'/>",
            "<dc:subject>",
            "<dc:subject>a</",
            "<text:span>a",
            "<draw:frame>a",
            "</text:span><text:span a='b'>",
            "<w:r><w:color w:val='123456'/><w:p>",
            "<a:tc><a:r><a:rPr><a:srgbClr val='FFFFFF'/></a:rPr><a:t>a",
            "<table:table table:name='a'><row r='1'>",
        ] {
            growth::is_of_input_alone(part, 1 << 15, |size| {
                for name in ["word/document.xml", "ppt/slides/slide1.xml", "docProps/core.xml"] {
                    opened(name, &part.repeat(size / part.len()));
                }
            });
        }
    }
}
