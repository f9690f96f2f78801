//! Alternative texts that say nothing: empty ones, and what programs write in their place.

/// Endings of pictures' names.
const ENDINGS: [&str; 12] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".heic", ".bmp", ".tif", ".tiff", ".emf"];
/// What programs call a picture, alone or with a number behind it.
#[rustfmt::skip]
const CALLED: [&str; 22] = [
    "image", "img", "picture", "photo", "graphic", "screenshot", "untitled", "alt", "alt text", "bild", "bildobjekt", "foto", "grafik",
    "skärmbild", "namnlös", "alternativtext", "billede", "bilde", "kuva", "unnamed", "dsc", "pxl",
];
/// What Word writes below a text that it has made up.
#[rustfmt::skip]
const MADE_UP: [&str; 5] = [
    "description automatically generated", "ai-generated content may be incorrect", "description generated with",
    "automatiskt genererad beskrivning", "ai-genererat innehåll kan vara felaktigt",
];

/// Why an alternative text tells nobody what the picture shows.
pub(super) fn fault(alternative: &str) -> Option<&'static str> {
    let small = alternative.trim().to_lowercase();
    let words = without_size(&small);
    if small.is_empty() {
        Some("the picture has no alternative text")
    } else if words.len() < small.len() {
        Some("a picture's size behind a bar is read as a part of its alternative text; it is shown as wide as the text is")
    } else if ENDINGS.iter().any(|ending| words.ends_with(ending)) || is_called(words) {
        Some("the alternative text is a name that a program or a camera gave the picture, and does not say what it shows")
    } else if MADE_UP.iter().any(|made_up| words.contains(made_up)) {
        Some("a program made this alternative text up, and says so in it")
    } else {
        None
    }
}

/// Without the size of another program: `map|300`, `|300x200`.
fn without_size(text: &str) -> &str {
    let is_size = |size: &str| !size.is_empty() && size.split('x').all(|side| !side.is_empty() && side.bytes().all(|b| b.is_ascii_digit()));
    text.rsplit_once('|').filter(|(_, size)| is_size(size.trim())).map_or(text, |(words, _)| words)
}

/// Whether a program or a camera calls its pictures so: `Picture 1`, `IMG_20260312_141523`.
fn is_called(words: &str) -> bool {
    let name = words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '_' | '-' | '.' | ':'));
    CALLED.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_a_program_calls_a_picture_does_not_say_what_it_shows() {
        for named in [
            "",
            " ",
            "pic.png",
            "media/image1.png",
            "Picture 1",
            "image",
            "Untitled",
            "alt text",
            "IMG_20260312_141523.jpg",
            "IMG_2026",
            "|300",
            "Map|300",
            "Map|300x200",
            "Skärmbild 2026-03-12",
            "En bild som visar text\n\nAutomatiskt genererad beskrivning",
        ] {
            assert!(fault(named).is_some(), "{named}");
        }
        for said in ["Map of the ports", "Bild av en hamn", "A | B", "Picture of a port", "Figure 3", "112", "The file map.png on a desk"] {
            assert_eq!(fault(said), None, "{said}");
        }
    }
}
