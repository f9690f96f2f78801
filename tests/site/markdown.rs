//! What a text becomes on its page.

use crate::support::SiteTest;

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
fn the_empty_corner_of_a_table_heads_nothing() {
    let text = "---\ntitle: One\n---\n\n|   | a | **b** |\n| --: | - | - |\n| 1 | 2 |   |\n";
    let built = SiteTest::with("-- content/briefs/one/work.yaml --\nkind: brief\n").edit("content/briefs/one/en.md", text).build();
    built
        .page("/en/briefs/one/")
        .has("<thead><tr><td class=\"end\"></td><th scope=\"col\">a</th><th scope=\"col\"><strong>b</strong></th></tr></thead>");
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
    // The one that somebody has written stays.
    built.page("/en/briefs/one/").has("<h2 id=\"same\">").has("<h2 id=\"same-3\">").has("<h2 id=\"same-2\">Third").has("href=\"#same-2\"");
}

#[test]
fn an_id_that_is_written_is_its_heading_s_whatever_stands_before() {
    let text = "---\ntitle: One\nsummary: S\n---\n\n## Signs of it\n\nx\n\n```\n## Code {#risks}\n```\n\n## Risks\n\nx\n\n## Other {#signs-of-it}\n\nx\n";
    let site = SiteTest::with("").edit("content/briefs/one/work.yaml", "kind: brief\n").edit("content/briefs/one/en.md", text);
    let built = site.build();
    built.without_findings();
    built.page("/en/briefs/one/").has("<h2 id=\"signs-of-it-2\">Signs").has("<h2 id=\"risks\">").has("<h2 id=\"signs-of-it\">Other");
    // So it is where the heading is underlined.
    let underlined = text.replace("## Other {#signs-of-it}", "Other\nsigns {#signs-of-it}\n---");
    let built = site.edit("content/briefs/one/en.md", &underlined).build();
    built.page("/en/briefs/one/").has("<h2 id=\"signs-of-it-2\">Signs").has("<h2 id=\"signs-of-it\">Other");
}

#[test]
fn no_link_stands_in_another() {
    let text =
        "---\ntitle: One\nsummary: S\n---\n\n[one <https://b.example/> *two*](https://a.example/) and [three](https://c.example/).\n";
    let built = SiteTest::with("").edit("content/briefs/one/work.yaml", "kind: brief\n").edit("content/briefs/one/en.md", text).build();
    let words = "<a href=\"https://a.example/\">one https://b.example/ <em>two</em></a> and <a href=\"https://c.example/\">three</a>.";
    built.page("/en/briefs/one/").has(words);
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
fn a_list_in_a_cell_is_refused_with_advice_that_can_be_followed() {
    let built = SiteTest::with("")
        .edit("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [en]\nhtml: { allow: [ul, li] }\n")
        .edit("content/briefs/other/en.md", "---\ntitle: O\n---\n\n| a | b |\n| - | - |\n| x | <ul><li>y</li></ul> |\n\nText <ul>\n")
        .build();
    let hint = |line, column| built.finds("raw-html", "content/briefs/other/en.md", line, column).hints[0].as_str();
    assert!(hint(7, 7).starts_with("a cell holds one line"), "{}", hint(7, 7));
    assert!(hint(9, 6).starts_with("write it on a line of its own"));
}
