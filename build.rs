//! Tells the program what it is made of: a hash of its sources, of its crates' versions and of the compiler. By it a later
//! build knows whether what lies in `.lykta/` was drawn by the same program; reading the program itself would take longer
//! than drawing a small site. And packs what the program brings along and seldom asks for.

#![expect(clippy::disallowed_methods, reason = "it reads what it hashes, and writes what it packs")]

use std::hash::{DefaultHasher, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use any_ascii::any_ascii_char;
use brotli::enc::{BrotliCompressCustomIoCustomDict, BrotliEncoderParams, StandardAlloc};
use brotli::{IoReaderWrapper, IoWriterWrapper};
use zeno::{Mask, Transform};
use zip::ZipArchive;

/// All that the program is compiled from.
const SOURCES: [&str; 5] = ["Cargo.toml", "Cargo.lock", "build.rs", "src", "themes/lykta"];
/// How it is compiled, as Cargo tells.
const MANNER: [&str; 5] = ["TARGET", "PROFILE", "OPT_LEVEL", "DEBUG", "CARGO_ENCODED_RUSTFLAGS"];
/// Files that are packed; `packed::unpacked!` gives each by its name.
const FILES: [&str; 6] = [
    "src/language/persons.txt",
    "src/share/fonts/NotoSans-Regular.ttf",
    "src/share/fonts/NotoSans-Bold.ttf",
    "src/share/fonts/NotoSansArabic-Regular.ttf",
    "src/share/fonts/NotoSansArabic-Bold.ttf",
    "src/speech/sv.txt",
];
/// A file of numbers of four bytes, which are packed a tenth smaller with the first byte of each first, then the second of each.
const SHUFFLED: &str = "src/pictures/seeta_fd_frontal_v1.0.bin";
/// Archives of texts that are much alike, a folder each, what it is called then, and the texts that its others are most like:
/// with these in sight, names are packed to four fifths of what each takes by itself, and styles to less than a third. `packed::open` gives each by its name.
const ARCHIVES: [(&str, &str, &str, &[&str]); 3] = [
    ("src/bibliography/archive.zip", "locales/", "locales", &["fr-CA.xml", "de-CH.xml", "en-US.xml", "es-CL.xml"]),
    (
        "src/bibliography/archive.zip",
        "styles/",
        "styles",
        &[
            "american-geophysical-union.csl",
            "nlm-citation-sequence-superscript.csl",
            "gb-7714-2015-numeric.csl",
            "turabian-fullnote-8.csl",
            "future-science.csl",
            "turabian-author-date.csl",
        ],
    ),
    ("src/language/names.zip", "", "names", &["ru", "es", "ro", "en"]),
];
/// The lantern that pictures of shared links show, as SVG writes paths in a square of 24: its body, and its light. Each is drawn
/// here, in the one size in which they show it; so the program need not bring along what draws paths.
const LANTERN: [(&str, &[&str]); 2] = [
    ("lantern", &["M9 3.5a3 3 0 0 1 6 0V5h1.5v2h-9V5H9zm1.8 1.5h2.4V3.6a1.2 1.2 0 0 0-2.4 0z", "M6 19h12v2.5H6z"]),
    ("light", &["M7.5 8h9l1 10h-11z"]),
];
/// How many pixels the lantern is wide and high.
const LANTERN_SIDE: usize = 64;
/// Folders that are packed whole, and what they are called then; `packed::folder` gives their files.
const FOLDERS: [(&str, &str); 2] = [("themes/lykta", "theme.tar"), ("src/cli/starter", "starter.tar")];

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo names a folder"));
    for source in FILES {
        pack(source, &out, |bytes| bytes).unwrap_or_else(|error| panic!("{source}: {error}"));
    }
    pack(SHUFFLED, &out, |bytes| shuffled(&bytes)).unwrap_or_else(|error| panic!("{SHUFFLED}: {error}"));
    for (archive, folder, name, like) in ARCHIVES {
        pack_archive(archive, folder, like, &out.join(name)).unwrap_or_else(|error| panic!("{archive}: {error}"));
    }
    pack_transliteration(&out.join("transliteration")).unwrap_or_else(|error| panic!("transliteration: {error}"));
    for (name, paths) in LANTERN {
        let cover = paths.iter().fold(vec![0; LANTERN_SIDE * LANTERN_SIDE], |cover, path| drawn(path, cover));
        squeezed(&cover, &[]).and_then(|packed| fs::write(out.join(name), packed)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    for (folder, name) in FOLDERS {
        pack_folder(Path::new(folder), &out.join(name)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    }
    let mut hasher = DefaultHasher::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        files(Path::new(source)).iter().for_each(|path| hash(path, &mut hasher));
    }
    for name in MANNER {
        hasher.write(env::var(name).unwrap_or_default().as_bytes());
        hasher.write_u8(0);
    }
    pack_relocations();
    fold_alike(&out);
    let compiler = Command::new(env::var("RUSTC").expect("Cargo names the compiler")).arg("-vV").output();
    hasher.write(&compiler.expect("the compiler tells its version").stdout);
    println!("cargo::rustc-env=LYKTA_MADE_OF={:016x}", hasher.finish());
}

/// Where the C library reads them so, the program's relocations are packed: 0.8 MB less.
fn pack_relocations() {
    let is_here = env::var("TARGET") == env::var("HOST") && env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|library| library == "gnu");
    let version = Command::new("getconf").arg("GNU_LIBC_VERSION").output();
    let version = version.ok().and_then(|told| String::from_utf8(told.stdout).ok());
    let minor = version.and_then(|told| told.trim().strip_prefix("glibc 2.")?.parse::<u32>().ok());
    if is_here && minor.is_some_and(|minor| minor >= 36) {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Where the linker can, functions that are the same but for their names become one: 0.2 MB less.
fn fold_alike(out: &Path) {
    const FOLD: &str = "-Wl,--icf=all";
    if env::var_os("CARGO_CFG_UNIX").is_none() {
        return;
    }
    // It is asked by having it link something small, in the way in which it will link the program.
    let source = out.join("smallest.rs");
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let linker = env::var("RUSTC_LINKER").map(|linker| format!("-Clinker={linker}"));
    let mut compiler = Command::new(env::var("RUSTC").expect("Cargo names the compiler"));
    compiler.args(flags.split('\x1f').filter(|flag| !flag.is_empty())).args(linker).arg(format!("-Clink-arg={FOLD}"));
    compiler.arg("--target").arg(env::var("TARGET").expect("Cargo names it")).arg("-o").arg(out.join("smallest")).arg(&source);
    let linked = fs::write(&source, "fn main() {}\n").and_then(|()| compiler.output());
    if linked.is_ok_and(|linked| linked.status.success()) {
        println!("cargo::rustc-link-arg-bins={FOLD}");
    }
}

/// Packs a file, unless that was done since it was written.
fn pack(source: &str, out: &Path, filter: fn(Vec<u8>) -> Vec<u8>) -> io::Result<()> {
    let packed = out.join(Path::new(source).file_name().expect("it is a file"));
    if is_newer(&packed, source)? {
        return Ok(());
    }
    fs::write(packed, squeezed(&filter(fs::read(source)?), &[])?)
}

/// Whether the program is to be small, for which packing takes its time.
fn is_release() -> bool {
    env::var("PROFILE").is_ok_and(|profile| profile == "release")
}

/// Bytes, packed with others in sight.
fn squeezed(bytes: &[u8], dictionary: &[u8]) -> io::Result<Vec<u8>> {
    let quality = if is_release() { 11 } else { 5 };
    let params = BrotliEncoderParams { quality, lgwin: WINDOW, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::new();
    BrotliCompressCustomIoCustomDict(
        &mut IoReaderWrapper(&mut &*bytes),
        &mut IoWriterWrapper(&mut packed),
        &mut [0; 4096],
        &mut [0; 4096],
        &params,
        StandardAlloc::default(),
        &mut |_, _, _, _| (),
        dictionary,
        io::ErrorKind::UnexpectedEof.into(),
    )?;
    Ok(packed)
}

/// How far back a packed text can look, as a power of two: no file here is longer.
const WINDOW: i32 = 21;

/// How much of each pixel a path covers, row by row, and what covers it already.
fn drawn(path: &str, mut cover: Vec<u8>) -> Vec<u8> {
    let scale = LANTERN_SIDE as f32 / 24.0;
    let (mask, place) = Mask::new(path).transform(Some(Transform::scale(scale, scale))).render();
    for (y, row) in mask.chunks(place.width as usize).enumerate() {
        let start = (y + place.top as usize) * LANTERN_SIDE + place.left as usize;
        cover[start..].iter_mut().zip(row).for_each(|(pixel, cover)| *pixel = (*pixel).max(*cover));
    }
    cover
}

/// Whether a file was packed since its source was written, and in the way in which it is packed now.
fn is_newer(packed: &Path, source: &str) -> io::Result<bool> {
    let written = |path: &str| fs::metadata(path).and_then(|file| file.modified());
    let written = written(source)?.max(written("build.rs")?).max(written("Cargo.lock")?);
    Ok(fs::metadata(packed).and_then(|packed| packed.modified()).is_ok_and(|packed| packed > written))
}

/// The first byte of each four, then the second of each, and so on.
fn shuffled(bytes: &[u8]) -> Vec<u8> {
    (0..4).flat_map(|at| bytes[at..].iter().step_by(4).copied()).collect()
}

/// The texts of an archive's folder become one file: a line for each with its name and its packed length, an empty line, then
/// the packed texts. The first has no name: it is those that the others are like, which can be looked back on.
fn pack_archive(archive: &str, folder: &str, like: &[&str], packed: &Path) -> io::Result<()> {
    if is_newer(packed, archive)? {
        return Ok(());
    }
    let mut archive = ZipArchive::new(fs::File::open(archive)?)?;
    let mut texts = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at)?;
        let Some(name) = entry.name()?.strip_prefix(folder).map(str::to_owned) else { continue };
        let mut text = Vec::new();
        entry.read_to_end(&mut text)?;
        texts.push((name, text));
    }
    fs::write(packed, packed_together(&texts, like)?)
}

/// What each character is in ASCII, a line for each: a text for every 4,096 of them, named by what these have in common.
fn pack_transliteration(packed: &Path) -> io::Result<()> {
    if is_newer(packed, "Cargo.lock")? {
        return Ok(());
    }
    let ascii = |code: u32| char::from_u32(code).filter(|c| !c.is_ascii()).map_or("", any_ascii_char);
    let text_of = |part: u32| (part << 12..(part + 1) << 12).flat_map(|code| [ascii(code), "\n"]).collect::<String>();
    let texts = (0..=u32::from(char::MAX) >> 12).map(|part| (part.to_string(), text_of(part).into_bytes()));
    let texts: Vec<_> = texts.filter(|(_, text)| text.iter().any(|b| *b != b'\n')).collect();
    fs::write(packed, packed_together(&texts, &[])?)
}

/// Texts as `packed::open` reads them; with those in sight that they are like.
fn packed_together(texts: &[(String, Vec<u8>)], like: &[&str]) -> io::Result<Vec<u8>> {
    let text_of = |name: &str| &texts.iter().find(|(of, _)| of == name).unwrap_or_else(|| panic!("no {name}")).1;
    // In haste the packer can't look back on another text.
    let dictionary: Vec<u8> = like.iter().filter(|_| is_release()).flat_map(|name| text_of(name)).copied().collect();
    let first = [(String::new(), squeezed(&dictionary, &[])?)].into_iter().map(Ok);
    let others = texts.iter().map(|(name, text)| Ok((name.clone(), squeezed(text, &dictionary)?)));
    let all = first.chain(others).collect::<io::Result<Vec<(String, Vec<u8>)>>>()?;
    let mut whole: Vec<u8> = all.iter().flat_map(|(name, packed)| format!("{name} {}\n", packed.len()).into_bytes()).collect();
    whole.push(b'\n');
    whole.extend(all.into_iter().flat_map(|(_, packed)| packed));
    Ok(whole)
}

/// All files below a folder become one, in the order of their paths.
fn pack_folder(folder: &Path, packed: &Path) -> io::Result<()> {
    let mut archive = tar::Builder::new(Vec::new());
    for path in files(folder) {
        let bytes = fs::read(&path)?;
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        archive.append_data(&mut header, path.strip_prefix(folder).expect("it lies below"), bytes.as_slice())?;
    }
    fs::write(packed, squeezed(&archive.into_inner()?, &[])?)
}

/// A file, or all files below a folder, sorted.
fn files(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut below: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    below.sort();
    below.iter().flat_map(|path| files(path)).collect()
}

fn hash(path: &Path, hasher: &mut DefaultHasher) {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    hasher.write(path.to_string_lossy().as_bytes());
    hasher.write_usize(bytes.len());
    hasher.write(&bytes);
}
