//! A site that works where it is opened as files, such as from a memory stick: links lead from file to file.

/// A page with its links within the site made relative. `path` is where it stands; `base` the path of the site's address.
pub fn page(path: &str, html: &str, base: &str) -> String {
    let depth = path.trim_start_matches('/').matches('/').count();
    let up = "../".repeat(depth);
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("=\"") {
        let end = at + "=\"".len();
        let (before, after) = rest.split_at(end);
        out.push_str(before);
        rest = after;
        if before.ends_with(" srcset=\"") {
            let set = &rest[..rest.find('"').unwrap_or(rest.len())];
            rest = &rest[set.len()..];
            let each = |one: &str| match one.strip_prefix(base) {
                Some(address) => relative(address, &up),
                None => one.to_owned(),
            };
            out.push_str(&set.split(", ").map(each).collect::<Vec<_>>().join(", "));
            continue;
        }
        let is_link = [" href=\"", " src=\"", " data-scope=\"", " data-worker=\""].iter().any(|name| before.ends_with(name));
        if !is_link || !rest.starts_with(base) || rest.starts_with("//") {
            continue;
        }
        let address = &rest[..rest.find('"').unwrap_or(rest.len())];
        rest = &rest[address.len()..];
        out.push_str(&relative(&address[base.len()..], &up));
    }
    out.push_str(rest);
    // The page at an old address leads on by itself.
    let refresh = format!("content=\"0; url={base}");
    match out.split_once(&refresh) {
        Some((before, after)) => {
            let (address, rest) = after.split_once('"').unwrap_or((after, ""));
            format!("{before}content=\"0; url={}\"{rest}", relative(address, &up))
        }
        None => out,
    }
}

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
        let redirect = r#"<meta http-equiv="refresh" content="0; url=/sv/x/"><a href="/sv/x/">"#;
        assert_eq!(
            page("/sv/old/", redirect, "/"),
            r#"<meta http-equiv="refresh" content="0; url=../../sv/x/index.html"><a href="../../sv/x/index.html">"#
        );
    }
}
