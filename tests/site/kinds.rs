//! Kinds of works and their fields, the site's own included.

use crate::support::{Built, SiteTest};

#[test]
fn a_fault_in_a_field_of_several_lines_is_told_at_its_line() {
    let built = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/en.md --
        ---
        title: One
        in_a_minute:
          - |
            The first line.
            See [this](../gone/) and [this](../other/).
        ---

        Text.
        ",
    )
    .build();
    built.finds("broken-link", "content/briefs/one/en.md", 6, 9);
}

#[test]
fn a_key_that_is_nearly_right_is_not_told_as_missing_too() {
    let site = SiteTest::with("").edit("content/briefs/one/work.yaml", "kind: brief\n");
    let built = site.edit("content/briefs/one/en.md", "---\nTitle: One\n---\n\nText.\n").build();
    assert_eq!(built.findings.iter().map(|finding| finding.code.name).collect::<Vec<_>>(), ["unknown-key"]);
}

#[test]
fn a_kind_of_ones_own_needs_no_rust() {
    let built = SiteTest::with(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [sv, en]
        kinds:
          course:
            title: { en: Courses, sv: Kurser }
            singular: { en: Course, sv: Kurs }
            path: { en: courses, sv: kurser }
            list: title
            fields:
              level: { type: choice, choices: [first, second], in: work, required: true }
              starts: { type: date, in: work }
              teachers: { type: text, many: true }
        -- content/courses/c/work.yaml --
        kind: course
        level: first
        starts: 2031-01-02
        -- content/courses/c/en.md --
        ---
        title: Interviewing
        teachers: [A, B]
        ---

        Text.
        ",
    )
    .build();
    built.without_findings();
    built.page("/en/courses/").has("Interviewing").has("<h1>Courses</h1>");
    built.page("/sv/kurser/c/").has("Kurs");
    built.page("/en/").has("/en/courses/");
}

/// A kind that no template knows.
const TALKS: &str = "
    -- content/site.yaml --
    title: Test
    base_url: https://example.org/
    languages: [sv, en]
    kinds:
      talk:
        path: talks
        structured_data: event
        fields:
          dates: { type: date range, in: work, title: { en: Days, sv: Dagar } }
          place: { type: text }
          level: { type: choice, in: work, choices: [first, second], labels: { first: { en: Beginners, sv: Nybörjare } } }
          held: { type: date, in: work, many: true }
          about: { type: work, in: work }
          note: { type: markdown }
          slides: { type: file }
          left_out: { type: text }
    -- content/sources.yaml --
    b1:
      type: report
      title: A report
      author: A, B
      date: 2020
    -- content/talks/t/work.yaml --
    kind: talk
    dates: 2031-03-03
    level: first
    held: [2030-01-02]
    about: briefs/other
    -- content/talks/t/en.md --
    ---
    title: Talk
    place: The hall & the yard
    note: It rests on *one* thing [@b1].
    slides: slides.pdf
    ---

    Text.
    -- content/talks/t/slides.pdf --
    %PDF-1.4
    ";

#[test]
fn a_kind_without_a_template_of_its_own_shows_its_fields() {
    let built = SiteTest::with(TALKS).build();
    built
        .page("/en/talks/t/")
        .has("<dt>Days</dt><dd><time datetime=\"2031-03-03\">3 March 2031</time><div class=\"calendar\"><a href=\"/en/talks/t/event.ics\">")
        .has("<dt>Where</dt><dd>The hall &amp; the yard</dd>")
        .has("<dt>level</dt><dd>Beginners</dd>")
        .has("<li><time datetime=\"2030-01-02\">2 January 2030</time></li>")
        .has("<dd><a href=\"/en/briefs/other/\">Other</a></dd>")
        .has("<em>one</em>")
        // The list of sources leads back to where the field cites.
        .has("id=\"cite-1\"")
        .has("href=\"#cite-1\"")
        .lacks("left_out");
    built.page("/sv/talks/t/").has("<dt>Dagar</dt>").has("Nybörjare").has("<dd lang=\"en\" dir=\"ltr\">The hall");
}

#[test]
fn a_field_that_a_site_adds_to_a_built_in_kind_stands_on_its_page_and_on_paper() {
    let built = SiteTest::with(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [en, sv]
        kinds:
          tool:
            fields:
              cost: { type: text, title: { en: Cost, sv: Kostnad } }
        -- content/tools/t/work.yaml --
        kind: tool
        -- content/tools/t/en.md --
        ---
        title: T
        summary: S.
        for_whom: All.
        cost: Nothing
        ---

        Text.
        ",
    )
    .build();
    built.without_findings();
    let page = built.page("/en/tools/t/");
    page.has("<dt>Cost</dt><dd>Nothing</dd>");
    assert_eq!(page.text().matches("<dt>For whom</dt>").count(), 1, "what the template shows is not shown again");
    built.page("/sv/tools/t/").has("<dt>Kostnad</dt><dd lang=\"en\" dir=\"ltr\">Nothing</dd>");
    built.page("/en/tools/print/").has("<dt>For whom</dt><dd>All.</dd>").has("<dt>Cost</dt><dd>Nothing</dd>");
}

#[test]
fn a_file_that_a_field_names_is_published_or_missed() {
    let site = SiteTest::with(TALKS);
    let built = site.build();
    let published = built.pages.keys().find(|path| path.ends_with(".pdf")).expect("the file is published");
    built.page("/en/talks/t/").has(&format!("<a href=\"{published}\">slides.pdf (PDF, 1\u{a0}kB)</a>"));
    let without = site.edit("content/talks/t/slides.pdf.txt", "").remove("content/talks/t/slides.pdf").build();
    let missed = without.findings.iter().find(|finding| finding.code.name == "broken-link").expect("a finding");
    assert_eq!(missed.message, "no file lies at «slides.pdf»");
}

#[test]
fn a_page_is_nothing_to_download() {
    let built = SiteTest::with(
        "
        -- content/briefs/other/en.md --
        ---
        title: Other
        ---

        ::download[All]{file=../../briefs/}
        ",
    )
    .build();
    assert!(built.findings.iter().any(|finding| finding.message == "this leads to a page, not to a file"), "{:?}", built.findings);
}

#[test]
fn what_site_yaml_says_wrongly_of_a_kind_is_told_there() {
    let site = |kinds: &str| {
        let config = format!("title: Test\nbase_url: https://example.org/\nlanguages: [en]\n{kinds}\n");
        SiteTest::with("").edit("content/site.yaml", &config).edit("content/talks/t/work.yaml", "kind: talk\n")
    };
    let site = |kinds: &str| site(kinds).edit("content/talks/t/en.md", "---\ntitle: T\n---\n\nText.\n").build();
    let told = |built: &Built| {
        let each = built.findings.iter().filter(|finding| finding.severity == lykta::diagnostics::Severity::Error);
        each.map(|finding| format!("{}:{} {}", finding.location.file, finding.location.line, finding.message)).collect::<Vec<_>>()
    };
    assert_eq!(told(&site("kinds:\n  talk:\n    template: nosuch.html")), ["content/site.yaml:6 there is no template «nosuch.html»"]);
    let twice = site("kinds:\n  talk:\n    path: briefs");
    assert_eq!(told(&twice), ["content/site.yaml:6 the address /en/briefs/ is taken by the list of «brief»"]);
    assert_eq!(twice.findings[0].hints, ["give one of the two another `path:` in content/site.yaml"]);
    assert_eq!(told(&site("kinds: { talk: {} }\ntaxonomies: { \"my tax\": {} }")), ["content/site.yaml:5 «my tax» can't name a taxonomy"]);
}

#[test]
fn a_title_in_no_language_is_empty() {
    let site = "title: {}\ndescription: {}\nbase_url: https://example.org/\nlanguages: [en]\n";
    let built = SiteTest::with("").edit("content/site.yaml", site).build();
    built.finds("empty-field", "content/site.yaml", 1, 1);
    assert_eq!(built.findings.len(), 1, "{:?}", built.findings);
}

#[test]
fn a_field_of_a_kind_is_not_called_as_a_taxonomy() {
    let site = "title: T\nbase_url: https://example.org/\nlanguages: [en]\nkinds:\n  course:\n    fields: { topics: { type: text } }\n";
    SiteTest::with("").edit("content/site.yaml", site).build().finds("invalid-kind", "content/site.yaml", 6, 15);
}

#[test]
fn a_taxonomy_is_not_called_as_a_field_of_a_built_in_kind() {
    let site = "title: T\nbase_url: https://example.org/\nlanguages: [en]\ntaxonomies:\n  place: {}\n  harbours: {}\n";
    let built = SiteTest::with("").edit("content/site.yaml", site).build();
    let finding = built.finds("invalid-kind", "content/site.yaml", 5, 3);
    assert!(finding.message.contains("«seminar»"), "{finding:?}");
    assert_eq!(built.findings.len(), 1, "{:?}", built.findings);
}

#[test]
fn a_kind_of_ones_own_need_not_have_the_fields_of_the_template_that_draws_it() {
    for template in ["brief", "tool", "seminar", "term", "organisation", "page"] {
        let kind = format!("kinds: {{ guide: {{ template: {template}.html, fields: {{ level: {{ type: text }} }} }} }}\n");
        let built = SiteTest::with("")
            .edit("content/site.yaml", &format!("title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\n{kind}"))
            .edit("content/guides/g/work.yaml", "kind: guide\n")
            .edit("content/guides/g/en.md", "---\ntitle: G\nsummary: S\nlevel: first\n---\n\nText.\n")
            .build();
        built.without_findings();
        built.page("/en/guide/g/").has("first").has("<p>Text.</p>");
        built.page("/en/guide/print/").has("first");
    }
}
