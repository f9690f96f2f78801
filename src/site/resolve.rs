//! Where links lead: from the path that an author wrote to a work, a list, a file or the outer world.

mod own;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Site, Work, named, shown};
use crate::config::Config;
use crate::config::fields::{FieldType, Value};
use crate::diagnostics::{Code, Finding, Location, codes, nearest};
use crate::document::links::{self, Foreign};
use crate::document::{Document, Link, LinkKind};
use crate::found::Findings;
use crate::language::{Language, decomposed};
use crate::source::attachment::Refused;
use crate::source::{address, media};

pub use own::nowhere;
pub(in crate::site) use own::standing;

/// What a link leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A work, in the language of whoever reads, and a heading of what readers of one language are shown of it.
    Work { work: usize, anchor: Option<String>, language: usize },
    /// The list of a kind.
    List(String),
    /// The home page, where no work stands on it.
    Home,
    /// A picture or an attachment, by its path.
    Media(String),
    /// A heading of the same page.
    Anchor(String),
    /// What stands at a path of the site, in the language that the path names; and what follows it.
    Address { path: String, rest: String },
    /// An address elsewhere.
    External(String),
    /// Nothing; a finding says so.
    Nowhere,
}

/// Where the links of one document lead.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    pub targets: Vec<Target>,
    /// Pictures and attachments that the document asks for, usable or not; and whether it shows them or leads to them.
    pub used: Vec<(String, Use)>,
    /// Pictures that it shows or leads to and of which nothing says whom they show, with their places.
    pub undeclared: Vec<(String, Location)>,
    /// The documents whose headings it asks for: works, and languages.
    pub anchors_of: BTreeSet<(usize, usize)>,
    /// Paths of the site that it leads to and of which only the plan tells whether something stands there, with their places.
    pub addresses: Vec<(String, Location)>,
    pub findings: Vec<Finding>,
}

/// What a text does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Use {
    Shows,
    LeadsTo,
}

/// Resolves the links of a document in the language of that index.
pub fn document(document: &Document, language: usize, site: &Site) -> Resolved {
    let mut resolved = Resolved::default();
    let from = From { site, document, language };
    for link in &document.content().links {
        let target = one(link, from, &mut resolved).unwrap_or_else(|finding| {
            resolved.findings.extend(finding.map(|finding| *finding));
            Target::Nowhere
        });
        resolved.targets.push(target);
    }
    let mut findings = Findings::default();
    named::check(document, site, &mut findings);
    resolved.undeclared = shown::check(document, &resolved.targets, site, &mut findings);
    resolved.findings.extend(findings.into_vec());
    resolved
}

/// Checks the works that a work's fields name, in `related` and in the kind's own fields.
pub fn named_works(work: &Work, site: &Site) -> Vec<Finding> {
    let mut findings = Findings::default();
    let own: Vec<&str> = site
        .kind(work)
        .fields
        .iter()
        .filter(|field| field.field.of.names(&FieldType::Work))
        .map(|field| field.field.name.as_str())
        .collect();
    let documents = work.documents.iter().flatten().map(|published| (&published.document.fields, &published.document.file));
    for (fields, file) in documents.chain([(&work.fields, &work.file)]) {
        for (path, span) in own.iter().copied().chain(["related"]).flat_map(|name| fields.one_or_more(name)) {
            let path = path.trim_matches('/');
            // A disk may keep the letters of a folder's name apart.
            let has = |folders: &BTreeSet<String>| folders.contains(path) || !path.is_ascii() && folders.contains(&decomposed(path));
            if site.index.by_path.contains_key(path) || has(&site.damaged) {
                continue;
            }
            if has(&site.hidden) {
                findings
                    .add(&codes::DRAFT_LINK, file.at(span.clone()), format!("«{path}» is not public"))
                    .hint("publish it, or remove it here");
                continue;
            }
            let name = folder_named(path);
            let finding = findings.add(&codes::UNKNOWN_WORK, file.at(span.clone()), format!("there is no work «{path}»"));
            match site.index.by_path.contains_key(name) {
                true => finding.hint(format!("did you mean «{name}»?")),
                false => finding.nearest(name, site.index.by_path.keys()),
            };
            finding.hint("write the path of its folder below content/");
        }
    }
    named::check_number(work, site, &mut findings);
    shown::check_declared(work, site, &mut findings);
    findings.into_vec()
}

/// The folder that is meant by the path of a text in it, or of a section.
fn folder_named(path: &str) -> &str {
    let path = path.split('#').next().unwrap_or_default();
    match path.rsplit_once('/') {
        Some((folder, text)) if text.ends_with(".md") || text == "work.yaml" => folder,
        _ => path.trim_end_matches('/'),
    }
}

/// The file that a field of a work or of a document of it names; the path is relative to the folder of both.
pub fn file_of(name: &str, work: &Work, site: &Site) -> Option<String> {
    links::paths_of_name(name, &work.file.path)?.into_iter().find(|path| site.sources.file(path).is_some())
}

/// The files that a work's public fields name.
#[derive(Debug, Default)]
pub struct NamedFiles {
    pub used: Vec<(String, Use)>,
    /// Pictures of which nothing says whom they show, with their places.
    pub undeclared: Vec<(String, Location)>,
}

/// The files that a work's public fields name, as far as they may be published; what is wrong with others is told.
pub fn named_files(work: &Work, site: &Site, findings: &mut Vec<Finding>) -> NamedFiles {
    let mut files = NamedFiles::default();
    let mut faults = Findings::default();
    let own = site.kind(work).fields.iter().map(|declared| &declared.field).filter(|field| *field.of.innermost() == FieldType::File);
    let names: Vec<&str> = own.map(|field| field.name.as_str()).collect();
    let documents = work.documents.iter().flatten().map(|published| (&published.document.fields, &published.document.file));
    for (fields, file) in documents.chain([(&work.fields, &work.file)]) {
        let mut named = Vec::new();
        names.iter().filter_map(|name| fields.get(name)).for_each(|typed| typed.each(&mut |one| named.push(one)));
        for typed in named {
            let Value::Text(name) = &typed.value else { continue };
            let here = file.at(typed.span.clone());
            match file_of(name, work, site) {
                Some(path) if refusal(&path, site).is_none() => {
                    if shown::is_undeclared(&path, &here, site, &mut faults) {
                        files.undeclared.push((path.clone(), here));
                    }
                    files.used.push((path, Use::LeadsTo));
                }
                Some(path) => faults.extend(refusal(&path, site).map(|why| unsafe_attachment(here, why))),
                None => {
                    let folder = site.sources.folders.get(format!("content/{}", work.path).as_str());
                    faults
                        .add(&codes::BROKEN_LINK, here, format!("no file lies at «{name}»"))
                        .nearest(name, folder.iter().flat_map(|folder| folder.files.keys()))
                        .hint(BESIDE);
                }
            }
        }
    }
    findings.extend(faults.into_vec());
    files
}

/// Why a file may not be led to; of one that can't be used at all its own finding says so.
fn refusal(path: &str, site: &Site) -> Option<Refused> {
    site.file(path)?.refused
}

fn unsafe_attachment(at: Location, why: Refused) -> Finding {
    const PUBLISH: &str = "publish a PDF, or a table as CSV";
    const PACKED: &str = "publish a PDF, or a table as CSV; what readers are to have as it is goes into a ZIP archive";
    const TYPE: &str = "a file of this type is not published";
    let (message, hint) = match why {
        Refused::Runs | Refused::Remembers => (TYPE.to_owned(), PUBLISH),
        Refused::Unknown => (TYPE.to_owned(), PACKED),
        Refused::Within(ending) => (
            format!("servers may take this file for a page, since «.{ending}» stands in its name"),
            "rename it, with a hyphen instead of the dot",
        ),
        Refused::IsPage => ("this file begins as a web page does, whatever its name says".to_owned(), PACKED),
    };
    let mut finding = Finding::new(&codes::UNSAFE_ATTACHMENT, at, message);
    finding.hint(hint);
    finding
}

const ELSEWHERE: &str = "put the file beside the document, or write a link: `[text](https://…)`";
const OWN_TEXT: &str = "for a work, write the path of its folder; for a file to download, save it as .txt or in a ZIP archive";
const BESIDE: &str = "put the file beside the document, or correct its name";

/// Where links stand.
#[derive(Clone, Copy)]
struct From<'a> {
    site: &'a Site,
    document: &'a Document,
    language: usize,
}

/// `Err(None)`: it leads nowhere, and another finding has said why.
type Led = Result<Target, Option<Box<Finding>>>;

fn one(link: &Link, from: From, resolved: &mut Resolved) -> Led {
    let From { site, document, .. } = from;
    let destination = link.destination.trim();
    let refuse = |code: &'static Code, message: String, hint: &str| {
        let mut finding = Finding::new(code, document.file.at(link.span.clone()), message);
        finding.hint(hint);
        Err(Some(Box::new(finding)))
    };
    let picture = matches!(link.kind, LinkKind::Picture { .. });
    if destination.is_empty() {
        let code = if picture { &codes::MISSING_PICTURE } else { &codes::BROKEN_LINK };
        return refuse(code, "nothing stands between the parentheses".into(), "write where it leads: `[text](../../tools/hotline/)`");
    }
    if let Some(anchor) = destination.strip_prefix('#') {
        let anchor = links::anchor(anchor);
        if anchor.is_empty() || document.has_anchor(&anchor) {
            return Ok(Target::Anchor(anchor));
        }
        let mut finding = Finding::new(
            &codes::BROKEN_ANCHOR,
            document.file.at(link.span.clone()),
            format!("this text has no heading with the id «{anchor}»"),
        );
        if let Some(of) = links::foreign_anchor(&anchor) {
            finding.hint(match of {
                Foreign::Note => "if it is a note, write `[^1]` where it belongs, and `[^1]: …` in a paragraph of its own",
                Foreign::Comment => "it belongs to a comment of another program: remove both",
            });
            return Err(Some(Box::new(finding)));
        }
        finding.nearest(&anchor, document.anchors());
        // Where the page has the id itself, no heading can be given it.
        let numbered = ["-2", "-section-2"].map(|number| format!("{anchor}{number}"));
        finding.hint(match numbered.iter().find(|id| document.has_anchor(id)) {
            Some(id) => format!("link to the id that the heading has: `#{id}`"),
            None => format!("give the heading the id: `{{#{anchor}}}`"),
        });
        return Err(Some(Box::new(finding)));
    }
    if destination.starts_with("//") {
        return refuse(
            &codes::UNSAFE_LINK,
            "the address names a host without saying how to reach it".into(),
            "write https:// before the host",
        );
    }
    let file = || {
        let named = links::paths_of_name(destination, &document.file.path)?;
        named.into_iter().find(|path| site.sources.file(path).is_some())
    };
    if let Some(scheme) = scheme_of(destination).filter(|_| file().is_none()) {
        if link.kind == LinkKind::File {
            return refuse(&codes::BROKEN_LINK, "this is an address elsewhere, not a file of the site".into(), ELSEWHERE);
        }
        let address = match external(destination, &scheme, picture, &site.config) {
            Ok(address) => address,
            Err((code, message, hint)) => {
                let here = own::seen_in_preview(destination, &document.file.path, site).filter(|_| code.name == codes::PREVIEW_LINK.name);
                return refuse(code, message, here.as_deref().unwrap_or(hint));
            }
        };
        return match address {
            Some(address) => own::lead(address, link, from, resolved),
            None => Ok(Target::External(destination.to_owned())),
        };
    }
    if destination.contains('\\') {
        return refuse(&codes::BROKEN_LINK, "a path is written with slashes, not backslashes".into(), &links::with_slashes(destination));
    }
    let Some(paths) = links::paths_of(destination, &document.file.path) else {
        return refuse(
            &codes::BROKEN_LINK,
            "the path leads out of the site".into(),
            "link to works by the path of their folder: `../../tools/hotline/`",
        );
    };
    let anchor = destination.split_once('#').map(|(_, anchor)| links::anchor(anchor)).filter(|anchor| !anchor.is_empty());
    // A file's name may hold what parts an address; behind a folder that begins the id of a heading.
    let named = if destination.contains(['#', '?']) && !destination.contains("/#") { file() } else { None };
    for path in named.iter().chain(&paths) {
        if let Some(target) = inside(path, picture, anchor.clone(), link, from, resolved)? {
            if link.kind == LinkKind::File && !matches!(target, Target::Media(_)) {
                return refuse(&codes::BROKEN_LINK, "this leads to a page, not to a file".into(), BESIDE);
            }
            return Ok(target);
        }
    }
    if let Some(text) = paths.iter().find(|path| !picture && site.sources.text(path).is_some()) {
        let message = format!("«{text}» is one of the site's own texts, which are not published as files");
        return refuse(&codes::BROKEN_LINK, message, OWN_TEXT);
    }
    let path = &paths[0];
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (code, what) = if picture { (&codes::MISSING_PICTURE, "picture") } else { (&codes::BROKEN_LINK, "work or file") };
    let mut finding = Finding::new(code, document.file.at(link.span.clone()), format!("no {what} lies at «{path}»"));
    let is_page = !picture && (!name.contains('.') || name.ends_with(".md") || name == "index.html");
    let document_meant = || {
        let beside = site.sources.folders.get(folder).filter(|_| name.ends_with(".md"))?;
        nearest(name, beside.texts.keys().filter(|text| text.strip_suffix(".md").is_some_and(|tag| is_language(tag, site))))
    };
    if !picture && links::is_like_mail(destination) {
        finding.hint("if it is an e-mail address, write `mailto:` before it");
    } else if !is_page {
        let folder = document.file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let near: Vec<String> = site
            .sources
            .below(folder)
            .flat_map(|beside| beside.files.keys().map(|name| beside.path_of(name)))
            .filter_map(|file| Some(file.strip_prefix(folder)?.strip_prefix('/')?.to_owned()))
            .collect();
        if let Some(hint) = own::hint_at_file(path.strip_prefix("content").unwrap_or(path), &document.file.path, site) {
            finding.hint(hint);
            return Err(Some(Box::new(finding)));
        }
        finding.nearest(path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/'), &near);
        finding.hint(if name.starts_with("www.") { "if it is a page on the web, write `https://` before it" } else { BESIDE });
    } else if let Some(meant) = document_meant() {
        finding.hint(format!("did you mean «{meant}»?"));
        finding.hint("write the path of the work's folder, relative to this file");
    } else {
        hint_at_work(work_meant(path, destination, document, site), destination, &document.file.path, &mut finding);
    }
    Err(Some(Box::new(finding)))
}

/// The work that a path most likely means at which nothing lies, as other programs or the browser write it, too.
fn work_meant(path: &str, destination: &str, document: &Document, site: &Site) -> Option<String> {
    let bare = |path: &str| {
        let path = path.strip_prefix("content/").unwrap_or(path).trim_end_matches('/');
        let path = path.strip_suffix("/index.html").unwrap_or(path);
        path.strip_suffix(".md").unwrap_or(path).to_owned()
    };
    // Whoever writes the path as it is named elsewhere means that from `content/`, not from here.
    let named = bare(destination.split(['#', '?']).next().unwrap_or_default().trim_start_matches(['.', '/']));
    let wanted = bare(path);
    let others = || site.index.by_path.keys().filter(|path| ***path != *document.work);
    let exact = |written: &str| others().find(|path| ***path == *written).map(ToString::to_string);
    exact(&wanted).or_else(|| exact(&named)).or_else(|| nearest(&wanted, others())).or_else(|| nearest(&named, others()))
}

/// Says which work was most likely meant, and how a text of that file leads to it.
fn hint_at_work(meant: Option<String>, destination: &str, file: &str, finding: &mut Finding) {
    let is_below_content = destination.starts_with('/');
    let Some(work) = meant else {
        finding.hint(match is_below_content {
            true => "write the path of its folder below content/",
            false => "write the path of the work's folder, relative to this file",
        });
        return;
    };
    let path = if is_below_content { format!("/{work}/") } else { links::leading(file, &work) };
    let address = format!("{path}{}", destination.find('#').map_or("", |anchor| &destination[anchor..]));
    let address = if address.contains([' ', '(', ')']) { format!("<{address}>") } else { address };
    finding.hint(format!("did you mean «{work}»?"));
    finding.hint(match is_below_content {
        true => format!("write the path of its folder below content/: `{address}`"),
        false => format!("write the path of the work's folder, relative to this file: `{address}`"),
    });
}

/// A path within the site: a work, its file, a kind's folder, or a file beside the documents.
fn inside(
    path: &str,
    picture: bool,
    anchor: Option<String>,
    link: &Link,
    from: From,
    resolved: &mut Resolved,
) -> Result<Option<Target>, Option<Box<Finding>>> {
    let From { site, document, language } = from;
    let location = || document.file.at(link.span.clone());
    if site.sources.file(path).is_some() {
        let refused = |code, location, message: &str, hint: &str| {
            let mut finding = Finding::new(code, location, message);
            finding.hint(hint);
            Err(Some(Box::new(finding)))
        };
        if !picture && let Some(why) = refusal(path, site) {
            return Err(Some(Box::new(unsafe_attachment(location(), why))));
        }
        resolved.used.push((path.to_owned(), if picture { Use::Shows } else { Use::LeadsTo }));
        return match site.file(path) {
            Some(file) if picture && file.picture.is_none() => {
                refused(&codes::INVALID_PICTURE, location(), "this is not a picture that browsers show", media::SAVE_AGAIN)
            }
            Some(_) => Ok(Some(Target::Media(path.to_owned()))),
            // Its own finding says why it can't be used.
            None => Err(None),
        };
    }
    let leads_to_page = |target: Target| match picture {
        false => Ok(Some(target)),
        true => {
            let mut finding = Finding::new(&codes::MISSING_PICTURE, location(), "this leads to a page, not to a picture");
            finding.hint("for a link leave out the exclamation mark: `[text](../folder/)`");
            Err(Some(Box::new(finding)))
        }
    };
    let leads_to_list = |target: Target| match &anchor {
        None => leads_to_page(target),
        Some(anchor) => {
            let mut finding = Finding::new(&codes::BROKEN_ANCHOR, location(), format!("a list has no heading with the id «{anchor}»"));
            finding.hint("link to the list alone, or to a work of it");
            Err(Some(Box::new(finding)))
        }
    };
    let Some(below) = path.strip_prefix("content/").or_else(|| (path == "content").then_some("")) else { return Ok(None) };
    // The top is the home page; the file of a text stands for its work.
    let is_text = below.ends_with(".md") && site.sources.text(path).is_some();
    let file = below.rsplit_once('/').filter(|(_, name)| is_text && name.strip_suffix(".md").is_some_and(|tag| is_language(tag, site)));
    let folder = file.map_or(below, |(folder, _)| folder);
    let shows_text = if below.is_empty() { &site.config.home } else { folder };
    if let Some(&index) = site.index.by_path.get(shows_text) {
        check_anchor(index, anchor.as_deref(), language, location, site, resolved)?;
        return leads_to_page(Target::Work { work: index, anchor, language });
    }
    if site.hidden.contains(folder) {
        if site.damaged.contains(folder) {
            return Err(None);
        }
        let mut finding = Finding::new(&codes::DRAFT_LINK, location(), "the work that this leads to is not public");
        finding.hint("publish it, or remove the link");
        return Err(Some(Box::new(finding)));
    }
    if site.damaged.contains(folder) {
        return Err(None);
    }
    // A folder that holds the works of one kind stands for that kind's list.
    let within = |work: &Work| Some(work.path.strip_prefix(below)?.strip_prefix('/')?.contains('/'));
    let directly = site.works.iter().filter(|work| within(work) == Some(false));
    // Or that of those that lie in folders of it, such as one for each year.
    let deeper = site.works.iter().filter(|work| within(work) == Some(true));
    let mut kinds = directly.map(|work| &work.kind).peekable();
    let is_empty = kinds.peek().is_none();
    let mut kinds = kinds.chain(deeper.map(|work| &work.kind).filter(|_| is_empty));
    if let Some(kind) = kinds.next()
        && kinds.all(|other| other == kind)
        && site.config.kinds[kind].list != crate::config::Listing::None
    {
        return leads_to_list(Target::List(kind.clone()));
    }
    if below.is_empty() { leads_to_list(Target::Home) } else { Ok(None) }
}

/// Whether what readers of a language are shown of a work has the id.
fn check_anchor(
    work: usize,
    anchor: Option<&str>,
    language: usize,
    here: impl Fn() -> Location,
    site: &Site,
    resolved: &mut Resolved,
) -> Result<(), Option<Box<Finding>>> {
    let Some(anchor) = anchor else { return Ok(()) };
    let target = &site.works[work];
    resolved.anchors_of.insert((work, target.shown[language]));
    let shown = &target.shown_to(language).document;
    if shown.has_anchor(anchor) {
        return Ok(());
    }
    let mut finding = Finding::new(&codes::BROKEN_ANCHOR, here(), format!("{} has no heading with the id «{anchor}»", shown.file.path));
    finding.nearest(anchor, shown.anchors());
    finding.hint("give the heading there the same id in every language");
    Err(Some(Box::new(finding)))
}

/// Whether documents of the site may be called so.
fn is_language(tag: &str, site: &Site) -> bool {
    Language::parse(tag).is_ok_and(|language| site.config.languages.contains(&language))
}

/// The scheme of an address, in small letters; white space and control characters within it are what browsers ignore too.
fn scheme_of(destination: &str) -> Option<String> {
    let cleaned: String = destination.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let (scheme, _) = cleaned.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    // A colon after a slash belongs to a path.
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// An address with a scheme: what it names on this site, if it does; else it leads elsewhere.
fn external(
    destination: &str,
    scheme: &str,
    picture: bool,
    config: &Config,
) -> Result<Option<own::Address>, (&'static Code, String, &'static str)> {
    let unsafe_link =
        |hint: &'static str| Err((&codes::UNSAFE_LINK, format!("an address that begins with «{scheme}:» is not published"), hint));
    match scheme {
        "http" | "https" => {
            // What browsers take for an address may lead elsewhere on a page of another host.
            let is_whole = destination.get(scheme.len()..).is_some_and(|rest| rest.starts_with("://")) && !destination.contains('\\');
            let Some(url) = url::Url::parse(destination).ok().filter(|_| is_whole) else {
                return Err((&codes::BROKEN_LINK, "this is not a web address".into(), "copy it from the browser's address bar"));
            };
            if let Some(nearby) = url.host().and_then(address::known_nearby) {
                return Err((
                    &codes::PREVIEW_LINK,
                    nearby.said().into(),
                    "link to the work by the path of its folder: `../../tools/hotline/`",
                ));
            }
            let own = own::address(&url, config);
            if picture && own.is_some() {
                return Err((&codes::MISSING_PICTURE, "a picture is shown from its file, not from an address of the site".into(), BESIDE));
            }
            if picture {
                return Err((
                    &codes::UNSAFE_LINK,
                    "a picture from another site tells that site who reads".into(),
                    "save the picture beside the document, if its licence allows",
                ));
            }
            if address::entrusts(&url) {
                return Err((&codes::UNSAFE_LINK, "the address holds a user name or password".into(), "remove it"));
            }
            if address::is_detour(&url) {
                return Err((&codes::UNSAFE_LINK, address::Refused::Detour.said().into(), address::DIRECT));
            }
            Ok(own)
        }
        "mailto" | "tel" if !picture => Ok(None),
        // One letter and a colon is a drive of somebody's machine.
        scheme if scheme.len() == 1 => {
            Err((&codes::UNSAFE_LINK, "this is a path on your own machine".into(), "put the file beside the document and link to its name"))
        }
        "data" | "cid" | "blob" if picture => {
            unsafe_link("save the picture as a file beside the text, and write its name: `![…](picture.png)`")
        }
        "file" => unsafe_link("put the file beside the document and link to its name"),
        _ => unsafe_link("addresses begin with https, http, mailto or tel"),
    }
}
