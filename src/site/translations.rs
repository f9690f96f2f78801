//! Which translations are behind their sources, and what an author should know of it.

use std::sync::Arc;

use super::{Published, Site, Work, visibility};
use crate::config::Config;
use crate::diagnostics::{Finding, codes};
use crate::document::{Document, ParsedWork};
use crate::found::Findings;
use crate::language::{Date, Language};
use crate::translation::sections::FRONT;
use crate::translation::{self, Change, Reviewed, State, Translation, record};

/// The document that another was translated from.
#[derive(Clone, Debug)]
pub struct Source {
    document: Arc<Document>,
    /// Whether the translation names it itself.
    named: bool,
    /// Whether it is shown to readers.
    pub(super) shown: bool,
}

/// What a document was translated from; `None` if it is the source.
///
/// A translation names its source itself. One that does not is held to be made from the work's source language, whether
/// that text is public or not.
pub fn source(document: &Document, work: &ParsedWork, config: &Config, today: Date) -> Option<Source> {
    let find = |wanted: &Language| work.documents.iter().find(|other| other.language == *wanted);
    let declared = work.file.fields.language("source_language").filter(|language| find(language).is_some());
    let source_language = declared.or_else(|| config.languages.iter().find(|language| find(language).is_some()))?;
    if document.language == *source_language {
        return None;
    }
    let named = document.translated_from.as_ref().filter(|record| record.language != document.language);
    let named = named.and_then(|record| find(&record.language));
    let source = named.or_else(|| find(source_language))?;
    Some(Source {
        document: Arc::clone(source),
        named: named.is_some() || document.translated_from.is_none(),
        shown: visibility::is_shown(&work.file, source, today, &config.options),
    })
}

/// How a document stands to the one that it was translated from.
pub fn state(document: &Document, source: &Source) -> Translation {
    let record = document.translated_from.as_ref().filter(|_| source.named);
    let review = record::review(&document.fields);
    translation::state::of(&source.document.content().outline, &document.content().outline, record, review.as_ref())
}

/// The id that belongs, in one document of a work, to an id in another: a section's is that of the section that it was
/// translated to or from; what is no section, such as a note, has the same in both. `None` if nothing there belongs to it.
pub fn counterpart(id: &str, from: &Published, to: &Published) -> Option<String> {
    // A heading with the id of what has no heading has another name among sections.
    let key = if id == FRONT { "#front" } else { id };
    let (source_of_from, source_of_to) = (source_language(from), source_language(to));
    let belongs = if source_of_to == Some(&from.document.language) {
        in_translation(key, to)
    } else if source_of_from == Some(&to.document.language) {
        in_source(key, from)
    } else if source_of_from.is_some() && source_of_from == source_of_to {
        match in_source(key, from) {
            Paired::With(section) => in_translation(section, to),
            alone => alone,
        }
    } else {
        Paired::Unknown
    };
    let own = match belongs {
        Paired::With(key) => key.trim_start_matches('#'),
        Paired::Unknown => id,
        Paired::Alone => return None,
    };
    to.document.has_anchor(own).then(|| own.to_owned())
}

fn source_language(published: &Published) -> Option<&Language> {
    published.source.as_ref().map(|source| &source.document.language)
}

/// What is known of the counterpart of a section.
enum Paired<'a> {
    With(&'a str),
    /// None belongs to it.
    Alone,
    /// It is no section, or nobody has said what was translated from what.
    Unknown,
}

/// The section of its source that a section of a translation belongs to.
fn in_source<'a>(key: &str, translation: &'a Published) -> Paired<'a> {
    let Some(translation) = translation.translation() else { return Paired::Unknown };
    match translation.pairs.iter().find(|(_, own)| own.as_deref() == Some(key)) {
        Some((section, _)) => Paired::With(section),
        None if translation.left_over.iter().any(|own| own == key) => Paired::Alone,
        None => Paired::Unknown,
    }
}

/// The section of a translation that a section of its source belongs to.
fn in_translation<'a>(section: &str, translation: &'a Published) -> Paired<'a> {
    let Some(translation) = translation.translation() else { return Paired::Unknown };
    match translation.pairs.iter().find(|(id, _)| id == section) {
        Some((_, Some(own))) => Paired::With(own),
        Some((_, None)) => Paired::Alone,
        None => Paired::Unknown,
    }
}

/// What authors should know of a translation.
///
/// A site that has begun to keep records is told of translations without one. One that has not is left in peace:
/// `lykta translation status` tells it the same.
pub fn findings(site: &Site, work: &Work, published: &Published) -> Vec<Finding> {
    let mut findings = Findings::default();
    if let Some(translation) = published.translation() {
        one(site, work, published, translation, &mut findings);
    }
    neutral_title(work, &published.document, &mut findings);
    findings.into_vec()
}

/// A title that one language keeps from tab and history is not told by another.
fn neutral_title(work: &Work, document: &Document, findings: &mut Findings) {
    const FIELD: &str = "neutral_title";
    let Some(other) = work.documents.iter().flatten().find(|other| other.document.fields.get(FIELD).is_some()) else { return };
    if work.field(document, FIELD).is_some() {
        return;
    }
    let title = document.fields.get("title").map_or(0..0, |typed| typed.span.clone());
    let message = format!("{} has a neutral title, and this text none: tab and history show its title", other.document.file.path);
    findings.add(&codes::MISSING_NEUTRAL_TITLE, document.file.at(title), message).hint("add a `neutral_title` in this language");
}

/// How many letters of the changes a message names; the command shows them all.
const ROOM: usize = 90;

fn one(site: &Site, work: &Work, published: &Published, translation: &Translation, findings: &mut Findings) {
    let document = &published.document;
    let keeps = site.keeps_records;
    let command = |what: &str| format!("lykta translation {what} {} {}", work.path, document.language);
    let record = document.fields.get("translated_from").map_or(0..0, |typed| typed.span.start..typed.span.start);
    match translation.state {
        State::Unknown if keeps => {
            findings
                .add(
                    &codes::UNKNOWN_TRANSLATION_STATE,
                    document.file.at(0..0),
                    "it is not known which state of the source this was translated from",
                )
                .hint(format!("if it says what the source says today: `{}`", command("mark")));
        }
        State::Unknown | State::Current | State::Ahead => {}
        State::Outdated => {
            let named: Vec<String> =
                translation.changes.iter().map(|change| format!("{} {}", shown(&change.id), change.change.name())).collect();
            let mut length = 0;
            let is_named = |name: &&String| {
                length += name.len();
                length <= ROOM
            };
            let fit = named.iter().take_while(is_named).count().max(1);
            let (named, left) = (named[..fit].join(", "), named.len() - fit);
            let message = match left {
                0 => format!("the source has changed since this was translated: {named}"),
                more => format!("the source has changed since this was translated: {named}, and {more} more"),
            };
            let finding = findings.add(&codes::OUTDATED_TRANSLATION, document.file.at(record.clone()), message);
            finding.severity = site.config.translations.severity_for(&work.kind);
            finding.hint(format!("see what changed: `{}`", command("diff")));
            finding.hint(format!("when the translation says the same again: `{}`", command("mark")));
        }
    }
    in_words_of_source(published, translation, findings);
    if translation.is_unpaired() {
        let source = work
            .documents
            .iter()
            .flatten()
            .find(|other| document.translated_from.as_ref().is_some_and(|record| record.language == other.document.language));
        let proposed: Vec<String> = translation
            .pairs
            .iter()
            .filter(|(id, own)| {
                own.is_none() && !translation.changes.iter().any(|change| change.change == Change::Added && change.id == *id)
            })
            .map(|(id, _)| if id.is_empty() { "a text before the first heading".to_owned() } else { format!("{{#{id}}}") })
            .collect();
        let finding = findings.add(
            &codes::TRANSLATION_OUTLINE,
            document.file.at(record),
            format!(
                "it can't be told which section belongs to which of the source: {} against {}",
                source.map(|source| begin(&source.document.content().outline.sketch())).unwrap_or_default(),
                begin(&document.content().outline.sketch())
            ),
        );
        finding.hint("give each heading the id that it has in the source: `## Tecken {#signs}`");
        if !proposed.is_empty() {
            finding.hint(format!("no section here has {}", proposed.join(", ")));
        }
    }
    let review = document.fields.get("reviewed").map_or(0..0, |typed| typed.span.clone());
    match translation.reviewed {
        Reviewed::Lapsed => {
            findings
                .add(
                    &codes::LAPSED_REVIEW,
                    document.file.at(review),
                    "the text has changed since it was reviewed, so readers are told that it is not",
                )
                .hint(format!("when somebody has read it again: `{} --reviewed-by ROLE`", command("mark")));
        }
        Reviewed::OfUnknownText if keeps => {
            findings
                .add(
                    &codes::REVIEW_WITHOUT_TEXT,
                    document.file.at(review),
                    "the review does not say which text it was of, so it never lapses",
                )
                .hint(format!("let the text be noted: `{} --reviewed-by ROLE`", command("mark")));
        }
        Reviewed::OfUnknownText | Reviewed::NotYet | Reviewed::Yes => {}
    }
}

/// Sections that a translation was begun with as a guide, and that say what they said: they are recorded as any others.
fn in_words_of_source(published: &Published, translation: &Translation, findings: &mut Findings) {
    // Names and numbers alone may be the same in each language.
    const FEW: usize = 8;
    let (document, Some(source)) = (&published.document, &published.source) else { return };
    let is_draft = document.fields.boolean("draft") == Some(true);
    if translation.state == State::Unknown || is_draft || source.document.language.base() == document.language.base() {
        return;
    }
    let (own, of_source) = (document.content(), source.document.content());
    let pairs = translation.pairs.iter().filter_map(|(id, own_id)| {
        let (section, own) = (of_source.outline.section(id)?, own.outline.section(own_id.as_deref()?)?);
        (section.hash == own.hash && section.words >= FEW).then_some((id, own.heading))
    });
    let same: Vec<(&String, usize)> = pairs.collect();
    let Some((_, first)) = same.first() else { return };
    let named = same.iter().map(|(id, _)| shown(id)).collect::<Vec<_>>().join(", ");
    findings
        .add(&codes::UNTRANSLATED_SECTION, document.file.at(*first..*first), format!("still in the words of its source: {named}"))
        .hint("translate it; until then `draft: true` in the front matter keeps the text from readers");
}

/// The beginning of a sketch, so that two find room in a message.
fn begin(sketch: &str) -> String {
    const MOST: usize = 60;
    let end = sketch.char_indices().nth(MOST).map(|(end, _)| end);
    end.map_or_else(|| sketch.to_owned(), |end| format!("{}…", &sketch[..end]))
}

/// A section's id for a message.
fn shown(id: &str) -> &str {
    if id.is_empty() { "the opening" } else { id }
}
