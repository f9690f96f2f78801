//! How much a drawing has browsers draw. Parts that are shown again wherever something names them can name such parts in
//! turn, so that a few lines fill a page's memory.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// Elements that are drawn beyond those that the drawing holds.
const MOST: usize = 200_000;
/// Parts within each other, those that are named included.
const DEEPEST: usize = 1_000;
/// Names of parts in a drawing, counted wherever a style sheet applies them.
const MOST_NAMED: usize = 1_000_000;

/// Of a drawing that has been written anew. Errors, in words: no browser could draw it.
pub(super) fn are_few(text: &str) -> Result<(), String> {
    const TOO_MANY: &str = "the drawing shows its parts again more often than a browser can draw them";
    let elements = Elements::of(text);
    let Some(leads) = elements.leads() else { return Err(TOO_MANY.into()) };
    let mut drawn = Drawn { leads: &leads, known: vec![State::Unseen; elements.0.len()] };
    match drawn.from(0, 0) {
        Some(all) if all <= elements.0.len() + MOST => Ok(()),
        _ => Err(TOO_MANY.into()),
    }
}

struct Element {
    name: String,
    parent: Option<usize>,
    id: Option<String>,
    classes: Vec<String>,
    /// The parts that it names, and how often each is drawn for it.
    named: Vec<(String, usize)>,
    /// How often a mark of a line is drawn for it.
    corners: usize,
    /// Of a style sheet.
    said: String,
}

struct Elements(Vec<Element>);

impl Elements {
    fn of(text: &str) -> Elements {
        let mut reader = Reader::from_str(text);
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        loop {
            match reader.read_event() {
                Ok(Event::Start(start)) => {
                    elements.push(Element::of(&start, open.last().copied()));
                    open.push(elements.len() - 1);
                }
                Ok(Event::Empty(empty)) => elements.push(Element::of(&empty, open.last().copied())),
                Ok(Event::End(_)) => drop(open.pop()),
                Ok(Event::Text(text)) => {
                    if let Some(within) = open.last().map(|at| &mut elements[*at]).filter(|within| within.name == "style") {
                        within.said.push_str(&String::from_utf8_lossy(&text));
                    }
                }
                Ok(Event::GeneralRef(name)) => {
                    if let Some(within) = open.last().map(|at| &mut elements[*at]).filter(|within| within.name == "style") {
                        within.said.push(if &*name == b"gt" { '>' } else { ' ' });
                    }
                }
                Ok(Event::Eof) | Err(_) => return Elements(elements),
                Ok(_) => {}
            }
        }
    }

    /// For each element the others that are drawn with it, and how often. `None`: they are too many to count.
    fn leads(&self) -> Option<Vec<Vec<(usize, usize)>>> {
        let by_id: BTreeMap<&str, usize> =
            self.0.iter().enumerate().rev().filter_map(|(at, element)| Some((element.id.as_deref()?, at))).collect();
        let sheets = Sheets::of(self.0.iter().map(|element| element.said.as_str()));
        let mut leads: Vec<Vec<(usize, usize)>> = self.0.iter().map(|_| Vec::new()).collect();
        let mut named = 0;
        for (at, element) in self.0.iter().enumerate() {
            if let Some(parent) = element.parent {
                leads[parent].push((at, 1));
            }
            let of_sheets = sheets.of_element(element).map(|(name, is_mark)| (name, if is_mark { element.corners } else { 1 }));
            for (name, times) in element.named.iter().map(|(name, times)| (name.as_str(), *times)).chain(of_sheets) {
                named += 1;
                if named > MOST_NAMED {
                    return None;
                }
                let Some(&part) = by_id.get(name) else { continue };
                // Shades are made once. What names a part that it stands in is not drawn again.
                if !self.0[part].name.ends_with("Gradient") && !self.stands_in(at, part) {
                    leads[at].push((part, times));
                }
            }
        }
        Some(leads)
    }

    fn stands_in(&self, at: usize, part: usize) -> bool {
        std::iter::successors(Some(at), |at| self.0[*at].parent).any(|around| around == part)
    }
}

impl Element {
    fn of(start: &BytesStart, parent: Option<usize>) -> Element {
        let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
        let attributes: Vec<(String, String)> = start
            .attributes()
            .flatten()
            .map(|attribute| {
                let raw = String::from_utf8_lossy(&attribute.value).into_owned();
                let value = unescape(&raw).map_or(raw.clone(), |value| value.into_owned());
                (String::from_utf8_lossy(attribute.key.as_ref()).into_owned(), value)
            })
            .collect();
        let value = |wanted: &str| attributes.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str());
        let corners = value("d").or(value("points")).map_or(2, |line| line.split(|c: char| !c.is_ascii_digit() && c != '.').count());
        let mut named = Vec::new();
        for (key, value) in &attributes {
            match key.as_str() {
                "href" => named.extend(value.strip_prefix('#').map(|name| (decoded(name), 1))),
                "style" => named.extend(in_declarations(value).map(|(name, is_mark)| (name, if is_mark { corners } else { 1 }))),
                _ => named.extend(in_value(value).map(|name| (name, if key.starts_with("marker") { corners } else { 1 }))),
            }
        }
        let classes = value("class").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
        Element { parent, id: value("id").map(str::to_owned), classes, named, corners, said: String::new(), name }
    }
}

fn decoded(name: &str) -> String {
    percent_encoding::percent_decode_str(name).decode_utf8_lossy().into_owned()
}

/// The parts that a value names: `url(#a)`, `url('#a')`.
fn in_value(value: &str) -> impl Iterator<Item = String> {
    value.split('#').skip(1).filter_map(|after| {
        let end = after.find([')', '"', '\''])?;
        Some(decoded(after[..end].trim()))
    })
}

/// The parts that declarations name, and whether they mark the corners of a line.
fn in_declarations(style: &str) -> impl Iterator<Item = (String, bool)> {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).flat_map(|(property, value)| {
        let is_mark = property.trim().starts_with("marker");
        in_value(value).map(move |name| (name, is_mark))
    })
}

/// The parts that style sheets name, by what their selectors end in: `.class`, `#id`, an element or `*`.
struct Sheets(BTreeMap<String, Vec<(String, bool)>>);

impl Sheets {
    fn of<'a>(sheets: impl Iterator<Item = &'a str>) -> Sheets {
        let mut named: BTreeMap<String, Vec<(String, bool)>> = BTreeMap::new();
        for rule in sheets.flat_map(|sheet| sheet.split('}')) {
            let Some((selectors, declarations)) = rule.split_once('{') else { continue };
            let parts: Vec<(String, bool)> = in_declarations(declarations).collect();
            for selector in selectors.split(',').filter(|_| !parts.is_empty()) {
                let last = selector.trim().rsplit([' ', '>', '+', '~']).next().unwrap_or_default();
                let plain = last.split(':').next().unwrap_or_default();
                let key = match plain.find(['.', '#']) {
                    Some(mark) => plain[mark..].split(['.', '#']).nth(1).map(|name| format!("{}{name}", &plain[mark..=mark])),
                    None => None,
                };
                let key = key.unwrap_or_else(|| if plain.is_empty() { "*".to_owned() } else { plain.to_owned() });
                named.entry(key).or_default().extend(parts.iter().cloned());
            }
        }
        Sheets(named)
    }

    fn of_element<'a>(&'a self, element: &'a Element) -> impl Iterator<Item = (&'a str, bool)> {
        let classes = element.classes.iter().map(|class| format!(".{class}"));
        let id = element.id.iter().map(|id| format!("#{id}"));
        let keys = classes.chain(id).chain([element.name.clone(), "*".to_owned()]);
        keys.filter_map(|key| self.0.get(&key)).flatten().map(|(name, is_mark)| (name.as_str(), *is_mark))
    }
}

#[derive(Clone, Copy)]
enum State {
    Unseen,
    Open,
    Known(usize),
}

struct Drawn<'a> {
    leads: &'a [Vec<(usize, usize)>],
    known: Vec<State>,
}

impl Drawn<'_> {
    /// How many elements are drawn for one. `None`: it is drawn for itself, or they nest too deep.
    fn from(&mut self, at: usize, depth: usize) -> Option<usize> {
        match self.known.get(at) {
            None => return Some(0),
            Some(State::Known(drawn)) => return Some(*drawn),
            Some(State::Open) => return None,
            Some(State::Unseen) if depth > DEEPEST => return None,
            Some(State::Unseen) => self.known[at] = State::Open,
        }
        let mut drawn = 1_usize;
        for (part, times) in &self.leads[at] {
            drawn = drawn.saturating_add(self.from(*part, depth + 1)?.saturating_mul(*times));
        }
        self.known[at] = State::Known(drawn);
        Some(drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::super::clean;

    fn within(inner: &str) -> String {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\">{inner}</svg>")
    }

    #[test]
    fn a_drawing_that_would_be_drawn_without_end_is_refused() {
        let levels = |part: &dyn Fn(usize) -> String| (0..7).map(part).collect::<String>();
        let uses = levels(&|at| format!("<g id='g{at}'>{}</g>", format!("<use href='#g{}'/>", at + 1).repeat(10)));
        let patterns = levels(&|at| {
            format!(
                "<pattern id='p{at}' width='1' height='1'>{}</pattern>",
                format!("<path fill=\"url('#p{}')\" d='M0 0'/>", at + 1).repeat(10)
            )
        });
        let styled = levels(&|at| {
            format!(
                "<style>.c{at}, b {{ mask: url(#m{at}) }}</style><mask id='m{at}'>{}</mask>",
                format!("<g class='c{}'/>", at + 1).repeat(10)
            )
        });
        let marks =
            levels(&|at| format!("<marker id='k{at}'><path style='marker-mid:url(#k{})' d='M0 0{}'/></marker>", at + 1, " 1 1".repeat(10)));
        for (inner, first) in [
            (uses, "<use href='#g0'/>"),
            (patterns, "<path fill='url(#p0)'/>"),
            (styled, "<g class='c0'/>"),
            (marks, "<path marker-mid='url(#k0)' d='M0 0 1 1'/>"),
            ("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>".to_owned(), ""),
            ((0..2_000).map(|at| format!("<g id='g{at}'><use href='#g{}'/></g>", at + 1)).collect(), ""),
        ] {
            let refused = clean(&within(&(inner.clone() + first))).expect_err(&inner);
            assert!(refused.contains("more often than a browser can draw"), "{refused}");
        }
    }

    #[test]
    fn parts_that_are_shown_as_often_as_in_maps_are_let_be() {
        let points = format!("<g id='town'><circle r='1'/><circle r='2'/></g>{}", "<use href='#town' x='1'/>".repeat(10_000));
        let shades = format!(
            "<linearGradient id='s'><stop offset='0'/></linearGradient><style>.a{{fill:url(#s)}}</style>{}",
            "<path class='a' fill='url(#s)' d='M0 0'/>".repeat(10_000)
        );
        let hatched =
            "<style>path{fill:url(#h)}</style><pattern id='h'><path d='M0 0'/></pattern><path d='M0 0'/><g id='a'><use href='#a'/></g>";
        for inner in [points, shades, hatched.to_owned()] {
            assert!(clean(&within(&inner)).is_ok(), "{}", &inner[..80]);
        }
    }
}
