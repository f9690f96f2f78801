//! Headings and their ids, which nothing else on a page has.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::*;
use crate::language::composed;
use crate::language::words::is_mark;

/// What the page round a text, or its notes, number: `note-1`, `note-ref-1-2`, `signs-2`.
const NUMBERED: [&str; 8] = ["note-ref", "note", "cite", "citation", "minute", "signs", "programme-title", "term"];
/// What the ids of the page's list of sources begin with; the source's key follows.
const SOURCE: &str = "source-";

/// Whether an id is a word by which the page numbers, alone or with figures.
fn is_numbered_by_the_page(id: &str) -> bool {
    let is_number = |rest: &str| rest.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    NUMBERED.iter().filter_map(|word| id.strip_prefix(word)).any(|rest| rest.is_empty() || rest.starts_with('-') && is_number(rest))
}

fn is_a_source(id: &str) -> bool {
    id.starts_with(SOURCE)
}

/// Whether the page round a text, or its notes, have an id already.
fn is_of_the_page(id: &str) -> bool {
    const NAMED: [&str; 8] =
        ["main", "contents-title", "minute-title", "questions-title", "related-title", "sources-title", "citations-title", "names-title"];
    NAMED.contains(&id) || is_numbered_by_the_page(id) && !NUMBERED.contains(&id)
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || is_mark(c) || matches!(c, '-' | '_'))
}

/// The ids that headings and directives of a file are given, code left out.
fn written_ids(text: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut fence: Option<&str> = None;
    let mut lines = text.lines().map(|line| line.trim_start_matches(['>', ' '])).peekable();
    while let Some(line) = lines.next() {
        match fence {
            Some(mark) if line.starts_with(mark) => fence = None,
            Some(_) => {}
            None => fence = ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark)),
        }
        if fence.is_none() && (line.starts_with(['#', ':']) || lines.peek().is_some_and(|next| underlines(next))) {
            // Braces that end no line are shown.
            let given = line.trim_end().strip_suffix('}').and_then(|line| line.rsplit_once("{#"));
            let given = given.map(|(_, rest)| rest.split(['}', ' ']).next().unwrap_or_default());
            ids.extend(given.filter(|id| is_id(id)).map(str::to_owned));
        }
    }
    ids
}

/// Whether a line makes a heading of the one above it.
fn underlines(line: &str) -> bool {
    let line = line.trim_end();
    ['=', '-'].into_iter().any(|sign| line.starts_with(sign) && line.bytes().all(|byte| byte == sign as u8))
}

/// What stands between the braces that end a heading. The parser takes them off whatever that is, and hands over no attribute
/// of a single letter.
fn braces(heading: &str) -> Option<&str> {
    let mut lines = heading.trim_end().lines().rev();
    // Without number signs, the last line underlines the others.
    let line = if heading.starts_with('#') { lines.next() } else { lines.nth(1) }?;
    let (_, inner) = line.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    (!inner.contains(['}', '<', '>', '\\'])).then_some(inner)
}

impl<'t> Writer<'t, '_, '_> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel, id: Option<CowStr<'t>>, at: Range<usize>) {
        let first_line = self.first_line(&at);
        if level == HeadingLevel::H1 && self.dialect.quotes.is_some() {
            let location = self.here(first_line.clone());
            self.findings.add(&codes::FIRST_LEVEL_HEADING, location, "the title is already the page's first-level heading").hint(
                match self.text[at.clone()].starts_with('#') {
                    true => "write two number signs: `## …`",
                    false => "write two number signs, `## …`, and delete the line of equals signs below",
                },
            );
        }
        let wanted = id.map(|id| composed(&id));
        let sound = wanted.as_ref().is_none_or(|id| is_id(id));
        let more = braces(&self.text[at.clone()]).is_some_and(|inner| wanted.is_none() || inner.split_ascii_whitespace().count() > 1);
        if !sound || more {
            let location = self.here(first_line);
            let message = if sound { "a heading takes an id and nothing else between braces" } else { "this id can't be used" };
            let finding = self.findings.add(&codes::HEADING_ID, location, message);
            finding.hint("write letters, digits, hyphens and underscores: {#signs}");
            if wanted.is_none() {
                finding.hint("where the braces are to be read, put a backslash before the last one");
            }
        }
        let id = wanted.map(|id| if sound { id } else { self.slug(&id) }).filter(|id| !id.is_empty());
        self.heading = Some(OpenHeading { level, id, at, text: String::new(), pictures: String::new(), events: Vec::new() });
    }

    /// Tells of an id that stands in the text of a heading: only what ends the heading is taken for one.
    pub(super) fn find_early_ids(&mut self, at: &Range<usize>) {
        if self.heading.is_none() {
            return;
        }
        let text = self.text;
        for (found, _) in text[at.clone()].match_indices("{#") {
            let start = at.start + found;
            let Some(end) = text[start..at.end].find('}').map(|end| start + end) else { continue };
            let id = &text[start + 2..end];
            if !is_id(id) || text[..start].ends_with('\\') {
                continue;
            }
            let location = self.here(start..end + 1);
            self.findings
                .add(&codes::HEADING_ID, location, "behind this id something else stands, so that it is read as text")
                .hint(format!("end the heading with {{#{id}}}"))
                .hint("where the braces are to be read, put a backslash before the first one");
        }
    }

    fn slug(&self, text: &str) -> String {
        if self.dialect.dotless_i { slug_with_dotless_i(text) } else { slug(text) }
    }

    pub(super) fn end_heading(&mut self) {
        let Some(mut heading) = self.heading.take() else { return };
        if heading.text.trim().is_empty() {
            heading.text = std::mem::take(&mut heading.pictures);
        }
        if heading.text.trim().is_empty() {
            let location = self.here(self.first_line(&heading.at));
            self.findings
                .add(&codes::EMPTY_HEADING, location, "a heading without words")
                .hint("write it, or remove the line; number signs that are text have a backslash before them");
        }
        if let Some((_, id)) = heading.text.trim_end().rsplit_once("{#").filter(|(_, id)| is_id(id)) {
            let location = self.here(self.first_line(&heading.at));
            self.findings
                .add(&codes::HEADING_ID, location, "the brace before this id is never closed")
                .hint(format!("end the heading with {{#{id}}}"));
        }
        let written = heading.id.is_some();
        let wanted = heading.id.unwrap_or_else(|| self.slug(&heading.text));
        let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
        let id = if written { self.unique(&wanted) } else { self.unwritten(&wanted) };
        if written && id != wanted {
            let location = self.here(self.first_line(&heading.at));
            self.findings
                .add(&codes::DUPLICATE_HEADING_ID, location, format!("the id «{wanted}» is taken; this heading gets «{id}»"))
                .hint("give it an id of its own");
        }
        // The page's title is its only first-level heading.
        let level = if heading.level == HeadingLevel::H1 && self.dialect.quotes.is_some() { HeadingLevel::H2 } else { heading.level };
        if let Some(last) = self.level.replace(level).filter(|last| level as u8 > *last as u8 + 1) {
            let (last, level) = (last as usize, level as usize);
            let location = self.here(self.first_line(&heading.at));
            let message = match last {
                1 => format!("a heading of level {level} follows the title"),
                _ => format!("a heading of level {level} follows one of level {last}"),
            };
            self.findings.add(&codes::SKIPPED_LEVEL, location, message).hint(format!("begin it with `{}`", "#".repeat(last + 1)));
        }
        self.push(Event::Start(Tag::Heading { level, id: Some(id.clone().into()), classes: Vec::new(), attrs: Vec::new() }));
        for event in heading.events {
            self.push(event);
        }
        self.push(Event::End(TagEnd::Heading(level)));
        let text = heading.text.trim().to_owned();
        self.parts.sections.heading(&id, &text);
        self.block(format!("{MARK}S{}{MARK}", self.parts.headings.len()));
        self.parts.headings.push(Heading { level: level as u8, id, text });
        self.tables = 0;
    }

    /// An id that nothing else on the document's page has: `risks`, `risks-2`, `risks-3`; `signs`, `signs-section-2` where
    /// the page numbers its own by that word.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        // It may have been kept for this.
        if self.is_free(wanted) && self.parts.anchors.insert(wanted.to_owned()) {
            self.parts.ids.entry(wanted.to_owned()).or_insert(1);
            return wanted.to_owned();
        }
        self.numbered(wanted, |_| true)
    }

    /// The same for an id that nobody has written: none that is written further on.
    fn unwritten(&mut self, wanted: &str) -> String {
        let text = &self.file.text;
        let written = Arc::clone(self.parts.written_ids.get_or_init(|| Arc::new(written_ids(text))));
        self.numbered(wanted, |id| !written.contains(id))
    }

    fn numbered(&mut self, wanted: &str, may_be: impl Fn(&str) -> bool) -> String {
        let between = if is_numbered_by_the_page(wanted) || is_a_source(wanted) { "-section-" } else { "-" };
        loop {
            let count = self.parts.ids.entry(wanted.to_owned()).or_insert(0);
            *count += 1;
            let id = if *count == 1 { wanted.to_owned() } else { format!("{wanted}{between}{count}") };
            if may_be(&id) && self.is_free(&id) && self.parts.anchors.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Whether the page has no such id of its own.
    fn is_free(&self, id: &str) -> bool {
        !is_of_the_page(id) && !self.is_of_a_source(id)
    }

    /// Whether the page's list of sources has the id already.
    fn is_of_a_source(&self, id: &str) -> bool {
        let Some(key) = id.strip_prefix(SOURCE) else { return false };
        // The sources of the text come in later parts of it, so that the citation is sought in the file as it is written.
        self.dialect.sources.iter().any(|source| source == key) || self.file.text.contains(&format!("@{key}"))
    }
}
