//! All works of a kind as one document, to be printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::LazyLock;

use super::scene::Scene;
use crate::config::Kind;
use crate::document::html::escape;
use crate::language::sought::Sought;
use crate::outputs::Page;
use crate::site::address;
use crate::tags::is_in_tag;
use crate::theme::context::*;

impl Scene<'_> {
    pub(super) fn print_page(&self, path: &str, this: &Page, kind: &str, language: usize) -> (String, PageContext) {
        let mut context = self.blank(path, this, "print", self.kind_title(kind, language), language);
        // Whoever searches should come to the list and its works, not to all of them at once.
        let list = address::section(&self.site.config.kinds[kind], self.language(language), &self.site.config);
        context.page.canonical = self.site.config.permalink(&list);
        context.page.breadcrumbs = vec![self.home_link(language)];
        context.works = self
            .plan
            .order(kind, language)
            .iter()
            .enumerate()
            .map(|(number, &work)| {
                let mut work = self.work_context(work, language);
                let names = fields_for_readers(&self.site.config.kinds[kind], &work.fields);
                work.field_names = names.filter(|name| !ABOVE_THE_ROWS.contains(name)).map(str::to_owned).collect();
                work.calendar.clear();
                apart(&mut work, number + 1);
                work
            })
            .collect();
        ("print.html".into(), context)
    }
}

/// The fields that a work has something to show of. On paper and in feeds those of each kind stand alike, one below the other.
pub(super) fn fields_for_readers<'k>(kind: &'k Kind, fields: &BTreeMap<String, FieldContext>) -> impl Iterator<Item = &'k str> {
    let names = kind.fields.iter().filter(|declared| declared.in_data).map(|declared| declared.field.name.as_str());
    names.filter(|name| !NOT_FOR_READERS.contains(name) && fields[*name].has_value())
}

/// What the template shows above the rows.
const ABOVE_THE_ROWS: [&str; 2] = ["in_a_minute", "definition"];

/// What is for authors or for pages that are linked to.
const NOT_FOR_READERS: [&str; 4] = ["forms", "avoid", "names", "verify_every"];

/// Where an id is given or named.
const REFERENCES: [&str; 7] =
    [" id=\"", "href=\"#", " popovertarget=\"", " aria-labelledby=\"", " aria-describedby=\"", " aria-controls=\"", " for=\""];

/// The headings of a text stand below its title, which is itself one of the second level here.
const HEADINGS: [&str; 8] = ["<h2", "</h2", "<h3", "</h3", "<h4", "</h4", "<h5", "</h5"];
const HEADINGS_BELOW: [&str; 8] = ["<h3", "</h3", "<h4", "</h4", "<h5", "</h5", "<h6", "</h6"];

static SOUGHT: LazyLock<Sought> = LazyLock::new(|| Sought::of(REFERENCES.into_iter().chain(HEADINGS)));

/// Gives the ids of one work a beginning of their own, since they stand beside those of others, and its headings their level.
fn apart(work: &mut WorkContext, number: usize) {
    let keys: BTreeSet<String> = work.sources.iter().map(|source| escape(&source.key)).collect();
    let mark = |html: &str| marked(html, number, &keys);
    work.content = mark(&work.content);
    for field in work.fields.values_mut() {
        field.html = mark(&field.html);
        for item in &mut field.items {
            *item = mark(item);
        }
    }
    for note in &mut work.notes {
        note.id = format!("w{number}-{}", note.id);
        note.cited_at = format!("w{number}-{}", note.cited_at);
    }
    for source in &mut work.sources {
        source.key = format!("w{number}-{}", source.key);
        source.cited_at.clear();
    }
}

/// The HTML of a work with its headings a level lower, and with a beginning to its ids and to what names them. The list of sources calls each «source-» and its
/// key, and the beginning stands before the key.
fn marked(html: &str, number: usize, sources: &BTreeSet<String>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut copied = 0;
    for found in SOUGHT.places(html) {
        if let Some(heading) = found.pattern().as_usize().checked_sub(REFERENCES.len()) {
            out.push_str(&html[copied..found.start()]);
            out.push_str(HEADINGS_BELOW[heading]);
            copied = found.end();
            continue;
        }
        let named = &html[found.end()..];
        // An address that is a lone «#» names nothing.
        if named.starts_with('"') || !is_in_tag(html, found.start()) {
            continue;
        }
        let source = named.split('"').next().and_then(|named| named.strip_prefix("source-")).filter(|key| sources.contains(*key));
        let before = found.end() + if source.is_some() { "source-".len() } else { 0 };
        out.push_str(&html[copied..before]);
        let _ = write!(out, "w{number}-");
        copied = before;
    }
    out.push_str(&html[copied..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_a_work_are_its_own_and_what_is_written_of_them_stays() {
        let sources = BTreeSet::from(["crc".to_owned()]);
        for (html, expected) in [
            ("<h2 id=\"signs\">Signs <a href=\"#signs\">#</a></h2>", "<h3 id=\"w2-signs\">Signs <a href=\"#w2-signs\">#</a></h3>"),
            ("<a id=\"cite-1\" href=\"#source-crc\">1</a>", "<a id=\"w2-cite-1\" href=\"#source-w2-crc\">1</a>"),
            (
                "<h2 id=\"source-criticism\"><a href=\"#source-criticism\">#</a></h2>",
                "<h3 id=\"w2-source-criticism\"><a href=\"#w2-source-criticism\">#</a></h3>",
            ),
            ("<a href=\"#\">up</a>", "<a href=\"#\">up</a>"),
            ("<code>&lt;a href=\"#top\" id=\"x\"&gt;</code>", "<code>&lt;a href=\"#top\" id=\"x\"&gt;</code>"),
            ("write href=\"#top\" and <b id=\"y\">this</b> id=\"z\"", "write href=\"#top\" and <b id=\"w2-y\">this</b> id=\"z\""),
        ] {
            assert_eq!(marked(html, 2, &sources), expected);
        }
    }
}
