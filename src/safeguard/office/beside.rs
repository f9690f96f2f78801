//! Words that lie wholly beside the slide of OOXML on which they are: whoever opens the file to change it reads them.

use super::Part;
use super::xml::{Tag, tags};

/// How wide and how high the slides of a file are, in its units.
pub(super) struct Paper {
    width: f64,
    height: f64,
}

/// A shape that is no part of a group, as far as it is read.
#[derive(Default)]
struct Shape {
    corner: Option<[f64; 2]>,
    size: Option<[f64; 2]>,
    is_turned: bool,
    says: bool,
}

fn figures(tag: &Tag, names: [&str; 2]) -> Option<[f64; 2]> {
    let figure = |name: &str| tag.says(name)?.parse().ok();
    Some([figure(names[0])?, figure(names[1])?])
}

impl Paper {
    pub fn of(parts: &[Part]) -> Option<Paper> {
        let part = parts.iter().find(|part| part.name == "ppt/presentation.xml")?;
        let text = super::super::decoded(&part.bytes);
        let [width, height] = tags(&text).find(|tag| tag.name == "p:sldSz").and_then(|tag| figures(&tag, ["cx", "cy"]))?;
        Some(Paper { width, height })
    }

    /// Whether a shape of a slide that says something lies wholly beside it.
    pub fn has_words_beside(&self, slide: &Part) -> bool {
        let text = super::super::decoded(&slide.bytes);
        // What moves may come in from there.
        if text.contains("<p:animMotion") {
            return false;
        }
        let (mut groups, mut shape) = (0_usize, None);
        for tag in tags(&text) {
            let opens = tag.opens && !tag.closes;
            match (tag.name, &mut shape) {
                ("p:grpSp", _) => groups = if opens { groups + 1 } else { groups.saturating_sub(1) },
                ("p:sp" | "p:graphicFrame", _) if opens => shape = (groups == 0).then(Shape::default),
                ("p:sp" | "p:graphicFrame", Some(left)) if self.is_beside(left) => return true,
                ("a:xfrm" | "p:xfrm", Some(shape)) if tag.opens => shape.is_turned |= tag.says("rot").is_some_and(|angle| angle != "0"),
                ("a:off", Some(shape)) if shape.corner.is_none() => shape.corner = figures(&tag, ["x", "y"]),
                ("a:ext", Some(shape)) if shape.size.is_none() => shape.size = figures(&tag, ["cx", "cy"]),
                ("a:t", Some(shape)) => shape.says |= !tag.opens && !tag.before.trim().is_empty(),
                _ => {}
            }
        }
        false
    }

    fn is_beside(&self, shape: &Shape) -> bool {
        let (Some([x, y]), Some([width, height]), true) = (shape.corner, shape.size, shape.says) else { return false };
        let (half_width, half_height) = (width / 2.0, height / 2.0);
        // Turned about its middle, it reaches no further than its corners.
        let reach = half_width.hypot(half_height);
        let (across, down) = if shape.is_turned { (reach, reach) } else { (half_width, half_height) };
        let (x, y) = (x + half_width, y + half_height);
        x + across <= 0.0 || y + down <= 0.0 || x - across >= self.width || y - down >= self.height
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, text: &str) -> Part {
        Part { name: name.into(), stored: name.into(), bytes: text.into() }
    }

    #[test]
    fn words_beside_a_slide_are_told_from_those_that_reach_it() {
        let paper = Paper::of(&[part("ppt/presentation.xml", "<p:sldSz cx='100' cy='50'/>")]).unwrap();
        let at = |place: &str, said: &str| {
            format!("<p:sp><p:spPr><a:xfrm{place}</a:xfrm></p:spPr><p:txBody><a:r><a:t>{said}</a:t></a:r></p:txBody></p:sp>")
        };
        let on = |x: i64, y: i64| at(&format!("><a:off x='{x}' y='{y}'/><a:ext cx='20' cy='10'/>"), "Anna");
        for (slide, is_told) in [
            (on(0, 0), false),
            (on(-19, 0), false),
            (on(-20, 0), true),
            (on(100, 0), true),
            (on(99, 49), false),
            (on(0, 50), true),
            (on(0, -10), true),
            (on(0, 0) + &on(200, 0), true),
            (at("><a:off x='-20' y='0'/><a:ext cx='20' cy='10'/>", " "), false),
            (at(" rot='5400000'><a:off x='-20' y='0'/><a:ext cx='20' cy='10'/>", "Anna"), false),
            (at(" rot='5400000'><a:off x='-40' y='0'/><a:ext cx='20' cy='10'/>", "Anna"), true),
            (format!("<p:grpSp>{}</p:grpSp>", on(200, 0)), false),
            (on(200, 0) + "<p:animMotion/>", false),
            ("<p:sp><p:txBody><a:t>Anna</a:t></p:txBody></p:sp>".into(), false),
        ] {
            assert_eq!(paper.has_words_beside(&part("ppt/slides/slide1.xml", &slide)), is_told, "{slide}");
        }
        assert!(Paper::of(&[]).is_none());
    }
}
