//! Old addresses: those that works say of themselves, and those of which `site.yaml` says where they lead.

use std::collections::{BTreeMap, BTreeSet};

use super::claims::{Claimant, Claims};
use super::{Output, is_by_use};
use crate::config::redirects::Redirect;
use crate::diagnostics::codes;
use crate::found::Findings;
use crate::site::address::{self, MEDIA};
use crate::site::{Site, Work};

/// Old addresses of works; one that could lead off the site is a finding.
pub(super) fn of_works<'a>(site: &'a Site, claims: &mut Claims<'a>) {
    for work in &site.works {
        let of_documents = work.documents.iter().enumerate().filter_map(|(language, published)| {
            let document = &published.as_ref()?.document;
            Some((&document.fields, &document.file, Some(language)))
        });
        for (fields, file, language) in of_documents.chain([(&work.fields, &work.file, None)]) {
            let mut seen = BTreeSet::new();
            for (written, span) in fields.texts("aliases") {
                if address::alias(written).is_some_and(|path| !seen.insert(path)) {
                    claims
                        .findings
                        .add(&codes::DUPLICATE_KEY, file.at(span.clone()), format!("«{written}» stands twice"))
                        .hint("remove one of them");
                    continue;
                }
                alias(work, written, Claimant::Alias(file, span), language, site, claims);
            }
        }
    }
}

/// One old address. One of a whole work leads to the work in the language that the address itself begins with.
fn alias<'a>(work: &'a Work, written: &str, by: Claimant<'a>, language: Option<usize>, site: &Site, claims: &mut Claims<'a>) {
    match address::alias(written) {
        // A work that has come back to where it stood needs no way there.
        Some(path) if work.addresses.contains(&path) => {}
        Some(path) if is_medias(&path) => {
            claims
                .findings
                .add(&codes::DUPLICATE_ADDRESS, by.location(), "addresses below /media/ are those of pictures and attachments")
                .hint("remove the alias");
        }
        Some(path) => {
            let first = path.split('/').nth(1).unwrap_or_default();
            let own = || site.config.place_of(first).unwrap_or(work.source);
            let to = work.addresses[language.unwrap_or_else(own)].clone();
            claims.claim(path, Output::Redirect { to }, by);
        }
        None if several(written).len() > 1 => {
            claims
                .findings
                .add(&codes::INVALID_ALIAS, by.location(), "several old addresses stand here as one")
                .hint(format!("write a list: [{}]", several(written).join(", ")));
        }
        None => {
            let form = || ("an alias is an old address of the page on this site".into(), "write it from the first slash: /sv/old-name/");
            let (message, hint) = address::refused_in(written).unwrap_or_else(form);
            claims.findings.add(&codes::INVALID_ALIAS, by.location(), message).hint(hint);
        }
    }
}

/// The addresses that stand in one text, with commas or spaces between; none if some part is no address.
fn several(written: &str) -> Vec<&str> {
    let parts = written.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|part| !part.is_empty());
    if parts.clone().all(|part| address::alias(part).is_some()) { parts.collect() } else { Vec::new() }
}

fn is_medias(path: &str) -> bool {
    path.to_lowercase().starts_with(MEDIA)
}

/// What `site.yaml` says of old addresses. Everything else must be claimed before, since they lead to it.
pub(super) fn of_site<'a>(site: &'a Site, claims: &mut Claims<'a>) {
    if site.config.redirects.is_empty() {
        return;
    }
    let standing = claims.standing();
    for redirect in &site.config.redirects {
        match claimed(redirect, &standing) {
            Ok(made) => {
                for (path, output) in made {
                    claims.claim(path, output, Claimant::Redirect(&redirect.at));
                }
            }
            Err((message, hint)) => {
                claims.findings.add(&codes::INVALID_REDIRECT, redirect.at.clone(), message).hint(hint);
            }
        }
    }
}

/// What a redirect publishes where, or what is wrong with it and how to mend it.
fn claimed(redirect: &Redirect, standing: &BTreeMap<String, Output>) -> Result<Vec<(String, Output)>, (String, String)> {
    let hint = || "write both from the first slash: /sv/old-name/: /sv/new-name/".to_owned();
    let from = address::alias(&redirect.from).filter(|from| !is_medias(from));
    let Some(from) = from else {
        if let Some((message, hint)) = address::refused_in(&redirect.from) {
            return Err((message, hint.to_owned()));
        }
        return Err((format!("«{}» can't be an old address on this site", redirect.from), hint()));
    };
    let root = || (redirect.to == "/").then(|| "/".to_owned());
    let Some(to) = address::alias(&redirect.to).or_else(root) else {
        return Err((format!("«{}» is no address on this site", redirect.to), hint()));
    };
    let file = to.trim_end_matches('/');
    if is_by_use(file) {
        let one_by_one =
            || ("pictures and attachments are led to one by one".to_owned(), "write a line for each, without a star".to_owned());
        // Whether it stands there is known when all texts have been read.
        return if redirect.whole { Err(one_by_one()) } else { Ok(vec![(from, Output::Redirect { to: file.to_owned() })]) };
    }
    let nowhere = || nowhere(&redirect.to);
    if !redirect.whole {
        return match standing.get(&to).or_else(|| standing.get(file)) {
            // An old address itself.
            Some(Output::Redirect { to }) => Ok(vec![(from, Output::Redirect { to: to.clone() })]),
            Some(_) if standing.contains_key(&to) => Ok(vec![(from, Output::Redirect { to })]),
            // A program that follows a feed or a calendar is led on by no page.
            Some(output) if ending(&redirect.from) == ending(file) => Ok(vec![(from.trim_end_matches('/').to_owned(), output.clone())]),
            Some(_) => Ok(vec![(from, Output::Redirect { to: file.to_owned() })]),
            None => Err(nowhere()),
        };
    }
    if to.starts_with(&from) || from.starts_with(&to) {
        return Err((format!("{from} and {to} lie one in the other"), "lead each page by itself, without a star".to_owned()));
    }
    let below = standing.range(to.clone()..).take_while(|(path, _)| path.starts_with(&to));
    let made: Vec<(String, Output)> = below
        .map(|(path, output)| (format!("{from}{}", &path[to.len()..]), path, output))
        // What stands there now goes before what stood there.
        .filter(|(old, ..)| *old == from || !standing.contains_key(old))
        .map(|(old, path, output)| match output {
            Output::Redirect { to } => (old, Output::Redirect { to: to.clone() }),
            _ if path.ends_with('/') => (old, Output::Redirect { to: path.clone() }),
            file => (old, file.clone()),
        })
        .collect();
    if made.is_empty() { Err(nowhere()) } else { Ok(made) }
}

/// What tells of which kind a file is: `xml`.
fn ending(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.rsplit_once('.').map(|(_, ending)| ending)
}

fn nowhere(to: &str) -> (String, String) {
    (format!("nothing stands at {to}"), "name a page or a file that the site has now".to_owned())
}

/// Tells of those that lead to a picture or an attachment which no text uses, so that it is not published.
pub(crate) fn unused(site: &Site, media: &BTreeMap<String, Output>) -> Findings {
    let mut findings = Findings::default();
    for redirect in &site.config.redirects {
        let to = address::alias(&redirect.to).unwrap_or_default();
        let file = to.trim_end_matches('/');
        if !redirect.whole && is_by_use(file) && !media.contains_key(file) {
            let (message, hint) = nowhere(&redirect.to);
            let finding = findings.add(&codes::INVALID_REDIRECT, redirect.at.clone(), message).hint(hint);
            finding.hint("an attachment is published when a text leads to it");
        }
    }
    findings
}
