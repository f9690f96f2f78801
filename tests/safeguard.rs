//! The safeguarding gate on whole sites: what it stops, where it says so, and what it lets through.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::io::Write;
use std::path::Path;
use std::process::Command;

use lykta::config::{Options, Secret};
use lykta::diagnostics::Severity;
use lykta::safeguard::{office, pdf};
use support::{Built, SiteTest};

const FILE: &str = "content/briefs/signs/en.md";

fn with(front: &str, text: &str) -> SiteTest {
    SiteTest::with("")
        .edit("content/briefs/signs/work.yaml", "kind: brief\n")
        .edit(FILE, &format!("---\ntitle: Signs\n{front}---\n\n{text}\n"))
}

fn codes(built: &Built) -> Vec<&'static str> {
    built.findings.iter().map(|finding| finding.code.name).collect()
}

#[test]
fn a_number_in_a_text_is_told_once_at_its_own_line() {
    let built = with("", "Text.\n\nAnna, 2099**1231**-9804, is away.").build();
    assert_eq!(codes(&built), ["identity-number"]);
    let finding = built.finds("identity-number", FILE, 7, 7);
    assert!(!finding.location.excerpt.as_ref().unwrap().text.contains("2099"), "a number is not repeated where logs are public");
    for (front, text, line) in [
        ("summary: See 20991231-9804\n", "x", 3),
        ("", "![20991231-9804 on a card](a.png)", 5),
        ("", "[x](https://example.org/ \"20991231-9804\")", 5),
        ("", "٢٠٩٩١٢٣١-٩٨٠٤", 5),
    ] {
        let mut site = with(front, text);
        site.world.files.insert("content/briefs/signs/a.png".into(), png());
        let built = site.build();
        let found = built.findings.iter().find(|finding| finding.code.name == "identity-number").unwrap_or_else(|| panic!("{text}"));
        assert_eq!((found.location.file.as_str(), found.location.line), (FILE, line), "{text}");
    }
}

#[test]
fn what_stands_before_the_mark_of_a_note_is_found() {
    let deny = Options { deny: Some(Secret("Lukas\n".into())), ..Options::default() };
    for (text, code) in [
        ("20991231-9804", "identity-number"),
        ("131052-308T", "identity-number"),
        ("anna@example.org", "email-address"),
        ("070-174 06 05", "telephone-number"),
        ("Lukas", "denied-word"),
    ] {
        let built = with("", &format!("Read {text}[^1] too.\n\n[^1]: A note.")).options(deny.clone()).build();
        assert_eq!(codes(&built), [code], "{text}");
        built.finds(code, FILE, 5, 6);
    }
}

#[test]
fn what_stands_on_both_sides_of_signs_of_another_program_is_found() {
    let deny = Options { deny: Some(Secret("Sofia Testberg\n".into())), ..Options::default() };
    for (text, code) in [
        ("[20991231]{.underline}-9804", "identity-number"),
        ("2099^1231^-9804", "identity-number"),
        ("[b]20991231[/b]-9804", "identity-number"),
        ("[Sofia]{.underline} Testberg", "denied-word"),
        ("[Sofia]{.mark\n.underline} Testberg", "denied-word"),
        ("Sofia^[a note] Testberg", "denied-word"),
        ("[u]Sofia[/u] Testberg", "denied-word"),
    ] {
        let built = with("", &format!("Read {text} too.")).options(deny.clone()).build();
        let column = 6 + text.find(|c: char| "2S".contains(c)).unwrap();
        built.finds(code, FILE, 5, column);
        let of_gate: Vec<_> = built.findings.iter().filter(|finding| finding.code.name == code).collect();
        let told = format!("{of_gate:?}");
        assert!(!["9804", "Sofia", "Testberg"].iter().any(|secret| told.contains(secret)), "{text}: {told}");
    }
    let allow = "allow: [{ code: identity-number, text: 20991231-9804, reason: a test number }]\n";
    let built = with(allow, "Read [20991231]{.underline}-9804.").build();
    assert!(!codes(&built).contains(&"identity-number"), "{:#?}", built.findings);
}

fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(2, 2).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn a_number_in_the_name_of_a_file_is_found_there() {
    let mut site = with("", "![A map](map-20991231-9804.png)");
    site.world.files.insert("content/briefs/signs/map-20991231-9804.png".into(), png());
    let built = site.build();
    let finding = built.finds("identity-number", "content/briefs/signs/map-••••••••-••••.png", 1, 1);
    assert!(finding.hints.iter().any(|hint| hint.contains("rename it")), "{finding:?}");
    assert!(!format!("{:?}", built.findings).contains("9804"), "{:#?}", built.findings);
}

#[test]
fn what_the_name_of_a_folder_says_is_told_once_there() {
    let deny = Options { deny: Some(Secret("Ayla Berg\n".into())), ..Options::default() };
    for (name, code, shown) in [
        ("case-20991231-9804", "identity-number", "case-••••••••-••••"),
        ("Case 20991231-9804", "identity-number", "Case ••••••••-••••"),
        ("Case 991231 9804", "identity-number", "Case •••••• ••••"),
        ("case_20991231-9804-2", "identity-number", "case_••••••••-••••-2"),
        ("ayla-berg", "denied-word", "••••-••••"),
        ("Áyla Berg", "denied-word", "•••• ••••"),
    ] {
        let built = with("", "Text.")
            .edit(&format!("content/briefs/{name}/work.yaml"), "kind: brief\n")
            .edit(&format!("content/briefs/{name}/en.md"), "---\ntitle: Kind\n---\n\nText.\n")
            .options(deny.clone())
            .build();
        assert_eq!(codes(&built), [code], "{name}: {:#?}", built.findings);
        let finding = built.finds(code, &format!("content/briefs/{shown}"), 1, 1);
        assert!(finding.hints.last().is_some_and(|hint| hint.contains("rename it")), "{finding:?}");
    }
    let mut site = with("", "Text.")
        .edit("content/briefs/case-20991231-9804/work.yaml", "kind: brief\n")
        .edit("content/briefs/case-20991231-9804/en.md", "---\ntitle: Kind\n---\n\n![A map](map.png)\n");
    site.world.files.insert("content/briefs/case-20991231-9804/map.png".into(), png());
    assert_eq!(codes(&site.build()), ["identity-number"]);
    let allowed = "kind: brief\nallow: [{ code: identity-number, text: 20991231-9804, reason: a test number }]\n";
    with("", "Text.")
        .edit("content/briefs/Case 20991231-9804/work.yaml", allowed)
        .edit("content/briefs/Case 20991231-9804/en.md", "---\ntitle: Kind\n---\n\nText.\n")
        .build()
        .without_findings();
}

#[test]
fn what_a_line_divides_at_its_hyphen_is_found() {
    let deny = Options { deny: Some(Secret("Anna Bergström\n".into())), ..Options::default() };
    for (front, text, code, line) in [
        ("", "The code 399999-\n99999 is.", "identity-number", 5),
        ("", "The girl 991231-\n**9804** is.", "identity-number", 5),
        ("", "Her name is Anna Berg-\nström now.", "denied-word", 5),
        ("", "Her name is Anna *Berg-*\nström now.", "denied-word", 5),
        ("summary: >\n  The code 399999-\n  99999 is.\n", "Text.", "identity-number", 4),
        ("summary: >\n  Her name is Anna Berg-\n  ström now.\n", "Text.", "denied-word", 4),
    ] {
        let built = with(front, text).options(deny.clone()).build();
        let of_gate: Vec<_> = codes(&built).into_iter().filter(|code| *code != "divided-word").collect();
        assert_eq!(of_gate, [code], "{front}{text}: {:#?}", built.findings);
        assert_eq!((built.findings[0].location.file.as_str(), built.findings[0].location.line), (FILE, line), "{front}{text}");
    }
}

#[test]
fn what_marks_and_arguments_divide_is_told_where_it_was_written() {
    let deny = Options { deny: Some(Secret("Ayla Berg\n".into())), ..Options::default() };
    for (text, code) in [
        ("Ayla[^1] Berg is.\n\n[^1]: A note.", "denied-word"),
        ("Ayla [Berg]{lang=sv} is.", "denied-word"),
        ("Ay&#8288;la is.", "hidden-character"),
    ] {
        let built = with("", text).options(deny.clone()).build();
        let of_gate: Vec<_> = codes(&built).into_iter().filter(|code| *code != "foreign-command").collect();
        assert_eq!(of_gate, [code], "{text}: {:#?}", built.findings);
        assert_eq!((built.findings[0].location.file.as_str(), built.findings[0].location.line), (FILE, 5), "{text}");
    }
}

#[test]
fn a_street_is_no_shelter_because_its_neighbour_in_a_list_speaks_of_one() {
    let street = "summary: We meet at Storgatan 12, Malmö.\n";
    let beside = |title: &str, summary: &str| {
        let front = format!("---\ntitle: {title}\nsummary: {summary}\n---\n\nText.\n");
        with(street, "Text.").edit("content/briefs/report/work.yaml", "kind: brief\n").edit("content/briefs/report/en.md", &front)
    };
    beside("Report on shelters", "On refuges.").build().without_findings();
    let built = with(street, "On shel**ters**.").build();
    built.finds("shelter-address", FILE, 3, 21);
    let site = "title: Shelters\nbase_url: https://example.org/\nlanguages: [sv, en]\n";
    let built = beside("Report on shelters", "On refuges.").edit("content/site.yaml", site).build();
    built.finds("shelter-address", FILE, 3, 21);
}

#[test]
fn a_street_at_the_end_of_a_summary_is_told_there_alone_and_can_be_let_through() {
    for street in ["Storgatan 5", "12 Baker Street"] {
        let summary = format!("summary: The shelter lies at {street}.\n");
        let built = with(&summary, "Text.").build();
        assert_eq!(codes(&built), ["shelter-address"], "{:#?}", built.findings);
        built.finds("shelter-address", FILE, 3, 30);
        let allow = format!("allow: [{{ code: shelter-address, text: {street}, reason: It is public. }}]\n");
        with(&format!("{summary}{allow}"), "Text.").build().without_findings();
    }
}

#[test]
fn a_comment_that_readers_are_shown_is_none() {
    for (front, text) in [
        ("", "See `<!-- note -->` in the file."),
        ("", "See `x<!-- a\nnote -->` in the file."),
        ("summary: The signs <!-- and -->\n", "Text."),
        ("", "Write `{# note #}` so."),
        ("summary: Short.\n", "> [!NOTE]\n> Text.\n\n```\n{# note #}\n```"),
    ] {
        let titled = |title: &str| with(front, text).edit("content/briefs/other/en.md", &format!("---\ntitle: {title}\n---\n\nA note.\n"));
        titled("A note and more").build().without_findings();
        titled("The signs <!-- and -->").build().without_findings();
    }
}

#[test]
fn a_comment_of_a_template_is_told_in_the_text_that_has_it() {
    let other = |site: SiteTest| site.edit("content/briefs/other/en.md", "---\ntitle: A note\n---\n\nA note.\n").build();
    let built = other(with("", "Text {# note #} here."));
    assert_eq!(codes(&built), ["foreign-comment"], "{:#?}", built.findings);
    let built = other(with("", "{::comment}\nAsk *Elsa* of “Signs”\n{:/comment}\n\nText {{!-- it's a \"note\" --}} here."));
    assert_eq!(codes(&built), ["foreign-comment"; 2], "{:#?}", built.findings);
    let built =
        other(with("", "[site](https://a.example/ \"{# Elsa #}\") and `{# Elsa #}`\n\n[b]\n\n[b]: https://b.example/ \"{{!Elsa}}\""));
    assert_eq!(codes(&built), ["foreign-comment"; 2], "{:#?}", built.findings);
    let allows_html = "title: T\nbase_url: https://example.org/\nlanguages: [en]\nhtml: { allow: [div] }\n";
    let html = with("", "<div>\n{# Elsa #}\n</div>").edit("content/site.yaml", allows_html);
    assert_eq!(codes(&other(html)), ["foreign-comment"]);
    other(with("", "Text \\{{!-- \"note\" --}} and `{::comment}a{:/}`.")).without_findings();
    let built = other(with("summary: \"A sign {# note #}\"\n", "Text."));
    assert_eq!(codes(&built), ["hidden-text"], "{:#?}", built.findings);
    built.finds("hidden-text", FILE, 3, 18);
    // A file that can be downloaded is no text of the site.
    let mut site = with("", "[data](data.json) and `<!-- note -->`");
    site.world.files.insert("content/briefs/signs/data.json".into(), b"{\"a\": \"x <!-- note -->\"}".to_vec());
    let built = other(site);
    assert_eq!(codes(&built), ["hidden-text"], "{:#?}", built.findings);
    assert_eq!(built.findings[0].location.file, "content/briefs/signs/data.json");
}

#[test]
fn a_number_with_which_another_begins_is_told_at_its_own_place() {
    let built = with("", "Tel 5123 4567")
        .edit("content/briefs/report/work.yaml", "kind: brief\n")
        .edit("content/briefs/report/en.md", "---\ntitle: Report\n---\n\nMob 512 3456\n")
        .build();
    assert_eq!(codes(&built), ["telephone-number"; 2], "{:#?}", built.findings);
    built.finds("telephone-number", FILE, 5, 5);
    built.finds("telephone-number", "content/briefs/report/en.md", 5, 5);
}

#[test]
fn a_number_and_the_link_that_dials_it_are_told_once_each() {
    let built = with("", "Tel [+46 70 174 06 05](tel:+46701740605) now").build();
    assert_eq!(codes(&built), ["telephone-number"; 2], "{:#?}", built.findings);
    built.finds("telephone-number", FILE, 5, 6);
    built.finds("telephone-number", FILE, 5, 28);
}

#[test]
fn what_blocks_is_told_behind_whatever_may_be_let_through() {
    let numbers: String = (100..700).map(|n| format!("Ring 070-123 4{} {}.\n\n", n / 100, 10 + n % 90)).collect();
    let many: String = (0..600).map(|n| format!("Mobil 0701 {:03} {:03}.\n\n", 100 + n / 10, 100 + n)).collect();
    let built = with("", &format!("{numbers}{many}20991231-9804")).build();
    assert!(codes(&built).iter().filter(|code| **code == "telephone-number").count() >= 500);
    assert!(codes(&built).contains(&"identity-number"));
}

#[test]
fn what_is_no_number_is_let_through_at_its_place_with_a_reason() {
    let allow = "allow:\n  - { code: identity-number, text: 20991231-9804, reason: \"a test number of the authority\" }\n";
    with(allow, "Write 20991231-9804.").build().without_findings();
    let built = with(allow, "Write nothing.").build();
    built.finds("unused-allowance", FILE, 4, 5);
    let built = with("allow:\n  - { code: identity-number, text: 20991231-9804 }\n", "Write 20991231-9804.").build();
    assert!(codes(&built).contains(&"missing-field") && codes(&built).contains(&"identity-number"), "{:?}", codes(&built));
    // What one work lets through, another does not.
    let built = with(allow, "Write 20991231-9804.").edit("content/briefs/other/en.md", "---\ntitle: Other\n---\n\n20991231-9804\n").build();
    built.finds("identity-number", "content/briefs/other/en.md", 5, 1);
    let written_in_parts = "---\ntitle: Other\n---\n\n2099[1231](https://a.example/)-9804\n";
    let built = with(allow, "Write 20991231-9804.").edit("content/briefs/other/en.md", written_in_parts).build();
    built.finds("identity-number", "content/briefs/other/en.md", 5, 1);
    // A site lets through for all, and weighs otherwise.
    let site = |gates: &str| {
        with("", "Write 20991231-9804.")
            .edit("content/site.yaml", &format!("title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ngates: {gates}\n"))
    };
    site("{ allow: [{ code: identity-number, text: 20991231-9804, reason: a test number }] }").build().without_findings();
    site("{ identity-number: off }").build().without_findings();
    assert_eq!(site("{ identity-number: warning }").build().findings[0].severity, Severity::Warning);
}

#[test]
fn what_a_work_lets_through_holds_for_files_in_its_folders() {
    let site = |inner: &str| {
        let mut site = with("", "[list](files/list.txt)")
            .edit(
                "content/briefs/signs/work.yaml",
                "kind: brief\nallow: [{ code: email-address, text: anna@example.org, reason: Known. }]\n",
            )
            .edit(&format!("{inner}/work.yaml"), "kind: brief\n")
            .edit(&format!("{inner}/en.md"), "---\ntitle: Inner\n---\n\nText.\n");
        site.world.files.insert("content/briefs/signs/files/list.txt".into(), b"anna@example.org".to_vec());
        site
    };
    assert!(!codes(&site("content/briefs/other").build()).contains(&"email-address"));
    assert!(codes(&site("content/briefs/signs/files").build()).contains(&"email-address"));
}

#[test]
fn what_is_let_through_is_no_more_than_what_is_written() {
    for (code, allowed, text) in [
        ("shelter-address", "Storgatan 5", "The shelter lies at Storgatan 55."),
        ("email-address", "anna@example.org", "Write to a.nna@example.org."),
        ("telephone-number", "070-174 06 05", "Call +47 01 74 06 05."),
    ] {
        let allow = format!("allow:\n  - {{ code: {code}, text: \"{allowed}\", reason: public }}\n");
        let built = with(&allow, text).build();
        assert!(codes(&built).contains(&code), "{text}: {:?}", codes(&built));
        with(&allow, &format!("The shelter is another. {allowed} is known.")).build().without_findings();
    }
}

#[test]
fn the_numbers_of_an_organisation_are_public() {
    let organisation = |site: SiteTest| {
        site.edit("content/organisations/help/work.yaml", "kind: organisation\ntelephone: \"+46 20 390 000\"\nemail: help@example.org\n")
            .edit("content/organisations/help/en.md", "---\ntitle: Help\n---\n\nWe help.\n")
    };
    let site = with("", "Call 020-390 000 or 116 000, or write to help@example.org.");
    let built = site.build();
    assert_eq!(codes(&built), ["telephone-number", "email-address"]);
    organisation(with("", "Call 020-390 000 or 116 000, or write to help@example.org.")).build().without_findings();
}

#[test]
fn a_number_of_an_organisation_is_nobodys_identity_number_without_its_signs() {
    with("", "The number is 0701740605 or 070-174 06 05.")
        .edit("content/organisations/help/work.yaml", "kind: organisation\ntelephone: 070-174 06 05\n")
        .edit("content/organisations/help/en.md", "---\ntitle: Help\n---\n\nWe help.\n")
        .build()
        .without_findings();
}

#[test]
fn a_number_in_a_field_is_told_where_it_is_written_and_not_where_its_link_is_published() {
    let kinds = "kinds: { brief: { fields: { ask: { type: contact, in: work } } } }";
    let built = with("", "Text.")
        .edit("content/site.yaml", &format!("title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\n{kinds}\n"))
        .edit("content/briefs/signs/work.yaml", "kind: brief\nask: +46 (0)70-174 06 05\n")
        .build();
    assert_eq!(codes(&built), ["telephone-number"], "{:#?}", built.findings);
    built.finds("telephone-number", "content/briefs/signs/work.yaml", 2, 6);
}

#[test]
fn what_a_field_says_is_not_told_within_a_longer_word_of_the_text_beside_it() {
    let kinds = "kinds: { brief: { fields: { ask: { type: contact, in: work } } } }";
    let built = with("", "Write to anna@example.org.")
        .edit("content/site.yaml", &format!("title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\n{kinds}\n"))
        .edit("content/briefs/signs/work.yaml", "kind: brief\nask: a@example.org\n")
        .build();
    assert_eq!(codes(&built), ["email-address"; 2], "{:#?}", built.findings);
    built.finds("email-address", FILE, 5, 10);
    built.finds("email-address", "content/briefs/signs/work.yaml", 2, 6);
}

#[test]
fn a_number_in_the_index_of_a_search_is_what_its_text_says_that_it_is() {
    for text in ["See asi nr 99923112347.", "Read <https://example.org/news/99923112347>.", "DOI 10.1234/99923112347."] {
        with("", text).build().without_findings();
    }
    assert_eq!(codes(&with("", "The girl, 99923112347, was seen.").build()), ["identity-number"]);
}

#[test]
fn an_hour_of_this_day_that_a_text_tells_is_not_that_of_the_build() {
    with("", "The seminar begins 2026-11-24 13:00.").build().without_findings();
}

#[test]
fn how_a_person_is_reached_is_no_organisations_whatever_the_type_of_the_field() {
    let site = |kinds: &str, work: &str| {
        with("", "Write to help@example.org.")
            .edit("content/site.yaml", &format!("title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\nkinds: {kinds}\n"))
            .edit("content/own/one/work.yaml", work)
            .edit("content/own/one/en.md", "---\ntitle: One\ndefinition: One.\n---\n\nText.\n")
    };
    let of_brief = site("{ brief: { fields: { ask: { type: contact, in: work } } } }", "kind: brief\nask: help@example.org\n").build();
    of_brief.finds("email-address", FILE, 5, 10);
    of_brief.finds("email-address", "content/own/one/work.yaml", 2, 6);
    let fields = "fields: { ask: { type: contact, in: work, per_language: true } }";
    let line = "{ sv: [hjalp@example.org], en: help@example.org }";
    let of_helpline =
        site(&format!("{{ helpline: {{ structured_data: organisation, {fields} }} }}"), &format!("kind: helpline\nask: {line}\n"));
    of_helpline.build().findings.iter().for_each(|finding| assert_ne!(finding.code.name, "email-address"));
}

#[test]
fn an_address_that_is_written_as_a_link_or_the_end_of_a_sentence_is_told_and_read_as_it_is_meant() {
    let site = |field: &str| {
        with("", "Text.")
            .edit("content/organisations/help/work.yaml", &format!("kind: organisation\ncountry: SE\n{field}\n"))
            .edit("content/organisations/help/en.md", "---\ntitle: Help\n---\n\nWe help.\n")
            .build()
    };
    for written in ["email: mailto:help@example.org", "email: help@example.org.", "email: <help@example.org>"] {
        let built = site(written);
        assert_eq!(
            built.findings.iter().map(|finding| finding.hints.join("; ")).collect::<Vec<_>>(),
            ["write help@example.org"],
            "{written}"
        );
        built.page("/en/organisations/help/").has("\"mailto:help@example.org\"");
    }
    for written in ["email: a@example.org, b@example.org", "contact: 116000, help@example.org"] {
        let told = site(written).findings;
        assert!(told.iter().all(|finding| finding.code.name != "email-address"), "{written}: {told:?}");
        let hint = |hint: &str| told.iter().any(|finding| finding.hints.iter().any(|said| said.contains(hint)));
        assert!(hint("the others in a list"), "{written}: {told:?}");
    }
}

#[test]
fn a_number_that_is_declared_with_its_hours_is_public_and_is_the_one_that_a_touch_calls() {
    for telephone in ["020-50 50 50 (kl. 8-17)", "020-50 50 50 24/7", "+46 20 50 50 50 (24 h)", "020-50 50 50 ext. 12"] {
        let built = with("", "Call 020-50 50 50.")
            .edit("content/organisations/help/work.yaml", &format!("kind: organisation\ntelephone: \"{telephone}\"\n"))
            .edit("content/organisations/help/en.md", "---\ntitle: Help\n---\n\nWe help.\n")
            .build();
        built.without_findings();
        let dialled = if telephone.starts_with('+') { "tel:+4620505050" } else { "tel:020505050" };
        built.page("/en/organisations/help/").has(&format!("href=\"{dialled}\""));
    }
}

#[test]
fn a_draft_is_found_where_something_shows_it_though_it_is_no_draft_of_what_is_public() {
    let draft = |site: SiteTest| {
        site.edit("content/briefs/secret/work.yaml", "kind: brief\n").edit(
            "content/briefs/secret/en.md",
            "---\ntitle: The raid in the harbour\ndraft: true\n---\n\nNobody should read of this before the day on which it happens.\n",
        )
    };
    draft(with("", "Public.")).build().without_findings();
    let mut site = draft(with("", "[table](a.csv)"));
    site.world.files.insert("content/briefs/signs/a.csv".into(), b"id,title\n1,The raid in the harbour\n".to_vec());
    let built = site.build();
    let finding = built.finds("not-public", "content/briefs/signs/a.csv", 2, 3);
    assert_eq!(finding.hints, ["it is written in content/briefs/secret/en.md, line 2", "remove it here, or publish that text"]);
    // Shown to authors, it is no secret.
    site.options(Options { drafts: true, ..Options::default() }).build().without_findings();
}

#[test]
fn what_shows_a_draft_is_told_at_its_own_place() {
    let sentence = "Nobody should read of this before the day on which it happens.";
    let site = |text: &str| {
        with("", text)
            .edit("content/briefs/secret/work.yaml", "kind: brief\ndraft: true\n")
            .edit("content/briefs/secret/en.md", &format!("---\ntitle: The raid in the harbour\n---\n\n{sentence}\n"))
    };
    let built = site(&format!("Text.\n\n{}", sentence.replace("of this", "[of this](https://example.org/)"))).build();
    assert_eq!(codes(&built), ["not-public"]);
    assert_eq!(built.finds("not-public", FILE, 7, 1).severity, Severity::Warning);
    let mut drawing = site("![A sea](s.svg)");
    let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><text x='1' y='9'>{sentence}</text></svg>");
    drawing.world.files.insert("content/briefs/signs/s.svg".into(), svg.into_bytes());
    drawing.build().finds("not-public", "content/briefs/signs/s.svg", 1, 1);
}

#[test]
fn a_sentence_of_a_draft_is_told_in_the_one_text_that_says_it() {
    let sentence = "Nobody should read of this before the day on which it happens.";
    let site = |front: &str| {
        with(front, &format!("Text. {sentence} More."))
            .edit("content/briefs/secret/work.yaml", "kind: brief\n")
            .edit("content/briefs/secret/en.md", &format!("---\ntitle: The raid\ndraft: true\n---\n\n{sentence}\n"))
    };
    let built = site("").build();
    assert_eq!(codes(&built), ["not-public"]);
    let finding = built.finds("not-public", FILE, 5, 7);
    assert_eq!(finding.severity, Severity::Warning);
    assert_eq!(finding.hints[0], "it is written in content/briefs/secret/en.md, line 6");
    site("allow: [{ code: not-public, text: before the day, reason: The day is known. }]\n").build().without_findings();
    let other = site("").edit("content/briefs/other/work.yaml", "kind: brief\n");
    other.edit("content/briefs/other/en.md", &format!("---\ntitle: Other\n---\n\n{sentence}\n")).build().without_findings();
}

#[test]
fn a_draft_may_name_a_source_however_its_title_is_written() {
    let title = r#"Om m{\"a}nniskohandel {med} barn och unga i de nordiska l{\"a}nderna i dag"#;
    let site = with("", "A claim [@a].")
        .edit("content/sources.bib", &format!("@book{{a,\n title = {{{title}}},\n publisher = {{X}},\n year = {{2020}}\n}}\n"))
        .edit("content/briefs/secret/work.yaml", "kind: brief\n")
        .edit(
            "content/briefs/secret/en.md",
            "---\ntitle: Other\ndraft: true\n---\n\nRead Om människohandel med barn och unga i de nordiska länderna i dag too.\n",
        );
    assert!(!codes(&site.build()).contains(&"not-public"));
}

#[test]
fn a_draft_is_found_by_its_address_though_its_folder_alone_says_it() {
    let site = |work: &str| {
        let mut site = with("", "[notes](notes.txt)")
            .edit(&format!("content/{work}/work.yaml"), "kind: brief\n")
            .edit(&format!("content/{work}/sv.md"), "---\ntitle: Härbärget\ndraft: true\n---\n\nText.\n");
        let notes = b"https://example.org/sv/briefs/hidden-shelter-near-malmo/".to_vec();
        site.world.files.insert("content/briefs/signs/notes.txt".into(), notes);
        site
    };
    site("briefs/hidden-shelter-near-malmo").build().finds("not-public", "content/briefs/signs/notes.txt", 1, 31);
    let shown = site("pages/hidden-shelter-near-malmo")
        .edit("content/briefs/hidden-shelter-near-malmo/work.yaml", "kind: brief\n")
        .edit("content/briefs/hidden-shelter-near-malmo/en.md", "---\ntitle: Public\n---\n\nText.\n");
    shown.build().without_findings();
}

#[test]
fn what_a_merge_has_left_unfinished_is_published_nowhere_and_told_alone() {
    let marks = "<<<<<<< HEAD\ndate: 2026-01-01\n=======\ndate: 2026-01-02\n>>>>>>> main\n";
    let en = |text: String| with("", "Text.").edit("content/briefs/signs/en.md", &text);
    for (site, file, line) in [
        (with("", "Text.").edit("content/briefs/signs/work.yaml", &format!("kind: brief\n{marks}")), "work.yaml", 2),
        (en(format!("---\ntitle: Signs\n{marks}---\n\nText.\n")), "en.md", 3),
        (en(format!("---\ntitle: Signs\n---\n\n```\n{marks}```\n")), "en.md", 6),
    ] {
        let built = site.build();
        built.finds("merge-conflict", &format!("content/briefs/signs/{file}"), line, 1);
        assert_eq!(codes(&built), ["merge-conflict"]);
        built.nowhere("<<<<<<<").nowhere("&lt;&lt;&lt;&lt;");
    }
    // One mark that was overlooked is told as well.
    for line in [">>>>>>> 1234abc (what Anna has changed)", ">>>>>>>", "<<<<<<< HEAD"] {
        let built = en(format!("---\ntitle: Signs\nsummary: S.\n---\n\nText.\n\n{line}\n")).build();
        built.finds("merge-conflict", "content/briefs/signs/en.md", 8, 1);
    }
    // A line of a table, an example that begins with a space, and an answer to many letters are none.
    let plain =
        en("---\ntitle: Signs\nsummary: S.\n---\n\n```\n <<<<<<< HEAD\n=======\n >>>>>>> main\n```\n\n>>>>>> B\n>>>>>>> A\n".into());
    plain.build().without_findings();
    // As the hint has it.
    let example: String = marks.lines().map(|line| format!(" {line}\n")).collect();
    en(format!("---\ntitle: Signs\nsummary: S.\n---\n\n```\n{example}```\n")).build().without_findings();
    let mut site = en("---\ntitle: Signs\nsummary: S.\n---\n\nThe [numbers](numbers.csv).\n".into());
    site.world.files.insert("content/briefs/signs/numbers.csv".into(), format!("day,count\n{marks}").into_bytes());
    let built = site.build();
    built.nowhere("<<<<<<<");
    assert_eq!(codes(&built), ["merge-conflict"]);
}

#[test]
fn a_pointer_of_git_is_not_published_in_the_place_of_its_file() {
    let pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
    for name in ["film.mp4", "numbers.csv", "report.pdf", "all.zip", "map.svg", "photo.jpg"] {
        let text = format!("[This]({name}).");
        let text = if name.ends_with('g') { format!("!{text}") } else { text };
        let mut site = with("", &text);
        site.world.files.insert(format!("content/briefs/signs/{name}"), pointer.to_vec());
        let built = site.build();
        built.nowhere("git-lfs");
        assert!(codes(&built).contains(&"not-fetched"), "{name}: {:?}", codes(&built));
    }
}

#[test]
fn a_draft_that_is_called_as_the_theme_says_it_on_every_page_is_no_secret() {
    for title in ["About this site", "Keep for use without network", "Where do you work?"] {
        let site = with("", "Public.").edit("content/pages/secret/work.yaml", "kind: page\n");
        let site = site.edit("content/pages/secret/en.md", &format!("---\ntitle: {title}\ndraft: true\n---\n\nText.\n"));
        site.build().without_findings();
    }
}

#[test]
fn in_a_table_that_is_attached_the_line_is_told() {
    // As Windows writes it, and as it is written elsewhere.
    for letter in [b"\xe5".as_slice(), "å".as_bytes()] {
        let mut site = with("", "[table](a.csv)");
        let table = [b"id;name;number\n1;".as_slice(), letter, b";5\n2;x", letter, b";20991231-9804\n"].concat();
        site.world.files.insert("content/briefs/signs/a.csv".into(), table);
        let built = site.build();
        built.finds("identity-number", "content/briefs/signs/a.csv", 3, 6);
        let excerpt = built.findings[0].location.excerpt.as_ref().map(|excerpt| excerpt.text.clone());
        assert_eq!(excerpt.as_deref(), Some("2;xå;••••••••-••••"));
    }
}

#[test]
fn what_is_let_through_stays_so_though_a_draft_says_it_too() {
    let allow =
        "summary: Write to desk@example.org.\nallow:\n  - { code: email-address, text: desk@example.org, reason: the desk's own }\n";
    let draft = "---\ntitle: Draft\ndraft: true\n---\n\ndesk@example.org\n";
    let site = with(allow, "Text.").edit("content/briefs/a-draft/work.yaml", "kind: brief\n");
    site.edit("content/briefs/a-draft/en.md", draft).build().without_findings();
}

#[test]
fn letters_that_are_two_in_one_are_found_where_they_stand() {
    let built = with("", "Write to e@e.\u{FB01} or anna@o\u{FB03}ce.example.").build();
    built.finds("email-address", FILE, 5, 10);
    built.finds("email-address", FILE, 5, 19);
}

#[test]
fn a_denied_word_is_found_in_any_form_and_never_repeated() {
    let deny = Options { deny: Some(Secret("Anneli Öberg\n".into())), ..Options::default() };
    let built = with("", "ANNELI ÖBERGS file.").options(deny.clone()).build();
    let finding = built.finds("denied-word", FILE, 5, 1);
    let shown = format!("{finding:?}{}", lykta::diagnostics::terminal::show(finding, false)).to_lowercase();
    assert!(!shown.contains("anneli"), "{shown}");
    with("", "Annat.").options(deny).build().without_findings();
}

#[test]
fn words_that_hurt_are_told_behind_a_slash_that_is_none_of_an_address() {
    for text in ["They are girls/child prostitutes.", "Victims and/or child prostitutes.", "He said (girls/child prostitutes)."] {
        assert_eq!(codes(&with("", text).build()), ["hurtful-words"], "{text}");
    }
    for text in [
        "See [it](https://example.org/child-prostitutes/x).",
        "See <https://example.org/a/child-prostitutes>.",
        "See `a/child-prostitutes`.",
    ] {
        with("", text).build().without_findings();
    }
}

#[test]
fn words_that_hurt_are_told_with_what_to_write() {
    let built = with("", "A child prostitute.").build();
    let finding = built.finds("hurtful-words", FILE, 5, 3);
    assert!(finding.hints[0].contains("exploited in prostitution"));
    with("", "[A law](https://example.org/child-pornography)").build().without_findings();
}

/// A PDF as some program writes it: with author, software, date and XMP.
fn written_pdf(text: &str) -> Vec<u8> {
    use lopdf::{Document, Object, Stream, dictionary};
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document
        .add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier", "Encoding" => "WinAnsiEncoding" });
    let content = document.add_object(Stream::new(dictionary! {}, format!("BT /F1 12 Tf 100 600 Td ({text}) Tj ET").into_bytes()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    document.objects.insert(pages, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }));
    let xmp =
        document.add_object(Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, b"<x:xmpmeta>Anna</x:xmpmeta>".to_vec()));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Metadata" => xmp });
    let info = document.add_object(dictionary! {
        "Title" => Object::string_literal("A report"), "Author" => Object::string_literal("Anna Andersson"),
        "Producer" => Object::string_literal("Writer"), "CreationDate" => Object::string_literal("D:20261124103107"),
    });
    document.trailer.set("Root", catalog);
    document.trailer.set("Info", info);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// An office file of one paragraph.
fn docx(paragraph: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", "<Relationships><Relationship Id=\"1\" Target=\"docProps/thumbnail.jpeg\"/><Relationship Id=\"2\" Target=\"word/document.xml\"/></Relationships>".to_owned()),
        ("docProps/core.xml", "<cp:coreProperties><dc:title>A report</dc:title><dc:creator>Anna Andersson</dc:creator><cp:revision>7</cp:revision></cp:coreProperties>".to_owned()),
        ("docProps/app.xml", "<Properties><Application>Writer</Application><Company>Anna AB</Company></Properties>".to_owned()),
        ("word/document.xml", format!("<w:document><w:body><w:p>{paragraph}</w:p></w:body></w:document>")),
    ] {
        writer.start_file(name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn attached(name: &str, bytes: Vec<u8>) -> Built {
    let mut site = with("", &format!("[The report]({name})"));
    site.world.files.insert(format!("content/briefs/signs/{name}"), bytes);
    site.build()
}

#[test]
fn a_pdf_is_blocked_until_it_is_clean() {
    let bytes = written_pdf("Anna was seen");
    let built = attached("report.pdf", bytes.clone());
    let messages: Vec<&str> =
        built.findings.iter().filter(|finding| finding.code.name == "file-memory").map(|finding| finding.message.as_str()).collect();
    for what in ["its author", "the software", "when it was", "XMP"] {
        assert!(messages.iter().any(|message| message.contains(what)), "{what}: {messages:?}");
    }
    assert!(built.findings[0].hints[0].contains("lykta attachments clean"));
    let clean = pdf::clean(&bytes).unwrap();
    let opened = pdf::open(&clean).unwrap();
    assert!(opened.text.contains("Anna was seen") && opened.text.contains("A report"), "{opened:?}");
    for word in ["Andersson", "Writer", "xmpmeta", "20261124"] {
        assert!(memchr::memmem::find(&clean, word.as_bytes()).is_none(), "{word}");
    }
    attached("report.pdf", clean).without_findings();
    let built = attached("report.pdf", pdf::clean(&written_pdf("20991231-9804")).unwrap());
    built.finds("identity-number", "content/briefs/signs/report.pdf", 1, 1);
    assert_eq!(codes(&attached("report.pdf", b"no pdf".to_vec())), ["unchecked-file"]);
}

#[test]
fn the_words_of_a_scan_are_let_through_with_a_reason() {
    let scan = "x) Tj ET q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID 0 EI Q 3 Tr BT /F1 12 Tf (Anna was seen";
    let copy = pdf::clean(&written_pdf(scan)).unwrap();
    let built = attached("report.pdf", copy.clone());
    assert_eq!(codes(&built), ["file-memory"]);
    let hint = &built.findings[0].hints[0];
    let allowance = hint.split_once("`{").and_then(|(_, rest)| rest.split_once("…")).expect("it says what to write").0;
    let mut site = with(&format!("allow: [{{{allowance} compared with the picture }}]\n"), "[The report](report.pdf)");
    site.world.files.insert("content/briefs/signs/report.pdf".into(), copy);
    site.build().without_findings();
}

#[test]
fn an_office_file_is_blocked_until_it_is_clean() {
    let bytes = docx("<w:r><w:t>Anna was</w:t></w:r><w:r><w:t> seen</w:t></w:r>");
    let built = attached("report.docx", bytes.clone());
    assert!(built.errors() > 0 && codes(&built).iter().all(|code| *code == "file-memory"), "{:#?}", built.findings);
    let clean = office::clean(&bytes).unwrap();
    assert!(office::open(&clean).unwrap().text.contains("Anna was seen"));
    attached("report.docx", clean).without_findings();
    let split = docx("<w:r><w:t>20991231-</w:t></w:r><w:r><w:t>9804</w:t></w:r>");
    attached("report.docx", office::clean(&split).unwrap()).finds("identity-number", "content/briefs/signs/report.docx", 1, 1);
    for (paragraph, why) in [
        ("<w:ins w:author=\"Anna\"><w:r><w:t>x</w:t></w:r></w:ins>", "tracked"),
        ("<w:del w:author=\"Anna\"></w:del>", "tracked"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>", "hidden text"),
    ] {
        assert!(office::clean(&docx(paragraph)).unwrap_err().contains(why), "{paragraph}");
    }
    assert_eq!(codes(&attached("report.docx", b"no zip".to_vec())), ["unchecked-file"]);
}

fn lykta(arguments: &[&str], folder: &Path) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_lykta"))
        .args(arguments)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1795478400")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_publication_is_verified_against_its_manifest() {
    let (folder, root) = support::preview::site();
    assert_eq!(lykta(&["build", "--strict"], &root).0, 0);
    let (code, out, said) = lykta(&["verify", "public"], &root);
    assert_eq!((code, out.as_str()), (0, ""), "{said}");
    let public = root.join("public");
    std::fs::write(public.join("robots.txt"), "changed").unwrap();
    std::fs::write(public.join("extra.html"), "x").unwrap();
    std::fs::remove_file(public.join("sitemap.xml")).unwrap();
    let (code, out, _) = lykta(&["verify", "public"], &root);
    assert_eq!(code, 1);
    assert_eq!(out, "missing  sitemap.xml\nchanged  robots.txt\nextra    extra.html\n");
    assert_eq!(lykta(&["verify", "content"], &root).0, 2);
    drop(folder);
}

#[test]
fn what_lykta_hides_in_its_own_pages_is_told_only_where_somebody_has_changed_them() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(lykta(&["init", "g"], folder.path()).0, 0);
    assert_eq!(lykta(&["build", "--root", "g"], folder.path()).0, 0);
    let (code, _, said) = lykta(&["audit", "g/public"], folder.path());
    assert!(code == 0 && !said.contains("hidden-text"), "{said}");
    let page = folder.path().join("g/public/404.html");
    let changed = std::fs::read_to_string(&page).unwrap().replace("</main>", "<p hidden>Anna</p></main>");
    // Pages share their bytes with those that a next build compares.
    std::fs::remove_file(&page).unwrap();
    std::fs::write(&page, changed).unwrap();
    let (_, _, said) = lykta(&["audit", "g/public"], folder.path());
    assert!(said.contains("warning[hidden-text]") && said.contains("404.html"), "{said}");
    // The same where the site is a part of what is looked through.
    let public = folder.path().join("g/public");
    let mut tar = tar::Builder::new(flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast()));
    tar.append_dir_all("kept/2026", &public).unwrap();
    std::fs::write(folder.path().join("kept.tar.gz"), tar.into_inner().unwrap().finish().unwrap()).unwrap();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["404.html", "en/search/index.html", ".lykta-manifest.json"] {
        zip.start_file(format!("kept/{name}"), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&std::fs::read(public.join(name)).unwrap()).unwrap();
    }
    std::fs::write(folder.path().join("kept.zip"), zip.finish().unwrap().into_inner()).unwrap();
    std::fs::create_dir(folder.path().join("held")).unwrap();
    std::fs::rename(&public, folder.path().join("held/public")).unwrap();
    for what in ["held", "kept.tar.gz", "kept.zip"] {
        let (_, _, said) = lykta(&["audit", what], folder.path());
        let told: Vec<&str> = said.split("\n\n").filter(|finding| finding.contains("[hidden-text]")).collect();
        assert!(!told.is_empty() && told.iter().all(|finding| finding.contains("/404.html:")), "{what}: {told:?}");
    }
}

#[test]
fn a_folder_and_an_archive_from_elsewhere_are_audited() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("old");
    std::fs::create_dir(&site).unwrap();
    std::fs::write(site.join("index.html"), "<p>Fine</p>\n").unwrap();
    std::fs::write(site.join("a.woff2"), "font").unwrap();
    let (code, out, said) = lykta(&["audit", "old"], folder.path());
    assert_eq!(code, 0, "{said}");
    assert!(out.contains("pages, feeds, drawings") && out.contains("fonts"), "{out}");
    let (_, out, _) = lykta(&["audit", "old", "--ui-lang", "sv"], folder.path());
    assert!(out.starts_with("granskat\n  sidor, flöden, teckningar") && out.contains(" 1 filer ") && out.contains("teckensnitt:"), "{out}");
    std::fs::write(site.join("b.html"), "<p>x</p>\n<!-- Anna --><p>20991231-9804</p>\n").unwrap();
    std::fs::write(site.join("c.pdf"), written_pdf("x")).unwrap();
    let (code, _, said) = lykta(&["audit", "old"], folder.path());
    assert_eq!(code, 1);
    for part in ["error[identity-number]", "b.html:2:17", "error[hidden-text]", "error[file-memory]"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // The same in archives.
    let mut tar = tar::Builder::new(flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast()));
    tar.append_dir_all(".", &site).unwrap();
    std::fs::write(folder.path().join("old.tar.gz"), tar.into_inner().unwrap().finish().unwrap()).unwrap();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["index.html", "a.woff2", "b.html", "c.pdf"] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&std::fs::read(site.join(name)).unwrap()).unwrap();
    }
    std::fs::write(folder.path().join("old.zip"), zip.finish().unwrap().into_inner()).unwrap();
    let of = |what: &str| {
        let (code, out, _) = lykta(&["audit", what, "--format", "json"], folder.path());
        assert_eq!(code, 1, "{what}");
        serde_json::from_str::<serde_json::Value>(&out).unwrap()
    };
    assert_eq!(of("old"), of("old.tar.gz"));
    assert_eq!(of("old"), of("old.zip"));
    // One archive behind another.
    let tar_of = |names: &[&str]| {
        let mut tar = tar::Builder::new(Vec::new());
        names.iter().for_each(|name| tar.append_path_with_name(site.join(name), name).unwrap());
        tar.into_inner().unwrap()
    };
    std::fs::write(folder.path().join("two.tar"), [tar_of(&["index.html", "a.woff2"]), tar_of(&["b.html", "c.pdf"])].concat()).unwrap();
    assert_eq!(of("old"), of("two.tar"));
    assert_eq!(lykta(&["audit", "nowhere"], folder.path()).0, 2);
}

#[test]
fn attachments_are_cleaned_beside_the_original() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.pdf"), written_pdf("Text")).unwrap();
    std::fs::write(folder.path().join("b.docx"), docx("<w:del w:author=\"Anna\"></w:del>")).unwrap();
    let (code, out, _) = lykta(&["attachments", "clean", "a.pdf"], folder.path());
    assert_eq!((code, out.as_str()), (0, "a-clean.pdf\n"));
    assert!(pdf::open(&std::fs::read(folder.path().join("a-clean.pdf")).unwrap()).unwrap().memories.is_empty());
    assert_eq!(lykta(&["attachments", "clean", "a.pdf"], folder.path()).0, 1, "nothing is overwritten");
    std::fs::copy(folder.path().join("a.pdf"), folder.path().join("without ending")).unwrap();
    let (code, out, said) = lykta(&["attachments", "clean", "missing.pdf", "without ending"], folder.path());
    assert_eq!((code, out.as_str()), (2, "without ending-clean\n"), "one that is missing keeps none from being cleaned");
    assert!(said.contains("missing.pdf"), "{said}");
    let (code, _, said) = lykta(&["attachments", "clean", "b.docx"], folder.path());
    assert_eq!(code, 1);
    assert!(said.contains("tracked"), "{said}");
    let (_, _, said) = lykta(&["attachments", "clean", "b.docx", "--ui-lang", "sv"], folder.path());
    assert!(said.contains("innehålla detta") && said.contains("spårade ändringar") && !said.contains("tracked"), "{said}");
    #[cfg(unix)]
    {
        std::fs::remove_file(folder.path().join("a-clean.pdf")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("elsewhere.pdf"), folder.path().join("a-clean.pdf")).unwrap();
        assert_eq!(lykta(&["attachments", "clean", "a.pdf"], folder.path()).0, 1, "no link is written through");
        assert!(!folder.path().join("elsewhere.pdf").exists());
    }
}

#[test]
fn a_list_of_denied_words_blocks_a_build_also_as_hashes() {
    let (folder, root) = support::preview::site();
    let list = folder.path().join("names.txt");
    std::fs::write(&list, "# cases\nfirst tool\n").unwrap();
    let hashed = folder.path().join("names.hashed");
    let (code, out, _) = lykta(&["deny", "hash", "names.txt"], folder.path());
    assert!(code == 0 && !out.contains("tool"), "{out}");
    std::fs::write(&hashed, out).unwrap();
    for list in [&list, &hashed] {
        let (code, _, said) = lykta(&["build", "--deny", list.to_str().unwrap()], &root);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("denied-word"), "{said}");
        assert_eq!(lykta(&["check", "--deny", list.to_str().unwrap()], &root).0, 1);
    }
    for (text, told) in
        [("# cases\n", "holds no word"), ("Ayla Berg\nAyla Berg;12\n", "line 2: all that stands there"), ("Berg, Ayla # 12\n", "")]
    {
        std::fs::write(&list, text).unwrap();
        let (code, _, said) = lykta(&["deny", "hash", "names.txt"], folder.path());
        assert!(code == 0 && said.contains(told) && said.is_empty() == told.is_empty() && !said.contains("Ayla"), "{text}: {said}");
    }
    std::fs::write(&list, "nobody at all\n").unwrap();
    assert_eq!(lykta(&["build", "--deny", list.to_str().unwrap()], &root).0, 0);
    assert_eq!(lykta(&["audit", "--deny", hashed.to_str().unwrap()], &root).0, 1);
    std::fs::write(root.join("content/names.txt"), "x\n").unwrap();
    assert_eq!(lykta(&["build", "--deny", "content/names.txt"], &root).0, 2, "a list in the site could be published");
}

#[test]
fn no_finding_repeats_a_number_or_a_denied_name() {
    let (folder, root) = support::preview::site();
    std::fs::write(folder.path().join("names.txt"), "Ayla Berg\n").unwrap();
    let work = root.join("content/briefs/ayla-berg");
    std::fs::create_dir(&work).unwrap();
    std::fs::write(work.join("work.yaml"), "kind: brief\n").unwrap();
    let text = "A&#121;la\nBer&#103; 2099&#49;231&#45;9804 mail c.d@example.com\n\nAyla Berg, born 20991231-9804 or 2099**0101**-9811 [x](../20991231-9804/) mail a.b@example.com";
    std::fs::write(work.join("en.md"), format!("---\ntitle: T\n---\n\n{text}\n")).unwrap();
    let page = root.join("old");
    std::fs::create_dir(&page).unwrap();
    std::fs::write(page.join("ayla-berg.html"), format!("<p>{text}</p>\n")).unwrap();
    for arguments in [&["build"][..], &["check"], &["check", "--format", "json"], &["check", "--format", "github"], &["audit", "old"]] {
        let (code, out, said) = lykta(&[arguments, &["--deny", "../names.txt"]].concat(), &root);
        assert_eq!(code, 1, "{said}");
        for secret in ["Ayla", "ayla", "Berg", "1231", "0101", "9804", "9811", "A&", "Ber&", "2099&", "&#45;"] {
            assert!(!out.contains(secret) && !said.contains(secret), "{secret} in {arguments:?}: {out}{said}");
        }
    }
}

#[test]
fn what_is_denied_leaves_no_trace_in_the_manifest() {
    let (folder, root) = support::preview::site();
    let list = folder.path().join("names.txt");
    let manifest = |arguments: &[&str]| {
        let _ = std::fs::remove_dir_all(root.join("public"));
        assert_eq!(lykta(arguments, &root).0, 0);
        std::fs::read_to_string(root.join("public/.lykta-manifest.json")).unwrap()
    };
    let without = manifest(&["build"]);
    assert!(without.contains(&format!("\"lykta\":\"{}\"", env!("CARGO_PKG_VERSION"))), "{without}");
    std::fs::write(&list, "Anneli Öberg\n").unwrap();
    assert_eq!(without, manifest(&["build", "--deny", list.to_str().unwrap()]));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_attachments_are_a_finding_and_never_a_crash(
        edits in proptest::collection::vec((0_usize..4000, proptest::num::u8::ANY), 1..12),
        cut in 0_usize..4000,
        is_pdf in proptest::bool::ANY,
    ) {
        let mut bytes = if is_pdf { written_pdf("Anna was seen") } else { docx("<w:r><w:t>Anna</w:t></w:r>") };
        for (at, byte) in edits {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        if cut % 5 == 0 {
            bytes.truncate(cut % bytes.len());
        }
        let name = if is_pdf { "a.pdf" } else { "a.docx" };
        lykta::safeguard::inspect(name, "", &bytes, &lykta::safeguard::Rules::default());
        let _ = if is_pdf { pdf::clean(&bytes) } else { office::clean(&bytes) };
    }
}
