//! `site.yaml` as typed: its keys, and what is read from the larger of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::fields::{Field, FieldType, Localised, Record, Schema, Typed, Value};
use super::kinds::{self, Kind};
use super::{Budgets, Declared, Gates, Taxonomy, Translations};
use crate::bibliography::{self, Style};
use crate::diagnostics::{Finding, Location, Severity, codes};
use crate::found::Findings;
use crate::language::{self, Language, Quotes};
use crate::source::{Sources, Text};

/// The keys of `content/site.yaml`.
pub fn schema() -> Schema {
    use FieldType as T;
    let taxonomy = Schema::new([
        Field::new("title", T::Text.per_language(), "The name of the list."),
        Field::new("path", T::Text.per_language(), "Its part of the address; else the taxonomy's name."),
        Field::new("terms", T::Map(Box::new(T::Text.per_language())), "Its terms and their names; a taxonomy without terms takes any."),
    ]);
    let html = Schema::new([Field::new("allow", T::Text.list(), "HTML elements that documents may use, such as kbd.")]);
    let translations = Schema::new([
        Field::new(
            "outdated",
            T::Choice(SEVERITIES.map(|(name, _)| name.to_owned()).into()),
            "How much it weighs that a translation is behind its source.",
        ),
        Field::new(
            "never_outdated",
            T::Text.list(),
            "Kinds of works of which an outdated translation must not be published, such as helplines.",
        ),
    ]);
    let citations = Schema::new([Field::new(
        "style",
        T::Text,
        "A style of citation such as lykta, apa or chicago-author-date, or a file in content/ that ends in .csl.",
    )]);
    let budgets = Schema::new([
        Field::new("page_html", T::Number, "The HTML of a page; else 12."),
        Field::new("first_view", T::Number, "What a page needs before it is seen: its HTML and the styles in its head; else 14."),
        Field::new("page_total", T::Number, "All that a page loads, but for pictures; else 30."),
        Field::new("style", T::Number, "All styles of a page for the screen; else 10."),
        Field::new("script", T::Number, "One script; else 6."),
        Field::new("picture", T::Number, "One picture; else 200."),
        Field::new("search", T::Number, "What a search loads up to its first result; else 100."),
    ]);
    let weights = ["error", "warning", "note", "off"].map(str::to_owned);
    let avoid = Schema::new([
        Field::new("language", T::Language, "The language of the words.").required(),
        Field::new("avoid", T::Text, "What to avoid.").required(),
        Field::new("instead", T::Text, "What to write.").required(),
    ]);
    let gates = Schema::new(
        codes::GATES
            .iter()
            .map(|code| Field::new(code.name, T::Choice(weights.to_vec()), &format!("How much it weighs: {}.", code.title)))
            .chain([
                Field::new(
                    "allow",
                    T::Record(super::allow_schema().into()).list(),
                    "What is let through everywhere: { code: …, text: …, reason: … }.",
                ),
                Field::new(
                    "avoid",
                    T::Record(avoid.into()).list(),
                    "Words that hurt, beyond the built-in ones: { language: …, avoid: …, instead: … }.",
                ),
            ]),
    );
    Schema::new([
        Field::new("title", T::Text.per_language(), "The name of the site.").required(),
        Field::new("base_url", T::Text, "The address where the site will stand.").required(),
        Field::new("languages", T::Language.list(), "The languages of the site, in the order in which they are offered.").required(),
        Field::new("description", T::Text.per_language(), "One sentence about the site, for search results."),
        Field::new("theme", T::Text, "A theme in themes/, or lykta, the built-in one."),
        Field::new("home", T::Work, "The work whose text stands on the home page."),
        Field::new("per_page", T::Number, "How many works a list shows on a page."),
        Field::new("publisher", T::Text, "Who is behind the site."),
        Field::new("licence", T::Text.per_language(), "Under which licence the texts stand."),
        Field::new("licence_url", T::Url, "Where that licence can be read."),
        Field::new("leave_url", T::Url, "Where «Leave this page» leads: something neutral."),
        Field::new(
            "kinds",
            T::Map(Box::new(T::Record(Arc::new(kinds::schema())))),
            "Kinds of works, beyond or in change of the built-in ones.",
        ),
        Field::new(
            "taxonomies",
            T::Map(Box::new(T::Record(Arc::new(taxonomy)))),
            "Ways to sort works, beyond topics, countries and audiences.",
        ),
        Field::new(
            "fallback",
            T::Map(Box::new(T::Language.list())),
            "For a language, the others in which a missing text is shown, nearest first.",
        ),
        Field::new(
            "quotes",
            T::Map(Box::new(T::QuotationMark.list())),
            "For a language, its quotation marks: outer and inner, opening and closing.",
        ),
        Field::new(
            "slugs",
            T::Choice(["own", "ascii"].map(str::to_owned).into()),
            "The letters of addresses: own, those of each language, or ascii, a to z alone.",
        ),
        Field::new(
            "terms",
            T::Choice(super::TERMS.map(str::to_owned).into()),
            "Whether the glossary's words are linked where they stand first in a text: auto, or marked, only where it says so.",
        ),
        Field::new(
            "feeds",
            T::Choice(["own", "all"].map(str::to_owned).into()),
            "What a language's feeds hold: own, what is there in the language itself, or all, also what is shown in another.",
        ),
        Field::new(
            "negotiate",
            T::Choice(["redirects", "apache", "nginx"].map(str::to_owned).into()).list(),
            "Hosts for which a file is written that leads / to the reader's language: redirects, apache, nginx.",
        ),
        Field::new(
            "redirects",
            T::Map(Box::new(T::Text)),
            "Old addresses on this site and where they lead: { /sv/old/: /sv/new/ }; with a star at both, all that lies below as well.",
        ),
        Field::new("citations", T::Record(Arc::new(citations)), "How sources are cited."),
        Field::new("data", T::Boolean, "Whether all works are published as tables for research, too; true unless this says false."),
        Field::new("translations", T::Record(Arc::new(translations)), "How strictly translations keep step with their sources."),
        Field::new(
            "share_pictures",
            T::Choice(["auto", "on", "off"].map(str::to_owned).into()),
            "Pictures beside links where pages are shared: on, off, or auto, on a site of up to 500 texts. \
             Titles in the letters of European languages, of Russian and Ukrainian and of Arabic and Persian have one; a title with other letters has none.",
        ),
        Field::new("budgets", T::Record(Arc::new(budgets)), "How much a reader may have to fetch, in kB as it is sent."),
        Field::new("gates", T::Record(Arc::new(gates)), "What the safeguarding gate stops, and how firmly."),
        super::pictures::limits_field(),
        Field::new("html", T::Record(Arc::new(html)), "Which raw HTML documents may use; none by default."),
    ])
}

/// The style of citation that `site.yaml` names; where it can't be had, the built-in one.
pub fn citations(record: &Record, languages: &[Language], sources: &Sources, file: &Text, findings: &mut Findings) -> Arc<Style> {
    let built_in = || Style::named(bibliography::BUILT_IN, languages).expect("our own style");
    let Some(typed) = record.record("citations").and_then(|citations| citations.get("style")) else { return built_in() };
    let Value::Text(name) = &typed.value else { return built_in() };
    let at = || file.at(typed.span.clone());
    if !name.ends_with(".csl") {
        return Style::named(name, languages).unwrap_or_else(|| {
            findings
                .add(&codes::UNKNOWN_STYLE, at(), format!("there is no style of citation «{name}»"))
                .nearest(name, Style::names())
                .hint("put a style of your own into content/ and name its file, such as ours.csl");
            built_in()
        });
    }
    let path = format!("content/{}", name.strip_prefix("content/").unwrap_or(name));
    let Some(written) = sources.text(&path) else {
        findings
            .add(&codes::UNKNOWN_STYLE, at(), format!("there is no file {path}"))
            .nearest(&path, styles(sources).map(|text| text.path.to_string()))
            .hint("name a file in content/ that ends in .csl");
        return built_in();
    };
    Style::read(&written.text, languages).unwrap_or_else(|fault| {
        let place = fault.at.map_or_else(|| Location::file(&*written.path), |at| written.at(at..at + 1));
        findings.add(&codes::UNKNOWN_STYLE, place, fault.message).hint("take a style from the Citation Style Language's collection");
        built_in()
    })
}

/// The styles of citation that the site brings: they lie beside `site.yaml`.
pub fn styles(sources: &Sources) -> impl Iterator<Item = &Text> {
    sources.below("content").take(1).flat_map(|folder| folder.texts.values()).filter(|text| text.path.ends_with(".csl"))
}

const SEVERITIES: [(&str, Severity); 3] = [("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];

/// How strictly translations keep step; a kind that is not there protects nobody, so it is found.
pub fn translations(record: &Record, kinds: &BTreeMap<String, Kind>, file: &Text, findings: &mut Findings) -> Translations {
    let mut translations = Translations { outdated: Severity::Warning, never_outdated: Vec::new() };
    let Some(written) = record.record("translations") else { return translations };
    if let Some((_, severity)) = SEVERITIES.iter().find(|(name, _)| written.text("outdated") == Some(name)) {
        translations.outdated = *severity;
    }
    for (kind, span) in written.texts("never_outdated") {
        if !kinds.contains_key(kind) {
            findings
                .add(&codes::UNKNOWN_KIND, file.at(span.clone()), format!("there is no kind «{kind}»"))
                .nearest(kind, kinds.keys())
                .hint(format!("the kinds are {}", kinds.keys().cloned().collect::<Vec<_>>().join(", ")));
            continue;
        }
        translations.never_outdated.push(kind.to_owned());
    }
    translations
}

/// What the site says to the safeguarding gate.
pub fn gates(record: &Record, languages: &[Language], file: &Text, findings: &mut Findings) -> Gates {
    let Some(written) = record.record("gates") else { return Gates::default() };
    let weight = |name: &str| SEVERITIES.iter().find(|(known, _)| *known == name).map(|(_, severity)| *severity);
    tell_unused_avoid(written, languages, file, findings);
    let avoid = written.list("avoid").iter().filter_map(|item| match &item.value {
        Value::Record(entry) => {
            Some((entry.language("language")?.clone(), entry.text("avoid")?.to_owned(), entry.text("instead")?.to_owned()))
        }
        _ => None,
    });
    Gates {
        weights: codes::GATES.iter().filter_map(|code| Some((code.name, weight(written.text(code.name)?)))).collect(),
        allow: super::allowances(written),
        avoid: avoid.collect(),
    }
}

/// Tells words to avoid in a language in which the site has no text.
fn tell_unused_avoid(gates: &Record, languages: &[Language], file: &Text, findings: &mut Findings) {
    const NORWEGIAN: [&str; 3] = ["no", "nb", "nn"];
    for item in gates.list("avoid") {
        let Value::Record(entry) = &item.value else { continue };
        let (Some(named), Some(at)) = (entry.language("language"), entry.get("language")) else { continue };
        let is_norwegian = |language: &Language| NORWEGIAN.contains(&language.base());
        let reads = |language: &Language| named.base() == language.base() || is_norwegian(named) && is_norwegian(language);
        if !languages.iter().any(reads) {
            undeclared(named.tag(), &at.span, languages, file, findings).severity = Severity::Warning;
        }
    }
}

/// Where `path` and `template` of kinds and taxonomies are written; else where they are named.
pub fn places(record: &Record, file: &Text) -> BTreeMap<Declared, Location> {
    let mut places = BTreeMap::new();
    for group in ["kinds", "taxonomies"] {
        for (key, value) in record.map(group) {
            let (Value::Text(name), Value::Record(declared)) = (&key.value, &value.value) else { continue };
            for part in ["path", "template"] {
                let span = declared.get(part).map_or(&key.span, |typed| &typed.span);
                places.insert((group, name.clone(), part), file.at(span.clone()));
            }
        }
    }
    places
}

/// The built-in taxonomies, then the site's own; a declared one of the same name changes a built-in one.
pub fn taxonomies(record: &Record, file: &Text, findings: &mut Findings) -> Vec<Taxonomy> {
    let mut taxonomies: Vec<Taxonomy> = ["topics", "countries", "audiences"]
        .map(|name| Taxonomy {
            name: name.to_owned(),
            title: Localised::default(),
            path: Localised::one(name),
            countries: name == "countries",
            terms: Vec::new(),
        })
        .into();
    let built_in = kinds::built_in();
    for (key, value) in record.map("taxonomies") {
        let (Value::Text(name), Value::Record(declared)) = (&key.value, &value.value) else { continue };
        if super::stands(name).is_some() {
            findings
                .add(&codes::INVALID_KIND, file.at(key.span.clone()), format!("every work has a field «{name}» already"))
                .hint("give the taxonomy another name");
            continue;
        }
        if let Some(kind) = built_in.iter().find(|kind| kind.fields.iter().any(|declared| declared.field.name == *name)) {
            findings
                .add(&codes::INVALID_KIND, file.at(key.span.clone()), format!("the kind «{}» has a field «{name}» already", kind.name))
                .hint("give the taxonomy another name");
            continue;
        }
        if !super::is_name(name) {
            findings
                .add(&codes::INVALID_KIND, file.at(key.span.clone()), format!("«{name}» can't name a taxonomy"))
                .hint("write small letters a to z, digits and hyphens");
            continue;
        }
        let at = match taxonomies.iter().position(|taxonomy| taxonomy.name == *name) {
            Some(at) => at,
            None => {
                taxonomies.push(Taxonomy {
                    name: name.clone(),
                    title: Localised::one(name),
                    path: Localised::one(name),
                    countries: false,
                    terms: Vec::new(),
                });
                taxonomies.len() - 1
            }
        };
        let taxonomy = &mut taxonomies[at];
        if let Some(title) = declared.get("title") {
            taxonomy.title = Localised::of(title);
        }
        if let Some(path) = declared.get("path") {
            taxonomy.path = Localised::of(path);
            kinds::check_path(path, file, findings);
        }
        for (term, names) in declared.map("terms") {
            if let Value::Text(name) = &term.value {
                if taxonomy.countries && !language::is_country(name) {
                    findings
                        .add(&codes::UNKNOWN_COUNTRY, file.at(term.span.clone()), format!("«{name}» is not a country code"))
                        .nearest(name, language::country_codes())
                        .hint("write the two capital letters of ISO 3166-1, such as SE");
                }
                taxonomy.terms.push((name.clone(), Localised::of(names)));
            }
        }
    }
    taxonomies
}

/// For each language, all others: first what `site.yaml` says, then what usually lies near, then the site's order.
pub fn fallback(record: &Record, languages: &[Language], file: &Text, findings: &mut Findings) -> BTreeMap<Language, Vec<Language>> {
    undeclared_keys(record, "fallback", languages, file, findings);
    for (_, chain) in record.map("fallback") {
        let Value::List(items) = &chain.value else { continue };
        for item in items {
            if let Value::Language(language) = &item.value
                && !languages.contains(language)
            {
                undeclared(language.tag(), &item.span, languages, file, findings);
            }
        }
    }
    let find = |tag: &str| languages.iter().find(|language| language.tag() == tag).cloned();
    languages
        .iter()
        .map(|language| {
            let mut chain: Vec<Language> = Vec::new();
            let declared = record.map("fallback").iter().find(|(key, _)| names(key, language));
            if let Some((_, typed)) = declared
                && let Value::List(items) = &typed.value
            {
                chain.extend(items.iter().filter_map(|item| match &item.value {
                    Value::Language(language) => find(language.tag()),
                    _ => None,
                }));
            }
            // A region's texts are read where the language's own are missing, and the other way round.
            chain.extend(in_any_region(language.base(), languages));
            chain.extend(language.usual_fallback().iter().flat_map(|base| find(base).into_iter().chain(in_any_region(base, languages))));
            chain.extend(languages.iter().cloned());
            let mut unique: Vec<Language> = Vec::new();
            for other in chain {
                if other != *language && !unique.contains(&other) {
                    unique.push(other);
                }
            }
            (language.clone(), unique)
        })
        .collect()
}

/// The languages of which `fallback` says something.
pub fn declares_fallback(record: &Record, languages: &[Language]) -> BTreeSet<Language> {
    let is_declared = |language: &&Language| record.map("fallback").iter().any(|(key, _)| names(key, language));
    languages.iter().filter(is_declared).cloned().collect()
}

/// The languages of a site that are one language: it may have `en-GB` and no `en`.
fn in_any_region<'l>(base: &'l str, languages: &'l [Language]) -> impl Iterator<Item = Language> {
    languages.iter().filter(move |language| language.base() == base).cloned()
}

/// Finds keys of a map by language that are none of the site's languages.
fn undeclared_keys(record: &Record, name: &str, languages: &[Language], file: &Text, findings: &mut Findings) {
    for (key, _) in record.map(name) {
        if let Value::Text(tag) = &key.value
            && !languages.iter().any(|language| names(key, language))
        {
            undeclared(tag, &key.span, languages, file, findings);
        }
    }
}

/// Whether a key is the tag of a language, in whatever case it is written.
fn names(key: &Typed, language: &Language) -> bool {
    key.text().is_some_and(|tag| Language::parse(tag).is_ok_and(|named| named == *language))
}

fn undeclared<'f>(
    tag: &str,
    span: &std::ops::Range<usize>,
    languages: &[Language],
    file: &Text,
    findings: &'f mut Findings,
) -> &'f mut Finding {
    let finding = findings.add(&codes::INVALID_CHOICE, file.at(span.clone()), format!("«{tag}» is not among the site's languages"));
    finding.nearest(tag, languages.iter().map(Language::tag));
    finding.hint("add it to `languages`, or remove it here")
}

/// The quotation marks of each language, with what `site.yaml` says in place of custom.
pub fn quotes(record: &Record, languages: &[Language], file: &Text, findings: &mut Findings) -> BTreeMap<Language, Quotes> {
    undeclared_keys(record, "quotes", languages, file, findings);
    for (_, marks) in record.map("quotes") {
        if matches!(&marks.value, Value::List(items) if items.len() != 4) {
            findings
                .add(&codes::INVALID_CHOICE, file.at(marks.span.clone()), "a language has four quotation marks")
                .hint("write outer opening and closing, inner opening and closing: [», «, ›, ‹]");
        }
    }
    languages
        .iter()
        .map(|language| {
            let declared = record.map("quotes").iter().find(|(key, _)| names(key, language));
            let marks: Vec<&'static str> = match declared.map(|(_, typed)| &typed.value) {
                // The few marks of a configuration live as long as the program.
                Some(Value::List(items)) => items
                    .iter()
                    .filter_map(|item| match &item.value {
                        Value::Text(text) => Some(&*Box::leak(text.clone().into_boxed_str())),
                        _ => None,
                    })
                    .collect(),
                _ => Vec::new(),
            };
            let quotes = match marks[..] {
                [open, close, inner_open, inner_close] => Quotes { open, close, inner_open, inner_close },
                _ => language.quotes(),
            };
            (language.clone(), quotes)
        })
        .collect()
}

/// Elements that can run, load or hide something; allowing one would undo what the refusal is for.
const NEVER: &[&str] = &[
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "link",
    "meta",
    "base",
    "svg",
    "math",
    "template",
    "noscript",
    "frame",
    "frameset",
    "applet",
    "audio",
    "video",
    "source",
    "img",
    "textarea",
    "select",
    "option",
    "title",
    "html",
    "head",
    "body",
    "plaintext",
    "xmp",
    "noembed",
    "portal",
    "slot",
    "canvas",
    "dialog",
];

pub fn allowed_html(record: &Record, file: &Text, findings: &mut Findings) -> Vec<String> {
    let Some(html) = record.record("html") else { return Vec::new() };
    html.texts("allow")
        .filter_map(|(name, span)| {
            let name = name.to_lowercase();
            if NEVER.contains(&name.as_str()) || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
                findings
                    .add(&codes::INVALID_CHOICE, file.at(span.clone()), format!("the element «{name}» can't be allowed"))
                    .hint("harmless ones can, such as kbd, abbr, sub, sup, mark, small, ruby");
                return None;
            }
            Some(name)
        })
        .collect()
}

/// How much a reader may have to fetch; what is not said is as usual.
pub fn budgets(record: &Record, file: &Text, findings: &mut Findings) -> Budgets {
    let mut budgets = Budgets::default();
    let Some(written) = record.record("budgets") else { return budgets };
    for (name, budget) in [
        ("page_html", &mut budgets.page_html),
        ("first_view", &mut budgets.first_view),
        ("page_total", &mut budgets.page_total),
        ("style", &mut budgets.style),
        ("script", &mut budgets.script),
        ("picture", &mut budgets.picture),
        ("search", &mut budgets.search),
    ] {
        let Some(typed) = written.get(name) else { continue };
        let Value::Number(kilobytes) = typed.value else { continue };
        match u64::try_from(kilobytes).ok().filter(|kilobytes| (1..=1_000_000).contains(kilobytes)) {
            Some(kilobytes) => *budget = kilobytes * 1000,
            None => {
                findings
                    .add(&codes::INVALID_CHOICE, file.at(typed.span.clone()), "a budget is a number of kB, 1 or more")
                    .hint("write a large number where nothing shall be too heavy, such as 1000");
            }
        }
    }
    budgets
}
