//! The glossary's words in the forms that authors list, to be found in texts.

use std::collections::BTreeMap;

use super::{Site, texts_of};
use crate::config::StructuredData;

/// The words of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The first word of a form in small letters → the forms that begin with it, those of most words first.
    by_first: BTreeMap<String, Vec<Form>>,
}

#[derive(Debug)]
struct Form {
    /// In small letters.
    words: Vec<String>,
    /// As it is listed, if it is all in capitals: «ROSA» is no rose.
    capitals: Option<String>,
    work: usize,
}

/// A word of a text, and where it stands.
pub struct Token<'t> {
    pub at: usize,
    pub text: &'t str,
}

impl Lexicon {
    /// All forms of all terms that have a document in the language.
    pub fn of(site: &Site, language: usize) -> Lexicon {
        let mut by_first: BTreeMap<String, Vec<Form>> = BTreeMap::new();
        for (index, work) in site.works.iter().enumerate() {
            if site.kind(work).structured_data != StructuredData::DefinedTerm {
                continue;
            }
            let Some(published) = &work.documents[language] else { continue };
            let document = &published.document;
            let listed = ["forms", "synonyms"].into_iter().flat_map(|field| texts_of(&document.fields, field)).map(|(form, _)| form);
            for form in std::iter::once(document.title.as_str()).chain(listed) {
                let words: Vec<String> = tokens(form).map(|token| token.text.to_lowercase()).collect();
                let Some(first) = words.first() else { continue };
                let capitals = (form.chars().any(char::is_uppercase) && !form.chars().any(char::is_lowercase)).then(|| form.to_owned());
                by_first.entry(first.clone()).or_default().push(Form { words, capitals, work: index });
            }
        }
        for forms in by_first.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        }
        Lexicon { by_first }
    }

    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// The longest form that a text has at its first token: the term's work, and where the form ends.
    pub fn find(&self, text: &str, tokens: &[Token]) -> Option<(usize, usize)> {
        let forms = self.by_first.get(&tokens.first()?.text.to_lowercase())?;
        forms.iter().find_map(|form| {
            let here = tokens.get(..form.words.len())?;
            let same = here.iter().zip(&form.words).all(|(token, word)| token.text.to_lowercase() == *word);
            let end = |token: &Token| token.at + token.text.len();
            let joined = here.windows(2).all(|pair| text[end(&pair[0])..pair[1].at].chars().all(|c| c.is_whitespace() || c == '-'));
            let last = end(here.last()?);
            let exact = form.capitals.as_ref().is_none_or(|capitals| text[here[0].at..last] == **capitals);
            (same && joined && exact).then_some((form.work, last))
        })
    }
}

/// The words of a text.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\u{2019}' | '\'' | '\u{ad}');
    let mut rest = 0;
    std::iter::from_fn(move || {
        let at = rest + text[rest..].find(|c: char| c.is_alphanumeric())?;
        let length = text[at..].find(|c: char| !is_part(c)).unwrap_or(text.len() - at);
        rest = at + length;
        Some(Token { at, text: &text[at..rest] })
    })
}
