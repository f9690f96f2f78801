//! All works of a kind as one document, to be printed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::scene::Scene;
use crate::config::Kind;
use crate::outputs::Page;
use crate::site::address;
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

static FIND: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::new(REFERENCES).expect("few and short"));

/// Gives the ids of one work a beginning of their own, since they stand beside those of others.
fn apart(work: &mut WorkContext, number: usize) {
    // The list of sources names them «source-» and the key, which is told apart below.
    let sources = (format!("href=\"#w{number}-source-"), format!("href=\"#source-w{number}-"));
    let marked = REFERENCES.map(|begins| format!("{begins}w{number}-"));
    let mark = |html: &str| FIND.replace_all(html, &marked).replace(&sources.0, &sources.1);
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
