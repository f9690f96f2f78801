//! What a link's destination may mean as a path, before anybody knows what lies there.

use super::{Link, LinkKind};
use crate::language::composed;
use crate::source;

/// A link or a picture that may lead to a file beside the works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLink {
    /// Below the root, the likeliest first.
    pub paths: Vec<String>,
    pub picture: bool,
}

/// The links of a document that may lead to files; what ends with a slash is a folder, which most links lead to.
pub fn to_files(links: &[Link], file: &str) -> Vec<FileLink> {
    links
        .iter()
        .filter(|link| !link.destination.ends_with('/'))
        .filter_map(|link| {
            let paths = paths_of(&link.destination, file)?;
            Some(FileLink { paths, picture: matches!(link.kind, LinkKind::Picture { .. }) })
        })
        .collect()
}

/// The paths below the root that a relative destination may mean: as typed, then percent-decoded, then composed.
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
        for path in [composed(&decoded), decoded] {
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
