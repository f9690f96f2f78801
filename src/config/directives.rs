//! The directives that a text may use: declared in the theme's `theme.yaml`, and in those of the themes that it extends.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::fields::{Field, FieldType, Record, Schema, Typed, Value, boolean, choice_of, chosen, read};
use super::kinds::{TRANSLATED, TYPES};
use crate::diagnostics::codes;
use crate::found::Findings;
use crate::source::{Sources, Text, yaml};

/// What an author may write, by name.
pub type Directives = BTreeMap<String, Declaration>;

/// One directive as the theme declares it.
#[derive(Clone, Debug, PartialEq)]
pub struct Declaration {
    pub form: Form,
    pub label: Label,
    pub arguments: Vec<Argument>,
    /// The theme's template that draws it.
    pub template: String,
    /// The directive that it must stand in; empty if it may stand anywhere.
    pub inside: String,
    /// Whether nothing stands in it but the directives that must.
    pub parts_only: bool,
    /// What its template is given of the site.
    pub shows: Shows,
    /// Whether a citation must stand in it.
    pub cited: bool,
    /// Whether a translation may lack it, or have one of its own: a part that holds for some readers alone.
    pub apart: bool,
    pub help: String,
    pub example: String,
    /// The theme that declares it.
    pub theme: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `:::name` … `:::`
    Container,
    /// `::name`, on a line of its own.
    Leaf,
    /// `:name[…]`, within a text.
    Inline,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    None,
    Optional,
    Required,
}

/// Data of the site that a directive draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    Nothing,
    /// Organisations with a telephone number, of the country that its argument `country` names.
    Helplines,
    /// The glossary's term that its text or its argument `work` names.
    Term,
    /// The work's own `related` works.
    Related,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    pub field: Field,
    pub default: Option<String>,
    /// Whether it is text that a translation says in its own words.
    pub translated: bool,
}

impl Argument {
    /// What an author has written, to be read as the argument's type; `place` gives the place of a part of it.
    pub fn read_as(&self, written: &str, place: &dyn Fn(Range<usize>) -> Range<usize>) -> yaml::Node {
        let node = |at: Range<usize>| yaml::Node { value: yaml::Value::Scalar(written[at.clone()].to_owned()), span: place(at) };
        if !matches!(self.field.of, FieldType::List(_)) {
            return node(0..written.len());
        }
        let mut end = 0;
        let parts = written.split_inclusive([' ', ',']).map(|part| {
            end += part.len();
            end - part.len()..end - part.len() + part.trim_end_matches([' ', ',']).len()
        });
        let items = parts.filter(|part| !part.is_empty()).map(node).collect();
        yaml::Node { value: yaml::Value::List(items), span: place(0..written.len()) }
    }

    /// Its value in one way of writing, for a template.
    pub fn text_of(&self, value: &Value) -> Option<String> {
        Some(match value {
            Value::Boolean(is_so) => is_so.to_string(),
            Value::Language(language) => language.to_string(),
            Value::List(items) => items.iter().filter_map(|item| self.text_of(&item.value)).collect::<Vec<_>>().join(" "),
            Value::Text(text) => text.clone(),
            _ => return None,
        })
    }
}

pub const FORMS: [(&str, Form); 3] = [("container", Form::Container), ("leaf", Form::Leaf), ("inline", Form::Inline)];
pub const LABELS: [(&str, Label); 3] = [("none", Label::None), ("optional", Label::Optional), ("required", Label::Required)];
const SHOWS: [(&str, Shows); 4] =
    [("nothing", Shows::Nothing), ("helplines", Shows::Helplines), ("term", Shows::Term), ("related", Shows::Related)];

/// The name of the built-in theme, whose declarations come last.
const BUILT_IN: &str = "lykta";
/// More themes than this extend one another only in a circle.
const LONGEST_CHAIN: usize = 20;

impl Declaration {
    /// How it is written: `:::callout[label]{type=…}`.
    pub fn schema(&self) -> Schema {
        Schema::new(self.arguments.iter().map(|argument| argument.field.clone()))
    }

    /// Whether its text is something to press, in which no other such thing can stand: a term, a file to download.
    pub fn is_pressed(&self) -> bool {
        self.shows == Shows::Term || self.arguments.iter().any(|argument| argument.field.required && argument.field.of == FieldType::File)
    }
}

/// The key of `theme.yaml` that declares directives.
pub fn field() -> Field {
    // Arguments are plain text: what is written in Markdown is a directive's label or its content.
    let types: Vec<_> = TYPES.into_iter().filter(|(_, of)| *of != FieldType::Markdown).collect();
    let argument = Schema::new([
        Field::new("type", choice_of(&types), "What the argument holds."),
        Field::new("many", FieldType::Boolean, "Whether it may hold several of its choices, with spaces between them."),
        Field::new("required", FieldType::Boolean, "Whether it must be there."),
        Field::new("default", FieldType::Text, "What it is if it is not written."),
        Field::new("choices", FieldType::Text.list(), "The values to choose from, for the type choice."),
        Field::new("translated", FieldType::Boolean, TRANSLATED),
        Field::new("help", FieldType::Text, "One sentence for authors."),
    ]);
    let declaration = Schema::new([
        Field::new("form", choice_of(&FORMS), "container, leaf or inline.").required(),
        Field::new("label", choice_of(&LABELS), "Whether it has a label between brackets: none, optional or required."),
        Field::new("arguments", FieldType::Map(Box::new(FieldType::Record(Arc::new(argument)))), "What may stand between its braces."),
        Field::new("template", FieldType::Text, "The template that draws it; else directives/NAME.html."),
        Field::new("inside", FieldType::Text, "The directive that it must stand in."),
        Field::new("parts_only", FieldType::Boolean, "Whether nothing stands in it but directives that must, as the rows of a table."),
        Field::new("shows", choice_of(&SHOWS), "What its template is given of the site: nothing, helplines, term or related."),
        Field::new("cited", FieldType::Boolean, "Whether a citation must stand in it."),
        Field::new("apart", FieldType::Boolean, "Whether a translation may lack it, or have one of its own."),
        Field::new("help", FieldType::Text, "One sentence for authors."),
        Field::new("example", FieldType::Text, "How it is written, for `lykta directives`."),
    ]);
    Field::new(
        "directives",
        FieldType::Map(Box::new(FieldType::Record(Arc::new(declaration)))),
        "Components that authors may use in texts, by name.",
    )
}

/// The files that declare directives, from the site's own theme to the one that is built in. What is wrong in them, the
/// theme's loading tells.
pub(super) fn files(sources: &Sources, theme: &str) -> Vec<(String, Text)> {
    let mut chain: Vec<(String, Text)> = Vec::new();
    let mut name = theme.to_owned();
    while chain.len() < LONGEST_CHAIN {
        let path = format!("themes/{name}/theme.yaml");
        let built_in = || (name == BUILT_IN).then(|| Text::new(&path, include_str!("../../themes/lykta/theme.yaml")));
        let Some(file) = sources.text(&path).cloned().or_else(built_in) else { break };
        let parent = yaml::parse(&file.text, 0).ok().and_then(|node| {
            let schema = Schema::new([Field::new("extends", FieldType::Text, "")]);
            read(&node, &schema, &file, &mut Findings::default()).text("extends").map(str::to_owned)
        });
        chain.push((name, file));
        match parent {
            Some(parent) => name = parent,
            None => break,
        }
    }
    chain
}

/// All that `theme.yaml` files say of directives as text, for a hash.
pub fn written(sources: &Sources) -> impl Iterator<Item = &Text> {
    sources.below("themes").filter_map(|folder| folder.texts.get("theme.yaml"))
}

/// What authors may use: the nearest theme that declares a name has its say.
pub fn read_all(sources: &Sources, theme: &str) -> Directives {
    let mut directives = Directives::new();
    for (theme, file) in files(sources, theme) {
        let Ok(node) = yaml::parse(&file.text, 0) else { continue };
        let record = read(&node, &Schema::new([field()]), &file, &mut Findings::default());
        for (name, declared) in record.map("directives") {
            let (Value::Text(name), Value::Record(declared)) = (&name.value, &declared.value) else { continue };
            if let Some(declaration) = declaration(name, declared, &theme)
                && !directives.contains_key(name)
            {
                directives.insert(name.clone(), declaration);
            }
        }
    }
    directives
}

fn declaration(name: &str, record: &Record, theme: &str) -> Option<Declaration> {
    let form = chosen(&FORMS, record.text("form")?)?;
    let arguments = record.map("arguments").iter().filter_map(|(name, declared)| argument(name, declared)).collect();
    let text = |key: &str| record.text(key).unwrap_or_default().to_owned();
    Some(Declaration {
        form,
        // The text of one that stands within a text is its label.
        label: match form {
            Form::Inline => Label::Required,
            Form::Container | Form::Leaf => record.text("label").and_then(|label| chosen(&LABELS, label)).unwrap_or(Label::None),
        },
        arguments,
        template: record.text("template").map_or_else(|| format!("directives/{name}.html"), str::to_owned),
        inside: text("inside"),
        parts_only: record.boolean("parts_only") == Some(true),
        shows: record.text("shows").and_then(|shows| chosen(&SHOWS, shows)).unwrap_or(Shows::Nothing),
        cited: record.boolean("cited") == Some(true),
        apart: record.boolean("apart") == Some(true),
        help: text("help"),
        example: text("example").trim_end().to_owned(),
        theme: theme.to_owned(),
    })
}

fn argument(name: &Typed, declared: &Typed) -> Option<Argument> {
    let (Value::Text(name), Value::Record(record)) = (&name.value, &declared.value) else { return None };
    let choices: Vec<String> = record.texts("choices").map(|(text, _)| text.to_owned()).collect();
    let of = match record.text("type").and_then(|of| chosen(&TYPES, of)) {
        _ if !choices.is_empty() && record.boolean("many") == Some(true) => FieldType::Choice(choices).list(),
        _ if !choices.is_empty() => FieldType::Choice(choices),
        Some(of) => of,
        None => FieldType::Text,
    };
    let mut field = Field::new(name, of, record.text("help").unwrap_or_default());
    field.required = record.boolean("required") == Some(true);
    let translated = field.of == FieldType::Text && record.boolean("translated") != Some(false);
    let default = record.text("default").map(|text| match boolean(text).filter(|_| field.of == FieldType::Boolean) {
        Some(is_so) => is_so.to_string(),
        None => text.to_owned(),
    });
    Some(Argument { field, default, translated })
}

/// Checks what a theme declares; called where its other faults are told. `known` is what it and those that it extends
/// declare.
pub fn check(record: &Record, file: &Text, known: &Directives, templates: &dyn Fn(&str) -> bool, findings: &mut Findings) {
    for (name, declared) in record.map("directives") {
        let (Value::Text(text), Value::Record(fields)) = (&name.value, &declared.value) else { continue };
        let at = || file.at(name.span.clone());
        let sound = text.starts_with(|c: char| c.is_ascii_lowercase())
            && !text.ends_with('-')
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !sound {
            findings
                .add(&codes::INVALID_DIRECTIVE, at(), format!("«{text}» can't name a directive"))
                .hint("write small letters a to z, digits and hyphens");
        }
        let template = fields.text("template").map_or_else(|| format!("directives/{text}.html"), str::to_owned);
        if !templates(&template) {
            findings
                .add(&codes::INVALID_DIRECTIVE, at(), format!("there is no template «{template}»"))
                .hint(format!("add templates/{template} to the theme, or name another: `template: …`"));
        }
        if let Some(inside) = fields.get("inside")
            && let Value::Text(outer) = &inside.value
            && known.get(outer).is_none_or(|outer| outer.form != Form::Container)
        {
            let containers = known.iter().filter(|(_, declared)| declared.form == Form::Container).map(|(name, _)| name);
            findings
                .add(&codes::INVALID_DIRECTIVE, file.at(inside.span.clone()), format!("there is no container «{outer}»"))
                .nearest(outer, containers)
                .hint("name a directive of the form container, or leave out `inside`");
        }
        for (name, declared) in fields.map("arguments") {
            check_argument(name, declared, file, findings);
        }
    }
}

fn check_argument(name: &Typed, declared: &Typed, file: &Text, findings: &mut Findings) {
    let (Value::Record(record), Some(argument)) = (&declared.value, argument(name, declared)) else { return };
    let name = &argument.field.name;
    let is_choice = record.text("type").is_none_or(|of| of == "choice") || !record.list("choices").is_empty();
    if let Some(many) = record.get("many").filter(|_| !is_choice && record.boolean("many") == Some(true)) {
        findings
            .add(
                &codes::INVALID_DIRECTIVE,
                file.at(many.span.clone()),
                format!("the argument «{name}» is no choice, and only choices can be several"),
            )
            .hint("leave out `many`, or make it `type: choice` with `choices: [one, other]`");
        return;
    }
    let chooses = record.text("type") == Some("choice") || record.boolean("many") == Some(true);
    if chooses && record.list("choices").is_empty() {
        findings
            .add(
                &codes::INVALID_DIRECTIVE,
                file.at(declared.span.clone()),
                format!("the argument «{name}» is a choice, but has no choices"),
            )
            .hint("add `choices: [one, other]`");
        return;
    }
    let (Some(default), Some(written)) = (record.get("default"), &argument.default) else { return };
    if argument.field.required {
        findings
            .add(
                &codes::INVALID_DIRECTIVE,
                file.at(default.span.clone()),
                format!("the argument «{name}» must be written, so that its default is never used"),
            )
            .hint("leave out `default`, or `required`");
    }
    // The default is read as if an author had written it.
    let scalar = |text: &str| yaml::Node { span: default.span.clone(), value: yaml::Value::Scalar(text.to_owned()) };
    let value = argument.read_as(written, &|_| default.span.clone());
    let as_written = yaml::Node { span: default.span.clone(), value: yaml::Value::Map(vec![(scalar(name), value)]) };
    read(&as_written, &Schema::new([argument.field.clone()]), file, findings);
}
