//! `lykta translation export` and `import`: documents to translators, and back.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::super::report::{self, Format as ReportFormat};
use super::super::{BLOCKED, Failure, Outcome, Root, Voice, git, named, print};
use super::{done, expired, find_language, find_work, open, parse, role};
use crate::Build;
use crate::config::directives::Shows;
use crate::diagnostics::{Finding, Summary, codes, sorted};
use crate::document::Document;
use crate::exchange::{self, Delivery, Parcel, Progress, import, po, xliff};
use crate::found::Findings;
use crate::language::Language;
use crate::publish::file::write_whole;
use crate::site::{Published, Site, Visibility, Work, named};
use crate::source::disk::Disk;
use crate::source::{Text, yaml};
use crate::translation::sections::RECIPE;
use crate::translation::{SectionHash, State, record};
use crate::world::World;

#[derive(Args, Debug)]
pub struct ExportArguments {
    /// The language to translate to
    lang: String,
    /// One work, by the path of its folder below content/; may be given several times
    #[arg(long, value_name = "PATH")]
    work: Vec<String>,
    /// Leave out translations that are current
    #[arg(long, value_enum, value_delimiter = ',', value_name = "STATES")]
    only: Vec<Only>,
    /// The language to translate from, where works were written in several
    #[arg(long, value_name = "TAG")]
    from: Option<String>,
    /// In which form
    #[arg(long, value_enum, default_value = "xliff")]
    format: Format,
    /// The file to write; else it goes to standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    root: Root,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Only {
    Outdated,
    Missing,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// XLIFF 2.1, with segments and placeholders
    Xliff,
    /// Gettext's PO, with Markdown
    Po,
}

/// The largest file that is taken back, in bytes.
const LARGEST: usize = 128 << 20;

#[derive(Args, Debug)]
pub struct ImportArguments {
    /// What a translator has sent back: XLIFF or PO
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Note a review by somebody in this role, where every text came back as reviewed
    #[arg(long, value_name = "ROLE")]
    reviewed_by: Option<String>,
    #[command(flatten)]
    root: Root,
}

#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
pub fn export(arguments: &ExportArguments, voice: Voice) -> Outcome {
    let (world, build) = open(&arguments.root)?;
    let site = &build.site;
    let language = find_language(site, &arguments.lang)?;
    let from = arguments.from.as_deref().map(|tag| find_language(site, tag)).transpose()?;
    let works: Vec<&Work> = if arguments.work.is_empty() {
        site.works.iter().map(|work| &**work).filter(|work| work.source != language).collect()
    } else {
        arguments.work.iter().map(|path| find_work(site, path)).collect::<Result<_, _>>()?
    };
    let works: Vec<&Work> = works
        .into_iter()
        .filter(|work| from.is_none_or(|from| from == source(site, work, language)) && is_wanted(work, language, arguments))
        .collect();
    let (gone, works): (Vec<&Work>, Vec<&Work>) =
        works.into_iter().partition(|work| expired(&build, work, site.language(language)).is_some());
    for expired in gone.iter().filter_map(|work| expired(&build, work, site.language(language))) {
        voice.complain(expired);
    }
    if let Some(work) = works.iter().find(|work| work.source == language) {
        return Err(Failure::Usage(format!("{} is the language in which {} was written", site.language(language), work.path)));
    }
    let mut sources: Vec<usize> = works.iter().map(|work| source(site, work, language)).collect();
    sources.sort_unstable();
    sources.dedup();
    let source = match sources[..] {
        [source] => source,
        [] => {
            voice.say("there is nothing to translate");
            return done();
        }
        _ => {
            let tags: Vec<&str> = sources.iter().map(|&source| site.language(source).tag()).collect();
            return Err(Failure::Usage(format!(
                "a file has one language to translate from, the works have {}; choose by --from",
                tags.join(", ")
            )));
        }
    };
    let parcels: Vec<Parcel> = works.iter().filter_map(|work| parcel(work, language, &world, &build)).collect();
    if parcels.iter().all(|parcel| parcel.units.is_empty()) {
        voice.say("there is nothing to translate");
        return done();
    }
    let too_marked = parcels.iter().find_map(|parcel| Some((&parcel.source.file.path, xliff::too_marked(parcel)?.line)));
    if let Some((file, line)) = too_marked.filter(|_| arguments.format == Format::Xliff) {
        return Err(Failure::Usage(format!(
            "{file}:{line}: a text with more than {} links and stressed words can't come back; divide it into several",
            xliff::MOST_MARKS_OF_SOURCE
        )));
    }
    let (from, to) = (site.language(source), site.language(language));
    let text = match arguments.format {
        Format::Xliff => xliff::write(&parcels, from, to),
        Format::Po => po::write(&parcels, from, to, world.today()),
    };
    match &arguments.out {
        None => print(text),
        Some(path) => {
            fs::write(path, text).map_err(|error| Failure::Machine(format!("can't write {}: {error}", named(path))))?;
            let units: usize = parcels.iter().map(|parcel| parcel.units.len()).sum();
            let documents = if parcels.len() == 1 { "1 document".to_owned() } else { format!("{} documents", parcels.len()) };
            let texts = if units == 1 { "1 text".to_owned() } else { format!("{units} texts") };
            voice.say(format_args!("{documents} with {texts} from {from} to {to}"));
        }
    }
    done()
}

/// The translation that a reader finds or an author has begun.
fn own(work: &Work, language: usize) -> Option<&Published> {
    work.documents[language].as_ref().filter(|published| published.is_translation())
}

/// The language that a work is translated from to another: what its translation says, or else the work's source.
fn source(site: &Site, work: &Work, language: usize) -> usize {
    own(work, language).and_then(|published| site.source_of(work, published)).unwrap_or(work.source)
}

fn is_wanted(work: &Work, language: usize, arguments: &ExportArguments) -> bool {
    let finished = work.documents[work.source].as_ref().is_some_and(|source| source.visibility != Visibility::Draft);
    let named = !arguments.work.is_empty();
    let standing = match own(work, language) {
        None => Some(Only::Missing),
        Some(published) if published.visibility == Visibility::Draft => Some(Only::Missing),
        Some(published) => match published.translation().map(|translation| translation.state) {
            Some(State::Outdated) => Some(Only::Outdated),
            Some(State::Unknown) => Some(Only::Unknown),
            Some(State::Current | State::Ahead) | None => None,
        },
    };
    (finished || named) && (arguments.only.is_empty() || standing.is_some_and(|standing| arguments.only.contains(&standing)))
}

/// The path of the work that a directive of a text in a language names by its words.
pub(super) fn term(site: &Site, language: &Language, name: &str, words: &str) -> Option<String> {
    site.config.directives.get(name).filter(|declaration| declaration.shows == Shows::Term)?;
    Some(site.works[named::term(site, words, language)?].path.clone())
}

fn parcel(work: &Work, language: usize, world: &Disk, build: &Build) -> Option<Parcel> {
    let site = &build.site;
    let source = &work.documents[source(site, work, language)].as_ref()?.document;
    let existing = own(work, language);
    let pair = existing.and_then(|published| Some((&*published.document, published.translation()?)));
    let old = pair.map(|(document, _)| old(source, document, work, world, site)).unwrap_or_default();
    Some(exchange::parcel(source, site.kind(work), pair, &old, &|name, words| term(site, &source.language, name, words)))
}

/// Whether a translator has nothing to do with a translation any more, though it may be a draft.
pub(super) fn is_whole(work: &Work, language: usize, site: &Site) -> bool {
    let published = own(work, language).and_then(|published| Some((published, published.translation()?)));
    let of = work.documents[source(site, work, language)].as_ref();
    let (Some((published, translation)), Some(of)) = (published, of) else { return false };
    let existing = Some((&*published.document, translation));
    let parcel =
        exchange::parcel(&of.document, site.kind(work), existing, &[], &|name, words| term(site, &of.document.language, name, words));
    parcel.targets.iter().all(|(progress, target)| *progress >= Progress::Translated && target.is_some())
}

/// States of a source in which its sections say what a translation was made from, as far as git knows them.
fn old(source: &Document, own: &Document, work: &Work, world: &Disk, site: &Site) -> Vec<Arc<Document>> {
    let record = own.translated_from.as_ref().filter(|record| record.language == source.language && record.recipe == RECIPE);
    let outline = &source.content().outline;
    let recorded = record.into_iter().flat_map(|record| &record.sections).map(|(_, hash)| *hash);
    let mut wanted: BTreeSet<SectionHash> = recorded.filter(|hash| outline.section_of(*hash).is_none()).collect();
    let mut old = Vec::new();
    if wanted.is_empty() {
        return old;
    }
    // Without history it is not known what the texts were that have changed since.
    let _ = git::versions(world.root(), &source.file.path, |text| {
        if let Some(version) = parse(text, source, &source.language, work, site) {
            let waiting = wanted.len();
            wanted.retain(|hash| version.content().outline.section_of(*hash).is_none());
            if wanted.len() < waiting {
                old.push(version);
            }
        }
        wanted.is_empty()
    });
    old
}

#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
pub fn import(arguments: &ImportArguments, voice: Voice) -> Outcome {
    let role = role(arguments.reviewed_by.as_deref(), voice)?;
    let (world, build) = open(&arguments.root)?;
    let shown = named(&arguments.file);
    let bytes = fs::read(&arguments.file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::Usage(format!("there is no file {shown}")),
        _ => Failure::Machine(format!("can't read {shown}: {error}")),
    })?;
    if bytes.len() > LARGEST {
        return Err(Failure::Usage(format!("{shown} has more than {} MB; export fewer works at a time", LARGEST >> 20)));
    }
    let text = String::from_utf8(bytes).map_err(|_| Failure::Usage(format!("{shown} is not UTF-8; save it as that")))?;
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    let file = exchange::file(&shown.to_string(), &text);
    // By what it holds: tools call files as they like.
    let is_po = !text.trim_start().starts_with('<') && text.lines().any(|line| line.starts_with("msgid "));
    let mut findings = Findings::default();
    let deliveries = findings.take(if is_po { po::read(&file) } else { xliff::read(&file) });
    for delivery in &deliveries {
        one(delivery, &file, &world, &build, role, voice, &mut findings)?;
    }
    let findings: Vec<Finding> = sorted(findings.into_vec());
    report::findings(&findings, ReportFormat::Human, voice);
    Ok(if Summary::of(&findings).blocks(false) { ExitCode::from(BLOCKED) } else { ExitCode::SUCCESS })
}

/// Imports one document of a file; what is wrong with it does not keep the others from being written.
fn one(
    delivery: &Delivery,
    file: &Text,
    world: &Disk,
    build: &Build,
    role: Option<&str>,
    voice: Voice,
    findings: &mut Findings,
) -> Result<(), Failure> {
    let site = &build.site;
    let here = || file.at(delivery.at..delivery.at);
    let Some(work) = site.index.by_path.get(&delivery.work).map(|&index| &site.works[index]) else {
        findings
            .add(&codes::UNKNOWN_WORK, here(), format!("there is no work «{}»", delivery.work))
            .nearest(&delivery.work, site.index.by_path.keys())
            .hint("it may have been moved or removed since the export");
        return Ok(());
    };
    // A tool may name a region that the site does not: `sv-SE` can mean its `sv` alone.
    let position = |wanted: &Language| {
        let (place_of, tag) = (|tag: &str| site.config.place_of(tag), wanted.tag());
        place_of(tag).or_else(|| place_of(tag.split('-').next().unwrap_or(tag)))
    };
    let (Some(from), Some(to)) = (position(&delivery.from), position(&delivery.to)) else {
        findings
            .add(&codes::BROKEN_EXCHANGE_FILE, here(), format!("the site does not translate from «{}» to «{}»", delivery.from, delivery.to))
            .hint("the languages are those of `languages` in content/site.yaml");
        return Ok(());
    };
    let is_from = own(work, to).is_none() || source(site, work, to) == from;
    let source = work.documents[from].as_ref().filter(|_| from != to && to != work.source && is_from).map(|published| &published.document);
    let Some(source) = source else {
        findings
            .add(
                &codes::BROKEN_EXCHANGE_FILE,
                here(),
                format!("{} is not translated from «{}» to «{}»", work.path, delivery.from, delivery.to),
            )
            .hint("export again");
        return Ok(());
    };
    let Some(then) = source_then(delivery, source, work, world, build) else {
        findings
            .add(
                &codes::UNKNOWN_SOURCE_TEXT,
                here(),
                format!("{} has changed since the export, and its text of then is not known", source.file.path),
            )
            .hint("export again; without git, a file from before a change can be taken only if its links are still the same");
        return Ok(());
    };
    let path = format!("content/{}/{}.md", work.path, site.language(to));
    let existing = work.documents[to].as_ref().map(|published| &*published.document);
    if existing.is_none() && world.root().join(&path).exists() {
        match expired(build, work, site.language(to)) {
            Some(expired) => findings.add(&codes::NEWER_TRANSLATION, here(), expired).hint("then import once more"),
            None => findings
                .add(&codes::NEWER_TRANSLATION, here(), format!("{path} is there, but can't be read as a document"))
                .hint("`lykta check` says what is wrong with it; mend or remove it"),
        };
        return Ok(());
    }
    let as_document = crate::document::WorkFile {
        path: work.path.clone(),
        file: work.file.clone(),
        kind: work.kind.clone(),
        fields: work.fields.clone(),
    };
    let reads = |text: &str| crate::document::parse(&Text::new(&path, text), &as_document, site.language(to), &site.config);
    let old = existing.map(|own| old(&then, own, work, world, site)).unwrap_or_default();
    let ground = import::Ground {
        kind: site.kind(work),
        source: &then,
        existing,
        old: &old,
        term: &|name, words| term(site, &then.language, name, words),
        parse: &reads,
    };
    let Some(made) = findings.take(import::import(delivery, file, &ground)) else { return Ok(()) };
    if role.is_some() && !made.reviewed {
        tell_no_review(delivery, &work.path, site.language(to), voice);
    }
    if made.complete && existing.is_some_and(|document| document.fields.boolean("draft") == Some(true)) {
        voice.say(format_args!("{path}: every text is there now; without `draft: true` in its front matter readers see it"));
    }
    match made.left {
        0 => {}
        1 => voice.say(format_args!("{path}: 1 part for some readers alone is left that its source has no more; does it still hold?")),
        left => {
            voice.say(format_args!("{path}: {left} parts for some readers alone are left that its source has no more; do they still hold?"))
        }
    }
    let mut text = made.text;
    if let Some(role) = role.filter(|_| made.reviewed) {
        let review = record::review_yaml(role, world.today(), made.hash);
        text = yaml::with_field_and_remarks(&text, "reviewed", &review).unwrap_or(text);
    }
    if existing.is_some_and(|document| *document.file.text == *text) {
        return Ok(());
    }
    // A file with the line ends of another system keeps them.
    let crlf = world.read(&path).is_ok_and(|bytes| bytes.windows(2).any(|pair| pair == b"\r\n"));
    let text = if crlf { text.replace('\n', "\r\n") } else { text };
    write_whole(&world.root().join(&path), &text).map_err(|error| Failure::Machine(format!("can't write {path}: {error}")))?;
    print(format_args!("{path}\n"));
    match made.gone {
        0 => {}
        1 => voice.say(format_args!("{path}: 1 text that its source has no more was taken away")),
        gone => voice.say(format_args!("{path}: {gone} texts that its source has no more were taken away")),
    }
    if made.finished < made.sections {
        voice.say(format_args!("{path}: {} of {} sections", made.finished, made.sections));
    }
    Ok(())
}

/// That a review was asked for and not noted, and how it can be.
fn tell_no_review(delivery: &Delivery, work: &str, to: &Language, voice: Voice) {
    match delivery.says_reviews {
        true => voice.say(format_args!(
            "{work}: no review was noted, since not every text came back as reviewed; `lykta translation mark {work} {to} --reviewed-by` notes it"
        )),
        false => voice.say(format_args!(
            "{work}: no review was noted, since PO can't say that a text was reviewed; `lykta translation mark {work} {to} --reviewed-by` notes it"
        )),
    }
}

/// The source as it was when it was sent: today's if it has not changed, from git, or from the file itself.
fn source_then(delivery: &Delivery, source: &Arc<Document>, work: &Work, world: &Disk, build: &Build) -> Option<Arc<Document>> {
    let site = &build.site;
    let sent = delivery.source.as_deref().and_then(|text| parse(text, source, &source.language, work, site));
    let sent = sent.filter(|sent| import::says_what_was_sent(delivery, sent));
    let term = |name: &str, words: &str| term(site, &source.language, name, words);
    let is_it = |document: &Document| import::is_source_of(delivery, document, sent.as_deref(), site.kind(work), &term);
    if is_it(source) {
        return Some(source.clone());
    }
    let mut found = None;
    let history = git::versions(world.root(), &source.file.path, |text| {
        found = parse(text, source, &source.language, work, site).filter(|document| is_it(document));
        found.is_some()
    });
    if history.is_ok() && found.is_some() {
        return found;
    }
    // Last, since what lies in a file from elsewhere may have been changed there; it brings no link that is not known.
    let contents: Vec<_> = work.documents.iter().flatten().map(|published| published.document.content()).collect();
    let known: Vec<&str> = contents.iter().flat_map(|content| &content.links).map(|link| link.destination.as_str()).collect();
    let is_known = |document: &Arc<Document>| document.content().links.iter().all(|link| known.contains(&link.destination.as_str()));
    match sent.as_ref().filter(|sent| is_it(sent)) {
        Some(sent) => Some(sent.clone()).filter(is_known),
        // Each text that came back and is none of the source's is told.
        None => Some(source.clone()).filter(|source| import::says_what_was_sent(delivery, source)),
    }
}
