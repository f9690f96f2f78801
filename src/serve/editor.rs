//! Opening a file in the author's editor: a command with places, started without a shell.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{io, thread};

use crate::source::TOPS;

/// A place in a file of the site, as a browser asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Below the site's root.
    pub file: String,
    pub line: usize,
    pub column: usize,
}

/// The words of a command such as `code -g {file}:{line}:{column}`. Quotation marks hold words with spaces together.
///
/// The command is split before anything is filled in, so that no file's name can become a word of its own.
pub fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in command.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// The command with its places filled in; a command that does not name the file gets it as its last word.
pub fn filled(command: &str, file: &Path, place: &Place) -> Vec<String> {
    let file = file.to_string_lossy();
    let mut words = words(command);
    if !words.iter().any(|word| word.contains("{file}")) {
        words.push("{file}".into());
    }
    // In one pass, so that a file that is called `{line}` stays what it is.
    let fill = |word: &str| {
        let mut filled = String::new();
        let mut rest = word;
        while let Some(at) = rest.find('{') {
            filled.push_str(&rest[..at]);
            rest = &rest[at..];
            let known = [("{file}", file.to_string()), ("{line}", place.line.to_string()), ("{column}", place.column.to_string())];
            let (name, value) = known.into_iter().find(|(name, _)| rest.starts_with(name)).unwrap_or_else(|| ("{", "{".to_owned()));
            filled.push_str(&value);
            rest = &rest[name.len()..];
        }
        filled.push_str(rest);
        filled
    };
    words.iter().map(|word| fill(word)).collect()
}

/// The file on the disk; `None` for what is no file of the site, or leads out of it.
fn resolved(root: &Path, file: &str) -> Option<PathBuf> {
    let sound = TOPS.iter().any(|top| file.strip_prefix(top).is_some_and(|rest| rest.starts_with('/')))
        && file.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
        && !file.contains(['\\', '\0', ':']);
    let top = root.join(file.split('/').next()?);
    let path = sound.then(|| dunce::canonicalize(root.join(file)).ok())??;
    (path.starts_with(dunce::canonicalize(top).ok()?) && path.is_file()).then_some(path)
}

/// Whether the place is one that may be opened.
pub fn knows(root: &Path, place: &Place) -> bool {
    resolved(root, &place.file).is_some()
}

/// Starts the editor and does not wait for it. Errors: no such file in the site, or the editor does not start.
pub fn open(command: &str, root: &Path, place: &Place) -> io::Result<()> {
    let file = resolved(root, &place.file).ok_or(io::ErrorKind::NotFound)?;
    let words = filled(command, &file, place);
    let (program, arguments) = words.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let start = |program: &str| {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(root).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
    };
    let mut child = match start(program) {
        // There `code` is a script, which only its whole name starts.
        Err(error) if cfg!(windows) && error.kind() == io::ErrorKind::NotFound => start(&format!("{program}.cmd"))?,
        started => started?,
    };
    // Somebody has to hear that it ended, or the system keeps it in its books.
    thread::spawn(move || child.wait());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_never_becomes_a_word_or_a_place_of_its_own() {
        let place = Place { file: String::new(), line: 3, column: 7 };
        let file = Path::new("/s/{line} $(rm) \"x\".md");
        assert_eq!(filled("code -g {file}:{line}:{column}", file, &place), ["code", "-g", "/s/{line} $(rm) \"x\".md:3:7"]);
        assert_eq!(filled("'my editor' +{line} {x}", Path::new("/a"), &place), ["my editor", "+3", "{x}", "/a"]);
        assert_eq!(words("  a 'b c'd \"\" "), ["a", "b cd", ""]);
    }
}
