//! What the program brings along packed: texts in an archive, unpacked one by one when they are asked for, and files and
//! whole folders that `build.rs` has packed.

use std::collections::BTreeMap;
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

/// A file that `build.rs` has packed, by its name.
macro_rules! unpacked {
    ($name:literal) => {
        $crate::packed::unpack(include_bytes!(concat!(env!("OUT_DIR"), "/", $name)))
    };
}
pub(crate) use unpacked;

pub fn unpack(bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    flate2::read::ZlibDecoder::new(bytes).read_to_end(&mut whole).expect("we have packed it");
    whole
}

/// The files of a folder that `build.rs` has packed, by their paths below it.
pub fn folder(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let whole = unpack(bytes);
    let mut archive = tar::Archive::new(whole.as_slice());
    let entries = archive.entries().expect("we have packed it");
    entries
        .map(|entry| {
            let mut entry = entry.expect("we have packed it");
            let path = String::from_utf8_lossy(&entry.path_bytes()).replace('\\', "/");
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("it lies in memory");
            (path, bytes)
        })
        .collect()
}
