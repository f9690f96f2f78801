//! Files of an author's: written anew or begun, whole or not at all.

#![expect(clippy::disallowed_methods, reason = "this is an edge: it writes files")]

use std::fs::{self, File};
use std::io::{self, Write};
#[cfg(unix)]
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Writes beside the file first and then puts that in its place, so that neither a full disk nor a kill costs an author
/// what was there. Its permissions stay, and its owner where the system lets it.
///
/// Errors: the system refuses; then the file is as it was.
pub fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.lykta.tmp"));
    let written = fill(&beside, path, text).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Writes a file that is not there yet.
///
/// Errors: it is there, or the system refuses; then nothing is left behind.
pub fn create(path: &Path, contents: impl AsRef<[u8]>) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(contents.as_ref()).inspect_err(|_| drop(fs::remove_file(path)))
}

/// An empty file in the place of whatever lies there, which may be a link that leads away.
pub(super) fn anew(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => File::create_new(path),
    }
}

/// Makes a folder of the site's.
///
/// Errors: a link leads out of the site on the way to it, or the system refuses.
pub fn create_folder(root: &Path, folder: &str) -> io::Result<()> {
    let folder = root.join(folder);
    stays_in(&folder, root)?;
    fs::create_dir_all(folder)
}

/// Errors: a folder on the way is a link that leads elsewhere.
fn stays_in(folder: &Path, within: &Path) -> io::Result<()> {
    let there = folder.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(within);
    if dunce::canonicalize(there)?.starts_with(dunce::canonicalize(within)?) {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::PermissionDenied, "the folder leads out of the site"))
}

/// Begins a work: makes its folder below `content/`, and writes into it files by their paths from the site's root. Nothing
/// is written outside the site's folder.
///
/// Errors: the folder is there already, or the system refuses; then nothing is left behind.
pub fn create_work(root: &Path, work: &str, files: &[(String, String)]) -> io::Result<()> {
    let folder = root.join("content").join(work);
    let there = folder.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(root);
    stays_in(&folder, &root.join("content"))?;
    if let Some(above) = folder.parent() {
        fs::create_dir_all(above)?;
    }
    fs::create_dir(&folder)?;
    let mut made = Vec::new();
    let written = files.iter().try_for_each(|(path, text)| {
        let path = root.join(path);
        create(&path, text)?;
        made.push(path);
        Ok(())
    });
    written.inspect_err(|_| {
        // Half a work would be a fault of the site. Folders that hold something else stay.
        made.iter().for_each(|path| drop(fs::remove_file(path)));
        folder.ancestors().take_while(|ancestor| *ancestor != there).for_each(|ancestor| drop(fs::remove_dir(ancestor)));
    })
}

fn fill(beside: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = anew(beside)?;
    file.write_all(text.as_bytes())?;
    if let Ok(known) = fs::metadata(path) {
        #[cfg(unix)]
        let _ = std::os::unix::fs::fchown(&file, Some(known.uid()), Some(known.gid()));
        file.set_permissions(known.permissions())?;
    }
    file.sync_all()
}
