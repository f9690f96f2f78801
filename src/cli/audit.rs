//! `lykta audit`: the gate over a folder or an archive that was published before, also by another generator.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use flate2::read::MultiGzDecoder;
use rayon::prelude::*;
use serde::Serialize;
use walkdir::WalkDir;

use super::deny::Deny;
use super::report::{self, Format};
use super::{BLOCKED, Failure, Outcome, Voice, named, print};
use crate::config::contact;
use crate::diagnostics::{Finding, Location, Places, Summary, codes, sorted};
use crate::publish::manifest;
use crate::safeguard::contacts::contact_key;
use crate::safeguard::denied::Denied;
use crate::safeguard::{Kind, Rules, Sighting, archive, inspect, kind, text_of};
use crate::source::media::media_type;

#[derive(Args, Debug)]
pub struct Arguments {
    /// The folder, or an archive: .zip, .tar, .tar.gz, .tgz
    #[arg(value_name = "DIR|ARCHIVE", default_value = "public")]
    what: PathBuf,
    /// In which form findings are shown
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// An address or a telephone number that may be published; may be given several times
    #[arg(long, value_name = "CONTACT")]
    contact: Vec<String>,
    #[command(flatten)]
    deny: Deny,
}

/// The largest file that is looked into, in bytes, and the most of an archive that is unpacked.
const LARGEST_FILE: u64 = 100 << 20;
const MOST_OF_ARCHIVE: u64 = 4 << 30;
/// Why files are left out.
const TOO_LARGE: &str = "larger than 100 MB";
const UNREADABLE: &str = "can't be read";
/// How much is held in memory at a time.
const AT_A_TIME: usize = 64 << 20;

/// What was looked at, and what not.
#[derive(Debug, Default)]
struct Account {
    /// What kind of file → how many, and how many bytes.
    looked: BTreeMap<&'static str, (usize, u64)>,
    /// Files that were not looked into, by the reason.
    not: BTreeMap<&'static str, usize>,
    findings: Vec<Finding>,
    doubtful: Vec<Doubtful>,
    /// What builds of Lykta's say that they have published, by the path of each manifest.
    manifests: BTreeMap<String, String>,
}

impl Account {
    /// All findings, once it is known what builds have published. Whoever has changed a file since may have hidden something
    /// in it.
    fn all_findings(&mut self) -> Vec<Finding> {
        let built = built(&self.manifests);
        for Doubtful { path, is, findings, if_built } in self.doubtful.drain(..) {
            self.findings.extend(if built.get(&path) == Some(&is) { if_built } else { findings });
        }
        sorted(std::mem::take(&mut self.findings))
    }
}

/// A file that hides something, as a build's own pages do: what is told of it, and what is told if a build has made it so.
#[derive(Debug)]
struct Doubtful {
    path: String,
    is: manifest::Entry,
    findings: Vec<Finding>,
    if_built: Vec<Finding>,
}

struct Auditor {
    rules: Rules,
}

impl Auditor {
    /// Tells of a file that was left out.
    fn leave_out(&self, path: &str, why: &'static str, account: &mut Account) {
        *account.not.entry(why).or_default() += 1;
        let finding = Finding::new(&codes::UNCHECKED_FILE, Location::file(path), format!("the gate has not looked into this file: {why}"));
        account.findings.extend(self.rules.mask().findings(vec![finding], |_| None));
    }

    fn look(&self, files: &mut Vec<(String, Vec<u8>)>, account: &mut Account) {
        let of_built = Rules { hidden_by_hand: false, ..self.rules.clone() };
        let found: Vec<(Kind, u64, Vec<Finding>, Option<Doubtful>)> = files
            .par_iter()
            .map(|(path, bytes)| {
                let media_type = media_type(path);
                let kind = kind(path, media_type, bytes);
                let told = |sightings: &[Sighting]| {
                    let text = (!sightings.is_empty()).then(|| text_of(kind, bytes)).flatten();
                    let text = text.as_deref();
                    let places = text.map(|text| (text, Places::new(text)));
                    let location = |sighting: &Sighting| match (&sighting.at, &places) {
                        (Some(at), Some((text, places))) => places.of(path, text, at.clone()),
                        _ => Location::file(path.as_str()),
                    };
                    let findings = sightings.iter().map(|sighting| sighting.finding(location(sighting))).collect();
                    self.rules.mask().findings(sorted(findings), |_| text)
                };
                let sightings = inspect(path, media_type, bytes, &self.rules);
                let findings = told(&sightings);
                let size = bytes.len() as u64;
                if sightings.iter().all(|sighting| *sighting.code != codes::HIDDEN_TEXT) {
                    return (kind, size, findings, None);
                }
                let if_built = told(&inspect(path, media_type, bytes, &of_built));
                let is = manifest::Entry::of(bytes);
                (kind, size, Vec::new(), Some(Doubtful { path: path.clone(), is, findings, if_built }))
            })
            .collect();
        for (path, bytes) in files.iter().filter(|(path, _)| is_manifest(path)) {
            account.manifests.insert(path.clone(), String::from_utf8_lossy(bytes).into_owned());
        }
        for (kind, size, findings, doubtful) in found {
            match kind {
                Kind::Other => *account.not.entry("of a kind that the gate does not know: the name alone was looked at").or_default() += 1,
                Kind::Font => *account.not.entry("fonts: the name alone was looked at").or_default() += 1,
                kind => {
                    let entry = account.looked.entry(name(kind)).or_default();
                    entry.0 += 1;
                    entry.1 += size;
                }
            }
            account.findings.extend(findings);
            account.doubtful.extend(doubtful);
        }
        files.clear();
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Markup => "pages, feeds, drawings",
        Kind::Text => "texts and data",
        Kind::Code => "styles and scripts",
        Kind::Picture => "pictures",
        Kind::Pdf => "PDF",
        Kind::Office => "office files",
        Kind::Archive => "archives",
        Kind::Font => "fonts",
        Kind::Other => "others",
    }
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let denied = arguments.deny.read(None, voice)?;
    let auditor = Auditor {
        rules: Rules {
            contacts: arguments.contact.iter().map(|contact| contact_key(contact::bare(contact))).collect(),
            denied: denied.and_then(|list| Denied::parse(&list.0).ok()).map(Arc::new),
            foreign: true,
            hidden_by_hand: true,
            ..Rules::default()
        },
    };
    let mut account = Account::default();
    let path = &arguments.what;
    let lower = path.to_string_lossy().to_lowercase();
    if path.is_dir() {
        folder(path, &auditor, &mut account)?;
    } else if !path.exists() {
        return Err(Failure::Usage(format!("there is no {}", named(path))));
    } else if lower.ends_with(".zip") {
        zip(&open(path)?, &auditor, &mut account)?;
    } else if lower.ends_with(".tar") {
        tar(&*open(path)?, &auditor, &mut account)?;
    } else if lower.ends_with(".tar.gz") || lower.ends_with(".tgz") {
        tar(MultiGzDecoder::new(&*open(path)?), &auditor, &mut account)?;
    } else {
        return Err(Failure::Usage(format!("{} is neither a folder nor a .zip, .tar or .tar.gz", named(path))));
    }
    let findings = account.all_findings();
    let is_of_folder = arguments.format == Format::Github && path.is_dir();
    let findings = if is_of_folder { report::in_repository(findings, path) } else { findings };
    tell(&findings, &account, arguments.format, voice);
    Ok(if Summary::of(&findings).errors > 0 { ExitCode::from(BLOCKED) } else { ExitCode::SUCCESS })
}

fn tell(findings: &[Finding], account: &Account, format: Format, voice: Voice) {
    if format == Format::Json {
        #[derive(Serialize)]
        struct Looked {
            files: usize,
            bytes: u64,
        }
        #[derive(Serialize)]
        struct Report {
            looked_at: BTreeMap<&'static str, Looked>,
            not_looked_at: BTreeMap<&'static str, usize>,
            findings: serde_json::Value,
        }
        let report = Report {
            looked_at: account.looked.iter().map(|(name, (files, bytes))| (*name, Looked { files: *files, bytes: *bytes })).collect(),
            not_looked_at: account.not.clone(),
            findings: serde_json::from_str(&crate::diagnostics::json::show(findings)).unwrap_or_default(),
        };
        print(serde_json::to_string_pretty(&report).unwrap_or_default() + "\n");
        return;
    }
    report::findings(findings, format, voice);
    if format == Format::Github {
        return;
    }
    print(table(account, voice));
    voice.say(format_args!("  {}", report::summary(findings, false, voice)));
}

fn table(account: &Account, voice: Voice) -> String {
    let mut table = voice.tell("looked at\n").into_owned();
    for (name, (files, bytes)) in &account.looked {
        let (name, of_files) = (voice.tell(name), voice.tell("files"));
        table.push_str(&format!("  {name:<24} {files:>8} {of_files} {:>10.1} MB\n", *bytes as f64 / 1e6));
    }
    if !account.not.is_empty() {
        table.push_str(&voice.tell("not looked into\n"));
        for (name, files) in &account.not {
            table.push_str(&format!("  {files:>8} {}\n", voice.tell(name)));
        }
    }
    table
}

fn machine(error: impl std::fmt::Display) -> Failure {
    Failure::Machine(format!("it can't be read: {error}"))
}

#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
fn open(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(machine)
}

/// What builds have published, by their manifests: the path of each, and its text.
fn built(manifests: &BTreeMap<String, String>) -> BTreeMap<String, manifest::Entry> {
    let files = manifests.iter().flat_map(|(path, text)| {
        let files = manifest::Manifest::from_json(text).map(|manifest| manifest.files).unwrap_or_default();
        files.into_iter().map(move |(file, entry)| (format!("{}{file}", path.trim_end_matches(manifest::NAME)), entry))
    });
    files.collect()
}

fn is_manifest(path: &str) -> bool {
    path.rsplit('/').next() == Some(manifest::NAME)
}

/// A path below the folder that is looked through, with `/`.
fn within(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

fn name_in_tar(file: &tar::Entry<impl Read>) -> String {
    String::from_utf8_lossy(&file.path_bytes()).trim_start_matches("./").to_owned()
}

fn folder(root: &Path, auditor: &Auditor, account: &mut Account) -> Result<(), Failure> {
    let mut files = Vec::new();
    let mut held = 0;
    for entry in WalkDir::new(root).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                auditor.leave_out(&error.path().map(|path| within(root, path)).unwrap_or_default(), UNREADABLE, account);
                continue;
            }
        };
        let path = within(root, entry.path());
        if entry.file_type().is_symlink() {
            *account.not.entry("symbolic links").or_default() += 1;
        } else if entry.file_type().is_file() {
            if entry.metadata().is_ok_and(|metadata| metadata.len() > LARGEST_FILE) {
                auditor.leave_out(&path, TOO_LARGE, account);
                continue;
            }
            match open(entry.path()) {
                Ok(bytes) => {
                    held += bytes.len();
                    files.push((path, bytes));
                }
                Err(_) => auditor.leave_out(&path, UNREADABLE, account),
            }
            if held > AT_A_TIME {
                auditor.look(&mut files, account);
                held = 0;
            }
        }
    }
    auditor.look(&mut files, account);
    Ok(())
}

/// One file of an archive; `false` as soon as there is more than anybody looks through.
fn entry(
    name: String,
    reader: &mut dyn Read,
    left: &mut u64,
    files: &mut Vec<(String, Vec<u8>)>,
    auditor: &Auditor,
    account: &mut Account,
) -> bool {
    let mut bytes = Vec::new();
    let most = LARGEST_FILE.min(*left);
    match reader.take(most + 1).read_to_end(&mut bytes) {
        Ok(size) if size as u64 > most => auditor.leave_out(&name, TOO_LARGE, account),
        Ok(_) => {
            *left -= bytes.len() as u64;
            files.push((name, bytes));
        }
        Err(_) => auditor.leave_out(&name, UNREADABLE, account),
    }
    *left > 0
}

fn zip(bytes: &[u8], auditor: &Auditor, account: &mut Account) -> Result<(), Failure> {
    let mut left = MOST_OF_ARCHIVE;
    parts(bytes, &mut left, auditor, account)?;
    archive::hidden(bytes).try_for_each(|layer| parts(&layer, &mut left, auditor, account))
}

/// The parts of an archive that programs show.
fn parts(bytes: &[u8], left: &mut u64, auditor: &Auditor, account: &mut Account) -> Result<(), Failure> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(machine)?;
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let Ok(mut file) = archive.by_index(index) else {
            let name = archive.name_for_index(index).and_then(Result::ok).map(|name| name.into_owned()).unwrap_or_default();
            auditor.leave_out(&name, UNREADABLE, account);
            continue;
        };
        if file.is_dir() {
            continue;
        }
        let name = file.name().map(|name| name.into_owned()).unwrap_or_default();
        if !entry(name, &mut file, left, &mut files, auditor, account) {
            *account.not.entry("behind the first 4 GB").or_default() += 1;
            break;
        }
        if files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > AT_A_TIME || files.len() > 2_000 {
            auditor.look(&mut files, account);
        }
    }
    auditor.look(&mut files, account);
    Ok(())
}

fn tar(reader: impl Read, auditor: &Auditor, account: &mut Account) -> Result<(), Failure> {
    let mut archive = tar::Archive::new(reader);
    // Behind the end of an archive another may begin.
    archive.set_ignore_zeros(true);
    let (mut files, mut left) = (Vec::new(), MOST_OF_ARCHIVE);
    for file in archive.entries().map_err(machine)? {
        let mut file = file.map_err(machine)?;
        let name = name_in_tar(&file);
        match file.header().entry_type() {
            tar::EntryType::Directory | tar::EntryType::XGlobalHeader => {}
            tar::EntryType::Symlink | tar::EntryType::Link => *account.not.entry("symbolic links").or_default() += 1,
            tar::EntryType::Char | tar::EntryType::Block | tar::EntryType::Fifo => {
                *account.not.entry("devices, which are no files").or_default() += 1;
            }
            // What is of no kind that the standard knows is a file to it.
            _ if !entry(name, &mut file, &mut left, &mut files, auditor, account) => {
                *account.not.entry("behind the first 4 GB").or_default() += 1;
                break;
            }
            _ => {}
        }
        if files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > AT_A_TIME || files.len() > 2_000 {
            auditor.look(&mut files, account);
        }
    }
    auditor.look(&mut files, account);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_an_archive_holds_is_looked_at_or_told() {
        let mut archive = tar::Builder::new(Vec::new());
        for (index, kind) in [b'0', b'7', b'Z', b'2', b'6', b'5'].into_iter().enumerate() {
            let mut header = tar::Header::new_gnu();
            header.set_entry_type(tar::EntryType::new(kind));
            let text: &[u8] = if kind.is_ascii_alphabetic() || matches!(kind, b'0' | b'7') { b"20991231-9804" } else { b"" };
            header.set_size(text.len() as u64);
            archive.append_data(&mut header, format!("{index}.txt"), text).unwrap();
        }
        let auditor = Auditor { rules: Rules { foreign: true, ..Rules::default() } };
        let mut account = Account::default();
        tar(Cursor::new(archive.into_inner().unwrap()), &auditor, &mut account).unwrap();
        assert_eq!(account.findings.len(), 3);
        assert_eq!(account.not, BTreeMap::from([("devices, which are no files", 1), ("symbolic links", 1)]));
    }

    #[test]
    fn all_parts_of_one_name_in_an_archive_are_looked_at() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("a.txt", "20991231-9804"), ("b.txt", "311236-9006"), ("c.txt", "x")] {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut writer, text.as_bytes()).unwrap();
        }
        let mut archive = writer.finish().unwrap().into_inner();
        for name in [b"b.txt", b"c.txt"] {
            while let Some(at) = memchr::memmem::find(&archive, name) {
                archive[at] = b'a';
            }
        }
        let auditor = Auditor { rules: Rules { foreign: true, ..Rules::default() } };
        let mut account = Account::default();
        zip(&archive, &auditor, &mut account).unwrap();
        let told: Vec<_> = account.findings.iter().map(|finding| (finding.code.name, finding.location.file.as_str())).collect();
        assert_eq!(told, [("identity-number", "a.txt"); 2]);
        assert_eq!(account.looked["texts and data"].0, 3);
    }

    #[test]
    fn a_file_that_nobody_can_look_into_is_named() {
        let auditor = Auditor { rules: Rules { foreign: true, ..Rules::default() } };
        let mut account = Account::default();
        let files = [("a/film.mp4", b"\0\0\0\x18ftypmp42".to_vec()), ("b.zip", b"PK\x03\x04\0".to_vec()), ("c.txt", b"x".to_vec())];
        let mut files = files.map(|(name, bytes)| (name.to_owned(), bytes)).to_vec();
        auditor.look(&mut files, &mut account);
        auditor.leave_out("d/20991231-9804.pdf", TOO_LARGE, &mut account);
        let told: Vec<_> = account.findings.iter().map(|finding| (finding.code.name, finding.location.file.as_str())).collect();
        let told_files: Vec<&str> = told.iter().map(|(_, file)| *file).collect();
        assert!(told.iter().all(|(code, _)| *code == "unchecked-file"), "{told:?}");
        assert_eq!(told_files, ["a/film.mp4", "b.zip", "d/••••••••-••••.pdf"]);
        assert_eq!(account.not.values().sum::<usize>(), 2);
    }
}
