//! Works as a whole: a least site, what is hidden, what was begun.

use crate::files::PNG;
use crate::support::SiteTest;
use lykta::config::Options;

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
        -- content/briefs/zz-old-draft/work.yaml --
        kind: brief
        draft: true
        expires: 2000-01-01
        -- content/briefs/zz-old-draft/en.md --
        ---
        title: OLDTITLE
        ---

        Once.
        -- content/briefs/zz-future-draft/work.yaml --
        kind: brief
        draft: true
        date: 2999-01-01
        -- content/briefs/zz-future-draft/en.md --
        ---
        title: FUTUREDRAFT
        ---

        Later.
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
    let site = site.options(Options { drafts: true, ..Options::default() });
    let drafts = site.build();
    drafts.page("/en/briefs/zz-draft/").has("DRAFTTITLE");
    drafts.nowhere("FUTUREDRAFT").nowhere("OLDTITLE");
    let site = site.options(Options { future: true, ..Options::default() });
    site.build().nowhere("FUTUREDRAFT").nowhere("OLDTITLE");
    let all = site.options(Options { drafts: true, future: true, ..Options::default() }).build();
    all.page("/en/briefs/zz-draft/").has("DRAFTTITLE").has("notice state").has("noindex");
    all.page("/en/briefs/zz-future/").has("FUTURETITLE");
    all.page("/en/briefs/zz-future-draft/").has("FUTUREDRAFT").has("notice state");
    all.nowhere("OLDTITLE");
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
