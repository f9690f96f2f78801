//! Whole lives of translations, with the program as authors use it, on the repository's own texts.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// State, whether it is reviewed, and the sections that changed.
type Standing = (String, bool, Vec<(String, String)>);

const WORKS: [&str; 6] = [
    "briefs/identifying-a-child-victim",
    "briefs/when-a-child-goes-missing",
    "briefs/why-children-disappear",
    "seminars/copenhagen-malmo",
    "seminars/vilnius",
    "pages/home",
];

struct Desk {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Desk {
    /// A copy of the repository's texts.
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        for entry in walkdir::WalkDir::new(&content).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
            let to = root.join("content").join(entry.path().strip_prefix(&content).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(entry.path(), to).unwrap();
        }
        let desk = Desk { _folder: folder, root };
        desk.git(&["init", "-q"]);
        desk
    }

    fn git(&self, arguments: &[&str]) {
        let done = Command::new("git")
            .args(["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"])
            .args(arguments)
            .current_dir(&self.root)
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "A day's work"]);
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_lykta"))
            .args(arguments)
            .current_dir(&self.root)
            .env("NO_COLOR", "1")
            .env("LC_ALL", "C")
            .env("SOURCE_DATE_EPOCH", "1795600000")
            .output()
            .unwrap()
    }

    /// Runs a command that must succeed; what it prints.
    fn does(&self, arguments: &[&str]) -> String {
        let done = self.run(arguments);
        assert!(done.status.success(), "{arguments:?}: {}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    fn file(&self, work: &str, tag: &str) -> PathBuf {
        self.root.join(format!("content/{work}/{tag}.md"))
    }

    fn text(&self, work: &str, tag: &str) -> String {
        fs::read_to_string(self.file(work, tag)).unwrap()
    }

    /// What `status` says of each work in a language.
    fn standings(&self, tag: &str) -> BTreeMap<String, Standing> {
        let said = self.does(&["translation", "status", "--lang", tag, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&said).unwrap();
        assert_eq!(json["version"], 1);
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let one = |work: &serde_json::Value| {
            assert_eq!(work["source"], "en");
            let translation = &work["translations"][0];
            assert_eq!(translation["language"], tag);
            let changes = translation["sections"].as_array().unwrap().iter();
            let changes = changes.map(|change| (text(&change["id"]), text(&change["change"]))).collect();
            (text(&work["work"]), (text(&translation["state"]), translation["reviewed"].as_bool().unwrap(), changes))
        };
        json["works"].as_array().unwrap().iter().map(one).collect()
    }

    fn standing(&self, work: &str, tag: &str) -> Standing {
        self.standings(tag)[work].clone()
    }

    fn build(&self) {
        self.does(&["build", "--quiet"]);
    }

    /// A page as it was built last.
    fn page(&self, work: &str, tag: &str) -> String {
        let title = self
            .text(work, tag)
            .lines()
            .find_map(|line| line.strip_prefix("title: ").map(|title| title.trim_matches('"').to_owned()))
            .unwrap();
        let home = work == "pages/home";
        let pages = walkdir::WalkDir::new(self.root.join("public").join(tag)).into_iter().map(Result::unwrap);
        pages
            .filter(|entry| entry.file_name() == "index.html" && (!home || entry.depth() == 1))
            .map(|entry| fs::read_to_string(entry.path()).unwrap())
            .find(|page| home || page.contains(&format!(">{title}</h1>")))
            .unwrap_or_else(|| panic!("no page «{title}»"))
    }
}

/// A guide in which each line says something else.
fn in_lithuanian(guide: &str) -> String {
    guide.replace(" child ", " vaikas ").replace(".\n", ". Taip.\n")
}

#[test]
fn a_translation_is_written_falls_behind_is_brought_up_to_date_and_reviewed() {
    for format in ["xliff", "po"] {
        let desk = Desk::new();
        // Written by an author, begun for a translator, translated.
        let begun: Vec<&str> = WORKS.into_iter().filter(|work| !desk.file(work, "lt").exists()).collect();
        let missing = |desk: &Desk| {
            let standings = desk.standings("lt");
            begun.iter().filter(|work| standings[**work].0 == "missing").count()
        };
        assert_eq!(missing(&desk), 5);
        for work in WORKS {
            if begun.contains(&work) {
                desk.does(&["translation", "start", work, "lt"]);
                if work == begun[0] {
                    assert_eq!(missing(&desk), 5, "a draft is nothing for readers");
                }
                let text = in_lithuanian(&desk.text(work, "lt").replace("draft: true\n", ""));
                fs::write(desk.file(work, "lt"), text).unwrap();
                desk.does(&["translation", "mark", work, "lt"]);
            }
            let again = desk.run(&["translation", "start", work, "lt"]);
            assert_eq!(again.status.code(), Some(2), "what is there is not overwritten");
        }
        let standings = desk.standings("lt");
        assert!(WORKS.iter().all(|work| standings[*work] == ("current".into(), false, vec![])));
        desk.commit();
        let strict = desk.run(&["check", "--strict"]);
        assert!(strict.status.success(), "{}", String::from_utf8_lossy(&strict.stdout));
        desk.build();
        let page = desk.page(WORKS[0], "lt");
        assert!(!page.contains("notice outdated") && page.contains("notice unreviewed"));

        // The source changes.
        let outline = |text: &str| {
            text.lines()
                .rfind(|line| line.starts_with('#'))
                .and_then(|line| line.split("{#").nth(1))
                .map(|id| id.trim_end_matches('}').to_owned())
                .unwrap()
        };
        for work in WORKS {
            let source = desk.text(work, "en");
            let section = outline(&source);
            let (rest, last) = source.trim_end().trim_end_matches([':', '\n']).rsplit_once('\n').unwrap();
            let edited = source.replacen(&format!("{rest}\n{last}"), &format!("{rest}\n{last} Not before 2027."), 1);
            fs::write(desk.file(work, "en"), edited).unwrap();
            let diff = desk.does(&["translation", "diff", work, "lt"]);
            assert!(diff.contains("{+ Not before 2027.+}") && diff.contains(&format!("── {section}: changed")), "{diff}");
        }
        desk.build();
        let standings = desk.standings("lt");
        for work in WORKS {
            let section = outline(&desk.text(work, "en"));
            assert_eq!(standings[work], ("outdated".into(), false, vec![(section, "changed".into())]), "{work}");
            assert!(desk.page(work, "lt").contains("Originalas pakeistas po vertimo."), "{work}");
        }
        let checked = desk.run(&["check", "--strict"]);
        assert_eq!(checked.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&checked.stderr).contains("warning[outdated-translation]"));

        // It goes out to a translator, who looks at what has changed, and comes back.
        let out = if format == "po" { "lt.po" } else { "lt.xlf" };
        desk.does(&["translation", "export", "lt", "--only", "outdated", "--format", format, "--out", out]);
        let sent = fs::read_to_string(desk.root.join(out)).unwrap();
        let back = if format == "po" {
            assert_eq!(sent.matches("#| msgid").count(), WORKS.len(), "{sent}");
            // What was there before is fuzzy in a whole section; it is looked at, and the new words are added.
            let mut back = String::new();
            for entry in sent.split("\n\n") {
                let said = if entry.contains("#| msgid") {
                    entry.trim_end().trim_end_matches('"').to_owned() + " Ne anksčiau kaip 2027.\""
                } else {
                    entry.to_owned()
                };
                back.push_str(&said.replace("#, fuzzy\n", ""));
                back.push_str("\n\n");
            }
            back
        } else {
            assert_eq!(sent.matches("\"previous-source\"").count(), WORKS.len(), "{sent}");
            sent.replace("state=\"initial\" subState=\"lykta:outdated\"", "state=\"final\"")
                .replace("state=\"translated\"", "state=\"reviewed\"")
        };
        let untouched = desk.run(&["translation", "import", out]);
        assert!(untouched.status.success());
        assert_eq!(desk.standing(WORKS[0], "lt").0, "outdated", "what nobody has looked at stays behind");
        fs::write(desk.root.join(out), &back).unwrap();
        desk.does(&["translation", "export", "lt", "--only", "outdated", "--format", format, "--out", "again"]);
        desk.does(&["translation", "import", out, "--reviewed-by", "prosecutor"]);
        let standings = desk.standings("lt");
        for work in WORKS {
            assert_eq!(standings[work], ("current".into(), format == "xliff", vec![]), "{work}");
            if format == "po" {
                assert!(desk.text(work, "lt").contains("Ne anksčiau kaip 2027."), "{}", desk.text(work, "lt"));
                desk.does(&["translation", "mark", work, "lt", "--reviewed-by", "prosecutor"]);
            }
        }
        let standings = desk.standings("lt");
        assert!(WORKS.iter().all(|work| standings[*work].1), "{standings:?}");
        desk.build();
        for work in WORKS {
            let page = desk.page(work, "lt");
            assert!(!page.contains("notice outdated") && !page.contains("notice unreviewed"), "{work}");
        }
        let checked = desk.run(&["check", "--strict"]);
        let told = String::from_utf8_lossy(&checked.stderr).into_owned();
        assert!(!told.contains("/lt.md") && told.contains("/sv.md"), "the other languages are still behind: {told}");
        // The rest of the site is as it was.
        let changed = Command::new("git").args(["status", "--porcelain", "content"]).current_dir(&desk.root).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&changed.stdout).lines().count(), 2 * WORKS.len());

        // A change after the review lets it lapse, and is not overwritten by a file from before.
        let before = desk.text(WORKS[0], "lt");
        fs::write(desk.file(WORKS[0], "lt"), before.replacen("vaikas", "vaikai", 1)).unwrap();
        assert_eq!(desk.standing(WORKS[0], "lt"), ("current".into(), false, vec![]));
        let refused = desk.run(&["translation", "import", out]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&refused.stderr).contains("error[newer-translation]"));
    }
}

#[test]
fn a_mark_leaves_every_other_byte_alone() {
    let desk = Desk::new();
    let file = desk.file("pages/about", "fi");
    let written = desk.text("pages/about", "fi").replace('\n', "\r\n").replacen("title:", "# a remark\r\ntitle:  ", 1);
    fs::write(&file, format!("\u{FEFF}{written}")).unwrap();
    desk.does(&["translation", "mark", "pages/about", "fi", "--reviewed-by", "a \"role\": äö"]);
    let now = fs::read_to_string(&file).unwrap();
    assert_eq!(now.matches('\n').count(), now.matches("\r\n").count());
    assert!(now.contains("reviewed: { by: \"a \\\"role\\\": äö\", on: 2026-11-2"), "{now}");
    use lykta::source::yaml::without_field;
    let without = |text: &str| without_field(&without_field(text, "reviewed"), "translated_from");
    assert_eq!(without(&now), without(&format!("\u{FEFF}{written}")));
    desk.does(&["translation", "mark", "pages/about", "fi", "--reviewed-by", "a \"role\": äö"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), now);
    // It stands on the page, so that what may be a person's name is told.
    let told = |by: &str| desk.run(&["translation", "mark", "pages/about", "fi", "--reviewed-by", by]).stderr;
    assert!(String::from_utf8_lossy(&told("Anna Lind")).contains("«Anna Lind»"));
    assert_eq!(told("Prosecutor of the district"), b"");
}

#[test]
fn one_section_can_be_marked_alone() {
    let desk = Desk::new();
    let source = desk.text("pages/home", "en");
    fs::write(desk.file("pages/home", "en"), source.replace("**112**", "**113**").replace("short briefs", "briefs")).unwrap();
    let changed = |ids: &[&str]| ids.iter().map(|id| ((*id).to_owned(), "changed".to_owned())).collect::<Vec<_>>();
    assert_eq!(desk.standing("pages/home", "uk").2, changed(&["help-now", "activities"]));
    desk.does(&["translation", "mark", "./content/pages/home/uk.md", "uk", "--section", "activities"]);
    assert_eq!(desk.standing("pages/home", "uk").2, changed(&["help-now"]));
    for (arguments, said) in [
        (["mark", "pages/home", "uk", "--section", "activites"].as_slice(), "did you mean activities?"),
        (&["mark", "pages/hom", "uk"], "did you mean pages/home?"),
        (&["mark", "pages/home", "ukr"], "did you mean uk?"),
        (&["mark", "pages/home", "en"], "no translation"),
        (&["diff", "briefs/why-children-disappear", "uk"], "translation start briefs/why-children-disappear uk"),
        (&["status", "--lang", "svv"], "did you mean sv?"),
        (&["export", "xx"], "the languages are"),
        (&["import", "nowhere.xlf"], "there is no file nowhere.xlf"),
        (&["import", "nowhere.xlf", "--reviewed-by", " "], "takes a role"),
    ] {
        let done = desk.run(&[&["translation"], arguments].concat());
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(told.contains(said), "{told}");
    }
    // Without git the state is known all the same; only the words are lacking.
    fs::remove_dir_all(desk.root.join(".git")).unwrap();
    let told = desk.does(&["translation", "diff", "pages/home", "uk"]);
    assert!(told.contains("what stood there is not known: git"), "{told}");
}

#[test]
fn a_diff_shows_what_changed_wherever_it_stands() {
    let desk = Desk::new();
    let work = "seminars/riga";
    fs::create_dir_all(desk.root.join("content").join(work)).unwrap();
    fs::write(desk.root.join("content").join(work).join("work.yaml"), "kind: seminar\nsource_language: en\n").unwrap();
    let text = "---\ntitle: Seminar\nsummary: One two.\nplace: Riga, old town\nwith: The *police* of Riga\n---\n\nLook.\n\n\
        ## Signs {#signs}\n\nA.[^1] Call [us][line].\n\n:::only{country=SE}\nIn Sweden 112.\n:::\n\n\
        ## Do {#do}\n\nB.\n\n[^1]: Wait[^2].\n[^2]: At least 3 days.\n\n[Line]: tel:112\n";
    for tag in ["en", "lt"] {
        fs::write(desk.file(work, tag), text).unwrap();
    }
    desk.does(&["translation", "mark", work, "lt"]);
    desk.does(&["translation", "mark", work, "lt", "--section", "opening"]);
    let of_part = desk.run(&["translation", "mark", work, "lt", "--section", "only:country=SE"]);
    let told = String::from_utf8_lossy(&of_part.stderr).into_owned();
    assert!(of_part.status.code() == Some(2) && told.contains("a part of the section «signs»"), "{told}");
    desk.commit();
    for (from, to, section, told) in [
        ("Riga, old", "Vilnius, old", "front", "place: [-Riga-]{+Vilnius+}, old town"),
        ("of Riga", "of Vilnius", "front", "with: The *police* of [-Riga-]{+Vilnius+}"),
        ("3 days", "7 days", "signs", "[^2]: At least [-3-]{+7+} days."),
        ("tel:112", "tel:116000", "signs", "[Line]: tel:[-112-]{+116000+}"),
        ("Sweden 112", "Sweden 114", "signs", "In Sweden [-112-]{+114+}."),
    ] {
        fs::write(desk.file(work, "en"), text.replace(from, to)).unwrap();
        let diff = desk.does(&["translation", "diff", work, "lt"]);
        assert!(diff.contains(&format!("── {section}: changed")) && diff.contains(told), "{diff}");
        let (_, own) = diff.split_once("── and in").unwrap();
        assert!(own.contains(from), "{diff}");
    }
}

#[test]
fn two_who_work_on_different_sections_merge_what_they_did() {
    let desk = Desk::new();
    let work = "briefs/parts";
    fs::create_dir_all(desk.root.join("content").join(work)).unwrap();
    fs::write(desk.root.join("content").join(work).join("work.yaml"), "kind: brief\nsource_language: en\n").unwrap();
    let text = |words: &str| -> String {
        let parts = (0..4).map(|at| format!("## {words} {at} {{#part-{at}}}\n\n{words} of {at} days.\n\n"));
        format!("---\ntitle: {words}\nsummary: {words} one.\n---\n\n{}", parts.collect::<String>())
    };
    fs::write(desk.file(work, "en"), text("Parts")).unwrap();
    fs::write(desk.file(work, "lt"), text("Dalys")).unwrap();
    desk.does(&["translation", "mark", work, "lt"]);
    desk.commit();
    let edit = |tag: &str, at: usize| {
        let text = desk.text(work, tag);
        fs::write(desk.file(work, tag), text.replace(&format!("of {at} days"), &format!("of {at}7 days"))).unwrap();
    };
    edit("en", 0);
    edit("en", 3);
    desk.commit();
    for (branch, at) in [("one", 0), ("two", 3)] {
        desk.git(&["checkout", "-q", "-b", branch]);
        edit("lt", at);
        desk.does(&["translation", "mark", work, "lt", "--section", &format!("part-{at}")]);
        assert_eq!(desk.standing(work, "lt").2, [(format!("part-{}", 3 - at), "changed".to_owned())]);
        desk.commit();
        desk.git(&["checkout", "-q", "-"]);
    }
    desk.git(&["merge", "-q", "one"]);
    desk.git(&["merge", "-q", "--no-edit", "two"]);
    assert_eq!(desk.standing(work, "lt"), ("current".into(), false, vec![]));
    // Whoever brings all up to date alone is told later if the translation changes alone.
    edit("en", 1);
    edit("lt", 1);
    desk.does(&["translation", "mark", work, "lt", "--section", "part-1"]);
    edit("lt", 2);
    assert!(desk.does(&["translation", "status", "--lang", "lt"]).contains("ahead     briefs/parts"));
    // In each language what stands below one another lines up.
    let swedish = desk.does(&["translation", "status", "--lang", "lt", "--ui-lang", "sv"]);
    let columns: BTreeSet<usize> = swedish.lines().filter_map(|row| row.find("briefs/").map(|at| row[..at].chars().count())).collect();
    assert_eq!(columns.len(), 1, "{swedish}");
}

#[test]
fn what_a_merge_alone_has_said_is_found_again() {
    let desk = Desk::new();
    let work = "briefs/parts";
    fs::create_dir_all(desk.root.join("content").join(work)).unwrap();
    fs::write(desk.root.join("content").join(work).join("work.yaml"), "kind: brief\nsource_language: en\n").unwrap();
    let text = "---\ntitle: Parts\nsummary: One.\n---\n\n## A {#a}\n\nThe first.\n\nThe second.\n\nThe third.\n\nThe last.\n";
    fs::write(desk.file(work, "en"), text).unwrap();
    fs::write(desk.file(work, "lt"), text).unwrap();
    desk.commit();
    let edit = |from: &str, to: &str| fs::write(desk.file(work, "en"), desk.text(work, "en").replace(from, to)).unwrap();
    for (branch, from, to) in [("one", "first", "very first"), ("two", "last", "very last")] {
        desk.git(&["checkout", "-q", "-b", branch]);
        edit(from, to);
        desk.commit();
        desk.git(&["checkout", "-q", "-"]);
    }
    desk.git(&["merge", "-q", "one"]);
    desk.git(&["merge", "-q", "--no-edit", "two"]);
    desk.does(&["translation", "mark", work, "lt"]);
    desk.commit();
    edit("second", "seventh");
    let told = desk.does(&["translation", "diff", work, "lt"]);
    assert!(told.contains("[-second-]{+seventh+}") && !told.contains("not known"), "{told}");
}

#[test]
fn a_theme_that_lacks_words_is_told_of() {
    let desk = Desk::new();
    assert!(desk.does(&["translation", "status", "--interface", "--lang", "lt"]).contains("lt  has every word"));
    let theme = desk.root.join("themes/mine");
    fs::create_dir_all(theme.join("locales")).unwrap();
    fs::write(theme.join("theme.yaml"), "extends: lykta\n").unwrap();
    fs::write(theme.join("locales/en.ftl"), "greeting = Hello\n").unwrap();
    let site = desk.root.join("content/site.yaml");
    fs::write(&site, fs::read_to_string(&site).unwrap() + "theme: mine\n").unwrap();
    assert_eq!(desk.does(&["translation", "status", "--interface", "--lang", "lt"]), "lt  lacks 1: greeting\n");
    let json: serde_json::Value =
        serde_json::from_str(&desk.does(&["translation", "status", "--interface", "--lang", "lt", "--format", "json"])).unwrap();
    assert_eq!(json["languages"][0]["missing"][0], "greeting");
}

#[test]
fn a_file_brings_no_link_of_its_own() {
    let desk = Desk::new();
    desk.does(&["translation", "export", "lt", "--work", "tools/missing-child-hotline", "--out", "lt.xlf"]);
    let sent = fs::read_to_string(desk.root.join("lt.xlf")).unwrap();
    let done = sent
        .replace("state=\"initial\"", "state=\"final\"")
        .replace("</source>\n   </segment>", "</source>\n    <target>Taip.</target>\n   </segment>");
    // Marks of the source are missing in such a translation.
    fs::write(desk.root.join("lt.xlf"), done).unwrap();
    let refused = desk.run(&["translation", "import", "lt.xlf"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("error[broken-mark]"));
    assert!(!desk.file("tools/missing-child-hotline", "lt").exists());
    // The source has changed, nobody knows its text of then, and the file's own copy of it leads elsewhere.
    let copy = sent.replace("../../briefs/when-a-child-goes-missing/", "../../pages/about/");
    assert!(copy != sent);
    let source = desk.text("tools/missing-child-hotline", "en");
    fs::write(desk.file("tools/missing-child-hotline", "en"), format!("{} More.\n", source.trim_end())).unwrap();
    fs::write(desk.root.join("lt.xlf"), copy).unwrap();
    let refused = desk.run(&["translation", "import", "lt.xlf"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&refused.stderr).contains("error[unknown-source-text]"),
        "{}",
        String::from_utf8_lossy(&refused.stderr)
    );
}

#[test]
fn a_front_matter_written_otherwise_is_kept_or_told_of() {
    let desk = Desk::new();
    let folder = desk.root.join("content/briefs/odd");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("work.yaml"), "kind: brief\nsource_language: en\n").unwrap();
    let source =
        "---\ntitle: Odd\ntopics:\n- border\naliases:\n- /en/old/\n# of the slug\nslug: odd-one\nsummary: >-\n  Short.\n---\n\nText.\n";
    fs::write(folder.join("en.md"), source).unwrap();
    // As a window of files hands a folder over.
    desk.does(&["translation", "start", folder.to_str().unwrap(), "lt"]);
    let begun = desk.text("briefs/odd", "lt");
    assert!(begun.starts_with("---\ntitle: Odd\ntopics:\n- border\n# of the slug\nsummary: >-\n  Short.\ndraft: true\n"), "{begun}");
    fs::write(folder.join("en.md"), "---\n{title: Odd}\n---\n\nText.\n").unwrap();
    let refused = desk.run(&["translation", "start", "briefs/odd", "lv"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("can't be changed safely; nothing was changed"), "{refused:?}");
    assert!(!desk.file("briefs/odd", "lv").exists());
}

#[test]
fn headings_are_begun_with_ids_however_they_are_written() {
    let desk = Desk::new();
    let folder = desk.root.join("content/briefs/odd");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("work.yaml"), "kind: brief\nsource_language: en\n").unwrap();
    let headings = [
        ("## C#\n", "## C# {#c}\n"),
        ("## Hash \\#\n", "## Hash \\# {#hash}\n"),
        ("## Hash ## \n", "## Hash {#hash-2}\n"),
        ("Two\n*lines*\n---\n", "Two\n*lines* {#two-lines}\n---\n"),
        ("## `{#code}`\n", "## `{#code}` {#code}\n"),
        ("  ## Written {#said}\n", "  ## Written {#said}\n"),
        ("### [us][]\n", "### [us][] {#us}\n"),
        ("## A :term[child]{work=terms/child}\n", "## A :term[child]{work=terms/child} {#a-child}\n"),
        ("## ???", "## ??? {#section}"),
    ];
    let text = |which: fn(&(&'static str, &'static str)) -> &'static str| {
        let headings: Vec<&str> = headings.iter().map(which).collect();
        format!("[us]: https://example.org\n\n{}", headings.join("\nText.\n\n"))
    };
    let (written, begun) = (text(|(written, _)| *written), text(|(_, begun)| *begun));
    fs::write(folder.join("en.md"), format!("---\ntitle: Odd\nsummary: Short.\n---\n\n{written}")).unwrap();
    desk.does(&["translation", "start", "briefs/odd", "lt"]);
    let made = desk.text("briefs/odd", "lt");
    assert_eq!(made.split_once("---\n\n").unwrap().1, begun);
    // The sections are those of the source.
    fs::write(desk.file("briefs/odd", "lt"), made.replace("draft: true\n", "")).unwrap();
    assert_eq!(desk.standing("briefs/odd", "lt"), ("current".into(), false, vec![]));
}

#[test]
fn an_expired_translation_is_not_sent_as_if_it_were_missing() {
    let desk = Desk::new();
    let work = "tools/missing-child-hotline";
    desk.does(&["translation", "export", "sv", "--work", work, "--out", "sv.po", "--format", "po"]);
    let file = desk.file(work, "sv");
    if !file.exists() {
        desk.does(&["translation", "start", work, "sv"]);
    }
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("title:", "expires: 2020-01-01\ntitle:", 1).replace("draft: true\n", "")).unwrap();
    for arguments in [&["translation", "import", "sv.po"][..], &["translation", "mark", work, "sv"], &["translation", "export", "sv"]] {
        let said = desk.run(arguments);
        let said = String::from_utf8_lossy(&said.stderr);
        assert!(said.contains("content/tools/missing-child-hotline/sv.md has expired on 2020-01-01"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_translation_goes_out_with_the_text_that_it_was_made_from() {
    let desk = Desk::new();
    let folder = desk.root.join("content/briefs/second hand");
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write("work.yaml", "kind: brief\nsource_language: sv\n");
    write("sv.md", "---\ntitle: Ett\n---\n\nVänta 3 dagar.\n");
    write("en.md", "---\ntitle: One\n---\n\nWait 3 days.\n");
    write("lt.md", "---\ntitle: Vienas\ntranslated_from: { language: en }\n---\n\nPalaukite 3 dienas.\n");
    let work = "briefs/second hand";
    desk.does(&["translation", "mark", work, "lt"]);
    write("sv.md", "---\ntitle: Ett\n---\n\nVänta 7 dagar.\n");
    for format in ["po", "xliff"] {
        // No name that tells what it is.
        let out = format!("out-{format}");
        desk.does(&["translation", "export", "lt", "--work", work, "--from", "en", "--format", format, "--out", &out]);
        let sent = fs::read_to_string(desk.root.join(&out)).unwrap();
        assert!(sent.contains("Wait 3 days.") && !sent.contains("Vänta"), "{sent}");
        fs::write(desk.root.join(&out), sent.replace("3 dienas", "3 dienas, ne ilgiau")).unwrap();
        let before = desk.text(work, "lt");
        desk.does(&["translation", "import", &out]);
        assert!(desk.text(work, "lt").contains("3 dienas, ne ilgiau") && desk.text(work, "lt").contains("language: en"));
        fs::write(desk.file(work, "lt"), before).unwrap();
    }
}

#[test]
fn a_history_is_found_from_a_hook_and_its_lack_in_a_shallow_clone_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole");
    let lykta = |folder: &Path, arguments: &[&str]| {
        let mut lykta = Command::new(env!("CARGO_BIN_EXE_lykta"));
        lykta.args(arguments).current_dir(folder).env("NO_COLOR", "1").env("LC_ALL", "C");
        lykta
    };
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"];
        assert!(Command::new("git").args(identity).args(arguments).current_dir(&whole).output().unwrap().status.success(), "{arguments:?}");
    };
    fs::create_dir(&whole).unwrap();
    git(&["init", "-q"]);
    assert!(lykta(&whole, &["init", "site"]).output().unwrap().status.success());
    let commit = || {
        git(&["add", "-A"]);
        git(&["commit", "-q", "-m", "A day's work"]);
    };
    // Git would put such a name between quotation marks.
    let work = "tools/a \"first\" tool";
    fs::rename(whole.join("site/content/tools/first-tool"), whole.join("site/content").join(work)).unwrap();
    assert!(lykta(&whole, &["translation", "mark", work, "sv", "--root", "site"]).output().unwrap().status.success());
    commit();
    let source = whole.join("site/content").join(work).join("en.md");
    let text = fs::read_to_string(&source).unwrap();
    fs::write(&source, text.replacen(".\n", ". Look twice.\n", 3)).unwrap();
    commit();
    let diff = ["translation", "diff", work, "sv", "--root", "site"];
    let told = |output: Output| String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    let said = told(lykta(&whole, &diff).env("GIT_DIR", ".git").output().unwrap());
    assert!(said.contains("{+") && said.contains("Look twice."), "{said}");
    // Settings of git's that shorten what it tells.
    git(&["config", "diff.relative", "true"]);
    git(&["config", "log.showRoot", "false"]);
    let said = told(lykta(&whole, &diff).output().unwrap());
    assert!(said.contains("{+") && said.contains("Look twice."), "{said}");
    let address = format!("file://{}", whole.display());
    git(&["clone", "-q", "--depth", "1", &address, "../shallow"]);
    let said = told(lykta(&folder.path().join("shallow"), &diff).output().unwrap());
    assert!(said.contains("`git fetch --unshallow`"), "{said}");
}

#[test]
fn a_folder_that_is_a_repository_to_git_runs_no_program_of_its_own() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.commit();
    let ran = desk.root.join("ran");
    let program = desk.root.join("program.sh");
    fs::write(&program, format!("#!/bin/sh\ntouch '{}'\n", ran.display())).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    // A commit with a signature, which git would have looked at.
    let git = |arguments: &[&str], input: &str| {
        use std::io::Write;
        let mut git = Command::new("git");
        git.args(arguments).current_dir(&desk.root).stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
        let mut running = git.spawn().unwrap();
        running.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        String::from_utf8(running.wait_with_output().unwrap().stdout).unwrap()
    };
    let signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n";
    let signed = git(&["cat-file", "commit", "HEAD"], "").replacen("\n\n", &format!("\n{signature}"), 1);
    let hash = git(&["hash-object", "-t", "commit", "-w", "--stdin"], &signed);
    desk.git(&["update-ref", "HEAD", hash.trim()]);
    let source = fs::read_to_string(desk.file("pages/home", "en")).unwrap();
    fs::write(desk.file("pages/home", "en"), source.replace("**112**", "**113**")).unwrap();
    // As a clone may bring it: all that git needs, under names that nobody looks at.
    for name in ["HEAD", "objects", "refs"] {
        let moved = Command::new("cp").arg("-r").arg(desk.root.join(".git").join(name)).arg(desk.root.join(name)).status().unwrap();
        assert!(moved.success());
    }
    fs::rename(desk.root.join(".git"), desk.root.join("was.git")).unwrap();
    let settings = format!("[core]\n\tbare = true\n[log]\n\tshowSignature = true\n[gpg]\n\tprogram = {}\n", program.display());
    fs::write(desk.root.join("config"), settings).unwrap();
    let told = desk.run(&["translation", "diff", "pages/home", "sv"]);
    assert!(String::from_utf8_lossy(&[told.stdout, told.stderr].concat()).contains("git"), "git was asked");
    assert!(!ran.exists());
}
