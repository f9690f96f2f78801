//! How a source is written: with the signs of Markdown, the tags of HTML, references, escapes and codes of addresses. What
//! remains without them is what a reader gets, near enough. Signs of other programs, which readers get as they were typed,
//! are read as these programs read them: pandoc's spans and attributes, marks of changes, tags of forums, commands of TeX.

use std::ops::Range;

use super::plain::{Plain, decode, escape, reference};

/// A source without the signs of its markup. What stands in a line without being said there is left out unless it is wanted:
/// where links lead, marks of notes and citations, names and arguments of directives, attributes, tags of forums.
pub fn without_markup(text: &str, unsaid: bool) -> Plain {
    let mut plain = Plain::default();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text.as_bytes()[at..].iter().position(|b| b"<>[]{}*_~`^=+|\\%".contains(b)) {
        let sign = at + found;
        let rest = &text[sign..];
        let in_word = || text[..sign].ends_with(char::is_alphanumeric) && rest[1..].starts_with(char::is_alphanumeric);
        let (skipped, said) = match rest.as_bytes() {
            [b'%', ..] => percent_code(rest).map_or((0, None), |(c, length)| (length, Some(c))),
            [b'<', ..] => (tag_length(rest), None),
            [b']', b'(', ..] if !unsaid => (1 + length_to(&rest[1..], b')'), None),
            [b']', b'[', ..] if !unsaid => (1 + length_to(&rest[1..], b']'), None),
            [b']', b'{', ..] if !unsaid => (1 + braces(&rest[1..]), None),
            [b'[', b'^' | b'@', ..] if !unsaid => (length_to(rest, b']').max(1), None),
            [b'^', b'[', ..] if !unsaid => (length_to(rest, b']').max(1), None),
            [b'[', ..] if !unsaid => (tag_of_forum(&text[..sign], rest).unwrap_or(1), None),
            [b'{', ..] if !unsaid && is_unsaid(rest) => (braces(rest).max(1), None),
            [b'\\', ..] if !unsaid => (1 + command(&rest[1..]), None),
            [b'_', ..] if in_word() => (0, None),
            // One of them is a sign of its own: `a=1`, `+46`.
            [sign @ (b'=' | b'+' | b'|'), ..] => (if rest.as_bytes().get(1) == Some(sign) { run(rest) } else { 0 }, None),
            // Each line of a quotation begins with it.
            [b'>', ..] if !begins_line(&text[..sign]) => (0, None),
            _ => (1, None),
        };
        at = sign + skipped.max(1);
        if skipped > 0 {
            let before = &text[from..sign];
            decode(if !unsaid && rest.starts_with('[') { without_directive(before) } else { before }, from, &mut plain);
            let mut buffer = [0; 4];
            plain.push(said.map_or("", |c| c.encode_utf8(&mut buffer)), sign);
            from = at;
        }
    }
    decode(&text[from..], from, &mut plain);
    plain
}

/// How many bytes at the beginning of a text are its first one.
fn run(text: &str) -> usize {
    text.bytes().take_while(|b| Some(b) == text.as_bytes().first()).count()
}

/// Whether braces hold what is not said: attributes, commands of templates; not the marks of changes, nor a letter of TeX.
fn is_unsaid(text: &str) -> bool {
    let name = text.as_bytes()[1..].iter().take(40).take_while(|b| b.is_ascii_alphanumeric() || b"-_".contains(b)).count();
    match text.as_bytes().get(1..3) {
        Some([b'.' | b'#' | b':' | b'%' | b'{', _]) => true,
        Some([b'=', next]) => next.is_ascii_alphanumeric(),
        _ => name > 0 && text.as_bytes().get(1 + name) == Some(&b'='),
    }
}

/// How long the braces are with which a text begins; nothing if they end far behind, behind a paragraph or not at all.
fn braces(text: &str) -> usize {
    const LONGEST: usize = 300;
    let near = &text.as_bytes()[..text.len().min(LONGEST)];
    let end: &[u8] = match near {
        [b'{', b'{', ..] => b"}}",
        [b'{', b'%', ..] => b"%}",
        _ => b"}",
    };
    let length = memchr::memmem::find(near, end).map_or(0, |at| at + end.len());
    if memchr::memmem::find(&near[..length], b"\n\n").is_some() { 0 } else { length }
}

/// How long the tag is that stands at the beginning of a text as forums and WordPress write it, if another ends what it begins
/// or it ends something itself: `[b]…[/b]`, `[caption id="1"]…[/caption]`.
fn tag_of_forum(before: &str, text: &str) -> Option<usize> {
    const NEAR: usize = 1_000;
    let is_end = text[1..].starts_with('/');
    let name = &text[if is_end { 2 } else { 1 }..];
    let name = &name[..name.bytes().take(30).take_while(|b| b.is_ascii_alphanumeric() || b"-_*".contains(b)).count()];
    let next = text.as_bytes().get(1 + usize::from(is_end) + name.len())?;
    let holds = |part: &[u8], signs: String| memchr::memmem::find(part, signs.as_bytes()).is_some();
    let is_tag = match is_end {
        _ if name.is_empty() => false,
        true => *next == b']' && holds(&before.as_bytes()[before.len().saturating_sub(NEAR)..], format!("[{name}")),
        false => b"] =".contains(next) && holds(&text.as_bytes()[..text.len().min(NEAR)], format!("[/{name}]")),
    };
    is_tag.then(|| length_to(text, b']')).filter(|length| *length > 0)
}

/// How long a command of TeX is with its brace: `textbf{`.
fn command(text: &str) -> usize {
    let name = text.bytes().take(30).take_while(u8::is_ascii_alphabetic).count();
    if name > 0 && text.as_bytes().get(name) == Some(&b'{') { name + 1 } else { 0 }
}

/// Whether a text may hold what is written in a line and not said.
pub fn may_leave_out(text: &str) -> bool {
    ["](", "][", "[^", "[@", "^[", "[/", "{"].iter().any(|signs| text.contains(signs))
        || memchr::memchr_iter(b'\\', text.as_bytes()).any(|at| command(&text[at + 1..]) > 0)
}

/// The parts of a published text in which signs of markup stand between letters, with what is near them: a source that was not
/// read as its author meant it. None overlap.
pub fn marked(text: &str) -> Vec<Range<usize>> {
    /// So far from a sign stand the words that tell what a number is, and the rest of a name.
    const NEAR: usize = 200;
    let bytes = text.as_bytes();
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (number, chunk) in bytes.chunks(64).enumerate() {
        // Many bytes are asked about at once: nearly no text has any of them.
        if !chunk.iter().fold(false, |any, b| any | may_be_sign(*b)) {
            continue;
        }
        for at in (0..chunk.len()).filter(|at| may_be_sign(chunk[*at])).map(|at| number * 64 + at) {
            if !is_between(bytes, at) {
                continue;
            }
            let (start, end) = (boundary(text, at.saturating_sub(NEAR)), boundary(text, (at + NEAR).min(text.len())));
            match parts.last_mut().filter(|part| start <= part.end) {
                Some(part) => part.end = end,
                None => parts.push(start..end),
            }
        }
    }
    parts
}

/// Whether a byte may be a sign of markup: `[\]^{|}~`, `*+`, `<=`, `%&`, `` _` ``.
fn may_be_sign(b: u8) -> bool {
    ((b | 0x20).wrapping_sub(b'{') < 4)
        | (b.wrapping_sub(b'*') < 2)
        | (b.wrapping_sub(b'<') < 2)
        | (b.wrapping_sub(b'%') < 2)
        | (b.wrapping_sub(b'_') < 2)
}

/// Whether a sign of markup stands between letters or figures, a space or a hyphen beside it left aside. Quotation marks,
/// commas and colons stand between the values of data.
fn is_between(bytes: &[u8], at: usize) -> bool {
    let sign = bytes[at];
    let is_begun = at > 0 && bytes[at - 1] == sign;
    let length = bytes[at..].iter().take(8).take_while(|b| **b == sign).count();
    let before = at.checked_sub(1).map_or(b'\n', |before| bytes[before]);
    let after = bytes.get(at + length).copied().unwrap_or(b'\n');
    let counts = match sign {
        b'+' | b'=' | b'|' | b'_' => length > 1,
        b'%' => length > 1 || bytes.get(at + 1..at + 3).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit)),
        b'&' => (after.is_ascii_alphanumeric() || after == b'#') && bytes[at..].iter().take(12).any(|b| *b == b';'),
        b'<' => after.is_ascii_alphabetic() || after == b'/',
        _ => true,
    };
    let is_letter = |b: u8| b.is_ascii_alphanumeric() || b >= 0x80 || b == b'-' || b == b')';
    counts
        && !is_begun
        && (is_letter(before) || before == b' ')
        && (before, after) != (b' ', b' ')
        && (sign == b'{' && after != b'"' || !b"\n\r\",.:;!?".contains(&after))
}

/// The start of the character in which a byte lies.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// Whether what follows a text stands at the beginning of a line, perhaps behind the sign of a quotation.
fn begins_line(text: &str) -> bool {
    let before = text.trim_end_matches(' ');
    before.is_empty() || before.ends_with(['\n', '>'])
}

/// A text without the name of a directive at its end: `:term`.
fn without_directive(text: &str) -> &str {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
    if rest.len() < text.len() && rest.ends_with(':') { rest.trim_end_matches(':') } else { text }
}

/// How many bytes say the character with which a text begins: itself, or a reference, an escape or a code that means it.
pub fn length(text: &str) -> usize {
    let written = match text.as_bytes().first() {
        Some(b'&') => reference(text).map(|(_, length)| length),
        Some(b'\\') => escape(text).map(|(_, length)| length),
        Some(b'%') => percent_code(text).map(|(_, length)| length),
        _ => None,
    };
    written.unwrap_or_else(|| text.chars().next().map_or(1, char::len_utf8))
}

/// The character that `%C3%A5` and the like at the beginning of a text mean, and how long that is.
fn percent_code(text: &str) -> Option<(char, usize)> {
    let hex = |digit: u8| char::from(digit).to_digit(16);
    let byte = |three: &[u8]| match three {
        [b'%', high, low] => Some((hex(*high)? * 16 + hex(*low)?) as u8),
        _ => None,
    };
    let bytes: Vec<u8> = text.as_bytes().chunks_exact(3).take(4).map_while(byte).collect();
    let c = bytes.utf8_chunks().next()?.valid().chars().next()?;
    Some((c, c.len_utf8() * 3))
}

/// How long the tag is with which a text begins. `<https://…>` and `<anna@…>` are none.
fn tag_length(text: &str) -> usize {
    let Some(end) = text.char_indices().take(200).find(|(_, c)| *c == '>').map(|(at, _)| at) else { return 0 };
    let inner = &text[1..end];
    let name = inner.trim_start_matches('/');
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_tag = length > 0 && !name[length..].starts_with(':') && !inner.split(' ').next().unwrap_or_default().contains(['@', '.']);
    if is_tag { end + 1 } else { 0 }
}

/// How long a text is up to a sign on its line and with it; nothing if it comes far behind or not at all.
fn length_to(text: &str, end: u8) -> usize {
    let near = &text.as_bytes()[..text.len().min(2_000)];
    memchr::memchr2(end, b'\n', near).filter(|at| near[*at] == end).map_or(0, |at| at + 1)
}

/// A text as it is read, and for each of its bytes where that is written.
pub struct Reading {
    pub text: String,
    places: Vec<(u32, u32)>,
}

impl Reading {
    /// A text in each of the ways in which it may be meant: as it stands, as JSON, and as a source of a page, also where
    /// that is written in another.
    pub fn all(text: &str) -> Vec<Reading> {
        /// Texts are written in texts that are written in texts, but hardly deeper.
        const DEEPEST: usize = 3;
        let as_it_is = (0..text.len() as u32).map(|at| (at, at + 1)).collect();
        let mut readings = vec![Reading { text: text.to_owned(), places: as_it_is }];
        let mut next = 0;
        for _ in 0..DEEPEST {
            let known = readings.len();
            for index in next..known {
                let last = &readings[index];
                let mut unescaped = Plain::default();
                super::plain::unescape(&last.text, 0, &mut unescaped);
                let meant = [unescaped, without_markup(&last.text, true), without_markup(&last.text, false)];
                for plain in meant {
                    if readings.iter().all(|reading| reading.text != plain.text) {
                        readings.push(readings[index].read_as(&plain));
                    }
                }
            }
            next = known;
        }
        readings
    }

    fn read_as(&self, plain: &Plain) -> Reading {
        let mut places = Vec::with_capacity(plain.text.len());
        for (at, c) in plain.text.char_indices() {
            let origin = plain.origin(at);
            let last = origin + length(self.text.get(origin..).unwrap_or_default()) - 1;
            let place = |at: usize| self.places.get(at).or(self.places.last()).copied().unwrap_or_default();
            places.resize(places.len() + c.len_utf8(), (place(origin).0, place(last).1));
        }
        Reading { text: plain.text.clone(), places }
    }

    /// Where a part of it is written.
    pub fn place(&self, part: &Range<usize>) -> Range<usize> {
        match (self.places.get(part.start), self.places.get(part.end.wrapping_sub(1))) {
            (Some((start, _)), Some((_, end))) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_however_it_is_written() {
        for (text, read, written) in [
            ("a &#65;yla &Ouml;b x", "Ayla Öb", "&#65;yla &Ouml;b"),
            ("{\"t\":\"\\u00d6berg\\u0041\\n\"}", "ÖbergA", "\\u00d6berg\\u0041"),
            ("?s=Ayla%20%C3%96&b", "Ayla Ö", "Ayla%20%C3%96"),
            ("2099&lt;b&gt;1231&lt;/b&gt;-98&amp;#48;4", "20991231-9804", "2099&lt;b&gt;1231&lt;/b&gt;-98&amp;#48;4"),
            ("a <b>2099</b>[1231](https://a.example/)-9804", "20991231-9804", "2099</b>[1231](https://a.example/)-9804"),
            ("snake_case_name", "snake_case_name", "snake_case_name"),
            ("Ayla[^1] Berg", "Ayla Berg", "Ayla[^1] Berg"),
            ("Ayla[@crc1989, p. 3] Berg", "Ayla Berg", "Ayla[@crc1989, p. 3] Berg"),
            ("see :term[Ayla]{work=terms/a} Berg", "see Ayla Berg", "see :term[Ayla]{work=terms/a} Berg"),
            ("at 10:30[x]", "at 10:30x", "at 10:30[x"),
            ("> > a\n> > b > c", "a\n  b > c", "a\n> > b > c"),
        ] {
            let readings = Reading::all(text);
            let place = readings.iter().find_map(|reading| {
                let at = reading.text.find(read)?;
                Some(reading.place(&(at..at + read.len())))
            });
            assert_eq!(place.map(|place| &text[place]), Some(written), "{text}");
        }
    }
}
