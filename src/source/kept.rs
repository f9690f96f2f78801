//! What is kept between runs in `.lykta/` below the root: copies of pictures, each under what it was made from.
//!
//! Nothing of it is needed: what is lost, damaged or can't be written is made again.

#![expect(clippy::disallowed_methods, reason = "this is an edge: the only reader and writer of what is kept")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What nobody has asked for so long is removed.
const LONGEST: Duration = Duration::from_secs(90 * 24 * 60 * 60);
/// An entry that is used is marked as such at most so often.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder of files, each with the hash of its bytes behind them.
#[derive(Clone, Debug)]
pub struct Kept {
    top: PathBuf,
}

impl Kept {
    /// What is kept for the site with that root.
    pub fn below(root: &Path) -> Kept {
        Kept { top: root.join(".lykta") }
    }

    fn folder(&self) -> PathBuf {
        self.top.join("pictures")
    }

    /// The bytes, if they are there as they were written.
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.folder().join(name);
        let mut bytes = fs::read(&path).ok()?;
        let length = bytes.len().checked_sub(blake3::OUT_LEN)?;
        let hash: [u8; blake3::OUT_LEN] = bytes[length..].try_into().ok()?;
        bytes.truncate(length);
        if blake3::hash(&bytes) != hash {
            return None;
        }
        let is_old = |modified: SystemTime| modified.elapsed().is_ok_and(|age| age > DAY);
        if fs::metadata(&path).and_then(|metadata| metadata.modified()).is_ok_and(is_old) {
            // A folder that can't be written to is no fault: then it ages.
            let _ = fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(SystemTime::now()));
        }
        Some(bytes)
    }

    /// Puts bytes where [`Kept::get`] finds them, whole or not at all.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        let _ = self.write(name, bytes);
    }

    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let folder = self.folder();
        fs::create_dir_all(&folder)?;
        let ignore = self.top.join(".gitignore");
        if !ignore.exists() {
            fs::write(&ignore, "*\n")?;
        }
        // Two runs may write the same at once; each has a name of its own until it is done.
        let part = folder.join(format!("{name}.{}.part", std::process::id()));
        let hash = blake3::hash(bytes);
        fs::write(&part, [bytes, hash.as_bytes()].concat()).and_then(|()| fs::rename(&part, folder.join(name))).inspect_err(|_| {
            let _ = fs::remove_file(&part);
        })
    }

    /// Removes what nobody has asked for lately, and what a run that was ended left unfinished.
    pub fn sweep(&self) {
        let Ok(entries) = fs::read_dir(self.folder()) else { return };
        for entry in entries.flatten() {
            let limit = if entry.path().extension().is_some_and(|extension| extension == "part") { DAY } else { LONGEST };
            let age = entry.metadata().and_then(|metadata| metadata.modified()).map(|modified| modified.elapsed().unwrap_or_default());
            if age.is_ok_and(|age| age > limit) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Removes everything; how many files that were. Errors: as the file system gives them.
    pub fn remove_all(&self) -> io::Result<usize> {
        let count = match fs::read_dir(self.folder()) {
            Ok(entries) => entries.count(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            Err(error) => return Err(error),
        };
        fs::remove_dir_all(self.folder())?;
        let _ = fs::remove_file(self.top.join(".gitignore"));
        // Something else may lie there.
        let _ = fs::remove_dir(&self.top);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_damaged_or_cut_off_is_not_given_back() {
        let root = tempfile::tempdir().expect("a folder");
        let kept = Kept::below(root.path());
        assert_eq!(kept.get("a"), None);
        kept.put("a", b"pixels");
        assert_eq!(kept.get("a").as_deref(), Some(&b"pixels"[..]));
        let path = root.path().join(".lykta/pictures/a");
        let whole = fs::read(&path).expect("written");
        for damaged in [&whole[..whole.len() - 1], &whole[1..], &whole[..3], b""] {
            fs::write(&path, damaged).expect("written");
            assert_eq!(kept.get("a"), None);
        }
        kept.put("a", b"pixels");
        assert_eq!(kept.get("a").as_deref(), Some(&b"pixels"[..]));
    }

    #[test]
    fn what_nobody_has_asked_for_in_months_is_swept_and_what_is_asked_for_stays_young() {
        let root = tempfile::tempdir().expect("a folder");
        let kept = Kept::below(root.path());
        let age = |name: &str, days: u32| {
            kept.put(name, b"pixels");
            let file = fs::File::options().append(true).open(kept.folder().join(name)).expect("there");
            file.set_modified(SystemTime::now() - DAY * days).expect("aged");
        };
        age("old", 100);
        age("asked", 89);
        age("new", 10);
        age("b.1.part", 2);
        assert!(kept.get("asked").is_some());
        kept.sweep();
        assert!(kept.get("old").is_none() && kept.get("asked").is_some() && kept.get("new").is_some());
        assert!(!kept.folder().join("b.1.part").exists());
        let age_of_asked = fs::metadata(kept.folder().join("asked")).and_then(|metadata| metadata.modified()).expect("there").elapsed();
        assert!(age_of_asked.expect("in the past") < DAY);
        assert_eq!(kept.remove_all().expect("removed"), 2);
        assert!(!root.path().join(".lykta").exists());
    }

    #[test]
    fn a_place_that_cannot_be_written_to_is_no_fault() {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join(".lykta"), "a file").expect("written");
        let kept = Kept::below(root.path());
        kept.put("a", b"pixels");
        assert_eq!(kept.get("a"), None);
        kept.sweep();
    }
}
