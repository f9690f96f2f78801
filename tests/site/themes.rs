//! Themes of one's own.

use crate::support::SiteTest;

#[test]
fn a_theme_of_ones_own_replaces_single_templates_words_and_assets() {
    let built = SiteTest::with(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [sv, en]
        theme: mine
        -- themes/mine/theme.yaml --
        extends: lykta
        -- themes/mine/templates/list.html --
        {% extends \"lykta/list.html\" %}
        {% block title %}MINE {{ page.title }}{% endblock %}
        -- themes/mine/locales/en.ftl --
        leave_page = Quick exit
        -- themes/mine/assets/own.css --
        /* a comment */
        body { color : red; }
        ",
    )
    .build();
    built.without_findings();
    built.page("/en/briefs/").has("<title>MINE Briefs</title>").has("Quick exit");
    built.page("/sv/briefs/").has("Lämna sidan");
    let style = built.pages.iter().find(|(path, _)| path.starts_with("/assets/own.")).expect("the asset");
    assert_eq!(String::from_utf8_lossy(style.1).trim(), "body{color :red}");
}

#[test]
fn a_theme_meets_the_fields_of_a_work_in_one_order() {
    let names: Vec<String> = ('a'..='l').map(|c| format!("f{c}")).collect();
    let declared: String = names.iter().rev().map(|name| format!("{name}: {{ type: text }}, ")).collect();
    let site = format!(
        "title: Test\nbase_url: https://example.org/\nlanguages: [en]\ntheme: own\nkinds: {{ talk: {{ path: talks, template: talk.html, fields: {{ {declared} }} }} }}\n"
    );
    let built = SiteTest::with("")
        .edit("content/site.yaml", &site)
        .edit("themes/own/theme.yaml", "name: own\nextends: lykta\n")
        .edit("themes/own/templates/talk.html", "{% for name, field in work.fields %}{{ name }} {% endfor %}")
        .edit("content/talks/one/work.yaml", "kind: talk\n")
        .edit("content/talks/one/en.md", "---\ntitle: One\n---\n\nText.\n")
        .build();
    built.page("/en/talks/one/").has(&names.join(" "));
}

#[test]
fn a_theme_draws_the_card_of_a_work_once_for_all_lists() {
    let site = SiteTest::with("-- themes/mine/theme.yaml --\nextends: lykta\n")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ntheme: mine\n")
        .edit("content/briefs/other/work.yaml", "kind: brief\ntopics: [police]\n");
    let card = "<li class=\"mine\">{{ item.title }} · {{ words.search }} · {{ page.language.tag }}</li>";
    let site = site.edit("themes/mine/templates/card.html", card);
    let built = site.build();
    for (path, seen) in [
        ("/en/", "Other · Search · en"),
        ("/en/briefs/", "Other · Search · en"),
        ("/en/topics/police/", "Other · Search · en"),
        ("/sv/briefs/", "Other · Sök · sv"),
    ] {
        built.page(path).has(&format!("<li class=\"mine\">{seen}</li>"));
    }
    let built = site.edit("themes/mine/templates/card.html", "<li>\n{{ item.titel }}</li>").build();
    let finding = built.finds("template-error", "themes/mine/templates/card.html", 2, 9);
    assert_eq!(finding.message.matches("titel").count(), 1, "{finding:?}");
    built.has_no_page("/en/briefs/").page("/en/briefs/other/").has("Other");
    // A theme that extends none need not have one.
    let alone = SiteTest::with("-- themes/mine/theme.yaml --\nname: Mine\n")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ntheme: mine\n")
        .edit("themes/mine/templates/list.html", "{% for item in list.items %}{{ item.title }}!{% endfor %}")
        .build();
    alone.page("/en/briefs/").has("Other!");
}

/// A site of two languages with a theme of its own, in which one template is as given.
fn with_template(name: &str, template: &str) -> SiteTest {
    SiteTest::with("-- themes/mine/theme.yaml --\nextends: lykta\n")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ntheme: mine\n")
        .edit(&format!("themes/mine/templates/{name}"), template)
}

#[test]
fn a_misspelt_name_before_safe_empties_no_page() {
    let built =
        with_template("brief.html", "{% extends \"work.html\" %}\n{% block text %}{{ work.contnt | safe }}{% endblock %}\n").build();
    let finding = built.finds("template-error", "themes/mine/templates/brief.html", 2, 20);
    assert_eq!(finding.message, "«work.contnt» is not defined");
    // In a condition it would leave out what depends on it.
    let own = "{% extends \"work.html\" %}{% block text %}{% if not work.forein and page.kind != \"page.x\" %}!{% endif %}{% endblock %}";
    let finding = with_template("brief.html", own).build().finds("template-error", "themes/mine/templates/brief.html", 1, 52).clone();
    assert_eq!((&*finding.message, &*finding.hints[0]), ("«work.forein» is not defined", "did you mean «foreign»?"));
    let known = "{% extends \"work.html\" %}{% block text %}{% if work.own is defined or work.fields.own or page.title == 'work.own' %}!\
                 {% endif %}{% for work in work.related %}{% if work.href and `page.own` %}{% endif %}{# {% if work.own %} #}{% endfor %}{% endblock %}";
    with_template("brief.html", known).build().without_findings();
    // What a loop makes has the members that it has, as long as the loop goes on.
    let looped = "{% extends \"work.html\" %}{% block text %}{% for page, work in work.fields %}{% if page.own or work.own %}{% endif %}\
                  {% endfor %}{% raw %}{% if work.own %}{% endraw %}{% endblock %}";
    with_template("brief.html", looped).build().without_findings();
    for condition in [
        "{% for page in work.related %}{% endfor %}{% if page.own %}{% endif %}",
        "{% if\n  work.own %}{% endif %}",
        "{{ work.title if work.own else \"x\" }}",
        "{% set x = \"if page.x\" if work.own else page.none %}",
    ] {
        let own = format!("{{% extends \"work.html\" %}}{{% block text %}}{condition}{{% endblock %}}");
        let place = own.find(".own").unwrap() - "page".len();
        let line = own[..place].matches('\n').count() + 1;
        let column = place - own[..place].rfind('\n').map_or(0, |end| end + 1) + 1;
        let built = with_template("brief.html", &own).build();
        let finding = built.finds("template-error", "themes/mine/templates/brief.html", line, column);
        assert!(finding.message.ends_with(".own» is not defined"), "{finding:?}");
    }
    // What is there is not escaped, be it text or not.
    let sound = "{% extends \"work.html\" %}{% block text %}{{ work.content | safe }}{{ work.reading_minutes | safe }}!{% endblock %}";
    with_template("brief.html", sound).build().page("/en/briefs/other/").has("<p>Text.</p>").has("1!");
}

#[test]
fn a_component_has_words_in_the_language_of_those_it_is_handed_and_without_any_is_told() {
    let component = "{% component gone(words) %}{{ word(id=\"source_worked\", date=\"now\") }}{% endcomponent gone %}\n\
                     {% component lost(date) %}{{ word(id=\"source_worked\", date=date) }}{% endcomponent lost %}\n";
    let template = "{% extends \"work.html\" %}{% block text %}{{ <gone words={words} /> }}{% endblock %}";
    let site = with_template("own.html", component).edit("themes/mine/templates/brief.html", template);
    let built = site.build();
    built.page("/sv/briefs/other/").has("Den fungerade senast den now.");
    built.page("/en/briefs/other/").has("It was last seen working on now.");
    let built = site.edit("themes/mine/templates/brief.html", &template.replace("gone words={words}", "lost date={\"now\"}")).build();
    let finding = built.finds("template-error", "themes/mine/templates/own.html", 2, 30);
    assert!(finding.message.starts_with("the word «source_worked» needs a language"), "{finding:?}");
}

#[test]
fn what_a_template_names_and_nobody_has_made_is_told_at_its_place() {
    let template = "{% extends \"work.html\" %}\n{% block text %}å {{ work.content | nope }}{{ fun(a=1) }}{{ <comp a={1} /> }}\n\
                    {% include \"x.html\" %}{% if work is strange %}{% endif %}{% endblock %}\n{% block nowhere %}{% endblock %}\n";
    let built = with_template("brief.html", template).build();
    for (line, column, message) in [
        (2, 37, "there is no filter «nope»"),
        (2, 47, "there is no function «fun»"),
        (2, 62, "there is no component «comp»"),
        (3, 13, "there is no template «x.html»"),
        (3, 37, "there is no test «strange»"),
        (4, 10, "no template that this one extends has a block «nowhere»"),
    ] {
        let finding = built.finds("invalid-template", "themes/mine/templates/brief.html", line, column);
        assert_eq!(finding.message, message);
    }
}

#[test]
fn a_theme_that_extends_none_is_told_what_it_lacks_in_its_own_folder() {
    let built = SiteTest::with("-- themes/mine/theme.yaml --\nname: Mine\n")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [en]\ntheme: mine\n")
        .build();
    let finding = built.finds("template-error", "themes/mine/templates/home.html", 1, 1);
    assert!(finding.hints[0].ends_with("`extends: lykta` in themes/mine/theme.yaml"), "{finding:?}");
    let finding = built.finds("missing-word", "themes/mine/locales/en.ftl", 1, 1);
    assert!(!finding.hints.iter().any(|hint| hint.contains("copy")), "{finding:?}");
}

#[test]
fn a_style_that_names_a_file_that_no_theme_has_is_told() {
    let style = "/* url(x.png) */\np { background: url(\"nope.png\") }\ni { background: url(./dot.txt) }\n";
    let built = SiteTest::with("-- themes/mine/theme.yaml --\nextends: lykta\n")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ntheme: mine\n")
        .edit("themes/mine/assets/own.css", style)
        .edit("themes/mine/assets/dot.txt", "dot")
        .build();
    built.finds("missing-asset", "themes/mine/assets/own.css", 2, 22);
    assert_eq!(built.findings.len(), 1, "{:?}", built.findings);
}

/// A site with a theme of these assets.
fn with_assets(assets: &[(&str, &str)]) -> SiteTest {
    let site = SiteTest::with("-- themes/mine/theme.yaml --\nextends: lykta\n")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ntheme: mine\n");
    assets.iter().fold(site, |site, (name, text)| site.edit(&format!("themes/mine/assets/{name}"), text))
}

#[test]
fn a_style_finds_what_it_names_wherever_both_lie() {
    let style = "@import \"z.css\"; @import url(sub/y.css);\ni{a:url(a.svg#id) url(a.svg?#iefix) url('b%20c.svg');b:image-set(\"a.svg\" 1x);content:\"url(a.svg)\"}";
    let built = with_assets(&[
        ("a.svg", "<svg/>"),
        ("b c.svg", "<svg></svg>"),
        ("own.css", style),
        ("z.css", "a{b:c}"),
        ("sub/y.css", "i{a:url(../a.svg) url(beside.svg)}"),
        ("sub/beside.svg", "<svg />"),
    ])
    .build();
    built.without_findings();
    let published = |start: &str| {
        let (path, bytes) = built.pages.iter().find(|(path, _)| path.starts_with(start)).expect("the asset");
        (path.trim_start_matches("/assets/").replace(' ', "%20"), String::from_utf8_lossy(bytes).into_owned())
    };
    let (a, b, z, y) = (published("/assets/a.").0, published("/assets/b c.").0, published("/assets/z.").0, published("/assets/sub/y."));
    let names = format!("url({a}#id) url({a}?#iefix) url('{b}');b:image-set(\"{a}\" 1x);content:\"url(a.svg)\"");
    assert_eq!(published("/assets/own.").1, format!("@import \"{z}\";@import url({});i{{a:{names}}}", y.0));
    assert_eq!(y.1, format!("i{{a:url(../{a}) url(../{})}}", published("/assets/sub/beside.").0));
}

#[test]
fn styles_that_import_one_another_or_what_is_not_there_are_told() {
    let built = with_assets(&[
        ("a.css", "@import \"b.css\";\n@import \"nope.css\";\n"),
        ("b.css", "\n@import url(a.css);\n"),
        ("sub/x.css", "i { a: url(lantern.svg) }"),
    ])
    .build();
    built.finds("missing-asset", "themes/mine/assets/a.css", 2, 10);
    built.finds("theme-circle", "themes/mine/assets/b.css", 2, 13);
    built.finds("missing-asset", "themes/mine/assets/sub/x.css", 1, 12);
    assert_eq!(built.findings.len(), 3, "{:?}", built.findings);
}

#[test]
fn a_script_does_what_it_did() {
    let kept = "let a = 1\n  // template\n  let b = `\n  // text\n`\n";
    let built = with_assets(&[
        ("plain.js", "// What it does.\nlet a = 1\n\n  let u = 5, v = u - -1 // why\n  const re = /[/\"]+\\/x/g\n"),
        ("kept.js", kept),
    ])
    .build();
    let script = |start: &str| {
        let (_, bytes) = built.pages.iter().find(|(path, _)| path.starts_with(start)).expect("the asset");
        String::from_utf8_lossy(bytes).into_owned()
    };
    assert_eq!(script("/assets/plain."), "let a = 1\nlet u = 5, v = u - -1 // why\nconst re = /[/\"]+\\/x/g\n");
    assert_eq!(script("/assets/kept."), kept);
}

#[test]
fn words_that_name_what_nobody_has_defined_are_told() {
    let words =
        "-site = Lykta\nsearch = { nope_ref }\nhome = { NOFN() }\nmenu = { menu }\nsources = { -site } { leave_page }\nleave_page = Bort\n";
    let built = SiteTest::with("-- themes/mine/theme.yaml --\nextends: lykta\n")
        .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en]\ntheme: mine\n")
        .edit("themes/mine/locales/sv.ftl", words)
        .build();
    for (line, what) in [(2, "no message «nope_ref»"), (3, "no function «NOFN()»"), (4, "leads back")] {
        let finding = built.finds("invalid-words", "themes/mine/locales/sv.ftl", line, 1);
        assert!(finding.message.contains(what), "{finding:?}");
    }
    assert_eq!(built.findings.len(), 3, "{:?}", built.findings);
}
