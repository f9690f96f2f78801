//! Documents to translators and back: what came back as it went is the same document, and what is broken is told.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::sync::{Arc, LazyLock};

use lykta::config::{Directives, Options};
use lykta::diagnostics::Finding;
use lykta::document::{self, Document, WorkFile};
use lykta::exchange::import::{self, Ground, Import, import};
use lykta::exchange::inline::Token;
use lykta::exchange::inline::{Setting, from_markdown, tidy, to_markdown};
use lykta::exchange::{self, Delivery, Parcel, Progress, po, units, xliff};
use lykta::language::{Date, Language};
use lykta::memo::Memo;
use lykta::source::Text;
use lykta::source::disk::Disk;
use lykta::{Build, translation};
use proptest::prelude::*;
use support::SiteTest;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Format {
    Xliff,
    Po,
}

const FORMATS: [Format; 2] = [Format::Xliff, Format::Po];

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn today() -> Date {
    Date::parse("2026-11-24").unwrap()
}

fn write(format: Format, parcel: &Parcel, from: &str, to: &str) -> String {
    let parcels = std::slice::from_ref(parcel);
    match format {
        Format::Xliff => xliff::write(parcels, &language(from), &language(to)),
        Format::Po => po::write(parcels, &language(from), &language(to), today()),
    }
}

fn read(format: Format, text: &str) -> (Vec<Delivery>, Vec<Finding>) {
    let file = exchange::file("back", text);
    let found = match format {
        Format::Xliff => xliff::read(&file),
        Format::Po => po::read(&file),
    };
    (found.value, found.findings)
}

fn built(site: &SiteTest) -> Build {
    lykta::build(&site.world, &Options { drafts: true, ..Options::default() }, &site.memo).value.unwrap()
}

fn document_of(build: &Build, work: &str, tag: &str) -> Option<Arc<Document>> {
    let work = &build.site.works[build.site.index.by_path[work]];
    let language = build.site.config.languages.iter().position(|language| language.tag() == tag).unwrap();
    work.documents[language].as_ref().map(|published| published.document.clone())
}

fn wording(build: &Build, work: &str, tag: &str) -> translation::SectionHash {
    let kind = build.site.kind(&build.site.works[build.site.index.by_path[work]]);
    exchange::wording(&document_of(build, work, tag).unwrap(), kind)
}

/// What a file that came back makes of a work.
fn take(build: &Build, format: Format, text: &str, work: &str, to: &str, source: Option<&Document>) -> (Option<Import>, Vec<Finding>) {
    take_after(build, format, text, work, to, source, &[])
}

/// The same where earlier states of the source are known.
fn take_after(
    build: &Build,
    format: Format,
    text: &str,
    work: &str,
    to: &str,
    source: Option<&Document>,
    old: &[Arc<Document>],
) -> (Option<Import>, Vec<Finding>) {
    let (deliveries, mut findings) = read(format, text);
    let Some(delivery) = deliveries.first() else { return (None, findings) };
    assert_eq!(delivery.work, work);
    let site = &build.site;
    let of = &site.works[site.index.by_path[work]];
    let file = WorkFile { path: of.path.clone(), file: of.file.clone(), kind: of.kind.clone(), fields: of.fields.clone() };
    let path = format!("content/{work}/{to}.md");
    let parse = |text: &str| document::parse(&Text::new(&path, text), &file, &language(to), &site.config);
    let today = document_of(build, work, site.language(of.source).tag()).unwrap();
    let existing = document_of(build, work, to);
    let ground = Ground {
        kind: site.kind(of),
        source: source.unwrap_or(&today),
        existing: existing.as_deref(),
        old,
        term: &|_, words| (words == "ett ord").then(|| "terms/word".to_owned()),
        parse: &parse,
    };
    let found = import(delivery, &exchange::file("back", text), &ground);
    findings.extend(found.findings);
    (found.value, findings)
}

/// A parcel in which each text is «translated».
fn translated(source: &Arc<Document>, build: &Build, translate: impl Fn(&Token) -> Token) -> Parcel {
    let work = &build.site.works[build.site.index.by_path[&source.work]];
    let mut parcel = exchange::parcel(source, build.site.kind(work), None, &[], &|_, _| None);
    parcel.targets = parcel.units.iter().map(|unit| (Progress::Translated, Some(unit.tokens.iter().map(&translate).collect()))).collect();
    parcel
}

#[test]
fn identity_gives_the_same_document() {
    let root = env!("CARGO_MANIFEST_DIR");
    let world = Disk::new(std::path::Path::new(root), today()).unwrap();
    let build = lykta::build(&world, &Options::default(), &Memo::new()).value.unwrap();
    let mut count = 0;
    for work in &build.site.works {
        for published in work.documents.iter().flatten() {
            let source = &published.document;
            let from = source.language.tag();
            for format in FORMATS {
                let parcel = translated(source, &build, Token::clone);
                let text = write(format, &parcel, from, "ar");
                let (deliveries, findings) = read(format, &text);
                assert!(findings.is_empty(), "{findings:?}\n{text}");
                let file =
                    WorkFile { path: work.path.clone(), file: work.file.clone(), kind: work.kind.clone(), fields: work.fields.clone() };
                let parse = |text: &str| document::parse(&Text::new("content/x/ar.md", text), &file, &language(from), &build.site.config);
                let ground = Ground { kind: build.site.kind(work), source, existing: None, old: &[], term: &|_, _| None, parse: &parse };
                let found = import(&deliveries[0], &exchange::file("back", &text), &ground);
                assert!(found.findings.is_empty(), "{:?}", found.findings);
                let made = found.value.unwrap();
                let again = parse(&made.text).value.unwrap();
                assert_eq!(again.content().outline.hash, source.content().outline.hash, "{}\n{}", source.file.path, made.text);
                assert_eq!(again.content().headings, source.content().headings);
                assert_eq!(
                    again.content().links.iter().map(|link| &link.destination).collect::<Vec<_>>(),
                    source.content().links.iter().map(|link| &link.destination).collect::<Vec<_>>()
                );
                let record = again.translated_from.as_ref().unwrap();
                let outline = &source.content().outline;
                assert_eq!(record.sections.len(), outline.sections.len() + outline.apart.len());
                let now = translation::state::of(outline, &again.content().outline, Some(record), None);
                assert_eq!(now.state, translation::State::Current);
                count += 1;
            }
        }
    }
    assert!(count > 150, "{count}");
}

#[test]
fn identity_holds_for_the_examples_of_commonmark() {
    let spec = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commonmark/spec.json")).unwrap();
    let examples: Vec<serde_json::Value> = serde_json::from_str(&spec).unwrap();
    let examples: Vec<&str> = examples.iter().map(|example| example["markdown"].as_str().unwrap()).collect();
    identity_holds_for(&examples);
    assert!(examples.len() > 600);
}

#[test]
fn identity_holds_for_the_cases_of_directives() {
    let table = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/directives/cases.txt")).unwrap();
    let cases: Vec<String> = table
        .lines()
        .filter_map(|line| line.strip_prefix("in  "))
        .map(|text| text.replace("\\\\", "\u{0}").replace("\\n", "\n").replace('\u{0}', "\\"))
        .collect();
    identity_holds_for(&cases.iter().map(String::as_str).collect::<Vec<_>>());
}

fn identity_holds_for(examples: &[&str]) {
    let mut site = SiteTest::new("-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguages: [sv, en]\n");
    for (at, body) in examples.iter().enumerate() {
        site = site
            .edit(&format!("content/pages/p{at}/work.yaml"), "kind: page\nsource_language: sv\n")
            .edit(&format!("content/pages/p{at}/sv.md"), &format!("---\ntitle: T\n---\n\n{body}\n"));
    }
    let build = built(&site);
    let mut differ = Vec::new();
    for (at, example) in examples.iter().enumerate() {
        let path = format!("pages/p{at}");
        let Some(&index) = build.site.index.by_path.get(&path) else { continue };
        let source = build.site.works[index].documents[0].as_ref().unwrap().document.clone();
        for format in FORMATS {
            let text = write(format, &translated(&source, &build, Token::clone), "sv", "en");
            let (made, findings) = take(&build, format, &text, &path, "en", None);
            let Some(made) = made else {
                differ.push(format!("{format:?} {at} {:?} {findings:?}", example));
                continue;
            };
            if made.hash != source.content().outline.hash {
                differ.push(format!("{format:?} {at} {:?} {}", example, made.text));
            }
        }
    }
    assert!(differ.is_empty(), "{}: {differ:#?}", differ.len());
}

fn site() -> SiteTest {
    SiteTest::with(
        "
        -- content/briefs/signs/work.yaml --
        kind: brief
        source_language: sv
        -- content/briefs/signs/sv.md --
        ---
        title: Tecken
        slug: tecken
        summary: \"Kort: så här.\"
        in_a_minute:
          - \"Ring **112** [@law].\"
          - Vänta.
        ---

        Inledning. Med två meningar.

        ## Tecken {#signs}

        Ring [112](tel:112) *genast*, se [@law, art. 3]. Säg var du är[^n].

        - ett
        - två
          - inre

        > [!WARNING]
        > Farligt.

        | a | b |
        | - | - |
        | c | `d` |

        ## Sedan

        Vänta.

        [^n]: En not.
        -- content/sources.yaml --
        law: { type: legislation, title: Law }
        ",
    )
}

const WORK: &str = "briefs/signs";

fn shout(token: &Token) -> Token {
    match token {
        Token::Text(text) => Token::Text(text.to_uppercase()),
        token => token.clone(),
    }
}

#[test]
fn a_translation_is_made_of_what_came_back() {
    for format in FORMATS {
        let site = site();
        let build = built(&site);
        let source = document_of(&build, WORK, "sv").unwrap();
        let parcel = translated(&source, &build, shout);
        let (made, findings) = take(&build, format, &write(format, &parcel, "sv", "en"), WORK, "en", None);
        assert!(findings.is_empty(), "{findings:?}");
        let text = made.unwrap().text;
        for part in [
            "title: \"TECKEN\"\n",
            "summary: \"KORT: SÅ HÄR.\"\n",
            "  - \"RING **112** [@law].\"\n  - \"VÄNTA.\"\n",
            "translated_from:\n  language: sv\n",
            "INLEDNING. MED TVÅ MENINGAR.\n\n## TECKEN {#signs}\n\nRING [112](tel:112) *GENAST*, SE [@law, art. 3]. SÄG VAR DU ÄR[^n].",
            "- ETT\n- TVÅ\n  - INRE\n",
            "> [!WARNING]\n> FARLIGT.\n",
            "| C | `d` |\n",
            "## SEDAN {#sedan}\n",
            "[^n]: EN NOT.\n",
        ] {
            assert!(text.contains(part), "{format:?} lacks {part}:\n{text}");
        }
        assert!(!text.contains("slug") && !text.contains("draft"), "{text}");
        let now = site.edit("content/briefs/signs/en.md", &text).build();
        assert!(now.findings.iter().all(|finding| finding.location.file != "content/briefs/signs/en.md"), "{:?}", now.findings);
    }
}

#[test]
fn a_heading_in_a_quotation_that_begins_a_text_takes_no_id() {
    for format in FORMATS {
        let site = site().edit("content/briefs/signs/sv.md", "---\ntitle: Tecken\n---\n\n> ## Regel\n>\n> Text.\n\n## Tecken\n");
        let build = built(&site);
        let source = document_of(&build, WORK, "sv").unwrap();
        let parcel = translated(&source, &build, shout);
        let (made, findings) = take(&build, format, &write(format, &parcel, "sv", "en"), WORK, "en", None);
        assert_eq!(findings, []);
        assert_eq!(body(&made.unwrap().text), "\n> ## REGEL\n>\n> TEXT.\n\n## TECKEN {#tecken}\n");
    }
}

#[test]
fn a_source_edited_meanwhile_shows_as_outdated() {
    for format in FORMATS {
        let before = built(&site());
        let source = document_of(&before, WORK, "sv").unwrap();
        let text = write(format, &translated(&source, &before, shout), "sv", "en");
        let edited = String::from_utf8(site().world.files["content/briefs/signs/sv.md"].clone())
            .unwrap()
            .replace("[112](tel:112)", "[113](tel:113)");
        let site = site().edit("content/briefs/signs/sv.md", &edited);
        let build = built(&site);
        if format == Format::Xliff {
            // The file holds the source as it was.
            assert_eq!(read(format, &text).0[0].source.as_deref(), Some(&*source.file.text));
        }
        let (made, findings) = take(&build, format, &text, WORK, "en", Some(&source));
        assert!(findings.is_empty(), "{findings:?}");
        let now = site.edit("content/briefs/signs/en.md", &made.unwrap().text).build();
        let finding = now.findings.iter().find(|finding| finding.code.name == "outdated-translation").unwrap();
        assert_eq!(finding.message, "the source has changed since this was translated: signs changed");
    }
}

#[test]
fn what_is_broken_is_told_where_it_stands_and_not_written() {
    let build = built(&site());
    let source = document_of(&build, WORK, "sv").unwrap();
    let parcel = translated(&source, &build, shout);
    for (format, what, from, to, code) in [
        (
            Format::Xliff,
            "a placeholder is gone",
            "<target>RING <pc id=\"1\" type=\"link\"",
            "<target>RING <pc id=\"9\" type=\"link\"",
            "broken-mark",
        ),
        (
            Format::Xliff,
            "a mark stands twice",
            "</pc>, SE <ph id=\"3\"",
            "</pc>, SE <ph id=\"3\" type=\"other\"/><ph id=\"3\"",
            "broken-mark",
        ),
        (Format::Po, "another number", "RING [112](tel:112)", "RING [112](tel:113)", "broken-mark"),
        (Format::Po, "a citation is gone", "SE [@law, art. 3]", "SE", "broken-mark"),
        (
            Format::Po,
            "a heading in a heading",
            "msgstr \"TECKEN\"\n\n#. section: Tecken, para",
            "msgstr \"# TECKEN\"\n\n#. section: Tecken, para",
            "broken-mark",
        ),
        (
            Format::Po,
            "a list in place of a sentence",
            "msgstr \"VÄNTA.\"\n\n#. section: Sedan, foot",
            "msgstr \"- VÄNTA.\"\n\n#. section: Sedan, foot",
            "broken-mark",
        ),
        (
            Format::Po,
            "a break in a heading",
            "msgstr \"TECKEN\"\n\n#. section: Tecken, para",
            "msgstr \"TECKEN\\\\\\nMER\"\n\n#. section: Tecken, para",
            "changed-structure",
        ),
        (Format::Po, "two paragraphs", "msgstr \"FARLIGT.\"", "msgstr \"\"\n\"FARLIGT.\\n\"\n\"\\n\"\n\"MYCKET.\"", "broken-mark"),
        (Format::Xliff, "a document type", "<xliff xmlns", "<!DOCTYPE xliff [<!ENTITY a \"b\">]>\n<xliff xmlns", "broken-exchange-file"),
        (Format::Xliff, "an entity", "INLEDNING.", "INLEDNING&unknown;.", "broken-exchange-file"),
        (Format::Xliff, "a cut file", "</file>\n</xliff>\n", "", "broken-exchange-file"),
        (Format::Xliff, "an unclosed element", "</segment>", "", "broken-exchange-file"),
        (Format::Xliff, "another version", "version=\"2.1\"", "version=\"1.2\"", "broken-exchange-file"),
        (Format::Xliff, "a unit of somebody else's", "<unit id=\"u3\"", "<unit id=\"u99\"", "broken-exchange-file"),
        (Format::Po, "an unclosed string", "msgstr \"FARLIGT.\"", "msgstr \"FARLIGT.", "broken-exchange-file"),
        (Format::Po, "no keyword", "msgstr \"FARLIGT.\"", "FARLIGT", "broken-exchange-file"),
        (Format::Po, "no language", "\"Language: en\\n\"\n", "", "broken-exchange-file"),
    ] {
        let sound = write(format, &parcel, "sv", "en");
        let text = sound.replacen(from, to, 1);
        assert_ne!(text, sound, "{what}\n{sound}");
        let (made, findings) = take(&build, format, &text, WORK, "en", None);
        assert!(made.is_none(), "{what}: {}", made.unwrap().text);
        let finding = findings.iter().find(|finding| finding.code.name == code).unwrap_or_else(|| panic!("{what}: {findings:?}"));
        assert!(!finding.hints.is_empty() && finding.location.file == "back", "{what}");
        let (line, whole) = (finding.location.line, !text.contains(to) || to.is_empty());
        let expected = text[..text.find(to).unwrap_or(0)].matches('\n').count() + 1;
        assert!(whole || line.abs_diff(expected) < 5 || code == "broken-exchange-file", "{what}: line {line}, not {expected}");
    }
}

#[test]
fn a_file_made_to_keep_somebody_busy_is_refused_at_once() {
    const MANY: usize = 200_000;
    let build = built(&site());
    let source = document_of(&build, WORK, "sv").unwrap();
    let parcel = translated(&source, &build, shout);
    let begun = std::time::Instant::now();
    let nested = "<pc id=\"1\">".repeat(MANY) + &"</pc>".repeat(MANY);
    for (format, from, more) in [
        (Format::Xliff, "<target>RING ", nested),
        (Format::Xliff, "<target>RING ", "<ph id=\"3\"/>".repeat(MANY)),
        (Format::Xliff, "<target>RING ", "<ph id=\"3\"/>".repeat(1_900)),
        (Format::Po, "msgstr \"RING ", "[112](tel:112) [@law] :term[a] ".repeat(2_000)),
        (Format::Po, "msgstr \"RING ", "RING. ".repeat(MANY)),
    ] {
        let sound = write(format, &parcel, "sv", "en");
        let text = sound.replacen(from, &format!("{from}{more}"), 1);
        assert_ne!(text, sound);
        let (made, findings) = take(&build, format, &text, WORK, "en", None);
        assert!(made.is_some() || !findings.is_empty(), "{}", more.chars().take(40).collect::<String>());
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(60), "{:?}", begun.elapsed());
}

/// A work whose translation has a part of its own, and is current.
fn apart(own: &str) -> SiteTest {
    let source = "---\ntitle: Ett\n---\n\n## Tecken {#signs}\n\nEtt.\n\n:::only{country=SE}\nI Sverige.\n:::\n\n## Sedan {#then}\n\nTre.\n";
    marked(SiteTest::with(""), source, own)
}

/// A work whose translation is said to be current.
fn marked(files: SiteTest, source: &str, own: &str) -> SiteTest {
    let files = files.edit("content/briefs/apart/work.yaml", "kind: brief\nsource_language: sv\n");
    let site = files.edit("content/briefs/apart/sv.md", source).edit("content/briefs/apart/en.md", own);
    let build = built(&site);
    let [source, own] = ["sv", "en"].map(|tag| document_of(&build, "briefs/apart", tag).unwrap());
    let record = translation::mark::of_today(None, &language("sv"), &source.content().outline, &own.content().outline);
    let marked = lykta::source::yaml::with_field(&own.file.text, "translated_from", &record.yaml()).unwrap();
    site.edit("content/briefs/apart/en.md", &marked)
}

#[test]
fn what_a_translation_has_for_its_own_readers_stays() {
    let own = "---\ntitle: One\n---\n\n## Signs {#signs}\n\nOne.\n\n:::only{country=LT}\nIn Lithuania.\n:::\n\n## Then {#then}\n\nThree.\n";
    for format in FORMATS {
        let site = apart(own);
        let build = built(&site);
        let source = document_of(&build, "briefs/apart", "sv").unwrap();
        let work = &build.site.works[build.site.index.by_path["briefs/apart"]];
        let published = work.documents[build.site.config.place_of("en").unwrap()].as_ref().unwrap();
        let existing = Some((&*published.document, published.translation().unwrap()));
        let mut parcel = exchange::parcel(&source, build.site.kind(work), existing, &[], &|_, _| None);
        let said: Vec<String> = parcel.targets.iter().map(|(_, target)| format!("{target:?}")).collect();
        assert!(said.iter().any(|said| said.contains("One.")), "what was said before is offered: {said:?}");
        for (unit, target) in parcel.units.iter().zip(&mut parcel.targets) {
            *target = (Progress::Translated, Some(unit.tokens.iter().map(shout).collect()));
        }
        let (made, findings) = take(&build, format, &write(format, &parcel, "sv", "en"), "briefs/apart", "en", None);
        assert_eq!(findings, [], "{format:?}");
        let text = made.unwrap().text;
        assert!(text.contains("I SVERIGE") && text.contains(":::only{country=LT}\nIn Lithuania.\n:::\n\n## SEDAN"), "{text}");
        assert!(text.contains("\"only:country=SE\":"), "{text}");
    }
}

#[test]
fn what_a_translation_says_beyond_its_source_is_not_written_over() {
    let own = "---\ntitle: One\n---\n\n## Signs {#signs}\n\nOne.\n\nAnd more.\n\n## Then {#then}\n\nThree.\n";
    for format in FORMATS {
        let site = apart(own);
        let build = built(&site);
        let source = document_of(&build, "briefs/apart", "sv").unwrap();
        let mut parcel = translated(&source, &build, shout);
        parcel.translation = Some(wording(&build, "briefs/apart", "en"));
        let (made, findings) = take(&build, format, &write(format, &parcel, "sv", "en"), "briefs/apart", "en", None);
        assert_eq!(findings.iter().map(|finding| finding.code.name).collect::<Vec<_>>(), ["changed-structure"]);
        assert!(made.is_none());
        // No more where nobody has said what it was made from.
        let unknown = lykta::source::yaml::without_field(&document_of(&build, "briefs/apart", "en").unwrap().file.text, "translated_from");
        let build = built(&site.edit("content/briefs/apart/en.md", &unknown));
        let (made, findings) = take(&build, format, &write(format, &parcel, "sv", "en"), "briefs/apart", "en", None);
        assert_eq!(findings.iter().map(|finding| finding.code.name).collect::<Vec<_>>(), ["changed-structure"]);
        assert!(made.is_none());
    }
}

#[test]
fn what_went_out_and_came_back_untouched_changes_nothing() {
    let source = "---\ntitle: Ett\nin_a_minute: [Ett.]\n---\n\nInledning.\n\n## Tecken {#signs}\n\nEtt [x](https://example.com/sv).\n\n```\nkod\n```\n\n::helpline{country=SE}\n\n## Sedan {#then}\n\nTre.\n";
    let own = "---\ntitle: One\nin_a_minute: [One., Two of its own.]\n---\n\nOpening.\n\n## Signs {#signs}\n\nOne [x](https://example.com/en).\n\n```\ncode\n```\n\n::helpline{country=NO}\n\n## Between {#own}\n\nIts own.\n\n## Then {#then}\n\nThree.\n";
    for format in FORMATS {
        let build = built(&marked(SiteTest::with(""), source, own));
        let document = |tag: &str| document_of(&build, "briefs/apart", tag).unwrap();
        let work = &build.site.works[build.site.index.by_path["briefs/apart"]];
        let published = work.documents[build.site.config.place_of("en").unwrap()].as_ref().unwrap();
        let existing = Some((&*published.document, published.translation().unwrap()));
        let parcel = exchange::parcel(&document("sv"), build.site.kind(work), existing, &[], &|_, _| None);
        let (made, findings) = take(&build, format, &write(format, &parcel, "sv", "en"), "briefs/apart", "en", None);
        assert_eq!((findings, made.unwrap().text), (vec![], document("en").file.text.to_string()), "{format:?}");
        // One text is said otherwise, and nothing else changes.
        let sent = write(format, &parcel, "sv", "en").replace("Three.", "Three, then.");
        let (made, findings) = take(&build, format, &sent, "briefs/apart", "en", None);
        assert_eq!(findings, []);
        let body = |text: &str| text.split("\n---\n").nth(1).unwrap().to_owned();
        assert_eq!(body(&made.unwrap().text), body(&document("en").file.text).replace("Three.", "Three, then."), "{format:?}");
    }
}

#[test]
fn an_older_file_does_not_come_over_what_was_written_since() {
    let (source, own) = ("---\ntitle: Ett\n---\n\n## Ett {#one}\n\nStycke.\n", "---\ntitle: One\n---\n\n## One {#one}\n\nPiece.\n");
    let sites = [
        // Both have grown, and that was said.
        marked(SiteTest::with(""), &format!("{source}\nMer.\n"), &format!("{own}\nBy hand.\n")),
        // The translation alone was bettered by hand, and that was said.
        marked(SiteTest::with(""), source, &own.replace("Piece.", "A better piece.")),
        marked(SiteTest::with(""), source, &own.replace("Piece.", "A better piece.\n\nOf two.")),
        // A section was taken away from both.
        marked(SiteTest::with(""), "---\ntitle: Ett\n---\n\nText.\n", "---\ntitle: One\n---\n\nText.\n"),
    ];
    let then = built(&marked(SiteTest::with(""), source, own));
    for (format, now) in FORMATS.into_iter().flat_map(|format| sites.iter().map(move |site| (format, site))) {
        let sent = document_of(&then, "briefs/apart", "sv").unwrap();
        let mut parcel = translated(&sent, &then, shout);
        parcel.translation = Some(wording(&then, "briefs/apart", "en"));
        let (made, findings) = take(&built(now), format, &write(format, &parcel, "sv", "en"), "briefs/apart", "en", Some(&sent));
        assert_eq!(findings.iter().map(|finding| finding.code.name).collect::<Vec<_>>(), ["newer-translation"], "{format:?}");
        assert!(made.is_none());
    }
}

/// A parcel in which one text has not been looked at, and which one.
fn half_translated(source: &Arc<Document>, build: &Build) -> (Parcel, usize) {
    let mut parcel = translated(source, build, shout);
    let last = parcel.units.iter().position(|unit| unit.text() == "två").unwrap();
    parcel.targets[last].0 = Progress::Outdated;
    (parcel, last)
}

#[test]
fn a_file_is_finished_after_a_part_of_it_was_taken() {
    for format in FORMATS {
        let site = site();
        let build = built(&site);
        let source = document_of(&build, WORK, "sv").unwrap();
        let (mut parcel, last) = half_translated(&source, &build);
        let part = take(&build, format, &write(format, &parcel, "sv", "en"), WORK, "en", None).0.unwrap().text;
        parcel.targets[last].0 = Progress::Translated;
        let whole = write(format, &parcel, "sv", "en");
        let (made, findings) = take(&built(&self::site().edit("content/briefs/signs/en.md", &part)), format, &whole, WORK, "en", None);
        assert_eq!(findings, []);
        assert!(made.unwrap().text.contains("{#signs}"));
        // What somebody has written meanwhile is newer.
        let edited = part.replace("## SEDAN", "## And then");
        let (made, findings) = take(&built(&self::site().edit("content/briefs/signs/en.md", &edited)), format, &whole, WORK, "en", None);
        assert_eq!(findings.iter().map(|finding| finding.code.name).collect::<Vec<_>>(), ["newer-translation"]);
        assert!(made.is_none());
    }
}

#[test]
fn the_rest_of_a_file_is_taken_also_where_it_was_outdated() {
    let source = "---\ntitle: Ett\n---\n\nInledning.\n\n## Två {#two}\n\nText två.\n\n## Tre {#three}\n\nText tre.\n";
    let own = "---\ntitle: One\n---\n\nOpening.\n\n## Two {#two}\n\nText two.\n\n## Three {#three}\n\nText three.\n";
    let edited =
        source.replace("Inledning", "Ny inledning").replace("Text två", "Ny text två").replace("## Tre {#three}\n\nText tre.\n", "");
    let then = marked(SiteTest::with(""), source, own);
    let old = [document_of(&built(&then), APART, "sv").unwrap()];
    let site = || marked(SiteTest::with(""), source, own).edit("content/briefs/apart/sv.md", &edited);
    for format in FORMATS {
        let parcel = sent(&built(&site()), &old);
        // What came back when some of its sections were done; each brings what came before along.
        let done = |sections: &[&str]| {
            let mut parcel = parcel.clone();
            for (unit, (progress, target)) in parcel.units.iter().zip(&mut parcel.targets) {
                if sections.contains(&&*unit.section) {
                    (*progress, *target) = (Progress::Translated, target.as_ref().map(|said| said.iter().map(shout).collect()));
                }
            }
            write(format, &parcel, "sv", "en")
        };
        let take = |own: &str, text: &str| {
            take_after(&built(&site().edit("content/briefs/apart/en.md", own)), format, text, APART, "en", None, &old)
        };
        let own = document_of(&built(&then), APART, "en").unwrap().file.text.to_string();
        let (part, _) = take(&own, &done(&["two"]));
        let part = part.unwrap().text;
        assert!(part.contains("Opening.") && part.contains("TEXT TWO."), "{part}");
        let (made, findings) = take(&part, &done(&["two", "", "front"]));
        assert_eq!(findings, []);
        let made = made.unwrap().text;
        assert!(made.contains("OPENING.") && made.contains("TEXT TWO.") && made.contains("title: \"ONE\""), "{made}");
        // What somebody has written since stays, also if that was said to be current.
        let by_hand = part.replace("Opening.", "A better opening.");
        let said = marked(SiteTest::with(""), &edited, &lykta::source::yaml::without_field(&by_hand, "translated_from"));
        let said = document_of(&built(&said), APART, "en").unwrap().file.text.to_string();
        for own in [by_hand, said] {
            let (made, findings) = take(&own, &done(&["two", ""]));
            assert!(made.is_none() && codes(&findings).contains(&"newer-translation"), "{findings:?}");
        }
    }
}

#[test]
fn what_came_back_untouched_leaves_each_line_of_a_file() {
    let source = "---\ntitle: Ett\n---\n\nInledning.\n\n## Ett {#one}\n\nText ett 5.\n\n## Två {#two}\n\nText två.\n";
    for own in [
        "---\ntitle: One\n---\n\nOpening.\n\n## One {#one}\n\nText one 5.\n\n## Two {#two}\n\nText two.\n\n\n",
        "---\ntitle: One\n---\nOpening.\n## One {#one}\nText one 5.\n\n\n\n## Two {#two}\nText two.",
        "---\ntitle: One\n---\n\n\n\nOpening.\n\n## One {#one}\n\nText one 5.\n\n## Two {#two}\n\nText two.\n",
    ] {
        // An id was renamed in both.
        let site = || marked(SiteTest::with(""), source, own);
        let file = document_of(&built(&site()), APART, "en").unwrap().file.text.to_string();
        let renamed = |text: &str| text.replace("{#one}", "{#first}");
        let both = || site().edit("content/briefs/apart/en.md", &renamed(&file)).edit("content/briefs/apart/sv.md", &renamed(source));
        for (format, site, file) in FORMATS.iter().flat_map(|format| [(*format, site(), file.clone()), (*format, both(), renamed(&file))]) {
            let build = built(&site);
            let text = write(format, &sent(&build, &[]), "sv", "en");
            let (made, findings) = take(&build, format, &text, APART, "en", None);
            assert_eq!((codes(&findings), made.unwrap().text), (vec![], file.clone()), "{format:?}");
            // Round a text that is another, all other lines stay.
            let (made, _) = take(&build, format, &text.replace("Text two", "Another text"), APART, "en", None);
            assert_eq!(body(&made.unwrap().text), body(&file).replace("Text two", "Another text"), "{format:?}");
        }
    }
}

#[test]
fn a_citation_behind_an_exclamation_mark_comes_back_as_one() {
    let source = "---\ntitle: Ett\n---\n\nSe ![@law] och ![ett tecken [@law] där](a.png).\n";
    let own = "---\ntitle: One\n---\n\nSee ![@law] and ![a sign [@law] there](a.png).\n";
    for format in FORMATS {
        let build = built(&marked(SiteTest::with(""), source, own));
        let (made, findings) =
            take(&build, format, &write(format, &sent(&build, &[]), "sv", "en").replace("See", "Look at"), APART, "en", None);
        assert_eq!(codes(&findings), Vec::<&str>::new());
        assert_eq!(body(&made.unwrap().text), body(own).replace("See !", "Look at \\!"), "{format:?}");
    }
}

#[test]
fn a_mark_of_its_own_in_a_text_whose_source_has_changed_is_kept() {
    let source = "---\ntitle: Ett\n---\n\nRing 5 dagar, se [lagen](https://law.example/1) och [mer](https://more.example/).\n";
    let own = "---\ntitle: One\n---\n\nCall 5 days, see [the law](https://law.example/1), [more](https://more.example/) and [ours](https://own.example/).\n";
    for format in FORMATS {
        let (_, made) = through(source, own, "5", "7", format, |text| text.replace("Call 5", "Call 7"));
        assert_eq!(made.unwrap(), body(own).replace("Call 5", "Call 7"), "{format:?}");
        // One that the source had and has no more is told.
        let edit = |text: &str| text.replace("Call 5", "Ring 5");
        let (_, made) = through(source, own, " och [mer](https://more.example/)", "", format, edit);
        assert!(made.unwrap_err()[0].contains("more.example"), "{format:?}");
        // Where nobody knows what the source said, so is its own, and what can be done.
        let build = built(&edited(source, own, "5", "7").1);
        let text = write(format, &finished(sent(&build, &[])), "sv", "en").replace("Call 5", "Call 7");
        let (made, findings) = take(&build, format, &text, APART, "en", None);
        assert!(made.is_none() && findings[0].hints[0].contains("put it back by hand"), "{findings:?}");
    }
}

#[test]
fn a_file_whose_entries_say_no_more_where_they_belong_is_told() {
    let build = built(&site());
    let source = document_of(&build, WORK, "sv").unwrap();
    let sent = write(Format::Po, &translated(&source, &build, shout), "sv", "en");
    let without: String = sent.lines().filter(|line| !line.starts_with("msgctxt")).map(|line| format!("{line}\n")).collect();
    let (deliveries, findings) = read(Format::Po, &without);
    assert!(deliveries.is_empty() && findings.iter().all(|finding| finding.code.name == "broken-exchange-file") && !findings.is_empty());
    // A text that is gone from a file is one that waits.
    let sent = write(Format::Xliff, &translated(&source, &build, shout), "sv", "en");
    let at = sent.find("<unit id=\"u3\"").unwrap();
    let end = at + sent[at..].find("</unit>").unwrap() + "</unit>".len();
    let (_, findings) = take(&build, Format::Xliff, &format!("{}{}", &sent[..at], &sent[end..]), WORK, "en", None);
    assert_eq!(findings.iter().map(|finding| finding.code.name).collect::<Vec<_>>(), ["unfinished-translation"]);
    // A tool that knows of no states leaves them out.
    let (made, findings) = take(&build, Format::Xliff, &sent.replace(" state=\"translated\"", " state=\"initial\""), WORK, "en", None);
    assert_eq!(findings, []);
    assert!(made.unwrap().text.contains("## SEDAN"));
}

#[test]
fn an_entry_that_is_no_longer_in_use_takes_none_along() {
    let site = site();
    let build = built(&site);
    let source = document_of(&build, WORK, "sv").unwrap();
    let sent = write(Format::Po, &translated(&source, &build, shout), "sv", "en");
    let (whole, _) = read(Format::Po, &sent);
    let obsolete = "\n#, fuzzy\n#~ msgctxt \"x\"\n#~ msgid \"old\"\n#~ msgstr \"gone\"\n\n#. section";
    let (deliveries, findings) = read(Format::Po, &sent.replace("\n#. section", obsolete));
    assert!(findings.is_empty(), "{findings:?}");
    let progress = |deliveries: &[Delivery]| deliveries[0].units.iter().map(|unit| unit.progress).collect::<Vec<_>>();
    assert_eq!(progress(&deliveries), progress(&whole));
}

#[test]
fn what_is_not_finished_stays_as_it_was() {
    for format in FORMATS {
        let site = site();
        let build = built(&site);
        let source = document_of(&build, WORK, "sv").unwrap();
        let (parcel, _) = half_translated(&source, &build);
        let (made, findings) = take(&build, format, &write(format, &parcel, "sv", "en"), WORK, "en", None);
        assert_eq!(findings.iter().map(|finding| finding.code.name).collect::<Vec<_>>(), ["unfinished-translation"]);
        let made = made.unwrap();
        assert!(!made.text.contains("{#signs}") && made.text.contains("draft: true") && made.text.contains("## SEDAN"), "{}", made.text);
        assert!(!made.text.contains("    signs: "), "{}", made.text);
    }
}

#[test]
fn newer_work_is_not_overwritten() {
    for format in FORMATS {
        let first = site();
        let build = built(&first);
        let source = document_of(&build, WORK, "sv").unwrap();
        let text = write(format, &translated(&source, &build, shout), "sv", "en");
        let written = take(&build, format, &text, WORK, "en", None).0.unwrap().text;
        let changed = site().edit("content/briefs/signs/en.md", &written.replace("VÄNTA", "VÄNTA LITE"));
        let (made, findings) = take(&built(&changed), format, &text, WORK, "en", None);
        assert!(made.is_none());
        assert_eq!(findings[0].code.name, "newer-translation");
    }
}

#[test]
fn an_existing_translation_goes_out_and_comes_back_as_it_was_written() {
    for format in FORMATS {
        let site = site();
        let build = built(&site);
        let source = document_of(&build, WORK, "sv").unwrap();
        let made = take(&build, format, &write(format, &translated(&source, &build, shout), "sv", "en"), WORK, "en", None).0.unwrap();
        // Somebody wrote it in a way of their own.
        let own = made.text.replace("- ETT\n- TVÅ", "* ETT\n\n* TVÅ").replace("title: \"TECKEN\"", "slug: signs\ntitle: TECKEN # so");
        let site = site.edit("content/briefs/signs/en.md", &own);
        let build = built(&site);
        let work = &build.site.works[build.site.index.by_path[WORK]];
        let english = work.documents[1].as_ref().unwrap();
        let parcel =
            exchange::parcel(&source, build.site.kind(work), Some((&*english.document, english.translation().unwrap())), &[], &|_, _| None);
        assert!(
            parcel.targets.iter().all(|(progress, target)| *progress == Progress::Translated && target.is_some()),
            "{:?}",
            parcel.targets
        );
        let (again, findings) = take(&build, format, &write(format, &parcel, "sv", "en"), WORK, "en", None);
        assert!(findings.is_empty(), "{findings:?}");
        let again = again.unwrap().text;
        assert!(again.contains("slug: signs\ntitle: TECKEN # so\n"), "{again}");
        let parsed = built(&site.edit("content/briefs/signs/en.md", &again));
        assert_eq!(document_of(&parsed, WORK, "en").unwrap().content().outline.hash, english.document.content().outline.hash);
    }
}

#[test]
fn what_was_translated_from_another_text_goes_out_with_that_text() {
    let first = site();
    let build = built(&first);
    let source = document_of(&build, WORK, "sv").unwrap();
    let made = take(&build, Format::Po, &write(Format::Po, &translated(&source, &build, shout), "sv", "en"), WORK, "en", None).0.unwrap();
    let edited = String::from_utf8(first.world.files["content/briefs/signs/sv.md"].clone()).unwrap().replace("- ett", "- etta");
    let site = site().edit("content/briefs/signs/en.md", &made.text).edit("content/briefs/signs/sv.md", &edited);
    let build = built(&site);
    let work = &build.site.works[build.site.index.by_path[WORK]];
    let english = work.documents[1].as_ref().unwrap();
    let now = document_of(&build, WORK, "sv").unwrap();
    let parcel = exchange::parcel(
        &now,
        build.site.kind(work),
        Some((&*english.document, english.translation().unwrap())),
        std::slice::from_ref(&source),
        &|_, _| None,
    );
    let text = write(Format::Po, &parcel, "sv", "en");
    let content = now.content();
    let section = content.outline.section("signs").unwrap();
    let entry = format!("#, fuzzy\n#| msgid \"ett\"\nmsgctxt \"briefs/signs#signs@{}\"\nmsgid \"etta\"\nmsgstr \"ETT\"\n", section.hash);
    assert!(text.contains(&entry), "{text}");
    let xliff = write(Format::Xliff, &parcel, "sv", "en");
    assert!(
        xliff.contains("state=\"initial\" subState=\"lykta:outdated\"") && xliff.contains("<note category=\"previous-source\">ett</note>"),
        "{xliff}"
    );
    // A fuzzy entry never makes a section current.
    let (made, _) = take(&build, Format::Po, &text, WORK, "en", None);
    let after = site.edit("content/briefs/signs/en.md", &made.unwrap().text).build();
    assert!(after.findings.iter().any(|finding| finding.code.name == "outdated-translation"), "{:?}", after.findings);
}

#[test]
fn a_field_of_several_paragraphs_is_translated_block_by_block() {
    for format in FORMATS {
        let site = SiteTest::with(
            "
            -- content/terms/guardian/work.yaml --
            kind: term
            source_language: sv
            -- content/terms/guardian/sv.md --
            ---
            title: god man
            definition: |
              Ett *stycke*.

              - en lista
            synonyms: [ställföreträdare, 'två ord']
            ---

            Text.
            ",
        );
        let build = built(&site);
        let source = document_of(&build, "terms/guardian", "sv").unwrap();
        let text = write(format, &translated(&source, &build, shout), "sv", "en");
        let (made, findings) = take(&build, format, &text, "terms/guardian", "en", None);
        assert!(findings.is_empty(), "{findings:?}");
        let text = made.unwrap().text;
        assert!(text.contains("definition: \"ETT *STYCKE*.\\n\\n- EN LISTA\\n\"\n"), "{text}");
        // Other words for a thing are another language's own.
        assert!(!text.contains("synonyms"), "{text}");
        let after = built(&site.edit("content/terms/guardian/en.md", &text));
        let made = document_of(&after, "terms/guardian", "en").unwrap();
        let again = exchange::parcel(
            &source,
            after.site.kind(&after.site.works[after.site.index.by_path["terms/guardian"]]),
            Some((
                &*made,
                after.site.works[after.site.index.by_path["terms/guardian"]].documents[1].as_ref().unwrap().translation().unwrap(),
            )),
            &[],
            &|_, _| None,
        );
        assert!(again.targets.iter().all(|(progress, _)| *progress == Progress::Translated), "{:?}", again.targets);
    }
}

#[test]
fn a_unit_is_a_block_and_says_what_it_is() {
    let build = built(&site());
    let source = document_of(&build, WORK, "sv").unwrap();
    let work = &build.site.works[build.site.index.by_path[WORK]];
    let told: Vec<String> = units::of(&source, build.site.kind(work))
        .iter()
        .map(|unit| format!("{}|{}|{}|{}", unit.section, unit.line, unit.what.name(), unit.text()))
        .collect();
    assert_eq!(
        told[..6],
        [
            "front|2|field|Tecken",
            "front|4|field|Kort: så här.",
            "front|6|field|Ring **112** [@law].",
            "front|7|field|Vänta.",
            "|10|paragraph|Inledning. Med två meningar.",
            "signs|12|heading 2|Tecken"
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    /// Whatever a translator types as words stays words.
    #[test]
    fn words_are_never_taken_for_marks(text in "[a-c0-9 *_`\\[\\](){}<>&;#+=|~!:.\\\\^@$%\"'-]{0,24}") {
        let tokens = tidy(vec![Token::Text(text)]);
        for setting in [Setting::Block, Setting::Cell, Setting::Heading] {
            let markdown = to_markdown(&tokens, setting);
            let (before, after) = match setting {
                Setting::Block => ("", ""),
                Setting::Cell => ("| x |\n| - |\n| ", " |"),
                Setting::Heading => ("## ", " {#id}"),
            };
            let whole = format!("{before}{markdown}{after}\n");
            let file = Text::new("t.md", &whole);
            let mut parts = document::markdown::Parts::default();
            let dialect = document::markdown::Dialect { quotes: None, allowed_html: &[], directives: &Default::default(), dotless_i: false, sources: &[] };
            let mut findings = lykta::found::Findings::default();
            let fragment = document::markdown::parse(&whole, 0..whole.len(), &dialect, &file, &mut parts, &mut findings);
            let html: String = fragment.pieces.iter().map(|piece| match piece {
                document::Piece::Html(html) => html.as_str(),
                _ => "",
            }).collect();
            let Some(Token::Text(text)) = tokens.first() else { continue };
            let said = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let expected = match setting {
                Setting::Block => format!("<p>{said}</p>\n"),
                Setting::Cell => format!("<td>{said}</td>"),
                Setting::Heading => format!("<h2 id=\"id\">{said}</h2>\n"),
            };
            prop_assert!(html.contains(&expected), "{whole:?} gave {html}");
            if setting == Setting::Block {
                prop_assert_eq!(from_markdown(&markdown), Ok(tokens.clone()));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// A file that lost a piece on its way is refused, or what it still holds is whole.
    #[test]
    fn a_damaged_file_never_makes_a_damaged_document(
        format in prop_oneof![Just(Format::Xliff), Just(Format::Po)],
        from in any::<prop::sample::Index>(),
        length in 1..40_usize,
    ) {
        static SOUND: LazyLock<(Build, Arc<Document>, [String; 2])> = LazyLock::new(|| {
            let build = built(&site());
            let source = document_of(&build, WORK, "sv").unwrap();
            let parcel = translated(&source, &build, shout);
            let files = FORMATS.map(|format| write(format, &parcel, "sv", "en"));
            (build, source, files)
        });
        let (build, source, [xliff, po]) = &*SOUND;
        let chars: Vec<char> = if format == Format::Xliff { xliff } else { po }.chars().collect();
        let start = from.index(chars.len());
        let text: String = chars[..start].iter().chain(chars[(start + length).min(chars.len())..].iter()).collect();
        let (deliveries, _) = read(format, &text);
        prop_assume!(deliveries.first().is_none_or(|delivery| delivery.work == WORK));
        let (made, findings) = take(build, format, &text, WORK, "en", None);
        if let Some(made) = made {
            let parsed = built(&site().edit("content/briefs/signs/en.md", &made.text));
            let document = document_of(&parsed, WORK, "en").unwrap();
            let targets = |document: &Document| document.content().links.iter().map(|link| link.destination.clone()).collect::<Vec<_>>();
            let known: Vec<String> = targets(source);
            prop_assert!(targets(&document).iter().all(|target| known.contains(target)), "{}", made.text);
            prop_assert!(document.content().outline.sections.len() <= source.content().outline.sections.len(), "{}", made.text);
        } else {
            prop_assert!(!findings.is_empty(), "{text}");
        }
    }
}

/// A text with directives, whose arguments hold words, too.
#[test]
fn words_in_the_arguments_of_directives_are_translated_and_terms_are_named() {
    let text = "---\ntitle: Tecken\n---\n\nOm :term[ett ord].\n\n:::indicators[Tecken vid en gräns]\n::sign[Någon annan har dem]{field=Papper ask=\"Vem 'har' dem?\" for=\"police health\"}\n:::\n";
    let site = || {
        SiteTest::with("")
            .edit("content/briefs/signs/work.yaml", "kind: brief\nsource_language: sv\n")
            .edit("content/briefs/signs/sv.md", text)
            .edit("content/terms/word/work.yaml", "kind: term\n")
            .edit("content/terms/word/sv.md", "---\ntitle: ett ord\ndefinition: Det.\n---\n\nText.\n")
    };
    for format in FORMATS {
        let build = built(&site());
        let source = document_of(&build, WORK, "sv").unwrap();
        let work = &build.site.works[build.site.index.by_path[WORK]];
        let mut parcel =
            exchange::parcel(&source, build.site.kind(work), None, &[], &|_, words| (words == "ett ord").then(|| "terms/word".to_owned()));
        let shouted = |unit: &units::Unit| (Progress::Translated, Some(unit.tokens.iter().map(shout).collect()));
        parcel.targets = parcel.units.iter().map(shouted).collect();
        let (made, findings) = take(&build, format, &write(format, &parcel, "sv", "en"), WORK, "en", None);
        assert!(findings.is_empty(), "{format:?} {findings:?}");
        let made = made.unwrap().text;
        assert!(made.contains("OM :term[ETT ORD]{work=terms/word}."), "{made}");
        assert!(made.contains("::sign[NÅGON ANNAN HAR DEM]{field=\"PAPPER\" ask=\"VEM 'HAR' DEM?\" for=\"police health\"}"), "{made}");
        let now = site().edit("content/briefs/signs/en.md", &made).build();
        assert!(now.findings.iter().all(|finding| finding.location.file != "content/briefs/signs/en.md"), "{:?}", now.findings);
    }
}

#[test]
fn words_within_marks_are_translated() {
    let body = "Se [lagen](https://law.example/ \"Lagen om stöd\") och :abbr[BUP]{full=Psykvård size=big}.\n\n![Karta](karta.png \"Hela landet\")\n";
    let words = [("Lagen om stöd", "The act on help"), ("Psykvård", "Mental care"), ("Hela landet", "All of it")];
    let site = |files: &[(&str, &str)]| {
        let site = SiteTest::with("")
            .edit("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\ntheme: own\n")
            .edit(
                "themes/own/theme.yaml",
                "extends: lykta\ndirectives:\n  abbr: { form: inline, arguments: { full: { type: text }, size: { choices: [big] } } }\n",
            )
            .edit("themes/own/templates/directives/abbr.html", "{{ content | safe }}")
            .edit("content/briefs/signs/work.yaml", "kind: brief\nsource_language: sv\n")
            .edit("content/briefs/signs/sv.md", &format!("---\ntitle: Tecken\n---\n\n{body}"));
        files.iter().fold(site, |site, (path, text)| site.edit(path, text))
    };
    for format in FORMATS {
        let build = built(&site(&[]));
        let source = document_of(&build, WORK, "sv").unwrap();
        let sent = write(format, &translated(&source, &build, shout), "sv", "en");
        let in_line = |line: &str| match format {
            Format::Xliff => words.iter().fold(line.to_owned(), |line, (from, to)| {
                line.replace(&format!("<target>{from}</target>"), &format!("<target>{to}</target>"))
            }),
            Format::Po if line.starts_with("msgstr") => words.iter().fold(line.to_owned(), |line, (from, to)| line.replace(from, to)),
            Format::Po => line.to_owned(),
        };
        let back = sent.lines().map(in_line).collect::<Vec<_>>().join("\n");
        let (made, findings) = take(&build, format, &back, WORK, "en", None);
        assert_eq!(codes(&findings), Vec::<&str>::new(), "{format:?} {findings:?}");
        let text = made.unwrap().text;
        let expected = "\nSE [LAGEN](https://law.example/ \"The act on help\") OCH :abbr[BUP]{full=\"Mental care\" size=big}.\n\n![KARTA](karta.png \"All of it\")\n";
        assert_eq!(self::body(&text), expected, "{format:?}");
        // What the translation has said goes out again, also where the source has changed beside it.
        for from in ["och", "Psykvård size"] {
            let to = if from == "och" { "eller" } else { "Vård size" };
            let edited = format!("---\ntitle: Tecken\n---\n\n{}", body.replace(from, to));
            let build = built(&site(&[("content/briefs/signs/en.md", &text), ("content/briefs/signs/sv.md", &edited)]));
            let source = document_of(&build, WORK, "sv").unwrap();
            let work = &build.site.works[build.site.index.by_path[WORK]];
            let published = work.documents[1].as_ref().unwrap();
            let existing = Some((&*published.document, published.translation().unwrap()));
            let parcel = finished(exchange::parcel(&source, build.site.kind(work), existing, &[], &|_, _| None));
            let (made, findings) = take(&build, format, &write(format, &parcel, "sv", "en"), WORK, "en", None);
            assert_eq!((self::body(&made.unwrap().text), codes(&findings)), (expected, vec![]), "{format:?} {to}");
        }
        if format == Format::Xliff {
            let waits = sent.replace("\n    <target>Hela landet</target>", "");
            assert!(waits != sent && sent.contains("<unit id=\"u3-1-title\""), "{sent}");
            let (_, findings) = take(&build, format, &waits, WORK, "en", None);
            assert_eq!(codes(&findings), ["unfinished-translation"]);
        }
    }
}

const APART: &str = "briefs/apart";

/// What goes out of a work with what its translation says.
fn sent(build: &Build, old: &[Arc<Document>]) -> Parcel {
    let source = document_of(build, APART, "sv").unwrap();
    let work = &build.site.works[build.site.index.by_path[APART]];
    let published = work.documents[build.site.config.place_of("en").unwrap()].as_ref().unwrap();
    let existing = Some((&*published.document, published.translation().unwrap()));
    exchange::parcel(&source, build.site.kind(work), existing, old, &|_, _| None)
}

/// The same when a translator has looked at all of it, and shouted what was missing.
fn finished(mut parcel: Parcel) -> Parcel {
    for (unit, (progress, target)) in parcel.units.iter().zip(&mut parcel.targets) {
        *progress = Progress::Translated;
        target.get_or_insert_with(|| unit.tokens.iter().map(shout).collect());
    }
    parcel
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.name).collect()
}

/// A marked translation, and the same when its source has been edited.
fn edited(source: &str, own: &str, from: &str, to: &str) -> (SiteTest, SiteTest) {
    let edited = source.replace(from, to);
    assert_ne!(edited, source);
    let site = || marked(SiteTest::with(""), source, own);
    (site(), site().edit("content/briefs/apart/sv.md", &edited))
}

fn body(text: &str) -> &str {
    text.split_once("\n---\n").unwrap().1
}

#[test]
fn sections_without_shared_ids_stay_one_when_the_source_grows() {
    let source = "---\ntitle: Ett\n---\n\n## Tecken\n\nVänta 3 dagar.\n\n## Gör\n\nRing.\n";
    let own = "---\ntitle: One\n---\n\n## Signs\n\nWait 3 days.\n\n## Do\n\nCall.\n";
    let grown = "## Nytt\n\nNyheter.\n\n## Gör";
    for format in FORMATS {
        let (_, now) = edited(source, own, "## Gör", grown);
        let build = built(&now);
        let parcel = sent(&build, &[]);
        assert_eq!(parcel.targets.iter().filter(|(_, target)| target.is_none()).count(), 2, "only what is new is missing");
        let (made, findings) = take(&build, format, &write(format, &finished(parcel.clone()), "sv", "en"), APART, "en", None);
        assert_eq!(findings, []);
        let text = made.unwrap().text;
        assert_eq!(body(&text), "\n## Signs\n\nWait 3 days.\n\n## NYTT {#nytt}\n\nNYHETER.\n\n## Do\n\nCall.\n", "{format:?}");
        // Where nobody has said what it was made from, it is not written twice.
        let unknown = lykta::source::yaml::without_field(&document_of(&build, APART, "en").unwrap().file.text, "translated_from");
        let build = built(&now.edit("content/briefs/apart/en.md", &unknown));
        let (made, findings) = take(&build, format, &write(format, &finished(sent(&build, &[])), "sv", "en"), APART, "en", None);
        assert!(made.is_none());
        assert_eq!(codes(&findings), ["changed-structure"]);
    }
}

#[test]
fn a_section_before_one_that_has_grown_is_taken_for_no_other() {
    let source = "---\ntitle: Ett\n---\n\n## Tecken\n\nVänta 3 dagar.\n\n## Gör\n\nRing.\n";
    let own = "---\ntitle: One\n---\n\n## Signs\n\nWait 3 days.\n\n## Do\n\nCall.\n";
    let grown = "## Nytt\n\nNyheter.\n\n## Tecken\n\nVänta 3 dagar.\n\n- Mer.\n";
    for format in FORMATS {
        let (_, made) = through(source, own, "## Tecken\n\nVänta 3 dagar.\n", grown, format, str::to_owned);
        let expected = "\n## NYTT {#nytt}\n\nNYHETER.\n\n## Signs {#signs}\n\nWait 3 days.\n\n- MER.\n\n## Do\n\nCall.\n";
        assert_eq!(made.unwrap(), expected, "{format:?}");
    }
}

#[test]
fn sections_that_changed_places_follow_also_where_only_the_front_matter_is_said_anew() {
    let source = "---\ntitle: Ett\n---\n\n## A {#a}\n\nText a.\n\n## B {#b}\n\nText b.\n";
    let own = "---\ntitle: One\n---\n\n## A {#a}\n\nPiece a.\n\n## B {#b}\n\nPiece b.\n";
    let from = &source[source.find("Ett").unwrap()..];
    for format in FORMATS {
        let moved = "Två\n---\n\n## B {#b}\n\nText b.\n\n## A {#a}\n\nText a.\n";
        let (_, made) = through(source, own, from, moved, format, str::to_owned);
        assert_eq!(made.unwrap(), "\n## B {#b}\n\nPiece b.\n\n## A {#a}\n\nPiece a.\n", "{format:?}");
    }
}

#[test]
fn a_heading_that_is_renamed_in_the_source_keeps_its_translation() {
    let source = "---\ntitle: Ett\n---\n\n## Tecken {#signs}\n\nVänta.\n\n## Gör {#do}\n\nRing.\n";
    let own = "---\ntitle: One\n---\n\n## Signs {#signs}\n\nWait.\n\n## Do {#do}\n\nCall.\n";
    for format in FORMATS {
        let renamed = "## Tecken {#tokens}\n\nVänta.\n\n## Nytt {#new}\n\nNyheter.\n";
        let build = built(&edited(source, own, "## Tecken {#signs}\n\nVänta.\n", renamed).1);
        let (made, findings) = take(&build, format, &write(format, &finished(sent(&build, &[])), "sv", "en"), APART, "en", None);
        assert_eq!(findings, []);
        let text = made.unwrap().text;
        let expected = "\n## Signs {#signs}\n\nWait.\n\n## NYTT {#new}\n\nNYHETER.\n\n## Do {#do}\n\nCall.\n";
        assert_eq!(body(&text), expected, "{format:?}");
        assert!(text.contains("    tokens: ") && !text.contains("    signs: "), "{text}");
    }
}

#[test]
fn a_note_is_behind_with_the_section_that_refers_to_it() {
    let source = "---\ntitle: Ett\n---\n\n## Tecken {#signs}\n\nA.[^1]\n\n## Gör {#do}\n\nB.\n\n[^1]: Vänta 3 dagar.\n";
    let own = "---\ntitle: One\n---\n\n## Signs {#signs}\n\nA.[^1]\n\n## Do {#do}\n\nB.\n\n[^1]: Wait 3 days.\n";
    for format in FORMATS {
        let (then, now) = edited(source, own, "3 dagar", "7 dagar");
        let old = document_of(&built(&then), APART, "sv").unwrap();
        let build = built(&now);
        let parcel = sent(&build, &[old]);
        let note = parcel.units.iter().position(|unit| unit.note.is_some()).unwrap();
        assert_eq!(parcel.targets[note].0, Progress::Outdated);
        assert_eq!(parcel.before[note].as_deref(), Some("Vänta 3 dagar."));
        assert_eq!(parcel.targets[parcel.units.iter().position(|unit| unit.text() == "B.").unwrap()].0, Progress::Translated);
        // A note of the translation's own is not lost.
        let more = own.replace("B.\n", "B.[^2]\n") + "[^2]: And more.\n";
        let build_more = built(&edited(source, &more, "B.", "C.").1);
        let back = write(format, &finished(sent(&build_more, &[])), "sv", "en");
        let (made, findings) = take(&build_more, format, &back, APART, "en", None);
        assert!(made.unwrap().text.contains("B.[^2]\n\n[^1]: Wait 3 days.\n[^2]: And more."), "{format:?}: {findings:?}");
        let anew = Parcel {
            translation: Some(wording(&build_more, APART, "en")),
            ..translated(&document_of(&build_more, APART, "sv").unwrap(), &build_more, shout)
        };
        let (made, findings) = take(&build_more, format, &write(format, &anew, "sv", "en"), APART, "en", None);
        assert!(made.is_none() && codes(&findings) == ["changed-structure"], "{findings:?}");
        // What refers to a note is not whole without it, nor is what it stands in.
        let mut half = finished(parcel);
        half.targets[note - 1].0 = Progress::Outdated;
        let (made, _) = take(&build, format, &write(format, &half, "sv", "en"), APART, "en", None);
        assert_eq!(made.unwrap().finished, 1, "the front matter alone");
    }
}

#[test]
fn a_text_that_changed_twice_goes_out_with_what_was_translated() {
    let source = "---\ntitle: Ett\n---\n\n## Tecken {#signs}\n\nEtt.\n\n## Gör {#do}\n\nRing.\n";
    let own = "---\ntitle: One\n---\n\n## Signs {#signs}\n\nOne.\n\n## Do {#do}\n\nCall.\n";
    let first = document_of(&built(&marked(SiteTest::with(""), source, own)), APART, "sv").unwrap();
    let (between, now) = (source.replace("Ett.\n", "Två.\n"), source.replace("Ett.\n", "Tre.\n").replace("Ring.", "Ring nu."));
    let site = |text: &str| built(&marked(SiteTest::with(""), source, own).edit("content/briefs/apart/sv.md", text));
    let between = document_of(&site(&between), APART, "sv").unwrap();
    let parcel = sent(&site(&now), &[between, first]);
    let before: Vec<&str> = parcel.before.iter().flatten().map(String::as_str).collect();
    assert_eq!(before, ["Ett.", "Ring."]);
}

#[test]
fn a_guide_is_no_translation() {
    let source = "---\ntitle: Ett\n---\n\nVänta.\n\nRing.\n";
    let build = built(&marked(SiteTest::with(""), source, "---\ntitle: Ett\ndraft: true\n---\n\nWait.\n\nRing.\n"));
    let targets: Vec<bool> = sent(&build, &[]).targets.iter().map(|(_, target)| target.is_some()).collect();
    assert_eq!(targets, [false, true, false]);
}

#[test]
fn the_source_of_a_file_is_known_by_its_texts() {
    let term: units::Term = &|_, _| None;
    let source = "---\ntitle: Ett\n---\n\nRing *nu* [112](tel:112) om [verktyget](../../tools/a/) saknas.\n\nVänta.\n";
    for (from, to) in [("*nu* [112](tel:112)", "nu [*112*](tel:112)"), ("tools/a", "tools/b"), ("om [", "om\u{A0}[")] {
        let (then, now) = edited(source, "---\ntitle: One\n---\n\nWait.\n", from, to);
        let (then, now) = (built(&then), built(&now));
        let kind = then.site.kind(&then.site.works[then.site.index.by_path[APART]]);
        let [then, now] = [&then, &now].map(|build| document_of(build, APART, "sv").unwrap());
        for format in FORMATS {
            let text = write(format, &translated(&then, &built(&marked(SiteTest::with(""), source, source)), shout), "sv", "en");
            let delivery = &read(format, &text).0[0];
            let skeleton = (format == Format::Xliff).then_some(&*then);
            assert!(import::says_what_was_sent(delivery, &now), "it makes nothing outdated");
            assert!(import::is_source_of(delivery, &then, skeleton, kind, term), "{from}");
            assert!(!import::is_source_of(delivery, &now, skeleton, kind, term), "{format:?} {to:?}");
        }
    }
    // A file that says nothing of its texts' sections is not laid over others by their numbers.
    let (then, now) = edited(source, "---\ntitle: One\n---\n\nWait.\n", "---\n\nRing", "---\n\nAldrig.\n\nRing");
    let sent = document_of(&built(&then), APART, "sv").unwrap();
    let mut delivery = read(Format::Xliff, &write(Format::Xliff, &translated(&sent, &built(&then), shout), "sv", "en")).0.remove(0);
    delivery.sections.clear();
    let build = built(&now);
    let kind = build.site.kind(&build.site.works[build.site.index.by_path[APART]]);
    assert!(!import::is_source_of(&delivery, &document_of(&build, APART, "sv").unwrap(), None, kind, term));
}

#[test]
fn what_makes_nothing_outdated_is_not_overwritten_either() {
    let source = "---\ntitle: Ett\n---\n\nSe [a](../../tools/a/) \"nu\" 10 kg.\n\nVänta.\n";
    let own = "---\ntitle: One\n---\n\nSee [a](../../tools/a/) \"now\" 10 kg.\n\nWait.\n";
    let build = built(&marked(SiteTest::with(""), source, own));
    for format in FORMATS {
        let text = write(format, &finished(sent(&build, &[])), "sv", "en").replace("Wait.", "Wait there.");
        for (from, to) in [("tools/a", "tools/b"), ("\"now\"", "**now**"), ("\"now\"", "»now«"), ("10 kg", "10\u{A0}kg")] {
            let now = built(&marked(SiteTest::with(""), source, &own.replace(from, to)));
            let (made, findings) = take(&now, format, &text, APART, "en", None);
            assert!(made.is_none() && codes(&findings) == ["newer-translation"], "{format:?} {to}: {findings:?}");
        }
    }
}

#[test]
fn links_of_a_translations_own_come_back() {
    let source = "---\ntitle: Ett\n---\n\n## Tecken {#tecken}\n\nLäs [lagen](https://law.example/sv) nu, se [tecken](#tecken).\n";
    let own = "---\ntitle: One\n---\n\n## Signs\n\nRead [the law](https://law.example/en) now, see [signs](#signs).\n";
    for format in FORMATS {
        let build = built(&marked(SiteTest::with(""), source, own));
        let sent = write(format, &sent(&build, &[]), "sv", "en");
        let (made, findings) = take(&build, format, &sent.replace("now, see", "today, see"), APART, "en", None);
        assert_eq!(findings, []);
        let made = made.unwrap().text;
        assert_eq!(body(&made), body(own).replace("now,", "today,"), "{format:?}");
        // One that neither text has is none of theirs.
        if format == Format::Po {
            let (made, findings) = take(&build, format, &sent.replace("law.example/en", "law.example/no"), APART, "en", None);
            assert!(made.is_none() && codes(&findings).iter().all(|code| *code == "broken-mark"), "{findings:?}");
        }
    }
}

#[test]
fn a_section_translated_anew_keeps_its_own_id() {
    let source = "---\ntitle: Ett\n---\n\n## Tecken\n\nVänta 3 dagar [här](#tecken).\n\n## Gör {#do}\n\nRing.\n";
    let own = "---\ntitle: One\n---\n\n## Signs\n\nWait 3 days [here](#signs).\n\n## Do {#do}\n\nCall.\n";
    for format in FORMATS {
        let build = built(&edited(source, own, "3", "7").1);
        let back = write(format, &finished(sent(&build, &[])), "sv", "en").replace("Wait 3", "Wait 7");
        let (made, findings) = take(&build, format, &back, APART, "en", None);
        assert_eq!(findings, []);
        assert_eq!(body(&made.unwrap().text), body(own).replace("## Signs", "## Signs {#signs}").replace("Wait 3", "Wait 7"));
    }
}

#[test]
fn a_neutral_title_is_translated_and_counts() {
    let source = "---\ntitle: Ett\nneutral_title: Vädret i dag\n---\n\nText.\n";
    let own = "---\ntitle: One\nneutral_title: Weather today\n---\n\nText.\n";
    for format in FORMATS {
        let build = built(&marked(SiteTest::with(""), source, own));
        let text = write(format, &translated(&document_of(&build, APART, "sv").unwrap(), &build, shout), "sv", "ar");
        assert!(text.contains("VÄDRET I DAG"), "{text}");
        let outdated = sent(&built(&edited(source, own, "Vädret", "Väglaget").1), &[]);
        assert_eq!(outdated.targets[1].0, Progress::Outdated);
    }
}

#[test]
fn a_work_with_a_space_in_its_path_is_known_again() {
    let own = SiteTest::with("").edit("content/briefs/my #1 work/work.yaml", "kind: brief\nsource_language: sv\n");
    let build = built(&own.edit("content/briefs/my #1 work/sv.md", "---\ntitle: Ett\n---\n\nText.\n"));
    let source = document_of(&build, "briefs/my #1 work", "sv").unwrap();
    let mut parcel = translated(&source, &build, shout);
    parcel.translation = Some(source.content().outline.hash);
    let delivery = read(Format::Po, &write(Format::Po, &parcel, "sv", "en")).0.remove(0);
    assert_eq!((delivery.work.as_str(), delivery.translation), ("briefs/my #1 work", parcel.translation));
}

#[test]
fn sentences_are_joined_as_each_language_does() {
    let build = built(&marked(SiteTest::with(""), "---\ntitle: Ett\n---\n\nEtt är ett. Två är två.\n", "---\ntitle: One\n---\n\nText.\n"));
    let source = document_of(&build, APART, "sv").unwrap();
    let parcel = translated(&source, &build, |token| match token {
        Token::Text(text) if text.starts_with("Ett är") => Token::Text("一是一。二是二。".to_owned()),
        token => token.clone(),
    });
    let sent = xliff::write(std::slice::from_ref(&parcel), &language("sv"), &language("zh"));
    assert!(sent.contains("<source> </source><target></target>"), "{sent}");
    let said = |text: &str| format!("{:?}", read(Format::Xliff, text).0[0].units[1].target).replace("\"), Text(\"", "");
    assert!(said(&sent).contains("一是一。二是二。"), "{}", said(&sent));
    // A sentence may be taken into its neighbour, and a translation is never nothing.
    let progress = |text: &str| read(Format::Xliff, text).0[0].units[1].progress;
    let merged = sent.replace("<target>二是二。</target>", "<target></target>");
    assert_eq!((progress(&merged), progress(&merged.replace("一是一。", ""))), (Progress::Translated, Progress::Missing));
}

#[test]
fn a_character_that_is_no_text_is_told_where_it_stands() {
    let build = built(&site());
    let sent = write(Format::Po, &translated(&document_of(&build, WORK, "sv").unwrap(), &build, shout), "sv", "en");
    let (made, findings) = take(&build, Format::Po, &sent.replacen("msgstr \"TECKEN", "msgstr \"TEC\u{202E}KEN", 1), WORK, "en", None);
    assert!(made.is_none() && findings[0].message.contains("U+202E") && findings[0].location.line > 1, "{findings:?}");
}

#[test]
fn escaped_bytes_are_letters() {
    let build = built(&site());
    let sent = write(Format::Po, &translated(&document_of(&build, WORK, "sv").unwrap(), &build, shout), "sv", "en");
    let escaped = sent.replace('Å', "\\303\\205").replace('Ä', "\\303\\204");
    let units = |text: &str| format!("{:?}", read(Format::Po, text).0[0].units.iter().map(|unit| &unit.target).collect::<Vec<_>>());
    assert_ne!(escaped, sent);
    assert_eq!(units(&escaped), units(&sent));
}

#[test]
fn marks_that_only_the_translation_has_go_out_and_come_back() {
    let source = "---\ntitle: Ett\n---\n\nBarn har rätt. Ring nu.\n\nSe [lagen](https://law.example/sv).\n";
    let marks = "Children have *the* right [here](https://own.example/) [@law].[^own] Call **now**.";
    let own = format!("---\ntitle: One\n---\n\n{marks}\n\nSee [the law](https://law.example/en).\n\n[^own]: A note.\n");
    for format in FORMATS {
        let build = built(&marked(SiteTest::with(""), source, &own));
        let parcel = sent(&build, &[]);
        let text = write(format, &parcel, "sv", "en");
        assert!(text.contains("Children have") && !text.contains("state=\"initial\""), "{text}");
        let (made, findings) = take(&build, format, &text, APART, "en", None);
        assert_eq!((codes(&findings), body(&made.unwrap().text)), (vec![], body(&own)), "{format:?}");
        let (made, findings) = take(&build, format, &text.replace("Children", "All children"), APART, "en", None);
        assert_eq!((codes(&findings), body(&made.unwrap().text)), (vec![], &*body(&own).replace("Children", "All children")));
        // One that comes back without them would lose what they say.
        let anew = write(format, &finished(Parcel { targets: vec![(Progress::Missing, None); parcel.units.len()], ..parcel }), "sv", "en");
        let (made, findings) = take(&build, format, &anew, APART, "en", None);
        assert!(made.is_none() && !findings.is_empty());
        assert_eq!(codes(&findings), ["broken-mark"; 3], "{format:?}: link, citation and note: {findings:?}");
    }
}

#[test]
fn a_text_goes_out_with_what_it_said_also_where_its_source_has_other_marks_now() {
    let source = "---\ntitle: Ett\n---\n\nBarn har rätt, se [lagen](https://law.example/1).\n";
    let own = "---\ntitle: One\n---\n\nChildren *have* the right, see [the law](https://law.example/1).\n";
    for format in FORMATS {
        let build = built(
            &edited(source, own, "rätt, se [lagen](https://law.example/1)", "*alltid* **rätt**, se [lagen](https://law.example/2)").1,
        );
        let text = write(format, &sent(&build, &[]), "sv", "en");
        assert!(text.contains("Children"), "{format:?} {text}");
        // How it is stressed is a matter of each language; where links lead is the source's.
        let back = text.replace("#, fuzzy\n", "").replace(" subState=\"lykta:outdated\"", "").replace("initial", "translated");
        let back = back.replace("law.example/1", "law.example/2");
        let (made, findings) = take(&build, format, &back, APART, "en", None);
        assert_eq!(findings, []);
        assert_eq!(body(&made.unwrap().text), body(own).replace("example/1", "example/2"), "{format:?}");
    }
}

#[test]
fn a_part_for_some_readers_follows_a_source_that_has_taken_a_link_from_it() {
    let source = "---\ntitle: Ett\n---\n\nEtt.\n\n:::only{country=SE}\nRing [linjen](https://example.org/old).\n:::\n";
    let own = "---\ntitle: One\n---\n\nOne.\n\n:::only{country=SE}\nCall [the line](https://example.org/old).\n:::\n";
    for format in FORMATS {
        let edit = |text: &str| match format {
            Format::Po => text.replace("[the line](https://example.org/old)", "the police"),
            Format::Xliff => with_placeholders(text, "<source>Ring", "<target>Call", "Call the police."),
        };
        let (_, made) = through(source, own, "[linjen](https://example.org/old)", "polisen", format, edit);
        assert_eq!(made.unwrap(), body(own).replace("[the line](https://example.org/old)", "the police"), "{format:?}");
    }
}

#[test]
fn parts_for_some_readers_keep_their_translations_when_others_come_and_go() {
    let part = |text: &str| format!(":::only{{country=SE}}\n{text}\n:::\n");
    let whole = |title: &str, text: &str, parts: &[&str]| {
        let parts: Vec<String> = parts.iter().map(|text| format!("\n{}", part(text))).collect();
        format!("---\ntitle: {title}\n---\n\n{text}\n{}", parts.concat())
    };
    let (source, own) = (whole("Ett", "Text ett.", &["Regel ett.", "Regel två."]), whole("One", "Text one.", &["Rule one.", "Rule two."]));
    for (text, now, becomes, told) in [
        ("Text ett.", &["Regel två."][..], &["Rule one.", "Rule two."][..], (0, 1)),
        ("Text två.", &["Regel två."], &["Rule two."], (1, 0)),
        ("Text ett.", &["Regel två är ny."], &["Rule one.", "Rule two."], (0, 1)),
        ("Text två.", &["Ny regel.", "Regel ett.", "Regel två."], &["NY REGEL.", "Rule one.", "Rule two."], (0, 0)),
        ("Text två.", &["Regel ett.", "Ny regel.", "Regel två."], &["Rule one.", "NY REGEL.", "Rule two."], (0, 0)),
    ] {
        for format in FORMATS {
            let old = [document_of(&built(&marked(SiteTest::with(""), &source, &own)), APART, "sv").unwrap()];
            let now = whole("Ett", text, now);
            let site = marked(SiteTest::with(""), &source, &own).edit("content/briefs/apart/sv.md", &now);
            let build = built(&site);
            let text = write(format, &finished(sent(&build, &old)), "sv", "en");
            let (made, findings) = take_after(&build, format, &text, APART, "en", None, &old);
            let made = made.unwrap();
            assert_eq!((codes(&findings), body(&made.text)), (vec![], body(&whole("One", "Text one.", becomes))), "{format:?} {now}");
            // What stays without its source, and what does not, is told.
            assert_eq!((made.gone, made.left), told, "{format:?} {now}");
            // What it says that it was made from holds, and the next file knows what is whose.
            let build = built(&site.edit("content/briefs/apart/en.md", &made.text));
            let parcel = sent(&build, &[]);
            let is_known = |said: &Option<Vec<Token>>| said.is_some();
            assert!(parcel.targets.iter().all(|(progress, said)| *progress == Progress::Translated && is_known(said)), "{now}");
        }
    }
    // Where one is gone and the other another, what was said of either does not stay beside the new one.
    for format in FORMATS {
        let edit = |text: &str| text.replace(">Rule one.<", ">Rule two anew.<").replace("\"Rule one.\"", "\"Rule two anew.\"");
        let parts = format!("{}\n{}", part("Regel ett."), part("Regel två."));
        let (_, made) = through(&source, &own, &parts, &part("Regel två är ny."), format, edit);
        assert_eq!(made.unwrap(), body(&whole("One", "Text one.", &["Rule two anew."])), "{format:?}");
    }
}

/// A text whose translation stands in the file that came back as placeholders in the order that is given.
fn with_placeholders(text: &str, source: &str, target: &str, to: &str) -> String {
    let marks: Vec<&str> =
        text.lines().find(|line| line.contains(source)).unwrap().split('<').filter(|tag| tag.starts_with("ph ")).collect();
    let mark = |tag: &str| format!("<{}>", tag.split_once('>').unwrap().0);
    let to = marks.iter().enumerate().fold(to.to_owned(), |to, (at, tag)| to.replace(&format!("#{}", at + 1), &mark(tag)));
    let line = text.lines().find(|line| line.contains(target)).unwrap();
    text.replace(line, &format!("<target>{to}</target>"))
}

#[test]
fn a_citation_comes_back_where_its_own_placeholder_stands() {
    let source = "---\ntitle: Ett\n---\n\nFlickor avses [@law, art. 3], pojkar likaså [@law, art. 9].\n";
    let own = "---\ntitle: One\n---\n\nBoys are meant [@law, art. 9], girls too [@law, art. 3].\n";
    let edit = |text: &str| with_placeholders(text, "<source>Flickor", "<target>Boys", "Girls are meant #1, boys too #2.");
    for to in ["pojkar likaså", "pojkar också"] {
        let becomes = "\nGirls are meant [@law, art. 3], boys too [@law, art. 9].\n";
        match to {
            // Said to be current as it is.
            "pojkar likaså" => {
                let build = built(&marked(SiteTest::with(""), source, own));
                let text = edit(&write(Format::Xliff, &finished(sent(&build, &[])), "sv", "en"));
                let (made, findings) = take(&build, Format::Xliff, &text, APART, "en", None);
                assert_eq!((codes(&findings), body(&made.unwrap().text)), (vec![], becomes));
            }
            to => assert_eq!(through(source, own, "pojkar likaså", to, Format::Xliff, edit).1.unwrap(), becomes),
        }
    }
}

#[test]
fn what_a_mark_says_anew_in_the_source_comes_into_the_translation() {
    let source = "---\ntitle: Ett\n---\n\nSe [@law, s. 3], [mer](#one) och :term[barn]{work=terms/girl}.\n\n## Ett {#one}\n\nx\n\n## Två {#two}\n\ny\n";
    let own = "---\ntitle: One\n---\n\nSee [@law, p. 3], [more](#first) and :term[child]{work=terms/girl}.\n\n## One {#first}\n\nx\n\n## Two {#second}\n\ny\n";
    for format in FORMATS {
        for (from, to, own_from, own_to) in [
            ("s. 3", "s. 9", "p. 3", "p. 9"),
            ("[barn]{work=terms/girl}", "[barnet]{work=terms/boy}", "terms/girl", "terms/boy"),
            ("mer](#one) och", "mer](#two) samt", "(#first)", "(#second)"),
            ("och", "samt", "", ""),
        ] {
            let (parcel, made) = through(source, own, from, to, format, str::to_owned);
            assert_eq!(made.unwrap(), body(own).replace(own_from, own_to), "{format:?} {to}");
            assert!(parcel.targets.iter().any(|(progress, _)| *progress == Progress::Translated));
        }
    }
}

#[test]
fn a_citation_of_another_source_is_told_also_where_the_keys_begin_alike() {
    let source = "---\ntitle: Ett\n---\n\nSe [@europol.2018].\n";
    let own = "---\ntitle: One\n---\n\nSee [@europol.2018].\n";
    let edit = |text: &str| text.replace("See [@europol.2018]", "See [@europol.2021]");
    let (_, made) = through(source, own, "Se [", "Läs [", Format::Po, edit);
    assert_eq!(made.unwrap_err(), ["broken-mark: «[@europol.2018]» is missing", "broken-mark: «[@europol.2021]» is not in the source"]);
}

#[test]
fn a_section_of_the_translations_own_is_not_taken_for_one_that_is_new_in_the_source() {
    let source = "---\ntitle: Ett\n---\n\n## Mer {#more}\n\nRing.\n";
    let own = "---\ntitle: One\n---\n\n## More {#more}\n\nCall.\n\n## At home {#home}\n\nThe council decides.\n";
    for format in FORMATS {
        let (_, now) = edited(source, own, "Ring.\n", "Ring.\n\n## Linjer {#lines}\n\nNummer.\n");
        let build = built(&now);
        let (made, findings) = take(&build, format, &write(format, &finished(sent(&build, &[])), "sv", "en"), APART, "en", None);
        assert_eq!(findings, []);
        let text = made.unwrap().text;
        let more = "## More {#more}\n\nCall.\n\n";
        let expected = format!("\n{more}## At home {{#home}}\n\nThe council decides.\n\n## LINJER {{#lines}}\n\nNUMMER.\n");
        assert_eq!(body(&text), expected, "{format:?}");
        // Where somebody has written since, it may be the new one's; and so it may where nothing is recorded.
        let file = document_of(&build, APART, "en").unwrap().file.text.to_string();
        for touched in [file.replace("council", "municipality"), lykta::source::yaml::without_field(&file, "translated_from")] {
            let build = built(
                &edited(source, own, "Ring.\n", "Ring.\n\n## Linjer {#lines}\n\nNummer.\n").1.edit("content/briefs/apart/en.md", &touched),
            );
            let (made, findings) = take(&build, format, &write(format, &finished(sent(&build, &[])), "sv", "en"), APART, "en", None);
            assert!(made.is_none());
            assert_eq!(codes(&findings), ["changed-structure"], "{format:?}");
        }
    }
}

/// What goes out of a marked translation whose source was edited, and what comes of it when a translator has finished it;
/// earlier states of the source are known.
fn through(
    source: &str,
    own: &str,
    from: &str,
    to: &str,
    format: Format,
    edit: impl Fn(&str) -> String,
) -> (Parcel, Result<String, Vec<String>>) {
    let (then, now) = edited(source, own, from, to);
    let old = [document_of(&built(&then), APART, "sv").unwrap()];
    let build = built(&now);
    let parcel = sent(&build, &old);
    let text = edit(&write(format, &finished(parcel.clone()), "sv", "en"));
    let (made, findings) = take_after(&build, format, &text, APART, "en", None, &old);
    let told = findings.iter().map(|finding| format!("{}: {}", finding.code.name, finding.message)).collect();
    (parcel, made.map(|made| body(&made.text).to_owned()).ok_or(told))
}

#[test]
fn what_a_section_says_beyond_its_source_is_not_written_over_however_that_grows() {
    let source = "---\ntitle: Ett\n---\n\n## Vem {#who}\n\nMyndigheten beslutar.\n\n- Ring.\n";
    let grown = "beslutar.\n\nEtt till.\n\nEtt till.\n\n- Ring.\n- Skriv.\n- Vänta.\n";
    for more in ["\n\nAt home the council does.\n\n- Call.\n", "\n\n- Call.\n- Or else.\n", "\n\n- Call.\n\n```\ntheir own code\n```\n"] {
        let own = format!("---\ntitle: One\n---\n\n## Who {{#who}}\n\nThe agency decides.{more}");
        for format in FORMATS {
            let (_, made) = through(source, &own, "beslutar.\n\n- Ring.\n", grown, format, str::to_owned);
            let told = made.unwrap_err();
            assert!(told[0].starts_with("changed-structure") && told[0].contains("«who»"), "{format:?} {more:?}: {told:?}");
            // No more where nobody knows what it was made from.
            let build = built(&edited(source, &own, "beslutar.\n\n- Ring.\n", grown).1);
            let (made, findings) = take(&build, format, &write(format, &finished(sent(&build, &[])), "sv", "en"), APART, "en", None);
            assert!(made.is_none() && codes(&findings) == ["changed-structure"], "{findings:?}");
        }
    }
}

#[test]
fn texts_that_a_section_has_keep_their_translations_when_it_grows_or_shrinks() {
    let source = "---\ntitle: Ett\n---\n\n## Ett {#one}\n\nFörsta stycket.\n\nAndra stycket.\n\n- ett\n- två\n";
    let own = "---\ntitle: One\n---\n\n## One {#one}\n\nThe first.\n\nThe second.\n\n- one\n- two\n";
    for (from, to, becomes) in [
        ("Andra stycket.", "Nytt.\n\nAndra stycket.", ("The second.", "NYTT.\n\nThe second.")),
        ("Första stycket.", "Nytt.\n\nFörsta stycket.", ("The first.", "NYTT.\n\nThe first.")),
        ("- två\n", "- två\n- tre\n- fyra\n", ("- two\n", "- two\n- TRE\n- FYRA\n")),
        ("Första stycket.\n\n", "", ("The first.\n\n", "")),
        ("- ett\n", "", ("- one\n", "")),
        (
            "Första stycket.\n\nAndra stycket.",
            "Andra stycket.\n\nFörsta stycket.",
            ("The first.\n\nThe second.", "The second.\n\nThe first."),
        ),
    ] {
        for format in FORMATS {
            let (parcel, made) = through(source, own, from, to, format, str::to_owned);
            let new = parcel.targets.iter().filter(|(_, target)| target.is_none()).count();
            assert_eq!(
                new,
                to.matches('\n').count().saturating_sub(from.matches('\n').count()).div_ceil(if to.contains("- ") { 1 } else { 2 }),
                "{to:?}"
            );
            assert_eq!(made.unwrap(), body(own).replace(becomes.0, becomes.1), "{format:?} {to:?}");
        }
    }
}

#[test]
fn texts_that_went_to_another_section_keep_their_translations() {
    let source = "---\ntitle: Ett\n---\n\n## Ett {#one}\n\nFörsta stycket.\n\n- ett\n- två\n\n## Mer {#more}\n\nRing.\n";
    let own = "---\ntitle: One\n---\n\n## One {#one}\n\nThe first.\n\n- one\n- two\n\n## More {#more}\n\nCall.\n";
    for format in FORMATS {
        let (parcel, made) = through(source, own, "stycket.\n\n", "stycket.\n\n## Nytt {#new}\n\n", format, str::to_owned);
        assert_eq!(parcel.targets.iter().filter(|(_, target)| target.is_none()).count(), 1, "the heading alone");
        assert_eq!(made.unwrap(), body(own).replace("first.\n\n", "first.\n\n## NYTT {#new}\n\n"), "{format:?}");
        let (_, made) = through(source, own, "\n## Mer {#more}\n", "", format, str::to_owned);
        assert!(made.as_ref().is_ok_and(|made| made.contains("- two\n") && made.contains("Call.")), "{made:?}");
    }
}

#[test]
fn a_section_in_which_words_have_changed_stays_as_it_is_written() {
    let source =
        "---\ntitle: Ett\n---\n\n## Ett {#one}\n\nVänta 3 dagar.\n\nSe [lagen](https://law.example/).\n\n* ett\n* två\n\n```\nkod\n```\n";
    let own = "---\ntitle: One\n---\n\n## One {#one}\n\nWait 3\ndays.\n\nSee\n[the law][l].\n\n[l]: https://law.example/\n\n- one\n- two\n\n```\ncode\n```\n";
    for format in FORMATS {
        let (_, made) = through(source, own, "3 dagar", "7 dagar", format, |text| text.replace("Wait 3 days", "Wait 7 days"));
        assert_eq!(made.unwrap(), body(own).replace("Wait 3\ndays", "Wait 7 days"), "{format:?}");
        // What holds no words may have changed too, and then it is the source's, unless that would lose something.
        let (_, made) = through(
            source,
            own,
            "3 dagar.\n\nSe [lagen](https://law.example/).\n\n* ett\n* två",
            "7 dagar.\n\nSe [lagen](https://law.example/).\n\n1. ett\n2. två",
            format,
            str::to_owned,
        );
        assert!(made.unwrap_err()[0].contains("«one»"));
    }
}

#[test]
fn what_another_section_refers_to_is_not_written_over() {
    let source = "---\ntitle: Ett\n---\n\n## Ett {#one}\n\nSe [lagen](https://law.example/).\n\n## Två {#two}\n\nVänta 3 dagar.\n";
    let own = "---\ntitle: One\n---\n\n## One {#one}\n\nSee [the law][l].\n\n## Two {#two}\n\nWait 3 days.\n\n[l]: https://law.example/\n";
    for format in FORMATS {
        let (_, made) = through(source, own, "dagar.", "dagar.\n\nRing.", format, str::to_owned);
        let told = made.unwrap_err();
        assert!(told[0].contains("would say something else: «See"), "{told:?}");
    }
}

#[test]
fn notes_with_labels_of_the_translations_own_come_back() {
    let source = "---\ntitle: Ett\n---\n\nBarn[^ett] har rätt[^tva].\n\n## Mer {#more}\n\nRing.\n\n[^ett]: En not.\n\n[^tva]: Två 2.\n";
    let own =
        "---\ntitle: One\n---\n\nChildren[^one] have the right[^two].\n\n## More {#more}\n\nCall.\n\n[^one]: A note.\n\n[^two]: Two 2.\n";
    for format in FORMATS {
        let build = built(&marked(SiteTest::with(""), source, own));
        let parcel = sent(&build, &[]);
        assert!(parcel.targets.iter().all(|(progress, _)| *progress == Progress::Translated), "{:?}", parcel.targets);
        let text = write(format, &parcel, "sv", "en");
        let (made, findings) = take(&build, format, &text, APART, "en", None);
        assert_eq!((codes(&findings), body(&made.unwrap().text)), (vec![], body(own)), "{format:?}");
        let (made, findings) = take(&build, format, &text.replace("Two 2.", "A second."), APART, "en", None);
        assert_eq!((codes(&findings), body(&made.unwrap().text)), (vec![], &*body(own).replace("Two 2.", "A second.")), "{format:?}");
        // Also where a section is written anew.
        let (_, made) = through(source, own, "Ring.\n", "Ring.\n\nNu.\n", format, str::to_owned);
        assert_eq!(made.unwrap(), body(own).replace("Call.\n", "Call.\n\nNU.\n"), "{format:?}");
    }
}

#[test]
fn texts_that_came_back_as_they_were_leave_order_and_record_alone() {
    let source = "---\ntitle: Ett\n---\n\n## Ett {#one}\n\nText ett 5.\n\n## Två {#two}\n\nText två.\n";
    let own = "---\ntitle: One\n---\n\n## One {#one}\n\nText one 5.\n\n## Two {#two}\n\nText two.\n";
    let other_order = "---\ntitle: One\n---\n\n## Two {#two}\n\nText two.\n\n## One {#one}\n\nText one 5.\n";
    let moved = "---\ntitle: Ett\n---\n\n## Två {#two}\n\nText två.\n\n## Ett {#one}\n\nText ett 5.\n";
    let site = |source, own| marked(SiteTest::with(""), source, own);
    let file = |site: &SiteTest| document_of(&built(site), APART, "en").unwrap().file.text.to_string();
    let ahead = file(&site(source, own)).replace("one 5", "one 7");
    let without_text: String = file(&site(source, own)).split_inclusive('\n').filter(|line| !line.starts_with("  text: ")).collect();
    for format in FORMATS {
        for site in [
            site(source, other_order),
            site(source, own).edit("content/briefs/apart/sv.md", moved),
            site(source, own).edit("content/briefs/apart/en.md", &ahead),
            site(source, own).edit("content/briefs/apart/en.md", &without_text),
        ] {
            let build = built(&site);
            let text = write(format, &sent(&build, &[]), "sv", "en");
            let (made, findings) = take(&build, format, &text, APART, "en", None);
            assert_eq!((codes(&findings), made.unwrap().text), (vec![], file(&site)), "{format:?}");
        }
        // An order of its own stays also where a text is another; one that was the source's follows that.
        for (site, expected) in [
            (site(source, other_order), body(other_order)),
            (site(source, own).edit("content/briefs/apart/sv.md", moved), body(other_order)),
        ] {
            let build = built(&site);
            let text = write(format, &sent(&build, &[]), "sv", "en").replace("Text two", "Another text");
            let (made, findings) = take(&build, format, &text, APART, "en", None);
            assert_eq!(
                (codes(&findings), body(&made.unwrap().text)),
                (vec![], &*expected.replace("Text two", "Another text")),
                "{format:?}"
            );
        }
        // What is new stands behind what it stands behind in the source.
        let build = built(
            &site(source, other_order).edit("content/briefs/apart/sv.md", &source.replace("## Två", "## Nytt {#new}\n\nNytt.\n\n## Två")),
        );
        let (made, _) = take(&build, format, &write(format, &finished(sent(&build, &[])), "sv", "en"), APART, "en", None);
        assert_eq!(body(&made.unwrap().text), format!("{}\n## NYTT {{#new}}\n\nNYTT.\n", body(other_order)));
    }
}

#[test]
fn what_is_written_around_the_texts_of_a_field_stays() {
    let source = "---\ntitle: Ett\nsummary: |\n  Kort.\n  Så.\nin_a_minute:\n  - Ett.\n  - Två.\n---\n\nText.\n";
    let own = "---\ntitle: One # so\nsummary: |\n  In short.\n  So.\nin_a_minute:\n  - One. # ask Anna\n  # no source\n  - \"Two.\" # why\n  - Three.\n---\n\nText.\n";
    for format in FORMATS {
        let build = built(&marked(SiteTest::with(""), source, own));
        let text = write(format, &sent(&build, &[]), "sv", "en");
        for (from, to, line, becomes) in [
            ("Two.", "Two more.", "\"Two.\" # why", "\"Two more.\" # why"),
            (">One<", ">Once<", "title: One #", "title: \"Once\" #"),
            ("In short", "In brief", "  In short.\n  So.", "  In brief. So."),
        ] {
            if format == Format::Po && from.starts_with('>') {
                continue;
            }
            let (made, findings) = take(&build, format, &text.replace(from, to), APART, "en", None);
            assert_eq!(findings, []);
            let made = made.unwrap().text;
            let expected = own.split("---").nth(1).unwrap().replace(line, becomes);
            assert!(made.contains(expected.trim()), "{format:?}\n{made}\n{expected}");
        }
    }
}

#[test]
fn blocks_of_a_field_that_its_source_lacks_are_not_written_over() {
    let source = "---\ntitle: god man\ndefinition: Ett stycke.\n---\n\nText.\n";
    let own = "---\ntitle: guardian\ndefinition: |\n  A piece.\n\n  One of their own.\n---\n\nText.\n";
    let files = |own: &str| {
        let site = SiteTest::with("").edit("content/terms/a/work.yaml", "kind: term\nsource_language: sv\n");
        site.edit("content/terms/a/sv.md", source).edit("content/terms/a/en.md", own)
    };
    for format in FORMATS {
        let build = built(&files(own));
        let source = document_of(&build, "terms/a", "sv").unwrap();
        let mut parcel = translated(&source, &build, shout);
        parcel.translation = Some(wording(&build, "terms/a", "en"));
        let (made, findings) = take(&build, format, &write(format, &parcel, "sv", "en"), "terms/a", "en", None);
        assert!(made.is_none() && codes(&findings) == ["changed-structure"], "{findings:?}");
    }
}

#[test]
fn a_draft_of_which_the_rest_came_in_is_whole() {
    for format in FORMATS {
        let build = built(&site());
        let source = document_of(&build, WORK, "sv").unwrap();
        let (mut parcel, last) = half_translated(&source, &build);
        let part = take(&build, format, &write(format, &parcel, "sv", "en"), WORK, "en", None).0.unwrap();
        assert!(!part.complete);
        parcel.targets[last].0 = Progress::Translated;
        let build = built(&site().edit("content/briefs/signs/en.md", &part.text));
        let (made, _) = take(&build, format, &write(format, &parcel, "sv", "en"), WORK, "en", None);
        assert!(made.unwrap().complete, "{format:?}");
        // What stands in a draft as a guide is no text of its own.
        let guide = source.file.text.replace("title:", "draft: true\ntitle:");
        let build = built(&site().edit("content/briefs/signs/en.md", &guide));
        parcel.targets[last] = (Progress::Missing, None);
        parcel.translation = Some(wording(&build, WORK, "en"));
        let (made, _) = take(&build, format, &write(format, &parcel, "sv", "en"), WORK, "en", None);
        assert!(made.is_none_or(|made| !made.complete), "{format:?}");
    }
}

#[test]
fn what_is_wrong_with_a_file_is_told_in_words() {
    let build = built(&site());
    let source = document_of(&build, WORK, "sv").unwrap();
    let parcel = translated(&source, &build, shout);
    let told = |format: Format, text: &str| -> Vec<String> { read(format, text).1.iter().map(|finding| finding.message.clone()).collect() };
    let sent = write(Format::Po, &parcel, "sv", "en");
    let (head, entries) = sent.split_once("\n\n").unwrap();
    let obsolete: String = entries.lines().map(|line| format!("#~ {line}\n")).collect();
    assert_eq!(told(Format::Po, &format!("{head}\n\n{obsolete}")), ["the file has no text that is in use"]);
    let sent = write(Format::Xliff, &parcel, "sv", "en");
    let without = sent.replace(&format!("<mda:meta type=\"work\">{WORK}</mda:meta>"), "");
    assert_eq!(told(Format::Xliff, &without), ["this <file> does not say which work it belongs to"]);
    let shape = exchange::built::shape("> a\n\n> [!NOTE]\n> b\n", &Directives::default());
    assert_eq!(shape[..3], ["a quotation", "a paragraph", "a notice [!NOTE]"]);
}

/// Ways to put four texts together, each of them with its number in braces; a way that has not all of them is another text.
const WAYS: &[&str] = &[
    "## {0} {#a}\n\n{1}\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n{2}\n\n{1}\n\n## {3} {#b}\n\n{4}\n",
    // Another section.
    "## {0} {#a}\n\n{2}\n\n## {3} {#b}\n\n{1}\n\n{4}\n",
    "## {0} {#a}\n\n{2}\n\n## {3} {#b}\n\n{4}\n\n{1}\n",
    "## {0} {#a}\n\n{4}\n\n{2}\n\n## {3} {#b}\n\n{1}\n",
    "{1}\n\n## {0} {#a}\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n## {3} {#b}\n\n{1}\n\n{2}\n\n{4}\n",
    "## {3} {#b}\n\n{4}\n\n## {0} {#a}\n\n{1}\n\n{2}\n",
    "## {0} {#a}\n\n{1}\n\n### {3} {#b}\n\n{2}\n\n{4}\n",
    // A box.
    "## {0} {#a}\n\n:::only{country=SE}\n{1}\n:::\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n:::only{country=SE}\n{1}\n\n{2}\n:::\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n{1}\n\n:::only{country=SE}\n{2}\n:::\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n:::only{country=SE}\n> {1}\n\n{2}\n:::\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n:::only{country=SE}\n{1}\n:::\n\n:::only{country=SE}\n{2}\n:::\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n:::only{country=NO}\n{1}\n:::\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n:::callout\n{1}\n:::\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n:::callout\n{1}\n\n{2}\n:::\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n:::callout{type=warning}\n{1}\n:::\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n:::callout[{1}]\n{2}\n:::\n\n## {3} {#b}\n\n{4}\n",
    // A quotation.
    "## {0} {#a}\n\n> {1}\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n{1}\n\n> {2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n> {1}\n>\n> {2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n> [!NOTE]\n> {1}\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    // A list.
    "## {0} {#a}\n\n- {1}\n- {2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n- {1}\n  - {2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n- {1}\n\n  {2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n1. {1}\n2. {2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n- [ ] {1}\n- [x] {2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n:::only{country=SE}\n- {1}\n- {2}\n:::\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n:::only{country=SE}\n- {1}\n  - {2}\n:::\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n- {1}\n- {2}\n\n## {3} {#b}\n\n- {4}\n",
    "## {0} {#a}\n\n- {1}\n\n## {3} {#b}\n\n- {2}\n- {4}\n",
    // A table.
    "## {0} {#a}\n\n| {1} | {2} |\n| --- | --- |\n| 3 | 4 |\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n| {1} |\n| --- |\n| {2} |\n\n## {3} {#b}\n\n{4}\n",
    // What is no text.
    "## {0} {#a}\n\n::helpline{country=SE}\n\n{1}\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n{1}\n\n::helpline{country=SE}\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n{1}\n\n::helpline{country=NO}\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n{1}\n\n{2}\n\n## {3} {#b}\n\n::helpline{country=SE}\n\n{4}\n",
    "## {0} {#a}\n\n![](x.png)\n\n{1}\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n{1}\n\n![](x.png)\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n```\n  3\n```\n\n{1}\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n{1}\n\n```\n  3\n```\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n{1}\n\n```\n3\n```\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
    "## {0} {#a}\n\n{1}\n\n* * *\n\n{2}\n\n## {3} {#b}\n\n{4}\n",
];

/// The texts, in two languages.
const TEXTS: [(&str, &str); 5] = [
    ("Tecken att se", "Signs to see"),
    ("Vänta här nu.", "Wait here now."),
    ("Ring polisen sedan.", "Then call them."),
    ("Mer att veta", "More to know"),
    ("Allt är bra igen.", "All is well again."),
];

fn put_together(way: &str) -> [String; 2] {
    let of = |of: fn(&(&'static str, &'static str)) -> &'static str| {
        TEXTS.iter().enumerate().fold(way.to_owned(), |text, (at, pair)| text.replace(&format!("{{{at}}}"), of(pair)))
    };
    [("Ett", of(|pair| pair.0)), ("One", of(|pair| pair.1))].map(|(title, text)| format!("---\ntitle: {title}\n---\n\n{text}"))
}

#[test]
fn a_paragraph_that_has_moved_to_another_section_stands_once() {
    let source = "---\ntitle: Ett\n---\n\n## Ett {#one}\n\nStycke ett.\n\nStycke två.\n\n## Två {#two}\n\nText.\n";
    let own = "---\ntitle: One\n---\n\n## One {#one}\n\nParagraph one.\n\nParagraph two.\n\n## Two {#two}\n\nWords.\n";
    for format in FORMATS {
        let (from, to) = ("Stycke ett.\n\nStycke två.\n\n## Två {#two}\n", "Stycke två.\n\n## Två {#two}\n\nStycke ett.\n");
        let (_, made) = through(source, own, from, to, format, str::to_owned);
        let expected = "\n## One {#one}\n\nParagraph two.\n\n## Two {#two}\n\nParagraph one.\n\nWords.\n";
        assert_eq!(made.unwrap(), expected, "{format:?}");
        // Where one of both sections is not finished, both stay as they were: neither has it twice, or not at all.
        for unfinished in ["Text ny.", "Stycke två. Nytt."] {
            let edited = source.replace(from, to).replace(&unfinished.replace(" ny.", ".").replace(" Nytt.", ""), unfinished);
            let old = [document_of(&built(&marked(SiteTest::with(""), source, own)), APART, "sv").unwrap()];
            let build = built(&marked(SiteTest::with(""), source, own).edit("content/briefs/apart/sv.md", &edited));
            let mut parcel = finished(sent(&build, &old));
            let waits = parcel.units.iter().position(|unit| unit.text() == unfinished).unwrap();
            parcel.targets[waits].0 = Progress::Outdated;
            let (made, findings) = take_after(&build, format, &write(format, &parcel, "sv", "en"), APART, "en", None, &old);
            assert_eq!((body(&made.unwrap().text), codes(&findings)), (body(own), vec!["unfinished-translation"]), "{format:?}");
        }
    }
}

#[test]
fn a_part_for_some_readers_that_has_moved_to_another_section_is_told_and_moves_along() {
    let part = |text: &str| format!(":::only{{country=SE}}\n{text}\n:::\n\n");
    let [source, own] = [("Ett", "Text", "Ring 112."), ("One", "Words", "Call 112.")].map(|(title, text, call)| {
        format!("---\ntitle: {title}\n---\n\n## {title} {{#one}}\n\n{text} 1.\n\n{}## {text} {{#two}}\n\n{text} 2.\n", part(call))
    });
    let moved = |text: &str, call: &str| format!("{}\n{}", text.replace(&part(call), ""), part(call).trim_end()) + "\n";
    let state = |build: &Build| {
        let work = &build.site.works[build.site.index.by_path[APART]];
        let published = work.documents[build.site.config.place_of("en").unwrap()].as_ref().unwrap();
        let changes = published.translation().unwrap().changes.iter();
        changes.map(|change| format!("{} {}", change.id, change.change.name())).collect::<Vec<_>>()
    };
    for format in FORMATS {
        let site = marked(SiteTest::with(""), &source, &own);
        assert_eq!(state(&built(&site)), Vec::<String>::new());
        let site = site.edit("content/briefs/apart/sv.md", &moved(&source, "Ring 112."));
        let build = built(&site);
        assert_eq!(state(&build), ["only:country=SE moved"]);
        let parcel = sent(&build, &[]);
        assert!(parcel.targets.iter().all(|(progress, said)| *progress == Progress::Translated && said.is_some()), "{:?}", parcel.targets);
        let (made, findings) = take(&build, format, &write(format, &parcel, "sv", "en"), APART, "en", None);
        let made = made.unwrap().text;
        assert_eq!((body(&made), codes(&findings)), (body(&moved(&own, "Call 112.")), vec![]), "{format:?}");
        assert_eq!(state(&built(&site.edit("content/briefs/apart/en.md", &made))), Vec::<String>::new());
    }
    // Of one that stands there on purpose nothing more is told, nor after an import, until it moves again.
    let site = |own: &str| marked(SiteTest::with(""), &source, own).edit("content/briefs/apart/sv.md", &moved(&source, "Ring 112."));
    let [of_source, of_own] = ["sv", "en"].map(|tag| document_of(&built(&site(&own)), APART, tag).unwrap());
    let (before, sv) = (of_own.translated_from.as_ref(), language("sv"));
    let outlines = (&of_source.content().outline, &of_own.content().outline);
    for record in [
        translation::mark::of_today(before, &sv, outlines.0, outlines.1),
        translation::mark::with_section(before, "two", &sv, outlines.0, outlines.1),
    ] {
        let text = lykta::source::yaml::with_field(&of_own.file.text, "translated_from", &record.yaml()).unwrap();
        let build = built(&site(&own).edit("content/briefs/apart/en.md", &text));
        assert_eq!(state(&build), Vec::<String>::new());
        for format in FORMATS {
            let (made, _) = take(&build, format, &write(format, &sent(&build, &[]), "sv", "en"), APART, "en", None);
            assert_eq!(made.unwrap().text, text, "{format:?}");
        }
        let third = format!("{}\n## Mer {{#more}}\n\nMer.\n\n{}", source.replace(&part("Ring 112."), ""), part("Ring 112."));
        let text = text.replace("translated_from:", "summary: S\ntranslated_from:") + "\n## More {#more}\n\nMore.\n";
        let told = state(&built(&site(&own).edit("content/briefs/apart/sv.md", &third).edit("content/briefs/apart/en.md", &text)));
        assert!(told.contains(&"only:country=SE moved".to_owned()), "{told:?}");
    }
    // What the translation has not, or has in a section of its own, is its own matter.
    let lacks = own.replace(&part("Call 112."), "");
    let has_section = own.replace(":::only", "## Own {#own}\n\n:::only");
    for own in [lacks, has_section] {
        assert_eq!(state(&built(&marked(SiteTest::with(""), &moved(&source, "Ring 112."), &own))), Vec::<String>::new());
    }
}

#[test]
fn what_a_translation_is_said_to_be_made_from_is_what_it_is_built_as() {
    let site = built(&SiteTest::with("").edit("content/briefs/apart/work.yaml", "kind: brief\nsource_language: sv\n")).site;
    let kind = site.config.kinds.get("brief").unwrap();
    let work = WorkFile { path: APART.to_owned(), file: Text::new("work.yaml", ""), kind: "brief".to_owned(), fields: Default::default() };
    let parse = |tag: &str, text: &str| {
        document::parse(&Text::new(&format!("content/{APART}/{tag}.md"), text), &work, &language(tag), &site.config)
    };
    let document = |tag: &str, text: &str| parse(tag, text).value.unwrap();
    let ways: Vec<(Arc<Document>, Arc<Document>)> = WAYS
        .iter()
        .map(|way| {
            let [source, own] = put_together(way);
            let (source, own) = (document("sv", &source), document("en", &own));
            let record = translation::mark::of_today(None, &language("sv"), &source.content().outline, &own.content().outline);
            let own = lykta::source::yaml::with_field(&own.file.text, "translated_from", &record.yaml()).unwrap();
            (source, document("en", &own))
        })
        .collect();
    // The words that a translator has confirmed are the translator's matter.
    let without_words = |text: &str| {
        let words = TEXTS.iter().flat_map(|(source, own)| [source.to_uppercase(), (*own).to_owned()]);
        words.fold(body(text).to_owned(), |text, words| text.replace(&words, "¶"))
    };
    let mut otherwise = Vec::new();
    let pairs = (0..ways.len()).flat_map(|then| (0..ways.len()).map(move |now| (then, now))).filter(|(then, now)| then != now);
    for (then, now) in pairs {
        let (format, is_known) = (FORMATS[(then + now) % 2], (then + now) % 3 > 0);
        let ((then, own), (now, expected)) = (&ways[then], &ways[now]);
        let state =
            |own: &Document| translation::state::of(&now.content().outline, &own.content().outline, own.translated_from.as_ref(), None);
        let old = if is_known { vec![then.clone()] } else { Vec::new() };
        let parcel = finished(exchange::parcel(now, kind, Some((own, &state(own))), &old, &|_, _| None));
        let text = write(format, &parcel, "sv", "en");
        let parse = |text: &str| parse("en", text);
        let ground = Ground { kind, source: now, existing: Some(own), old: &old, term: &|_, _| None, parse: &parse };
        let found = import(&read(format, &text).0[0], &exchange::file("back", &text), &ground);
        let is_as_it_is_said_to_be = match &found.value {
            Some(made) => {
                let is_told = made.left > 0 || !state(own).is_outdated() || state(&document("en", &made.text)).is_outdated();
                is_told || without_words(&made.text) == without_words(&expected.file.text)
            }
            None => codes(&found.findings).iter().all(|code| *code == "changed-structure"),
        };
        if !is_as_it_is_said_to_be {
            let made = found.value.map(|made| without_words(&made.text));
            otherwise.push(format!("{format:?} {is_known}\n{}\n{}\n{made:?}", body(&own.file.text), body(&expected.file.text)));
        }
    }
    assert!(otherwise.is_empty(), "{}\n{}", otherwise.len(), otherwise.join("\n=====\n"));
}

#[test]
fn notes_that_are_numbered_anew_stay_with_what_refers_to_them() {
    let text = |title: &str, body: &str| format!("---\ntitle: {title}\n---\n\n{body}");
    let source = "## A {#a}\n\nText a.\n\n## B {#b}\n\nText b.[^1]\n\n## C {#c}\n\nText c.[^2]\n\n[^1]: Not b.\n[^2]: Not c.\n";
    let own = "## A {#a}\n\nPiece a.\n\n## B {#b}\n\nPiece b.[^1]\n\n## C {#c}\n\nPiece c.[^2]\n\n[^1]: Note b.\n[^2]: Note c.\n";
    for (now, becomes) in [
        (
            // One is added before the others.
            "## A {#a}\n\nText a.\n\nNytt.[^1]\n\n## B {#b}\n\nText b.[^2]\n\n## C {#c}\n\nText c.[^3]\n\n[^1]: Not a.\n[^2]: Not b.\n[^3]: Not c.\n",
            "## A {#a}\n\nPiece a.\n\nNYTT.[^4]\n\n## B {#b}\n\nPiece b.[^1]\n\n## C {#c}\n\nPiece c.[^2]\n\n[^1]: Note b.\n[^2]: Note c.\n[^4]: NOT A.\n",
        ),
        (
            "## A {#a}\n\nText a.\n\n## B {#b}\n\nText b.[^1]\n\nNytt.[^2]\n\n## C {#c}\n\nText c.[^3]\n\n[^1]: Not b.\n[^2]: Not ny.\n[^3]: Not c.\n",
            "## A {#a}\n\nPiece a.\n\n## B {#b}\n\nPiece b.[^1]\n\nNYTT.[^5]\n\n## C {#c}\n\nPiece c.[^2]\n\n[^1]: Note b.\n[^2]: Note c.\n[^5]: NOT NY.\n",
        ),
        (
            // The first is gone.
            "## A {#a}\n\nText a.\n\n## B {#b}\n\nText b, ny.\n\n## C {#c}\n\nText c.[^1]\n\n[^1]: Not c.\n",
            "## A {#a}\n\nPiece a.\n\n## B {#b}\n\nTEXT B, NY.\n\n## C {#c}\n\nPiece c.[^2]\n\n[^2]: Note c.\n",
        ),
    ] {
        for format in FORMATS {
            let (then, site) = edited(&text("Ett", source), &text("One", own), source, now);
            let old = [document_of(&built(&then), APART, "sv").unwrap()];
            let build = built(&site);
            let mut parcel = sent(&build, &old);
            for (unit, target) in parcel.units.iter().zip(&mut parcel.targets) {
                let is_new = unit.text().contains(", ny");
                *target = (Progress::Translated, target.1.take().filter(|_| !is_new).or(Some(unit.tokens.iter().map(shout).collect())));
            }
            let (made, findings) = take_after(&build, format, &write(format, &parcel, "sv", "en"), APART, "en", None, &old);
            assert_eq!((codes(&findings), body(&made.unwrap().text).trim_start()), (vec![], becomes), "{format:?}");
        }
    }
}

#[test]
fn a_note_that_is_defined_in_another_section_than_it_was_is_defined_once() {
    let (source, own) = (
        "---\ntitle: Ett\n---\n\n## A {#a}\n\nText a.[^n]\n\n## B {#b}\n\nText b.\n\n[^n]: Not 5.\n",
        "---\ntitle: One\n---\n\n## A {#a}\n\nPiece a.[^n]\n\n## B {#b}\n\nPiece b.\n\n[^n]: Note 5.\n",
    );
    let moved = "Text a.[^n]\n\nNytt.\n\n[^n]: Not 5.\n\n## B {#b}\n\nText b.\n";
    for format in FORMATS {
        let (parcel, made) = through(source, own, &source[source.find("Text a").unwrap()..], moved, format, str::to_owned);
        assert!(parcel.targets.iter().zip(&parcel.units).all(|((_, said), unit)| said.is_some() || unit.text() == "Nytt."));
        assert_eq!(made.unwrap(), "\n## A {#a}\n\nPiece a.[^n]\n\nNYTT.\n\n[^n]: Note 5.\n\n## B {#b}\n\nPiece b.\n\n", "{format:?}");
        // The section that it comes to stays as it is written, and the one that it leaves is written anew.
        let (source, own) = (source.replace(&source[source.find("Text a").unwrap()..], moved), made_of(own));
        let (_, made) =
            through(&source, &own, moved, "Text a.[^n]\n\nMer.\n\n## B {#b}\n\nText b.\n\n[^n]: Not 5.\n", format, str::to_owned);
        let made = made.unwrap();
        assert_eq!((made.matches("[^n]: Note 5.").count(), made.matches("[^n]").count()), (1, 2), "{format:?} {made}");
    }
}

#[test]
fn a_note_stays_with_a_section_that_the_source_has_no_more() {
    let (source, own) = (
        "---\ntitle: Ett\n---\n\n## A {#a}\n\nText a.\n\n## B {#b}\n\nText b.[^n]\n\n## C {#c}\n\nText c.\n\n[^n]: Not 5.\n",
        "---\ntitle: One\n---\n\n## A {#a}\n\nPiece a.\n\n## B {#b}\n\nPiece b.[^n]\n\n## C {#c}\n\nPiece c.\n\n[^n]: Note 5.\n",
    );
    for format in FORMATS {
        let from = &source[source.find("## B").unwrap()..];
        let (_, made) = through(source, own, from, "## C {#c}\n\nText c.\n\nMer.\n", format, str::to_owned);
        let made = made.unwrap();
        assert!(made.contains("Piece b.[^n]") && made.contains("MER."), "{format:?} {made}");
        assert_eq!(made.matches("[^n]: Note 5.").count(), 1, "{format:?} {made}");
    }
}

/// A translation whose note stands in its first section.
fn made_of(own: &str) -> String {
    own.replace("\n\n[^n]: Note 5.\n", "\n").replace("[^n]\n", "[^n]\n\nNew.\n\n[^n]: Note 5.\n")
}

#[test]
fn a_heading_before_what_stood_before_all_headings_is_written() {
    let (source, own) =
        ("---\ntitle: Ett\n---\n\nText 5.\n\n## B {#b}\n\nMer.\n", "---\ntitle: One\n---\n\nWords 5.\n\n## B {#b}\n\nMore.\n");
    for format in FORMATS {
        let (_, made) = through(source, own, "Text 5.", "## Nytt {#new}\n\nText 5.", format, str::to_owned);
        assert_eq!(made.unwrap(), "\n## NYTT {#new}\n\nWords 5.\n\n## B {#b}\n\nMore.\n", "{format:?}");
    }
}

#[test]
fn texts_of_a_list_in_the_front_matter_are_followed() {
    let text = |title: &str, items: &str| format!("---\ntitle: {title}\nin_a_minute: [{items}]\n---\n\nText.\n");
    let take = |then: &str, own: &str, now: &str, format, knows: bool, anew: bool| {
        let now = text("Ett nytt", now);
        let (before, site) = edited(&text("Ett", then), &text("One", own), &text("Ett", then), &now);
        let old = [document_of(&built(&before), APART, "sv").unwrap()];
        let old = if knows { &old[..] } else { &[] };
        let build = built(&site);
        let mut parcel = finished(sent(&build, old));
        for (unit, target) in parcel.units.iter().zip(&mut parcel.targets).filter(|_| anew) {
            target.1 = Some(unit.tokens.iter().map(shout).collect());
        }
        let text = write(format, &parcel, "sv", "en");
        let (made, findings) = take_after(&build, format, &text, APART, "en", None, old);
        assert_eq!(made.is_none(), codes(&findings) == ["changed-structure"], "{findings:?}");
        made.map(|made| {
            let path = "content/briefs/apart/en.md";
            let made = document_of(&built(&site.edit(path, &made.text)), APART, "en").unwrap();
            units::of(&made, build.site.config.kinds.get("brief").unwrap())
                .iter()
                .skip(1)
                .map(units::Unit::text)
                .collect::<Vec<_>>()
                .join(" ")
        })
    };
    for format in FORMATS {
        for (then, own, now, becomes) in [
            ("Ett 1., Två 2.", "One 1., Two 2.", "Två 2.", Some("Two 2. Text.")),
            ("Ett 1., Två 2.", "One 1., Two 2.", "Ett 1.", Some("One 1. Text.")),
            ("Ett 1., Två 2.", "One 1., Two 2.", "Två 2., Ett 1.", Some("Two 2. One 1. Text.")),
            ("Ett 1., Två 2.", "One 1., Two 2.", "Noll., Ett 1., Två 2.", Some("NOLL. One 1. Two 2. Text.")),
            ("Ett 1., Två 2.", "One 1., Two 2.", "", Some("Text.")),
            // What is the translation's own stays, whatever comes and goes.
            ("Ett 1., Två 2.", "One 1., Two 2., Of its own.", "Två 2.", Some("Two 2. Of its own. Text.")),
            (
                "Ett 1., Två 2.",
                "One 1., Two 2., Of its own.",
                "Noll., Noll., Ett 1., Två 2.",
                Some("NOLL. NOLL. One 1. Two 2. Of its own. Text."),
            ),
        ] {
            assert_eq!(take(then, own, now, format, true, false).as_deref(), becomes, "{format:?} {own} {now}");
        }
        // Where it can't be told which text is its own, nothing is written over it.
        for now in ["Noll., Ett 1., Två 2.", "Ett 1., Två 3."] {
            assert_eq!(take("Ett 1., Två 2.", "Of its own., One 1., Two 2.", now, format, true, true), None);
        }
        // Nobody knows whether the source had what the translation has beyond it.
        assert_eq!(take("Ett 1., Två 2.", "One 1., Two 2.", "Två 2.", format, false, false), None);
        assert_eq!(
            take("Ett 1., Två 2.", "One 1., Two 2.", "Ett 1., Tre 3.", format, false, false).as_deref(),
            Some("One 1. Two 2. Text.")
        );
    }
}

#[test]
fn links_by_reference_come_back_as_they_were_written() {
    let source = "---\ntitle: Ett\n---\n\n## A {#a}\n\nSe [lagen][l], [barn](https://example.com/b) 5.\n\n## B {#b}\n\nSlut [här][l].\n\n[l]: https://example.com/law\n";
    let own = "---\ntitle: One\n---\n\n## A {#a}\n\nSee [the law][law], [child](https://example.com/b) 5.\n\n## B {#b}\n\nEnd [here][law].\n\n[law]: https://example.com/law\n";
    for format in FORMATS {
        for (to, becomes) in [("Läs [lagen][l]", "Read [the law]"), ("Ny.\n\nSe [lagen][l]", "NY.\n\nRead [the law]")] {
            let (_, made) = through(source, own, "Se [lagen][l]", to, format, |text| text.replace("See ", "Read "));
            assert_eq!(made.unwrap(), body(own).replace("See [the law]", becomes), "{format:?}");
        }
        // Of a new translation, as the source has them.
        let build = built(
            &SiteTest::with("")
                .edit("content/briefs/apart/work.yaml", "kind: brief\nsource_language: sv\n")
                .edit("content/briefs/apart/sv.md", source),
        );
        let parcel = translated(&document_of(&build, APART, "sv").unwrap(), &build, shout);
        let (made, _) = take(&build, format, &write(format, &parcel, "sv", "en"), APART, "en", None);
        assert!(made.as_ref().unwrap().text.contains("SE [LAGEN][l], [BARN](https://example.com/b) 5."), "{}", made.unwrap().text);
    }
}

#[test]
fn a_note_waits_for_what_refers_to_it() {
    let source = "---\ntitle: Ett\n---\n\n## A {#a}\n\nText a.\n\n## B {#b}\n\nText b.[^1]\n\n[^1]: Not b.\n";
    let own = "---\ntitle: One\n---\n\n## A {#a}\n\nPiece a.\n\n## B {#b}\n\nPiece b.[^1]\n\n[^1]: Note b.\n";
    let now = "Text a.[^1]\n\n## B {#b}\n\nText b.[^2]\n\n[^1]: Not a.\n[^2]: Not b.\n";
    for format in FORMATS {
        let (then, site) = edited(source, own, &source[source.find("Text a").unwrap()..], now);
        let old = [document_of(&built(&then), APART, "sv").unwrap()];
        let build = built(&site);
        let mut parcel = finished(sent(&build, &old));
        let at = parcel.units.iter().position(|unit| unit.text() == "Text a.[^1]").unwrap();
        parcel.targets[at] = (Progress::Outdated, Some(parcel.units[at].tokens.iter().map(shout).collect()));
        let (made, _) = take_after(&build, format, &write(format, &parcel, "sv", "en"), APART, "en", None, &old);
        let part = made.map_or_else(|| own.to_owned(), |made| made.text);
        assert_eq!(body(&part), body(own), "{format:?}");
        // The rest of the same file.
        let build = built(&site.edit("content/briefs/apart/en.md", &part));
        parcel.targets[at].0 = Progress::Translated;
        let (made, findings) = take_after(&build, format, &write(format, &parcel, "sv", "en"), APART, "en", None, &old);
        let becomes = "\n## A {#a}\n\nTEXT A.[^3]\n\n## B {#b}\n\nPiece b.[^1]\n\n[^1]: Note b.\n[^3]: NOT A.\n";
        assert_eq!((codes(&findings), body(&made.unwrap().text)), (vec![], becomes), "{format:?}");
    }
}

#[test]
fn notes_that_are_read_in_notes_or_stand_in_quotations_are_there_once() {
    let source = "---\ntitle: Ett\n---\n\n## A {#a}\n\nText a.\n\n## B {#b}\n\nText b.\n";
    let own = "---\ntitle: One\n---\n\n## A {#a}\n\nPiece a.\n\n## B {#b}\n\nPiece b.\n";
    for format in FORMATS {
        for notes in ["[^y]: Inre.\n[^x]: Yttre[^y].\n", "[^x]: Yttre[^y].\n[^y]: Inre.\n", "> [^x]: Yttre[^y].\n\n[^y]: Inre.\n"] {
            let now = format!("Text a.\n\nNytt[^x].\n\n## B {{#b}}\n\nText b.\n\n{notes}");
            let (_, made) = through(source, own, "Text a.\n\n## B {#b}\n\nText b.\n", &now, format, str::to_owned);
            let made = made.unwrap();
            assert_eq!((made.matches("[^x]: YTTRE").count(), made.matches("[^y]: INRE").count()), (1, 1), "{format:?} {made}");
        }
    }
}
