//! Letters on slides of OOXML that have the colour of what they stand on.

use std::collections::{BTreeMap, BTreeSet};

use super::Part;
use super::colour::{BLACK, Ground, Rgb, Unseen, WHITE, join, rgb};
use super::xml::{Tag, attributes, tags};

/// What the next colour is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paints {
    /// The shape, the cell or the page that is open.
    Ground,
    /// The same, as its style has it, which what it says itself goes before.
    Style,
    Letters,
    Marker,
    /// A line, a shadow, letters that nobody has written.
    Nothing,
}

fn paints(name: &str) -> Option<Paints> {
    match name {
        "p:spPr" | "p:bgPr" | "p:bgRef" | "a:tcPr" | "p:grpSpPr" => Some(Paints::Ground),
        "a:fillRef" => Some(Paints::Style),
        "a:rPr" => Some(Paints::Letters),
        "a:highlight" => Some(Paints::Marker),
        "a:effectLst" | "a:effectDag" | "a:buClr" | "a:uFill" | "a:endParaRPr" | "a:defRPr" | "a:fontRef" | "a:effectRef" | "a:extLst"
        | "p:extLst" => Some(Paints::Nothing),
        _ if name.starts_with("a:ln") => Some(Paints::Nothing),
        _ => None,
    }
}

/// A page, a shape or a cell, and the letters in it.
#[derive(Default)]
struct Shape<'a> {
    name: &'a str,
    ground: Option<Ground>,
    is_bare: bool,
    style: Option<Ground>,
    letters: BTreeSet<Rgb>,
}

/// A run of letters.
#[derive(Default)]
struct Run {
    letters: Option<Rgb>,
    marker: Option<Ground>,
    says: bool,
}

/// A slide, or what lies under it.
#[derive(Default)]
struct Page {
    unseen: Unseen,
    /// The colours of the letters for which the page itself is the ground.
    letters: BTreeSet<Rgb>,
    /// Whether anything is painted on it that is not white.
    is_painted: bool,
}

fn read(xml: &str) -> Page {
    let mut page = Page::default();
    let mut shapes: Vec<Shape> = Vec::new();
    let mut run = Run::default();
    let mut paint: Vec<(&str, Paints)> = Vec::new();
    for tag in tags(xml) {
        run.says |= !tag.before.trim().is_empty();
        if tag.opens {
            match tag.name {
                "p:sp" | "p:bg" | "a:tc" | "p:grpSp" | "p:cxnSp" => shapes.push(Shape { name: tag.name, ..Shape::default() }),
                "a:tbl" => shapes.push(Shape { name: "a:tbl", ..Shape::default() }),
                // What a table looks like is told by its style.
                "a:tableStyleId" => {
                    if let Some(table) = shapes.last_mut() {
                        table.style = Some(Ground::Anything);
                    }
                }
                "a:r" => run = Run::default(),
                "p:pic" | "c:chart" | "p:oleObj" | "dgm:relIds" | "a:blip" => page.is_painted = true,
                _ => {}
            }
            if let Some(paints) = paints(tag.name).filter(|_| !tag.closes) {
                paint.push((tag.name, paints));
            }
            page.is_painted |= attributes(tag.inner).any(|(name, value)| name == "bg1" && value != "lt1");
            colour(&tag, paint.last().map(|(_, paints)| *paints), shapes.last_mut(), &mut run);
        }
        if tag.closes {
            if paint.last().is_some_and(|(name, _)| *name == tag.name) {
                paint.pop();
            }
            if tag.name == "a:r" {
                let run = std::mem::take(&mut run);
                let letters = run.letters.or(run.marker.map(|_| BLACK)).filter(|_| run.says);
                match (letters, run.marker) {
                    (Some(letters), Some(marker)) if marker.hides(letters) => page.unseen.add(letters),
                    (Some(letters), None) => shapes.last_mut().map_or(&mut page.letters, |shape| &mut shape.letters).extend([letters]),
                    _ => {}
                }
            }
            if shapes.last().is_some_and(|shape| shape.name == tag.name)
                && let Some(left) = shapes.pop()
            {
                leave(left, shapes.last_mut(), &mut page);
            }
        }
    }
    while let Some(left) = shapes.pop() {
        leave(left, shapes.last_mut(), &mut page);
    }
    page
}

/// Takes in the colour that a tag tells.
fn colour(tag: &Tag, paints: Option<Paints>, shape: Option<&mut Shape>, run: &mut Run) {
    let Some(paints) = paints else { return };
    // What stands in a colour makes another of it.
    let value = |name: &str| tag.says(name).filter(|_| tag.closes);
    let plain = match tag.name {
        "a:srgbClr" => value("val").and_then(|value| rgb(&value.to_ascii_lowercase())),
        "a:prstClr" => value("val").and_then(rgb),
        "a:sysClr" => value("lastClr").and_then(|value| rgb(&value.to_ascii_lowercase())),
        "a:schemeClr" => match value("val") {
            Some("bg1" | "lt1") => Some(WHITE),
            Some("tx1" | "dk1") => Some(BLACK),
            _ => None,
        },
        "a:blipFill" | "a:gradFill" | "a:pattFill" | "a:grpFill" => None,
        "a:noFill" => {
            if let (Paints::Ground, Some(shape)) = (paints, shape) {
                shape.is_bare = true;
            }
            return;
        }
        _ => return,
    };
    let ground = plain.map_or(Ground::Anything, Ground::Colour);
    match (paints, shape) {
        (Paints::Letters, _) => run.letters = plain,
        (Paints::Marker, _) => run.marker = Some(ground),
        (Paints::Ground, Some(shape)) => _ = shape.ground.get_or_insert(ground),
        (Paints::Style, Some(shape)) => shape.style = Some(ground),
        _ => {}
    }
}

/// Leaves a shape: letters on no ground of its own stand on the next one.
fn leave(left: Shape, outer: Option<&mut Shape>, page: &mut Page) {
    let ground = left.ground.or(left.style.filter(|_| !left.is_bare));
    page.is_painted |= ground.is_some_and(|ground| !ground.hides(WHITE));
    match ground {
        Some(ground) => left.letters.into_iter().filter(|letters| ground.hides(*letters)).for_each(|letters| page.unseen.add(letters)),
        None => join(outer.map_or(&mut page.letters, |outer| &mut outer.letters), left.letters),
    }
}

/// The parts of a file by their names, and of those that have been asked for as what lies under a slide, whether anything
/// is painted on them.
pub(super) struct Slides<'p> {
    parts: BTreeMap<&'p str, &'p Part>,
    painted: BTreeMap<&'p str, bool>,
}

impl<'p> Slides<'p> {
    pub fn of(parts: &'p [Part]) -> Self {
        Slides { parts: parts.iter().map(|part| (part.name.as_str(), part)).collect(), painted: BTreeMap::new() }
    }

    /// Which letters of a slide nobody sees. Those without a ground of their own may lie over any picture and any shape of the
    /// slide and of what lies under it: they are told only where all of that is white.
    pub fn unseen(&mut self, slide: &'p Part) -> Unseen {
        let mut page = read(&super::super::decoded(&slide.bytes));
        if page.letters.is_empty() {
            return page.unseen;
        }
        let mut under = slide;
        for kind in ["slideLayout", "slideMaster"] {
            let Some(part) = self.led_to(&under.name, kind) else { break };
            let read = || read(&super::super::decoded(&part.bytes)).is_painted;
            page.is_painted |= *self.painted.entry(part.name.as_str()).or_insert_with(read);
            under = part;
        }
        let paper = Ground::Colour(WHITE);
        for letters in page.letters.iter().filter(|letters| !page.is_painted && paper.hides(**letters)) {
            page.unseen.add(*letters);
        }
        page.unseen
    }

    /// The part of a kind to which another leads.
    fn led_to(&self, part: &str, kind: &str) -> Option<&'p Part> {
        let (folder, name) = part.rsplit_once('/')?;
        let relations = super::super::decoded(&self.parts.get(format!("{folder}/_rels/{name}.rels").as_str())?.bytes);
        let target =
            tags(&relations).flat_map(|tag| attributes(tag.inner)).find(|(name, value)| *name == "Target" && value.contains(kind))?;
        self.parts.get(format!("ppt/{kind}s/{}", super::last(target.1)).as_str()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_that_no_slide_shows() {
        let run = |colour: &str| format!("<a:r><a:rPr><a:solidFill>{colour}</a:solidFill></a:rPr><a:t>Anna</a:t></a:r>");
        let white = run("<a:srgbClr val='FFFFFF'/>");
        let black = run("<a:srgbClr val='000000'/>");
        let shape = |properties: &str, text: &str| format!("<p:sp><p:spPr>{properties}</p:spPr><p:txBody>{text}</p:txBody></p:sp>");
        let fill = |colour: &str| format!("<a:solidFill><a:srgbClr val='{colour}'/></a:solidFill>");
        let seen = Unseen::default();
        let (is_white, is_other) = (Unseen { white: true, other: false }, Unseen { white: false, other: true });
        for (slide, under, unseen_letters) in [
            (shape("<a:noFill/>", &white), String::new(), is_white),
            (shape("", &run("<a:schemeClr val='bg1'/>")), String::new(), is_white),
            (shape("", &run("<a:schemeClr val='bg1'><a:lumMod val='50000'/></a:schemeClr>")), String::new(), seen),
            (shape(&fill("1F3864"), &white), String::new(), seen),
            (shape(&fill("FFFFFF"), &white) + &shape(&fill("1F3864"), ""), String::new(), is_white),
            // It may lie over the other.
            (shape("", &white) + &shape(&fill("1F3864"), ""), String::new(), seen),
            (shape("", &white) + &shape("<a:ln><a:solidFill><a:srgbClr val='1F3864'/></a:solidFill></a:ln>", ""), String::new(), is_white),
            (shape("", &white) + "<p:pic/>", String::new(), seen),
            (shape("", &white), shape(&fill("1F3864"), ""), seen),
            (shape("", &white), "<p:bg><p:bgPr><a:gradFill/></p:bgPr></p:bg>".into(), seen),
            (shape("", &white), "<p:bg><p:bgRef idx='1001'><a:schemeClr val='bg1'/></p:bgRef></p:bg>".into(), is_white),
            (shape("", &white), "<p:clrMap bg1='dk1'/>".into(), seen),
            (
                "<p:sp><p:spPr/><p:style><a:fillRef idx='1'><a:schemeClr val='accent1'/></a:fillRef></p:style>".to_owned() + &white,
                String::new(),
                seen,
            ),
            (format!("<a:tbl><a:tblPr><a:tableStyleId>x</a:tableStyleId></a:tblPr><a:tc>{white}</a:tc></a:tbl>"), String::new(), seen),
            (format!("<a:tbl><a:tc>{white}<a:tcPr>{}</a:tcPr></a:tc></a:tbl>", fill("1F3864")), String::new(), seen),
            (format!("<a:tbl><a:tc>{black}<a:tcPr>{}</a:tcPr></a:tc></a:tbl>", fill("000000")), String::new(), is_other),
            (shape(&fill("000000"), &black), String::new(), is_other),
            (shape("", &black), String::new(), seen),
            (
                "<p:sp><a:r><a:rPr><a:highlight><a:srgbClr val='000000'/></a:highlight></a:rPr><a:t>x</a:t></a:r></p:sp>".into(),
                String::new(),
                is_other,
            ),
            (shape("", "<a:r><a:rPr><a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill></a:rPr><a:t> </a:t></a:r>"), String::new(), seen),
        ] {
            let part = |name: &str, text: &str| Part { name: name.into(), stored: name.into(), bytes: text.into() };
            let parts = [
                part("ppt/slides/_rels/slide1.xml.rels", "<Relationship Target='../slideLayouts/slideLayout7.xml'/>"),
                part("ppt/slideLayouts/slideLayout7.xml", ""),
                part("ppt/slideLayouts/_rels/slideLayout7.xml.rels", "<Relationship Target='../slideMasters/slideMaster1.xml'/>"),
                part("ppt/slideMasters/slideMaster1.xml", &under),
            ];
            let slide = part("ppt/slides/slide1.xml", &slide);
            assert_eq!(Slides::of(&parts).unseen(&slide), unseen_letters, "{:?} {under}", String::from_utf8_lossy(&slide.bytes));
        }
    }
}
