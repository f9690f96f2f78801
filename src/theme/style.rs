//! Styles, read as far as it takes to find what they name and to leave out what no browser needs.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Space,
    Comment,
    /// A text, with its quotation marks.
    Quoted,
    /// What stands in `url(…)` without quotation marks.
    Bare,
    /// Letters, figures and what else makes a word or a number: `@import`, `--gap`, `2rem`.
    Word,
    /// Any other sign.
    Sign,
}

/// The pieces of a style, in their order and without gaps.
struct Pieces<'s> {
    style: &'s str,
    at: usize,
    /// Whether an address may follow that stands in no quotation marks.
    in_url: bool,
    last: &'s str,
}

impl<'s> Iterator for Pieces<'s> {
    type Item = (Kind, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.style[self.at..];
        let (kind, length) = self.first_of(rest)?;
        let start = self.at;
        self.at += length;
        let piece = &rest[..length];
        self.in_url = match kind {
            Kind::Space => self.in_url,
            _ => piece == "(" && self.last.eq_ignore_ascii_case("url"),
        };
        self.last = piece;
        Some((kind, start..self.at))
    }
}

impl Pieces<'_> {
    fn first_of(&self, rest: &str) -> Option<(Kind, usize)> {
        let until = |end: fn(char) -> bool| rest.find(end).unwrap_or(rest.len());
        Some(match rest.chars().next()? {
            c if is_space(c) => (Kind::Space, until(|c| !is_space(c))),
            quote @ ('"' | '\'') => {
                (Kind::Quoted, 1 + unescaped(&rest[1..], |c| c == quote || c == '\n').map_or(rest.len() - 1, |at| at + 1))
            }
            c if self.in_url && c != ')' => (Kind::Bare, unescaped(rest, |c| c == ')' || is_space(c)).unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => (Kind::Comment, rest[2..].find("*/").map_or(rest.len(), |at| at + 4)),
            c if is_of_word(c) => (Kind::Word, unescaped(rest, |c| !is_of_word(c)).unwrap_or(rest.len())),
            c => (Kind::Sign, c.len_utf8()),
        })
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() || matches!(c, '-' | '_' | '@' | '#' | '%' | '\\')
}

/// Where the first sign stands that is sought and not escaped.
pub(super) fn unescaped(text: &str, mut sought: impl FnMut(char) -> bool) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        if !std::mem::take(&mut escaped) {
            escaped = c == '\\';
            return (!escaped && sought(c)).then_some(at);
        }
        None
    })
}

fn pieces(style: &str) -> Pieces<'_> {
    Pieces { style, at: 0, in_url: false, last: "" }
}

/// Where a style names files, without the quotation marks: in `url(…)`, in a choice of pictures, and behind `@import`.
pub fn references(style: &str) -> Vec<Range<usize>> {
    let mut references = Vec::new();
    // The functions within which a piece stands.
    let mut functions: Vec<&str> = Vec::new();
    let mut last = "";
    let mut names_space = false;
    for (kind, at) in pieces(style) {
        let piece = &style[at.clone()];
        // What stands behind `@namespace` is a name, which nobody fetches.
        names_space = piece.eq_ignore_ascii_case("@namespace") || names_space && piece != ";";
        let names_file =
            |function: &&str| ["url", "src", "image-set", "-webkit-image-set"].iter().any(|one| function.eq_ignore_ascii_case(one));
        match kind {
            Kind::Space | Kind::Comment => continue,
            Kind::Bare | Kind::Quoted if names_space => {}
            Kind::Bare => references.push(at),
            Kind::Quoted if functions.last().is_some_and(names_file) || last.eq_ignore_ascii_case("@import") => {
                let closed = piece.len() > 1 && piece.ends_with(&piece[..1]);
                references.push(at.start + 1..at.end - usize::from(closed));
            }
            Kind::Sign if piece == "(" => functions.push(last),
            Kind::Sign if piece == ")" => {
                functions.pop();
            }
            _ => {}
        }
        last = piece;
    }
    references
}

/// A name as it is meant, without the backslashes of CSS.
pub fn unescape(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let (digits, behind) = after.split_at(after.bytes().take(6).take_while(u8::is_ascii_hexdigit).count());
        rest = match u32::from_str_radix(digits, 16).ok().and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                behind.strip_prefix(is_space).unwrap_or(behind)
            }
            None => {
                let mut letters = after.chars();
                out.extend(letters.next().filter(|&c| c != '\n'));
                letters.as_str()
            }
        };
    }
    out + rest
}

/// The style without comments, and without white space where none is needed.
pub fn minified(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let (mut spaced, mut parted) = (false, false);
    // The sign that stands last in `out`; nothing if a word or a text does.
    let mut last = "{";
    for (kind, at) in pieces(style) {
        let piece = &style[at];
        match kind {
            Kind::Space => spaced = true,
            Kind::Comment => parted = true,
            _ => {
                let sign = if kind == Kind::Sign { piece } else { "" };
                let ends = matches!(sign, "{" | "}" | ";" | "," | ")" | ">" | "!");
                // A property of a theme's own may hold a space alone.
                let needless = if last == ":" { !ends } else { ends || matches!(last, "{" | "}" | ";" | "," | "(" | ">") };
                if spaced && !needless {
                    out.push(' ');
                } else if parted && !needless {
                    out.push_str("/**/");
                }
                if (last, sign) == (";", "}") {
                    out.pop();
                }
                out.push_str(piece);
                (spaced, parted, last) = (false, false, sign);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_means_the_same_when_it_is_made_smaller() {
        for (written, smaller) in [
            ("h1 { font-size : clamp(1rem, 0.5rem + 2vw, 2rem) ; }\n", "h1{font-size :clamp(1rem,0.5rem + 2vw,2rem)}"),
            (":root { --w: 1px + 2px; --none: ; }", ":root{--w:1px + 2px;--none: }"),
            ("a :hover > b, a:not( .c ) .d {}", "a :hover>b,a:not(.c) .d{}"),
            ("@media (width > 40em) and ( print ) { a { b: c !important } }", "@media (width>40em) and (print){a{b:c!important}}"),
            ("a/* x */b /* y */ .c/**/.d { /* z */ }", "a/**/b .c/**/.d{}"),
            ("a::after { content: \" /* \\\" ; } \"; }", "a::after{content:\" /* \\\" ; } \"}"),
            ("a { b: url( x;y/*z ) no-repeat } .\\; { c: d }", "a{b:url(x;y/*z) no-repeat}.\\;{c:d}"),
            ("a { b: c } /* never closed", "a{b:c}"),
        ] {
            assert_eq!(minified(written), smaller);
            assert_eq!(minified(smaller), smaller, "once more");
        }
    }

    #[test]
    fn a_style_names_files_in_several_ways() {
        let named = |style| references(style).into_iter().map(|at| unescape(&style[at])).collect::<Vec<_>>();
        assert_eq!(named("@import \"a.css\" print; @import url(b.css); @IMPORT /**/ 'c.css';"), ["a.css", "b.css", "c.css"]);
        assert_eq!(named("i { b: URL( \"a(1).svg\" ), url(we\\ ird\\2epng) }"), ["a(1).svg", "we ird.png"]);
        assert_eq!(named("i { b: image-set(\"a.png\" type(\"image/png\") 1x, url(b.png) 2x) }"), ["a.png", "b.png"]);
        assert_eq!(named("@namespace svg url(http://a.example); @NAMESPACE url(\"b\"); i { b: url(c) }"), ["c"]);
        assert!(named("/* url(a) */ @charset \"utf-8\"; i { content: \"url(b)\"; src: local(\"c\") format(\"d\") }").is_empty());
    }
}
