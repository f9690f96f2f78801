//! What a template may use: one plain value a page. `lykta theme context` prints this file's structures.
//!
//! A template sees nothing else, so that a page depends on its context and its templates alone.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::config::fields::Name;

/// What many pages show, as templates take it: made once, and shared from then on.
pub struct Shared<T> {
    value: Value,
    of: PhantomData<T>,
}

impl<T: Serialize> Shared<T> {
    pub fn new(of: &T) -> Shared<T> {
        Shared { value: Value::from_serializable(of), of: PhantomData }
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared { value: self.value.clone(), of: PhantomData }
    }
}

impl<T> Serialize for Shared<T> {
    /// Tera takes its own values as they are.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// Everything that a template can read. Its fields are the top-level names, such as `page.title`.
#[derive(Serialize)]
pub struct PageContext {
    pub site: Shared<SiteContext>,
    /// The words of the interface that need no values, in the reader's language. A component that is handed them has
    /// `word(…)` in that language, too.
    pub words: Value,
    pub page: Page,
    /// A work, on the page of a work; on the home page the work `home` names, if there is one; else absent.
    pub work: Option<WorkContext>,
    /// A list of works, on pages of kinds, terms and the glossary; else absent.
    pub list: Option<ListContext>,
    /// On the page of a taxonomy: its terms, in the order of the language; else empty.
    pub terms: Vec<TermLink>,
    /// What the home page shows beside its work; else absent.
    pub home: Option<HomeContext>,
    /// What the page to search from shows; else absent.
    pub search: Option<SearchContext>,
    /// What the page of all sources shows; else absent.
    pub bibliography: Option<BibliographyContext>,
    /// What the data for research hold, on their page; else absent.
    pub data: Option<DataContext>,
    /// On a page to be printed, all works of a kind; else empty.
    pub works: Vec<WorkContext>,
}

/// What is the same on all pages of a language.
#[derive(Serialize)]
pub struct SiteContext {
    pub title: String,
    pub description: String,
    /// The tag of the language that lends the description, where the reader's has none; else empty.
    pub description_lang: String,
    /// The home page of the reader's language.
    pub home: String,
    pub publisher: String,
    pub licence: String,
    /// The tag of the language that lends the licence's name; else empty.
    pub licence_lang: String,
    pub licence_url: String,
    /// Where «Leave this page» leads.
    pub leave_url: String,
    /// The lists of the site, in the order of its kinds.
    pub navigation: Vec<NavigationLink>,
    /// Pages of the kind `page`, but for the home page.
    pub pages: Vec<NavigationLink>,
    /// The taxonomies that have terms.
    pub taxonomies: Vec<NavigationLink>,
    /// The Atom feed of the reader's language.
    pub feed: String,
    /// The page on which a reader asks for the language to be kept for use without network.
    pub keep: String,
    /// The page to search from, in the reader's language.
    pub search: String,
    /// The page of all sources; empty if the site has none.
    pub sources: String,
    /// The page of the data for research, in the reader's language; empty if the site publishes none.
    pub data: String,
}

/// A link of a menu.
#[derive(Serialize, Clone)]
pub struct NavigationLink {
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub lang: String,
    pub href: String,
}

/// The page as such.
#[derive(Serialize)]
pub struct Page {
    /// Which page it is: `chooser`, `home`, `list` (narrowed or whole), `glossary`, `taxonomy`, `term`, `print`, `search`, `keep`,
    /// `sources`, `data`, `not_found`, or the work's kind.
    pub kind: String,
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub title_lang: String,
    /// What tab and history call the page instead, so that the title betrays no reader; may be empty.
    pub neutral_title: String,
    /// For search results and link previews; may be empty.
    pub description: String,
    /// The reader's language: the one of the interface.
    pub language: Shared<LanguageContext>,
    /// The whole address.
    pub permalink: String,
    /// The same as people read it, in letters; for paper.
    pub address: String,
    /// The address of the original where this page shows another language's text; else the permalink.
    pub canonical: String,
    /// Whether it speaks to readers of all languages at once: where an address leads nowhere, and tells no language.
    pub every_language: bool,
    /// Whether search engines are asked to pass it over.
    pub noindex: bool,
    /// This page in all languages of the site, the reader's own included.
    pub translations: Vec<TranslationLink>,
    /// The whole address of the page that offers all languages, for `x-default`; may be empty.
    pub chooser: String,
    /// From the home page to the page above this one.
    pub breadcrumbs: Vec<NavigationLink>,
    /// Feeds that belong to this page.
    pub feeds: Vec<NavigationLink>,
    /// The same as tables, on lists of a kind and on the page of the data; else empty.
    pub data: Vec<DataFile>,
    /// JSON-LD, ready to stand in a script element.
    pub structured_data: Vec<String>,
    /// `article` or `website`, for Open Graph.
    pub open_graph: String,
    /// The whole address of the picture, 1200 by 630 pixels, that stands beside a link where the page is shared; may be
    /// empty. It shows the neutral title, if there is one.
    pub picture: String,
}

/// A language.
#[derive(Serialize)]
pub struct LanguageContext {
    /// BCP 47.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// What it calls itself.
    pub name: String,
    /// What the reader's language calls it.
    pub local_name: String,
}

/// The page in one language.
#[derive(Serialize)]
pub struct TranslationLink {
    pub language: Shared<LanguageContext>,
    pub href: String,
    pub permalink: String,
    /// Whether this is the page that is being read.
    pub current: bool,
    /// Whether the text is there in that language; else the nearest is shown.
    pub available: bool,
}

/// A work in one language.
#[derive(Serialize)]
pub struct WorkContext {
    pub title: String,
    /// The whole address of the text: of its own language, also where readers of another are shown it.
    pub permalink: String,
    /// The same as people read it, in letters; for how the work is cited, and for paper.
    pub address: String,
    /// The name of its kind, such as «Brief».
    pub kind_title: String,
    /// The tag of the language that lends that name, where the reader's has none; else empty.
    pub kind_lang: String,
    /// The list that it stands in; may be empty.
    pub list_href: String,
    pub list_title: String,
    /// May be empty.
    pub summary: String,
    /// The language of the text.
    pub language: Shared<LanguageContext>,
    /// Whether the text is in another language than the reader's.
    pub foreign: bool,
    /// Whether it is a translation, even of a text that is not public.
    pub translation: bool,
    /// Of what it is a translation, if that is public.
    pub translation_of: Option<TranslationLink>,
    /// Who has reviewed the translation and when; absent if nobody has, or if it was changed since.
    pub reviewed: Option<Reviewed>,
    /// Whether the original has changed since in its title, its summary, or in what the translation lacks. Other
    /// sections carry a notice within the text.
    pub outdated: bool,
    pub published: Option<DateContext>,
    pub updated: Option<DateContext>,
    /// Another for every change of the text: for those who cite it.
    pub version: String,
    /// `draft`, `scheduled` or `published`.
    pub state: String,
    pub reading_minutes: usize,
    /// The text as HTML.
    pub content: String,
    /// Headings of the second and third level, in order.
    pub contents: Vec<ContentsEntry>,
    /// The kind's own fields by name.
    pub fields: std::collections::BTreeMap<String, FieldContext>,
    /// The names of those that a page shows one below the other, in the order in which the kind declares them: all that the
    /// work has but those of which the kind says `data: false`, and those that the template of a built-in kind shows at a
    /// place of their own.
    pub field_names: Vec<String>,
    /// The terms that it has, by taxonomy.
    pub taxonomies: Vec<WorkTerms>,
    /// What it cites and rests on, in the order of the style of citation.
    pub sources: Vec<SourceContext>,
    /// Where the style cites in notes, each citation's note; else empty.
    pub notes: Vec<NoteContext>,
    pub related: Vec<Shared<CardContext>>,
    /// An event's calendar file; may be empty.
    pub calendar: String,
    /// The field that says on which days it is held; may be empty.
    pub calendar_field: String,
    /// What a term is called in the site's languages.
    pub names: Vec<NameContext>,
    /// Whether two languages or more define the term.
    pub has_definitions: bool,
}

#[derive(Serialize)]
pub struct Reviewed {
    pub by: String,
    pub on: DateContext,
}

/// A day.
#[derive(Serialize, Clone)]
pub struct DateContext {
    /// `2026-03-01`.
    pub iso: String,
    /// In the words of the reader's language.
    pub words: String,
}

#[derive(Serialize)]
pub struct ContentsEntry {
    /// 2 or 3.
    pub level: u8,
    pub id: String,
    pub text: String,
}

/// A field of a work. What its value is stands in one of the members, by the field's type.
#[derive(Serialize, Default)]
pub struct FieldContext {
    /// What the reader's language calls the field.
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub title_lang: String,
    /// Text as typed; what is called otherwise than it is typed, such as a choice, a country or a work, by its name.
    pub text: String,
    /// The tag of the language that lends such a name, where the reader's has none; else empty.
    pub text_lang: String,
    /// Of a choice, the value as typed; else empty.
    pub choice: String,
    /// Whether it is written in another language than the reader's.
    pub foreign: bool,
    /// That language.
    pub language: Option<Shared<LanguageContext>>,
    /// Markdown as HTML.
    pub html: String,
    /// A list: each item as HTML.
    pub items: Vec<String>,
    /// A date, or the first of a range.
    pub from: Option<DateContext>,
    /// The last of a range, if it is another.
    pub to: Option<DateContext>,
    /// A link: of a URL, a telephone number or an e-mail address, or to a work, a source or a file.
    pub href: String,
}

#[derive(Serialize)]
pub struct WorkTerms {
    /// The taxonomy's name, such as `topics`.
    pub name: String,
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub lang: String,
    pub terms: Vec<Shared<NavigationLink>>,
}

/// A source, as the site's style of citation writes it in the language of the text.
#[derive(Serialize)]
pub struct SourceContext {
    pub key: String,
    /// What stands before it, such as «1.»; may be empty.
    pub marker: String,
    /// All that is told of it, as HTML.
    pub html: String,
    pub title: String,
    /// The tag of the title's language, if that is known and another than the text's; else empty.
    pub title_lang: String,
    /// Where it can be read; may be empty.
    pub url: String,
    /// Whether there was nothing at the address when somebody last asked.
    pub gone: bool,
    /// The day on which a gone address was last seen working, if it was.
    pub worked: Option<DateContext>,
    /// Where the text cites it: ids of the citations, first to last.
    pub cited_at: Vec<String>,
}

/// A citation as a note.
#[derive(Serialize)]
pub struct NoteContext {
    pub id: String,
    pub html: String,
    /// The id of its place in the text.
    pub cited_at: String,
}

/// What a term is called in one language.
#[derive(Serialize)]
pub struct NameContext {
    pub language: Shared<LanguageContext>,
    pub name: String,
    /// Where the term is explained in that language; may be empty.
    pub href: String,
    /// Its definition there, HTML; empty where fewer than two languages have one.
    pub definition: String,
}

/// A work in a list.
#[derive(Serialize)]
pub struct CardContext {
    pub title: String,
    pub href: String,
    pub summary: String,
    /// In a glossary, the definition of a term that has no summary, HTML.
    pub definition: String,
    pub kind_title: String,
    /// The tag of the language that lends that name, where the reader's has none; else empty.
    pub kind_lang: String,
    /// Whether the title is in another language than the reader's; a term may have a name though it has no document.
    pub title_foreign: bool,
    /// The language of the document.
    pub language: Shared<LanguageContext>,
    /// Whether that is another than the reader's.
    pub foreign: bool,
    pub updated: Option<DateContext>,
    /// An event's day, in words; empty if it is none or has none.
    pub when: String,
    pub draft: bool,
    /// All of it as `card.html` draws it; empty if the theme has none.
    pub html: String,
}

/// What `card.html` can read; it sees nothing else but assets.
#[derive(Serialize)]
pub struct CardPage {
    pub item: CardContext,
    /// Holds `language`, the reader's.
    pub page: DirectivePage,
    pub words: Value,
}

/// A list of works.
#[derive(Serialize)]
pub struct ListContext {
    /// The kind of the works, or `term`.
    pub kind: String,
    /// How many works the whole list has.
    pub count: usize,
    pub items: Vec<Shared<CardContext>>,
    /// In a list with headings, the items of this page under theirs; else empty.
    pub groups: Vec<GroupContext>,
    /// By what readers may narrow the list: one value at a time, each with a page of its own.
    pub filters: Vec<FilterContext>,
    /// What it is narrowed to on this page; else absent.
    pub chosen: Option<ChosenContext>,
    /// In a glossary, the items under their letters; else empty.
    pub letters: Vec<LetterContext>,
    pub number: usize,
    pub pages: Vec<PageLink>,
    /// All of it as one document to be printed; may be empty.
    pub print: String,
    /// May be empty.
    pub previous: String,
    /// May be empty.
    pub next: String,
}

/// Items under a heading.
#[derive(Serialize)]
pub struct GroupContext {
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub lang: String,
    pub items: Vec<Shared<CardContext>>,
}

/// What a list can be narrowed by, such as countries.
#[derive(Serialize)]
pub struct FilterContext {
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub lang: String,
    pub choices: Vec<FilterChoice>,
    /// Whether the list is narrowed by it on this page.
    pub current: bool,
}

#[derive(Serialize)]
pub struct FilterChoice {
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub lang: String,
    pub href: String,
    pub count: usize,
    pub current: bool,
}

/// What a list is narrowed to.
#[derive(Serialize)]
pub struct ChosenContext {
    /// Of the filter, such as «Countries».
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub lang: String,
    /// Such as «Sweden».
    pub value: String,
    /// The same of the value.
    pub value_lang: String,
    /// The whole list.
    pub remove: String,
}

#[derive(Serialize)]
pub struct LetterContext {
    pub letter: String,
    pub items: Vec<Shared<CardContext>>,
}

#[derive(Serialize)]
pub struct PageLink {
    pub number: usize,
    pub href: String,
    pub current: bool,
}

/// A term of a taxonomy.
#[derive(Serialize)]
pub struct TermLink {
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub lang: String,
    pub href: String,
    pub count: usize,
}

/// What the home page shows.
#[derive(Serialize)]
pub struct HomeContext {
    /// The terms of the taxonomy `audiences`.
    pub audiences: Vec<TermLink>,
    /// The first works of each list.
    pub sections: Vec<HomeSection>,
}

#[derive(Serialize)]
pub struct HomeSection {
    pub kind: String,
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub lang: String,
    pub href: String,
    pub count: usize,
    pub items: Vec<Shared<CardContext>>,
}

/// What the template of a directive can read; it sees nothing else but assets.
#[derive(Serialize)]
pub struct DirectiveContext {
    pub name: String,
    /// As text, with defaults filled in; an argument that is not there is absent.
    pub arguments: std::collections::BTreeMap<String, String>,
    /// Where arguments that name a work or a file lead.
    pub links: std::collections::BTreeMap<String, DirectiveLink>,
    /// As HTML; may be empty.
    pub label: String,
    /// The label as plain text.
    pub text: String,
    /// As HTML: what stands in a container or an inline directive.
    pub content: String,
    /// May be empty.
    pub id: String,
    pub classes: Vec<String>,
    /// What it is a part of: `heading`, or the name of the directive in whose label it stands; else empty.
    pub within: String,
    /// Which of the text's directives it is, from 1: for ids.
    pub number: usize,
    /// Whether it is drawn for a feed, where nothing but plain HTML is understood.
    pub feed: bool,
    /// Holds `language`, that of the text, in which words of the interface are.
    pub page: DirectivePage,
    /// The reader's language.
    pub reader: Shared<LanguageContext>,
    /// The words of the interface that need no values, in the language of the text.
    pub words: Value,
    /// The country that an argument `country` names, in the language of the text; else empty.
    pub country: String,
    /// The language that an argument `language` names, in the language of the text; else empty.
    pub file_language: String,
    /// For `shows: helplines`.
    pub helplines: Vec<HelplineContext>,
    /// For `shows: term`; absent if there is no such term.
    pub term: Option<DirectiveTerm>,
    /// For `shows: related`.
    pub related: Vec<Shared<CardContext>>,
}

#[derive(Serialize)]
pub struct DirectivePage {
    pub language: Shared<LanguageContext>,
}

/// Where an argument leads.
#[derive(Serialize)]
pub struct DirectiveLink {
    pub href: String,
    /// A work's title; may be empty.
    pub title: String,
    /// A work's summary; may be empty.
    pub summary: String,
    /// The language of a work's text; else the text's own.
    pub language: Shared<LanguageContext>,
    /// Whether that is another than the text's.
    pub foreign: bool,
    /// Of a file, in capital letters, such as `PDF`; may be empty.
    pub file_type: String,
    /// Of a file, such as `1,2 MB`; may be empty.
    pub size: String,
    /// Of a file, if the argument `language` says it, or its name another than the text's; else empty.
    pub file_language: String,
    /// The tag of that language.
    pub hreflang: String,
    /// Of a file, its type, its size and that language in one: `PDF, 1,2 MB, Swedish`.
    pub facts: String,
}

/// An organisation's telephone number.
#[derive(Serialize)]
pub struct HelplineContext {
    pub name: String,
    /// The language of the name.
    pub language: Shared<LanguageContext>,
    /// Whether that is another than the text's.
    pub foreign: bool,
    pub href: String,
    pub telephone: String,
    /// The number alone, for a link; empty if it can't be told.
    pub tel: String,
    pub website: String,
    /// When somebody last checked that it is right.
    pub verified: Option<DateContext>,
}

/// A term of the glossary.
#[derive(Serialize)]
pub struct DirectiveTerm {
    pub title: String,
    /// Its first paragraph, with what belongs to the sentence, as HTML that can stand within a text.
    pub definition: String,
    pub href: String,
    /// The language of title and definition.
    pub language: Shared<LanguageContext>,
}

/// Everything that the site's texts rest on.
#[derive(Serialize)]
pub struct BibliographyContext {
    pub groups: Vec<SourceGroup>,
    /// All sources as files for other programs.
    pub downloads: Vec<NavigationLink>,
}

/// Sources of one kind.
#[derive(Serialize)]
pub struct SourceGroup {
    pub title: String,
    /// The newest first.
    pub years: Vec<SourceYear>,
}

#[derive(Serialize)]
pub struct SourceYear {
    /// A year, or a word that there is none.
    pub title: String,
    pub sources: Vec<ListedSource>,
}

#[derive(Serialize)]
pub struct ListedSource {
    pub key: String,
    /// As the style of citation writes it.
    pub html: String,
    /// The works that cite it or rest on it.
    pub used_in: Vec<Shared<CardContext>>,
    /// The source as files for other programs.
    pub downloads: Vec<NavigationLink>,
}

/// What can be searched, and every work to be found: the map of the site.
#[derive(Serialize)]
pub struct SearchContext {
    /// In how many parts the words lie.
    pub parts: usize,
    /// Which works the numbers in the parts mean.
    pub known: String,
    /// What can be chosen among: kinds first, then the taxonomies that have terms.
    pub filters: Vec<SearchFilter>,
    /// All works by their kinds.
    pub groups: Vec<SearchGroup>,
}

#[derive(Serialize)]
pub struct SearchFilter {
    /// `kind`, or the taxonomy's name.
    pub name: String,
    /// Empty for kinds.
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub lang: String,
    /// The list of all terms; empty for kinds.
    pub href: String,
    pub choices: Vec<SearchChoice>,
}

#[derive(Serialize)]
pub struct SearchChoice {
    /// As works name it in `facets`.
    pub key: String,
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub lang: String,
    pub href: String,
}

#[derive(Serialize)]
pub struct SearchGroup {
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub lang: String,
    /// The list of the kind; may be empty.
    pub href: String,
    pub items: Vec<SearchItem>,
}

/// A work to be found.
#[derive(Serialize)]
pub struct SearchItem {
    /// The number by which the parts of the words name it.
    pub number: usize,
    pub title: String,
    pub title_foreign: bool,
    pub href: String,
    /// The name of its kind.
    pub kind_title: String,
    /// The tag of the language that lends that name, where the reader's has none; else empty.
    pub kind_lang: String,
    /// The language of the text.
    pub language: Shared<LanguageContext>,
    /// Whether that is another than the reader's.
    pub foreign: bool,
    /// Keys of the choices that it falls under, with spaces between them.
    pub facets: String,
}

/// The data for research.
#[derive(Serialize)]
pub struct DataContext {
    /// All works first, then each kind, then the sources.
    pub tables: Vec<DataTable>,
    /// Of the format; names of columns do not change within one.
    pub version: String,
    /// The day of the build.
    pub date: DateContext,
    /// How they are cited.
    pub citation: String,
}

#[derive(Serialize)]
pub struct DataTable {
    pub title: String,
    /// The tag of the language that lends the title, where the reader's has none; else empty.
    pub lang: String,
    /// How many rows it has.
    pub count: usize,
    pub files: Vec<DataFile>,
    /// Whether it has the columns of the first table, too.
    pub common: bool,
    /// Its own columns; those that all works have stand with the first table alone.
    pub columns: Vec<DataColumn>,
}

#[derive(Serialize)]
pub struct DataFile {
    /// `CSV`, `JSON` or `JSON Schema`.
    pub format: String,
    pub media_type: String,
    pub href: String,
}

#[derive(Serialize)]
pub struct DataColumn {
    pub name: String,
    /// In the words of the reader's language.
    pub holds: String,
    pub meaning: String,
    /// The tag of the language that lends the meaning, where the reader's has none; else empty.
    pub lang: String,
}

/// The structures above as text, for theme makers.
pub fn description() -> String {
    let source = include_str!("context.rs");
    let start = source.find("/// Everything that").expect("the first structure");
    let end = source.find("/// The structures above").expect("this function");
    source[start..end]
        .lines()
        .filter(|line| !line.starts_with("#["))
        .map(|line| {
            line.replace("pub struct ", "")
                .replace("Shared<", "")
                .replace(": Value,", ": map of String by id,")
                .replace("    pub ", "    ")
                .replace("std::collections::BTreeMap<String, FieldContext>", "map of FieldContext by name")
                .replace("std::collections::BTreeMap<String, String>", "map of String by name")
                .replace("std::collections::BTreeMap<String, DirectiveLink>", "map of DirectiveLink by name")
        })
        .map(|line| line.replace("Option<", "optional ").replace("Vec<", "list of ").replace('>', "").replace(" {", ":"))
        .filter(|line| line != "}")
        .map(|line| line + "\n")
        .collect()
}

impl NavigationLink {
    pub fn new(title: Name, href: String) -> NavigationLink {
        NavigationLink { lang: title.lang(), title: title.text, href }
    }
}

impl FieldContext {
    /// Whether there is anything to show.
    pub fn has_value(&self) -> bool {
        !(self.text.is_empty() && self.html.is_empty() && self.items.is_empty() && self.from.is_none())
    }
}
