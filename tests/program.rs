//! The program as its users meet it: commands, exit codes, streams.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn lykta(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lykta"));
    command.args(arguments).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1").env("LC_ALL", "C");
    command
}

fn run(arguments: &[&str]) -> Output {
    lykta(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A fresh site of `init`, and its folder's path.
fn site() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    assert!(run(&["init", root.to_str().unwrap()]).status.success());
    (folder, root)
}

fn at(root: &Path, path: &str) -> PathBuf {
    root.join(path)
}

#[test]
fn a_new_site_builds_strictly_without_a_finding_and_says_what_it_did() {
    let (_folder, root) = site();
    let built = run(&["build", "--strict", "--root", root.to_str().unwrap()]);
    assert!(built.status.success(), "{}", text(&built.stderr));
    let said = text(&built.stdout);
    for part in ["14 documents of 7 works", "en 7, sv 7", "brief 2", "written, 0 unchanged, 0 removed", "0 errors, 0 warnings", "time"] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(text(&built.stderr), "");
    assert!(at(&root, "public/sv/index.html").exists());
    let cleaned = run(&["clean", "--root", root.to_str().unwrap()]);
    assert!(cleaned.status.success() && !at(&root, "public").exists(), "{}", text(&cleaned.stderr));
}

#[test]
fn clean_tells_a_folder_that_is_not_there() {
    let cleaned = run(&["clean", "--root", "no-such-folder"]);
    assert_eq!(cleaned.status.code(), Some(2));
    assert!(text(&cleaned.stderr).contains("no-such-folder is not a folder"), "{}", text(&cleaned.stderr));
}

#[test]
fn one_file_is_one_file() {
    let (_folder, root) = site();
    let clean = |language: &str| {
        fs::create_dir_all(at(&root, ".lykta/drawn")).unwrap();
        fs::write(at(&root, ".lykta/drawn/a"), "").unwrap();
        text(&run(&["clean", "--ui-lang", language, "--root", root.to_str().unwrap()]).stderr)
    };
    assert!(clean("en").contains("1 file removed, kept for"));
    assert!(clean("sv").contains("0 filer togs bort ur") && clean("sv").contains("1 fil togs bort som"));
}

#[test]
fn what_is_wrong_with_a_value_is_said_in_swedish_too() {
    let (_folder, root) = site();
    let path = root.to_str().unwrap();
    let port = text(&run(&["serve", "--port", "99999", "--ui-lang", "sv"]).stderr);
    assert!(port.contains("ligger inte inom 0..=65535"), "{port}");
    let work = text(&run(&["translation", "diff", "zzzzzzzzzzzz", "sv", "--ui-lang", "sv", "--root", path]).stderr);
    assert!(work.contains("; verken är briefs/"), "{work}");
    let help = text(&run(&["translation", "mark", "--help"]).stdout);
    assert!(help.find("The path of the work") < help.find("The language of the translation"), "{help}");
}

#[test]
fn a_site_in_a_language_without_words_gets_them_from_a_theme_of_its_own() {
    let (_folder, root) = site();
    let path = root.to_str().unwrap();
    let config = "title: T\nbase_url: https://example.org/\nlanguages: [pl, en]\n";
    fs::write(at(&root, "content/site.yaml"), config).unwrap();
    let told = text(&run(&["check", "--root", path]).stderr);
    assert!(told.contains("`lykta theme words > themes/mine/locales/pl.ftl`"), "{told}");
    // As the hints say.
    fs::create_dir_all(at(&root, "themes/mine/locales")).unwrap();
    fs::write(at(&root, "themes/mine/theme.yaml"), "extends: lykta\n").unwrap();
    let words = text(&run(&["theme", "words"]).stdout).replace("Skip to content", "Przejdź do treści");
    fs::write(at(&root, "themes/mine/locales/pl.ftl"), words).unwrap();
    fs::write(at(&root, "content/site.yaml"), format!("{config}theme: mine\n")).unwrap();
    let told = text(&run(&["check", "--root", path]).stderr);
    assert!(!told.contains("missing-word"), "{told}");
    assert!(run(&["build", "--root", path]).status.code().is_some());
    let none = run(&["theme", "words", "xx"]);
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn init_leaves_a_folder_that_is_not_empty_alone() {
    let (_folder, root) = site();
    let again = run(&["init", root.to_str().unwrap()]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("not empty"));
}

#[test]
fn a_site_whose_name_begins_with_a_hyphen_is_built_as_init_says() {
    let folder = tempfile::tempdir().unwrap();
    let said = lykta(&["init", "--", "-mine"]).current_dir(folder.path()).output().unwrap();
    assert!(text(&said.stderr).contains("`lykta build --root ./-mine`"), "{said:?}");
}

#[test]
fn check_tells_tools_where_the_fault_lies_and_writes_nothing() {
    let (_folder, root) = site();
    fs::write(at(&root, "content/tools/first-tool/en.md"), "---\ntitle: Verktyg – åäö\n---\n\nåäö [gone](../gone/) text.\n").unwrap();
    let checked = run(&["check", "--format", "json", "--root", root.to_str().unwrap()]);
    assert_eq!(checked.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&checked.stdout).expect("one JSON object");
    let finding = &report["findings"][0];
    assert_eq!(report["version"], 1);
    assert_eq!(finding["code"], "broken-link");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["file"], "content/tools/first-tool/en.md");
    assert_eq!((&finding["line"], &finding["column"]), (&5.into(), &5.into()));
    assert_eq!((&finding["end_line"], &finding["end_column"]), (&5.into(), &21.into()));
    assert_eq!(report["summary"], serde_json::json!({ "errors": 1, "warnings": 0, "notes": 0 }));
    let forge = run(&["check", "--format", "github", "--root", root.to_str().unwrap()]);
    assert!(
        text(&forge.stdout)
            .starts_with("::error file=content/tools/first-tool/en.md,line=5,endLine=5,col=5,endColumn=21,title=broken-link::")
    );
    // A forge knows files from the root of the repository.
    let workspace = root.parent().unwrap();
    let forge =
        lykta(&["check", "--format", "github", "--root", root.to_str().unwrap()]).env("GITHUB_WORKSPACE", workspace).output().unwrap();
    let expected = format!("::error file={}/content/tools/first-tool/en.md,", root.file_name().unwrap().to_str().unwrap());
    assert!(text(&forge.stdout).starts_with(&expected), "{}", text(&forge.stdout));
    let human = run(&["check", "--root", root.to_str().unwrap()]);
    assert_eq!(text(&human.stdout), "");
    assert!(text(&human.stderr).contains("error[broken-link]") && text(&human.stderr).contains("en.md:5:5"), "{}", text(&human.stderr));
    assert!(!at(&root, "public").exists());
}

#[test]
fn warnings_block_only_when_asked_to() {
    let (_folder, root) = site();
    fs::write(at(&root, "content/tools/first-tool/en.md"), "---\ntitle: T\n---\n\n# Heading\n").unwrap();
    let root = root.to_str().unwrap();
    assert_eq!(run(&["build", "--root", root]).status.code(), Some(0));
    assert_eq!(run(&["build", "--strict", "--root", root]).status.code(), Some(1));
    assert_eq!(run(&["check", "--strict", "--root", root]).status.code(), Some(1));
}

#[test]
fn new_begins_a_draft_with_every_field_explained_and_never_overwrites() {
    let (_folder, root) = site();
    let path = root.to_str().unwrap();
    for kind in ["brief", "tool", "seminar", "page", "term", "organisation"] {
        let made = run(&["new", kind, "Ett \"nytt\" verk: om allt", "--lang", "sv", "--root", path]);
        assert!(made.status.success(), "{}", text(&made.stderr));
    }
    let work = fs::read_to_string(at(&root, "content/seminars/ett-nytt-verk-om-allt/work.yaml")).unwrap();
    assert!(work.contains("kind: seminar") && work.contains("draft: true") && work.contains("# dates: 2031-03-03/2031-03-04"), "{work}");
    let document = fs::read_to_string(at(&root, "content/briefs/ett-nytt-verk-om-allt/sv.md")).unwrap();
    assert!(document.contains("# in_a_minute: [\"…\"]"), "{document}");
    let organisation = fs::read_to_string(at(&root, "content/organisations/ett-nytt-verk-om-allt/work.yaml")).unwrap();
    assert!(organisation.contains("# telephone: \"+46 70 174 06 05\"\n"), "{organisation}");
    assert!(organisation.contains("# email: help@example.org\n"), "{organisation}");
    // Nothing has changed on a day to come, as `date` says today's.
    let days: Vec<_> = work.lines().filter_map(|line| line.strip_prefix("date: ").or(line.strip_prefix("# updated: "))).collect();
    assert!(matches!(&days[..], [date, updated] if date == updated), "{days:?}");
    // With every field filled in as proposed, and as drafts, the site still builds.
    let built = run(&["build", "--drafts", "--root", path]);
    assert!(built.status.success(), "{}", text(&built.stderr));
    // Where works of the kind lie, in whichever way their files name it.
    fs::rename(at(&root, "content/tools"), at(&root, "content/verktyg")).unwrap();
    for work in fs::read_dir(at(&root, "content/verktyg")).unwrap() {
        let file = work.unwrap().path().join("work.yaml");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace("kind: tool", "kind: \"tool\" # a tool")).unwrap();
    }
    let made = text(&run(&["new", "tool", "Ett till", "--lang", "sv", "--root", path]).stdout);
    assert!(made.starts_with("content/verktyg/"), "{made}");
    let again = run(&["new", "brief", "Ett nytt verk om allt", "--root", path]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(fs::read_to_string(at(&root, "content/briefs/ett-nytt-verk-om-allt/sv.md")).unwrap(), document);
    let wrong = run(&["new", "breif", "X", "--root", path]);
    assert!(wrong.status.code() == Some(2) && text(&wrong.stderr).contains("did you mean brief?"));
}

#[test]
fn whoever_stands_in_a_folder_of_the_site_is_told_where_the_site_is() {
    let (_folder, root) = site();
    let within = at(&root, "content/briefs");
    for arguments in [&["check"][..], &["serve"], &["new", "brief", "X"], &["build"]] {
        let told = lykta(arguments).current_dir(&within).output().unwrap();
        assert!(
            told.status.code() == Some(2) && text(&told.stderr).contains("write `--root ../..`"),
            "{arguments:?}: {}",
            text(&told.stderr)
        );
        assert!(lykta(&["check", "--root", "../.."]).current_dir(&within).output().unwrap().status.success());
    }
    assert!(!at(&root, "content/briefs/public").exists());
}

#[test]
fn schemas_for_editors_are_made_from_what_checks_the_files() {
    let (_folder, root) = site();
    let first = fs::read_to_string(at(&root, "content/site.yaml")).unwrap();
    assert!(first.starts_with("# yaml-language-server: $schema=../schemas/site.json\n"), "{first}");
    fs::remove_dir_all(at(&root, "schemas")).unwrap();
    assert!(run(&["schema", "--root", root.to_str().unwrap()]).status.success());
    let read = |name: &str| -> serde_json::Value { serde_json::from_slice(&fs::read(at(&root, name)).unwrap()).unwrap() };
    assert_eq!(read("schemas/site.json")["required"], serde_json::json!(["title", "base_url", "languages"]));
    let work = read("schemas/work-seminar.json");
    assert!(work["properties"]["dates"]["pattern"].is_string() && work["additionalProperties"] == false);
    assert!(read("schemas/document-term.json")["required"].as_array().unwrap().contains(&"definition".into()));
    assert!(run(&["new", "tool", "Another", "--root", root.to_str().unwrap()]).status.success());
    let new = fs::read_to_string(at(&root, "content/tools/another/work.yaml")).unwrap();
    assert!(new.starts_with("# yaml-language-server: $schema=../../../schemas/work-tool.json\n"), "{new}");
}

#[test]
fn wrong_usage_is_exit_code_two() {
    for arguments in [
        &["biuld"][..],
        &["build", "--base-url", "example"],
        &["build", "--root", "/no/such/folder"],
        &["explain", "no-such-code"],
        &["check", "--format", "xml"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{arguments:?}");
    }
    let (_folder, root) = site();
    let date = lykta(&["build", "--root", root.to_str().unwrap()]).env("SOURCE_DATE_EPOCH", "banana").output().unwrap();
    assert_eq!(date.status.code(), Some(2));
    assert!(text(&date.stderr).contains("SOURCE_DATE_EPOCH"));
}

#[test]
fn a_folder_that_is_not_lyktas_is_never_emptied() {
    let (_folder, root) = site();
    let path = root.to_str().unwrap();
    for (setup, out) in [(Some(("public/thesis.doc", "mine")), "public"), (Some(("file", "mine")), "file"), (None, "content"), (None, ".")]
    {
        if let Some((file, words)) = setup {
            fs::create_dir_all(at(&root, file).parent().unwrap()).unwrap();
            fs::write(at(&root, file), words).unwrap();
        }
        let built = run(&["build", "--root", path, "--out", at(&root, out).to_str().unwrap()]);
        assert_eq!(built.status.code(), Some(2), "{out}: {}", text(&built.stderr));
        if let Some((file, words)) = setup {
            assert_eq!(fs::read_to_string(at(&root, file)).unwrap(), words);
        }
        assert!(at(&root, "content/site.yaml").exists());
    }
    assert_eq!(run(&["clean", "--root", path]).status.code(), Some(2));
    assert!(at(&root, "public/thesis.doc").exists());
}

#[cfg(unix)]
#[test]
fn a_link_as_output_keeps_what_it_leads_to() {
    let (folder, root) = site();
    let precious = folder.path().join("precious");
    fs::create_dir(&precious).unwrap();
    fs::write(precious.join("thesis.doc"), "mine").unwrap();
    std::os::unix::fs::symlink(&precious, at(&root, "public")).unwrap();
    assert_eq!(run(&["build", "--root", root.to_str().unwrap()]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(precious.join("thesis.doc")).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_site_are_not_followed() {
    let (folder, root) = site();
    let outside = folder.path().join("outside/work");
    fs::create_dir_all(&outside).unwrap();
    fs::write(outside.join("work.yaml"), "kind: brief\n").unwrap();
    fs::write(outside.join("en.md"), "---\ntitle: OUTSIDEWORK\n---\n\nText.\n").unwrap();
    std::os::unix::fs::symlink(folder.path().join("outside"), at(&root, "content/outside")).unwrap();
    std::os::unix::fs::symlink("..", at(&root, "content/loop")).unwrap();
    std::os::unix::fs::symlink("gone.txt", at(&root, "content/gone.txt")).unwrap();
    let report = run(&["check", "--format", "json", "--root", root.to_str().unwrap()]);
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
    let codes: Vec<_> =
        report["findings"].as_array().unwrap().iter().map(|f| (f["code"].as_str().unwrap(), f["file"].as_str().unwrap())).collect();
    assert_eq!(codes, [("symbolic-link", "content/gone.txt"), ("symbolic-link", "content/loop"), ("link-outside", "content/outside")]);
}

#[test]
fn a_work_lies_in_a_folder_that_every_system_can_have() {
    let (_folder, root) = site();
    for (title, folder) in [("Con", "con-brief"), ("NUL", "nul-brief"), ("Com 1", "com-1"), ("Console", "console")] {
        let new = run(&["new", "brief", title, "--root", root.to_str().unwrap()]);
        assert!(text(&new.stdout).contains(&format!("/{folder}/work.yaml")), "{title}: {new:?}");
    }
}

#[test]
fn a_reader_that_has_left_is_no_panic() {
    let (_folder, root) = site();
    let mut child = lykta(&["build", "--root", root.to_str().unwrap()]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert!(!text(&ended.stderr).contains("panicked"), "{}", text(&ended.stderr));
}

#[test]
fn help_teaches_with_examples_and_the_manual_and_completions_are_there() {
    for command in ["build", "check", "new", "init", "clean", "explain", "theme", "schema", "serve", "completions"] {
        let help = text(&run(&[command, "--help"]).stdout);
        assert!(help.contains("Example: ") && help.contains("lykta "), "{command}: {help}");
    }
    assert!(text(&run(&["man"]).stdout).contains(".TH lykta"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(text(&run(&["completions", shell]).stdout).contains("lykta"), "{shell}");
    }
    assert!(text(&run(&["theme", "context"]).stdout).contains("PageContext:"));
    for code in ["broken-link", "error[broken-link]", "[broken-link]:"] {
        assert!(text(&run(&["explain", code]).stdout).contains("path to their folder"), "{code}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_can_not_be_handed_on_is_told() {
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    let ended = lykta(&["explain"]).stdout(full()).output().unwrap();
    assert_eq!(ended.status.code(), Some(3));
    assert!(text(&ended.stderr).starts_with("lykta: standard output can't be written: "), "{}", text(&ended.stderr));
    // A reader that has heard enough is no fault.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    assert_eq!(lykta(&["explain"]).stdout(writer).status().unwrap().code(), Some(0));
}

#[test]
fn a_page_that_moves_leaves_its_old_address_behind() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    let root_text = root.to_str().unwrap();
    // A folder under version control that holds nothing else is new.
    fs::create_dir_all(root.join(".git")).unwrap();
    assert!(run(&["init", "-q", root_text]).status.success());
    assert!(run(&["build", "-q", "--root", root_text]).status.success());
    let work = root.join("content/tools/first-tool");
    let text = fs::read_to_string(work.join("sv.md")).unwrap();
    assert!(text.contains("slug:"));
    let line = text.lines().find(|line| line.starts_with("slug:")).unwrap();
    let old = line["slug:".len()..].trim().to_owned();
    // A new slug in one language; the folder of another work gets a new name.
    fs::write(work.join("sv.md"), text.replace(line, "slug: nytt-namn")).unwrap();
    fs::rename(root.join("content/seminars/first-seminar"), root.join("content/seminars/renamed")).unwrap();
    // What is not published changes no author's file.
    let before = fs::read_to_string(work.join("work.yaml")).unwrap();
    fs::write(root.join("content/pages/home/note.md"), "---\ntitle: [\n---\n").unwrap();
    let refused = run(&["build", "--root", root_text]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert_eq!(fs::read_to_string(work.join("work.yaml")).unwrap(), before);
    fs::remove_file(root.join("content/pages/home/note.md")).unwrap();
    let changed = run(&["build", "--root", root_text]);
    assert!(changed.status.success(), "{changed:?}");
    let redirect = |path: &str| fs::read_to_string(root.join("public").join(path).join("index.html")).unwrap();
    assert!(redirect("sv/tools/nytt-namn").contains("<main"));
    assert!(redirect(&format!("sv/tools/{old}")).contains("url=/sv/tools/nytt-namn/"));
    assert!(redirect("en/seminars/first-seminar").contains("url=/en/seminars/renamed/"));
    let noted = fs::read_to_string(work.join("work.yaml")).unwrap();
    assert!(noted.contains(&format!("- /sv/tools/{old}/")), "{noted}");
    assert!(String::from_utf8_lossy(&changed.stderr).contains("is noted in content/tools/first-tool/work.yaml"));
    // It is noted once, and back again it is no alias of itself.
    assert!(run(&["build", "--root", root_text]).status.success());
    assert_eq!(fs::read_to_string(work.join("work.yaml")).unwrap(), noted);
    fs::write(work.join("sv.md"), text).unwrap();
    assert!(run(&["build", "--root", root_text]).status.success());
    assert!(redirect("sv/tools/nytt-namn").contains(&format!("url=/sv/tools/{}/", lykta::config::encode(&old))));
}

/// A site with two briefs, whose English slugs can be set, and what a build says.
struct TwoBriefs(tempfile::TempDir);

impl TwoBriefs {
    fn new() -> TwoBriefs {
        let site = TwoBriefs(tempfile::tempdir().unwrap());
        site.write("site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [en]\n");
        for brief in ["a", "b"] {
            site.write(&format!("briefs/{brief}/work.yaml"), "kind: brief\n");
            site.slug(brief, &format!("s{brief}"));
        }
        site
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.0.path().join("content").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn slug(&self, brief: &str, slug: &str) {
        self.write(
            &format!("briefs/{brief}/en.md"),
            &format!("---\ntitle: Title {brief}\nsummary: S.\nslug: {slug}\n---\n\nText of {brief}.\n"),
        );
    }

    fn build(&self, arguments: &[&str]) -> Output {
        lykta(&["build", "--root", self.0.path().to_str().unwrap()]).args(arguments).output().unwrap()
    }

    fn builds(&self) {
        let built = self.build(&[]);
        assert!(built.status.success(), "{}", text(&built.stderr));
    }

    fn page(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join("public/en/briefs").join(path).join("index.html")).unwrap_or_default()
    }
}

#[test]
fn a_build_says_how_many_documents_are_held_back() {
    let site = TwoBriefs::new();
    assert!(!text(&site.build(&[]).stdout).contains("held back"));
    site.write("briefs/a/work.yaml", "kind: brief\ndraft: true\n");
    site.write("briefs/b/work.yaml", "kind: brief\ndate: 2098-01-01\n");
    let said = text(&site.build(&[]).stdout);
    assert!(said.contains("\n  held back  drafts 1, waiting for their day 1, expired 0\n"), "{said}");
    let said = text(&site.build(&["--drafts", "--ui-lang", "sv"]).stdout);
    assert!(said.contains("\n  hålls inne    utkast 0, väntar på sin dag 1, utgångna 0\n"), "{said}");
}

#[test]
fn a_work_that_was_hidden_when_it_moved_leaves_its_old_address_behind() {
    let site = TwoBriefs::new();
    site.builds();
    site.write("briefs/a/work.yaml", "kind: brief\ndraft: true\n");
    let manifest = || fs::read_to_string(site.0.path().join("public/.lykta-manifest.json")).unwrap();
    site.builds();
    assert_eq!(site.page("sa"), "");
    assert!(!manifest().contains("/en/briefs/sa/"), "what is hidden is told to nobody: {}", manifest());
    site.builds();
    site.write("briefs/a/work.yaml", "kind: brief\n");
    site.slug("a", "elsewhere");
    site.builds();
    assert!(site.page("sa").contains("url=/en/briefs/elsewhere/"), "{}", site.page("sa"));
    // What has been shown to authors alone is told nowhere.
    site.write("briefs/c/work.yaml", "kind: brief\ndraft: true\n");
    site.slug("c", "secret-matter");
    assert!(site.build(&["--drafts"]).status.success());
    assert!(site.page("secret-matter").contains("Text of c"));
    site.builds();
    assert!(!manifest().contains("secret-matter") && manifest().contains("/en/briefs/elsewhere/"), "{}", manifest());
}

#[test]
fn addresses_in_a_language_that_a_site_is_without_for_a_time_lead_on_when_it_is_back() {
    let site = TwoBriefs::new();
    let swedish = |slug: &str| {
        site.write("briefs/a/sv.md", &format!("---\ntitle: Titel\nsummary: S.\nslug: {slug}\n---\n\nText på svenska.\n"));
    };
    let languages = |languages: &str| {
        site.write("site.yaml", &format!("title: Test\nbase_url: https://example.org/\nlanguages: [{languages}]\n"));
        site.builds();
    };
    swedish("ett");
    languages("en, sv");
    languages("en");
    // Meanwhile its folder, and its address in that language, change.
    fs::rename(site.0.path().join("content/briefs/a"), site.0.path().join("content/briefs/c")).unwrap();
    site.builds();
    fs::rename(site.0.path().join("content/briefs/c"), site.0.path().join("content/briefs/a")).unwrap();
    swedish("två");
    site.builds();
    languages("sv, en");
    let page = fs::read_to_string(site.0.path().join("public/sv/briefs/ett/index.html")).unwrap_or_default();
    assert!(page.contains("url=/sv/briefs/tv%C3%A5/"), "{page}");
}

#[test]
fn an_old_address_leads_on_though_what_noted_it_is_thrown_away() {
    let site = TwoBriefs::new();
    let work = site.0.path().join("content/briefs/a/work.yaml");
    let leads_on =
        || fs::read_to_string(site.0.path().join("public/en/briefs/sa/index.html")).is_ok_and(|page| page.contains("briefs/new/"));
    site.builds();
    site.slug("a", "new");
    let checked_out = fs::read_to_string(&work).unwrap();
    for _ in 0..3 {
        fs::write(&work, &checked_out).unwrap();
        site.builds();
        assert!(leads_on() && fs::read_to_string(&work).unwrap().contains("/en/briefs/sa/"));
    }
    // What a build has read of it is its author's to remove.
    site.builds();
    fs::write(&work, &checked_out).unwrap();
    site.builds();
    assert!(!leads_on() && fs::read_to_string(&work).unwrap() == checked_out);
}

#[test]
fn a_work_is_followed_though_its_folder_and_its_text_change_at_once() {
    let site = TwoBriefs::new();
    let (folder, brief) = (site.0.path().join("content"), |title: &str, slug: &str, text: &str| {
        format!("---\ntitle: {title}\nsummary: S.\nslug: {slug}\n---\n\n{text}\n")
    });
    let rename = |from: &str, to: &str| {
        fs::create_dir_all(folder.join(to).parent().unwrap()).unwrap();
        fs::rename(folder.join(from), folder.join(to)).unwrap();
    };
    site.write("briefs/a/en.md", &brief("Signs", "signs", "One."));
    site.write("briefs/a/work.yaml", "kind: brief\ndate: 2026-01-05\n");
    site.write("pages/home/en.md", &brief("Home", "home", "Welcome."));
    site.write("pages/home/work.yaml", "kind: page\n");
    site.builds();
    // Its title says which it is.
    rename("briefs/a", "briefs/deep/a");
    site.write("briefs/deep/a/en.md", &brief("Signs", "tokens", "Two."));
    site.builds();
    assert!(site.page("signs").contains("url=/en/briefs/tokens/"), "{}", site.page("signs"));
    // Its name does, in another kind.
    rename("briefs/deep/a", "tools/t");
    site.write("tools/t/en.md", &brief("Tokens", "tokens", "Three."));
    site.write("tools/t/work.yaml", "kind: tool\naliases: [/en/briefs/signs/]\n");
    site.builds();
    assert!(site.page("tokens").contains("url=/en/tools/tokens/"), "{}", site.page("tokens"));
    // Nothing does: authors are told, once, and not of what is withdrawn while nothing is new.
    rename("tools/t", "briefs/other");
    site.write("briefs/other/en.md", &brief("Another", "quite-another", "Four."));
    site.write("briefs/other/work.yaml", "kind: brief\n");
    let told = text(&site.build(&[]).stderr);
    assert!(told.contains("note[address-gone]: /en/tools/tokens/ leads nowhere now, since content/tools/t is gone"), "{told}");
    assert!(told.contains("content/briefs/other/work.yaml") && told.contains("add `aliases: [/en/tools/tokens/]`"), "{told}");
    fs::remove_dir_all(folder.join("briefs/b")).unwrap();
    assert!(!text(&site.build(&[]).stderr).contains("address-gone"));
    // What is hidden meanwhile is followed as well.
    site.write("briefs/other/work.yaml", "kind: brief\ndraft: true\n");
    site.builds();
    rename("briefs/other", "briefs/again");
    site.builds();
    site.write("briefs/again/work.yaml", "kind: brief\n");
    site.write("briefs/again/en.md", &brief("Again", "again", "Five."));
    site.builds();
    assert!(site.page("quite-another").contains("url=/en/briefs/again/"), "{}", site.page("quite-another"));
}

#[test]
fn authors_are_told_how_what_stood_in_a_language_taken_out_leads_on() {
    let site = TwoBriefs::new();
    let with = |languages: &str, more: &str| {
        let yaml = format!("title: Test\nbase_url: https://example.org/\nlanguages: [{languages}]\n{more}");
        site.write("site.yaml", &yaml);
        let built = site.build(&[]);
        assert!(built.status.success(), "{}", text(&built.stderr));
        text(&built.stderr)
    };
    let page = |at: &str| fs::read_to_string(site.0.path().join("public").join(at).join("index.html")).unwrap_or_default();
    with("en, nb", "");
    let told = with("en", "");
    assert!(told.contains("note[address-gone]: nothing stands now where pages in nb stood, /nb/ and 3 more"), "{told}");
    let lines: Vec<&str> = told.split('`').filter(|line| line.starts_with("/nb/")).collect();
    let expected = ["/nb/: /en/", "/nb/briefs/: /en/briefs/", "/nb/briefs/a/: /en/briefs/sa/", "/nb/briefs/b/: /en/briefs/sb/"];
    assert_eq!(lines, expected, "{told}");
    // Once; and what it says is what helps.
    assert!(!with("en", "").contains("address-gone"));
    with("en, nb", "");
    assert!(!with("en", &format!("redirects:\n  {}\n", lines.join("\n  "))).contains("address-gone"));
    assert!(page("nb/briefs/a").contains("url=/en/briefs/sa/") && page("nb/briefs").contains("url=/en/briefs/"));
    // It gets another name.
    with("en, nb", "");
    let told = with("en, nn", "");
    assert!(told.contains("if it is called nn now, add `/nb/*: /nn/*`"), "{told}");
    with("en, nn", "redirects:\n  /nb/*: /nn/*\n");
    assert!(page("nb/briefs/a").contains("url=/nn/briefs/a/"), "{}", page("nb/briefs/a"));
}

#[test]
fn works_that_have_moved_there_and_back_may_change_places() {
    let site = TwoBriefs::new();
    for slug in ["sa", "s2", "sa"] {
        site.slug("a", slug);
        site.builds();
    }
    assert!(site.page("s2").contains("url=/en/briefs/sa/"));
    let noted = || fs::read_to_string(site.0.path().join("content/briefs/a/work.yaml")).unwrap();
    // By its first address feeds know a work, so it stays noted as long as no other stands there.
    assert_eq!(noted(), "kind: brief\naliases:\n  - /en/briefs/sa/\n  - /en/briefs/s2/\n");
    site.slug("a", "sb");
    site.slug("b", "sa");
    let swapped = site.build(&[]);
    assert!(
        swapped.status.success() && text(&swapped.stderr).contains("/en/briefs/sa/ is another page's now"),
        "{}",
        text(&swapped.stderr)
    );
    assert_eq!(noted(), "kind: brief\naliases:\n  - /en/briefs/s2/\n");
    assert!(site.page("sa").contains("Text of b") && site.page("sb").contains("Text of a"));
    // An old address that is given to another work is told with the line that stands in the way.
    site.slug("b", "s2");
    let built = site.build(&[]);
    let told = text(&built.stderr);
    assert!(told.contains("content/briefs/a/work.yaml") && told.contains("remove this alias"), "{told}");
}

#[test]
fn a_list_that_moves_is_told_with_the_line_that_leads_to_it() {
    let (_folder, root) = site();
    let path = root.to_str().unwrap();
    let settings = fs::read_to_string(at(&root, "content/site.yaml")).unwrap();
    let told = |settings: String| {
        fs::write(at(&root, "content/site.yaml"), settings).unwrap();
        let built = run(&["build", "--root", path]);
        assert!(built.status.success(), "{}", text(&built.stderr));
        let lines = text(&built.stderr);
        lines.lines().filter(|line| line.contains("[address-moved]") || line.contains("redirects")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(told(settings.clone()).is_empty());
    let moved = settings + "kinds:\n  tool:\n    path: { en: tools, sv: redskap }\n";
    let swedish = told(moved.clone());
    assert!(swedish[0].contains("/sv/tools/ has moved to /sv/redskap/, and the old address leads nowhere"), "{swedish:?}");
    assert!(swedish[1].contains("add `/sv/tools/*: /sv/redskap/*` under `redirects` in this file"), "{swedish:?}");
    // Before it is published, whoever checks is told as much.
    fs::write(at(&root, "content/site.yaml"), moved.replace("redskap", "hjälp")).unwrap();
    let checked = run(&["check", "--root", path]);
    assert!(text(&checked.stderr).contains("/sv/redskap/ has moved to /sv/hjälp/"), "{}", text(&checked.stderr));
    // It is told where it happens, and not where the line stands.
    let back = moved.replace("redskap", "hjälp") + "redirects:\n  /sv/redskap/*: /sv/hjälp/*\n";
    assert!(told(back).is_empty());
    assert!(fs::read_to_string(at(&root, "public/sv/redskap/index.html")).unwrap().contains("/sv/hj%C3%A4lp/"));
}

#[test]
fn a_work_that_moves_and_keeps_its_address_is_still_followed() {
    let (_folder, root) = site();
    let path = root.to_str().unwrap();
    let build = || {
        let built = run(&["build", "--root", path]);
        assert!(built.status.success(), "{}", text(&built.stderr));
        text(&built.stdout)
    };
    let slugs = |work: &str, slug: &str| {
        for language in ["en.md", "sv.md"] {
            let file = at(&root, &format!("content/organisations/{work}/{language}"));
            let said = fs::read_to_string(&file).unwrap();
            let rest: String = said.lines().skip(1).filter(|line| !line.starts_with("slug:")).map(|line| format!("{line}\n")).collect();
            fs::write(&file, format!("---\nslug: {slug}\n{rest}")).unwrap();
        }
    };
    let settings = fs::read_to_string(at(&root, "content/site.yaml")).unwrap();
    fs::write(at(&root, "content/site.yaml"), settings + "data: false\n").unwrap();
    slugs("first-organisation", "stays");
    build();
    // No file of the site changes, and what is noted of it does.
    fs::rename(at(&root, "content/organisations/first-organisation"), at(&root, "content/organisations/other")).unwrap();
    assert!(build().contains(" 0 written") && at(&root, "public/en").exists());
    let manifest = || fs::read_to_string(at(&root, "public/.lykta-manifest.json")).unwrap();
    assert!(manifest().contains("\"organisations/other\"") && !manifest().contains("first-organisation"), "{}", manifest());
    assert!(run(&["verify", at(&root, "public").to_str().unwrap()]).status.success());
    // Nothing changed: nothing is written.
    let modified = || fs::metadata(at(&root, "public/.lykta-manifest.json")).unwrap().modified().unwrap();
    let before = modified();
    build();
    assert_eq!(modified(), before);
    slugs("other", "elsewhere");
    build();
    let noted = fs::read_to_string(at(&root, "content/organisations/other/work.yaml")).unwrap();
    assert!(noted.contains("/en/organisations/stays/") && noted.contains("/sv/"), "{noted}");
}

#[test]
fn what_is_kept_of_one_work_is_not_taken_for_another() {
    let (_folder, root) = site();
    let path = root.to_str().unwrap();
    let pages = || {
        assert!(run(&["build", "-q", "--root", path]).status.success());
        fs::read_to_string(at(&root, "public/.lykta-manifest.json")).unwrap()
    };
    let first = pages();
    let drawn: Vec<PathBuf> = fs::read_dir(at(&root, ".lykta/drawn")).unwrap().map(|entry| entry.unwrap().path()).collect();
    for file in &drawn[1..] {
        fs::copy(&drawn[0], file).unwrap();
    }
    assert_eq!(pages(), first);
}

#[test]
fn a_title_that_was_pasted_hides_and_turns_nothing() {
    let (_folder, root) = site();
    let path = root.to_str().unwrap();
    for (title, written) in [
        ("Ett\u{7} nytt\u{202E} verk\u{200B}", "Ett nytt verk"),
        ("Öppet \u{2067}verk", "Öppet verk"),
        ("Verk om \u{2067}אב\u{2069}", "Verk om \u{2067}אב\u{2069}"),
    ] {
        let made = run(&["new", "brief", title, "--lang", "sv", "--root", path]);
        assert!(made.status.success(), "{}", text(&made.stderr));
        let document = text(&made.stdout).lines().find(|path| path.ends_with("sv.md")).map(|path| at(&root, path)).unwrap();
        let document = fs::read_to_string(document).unwrap();
        assert!(document.starts_with(&format!("---\ntitle: {written}\n")), "{document}");
    }
    let checked = run(&["build", "--drafts", "--root", path]);
    assert!(!text(&checked.stderr).contains("character"), "{}", text(&checked.stderr));
    assert_eq!(run(&["new", "brief", "\u{202E}", "--root", path]).status.code(), Some(2));
}

#[test]
fn the_program_speaks_swedish_where_the_system_does_and_codes_and_data_stay() {
    let (_folder, root) = site();
    let path = root.to_str().unwrap();
    fs::write(at(&root, "content/tools/first-tool/en.md"), "---\ntitle: T\n---\n\n[gone](../gone/) text.\n").unwrap();
    let swedish = |arguments: &[&str]| lykta(arguments).env("LC_ALL", "sv_SE.UTF-8").output().unwrap();
    let checked = swedish(&["check", "--root", path]);
    let said = text(&checked.stderr);
    for part in [
        "fel[broken-link]: det finns varken verk eller fil på ”content/tools/gone”",
        "= råd: ",
        "14 dokument i 7 verk",
        "1 fel, 0 varningar",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(text(&run(&["check", "--root", path, "--ui-lang", "sv"]).stderr), said, "asked for is as set");
    assert!(text(&swedish(&["check", "--root", path, "--ui-lang", "en"]).stderr).contains("error[broken-link]: no work or file"));
    // What programs read does not change with the system.
    for format in ["json", "github"] {
        let arguments = ["check", "--format", format, "--root", path];
        assert_eq!(swedish(&arguments).stdout, run(&arguments).stdout);
    }
    let blocked = text(&swedish(&["build", "--root", path]).stdout);
    assert!(blocked.contains("anmärkningar  1 fel, 0 varningar, 0 noteringar; inget har publicerats"), "{blocked}");
    let explained = text(&swedish(&["explain", "broken-link"]).stdout);
    assert!(explained.starts_with("broken-link (fel)\nen länk som inte leder någonstans\n\nLänkar till andra verk"), "{explained}");
}

#[test]
fn a_work_begins_with_its_fields_explained_in_swedish() {
    let (_folder, root) = site();
    let path = root.to_str().unwrap();
    let made = run(&["new", "seminar", "Om tecken", "--lang", "sv", "--ui-lang", "sv", "--root", path]);
    assert!(text(&made.stderr).contains("det är ett utkast"), "{}", text(&made.stderr));
    let work = fs::read_to_string(at(&root, "content/seminars/om-tecken/work.yaml")).unwrap();
    let document = fs::read_to_string(at(&root, "content/seminars/om-tecken/sv.md")).unwrap();
    assert!(work.contains("# Det publiceras inte så länge den här raden står kvar.\ndraft: true\n"), "{work}");
    assert!(document.contains("# Ort och lokal") && document.contains("Skriv texten här, i Markdown."), "{document}");
    for file in [&work, &document] {
        let comments = file.lines().filter(|line| line.starts_with("# ") && !line.contains(": ") || line.contains("# The "));
        let english: Vec<&str> = comments.filter(|line| line.contains(" the ") || line.contains(" of ")).collect();
        assert!(english.is_empty(), "{english:?}");
    }
    assert!(run(&["check", "--root", path]).status.success());
    let wrong = run(&["new", "breif", "X", "--ui-lang=sv", "--root", path]);
    assert_eq!(
        (wrong.status.code(), text(&wrong.stderr).as_str()),
        (Some(2), "lykta: det finns ingen typ som heter ”breif”; menade du brief?\n")
    );
}

#[test]
fn help_and_complaints_about_usage_are_in_swedish_as_a_whole() {
    for command in ["build", "check", "serve", "new", "init", "clean", "explain", "schema", "theme", "translation", "completions", "man"] {
        let help = text(&run(&[command, "--help", "--ui-lang", "sv"]).stdout);
        assert!(help.contains("Användning: lykta ") && help.contains("Exempel: "), "{command}: {help}");
        for english in ["Usage", "Options", "OPTIONS", "Commands", "Print ", "default:", "possible values", "Example"] {
            assert!(!help.contains(english), "{command}: {english}: {help}");
        }
    }
    let check = |help: &str| text(&run(&["check", help, "--ui-lang", "sv"]).stdout);
    assert!(check("-h").contains("(mer står i --help)") && check("--help").contains("(kortare med -h)"), "{}", check("--help"));
    let roles = text(&run(&["directives", "sign", "--ui-lang", "sv"]).stdout);
    assert!(roles.contains("  for: en lista, var och en något av police, border-guards, "), "{roles}");
    for (arguments, said) in [
        (&["biuld"][..], "lykta: det finns inget kommando ”biuld”\n  menade du build?"),
        (&["check", "--format", "xml"], "är inget värde för --format <FORMAT>\n  värdena är human, json, github"),
        (&["new"], "de här argumenten saknas: <TYP>, <TITEL>"),
        (&["check", "-q", "-v"], "kan inte användas tillsammans med"),
        (&["build", "--base-url", "example"], "grundadressen är ingen webbadress; skriv en hel adress"),
        (&["serve", "--port", "many"], "”many” kan inte vara värdet för --port"),
    ] {
        let output = lykta(arguments).env("LC_ALL", "").env("LANG", "sv_SE").output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(said), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_steer_neither_a_terminal_nor_a_forge() {
    let (_folder, root) = site();
    let path = root.to_str().unwrap();
    let odd = "a\u{1b}]0;owned\u{7}\u{202e}\n::error::made up";
    fs::write(root.join("content/tools/first-tool").join(format!("{odd}.md")), "---\ntitle: [\n---\n").unwrap();
    let missing = root.join(odd);
    let missing = missing.to_str().unwrap();
    let foreign = root.join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join(odd), "mine").unwrap();
    for arguments in [
        &["check", "--root", path][..],
        &["check", "--format", "github", "--root", path],
        &["build", "--root", path, "--out", foreign.to_str().unwrap()],
        &["build", "--root", path, "--deny", missing],
        &["clean", "--root", path, "--out", missing],
        &["clean", "--root", path, "--out", foreign.to_str().unwrap()],
        &["audit", missing],
        &["verify", missing],
        &["attachments", "clean", missing],
        &["deny", "hash", missing],
    ] {
        let output = run(arguments);
        let said = text(&output.stdout) + &text(&output.stderr);
        assert!(!said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{arguments:?}: {said:?}");
        assert!(!said.lines().any(|line| line.starts_with("::error::")), "{arguments:?}: {said}");
        assert!(said.contains("owned"), "{arguments:?} names no file: {said}");
    }
}

#[test]
fn a_text_that_could_not_come_back_from_a_translator_is_told_before_it_goes_out() {
    let (_folder, root) = site();
    let source = at(&root, "content/tools/first-tool/en.md");
    let before = fs::read_to_string(&source).unwrap();
    let export = |format: &str| run(&["translation", "export", "sv", "--format", format, "--root", root.to_str().unwrap()]);
    fs::write(&source, format!("{before}\n{}\n", "*so* ".repeat(1_001))).unwrap();
    let line = before.lines().count() + 2;
    let told = export("xliff");
    assert_eq!(told.status.code(), Some(2));
    assert!(text(&told.stderr).contains(&format!("content/tools/first-tool/en.md:{line}: ")), "{}", text(&told.stderr));
    assert!(told.stdout.is_empty() && export("po").status.success());
    fs::write(&source, format!("{before}\n{}\n", "*so* ".repeat(1_000))).unwrap();
    assert!(export("xliff").status.success());
}

#[test]
fn a_terminal_without_colours_gets_none() {
    let (_folder, root) = site();
    fs::write(at(&root, "content/tools/first-tool/work.yaml"), "kind: tol\n").unwrap();
    let check = format!("{} check --root {}", env!("CARGO_BIN_EXE_lykta"), root.display());
    let shown = |term: &str| {
        let mut script = Command::new("script");
        script.args(["-qec", &check, "/dev/null"]).env("TERM", term).env_remove("NO_COLOR").stdin(Stdio::null());
        script.output().map(|output| text(&output.stdout))
    };
    let (Ok(dumb), Ok(usual)) = (shown("dumb"), shown("xterm")) else { return };
    assert!(usual.contains("\u{1b}[") && dumb.contains("unknown-kind") && !dumb.contains("\u{1b}["), "{dumb}");
}
