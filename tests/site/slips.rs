//! What an author most likely meant otherwise is told.

use lykta::diagnostics::Finding;

use crate::support::SiteTest;

/// The findings of a text in a work of its own.
fn findings_of(text: &str) -> Vec<Finding> {
    let site = SiteTest::with("")
        .edit("content/briefs/zz/work.yaml", "kind: brief\n")
        .edit("content/briefs/zz/en.md", &format!("---\ntitle: T\nsummary: S\n---\n{text}\n"));
    site.build().findings
}

/// The same as code and line.
fn slips(text: &str) -> Vec<(&'static str, usize)> {
    findings_of(text).iter().map(|finding| (finding.code.name, finding.location.line - 4)).collect()
}

#[test]
fn links_that_are_published_as_text_are_told() {
    for text in [
        "[a](my page)",
        "![x](my photo.png)",
        "[see *the* page](my page \"title\")",
        "[a] (https://x.example)",
        "![x] (photo.png)",
        "(d)[https://x.example]",
        "[b](https://x.example never closed",
        "[link[^1]](https://x.example)\n\n[^1]: Note.",
        "[a <https://y.example>](https://x.example)",
        "[a *<https://y.example> b*](https://x.example)",
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
fn addresses_that_are_no_links_are_told() {
    for text in [
        "See https://x.example/report.",
        "(http://x.example/a_(b))",
        "*https://x.example*",
        "www.x.example is ours",
        "[a](https://y.example) https://x.example",
        "A note[^1].\n\n[^1]: https://x.example/a\\_b",
    ] {
        assert_eq!(slips(text).iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["bare-address"], "{text}");
    }
    for text in [
        "<https://x.example> and [https://x.example](https://x.example)",
        "`https://x.example`",
        "    https://x.example",
        "[a]\n\n[a]: https://x.example",
        "http://localhost:8080, https://…, `a`://b, https\\://x.example, the https:// before it, wwww.x",
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
fn a_link_of_a_template_is_told_once_with_how_links_are_written() {
    for link in [
        "[page]({{< ref \"about.md\" >}})",
        "[page]({{< relref \"about.md#who\" >}} \"Title\")",
        "[page]({{ \"/about\" | relative_url }})",
        "[page]({{ site.url }}/about)",
        "[page](/en{% link about.md %})",
    ] {
        let findings = findings_of(link);
        assert_eq!(findings.iter().map(|finding| finding.code.name).collect::<Vec<_>>(), ["foreign-command"], "{link}");
        assert!(findings[0].hints[0].contains("`[words](../folder/)`"), "{:?}", findings[0].hints);
    }
    assert_eq!(slips("![map]({{ site.url }}/map.png) and [page]({{ x }})"), [("foreign-command", 1); 2]);
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
        "!!! note \"Obs\"\n    Text.",
        "??? tip",
        "???+ tip \"More\"",
        "=== \"Tab\"",
        "--8<-- \"x.md\"",
        "*[HTML]: Hyper Text",
        "import Tabs from '@theme/Tabs';",
        "export const meta = { a: 1 }",
        "a [[page]] b",
        "![[picture.png]]",
        "[[Page name|words]]",
        "so ==marked words== are",
        "#signs #labour/farms",
        "{::options parse_block_html=\"true\" /}",
        "{::nomarkdown}",
        "{:refdef: .wide}",
        "<<< @/snippets/a.js",
        "<%= x %>",
        "!> Important **time**",
        "[[{\"fid\":\"12\"}]]",
    ] {
        assert_eq!(slips(text), [("foreign-command", 1)], "{text}");
    }
    for text in ["* TOC\n{:toc}", "## Signs\n{.wide}", "Text\n{class=\"wide\"}", "> Text\n> {: #id .wide}"] {
        assert_eq!(slips(text), [("foreign-command", 2)], "{text}");
    }
    for text in [
        "`{{ x }}` and `{% y %}`",
        "    {{ x }}",
        "```\n{% x %}\n```",
        "\\{{ x }}",
        "\\[[page]] \\==x==",
        "\\[words]{.underline}, \\[of [two]]{.smallcaps}, \\[Call Sofia]{.comment-start}",
        "a == b, c == d; [[1, 2], [3, 4]]; [[1]]",
        "!!! Stop!",
        "???",
        "import duties\nfrom \"abroad\"",
        "export default values",
        "{a, b} and f(x){y} and 5 {%}",
        "See [TOC] above",
        "#MeToo",
        "#MeToo and #NotOne of us",
        "\\#signs #labour",
        "\\{{/* note */}} and \\{::comment} of `{:/}`",
        "`{::comment}` and `{:/comment}`, `{{!-- note --}}`",
        "a set {x, y} of\n{a, b}",
        "so !> and ?> and <<< 5, {:ok, x} and {: a | b :}",
    ] {
        assert_eq!(slips(text), [], "{text}");
    }
}

/// Blocks of one text, of which each is told with one code, at its first line.
fn each_is_told(code: &'static str, blocks: &[&str]) {
    let told = slips(&blocks.join("\n\n"));
    let lines = |until: usize| blocks[..until].iter().map(|block| block.lines().count() + 1).sum::<usize>() + 1;
    let wanted: Vec<(&str, usize)> = (0..blocks.len()).map(|block| (code, lines(block))).collect();
    assert_eq!(told, wanted, "{blocks:#?}");
}

#[test]
fn what_nobody_sees_in_other_programs_is_told_as_an_error() {
    each_is_told(
        "foreign-comment",
        &[
            "%%Call Sofia%%",
            "A text %%with a *note*, 50 % of it%%.",
            "A word%%and a note%% behind it",
            "%%\nA note.\n\nOf two paragraphs.\n%%",
            "a {/* note */} b",
            "{>>a note *of mine*<<} of a reader",
            "{--gone--} and kept",
            "{~~old~>new~~} words",
            "{% comment %}note{% endcomment %}",
            "{%- comment -%}\nAsk *Elsa*, the girl.\n\n{{ x }}\n{%- endcomment -%}",
            "{::comment}\nAsk Elsa\n\n- the girl\n\n{:/comment}",
            "a {::comment}Elsa{:/} b",
            "{{/* Ask Elsa */}}",
            "{{% comment %}}Elsa{{% /comment %}}",
            "{{!-- Elsa --}}",
            "{#Elsa#}",
            "<%# Elsa %>",
            "[Call Sofia]{.comment-start id=\"0\" author=\"Anna\"\ndate=\"2026-01-01\"}",
            "[Her *full* name]{.deletion author=\"Anna\"}",
        ],
    );
    let long = "words of a comment ".repeat(60);
    for text in [format!("{{>>{long}<<}}"), format!("{{--a\n\n{long}--}}"), format!("[{long}]{{.comment-start}}"), format!("%%{long}%%")] {
        assert_eq!(slips(&text), [("foreign-comment", 1)], "{text}");
    }
    let site = SiteTest::with("")
        .edit("content/briefs/zz/work.yaml", "kind: brief\n")
        .edit("content/briefs/zz/en.md", "---\ntitle: T\nsummary: S\n---\n\n%%Call Sofia%%\n");
    assert!(site.build().findings.iter().any(|finding| finding.severity == lykta::diagnostics::Severity::Error));
    for text in
        ["100 %% or more %", "The tokens %%, %C and %%.", "${a%%b} and ${c%%d}", "`%%note%%` \\%%note%%", "a {- b -} c", "5%%a and b%%6"]
    {
        assert_eq!(slips(text), [], "{text}");
    }
}

#[test]
fn what_converters_and_assistants_leave_is_told() {
    each_is_told(
        "foreign-command",
        &[
            "[the law]{.underline}",
            "A [small]{.smallcaps} word",
            "See it[]{#_Toc123 .anchor} there",
            "[x](https://x.example){.uri\n.x}",
            "<https://x.example>{.uri}",
            "5 m^2^ of it",
            "H~2~O",
            "so $x = 2$ is",
            "A word^[A note of it.] and more",
            "\\newpage",
            "30\\ days",
            "`<b>`{=html}",
            "```{=html}\nx\n```",
            "```mermaid\nx\n```",
            "It is so【1†source】.",
            "It is so [cite: 12].",
            "It is so. ^abc123",
            "[status:: in progress]",
            "[[#Signs]]",
            "[gallery ids=\"1,2\"]",
            "[box title=\"A\"]Text[/box]",
            "[row]Text[/row]",
            "[vc_row][vc_column width=\"1/2\"]Text[/vc_column]",
        ],
    );
    assert_eq!(slips("| a |\n| --- |\n| b |\n\n: Table 1"), [("foreign-command", 5)]);
    for text in [
        "$5 = 50 kr, US$5 = 4$ and $HOME_DIR/$USER",
        "a^b^c, ^[a-z]+, 2 ^ 3, ~5 or ~6, and see ^",
        "chkdsk [/f] [/r], f[x]{y}, [a]{b}",
        "C:\\ and \\n, \\*, and a \\newpage within",
        "`m^2^` and `[x]{.y}`",
        "```{.python}\nx\n```",
        "【注意】",
        ": not a caption",
        "a]{.wide} without a bracket before it",
    ] {
        assert_eq!(slips(text), [], "{text}");
    }
}

#[test]
fn headings_and_callouts_that_are_none_are_told() {
    assert_eq!(slips("##Signs"), [("lost-heading", 1)]);
    assert_eq!(slips("\\##Signs and #hash, a ##b"), []);
    assert_eq!(slips("## Signs {#signs\n\nText."), [("heading-id", 1)]);
    assert_eq!(slips("## A `{#b` c\n\nText."), []);
    // What the parser takes off the end of a heading.
    for braces in ["{A}", "{1}", "{}", "{ }", "{#}", "{.}", "{12 a}", "{.wide}", "{#a #b}", "{#a b}", "\\{A}"] {
        assert_eq!(slips(&format!("## Annex {braces}\n\nText.")), [("heading-id", 1)], "{braces}");
        assert_eq!(slips(&format!("> Annex {braces}\n> ---")), [("heading-id", 1)], "{braces}");
    }
    assert_eq!(slips("## Annex {#annex}\n\nText.\n\n## Set {A\\}\n\nText.\n\nBriefly {A}"), []);
    assert_eq!(slips("## A\n\nText.\n\n#### B\n\nText.\n\n## C\n\nText."), [("skipped-level", 5)]);
    // The title stands above the first.
    assert_eq!(slips("Text.\n\n#### A\n\nText.\n\n### B\n\nText."), [("skipped-level", 3)]);
    assert_eq!(slips("> [!WARNNG]\n> Text."), [("unknown-callout", 1)]);
    assert_eq!(slips("> [!NOTE] Title\n> Text."), [("unknown-callout", 1)]);
    assert_eq!(slips("> [!NOTE]\n> Text.\n\n[!note] is no quotation"), []);
}

#[test]
fn the_arguments_of_a_directive_with_a_space_in_it_are_told_once() {
    assert_eq!(slips("A :term [word]{work=terms/x} here."), [("malformed-directive", 1)]);
}

#[test]
fn stress_that_is_read_as_none_is_told() {
    each_is_told(
        "lost-emphasis",
        &["**bold **text", "** bold ** text", "**Note:**text", "never __ask __them", "so *slanted *words", "**“Quoted”**words"],
    );
    for text in ["\\*\\*bold \\*\\*text", "`**bold **text`", "2*3*4, 5 * 6 * 7, *args and **kw", "Price* and cost*", "Name: __ Day: __"] {
        assert_eq!(slips(text), [], "{text}");
    }
}

#[test]
fn tables_and_lists_of_other_programs_are_told() {
    each_is_told(
        "lost-block",
        &[
            "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+",
            "| a | b\n|---|",
            "• one\nof two lines\n• two",
            "•\tone\n•\ttwo",
            "– one\n– two",
            "o\tone\no\ttwo",
            "a) one\nb) two",
            "(1) one\n(2) two",
            "(@) one\n(@) two",
            "-one\n-two",
            "1.one\n2.two",
            "| One street\n| One town\n|\n| A country",
        ],
    );
    // In items, whose text is no paragraph, as well as in those that have paragraphs.
    assert_eq!(slips("- one\n-two\n- three"), [("lost-block", 2)]);
    assert_eq!(slips("> - one\n>\n> - two\n> -three"), [("lost-block", 4)]);
    assert_eq!(slips("1. one\n2.two\n\nText.\n\n- a\n  * b\n  *c"), [("lost-block", 2), ("lost-block", 8)]);
    assert_eq!(slips("- [ ] one\n-[ ] two"), [("lost-block", 2)]);
    assert_eq!(slips("- [] one\n- [ ]two\n- [ ] three\n- [x] four"), [("lost-block", 1), ("lost-block", 2)]);
    for text in ["- one\\\n-two", "- a\n  -two", "- cold:\n-2 degrees", "- a *b*\n*c* d", "- a\n\n-b", "- [ ](../other/)", "1. May\n3.May"]
    {
        assert!(!slips(text).iter().any(|(code, _)| *code == "lost-block"), "{text}: {:?}", slips(text));
    }
    // The sign itself is shown to nobody.
    assert_eq!(slips("\u{f0b7} one\n\u{f0b7} two"), [("damaged-text", 1), ("lost-block", 1)]);
    assert_eq!(slips("Signs to see:\n• one\n• two"), [("lost-block", 2)]);
    assert_eq!(slips("Signs to see:\n– one\n– two"), [("lost-block", 2)]);
    assert_eq!(slips("a | b\n---|---|---\n1 | 2"), [("lost-block", 1)]);
    assert_eq!(slips("| a \\| b | c |\n|---|---|---|\n| 1 | 2 |"), [("lost-block", 1)]);
    assert_eq!(slips("| a \\| b | c |\n|---|---|\n| 1 | 2 |"), [("", 0); 0]);
    assert_eq!(slips("  Sign  Question\n  ----- --------\n  one   two"), [("lost-block", 2)]);
    assert_eq!(slips("9. nine\n\n   text\n10. ten\n\n   text\n11. eleven"), [("lost-block", 7)]);
    assert_eq!(slips("Do this:\n2. b\n3. c"), [("lost-block", 2)]);
    assert_eq!(slips("> See\n> 8) b\n> more of it\n> 9) c"), [("lost-block", 2)]);
    for text in [
        "She was born in\n1989. Then she",
        "From\n5. May on, or from\n8. May",
        "1. one\n2. two\n\nText of\n4. May",
        "Two lines:\\\n2. b\\\n3. c",
        "Do this:\n1. a\n2. b",
        "A text that\n– as here –\n– as there – goes on",
        "• one",
        "See points\na) one and\nb) two",
        "– Come!\n– No.",
        "*one*\n*two*",
        "1.5 of them\n2.5 of others",
        "Text.\n\n--- ---\n\nText.",
        "| a | b |\n|---|---|\n| c | d |",
        "| a\n|---\n| c",
        "| a, a bar before it",
        "| 1\n| 2",
    ] {
        assert_eq!(slips(text), [], "{text}");
    }
}

#[test]
fn headings_and_code_that_nobody_meant_are_told() {
    assert_eq!(slips("Yours, Anna\n-- \nAnna"), [("unmeant-block", 2)]);
    assert_eq!(slips("One line\nand another\n---"), [("unmeant-block", 3)]);
    assert_eq!(slips("Text.\n\n    This is a sentence that a tab made code."), [("unmeant-block", 3)]);
    assert_eq!(slips("Text.\n\n---\ntitle: Two\npublish: false\n---"), [("second-front-matter", 4)]);
    assert_eq!(slips("Nobody has to answer that.\n---\n\nText."), [("unmeant-block", 2)]);
    assert_eq!(slips("Signs\n---\n\nText.\n\n    let a = 5;\n\n    A short note."), []);
    assert_eq!(slips("Act 2, par. 3\n---\n\nWhat can you do now?\n---\n\nText.\n\n---\n\nMore."), []);
}

#[test]
fn definitions_that_nobody_meant_are_told() {
    assert_eq!(slips("Text\n:-) and more"), [("unmeant-block", 2)]);
    for text in ["Text.\n\n:smile: and more", "Text.\n\n:30 is too late", "- Text.\n\n  :) there"] {
        assert_eq!(slips(text), [("unmeant-block", 3)], "{text}");
    }
    for text in ["Term\n: What it means", "Term\n:\tOne\n\n: Another", "Text.\n\n\\:smile: and more", "Text.\n\n`:) there`", ":) first"] {
        assert_eq!(slips(text), [], "{text}");
    }
}

#[test]
fn what_is_still_to_be_written_is_told() {
    each_is_told(
        "placeholder",
        &[
            "Dear [Your name],",
            "From [insert date] on",
            "Ring [infoga telefonnummer].",
            "In [TBC].",
            "[Fyll i datum]",
            "On XX.XX.XXXX we",
            "Since 20XX-XX-XX.",
            "Lorem ipsum dolor sit amet.",
            "TODO: more",
            "More (FIXME: which?)",
            "TODO ask the police",
            "[TODO: fill](https://x.example/)",
        ],
    );
    assert!(slips("![TODO: describe](https://x.example/x.png)").contains(&("placeholder", 1)));
    for text in [
        "“I know [name] and [your client] since [date]”, she said, “and [he] saw [the girl’s brother]”.",
        "\\[Your name] and `[Your name]`, `TODO:` and `XX.XX.XXXX`",
        "[Your name](https://x.example), [enter here]\n\n[enter here]: https://x.example",
        "XXX, XXL, XX.X, MMXX-XX, ÅÅMMDD-XXXX, a TODO list, TODOS: todo: AUTODO: and a lorem",
        "to [enter the country] by “[adding] to [their] date”",
        "[\\@polisen] and [to \\@polisen]",
    ] {
        assert_eq!(slips(text), [], "{text}");
    }
}

#[test]
fn hyphens_in_place_of_a_dash_are_told() {
    each_is_told("typed-dash", &["15--17 years", "signs -- and more -- of it", "signs --- and more", "signs---and more"]);
    assert_eq!(slips("`a -- b`, --flag, a--b, a | -- | b, x-- and <https://x.example/a--b>"), []);
}

#[test]
fn a_link_round_paragraphs_and_a_note_with_a_long_label_are_told() {
    assert_eq!(slips("[\n\n## Signs\n\nText\n\n](https://x.example/)"), [("lost-link", 7)]);
    assert_eq!(slips("As the law says.[^the law]"), [("broken-footnote", 1)]);
    assert_eq!(slips("f](x), \\[a](https://x.example/), the pattern [^a b]"), []);
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
fn a_line_that_is_taken_for_the_address_of_a_label_is_told() {
    for text in ["Text.\n\n[Source]: SCB", "Text.\n\n[Note]: Important \"Read this first\""] {
        assert_eq!(slips(text), [("lost-line", 3)], "{text}");
    }
    // What leads somewhere, is used, or is a comment in other programs.
    assert_eq!(slips("Text.\n\n[a]: https://x.example\n[b]: ../b/\n[//]: # (note)\n[c]: <>"), []);
    assert_eq!(slips("`[Source]: SCB`\n\n    [Source]: SCB\n\n\\[Source]: SCB"), []);
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
fn a_note_right_before_other_brackets_is_told_once() {
    let text = "Text[^z][link](https://x.org).\n\n[^z]: note";
    assert_eq!(slips(text), [("broken-reference", 1)]);
    assert_eq!(slips("Text[^z][@a] and [@b][@c].\n\n[^z]: note"), [("broken-reference", 1); 2]);
    assert_eq!(slips("Text[^z] and[^y][^z].\n\n[^z]: note"), [("broken-footnote", 1)]);
}

#[test]
fn a_note_in_a_field_that_is_no_markdown_is_told() {
    let built = |front: &str| {
        SiteTest::with("")
            .edit("content/briefs/zz/work.yaml", "kind: brief\n")
            .edit("content/briefs/zz/en.md", &format!("---\n{front}\n---\n\nText[^1].\n\n[^1]: Note.\n"))
            .build()
    };
    let site = built("title: T\nsummary: See[^1].");
    let told = site.finds("broken-footnote", "content/briefs/zz/en.md", 3, 10);
    assert_eq!(told.message, "«summary» is no Markdown, so that readers would see `[^1]`");
    built("title: T [^]\nsummary: See [1] and ^1.").without_findings();
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
