//! The theme: templates, words of the interface and assets, each taken from the nearest theme that has it.

pub mod assets;
mod blocked;
pub mod built_in;
mod conditions;
pub mod context;
mod faults;
mod misplaced;
mod script;
mod style;
mod templates;
pub mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{ErrorKind, Tera};

use crate::config::fields::{self, Field, FieldType, Schema};
use crate::config::{Config, directives, pictures};
use crate::diagnostics::{Finding, Location, codes};
use crate::found::{Findings, Found};
use crate::memo::Memo;
use crate::source::{Sources, Text, yaml};
use crate::world::World;

use faults::template_finding;
use templates::{Compiled, compile};

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
    conditions::check(&layers, &mut findings);
    blocked::check(&layers, &mut findings);
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
                let folders = sources.below("themes").filter(|folder| folder.texts.contains_key("theme.yaml"));
                let known: Vec<&str> = folders.filter_map(|folder| folder.path.strip_prefix("themes/")).chain([BUILT_IN]).collect();
                let finding = findings.add(&codes::UNKNOWN_THEME, asked_by, format!("there is no theme «{name}»"));
                // Who writes the folder's path means its last part.
                let last = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                match known.contains(&last) {
                    true => finding.hint(format!("did you mean «{last}»?")),
                    false => finding.nearest(&name, known),
                };
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

impl Theme {
    /// Draws a page. The finding of a fault names the template's line.
    pub fn draw(&self, template: &str, context: &context::PageContext) -> Result<Vec<u8>, Box<Finding>> {
        self.draw_from(template, context)
    }

    /// Whether a template names a field of a work by itself: `work.fields.questions`.
    pub fn shows_field(&self, name: &str) -> bool {
        let named = [format!("fields.{name}"), format!("fields[\"{name}\"]"), format!("fields['{name}']")];
        let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let names = |text: &str| named.iter().any(|named| text.match_indices(named).any(|(at, _)| !goes_on(&text[at + named.len()..])));
        self.templates.values().any(|text| names(&text.text))
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
                finding.hints.clear();
                let known = [format!("{name}.html")].into_iter().filter(|name| asked_at.is_some() && self.tera.contains_template(name));
                for name in known {
                    finding.hint(format!("did you mean «{name}»?"));
                }
                finding.hint(match asked_at {
                    Some(_) => format!("add templates/{name} to the theme, or name another: `template: …`"),
                    None => {
                        format!("add it to the theme, or take it from the built-in one: `extends: lykta` in {}", theme_file(&self.name))
                    }
                });
            }
            Box::new(finding)
        };
        drawn(&self.tera, template, context).map_err(|error| fail(&error))
    }
}

/// What a template makes of a context, in bytes; fails where that is larger than a page may be.
pub fn drawn(tera: &Tera, template: &str, context: &impl serde::Serialize) -> Result<Vec<u8>, tera::Error> {
    let values = tera::Context::from_serialize(context)?;
    let mut page = Capped { bytes: Vec::with_capacity(32 << 10) };
    tera.render_to(template, &values, &mut page)?;
    Ok(page.bytes)
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
