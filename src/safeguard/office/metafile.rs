//! Metafiles, the drawings of Windows (EMF and WMF) and of LibreOffice: what they say.

use super::super::opened::Opened;
use super::super::picture::runs;

/// How LibreOffice's own begin, which show objects to programs that can't draw them.
pub(super) const OF_LIBRE_OFFICE: &[u8] = b"VCLMTF";

/// A record that writes letters, by their numbers in UTF-16 or in a font.
const EXT_TEXT_OUT_W: u32 = 84;
/// The letters are told by their places in a font alone.
const GLYPH_INDEX: u32 = 0x10;

/// Reads all that looks like text, whatever records it stands in, and once more what is written on one line.
pub(super) fn open(bytes: &[u8]) -> Opened {
    let mut opened = Opened::default();
    if bytes.starts_with(b"\x1f\x8b") {
        opened.unread = true;
        return opened;
    }
    runs(units(bytes), 2, &mut opened.text);
    runs(bytes.iter().map(|byte| char::from(*byte)), 4, &mut opened.text);
    if bytes.starts_with(OF_LIBRE_OFFICE) {
        // Letters may begin at any byte there.
        runs(units(&bytes[1..]), 2, &mut opened.text);
    }
    if bytes.get(40..44) == Some(b" EMF") {
        lines(bytes, &mut opened);
    }
    opened
}

fn units(bytes: &[u8]) -> impl Iterator<Item = char> {
    let units = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
    char::decode_utf16(units).map(|letter| letter.unwrap_or('\0'))
}

fn lines(bytes: &[u8], opened: &mut Opened) {
    let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?));
    let mut height = None;
    let mut at = 0;
    while let (Some(kind), Some(size)) = (number(at), number(at + 4)) {
        let record = at;
        let Some(next) = at.checked_add(size as usize).filter(|_| size >= 8) else { break };
        at = next;
        if kind != EXT_TEXT_OUT_W {
            continue;
        }
        let (Some(count), Some(from), Some(options)) = (number(record + 44), number(record + 48), number(record + 52)) else { break };
        opened.unread |= options & GLYPH_INDEX != 0 && count > 0;
        let from = record.saturating_add(from as usize);
        let end = from.saturating_add((count as usize).saturating_mul(2)).min(next);
        if height != number(record + 40) {
            height = number(record + 40);
            opened.text.push('\n');
        }
        opened.text.extend(units(bytes.get(from..end).unwrap_or_default()).filter(|c| !c.is_control()));
    }
    opened.text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u32, body: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes(), &(body.len() as u32 + 8).to_le_bytes(), body].concat()
    }

    fn letters(height: u32, options: u32, text: &str) -> Vec<u8> {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let figures = [height, units.len() as u32 / 2, 76, options].map(u32::to_le_bytes).concat();
        record(EXT_TEXT_OUT_W, &[&[0; 32], figures.as_slice(), &[0; 20], &units].concat())
    }

    #[test]
    fn letters_are_read_whatever_records_they_stand_in() {
        let head = record(1, &[[0; 32].as_slice(), b" EMF"].concat());
        let drawn = [head.clone(), letters(9, 0, "2099"), letters(9, 0, "1231"), letters(20, 0, "Åsa")].concat();
        let opened = open(&drawn);
        assert!(opened.text.contains("\n20991231\nÅsa\n") && !opened.unread, "{opened:?}");
        assert!(open(&[head, letters(9, GLYPH_INDEX, "\u{3}\u{4}")].concat()).unread);
        assert!(open(b"\x1f\x8b").unread);
        assert_eq!(open(b"\xd7\xcd\xc6\x9a\0Anna\0ab\0").text, "Anna\n");
        let wide: Vec<u8> = "Šarūnė".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(open(&[b"\x01\0\0\0", wide.as_slice()].concat()).text.contains("Šarūnė\n"));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_looked_through(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            open(&[[1, 0, 0, 0, 44, 0, 0, 0].as_slice(), &[0; 32], b" EMF", &bytes].concat());
        }
    }
}
