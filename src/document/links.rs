//! What a link's destination may mean as a path, before anybody knows what lies there.

use crate::language::{composed, decomposed};
use crate::source;

/// The paths below the root that a relative destination may mean: as typed, then percent-decoded, composed and taken apart.
///
/// `None` if it leads out of the root; a leading slash means `content/`.
pub fn paths_of(destination: &str, file: &str) -> Option<Vec<String>> {
    paths(destination.split(['#', '?']).next().unwrap_or_default(), file)
}

fn paths(path: &str, file: &str) -> Option<Vec<String>> {
    let raw = relative(file, path)?;
    let mut paths = vec![raw];
    if let Some(decoded) = decoded(path) {
        if decoded.contains(['\0', '\\']) {
            return Some(vec![path.replace('\0', "")]);
        }
        for written in forms(&decoded) {
            let path = relative(file, &written)?;
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    Some(paths)
}

/// A path with its letters composed and taken apart: some systems write names so, and folders and files may come from two.
fn forms(path: &str) -> impl Iterator<Item = String> {
    let name = path.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
    let (folder, name) = path.split_at(name);
    let each = |text: &str| {
        // Most are typed in one of the two, and what is ASCII is both.
        let mut forms = vec![composed(text), text.to_owned(), decomposed(text)];
        forms.dedup();
        forms
    };
    let names = each(name);
    each(folder).into_iter().flat_map(move |folder| names.clone().into_iter().map(move |name| format!("{folder}{name}")))
}

/// The paths that a file's name may mean: the whole of it first, since a name may hold what parts an address.
pub fn paths_of_name(name: &str, file: &str) -> Option<Vec<String>> {
    let mut paths = if name.contains(['#', '?']) { paths(name, file)? } else { Vec::new() };
    paths.extend(paths_of(name, file)?);
    Some(paths)
}

fn relative(file: &str, path: &str) -> Option<String> {
    let resolved = match path.strip_prefix('/') {
        Some(below) => source::relative("content/site.yaml", below)?,
        None => source::relative(file, path)?,
    };
    (resolved == "content" || resolved.starts_with("content/")).then_some(resolved)
}

fn decoded(text: &str) -> Option<String> {
    percent_encoding::percent_decode_str(text).decode_utf8().ok().map(|text| text.into_owned())
}

/// How a text leads to a work, by the path of its folder: `../../tools/hotline/`.
pub fn leading(file: &str, work: &str) -> String {
    let from: Vec<&str> = file.split('/').collect();
    let to: Vec<&str> = ["content"].into_iter().chain(work.split('/')).collect();
    let folders = &from[..from.len() - 1];
    let shared = folders.iter().zip(&to).take_while(|(here, there)| here == there).count();
    format!("{}{}/", "../".repeat(folders.len() - shared), to[shared..].join("/"))
}

/// What to write in the place of a path with backslashes.
pub fn with_slashes(path: &str) -> String {
    let slashes = path.replace("\\\\", "\\").replace('\\', "/");
    match slashes.contains([':', '`', ' ']) || slashes.starts_with('/') {
        true => "write `../folder/`".to_owned(),
        false => format!("write `{slashes}`"),
    }
}

/// Whether a path is most likely an address of e-mail.
pub fn is_like_mail(path: &str) -> bool {
    let Some((name, host)) = path.split_once('@') else { return false };
    let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
    !name.is_empty()
        && !path.contains(['/', '\\', '#'])
        && host.starts_with(char::is_alphabetic)
        && ending.len() > 1
        && ending.chars().all(char::is_alphabetic)
}

/// What stands behind the number sign, in the form in which ids are kept: a keyboard or a system may take letters apart.
pub fn anchor(text: &str) -> String {
    decoded(text).map(|text| composed(&text)).unwrap_or_default()
}

/// What other programs lead to within a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    Note,
    Comment,
}

/// What another program has written such an id for: `_ftn1`, `_ednref2`, `ftnt_ref3`, `cmnt1`, `_msocom_1`.
pub fn foreign_anchor(anchor: &str) -> Option<Foreign> {
    let name = anchor.trim_end_matches(|c: char| c.is_ascii_digit());
    match name {
        _ if name == anchor => None,
        "_ftn" | "_ftnref" | "_edn" | "_ednref" | "ftn" | "ftnref" | "ftnt" | "ftnt_ref" => Some(Foreign::Note),
        "cmnt" | "cmnt_ref" | "_msocom_" | "_msoanchor_" | "_cmnt" | "_cmntref" => Some(Foreign::Comment),
        _ => None,
    }
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

/// Whether a link's words are its address, so that whoever reads them needs no other.
pub fn is_said(words: &str, destination: &str) -> bool {
    let words = words.trim();
    if let Some(number) = destination.strip_prefix("tel:") {
        let figures = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let said = figures(&words.replace("(0)", ""));
        let said = said.trim_start_matches('0');
        return !said.is_empty() && !words.contains(char::is_alphabetic) && figures(number).ends_with(said);
    }
    let address = ["mailto:", "https://", "http://"].iter().find_map(|scheme| destination.strip_prefix(scheme));
    address.is_some_and(|address| words == destination || words.trim_end_matches('/') == address.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_may_be_the_address() {
        for (words, destination, said) in [
            ("020-39 00 00", "tel:+46-20-39-00-00", true),
            ("+46 (0)20 39 00 00", "tel:+4620390000", true),
            ("112", "tel:112", true),
            ("the night line", "tel:+46-20-39-00-00", false),
            ("room 00", "tel:+46-20-39-00-00", false),
            ("help@example.org", "mailto:help@example.org", true),
            ("write to us", "mailto:help@example.org", false),
            ("example.org/a", "https://example.org/a/", true),
            ("https://example.org", "https://example.org", true),
            ("the form", "https://form.example/f", false),
            ("a/b", "a/b", false),
        ] {
            assert_eq!(is_said(words, destination), said, "{words} → {destination}");
        }
    }

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

    #[test]
    fn a_folder_and_a_file_may_write_their_letters_in_two_ways() {
        let (composed, apart) = ("\u{f6}", "o\u{308}");
        for folder in [composed, apart] {
            for file in [composed, apart] {
                let lies = format!("content/f{folder}r/bild{file}.svg");
                for typed in [format!("../f{composed}r/bild{composed}.svg"), format!("../f{apart}r/bild{apart}.svg")] {
                    assert!(paths_of(&typed, "content/a/sv.md").unwrap().contains(&lies), "{typed:?} {lies:?}");
                }
                let within = paths_of(&format!("bild{composed}.svg"), &format!("content/f{folder}r/sv.md")).unwrap();
                assert!(within.contains(&lies), "{lies:?}");
            }
        }
    }
}
