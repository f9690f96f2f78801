//! The glossary in texts: words that are linked by themselves, and words to avoid.

mod support;

use lykta::config::Options;
use support::SiteTest;

/// A glossary of two terms, and a text in Swedish.
fn site(terms: &str, text: &str) -> SiteTest {
    let files = format!(
        "
            -- content/site.yaml --
            title: Test
            base_url: https://example.org/
            languages: [sv, en]
            terms: {terms}
            -- content/terms/guardian/work.yaml --
            kind: term
            -- content/terms/guardian/sv.md --
            ---
            title: god man
            definition: Den som företräder ett barn utan föräldrar, i Barnahus eller annanstans.
            forms: [gode mannen, gode män]
            ---

            Text om en god man i Barnahus.
            -- content/terms/barnahus/work.yaml --
            kind: term
            -- content/terms/barnahus/sv.md --
            ---
            title: Barnahus
            definition: Ett hus för barn.
            synonyms: [ROSA]
            avoid: [barnhem]
            ---

            Text om Barnahus.
            -- content/briefs/one/work.yaml --
            kind: brief
            -- content/briefs/one/sv.md --
            ---
            title: Ett
            summary: En text.
            ---

            {text}
"
    );
    SiteTest::with(&files)
}

#[test]
fn a_definition_that_opens_in_a_text_ends_where_its_source_is_left_out() {
    let site = site("auto", "En god man.")
        .edit("content/sources.yaml", "k:\n  type: web\n  title: K\n")
        .edit("content/terms/guardian/sv.md", "---\ntitle: god man\ndefinition: Den som företräder ett barn [@k].\n---\n\nText.\n");
    site.build().page("/sv/briefs/one/").has("Den som företräder ett barn. <a");
    let noted = "---\ntitle: god man\ndefinition: |\n  Den som företräder ett barn.[^1]\n\n  [^1]: En not.\n---\n\nText.\n";
    let built = site.edit("content/terms/guardian/sv.md", noted).build();
    built.page("/sv/briefs/one/").has("Den som företräder ett barn. <a").lacks("note-ref");
    built.page("/sv/terms/guardian/").has("<li id=\"note-1\"><p>En not.");
}

#[test]
fn the_first_occurrence_of_a_term_opens_its_definition() {
    let text =
        "## Gode mannen {#a}\n\n            Ring den gode\n            mannen, gode män, `ROSA`. En rosa dörr till ROSA och Barnahus.";
    let built = site("auto", text).build();
    let page = built.page("/sv/briefs/one/").text().to_owned();
    assert!(page.contains(r#"<button type="button" class="term" popovertarget="term-1">gode"#), "{page}");
    assert!(page.contains("<code>ROSA</code>. En rosa dörr till <button"), "{page}");
    assert_eq!(page.matches("class=\"term\"").count(), 2, "each term once: {page}");
    // A term's own page does not lead to itself.
    let own = built.page("/sv/terms/guardian/").text().to_owned();
    assert_eq!(own.matches("class=\"term\"").count(), 1, "{own}");
}

#[test]
fn words_of_the_interface_are_no_words_of_the_text() {
    let text = ":::callout{type=warning}\nEn god man här.\n:::\n\nEn varning till.";
    let term = "---\ntitle: varning\ndefinition: Ett ord.\n---\n\nText.\n";
    let site = site("auto", text).edit("content/terms/warning/work.yaml", "kind: term\n").edit("content/terms/warning/sv.md", term);
    let built = site.build();
    let page = built.page("/sv/briefs/one/");
    page.has("<p class=\"callout-title\">Varning</p>").has("En <button type=\"button\" class=\"term\" popovertarget=\"term-2\">god man");
    page.has(">varning</button>");
}

#[test]
fn a_definition_of_several_paragraphs_opens_with_its_first() {
    let definition = "---\ntitle: god man\ndefinition: |\n  Den *som* företräder ett barn.\n\n  Mer om det.\n---\n\nText.\n";
    let built = site("marked", "En :term[god man] här.").edit("content/terms/guardian/sv.md", definition).build();
    built.page("/sv/briefs/one/").has("</strong> Den <em>som</em> företräder ett barn. <a").lacks("Mer om det");
    built.page("/sv/terms/guardian/").has("Mer om det");
}

#[test]
fn a_definition_that_is_a_picture_alone_is_led_to() {
    let definition = "---\ntitle: god man\ndefinition: \"![En hand](hand.svg)\"\n---\n\nText.\n";
    let built = site("marked", "En :term[god man] här.")
        .edit("content/terms/guardian/sv.md", definition)
        .edit(
            "content/terms/guardian/hand.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>",
        )
        .build();
    built.page("/sv/briefs/one/").has(">god man</a> här").lacks("popover");
}

#[test]
fn half_a_condition_is_no_definition() {
    let definition = "---\ntitle: god man\ndefinition: |\n  Den som företräder ett barn. Ett barn har ingen\n\n  - om det är vuxet, eller\n  - \
                      om det har *föräldrar*.\n\n  Mer om det.\n---\n\nText.\n";
    let built = site("marked", "En :term[god man] här.").edit("content/terms/guardian/sv.md", definition).build();
    built
        .page("/sv/briefs/one/")
        .has("Ett barn har ingen<br>– om det är vuxet, eller<br>– om det har <em>föräldrar</em>. <a")
        .lacks("Mer om det");
}

#[test]
fn an_id_of_a_term_is_written_where_a_link_leads() {
    let text = "## Om :term[god man]{#a}\n\n            En :term[Barnahus]{#b} här, [a](#a), [b](#b), [c](#c).\n\n            \
                ## En :term[god man]{#c} till\n\n            Text.";
    let built = site("marked", text).build();
    assert!(built.findings.is_empty(), "{:?}", built.findings);
    let page = built.page("/sv/briefs/one/");
    page.has("<h2 id=\"a\">Om <a href=").has("<button type=\"button\" class=\"term\" id=\"b\" popovertarget=");
    page.has("<h2 id=\"en-god-man-till\">En <a id=\"c\" href=");
}

#[test]
fn a_definition_is_a_text() {
    let built = site("marked", "Text.")
        .edit("content/terms/guardian/sv.md", "---\ntitle: god man\ndefinition: Den som företräder ett barn.\n---\n");
    assert!(!built.build().findings.iter().any(|finding| finding.code.name == "no-text"));
}

#[test]
fn a_draft_may_wait_for_its_text() {
    let lacks = |work: &str, text: &str| {
        let site = SiteTest::with("")
            .edit("content/briefs/one/work.yaml", &format!("kind: brief\n{work}"))
            .edit("content/briefs/one/en.md", &format!("---\ntitle: One\nsummary: S\n{text}---\n"));
        site.options(Options { drafts: true, ..Options::default() }).build().findings.iter().any(|finding| finding.code.name == "no-text")
    };
    assert!(lacks("", ""));
    assert!(!lacks("draft: true\n", "") && !lacks("", "draft: true\n"));
}

#[test]
fn nothing_that_is_pressed_stands_in_another() {
    for text in [
        "[se :term[god man] här](https://example.org/)",
        ":term[:term[god man]]{work=terms/guardian}",
        ":term[[god man](https://example.org/)]{work=terms/guardian}",
        "::download[en :term[god man]]{file=a.csv}",
        "::download[en [god man](https://example.org/)]{file=a.csv}",
        ":term[god man [@k]]{work=terms/guardian}",
        "::download[en god man[^1]]{file=a.csv}\n\n[^1]: En not.",
    ] {
        let source = "k: { type: book, title: K, date: 2020, publisher: P }\n";
        let built = site("marked", text)
            .edit("content/briefs/one/a.csv", "a,b\n")
            .edit("content/sources.yaml", if text.contains("@k") { source } else { "" })
            .build();
        let codes: Vec<_> = built.findings.iter().map(|finding| finding.code.name).collect();
        assert_eq!(codes, ["directive-form"], "{text}: {:?}", built.findings);
    }
}

#[test]
fn a_term_in_a_heading_leads_on_and_one_in_what_opens_a_box_is_a_word() {
    let built = site("auto", "## En :term[god man] här\n\n:::details[Om :term[Barnahus]]\nText.\n:::\n\nOch :term[god man].").build();
    built.without_findings();
    built
        .page("/sv/briefs/one/")
        .has("En <a href=\"/sv/terms/guardian/\">god man</a> här</h2>")
        .has("<summary><span>Om Barnahus</span></summary>")
        .has("Och <button type=\"button\" class=\"term\"");
}

#[test]
fn what_leads_somewhere_in_what_opens_a_box_is_told() {
    for label in ["Om [det](https://example.org/)", "Om det [@k]", "Om det[^1]"] {
        let text = format!(":::details[{label}]\nText. [@k][^1]\n:::\n\n[^1]: En not.");
        let built = site("marked", &text).edit("content/sources.yaml", "k: { type: book, title: K, date: 2020, publisher: P }\n").build();
        built.finds("directive-form", "content/briefs/one/sv.md", 6, label.find('[').unwrap() + 12);
        assert_eq!(built.errors(), 0);
    }
}

#[test]
fn terms_are_found_in_every_script_and_with_their_signs() {
    for (language, title, text, found) in [
        ("zh", "监护人", "每个孩子的监护人都在。", "监护人"),
        ("ja", "後見人", "子の後見人がいる。", "後見人"),
        ("th", "ผู้ปกครอง", "เด็กกับผู้ปกครองไป", "ผู้ปกครอง"),
        ("en", "C++", "Both C and C++ there.", "C++"),
        ("en", "P.O. box", "A P.O. box there, P. box.", "P.O. box"),
        ("en", "Art. 14", "See Art. 14 there.", "Art.\u{a0}14"),
        ("en", "AT&T", "The AT&T here.", "AT&amp;T"),
        ("en", "24/7", "It is 24/7 here.", "24/7"),
        ("en", "caf\u{e9} girl", "A cafe\u{301} girl here.", "cafe\u{301} girl"),
        ("tr", "insan ticareti", "İnsan ticareti suçtur.", "İnsan ticareti"),
        ("uk", "обов’язок", "Це обовʼязок.", "обовʼязок"),
    ] {
        let site = SiteTest::with("")
            .edit("content/site.yaml", &format!("title: T\nbase_url: https://example.org/\nlanguages: [{language}]\nterms: auto\n"))
            .edit("content/terms/one/work.yaml", "kind: term\n")
            .edit(&format!("content/terms/one/{language}.md"), &format!("---\ntitle: \"{title}\"\ndefinition: \"1\"\n---\n\n1.\n"))
            .edit("content/briefs/one/work.yaml", "kind: brief\n")
            .edit(&format!("content/briefs/one/{language}.md"), &format!("---\ntitle: \"1\"\n---\n\n{text}\n"));
        let built = site.build();
        let page = built.pages.iter().find(|(path, _)| path.contains("/briefs/") && path.ends_with("/one/")).expect("a page").1;
        let page = String::from_utf8_lossy(page);
        let marked = page.split("popovertarget=\"term-1\">").nth(1).and_then(|rest| rest.split("</button>").next());
        assert_eq!(marked.map(|marked| marked.replace('\u{a0}', " ")), Some(found.replace('\u{a0}', " ")), "{language}: {title}");
    }
}

#[test]
fn a_word_that_is_marked_is_found_however_its_apostrophe_and_capitals_are_written() {
    for (language, title, word) in [
        ("uk", "обов’язок", "обов'язок"),
        ("uk", "обов'язок", "обовʼязок"),
        ("en", "women's refuge", "Women’s refuge"),
        ("tr", "İnsan ticareti", "insan ticareti"),
        ("tr", "ISI", "ısı"),
    ] {
        let built = SiteTest::with("")
            .edit("content/site.yaml", &format!("title: T\nbase_url: https://example.org/\nlanguages: [{language}]\n"))
            .remove("content/briefs/other/en.md")
            .remove("content/briefs/other/work.yaml")
            .edit("content/terms/one/work.yaml", "kind: term\n")
            .edit(&format!("content/terms/one/{language}.md"), &format!("---\ntitle: {title}\ndefinition: \"1\"\n---\n\n1.\n"))
            .edit("content/briefs/one/work.yaml", "kind: brief\n")
            .edit(&format!("content/briefs/one/{language}.md"), &format!("---\ntitle: \"1\"\nsummary: \"2\"\n---\n\n:term[{word}]\n"))
            .build();
        assert!(built.findings.iter().all(|finding| finding.code.name == "missing-word"), "{title}: {:?}", built.findings);
    }
}

#[test]
fn what_the_author_has_marked_or_linked_is_enough() {
    let text = "Barnahus först, :term[Barnahus] sedan, och [god man](../../terms/guardian/) före gode män.";
    let built = site("auto", text).build();
    let page = built.page("/sv/briefs/one/").text().to_owned();
    assert!(page.contains("<p>Barnahus först, <button"), "{page}");
    assert_eq!(page.matches("class=\"term\"").count(), 1);
    site("marked", "Barnahus.").build().page("/sv/briefs/one/").lacks("class=\"term\"");
    let one = site("auto", "Barnahus.").edit("content/briefs/one/work.yaml", "kind: brief\nterms: marked\n");
    one.build().page("/sv/briefs/one/").lacks("class=\"term\"");
}

#[test]
fn a_word_that_the_glossary_avoids_is_a_warning_with_what_to_write() {
    let built = site("marked", "Ett barnhem för alla.").build();
    let finding = built.finds("hurtful-words", "content/briefs/one/sv.md", 6, 5);
    assert!(finding.hints[0].contains("Barnahus"), "{finding:?}");
    assert_eq!(built.findings.iter().filter(|finding| finding.code.name == "hurtful-words").count(), 1);
}

#[test]
fn a_term_that_holds_the_word_it_avoids_does_not_hurt_by_it() {
    let guardian = "---\ntitle: god man\nforms: [gode män]\ndefinition: En god man.\navoid: [man, män]\n---\n\nTvå gode män.\n";
    let hurts = |text: &str| {
        let built = site("marked", text).edit("content/terms/guardian/sv.md", guardian).build();
        built.findings.iter().filter(|finding| finding.code.name == "hurtful-words").count()
    };
    assert_eq!(hurts("En god *man*."), 0);
    assert_eq!(hurts("En god man, en man."), 1);
}

#[test]
fn machines_are_told_what_a_term_means_and_that_it_is_no_text() {
    let built = site("marked", "Text.").edit("content/terms/guardian/work.yaml", "kind: term\nsource_language: sv\n").build();
    let fallback = built.page("/en/terms/guardian/");
    fallback
        .has("\"@type\":\"DefinedTerm\"")
        .has("\"@id\":\"https://example.org/sv/terms/guardian/\"")
        .has("\"inDefinedTermSet\":\"https://example.org/sv/terms/\"")
        .has("\"description\":\"Den som företräder ett barn utan föräldrar, i Barnahus eller annanstans.\"")
        .lacks("\"inLanguage\"")
        .lacks("translationOfWork");
}

#[test]
fn a_term_stands_with_its_definitions_side_by_side() {
    let one = site("auto", "Text.");
    one.build().page("/sv/terms/guardian/").has("class=\"definition\">").lacks("Definition</th>");
    let two = one.edit(
        "content/terms/guardian/en.md",
        "---\ntitle: guardian\ndefinition: Who acts for a *child* [@k] without parents.\n---\n\nText.\n",
    );
    let built = two.edit("content/sources.yaml", "k:\n  type: web\n  title: K\n").build();
    built
        .page("/sv/terms/guardian/")
        .has("<th scope=\"col\">Definition</th>")
        .has("<td lang=\"sv\" dir=\"ltr\">Den som företräder ett barn utan föräldrar")
        .has("<td lang=\"en\" dir=\"ltr\">Who acts for a <em>child</em> without parents.</td>");
}

#[test]
fn what_the_glossary_does_not_have_is_told_with_a_term_that_it_has() {
    let built = SiteTest::with("")
        .edit("content/terms/guardians/work.yaml", "kind: term\n")
        .edit("content/terms/guardians/en.md", "---\ntitle: guardian\ndefinition: Who speaks for a child.\n---\n\nText.\n")
        .edit("content/briefs/one/work.yaml", "kind: brief\n")
        .edit("content/briefs/one/en.md", "---\ntitle: One\n---\n\nA :term[foster parent].\n")
        .build();
    let finding = built.finds("unknown-glossary-term", "content/briefs/one/en.md", 5, 3);
    assert!(finding.hints.last().unwrap().contains("`{work=terms/guardians}`"), "{:?}", finding.hints);
}
