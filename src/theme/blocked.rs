//! What a template holds and no browser uses: the policy of pages lets scripts, styles and pictures come from files of the site
//! alone, and nobody would notice.

use std::ops::Range;

use super::Layer;
use crate::comments;
use crate::diagnostics::{Severity, codes};
use crate::found::Findings;
use crate::tags::{Tag, tags};

/// What loads a file of which a page is made; a link of any other kind leads on.
const LOADING: [&str; 9] = ["script", "img", "iframe", "embed", "object", "video", "audio", "source", "track"];

/// Tells of it in the templates of a site's own themes.
pub fn check(layers: &[Layer], findings: &mut Findings) {
    let own = layers.iter().filter(|layer| !layer.built_in).flat_map(|layer| &layer.texts);
    for (_, text) in own.filter(|(path, _)| path.starts_with("templates/") && path.ends_with(".html")) {
        let mut seen = text.text.to_string();
        for comment in comments::find(&text.text) {
            seen.replace_range(comment.clone(), &" ".repeat(comment.len()));
        }
        for tag in tags(&seen) {
            for (at, message) in blocked(&tag, &seen) {
                let finding = findings.add(&codes::TEMPLATE_ERROR, text.at(at), message);
                finding.severity = Severity::Warning;
                finding.hint("put it into a file in the theme's folder assets/, and name that by `asset(path=\"…\")`");
            }
        }
    }
}

/// What browsers leave out of a tag and of what stands in it.
fn blocked(tag: &Tag, template: &str) -> Vec<(Range<usize>, String)> {
    let unused =
        |what: &str| format!("`{what}` in a page is never used: its policy lets browsers take scripts and styles from files alone");
    let name = tag.name.to_ascii_lowercase();
    let runs = || tag.get("type").is_none_or(|of| of.is_empty() || of == "module" || of.ends_with("javascript"));
    let mut found = Vec::new();
    if name == "style" || name == "script" && tag.get("src").is_none() && runs() {
        found.push((tag.at.clone(), unused(&format!("<{name}>"))));
    }
    let loads = LOADING.contains(&&*name) || name == "link" && tag.get("rel").is_some_and(|of| of.contains("style") || of.contains("icon"));
    for (attribute, at) in tag.attributes() {
        let attribute = attribute.to_ascii_lowercase();
        let written = &template[at.clone()];
        // What stands in a tag of the template's own is compared, not set: `{% if style == "wide" %}`.
        let is_set = !written.is_empty() && !written.starts_with('=');
        if is_set && (attribute == "style" || attribute.strip_prefix("on").is_some_and(|event| !event.is_empty())) {
            found.push((at, unused(&format!("{attribute}="))));
        } else if loads && matches!(&*attribute, "src" | "href" | "data") && (written.starts_with("//") || written.contains("://")) {
            let message = format!("«{written}» leads out of the site, and a page's policy lets browsers load nothing from there");
            found.push((at, message));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_leave_out_is_found() {
        for (template, parts) in [
            ("<style>a{}</style><p style='color: red' onclick=\"x()\">", &["<style>", "color: red", "x()"] as &[_]),
            ("<script>go()</script><script type=\"module\">go()</script>", &["<script>", "<script type=\"module\">"]),
            ("<script src=\"//a.example/x.js\"></script>", &["//a.example/x.js"]),
            (
                "<link rel=stylesheet href=https://a.example/x.css><img src=\"https://a.example/x.png\">",
                &["https://a.example/x.css", "https://a.example/x.png"],
            ),
            ("<p {% if style == \"wide\" %}class=\"w\"{% endif %}>", &[]),
            ("<script type=\"application/ld+json\">{}</script><script src=\"{{ asset(path='a.js') }}\"></script>", &[]),
            (
                "<a href=\"https://a.example/\" once>x</a><link rel=\"license\" href=\"https://a.example/\"><img src=\"{{ picture.href }}\">",
                &[],
            ),
        ] {
            let found = tags(template).flat_map(|tag| blocked(&tag, template));
            assert_eq!(found.map(|(at, _)| &template[at]).collect::<Vec<_>>(), parts, "{template}");
        }
    }
}
