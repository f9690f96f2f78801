//! The grammar of directives as a table, and laws that hold for any text.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

mod support;

use std::path::Path;

use lykta::config::{Directives, directives};
use lykta::document::directives::prepare;
use lykta::document::markdown::{Dialect, Parts, parse};
use lykta::document::{Fragment, Piece};
use lykta::found::Findings;
use lykta::memo::Memo;
use lykta::source::{Reading, Text};
use lykta::world::Memory;
use proptest::prelude::*;
use support::SiteTest;

/// Those of the built-in theme.
fn built_in() -> Directives {
    let world = Memory { files: Default::default(), today: lykta::language::Date::parse("2026-11-24").unwrap() };
    directives::read_all(Reading::new(&world).sources(), "lykta")
}

fn parsed(text: &str, known: &Directives) -> (Fragment, Parts, Findings) {
    let file = Text::new("t.md", text);
    let dialect = Dialect { quotes: None, allowed_html: &[], directives: known, dotless_i: false, sources: &[] };
    let (mut parts, mut findings) = (Parts::default(), Findings::default());
    let fragment = parse(text, 0..text.len(), &dialect, &file, &mut parts, &mut findings);
    (fragment, parts, findings)
}

/// Text without elements; directives as `name(arguments)[label]{content}`.
fn shown(fragment: &Fragment, parts: &Parts) -> String {
    let mut out = String::new();
    // A tag may hold what is left open, and so end in a later piece.
    let mut in_tag = false;
    for piece in &fragment.pieces {
        match piece {
            Piece::Html(html) => {
                for part in html.split_inclusive(['<', '>']) {
                    if !in_tag {
                        out.push_str(part.trim_end_matches('<'));
                    }
                    if part.ends_with(['<', '>']) {
                        in_tag = part.ends_with('<');
                        out.push(' ');
                    }
                }
            }
            Piece::Directive { index, label, content } => {
                let directive = &parts.directives[*index];
                out.push_str(&directive.name);
                let mut arguments: Vec<String> =
                    directive.arguments.iter().map(|(name, argument)| format!("{name}={}", argument.text)).collect();
                arguments.extend(directive.id.iter().map(|id| format!("#{id}")));
                arguments.extend(directive.classes.iter().map(|class| format!(".{class}")));
                out.push_str(&format!("({})[{}]{{{}}}", arguments.join(" "), shown(label, parts), shown(content, parts)));
            }
            Piece::Citation(_) => out.push('@'),
            Piece::NoteReference { number, .. } => out.push_str(&format!(" {number} ")),
            Piece::Notes(notes) => out.push_str(&format!(" {}", shown(notes, parts))),
            Piece::Href(_) | Piece::FileFacts(_) | Piece::Picture(_) | Piece::Task { .. } | Piece::Word(_) | Piece::Section(_) => {}
        }
    }
    let text = out.replace("&gt;", ">").replace("&lt;", "<").replace("&quot;", "\"").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("[ ", "[").replace(" ]", "]").replace("{ ", "{").replace(" }", "}")
}

fn outcome(text: &str, known: &Directives) -> String {
    let (fragment, parts, findings) = parsed(text, known);
    let mut out = shown(&fragment, &parts);
    for finding in findings.into_vec() {
        out.push_str(&format!(" !{} {}:{}", finding.code.name, finding.location.line, finding.location.column));
    }
    out.trim().to_owned()
}

/// `UPDATE_CASES=1` writes the table anew; look at the diff.
#[test]
fn each_case_of_the_table_gives_what_stands_there() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/directives/cases.txt");
    let table = std::fs::read_to_string(&path).unwrap();
    let known = built_in();
    let (mut anew, mut count, mut input) = (String::new(), 0, String::new());
    for line in table.lines() {
        if let Some(text) = line.strip_prefix("in  ") {
            input = text.replace("\\\\", "\u{0}").replace("\\n", "\n").replace('\u{0}', "\\");
            count += 1;
        }
        match line.starts_with("out") {
            true => anew.push_str(format!("out {}", outcome(&input, &known).replace('\n', "\\n")).trim_end()),
            false => anew.push_str(line),
        }
        anew.push('\n');
    }
    assert!(count >= 120, "{count} cases");
    if anew.trim_end() != table.trim_end() {
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(&path, anew).unwrap();
            return;
        }
        let differ: Vec<String> =
            anew.lines().zip(table.lines()).filter(|(a, b)| a != b).map(|(a, b)| format!("now  {a}\nwas  {b}")).collect();
        panic!("{}", differ.join("\n\n"));
    }
}

/// All words of a text that hold letters or digits, in order.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn all_text(fragment: &Fragment, parts: &Parts) -> String {
    shown(fragment, parts)
}

#[test]
fn nobody_writes_the_mark_of_a_directive_by_its_number() {
    for number in ["&#xFDD1;", "&#Xfdd1;", "&#x00FDD1;", "&#64977;", "&#0064977;"] {
        let text = format!("::related[XYZ]\n\n\\&lt;?{number}0?&gt; y [a](<b&lt;?{number}0?&gt;>) &amp; &#65; &#xE5; &#");
        let (fragment, parts, _) = parsed(&text, &built_in());
        let shown = shown(&fragment, &parts);
        assert!(!shown.contains("::related") && shown.contains("?\u{FFFD}0?"), "{shown}");
        assert!(shown.contains("A å &"), "{shown}");
        assert_eq!(prepare(&text).text.len(), prepare(&text.replace(number, &"x".repeat(number.len()))).text.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_a_panic_and_places_lie_in_it(text in "(:{1,4}|callout|term|related|\\[|\\]|\\{|\\}|=|\"|`|\\*|\n|\n\n|- |> |1\\. |    |a|å|#|\\\\|<|\\||\\^|\u{FDD1}| ){0,40}") {
        let known = built_in();
        let (fragment, parts, findings) = parsed(&text, &known);
        let _ = shown(&fragment, &parts);
        for finding in findings.into_vec() {
            prop_assert!(finding.location.line <= text.matches('\n').count() + 1);
        }
        let prepared = prepare(&text);
        prop_assert_eq!(prepared.restored(&prepared.text, &text).replace('\u{FDD1}', "\u{FFFD}"), text.replace('\u{FDD1}', "\u{FFFD}"));
    }

    /// Words that stand between marks come out, whatever the marks are.
    #[test]
    fn no_word_is_lost(parts_of in prop::collection::vec(("[a-z]{3,6}", "(:::callout\n|:::\n|::related\n|:term\\[|\\]| |\n|\n\n|- |> |\\*|`|:::callout\\[|::::callout\n|:::unknown\n|:unknown\\[)"), 1..12)) {
        let known = built_in();
        let text: String = parts_of.iter().enumerate().map(|(at, (word, mark))| format!("w{at}{word} \n{mark}")).collect();
        let (fragment, parts, _) = parsed(&text, &known);
        let out = all_text(&fragment, &parts);
        let said = words(&out);
        for (at, (word, _)) in parts_of.iter().enumerate() {
            let word = format!("w{at}{word}");
            prop_assert!(said.contains(&word), "{word} of {text:?} is not in {out:?}");
        }
    }

    /// A colon in prose is a colon.
    #[test]
    fn colons_in_prose_are_unharmed(words in prop::collection::vec("(EU:s|kl\\. 12:30|YK:n|Note: it|a:b|обʼєкт: так|النص: كلمة|þetta: svo|žodis: taip|šis: tā|see: \\[x\\]|1:2|:\\)|:smile:|std::vec|http://x\\.org/:a|C:x)", 1..8)) {
        let known = built_in();
        let text = words.join(" ");
        let (fragment, parts, findings) = parsed(&text, &known);
        prop_assert!(parts.directives.is_empty());
        // The address is told, as one that is no link.
        prop_assert!(findings.into_vec().iter().all(|finding| finding.code.name == "bare-address"));
        prop_assert_eq!(shown(&fragment, &parts), text.replace("[ ", "[").replace(" ]", "]"));
    }
}

#[test]
fn a_label_stands_in_the_block_of_its_directive() {
    for prefix in ["> - ", ">- ", ">>-  ", ">-\t", "> 1.\t", ">\t10. ", "-\t", "- >-\t"] {
        let (fragment, parts, findings) = parsed(&format!("{prefix}::related[*L*]{{work=a}}\n"), &built_in());
        assert_eq!(findings.into_vec(), [], "{prefix}");
        assert_eq!(shown(&fragment, &parts), "related(work=a)[L]{}", "{prefix}");
    }
}

#[test]
fn who_gives_a_directive_what_it_does_not_take_is_told_what_it_takes() {
    for (text, hint) in [(":::quote{by='A'}\nWords.\n:::\n", "nothing can be given here"), ("::related{by='A'}\n", "the keys are ")] {
        let (.., findings) = parsed(text, &built_in());
        let findings = findings.into_vec();
        let finding = findings.iter().find(|finding| finding.code.name == "unknown-key").unwrap_or_else(|| panic!("{findings:?}"));
        assert!(finding.hints.iter().any(|said| said.starts_with(hint) && said.len() > "the keys are ".len()), "{finding:?}");
    }
}

#[test]
fn words_in_arguments_are_set_as_those_in_labels() {
    let text = "---\ntitle: A\n---\n\n:::indicators[I]\n::sign[B]{field=\"Children's 3 papers\" ask='Who says \"yes\"...'}\n:::\n";
    let built = SiteTest::with("").edit("content/briefs/other/en.md", text).build();
    built.page("/en/briefs/other/").has("Children’s 3\u{a0}papers</th>").has("Who says “yes”…</p>");
}

#[test]
fn a_class_that_says_what_an_argument_says_is_told() {
    let (.., findings) = parsed(":::callout{.warning}\nWords.\n:::\n", &built_in());
    let findings = findings.into_vec();
    assert!(findings.iter().any(|finding| finding.hints == ["write `{type=warning}`"]), "{findings:?}");
    let (.., findings) = parsed(":::callout{.wide type=tip}\nWords.\n:::\n", &built_in());
    assert!(findings.is_empty());
}

/// The page of `tests/sites/directives`, which has every directive of the built-in theme.
fn every_directive() -> SiteTest {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/directives");
    let mut site = SiteTest::new("");
    site.world.files.clear();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                site.world.files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    site
}

#[test]
fn every_directive_is_drawn_and_warm_is_cold() {
    let site = every_directive();
    let text = String::from_utf8(site.world.files["content/pages/all/en.md"].clone()).unwrap();
    let built = site.build();
    let known = built_in();
    for name in known.keys() {
        assert!(text.contains(&format!(":{name}")), "{name} is not on the page");
    }
    let changed = site.edit("content/pages/all/en.md", &text.replace("Just a note.", "Another note."));
    let (warm, cold) = (changed.build(), changed.build_cold());
    assert_eq!(warm.pages, cold.pages);
    assert_ne!(warm.pages, built.pages);
}

#[test]
fn a_theme_of_ones_own_adds_and_changes_directives() {
    let site = SiteTest::new(
        "
        -- content/site.yaml --
        title: T
        base_url: https://example.org/
        languages: [en]
        theme: own
        -- themes/own/theme.yaml --
        extends: lykta
        directives:
          place:
            form: inline
            label: required
            arguments:
              map: { type: url, required: true }
          callout:
            form: container
            template: directives/mine.html
        -- themes/own/templates/directives/place.html --
        <a class=\"place\" href=\"{{ arguments.map }}\">{{ content | safe }}</a>
        -- themes/own/templates/directives/mine.html --
        <div class=\"mine\">{{ content | safe }}</div>
        -- content/pages/a/work.yaml --
        kind: page
        -- content/pages/a/en.md --
        ---
        title: A
        ---

        :::callout
        In :place[Vilnius]{map=\"https://example.org/m\"}.
        :::
        ",
    );
    let built = site.build();
    let page = String::from_utf8(built.pages["/en/a/"].clone()).unwrap();
    assert!(page.contains("<div class=\"mine\">"), "{page}");
    assert!(page.contains("<a class=\"place\" href=\"https://example.org/m\">Vilnius</a>"), "{page}");
    let changed = site.edit("themes/own/theme.yaml", "extends: lykta\n");
    let (warm, cold) = (changed.build(), changed.build_cold());
    assert_eq!(warm.findings, cold.findings);
    assert!(warm.findings.iter().any(|finding| finding.code.name == "unknown-directive"), "{:?}", warm.findings);
}

#[test]
fn a_part_for_one_country_makes_no_translation_outdated() {
    let known = built_in();
    let outline = |text: &str| parsed(text, &known).1.sections.finish(0..text.len());
    let without = outline("## A {#a}\n\nText.\n");
    let with = outline("## A {#a}\n\nText.\n\n:::only{country=SE}\nIn Sweden.\n:::\n");
    assert_eq!(without.sections[1].hash, with.sections[1].hash);
    assert_eq!(with.apart[0].key, "only:country=SE");
    let other = outline("## A {#a}\n\nText.\n\n:::only{country=SE}\nIn Sweden now.\n:::\n");
    assert_ne!(with.apart[0].hash, other.apart[0].hash);
    let language = lykta::language::Language::parse("sv").unwrap();
    let record = lykta::translation::mark::of_today(None, &language, &with, &with);
    use lykta::translation::state;
    assert!(state::of(&without, &with, Some(&record), None).changes.is_empty());
    assert!(state::of(&with, &without, Some(&record), None).changes.is_empty());
    assert_eq!(state::of(&other, &with, Some(&record), None).changes.len(), 1);
    let _ = Memo::new();
    // Also where nothing is said for whom it is, as in a theme's own.
    let whoever = outline("## A {#a}\n\nText.\n\n:::only\nFor us.\n:::\n");
    assert_eq!(whoever.apart.len(), 1);
    let record = lykta::translation::mark::of_today(None, &language, &whoever, &whoever);
    assert!(state::of(&whoever, &whoever, Some(&record), None).changes.is_empty());
}

#[test]
fn a_part_for_one_country_is_known_by_what_it_says_when_others_come_and_go() {
    let known = built_in();
    let outline = |parts: &[&str]| {
        let parts: Vec<String> = parts.iter().map(|part| format!(":::only{{country=SE}}\n{part}\n:::\n")).collect();
        let text = format!("## A {{#a}}\n\nText.\n\n{}", parts.join("\n"));
        parsed(&text, &known).1.sections.finish(0..text.len())
    };
    let language = lykta::language::Language::parse("sv").unwrap();
    use lykta::translation::{mark, pairing, state};
    let own = outline(&["Ett.", "Två."]);
    let record = mark::of_today(None, &language, &outline(&["One.", "Two."]), &own);
    let changes = |source: &[&str], own: &lykta::translation::Outline| state::of(&outline(source), own, Some(&record), None).changes.len();
    let kept: [&[&str]; 6] =
        [&["One.", "Two.", "New."], &["New.", "One.", "Two."], &["One.", "New.", "Two."], &["Two."], &["One."], &["Two.", "One."]];
    for same in kept {
        assert_eq!(changes(same, &own), 0, "{same:?}");
    }
    assert_eq!(changes(&["Two."], &outline(&["Två."])), 0, "brought up by hand");
    let new: [&[&str]; 3] = [&["New.", "One now.", "Two."], &["One.", "Two now."], &["Two now."]];
    for changed in new {
        assert_eq!(changes(changed, &own), 1, "{changed:?}");
    }
    // Which is which stays known when somebody says that all is current, though the translation has kept what is gone.
    let record = mark::of_today(Some(&record), &language, &outline(&["Two."]), &own);
    assert_eq!(pairing::pair_parts(&outline(&["Two now."]), &own, Some(&record)), [Some("only:country=SE#2".to_owned())]);
}

#[test]
fn a_link_of_a_directive_has_words_wherever_it_leads() {
    let site = SiteTest::with(
        "
        -- content/pages/a/work.yaml --
        kind: page
        -- content/pages/a/en.md --
        ---
        title: A
        ---

        ::related{work=briefs}

        ::related{work=pages/home}
        -- content/pages/home/work.yaml --
        kind: page
        -- content/pages/home/en.md --
        ---
        title: Welcome
        ---

        Text.
        ",
    );
    let built = site.build();
    built.without_findings();
    built.page("/en/a/").has("<a href=\"/en/\">Welcome</a>").has("<a href=\"/en/briefs/\">Briefs</a>");
}

#[test]
fn a_directive_without_what_it_needs_is_told_once() {
    let text = "---\ntitle: Other\n---\n\n:::indicators[Signs]\n::sign[Alone]\n:::\n\n::related{work=other}\n";
    let built = SiteTest::with("").edit("content/briefs/other/en.md", text).build();
    built.finds("directive-argument", "content/briefs/other/en.md", 6, 3);
    let finding = built.finds("broken-link", "content/briefs/other/en.md", 9, 16);
    assert_eq!(finding.hints, ["write the path of its folder below content/"]);
    assert_eq!(built.findings.len(), 2, "{:?}", built.findings);
}

#[test]
fn a_sign_is_for_roles_that_readers_can_choose() {
    let sign = |roles: &str| format!(":::indicators[Signs]\n::sign[Alone]{{field=Papers for={roles:?}}}\n:::\n");
    let (fragment, parts, findings) = parsed(&sign("police, border-guards  health"), &built_in());
    assert!(findings.is_empty());
    assert!(shown(&fragment, &parts).contains("for=police border-guards health"));
    for (roles, near, column) in [("Police", "police", 33), ("police borderguards", "border-guards", 40)] {
        let (.., findings) = parsed(&sign(roles), &built_in());
        let findings = findings.into_vec();
        let [finding] = &findings[..] else { panic!("{findings:?}") };
        assert_eq!((finding.code.name, finding.location.line, finding.location.column), ("invalid-choice", 2, column));
        assert_eq!(finding.hints[0], format!("did you mean «{near}»?"));
    }
}

#[test]
fn what_is_cited_in_plain_text_is_told() {
    let (.., findings) = parsed(":::indicators[Signs]\n::sign[Alone]{field=Papers ask=\"Who [@a]?\"}\n:::\n", &built_in());
    let findings = findings.into_vec();
    assert_eq!(
        findings.iter().map(|finding| (finding.code.name, finding.location.column)).collect::<Vec<_>>(),
        [("directive-argument", 33)]
    );
}

#[test]
fn arguments_are_what_their_types_say() {
    let theme = "extends: lykta\ndirectives:\n  badge:\n    form: inline\n    arguments:\n      big: { type: true or false }\n      \
                 source: { type: source }\n";
    let text = "---\ntitle: A\n---\n\n:badge[one]{big=no} :badge[two]{big=Yes source=lind}\n\n:::details[More]{open=Yes}\nText.\n:::\n\n\
                :::details[Less]{open=FALSE}\nText.\n:::\n";
    let site = SiteTest::with("")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [en]\ntheme: mine\n")
        .edit("content/sources.yaml", "lind:\n  type: web\n  title: A source of Lind\n  url: https://example.org/lind\n  date: 2020\n")
        .edit("themes/mine/theme.yaml", theme)
        .edit("themes/mine/templates/directives/badge.html", "<b{% if arguments.big %} class=\"big\"{% endif %}>{{ content | safe }}</b>")
        .edit("content/briefs/other/en.md", text);
    let built = site.build();
    built.without_findings();
    let page = built.page("/en/briefs/other/");
    page.has("<b>one</b> <b class=\"big\">two</b>").has("<details class=\"more\" open>").has("<details class=\"more\">");
    page.has("A source of Lind");
    let plain = theme.replace("type: source", "type: markdown");
    let site = site.edit("content/briefs/other/en.md", "---\ntitle: A\n---\n\n::download[x]{file=https://x.org/a.pdf}\n");
    site.build().finds("broken-link", "content/briefs/other/en.md", 5, 20);
    site.edit("themes/mine/theme.yaml", &plain).build().finds("invalid-choice", "themes/mine/theme.yaml", 7, 23);
}

#[test]
fn what_a_theme_declares_of_a_directive_is_checked() {
    let declared = "extends: lykta\ndirectives:\n  a:\n    form: leaf\n    inside: nowhere\n    arguments:\n      c: { type: choice }\n      \
                    n: { type: number, default: z }\n      r: { required: true, default: x }\n      s: { type: source }\n      \
                    t: { many: true }\n      u: { type: date, many: true }\n  \
                    b:\n    form: leaf\n    inside: details\n    arguments: { s: { type: source } }\n";
    let built = SiteTest::with("")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ntheme: mine\n")
        .edit("themes/mine/theme.yaml", declared)
        .edit("themes/mine/templates/directives/a.html", "<p>a</p>")
        .edit("themes/mine/templates/directives/b.html", "<p>b</p>")
        .edit("content/briefs/other/en.md", "---\ntitle: Other\n---\n\n:::details[More]\n::b{s=lind}\n:::\n")
        .build();
    let of = |code, line, column| &*built.finds(code, "themes/mine/theme.yaml", line, column).message;
    assert_eq!(of("invalid-directive", 5, 13), "there is no container «nowhere»");
    assert_eq!(of("invalid-directive", 7, 10), "the argument «c» is a choice, but has no choices");
    assert_eq!(of("wrong-type", 8, 35), "«n» is a whole number, not «z»");
    assert_eq!(of("invalid-directive", 9, 37), "the argument «r» must be written, so that its default is never used");
    built.finds("unknown-source", "content/briefs/other/en.md", 6, 1);
    assert_eq!(of("invalid-directive", 11, 10), "the argument «t» is a choice, but has no choices");
    assert_eq!(of("invalid-directive", 12, 30), "the argument «u» is no choice, and only choices can be several");
    assert_eq!(built.findings.len(), 7, "{:?}", built.findings);
}
