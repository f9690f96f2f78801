//! What the program brings along packed: texts in an archive, unpacked one by one when they are asked for, and files and
//! whole folders that `build.rs` has packed.

use std::collections::BTreeMap;
use std::io::Read;

use brotli_decompressor::Decompressor;

/// Texts that are much alike, unpacked one by one.
pub struct Packed {
    /// Each by its name, packed with the dictionary in sight.
    texts: BTreeMap<&'static str, &'static [u8]>,
    dictionary: Vec<u8>,
}

impl Packed {
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.texts.keys().copied()
    }

    /// The text of that name, if there is one.
    pub fn text(&self, name: &str) -> Option<String> {
        let unpacked = unsqueezed(self.texts.get(name)?, &self.dictionary);
        Some(String::from_utf8(unpacked).expect("we have packed a text"))
    }
}

/// Opens what `build.rs` has made of an archive.
pub fn open(bytes: &'static [u8]) -> Packed {
    let end = bytes.windows(2).position(|two| two == b"\n\n").expect("it begins with a list");
    let list = str::from_utf8(&bytes[..end]).expect("names are texts");
    let mut rest = &bytes[end + 2..];
    let mut texts: BTreeMap<&str, &[u8]> = list
        .lines()
        .map(|line| {
            let (name, length) = line.rsplit_once(' ').expect("each has a length");
            let (packed, others) = rest.split_at(length.parse().expect("it is a number"));
            rest = others;
            (name, packed)
        })
        .collect();
    let dictionary = unsqueezed(texts.remove("").expect("the first has no name"), &[]);
    Packed { texts, dictionary }
}

fn unsqueezed(packed: &[u8], dictionary: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    let mut decompressor = Decompressor::new_with_custom_dict(packed, BUFFER, dictionary.to_vec().into());
    decompressor.read_to_end(&mut whole).expect("we have packed it");
    whole
}

/// How many packed bytes are read at once.
const BUFFER: usize = 4096;

/// What `build.rs` has made of an archive, by its name.
macro_rules! archive {
    ($name:literal) => {
        $crate::packed::open(include_bytes!(concat!(env!("OUT_DIR"), "/", $name)))
    };
}
pub(crate) use archive;

/// A file that `build.rs` has packed, by its name.
macro_rules! unpacked {
    ($name:literal) => {
        $crate::packed::unpack(include_bytes!(concat!(env!("OUT_DIR"), "/", $name)))
    };
}
pub(crate) use unpacked;

pub fn unpack(bytes: &[u8]) -> Vec<u8> {
    unsqueezed(bytes, &[])
}

/// Numbers of four bytes, of which `build.rs` has put the first byte of each first.
pub fn unshuffled(bytes: &[u8]) -> Vec<u8> {
    let count = bytes.len() / 4;
    (0..bytes.len()).map(|at| bytes[at % 4 * count + at / 4]).collect()
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
