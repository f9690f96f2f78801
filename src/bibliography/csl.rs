//! The Citation Style Language as it is written, in XML. What a style may ask of its reader: parts within parts and macros that
//! name macros are followed to their end, so that a style which has none is refused before anybody follows it.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use citationberg_xml::de::Deserializer;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use serde::de::DeserializeOwned;

/// Elements within each other, with those of the macros that they name. Known styles have 72.
const DEEPEST: usize = 200;
/// The elements of a style that are gone through, with its macros written out wherever they are named. Known styles have 5,000.
const MOST: usize = 50_000;

const TOO_DEEP: &str = "this style nests its parts too deep";

#[derive(Debug, Default)]
struct Element {
    name: Vec<u8>,
    /// Of a macro that it names.
    named: Option<String>,
    children: Vec<Element>,
}

/// How many elements are gone through, and how deep they stand.
#[derive(Clone, Copy, Default)]
struct Size {
    elements: usize,
    depth: usize,
}

/// What is wrong with a style, and at which byte, if one place can be named.
#[derive(Debug)]
pub struct Fault {
    pub message: String,
    pub at: Option<usize>,
}

impl<T: Into<String>> From<T> for Fault {
    fn from(message: T) -> Fault {
        Fault { message: message.into(), at: None }
    }
}

/// A style or a locale. The library's own reader knows the way to the element at which it gave up, not its place.
///
/// Errors: what its reader says of the element at which it gave up.
pub(super) fn parsed<T: DeserializeOwned>(xml: &str) -> Result<T, Fault> {
    let mut deserializer = Deserializer::from_str(xml);
    // Parts of one kind may stand apart from each other.
    deserializer.event_buffer_size(NonZeroUsize::new(u32::MAX as usize));
    T::deserialize(&mut deserializer).map_err(|error| {
        let read = deserializer.get_ref().get_ref().buffer_position() as usize;
        Fault { message: error.to_string(), at: xml.get(..read).and_then(|read| read.rfind('<')) }
    })
}

/// Errors, in words: what can't be followed in the style. What is no XML is told by its reader.
pub(super) fn followed(xml: &str) -> Result<(), String> {
    let (macros, rest) = read(xml)?;
    let mut sizes = Sizes { macros: &macros, known: BTreeMap::new(), open: BTreeSet::new() };
    let size = sizes.of(&rest, 0)?;
    if size.elements > MOST { Err("the macros of this style name each other too often".into()) } else { Ok(()) }
}

/// The macros by their names, and all else.
fn read(xml: &str) -> Result<(BTreeMap<String, Element>, Element), String> {
    let mut reader = Reader::from_str(xml);
    let mut macros = BTreeMap::new();
    // The outermost holds the whole.
    let mut open = vec![(Element::default(), None)];
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) if open.len() > DEEPEST => return Err(TOO_DEEP.into()),
            Ok(Event::Start(start)) => open.push(begun(&start)),
            Ok(Event::Empty(empty)) => {
                put(begun(&empty).0, &mut open);
            }
            Ok(Event::End(_)) if open.len() > 1 => match open.pop() {
                Some((element, Some(name))) => macros.entry(name).or_insert_with(Element::default).children.push(element),
                Some((element, None)) => put(element, &mut open),
                None => {}
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    Ok((macros, open.swap_remove(0).0))
}

fn put(element: Element, open: &mut [(Element, Option<String>)]) {
    if let Some((around, _)) = open.last_mut() {
        around.children.push(element);
    }
}

/// An element, and the name of the macro that it is.
fn begun(start: &BytesStart) -> (Element, Option<String>) {
    let name = start.local_name().as_ref().to_vec();
    let is_macro = if name == b"macro" { value(start, b"name") } else { None };
    (Element { name, named: value(start, b"macro"), children: Vec::new() }, is_macro)
}

fn value(element: &BytesStart, key: &[u8]) -> Option<String> {
    let attribute = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == key)?;
    let raw = String::from_utf8_lossy(&attribute.value).into_owned();
    Some(unescape(&raw).map_or(raw.clone(), |value| value.into_owned()))
}

struct Sizes<'a> {
    macros: &'a BTreeMap<String, Element>,
    known: BTreeMap<&'a str, Size>,
    open: BTreeSet<&'a str>,
}

impl<'a> Sizes<'a> {
    fn of(&mut self, element: &'a Element, depth: usize) -> Result<Size, String> {
        let mut size = Size::default();
        // Of the branches of a choice one is taken.
        let is_choice = element.name == b"choose";
        for child in &element.children {
            let of_child = self.of(child, depth + 1)?;
            size.elements = if is_choice { size.elements.max(of_child.elements) } else { size.elements.saturating_add(of_child.elements) };
            size.depth = size.depth.max(of_child.depth);
        }
        if let Some((name, named)) = element.named.as_ref().and_then(|name| self.macros.get_key_value(name)) {
            let of_macro = self.of_macro(name, named, depth + 1)?;
            size.elements = size.elements.saturating_add(of_macro.elements);
            size.depth = size.depth.max(of_macro.depth);
        }
        if depth + size.depth >= DEEPEST {
            return Err(TOO_DEEP.into());
        }
        Ok(Size { elements: size.elements.saturating_add(1), depth: size.depth + 1 })
    }

    fn of_macro(&mut self, name: &'a str, named: &'a Element, depth: usize) -> Result<Size, String> {
        if let Some(size) = self.known.get(name) {
            return Ok(*size);
        }
        if !self.open.insert(name) {
            return Err(format!("the macro «{name}» of this style names itself"));
        }
        if depth >= DEEPEST {
            return Err(TOO_DEEP.into());
        }
        let size = self.of(named, depth)?;
        self.open.remove(name);
        self.known.insert(name, size);
        Ok(size)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Style;
    use super::*;
    use crate::language::Language;

    const HEAD: &str = "<style><macro name='c'><text variable='title'/></macro>";

    #[test]
    fn a_style_that_can_not_be_followed_to_its_end_is_refused() {
        let deep = format!("{HEAD}<citation>{}{}</citation></style>", "<group>".repeat(5_000), "</group>".repeat(5_000));
        let chain: String = (0..5_000).map(|at| format!("<macro name='m{at}'><text macro='m{}'/></macro>", at + 1)).collect();
        let fans: String =
            (0..12).map(|at| format!("<macro name='f{at}'>{}</macro>", format!("<text macro='f{}'/>", at + 1).repeat(10))).collect();
        for (style, told) in [
            (format!("{HEAD}<macro name='a'><text macro='a'/></macro><text macro='a'/></style>"), "names itself"),
            (
                format!(
                    "{HEAD}<macro name='a'><text macro='&#98;'/></macro><macro name='b'><key macro='a'/></macro><text macro='b'/></style>"
                ),
                "names itself",
            ),
            (deep, "too deep"),
            (format!("{HEAD}{chain}<text macro='m0'/></style>"), "too deep"),
            (format!("{HEAD}{fans}<text macro='f0'/></style>"), "too often"),
        ] {
            assert!(followed(&style).is_err_and(|error| error.contains(told)), "{told}");
        }
        assert_eq!(followed(&format!("{HEAD}<text macro='c'/><text macro='c'/><text macro='nobody'/></style>")), Ok(()));
        assert_eq!(followed("<style"), Ok(()));
    }

    #[test]
    fn what_is_as_deep_as_a_style_may_be_is_read_and_used() {
        let groups = ("<group>".repeat(90), "</group>".repeat(90));
        let own = include_str!("lykta.csl").replacen("<citation", "<macro name=\"deep\">GROUPS</macro><citation", 1);
        let (before, behind) = own.split_once("<layout").expect("a layout");
        let (layout, rest) = behind.split_once('>').expect("a layout");
        let cited = format!("{}<text macro=\"deep\"/>{}", groups.0, groups.1);
        let style = format!("{before}<layout{layout}>{cited}{rest}");
        let style = style.replace("GROUPS", &format!("{}<text variable=\"title\"/>{}", groups.0, groups.1));
        let read = Style::read(&style, &[Language::parse("en").expect("a tag")]).expect("a style");
        assert!(read.shows_locators());
    }
}
