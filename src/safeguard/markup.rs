//! Pages, feeds, drawings: what a text with markup says, and what is carried in it.

use std::cell::OnceCell;

use super::kind::is_page;
use super::plain::{Plain, unescape};
use super::reading::{self, Page, Wanted};
use super::{DELETE_COMMENT, Depth, Gate, Sighting, contacts, picture};
use crate::diagnostics::{Severity, codes};

/// Where the code of a page begins and ends, and which of these it does.
fn tags_of_code(text: &str) -> Vec<(usize, bool)> {
    let tag = |at: usize| {
        let rest = &text[at + 1..];
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let behind = ["code", "pre"].iter().find_map(|tag| name.strip_prefix(tag))?;
        behind.starts_with(|c: char| c == '>' || c.is_whitespace()).then_some((at, name.len() == rest.len()))
    };
    memchr::memchr_iter(b'<', text.as_bytes()).filter_map(tag).collect()
}

/// Whether the last tag before a place begins what it is the tag of.
fn is_within(tags: &[(usize, bool)], at: usize) -> bool {
    let behind = tags.partition_point(|(tag, _)| *tag < at);
    behind.checked_sub(1).is_some_and(|last| tags[last].1)
}

/// Whether a text has tags, comments or references of a page.
fn carries_page(text: &str) -> bool {
    ["</", "<!--", "&#"].iter().any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
}

impl Gate<'_> {
    pub(super) fn markup(&mut self, path: &str, media_type: &str, text: &str) {
        let own_attributes = !is_page(media_type, text) && reading::has_own_names(text);
        let page = reading::page(text, Wanted { own_attributes, ..self.wanted(false) });
        self.language = page.language.unwrap_or_default().to_owned();
        if path.ends_with(".svg") {
            for what in picture::drawing(text) {
                self.memory(&format!("the drawing holds {what}"), what, None, "save it as «plain» or «optimised» SVG");
            }
            let names = picture::names(text);
            self.numbers(&names, true, false);
            self.words(&names, false);
        }
        self.comments(&page, text, false);
        for (range, why) in &page.hidden {
            let said = page.flow.text[range.clone()].trim();
            // `hidden` is taken away by scripts, for parts of a page that open; it hides nothing from those who look.
            if said.chars().filter(|c| c.is_alphanumeric()).count() < 3 || *why == "hidden" && !self.rules.hidden_by_hand {
                continue;
            }
            let of_authors = !self.rules.foreign;
            let sighting = self.see(
                &codes::HIDDEN_TEXT,
                format!("a text is published that readers don't see ({why})"),
                said.chars().take(200).collect(),
                Some(page.flow.origin_of(range)),
            );
            sighting.hints = vec!["delete it; whoever looks at the page's source reads it".into()];
            sighting.of_authors = of_authors;
            if *why == "hidden" {
                sighting.severity = sighting.severity.max(Severity::Warning);
            }
        }
        let carries_pages = memchr::memmem::find(page.flow.text.as_bytes(), b"</").is_some();
        if carries_pages && !is_page(media_type, text) {
            // Feeds carry pages as text; what those say to readers is sought in them as pages.
            self.text(&page.flow, Depth::Numbers);
            self.unseen(&page.flow);
            self.parts(&page, Depth::Whole);
            self.inner(&page.flow, self.wanted(false), Depth::Whole, true);
        } else {
            // What a page shows as an example hides nothing, comments included; nor does what it says of itself in data.
            let from = self.seen.len();
            self.text(&page.flow, Depth::Whole);
            let code = OnceCell::new();
            self.let_be(from, |seen| seen.at.as_ref().is_some_and(|at| is_within(code.get_or_init(|| tags_of_code(text)), at.start)));
            let from = self.seen.len();
            self.parts(&page, Depth::Whole);
            self.let_be(from, |seen| page.flow.text.contains(&seen.text));
            self.carried(&page.flow, Depth::Whole, false);
        }
        for range in &page.pictures {
            self.pictures(&text[range.clone()], range.start);
        }
    }

    /// What is read of pages: of those that a text carries, or of a file's own.
    fn wanted(&self, is_carried: bool) -> Wanted {
        // A word of an address matters where words are sought. In pages of our own, names for styles are the theme's.
        let words = self.rules.denied.is_some();
        let addresses = words || !self.rules.unpublished.is_empty();
        Wanted { addresses, names: words && self.rules.foreign, lines: is_carried, own_attributes: false }
    }

    /// Comments of a page, or of one that a text carries: what looks like one may be a part of that text.
    fn comments(&mut self, page: &Page, text: &str, is_carried: bool) {
        for comment in &page.comments {
            let said = &text[comment.start + 4..comment.end - 3];
            // Old browsers read what stands in those.
            if !said.trim_start().starts_with("[if ") {
                let sighting = self.see(
                    &codes::HIDDEN_TEXT,
                    "a comment is published; whoever looks at the page's source reads it",
                    text[comment.clone()].to_owned(),
                    Some(comment.clone()),
                );
                sighting.hints = vec![DELETE_COMMENT.into()];
                sighting.may_be_shown = is_carried;
            }
            let mut plain = Plain::default();
            plain.push(said, comment.start + 4);
            self.text(&plain, Depth::Whole);
        }
    }

    /// Leaves out, from a sighting on, what looks like a comment and is shown to readers.
    fn let_be(&mut self, from: usize, is_shown: impl Fn(&Sighting) -> bool) {
        let looked_at = self.seen.split_off(from);
        self.seen.extend(looked_at.into_iter().filter(|seen| !seen.may_be_shown || !is_shown(seen)));
    }

    /// What a page says beside its flowing text.
    fn parts(&mut self, page: &Page, depth: Depth) {
        self.attributes(page, depth);
        self.notes(page);
        if !page.data.text.is_empty() {
            self.text(&page.data, depth);
            self.carried(&page.data, depth, true);
        }
        if !page.code.text.is_empty() {
            self.code(&page.code);
        }
    }

    fn attributes(&mut self, page: &Page, depth: Depth) {
        if !page.words.text.is_empty() {
            self.text(&page.words, depth);
        }
        self.text(&page.values, if depth == Depth::Whole { Depth::Addresses } else { depth });
    }

    /// Styles and scripts, as they stand and as what their escapes say.
    pub(super) fn code(&mut self, plain: &Plain) {
        self.text(plain, Depth::Numbers);
        self.ways_of(plain, contacts::find_in_code(&plain.text));
        let from = self.seen.len();
        self.pictures(&plain.text, 0);
        self.lead_back(from, plain);
        if memchr::memchr(b'\\', plain.text.as_bytes()).is_none() && !carries_page(&plain.text) {
            return;
        }
        let mut unescaped = Plain::default();
        unescape(&plain.text, 0, &mut unescaped);
        self.besides(|gate| {
            let from = gate.seen.len();
            if unescaped.text != plain.text {
                gate.text(&unescaped, Depth::Numbers);
            }
            if carries_page(&unescaped.text) {
                gate.inner(&unescaped, gate.wanted(true), Depth::Numbers, false);
            }
            gate.lead_back(from, plain);
        });
    }

    /// The pages that a text carries, or parts of such: in data, in files whose names say nothing of it.
    pub(super) fn carried(&mut self, plain: &Plain, depth: Depth, has_unshown_parts: bool) {
        if carries_page(&plain.text) {
            self.besides(|gate| gate.inner(plain, gate.wanted(true), depth, has_unshown_parts));
        }
    }

    /// A page that is read within a text.
    fn inner(&mut self, plain: &Plain, wanted: Wanted, depth: Depth, has_unshown_parts: bool) {
        let page = reading::page(&plain.text, wanted);
        let from = self.seen.len();
        self.text(&page.flow, depth);
        self.attributes(&page, depth);
        self.text(&page.data, depth);
        self.text(&page.code, Depth::Numbers);
        self.notes(&page);
        for range in &page.pictures {
            self.pictures(&plain.text[range.clone()], range.start);
        }
        if has_unshown_parts {
            self.comments(&page, &plain.text, true);
        }
        self.lead_back(from, plain);
    }

    /// Marks of notes: what they say, and what stands there if they are read as a part of the line.
    fn notes(&mut self, page: &Page) {
        if page.notes.text.is_empty() {
            return;
        }
        self.text(&page.notes, Depth::Whole);
        let joined = page.with_notes();
        self.besides(|gate| {
            gate.numbers(&joined, true, false);
            gate.words(&joined, false);
        });
    }
}
