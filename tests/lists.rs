//! Lists that are grouped, sorted and narrowed by what works have.

mod support;

use support::SiteTest;

const COURSES: &str = "
    -- content/site.yaml --
    title: Test
    base_url: https://example.org/
    languages: [sv, en]
    per_page: 3
    kinds:
      course:
        title: { en: Courses, sv: Kurser }
        singular: { en: Course, sv: Kurs }
        path: { en: courses, sv: kurser }
        list: { sort: [-starts, title], group: year(starts), filter: [countries, level, state, starts] }
        fields:
          level: { type: choice, choices: [first, second], labels: { second: { sv: Andra nivån, en: Second level } }, in: work, title: { sv: Nivå, en: Level } }
          starts: { type: date, in: work }
    taxonomies:
      countries: { path: { sv: länder, en: countries } }
    -- content/courses/a/work.yaml --
    kind: course
    level: second
    starts: 2027-01-02
    countries: [SE, EE]
    -- content/courses/a/sv.md --
    ---
    title: Ådalen
    ---

    Text.
    -- content/courses/b/work.yaml --
    kind: course
    level: first
    starts: 2027-05-02
    countries: [SE]
    -- content/courses/b/sv.md --
    ---
    title: Zon
    ---

    Text.
    -- content/courses/c/work.yaml --
    kind: course
    level: first
    countries: [AX]
    -- content/courses/c/en.md --
    ---
    title: Without a date
    ---

    Text.
    -- content/courses/d/work.yaml --
    kind: course
    level: first
    starts: 2031-05-02
    -- content/courses/d/sv.md --
    ---
    title: Åland
    ---

    Text.
    -- content/courses/d/en.md --
    ---
    title: The islands
    ---

    Text.
";

/// The places of texts on a page, which all must be there.
fn in_order(page: &str, texts: &[&str]) {
    let places: Vec<usize> = texts.iter().map(|text| page.find(text).unwrap_or_else(|| panic!("no «{text}» in {page}"))).collect();
    assert!(places.is_sorted(), "{texts:?} stand at {places:?}");
}

#[test]
fn a_list_stands_under_years_and_what_has_none_comes_last() {
    let built = SiteTest::new(COURSES).build();
    built.without_findings();
    let page = built.page("/sv/kurser/");
    in_order(page.text(), &["<h2 id=\"group-1\">2031</h2>", ">Åland<", "<h2 id=\"group-2\">2027</h2>", ">Zon<", ">Ådalen<"]);
    built.page("/sv/kurser/page/2/").has("Inte angivet</h2>").has("Without a date");
}

#[test]
fn a_list_is_narrowed_on_pages_in_the_readers_language() {
    let built = SiteTest::new(COURSES).build();
    let page = built.page("/sv/kurser/");
    // Åland is a country in the list by its own code, and Swedish sorts it after Sverige.
    in_order(page.text(), &["/sv/kurser/l%C3%A4nder/estland/", "/sv/kurser/l%C3%A4nder/sverige/", "/sv/kurser/l%C3%A4nder/%C3%A5land/"]);
    page.has("Sverige <span class=\"count\">2</span>").has("Andra nivån <span class=\"count\">1</span>").has("<summary>Nivå</summary>");
    let narrowed = built.page("/sv/kurser/länder/sverige/");
    narrowed.has(">Zon<").has(">Ådalen<").lacks(">Åland</a>\n").lacks("Without a date");
    narrowed
        .has("<title>Kurser\u{a0}– Länder: Sverige · Test</title>")
        .has("rel=\"canonical\" href=\"https://example.org/sv/kurser/l%C3%A4nder/sverige/\"");
    narrowed.has("<a href=\"/sv/kurser/\">Visa hela listan</a>").has("aria-current=\"true\">Sverige").lacks("noindex");
    narrowed.has("hreflang=\"en\" href=\"https://example.org/en/courses/countries/sweden/\"");
    built.page("/en/courses/level/second-level/").has("Ådalen");
    built.page("/sv/kurser/starts/2027/").has(">Zon<").has(">Ådalen<").lacks("Without a date");
    built.page("/sv/sitemap.xml").has("kurser/l%C3%A4nder/sverige/");
}

#[test]
fn each_page_of_a_narrowed_list_names_the_same_page_in_other_languages() {
    let built = SiteTest::new(&COURSES.replace("per_page: 3", "per_page: 1")).build();
    built
        .page("/sv/kurser/länder/sverige/page/2/")
        .has("hreflang=\"sv\" href=\"https://example.org/sv/kurser/l%C3%A4nder/sverige/page/2/\"")
        .has("hreflang=\"en\" href=\"https://example.org/en/courses/countries/sweden/page/2/\"");
    // Nothing that search engines are to leave alone names others to them.
    built.page("/sv/kurser/print/").lacks("rel=\"alternate\" hreflang").has("rel=\"alternate\" type=\"application/atom+xml\"");
    built.page("/sv/404.html").lacks("rel=\"alternate\" hreflang");
}

#[test]
fn a_list_that_is_shorter_in_another_language_leads_to_its_first_page_there_and_one_that_is_missing_home() {
    let work = |name: &str| {
        format!(
            "
            -- content/briefs/{name}/work.yaml --
            kind: brief
            source_language: en
            -- content/briefs/{name}/en.md --
            ---
            title: {name}
            ---

            Text.
            -- content/briefs/{name}/sv.md --
            ---
            title: {name}
            ---

            Text."
        )
    };
    // A translation stands under two headings, its source under one.
    let built = SiteTest::new(&format!(
        "
            -- content/site.yaml --
            title: Test
            base_url: https://example.org/
            languages: [sv, en]
            per_page: 2
            kinds: {{ brief: {{ list: {{ group: state }} }}, note: {{ path: {{ sv: anteckningar, en: / }} }} }}
            -- content/notes/a/work.yaml --
            kind: note
            -- content/notes/a/sv.md --
            ---
            title: Ett
            ---

            Text.{}{}",
        work("a"),
        work("b")
    ))
    .build();
    built.has_no_page("/en/briefs/page/2/");
    built.page("/sv/briefs/page/2/").has("href=\"/en/briefs/\"").lacks("/en/briefs/page/2/").lacks("rel=\"alternate\" hreflang=\"en\"");
    built.page("/sv/sitemap.xml").lacks("/en/briefs/page/2/");
    built.page("/sv/anteckningar/").has("href=\"/en/\"").lacks("rel=\"alternate\" hreflang=\"en\"");
}

#[test]
fn a_list_is_narrowed_by_how_its_translations_stand_but_not_for_search_engines() {
    let built = SiteTest::new(COURSES).build();
    let other = built.page("/sv/kurser/översättning/på-annat-språk/");
    other.has("Without a date").lacks(">Zon<").has("<meta name=\"robots\" content=\"noindex\">");
    built.page("/sv/sitemap.xml").lacks("%C3%B6vers%C3%A4ttning");
    // The English page has what is there in English, which is another choice of works.
    built.page("/en/courses/translation/in-another-language/").has(">Zon<").lacks("The islands");
}

#[test]
fn events_of_a_kind_of_ones_own_are_narrowed_by_whether_they_are_to_come() {
    let courses = COURSES
        .replace("filter: [countries, level, state, starts]", "filter: [when]")
        .replace("        fields:\n          level:", "        structured_data: event\n        fields:\n          level:");
    let built = SiteTest::new(&courses).build();
    assert!(built.findings.iter().all(|finding| finding.code.name != "unknown-list-field"), "{:?}", built.findings);
    built.page("/en/courses/").has("<summary>When</summary>");
}

#[test]
fn a_narrowed_list_follows_when_a_translation_falls_behind() {
    let site = SiteTest::new(COURSES);
    let before = site.build();
    before.has_no_page("/sv/kurser/översättning/inaktuell/");
    let record = "translated_from: { language: en, recipe: 1, sections: { title: \"0000000000000000\" } }";
    let site = site
        .edit("content/courses/c/sv.md", &format!("---\ntitle: Utan datum\n{record}\n---\n\nText.\n"))
        .edit("content/courses/c/work.yaml", "kind: course\nlevel: first\ncountries: [AX]\nsource_language: en\n");
    let warm = site.build();
    warm.page("/sv/kurser/översättning/inaktuell/").has("Utan datum").lacks(">Zon<");
    assert_eq!(warm.pages, site.build_cold().pages);
    let reworded = site.edit("content/courses/c/en.md", "---\ntitle: Without a date\n---\n\nAnother text.\n");
    assert_eq!(reworded.build().pages, reworded.build_cold().pages);
}

#[test]
fn a_value_that_all_works_have_narrows_nothing_and_gets_no_page() {
    let site = SiteTest::new(COURSES)
        .edit("content/courses/a/work.yaml", "kind: course\nlevel: first\n")
        .edit("content/courses/b/work.yaml", "kind: course\nlevel: first\n");
    let built = site.build();
    built.has_no_page("/sv/kurser/nivå/first/");
    built.page("/sv/kurser/").lacks("<summary>Nivå</summary>");
}

#[test]
fn a_short_list_of_a_built_in_kind_is_not_narrowed_but_a_longer_one_is() {
    let mut site = SiteTest::with("");
    let add = |site: &mut SiteTest, n: usize| {
        let country = if n.is_multiple_of(2) { "SE" } else { "FI" };
        site.world.files.insert(format!("content/briefs/n{n}/work.yaml"), format!("kind: brief\ncountries: [{country}]\n").into_bytes());
        site.world.files.insert(format!("content/briefs/n{n}/en.md"), format!("---\ntitle: Number {n}\n---\n\nText.\n").into_bytes());
    };
    (1..=3).for_each(|n| add(&mut site, n));
    site.build().has_no_page("/en/briefs/countries/finland/");
    (4..=6).for_each(|n| add(&mut site, n));
    let built = site.build();
    built.without_findings();
    built.page("/en/briefs/countries/finland/").has("Number 1").lacks("Number 2").has("3 works");
}

#[test]
fn below_a_base_path_and_in_letters_a_to_z_the_links_of_a_list_lead_to_its_pages() {
    let site = SiteTest::new(&COURSES.replace("https://example.org/", "https://example.org/lykta/").replace("per_page: 3", "slugs: ascii"));
    let built = site.build();
    built.page("/sv/kurser/").has("href=\"/lykta/sv/kurser/lander/sverige/\"");
    built.page("/sv/kurser/lander/sverige/").has(">Zon<");
}

#[test]
fn what_no_work_has_is_found_where_it_is_written() {
    let built = SiteTest::new(&COURSES.replace("filter: [countries, level, state, starts]", "filter: [contries]")).build();
    let finding = built.findings.iter().find(|finding| finding.code.name == "unknown-list-field").expect("a finding");
    assert_eq!((finding.location.file.as_str(), finding.location.line), ("content/site.yaml", 10));
    assert!(finding.hints.iter().any(|hint| hint.contains("countries")), "{:?}", finding.hints);
}

#[test]
fn what_stands_twice_or_labels_no_choice_is_found() {
    let site =
        COURSES.replace("filter: [countries, level, state, starts]", "filter: [starts, year(starts)]").replace("{ second:", "{ secnod:");
    let built = SiteTest::new(&site).build();
    built.finds("duplicate-key", "content/site.yaml", 10, 75);
    assert!(built.finds("invalid-choice", "content/site.yaml", 12, 66).hints.iter().any(|hint| hint.contains("«second»")));
}

#[test]
fn values_that_are_written_alike_in_an_address_have_pages_apart() {
    let mut site = SiteTest::new(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [en]
        kinds:
          brief: { list: { filter: [town] }, fields: { town: { type: text, in: work } } }
        ",
    );
    for (n, town) in ["Åbo!", "åbo", "Vilnius"].iter().enumerate() {
        site.world.files.insert(format!("content/briefs/n{n}/work.yaml"), format!("kind: brief\ntown: \"{town}\"\n").into_bytes());
        site.world.files.insert(format!("content/briefs/n{n}/en.md"), format!("---\ntitle: Number {n}\n---\n\nText.\n").into_bytes());
    }
    let built = site.build();
    built.without_findings();
    let (one, other) = (built.page("/en/briefs/town/åbo/"), built.page("/en/briefs/town/åbo-2/"));
    for title in ["Number 0", "Number 1"] {
        assert!(one.text().contains(title) != other.text().contains(title));
    }
}

#[test]
fn two_works_at_one_address_are_told_once_also_in_a_site_that_is_opened_as_files() {
    let mut site = SiteTest::new(
        "
        -- content/site.yaml --
        title: Test
        base_url: https://example.org/
        languages: [en]
        ",
    );
    for folder in ["a-b", "a_b"] {
        site.world.files.insert(format!("content/briefs/{folder}/work.yaml"), b"kind: brief\n".to_vec());
        site.world.files.insert(format!("content/briefs/{folder}/en.md"), b"---\ntitle: Text\nslug: a\n---\n\nText.\n".to_vec());
    }
    let options = lykta::config::Options { portable: true, ..Default::default() };
    let found = lykta::build(&site.world, &options, &site.memo);
    let told: Vec<&str> =
        found.findings.iter().filter(|finding| finding.code.name == "duplicate-address").map(|f| &*f.location.file).collect();
    assert_eq!(told, ["content/briefs/a_b/en.md"]);
}
