//! Texts that the program brings in an archive, unpacked one by one when they are asked for.

use std::io::{Cursor, Read};

use zip::ZipArchive;

pub type Packed = ZipArchive<Cursor<&'static [u8]>>;

/// Opens one of our own archives.
pub fn open(bytes: &'static [u8]) -> Packed {
    ZipArchive::new(Cursor::new(bytes)).expect("the archive is one of ours")
}

/// The text of that name, if the archive has one.
pub fn text(packed: &Packed, name: &str) -> Option<String> {
    // A clone shares what is known of the archive, and has its own place in it.
    let mut archive = packed.clone();
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}
