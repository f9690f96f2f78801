//! `lykta new`: a new work with every field of its kind, explained.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::{Failure, Outcome, Root, Voice, print, schema};
use crate::config::fields::{Field, FieldType};
use crate::config::{self, Config, Options};
use crate::diagnostics::nearest;
use crate::language::{Date, Language, slug};
use crate::memo::Memo;
use crate::source::{Reading, Sources};
use crate::world::World;

#[derive(Args, Debug)]
pub struct Arguments {
    /// brief, tool, seminar, page, term, organisation, or a kind of the site's own
    kind: String,
    /// The title of the work
    title: String,
    /// The language of the first document [default: the first of the site's languages]
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    #[command(flatten)]
    root: Root,
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let world = arguments.root.open()?;
    let reading = Reading::new(&world);
    let sources = reading.sources();
    let Some(config) = config::resolve(sources, &Options::default(), &Memo::new()).value else {
        return Err(Failure::Usage("content/site.yaml is missing or can't be read; `lykta check` says what is wrong with it".into()));
    };
    let Some(kind) = config.kinds.get(&arguments.kind) else {
        let hint = nearest(&arguments.kind, config.kinds.keys())
            .map(|name| format!("did you mean {name}?"))
            .unwrap_or_else(|| format!("the kinds are {}", config.kinds.keys().cloned().collect::<Vec<_>>().join(", ")));
        return Err(Failure::Usage(format!("there is no kind «{}»; {hint}", arguments.kind)));
    };
    let language = language(arguments.lang.as_deref(), &config)?;
    let name = slug(&arguments.title);
    if name.is_empty() {
        return Err(Failure::Usage("the title has no letters to name a folder by".into()));
    }
    let folder = format!("content/{}/{name}", folder_of(&kind.name, sources));
    if sources.folders.contains_key(folder.as_str()) || world.root().join(&folder).exists() {
        return Err(Failure::Usage(format!("{folder} is there already; nothing was changed. Choose another title")));
    }
    let work = work_file(&kind.name, &language, world.today(), &config);
    let document = document_file(&arguments.title, &kind.name, &config);
    let work_path = format!("{folder}/work.yaml");
    // Where the site has schemas, an editor is told of the one for this kind.
    let schema = format!("work-{}", kind.name);
    let known = world.root().join(schema::FOLDER).join(format!("{schema}.json")).exists();
    let work = if known { schema::line(&work_path, &schema) + &work } else { work };
    for (path, text) in [(work_path, work), (format!("{folder}/{language}.md"), document)] {
        create(&world.root().join(&path), &text).map_err(|error| Failure::Machine(format!("can't write {path}: {error}")))?;
        print(format_args!("{path}\n"));
    }
    voice.say("it is a draft; remove `draft: true` from work.yaml to publish it");
    Ok(ExitCode::SUCCESS)
}

fn language(tag: Option<&str>, config: &Config) -> Result<Language, Failure> {
    let Some(tag) = tag else { return Ok(config.languages[0].clone()) };
    let language = Language::parse(tag).map_err(|hint| Failure::Usage(format!("--lang: «{tag}» is not a language tag; {hint}")))?;
    if config.languages.contains(&language) {
        return Ok(language);
    }
    let known: Vec<&str> = config.languages.iter().map(Language::tag).collect();
    Err(Failure::Usage(format!("--lang: the site has no language «{language}»; it has {}", known.join(", "))))
}

/// Where works of the kind lie: beside the others of it, else in a folder named after the kind.
fn folder_of(kind: &str, sources: &Sources) -> String {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    let line = format!("kind: {kind}");
    for folder in sources.below("content") {
        let (Some(text), Some(work)) = (folder.texts.get("work.yaml"), folder.path.strip_prefix("content/")) else { continue };
        if text.text.lines().any(|l| l.split('#').next().unwrap_or_default().trim_end() == line)
            && let Some((folder, _)) = work.rsplit_once('/')
        {
            *folders.entry(folder).or_default() += 1;
        }
    }
    folders.into_iter().max_by_key(|(_, count)| *count).map_or_else(|| format!("{kind}s"), |(folder, _)| folder.to_owned())
}

fn work_file(kind: &str, language: &Language, today: Date, config: &Config) -> String {
    let mut text = format!(
        "# What all languages of this work share. Remove the # before what you use.\nkind: {kind}\nsource_language: {language}\ndate: {today}\n\n# It is not published as long as this line stands.\ndraft: true\n"
    );
    let schema = config::work_schema(config.kinds.get(kind), &config.taxonomies);
    for field in schema.fields.iter().filter(|field| !matches!(field.name.as_str(), "kind" | "source_language" | "date" | "draft")) {
        text.push_str(&explained(field, config));
    }
    text
}

fn document_file(title: &str, kind: &str, config: &Config) -> String {
    let quoted = serde_yaml::to_string(title).unwrap_or_else(|_| format!("{title:?}\n"));
    let mut text = format!("---\ntitle: {}\n", quoted.trim_end());
    let own =
        |field: &Field| config::common_fields().iter().any(|(common, stands)| common.name == field.name && *stands == config::Stands::Both);
    let taxonomy = |field: &Field| config.taxonomies.iter().any(|taxonomy| taxonomy.name == field.name);
    let schema = config::document_schema(config.kinds.get(kind), &config.taxonomies);
    for field in schema
        .fields
        .iter()
        .filter(|field| !matches!(field.name.as_str(), "title" | "lang" | "translated_from") && !own(field) && !taxonomy(field))
    {
        text.push_str(&explained(field, config));
    }
    text.push_str("---\n\nWrite the text here, in Markdown. Begin headings with two number signs.\n");
    text
}

/// A field as comments, but for a required one, which must be filled.
fn explained(field: &Field, config: &Config) -> String {
    let mark = if field.required { "" } else { "# " };
    let terms = config.taxonomies.iter().find(|taxonomy| taxonomy.name == field.name).map(|taxonomy| &taxonomy.terms);
    let help = match terms {
        Some(terms) if !terms.is_empty() => {
            format!("{} One or more of {}.", field.help, terms.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", "))
        }
        _ => field.help.clone(),
    };
    format!("\n# {help}\n{mark}{}: {}\n", field.name, example(&field.of))
}

fn example(of: &FieldType) -> String {
    match of {
        FieldType::Text | FieldType::Markdown => "\"…\"".into(),
        FieldType::Boolean => "true".into(),
        FieldType::Number => "1".into(),
        FieldType::Date => "2031-03-03".into(),
        FieldType::DateRange => "2031-03-03/2031-03-04".into(),
        FieldType::Country => "SE".into(),
        FieldType::Language => "sv".into(),
        FieldType::Url => "https://example.org/".into(),
        FieldType::Choice(choices) => choices.first().cloned().unwrap_or_default(),
        FieldType::Work => "briefs/signs".into(),
        FieldType::Source => "palermo2000".into(),
        FieldType::List(of) => format!("[{}]", example(of)),
        FieldType::PerLanguage(of) => format!("{{ sv: {}, en: {} }}", example(of), example(of)),
        FieldType::Map(of) => format!("{{ name: {} }}", example(of)),
        FieldType::Record(schema) => {
            let entries: Vec<String> = schema.fields.iter().map(|field| format!("{}: {}", field.name, example(&field.of))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

/// Writes a file that is not there yet; one that is stays as it is.
#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
fn create(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create_new(path)?.write_all(text.as_bytes())
}
