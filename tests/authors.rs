//! What authors of other sites do, which this repository's own content does not.

mod support;

use support::SiteTest;

fn document(text: &str) -> SiteTest {
    SiteTest::with("")
        .edit("content/briefs/one/work.yaml", "kind: brief\n")
        .edit("content/briefs/one/en.md", &format!("---\ntitle: One\n---\n\n{text}\n"))
}

#[test]
fn links_to_oneself_to_folders_with_spaces_and_with_pictures_work() {
    let built =
        document("[self](./), [file](en.md#h), [other](<../my text/>), [encoded](../my%20text/)\n\n## A *b* `c` [d](../other/) {#h}")
            .edit("content/briefs/my text/work.yaml", "kind: brief\n")
            .edit("content/briefs/my text/en.md", "---\ntitle: Mine\n---\n\nText.\n")
            .build();
    built.without_findings();
    built
        .page("/en/briefs/one/")
        .has("<a href=\"/en/briefs/one/\">self</a>")
        .has("<a href=\"/en/briefs/one/#h\">file</a>")
        .has("<a href=\"/en/briefs/my-text/\">other</a>")
        .has("<a href=\"/en/briefs/my-text/\">encoded</a>")
        .has("<h2 id=\"h\">A <em>b</em> <code>c</code> <a href=\"/en/briefs/other/\">d</a></h2>");
}

#[test]
fn an_anchor_is_found_however_its_letters_are_typed() {
    // With letters taken apart, as some systems and keyboards write them, and with vowels that are marks.
    let text = "[a](#a\u{30A}tga\u{308}rd) [b](#%C3%A5tg%C3%A4rd) [c](../one/#%61%CC%8Atg%C3%A4rd) [d](#नियम) [e](#del-a\u{30A})\n\n\
                ## A {#a\u{30A}tga\u{308}rd}\n\nText.\n\n## D {#नियम}\n\nText.\n\n:::details[E]{#del-å}\nText.\n:::";
    let built = document(text).build();
    built.without_findings();
    built.page("/en/briefs/one/").has("<h2 id=\"åtgärd\">").has("<a href=\"#%C3%A5tg%C3%A4rd\">a</a>");
}

#[test]
fn a_link_without_an_address_is_found() {
    document("A [word]().").build().finds("broken-link", "content/briefs/one/en.md", 5, 3);
}

#[test]
fn typed_fields_name_other_works_and_sources() {
    let kinds = "
kinds:
  guide:
    fields:
      next: { type: work, in: work }
      basis: { type: source, many: true, in: work }
      speaks: { type: language }
      level: { type: choice, choices: [first, second] }
      open: { type: true or false, in: work }
";
    let site = |work: &str| {
        SiteTest::with("")
            .edit("content/site.yaml", &format!("title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\n{kinds}"))
            .edit("content/sources.yaml", "a: { title: A, date: 2000, publisher: P }\n")
            .edit("content/guides/g/work.yaml", &format!("kind: guide\n{work}"))
            .edit("content/guides/g/en.md", "---\ntitle: G\nlevel: first\nspeaks: lt\n---\n\nText.\n")
    };
    site("next: briefs/other\nbasis: [a]\nopen: yes\n").build().without_findings();
    // A title in another language than the reader's says so.
    site("next: briefs/other\n").build().page("/sv/guide/g/").has("<dd lang=\"en\" dir=\"auto\"><a href=\"/sv/briefs/other/\">Other</a>");
    let wrong = site("next: briefs/othre\nbasis: [b]\n").build();
    assert!(wrong.finds("unknown-work", "content/guides/g/work.yaml", 2, 7).hints[0].contains("briefs/other"));
    wrong.finds("unknown-source", "content/guides/g/work.yaml", 3, 9);
}

#[test]
fn a_kind_is_not_called_as_a_page_that_every_site_has() {
    let site = "title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\nkinds:\n  print: { title: Prints }\n";
    SiteTest::with("").edit("content/site.yaml", site).build().finds("invalid-kind", "content/site.yaml", 5, 3);
}

#[test]
fn settings_that_would_be_ignored_are_found() {
    let site = "title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\nfallback: { se: [en], sv: [da] }\nquotes: { sv: ['\"'] }\nper_page: 0\nhome: pages/hoem\n";
    let built = SiteTest::with("").edit("content/site.yaml", site).build();
    built.finds("invalid-choice", "content/site.yaml", 4, 13);
    built.finds("invalid-choice", "content/site.yaml", 4, 28);
    built.finds("invalid-choice", "content/site.yaml", 5, 15);
    built.finds("wrong-type", "content/site.yaml", 6, 11);
    built.finds("unknown-work", "content/site.yaml", 7, 7);
}

#[test]
fn what_is_begun_in_site_yaml_and_left_empty_is_told() {
    let site = "title: T\nbase_url: https://example.org/\nlanguages: [en]\nredirects:\n  /en/old/:\nquotes: { en: }\nfallback: { en: }\n\
                taxonomies: { topics: { terms: { law: } } }\n";
    let built = SiteTest::with("").edit("content/site.yaml", site).build();
    built.finds("empty-field", "content/site.yaml", 5, 3);
    built.finds("empty-field", "content/site.yaml", 6, 11);
    built.finds("empty-field", "content/site.yaml", 7, 13);
    assert_eq!(built.findings.len(), 3, "{:?}", built.findings);
}

#[test]
fn a_space_within_quotation_marks_is_a_part_of_them() {
    let site = "title: T\nbase_url: https://example.org/\nlanguages: [en]\nquotes: { en: [\"«\u{a0}\", \"\u{a0}»\", \"‹\u{202f}\", \"\u{202f}›\"] }\n";
    let built = SiteTest::with("")
        .edit("content/site.yaml", site)
        .edit("content/briefs/other/en.md", "---\ntitle: Other\nsummary: S\n---\n\nA \"word\".\n")
        .build();
    built.page("/en/briefs/other/").has("A «\u{a0}word\u{a0}».");
}

#[test]
fn a_definition_may_have_paragraphs_and_a_field_may_be_a_block() {
    let built = SiteTest::with("")
        .edit("content/terms/t/work.yaml", "kind: term\nnames: { sv: ord, en: word }\n")
        .edit(
            "content/terms/t/en.md",
            "---\ntitle: word\ndefinition: |\n  First *part*.\n\n  Second [part](../../briefs/other/).\n---\n\nText.\n",
        )
        .build();
    built.without_findings();
    built.page("/en/terms/t/").has("<p>First <em>part</em>.</p>").has("<a href=\"/en/briefs/other/\">part</a>").has(">ord</td>");
}

#[test]
fn a_region_falls_back_to_its_language() {
    let built = SiteTest::new(
        "
        -- content/site.yaml --
        title: T
        base_url: https://example.org/
        languages: [sv, pt-BR, pt]
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/sv.md --
        ---
        title: Svenska
        ---

        Text.
        -- content/briefs/one/pt.md --
        ---
        title: Português
        ---

        Texto.
        ",
    )
    .build();
    built.page("/pt-BR/briefs/one/").has("<h1 lang=\"pt\" dir=\"ltr\">Português</h1>");
}

#[test]
fn a_theme_without_words_in_a_language_says_so_and_shows_others() {
    let built = SiteTest::with("").edit("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [pl, en]\n").build();
    built.finds("missing-word", "content/site.yaml", 1, 1);
    built.page("/pl/").has("Skip to content");
}

/// What is told of a site's texts before anything is drawn: each finding's code, and its hints.
fn told_of(site: &SiteTest) -> Vec<(String, String)> {
    let found = lykta::build(&site.world, &site.options, &site.memo);
    let build = found.value.expect("a site");
    let findings = found.findings.iter().chain(&build.whole().findings);
    findings.map(|finding| (finding.code.name.to_owned(), finding.hints.join("; "))).collect()
}

/// A site that remembers its theme, with one text after another.
struct Texts(SiteTest);

impl Texts {
    fn told(&mut self, text: &str) -> Vec<(String, String)> {
        self.0.world.files.insert("content/briefs/one/en.md".into(), format!("---\ntitle: One\n---\n\n{text}\n").into_bytes());
        told_of(&self.0)
    }
}

#[test]
fn a_space_that_markdown_takes_for_none_is_told() {
    let mut texts = Texts(document(""));
    for (text, code, hint) in [
        ("##\u{a0}Signs", "lost-heading", "type a space"),
        ("Text.\n\n#\u{202f}Signs", "lost-heading", "type a space"),
        ("##\u{a0}3 signs", "lost-heading", "type a space"),
        ("[a tool]\u{a0}(../other/)", "lost-link", "remove the space"),
        ("[a tool]\u{202f}(https://example.org/)", "lost-link", "remove the space"),
    ] {
        let told = texts.told(text);
        assert!(matches!(&told[..], [(told, said)] if told == code && said.contains(hint)), "{text:?}: {told:?}");
    }
    for right in ["#\u{a0}3 of them", "See #\u{a0}Signs", "§\u{a0}3 [a]\u{a0}(b)", "## Signs\u{a0}of it", "#signs"] {
        assert_eq!(texts.told(right), [], "{right:?}");
    }
}

#[test]
fn a_backslash_takes_the_meaning_of_a_sign_away_wherever_it_stands() {
    let text = "He said \\\"no\\\" and \"yes\" to it. Wait\\... and wait... Den 24\\. mars. 'A \\\"b\\\" c' it\\'s &quot;d\\\".\n\n\
                :::details[\"Was it?\"]\nText.\n:::\n\n:::details[...and then]\nText.\n:::\n\n:::details[\\\"No\\\"]\nText.\n:::";
    let built = document(text).build();
    built
        .page("/en/briefs/one/")
        .has("He said \"no\" and “yes” to it. Wait... and wait… Den 24. mars. ‘A \"b\" c’ it's “d\".")
        .has("<span>“Was it?”</span>")
        .has("<span>…and then</span>")
        .has("<span>\"No\"</span>");
}

#[test]
fn single_marks_stand_round_marked_words_and_figures() {
    let text = "The word '*no*' and '**not `now`**', '[a tool](../other/)' or '5'. The girls' *own* '90s, 'tis *so*.";
    document(text)
        .build()
        .page("/en/briefs/one/")
        .has("The word ‘<em>no</em>’ and ‘<strong>not <code>now</code></strong>’, ‘<a href=\"/en/briefs/other/\">a tool</a>’ or ‘5’.")
        .has("The girls’ <em>own</em> ’90s, ’tis <em>so</em>.");
}

#[test]
fn a_citation_stands_behind_any_sign_and_its_place_is_plain() {
    let text = "Stop![@a] Or see [@a, _passim_ `x`, s.&nbsp;5]. See [words](&#64976;citation).";
    let built = document(text).edit("content/sources.yaml", "a: { title: A, date: 2000, publisher: P }\n").build();
    let page = built.page("/en/briefs/one/");
    page.has("Stop!<span class=\"citation\"").has("passim x, s.\u{a0}5").has(">words</a>").lacks("_passim_").lacks("nbsp");
    assert!(!built.findings.iter().any(|finding| finding.code.name == "missing-picture"), "{:?}", built.findings);
}

#[test]
fn a_description_reads_as_a_text() {
    let text = "Term\n: What it is [@a].\n\nOther\n: What that is.";
    let built = document(text).edit("content/sources.yaml", "a: { title: A, date: 2000, publisher: P }\n").build();
    built.page("/en/briefs/one/").has("content=\"Term What it is. Other What that is.\"");
}

#[test]
fn a_file_is_read_however_its_ending_is_written_and_a_tag_on_however_many_lines() {
    let html = "title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\nhtml: { allow: [div] }\n";
    let built = document("<div\nlang=\"sv\">\n\nText.\n\n</div>").edit("content/site.yaml", html).build();
    built.without_findings();
    built.page("/en/briefs/one/").has("<div lang=\"sv\">");
    let built = SiteTest::with("")
        .edit("content/briefs/one/work.yaml", "kind: brief\n")
        .edit("content/briefs/one/en.Md", "---\ntitle: One\n---\n\nText.\n")
        .build();
    built.finds("misnamed-document", "content/briefs/one/en.Md", 1, 1);
    built.page("/en/briefs/one/").has("Text.");
}

#[test]
fn what_stands_where_a_heading_or_a_link_takes_it_for_text_is_told() {
    let mut texts = Texts(document("").edit("content/sources.yaml", "a: { title: A, date: 2000, publisher: P }\n"));
    for (text, code, hint) in [
        ("## Signs {#signs} [@a]", "heading-id", "end the heading with {#signs}"),
        ("## Signs {#signs}.\n\nText [@a].", "heading-id", "end the heading with {#signs}"),
        ("Signs {#signs} of *harm*\n---\n\nText [@a].", "heading-id", "end the heading with {#signs}"),
        ("## Signs {#x} {#y}\n\nText [@a].", "heading-id", "end the heading with {#x}"),
        ("See [the law [@a]](https://example.org/).", "lost-link", "`[words](address) [@key]`"),
        ("Text [@a]. See [a [b](https://b.example/) c](../other/).", "lost-link", "one link behind the other"),
        ("*Most :claim[reports* come late [@a]].", "malformed-directive", "one within the other"),
        ("Text [@a]. :claim[*reports] come* late.", "malformed-directive", "one within the other"),
        ("Text [@a].\n    :::callout[Note]\n    Text.\n    :::", "malformed-directive", "where the text above it begins"),
    ] {
        let told = texts.told(text);
        assert!(matches!(&told[..], [(told, said)] if told == code && said.contains(hint)), "{text:?}: {told:?}");
    }
    for right in [
        "## Signs \\{#signs} [@a]",
        "## Signs `{#signs}` [@a] {#real}",
        "See [the [law]](https://example.org/) and \\[the law [@a]](https://example.org/).",
        "*Most :claim[reports come late [@a]].*\n\n- Item\n\n  :::callout[Note]\n  Text.\n  :::",
        "    :::callout[Note]\n    Text.\n    :::\n\nText [@a].",
    ] {
        assert_eq!(texts.told(right), [], "{right:?}");
    }
}

#[test]
fn advice_on_links_leads_to_what_was_meant() {
    let mut texts = Texts(document(""));
    for (text, code, hint) in [
        ("[mail](help@example.org)", "broken-link", "`mailto:` before it"),
        ("![x](img\\map.png)", "broken-link", "write `img/map.png`"),
        ("[x](..\\other\\)", "broken-link", "write `../other/`"),
        ("[x](map@2x.png)", "broken-link", "beside the document"),
        ("> [!NOTE] text", "unknown-callout", "on the next line"),
    ] {
        let told = texts.told(text);
        assert!(matches!(&told[..], [(told, said)] if told == code && said.contains(hint)), "{text:?}: {told:?}");
    }
}

#[test]
fn lines_that_make_no_table_no_list_and_no_end_of_code_are_told() {
    let mut texts = Texts(document(""));
    for (text, code, hint) in [
        ("| Day | Calls |\n| Monday | 7 |", "lost-block", "`| --- | --- |`"),
        ("| Day | Calls |\n| --- |\n| Monday | 7 |", "lost-block", "`| --- | --- |`"),
        ("| Day | Calls |\n| — | — |\n| Monday | 7 |", "lost-block", "`| --- | --- |`"),
        ("> | Day | Calls |\n> | Monday | 7 |", "lost-block", "`| --- | --- |`"),
        ("-\u{a0}Food\n-\u{a0}Water", "lost-block", "a hyphen and a space"),
        ("• Food\n• Water", "lost-block", "a hyphen and a space"),
        ("| Day | Calls |\n| --- | --- |\n| Monday | 7 |\nSource: the helpline.", "unmeant-block", "an empty line above it"),
        ("> Day | Calls\n> --- | ---\n> Monday | 7\n> Source: the helpline.", "unmeant-block", "an empty line above it"),
        ("✅ Food\n✅ Water", "lost-block", "a hyphen and a space"),
        ("➡\u{FE0F} Food\n➡\u{FE0F} Water", "lost-block", "a hyphen and a space"),
        ("1\u{FE0F}\u{20E3} Food\n2\u{FE0F}\u{20E3} Water", "lost-block", "`1. first`"),
        ("| a line of a poem\n| and another", "lost-block", "end each line but the last with a backslash"),
        ("```\nCode.\n\nText.", "unclosed-code", "write a line ```"),
        ("~~~~ text\nCode.\n~~~\n\nText.", "unclosed-code", "write a line ~~~~"),
        ("- Item\n\n  ```\n  Code.\n\nText.", "unclosed-code", "write a line ```"),
    ] {
        let told = texts.told(text);
        assert!(matches!(&told[..], [(told, said)] if told == code && said.contains(hint)), "{text:?}: {told:?}");
    }
    for right in [
        "| Day | Calls |\n| --- | --- |\n| Monday | 7 |",
        "Day | Calls\n--- | ---\nMonday | 7\n\nText.\n\n| Day |\n| --- |\nMonday",
        "|x| is a value",
        "-\u{a0}Bonjour, dit-elle.\n\n-\u{a0}Bonjour.",
        "– Hej, sa hon.\n– Hej.",
        "• Food\\\n• Water",
        "✅ Done. ✅ Sent.\n\n1\u{FE0F}\u{20E3} is a key.\n\n`a=b` c=D3=d 𝑥 + 𝑦",
        "```\nCode.\n```\n\nText.",
        "> ~~~ text\n> Code.\n> ~~~\n\nText.",
        "- Item\n\n  ````\n  ```\n  Code.\n  `````\n\nText.",
        "    ```\n    Code.\n\nText.",
    ] {
        assert_eq!(texts.told(right), [], "{right:?}");
    }
}

#[test]
fn a_list_that_yaml_takes_for_one_text_is_told() {
    let mut site = document("").edit("content/sources.yaml", "a: { title: A, date: 2000, publisher: P }\n");
    let mut told_of = |work: &str, front: &str| {
        site.world.files.insert("content/briefs/one/work.yaml".into(), format!("kind: brief\n{work}").into_bytes());
        let text = format!("---\ntitle: One\n{front}---\n\nText [@a].\n");
        site.world.files.insert("content/briefs/one/en.md".into(), text.into_bytes());
        told_of(&site)
    };
    for (work, front, hint) in [
        ("topics:\n  -signs\n  -labour\n", "", "a hyphen and a space"),
        ("topics:\n  -signs\n", "", "a hyphen and a space"),
        ("topics:\n  • signs\n  • labour\n", "", "a hyphen and a space"),
        ("topics: signs\n  - labour\n", "", "a hyphen and a space"),
        ("", "in_a_minute:\n  -First this.\n  -Then that.\n", "a hyphen and a space"),
        ("", "in_a_minute:\n  – First this.\n  – Then that.\n", "a hyphen and a space"),
        ("topics: signs, labour\n", "", "[signs, labour]"),
        ("topics:\n  signs\n  labour\n", "", "a hyphen and a space"),
        ("countries: SE, NO\n", "", "[SE, NO]"),
        ("countries: SE NO\n", "", "[SE, NO]"),
        ("countries: [SE NO]\n", "", "[SE, NO]"),
        ("countries:\n  -SE\n", "", "a hyphen and a space"),
        ("sources: a, b\n", "", "[a, b]"),
        ("related: briefs/other, briefs/one\n", "", "[briefs/other, briefs/one]"),
        ("topics: [“signs”, ”labour”]\n", "", "straight ones: "),
        ("countries: “SE”\n", "", "straight ones"),
        ("date: “2026-01-01”\n", "", "straight ones"),
        ("", "in_a_minute:\n  - Remember: look twice\n", "a text with a colon in quotation marks"),
        ("", "summary:\n  Remember: look twice\n", "a text with a colon in quotation marks"),
    ] {
        let told = told_of(work, front);
        let wrong = told.iter().filter(|(code, said)| code == "wrong-type" && said.contains(hint)).count();
        assert!(wrong >= 1 && wrong == told.len(), "{work}{front}: {told:?}");
    }
    for (work, front) in [
        ("topics: labour\n", ""),
        ("topics: [\"signs, labour\"]\n", ""),
        ("topics: \"signs, labour\"\n", ""),
        ("topics: -signs\n", ""),
        ("topics: [“honour” violence]\n", ""),
        ("topics:\n  - signs, labour\n", ""),
        ("sources: a\n", ""),
        ("", "in_a_minute: Look twice, and ask; then\n  - and only then - call.\n"),
        ("", "in_a_minute:\n  – Did he say so? she asked.\n"),
        ("", "in_a_minute: |\n  - First this.\n  - Then that.\n"),
        ("", "in_a_minute: [“I said no.”, “He went on.”]\n"),
        ("", "summary: “I said no”\n"),
    ] {
        assert_eq!(told_of(work, front), [], "{work}{front}");
    }
}

#[test]
fn days_and_hours_of_a_seminar_are_told_as_they_should_be_written() {
    let told = |dates: &str| {
        let built = SiteTest::with("")
            .edit("content/seminars/one/work.yaml", &format!("kind: seminar\ndates: {dates}\n"))
            .edit("content/seminars/one/en.md", "---\ntitle: One\n---\n\nText.\n")
            .build();
        let findings = built.findings.iter().map(|finding| format!("{}: {}; {}", finding.code.name, finding.message, finding.hints[0]));
        findings.collect::<Vec<_>>().join("\n")
    };
    for parted in ["2027-03-03 - 2027-03-04", "2027-03-03 – 2027-03-04", "2027-03-03–2027-03-04", "2027-03-03 to 2027-03-04"] {
        assert!(told(parted).contains("write 2027-03-03/2027-03-04"), "{}", told(parted));
    }
    assert!(told("3-4 mars 2027").contains("a slash between the first day and the last"));
    for (hours, days) in [
        ("2027-03-01T09:00/2027-03-01T17:00", "here 2027-03-01"),
        ("2027-03-01 09:00", "here 2027-03-01"),
        ("2027-03-01T09:00Z/2027-03-02T12:00Z", "here 2027-03-01/2027-03-02"),
        ("2027-03-01T23:30:00-05:00", "here 2027-03-01"),
    ] {
        let told = told(hours);
        assert!(told.starts_with("invalid-date: «dates» keeps days alone") && told.ends_with(days), "{hours}: {told}");
    }
    assert!(told("2027-03-01T25:00").contains("no time of day"));
    for right in ["2027-03-01", "2027-03-01/2027-03-02", "2027-03-01 / 2027-03-02"] {
        assert_eq!(told(right), "", "{right}");
    }
    let kinds = "title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\nkinds:\n  course: { structured_data: event, fields: { starts: { type: date, in: work } } }\n";
    let course = SiteTest::with("")
        .edit("content/site.yaml", kinds)
        .edit("content/courses/one/work.yaml", "kind: course\nstarts: 2027-03-01T09:00\ndate: 2026-01-01T09:00:00Z\n")
        .edit("content/courses/one/en.md", "---\ntitle: One\n---\n\nText.\n")
        .build();
    course.finds("invalid-date", "content/courses/one/work.yaml", 2, 9);
    assert_eq!(course.findings.len(), 1, "{:?}", course.findings);
}

#[test]
fn a_work_file_by_another_name_is_told_once() {
    for name in ["work.yml", "Work.yaml", "work.yaml.txt"] {
        let built = document("[one](../two/), [again](../two/#part)")
            .edit(&format!("content/briefs/two/{name}"), "kind: brief\n")
            .edit("content/briefs/two/en.md", "---\ntitle: Two\n---\n\nText.\n")
            .edit("content/briefs/two/sv.md", "---\ntitle: Två\n---\n\nText.\n")
            .build();
        built.finds("misnamed-file", &format!("content/briefs/two/{name}"), 1, 1);
        assert_eq!(built.findings.len(), 1, "{name}: {:?}", built.findings);
    }
}

#[test]
fn a_document_named_like_its_work_is_no_language() {
    let text = "---\ntitle: My brief\n---\n\nText.\n";
    let alone = SiteTest::with("").edit("content/briefs/my-brief.md", text).build();
    assert!(alone.finds("missing-work-file", "content/briefs/my-brief.md", 1, 1).hints[0].contains("a folder of its own"));
    let within = SiteTest::with("").edit("content/briefs/work.yaml", "kind: brief\n").edit("content/briefs/my-brief.md", text).build();
    assert!(within.finds("language-file-name", "content/briefs/my-brief.md", 1, 1).hints[0].contains("by their language"));
}

#[test]
fn a_document_that_is_named_otherwise_than_by_its_language_is_told_by_what_was_meant() {
    let text = "---\ntitle: My brief\n---\n\nText.\n";
    let beside = |name: &str, others: &[&str]| {
        let work = document("").edit("content/briefs/two/work.yaml", "kind: brief\n");
        let named = others.iter().chain([&name]).fold(work, |site, name| site.edit(&format!("content/briefs/two/{name}"), text));
        let built = named.build();
        let file = format!("content/briefs/two/{name}");
        let told = built.findings.iter().find(|finding| *finding.location.file == *file).expect("a finding");
        (told.code.name, told.hints[0].clone())
    };
    for (name, right) in [("dk.md", "da.md"), ("UA.md", "uk.md"), ("svenska.md", "sv.md"), ("swe.md", "sv.md"), ("sv_FI.md", "sv-FI.md")] {
        assert_eq!(beside(name, &["en.md"]), ("language-file-name", format!("rename it to {right}")), "{name}");
    }
    assert_eq!(beside("se.md", &["en.md"]), ("undeclared-language", "if «se» was meant as the country, rename it to sv.md".to_owned()));
    assert!(beside("se.md", &["sv.md"]).1.starts_with("add se to"));
    // A copy takes nothing's place, or what was written there would be lost.
    for name in ["en (1).md", "en copy.md", "Copy of en.md", "en (Sofia's conflicted copy 2026-11-30).md", "en_BACKUP_7.md", "en-LAPTOP.md"]
    {
        assert!(beside(name, &["en.md"]).1.starts_with("if it is a copy of en.md"), "{name}");
    }
    assert!(beside("swe.md", &["sv.md"]).1.starts_with("if it is a copy of sv.md"));
    for (name, of) in [
        ("content/briefs/one/work (1).yaml", "work.yaml"),
        ("content/briefs/one/work - kopia.yaml", "work.yaml"),
        ("content/site (Sofia's conflicted copy 2026-11-30).yaml", "site.yaml"),
        ("content/sources.sync-conflict-20261130-1.yaml", "sources.yaml"),
    ] {
        let built = document("Text.").edit("content/sources.yaml", "{}\n").edit(name, "kind: tool\n").build();
        let hint = &built.finds("misnamed-file", name, 1, 1).hints[0];
        assert!(hint.starts_with(&format!("if it is a copy of {of}")) && built.errors() == 0, "{name}: {hint}");
    }
    let data = document("Text.").edit("content/briefs/one/work-hours.yaml", "a: 1\n").edit("content/sources.checked.yaml", "{}\n");
    data.build().without_findings();
}

#[test]
fn terms_that_differ_in_capitals_or_hyphens_alone_are_to_be_written_alike() {
    for (own, other, hint) in
        [("Example", "example", "write both alike"), ("Social-Work", "social work", "write both alike"), ("C", "C++", "another name")]
    {
        let built = document("Text.")
            .edit("content/briefs/one/work.yaml", &format!("kind: brief\ntopics: [\"{own}\"]\n"))
            .edit("content/briefs/other/work.yaml", &format!("kind: brief\ntopics: [\"{other}\"]\n"))
            .build();
        let told = built.findings.iter().find(|finding| finding.code.name == "duplicate-address").expect("told");
        assert!(told.hints[0].contains(hint), "{told:?}");
    }
}

#[test]
fn a_yes_a_no_or_a_day_that_is_left_blank_is_told_and_a_blank_text_is_not() {
    for blank in ["draft:", "draft: ~", "draft: null", "draft: # not yet", "draft: \"\"", "date:", "expires: ~"] {
        let built = SiteTest::with("").edit("content/briefs/other/work.yaml", &format!("kind: brief\n{blank}\n")).build();
        assert_eq!(built.errors(), 1, "{blank}: {:?}", built.findings);
        assert_eq!((built.findings[0].code.name, built.findings[0].location.line), ("empty-field", 2), "{blank}");
        let text = format!("---\ntitle: Other\nsummary:\n{blank}\n---\n\nText.\n");
        let built = SiteTest::with("").edit("content/briefs/other/en.md", &text).build();
        assert_eq!(built.errors(), 1, "{blank}: {:?}", built.findings);
        assert_eq!((built.findings[0].code.name, built.findings[0].location.line), ("empty-field", 4), "{blank}");
    }
}

#[test]
fn a_title_that_nobody_sees_is_empty() {
    let built = SiteTest::with("").edit("content/briefs/other/en.md", "---\ntitle: \"\u{200b}\u{200b}\"\n---\n\nText.\n").build();
    built.finds("empty-field", "content/briefs/other/en.md", 2, 8);
}

#[test]
fn an_address_in_a_field_leads_somewhere_for_everybody_and_is_one() {
    let site = |website: &str| {
        SiteTest::with("-- content/organisations/o/en.md --\n---\ntitle: O\n---\n\nText.\n")
            .edit("content/organisations/o/work.yaml", &format!("kind: organisation\nwebsite: '{website}'\n"))
            .build()
    };
    for (website, code) in [
        ("https://anna:hunter2@x.example/", "unsafe-link"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fx.example", "unsafe-link"),
        ("http://127.0.0.1:1111/en/", "preview-link"),
        ("http://anna-laptop.local/", "preview-link"),
        ("https:x.example", "invalid-url"),
    ] {
        let built = site(website);
        assert!(!built.finds(code, "content/organisations/o/work.yaml", 2, 10).message.contains("hunter2"));
        built.nowhere(website);
    }
    let built = site("https://example.com/å b?d=\"e\"");
    built.without_findings();
    built.page("/en/organisations/o/").has("href=\"https://example.com/å%20b?d=%22e%22\"").lacks("å b");
}

#[test]
fn a_key_in_the_wrong_file_of_a_work_is_sent_to_the_right_one() {
    let seminar = |work: &str, front: &str| {
        SiteTest::with("")
            .edit("content/seminars/one/work.yaml", &format!("kind: seminar\n{work}"))
            .edit("content/seminars/one/en.md", &format!("---\ntitle: One\n{front}---\n\nText.\n"))
            .build()
    };
    // Nearer by its letters is `date`, which would keep the text back.
    let built = seminar("", "dates: 2031-01-01\n");
    assert_eq!(built.finds("unknown-key", "content/seminars/one/en.md", 3, 1).hints, ["«dates» stands in work.yaml: write it there"]);
    let built = seminar("summary: Short.\n", "");
    let hints = &built.finds("unknown-key", "content/seminars/one/work.yaml", 2, 1).hints;
    assert_eq!(*hints, ["«summary» stands in the front matter of each text: write it there"]);
    assert_eq!(
        seminar("", "sumary: Short.\n").finds("unknown-key", "content/seminars/one/en.md", 3, 1).hints[0],
        "did you mean «summary»?"
    );
    // What other programs call it.
    for (work, front, file, hint) in [
        ("published: 2026-03-04\n", "", "work.yaml", "did you mean «date»?"),
        ("", "description: Short.\n", "en.md", "did you mean «summary»?"),
        ("", "tags: [labour]\n", "en.md", "did you mean «topics»?"),
        ("Permalink: one\n", "", "work.yaml", "«slug» stands in the front matter of each text: write it there"),
    ] {
        let at = if file == "en.md" { 3 } else { 2 };
        assert_eq!(seminar(work, front).finds("unknown-key", &format!("content/seminars/one/{file}"), at, 1).hints, [hint]);
    }
}

#[test]
fn a_choice_whose_choices_can_not_be_read_is_told_where_it_is_declared() {
    let site = "kinds: { brief: { fields: { weight: { type: choice, in: work, choices: { low: { en: Low } } } } } }\n";
    let told = told_with(site, "weight: low\n", "");
    assert!(told.iter().any(|(code, said)| code == "invalid-kind" && said.contains("stands in `labels`")), "{told:?}");
    assert!(told.iter().all(|(code, _)| code != "invalid-choice"), "{told:?}");
}

#[test]
fn days_that_can_not_be_right_are_told_once() {
    let site = |work: &str, front: &str| {
        SiteTest::with("")
            .edit("content/briefs/one/work.yaml", &format!("kind: brief\n{work}"))
            .edit("content/briefs/one/sv.md", &format!("---\ntitle: Ett\n{front}---\n\nText.\n"))
            .edit("content/briefs/one/en.md", "---\ntitle: One\n---\n\nText.\n")
            .build()
    };
    for (work, front, file, line, column) in [
        ("updated: 2031-01-01\n", "", "work.yaml", 2, 10),
        ("date: 2024-02-02\n", "updated: 2024-02-01\n", "sv.md", 3, 10),
        ("date: 2024-02-02\nexpires: 2024-02-01\n", "", "work.yaml", 3, 10),
    ] {
        let built = site(work, front);
        assert_eq!(built.findings.iter().filter(|finding| finding.code.name == "invalid-date").count(), 1, "{:?}", built.findings);
        built.finds("invalid-date", &format!("content/briefs/one/{file}"), line, column);
    }
    site("date: 2024-02-02\nupdated: 2024-02-02\nexpires: 2099-01-01\n", "").without_findings();
    site("", "reviewed: { by: Anna, on: 2062-01-01 }\n").finds("invalid-date", "content/briefs/one/sv.md", 3, 27);
}

#[test]
fn examples_of_a_new_work_are_told_once_it_is_no_draft() {
    let kinds = "kinds:\n  course:\n    fields:\n      held: { type: date range, in: work, required: true }\n      reached: { type: contact, in: work, required: true }\n";
    let site = |work: &str| {
        SiteTest::with("")
            .edit("content/site.yaml", &format!("title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\n{kinds}"))
            .edit("content/courses/one/work.yaml", &format!("kind: course\n{work}"))
            .edit("content/courses/one/en.md", "---\ntitle: One\n---\n\nText.\n")
            .build()
    };
    let new = "held: 2031-03-03/2031-03-04\nreached: \"+46 70 174 06 05\"\n";
    let built = site(new);
    built.finds("placeholder", "content/courses/one/work.yaml", 2, 7);
    built.finds("placeholder", "content/courses/one/work.yaml", 3, 10);
    site(&format!("draft: true\n{new}")).without_findings();
}

#[test]
fn what_is_still_to_be_written_in_a_field_is_told() {
    let site = |field: &str| {
        let text = format!("---\ntitle: T\n{field}\n---\n\nText.\n").replace("title: T\ntitle", "title");
        SiteTest::with("").edit("content/briefs/zz/work.yaml", "kind: brief\n").edit("content/briefs/zz/en.md", &text).build()
    };
    for (field, line, column) in [
        ("title: \"[Your title here]\"", 2, 8),
        ("title: Lorem ipsum", 2, 8),
        ("summary: \"[Insert a summary] TODO: more\"", 3, 10),
        ("summary: TODO ask the police", 3, 10),
        ("summary: On XX.XX.XXXX", 3, 10),
    ] {
        site(field).finds("placeholder", "content/briefs/zz/en.md", line, column);
        site(&format!("{field}\ndraft: true")).without_findings();
    }
    for field in ["title: A TODO list", "summary: \"«I know [name]», she said of XXL and AUTODO: it\""] {
        site(field).without_findings();
    }
}

#[test]
fn a_link_by_the_sites_own_address_that_leads_nowhere_is_told() {
    let hidden = "---\ntitle: Hidden\ndraft: true\nslug: secret\n---\n\nText.\n";
    let site = document("").edit("content/tools/hidden/work.yaml", "kind: tool\n").edit("content/tools/hidden/en.md", hidden);
    let mut texts = Texts(site);
    for (link, code, hint) in [
        ("[x](https://example.org/en/briefs/othr/)", "broken-link", "«briefs/other»?; write the path of the work's folder"),
        ("[x](https://example.org/en/tools/hidden/)", "draft-link", "publish it"),
        ("[x](https://example.org/en/tools/secret/)", "draft-link", "publish it"),
        ("[x](https://example.org/en/briefs/other/#prt)", "broken-anchor", "«part»"),
        ("[x](https://example.org/sv/briefs/other/#prt)", "broken-anchor", "«part»"),
        ("[x](https://example.org/media/briefs/one/a.pdf)", "broken-link", "write the path"),
        ("![x](https://example.org/media/briefs/one/a.png)", "missing-picture", "beside the document"),
    ] {
        let told = texts.told(link);
        assert!(matches!(&told[..], [(told, said)] if told == code && said.contains(hint)), "{link}: {told:?}");
    }
}

#[test]
fn a_hint_at_a_work_says_what_to_write_here() {
    let mut texts = Texts(document(""));
    for (link, address) in [
        ("[x](../othr/)", "../other/"),
        ("[x](briefs/other)", "../other/"),
        ("[x](content/briefs/other/)", "../other/"),
        ("[x](../../briefs/othr/#part)", "../other/#part"),
        ("[x](../other.md)", "../other/"),
        ("[x](other.md#part)", "../other/#part"),
        ("[x](../other/index.html)", "../other/"),
        ("[x](http://localhost:1111/en/briefs/other/#part)", "../other/#part"),
        ("[x](/briefs/othr)", "/briefs/other/"),
        ("[x](https://example.org/en/briefs/othr/)", "../other/"),
    ] {
        let told = texts.told(link);
        assert!(matches!(&told[..], [(_, said)] if said.contains(&format!("`{address}`"))), "{link}: {told:?}");
        assert_eq!(texts.told(&format!("[x]({address})")), [], "{address}");
    }
}

#[test]
fn a_file_that_is_named_by_its_published_address_is_told_with_its_path() {
    let mut texts = Texts(document("").edit("content/briefs/other/Files/table.csv", "a,b\n"));
    for link in ["[x](/media/briefs/other/files/table.csv)", "[x](http://localhost:1111/media/briefs/other/files/table.csv)"] {
        let told = texts.told(link);
        assert!(matches!(&told[..], [(_, said)] if said.contains("`../other/Files/table.csv`")), "{link}: {told:?}");
    }
    assert_eq!(texts.told("[x](../other/Files/table.csv)"), []);
}

#[test]
fn what_other_programs_leave_in_a_text_is_told_with_what_to_write() {
    let mut texts = Texts(document(""));
    for (text, code, hint) in [
        ("[[1]](#_ftn1)", "broken-anchor", "write `[^1]`"),
        ("[\\[1\\]](#_ftnref1)", "broken-anchor", "write `[^1]`"),
        ("[[a]](#cmnt1)", "broken-anchor", "a comment of another program"),
        ("![Port](data:image/png;base64,iVBORw0KGgo=)", "unsafe-link", "save the picture as a file"),
        ("## Main\n\n[x](#main)", "broken-anchor", "`#main-2`"),
        ("::: {.note}\nText.\n:::", "malformed-directive", "`:::name[label]"),
        (":::{custom-style=\"Quote\"}\nText.\n:::", "malformed-directive", "`:::name[label]"),
        ("::: Rubrik :::\n\nText.", "malformed-directive", "`:::name[label]"),
        ("::: tip A title\nText.\n:::", "malformed-directive", "`:::name[label]"),
        (":::note\nText.\n:::", "unknown-directive", "write `:::callout{type=note}`"),
        (":::caution[Look]\nText.\n:::", "unknown-directive", "write `:::callout{type=warning}`"),
        ("::: callout {type=note}\nText.\n:::", "malformed-directive", "`:::name`"),
        ("Text.\n\n<table><tr><td>a</td></tr>\n<tr><td>b</td></tr></table>", "raw-html", "`| --- | --- |`"),
        ("## \u{a0} {#tom}\n\nText.", "empty-heading", "write it"),
        ("## &nbsp;\n\nText.", "empty-heading", "write it"),
        ("[x](https://www.google.com/url?q=https://x.example/)", "unsafe-link", "from the browser's address bar"),
        ("<https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.example>", "unsafe-link", "from the browser's address bar"),
        ("M=C3=A4nniskohandel =E2=80=93 barn", "damaged-text", "copy it again"),
        ("These are 𝘀𝗶𝗴𝗻𝘀 of harm.", "damaged-text", "in ordinary letters"),
        ("![Port](cid:image001.png@01DA)", "unsafe-link", "save the picture as a file"),
        ("Write <name> here.", "raw-html", "a backslash before the `<`"),
        ("Water is H<sub>2</sub>O.", "raw-html", "`html: { allow: [sub] }`"),
        ("Signs\n=====\n\nText.", "first-level-heading", "delete the line of equals signs"),
        ("# Signs\n\nText.", "first-level-heading", "write two number signs: `## …`"),
    ] {
        let told = texts.told(text);
        assert!(matches!(&told[..], [(told, said)] if told == code && said.contains(hint)), "{text:?}: {told:?}");
    }
}

#[test]
fn a_title_and_a_summary_are_no_markdown_and_no_html() {
    let told = |field: &str| told_of(&document("").edit("content/briefs/one/en.md", &format!("---\n{field}\n---\n\nText.\n")));
    for field in ["title: 'p&aring; **handel**'", "title: T\nsummary: 'see [x](https://x.example)'"] {
        let told = told(field);
        assert!(matches!(&told[..], [(code, hint)] if code == "wrong-type" && hint.contains("the words alone")), "{field}: {told:?}");
    }
    assert_eq!(told("title: 'Q&A; 5 * 3'"), []);
}

#[test]
fn a_work_without_a_text_is_asked_for_one_in_its_own_language() {
    let told = told_of(&document("Text.").edit("content/briefs/two/work.yaml", "kind: brief\nsource_language: en\n"));
    assert!(matches!(&told[..], [(code, hint)] if code == "work-without-document" && hint.contains("add en.md")), "{told:?}");
}

#[test]
fn a_file_whose_name_holds_what_parts_an_address_can_be_named() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>";
    let site = document("")
        .edit("content/briefs/one/work.yaml", "kind: brief\npictures: { \"Bild #1.svg\": { shows: nobody } }\n")
        .edit("content/briefs/one/en.md", "---\ntitle: One\n---\n\n![A port](<Bild #1.svg>), ![The same](Bild%20%231.svg)\n")
        .edit("content/briefs/one/Bild #1.svg", drawing);
    assert!(matches!(&told_of(&site)[..], [(code, _)] if code == "odd-file-name"));
}

#[test]
fn one_picture_under_two_names_is_published_once() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>";
    let site = document("![A port](<map 1.svg>), ![The same](<map (1).svg>), [a](<a 1.txt>), [b](a-1.txt)")
        .edit("content/briefs/one/map 1.svg", drawing)
        .edit("content/briefs/one/map (1).svg", drawing);
    assert_eq!(told_of(&site.edit("content/briefs/one/a 1.txt", "A.\n").edit("content/briefs/one/a-1.txt", "B.\n")), []);
}

#[test]
fn letters_are_the_same_however_a_keyboard_composes_them() {
    let apart = |text: &str| text.replace('é', "e\u{301}");
    let site = document("")
        .edit("content/sources.yaml", "étude: { type: Web, title: E, date: 2019, url: https://e.example/ }\n")
        .edit("content/briefs/étude/work.yaml", "kind: brief\ntopics: [santé]\n")
        .edit("content/briefs/étude/en.md", "---\ntitle: E\n---\n\nText.\n")
        .edit("content/terms/e/work.yaml", "kind: term\n")
        .edit("content/terms/e/en.md", "---\ntitle: Santé\ndefinition: Health.\n---\n")
        .edit("content/briefs/one/work.yaml", &apart("kind: brief\nrelated: [briefs/étude]\ntopics: [santé]\n"))
        .edit("content/briefs/one/en.md", &apart("---\ntitle: One\n---\n\n:term[santé] [@étude], [x](../étude/).\n"));
    let told = told_of(&site);
    assert_eq!(told, []);
}

/// What is told of `site.yaml` with some lines more, and of a brief's files with some lines more in theirs.
fn told_with(site: &str, work: &str, front: &str) -> Vec<(String, String)> {
    let config = format!("title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\n{site}");
    told_of(
        &document("")
            .edit("content/site.yaml", &config)
            .edit("content/briefs/one/work.yaml", &format!("kind: brief\n{work}"))
            .edit("content/briefs/one/en.md", &format!("---\ntitle: One\n{front}---\n\nText.\n")),
    )
}

#[test]
fn a_value_of_another_shape_is_told_by_its_own_name_with_what_to_write() {
    for (site, work, hint) in [
        ("", "pictures: { a.jpg: person }\n", "`a.jpg: { shows: person }`"),
        ("", "pictures: { shows: person }\n", "`name: { shows: person }`"),
        ("taxonomies: { regions: [north, south] }\n", "", "`regions: { title: … }`"),
        ("kinds: { brief: { fields: { x: text } } }\n", "", "`x: { type: text }`"),
    ] {
        let told = told_with(site, work, "");
        assert!(matches!(&told[..], [(code, said)] if code == "wrong-type" && said.contains(hint)), "{told:?}");
    }
    assert!(told_with("gates: { allow: { code: email-address, text: a@b.se, reason: x } }\n", "", "").is_empty());
}

#[test]
fn lines_without_hyphens_are_told_to_be_one_item() {
    for (work, front) in [
        ("topics:\n  courts\n  police\n", ""),
        ("topics: courts\n  police\n", ""),
        ("", "in_a_minute:\n  courts decide\n  police look\n"),
        ("aliases:\n  courts\n  /en/b/\n", ""),
    ] {
        let told = told_with("", work, front);
        assert!(told.iter().any(|(code, said)| code == "wrong-type" && said.contains("`- courts")), "{work}{front}: {told:?}");
    }
    for (work, front) in [
        ("topics: courts\n", ""),
        ("topics:\n  courts\n", ""),
        ("topics:\n  - courts\n    and police\n", ""),
        ("", "in_a_minute: One thing\n  goes on.\n"),
        ("", "in_a_minute: |\n  One thing\n  goes on.\n"),
        ("", "in_a_minute: >-\n  One thing\n  goes on.\n"),
    ] {
        assert_eq!(told_with("", work, front), [], "{work}{front}");
    }
}

#[test]
fn several_in_one_nothing_in_a_list_and_other_small_slips_are_told_with_what_mends_them() {
    let required = "kinds: { brief: { fields: { in_a_minute: { type: markdown, many: true, required: true } } } }\n";
    let labels = "kinds: { brief: { fields: { x: { type: text, labels: { a: A, b: B } } } } }\n";
    let top = "kinds: { page: { list: { as: title, filter: [topics] }, title: Sidor } }\n";
    let words = "gates: { avoid: [{ language: de, avoid: x, instead: y }, { language: en-GB, avoid: x, instead: y }] }\n";
    for (site, work, front, code, hint) in [
        ("", "aliases: /en/a/, /en/b/\n", "", "invalid-alias", "[/en/a/, /en/b/]"),
        ("", "aliases: [/en/old/, /en/old]\n", "", "duplicate-key", "remove one"),
        ("licence_url: https://a.example/ https://b.example/\n", "", "", "invalid-url", "write one here"),
        ("kinds: { seminar: { list: dates }, brief: { list: dates } }\n", "", "", "unknown-list-field", "write newest"),
        (required, "", "in_a_minute: []\n", "empty-field", "write a list"),
        (labels, "", "", "invalid-kind", "remove the labels"),
        (top, "", "", "invalid-kind", "`path:`"),
        ("kinds: { brief: { path: { sv: .., en: briefs } } }\n", "", "", "invalid-kind", "letters, digits"),
        ("taxonomies: { area: { path: \"-\" } }\n", "", "", "invalid-kind", "letters, digits"),
        ("kinds: { brief: { fields: { x: { type: text, choices: [a] } } } }\n", "", "", "invalid-kind", "make it `type: choice`"),
        ("taxonomies: { countries: { terms: { se: Svea } } }\n", "", "", "unknown-country", "«SE»"),
        ("", "related: [briefs/other/en.md]\n", "", "unknown-work", "did you mean «briefs/other»?"),
        ("", "related: [briefs/other#more]\n", "", "unknown-work", "did you mean «briefs/other»?"),
        (words, "", "", "invalid-choice", "add it to `languages`"),
        ("theme: themes/mine/\n", "", "", "unknown-theme", "«mine»"),
    ] {
        let config = format!("title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\n{site}");
        let built = document("")
            .edit("themes/mine/theme.yaml", "extends: lykta\n")
            .edit("content/site.yaml", &config)
            .edit("content/briefs/one/work.yaml", &format!("kind: brief\n{work}"))
            .edit("content/briefs/other/en.md", "---\ntitle: Other\nin_a_minute: Text.\n---\n\nText.\n")
            .edit("content/briefs/one/en.md", &format!("---\ntitle: One\n{front}---\n\nText.\n"))
            .build();
        let told: Vec<_> = built.findings.iter().map(|finding| (finding.code.name, finding.hints.join("; "))).collect();
        assert!(matches!(&told[..], [(told, said)] if *told == code && said.contains(hint)), "{site}{work}{front}: {told:?}");
    }
    let several = "kinds: { brief: { list: dates, fields: { dates: { type: date, in: work, many: true } } } }\n";
    let told =
        document("").edit("content/site.yaml", &format!("title: T\nbase_url: https://example.org/\nlanguages: [en]\n{several}")).build();
    assert!(told.finds("unknown-list-field", "content/site.yaml", 4, 25).message.ends_with("holds something else"));
    assert_eq!(told_with("fallback: { EN: [SV] }\nquotes: { EN: [a, b, c, d] }\n", "", ""), []);
    let seminar = document("Text.").edit("content/seminars/one/work.yaml", "kind: seminar\ndates: 2031-03-03/\n");
    let told = told_of(&seminar.edit("content/seminars/one/en.md", "---\ntitle: S\n---\n\nText.\n"));
    assert!(matches!(&told[..], [(code, said)] if code == "invalid-date" && said.contains("both days")), "{told:?}");
    let renamed = document("").edit("content/site.yml", "title: T\n").remove("content/site.yaml");
    let found = lykta::build(&renamed.world, &renamed.options, &renamed.memo);
    assert_eq!(found.findings[0].hints, ["rename content/site.yml to content/site.yaml"]);
}

#[test]
fn a_file_of_another_program_by_the_name_of_a_text_is_told_as_what_it_is() {
    for (bytes, what, hint) in [
        (&b"PK\x03\x04\x14\0\x06\0\xff\xfe"[..], "an office document or an archive", "into a new file"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF", "into a new file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "of an older kind", "into a new file"),
        (b"---\ntitle: f\xf6r\n---\n", "from here on", "save it with the encoding UTF-8"),
    ] {
        let mut site = document("");
        site.world.files.insert("content/briefs/one/en.md".into(), bytes.to_vec());
        let built = site.build();
        let found = built.findings.iter().find(|finding| finding.code.name == "not-utf8").unwrap();
        assert!(found.message.contains(what) && found.hints[0].contains(hint), "{found:?}");
    }
}
