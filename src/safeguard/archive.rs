//! Archives (ZIP): all that they hold. Of several parts of one name programs show one, and the others are there.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::ops::Range;

use zip::ZipArchive;

/// The most that one part may unpack to, and all together.
const MOST_OF_PART: u64 = 64 << 20;
pub const MOST_OF_ALL: u64 = 256 << 20;
const MOST_PARTS: usize = 10_000;

/// Files by their names.
type Files = Vec<(String, Vec<u8>)>;

/// The files in an archive, and the notes in it; `None` if it is damaged or unpacks to more than is left.
pub fn files(bytes: &[u8], left: &mut u64) -> Option<(Files, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.len() > MOST_PARTS {
        return None;
    }
    let mut notes = super::decoded(archive.comment()).into_owned();
    let mut files = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let file = archive.by_index(index).ok()?;
        if file.is_dir() {
            continue;
        }
        let name = file.name().ok()?.into_owned();
        if !file.comment().is_empty() {
            notes.extend(["\n", file.comment()]);
        }
        let most = MOST_OF_PART.min(*left);
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).ok()?;
        *left = left.checked_sub(bytes.len() as u64).filter(|_| bytes.len() as u64 <= most)?;
        files.push((name, bytes));
    }
    Some((files, notes))
}

/// Archives of those parts of one that others of their names hide.
pub fn hidden(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    /// Whoever has more writes no archive for others.
    const MOST_OF_A_NAME: usize = 8;
    std::iter::successors(of_hidden_parts(bytes), |layer| of_hidden_parts(layer)).take(MOST_OF_A_NAME)
}

/// An archive without the parts that others show, so that those are seen which a later one of their name hides; `None` if
/// it has none.
fn of_hidden_parts(bytes: &[u8]) -> Option<Vec<u8>> {
    const END: &[u8] = b"PK\x05\x06";
    /// Where the end says how many parts the list has, twice, and how long it is.
    const COUNTS: [usize; 2] = [8, 10];
    const LENGTH: usize = 12;
    let end = memchr::memmem::rfind(bytes, END).filter(|end| bytes.len() >= end + LENGTH + 4)?;
    let length = u32::from_le_bytes(*bytes[end + LENGTH..].first_chunk()?);
    let start = end.checked_sub(usize::try_from(length).ok()?)?;
    let entries = entries(&bytes[..end], start);
    let mut shown = BTreeSet::new();
    let mut hidden: Vec<&Range<usize>> =
        entries.iter().rev().filter(|(name, _)| !shown.insert(&bytes[name.clone()])).map(|(_, entry)| entry).collect();
    let count = u16::try_from(hidden.len()).ok().filter(|count| *count > 0)?;
    hidden.reverse();
    let list = hidden.into_iter().flat_map(|entry| &bytes[entry.clone()]);
    let mut archive: Vec<u8> = bytes[..start].iter().chain(list).copied().collect();
    let (new_end, length) = (archive.len(), u32::try_from(archive.len() - start).ok()?);
    archive.extend_from_slice(&bytes[end..]);
    for at in COUNTS {
        archive[new_end + at..][..2].copy_from_slice(&count.to_le_bytes());
    }
    archive[new_end + LENGTH..][..4].copy_from_slice(&length.to_le_bytes());
    Some(archive)
}

/// The entries of an archive's list from a byte on: where the name of each stands, and where all of it.
fn entries(bytes: &[u8], mut at: usize) -> Vec<(Range<usize>, Range<usize>)> {
    const BEGINS: &[u8] = b"PK\x01\x02";
    const FIXED: usize = 46;
    /// Where the lengths stand of the name and of what follows it.
    const LENGTHS: Range<usize> = 28..34;
    let mut entries = Vec::new();
    while let Some(head) = bytes.get(at..at + FIXED).filter(|head| head.starts_with(BEGINS)) {
        let (lengths, _) = head[LENGTHS].as_chunks::<2>();
        let [name, extra, note] = [0, 1, 2].map(|index| usize::from(u16::from_le_bytes(lengths[index])));
        let end = at + FIXED + name + extra + note;
        if end > bytes.len() {
            break;
        }
        entries.push((at + FIXED..at + FIXED + name, at..end));
        at = end;
    }
    entries
}
