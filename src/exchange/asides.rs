//! Words that stand within a mark: the title of a link or a picture, and texts between the braces of a directive.
//!
//! In Markdown a translator sees them where they stand; XLIFF has a unit for each.

use std::ops::Range;

use super::inline::{Token, Wrap, quoted_title, without_title};
use crate::config::Directives;
use crate::document::directives;

/// What the title of a link is called among the words of a mark.
const TITLE: &str = "title";

#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    /// The name of the argument, or [`TITLE`].
    pub name: String,
    /// Where it stands in what is written behind the words that the mark goes round, its quotation marks included.
    at: Range<usize>,
    pub text: String,
}

/// The words within a mark.
pub fn of(mark: &Token, declared: &Directives) -> Vec<Aside> {
    let asides = match mark {
        Token::Open(Wrap::Link(after) | Wrap::Picture(after)) => title(after).into_iter().collect(),
        Token::Open(Wrap::Directive(begin, after)) if after.len() > 1 => arguments(begin, after, declared),
        Token::Open(_) | Token::Close | Token::Text(_) | Token::Fixed(_) => Vec::new(),
    };
    asides.into_iter().filter(|aside| Token::Text(aside.text.clone()).has_words()).collect()
}

/// A mark in which words say something else, by their names.
pub fn with(mark: &Token, said: &[(&str, &str)], declared: &Directives) -> Token {
    let mut mark = mark.clone();
    for aside in of(&mark, declared).into_iter().rev() {
        let said = said.iter().find(|(name, text)| *name == aside.name && text.trim() != aside.text.trim());
        said.into_iter().for_each(|(_, text)| put(&mut mark, &aside, text));
    }
    mark
}

/// Tokens in which texts between braces have quotation marks, as a translation of several words needs them.
pub fn quoted(tokens: &mut [Token], declared: &Directives) {
    for token in tokens.iter_mut().filter(|token| matches!(token, Token::Open(Wrap::Directive(..)))) {
        for aside in of(token, declared).into_iter().rev() {
            put(token, &aside, &aside.text);
        }
    }
}

fn put(mark: &mut Token, aside: &Aside, text: &str) {
    match mark {
        Token::Open(Wrap::Link(after) | Wrap::Picture(after)) => {
            after.replace_range(aside.at.clone(), &quoted_title(text));
        }
        Token::Open(Wrap::Directive(_, after)) => {
            after.replace_range(aside.at.clone(), &argument(text));
        }
        Token::Open(_) | Token::Close | Token::Text(_) | Token::Fixed(_) => {}
    }
}

fn title(after: &str) -> Option<Aside> {
    let quoted = without_title(after).1?.trim_start();
    let end = after.len() - 1;
    let text = quoted.get(1..quoted.len() - 1)?.replace("\\\"", "\"").replace("\\\\", "\\");
    Some(Aside { name: TITLE.to_owned(), at: end - quoted.len()..end, text })
}

fn arguments(begin: &str, after: &str, declared: &Directives) -> Vec<Aside> {
    // What stands between them is no matter here.
    let before = format!("{begin}x");
    let written = format!("{before}{after}");
    let marks = directives::prepare(&written).marks;
    let Some(directives::What::Inline(head)) = marks.first().map(|mark| &mark.what) else { return Vec::new() };
    let translated = translated(&written, head, declared);
    translated.map(|(name, at, text)| Aside { name, at: at.start - before.len()..at.end - before.len(), text }).collect()
}

/// The texts between the braces of a directive that are translated: the name of each, where it stands, and what it says.
pub fn translated<'a>(
    text: &'a str,
    head: &'a directives::Head,
    declared: &'a Directives,
) -> impl Iterator<Item = (String, Range<usize>, String)> + 'a {
    let declaration = declared.get(&head.name);
    head.arguments.iter().filter_map(move |argument| {
        declaration?.arguments.iter().find(|known| known.field.name == argument.name && known.translated)?;
        // Its quotation marks go with it, since a text of one word may stand without.
        let at = &argument.value_at;
        let quoted = text[..at.start].ends_with(['"', '\'']);
        let range = if quoted { at.start - 1..at.end + 1 } else { at.clone() };
        Some((argument.name.clone(), range, argument.value.clone()?))
    })
}

/// A text as it stands between the braces of a directive: neither a line's end nor a quotation mark can stand within it.
pub fn argument(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\u{201d}").split_whitespace().collect::<Vec<_>>().join(" "))
}
