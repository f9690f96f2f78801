//! Addresses: which path each thing has for readers of each language.

use super::Published;
use crate::config::fields::{Name, Typed, Value};
use crate::config::{Config, Kind, Taxonomy};
use crate::diagnostics::codes;
use crate::document::WorkFile;
use crate::found::Findings;
use crate::language::{Language, composed};
use crate::source::Text;

/// Below this path lie pictures and attachments; no page and no alias may.
pub const MEDIA: &str = "/media/";

/// The address of a work for readers of each language, its own slug where a document has one.
pub fn of_work(file: &WorkFile, kind: &Kind, documents: &[Option<Published>], config: &Config, findings: &mut Findings) -> Vec<String> {
    let folder = file.path.rsplit('/').next().unwrap_or(&file.path);
    let folder_slug = config.slug(folder);
    let folder_slug = if folder_slug.is_empty() { "work".to_owned() } else { folder_slug };
    config
        .languages
        .iter()
        .zip(documents)
        .map(|(language, document)| {
            if file.path == config.home {
                return home(language);
            }
            let own = document.as_ref().and_then(|published| {
                let typed = published.document.fields.get("slug")?;
                own_slug(typed, &published.document.file, language, config, findings)
            });
            format!("{}{}/", section(kind, language, config), own.as_deref().unwrap_or(&folder_slug))
        })
        .collect()
}

fn own_slug(typed: &Typed, file: &Text, language: &Language, config: &Config, findings: &mut Findings) -> Option<String> {
    let Value::Text(written) = &typed.value else { return None };
    let sound = language.slug(written);
    if sound != language.small(&composed(written)) || sound.is_empty() {
        let finding =
            findings.add(&codes::INVALID_SLUG, file.at(typed.span.clone()), format!("«{written}» can't be the last part of an address"));
        if sound.is_empty() {
            finding.hint("write letters, digits and hyphens");
        } else {
            finding.hint(format!("write «{sound}»"));
        }
        return None;
    }
    Some(config.slug_in(language, &sound))
}

pub fn home(language: &Language) -> String {
    format!("/{}/", language.tag())
}

/// The address of a kind's list, which is also the beginning of its works' addresses.
pub fn section(kind: &Kind, language: &Language, config: &Config) -> String {
    join(language, kind.path.get(language, config.fallback_of(language)).unwrap_or_default(), config)
}

/// The address of a taxonomy's list of terms.
pub fn taxonomy(taxonomy: &Taxonomy, language: &Language, config: &Config) -> String {
    join(language, taxonomy.path.get(language, config.fallback_of(language)).unwrap_or(&taxonomy.name), config)
}

/// The address of the list of a term's works.
pub fn term(of: &Taxonomy, term: &str, language: &Language, config: &Config) -> String {
    let name = config.slug_in(language, &term_name(of, term, language, config).text);
    let name = if name.is_empty() { config.slug(term) } else { name };
    format!("{}{}/", taxonomy(of, language, config), if name.is_empty() { "term" } else { &name })
}

/// What a term is called in a language.
pub fn term_name(of: &Taxonomy, term: &str, language: &Language, config: &Config) -> Name {
    let declared = of.terms.iter().find(|(name, _)| name == term);
    declared.and_then(|(_, names)| names.name(language, config.fallback_of(language))).unwrap_or_else(|| {
        let known = if of.countries { language.country_name(term) } else { term.to_owned() };
        known.into()
    })
}

/// A later page of a list.
pub fn page(list: &str, page: usize) -> String {
    if page == 1 { list.to_owned() } else { format!("{list}page/{page}/") }
}

/// `/sv/` and a path of one or more parts, each a slug.
fn join(language: &Language, path: &str, config: &Config) -> String {
    let mut address = home(language);
    for part in path.split('/').map(|part| config.slug_in(language, part)).filter(|part| !part.is_empty()) {
        address.push_str(&part);
        address.push('/');
    }
    address
}

/// What stands in no address that a site can lead on: it would end there, or is no name of a file.
fn no_address_has(c: char) -> bool {
    matches!(c, '?' | '#' | '\\' | ':' | '*' | '<' | '>' | '"' | '|') || c.is_control() || c.is_whitespace()
}

/// What in an old address keeps it from being one, where it is more than its form, and how to mend it.
pub fn refused_in(written: &str) -> Option<(String, &'static str)> {
    let decoded = percent_encoding::percent_decode_str(written).decode_utf8_lossy();
    Some(match decoded.strip_prefix('/')?.chars().find(|&c| no_address_has(c))? {
        c if c.is_whitespace() => (
            "an old address with a space in it can't lead on".into(),
            "leave the address out; where hosts read it, in `_redirects`, a space ends it",
        ),
        c @ ('?' | '#') => (format!("what follows «{c}» in an address leads nowhere else"), "write the address up to there"),
        c => (format!("«{c}» can't stand in an old address"), "leave it out"),
    })
}

/// Checks an alias: an old address on this site. The normal form, with a slash at the end unless it names a file.
pub fn alias(written: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(written).decode_utf8().ok()?;
    let sound = decoded.starts_with('/')
        && !decoded.starts_with("//")
        && decoded.len() > 1
        && decoded.len() < 500
        && !decoded.contains(no_address_has)
        && decoded.split('/').all(|part| part != ".." && part != "." && !part.starts_with('.'));
    let path = composed(decoded.trim_end_matches('/'));
    let is_file = path.ends_with(".html") || path.ends_with(".htm");
    (sound && path.len() > 1 && !path.contains("//")).then(|| if is_file { path } else { format!("{path}/") })
}
