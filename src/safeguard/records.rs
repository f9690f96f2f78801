//! Texts whose lines are records: calendars, cards of addresses, tables.

use super::plain::Plain;

/// Calendars and cards of addresses fold long lines, and escape signs that would end what they say.
pub fn unfold(text: &str, into: &mut Plain) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = memchr::memchr2(b'\n', b'\\', &bytes[at..]) {
        let sign = at + found;
        let (end, said) = match bytes[sign..] {
            [b'\n', b' ' | b'\t', ..] => (from + text[from..sign].trim_end_matches('\r').len(), ""),
            [b'\\', b'n' | b'N', ..] => (sign, "\n"),
            [b'\\', b',' | b';' | b'\\', ..] => (sign, &text[sign + 1..sign + 2]),
            _ => {
                at = sign + 1;
                continue;
            }
        };
        into.push(&text[from..end], from);
        into.push(said, sign);
        from = sign + 2;
        at = from;
    }
    into.push(&text[from..], from);
}

pub fn is_table(media_type: &str) -> bool {
    ["text/csv", "text/tab-separated-values"].iter().any(|kind| media_type.starts_with(kind))
}

/// What parts the cells of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Parted {
    /// A comma is a sign of the text in quotation marks, and where semicolons or tabs part cells.
    AsMeant,
    ByAnySign,
}

/// Reads a table: each cell is a line of its own, so that nothing touches its words, and an empty line ends each row.
pub fn cells(text: &str, parted: Parted, into: &mut Plain) {
    let mut start = 0;
    for row in text.split_inclusive('\n') {
        let mut is_quoted = false;
        let mut signs = Vec::new();
        for (at, b) in row.bytes().enumerate() {
            is_quoted ^= b == b'"' && parted == Parted::AsMeant;
            if matches!(b, b',' | b';' | b'\t') && !is_quoted || b == b'"' {
                signs.push((at, b));
            }
        }
        let has_others = parted == Parted::AsMeant && signs.iter().any(|(_, sign)| matches!(sign, b';' | b'\t'));
        let mut from = 0;
        for (at, sign) in signs.into_iter().filter(|(_, sign)| !has_others || *sign != b',') {
            into.push(&row[from..at], start + from);
            into.push(if sign == b'"' { "" } else { "\n" }, start + at);
            from = at + 1;
        }
        into.push(&row[from..], start + from);
        start += row.len();
        into.mark(start);
        into.text.push('\n');
    }
}
