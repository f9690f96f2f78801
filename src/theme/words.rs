//! Words of the interface, in Fluent: one file a language in each theme's `locales/`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_syntax::ast;
use rayon::prelude::*;
use tera::Value;

use super::{Layer, built_in};
use crate::config::Config;
use crate::config::fields::{Localised, Name};
use crate::diagnostics::{Location, codes};
use crate::found::{Findings, Found};
use crate::language::{Argument, Language, Messages, nesting};
use crate::source::Text;

/// Under this name templates find among the words the tag of their language; no word of Fluent has such a name.
pub const LANGUAGE: &str = "@language";

/// The words of each language of the site, each taken from the nearest language that has it.
#[derive(Clone)]
pub struct Words {
    languages: Arc<BTreeMap<String, OneLanguage>>,
    missing: Arc<BTreeMap<String, Vec<String>>>,
}

struct OneLanguage {
    /// The language's own words, then those of its fallback.
    bundles: Vec<Arc<Messages>>,
    /// Words without arguments.
    plain: BTreeMap<String, Name>,
    /// The same, ready for templates as `words.home`.
    values: Value,
}

impl Words {
    /// A word with its arguments filled in; `None` if no language has one that is content with them.
    pub fn get(&self, language: &str, id: &str, arguments: &[(&str, Argument)]) -> Option<String> {
        let language = self.languages.get(language).or_else(|| self.languages.values().next())?;
        language.bundles.iter().find_map(|bundle| bundle.get(id, arguments))
    }

    /// Whether any language has a word of that name.
    pub fn has(&self, id: &str) -> bool {
        self.languages.values().flat_map(|language| &language.bundles).any(|bundle| bundle.has(id))
    }

    /// A word without arguments.
    pub fn plain(&self, language: &Language, id: &str) -> Option<&str> {
        self.name(language, id).map(|name| name.text.as_str())
    }

    /// The same with the language that lends it.
    pub fn name(&self, language: &Language, id: &str) -> Option<&Name> {
        let language = self.languages.get(language.tag()).or_else(|| self.languages.values().next())?;
        language.plain.get(id)
    }

    /// What the site calls something, or else a word.
    pub fn called(&self, declared: &Localised, id: &str, language: &Language, config: &Config) -> Option<Name> {
        declared.name(language, config.fallback_of(language)).or_else(|| self.name(language, id).cloned())
    }

    /// For each language of the site, the words that it lacks and another one has.
    pub fn missing(&self) -> &BTreeMap<String, Vec<String>> {
        &self.missing
    }

    /// All words without arguments by their ids, ready for templates.
    pub fn values(&self, language: &Language) -> Value {
        self.languages.get(language.tag()).map_or_else(Value::none, |language| language.values.clone())
    }
}

/// Reads the Fluent files of all layers and finds what is missing in a language.
pub fn load(layers: &[Layer], config: &Config) -> Found<Words> {
    let mut findings = Findings::default();
    let mut own: BTreeMap<String, Arc<Messages>> = BTreeMap::new();
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut files: BTreeMap<Language, Vec<&Text>> = BTreeMap::new();
    // The farthest theme first, so that nearer words take the place of farther ones.
    for layer in layers.iter().rev() {
        for (path, text) in &layer.texts {
            let Some(name) = path.strip_prefix("locales/").and_then(|name| name.strip_suffix(".ftl")) else { continue };
            match Language::parse(name) {
                Ok(language) => files.entry(language).or_default().push(text),
                Err(hint) => {
                    findings
                        .add(
                            &codes::WORDS_FILE_NAME,
                            Location::file(&*text.path),
                            format!("«{name}» is not a language tag, so the file is not read"),
                        )
                        .hint(format!("{hint}, and .ftl after it"));
                }
            }
        }
    }
    // The built-in words ask for nothing else.
    let given = if layers.iter().all(|layer| layer.built_in) { Given::new() } else { given() };
    let read: Vec<_> = files.into_par_iter().map(|(language, texts)| read_all(&language, &texts, &given)).collect();
    for (tag, known, messages) in read.into_iter().map(|read| findings.take(read)) {
        own.insert(tag.clone(), Arc::new(messages));
        ids.insert(tag, known);
    }
    let all: BTreeSet<&String> = ids.values().flatten().collect();
    let mut languages = BTreeMap::new();
    let mut missing = BTreeMap::new();
    for language in &config.languages {
        let mut chain: Vec<&str> = own_tags(language).collect();
        let others = config.fallback_of(language).iter().map(Language::tag);
        // What usually lies near may be no language of the site; the site itself knows better.
        match config.declares_fallback.contains(language) {
            true => chain.extend(others),
            false => chain.extend(language.usual_fallback().iter().copied().chain(others)),
        }
        chain.push("en");
        let bundles: Vec<_> = chain.iter().filter_map(|tag| own.get(*tag).cloned()).chain(own.values().cloned()).collect();
        let has = own_words(language, &ids);
        tell_missing(language, &has, &all, layers, config, &mut findings);
        let lacks = |id: &&&String| !has.contains(id.as_str());
        missing.insert(language.to_string(), all.iter().filter(lacks).map(|id| (*id).clone()).collect());
        let named = |id: &str| {
            let (text, from) = bundles.iter().find_map(|bundle| Some((bundle.get(id, &[])?, bundle.language())))?;
            Some(Name { text, lent_by: Some(from).filter(|_| !has.contains(id)).cloned() })
        };
        let plain: BTreeMap<String, Name> = all.iter().filter_map(|id| Some(((*id).clone(), named(id)?))).collect();
        let told = plain.iter().map(|(id, name)| (id.as_str(), name.text.as_str())).chain([(LANGUAGE, language.tag())]);
        let values = Value::from_serializable(&told.collect::<BTreeMap<_, _>>());
        languages.insert(language.to_string(), OneLanguage { bundles, plain, values });
    }
    findings.with(Words { languages: Arc::new(languages), missing: Arc::new(missing) })
}

/// The ids of a language's words.
fn own_words<'i>(language: &Language, ids: &'i BTreeMap<String, BTreeSet<String>>) -> BTreeSet<&'i str> {
    own_tags(language).filter_map(|tag| ids.get(tag)).flatten().map(String::as_str).collect()
}

/// The tags for which a language's words may be written, one of its countries or all; what is «no» is read as Bokmål.
fn own_tags(language: &Language) -> impl Iterator<Item = &str> {
    let bokmål = language.tag().split('-').next().filter(|base| *base == "no").map(|_| "nb");
    nearer_to_farther(language.tag()).chain(bokmål)
}

/// A tag, and those of which it is a kind: `zh-Hant-TW`, `zh-Hant`, `zh`.
fn nearer_to_farther(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| tag.rsplit_once('-').map(|(farther, _)| farther))
}

/// The messages of a language, and their ids.
fn read_all(language: &Language, texts: &[&Text], given: &Given) -> Found<(String, BTreeSet<String>, Messages)> {
    let mut findings = Findings::default();
    let mut messages = Messages::new(language);
    let mut defined = BTreeSet::new();
    for text in texts {
        look_at(text, given, &mut defined, &mut findings);
        messages.add(&text.text);
    }
    let ids = defined.into_iter().filter(|name| !name.starts_with('-') && !name.contains('.')).collect();
    findings.with((language.to_string(), ids, messages))
}

fn tell_missing(
    language: &Language,
    has: &BTreeSet<&str>,
    all: &BTreeSet<&String>,
    layers: &[Layer],
    config: &Config,
    findings: &mut Findings,
) {
    let own = layers.first().filter(|layer| !layer.built_in).map(|layer| layer.name.as_str());
    let path = format!("themes/{}/locales/{language}.ftl", own.unwrap_or("mine"));
    // Beside the built-in theme no file is read.
    let location = if own.is_some() { Location::file(&*path) } else { config.theme_at.clone() };
    if has.is_empty() {
        let finding = findings.add(
            &codes::MISSING_WORD,
            location,
            format!("the theme has no words in «{language}», so other languages' words are shown"),
        );
        if layers.iter().any(|layer| layer.built_in) {
            finding.hint(format!("`lykta theme words > {path}` writes the built-in words in English; translate them there"));
        } else if layers.iter().any(|layer| layer.texts.contains_key("locales/en.ftl")) {
            finding.hint("copy locales/en.ftl of the theme to this file and translate it");
        } else {
            finding.hint("write the words that the theme's templates use into this file, each as `id = text`");
        }
        if own.is_none() {
            finding.hint(
                "make a theme of your own for them: themes/mine/theme.yaml with `extends: lykta`, and `theme: mine` in content/site.yaml",
            );
        }
        return;
    }
    let missing: Vec<&str> = all.iter().filter(|id| !has.contains(id.as_str())).map(|id| id.as_str()).collect();
    if !missing.is_empty() {
        findings
            .add(&codes::MISSING_WORD, location, format!("the theme lacks {} in «{language}»", missing.join(", ")))
            .hint("add the words to this file");
    }
}

/// A built-in word → the arguments that it is given, as `$name`.
type Given = BTreeMap<String, BTreeSet<String>>;

/// The English of the built-in theme uses whatever argument a word is given.
fn given() -> Given {
    let english = built_in::texts().get("locales/en.ftl").map(|text| text.text.to_string()).unwrap_or_default();
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(english);
    let messages = resource.entries().filter_map(|entry| match entry {
        ast::Entry::Message(message) => Some(message),
        _ => None,
    });
    messages
        .map(|message| {
            let mut named = Vec::new();
            message.value.iter().for_each(|pattern| in_pattern(pattern, &mut named));
            (message.id.name.to_owned(), named.into_iter().filter(|name| name.starts_with('$')).collect())
        })
        .collect()
}

/// The faults of one Fluent file, and what it defines: `message`, `message.attribute`, `-term`.
fn look_at(text: &Text, given: &Given, defined: &mut BTreeSet<String>, findings: &mut Findings) {
    if let Some(at) = nesting::too_deep(&text.text) {
        findings
            .add(&codes::INVALID_WORDS, text.at(at..at + 1), "the braces of this file are nested too deep, so that none of it is read")
            .hint("say it in several messages, and close each brace");
        return;
    }
    let resource = match FluentResource::try_new(text.text.to_string()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                findings
                    .add(
                        &codes::INVALID_WORDS,
                        text.at(error.slice.clone().unwrap_or_else(|| error.pos.clone())),
                        "this is not valid Fluent",
                    )
                    .hint("a message is `id = text`; the variants of a choice stand on lines of their own, one of them with a *");
            }
            resource
        }
    };
    let at = |id: &str| {
        let start = place_of(&text.text, id);
        text.at(start..start + id.len())
    };
    let mut here = BTreeMap::new();
    for entry in resource.entries() {
        let (id, value, attributes) = match entry {
            ast::Entry::Message(message) => (message.id.name.to_owned(), message.value.as_ref(), &message.attributes),
            ast::Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
            _ => continue,
        };
        let mut named = Vec::new();
        for pattern in value.into_iter().chain(attributes.iter().map(|attribute| &attribute.value)) {
            in_pattern(pattern, &mut named);
        }
        // One without a text takes the place of a farther theme's, too.
        match value {
            Some(_) => defined.insert(id.clone()),
            None => defined.remove(&id),
        };
        defined.extend(attributes.iter().map(|attribute| format!("{id}.{}", attribute.id.name)));
        if here.contains_key(&id) {
            findings.add(&codes::DUPLICATE_WORD, at(&id), format!("«{id}» stands twice; the last one counts")).hint("remove one of them");
        }
        here.insert(id, named);
    }
    for (id, named) in &here {
        for name in named.iter().filter(|name| !defined.contains(*name)) {
            if name.starts_with('$') {
                let Some(given) = given.get(id).filter(|given| !given.contains(name)) else { continue };
                let message = format!("«{id}» asks for {name}, which nobody gives it");
                let finding = findings.add(&codes::INVALID_WORDS, at(id), message);
                finding.hint(match given.is_empty() {
                    true => "write it without".to_owned(),
                    false => format!("it is given {}", given.iter().cloned().collect::<Vec<_>>().join(", ")),
                });
            } else if name.ends_with("()") {
                findings
                    .add(&codes::INVALID_WORDS, at(id), format!("there is no function «{name}» for words"))
                    .hint("leave it out; a number is written as the language writes it");
            } else if name.starts_with('-') {
                findings.add(&codes::INVALID_WORDS, at(id), format!("there is no term «{name}»")).hint(format!("define it: `{name} = …`"));
            } else {
                findings
                    .add(&codes::INVALID_WORDS, at(id), format!("there is no message «{name}»"))
                    .nearest(name, &*defined)
                    .hint("define it in this file, or correct the name");
            }
        }
        if leads_back(id, &here) {
            findings.add(&codes::INVALID_WORDS, at(id), format!("«{id}» leads back to itself")).hint("write out what it says");
        }
    }
}

/// Whether a message names itself, or one that does.
fn leads_back(id: &str, named: &BTreeMap<String, Vec<String>>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    while let Some(next) = open.pop() {
        for name in named.get(next).into_iter().flatten() {
            if name == id {
                return true;
            }
            if seen.insert(name) {
                open.push(name);
            }
        }
    }
    false
}

/// The last place where a message begins.
fn place_of(text: &str, id: &str) -> usize {
    let mut found = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('=')) {
            found = at;
        }
        at += line.len();
    }
    found
}

/// What a pattern names: messages and their attributes, `-terms`, `$arguments`, and functions with `()` behind them.
fn in_pattern(pattern: &ast::Pattern<&str>, named: &mut Vec<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            in_expression(expression, named);
        }
    }
}

fn in_expression(expression: &ast::Expression<&str>, named: &mut Vec<String>) {
    match expression {
        ast::Expression::Inline(expression) => in_inline(expression, named),
        ast::Expression::Select { selector, variants } => {
            in_inline(selector, named);
            variants.iter().for_each(|variant| in_pattern(&variant.value, named));
        }
    }
}

fn in_inline(expression: &ast::InlineExpression<&str>, named: &mut Vec<String>) {
    let with = |id: &str, attribute: &Option<ast::Identifier<&str>>| match attribute {
        Some(attribute) => format!("{id}.{}", attribute.name),
        None => id.to_owned(),
    };
    match expression {
        ast::InlineExpression::MessageReference { id, attribute } => named.push(with(id.name, attribute)),
        ast::InlineExpression::TermReference { id, attribute, .. } => named.push(with(&format!("-{}", id.name), attribute)),
        ast::InlineExpression::VariableReference { id } => named.push(format!("${}", id.name)),
        ast::InlineExpression::FunctionReference { id, .. } => named.push(format!("{}()", id.name)),
        ast::InlineExpression::Placeable { expression } => in_expression(expression, named),
        _ => {}
    }
}
