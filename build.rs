//! Tells the program what it is made of: a hash of its sources, of its crates' versions and of the compiler. By it a later
//! build knows whether what lies in `.lykta/` was drawn by the same program; reading the program itself would take longer
//! than drawing a small site.

#![expect(clippy::disallowed_methods, reason = "it reads what it hashes")]

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// All that the program is compiled from.
const SOURCES: [&str; 5] = ["Cargo.toml", "Cargo.lock", "build.rs", "src", "themes/lykta"];
/// How it is compiled, as Cargo tells.
const MANNER: [&str; 5] = ["TARGET", "PROFILE", "OPT_LEVEL", "DEBUG", "CARGO_ENCODED_RUSTFLAGS"];

fn main() {
    let mut hasher = DefaultHasher::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        hash(Path::new(source), &mut hasher);
    }
    for name in MANNER {
        hasher.write(env::var(name).unwrap_or_default().as_bytes());
        hasher.write_u8(0);
    }
    let compiler = Command::new(env::var("RUSTC").expect("Cargo names the compiler")).arg("-vV").output();
    hasher.write(&compiler.expect("the compiler tells its version").stdout);
    println!("cargo::rustc-env=LYKTA_MADE_OF={:016x}", hasher.finish());
}

fn hash(path: &Path, hasher: &mut DefaultHasher) {
    if let Ok(entries) = fs::read_dir(path) {
        let mut below: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
        below.sort();
        below.iter().for_each(|path| hash(path, hasher));
    } else {
        let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        hasher.write(path.to_string_lossy().as_bytes());
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
}
