//! The glossary's words in the forms that authors list, to be found in texts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::Site;
use crate::config::StructuredData;
use crate::document::html::escape;
use crate::language::Language;
use crate::language::words::{is_mark, is_unspaced};

/// The words of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The first word of a form in small letters → the forms that begin with it, those of most words first.
    by_first: BTreeMap<String, Vec<Form>>,
    language: Option<Language>,
}

#[derive(Debug)]
struct Form {
    /// Folded, in small letters.
    words: Vec<String>,
    /// As they are listed, if they are all in capitals: «ROSA» is no rose.
    capitals: Option<Vec<String>>,
    /// The signs behind each word but the last: `P.O. box`, `24/7`.
    between: Vec<String>,
    /// Those that end the name itself: `C++`.
    tail: String,
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
        let own = site.language(language);
        let mut by_first: BTreeMap<String, Vec<Form>> = BTreeMap::new();
        for (index, work) in site.works.iter().enumerate() {
            if site.kind(work).structured_data != StructuredData::DefinedTerm {
                continue;
            }
            let Some(published) = &work.documents[language] else { continue };
            let document = &published.document;
            let listed = ["forms", "synonyms"].into_iter().flat_map(|field| document.fields.one_or_more(field)).map(|(form, _)| form);
            for form in std::iter::once(document.title.as_str()).chain(listed) {
                // As it stands in HTML, where it is sought.
                if let Some(form) = Form::of(&escape(form), index, own) {
                    by_first.entry(form.words[0].clone()).or_default().push(form);
                }
            }
        }
        for forms in by_first.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        }
        Lexicon { by_first, language: Some(own.clone()) }
    }

    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// The longest form that a text has at its first token: the term's work, and where the form ends.
    pub fn find(&self, text: &str, tokens: &[Token]) -> Option<(usize, usize)> {
        let language = self.language.as_ref()?;
        let forms = self.by_first.get(&lower(tokens.first()?.text, language))?;
        forms.iter().find_map(|form| {
            let here = tokens.get(..form.words.len())?;
            let same = here.iter().zip(&form.words).all(|(token, word)| lower(token.text, language) == *word);
            let joined = || gaps(text, here).zip(&form.between).all(|(gap, between)| gap == *between);
            let exact = || form.capitals.iter().flatten().zip(here).all(|(word, token)| folded(token.text) == *word);
            let last = here.last()?.end();
            let ends = || text[last..].starts_with(&form.tail);
            (same && joined() && exact() && ends()).then(|| (form.work, last + form.tail.len()))
        })
    }
}

impl Form {
    /// What is sought for a form that is listed; `None` if it has no words.
    fn of(listed: &str, work: usize, language: &Language) -> Option<Form> {
        let words: Vec<Token> = tokens(listed).collect();
        let behind = &listed[words.last()?.end()..];
        let is_capital = listed.chars().any(char::is_uppercase) && !listed.replace("&amp;", "&").chars().any(char::is_lowercase);
        Some(Form {
            capitals: is_capital.then(|| words.iter().map(|word| folded(word.text).into_owned()).collect()),
            between: gaps(listed, &words).collect(),
            tail: behind[..behind.len() - behind.trim_start_matches(['+', '#']).len()].to_owned(),
            words: words.iter().map(|word| lower(word.text, language)).collect(),
            work,
        })
    }
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// The signs between words; spaces and hyphens are as good as each other.
fn gaps(text: &str, words: &[Token]) -> impl Iterator<Item = String> {
    words.windows(2).map(|pair| text[pair[0].end()..pair[1].at].chars().filter(|c| !c.is_whitespace() && *c != '-').collect())
}

/// A word with its letters composed and with one kind of apostrophe.
fn folded(word: &str) -> Cow<'_, str> {
    if word.is_ascii() && !word.contains('\'') {
        return word.into();
    }
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(word);
    match composed.contains(['\'', '\u{2bc}']) {
        true => composed.replace(['\'', '\u{2bc}'], "\u{2019}").into(),
        false => composed,
    }
}

/// The same in the small letters of a language.
pub fn lower(word: &str, language: &Language) -> String {
    language.small(&folded(word))
}

/// The words of a text; where no space parts words, each letter is one.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let combines = |c: char| !c.is_ascii() && is_mark(c);
    let is_part = move |c: char| c.is_alphanumeric() || combines(c) || matches!(c, '\u{2019}' | '\'' | '\u{ad}');
    let mut rest = 0;
    std::iter::from_fn(move || {
        let at = rest + text[rest..].find(|c: char| c.is_alphanumeric())?;
        let first = text[at..].chars().next()?;
        let goes_on = |c: char| if is_unspaced(first) { combines(c) } else { is_part(c) && !is_unspaced(c) };
        let after = &text[at + first.len_utf8()..];
        rest = text.len() - after.trim_start_matches(goes_on).len();
        Some(Token { at, text: &text[at..rest] })
    })
}
