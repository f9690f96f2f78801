//! What authors do in the browser beside looking at pages: the overview, the bar's answers, starting a work; and what
//! nobody else may do with it.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::preview::{Preview, lykta, site};

const FORM: &str = "application/x-www-form-urlencoded";

fn work(root: &Path, path: &str, file: &str, text: &str) {
    let folder = root.join("content").join(path);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(file), text).unwrap();
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn the_overview_shows_all_works_with_their_states_and_finds_them_again() {
    let (_folder, root) = site();
    work(&root, "briefs/hidden", "work.yaml", "kind: brief\ndraft: true\nreview_by: 2026-12-01\ntopics: [law]\n");
    work(&root, "briefs/hidden", "en.md", "---\ntitle: A <b>draft</b> & more\n---\n\n[out](https://example.org/a?b=1&c=2#d)\n");
    work(&root, "briefs/later", "work.yaml", "kind: brief\ndate: 2031-03-03\n");
    work(&root, "briefs/later", "en.md", "---\ntitle: Later\n---\n\nText.\n");
    work(&root, "briefs/gone", "work.yaml", "kind: brief\nexpires: 2020-01-01\nreview_by: 2020-01-01\n");
    work(&root, "briefs/gone", "en.md", "---\ntitle: Expired\n---\n\nText.\n");
    work(&root, "briefs/broken", "work.yaml", "kind: brief\n");
    work(&root, "briefs/broken", "en.md", "---\ntitle: Broken\n---\n\nText.\n");
    work(&root, "briefs/broken", "sv.md", "---\ntitel: Trasig\n---\n\nText.\n");
    work(&root, "briefs/UNREAD", "work.yaml", "kind: brif\n");
    work(&root, "briefs/UNREAD", "en.md", "---\ntitle: Unread\n---\n\n[out](HTTPS://example.org/upper)\n");
    let preview = Preview::with(&root, &[]);
    let page = preview.get("/_lykta/");
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("briefs/UNREAD</span>"), "a work stands there though work.yaml has a mistake");
    for part in [
        "A &lt;b&gt;draft&lt;/b&gt; &amp; more",
        "class=\"state draft\"",
        "class=\"state scheduled\"",
        "2031-03-03",
        "class=\"state expired\"",
        "class=\"state damaged\"",
        "class=\"state missing\"",
        "One text is a draft",
        "2 works are due for review",
        "was due on 1 January 2020",
        "due on 1 December 2026",
        "there is no key «titel» here",
        "<mark>titel</mark>",
        "https://example.org/a?b=1&amp;c=2",
        "<h2 id=\"structure\">",
    ] {
        assert!(text.contains(part), "the overview lacks «{part}»:\n{text}");
    }
    assert!(!text.contains("<b>draft"), "a title is text");
    assert!(page.header("Content-Security-Policy").unwrap().contains("frame-ancestors 'none'"));
    let rows = |query: &str| preview.get(&format!("/_lykta/{query}")).text().matches("<th scope=\"row\">").count();
    assert_eq!(rows("?state=draft"), 1);
    assert_eq!(rows("?state=expired&language=en"), 1);
    assert_eq!(rows("?state=expired&language=sv"), 0);
    assert_eq!(rows("?topic=topics:law&kind=brief"), 1);
    assert_eq!(rows("?text=LATER"), 1);
    assert!(rows("?kind=nothing&state=%00&page=99999&language=../&topic=x") > 5, "what the site lacks is not asked for");
    let hostile = preview.get("/_lykta/?text=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E&ui=sv").text();
    assert!(!hostile.contains("<script>alert") && hostile.contains("<html lang=\"sv\">") && hostile.contains("Att göra"));
    let swedish = preview.ask("GET", "/_lykta/", "Accept-Language: lt, sv;q=0.9, en;q=0.5\r\n").text();
    assert!(swedish.contains("Ett verk") || swedish.contains("Att göra"));
}

/// Code, file and line of each finding.
fn places(findings: &serde_json::Value) -> BTreeSet<(String, String, u64)> {
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let findings = findings["findings"].as_array().unwrap().iter();
    findings.map(|finding| (text(finding, "code"), text(finding, "file"), finding["line"].as_u64().unwrap())).collect()
}

#[test]
fn the_authors_view_tells_what_keeps_drafts_from_leaving_with_what_is_published() {
    let (_folder, root) = site();
    let [first, second, third] = [
        "The operation begins on the ninth of December at six in the morning near the old pier.",
        "Nobody but us is to know of the second sentence, which stands in a text, too.",
        "A third sentence of the draft is known to everybody and may well be repeated.",
    ];
    work(&root, "briefs/secret", "work.yaml", "kind: brief\ndraft: true\n");
    work(&root, "briefs/secret", "en.md", &format!("---\ntitle: Secret\n---\n\n{first} {second} {third}\n"));
    let text = format!("---\ntitle: A tool\n---\n\n[Plan](plan.csv)\n\n{second}\n");
    work(&root, "tools/first-tool", "en.md", &text);
    work(&root, "tools/first-tool", "plan.csv", &format!("name,text\na,\"{first}\"\n"));
    let allow = "allow: [{ code: not-public, text: known to everybody, reason: It is. }]";
    work(&root, "briefs/known", "work.yaml", "kind: brief\n");
    work(&root, "briefs/known", "en.md", &format!("---\ntitle: Known\n{allow}\n---\n\n{third}\n"));
    let checked = lykta().args(["check", "--format", "json", "--root"]).arg(&root).output().unwrap();
    let checked = places(&json(&String::from_utf8(checked.stdout).unwrap()));
    let file = |name: &str| format!("content/tools/first-tool/{name}");
    assert!(checked.contains(&("not-public".into(), file("plan.csv"), 2)), "{checked:?}");
    assert!(checked.contains(&("not-public".into(), file("en.md"), 7)), "{checked:?}");
    let preview = Preview::with(&root, &[]);
    preview.wait_for("/_lykta/state.json", "\"complete\":true");
    let told = || places(&json(&preview.get("/_lykta/findings.json").text()));
    assert_eq!(checked.difference(&told()).collect::<Vec<_>>(), Vec::<&(String, String, u64)>::new());
    assert!(!told().iter().any(|(code, ..)| code == "unused-allowance"), "publishing needs it");
    // What is found by drawing everything is told also while that is done again for another change.
    work(&root, "pages/about", "en.md", "---\ntitle: Written anew\n---\n\nText.\n");
    preview.wait_for("/en/about/", "Written anew");
    assert!(told().contains(&("not-public".into(), file("plan.csv"), 2)));
}

#[test]
fn findings_are_told_in_the_authors_language_and_what_is_not_is_marked() {
    let (_folder, root) = site();
    fs::write(root.join("content/tools/first-tool/en.md"), "---\ntitle: T\n---\n\nSee [it](../gone/).\n").unwrap();
    fs::create_dir_all(root.join("themes/mine/templates")).unwrap();
    fs::write(root.join("themes/mine/theme.yaml"), "extends: lykta\n").unwrap();
    fs::write(root.join("themes/mine/templates/brief.html"), "<h1>{{ page.titel }}</h1>\n").unwrap();
    let config = fs::read_to_string(root.join("content/site.yaml")).unwrap();
    fs::write(root.join("content/site.yaml"), config + "\ntheme: mine\n").unwrap();
    let preview = Preview::with(&root, &[]);
    preview.wait_for("/_lykta/state.json", "\"complete\":true");
    let swedish = preview.get("/_lykta/?ui=sv").text();
    assert!(swedish.contains("<span>det finns varken verk eller fil på ”content/tools/gone”</span>"), "{swedish}");
    assert!(swedish.contains("<p class=\"hint\">skriv sökvägen till verkets mapp"), "{swedish}");
    // The library that reads templates speaks English alone.
    assert!(swedish.contains("<span lang=\"en\">Field `titel` is not defined"), "{swedish}");
    let english = preview.get("/_lykta/?ui=en").text();
    assert!(english.contains("<span>no work or file lies at «content/tools/gone»</span>") && english.contains("<span>Field `titel` is"));
    let about = json(&preview.get("/_lykta/page.json?path=/en/tools/first-tool/&ui=sv").text());
    assert_eq!(about["here"]["findings"][0]["word"], "fel");
    assert_eq!(about["here"]["findings"][0]["message"]["lang"], serde_json::Value::Null);
    assert!(about["here"]["findings"][0]["message"]["text"].as_str().unwrap().starts_with("det finns varken verk"));
}

#[test]
fn a_site_below_an_address_with_other_letters_is_found_there() {
    let (_folder, root) = site();
    let config = fs::read_to_string(root.join("content/site.yaml")).unwrap();
    let base = config.lines().find(|line| line.starts_with("base_url:")).unwrap();
    fs::write(root.join("content/site.yaml"), config.replace(base, "base_url: https://example.org/barnehjälp/min sida/")).unwrap();
    let preview = Preview::with(&root, &[]);
    let begin = preview.get("/");
    let to = begin.header("location").unwrap();
    assert_eq!(to, "/barnehj%C3%A4lp/min%20sida/");
    assert_eq!(preview.get(to).status, 200);
}

#[test]
fn all_that_is_due_is_counted_and_what_is_not_shown_is_told() {
    let (_folder, root) = site();
    for number in 0..103 {
        work(&root, &format!("briefs/b{number}"), "work.yaml", "kind: brief\nreview_by: 2020-01-01\n");
        work(&root, &format!("briefs/b{number}"), "en.md", "---\ntitle: Text\n---\n\nText.\n");
    }
    let text = Preview::with(&root, &[]).get("/_lykta/").text();
    assert!(text.contains("103 works are due for review") && text.contains("3 more works are due"), "{text}");
}

#[test]
fn many_works_stand_on_several_pages() {
    let (_folder, root) = site();
    for number in 0..130 {
        work(&root, &format!("terms/t{number:03}"), "work.yaml", "kind: term\n");
        work(&root, &format!("terms/t{number:03}"), "en.md", &format!("---\ntitle: Term {number}\n---\n\nText.\n"));
    }
    let preview = Preview::with(&root, &[]);
    let page = |query: &str| preview.get(&format!("/_lykta/?kind=term{query}")).text();
    let rows = |text: &str| text.matches("<th scope=\"row\">").count();
    let (first, second, beyond) = (page(""), page("&page=2"), page("&page=4000000000"));
    assert_eq!((rows(&first), rows(&second)), (100, 31));
    assert!(first.contains("href=\"/_lykta/?kind=term&amp;page=2#works\""), "{first}");
    assert!(second.contains("rel=\"prev\"") && !second.contains("rel=\"next\""));
    assert_eq!(rows(&beyond), 31, "a page that is not there is the last one");
}

#[test]
fn the_overview_is_there_where_no_site_is() {
    let (_folder, root) = site();
    fs::write(root.join("content/site.yaml"), "title: <i>x</i>\nlanguages: [\n").unwrap();
    let preview = Preview::with(&root, &[]);
    let page = preview.get("/_lykta/");
    assert!(page.status == 200 && page.text().contains("there is no site to show yet") && page.text().contains("invalid-yaml"));
    let any = preview.get("/en/");
    assert!(any.status == 500 && any.text().contains("be shown yet") && any.text().contains("invalid-yaml"));
    assert!(any.text().contains("data-lykta-preview"), "it is exchanged when the fault is mended");
    let (_other, sound) = site();
    fs::copy(sound.join("content/site.yaml"), root.join("content/site.yaml")).unwrap();
    preview.wait_for("/en/", "<main");
}

#[test]
fn a_page_says_which_file_it_is_and_what_is_wrong_with_it() {
    let (_folder, root) = site();
    fs::write(root.join("content/tools/first-tool/en.md"), "---\ntitle: T\n---\n\nSee [it](../gone/) <b>\n").unwrap();
    work(&root, "briefs/other", "work.yaml", "kind: brief\ndraft: true\n");
    work(&root, "briefs/other", "en.md", "---\ntitle: Other\n---\n\n[x](../nowhere/)\n");
    let preview = Preview::with(&root, &["--editor", "true {file}"]);
    let about = json(&preview.get("/_lykta/page.json?path=/en/tools/first-tool/").text());
    assert_eq!(about["page"]["file"], "content/tools/first-tool/en.md");
    assert_eq!((about["audience"].as_str(), about["editor"].as_bool()), (Some("author"), Some(true)));
    let here = about["here"]["findings"].as_array().unwrap();
    assert!(here.iter().all(|finding| finding["file"].as_str().unwrap().starts_with("content/tools/first-tool/")));
    let link = here.iter().find(|finding| finding["code"] == "broken-link").unwrap();
    assert_eq!(link["place"], "content/tools/first-tool/en.md:5:5");
    assert_eq!(link["excerpt"], serde_json::json!(["See ", "[it](../gone/)", " <b>"]));
    preview.wait_for("/_lykta/state.json", "\"complete\":true");
    let about = json(&preview.get("/_lykta/page.json?path=/en/tools/first-tool/").text());
    assert!(about["elsewhere"]["findings"].as_array().unwrap().iter().any(|finding| finding["file"] == "content/briefs/other/en.md"));
    let draft = json(&preview.get("/_lykta/page.json?path=/en/briefs/other/").text());
    assert_eq!(draft["page"]["state"], "draft");
    // A reader of Swedish is shown English.
    let fallback = json(&preview.get("/_lykta/page.json?path=/sv/briefs/other/&ui=sv").text());
    assert!(fallback["page"]["notes"][0].as_str().unwrap().contains("visas på English"), "{fallback}");
    for odd in ["/nowhere/", "/_lykta/", "//evil", "/..", "%00", ""] {
        assert_eq!(preview.get(&format!("/_lykta/page.json?path={odd}")).status, 200, "{odd}");
    }
    // Findings for tools carry the line and its mark, too.
    let all = json(&preview.get("/_lykta/findings.json").text());
    assert!(all["findings"].as_array().unwrap().iter().any(|finding| finding["excerpt"]["mark"] == serde_json::json!([4, 18])));
}

#[test]
fn a_page_whose_document_cant_be_read_says_so() {
    let (_folder, root) = site();
    work(&root, "briefs/only", "work.yaml", "kind: brief\n");
    work(&root, "briefs/only", "en.md", "---\ntitle: [\n---\n\nText.\n");
    let preview = Preview::with(&root, &[]);
    let page = preview.get("/en/briefs/only/");
    assert!(page.status == 404 && page.text().contains("content/briefs/only/en.md"), "{}", page.text());
    assert!(!preview.get("/en/briefs/quite-another/").text().contains("content/briefs/only/en.md"));
    fs::write(root.join("content/briefs/only/en.md"), "---\ntitle: Mended\n---\n\nText.\n").unwrap();
    preview.wait_for("/en/briefs/only/", "Mended");
}

#[test]
fn a_fault_of_a_template_is_told_on_the_page_that_it_keeps_from_being_drawn() {
    let (_folder, root) = site();
    fs::create_dir_all(root.join("themes/mine/templates")).unwrap();
    fs::write(
        root.join("themes/mine/templates/list.html"),
        "{% extends \"base.html\" %}\n{% block main %}{{ no.such.thing }}{% endblock %}\n",
    )
    .unwrap();
    let preview = Preview::with(&root, &[]);
    let page = preview.get("/en/briefs/");
    assert!(page.status == 500 && page.text().contains("themes/mine/templates/list.html"), "{}", page.text());
    let about = json(&preview.get("/_lykta/page.json?path=/en/briefs/").text());
    assert_eq!(about["here"]["findings"][0]["code"], "template-error");
    fs::remove_file(root.join("themes/mine/templates/list.html")).unwrap();
    preview.wait_for("/en/briefs/", "<main");
}

#[test]
fn a_form_starts_the_work_that_new_would_start() {
    let (_folder, root) = site();
    let (_twin_folder, twin) = site();
    let preview = Preview::with(&root, &[]);
    let got = preview.post("/_lykta/start", &[("kind", "brief"), ("title", "Ett \"nytt\": verk <b>"), ("language", "sv")]);
    assert_eq!(got.status, 303, "{}", got.text());
    let next = got.header("Location").unwrap().to_owned();
    assert!(next.starts_with("/_lykta/started?work=briefs%2Fett-nytt-verk-b&language=sv"), "{next}");
    let told = preview.get(&next).text();
    assert!(told.contains("content/briefs/ett-nytt-verk-b/sv.md") && told.contains("href=\"/sv/"), "{told}");
    let made = lykta().args(["new", "brief", "Ett \"nytt\": verk <b>", "--lang", "sv", "--root"]).arg(&twin).output().unwrap();
    assert!(made.status.success());
    for file in ["work.yaml", "sv.md"] {
        let path = Path::new("content/briefs/ett-nytt-verk-b").join(file);
        assert_eq!(fs::read_to_string(root.join(&path)).unwrap(), fs::read_to_string(twin.join(&path)).unwrap(), "{file}");
    }
    // Again, and what can't be meant: refused, told beside what was typed, and nothing is written.
    fs::write(root.join("content/briefs/ett-nytt-verk-b/sv.md"), "mine").unwrap();
    let before = walk(&root);
    for (kind, title, language) in [
        ("brief", "Ett nytt verk b", "sv"),
        ("nothing", "X", "sv"),
        ("../../x", "X", "sv"),
        ("brief", "…", "sv"),
        ("brief", "X", "../../etc"),
        ("brief", "X", "xx"),
        ("brief", &"long ".repeat(60), "sv"),
    ] {
        let got = preview.post("/_lykta/start?ui=sv", &[("kind", kind), ("title", title), ("language", language)]);
        assert_eq!(got.status, 422, "{kind} {title} {language}");
        assert!(got.text().contains("Verket påbörjades inte"), "{kind} {title} {language}");
    }
    assert_eq!(walk(&root), before);
    // A title that looks like a path is a name and nothing else.
    let got =
        preview.post("/_lykta/start", &[("kind", "brief"), ("title", "../../../../tmp/x\u{0}\n---\ndraft: false"), ("language", "en")]);
    assert_eq!(got.status, 303);
    assert!(root.join("content/briefs/tmp-x-draft-false/en.md").exists());
    assert!(preview.get("/_lykta/started?work=../../etc&language=en").status == 303);
}

#[cfg(unix)]
#[test]
fn a_work_is_not_written_through_a_link_that_leads_out() {
    let (folder, root) = site();
    let outside = folder.path().join("outside");
    fs::create_dir_all(&outside).unwrap();
    fs::remove_dir_all(root.join("content/organisations")).unwrap();
    std::os::unix::fs::symlink(&outside, root.join("content/organisations")).unwrap();
    let preview = Preview::with(&root, &[]);
    let got = preview.post("/_lykta/start", &[("kind", "organisation"), ("title", "Police"), ("language", "en")]);
    assert_eq!(got.status, 422, "{}", got.text());
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
}

fn walk(root: &Path) -> Vec<String> {
    walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| entry.unwrap().path().display().to_string()).collect()
}

#[test]
fn the_public_view_hides_drafts_and_leads_back() {
    let (_folder, root) = site();
    work(&root, "briefs/hidden", "work.yaml", "kind: brief\ndraft: true\n");
    work(&root, "briefs/hidden", "en.md", "---\ntitle: Hidden\n---\n\nText.\n");
    let preview = Preview::with(&root, &[]);
    assert_eq!(preview.get("/en/briefs/hidden/").status, 200);
    let got = preview.post("/_lykta/audience", &[("audience", "public"), ("back", "/en/briefs/")]);
    assert_eq!((got.status, got.header("Location")), (303, Some("/en/briefs/")));
    assert_eq!(preview.get("/en/briefs/hidden/").status, 404);
    assert_eq!(json(&preview.get("/_lykta/page.json?path=/en/briefs/").text())["audience"], "public");
    assert!(preview.get("/_lykta/").text().contains("You see what the public sees"));
    // The overview still knows of the draft.
    assert!(preview.get("/_lykta/?state=draft").text().contains("Hidden"));
    for back in ["//evil.example/", "https://evil.example/", "/\\evil.example", "/%2e%2e/x", "/a\r\nSet-Cookie: x", ""] {
        let got = preview.post("/_lykta/audience", &[("audience", "author"), ("back", back)]);
        assert_eq!((got.status, got.header("Location")), (303, Some("/_lykta/")), "{back}");
        assert!(!got.head.contains("Set-Cookie"));
    }
    assert_eq!(preview.get("/en/briefs/hidden/").status, 200);
}

#[test]
fn links_to_drafts_are_told_before_somebody_publishes() {
    let (_folder, root) = site();
    work(&root, "briefs/hidden", "work.yaml", "kind: brief\ndraft: true\nrelated: [briefs/other-draft]\n");
    work(&root, "briefs/hidden", "en.md", "---\ntitle: Hidden\n---\n\nTo [a draft](../other-draft/).\n");
    work(&root, "briefs/other-draft", "work.yaml", "kind: brief\ndraft: true\n");
    work(&root, "briefs/other-draft", "en.md", "---\ntitle: Other\n---\n\nText.\n");
    work(&root, "briefs/open", "work.yaml", "kind: brief\nrelated: [briefs/hidden]\n");
    work(&root, "briefs/open", "en.md", "---\ntitle: Open\n---\n\nTo [a draft](../hidden/).\n");
    let preview = Preview::with(&root, &[]);
    preview.wait_for("/_lykta/state.json", "\"complete\":true");
    let shown = json(&preview.get("/_lykta/findings.json").text());
    let places = |findings: &serde_json::Value| -> Vec<String> {
        let drafts = findings["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == "draft-link");
        drafts.map(|finding| format!("{}:{}:{}", finding["file"], finding["line"], finding["column"])).collect()
    };
    assert_eq!(places(&shown), ["\"content/briefs/open/en.md\":5:4", "\"content/briefs/open/work.yaml\":2:11"]);
    // Just what `check` says.
    let checked = lykta().args(["check", "--format", "json", "--root"]).arg(&root).output().unwrap();
    assert_eq!(places(&shown), places(&json(&String::from_utf8(checked.stdout).unwrap())));
}

#[test]
fn what_needs_a_draft_is_told_before_somebody_publishes() {
    let (_folder, root) = site();
    let settings = fs::read_to_string(root.join("content/site.yaml")).unwrap();
    fs::write(root.join("content/site.yaml"), format!("{settings}\nredirects:\n  /en/old/: /en/tools/hidden/\n")).unwrap();
    work(&root, "terms/hidden", "work.yaml", "kind: term\nsource_language: en\ndraft: true\n");
    work(&root, "terms/hidden", "en.md", "---\ntitle: Hidden word\ndefinition: D\n---\n");
    work(&root, "tools/hidden", "work.yaml", "kind: tool\nsource_language: en\ndraft: true\n");
    work(&root, "tools/hidden", "en.md", "---\ntitle: Hidden\n---\n\nText.\n");
    work(&root, "briefs/half", "work.yaml", "kind: brief\nsource_language: en\n");
    work(&root, "briefs/half", "en.md", "---\ntitle: Half\n---\n\nText.\n");
    work(&root, "briefs/half", "sv.md", "---\ntitle: Halv\ndraft: true\n---\n\nText.\n\n## Del {#part}\n\nText.\n");
    work(&root, "briefs/open", "work.yaml", "kind: brief\nsource_language: sv\n");
    let text = "---\ntitle: Open\n---\n\nA :term[word]{work=terms/hidden}.\n\n::related{work=tools/hidden}\n";
    work(&root, "briefs/open", "en.md", text);
    work(&root, "briefs/open", "sv.md", "---\ntitle: Open\n---\n\nSe [del](../half/#part).\n");
    let preview = Preview::with(&root, &[]);
    preview.wait_for("/_lykta/state.json", "\"complete\":true");
    let errors = |findings: &serde_json::Value| -> Vec<String> {
        let errors = findings["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] == "error");
        errors.map(|finding| format!("{}:{}: {}", finding["file"], finding["line"], finding["code"])).collect()
    };
    let shown = errors(&json(&preview.get("/_lykta/findings.json").text()));
    assert_eq!(shown.len(), 5, "{shown:?}");
    let checked = lykta().args(["check", "--format", "json", "--root"]).arg(&root).output().unwrap();
    assert_eq!(shown, errors(&json(&String::from_utf8(checked.stdout).unwrap())));
}

#[test]
fn a_translation_whose_review_has_lapsed_is_not_called_reviewed() {
    let (_folder, root) = site();
    work(&root, "briefs/two", "work.yaml", "kind: brief\nsource_language: en\n");
    work(&root, "briefs/two", "en.md", "---\ntitle: Two\n---\n\nText.\n");
    work(&root, "briefs/two", "sv.md", "---\ntitle: Två\n---\n\nText.\n");
    let marked = lykta().args(["translation", "mark", "briefs/two", "sv", "--reviewed-by", "prosecutor", "--root"]).arg(&root).output();
    assert!(marked.unwrap().status.success());
    let is_told = || {
        let preview = Preview::with(&root, &[]);
        let about = json(&preview.get("/_lykta/page.json?path=/sv/briefs/two/").text());
        let notes = about["page"]["notes"].as_array().unwrap().len();
        (preview.get("/_lykta/").text().contains("class=\"state not-reviewed\""), notes)
    };
    assert_eq!(is_told(), (false, 0));
    let text = fs::read_to_string(root.join("content/briefs/two/sv.md")).unwrap();
    fs::write(root.join("content/briefs/two/sv.md"), format!("{text}\nMer.\n")).unwrap();
    assert_eq!(is_told(), (true, 1));
}

#[test]
fn nobody_changes_anything_without_our_origin_and_our_token() {
    let (_folder, root) = site();
    let mark = root.join("opened");
    let preview = Preview::with(&root, &["--editor", &format!("touch {}", mark.display())]);
    let own = format!("http://localhost:{}", preview.port);
    let token = preview.token();
    let body = format!("token={token}&kind=brief&title=Stolen&language=en&file=content/site.yaml&audience=public");
    let before = walk(&root);
    for wish in ["start", "open", "audience", "links"] {
        let path = format!("/_lykta/{wish}");
        for (status, got) in [
            (403, preview.send(&path, "https://evil.example", FORM, &body)),
            (403, preview.send(&path, &format!("https://localhost:{}", preview.port), FORM, &body)),
            (403, preview.send(&path, "null", FORM, &body)),
            (403, preview.send(&path, &own, FORM, &body.replace(&token, "0123456789abcdef0123456789abcdef"))),
            (403, preview.send(&path, &own, FORM, &body.replace("token", "taken"))),
            (403, preview.send(&path, &own, FORM, "")),
            (415, preview.send(&path, &own, "text/plain", &body)),
            (415, preview.send(&path, &own, "multipart/form-data; boundary=x", &body)),
            (413, preview.send(&path, &own, FORM, &format!("{body}&x={}", "y".repeat(70_000)))),
            (405, preview.get(&format!("{path}?{body}"))),
            (405, preview.ask("PUT", &path, &format!("Origin: {own}\r\n"))),
            (405, preview.ask("DELETE", &path, &format!("Origin: {own}\r\n"))),
        ] {
            assert_eq!(got.status, status, "{wish}: {} {}", got.head, got.text());
        }
        // A page of another site whose name points here.
        let foreign =
            format!("POST {path} HTTP/1.1\r\nHost: evil.example:{}\r\nOrigin: http://evil.example:{}\r\n", preview.port, preview.port);
        let answer = preview.raw(format!("{foreign}Content-Type: {FORM}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        assert!(answer.starts_with(b"HTTP/1.1 403"), "{wish}");
    }
    for path in ["/en/", "/_lykta/", "/_lykta/preview.js", "/_lykta/nothing"] {
        let got = preview.send(path, &own, FORM, &body);
        assert!(matches!(got.status, 400 | 405), "{path}: {}", got.status);
    }
    // A length that can be read in two ways, and a body that never comes.
    for length in ["+5", "5, 5", "-1", "0x10", "99999999999999999999", ""] {
        let head = format!("POST /_lykta/start HTTP/1.1\r\nHost: localhost:{}\r\nContent-Length: {length}\r\n\r\nhello", preview.port);
        let answer = String::from_utf8_lossy(&preview.raw(head.as_bytes())).into_owned();
        assert!(["400", "413", "403"].iter().any(|status| answer.split(' ').nth(1) == Some(status)), "{length}: {answer}");
    }
    assert_eq!(walk(&root), before);
    assert!(!mark.exists());
    assert_eq!(json(&preview.get("/_lykta/page.json?path=/en/").text())["audience"], "author");
    // The token of an earlier run is worth nothing to the next, and no page that a browser kept holds it.
    let tag = preview.get("/en/").header("ETag").unwrap().to_owned();
    drop(preview);
    let next = Preview::with(&root, &[]);
    assert_ne!(next.token(), token);
    assert_eq!(next.ask("GET", "/en/", &format!("If-None-Match: {tag}\r\n")).status, 200);
}

#[cfg(unix)]
#[test]
fn the_editor_opens_files_of_the_site_alone() {
    let (folder, root) = site();
    fs::write(folder.path().join("secret.md"), "secret").unwrap();
    std::os::unix::fs::symlink(folder.path().join("secret.md"), root.join("content/link.md")).unwrap();
    fs::create_dir_all(root.join(".git")).unwrap();
    fs::write(root.join(".git/config"), "x").unwrap();
    let odd = "content/tools/first-tool/a b;$(touch x).md";
    fs::write(root.join(odd), "x").unwrap();
    let out = folder.path().join("opened");
    let script = folder.path().join("my editor");
    fs::write(&script, format!("#!/bin/sh\nprintf '%s|' \"$@\" > '{}'\n", out.display())).unwrap();
    fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let preview = Preview::with(&root, &["--editor", &format!("'{}' -g {{file}}:{{line}}:{{column}}", script.display())]);
    for file in [
        "../secret.md",
        "content/../../secret.md",
        "content/link.md",
        "/etc/passwd",
        ".git/config",
        "content",
        "content/none.md",
        "",
        "content//site.yaml",
        "public/x",
    ] {
        let got = preview.post("/_lykta/open", &[("file", file), ("line", "1")]);
        assert_eq!(got.status, 404, "{file}");
    }
    assert!(!out.exists());
    let got = preview.post("/_lykta/open", &[("file", odd), ("line", "3"), ("column", "-9; rm -rf")]);
    assert_eq!((got.status, got.body.len()), (204, 0));
    let begun = Instant::now();
    while fs::read_to_string(&out).unwrap_or_default().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(5), "the editor never started");
        std::thread::sleep(Duration::from_millis(10));
    }
    let root = fs::canonicalize(&root).unwrap();
    assert_eq!(fs::read_to_string(&out).unwrap(), format!("-g|{}/{odd}:3:1|", root.display()));
    drop(preview);
    // Where none is configured, nothing can be opened, and no page offers it.
    let without = Preview::with(&root, &[]);
    assert_eq!(without.post("/_lykta/open", &[("file", "content/site.yaml")]).status, 409);
    assert!(!without.get("/_lykta/").text().contains("action=\"/_lykta/open\""));
}

#[test]
fn views_frame_pages_of_the_site_alone() {
    let (_folder, root) = site();
    let preview = Preview::with(&root, &[]);
    let view = preview.get("/_lykta/view?path=/en/briefs/&as=phone");
    assert!(view.status == 200 && view.text().contains("src=\"/en/briefs/\""), "{}", view.text());
    for query in [
        "path=//evil.example/&as=phone",
        "path=https://evil.example/&as=phone",
        "path=javascript:alert(1)&as=phone",
        "path=/_lykta/&as=phone",
        "path=/en/&as=nothing",
        "path=/%2e%2e/&as=phone",
        "path=/en/%3Fx&as=print",
        "as=print",
    ] {
        assert_eq!(preview.get(&format!("/_lykta/view?{query}")).status, 404, "{query}");
    }
    let odd = preview.get("/_lykta/view?path=/%22%3E%3Cscript%3E/&as=rtl").text();
    assert!(!odd.contains("<script>"), "{odd}");
}

#[test]
fn links_out_are_checked_when_somebody_asks_and_not_before() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = server.local_addr().unwrap().port();
    let asked = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let log = std::sync::Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in server.incoming() {
            let mut stream = stream.unwrap();
            let mut line = String::new();
            BufReader::new(stream.try_clone().unwrap()).read_line(&mut line).unwrap();
            let status = match () {
                () if line.contains("/gone") => "404 Not Found",
                () if line.contains("/nohead") && line.starts_with("HEAD") => "405 Method Not Allowed",
                () => "200 OK",
            };
            log.lock().unwrap().push(line.trim().to_owned());
            let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    let (_folder, root) = site();
    // Its website, its licence and the address of its source would be asked for, too.
    fs::remove_dir_all(root.join("content/organisations")).unwrap();
    for (file, key) in [("content/sources.yaml", " url:"), ("content/site.yaml", "licence_url:")] {
        let text = fs::read_to_string(root.join(file)).unwrap();
        fs::write(root.join(file), text.lines().filter(|line| !line.contains(key)).map(|line| format!("{line}\n")).collect::<String>())
            .unwrap();
    }
    let at = |path: &str| format!("http://127.0.0.1:{port}/{path}");
    let text = format!("---\ntitle: T\n---\n\n[a]({}) [b]({}) [c]({})\n", at("fine"), at("gone"), at("nohead"));
    fs::write(root.join("content/tools/first-tool/en.md"), text).unwrap();
    let preview = Preview::with(&root, &["--check-links-here"]);
    assert!(preview.get("/_lykta/").text().contains("links that lead out have not been checked"));
    assert!(asked.lock().unwrap().is_empty());
    assert_eq!(preview.post("/_lykta/links", &[("back", "/_lykta/")]).header("Location"), Some("/_lykta/#links"));
    let begun = Instant::now();
    // What does not answer well to a question for its head is asked for once more.
    while asked.lock().unwrap().len() < 5 {
        assert!(begun.elapsed() < Duration::from_secs(15), "{asked:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
    preview.wait_for("/_lykta/", "gone (404)");
    assert!(preview.get("/_lykta/").text().contains("One link that leads out is broken"));
    assert!(asked.lock().unwrap().iter().any(|line| line.starts_with("GET /nohead")));
    drop(preview);
    // Without the tests' leave, this machine is not asked.
    let before = asked.lock().unwrap().len();
    let preview = Preview::with(&root, &[]);
    preview.post("/_lykta/links", &[]);
    preview.wait_for("/_lykta/", "leads to a private network");
    assert_eq!(asked.lock().unwrap().len(), before);
}

#[test]
fn a_taken_port_is_told_with_its_holder_and_the_next_is_free() {
    let (_folder, root) = site();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let mut child = lykta()
        .args(["serve", "--port", &port.to_string(), "--root"])
        .arg(&root)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    child.kill().unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    child.wait().unwrap();
    assert!(!line.contains(&format!(":{port}/")), "{line}");
    assert!(said.contains(&format!("port {port} is taken by")), "{said}");
    #[cfg(target_os = "linux")]
    assert!(said.contains(&format!("(process {})", std::process::id())), "{said}");
}

#[cfg(unix)]
#[test]
fn it_ends_cleanly_and_tells_whoever_listens() {
    use rustix::process::{Pid, Signal, kill_process};
    for signal in [Signal::INT, Signal::TERM] {
        let (_folder, root) = site();
        let mut preview = Preview::with(&root, &[]);
        let port = preview.port;
        let mut live = TcpStream::connect(("127.0.0.1", port)).unwrap();
        live.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        write!(
            live,
            "GET /_lykta/live HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        .unwrap();
        // A client that never says anything must not hold it up.
        let silent = TcpStream::connect(("127.0.0.1", port)).unwrap();
        std::thread::sleep(Duration::from_millis(300));
        let begun = Instant::now();
        kill_process(Pid::from_child(&preview.child), signal).unwrap();
        let status = preview.child.wait().unwrap();
        assert!(status.success(), "{status}");
        assert!(begun.elapsed() < Duration::from_secs(3), "it took {:?}", begun.elapsed());
        let mut heard = Vec::new();
        live.read_to_end(&mut heard).unwrap();
        assert!(heard.ends_with(&[0x88, 0x02, 0x03, 0xE9]), "{:?}", &heard[heard.len().saturating_sub(12)..]);
        drop(silent);
    }
}

#[test]
fn nothing_of_the_preview_is_published() {
    let (folder, root) = site();
    let out = folder.path().join("public");
    let status =
        Command::new(env!("CARGO_BIN_EXE_lykta")).args(["build", "-q", "--root"]).arg(&root).arg("--out").arg(&out).status().unwrap();
    assert!(status.success());
    for entry in walkdir::WalkDir::new(&out).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let bytes = fs::read(entry.path()).unwrap();
        for trace in ["_lykta/", "data-lykta"] {
            assert!(!bytes.windows(trace.len()).any(|window| window == trace.as_bytes()), "{}", entry.path().display());
        }
    }
}

#[test]
fn the_preview_tells_what_must_not_leave_and_what_is_let_through() {
    let (_folder, root) = site();
    work(&root, "briefs/case", "work.yaml", "kind: brief\n");
    let allow = "allow: [{ code: email-address, text: help@example.org, reason: the office of the network }]";
    work(&root, "briefs/case", "en.md", &format!("---\ntitle: Case\n{allow}\n---\n\nhelp@example.org, 20991231-9804\n"));
    let preview = Preview::with(&root, &[]);
    preview.wait_for("/_lykta/", "identity number");
    let text = preview.get("/_lykta/").text();
    for part in ["the office of the network", "content/briefs/case/en.md:3:", "identity-number"] {
        assert!(text.contains(part), "«{part}» is missing in {text}");
    }
    assert!(!text.contains("an e-mail address that no organisation"), "what is allowed is not told");
}
