//! `lykta translation start`: the file of a translation, with the source's text as a guide.

use std::collections::BTreeMap;
use std::ops::Range;

use clap::Args;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::{Failure, Outcome, Root, Voice, print};
use super::{Which, done, find_language, find_work, oddly_written, open, parse};
use crate::document::{Document, directives};
use crate::exchange::import::its_own;
use crate::exchange::{inline, units};
use crate::publish::file;
use crate::source::yaml;
use crate::translation::{mark, sections};

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    root: Root,
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let (world, build) = open(&arguments.root)?;
    let site = &build.site;
    let work = find_work(site, &arguments.which.work)?;
    let language = find_language(site, &arguments.which.lang)?;
    let tag = site.language(language);
    let Some(source) = work.documents[work.source].as_ref().filter(|_| language != work.source) else {
        return Err(Failure::Usage(format!("{tag} is the language in which {} was written, so it is no translation", work.path)));
    };
    let path = format!("content/{}/{tag}.md", work.path);
    let text = guide(&source.document, &|name, words| super::exchange::term(site, &source.document.language, name, words));
    // What was made is read, so that an oddly written front matter is told of and not spoilt.
    let made = text.and_then(|text| Some((parse(&text, &source.document, tag, work, site)?, text)));
    let made = made.filter(|(made, _)| made.translated_from.is_some());
    let (_, text) = made.ok_or_else(|| oddly_written(&source.document.file.path))?;
    let whole = world.root().join(&path);
    file::create(&whole, &text).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::Usage(format!("{path} is there already; nothing was changed")),
        _ => Failure::Machine(format!("can't write {path}: {error}")),
    })?;
    print(format_args!("{path}\n"));
    voice.say("it is a draft that holds the source's text; translate it, then remove `draft: true`");
    done()
}

/// The text, with the works of glossary terms named that are known by their words alone: the words will be others.
fn with_named_terms(text: &str, term: units::Term) -> String {
    let prepared = directives::prepare(text);
    let mut named: Vec<(usize, String)> = Vec::new();
    for mark in &prepared.marks {
        let directives::What::Inline(head) = &mark.what else { continue };
        let end = mark.end.map(|end| &prepared.marks[end]);
        let Some(end) = end.filter(|end| &text[end.source.clone()] == "]") else { continue };
        if let Some(path) = term(&head.name, &text[mark.source.end..end.source.start]) {
            named.push((end.source.end, format!("{{work={path}}}")));
        }
    }
    let mut out = text.to_owned();
    for (at, written) in named.into_iter().rev() {
        out.insert_str(at, &written);
    }
    out
}

/// Where the words of each heading end that has no written id, by where the heading begins.
fn headings_without_id(body: &str) -> BTreeMap<usize, usize> {
    let mut ends = BTreeMap::new();
    let mut heading: Option<Range<usize>> = None;
    for (event, at) in inline::parser(body) {
        match (event, &mut heading) {
            (Event::Start(Tag::Heading { level, id: None, .. }), _) => heading = Some(at.start..at.start + level as usize),
            (Event::End(TagEnd::Heading(_)), _) => ends.extend(heading.take().map(|heading| (heading.start, heading.end))),
            (_, Some(heading)) => {
                // The parser leaves the empty brackets of `[words][]` out of the link.
                let brackets = if body[at.end..].starts_with("[]") { 2 } else { 0 };
                heading.end = heading.end.max(at.end + brackets);
            }
            (_, None) => {}
        }
    }
    ends
}

/// The source's file as a draft in another language, its headings with written ids, so that sections stay together.
/// `None` if its front matter can't be changed.
fn guide(source: &Document, term: units::Term) -> Option<String> {
    let text = &source.file.text;
    let outline = &source.content().outline;
    let body = outline.section(sections::FRONT).map_or(0, |front| front.span.start);
    let headings = headings_without_id(&text[body..]);
    let mut out = text.to_string();
    for section in outline.sections.iter().rev().filter(|section| section.level > 0) {
        let Some(end) = headings.get(&(section.heading - body)).map(|end| body + end) else { continue };
        // Number signs after a heading would stand before its id.
        let line = text[end..].find('\n').map_or(text.len(), |line| end + line);
        out.replace_range(end..line, &format!(" {{#{}}}", section.id.trim_start_matches('#')));
    }
    for name in source.kind().into_iter().flat_map(its_own) {
        out = yaml::without_field(&out, name);
    }
    out = with_named_terms(&out, term);
    // The text is the source's of today, so it says what the source says; what changes while it is translated is told.
    let mut made_from = mark::of_today(None, &source.language, outline, outline);
    made_from.text = None;
    yaml::with_field(&yaml::with_field(&out, "draft", "draft: true\n")?, "translated_from", &made_from.yaml())
}
