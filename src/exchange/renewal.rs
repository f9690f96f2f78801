//! The marks of a translation whose source has changed: where in a source, and a link's title, is said in each language; to
//! which source, term or section a mark leads is the source's matter.

use super::figures::figures;
use super::inline::{Fixed, Token, Wrap, are_same, marks, paired, without_title};

/// For each mark of a translation, what stands for it now; `None` if it is none of the source's. `then` is what the source
/// had said when it was translated, if that is known.
pub fn renewed(own: &[Token], source: &[Token], then: Option<&[Token]>) -> Vec<Option<Token>> {
    let (own, source, then) = (marks(own), marks(source), then.map(marks).unwrap_or_default());
    let (now, before) = (paired(&own, &source), paired(&own, &then));
    let pairs = own.iter().zip(now).zip(before);
    pairs.map(|((own, now), before)| Some(mark(source[now?], own, before.map(|before| then[before])))).collect()
}

/// A translation with its marks renewed.
pub fn with_renewed(own: &[Token], source: &[Token], then: Option<&[Token]>) -> Vec<Token> {
    let mut renewed = renewed(own, source, then).into_iter();
    let is_mark = |token: &Token| matches!(token, Token::Open(_) | Token::Fixed(_));
    own.iter().map(|token| if is_mark(token) { renewed.next().flatten() } else { None }.unwrap_or_else(|| token.clone())).collect()
}

/// A mark of the source as the translation writes it, as far as that says the same. `then` is what the source had for the
/// translation's, if that is known: what has not changed there may be another figure here, as the page of an edition.
fn mark(source: &Token, own: &Token, then: Option<&Token>) -> Token {
    if then == Some(source) && are_same(source, own) {
        return own.clone();
    }
    match (source, own) {
        (Token::Fixed(Fixed::Citation(new)), Token::Fixed(Fixed::Citation(own))) => {
            let is_same_but_for_figures = match then {
                Some(Token::Fixed(Fixed::Citation(then))) => with_figures_of(then, new).as_ref() == Some(new),
                Some(_) | None => true,
            };
            let written = with_figures_of(own, new).filter(|_| is_same_but_for_figures);
            Token::Fixed(Fixed::Citation(written.unwrap_or_else(|| new.clone())))
        }
        (Token::Open(Wrap::Link(new)), Token::Open(Wrap::Link(own))) => Token::Open(Wrap::Link(with_title_of(new, own))),
        (Token::Open(Wrap::Picture(new)), Token::Open(Wrap::Picture(own))) => Token::Open(Wrap::Picture(with_title_of(new, own))),
        // A term that is known by its word follows that.
        (Token::Open(Wrap::Directive(..)), Token::Open(Wrap::Directive(_, end))) if then.is_none() && end == "]" => own.clone(),
        (Token::Open(Wrap::Directive(begin, new)), Token::Open(Wrap::Directive(_, own))) => {
            Token::Open(Wrap::Directive(begin.clone(), with_quoted_of(new, own)))
        }
        _ => source.clone(),
    }
}

/// What stands after a directive's text, with the words of the other between its quotation marks; which work it names is no word.
fn with_quoted_of(new: &str, own: &str) -> String {
    let (new_parts, own_parts): (Vec<&str>, Vec<&str>) = (new.split('"').collect(), own.split('"').collect());
    if new_parts.len() != own_parts.len() {
        return new.to_owned();
    }
    let is_word = |at: usize| at % 2 == 1 && !new_parts[at - 1].ends_with("work=");
    let parts = (0..new_parts.len()).map(|at| if is_word(at) { own_parts[at] } else { new_parts[at] });
    parts.collect::<Vec<_>>().join("\"")
}

/// What stands after a link's text, with the title of the other, if that has one or leads to the same.
fn with_title_of(new: &str, own: &str) -> String {
    let ((target, _), (own_target, title)) = (without_title(new), without_title(own));
    match title {
        _ if target == own_target => own.to_owned(),
        Some(title) => format!("{}{title})", &target[..target.len() - 1]),
        None => new.to_owned(),
    }
}

/// A citation in whose words stand the figures of another; `None` if it has not as many.
fn with_figures_of(citation: &str, other: &str) -> Option<String> {
    let (own, new) = (figures(citation), figures(other));
    let mut written = citation.to_owned();
    for (at, figure) in own.iter().zip(&new).rev() {
        written.replace_range(at.clone(), &other[figure.clone()]);
    }
    (own.len() == new.len()).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::super::inline::{Setting, from_markdown, to_markdown};
    use super::*;

    /// The marks of a translation when its source says something else.
    fn now(own: &str, then: Option<&str>, source: &str) -> String {
        let read = |text: &str| from_markdown(text).unwrap();
        to_markdown(&with_renewed(&read(own), &read(source), then.map(read).as_deref()), Setting::Block)
    }

    #[test]
    fn marks_keep_the_words_of_the_translation_and_have_the_figures_of_the_source() {
        for (own, then, source, becomes) in [
            ("[@a, s. 3]", "[@a, p. 3]", "[@a, p. 9]", "[@a, s. 9]"),
            ("[@a, kap. IV 3 a]", "[@a, ch. IV 3 a]", "[@a, ch. V 3 b]", "[@a, kap. V 3 b]"),
            ("[@a, art. 3(c)]", "[@a, art. 3(c)]", "[@a, art. 3(d)]", "[@a, art. 3(d)]"),
            ("[@a, art. 3]", "[@a, art. 3]", "[@a, para. 3]", "[@a, para. 3]"),
            ("[@a, S. 3]", "[@a, p. 3]", "[@a, p. 3] more", "[@a, S. 3]"),
            // The page of another edition.
            ("[@a, s. 12]", "[@a, p. 10]", "[@a, p. 10] more", "[@a, s. 12]"),
            ("[@a, art. 3 st. 1]", "[@a, art. 3]", "[@a, art. 4]", "[@a, art. 4]"),
            ("[@a, s. 3] [@a, s. 9]", "[@a, p. 3] [@a, p. 9]", "[@a, p. 9] [@a, p. 9]", "[@a, s. 9] [@a, s. 9]"),
            ("[där](#one \"Titel\")", "[there](#one \"Title\")", "[there](#two \"Title\")", "[där](#two \"Titel\")"),
            (":term[barn]{work=terms/a}", ":term[child]{work=terms/a}", ":term[child]{work=terms/b}", ":term[barn]{work=terms/b}"),
            (":term[barn]", ":term[child]{work=terms/a}", ":term[child]{work=terms/b}", ":term[barn]{work=terms/b}"),
        ] {
            assert_eq!(now(own, Some(then), source), becomes, "{own} {then} {source}");
        }
        // Without what the source said, figures tell what has changed.
        assert_eq!(now("[@a, s. 3]", None, "[@a, p. 9]"), "[@a, s. 9]");
        assert_eq!(now("[@a, s. 3]", None, "[@a, p. 3]"), "[@a, s. 3]");
        assert_eq!(now(":term[barn]", None, ":term[child]{work=terms/a}"), ":term[barn]");
    }

    #[test]
    fn order_decides_only_where_nothing_else_does() {
        let own = "Pojkar [@a, s. 9], flickor [@a, s. 3], :term[pojke]{work=terms/boy}, :term[flicka].";
        let source = "Girls [@a, p. 3], boys [@a, p. 9], :term[girl]{work=terms/girl}, :term[boy]{work=terms/boy}.";
        assert_eq!(now(own, None, source), own);
        let (own, source) = (from_markdown(own).unwrap(), from_markdown(source).unwrap());
        assert_eq!(paired(&marks(&own), &marks(&source)), [Some(1), Some(0), Some(3), Some(2)]);
    }
}
