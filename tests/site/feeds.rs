//! Feeds and calendars.

use crate::support::SiteTest;

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
fn a_feed_shows_which_tasks_are_done_and_in_which_direction_its_texts_run() {
    let built = SiteTest::with("")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [en, ar]\n")
        .edit("content/briefs/other/ar.md", "---\ntitle: آخر\n---\n\n- [ ] واحد\n- [x] اثنان\n")
        .build();
    let span = |class: &str, word: &str, sign: &str| format!("<span class=\"{class}\" role=\"img\" aria-label=\"{word}\">{sign}</span> ");
    let escaped = |html: String| html.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    built
        .page("/ar/feed.xml")
        .has(&escaped("<div lang=\"ar\" dir=\"rtl\">".into()))
        .has(&escaped(span("task", "لم يتم بعد", "☐")))
        .has(&escaped(span("task done", "تم", "☑")));
    // A style draws them there.
    built.page("/ar/briefs/other/").has(&span("task done", "تم", "")).lacks("☑");
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
    let translated = SiteTest::with(files)
        .edit("content/seminars/meeting/work.yaml", "kind: seminar\nsource_language: en\ndates: 2031-03-03\n")
        .edit("content/seminars/meeting/sv.md", "---\ntitle: Ett möte\nplace: Salen\n---\n\nText.\n")
        .build();
    translated.page("/sv/seminars/meeting/event.ics").has("SUMMARY:Ett möte").has("UID:https://example.org/en/seminars/meeting/\r");
    let place = "\"location\":{\"@type\":\"Place\",\"name\":\"Salen\",\"address\":\"Salen\"}";
    translated.page("/sv/seminars/meeting/").has(place);
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
        .has("3–4 March 2031<div class=\"calendar\"><a href=\"/en/courses/c/event.ics\">");
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
    // Nobody says when it was changed last; on its own day, which is still to come, it was not.
    before.page("/en/seminars/first/event.ics").has("DTSTAMP:19700101T000000Z\r");
    before.page("/en/seminars/feed.xml").has(&format!("<id>{id}</id>"));
    before.page("/en/seminars/first/event.ics").has(&format!("UID:{id}\r"));
    // As builds note it.
    let after = files("aliases: [/sv/seminars/first/, /en/seminars/first/, /en/seminars/second/, /en/seminar.php]\n", "third");
    after.page("/en/seminars/feed.xml").has(&format!("<id>{id}</id>")).has("href=\"https://example.org/en/seminars/third/\"");
    after.page("/en/seminars/third/event.ics").has(&format!("UID:{id}\r")).has("URL:https://example.org/en/seminars/third/");
    // A short address that an author has added is none at which the work has stood.
    let short = files("aliases: [/en/meet/]\n", "first");
    short.page("/en/seminars/feed.xml").has(&format!("<id>{id}</id>"));
    short.page("/en/seminars/first/event.ics").has(&format!("UID:{id}\r"));
    let moved = files("aliases: [/en/meet/, /en/seminars/first/]\n", "third");
    moved.page("/en/seminars/feed.xml").has(&format!("<id>{id}</id>"));
    // Without network, an old address leads on as well.
    after.page("/en/keep/files.txt").has("/en/seminars/first/\n").lacks("/sv/").lacks(".php");
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
fn feeds_hold_other_languages_only_where_the_site_wants_it() {
    let site = SiteTest::with("");
    site.build().page("/sv/feed.xml").lacks("<entry");
    let all = "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\nfeeds: all\n";
    site.edit("content/site.yaml", all).build().page("/sv/feed.xml").has("https://example.org/sv/briefs/other/").has("xml:lang=\"en\"");
}

#[test]
fn what_has_no_date_is_not_new_again_each_day() {
    let built = SiteTest::with("").edit("content/briefs/other/work.yaml", "kind: brief\n").build();
    assert_eq!(built.page("/en/feed.xml").text().matches("<updated>1970-01-01T00:00:00").count(), 2);
}

#[test]
fn a_text_has_one_day_of_publication_in_feeds_lists_and_on_its_page() {
    let built = SiteTest::with("")
        .edit("content/briefs/one/work.yaml", "kind: brief\ndate: 2026-01-01\nupdated: 2026-02-01\n")
        .edit("content/briefs/one/en.md", "---\ntitle: One\ndate: 2026-09-01\n---\n\nText.\n")
        .edit("content/briefs/other/work.yaml", "kind: brief\ndate: 2026-05-01\n")
        .build();
    built.without_findings();
    built.page("/en/briefs/one/").has("<time datetime=\"2026-09-01\">").lacks("2026-02-01").lacks("2026-01-01");
    built.page("/en/feed.xml").has("<published>2026-09-01T").has("<updated>2026-09-01T").lacks("2026-01-01").lacks("2026-02-01");
    let page = built.page("/en/briefs/");
    let list = page.text();
    assert!(list.find(">One<") < list.find(">Other<"), "{list}");
}
