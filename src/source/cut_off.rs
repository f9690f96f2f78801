//! Texts of YAML that a number sign cuts off, since to YAML it begins a comment.

use std::ops::Range;

use super::Text;
use super::yaml::{Node, Value};
use crate::diagnostics::codes;
use crate::found::Findings;

/// How a text is written that begins with the sign.
pub const QUOTED: &str = "what begins with # is a comment to YAML; put the text in quotation marks: \"#1 …\"";

/// What a number sign takes of a value that says nothing without it.
pub fn all(key: &Node, value: &Node, file: &Text) -> Option<Range<usize>> {
    let is_empty = value.value == Value::Null;
    is_empty.then(|| behind(&file.text, value.span.start.max(key.span.end + 1)))?
}

pub fn tell_all(cut: Range<usize>, file: &Text, findings: &mut Findings) {
    findings.add(&codes::CUT_TEXT, file.at(cut), "this field says nothing: its text begins with a number sign").hint(QUOTED);
}

/// Tells of a text of a field that ends before such a sign. What stands in quotation marks or in a block of its own is whole.
pub fn tell_end(name: &str, text: &Range<usize>, file: &Text, findings: &mut Findings) {
    let is_plain = !file.text[text.start..].starts_with(['"', '\'', '|', '>']);
    if let Some(cut) = behind(&file.text, text.end).filter(|_| is_plain) {
        findings
            .add(&codes::CUT_TEXT, file.at(cut), format!("«{name}» ends before this number sign: to YAML it begins a comment"))
            .hint("put the text in quotation marks: \"… #1\"; a comment has a space behind its number sign");
    }
}

/// The rest of a line that a number sign takes off, if it looks like a text's own: no space behind it.
fn behind(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = text[end..].lines().next()?;
    let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let sign = rest[spaces..].strip_prefix('#').filter(|_| spaces > 0 || text[..end].ends_with([' ', '\t']))?;
    let is_own = sign.starts_with(|c: char| c.is_alphanumeric());
    is_own.then(|| end + spaces..end + rest.trim_end().len())
}
