//! Citations and lists of sources as HTML, by a style, for readers of a text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use citationberg::taxonomy::Locator;
use citationberg::{FontStyle, FontVariant, FontWeight, IndependentStyle, TextDecoration, VerticalAlign};
use hayagriva::types::Person;
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest, Elem, ElemChild, ElemChildren, ElemMeta,
    Entry, Formatting, LocatorPayload, Rendered, RenderedBibliography, SpecificLocator,
};

use super::apart::{Alone, Given};
use super::style::{KEYS, OURS};
use super::{Bibliography, Reference, Style, address_of_doi, apart, is_web_address, locator, quirks, tidy};
use crate::diagnostics::{Finding, Location, codes};
use crate::guarded::guarded;
use crate::language::readable;

/// One source as a text cites it.
#[derive(Clone, Copy, Debug)]
pub struct Cite<'a> {
    /// Words before it, such as «see».
    pub prefix: &'a str,
    pub key: &'a str,
    /// Where in it, as the author wrote it.
    pub locator: &'a str,
    /// Whether the text around it names its author.
    pub nameless: bool,
}

/// What a text's page shows of its sources.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Each citation as HTML, in the order of the text; where the style makes notes, the note.
    pub citations: Vec<String>,
    /// All sources, in the order of the style.
    pub sources: Vec<DrawnSource>,
}

/// Where a style fails.
#[derive(Clone, Debug)]
pub struct Undrawn {
    /// The keys of those at which it fails by themselves, else of all that it was to draw.
    pub sources: Vec<String>,
}

impl Undrawn {
    pub fn told(&self, at: Location) -> Finding {
        let sources: Vec<String> = self.sources.iter().map(|key| format!("«{key}»")).collect();
        let message = format!("the style of citation fails at these sources: {}", sources.join(", "));
        let mut finding = Finding::new(&codes::UNKNOWN_STYLE, at, message);
        finding.hint("take another style, or look what is unusual in them");
        finding
    }
}

/// A source in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnSource {
    pub key: String,
    /// What stands before it, such as «1.»; may be empty.
    pub marker: String,
    /// The rest, as HTML.
    pub html: String,
}

/// A letter that nobody sees, put behind what ends as a citation ends. Without it the library takes the bracket of
/// «art. 3(c)» for its own and leaves out one of the two.
const JOINER: char = '\u{2060}';

impl Style {
    /// Draws what a text in a language cites, and lists what it rests on besides. Links lead to `page`, which is empty
    /// within the page itself. Sources that are unknown are shown by their keys.
    ///
    /// Errors: the library fails, at these sources.
    pub fn draw(
        &self,
        bibliography: &Bibliography,
        language: usize,
        citations: &[Vec<Cite>],
        besides: &[&str],
        page: &str,
    ) -> Result<Drawn, Undrawn> {
        let drawn = |citations: &[Vec<Cite>], besides: &[&str]| guarded(|| self.drawn(bibliography, language, citations, besides, page));
        drawn(citations, besides).ok_or_else(|| {
            let of_all = citations.iter().flatten().map(|cite| cite.key).chain(besides.iter().copied());
            let known: Vec<&str> = each_once(of_all).filter(|key| bibliography.contains_key(*key)).collect();
            let fails = |key: &&str| drawn(&[vec![Cite { prefix: "", key, locator: "", nameless: false }]], &[]).is_none();
            let alone: Vec<&str> = known.iter().copied().filter(fails).collect();
            Undrawn { sources: if alone.is_empty() { known } else { alone }.into_iter().map(str::to_owned).collect() }
        })
    }

    fn drawn(&self, bibliography: &Bibliography, language: usize, citations: &[Vec<Cite>], besides: &[&str], page: &str) -> Drawn {
        let of_all = citations.iter().flatten().map(|cite| cite.key).chain(besides.iter().copied());
        let references: Vec<&Reference> = each_once(of_all).filter_map(|key| bibliography.get(key)).collect();
        let mut entries: Vec<Entry> = references.iter().map(|reference| quirks::of_entry(&reference.entry)).collect();
        if self.knows_editors {
            entries = entries.into_iter().map(quirks::with_editors_known).collect();
        }
        let names = self.names_telling_apart(&entries, language);
        let mut cited: Vec<Entry> =
            entries.iter().map(|entry| names.get(entry.key()).map_or(entry, |(marked, _)| marked).clone()).collect();
        let (letters, order) = self.letters(&cited, language);
        // What comes in order is sorted quickly: the library draws names and years anew for each comparison.
        entries.sort_by_key(|entry| order.get(entry.key()));
        for entry in entries.iter_mut().chain(&mut cited).filter(|entry| letters.contains_key(entry.key())) {
            quirks::lettered(entry);
        }
        let twins = self.twins(&cited, language);
        let (drawn, known) = self.put_together(&cited, &twins, language, citations);
        let encoded = encoded(references.iter().copied());
        let titles = self.titles(&references, language);
        let mut rendered = drawn.citations.into_iter().skip(usize::from(!twins.is_empty()));
        let right_to_left = self.is_right_to_left(language);
        let locales = self.locale(language).0;
        let put_letter = |key: &str, children: &mut ElemChildren| {
            if let (Some(letter), Some(reference)) = (letters.get(key), bibliography.get(key)) {
                apart::put_letter(children, letter, reference.year(), locales);
            }
        };
        let citations = citations
            .iter()
            .zip(&known)
            .map(|(cites, of_items)| {
                let writer = Writer { style: self, cites, of_items, page, encoded: &encoded, titles: &titles, right_to_left };
                let strangers: Vec<&Cite> =
                    cites.iter().enumerate().filter(|(at, _)| !of_items.contains(at)).map(|(_, cite)| cite).collect();
                let mut html = String::new();
                if !of_items.is_empty() {
                    let mut children = rendered.next().map(|drawn| drawn.citation).unwrap_or(ElemChildren(Vec::new()));
                    for child in &mut children.0 {
                        let ElemChild::Elem(element) = child else { continue };
                        let Some(ElemMeta::Entry(item)) = element.meta else { continue };
                        let Some(&at) = of_items.get(item) else { continue };
                        names.get(cites[at].key).into_iter().for_each(|(_, names)| apart::put_names(&mut element.children, names));
                        put_letter(cites[at].key, &mut element.children);
                        if cites[at].nameless {
                            apart::drop_names(&mut element.children);
                        }
                    }
                    apart::join(&mut children, &self.joined);
                    writer.children(&children, &mut html);
                }
                for cite in strangers {
                    // It has its finding; a preview shows what was written.
                    let _ = write!(html, "[{}]", escape(cite.key));
                }
                self.finished(&html.replace(JOINER, ""), language)
            })
            .collect();
        let plain = Writer { style: self, cites: &[], of_items: &[], page, encoded: &encoded, titles: &titles, right_to_left };
        let written = |mut item: BibliographyItem| {
            let (mut marker, mut html) = (String::new(), String::new());
            if let Some(first) = &item.first_field {
                plain.child(first, &mut marker);
            }
            put_letter(&item.key, &mut item.content);
            plain.children(&item.content, &mut html);
            DrawnSource { key: item.key, marker: self.finished(&marker, language), html: self.finished(&html, language) }
        };
        let list = if self.names_apart() { self.listed(self.list(), &entries, language) } else { drawn.bibliography };
        let mut items = list.map(|list| list.items).unwrap_or_default();
        if let Some(dash) = &self.dash {
            apart::put_dashes(&mut items, dash);
        }
        let mut sources: Vec<DrawnSource> = items.into_iter().map(written).collect();
        if sources.iter().any(|source| source.html.is_empty()) {
            // A style may say nothing of some kinds of sources, and the list is to say what they are all the same.
            let ours = self.listed(&OURS, &entries, language).map(|list| list.items).unwrap_or_default();
            let mut ours: BTreeMap<String, String> = ours.into_iter().map(written).map(|source| (source.key, source.html)).collect();
            for source in sources.iter_mut().filter(|source| source.html.is_empty()) {
                source.html = ours.remove(&source.key).unwrap_or_default();
            }
        }
        Drawn { citations, sources }
    }

    /// What the library makes of it all, citation by citation, and for each citation which of its sources are known: by their
    /// places among these the library knows them. The list has all entries, in the order in which they are cited; there is none
    /// if it is drawn apart. The twins are cited first, where nobody sees them.
    fn put_together<'a>(
        &self,
        entries: &[Entry],
        twins: &[Entry],
        language: usize,
        citations: &[Vec<Cite<'a>>],
    ) -> (Rendered, Vec<Vec<usize>>) {
        let (locales, code) = self.locale(language);
        let of_keys: BTreeMap<&str, &Entry> = entries.iter().map(|entry| (entry.key(), entry)).collect();
        let mut above = "";
        let mut places: Vec<Vec<Option<(Locator, String)>>> = Vec::new();
        for cites in citations {
            let place = |cite: &Cite<'a>| {
                let again = self.notes && std::mem::replace(&mut above, cite.key) == cite.key;
                self.place(cite.locator, again, language)
            };
            places.push(cites.iter().map(place).collect());
        }
        let mut driver = BibliographyDriver::new();
        if !twins.is_empty() {
            driver.citation(CitationRequest::new(twins.iter().map(hidden).collect(), &self.csl, Some(code.clone()), locales, None));
        }
        let mut known: Vec<Vec<usize>> = Vec::new();
        for (cites, places) in citations.iter().zip(&places) {
            let mut items = Vec::new();
            let mut of_items = Vec::new();
            for (at, (cite, place)) in cites.iter().zip(places).enumerate() {
                let Some(entry) = of_keys.get(cite.key) else { continue };
                let place = place.as_ref().map(|(locator, text)| SpecificLocator(*locator, LocatorPayload::Str(text)));
                items.push(CitationItem::with_locator(*entry, place));
                of_items.push(at);
            }
            if !items.is_empty() {
                let number = self.notes.then_some(known.iter().filter(|items| !items.is_empty()).count() + 1);
                driver.citation(CitationRequest::new(items, &self.csl, Some(code.clone()), locales, number));
            }
            known.push(of_items);
        }
        let cited: BTreeSet<&str> = citations.iter().flatten().map(|cite| cite.key).collect();
        let besides: Vec<_> = entries.iter().filter(|entry| !cited.contains(entry.key())).map(hidden).collect();
        if !besides.is_empty() {
            driver.citation(CitationRequest::new(besides, &self.csl, Some(code.clone()), locales, None));
        }
        let list = if !self.names_apart() {
            self.list()
        } else if self.numbers {
            self.order()
        } else {
            &KEYS
        };
        (driver.finish(BibliographyRequest::new(list, Some(code.clone()), locales)), known)
    }

    /// The list by a style, in which each source is named as if it stood alone: the library gives names in it as citations
    /// need them to be told apart.
    fn listed(&self, style: &IndependentStyle, entries: &[Entry], language: usize) -> Option<RenderedBibliography> {
        let (locales, code) = self.locale(language);
        let mut driver = BibliographyDriver::new();
        for entry in entries {
            driver.citation(CitationRequest::new(vec![hidden(entry)], &KEYS, Some(code.clone()), locales, None));
        }
        driver.finish(BibliographyRequest::new(style, Some(code.clone()), locales)).bibliography
    }

    /// The names that tell apart sources that would be cited alike: these by their keys, marked at where the names are to stand,
    /// and the names. What is marked otherwise is to the library not cited alike.
    fn names_telling_apart(&self, entries: &[Entry], language: usize) -> BTreeMap<String, (Entry, Elem)> {
        if !self.names_apart() {
            return BTreeMap::new();
        }
        let alone = |entry: &Entry| {
            let mut drawn = self.alone(&self.csl, entry, language);
            let text = format!("{drawn}");
            let (people, shown) = apart::people_of(&mut drawn).unwrap_or_default();
            Alone { text, people, shown }
        };
        let alone: Vec<Alone> = entries.iter().map(alone).collect();
        let rules = self.rules_of_names();
        let mut styles: BTreeMap<(usize, bool), IndependentStyle> = BTreeMap::new();
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut names = BTreeMap::new();
        for ((entry, alone), shown) in entries.iter().zip(&alone).zip(apart::by_names(&alone, rules)) {
            if shown.count == alone.shown && shown.given.iter().all(|given| *given == rules.least) {
                continue;
            }
            let whole = shown.given.contains(&Given::Whole);
            let style = styles.entry((shown.count, whole)).or_insert_with(|| quirks::naming(&self.csl, shown.count, whole));
            let seen = quirks::with_people(entry, &alone.people, |at, person| {
                if shown.given[at] == Given::Nothing {
                    (person.given_name, person.suffix) = (None, None);
                }
            });
            let mut drawn = self.alone(style, &seen, language);
            let Some(named) = apart::names_of(&mut drawn) else { continue };
            let next = numbers.len() + 1;
            let number = *numbers.entry(format!("{}", named.children)).or_insert(next);
            let mark = |at: usize, person: &mut Person| {
                if at == 0 {
                    quirks::mark(person, number)
                }
            };
            names.insert(entry.key().to_owned(), (quirks::with_people(entry, &alone.people, mark), named.clone()));
        }
        names
    }

    /// For sources that would still be cited alike, one like the first of them. Of those that a style tells apart by their titles
    /// the library tells all but the first.
    fn twins(&self, entries: &[Entry], language: usize) -> Vec<Entry> {
        if self.notes || self.letters || !self.names_apart() {
            return Vec::new();
        }
        let mut alike: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
        for entry in entries {
            alike.entry(format!("{}", self.alone(&self.csl, entry, language))).or_default().push(entry);
        }
        let twin = |entry: &Entry| {
            let mut twin = entry.clone();
            twin.set_abstract_("twin".to_owned().into());
            twin
        };
        alike.values().filter(|alike| alike.len() > 1).map(|alike| twin(alike[0])).collect()
    }

    /// What the library makes of a citation of one source, where no other is near.
    fn alone(&self, csl: &IndependentStyle, entry: &Entry, language: usize) -> ElemChildren {
        let (locales, code) = self.locale(language);
        let mut driver = BibliographyDriver::new();
        let item = CitationItem::with_entry(entry);
        driver.citation(CitationRequest::new(vec![item], csl, Some(code.clone()), locales, self.notes.then_some(1)));
        let drawn = driver.finish(BibliographyRequest::new(&KEYS, Some(code), locales));
        drawn.citations.into_iter().next().map_or(ElemChildren(Vec::new()), |drawn| drawn.citation)
    }

    /// The letters behind the years of sources that would be cited alike («2020a»), and the places of all in the list. The
    /// library gives letters to few of these, and in another order than that of the list.
    fn letters(&self, entries: &[Entry], language: usize) -> (BTreeMap<String, String>, BTreeMap<String, usize>) {
        if !self.letters {
            return Default::default();
        }
        let (locales, code) = self.locale(language);
        let mut driver = BibliographyDriver::new();
        for entry in entries {
            let item = CitationItem::with_entry(entry);
            driver.citation(CitationRequest::new(vec![item], &self.csl, Some(code.clone()), locales, self.notes.then_some(1)));
        }
        let drawn = driver.finish(BibliographyRequest::new(self.order(), Some(code.clone()), locales));
        let mut cited: BTreeMap<&str, String> =
            entries.iter().zip(&drawn.citations).map(|(entry, cited)| (entry.key(), format!("{:#}", cited.citation))).collect();
        let list = drawn.bibliography.map(|list| list.items).unwrap_or_default();
        let order = list.iter().enumerate().map(|(at, item)| (item.key.clone(), at)).collect();
        let letters = apart::letters(list.into_iter().filter_map(|item| cited.remove(item.key.as_str()).map(|drawn| (item.key, drawn))));
        (letters, order)
    }

    /// What is drawn as readers of a language are to see it.
    fn finished(&self, html: &str, language: usize) -> String {
        tidy::tidied(self.said(quirks::without_signs(html), language).trim(), self.languages[language].base() == "fr")
    }

    /// The titles that are in other languages than a text, as [`words`], and the tags of these.
    fn titles(&self, references: &[&Reference], language: usize) -> Vec<(String, String)> {
        let own = &self.languages[language];
        references.iter().flat_map(|it| it.titles_in_others(own)).map(|(title, tag)| (words(&escape(&title)), tag)).collect()
    }

    /// What a locator names, and what is said of it: the number alone where the style puts the language's own word before it,
    /// else all of it as written. `None` if there is none, or if the style says nothing of it.
    fn place(&self, written: &str, again: bool, language: usize) -> Option<(Locator, String)> {
        if written.is_empty() || !self.shows_locators() {
            return None;
        }
        let (locator, text) = locator::parse(written, self.page(language))
            .filter(|(locator, _)| self.knows(*locator, language) && self.says_what(*locator, again))
            .unwrap_or((Locator::Custom, written));
        let mut text = text.to_owned();
        if text.ends_with([')', ']', '.']) {
            text.push(JOINER);
        }
        Some((locator, text))
    }
}

fn each_once<'k>(keys: impl Iterator<Item = &'k str>) -> impl Iterator<Item = &'k str> {
    let mut seen = BTreeSet::new();
    keys.filter(move |key| seen.insert(*key))
}

/// A source that is cited where nobody sees it.
fn hidden(entry: &Entry) -> CitationItem<'_, Entry> {
    CitationItem::new(entry, None, None, true, None)
}

/// Writes what the library has put together.
struct Writer<'a> {
    style: &'a Style,
    cites: &'a [Cite<'a>],
    /// Which of the cites each item of the library is.
    of_items: &'a [usize],
    page: &'a str,
    /// See [`encoded`].
    encoded: &'a [(String, String)],
    /// See [`Style::titles`].
    titles: &'a [(String, String)],
    right_to_left: bool,
}

impl Writer<'_> {
    fn children(&self, children: &ElemChildren, out: &mut String) {
        for child in &children.0 {
            self.child(child, out);
        }
    }

    fn child(&self, child: &ElemChild, out: &mut String) {
        match child {
            // What stands between two sources is a sign of the language around them.
            ElemChild::Text(text) if self.right_to_left && text.text.trim() == ";" => out.push_str("؛ "),
            ElemChild::Text(text) if self.right_to_left && text.text == ", " && !self.cites.is_empty() && out.contains(is_arabic) => {
                out.push_str("، ");
            }
            ElemChild::Text(text) => formatted(&text.text, text.formatting, out),
            ElemChild::Elem(element) => match &element.meta {
                Some(ElemMeta::Entry(item)) if let Some(cite) = self.of_items.get(*item).map(|&at| &self.cites[at]) => {
                    self.item(cite, &element.children, out);
                }
                Some(ElemMeta::Text) if !self.titles.is_empty() => self.variable(&element.children, out),
                // What a style puts on a line of its own stands apart in ours.
                _ if element.display.is_some() => {
                    out.push(' ');
                    self.children(&element.children, out);
                    out.push(' ');
                }
                _ => self.children(&element.children, out),
            },
            ElemChild::Markup(text) => out.push_str(&escape(text)),
            // A link within a link is none.
            ElemChild::Link { text, .. } if !self.cites.is_empty() && !self.style.notes => formatted(&text.text, text.formatting, out),
            ElemChild::Link { text, url } if is_web_address(url) => {
                let direction = if self.right_to_left && text.text == *url { " dir=\"ltr\"" } else { "" };
                let address = self.encoded.iter().find(|(plain, _)| plain == url).map_or(url, |(_, address)| address);
                let _ = write!(out, "<a{direction} href=\"{}\">", escape(address));
                // What stands there as an address is read in letters, and leads on encoded.
                let shown = if text.text == *url { readable(address) } else { text.text.as_str().into() };
                formatted(&shown, text.formatting, out);
                out.push_str("</a>");
            }
            ElemChild::Link { text, .. } => formatted(&text.text, text.formatting, out),
            ElemChild::Transparent { .. } => {}
        }
    }

    /// What a source says of itself; a title in another language says which.
    fn variable(&self, children: &ElemChildren, out: &mut String) {
        let mut inner = String::new();
        self.children(children, &mut inner);
        let words = words(&inner);
        match self.titles.iter().find(|(title, _)| *title == words) {
            Some((_, tag)) => {
                let _ = write!(out, "<span lang=\"{}\" dir=\"auto\">{inner}</span>", escape(tag));
            }
            None => out.push_str(&inner),
        }
    }

    /// One source of a citation: it leads to the list, but for a note, which says all itself.
    fn item(&self, cite: &Cite, children: &ElemChildren, out: &mut String) {
        if !cite.prefix.is_empty() {
            let _ = write!(out, "{} ", escape(cite.prefix));
        }
        let mut inner = String::new();
        self.children(children, &mut inner);
        if !self.style.shows_locators() && !cite.locator.is_empty() {
            // Where a claim is to be found is not lost because a style is silent about it.
            let _ = write!(inner, ", {}", escape(cite.locator));
        }
        if self.right_to_left && inner.contains(is_arabic) {
            inner = inner.replace(", ", "، ");
        }
        if self.style.notes {
            out.push_str(&inner);
        } else if !inner.is_empty() {
            let auto = if self.right_to_left { " dir=\"auto\"" } else { "" };
            let _ = write!(out, "<a href=\"{}#source-{}\"{auto}>{inner}</a>", escape(self.page), escape(cite.key));
        }
    }
}

/// The links that the library makes of DOIs with signs that an address can't have, and where these lead.
fn encoded<'r>(references: impl Iterator<Item = &'r Reference>) -> Vec<(String, String)> {
    let links = references.filter_map(|reference| reference.entry.doi()).map(|doi| (format!("https://doi.org/{doi}"), address_of_doi(doi)));
    links.filter(|(plain, address)| plain != address).collect()
}

fn is_arabic(c: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&c)
}

/// The letters and figures of some HTML: what stays of a title, whatever marks and capitals a style gives it.
fn words(html: &str) -> String {
    let mut is_tag = false;
    let shown = html.chars().filter(|c| {
        let is_shown = !is_tag && *c != '<';
        is_tag = *c == '<' || is_tag && *c != '>';
        is_shown
    });
    shown.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Text as a style wants it to look.
fn formatted(text: &str, look: Formatting, out: &mut String) {
    let mut closing = Vec::new();
    let mut open = |tag: &'static str, end: &'static str, out: &mut String| {
        out.push_str(tag);
        closing.push(end);
    };
    if look.font_style == FontStyle::Italic {
        open("<i>", "</i>", out);
    }
    if look.font_weight == FontWeight::Bold {
        open("<b>", "</b>", out);
    }
    if look.font_variant == FontVariant::SmallCaps {
        open("<span class=\"small-caps\">", "</span>", out);
    }
    if look.text_decoration == TextDecoration::Underline {
        open("<u>", "</u>", out);
    }
    match look.vertical_align {
        VerticalAlign::Sup => open("<sup>", "</sup>", out),
        VerticalAlign::Sub => open("<sub>", "</sub>", out),
        VerticalAlign::None | VerticalAlign::Baseline => {}
    }
    out.push_str(&escape(text));
    for end in closing.into_iter().rev() {
        out.push_str(end);
    }
}

/// Text as it stands in HTML.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let _ = pulldown_cmark_escape::escape_html(&mut out, text);
    out
}
