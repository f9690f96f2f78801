//! Names of files, addresses and the like, in which signs part words.

/// What parts words in a name besides hyphens.
const SIGNS: &str = "()[]<>?&=#_.,:";
/// The shortest number of a person has so many figures.
const FEWEST_FIGURES: usize = 6;

/// What a name says once what parts its words is a space, and what parts names the end of a line. A hyphen between figures
/// may part two numbers or stand within one, so that there are several ways; each is as long as the name.
pub(super) fn apart(name: &str) -> Vec<String> {
    let mut ways: Vec<String> = Vec::new();
    if name.bytes().filter(u8::is_ascii_digit).count() < FEWEST_FIGURES {
        return ways;
    }
    let parts: [fn(usize) -> bool; 4] = [|_| false, |hyphen| hyphen % 2 == 0, |hyphen| hyphen % 2 == 1, |_| true];
    for way in parts.map(|parts| parted(name, parts)) {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

/// A name in one way: `parts` tells which of the hyphens between figures part numbers.
fn parted(name: &str, parts: fn(usize) -> bool) -> String {
    let bytes = name.as_bytes();
    let is_figure = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut hyphens = 0..;
    let said = |(at, c): (usize, char)| match c {
        '/' => '\n',
        '-' | '+' if at > 0 && is_figure(at - 1) && is_figure(at + 1) => {
            if hyphens.next().is_some_and(parts) {
                ' '
            } else {
                c
            }
        }
        '-' | '+' => ' ',
        c if SIGNS.contains(c) => ' ',
        c => c,
    };
    name.char_indices().map(said).collect()
}
