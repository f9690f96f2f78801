//! The words that came back for one unit, with the marks that stand in them: links, notes, code, stress.

use super::super::asides;
use super::*;
use crate::config::Directives;
use crate::language::flags::without_tags;

/// What the translation says of a unit.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) tokens: &'a Vec<Token>,
    /// Whether it was made from the text that was sent.
    pub(super) is_current: bool,
    /// What the source said when it was made, if that is known and may be another text.
    pub(super) then: Option<&'a [Token]>,
}

/// What came back for a unit, its marks put back; or what is wrong with it, and how to mend it. What the translation `said`
/// before is right as it is, and so are its own marks where it is current.
pub(super) fn tokens(delivered: &Delivered, unit: &Unit, said: Option<Said>) -> Result<Vec<Token>, (Vec<String>, &'static str)> {
    const OF_MARKS: &str = "each link, number and placeholder of the source stands once in the translation";
    const OF_OWN: &str = "the translation has it beyond its source: keep it, or take it out of the translation's file and export again";
    const OF_EITHER: &str =
        "take it out, since the source has it no more or never had it; if it is right there, put it back by hand after the import";
    const OF_KIND: &str = "a translation is one text of the same kind as its source";
    let marks = marks(&unit.tokens);
    let numbers = said.map(|said| numbered(&marks, said.tokens)).unwrap_or_default();
    let all = with_own(&marks, said.map_or(&[], |said| said.tokens), &numbers);
    let tokens = match &delivered.target {
        Target::Text(text) => {
            unit.read(text).map_err(|what| (vec![format!("the translation of a {} would be {what}", unit.what.name())], OF_KIND))?
        }
        Target::Marked(pieces) => with_marks(pieces, &all).map_err(|unknown| (vec![unknown.to_owned()], OF_MARKS))?,
    };
    if said.is_some_and(|said| *said.tokens == tokens) {
        return Ok(tokens);
    }
    if let Some((_, c)) = without_tags(&written(unit.what, &tokens)).find(|(_, c)| is_no_text(*c)) {
        return Err((vec![format!("the translation holds the character U+{:04X}, which is no text", c as u32)], "delete it"));
    }
    let strict = matches!(delivered.target, Target::Marked(_));
    // A mark that stands between letters and signs in an unlucky way is none in Markdown.
    if strict && unit.read(&written(unit.what, &tokens)) != Ok(tokens.clone()) {
        let message = "a mark stands where Markdown can't have one: begin and end it at words, without white space within";
        return Err((vec![message.to_owned()], OF_MARKS));
    }
    let (of_source, of_own) = all.split_at(marks.len());
    let differences = inline::differences(&unit.tokens, &tokens, strict);
    if !differences.is_empty() && !said.is_some_and(|said| has_marks_of(said, &numbers, of_source, of_own, &tokens, strict)) {
        let has_own = said.is_some_and(|said| !said.is_current && has_with_own(of_source, of_own, &tokens));
        return Err((differences, if has_own { OF_EITHER } else { OF_MARKS }));
    }
    let tokens = match (&delivered.target, said) {
        // XLIFF brings the source's marks back, a Markdown text its own.
        (Target::Marked(pieces), Some(said)) if said.is_current => {
            with_marks(pieces, &as_said(all.clone(), said, &numbers)).unwrap_or(tokens)
        }
        (Target::Marked(pieces), Some(said)) => {
            let renewed = renewed(said.tokens, &unit.tokens, said.then);
            let mut all = all.clone();
            numbers.iter().zip(&renewed).for_each(|(number, mark)| mark.iter().for_each(|mark| all[*number] = mark));
            with_marks(pieces, &all).unwrap_or(tokens)
        }
        (Target::Marked(_) | Target::Text(_), _) => tokens,
    };
    let lost = said.filter(|said| said.is_current).map(|said| inline::lost(of_own, said.tokens, &tokens)).unwrap_or_default();
    if lost.is_empty() { Ok(tokens) } else { Err((lost, OF_OWN)) }
}

/// What came back for a unit, with what came back for the words within its marks. These are the source's by their numbers.
pub(super) fn with_asides(tokens: Vec<Token>, delivered: &Delivered, asides: &[&DeliveredAside], declared: &Directives) -> Vec<Token> {
    let Target::Marked(pieces) = &delivered.target else { return tokens };
    let mut numbers = pieces.iter().filter_map(|piece| if let Marked::Open(at) | Marked::Fixed(at) = piece { Some(*at) } else { None });
    let is_mark = |token: &Token| matches!(token, Token::Open(_) | Token::Fixed(_));
    let with_own = |token: Token| {
        let Some(number) = Some(&token).filter(|token| is_mark(token)).and_then(|_| numbers.next()) else { return token };
        let said = asides.iter().filter(|aside| aside.mark == number).map(|aside| (aside.name.as_str(), aside.text.as_str()));
        asides::with(&token, &said.collect::<Vec<_>>(), declared)
    };
    tokens.into_iter().map(with_own).collect()
}

/// Whether a text has marks that are right though they are others than the source's: those of a translation that is
/// current, or the source's with its own beside them; else the translation's stress, which is a matter of each language, and
/// beside the source's marks those that it is known to have had beyond what the source said then.
fn has_marks_of(said: Said, numbers: &[usize], of_source: &[&Token], of_own: &[&Token], tokens: &[Token], strict: bool) -> bool {
    let has_all = |marks: &[Token], with_stress: bool| inline::differences(marks, tokens, with_stress).is_empty();
    if !said.is_current {
        let has_its_own = || said.then.is_some_and(|then| has_with_own(of_source, &beyond(said.tokens, then, of_own), tokens));
        return inline::stress(said.tokens) == inline::stress(tokens) && (has_all(&cloned(of_source), false) || has_its_own());
    }
    let all = [of_source, of_own].concat();
    let numbered: Vec<Token> = numbers.iter().map(|&number| all[number].clone()).collect();
    has_all(said.tokens, strict) || has_all(&cloned(&all), strict) || has_all(&numbered, strict)
}

/// Whether a text has the source's marks, and beside them none but those that a translation alone has.
fn has_with_own(of_source: &[&Token], of_own: &[&Token], tokens: &[Token]) -> bool {
    let now = marks(tokens);
    let own: BTreeSet<usize> = inline::paired(of_own, &now).into_iter().flatten().collect();
    let rest: Vec<Token> = now.into_iter().enumerate().filter(|(at, _)| !own.contains(at)).map(|(_, mark)| mark.clone()).collect();
    inline::differences(&cloned(of_source), &rest, false).is_empty()
}

fn cloned(marks: &[&Token]) -> Vec<Token> {
    marks.iter().map(|mark| (*mark).clone()).collect()
}

/// Which of the marks that a translation alone has stood for nothing that its source said then.
fn beyond<'a>(own: &'a [Token], then: &[Token], of_own: &[&'a Token]) -> Vec<&'a Token> {
    let then = marks(then);
    let numbers = numbered(&then, own);
    let is_own = |mark: &Token, number: usize| number >= then.len() && of_own.iter().any(|own| std::ptr::eq(*own, mark));
    marks(own).into_iter().zip(numbers).filter(|(mark, number)| is_own(mark, *number)).map(|(mark, _)| mark).collect()
}

/// The marks by their numbers, those of the translation in the place of the source's.
fn as_said<'a>(mut marks: Vec<&'a Token>, said: Said<'a>, numbers: &[usize]) -> Vec<&'a Token> {
    for (number, mark) in numbers.iter().zip(inline::marks(said.tokens)) {
        marks[*number] = mark;
    }
    marks
}

/// What came back in XLIFF, with the marks that its numbers stand for.
fn with_marks(pieces: &[Marked], marks: &[&Token]) -> Result<Vec<Token>, &'static str> {
    let tokens: Result<Vec<Token>, _> = pieces
        .iter()
        .map(|piece| match piece {
            Marked::Text(text) => Ok(Token::Text(text.clone())),
            Marked::Close => Ok(Token::Close),
            Marked::Open(number) | Marked::Fixed(number) => match marks.get(*number) {
                Some(mark @ Token::Open(_)) if matches!(piece, Marked::Open(_)) => Ok((*mark).clone()),
                Some(mark @ Token::Fixed(_)) if matches!(piece, Marked::Fixed(_)) => Ok((*mark).clone()),
                Some(_) | None => Err("a placeholder is not one of the source's"),
            },
        })
        .collect();
    Ok(inline::tidy(tokens?))
}
