//! Whole files through the gate.

use super::contacts::{contact_key, is_among};
use super::opened::{Memory, refuse};
use super::*;
use crate::growth;
use base64::Engine as _;
use proptest::prelude::*;

fn codes_of(path: &str, media_type: &str, bytes: &[u8]) -> Vec<&'static str> {
    let rules = Rules { day: Some(("2026-11-24".into(), 46_350)), ..Rules::default() };
    let mut found: Vec<&str> = inspect(path, media_type, bytes, &rules).iter().map(|sighting| sighting.code.name).collect();
    found.dedup();
    found
}

const HTML: &str = "text/html; charset=utf-8";

#[test]
fn a_number_is_found_wherever_it_stands() {
    for html in [
        "<p>20991231-9804</p>",
        "<p>20991231-<b>98</b>04</p>",
        "<img src=a.png alt='20991231-9804'>",
        "<a href='/x' title='20991231-9804'>x</a>",
        "<meta name=description content='Anna 20991231-9804'>",
        "<script type='application/ld+json'>{\"name\":\"20991231\\u20119804\"}</script>",
        "<p>20991231&#8209;9804</p>",
        "<p>٢٠٩٩١٢٣١-٩٨٠٤</p>",
        "<content type='html'>&lt;p&gt;20991231-&lt;b&gt;9804&lt;/b&gt;&lt;/p&gt;</content>",
        "<P TITLE='20991231-9804'>x</P>",
        "<p>20991231&#45&#57;804</p>",
        "<p>2099&#x31;231&hyphen;9804</p>",
        "<script>let anna = '20991231-9804'</script>",
        "<style>.a::after { content: '20991231-9804' }</style>",
        "<iframe srcdoc='<p>20991231-9804'></iframe>",
        "<!--[if mso]><p>20991231-9804</p><![endif]-->",
        "Case 20991231-9804<sup class=\"note-ref\"><a href=\"#note-1\" id=\"note-ref-1\">1</a></sup>",
        "Case 131052-308T<a href='#n1'><sup>1</sup></a>",
        "2099<sup>1231</sup>-9804",
        "2099<sup><a href='#'>1231</a></sup>-9804",
        "<sup><a href='#'>20991231-9804</a></sup>",
        "<?php $pnr=\"20991231-9804\"; ?>",
        "<? note 20991231-9804 ?>",
        "<!note 20991231-9804>",
        "<!20991231-9804>",
        "</ 20991231-9804>",
        "<p></p 20991231-9804>",
        "<!-- 20991231-9804",
        "<p 20991231-9804>x</p>",
        "<span id='20991231-9804'>x</span>",
        "<a name='20991231-9804'>x</a>",
        "<h2 id='anna-20991231-9804'>x</h2>",
        "<h2 id=åsa-131052-308t>x</h2>",
        "<th abbr='20991231-9804'>x</th>",
        "<script>box.innerHTML = '<p>20<b>99</b>1231&#45;9804</p>'</script>",
        "<script>let anna = '2099\\u00311231-9804'.slice(1), eva = '2099\\x31231-9804'</script>",
        "<script type='application/json'>{\"html\":\"<p>20<b>99</b>1231-9804</p>\"}</script>",
    ] {
        assert_eq!(codes_of("/a/", HTML, html.as_bytes()), ["identity-number"], "{html}");
    }
    assert_eq!(codes_of("/media/anna-20991231-9804.png", "text/plain", b"x"), ["identity-number"]);
    assert_eq!(codes_of("/a.ics", "text/calendar; charset=utf-8", b"SUMMARY:Anna 20991231\r\n -9804\r\n"), ["identity-number"]);
    for calendar in ["SUMMARY:Anna 20991231\n\t-9804\n", "SUMMARY:Anna\\n20991231-9804\\, Malmö\n", "SUMMARY:\\\\20991231-9804"] {
        assert_eq!(codes_of("/a.ics", "text/calendar; charset=utf-8", calendar.as_bytes()), ["identity-number"], "{calendar}");
    }
    assert_eq!(codes_of("/a.vcf", "text/plain", b"NOTE:Anna 20991231-\r\n 9804\r\n"), ["identity-number"]);
    assert_eq!(codes_of("/a.vcf", "text/plain", b"TEL:+46 70-\n 174 06 05\n"), ["telephone-number"]);
    for path in ["/a.geojson", "/a.jsonl"] {
        assert_eq!(codes_of(path, "text/plain", br#"{"a": "20991231\u20119804"}"#), ["identity-number"], "{path}");
    }
    assert_eq!(codes_of("/a.eml", "text/plain", b"20991231-9804"), ["identity-number", "unchecked-file"]);
    assert_eq!(codes_of("/a.csv", "text/csv", b"name,no\nAnna,20991231-9804\n"), ["identity-number"]);
    assert_eq!(codes_of("/_headers", "text/plain; charset=utf-8", b"X: 20991231-9804\n"), ["identity-number"]);
    for path in ["/assets/styles.9912319804ab.css", "/assets/app-3a0199f9997b.js", "/sv/2031-03-03/", "/media/978-91-7997-012-3.pdf.txt"] {
        assert_eq!(codes_of(path, "text/plain", b""), Vec::<&str>::new(), "{path}");
    }
}

#[test]
fn a_page_is_one_whatever_its_name_is() {
    let page = "<!doctype html><html lang=sv><body><p>20<b>99</b>1231&#45;9804</p><!-- secret note --></body></html>";
    for path in ["/a.php", "/about", "/page?id=1", "/index.html?lang=sv", "/index.html@lang=sv", "/a.aspx", "/a.jsp", "/a.html.bak"] {
        assert_eq!(codes_of(path, "application/octet-stream", page.as_bytes()), ["hidden-text", "identity-number"], "{path}");
    }
    let xml = "<?xml version='1.0'?><kml><name>20<b>99</b>1231-9804</name><!-- secret note --></kml>";
    assert_eq!(codes_of("/a.kml", "", xml.as_bytes()), ["identity-number", "hidden-text"]);
    assert_eq!(codes_of("/a.kml", "", b"<?xml version='1.0'?><coordinates>18.06862,59.32931,0</coordinates>"), ["position"]);
}

#[test]
fn pages_are_found_in_data_and_in_texts() {
    for (path, text) in [
        ("/feed.json", r#"{"items":[{"content_html":"<p>2099<b>1231</b>-9804</p>"}]}"#),
        ("/search_index.json", r#"{"docs":[{"text":"pnr 2099<strong>1231</strong>-9804"}]}"#),
        ("/a.json", r#"{"html":"2099\u003cb\u003e1231\u003c/b\u003e-98&#48;4"}"#),
        ("/a.md", "pnr 2099<b>1231</b>-98&#48;4"),
        ("/a.js", "box.innerHTML = '<p>2099<b>1231</b>-9804</p>'"),
        ("/a.js.map", r#"{"sourcesContent":["<p>2099<b>1231</b>-9804<\/p>"]}"#),
    ] {
        let media_type = if path.ends_with("json") { "application/json" } else { "" };
        assert_eq!(codes_of(path, media_type, text.as_bytes()), ["identity-number"], "{path}");
        let at = inspect(path, media_type, text.as_bytes(), &Rules::default())[0].at.clone();
        assert_eq!(at.map(|at| text[at.start..].starts_with("2099")), Some(true), "{path}");
    }
    let found = codes_of("/a.json", "application/json", br#"{"a":"<p>anna@gmail.com, 20991231-9804</p><!-- secret -->"}"#);
    assert_eq!(found, ["identity-number", "email-address", "hidden-text"], "each is told once");
    assert_eq!(codes_of("/a.md", "", b"Write `<!-- note -->` <anna@gmail.com> </b>"), ["email-address"]);
    let rules = Rules { denied: Some(Arc::new(Denied::parse("Ayla Berg").unwrap())), foreign: true, ..Rules::default() };
    for (path, text) in [
        ("/a.json", r#"{"a":"<p>Ay<b>la</b> B&#101;rg</p>"}"#),
        ("/a.html", "<span id='ayla-berg'>x</span>"),
        ("/a.html", "<span class='case-ayla-berg'>x</span>"),
        ("/a.html", "<?php Ayla Berg ?>"),
        ("/a.svg", "<svg><?note Ayla Berg?></svg>"),
    ] {
        let media_type = if path.ends_with("json") { "application/json" } else { "" };
        let codes: Vec<&str> = inspect(path, media_type, text.as_bytes(), &rules).iter().map(|sighting| sighting.code.name).collect();
        assert_eq!(codes, ["denied-word"], "{text}");
    }
}

#[test]
fn styles_and_scripts_are_looked_through_for_names_and_ways() {
    let denied = |list: &str| Rules { denied: Some(Arc::new(Denied::parse(list).unwrap())), ..Rules::default() };
    let codes = |path: &str, text: &str, rules: &Rules| {
        inspect(path, "", text.as_bytes(), rules).iter().map(|sighting| sighting.code.name).collect::<Vec<_>>()
    };
    for (path, text) in [
        ("/a.css", ".x::after{content:\"Ayla Berg\"}"),
        ("/a.js", "/*! Ayla Bergs */"),
        ("/a.js", "var a=\"\\u0041yla Berg\";"),
        ("/a.html", "<script>var a='Ayla Berg'</script>"),
    ] {
        assert_eq!(codes(path, text, &denied("Ayla Berg")), ["denied-word"], "{text}");
    }
    for text in ["ul li{max-width:1em}", "max.li(1)", "li, max"] {
        assert_eq!(codes("/a.css", text, &denied("max\nli\nMax Li\nLi Max")), Vec::<&str>::new(), "{text}");
    }
    for (text, code) in [
        ("L.marker([59.329323,18.068581]);", "position"),
        ("new google.maps.LatLng(59.329323, 18.068581)", "position"),
        ("{\"center\": [18.0686, 59.3293]}", "position"),
        ("var m=\"anna.berg@gmail.com\"", "email-address"),
        ("a.href='mailto:anna.berg@gmail.com?subject=x'", "email-address"),
    ] {
        assert_eq!(codes("/a.js", text, &Rules::default()), [code], "{text}");
        assert_eq!(codes("/a.html", &format!("<script>{text}</script>"), &Rules::default()), [code], "{text}");
    }
    for text in ["/*! (c) A. Author <author@example.com> */", "ease([0.4512,1.3251])", "[59.329323,18.068581]", "import 'a@1.2.3'"] {
        assert_eq!(codes("/a.js", text, &Rules::default()), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn texts_of_other_encodings_are_read() {
    let utf16 = |text: &str, big: bool| {
        let units = ['\u{feff}'].into_iter().chain(text.chars()).collect::<String>();
        units.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect::<Vec<u8>>()
    };
    let text = "Öberg 20991231-9804 anna@example.org";
    let latin: Vec<u8> = "Öberg 20991231-9804 \u{96} anna@example.org".chars().map(|c| c as u8).collect();
    for bytes in [utf16(text, true), utf16(text, false), latin] {
        for (path, media_type) in [("/a.txt", "text/plain"), ("/a.csv", "text/csv"), ("/a.html", HTML), ("/a.log", "")] {
            assert_eq!(codes_of(path, media_type, &bytes), ["identity-number", "email-address"], "{path}: {bytes:?}");
        }
        let rules = Rules { denied: Some(Arc::new(Denied::parse("Öberg").unwrap())), ..Rules::default() };
        assert!(inspect("/a.txt", "text/plain", &bytes, &rules).iter().any(|sighting| sighting.code.name == "denied-word"));
    }
    // A damaged letter does not spoil the others.
    for bytes in [utf16(text, true), utf16(text, false)] {
        assert_eq!(codes_of("/a.csv", "text/csv", &bytes[2..]), ["identity-number", "email-address"], "without a mark");
    }
    assert_eq!(decoded(&utf16("Ганна 🙂 🇸🇪 ❤️\n", false)[2..]), "Ганна 🙂 🇸🇪 ❤️\n");
    assert_eq!(decoded(b"ab\0\0"), "ab\0\0");
    assert_eq!(decoded(b"\xc3\xa5\xc3\xa4 \xff"), "åä \u{fffd}");
    assert_eq!(codes_of("/a.txt", "text/plain", b"\xff\xfe\0\0a\0\0\0"), ["unchecked-file"], "UTF-32");
}

#[test]
fn denied_words_are_found_in_any_code_page_and_told_once() {
    let list = ["Оксана", "Łukasz", "Šarūnė", "Åsa", "Ayla"].join("\n");
    let rules = Rules { denied: Some(Arc::new(Denied::parse(&list).unwrap())), ..Rules::default() };
    for (encoding, name) in [
        ("windows-1251", "Оксана"),
        ("koi8-r", "Оксана"),
        ("iso-8859-5", "Оксана"),
        ("ibm866", "Оксана"),
        ("windows-1250", "Łukasz"),
        ("iso-8859-2", "Łukasz"),
        ("windows-1257", "Šarūnė"),
        ("iso-8859-13", "Šarūnė"),
        ("macintosh", "Åsa"),
        ("windows-1252", "Åsa"),
        ("windows-1257", "Ayla å"),
    ] {
        let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
        let text = format!("id;name;x\n1;{name};å\n");
        assert!(decoding::pieces(&text.repeat(9_999).into_bytes()).all(|piece| piece.ends_with(b"\n")));
        let bytes = encoding.encode(&text).0;
        for (path, media_type) in [("/a.csv", "text/csv"), ("/a.html", HTML), ("/a.txt", "text/plain")] {
            let seen = inspect(path, media_type, &bytes, &rules);
            let words = seen.iter().filter(|sighting| sighting.code.name == "denied-word");
            let places: Vec<_> = words.map(|sighting| (sighting.code.name, sighting.at.as_ref().map(|at| at.start == 12))).collect();
            assert_eq!(places, [("denied-word", Some(true))], "{path} {}", encoding.name());
        }
    }
}

#[test]
fn what_is_hidden_and_what_tells_of_the_machine_is_found() {
    for (html, code) in [
        ("<!-- Anna, Malmö -->", "hidden-text"),
        ("<p style='color:#fff'>Anna</p>", "hidden-text"),
        ("a {# note: Anna #}", "hidden-text"),
        ("see /home/anna/case/a.docx", "machine-path"),
        ("<pre>/home/anna/case/a.docx</pre>", "machine-path"),
        ("in /home/anna/Documents/case", "machine-path"),
        ("in /home/anna/a/b/c", "machine-path"),
        ("see C:\\Users\\anna\\case.docx", "machine-path"),
        ("\\\\fs01\\hemlig$\\Utredning\\Berg.docx", "machine-path"),
        ("<a href='\\\\server\\hemlig$\\x.docx'>x</a>", "machine-path"),
        ("<img alt='/home/anna/Pictures/girl.png'>", "machine-path"),
        ("<img src='girl.png' title='/home/anna/case/girl.png'>", "machine-path"),
        ("<p aria-label='/home/anna/case/girl.png'>x", "machine-path"),
        ("see /root/case/girl.png", "machine-path"),
        ("see /root/.ssh/id", "machine-path"),
        ("<img alt='H:\\Utredning\\Anna Berg\\x.docx'>", "machine-path"),
        ("<a href='file:///C:/Users/anna/Documents/x.docx'>x</a>", "machine-path"),
        ("<a href='https://x-my.sharepoint.com/personal/anna_berg_police_example/Documents/x.docx'>x</a>", "machine-path"),
        ("<a href='https://docs.google.com/d/1/edit?usp=sharing&ouid=112233445566778899001'>x</a>", "machine-path"),
        ("<a href='file:///home/anna/x'>x</a>", "machine-path"),
        ("see C:\\Users\\Anna Berg\\Documents\\fall.docx", "machine-path"),
        ("<a href='file:///C:/Users/Anna%20Berg/Desktop/x.docx'>x</a>", "machine-path"),
        ("c:\\users\\anna\\documents\\fall.docx", "machine-path"),
        ("C:\\Documents and Settings\\anna\\x.doc", "machine-path"),
        ("/mnt/c/Users/anna/x", "machine-path"),
        ("in /var/home/anna/site/x", "machine-path"),
        ("/run/media/anna/USB/x", "machine-path"),
        ("built 2026-11-24T10:31:07Z", "build-time"),
        ("a\u{200b}b", "hidden-character"),
        ("a\u{202e}b", "hidden-character"),
        ("pa\u{200d}ss", "hidden-character"),
        ("wo&#x200c;rd", "hidden-character"),
        ("a\u{e0101}\u{e0102}", "hidden-character"),
        ("\u{1f600}\u{fe01}\u{fe02}", "hidden-character"),
        ("a&#27;[2Jb", "hidden-character"),
        ("a\u{9b}2Jb", "hidden-character"),
        ("<p style='opacity: 0.0'>Anna</p>", "hidden-text"),
        ("<p style='color: white !important'>Anna</p>", "hidden-text"),
        ("<svg><text opacity='0'>Anna</text></svg>", "hidden-text"),
        ("<svg><text visibility='hidden'>Anna</text></svg>", "hidden-text"),
        ("<p>anna@example.org</p>", "email-address"),
        ("anna@example.org<sup class='note-ref'><a href='#note-1'>1</a></sup>", "email-address"),
        ("070-174 06 05<sup><a href='#note-1'>1</a></sup>", "telephone-number"),
        ("<p>call 070-174\n  06 05 at night</p>", "telephone-number"),
        ("<p>it lies at 59.32931,\r\n18.06862</p>", "position"),
        ("<a href='mailto:anna@example.org'>x</a>", "email-address"),
        ("<a href='&#109;ailto:anna&#64;example.org'>x</a>", "email-address"),
        ("<a href='MAILTO:anna@example.com'>x</a>", "email-address"),
        ("<a href='https://example.com/?to=bob@example.com'>x</a>", "email-address"),
        ("<a href='https://example.com/u/dora@example.com'>x</a>", "email-address"),
        ("<a href='https://plus.codes/9FFW84F6+2X'>x</a>", "position"),
        ("<a href='https://w3w.co/filled.count.soap'>x</a>", "position"),
        ("<a href='https://maps.example/data=!3d59.3293234!4d18.0685808'>x</a>", "position"),
        ("<a href='tel:+46701740605'>x</a>", "telephone-number"),
        ("<div data-lat='59.3293' data-lng='18.0686'>", "position"),
        ("<meta property='og:latitude' content='59.3293'><meta property='og:longitude' content='18.0686'>", "position"),
        ("<meta itemprop='latitude' content='59.3293'><meta itemprop='longitude' content='18.0686'>", "position"),
        ("<dt>Latitude</dt><dd>59.3293</dd><dt>Longitude</dt><dd>18.0686</dd>", "position"),
        ("<gmp-map center='59.3293,18.0686'>", "position"),
        ("<a href='https://yandex.com/maps/?ll=18.0686%2C59.3293'>x</a>", "position"),
        ("https://yandex.com/maps/?ll=18.0686%2C59.3293", "position"),
        ("<a href='https://maps.example/?q=59.32931,18.06862'>x</a>", "position"),
    ] {
        assert_eq!(codes_of("/a/", HTML, html.as_bytes()), [code], "{html}");
    }
    for html in [
        "<a href='/home/about/us'>x</a>",
        "<a href='/root/about/us/whom'>x</a>",
        "<img alt='/home/guidance'>",
        "the root of √2, /root/cause and https://example.org/root/a/b/c.pdf",
        "<a href='https://mastodon.social/@network@social.example.org'>x</a>",
        "<table><tr><td>59.3412</td><td>18.1234</td></tr></table>",
        "https://example.org/home/about/us",
        "https://example.org/c:/users/",
        "<div data-label='59.3293' data-length='18.0686'>",
        "C:\\Users\\ is a folder, and so is C:\\Program Files\\Anna\\x",
        "see /home/office/guidance.",
        "see /home/office/guidance.html",
        "<a href='/home/about/2026112401/us'>x</a>",
        "<updated>2026-11-24T00:00:00Z</updated>",
        "<p>\u{2067}שלום\u{2069}</p>",
        "👩\u{200d}👧 ❤\u{fe0f}\u{200d}🔥 1\u{fe0f}\u{20e3} ™\u{fe0f} ©\u{fe0f} ℹ\u{fe0f} 👍🏽\u{200d}",
        "می\u{200c}خواهم क्\u{200d}ष 葛\u{e0100}",
        "<p hidden>words of the theme</p>",
        "{{ 7 * 191 }} {#signs}",
        "",
        "<",
        "<!--",
        "<p",
        "<a href",
        "<a href=\"",
    ] {
        assert_eq!(codes_of("/a/", HTML, html.as_bytes()), Vec::<&str>::new(), "{html}");
    }
}

#[test]
fn what_readers_read_over_signs_of_markup_is_found() {
    let rules = Rules { denied: Some(Arc::new(Denied::parse("Sofia Testberg\nFyrtornet").unwrap())), ..Rules::default() };
    for (text, code) in [
        ("Nr [20130101]{.underline}-2389.", "identity-number"),
        ("Nr 2013[0101]{.mark lang=\"sv\"}-2389.", "identity-number"),
        ("Nr 20130101-23^8^9.", "identity-number"),
        ("Nr 2013~~0101~~-2389.", "identity-number"),
        ("Nr ==20130101==-2389.", "identity-number"),
        ("Nr **20130101**-2389.", "identity-number"),
        ("Nr {++20130101++}-2389.", "identity-number"),
        ("Nr [b]20130101[/b]-2389.", "identity-number"),
        ("Nr [color=red]2013[/color]0101-2389.", "identity-number"),
        ("Nr \\textbf{20130101}-2389.", "identity-number"),
        ("Nr 20130101\\-2389.", "identity-number"),
        ("Nr 2013{{&lt; br &gt;}}0101-2389.", "identity-number"),
        ("Nr 20130101&amp;#45;2389.", "identity-number"),
        ("Nr 20130101[^note]-2389.", "identity-number"),
        ("Ring 070-[174 06]{.underline} 05 nu.", "telephone-number"),
        ("anna[@]{.underline}gmail.com", "email-address"),
        ("[Sofia]{.underline} Testberg", "denied-word"),
        ("[Sofia]{.underline custom-style=\"Stark\"}\nTestberg", "denied-word"),
        ("[So]{.mark}[fia]{.mark} Testberg", "denied-word"),
        ("Sofia{.x} Testberg", "denied-word"),
        ("So^f^ia Testberg", "denied-word"),
        ("Sofia&amp;nbsp;Testberg", "denied-word"),
        ("Sofia \\emph{Testberg}", "denied-word"),
        ("[u]Sofia[/u] Testberg", "denied-word"),
        ("[su_highlight color=\"red\"]Sofia[/su_highlight] Testberg", "denied-word"),
        ("Sofia^[en not] Testberg", "denied-word"),
        (":mark[Sofia]{.x} Testberg", "denied-word"),
        ("Fyr**tor**net", "denied-word"),
    ] {
        let files = [
            ("/a/", HTML, format!("<p>{text}</p>")),
            ("/b/", HTML, format!("<img alt='{}'>", text.replace('\'', "&#39;"))),
            ("/a.json", "application/json", format!("{{\"a\": {}}}", serde_json::to_string(&text.replace("&amp;", "&")).unwrap())),
            ("/a.txt", "text/plain", text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")),
        ];
        for (path, media_type, file) in files {
            let codes: Vec<&str> = inspect(path, media_type, file.as_bytes(), &rules).iter().map(|sighting| sighting.code.name).collect();
            assert_eq!(codes, [code], "{path}: {file}");
        }
    }
    for text in [
        "Nr [20130101]{.underline} och 2389.",
        "m^2^ 20130101 and H~2~O 2389",
        "Sofia [Anna]{.underline} Testberg",
        "{\"a\": [20130101, 2389], \"b\": [[2013, 1], [0101, 2389]]}",
        "Sofia [se sidan 3] Testberg",
    ] {
        assert_eq!(inspect("/a/", HTML, format!("<p>{text}</p>").as_bytes(), &rules), [], "{text}");
    }
    let html = "<p>Se \u{e5} [Sofia]{.underline} Testberg</p>";
    let at = inspect("/a/", HTML, html.as_bytes(), &rules).remove(0).at.unwrap();
    assert_eq!(&html[at], "Sofia]{.underline} Testberg");
}

#[test]
fn a_path_is_found_behind_the_escapes_of_a_source_map() {
    assert_eq!(codes_of("/a.js.map", "", br#"{"sources":["C:\\Users\\anna\\site\\x.ts"]}"#), ["machine-path"]);
}

#[test]
fn declared_numbers_are_let_be_however_they_are_written() {
    let rules = Rules { contacts: ["+46 20 390 000", "Info@Example.org"].map(contact_key).into(), ..Rules::default() };
    for text in ["020-390 000", "<a href='tel:+4620390000'>x</a>", "info@example.org", "+46 (0)20-390 000"] {
        assert!(inspect("/a/", HTML, text.as_bytes(), &rules).is_empty(), "{text}");
    }
}

#[test]
fn one_telephone_number_is_known_at_home_and_abroad() {
    for (declared, text, same) in [
        ("+46 70 174 06 05", "070-174 06 05", true),
        ("070-174 06 05", "+46 70 174 06 05", true),
        ("0046701740605", "+46 (0)70-174 06 05", true),
        ("+47 01 74 06 05", "070-174 06 05", false),
        ("070-174 06 05", "+47 01 74 06 05", false),
        ("+372 631 1234", "631 1234", true),
        ("631 1234", "+372 631 1234", true),
        ("+46 8 12 34 56", "08-12 34 56", true),
        ("08-12 34 56", "+46 8 12 34 56", true),
        ("+46 8 12 34 56", "+47 8 12 34 56", false),
        ("+46 70 110 08 51", "46701100851", true),
        ("8 12 34 56", "12 34 56", false),
        ("(8 5) 123 4567", "+370 5 123 4567", true),
        ("+370 612 34567", "8 612 34567", true),
        ("+46 612 34567", "8 612 34567", false),
        ("anna@example.org", "Anna@Example.org", true),
        ("anna@example.org", "a.nna@example.org", false),
        ("anna@example.org", "anna (at) example.org", true),
        ("anna [at] example [dot] org", "anna(a)example.org", true),
        ("anna@example.org", "Anna snabel-a example punkt org", true),
        ("anna@example.org", "anna @ example.org", true),
        ("anna (at) example.org", "eva (at) example.org", false),
        ("o'brien@example.org", "o’brien@example.org", true),
        ("åsa@exämple.org", "a\u{30a}sa@exa\u{308}mple.org", true),
        ("anna@example.org", "d’anna@example.org", true),
        ("brien@example.org", "o'brien@example.org", false),
    ] {
        assert_eq!(is_among(&[contact_key(declared)].into(), text), same, "{declared}: {text}");
    }
}

#[test]
fn a_denied_word_is_found_beside_the_mark_of_a_note() {
    let rules = Rules { denied: Some(Arc::new(Denied::parse("Lukas").unwrap())), ..Rules::default() };
    for html in ["Lukas<sup><a href='#note-1'>1</a></sup>", "Lu<sup><a href='#'>kas</a></sup>"] {
        let found = inspect("/a/", HTML, html.as_bytes(), &rules);
        assert_eq!(found.iter().map(|sighting| sighting.code.name).collect::<Vec<_>>(), ["denied-word"], "{html}");
    }
}

#[test]
fn a_denied_name_is_found_in_a_table_whichever_part_of_it_stands_first() {
    let rules = Rules { denied: Some(Arc::new(Denied::parse("Anna Brandvold").unwrap())), ..Rules::default() };
    let found = |path: &str, media_type: &str, text: &str| inspect(path, media_type, text.as_bytes(), &rules).len();
    for table in [
        "Efternamn;Fornamn\nBrandvold;Anna\n",
        "Efternamn,Fornamn\r\nBrandvold,Anna\r\n",
        "no\tBrandvold\tAnna",
        "\"Brandvold, Anna\",12",
        "\"Brandvold\",\"Anna\",12",
        "Brandvold, Anna;12",
        "12;Anna Brandvold",
    ] {
        assert_eq!(found("/a.csv", "text/csv", table), 1, "{table}");
    }
    for row in ["<tr><td>Brandvold</td>\n<td>Anna</td>\n</tr>", "<tr><th>Efternamn<th>Namn<tr><td>Brandvold<td>Anna</tr>"] {
        assert_eq!(found("/a/", HTML, &format!("<table>{row}</table>")), 1, "{row}");
    }
    assert_eq!(found("/a.vcf", "text/vcard", "BEGIN:VCARD\nN:Brandvold;Anna;;;\nEND:VCARD\n"), 1);
    assert_eq!(found("/a.csv", "text/csv", "Erik;Brandvold\nAnna;Lind\n"), 0);
    let rows = "<table><tr><td>Erik</td><td>Brandvold</td></tr>\n<tr><td>Anna</td><td>Lind</td></tr></table>";
    assert_eq!(found("/a/", HTML, rows), 0);
    let at = inspect("/a.csv", "text/csv", b"a;b\n12;Brandvold;Anna;3\n", &rules).remove(0).at.unwrap();
    assert_eq!(at, 7..21);
}

#[test]
fn a_position_is_found_in_a_table_though_commas_stand_before_its_decimals() {
    for table in
        ["plats;lat;lon\nhus;59,329323;18,068581\n", "plats,lat,lon\nhus,\"59,329323\",\"18,068581\"\n", "lat\tlon\n59,329323\t18,068581"]
    {
        assert_eq!(codes_of("/a.csv", "text/csv", table.as_bytes()), ["position"], "{table}");
    }
}

#[test]
fn attributes_of_data_in_xml_are_read_whatever_they_are_called() {
    let rules = Rules { denied: Some(Arc::new(Denied::parse("Anna Brandvold").unwrap())), ..Rules::default() };
    let codes = |path: &str, text: &str| {
        let found = inspect(path, if path.ends_with("xml") { "application/xml" } else { HTML }, text.as_bytes(), &rules);
        found.iter().map(|sighting| sighting.code.name).collect::<Vec<_>>()
    };
    let person = r#"<p pnr="19991231-9804" namn="Anna Brandvold" mejl="anna@example.org"/>"#;
    for text in [format!("<?xml version='1.0'?>\n<!-- <html> -->\n<barn>{person}</barn>"), format!("<a:barn xmlns:a='b'>{person}</a:barn>")]
    {
        let found: BTreeSet<&str> = codes("/a.xml", &text).into_iter().filter(|code| *code != "hidden-text").collect();
        assert_eq!(found, ["denied-word", "email-address", "identity-number"].into(), "{text}");
    }
    assert_eq!(codes("/a.xml", r#"<barn><p pnr="9912319804"/></barn>"#), ["identity-number"]);
    assert_eq!(codes("/a.xml", r#"<barn xmlns:a="https://example.org/19991231-9804"/>"#), [] as [&str; 0]);
    assert_eq!(codes("/feed.xml", r#"<feed><a width="19991231-9804"/></feed>"#), [] as [&str; 0]);
    for (text, code) in [
        ("<body background='file:///C:/Users/anna/x.jpg'>", "machine-path"),
        ("<p style='background:url(file:///C:/Users/anna/y.jpg)'>x", "machine-path"),
        ("<v:imagedata o:title='19991231-9804'/>", "identity-number"),
    ] {
        assert_eq!(codes("/a.html", text), [code], "{text}");
    }
}

#[test]
fn an_address_is_found_in_the_name_of_a_folder_and_of_a_file() {
    for path in ["/berta@example.com/index.html", "/a/berta@example.com.html", "/a/berta@example.com/"] {
        assert_eq!(codes_of(path, HTML, b"<p>x"), ["email-address"], "{path}");
    }
}

#[test]
fn a_line_may_break_unseen_in_scripts_without_spaces() {
    for (text, is_seen) in [("ខ្មែរ\u{200b}ខ្មែរ", true), ("ภาษา\u{200b}ไทย", true), ("a\u{200b}b", false)]
    {
        assert_eq!(codes_of("/a.txt", "text/plain", text.as_bytes()).is_empty(), is_seen, "{text}");
    }
}

#[test]
fn an_archive_is_looked_through_with_those_in_it() {
    let archive = |files: &[(&str, &[u8])]| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut writer, bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let inner = archive(&[("list/a.csv", b"Name;No\nAnna;20991231-9804\n"), ("b.txt", b"fine")]);
    let outer = archive(&[("inner.zip", &inner), ("c.txt", b"anna@example.org")]);
    assert_eq!(codes_of("/a.zip", "application/zip", &outer), ["identity-number", "email-address"]);
    let seen = inspect("/a.zip", "application/zip", &outer, &Rules::default());
    assert_eq!(seen[0].hints[..2], ["it stands in the archive, in «inner.zip»", "it stands in the archive, in «list/a.csv»"]);
    assert_eq!(codes_of("/a.zip", "application/zip", &archive(&[("20991231-9804.txt", b"")])), ["identity-number"]);
    assert_eq!(codes_of("/a.zip", "application/zip", &archive(&[("a.html", b"<!-- note -->"), ("b.txt", b"x")])), ["hidden-text"]);
    assert_eq!(codes_of("/a.zip", "application/zip", &archive(&[("a.txt", b"x")])), [] as [&str; 0]);
    let unread = archive(&[("a.mp4", b"\0"), ("b.mp4", b"\0"), ("a.docx", b"x")]);
    let seen = inspect("/a.zip", "application/zip", &unread, &Rules::default());
    assert_eq!(seen.iter().map(|seen| (seen.severity, &*seen.text, seen.hints.len())).collect::<Vec<_>>(), [(Severity::Error, "a.zip", 4)]);
    let deep = (0..6).fold(archive(&[("a.txt", b"20991231-9804")]), |inner, _| archive(&[("a.zip", &inner)]));
    assert_eq!(codes_of("/a.zip", "application/zip", &deep), ["unchecked-file"]);
    assert_eq!(codes_of("/a.zip", "application/zip", &outer[..outer.len() - 9]), ["unchecked-file"]);
}

#[test]
fn the_flags_of_three_countries_hide_nothing() {
    let flag = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}";
    assert_eq!(codes_of("/a/", HTML, format!("<p>{flag} Scotland {flag}</p>").as_bytes()), [] as [&str; 0]);
    for hidden in [&flag[4..], "\u{1f3f4}\u{e0061}\u{e0062}\u{e007f}", &format!("{flag}\u{e0061}")] {
        assert_eq!(codes_of("/a/", HTML, format!("<p>{hidden}</p>").as_bytes()), ["hidden-character"], "{hidden:?}");
    }
}

#[test]
fn a_day_and_the_last_figures_in_the_next_cell_are_a_number() {
    for html in [
        "<table><tr><th>Namn<th>Född<th>Sista fyra<tr><td>Anna<td>2099-12-31<td>9804</table>",
        "<dl><dt>Birth date</dt><dd>991231</dd><dt>Last four</dt><dd>9804</dd></dl>",
    ] {
        assert_eq!(codes_of("/a/", HTML, html.as_bytes()), ["identity-number"], "{html}");
    }
    assert_eq!(codes_of("/a.csv", "text/csv", b"Name;Born;x\nAnna;991231;9804\n"), ["possible-identity-number"]);
    assert_eq!(codes_of("/a.csv", "text/csv", b"Day;Calls\n2099-12-31;9804\n"), [] as [&str; 0]);
}

#[test]
fn a_number_of_windows_for_a_sign_hides_nothing() {
    assert_eq!(codes_of("/a/", HTML, b"<p>We &#150; the police &#146;s x</p>"), [] as [&str; 0]);
    assert_eq!(codes_of("/a/", HTML, b"<p>20991231&#150;9804</p>"), ["identity-number"]);
}

#[test]
fn a_telephone_number_is_found_by_the_head_of_its_column() {
    for table in ["Navn;Telefon;By\nAnna;91234567;Oslo\n", "Navn,By,Tlf.\r\n\"Anna\",Oslo,91234567\r\n"] {
        assert_eq!(codes_of("/a.csv", "text/csv; charset=utf-8", table.as_bytes()), ["telephone-number"], "{table}");
    }
    for table in [
        "<table><tr><th>Navn<th>Telefon<tr><td>Anna<td>91234567</table>",
        "<table><thead><tr><th>Navn</th><th>Telefon</th></tr></thead>\n<tbody><tr><td>Anna</td>\n<td>91234567</td></tr></tbody></table>",
        "<dl><dt>Tlf</dt><dd>91234567</dd></dl>",
    ] {
        assert_eq!(codes_of("/a.html", "text/html", table.as_bytes()), ["telephone-number"], "{table}");
    }
    let counted = "år;telefon;ärenden\n2031;77;12345678\n";
    assert_eq!(codes_of("/a.csv", "text/csv; charset=utf-8", counted.as_bytes()), [] as [&str; 0]);
    let calendar = b"BEGIN:VEVENT\r\nUID:20310303T170000Z-4711@example.org\r\nEND:VEVENT\r\n";
    assert_eq!(codes_of("/a.ics", "text/calendar; charset=utf-8", calendar), [] as [&str; 0]);
}

#[test]
fn a_place_in_the_page_is_told() {
    let html = "<p>åä</p><p>20991231-<b>98</b>04</p>";
    let sighting = &inspect("/a/", HTML, html.as_bytes(), &Rules::default())[0];
    let at = sighting.at.clone().unwrap();
    assert_eq!(&html[at], "20991231-<b>98</b>04");
    assert_eq!(sighting.text, "20991231-9804");
}

proptest! {
    #[test]
    fn any_bytes_are_inspected(bytes in proptest::collection::vec(any::<u8>(), 0..600), kind in 0_usize..8) {
        let (path, media_type) = [
            ("/a/", HTML), ("/a.xml", "application/xml"), ("/a.pdf", "application/pdf"), ("/a.docx", "application/zip"), ("/a.json", "application/json"),
            ("/a.ics", "text/calendar; charset=utf-8"), ("/a.png", "image/png"), ("/a.css", "text/css"),
        ][kind];
        inspect(path, media_type, &bytes, &Rules::default());
    }

    #[test]
    fn any_markup_is_inspected(html in "(<|>|/|!|--|\"|'|=|&|;|#|a|hidden|style|0|9|-| |å|\\[CDATA\\[|script|json){0,60}") {
        inspect("/a/", HTML, html.as_bytes(), &Rules::default());
    }
}

#[test]
fn hostile_files_take_a_time_that_grows_with_them_alone() {
    for (name, part) in [
        ("digits", "9"),
        ("numbers", "991231-9804 "),
        ("groups", "12 34 56 "),
        ("phones", "+46-"),
        ("open", "<"),
        ("tags", "<a b="),
        ("comments", "<!-- "),
        ("comments of templates", "<code>{# a #}"),
        ("open comments of templates", "{{!-- "),
        ("comments of templates that end otherwise", "{{!-- {/*{{/* */"),
        ("hidden", "<p style=display:none>"),
        ("scripts", "<script>"),
        ("mails", "a@b."),
        ("at", "@"),
        ("shelter", "shelter 1 "),
        ("entities", "&#49;"),
        ("homes", "/home/a"),
        ("degrees", "1\u{b0}2'"),
        ("zero", "\u{200b}"),
        ("cdata", "<![CDATA["),
        ("quotes", "<a b=\"'"),
        ("notes", "20991231-9804<sup><a>1</a></sup>"),
        ("spans", "[1]{.u}"),
        ("open spans", "a [a "),
        ("ends of tags", "a[/a]"),
        ("braces", "a{{"),
        (
            "names and signs",
            "Nr [20130101]{.u}-2389, x, y, z, a and much more of that, since windows are two hundred bytes to each side of a sign; so a text that has many of them, but none beside another, is read in many parts, each by itself. What follows here is nothing but words that fill the line to its end, and some more words, and then a full stop.\n",
        ),
        ("backslashes", "\\\\a"),
        ("paths", "H:\\a b\\"),
        ("addresses of files", "file://a/b"),
        ("accounts", "sharepoint./personal/a_b_"),
        ("signs of mail", "a (at) b "),
        ("dots of mail", "a at b dot "),
    ] {
        growth::is_of_input_alone(name, 1 << 15, |size| {
            inspect("/a/", HTML, part.repeat(size / part.len()).as_bytes(), &Rules::default());
        });
    }
}

#[test]
fn a_comment_that_a_page_shows_as_an_example_hides_nothing() {
    let shown = "<p><code>&lt;p&gt;Text&lt;/p&gt; &lt;!-- a note 20991231-9804 --&gt;</code></p>";
    assert_eq!(codes_of("/a/", HTML, shown.as_bytes()), ["identity-number"]);
    assert_eq!(codes_of("/a/", HTML, shown.replace("20991231-9804", "for us").as_bytes()), [""; 0]);
    let feed = |content: &str| format!("<?xml version=\"1.0\"?><feed><content type=\"html\">{content}</content></feed>");
    let carried = "&lt;p&gt;Text&lt;/p&gt; &lt;!-- a note --&gt;";
    assert_eq!(codes_of("/feed.xml", "application/atom+xml", feed(carried).as_bytes()), ["hidden-text"]);
    assert_eq!(codes_of("/feed.xml", "application/atom+xml", feed(&carried.replace('&', "&amp;")).as_bytes()), [""; 0]);
}

#[test]
fn a_comment_hides_nothing_where_a_page_shows_its_signs() {
    for (html, codes) in [
        ("<p>Write <code>{# note #}</code> so.</p>", &[][..]),
        ("<pre class='x'>a\n{# note #}</pre>", &[]),
        ("<p><code>{# note #}</code> {# Anna #}</p>", &["hidden-text"]),
        ("<p title='{# Anna #}'>x</p>", &["hidden-text"]),
        ("<p title='{# note #}'><code class='x'>{# note #}</code></p>", &[]),
        (r#"<script type="application/ld+json">{"a":"\u003c!-- a --\u003e"}</script><p><code>&lt;!-- a --></code></p>"#, &[]),
        (r#"<script type="application/ld+json">{"a":"\u003c!-- a --\u003e"}</script><p>a</p>"#, &["hidden-text"]),
        (r#"<!-- a --><p><code>&lt;!-- a --></code></p>"#, &["hidden-text"]),
        ("<p>{::comment}</p><p>Anna</p><p>{:/comment}</p>", &["hidden-text"]),
        ("<p>{{!-- Anna --}}</p>", &["hidden-text"]),
        ("<p>{%- comment -%}Anna{%- endcomment -%}</p>", &["hidden-text"]),
        ("<p><code>{{!-- note --}}</code></p><script>if(a){{!b}}c{/* note */}</script>", &[]),
    ] {
        assert_eq!(codes_of("/a/", HTML, html.as_bytes()), codes, "{html}");
    }
    let seen = inspect("/a/", HTML, b"<p>{# one #} and {# another #}</p>", &Rules::default());
    assert_eq!(seen.iter().map(|seen| seen.text.as_str()).collect::<Vec<_>>(), ["{# one #}", "{# another #}"]);
}

#[test]
fn pictures_within_pages_and_styles_are_looked_into() {
    // A JPEG with a comment.
    let picture = [&b"\xff\xd8\xff\xfe\0\x7a"[..], &b"Anna".repeat(30), b"\xff\xd9"].concat();
    let data = format!("data:image/jpeg;base64,{}", base64::engine::general_purpose::STANDARD.encode(picture));
    for (path, media_type, text) in [
        ("/a.html", "text/html", format!("<p>x<img alt='x' src='{data}'>")),
        ("/a.html", "text/html", format!("<p style='background:url({data})'>x")),
        ("/a.html", "text/html", format!("<style>a {{ background: url({}) }}</style>", data.replace('=', "%3D"))),
        ("/a.css", "text/css", format!("a {{ background: url({data}) }}")),
    ] {
        let seen = inspect(path, media_type, text.as_bytes(), &Rules::default());
        let told = seen.iter().find(|sighting| sighting.code == &codes::FILE_MEMORY).unwrap_or_else(|| panic!("{text}: {seen:?}"));
        assert!(text[told.at.clone().unwrap()].starts_with("data:image/"), "{text}");
    }
}

#[test]
fn what_a_copy_would_keep_is_told_once() {
    let memory = |what: &str, text: &str| Memory { what: what.into(), text: Some(text.into()), cleanable: false, places: Vec::new() };
    let refused = refuse(&[memory("comments", "a"), memory("macros", ""), memory("comments", "b")]).unwrap_err();
    assert!(refused.contains(": comments; macros. "), "{refused}");
}
