//! Files that hosts and crawlers read: redirects, headers, robots.

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
pub fn redirects(config: &Config, plan: &Plan) -> String {
    let by_language = if config.negotiate.contains(&Host::Redirects) { negotiation(config, Host::Redirects) } else { String::new() };
    let aliases: String = plan
        .outputs
        .iter()
        .filter_map(|(from, output)| match output {
            Output::Redirect { to } => Some(format!("{} {} 301\n", config.href(from), config.href(to))),
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
        Host::Redirects => each(&|language| format!("{} {} 302 Language={language}\n", config.base_path, home(language))),
        // A type map (mod_negotiation); the choice page is what fits everybody a little.
        Host::Apache => {
            let pages = each(&|language| {
                format!("URI: {language}/index.html\nContent-Type: text/html; charset=utf-8; qs=1.0\nContent-Language: {language}\n\n")
            });
            format!("{pages}URI: index.html\nContent-Type: text/html; charset=utf-8; qs=0.1\n")
        }
        // Looked at in the order of the site: the first language of the browser that the site has.
        Host::Nginx => {
            let first = each(&|language| format!("    \"~*^{language}(?:[-,;]|$)\" {};\n", home(language)));
            let later = each(&|language| format!("    \"~*[,\\s]{language}(?:[-,;]|$)\" {};\n", home(language)));
            format!(
                "# Include this file in the http block; then, in the server block:\n\
                 #   location = {base} {{ if ($lykta_home) {{ return 302 $lykta_home; }} }}\n\
                 map $http_accept_language $lykta_home {{\n    default \"\";\n{first}{later}}}\n",
                base = config.base_path
            )
        }
    }
}

/// Makes Apache read the map of languages first.
pub const APACHE_SETTINGS: &str = "AddHandler type-map .var\nDirectoryIndex index.html.var index.html\n";

/// All may read everything; where the sitemap lies.
pub fn robots(config: &Config) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", config.permalink("/sitemap.xml"))
}

/// The page at an old address: it leads on without a script, and tells search engines where the page is now.
pub fn redirect(config: &Config, to: &str) -> String {
    let permalink = crate::document::html::escape(&config.permalink(to));
    let href = crate::document::html::escape(&config.href(to));
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{href}</title>\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{permalink}\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n</head>\n<body>\n\
         <p><a href=\"{href}\">{href}</a></p>\n</body>\n</html>\n",
        tag = to.split('/').nth(1).unwrap_or("en"),
    )
}
