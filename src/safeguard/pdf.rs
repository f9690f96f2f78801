//! PDF: what it says, and what it remembers of its makers.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Encoding, LoadOptions, Object, ObjectId};

use super::{Memory, Opened};

/// The most that one stream may unpack to, and all pages together.
const MOST_UNPACKED: usize = 64 << 20;
/// The most pages that are read.
const MOST_PAGES: usize = 5_000;
/// The most states of a drawing that are kept to come back to.
const MOST_SAVED: usize = 1_000;

/// Looks into a PDF. `None` if it can't be read: damaged, encrypted, or something else under that name.
pub fn open(bytes: &[u8]) -> Option<Opened> {
    // The reader is not ours, and what it gets may be hostile.
    catch_unwind(AssertUnwindSafe(|| look(bytes))).ok().flatten()
}

fn load(bytes: &[u8]) -> Option<Document> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).ok()?;
    (!document.is_encrypted() && !document.get_pages().is_empty()).then_some(document)
}

fn look(bytes: &[u8]) -> Option<Opened> {
    let document = load(bytes)?;
    let mut opened = Opened::default();
    if let Some(info) = info(&document) {
        for (key, value) in info.iter() {
            let name = String::from_utf8_lossy(key).into_owned();
            if matches!(name.as_str(), "Title" | "Trapped") {
                if let Some(title) = text_of(value) {
                    opened.text.push_str(&title);
                    opened.text.push('\n');
                }
                continue;
            }
            let what = match name.as_str() {
                "Author" => "its author".to_owned(),
                "Creator" | "Producer" => "the software that made it".to_owned(),
                "CreationDate" | "ModDate" => "when it was made or changed".to_owned(),
                other => format!("the field {other}"),
            };
            opened.remember(what, text_of(value), true);
        }
    }
    let mut colour_layers = false;
    let mut beside = String::new();
    // What stands in another object's place counts as much as what has its own.
    let mut objects: Vec<&Object> = document.objects.values().rev().collect();
    while let Some(object) = objects.pop() {
        if let Object::Array(items) = object {
            objects.extend(items.iter().rev());
        }
        let Ok(dictionary) = dictionary(object) else { continue };
        objects.extend(dictionary.iter().map(|(_, value)| value));
        let kind = dictionary.get(b"Type").ok().and_then(|kind| kind.as_name().ok()).unwrap_or_default();
        let subtype = dictionary.get(b"Subtype").ok().and_then(|kind| kind.as_name().ok()).unwrap_or_default();
        if kind == b"Metadata" || subtype == b"XML" {
            let text = match object {
                Object::Stream(stream) => {
                    stream.get_plain_content_with_limit(MOST_UNPACKED).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
                }
                _ => None,
            };
            opened.remember("XMP data".to_owned(), text, true);
        }
        if kind == b"Filespec" && dictionary.has(b"EF") || kind == b"EmbeddedFile" {
            opened.remember("another file inside it".to_owned(), None, false);
        }
        if dictionary.has(b"PieceInfo") {
            opened.remember("a program's own data".to_owned(), None, true);
        }
        let said = |key: &[u8]| dictionary.get_deref(key, &document).ok().and_then(text_of);
        let is_annotation = kind == b"Annot" || dictionary.has(b"Rect");
        let is_of_reviewer = matches!(
            subtype,
            b"Text"
                | b"Popup"
                | b"FreeText"
                | b"Highlight"
                | b"StrikeOut"
                | b"Underline"
                | b"Squiggly"
                | b"Caret"
                | b"Ink"
                | b"Stamp"
                | b"FileAttachment"
                | b"Redact"
        ) && is_annotation;
        if is_of_reviewer {
            opened.remember("comments or marks of a reviewer".to_owned(), said(b"Contents"), false);
        } else if is_annotation {
            beside.extend(said(b"Contents").map(|text| text + "\n"));
        }
        if dictionary.has(b"Parent") {
            // A bookmark.
            beside.extend(said(b"Title").map(|text| text + "\n"));
        }
        // Signs stand between words in names of files.
        for name in [b"F".as_slice(), b"UF"] {
            beside.extend(said(name).map(|name| name.replace(['_', '.'], " ") + "\n"));
        }
        // Texts for who listens, what is filled into forms, where links lead.
        for key in [b"Alt".as_slice(), b"ActualText", b"E", b"TU", b"V", b"DV", b"URI", b"Desc"] {
            beside.extend(said(key).map(|text| text + "\n"));
            if let Some(choices) = dictionary.get_deref(key, &document).and_then(Object::as_array).ok().filter(|_| key == b"V") {
                beside.extend(choices.iter().filter_map(text_of).map(|text| text + "\n"));
            }
        }
        if let Ok(action) = dictionary.get(b"S").and_then(Object::as_name)
            && matches!(action, b"JavaScript" | b"Launch" | b"SubmitForm" | b"ImportData")
        {
            opened.remember("something that runs when it is opened".to_owned(), None, false);
        }
        if kind == b"OCProperties" || dictionary.has(b"OCProperties") {
            colour_layers = true;
        }
        if let Object::Stream(stream) = object
            && subtype == b"Image"
            && stream.dict.get(b"Filter").and_then(Object::as_name).is_ok_and(|filter| filter == b"DCTDecode")
        {
            for carried in super::picture::look(&stream.content) {
                if carried.what != "parts that can't be followed" && carried.what != "bytes behind its end" {
                    opened.remember(format!("a picture with {}", carried.what), Some(super::picture::strings(carried.bytes)), false);
                }
            }
        }
    }
    if colour_layers && document.catalog().ok().is_some_and(|catalog| layers_are_off(&document, catalog)) {
        opened.remember("layers that are not shown".to_owned(), None, false);
    }
    if memchr::memmem::find_iter(bytes, b"%%EOF").count() > 1 && !is_linearised(bytes) {
        opened.remember("earlier states of itself".to_owned(), None, true);
    }
    // What this reader can't read, another may show.
    let reached = |number: &u32, entry: &XrefEntry| match entry {
        XrefEntry::Normal { generation, .. } => document.objects.contains_key(&(*number, *generation)),
        XrefEntry::Compressed { .. } => document.objects.contains_key(&(*number, 0)),
        _ => true,
    };
    if !document.reference_table.entries.iter().all(|(number, entry)| reached(number, entry)) {
        opened.unread = true;
    }
    for mark in [b"/Author".as_slice(), b"/LastModifiedBy", b"<x:xmpmeta", b"/Producer", b"/CreationDate"] {
        if opened.memories.is_empty() && memchr::memmem::find(bytes, mark).is_some() {
            opened.remember("parts that nothing leads to any more".to_owned(), None, true);
        }
    }
    let mut reader = Reader::new(&document);
    for (count, id) in document.get_pages().into_values().enumerate() {
        match document.get_page_content_with_limit(id, reader.left).ok().filter(|_| count < MOST_PAGES) {
            Some(content) => reader.page(&content, resources(&document, id)),
            None => {
                reader.unread = true;
                break;
            }
        }
    }
    reader.forms_of_no_page();
    if reader.unseen {
        opened.remember("text that is not seen (white, or drawn invisibly)".to_owned(), None, false);
    }
    opened.unread |= reader.unread;
    opened.text.push_str(&reader.text);
    opened.text.push_str(&beside);
    Some(opened)
}

fn info(document: &Document) -> Option<&Dictionary> {
    let info = document.trailer.get(b"Info").ok()?;
    match info {
        Object::Reference(id) => document.get_dictionary(*id).ok(),
        info => info.as_dict().ok(),
    }
}

fn dictionary(object: &Object) -> Result<&Dictionary, ()> {
    match object {
        Object::Dictionary(dictionary) => Ok(dictionary),
        Object::Stream(stream) => Ok(&stream.dict),
        _ => Err(()),
    }
}

/// A string of a PDF: UTF-16 with its mark, else by bytes.
fn text_of(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    Some(match bytes.strip_prefix(b"\xfe\xff") {
        Some(rest) => {
            let units: Vec<u16> = rest.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
            String::from_utf16_lossy(&units)
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
        },
    })
}

fn layers_are_off(document: &Document, catalog: &Dictionary) -> bool {
    let follow = |object: &Object| -> Option<Dictionary> {
        match object {
            Object::Reference(id) => document.get_dictionary(*id).ok().cloned(),
            object => object.as_dict().ok().cloned(),
        }
    };
    let properties = catalog.get(b"OCProperties").ok().and_then(follow);
    let default = properties.and_then(|properties| properties.get(b"D").ok().and_then(follow));
    default.is_some_and(|default| {
        default.get(b"OFF").and_then(Object::as_array).is_ok_and(|off| !off.is_empty())
            || default.get(b"BaseState").and_then(Object::as_name).is_ok_and(|state| state == b"OFF")
    })
}

/// A file that is made to be shown while it is loaded has two ends as well.
fn is_linearised(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(2048)], b"/Linearized").is_some()
        && memchr::memmem::find_iter(bytes, b"%%EOF").count() == 2
}

/// Where a page finds fonts, forms and colours: its own place and those of what it stands in, nearest first.
fn resources(document: &Document, page: ObjectId) -> Vec<&Dictionary> {
    let Ok((own, others)) = document.get_page_resources(page) else { return Vec::new() };
    own.into_iter().chain(others.into_iter().filter_map(|id| document.get_dictionary(id).ok())).collect()
}

/// What is drawn with.
#[derive(Clone, Copy, Default)]
struct Pen {
    space: Space,
    white: bool,
    unseen: bool,
}

/// How a colour is told.
#[derive(Clone, Copy, Default)]
enum Space {
    #[default]
    Unknown,
    /// By light, in one or three figures: white is all of it.
    Light,
    /// By four inks: white is none.
    Ink,
    Other,
}

/// A form that waits to be read: a program that others draw.
struct Form<'a> {
    id: ObjectId,
    resources: Vec<&'a Dictionary>,
    pen: Pen,
    filled: bool,
}

/// Reads the programs that draw pages, and the forms that those draw: each form once, whoever draws it.
struct Reader<'a> {
    document: &'a Document,
    fonts: BTreeMap<*const Dictionary, Option<Rc<Encoding<'a>>>>,
    forms: BTreeSet<ObjectId>,
    waiting: Vec<Form<'a>>,
    /// How much may still be unpacked.
    left: usize,
    text: String,
    /// Whether text is drawn that nobody sees.
    unseen: bool,
    unread: bool,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document) -> Self {
        let (fonts, forms, waiting) = Default::default();
        Reader { document, fonts, forms, waiting, left: MOST_UNPACKED, text: String::new(), unseen: false, unread: false }
    }

    fn page(&mut self, content: &[u8], resources: Vec<&'a Dictionary>) {
        self.left = self.left.saturating_sub(content.len());
        self.draw(content, &resources, Pen::default(), false);
        self.waiting_forms();
    }

    /// What fields of forms and stamps look like is drawn by no page itself.
    fn forms_of_no_page(&mut self) {
        let document = self.document;
        let of_fields = document.catalog().and_then(|catalog| catalog.get_deref(b"AcroForm", document)?.as_dict());
        let of_fields = of_fields.and_then(|fields| fields.get_deref(b"DR", document)?.as_dict()).ok();
        for (id, object) in &document.objects {
            if dictionary(object).is_ok_and(|form| form.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form")) {
                self.form(Form { id: *id, resources: of_fields.into_iter().collect(), pen: Pen::default(), filled: true });
            }
        }
        self.waiting_forms();
    }

    fn form(&mut self, form: Form<'a>) {
        if self.forms.insert(form.id) {
            self.waiting.push(form);
        }
    }

    fn waiting_forms(&mut self) {
        while let Some(form) = self.waiting.pop() {
            let Ok(stream) = self.document.get_object(form.id).and_then(Object::as_stream) else { continue };
            if !stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form") {
                continue;
            }
            let Ok(content) = stream.get_plain_content_with_limit(self.left) else {
                self.unread = true;
                continue;
            };
            self.left = self.left.saturating_sub(content.len());
            let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict);
            let resources = own.map_or(form.resources, |own| vec![own]);
            self.draw(&content, &resources, form.pen, form.filled);
        }
    }

    fn draw(&mut self, content: &[u8], resources: &[&'a Dictionary], mut pen: Pen, mut filled: bool) {
        let document = self.document;
        let named = |kind: &[u8], name: &[u8]| {
            resources.iter().find_map(|place| place.get_deref(kind, document).and_then(Object::as_dict).ok()?.get(name).ok())
        };
        let mut saved = Vec::new();
        let mut font: Option<Rc<Encoding>> = None;
        let (mut shows, begun) = (false, self.text.len());
        let mut beside = String::new();
        for operation in Content::decode_iter(content) {
            let Ok(operation) = operation else {
                self.unread = true;
                break;
            };
            let operands = operation.operands.as_slice();
            let name = operands.last().and_then(|operand| operand.as_name().ok());
            match operation.operator.as_str() {
                "q" if saved.len() < MOST_SAVED => saved.push(pen),
                "Q" => pen = saved.pop().unwrap_or(pen),
                "Tr" => pen.unseen = matches!(operands, [Object::Integer(3 | 7)]),
                "g" | "rg" => pen = Pen { space: Space::Light, white: is_white(Space::Light, operands), ..pen },
                "k" => pen = Pen { space: Space::Ink, white: is_white(Space::Ink, operands), ..pen },
                "cs" => {
                    let space = name.map_or(Space::Unknown, |name| space(document, name, named(b"ColorSpace", name)));
                    pen = Pen { space, white: false, ..pen };
                }
                "sc" | "scn" => pen.white = is_white(pen.space, operands),
                "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" => filled |= !pen.white,
                "sh" | "BI" => filled = true,
                "Do" => {
                    if let Some(id) = name.and_then(|name| named(b"XObject", name)).and_then(|form| form.as_reference().ok()) {
                        self.form(Form { id, resources: resources.to_vec(), pen, filled });
                    }
                    filled = true;
                }
                "BDC" | "DP" => {
                    let properties = match operands.last() {
                        Some(Object::Name(name)) => named(b"Properties", name),
                        properties => properties,
                    };
                    // With a place of its own it has been read there.
                    for key in [b"ActualText".as_slice(), b"Alt", b"E"] {
                        let said = properties.and_then(|properties| properties.as_dict().ok()?.get(key).ok()).and_then(text_of);
                        beside.extend(said.map(|said| said + "\n"));
                    }
                }
                "Tf" => {
                    font = operands.first().and_then(|name| named(b"Font", name.as_name().ok()?)).and_then(|font| self.font(font));
                }
                "T*" | "ET" => self.end_line(),
                operator @ ("Tj" | "TJ" | "'" | "\"") => {
                    if matches!(operator, "'" | "\"") {
                        self.end_line();
                    }
                    let from = self.text.len();
                    let is_read = operands.last().is_none_or(|shown| write(shown, font.as_deref(), &mut self.text).is_some());
                    shows = true;
                    self.unread |= !is_read;
                    // White letters on something that was filled before are read.
                    let is_something = !is_read || !self.text[from..].trim().is_empty();
                    self.unseen |= is_something && (pen.unseen || pen.white && !filled);
                }
                _ => {}
            }
        }
        // Letters without a table of what they mean.
        self.unread |= shows && self.text[begun..].trim().is_empty();
        self.end_line();
        self.text.push_str(&beside);
    }

    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// What a font's letters mean, as far as it says so.
    fn font(&mut self, font: &'a Object) -> Option<Rc<Encoding<'a>>> {
        let document = self.document;
        let font = document.dereference(font).ok()?.1.as_dict().ok()?;
        let read = || {
            let names = font.get_deref(b"Encoding", document).and_then(Object::as_name).unwrap_or_default();
            let is_without_table = names.starts_with(b"Identity") && !font.has(b"ToUnicode");
            let encoding = font.get_font_encoding_with_limit(document, MOST_UNPACKED).ok();
            encoding.filter(|_| !is_without_table).map(Rc::new)
        };
        self.fonts.entry(std::ptr::from_ref(font)).or_insert_with(read).clone()
    }
}

/// Writes what is shown; `None` if some of it can't be read.
fn write(shown: &Object, font: Option<&Encoding>, text: &mut String) -> Option<()> {
    let is_figure = |c: char| c.is_ascii_digit() || c == '-';
    let items = match shown {
        Object::Array(items) => items.as_slice(),
        shown => std::slice::from_ref(shown),
    };
    let mut gap = 0.0_f32;
    for item in items {
        match item {
            Object::String(bytes, _) if !bytes.is_empty() => {
                let run = font?.bytes_to_string(bytes).ok()?;
                // Figures of one number are set apart as well, by less than their own breadth.
                let joins = gap > -500.0 && text.ends_with(is_figure) && run.starts_with(is_figure);
                if gap < -100.0 && !joins {
                    text.push(' ');
                }
                text.push_str(&run);
                gap = 0.0;
            }
            item => gap += item.as_float().unwrap_or_default(),
        }
    }
    if matches!(shown, Object::Array(_)) {
        text.push(' ');
    }
    Some(())
}

fn space(document: &Document, name: &[u8], found: Option<&Object>) -> Space {
    let found = found.and_then(|found| document.dereference(found).ok()).map(|(_, found)| found);
    let kind = match found {
        Some(Object::Array(items)) => items.first().and_then(|kind| kind.as_name().ok()).unwrap_or_default(),
        Some(found) => found.as_name().unwrap_or_default(),
        None => name,
    };
    match kind {
        b"DeviceGray" | b"DeviceRGB" | b"CalGray" | b"CalRGB" => Space::Light,
        b"DeviceCMYK" => Space::Ink,
        b"ICCBased" => {
            let profile = found.and_then(|found| found.as_array().ok()?.get(1)).and_then(|profile| document.dereference(profile).ok());
            let figures = profile.and_then(|(_, profile)| dictionary(profile).ok()?.get(b"N").and_then(Object::as_i64).ok());
            if figures == Some(4) { Space::Ink } else { Space::Light }
        }
        _ if found.is_none() && name != b"Pattern" => Space::Unknown,
        _ => Space::Other,
    }
}

fn is_white(space: Space, figures: &[Object]) -> bool {
    let all = |wanted: f32| figures.iter().all(|figure| figure.as_float().is_ok_and(|figure| (figure - wanted).abs() < 0.001));
    match (space, figures.len()) {
        (Space::Light | Space::Unknown, 1 | 3) => all(1.0),
        (Space::Ink | Space::Unknown, 4) => all(0.0),
        _ => false,
    }
}

/// A copy that says the same and remembers nothing: no author, software, dates, XMP or earlier states.
///
/// Errors, in words: what would have to be lost is for somebody to decide.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let tidy = catch_unwind(AssertUnwindSafe(|| -> Result<Vec<u8>, String> {
        let opened = look(bytes).ok_or("it can't be read as a PDF: it is damaged or encrypted")?;
        refuse(&opened.memories)?;
        let mut document = load(bytes).ok_or("it can't be read as a PDF")?;
        let title = info(&document).and_then(|info| info.get(b"Title").ok()).and_then(text_of);
        document.trailer.remove(b"Info");
        document.trailer.remove(b"ID");
        document.trailer.remove(b"Prev");
        for object in document.objects.values_mut() {
            let dictionary = match object {
                Object::Dictionary(dictionary) => dictionary,
                Object::Stream(stream) => &mut stream.dict,
                _ => continue,
            };
            dictionary.remove(b"Metadata");
            dictionary.remove(b"PieceInfo");
            dictionary.remove(b"LastModified");
        }
        if let Some(title) = title {
            let mut units = vec![0xfe, 0xff];
            units.extend(title.encode_utf16().flat_map(u16::to_be_bytes));
            let mut info = Dictionary::new();
            info.set("Title", Object::string_literal(units));
            let id = document.add_object(info);
            document.trailer.set("Info", Object::Reference(id));
        }
        document.prune_objects();
        let mut out = Vec::new();
        document.save_to(&mut out).map_err(|error| format!("the copy can't be written: {error}"))?;
        Ok(out)
    }));
    tidy.unwrap_or_else(|_| Err("it can't be read as a PDF".to_owned()))
}

/// What can't be taken away without changing what the file says.
pub(super) fn refuse(memories: &[Memory]) -> Result<(), String> {
    let left: Vec<&str> = memories.iter().filter(|memory| !memory.cleanable).map(|memory| memory.what.as_str()).collect();
    if left.is_empty() {
        return Ok(());
    }
    Err(format!("it holds {}; remove that in the program that made it, then export it again", left.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF of one page, which has the font F1, and of further objects from 6 on.
    fn pdf(content: &str, resources: &str, catalog: &str, others: &[&str]) -> Vec<u8> {
        let stream = |content: &str| format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
        let mut objects = vec![
            format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>"),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
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
    fn figures_of_one_number_join_and_words_do_not() {
        for (shown, text) in [
            ("[(2099) -250 (1231) 30 (-9804)] TJ", "20991231-9804"),
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
    fn what_runs_from_within_another_object_is_seen() {
        let bytes = pdf(SHOWN, "", "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", &[]);
        assert!(clean(&bytes).unwrap_err().contains("runs when it is opened"));
    }
}
