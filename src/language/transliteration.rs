//! What letters of all scripts are in ASCII, by the tables of `any_ascii`, which would take half a megabyte as they are.

use std::sync::{LazyLock, OnceLock};

use crate::packed::{Packed, archive};

/// How many characters each text of the archive has a line for.
const PART: usize = 4096;
const PARTS: usize = (char::MAX as usize + 1) / PART;

/// A text in ASCII, character by character: `Þórður` → `Thordur`. What has no like there is left out.
pub fn transliterated(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut ascii, c| {
        match c {
            _ if c.is_ascii() => ascii.push(c),
            _ => ascii.push_str(of(c)),
        }
        ascii
    })
}

fn of(c: char) -> &'static str {
    static ARCHIVE: LazyLock<Packed> = LazyLock::new(|| archive!("transliteration"));
    static LINES: [OnceLock<Vec<Box<str>>>; PARTS] = [const { OnceLock::new() }; PARTS];
    let (part, line) = (c as usize / PART, c as usize % PART);
    let lines = LINES[part].get_or_init(|| {
        let text = ARCHIVE.text(&part.to_string()).unwrap_or_default();
        text.lines().map(Box::from).collect()
    });
    lines.get(line).map_or("", |line| line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_all_scripts_are_told_in_ascii() {
        for (text, ascii) in [
            ("", ""),
            ("Så känner du!", "Sa kanner du!"),
            ("Þórður Æsa Łódź", "Thordur Aesa Lodz"),
            ("Діти в небезпеці", "Diti v nebezpetsi"),
            ("детская", "detskaya"),
            ("παιδί", "paidi"),
            ("深圳", "ShenZhen"),
            ("한국", "HanGug"),
            ("👑\u{10ffff}\u{e000}", ":crown:"),
        ] {
            assert_eq!(transliterated(text), ascii);
        }
    }
}
