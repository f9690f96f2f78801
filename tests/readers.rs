//! What a reader in a hurry is given: pages that are light, links that can be shared, cited and followed.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use lykta::budgets::Scales;
use lykta::config::Options;
use lykta::diagnostics::Finding;
use lykta::outputs::Output;
use support::SiteTest;

fn too_heavy(site: &SiteTest) -> Vec<Finding> {
    let build = lykta::build(&site.world, &Options::default(), &site.memo).value.expect("a site");
    let scales = Scales::new(&build);
    build.render_all(&site.world, |path, rendered| scales.weigh(path, &rendered));
    scales.findings()
}

/// Text that no compression makes small.
fn noise(words: usize) -> String {
    let mut state = 7u64;
    let mut word = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        format!("{:x} ", state >> 40)
    };
    (0..words).map(|_| word()).collect()
}

const SITE: &str = "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en, da]\n";

fn heavy_brief() -> SiteTest {
    SiteTest::with("").edit("content/site.yaml", SITE).edit(
        "content/briefs/other/en.md",
        &format!("---\ntitle: Other\n---\n\n## Short {{#short}}\n\nText.\n\n## Long {{#long}}\n\n{}\n", noise(6000)),
    )
}

#[test]
fn a_page_that_a_weak_signal_would_wait_for_is_told_once_with_what_weighs_most() {
    let found = too_heavy(&heavy_brief());
    let first = found.iter().find(|finding| finding.message.contains("before it is seen")).expect("the first view is too heavy");
    assert_eq!(first.code.name, "over-budget");
    assert_eq!(&*first.location.file, "content/briefs/other/en.md");
    assert!(first.hints.iter().any(|hint| hint.contains("«long»")), "{:?}", first.hints);
    assert!(first.hints.iter().any(|hint| hint.starts_with("it is made of HTML")), "{:?}", first.hints);
    // It is shown in two more languages.
    assert!(first.hints.iter().any(|hint| hint.starts_with("2 more")), "{:?}", first.hints);
    assert_eq!(found.iter().filter(|finding| finding.message.contains("before it is seen")).count(), 1);
}

#[test]
fn the_section_that_weighs_most_is_one_that_the_author_has_written() {
    let words = noise(6000);
    let words: Vec<&str> = words.split(' ').collect();
    let sections: String =
        words.chunks(60).enumerate().map(|(n, words)| format!("## {} {{#part-{n}}}\n\nText.\n\n", words.join(" "))).collect();
    let site = SiteTest::with("")
        .edit("content/site.yaml", SITE)
        .edit("content/briefs/other/en.md", &format!("---\ntitle: Other\n---\n\n{sections}"));
    let found = too_heavy(&site);
    let hints: Vec<&String> = found.iter().flat_map(|finding| &finding.hints).filter(|hint| hint.contains("weighs most")).collect();
    assert!(!hints.is_empty() && hints.iter().all(|hint| hint.contains("«part-")), "{hints:?}");
}

#[test]
fn a_site_can_give_itself_another_budget() {
    let loose = format!("{SITE}budgets: {{ page_html: 500, first_view: 500, page_total: 500 }}\n");
    assert!(too_heavy(&heavy_brief().edit("content/site.yaml", &loose)).is_empty());
    let strict = format!("{SITE}budgets: {{ script: 1 }}\n");
    assert!(
        too_heavy(&SiteTest::with("").edit("content/site.yaml", &strict)).iter().any(|finding| finding.message.starts_with("search.js"))
    );
    let wrong = format!("{SITE}budgets: {{ script: -1 }}\n");
    SiteTest::with("").edit("content/site.yaml", &wrong).build().finds("invalid-choice", "content/site.yaml", 4, 20);
}

#[test]
fn the_built_in_theme_is_light() {
    assert_eq!(too_heavy(&SiteTest::with("")), []);
}

#[test]
fn what_a_theme_brings_is_weighed_too() {
    let font = noise(8_000);
    let style = "@font-face { font-family: F; src: url(face.woff2), url(face.woff) }\n@font-face { font-family: G; src: url(greek.woff2); unicode-range: U+370-3FF }\n";
    let site = SiteTest::with("")
        .edit("content/site.yaml", &format!("{SITE}theme: mine\nbudgets: {{ picture: 10 }}\n"))
        .edit("themes/mine/theme.yaml", "extends: lykta\n")
        .edit("themes/mine/templates/page.html", "{% extends \"work.html\" %}")
        .edit(
            "themes/mine/templates/base.html",
            &include_str!("../themes/lykta/templates/base.html").replace(
                "{% block styles %}",
                "<link rel=\"stylesheet\" href=\"{{ asset(path=\"own.css\") }}\">\n\
                     <script type=\"module\" src=\"{{ asset(path=\"late.js\") }}\"></script>\n{% block styles %}",
            ),
        )
        .edit("themes/mine/assets/own.css", "@import url(more.css);\nh1 { color: red }\n")
        .edit("themes/mine/assets/more.css", style)
        .edit("themes/mine/assets/late.js", &noise(8_000))
        .edit("themes/mine/assets/face.woff2", &font)
        .edit("themes/mine/assets/face.woff", &font)
        .edit("themes/mine/assets/greek.woff2", &font)
        .edit("themes/mine/assets/heavy.svg", &format!("<svg><title>{}</title></svg>", noise(2_000)));
    let found = too_heavy(&site);
    let all = found.iter().find(|finding| finding.message.contains(" loads ")).expect("the font makes each page too heavy");
    let parts = all.hints.iter().find(|hint| hint.starts_with("it is made of")).expect("what it is made of");
    assert_eq!((parts.matches("face.woff2").count(), parts.matches("more.css").count()), (1, 1), "{parts}");
    assert!(
        !parts.contains("face.woff ") && !parts.contains("greek"),
        "a browser loads one form of a face, and none for other letters: {parts}"
    );
    assert!(
        !found.iter().any(|finding| finding.message.contains("before it is seen")),
        "letters are seen before their font has come, and before a module"
    );
    assert!(!found.iter().any(|finding| finding.message.contains("styles of")), "a theme has room for a style of its own");
    let picture = found.iter().find(|finding| finding.message.contains("heavy")).expect("the picture");
    assert_eq!(&*picture.location.file, "themes/mine/assets/heavy.svg");
}

#[test]
fn each_picture_that_is_too_heavy_is_told_at_its_own_file() {
    let mut site = SiteTest::with("").edit("content/site.yaml", &format!("{SITE}budgets: {{ picture: 1 }}\n"));
    for (work, seed) in [("one", 1u32), ("two", 2)] {
        let mut state = seed;
        let picture = image::RgbImage::from_fn(64, 64, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            image::Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8])
        });
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
        site.world.files.insert(format!("content/briefs/{work}/noise.png"), bytes.into_inner());
        site = site
            .edit(&format!("content/briefs/{work}/work.yaml"), "kind: brief\n")
            .edit(&format!("content/briefs/{work}/en.md"), "---\ntitle: Noise\n---\n\n![Noise](noise.png)\n");
    }
    let told: Vec<_> = too_heavy(&site).into_iter().filter(|finding| finding.message.contains("noise")).collect();
    let files: Vec<_> = told.iter().map(|finding| &*finding.location.file).collect();
    assert_eq!(files, ["content/briefs/one/noise.png", "content/briefs/two/noise.png"]);
}

fn picture_of(html: &str) -> Option<&str> {
    html.split_once("og:image\" content=\"https://example.org")?.1.split('"').next()
}

#[test]
fn a_shared_link_has_a_picture_of_the_text_that_is_shown() {
    let built = SiteTest::with("").build();
    let (own, fallback) = (built.page("/en/briefs/other/"), built.page("/sv/briefs/other/"));
    let picture = picture_of(own.text()).expect("a picture").to_owned();
    assert_eq!(picture_of(fallback.text()), Some(picture.as_str()), "what is shown in another language has the picture of its own");
    let bytes = &built.pages[&picture];
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!((&bytes[16..20], &bytes[20..24]), (&1200u32.to_be_bytes()[..], &630u32.to_be_bytes()[..]));
    own.has("og:image:alt\" content=\"Other\"").has("summary_large_image");
    let after = SiteTest::with("").edit("content/briefs/other/en.md", "---\ntitle: Other\n---\n\nAnother text.\n").build();
    assert_eq!(picture_of(after.page("/en/briefs/other/").text()), Some(picture.as_str()), "it changes with what it shows alone");
}

#[test]
fn the_picture_of_a_sensitive_text_betrays_no_more_than_its_neutral_title() {
    let sensitive = "---\ntitle: Leaving a violent home\nneutral_title: Recipes\nsummary: How to pack.\n---\n\nText.\n";
    let site = SiteTest::with("").edit("content/briefs/other/en.md", sensitive);
    let build = lykta::build(&site.world, &Options::default(), &site.memo).value.expect("a site");
    let titles: Vec<&str> = build
        .outputs()
        .filter_map(|(_, output)| match output {
            Output::SharePicture { card } => Some(card.title.as_str()),
            _ => None,
        })
        .collect();
    assert!(titles.contains(&"Recipes") && !titles.contains(&"Leaving a violent home"), "{titles:?}");
    let page = site.build();
    let page = page.page("/en/briefs/other/");
    page.has("og:title\" content=\"Recipes\"").has("og:image:alt\" content=\"Recipes\"");
    // Some programs show the description where there is none for them.
    assert!(!page.text().contains("og:description") && !page.text().contains("name=\"description\""));
}

#[test]
fn drafts_large_sites_and_those_who_want_none_have_no_pictures() {
    let draft = SiteTest::with("").edit("content/briefs/other/en.md", "---\ntitle: Other\ndraft: true\n---\n\nText.\n");
    let shown = draft.options(Options { drafts: true, ..Options::default() }).build();
    assert_eq!(picture_of(shown.page("/en/briefs/other/").text()), None);
    let off = SiteTest::with("").edit("content/site.yaml", &format!("{SITE}share_pictures: off\n")).build();
    assert!(!off.pages.keys().any(|path| path.starts_with("/share/")));
    assert_eq!(picture_of(off.page("/en/").text()), None);
}

#[test]
fn a_text_can_be_cited_and_each_section_linked() {
    let site = SiteTest::with("").edit("content/briefs/other/en.md", "---\ntitle: Other\n---\n\n## Signs {#signs}\n\nText.\n");
    let built = site.build();
    let page = built.page("/en/briefs/other/");
    page.has("<a class=\"anchor\" href=\"#signs\" aria-label=\"Link to this section: Signs\">#</a>");
    page.has("<summary>Cite this page</summary>").has("https://example.org/en/briefs/other/</a></p>");
    let version = |html: &str| html.split_once("class=\"version\">").map(|(_, rest)| rest[..8].to_owned());
    let other = site.edit("content/briefs/other/en.md", "---\ntitle: Other\n---\n\n## Signs {#signs}\n\nAnother text.\n").build();
    assert_ne!(version(page.text()), version(other.page("/en/briefs/other/").text()), "another text is another version");
}

#[test]
fn paper_says_where_each_work_stands_and_in_which_version() {
    let built = SiteTest::with(
        "
        -- content/briefs/signs/work.yaml --
        kind: brief
        -- content/briefs/signs/sv.md --
        ---
        title: Tecken på nöd
        slug: tecken-på-nöd
        ---

        Text.
        -- content/terms/guardian/work.yaml --
        kind: term
        -- content/terms/guardian/en.md --
        ---
        title: Guardian
        definition: Who speaks for a child.
        ---

        Text.
        ",
    )
    .build();
    // In letters, where a link needs them encoded; a text of another language stands at its own address.
    let cited = "</span>. <a href=\"https://example.org/sv/briefs/tecken-p%C3%A5-n%C3%B6d/\" dir=\"ltr\">\
                 https://example.org/sv/briefs/tecken-på-nöd/</a></p>";
    for path in ["/sv/briefs/print/", "/en/briefs/print/", "/sv/briefs/tecken-på-nöd/"] {
        built.page(path).has("<span class=\"version\">").has(cited).lacks("class=\"stands\"");
    }
    built
        .page("/sv/briefs/print/")
        .has("<p class=\"cited\"><a href=\"https://example.org/sv/briefs/print/\" dir=\"ltr\">https://example.org/sv/briefs/print/</a></p>")
        .has("<article class=\"work printed\">")
        .has("<meta property=\"og:url\" content=\"https://example.org/sv/briefs/\">");
    // Terms are short, and need no sheets of their own.
    built.page("/sv/terms/print/").has("<article class=\"work\">").lacks("work printed");
    // What nobody cites says in its foot where it stands.
    for path in ["/sv/", "/sv/briefs/", "/sv/terms/", "/sv/data/"] {
        built.page(path).has(&format!("<p class=\"stands\" hidden><bdi dir=\"ltr\">https://example.org{path}</bdi></p>"));
    }
    built.page("/404.html").lacks("class=\"stands\"");
}

#[test]
fn a_feed_opened_in_a_browser_says_what_it_is_and_leads_on() {
    let built = SiteTest::with("").build();
    let feed = String::from_utf8(built.pages["/en/feed.xml"].clone()).expect("text");
    assert!(feed.starts_with("<?xml version=\"1.0\"?>\n<?xml-stylesheet type=\"text/css\" href=\"../assets/feed."), "{}", &feed[..200]);
    assert!(feed.contains("This is a feed."));
    assert!(feed.contains("<h:a href=\"https://example.org/en/briefs/other/\">Other</h:a>"), "{feed}");
}

#[test]
fn a_table_bears_the_name_of_the_heading_above_it() {
    let table = "| A | B |\n| --- | --- |\n| 1 | 2 |\n";
    let days = format!(":::seminar-programme[Day one]\n{table}:::\n");
    let text = format!("---\ntitle: Other\n---\n\n{table}\n## Signs {{#signs}}\n\n{table}\nMore.\n\n{table}\n## Days {{#days}}\n\n{days}");
    let built = SiteTest::with("").edit("content/briefs/other/en.md", &text).build();
    built
        .page("/en/briefs/other/")
        .has("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>")
        .has("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-labelledby=\"signs\"><table>")
        .has("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Signs (2)\"><table>")
        .has("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-labelledby=\"days\"><table>")
        .has("<div class=\"programme\" role=\"group\" aria-labelledby=\"programme-title-1\">\n<p class=\"part-title\" id=\"programme-title-1\">Day one</p>");
}

#[test]
fn what_stands_twice_on_a_page_is_told_apart() {
    let text = "---\ntitle: Other\nin_a_minute: [One, Two]\n---\n\n:::summary\nThree.\n:::\n\nA.[^n] B.[^n] C.[^m]\n\n[^n]: Read.\n\n[^m]: More.\n";
    let built = SiteTest::with("").edit("content/briefs/other/en.md", text).build();
    built
        .page("/en/briefs/other/")
        .has("<section class=\"minute\" aria-labelledby=\"minute-title\">")
        .has("<div class=\"minute\" role=\"group\" aria-labelledby=\"minute-1\">")
        .has("href=\"#note-ref-1\" aria-label=\"Back to the text (1)\"")
        .has("href=\"#note-ref-1-2\" aria-label=\"Back to the text (2)\"")
        .has("href=\"#note-ref-2\" aria-label=\"Back to the text\"");
}

#[test]
fn notes_are_numbered_through_fields_and_text() {
    let text = "---\ntitle: Other\nin_a_minute:\n  - |\n    One.[^1]\n\n    [^1]: Of one.\n  - |\n    Two.[^1]\n\n    [^1]: Of two.\n---\n\nA.[^1] B.[^1]\n\n[^1]: Of the text.\n";
    let built = SiteTest::with("").edit("content/briefs/other/en.md", text).build();
    let page = built.page("/en/briefs/other/");
    page.has("<ol>\n<li id=\"note-1\"><p>Of one.").has("<ol start=\"2\">\n<li id=\"note-2\"><p>Of two.");
    page.has("<ol start=\"3\">\n<li id=\"note-3\"><p>Of the text.").has("href=\"#note-3\" id=\"note-ref-3-2\">3</a>");
    for id in ["note-1", "note-2", "note-3", "note-ref-1", "note-ref-2", "note-ref-3"] {
        assert_eq!(page.text().matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn a_note_is_found_in_whichever_case_its_label_is_written() {
    let text =
        "---\ntitle: Other\n---\n\nA[^b] c[^B] d[^Källa] e[^strasse].\n\n[^B]: Only this.\n\n[^källa]: A source.\n\n[^Straße]: A street.\n";
    let built = SiteTest::with("").edit("content/briefs/other/en.md", text).build();
    built.without_findings();
    let page = built.page("/en/briefs/other/");
    page.has("<li id=\"note-1\"><p>Only this.").has("<li id=\"note-2\"><p>A source.").has("<li id=\"note-3\"><p>A street.");
    page.has("href=\"#note-1\" id=\"note-ref-1-2\">1</a>").lacks("id=\"note-4\"");
    let twice = text.replace("[^källa]", "[^b]: Another.\n\n[^källa]");
    SiteTest::with("").edit("content/briefs/other/en.md", &twice).build().finds("duplicate-label", "content/briefs/other/en.md", 9, 1);
}

#[test]
fn a_tool_of_which_nothing_is_said_has_no_empty_box() {
    let tool = |front: &str| {
        let text = format!("---\ntitle: A tool\n{front}---\n\nText.\n");
        SiteTest::with("").edit("content/tools/one/work.yaml", "kind: tool\n").edit("content/tools/one/en.md", &text).build()
    };
    tool("").page("/en/tools/one/").lacks("at-a-glance");
    tool("needs: A pen.\n").page("/en/tools/one/").has("<dl class=\"at-a-glance\">");
}

#[test]
fn works_printed_in_one_go_head_their_own_sections() {
    let text = "---\ntitle: Other\n---\n\n## Signs {#signs}\n\n### Of fear\n\nText.[^n]\n\n[^n]: A note.\n";
    let built = SiteTest::with("").edit("content/briefs/other/en.md", text).build();
    built
        .page("/en/briefs/print/")
        .has("<title>Briefs · Print all as one document · Test</title>")
        .has("<h2 class=\"title\">Other</h2>")
        .has("<h3 id=\"w1-signs\">Signs</h3>")
        .has("<h4 id=\"w1-of-fear\">Of fear</h4>")
        .has("<h3 id=\"w1-notes\">");
    built.page("/en/briefs/").has("<title>Briefs · Test</title>");
}

#[test]
fn a_search_knows_what_lists_call_a_term_and_what_stands_in_work_yaml() {
    let built = SiteTest::with(
        "
        -- content/terms/trafficking/work.yaml --
        kind: term
        names: { sv: människohandel }
        -- content/terms/trafficking/en.md --
        ---
        title: human trafficking
        definition: Bringing somebody into exploitation.
        ---

        Text.[^1]

        [^1]: A note.
        -- content/organisations/office/work.yaml --
        kind: organisation
        country: EE
        telephone: +372 600 0000
        verified_on: 2026-01-01
        -- content/organisations/office/en.md --
        ---
        title: The office
        ---

        Text.
        ",
    )
    .build();
    // The letter behind the last work tells where a word stands and how often.
    let place = |language: &str, word: &str| {
        let parts = built.pages.iter().filter(|(path, _)| path.starts_with(&format!("/{language}/search/words/")));
        let parts: Vec<_> = parts.map(|(_, part)| String::from_utf8(part.clone()).expect("text")).collect();
        let mut lines =
            parts.iter().flat_map(|part| part.split(['"', '\\'])).filter_map(|line| line.trim_start_matches('n').split_once("| "));
        lines.find(|(first, _)| *first == word).and_then(|(_, works)| works.chars().last())
    };
    assert_eq!(place("sv", "människohandel"), Some('M'), "a title");
    assert_eq!(place("en", "människohandel"), Some('A'), "a name in another language");
    assert_eq!(place("sv", "estland"), Some('A'));
    assert_eq!(place("en", "estonia"), Some('A'));
    assert_eq!(place("sv", "0000"), Some('A'), "a telephone number");
    assert_eq!(place("en", "1"), None, "the number of a note is no word");
}

/// Two works that are written in English; of one there is a translation, whose headings have other ids.
fn pair_of_texts(link: &str) -> SiteTest {
    SiteTest::with(&format!(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/l/
        languages: [sv, en, lt]
        -- content/briefs/a/work.yaml --
        kind: brief
        source_language: en
        -- content/briefs/a/en.md --
        ---
        title: A
        ---

        Text.[^1]

        ## Signs of danger

        Text.

        [^1]: A note.
        -- content/briefs/a/sv.md --
        ---
        title: A
        ---

        Text.[^1]

        ## Tecken på fara

        Text.

        [^1]: En not.
        -- content/briefs/b/work.yaml --
        kind: brief
        source_language: en
        -- content/briefs/b/en.md --
        ---
        title: B
        ---

        {link}
        "
    ))
}

#[test]
fn a_link_to_a_section_leads_readers_of_its_translation_to_the_section_that_belongs_to_it() {
    let site = pair_of_texts("[Signs](../a/#signs-of-danger), [note](../a/#note-1).");
    let built = site.build();
    built.page("/en/briefs/b/").has("href=\"/l/en/briefs/a/#signs-of-danger\"").has("href=\"/l/en/briefs/a/#note-1\"");
    built.page("/lt/briefs/b/").has("href=\"/l/lt/briefs/a/#signs-of-danger\"");
    built.page("/sv/briefs/b/").has("href=\"/l/sv/briefs/a/#tecken-p%C3%A5-fara\"").has("href=\"/l/sv/briefs/a/#note-1\"");
    // Where it can't be told which belongs to it, the page is right, and no place on it.
    let more = "---\ntitle: A\n---\n\n## Tecken på fara\n\nText.\n\n## Annat\n\nText.\n";
    let built = site.edit("content/briefs/a/sv.md", more).build();
    built.page("/sv/briefs/b/").has("href=\"/l/sv/briefs/a/\">Signs").lacks("signs-of-danger");
    // From a translation to those who have the source alone, and from one translation to another.
    let own = "---\ntitle: A\n---\n\n## Pavojus\n\nText.\n";
    let back = pair_of_texts("Text.")
        .remove("content/briefs/b/en.md")
        .edit("content/briefs/b/sv.md", "---\ntitle: B\n---\n\n[Tecken](../a/#tecken-på-fara).\n")
        .edit("content/briefs/a/lt.md", own)
        .build();
    back.page("/en/briefs/b/").has("href=\"/l/en/briefs/a/#signs-of-danger\"");
    back.page("/lt/briefs/b/").has("href=\"/l/lt/briefs/a/#pavojus\"");
}

#[test]
fn a_link_by_the_sites_own_address_is_one_by_path() {
    let links = "[own](https://example.org/l/en/briefs/a/#signs-of-danger), [short](http://EXAMPLE.org/l/en/briefs/a), \
                 [svenska](https://example.org/l/sv/briefs/a/#tecken-p%C3%A5-fara), [list](https://example.org/l/en/briefs/), \
                 [home](https://example.org/l), [found](https://example.org/l/en/search/?q=port#x), [feed](https://example.org/l/sv/feed.xml), \
                 [beside](https://example.org/other/), [below](https://example.org/l/api/x), [host](https://example.org.example.com/l/en/).";
    let built = pair_of_texts(links).build();
    let told: Vec<&str> = built.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(!told.iter().any(|message| message.contains("example.org") || message.contains("stands at")), "{told:?}");
    built
        .page("/en/briefs/b/")
        .has("href=\"/l/en/briefs/a/#signs-of-danger\">own")
        .has("href=\"/l/en/briefs/a/\">short")
        .has("href=\"/l/sv/briefs/a/#tecken-p%C3%A5-fara\">svenska")
        .has("href=\"/l/en/briefs/\">list")
        .has("href=\"/l/\">home")
        .has("href=\"/l/en/search/?q=port#x\">found")
        .has("href=\"/l/sv/feed.xml\">feed")
        .has("href=\"https://example.org/other/\">beside")
        .has("href=\"https://example.org/l/api/x\">below")
        .has("href=\"https://example.org.example.com/l/en/\">host");
    // Readers of another language get their own, unless the author has named one.
    built
        .page("/sv/briefs/b/")
        .has("href=\"/l/sv/briefs/a/#tecken-p%C3%A5-fara\">own")
        .has("href=\"/l/sv/briefs/a/#tecken-p%C3%A5-fara\">svenska")
        .has("href=\"/l/sv/briefs/\">list");
}

#[test]
fn an_address_that_came_along_from_the_source_leads_readers_of_the_translation_to_their_own() {
    let signs = "https://example.org/l/en/briefs/a/#signs-of-danger";
    let built = pair_of_texts(&format!("[Signs]({signs})."))
        .edit(
            "content/briefs/b/sv.md",
            &format!("---\ntitle: B\n---\n\n[Tecken]({signs}), [English](https://example.org/l/en/briefs/b/).\n"),
        )
        .build();
    built.page("/sv/briefs/b/").has("href=\"/l/sv/briefs/a/#tecken-p%C3%A5-fara\">Tecken").has("href=\"/l/en/briefs/b/\">English");
}

#[test]
fn the_words_of_a_heading_are_parted_by_one_space_in_its_names() {
    let page = SiteTest::with("")
        .edit("content/briefs/one/work.yaml", "kind: brief\n")
        .edit("content/briefs/one/en.md", "---\ntitle: One\n---\n\n## A *b* `c` **d**\n\nText.\n\nUnder\nlined\n------\n\nText.\n");
    let built = page.build();
    built.page("/en/briefs/one/").has("Link to this section: A b c d\"").has("Link to this section: Under lined\"");
}

#[test]
fn a_heading_of_a_picture_alone_is_called_by_what_the_picture_shows() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>";
    let text =
        "---\ntitle: Other\n---\n\n## ![Map of the ports](p.svg)\n\nText.\n\n## ![Logo](p.svg) Signs\n\nText.\n\n## Third\n\nText.\n";
    let built = SiteTest::with("").edit("content/briefs/other/en.md", text).edit("content/briefs/other/p.svg", drawing).build();
    let page = built.page("/en/briefs/other/");
    page.has("<h2 id=\"map-of-the-ports\">").has("href=\"#map-of-the-ports\">Map of the ports</a>").has("href=\"#signs\">Signs</a>");
}
