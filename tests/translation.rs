//! Translations and their sources: what makes one outdated, what does not, and who is told.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::sync::Arc;

use lykta::config::Options;
use lykta::document::Document;
use lykta::language::Language;
use lykta::source::yaml;
use lykta::speech::Speech;
use lykta::translation::{Change, Outline, SectionHash, mark, record, state};
use proptest::prelude::*;
use support::SiteTest;

/// A document as a site reads it.
fn document(site: &SiteTest, work: &str, tag: &str) -> Arc<Document> {
    let options = Options { drafts: true, ..Options::default() };
    let found = lykta::build(&site.world, &options, &site.memo);
    let build = found.value.unwrap_or_else(|| panic!("{:?}", found.findings));
    let work = &build.site.works[build.site.index.by_path[work]];
    let language = build.site.config.languages.iter().position(|language| language.tag() == tag).unwrap();
    work.documents[language].as_ref().unwrap_or_else(|| panic!("{:?}", found.findings)).document.clone()
}

fn outline(body: &str) -> Outline {
    let site = SiteTest::with("-- content/briefs/signs/work.yaml --\nkind: brief\n")
        .edit("content/briefs/signs/sv.md", &format!("---\ntitle: Tecken\nsummary: Kort.\n---\n\n{body}"));
    document(&site, "briefs/signs", "sv").content().outline.clone()
}

fn recorded(outline: &Outline) -> Vec<(String, SectionHash)> {
    outline.sections.iter().map(|section| (section.id.clone(), section.hash)).collect()
}

fn changes(before: &str, after: &str) -> Vec<(String, Change)> {
    state::compare(&outline(after), &recorded(&outline(before))).into_iter().map(|change| (change.id, change.change)).collect()
}

const TEXT: &str = "Opening text.\n\n## Signs {#signs}\n\nCall *112*, it is not far: [the line](../../tools/line/), [116 000](tel:+46116000).\nOne \"word\" more[^n].\n\n- one\n- two\n\n### Girls {#girls}\n\n| a | b |\n| - | - |\n| c | d |\n\n## Then {#then}\n\n1. First\n2. Second\n\n[^n]: A note of 2026.\n";

#[test]
fn how_a_text_is_written_does_not_matter() {
    for (what, now) in [
        ("line ends", TEXT.replace('\n', "\r\n")),
        ("white space", TEXT.replace("Call *112*, it is", "Call *112*,  it\n  is")),
        ("stress", TEXT.replace("*112*", "_112_")),
        ("bullets", TEXT.replace("- one\n- two", "+ one\n\n+ two")),
        ("numbers of a list", TEXT.replace("2. Second", "7. Second")),
        ("headings", TEXT.replace("## Signs {#signs}", "Signs {#signs}\n-----")),
        ("a link's path", TEXT.replace("../../tools/line/", "../../tools/other/#part")),
        ("a reference link", TEXT.replace("[the line](../../tools/line/)", "[the line][l]") + "\n[l]: ../../tools/line/\n"),
        ("tables", TEXT.replace("| a | b |\n| - | - |", "|a|b|\n|---|:-:|")),
        ("composed letters", TEXT.replace("Opening", "O\u{308}pening").replace("O\u{308}pening", "Opening")),
        ("quotation marks", TEXT.replace("\"word\"", "“word”")),
        (
            "a note's label and place",
            TEXT.replace("[^n]: A note of 2026.\n", "").replace("[^n]", "[^x]").replace("## Signs", "[^x]: A note of 2026.\n\n## Signs"),
        ),
        ("a label in capitals", TEXT.replace("[^n]: ", "[^N]: ")),
        ("an escape", TEXT.replace("Opening text.", "Opening text\\.")),
    ] {
        assert_eq!(changes(TEXT, &now), [], "{what}");
    }
    assert_eq!(changes("å", "a\u{30A}"), []);
    // Which work is named is no text, as in a link.
    let names = "Call :term[the line]{work=terms/line}.\n\n:::related{work=tools/line}\n:::\n";
    assert_eq!(changes(names, &names.replace("terms/line", "terms/lines").replace("tools/line", "tools/lines")), []);
    assert_eq!(changes(names, &names.replace("[the line]", "[a line]")), [(String::new(), Change::Changed)]);
}

#[test]
fn a_note_of_a_field_is_none_of_the_text() {
    let text = |field: &str| {
        let fields = format!("title: Tecken\nin_a_minute:\n  - \"Ring[^1].\\n\\n[^1]: {field}\"\n  - \"Vänta[^1].\\n\\n[^1]: Två.\"");
        let site = SiteTest::with("-- content/briefs/signs/work.yaml --\nkind: brief\n");
        let site = site.edit("content/briefs/signs/sv.md", &format!("---\n{fields}\n---\n\n## Ett {{#one}}\n\nText[^1].\n\n[^1]: Not.\n"));
        document(&site, "briefs/signs", "sv").content().outline.clone()
    };
    let changed = state::compare(&text("Fältets andra not."), &recorded(&text("Fältets not.")));
    assert_eq!(changed.iter().map(|change| change.id.as_str()).collect::<Vec<_>>(), ["front"]);
    assert_eq!(text("Not.").section("one").unwrap().words, "Ett Text Not".split(' ').count());
}

#[test]
fn what_a_text_says_does_matter_and_only_in_its_section() {
    for (what, from, to, section) in [
        ("a number", "*112*", "*113*", "signs"),
        ("a negation", "it is not far", "it is far", "signs"),
        ("a telephone link", "tel:+46116000", "tel:+46116001", "signs"),
        ("a link that leads out", "../../tools/line/", "https://example.org/", "signs"),
        ("a note", "A note of 2026", "A note of 2027", "signs"),
        ("a heading", "### Girls {#girls}", "### Boys {#girls}", "girls"),
        ("a heading's level", "### Girls", "## Girls", "girls"),
        ("a cell", "| c | d |", "| c | e |", "girls"),
        ("the kind of a list", "1. First\n2. Second", "- First\n- Second", "then"),
        ("the opening", "Opening text", "Another text", ""),
    ] {
        let now = TEXT.replace(from, to);
        assert_ne!(now, TEXT);
        assert_eq!(changes(TEXT, &now), [(section.to_owned(), Change::Changed)], "{what}");
    }
}

#[test]
fn a_note_within_a_note_belongs_to_where_the_first_is_read() {
    let text = "A.\n\n## Do {#do}\n\nB[^1].\n\n## Then {#then}\n\nC.\n\n[^1]: N[^2].\n[^2]: Wait 3 days[^1][^3].\n[^3]: Not 4[^2].\n";
    for (from, to) in [("3 days", "30 days"), ("Not 4", "Not 5")] {
        assert_eq!(changes(text, &text.replace(from, to)), [("do".to_owned(), Change::Changed)]);
    }
    assert_eq!(outline(text).section("do").unwrap().words, "Do B N Wait 3 days Not 4".split(' ').count());
}

#[test]
fn sections_are_followed() {
    let name = |id: &str, change| (id.to_owned(), change);
    let then = "## Then {#then}\n\n1. First\n2. Second\n\n";
    let moved = TEXT.replace(then, "").replace("## Signs", &format!("{then}## Signs"));
    assert_eq!(changes(TEXT, &moved), [name("then", Change::Moved)]);
    // The text of a heading may change, the id stays; the id may change, the text stays; or neither is written.
    assert_eq!(changes(TEXT, &TEXT.replace("## Then {#then}", "## Afterwards {#then}")), [name("then", Change::Changed)]);
    assert_eq!(changes(TEXT, &TEXT.replace("{#then}", "{#after}")), []);
    assert_eq!(
        changes(&TEXT.replace(" {#then}", ""), &TEXT.replace("## Then {#then}", "## After that")),
        [name("after-that", Change::Changed)]
    );
    assert_eq!(changes(TEXT, &TEXT.replace("## Then", "## New {#new}\n\nText.\n\n## Then")), [name("new", Change::Added)]);
    assert_eq!(changes(&TEXT.replace("## Then", "## New {#new}\n\nText.\n\n## Then"), TEXT), [name("new", Change::Removed)]);
    assert_eq!(changes(TEXT, &TEXT.replace("Opening text.\n\n", "")), [name("", Change::Removed)]);
    // A heading within a list begins no section: there is no cutting there.
    assert_eq!(changes("- a\n\n  ## B {#b}\n\n- c", "- a\n\n  ## B {#b}\n\n- d"), [name("", Change::Changed)]);
    // A heading may be called as what has none.
    assert_eq!(changes("## F {#front}\n\na", "## F {#front}\n\nb"), [name("#front", Change::Changed)]);
}

#[test]
fn headings_that_stand_there_several_times_are_followed_by_what_they_say() {
    let cases = |cases: &[(&str, &str)]| -> String {
        cases.iter().map(|(id, text)| format!("## Case {id} {{#{id}}}\n\n### Example\n\n{text}\n\n")).collect()
    };
    let name = |id: &str, change| (id.to_owned(), change);
    for (apples, pears) in [("apples", "pears"), ("fruit", "fruit")] {
        let before = cases(&[("a", apples), ("b", pears)]);
        let after = cases(&[("zero", "plums"), ("a", apples), ("b", pears)]);
        assert_eq!(changes(&before, &after), [name("zero", Change::Added), name("example", Change::Added)]);
        assert_eq!(changes(&after, &before), [name("zero", Change::Removed), name("example", Change::Removed)]);
    }
    let before = cases(&[("a", "apples"), ("b", "pears")]);
    let swapped = changes(&before, &cases(&[("b", "pears"), ("a", "apples")]));
    assert_eq!(swapped, [name("a", Change::Moved), name("example-2", Change::Moved)]);
    let without = before.replacen("### Example\n\napples\n\n", "", 1);
    assert_eq!(changes(&before, &without), [name("example", Change::Removed)]);
    // What is said of one section leaves the others followed.
    let after = outline(&cases(&[("zero", "plums"), ("a", "apples"), ("b", "pears")]));
    let own = outline(&before);
    let made = record::Record { sections: recorded(&own), ..mark::of_today(None, &Language::parse("sv").unwrap(), &own, &own) };
    let marked = mark::with_section(Some(&made), "zero", &made.language, &after, &own);
    let left: Vec<_> = state::compare(&after, &marked.sections).into_iter().map(|change| (change.id, change.change)).collect();
    assert_eq!(left, [name("example", Change::Added)]);
}

#[test]
fn shared_fields_do_not_matter_and_texts_of_the_front_matter_do() {
    let front = |fields: &str| {
        let site = SiteTest::with("-- content/briefs/signs/work.yaml --\nkind: brief\n")
            .edit("content/briefs/signs/sv.md", &format!("---\n{fields}---\n\nText.\n"));
        document(&site, "briefs/signs", "sv").content().outline.clone()
    };
    let before = front("title: A\nsummary: B\nin_a_minute: [one, \"two *2*\"]\n");
    let same = front("in_a_minute:\n  - 'one'\n  - two _2_\nsummary: \"B\"\ntitle: A\nslug: other\nupdated: 2026-01-01\ntopics: [law]\n");
    assert_eq!(before.hash, same.hash);
    for fields in [
        "title: A!\nsummary: B\nin_a_minute: [one, two 2]\n",
        "title: A\nsummary: C\nin_a_minute: [one, two 2]\n",
        "title: A\nsummary: B\nin_a_minute: [one, two 3]\n",
        "title: A\nsummary: B\nin_a_minute: [one]\n",
    ] {
        assert_ne!(front(fields).hash, before.hash, "{fields}");
    }
}

fn section() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zåäö]{1,8}( [a-z0-9]{1,6}){0,5}",
        "[a-z]{2,6} \\*\\*[0-9]{2,4}\\*\\* [a-z]{2,6}",
        "- [a-z]{2,5}\n- [a-z]{2,5}",
        "> [a-z]{2,9}\n\n[a-z]{3} \\[x\\]\\(tel:[0-9]{3}\\)",
        "`[a-z]{3}` and\nmore [0-9]{2}",
    ]
}

fn whole(sections: &[String]) -> String {
    sections.iter().enumerate().map(|(at, text)| format!("## Part {at} {{#part-{at}}}\n\n{text}\n\n")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_changes_the_state_of_just_the_sections_that_it_touched(
        sections in prop::collection::vec(section(), 1..6),
        edits in prop::collection::vec((any::<prop::sample::Index>(), section()), 0..4),
    ) {
        let mut edited = sections.clone();
        for (at, text) in &edits {
            edited[at.index(sections.len())] = text.clone();
        }
        let (before, after) = (outline(&whole(&sections)), outline(&whole(&edited)));
        let told: Vec<String> = state::compare(&after, &recorded(&before)).into_iter().map(|change| {
            assert_eq!(change.change, Change::Changed);
            change.id
        }).collect();
        let differ: Vec<String> = (0..sections.len()).filter(|&at| {
            let single = |text: &String| outline(text).hash;
            sections[at] != edited[at] && single(&sections[at]) != single(&edited[at])
        }).map(|at| format!("part-{at}")).collect();
        prop_assert_eq!(told, differ);
    }

    #[test]
    fn moved_and_renamed_sections_are_followed(
        sections in prop::collection::vec("[a-z]{4,9} [0-9]{6}", 2..7),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        renamed in any::<prop::sample::Index>(),
    ) {
        let named = |order: &[usize], rename: Option<usize>| -> String {
            order.iter().map(|&at| {
                let id = if rename == Some(at) { format!("new-{at}") } else { format!("part-{at}") };
                format!("## Part {at} {{#{id}}}\n\n{} {at}\n\n", sections[at])
            }).collect()
        };
        let order: Vec<usize> = (0..sections.len()).collect();
        let mut moved = order.clone();
        let one = moved.remove(from.index(order.len()));
        moved.insert(to.index(moved.len() + 1), one);
        let before = outline(&named(&order, None));
        let told = state::compare(&outline(&named(&moved, Some(renamed.index(order.len())))), &recorded(&before));
        prop_assert!(told.iter().all(|change| change.change == Change::Moved), "{:?}", told);
        prop_assert_eq!(told.is_empty(), moved == order);
        prop_assert!(told.len() <= 1, "{:?}", told);
    }

    #[test]
    fn a_record_is_read_as_it_was_written(sections in prop::collection::vec(section(), 1..6)) {
        let site = SiteTest::with("-- content/briefs/signs/work.yaml --\nkind: brief\nsource_language: sv\n");
        let file = |extra: &str| format!("---\r\ntitle: A  # said\r\n{extra}summary: 'b'\r\n---\r\n\r\n{}", whole(&sections));
        let site = site.edit("content/briefs/signs/sv.md", &file("")).edit("content/briefs/signs/en.md", &file(""));
        let (source, own) = (document(&site, "briefs/signs", "sv"), document(&site, "briefs/signs", "en"));
        let made = mark::of_today(None, &source.language, &source.content().outline, &own.content().outline);
        let marked = yaml::with_field(&file(""), "translated_from", &made.yaml()).unwrap();
        let again = yaml::with_field(&marked, "translated_from", &made.yaml()).unwrap();
        prop_assert_eq!(&again, &marked);
        prop_assert_eq!(yaml::without_field(&marked, "translated_from"), file(""));
        let read = document(&site.edit("content/briefs/signs/en.md", &marked), "briefs/signs", "en");
        prop_assert_eq!(read.translated_from.as_ref(), Some(&made));
    }
}

/// A Swedish brief and its English translation, marked as made from it.
fn pair() -> SiteTest {
    let site = SiteTest::with(
        "
        -- content/briefs/signs/work.yaml --
        kind: brief
        source_language: sv
        date: 2026-03-01
        -- content/briefs/signs/sv.md --
        ---
        title: Tecken
        summary: Kort.
        ---

        Inledning.

        ## Tecken {#signs}

        Ring 112.

        ## Sedan {#then}

        Vänta.
        -- content/briefs/signs/en.md --
        ---
        title: Signs
        summary: Short.
        ---

        Opening.

        ## Signs {#signs}

        Call 112.

        ## Then {#then}

        Wait.
        ",
    );
    mark(site)
}

fn mark(site: SiteTest) -> SiteTest {
    let (source, own) = (document(&site, "briefs/signs", "sv"), document(&site, "briefs/signs", "en"));
    let made = mark::of_today(None, &source.language, &source.content().outline, &own.content().outline);
    let text = yaml::with_field(&own.file.text, "translated_from", &made.yaml()).unwrap();
    site.edit("content/briefs/signs/en.md", &text)
}

fn change(site: SiteTest, path: &str, from: &str, to: &str) -> SiteTest {
    let text = String::from_utf8(site.world.files[path].clone()).unwrap();
    assert!(text.contains(from), "{text}");
    site.edit(path, &text.replace(from, to))
}

const SV: &str = "content/briefs/signs/sv.md";
const EN: &str = "content/briefs/signs/en.md";

#[test]
fn a_reader_is_told_of_the_section_that_is_behind_and_of_no_other() {
    let site = pair();
    let built = site.build();
    built.without_findings();
    built.page("/en/briefs/signs/").lacks("has changed since").has("not yet been reviewed");
    let behind = change(site, SV, "Ring 112", "Ring 113").build();
    let notice = "<h2 id=\"signs\">Signs</h2>\n<a class=\"anchor\" href=\"#signs\" aria-label=\"Link to this section: Signs\">#</a>\n<p class=\"notice outdated\">The original has changed since this was translated. <a href=\"/sv/briefs/signs/#signs\" hreflang=\"sv\">Original: svenska</a></p>";
    behind.page("/en/briefs/signs/").has(notice);
    assert_eq!(behind.page("/en/briefs/signs/").text().matches("has changed since").count(), 1);
    behind.page("/sv/briefs/signs/").lacks("notice outdated");
    behind.page("/en/feed.xml").has("The original has changed since").has("https://example.org/sv/briefs/signs/#signs");
    let finding = behind.finds("outdated-translation", EN, 5, 3);
    assert_eq!(finding.message, "the source has changed since this was translated: signs changed");
    assert_eq!(behind.findings.len(), 1);
}

#[test]
fn of_many_changes_the_first_are_named() {
    let many: String = (0..20).map(|at| format!("## Nytt {at} {{#new-{at}}}\n\nText.\n\n")).collect();
    let built = change(pair(), SV, "## Sedan", &format!("{many}## Sedan")).build();
    let message = &built.finds("outdated-translation", EN, 5, 3).message;
    assert!(message.starts_with("the source has changed since this was translated: new-0 added, new-1 added"), "{message}");
    assert!(message.ends_with(", and 12 more"), "{message}");
    let swedish = Speech::of_tag("sv").unwrap().tell(message);
    assert!(swedish.contains("new-0 (tillagt)") && swedish.ends_with(", och 12 till"), "{swedish}");
}

#[test]
fn readers_learn_nothing_of_a_source_that_nobody_is_shown() {
    for hidden in ["draft: true", "date: 2031-03-03", "expires: 2020-03-03"] {
        let pages = |site: SiteTest| {
            let built = change(site, SV, "title: ", &format!("{hidden}\ntitle: ")).build();
            ["/en/briefs/signs/", "/en/briefs/", "/en/feed.xml"].map(|path| built.page(path).text().to_owned())
        };
        let edited = change(pair(), SV, "Ring 112", "Ring 113");
        assert_eq!(pages(pair()), pages(edited), "{hidden}");
    }
    // Authors are told.
    change(change(pair(), SV, "Ring 112", "Ring 113"), SV, "title: ", "draft: true\ntitle: ").build().finds(
        "outdated-translation",
        EN,
        5,
        3,
    );
}

#[test]
fn what_stands_in_no_section_is_told_at_the_top() {
    for (from, to) in [("title: Tecken", "title: Nya tecken"), ("## Sedan", "## Nytt {#new}\n\nText.\n\n## Sedan")] {
        let built = change(pair(), SV, from, to).build();
        built
            .page("/en/briefs/signs/")
            .has("<p class=\"notice outdated\">The original has changed since this was translated. <a href=\"/sv/briefs/signs/\"");
    }
    let built = change(pair(), SV, "Inledning", "Början").build();
    built.page("/en/briefs/signs/").has("<div class=\"text\">\n<p class=\"notice outdated\">");
}

#[test]
fn machines_are_told_what_a_translation_is_made_from() {
    let built = pair().build();
    built
        .page("/en/briefs/signs/")
        .has("\"translationOfWork\":{\"@id\":\"https://example.org/sv/briefs/signs/\"}")
        .has("\"isBasedOn\":{\"@id\":\"https://example.org/sv/briefs/signs/\",\"inLanguage\":\"sv\",\"dateModified\":\"2026-03-01\"}");
    built.page("/sv/briefs/signs/").has("\"workTranslation\":[{\"@id\":\"https://example.org/en/briefs/signs/\",\"inLanguage\":\"en\"}]");
}

#[test]
fn a_site_says_how_strict_it_is() {
    let site_file = "content/site.yaml";
    let behind = || change(pair(), SV, "Ring 112", "Ring 113");
    for (said, errors) in [
        ("translations: { outdated: note }", 0),
        ("translations: { outdated: error }", 1),
        ("translations: { outdated: note, never_outdated: [brief] }", 1),
        ("translations: { never_outdated: [tool] }", 0),
    ] {
        let built = change(behind(), site_file, "languages:", &format!("{said}\nlanguages:")).build();
        assert_eq!(built.errors(), errors, "{said}");
    }
    let built = change(behind(), site_file, "languages:", "translations: { never_outdated: [tol] }\nlanguages:").build();
    assert!(built.findings.iter().any(|finding| finding.code.name == "unknown-kind" && finding.hints[0] == "did you mean «tool»?"));
}

#[test]
fn a_review_lapses_when_the_text_changes() {
    let site = pair();
    let own = document(&site, "briefs/signs", "en");
    let review = |text: &str| format!("reviewed: {{ by: prosecutor, on: 2026-04-02{text} }}\ntitle: Signs");
    let reviewed = change(site, EN, "title: Signs", &review(&format!(", text: \"{}\"", own.content().outline.hash)));
    let built = reviewed.build();
    built.without_findings();
    built.page("/en/briefs/signs/").has("Reviewed by <bdi>prosecutor</bdi>").lacks("not yet been reviewed");
    let changed = change(reviewed, EN, "Wait.", "Wait there.").build();
    changed.page("/en/briefs/signs/").lacks("Reviewed by <bdi>prosecutor</bdi>").has("not yet been reviewed");
    changed.finds("lapsed-review", EN, 2, 11);
    // Without its text it is believed, and the author is told so.
    let believed = change(pair(), EN, "title: Signs", &review("")).build();
    believed.page("/en/briefs/signs/").has("Reviewed by <bdi>prosecutor</bdi>");
    believed.finds("review-without-text", EN, 2, 11);
}

#[test]
fn a_translation_that_changed_alone_is_ahead() {
    let site = change(pair(), EN, "Wait.", "Wait there.");
    let (source, own) = (document(&site, "briefs/signs", "sv"), document(&site, "briefs/signs", "en"));
    let now = state::of(&source.content().outline, &own.content().outline, own.translated_from.as_ref(), None);
    assert_eq!((now.state, now.changes.len()), (state::State::Ahead, 0));
    site.build().without_findings().page("/en/briefs/signs/").lacks("has changed since");
    let other = record::Record { recipe: 2, ..own.translated_from.clone().unwrap() };
    assert_eq!(state::of(&source.content().outline, &own.content().outline, Some(&other), None).state, state::State::Unknown);
}

#[test]
fn sections_without_ids_are_paired_by_place() {
    let site = change(change(pair(), EN, " {#signs}", ""), EN, " {#then}", "");
    let site = mark(site);
    site.build().without_findings();
    let behind = change(site, SV, "Ring 112", "Ring 113").build();
    behind
        .page("/en/briefs/signs/")
        .has("<h2 id=\"signs\">Signs</h2>\n<a class=\"anchor\" href=\"#signs\" aria-label=\"Link to this section: Signs\">#</a>\n<p class=\"notice outdated\">")
        .lacks("<h2 id=\"then\">Then</h2>\n<p class");
}

#[test]
fn a_site_that_keeps_no_records_is_left_in_peace() {
    let site = pair();
    let bare = yaml::without_field(std::str::from_utf8(&site.world.files[EN]).unwrap(), "translated_from");
    site.edit(EN, &bare).build().without_findings().page("/en/briefs/signs/").lacks("has changed since");
}

#[test]
fn a_part_for_some_readers_that_says_something_else_is_told_also_where_its_section_has_moved() {
    let [one, two] = ["## One {#one}\n\nText.\n\n:::only{country=SE}\nCall 112.\n:::\n\n", "## Two {#two}\n\nMore.\n\n"];
    let before = outline(&format!("{one}{two}"));
    let record = mark::of_today(None, &Language::parse("sv").unwrap(), &before, &before);
    let state = |after: &str| {
        let changes = state::of(&outline(after), &before, Some(&record), None).changes;
        changes.into_iter().map(|change| (change.id, change.change, change.words)).collect::<Vec<_>>()
    };
    assert_eq!(state(&format!("{two}{one}")), [("one".to_owned(), Change::Moved, 0)]);
    assert_eq!(state(&format!("{two}{}", one.replace("112", "113"))), [("one".to_owned(), Change::Changed, 2)]);
}

#[test]
fn a_section_that_was_left_as_its_source_is_told() {
    let told = |own: &str, draft: &str| {
        let text = "Fråga ett barn som aldrig är ensamt vem som har passet.";
        let site = SiteTest::with("-- content/briefs/signs/work.yaml --\nkind: brief\nsource_language: sv\n").edit(
            "content/briefs/signs/sv.md",
            &format!("---\ntitle: Tecken\nsummary: Kort.\n---\n\n{text}\n\n## Polis {{#police}}\n\n112\n"),
        );
        let source = document(&site, "briefs/signs", "sv").content().outline.clone();
        let record = mark::of_today(None, &Language::parse("sv").unwrap(), &source, &source);
        let own = own.replace("TEXT", text);
        let front = format!("---\ntitle: Signs\nsummary: Short.\n{draft}{}---\n\n", record.yaml());
        let site = site.edit("content/briefs/signs/en.md", &format!("{front}{own}\n\n## Polis {{#police}}\n\n112\n"));
        let found = site.build().findings.into_iter().filter(|finding| finding.code.name == "untranslated-section");
        found.map(|finding| finding.message).collect::<Vec<_>>()
    };
    assert_eq!(told("TEXT", ""), ["still in the words of its source: the opening"]);
    assert_eq!(told("TEXT", "draft: true\n"), Vec::<String>::new());
    assert_eq!(told("Ask a child who is never alone who has the passport.", ""), Vec::<String>::new());
}
