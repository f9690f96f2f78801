//! The theme: templates, words of the interface and assets, each taken from the nearest theme that has it.

pub mod assets;
pub mod built_in;
pub mod context;
mod misplaced;
mod script;
mod style;
pub mod words;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tera::{ErrorKind, Kwargs, State, Tera, Value};

use crate::config::fields::{self, Field, FieldType, Schema};
use crate::config::{Config, directives, pictures};
use crate::diagnostics::{Finding, Location, codes};
use crate::found::{Findings, Found};
use crate::language::Argument;
use crate::memo::Memo;
use crate::source::{Sources, Text, yaml};
use crate::world::World;

pub use assets::Asset;
pub use words::Words;

/// A theme with all that it inherits.
pub struct Theme {
    tera: Tera,
    /// Template by its name in Tera → its text and where it stands.
    templates: BTreeMap<String, Text>,
    /// Templates that can't be read, and why: a page that needs one of them fails.
    broken: BTreeMap<String, Finding>,
    /// The site's own theme, or the one that is built in.
    name: String,
    /// Where `site.yaml` asks for the templates of its kinds.
    asked_at: BTreeMap<String, Location>,
    pub words: Words,
    /// By the name under which templates ask for them.
    pub assets: BTreeMap<String, Asset>,
    /// The hash of all that it was made from, but for its assets' bytes, which their paths name.
    pub hash: blake3::Hash,
}

/// The name of the theme that is built in.
pub const BUILT_IN: &str = "lykta";

const CONTEXT: &str = "`lykta theme context` prints what a template may use";

/// One page may not become larger than this, in bytes: a template's loop must end.
const LARGEST_PAGE: usize = 32 << 20;

/// Loads the theme that the configuration names, and those that it extends, from memory if no file of a theme has
/// changed. `None` if no page could be drawn.
pub fn load(world: &dyn World, sources: &Sources, config: &Config, memo: &Memo) -> Found<Option<Arc<Theme>>> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(config.hash.as_bytes());
    for folder in sources.below("themes") {
        hasher.update(folder.hash.as_bytes());
    }
    let hash = hasher.finalize();
    for file in sources.below("themes").flat_map(|folder| folder.files.values()) {
        hasher.update(&file.seen.to_le_bytes());
    }
    Found::clone(&memo.get(("theme", hasher.finalize()), || read(world, sources, config, hash)))
}

fn read(world: &dyn World, sources: &Sources, config: &Config, hash: blake3::Hash) -> Found<Option<Arc<Theme>>> {
    let mut findings = Findings::default();
    let chain = chain(sources, config, &mut findings);
    let layers: Vec<Layer> = chain.iter().map(|name| Layer::of(name, sources)).collect();
    let words = findings.take(words::load(&layers, config));
    let assets = findings.take(assets::load(world, &layers));
    let mut templates = BTreeMap::new();
    for layer in &layers {
        for (path, text) in layer.texts.iter().filter(|(path, _)| path.starts_with("templates/") && path.ends_with(".html")) {
            templates.insert(format!("{}/{}", layer.name, &path["templates/".len()..]), text.clone());
        }
    }
    check_declared(&layers, config, &mut findings);
    misplaced::check(sources, &mut findings);
    let asked = config.kinds.values().filter_map(|kind| {
        let at = config.written_at.get(&("kinds", kind.name.clone(), "template"))?;
        Some((kind.template.clone(), at.clone()))
    });
    let asked_at = asked.collect();
    let damaged = layers.iter().any(|layer| layer.damaged);
    let compiled = findings.take(compile(&chain, &templates, &words, &assets, config));
    let theme = compiled.filter(|_| !damaged).map(|Compiled { tera, broken }| {
        Arc::new(Theme { tera, templates, broken, name: config.theme.clone(), asked_at, words, assets, hash })
    });
    findings.with(theme)
}

/// Whether each directive that a theme declares has its template, there or in a theme that it extends, and what it says of
/// pictures can be meant.
fn check_declared(layers: &[Layer], config: &Config, findings: &mut Findings) {
    for layer in layers.iter().filter(|layer| !layer.built_in) {
        let Some(file) = layer.texts.get("theme.yaml") else { continue };
        let Ok(node) = yaml::parse(&file.text, 0) else { continue };
        // Other faults have been told where the chain was read.
        let record = fields::read(&node, &schema(), file, &mut Findings::default());
        let has = |template: &str| layers.iter().any(|layer| layer.texts.contains_key(&format!("templates/{template}")));
        directives::check(&record, file, &config.directives, &has, findings);
        pictures::check(&record, file, findings);
    }
}

/// A theme's own files, without what it inherits: path below its folder → text or size.
pub struct Layer {
    pub name: String,
    pub texts: BTreeMap<String, Text>,
    /// Files that are no text, and where they lie below the site's root; empty for the built-in theme.
    pub files: BTreeMap<String, String>,
    pub built_in: bool,
    /// Whether a file could not be read.
    damaged: bool,
}

impl Layer {
    fn of(name: &str, sources: &Sources) -> Layer {
        let top = format!("themes/{name}");
        if sources.text(&format!("{top}/theme.yaml")).is_none() && name == BUILT_IN {
            return Layer {
                name: name.to_owned(),
                texts: built_in::texts().clone(),
                files: BTreeMap::new(),
                built_in: true,
                damaged: false,
            };
        }
        let mut layer = Layer { name: name.to_owned(), texts: BTreeMap::new(), files: BTreeMap::new(), built_in: false, damaged: false };
        for folder in sources.below(&top) {
            let below = |name: &String| folder.path_of(name)[top.len() + 1..].to_owned();
            layer.texts.extend(folder.texts.iter().map(|(name, text)| (below(name), text.clone())));
            layer.files.extend(folder.files.keys().map(|name| (below(name), folder.path_of(name))));
            layer.damaged |= !folder.unreadable.is_empty();
        }
        layer
    }
}

/// The file that makes a folder a theme.
fn theme_file(name: &str) -> String {
    format!("themes/{name}/theme.yaml")
}

fn schema() -> Schema {
    Schema::new([
        Field::new("name", FieldType::Text, "What the theme is called."),
        Field::new("version", FieldType::Text, "Its version."),
        Field::new("description", FieldType::Text, "What it is for."),
        Field::new("extends", FieldType::Text, "The theme whose files it inherits."),
        directives::field(),
        pictures::field(),
    ])
}

/// The names of the themes from the site's own to the last that is extended. Where it can't be known which one a theme
/// extends, it is taken to be the built-in one, so that pages are drawn all the same.
fn chain(sources: &Sources, config: &Config, findings: &mut Findings) -> Vec<String> {
    let mut chain = vec![config.theme.clone()];
    let mut asked_by = config.theme_at.clone();
    loop {
        let name = chain.last().expect("never empty").clone();
        let path = theme_file(&name);
        let Some(file) = sources.text(&path) else {
            if name != BUILT_IN {
                chain.push(BUILT_IN.to_owned());
                let known = sources
                    .below("themes")
                    .filter(|folder| folder.texts.contains_key("theme.yaml"))
                    .filter_map(|folder| folder.path.strip_prefix("themes/"));
                let finding = findings.add(&codes::UNKNOWN_THEME, asked_by, format!("there is no theme «{name}»"));
                finding.nearest(&name, known.chain([BUILT_IN]));
                finding.hint(format!("a theme has a file {path}; the built-in one is called lykta"));
            }
            return chain;
        };
        let node = match yaml::parse(&file.text, 0) {
            Ok(node) => node,
            Err(error) => {
                findings.add(&codes::INVALID_YAML, file.at(error.at), error.message).hint(error.hint);
                chain.push(BUILT_IN.to_owned());
                return chain;
            }
        };
        let record = fields::read(&node, &schema(), file, findings);
        let Some(parent) = record.text("extends") else { return chain };
        let at = file.at(record.get("extends").map_or(0..0, |typed| typed.span.clone()));
        if chain.iter().any(|known| known == parent) {
            findings
                .add(&codes::THEME_CIRCLE, at, format!("the theme «{name}» extends «{parent}», which leads back to it"))
                .hint("extend lykta, or nothing");
            chain.push(BUILT_IN.to_owned());
            return chain;
        }
        chain.push(parent.to_owned());
        asked_by = at;
    }
}

struct Compiled {
    tera: Tera,
    broken: BTreeMap<String, Finding>,
}

/// Compiles all templates that can be. Tera takes all of them or none: in the place of one that can't be read stands one that
/// fails when it is drawn, and so for those that can't be without it, of which nothing is told. `None` if nobody knows which
/// template is at fault.
fn compile(
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
        let faults = faults(&error, &templates);
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

/// Why templates can't be compiled.
fn faults(error: &tera::Error, templates: &BTreeMap<String, Text>) -> Vec<Finding> {
    let mut faults = faults_of_syntax(templates);
    if faults.is_empty() {
        faults = faults_of_names(error, templates);
    }
    if faults.is_empty() {
        faults.push(template_finding(error, templates));
    }
    faults
}

/// Each template is read alone, so that all faults of syntax are told at once.
fn faults_of_syntax(templates: &BTreeMap<String, Text>) -> Vec<Finding> {
    let mut findings = Findings::default();
    for (name, text) in templates {
        if let Err(error) = Tera::default().add_raw_template(name, &text.text)
            && let ErrorKind::SyntaxError(report) = error.kind()
            && report.filename() == name
            && !report.message().starts_with("This component")
        {
            let span = report.span();
            findings
                .add(&codes::INVALID_TEMPLATE, text.at(span.range.clone()), report.message())
                .hint("correct the marked place; `lykta theme context` prints what a template may use");
        }
    }
    let only_unknown = |finding: &Finding| {
        let message = finding.message.to_lowercase();
        message.contains("unknown") || message.contains("not found") || message.contains("not registered")
    };
    findings.into_vec().into_iter().filter(|finding| !only_unknown(finding)).collect()
}

/// What templates name and nobody has made, read from the report that Tera makes of all of it.
fn faults_of_names(error: &tera::Error, templates: &BTreeMap<String, Text>) -> Vec<Finding> {
    let ErrorKind::Msg(report) = error.kind() else { return Vec::new() };
    let mut findings = Findings::default();
    for fault in report.split("error: ").skip(1) {
        let mut lines = fault.lines();
        let (Some(message), Some(place)) = (lines.next(), lines.next()) else { continue };
        let mut place = place.trim_start_matches([' ', '-', '>']).rsplitn(3, ':');
        let (column, line) = (place.next().and_then(|n| n.parse().ok()), place.next().and_then(|n| n.parse().ok()));
        let (Some(text), Some(name)) = (place.next().and_then(|name| templates.get(name)), message.split('`').nth(1)) else { continue };
        let what = message.split('`').next().unwrap_or_default().trim_end();
        let message = match what.strip_prefix("Unknown ").unwrap_or(what) {
            "filter" => format!("there is no filter «{name}»"),
            "test" => format!("there is no test «{name}»"),
            "function" => format!("there is no function «{name}»"),
            "component" => format!("there is no component «{name}»"),
            "template" => format!("there is no template «{name}»"),
            "Block" => format!("no template that this one extends has a block «{name}»"),
            _ => continue,
        };
        let at = named_at(&text.text, line.unwrap_or(1), column.unwrap_or(1), name);
        findings.add(&codes::INVALID_TEMPLATE, text.at(at), message).hint(CONTEXT);
    }
    findings.into_vec()
}

/// The bytes of a name that stands at a line and a column or soon after; both from 1.
fn named_at(text: &str, line: usize, column: usize, name: &str) -> Range<usize> {
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let start = before + text[before..].chars().take(column - 1).map(char::len_utf8).sum::<usize>();
    let at = text[start..].find(name).map_or(start, |after| start + after);
    at..at + name.len()
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
        assets.get(&path).cloned().ok_or_else(|| tera::Error::message(format!("the theme has no asset «{path}»")))
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

/// What [`safe`] says of a value that is not there. Tera marks an argument of the wrong type where it stands.
fn undefined() -> ErrorKind {
    ErrorKind::InvalidArgument { expected_type: "a text".into(), actual_type: "undefined".into() }
}

/// What went wrong in a template, at its line.
fn template_finding(error: &tera::Error, templates: &BTreeMap<String, Text>) -> Finding {
    let place_of =
        |name: &str| templates.get(name).map_or_else(|| Location::file(format!("themes/{name}")), |text| Location::file(&*text.path));
    // The line on which a template names another.
    let naming = |name: &str, other: &str| match templates.get(name) {
        Some(text) => match text.text.find(&format!("\"{other}\"")) {
            Some(at) => text.at(at..at + other.len() + 2),
            None => Location::file(&*text.path),
        },
        None => place_of(name),
    };
    let (code, location, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let text = templates.get(report.filename());
            let location = match text {
                Some(text) => text.at(report.span().range.clone()),
                None => place_of(report.filename()),
            };
            let code = if matches!(error.kind(), ErrorKind::SyntaxError(_)) { &codes::INVALID_TEMPLATE } else { &codes::TEMPLATE_ERROR };
            match text.filter(|_| report.message() == undefined().to_string()) {
                Some(text) => {
                    // Tera marks the first name of a path.
                    let start = report.span().range.start;
                    let of_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
                    let path = text.text[start..].split(|c| !of_path(c)).next().unwrap_or_default();
                    (code, text.at(start..start + path.len()), format!("«{path}» is not defined"))
                }
                None => (code, location, report.message().to_owned()),
            }
        }
        ErrorKind::MissingParent { current, parent } => {
            (&codes::INVALID_TEMPLATE, naming(current, parent), format!("there is no template «{parent}»"))
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let parent = inheritance_chain.first().map_or(tpl.as_str(), |name| name.rsplit('/').next().unwrap_or(name));
            (&codes::INVALID_TEMPLATE, naming(tpl, parent), "templates extend one another in a circle".to_owned())
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            (&codes::INVALID_TEMPLATE, place_of(tpl), "templates include one another in a circle".to_owned())
        }
        ErrorKind::TemplateNotFound(name) => {
            (&codes::TEMPLATE_ERROR, Location::file(format!("themes/{name}")), format!("there is no template «{name}»"))
        }
        ErrorKind::Io(_) => (
            &codes::TEMPLATE_ERROR,
            Location::file("themes"),
            format!("the page is larger than {} MB: does a loop of its template end?", LARGEST_PAGE >> 20),
        ),
        other => {
            let text = other.to_string();
            let named = templates.keys().find(|name| text.contains(name.as_str()));
            (
                &codes::INVALID_TEMPLATE,
                named.map_or_else(|| Location::file("themes"), |name| place_of(name)),
                text.lines().next().unwrap_or_default().to_owned(),
            )
        }
    };
    let mut finding = Finding::new(code, location, message);
    finding.hint(CONTEXT);
    finding
}

impl Theme {
    /// Draws a page. The finding of a fault names the template's line.
    pub fn draw(&self, template: &str, context: &context::PageContext) -> Result<Vec<u8>, Box<Finding>> {
        self.draw_from(template, context)
    }

    /// Draws a directive of a text.
    pub fn draw_directive(&self, template: &str, context: &context::DirectiveContext) -> Result<String, Box<Finding>> {
        text(self.draw_from(template, context)?)
    }

    /// Draws a work as lists show it. Empty if the theme has no template for that, as one may that extends none.
    pub fn draw_card(&self, context: &context::CardPage) -> Result<String, Box<Finding>> {
        const TEMPLATE: &str = "card.html";
        if self.tera.contains_template(TEMPLATE) { text(self.draw_from(TEMPLATE, context)?) } else { Ok(String::new()) }
    }

    fn draw_from(&self, template: &str, context: &impl serde::Serialize) -> Result<Vec<u8>, Box<Finding>> {
        let fail = |error: &tera::Error| {
            if let ErrorKind::RenderingError(report) = error.kind()
                && let Some(finding) = self.broken.get(report.filename())
            {
                return Box::new(finding.clone());
            }
            let mut finding = template_finding(error, &self.templates);
            if let ErrorKind::TemplateNotFound(name) = error.kind() {
                let asked_at = self.asked_at.get(name);
                finding.location = asked_at.cloned().unwrap_or_else(|| Location::file(format!("themes/{}/templates/{name}", self.name)));
                finding.hints = vec![match asked_at {
                    Some(_) => format!("add templates/{name} to the theme, or name another: `template: …`"),
                    None => {
                        format!("add it to the theme, or take it from the built-in one: `extends: lykta` in {}", theme_file(&self.name))
                    }
                }];
            }
            Box::new(finding)
        };
        let values = tera::Context::from_serialize(context).map_err(|error| fail(&error))?;
        let mut page = Capped { bytes: Vec::with_capacity(16 << 10) };
        self.tera.render_to(template, &values, &mut page).map_err(|error| fail(&error))?;
        Ok(page.bytes)
    }
}

fn text(drawn: Vec<u8>) -> Result<String, Box<Finding>> {
    String::from_utf8(drawn).map_err(|_| Box::new(Finding::new(&codes::TEMPLATE_ERROR, Location::file("themes"), "the page is not UTF-8")))
}

/// A buffer that refuses to grow beyond what a page may be.
struct Capped {
    bytes: Vec<u8>,
}

impl std::io::Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + bytes.len() > LARGEST_PAGE {
            return Err(std::io::Error::other("the page is too large"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
