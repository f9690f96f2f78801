//! Sources: read, cited by a style in the words of each language, listed, and handed on to other programs.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use citationberg::LocaleFile;
use hayagriva::archive::ArchivedStyle;
use lykta::bibliography::{self, Cite, Style};
use lykta::diagnostics::Severity;
use lykta::document::citations::{self, Cited};
use lykta::language::{Date, Language};
use lykta::source::Reading;
use lykta::world::Memory;
use support::SiteTest;

const SOURCES: &str = include_str!("citations/sources.yaml");

/// The text of a piece of HTML.
fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut within = false;
    for c in html.chars() {
        match c {
            '<' => within = true,
            '>' => within = false,
            c if !within => out.push(c),
            _ => {}
        }
    }
    out.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
}

#[derive(serde::Deserialize)]
struct Expected {
    citations: Vec<String>,
    sources: Vec<String>,
}

#[test]
fn citations_are_those_of_the_reference_implementation() {
    let expected: BTreeMap<String, Expected> = serde_json::from_str(include_str!("citations/expected.json")).unwrap();
    let differences: BTreeMap<&str, &str> = include_str!("citations/differences.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split_once(" => ").expect("theirs => ours"))
        .collect();
    let files = BTreeMap::from([("content/sources.yaml".to_owned(), SOURCES.as_bytes().to_vec())]);
    let world = Memory { files, today: Date::parse("2026-11-24").unwrap() };
    let bibliography = bibliography::read(Reading::new(&world).sources()).value;
    let cite = |key, locator| Cite { prefix: "", key, locator, nameless: false };
    let citations = [
        vec![cite("treaty", "art. 3(c)")],
        vec![cite("report", "pp. 4–7"), cite("article", "")],
        vec![cite("directive", "art. 8"), cite("treaty", "artikel 26")],
        vec![cite("book", "chap. 3")],
        vec![cite("chapter", "")],
        vec![cite("undated", "")],
        vec![cite("article", "121")],
    ];
    let languages: Vec<Language> = ["en", "sv", "fi", "lt"].map(|tag| Language::parse(tag).unwrap()).into();
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for (name, expected) in &expected {
        let (style, language) = name.split_once(' ').unwrap();
        let style = Style::named(style, &languages).unwrap();
        let language = languages.iter().position(|known| known.tag() == language).unwrap();
        let drawn = style.draw(&bibliography, language, &citations, &[], "").unwrap();
        let ours = drawn.citations.iter().map(|html| plain(html));
        let ours_listed = drawn.sources.iter().map(|source| plain(&format!("{} {}", source.marker, source.html)).trim().to_owned());
        assert_eq!((drawn.citations.len(), drawn.sources.len()), (expected.citations.len(), expected.sources.len()));
        for (ours, theirs) in ours.zip(&expected.citations).chain(ours_listed.zip(&expected.sources)) {
            match differences.get(theirs.as_str()) {
                Some(known) if *known == ours => {
                    used.insert(theirs.clone());
                }
                _ if ours == *theirs => {}
                _ => wrong.push(format!("{name}\n{theirs} => {ours}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(used.len(), differences.len(), "a difference that is none any more stands in the list");
}

#[test]
fn a_place_is_said_in_the_text_s_own_words_or_left_as_it_is_written() {
    let files = BTreeMap::from([("content/sources.yaml".to_owned(), SOURCES.as_bytes().to_vec())]);
    let world = Memory { files, today: Date::parse("2026-11-24").unwrap() };
    let bibliography = bibliography::read(Reading::new(&world).sources()).value;
    let languages: Vec<Language> = ["en", "sv", "fi", "uk", "is", "nb"].map(|tag| Language::parse(tag).unwrap()).into();
    let style = Style::named("lykta", &languages).unwrap();
    for (language, written, expected) in [
        ("en", "p. 4", "p. 4"),
        ("sv", "pp. 4–7", "s. 4–7"),
        ("sv", "sidorna 4–7", "s. 4–7"),
        ("sv", "s. 4", "s. 4"),
        ("sv", "kapitel 2", "kap. 2"),
        ("sv", "chapter 2", "kap. 2"),
        ("uk", "pp. 4", "С. 4"),
        // A section of an act; a point of a judgment.
        ("en", "s. 45", "s. 45"),
        ("en", "s 45(1)", "s 45(1)"),
        ("sv", "p. 4", "p. 4"),
        ("en", "§ 3", "§ 3"),
        ("fi", "§ 3", "§ 3"),
        // Where the locale has but the English word.
        ("sv", "bilaga 1", "bilaga 1"),
        ("sv", "fotnot 5", "fotnot 5"),
        ("nb", "vedlegg 2", "vedlegg 2"),
        // A part of a text or of a law, for which others have a word each.
        ("en", "section 4", "sect. 4"),
        ("nb", "section 4", "section 4"),
        ("sv", "avsn. 4", "avsn. 4"),
        ("uk", "ст. 3", "ст. 3"),
        ("is", "grein 3", "grein 3"),
        // More words than one.
        ("en", "pp. 3 and 9", "pp. 3 and 9"),
        ("en", "arts. 3 and 5", "arts. 3 and 5"),
        ("en", "pp. 12 ff.", "pp. 12 ff."),
    ] {
        let cites = [vec![Cite { prefix: "", key: "treaty", locator: written, nameless: false }]];
        let at = languages.iter().position(|known| known.tag() == language).unwrap();
        assert_eq!(
            plain(&style.draw(&bibliography, at, &cites, &[], "").unwrap().citations[0]),
            format!("[1, {expected}]"),
            "{language} {written}"
        );
    }
}

/// A site that cites some of the sources in a text.
fn site(text: &str, more: &str) -> SiteTest {
    let files = format!(
        "
            -- content/briefs/one/work.yaml --
            kind: brief
            sources: [report]
            -- content/briefs/one/en.md --
            ---
            title: One
            summary: A text with sources.
            ---

            ## Claims

            {text}
{more}"
    );
    SiteTest::with(&files).edit("content/sources.yaml", SOURCES)
}

#[test]
fn a_citation_leads_to_its_source_and_back() {
    let built = site("First [@treaty, art. 3(c)], then [see @book; @treaty, 7].", "").build();
    let page = built.page("/en/briefs/one/");
    page.has(r##"<span class="citation" id="cite-1">[<a href="#source-treaty">1, art. 3(c)</a>]</span>"##)
        .has(r##"<span class="citation" id="cite-2">[see <a href="#source-book">2</a>; <a href="#source-treaty">1, p. 7</a>]</span>"##)
        .has(r##"<li id="source-treaty"><span class="marker">1.</span> <bdi>Council of Examples. <i>Convention on Made-up Matters</i>."##)
        .has(r##"href="#cite-1" aria-label="Back to the text (1)""##)
        .has(r##"href="#cite-2" aria-label="Back to the text (2)""##)
        // What the work rests on is listed behind what its text cites.
        .has(r#"<li id="source-report"><span class="marker">3.</span>"#)
        .has(r#""citation":[{"@type":"Book","name":"A Handbook of Examples""#);
    // Readers of the Swedish fallback read an English text, so its citations stay English.
    built.page("/sv/briefs/one/").has("1, p. 7");
}

#[test]
fn a_citation_that_would_be_read_as_text_is_told() {
    let text = "See [-@treaty], [see **@book**], [@treaty & @book], [@ report], [see [x](https://example.org/) @report].";
    let built = site(text, "").build();
    built.page("/en/briefs/one/").has(">1</a>]").has("[see <a").has(">1</a>; &amp; <a").lacks("**").lacks("[-");
    for column in [53, 65] {
        built.finds("lost-citation", "content/briefs/one/en.md", 8, column);
    }
    site("![A map [@treaty]](map.svg)", "").build().finds("lost-citation", "content/briefs/one/en.md", 8, 9);
    let lost = |text: &str| site(text, "").build().findings.iter().filter(|finding| finding.code.name == "lost-citation").count();
    assert_eq!(lost("See [@{treaty}, p. 3]."), 1);
    assert_eq!(lost("\\[@ treaty], `[@ treaty]`, [at x@example.org], [3 @ 5], [@treaty]."), 0);
    let titled = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/en.md --
        ---
        title: One
        summary: A claim [@nobody].
        ---

        Text.
        ",
    );
    titled.build().finds("lost-citation", "content/briefs/one/en.md", 3, 10);
}

#[test]
fn latvian_and_ukrainian_sources_are_listed_as_their_readers_write() {
    let yaml = "
        law: { type: legislation, title: Law, date: 2018, serial-number: '1972' }
        book: { type: book, title: Book, edition: 2, date: 2019, url: { value: 'https://example.org/b', date: 2026-03-01 } }
        third: { type: book, title: Third, edition: 23, date: 2019 }
        tenth: { type: book, title: Tenth, edition: 12, date: 2019 }
        ";
    let files = BTreeMap::from([("content/sources.yaml".to_owned(), yaml.as_bytes().to_vec())]);
    let world = Memory { files, today: Date::parse("2026-11-24").unwrap() };
    let bibliography = bibliography::read(Reading::new(&world).sources()).value;
    let languages = ["lv", "uk"].map(|tag| Language::parse(tag).unwrap());
    let style = Style::named("lykta", &languages).unwrap();
    let listed = [0, 1].map(|language| {
        let drawn = style.draw(&bibliography, language, &[], &["law", "book", "third", "tenth"], "").unwrap();
        drawn.sources.iter().map(|source| plain(&source.html)).collect::<Vec<_>>()
    });
    assert_eq!(
        listed[0],
        [
            "Law. 1972. 2018.",
            "Book. 2. izd. 2019. https://example.org/b (skatīts 2026. gada 1. marts)",
            "Third. 23. izd. 2019.",
            "Tenth. 12. izd. 2019."
        ]
    );
    assert_eq!(
        listed[1],
        [
            "Law. 1972. 2018.",
            "Book. 2-ге вид. 2019. https://example.org/b (дата звернення 1 берез. 2026)",
            "Third. 23-тє вид. 2019.",
            "Tenth. 12-те вид. 2019."
        ]
    );
}

#[test]
fn what_a_field_cites_that_no_page_shows_is_not_counted() {
    let citing = |style: &str, theme: &str| {
        let yaml = format!(
            "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ncitations: {{ style: {style} }}\n{theme}kinds:\n  brief:\n    fields: {{ inner: {{ type: markdown, data: false }} }}\n"
        );
        let site = site("First [@treaty].", "").edit("content/site.yaml", &yaml);
        let front = "---\ntitle: One\nsummary: A text with sources.\ninner: Hidden [@book].\n---\n\nFirst [@treaty].\n";
        site.edit("content/briefs/one/en.md", front)
    };
    citing("lykta", "")
        .build()
        .page("/en/briefs/one/")
        .has("First <span class=\"citation\" id=\"cite-1\">[<a href=\"#source-treaty\">1</a>]</span>")
        .has("href=\"#cite-1\"")
        .lacks("cite-2")
        .lacks("source-book");
    citing("chicago-notes", "")
        .build()
        .page("/en/briefs/one/")
        .has("<a href=\"#citation-1\">1</a>")
        .has("<li id=\"citation-1\">")
        .lacks("citation-2");
    // A theme may show the field after all.
    citing("lykta", "theme: mine\n")
        .edit("themes/mine/theme.yaml", "extends: lykta\n")
        .edit(
            "themes/mine/templates/brief.html",
            "{% extends \"work.html\" %}{% block first %}{{ work.fields.inner.html | safe }}{% endblock %}",
        )
        .build()
        .page("/en/briefs/one/")
        .has("Hidden <span class=\"citation\" id=\"cite-1\">[<a href=\"#source-book\">1</a>]</span>")
        .has("id=\"cite-2\">[<a href=\"#source-treaty\">2</a>]");
}

#[test]
fn the_home_page_shows_the_fields_of_its_work() {
    let yaml = "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\nhome: briefs/one\n";
    let front = "---\ntitle: One\nsummary: A text.\nin_a_minute:\n  - Said [@book].\n---\n\nFirst [@treaty].\n";
    let built = site("", "").edit("content/site.yaml", yaml).edit("content/briefs/one/en.md", front).build();
    built.page("/en/").has("<dt>In a minute</dt>").has("Said <span class=\"citation\" id=\"cite-1\">").has("id=\"cite-2\"");
}

#[test]
fn a_style_of_notes_makes_notes_and_one_of_names_makes_names() {
    let named = |style: &str| {
        let yaml = format!("title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ncitations: {{ style: {style} }}\n");
        site("First [@treaty, art. 3(c)].", "").edit("content/site.yaml", &yaml)
    };
    named("harvard-cite-them-right").build().page("/en/briefs/one/").has(">Council of Examples, 2005, art. 3(c)</a>)</span>");
    named("chicago-notes")
        .build()
        .page("/en/briefs/one/")
        .has(r##"<sup class="citation" id="cite-1"><a href="#citation-1">1</a></sup>"##)
        .has(r##"<h2 id="citations-title">Citations</h2>"##)
        .has(r##"<li id="citation-1"><bdi>Convention on Made-up Matters, No. CETS 999 (2005), art. 3(c)"##);
    // A style that says nothing of places still says where.
    named("vancouver").build().page("/en/briefs/one/").has(">1, art. 3(c)</a>");
    named("harvard-site-them-right").build().finds("unknown-style", "content/site.yaml", 4, 21);
    let own = named("ours.csl").edit("content/ours.csl", include_str!("../src/bibliography/lykta.csl"));
    own.build().page("/en/briefs/one/").has(">1, art. 3(c)</a>]</span>");
    let own = own.edit("content/ours.csl", "<style/>");
    own.build().finds("unknown-style", "content/ours.csl", 1, 1);
    let circle =
        include_str!("../src/bibliography/lykta.csl").replacen("<citation", "<macro name='a'><text macro='a'/></macro><citation", 1);
    let circle = circle.replacen("</layout>", "<text macro='a'/></layout>", 1);
    own.edit("content/ours.csl", &circle).build().finds("unknown-style", "content/ours.csl", 1, 1);
}

#[test]
fn bibtex_stands_beside_hayagrivas_format() {
    let bib = "@book{lind2001,\n  title = {Listening},\n  author = {Lind, Siri},\n  year = {2001},\n  publisher = {Sample Press}\n}\n";
    let built = site("First [@lind2001, p. 3].", "").edit("content/sources.bib", bib).build();
    built.page("/en/briefs/one/").has("Siri Lind. <i>Listening</i>. Sample Press. 2001.");
    let twice = format!("{bib}\n@misc{{treaty, title = {{Another}}, year = 2020}}\n");
    site("First [@lind2001].", "").edit("content/sources.bib", &twice).build().finds("duplicate-key", "content/sources.bib", 8, 7);
    let second = bib.replace("  year", "  Title = {Hearing},\n  year");
    site("First [@lind2001].", "").edit("content/sources.bib", &second).build().finds("duplicate-key", "content/sources.bib", 4, 3);
    let broken = "@book{lind2001,\n  title = {Listening\n}\n";
    let built = site("First [@nobody].", "").edit("content/sources.bib", broken).build();
    built.finds("invalid-bibtex", "content/sources.bib", 4, 1);
    // What cites a source of the broken file is not at fault.
    assert!(built.findings.iter().all(|finding| finding.code.name != "unknown-source"));
    let circle = format!("{bib}@book{{a,\n  title = {{A}},\n  year = 2020,\n  crossref = {{a}}\n}}\n");
    let built = site("First [@lind2001, p. 3].", "").edit("content/sources.bib", &circle).build();
    built.finds("invalid-bibtex", "content/sources.bib", 10, 14);
    let long = bib.replace("lind2001", &"l".repeat(245));
    site("First.", "").edit("content/sources.bib", &long).build().finds("too-long", "content/sources.bib", 1, 7);
}

#[test]
fn all_sources_stand_on_one_page_and_say_where_they_are_used() {
    let built = site("First [@treaty], then [@directive; @undated].", "").build();
    built
        .page("/en/sources/")
        // What no public text uses is nobody's business.
        .lacks("Asking open questions")
        .has("<h2 id=\"group-1\">Law, conventions and other legal acts</h2>\n<h3>2011</h3>")
        .has("<h3>Without a year</h3>")
        .has(r#"Used in: <a href="/en/briefs/one/">One</a>"#)
        .has(r#"<a href="/sources/source-treaty.bib" download"#);
    built.page("/sv/sources/").has("16 maj 2005").has("Lagar, konventioner och andra rättsakter");
    SiteTest::with("").build().has_no_page("/en/sources/");
}

#[test]
fn a_source_is_handed_on_to_other_programs() {
    let built = site("First [@treaty; @article; @chapter; @book; @directive; @undated].", "").build();
    let text = |path: &str| String::from_utf8(built.pages[path].clone()).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text("/sources/source-article.json")).unwrap();
    assert_eq!(json[0]["author"][1], serde_json::json!({ "family": "Berg", "given": "Olle" }));
    assert_eq!((&json[0]["container-title"], &json[0]["DOI"]), (&"Journal of Samples".into(), &"10.1000/sample".into()));
    let bib = text("/sources/source-treaty.bib");
    assert!(bib.contains("@legislation{treaty,") && bib.contains("{Council of Examples}"), "{bib}");
    // The types and fields are those that every program knows, and what goes out comes in as the same.
    let all = text("/sources/all.bib");
    assert!(!["@online", "@report", "@thesis", "\ndate = ", "journaltitle", "location"].iter().any(|later| all.contains(later)), "{all}");
    assert!(bib.contains("year = {2005},\nmonth = may,\nday = {16},"), "{bib}");
    let files = BTreeMap::from([("content/sources.bib".to_owned(), all.into_bytes())]);
    let world = Memory { files, today: Date::parse("2026-11-24").unwrap() };
    let again = bibliography::read(Reading::new(&world).sources()).value;
    assert_eq!(again.len(), 7);
    let facts = |reference: &bibliography::Reference| {
        let parent = reference.entry.parents().first().and_then(|parent| parent.title()).map(ToString::to_string);
        (reference.title.clone(), reference.authors(), reference.date(), reference.url.clone(), reference.publisher(), parent)
    };
    let files = BTreeMap::from([("content/sources.yaml".to_owned(), SOURCES.as_bytes().to_vec())]);
    let world = Memory { files, today: Date::parse("2026-11-24").unwrap() };
    let before = bibliography::read(Reading::new(&world).sources()).value;
    for (key, reference) in &again {
        assert_eq!(facts(reference), facts(&before[key]));
    }
    let ris = text("/sources/source-chapter.ris");
    assert!(ris.starts_with("TY  - CHAP\r\nAU  - Sund, Pia\r\n") && ris.ends_with("ER  - \r\n"), "{ris}");
}

#[test]
fn what_other_programs_wrote_and_what_they_take_is_what_they_mean() {
    let bib = r#"
@inproceedings{paper, title = {It, \textit{really} ``so''}, author = {Doe, Jr., John and others}, booktitle = {Talks}, year = 2001}
@book{volume, title = {A^b ~ c\_d}, series = {Volumes}, author = {Berg, Eva}, publisher = {P}, year = 2002, url = {https://example.org/~u/}}
@report{report, title = {R}, author = {Berg, Eva}, institution = {The Office}, year = 2003, doi = {https://doi.org/10.1000/xyz}}
"#;
    let yaml = "un:one: { title: \"Of $5 and $10\", date: 2001, url: https://example.org/1 }\nun-one: { title: Two, date: 2001, url: https://example.org/2 }\n";
    let cited = "First [@paper; @volume; @report; @un:one; @un-one].";
    let built = site(cited, "").edit("content/sources.yaml", yaml).edit("content/sources.bib", bib).build();
    let text = |path: &str| String::from_utf8(built.pages[path].clone()).unwrap();
    let page = built.page("/en/briefs/one/");
    page.has("It, really “so”").has("The Office").has("href=\"https://doi.org/10.1000/xyz\"").has("Of $5 and $10");
    let paper = text("/sources/source-paper.bib");
    assert!(paper.starts_with("@inproceedings{") && paper.contains("booktitle = {{Talks}}"), "{paper}");
    assert!(paper.contains("{Doe, Jr., John and others}"), "{paper}");
    assert!(
        text("/sources/source-paper.ris").starts_with("TY  - CONF\r\nAU  - Doe, John, Jr.\r\nTI"),
        "{}",
        text("/sources/source-paper.ris")
    );
    let json: serde_json::Value = serde_json::from_str(&text("/sources/source-paper.json")).unwrap();
    assert_eq!((&json[0]["type"], json[0]["author"].as_array().unwrap().len()), (&"paper-conference".into(), 1));
    let volume = text("/sources/source-volume.bib");
    assert!(volume.contains("series = {{Volumes}}") && volume.contains("A\\textasciicircum{}b"), "{volume}");
    assert!(volume.contains("url = {https://example.org/~u/}"), "{volume}");
    assert!(text("/sources/source-un~one.json").contains("Of $5") && text("/sources/source-un-one.json").contains("Two"));
}

#[test]
fn bibtex_says_what_is_written() {
    let bib = r#"
@article{pages, title={A}, author={Ji{\v{r}}{\'\i} Novak}, journal={J}, year=2001, pages={12-19, 25}, volume={IV}}
@article{ranges, title={B}, author={Berg, Eva}, journal={J}, year=2002, pages={12--19, 25--27}, volume=7}
@online{signs, title={C}, year=2003, url={https://who.int/fact\_sheets/a\%20b{\_}c\&d=1\#x--y}}
@misc{how, title={D}, year=2004, howpublished={Available at \url{https://example.org/~u/a_b}.}}
@book{undated, title={E}, author={Berg, Eva}, publisher={P}, year={in press}}
"#;
    let files = BTreeMap::from([("content/sources.bib".to_owned(), bib.as_bytes().to_vec())]);
    let world = Memory { files, today: Date::parse("2026-11-24").unwrap() };
    let found = bibliography::read(Reading::new(&world).sources());
    let source = |key: &str| &found.value[key];
    let pages = |key: &str| source(key).entry.page_range().unwrap().to_string();
    let volume = |key: &str| source(key).entry.parents()[0].volume().unwrap().to_string();
    assert_eq!((pages("pages"), volume("pages")), ("12-19, 25".into(), "IV".into()));
    assert_eq!((pages("ranges"), volume("ranges")), ("12-19, 25-27".into(), "7".into()));
    assert_eq!(source("pages").authors(), ["Jiří Novak"]);
    assert_eq!(source("signs").url.as_deref(), Some("https://who.int/fact_sheets/a%20b_c&d=1#x--y"));
    assert_eq!(source("how").url.as_deref(), Some("https://example.org/~u/a_b"));
    // What can't be read is told where it stands, and the rest is known.
    assert_eq!((source("undated").title.as_str(), source("undated").year()), ("E", None));
    let told: Vec<String> = found.findings.iter().filter(|it| it.code.name == "invalid-bibtex").map(|it| it.message.clone()).collect();
    assert_eq!(told, ["«in press» can't be read as the `year` of «undated»"]);
}

/// What a file of BibTeX says, and what is told of it: code, message and hints.
fn read_bibtex(bib: &str) -> (bibliography::Bibliography, Vec<(&'static str, String, String)>) {
    let files = BTreeMap::from([("content/sources.bib".to_owned(), bib.as_bytes().to_vec())]);
    let world = Memory { files, today: Date::parse("2026-11-24").unwrap() };
    let found = bibliography::read(Reading::new(&world).sources());
    let told = found.findings.into_iter().map(|it| (it.code.name, it.message, it.hints.join(" "))).collect();
    (found.value, told)
}

#[test]
fn bibtex_loses_nothing_untold() {
    let bib = r#"
@preamble{"\input x " # "\relax"}
@online{sub, title={Barnahus}, subtitle={A guide}, author={{Barnafrid}}, date={2020}, url={https://x.org/a}, urldate={2024/03/01}}
@incollection{part, title={Who?}, subtitle={They}, booktitle={Book}, booksubtitle={Sub}, author={Ek, A}, year={May 2001}, pages=3}
@article(eid, title="Quoted {"}inner{"} title", author="Ek, A", journal="J", year="2005", month={3 mars}, eid={e123})
@book{span, title={S}, author={Ek, A}, publisher={P}, date={2020-05/2021-06}, volumes=3}
@book{years, title={Y}, author={Ek, A}, publisher={P}, year={2019-2020}}
@article{spring, title={M}, author={Ek, A}, journal={J}, year=2020, month={Jan-Feb}}
@online{day, title={D}, author={Ek, A}, date={March 3, 2021}, url={https://x.org/d}, urldate={last week}}
@proceedings{whole, title={Talks}, subtitle={All}, publisher={P}, year=1999}
@inproceedings{talk, title={T}, author={Ek, A}, year=2003, crossref={whole}}
"#;
    let (sources, told) = read_bibtex(bib);
    let titles = |key: &str| sources[key].titles().join(" | ");
    assert_eq!(titles("sub"), "Barnahus: A guide");
    assert_eq!(titles("part"), "Who? They | Book: Sub");
    assert_eq!(titles("eid"), "Quoted \"inner\" title | J");
    assert_eq!(titles("talk"), "T | Talks: All");
    let date = |key: &str| sources[key].date().unwrap();
    assert_eq!([date("part"), date("eid"), date("day"), date("talk")], ["2001-05", "2005-03-03", "2021-03-03", "2003"]);
    assert_eq!(sources["eid"].entry.page_range().unwrap().to_string(), "e123");
    assert_eq!(sources["span"].entry.volume_total().unwrap().to_string(), "3");
    assert_eq!(sources["sub"].entry.url().unwrap().visit_date.unwrap().day, Some(0));
    let told: Vec<(&str, &str)> = told.iter().map(|(code, message, _)| (*code, message.as_str())).collect();
    assert_eq!(
        told,
        [
            ("invalid-bibtex", "of «2020-05/2021-06» only «2021-06» is shown"),
            ("invalid-bibtex", "of «2019-2020» only «2019» is shown"),
            ("invalid-bibtex", "«Jan-Feb» can't be read as the `month` of «spring»"),
            ("invalid-bibtex", "«last week» can't be read as the `urldate` of «day»"),
        ]
    );
    // Nothing that others wrote keeps a site back.
    let built = site("First [@sub; @part; @eid; @span; @years; @spring; @day; @talk].", "").edit("content/sources.bib", bib).build();
    assert!(built.findings.iter().all(|it| it.severity != Severity::Error), "{:?}", built.findings);
}

#[test]
fn what_sources_take_from_is_no_source_that_lacks_something() {
    let bib = "@xdata{house, publisher={XP}}\n@set{both, entryset={a,b}}\n@book{a, xdata={house}, title={A}, author={Ek, A}, year=2003}\n\
               @collection{whole, title={W}, publisher={P}, year=2001}\n@incollection{b, crossref={whole}, title={B}, author={Ek, A}, year=2001}\n";
    let built = site("First [@a; @b].", "").edit("content/sources.bib", bib).build();
    built.page("/en/briefs/one/").has("XP. 2003").has("<i>W</i>");
    assert_eq!(built.findings.iter().find(|it| it.location.file == "content/sources.bib"), None);
}

#[test]
fn a_file_of_bibtex_is_mended_in_its_own_words() {
    let (_, told) = read_bibtex("@misc{a, author={Ek, A}}\n");
    let hints: String = told.iter().map(|(_, _, hints)| hints.as_str()).collect();
    assert!(hints.contains("year = 2019") && hints.contains("title = \"…\"") && hints.contains("`doi`"), "{hints}");
    assert!(!hints.contains("serial-number") && !hints.contains("date:") && !hints.contains("title:"), "{hints}");
}

#[test]
fn laws_and_cases_of_bibtex_are_laws_and_cases() {
    let bib = "@jurisdiction{rantsev, title={Rantsev v. Cyprus}, number={25965/04}, institution={ECHR}, date={2010-01-07}, url={https://x.org/r}}\n\
               @legislation{lag, title={Lag (2018:1) om x}, number={2018:1}, date={2018-01-02}, language={swedish}}\n";
    let built = site("First [@rantsev; @lag].", "").edit("content/sources.bib", bib).build();
    built.page("/en/sources/").has("Law, conventions and other legal acts").has("Court cases");
    built.page("/en/briefs/one/").has("25965/04").lacks("issue").has("lang=\"sv\"");
    built.page("/sources/source-lag.ris").has("TY  - STAT\r").has("M1  - 2018:1\r");
    built.page("/sources/source-rantsev.json").has("\"legal_case\"").has("\"number\": \"25965/04\"").has("ECHR");
    let bib = built.page("/sources/source-rantsev.bib");
    bib.has("@jurisdiction{rantsev,").has("number = {25965/04}");
    built.page("/sources/source-lag.bib").has("@legislation{lag,").has("langid = {swedish}");
}

#[test]
fn programs_get_translators_series_volumes_and_notes() {
    let yaml = "
translated: { type: book, title: Offer, author: \"Roe, J\", affiliated: [{ role: translator, names: [\"Ek, Anna\"] }], date: 2003, publisher: P, volume-total: 3, note: First ed. 1990, parent: { type: book, title: The Series } }
part: { type: chapter, title: Part, author: \"Roe, J\", date: 2004, parent: { type: book, title: The Book, publisher: P, parent: { type: book, title: The Series } } }
report: { type: report, title: Report, author: \"Roe, J\", date: 2005, publisher: P, parent: { type: report, title: The Series } }
";
    let built = site("First [@translated; @part; @report].", "").edit("content/sources.yaml", yaml).build();
    let book = built.page("/sources/source-translated.bib");
    book.has("translator = {Ek, Anna}").has("series = {{The Series}}").has("volumes = {3}").has("note = {First ed. 1990}");
    let book = built.page("/sources/source-translated.ris");
    book.has("A4  - Ek, Anna\r").has("T2  - The Series\r").has("NV  - 3\r").has("N1  - First ed. 1990\r");
    let book = built.page("/sources/source-translated.json");
    book.has("\"translator\"").has("\"collection-title\": \"The Series\"").has("\"number-of-volumes\": \"3\"").has("\"note\"");
    built.page("/sources/source-part.bib").has("booktitle = {{The Book}}").has("series = {{The Series}}");
    built.page("/sources/source-part.ris").has("T2  - The Book\r\nT3  - The Series\r");
    built.page("/sources/source-report.bib").has("series = {{The Series}}").lacks("journal");
}

#[test]
fn a_language_is_known_by_its_tag_its_name_and_what_tex_calls_it() {
    let entry = |(at, (field, value)): (usize, &(&str, &str))| {
        format!("@book{{k{at}, title={{T}}, author={{Ek, A}}, publisher={{P}}, year=2001, {field}={{{value}}}}}\n")
    };
    let written = [
        ("language", "sv", "sv"),
        ("language", "sv-SE", "sv-SE"),
        ("language", "uk", "uk"),
        ("language", "Svenska", "sv"),
        ("language", "swe", "sv"),
        ("language", "Arabiska", "ar"),
        ("langid", "arabic", "ar"),
        ("langid", "norwegian", "no"),
        ("langid", "british", "en-GB"),
        ("langid", "ngerman", "de"),
    ];
    let bib: String = written.map(|(field, value, _)| (field, value)).iter().enumerate().map(entry).collect();
    let (sources, told) = read_bibtex(&(bib + "@book{odd, title={T}, author={Ek, A}, publisher={P}, year=2001, language={Klingonese}}\n"));
    for (at, (_, value, expected)) in written.iter().enumerate() {
        assert_eq!(sources[&format!("k{at}")].entry.language().map(ToString::to_string).as_deref(), Some(*expected), "{value}");
    }
    assert_eq!(
        told.iter().map(|(_, message, _)| message.as_str()).collect::<Vec<_>>(),
        ["«Klingonese» can't be read as the `language` of «odd»"]
    );
    let yaml = "a: { type: book, title: A, date: 2001, publisher: P, language: svenska }\n";
    let built = site("First [@a].", "").edit("content/sources.yaml", yaml).build();
    assert!(built.finds("wrong-type", "content/sources.yaml", 1, 64).hints[0].contains("«sv»"));
    built.page("/en/briefs/one/").lacks("lang=\"svenska\"");
}

#[test]
fn several_people_in_one_name_are_told() {
    let yaml = "
a: { type: book, title: A, author: \"Anna Ek, Bo Berg\", date: 2001, publisher: P }
b: { type: book, title: B, author: [Ek, Anna], date: 2001, publisher: P }
c: { type: book, title: C, author: \"Europol, Hague\", date: 2001, publisher: P }
d: { type: book, title: D, author: [\"García Márquez, Gabriel José\", \"Roe, Jr., Jane\"], date: 2001, publisher: P }
e: { type: book, title: E, author: [\"Europol\", \"Eurojust\"], date: 2001, publisher: P }
";
    let bib = "@book{f, title={F}, author={Ek, Anna; Berg, Bo}, year=2001, publisher={P}}\n\
               @book{g, title={G}, author={{Ek, Anna; Berg}, Bo and {Office, Unit; Group}}, year=2001, publisher={P}}\n\
               @book{h, title={H}, author={{García Márquez}, Gabriel José}, year=2001, publisher={P}}\n";
    let built =
        site("First [@a; @b; @c; @d; @e; @f; @g; @h].", "").edit("content/sources.yaml", yaml).edit("content/sources.bib", bib).build();
    let severity = |path: &str, line, column| built.finds("doubtful-names", path, line, column).severity;
    assert_eq!(severity("content/sources.yaml", 2, 36), Severity::Note);
    assert_eq!(severity("content/sources.yaml", 3, 37), Severity::Note);
    assert_eq!(severity("content/sources.bib", 1, 29), Severity::Warning);
    assert_eq!(built.findings.iter().filter(|it| it.code.name == "doubtful-names").count(), 3);
}

#[test]
fn marks_of_other_programs_are_not_shown() {
    let bib = r"
@article{a, title={The {\textless}i{\textgreater}Interview{\textless}/i{\textgreater} of <b>H<sub>2</sub>O</b>}, journal={Child Abuse \&amp; Neglect}, author={Lamb, M}, type={Journal Article}, year=2007}
@techreport{b, title={Effect of $\alpha$ at 5{\textdegree} or 3~{\texteuro} a{\textasciitilde}b}, institution={I}, author={Ek, A}, annote={Mine alone}, year=2019}
";
    let (sources, told) = read_bibtex(bib);
    assert_eq!(told, []);
    assert_eq!(sources["b"].entry.note(), None);
    assert_eq!(sources["a"].titles(), ["The Interview of H2O", "Child Abuse & Neglect"]);
    assert_eq!(sources["b"].title, "Effect of α at 5° or 3\u{a0}€ a~b");
    assert_eq!([sources["a"].entry.genre(), sources["b"].entry.genre()], [None, None]);
}

#[test]
fn a_doi_leads_to_its_source_whatever_signs_are_in_it() {
    let yaml = r#"
wiley: { type: article, title: W, date: 1998, serial-number: { doi: "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O" } }
odd: { type: article, title: O, date: 1999, serial-number: { doi: "10.1000/abc#def?x%20y" } }
typed: { type: article, title: T, date: 2000, serial-number: { doi: "https://doi.org/10.1000/a%3Cb" } }
"#;
    let built = site("First [@wiley; @odd; @typed].", "").edit("content/sources.yaml", yaml).build();
    let wiley = "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O";
    let odd = "https://doi.org/10.1000/abc%23def%3Fx%2520y";
    let page = built.page("/en/briefs/one/");
    for address in [wiley, odd, "https://doi.org/10.1000/a%3Cb"] {
        page.has(&format!("<a href=\"{address}\">{address}</a>")).has(&format!("\"url\":\"{address}\""));
    }
    built.page("/sources/source-odd.json").has(&format!("\"URL\": \"{odd}\"")).has("\"DOI\": \"10.1000/abc#def?x%20y\"");
    built.page("/sources/source-wiley.bib").has(&format!("url = {{{wiley}}}"));
    built.page("/sources/source-wiley.ris").has(&format!("UR  - {wiley}\r"));
    built.page("/sources/source-typed.json").has("\"DOI\": \"10.1000/a<b\"");
}

#[test]
fn a_source_is_handed_on_in_the_words_of_each_format() {
    let bib = r#"
@phdthesis{thesis, author={Lee, Ann}, title={R}, school={Uni X}, address={Geneva}, year={2010}}
@techreport{report, author={Lee, Ann}, title={S}, institution={The Office}, address={Oslo}, year={2011}}
"#;
    let yaml = "
journal: { type: article, title: J, author: \"Lee, Ann\", date: 2001, page-range: 693-702, parent: { type: periodical, title: P, volume: 49, issue: 8 } }
paper: { type: article, title: N, author: \"Lee, Ann\", date: 2002, page-range: i-xx, parent: { type: newspaper, title: The Daily } }
";
    let cited = "First [@thesis; @report; @journal; @paper].";
    let built = site(cited, "").edit("content/sources.yaml", yaml).edit("content/sources.bib", bib).build();
    built.page("/en/briefs/one/").has("Uni X. 2010").has("The Office. 2011").has("pp. i–xx").has("\"@type\":\"Thesis\"");
    built.page("/sources/source-thesis.bib").has("@phdthesis{").has("school = {Uni X}").has("address = {Geneva}").lacks("publisher");
    built
        .page("/sources/source-report.bib")
        .has("@techreport{")
        .has("institution = {The Office}")
        .has("address = {Oslo}")
        .lacks("publisher");
    built.page("/sources/source-journal.bib").has("number = {8}").lacks("issue");
    built.page("/sources/source-journal.ris").has("SP  - 693\r\nEP  - 702\r\n");
    built.page("/sources/source-paper.ris").has("TY  - NEWS\r").has("SP  - i\r\nEP  - xx\r\n");
    built.page("/sources/source-paper.json").has("\"type\": \"article-newspaper\"");
}

#[test]
fn who_is_not_named_and_what_a_thesis_is_are_said_in_the_language_of_the_text() {
    let bib = r#"
@article{paper, author={Smith, John and Doe, Jane and others}, title={A}, journal={J}, year={2010}}
@phdthesis{first, author={Berg, Eva}, title={B}, school={KTH}, year={1999}}
@thesis{second, author={Lind, Siri}, title={C}, type={mathesis}, institution={KTH}, date={1999}}
@techreport{third, author={Sund, Pia}, title={D}, type={techreport}, institution={Inst}, year={1990}}
@thesis{fourth, author={Holm, Per}, title={E}, type={Licentiate thesis}, institution={KTH}, date={1999}}
"#;
    let cited = "First [@paper; @first; @second; @third; @fourth].";
    let swedish = "---\ntitle: Ett\n---\n\nText [@paper; @first; @second; @third; @fourth].\n";
    let built = site(cited, "").edit("content/sources.bib", bib).edit("content/briefs/one/sv.md", swedish).build();
    let page = built.page("/sv/briefs/one/");
    page.has("John Smith, Jane Doe m.fl. ").has("Doktorsavhandling").has("Masteruppsats").has("Teknisk rapport").has("Licentiate thesis");
    let page = built.page("/en/briefs/one/");
    page.has("John Smith, Jane Doe et al. ").has("PhD thesis").has("Master’s thesis").has("Technical report").has("Licentiate thesis");
    built.page("/sv/sources/").has("m.fl.").has("Doktorsavhandling").lacks("others");
    built.page("/en/data/sources.csv").has("John Smith | Jane Doe | et al.");
    built.page("/sources/source-paper.bib").has("{Smith, John and Doe, Jane and others}");
    built.page("/sources/source-second.bib").has("@mastersthesis{").has("type = {Master’s thesis}");
    built.page("/sources/source-first.json").has("\"genre\": \"PhD thesis\"");
    // No sign of our own leaves.
    assert!(built.pages.values().all(|bytes| !String::from_utf8_lossy(bytes).contains(|c| ('\u{E0F0}'..='\u{E0FF}').contains(&c))));
    let apa = "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ncitations: { style: apa }\n";
    let built = site(cited, "").edit("content/sources.bib", bib).edit("content/site.yaml", apa).build();
    built.page("/en/briefs/one/").has("Smith, J., Doe, J. et al. (2010). A.").has("<i>B</i> [PhD thesis].");
}

#[test]
fn titles_keep_their_capitals_in_other_programs_and_all_know_when_a_source_was_read() {
    let yaml = "
case: { type: case, title: V.C.L. and A.N. v. the United Kingdom, date: 2021, url: { value: \"https://example.org/x\", date: 2024-01-02 } }
paper: { type: article, title: N, author: \"Lee, Ann\", date: 2002, parent: { type: newspaper, title: The Daily } }
part: { type: chapter, title: M, author: \"Lee, Ann\", date: 2003, parent: { type: book, title: The Book, publisher: P } }
";
    let built = site("First [@case; @paper; @part].", "").edit("content/sources.yaml", yaml).build();
    built.page("/sources/source-case.bib").has("title = {{V.C.L. and A.N. v. the United Kingdom}},").has("urldate = {2024-01-02}");
    built.page("/sources/source-part.bib").has("booktitle = {{The Book}}");
    built.page("/sources/source-case.ris").has("Y2  - 2024/01/02\r\n");
    built.page("/en/briefs/one/").has("{\"@type\":\"NewsArticle\",\"name\":\"N\"").has("{\"@type\":\"Chapter\",\"name\":\"M\"");
}

#[test]
fn the_address_of_a_source_is_read_in_letters_and_leads_on_encoded() {
    let yaml = "wiki: { type: web, title: W, date: 2021, url: \"https://sv.wikipedia.org/wiki/M%C3%A4nniska%20(art)\" }\n";
    let built = site("First [@wiki].", "").edit("content/sources.yaml", yaml).build();
    let link = "<a href=\"https://sv.wikipedia.org/wiki/M%C3%A4nniska%20(art)\">https://sv.wikipedia.org/wiki/Människa%20(art)</a>";
    built.page("/en/briefs/one/").has(link);
}

#[test]
fn letters_behind_years_follow_the_list() {
    let yaml = "
zebra: { type: book, title: Zebra, author: \"Berg, Eva\", date: 2020, publisher: P }
alpha: { type: book, title: Alpha, author: \"Berg, Eva\", date: 2020, publisher: P }
";
    let config = "title: Test\nbase_url: https://example.org/\nlanguages: [en, sv]\ncitations: { style: apa }\n";
    let built =
        site("First [@zebra, p. 3], then [@alpha].", "").edit("content/sources.yaml", yaml).edit("content/site.yaml", config).build();
    let page = built.page("/en/briefs/one/");
    page.has("2020b, p. 3</a>").has("2020a</a>");
    for page in [page, built.page("/en/sources/")] {
        page.has("(2020a). <i>Alpha</i>").has("(2020b). <i>Zebra</i>");
    }
}

#[test]
fn a_title_in_capitals_leaves_numbers_and_parties_as_they_are_written() {
    let yaml = "
law: { type: book, title: \"Directive 2011/36/EU: the rules of (2016/679/EU) in 3 steps\", date: 2011, publisher: P }
case: { type: book, title: R v. the crown, date: 2012, publisher: P }
";
    for style in ["apa", "modern-language-association"] {
        let config = format!("title: Test\nbase_url: https://example.org/\nlanguages: [en, sv]\ncitations: {{ style: {style} }}\n");
        let built = site("First [@law; @case].", "").edit("content/sources.yaml", yaml).edit("content/site.yaml", &config).build();
        let page = built.page("/en/briefs/one/");
        page.has("2011/36/EU").has("(2016/679/EU)").has(" v. ");
    }
}

#[test]
fn a_source_loses_nothing_untold() {
    let yaml = "
a:
  title: Report #12 on children
  title: Report
  publisher: { name: P, name: Q }
  date: 2001
b:
  title: \"Report #12\"
  date: 2001 # of the second print
  publisher: P
  note: #3 of 4
  parent: { type: book, title: Book }
";
    let built = site("First.", "").edit("content/sources.yaml", yaml).build();
    built.finds("cut-text", "content/sources.yaml", 3, 17);
    built.finds("duplicate-key", "content/sources.yaml", 4, 3);
    built.finds("duplicate-key", "content/sources.yaml", 5, 25);
    built.finds("cut-text", "content/sources.yaml", 11, 9);
    let of = |code: &str| built.findings.iter().filter(|finding| finding.code.name == code).count();
    assert_eq!((of("cut-text"), of("duplicate-key")), (2, 2));
}

#[test]
fn what_is_meant_in_a_source_is_told_as_it_is_written() {
    let yaml = "
Key1: { title: A, date: 2001, publisher: P }
key1: { title: B, date: 2001, publisher: P, doi: 10.1/x }
smith.: { title: C, date: 2001, publisher: P }
day: { title: D, date: 2001, url: { value: \"https://example.org/\", date: 2024-13-01 } }
pages: { type: article, title: E, date: 2001, page-range: 4--7, parent: { type: periodical, title: J } }
";
    let bib = "@book{body, title = {F}, author = {Council of Europe}, year = 2001, publisher = {P}}\n@book{person, title = {G}, author = {Ludwig van Berg}, year = 2001, publisher = {P}}\n";
    let built = site("See [@pages; @body; @person].", "").edit("content/sources.yaml", yaml).edit("content/sources.bib", bib).build();
    built.finds("duplicate-key", "content/sources.yaml", 3, 1);
    assert!(built.finds("unknown-source-field", "content/sources.yaml", 3, 45).hints[0].contains("serial-number: { doi: … }"));
    assert!(built.finds("wrong-type", "content/sources.yaml", 4, 1).hints[0].contains("at its end"));
    assert!(built.finds("wrong-type", "content/sources.yaml", 5, 74).message.contains("`date`"));
    let files: BTreeMap<String, Vec<u8>> =
        [(bibliography::YAML, yaml), (bibliography::BIBTEX, bib)].map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into();
    let world = Memory { files, today: Date::parse("2026-11-24").unwrap() };
    let sources = bibliography::read(Reading::new(&world).sources()).value;
    assert_eq!(sources["body"].authors(), ["Council of Europe"]);
    assert_eq!(sources["person"].authors(), ["Ludwig van Berg"]);
    assert_eq!(sources["pages"].entry.page_range().unwrap().to_string(), "4-7");
}

#[test]
fn sources_lie_beside_a_text_to_be_downloaded_and_the_site_s_own_texts_do_not() {
    let bib = "@misc{x, title = {X}, year = 2001}\n";
    let site = site("Take [the sources](refs.bib) [@treaty].", "").edit("content/briefs/one/refs.bib", bib);
    site.build().page("/en/briefs/one/").has("the sources <small class=\"file\">(BIB,");
    let built =
        site.edit("content/briefs/one/data.yaml", "a: 1\n").edit("content/briefs/one/en.md", "---\ntitle: One\n---\n\n[x](data.yaml)\n");
    assert!(built.build().finds("broken-link", "content/briefs/one/en.md", 5, 1).hints[0].contains(".txt"));
}

#[test]
fn what_a_source_lacks_is_told_at_its_line() {
    let broken = "
a:
  type: raport
  title: A
  date: someday
  autor: X
  url: nowhere
b c:
  title: B
";
    let built = SiteTest::with("").edit("content/sources.yaml", broken).build();
    assert!(built.finds("wrong-type", "content/sources.yaml", 3, 9).hints[0].contains("report"));
    built.finds("wrong-type", "content/sources.yaml", 5, 9);
    built.finds("unknown-source-field", "content/sources.yaml", 6, 3);
    built.finds("invalid-url", "content/sources.yaml", 7, 8);
    built.finds("uncited-source", "content/sources.yaml", 2, 1);
    // What is there and can't be read is not said to be missing.
    let told = |code: &str| {
        built.findings.iter().filter(|finding| finding.code.name == code).map(|finding| finding.location.line).collect::<Vec<_>>()
    };
    assert!(!told("source-without-place").contains(&2) && !told("source-without-date").contains(&2), "{:?}", built.findings);
    let bibtex = "@book{k, title = {K}, publisher = {P}, date = {kesä 2024}}\n";
    let in_bibtex = SiteTest::with("").edit("content/sources.bib", bibtex).build();
    assert_eq!(in_bibtex.findings.iter().map(|finding| finding.code.name).collect::<Vec<_>>(), ["uncited-source", "invalid-bibtex"]);
    built.finds("wrong-type", "content/sources.yaml", 8, 1);
}

#[test]
fn a_source_without_a_date_was_seen_on_a_day() {
    let told = |url: &str| {
        let built = SiteTest::with("").edit("content/sources.yaml", &format!("a: {{ type: web, title: A, url: {url} }}\n")).build();
        built.findings.iter().map(|finding| finding.code.name).filter(|code| *code != "uncited-source").collect::<Vec<_>>()
    };
    assert_eq!(told("https://example.org/a"), ["source-without-date"]);
    assert_eq!(told("{ value: \"https://example.org/a\", date: 2026-03-01 }"), [""; 0]);
}

#[test]
fn an_address_that_tells_a_password_or_leads_nobody_else_anywhere_is_told_and_the_password_is_not() {
    let (entrusts, machine) = ("https://anna:hunter2@x.example/", "http://localhost:1111/");
    let yaml = format!(
        "a: {{ title: A, date: 2019, url: \"{entrusts}\" }}\n\
         b: {{ title: B, date: 2019, url: {{ value: \"{entrusts}\", date: 2020-01-01 }} }}\n\
         c: {{ title: C, date: 2019, parent: {{ title: P, url: {machine} }} }}\n\
         d: {{ title: D, date: 2019, url: \"http://192.168.1.5/d\" }}\n"
    );
    let bib = format!(
        "@misc{{e, title={{E}}, year=2019, url={{{entrusts}}}}}\n@misc{{f, title={{F}}, year=2019, howpublished={{\\url{{{machine}}}}}}}\n"
    );
    let built = SiteTest::with("").edit("content/sources.yaml", &yaml).edit("content/sources.bib", &bib).build();
    let (yaml, bib) = ("content/sources.yaml", "content/sources.bib");
    for finding in
        [built.finds("unsafe-link", yaml, 1, 33), built.finds("unsafe-link", yaml, 2, 42), built.finds("unsafe-link", bib, 1, 37)]
    {
        assert!(!format!("{finding:?}").contains("hunter2"), "{finding:?}");
    }
    built.finds("preview-link", yaml, 3, 53);
    built.finds("preview-link", yaml, 4, 33);
    built.finds("preview-link", bib, 2, 7);
}

#[test]
fn a_title_says_in_which_language_it_is_and_what_the_reader_s_language_says_does_not() {
    let yaml = "law:\n  type: legislation\n  title: Lag & god man\n  author: { name: Riksdagen }\n  date: 2005\n  language: sv\n\
                report:\n  type: report\n  title: Signs\n  author: { name: Office }\n  date: 2019\n  language: en-GB\n  publisher: Office\n";
    let bib =
        "@article{laki, title={Suomen laki}, journal={Lakimies}, author={Virtanen, Matti}, year=2020, langid={finnish}, pages={3--4}}\n";
    let built = site("Read [@law] and [@laki, p. 3].", "").edit("content/sources.yaml", yaml).edit("content/sources.bib", bib).build();
    for page in [built.page("/en/briefs/one/"), built.page("/en/sources/")] {
        page.has("Riksdagen. <span lang=\"sv\" dir=\"auto\"><i>Lag &amp; god man</i></span>");
        page.has("<span lang=\"fi\" dir=\"auto\">").has("Suomen laki").lacks("lang=\"en-GB\"");
    }
    built.page("/sv/sources/").has("lang=\"en-GB\"").lacks("<span lang=\"sv\"");
}

/// What a style makes of some sources in a language, each cited by itself, and of the list of these.
fn drawn(style: &str, tag: &str, sources: &str) -> (Vec<String>, Vec<String>) {
    let languages = [Language::parse(tag).unwrap()];
    let style = Style::named(style, &languages).unwrap_or_else(|| Style::read(style, &languages).unwrap());
    let path = if sources.starts_with('@') { bibliography::BIBTEX } else { bibliography::YAML };
    let world = Memory { files: [(path.to_owned(), sources.as_bytes().to_vec())].into(), today: Date::parse("2026-11-24").unwrap() };
    let bibliography = bibliography::read(Reading::new(&world).sources()).value;
    let citations: Vec<Vec<Cite>> = bibliography.keys().map(|key| vec![Cite { prefix: "", key, locator: "", nameless: false }]).collect();
    let drawn = style.draw(&bibliography, 0, &citations, &[], "").unwrap();
    let listed = drawn.sources.iter().map(|source| plain(&format!("{} {}", source.marker, source.html)).trim().to_owned());
    (drawn.citations.iter().map(|html| plain(html)).collect(), listed.collect())
}

fn listed(style: &str, sources: &str) -> Vec<String> {
    drawn(style, "en", sources).1
}

/// What a style makes of citations as an author writes them, one in each string.
fn cited(style: &str, tag: &str, sources: &str, written: &[&str]) -> Vec<String> {
    let languages = [Language::parse(tag).unwrap()];
    let style = Style::named(style, &languages).unwrap_or_else(|| Style::read(style, &languages).unwrap());
    let world = Memory { files: [(bibliography::YAML.to_owned(), sources.into())].into(), today: Date::parse("2026-11-24").unwrap() };
    let bibliography = bibliography::read(Reading::new(&world).sources()).value;
    let read: Vec<Vec<Cited>> = written.iter().map(|written| citations::parse(written).unwrap()).collect();
    fn cite(Cited { prefix, key, locator, nameless }: &Cited) -> Cite<'_> {
        Cite { prefix, key, locator, nameless: *nameless }
    }
    let citations: Vec<Vec<Cite>> = read.iter().map(|cited| cited.iter().map(cite).collect()).collect();
    style.draw(&bibliography, 0, &citations, &[], "").unwrap().citations.iter().map(|html| plain(html).replace('\u{a0}', " ")).collect()
}

const OF_ONE: &str = "
a: { type: book, title: A, author: \"Ek, Anna\", date: 2020, publisher: P }
b: { type: book, title: B, author: \"Ek, Anna\", date: 2020, publisher: P }
c: { type: book, title: C, author: \"Ek, Anna\", date: 2019, publisher: P }
r: { type: book, title: R, author: \"Roe, Jo\", date: 2018, publisher: P }
u: { type: web, title: U, author: { name: Europol }, url: { value: https://example.org/u, date: 2026-01-02 } }
v: { type: web, title: V, author: { name: Europol }, url: { value: https://example.org/v, date: 2026-01-02 } }
";

#[test]
fn sources_of_the_same_people_are_joined_and_each_keeps_what_is_its_own() {
    let written = ["@a; @b", "@a, p. 4; @b, p. 5", "@a; @b; @r", "@u; @v", "@a; @r; @c"];
    for (style, expected) in [
        (
            "apa",
            [
                "(Ek, 2020a, 2020b)",
                "(Ek, 2020a, p. 4, 2020b, p. 5)",
                "(Ek, 2020a, 2020b; Roe, 2018)",
                "(Europol, n.d.-a, n.d.-b)",
                "(Ek, 2019, 2020a; Roe, 2018)",
            ],
        ),
        // The order is the author's.
        (
            "chicago-author-date",
            [
                "(Ek 2020a, 2020b)",
                "(Ek 2020a, 4, 2020b, 5)",
                "(Ek 2020a, 2020b; Roe 2018)",
                "(Europol, n.d.-a, n.d.-b)",
                "(Ek 2020a; Roe 2018; Ek 2019)",
            ],
        ),
        (
            "elsevier-harvard",
            [
                "(Ek, 2020a, 2020b)",
                "(Ek, 2020a, p. 4, 2020b, p. 5)",
                "(Ek, 2020a, 2020b; Roe, 2018)",
                "(Europol, n.d.a, n.d.b)",
                "(Ek, 2020a, 2019; Roe, 2018)",
            ],
        ),
        (
            "iso-690-author-date",
            [
                "(Ek 2020a, 2020b)",
                "(Ek 2020a, p. 4, 2020b, p. 5)",
                "(Ek 2020a, 2020b; Roe 2018)",
                "(Europol [no date a], [no date b])",
                "(Ek 2020a; Roe 2018; Ek 2019)",
            ],
        ),
    ] {
        assert_eq!(cited(style, "en", OF_ONE, &written), expected, "{style}");
    }
}

#[test]
fn an_arabic_comma_parts_the_years_of_an_arabic_author() {
    let yaml = "
a: { type: book, title: A, author: \"الأحمد, محمد\", date: 2020, publisher: P }
b: { type: book, title: B, author: \"الأحمد, محمد\", date: 2019, publisher: P }
";
    assert_eq!(cited("apa", "ar", yaml, &["@a; @b"]), ["(الأحمد، 2019، 2020)"]);
}

#[test]
fn a_minus_leaves_out_the_author_whom_the_text_names() {
    let written = ["-@r", "-@r, p. 4", "see -@r; @c"];
    for (style, expected) in [
        ("apa", ["(2018)", "(2018, p. 4)", "(Ek, 2019; see 2018)"]),
        ("chicago-author-date", ["(2018)", "(2018, 4)", "(see 2018; Ek 2019)"]),
        ("harvard-cite-them-right", ["(2018)", "(2018, p. 4)", "(see 2018; Ek, 2019)"]),
        ("modern-language-association", ["(Roe)", "(4)", "(see Roe; Ek)"]),
        ("chicago-notes", ["R (P, 2018).", "R, 4.", "see R; Anna Ek, C (P, 2019)."]),
        ("lykta", ["[1]", "[1, p. 4]", "[see 1; 2]"]),
    ] {
        assert_eq!(cited(style, "en", OF_ONE, &written), expected, "{style}");
    }
}

#[test]
fn editors_stand_in_the_place_of_authors_and_beside_them_as_the_style_means() {
    let yaml = "
a: { type: book, title: Handbook, editor: [\"Ek, Anna\", \"Roe, Jo\"], date: 2020, publisher: P }
b:
  { type: article, title: Signs, author: \"Doe, Kim\", date: 2020, page-range: 12-34,
    parent: { type: proceedings, title: Talks, editor: \"Dal, Cia\", publisher: P } }
";
    let (citations, list) = drawn("chicago-author-date", "en", yaml);
    assert_eq!(citations[0], "(Ek and Roe 2020)");
    assert_eq!(list[1], "Ek, Anna, and Jo Roe, eds. 2020. Handbook. P.");
    assert_eq!(drawn("chicago-notes", "en", yaml).0[0], "Anna Ek and Jo Roe, eds, Handbook (P, 2020).");
    assert_eq!(
        listed("apa", yaml),
        ["Doe, K. (2020). Signs. In C. Dal (Ed.), Talks (pp. 12–34). P.", "Ek, A., & Roe, J. (Eds). (2020). Handbook. P."]
    );
    assert_eq!(listed("bristol-university-press", yaml)[1], "Ek, A. and Roe, J. (eds) (2020) Handbook, P.");
}

#[test]
fn behind_ibid_a_place_that_is_no_page_is_named() {
    let style = concat!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>S</title><id>s</id>"#,
        r#"<updated>2026-11-25T00:00:00+00:00</updated></info><citation><layout suffix="."><choose>"#,
        r#"<if position="ibid-with-locator"><group delimiter=" "><text value="ibid"/><text variable="locator"/></group></if>"#,
        r#"<else><group delimiter=" "><text variable="title"/><label variable="locator" form="short"/><text variable="locator"/>"#,
        r#"</group></else></choose></layout></citation></style>"#
    );
    let written = ["@a, p. 4", "@a, article 3", "@a, 5", "@b, article 3"];
    assert_eq!(cited(style, "en", OF_ONE, &written), ["A p. 4.", "ibid article 3.", "ibid 5.", "B art. 3."]);
}

#[test]
fn titles_tell_all_sources_of_one_author_apart_where_the_style_has_no_year() {
    let expected = ["(Ek, A)", "(Ek, B)", "(Ek, A 4)", "(Roe)"];
    assert_eq!(cited("modern-language-association", "en", OF_ONE, &["@a", "@b", "@a, p. 4", "@r"]), expected);
}

#[test]
fn a_journal_without_issues_leaves_no_gap() {
    let yaml = "
a: { type: article, title: A, author: \"Ek, Anna\", date: 2020, page-range: 3-4, parent: { type: periodical, title: Law, volume: 7 } }
";
    assert_eq!(listed("chicago-author-date", yaml), ["Ek, Anna. 2020. ‘A’. Law 7: 3–4."]);
}

#[test]
fn the_number_of_a_chapter_is_none_of_a_document() {
    let yaml = "
a:
  { type: chapter, title: Three, author: \"Roe, Jo\", date: 2001, chapter: 3, page-range: 5-9,
    parent: { type: book, title: Whole, publisher: P } }
";
    assert_eq!(listed("apa", yaml), ["Roe, J. (2001). Three. In Whole (pp. 5–9). P."]);
    assert_eq!(listed("chicago-author-date", yaml), ["Roe, Jo. 2001. ‘Three’. Ch. 3 in Whole. P."]);
}

#[test]
fn the_version_of_a_program_is_said_once() {
    let yaml = "a: { type: repository, title: Tool, author: { name: IOM }, date: 2022, publisher: Z, serial-number: { version: 2.1 } }\n";
    assert_eq!(listed("apa", yaml), ["IOM. (2022). Tool (Version 2.1) [Computer software]. Z."]);
}

#[test]
fn a_field_of_bibtex_in_which_nothing_stands_says_nothing() {
    let bib =
        "@article{a, author = {Roe, Jo}, title = {T}, journal = {J}, volume = {}, number = {9}, pages = { }, doi = \"\", year = {2017}}";
    assert_eq!(listed("lykta", bib), ["1. Jo Roe. T. J, no. 9. 2017."]);
    assert_eq!(listed("chicago-notes", bib), ["Roe, Jo. ‘T’. J, no. 9 (2017)."]);
    let (_, findings) = read_bibtex("@book{a, author = {Roe, Jo}, title = {T}, publisher = {P}, year = {}}");
    assert_eq!(findings.iter().map(|(code, ..)| *code).collect::<Vec<_>>(), ["source-without-date"]);
}

#[test]
fn what_bibtex_adds_to_a_title_stands_behind_it_unless_it_is_said_already() {
    let bib =
        "@book{a, author = {Roe, Jo}, title = {First}, subtitle = {Sub}, titleaddon = {Second thoughts}, publisher = {P}, date = 2018}
@online{b, author = {{Europol}}, title = {About us}, titleaddon = {Europol}, date = 2018, url = {https://example.org/}}
";
    assert_eq!(listed("apa", bib), ["Europol. (2018). About us. https://example.org/", "Roe, J. (2018). First: Sub. Second thoughts. P."]);
}

#[test]
fn names_in_a_list_are_whole_however_citations_tell_them_apart() {
    let yaml = "
a: { type: book, title: A, author: \"Ek, Anna\", date: 2020, publisher: P }
b: { type: book, title: B, author: \"Ek, Bo\", date: 2020, publisher: P }
c: { type: book, title: C, author: [\"Roe, Jo\", \"Doe, Kim\", \"Poe, Lo\"], date: 2020, publisher: P }
d: { type: book, title: D, author: [\"Roe, Jo\", \"Loe, Kim\", \"Poe, Lo\"], date: 2020, publisher: P }
e: { type: book, title: E, author: [\"Roe, Jo\", \"Loe, Kim\", \"Poe, Lo\"], date: 2021, publisher: P }
";
    let (citations, list) = drawn("apa", "en", yaml);
    assert_eq!(citations[..2], ["(A. Ek, 2020)", "(B. Ek, 2020)"]);
    assert_eq!(citations[2..4], ["(Roe, Doe, et al., 2020)", "(Roe, Loe, et al., 2020)"]);
    assert_eq!(list[..3], ["Ek, A. (2020). A. P.", "Ek, B. (2020). B. P.", "Roe, J., Doe, K., & Poe, L. (2020). C. P."]);
    let list = listed("turabian-author-date", yaml);
    assert_eq!(list[..2], ["Ek, Anna. 2020. A. P.", "Ek, Bo. 2020. B. P."]);
    // A dash stands for all names of the entry above, and for no others.
    assert_eq!(list[3..], ["Roe, Jo, Kim Loe, and Lo Poe. 2020. D. P.", "———. 2021. E. P."]);
    let list = listed("modern-language-association", yaml);
    assert_eq!(list[2..], ["Roe, Jo, et al. C. P, 2020.", "Roe, Jo, et al. D. P, 2020.", "———, et al. E. P, 2021."]);
}

#[test]
fn no_two_sources_are_cited_alike() {
    let of = |body: &str| {
        format!(
            "{body}x: {{ type: book, title: X, author: {{ name: {body} }}, date: 2020, publisher: P }}\n{body}y: {{ type: book, title: Y, author: {{ name: {body} }}, date: 2020, publisher: P }}\n"
        )
    };
    let yaml: String = ["A", "B", "C", "D", "E"].map(of).concat();
    for style in ["apa", "chicago-author-date", "iso-690-author-date", "elsevier-harvard"] {
        let (citations, list) = drawn(style, "en", &yaml);
        for drawn in [&citations, &list] {
            assert_eq!(drawn.iter().filter(|drawn| drawn.contains("2020a")).count(), 5, "{style}: {drawn:?}");
            assert_eq!(drawn.iter().filter(|drawn| drawn.contains("2020b")).count(), 5, "{style}: {drawn:?}");
        }
    }
    let undated = "
g: { type: web, title: G, author: { name: Body }, url: \"https://example.org/1\" }
h: { type: web, title: H, author: { name: Body }, url: \"https://example.org/2\" }
";
    let (citations, list) = drawn("apa", "en", undated);
    assert_eq!(citations, ["(Body, n.d.-a)", "(Body, n.d.-b)"]);
    assert!(list[0].starts_with("Body. (n.d.-a). G."), "{list:?}");
    assert_eq!(drawn("harvard-cite-them-right", "en", undated).0, ["(Body, no date a)", "(Body, no date b)"]);
    let config = "title: Test\nbase_url: https://example.org/\nlanguages: [en, sv]\ncitations: { style: apa }\n";
    let together = site("First [@Ax; @Ay].", "").edit("content/sources.yaml", &yaml).edit("content/site.yaml", config).build();
    together.page("/en/briefs/one/").has("2020a</a>").has("2020b</a>");
}

#[test]
fn a_list_says_what_its_style_means() {
    let yaml = "
a: { type: article, title: Talks, author: \"Lamb, Michael E.\", date: 2007, page-range: 1-9, parent: { type: periodical, title: J, volume: 3 } }
b: { type: report, title: On Estonia, author: { name: GRETA }, publisher: CoE, date: 2018 }
";
    assert_eq!(listed("vancouver", yaml), ["1. Lamb ME. Talks. J. 2007;3:1–9.", "2. GRETA. On Estonia. CoE; 2018."]);
    // A date of which the style asks for more than is known.
    let web = "a: { type: web, title: A, author: { name: Body }, date: 2021, url: \"https://example.org/\" }\n";
    assert_eq!(listed("apa", web), ["Body. (2021). A. https://example.org/"]);
    // The title of what it is part of, once.
    let part = "@incollection{a, title={On hearing}, booktitle={Handbook}, publisher={R}, author={Ek, Anna}, editor={Berg, Jan}, year={2015}, pages={12--34}}\n";
    assert_eq!(listed("apa", part), ["Ek, A. (2015). On hearing. In J. Berg (Ed.), Handbook (pp. 12–34). R."]);
    // A volume of a series is neither a part nor a chapter.
    let series = "@book{a, title={Dolda offer}, author={Roe, J}, publisher={P}, year=2003, series={Ser}, volume=2}\n";
    assert_eq!(listed("apa", series), ["Roe, J. (2003). Dolda offer (Vol. 2). P."]);
    let edited = "a: { type: anthology, title: An edited book, editor: \"Berg, B\", publisher: Brill, date: 2019 }\n";
    assert_eq!(listed("apa", edited), ["Berg, B. (Ed.). (2019). An edited book. Brill."]);
    let entry = "a: { type: entry, title: Trafficking, author: \"Ek, A\", date: 2020, parent: { type: reference, title: Lexicon } }\n";
    assert_eq!(listed("lykta", entry), ["1. A Ek. Trafficking. Lexicon. 2020."]);
    let nobody = "a: { type: book, title: Same title, date: 2019, publisher: P }\n";
    assert_eq!(listed("iso-690-author-date", nobody), ["Same title, 2019. P."]);
    assert_eq!(listed("iso-690-author-date", edited), ["BERG, B (ed.), 2019. An edited book. Brill."]);
    let lines = "a: { type: book, title: A, author: \"Ek, Zoe\", date: 2001, publisher: P }\n";
    assert_eq!(listed("american-anthropological-association", lines), ["Ek, Zoe 2001 A. P."]);
    // A style that says nothing of manuscripts in its list.
    let talk = "a: { type: manuscript, title: A talk, author: \"Ek, A\", date: 2020 }\n";
    assert_eq!(listed("chicago-notes", talk), ["A Ek. A talk. 2020."]);
}

#[test]
fn a_capital_in_a_surname_begins_no_particle() {
    let yaml = "
a: { type: book, title: A, author: \"Mac Donald, Zoe\", date: 2001, publisher: P }
b: { type: book, title: B, author: \"Ben Ali, Zoe\", date: 2001, publisher: P }
c: { type: book, title: C, author: \"van Berg, Zoe\", date: 2001, publisher: P }
d: { type: book, title: D, author: \"Benson, Zoe\", date: 2001, publisher: P }
";
    let list = listed("chicago-author-date", yaml);
    let expected = ["Ben Ali, Zoe. 2001. B. P.", "Benson, Zoe. 2001. D. P.", "Mac Donald, Zoe. 2001. A. P.", "Berg, Zoe van. 2001. C. P."];
    assert_eq!(list.iter().map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(expected));
    assert!(list.iter().position(|line| line.starts_with("Ben Ali")) < list.iter().position(|line| line.starts_with("Benson")), "{list:?}");
}

#[test]
fn what_stands_between_sources_stands_within_none() {
    let own = r#"<style class="in-text" version="1.0"><info><title>O</title><id>o</id><updated>2020-01-01T00:00:00+00:00</updated></info>
        <citation><layout prefix="(" suffix=")" delimiter="; "><choose><if type="book"><text variable="title"/><text variable="publisher"
        prefix=", "/></if></choose></layout></citation></style>"#;
    assert_eq!(drawn(own, "en", "a: { type: book, title: A, publisher: P, date: 2001 }\n").0, ["(A, P)"]);
}

#[test]
fn an_abbreviation_brings_no_second_stop_and_a_swedish_day_no_zero() {
    let yaml = "a: { type: chapter, title: On hearing, author: \"Ek, Anna\", date: 2015, parent: { type: book, title: Handbook, editor: \"Berg, Jan\" } }\n";
    assert_eq!(drawn("iso-690-author-date", "sv", yaml).1, ["EK, Anna, 2015. On hearing. In: BERG, Jan (red.), Handbook."]);
    let law = "a: { type: legislation, title: Lag, date: 2014-05-06, serial-number: \"2014:1\" }\n";
    assert_eq!(drawn("lykta", "sv", law).1, ["1. Lag. 2014:1. 6 maj 2014."]);
}

/// `UPDATE_ARCHIVE=1` packs it anew, for when Hayagriva brings other styles.
#[test]
#[expect(clippy::disallowed_methods, reason = "packs a file anew where somebody asks")]
fn the_archive_holds_each_style_and_locale_that_hayagriva_brings() {
    let styles: BTreeMap<String, citationberg::Style> =
        ArchivedStyle::all().iter().map(|style| (format!("styles/{}.csl", style.names()[0]), style.get())).collect();
    let locales: BTreeMap<String, LocaleFile> = hayagriva::archive::locales()
        .into_iter()
        .map(|locale| LocaleFile::try_from(locale).expect("a locale with a code"))
        .map(|locale| (format!("locales/{}.xml", locale.lang), locale))
        .collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/bibliography/archive.zip");
    if std::env::var_os("UPDATE_ARCHIVE").is_some() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).compression_level(Some(30));
        let styles = styles.iter().map(|(name, style)| (name, style.to_xml()));
        for (name, xml) in locales.iter().map(|(name, locale)| (name, locale.to_xml())).chain(styles) {
            archive.start_file(name.as_str(), options).unwrap();
            archive.write_all(xml.unwrap().as_bytes()).unwrap();
        }
        std::fs::write(path, archive.finish().unwrap().into_inner()).unwrap();
    }
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    assert_eq!(archive.len(), styles.len() + locales.len());
    let mut text = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).expect(name).read_to_string(&mut text).unwrap();
        text
    };
    for (name, style) in &styles {
        assert!(citationberg::Style::from_xml(&text(name)).unwrap() == *style, "{name}");
    }
    for (name, locale) in &locales {
        assert!(LocaleFile::from_xml(&text(name)).unwrap() == *locale, "{name}");
    }
}

#[test]
fn names_tell_apart_what_would_be_cited_alike() {
    let of = |lists: &[(&str, u16)]| {
        let names = |list: &str| list.split(' ').map(|name| format!("\"{}\"", name.replace('_', ", "))).collect::<Vec<_>>().join(", ");
        let source = |(at, (list, year)): (usize, &(&str, u16))| {
            format!("s{at}: {{ type: article, title: T{at}, author: [{}], date: {year} }}\n", names(list))
        };
        lists.iter().enumerate().map(source).collect::<String>()
    };
    let cited = |style: &str, lists: &[(&str, u16)]| drawn(style, "en", &of(lists)).0.join(" ");
    let three = "Adams_B. Clark_D. Evans_F.";
    let four = "Adams_B. Clark_D. Evans_F. Gray_H.";
    let five = "Adams_B. Clark_D. Evans_F. Gray_H. Ives_J.";
    // As citeproc-js has them, also where one list is the beginning of another.
    let apa = cited("apa", &[(three, 2001), (four, 2001)]);
    assert_eq!(apa, "(Adams, Clark, & Evans, 2001) (Adams, Clark, Evans, et al., 2001)");
    let apa = cited("apa", &[(four, 2001), (five, 2001)]);
    assert_eq!(apa, "(Adams, Clark, Evans, & Gray, 2001) (Adams, Clark, Evans, Gray, et al., 2001)");
    let letters = cited("apa", &[(three, 2001), (three, 2001), (four, 2001), (three, 2003)]);
    let expected = "(Adams, Clark, & Evans, 2001a) (Adams, Clark, & Evans, 2001b) (Adams, Clark, Evans, et al., 2001) (Adams et al., 2003)";
    assert_eq!(letters, expected);
    let chicago = cited("chicago-author-date", &[(three, 2001), (four, 2001)]);
    assert_eq!(chicago, "(Adams, Clark, and Evans 2001) (Adams, Clark, Evans, et al. 2001)");
    // A title is no more needed then.
    let mla = cited("modern-language-association", &[(three, 2001), (four, 2001)]);
    assert_eq!(mla, "(Adams, Clark, and Evans) (Adams, Clark, Evans, et al.)");
    // The first of the authors by the initials whatever the year, others only if a style says so.
    assert_eq!(cited("apa", &[("Ek_Bo Roe_Al", 2001), ("Ek_Cy Roe_Al", 2003)]), "(B. Ek & Roe, 2001) (C. Ek & Roe, 2003)");
    assert_eq!(cited("apa", &[("Ek_Bo Roe_Al", 2001), ("Ek_Bo Roe_Di", 2001)]), "(Ek & Roe, 2001a) (Ek & Roe, 2001b)");
    let mla = "modern-language-association";
    assert_eq!(cited(mla, &[("Ek_Bo Roe_Al", 2001), ("Ek_Bo Roe_Di", 2001)]), "(Ek and A. Roe) (Ek and D. Roe)");
    assert_eq!(cited(mla, &[("Ek_Bo", 2001), ("Ek_Bertil", 2001)]), "(Bo Ek) (Bertil Ek)");
}

#[test]
fn no_style_fails_at_people_who_begin_alike() {
    let files = BTreeMap::from([(bibliography::YAML.to_owned(), ALIKE.as_bytes().to_vec())]);
    let world = Memory { files, today: Date::parse("2026-11-24").unwrap() };
    let bibliography = bibliography::read(Reading::new(&world).sources()).value;
    let languages = [Language::parse("en").unwrap()];
    let keys: Vec<&str> = bibliography.keys().map(String::as_str).collect();
    let apart: Vec<Vec<Cite>> = keys.iter().map(|key| vec![Cite { prefix: "", key, locator: "", nameless: false }]).collect();
    for style in Style::names() {
        let drawn = Style::named(style, &languages).unwrap().draw(&bibliography, 0, &[apart.concat(), apart.concat()], &[], "");
        assert!(drawn.is_ok_and(|drawn| drawn.sources.len() == keys.len()), "{style}");
    }
}

const ALIKE: &str = "
a: { type: article, title: A, author: [\"Ek, A\", \"Roe, B\", \"Doe, C\"], date: 2001 }
b: { type: article, title: B, author: [\"Ek, A\", \"Roe, B\", \"Doe, C\", \"Poe, D\"], date: 2001 }
c: { type: article, title: C, author: [\"Ek, A\", \"Roe, B\", \"Doe, C\", \"Poe, D\", \"Loe, E\", \"Moe, F\", \"Noe, G\"], date: 2001 }
d: { type: article, title: D, author: [\"Ek, B\", { name: Roe }, others], date: 2001 }
e: { type: article, title: Ek et al., date: 2001 }
";

#[test]
fn the_number_of_a_document_is_printed_as_it_is_written() {
    for number in ["SOU 2016-70", "2011-36", "A/RES/55-25", "COM-2022-732", "978-91-7000-150-5", "1,2", "007", "12a", "SOU 2016:70", "3"] {
        let yaml =
            format!("k: {{ type: report, title: T, author: {{ name: Body }}, date: 2020, serial-number: {{ serial: \"{number}\" }} }}\n");
        for style in ["lykta", "apa", "chicago-author-date", "vancouver", "ieee", "harvard-cite-them-right", "modern-language-association"]
        {
            let list = &listed(style, &yaml)[0];
            assert!(list.contains(number) || !list.contains(&number[..number.len() - 1]), "{style} {number}: {list}");
            assert!(!list.to_lowercase().contains("nos"), "{style} {number}: {list}");
        }
        assert!(listed("lykta", &yaml)[0].contains(number) && listed("apa", &yaml)[0].contains(number));
    }
}

#[test]
fn a_key_within_a_field_that_nothing_knows_is_told() {
    let yaml = "
a:
  type: web
  title: { value: T, shrt: S }
  author: { name: Ek, givenname: Anna }
  publisher: { name: P, place: Oslo }
  affiliated: [{ role: translator, name: B }]
  url: { value: https://example.org/a, accessed: 2021-02-03 }
  date: 2020
  parent: { type: book, title: { value: B, shor: C }, editor: [{ name: Roe, given: Bo }] }
  serial-number: { celex: 32011L0036 }
";
    let built = site("First [@a].", "").edit("content/sources.yaml", yaml).build();
    for (line, column, meant) in [
        (4, 22, "short"),
        (5, 23, "given-name"),
        (6, 25, "location"),
        (7, 36, "names"),
        (8, 40, "date"),
        (10, 44, "short"),
        (10, 77, "given-name"),
    ] {
        assert_eq!(built.finds("unknown-key", "content/sources.yaml", line, column).hints[0], format!("did you mean «{meant}»?"));
    }
    assert_eq!(built.findings.iter().filter(|finding| finding.code.name == "unknown-key").count(), 7);
}

#[test]
fn a_fault_in_what_a_source_is_part_of_is_told_at_its_place() {
    let yaml = "
a: { type: article, title: A, date: 2001, parent: { type: journal, title: J } }
b: { type: article, title: B, date: 2001, parent: Journal of X }
c: { type: article, title: C, date: 2001, parent: { type: periodical, title: J, volume: [3] } }
d: { type: article, title: D, date: 2001, parent: [{ type: periodical, title: J, page-total: many }] }
e: { type: journal, title: E, year: 2001, pages: 1-2, journal: J, number: 3 }
";
    let built = site("First.", "").edit("content/sources.yaml", yaml).build();
    let finds = |code: &str, line, column| built.finds(code, "content/sources.yaml", line, column);
    let kind = finds("wrong-type", 2, 59);
    assert_eq!((kind.message.as_str(), kind.hints[0].as_str()), ("`type` can't be read", "did you mean «periodical»?"));
    assert_eq!(finds("wrong-type", 3, 51).hints, ["write `parent: { type: periodical, title: Journal of X }`"]);
    assert!(finds("wrong-type", 4, 89).message.contains("`volume`"));
    assert_eq!(finds("wrong-type", 5, 94).hints, ["write a number such as 3"]);
    assert_eq!(finds("wrong-type", 6, 12).hints[0], "did you mean «periodical»?");
    assert_eq!(finds("unknown-source-field", 6, 31).hints, ["did you mean «date»?"]);
    assert_eq!(finds("unknown-source-field", 6, 43).hints, ["did you mean «page-range»?"]);
    assert_eq!(finds("unknown-source-field", 6, 55).hints, ["write `parent: { type: periodical, title: J }`"]);
    assert!(finds("unknown-source-field", 6, 67).hints[0].contains("`issue`"));
    assert_eq!(built.findings.iter().filter(|finding| finding.code.name == "wrong-type").count(), 5);
}
