//! How deep a file in Fluent nests, before its reader follows: that takes a step down for each brace and each function.

/// Braces within braces and functions within functions: more than anybody can follow.
const DEEPEST: usize = 32;

/// Where a file opens a brace or a function deeper than it is read.
pub fn too_deep(text: &str) -> Option<usize> {
    // After a fault the reader goes on at the next line that can begin a message; without one, such a line may belong to
    // what is open. Whichever it is, it must not be too deep.
    opens_too_deep(text, true).or_else(|| opens_too_deep(text, false))
}

/// What is open: what stands in braces, the arguments of a function, or the variants of a choice, which are text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Expression,
    Arguments,
    Variants,
}

fn opens_too_deep(text: &str, begins_anew: bool) -> Option<usize> {
    let mut open = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = line.bytes().next().is_some_and(|first| first.is_ascii_alphabetic() || matches!(first, b'-' | b'#'));
        if begins && begins_anew {
            open.clear();
        }
        if !line.starts_with('#')
            && let Some(deep) = in_line(line, &mut open)
        {
            return Some(at + deep);
        }
        at += line.len();
    }
    None
}

fn in_line(line: &str, open: &mut Vec<Open>) -> Option<usize> {
    let mut bytes = line.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        let is_text = matches!(open.last(), None | Some(Open::Variants));
        match byte {
            b'{' => open.push(Open::Expression),
            b'}' => while open.pop().is_some_and(|closed| closed == Open::Arguments) {},
            _ if is_text => {}
            b'(' => open.push(Open::Arguments),
            b')' if open.last() == Some(&Open::Arguments) => drop(open.pop()),
            b'-' if open.last() == Some(&Open::Expression) && bytes.peek().is_some_and(|(_, next)| *next == b'>') => {
                open.pop();
                open.push(Open::Variants);
            }
            // A quotation ends with its line at the latest.
            b'"' => {
                while let Some((_, said)) = bytes.next().filter(|(_, said)| *said != b'"') {
                    if said == b'\\' {
                        bytes.next();
                    }
                }
            }
            _ => {}
        }
        if open.len() > DEEPEST {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nests_deeper_than_it_is_read_is_found_however_it_is_written() {
        let times = |part: &str| part.repeat(40);
        for text in [
            format!("a = {}", times("{ ")),
            format!("a = {{ {}", times("NUMBER(")),
            format!("a = {}", times("{ NUMBER(\"}\", ")),
            format!("a = {}", times("{\nNUMBER(\")}\",\n")),
            format!("a = {}", times("{ $n ->\n *[x] \" )}} {{ $n ->\n *[x] :) ")),
            format!("a = {{ b(\nc = \" {}", times("{")),
        ] {
            assert!(too_deep(&text).is_some(), "{}", &text[..40]);
        }
    }

    #[test]
    fn what_is_ordinary_is_not() {
        let choice = "a = { $n ->\n    [one] { $m ->\n        *[other] :( (a \"b { NUMBER($n, x: \"}\") }\n    }\n   *[other] {\"{\"} {\"\\\"\"}\n }\n";
        assert_eq!(too_deep(&choice.repeat(100)), None);
        assert_eq!(too_deep(&"# { a brace\nb = a ) } b\n".repeat(100)), None);
    }
}
