//! What the parts of a file of OOXML are. A program may call them as it likes: types and references say what each is, and
//! the case of letters says nothing.

use std::borrow::Cow;
use std::io::Cursor;

use zip::ZipArchive;

use super::xml::{local, tags};
use super::{Part, prefix};

/// What tells of the file itself: the type of the part, or of the reference to it, and the name that Office gives it.
const ABOUT: [(&str, &str); 3] =
    [("core-properties", "docProps/core.xml"), ("extended-properties", "docProps/app.xml"), ("custom-properties", "docProps/custom.xml")];

/// Folders and beginnings of names by which Office's parts are known.
const KNOWN: [&str; 34] = [
    "[Content_Types].xml",
    "_rels",
    "docProps",
    "core.xml",
    "app.xml",
    "custom.xml",
    "thumbnail",
    "word",
    "xl",
    "ppt",
    "document.xml",
    "workbook.xml",
    "sharedStrings",
    "worksheets",
    "slides",
    "slide",
    "notesSlides",
    "notesSlide",
    "persons",
    "people.xml",
    "authors.xml",
    "commentAuthors.xml",
    "comments",
    "comment",
    "threadedComments",
    "revisions",
    "pivotCache",
    "customXml",
    "embeddings",
    "activeX",
    "printerSettings",
    "vbaProject",
    "settings.xml",
    "styles.xml",
];

/// Gives the parts of a package of OOXML the names by which they are known.
pub(super) fn name(parts: &mut [Part]) {
    let Some(types) = parts.iter().position(|part| part.stored.eq_ignore_ascii_case("[Content_Types].xml")) else { return };
    let said = said_to_be(&super::super::decoded(&parts[types].bytes), parts);
    for part in parts {
        let known = || part.stored.split('/').map(known_as).collect::<Vec<_>>().join("/");
        let is_said = said.iter().find(|(name, _)| name.eq_ignore_ascii_case(&part.stored));
        part.name = is_said.map_or_else(known, |(_, about)| (*about).to_owned());
    }
}

fn known_as(name: &str) -> String {
    let begins = |known: &&&str| name.get(..known.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(known));
    match KNOWN.iter().filter(begins).max_by_key(|known| known.len()) {
        Some(known) => format!("{known}{}", &name[known.len()..]),
        None => name.to_owned(),
    }
}

/// Which parts tell of the file, by the list of types and by the references of the package.
fn said_to_be(types: &str, parts: &[Part]) -> Vec<(String, &'static str)> {
    let about = |said: &str| ABOUT.iter().find(|(kind, _)| said.contains(kind)).map(|(_, name)| *name);
    let mut found = Vec::new();
    for tag in tags(types) {
        let Some(about) = tag.says("ContentType").and_then(about) else { continue };
        match local(tag.name) {
            "Override" => found.extend(tag.says("PartName").map(|name| (in_archive(name), about))),
            "Default" => {
                let ending = tag.says("Extension").map(|ending| format!(".{}", ending.to_ascii_lowercase()));
                let ends = |part: &&Part| ending.as_ref().is_some_and(|ending| part.stored.to_ascii_lowercase().ends_with(ending));
                found.extend(parts.iter().filter(ends).map(|part| (part.stored.clone(), about)));
            }
            _ => {}
        }
    }
    let references = parts.iter().filter(|part| part.stored.eq_ignore_ascii_case("_rels/.rels"));
    for part in references {
        for tag in tags(&super::super::decoded(&part.bytes)) {
            if let (Some(about), Some(name)) = (tag.says("Type").and_then(about), tag.says("Target")) {
                found.push((in_archive(name), about));
            }
        }
    }
    found
}

fn in_archive(name: &str) -> String {
    let name = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
    name.trim_start_matches("./").trim_start_matches('/').to_owned()
}

/// Whether a part begins as XML does, in any encoding.
pub(super) fn begins_xml(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    text.starts_with(b"<") || bytes.starts_with(b"\xff\xfe<\0") || bytes.starts_with(b"\xfe\xff\0<")
}

/// Whether bytes stand in an archive of which its list knows nothing: what was deleted, or has another's name.
pub(super) fn has_strays(bytes: &[u8], archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    const BEGINS_END: &[u8] = b"PK\x05\x06";
    const LENGTH_OF_END: usize = 22;
    /// What may stand behind a part, and says how long it is.
    const LONGEST_DESCRIPTOR: u64 = 24;
    let place = |archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize| {
        let file = archive.by_index_raw(index).ok()?;
        Some((file.header_start(), file.data_start()? + file.compressed_size()))
    };
    let places: Option<Vec<(u64, u64)>> = (0..archive.len()).map(|index| place(archive, index)).collect();
    let Some(mut places) = places else { return true };
    places.sort_unstable();
    places.push((archive.central_directory_start(), 0));
    let begins_later = places[0].0 > 0;
    let has_gap = places.windows(2).any(|two| two[1].0 > two[0].1 + LONGEST_DESCRIPTOR);
    let end = bytes.len().checked_sub(LENGTH_OF_END + archive.comment().len());
    begins_later || has_gap || !end.is_some_and(|end| bytes[end..].starts_with(BEGINS_END))
}

/// Whether a part is what a password has made of others, or says of one that it is.
pub(super) fn is_encrypted(part: &Part) -> bool {
    let tells = |part: &Part| tags(&super::super::decoded(&part.bytes)).any(|tag| local(tag.name) == "encryption-data");
    part.name == "EncryptedPackage" || part.name == "META-INF/manifest.xml" && tells(part)
}

/// Writes a part's names as Office and LibreOffice do, by which they are known.
pub(super) fn use_usual_prefixes(part: &mut Part) {
    if !begins_xml(&part.bytes) {
        return;
    }
    let text = super::super::decoded(&part.bytes);
    if let Cow::Owned(usual) = prefix::usual(&text) {
        part.bytes = usual.into_bytes();
    }
}

/// Whether a part defines entities, of which it may say anything.
pub(super) fn defines_entities(bytes: &[u8]) -> bool {
    // They stand before the first element.
    const HEAD: usize = 64 << 10;
    let head = &bytes[..bytes.len().min(HEAD)];
    begins_xml(bytes) && super::super::decoded(head).contains("<!ENTITY")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::super::{clean, open};

    fn office(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let types = parts.iter().all(|(name, _)| *name != "[Content_Types].xml").then_some(("[Content_Types].xml", "<Types/>"));
        for (name, text) in types.iter().chain(parts) {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_the_list_of_an_archive_does_not_know_is_told_and_left_out_of_a_copy() {
        let text = |name: &str| office(&[("word/document.xml", &format!("<w:p>{name}</w:p>"))]);
        let whole = text("a");
        let before = [b"Anna".as_slice(), &whole].concat();
        let behind = [whole.as_slice(), b"Anna"].concat();
        // The name of a part, in its head alone, is another's in the list.
        let mut deleted = office(&[("word/document.xml", "<w:p>a</w:p>"), ("word/documenu.xml", "<w:p>Anna</w:p>")]);
        let twice = memchr::memmem::rfind(&deleted, b"documenu").unwrap();
        deleted[twice..][..8].copy_from_slice(b"document");
        for (file, is_told) in [(&whole, false), (&before, true), (&behind, true), (&deleted, true)] {
            let told: Vec<String> = open(file).unwrap().memories.into_iter().map(|memory| memory.what).collect();
            assert_eq!(told, Vec::from_iter(is_told.then_some(super::super::STRAYS)));
            assert_eq!(open(&clean(file).unwrap()).unwrap().memories, []);
        }
        let mut twice = office(&[("word/document.xml", "<w:p>Anna</w:p>"), ("word/documenu.xml", "<w:p>b</w:p>")]);
        while let Some(at) = memchr::memmem::find(&twice, b"documenu") {
            twice[at..][..8].copy_from_slice(b"document");
        }
        let opened = open(&twice).unwrap();
        assert!(opened.text.contains("Anna") && opened.text.contains('b'), "{}", opened.text);
        assert_eq!(opened.memories[0].what, super::super::STRAYS);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("mimetype", SimpleFileOptions::default()).unwrap();
        writer.write_all(b"x").unwrap();
        let mut noted = writer.finish().unwrap().into_inner();
        // The list has a note for each part, whose length is told 14 bytes before the name.
        let name = memchr::memmem::rfind(&noted, b"mimetype").unwrap();
        noted[name - 14] = 4;
        noted.splice(name + 8..name + 8, *b"ANNA");
        let length = noted.len() - 22 + 12;
        noted[length] += 4;
        assert!(open(&noted).unwrap().text.contains("ANNA"));
    }

    const CORE: &str = "<c:coreProperties xmlns:d='http://purl.org/dc/elements/1.1/'><d:creator>Anna</d:creator></c:coreProperties>";

    #[test]
    fn who_wrote_a_file_is_told_and_cleaned_away_wherever_a_program_keeps_it() {
        let reference = "<Relationship Type='http://x/metadata/core-properties' Target='/p/a%20b.psmdcp'/>";
        let by_type = "<Types><Default Extension='psmdcp' ContentType='application/vnd.x.core-properties+xml'/></Types>";
        let by_name = "<Types><ct:Override PartName='/P/A.BIN' ContentType='application/vnd.x.core-properties+xml'/></Types>";
        for parts in [
            [("_rels/.rels", reference), ("p/a b.psmdcp", CORE)],
            [("[Content_Types].xml", by_type), ("p/a.psmdcp", CORE)],
            [("[Content_Types].xml", by_name), ("p/a.bin", CORE)],
            [("x.xml", "<x/>"), ("DocProps/Core.xml", CORE)],
        ] {
            let file = office(&parts);
            let memories = open(&file).unwrap().memories;
            assert_eq!(memories.iter().map(|memory| memory.text.as_deref()).collect::<Vec<_>>(), [Some("Anna")], "{parts:?}");
            let copy = clean(&file).unwrap();
            assert_eq!(open(&copy).unwrap().memories, [], "{parts:?}");
            assert_eq!(super::super::parts(&copy).unwrap().0.last().unwrap().stored, parts[1].0);
        }
    }

    #[test]
    fn a_part_is_read_whatever_it_is_called() {
        let opened = |part: (&str, &str)| open(&office(&[part])).unwrap();
        assert_eq!(opened(("word/text.foo", "<w:p>ANNA</w:p>")).text.trim(), "ANNA");
        assert_eq!(opened(("Word/Comments.xml", "<w:comment>Anna B</w:comment>")).memories[0].what, "comments");
        assert_eq!(opened(("word/VBAPROJECT.BIN", "x")).memories[0].what, "macros");
        assert_eq!(
            opened(("xl/printerSettings/printerSettings1.bin", "<?xml version='1.0'?><plist/>")).memories[0].what,
            super::super::PRINTER
        );
    }

    #[test]
    fn a_part_that_says_something_by_entities_is_not_let_through() {
        let text = "<!DOCTYPE x [<!ENTITY a 'Anna'>]><w:document><w:p>&a;</w:p></w:document>";
        assert!(open(&office(&[("word/document.xml", text)])).is_none());
        assert!(open(&office(&[("META-INF/manifest.xml", "<!DOCTYPE manifest PUBLIC 'a' 'b'><m/>")])).is_some());
    }
}
