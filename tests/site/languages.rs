//! Pages in each reader's language, and what is said of the others.

use crate::support::SiteTest;
use lykta::diagnostics::Severity;

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
fn a_folder_whose_works_lie_in_folders_by_year_stands_for_their_list() {
    let built = SiteTest::with("")
        .remove("content/briefs/other/work.yaml")
        .remove("content/briefs/other/en.md")
        .edit("content/briefs/2026/a/work.yaml", "kind: brief\n")
        .edit("content/briefs/2026/a/en.md", "---\ntitle: A\nsummary: S\n---\n\n[all](../../), [all of them](/briefs/).\n")
        .build();
    built.without_findings();
    built.page("/en/briefs/a/").has("<a href=\"/en/briefs/\">all</a>").has("<a href=\"/en/briefs/\">all of them</a>");
}

#[test]
fn a_link_leads_to_the_heading_that_it_names_or_is_told() {
    let link = |to: &str| {
        SiteTest::with(
            "
            -- content/briefs/other/en.md --
            ---
            title: Other
            ---

            ## Part {#part}
            -- content/pages/home/work.yaml --
            kind: page
            -- content/pages/home/en.md --
            ---
            title: Test
            ---

            ## Who {#who}
            -- content/tools/one/work.yaml --
            kind: tool
            ",
        )
        .edit("content/tools/one/en.md", &format!("---\ntitle: One\n---\n\n[x]({to})\n"))
        .build()
    };
    for to in ["../../pages/home/#who", "/#who", "../../#who", "../../pages/home/en.md#who"] {
        let built = link(to);
        built.without_findings();
        built.page("/en/tools/one/").has("<a href=\"/en/#who\">x</a>");
        built.page("/sv/tools/one/").has("<a href=\"/sv/#who\">x</a>");
    }
    link("/").page("/en/tools/one/").has("<a href=\"/en/\">x</a>");
    for (code, to) in [
        ("broken-anchor", "/#nope"),
        ("broken-anchor", "../#nope"),
        ("broken-anchor", "../../briefs/#part"),
        ("broken-link", "../../briefs/other/handbok.md"),
        ("broken-link", "../../briefs/other/de.md"),
        ("broken-link", "https:/a.example"),
        ("broken-link", "https:a.example/b"),
        ("broken-link", "HTTP://a.example\\b"),
    ] {
        link(to).finds(code, "content/tools/one/en.md", 5, 1);
    }
    let built = link("../../briefs/other/ne.md");
    let finding = built.finds("broken-link", "content/tools/one/en.md", 5, 1);
    assert!(finding.hints[0].contains("en.md"), "{finding:?}");
}

#[test]
fn a_language_without_a_name_in_the_data_has_its_tag_for_one() {
    let site = |languages: &str| {
        SiteTest::with("")
            .edit("content/site.yaml", &format!("title: Test\nbase_url: https://example.org/\nlanguages: [{languages}]\n"))
            .build()
    };
    let built = site("en, apc");
    let finding = built.finds("invalid-language", "content/site.yaml", 3, 17);
    assert_eq!((finding.severity, built.errors()), (Severity::Note, 0));
    built.page("/apc/briefs/other/").has("lang=\"apc\"");
    // Readers of these see what they are called; whether others have a name for them is no matter.
    let built = site("en, se, kl, fkv, rom, ku-Arab, yi, vro");
    assert!(!built.findings.iter().any(|finding| finding.code.name == "invalid-language"));
    built.page("/se/").has(">kalaallisut<").has(">kvääni<");
    let finding = site("en, xx").finds("invalid-language", "content/site.yaml", 3, 17).severity;
    assert_eq!(finding, Severity::Error);
    // Its tag is right, and no key could tell its name.
    let built = site("en, min");
    assert_eq!(
        built.finds("invalid-language", "content/site.yaml", 3, 17).hints,
        ["the tag is right if you mean the language that English calls Minangkabau"]
    );
    // The tag of Dari, which is one, but not that by which its names and dates are known. The list is not empty for that.
    let built = site("prs");
    let finding = built.finds("invalid-language", "content/site.yaml", 3, 13);
    assert_eq!(finding.message, "the language «prs» is known by another tag");
    assert!(finding.hints[0].contains("fa-AF"));
    assert!(!built.findings.iter().any(|finding| finding.code.name == "empty-field"));
    site("").finds("empty-field", "content/site.yaml", 3, 12);
}

#[test]
fn the_nearest_language_is_one_that_the_site_has_as_some_region_writes_it() {
    let text = |title: &str| format!("---\ntitle: {title}\nsummary: A.\n---\n\nText.\n");
    let built =
        SiteTest::new("-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguages: [nn, uk, fi, da, sv-FI, en-GB]\n")
            .edit("content/briefs/one/work.yaml", "kind: brief\n")
            .edit("content/briefs/one/nn.md", &text("Nynorsk"))
            .edit("content/briefs/one/sv-FI.md", &text("Svenska"))
            .edit("content/briefs/one/en-GB.md", &text("English"))
            .build();
    for (reader, title) in [("uk", "English"), ("fi", "Svenska"), ("da", "Svenska")] {
        built.page(&format!("/{reader}/briefs/one/")).has(&format!("{title}</h1>"));
    }
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
fn a_site_in_one_language_offers_no_choice() {
    let site = SiteTest::with("").edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [en]\n").build();
    site.without_findings();
    site.page("/").has("<title>Test</title>").has("url=/en/\"").has("rel=\"canonical\" href=\"https://example.org/en/\"");
    site.page("/_redirects").has("/ /en/ 302\n");
    site.page("/en/briefs/other/").has("hreflang=\"x-default\" href=\"https://example.org/en/\"");
    SiteTest::with("").build().page("/").has("href=\"/sv/\"").has("href=\"/en/\"");
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
fn a_turkish_glossary_has_each_letter_once() {
    let mut site = SiteTest::with("").edit("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [tr]\n");
    for (n, title) in ["ısı", "insan", "îman", "Îma", "İzmir", "Irak", "jandarma"].iter().enumerate() {
        let text = format!("---\ntitle: {title}\ndefinition: Bir.\n---\n\nBir.\n");
        site = site.edit(&format!("content/terms/t{n}/work.yaml"), "kind: term\n").edit(&format!("content/terms/t{n}/tr.md"), &text);
    }
    let built = site.build();
    let page = built.page("/tr/terms/");
    let letters: Vec<_> = page.text().split("<h2 id=\"letter-").skip(1).map(|rest| rest.split(['>', '<']).nth(1)).collect();
    assert_eq!(letters, [Some("I"), Some("İ"), Some("J")], "{}", page.text());
}

#[test]
fn a_text_without_spaces_is_measured_by_its_letters() {
    let long = "人身取引の被害者。".repeat(120);
    let built = SiteTest::with("").edit("content/briefs/other/en.md", &format!("---\ntitle: Other\n---\n\n{long}\n")).build();
    built.page("/en/briefs/other/").has("2 min");
    assert!(built.pages.iter().any(|(path, bytes)| path.contains("/words/") && String::from_utf8_lossy(bytes).contains("被害")));
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
fn how_to_reach_an_organisation_is_checked_as_often_as_it_says() {
    let codes = |fields: &str| {
        let built = SiteTest::with("")
            .edit("content/organisations/line/work.yaml", &format!("kind: organisation\ncountry: SE\n{fields}"))
            .edit("content/organisations/line/en.md", "---\ntitle: The line\n---\n\nText.\n")
            .build();
        built.findings.iter().map(|finding| (finding.code.name, finding.location.line)).collect::<Vec<_>>()
    };
    let number = "telephone: \"116 111\"\n";
    assert_eq!(codes(&format!("{number}verified_on: 2026-11-01\nverify_every: 30\n")), []);
    assert_eq!(codes(&format!("{number}verified_on: 2026-11-01\nverify_every: 10\n")), [("unverified-number", 4)]);
    assert_eq!(codes(&format!("{number}verified_on: 2027-11-28\nverify_every: 365\n")), [("unverified-number", 4)]);
    assert_eq!(codes(&format!("{number}verified_on: 2027-11-28\n")), [("unverified-number", 4)]);
    for every in ["0", "-1"] {
        assert_eq!(codes(&format!("{number}verified_on: 2026-11-23\nverify_every: {every}\n")), [("wrong-type", 5)]);
    }
    assert_eq!(codes("contact: [\"116 111\"]\nverified_on: 2010-01-01\nverify_every: 10\n"), [("unverified-number", 4)]);
    assert_eq!(codes("telephone: \"116 111, 116 000\"\nverified_on: 2026-11-01\n"), [("wrong-type", 3)]);
}

#[test]
fn a_country_whose_number_stands_elsewhere_is_told_which_to_write_where() {
    let hint = |contact: &str| {
        let built = SiteTest::with("-- content/organisations/line/en.md --\n---\ntitle: The line\n---\n\nText.\n")
            .edit("content/organisations/line/work.yaml", &format!("kind: organisation\ncountry: IS\ncontact: [{contact}]\n"))
            .edit("content/briefs/other/en.md", "---\ntitle: Other\nsummary: A text.\n---\n\n::helpline{country=IS}\n")
            .build();
        built.finds("missing-helpline", "content/briefs/other/en.md", 6, 1).hints.concat()
    };
    assert!(hint("info@example.org, 116 111").contains("«organisations/line»"));
    assert!(hint("info@example.org").contains("add a work"));
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
    // Whoever names no language, or none that the site has, gets the page of all, not the language that the host has first.
    let variant =
        |file: &str, language: &str| format!("URI: {file}\nContent-Type: text/html; charset=utf-8\nContent-Language: {language}\n");
    let variants = [variant("sv/index.html", "sv"), variant("en/index.html", "en"), variant("index.html", "mul")];
    assert_eq!(site.page("/index.html.var").text(), variants.join("\n"));
    site.page("/.htaccess").has("type-map").has("\nLanguagePriority mul\nForceLanguagePriority Prefer Fallback\n");
    // The first of the browser's languages that the site has, not the first of the site's; and none that weighs nothing.
    let passed = |weight: &str| format!("    \"~*^\\s*+(?:(?!(?:sv|en)(?:-[a-z0-9-]++)?{weight})[^,]*+,\\s*+)*+");
    let lines: String = [r"\s*+(?:;\s*+q=1(?:\.0*+)?\s*+)?(?:,|$)", r"\s*+;\s*+q=0\.\d*?[1-9]\d*+\s*+(?:,|$)"]
        .iter()
        .flat_map(|weight| ["sv", "en"].map(|tag| format!("{}{tag}(?:-[a-z0-9-]++)?{weight}\" /knowledge/{tag}/;\n", passed(weight))))
        .collect();
    site.page("/nginx-languages.conf").has(&format!("    default \"\";\n{lines}}}")).has("location = \"/knowledge/\" {");
    // Browsers name a country where a site names a script, and what the site has not as such.
    let others = SiteTest::with(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [en, nb, sr-Latn, sr-Cyrl, zh-Hans, zh-Hant, pt-BR]
        negotiate: [redirects, apache, nginx]
        ",
    )
    .build();
    for (tag, language) in [("zh-TW", "zh-Hant"), ("zh", "zh-Hans"), ("sr", "sr-Cyrl"), ("pt", "pt-BR"), ("no", "nb")] {
        others.page("/_redirects").has(&format!("/ /{language}/ 302! Language={tag}\n"));
        others
            .page("/nginx-languages.conf")
            .has(&format!("*+)*+{tag}(?:-[a-z0-9-]++)?\\s*+(?:;\\s*+q=1(?:\\.0*+)?\\s*+)?(?:,|$)\" /{language}/;\n"));
    }
    others.page("/index.html.var").has("Content-Language: zh-Hant, zh-TW, zh-HK, zh-MO\n").has("Content-Language: nb, no\n");
    let without = SiteTest::with("").build();
    without.has_no_page("/index.html.var").has_no_page("/.htaccess").has_no_page("/nginx-languages.conf");
    without.page("/_redirects").lacks("302");
}

#[test]
fn nginx_is_told_the_base_path_in_the_letters_that_it_compares() {
    let site = "title: Test\nbase_url: https://example.org/å b/%22c%5C/\nlanguages: [sv]\nnegotiate: [nginx]\n";
    let built = SiteTest::with("").edit("content/site.yaml", site).build();
    built.page("/nginx-languages.conf").has(r#"location = "/å b/\"c\\/" {"#).has(" /%C3%A5%20b/%22c%5C/sv/;\n");
}

#[test]
fn what_is_called_norwegian_has_the_words_of_bokmal() {
    let built =
        SiteTest::with("").edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [\"no\", en]\n").build();
    let told: Vec<&str> = built.findings.iter().map(|finding| finding.code.name).collect();
    assert_eq!(told, ["norwegian"]);
}

#[test]
fn words_that_a_theme_lacks_are_those_of_the_language_that_the_site_names_as_nearest() {
    let site = |fallback: &str| {
        let site = format!("title: Test\nbase_url: https://example.org/\nlanguages: [sv, en, se]\n{fallback}");
        SiteTest::with("").edit("content/site.yaml", &site).build()
    };
    site("fallback: { se: [sv] }\n").page("/se/").has(">Sök</a>");
    site("fallback: { sv: [se] }\n").page("/se/").has(">Søk</a>");
    let norwegian = "title: Test\nbase_url: https://example.org/\nlanguages: [sv, \"no\"]\nfallback: { \"no\": [sv] }\n";
    SiteTest::with("").edit("content/site.yaml", norwegian).build().page("/no/").has(">Søk</a>");
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
fn a_name_that_another_language_lends_says_which() {
    let mut site = SiteTest::new(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [sv, en, lt]
        fallback: { lt: [en, sv] }
        description: { en: About signs. }
        kinds:
          story:
            title: { en: Stories, lt: Istorijos }
            path: stories
            fields:
              mood: { type: choice, in: work, choices: [calm], title: { en: Mood }, labels: { calm: { en: Calm } } }
        taxonomies:
          topics: { title: { sv: Ämnen }, terms: { harm: { sv: Skada, en: Harm } } }
        -- content/pages/about/work.yaml --
        kind: page
        -- content/pages/about/sv.md --
        ---
        title: Om oss
        ---

        Vilka vi är.
        -- content/stories/one/work.yaml --
        kind: story
        topics: [harm]
        mood: calm
        -- content/stories/one/lt.md --
        ---
        title: Viena
        ---

        Tekstas.
        ",
    );
    for other in ["two", "three", "four"] {
        site = site.edit(&format!("content/stories/{other}/work.yaml"), "kind: story\n");
        site = site.edit(&format!("content/stories/{other}/lt.md"), &format!("---\ntitle: {other}\n---\n\nTekstas.\n"));
    }
    let built = site.build();
    built
        .page("/lt/stories/one/")
        .has("<a href=\"/lt/stories/\">Istorijos</a>")
        .has("<a href=\"/lt/about/\" lang=\"sv\" dir=\"auto\">Om oss</a>")
        .has("<dt lang=\"en\" dir=\"auto\">Mood</dt><dd lang=\"en\" dir=\"auto\">Calm</dd>")
        .has("<dt lang=\"sv\" dir=\"auto\">Ämnen</dt>")
        .has("lang=\"en\" dir=\"auto\">Harm</a>");
    built.page("/lt/").has("<p class=\"summary\" lang=\"en\" dir=\"auto\">About signs.</p>");
    built
        .page("/sv/")
        .has("lang=\"en\" dir=\"auto\">Stories</a>")
        .has("Alla: <span lang=\"en\" dir=\"auto\">Stories</span></a>")
        .has("<a href=\"/sv/about/\">Om oss</a>");
    built.page("/sv/search/").has("data-k=\"Stories\" data-l=\"en\">");
    built.page("/lt/search/").has("data-k=\"Istorijos\">");
    built.page("/sv/data/").has("<td lang=\"en\" dir=\"auto\">Mood</td>");
}

#[test]
fn a_telephone_number_among_arabic_letters_is_read_from_left_to_right_wherever_it_stands() {
    let built = SiteTest::new(
        "
        -- content/site.yaml --
        title: { ar: موقع, sv: Test }
        base_url: https://example.org/
        languages: [ar, sv]
        gates: { telephone-number: off }
        -- content/seminars/a/work.yaml --
        kind: seminar
        dates: 2031-03-03
        -- content/seminars/a/ar.md --
        ---
        title: اتصل 116 111
        slug: khat
        summary: اتصل بالرقم +358 9 1234 5678 الآن
        ---

        ## خط 116 111

        اتصل 070-174 06 05 في 2026-11-30، أو **09 1234 5678**، من 10–15.
        ",
    )
    .build();
    built.without_findings();
    let apart = |number: &str| format!("<bdo dir=\"ltr\">{number}</bdo>");
    let isolated = |number: &str| format!("\u{2066}{number}\u{2069}");
    let page = built.pages.keys().find(|path| path.starts_with("/ar/") && path.ends_with("/khat/")).expect("its page");
    built
        .page(page)
        .has(&format!("<h1>اتصل {}</h1>", apart("116 111")))
        .has(&format!("<title>اتصل {} · موقع</title>", isolated("116 111")))
        .has(&format!("<meta property=\"og:title\" content=\"اتصل {}\">", isolated("116 111")))
        .has(&format!("اتصل بالرقم {} الآن</p>", apart("+358 9 1234 5678")))
        // What holds together by itself needs nothing more.
        .has("خط 116\u{a0}111</h2>")
        .has(&format!("اتصل {} في {}،", apart("070-174\u{a0}06\u{a0}05"), apart("2026-11-30")))
        .has(&format!("<strong>{}</strong>، من 10–15.", apart("09 1234 5678")));
    built.page("/ar/feed.xml").has(&format!("<title>اتصل {}</title>", isolated("116 111")));
    built.page(&format!("{page}event.ics")).has(&format!("SUMMARY:اتصل {}", isolated("116 111")));
}
