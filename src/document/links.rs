//! What a link's destination may mean as a path, before anybody knows what lies there.

use crate::language::{composed, decomposed};
use crate::source;

/// The paths below the root that a relative destination may mean: as typed, then percent-decoded, composed and taken apart.
///
/// `None` if it leads out of the root; a leading slash means `content/`.
pub fn paths_of(destination: &str, file: &str) -> Option<Vec<String>> {
    let path = destination.split(['#', '?']).next().unwrap_or_default();
    let raw = relative(file, path)?;
    let mut paths = vec![raw];
    if let Some(decoded) = decoded(path) {
        if decoded.contains(['\0', '\\']) {
            return Some(vec![path.replace('\0', "")]);
        }
        let decoded = relative(file, &decoded)?;
        // Some systems write the names of files with letters taken apart.
        for path in [composed(&decoded), decomposed(&decoded), decoded] {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    Some(paths)
}

fn relative(file: &str, path: &str) -> Option<String> {
    let resolved = match path.strip_prefix('/') {
        Some(below) => source::relative("content/site.yaml", below)?,
        None => source::relative(file, path)?,
    };
    (resolved == "content" || resolved.starts_with("content/")).then_some(resolved)
}

pub fn decoded(text: &str) -> Option<String> {
    percent_encoding::percent_decode_str(text).decode_utf8().ok().map(|text| text.into_owned())
}
