//! Beginning a work: which files it starts as, and what stands in them. `lykta new` and the preview's form both ask here.

use std::collections::BTreeMap;
use std::fmt;

use crate::config::fields::Field;
use crate::config::{self, Config, json_schema};
use crate::diagnostics::nearest;
use crate::language::{Date, Language};
use crate::source::media::is_device;
use crate::source::{is_no_text, is_odd};
use crate::speech::Speech;

/// What somebody wants to begin, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub kind: String,
    pub title: String,
    /// The tag of a language; else the first of the site's.
    pub language: Option<String>,
}

/// A work's first files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The path of its folder below `content/`.
    pub work: String,
    pub language: Language,
    /// Path below the site's root → text: `work.yaml`, then the document.
    pub files: [(String, String); 2],
}

/// Why a work can't be begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    UnknownKind {
        kind: String,
        hint: String,
    },
    NoLanguageTag {
        tag: String,
        hint: String,
    },
    UnknownLanguage {
        language: Language,
        known: String,
    },
    /// The title has no letters to name a folder by.
    NoLetters,
    LongTitle,
    /// The folder is there already.
    Taken(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::UnknownKind { kind, hint } => write!(f, "there is no kind «{kind}»; {hint}"),
            Refusal::NoLanguageTag { tag, hint } => write!(f, "--lang: «{tag}» is not a language tag; {hint}"),
            Refusal::UnknownLanguage { language, known } => {
                write!(f, "--lang: the site has no language «{language}»; it has {known}")
            }
            Refusal::NoLetters => write!(f, "the title has no letters to name a folder by"),
            Refusal::LongTitle => write!(f, "the title is longer than {LONGEST_TITLE} characters; shorten it"),
            Refusal::Taken(folder) => write!(f, "{folder} is there already; nothing was changed. Choose another title"),
        }
    }
}

/// The longest title that fits a page, in characters.
const LONGEST_TITLE: usize = 200;

/// The first files of a work. `works` are the works that are there, as path below `content/` and kind; `exists` tells
/// whether something lies at a path below the site's root; the comments are in the language of who asks.
pub fn work<'a>(
    wanted: &Wanted,
    works: impl IntoIterator<Item = (&'a str, &'a str)>,
    config: &Config,
    today: Date,
    exists: &dyn Fn(&str) -> bool,
    speech: Speech,
) -> Result<Begun, Refusal> {
    let Some(kind) = config.kinds.get(&wanted.kind) else {
        let hint = nearest(&wanted.kind, config.kinds.keys())
            .map(|name| format!("did you mean {name}?"))
            .unwrap_or_else(|| format!("the kinds are {}", config.kinds.keys().cloned().collect::<Vec<_>>().join(", ")));
        return Err(Refusal::UnknownKind { kind: wanted.kind.clone(), hint });
    };
    let language = language(wanted.language.as_deref(), config)?;
    let title = one_line(&wanted.title);
    if title.chars().nth(LONGEST_TITLE).is_some() {
        return Err(Refusal::LongTitle);
    }
    let name = language.slug(&title);
    if name.is_empty() {
        return Err(Refusal::NoLetters);
    }
    // Some systems can't have a folder of that name.
    let name = if is_device(&name) { format!("{name}-{}", kind.name) } else { name };
    let work = format!("{}/{name}", folder_of(&kind.name, works));
    let folder = format!("content/{work}");
    if exists(&folder) {
        return Err(Refusal::Taken(folder));
    }
    let work_path = format!("{folder}/work.yaml");
    let text = work_file(&kind.name, &language, today, config, speech);
    // Where the site has schemas, an editor is told of the one for this kind.
    let schema = format!("work-{}", kind.name);
    let known = exists(&format!("{}/{schema}.json", json_schema::FOLDER));
    let text = if known { json_schema::line(&work_path, &schema) + &text } else { text };
    let document = (format!("{folder}/{language}.md"), document_file(&title, &kind.name, config, speech));
    Ok(Begun { work, language, files: [(work_path, text), document] })
}

fn language(tag: Option<&str>, config: &Config) -> Result<Language, Refusal> {
    let Some(tag) = tag else { return Ok(config.languages[0].clone()) };
    let language = Language::parse(tag).map_err(|hint| Refusal::NoLanguageTag { tag: tag.to_owned(), hint })?;
    if config.languages.contains(&language) {
        return Ok(language);
    }
    let known: Vec<&str> = config.languages.iter().map(Language::tag).collect();
    Err(Refusal::UnknownLanguage { language, known: known.join(", ") })
}

/// Where works of the kind lie: beside the others of it, else in a folder named after the kind.
fn folder_of<'a>(kind: &str, works: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, of) in works {
        if of == kind
            && let Some((folder, _)) = path.rsplit_once('/')
        {
            *folders.entry(folder).or_default() += 1;
        }
    }
    folders.into_iter().max_by_key(|(_, count)| *count).map_or_else(|| format!("{kind}s"), |(folder, _)| folder.to_owned())
}

fn work_file(kind: &str, language: &Language, today: Date, config: &Config, speech: Speech) -> String {
    let mut text = format!(
        "# {}\nkind: {kind}\nsource_language: {language}\ndate: {today}\n\n# {}\ndraft: true\n",
        speech.tell("What all languages of this work share. Remove the # before what you use."),
        speech.tell("It is not published as long as this line stands."),
    );
    let schema = config::work_schema(config.kinds.get(kind), &config.taxonomies);
    for field in schema.fields.iter().filter(|field| !matches!(field.name.as_str(), "kind" | "source_language" | "date" | "draft")) {
        // Nothing has changed on a day to come.
        let example = if field.name == "updated" { today.to_string() } else { field.of.example(&field.name) };
        text.push_str(&explained(field, &example, config, speech));
    }
    text
}

/// A title as one line that hides and turns nothing, whatever was pasted into the form.
fn one_line(title: &str) -> String {
    let is_isolate = |c: &char| matches!(c, '\u{2066}'..='\u{2069}');
    let open = title.chars().filter(is_isolate).try_fold(0_usize, |open, c| match c {
        '\u{2069}' => open.checked_sub(1),
        _ => Some(open + 1),
    });
    // An isolate that nobody ends would turn what stands behind the title too.
    let is_sound = |c: &char| c.is_whitespace() || !is_no_text(*c) && !is_odd(*c) && (open == Some(0) || !is_isolate(c));
    let sound: String = title.chars().filter(is_sound).collect();
    sound.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn document_file(title: &str, kind: &str, config: &Config, speech: Speech) -> String {
    let quoted = serde_yaml::to_string(title).unwrap_or_else(|_| format!("{title:?}\n"));
    let mut text = format!("---\ntitle: {}\n", quoted.trim_end());
    let own = |field: &Field| config::stands(&field.name) == Some(config::Stands::Both);
    let taxonomy = |field: &Field| config.taxonomies.iter().any(|taxonomy| taxonomy.name == field.name);
    let schema = config::document_schema(config.kinds.get(kind), &config.taxonomies);
    for field in schema.fields.iter().filter(|field| field.name != "title" && field.name != "lang" && !own(field) && !taxonomy(field)) {
        text.push_str(&explained(field, &field.of.example(&field.name), config, speech));
    }
    let invitation = speech.tell("Write the text here, in Markdown. Begin headings with two number signs.");
    text.push_str(&format!("---\n\n{invitation}\n"));
    text
}

/// A field as comments, but for a required one, which must be filled.
fn explained(field: &Field, example: &str, config: &Config, speech: Speech) -> String {
    let mark = if field.required { "" } else { "# " };
    let terms = config.taxonomy(&field.name).map(|taxonomy| &taxonomy.terms);
    let help = match terms {
        Some(terms) if !terms.is_empty() => {
            let names: Vec<&str> = terms.iter().map(|(name, _)| name.as_str()).collect();
            format!("{} {}", speech.tell(&field.help), speech.tell(&format!("One or more of {}.", names.join(", "))))
        }
        _ => speech.tell(&field.help).into_owned(),
    };
    let comment = if help.trim().is_empty() { String::new() } else { format!("# {help}\n") };
    format!("\n{comment}{mark}{}: {example}\n", field.name)
}
