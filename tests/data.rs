//! Data for research: what the pages say, as tables.

mod support;

use serde_json::Value;
use support::SiteTest;

const SITE: &str = "
    -- content/site.yaml --
    title: Test
    base_url: https://example.org/lykta/
    languages: [sv, en]
    publisher: A network
    licence: CC BY 4.0
    licence_url: https://creativecommons.org/licenses/by/4.0/
    kinds:
      course:
        path: courses
        fields:
          places: { type: number, in: work }
          held: { type: date range, in: work }
          open: { type: true or false, in: work }
          goals: { type: markdown, many: true }
          language: { type: language, in: work }
          notes: { type: text, in: work, data: false }
    -- content/sources.yaml --
    palermo2000:
      title: Palermo Protocol
      author: United Nations
      date: 2000
      url: https://example.com/palermo
    unused:
      title: Nobody cites it
    secret:
      title: Cited by a draft alone
    -- content/courses/a/work.yaml --
    kind: course
    places: -5
    held: 2031-03-03/2031-03-04
    open: true
    language: da
    countries: [SE, EE]
    topics: [\"a | b\"]
    notes: For us alone
    -- content/courses/a/en.md --
    ---
    title: \"=HYPERLINK(1)\"
    summary: Commas, and 'quotation' marks
    goals:
      - \"*To see* [@palermo2000, art. 3].\"
      - \"- To act\"
    ---

    Text.
    -- content/courses/draft/work.yaml --
    kind: course
    draft: true
    sources: [secret]
    -- content/courses/draft/en.md --
    ---
    title: Hidden draft
    ---

    Text [@secret].
    -- content/courses/later/work.yaml --
    kind: course
    date: 2031-01-01
    -- content/courses/later/en.md --
    ---
    title: Hidden future
    ---

    Text.
    -- content/courses/gone/work.yaml --
    kind: course
    expires: 2020-01-01
    -- content/courses/gone/en.md --
    ---
    title: Hidden expired
    ---

    Text.
";

#[test]
fn a_table_holds_every_field_in_csv_that_no_spreadsheet_takes_for_a_formula() {
    let built = SiteTest::new(SITE).build();
    assert!(built.findings.iter().all(|finding| finding.location.file == "content/sources.yaml"), "{:?}", built.findings);
    let csv = built.page("/en/data/works-course.csv").text().to_owned();
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert_eq!(
        lines[0],
        "id,kind,permalink,language,title,summary,source_language,translation_state,reviewed_on,date,updated,sources,\
         topics,countries,audiences,places,held,open,goals,course_language"
    );
    assert_eq!(
        lines[1],
        "courses/a,course,https://example.org/lykta/en/courses/a/,en,'=HYPERLINK(1),\"Commas, and ‘quotation’ marks\",en,original,,,,\
         palermo2000,a \\| b,SE | EE,,-5,2031-03-03/2031-03-04,true,To see. | To act,da"
    );
    assert_eq!(lines.len(), 2);
}

#[test]
fn json_has_types_and_its_schema_says_the_same() {
    let built = SiteTest::new(SITE).build();
    let rows: Value = serde_json::from_str(built.page("/sv/data/works-course.json").text()).unwrap();
    let row = rows[0].as_object().unwrap();
    assert_eq!(row["permalink"], "https://example.org/lykta/sv/courses/a/");
    assert_eq!(row["language"], "en");
    assert_eq!(row["places"], -5);
    assert_eq!(row["held"]["to"], "2031-03-04");
    assert_eq!(row["open"], true);
    assert_eq!(row["audiences"], serde_json::json!([]));
    assert_eq!(row["reviewed_on"], Value::Null);
    let schema: Value = serde_json::from_str(built.page("/sv/data/works-course.schema.json").text()).unwrap();
    let properties = schema["items"]["properties"].as_object().unwrap();
    assert_eq!(properties.keys().collect::<Vec<_>>(), row.keys().collect::<Vec<_>>());
    assert_eq!(schema["items"]["required"].as_array().unwrap().len(), row.len());
}

#[test]
fn nothing_that_is_not_public_stands_in_the_data() {
    let built = SiteTest::new(SITE).build();
    built.nowhere("Hidden").nowhere("For us alone").nowhere("Cited by a draft alone").nowhere("Nobody cites it");
    built.page("/en/data/sources.csv").has("palermo2000,Palermo Protocol,United Nations,,2000,https://example.com/palermo,courses/a");
}

#[test]
fn a_page_says_what_the_data_hold_and_lists_lead_to_it() {
    let built = SiteTest::new(SITE).build();
    let page = built.page("/sv/data/");
    page.has("<code>translation_state</code>")
        .has("Första och sista dagen")
        .has("\"@type\":\"Dataset\"")
        .has("https://creativecommons.org/licenses/by/4.0/");
    page.has("A network. Test. Data för forskning. v2. 2026-11-24. https://example.org/lykta/sv/data/");
    page.has("<code>course_language</code>").lacks("notes");
    built.page("/sv/courses/").has("<link rel=\"alternate\" type=\"text/csv\" title=\"CSV\" href=\"/lykta/sv/data/works-course.csv\">");
    built.page("/sv/sitemap.xml").has("<loc>https://example.org/lykta/sv/data/</loc>").lacks(".csv");
    built.page("/sv/keep/files.txt").has("/lykta/sv/data/\n").lacks(".csv");
}

#[test]
fn the_names_of_a_term_stand_by_their_languages_and_every_column_is_explained() {
    let built = SiteTest::with(
        "
        -- content/terms/guardian/work.yaml --
        kind: term
        names: { da: værge, uk: опікун }
        -- content/terms/guardian/en.md --
        ---
        title: Guardian
        definition: Who speaks for a child.
        ---

        Text.
        ",
    )
    .edit("content/site.yaml", "title: Test\nbase_url: https://example.org/\nlanguages: [sv, en, da, uk]\n")
    .build();
    let rows: Value = serde_json::from_str(built.page("/sv/data/works-term.json").text()).unwrap();
    assert_eq!(rows[0]["names"], serde_json::json!({ "da": "værge", "uk": "опікун" }));
    let schema: Value = serde_json::from_str(built.page("/sv/data/works-term.schema.json").text()).unwrap();
    assert_eq!(schema["items"]["properties"]["names"]["additionalProperties"]["type"], "string");
    built.page("/sv/data/works-term.csv").has(",da: værge | uk: опікун\r");
    let page = built.page("/sv/data/");
    page.has("<code>names</code></th><td>Text</td><td>Vad termen heter på andra språk</td>");
    page.has("<code>forms</code></th><td>Lista: Text</td><td>Andra former av ordet, som de står i texter</td>");
}

#[test]
fn what_has_no_columns_of_its_own_has_no_heading() {
    let page = "
        -- content/pages/about/work.yaml --
        kind: page
        -- content/pages/about/en.md --
        ---
        title: About
        ---

        Text.
    ";
    let built = SiteTest::with(page).build();
    built.page("/en/data/").has("<li>Pages (1):").has("id=\"table-2\">Briefs</h2>").lacks(">Pages</h2>");
}

#[test]
fn a_site_may_publish_no_data() {
    let built = SiteTest::new(&SITE.replace("licence: CC BY 4.0", "data: false")).build();
    built.has_no_page("/sv/data/").has_no_page("/sv/data/works.csv");
    built.page("/sv/courses/").lacks("text/csv").lacks("/sv/data/");
}
