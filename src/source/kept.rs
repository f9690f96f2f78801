//! What is kept between runs in `.lykta/` below the root: copies of pictures, each under what it was made from, and records
//! of what has been drawn.
//!
//! Nothing of it is needed: what is lost, damaged or can't be written is made again.

#![expect(clippy::disallowed_methods, reason = "this is an edge: the only reader and writer of what is kept")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Git is to leave alone what is kept.
const IGNORE_ALL: &[u8] = b"*\n";
/// What nobody has asked for so long is removed.
const LONGEST: Duration = Duration::from_secs(90 * 24 * 60 * 60);
/// An entry that is used is marked as such at most so often.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder of files, each with the hash of its name and its bytes behind them.
#[derive(Clone, Debug)]
pub struct Kept {
    /// `None` where a link stands in its place, which may lead to what is somebody else's: then nothing is kept.
    top: Option<PathBuf>,
}

/// The folders in it. Names of what is kept are `FOLDER/NAME`.
const FOLDERS: [&str; 2] = ["pictures", "drawn"];

impl Kept {
    /// What is kept for the site with that root.
    pub fn below(root: &Path) -> Kept {
        let top = root.join(".lykta");
        let is_link = |path: PathBuf| fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
        let leads_elsewhere = is_link(top.clone()) || FOLDERS.iter().any(|folder| is_link(top.join(folder)));
        Kept { top: (!leads_elsewhere).then_some(top) }
    }

    fn folders(&self) -> impl Iterator<Item = PathBuf> {
        self.top.iter().flat_map(|top| FOLDERS.map(|folder| top.join(folder)))
    }

    /// The bytes, if they are there as they were written.
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.top.as_ref()?.join(name);
        let mut bytes = fs::read(&path).ok()?;
        let length = bytes.len().checked_sub(blake3::OUT_LEN)?;
        let hash: [u8; blake3::OUT_LEN] = bytes[length..].try_into().ok()?;
        bytes.truncate(length);
        if hash_of(name, &bytes) != hash {
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
        let Some(top) = &self.top else { return Ok(()) };
        let path = top.join(name);
        if let Some(folder) = path.parent().filter(|folder| !folder.exists()) {
            fs::create_dir_all(folder)?;
            let ignore = top.join(".gitignore");
            if !ignore.exists() {
                fs::write(&ignore, IGNORE_ALL)?;
            }
        }
        // Two runs may write the same at once; each has a name of its own until it is done.
        let part = top.join(format!("{name}.{}.part", std::process::id()));
        let hash = hash_of(name, bytes);
        let whole = fs::File::create(&part).and_then(|mut file| file.write_all(bytes).and_then(|()| file.write_all(hash.as_bytes())));
        whole.and_then(|()| fs::rename(&part, &path)).inspect_err(|_| {
            let _ = fs::remove_file(&part);
        })
    }

    /// Removes what nobody has asked for lately, and what a run that was ended left unfinished.
    pub fn sweep(&self) {
        for entry in self.folders().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten() {
            let limit = if entry.path().extension().is_some_and(|extension| extension == "part") { DAY } else { LONGEST };
            let age = entry.metadata().and_then(|metadata| metadata.modified()).map(|modified| modified.elapsed().unwrap_or_default());
            if age.is_ok_and(|age| age > limit) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Removes all that is kept; how many files that were. Errors: as the file system gives them.
    pub fn remove_all(&self) -> io::Result<usize> {
        let mut count = 0;
        for folder in self.folders() {
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            for entry in entries {
                let entry = entry?;
                if entry.file_type()?.is_file() {
                    fs::remove_file(entry.path())?;
                    count += 1;
                }
            }
            // Something else may lie there, which stays.
            let _ = fs::remove_dir(folder);
        }
        if let Some(top) = &self.top {
            let ignore = top.join(".gitignore");
            if fs::read(&ignore).is_ok_and(|text| text == IGNORE_ALL) {
                let _ = fs::remove_file(ignore);
            }
            let _ = fs::remove_dir(top);
        }
        Ok(count)
    }
}

/// The name counts: what was copied over another file is damaged as well.
fn hash_of(name: &str, bytes: &[u8]) -> blake3::Hash {
    blake3::Hasher::new().update(name.as_bytes()).update(b"\0").update(bytes).finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_damaged_or_cut_off_is_not_given_back() {
        let root = tempfile::tempdir().expect("a folder");
        let kept = Kept::below(root.path());
        assert_eq!(kept.get("pictures/a"), None);
        kept.put("pictures/a", b"pixels");
        assert_eq!(kept.get("pictures/a").as_deref(), Some(&b"pixels"[..]));
        let path = root.path().join(".lykta/pictures/a");
        let whole = fs::read(&path).expect("written");
        for damaged in [&whole[..whole.len() - 1], &whole[1..], &whole[..3], b""] {
            fs::write(&path, damaged).expect("written");
            assert_eq!(kept.get("pictures/a"), None);
        }
        kept.put("pictures/a", b"pixels");
        assert_eq!(kept.get("pictures/a").as_deref(), Some(&b"pixels"[..]));
    }

    #[test]
    fn what_was_copied_over_another_is_not_taken_for_it() {
        let root = tempfile::tempdir().expect("a folder");
        let kept = Kept::below(root.path());
        kept.put("pictures/a", b"one");
        kept.put("pictures/b", b"two");
        fs::copy(root.path().join(".lykta/pictures/a"), root.path().join(".lykta/pictures/b")).expect("copied");
        assert_eq!((kept.get("pictures/a").as_deref(), kept.get("pictures/b")), (Some(&b"one"[..]), None));
    }

    #[test]
    fn what_nobody_has_asked_for_in_months_is_swept_and_what_is_asked_for_stays_young() {
        let root = tempfile::tempdir().expect("a folder");
        let kept = Kept::below(root.path());
        let age = |name: &str, days: u32| {
            kept.put(name, b"pixels");
            let file = fs::File::options().append(true).open(root.path().join(".lykta").join(name)).expect("there");
            file.set_modified(SystemTime::now() - DAY * days).expect("aged");
        };
        age("pictures/old", 100);
        age("pictures/asked", 89);
        age("pictures/new", 10);
        age("drawn/b.1.part", 2);
        assert!(kept.get("pictures/asked").is_some());
        kept.sweep();
        assert!(kept.get("pictures/old").is_none() && kept.get("pictures/asked").is_some() && kept.get("pictures/new").is_some());
        assert!(!root.path().join(".lykta/drawn/b.1.part").exists());
        let age_of_asked =
            fs::metadata(root.path().join(".lykta/pictures/asked")).and_then(|metadata| metadata.modified()).expect("there").elapsed();
        assert!(age_of_asked.expect("in the past") < DAY);
        assert_eq!(kept.remove_all().expect("removed"), 2);
        assert!(!root.path().join(".lykta").exists());
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_not_followed_and_what_lykta_has_not_made_stays() {
        let root = tempfile::tempdir().expect("a folder");
        let (others, top) = (root.path().join("others"), root.path().join(".lykta"));
        fs::create_dir_all(others.join("pictures")).expect("made");
        fs::write(others.join("pictures/mine"), "mine").expect("written");
        for (link, leads_to) in [(top.clone(), others.clone()), (top.join("pictures"), others.join("pictures"))] {
            fs::create_dir_all(link.parent().expect("a folder")).expect("made");
            std::os::unix::fs::symlink(&leads_to, &link).expect("a link");
            let kept = Kept::below(root.path());
            kept.put("pictures/a", b"pixels");
            assert_eq!((kept.get("pictures/a"), kept.remove_all().expect("left alone")), (None, 0));
            assert_eq!(fs::read_dir(others.join("pictures")).expect("there").count(), 1);
            fs::remove_file(link).expect("removed");
        }
        let kept = Kept::below(root.path());
        kept.put("pictures/a", b"pixels");
        fs::write(top.join("notes"), "mine").expect("written");
        fs::create_dir(top.join("pictures/album")).expect("made");
        assert_eq!(kept.remove_all().expect("removed"), 1);
        assert!(top.join("notes").exists() && top.join("pictures/album").exists() && !top.join(".gitignore").exists());
    }

    #[test]
    fn a_place_that_cannot_be_written_to_is_no_fault() {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join(".lykta"), "a file").expect("written");
        let kept = Kept::below(root.path());
        kept.put("pictures/a", b"pixels");
        assert_eq!(kept.get("pictures/a"), None);
        kept.sweep();
    }
}
