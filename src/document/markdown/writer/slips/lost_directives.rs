//! Directives that stay text.

use super::*;
use crate::diagnostics::Severity;
use crate::document::directives::Lost;

impl<'t, 'd> Writer<'t, '_, 'd> {
    /// Tells of a declared directive that stays text: it is written in another form, with a space within it, with a
    /// bracket that is never closed, or where only a text can stand.
    pub(in super::super) fn look_for_lost(&mut self, at: &Range<usize>) {
        if self.in_code || self.in_html {
            return;
        }
        let text = self.text;
        self.find_parted_arguments(at);
        let definition = self.sign_of_definition(at.start);
        let mut from = definition.unwrap_or(at.start);
        while let Some(colon) = text.get(from..at.end).and_then(|rest| rest.find(':')).map(|found| from + found) {
            let colons = text[colon..at.end].bytes().take_while(|byte| *byte == b':').count();
            from = colon + colons;
            let is_first = definition == Some(colon) || colon == at.start && self.is_first_in_line(colon);
            let Some((lost, declared, slip)) = self.lost_directive(colon, colons, is_first, definition.is_some()) else { continue };
            let write = format!("write {}", shape(lost.name, declared));
            let location = self.here(colon..lost.end);
            match slip {
                Slip::Form => {
                    self.findings.add(&codes::DIRECTIVE_FORM, location, format!("«{}» is not written like this", lost.name)).hint(write)
                }
                Slip::NoLabel => self.findings.add(&codes::DIRECTIVE_FORM, location, format!("«{}» needs a label", lost.name)).hint(write),
                Slip::OpenBracket => self
                    .findings
                    .add(&codes::MALFORMED_DIRECTIVE, location, "the bracket of this directive is never closed")
                    .hint("end it with ] in the same paragraph"),
                Slip::WithinText => self
                    .findings
                    .add(&codes::MALFORMED_DIRECTIVE, location, "this directive stands within a text")
                    .hint("write it on a line of its own, outside of tables"),
                Slip::Spaced(severity) => {
                    let finding = self.findings.add(&codes::MALFORMED_DIRECTIVE, location, "a space stands within this directive");
                    finding.severity = severity;
                    finding.hint(write).hint("where no directive is meant, put a backslash before the colon")
                }
            };
        }
    }

    /// The declared directive that stays text at a colon, and what is wrong with it. `first` tells that its line begins with it,
    /// `defines` that the text is a definition.
    pub(super) fn lost_directive(
        &self,
        colon: usize,
        colons: usize,
        first: bool,
        defines: bool,
    ) -> Option<(Lost<'t>, &'d Declaration, Slip)> {
        let lost = directives::lost(self.text, colon, colons)?;
        let declared = self.dialect.directives.get(lost.name)?;
        slip(colons, &lost, declared.form, first, defines).map(|slip| (lost, declared, slip))
    }

    /// Arguments that a space parts from their directive, so that they are text.
    fn find_parted_arguments(&mut self, at: &Range<usize>) {
        let start = directives::behind_spaces(self.text, at.start);
        let is_behind = |mark: &directives::Mark| matches!(mark.what, What::InlineEnd(_)) && mark.zone.end == at.start;
        let parted = start > at.start && start < at.end && directives::has_arguments(self.text, start);
        if parted && self.prepared.marks.iter().any(is_behind) {
            let location = self.here(start..start + 1);
            self.findings.add(&codes::MALFORMED_DIRECTIVE, location, directives::SPACED).hint("remove the space");
        }
    }

    /// The colon of the definition that begins here: a line below a paragraph that begins with one becomes a definition.
    fn sign_of_definition(&self, at: usize) -> Option<usize> {
        let line = end_of(&self.text[..at]).rsplit('\n').next().unwrap_or_default();
        let sign = line[directives::prefix(line)..].trim_end();
        (sign == ":").then(|| at - line.len() + directives::prefix(line))
    }

    /// Whether nothing but marks of quotations and lists stands before a place on its line.
    fn is_first_in_line(&self, at: usize) -> bool {
        let line = end_of(&self.text[..at]).rsplit('\n').next().unwrap_or_default();
        directives::prefix(line) == line.len()
    }
}

/// What is wrong with a directive that stays text.
pub(super) enum Slip {
    Form,
    NoLabel,
    OpenBracket,
    WithinText,
    Spaced(Severity),
}

/// What most likely is; `None` where it may well be a text. `first` tells that its line begins with it.
fn slip(colons: usize, lost: &Lost, form: Form, first: bool, defines: bool) -> Option<Slip> {
    use directives::Then::{Arguments, Label, Nothing, OpenBracket};
    let is_leaf = form == Form::Leaf;
    let is_inline = form == Form::Inline;
    Some(match (colons, lost.spaced, lost.then) {
        (1, (false, false), Arguments) if is_inline => Slip::NoLabel,
        (1, (false, false), OpenBracket) if is_inline => Slip::OpenBracket,
        (1, (false, false), Arguments | OpenBracket) => Slip::Form,
        (1, (false, false), Nothing) if is_leaf && first && !defines => Slip::Form,
        (2.., (false, false), Arguments | Label | OpenBracket) if is_inline => Slip::Form,
        (2.., (false, false), Arguments | Label | OpenBracket) => Slip::WithinText,
        (_, (false, false), _) => return None,
        (1, _, Arguments) => Slip::Spaced(Severity::Error),
        // A space before a colon is how French is written.
        (1, (true, false) | (false, true), Label) if is_inline => Slip::Spaced(Severity::Warning),
        (1, (false, true), Label) if first => Slip::Spaced(Severity::Warning),
        (2, _, Arguments | Label) if first && !is_inline => Slip::Spaced(Severity::Error),
        (2, _, Nothing) if first && is_leaf => Slip::Spaced(Severity::Error),
        _ => return None,
    })
}
