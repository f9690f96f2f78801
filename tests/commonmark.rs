//! The specification's examples pass through our Markdown stage; where we differ on purpose, a list says why.

use std::collections::BTreeMap;

use lykta::document::Piece;
use lykta::document::html::escape;
use lykta::document::markdown::{Dialect, Parts, parse};
use lykta::found::Findings;
use lykta::source::Text;

/// Our stage without typography, its holes filled as CommonMark would.
fn html(markdown: &str) -> String {
    let file = Text::new("test.md", markdown);
    let mut parts = Parts::default();
    let fragment = parse(
        markdown,
        0..markdown.len(),
        &Dialect { quotes: None, allowed_html: &[], directives: &Default::default(), dotless_i: false, sources: &[] },
        &file,
        &mut parts,
        &mut Findings::default(),
    );
    let mut out = String::new();
    for piece in &fragment.pieces {
        match piece {
            Piece::Html(html) => out.push_str(html),
            Piece::Href(link) => out.push_str(&href(&parts.links[*link].destination)),
            Piece::Picture(link) => {
                let link = &parts.links[*link];
                let lykta::document::LinkKind::Picture { alternative, title } = &link.kind else { continue };
                let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
                out.push_str(&format!("<img src=\"{}\" alt=\"{}\"{title} />", href(&link.destination), escape(alternative)));
            }
            Piece::FileFacts(_)
            | Piece::Citation(_)
            | Piece::Task { .. }
            | Piece::Word(_)
            | Piece::Section(_)
            | Piece::NoteReference { .. }
            | Piece::Notes(_)
            | Piece::Directive { .. } => {}
        }
    }
    out
}

fn href(destination: &str) -> String {
    let mut out = String::new();
    pulldown_cmark_escape::escape_href(&mut out, destination).expect("a string");
    out
}

/// HTML without what does not matter: ids of headings, the direction of addresses, white space between tags.
fn normal(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(" id=\"") {
        out.push_str(&rest[..at]);
        let after = &rest[at + 5..];
        rest = &after[after.find('"').map_or(after.len(), |end| end + 1)..];
    }
    out.push_str(rest);
    out.replace("&quot;", "\"")
        .replace(">\n", ">")
        .replace("\n<", "<")
        .replace("<br />", "<br>")
        .replace(" />", ">")
        .replace(" dir=\"ltr\"", "")
        .replace("&#39;", "'")
        .replace("'", "&#x27;")
        .trim()
        .to_owned()
}

#[test]
fn the_specifications_examples_give_what_it_says_but_for_a_known_list() {
    let spec: Vec<serde_json::Value> = serde_json::from_str(include_str!("commonmark/spec.json")).unwrap();
    let known: BTreeMap<u64, &str> = include_str!("commonmark/differences.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split_once(' ').expect("a number and a reason"))
        .map(|(number, reason)| (number.parse().expect("a number"), reason))
        .collect();
    let mut surprises = Vec::new();
    for example in &spec {
        let number = example["example"].as_u64().unwrap();
        let (markdown, expected) = (example["markdown"].as_str().unwrap(), example["html"].as_str().unwrap());
        let ours = html(markdown);
        match (normal(&ours) == normal(expected), known.get(&number)) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(_)) => surprises.push(format!("{number} agrees now; take it off the list")),
            (false, None) => surprises.push(format!("{number} ({})\n{markdown}---\n{expected}---\n{ours}", example["section"])),
        }
    }
    assert_eq!(spec.len(), 652);
    assert!(surprises.is_empty(), "{} differences:\n{}", surprises.len(), surprises.join("\n=====\n"));
}
