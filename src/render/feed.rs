//! A work in a feed: what its page shows, as HTML that every reader of feeds knows.

use std::fmt::Write as _;

use super::numbers::set_apart_in;
use super::print::fields_for_readers;
use super::scene::Scene;
use super::text::Reader;
use crate::document::Drawn;
use crate::document::html::escape;
use crate::tags::is_in_tag;
use crate::theme::context::FieldContext;

/// A text whose links to its own parts lead to those of the page.
fn with_page(html: &str, page: &str) -> String {
    const LINK: &str = " href=\"#";
    let mut out = String::with_capacity(html.len());
    let mut copied = 0;
    for at in memchr::memmem::find_iter(html.as_bytes(), LINK).filter(|at| is_in_tag(html, *at)) {
        let sign = at + LINK.len() - 1;
        out.push_str(&html[copied..sign]);
        out.push_str(page);
        copied = sign;
    }
    out.push_str(&html[copied..]);
    out
}

impl Scene<'_> {
    /// A work's fields, its text and the sources behind it, with whole addresses.
    pub fn feed_content(&self, index: usize, language: usize) -> String {
        let page = self.site.config.permalink(&self.site.works[index].addresses[language]);
        let reader = self.reader(index, language, true, &page);
        let drawn = reader.published.document.drawn();
        // Not every reader of feeds looks at what the entry says of its language.
        let own = &reader.published.document.language;
        let mut html = format!("<div{}>\n", own.attributes());
        html.push_str(&reader.translation_notices());
        self.feed_fields(&reader, &drawn, &mut html);
        html.push_str(&reader.html(&drawn.body));
        self.feed_sources(&reader, &mut html);
        html.push_str("</div>\n");
        // Notes and headings stand on the page alone.
        with_page(&set_apart_in(&html), &escape(&page))
    }

    fn feed_fields(&self, reader: &Reader, drawn: &Drawn, out: &mut String) {
        let fields = self.fields(reader, drawn);
        let mut names = fields_for_readers(self.site.kind(reader.work), &fields).peekable();
        if names.peek().is_none() {
            return;
        }
        let _ = writeln!(out, "<dl{}>", self.in_words_of_the_page(reader));
        for name in names {
            let field = &fields[name];
            let own = &reader.published.document.language;
            let foreign = if field.foreign { own.attributes() } else { String::new() };
            let _ = writeln!(out, "<dt>{}</dt><dd{foreign}>{}</dd>", escape(&field.title), value(field));
        }
        out.push_str("</dl>\n");
    }

    /// What the citations of the text stand for: its notes, where the style makes notes, and the list of sources.
    fn feed_sources(&self, reader: &Reader, out: &mut String) {
        let mut list = |word: &str, element: &str, items: Vec<String>| {
            if items.is_empty() {
                return;
            }
            let title = self.word(reader.language, word).unwrap_or_default();
            let _ = writeln!(out, "<h2{}>{}</h2>\n<{element}>", self.in_words_of_the_page(reader), escape(&title));
            for item in items {
                let _ = writeln!(out, "<li>{item}</li>");
            }
            let _ = writeln!(out, "</{element}>");
        };
        list("citations", "ol", self.notes(reader).into_iter().map(|note| note.html).collect());
        let sources = reader.cited().sources.iter();
        let marked = sources.map(|source| format!("{} {}", source.marker, source.html).trim_start().to_owned());
        list("sources", "ul", marked.collect());
    }

    /// The language of what the page says around a text, for an element, where that is not the text's.
    fn in_words_of_the_page(&self, reader: &Reader) -> String {
        let page = self.language(reader.language);
        if *page == reader.published.document.language {
            return String::new();
        }
        page.attributes()
    }
}

/// A field's value as HTML.
fn value(field: &FieldContext) -> String {
    match (&field.from, &field.to) {
        _ if !field.html.is_empty() => field.html.clone(),
        _ if !field.items.is_empty() => {
            let items: String = field.items.iter().map(|item| format!("<li>{item}</li>")).collect();
            format!("<ul>{items}</ul>")
        }
        (Some(day), None) => format!("<time datetime=\"{}\">{}</time>", day.iso, escape(&day.words)),
        _ if !field.href.is_empty() => format!("<a href=\"{}\">{}</a>", escape(&field.href), escape(&field.text)),
        _ => escape(&field.text),
    }
}
