//! `lykta translation status`: the whole table, with how much work waits.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::super::{Outcome, Root, Voice, print};
use super::{done, exchange, find_language, open};
use crate::site::{Site, Visibility, Work};
use crate::theme::Words;
use crate::translation::{Reviewed, SectionChange, State};

#[derive(Args, Debug)]
pub struct Arguments {
    /// One language alone
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// In which form it is shown
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// What the theme's words lack, in place of the texts
    #[arg(long)]
    interface: bool,
    #[command(flatten)]
    root: Root,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A work list for each language
    Human,
    /// One object
    Json,
    /// A table
    Csv,
}

/// One cell of the table.
struct Cell<'s> {
    language: usize,
    standing: Standing,
    reviewed: bool,
    draft: bool,
    words: usize,
    changes: &'s [SectionChange],
}

/// As a translator sees it: what is not there for readers is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Outdated,
    Missing,
    Unknown,
    Ahead,
    Current,
}

impl Standing {
    /// One of the four names that programs know.
    fn name(self) -> &'static str {
        match self {
            Standing::Outdated => "outdated",
            Standing::Missing => "missing",
            Standing::Unknown => "unknown",
            Standing::Ahead | Standing::Current => "current",
        }
    }
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let (_, build) = open(&arguments.root)?;
    let site = &build.site;
    let only = arguments.lang.as_deref().map(|tag| find_language(site, tag)).transpose()?;
    let languages: Vec<usize> = (0..site.config.languages.len()).filter(|language| only.is_none_or(|only| only == *language)).collect();
    let text = match (arguments.interface, arguments.format) {
        (true, Format::Human) => interface(&build.theme.words, site, &languages, voice),
        (true, Format::Json) => interface_json(&build.theme.words, site, &languages).to_string() + "\n",
        (true, Format::Csv) => interface_csv(&build.theme.words, site, &languages),
        (false, Format::Human) => human(site, &languages, voice),
        (false, Format::Json) => json(site, &languages).to_string() + "\n",
        (false, Format::Csv) => csv(site, &languages),
    };
    print(text);
    done()
}

/// The works whose source is written to its end, so that there is something to translate.
fn works(site: &Site) -> impl Iterator<Item = &Work> {
    site.works
        .iter()
        .map(|work| &**work)
        .filter(|work| work.documents[work.source].as_ref().is_some_and(|source| source.visibility != Visibility::Draft))
}

fn cells<'s>(site: &'s Site, work: &'s Work, languages: &[usize]) -> Vec<Cell<'s>> {
    let whole = work.documents[work.source].as_ref().map_or(0, |source| source.document.content().outline.words());
    let missing = |language, draft| Cell { language, standing: Standing::Missing, reviewed: false, draft, words: whole, changes: &[] };
    languages
        .iter()
        .filter(|&&language| language != work.source)
        .map(|&language| {
            let Some(published) = &work.documents[language] else { return missing(language, false) };
            let Some(translation) = published.translation() else { return missing(language, false) };
            if published.visibility == Visibility::Draft {
                let words = if exchange::is_whole(work, language, site) { 0 } else { whole };
                return Cell { words, ..missing(language, true) };
            }
            debug_assert!(published.document.language == *site.language(language));
            let standing = match translation.state {
                State::Current => Standing::Current,
                State::Ahead => Standing::Ahead,
                State::Outdated => Standing::Outdated,
                State::Unknown => Standing::Unknown,
            };
            let reviewed = matches!(translation.reviewed, Reviewed::Yes | Reviewed::OfUnknownText);
            Cell { language, standing, reviewed, draft: false, words: translation.words(), changes: &translation.changes }
        })
        .collect()
}

fn json(site: &Site, languages: &[usize]) -> Value {
    let works: Vec<Value> = works(site)
        .map(|work| {
            let translations: Vec<Value> = cells(site, work, languages)
                .iter()
                .map(|cell| {
                    let sections: Vec<Value> =
                        cell.changes.iter().map(|change| json!({ "id": change.id, "change": change.change.name() })).collect();
                    let mut object = json!({
                        "language": site.language(cell.language).tag(),
                        "state": cell.standing.name(),
                        "reviewed": cell.reviewed,
                        "words": cell.words,
                        "sections": sections,
                    });
                    if cell.standing == Standing::Ahead {
                        object["ahead"] = true.into();
                    }
                    if cell.draft {
                        object["draft"] = true.into();
                    }
                    object
                })
                .collect();
            json!({ "work": work.path, "source": site.language(work.source).tag(), "translations": translations })
        })
        .collect();
    json!({ "version": 1, "works": works })
}

fn csv(site: &Site, languages: &[usize]) -> String {
    let mut out = String::from("work,source,language,state,reviewed,words,sections\n");
    for work in works(site) {
        for cell in cells(site, work, languages) {
            let sections: Vec<String> = cell.changes.iter().map(|change| format!("{}:{}", change.id, change.change.name())).collect();
            out.push_str(&format!(
                "{},{},{},{},{},{},{}\n",
                field(&work.path),
                site.language(work.source),
                site.language(cell.language),
                cell.standing.name(),
                cell.reviewed,
                cell.words,
                field(&sections.join(" "))
            ));
        }
    }
    out
}

/// A value of a table; quoted where it holds what separates values.
fn field(text: &str) -> String {
    if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// For each language, how far it is, and what there is to do: first what readers are misled by.
fn human(site: &Site, languages: &[usize], voice: Voice) -> String {
    let say = |standing: Standing| voice.speech.say(&format!("standing-{}", told(standing)));
    let mut out = String::new();
    for &language in languages {
        let mut rows: Vec<(Standing, &Work, Cell)> =
            works(site).flat_map(|work| cells(site, work, &[language]).into_iter().map(move |cell| (cell.standing, work, cell))).collect();
        if rows.is_empty() {
            continue;
        }
        rows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.path.cmp(&b.1.path)));
        let mut counts: BTreeMap<Standing, usize> = BTreeMap::new();
        for (standing, ..) in &rows {
            *counts.entry(*standing).or_default() += 1;
        }
        let counted: Vec<String> = counts.iter().map(|(standing, count)| format!("{count} {}", told(*standing))).collect();
        let words: usize = rows.iter().map(|(.., cell)| cell.words).sum();
        let unreviewed = rows.iter().filter(|(standing, _, cell)| *standing != Standing::Missing && !cell.reviewed).count();
        let tag = site.language(language);
        let head = format!("{tag}  {}; {words} words to translate, {unreviewed} not reviewed\n", counted.join(", "));
        out.push_str(&voice.tell(&head));
        let width = rows.iter().map(|(_, work, _)| work.path.chars().count()).max().unwrap_or(0);
        rows.retain(|(standing, ..)| *standing != Standing::Current);
        // What stands below one another lines up, mostly also from language to language.
        let column = rows.iter().map(|(standing, ..)| say(*standing).chars().count()).fold(8, usize::max);
        for (standing, work, cell) in &rows {
            let mut about: Vec<String> = cell
                .changes
                .iter()
                .map(|change| voice.tell(&format!("{} {}", named(&change.id), change.change.name())).into_owned())
                .collect();
            if cell.draft {
                about.push(voice.tell(if cell.words == 0 { "a whole draft is there" } else { "a draft is there" }).into_owned());
            }
            let words = if cell.words == 0 { String::new() } else { voice.tell(&format!("{} words", cell.words)).into_owned() };
            let standing = say(*standing);
            let line = format!("    {standing:<column$}  {:<width$}  {words:>11}  {}", work.path, about.join(", "));
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

fn told(standing: Standing) -> &'static str {
    match standing {
        Standing::Ahead => "ahead",
        Standing::Outdated | Standing::Missing | Standing::Unknown | Standing::Current => standing.name(),
    }
}

fn named(id: &str) -> &str {
    if id.is_empty() { "the opening" } else { id }
}

fn lacking<'w>(words: &'w Words, site: &'w Site, languages: &[usize]) -> Vec<(&'w str, &'w [String])> {
    languages
        .iter()
        .map(|&language| {
            let tag = site.language(language).tag();
            (tag, words.missing().get(tag).map_or(&[][..], Vec::as_slice))
        })
        .collect()
}

fn interface(words: &Words, site: &Site, languages: &[usize], voice: Voice) -> String {
    lacking(words, site, languages)
        .into_iter()
        .map(|(tag, missing)| match missing {
            [] => voice.tell(&format!("{tag}  has every word of the theme\n")).into_owned(),
            missing => voice.tell(&format!("{tag}  lacks {}: {}\n", missing.len(), missing.join(", "))).into_owned(),
        })
        .collect()
}

fn interface_json(words: &Words, site: &Site, languages: &[usize]) -> Value {
    let languages: Vec<Value> =
        lacking(words, site, languages).into_iter().map(|(tag, missing)| json!({ "language": tag, "missing": missing })).collect();
    json!({ "version": 1, "theme": site.config.theme, "languages": languages })
}

fn interface_csv(words: &Words, site: &Site, languages: &[usize]) -> String {
    let lines = lacking(words, site, languages)
        .into_iter()
        .flat_map(|(tag, missing)| missing.iter().map(move |word| format!("{tag},{}\n", field(word))));
    std::iter::once("language,missing\n".to_owned()).chain(lines).collect()
}
