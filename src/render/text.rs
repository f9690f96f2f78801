//! Fragments to HTML: the holes that parsing left are filled for one reader.

use std::cell::OnceCell;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use super::scene::Scene;
use crate::bibliography::{Cite, Drawn};
use crate::document::html::escape;
use crate::document::{Citation, Cited, Content, Fragment, Heading, LinkKind, Piece};
use crate::language::Language;
use crate::outputs;
use crate::outputs::pictures::Copy;
use crate::site::{Published, Resolved, Site, Target, Work};
use crate::theme::Words;
use crate::translation::{Change, Reviewed, Translation, sections};

/// For whom a text is written out.
pub struct Reader<'a> {
    pub site: &'a Site,
    pub words: &'a Words,
    pub scene: &'a Scene<'a>,
    /// Whose text it is: the place among the site's works.
    pub index: usize,
    pub work: &'a Work,
    pub published: &'a Published,
    pub content: Arc<Content>,
    pub resolved: Arc<Resolved>,
    /// The reader's language.
    pub language: usize,
    /// The language of the text, which need not be the reader's.
    pub own: usize,
    /// Whether links are whole addresses, as in feeds.
    pub whole: bool,
    /// The address of the page, for links within it where links are whole addresses.
    pub page: &'a str,
    /// Where fields that no page shows stand in the text's file.
    pub unseen: Vec<Range<usize>>,
    /// See [`Reader::cited`].
    pub cited: OnceCell<Drawn>,
}

/// What to know of a file before it is fetched.
pub struct FileFacts {
    /// As the ending of its name says, such as PDF; may be empty.
    pub file_type: String,
    pub size: String,
    /// Its language, if somebody says it, or its name another than the text's.
    pub language: Option<Language>,
    /// What the text calls that.
    pub language_name: String,
    /// All that is known, as it stands between parentheses.
    pub said: String,
}

impl Reader<'_> {
    pub fn html(&self, fragment: &Fragment) -> String {
        let mut out = String::new();
        for piece in &fragment.pieces {
            match piece {
                Piece::Html(html) => out.push_str(html),
                Piece::Href(link) => out.push_str(&escape(&self.href(&self.resolved.targets[*link]))),
                Piece::FileFacts(link) => self.file_facts(*link, &mut out),
                Piece::Picture(link) => self.picture(*link, &mut out),
                Piece::Citation(index) => self.citation(*index, &mut out),
                Piece::Directive { index, label, content } => out.push_str(&self.directive(*index, label, content)),
                Piece::Section(heading) => {
                    let heading = &self.content.headings[*heading];
                    self.anchor(heading, &mut out);
                    self.section_notice(&heading.id, &mut out);
                }
                Piece::NoteReference { number, time } => note_reference(*number, *time, &mut out),
                Piece::Notes(notes) => out.push_str(&self.html(notes)),
                Piece::Task { done } => self.task(*done, &mut out),
                Piece::Word(id) => out.push_str(&escape(self.word(id))),
            }
        }
        out
    }

    /// A word of the interface, in the language of the text.
    fn word(&self, id: &str) -> &str {
        self.words.plain(&self.published.document.language, id).unwrap_or_default()
    }

    /// The box of a task. A style draws it on pages; feeds have none.
    fn task(&self, done: bool, out: &mut String) {
        let (class, word, sign) = if done { ("task done", "task_done", "☑") } else { ("task", "task_open", "☐") };
        let sign = if self.whole { sign } else { "" };
        let _ = write!(out, "<span class=\"{class}\" role=\"img\" aria-label=\"{}\">{sign}</span>", escape(self.word(word)));
    }

    /// The same without what leads elsewhere: for a text that is shown within another page.
    pub fn plain_html(&self, fragment: &Fragment) -> String {
        let mut out = String::new();
        for piece in &fragment.pieces {
            match piece {
                Piece::Html(html) => out.push_str(html),
                Piece::Href(link) => out.push_str(&escape(&self.href(&self.resolved.targets[*link]))),
                Piece::Directive { label, content, .. } => {
                    out.push_str(&self.plain_html(label));
                    out.push_str(&self.plain_html(content));
                }
                Piece::Task { done } => self.task(*done, &mut out),
                Piece::Word(id) => out.push_str(&escape(self.word(id))),
                // The space before it stood between it and the words.
                Piece::Citation(_) => out.truncate(out.trim_end().len()),
                Piece::FileFacts(_) | Piece::Picture(_) | Piece::Section(_) | Piece::NoteReference { .. } | Piece::Notes(_) => {}
            }
        }
        out
    }

    /// Beside a heading: the link that others can be given. It is no part of the heading, so that lists of headings, as
    /// screen readers make them, stay as they are.
    fn anchor(&self, heading: &Heading, out: &mut String) {
        if self.whole {
            return;
        }
        let section = ("section", heading.text.as_str().into());
        let name = self.words.get(self.published.document.language.tag(), "link_to_section", &[section]).unwrap_or_default();
        let _ =
            writeln!(out, "<a class=\"anchor\" href=\"#{}\" aria-label=\"{}\">#</a>", crate::config::encode(&heading.id), escape(&name));
    }

    /// Below the heading of a section whose source has changed: a notice in the reader's language.
    fn section_notice(&self, id: &str, out: &mut String) {
        let Some(translation) = self.published.translation_for_readers() else { return };
        // A heading with the id of what has no heading has another name among sections.
        let id = if id == sections::FRONT { "#front" } else { id };
        if let Some(change) = translation.change_of_own(id) {
            let still_there = (change.change != Change::Removed).then(|| change.id.trim_start_matches('#'));
            out.push_str(&self.notice("outdated", still_there));
        }
    }

    /// The same for the text before the first heading, and for a page's title and summary in a feed.
    pub fn opening_notice(&self) -> String {
        let mut out = String::new();
        self.section_notice(sections::OPENING, &mut out);
        out
    }

    /// What a reader of a translation should know before reading it elsewhere than on its page.
    pub fn translation_notices(&self) -> String {
        let Some(translation) = self.published.translation_for_readers() else { return String::new() };
        let mut out = String::new();
        match translation.reviewed {
            Reviewed::NotYet | Reviewed::Lapsed => out.push_str(&self.notice("not_reviewed", None)),
            Reviewed::Yes | Reviewed::OfUnknownText => {}
        }
        if outdated_at_the_top(&translation) {
            out.push_str(&self.notice("outdated", None));
        }
        out + &self.opening_notice()
    }

    /// A sentence about the translation, and the way to the original or a section of it.
    fn notice(&self, word: &str, section: Option<&str>) -> String {
        let reader = self.site.language(self.language);
        let class = if word == "outdated" { "outdated" } else { "unreviewed" };
        let mut out = format!("<p class=\"notice {class}\"");
        if self.own != self.language {
            out.push_str(&reader.attributes());
        }
        let _ = write!(out, ">{}", escape(self.words.plain(reader, word).unwrap_or_default()));
        if let Some(source) = self.site.source_of(self.work, self.published) {
            let language = self.site.language(source);
            let path = match section {
                Some(id) if !id.is_empty() => format!("{}#{id}", self.work.addresses[source]),
                Some(_) | None => self.work.addresses[source].clone(),
            };
            let name = ("language", language.own_name().into());
            let text = self.words.get(reader.tag(), "original_language", &[name]).unwrap_or_default();
            let _ = write!(out, " <a href=\"{}\" hreflang=\"{language}\">{}</a>", escape(&self.address(&path)), escape(&text));
        }
        out.push_str("</p>\n");
        out
    }

    pub(super) fn address(&self, path: &str) -> String {
        let (path, anchor) = path.split_once('#').map_or((path, None), |(path, anchor)| (path, Some(anchor)));
        let mut address = if self.whole { self.site.config.permalink(path) } else { self.site.config.href(path) };
        if let Some(anchor) = anchor {
            let _ = write!(address, "#{}", crate::config::encode(anchor));
        }
        address
    }

    pub(super) fn href(&self, target: &Target) -> String {
        match target {
            Target::External(address) => address.clone(),
            Target::Anchor(anchor) if self.whole => format!("{}#{}", self.page, crate::config::encode(anchor)),
            Target::Anchor(anchor) => format!("#{}", crate::config::encode(anchor)),
            // A link that leads nowhere has its finding; in a preview it stays where it is.
            Target::Nowhere => "#".to_owned(),
            Target::Address { path, rest } => format!("{}{rest}", self.address(path)),
            Target::Work { .. } | Target::List(_) | Target::Home | Target::Media(_) => {
                let address = outputs::path_of(self.site, target, self.language).map(|path| self.address(&path)).unwrap_or_default();
                match self.anchor_of(target) {
                    Some(anchor) => format!("{address}#{}", crate::config::encode(&anchor)),
                    None => address,
                }
            }
        }
    }

    /// The heading that a link leads the reader to: in another language's text it has its own id, or there is none.
    fn anchor_of(&self, target: &Target) -> Option<String> {
        let Target::Work { work, anchor: Some(anchor), language } = target else { return None };
        let shown = &self.site.works[*work].shown;
        let (from, to) = (shown[*language], shown[self.language]);
        if from == to {
            return Some(anchor.clone());
        }
        self.scene.known.borrow_mut().extend([(*work, from), (*work, to)]);
        self.site.anchor_in(*work, anchor, from, to)
    }

    /// Before a reader fetches a file: of which type and how large it is, and in which language if in another.
    fn file_facts(&self, index: usize, out: &mut String) {
        let Target::Media(path) = &self.resolved.targets[index] else { return };
        let facts = self.facts_of(path, None);
        let _ = write!(out, " <small class=\"file\">({})</small>", escape(&facts.said));
    }

    /// What to know of a file, in the language of the text that leads to it; `stated` is the language that the text says.
    pub(super) fn facts_of(&self, path: &str, stated: Option<Language>) -> FileFacts {
        let own = &self.published.document.language;
        let name = path.rsplit('/').next().unwrap_or_default();
        let mut parts = name.rsplit('.');
        let file_type = parts.next().filter(|_| name.contains('.')).unwrap_or_default().to_uppercase();
        // A file says its language as a document does: `report.sv.pdf`.
        let by_name = parts.next().filter(|_| name.matches('.').count() > 1).and_then(|tag| Language::parse(tag).ok());
        let by_name = by_name.filter(|language| language.is_usual() || self.site.config.languages.contains(language));
        let language = stated.or(by_name.filter(|language| language != own));
        let language_name = language.as_ref().map(|language| own.name_of(language)).unwrap_or_default();
        let size = self.site.file(path).map(|file| self.size(file.size)).unwrap_or_default();
        let facts = [&*file_type, &size, &language_name].into_iter().filter(|fact| !fact.is_empty());
        let said = facts.collect::<Vec<_>>().join(own.comma());
        FileFacts { file_type, size, language, language_name, said }
    }

    /// A size in the units that people know.
    fn size(&self, bytes: u64) -> String {
        let own = &self.published.document.language;
        let (word, number) = match bytes {
            0..1_000_000 => ("kilobytes", bytes.div_ceil(1000).to_string()),
            _ => ("megabytes", format!("{}.{}", bytes / 1_000_000, bytes % 1_000_000 / 100_000)),
        };
        self.words.get(own.tag(), word, &[("number", own.number(&number).as_str().into())]).unwrap_or_default()
    }

    fn picture(&self, index: usize, out: &mut String) {
        let LinkKind::Picture { alternative, title } = &self.content.links[index].kind else { return };
        let Target::Media(path) = &self.resolved.targets[index] else {
            // What can't be shown is at least told.
            out.push_str(&escape(alternative));
            return;
        };
        let Some(file) = self.site.file(path) else { return };
        let config = &self.site.config;
        let Some(offer) = outputs::pictures::offer(config, file) else { return };
        let address = |copy: &Copy| escape(&self.address(&copy.path));
        // Readers of feeds take the element that all of them know.
        let offers_more = !self.whole && !offer.webp.is_empty();
        if offers_more {
            let srcset: Vec<String> = offer.webp.iter().map(|copy| format!("{} {}w", address(copy), copy.width)).collect();
            let sizes = escape(&config.pictures.sizes);
            let _ = write!(out, "<picture><source type=\"image/webp\" srcset=\"{}\" sizes=\"{sizes}\">", srcset.join(", "));
        }
        let Copy { width, height, .. } = offer.usual;
        let _ = write!(out, "<img src=\"{}\" alt=\"{}\"", address(&offer.usual), escape(alternative));
        if !title.is_empty() {
            let _ = write!(out, " title=\"{}\"", escape(title));
        }
        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        // What a reader sees first should not wait for the rest of the page.
        let links = &self.content.links;
        let is_first = links.iter().position(|link| matches!(link.kind, LinkKind::Picture { .. })) == Some(index);
        out.push_str(if is_first { " decoding=\"async\">" } else { " loading=\"lazy\" decoding=\"async\">" });
        if offers_more {
            out.push_str("</picture>");
        }
    }

    /// A citation, which leads to the page's list of sources; where the style makes notes, to its note.
    fn citation(&self, index: usize, out: &mut String) {
        let number = match self.unseen.is_empty() {
            true => index + 1,
            false => self.citations()[..=index].iter().filter(|cited| !cited.is_empty()).count(),
        };
        if self.site.config.citations.notes {
            let page = if self.whole { self.page } else { "" };
            let _ = write!(out, "<sup class=\"citation\" id=\"cite-{number}\"><a href=\"{page}#citation-{number}\">{number}</a></sup>");
        } else {
            let cited = &self.cited().citations[index];
            let _ = write!(out, "<span class=\"citation\" id=\"cite-{number}\">{cited}</span>");
        }
    }

    /// The citations of the text in their order; those of fields that no page shows cite nothing.
    pub(super) fn citations(&self) -> Vec<&[Cited]> {
        let is_unseen = |citation: &Citation| self.unseen.iter().any(|field| field.contains(&citation.span.start));
        self.content.citations.iter().map(|citation| if is_unseen(citation) { &[] } else { &citation.cited[..] }).collect()
    }

    /// What the text cites, drawn as soon as somebody asks.
    pub(super) fn cited(&self) -> &Drawn {
        self.cited.get_or_init(|| {
            let document = &*self.published.document;
            let config = &self.site.config;
            let citations: Vec<Vec<Cite>> = self
                .citations()
                .into_iter()
                .map(|citation| {
                    let cites = citation.iter();
                    cites.map(|Cited { prefix, key, locator, nameless }| Cite { prefix, key, locator, nameless: *nameless }).collect()
                })
                .collect();
            let besides: Vec<&str> = document.named_sources(&self.content).chain(self.work.rests_on(document)).collect();
            if citations.is_empty() && besides.is_empty() {
                return Drawn::default();
            }
            // The words of a citation are those of the text, not of the page around it.
            let page = if self.whole { self.page } else { "" };
            let drawn = config.citations.draw(&config.bibliography, self.own, &citations, &besides, page);
            drawn.unwrap_or_else(|undrawn| {
                let _ = self.scene.failure.set(Box::new(undrawn.told(document.file.at(0..0))));
                Drawn { citations: vec![String::new(); citations.len()], sources: Vec::new() }
            })
        })
    }
}

fn note_reference(number: usize, time: usize, out: &mut String) {
    let suffix = if time == 1 { String::new() } else { format!("-{time}") };
    let _ = write!(out, "<sup class=\"note-ref\"><a href=\"#note-{number}\" id=\"note-ref-{number}{suffix}\">{number}</a></sup>");
}

/// Whether the original has changed in what stands in no section of the translation.
pub fn outdated_at_the_top(translation: &Translation) -> bool {
    translation.changes.iter().any(|change| match change.change {
        Change::Moved => false,
        Change::Added => true,
        Change::Changed | Change::Removed => change.id == sections::FRONT || change.own.is_none(),
    })
}
