//! Hostile texts at each place where an author, a source or a file's name can bring one into the site. What is published is
//! parsed as its readers parse it: a text may change texts, never what the file is made of.
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "tests look at files, and say what they did")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use html5ever::driver::ParseOpts;
use html5ever::parse_document;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use support::{Built, SiteTest};

/// What must stay a text. Whatever of it runs sets `__ran`.
const HOSTILE: &[(&str, &str)] = &[
    ("html", "<script>__ran=1</script>"),
    ("html-event", "<img src=x onerror=__ran=1>"),
    ("html-svg", "<svg onload=__ran=1>"),
    ("html-end", "</title></p></main></body><script>__ran=1</script>"),
    ("html-comment", "--><script>__ran=1</script><!--"),
    ("html-cdata", "]]><script>__ran=1</script><![CDATA["),
    ("html-template", "<template><script>__ran=1</script></template>"),
    ("html-entity", "&lt;script&gt;__ran=1&lt;/script&gt;&#60;b&#62;"),
    ("attribute", "\" onmouseover=\"__ran=1"),
    ("attribute-single", "' onmouseover='__ran=1"),
    ("attribute-bare", "x onmouseover=__ran=1 autofocus tabindex=1 onfocus=__ran=1"),
    ("attribute-end", "\"><script>__ran=1</script>"),
    ("url", "javascript:__ran=1"),
    ("url-mixed", "JaVa\tScRiPt:__ran=1"),
    ("url-data", "data:text/html,<script>parent.__ran=1</script>"),
    ("css", "</style><style>*{background:url(//evil.example)}"),
    ("css-value", "red;background:url(javascript:__ran=1)}*{"),
    ("json-ld", "</script><script>__ran=1</script>"),
    ("json", "\",\"@type\":\"__ran\",\"x\":\""),
    ("json-escape", "\\\",\"__ran\":\"\\u003c/script\\u003e"),
    ("script-comment", "<!--<script>"),
    ("script-line", "\u{2028}__ran=1\u{2029}"),
    ("atom", "</title></entry><entry><title>__ran"),
    ("xml-entity", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;"),
    ("calendar", "X\nEND:VEVENT\nBEGIN:VEVENT\nURL:javascript:__ran=1"),
    ("calendar-comma", "a,b;c\\nEND:VCALENDAR:\"x\""),
    ("headers", "x\n  Access-Control-Allow-Origin: *\n/*"),
    ("headers-return", "x\r\nSet-Cookie: __ran=1"),
    ("redirects", "/x /y 301\n/* https://evil.example/:splat 302"),
    ("bibtex", "}, url = {javascript:__ran=1}, title = {\\input{/etc/passwd}"),
    ("ris", "x\nER  - \nTY  - __ran"),
    ("table", "=HYPERLINK(\"https://evil.example\",\"__ran\")"),
    ("shell", "$(touch __ran) `touch __ran`; touch __ran"),
    ("tera", "{{ 7 * 191 }}{% include \"/etc/passwd\" %}{# x #}"),
    ("tera-config", "{{ __tera_context }}{{ get_env(name=\"HOME\") }}"),
    ("direction", "\u{202e}gpj.exe"),
    ("control-entity", "a&#27;[2J&#8;&#155;b"),
    ("control", "a\u{0}\u{8}\u{1b}[2Jb"),
    ("markdown", "*a* [x](javascript:__ran=1) ![y](javascript:__ran=1) `z`"),
    ("directive", ":::callout\n:term[<script>__ran=1</script>]{id=\"x\" onload=\"__ran=1\"}"),
];

/// A place for a text, and the files that hold it there. `plain` places know no stress or links: nothing but texts may
/// differ.
struct Place {
    name: &'static str,
    plain: bool,
    files: fn(&str) -> Vec<(&'static str, String)>,
}

/// In YAML, every text can be written as in JSON.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn document(fields: &str, body: &str) -> String {
    format!("---\ntitle: A\nsummary: B\n{fields}---\n\n{body}\n")
}

// A picture for shared links is drawn only of letters that can be drawn, so some texts have none.
const SITE: &str = "base_url: https://example.org/\nlanguages: [sv, en]\nshare_pictures: off\n";
const SEMINAR: &str = "kind: seminar\ndates: 2026-12-01/2026-12-02\n";

const PLACES: &[Place] = &[
    Place { name: "title", plain: true, files: |t| vec![("content/briefs/a/en.md", format!("---\ntitle: {}\n---\n\nText.\n", quoted(t)))] },
    Place {
        name: "summary",
        plain: true,
        files: |t| vec![("content/briefs/a/en.md", format!("---\ntitle: A\nsummary: {}\n---\n\nText.\n", quoted(t)))],
    },
    Place { name: "site's title", plain: true, files: |t| vec![("content/site.yaml", format!("title: {}\n{SITE}", quoted(t)))] },
    Place {
        name: "site's description",
        plain: true,
        files: |t| vec![("content/site.yaml", format!("title: T\ndescription: {}\n{SITE}", quoted(t)))],
    },
    Place {
        name: "site's licence",
        plain: true,
        files: |t| vec![("content/site.yaml", format!("title: T\nlicence: {}\n{SITE}", quoted(t)))],
    },
    Place {
        name: "site's neutral title",
        plain: true,
        files: |t| vec![("content/site.yaml", format!("title: T\nneutral_title: {}\n{SITE}", quoted(t)))],
    },
    Place {
        name: "source's title",
        plain: false,
        files: |t| vec![("content/sources.yaml", format!("k:\n  type: report\n  title: {}\n  date: 2020\n", quoted(t)))],
    },
    Place {
        name: "source's author",
        plain: false,
        files: |t| vec![("content/sources.yaml", format!("k:\n  type: report\n  title: K\n  date: 2020\n  author: {}\n", quoted(t)))],
    },
    Place {
        name: "source's address",
        plain: true,
        files: |t| vec![("content/sources.yaml", format!("k:\n  type: web\n  title: K\n  date: 2020\n  url: {}\n", quoted(t)))],
    },
    Place {
        name: "source's publisher",
        plain: false,
        files: |t| vec![("content/sources.yaml", format!("k:\n  type: report\n  title: K\n  date: 2020\n  publisher: {}\n", quoted(t)))],
    },
    Place {
        name: "locator",
        plain: false,
        files: |t| vec![("content/briefs/a/en.md", document("", &format!("A [@k, {}].", t.replace('\n', " "))))],
    },
    Place {
        name: "seminar's title",
        plain: true,
        files: |t| vec![("content/seminars/s/en.md", format!("---\ntitle: {}\n---\n\nText.\n", quoted(t)))],
    },
    Place {
        name: "seminar's place",
        plain: true,
        files: |t| vec![("content/seminars/s/work.yaml", format!("{SEMINAR}place: {}\n", quoted(t)))],
    },
    Place {
        name: "organisation's address",
        plain: true,
        files: |t| vec![("content/organisations/o/work.yaml", format!("kind: organisation\nwebsite: {}\n", quoted(t)))],
    },
    Place {
        name: "organisation's number",
        plain: true,
        files: |t| {
            vec![("content/organisations/o/work.yaml", format!("kind: organisation\ntelephone: {}\nverified_on: 2026-11-01\n", quoted(t)))]
        },
    },
    Place {
        name: "topic",
        plain: true,
        files: |t| vec![("content/briefs/a/work.yaml", format!("kind: brief\ntopics: [{}]\n", quoted(t)))],
    },
    Place {
        name: "reviewer",
        plain: true,
        files: |t| vec![("content/briefs/a/en.md", document(&format!("reviewed: {{ by: {}, on: 2026-11-01 }}\n", quoted(t)), "Text."))],
    },
    Place { name: "slug", plain: true, files: |t| vec![("content/briefs/a/en.md", document(&format!("slug: {}\n", quoted(t)), "Text."))] },
    Place {
        name: "alias",
        plain: true,
        files: |t| vec![("content/briefs/a/work.yaml", format!("kind: brief\naliases: [{}]\n", quoted(t)))],
    },
    Place {
        name: "reason",
        plain: true,
        files: |t| {
            vec![(
                "content/briefs/a/en.md",
                document(&format!("allow:\n  - {{ code: email-address, text: a@example.org, reason: {} }}\n", quoted(t)), "a@example.org"),
            )]
        },
    },
    Place { name: "text", plain: false, files: |t| vec![("content/briefs/a/en.md", document("", t))] },
    Place {
        name: "in a minute",
        plain: false,
        files: |t| vec![("content/briefs/a/en.md", document(&format!("in_a_minute: [{}]\n", quoted(t)), "Text."))],
    },
    Place { name: "heading", plain: false, files: |t| vec![("content/briefs/a/en.md", document("", &format!("## {t}\n\nText.")))] },
    Place {
        name: "heading's id",
        plain: false,
        files: |t| vec![("content/briefs/a/en.md", document("", &format!("## H {{#{t}}}\n\nText.")))],
    },
    Place { name: "code", plain: false, files: |t| vec![("content/briefs/a/en.md", document("", &format!("`{t}`\n\n````\n{t}\n````")))] },
    Place {
        name: "language of code",
        plain: false,
        files: |t| vec![("content/briefs/a/en.md", document("", &format!("```{}\nx\n```", t.replace(['\n', '`'], " "))))],
    },
    Place {
        name: "link's text",
        plain: false,
        files: |t| vec![("content/briefs/a/en.md", document("", &format!("[{t}](https://example.com/)")))],
    },
    Place {
        name: "link's address",
        plain: false,
        files: |t| vec![("content/briefs/a/en.md", document("", &format!("[x](<{t}>) <{t}>\n\n[y]: {t}\n\n[y]")))],
    },
    Place {
        name: "link's title",
        plain: false,
        files: |t| vec![("content/briefs/a/en.md", document("", &format!("[x](https://example.com/ {})", quoted(t))))],
    },
    Place {
        name: "alternative text",
        plain: false,
        files: |t| vec![("content/briefs/a/en.md", document("", &format!("![{t}](map.png {})", quoted(t))))],
    },
    Place {
        name: "table",
        plain: false,
        files: |t| {
            vec![(
                "content/briefs/a/en.md",
                document("", &format!("| {} | b |\n| --- | --- |\n| {} | d |", t.replace('\n', " "), t.replace('\n', " "))),
            )]
        },
    },
    Place { name: "footnote", plain: false, files: |t| vec![("content/briefs/a/en.md", document("", &format!("A.[^1]\n\n[^1]: {t}")))] },
    Place {
        name: "directive's label",
        plain: false,
        files: |t| {
            vec![("content/briefs/a/en.md", document("", &format!(":::callout[{t}]{{type=warning}}\n{t}\n:::\n\n:::details[{t}]\nx\n:::")))]
        },
    },
    Place {
        name: "directive's argument",
        plain: false,
        files: |t| {
            vec![(
                "content/briefs/a/en.md",
                document("", &format!(":::callout{{type={} .{t} #{t}}}\nx\n:::\n\n:::quote{{source={}}}\nx\n:::", quoted(t), quoted(t))),
            )]
        },
    },
];

/// A site in which every kind of output is made, with a harmless text at each place.
fn site() -> SiteTest {
    let mut site = SiteTest::with("")
        .edit("content/site.yaml", &format!("title: T\n{SITE}"))
        .edit("content/sources.yaml", "k:\n  type: report\n  title: K\n  date: 2020\n")
        .edit("content/briefs/a/work.yaml", "kind: brief\ntopics: [one]\nsources: [k]\naliases: [/old/]\n")
        .edit("content/briefs/a/en.md", &document("", "Text [@k]."))
        .edit("content/seminars/s/work.yaml", SEMINAR)
        .edit("content/seminars/s/en.md", "---\ntitle: S\n---\n\nText.\n")
        .edit("content/organisations/o/work.yaml", "kind: organisation\nwebsite: https://example.com/\n")
        .edit("content/organisations/o/en.md", "---\ntitle: O\n---\n\nText.\n");
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut png, image::ImageFormat::Png).unwrap();
    site.world.files.insert("content/briefs/a/map.png".into(), png.into_inner());
    site
}

/// The site with a text at a place, built by a program that remembers the others.
fn built_with(site: &mut SiteTest, place: &Place, text: &str) -> Built {
    let before = site.world.clone();
    for (path, file) in (place.files)(text) {
        site.world.files.insert(path.to_owned(), file.into_bytes());
    }
    let built = site.build();
    site.world = before;
    built
}

/// Names of elements and of their attributes, in the order in which a browser sees them.
fn skeleton(html: &str, at: &str) -> Vec<String> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let mut names = Vec::new();
    let mut waiting = vec![dom.document.clone()];
    while let Some(node) = waiting.pop() {
        look(&node, &mut names, at);
        waiting.extend(node.children.borrow().iter().rev().cloned());
    }
    names
}

/// Looks at one node as a guard would; keeps what it is made of.
fn look(node: &Handle, names: &mut Vec<String>, at: &str) {
    match &node.data {
        NodeData::Comment { contents } => panic!("{at}: a comment leaves: {contents}"),
        NodeData::Element { name, attrs, .. } => {
            let element = name.local.to_string();
            let mut own: Vec<String> = Vec::new();
            for attribute in attrs.borrow().iter() {
                let (name, value) = (attribute.name.local.to_string(), attribute.value.to_string());
                assert!(!name.starts_with("on") && name != "srcdoc" && name != "formaction", "{at}: <{element} {name}={value}>");
                if matches!(name.as_str(), "href" | "src" | "action" | "data" | "poster" | "xlink:href") {
                    // As browsers read it: control characters and white space are dropped, case does not matter.
                    let plain: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>().to_lowercase();
                    for scheme in ["javascript:", "vbscript:", "data:", "file:"] {
                        assert!(!plain.starts_with(scheme), "{at}: <{element} {name}={value}>");
                    }
                }
                own.push(name);
            }
            own.sort();
            assert!(!matches!(element.as_str(), "iframe" | "object" | "embed" | "base" | "frame" | "applet"), "{at}: <{element}>");
            if matches!(element.as_str(), "script" | "style") {
                let text: String = node
                    .children
                    .borrow()
                    .iter()
                    .map(|child| match &child.data {
                        NodeData::Text { contents } => contents.borrow().to_string(),
                        _ => String::new(),
                    })
                    .collect();
                let is_data = attrs.borrow().iter().any(|a| &*a.name.local == "type" && &*a.value == "application/ld+json");
                if is_data {
                    let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{at}: {error}: {text}"));
                    keys(&value, &mut own);
                } else {
                    assert!(!text.contains("__ran") && !text.contains("evil.example"), "{at}: {text}");
                }
            }
            names.push(format!("{element} {}", own.join(" ")));
        }
        _ => {}
    }
}

/// The keys of a value, which say what it is made of.
fn keys(value: &serde_json::Value, into: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| {
            into.push(key.clone());
            keys(value, into);
        }),
        serde_json::Value::Array(list) => list.iter().for_each(|value| keys(value, into)),
        _ => {}
    }
}

/// What a published file is made of, as its readers see it; `None` where it is only text or bytes.
fn made_of(path: &str, bytes: &[u8], at: &str) -> Option<Vec<String>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let ending = path.rsplit('.').next().unwrap_or_default();
    if path.ends_with('/') || ending == "html" {
        return Some(skeleton(text, at));
    }
    match ending {
        "xml" | "svg" => {
            let mut reader = quick_xml::Reader::from_str(text);
            let mut names = Vec::new();
            loop {
                use quick_xml::events::Event;
                match reader.read_event().unwrap_or_else(|error| panic!("{at}: {error}: {text}")) {
                    Event::Eof => break,
                    Event::Start(tag) | Event::Empty(tag) => {
                        let own: Vec<String> =
                            tag.attributes().map(|a| String::from_utf8_lossy(a.unwrap().key.as_ref()).into_owned()).collect();
                        names.push(format!("{} {}", String::from_utf8_lossy(tag.name().as_ref()), own.join(" ")));
                    }
                    Event::DocType(_) => panic!("{at}: a document type"),
                    _ => {}
                }
            }
            Some(names)
        }
        "json" | "webmanifest" => {
            let mut own = Vec::new();
            keys(&serde_json::from_str(text).unwrap_or_else(|error| panic!("{at}: {error}: {text}")), &mut own);
            Some(own)
        }
        "ics" => {
            // A line that begins with a space goes on with the one before.
            let unfolded = text.replace("\r\n ", "").replace("\r\n\t", "");
            assert!(!unfolded.replace("\r\n", "").contains(['\r', '\n']), "{at}: a lone line end");
            Some(unfolded.lines().map(|line| line.split([':', ';']).next().unwrap_or_default().to_owned()).collect())
        }
        "ris" => Some(text.lines().map(|line| line.get(..6).unwrap_or(line).to_owned()).collect()),
        "js" if !path.contains("/assets/") => {
            // What a search index hands over are numbers and texts; a text ends where its quotation mark does.
            let mut names = String::new();
            let mut rest = text;
            while let Some(open) = rest.find('"') {
                names.push_str(&rest[..open]);
                let mut end = open + 1;
                while !rest[end..].starts_with('"') {
                    end += if rest[end..].starts_with('\\') { 2 } else { rest[end..].chars().next().map_or(1, char::len_utf8) };
                }
                rest = &rest[end + 1..];
            }
            names.push_str(rest);
            assert!(!names.contains("__ran"), "{at}: {names}");
            Some(vec![names.chars().filter(|c| !c.is_ascii_digit()).collect()])
        }
        _ if path == "/_headers" || path == "/_redirects" => {
            assert!(!text.contains("evil.example") && !text.contains("Set-Cookie") && !text.contains("Access-Control"), "{at}: {text}");
            Some(vec![text.lines().count().to_string()])
        }
        _ => None,
    }
}

/// What files are made of, by path and bytes: most pages of a site stay as they are from text to text.
type Known = BTreeMap<(String, Vec<u8>), Option<Vec<String>>>;

/// Looks at the files of a site; gives how many of them were parsed.
fn guard(built: &Built, plain: Option<&Built>, known: &mut Known, at: &str) -> usize {
    let mut parsed = 0;
    let mut made_of = |path: &String, bytes: &Vec<u8>, at: &str| {
        known.entry((path.clone(), bytes.clone())).or_insert_with(|| made_of(path, bytes, at)).clone()
    };
    for (path, bytes) in &built.pages {
        let at = format!("{at} in {path}");
        for leaked in ["1337", "root:x:0"] {
            assert!(!bytes.windows(leaked.len()).any(|part| part == leaked.as_bytes()), "{at}: a template or a file was read: {leaked}");
        }
        assert!(!bytes.contains(&0x1b) || std::str::from_utf8(bytes).is_err(), "{at}: an escape leaves");
        let Some(now) = made_of(path, bytes, &at) else { continue };
        parsed += 1;
        // Search indexes list other words, and where something is listed may depend on its title.
        if let Some(then) = plain.and_then(|plain| plain.pages.get(path)).filter(|then| *then != bytes && !path.ends_with(".js")) {
            let then = made_of(path, then, &at).unwrap();
            assert!(now == then, "{at}: it is made of other parts: {:?}", now.iter().zip(&then).find(|(a, b)| a != b));
        }
    }
    parsed
}

/// Every text at every place, or every n-th of these.
fn at_each_place(every: usize) -> usize {
    let (mut published, mut refused, mut parsed) = (0, 0, 0);
    let (mut site, mut known) = (site(), Known::new());
    assert_eq!(site.build().errors(), 0, "{:?}", site.build().findings);
    for (number, place) in PLACES.iter().enumerate() {
        let plain = built_with(&mut site, place, "Plain");
        for (name, text) in texts(number, every) {
            let built = built_with(&mut site, place, text);
            if built.errors() > 0 {
                refused += 1;
                continue;
            }
            published += 1;
            parsed += guard(&built, place.plain.then_some(&plain), &mut known, &format!("«{name}» as {}", place.name));
        }
    }
    eprintln!("{published} sites published, {refused} refused, {parsed} files parsed");
    assert!(parsed > 20 * published, "{parsed} files of {published} sites");
    published
}

fn texts(place: usize, every: usize) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    HOSTILE.iter().enumerate().filter(move |(number, _)| (number + place).is_multiple_of(every)).map(|(_, text)| text)
}

#[test]
fn a_hostile_text_stays_a_text() {
    assert!(at_each_place(11) > 50);
}

#[test]
#[ignore = "takes a minute"]
fn each_hostile_text_stays_a_text_at_each_place() {
    assert!(at_each_place(1) > 500);
}

#[test]
fn a_hostile_name_of_a_file_stays_a_name() {
    let (mut published, mut known) = (0, Known::new());
    let mut site = site();
    let png = site.world.files["content/briefs/a/map.png"].clone();
    for (name, text) in HOSTILE {
        let file = text.replace(['/', '\0'], "");
        let destination: String = file.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for (ending, mark) in [(".txt", ""), (".png", "!")] {
            let before = site.world.clone();
            let text = document("", &format!("{mark}[A map]({destination}{ending})"));
            site.world.files.insert("content/briefs/a/en.md".into(), text.into_bytes());
            let bytes = if ending == ".png" { png.clone() } else { b"x".to_vec() };
            site.world.files.insert(format!("content/briefs/a/{file}{ending}"), bytes);
            let built = site.build();
            site.world = before;
            guard(&built, None, &mut known, &format!("«{name}» as a file's name"));
            for path in built.pages.keys() {
                assert!(!path.contains(['<', '>', '"', '\n', '\r', '\t', '\\', '\u{202e}', '\u{1b}', '|', '*', '?']), "{name}: {path:?}");
            }
            published += usize::from(built.errors() == 0);
        }
    }
    assert!(published > 20, "{published}");
}

#[test]
fn nothing_hostile_runs_in_a_browser_without_its_policy() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if !support::browser::is_there() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // A sample of the pages that hold what should not run.
    let mut site = site();
    let harmless = site.build().pages;
    let mut pages: BTreeMap<Vec<u8>, PathBuf> = BTreeMap::new();
    for (number, place) in PLACES.iter().enumerate() {
        for (name, text) in texts(number, 11) {
            let built = built_with(&mut site, place, text);
            if built.errors() > 0 {
                continue;
            }
            let changed = |path: &String, bytes: &Vec<u8>| {
                path.ends_with('/') && harmless.get(path) != Some(bytes) && bytes.windows(5).any(|part| part == b"__ran")
            };
            for (path, bytes) in built.pages.iter().filter(|(path, bytes)| changed(path, bytes)).take(3) {
                pages.insert(bytes.clone(), format!("{number}/{name}{path}index.html").into());
            }
        }
    }
    for (bytes, path) in &pages {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let output = Command::new("node").arg(tests.join("injections.mjs")).arg(folder.path()).env("LC_ALL", "C").output().expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains(&format!("{} pages", pages.len())) && pages.len() > 100, "{said}");
    eprintln!("{}", said.trim());
}
