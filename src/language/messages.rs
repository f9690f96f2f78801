//! Words of an interface, in Fluent, with plurals and numbers by the Unicode data.
//!
//! The crate beneath Fluent (intl_pluralrules 7) takes the ranges of the plural rules without their moduli, so that 22 is
//! no `few` in Lithuanian and Ukrainian. Messages are therefore rewritten as they are read: a choice by category asks for
//! `$n-plural`, one by an exact number for `$n-number`, and both are given beside `$n`, which is the number as the
//! language writes it.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::{ast, parser, serializer};
use icu_plurals::{PluralCategory, PluralRules};

use super::{Language, nesting};

/// The messages of one language.
pub struct Messages {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    plurals: Option<PluralRules>,
}

/// What a message is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    Number(i64),
    Text(String),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Argument {
        Argument::Text(text.to_owned())
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Argument {
        Argument::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl Messages {
    pub fn new(language: &Language) -> Messages {
        let mut bundle = FluentBundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
        // Marks of isolation are wrong in attributes; foreign names are isolated by elements.
        bundle.set_use_isolating(false);
        let plurals = PluralRules::try_new_cardinal(language.formatting_locale().into()).ok();
        Messages { language: language.clone(), bundle, plurals }
    }

    pub fn language(&self) -> &Language {
        &self.language
    }

    /// Adds a file's messages, which take the place of earlier ones of the same name. What is no Fluent is left out, and so
    /// is a file that nests [`nesting::too_deep`].
    pub fn add(&mut self, text: &str) {
        if nesting::too_deep(text).is_some() {
            return;
        }
        let mut resource = match parser::parse(text.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        for entry in &mut resource.body {
            let pattern = match entry {
                ast::Entry::Message(message) => message.value.as_mut(),
                ast::Entry::Term(term) => Some(&mut term.value),
                _ => None,
            };
            if let Some(pattern) = pattern {
                rewrite(pattern);
            }
        }
        let rewritten = match FluentResource::try_new(serializer::serialize(&resource)) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        self.bundle.add_resource_overriding(rewritten);
    }

    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// A message with its arguments filled in; `None` if there is none of that name, or if it asks for one that is not given.
    pub fn get(&self, id: &str, arguments: &[(&str, Argument)]) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut filled = FluentArgs::new();
        for (name, argument) in arguments {
            match argument {
                Argument::Text(text) => filled.set(*name, FluentValue::from(text.as_str())),
                Argument::Number(number) => {
                    filled.set(*name, FluentValue::from(self.language.number(&number.to_string())));
                    filled.set(format!("{name}{EXACT}"), FluentValue::from(*number));
                    filled.set(format!("{name}{CATEGORY}"), FluentValue::from(self.category(*number)));
                }
            }
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&filled), &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }

    fn category(&self, number: i64) -> &'static str {
        match self.plurals.as_ref().map_or(PluralCategory::Other, |rules| rules.category_for(number)) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }
}

const CATEGORY: &str = "-plural";
const EXACT: &str = "-number";
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn rewrite(pattern: &mut ast::Pattern<String>) {
    for element in &mut pattern.elements {
        if let ast::PatternElement::Placeable { expression: ast::Expression::Select { selector, variants } } = element {
            for variant in variants.iter_mut() {
                rewrite(&mut variant.value);
            }
            rewrite_choice(selector, variants);
        }
    }
}

fn rewrite_choice(selector: &mut ast::InlineExpression<String>, variants: &mut Vec<ast::Variant<String>>) {
    let ast::InlineExpression::VariableReference { id } = selector else { return };
    let name = id.name.clone();
    let is_exact = |variant: &ast::Variant<String>| matches!(variant.key, ast::VariantKey::NumberLiteral { .. });
    let is_category = |variant: &ast::Variant<String>| matches!(&variant.key, ast::VariantKey::Identifier { name } if CATEGORIES.contains(&name.as_str()));
    let by_category = variants.iter().all(|variant| is_category(variant) || is_exact(variant));
    if !by_category {
        // A choice by words, such as a country's code or a gender.
        return;
    }
    if !variants.iter().any(is_exact) {
        id.name = name + CATEGORY;
        return;
    }
    id.name = format!("{name}{EXACT}");
    let (mut exact, categories): (Vec<_>, Vec<_>) = variants.drain(..).partition(is_exact);
    let default_is_exact = exact.iter().any(|variant| variant.default);
    if !categories.is_empty() && !default_is_exact {
        let inner = ast::Expression::Select {
            selector: ast::InlineExpression::VariableReference { id: ast::Identifier { name: name + CATEGORY } },
            variants: categories,
        };
        exact.push(ast::Variant {
            key: ast::VariantKey::Identifier { name: "other".into() },
            value: ast::Pattern { elements: vec![ast::PatternElement::Placeable { expression: inner }] },
            default: true,
        });
    }
    *variants = exact;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(tag: &str, text: &str) -> Messages {
        let mut messages = Messages::new(&Language::parse(tag).unwrap());
        messages.add(text);
        messages
    }

    #[test]
    fn numbers_choose_the_form_that_the_language_asks_for() {
        let text =
            "pages = { $n ->\n    [0] nerasta\n    [one] { $n } puslapis\n    [few] { $n } puslapiai\n   *[other] { $n } puslapių\n}\n";
        let messages = messages("lt", text);
        let said: Vec<_> =
            [0, 1, 2, 10, 21, 22, 112, 1234].iter().map(|n| messages.get("pages", &[("n", Argument::Number(*n))]).unwrap()).collect();
        assert_eq!(
            said.iter().map(|text| text.replace('\u{a0}', " ")).collect::<Vec<_>>(),
            ["nerasta", "1 puslapis", "2 puslapiai", "10 puslapių", "21 puslapis", "22 puslapiai", "112 puslapių", "1 234 puslapiai"]
        );
    }

    #[test]
    fn other_choices_and_terms_stay_as_they_are() {
        let text = "-name = Lykta\nhello = { $who ->\n    [police] Hej polis, { -name }\n   *[anyone] Hej { $who }, { -name }\n}\n";
        let messages = messages("sv", text);
        assert_eq!(messages.get("hello", &[("who", "police".into())]).unwrap(), "Hej polis, Lykta");
        assert_eq!(messages.get("hello", &[("who", "du".into())]).unwrap(), "Hej du, Lykta");
        assert_eq!(messages.get("missing", &[]), None);
    }

    #[test]
    fn a_later_file_replaces_single_messages_and_faults_harm_no_others() {
        let mut messages = messages("en", "a = one\nb = two\n");
        messages.add("a = other\nbroken line\n");
        assert_eq!(messages.get("a", &[]).unwrap(), "other");
        assert_eq!(messages.get("b", &[]).unwrap(), "two");
    }
}
