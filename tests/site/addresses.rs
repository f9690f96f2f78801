//! Where pages stand, stood, and are linked.

use crate::support::SiteTest;
use lykta::config::Options;

#[test]
fn a_base_url_with_a_path_works_everywhere() {
    let with = |base_url: &str| SiteTest::with("").options(Options { base_url: Some(base_url.into()), ..Options::default() }).build();
    let built = with("https://example.org/lykta");
    // What begins with two slashes would lead to a host.
    assert_eq!(with("https://example.org//lykta//").pages, built.pages);
    assert_eq!(with("https://example.org//").pages, with("https://example.org").pages);
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

        Write `<a href=\"#n\">`.

        [^n]: Its text.
        ",
    )
    .build();
    built
        .page("/en/feed.xml")
        .has("href=&quot;https://example.org/en/briefs/one/#note-1&quot;")
        .has("href=&quot;https://example.org/en/briefs/other/&quot;")
        .lacks(" href=&quot;#note")
        // What is shown as code stays.
        .has("&amp;lt;a href=&quot;#n&quot;")
        .lacks("href=&quot;/");
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
        ("{ /old/: /en/atom.xml }", "nothing stands at /en/atom.xml"),
        ("{ /a.pdf: /media/briefs/one/a.pdf }", "nothing stands at /media/briefs/one/a.pdf"),
        ("{ /uploads/*: /media/briefs/one/* }", "pictures and attachments are led to one by one"),
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
fn feeds_and_attachments_are_found_at_their_old_addresses() {
    let redirects =
        "{ /index.xml: /en/feed.xml, /feed/: /en/feed.xml, /sitemap_index.xml: /sitemap.xml, /up/a.csv: /media/briefs/other/a.csv }";
    let built = SiteTest::with("")
        .edit("content/site.yaml", &format!("title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\nredirects: {redirects}\n"))
        .edit("content/briefs/other/a.csv", "a,b\n1,2\n")
        .edit("content/briefs/other/en.md", "---\ntitle: Other\n---\n\n[Numbers](a.csv)\n")
        .build();
    built.without_findings();
    // A program that follows a feed is led on by no page.
    built.page("/index.xml").has("<id>https://example.org/en/feed.xml</id>");
    assert_eq!(built.page("/sitemap_index.xml").text(), built.page("/sitemap.xml").text());
    // Hosts would send it as a page.
    built.page("/feed/").has("url=/en/feed.xml\"");
    built.page("/up/a.csv/").has("<html lang=\"\">").has("url=/media/briefs/other/a.csv\"");
    built.page("/_redirects").has("/up/a.csv/ /media/briefs/other/a.csv 301\n").lacks("/index.xml");
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
fn an_address_that_no_disk_takes_is_told_before_it_is_published() {
    let work = format!("kind: brief\naliases: [/old/{}/]\n", "a".repeat(256));
    let built = SiteTest::with("").edit("content/briefs/other/work.yaml", &work).build();
    built.finds("too-long", "content/briefs/other/work.yaml", 2, 11);
}

#[test]
fn a_folder_that_windows_takes_for_a_device_is_told_where_it_is_called_so() {
    let built = SiteTest::with("")
        .edit("content/briefs/other/work.yaml", "kind: brief\ntopics: [AUX, con artists]\n")
        .edit("content/briefs/other/en.md", "---\ntitle: Other\nslug: con\naliases: [/old/nul/]\n---\n\nText.\n")
        .build();
    let told: Vec<_> = built.findings.iter().map(|f| (f.code.name, &*f.location.file, f.location.line, f.location.column)).collect();
    assert_eq!(told, [("odd-file-name", "content/briefs/other/en.md", 3, 7), ("odd-file-name", "content/briefs/other/work.yaml", 2, 10)]);
}

#[test]
fn two_terms_at_one_address_are_told_once_with_the_places_of_both() {
    let built = SiteTest::with(
        "-- content/tools/one/work.yaml --\nkind: tool\ntopics: [Example]\n-- content/tools/one/en.md --\n---\ntitle: One\n---\n\nText.\n",
    )
    .edit("content/briefs/other/work.yaml", "kind: brief\ntopics: [example]\n")
    .build();
    let finding = built.finds("duplicate-address", "content/briefs/other/work.yaml", 2, 10);
    assert!(finding.message.ends_with("«Example» of topics, in content/tools/one/work.yaml:2"), "{finding:?}");
    assert_eq!(built.findings.len(), 1, "{:?}", built.findings);
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
