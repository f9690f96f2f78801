//! Whether pages are light enough for a phone with a weak signal: what leaves, weighed as a host sends it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::{Mutex, PoisonError};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::Build;
use crate::config::Config;
use crate::diagnostics::{Finding, Location, codes};
use crate::outputs::{Output, Page};
use crate::render::Rendered;
use crate::tags::Tag;
use crate::theme::assets::{fonts, imports, is_script, is_style};

/// Weighs each thing that is published, one after another or at once.
pub struct Scales<'a> {
    build: &'a Build,
    /// The theme's files by their links.
    assets: BTreeMap<String, Asset<'a>>,
    weighed: Mutex<Weighed>,
}

#[derive(Default)]
struct Weighed {
    /// What is too heavy: budget and place → the heaviest, and how many there are.
    over: BTreeMap<(&'static str, String), (Excess, usize)>,
    /// For each language the page to search from, and the heaviest part of its words.
    search: BTreeMap<usize, (String, u64, u64)>,
}

/// Something that is heavier than its budget.
struct Excess {
    what: String,
    size: u64,
    budget: u64,
    /// What it is made of, the heaviest first.
    parts: Vec<(String, u64)>,
    /// The section with the most bytes, and how many of how many.
    section: Option<(String, usize, usize)>,
}

/// A file of the theme.
struct Asset<'a> {
    name: &'a str,
    /// As it is sent.
    size: u64,
    /// The links of the fonts that it has browsers load, and of the styles that it imports, if it is a style.
    fonts: Vec<String>,
    imports: Vec<String>,
}

/// A page and what it loads.
struct Loads {
    /// In its head, so that nothing is seen without it.
    blocking: Vec<(String, u64)>,
    /// For the screen.
    styles: Vec<(String, u64)>,
    all: Vec<(String, u64)>,
}

impl<'a> Scales<'a> {
    pub fn new(build: &'a Build) -> Scales<'a> {
        let Build { site, theme, .. } = build;
        let mut assets = BTreeMap::new();
        for (name, asset) in &theme.assets {
            let style = std::str::from_utf8(&asset.bytes).ok().filter(|_| is_style(name));
            let link = |file: &str| site.config.href(&format!("/assets/{file}"));
            let fonts = style.into_iter().flat_map(fonts).map(link).collect();
            let imports = style.into_iter().flat_map(imports).map(link).collect();
            let size = sent(&asset.bytes, Compression::best());
            assets.insert(site.config.href(&asset.path), Asset { name, size, fonts, imports });
        }
        let scales = Scales { build, assets, weighed: Mutex::default() };
        for (name, asset) in &theme.assets {
            let place = asset.file.clone().unwrap_or_else(|| scales.configuration());
            let told = || (name.clone(), Vec::new(), None);
            if is_script(name) {
                let size = scales.assets[&site.config.href(&asset.path)].size;
                scales.compare("script", &place, size, scales.config().budgets.script, told);
            } else if asset.media_type.starts_with("image/") {
                scales.compare("picture", &place, asset.bytes.len() as u64, scales.config().budgets.picture, told);
            }
        }
        scales
    }

    fn config(&self) -> &Config {
        &self.build.site.config
    }

    fn configuration(&self) -> String {
        "content/site.yaml".to_owned()
    }

    pub fn weigh(&self, path: &str, rendered: &Rendered) {
        let budgets = &self.config().budgets;
        let output = self.build.output(path);
        if rendered.media_type.starts_with("image/") && !path.starts_with("/assets/") {
            let place = match output {
                Some(Output::Media { file } | Output::Copy { file, .. }) => file.path.to_string(),
                _ => self.configuration(),
            };
            let size = rendered.bytes.len() as u64;
            self.compare("picture", &place, size, budgets.picture, || (path.to_owned(), Vec::new(), None));
            return;
        }
        match output {
            Some(Output::SearchWords { language, .. }) => {
                let size = sent(&rendered.bytes, Compression::best());
                let mut weighed = self.weighed.lock().unwrap_or_else(PoisonError::into_inner);
                let part = &mut weighed.search.entry(*language).or_default().2;
                *part = size.max(*part);
            }
            Some(Output::Page(Page::Search { language })) => {
                let Ok(html) = std::str::from_utf8(&rendered.bytes) else { return };
                let page = sent(&rendered.bytes, Compression::best()) + self.loads(html).all.iter().map(|(_, size)| size).sum::<u64>();
                let mut weighed = self.weighed.lock().unwrap_or_else(PoisonError::into_inner);
                let entry = weighed.search.entry(*language).or_default();
                (entry.0, entry.1) = (path.to_owned(), page);
            }
            // Whoever prints a whole kind has asked for all of it; an old address only leads on.
            Some(Output::Page(Page::Print { .. }) | Output::Redirect { .. }) => {}
            Some(output) if rendered.media_type.starts_with("text/html") => self.page(path, output, &rendered.bytes),
            _ => {}
        }
    }

    fn page(&self, path: &str, output: &Output, bytes: &[u8]) {
        let Ok(html) = std::str::from_utf8(bytes) else { return };
        let budgets = &self.config().budgets;
        let loads = self.loads(html);
        let sum = |parts: &[(String, u64)]| parts.iter().map(|(_, size)| size).sum::<u64>();
        let (blocking, styles, all) = (sum(&loads.blocking), sum(&loads.styles), sum(&loads.all));
        let fits = |size: u64| size <= budgets.page_html && size + blocking <= budgets.first_view && size + all <= budgets.page_total;
        // What is light enough at a glance is not looked at closely; that is nearly every page.
        let quick = sent(bytes, Compression::fast());
        if fits(quick) && styles <= budgets.style {
            return;
        }
        let own = sent(bytes, Compression::best());
        let place = match output {
            Output::Page(Page::Work { work, language }) => self.build.site.works[*work].shown_to(*language).document.file.path.to_string(),
            _ => self.configuration(),
        };
        let with = |parts: &[(String, u64)]| {
            let mut parts = parts.to_vec();
            parts.push(("HTML".to_owned(), own));
            heaviest_first(&parts)
        };
        let is_of_the_text = |id: &str| match output {
            Output::Page(Page::Work { work, language }) => self.build.site.works[*work].shown_to(*language).document.has_anchor(id),
            _ => true,
        };
        let section = || heaviest_section(html, is_of_the_text);
        self.compare("page_html", &place, own, budgets.page_html, || (path.to_owned(), Vec::new(), section()));
        self.compare("first_view", &place, own + blocking, budgets.first_view, || (path.to_owned(), with(&loads.blocking), section()));
        self.compare("page_total", &place, own + all, budgets.page_total, || (path.to_owned(), with(&loads.all), section()));
        self.compare("style", &self.configuration(), styles, budgets.style, || (path.to_owned(), heaviest_first(&loads.styles), None));
    }

    /// What a page loads from the theme, but for pictures.
    fn loads(&self, html: &str) -> Loads {
        let mut loads = Loads { blocking: Vec::new(), styles: Vec::new(), all: Vec::new() };
        let head = html.find("</head>").unwrap_or(html.len());
        for (at, _) in html.match_indices("<link ").chain(html.match_indices("<script ")) {
            let Some(tag) = Tag::read(html, at) else { continue };
            let Some(asset) = tag.get("href").or(tag.get("src")).and_then(|address| self.assets.get(address)) else { continue };
            let style = tag.get("rel") == Some("stylesheet");
            let on_paper = tag.get("media") == Some("print");
            // A module waits for the page by itself.
            let is_late = || tag.get("defer").or(tag.get("async")).is_some() || tag.get("type") == Some("module");
            let waits = if style { !on_paper } else { tag.name == "script" && !is_late() };
            let whole = self.with_imports(asset);
            if at < head && waits {
                add(&mut loads.blocking, whole.iter().copied());
            }
            if style && !on_paper {
                add(&mut loads.styles, whole.iter().copied());
                add(&mut loads.all, whole.iter().flat_map(|style| &style.fonts).filter_map(|font| self.assets.get(font)));
            }
            add(&mut loads.all, whole.iter().copied());
        }
        loads
    }

    /// A style and all that it imports; another file alone.
    fn with_imports(&'a self, asset: &'a Asset<'a>) -> Vec<&'a Asset<'a>> {
        let mut whole = vec![asset];
        let mut at = 0;
        while let Some(style) = whole.get(at).copied() {
            for import in style.imports.iter().filter_map(|import| self.assets.get(import)) {
                if !whole.iter().any(|known| known.name == import.name) {
                    whole.push(import);
                }
            }
            at += 1;
        }
        whole
    }

    fn compare(
        &self,
        budget: &'static str,
        place: &str,
        size: u64,
        limit: u64,
        tell: impl FnOnce() -> (String, Vec<(String, u64)>, Option<(String, usize, usize)>),
    ) {
        if size <= limit {
            return;
        }
        let (what, parts, section) = tell();
        let excess = Excess { what, size, budget: limit, parts, section };
        let mut weighed = self.weighed.lock().unwrap_or_else(PoisonError::into_inner);
        match weighed.over.entry((budget, place.to_owned())) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert((excess, 1));
            }
            std::collections::btree_map::Entry::Occupied(mut entry) => {
                let (heaviest, count) = entry.get_mut();
                *count += 1;
                if (excess.size, &heaviest.what) > (heaviest.size, &excess.what) {
                    *heaviest = excess;
                }
            }
        }
    }

    /// One finding for each text and budget, whatever the number of languages that show it.
    pub fn findings(self) -> Vec<Finding> {
        let budget = self.config().budgets.search;
        let searches = std::mem::take(&mut self.weighed.lock().unwrap_or_else(PoisonError::into_inner).search);
        for (page, own, words) in searches.into_values() {
            let parts = vec![("HTML".to_owned(), own), ("words".to_owned(), words)];
            self.compare("search", &self.configuration(), own + words, budget, || (page, parts, None));
        }
        let weighed = self.weighed.into_inner().unwrap_or_else(PoisonError::into_inner);
        weighed.over.into_iter().map(|((budget, place), (excess, count))| finding(budget, place, excess, count)).collect()
    }
}

fn finding(budget: &str, place: String, excess: Excess, count: usize) -> Finding {
    let (what, size, limit) = (&excess.what, kilobytes(excess.size), kilobytes(excess.budget));
    let message = match budget {
        "page_html" => format!("the HTML of {what} is {size} kB; the budget is {limit} kB"),
        "first_view" => format!("{what} needs {size} kB before it is seen; the budget is {limit} kB"),
        "page_total" => format!("{what} loads {size} kB; the budget is {limit} kB"),
        "style" => format!("the styles of {what} are {size} kB; the budget is {limit} kB"),
        "search" => format!("{what} loads {size} kB up to the first result; the budget is {limit} kB"),
        _ => format!("{what} is {size} kB; the budget is {limit} kB"),
    };
    let mut finding = Finding::new(&codes::OVER_BUDGET, Location::file(&place), message);
    if !excess.parts.is_empty() {
        let parts: Vec<String> = excess.parts.iter().map(|(name, size)| format!("{name} {} kB", kilobytes(*size))).collect();
        finding.hint(format!("it is made of {}", parts.join(", ")));
    }
    if let Some((id, bytes, all)) = excess.section {
        finding.hint(format!("the section «{id}» weighs most: {} % of the HTML", bytes * 100 / all.max(1)));
    }
    if count > 1 {
        finding.hint(format!("{} more are too heavy as well", count - 1));
    }
    finding.hint(format!("make it lighter, or give `budgets: {{ {budget}: … }}` in content/site.yaml another number"));
    finding
}

/// Adds what is not among them yet.
fn add<'a>(parts: &mut Vec<(String, u64)>, assets: impl Iterator<Item = &'a Asset<'a>>) {
    for asset in assets {
        if parts.iter().all(|(name, _)| name != asset.name) {
            parts.push((asset.name.to_owned(), asset.size));
        }
    }
}

fn heaviest_first(parts: &[(String, u64)]) -> Vec<(String, u64)> {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    parts
}

/// The id of the heading of the text's with the most bytes below it, how many they are, and how many the page has.
fn heaviest_section(html: &str, is_of_the_text: impl Fn(&str) -> bool) -> Option<(String, usize, usize)> {
    const HEADING: &str = "<h2 id=\"";
    let end = html.find("</main>").unwrap_or(html.len());
    let starts: Vec<usize> = html[..end].match_indices(HEADING).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([end]);
    let id_at = |start: usize| html[start + HEADING.len()..].split('"').next().unwrap_or_default();
    let sections = starts.iter().zip(ends).map(|(&start, end)| (id_at(start), end - start));
    let (id, bytes) = sections.filter(|(id, _)| is_of_the_text(id)).max_by_key(|(_, bytes)| *bytes)?;
    Some((id.to_owned(), bytes, html.len()))
}

/// With one decimal where it tells something.
fn kilobytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100);
    if tenths.is_multiple_of(10) || tenths >= 1000 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// How many bytes a host sends: compressed by gzip, which every host knows; Brotli would make them fewer.
fn sent(bytes: &[u8], level: Compression) -> u64 {
    let mut counted = GzEncoder::new(Count(0), level);
    let written = counted.write_all(bytes);
    counted.finish().ok().filter(|_| written.is_ok()).map_or(bytes.len() as u64, |count| count.0)
}

struct Count(u64);

impl std::io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_that_weighs_most_is_named() {
        let html = format!("<main><h2 id=\"a\">A</h2>short<h2 id=\"b\">B</h2>{}<h2 id=\"c\">C</h2>end</main>", "long ".repeat(50));
        assert_eq!(heaviest_section(&html, |_| true).map(|(id, ..)| id).as_deref(), Some("b"));
        // The contents have a heading too, which no author has written.
        assert_eq!(heaviest_section(&html, |id| id != "b").map(|(id, ..)| id).as_deref(), Some("a"));
        assert_eq!(heaviest_section("<main><p>text</p></main>", |_| true), None);
    }

    #[test]
    fn sizes_are_told_as_people_say_them() {
        assert_eq!([kilobytes(14_000), kilobytes(14_001), kilobytes(250_000), kilobytes(50)], ["14", "14.1", "250", "0.1"]);
    }
}
