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

/// An address on the web as browsers and programs take it: below its host, what an address can't hold is written by its
/// bytes. Other destinations stay as they are.
pub fn sound(destination: String) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const UNSOUND: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'[').add(b']').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');
    let Some(rest) = destination.strip_prefix("https://").or_else(|| destination.strip_prefix("http://")) else { return destination };
    let Some(below) = rest.find(['/', '?', '#']) else { return destination };
    let (host, below) = destination.split_at(destination.len() - rest.len() + below);
    format!("{host}{}", utf8_percent_encode(below, UNSOUND))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_on_the_web_holds_what_addresses_hold() {
        for (written, sound_one) in [
            ("https://x.example/my uri", "https://x.example/my%20uri"),
            ("https://x.example/?q=\"a\\`", "https://x.example/?q=%22a%5C%60"),
            ("https://å.example/Malmö%20a", "https://å.example/Malm%C3%B6%20a"),
            ("https://[::1]/a?b=[c]&d=(e)#f", "https://[::1]/a?b=%5Bc%5D&d=(e)#f"),
            ("../my page/", "../my page/"),
        ] {
            assert_eq!(sound(written.to_owned()), sound_one);
        }
    }
}
