//! BibTeX as the library reads it. The format allows more: a quotation mark in braces within quotation marks, a source in
//! round brackets, a preamble of several pieces. Such signs are exchanged for others of as many bytes, so that everything
//! stands where it stands in the file.

use std::ops::Range;

/// The space at which no line breaks, which TeX writes `~`, until its commands are followed: what `\textasciitilde` makes
/// is a sign of its own.
pub(super) const TIE: char = '\u{1f}';

/// How many comments that nothing ends are followed to the end of the file.
const MOST_OPEN: usize = 20;

pub(super) fn readable(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let (mut at, mut open) = (0, 0);
    while let Some(found) = bytes[at..].iter().position(|byte| matches!(byte, b'@' | b'%')) {
        at += found;
        at = if bytes[at] == b'%' { end_of_line(&bytes, at) } else { block(&mut bytes, at, &mut open) };
    }
    String::from_utf8(bytes).expect("signs of one byte took the place of such")
}

/// Reads what begins with an `@`; gives where to read on. `open_comments` counts those that nothing ends.
fn block(bytes: &mut [u8], at: usize, open_comments: &mut usize) -> usize {
    let letters = bytes[at + 1..].iter().take_while(|byte| !byte.is_ascii_whitespace() && !b"{}()\"@,=%".contains(byte)).count();
    let name = String::from_utf8_lossy(&bytes[at + 1..at + 1 + letters]).to_lowercase();
    let open = past_space(bytes, at + 1 + letters);
    let close = match bytes.get(open) {
        Some(b'{') => b'}',
        Some(b'(') => b')',
        // An address of e-mail, say: what stands between sources is no matter of anybody's.
        _ => {
            bytes[at] = b' ';
            return at + 1;
        }
    };
    let values = if matches!(name.as_str(), "string" | "preamble") { open + 1 } else { behind_key(bytes, open, close) };
    if name == "comment" {
        let is_followed = close == b'}' && *open_comments < MOST_OPEN;
        let end = is_followed.then(|| braced(bytes, open, &mut Vec::new())).flatten();
        *open_comments += usize::from(is_followed && end.is_none());
        let end = end.unwrap_or(at + 1);
        bytes[at..end].fill(b' ');
        return end;
    }
    // What is open to the end of the file is told by the reader.
    let Some((end, exchanged)) = body(bytes, values, close) else { return bytes.len() };
    if name == "preamble" {
        bytes[at..=end].fill(b' ');
        return end + 1;
    }
    exchanged.into_iter().for_each(|(at, sign)| bytes[at] = sign);
    (bytes[open], bytes[end]) = (b'{', b'}');
    end + 1
}

/// A place, and the sign that is to stand there.
type Exchanged = (usize, u8);

/// The sign that closes a block, and what is exchanged before it.
fn body(bytes: &[u8], mut at: usize, close: u8) -> Option<(usize, Vec<Exchanged>)> {
    let mut exchanged = Vec::new();
    loop {
        at = match *bytes.get(at)? {
            byte if byte == close => return Some((at, exchanged)),
            b'{' => braced(bytes, at, &mut exchanged)?,
            b'"' => quoted(bytes, at, &mut exchanged)?,
            b'%' => end_of_line(bytes, at),
            _ => at + 1,
        };
    }
}

/// Where to read on behind braces.
fn braced(bytes: &[u8], at: usize, exchanged: &mut Vec<Exchanged>) -> Option<usize> {
    let mut depth = 0;
    let end = signs(bytes, at).find(|at| {
        depth += usize::from(bytes[*at] == b'{');
        depth -= usize::from(bytes[*at] == b'}');
        depth == 0
    })?;
    exchanged.extend(ties(bytes, at..end));
    Some(end + 1)
}

/// Where to read on behind quotation marks. Those within braces end nothing, but do so to the library.
fn quoted(bytes: &[u8], at: usize, exchanged: &mut Vec<Exchanged>) -> Option<usize> {
    let first = signs(bytes, at + 1).find(|at| bytes[*at] == b'"')?;
    let mut depth = 0_isize;
    let end = signs(bytes, at + 1).find(|at| {
        depth += isize::from(bytes[*at] == b'{') - isize::from(bytes[*at] == b'}');
        depth < 0 || depth == 0 && bytes[*at] == b'"'
    });
    let is_end = |end: &usize| bytes[*end] == b'"' && bytes.get(past_space(bytes, end + 1)).is_some_and(|byte| b",#%})".contains(byte));
    let end = end.filter(is_end).unwrap_or(first);
    if end != first {
        exchanged.extend([(at, b'{'), (end, b'}')]);
    }
    exchanged.extend(ties(bytes, at..end));
    Some(end + 1)
}

fn ties(bytes: &[u8], range: Range<usize>) -> impl Iterator<Item = Exchanged> {
    signs(bytes, range.start).take_while(move |at| *at < range.end).filter(|at| bytes[*at] == b'~').map(|at| (at, TIE as u8))
}

/// The places of all signs that no backslash stands before.
fn signs(bytes: &[u8], from: usize) -> impl Iterator<Item = usize> {
    let mut is_escaped = false;
    (from..bytes.len()).filter(move |at| {
        let is_sign = !is_escaped;
        is_escaped = bytes[*at] == b'\\' && !is_escaped;
        is_sign
    })
}

/// A key may hold any sign, and stands before the first comma.
fn behind_key(bytes: &[u8], open: usize, close: u8) -> usize {
    let end = bytes[open + 1..].iter().position(|byte| *byte == b',' || *byte == close);
    end.map_or(bytes.len(), |end| open + 1 + end)
}

fn past_space(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

fn end_of_line(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| **byte != b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_format_allows_is_read_at_its_place() {
        for (written, expected) in [
            ("@book{a, title = \"Q {\"}in{\"} t\", year = 2005}", "@book{a, title = {Q {\"}in{\"} t}, year = 2005}"),
            ("@book(a, title = {A (b)}, year = 2005)", "@book{a, title = {A (b)}, year = 2005}"),
            ("@preamble{\"\\x \" # \"b\"}\n@book{a,}", "                      \n@book{a,}"),
            ("me@example.org @comment{ {a} @b{c, } }@book{a,}", "me example.org                        @book{a,}"),
            ("@book{a~b, title = {c~d\\~e}, x = \"f~g\"}", "@book{a~b, title = {c\u{1f}d\\~e}, x = \"f\u{1f}g\"}"),
            // What is broken is left to the reader.
            (
                "@book{a, title = \"x {y, a = \"b\", c = \"}\n@book{b, d = \"e\"}",
                "@book{a, title = \"x {y, a = \"b\", c = \"}\n@book{b, d = \"e\"}",
            ),
            ("@book{a, title = {x, year = 2005}", "@book{a, title = {x, year = 2005}"),
            ("% @book(a\n@book{a,}", "% @book(a\n@book{a,}"),
        ] {
            assert_eq!(readable(written), expected);
        }
    }
}
