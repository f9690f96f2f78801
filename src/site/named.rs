//! What directives name without a link: a country's helplines, a term of the glossary.

use super::{Site, Work, unknown_source};
use crate::config::StructuredData;
use crate::config::directives::Shows;
use crate::config::fields::{FieldType, Typed};
use crate::diagnostics::codes;
use crate::document::Document;
use crate::found::Findings;
use crate::language::Language;

/// The public organisations of a country that have a telephone number, in the order of their paths.
pub fn helplines<'a>(site: &'a Site, country: &'a str) -> impl Iterator<Item = &'a Work> {
    let of_kind = |work: &&Work| site.kind(work).structured_data == StructuredData::Organisation;
    site.works.iter().map(|work| &**work).filter(of_kind).filter(move |work| {
        let has = |name: &str| work.fields.get(name).and_then(Typed::text);
        has("country") == Some(country) && has("telephone").is_some()
    })
}

/// The work of the glossary that a word names: by the path or the name of its folder, else by its title, its forms and
/// its synonyms in the language of the text, else by its name there.
pub fn term(site: &Site, word: &str, language: &Language) -> Option<usize> {
    let word = word.trim();
    let folded = word.to_lowercase();
    let path = word.trim_matches('/');
    let is_term = |index: &usize| site.kind(&site.works[*index]).structured_data == StructuredData::DefinedTerm;
    if let Some(index) = site.index.by_path.get(path).filter(|index| is_term(index)) {
        return Some(*index);
    }
    let own = site.config.place_of(language.tag())?;
    let terms = || (0..site.works.len()).filter(|index| is_term(index));
    let by_form = terms().find(|index| {
        site.works[*index].documents[own].as_ref().is_some_and(|published| {
            let document = &published.document;
            let forms = document.fields.one_or_more("forms").into_iter().chain(document.fields.one_or_more("synonyms"));
            document.title.to_lowercase() == folded || forms.into_iter().any(|(form, _)| form.to_lowercase() == folded)
        })
    });
    by_form
        .or_else(|| terms().find(|index| site.works[*index].path.rsplit('/').next() == Some(path)))
        .or_else(|| terms().find(|index| site.works[*index].listed_title(own, &site.config.languages).0.to_lowercase() == folded))
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
                    findings
                        .add(&codes::MISSING_HELPLINE, here(), format!("no public organisation of {country} has a telephone number"))
                        .hint(format!("add a work of the kind organisation with `country: {country}` and `telephone: …`"));
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
                    let names = site.works.iter().filter(|work| site.kind(work).structured_data == StructuredData::DefinedTerm);
                    let own = site.config.place_of(document.language.tag()).unwrap_or(0);
                    let names: Vec<&str> = names.map(|work| work.listed_title(own, &site.config.languages).0).collect();
                    findings
                        .add(&codes::UNKNOWN_GLOSSARY_TERM, here(), format!("the glossary has no term «{word}»"))
                        .nearest(word, names)
                        .hint("list the form under `forms` in the term's document, or name the term: `{work=terms/guardian}`");
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
