//! What the gate needs to know of a site, as values.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::Build;
use crate::config::Secret;
use crate::config::contact;
use crate::config::fields::FieldType;
use crate::config::kinds::StructuredData;
use crate::language::Date;
use crate::safeguard::Rules;
use crate::safeguard::contacts::contact_key;
use crate::safeguard::denied::Denied;
use crate::safeguard::language::{Hurtful, built_in};
use crate::safeguard::mask::Mask;
use crate::safeguard::repeated::{Hidden, Public};
use crate::safeguard::unpublished::Unpublished;
use crate::site::visibility::{self, Visibility};
use crate::theme::built_in::texts as built_in_theme;

/// By what it judges, and the files of drafts and of what has its time before it or behind it.
pub(super) fn of(build: &Build) -> (Rules, BTreeSet<Arc<str>>) {
    let config = &build.site.config;
    let today = build.site.today;
    let (hidden, not_public) = hidden(build);
    let rules = Rules {
        weights: config.gates.weights.clone(),
        contacts: contacts(build),
        day: Some((today.to_string(), days(today))),
        unpublished: unpublished(build, &hidden, &not_public),
        denied: denied(config.options.deny.as_ref()),
        foreign: false,
        hidden_by_hand: false,
    };
    (rules, not_public)
}

/// Words that hurt: what the site says first, then what its glossary says to avoid, then what is known.
pub(super) fn hurtful(build: &Build) -> Vec<Hurtful> {
    let own = build.site.config.gates.avoid.iter().map(|(language, avoid, instead)| Hurtful::new(language.tag(), avoid, instead));
    own.chain(avoided_terms(build)).chain(built_in()).collect()
}

/// What hides in any finding what must not be known.
pub fn mask(deny: Option<&Secret>, today: Date) -> Mask {
    Mask { denied: denied(deny), today: days(today) }
}

fn denied(list: Option<&Secret>) -> Option<Arc<Denied>> {
    list.and_then(|list| Denied::parse(&list.0).ok()).map(Arc::new)
}

/// Words that the glossary says to avoid, each in the language of its document.
fn avoided_terms(build: &Build) -> impl Iterator<Item = Hurtful> {
    let documents = build.parsed.works.iter().flat_map(|work| &work.documents);
    documents.flat_map(|document| {
        let said_right = || ["forms", "synonyms"].into_iter().flat_map(|name| document.fields.texts(name)).map(|(form, _)| form.to_owned());
        let avoided = document.fields.texts("avoid");
        avoided.map(move |(avoid, _)| Hurtful::new(document.language.tag(), avoid, &document.title).or_within(said_right()))
    })
}

/// How organisations say that they are reached, in fields that their kind declares for it. What another work says of how
/// somebody is reached may be a person's own.
fn contacts(build: &Build) -> BTreeSet<String> {
    let site = &build.site;
    let mut contacts = BTreeSet::new();
    let of_organisations = site.works.iter().filter(|work| site.kind(work).structured_data == StructuredData::Organisation);
    for work in of_organisations {
        let declared = site.kind(work).fields.iter().filter(|declared| *declared.field.of.innermost() == FieldType::Contact);
        for name in declared.map(|declared| declared.field.name.as_str()) {
            let documents = work.documents.iter().flatten().map(|published| &published.document.fields);
            let said = documents.chain([&work.fields]).filter_map(|fields| fields.get(name));
            let contacts_of = |text| [contact::bare(text)].into_iter().chain(contact::several(text)).map(contact_key);
            said.for_each(|said| said.each(&mut |one| contacts.extend(one.text().into_iter().flat_map(contacts_of))));
        }
    }
    contacts
}

/// As Ukraine counts days: the first is 1 January 1900.
fn days(date: Date) -> i64 {
    date.days_since(Date { year: 1899, month: 12, day: 31 })
}

/// What is not public, and the files that say it.
fn hidden(build: &Build) -> (Vec<Hidden>, BTreeSet<Arc<str>>) {
    let (site, parsed) = (&build.site, &build.parsed);
    let mut hidden = Vec::new();
    let mut files = BTreeSet::new();
    let slug = |path: &str| site.config.slug(path.rsplit('/').next().unwrap_or_default());
    let shown: BTreeSet<String> = site.works.iter().map(|work| slug(&work.path)).collect();
    for work in &parsed.works {
        let mut some_shown = false;
        // Where a document names none, its folder is its part of an address, unless that is public in another.
        let folder = Some(slug(&work.file.path)).filter(|folder| !shown.contains(folder));
        for document in &work.documents {
            if visibility::is_shown(&work.file, document, site.today, &site.config.options) {
                some_shown = true;
                continue;
            }
            files.insert(document.file.path.clone());
            hidden.push(Hidden {
                file: document.file.path.to_string(),
                state: match visibility::of(&work.file, document, site.today) {
                    Visibility::Draft => "a draft",
                    Visibility::Scheduled(_) => "not public before its day",
                    Visibility::Expired(_) => "no longer public",
                    Visibility::Published => continue,
                },
                names: [Some(document.title.as_str()), document.fields.text("slug"), folder.as_deref()]
                    .into_iter()
                    .flatten()
                    .map(str::to_owned)
                    .collect(),
                texts: document.said().into_iter().map(str::to_owned).collect(),
            });
        }
        if !some_shown {
            files.insert(work.file.file.path.clone());
        }
    }
    (hidden, files)
}

/// What is not public, and is said by nothing that is.
fn unpublished(build: &Build, hidden: &[Hidden], files: &BTreeSet<Arc<str>>) -> Unpublished {
    if hidden.is_empty() {
        return Unpublished::default();
    }
    // What a theme says on every page is said, whoever has a draft of that name; the built-in one is no file of the site.
    let built_in = built_in_theme();
    let public = build.all_texts().chain(built_in.values()).filter(|text| !files.contains(&text.path));
    let works: BTreeSet<String> = build.site.works.iter().map(|work| format!("content/{}", work.path)).collect();
    let work = |file: &'_ str| file.rsplit_once('/').and_then(|(folder, _)| works.get(folder)).map(String::as_str);
    let public = public.map(|text| Public { work: work(&text.path), file: &text.path, text: &text.text });
    // In BibTeX they are written with braces and accents of TeX.
    let titles: Vec<String> = build.site.config.bibliography.values().flat_map(|source| source.titles()).collect();
    let titles = titles.iter().map(|title| Public { work: None, file: "", text: title });
    Unpublished::new(hidden, &public.chain(titles).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_ukraine_counts_them() {
        for (date, count) in [("1900-01-01", 1), ("1900-01-03", 3), ("2026-11-24", 46_349)] {
            assert_eq!(days(Date::parse(date).expect("a date")), count, "{date}");
        }
    }
}
