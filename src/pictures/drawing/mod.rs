//! Drawings in SVG, written anew from a strict list of elements, attributes and properties.
//!
//! What an editor remembers (its own data, metadata, comments, hidden layers) is left out without a word; what carried
//! meaning and can't be published is told.

mod copies;
mod names;

use std::ops::Range;

use quick_xml::escape::unescape;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use names::Names;

/// A drawing that can do nothing but be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    pub text: String,
    /// Width and height in pixels.
    pub pixels: (u32, u32),
    pub removed: Vec<Removed>,
}

/// Something that was left out and that somebody may miss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    pub what: What,
    /// In bytes of the file.
    pub at: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// An element or an attribute that runs.
    Script(String),
    /// An address outside the drawing.
    Address(String),
    /// An element that is not among those that are published.
    Element(String),
    /// What a style says to the looks of the drawing, by how it begins.
    Style(String),
}

impl What {
    /// What it is called, or how it begins.
    fn name(&self) -> &str {
        match self {
            What::Script(name) | What::Address(name) | What::Element(name) | What::Style(name) => name,
        }
    }
}

const NAMESPACE: &str = "http://www.w3.org/2000/svg";
/// The namespace of links in older drawings.
const LINKS: &str = "http://www.w3.org/1999/xlink";
/// Drawings nested deeper than this are refused.
const DEEPEST: usize = 100;
/// How many definitions that are hidden may lead to each other.
const LONGEST_CHAIN: usize = 8;
/// The longest side of a drawing, in pixels, as it is told to browsers.
const LONGEST: f64 = 16_384.0;

const ELEMENTS: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
];

/// Elements that hold what only editors read.
const OF_EDITORS: &[&str] = &["metadata", "namedview", "script-data", "pgf", "foreignData"];

const ATTRIBUTES: &[&str] = &[
    "amplitude",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "azimuth",
    "baseFrequency",
    "bias",
    "class",
    "clipPathUnits",
    "cx",
    "cy",
    "d",
    "diffuseConstant",
    "direction",
    "divisor",
    "dx",
    "dy",
    "edgeMode",
    "elevation",
    "exponent",
    "filterUnits",
    "fr",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "height",
    "id",
    "in",
    "in2",
    "intercept",
    "k1",
    "k2",
    "k3",
    "k4",
    "kernelMatrix",
    "kernelUnitLength",
    "lang",
    "lengthAdjust",
    "limitingConeAngle",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "method",
    "mode",
    "numOctaves",
    "offset",
    "operator",
    "order",
    "orient",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "points",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "r",
    "radius",
    "refX",
    "refY",
    "result",
    "role",
    "rotate",
    "rx",
    "ry",
    "scale",
    "seed",
    "side",
    "slope",
    "spacing",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "surfaceScale",
    "systemLanguage",
    "tableValues",
    "targetX",
    "targetY",
    "textLength",
    "transform",
    "type",
    "values",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "xChannelSelector",
    "y",
    "y1",
    "y2",
    "yChannelSelector",
    "z",
];

/// Properties of styles; each is an attribute as well.
const PROPERTIES: &[&str] = &[
    "alignment-baseline",
    "background",
    "background-color",
    "baseline-shift",
    "clip",
    "clip-path",
    "clip-rule",
    "color",
    "color-interpolation",
    "color-interpolation-filters",
    "direction",
    "display",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "filter",
    "flood-color",
    "flood-opacity",
    "font",
    "font-family",
    "font-size",
    "font-size-adjust",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "image-rendering",
    "isolation",
    "letter-spacing",
    "lighting-color",
    "line-height",
    "marker",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "mask-type",
    "mix-blend-mode",
    "opacity",
    "overflow",
    "paint-order",
    "shape-rendering",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-align",
    "text-anchor",
    "text-decoration",
    "text-rendering",
    "transform",
    "transform-box",
    "transform-origin",
    "unicode-bidi",
    "vector-effect",
    "visibility",
    "white-space",
    "word-spacing",
    "writing-mode",
];

/// Elements whose text is read.
const WITH_TEXT: &[&str] = &["text", "tspan", "textPath", "title", "desc"];

/// The drawing as it may be published. Errors, in words: it can't be read as a drawing.
pub fn clean(text: &str) -> Result<Drawing, String> {
    // Only when it has been written is it known which names something leads to, and what its styles hide.
    let mut names = Names::of(&written(text, None)?.text);
    let mut drawing = written(text, Some(&names))?;
    for _ in 0..LONGEST_CHAIN {
        let now = Names::of(&drawing.text);
        if now == names {
            break;
        }
        names = now;
        drawing = written(text, Some(&names))?;
    }
    copies::are_few(&drawing.text)?;
    Ok(drawing)
}

fn written(text: &str, names: Option<&Names>) -> Result<Drawing, String> {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut reader = Reader::from_str(&text[mark..]);
    reader.config_mut().check_end_names = true;
    let mut pen = Pen {
        source: text,
        prefix: String::new(),
        link: String::new(),
        writer: Writer::new(Vec::new()),
        open: Vec::new(),
        removed: Vec::new(),
        skipped: 0,
        is_hidden: false,
        kept: Vec::new(),
        pixels: None,
        styles: String::new(),
        styles_at: 0,
        names,
    };
    let damaged = |error: &dyn std::fmt::Display| format!("the drawing can't be read: {error}");
    loop {
        let from = mark + usize::try_from(reader.buffer_position()).unwrap_or_default();
        let event = reader.read_event().map_err(|error| damaged(&error))?;
        let at = from..mark + usize::try_from(reader.buffer_position()).unwrap_or_default();
        match event {
            Event::Start(element) => pen.start(&element, at, false)?,
            Event::Empty(element) => pen.start(&element, at, true)?,
            Event::End(_) => pen.end(),
            Event::Text(said) => pen.said(&String::from_utf8_lossy(&said)),
            Event::CData(said) => pen.said(&String::from_utf8_lossy(&said)),
            Event::GeneralRef(name) => {
                let name = String::from_utf8_lossy(&name).into_owned();
                let written = format!("&{name};");
                let meant = unescape(&written).map_err(|_| format!("the drawing can't be read: nothing says what «&{name};» is"))?;
                pen.said(&meant);
            }
            // The usual line of old editors says nothing; one that defines entities could grow without end.
            Event::DocType(declared) if declared.contains(&b'[') => return Err("the drawing defines entities".into()),
            Event::DocType(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    if !pen.open.is_empty() || pen.skipped > 0 {
        return Err("the drawing ends before its last element is closed".into());
    }
    let pixels = pen.pixels.ok_or("the drawing has no element «svg»")?;
    let mut text = String::from_utf8(pen.writer.into_inner()).map_err(|error| damaged(&error))?;
    text.push('\n');
    Ok(Drawing { text, pixels, removed: pen.removed })
}

/// What writes the drawing anew.
struct Pen<'t> {
    /// The drawing as it was.
    source: &'t str,
    /// Under which names of drawings stand, beside the usual ones.
    prefix: String,
    /// What links are called, beside the usual `xlink:href`.
    link: String,
    writer: Writer<Vec<u8>>,
    /// The elements that are open; `None` for one whose content is kept without it.
    open: Vec<Option<String>>,
    removed: Vec<Removed>,
    /// How many open elements are left out with all that stands in them.
    skipped: usize,
    /// Whether they are left out since the outermost of them is hidden.
    is_hidden: bool,
    /// The definitions that are open within what is hidden: how many elements are open around each, and how many left out.
    kept: Vec<(usize, usize)>,
    pixels: Option<(u32, u32)>,
    /// What was said so far in an element `style`.
    styles: String,
    /// Where that element begins.
    styles_at: usize,
    /// The names that are kept; without them, all.
    names: Option<&'t Names>,
}

impl Pen<'_> {
    fn start(&mut self, element: &BytesStart, at: Range<usize>, is_empty: bool) -> Result<(), String> {
        if self.open.len() + self.skipped + self.kept.iter().map(|(_, left_out)| left_out).sum::<usize>() >= DEEPEST {
            return Err("the drawing nests its elements too deep".into());
        }
        let skip = |pen: &mut Self| {
            pen.skipped += usize::from(!is_empty);
            Ok(())
        };
        if self.skipped > 0 && !self.is_used_definition(element) {
            return skip(self);
        }
        let written = String::from_utf8_lossy(element.name().as_ref()).into_owned();
        let (prefix, name) = written.split_once(':').unwrap_or(("", &written));
        if self.open.is_empty() && self.pixels.is_none() {
            self.prefix = prefix_of_drawings(element).unwrap_or_default();
        }
        if !matches!(prefix, "" | "svg") && prefix != self.prefix || OF_EDITORS.contains(&name) {
            return skip(self);
        }
        if self.open.is_empty() && (name != "svg" || self.pixels.is_some()) {
            return Err("the drawing has no element «svg»".into());
        }
        let told = |pen: &mut Self, what: What| pen.removed.push(Removed { what, at: at.clone() });
        if name == "a" {
            // What stood in the link stays.
            told(self, What::Element("a".into()));
            if !is_empty {
                self.open.push(None);
            }
            return Ok(());
        }
        if !ELEMENTS.contains(&name) {
            let what =
                if name == "script" || name == "handler" { What::Script(format!("<{name}>")) } else { What::Element(name.to_owned()) };
            told(self, what);
            return skip(self);
        }
        let mut attributes: Vec<(String, String)> = Vec::new();
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|error| format!("the drawing can't be read: {error}"))?;
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let raw = String::from_utf8_lossy(&attribute.value);
            let value = unescape(&raw).map_err(|error| format!("the drawing can't be read: {error}"))?.into_owned();
            self.attribute(&key, value, &at, &mut attributes);
        }
        if self.hides(&attributes) {
            self.is_hidden |= self.skipped == 0 && !is_empty;
            return skip(self);
        }
        if self.skipped > 0 {
            self.write(Event::Start(BytesStart::new("defs")));
            self.kept.push((self.open.len(), std::mem::take(&mut self.skipped)));
        }
        let mut out = BytesStart::new(name);
        if self.open.is_empty() {
            self.pixels = Some(pixels(&attributes).ok_or("the drawing does not say how large it is")?);
            out.push_attribute(("xmlns", NAMESPACE));
        }
        for (key, value) in &attributes {
            out.push_attribute((key.as_str(), value.as_str()));
        }
        let event = if is_empty { Event::Empty(out) } else { Event::Start(out) };
        self.write(event);
        if is_empty {
            self.end_definition();
        } else {
            self.styles_at = at.start;
            self.open.push(Some(name.to_owned()));
        }
        Ok(())
    }

    /// Whether an element within what is hidden defines what is seen elsewhere: a symbol, a gradient.
    fn is_used_definition(&self, element: &BytesStart) -> bool {
        let Some(names) = self.names.filter(|_| self.is_hidden) else { return false };
        let id = element.try_get_attribute("id").ok().flatten();
        let is_published = std::str::from_utf8(element.local_name().as_ref()).is_ok_and(|name| ELEMENTS.contains(&name));
        is_published && id.is_some_and(|id| names.leads_to(&String::from_utf8_lossy(&id.value)))
    }

    /// Whether an element is not shown: by its own style, by a class or a name, or by an attribute.
    fn hides(&self, attributes: &[(String, String)]) -> bool {
        let value = |name: &str| attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let own = value("style").and_then(|style| said_last(style, "display"));
        let by_rule = || self.names?.is_shown(value("class").unwrap_or_default(), value("id").unwrap_or_default());
        match own {
            Some(own) => own == "none",
            None => by_rule().map_or_else(|| value("display").is_some_and(|value| value.trim() == "none"), |is_shown| !is_shown),
        }
    }

    /// Ends what is kept of what is hidden, if the element that has ended is the whole of it.
    fn end_definition(&mut self) {
        if let Some((_, left_out)) = self.kept.pop_if(|(open, _)| *open == self.open.len()) {
            self.write(Event::End(BytesEnd::new("defs")));
            (self.skipped, self.is_hidden) = (left_out, true);
        }
    }

    fn attribute(&mut self, key: &str, value: String, at: &Range<usize>, attributes: &mut Vec<(String, String)>) {
        let mut told = |what: What| self.removed.push(Removed { what, at: at.clone() });
        let lower = key.to_ascii_lowercase();
        if lower.starts_with("on") {
            return told(What::Script(key.to_owned()));
        }
        match key {
            _ if value == LINKS && key.starts_with("xmlns:") => self.link = format!("{}:href", &key["xmlns:".len()..]),
            _ if matches!(key, "href" | "xlink:href") || key == self.link => {
                let own = value.trim();
                if own.starts_with('#') {
                    attributes.retain(|(key, _)| key != "href");
                    attributes.push(("href".into(), own.to_owned()));
                } else if own.trim_start().to_ascii_lowercase().replace(char::is_whitespace, "").starts_with("javascript:") {
                    told(What::Script(key.to_owned()));
                } else if !own.is_empty() {
                    told(What::Address(own.chars().take(60).collect()));
                }
            }
            "style" => {
                let (kept, removed) = declarations(&value);
                removed.into_iter().for_each(told);
                if !kept.is_empty() {
                    attributes.push(("style".into(), kept));
                }
            }
            "id" if self.names.as_ref().is_some_and(|names| !names.leads_to(&value)) => {}
            "class" if self.names.as_ref().is_some_and(|names| names.classes(&value).is_empty()) => {}
            "class" => attributes.push((key.to_owned(), self.names.as_ref().map_or(value.clone(), |names| names.classes(&value)))),
            "xml:lang" | "xml:space" => attributes.push((key.to_owned(), value)),
            _ if PROPERTIES.contains(&key) => match address_in(&value) {
                Some(address) => told(What::Address(address)),
                None => attributes.push((key.to_owned(), value)),
            },
            // Names, words and figures, which lead nowhere whatever they are.
            _ if ATTRIBUTES.contains(&key) => attributes.push((key.to_owned(), value)),
            _ => {}
        }
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            self.is_hidden &= self.skipped > 0;
            return;
        }
        if let Some(Some(name)) = self.open.pop() {
            if name == "style" {
                let styles = std::mem::take(&mut self.styles);
                let (kept, removed) = rules(&styles);
                for what in removed {
                    let name = what.name();
                    let begin = self.source[self.styles_at..].find(name).map_or(self.styles_at, |found| self.styles_at + found);
                    let end = if self.source[begin..].starts_with(name) { begin + name.len() } else { begin };
                    self.removed.push(Removed { what, at: begin..end });
                }
                self.write(Event::Text(BytesText::new(&kept)));
            }
            self.write(Event::End(BytesEnd::new(name)));
            self.end_definition();
        }
    }

    fn said(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        match self.open.iter().rev().flatten().next().map(String::as_str) {
            Some("style") => self.styles.push_str(text),
            Some(name) if WITH_TEXT.contains(&name) => self.write(Event::Text(BytesText::new(text))),
            // Elsewhere nobody sees it.
            _ => {}
        }
    }

    fn write(&mut self, event: Event) {
        // Writing into memory does not fail.
        let _ = self.writer.write_event(event);
    }
}

/// Whether a value can lead out of the drawing, or hides what it says; then the part that does.
fn address_in(value: &str) -> Option<String> {
    let lower = value.to_ascii_lowercase();
    let told = || Some(value.trim().chars().take(60).collect());
    if lower.contains(['\\', '<', '@', '{', '}'])
        || ["image(", "image-set(", "src(", "expression(", "javascript:", "/*"].iter().any(|part| lower.contains(part))
    {
        return told();
    }
    let leads_out = |(at, found): (usize, &str)| !lower[at + found.len()..].trim_start_matches(['"', '\'', ' ']).starts_with('#');
    if lower.match_indices("url(").any(leads_out) { told() } else { None }
}

/// The prefix that the outermost element gives to the elements of drawings.
fn prefix_of_drawings(root: &BytesStart) -> Option<String> {
    let mut attributes = root.attributes().filter_map(Result::ok);
    let declared = attributes.find(|one| one.key.as_ref().starts_with(b"xmlns:") && &*one.value == NAMESPACE.as_bytes())?;
    Some(String::from_utf8_lossy(&declared.key.as_ref()[b"xmlns:".len()..]).into_owned())
}

/// The declarations of a style that are published, and what is not: an address outside the drawing, a value that others
/// are made of.
fn declarations(style: &str) -> (String, Vec<What>) {
    let mut kept = Vec::new();
    let (mut led_out, mut lost) = (None, None);
    for declaration in without_comments(style).split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim());
        match address_in(value) {
            Some(address) => led_out = Some(What::Address(address)),
            None if PROPERTIES.contains(&property.as_str()) => kept.push(format!("{property}:{value}")),
            None if property.starts_with("--") => lost = lost.or(Some(What::Style(property))),
            None => {}
        }
    }
    (kept.join(";"), led_out.into_iter().chain(lost).collect())
}

/// What a style says of a property, the last time that it does.
fn said_last<'s>(style: &'s str, property: &str) -> Option<&'s str> {
    let mut declared = style.rsplit(';').filter_map(|declaration| declaration.split_once(':'));
    declared.find_map(|(name, value)| (name == property).then(|| value.trim_end_matches("!important").trim()))
}

/// A style sheet's plain rules, the addresses outside the drawing that it names, and the first of what else it says to the
/// looks; what begins with @ is left out with all that belongs to it.
fn rules(sheet: &str) -> (String, Vec<What>) {
    let sheet = without_comments(sheet);
    let mut out = String::new();
    let (mut removed, mut lost) = (Vec::new(), None);
    let address_of = |left_out: &str| host_in(left_out).map(What::Address);
    let mut rest = sheet.as_str();
    while let Some(open) = rest.find('{') {
        let head = &rest[..open];
        // A statement such as @import ends before the rule begins.
        let (statements, selector) = head.rsplit_once(';').unwrap_or(("", head));
        // A namespace is a name, which nobody fetches.
        removed.extend(statements.split(';').filter(|statement| !statement.trim().starts_with("@namespace")).filter_map(address_of));
        let selector = selector.trim();
        let mut depth = 0_usize;
        let close = rest[open..].char_indices().find_map(|(at, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(open + at)
        });
        let Some(close) = close else { break };
        let plain = !selector.is_empty() && selector.chars().all(|c| c.is_alphanumeric() || " \t\r\n.#*,>+~:-_()".contains(c));
        if plain {
            let (kept, left_out) = declarations(&rest[open + 1..close]);
            let (styles, addresses): (Vec<What>, Vec<What>) = left_out.into_iter().partition(|what| matches!(what, What::Style(_)));
            removed.extend(addresses);
            lost = lost.or(styles.into_iter().next());
            if !kept.is_empty() {
                out.push_str(&format!("{selector}{{{kept}}}\n"));
            }
        } else {
            removed.extend(address_of(&rest[open..close]));
            if changes_looks(selector, &rest[open..close]) {
                lost = lost.or_else(|| Some(What::Style(selector.chars().take(60).collect())));
            }
        }
        rest = &rest[close + 1..];
    }
    removed.extend(address_of(rest));
    removed.extend(lost);
    (out, removed)
}

/// Whether a rule that is left out says how something looks. Faces of letters were never part of the drawing.
fn changes_looks(selector: &str, body: &str) -> bool {
    let mut declared = body.split(['{', '}', ';']).filter_map(|declaration| declaration.split_once(':'));
    let names_property = |(name, _): (&str, &str)| PROPERTIES.contains(&name.trim().to_ascii_lowercase().as_str());
    !selector.starts_with("@font-face") && declared.any(names_property)
}

/// The first address of another host in what is left out of a style sheet. A file of the editor's own, such as a font,
/// was never part of the drawing.
fn host_in(left_out: &str) -> Option<String> {
    let is_end = |c: char| c.is_whitespace() || "\"'();".contains(c);
    // Two slashes begin a host behind a scheme or where the address begins, else they are data.
    let begins_host = |at: usize| left_out[..at].ends_with(|c: char| c == ':' || is_end(c));
    let (host, _) = left_out.match_indices("//").find(|(at, _)| begins_host(*at))?;
    let begin = left_out[..host].rfind(is_end).map_or(0, |before| before + 1);
    let end = left_out[host..].find(is_end).map_or(left_out.len(), |end| host + end);
    Some(left_out[begin..end].chars().take(60).collect())
}

fn without_comments(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(open) = rest.find("/*") {
        out.push_str(&rest[..open]);
        // What is never closed goes on to the end.
        rest = rest[open + 2..].find("*/").map_or("", |close| &rest[open + 2 + close + 2..]);
    }
    out.push_str(rest);
    out
}

/// The size that the drawing asks for, else that of its view.
fn pixels(attributes: &[(String, String)]) -> Option<(u32, u32)> {
    let value = |name: &str| attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let view: Vec<f64> = value("viewBox")
        .unwrap_or_default()
        .split([' ', ',', '\t', '\n'])
        .filter(|part| !part.is_empty())
        .filter_map(|part| part.parse().ok())
        .collect();
    let view = match view[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    };
    let (width, height) = match (value("width").and_then(length), value("height").and_then(length), view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some(view)) => (width, width * view.1 / view.0),
        (None, Some(height), Some(view)) => (height * view.0 / view.1, height),
        (_, _, view) => view?,
    };
    let whole = |length: f64| length.clamp(1.0, LONGEST).round() as u32;
    Some((whole(width), whole(height)))
}

/// A length in pixels; `None` for one that depends on what is around it.
fn length(value: &str) -> Option<f64> {
    let value = value.trim();
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-'));
    let number: f64 = value[..value.len() - unit.len()].parse().ok()?;
    let factor = match unit.trim() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        _ => return None,
    };
    (number > 0.0).then_some(number * factor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn within(inner: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 30 20\">{inner}</svg>"
        )
    }

    fn cleaned(inner: &str) -> Drawing {
        clean(&within(inner)).expect("a drawing")
    }

    #[test]
    fn a_drawing_stays_as_it_looks() {
        let drawing = cleaned(
            "<title>Ports &amp; roads</title><defs><linearGradient id=\"g\"><stop offset=\"0\" style=\"stop-color:#123\"/></linearGradient></defs>\
             <style>/* a */ .a, #b > path { fill: url(#g); stroke-width: 2 }</style>\
             <g class=\"a\" transform=\"scale(2)\"><use xlink:href=\"#b\"/><text x=\"1\" xml:lang=\"sv\">Malmö &#8211; Ystad</text></g>",
        );
        assert_eq!(drawing.removed, []);
        assert_eq!(drawing.pixels, (30, 20));
        insta::assert_snapshot!(drawing.text, @r##"
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><title>Ports &amp; roads</title><defs><linearGradient id="g"><stop offset="0" style="stop-color:#123"/></linearGradient></defs><style>.a, #b &gt; path{fill:url(#g);stroke-width:2}
        </style><g class="a" transform="scale(2)"><use href="#b"/><text x="1" xml:lang="sv">Malmö – Ystad</text></g></svg>
        "##);
        assert_eq!(clean(&drawing.text).expect("a drawing").text, drawing.text);
    }

    #[test]
    fn what_could_run_or_lead_out_is_left_out_and_told() {
        for (inner, what) in [
            ("<script>alert(1)</script>", What::Script("<script>".into())),
            ("<g onload=\"alert(1)\"/>", What::Script("onload".into())),
            ("<g OnClick=\"alert(1)\"/>", What::Script("OnClick".into())),
            ("<use href=\"java&#10;script:alert(1)\"/>", What::Script("href".into())),
            ("<use xlink:href=\"https://evil.example/a.svg#x\"/>", What::Address("https://evil.example/a.svg#x".into())),
            ("<rect fill=\"url(https://evil.example/x)\"/>", What::Address("url(https://evil.example/x)".into())),
            ("<rect style=\"fill:url('https://evil.example/x')\"/>", What::Address("url('https://evil.example/x')".into())),
            ("<rect style=\"fill:u\\72l(//evil.example)\"/>", What::Address("u\\72l(//evil.example)".into())),
            ("<style>@import url(http://evil.example/a.css);</style>", What::Address("http://evil.example/a.css".into())),
            ("<style>@import '//evil.example/a.css'; .a { fill: red }</style>", What::Address("//evil.example/a.css".into())),
            ("<style>@font-face { src: url(https://evil.example/f) }</style>", What::Address("https://evil.example/f".into())),
            ("<style>.a { fill: url(http://evil.example/x) }</style>", What::Address("url(http://evil.example/x)".into())),
            ("<style>.a { fill: red; behavior: url(evil.htc) }</style>", What::Address("url(evil.htc)".into())),
            ("<foreignObject><p>evil</p></foreignObject>", What::Element("foreignObject".into())),
            ("<image href=\"data:image/png;base64,evil\"/>", What::Element("image".into())),
            ("<animate attributeName=\"href\" to=\"evil\"/>", What::Element("animate".into())),
            ("<feImage href=\"https://evil.example\"/>", What::Element("feImage".into())),
        ] {
            let drawing = cleaned(inner);
            assert_eq!(drawing.removed.iter().map(|removed| &removed.what).collect::<Vec<_>>(), [&what], "{inner}");
            assert!(!drawing.text.contains("evil") && !drawing.text.contains("alert"), "{}", drawing.text);
        }
        let styled =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><style>\n.a { fill: url(//evil.example) }\n</style></svg>";
        let at = clean(styled).unwrap().removed[0].at.clone();
        assert_eq!(&styled[at], "url(//evil.example)");
        let link = cleaned("<a href=\"https://evil.example\"><rect width=\"1\"/></a>");
        assert_eq!(link.removed[0].what, What::Element("a".into()));
        assert!(link.text.contains("<rect width=\"1\"/>") && !link.text.contains("evil"));
    }

    #[test]
    fn names_and_words_lead_nowhere_whatever_their_signs() {
        let drawing = cleaned(
            "<g id=\"icon@2x\" aria-label=\"help@example.org &lt; 5 {a} \\\"><rect/></g><g id=\"a b\"/><g id=\"c{d\"/>\
             <use href=\"#icon@2x\"/><use href=\"#a b\"/><use href=\"#c{d\"/><rect fill=\"url('#a b')\"/>",
        );
        assert_eq!(drawing.removed, []);
        for kept in ["id=\"icon@2x\"", "aria-label=\"help@example.org &lt; 5 {a} \\\"", "id=\"a b\"", "id=\"c{d\""] {
            assert!(drawing.text.contains(kept), "{kept}: {}", drawing.text);
        }
    }

    #[test]
    fn what_a_style_says_in_vain_is_told() {
        for (styles, told) in [
            (":root{--c:#f00} rect{fill:var(--c)}", Some("--c")),
            ("@media print{.b{fill:red}} .a{fill:blue}", Some("@media print")),
            ("rect[data-k=\"1\"]{fill:#f00} g:not([x]) rect{stroke:#0f0}", Some("rect[data-k=\"1\"]")),
            ("g:not(.x) > rect{stroke:#0f0}", None),
            ("rect[x]{cursor:pointer} @media print{a{page-break-after:auto}}", None),
            ("@font-face{font-family:A;src:url(a.woff)} svg{background:#fff}", None),
        ] {
            let drawing = format!("<svg xmlns=\"{NAMESPACE}\" viewBox=\"0 0 9 9\"><style>{styles}</style></svg>");
            let removed = clean(&drawing).unwrap().removed;
            assert_eq!(
                removed.iter().map(|removed| removed.what.clone()).collect::<Vec<_>>(),
                Vec::from_iter(told.map(|told| What::Style(told.into()))),
                "{styles}"
            );
            assert!(removed.iter().all(|removed| told == Some(&drawing[removed.at.clone()])), "{styles}");
        }
        assert_eq!(cleaned("<g style=\"--c:red;fill:var(--c)\"/>").removed[0].what, What::Style("--c".into()));
    }

    #[test]
    fn a_drawing_may_begin_with_a_mark_and_have_any_prefix() {
        let drawing =
            "\u{feff}<?xml version=\"1.0\"?><n:svg xmlns:n=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><n:rect/><n:image/></n:svg>";
        let cleaned = clean(drawing).unwrap();
        assert!(cleaned.text.contains("viewBox=\"0 0 9 9\"><rect/>"), "{}", cleaned.text);
        assert_eq!(&drawing[cleaned.removed[0].at.clone()], "<n:image/>");
    }

    #[test]
    fn what_an_editor_remembers_goes_without_a_word() {
        let drawing = cleaned(
            "<!-- Anna --><?anna x?><metadata><rdf:RDF>Anna</rdf:RDF></metadata><sodipodi:namedview docname=\"anna.svg\"/>\
             <g inkscape:label=\"Anna\" data-name=\"Anna\"><g style=\"display:none\"><text>Anna</text></g>Anna<path d=\"M0 0\"/></g>\
             <style>@namespace url(http://www.w3.org/2000/svg); @import url(anna.css); @font-face { src: url(data:font/woff;base64,a//b) }\
             @font-face { src: url(anna.woff) } path { fill: red }</style>",
        );
        assert_eq!(drawing.removed, []);
        assert!(!drawing.text.to_lowercase().contains("anna"), "{}", drawing.text);
        assert!(drawing.text.contains("path{fill:red}"), "{}", drawing.text);
    }

    #[test]
    fn names_that_nothing_leads_to_are_left_out() {
        let drawing = cleaned(
            "<style type=\"text/css\">.used, .b-2:hover { fill: url(#grad) } #styled.used > path { fill: red }</style><linearGradient id=\"grad\"/>\
             <g id=\"Ayla_Berg\" class=\"Ayla\"><g id=\"pnr_20991231-9804\" class=\"used Ayla b-2\"/><g id=\"styled\"/><use href=\"#%C3%85\"/>\
             <path id=\"Å\"/><g id=\"label\"/><g aria-labelledby=\"label x\"/><g style=\"display:none\"><use href=\"#Ayla_Berg\"/></g></g>",
        )
        .text;
        assert!(!drawing.contains("Ayla") && !drawing.contains("20991231"), "{drawing}");
        for kept in ["id=\"grad\"", "class=\"used b-2\"", "id=\"styled\"", "id=\"Å\"", "id=\"label\""] {
            assert!(drawing.contains(kept), "{kept}: {drawing}");
        }
        assert_eq!(clean(&drawing).map(|again| again.text), Ok(drawing));
    }

    #[test]
    fn a_layer_that_is_hidden_by_a_class_or_a_name_is_left_out() {
        let drawing = cleaned(
            "<style>.st0{display:none;} .st1{display:inline;} .st2, #notes{display:none !important} .st3 path, g.st4{display:none}</style>\
             <g class=\"st0\"><text class=\"st1\">Ayla</text></g><g class=\"st2\"><text>Ayla</text></g><text id=\"notes\">Ayla</text>\
             <g class=\"st0 st1\"><text>Malmö</text></g><g class=\"st0\" style=\"display:block\"><text>Ystad</text></g><g class=\"st3\"><path class=\"st4\"/></g>",
        );
        assert_eq!(drawing.removed, []);
        assert!(!drawing.text.contains("Ayla"), "{}", drawing.text);
        for kept in ["Malmö", "Ystad", "<path class=\"st4\"/>"] {
            assert!(drawing.text.contains(kept), "{kept}: {}", drawing.text);
        }
        assert_eq!(clean(&drawing.text).map(|again| again.text), Ok(drawing.text));
    }

    #[test]
    fn what_is_hidden_and_used_elsewhere_is_kept_without_the_rest() {
        let drawing = cleaned(
            "<svg style=\"display:none\"><text>Ayla</text><symbol id=\"house\"><path d=\"M1 1\"/><g display=\"none\">Ayla</g></symbol>\
             <defs><linearGradient id=\"far\" href=\"#farther\"/><g id=\"unused\"/></defs><linearGradient id=\"farther\"/></svg>\
             <use href=\"#house\"/><rect fill=\"url(#far)\"/>",
        );
        insta::assert_snapshot!(drawing.text, @r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><defs><symbol id="house"><path d="M1 1"/></symbol></defs><defs><linearGradient id="far" href="#farther"/></defs><defs><linearGradient id="farther"/></defs><use href="#house"/><rect fill="url(#far)"/></svg>"##);
        assert_eq!(clean(&drawing.text).map(|again| again.text), Ok(drawing.text));
    }

    #[test]
    fn links_lead_within_a_drawing_whatever_their_prefix() {
        let drawing = clean(
            "<ns0:svg xmlns:ns0=\"http://www.w3.org/2000/svg\" xmlns:ns1=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">\
             <ns0:path id=\"a\"/><ns0:use ns1:href=\"#a\"/><ns0:use ns1:href=\"https://evil.example/a\"/></ns0:svg>",
        )
        .unwrap();
        assert!(drawing.text.contains("<path id=\"a\"/><use href=\"#a\"/>"), "{}", drawing.text);
        assert_eq!(drawing.removed[0].what, What::Address("https://evil.example/a".into()));
    }

    #[test]
    fn a_drawing_says_how_large_it_is() {
        let size = |attributes: &str| clean(&format!("<svg {attributes}/>")).map(|drawing| drawing.pixels);
        assert_eq!(size("width=\"30\" height=\"20px\""), Ok((30, 20)));
        assert_eq!(size("width=\"25.4mm\" viewBox=\"0 0 2 1\""), Ok((96, 48)));
        assert_eq!(size("width=\"100%\" height=\"100%\" viewBox=\"0,0,300,150.4\""), Ok((300, 150)));
        assert!(size("").is_err() && size("viewBox=\"0 0 -1 0\"").is_err());
    }

    #[test]
    fn bombs_and_what_is_no_drawing_are_refused() {
        let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg viewBox=\"0 0 1 1\"><text>&b;</text></svg>";
        assert_eq!(clean(bomb), Err("the drawing defines entities".into()));
        assert!(clean("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\"><svg viewBox=\"0 0 1 1\"/>").is_ok());
        assert!(clean(&within("<text>&b;</text>")).is_err());
        let deep = format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000));
        assert_eq!(clean(&within(&deep)), Err("the drawing nests its elements too deep".into()));
        for text in
            ["", "text", "<html/>", "<svg viewBox=\"0 0 1 1\">", "<svg viewBox=\"0 0 1 1\"><g></svg>", "<svg viewBox='0 0 1 1'/><svg/>"]
        {
            assert!(clean(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_brings_a_script_through(parts in proptest::collection::vec(0_usize..14, 0..12)) {
            const PARTS: [&str; 14] = ["<g ", ">", "</g>", "<script", "onload=", "\"", "javascript:", "href=", "<style>", "</style>", "{", "url(", "&lt;", "<a "];
            if let Ok(drawing) = clean(&within(&parts.iter().map(|&part| PARTS[part]).collect::<String>())) {
                prop_assert!(!drawing.text.contains("<script") && !drawing.text.contains(" onload="));
                prop_assert_eq!(clean(&drawing.text).map(|again| again.text), Ok(drawing.text));
            }
        }
    }
}
