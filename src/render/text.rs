//! Fragments to HTML: the holes that parsing left are filled for one reader.

use std::fmt::Write as _;

use crate::document::html::escape;
use crate::document::{Document, Fragment, LinkKind, Piece};
use crate::language::Language;
use crate::outputs;
use crate::site::{Site, Target};
use crate::theme::Words;

/// For whom a text is written out.
pub struct Reader<'a> {
    pub site: &'a Site,
    pub words: &'a Words,
    pub document: &'a Document,
    /// Where the document's links lead.
    pub targets: &'a [Target],
    /// The reader's language.
    pub language: usize,
    /// Whether links are whole addresses, as in feeds.
    pub whole: bool,
    /// The address of the page, for links within it where links are whole addresses.
    pub page: &'a str,
}

impl Reader<'_> {
    pub fn html(&self, fragment: &Fragment) -> String {
        let document = self.document;
        let mut out = String::new();
        let cites = fragment.pieces.iter().any(|piece| matches!(piece, Piece::Citation(_)));
        let numbers = if cites { numbers(document, &self.site.config.bibliography) } else { Vec::new() };
        for piece in &fragment.pieces {
            match piece {
                Piece::Html(html) => out.push_str(html),
                Piece::Href(link) => out.push_str(&escape(&self.href(&self.targets[*link]))),
                Piece::Picture(link) => self.picture(*link, &mut out),
                Piece::Citation(index) => self.citation(*index, document, &numbers, &mut out),
                Piece::Word(id) => out.push_str(&escape(&self.words.plain(self.text_language(document), id).unwrap_or_default())),
            }
        }
        out
    }

    /// Words within a text are in the language of the text, not in that of the page around it.
    fn text_language<'d>(&self, document: &'d Document) -> &'d Language {
        &document.language
    }

    fn address(&self, path: &str) -> String {
        let (path, anchor) = path.split_once('#').map_or((path, None), |(path, anchor)| (path, Some(anchor)));
        let mut address = if self.whole { self.site.config.permalink(path) } else { self.site.config.href(path) };
        if let Some(anchor) = anchor {
            let _ = write!(address, "#{}", crate::config::encode(anchor));
        }
        address
    }

    fn href(&self, target: &Target) -> String {
        match target {
            Target::External(address) => address.clone(),
            Target::Anchor(anchor) if self.whole => format!("{}#{}", self.page, crate::config::encode(anchor)),
            Target::Anchor(anchor) => format!("#{}", crate::config::encode(anchor)),
            // A link that leads nowhere has its finding; in a preview it stays where it is.
            Target::Nowhere => "#".to_owned(),
            target => outputs::path_of(self.site, target, self.language).map(|path| self.address(&path)).unwrap_or_default(),
        }
    }

    fn picture(&self, index: usize, out: &mut String) {
        let LinkKind::Picture { alternative, title } = &self.document.content().links[index].kind else { return };
        let Target::Media(path) = &self.targets[index] else {
            // What can't be shown is at least told.
            out.push_str(&escape(alternative));
            return;
        };
        let Some(file) = self.site.file(path) else { return };
        let address = self.address(&outputs::media_path(&self.site.config, file));
        let _ = write!(out, "<img src=\"{}\" alt=\"{}\"", escape(&address), escape(alternative));
        if !title.is_empty() {
            let _ = write!(out, " title=\"{}\"", escape(title));
        }
        if let Some((width, height)) = file.pixels {
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }

    /// A citation as numbers that lead to the page's list of sources: `[1, art. 3; 2]`.
    fn citation(&self, index: usize, document: &Document, numbers: &[&str], out: &mut String) {
        let _ = write!(out, "<span class=\"citation\" id=\"cite-{}\">[", index + 1);
        for (at, cited) in document.content().citations[index].cited.iter().enumerate() {
            if at > 0 {
                out.push_str("; ");
            }
            if !cited.prefix.is_empty() {
                let _ = write!(out, "{} ", escape(&cited.prefix));
            }
            match numbers.iter().position(|key| *key == cited.key) {
                Some(number) if self.whole => {
                    let _ = write!(out, "<a href=\"{}#source-{key}\">{}</a>", self.page, number + 1, key = escape(&cited.key));
                }
                Some(number) => {
                    let _ = write!(out, "<a href=\"#source-{key}\">{}</a>", number + 1, key = escape(&cited.key));
                }
                None => out.push_str(&escape(&cited.key)),
            }
            if !cited.locator.is_empty() {
                let _ = write!(out, ", <bdi>{}</bdi>", escape(&cited.locator));
            }
        }
        out.push_str("]</span>");
    }
}

/// The keys of the sources that a document cites, in the order of their numbers.
pub fn numbers<'d>(document: &'d Document, known: &crate::config::Bibliography) -> Vec<&'d str> {
    let mut keys: Vec<&str> = Vec::new();
    for cited in document.content().citations.iter().flat_map(|citation| &citation.cited) {
        if known.contains_key(&cited.key) && !keys.contains(&cited.key.as_str()) {
            keys.push(&cited.key);
        }
    }
    keys
}
