//! Where letters stand on a page, as far as it matters to what belongs together.

/// How a place is reckoned into another: six figures, as PDF writes them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub [f32; 6]);

impl Matrix {
    pub const SAME: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This one first, then another.
    pub fn then(self, other: Matrix) -> Matrix {
        let Matrix([a, b, c, d, x, y]) = self;
        let [across, down] = [[a, b], [c, d]].map(|[along, up]| other.turned(along, up));
        let (from_x, from_y) = other.turned(x, y);
        Matrix([across.0, across.1, down.0, down.1, from_x + other.0[4], from_y + other.0[5]])
    }

    pub fn moved(self, x: f32, y: f32) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }

    /// How much longer lines become, at most.
    pub fn scale(self) -> f32 {
        let [a, b, c, d, ..] = self.0;
        a.hypot(b).max(c.hypot(d))
    }

    /// Where a place is led to.
    pub fn at(self, (x, y): (f32, f32)) -> (f32, f32) {
        let (along, up) = self.turned(x, y);
        (along + self.0[4], up + self.0[5])
    }

    fn turned(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, ..] = self.0;
        (x * a + y * c, x * b + y * d)
    }
}

/// A rectangle along the sides of the page: its lower left and its upper right corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rectangle {
    pub low: (f32, f32),
    pub high: (f32, f32),
}

impl Rectangle {
    pub const EVERYWHERE: Rectangle = Rectangle { low: (f32::MIN, f32::MIN), high: (f32::MAX, f32::MAX) };
    pub const NOWHERE: Rectangle = Rectangle { low: (0.0, 0.0), high: (0.0, 0.0) };

    /// What bounds a rectangle of two opposite corners, as it lies on the page.
    pub fn around([x, y, other_x, other_y]: [f32; 4], page: Matrix) -> Rectangle {
        let first = page.at((x, y));
        let corners = [(other_x, y), (x, other_y), (other_x, other_y)];
        corners.into_iter().fold(Rectangle { low: first, high: first }, |all, corner| all.with(page.at(corner)))
    }

    pub fn with(self, (x, y): (f32, f32)) -> Rectangle {
        Rectangle { low: (self.low.0.min(x), self.low.1.min(y)), high: (self.high.0.max(x), self.high.1.max(y)) }
    }

    pub fn and(self, other: Rectangle) -> Rectangle {
        self.with(other.low).with(other.high)
    }

    pub fn wider(self, by: f32) -> Rectangle {
        Rectangle { low: (self.low.0 - by, self.low.1 - by), high: (self.high.0 + by, self.high.1 + by) }
    }

    pub fn size(&self) -> f32 {
        (self.high.0 - self.low.0).max(0.0) * (self.high.1 - self.low.1).max(0.0)
    }

    /// The part that lies in another one too.
    pub fn within(self, other: Rectangle) -> Rectangle {
        Rectangle {
            low: (self.low.0.max(other.low.0), self.low.1.max(other.low.1)),
            high: (self.high.0.min(other.high.0), self.high.1.min(other.high.1)),
        }
    }

    fn holds(&self, (x, y): (f32, f32)) -> bool {
        x > self.low.0 && x < self.high.0 && y > self.low.1 && y < self.high.1
    }
}

/// A run of letters on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    start: (f32, f32),
    end: (f32, f32),
    /// The direction in which it is written.
    along: (f32, f32),
    /// How large its letters are.
    size: f32,
    /// Whether it is one letter alone.
    pub is_one: bool,
}

/// What stands between two runs of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    Nothing,
    /// A space that may be none, as where figures or letters are set apart.
    Little,
    Space,
    LineEnd,
    /// The second stands where the first does, as where letters are made bold.
    Same,
}

impl Run {
    /// A run that begins where a matrix leads to, and goes on for some length before that.
    pub fn new(place: Matrix, size: f32, length: f32) -> Run {
        let [a, b, _, _, x, y] = place.0;
        let scale = a.hypot(b);
        Run { start: (x, y), end: (x + length * a, y + length * b), along: (a / scale, b / scale), size: size.abs() * scale, is_one: false }
    }

    /// How large its letters are on the page.
    pub fn size(&self) -> f32 {
        self.size
    }

    /// How much of the run lies below a rectangle, measured by its letters' size.
    pub fn under(&self, rectangle: &Rectangle) -> f32 {
        self.share(rectangle) * (self.end.0 - self.start.0).hypot(self.end.1 - self.start.1) / self.size
    }

    /// How much of the run lies below a rectangle, of 1.
    pub fn share(&self, rectangle: &Rectangle) -> f32 {
        const STEP: f32 = 0.09;
        let bounds = Rectangle { low: self.start, high: self.start }.with(self.end).wider(self.size);
        let meets = bounds.within(*rectangle);
        if meets.low.0 > meets.high.0 || meets.low.1 > meets.high.1 {
            return 0.0;
        }
        let (x, y) = (self.end.0 - self.start.0, self.end.1 - self.start.1);
        // Of letters without widths the length is estimated, perhaps too long.
        let parts = (0..10_u8).map(|step| f32::from(step) * STEP).filter(|part| {
            [0.1, 0.5].iter().all(|up| {
                let (aside, above) = (self.along.1 * up * self.size, self.along.0 * up * self.size);
                rectangle.holds((self.start.0 + x * part - aside, self.start.1 + y * part + above))
            })
        });
        parts.map(|_| STEP).sum::<f32>()
    }

    /// What stands between this run and the next one, which both may be of one number.
    pub fn before(&self, next: &Run, are_figures: bool) -> Between {
        let size = self.size.max(next.size);
        // How far it is from one place to another along this run's line, and how far from that line.
        let from = |(x, y): (f32, f32), to: (f32, f32)| {
            let (right, up) = ((to.0 - x) / size, (to.1 - y) / size);
            (right * self.along.0 + up * self.along.1, (right * self.along.1 - up * self.along.0).abs())
        };
        let (gap, aside) = from(self.end, next.start);
        let is_turned = self.along.0 * next.along.0 + self.along.1 * next.along.1 < 0.9;
        // What can't be reckoned is on another line as well.
        if is_turned || !gap.is_finite() || aside.is_nan() || aside > 0.25 {
            return Between::LineEnd;
        }
        let (length, next_length) = (from(self.start, self.end).0, from(next.start, next.end).0);
        if (length - next_length).abs() < 0.01 && from(self.start, next.start).0.abs() < 0.3 && length > 0.3 {
            return Between::Same;
        }
        // Widths that are estimated differ the more the longer a run is.
        let overlap = -0.5 - 0.1 * length;
        // From right to left, one run ends where the other begins.
        let gap = if gap < overlap { from(next.end, self.start).0 } else { gap };
        let are_ones = self.is_one && next.is_one;
        let most_of_little = match (are_figures, are_ones) {
            // Each in a box of its own.
            (true, true) => 1.6,
            (true, false) | (false, true) => 0.5,
            (false, false) => 0.0,
        };
        match gap {
            gap if gap < overlap || gap > 3.0 => Between::LineEnd,
            gap if gap <= 0.1 => Between::Nothing,
            gap if gap <= most_of_little => Between::Little,
            _ => Between::Space,
        }
    }
}
