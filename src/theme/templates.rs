//! Templates, compiled with the functions that they may call.

use std::collections::BTreeMap;

use tera::{Kwargs, State, Tera, Value};

use super::faults::{faults, undefined};
use super::{Asset, Words, words};
use crate::config::Config;
use crate::diagnostics::Finding;
use crate::found::Found;
use crate::language::Argument;
use crate::source::Text;

/// All templates of a theme and of those that it extends.
pub(super) struct Compiled {
    pub(super) tera: Tera,
    /// Those that can't be read, and why.
    pub(super) broken: BTreeMap<String, Finding>,
}

/// Compiles all templates that can be. Tera takes all of them or none: in the place of one that can't be read stands one that
/// fails when it is drawn, and so for those that can't be without it, of which nothing is told. `None` if nobody knows which
/// template is at fault.
pub(super) fn compile(
    chain: &[String],
    templates: &BTreeMap<String, Text>,
    words: &Words,
    assets: &BTreeMap<String, Asset>,
    config: &Config,
) -> Found<Option<Compiled>> {
    let mut told: Vec<Finding> = Vec::new();
    let mut broken = BTreeMap::new();
    let mut templates = templates.clone();
    loop {
        let mut tera = Tera::default();
        tera.set_fallback_prefixes(chain.iter().map(|name| format!("{name}/"))).expect("no template has been added yet");
        register(&mut tera, words, assets, config);
        let Err(error) = tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), &*text.text))) else {
            return Found { value: Some(Compiled { tera, broken }), findings: told };
        };
        let faults = faults(&error, &templates, chain);
        if told.is_empty() {
            told.clone_from(&faults);
        }
        let before = broken.len();
        for fault in faults {
            let at_fault = templates.iter_mut().find(|(_, text)| *text.path == fault.location.file);
            if let Some((name, text)) = at_fault.filter(|(name, _)| !broken.contains_key(*name)) {
                // What is not defined fails.
                *text = Text::new(&text.path, "{{ broken }}");
                let why = if told.contains(&fault) { fault } else { told[0].clone() };
                broken.insert(name.clone(), why);
            }
        }
        if broken.len() == before {
            return Found { value: None, findings: told };
        }
    }
}

/// The functions of templates: `word(id="…")` and `asset(path="…")`. They read words and assets, never the site. A component
/// sees what it is handed alone, so that `words` tell their language, too.
fn register(tera: &mut Tera, words: &Words, assets: &BTreeMap<String, Asset>, config: &Config) {
    tera.register_filter("safe", safe);
    let told = words.clone();
    tera.register_function("word", move |arguments: Kwargs, state: &State| -> Result<String, tera::Error> {
        let id: String = arguments.must_get("id")?;
        let reader: Option<String> = arguments.get("reader")?;
        let told_by = |name: &str, path: &str| -> Result<Option<String>, tera::Error> {
            let value = state.get::<Value>(name)?;
            Ok(value.and_then(|value| value.get_from_path(path)?.as_str().map(str::to_owned)))
        };
        let language = match reader {
            Some(reader) => Some(reader),
            None => told_by("page", "language.tag")?.or(told_by("words", words::LANGUAGE)?),
        };
        let language = language.ok_or_else(|| {
            tera::Error::message(format!("the word «{id}» needs a language: hand the component `words`, or give `reader=` a tag"))
        })?;
        let argument = |value: &Value| match (value.as_i64(), value.as_str()) {
            (Some(number), _) => Argument::Number(number),
            (None, Some(text)) => Argument::from(text),
            (None, None) => Argument::Text(value.to_string()),
        };
        let given = arguments.iter().filter_map(|(name, value)| Some((name.as_str()?, argument(value))));
        let given: Vec<(&str, Argument)> = given.filter(|(name, _)| !matches!(*name, "id" | "reader")).collect();
        told.get(&language, &id, &given).ok_or_else(|| {
            tera::Error::message(match told.has(&id) {
                true => format!("the word «{id}» asks for an argument that it is not given here"),
                false => format!("the theme has no word «{id}»"),
            })
        })
    });
    let assets: BTreeMap<String, String> = assets.iter().map(|(name, asset)| (name.clone(), config.href(&asset.path))).collect();
    tera.register_function("asset", move |arguments: Kwargs, _: &State| -> Result<String, tera::Error> {
        let path: String = arguments.must_get("path")?;
        assets.get(&super::assets::composed(&path)).cloned().ok_or_else(|| tera::Error::message(format!("the theme has no asset «{path}»")))
    });
}

/// The built-in filter makes nothing of what is not there, so that a misspelt name would leave the page empty.
fn safe(value: &Value, _: Kwargs, _: &State) -> Result<Value, tera::Error> {
    match (value.is_undefined(), value.as_str()) {
        (true, _) => Err(tera::Error::new(undefined())),
        (false, Some(_)) => Ok(value.clone().mark_safe()),
        (false, None) => Ok(Value::safe_string(&value.to_string())),
    }
}
