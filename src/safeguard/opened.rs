//! What is found in a file that is no text: an attachment, looked into.

use super::place::Place;
use super::reading::{self, Wanted};

/// What a file remembers of its makers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory {
    pub what: String,
    pub text: Option<String>,
    /// Whether it can be taken away without changing what the file says.
    pub cleanable: bool,
    /// Where in the file, as far as that is known; the first few places.
    pub places: Vec<Place>,
}

/// What can't be taken away without changing what the file says, each told once.
pub(super) fn refuse(memories: &[Memory]) -> Result<(), String> {
    let mut left: Vec<&str> = Vec::new();
    for memory in memories.iter().filter(|memory| !memory.cleanable) {
        if !left.contains(&memory.what.as_str()) {
            left.push(&memory.what);
        }
    }
    if left.is_empty() {
        return Ok(());
    }
    // Some are called by several words with commas between them.
    Err(format!("a copy would hold this as well: {}. Remove it in the program that made the file, then export it again", left.join("; ")))
}

/// An attachment, looked into.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    pub text: String,
    /// The lines that hold marks of notes, with these in them: in `text` they stand apart.
    pub joined: String,
    /// From these bytes of `text` on, all stands at a place; sorted.
    pub places: Vec<(usize, Option<Place>)>,
    /// The place at which the reader is.
    pub(super) here: Option<Place>,
    pub memories: Vec<Memory>,
    /// Some of its text can't be read, such as letters without a table of what they mean.
    pub unread: bool,
}

impl Opened {
    /// Adds all that a text with marks says, whether it is shown or not.
    pub(super) fn add_markup(&mut self, text: &str) {
        let page = reading::page(text, Wanted { addresses: true, ..Wanted::default() });
        let comments = page.comments.iter().map(|at| &text[at.clone()]);
        let shown = [&page.flow, &page.notes, &page.words, &page.values, &page.data].into_iter().map(|said| said.text.as_str());
        for said in shown.chain(comments).filter(|said| !said.is_empty()) {
            self.text.push_str(said);
            self.text.push('\n');
        }
    }

    pub(super) fn remember(&mut self, what: String, text: Option<String>, cleanable: bool) {
        self.remember_at(self.here.clone(), what, text, cleanable);
    }

    pub(super) fn remember_at(&mut self, place: Option<Place>, what: String, text: Option<String>, cleanable: bool) {
        const MOST_PLACES: usize = 4;
        match self.memories.iter_mut().find(|memory| memory.what == what && memory.text == text) {
            Some(memory) if memory.places.len() < MOST_PLACES && place.as_ref().is_some_and(|place| !memory.places.contains(place)) => {
                memory.places.extend(place);
            }
            Some(_) => {}
            None => self.memories.push(Memory { what, text, cleanable, places: place.into_iter().collect() }),
        }
    }

    /// What is read from here on stands at a place.
    pub(super) fn stand(&mut self, place: Option<Place>) {
        self.here.clone_from(&place);
        self.places.push((self.text.len(), place));
    }

    /// The place of a byte of `text`.
    pub(super) fn place(&self, at: usize) -> Option<&Place> {
        let index = self.places.partition_point(|(start, _)| *start <= at);
        index.checked_sub(1).and_then(|index| self.places[index].1.as_ref())
    }
}
