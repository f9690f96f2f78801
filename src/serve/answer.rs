//! What the preview answers: a pure function of what is asked and of the build.

use std::sync::Arc;

use crate::Build;
use crate::diagnostics::{Finding, Severity, json, terminal};
use crate::document::html::escape;
use crate::language::composed;
use crate::outputs::Output;
use crate::world::World;

/// A request, as far as an answer depends on it.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub method: String,
    /// The path as it was sent, percent-encoded, without query.
    pub path: String,
    pub host: Option<String>,
    /// `If-None-Match`.
    pub known: Option<String>,
    pub range: Option<String>,
}

/// An answer, head and body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// What the preview shows at the moment.
pub struct Shown {
    /// `None` if there is nothing that could be rendered.
    pub build: Option<Arc<Build>>,
    /// All that was found so far, sorted.
    pub findings: Vec<Finding>,
    /// Counts the builds; a browser that shows an older one asks anew.
    pub version: u64,
    /// Whether every page has been looked at.
    pub complete: bool,
}

/// The preview's own files lie below this path, which no site can claim.
pub const OWN: &str = "/_lykta/";
const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");

/// The most that a path may be long, in bytes.
const LONGEST_PATH: usize = 4096;

impl Answer {
    fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Answer {
        Answer { status, headers: vec![("Content-Type", media_type.to_owned())], body: body.into() }
    }

    fn text(status: u16, text: &str) -> Answer {
        Answer::new(status, "text/plain; charset=utf-8", text)
    }

    fn to(location: String) -> Answer {
        Answer { status: 308, headers: vec![("Location", location)], body: Vec::new() }
    }
}

/// Answers one request. `hosts` are the names under which the preview may be reached.
pub fn answer(asked: &Asked, shown: &Shown, world: &dyn World, hosts: &[String]) -> Answer {
    // A page of another site could have its name point here (DNS rebinding) and read drafts.
    match &asked.host {
        Some(host) if hosts.iter().any(|known| known.eq_ignore_ascii_case(host)) => {}
        _ => return Answer::text(403, "this preview answers only under its own address\n"),
    }
    if asked.method != "GET" && asked.method != "HEAD" {
        let mut answer = Answer::text(405, "GET and HEAD only\n");
        answer.headers.push(("Allow", "GET, HEAD".into()));
        return answer;
    }
    let Some(path) = decoded(&asked.path) else { return Answer::text(400, "this is no address of the site\n") };
    if let Some(own) = path.strip_prefix(OWN) {
        return own_file(own, shown);
    }
    let Some(build) = &shown.build else { return explained(500, shown, &shown.findings) };
    let base = &build.site.config.base_path;
    let Some(below) = path.strip_prefix(base.as_str()) else {
        return if path == "/" || format!("{path}/") == *base { Answer::to(base.clone()) } else { not_found("/", build, shown, world) };
    };
    let path = composed(&format!("/{below}"));
    let output = build.output(&path);
    match output {
        None if build.plan.outputs.contains_key(&format!("{path}/")) => Answer::to(build.site.config.href(&format!("{path}/"))),
        None => match path.strip_suffix("index.html").filter(|page| build.plan.outputs.contains_key(*page)) {
            Some(page) => Answer::to(build.site.config.href(page)),
            None => not_found(&path, build, shown, world),
        },
        Some(output) => page(asked, &path, output, build, shown, world),
    }
}

/// The path as text; `None` for what can't be a path of a site: dots that climb, backslashes, control characters.
fn decoded(path: &str) -> Option<String> {
    if path.len() > LONGEST_PATH || !path.starts_with('/') || path.starts_with("//") {
        return None;
    }
    let text = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let sound =
        !text.contains(['\\', '\0']) && !text.chars().any(char::is_control) && text.split('/').all(|part| part != ".." && part != ".");
    (sound && !text.starts_with("//")).then(|| text.into_owned())
}

fn page(asked: &Asked, path: &str, output: &Output, build: &Build, shown: &Shown, world: &dyn World) -> Answer {
    let rendered = match build.render(world, path) {
        Some(Ok(rendered)) => rendered,
        Some(Err(finding)) => return explained(500, shown, &[*finding]),
        None => return not_found(path, build, shown, world),
    };
    let fingerprint = rendered.fingerprint().to_hex();
    let tag = format!("\"{}\"", &fingerprint[..16]);
    if asked.known.as_deref().is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
        return Answer { status: 304, headers: vec![("ETag", tag)], body: Vec::new() };
    }
    let is_page = rendered.media_type.starts_with("text/html");
    let body = if is_page { with_script(rendered.bytes, &fingerprint[..16]) } else { rendered.bytes };
    let mut answer = match (&asked.range, output) {
        (Some(range), Output::Media { .. }) => part(range, rendered.media_type, body),
        _ => Answer::new(200, rendered.media_type, body),
    };
    if matches!(output, Output::Media { .. }) {
        answer.headers.push(("Accept-Ranges", "bytes".into()));
    }
    answer.headers.push(("ETag", tag));
    answer.headers.push(("Cache-Control", "no-cache".into()));
    answer
}

/// The published page and one script element before its end.
fn with_script(page: Vec<u8>, fingerprint: &str) -> Vec<u8> {
    let Ok(mut page) = String::from_utf8(page) else { return Vec::new() };
    let body = page.find("<body").unwrap_or(0);
    let body = blake3::hash(&page.as_bytes()[body..]).to_hex();
    let script =
        format!("<script src=\"{OWN}preview.js\" data-lykta-preview data-page=\"{fingerprint}\" data-body=\"{}\"></script>", &body[..16]);
    let at = page.rfind("</body>").unwrap_or(page.len());
    page.insert_str(at, &script);
    page.into_bytes()
}

/// One range of a file; several, or one that is none of its bytes, are answered as the file or with 416.
fn part(range: &str, media_type: &str, body: Vec<u8>) -> Answer {
    let whole = body.len();
    let Some(spec) = range.strip_prefix("bytes=").filter(|spec| !spec.contains(',')) else { return Answer::new(200, media_type, body) };
    let bounds = match spec.split_once('-') {
        Some(("", last)) => last.parse::<usize>().ok().map(|last| (whole.saturating_sub(last), whole)),
        Some((first, "")) => first.parse().ok().map(|first| (first, whole)),
        Some((first, last)) => {
            first.parse().ok().zip(last.parse::<usize>().ok()).map(|(first, last)| (first, whole.min(last.saturating_add(1))))
        }
        None => None,
    };
    match bounds {
        Some((first, end)) if first < end => {
            let mut answer = Answer::new(206, media_type, &body[first..end]);
            answer.headers.push(("Content-Range", format!("bytes {first}-{}/{whole}", end - 1)));
            answer
        }
        _ => {
            let mut answer = Answer::text(416, "");
            answer.headers.push(("Content-Range", format!("bytes */{whole}")));
            answer
        }
    }
}

/// The 404 page of the language in which something was looked for.
fn not_found(path: &str, build: &Build, shown: &Shown, world: &dyn World) -> Answer {
    let language = path.split('/').nth(1).unwrap_or_default();
    let own = format!("/{language}/404.html");
    let page = if build.plan.outputs.contains_key(&own) { own } else { "/404.html".to_owned() };
    match build.render(world, &page) {
        Some(Ok(rendered)) => {
            let fingerprint = rendered.fingerprint().to_hex();
            Answer::new(404, rendered.media_type, with_script(rendered.bytes, &fingerprint[..16]))
        }
        _ => explained(404, shown, &[]),
    }
}

/// A page that tells what keeps the page from being drawn.
fn explained(status: u16, shown: &Shown, findings: &[Finding]) -> Answer {
    let told: String = findings.iter().map(|finding| format!("<pre>{}</pre>\n", escape(&terminal::show(finding, false)))).collect();
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Lykta</title><link rel=\"stylesheet\" href=\"{OWN}preview.css\"></head>\n\
         <body class=\"lykta-page\">\n<h1>This page can't be shown yet</h1>\n{told}</body>\n</html>\n"
    );
    let mark = format!("{:016x}", shown.version);
    Answer::new(status, "text/html; charset=utf-8", with_script(page.into_bytes(), &mark))
}

fn own_file(name: &str, shown: &Shown) -> Answer {
    match name {
        "preview.js" => Answer::new(200, "text/javascript; charset=utf-8", SCRIPT),
        "preview.css" => Answer::new(200, "text/css; charset=utf-8", STYLE),
        "version" => Answer::text(200, &shown.version.to_string()),
        "findings.json" => Answer::new(200, "application/json", json::show(&shown.findings)),
        "state.json" => {
            let count = |severity| shown.findings.iter().filter(|finding| finding.severity == severity).count();
            let state = serde_json::json!({
                "version": shown.version,
                "complete": shown.complete,
                "errors": count(Severity::Error),
                "warnings": count(Severity::Warning),
            });
            Answer::new(200, "application/json", state.to_string())
        }
        _ => Answer::text(404, "the preview has no such file\n"),
    }
}
