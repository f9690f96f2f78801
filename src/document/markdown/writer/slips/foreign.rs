//! What other programs write between signs of their own: how it begins and ends, and what to write instead.

use super::{begin, has_only_quotation_marks, up_to};
use crate::comments;

/// Something of another program's.
pub(super) struct Foreign {
    opens: &'static str,
    /// None where its beginning is sure enough.
    closes: &'static str,
    fits: fn(&Around) -> bool,
    /// Whether nobody sees it in its own program.
    pub(super) hides: bool,
    pub(super) write: &'static str,
}

/// What it stands between, and what stands in it.
struct Around<'t> {
    before: &'t str,
    inner: &'t str,
    after: &'t str,
}

pub(super) const DIRECTIVES: &str = "here directives do such things, `:::figure` and `:::callout` among them; `lykta directives` lists all";
pub(super) const DELETE: &str = "delete it: what is not to be read must not stand in a text";
pub(super) const STRESS: &str = "write `**words**` for what matters most";
pub(super) const LINK: &str = "link to a work by the path of its folder: `[words](../folder/)`";
pub(super) const PICTURE: &str = "show a picture as `![what it shows](picture.png)`";
const OPTION: &str = "remove it: how a text is read is the same in all";
const NEW_WORDS: &str = "write the words alone, as they are to stand";
const CITE: &str = "remove it; a source is cited by its key: `[@key]`";
const LEAD: &str = "link to where it is: `[words](address)`";
const FORMULA: &str = "formulas are not set here: say it in words and signs, or show it as a picture";
const RAISED: &str = "write the sign itself (m², CO₂), or say it in words";

/// Closes what ends with its line.
const LINE: &str = "\n";

const COMMENT: Foreign = hidden("", "");

/// Of two that begin alike, the first that is closed counts.
const FOREIGN: &[Foreign] = &[
    command("{{<", ">}}", DIRECTIVES),
    command("{{<", "", DIRECTIVES),
    command("{{%", "%}}", DIRECTIVES),
    command("{{%", "", DIRECTIVES),
    command("{{", "}}", DIRECTIVES),
    command("{%", "%}", DIRECTIVES),
    command("<%", "%>", DIRECTIVES),
    Foreign { fits: is_name, ..command("{::", "}", OPTION) },
    Foreign { fits: |around| around.inner.is_empty() || is_name(around), ..command("{:/", "}", OPTION) },
    // CriticMarkup.
    hidden("{>>", "<<}"),
    hidden("{--", "--}"),
    hidden("{~~", "~~}"),
    command("{++", "++}", NEW_WORDS),
    command("{==", "==}", STRESS),
    // Drupal.
    command("[[{\"", "}]]", PICTURE),
    // Obsidian.
    Foreign { fits: is_note_to_oneself, ..hidden("%%", "%%") },
    Foreign { fits: is_block_id, ..command("^", LINE, "remove it; a link leads to a heading: `[words](#id)`") },
    // Assistants.
    Foreign { fits: |around| around.inner.contains('†'), ..command("【", "】", CITE) },
    command("\u{e200}", "\u{e201}", CITE),
    command("[cite: ", "]", CITE),
    command("[cite_start]", "", CITE),
    command("[cite_end]", "", CITE),
    // WordPress.
    Foreign { fits: |around| around.inner.contains("//"), ..command("[youtube ", "]", LEAD) },
    Foreign { fits: |around| around.inner.contains("//"), ..command("[vimeo ", "]", LEAD) },
    // Pandoc.
    Foreign { fits: is_note, ..command("^[", "]", "write a note as `[^1]`, and its text on a line of its own: `[^1]: text`") },
    Foreign { fits: is_raised, ..command("^", "^", RAISED) },
    Foreign { fits: is_raised, ..command("~", "~", RAISED) },
    Foreign { fits: is_formula, ..command("$$", "$$", FORMULA) },
    Foreign { fits: is_formula, ..command("$", "$", FORMULA) },
    Foreign { fits: is_command_of_latex, ..command("\\", LINE, "remove it: how a page is set is the theme's") },
    Foreign { fits: is_between_words, ..command("\\ ", "", "write a space without the backslash") },
    Foreign { fits: is_format, ..command("{=", "}", "remove it, and write in Markdown what stands before it") },
    // Dataview.
    Foreign { fits: is_field, ..command("[", "]", "write it as a sentence, or as a field of the front matter") },
];

const fn command(opens: &'static str, closes: &'static str, write: &'static str) -> Foreign {
    Foreign { opens, closes, fits: |_| true, hides: false, write }
}

const fn hidden(opens: &'static str, closes: &'static str) -> Foreign {
    Foreign { opens, closes, fits: |_| true, hides: true, write: DELETE }
}

/// The bytes with which something of another program's may begin.
pub(super) const BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    let mut at = 0;
    while at < FOREIGN.len() {
        begins[FOREIGN[at].opens.as_bytes()[0] as usize] = true;
        at += 1;
    }
    begins
};

/// The first place from which something of another program's may begin.
pub(super) fn next(text: &str) -> Option<usize> {
    text.bytes().position(|byte| BEGINS[usize::from(byte)])
}

/// What begins at a place of a text, and where it ends.
pub(super) fn at(text: &str, start: usize) -> Option<(&'static Foreign, usize)> {
    let rest = &text[start..];
    // In Japanese every other letter begins with the byte of this bracket.
    if rest.as_bytes()[0] == "【".as_bytes()[0] && !rest.starts_with('【') {
        return None;
    }
    if let Some(length) = comments::length(rest) {
        return Some((&COMMENT, start + length));
    }
    FOREIGN.iter().filter(|foreign| rest.starts_with(foreign.opens)).find_map(|foreign| {
        let inner = start + foreign.opens.len();
        let reach = match foreign.hides {
            // The next of what closes as it opens is its own, so that each place is looked at once, however far it is.
            true if foreign.opens == foreign.closes => &text[inner..],
            true => up_to(&text[inner..], comments::LONGEST),
            false => paragraph(&text[inner..]),
        };
        let (end, after) = match foreign.closes {
            LINE => Some(inner + first_line(reach).trim_end().len()).map(|end| (end, end))?,
            closes => memchr::memmem::find(reach.as_bytes(), closes.as_bytes()).map(|end| (inner + end, inner + end + closes.len()))?,
        };
        let around = Around { before: &text[..start], inner: &text[inner..end], after: &text[after..] };
        (foreign.fits)(&around).then_some((foreign, after))
    })
}

/// A text up to the end of its paragraph, as far as it is looked at.
pub(super) fn paragraph(text: &str) -> &str {
    begin(text).split("\n\n").next().unwrap_or_default()
}

/// Whether a text holds a command of templates.
pub(super) fn holds_template(text: &str) -> bool {
    ["{{", "{%", "<%"].iter().any(|sign| text.contains(sign))
}

fn first_line(text: &str) -> &str {
    begin(text).lines().next().unwrap_or_default()
}

/// Whether it stands neither within a word nor within other signs.
fn stands_apart(around: &Around) -> bool {
    let begins = |c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '”' | '«' | '—' | '–');
    let ends = |c: char| c.is_whitespace() || matches!(c, ')' | '"' | '”' | '»' | '.' | ',' | ':' | ';' | '!' | '?' | '—' | '–');
    (around.before.is_empty() || around.before.ends_with(begins)) && (around.after.is_empty() || around.after.starts_with(ends))
}

/// `%%note%%` in a paragraph, or paragraphs between two lines of `%%`; neither tokens (`%%, %a`) nor what a shell takes off.
fn is_note_to_oneself(around: &Around) -> bool {
    let Around { before, inner, after } = around;
    let follows_word = before.ends_with(|c: char| c.is_alphabetic() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')'));
    let is_apart = stands_apart(around) || follows_word && stands_apart(&Around { before: "", inner, after });
    let fills_lines = has_only_quotation_marks(before) && first_line(after).trim().is_empty();
    let is_whole = !inner.contains("\n\n") || fills_lines && inner.starts_with(['\n', '\r']);
    let begins = inner.starts_with(|c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '[' | '*' | '!' | '#'));
    let has_tokens = inner.contains("${") || inner.split('%').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    is_apart && is_whole && begins && inner.contains(char::is_alphanumeric) && !has_tokens
}

/// `{::options …}` and `{:/nomarkdown}`.
fn is_name(around: &Around) -> bool {
    around.inner.starts_with(|c: char| c.is_ascii_lowercase())
}

/// `^[text]` behind a word.
fn is_note(around: &Around) -> bool {
    around.before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | ')' | '!' | '?'))
        && around.inner.contains(char::is_whitespace)
}

/// `m^2^` and `H~2~O`; `a^b^c` is a formula.
fn is_raised(around: &Around) -> bool {
    let Around { before, inner, after } = around;
    let is_short = (1..9).contains(&inner.len()) && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '+' | '-'));
    let continues = after.starts_with(['^', '~']) || inner.contains(char::is_alphabetic) && after.starts_with(char::is_alphanumeric);
    is_short && before.ends_with(char::is_alphanumeric) && !continues
}

/// ` ^block-1` at the end of a line.
fn is_block_id(around: &Around) -> bool {
    let id = around.inner;
    let parted = around.before.is_empty() || around.before.ends_with([' ', '\n']);
    parted && id.len() > 2 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// `$x = 2$`, and neither prices nor names of variables.
fn is_formula(around: &Around) -> bool {
    let inner = around.inner;
    let is_tight = !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
    is_tight && inner.contains(['\\', '^', '_', '=', '+', '<', '>']) && stands_apart(around)
}

/// `\newpage` on a line of its own.
fn is_command_of_latex(around: &Around) -> bool {
    let line = around.inner;
    let name = line.bytes().take_while(u8::is_ascii_lowercase).count();
    name > 3 && (name == line.len() || line[name..].starts_with('{') && line.ends_with('}')) && has_only_quotation_marks(around.before)
}

/// A space that does not break, as in `30\ days`.
fn is_between_words(around: &Around) -> bool {
    around.before.ends_with(char::is_alphanumeric) && around.after.starts_with(char::is_alphanumeric)
}

/// `{=html}` behind code.
fn is_format(around: &Around) -> bool {
    around.before.ends_with('`') && !around.inner.is_empty() && around.inner.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `[status:: in progress]`.
fn is_field(around: &Around) -> bool {
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    around.inner.split_once(":: ").is_some_and(|(name, _)| is_name(name))
}
