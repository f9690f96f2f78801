//! Files, pictures and their names.

use crate::support::SiteTest;

/// A picture of one pixel.
pub const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E,
    0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0, 0, 0, 0,
    b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

#[test]
fn a_line_of_other_hyphens_is_told_from_something_above_the_front_matter() {
    for (first, hint) in [("----", "nothing else"), ("\u{2014}", "nothing else"), ("\n---", "remove what stands before")] {
        let text = format!("{first}\ntitle: A\n---\n\nText.\n");
        let built = SiteTest::with("").edit("content/briefs/other/en.md", &text).build();
        let finding = built.finds("missing-front-matter", "content/briefs/other/en.md", 1, 1);
        assert!(finding.hints[0].contains(hint), "{finding:?}");
    }
}

#[test]
fn names_of_files_are_found_however_a_system_writes_their_letters() {
    let mut site = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/en.md --
        ---
        title: One
        ---

        ![A picture](bild-å.png)
        ",
    );
    site.world.files.insert("content/briefs/one/bild-a\u{30a}.png".into(), PNG.to_vec());
    // A folder, and a work that names it.
    for (path, text) in [
        ("content/briefs/fo\u{308}rst/work.yaml", "kind: brief\n"),
        ("content/briefs/fo\u{308}rst/en.md", "---\ntitle: First\n---\n\nText. [Other](../o\u{308}/)\n"),
        ("content/briefs/o\u{308}/work.yaml", "kind: brief\nrelated: [briefs/f\u{f6}rst]\n"),
        ("content/briefs/o\u{308}/en.md", "---\ntitle: Other\n---\n\nText. [First](../f\u{f6}rst/)\n"),
    ] {
        site.world.files.insert(path.into(), text.into());
    }
    site.build().without_findings();
}

#[test]
fn pictures_have_a_size_and_are_published_once_under_their_fingerprint() {
    let mut site = SiteTest::with(
        "
        -- content/briefs/one/work.yaml --
        kind: brief
        -- content/briefs/one/en.md --
        ---
        title: One
        ---

        ![A \"map\" & more](map.png) ![](map.png \"decoration\")
        -- content/briefs/one/sv.md --
        ---
        title: Ett
        ---

        ![En karta](map.png)
        ",
    );
    site.world.files.insert("content/briefs/one/map.png".into(), PNG.to_vec());
    site.world.files.insert("content/briefs/one/unused.png".into(), PNG.to_vec());
    site.world.files.insert("content/briefs/one/notes.txt".into(), b"SECRETNOTE".to_vec());
    let built = site.build();
    built.without_findings();
    let media: Vec<_> = built.pages.keys().filter(|path| path.starts_with("/media/")).collect();
    assert_eq!(media.len(), 1, "{media:?}");
    built
        .page("/en/briefs/one/")
        .has(&format!("<img src=\"{}\" alt=\"A “map” &amp; more\" width=\"1\" height=\"1\"", media[0]))
        .has("alt=\"\"");
    built.nowhere("SECRETNOTE");
}

#[test]
fn a_folder_without_a_letter_in_its_name_has_one_in_addresses() {
    let mut site = SiteTest::with("")
        .edit("content/briefs/🙂/work.yaml", "kind: brief\n")
        .edit("content/briefs/🙂/en.md", "---\ntitle: One\nsummary: S\n---\n\n![A map](map.png)\n");
    site.world.files.insert("content/briefs/🙂/map.png".into(), PNG.to_vec());
    let built = site.build();
    let media: Vec<_> = built.pages.keys().filter(|path| path.starts_with("/media/")).collect();
    assert!(media.len() == 1 && media[0].starts_with("/media/briefs/folder/map."), "{media:?}");
}

#[test]
fn editors_leavings_and_hidden_folders_are_passed_over() {
    let mut site = SiteTest::with("");
    for name in [".en.md.swp", "en.md~", "#en.md#", ".#en.md", "4913", ".DS_Store", "Thumbs.db", "~$en.docx"] {
        site.world.files.insert(format!("content/briefs/other/{name}"), b"LEAVING".to_vec());
    }
    site.world.files.insert("content/.hidden/w/work.yaml".into(), b"kind: brief\n".to_vec());
    site.world.files.insert("content/.hidden/w/en.md".into(), b"---\ntitle: HIDDENWORK\n---\n\nText.\n".to_vec());
    let built = site.build();
    built.without_findings().nowhere("LEAVING").nowhere("HIDDENWORK");
}

#[test]
fn files_with_a_mark_or_other_line_ends_are_read_right() {
    let document = "\u{FEFF}---\r\ntitle: One\r\nsummary: S\r\n---\r\n\r\n## Part\r\n\r\nText without an end";
    let built = SiteTest::with("").edit("content/briefs/other/en.md", document).build();
    built.without_findings().page("/en/briefs/other/").has("<h2 id=\"part\">Part</h2>").has("<p>Text without an end</p>");
}

#[test]
fn what_is_nothing_like_what_was_written_is_not_suggested() {
    let built = SiteTest::with("")
        .edit("content/briefs/other/work.yaml", "kind: brief\ncountries: [UK, XX, sv]\n")
        .edit("content/briefs/other/en.md", "---\ntitle: Other\n---\n\n[x](../nix/) [h][]\n\n[f]: https://example.org/\n")
        .build();
    let hints = |code, file, line, column| built.finds(code, file, line, column).hints.concat();
    assert!(hints("unknown-country", "content/briefs/other/work.yaml", 2, 13).contains("«GB»"));
    assert!(!hints("unknown-country", "content/briefs/other/work.yaml", 2, 17).contains('«'));
    // In capitals it is El Salvador.
    assert!(hints("unknown-country", "content/briefs/other/work.yaml", 2, 21).contains("«SE»"));
    assert!(!hints("broken-link", "content/briefs/other/en.md", 5, 1).contains('«'));
    assert!(!hints("broken-reference", "content/briefs/other/en.md", 5, 14).contains('«'));
}

#[test]
fn documents_that_nothing_publishes_are_told_and_notes_are_let_be() {
    let document = "---\ntitle: A\n---\n\nText.\n";
    let site = SiteTest::with("")
        .edit("content/briefs/foo.md", document)
        .edit("content/_index.md", document)
        .edit("content/posts/bundle/index.md", "+++\ntitle = \"A\"\n+++\n")
        .edit("content/briefs/sv.md", document)
        .edit("content/briefs/README.md", "A note, and\n\n---\n\na line.\n")
        .edit("content/briefs/notes.md", "---\nA line above.\n")
        .edit("content/briefs/en.md", "A note.\n")
        .build();
    for path in ["content/briefs/foo.md", "content/_index.md", "content/posts/bundle/index.md", "content/briefs/sv.md"] {
        site.finds("missing-work-file", path, 1, 1);
    }
    assert_eq!(site.findings.len(), 4, "{:#?}", site.findings);
}

#[test]
fn files_that_are_nearly_documents_are_told_with_their_right_names() {
    for (name, right) in [("sv.md.txt", "sv.md"), ("sv.markdown", "sv.md"), ("SV.mdx", "sv.md"), ("sv.html", "sv.md"), ("sv.txt", "sv.md")]
    {
        let path = format!("content/briefs/other/{name}");
        let site = SiteTest::with("").edit(&path, "Text.\n").build();
        assert!(site.finds("misnamed-file", &path, 1, 1).hints[0].contains(right));
    }
    let site =
        SiteTest::with("").remove("content/briefs/other/work.yaml").edit("content/briefs/other/work.yaml.txt", "kind: brief\n").build();
    site.finds("misnamed-file", "content/briefs/other/work.yaml.txt", 1, 1);
    // What lies beside the document it might be, or is named by no language of the site, is an attachment.
    SiteTest::with("")
        .edit("content/briefs/other/en.txt", "Text.\n")
        .edit("content/briefs/other/de.txt", "Text.\n")
        .build()
        .without_findings();
}
