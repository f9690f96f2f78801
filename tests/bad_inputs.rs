//! Bad inputs, each alone, on the site that `lykta init` makes: what an author gets for each, and that the rest is built.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::path::Path;

use lykta::diagnostics::Severity;
use support::{Built, SiteTest};

enum Expect {
    /// An error with a code, in a file.
    Error(&'static str),
    /// A warning with a code; the site is built.
    Warning(&'static str),
    /// No finding at all.
    Fine,
    /// With or without findings; nothing hidden leaves.
    Safe,
}

use Expect::{Error, Fine, Safe, Warning};

/// The site of `lykta init`, in memory, in one language and without pictures for shared links: it is built for each case.
fn starter() -> SiteTest {
    let mut site = SiteTest::new("");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/starter");
    for entry in walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        site.world.files.insert(path, std::fs::read(entry.path()).unwrap());
    }
    site.world.files.retain(|path, _| !path.ends_with("/sv.md"));
    site.edit("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [en]\ntheme: mine\nshare_pictures: off\n")
}

fn front(line: &str) -> String {
    format!("---\ntitle: Bad\n{line}\n---\n\nText.\n")
}

fn body(text: &str) -> String {
    format!("---\ntitle: Bad\n---\n\n{text}\n")
}

fn check(id: &str, built: &Built, file: &str, expect: &Expect, never: &[&str]) {
    let blocked = built.errors() > 0;
    match expect {
        Error(code) => {
            let finding = built.findings.iter().find(|f| f.code.name == *code && f.location.file == file);
            let finding = finding.unwrap_or_else(|| panic!("{id}: no {code} in {file}: {:#?}", built.findings));
            assert_eq!(finding.severity, Severity::Error, "{id}");
            assert!(!finding.hints.is_empty(), "{id}: no way to mend it: {finding:?}");
        }
        Warning(code) => {
            assert!(!blocked, "{id}: {:#?}", built.findings);
            let finding =
                built.findings.iter().find(|f| f.code.name == *code).unwrap_or_else(|| panic!("{id}: no {code}: {:#?}", built.findings));
            assert!(!finding.hints.is_empty(), "{id}");
        }
        Fine => assert!(built.findings.is_empty(), "{id}: {:#?}", built.findings),
        Safe => {}
    }
    // What is not published can't hurt; what is must hold none of it.
    if !blocked {
        for text in never {
            // In a table of plain values a mark is text.
            built.nowhere_but(text, |path| text != &"SECRETTAIL" && path.ends_with(".csv"));
        }
    }
    if !matches!(expect, Error(code) if code.starts_with("invalid-base") || code.contains("language") && file.ends_with("site.yaml"))
        && !built.pages.is_empty()
    {
        // The rest of the site is still there.
        built.page("/en/tools/first-tool/").has("Copy this folder");
    }
}

const DOCUMENT: &str = "content/briefs/zz-bad/en.md";

fn with_document(text: &str) -> SiteTest {
    starter().edit("content/briefs/zz-bad/work.yaml", "kind: brief\n").edit(DOCUMENT, text)
}

const SCRIPT: &[&str] = &["<script>alert(1)", "onerror=alert(1)", " onmouseover=\"alert(1)"];

#[test]
fn front_matter() {
    let long = front(&format!("summary: {}", "x".repeat(1_000_000)));
    let deep = front(&format!("x: {}", "[".repeat(20_000)));
    let cases: Vec<(&str, String, Expect)> = vec![
        ("fm-unclosed", "---\ntitle: A\n\nText.\n".into(), Error("unclosed-front-matter")),
        ("fm-end-indented", "---\ntitle: A\n ---\n\nText.\n".into(), Error("unclosed-front-matter")),
        ("fm-rtf", "{\\rtf1\\ansi Text.}\n".into(), Error("missing-front-matter")),
        ("fm-html", "<!DOCTYPE html>\n<html><body>Text.</body></html>\n".into(), Error("missing-front-matter")),
        ("fm-missing", "# Heading\n".into(), Error("missing-front-matter")),
        ("fm-late", "\n---\ntitle: A\n---\n\nText.\n".into(), Error("missing-front-matter")),
        ("fm-tab", front("sources:\n\t- a"), Error("invalid-yaml")),
        ("fm-nbsp", front("\u{a0}\u{a0}summary: x"), Error("unknown-key")),
        ("fm-dup", front("title: B"), Error("duplicate-key")),
        ("fm-unknown", front("sumary: x"), Error("unknown-key")),
        ("fm-type", "---\ntitle: [a, b]\n---\n\nText.\n".into(), Error("wrong-type")),
        ("fm-empty-title", "---\ntitle: \"\"\n---\n\nText.\n".into(), Error("empty-field")),
        ("fm-space-title", "---\ntitle: \"  \"\n---\n\nText.\n".into(), Error("empty-field")),
        ("fm-null-title", "---\ntitle:\n---\n\nText.\n".into(), Error("empty-field")),
        ("fm-list-root", "---\n- a\n- b\n---\n\nText.\n".into(), Error("wrong-type")),
        ("fm-colon", front("summary: a: b"), Error("invalid-yaml")),
        ("fm-smart-quotes", front("summary: “a: b”"), Error("invalid-yaml")),
        ("fm-wide-colon", front("summary：x"), Error("invalid-yaml")),
        ("fm-indent", front("summary: |\ntext that isn't indented"), Error("invalid-yaml")),
        ("fm-alias", front("summary: *nowhere"), Error("invalid-yaml")),
        ("fm-merge", front("<<: {title: B}"), Error("invalid-yaml")),
        ("fm-deep", deep, Error("invalid-yaml")),
        ("fm-nul", front("summary: a\0b"), Error("control-character")),
        ("fm-long", long, Error("too-long")),
        ("fm-second", "---\ntitle: A\n---\n\n---\ntitle: B\n---\n\nText.\n".into(), Warning("second-front-matter")),
        ("fm-number", "---\ntitle: 2022\n---\n\nText.\n".into(), Fine),
        ("fm-crlf-mixed", "---\r\ntitle: A\r\n---\r\n\nText.\n".into(), Fine),
        ("fm-ld-title", "---\ntitle: \"</script><script>alert(1)</script>\"\n---\n\nText.\n".into(), Warning("wrong-type")),
        ("fm-attr-title", "---\ntitle: 'A\" onmouseover=\"alert(1)'\n---\n\nText.\n".into(), Fine),
        ("fm-tera-title", "---\ntitle: '{{ 7 * 191 }}'\n---\n\nText.\n".into(), Fine),
        ("fm-line-separator", "---\ntitle: \"A\u{2028}B\"\n---\n\nText.\n".into(), Fine),
        ("fm-date", front("updated: 2022-02-30"), Error("invalid-date")),
        ("dt-year-none", front("updated: 0000-01-01"), Error("invalid-date")),
        ("dt-year-short", front("updated: 0026-03-01"), Warning("invalid-date")),
        ("dt-order", front("updated: 03/04/2022"), Error("invalid-date")),
        ("dt-short", front("updated: 22-02-24"), Error("invalid-date")),
        ("dt-hour", front("updated: 2022-02-24T25:00:00"), Error("invalid-date")),
        ("dt-draft-typo", front("draft: ture"), Error("wrong-type")),
        ("url-slug", front("slug: ../../x"), Error("invalid-slug")),
        ("url-slug-signs", front("slug: \"a?b#c\""), Error("invalid-slug")),
        ("url-slug-file", front("slug: index.html"), Safe),
        ("url-alias-out", front("aliases: [\"//evil.example/\"]"), Error("invalid-alias")),
        ("url-alias-up", front("aliases: [/../../x]"), Error("invalid-alias")),
        ("md-empty", String::new(), Error("empty-document")),
        ("md-no-text", "---\ntitle: A\n---\n".into(), Warning("no-text")),
        ("enc-zero", front("summary: wo\u{200b}rd"), Warning("invisible-character")),
        ("enc-tags", front("summary: a\u{E0041}\u{E006E}"), Error("control-character")),
        ("enc-flag", front("summary: \u{1F3F4}\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}"), Fine),
        ("enc-escape", front("\"su\\e[2J\\e]0;owned\\am\": x"), Error("invalid-yaml")),
        ("enc-escape-value", front("summary: \"a\\e[2Jb\""), Error("invalid-yaml")),
        ("enc-escape-turn", front("summary: \"a\\u202eb\""), Error("invalid-yaml")),
        ("enc-escape-nul", front("summary: \"a\\0b\""), Error("invalid-yaml")),
        ("enc-nonchar", front("summary: a\u{FFFF}b"), Error("control-character")),
        ("enc-nonchar-body", body("a\u{FFFE}b"), Error("control-character")),
        ("enc-nonchar-entity", body("a&#xFFFF;b"), Error("control-character")),
        ("enc-nonchar-escape", front("summary: \"a\\uffffb\""), Error("invalid-yaml")),
        ("enc-entity", body("a&#27;[2Jb"), Error("control-character")),
        ("enc-entity-code", body("`a` &#x9b;2Jb &#x202e;c"), Error("control-character")),
        ("enc-bom-crlf", "\u{feff}---\r\ntitle: A\r\n---\r\n\r\nText.\r\n".into(), Fine),
        ("enc-no-end", "---\ntitle: A\n---\n\nText.".into(), Fine),
        ("enc-cr", "---\rtitle: A\r---\r\rText.\r".into(), Safe),
        ("enc-bom-middle", body("a\u{feff}b"), Safe),
    ];
    for (id, text, expect) in cases {
        let built = with_document(&text).build();
        check(id, &built, DOCUMENT, &expect, &["<script>alert(1)", "onerror=alert(1)", " onmouseover=\"alert(1)", "1337", "evil.example"]);
        for finding in &built.findings {
            let shown = format!("{finding:?}") + &lykta::diagnostics::terminal::show(finding, false);
            assert!(!shown.contains('\u{1b}'), "{id}: a message steers the terminal");
        }
    }
}

#[test]
fn a_draft_whose_mark_is_misspelt_is_not_published() {
    let built = with_document("---\ntitle: DRAFTTITLE\ndraft: ture\n---\n\nText.\n").build();
    assert!(built.errors() > 0);
}

#[test]
fn encodings() {
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain("---\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let broken = |bytes: &[u8]| [b"---\ntitle: A\n---\n\nText ".as_slice(), bytes, b".\n"].concat();
    for (id, bytes) in [
        ("enc-utf16", utf16),
        ("enc-latin1", broken(b"f\xf6r")),
        ("enc-overlong", broken(b"\xc0\xaf")),
        ("enc-surrogate", broken(b"\xed\xa0\x80")),
    ] {
        let mut site = with_document("");
        site.world.files.insert(DOCUMENT.into(), bytes);
        check(id, &site.build(), DOCUMENT, &Error("not-utf8"), &[]);
    }
}

#[test]
fn work_files() {
    const FILE: &str = "content/briefs/zz-bad/work.yaml";
    let topics = format!("kind: brief\ntopics: [{}]\n", (0..20_000).map(|n| format!("t{n}")).collect::<Vec<_>>().join(", "));
    for (id, text, expect) in [
        ("wk-kind", "kind: breif\n", Error("unknown-kind")),
        ("wk-empty", "", Error("missing-field")),
        ("wk-dup", "kind: brief\nkind: brief\n", Error("duplicate-key")),
        ("wk-unknown", "kind: brief\ncountrys: [SE]\n", Error("unknown-key")),
        ("wk-country", "kind: brief\ncountries: [SW]\n", Error("unknown-country")),
        ("wk-norway", "kind: brief\ncountries: [NO]\n", Fine),
        ("wk-source", "kind: brief\nsources: [nobody1999]\n", Error("unknown-source")),
        ("wk-topics", &topics, Error("too-long")),
        ("wk-zero", "kind: brief\ntopics: [cou\u{200b}rts]\n", Warning("invisible-character")),
    ] {
        let built = with_document(&body("Text.")).edit(FILE, text).build();
        check(id, &built, FILE, &expect, &[]);
    }
    let case = with_document(&body("Text.")).remove(FILE).edit("content/briefs/zz-bad/Work.yaml", "kind: brief\n").build();
    check("wk-case", &case, "content/briefs/zz-bad/Work.yaml", &Error("misnamed-file"), &[]);
    let both = with_document(&body("Text.")).edit("content/briefs/zz-bad/work.yml", "kind: tool\n").build();
    check("wk-both", &both, "", &Warning("second-work-file"), &[]);
    let none = starter().edit(FILE, "kind: brief\n").build();
    check("wk-no-docs", &none, FILE, &Error("work-without-document"), &[]);
    for (id, name, expect) in [
        ("wk-lang-file", "swe.md", Error("language-file-name")),
        ("lg-underscore", "pt_BR.md", Error("language-file-name")),
        ("wk-lang-undeclared", "fr.md", Warning("undeclared-language")),
    ] {
        let file = format!("content/briefs/zz-bad/{name}");
        check(id, &with_document(&body("Text.")).edit(&file, &body("Text.")).build(), &file, &expect, &[]);
    }
    let case = with_document(&body("Text.")).remove(DOCUMENT).edit("content/briefs/zz-bad/EN.md", &body("Text.")).build();
    check("lg-case", &case, "", &Warning("misnamed-document"), &[]);
    case.page("/en/briefs/zz-bad/").has("Text.");
    let nested = with_document(&body("Text."))
        .edit("content/briefs/zz-bad/in/work.yaml", "kind: brief\n")
        .edit("content/briefs/zz-bad/in/en.md", &body("Inner."));
    check("wk-nested", &nested.build(), "", &Safe, &[]);
}

#[test]
fn the_sites_own_file() {
    const FILE: &str = "content/site.yaml";
    let site = |line: &str| {
        let mut lines = vec!["title: T", "base_url: https://example.org/", "languages: [en, sv]", "theme: mine", "share_pictures: off"];
        let key = line.split(':').next().unwrap();
        lines.retain(|l| l.split(':').next() != Some(key));
        format!("{}\n{line}\n", lines.join("\n"))
    };
    assert_eq!(starter().remove(FILE).build().findings[0].code.name, "missing-site-file");
    for (id, text, expect) in [
        ("st-empty", String::new(), Error("missing-field")),
        ("st-base", site("base_url: example"), Error("invalid-base-url")),
        ("st-base-own", site("base_url: http://localhost:8000/"), Warning("invalid-base-url")),
        ("st-base-js", site("base_url: \"javascript:alert(1)//\""), Error("invalid-base-url")),
        ("st-base-secret", site("base_url: https://user:hunter2@example.org/"), Error("invalid-base-url")),
        ("st-lang", site("languages: [en, sv, xx-invalid-tag-]"), Error("invalid-language")),
        ("st-lang-dup", site("languages: [en, sv, EN]"), Error("duplicate-language")),
        ("st-lang-none", site("languages: []"), Error("empty-field")),
        ("lg-old", site("languages: [en, sv, i-klingon]"), Error("invalid-language")),
        ("lg-path", site("languages: [en, sv, \"../x\"]"), Error("invalid-language")),
        ("st-unknown", site("basurl: x"), Error("unknown-key")),
        ("st-title-html", site("title: \"<img src=x onerror=alert(1)>\""), Fine),
    ] {
        let built = starter().edit(FILE, &text).build();
        check(id, &built, FILE, &expect, &["<img src=x onerror"]);
        let said = lykta::diagnostics::json::show(&built.findings)
            + &built.findings.iter().map(|f| lykta::diagnostics::terminal::show(f, false)).collect::<String>();
        assert!(!said.contains("hunter2"), "{id}: a password in the log");
    }
}

#[test]
fn markdown_and_links() {
    for (id, text, expect, never) in [
        ("md-html", "<script>alert(1)</script>", Error("raw-html"), SCRIPT),
        ("md-svg", "<svg onload=alert(1)></svg>", Error("raw-html"), &["<svg onload"]),
        ("md-hidden", "<p style=\"display:none\">Anna, 2009, Malmö</p>", Error("raw-html"), &["Anna, 2009"]),
        ("md-comment", "<!-- Anna, 2009, Malmö -->", Error("raw-html"), &["Anna, 2009"]),
        ("md-idnumber", "20991231-9804", Error("identity-number"), &["20991231-9804"]),
        ("md-email", "anna.andersson@example.org", Error("email-address"), &[]),
        ("md-phone", "070-174 06 05", Warning("telephone-number"), &[]),
        ("md-place", "55.60587, 13.00073", Warning("position"), &[]),
        ("md-comment-ref", "[//]: # (Anna, 2009, Malmö)\n\nText.", Safe, &["Anna, 2009"]),
        ("md-heading-id", "## T {#a\"onmouseover=\"alert(1)}", Safe, &[" onmouseover=\"alert(1)", "\"onmouseover="]),
        ("md-code-lang", "```js\" onload=\"alert(1)\nx\n```", Safe, &[" onload=\"alert(1)"]),
        ("md-entities", "&lt;script&gt;alert(1)&lt;/script&gt;", Fine, SCRIPT),
        ("md-tera", "{{ 7 * 191 }} {% raw %}", Warning("foreign-command"), &["1337"]),
        ("md-footnote", "A.[^nowhere]", Error("broken-footnote"), &[]),
        ("md-cite", "A [@nobody1999, p. 4].", Error("unknown-source"), &[]),
        ("md-ref", "A [word][nowhere].", Error("broken-reference"), &[]),
        ("md-h1", "# One\n\n# Two", Warning("first-level-heading"), &[]),
        ("md-same-heading", "## Same\n\n## Same", Fine, &[]),
        ("md-link", "[x](../no-such/)", Error("broken-link"), &[]),
        ("md-anchor", "[x](#no-such)", Error("broken-anchor"), &[]),
        ("md-js", "[x](javascript:alert(1))", Error("unsafe-link"), &["javascript:"]),
        ("ln-autolink", "<javascript:alert(1)>", Error("unsafe-link"), &["href=\"javascript:"]),
        ("ln-ref-js", "[x][y]\n\n[y]: JaVaScRiPt:alert(1)", Error("unsafe-link"), &["aScRiPt:alert"]),
        ("ln-tab-js", "[x](<java\tscript:alert(1)>)", Error("unsafe-link"), &["script:alert"]),
        ("ln-entity-js", "[x](&#106;avascript:alert(1))", Error("unsafe-link"), &["javascript:"]),
        ("ln-data", "[x](data:text/html;base64,PHNjcmlwdD4=)", Error("unsafe-link"), &["href=\"data:"]),
        ("ln-vb", "[x](VBScript:msgbox(1))", Error("unsafe-link"), &["VBScript:"]),
        ("ln-img-js", "![a](javascript:alert(1))", Error("unsafe-link"), &["javascript:"]),
        ("md-outside", "[x](../../../../../../etc/passwd)", Error("broken-link"), &["root:x:0"]),
        ("ln-encoded", "[x](..%2f..%2f..%2f..%2fetc%2fpasswd)", Error("broken-link"), &["root:x:0"]),
        ("ln-file", "[x](file:///etc/passwd)", Error("unsafe-link"), &["file:///"]),
        ("ln-windows", "[x](<C:\\Users\\anna\\case.docx>)", Error("unsafe-link"), &["Users"]),
        ("ln-backslash", "[x](..\\other\\)", Error("broken-link"), &[]),
        ("ln-relative-host", "[x](//evil.example/x)", Error("unsafe-link"), &[]),
        ("ln-preview", "[x](http://localhost:1111/sv/)", Error("preview-link"), &["localhost:1111"]),
        ("ln-network", "[x](http://192.168.1.5:1111/sv/)", Error("preview-link"), &["192.168.1.5"]),
        ("ln-network-name", "<http://anna-laptop.local:1111/sv/>", Error("preview-link"), &[]),
        ("ln-nul", "[x](../a%00b/)", Error("broken-link"), &[]),
        ("ln-case", "[x](../FIRST-BRIEF/)", Error("broken-link"), &[]),
        ("md-image", "![A map](missing.png)", Error("missing-picture"), &[]),
        ("md-alt", "![](missing.png)", Error("missing-alternative"), &[]),
        ("ln-img-out", "![a](https://evil.example/x.png)", Error("unsafe-link"), &["evil.example"]),
        ("at-missing", "[report](report.pdf)", Error("broken-link"), &[]),
    ] {
        check(id, &with_document(&body(text)).build(), DOCUMENT, &expect, never);
    }
    let draft = with_document(&body("[x](../zz-draft/)"))
        .edit("content/briefs/zz-draft/work.yaml", "kind: brief\n")
        .edit("content/briefs/zz-draft/en.md", "---\ntitle: DRAFTTITLE\ndraft: true\n---\n\nText.\n");
    check("ln-draft", &draft.build(), DOCUMENT, &Error("draft-link"), &["DRAFTTITLE"]);
}

/// A PNG of 45 bytes that claims to be that large.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut head = b"IHDR".to_vec();
    head.extend(width.to_be_bytes());
    head.extend(height.to_be_bytes());
    head.extend([8, 6, 0, 0, 0]);
    let mut crc = flate2::Crc::new();
    crc.update(&head);
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0d", &head[..], &crc.sum().to_be_bytes(), b"\0\0\0\0IDAT\x35\xaf\x06\x1e"].concat()
}

/// A PNG with a colour profile of 100 MB, packed into less than one.
fn unfolding(png: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(b"bomb\0\0".to_vec(), flate2::Compression::best());
    for _ in 0..100 {
        std::io::Write::write_all(&mut packed, &[0; 1 << 20]).unwrap();
    }
    let mut png = img_parts::png::Png::from_bytes(png.to_vec().into()).unwrap();
    png.chunks_mut().insert(1, img_parts::png::PngChunk::new(*b"iCCP", packed.finish().unwrap().into()));
    png.encoder().bytes().to_vec()
}

/// A GIF of so many frames of one pixel.
fn moving(frames: usize) -> Vec<u8> {
    let frame = b"\x21\xF9\x04\0\x0A\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
    [&b"GIF89a\x01\0\x01\0\0\0\0"[..], &frame.repeat(frames), b"\x3b"].concat()
}

#[test]
fn pictures_and_attachments() {
    let png: Vec<u8> = {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(8, 8).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    };
    let jpeg: Vec<u8> = {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(8, 8).write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    };
    for (id, name, bytes, expect) in [
        ("pic-zero", "a.png", Vec::new(), Error("invalid-picture")),
        ("pic-broken", "a.png", b"this is text".to_vec(), Error("invalid-picture")),
        ("pic-cut", "a.png", png[..40].to_vec(), Error("invalid-picture")),
        ("pic-name", "a.png", jpeg, Warning("picture-format")),
        ("pic-heic", "a.heic", b"\0\0\0\x18ftypheic".to_vec(), Error("invalid-picture")),
        (
            "pic-svg-script",
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script>alert(1)</script></svg>".to_vec(),
            Error("unsafe-drawing"),
        ),
        (
            "pic-svg-bomb",
            "a.svg",
            b"<!DOCTYPE svg [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><svg viewBox='0 0 9 9'><text>&b;</text></svg>".to_vec(),
            Error("invalid-picture"),
        ),
        ("pic-svg-broken", "a.svg", b"<svg viewBox='0 0 9 9'><g>".to_vec(), Error("invalid-picture")),
        ("pic-svg-size", "a.svg", b"<svg/>".to_vec(), Error("invalid-picture")),
        ("pic-svg-latin", "a.svg", b"<svg viewBox='0 0 9 9'><text>\xe4</text></svg>".to_vec(), Error("invalid-picture")),
        ("pic-claims", "a.png", claiming(60_000, 60_000), Error("picture-too-large")),
        ("pic-unfolds", "a.png", unfolding(&png), Safe),
        ("pic-frames", "a.gif", moving(100_000), Error("picture-too-large")),
    ] {
        let mut site = with_document(&body(&format!("![A map]({name})")));
        let file = format!("content/briefs/zz-bad/{name}");
        site.world.files.insert(file.clone(), bytes);
        check(id, &site.build(), &file, &expect, &["<script>alert(1)", "SECRETTAIL"]);
    }
    for (id, name, expect) in [
        ("at-html", "a.html", Error("unsafe-attachment")),
        ("at-exe", "run.exe", Error("unsafe-attachment")),
        ("at-doc", "case.doc", Error("unsafe-attachment")),
        ("at-shtml", "f.shtml", Error("unsafe-attachment")),
        ("at-svgz", "f.svgz", Error("unsafe-attachment")),
        ("at-inner", "f.html.txt", Error("unsafe-attachment")),
        ("at-unknown", "f.html.foo", Error("unsafe-attachment")),
        ("at-bytes", "f.md.zip", Error("unsafe-attachment")),
        ("fn-dot", "a.", Error("unsafe-attachment")),
        ("fn-percent", "a%2f..%2f..%2fb.txt", Safe),
        ("fn-plain", "report.csv", Fine),
    ] {
        let mut site = with_document(&body(&format!("[file](<{}>)", name.replace('%', "%25").replace('\u{202e}', "%E2%80%AE"))));
        site.world.files.insert(format!("content/briefs/zz-bad/{name}"), b"<script>alert(1)</script>".to_vec());
        let never: &[&str] = if id == "at-html" { SCRIPT } else { &[] };
        check(id, &site.build(), DOCUMENT, &expect, never);
    }
    for (id, name) in [("fn-folder-mark", "x?y"), ("fn-folder-quote", "q\"r"), ("fn-folder-dot", "dot.")] {
        let mut site = with_document(&body("Text."));
        site.world.files.insert(format!("content/briefs/{name}/work.yaml"), b"kind: brief\n".to_vec());
        site.world.files.insert(format!("content/briefs/{name}/en.md"), b"---\ntitle: T\n---\n\nText.\n".to_vec());
        check(id, &site.build(), &format!("content/briefs/{name}"), &Warning("odd-file-name"), &[]);
    }
    // Also of files that no text leads to: they are copied with the folder.
    for name in ["a:b.txt", "a?b.txt", "a\u{202e}gpj.txt", "con.txt", "nul.csv"] {
        for text in ["Text.".to_owned(), format!("[file](<{}>)", name.replace('?', "%3F").replace('\u{202e}', "%E2%80%AE"))] {
            let mut site = with_document(&body(&text));
            let file = format!("content/briefs/zz-bad/{name}");
            site.world.files.insert(file.clone(), b"a".to_vec());
            let built = site.build();
            check("fn-unused", &built, &file, &Warning("odd-file-name"), &[]);
            let told = built.findings.iter().filter(|finding| finding.code.name == "odd-file-name");
            assert_eq!(told.map(|finding| &*finding.location.file).collect::<Vec<_>>(), [&*file], "{text}");
        }
    }
    // In an address a number sign begins the anchor.
    let mut numbered = with_document(&body("[a](<Report %233.csv>)"));
    numbered.world.files.insert("content/briefs/zz-bad/Report #3.csv".into(), b"a,b".to_vec());
    let built = numbered.build();
    check("fn-number-sign", &built, DOCUMENT, &Warning("odd-file-name"), &[]);
    let file = built.pages.keys().find(|path| path.starts_with("/media/") && path.ends_with(".csv")).expect("published");
    let links = format!("href=\"{file}\"");
    assert!(built.pages.values().any(|page| String::from_utf8_lossy(page).contains(&links)), "nothing leads to {file}");
    let mut pages = with_document(&body("![A map](map.shtml) and [the same](map.shtml)"));
    pages.world.files.insert("content/briefs/zz-bad/map.shtml".into(), png.clone());
    let built = pages.build();
    check("pic-ending", &built, DOCUMENT, &Warning("picture-format"), &[]);
    assert!(built.pages.keys().all(|path| !path.contains("shtml")), "{:?}", built.pages.keys());
    let mut twins = with_document(&body("[a](<k\u{e4}rta.txt>) [b](<ka\u{308}rta.txt>)"));
    twins.world.files.insert("content/briefs/zz-bad/k\u{e4}rta.txt".into(), b"a".to_vec());
    twins.world.files.insert("content/briefs/zz-bad/ka\u{308}rta.txt".into(), b"b".to_vec());
    assert!(twins.build().findings.iter().any(|f| f.code.name == "twin-file-names"));
    let mut html = with_document(&body("![A](<\"><img src=x onerror=alert(1)>.png>)"));
    html.world.files.insert("content/briefs/zz-bad/\"><img src=x onerror=alert(1)>.png".into(), png);
    check("fn-html", &html.build(), DOCUMENT, &Safe, &["<img src=x onerror"]);
    let mut beside = with_document(&body("Text."));
    beside.world.files.insert("content/briefs/zz-bad/notes.txt".into(), b"SECRETNOTE".to_vec());
    check("at-unlinked", &beside.build(), DOCUMENT, &Fine, &["SECRETNOTE", "notes.txt"]);
}

#[test]
fn a_fault_in_a_theme_hides_no_fault_of_the_texts_and_fails_the_pages_that_need_it() {
    let page = "content/pages/about/en.md";
    let of = |file: &str, text: &str| {
        starter().edit(page, "---\ntitle: About\n---\n\n[x](../nope/) somebody@example.com [@nokey]\n").edit(file, text).build()
    };
    let codes = |built: &Built| {
        let mut codes: Vec<_> = built.findings.iter().filter(|f| f.location.file == page).map(|f| f.code.name).collect();
        codes.sort();
        codes
    };
    let broken = "themes/mine/templates/broken.html";
    for (file, text) in [(broken, "{% if %}"), ("themes/mine/theme.yaml", "name: [")] {
        let built = of(file, text);
        assert_eq!(codes(&built), ["broken-link", "email-address", "unknown-source"], "{file}");
        assert_eq!(built.findings.iter().filter(|f| f.location.file == file).count(), 1, "{:#?}", built.findings);
        assert!(!built.page("/en/tools/").text().is_empty(), "{file}");
    }
    // Whoever can't be drawn without it says so once; others are drawn.
    let built = of("themes/mine/templates/term.html", "{% extends \"base.html\" %}{% block main %}{{ nobody( }}{% endblock %}");
    assert_eq!(codes(&built), ["broken-link", "email-address", "unknown-source"]);
    assert_eq!(built.findings.iter().filter(|f| f.location.file == "themes/mine/templates/term.html").count(), 1, "{:#?}", built.findings);
    assert!(!built.page("/en/tools/").text().is_empty() && !built.pages.keys().any(|path| path.starts_with("/en/terms/first")));
}

#[test]
fn scripts_find_what_they_import_under_its_published_name() {
    let asset = |name: &str| format!("themes/mine/assets/{name}");
    let site = |main: &str| starter().edit(&asset("main.js"), main).edit(&asset("parts/dep.mjs"), "export const a = 1;\n");
    let built = site("import { a } from \"./parts/dep.mjs\";\n").build();
    assert!(!built.findings.iter().any(|f| f.location.file.starts_with("themes/mine/assets")), "{:#?}", built.findings);
    let published = |start: &str, end: &str| {
        built
            .pages
            .keys()
            .find(|path| path.starts_with(start) && path.ends_with(end))
            .unwrap_or_else(|| panic!("{:#?}", built.pages.keys()))
    };
    let dep = published("/assets/parts/dep.", ".mjs");
    let main = std::str::from_utf8(&built.pages[published("/assets/main.", ".js")]).unwrap();
    assert_eq!(main, format!("import {{ a }} from \".{}\";\n", dep.trim_start_matches("/assets")));
    for (file, text, code) in [
        ("main.js", "import \"./nope.js\";\n", "missing-asset"),
        ("parts/dep.mjs", "import \"../main.js\";\n", "theme-circle"),
        ("own.css", "a { background: url(/assets/lantern.svg) }\n", "missing-asset"),
        ("own.css", "@import \"//example.com/x.css\";\n", "missing-asset"),
        ("own.css", "a { background: url(data:image/png;base64,AAAA) }\n", "missing-asset"),
    ] {
        let built = site("import { a } from \"./parts/dep.mjs\";\n").edit(&asset(file), text).build();
        let found = built.findings.iter().any(|f| f.code.name == code && f.location.file.starts_with("themes/mine/assets/"));
        assert!(found, "{file}: {text}: {:#?}", built.findings);
    }
}

#[test]
fn a_style_names_a_file_however_a_disk_composes_its_letters() {
    let style = "a { background: url(f\u{f6}nster.svg) }\n";
    let built = starter()
        .edit("themes/mine/assets/own.css", style)
        .edit("themes/mine/assets/fo\u{308}nster.svg", "<svg viewBox='0 0 1 1'/>")
        .build();
    assert!(!built.findings.iter().any(|f| f.location.file.starts_with("themes/mine")), "{:#?}", built.findings);
}

#[test]
fn what_nothing_reads_below_themes_is_told() {
    for (file, told) in [
        ("themes/lykta/templates/home.html", "themes/lykta"),
        ("themes/other/templates/home.html", "themes/other"),
        ("themes/mine/template/home.html", "themes/mine/template/home.html"),
        ("themes/mine/sv.ftl", "themes/mine/sv.ftl"),
    ] {
        let built = starter().edit(file, "x = y\n").build();
        let found: Vec<_> = built.findings.iter().filter(|f| f.location.file.starts_with("themes/")).collect();
        assert!(found.len() == 1 && found[0].location.file == told && found[0].code.name == "misnamed-file", "{file}: {found:#?}");
    }
    let fine = starter().edit("themes/mine/assets/frame.html", "<p>x</p>").edit("themes/mine/README.md", "x").build();
    assert!(!fine.findings.iter().any(|f| f.location.file.starts_with("themes/mine")), "{:#?}", fine.findings);
}

#[test]
fn themes_and_words() {
    let template = "themes/mine/templates/page.html";
    for (id, file, text, expect) in [
        ("th-syntax", template, "{% if x %}<p>", Error("invalid-template")),
        ("th-unknown", template, "{{ page.titel }}", Error("template-error")),
        ("th-base", template, "{% extends \"nowhere.html\" %}", Error("invalid-template")),
        ("th-now", template, "{{ now() }}", Error("invalid-template")),
        ("th-loop", template, "{% for a in range(end=100000000) %}x{% endfor %}", Error("template-error")),
        ("th-self", "themes/mine/theme.yaml", "extends: mine\n", Error("theme-circle")),
        ("th-parent", "themes/mine/theme.yaml", "extends: lytka\n", Error("unknown-theme")),
        (
            "fl-deep",
            "themes/mine/locales/en.ftl",
            &*format!("home = {}\"x\"{}\n", "{ ".repeat(4_000), " }".repeat(4_000)),
            Error("invalid-words"),
        ),
        ("th-ftl", "themes/mine/locales/en.ftl", "= broken {\n", Error("invalid-words")),
        ("fl-variant", "themes/mine/locales/en.ftl", "zz = { $n -> [one] x }\n", Error("invalid-words")),
        ("fl-term", "themes/mine/locales/en.ftl", "home = { -no-such-term }\n", Error("invalid-words")),
        ("fl-argument", "themes/mine/locales/en.ftl", "page_of = Page { $antal }\n", Error("invalid-words")),
        ("fl-not-given", template, "{{ word(id=\"page_of\", page=1) }}", Error("template-error")),
        (
            "th-inline",
            template,
            "{% extends \"lykta/page.html\" %}{# <style> #}{% block main %}<p style=\"color: red\">{% endblock %}",
            Warning("template-error"),
        ),
        ("fl-dup", "themes/mine/locales/en.ftl", "home = A\nhome = B\n", Warning("duplicate-word")),
        ("fl-lang", "themes/mine/locales/swe.ftl", "home = A\n", Warning("words-file-name")),
    ] {
        let built = starter().edit(file, text).build();
        let at = if id == "th-parent" { "themes/mine/theme.yaml" } else { file };
        if built.errors() > 0 || matches!(expect, Error(_)) {
            let Error(code) = expect else { panic!("{id}: {:#?}", built.findings) };
            let found = built.findings.iter().any(|f| f.code.name == code && f.location.file == at && !f.hints.is_empty());
            assert!(found, "{id}: no {code} in {at}: {:#?}", built.findings);
        } else {
            check(id, &built, file, &expect, &[]);
        }
    }
    let circle = starter()
        .edit(template, "{% extends \"zz.html\" %}")
        .edit("themes/mine/templates/zz.html", "{% extends \"mine/page.html\" %}")
        .build();
    assert!(
        circle.findings.iter().any(|f| f.code.name == "invalid-template" && f.location.file.starts_with("themes/mine/templates/")),
        "{:#?}",
        circle.findings
    );
    for parent in ["page.html", "mine/page.html"] {
        let text = format!("{{% extends \"{parent}\" %}}");
        let itself = starter().edit(template, &text).build();
        assert!(itself.finds("invalid-template", template, 1, 13).hints[0].ends_with("`{% extends \"lykta/page.html\" %}`"));
    }
    let bare = starter().edit("themes/mine/templates/base.html", "<title>{{ page.title }}</title>{% block main %}{% endblock %}").build();
    let lacking: Vec<_> = bare.findings.iter().filter(|f| f.message.ends_with("has a block «scripts»")).collect();
    assert!(!lacking.is_empty() && lacking.iter().all(|f| f.hints[0].contains("`{% block scripts %}{% endblock %}`")), "{lacking:#?}");
    let site = "title: T\nbase_url: https://example.org/\nlanguages: [en]\ntheme: mine\nkinds: { page: { template: brief } }\n";
    let without_ending = starter().edit("content/site.yaml", site).build();
    assert_eq!(without_ending.finds("template-error", "content/site.yaml", 5, 28).hints[0], "did you mean «brief.html»?");
    for (file, bytes) in [(template, b"<p>f\xf6r</p>".to_vec()), ("themes/mine/locales/en.ftl", vec![0xFF, 0xFE, b'a', 0])] {
        let mut site = starter();
        site.world.files.insert(file.into(), bytes);
        assert!(site.build().findings.iter().any(|f| f.code.name == "not-utf8" && f.location.file == file));
    }
}

#[test]
fn addresses() {
    let same = with_document(&front("slug: a-first-brief-twin"))
        .edit("content/briefs/zz-two/work.yaml", "kind: brief\n")
        .edit("content/briefs/zz-two/en.md", &front("slug: a-first-brief-twin"));
    assert!(same.build().findings.iter().any(|f| f.code.name == "duplicate-address"));
    let case = with_document(&front("slug: ZZ-Same"))
        .edit("content/briefs/zz-two/work.yaml", "kind: brief\n")
        .edit("content/briefs/zz-two/en.md", &front("slug: zz-same"));
    assert!(case.build().findings.iter().any(|f| f.code.name == "duplicate-address"));
}

#[test]
fn large_and_deep_texts_end_in_time_and_with_a_finding_where_one_is_due() {
    let headings = format!("---\ntitle: A\n---\n\n{}", "## h\n".repeat(1_000_000));
    for (id, text, expect) in [
        ("md-links-open", body(&"[a](".repeat(50_000)), Safe),
        ("md-notes", body(&"[^".repeat(100_000)), Safe),
        ("md-broken-links", body(&"[a](b) ".repeat(5_000)), Error("broken-link")),
        ("md-directives", body(&":mark[a\n- ::b\n]".repeat(5_000)), Safe),
        ("md-signs", body(&"'/:".repeat(50_000)), Safe),
        ("md-escaped", body(&"\\\"a' ".repeat(50_000)), Safe),
        ("md-tags", body(&format!("<div\n{}", "lang\n".repeat(100_000))), Safe),
        ("md-parts", body(&":::only{country=SE}\na\n:::\n\n".repeat(3_000)), Safe),
        ("md-field", front(&format!("summary: |\n{}", "  *a* [b](c)\n".repeat(700))), Safe),
        ("md-emphasis", body(&"*a **b ".repeat(50_000)), Safe),
        (
            "md-tables",
            body(&format!("|{}\n|{}\n{}", "a|".repeat(5_000), "-|".repeat(5_000), "|b|\n".repeat(5_000))),
            Error("table-too-large"),
        ),
        ("md-footnotes", body(&(0..20_000).map(|n| format!("a[^{n}]\n\n[^{n}]: b\n\n")).collect::<String>()), Safe),
        ("md-refs", body(&(0..20_000).map(|n| format!("[a][{n}]\n\n[{n}]: https://example.com/{n}\n\n")).collect::<String>()), Safe),
        ("md-deep", body(&format!("{} a", ">".repeat(10_000))), Warning("deep-nesting")),
        ("md-lists", body(&(0..500).map(|n| format!("{}- a\n", "  ".repeat(n))).collect::<String>()), Safe),
        ("sz-headings", headings, Error("file-too-large")),
        ("sz-title", format!("---\ntitle: {}\n---\n\nText.\n", "x".repeat(100_000)), Safe),
    ] {
        check(id, &with_document(&text).build(), DOCUMENT, &expect, &[]);
    }
}
