//! Flags that are written with characters which nobody sees: those of England, Scotland and Wales.

pub const BLACK_FLAG: char = '\u{1f3f4}';

/// How many bytes behind a black flag make it that of a country.
pub fn tags_of_country(behind: &str) -> usize {
    const TAGS: [&str; 3] = [
        "\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        "\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
    ];
    TAGS.iter().find(|tags| behind.starts_with(**tags)).map_or(0, |tags| tags.len())
}

/// The characters of a text and where each stands, without those that make a black flag a country's.
pub fn without_tags(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut flag_end = 0;
    text.char_indices().filter(move |(at, c)| {
        if *c == BLACK_FLAG {
            let end = at + c.len_utf8();
            flag_end = end + tags_of_country(&text[end..]);
            return true;
        }
        *at >= flag_end
    })
}
