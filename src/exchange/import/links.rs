//! Links of a translation that came back. A translator's file has their addresses; where they were written by reference,
//! `[words][label]`, they are so again.

use pulldown_cmark::{Event, LinkType, Tag};

use super::*;

/// A link of a text; without a label it is written with its address.
struct Link {
    label: Option<String>,
    address: String,
    at: Range<usize>,
}

/// The text below the front matter with links by reference where the translation, or else the source, has had them.
pub(super) fn by_reference(sides: &Sides, text: String) -> String {
    let ground = sides.ground;
    let written: Vec<Link> =
        [ground.existing, Some(ground.source)].into_iter().flatten().flat_map(|document| links(below_front(document))).collect();
    let mut known: Vec<&str> = Vec::new();
    let mut text = text;
    for link in &written {
        let is_with_address = || written.iter().any(|other| other.label.is_none() && other.address == link.address);
        if let Some(label) = &link.label
            && !known.contains(&&*link.address)
            && !is_with_address()
        {
            known.push(&link.address);
            text = with_label(text, &link.address, label);
        }
    }
    text
}

/// A text in which links to an address are written with a label, if that says the same there.
fn with_label(text: String, address: &str, label: &str) -> String {
    let end = format!("]({address})");
    let is_it = |link: &Link| link.label.is_none() && link.address == address && text[link.at.clone()].ends_with(&end);
    let mut other = text.clone();
    for link in links(&text).iter().filter(|link| is_it(link)).rev() {
        other.replace_range(link.at.end - end.len()..link.at.end, &format!("][{label}]"));
    }
    if said(&other) == said(&text) { other } else { text }
}

fn links(text: &str) -> Vec<Link> {
    let link = |(event, at)| {
        let Event::Start(Tag::Link { link_type, dest_url, id, .. }) = event else { return None };
        let label = match link_type {
            LinkType::Inline => None,
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => Some(id.to_string()),
            _ => return None,
        };
        Some(Link { label, address: dest_url.to_string(), at })
    };
    inline::parser(text).filter_map(link).collect()
}

/// What a text says, however its links are written.
fn said(text: &str) -> Vec<String> {
    let said = |event: Event| match event {
        Event::Start(Tag::Link { dest_url, title, .. }) => format!("{dest_url} {title}"),
        _ => format!("{event:?}"),
    };
    inline::parser(text).map(|(event, _)| said(event)).collect()
}
