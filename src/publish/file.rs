//! One file of an author's, written anew: whole or not at all.

#![expect(clippy::disallowed_methods, reason = "this is an edge: it writes files")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Writes beside the file first and then puts that in its place, so that neither a full disk nor a kill costs an author
/// what was there. Its permissions stay.
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

fn fill(beside: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(beside)?;
    file.write_all(text.as_bytes())?;
    if let Ok(known) = fs::metadata(path) {
        file.set_permissions(known.permissions())?;
    }
    file.sync_all()
}
