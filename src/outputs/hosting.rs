//! Files that hosts and crawlers read: redirects, headers, robots.

use percent_encoding::percent_decode_str;

use super::{Output, Plan};
use crate::config::{Config, Host};
use crate::language::Language;
use crate::site::address;

/// Under this policy the site works: everything from itself, nothing inline, no frames, no forms.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; \
     manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// Headers for all pages, and long keeping for what carries a fingerprint.
pub fn headers(config: &Config) -> String {
    let base = &config.base_path;
    format!(
        "{base}*\n  Content-Security-Policy: {CONTENT_SECURITY_POLICY}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: no-referrer\n  X-Frame-Options: DENY\n  Permissions-Policy: camera=(), geolocation=(), microphone=(), browsing-topics=()\n  \
         Cross-Origin-Opener-Policy: same-origin\n  Strict-Transport-Security: max-age=31536000\n\
         {base}assets/*\n  Cache-Control: public, max-age=31536000, immutable\n\
         {base}share/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
}

/// Every alias, one a line: old address, new address, 301.
///
/// Netlify lets a file go before a rule that has no `!`, and each alias has its page. Cloudflare Pages follows rules whatever
/// files there are, and leaves out a line with a `!` or a condition. So the `!` stands where `negotiate` asks for the
/// lines with languages, which Netlify alone understands; anywhere else its readers are led on by the page.
pub fn redirects(config: &Config, plan: &Plan) -> String {
    let negotiates = config.negotiate.contains(&Host::Redirects);
    let (by_language, force) = if negotiates { (negotiation(config, Host::Redirects), "!") } else { (String::new(), "") };
    let aliases: String = plan
        .outputs
        .iter()
        .filter_map(|(from, output)| match output {
            Output::Redirect { to } => {
                // Where a site has one language today it may have two tomorrow.
                let status = if from == "/" { "302" } else { "301" };
                Some(format!("{} {} {status}{force}\n", config.href(from), config.href(to)))
            }
            _ => None,
        })
        .collect();
    aliases + &by_language
}

/// What leads `/` to the home page of the language that a browser asks for, in the host's own words. Where none fits, the
/// page that offers all languages stays.
pub fn negotiation(config: &Config, host: Host) -> String {
    let home = |language: &Language| config.href(&address::home(language));
    let each = |line: &dyn Fn(&Language) -> String| config.languages.iter().map(line).collect::<String>();
    match host {
        Host::Redirects => {
            let line = |tag: &str, language: &Language| format!("{} {} 302! Language={tag}\n", config.base_path, home(language));
            let others = others_asked_for(&config.languages).into_iter().map(|(tag, language)| line(&tag, language));
            each(&|language| line(language.tag(), language)) + &others.collect::<String>()
        }
        // A type map (mod_negotiation). For whoever names no language Apache takes a page in any language before one in none.
        Host::Apache => {
            let page =
                |file: &str, language: &str| format!("URI: {file}\nContent-Type: text/html; charset=utf-8\nContent-Language: {language}\n");
            let others = others_asked_for(&config.languages);
            let tags = |language: &Language| {
                let others = others.iter().filter(|(_, answer)| *answer == language).map(|(tag, _)| tag.as_str());
                std::iter::once(language.tag()).chain(others).collect::<Vec<_>>().join(", ")
            };
            each(&|language| page(&format!("{language}/index.html"), &tags(language)) + "\n") + &page("index.html", "mul")
        }
        Host::Nginx => {
            // What nginx compares with is no longer encoded.
            let base = percent_decode_str(&config.base_path).decode_utf8_lossy().replace('\\', r"\\").replace('"', r#"\""#);
            format!(
                "# Include this file in the http block; then, in the server block:\n\
                 #   location = \"{base}\" {{ if ($lykta_home) {{ return 302 $lykta_home; }} }}\n\
                 map $http_accept_language $lykta_home {{\n    default \"\";\n{lines}}}\n",
                lines = by_accepted_language(&config.languages, home),
            )
        }
    }
}

/// Lines of an nginx map from what a browser accepts to a home page: the first of its languages that the site has, those
/// without a weight before the others, as browsers write them. What has the weight 0 is not accepted.
fn by_accepted_language(languages: &[Language], home: impl Fn(&Language) -> String) -> String {
    const WHOLE: &str = r"\s*+(?:;\s*+q=1(?:\.0*+)?\s*+)?(?:,|$)";
    const LESS: &str = r"\s*+;\s*+q=0\.\d*?[1-9]\d*+\s*+(?:,|$)";
    // The first line that fits is taken, and `pt-BR` is nearer to a reader of it than `pt`.
    let mut asked_for: Vec<(String, &Language)> = languages.iter().map(|language| (language.to_string(), language)).collect();
    asked_for.extend(others_asked_for(languages));
    asked_for.sort_by_key(|(tag, _)| std::cmp::Reverse(tag.len()));
    let any: Vec<&str> = asked_for.iter().map(|(tag, _)| tag.as_str()).collect();
    let any = any.join("|");
    let mut lines = String::new();
    for weight in [WHOLE, LESS] {
        // A tag is that of a country or a script as well. What the site has not is passed over, and never tried again.
        let accepted = |tag: &str| format!(r"{tag}(?:-[a-z0-9-]++)?{weight}");
        let others = format!(r"^\s*+(?:(?!{})[^,]*+,\s*+)*+", accepted(&format!("(?:{any})")));
        for (tag, language) in &asked_for {
            lines += &format!("    \"~*{others}{}\" {};\n", accepted(tag), home(language));
        }
    }
    lines
}

/// Tags that no language of the site has, and the language that answers to them: browsers ask for `zh-TW` where the site has
/// `zh-Hant`, for `pt-PT` where it has `pt-BR` alone, and for `no` where it has `nb`. A tag stands for all that begin with it.
fn others_asked_for(languages: &[Language]) -> Vec<(String, &Language)> {
    let traditional = languages.iter().filter(|language| language.tag() == "zh-Hant");
    let chinese = traditional.flat_map(|language| ["zh-TW", "zh-HK", "zh-MO"].map(|tag| (tag.to_owned(), language)));
    let bases = languages.iter().map(|language| {
        let of_base = || languages.iter().filter(|other| other.base() == language.base());
        let usual = of_base().find(|other| other.is_in_usual_script()).or_else(|| of_base().next());
        (language.base().to_owned(), usual.unwrap_or(language))
    });
    let answers = |tags: [&str; 2]| languages.iter().find(|language| tags.contains(&language.base()));
    let norwegian = [("no", ["nb", "nn"]), ("nb", ["no", "no"]), ("nn", ["no", "no"])]
        .into_iter()
        .filter_map(|(tag, others)| Some((tag.to_owned(), answers(others)?)));
    let mut found: Vec<(String, &Language)> = Vec::new();
    for (tag, language) in chinese.chain(bases).chain(norwegian) {
        if !languages.iter().any(|other| other.tag() == tag) && !found.iter().any(|(other, _)| *other == tag) {
            found.push((tag, language));
        }
    }
    found
}

/// Makes Apache read the map of languages first, and take the choice page (`mul`, several languages) where no language fits or
/// all do. Without that the server's own order of languages decides, and Debian's begins with English.
pub const APACHE_SETTINGS: &str = "AddHandler type-map .var\nDirectoryIndex index.html.var index.html\nLanguagePriority mul\n\
     ForceLanguagePriority Prefer Fallback\n";

/// All may read everything; where the sitemap lies.
pub fn robots(config: &Config) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", config.permalink("/sitemap.xml"))
}

/// The page at an old address: it leads on without a script, and tells search engines where the page is now.
pub fn redirect(config: &Config, to: &str) -> String {
    let permalink = crate::document::html::escape(&config.permalink(to));
    let href = crate::document::html::escape(&config.href(to));
    // Who shares the address of a site shares its name.
    let home = config.languages.iter().find(|language| address::home(language) == to);
    let title = home.map_or(href.clone(), |language| crate::document::html::escape(config.title_in(language)));
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{permalink}\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n</head>\n<body>\n\
         <p><a href=\"{href}\">{href}</a></p>\n</body>\n</html>\n",
        // A file is in no language that its address tells.
        tag = to.split('/').nth(1).filter(|first| config.place_of(first).is_some()).unwrap_or_default(),
    )
}
