//! `lykta init`: a small complete site of one's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{Failure, Outcome, Voice, named, schema};
use crate::config::{self, Options, json_schema};
use crate::memo::Memo;
use crate::packed;
use crate::source::Reading;
use crate::source::disk::Disk;

#[derive(Args, Debug)]
pub struct Arguments {
    /// The folder to make the site in; new, or empty but for .git
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let folder = &arguments.folder;
    let machine = |error: std::io::Error| Failure::Machine(format!("can't write {}: {error}", named(folder)));
    match fs::read_dir(folder).map(|mut entries| entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == ".git"))) {
        Ok(true) => {}
        Ok(false) => return Err(Failure::Usage(format!("{} is not empty; nothing was changed. Name a new folder", named(folder)))),
        Err(_) if folder.exists() => return Err(Failure::Usage(format!("{} is not a folder; name a new one", named(folder)))),
        Err(_) => fs::create_dir_all(folder).map_err(machine)?,
    }
    for (path, bytes) in packed::folder(include_bytes!(concat!(env!("OUT_DIR"), "/starter.tar"))) {
        write(&folder.join(path), &bytes).map_err(machine)?;
    }
    fs::write(folder.join(".gitignore"), "public/\n.public.*\n.lykta/\n").map_err(machine)?;
    let world = Disk::new(folder, super::today()?).map_err(machine)?;
    if let Some(config) = config::resolve(Reading::new(&world).sources(), &Options::default(), &Memo::new()).value {
        schema::write(folder, &config).map_err(machine)?;
        let site = folder.join("content/site.yaml");
        let text = fs::read_to_string(&site).map_err(machine)?;
        fs::write(site, json_schema::line("content/site.yaml", "site") + &text).map_err(machine)?;
    }
    let shown = named(folder);
    // What begins with a hyphen would be taken for an option.
    let shown = if shown.starts_with('-') { format!("./{shown}") } else { shown };
    let is_plain = shown.chars().all(|c| c.is_alphanumeric() || "/._-+@:,\\".contains(c));
    let typed = if is_plain { shown.clone() } else { format!("'{}'", shown.replace('\'', "'\\''")) };
    voice.say(format_args!("{shown} is a whole site; build it with `lykta build --root {typed}`"));
    Ok(ExitCode::SUCCESS)
}

#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}
