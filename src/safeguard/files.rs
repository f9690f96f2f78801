//! Files that are no texts: what they remember, what they say, and what can't be looked into.

use std::collections::BTreeMap;

use super::kind::{has_ending, type_of};
use super::opened::Opened;
use super::place::Place;
use super::plain::Plain;
use super::{Depth, Gate, OTHER_FORM, Sighting, Unpacked, archive, inspect_within, pdf, picture};
use crate::diagnostics::{Severity, codes};

/// Of how many things of a kind in one file each is told with its place.
const MOST_PLACES_TOLD: usize = 20;

impl Gate<'_> {
    pub(super) fn memory(&mut self, message: &str, what: &str, said: Option<&str>, hint: &str) {
        if self.wants(&codes::FILE_MEMORY) {
            self.see(&codes::FILE_MEMORY, message, what.to_owned(), None).hints = vec![hint.to_owned()];
        }
        if let Some(said) = said {
            let from = self.seen.len();
            let plain = Plain::of(said);
            self.numbers(&plain, false, false);
            self.words(&plain, false);
            self.ways(&plain);
            for sighting in &mut self.seen[from..] {
                sighting.at = None;
            }
        }
    }

    /// Pictures that stand in a text itself, which begins at a byte.
    pub(super) fn pictures(&mut self, text: &str, origin: usize) {
        for (at, bytes) in picture::embedded(text) {
            let from = self.seen.len();
            for (what, said) in picture::carried(&bytes) {
                let hint = "put the picture in again, saved without metadata";
                self.memory(&format!("a picture that stands in the text itself carries {what}"), what, Some(&said), hint);
            }
            for sighting in &mut self.seen[from..] {
                sighting.at = Some(origin + at.start..origin + at.end);
            }
        }
    }

    pub(super) fn picture(&mut self, bytes: &[u8]) {
        for (what, said) in picture::carried(bytes) {
            let message = format!("the picture carries {what}");
            self.memory(&message, what, Some(&said), "save it again without metadata; Lykta does so with pictures of texts");
        }
    }

    pub(super) fn unknown(&mut self) {
        let message = format!("the gate can't look into «{}»", self.name);
        self.see(&codes::UNCHECKED_FILE, message, self.name.to_owned(), None).hints = vec![OTHER_FORM.into()];
    }

    /// Looks at all files in an archive, those in archives within it included.
    pub(super) fn archive(&mut self, bytes: &[u8], unpacked: &mut Unpacked) {
        const DEEPEST: usize = 4;
        let mut files = Vec::new();
        let mut read = |bytes: &[u8]| {
            let (read, notes) = archive::files(bytes, &mut unpacked.left)?;
            files.extend(read);
            files.push((String::new(), notes.into_bytes()));
            Some(())
        };
        if unpacked.within >= DEEPEST || read(bytes).is_none() || archive::hidden(bytes).any(|layer| read(&layer).is_none()) {
            return self.unknown();
        }
        unpacked.within += 1;
        let mut unread = Vec::new();
        for (name, bytes) in files {
            for sighting in inspect_within(&name, type_of(&name), &bytes, self.rules, unpacked) {
                let place = format!("it stands in the archive, in «{name}»");
                if *sighting.code == codes::UNCHECKED_FILE {
                    unread.push((sighting.severity, place));
                    continue;
                }
                // What is packed is to be had as it is, comments of a page included.
                let is_hidden = *sighting.code == codes::HIDDEN_TEXT && sighting.severity == Severity::Error;
                let severity = if is_hidden { Severity::Warning } else { sighting.severity };
                let hints = [place].into_iter().filter(|_| !name.is_empty()).chain(sighting.hints).collect();
                self.seen.push(Sighting { at: None, in_name: false, severity, hints, ..sighting });
            }
        }
        unpacked.within -= 1;
        // There may be many, and all are told as one.
        if let Some(severity) = unread.iter().map(|(severity, _)| *severity).min() {
            let message = format!("some text of «{}» can't be read by the gate", self.name);
            let sighting = self.see(&codes::UNCHECKED_FILE, message, self.name.to_owned(), None);
            sighting.severity = severity;
            sighting.hints = unread.into_iter().map(|(_, place)| place).take(MOST_PLACES_TOLD).chain([OTHER_FORM.into()]).collect();
        }
    }

    pub(super) fn opened(&mut self, opened: Option<Opened>) {
        const CLEAN: &str = "`lykta attachments clean FILE` writes a clean copy beside it";
        const LET_SCAN_THROUGH: &str = "readers who search or listen need them; where they say what the picture shows, let them through under `allow`: `{ code: file-memory, text: words of a scan written invisibly over its picture, reason: … }`";
        let Some(opened) = opened else {
            let message = format!("the gate can't look into «{}»: it is damaged, encrypted, or not what its name says", self.name);
            let text = self.name.to_owned();
            let sighting = self.see(&codes::UNCHECKED_FILE, message, text, None);
            sighting.severity = Severity::Error;
            sighting.hints = vec!["export it again, without a password".into()];
            return;
        };
        for memory in &opened.memories {
            let hint = match memory.cleanable {
                true => CLEAN,
                false if memory.what == pdf::SCAN => LET_SCAN_THROUGH,
                false => "remove it in the program that made the file, then export it again",
            };
            let from = self.seen.len();
            self.memory(&format!("the file holds {}", memory.what), &memory.what, memory.text.as_deref(), hint);
            for sighting in &mut self.seen[from..] {
                sighting.hints.splice(0..0, memory.places.iter().map(Place::said));
            }
        }
        let from = self.seen.len();
        self.text(&Plain::of(&opened.text), Depth::Whole);
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        for sighting in &mut self.seen[from..] {
            let place = sighting.at.as_ref().and_then(|at| opened.place(at.start));
            let count = told.entry(sighting.code.name).or_default();
            *count += usize::from(place.is_some());
            // A file may hold thousands; those without a place are told as one.
            sighting.hints.splice(0..0, place.filter(|_| *count <= MOST_PLACES_TOLD).map(Place::said));
        }
        let joined = Plain::of(&opened.joined);
        let read_once = self.seen.len();
        self.numbers(&joined, true, false);
        self.words(&joined, false);
        for sighting in self.seen.split_off(read_once) {
            let is_told = self.seen[from..].iter().any(|told| told.code == sighting.code && told.text == sighting.text);
            if !is_told {
                self.seen.push(sighting);
            }
        }
        for sighting in &mut self.seen[from..] {
            sighting.at = None;
        }
        if opened.unread {
            let is_pdf = has_ending(self.name, &["pdf"]);
            let message = format!("some text of «{}» can't be read by the gate", self.name);
            let text = self.name.to_owned();
            let sighting = self.see(&codes::UNCHECKED_FILE, message, text, None);
            sighting.severity = sighting.severity.max(Severity::Warning);
            let of_pdf = "export it again with its fonts and their tables, as «tagged» or PDF/A";
            sighting.hints = vec![if is_pdf { of_pdf } else { OTHER_FORM }.into()];
        }
    }
}
