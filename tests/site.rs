//! What a reader and an author of a site would notice, each promise as a small story.

mod support;

use lykta::config::Options;
use support::SiteTest;

#[test]
fn a_reader_without_a_lithuanian_version_gets_the_nearest_with_a_notice() {
    let built = SiteTest::new(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [sv, en, lt]
        -- content/briefs/signs/work.yaml --
        kind: brief
        -- content/briefs/signs/en.md --
        ---
        title: Signs
        ---

        Look twice.
        ",
    )
    .build();
    built.without_findings();
    built
        .page("/lt/briefs/signs/")
        .has("<html lang=\"lt\"")
        .has("<h1 lang=\"en\" dir=\"ltr\">Signs</h1>")
        .has("<div class=\"text\" lang=\"en\" dir=\"ltr\">")
        .has("Šia kalba puslapio nėra (lietuvių)")
        .has("<link rel=\"canonical\" href=\"https://example.org/en/briefs/signs/\">")
        .lacks("hreflang=\"lt\" href=\"https://example.org/lt");
    built.page("/en/briefs/signs/").lacks("class=\"notice");
}

#[test]
fn a_site_of_three_lines_is_a_whole_site() {
    let built = SiteTest::with("").build();
    built.without_findings();
    for path in [
        "/",
        "/sv/",
        "/en/",
        "/en/briefs/",
        "/en/briefs/other/",
        "/sv/briefs/other/",
        "/en/feed.xml",
        "/en/briefs/feed.xml",
        "/sitemap.xml",
    ] {
        built.page(path);
    }
    for path in ["/en/sitemap.xml", "/robots.txt", "/_headers", "/_redirects", "/404.html", "/sv/404.html"] {
        built.page(path);
    }
    built.page("/").has("href=\"/sv/\"").has("href=\"/en/\"").has("svenska");
    built.page("/_headers").has("Content-Security-Policy: default-src 'none'").has("nosniff");
}

#[test]
fn every_page_links_to_its_translations_and_to_the_choice_of_languages() {
    let built = SiteTest::with(
        "
        -- content/briefs/other/sv.md --
        ---
        title: Annan
        slug: annan-sida
        ---

        Text.
        ",
    )
    .build();
    built
        .page("/en/briefs/other/")
        .has("<link rel=\"alternate\" hreflang=\"sv\" href=\"https://example.org/sv/briefs/annan-sida/\">")
        .has("<link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/en/briefs/other/\">")
        .has("<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://example.org/\">")
        .has("<a href=\"/sv/briefs/annan-sida/\" lang=\"sv\" hreflang=\"sv\"");
    built.page("/sv/sitemap.xml").has("<loc>https://example.org/sv/briefs/annan-sida/</loc>").has("hreflang=\"en\"");
}

#[test]
fn a_link_is_written_as_a_path_and_leads_to_the_readers_language() {
    let built = SiteTest::with(
        "
        -- content/briefs/other/sv.md --
        ---
        title: Annan
        ---

        ## Del {#part}
        -- content/tools/one/work.yaml --
        kind: tool
        allow: [{ code: email-address, text: desk@example.org, reason: the desk of the test }]
        -- content/tools/one/en.md --
        ---
        title: One
        ---

        [folder](../../briefs/other/), [file](../../briefs/other/sv.md#part), [list](../../briefs/), [from content](/briefs/other/),
        [out](https://example.com/a?b=c&d), [mail](mailto:desk@example.org).
        ",
    )
    .build();
    built.without_findings();
    built
        .page("/en/tools/one/")
        .has("<a href=\"/en/briefs/other/\">folder</a>")
        .has("<a href=\"/en/briefs/other/#part\">file</a>")
        .has("<a href=\"/en/briefs/\">list</a>")
        .has("<a href=\"/en/briefs/other/\">from content</a>")
        .has("<a href=\"https://example.com/a?b=c&amp;d\">out</a>");
    // The same text, shown to a Swedish reader for want of a translation, leads to Swedish pages.
    built.page("/sv/tools/one/").has("<a href=\"/sv/briefs/other/\">folder</a>");
}

#[test]
fn a_base_url_with_a_path_works_everywhere() {
    let options = Options { base_url: Some("https://example.org/lykta".into()), ..Options::default() };
    let built = SiteTest::with("").options(options).build();
    built
        .page("/en/briefs/other/")
        .has("href=\"/lykta/en/briefs/\"")
        .has("href=\"/lykta/assets/style.")
        .has("https://example.org/lykta/en/briefs/other/")
        .lacks("href=\"/en/");
    built.page("/robots.txt").has("https://example.org/lykta/sitemap.xml");
    built.page("/_headers").has("/lykta/assets/*");
    built.page("/").has("href=\"/lykta/sv/\"");
}

#[test]
fn drafts_future_and_expired_works_leave_no_trace() {
    let files = "
        -- content/briefs/zz-draft/work.yaml --
        kind: brief
        topics: [drafttopic]
        -- content/briefs/zz-draft/en.md --
        ---
        title: DRAFTTITLE
        draft: true
        ---

        DRAFTBODY ![A](secret.png)
        -- content/briefs/zz-future/work.yaml --
        kind: brief
        date: 2999-01-01
        -- content/briefs/zz-future/en.md --
        ---
        title: FUTURETITLE
        ---

        Later.
        -- content/briefs/zz-old/work.yaml --
        kind: brief
        expires: 2000-01-01
        -- content/briefs/zz-old/en.md --
        ---
        title: OLDTITLE
        ---

        Once.
        -- content/briefs/zz-over/work.yaml --
        kind: brief
        expires: 2000-01-01
        -- content/briefs/zz-over/en.md --
        ---
        title: OLDTITLE
        expires: 2099-01-01
        ---

        The earlier of two days ends it.
        -- content/briefs/half/work.yaml --
        kind: brief
        -- content/briefs/half/en.md --
        ---
        title: Public half
        ---

        Text.
        -- content/briefs/half/sv.md --
        ---
        title: DRAFTTITLE
        slug: zz-hemlig
        draft: true
        ---

        DRAFTBODY
    ";
    let mut site = SiteTest::with(files);
    site.world.files.insert("content/briefs/zz-draft/secret.png".into(), PNG.to_vec());
    let built = site.build();
    for word in
        ["DRAFTTITLE", "DRAFTBODY", "FUTURETITLE", "OLDTITLE", "zz-draft", "zz-future", "zz-old", "zz-over", "zz-hemlig", "drafttopic"]
    {
        built.nowhere(word);
    }
    built.page("/sv/briefs/half/").has("Public half");
    let all = site.options(Options { drafts: true, future: true, ..Options::default() }).build();
    all.page("/en/briefs/zz-draft/").has("DRAFTTITLE").has("notice state").has("noindex");
    all.page("/en/briefs/zz-future/").has("FUTURETITLE");
    all.nowhere("OLDTITLE");
}

/// A picture of one pixel.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E,
    0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0, 0, 0, 0,
    b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

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
fn what_leads_within_a_page_leads_to_the_page_from_a_feed() {
    let built = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        related: [briefs/other]
        -- content/briefs/one/en.md --
        ---
        title: One
        ---

        A note.[^n]

        ::related[Next]

        [^n]: Its text.
        ",
    )
    .build();
    built
        .page("/en/feed.xml")
        .has("href=&quot;https://example.org/en/briefs/one/#note-1&quot;")
        .has("href=&quot;https://example.org/en/briefs/other/&quot;")
        .lacks("href=&quot;#")
        .lacks("href=&quot;/");
}

#[test]
fn a_line_of_other_hyphens_is_told_from_something_above_the_front_matter() {
    for (first, hint) in [("----", "nothing else"), ("\u{2014}", "nothing else"), ("\n---", "remove what stands before")] {
        let text = format!("{first}\ntitle: A\n---\n\nText.\n");
        let built = SiteTest::with("").edit("content/briefs/other/en.md", &text).build();
        let finding = built.finds("missing-front-matter", "content/briefs/other/en.md", 1, 1);
        assert!(finding.hints[0].contains(hint), "{finding:?}");
    }
}

#[test]
fn only_a_cell_below_no_head_is_one_too_many() {
    let built = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/en.md --
        ---
        title: One
        ---

          | a | b |
          | - | - |
          | 1 | 2 |
          | `x\\|y` | 4
        5 | 6
        7

        > | a |
        > | - |
        > | 1 |

        - list

          a | b
          - | -
          1 | 2 |
        ",
    )
    .build();
    built.without_findings();
}

#[test]
fn names_of_files_are_found_however_a_system_writes_their_letters() {
    let mut site = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/en.md --
        ---
        title: One
        ---

        ![A picture](bild-å.png)
        ",
    );
    site.world.files.insert("content/briefs/one/bild-a\u{30a}.png".into(), PNG.to_vec());
    // A folder, and a work that names it.
    for (path, text) in [
        ("content/briefs/fo\u{308}rst/work.yaml", "kind: brief\n"),
        ("content/briefs/fo\u{308}rst/en.md", "---\ntitle: First\n---\n\nText. [Other](../o\u{308}/)\n"),
        ("content/briefs/o\u{308}/work.yaml", "kind: brief\nrelated: [briefs/f\u{f6}rst]\n"),
        ("content/briefs/o\u{308}/en.md", "---\ntitle: Other\n---\n\nText. [First](../f\u{f6}rst/)\n"),
    ] {
        site.world.files.insert(path.into(), text.into());
    }
    site.build().without_findings();
}

#[test]
fn pictures_have_a_size_and_are_published_once_under_their_fingerprint() {
    let mut site = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/en.md --
        ---
        title: One
        ---

        ![A \"map\" & more](map.png) ![](map.png \"decoration\")
        -- content/briefs/one/sv.md --
        ---
        title: Ett
        ---

        ![En karta](map.png)
        ",
    );
    site.world.files.insert("content/briefs/one/map.png".into(), PNG.to_vec());
    site.world.files.insert("content/briefs/one/unused.png".into(), PNG.to_vec());
    site.world.files.insert("content/briefs/one/notes.txt".into(), b"SECRETNOTE".to_vec());
    let built = site.build();
    built.without_findings();
    let media: Vec<_> = built.pages.keys().filter(|path| path.starts_with("/media/")).collect();
    assert_eq!(media.len(), 1, "{media:?}");
    built
        .page("/en/briefs/one/")
        .has(&format!("<img src=\"{}\" alt=\"A “map” &amp; more\" width=\"1\" height=\"1\"", media[0]))
        .has("alt=\"\"");
    built.nowhere("SECRETNOTE");
}

#[test]
fn norway_and_norwegian_mean_what_an_author_means() {
    let built = SiteTest::new(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [nb, en]
        -- content/briefs/one/work.yaml --
        kind: brief
        countries: [NO]
        date: 2022-02-24
        source_language: nb
        -- content/briefs/one/nb.md --
        ---
        title: no
        lang: nb
        ---

        \"Hei\"
        ",
    )
    .build();
    built.without_findings();
    built.page("/nb/briefs/one/").has("<h1>no</h1>").has("Norge").has("24. februar 2022").has("«Hei»");
    built.page("/en/countries/norway/").has("/en/briefs/one/");
}

#[test]
fn quotation_marks_follow_the_language_and_leave_code_alone() {
    let built = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/sv.md --
        ---
        title: Hon sade \"nej\"
        ---

        Hon sade \"nej\" och `\"kod\"`. [länk](https://example.com/ \"en 'titel'\")
        ",
    )
    .build();
    built
        .page("/sv/briefs/one/")
        .has("<h1>Hon sade ”nej”</h1>")
        .has("Hon sade ”nej” och <code>\"kod\"</code>")
        .has("title=\"en &#39;titel&#39;\"")
        .has("content=\"Hon sade ”nej” och");
}

#[test]
fn two_headings_alike_get_different_ids() {
    let built = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/en.md --
        ---
        title: One
        ---

        ## Same

        ## Same

        [first](#same) [second](#same-2)

        ## Third {#same-2}
        ",
    )
    .build();
    built.page("/en/briefs/one/").has("<h2 id=\"same\">").has("<h2 id=\"same-2\">").has("<h2 id=\"same-2-2\">").has("href=\"#same-2\"");
}

#[test]
fn a_key_that_is_nearly_right_is_not_told_as_missing_too() {
    let site = SiteTest::with("").edit("content/briefs/one/work.yaml", "kind: brief\n");
    let built = site.edit("content/briefs/one/en.md", "---\nTitle: One\n---\n\nText.\n").build();
    assert_eq!(built.findings.iter().map(|finding| finding.code.name).collect::<Vec<_>>(), ["unknown-key"]);
}

#[test]
fn headings_alike_get_ids_that_the_page_itself_numbers_nothing_by() {
    // Seen: with `## Signs` twice the build never ended.
    for word in ["Signs", "Note", "Term", "Minute", "Note ref", "Cite", "Citation"] {
        let id = word.to_lowercase().replace(' ', "-");
        let text = format!("---\ntitle: One\n---\n## {word}\n\nx[^a]\n\n## {word}\n\n### X {{#{id}-2}}\n\n[^a]: y\n");
        let site = SiteTest::with("").edit("content/briefs/one/work.yaml", "kind: brief\n").edit("content/briefs/one/en.md", &text).build();
        let page = site.page("/en/briefs/one/");
        page.has(&format!("<h2 id=\"{id}\"")).has(&format!("<h2 id=\"{id}-section-2\"")).lacks(&format!("<h3 id=\"{id}-2\""));
    }
}

#[test]
fn no_heading_has_the_id_of_a_citation_a_note_or_a_source() {
    let built = SiteTest::with(
        "
        -- content/sources.yaml --
        b1: { type: report, title: A report, author: 'A, B', date: 2020 }
        -- content/briefs/other/en.md --
        ---
        title: Other
        ---

        ## Cite 1

        One [@b1, p. 1][^n] and two[^n].

        ## Source b1

        ## Note ref 1 2

        ## Note ref 1

        ## Citation 1

        ## Source criticism

        [^n]: A note.
        ",
    )
    .build();
    let page = built.page("/en/briefs/other/");
    for id in ["cite-1", "source-b1", "note-ref-1-2", "note-ref-1", "source-criticism"] {
        assert_eq!(page.text().matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn markdown_has_what_the_issue_of_a_brief_needs() {
    let built = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/en.md --
        ---
        title: One
        ---

        > [!WARNING]
        > Take care.

        | a | b |
        | --- | ---: |
        | 1 | 2 |

        - [ ] open
        - [x] done

        Term
        : Its definition

        ~~gone~~ and a note[^n].

        [^n]: What stands in the note.
        ",
    )
    .build();
    built.without_findings();
    built
        .page("/en/briefs/one/")
        .has("<div class=\"callout warning\" role=\"note\">\n<p class=\"callout-title\">Warning</p>")
        .has("<th scope=\"col\" class=\"end\">b</th>")
        .has("aria-label=\"to do\"")
        .has("aria-label=\"done\"")
        .has("<dt>Term</dt>")
        .has("<del>gone</del>")
        .has("<a href=\"#note-1\" id=\"note-ref-1\">1</a>")
        .has("<li id=\"note-1\">");
}

#[test]
fn citations_lead_to_the_list_of_sources_and_back() {
    let built = SiteTest::with(
        "
        -- content/sources.yaml --
        b2000:
          title: B & C
          author: Somebody
          date: 2000
          url: https://example.com/b
        a1999:
          title: A
          date: 1999
          publisher: Press
        -- content/briefs/one/work.yaml --
        kind: brief
        sources: [a1999]
        -- content/briefs/one/en.md --
        ---
        title: One
        in_a_minute: [\"First [@b2000, art. 3(c)].\"]
        ---

        A claim [see @b2000; @a1999, p. 4].
        ",
    )
    .build();
    built.without_findings();
    built
        .page("/en/briefs/one/")
        .has("[<a href=\"#source-b2000\">1, art. 3(c)</a>]")
        .has("[see <a href=\"#source-b2000\">1</a>; <a href=\"#source-a1999\">2, p. 4</a>]")
        .has("Somebody. <i>B &amp; C</i>. 2000. <a href=\"https://example.com/b\">https://example.com/b</a>")
        .has("href=\"#cite-2\"");
}

#[test]
fn a_seminar_with_a_date_has_a_calendar_file_and_one_without_says_so() {
    let files = "
        -- content/seminars/meeting/work.yaml --
        kind: seminar
        -- content/seminars/meeting/en.md --
        ---
        title: A meeting
        summary: Commas, and semicolons; both.
        questions: [Why?]
        ---

        Text.
    ";
    let without = SiteTest::with(files).build();
    without.page("/en/seminars/meeting/").has("Date not published").lacks("event.ics").lacks("\"@type\":\"Event\"");
    let with = SiteTest::with(files)
        .edit("content/seminars/meeting/work.yaml", "kind: seminar\ndate: 2026-01-01\ndates: 2031-03-03/2031-03-04\n")
        .build();
    with.without_findings();
    with.page("/en/seminars/meeting/").has("3–4 March 2031").has("\"@type\":\"Event\"").has("event.ics");
    with.page("/en/seminars/meeting/event.ics")
        .has("BEGIN:VCALENDAR")
        .has("DTSTART;VALUE=DATE:20310303")
        .has("DTEND;VALUE=DATE:20310305")
        .has("SUMMARY:A meeting")
        .has("Commas\\, and semicolons\\; both.");
    assert!(with.page("/en/seminars/meeting/event.ics").text().contains("\r\n"));
}

#[test]
fn who_reads_in_another_language_can_add_the_seminar_too() {
    let files = "
        -- content/seminars/meeting/work.yaml --
        kind: seminar
        dates: 2031-03-03
        -- content/seminars/meeting/en.md --
        ---
        title: A meeting
        place: The hall
        ---

        Text.
    ";
    let built = SiteTest::with(files).build();
    built.page("/sv/seminars/meeting/").has("href=\"/sv/seminars/meeting/event.ics\"");
    built
        .page("/sv/seminars/meeting/event.ics")
        .has("SUMMARY:A meeting")
        .has("LOCATION:The hall")
        .has("URL:https://example.org/sv/seminars/meeting/")
        // It is the same event.
        .has("UID:https://example.org/en/seminars/meeting/\r");
}

#[test]
fn the_days_of_an_event_may_stand_in_a_field_of_any_name() {
    let config = "title: Test\nbase_url: https://example.org/\nlanguages: [en, sv]\nkinds:\n  course:\n    structured_data: event\n    \
                  path: courses\n    fields:\n      level: { type: text }\n      held: { type: date range, in: work }\n";
    let files = "
        -- content/courses/c/work.yaml --
        kind: course
        held: 2031-03-03/2031-03-04
        -- content/courses/c/en.md --
        ---
        title: A course
        level: First
        ---

        Text.
    ";
    let built = SiteTest::with(files).edit("content/site.yaml", config).build();
    built
        .page("/en/courses/c/")
        .has("\"@type\":\"Event\"")
        .has("\"startDate\":\"2031-03-03\"")
        .has("3–4 March 2031 · <a href=\"/en/courses/c/event.ics\">");
    built.page("/en/courses/c/event.ics").has("DTEND;VALUE=DATE:20310305");
}

#[test]
fn feeds_and_calendars_know_a_work_that_has_moved() {
    let files = |aliases: &str, slug: &str| {
        let work = format!("kind: seminar\ndates: 2031-03-03\n{aliases}");
        SiteTest::with("")
            .edit("content/seminars/meeting/work.yaml", &work)
            .edit("content/seminars/meeting/en.md", &format!("---\ntitle: A meeting\nslug: {slug}\n---\n\nText.\n"))
            .build()
    };
    let id = "https://example.org/en/seminars/first/";
    let before = files("", "first");
    before.page("/en/seminars/feed.xml").has(&format!("<id>{id}</id>"));
    before.page("/en/seminars/first/event.ics").has(&format!("UID:{id}\r"));
    // As builds note it.
    let after = files("aliases: [/sv/seminars/first/, /en/seminars/first/, /en/seminars/second/]\n", "third");
    after.page("/en/seminars/feed.xml").has(&format!("<id>{id}</id>")).has("href=\"https://example.org/en/seminars/third/\"");
    after.page("/en/seminars/third/event.ics").has(&format!("UID:{id}\r")).has("URL:https://example.org/en/seminars/third/");
}

#[test]
fn a_feed_holds_what_the_page_shows_fields_and_sources_included() {
    let built = SiteTest::with(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [sv, en]
        feeds: all
        -- content/sources.yaml --
        k: { type: web, title: A source, date: 2020, url: https://example.com/k }
        -- content/seminars/meeting/work.yaml --
        kind: seminar
        dates: 2031-03-03
        -- content/seminars/meeting/en.md --
        ---
        title: A meeting
        place: The hall & the yard
        with: The *office* [@k].
        questions: [Why?, How?]
        ---

        Text [@k].
        -- content/terms/guardian/work.yaml --
        kind: term
        -- content/terms/guardian/en.md --
        ---
        title: guardian
        definition: Who acts for a *child*.
        forms: [guardians]
        ---
        ",
    )
    .build();
    let text =
        built.page("/en/seminars/feed.xml").text().replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let fields = "<dl>\n<dt>When</dt><dd><time datetime=\"2031-03-03\">3 March 2031</time></dd>\n\
                  <dt>Where</dt><dd>The hall &amp; the yard</dd>\n<dt>With</dt><dd>";
    for part in [
        fields,
        "The <em>office</em> <span class=\"citation\" id=\"cite-1\">[<a href=\"https://example.org/en/seminars/meeting/#source-k\">1</a>]</span>.",
        "<dt>Questions</dt><dd><ul><li>Why?</li><li>How?</li></ul></dd>\n</dl>\n<p>Text ",
        "<h2>Sources</h2>\n<ul>\n<li>1. <i>A source</i>. 2020. <a href=\"https://example.com/k\">https://example.com/k</a></li>\n</ul>",
    ] {
        assert!(text.contains(part), "no «{part}» in {text}");
    }
    built.page("/en/terms/feed.xml").has("Definition").has("Who acts for a").lacks("guardians");
    // Titles are the reader's, words are the author's.
    let other = built.page("/sv/seminars/feed.xml").text().replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    assert!(
        other.contains("<dl lang=\"sv\" dir=\"ltr\">\n<dt>När</dt><dd><time datetime=\"2031-03-03\">3 mars 2031</time></dd>"),
        "{other}"
    );
    assert!(other.contains("<dd lang=\"en\" dir=\"ltr\">The hall"), "{other}");
    assert!(other.contains("<h2 lang=\"sv\" dir=\"ltr\">Källor</h2>"), "{other}");
}

#[test]
fn a_feed_finds_its_style_also_where_the_site_is_opened_as_files() {
    let built = SiteTest::with("").build();
    built.page("/en/feed.xml").has("href=\"../assets/feed.");
    built.page("/en/briefs/feed.xml").has("href=\"../../assets/feed.");
}

#[test]
fn a_site_in_one_language_offers_no_choice() {
    let site = SiteTest::with("").edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [en]\n").build();
    site.without_findings();
    site.page("/").has("<title>Test</title>").has("url=/en/\"").has("rel=\"canonical\" href=\"https://example.org/en/\"");
    site.page("/_redirects").has("/ /en/ 302\n");
    site.page("/en/briefs/other/").has("hreflang=\"x-default\" href=\"https://example.org/en/\"");
    SiteTest::with("").build().page("/").has("href=\"/sv/\"").has("href=\"/en/\"");
}

#[test]
fn an_alias_leads_from_the_old_address_to_the_new() {
    let built = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/en.md --
        ---
        title: One
        slug: new
        aliases: [/en/briefs/old/, /gammal.html]
        ---

        Text.
        ",
    )
    .build();
    built.without_findings();
    built.page("/en/briefs/old/").has("url=/en/briefs/new/").has("rel=\"canonical\" href=\"https://example.org/en/briefs/new/\"");
    built.page("/gammal.html").has("/en/briefs/new/");
    built.page("/_redirects").has("/en/briefs/old/ /en/briefs/new/ 301\n");
}

#[test]
fn a_list_that_has_moved_is_found_at_its_old_address_with_all_that_lies_below() {
    let site = |redirects: &str| {
        let config = "title: Test\nbase_url: https://example.org/\nlanguages: [en]\nkinds:\n  brief:\n    path: knowledge\n";
        SiteTest::with("-- content/briefs/one/work.yaml --\nkind: brief\n-- content/briefs/one/en.md --\n---\ntitle: One\n---\n\nText.\n")
            .edit("content/site.yaml", &format!("{config}redirects: {redirects}\n"))
            .build()
    };
    let built = site("{ /en/briefs/*: /en/knowledge/*, /contact.html: /en/knowledge/one/, /start/: / }");
    built.without_findings();
    built.page("/en/briefs/").has("url=/en/knowledge/\"");
    built.page("/en/briefs/one/").has("url=/en/knowledge/one/\"");
    built.page("/contact.html").has("url=/en/knowledge/one/\"");
    built.page("/start/").has("url=/en/\"");
    // Who follows a feed is led on by no page.
    assert_eq!(built.page("/en/briefs/feed.xml").text(), built.page("/en/knowledge/feed.xml").text());
    for (redirects, message) in [
        ("{ /old/: /en/nowhere/ }", "nothing stands at /en/nowhere/"),
        ("{ /old/*: /en/knowledge/ }", "a star stands at one of the two addresses"),
        ("{ //evil.example/: /en/ }", "«//evil.example/» can't be an old address on this site"),
        ("{ /old/: https://evil.example/ }", "«https://evil.example/» is no address on this site"),
        ("{ /en/*: /en/knowledge/* }", "/en/ and /en/knowledge/ lie one in the other"),
        ("{ /en/knowledge/one/: /en/ }", "the address /en/knowledge/one/ is taken by content/briefs/one/work.yaml"),
    ] {
        let built = site(redirects);
        let told: Vec<&str> = built.findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(told, [message]);
    }
}

#[test]
fn two_documents_at_one_address_are_an_error_that_names_both() {
    let built = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/en.md --
        ---
        title: One
        slug: OTHER
        ---

        Text.
        ",
    )
    .build();
    let finding = built.finds("duplicate-address", "content/briefs/other/work.yaml", 1, 1);
    assert!(finding.message.contains("content/briefs/one/en.md"), "{}", finding.message);
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
        .has("<dt>Days</dt><dd><time datetime=\"2031-03-03\">3 March 2031</time> · <a href=\"/en/talks/t/event.ics\">")
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
    let told = |built: &support::Built| {
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
fn lists_are_cut_into_pages_and_feeds_hold_only_their_own_language() {
    let mut site =
        SiteTest::with("").edit("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\nper_page: 2\n");
    for n in 1..=4 {
        site.world.files.insert(format!("content/briefs/n{n}/work.yaml"), format!("kind: brief\ndate: 2025-01-0{n}\n").into_bytes());
        site.world.files.insert(format!("content/briefs/n{n}/en.md"), format!("---\ntitle: Number {n}\n---\n\nText.\n").into_bytes());
    }
    let built = site.build();
    built.without_findings();
    built.page("/en/briefs/").has("Number 4").has("Number 3").lacks("Number 2").has("href=\"/en/briefs/page/2/\"").has("rel=\"next\"");
    built.page("/en/briefs/page/3/").has("Other").has("rel=\"prev\" href=\"/en/briefs/page/2/\"");
    built.page("/en/feed.xml").has("Number 1").has("<id>https://example.org/en/briefs/n1/</id>");
    built.page("/sv/feed.xml").lacks("Number");
}

#[test]
fn a_long_list_names_its_pages_by_number_and_sorts_by_what_numbers_are_worth() {
    let mut site =
        SiteTest::with("").edit("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\nper_page: 1\n");
    for n in 1..=12 {
        site.world.files.insert(format!("content/tools/n{n}/work.yaml"), b"kind: tool\n".to_vec());
        site.world.files.insert(format!("content/tools/n{n}/en.md"), format!("---\ntitle: Number {n}\n---\n\nText.\n").into_bytes());
    }
    let built = site.build();
    built.page("/en/tools/").has("<title>Tools · T</title>").has(">12</a>").lacks(">4</a>");
    built
        .page("/en/tools/page/6/")
        .has("Number 6<")
        .has("<title>Tools · Page 6 of 12 · T</title>")
        .has("property=\"og:title\" content=\"Tools · Page 6 of 12\"")
        .has(">1</a>")
        .has("<li>…</li>")
        .has(">5</a>")
        .has(">7</a>")
        .has(">12</a>")
        .lacks(">8</a>");
}

#[test]
fn the_glossary_stands_in_the_languages_own_order() {
    let mut site = SiteTest::with("");
    for (n, title) in ["ört", "zon", "ålder", "arbete", "ärende"].iter().enumerate() {
        site.world.files.insert(format!("content/terms/t{n}/work.yaml"), b"kind: term\n".to_vec());
        let text = format!("---\ntitle: {title}\ndefinition: Det.\n---\n\nText.\n");
        site.world.files.insert(format!("content/terms/t{n}/sv.md"), text.into_bytes());
    }
    let built = site.build();
    built.without_findings();
    let page = built.page("/sv/terms/");
    let places: Vec<_> =
        ["arbete", "zon", "ålder", "ärende", "ört"].iter().map(|word| page.text().find(&format!(">{word}<")).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    page.has("<h2 id=\"letter-3\">Å</h2>");
    // A term without a summary has its definition.
    page.has("<dd>Det.</dd>");
}

#[test]
fn a_text_without_spaces_is_measured_by_its_letters() {
    let long = "人身取引の被害者。".repeat(120);
    let built = SiteTest::with("").edit("content/briefs/other/en.md", &format!("---\ntitle: Other\n---\n\n{long}\n")).build();
    built.page("/en/briefs/other/").has("2 min");
    assert!(built.pages.iter().any(|(path, bytes)| path.contains("/words/") && String::from_utf8_lossy(bytes).contains("被害")));
}

#[test]
fn an_inline_directive_of_a_theme_puts_no_space_before_a_full_stop() {
    let built = SiteTest::with(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [en]
        theme: mine
        -- themes/mine/theme.yaml --
        extends: lykta
        directives: { key: { form: inline, label: required } }
        -- themes/mine/templates/directives/key.html --
        <kbd>{{ content | safe }}</kbd>
        -- content/briefs/other/en.md --
        ---
        title: Other
        ---

        Press :key[Esc].
        ",
    )
    .build();
    built.without_findings();
    built.page("/en/briefs/other/").has("Press <kbd>Esc</kbd>.");
}

#[test]
fn arabic_is_set_from_right_to_left() {
    let built = SiteTest::new(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [ar, sv]
        -- content/briefs/one/work.yaml --
        kind: brief
        date: 2026-03-01
        -- content/briefs/one/ar.md --
        ---
        title: كيف نتعرف على الطفلة
        slug: كيف-نتعرف
        ---

        نص
        -- content/briefs/two/work.yaml --
        kind: brief
        -- content/briefs/two/sv.md --
        ---
        title: Bara svenska
        ---

        Text.
        ",
    )
    .build();
    built.without_findings();
    built.page("/ar/briefs/كيف-نتعرف/").has("<html lang=\"ar\" dir=\"rtl\">").has("1 مارس 2026").has("href=\"/ar/briefs/\"");
    built.page("/ar/briefs/two/").has("<div class=\"text\" lang=\"sv\" dir=\"ltr\">");
    built.page("/sv/briefs/one/").has("<div class=\"text\" lang=\"ar\" dir=\"rtl\">");
}

#[test]
fn what_is_in_another_language_says_so_within_a_text() {
    let built = SiteTest::new(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [ar, en]
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/ar.md --
        ---
        title: الأطفال
        ---

        انظر <https://example.org/~a/(b)/>

        ::related{work=briefs/two}

        ::helpline{country=SE}
        -- content/briefs/two/work.yaml --
        kind: brief
        -- content/briefs/two/en.md --
        ---
        title: Signs (first part).
        ---

        Text.
        -- content/organisations/line/work.yaml --
        kind: organisation
        country: SE
        telephone: \"+46 (0)31 390 60 00\"
        verified_on: 2026-11-01
        -- content/organisations/line/en.md --
        ---
        title: The line
        ---

        Text.
        ",
    )
    .build();
    built
        .page("/ar/briefs/one/")
        .has("dir=\"ltr\">https://example.org/~a/(b)/</a>")
        .has("<a href=\"/ar/briefs/two/\" lang=\"en\" dir=\"ltr\">Signs (first part).</a>")
        .has("<a class=\"number\" dir=\"ltr\" href=\"tel:+46313906000\">+46 (0)31 390 60 00</a>")
        .has("lang=\"en\" dir=\"ltr\">The line</a>");
}

#[test]
fn an_organisation_is_called_and_written_to_by_a_touch() {
    let built = SiteTest::with(
        "
        -- content/organisations/line/work.yaml --
        kind: organisation
        telephone: 116 111, weekdays 8-17
        email: info@example.org
        contact: [+46 31 390 60 01, the office in the harbour]
        -- content/organisations/line/en.md --
        ---
        title: The line
        ---

        Text.
        ",
    )
    .build();
    built.finds("wrong-type", "content/organisations/line/work.yaml", 4, 29);
    built
        .page("/en/organisations/line/")
        .has("href=\"tel:116111\">116 111, weekdays 8-17</a>")
        .has("href=\"mailto:info@example.org\">info@example.org</a>")
        .has("<li><a dir=\"ltr\" href=\"tel:+46313906001\">+46 31 390 60 01</a></li><li>the office in the harbour</li>");
}

#[test]
fn a_translation_says_that_nobody_has_read_it_even_where_its_source_is_not_public() {
    let built = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        source_language: en
        -- content/briefs/one/en.md --
        ---
        title: Not yet
        draft: true
        ---

        Text.
        -- content/briefs/one/sv.md --
        ---
        title: Redan
        ---

        Text.
        ",
    )
    .build();
    built.page("/sv/briefs/one/").has("notice unreviewed").lacks("/en/briefs/one/\" hreflang=\"en\">Original");
}

#[test]
fn what_authors_type_stays_text_on_the_page() {
    let built = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/en.md --
        ---
        title: '</script><script>alert(1)</script>'
        summary: 'A\" onmouseover=\"alert(1)'
        ---

        &lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 191 }} {% raw %}

        ## T {onclick=alert(1)}

        ```js\" onload=\"alert(1)
        x
        ```
        ",
    )
    .build();
    for harmful in ["<script>alert(1)", " onmouseover=\"alert(1)", "1337", " onload=\"alert(1)", " onclick=alert", " onclick=\"alert"] {
        built.nowhere_but(harmful, |path| path.ends_with(".csv"));
    }
    built.page("/en/briefs/one/").has("{{ 7 * 191 }} {% raw %}");
}

#[test]
fn an_allowed_element_is_let_through_and_another_is_not() {
    let site = "title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\nhtml: { allow: [kbd] }\n";
    let document = "---\ntitle: One\n---\n\nPress <kbd>Esc</kbd>.\n\n<div>no</div>\n";
    let built = SiteTest::with("").edit("content/site.yaml", site).edit("content/briefs/other/en.md", document).build();
    built.page("/en/briefs/other/").has("Press <kbd>Esc</kbd>.").lacks("<div>no");
    built.finds("raw-html", "content/briefs/other/en.md", 7, 1);
}

#[test]
fn a_theme_of_ones_own_replaces_single_templates_words_and_assets() {
    let built = SiteTest::with(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [sv, en]
        theme: mine
        -- themes/mine/theme.yaml --
        extends: lykta
        -- themes/mine/templates/list.html --
        {% extends \"lykta/list.html\" %}
        {% block title %}MINE {{ page.title }}{% endblock %}
        -- themes/mine/locales/en.ftl --
        leave_page = Quick exit
        -- themes/mine/assets/own.css --
        /* a comment */
        body { color : red; }
        ",
    )
    .build();
    built.without_findings();
    built.page("/en/briefs/").has("<title>MINE Briefs</title>").has("Quick exit");
    built.page("/sv/briefs/").has("Lämna sidan");
    let style = built.pages.iter().find(|(path, _)| path.starts_with("/assets/own.")).expect("the asset");
    assert_eq!(String::from_utf8_lossy(style.1).trim(), "body{color:red;}");
}

#[test]
fn a_theme_meets_the_fields_of_a_work_in_one_order() {
    let names: Vec<String> = ('a'..='l').map(|c| format!("f{c}")).collect();
    let declared: String = names.iter().rev().map(|name| format!("{name}: {{ type: text }}, ")).collect();
    let site = format!(
        "title: Test\nbase_url: https://example.org/\nlanguages: [en]\ntheme: own\nkinds: {{ talk: {{ path: talks, template: talk.html, fields: {{ {declared} }} }} }}\n"
    );
    let built = SiteTest::with("")
        .edit("content/site.yaml", &site)
        .edit("themes/own/theme.yaml", "name: own\nextends: lykta\n")
        .edit("themes/own/templates/talk.html", "{% for name, field in work.fields %}{{ name }} {% endfor %}")
        .edit("content/talks/one/work.yaml", "kind: talk\n")
        .edit("content/talks/one/en.md", "---\ntitle: One\n---\n\nText.\n")
        .build();
    built.page("/en/talks/one/").has(&names.join(" "));
}

#[test]
fn a_theme_draws_the_card_of_a_work_once_for_all_lists() {
    let site = SiteTest::with("-- themes/mine/theme.yaml --\nextends: lykta\n")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ntheme: mine\n")
        .edit("content/briefs/other/work.yaml", "kind: brief\ntopics: [police]\n");
    let card = "<li class=\"mine\">{{ item.title }} · {{ words.search }} · {{ page.language.tag }}</li>";
    let site = site.edit("themes/mine/templates/card.html", card);
    let built = site.build();
    for (path, seen) in [
        ("/en/", "Other · Search · en"),
        ("/en/briefs/", "Other · Search · en"),
        ("/en/topics/police/", "Other · Search · en"),
        ("/sv/briefs/", "Other · Sök · sv"),
    ] {
        built.page(path).has(&format!("<li class=\"mine\">{seen}</li>"));
    }
    let built = site.edit("themes/mine/templates/card.html", "<li>\n{{ item.titel }}</li>").build();
    let finding = built.finds("template-error", "themes/mine/templates/card.html", 2, 9);
    assert_eq!(finding.message.matches("titel").count(), 1, "{finding:?}");
    built.has_no_page("/en/briefs/").page("/en/briefs/other/").has("Other");
    // A theme that extends none need not have one.
    let alone = SiteTest::with("-- themes/mine/theme.yaml --\nname: Mine\n")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ntheme: mine\n")
        .edit("themes/mine/templates/list.html", "{% for item in list.items %}{{ item.title }}!{% endfor %}")
        .build();
    alone.page("/en/briefs/").has("Other!");
}

#[test]
fn editors_leavings_and_hidden_folders_are_passed_over() {
    let mut site = SiteTest::with("");
    for name in [".en.md.swp", "en.md~", "#en.md#", ".#en.md", "4913", ".DS_Store", "Thumbs.db", "~$en.docx"] {
        site.world.files.insert(format!("content/briefs/other/{name}"), b"LEAVING".to_vec());
    }
    site.world.files.insert("content/.hidden/w/work.yaml".into(), b"kind: brief\n".to_vec());
    site.world.files.insert("content/.hidden/w/en.md".into(), b"---\ntitle: HIDDENWORK\n---\n\nText.\n".to_vec());
    let built = site.build();
    built.without_findings().nowhere("LEAVING").nowhere("HIDDENWORK");
}

#[test]
fn files_with_a_mark_or_other_line_ends_are_read_right() {
    let document = "\u{FEFF}---\r\ntitle: One\r\nsummary: S\r\n---\r\n\r\n## Part\r\n\r\nText without an end";
    let built = SiteTest::with("").edit("content/briefs/other/en.md", document).build();
    built.without_findings().page("/en/briefs/other/").has("<h2 id=\"part\">Part</h2>").has("<p>Text without an end</p>");
}

#[test]
fn addresses_can_be_written_in_the_letters_a_to_z() {
    let site = SiteTest::with(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [sv, uk]
        slugs: ascii
        -- content/briefs/tecken-på-utnyttjande/work.yaml --
        kind: brief
        topics: [öppna frågor]
        -- content/briefs/tecken-på-utnyttjande/sv.md --
        ---
        title: Tecken
        ---

        Text.
        -- content/briefs/tecken-på-utnyttjande/uk.md --
        ---
        title: Ознаки
        slug: ознаки-експлуатації
        ---

        Текст.
        ",
    )
    .build();
    site.page("/sv/briefs/tecken-pa-utnyttjande/").has("Tecken");
    site.page("/uk/briefs/oznaki-ekspluatatsii/").has("Ознаки");
    site.page("/sv/topics/oppna-fragor/").has("Tecken");
    assert!(site.pages.keys().all(|path| path.is_ascii()), "{:?}", site.pages.keys());
}

#[test]
fn hosts_that_can_negotiate_lead_to_the_readers_language() {
    let site = SiteTest::with(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/knowledge/
        languages: [sv, en]
        negotiate: [redirects, apache, nginx]
        redirects: { /old/: /en/ }
        ",
    )
    .build();
    // Where this host is meant, a rule goes before the page that stands at its address.
    site.page("/_redirects").has("/knowledge/old/ /knowledge/en/ 301!\n");
    site.page("/_redirects").has("/knowledge/ /knowledge/sv/ 302! Language=sv\n/knowledge/ /knowledge/en/ 302! Language=en\n");
    site.page("/index.html.var").has("URI: sv/index.html").has("Content-Language: en");
    site.page("/.htaccess").has("type-map");
    // The first of the browser's languages that the site has, not the first of the site's; and none that weighs nothing.
    let passed = |weight: &str| format!("    \"~*^\\s*+(?:(?!(?:sv|en)(?:-[a-z0-9-]++)?{weight})[^,]*+,\\s*+)*+");
    let lines: String = [r"\s*+(?:;\s*+q=1(?:\.0*+)?\s*+)?(?:,|$)", r"\s*+;\s*+q=0\.\d*?[1-9]\d*+\s*+(?:,|$)"]
        .iter()
        .flat_map(|weight| ["sv", "en"].map(|tag| format!("{}{tag}(?:-[a-z0-9-]++)?{weight}\" /knowledge/{tag}/;\n", passed(weight))))
        .collect();
    site.page("/nginx-languages.conf").has(&format!("    default \"\";\n{lines}}}")).has("location = /knowledge/");
    let without = SiteTest::with("").build();
    without.has_no_page("/index.html.var").has_no_page("/.htaccess").has_no_page("/nginx-languages.conf");
    without.page("/_redirects").lacks("302");
}

#[test]
fn feeds_hold_other_languages_only_where_the_site_wants_it() {
    let site = SiteTest::with("");
    site.build().page("/sv/feed.xml").lacks("<entry");
    let all = "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\nfeeds: all\n";
    site.edit("content/site.yaml", all).build().page("/sv/feed.xml").has("https://example.org/sv/briefs/other/").has("xml:lang=\"en\"");
}

/// A site of two languages with a theme of its own, in which one template is as given.
fn with_template(name: &str, template: &str) -> SiteTest {
    SiteTest::with("-- themes/mine/theme.yaml --\nextends: lykta\n")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ntheme: mine\n")
        .edit(&format!("themes/mine/templates/{name}"), template)
}

#[test]
fn a_misspelt_name_before_safe_empties_no_page() {
    let built =
        with_template("brief.html", "{% extends \"work.html\" %}\n{% block text %}{{ work.contnt | safe }}{% endblock %}\n").build();
    let finding = built.finds("template-error", "themes/mine/templates/brief.html", 2, 20);
    assert_eq!(finding.message, "«work.contnt» is not defined");
    // What is there is not escaped, be it text or not.
    let sound = "{% extends \"work.html\" %}{% block text %}{{ work.content | safe }}{{ work.reading_minutes | safe }}!{% endblock %}";
    with_template("brief.html", sound).build().page("/en/briefs/other/").has("<p>Text.</p>").has("1!");
}

#[test]
fn what_a_template_names_and_nobody_has_made_is_told_at_its_place() {
    let template = "{% extends \"work.html\" %}\n{% block text %}å {{ work.content | nope }}{{ fun(a=1) }}{{ <comp a={1} /> }}\n\
                    {% include \"x.html\" %}{% if work is strange %}{% endif %}{% endblock %}\n{% block nowhere %}{% endblock %}\n";
    let built = with_template("brief.html", template).build();
    for (line, column, message) in [
        (2, 37, "there is no filter «nope»"),
        (2, 47, "there is no function «fun»"),
        (2, 62, "there is no component «comp»"),
        (3, 13, "there is no template «x.html»"),
        (3, 37, "there is no test «strange»"),
        (4, 10, "no template that this one extends has a block «nowhere»"),
    ] {
        let finding = built.finds("invalid-template", "themes/mine/templates/brief.html", line, column);
        assert_eq!(finding.message, message);
    }
}

#[test]
fn a_theme_that_extends_none_is_told_what_it_lacks_in_its_own_folder() {
    let built = SiteTest::with("-- themes/mine/theme.yaml --\nname: Mine\n")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [en]\ntheme: mine\n")
        .build();
    let finding = built.finds("template-error", "themes/mine/templates/home.html", 1, 1);
    assert!(finding.hints[0].ends_with("`extends: lykta` in themes/mine/theme.yaml"), "{finding:?}");
    let finding = built.finds("missing-word", "themes/mine/locales/en.ftl", 1, 1);
    assert!(!finding.hints.iter().any(|hint| hint.contains("copy")), "{finding:?}");
}

#[test]
fn what_is_called_norwegian_has_the_words_of_bokmal() {
    let built =
        SiteTest::with("").edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [\"no\", en]\n").build();
    let told: Vec<&str> = built.findings.iter().map(|finding| finding.code.name).collect();
    assert_eq!(told, ["norwegian"]);
}

#[test]
fn markdown_stands_where_one_language_does() {
    let site = |field: &str| {
        let kinds =
            format!("title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\nkinds: {{ c: {{ fields: {{ m: {field} }} }} }}\n");
        SiteTest::with("").edit("content/site.yaml", &kinds).build()
    };
    site("{ type: markdown, in: work }").finds("invalid-kind", "content/site.yaml", 4, 50);
    site("{ type: markdown, many: true, in: work }").finds("invalid-kind", "content/site.yaml", 4, 62);
    site("{ type: markdown, per_language: true }").finds("invalid-kind", "content/site.yaml", 4, 60);
    site("{ type: markdown, per_language: false, in: document }").without_findings();
    site("{ type: text, per_language: true, in: work }").without_findings();
}

#[test]
fn a_language_that_the_site_lacks_is_told_wherever_something_is_given_for_it() {
    let built = SiteTest::with(
        "
        -- content/site.yaml --
        title: { en: A, sw: B }
        base_url: https://example.org/
        languages: [sv, en]
        taxonomies: { topics: { terms: { law: { svv: Lag } } } }
        kinds: { c: { path: c, fields: { nick: { type: text, per_language: true } } } }
        -- content/terms/t/work.yaml --
        kind: term
        names: { de: D, sv: S }
        -- content/terms/t/en.md --
        ---
        title: T
        definition: A t.
        ---

        Text.
        -- content/c/t/work.yaml --
        kind: c
        -- content/c/t/en.md --
        ---
        title: T
        nick: { xx: O }
        ---

        Text.
        ",
    )
    .build();
    built.finds("undeclared-language", "content/site.yaml", 1, 17);
    let finding = built.finds("undeclared-language", "content/site.yaml", 4, 41);
    assert_eq!(finding.hints[0], "did you mean «sv»?");
    built.finds("undeclared-language", "content/terms/t/work.yaml", 2, 10);
    built.finds("undeclared-language", "content/c/t/en.md", 3, 9);
    assert_eq!((built.findings.len(), built.errors()), (4, 0));
}

#[test]
fn a_value_for_each_language_carries_the_language_that_it_is_in() {
    let built = SiteTest::with(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [sv, en]
        kinds: { c: { path: c, fields: { nick: { type: text, per_language: true }, nack: { type: text, per_language: true } } } }
        -- content/c/t/work.yaml --
        kind: c
        -- content/c/t/en.md --
        ---
        title: T
        nick: { sv: O }
        nack: { en: A }
        ---

        Text.
        ",
    )
    .build();
    built.without_findings();
    built.page("/sv/c/t/").has("<dd>O</dd>").has("<dd lang=\"en\" dir=\"ltr\">A</dd>");
    built.page("/en/c/t/").has("<dd lang=\"sv\" dir=\"ltr\">O</dd>").has("<dd>A</dd>");
}

#[test]
fn an_old_address_is_refused_for_what_is_wrong_with_it() {
    let built = SiteTest::with("")
        .edit("content/briefs/other/work.yaml", "kind: brief\naliases: [\"/old name/\", \"/a%20b/\", \"/x/?p=1\", foo]\n")
        .edit(
            "content/site.yaml",
            "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\nredirects: { \"/a b/\": /en/briefs/ }\n",
        )
        .build();
    let of = |column| &*built.finds("invalid-alias", "content/briefs/other/work.yaml", 2, column).message;
    assert_eq!(of(11), "an old address with a space in it can't lead on");
    assert_eq!(of(25), of(11));
    assert_eq!(of(36), "what follows «?» in an address leads nowhere else");
    assert_eq!(of(47), "an alias is an old address of the page on this site");
    assert_eq!(built.finds("invalid-redirect", "content/site.yaml", 4, 14).message, of(11));
}

#[test]
fn a_list_at_the_address_of_what_every_site_has_is_told_where_its_path_is_written() {
    let built = SiteTest::with("")
        .edit(
            "content/site.yaml",
            "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\nkinds: { brief: { path: { sv: texter, en: search } } }\n",
        )
        .build();
    let finding = built.finds("duplicate-address", "content/site.yaml", 4, 25);
    assert_eq!(finding.message, "the address /en/search/ is taken by what every site has there");
    assert!(finding.hints[0].contains("`path:`"), "{finding:?}");
}

#[test]
fn a_style_that_names_a_file_that_no_theme_has_is_told() {
    let style = "/* url(x.png) */\np { background: url(\"nope.png\") }\nb { background: url(data:x) } i { background: url(./dot.txt) }\n";
    let built = SiteTest::with("-- themes/mine/theme.yaml --\nextends: lykta\n")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ntheme: mine\n")
        .edit("themes/mine/assets/own.css", style)
        .edit("themes/mine/assets/dot.txt", "dot")
        .build();
    built.finds("missing-asset", "themes/mine/assets/own.css", 2, 21);
    assert_eq!(built.findings.len(), 1, "{:?}", built.findings);
}

#[test]
fn what_is_nothing_like_what_was_written_is_not_suggested() {
    let built = SiteTest::with("")
        .edit("content/briefs/other/work.yaml", "kind: brief\ncountries: [UK, XX]\n")
        .edit("content/briefs/other/en.md", "---\ntitle: Other\n---\n\n[x](../nix/) [h][]\n\n[f]: https://example.org/\n")
        .build();
    let hints = |code, file, line, column| built.finds(code, file, line, column).hints.concat();
    assert!(hints("unknown-country", "content/briefs/other/work.yaml", 2, 13).contains("«GB»"));
    assert!(!hints("unknown-country", "content/briefs/other/work.yaml", 2, 17).contains('«'));
    assert!(!hints("broken-link", "content/briefs/other/en.md", 5, 1).contains('«'));
    assert!(!hints("broken-reference", "content/briefs/other/en.md", 5, 14).contains('«'));
}

#[test]
fn documents_that_nothing_publishes_are_told_and_notes_are_let_be() {
    let document = "---\ntitle: A\n---\n\nText.\n";
    let site = SiteTest::with("")
        .edit("content/briefs/foo.md", document)
        .edit("content/_index.md", document)
        .edit("content/posts/bundle/index.md", "+++\ntitle = \"A\"\n+++\n")
        .edit("content/briefs/sv.md", document)
        .edit("content/briefs/README.md", "A note, and\n\n---\n\na line.\n")
        .edit("content/briefs/notes.md", "---\nA line above.\n")
        .edit("content/briefs/en.md", "A note.\n")
        .build();
    for path in ["content/briefs/foo.md", "content/_index.md", "content/posts/bundle/index.md", "content/briefs/sv.md"] {
        site.finds("missing-work-file", path, 1, 1);
    }
    assert_eq!(site.findings.len(), 4, "{:#?}", site.findings);
}

#[test]
fn files_that_are_nearly_documents_are_told_with_their_right_names() {
    for (name, right) in [("sv.md.txt", "sv.md"), ("sv.markdown", "sv.md"), ("SV.mdx", "sv.md"), ("sv.html", "sv.md"), ("sv.txt", "sv.md")]
    {
        let path = format!("content/briefs/other/{name}");
        let site = SiteTest::with("").edit(&path, "Text.\n").build();
        assert!(site.finds("misnamed-file", &path, 1, 1).hints[0].contains(right));
    }
    let site =
        SiteTest::with("").remove("content/briefs/other/work.yaml").edit("content/briefs/other/work.yaml.txt", "kind: brief\n").build();
    site.finds("misnamed-file", "content/briefs/other/work.yaml.txt", 1, 1);
    // What lies beside the document it might be, or is named by no language of the site, is an attachment.
    SiteTest::with("")
        .edit("content/briefs/other/en.txt", "Text.\n")
        .edit("content/briefs/other/de.txt", "Text.\n")
        .build()
        .without_findings();
}

#[test]
fn what_stood_in_a_new_file_is_told_once_the_work_is_no_draft() {
    let begun = |speech| {
        let wanted = lykta::begin::Wanted { kind: "term".into(), title: "A word".into(), language: None };
        let site = SiteTest::with("");
        let found = lykta::build(&site.world, &site.options, &site.memo);
        let config = &found.value.as_ref().expect("a build").site.config;
        let begun = lykta::begin::work(&wanted, [], config, site.world.today, &|_| false, speech).unwrap();
        begun.files.into_iter().fold(SiteTest::with(""), |site, (path, text)| site.edit(&path, &text))
    };
    for speech in [lykta::speech::Speech::English, lykta::speech::Speech::Swedish] {
        let site = begun(speech);
        assert!(site.build().findings.iter().all(|finding| finding.code.name != "placeholder"));
        let path = "content/terms/a-word/work.yaml";
        let work = String::from_utf8(site.world.files[path].clone()).unwrap();
        // The same memory: what is told depends on the other file.
        let findings = site.edit(path, &work.replace("\ndraft: true\n", "\n")).build().findings;
        let told = findings.iter().filter(|finding| finding.code.name == "placeholder").count();
        assert_eq!(told, 2, "the definition and the text: {findings:#?}");
    }
}

/// The findings of a text in a work of its own, as code and line.
fn slips(text: &str) -> Vec<(&'static str, usize)> {
    let site = SiteTest::with("")
        .edit("content/briefs/zz/work.yaml", "kind: brief\n")
        .edit("content/briefs/zz/en.md", &format!("---\ntitle: T\nsummary: S\n---\n{text}\n"));
    site.build().findings.iter().map(|finding| (finding.code.name, finding.location.line - 4)).collect()
}

#[test]
fn links_that_are_published_as_text_are_told() {
    for text in [
        "[a](my page)",
        "![x](my photo.png)",
        "[see *the* page](my page \"title\")",
        "[a] (https://x.example)",
        "(d)[https://x.example]",
        "[b](https://x.example never closed",
    ] {
        assert_eq!(slips(text), [("lost-link", 1)], "{text}");
    }
    for text in [
        "\\[a](my page) and `[a](my page)`",
        "    [a](my page)",
        "```\n[a](my page)\n```",
        "An array [0] (see above), f(x)[0], [sic] (so)",
        "[a](<https://x.example/my page>)",
    ] {
        assert_eq!(slips(text), [], "{text}");
    }
}

#[test]
fn links_that_lead_nobody_anywhere_are_told() {
    assert_eq!(slips("[](https://x.example/) a"), [("empty-link", 1)]);
    assert_eq!(slips("a [ ](https://x.example/)"), [("empty-link", 1)]);
    for text in ["[a](mailto:)", "[a](mailto:nobody)", "[a](tel:)", "[a](tel:soon)"] {
        assert_eq!(slips(text), [("broken-link", 1)], "{text}");
    }
    assert_eq!(slips("[`a`](https://x.example/) [a](mailto:?subject=b) [a](tel:112)"), []);
}

#[test]
fn commands_of_other_programs_are_told_where_they_are_no_code() {
    for text in [
        "{{% x %}}",
        "a {{< figure src=\"x\" >}}",
        "{% raw %}",
        "{{ site.url }}",
        "{: .cls}",
        "[TOC]",
        "[a](https://x.example){target=_blank}",
    ] {
        assert_eq!(slips(text), [("foreign-command", 1)], "{text}");
    }
    for text in
        ["`{{ x }}` and `{% y %}`", "    {{ x }}", "```\n{% x %}\n```", "\\{{ x }}", "{a, b} and f(x){y} and 5 {%}", "See [TOC] above"]
    {
        assert_eq!(slips(text), [], "{text}");
    }
}

#[test]
fn headings_and_callouts_that_are_none_are_told() {
    assert_eq!(slips("##Signs"), [("lost-heading", 1)]);
    assert_eq!(slips("\\##Signs and #hash, a ##b"), []);
    assert_eq!(slips("## Signs {#signs\n\nText."), [("heading-id", 1)]);
    assert_eq!(slips("## A `{#b` c\n\nText."), []);
    assert_eq!(slips("## A\n\nText.\n\n#### B\n\nText.\n\n## C\n\nText."), [("skipped-level", 5)]);
    assert_eq!(slips("> [!WARNNG]\n> Text."), [("unknown-callout", 1)]);
    assert_eq!(slips("> [!NOTE] Title\n> Text."), [("unknown-callout", 1)]);
    assert_eq!(slips("> [!NOTE]\n> Text.\n\n[!note] is no quotation"), []);
}

#[test]
fn a_label_that_is_defined_twice_is_told() {
    assert_eq!(slips("A[^1].\n\n[^1]: One.\n\n[^1]: Two."), [("duplicate-label", 5)]);
    assert_eq!(slips("[A].\n\n[a]: https://a.example\n[A]: https://b.example"), [("duplicate-label", 4)]);
    // The same address twice loses nothing; what is code or text defines nothing.
    assert_eq!(slips("[a].\n\n[a]: https://a.example\n[a]: https://a.example"), []);
    assert_eq!(slips("[a].\n\n[a]: https://a.example\n\n    [a]: https://b.example\n\nText\n[a]: https://b.example"), []);
}

#[test]
fn a_directive_that_says_nothing_is_told() {
    assert_eq!(slips("A :term{work=terms/vase} word."), [("directive-form", 1)]);
    assert_eq!(slips("`:term{work=terms/vase}` and :other{a=b}"), []);
    assert_eq!(slips(":::details[More]\n\n:::\n\nText."), [("empty-directive", 1)]);
    assert_eq!(slips("> :::details[More]\n> Text.\n> :::"), []);
}

#[test]
fn two_citations_beside_each_other_are_told_to_share_brackets() {
    let site = SiteTest::with("")
        .edit("content/briefs/zz/work.yaml", "kind: brief\n")
        .edit("content/briefs/zz/en.md", "---\ntitle: T\nsummary: S\n---\n\nA [@a][@b].\n")
        .build();
    let finding = site.finds("broken-reference", "content/briefs/zz/en.md", 6, 3);
    assert_eq!(finding.hints, ["write both citations in one pair of brackets: `[@a; @b]`"]);
}

#[test]
fn a_number_sign_that_cuts_a_text_is_told() {
    let told = |front: &str| -> Vec<(&'static str, usize)> {
        let site = SiteTest::with("")
            .edit("content/briefs/zz/work.yaml", "kind: brief\n")
            .edit("content/briefs/zz/en.md", &format!("---\n{front}\n---\n\nText.\n"));
        site.build().findings.iter().map(|finding| (finding.code.name, finding.location.column)).collect()
    };
    assert_eq!(told("title: Report #1"), [("cut-text", 15)]);
    assert_eq!(told("title: T\nsummary: #1 reason"), [("cut-text", 10)]);
    assert_eq!(told("title: #1 reason"), [("empty-field", 1)]);
    assert_eq!(told("title: \"Report #1\" #2\nsummary: A # why\nslug: c#\ndate: 2026-01-01 #b"), [("invalid-slug", 7)]);
}
