//! What is filled on a page: what lies over letters that were written before, and under those that come after.

use super::place::{Matrix, Rectangle, Run};

/// How many times it is asked of a page, and of a file, whether something lies over or under a run of letters.
const MOST_OF_PAGE: usize = 3_000_000;
const MOST_OF_FILE: usize = 200_000_000;
/// The most parts of a path of which it is asked whether one lies within another.
const MOST_PARTS: usize = 50;
/// The most parts of a path, and of what is painted on a page, that are kept.
const MOST_KEPT: usize = 200_000;
/// How near two colours are that nobody tells apart, of 1.
const NEAR: f32 = 0.03;

/// Red, green and blue.
pub(super) type Colour = [f32; 3];

pub(super) const WHITE: Colour = [1.0; 3];

pub(super) fn are_near(one: Colour, other: Colour) -> bool {
    one.iter().zip(other).all(|(one, other)| (one - other).abs() <= NEAR)
}

/// What bounds that which is drawn.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub area: Rectangle,
    /// Whether all of the area is drawn on, and not another form in it.
    pub is_sure: bool,
}

impl Bounds {
    pub const NONE: Bounds = Bounds { area: Rectangle::EVERYWHERE, is_sure: true };
}

/// A part of a path, from where it begins on.
struct Outline {
    first: (f32, f32),
    last: (f32, f32),
    bounds: Rectangle,
    /// Twice what it encloses; less than nothing if it runs round clockwise.
    doubled: f32,
}

impl Outline {
    fn new(first: (f32, f32)) -> Self {
        Outline { first, last: first, bounds: Rectangle { low: first, high: first }, doubled: 0.0 }
    }

    fn add(&mut self, point: (f32, f32)) {
        let from_first = |(x, y): (f32, f32)| (x - self.first.0, y - self.first.1);
        let ((x, y), (next_x, next_y)) = (from_first(self.last), from_first(point));
        self.doubled += x * next_y - next_x * y;
        self.bounds = self.bounds.with(point);
        self.last = point;
    }

    /// Whether it is all but the rectangle that bounds it.
    fn is_rectangle(&self) -> bool {
        (self.doubled.abs() / (2.0 * self.bounds.size()) - 1.0).abs() < 0.05
    }

    /// What a line along a side of the page lies over.
    fn line(&self, breadth: f32) -> Option<Rectangle> {
        let Rectangle { low, high } = self.bounds;
        let (half, wide) = (breadth / 2.0, self.bounds.wider(breadth / 2.0));
        match (high.0 - low.0, high.1 - low.1) {
            (_, height) if height < half / 10.0 => Some(Rectangle { low: (low.0, wide.low.1), high: (high.0, wide.high.1) }),
            (width, _) if width < half / 10.0 => Some(Rectangle { low: (wide.low.0, low.1), high: (wide.high.0, high.1) }),
            _ => None,
        }
    }
}

/// What is filled with: a colour, if it is known, through which nothing may be seen.
#[derive(Clone, Copy)]
pub(super) struct Fill {
    pub colour: Option<Colour>,
    pub is_opaque: bool,
}

/// Something that was painted; without a colour where that is not known, or lets see what lies below.
struct Paint {
    area: Rectangle,
    colour: Option<Colour>,
}

/// What letters are written on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ground {
    Of(Colour),
    Unknown,
}

/// What is drawn on a page, as far as it may lie over or under letters.
pub(super) struct Layers {
    path: Vec<Outline>,
    /// Whether the path will bound what is drawn next.
    pub clips: bool,
    painted: Vec<Paint>,
    /// How many times it may still be asked whether one lies over another: of the page, and of the pages that come.
    left: usize,
    left_of_file: usize,
}

impl Layers {
    pub fn new() -> Self {
        Layers { path: Vec::new(), clips: false, painted: Vec::new(), left: 0, left_of_file: MOST_OF_FILE }
    }

    /// Begins another page.
    pub fn clear(&mut self) {
        self.path.clear();
        self.painted.clear();
        self.left_of_file += self.left;
        self.left = self.left_of_file.min(MOST_OF_PAGE);
        self.left_of_file -= self.left;
    }

    pub fn is_empty(&self) -> bool {
        self.painted.is_empty()
    }

    pub fn rectangle(&mut self, [x, y, breadth, height]: [f32; 4], page: Matrix) {
        self.begin((x, y), page);
        self.lead(&[(x + breadth, y), (x + breadth, y + height), (x, y + height)], page);
    }

    pub fn begin(&mut self, point: (f32, f32), page: Matrix) {
        if self.path.len() < MOST_KEPT {
            self.path.push(Outline::new(page.at(point)));
        }
    }

    /// Leads the path on; of curves, by the points that bend them.
    pub fn lead(&mut self, points: &[(f32, f32)], page: Matrix) {
        if let Some(outline) = self.path.last_mut() {
            points.iter().for_each(|point| outline.add(page.at(*point)));
        }
    }

    /// Fills the path; whether that lies over so many letters that they may be a word.
    pub fn fill(&mut self, fill: Fill, is_even_odd: bool, bounds: Bounds, runs: &[Run]) -> bool {
        let are_apart = self.are_apart(is_even_odd);
        let is_plain = |outline: &Outline| are_apart && bounds.is_sure && outline.is_rectangle();
        let path = std::mem::take(&mut self.path);
        let plain = path.iter().filter(|outline| is_plain(outline)).map(|outline| outline.bounds.within(bounds.area));
        let covers = fill.is_opaque && plain.into_iter().any(|rectangle| self.covers(rectangle, runs));
        self.painted.extend(path.iter().map(|outline| {
            let colour = fill.colour.filter(|_| fill.is_opaque && is_plain(outline));
            Paint { area: outline.bounds.within(bounds.area), colour }
        }));
        self.path = path;
        covers
    }

    /// Whether no part of the path may be a hole in another.
    fn are_apart(&self, is_even_odd: bool) -> bool {
        let is_one_way = self.path.windows(2).all(|pair| (pair[0].doubled < 0.0) == (pair[1].doubled < 0.0));
        let meet = |one: &Outline, other: &Outline| one.bounds.within(other.bounds).size() > 0.0;
        let mut pairs = self.path.iter().enumerate().flat_map(|(at, one)| self.path[at + 1..].iter().map(move |other| (one, other)));
        is_one_way && !is_even_odd || self.path.len() <= MOST_PARTS && !pairs.any(|(one, other)| meet(one, other))
    }

    fn covers(&mut self, rectangle: Rectangle, runs: &[Run]) -> bool {
        let most = self.left.min(runs.len());
        self.left -= most;
        runs[..most].iter().map(|run| run.under(&rectangle)).sum::<f32>() > 1.5
    }

    /// Draws the path's line; whether that is so broad that it lies over letters.
    pub fn stroke(&mut self, breadth: f32, is_opaque: bool, bounds: Bounds, runs: &[Run]) -> bool {
        let path = std::mem::take(&mut self.path);
        let straight = path.iter().filter(|_| is_opaque && bounds.is_sure).filter_map(|outline| outline.line(breadth));
        let covers = straight.into_iter().any(|line| self.covers(line.within(bounds.area), runs));
        self.painted.extend(path.iter().map(|outline| Paint { area: outline.bounds.wider(breadth).within(bounds.area), colour: None }));
        self.path = path;
        covers
    }

    /// Paints something of which only the place is known.
    pub fn paint(&mut self, area: Rectangle) {
        self.painted.push(Paint { area, colour: None });
    }

    /// Ends the path, and gives what bounds what is drawn from now on.
    pub fn end_path(&mut self, bounds: Bounds) -> Bounds {
        let path = std::mem::take(&mut self.path);
        self.forget();
        if !std::mem::take(&mut self.clips) {
            return bounds;
        }
        let area = path.iter().map(|outline| outline.bounds).reduce(Rectangle::and).unwrap_or(Rectangle::NOWHERE);
        let is_plain = path.len() == 1 && path[0].is_rectangle();
        Bounds { area: area.within(bounds.area), is_sure: bounds.is_sure && is_plain }
    }

    /// Of a page on which more was painted than can be kept, nothing more is told.
    fn forget(&mut self) {
        if self.painted.len() > MOST_KEPT {
            self.painted.clear();
            self.paint(Rectangle::EVERYWHERE);
        }
    }

    /// What a run of letters is written on: white paper, or what was painted there last.
    pub fn ground(&mut self, run: &Run) -> Ground {
        for paint in self.painted.iter().rev() {
            let Some(left) = self.left.checked_sub(1) else { return Ground::Unknown };
            self.left = left;
            match (run.share(&paint.area), paint.colour) {
                (share, _) if share < 0.1 => {}
                (share, Some(colour)) if share > 0.7 => return Ground::Of(colour),
                _ => return Ground::Unknown,
            }
        }
        Ground::Of(WHITE)
    }
}
