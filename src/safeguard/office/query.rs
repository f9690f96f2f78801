//! Queries of Excel (Power Query), which lie packed in a part of data of their own: they say where data was taken from.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::decoding::decoded;
use super::super::opened::Opened;
use super::super::plain::{Plain, decode};
use super::about::values_of;
use super::xml::{attributes, tags};
use super::{package, parts};

/// Reads what the queries in a part say; whether it holds any.
pub(super) fn read(xml: &str, opened: &mut Opened) -> bool {
    let Some((_, written)) = values_of(xml, &["DataMashup"]).next() else { return false };
    opened.unread |= said(written).is_none_or(|said| {
        opened.text.push_str(&said);
        false
    });
    true
}

/// What stands in an archive, and in what is told of it behind it.
fn said(written: &str) -> Option<String> {
    let bytes = STANDARD.decode(written.split_ascii_whitespace().collect::<String>()).ok()?;
    let (_version, rest) = bytes.split_at_checked(4)?;
    let (archive, rest) = counted(rest)?;
    let (_permissions, rest) = counted(rest)?;
    let (about, _) = counted(rest)?;
    let (about, _) = counted(about.get(4..).unwrap_or_default()).unwrap_or_default();
    let mut said = Plain::default();
    for part in parts(archive)?.0 {
        match package::begins_xml(&part.bytes) {
            true => values(&decoded(&part.bytes), &mut said),
            // A query is a program, and one of its texts a path, an address or a table.
            false => said.push(&decoded(&part.bytes), 0),
        }
        said.break_line(0);
    }
    values(&decoded(about), &mut said);
    said.break_line(0);
    Some(said.text)
}

/// So many bytes as the first four say, and what follows.
fn counted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}

/// What stands in elements and in attributes.
fn values(xml: &str, said: &mut Plain) {
    for tag in tags(xml) {
        let of_attributes = attributes(tag.inner).filter(|(name, _)| !name.starts_with("xmlns")).map(|(_, value)| value);
        for value in [tag.before].into_iter().chain(of_attributes).filter(|value| !value.trim().is_empty()) {
            said.break_line(0);
            decode(value, 0, said);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn what_a_query_says_is_read() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("Formulas/Section1.m", SimpleFileOptions::default()).unwrap();
        writer.write_all(br#"shared Q = File.Contents("C:\Users\anna\a.xlsx");"#).unwrap();
        let archive = writer.finish().unwrap().into_inner();
        let counted = |bytes: &[u8]| [&(bytes.len() as u32).to_le_bytes()[..], bytes].concat();
        let about = [&[0; 4][..], &counted(b"<Items><Entry Type='a' Value='sBERG'/></Items>"), &counted(b"")].concat();
        let whole = [&[0; 4][..], &counted(&archive), &counted(b"<P/>"), &counted(&about), &counted(b"")].concat();
        let part = |written: &str| format!("<DataMashup xmlns='x'>{written}</DataMashup>");
        let mut opened = Opened::default();
        assert!(read(&part(&STANDARD.encode(whole)), &mut opened) && !opened.unread);
        assert!(opened.text.contains(r"C:\Users\anna\a.xlsx") && opened.text.contains("BERG"), "{}", opened.text);
        assert!(read(&part("AAAA"), &mut opened) && opened.unread);
        assert!(!read("<x/>", &mut opened));
    }
}
