//! Colours of letters and of what they stand on.

use std::collections::BTreeSet;

use super::super::reading::is_dark;

pub(super) type Rgb = [u8; 3];

pub(super) const BLACK: Rgb = [0; 3];
pub(super) const WHITE: Rgb = [255; 3];

/// What is painted under letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    Colour(Rgb),
    /// A picture, a pattern or a colour that is told elsewhere: letters may be seen on it.
    Anything,
}

impl Ground {
    /// By what an attribute says, in small letters; `None` if it is no ground.
    pub fn of(value: &str) -> Option<Ground> {
        match rgb(value) {
            Some(colour) => Some(Ground::Colour(colour)),
            None => is_dark(value).map(|is_dark| if is_dark { Ground::Anything } else { Ground::Colour(WHITE) }),
        }
    }

    /// Whether letters of a colour are not seen on it.
    pub fn hides(self, letters: Rgb) -> bool {
        match self {
            Ground::Anything => false,
            // White letters on a light ground are too faint to be meant for reading.
            Ground::Colour(ground) if letters == WHITE => ground.iter().map(|part| u32::from(*part)).sum::<u32>() >= 600,
            Ground::Colour(ground) => ground.iter().zip(letters).all(|(ground, letter)| ground.abs_diff(letter) <= 12),
        }
    }
}

/// A colour in plain figures or by the two names that are not doubted.
pub(super) fn rgb(value: &str) -> Option<Rgb> {
    match value {
        "black" => return Some(BLACK),
        "white" => return Some(WHITE),
        _ => {}
    }
    let value = value.strip_prefix('#').unwrap_or(value);
    let figures = value.as_bytes().get(..6).filter(|figures| figures.iter().all(u8::is_ascii_hexdigit))?;
    // Behind the figures a drawing may name a place in a list of colours.
    if value.as_bytes().get(6).is_some_and(|b| *b != b' ') {
        return None;
    }
    let part = |at: usize| u8::from_str_radix(std::str::from_utf8(&figures[at..at + 2]).ok()?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// Whether some letters that nobody sees are white, and whether some are of another colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unseen {
    pub white: bool,
    pub other: bool,
}

impl Unseen {
    pub fn add(&mut self, letters: Rgb) {
        match letters == WHITE {
            true => self.white = true,
            false => self.other = true,
        }
    }

    /// How it is told.
    pub fn what(self) -> impl Iterator<Item = &'static str> {
        [(self.white, "white text"), (self.other, "text in the colour of what it stands on")]
            .into_iter()
            .filter_map(|(is_so, what)| is_so.then_some(what))
    }
}

/// Adds the colours of letters that stand further in; however deep they stand, each is moved few times.
pub(super) fn join(outer: &mut BTreeSet<Rgb>, mut inner: BTreeSet<Rgb>) {
    if outer.len() < inner.len() {
        std::mem::swap(outer, &mut inner);
    }
    outer.extend(inner);
}
