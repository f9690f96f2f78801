//! Pictures as they are published: in which sizes, without what they carried, made once, and of whom.
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "tests look at files, and one that is skipped says so")]

mod support;

use std::collections::BTreeMap;
use std::io::{self, Cursor};
use std::process::Command;
use std::sync::{Arc, Mutex};

use image::{DynamicImage, GrayImage, ImageFormat, Luma, RgbImage, RgbaImage};
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::webp::WebP;
use img_parts::{ImageEXIF, ImageICC};
use lykta::config::Options;
use lykta::language::Date;
use lykta::memo::Memo;
use lykta::pictures::RECIPE;
use lykta::source::disk::Disk;
use lykta::world::{Entry, Memory, World};
use support::SiteTest;

/// A landscape of soft hills, as a camera would see it: many colours, few edges.
fn photograph(width: u32, height: u32) -> RgbImage {
    let wave = |at: u32, length: u32| (f64::from(at) / f64::from(length) * 12.0).sin();
    let small = RgbImage::from_fn(150, 100, |x, y| {
        let hills = wave(x, 150) + wave(y + x / 3, 100);
        let level = |shift: f64| (128.0 + 50.0 * (hills + shift).sin() + f64::from((x * 7 + y * 13) % 19)) as u8;
        image::Rgb([level(0.0), level(0.6), level(1.4)])
    });
    image::imageops::resize(&small, width, height, image::imageops::FilterType::Triangle)
}

/// A face that nobody has: an oval with eyes, brows, nose and mouth.
fn drawn_face() -> RgbImage {
    let spot = |x: f32, y: f32, at: (f32, f32), size: (f32, f32)| (-(((x - at.0) / size.0).powi(2) + ((y - at.1) / size.1).powi(2))).exp();
    let face = GrayImage::from_fn(400, 480, |x, y| {
        let (x, y) = ((x as f32 - 200.0) / 200.0, (y as f32 - 240.0) / 200.0);
        let inside = 1.0 / (1.0 + (((x / 0.62).powi(2) + (y / 0.85).powi(2) - 1.0) * 12.0).exp());
        let mut grey = 60.0 + inside * (140.0 - 30.0 * x * x);
        for side in [-1.0, 1.0] {
            grey -= 100.0 * spot(x, y, (side * 0.27, -0.15), (0.12, 0.06));
            grey -= 60.0 * spot(x, y, (side * 0.28, -0.32), (0.18, 0.04));
            grey -= 40.0 * spot(x, y, (side * 0.09, 0.2), (0.05, 0.04));
            grey -= 30.0 * spot(x, y, (side * 0.25, -0.2), (0.2, 0.14));
        }
        grey += 30.0 * spot(x, y, (0.0, 0.0), (0.06, 0.25));
        grey -= 60.0 * spot(x, y, (0.0, 0.42), (0.22, 0.05));
        let hair = 1.0 / (1.0 + ((y + 0.55 + 0.25 * x * x) * 20.0).exp());
        Luma([(grey * (1.0 - hair * 0.8 * inside)).clamp(0.0, 255.0) as u8])
    });
    let mut picture = GrayImage::from_pixel(640, 640, Luma([90]));
    image::imageops::replace(&mut picture, &face, 120, 80);
    DynamicImage::from(picture).into_rgb8()
}

fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.into().write_to(&mut out, format).expect("a picture");
    out.into_inner()
}

/// Exif data that says how the camera was held, and a name.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    exif.extend([0x01, 0x3B, 0, 2, 0, 0, 0, 12, 0, 0, 0, 38]);
    exif.extend([0, 0, 0, 0]);
    exif.extend(b"Anna Secret\0");
    exif
}

fn turned(jpeg: Vec<u8>, orientation: u8) -> Vec<u8> {
    let mut jpeg = Jpeg::from_bytes(jpeg.into()).expect("a JPEG");
    jpeg.set_exif(Some(exif(orientation).into()));
    jpeg.encoder().bytes().to_vec()
}

/// A brief that shows each of the pictures.
fn showing(pictures: &[(&str, Vec<u8>)], of_work: &str) -> SiteTest {
    let shown: String = pictures.iter().map(|(name, _)| format!("\n![The port]({name})\n")).collect();
    let mut site = SiteTest::with("");
    let mut add = |path: &str, bytes: Vec<u8>| site.world.files.insert(format!("content/briefs/one/{path}"), bytes);
    add("work.yaml", format!("kind: brief\n{of_work}").into_bytes());
    add("en.md", format!("---\ntitle: One\n---\n{shown}").into_bytes());
    for (name, bytes) in pictures {
        add(name, bytes.clone());
    }
    site
}

/// What is published of pictures: name without fingerprint, and its size in pixels.
fn sizes(pages: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let published = pages.iter().filter(|(path, _)| path.starts_with("/media/"));
    published
        .map(|(path, bytes)| {
            let picture = image::load_from_memory(bytes).expect("a picture");
            let name = path.rsplit('/').next().unwrap_or_default();
            let (stem, rest) = name.split_once('.').expect("a fingerprint");
            format!("{stem}{} {}×{}", &rest[12..], picture.width(), picture.height())
        })
        .collect()
}

#[test]
fn pictures_are_offered_in_the_sizes_of_the_layout_and_never_larger_than_they_are() {
    let alpha = RgbaImage::from_fn(300, 200, |x, y| image::Rgba([200, (x % 256) as u8, (y % 256) as u8, if x < 150 { 0 } else { 255 }]));
    let pictures = [
        ("landscape.jpg", encoded(photograph(3000, 2000), ImageFormat::Jpeg)),
        ("upright.jpg", turned(encoded(photograph(900, 600), ImageFormat::Jpeg), 6)),
        ("alpha.png", encoded(alpha.clone(), ImageFormat::Png)),
        ("wide-alpha.png", encoded(image::imageops::resize(&alpha, 900, 600, image::imageops::FilterType::Nearest), ImageFormat::Png)),
        ("moving.gif", encoded(photograph(600, 400), ImageFormat::Gif)),
        ("chart.gif", encoded(photograph(1600, 60), ImageFormat::Gif)),
        ("deep.png", encoded(DynamicImage::from(photograph(500, 400)).into_rgb16(), ImageFormat::Png)),
        ("web.webp", encoded(photograph(1000, 500), ImageFormat::WebP)),
        ("grey.jpg", encoded(DynamicImage::from(photograph(481, 300)).into_luma8(), ImageFormat::Jpeg)),
    ];
    let built = showing(&pictures, "").build();
    built.without_findings();
    let expected = [
        "alpha.png 300×200",
        "chart-1200.webp 1200×45",
        "chart-1536.webp 1536×58",
        "chart-480.webp 480×18",
        "chart-800.webp 800×30",
        "chart.gif 1600×60",
        "deep-480.webp 480×384",
        "deep-500.webp 500×400",
        "deep.png 500×400",
        "grey-480.webp 480×299",
        "grey-481.webp 481×300",
        "grey.jpg 481×300",
        "landscape-1200.webp 1200×800",
        "landscape-1536.jpg 1536×1024",
        "landscape-1536.webp 1536×1024",
        "landscape-480.webp 480×320",
        "landscape-800.webp 800×533",
        "moving-480.webp 480×320",
        "moving-600.webp 600×400",
        "moving.gif 600×400",
        "upright-480.webp 480×720",
        "upright-600.webp 600×900",
        "upright.jpg 600×900",
        "web-480.webp 480×240",
        "web-800.webp 800×400",
        "web.webp 1000×500",
        "wide-alpha-480.webp 480×320",
        "wide-alpha-800.webp 800×533",
        "wide-alpha-900.webp 900×600",
        "wide-alpha.png 900×600",
    ];
    assert_eq!(sizes(&built.pages), expected);
    // What is offered beside the picture is lighter than it.
    for (path, bytes) in &built.pages {
        if let Some((stem, _)) = path.strip_suffix(".webp").and_then(|path| path.rsplit_once('-')) {
            let usual = |other: &&String| other.starts_with(stem) && !other.ends_with(".webp");
            let usual = built.pages.keys().find(usual).map(|usual| built.pages[usual].len());
            assert!(usual.is_none_or(|usual| bytes.len() < usual), "{path}: {} of {usual:?} bytes", bytes.len());
        }
    }
    let see_through =
        built.pages.iter().find(|(path, _)| path.contains("/wide-alpha.") && path.ends_with("-480.webp")).expect("published").1;
    let see_through = image::load_from_memory(see_through).expect("a picture").into_rgba8();
    assert_eq!((see_through.get_pixel(10, 10)[3], see_through.get_pixel(470, 10)[3]), (0, 255));
    let page = built.page("/en/briefs/one/");
    let of = |stem: &str| built.pages.keys().find(|path| path.contains(&format!("/{stem}."))).expect("published")[..].split('.').nth(1);
    let print = of("landscape").expect("a fingerprint")[..12].to_owned();
    let path = format!("/media/briefs/one/landscape.{print}");
    page.has(&format!(
        "<picture><source type=\"image/webp\" srcset=\"{path}-480.webp 480w, {path}-800.webp 800w, {path}-1200.webp 1200w, {path}-1536.webp \
         1536w\" sizes=\"(min-width: 48rem) 48rem, 100vw\"><img src=\"{path}-1536.jpg\" alt=\"The port\" width=\"1536\" height=\"1024\" \
         decoding=\"async\"></picture>"
    ));
    // The first picture is seen at once; all others wait until a reader comes near.
    assert_eq!(page.text().matches(" loading=\"lazy\" decoding=\"async\">").count(), pictures.len() - 1);
    page.has("width=\"600\" height=\"900\"").has("width=\"300\" height=\"200\"");
}

#[test]
fn a_link_to_a_picture_leads_to_all_of_it_and_says_how_large_it_is() {
    let mut site = showing(&[("port.jpg", encoded(photograph(2000, 1000), ImageFormat::Jpeg))], "");
    let text = "---\ntitle: One\n---\n\n![The port](port.jpg)\n\nSee [the port](port.jpg), [the table](table.sv.csv), [home](/).\n";
    site = site.edit("content/briefs/one/en.md", text).edit("content/briefs/one/table.sv.csv", &"a,b\n".repeat(600));
    site = site.edit(
        "content/briefs/one/sv.md",
        "---\ntitle: Ett\n---\n\nSe [tabellen](table.sv.csv).\n\n::download[Tabellen]{file=table.sv.csv}\n",
    );
    let built = site.build();
    built.without_findings();
    let whole = built.pages.keys().find(|path| path.contains("/port.") && !path.contains('-')).expect("published");
    let size = image::load_from_memory(&built.pages[whole]).expect("a picture");
    assert_eq!((size.width(), size.height()), (2000, 1000));
    built
        .page("/en/briefs/one/")
        .has(&format!("<a href=\"{whole}\">the port <small class=\"file\">(JPG, "))
        .has("the table <small class=\"file\">(CSV, 3\u{a0}kB, Swedish)</small></a>")
        .has("<a href=\"/en/\">home</a>");
    built
        .page("/sv/briefs/one/")
        .has("tabellen <small class=\"file\">(CSV, 3\u{a0}kB)</small></a>")
        .has("download>Tabellen</a> <small>CSV, 3\u{a0}kB</small>");
}

#[test]
fn what_is_said_of_a_file_is_what_is_known_of_it() {
    let downloads = ["plain", "empty.csv", "min.se.csv", "a.min.csv", "brochure.ru.csv", "table.csv"];
    let text: String = downloads.iter().map(|name| format!("\n::download[x]{{file={name}}}\n")).collect();
    let mut site = SiteTest::with("")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [en, ar]\n")
        .edit("content/briefs/other/en.md", &format!("---\ntitle: One\n---\n{text}"))
        .edit("content/briefs/other/ar.md", "---\ntitle: واحد\n---\n\n::download[x]{file=table.csv language=sv}\n");
    for name in downloads {
        site = site.edit(&format!("content/briefs/other/{name}"), if name == "empty.csv" { "" } else { "a,b\n" });
    }
    let built = site.build();
    let page = built.page("/en/briefs/other/");
    let said: Vec<&str> = page.text().split("download>x</a> <small>").skip(1).filter_map(|rest| rest.split("</small>").next()).collect();
    assert_eq!(said, ["1\u{a0}kB", "CSV, 0\u{a0}kB", "CSV, 1\u{a0}kB", "CSV, 1\u{a0}kB", "CSV, 1\u{a0}kB, Russian", "CSV, 1\u{a0}kB"]);
    page.has("hreflang=\"ru\" download>");
    built.page("/ar/briefs/other/").has("hreflang=\"sv\" download>").has("<small>CSV، ");
}

/// A world that keeps what it is given, and counts it.
struct Keeping {
    memory: Memory,
    kept: Mutex<BTreeMap<String, Vec<u8>>>,
    made: Mutex<Vec<String>>,
}

impl World for Keeping {
    fn list(&self, below: &str) -> Vec<Entry> {
        self.memory.list(below)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.memory.read(path)
    }

    fn today(&self) -> Date {
        self.memory.today
    }

    fn kept(&self, name: &str) -> Option<Vec<u8>> {
        self.kept.lock().unwrap().get(name).cloned()
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        self.kept.lock().unwrap().insert(name.to_owned(), bytes.to_vec());
        self.made.lock().unwrap().push(name.split_once(&format!("-{RECIPE}-")).expect("a hash, the recipe, and what it is").1.to_owned());
    }
}

impl Keeping {
    fn new(site: SiteTest) -> Keeping {
        Keeping { memory: site.world, kept: Mutex::default(), made: Mutex::default() }
    }

    /// Builds as a program that has seen nothing before; what was made of pictures, and what is published.
    fn build(&self) -> (Vec<String>, BTreeMap<String, Vec<u8>>) {
        let pages = Mutex::new(BTreeMap::new());
        let build = lykta::build(self, &Options::default(), &Memo::new()).value.expect("a site");
        build.render_all(self, |path, rendered| {
            pages.lock().unwrap().insert(path.to_owned(), rendered.bytes);
        });
        let mut made = std::mem::take(&mut *self.made.lock().unwrap());
        made.sort();
        (made, pages.into_inner().unwrap())
    }
}

#[test]
fn a_second_build_makes_no_picture_again_and_a_change_makes_only_what_it_changes() {
    let photo = |shift: u32| encoded(photograph(900 + shift, 600), ImageFormat::Jpeg);
    let mut world = Keeping::new(showing(&[("a.jpg", photo(0)), ("b.jpg", photo(1))], ""));
    let (made, first) = world.build();
    assert_eq!(made.len(), 10, "{made:?}");
    let (made, second) = world.build();
    assert_eq!(made, [""; 0]);
    assert!(first == second, "the second build publishes the same");
    // A theme that wants another width, and one picture that is another.
    let theme = "extends: lykta\npictures: { widths: [480, 700, 1536] }\n";
    world.memory.files.insert("themes/mine/theme.yaml".into(), theme.into());
    world.memory.files.get_mut("content/site.yaml").unwrap().extend(b"theme: mine\n");
    assert_eq!(world.build().0, ["700.webp", "700.webp"]);
    world.memory.files.insert("content/briefs/one/b.jpg".into(), photo(2));
    assert_eq!(world.build().0, ["480.webp", "700.webp", "902.webp", "clean", "faces.2"]);
}

#[test]
fn a_page_is_drawn_without_making_a_picture_and_what_is_asked_for_is_what_a_build_publishes() {
    let world = Keeping::new(showing(&[("a.jpg", encoded(photograph(1400, 700), ImageFormat::Jpeg))], ""));
    let build = lykta::build(&world, &Options::default(), &Memo::new()).value.expect("a site");
    build.render(&world, "/en/briefs/one/").expect("there").expect("drawn");
    assert_eq!(world.made.lock().unwrap().len(), 0);
    let path = build.outputs().map(|(path, _)| path.clone()).find(|path| path.ends_with("-800.webp")).expect("planned");
    let asked = build.render(&world, &path).expect("there").expect("made");
    assert_eq!(world.made.lock().unwrap().clone(), ["800.webp"]);
    // Who only looks for faults makes what every browser shows, and no more.
    assert_eq!(build.check_while(&world, &|| true, |_, _| ()).len(), 0);
    assert_eq!(world.made.lock().unwrap().clone(), ["800.webp", "clean", "faces.2"]);
    assert_eq!(
        Keeping::new(SiteTest { world: world.memory.clone(), options: Options::default(), memo: Arc::default() }).build().1[&path],
        asked.bytes
    );
}

#[test]
fn a_large_photograph_that_is_cut_off_is_found_by_who_only_looks_for_faults() {
    let mut photo = encoded(photograph(1800, 600), ImageFormat::Jpeg);
    photo.truncate(photo.len() / 2);
    let site = showing(&[("a.jpg", photo)], "pictures: { a.jpg: { shows: nobody } }\n");
    let build = lykta::build(&site.world, &site.options, &site.memo).value.expect("a site");
    let found: Vec<_> = build
        .check_while(&site.world, &|| true, |_, _| ())
        .iter()
        .map(|finding| (finding.code.name, finding.location.file.clone()))
        .collect();
    assert_eq!(found, [("invalid-picture", "content/briefs/one/a.jpg".to_owned())]);
}

#[test]
fn what_is_kept_on_the_disk_is_used_again_and_made_again_where_it_is_damaged() {
    let root = tempfile::tempdir().unwrap();
    for (path, bytes) in showing(&[("a.jpg", encoded(photograph(600, 400), ImageFormat::Jpeg))], "").world.files {
        std::fs::create_dir_all(root.path().join(&path).parent().unwrap()).unwrap();
        std::fs::write(root.path().join(path), bytes).unwrap();
    }
    let build = || {
        let world = Disk::new(root.path(), Date::parse("2026-11-24").unwrap()).unwrap();
        let pages = Mutex::new(BTreeMap::new());
        lykta::build(&world, &Options::default(), &Memo::new()).value.unwrap().render_all(&world, |path, rendered| {
            pages.lock().unwrap().insert(path.to_owned(), rendered.bytes);
        });
        pages.into_inner().unwrap()
    };
    let first = build();
    let kept = || -> BTreeMap<_, _> {
        let entries = std::fs::read_dir(root.path().join(".lykta/pictures")).unwrap().map(Result::unwrap);
        entries.map(|entry| (entry.path(), entry.metadata().unwrap().modified().unwrap())).collect()
    };
    let before = kept();
    assert_eq!(before.len(), 4);
    assert!(build() == first && kept() == before, "nothing is written again");
    let damaged = before.keys().find(|path| path.to_string_lossy().ends_with("480.webp")).unwrap();
    let mut bytes = std::fs::read(damaged).unwrap();
    bytes[40] ^= 1;
    std::fs::write(damaged, bytes).unwrap();
    assert!(build() == first, "the damaged copy is made again");
    assert!(std::fs::read_to_string(root.path().join(".lykta/.gitignore")).unwrap() == "*\n");
}

#[test]
fn a_face_needs_consent_and_no_child_is_shown() {
    let face = encoded(drawn_face(), ImageFormat::Jpeg);
    let codes = |bytes: &[u8], of_work: &str| {
        let built = showing(&[("a.jpg", bytes.to_vec())], of_work).build();
        built.findings.iter().map(|finding| (finding.code.name, finding.location.file.clone(), finding.location.line)).collect::<Vec<_>>()
    };
    let at = |code| vec![(code, "content/briefs/one/en.md".to_owned(), 5)];
    assert_eq!(codes(&face, ""), at("missing-consent"));
    assert_eq!(codes(&face, "pictures: { a.jpg: { shows: person } }\n"), at("missing-consent"));
    let not_yet =
        ["ännu inte", "väntar på svar", "endnu ikke", "mangler", "vielä ei", "pole veel", "vēl nav", "dar ne", "ще ні", "не отримано", "لا"];
    let refusals = ["no", "none", "n/a", "nej", "-", "not yet", "awaiting", "to be asked", "not signed", "yes?", "no, asked 2026-03-01"];
    for no in refusals.into_iter().chain(not_yet) {
        assert_eq!(codes(&face, &format!("pictures: {{ a.jpg: {{ shows: person, consent: {no:?} }} }}\n")), at("missing-consent"), "{no}");
    }
    for yes in
        ["in writing, 2026-03-01", "in writing, 2026-03-01, not for the press", "signed form, kept by the office", "yes", "skriftligt"]
    {
        assert_eq!(codes(&face, &format!("pictures: {{ a.jpg: {{ shows: person, consent: {yes:?} }} }}\n")), [], "{yes}");
    }
    assert_eq!(codes(&face, "pictures: { a.jpg: { shows: child, consent: \"by the guardian\" } }\n"), at("picture-of-child"));
    assert_eq!(codes(&face, "pictures: { a.jpg: { shows: nobody } }\n"), []);
    assert_eq!(codes(&encoded(photograph(640, 640), ImageFormat::Jpeg), ""), []);
    let consent = "pictures: { a.jpg: { shows: person, consent: SECRETLETTER 2026-03-01 } }\n";
    showing(&[("a.jpg", face.clone())], consent).build().nowhere("SECRETLETTER");
    let misnamed = showing(&[("a.jpg", face)], "pictures: { b.jpg: { shows: nobody } }\n").build();
    misnamed.finds("missing-picture", "content/briefs/one/work.yaml", 2, 13);
}

#[test]
fn where_a_picture_is_declared_in_several_places_what_asks_most_holds() {
    let photo = encoded(photograph(64, 64), ImageFormat::Jpeg);
    let shown = "![A map](a.jpg)";
    let files = |work: &str, front: &str, text: &str, others: &[(&str, &str)]| {
        let mut site = showing(&[("a.jpg", photo.clone())], work)
            .edit("content/briefs/one/en.md", &format!("---\ntitle: One\n{front}---\n\n{text}\n"));
        for (path, file) in others {
            site = site.edit(&format!("content/briefs/{path}"), file);
        }
        let built = site.build();
        built.findings.iter().map(|finding| (finding.code.name, finding.location.file.clone())).collect::<Vec<_>>()
    };
    let says = |whom: &str| format!("pictures: {{ a.jpg: {{ shows: {whom} }} }}\n");
    let told = |code, file: &str| vec![(code, format!("content/briefs/{file}"))];
    let [child, nobody, person] = ["child", "nobody", "person"].map(says);
    assert_eq!(files(&child, &nobody, shown, &[]), told("picture-of-child", "one/en.md"));
    assert_eq!(files(&nobody, &child, shown, &[]), told("picture-of-child", "one/en.md"));
    assert_eq!(files(&person, &nobody, shown, &[]), told("missing-consent", "one/en.md"));
    assert_eq!(files(&nobody, &says("person, consent: \"in writing, 2026-03-01\""), shown, &[]), []);
    let twice = "pictures: { a.jpg: { shows: nobody }, ./a.jpg: { shows: child } }\n";
    assert_eq!(files(twice, "", shown, &[]), told("picture-of-child", "one/en.md"));
    // In another language, be it a draft, or in another work.
    let swedish = ("one/sv.md", "---\ntitle: Ett\n---\n\n![En karta](a.jpg)\n");
    assert_eq!(files("", &child, "Text.", &[swedish]), told("picture-of-child", "one/sv.md"));
    let draft = format!("---\ntitle: Ett\ndraft: true\n{child}---\n\nText.\n");
    assert_eq!(files(&nobody, "", shown, &[("one/sv.md", &draft)]), told("picture-of-child", "one/en.md"));
    let others = [
        ("two/work.yaml", "kind: brief\npictures: { ../one/a.jpg: { shows: nobody } }\n"),
        ("two/en.md", "---\ntitle: T\n---\n\n![A map](../one/a.jpg)\n"),
    ];
    assert_eq!(files(&child, "", "Text.", &others), told("picture-of-child", "two/en.md"));
}

#[test]
fn a_picture_that_is_linked_handed_to_a_directive_or_named_by_a_field_shows_somebody_too() {
    let face = encoded(drawn_face(), ImageFormat::Jpeg);
    let codes = |text: &str, declared: &str| {
        let site = showing(&[("a.jpg", face.clone())], declared)
            .edit(
                "content/site.yaml",
                "title: T\nbase_url: https://example.org\nlanguages: [en]\nkinds: { brief: { fields: { cover: { type: file } } } }\n",
            )
            .edit("content/briefs/one/en.md", &format!("---\ntitle: One\n{text}"));
        site.build().findings.iter().map(|finding| (finding.code.name, finding.location.line)).collect::<Vec<_>>()
    };
    for (text, line) in
        [("---\n\n[the chart](a.jpg)\n", 5), ("---\n\n::download[x]{file=a.jpg}\n", 5), ("cover: a.jpg\n---\n\nSee the chart.\n", 3)]
    {
        assert_eq!(codes(text, ""), [("missing-consent", line)], "{text}");
        assert_eq!(codes(text, "pictures: { a.jpg: { shows: child } }\n"), [("picture-of-child", line)], "{text}");
        assert_eq!(codes(text, "pictures: { a.jpg: { shows: nobody } }\n"), [], "{text}");
    }
}

#[test]
fn a_face_in_a_later_frame_of_an_animation_is_seen() {
    let still = |picture: RgbImage| image::Frame::new(DynamicImage::from(picture).into_rgba8());
    let grey = RgbImage::from_pixel(640, 640, image::Rgb([120; 3]));
    let animation = |frames: [RgbImage; 3]| {
        let mut gif = Vec::new();
        image::codecs::gif::GifEncoder::new_with_speed(&mut gif, 30).encode_frames(frames.map(still)).unwrap();
        showing(&[("a.gif", gif)], "").build()
    };
    animation([grey.clone(), drawn_face(), grey.clone()]).finds("missing-consent", "content/briefs/one/en.md", 5, 1);
    animation([grey.clone(), grey.clone(), grey]).without_findings();
}

#[test]
fn a_site_sets_how_much_a_picture_may_be() {
    let refused = |limits: &str, name: &str, bytes: Vec<u8>| {
        let mut site = showing(&[(name, bytes)], "");
        site.world.files.get_mut("content/site.yaml").unwrap().extend(format!("pictures: {limits}\n").bytes());
        let built = site.build();
        built.findings.iter().any(|finding| finding.code.name == "picture-too-large")
    };
    let png = || encoded(photograph(40, 30), ImageFormat::Png);
    let gif = || {
        let frame = b"\x21\xF9\x04\0\x64\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
        [&b"GIF89a\x01\0\x01\0\0\0\0"[..], &frame.repeat(10), b"\x3b"].concat()
    };
    assert!(refused("{ max_pixels: 1199 }", "a.png", png()) && !refused("{ max_pixels: 1200 }", "a.png", png()));
    assert!(refused("{ max_bytes: 100 }", "a.png", png()) && !refused("{ max_bytes: 100000 }", "a.png", png()));
    assert!(refused("{ animation: { max_frames: 9 } }", "a.gif", gif()) && !refused("{ animation: { max_frames: 10 } }", "a.gif", gif()));
    assert!(refused("{ animation: { max_seconds: 9 } }", "a.gif", gif()) && !refused("{ animation: { max_seconds: 10 } }", "a.gif", gif()));
    let mut site = showing(&[], "");
    site.world.files.get_mut("content/site.yaml").unwrap().extend(b"pictures: { max_pixels: 0 }\n");
    site.build().finds("wrong-type", "content/site.yaml", 4, 25);
}

#[test]
fn a_picture_whose_name_does_not_say_its_format_is_told_without_its_path() {
    let jpeg = encoded(photograph(90, 60), ImageFormat::Jpeg);
    let built = showing(&[("photo", jpeg.clone()), ("photo.png", jpeg)], "").build();
    let told: Vec<&str> = built.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(told, ["the file's name does not say what it is: image/jpeg", "the file's name ends in «png», but it is image/jpeg"]);
}

#[test]
fn a_drawing_is_shown_as_it_is_and_can_do_nothing() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" width=\"300\" height=\"100\">\
                   <metadata>Anna Secret</metadata><g inkscape:label=\"Anna Secret\"><path d=\"M0 0h9\"/><text>2099-12-31-9804</text></g></svg>";
    let site = showing(&[("map.svg", drawing.replace("2099-12-31-9804", "Malmö").into_bytes())], "");
    let built = site.build();
    built.without_findings().nowhere("Anna Secret");
    let path = built.pages.keys().find(|path| path.ends_with(".svg") && path.starts_with("/media/")).expect("published");
    built.page("/en/briefs/one/").has(&format!("<img src=\"{path}\" alt=\"The port\" width=\"300\" height=\"100\""));
    built.page(path).has("<path d=\"M0 0h9\"/><text>Malmö</text>");
    // What stands in it is looked at as any other text.
    let numbered = showing(&[("map.svg", drawing.replace("2099-12-31-9804", "20991231-9804").into_bytes())], "").build();
    numbered.finds("identity-number", "content/briefs/one/map.svg", 1, 1);
}

/// A colour profile that says what is white, and no more.
fn profile() -> Vec<u8> {
    let mut profile = vec![0; 164];
    profile[..4].copy_from_slice(&164_u32.to_be_bytes());
    profile[128..148].copy_from_slice(b"\0\0\0\x01wtpt\0\0\0\x90\0\0\0\x14XYZ ");
    profile[152..164].copy_from_slice(b"\0\0\xf6\xd6\0\x01\0\0\0\0\xd3\x2d");
    profile[8] = 4;
    profile[12..24].copy_from_slice(b"mntrRGB XYZ ");
    profile[36..40].copy_from_slice(b"acsp");
    profile
}

/// Pictures that carry all that pictures can.
fn dirty() -> Vec<(&'static str, Vec<u8>)> {
    let xmp = b"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description \
                xmlns:dc=\"http://purl.org/dc/elements/1.1/\" dc:creator=\"Anna Secret\"/></rdf:RDF></x:xmpmeta>";
    let jpeg = |orientation: u8, width: u32| {
        let mut jpeg = Jpeg::from_bytes(turned(encoded(photograph(width, 400), ImageFormat::Jpeg), orientation).into()).expect("a JPEG");
        jpeg.set_icc_profile(Some(profile().into()));
        let segments = [
            (markers::APP1, [b"http://ns.adobe.com/xap/1.0/\0".as_slice(), xmp].concat()),
            (markers::APP13, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x10\x1c\x02\x50\0\x0bAnna Secret".to_vec()),
            (markers::COM, b"Anna Secret".to_vec()),
            (markers::APP0, b"JFXX\0\x10Anna Secret".to_vec()),
            (markers::APP2, b"MPF\0Anna Secret".to_vec()),
        ];
        for (marker, contents) in segments {
            jpeg.segments_mut().insert(1, JpegSegment::new_with_contents(marker, contents.into()));
        }
        [jpeg.encoder().bytes().to_vec(), b"Anna Secret".to_vec()].concat()
    };
    let mut png = Png::from_bytes(encoded(photograph(600, 400), ImageFormat::Png).into()).expect("a PNG");
    png.set_exif(Some(exif(1).into()));
    png.set_icc_profile(Some(profile().into()));
    let xmp_in_png = [b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), xmp].concat();
    for (kind, contents) in [
        (*b"tEXt", b"Author\0Anna Secret".to_vec()),
        (*b"iTXt", xmp_in_png),
        (*b"tIME", vec![7, 0xEA, 11, 24, 12, 0, 0]),
        (*b"zzZz", b"Anna Secret".to_vec()),
    ] {
        png.chunks_mut().insert(1, PngChunk::new(kind, contents.into()));
    }
    let mut webp = WebP::from_bytes(encoded(photograph(600, 400), ImageFormat::WebP).into()).expect("a WebP");
    webp.set_exif(Some(exif(1).into()));
    webp.set_icc_profile(Some(profile().into()));
    let mut gif = encoded(photograph(600, 400), ImageFormat::Gif);
    let at = 13 + if gif[10] & 0x80 == 0 { 0 } else { 3 << ((gif[10] & 7) + 1) };
    gif.splice(at..at, b"\x21\xFE\x0BAnna Secret\0".iter().copied());
    gif.extend(b"Anna Secret");
    vec![
        ("plain.jpg", jpeg(1, 600)),
        ("turned.jpg", jpeg(6, 600)),
        ("large.jpg", jpeg(1, 1800)),
        ("drawn.png", [png.encoder().bytes().to_vec(), b"Anna Secret".to_vec()].concat()),
        ("web.webp", webp.encoder().bytes().to_vec()),
        ("film.gif", gif),
    ]
}

#[test]
fn nothing_but_pixels_and_colour_profile_leaves() {
    let folder = tempfile::tempdir().unwrap();
    let has_exiftool = Command::new("exiftool").arg("-ver").output().is_ok();
    let mut pictures = dirty();
    if has_exiftool {
        // The same by other hands: exiftool writes what cameras write.
        for (name, bytes) in &mut pictures {
            let path = folder.path().join(name);
            std::fs::write(&path, &bytes).unwrap();
            let written = Command::new("exiftool")
                .args(["-q", "-m", "-overwrite_original", "-Artist=Anna Secret", "-GPSLatitude=55.6", "-GPSLatitudeRef=N"])
                .args(["-XMP-dc:Creator=Anna Secret", "-XMP-photoshop:City=Secret", "-Comment=Anna Secret"])
                .arg(&path)
                .output();
            if written.unwrap().status.success() {
                *bytes = std::fs::read(&path).unwrap();
            }
        }
    }
    let built = showing(&pictures, "").build();
    built.without_findings().nowhere("Anna Secret").nowhere("acme");
    let published: Vec<_> = built.pages.iter().filter(|(path, _)| path.starts_with("/media/")).collect();
    assert_eq!(published.len(), 17, "{:?}", published.iter().map(|(path, _)| path).collect::<Vec<_>>());
    for (path, bytes) in published.iter().filter(|(path, _)| !path.contains("/film.")) {
        let parts = img_parts::DynImage::from_bytes(bytes.to_vec().into()).unwrap().expect("a picture");
        assert_eq!(parts.icc_profile().as_deref(), Some(&profile()[..]), "{path}");
    }
    if !has_exiftool {
        eprintln!("exiftool is not installed; the published pictures were looked at by their bytes alone");
        return;
    }
    for (at, (path, bytes)) in published.iter().enumerate() {
        let file = folder.path().join(format!("published-{at}.{}", path.rsplit('.').next().unwrap()));
        std::fs::write(&file, bytes).unwrap();
        let told = Command::new("exiftool").args(["-a", "-u", "-G1", "-s"]).arg(&file).output().unwrap();
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        assert!(told.contains("ImageWidth"), "{path}: {told}");
        for line in told.lines() {
            let group = line.trim_start_matches('[').split(']').next().unwrap();
            let about_pixels =
                ["ExifTool", "System", "File", "Composite", "JFIF", "PNG", "PNG-pHYs", "RIFF", "GIF", "Adobe"].contains(&group);
            assert!(about_pixels || group.starts_with("ICC"), "{path} carries {line}");
            assert!(!["Warning", "Comment", "Trailer"].iter().any(|word| line.contains(word)), "{path} carries {line}");
        }
    }
}
