//! All works of a kind as one document, to be printed.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::page::Scene;
use crate::outputs::Output;
use crate::site::address;
use crate::theme::context::*;

impl Scene<'_> {
    pub(super) fn print_page(&self, path: &str, output: &Output, kind: &str, language: usize) -> (String, PageContext) {
        let mut context = self.blank(path, output, "print", self.kind_title(kind, language), language);
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
                work.field_names = self.printed_fields(kind, &work);
                work.calendar.clear();
                apart(&mut work, number + 1);
                work
            })
            .collect();
        ("print.html".into(), context)
    }

    /// On paper the fields of each kind stand alike, one below the other.
    fn printed_fields(&self, kind: &str, work: &WorkContext) -> Vec<String> {
        let declared = self.site.config.kinds[kind].fields.iter().filter(|declared| declared.in_data);
        let names = declared.map(|declared| &declared.field.name).filter(|name| !NOT_IN_ROWS.contains(&name.as_str()));
        names.filter(|name| work.fields[*name].has_value()).cloned().collect()
    }
}

/// What the template shows above the rows, and what is for authors or for pages that are linked to.
const NOT_IN_ROWS: [&str; 6] = ["in_a_minute", "definition", "forms", "avoid", "names", "verify_every"];

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
