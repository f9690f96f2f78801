//! The text below the front matter of a translation that came back.

use super::super::Part;
use super::*;
use crate::config::Directives;
use crate::translation::sections::{self, PartKeys};

/// The text below the front matter: finished sections from what came back, the others as they were, and so are the lines
/// round them.
pub(super) fn of(sides: &Sides) -> String {
    let (source, existing, units, targets) = (sides.ground.source, sides.existing, sides.units, &sides.came.targets);
    let mut written = Written::after_front(existing);
    for piece in pieces(sides) {
        let section = match piece {
            Piece::Own(own) => {
                existing.into_iter().for_each(|existing| written.keep(existing, own, existing.text(own).unwrap_or_default()));
                continue;
            }
            Piece::Of(section) => section,
        };
        let own = existing.and_then(|existing| Some((existing, existing.section(&section.id)?)));
        let kept = own.and_then(|(existing, own)| existing.text(own));
        match (sides.base(&section.id), own) {
            (Base::AsItWas, None) => {}
            (Base::AsItWas, Some((existing, own))) => written.keep(existing, own, kept.unwrap_or_default()),
            (Base::Own, Some((existing, own))) => written.keep(existing, own, &from_own(existing, &section.id, units, targets)),
            (Base::Own | Base::Source, _) => {
                // What stood before all headings had none.
                let own_id = existing.and_then(|existing| existing.section(&section.id)).filter(|id| *id != OPENING);
                let id = own_id.unwrap_or(&section.id);
                let mut text = from_source(source, existing, section, id, units, targets);
                // What the translation has for its own readers alone stays.
                if let (Some(own), Some(existing)) = (kept, existing) {
                    let parts = units::parts_apart(own, source.directives());
                    let stays = stays_of(sides, existing, section);
                    for (_, part) in parts.into_iter().zip(stays).filter(|(_, (_, stays))| *stays).map(|(part, _)| part) {
                        text = format!("{}\n\n{}\n", text.trim_end(), own[part].trim_end());
                    }
                }
                match (own, kept.filter(|kept| is_same(kept, &text, source.directives()))) {
                    // What came back as it was is left as it was written.
                    (Some((existing, own)), Some(kept)) => written.keep(existing, own, kept),
                    _ => written.add(&text),
                }
            }
        }
    }
    written.finish(existing)
}

/// Whether two texts differ in lines and white space alone.
fn is_same(a: &str, b: &str, declared: &Directives) -> bool {
    a.split_whitespace().eq(b.split_whitespace()) && built::of_text(a, declared) == built::of_text(b, declared)
}

/// What has been written of the text below the front matter.
struct Written {
    text: String,
    /// Where what was written last ends in the file that there was, if it is a section of that.
    end: Option<usize>,
}

impl Written {
    fn after_front(existing: Option<&Existing>) -> Written {
        Written { text: String::new(), end: existing.map(|existing| existing.body().start) }
    }

    /// A section, behind an empty line.
    fn add(&mut self, section: &str) {
        if !self.text.ends_with("\n\n") {
            self.text.push_str(if self.text.is_empty() || self.text.ends_with('\n') { "\n" } else { "\n\n" });
        }
        // What begins a text may have had lines above it.
        self.text.push_str(section.trim_start_matches('\n'));
        self.end = None;
    }

    /// A section of the file that there was, perhaps with other texts. Behind the one behind which it stood it stands as it did.
    fn keep(&mut self, existing: &Existing, own: &str, section: &str) {
        let Some(span) = existing.span(own) else { return };
        match self.end == Some(span.start) {
            true => self.text.push_str(section),
            false => self.add(section),
        }
        self.end = Some(span.end);
    }

    fn finish(self, existing: Option<&Existing>) -> String {
        match (self.end, existing) {
            (Some(end), Some(existing)) if end == existing.body().end => self.text,
            (Some(end), Some(existing)) if self.text.is_empty() => existing.document.file.text[end..].to_owned(),
            _ => format!("{}\n", self.text.trim_end_matches('\n')),
        }
    }
}

/// The parts of a section of the translation for some readers alone, and whether each stays when the section is made from the
/// source's: what is its own does, and what belongs elsewhere and does not come there.
fn stays_of<'a>(sides: &Sides, existing: &'a Existing, section: &Section) -> Vec<(&'a Part, bool)> {
    let stays = |part: &Part| match &part.is {
        Whose::Own => true,
        Whose::Gone(_) => false,
        Whose::Source(key) => sides.outline.part(key).is_some_and(|part| part.section != section.id && !sides.is_whole(&part.section)),
    };
    let own_id = existing.section(&section.id).unwrap_or_default();
    existing.parts_of(own_id).map(|part| (part, stays(part))).collect()
}

/// What the record says of the parts for some readers alone that the translation will have, by the keys that they will have.
pub(super) fn parts(sides: &Sides) -> Vec<(String, SectionHash)> {
    let (outline, existing) = (sides.outline, sides.existing);
    let of_source = |key: &str| {
        let part = outline.part(key)?;
        if sides.is_whole(&part.section) { Some(part.hash) } else { sides.recorded(key) }
    };
    let said = |part: &Part| match &part.is {
        Whose::Source(key) => of_source(key),
        Whose::Gone(hash) => Some(*hash),
        Whose::Own => None,
    };
    let mut parts: Vec<(&str, Option<SectionHash>)> = Vec::new();
    for piece in pieces(sides) {
        let own_id = match piece {
            Piece::Own(own) => Some(own),
            Piece::Of(section) => existing.and_then(|existing| existing.section(&section.id)),
        };
        match (piece, existing) {
            (Piece::Of(section), _) if sides.base(&section.id) == Base::Source => {
                parts.extend(outline.apart.iter().filter(|part| part.section == section.id).map(|part| (part.whom(), Some(part.hash))));
                let kept = existing.map(|existing| stays_of(sides, existing, section)).unwrap_or_default();
                parts.extend(kept.into_iter().filter(|(_, stays)| *stays).map(|(part, _)| (sections::whom(&part.key).0, said(part))));
            }
            (_, Some(existing)) => {
                let own = own_id.into_iter().flat_map(|own| existing.parts_of(own));
                parts.extend(own.map(|part| (sections::whom(&part.key).0, said(part))));
            }
            (_, None) => {}
        }
    }
    let mut keys = PartKeys::default();
    parts.into_iter().filter_map(|(whom, hash)| Some((keys.key_of(whom), hash?))).collect()
}

/// A section of a translation.
#[derive(Clone, Copy, PartialEq)]
enum Piece<'a> {
    /// It belongs to one of the source's.
    Of(&'a Section),
    /// It is the translation's own, by its id.
    Own(&'a str),
}

/// The sections of a translation in their order: its own, in which each that is new comes behind the one that it stands
/// behind in the source. Those of the source's are brought into its order where that is what the translation had.
fn pieces<'a>(sides: &'a Sides) -> Vec<Piece<'a>> {
    let of_source: Vec<&Section> = sides.outline.sections.iter().filter(|section| section.id != FRONT).collect();
    let Some(existing) = sides.existing else { return of_source.into_iter().map(Piece::Of).collect() };
    let its_source = |own_id: &str| {
        let (id, _) = existing.sections.iter().find(|(_, own)| own.as_deref() == Some(own_id))?;
        of_source.iter().copied().find(|section| section.id == *id)
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for id in existing.in_order() {
        match its_source(id) {
            Some(section) => pieces.push(Piece::Of(section)),
            None if existing.left_over.iter().any(|left| left == id) => pieces.push(Piece::Own(id)),
            None => {}
        }
    }
    if sides.is_moved_along(existing) {
        pieces = in_order_of(&of_source, pieces);
    }
    for (at, section) in of_source.iter().enumerate().filter(|(_, section)| existing.section(&section.id).is_none()) {
        let before = of_source[..at].iter().rev().find_map(|before| pieces.iter().position(|piece| *piece == Piece::Of(before)));
        let mut place = match before {
            Some(before) => before + 1,
            None => usize::from(section.level > 0 && pieces.first() == Some(&Piece::Own(OPENING))),
        };
        if before.is_some() {
            place += pieces[place..].iter().take_while(|piece| matches!(piece, Piece::Own(_))).count();
        }
        pieces.insert(place, Piece::Of(section));
    }
    pieces
}

/// The sections of a translation in the order of its source's; what is its own stays behind what it stands behind.
fn in_order_of<'a>(of_source: &[&'a Section], pieces: Vec<Piece<'a>>) -> Vec<Piece<'a>> {
    let mut runs: Vec<Vec<Piece>> = vec![Vec::new()];
    for piece in pieces {
        match piece {
            Piece::Of(_) => runs.push(vec![piece]),
            Piece::Own(_) => runs.last_mut().into_iter().for_each(|last| last.push(piece)),
        }
    }
    let place = |run: &Vec<Piece>| of_source.iter().position(|section| run.first() == Some(&Piece::Of(section)));
    // What stands before all sections has no place and stays there.
    runs.sort_by_key(place);
    runs.concat()
}

/// A section of the translation, with what came back in the place of its own texts.
fn from_own(existing: &Existing, id: &str, units: &[Unit], targets: &[Option<Vec<Token>>]) -> String {
    let file = &existing.document.file.text;
    let Some(span) = existing.section(id).and_then(|own| Some(existing.document.content().outline.section(own)?.span.clone())) else {
        return String::new();
    };
    let mut pairs: Vec<(usize, usize)> = (0..units.len()).filter_map(|at| Some((existing.beside[at]?, at))).collect();
    pairs.sort_unstable();
    let mut text = String::new();
    let mut from = span.start;
    let is_here = |(own, at): &(usize, usize)| units[*at].section == id && existing.section(id) == Some(&existing.units[*own].section);
    for (own, at) in pairs.into_iter().filter(is_here) {
        let (own, Some(target)) = (&existing.units[own], &targets[at]) else { continue };
        let Place::Body(range) = &own.place else { continue };
        text.push_str(&file[from..range.start]);
        if own.tokens == *target {
            text.push_str(&file[range.clone()])
        } else {
            text.push_str(&units::in_file(own.what, &existing.in_own_labels(target)))
        }
        from = range.end;
    }
    text + &file[from..span.end]
}

/// A section of the source, with what came back in the place of its texts. Its heading has the id of the translation's
/// section, to which others may link, or else the source's: so sections stay together.
fn from_source(
    source: &Document,
    existing: Option<&Existing>,
    section: &Section,
    id: &str,
    units: &[Unit],
    targets: &[Option<Vec<Token>>],
) -> String {
    let original = &source.file.text;
    let written = |id: &str| format!("{{#{}", id.trim_start_matches('#'));
    let in_own_labels = |tokens: &[Token]| existing.map_or_else(|| tokens.to_vec(), |existing| existing.in_own_labels(tokens));
    // A note is defined by the label that the translation refers to it by.
    let between = |range: Range<usize>| notes::relabelled(&original[range], existing);
    let mut text = String::new();
    let mut at = section.span.start;
    for (unit, target) in units.iter().zip(targets).filter(|(unit, _)| unit.section == section.id) {
        let (Place::Body(range), Some(target)) = (&unit.place, target) else { continue };
        text.push_str(&between(at..range.start));
        text.push_str(&units::in_file(unit.what, &in_own_labels(target)));
        at = range.end;
        // What stands before all headings has none, though a quotation with one may begin it.
        if matches!(unit.what, What::Heading(_)) && section.level > 0 && unit.line == line(original, section.heading) {
            // Number signs after a heading would stand after its id.
            let rest = original[at..].lines().next().unwrap_or_default();
            match rest.contains("{#") {
                true => text.push_str(&rest.replacen(&written(&section.id), &written(id), 1)),
                false => text.push_str(&format!(" {}}}", written(id))),
            }
            at += rest.len();
        }
    }
    text + &between(at..section.span.end)
}

fn line(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1
}
