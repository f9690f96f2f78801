//! `lykta directives`: what authors may write in texts beyond Markdown.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::{Failure, Outcome, Root, configured, print};
use crate::config::directives::{Declaration, FORMS, LABELS};
use crate::config::fields::FieldType;
use crate::document::markdown::shape;
use crate::source::Reading;
use crate::speech::Speech;

#[derive(Args, Debug)]
pub struct Arguments {
    /// One of them alone
    name: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    root: Root,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

pub fn run(arguments: &Arguments, speech: Speech) -> Outcome {
    let world = arguments.root.open()?;
    let config = configured(Reading::new(&world).sources())?;
    let wanted = |name: &str| arguments.name.as_deref().is_none_or(|wanted| wanted == name);
    let chosen: Vec<(&String, &Declaration)> = config.directives.iter().filter(|(name, _)| wanted(name)).collect();
    if let (Some(name), true) = (&arguments.name, chosen.is_empty()) {
        let hint = crate::diagnostics::nearest(name, config.directives.keys().map(String::as_str))
            .map(|near| format!("; did you mean {near}?"))
            .unwrap_or_default();
        return Err(Failure::Usage(format!("the theme has no directive «{name}»{hint}")));
    }
    match arguments.format {
        Format::Human => chosen.iter().for_each(|(name, declaration)| print(human(name, declaration, speech))),
        Format::Json => {
            let all: Vec<Value> = chosen.iter().map(|(name, declaration)| machine(name, declaration)).collect();
            print(format_args!("{:#}\n", json!({ "version": 1, "directives": all })));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The name of a value in a table of names.
fn name_in<T: PartialEq>(table: &[(&'static str, T)], value: &T) -> &'static str {
    table.iter().find(|(_, known)| known == value).map_or("", |(name, _)| name)
}

fn human(name: &str, declaration: &Declaration, speech: Speech) -> String {
    let mut out = format!("{name} ({})", speech.tell(name_in(&FORMS, &declaration.form)));
    if declaration.theme != crate::theme::BUILT_IN {
        out.push_str(&speech.tell(&format!(", of the theme {}", declaration.theme)));
    }
    if !declaration.inside.is_empty() {
        out.push_str(&speech.tell(&format!(", in {}", declaration.inside)));
    }
    out.push_str(&format!("\n  {}\n", speech.tell(&declaration.help)));
    for argument in &declaration.arguments {
        let mut line = format!("  {}: {}", argument.field.name, what(&argument.field.of, speech));
        if argument.field.required {
            line.push_str(&speech.tell(", required"));
        }
        if let Some(default) = &argument.default {
            line.push_str(&speech.tell(&format!(", else {default}")));
        }
        out.push_str(&format!("{line}. {}\n", speech.tell(&argument.field.help)));
    }
    out.push('\n');
    let shape = speech.tell(&shape(name, declaration)).into_owned();
    let example = if declaration.example.is_empty() { &shape } else { &declaration.example };
    for line in example.lines() {
        out.push_str(&format!("    {line}\n"));
    }
    out.push('\n');
    out
}

/// What to write as a value. What is chosen from stays as it is written, whatever it means as a word.
fn what(of: &FieldType, speech: Speech) -> String {
    match of {
        FieldType::Choice(choices) => format!("{} {}", speech.tell("one of"), choices.join(", ")),
        FieldType::List(of) => format!("{} {}", speech.tell("a list, each"), what(of, speech)),
        of => speech.tell(&of.described()).into_owned(),
    }
}

fn machine(name: &str, declaration: &Declaration) -> Value {
    let arguments: Vec<Value> = declaration
        .arguments
        .iter()
        .map(|argument| {
            json!({
                "name": argument.field.name,
                "type": argument.field.of.described(),
                "required": argument.field.required,
                "default": argument.default,
                "help": argument.field.help,
            })
        })
        .collect();
    json!({
        "name": name,
        "form": name_in(&FORMS, &declaration.form),
        "label": name_in(&LABELS, &declaration.label),
        "inside": declaration.inside,
        "theme": declaration.theme,
        "template": declaration.template,
        "help": declaration.help,
        "example": declaration.example,
        "arguments": arguments,
    })
}
