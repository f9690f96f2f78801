//! Help and complaints about usage in the language of the interface. Clap speaks English alone, so in another language
//! what it would say itself is said here.

use std::ffi::OsString;

use clap::builder::{Resettable, StyledStr};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use super::{complain, printed};
use crate::speech::Speech;

/// A value of `--ui-lang`.
pub fn speech(tag: &str) -> Result<Speech, String> {
    Speech::of_tag(tag).ok_or_else(|| "Lykta speaks sv and en".to_owned())
}

/// What `--ui-lang` says, before anything else is understood: help itself depends on it.
pub fn wanted(arguments: impl Iterator<Item = OsString>) -> Option<Speech> {
    let arguments: Vec<String> = arguments.map_while(|argument| argument.into_string().ok()).take_while(|text| text != "--").collect();
    let at = arguments.iter().position(|text| text == "--ui-lang" || text.starts_with("--ui-lang="))?;
    let value = arguments[at].strip_prefix("--ui-lang=").map(str::to_owned).or_else(|| arguments.get(at + 1).cloned())?;
    Speech::of_tag(&value)
}

/// The command line with its help in that language. In English it is as it was declared.
pub fn speak(mut command: Command, speech: Speech) -> Command {
    if speech == Speech::English {
        return command;
    }
    // Help and version of every sub-command are there only after this.
    command.build();
    spoken(command, speech)
}

fn spoken(mut command: Command, speech: Speech) -> Command {
    let tell = |text: &StyledStr| speech.tell(&text.to_string()).into_owned();
    if let Some(about) = command.get_about().map(tell) {
        command = command.about(about);
    }
    if let Some(after) = command.get_after_help().map(tell) {
        command = command.after_help(after);
    }
    let template = format!("{{before-help}}{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}", speech.tell("Usage:"));
    command = command.help_template(template).subcommand_help_heading(speech.tell("Commands").into_owned());
    command = command.mut_args(|argument| spoken_argument(argument, speech));
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim();
    let placeholders = |usage: &str, english: &str| usage.replace(english, &speech.tell(english));
    command = command.override_usage(placeholders(&placeholders(usage, "[OPTIONS]"), "<COMMAND>"));
    command.mut_subcommands(|sub| spoken(sub, speech))
}

fn spoken_argument(argument: Arg, speech: Speech) -> Arg {
    let heading = if argument.is_positional() { "Arguments" } else { "Options" };
    let help = argument.get_help().map(|help| speech.tell(&help.to_string()).into_owned()).unwrap_or_default();
    let named: Vec<String> = argument.get_value_names().unwrap_or_default().iter().map(|name| speech.tell(name).into_owned()).collect();
    let takes_values = argument.get_action().takes_values();
    let argument = argument.help_heading(speech.tell(heading).into_owned()).hide_default_value(true).hide_possible_values(true);
    // Under a heading of its own, clap would sort what has a place in the line by its name.
    let argument = match argument.get_index() {
        Some(place) => argument.display_order(place),
        None => argument,
    };
    if !takes_values {
        let long = argument.get_long_help().map(|long| StyledStr::from(speech.tell(&long.to_string()).into_owned()));
        return argument.help(help).long_help(long.map_or(Resettable::Reset, Resettable::Value));
    }
    // What clap would add in English.
    let values = argument.get_possible_values();
    let defaults: Vec<String> = argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let default = match defaults[..] {
        [] => String::new(),
        _ => format!(" {}", speech.tell(&format!("[default: {}]", defaults.join(", ")))),
    };
    let list = match values[..] {
        [] => String::new(),
        _ => {
            let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
            format!(" {}", speech.tell(&format!("[possible values: {}]", names.join(", "))))
        }
    };
    let explained: String = values
        .iter()
        .filter_map(|value| Some(format!("\n- {}: {}", value.get_name(), speech.tell(&value.get_help()?.to_string()))))
        .collect();
    let long = match explained.as_str() {
        "" => Resettable::Reset,
        explained => Resettable::Value(StyledStr::from(format!("{help}{default}\n\n{}{explained}", speech.tell("Possible values:")))),
    };
    argument.value_names(named).help(format!("{help}{default}{list}")).long_help(long)
}

/// What clap has to say instead of running: help, version, or what is wrong with the usage.
pub fn print(error: &clap::Error, speech: Speech) {
    match (speech, complaint(error, speech)) {
        (Speech::Swedish, Some(text)) => complain(text),
        _ if error.use_stderr() => {
            let _ = error.print();
        }
        _ => printed(error.print()),
    }
}

/// What is wrong with the usage, and what would be right; `None` for help and version.
fn complaint(error: &clap::Error, speech: Speech) -> Option<String> {
    let said = |kind: ContextKind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    };
    let argument = || said(ContextKind::InvalidArg).unwrap_or_default();
    let value = said(ContextKind::InvalidValue).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::InvalidValue if value.is_empty() => format!("{} needs a value", argument()),
        ErrorKind::InvalidValue => format!("«{value}» is no value for {}", argument()),
        ErrorKind::ValueValidation => format!("«{value}» can't be the value of {}", argument()),
        ErrorKind::UnknownArgument => format!("there is no argument «{}»", argument()),
        ErrorKind::InvalidSubcommand => format!("there is no command «{}»", said(ContextKind::InvalidSubcommand).unwrap_or_default()),
        ErrorKind::MissingRequiredArgument => format!("these arguments are missing: {}", argument()),
        ErrorKind::MissingSubcommand => "a command is missing".to_owned(),
        ErrorKind::NoEquals => format!("{} needs a value after =", argument()),
        ErrorKind::TooManyValues => format!("«{value}» is one value too many for {}", argument()),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{} has too few values", argument()),
        ErrorKind::ArgumentConflict => format!("{} can't be used with {}", argument(), said(ContextKind::PriorArg).unwrap_or_default()),
        ErrorKind::InvalidUtf8 => "the arguments are not UTF-8".to_owned(),
        _ => return None,
    };
    let mut text = format!("lykta: {}", speech.tell(&message));
    let mut add = |line: String| {
        text.push_str("\n  ");
        text.push_str(&speech.tell(&line));
    };
    if let Some(reason) = std::error::Error::source(error) {
        add(reason.to_string());
    }
    let proposed = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue].into_iter().find_map(said);
    if let Some(name) = proposed {
        add(format!("did you mean {name}?"));
    }
    if let Some(values) = said(ContextKind::ValidValue).filter(|values| !values.is_empty()) {
        add(format!("the values are {values}"));
    }
    if let Some(usage) = said(ContextKind::Usage) {
        let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim().replace('\n', "\n  ");
        text.push_str(&format!("\n\n{} {usage}", speech.tell("Usage:")));
    }
    text.push_str(&format!("\n\n{}", speech.tell("`--help` tells more")));
    Some(text)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

    /// Every text of the command line that has no Swedish, as the entry that is to be written.
    fn missing(command: &Command, found: &mut Vec<String>) {
        let arguments = command.get_arguments().flat_map(|argument| argument.get_help().into_iter().chain(argument.get_long_help()));
        let values: Vec<_> = command.get_arguments().flat_map(Arg::get_possible_values).collect();
        let values = values.iter().filter_map(|value| value.get_help());
        for text in command.get_about().into_iter().chain(command.get_after_help()).chain(arguments).chain(values) {
            let text = text.to_string();
            if Speech::Swedish.translate(&text).is_none() {
                found.push(text.replace('\n', "\\n"));
            }
        }
        command.get_subcommands().for_each(|sub| missing(sub, found));
    }

    #[test]
    fn all_help_is_there_in_swedish() {
        let mut command = Cli::command();
        command.build();
        let mut found = Vec::new();
        missing(&command, &mut found);
        found.sort();
        found.dedup();
        assert!(found.is_empty(), "write these in src/speech/sv.txt:\n\n{}", found.join("\n= …\n\n"));
    }

    #[test]
    fn the_wish_is_heard_before_anything_is_understood() {
        let wanted = |line: &str| wanted(line.split(' ').map(OsString::from));
        assert_eq!(wanted("lykta biuld --ui-lang sv"), Some(Speech::Swedish));
        assert_eq!(wanted("lykta --ui-lang=en check"), Some(Speech::English));
        assert_eq!(wanted("lykta --ui-lang"), None);
        assert_eq!(wanted("lykta new page -- --ui-lang=sv"), None);
    }
}
