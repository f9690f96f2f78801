//! What directives name without a link: a country's helplines, a term of the glossary.

use rustc_hash::FxHashMap;

use super::lexicon::lower;
use super::{Site, Work, unknown_source};
use crate::config::directives::Shows;
use crate::config::fields::{FieldType, Typed};
use crate::config::{StructuredData, contact};
use crate::diagnostics::{codes, nearest};
use crate::document::Document;
use crate::found::Findings;
use crate::language::{Language, composed};

/// The public organisations of a country that have a telephone number, in the order of their paths.
pub fn helplines<'a>(site: &'a Site, country: &'a str) -> impl Iterator<Item = &'a Work> {
    organisations(site, country).filter(|work| work.fields.get("telephone").and_then(Typed::text).is_some())
}

/// All public organisations of a country.
fn organisations<'a>(site: &'a Site, country: &'a str) -> impl Iterator<Item = &'a Work> {
    let works = of_what(site, StructuredData::Organisation).into_iter().map(|work| &*site.works[work]);
    works.filter(move |work| work.fields.get("country").and_then(Typed::text) == Some(country))
}

/// Whether an organisation has a telephone number among its further contacts.
fn has_other_number(work: &Work) -> bool {
    work.fields.texts("contact").any(|(text, _)| contact::link(text).is_some_and(|link| link.starts_with("tel:")))
}

/// The works that tell machines that they are one thing, in the order of their paths.
fn of_what(site: &Site, what: StructuredData) -> Vec<usize> {
    let kinds = site.index.by_kind.iter().filter(|(kind, _)| site.config.kinds[*kind].structured_data == what);
    let mut works: Vec<usize> = kinds.flat_map(|(_, works)| works).copied().collect();
    works.sort_unstable();
    works
}

/// The glossary's works by what may name them in the texts of one language; of several that are called alike, the first.
#[derive(Debug, Default)]
pub struct Terms {
    /// By title, forms and synonyms, in the language's small letters and with one kind of apostrophe.
    by_form: FxHashMap<String, usize>,
    by_folder: FxHashMap<String, usize>,
    /// By what lists call them.
    by_listed_title: FxHashMap<String, usize>,
}

impl Terms {
    pub fn of(site: &Site, language: usize) -> Terms {
        let mut terms = Terms::default();
        let own = site.language(language);
        for index in of_what(site, StructuredData::DefinedTerm) {
            let work = &site.works[index];
            if let Some(published) = &work.documents[language] {
                let document = &published.document;
                let forms = ["forms", "synonyms"].into_iter().flat_map(|field| document.fields.one_or_more(field));
                for form in std::iter::once(document.title.as_str()).chain(forms.map(|(form, _)| form)) {
                    terms.by_form.entry(lower(form, own)).or_insert(index);
                }
            }
            let folder = work.path.rsplit('/').next().unwrap_or_default();
            terms.by_folder.entry(folder.to_owned()).or_insert(index);
            let listed = work.listed_title(language, &site.config.languages).0;
            terms.by_listed_title.entry(lower(listed, own)).or_insert(index);
        }
        terms
    }
}

/// The work of the glossary that a word names: by the path or the name of its folder, else by its title, its forms and
/// its synonyms in the language of the text, else by its name there.
pub fn term(site: &Site, word: &str, language: &Language) -> Option<usize> {
    let word = composed(word.trim());
    let word = word.as_str();
    let path = word.trim_matches('/');
    let is_term = |index: &usize| site.kind(&site.works[*index]).structured_data == StructuredData::DefinedTerm;
    if let Some(index) = site.index.by_path.get(path).filter(|index| is_term(index)) {
        return Some(*index);
    }
    let own = site.config.place_of(language.tag())?;
    let terms = site.terms(own);
    let folded = lower(word, language);
    let found = terms.by_form.get(&folded).or_else(|| terms.by_folder.get(path)).or_else(|| terms.by_listed_title.get(&folded));
    found.copied()
}

/// Checks what the directives of a text name.
pub fn check(document: &Document, site: &Site, findings: &mut Findings) {
    for directive in &document.content().directives {
        let Some(declaration) = site.config.directives.get(&directive.name) else { continue };
        let argument = |name: &str| directive.arguments.get(name).map(|argument| argument.text.as_str());
        let here = || document.file.at(directive.span.clone());
        for declared in declaration.arguments.iter().filter(|declared| declared.field.of == FieldType::Source) {
            if let Some(key) = argument(&declared.field.name) {
                unknown_source(key, here, &site.config, findings);
            }
        }
        match declaration.shows {
            Shows::Nothing | Shows::Related => {}
            Shows::Helplines => {
                let Some(country) = argument("country") else { continue };
                let mut lines = helplines(site, country).peekable();
                if lines.peek().is_none() {
                    let finding = findings.add(
                        &codes::MISSING_HELPLINE,
                        here(),
                        format!("no public organisation of {country} has a number under `telephone`"),
                    );
                    match organisations(site, country).find(|work| has_other_number(work)) {
                        Some(work) => finding.hint(format!("write the number of «{}» under `telephone`, not under `contact`", work.path)),
                        None => finding.hint(format!(
                            "add a work of the kind organisation with `country: {country}`, `telephone: …` and, when somebody has checked \
                             the number, the day of that under `verified_on`"
                        )),
                    };
                }
                for work in lines.filter(|work| work.fields.date("verified_on").is_none()) {
                    findings
                        .add(&codes::UNVERIFIED_NUMBER, here(), format!("nobody has said that the number of «{}» is right", work.path))
                        .hint(format!("check it, and write the day into {}: `verified_on: 2026-03-01`", work.file.path));
                }
            }
            Shows::Term => {
                let word = argument("work").unwrap_or(&directive.text);
                if term(site, word, &document.language).is_none() {
                    let terms = of_what(site, StructuredData::DefinedTerm).into_iter().map(|work| &site.works[work]);
                    let own = site.config.place_of(document.language.tag()).unwrap_or(0);
                    let terms: Vec<(&str, &str)> =
                        terms.map(|work| (work.listed_title(own, &site.config.languages).0, work.path.as_str())).collect();
                    let names = || terms.iter().map(|(name, _)| *name);
                    let near = nearest(word, names()).and_then(|near| terms.iter().find(|(name, _)| *name == near)).or(terms.first());
                    let finding = findings.add(&codes::UNKNOWN_GLOSSARY_TERM, here(), format!("the glossary has no term «{word}»"));
                    finding.nearest(word, names()).hint(match near {
                        Some((_, path)) => {
                            format!("list the form under `forms` in the term's document, or name the term: `{{work={path}}}`")
                        }
                        None => "the glossary is empty: write a work whose kind is one of terms, with this title".into(),
                    });
                }
            }
        }
    }
}

/// Whether that by which an organisation is reached has been checked lately enough.
pub fn check_number(work: &Work, site: &Site, findings: &mut Findings) {
    let is_reached = ["telephone", "email", "contact"].iter().any(|name| work.fields.get(name).is_some());
    if site.kind(work).structured_data != StructuredData::Organisation || !is_reached {
        return;
    }
    if let (Some(typed), Some(..1)) = (work.fields.get("verify_every"), work.fields.number("verify_every")) {
        findings
            .add(&codes::WRONG_TYPE, work.file.at(typed.span.clone()), "«verify_every» is a number of days, at least 1")
            .hint("write after how many days somebody is to check again");
        return;
    }
    let (Some(typed), Some(verified)) = (work.fields.get("verified_on"), work.fields.date("verified_on")) else { return };
    let here = work.file.at(typed.span.clone());
    let age = site.today.days_since(verified);
    if age < 0 {
        findings
            .add(&codes::UNVERIFIED_NUMBER, here, "the day on which this is said to have been verified is still to come")
            .hint("write the day on which somebody checked it");
    } else if work.fields.number("verify_every").is_some_and(|every| age > every) {
        findings
            .add(&codes::UNVERIFIED_NUMBER, here, format!("how to reach the organisation was last verified {age} days ago"))
            .hint("check it, and write the day of today");
    }
}
