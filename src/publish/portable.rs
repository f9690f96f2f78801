//! A site that works where it is opened as files, such as from a memory stick: links lead from file to file.

use crate::tags::tags;

/// A page with its links within the site made relative. `path` is where it stands; `base` the path of the site's address.
pub fn page(path: &str, html: &str, base: &str) -> String {
    let depth = path.trim_start_matches('/').matches('/').count();
    let up = "../".repeat(depth);
    let moved = |address: &str| address.strip_prefix(base).filter(|_| !address.starts_with("//")).map(|below| relative(below, &up));
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    for tag in tags(html) {
        for (name, place) in tag.attributes() {
            let value = &html[place.clone()];
            let made = match (tag.name, name) {
                (_, "href" | "src" | "data-scope" | "data-worker") => moved(value),
                (_, "srcset") => {
                    Some(value.split(", ").map(|one| moved(one).unwrap_or_else(|| one.to_owned())).collect::<Vec<_>>().join(", "))
                }
                // The page at an old address leads on by itself.
                ("meta", "content") => value.strip_prefix(REFRESH).and_then(moved).map(|address| format!("{REFRESH}{address}")),
                _ => None,
            };
            let Some(made) = made else { continue };
            out.push_str(&html[done..place.start]);
            out.push_str(&made);
            done = place.end;
        }
    }
    out.push_str(&html[done..]);
    out
}

const REFRESH: &str = "0; url=";

fn relative(address: &str, up: &str) -> String {
    let cut = address.find(['#', '?']).unwrap_or(address.len());
    let (file, rest) = address.split_at(cut);
    let index = if file.is_empty() || file.ends_with('/') { "index.html" } else { "" };
    format!("{up}{file}{index}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_file_to_file() {
        let html = r##"<a href="/l/sv/x/#a">=" url=</a><a href="#b"></a><img src="/l/media/p.png"><a href="https://example.org/l/">"##;
        let made = page("/sv/briefs/y/", html, "/l/");
        assert_eq!(
            made,
            r##"<a href="../../../sv/x/index.html#a">=" url=</a><a href="#b"></a><img src="../../../media/p.png"><a href="https://example.org/l/">"##
        );
        assert_eq!(
            page("/sv/y/", r#"<source srcset="/l/media/p-480.webp 480w, /l/media/p-800.webp 800w" sizes="100vw">"#, "/l/"),
            r#"<source srcset="../../media/p-480.webp 480w, ../../media/p-800.webp 800w" sizes="100vw">"#
        );
        let words = r#"<p>Say: =" href="/l/de/" src="/l/x" ok.</p><code>&lt;a href="/l/fr/"&gt;</code><script>"<a href='/l/'>"</script>"#;
        assert_eq!(page("/sv/y/", words, "/l/"), words, "what a text says stays as it is");
        let redirect = r#"<meta http-equiv="refresh" content="0; url=/sv/x/"><a href="/sv/x/">"#;
        assert_eq!(
            page("/sv/old/", redirect, "/"),
            r#"<meta http-equiv="refresh" content="0; url=../../sv/x/index.html"><a href="../../sv/x/index.html">"#
        );
    }
}
