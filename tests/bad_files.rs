//! Bad inputs that need a disk or the whole program: links, odd names and sizes, dates, what pictures and attachments hide.
//!
//! Each is laid alone into the published site of `lykta init`. None may stop the program, leak, or touch what was published.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use support::disk::{OnDisk, copy, lykta};

enum Expect {
    /// An error with a code, in a file; nothing is published.
    Error(&'static str, &'static str),
    /// A finding with a code; the site is published.
    Told(&'static str),
    /// Published without a finding.
    Fine,
    /// With or without findings; nothing hidden leaves.
    Safe,
}

use Expect::{Error, Fine, Safe, Told};

const WORK: &str = "content/briefs/zz-bad";

/// The published site of `lykta init`, made once and copied for each case.
struct Starter {
    site: OnDisk,
}

impl Starter {
    fn new() -> Starter {
        let site = OnDisk::new();
        assert!(site.build().status.success());
        Starter { site }
    }

    fn case(&self, id: &str, lay: impl FnOnce(&Path), expect: &Expect, never: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        copy(&self.site.root(), &root);
        fs::create_dir_all(root.join(WORK)).unwrap();
        fs::write(root.join(WORK).join("work.yaml"), "kind: brief\n").unwrap();
        fs::write(root.join(WORK).join("en.md"), "---\ntitle: Bad\n---\n\nText.\n").unwrap();
        lay(&root);
        let begun = Instant::now();
        let built = lykta().args(["build", "--root"]).arg(&root).output().unwrap();
        assert!(begun.elapsed() < Duration::from_secs(60), "{id} took {:?}", begun.elapsed());
        let said = String::from_utf8_lossy(&built.stderr).into_owned();
        assert!(matches!(built.status.code(), Some(0 | 1)), "{id}: {:?} {said}", built.status);
        assert!(!said.contains("panicked") && !said.contains('\u{1b}'), "{id}: {said}");
        // Each finding begins with its code, names its file, and says what helps.
        let told = |code: &str, file: &str| {
            let mut findings = said.split("\nerror[").flat_map(|part| part.split("\nwarning[")).flat_map(|part| part.split("\nnote["));
            let is_it = |finding: &&str| {
                finding.trim_start_matches("error[").trim_start_matches("warning[").starts_with(&format!("{code}]"))
                    && finding.lines().any(|line| line.contains("--> ") && (line.ends_with(file) || line.contains(&format!("{file}:"))))
            };
            let finding = findings.find(is_it).unwrap_or_else(|| panic!("{id}: no {code} in {file}: {said}"));
            assert!(finding.contains("help: "), "{id}: no way to mend it: {finding}");
        };
        match expect {
            Error(code, file) => {
                told(code, file);
                assert_eq!(built.status.code(), Some(1), "{id}: {said}");
            }
            Told(code) => {
                told(code, "");
                assert_eq!(built.status.code(), Some(0), "{id}: {said}");
            }
            Fine => assert!(said.is_empty() && built.status.success(), "{id}: {said}"),
            Safe => {}
        }
        let public = support::disk::contents(&root.join("public"));
        if built.status.code() == Some(1) {
            assert!(public == self.site.published(), "{id}: the old site was touched");
        }
        assert!(public.contains_key(Path::new("en/tools/first-tool/index.html")), "{id}: the rest is not built");
        for text in never {
            for (path, bytes) in &public {
                assert!(!bytes.windows(text.len()).any(|part| part == text.as_bytes()), "{id}: {} holds «{text}»", path.display());
                assert!(!path.to_string_lossy().contains(text), "{id}: {} is published", path.display());
            }
        }
    }
}

/// Writes a file below the work's folder.
fn put(root: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(WORK).join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn text(root: &Path, body: &str) {
    put(root, "en.md", format!("---\ntitle: Bad\n---\n\n{body}\n"));
}

#[test]
fn symbolic_links_and_special_files() {
    let starter = Starter::new();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("work.yaml"), "kind: brief\n").unwrap();
    fs::write(outside.path().join("en.md"), "---\ntitle: OUTSIDEWORK\n---\n\nText.\n").unwrap();
    let link = |target: &Path, name: &'static str| {
        let target = target.to_owned();
        move |root: &Path| symlink(target, root.join(WORK).join(name)).unwrap()
    };
    starter.case("fs-loop", link(Path::new(".."), "loop"), &Told("symbolic-link"), &[]);
    starter.case("fs-self", link(Path::new("a.txt"), "a.txt"), &Told("symbolic-link"), &[]);
    starter.case("fs-dangling", link(Path::new("gone.txt"), "a.txt"), &Told("symbolic-link"), &[]);
    starter.case(
        "fs-dir-out",
        |root| symlink(outside.path(), root.join("content/briefs/out")).unwrap(),
        &Error("link-outside", "content/briefs/out"),
        &["OUTSIDEWORK"],
    );
    starter.case(
        "fs-zero",
        |root| {
            text(root, "![A map](a.png)");
            symlink("/dev/zero", root.join(WORK).join("a.png")).unwrap();
        },
        &Error("link-outside", "a.png"),
        &[],
    );
    starter.case(
        "fs-template",
        |root| {
            let _ = fs::remove_file(root.join("themes/mine/templates/page.html"));
            symlink("/etc/passwd", root.join("themes/mine/templates/page.html")).unwrap();
        },
        &Error("link-outside", "page.html"),
        &["root:x:0"],
    );
    starter.case(
        "th-asset",
        |root| {
            fs::create_dir_all(root.join("themes/mine/assets")).unwrap();
            let _ = fs::remove_file(root.join("themes/mine/assets/own.css"));
            symlink("/etc/hostname", root.join("themes/mine/assets/own.css")).unwrap();
        },
        &Error("link-outside", "own.css"),
        &[],
    );
    // A pipe that nobody writes to would be read for ever, a link between works would publish one twice.
    starter.case(
        "fs-pipe",
        |root| assert!(Command::new("mkfifo").arg(root.join(WORK).join("sv.md")).status().unwrap().success()),
        &Error("unreadable", "sv.md"),
        &[],
    );
    starter.case(
        "fs-socket",
        |root| drop(std::os::unix::net::UnixListener::bind(root.join(WORK).join("s")).unwrap()),
        &Error("unreadable", "s"),
        &[],
    );
    starter.case("fs-work", |root| symlink("first-brief", root.join("content/briefs/again")).unwrap(), &Told("symbolic-link"), &[]);
}

#[test]
fn names_of_files_and_folders() {
    let starter = Starter::new();
    let long = format!("{}.txt", "x".repeat(246));
    starter.case(
        "fs-editor",
        |root| {
            for name in [".en.md.swp", "en.md~", "#en.md#", "4913", ".DS_Store", "Thumbs.db", "~$en.docx", "en.md.orig", "en.md.bak"] {
                put(root, name, "LEAVING");
            }
            symlink("anna@laptop.1:2", root.join(WORK).join(".#en.md")).unwrap();
        },
        &Fine,
        &["LEAVING", "anna@laptop"],
    );
    starter.case(
        "fn-bytes",
        |root| fs::write(root.join(WORK).join(OsStr::from_bytes(b"k\xe4rta.txt")), "x").unwrap(),
        &Told("odd-file-name"),
        &[],
    );
    starter.case("fn-folder", |root| fs::create_dir(root.join(WORK).join("sv.md")).unwrap(), &Error("misnamed-file", "sv.md"), &[]);
    starter.case(
        "fn-folder-only",
        |root| {
            fs::remove_file(root.join(WORK).join("en.md")).unwrap();
            fs::create_dir(root.join(WORK).join("en.md")).unwrap();
        },
        &Error("misnamed-file", "en.md"),
        &[],
    );
    starter.case(
        "fn-hidden",
        |root| {
            put(root, "../.hidden/work.yaml", "kind: brief\n");
            put(root, "../.hidden/en.md", "---\ntitle: HIDDENWORK\n---\n\nText.\n");
        },
        &Safe,
        &["HIDDENWORK"],
    );
    starter.case(
        "fn-space",
        |root| {
            put(root, "../my text/work.yaml", "kind: brief\n");
            put(root, "../my text/en.md", "---\ntitle: Spaced\n---\n\nText.\n");
        },
        &Safe,
        &["my text/"],
    );
    starter.case(
        "fn-long",
        |root| {
            put(root, &long, "x");
            text(root, &format!("[file]({long})"));
        },
        &Safe,
        &[],
    );
    // Shell, line breaks and marks of other files in a name.
    for name in
        ["$(touch owned).txt", "a;touch owned.txt", "a\nb.txt", "`id`.txt", "-rf.txt", "a|b.txt", "<b>.txt", "%0d%0aX.txt", "'\".txt"]
    {
        starter.case(
            "fn-shell",
            |root| {
                put(root, name, "x");
                text(root, &format!("[file](<{}>)", name.replace('%', "%25").replace('\n', "%0A").replace('<', "%3C").replace('>', "%3E")));
            },
            &Safe,
            &["<b>.txt", "\nb.txt"],
        );
        assert!(!Path::new("owned").exists());
    }
}

#[test]
fn dates_drafts_and_what_is_over() {
    let starter = Starter::new();
    let document = |fields: &'static str, title: &'static str| {
        move |root: &Path| {
            put(
                root,
                "en.md",
                format!("---\ntitle: {title}\nsummary: {title}\n{fields}\n---\n\nDRAFTBODY, a text of eight words or some more.\n"),
            )
        }
    };
    starter.case("dt-draft", document("draft: true", "DRAFTTITLE"), &Fine, &["DRAFTTITLE", "DRAFTBODY", "zz-bad"]);
    starter.case("dt-draft-typo", document("draft: ture", "DRAFTTITLE"), &Error("wrong-type", "en.md"), &["DRAFTTITLE"]);
    starter.case(
        "dt-future",
        |root| {
            document("", "FUTURETITLE")(root);
            put(root, "work.yaml", "kind: brief\ndate: 2999-01-01\n");
        },
        &Safe,
        &["FUTURETITLE", "zz-bad"],
    );
    starter.case(
        "dt-expired",
        |root| {
            document("", "OLDTITLE")(root);
            put(root, "work.yaml", "kind: brief\nexpires: 2000-01-01\n");
        },
        &Safe,
        &["OLDTITLE", "zz-bad"],
    );
    starter.case(
        "dt-one-draft",
        |root| {
            document("draft: true", "DRAFTTITLE")(root);
            put(root, "sv.md", "---\ntitle: Öppen\n---\n\nText.\n");
        },
        &Safe,
        &["DRAFTTITLE", "DRAFTBODY"],
    );
    starter.case(
        "lg-removed",
        |root| {
            let file = root.join("content/site.yaml");
            let site =
                fs::read_to_string(&file).unwrap().replace("languages: [en, sv]", "languages: [en]").replace(", sv: Min webbplats", "");
            fs::write(file, site.replace(", sv: Det vi vet och delar.", "")).unwrap();
        },
        &Told("undeclared-language"),
        &["ett-första-verktyg"],
    );
    for epoch in ["banana", "-99999999999999", "", "1e9"] {
        let output = lykta().env("SOURCE_DATE_EPOCH", epoch).args(["build", "--root"]).arg(starter.site.root()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{epoch:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("SOURCE_DATE_EPOCH"));
    }
}

fn jpeg() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// A JPEG with one more segment behind its first two bytes.
fn jpeg_with(marker: u8, data: &[u8]) -> Vec<u8> {
    let whole = jpeg();
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&whole[..2], &[0xff, marker], &length, data, &whole[2..]].concat()
}

/// Exif with a name, and a second directory with a small picture.
fn exif() -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01".to_vec();
    exif.extend([0x01, 0x3B, 0, 2, 0, 0, 0, 12, 0, 0, 0, 26]);
    exif.extend([0, 0, 0, 0]);
    exif.extend(b"Anna Secret\0THUMBFACE");
    exif
}

#[test]
fn what_pictures_and_attachments_hide() {
    let starter = Starter::new();
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let tail = [png.into_inner(), b"<script>SECRETTAIL</script>".to_vec()].concat();
    for (id, name, bytes, never) in [
        ("pic-gps", "a.jpg", jpeg_with(0xe1, &exif()), &["Exif\0\0", "Anna Secret"] as &[&str]),
        ("pic-thumb", "a.jpg", jpeg_with(0xe1, &exif()), &["THUMBFACE"]),
        ("pic-comment", "a.jpg", jpeg_with(0xfe, b"Storgatan 5, Anna"), &["Storgatan 5, Anna"]),
        ("pic-xmp", "a.jpg", jpeg_with(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>Anna Secret</x>"), &["Anna Secret"]),
        ("pic-iptc", "a.jpg", jpeg_with(0xed, b"Photoshop 3.0\0Anna Secret"), &["Anna Secret"]),
        ("pic-after", "a.png", tail, &["SECRETTAIL"]),
    ] {
        starter.case(
            id,
            |root| {
                put(root, name, bytes);
                text(root, &format!("![A map]({name})"));
            },
            &Safe,
            never,
        );
    }
    let bomb = (0..9).fold("<!DOCTYPE svg [<!ENTITY a0 \"xxxxxxxxxx\">".to_owned(), |text, n| {
        format!("{text}<!ENTITY a{} \"{}\">", n + 1, format!("&a{n};").repeat(10))
    });
    let svg = |inner: &str| format!("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{inner}</svg>");
    for (id, drawing, never) in [
        ("pic-svg-on", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_owned(), &["onload='alert"] as &[&str]),
        ("pic-svg-out", svg("<image href='https://evil.example/x.png'/>"), &["evil.example"]),
        ("pic-svg-link", svg("<a href='javascript:alert(1)'><text>x</text></a>"), &["javascript:"]),
        ("pic-svg-use", svg("<use xlink:href='data:image/svg+xml;base64,PHN2Zz4='/>"), &["data:image"]),
        ("pic-svg-style", svg("<style>@import 'https://evil.example/x.css';</style>"), &["evil.example"]),
        ("pic-svg-foreign", svg("<foreignObject><iframe src='https://evil.example'/></foreignObject>"), &["evil.example"]),
        (
            "pic-svg-entity",
            "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>"
                .to_owned(),
            &["root:x:0", "file:///"],
        ),
        ("pic-svg-bomb", format!("{bomb}]><svg xmlns='http://www.w3.org/2000/svg'><text>&a9;</text></svg>"), &[]),
    ] {
        starter.case(
            id,
            |root| {
                put(root, "a.svg", drawing);
                text(root, "![A map](a.svg)");
            },
            &Error("invalid-picture", "a.svg"),
            never,
        );
    }
    let mut docx = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, part) in [
        ("[Content_Types].xml", "<Types/>"),
        (
            "word/document.xml",
            "<w:document><w:p><w:del w:author=\"Anna Secret\"><w:delText>SECRETNAME</w:delText></w:del></w:p></w:document>",
        ),
        ("docProps/core.xml", "<cp:coreProperties><dc:creator>Anna Secret</dc:creator></cp:coreProperties>"),
    ] {
        docx.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        docx.write_all(part.as_bytes()).unwrap();
    }
    let docx = docx.finish().unwrap().into_inner();
    starter.case(
        "at-docx",
        |root| {
            put(root, "report.docx", &docx);
            text(root, "[report](report.docx)");
        },
        &Error("file-memory", "report.docx"),
        &["Anna Secret", "SECRETNAME"],
    );
    starter.case("at-unlinked", |root| put(root, "case.docx", &docx), &Safe, &["Anna Secret", "case"]);
}

#[test]
fn directives_that_are_wrong() {
    let starter = Starter::new();
    starter.case("md-directive", |root| text(root, ":::callout{type=warning}\nText."), &Error("unclosed-directive", "en.md"), &[]);
    starter.case("md-directive-unknown", |root| text(root, ":::calout\nText.\n:::"), &Error("unknown-directive", "en.md"), &[]);
}

#[test]
fn sizes() {
    let starter = Starter::new();
    starter.case(
        "sz-100mb",
        |root| {
            let mut file = fs::File::create(root.join(WORK).join("sv.md")).unwrap();
            file.write_all(b"---\ntitle: Long\n---\n\n").unwrap();
            for _ in 0..100 {
                file.write_all(&b"A line of text that goes on.\n".repeat((1 << 20) / 29)).unwrap();
            }
        },
        &Error("file-too-large", "sv.md"),
        &[],
    );
    starter.case(
        "sz-sparse",
        |root| {
            fs::File::create(root.join(WORK).join("a.bin")).unwrap().set_len(8 << 30).unwrap();
            text(root, "[file](a.bin)");
        },
        &Error("attachment-too-large", "a.bin"),
        &[],
    );
    starter.case("sz-files", |root| (0..3_000).for_each(|n| put(root, &format!("note-{n}.txt"), "SECRETNOTE")), &Safe, &["SECRETNOTE"]);
    starter.case(
        "sz-folders",
        |root| {
            let script = "n=0; while [ $n -lt 1000 ]; do mkdir -p deeper && cd -P deeper || exit 0; n=$((n+1)); done; echo x > en.md";
            assert!(Command::new("sh").args(["-c", script]).current_dir(root.join(WORK)).status().unwrap().success());
        },
        &Safe,
        &[],
    );
}
