//! Stops and commas that a style puts where something that it asked for is missing.

/// What is drawn, as HTML, without a comma before a bracket's end, without two stops or spaces in a row or a space before a stop, and
/// but for French without one before a colon behind a number.
pub(super) fn tidied(html: &str, is_french: bool) -> String {
    let shown = shown(html);
    let mut dropped = vec![false; shown.len()];
    let mut at = 0;
    while at < shown.len() {
        let next = |from: usize| (from..shown.len()).find(|&at| shown[at].1 != ' ').unwrap_or(shown.len());
        let end = next(at + 1);
        let behind = shown.get(end).map(|(_, c)| *c);
        match shown[at].1 {
            ',' if behind.is_some_and(|c| matches!(c, ')' | ']' | ',')) => dropped[at..end].fill(true),
            ',' if behind == Some('.') && stops(&shown, end).len() == 1 => dropped[at..end].fill(true),
            ' ' if end > at + 1 => dropped[at] = true,
            // In French a space stands before it on purpose, and one behind.
            ' ' if behind == Some(';') && shown.get(end + 1).is_some_and(|(_, c)| *c != ' ') => dropped[at..end].fill(true),
            ' ' if behind == Some(':') && !is_french && at > 0 && shown[at - 1].1.is_ascii_digit() => {
                dropped[at..end].fill(shown.get(end + 1).is_some_and(|(_, c)| *c == ' '));
            }
            ' ' if behind == Some('.') && is_end(&shown, end) => dropped[at..end].fill(true),
            '.' => {
                let stops = stops(&shown, at);
                let last = stops[stops.len() - 1];
                // Three are said on purpose, and those of an address go on.
                let goes_on = shown.get(last + 1).is_some_and(|(_, c)| c.is_alphanumeric() || *c == '/');
                let is_two = stops.len() == 2 || stops.len() == 3 && stops[1] - stops[0] != stops[2] - stops[1];
                if is_two && !goes_on {
                    dropped[at + 1..=last].fill(true);
                }
                at = last;
            }
            _ => {}
        }
        at += 1;
    }
    if !dropped.contains(&true) {
        return html.to_owned();
    }
    let mut dropped = shown.iter().zip(dropped).filter(|(_, dropped)| *dropped).map(|((at, _), _)| *at).peekable();
    html.char_indices().filter(|(at, _)| dropped.next_if_eq(at).is_none()).map(|(_, c)| c).collect()
}

/// Whether a stop ends what stands before it.
fn is_end(shown: &[(usize, char)], at: usize) -> bool {
    stops(shown, at).len() == 1 && shown.get(at + 1).is_none_or(|(_, c)| *c == ' ')
}

/// The letters that a reader sees, and where they stand.
fn shown(html: &str) -> Vec<(usize, char)> {
    let mut is_tag = false;
    let is_shown = |&(_, c): &(usize, char)| {
        let is_shown = !is_tag && c != '<';
        is_tag = c == '<' || is_tag && c != '>';
        is_shown
    };
    html.char_indices().filter(is_shown).collect()
}

/// Where the stops stand that begin at one, with nothing but spaces between them.
fn stops(shown: &[(usize, char)], first: usize) -> Vec<usize> {
    let mut stops = vec![first];
    for (at, (_, c)) in shown.iter().enumerate().skip(first + 1) {
        match c {
            '.' => stops.push(at),
            ' ' => {}
            _ => break,
        }
    }
    stops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_stop_or_comma_is_left_of_what_is_missing() {
        for (drawn, expected) in [
            ("BERG, Jan (red..), <i>Handbook</i>.", "BERG, Jan (red.), <i>Handbook</i>."),
            ("<i>Proc. Acad.</i>. R.", "<i>Proc. Acad.</i> R."),
            ("[WWW Document].. . Online", "[WWW Document]. Online"),
            ("On hearing, . R", "On hearing. R"),
            ("<i>J</i>. 2007 ;3:1–9 .", "<i>J</i>. 2007;3:1–9."),
            ("The .NET way . . . of it", "The .NET way . . . of it"),
            ("Same title. . Online", "Same title. Online"),
            ("Europol. (2021,). <i>A</i>", "Europol. (2021). <i>A</i>"),
            ("(Ek, <i>2020</i>, )", "(Ek, <i>2020</i>)"),
            ("Ek, , P.", "Ek, P."),
            ("Que faire ; guide", "Que faire ; guide"),
            ("<i>Law</i> 7 : 3–4.", "<i>Law</i> 7: 3–4."),
            ("Que faire : guide", "Que faire : guide"),
            ("And then... what. . . .", "And then... what. . . ."),
            (
                "<a href=\"https://x.example/a..b\">https://x.example/a..b</a>",
                "<a href=\"https://x.example/a..b\">https://x.example/a..b</a>",
            ),
        ] {
            assert_eq!(tidied(drawn, false), expected);
        }
    }
}
