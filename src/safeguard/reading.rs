//! Published pages as a reader gets them: markup away, and for every place the byte that it came from.

use std::ops::Range;

use super::plain::{Plain, decode, unescape};

/// A page or another text with markup, taken apart.
#[derive(Clone, Debug, Default)]
pub struct Page<'a> {
    /// The text that is read, block by block.
    pub flow: Plain,
    /// What stands in attributes that readers see or hear: alternative texts, titles.
    pub words: Plain,
    /// What stands in others: addresses, and what scripts read.
    pub values: Plain,
    /// Text between `<script>` tags that hold data, and what stands in declarations and instructions.
    pub data: Plain,
    /// Scripts and styles that stand in the page, and the names by which they know its elements.
    pub code: Plain,
    /// Marks of notes, which stand in no line: what is before and behind one joins.
    pub notes: Plain,
    /// Where in `flow` each such mark stood, and where in `notes` it begins.
    note_places: Vec<(usize, usize)>,
    /// Comments, their marks included.
    pub comments: Vec<Range<usize>>,
    /// Parts of `flow` that a reader does not see, and why.
    pub hidden: Vec<(Range<usize>, &'static str)>,
    /// Values of attributes that hold pictures.
    pub pictures: Vec<Range<usize>>,
    /// What the page says that its language is.
    pub language: Option<&'a str>,
}

impl Page<'_> {
    /// The lines that hold marks of notes, with these in them.
    pub fn with_notes(&self) -> Plain {
        with_notes(&self.flow, &self.notes, &self.note_places)
    }
}

/// The lines of a text that hold marks of notes, with these in them: an author may write a number so. `places` tells where
/// in the text each mark stood, and where among the marks it begins.
pub fn with_notes(flow: &Plain, notes: &Plain, places: &[(usize, usize)]) -> Plain {
    let (mut joined, text) = (Plain::default(), &flow.text);
    let rest_of_line = |from: usize| from..text[from..].find('\n').map_or(text.len(), |length| from + length);
    let mut read = None;
    for (index, (place, from)) in places.iter().enumerate() {
        let end = places.get(index + 1).map_or(notes.text.len(), |(_, next)| *next);
        let note = notes.text[*from..end].trim_end_matches('\n');
        // A figure behind a word goes on in nothing.
        let goes_on = text[..*place].ends_with(|c: char| c.is_ascii_digit() || "+-".contains(c))
            || text[*place..].starts_with(char::is_alphanumeric)
            || note.contains(char::is_alphabetic);
        if !goes_on {
            continue;
        }
        let start = match read {
            Some(read) if !text[read..*place].contains('\n') => read,
            _ => {
                joined.append(flow, read.map_or(0..0, rest_of_line));
                let line = text[..*place].rfind('\n').map_or(0, |end| end + 1);
                joined.break_line(flow.origin(line));
                line
            }
        };
        joined.append(flow, start..*place);
        joined.append(notes, *from..from + note.len());
        read = Some(*place);
    }
    joined.append(flow, read.map_or(0..0, rest_of_line));
    joined
}

/// What is read of a page besides what may tell of somebody at a glance.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// All addresses, also those that can tell of nobody.
    pub addresses: bool,
    /// All names that elements have for styles and scripts.
    pub names: bool,
    /// The ends of lines, as a text has them that carries a page.
    pub lines: bool,
    /// All attributes: their names are the file's own.
    pub own_attributes: bool,
}

/// Whether XML is of a kind that has names of its own for what it says: neither a page or a drawing nor a feed or a sitemap.
pub fn has_own_names(text: &str) -> bool {
    const KNOWN: &[&str] = &["html", "svg", "feed", "rss", "RDF", "urlset", "sitemapindex"];
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
        } else if !rest.starts_with(['!', '?']) {
            let name = rest.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or_default();
            let name = name.rsplit(':').next().unwrap_or_default();
            return !KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name));
        }
    }
    false
}

/// The end of what a raised element holds, which may be the mark of a note.
fn note_end(text: &str, open_end: usize) -> Option<usize> {
    // A mark is short.
    let near = &text.as_bytes()[open_end..(open_end + 600).min(text.len())];
    Some(open_end + memchr::memmem::find(near, b"</su")?)
}

/// Whether an element stands in a line of text, so that what it holds joins what stands beside it.
fn is_inline(name: &str) -> bool {
    let mut lower = [0_u8; 8];
    let Some(lower) = lower.get_mut(..name.len()) else { return false };
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    let lower: &[u8] = lower;
    // Names of one length are compared as numbers.
    matches!(lower, b"a" | b"b" | b"i" | b"q" | b"s" | b"u" | b"em" | b"rb" | b"tt")
        || matches!(lower, b"bdi" | b"bdo" | b"big" | b"del" | b"dfn" | b"ins" | b"kbd" | b"sub" | b"sup" | b"var" | b"wbr")
        || matches!(lower, b"abbr" | b"cite" | b"code" | b"data" | b"font" | b"mark" | b"ruby" | b"samp" | b"span" | b"time")
        || matches!(lower, b"nobr" | b"small" | b"tspan" | b"strike" | b"strong" | b"acronym")
}

const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Whether somebody may read or hear the value of an attribute, or follow it.
fn is_read(name: &str) -> bool {
    match name.as_bytes() {
        b"alt" | b"src" | b"href" | b"cite" | b"term" | b"title" | b"value" | b"label" | b"srcset" | b"action" => true,
        b"content" | b"summary" | b"datetime" | b"placeholder" | b"lat" | b"lon" => true,
        b"data" | b"poster" | b"srcdoc" | b"download" | b"formaction" | b"xlink:href" => true,
        b"abbr" | b"itemid" | b"longdesc" | b"pattern" | b"center" | b"position" | b"background" | b"o:title" => true,
        _ => name.starts_with("aria-") || name.starts_with("data-") || name.starts_with("on"),
    }
}

/// Whether an attribute holds words and no address.
fn is_of_words(name: &str) -> bool {
    matches!(name, "alt" | "title" | "placeholder" | "summary" | "label" | "abbr" | "o:title") || name.starts_with("aria-")
}

/// An element that is open, and how many of its name are.
struct Element<'a> {
    name: &'a str,
    depth: usize,
}

impl Element<'_> {
    /// Whether a tag ends it.
    fn ends(&mut self, name: &str, closing: bool, holds: bool) -> bool {
        if name.eq_ignore_ascii_case(self.name) {
            self.depth = if closing { self.depth - 1 } else { self.depth + usize::from(holds) };
        }
        self.depth == 0
    }
}

/// Why something is not seen.
type Hidden = &'static str;

const WHITE: Hidden = "white text";

/// How what an element holds looks, as far as its attributes tell.
#[derive(Default)]
struct Look {
    hidden: Option<Hidden>,
    /// Whether it has a colour of its own that is seen.
    is_coloured: bool,
    /// Whether white letters are seen on its ground, if it has one of its own.
    is_dark: Option<bool>,
}

impl Look {
    /// Takes in one more reason; white letters alone may be seen all the same.
    fn hide(&mut self, why: Option<Hidden>) {
        if self.hidden.is_none_or(|known| known == WHITE) {
            self.hidden = why.or(self.hidden);
        }
    }
}

/// Whether a name is that of one of the two numbers of a position: `data-lat`, `og:longitude`.
fn names_axis(name: &str) -> bool {
    ["lat", "lon", "lng", "latitude", "longitude"].contains(&name.rsplit(['-', ':', '.']).next().unwrap_or_default())
}

/// Whether an attribute holds names for styles and scripts.
fn holds_names(name: &str) -> bool {
    matches!(name.as_bytes(), b"id" | b"class" | b"name" | b"rel")
}

/// Whether what stands where an element or an attribute has its name is none: `<anna@example.org>`, `<p 991231-9804>`.
fn is_no_name(name: &str) -> bool {
    name.len() > 5 && (name.as_bytes()[0].is_ascii_digit() || memchr::memchr(b'@', name.as_bytes()).is_some())
}

/// Takes HTML or XML apart in one pass. Never fails: what is no markup is text.
pub fn page(text: &str, wanted: Wanted) -> Page<'_> {
    let bytes = text.as_bytes();
    let mut page = Page::default();
    page.flow.text.reserve(text.len() / 3);
    // The element that hides what it holds, where it began, and why.
    let mut hiding: Option<(Element, usize, Hidden)> = None;
    // The element in it that has a colour again.
    let mut coloured: Option<Element> = None;
    // Elements with a ground of their own, and whether white letters are seen on it.
    let mut grounds: Vec<(Element, bool)> = Vec::new();
    // Behind a mark that is never closed nothing needs to be sought again.
    let mut no_comment_end = false;
    let mut keeps_lines = wanted.lines;
    let mut note = 0;
    let mut at = 0;
    while at < bytes.len() {
        let open = memchr::memchr(b'<', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        // Half of what stands between tags is the end of a line, which often has been told already.
        if open > at && !(&text[at..open] == "\n" && page.flow.text.ends_with('\n')) {
            let into = if at < note { &mut page.notes } else { &mut page.flow };
            run(&text[at..open], at, keeps_lines, into);
        }
        at = open;
        if at >= bytes.len() {
            break;
        }
        let rest = &bytes[at..];
        if rest.starts_with(b"<!--") && !no_comment_end {
            match memchr::memmem::find(&rest[4..], b"-->") {
                Some(end) => {
                    page.comments.push(at..at + 4 + end + 3);
                    at += 4 + end + 3;
                    continue;
                }
                None => no_comment_end = true,
            }
        }
        if rest.starts_with(b"<![CDATA[") {
            let end = memchr::memmem::find(rest, b"]]>").unwrap_or(rest.len());
            page.flow.push(&text[at + 9..at + end.max(9)], at + 9);
            at += (end + 3).min(rest.len()).max(9);
            continue;
        }
        let second = rest.get(1).copied().unwrap_or(b' ');
        if !(second.is_ascii_alphabetic() || matches!(second, b'/' | b'!' | b'?')) {
            page.flow.push("<", at);
            at += 1;
            continue;
        }
        let closing = second == b'/';
        let name_start = at + if closing { 2 } else { 1 };
        let name_end = name_start + bytes[name_start..].iter().take_while(|b| **b == b'=' || !ENDS_NAME[usize::from(**b)]).count();
        let name = &text[name_start..name_end];
        let is_tag = second.is_ascii_alphabetic() || closing && rest.get(2).is_some_and(u8::is_ascii_alphabetic);
        let (end, look) = if bytes.get(name_end) == Some(&b'>') {
            (name_end + 1, Look::default())
        } else if closing || !is_tag {
            (memchr::memchr(b'>', &bytes[name_end..]).map_or(bytes.len(), |found| name_end + found + 1), Look::default())
        } else {
            attributes(text, name_end, wanted, &mut page)
        };
        // A browser shows nothing of a declaration, of an instruction, and of what an end tag says besides.
        if !is_tag || closing && end > name_end + 1 {
            unshown(text, if is_tag { name_end } else { at + 1 }..end, &mut page.data);
        } else if is_no_name(name) {
            page.values.break_line(name_start);
            page.values.push(name, name_start);
        }
        match name.as_bytes() {
            // What is hidden is told where it stands.
            b"sup" | b"sub" | b"SUP" | b"SUB" if !closing && at >= note && hiding.is_none() && look.hidden.is_none() => {
                if let Some(end) = note_end(text, end) {
                    note = end;
                    page.notes.break_line(at);
                    page.note_places.push((page.flow.text.len(), page.notes.text.len()));
                }
            }
            _ => {}
        }
        // Most tags stand where a line has been broken already.
        let into = if at < note { &mut page.notes } else { &mut page.flow };
        if !into.text.ends_with('\n') && !is_inline(name) {
            into.break_line(at);
        }
        // Cells of one row are told from those of the next.
        if name.eq_ignore_ascii_case("tr") && into.text.ends_with('\n') && !into.text.ends_with("\n\n") {
            into.mark(at);
            into.text.push('\n');
        }
        if name.eq_ignore_ascii_case("pre") || name.eq_ignore_ascii_case("textarea") {
            keeps_lines = !closing || wanted.lines;
        }
        let self_closing = end >= 2 && bytes[end - 2] == b'/';
        let holds = !closing && !self_closing;
        let begins = |is_wanted: bool| {
            (is_wanted && holds && !VOID.iter().any(|void| name.eq_ignore_ascii_case(void))).then_some(Element { name, depth: 1 })
        };
        if let Some(ground) = begins(look.is_dark.is_some()).zip(look.is_dark) {
            grounds.push(ground);
        } else if grounds.last_mut().is_some_and(|(element, _)| element.ends(name, closing, holds)) {
            grounds.pop();
        }
        match &mut hiding {
            Some((element, start, why)) => {
                let end = page.flow.text.len();
                if element.ends(name, closing, holds) {
                    page.hidden.extend(coloured.take().is_none().then_some((*start..end, *why)));
                    hiding = None;
                } else if let Some(inner) = &mut coloured {
                    if inner.ends(name, closing, holds) {
                        (*start, coloured) = (end, None);
                    }
                } else if *why == WHITE && look.is_coloured {
                    page.hidden.push((*start..end, why));
                    (*start, coloured) = (end, begins(true));
                }
            }
            None => {
                let why = look.hidden.filter(|why| *why != WHITE || !grounds.last().is_some_and(|(_, is_dark)| *is_dark));
                hiding = begins(why.is_some()).zip(why).map(|(element, why)| (element, page.flow.text.len(), why));
            }
        }
        at = end;
        let is_script = name.eq_ignore_ascii_case("script");
        if !closing && !self_closing && (is_script || name.eq_ignore_ascii_case("style")) {
            let close: &[u8] = if is_script { b"</script" } else { b"</style" };
            let end = find_ignoring_case(&bytes[at..], close).map_or(bytes.len(), |found| at + found);
            let holds_data = is_script && text[open..at].contains("json");
            if holds_data {
                page.data.break_line(at);
                unescape(&text[at..end], at, &mut page.data);
            } else {
                page.code.break_line(at);
                page.code.push(&text[at..end], at);
            }
            at = end;
        }
    }
    if let Some((_, start, why)) = hiding.filter(|_| coloured.is_none()) {
        page.hidden.push((start..page.flow.text.len(), why));
    }
    page
}

/// Appends what stands between the signs of a tag without being shown.
fn unshown(text: &str, part: Range<usize>, into: &mut Plain) {
    let said = &text[part.clone()];
    if said.bytes().any(|b| b.is_ascii_alphanumeric() || !b.is_ascii()) && !said.eq_ignore_ascii_case("!doctype html>") {
        into.break_line(part.start);
        decode(said, part.start, into);
    }
}

fn find_ignoring_case(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(haystack, b"</")
        .find(|at| haystack.get(*at..*at + needle.len()).is_some_and(|found| found.eq_ignore_ascii_case(needle)))
}

/// What ends the name of an attribute; that of an element may hold `=`.
const ENDS_NAME: [bool; 256] = {
    let mut ends = [false; 256];
    let signs = b" \t\n\r\x0c=></";
    let mut at = 0;
    while at < signs.len() {
        ends[signs[at] as usize] = true;
        at += 1;
    }
    ends
};

/// Reads the attributes of a start tag. Gives the byte after the tag, and how what the element holds looks.
fn attributes<'a>(text: &'a str, from: usize, wanted: Wanted, page: &mut Page<'a>) -> (usize, Look) {
    let bytes = text.as_bytes();
    let mut at = from;
    let mut look = Look::default();
    loop {
        while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b'/') {
            at += 1;
        }
        match bytes.get(at) {
            None => return (bytes.len(), look),
            Some(b'>') => return (at + 1, look),
            Some(b'<') => return (at, look),
            Some(_) => {}
        }
        let name_start = at;
        at += bytes[at..].iter().take_while(|b| !ENDS_NAME[usize::from(**b)]).count();
        let name = &text[name_start..at];
        if at == name_start {
            at += 1;
        }
        while at < bytes.len() && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let mut value = at..at;
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            while at < bytes.len() && bytes[at].is_ascii_whitespace() {
                at += 1;
            }
            value = match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    let start = at + 1;
                    let end = memchr::memchr(quote, &bytes[start..]).map_or(bytes.len(), |found| start + found);
                    at = (end + 1).min(bytes.len());
                    start..end
                }
                _ => {
                    let start = at;
                    while at < bytes.len() && !(bytes[at].is_ascii_whitespace() || bytes[at] == b'>') {
                        at += 1;
                    }
                    start..at
                }
            };
        }
        let written = &text[value.clone()];
        // A picture is long; most values are not.
        if written.len() > 100 && memchr::memmem::find(written.as_bytes(), b"data:image/").is_some() {
            page.pictures.push(value.clone());
        }
        let lower;
        let name = if name.bytes().any(|b| b.is_ascii_uppercase()) {
            lower = name.to_ascii_lowercase();
            lower.as_str()
        } else {
            name
        };
        match name {
            "hidden" if written != "until-found" => look.hidden = Some("hidden"),
            "style" => {
                let style: String = written.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
                if style.contains("url(") {
                    page.values.break_line(value.start);
                    decode(written, value.start, &mut page.values);
                }
                for (property, value) in style.split(';').filter_map(|rule| rule.split_once(':')) {
                    look.hide(hides(property, value));
                    look.is_coloured |= property == "color" && hides(property, value).is_none() && value != "inherit";
                    if matches!(property, "background" | "background-color" | "background-image") {
                        look.is_dark = is_dark(value).or(look.is_dark);
                    }
                }
            }
            "bgcolor" => look.is_dark = look.is_dark.or_else(|| is_dark(&written.to_ascii_lowercase())),
            // Drawings say so without a style.
            "display" | "visibility" | "opacity" | "fill-opacity" | "font-size" => look.hide(hides(name, written.trim())),
            "lang" | "xml:lang" if page.language.is_none() => page.language = Some(written),
            _ => {}
        }
        let is_plain_address = !wanted.addresses && matches!(name, "href" | "src") && !is_telling(written);
        let is_own = wanted.own_attributes && !name.starts_with("xmlns") && !name.starts_with("xsi:");
        if !written.is_empty() && !is_plain_address && (is_read(name) || is_own) {
            let said = if is_of_words(name) { &mut page.words } else { &mut page.values };
            said.break_line(value.start);
            if is_own && has_many_figures(written) {
                // It says what the figures are.
                said.push(&text[name_start..name_start + name.len()], name_start);
                said.push(" ", name_start + name.len());
            }
            if name.starts_with("data-l") && names_axis(name) {
                said.push(&text[name_start..name_start + name.len()], name_start);
                said.push("=", name_start + name.len());
            }
            if matches!(name, "href" | "src" | "srcset" | "action" | "cite" | "background") {
                let decoded = percent_encoding::percent_decode_str(written).decode_utf8_lossy();
                said.push(&decoded, value.start);
            } else {
                decode(written, value.start, said);
            }
        } else if matches!(name, "property" | "itemprop") && names_axis(written) {
            page.values.break_line(value.start);
            page.values.push(written, value.start);
        } else if holds_names(name) && (wanted.names || has_many_figures(written)) {
            for from in [0].into_iter().chain(numbers_behind_words(written)) {
                page.code.break_line(value.start + from);
                decode(&written[from..], value.start + from, &mut page.code);
            }
        } else if written.is_empty() && is_no_name(name) {
            page.values.break_line(name_start);
            page.values.push(&text[name_start..name_start + name.len()], name_start);
        }
    }
}

/// How many figures the shortest number of a person has.
const MANY_FIGURES: usize = 6;

fn has_many_figures(text: &str) -> bool {
    figures(text) >= MANY_FIGURES
}

fn figures(text: &str) -> usize {
    // Without an early end, and within a byte, the compiler counts in many places at once.
    let count = |part: &[u8]| part.iter().map(|byte| u8::from(byte.is_ascii_digit())).sum::<u8>();
    text.as_bytes().chunks(u8::MAX.into()).map(|part| usize::from(count(part))).sum()
}

/// Where numbers begin in the name of a part of a page behind a word and a sign, as in that of a file: `anna-991231-…`.
fn numbers_behind_words(name: &str) -> impl Iterator<Item = usize> {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    let begins = move |three: &[u8]| is_letter(three[0]) && b"-_.".contains(&three[1]) && three[2].is_ascii_digit();
    name.as_bytes().windows(3).enumerate().filter(move |(_, three)| begins(three)).map(|(at, _)| at + 2)
}

/// Whether an address can tell of a person or a place: it has six figures, a sign that such have, or a scheme that leads
/// to one.
fn is_telling(address: &str) -> bool {
    let bytes = address.as_bytes();
    let figures = figures(address);
    let is_sign = |byte: u8| matches!(byte, b'%' | b'@' | b'+' | b'\\');
    let begins = |scheme: &&str| bytes.get(..scheme.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(scheme.as_bytes()));
    figures >= MANY_FIGURES
        || bytes.iter().fold(false, |any, byte| any | is_sign(*byte))
        || figures > 0 && address.contains("3w")
        // Letters as references hide an address from machines: `&#109;ailto:`.
        || figures > 0 && memchr::memmem::find(bytes, b"&#").is_some()
        // Most addresses lead to the site's own pages, or to parts of this one.
        || bytes.first().is_some_and(u8::is_ascii_alphabetic)
            && (["mailto:", "tel:", "sms:", "geo:", "file:", "smb:"].iter().any(begins)
                || begins(&"https:") && memchr::memmem::find(bytes, b"/personal/").is_some())
}

/// Why a property of a style hides, if it does.
fn hides(property: &str, value: &str) -> Option<Hidden> {
    let value = value.trim_end_matches("!important");
    let is_zero = || value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%').parse() == Ok(0.0_f32);
    match property {
        "display" if value == "none" => Some("display:none"),
        "visibility" if matches!(value, "hidden" | "collapse") => Some("visibility:hidden"),
        "color" if value == "transparent" => Some("invisible text"),
        "color" if is_white(value) => Some(WHITE),
        "font-size" | "opacity" | "fill-opacity" if is_zero() => Some("invisible text"),
        _ => None,
    }
}

fn is_white(colour: &str) -> bool {
    matches!(colour, "white" | "#fff" | "#ffffff" | "rgb(255,255,255)")
}

/// Whether white letters are seen on a ground, in small letters without spaces; `None` if it is none.
pub(super) fn is_dark(ground: &str) -> Option<bool> {
    let ground = ground.trim_end_matches("!important");
    if ["url(", "image(", "gradient("].iter().any(|picture| ground.contains(picture)) {
        return Some(true);
    }
    let light: u32 = if let Some(hex) = ground.strip_prefix('#') {
        let length = if hex.len() < 6 { 3 } else { 6 };
        let parts = hex.as_bytes().get(..length)?.chunks(length / 3);
        let light = parts.map(|part| u32::from_str_radix(std::str::from_utf8(part).ok()?, 16).ok());
        light.sum::<Option<u32>>()? * if length == 3 { 17 } else { 1 }
    } else if let Some(figures) = ground.strip_prefix("rgb(").or_else(|| ground.strip_prefix("rgba(")) {
        let light = figures.split([',', ')']).take(3).map(|figure| figure.parse::<u8>().ok().map(u32::from));
        light.sum::<Option<u32>>()?
    } else {
        let is_name = !ground.is_empty() && ground.bytes().all(|b| b.is_ascii_alphabetic());
        let is_none = matches!(ground, "none" | "transparent" | "inherit" | "initial" | "unset" | "revert" | "currentcolor" | "auto");
        return (is_name && !is_none).then(|| !ground.contains("white") && !ground.starts_with("light"));
    };
    Some(light < 600)
}

/// Appends what stands between two tags. To a reader the end of a line is a space there, unless the element keeps its lines.
fn run(text: &str, origin: usize, keeps_lines: bool, into: &mut Plain) {
    // Most of what stands between two tags needs neither.
    if memchr::memchr2(b'\n', b'&', text.as_bytes()).is_none() {
        return into.push(text, origin);
    }
    let mut from = 0;
    if !keeps_lines {
        for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
            if end < from {
                continue;
            }
            decode(text[from..end].trim_end_matches(WHITE_SPACE), origin + from, into);
            if !into.text.is_empty() && !into.text.ends_with(['\n', ' ']) {
                into.mark(origin + end);
                into.text.push(' ');
            }
            from = text.len() - text[end..].trim_start_matches(WHITE_SPACE).len();
        }
    }
    decode(&text[from..], origin + from, into);
}

const WHITE_SPACE: [char; 4] = ['\n', '\r', '\t', ' '];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_does_not_see_how_a_text_is_written() {
        for (html, text) in [
            ("<p>99<b>12</b>31-98<i>0</i>4</p>", "991231-9804"),
            ("99&#49;231&ndash;9804", "991231-9804"),
            ("<td>99</td><td>12</td>", "99\n12"),
            ("<td>99</td>\n  <td>12</td>", "99\n12"),
            ("99\r\n    12 \n <b>31</b>\n", "99 12 31"),
            ("<pre>99\n12</pre> 3\n1", "99\n12\n 3 1"),
            ("&Ouml;rebro &#57&#57; AT&T &notthere;", "Örebro 99 AT&T &notthere;"),
            ("９９１２３１－９８０４", "991231-9804"),
            ("٩٩١٢٣١-٩٨٠٤", "991231-9804"),
            ("𞥙𞥙𞥑𞥒𞥓𞥑-𐴹𐴸𐴰𐴴", "991231-9804"),
            ("𐒩𐒩𐒡᱒᱓᱑-꯹꯸᭐꧔", "991231-9804"),
            ("𝟗𝟡𝟣𝟸𝟹𝟙", "991231"),
            ("9804¹², ⁹⁹¹²", "9804 12, 9912"),
            ("99\u{200b}12\u{ad}31\u{2011}98\u{202e}04", "991231-9804"),
            ("991231\u{a0}9804", "991231 9804"),
            ("a < b", "a < b"),
            ("åäö і її", "åäö і її"),
            ("ខ្មែរ\u{200b}ខ្មែរ", "ខ្មែរខ្មែរ"),
        ] {
            assert_eq!(page(html, Wanted::default()).flow.text.trim(), text, "{html}");
        }
    }

    #[test]
    fn the_mark_of_a_note_is_no_part_of_the_word_before_it() {
        for (html, flow, notes, joined) in [
            ("9804<sup class=\"note-ref\"><a href=\"#note-1\">1</a></sup>, b", "9804, b", "1", "98041, b"),
            ("<p>x<p>9804<a href=#1><sup>1</sup></a><sup><a>2</a></sup> b<p>y", "x\n9804 b\ny", "1\n2", "980412 b"),
            ("a<p>99<sup><a>12</a></sup>31<p>b<p>c<sup><a>d</a></sup>", "a\n9931\nb\nc", "12\nd", "991231\ncd"),
            ("99<sup>12</sup>31", "9931", "12", "991231"),
            ("9804<sup>1</sup> b<sub>2</sub> c", "9804 b c", "1\n2", "98041 b c"),
            ("a<sup style='opacity:0'>12</sup>", "a12", "", ""),
            ("<p>word<sup><a>1</a></sup> x", "word x", "1", ""),
            ("<p>word<sup><a>a</a></sup> x", "word x", "a", "worda x"),
            ("<sup><a>12</a>", "12", "", ""),
        ] {
            let page = page(html, Wanted::default());
            let joined_text = page.with_notes();
            assert_eq!((page.flow.text.trim(), page.notes.text.trim(), joined_text.text.trim()), (flow, notes, joined), "{html}");
            for (at, c) in joined_text.text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                assert!(html[joined_text.origin(at)..].starts_with(c), "{html}: {at}");
            }
        }
    }

    #[test]
    fn each_place_is_known_in_the_bytes() {
        let html = "<p>Född &amp; <b>99</b>12&#8211;x</p>";
        let page = page(html, Wanted::default());
        let at = page.flow.text.find("12").unwrap();
        assert_eq!(&html[page.flow.origin(at)..][..2], "12");
        let at = page.flow.text.find("99").unwrap();
        assert_eq!(&html[page.flow.origin(at)..][..2], "99");
    }

    #[test]
    fn what_is_hidden_is_told_apart() {
        let html = "a<div style='display: none'>b<div>c</div>d</div>e<!-- f --><p hidden>g</p><p style=\"color:#FFF\">h</p>";
        let page = page(html, Wanted::default());
        let hidden: Vec<&str> = page.hidden.iter().map(|(range, _)| page.flow.text[range.clone()].trim()).collect();
        assert_eq!(hidden, ["b\nc\nd", "g", "h"]);
        assert_eq!(page.comments.len(), 1);
    }

    #[test]
    fn white_letters_are_seen_on_a_ground_of_another_colour() {
        for (html, hidden) in [
            ("<a style='background:#000;color:white'>b</a>", ""),
            ("<a style='color:white;background: url(a.png)'>b</a>", ""),
            ("<div style='background-color:NAVY'><div><p style='color:#fff'>b</p></div></div>", ""),
            ("<table><td bgcolor='#003366'><b style='color:#fff'>b</b></td></table>", ""),
            ("<div style='background:#000'>a<div></div></div><p style='color:#fff'>b</p>", "b"),
            ("<br style='background:#000'><p style='color:#fff'>b</p>", "b"),
            ("<p style='color:#fff;background:#FFF'>b</p>", "b"),
            ("<p style='color:#fff;background:rgb(240, 240, 240)'>b</p>", "b"),
            ("<p style='color:#fff;background:rgba(0, 51, 102, .9)'>b</p>", ""),
            ("<body bgcolor=#f5f5f5><p style='color:#fff'>b</p>", "b"),
            ("<div style='background:#000'><div style='background:#fff'><p style='color:#fff'>b</p></div>", "b"),
            ("<div style='background:#000'><div style='background:#fff'></div><p style='color:#fff'>b</p>", ""),
            ("<p style='color:#fff;background:none'>b</p>", "b"),
            ("<p style='color:#fff;background-size:9px'>b</p>", "b"),
            ("<p style='color:#fff;background-repeat:repeat'>b</p>", "b"),
            ("<p style='color:#fff;background:#000;display:none'>b</p>", "b"),
            ("<p style='color:transparent;background:#000'>b</p>", "b"),
            ("<div style='color:#fff'><p style='color:#000'>b</p></div>", ""),
            ("<div style='color:#fff'>a<p style='color:red'>b<p>c</p></p>d</div>", "ad"),
            ("<div style='color:#fff'><p style='color:#000'>b", ""),
            ("<div style='color:#fff'><p style='color:inherit'>b</p></div>", "b"),
        ] {
            let page = page(html, Wanted::default());
            let told: String = page.hidden.iter().map(|(range, _)| page.flow.text[range.clone()].trim()).collect();
            assert_eq!(told, hidden, "{html}");
        }
    }
}
