//! PDF: what it says, and what it remembers of its makers.

mod clean;
mod drawn;
mod font;
mod layers;
mod objects;
mod parts;
mod place;
mod strays;
mod table;
mod xmp;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::opened::Opened;
use super::place::Place;
use crate::guarded::guarded;
pub use clean::clean;
use drawn::Reader;

/// The most that one stream may unpack to, and all pages together.
const MOST_UNPACKED: usize = 64 << 20;
/// The most pages that are read.
const MOST_PAGES: usize = 5_000;
/// Keys under which any part may say who made it; what stands there is of no use to readers.
const MAKERS: &[&[u8]] = &[b"Author", b"LastModifiedBy", b"Producer", b"CreationDate"];

/// What a scan says that has been read by a program, for those who search it or have it read to them.
pub const SCAN: &str = "words of a scan written invisibly over its picture";

/// Looks into a PDF. `None` if it can't be read: damaged, encrypted, or something else under that name.
pub fn open(bytes: &[u8]) -> Option<Opened> {
    // The reader is not ours, and what it gets may be hostile.
    guarded(|| look(bytes)).flatten()
}

fn load(bytes: &[u8]) -> Option<Document> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).ok()?;
    (!document.is_encrypted() && !document.get_pages().is_empty()).then_some(document)
}

fn look(bytes: &[u8]) -> Option<Opened> {
    let document = load(bytes)?;
    let mut opened = Opened::default();
    let infos = infos(&document);
    infos.iter().for_each(|info| fields(info, &mut opened));
    let reached = strays::reached(&document);
    let mut beside = parts::look(&document, &infos, &reached, &mut opened);
    if parts::hide_layers(&document) {
        opened.remember("layers that are not shown".to_owned(), None, false);
    }
    let is_updated = memchr::memmem::find_iter(bytes, b"%%EOF").count() > 1 && !is_linearised(bytes);
    if is_updated {
        opened.remember("earlier states of itself".to_owned(), None, true);
    }
    opened.unread |= strays::miss(&document, bytes);
    if strays::are_in(&document, &reached, bytes) || !is_updated && strays::has_older_objects(&document, bytes) {
        opened.remember("parts that nothing leads to any more".to_owned(), None, true);
    }
    let deleted = strays::pages(&document);
    if !deleted.is_empty() {
        opened.remember("pages that are not shown any more".to_owned(), None, true);
    }
    read(&document, deleted, &mut opened);
    opened.unread |= !beside.streams(&document);
    opened.places.push((opened.text.len(), None));
    opened.text.push_str(&beside.text);
    Some(opened)
}

/// What the file tells of itself, field by field.
fn fields(info: &Dictionary, opened: &mut Opened) {
    for (key, value) in info.iter() {
        let name = String::from_utf8_lossy(key).into_owned();
        if matches!(name.as_str(), "Title" | "Trapped") {
            if let Some(title) = text_of(value) {
                opened.text.push_str(&title);
                opened.text.push('\n');
            }
            continue;
        }
        let what = maker(key).map_or_else(|| format!("the field {name}"), str::to_owned);
        opened.remember(what, text_of(value), true);
    }
}

/// Reads what pages show, and what others show on them.
fn read(document: &Document, deleted: Vec<ObjectId>, opened: &mut Opened) {
    let mut reader = Reader::new(document);
    let numbers = numbers(document);
    for (count, id) in document.page_iter().chain(deleted).enumerate() {
        match document.get_page_content_with_limit(id, reader.left).ok().filter(|_| count < MOST_PAGES) {
            Some(content) => reader.page(&content, id, numbers.get(&id).copied()),
            None => {
                reader.unread = true;
                break;
            }
        }
    }
    reader.forms_of_no_page();
    if let Some(page) = reader.unseen {
        opened.remember_at(
            page.map(Place::Page),
            "text that is not seen (white, covered, tiny or drawn invisibly)".to_owned(),
            None,
            false,
        );
    }
    if let Some(page) = reader.scanned {
        opened.remember_at(page.map(Place::Page), SCAN.to_owned(), None, false);
    }
    opened.unread |= reader.unread;
    let (otherwise, pages_of_otherwise) = reader.otherwise();
    for (text, pages) in [(reader.text, reader.pages), (otherwise, pages_of_otherwise)] {
        let from = opened.text.len();
        opened.places.extend(pages.into_iter().map(|(start, page)| (from + start, page.map(Place::Page))));
        opened.text.push_str(&text);
    }
}

/// Which page is the first, the second and so on, where there is more than one.
fn numbers(document: &Document) -> BTreeMap<ObjectId, u32> {
    let pages: BTreeMap<ObjectId, u32> = document.page_iter().zip(1..).take(MOST_PAGES).collect();
    if pages.len() > 1 { pages } else { BTreeMap::new() }
}

/// What the file tells of itself; some programs leave it in the catalog as well.
fn infos(document: &Document) -> Vec<&Dictionary> {
    let of_catalog = document.catalog().and_then(|catalog| catalog.get_deref(b"Info", document)?.as_dict());
    info(document).into_iter().chain(of_catalog.ok()).collect()
}

/// What a key tells of who made the file, and with what.
fn maker(key: &[u8]) -> Option<&'static str> {
    match key {
        b"Author" | b"LastModifiedBy" => Some("its author"),
        b"Creator" | b"Producer" => Some("the software that made it"),
        b"CreationDate" | b"ModDate" => Some("when it was made or changed"),
        _ => None,
    }
}

fn info(document: &Document) -> Option<&Dictionary> {
    document.trailer.get_deref(b"Info", document).and_then(Object::as_dict).ok()
}

fn dictionary(object: &Object) -> Result<&Dictionary, ()> {
    match object {
        Object::Dictionary(dictionary) => Ok(dictionary),
        Object::Stream(stream) => Ok(&stream.dict),
        _ => Err(()),
    }
}

/// A string of a PDF: UTF-16 or UTF-8 with its mark, else a byte a letter.
fn text_of(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => lopdf::decode_text_string(object).ok(),
    }
}

/// A file that is made to be shown while it is loaded has two ends as well.
fn is_linearised(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(2048)], b"/Linearized").is_some()
        && memchr::memmem::find_iter(bytes, b"%%EOF").count() == 2
}

#[cfg(test)]
mod tests {
    use super::clean::described;
    use super::*;
    use crate::growth;

    /// A PDF of one page, which has the font F1, and of further objects from 6 on, to which the catalog leads.
    fn pdf(content: &str, resources: &str, catalog: &str, others: &[&str]) -> Vec<u8> {
        let kept: String = (6..6 + others.len()).map(|number| format!("{number} 0 R ")).collect();
        with_strays(content, resources, &format!("{catalog} /Kept [{kept}]"), others)
    }

    /// The same, and nothing leads to the further objects.
    fn with_strays(content: &str, resources: &str, catalog: &str, others: &[&str]) -> Vec<u8> {
        let stream = |content: &str| format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
        let pages = others.iter().zip(6..).filter(|(object, _)| object.starts_with("<< /Type /Page /Parent"));
        let kids: String = pages.map(|(_, number)| format!("{number} 0 R ")).collect();
        let mut objects = vec![
            format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>"),
            format!("<< /Type /Pages /Kids [3 0 R {kids}] >>"),
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> {resources} >> >>"
            ),
            stream(content),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        ];
        objects.extend(others.iter().map(|object| (*object).to_owned()));
        let mut out = "%PDF-1.4\n".to_owned();
        let mut table = String::new();
        for (index, object) in objects.iter().enumerate() {
            table += &format!("{:010} 00000 n \n", out.len());
            out += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
        }
        let (at, count) = (out.len(), objects.len() + 1);
        out += &format!("xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n");
        out.into_bytes()
    }

    fn form(content: &str, entries: &str) -> String {
        format!("<< /Type /XObject /Subtype /Form {entries} /Length {} >>\nstream\n{content}\nendstream", content.len())
    }

    const SHOWN: &str = "BT /F1 12 Tf (x) Tj ET";

    #[test]
    fn text_is_read_wherever_it_stands() {
        for (catalog, objects) in [
            ("", vec!["<< /Type /Annot /Subtype /Widget /FT /Tx /T (No) /V (ANNA) /Rect [0 0 9 9] >>"]),
            ("/AcroForm << /Fields [<< /FT /Ch /V [(ANNA)] >>] >>", vec![]),
            ("/Outlines 6 0 R", vec!["<< /Type /Outlines /First 7 0 R >>", "<< /Title (ANNA) /Parent 6 0 R >>"]),
            ("", vec!["<< /Type /StructElem /S /Figure /Alt (ANNA) >>"]),
            ("", vec!["<< /Type /StructElem /K [<< /S /Span /ActualText <FEFF0041004E004E0041> >>] >>"]),
            ("", vec!["<< /Subtype /Link /Rect [0 0 9 9] /Contents (ANNA) >>"]),
            ("", vec!["<< /Subtype /Link /Rect [0 0 9 9] /A 7 0 R >>", "<< /S /URI /URI 8 0 R >>", "(mailto:ANNA)"]),
            ("", vec!["<< /Type /Filespec /F (a_ANNA.doc) >>"]),
            ("/AcroForm << /Fields [<< /FT /Sig /V << /Type /Sig /Name (ANNA) /ByteRange [0 9] /Contents <00> >> >>] >>", vec![]),
            ("/AcroForm << /XFA 6 0 R >>", vec!["<< /Length 20 >>\nstream\n<x><a>AN<b>NA</b></a>\nendstream"]),
            ("/AcroForm << /XFA [(a) 6 0 R] >>", vec!["<< /Length 11 >>\nstream\n<x>ANNA</x>\nendstream"]),
            ("/AcroForm << /Fields [<< /FT /Ch /Opt [[(a) (ANNA)]] /T (x) >>] >>", vec![]),
            ("/AcroForm << /Fields [<< /FT /Tx /T (pnr_ANNA) /RV (<p>A</p>) >>] >>", vec![]),
            ("/AcroForm << /Fields [<< /FT /Btn /V /ANNA >>] >>", vec![]),
            ("/PageLabels << /Nums [0 << /P (ANNA) >>] >>", vec![]),
            ("/Names << /Dests << /Names [(a_ANNA) [3 0 R /Fit]] >> >>", vec![]),
            ("/Dests << /ANNA [3 0 R /Fit] >>", vec![]),
            ("/OCProperties << /OCGs [6 0 R] /D << >> >>", vec!["<< /Type /OCG /Name (ANNA) >>"]),
            ("/Collection << /D (ANNA) >>", vec![]),
            ("", vec!["<< /S /URI /URI (https://a.example/%41NNA) >>"]),
            (
                "",
                vec![
                    "<< /PatternType 1 /Resources << /Font << /F1 5 0 R >> >> /Length 25 >>\nstream\nBT /F1 12 Tf (ANNA) Tj ET\nendstream",
                ],
            ),
        ] {
            let opened = open(&pdf(SHOWN, "", catalog, &objects)).unwrap();
            assert!(opened.text.contains("ANNA") && !opened.text.contains("_ANNA") && !opened.unread, "{objects:?}: {opened:?}");
        }
        for content in [
            "BT /F1 12 Tf (x) Tj ET /Fm0 Do",
            "/Fm0 Do",
            "BT /F1 12 Tf (x) Tj ET",
            "BT /Span << /ActualText (ANNA) >> BDC /F1 12 Tf (x) Tj EMC ET",
            "BT /F1 12 Tf [(AN) -20 (NA)] TJ ET",
        ] {
            // A form that draws itself, and one that has its fonts from the page.
            let forms = [
                form("/Fm0 Do /Fm1 Do", "/Resources << /XObject << /Fm0 6 0 R /Fm1 7 0 R >> /Font << /F1 5 0 R >> >>"),
                form("BT /F1 12 Tf (ANNA) Tj ET", "/Resources << /Font << /F1 5 0 R >> >>"),
            ];
            let opened = open(&pdf(content, "/XObject << /Fm0 6 0 R >>", "", &[&forms[0], &forms[1]])).unwrap();
            assert!(opened.text.contains("ANNA") && !opened.unread, "{content}: {opened:?}");
        }
        let lent = form("BT /F1 12 Tf (ANNA) Tj ET", "");
        assert!(open(&pdf("/Fm0 Do", "/XObject << /Fm0 6 0 R >>", "", &[&lent])).unwrap().text.contains("ANNA"));
        assert!(open(&pdf(SHOWN, "", "", &[&lent])).unwrap().unread, "letters of a font that is not known");
        let nameless = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H >>";
        assert!(open(&pdf("BT /F2 12 Tf <0001> Tj ET", "/Font << /F1 5 0 R /F2 6 0 R >>", "", &[nameless])).unwrap().unread);
    }

    #[test]
    fn forms_in_forms_are_read_however_deep() {
        let next = |number: usize| form("/Fm0 Do", &format!("/Resources << /XObject << /Fm0 {} 0 R >> >>", number + 1));
        let mut forms: Vec<String> = (6..46).map(next).collect();
        forms.push(form("BT /F1 12 Tf (ANNA) Tj ET", "/Resources << /Font << /F1 5 0 R >> >>"));
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        let opened = open(&pdf("/Fm0 Do", "/XObject << /Fm0 6 0 R >>", "", &forms)).unwrap();
        assert_eq!(opened.text.matches("ANNA").count(), 1, "{opened:?}");
    }

    #[test]
    fn bytes_and_days_are_no_text_and_places_are() {
        let objects = [
            "<< /CS [/Indexed /DeviceRGB 1 (ANNA)] /CheckSum (ANNA) /ID <c4414e4e41ff> /M (D:20261124093000+01'00') /B <0001414e4e41> >>",
            "<< /Measure << /Subtype /GEO /GPTS [59.32932 18.06858 59.5 18.5] >> /N <9d69> >>",
        ];
        let text = open(&pdf(SHOWN, "", "", &objects)).unwrap().text;
        assert!(!text.contains("ANNA") && !text.contains("2026"), "{text}");
        assert!(text.contains("59.32932, 18.06858\n") && text.contains("ši"), "{text}");
    }

    #[test]
    fn figures_of_one_number_join_and_words_do_not() {
        for (shown, text) in [
            ("[(2099) -250 (1231) 30 (-9804)] TJ", "2099 1231-9804\n20991231-9804"),
            ("[(1999) -333 (20991231) -80 (-9804)] TJ (x) '", "1999 20991231-9804\nx\n199920991231-9804"),
            ("[(Anna) -250 (Berg)] TJ", "Anna Berg"),
            ("[(12) -2500 (34)] TJ", "12 34"),
            ("[(12) -250.5 (a)] TJ", "12 a"),
            ("(12) ' (34) '", "12\n34"),
        ] {
            let opened = open(&pdf(&format!("BT /F1 12 Tf {shown} ET"), "", "", &[])).unwrap();
            assert_eq!(opened.text.trim(), text, "{shown}");
        }
    }

    #[test]
    fn letters_are_read_by_the_table_of_their_font_or_by_their_names() {
        let table = form("1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <01> <04> <0041> endbfrange", "");
        let of_type = |kind: &str, entries: &str| format!("<< /Type /Font /Subtype /{kind} /BaseFont /X {entries} >>");
        for (font, shown, text) in [
            (of_type("Type1", "/Encoding << /Differences [128 /.notdef /.null 140 /fi] >>"), "(So\\214a) Tj", Some("Soﬁa")),
            (
                of_type("Type1", "/Encoding << /Differences [140 /uni00660069 /u0041_0308 /A_uni030A] >>"),
                "(\\214\\215\\216) Tj",
                Some("fiA\u{308}A\u{30a}"),
            ),
            (
                of_type("Type1", "/Encoding << /Differences [1 /zero.oldstyle /eightoldstyle /Asmall] >>"),
                "(\\001\\002\\003) Tj",
                Some("08A"),
            ),
            (of_type("Type1", "/Encoding << /Differences [1 /g12] >>"), "(a\\001) Tj", None),
            (of_type("Type1", "/Encoding << /Differences [1 /added] >>"), "(a\\001b) Tj", Some("a b")),
            (of_type("Type3", "/Encoding << /Differences [65 /a65 197 /a197] >>"), "(A\\305) Tj", Some("AÅ")),
            (of_type("Type3", "/Encoding << /Differences [1 /g0 /g1] >>"), "(\\001) Tj", None),
            (of_type("Type3", "/Encoding << /Differences [1 /g0 /g1] >> /ToUnicode 7 0 R"), "(\\001\\002) Tj", Some("AB")),
            (of_type("Type1", "/Encoding /WinAnsiEncoding /ToUnicode 7 0 R"), "(\\003x) Tj", Some("Cx")),
            (of_type("TrueType", "/FontDescriptor << /Flags 4 /FontFile2 9 0 R >>"), "(AB) Tj", None),
            (of_type("Type0", "/Encoding /UniJIS-UTF16-H"), "<00410042> Tj", Some("AB")),
            (of_type("Type0", "/Encoding /Identity-H /ToUnicode 7 0 R"), "<00020003> Tj", Some("BC")),
            (of_type("Type0", "/Encoding /Identity-H /ToUnicode 7 0 R"), "<00020009> Tj", None),
        ] {
            let opened = open(&pdf(&format!("BT /F2 12 Tf {shown} ET"), "/Font << /F2 6 0 R >>", "", &[&font, &table])).unwrap();
            assert_eq!(opened.unread, text.is_none(), "{font}: {opened:?}");
            assert!(text.is_none_or(|text| opened.text.trim() == text), "{font}: {opened:?}");
        }
    }

    #[test]
    fn runs_on_one_line_join_and_lines_and_cells_do_not() {
        let mono = "<< /Type /Font /Subtype /TrueType /BaseFont /X /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 126 /Widths 7 0 R >>";
        let wide = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 9 0 R /DescendantFonts [<< /DW 900 /W [48 57 500] >>] >>";
        let widths = format!("[{}]", "500 ".repeat(95));
        let table = form("1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <00ff> <0000> endbfrange", "");
        let others = [mono, &widths, wide, &table];
        let glyphs = |step: f32| -> String { "20991231-9804".chars().map(|c| format!("({c}) Tj {step} 0 Td ")).collect() };
        for (shown, text) in [
            ("20 200 Td (Flickan heter) Tj 0 -14 Td (Ayla Berg) Tj", "Flickan heter\nAyla Berg"),
            ("20 200 TD (pnr) Tj 0 -14 TD (20991231-9804) Tj T* (x) Tj", "pnr\n20991231-9804\nx"),
            ("1 0 0 1 20 200 Tm (a) Tj 1 0 0 1 20 180 Tm (b) Tj", "a\nb"),
            ("20 200 Td (Ayla Berg) Tj 100 0 Td (20991231-9804) Tj", "Ayla Berg\n20991231-9804"),
            ("20 200 Td (Ayla) Tj 28 0 Td (Berg) Tj", "Ayla Berg"),
            ("20 200 Td (20991231) Tj ET BT /F1 12 Tf 1 0 0 1 73.4 200 Tm (-9804) Tj", "20991231-9804"),
            (
                "ET q .24 0 0 -.24 0 792 cm BT /F1 50 Tf 1 0 0 -1 9 9 Tm (2099) Tj ET Q q .24 0 0 -.24 0 792 cm BT /F1 50 Tf 1 0 0 -1 120.2 9 Tm (1231) Tj",
                "20991231",
            ),
            (&glyphs(6.7), "20991231- 9804\n20991231-9804"),
            (&glyphs(14.4), "2 0 9 9 1 2 3 1 - 9 8 0 4\n20991231-9804"),
            ("20 200 Td [(A) -250 (y) -250 (l) -250 (a) -250 ( ) -250 (B)] TJ", "A y l a   B\nAyla B"),
            ("3 Tc 20 200 Td (Ay) Tj 19.9 0 Td (la) Tj", "A y l a\nAyla"),
            ("1 Tc 20 200 Td (Ay) Tj 15.9 0 Td (la) Tj", "Ayla"),
            ("20 200 Td (Ayl) Tj 3 Tc 17.4 0 Td (aB) Tj 0 Tc 17.7 0 Td (erg) Tj", "Ayla Berg\nAylaBerg"),
            ("/F3 10 Tf 3 Tc 20 200 Td <0032003000310041> Tj", "2 0 1 A\n201A"),
            ("20 200 Td (20990101-9811) Tj 88 0 Td (070-174 06 05) Tj", "20990101-9811 070-174 06 05\n20990101-9811070-174 06 05"),
            ("20 200 Td (Ayla) Tj .2 0 Td (Ayla) Tj", "Ayla"),
            ("/F3 10 Tf 20 200 Td <004100ad> Tj 0 -12 Td <0042> Tj", "A-\nB"),
            ("1 0 0 1 72 700 Tm (2099) Tj T* ET BT 1 0 0 1 98.7 700 Tm (1231) Tj T*", "20991231"),
            ("20 200 Td (9804) Tj /F1 7 Tf 27 4 Td (1) Tj", "9804\n1"),
            ("100 200 Td (cd) Tj -12.7 0 Td (ab) Tj", "cdab"),
            ("/F2 10 Tf 20 200 Td (Ay) Tj 10 0 Td (la) Tj 10 0 Td (xy) Tj 13 0 Td (z) Tj", "Aylaxy z"),
            ("/F3 10 Tf 20 200 Td <00320030> Tj 10 0 Td <0041> Tj 9 0 Td <0042> Tj 14 0 Td <0043> Tj", "20AB C\n20ABC"),
            ("50 Tz 20 200 Td (Ayla) Tj 11.1 0 Td (Berg) Tj", "AylaBerg"),
        ] {
            let opened = open(&pdf(&format!("BT /F1 12 Tf {shown} ET"), "/Font << /F1 5 0 R /F2 6 0 R /F3 8 0 R >>", "", &others)).unwrap();
            assert_eq!(opened.text.trim(), text, "{shown}");
        }
    }

    #[test]
    fn text_that_is_not_seen_is_told_and_no_other() {
        let spaces = "/ColorSpace << /Ink [/Separation /Black /DeviceGray 6 0 R] /Icc [/ICCBased 7 0 R] >>";
        for (before, unseen) in [
            ("1 1 1 rg", true),
            ("1 1 1 sc", true),
            ("/None cs 1 1 1 sc", true),
            ("/DeviceGray cs 1 sc", true),
            ("0 0 0 0 k", true),
            ("/Icc cs 0 0 0 0 scn", true),
            ("q 1 g Q 3 Tr", true),
            ("", false),
            ("1 1 1 sc 0 0 9 9 re f 0 0 0 sc", false),
            ("0 0 0 sc 0 0 9 9 re f 1 1 1 sc", false),
            ("/Ink cs 1 scn", false),
            ("/DeviceRGB cs 0 0 0 sc", false),
            ("q 1 g Q", false),
        ] {
            let opened = open(&pdf(&format!("{before} {SHOWN}"), spaces, "", &["<< /FunctionType 2 >>", "<< /N 4 >>"])).unwrap();
            assert_eq!(opened.memories.iter().any(|memory| memory.what.contains("not seen")), unseen, "{before}");
        }
        let white = form(SHOWN, "");
        let drawn = |before: &str| open(&pdf(&format!("{before} /Fm0 Do"), "/XObject << /Fm0 6 0 R >>", "", &[&white])).unwrap().memories;
        assert_eq!(drawn("1 g").len(), 1);
        assert_eq!(drawn("0 0 9 9 re f 1 g"), []);
    }

    #[test]
    fn the_page_is_told_where_there_are_more_than_one() {
        let second = "<< /Type /Page /Parent 2 0 R /Contents 7 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [8 0 R] >>";
        let content = form("1 g BT /F1 12 Tf [(20) -300 (99)] TJ T* (ANNA) Tj ET", "");
        let mark = "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (why?) >>";
        let opened = open(&pdf(SHOWN, "", "", &[second, &content, mark])).unwrap();
        for (said, page) in [("x", Some(1)), ("ANNA", Some(2)), ("2099", Some(2)), ("why?", None)] {
            let place = opened.place(opened.text.find(said).unwrap());
            assert_eq!(place, page.map(Place::Page).as_ref(), "{said}: {opened:?}");
        }
        assert!(opened.memories.iter().all(|memory| memory.places == [Place::Page(2)]), "{opened:?}");
        let opened = open(&pdf(SHOWN, "", "", &[])).unwrap();
        assert_eq!(opened.place(opened.text.find('x').unwrap()), None);
    }

    #[test]
    fn the_words_of_a_scan_are_told_as_that() {
        const HIDDEN: &str = "text that is not seen (white, covered, tiny or drawn invisibly)";
        let image = "<< /Subtype /Image /Length 1 >>\nstream\nx\nendstream";
        for (content, told) in [
            (format!("q 300 0 0 300 0 0 cm /Im0 Do Q 3 Tr {SHOWN}"), vec![SCAN]),
            (format!("3 Tr {SHOWN} q 300 0 0 150 0 0 cm /Im0 Do Q q 300 0 0 150 0 150 cm /Im0 Do Q"), vec![SCAN]),
            (format!("q 300 0 0 200 0 0 cm /Im0 Do Q 3 Tr {SHOWN}"), vec![HIDDEN]),
            (format!("q 900 0 0 900 300 0 cm /Im0 Do Q 3 Tr {SHOWN}"), vec![HIDDEN]),
            (format!("q 300 0 0 300 0 0 cm /Im0 Do Q 3 Tr {SHOWN} 0 Tr BT /F1 .1 Tf (x) Tj ET"), vec![HIDDEN, SCAN]),
        ] {
            let bytes = pdf(&content, "/XObject << /Im0 6 0 R >>", "/Info << /Producer (x) >>", &[image]);
            let memories = open(&bytes).unwrap().memories;
            assert_eq!(memories[1..].iter().map(|memory| memory.what.as_str()).collect::<Vec<_>>(), told, "{content}");
            assert_eq!(clean(&bytes).is_ok(), told == [SCAN], "{content}");
        }
    }

    #[test]
    fn letters_of_the_colour_below_them_are_told() {
        const WORDS: &str = "BT /F1 12 Tf 72 200 Td (hidden words) Tj ET";
        const BOX: &str = "70 195 120 16 re f";
        for (content, is_told) in [
            (format!("0 g {BOX} {WORDS}"), true),
            (format!("0 0 0 1 k {BOX} .01 g {WORDS}"), true),
            (format!(".99 g {WORDS}"), true),
            (format!("0 g 250 0 9 9 re f 1 g {WORDS}"), true),
            (format!("0 g 0 0 300 300 re f 1 g {BOX} {WORDS}"), true),
            (format!("0 g {BOX} 1 g {WORDS}"), false),
            (format!("0 g {BOX} 1 g {BOX} 0 g {WORDS}"), false),
            (format!(".9 g {WORDS}"), false),
            (format!("0 g 70 195 40 16 re f {WORDS}"), false),
            (format!("0 g 70 195 120 1 re f {WORDS}"), false),
            (format!("/G1 gs 0 g {BOX} /G0 gs {WORDS}"), false),
            (format!("0 0 m 300 0 l 150 400 l f 1 g {WORDS}"), false),
            (format!("q 0 0 m 300 0 l 150 400 l W n 0 g {BOX} Q 1 g {WORDS}"), false),
            (format!("0 G 20 w 60 205 m 200 205 l S 1 g {WORDS}"), false),
            (format!("1 Tr 1 g {WORDS}"), false),
            (format!("q 200 0 0 50 60 190 cm /Im0 Do Q 1 g {WORDS}"), false),
            (format!("q 20 0 0 50 60 100 cm /Im0 Do Q 1 g {WORDS}"), true),
            (format!("0 0 300 300 re /Pattern cs /P scn f 1 g {WORDS}"), false),
        ] {
            let resources = "/ExtGState << /G0 << /ca 1 >> /G1 << /ca 0.3 >> >> /XObject << /Im0 6 0 R >>";
            let image = "<< /Subtype /Image /Length 1 >>\nstream\nx\nendstream";
            let opened = open(&pdf(&content, resources, "", &[image])).unwrap();
            assert_eq!(opened.memories.iter().any(|memory| memory.what.contains("not seen")), is_told, "{content}");
        }
    }

    #[test]
    fn a_picture_with_metadata_is_seen_however_it_is_packed() {
        let jpeg = "ffd8 ffe1 0010 45786966 0000 416e6e6120426572 ffd9>";
        for (filter, is_seen) in [("[/ASCIIHexDecode /DCTDecode]", true), ("[/ASCIIHexDecode]", false)] {
            let image = format!("<< /Subtype /Image /Filter {filter} /Length {} >>\nstream\n{jpeg}\nendstream", jpeg.len());
            let bytes = pdf(SHOWN, "", "", &[&image]);
            let opened = open(&bytes).unwrap();
            let told: Vec<_> = opened.memories.iter().map(|memory| (memory.what.as_str(), memory.text.as_deref())).collect();
            assert_eq!(told == [("a picture with Exif data", Some("Exif\nAnna Ber\n"))], is_seen, "{filter}: {told:?}");
            assert_eq!(clean(&bytes).is_err(), is_seen, "{filter}");
        }
        for (behind, is_seen) in [("0d0a", false), ("0000000000", false), ("ffd8ffe0 0010", true), ("45786966 0000", true)] {
            let image = format!(
                "<< /Subtype /Image /Filter [/ASCIIHexDecode /DCTDecode] /Length {} >>\nstream\nffd8 ffd9 {behind}>\nendstream",
                behind.len() + 11
            );
            let memories = open(&pdf(SHOWN, "", "", &[&image])).unwrap().memories;
            assert_eq!(memories.iter().any(|memory| memory.what == "a picture with bytes behind its end"), is_seen, "{behind}");
        }
        let other = "<< /Filter [/JBIG2Decode /DCTDecode] /Length 1 >>\nstream\nx\nendstream";
        assert!(open(&pdf(SHOWN, "", "", &[other])).unwrap().unread);
    }

    #[test]
    fn what_is_deleted_but_lies_there_is_told_and_cleaned_away() {
        const LOST: &str = "parts that nothing leads to any more";
        const PAGE: &str = "pages that are not shown any more";
        let stream = form("BT /F1 12 Tf (ANNA) Tj ET", "");
        let page = "<< /Type /Page /Contents 7 0 R /Resources << /Font << /F1 5 0 R >> >> >>";
        for (catalog, objects, told) in [
            ("", [page, &stream], vec![LOST, PAGE]),
            ("/Names << /Templates << /Names [(x) 6 0 R] >> >>", [page, &stream], vec![PAGE]),
            ("", ["null", &stream], vec![LOST]),
            ("", ["<< /Author (ANNA) >>", "null"], vec![LOST]),
            ("", ["<< /Type /Annot /Subtype /Redact /Rect [0 0 9 9] /T (Anna) >>", "<< /S 12 >>"], vec![LOST]),
            ("", ["<< /Type /ExtGState /ca 1 >>", "[1 2 (\\))]"], vec![LOST]),
            ("", ["<< /Type /ExtGState /ca 1 >>", "[1 2 ()]"], vec![]),
            ("/Info << /Producer (MuPDF) >>", ["null", "null"], vec!["the software that made it"]),
            ("/Metadata 7 0 R", ["null", &stream.replace("/Type /XObject /Subtype /Form", "")], vec!["XMP data"]),
            ("/X << /CreationDate 6 0 R >>", ["(D:20261124093000)", "null"], vec!["when it was made or changed"]),
            ("/A << /S /URI /URI (https://a.example/Author/Producer/CreationDate) >>", ["null", "null"], vec![]),
            ("/Dests << /Author [3 0 R /Fit] /Producer 6 0 R >>", ["[3 0 R /Fit]", "null"], vec![]),
        ] {
            let bytes = with_strays(SHOWN, "", catalog, &objects);
            let opened = open(&bytes).unwrap();
            assert_eq!(opened.memories.iter().map(|memory| memory.what.as_str()).collect::<Vec<_>>(), told, "{objects:?}");
            assert!(opened.text.contains("ANNA") || !told.contains(&PAGE), "{objects:?}");
            let copy = clean(&bytes).unwrap();
            assert_eq!(open(&copy).unwrap().memories, [], "{objects:?}");
            assert!(!String::from_utf8_lossy(&copy).contains("ANNA"), "{objects:?}");
            let keeps_places =
                load(&copy).unwrap().catalog().unwrap().get(b"Dests").is_ok_and(|places| places.as_dict().unwrap().len() == 2);
            assert_eq!(keeps_places, catalog.contains("Dests"));
        }
        // An object that the table knows of in another place, and a whole file beside.
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let older = text(with_strays(SHOWN, "", "", &[])).replacen("1 0 obj", "1 0 obj << /Author (Anna) >> endobj\n1 0 obj", 1);
        let shift = "1 0 obj << /Author (Anna) >> endobj\n".len();
        let moved = |line: &str| match line.strip_suffix(" 00000 n ").and_then(|place| place.parse::<usize>().ok()) {
            Some(place) => format!("{:010} 00000 n ", place + shift),
            None => line
                .parse::<usize>()
                .map_or(line.to_owned(), |place| if place > 99 { (place + shift).to_string() } else { line.to_owned() }),
        };
        let older: String = older.split('\n').map(moved).collect::<Vec<_>>().join("\n");
        assert_eq!(open(older.as_bytes()).unwrap().memories[0].what, LOST);
        let hybrid = text(with_strays(SHOWN, "", "", &[&stream])).replace("/Root", "/AdditionalStreams [/odt 6 0 R] /Root");
        assert_eq!(open(hybrid.as_bytes()).unwrap().memories[0].what, "another file inside it");
        let copy = String::from_utf8_lossy(&clean(hybrid.as_bytes()).unwrap()).into_owned();
        assert!(!copy.contains("ANNA") && copy.contains("/Size 6"), "{copy}");
    }

    #[test]
    fn what_no_page_shows_is_told_however_it_is_written() {
        const FIELD: &str = "a form field that is not shown";
        let field = |entries: &str| format!("<< /Subtype /Widget /FT /Tx /Rect [0 0 9 9] {entries} >>");
        let jpx = |bytes: &str| format!("<< /Subtype /Image /Filter /JPXDecode /Length {} >>\nstream\n{bytes}\nendstream", bytes.len());
        for (catalog, objects, told) in [
            ("/OCProperties << /D << /OFF 6 0 R >> >>", vec!["[3 0 R]".to_owned()], Some("layers that are not shown")),
            ("/OCProperties << /D << /OFF 6 0 R >> >>", vec!["[]".to_owned()], None),
            ("", vec!["<< /F (a.txt) /EF << /F 7 0 R >> >>".to_owned(), jpx("x")], Some("another file inside it")),
            ("", vec![field("/F 2 /V (Anna)")], Some(FIELD)),
            ("", vec![field("/F 32 /Parent 7 0 R"), "<< /V (Anna) >>".to_owned()], Some(FIELD)),
            ("", vec![field("/F 4 /V (Anna)")], None),
            ("", vec![field("/F 2 /V ()")], None),
            ("", vec![jpx("\0\0\0\x0cjP  abcd\0\0\0\x0cjp2cabcd")], None),
            ("", vec![jpx("\0\0\0\x0cjP  abcd\0\0\0\x0cxml <a/>")], Some("a picture with a program's own data")),
        ] {
            let opened = open(&pdf(SHOWN, "", catalog, &objects.iter().map(String::as_str).collect::<Vec<_>>())).unwrap();
            assert_eq!(opened.memories.iter().map(|memory| memory.what.as_str()).collect::<Vec<_>>(), Vec::from_iter(told), "{objects:?}");
        }
        for (content, is_told) in
            [("BT 3.0 Tr /F1 12 Tf (x) Tj ET", true), ("BT /F1 12 Tf 0 Tz (x) Tj ET", true), ("BT 0.0 Tr /F1 12 Tf 80 Tz (x) Tj ET", false)]
        {
            assert_eq!(open(&pdf(content, "", "", &[])).unwrap().memories.is_empty(), !is_told, "{content}");
        }
        let font = "<< /Type /Font /Subtype /TrueType /Encoding /WinAnsiEncoding /FirstChar 0 /Widths [] >>";
        let widthless = form("BT /F2 12 Tf (ANNA) Tj ET", &format!("/Resources << /Font << /F2 {font} >> >>"));
        assert!(open(&pdf(SHOWN, "", "", &[&widthless])).is_some_and(|opened| opened.text.contains("ANNA")));
    }

    #[test]
    fn marks_of_a_reviewer_are_told_of_whatever_form() {
        for (subtype, is_told) in [
            ("Text", true),
            ("Square", true),
            ("Circle", true),
            ("Line", true),
            ("Polygon", true),
            ("PolyLine", true),
            ("Sound", true),
            ("Link", false),
            ("Widget", false),
        ] {
            let mark = format!("<< /Type /Annot /Subtype /{subtype} /Rect [0 0 9 9] /T (Anna) /Contents (is this her?) >>");
            let bytes = pdf(SHOWN, "", "", &[&mark]);
            let memories = open(&bytes).unwrap().memories;
            assert_eq!(memories.iter().any(|memory| memory.what == "comments or marks of a reviewer"), is_told, "{subtype}");
            assert_eq!(clean(&bytes).is_err(), is_told, "{subtype}");
        }
    }

    #[test]
    fn a_clean_copy_keeps_title_and_accessibility() {
        let xmp = "<x:xmpmeta><dc:creator>Anna</dc:creator><dc:title><rdf:li>Barn &lt; 18</rdf:li></dc:title><pdfuaid:part>1</pdfuaid:part></x:xmpmeta>";
        let stream = format!("<< /Type /Metadata /Subtype /XML /Length {} >>\nstream\n{xmp}\nendstream", xmp.len());
        let copy = clean(&with_strays(SHOWN, "", "/Metadata 6 0 R", &[&stream])).unwrap();
        let opened = open(&copy).unwrap();
        assert_eq!(opened.memories, []);
        assert!(opened.text.contains("Barn < 18"), "{}", opened.text);
        let kept = described(&load(&copy).unwrap());
        assert_eq!((kept.title.as_str(), kept.accessible), ("Barn < 18", Some('1')));
        assert!(memchr::memmem::find(&copy, b"Anna").is_none());
        let copy = clean(&copy).unwrap();
        assert_eq!(described(&load(&copy).unwrap()), kept, "a copy of a copy");
    }

    #[test]
    fn text_below_what_was_drawn_later_is_told() {
        const WORDS: &str = "BT /F1 12 Tf 72 200 Td (hidden words here) Tj ET";
        let letters: String = "Ayla".chars().map(|c| format!("({c}) Tj 7 0 Td ")).collect();
        for (content, is_told) in [
            (format!("{WORDS} 0 g 70 195 120 16 re f"), true),
            (format!("{WORDS} 1 g 70 195 120 16 re f"), true),
            (format!("{WORDS} 90 195 40 16 re f"), true),
            (format!("BT /F1 12 Tf 72 200 Td {letters} ET 70 195 40 16 re f"), true),
            ("q 2 0 0 -2 0 900 cm BT /F1 6 Tf 1 0 0 -1 36 350 Tm (hidden words) Tj ET Q 70 195 120 16 re f".to_owned(), true),
            (format!("70 195 120 16 re f 1 g {WORDS}"), false),
            (format!("{WORDS} 70 195 120 16 re S"), false),
            (format!("{WORDS} 70 198 120 1 re f"), false),
            (format!("{WORDS} 70 180 120 16 re f"), false),
            (format!("{WORDS} 70 195 8 16 re f"), false),
            (format!("{WORDS} /G1 gs 70 195 120 16 re f"), false),
            (format!("{WORDS} /G2 gs 70 195 120 16 re f"), false),
            (format!("{WORDS} q 10 10 20 20 re W n 0 0 300 300 re f Q"), false),
            (format!("{WORDS} q 10 10 20 20 re W n Q 0 0 300 300 re f"), true),
            (format!("{WORDS} 0 0 m 300 0 l 9 9 l h W n 0 0 300 300 re f"), false),
            (format!("{WORDS} 0.7 0.7 -0.7 0.7 0 0 cm 0 0 300 300 re f"), false),
            (format!("{WORDS} 0 1 -1 0 300 0 cm 190 90 30 200 re f"), true),
            (format!("{WORDS} 100 190 m 60 190 l 60 215 l 220 215 l 220 190 l h f*"), true),
            (format!("{WORDS} 62 190 m 218 190 l 219 190 220 191 220 192 c 220 215 l 60 215 l 60 192 l 60 191 61 190 62 190 c f"), true),
            (format!("{WORDS} 60 190 m 220 190 l 140 300 l f"), false),
            (format!("{WORDS} 60 190 160 30 re 65 192 150 25 re f*"), false),
            (format!("{WORDS} 60 190 m 220 190 l 220 220 l 60 220 l h 65 192 m 65 217 l 215 217 l 215 192 l h f"), false),
            (format!("{WORDS} 60 190 20 30 re 90 190 80 30 re f*"), true),
            (format!("{WORDS} 16 w 70 203 m 190 203 l S"), true),
            (format!("0 1 -1 0 300 0 cm {WORDS} 16 w 70 203 m 190 203 l S"), true),
            (format!("{WORDS} 2 w 70 203 m 190 203 l S"), false),
            (format!("{WORDS} 16 w 70 203 m 190 260 l S"), false),
            (format!("{WORDS} /G4 gs 16 w 70 203 m 190 203 l S"), false),
            (format!("{WORDS} [3 3] 0 d 16 w 70 203 m 190 203 l S"), false),
            (format!("{WORDS} /Fm1 Do"), true),
            (format!("/Fm1 Do 1 g {WORDS} 0 g"), false),
            (format!("/Fm1 Do 1 g {WORDS} /Fm1 Do"), true),
            (format!("{WORDS} q 1 0 0 1 0 100 cm /Fm1 Do Q"), false),
            ("/G0 gs /Fm2 Do".to_owned(), true),
            ("/G0 gs /Fm3 Do".to_owned(), false),
            (format!("{WORDS} /G2 gs /Fm1 Do"), false),
            (format!("/G0 gs {WORDS}"), true),
            (format!("/G1 gs {WORDS}"), false),
            ("BT /F1 0.1 Tf 72 200 Td (hidden words here) Tj ET".to_owned(), true),
            ("100 0 0 100 0 0 cm BT /F1 0.1 Tf (words) Tj ET".to_owned(), false),
            ("100 0 0 100 0 0 cm /Fm0 Do".to_owned(), false),
        ] {
            let states = "/ExtGState << /G0 << /ca 0 >> /G1 << /ca 0.3 >> /G2 << /BM /Multiply >> /G4 << /CA 0.3 >> >> \
                          /XObject << /Fm0 6 0 R /Fm1 7 0 R /Fm2 8 0 R /Fm3 9 0 R >>";
            let own = "/Resources << /Font << /F1 5 0 R >> /ExtGState << /G3 << /ca 1 /BM /Normal >> >> >>";
            let forms = [
                ("Fm0", form("BT /F1 0.1 Tf (words) Tj ET", "")),
                ("Fm1", form("/G3 gs 0 0 300 300 re f", &format!("{own} /Group << /S /Transparency >> /BBox [60 190 220 220]"))),
                ("Fm2", form(&format!("/G3 gs {WORDS}"), &format!("{own} /Group << /S /Transparency >>"))),
                ("Fm3", form(&format!("/G3 gs {WORDS}"), own)),
            ];
            let forms: Vec<&str> = forms.iter().map(|(name, form)| if content.contains(name) { form } else { "null" }).collect();
            let opened = open(&pdf(&content, states, "", &forms)).unwrap();
            assert_eq!(opened.memories.iter().any(|memory| memory.what.contains("not seen")), is_told, "{content}");
        }
    }

    #[test]
    fn what_runs_from_within_another_object_is_seen() {
        let bytes = pdf(SHOWN, "", "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", &[]);
        assert!(clean(&bytes).unwrap_err().contains("runs when it is opened"));
    }

    #[test]
    fn hostile_objects_and_programs_take_a_time_that_grows_with_them_alone() {
        fn many(size: usize, part: &str) -> String {
            part.repeat(size / part.len())
        }
        type Case = (&'static str, fn(usize) -> (String, String));
        let cases: [Case; 10] = [
            ("objects", |size| (SHOWN.to_owned(), format!("[{}]", many(size, "<< /XFA 8 0 R /GPTS 8 0 R /V 8 0 R /URI 7 0 R >> ")))),
            ("widths", |size| (SHOWN.to_owned(), format!("<< /DescendantFonts [<< /W [{}] >>] >>", many(size, "0 65535 500 ")))),
            ("letters", |size| (format!("BT /F1 12 Tf {} ET", many(size, "(2) Tj 14 0 Td ")), "null".to_owned())),
            ("far letters", |size| (format!("BT /F1 1e38 Tf {} ET", many(size, "1e38 0 Td (2) Tj 0 1e38 Td 0 Tz q ")), "null".to_owned())),
            ("letters of no size", |size| (format!("BT /F1 0 Tf [{}] TJ ET", many(size, "(2) -1e38 ")), "null".to_owned())),
            ("below rectangles", |size| {
                (format!("BT /F1 9 Tf {} ET {}", many(size, "(2) Tj 9 9 Td "), many(size, "9 9 9 9 re f ")), "null".to_owned())
            }),
            ("on rectangles", |size| {
                (format!("{} BT /F1 9 Tf {} ET", many(size, "9 9 9 9 re f "), many(size, "(2) Tj 9 9 Td ")), "null".to_owned())
            }),
            ("one path", |size| {
                (format!("BT /F1 9 Tf {} ET {} f*", many(size, "(2) Tj 9 9 Td "), many(size, "9 9 9 9 re ")), "null".to_owned())
            }),
            ("fonts", |size| {
                let fonts: String = (2..size / 60).map(|number| format!("/F{number} << /Subtype /Type1 /Encoding 12 0 R >> ")).collect();
                (SHOWN.to_owned(), format!("<< /Font << {fonts} >> >>"))
            }),
            ("forms in forms", |size| {
                (many(size, "/Fm0 Do "), form(&"/Fm0 Do ".repeat(100), "/Resources << /XObject << /Fm0 9 0 R >> >>"))
            }),
        ];
        for (name, case) in cases {
            growth::is_of_input_alone(name, 1 << 15, |size| {
                let (content, object) = case(size);
                let long = format!("[{}]", many(size, "7 0 R 1.5 "));
                let names = format!("<< /Differences [0 {}] >>", (0..900).map(|number| format!("/g{number} ")).collect::<String>());
                let shows: String = (2..size / 60).map(|number| format!("/F{number} 9 Tf (a) Tj ")).collect();
                let shows = form(&shows, "/Resources 6 0 R");
                let deeper = form(&"/Fm0 Do BT /F1 9 Tf (2) Tj ET ".repeat(100), "/Resources << /XObject << /Fm0 10 0 R >> >>");
                let deepest = form(&"BT /F1 9 Tf (2) Tj ET 9 9 9 9 re f ".repeat(100), "");
                let bytes = pdf(&content, "/XObject << /Fm0 6 0 R >>", "", &[&object, "(%41)", &long, &deeper, &deepest, &shows, &names]);
                assert!(open(&bytes).is_some());
            });
        }
    }
}
