//! Which works and lists stand elsewhere than when the site was published last, so that their old addresses can lead to
//! them.

use std::collections::{BTreeMap, BTreeSet};

pub use super::followed::Followed;
pub use super::standing::{Standing, Stood, standing};
use super::standing::{is_shown_in, lists, print, prints, stands};
use super::{Site, Work, address};
use crate::diagnostics::{Finding, Location, codes};
use crate::found::{Findings, Found};
use crate::language::Language;
use crate::source::{Sources, yaml};

/// An old address that should lead to where its work stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The work's own file, in which the old address is noted.
    pub file: String,
    pub from: String,
    pub to: String,
    /// Something else stands at the old address now, so that it leads nowhere else: then it is noted no longer.
    pub given_up: bool,
}

/// What is at an address of the site as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Nothing,
    /// Something that leads on.
    Redirect,
    /// A page, or anything else that stands there itself.
    Page,
}

/// What became of the works that stood `before` in folders that are gone.
pub fn followed<'b>(before: &'b Standing, site: &Site) -> Followed<'b> {
    super::followed::follow(before, site, |path| is_gone(site, path))
}

/// What stood `before` and is not shown now, but may be again: works that are hidden, and of all others and of lists the
/// addresses in languages that the site, or the work, is without for now. It is for authors alone.
pub fn hidden(before: &Standing, followed: &Followed, site: &Site) -> Standing {
    let mut hidden = hidden_works(site, before);
    for (path, (_, paths)) in before {
        let work = followed.work(site, path).map(|index| &*site.works[index]);
        let name = match work {
            Some(work) if stands(work) => &work.path,
            None if path.starts_with('/') => path,
            _ => continue,
        };
        let is_shown = |tag: &str| site.config.place_of(tag).is_some_and(|language| work.is_none_or(|work| is_shown_in(work, language)));
        let mut without = paths.iter().filter(|(tag, _)| !is_shown(tag)).map(|(tag, from)| (tag.clone(), from.clone())).peekable();
        if without.peek().is_some() {
            let (_, hidden) = hidden.entry(name.clone()).or_insert_with(|| (work.map(prints).unwrap_or_default(), BTreeMap::new()));
            hidden.extend(without);
        }
    }
    hidden
}

/// What stood when the site was published, with what was hidden then.
pub fn with_hidden(mut before: Standing, hidden: &Standing) -> Standing {
    for (path, (prints, paths)) in hidden {
        let stood = before.entry(path.clone()).or_insert_with(|| (prints.clone(), BTreeMap::new()));
        stood.1.extend(paths.clone());
    }
    before
}

/// What stood, without what is hidden.
pub fn without_hidden(before: &Standing, hidden: &Standing) -> Standing {
    let shown = before.iter().map(|(path, (prints, paths))| {
        let is_hidden = |tag: &String| hidden.get(path).is_some_and(|(_, hidden)| hidden.contains_key(tag));
        let shown = paths.clone().into_iter().filter(|(tag, _)| !is_hidden(tag)).collect();
        (path.clone(), (prints.clone(), shown))
    });
    shown.filter(|(_, (_, paths)): &(String, Stood)| !paths.is_empty()).collect()
}

/// Works that stood `before` and are not shown at all now, though their folders are there.
fn hidden_works(site: &Site, before: &Standing) -> Standing {
    let is_hidden = |path: &str| is_work(site, path) && !site.index.by_path.get(path).is_some_and(|&work| stands(&site.works[work]));
    // Which hidden works hold a file, by its fingerprint: one may have been renamed meanwhile.
    let mut holding: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    if before.keys().any(|path| is_gone(site, path)) {
        for folder in site.sources.below("content") {
            let Some(path) = folder.path.strip_prefix("content/").filter(|path| is_hidden(path)) else { continue };
            for text in folder.texts.values() {
                holding.entry(print(&text.hash)).or_default().insert(path);
            }
        }
    }
    let renamed = |(prints, _): &Stood| {
        let mut only = prints.split(' ').filter_map(|print| holding.get(print).filter(|paths| paths.len() == 1));
        only.next().and_then(|paths| paths.first().map(|path| (*path).to_owned()))
    };
    let followed = before.iter().filter_map(|(path, stood)| {
        let now = if is_hidden(path) { Some(path.clone()) } else { is_gone(site, path).then(|| renamed(stood)).flatten() };
        Some((now?, stood.clone()))
    });
    followed.collect()
}

fn is_work(site: &Site, path: &str) -> bool {
    site.sources.text(&format!("content/{path}/work.yaml")).is_some()
}

/// Whether a work's folder is not there any more.
fn is_gone(site: &Site, path: &str) -> bool {
    !path.starts_with('/') && !site.index.by_path.contains_key(path) && !is_work(site, path)
}

/// The address that a work had first in a language, as far as anybody knows: the earliest that its `work.yaml` notes under
/// `aliases`, or else today's.
///
/// Feeds and calendars know a work by it. An id must stay when what it names moves (RFC 4287, 4.2.6), and a build that
/// publishes notes each address that a work leaves behind those that are noted. So a work that never moved has its address
/// for an id, and one that moves keeps that.
pub fn first_address(site: &Site, work: &Work, language: usize) -> String {
    let (home, today) = (address::home(site.language(language)), &work.addresses[language]);
    let parts = |path: &str| path.split('/').filter(|part| !part.is_empty()).count();
    let name = |path: &str| path.trim_end_matches('/').rsplit('/').next().map(str::to_owned);
    // What builds note are pages, below the list of a kind. A short address that an author has added is none, unless the
    // works of such a kind stand at the top, or have stood there.
    let is_at_the_top = |path: &str| parts(path) == parts(&home) + 1;
    let has_stood = |path: &str| !is_at_the_top(path) || is_at_the_top(today) || name(path) == name(today);
    let noted = |path: &String| path.starts_with(&home) && path.ends_with('/') && has_stood(path);
    let first = work.fields.texts("aliases").filter_map(|(written, _)| address::alias(written)).find(noted);
    first.unwrap_or_else(|| today.clone())
}

/// What stands before an old address that a build has noted.
const NOTED: &str = "/noted";

/// Where works stand, with the old addresses that this build notes in their files. Until one has read them there, they are
/// noted anew: who builds may have thrown the files away, as a workflow does with what it has checked out.
pub fn with_noted(mut now: Standing, moved: &[Moved], site: &Site) -> Standing {
    for moved in moved.iter().filter(|moved| !moved.given_up) {
        let folder = Sources::folder_and_name(&moved.file).0.strip_prefix("content/");
        let Some(&index) = folder.and_then(|path| site.index.by_path.get(path)) else { continue };
        let work = &site.works[index];
        if let Some(language) = work.addresses.iter().position(|address| *address == moved.to) {
            let paths = BTreeMap::from([(site.config.languages[language].to_string(), work.path.clone())]);
            now.insert(format!("{NOTED}{}", moved.from), (String::new(), paths));
        }
    }
    now
}

/// The addresses at which a work stood and nothing stands any more, and those which it has given up to something else
/// though they are noted, since it had moved there and back. `at` tells what is at a path.
///
/// A work is followed by its folder; one whose folder was renamed, by what it holds and how it is called. Of one that is
/// gone although others are new, authors are told.
pub fn since(before: &Standing, followed: &Followed, site: &Site, at: impl Fn(&str) -> At) -> Found<Vec<Moved>> {
    let mut moved = Vec::new();
    for (path, (_, paths)) in before {
        let Some(work) = followed.work(site, path).map(|index| &site.works[index]) else { continue };
        for (tag, from) in paths {
            let Some(language) = site.config.place_of(tag) else { continue };
            let to = &work.addresses[language];
            let given_up = match at(from) {
                _ if to == from || work.addresses.contains(from) => continue,
                At::Nothing => false,
                At::Page if work.fields.texts("aliases").any(|(alias, _)| alias == from) => true,
                At::Page | At::Redirect => continue,
            };
            moved.push(Moved { file: work.file.path.to_string(), from: from.clone(), to: to.clone(), given_up });
        }
    }
    for (name, (_, paths)) in before {
        let Some(from) = name.strip_prefix(NOTED) else { continue };
        for (tag, path) in paths {
            let Some((index, language)) = followed.work(site, path).zip(site.config.place_of(tag)) else { continue };
            let (work, from) = (&site.works[index], from.to_owned());
            if at(&from) == At::Nothing {
                moved.push(Moved { file: work.file.path.to_string(), from, to: work.addresses[language].clone(), given_up: false });
            }
        }
    }
    let mut findings = Findings::default();
    for path in &followed.lost {
        let of_site = before[*path].1.iter().filter(|(tag, _)| site.config.place_of(tag).is_some());
        let addresses: Vec<&str> = of_site.map(|(_, from)| from.as_str()).filter(|from| at(from) == At::Nothing).collect();
        if !addresses.is_empty() {
            let new: Vec<&Work> = followed.new.iter().map(|&index| &*site.works[index]).collect();
            findings.extend([gone(path, &addresses, &new)]);
        }
    }
    findings.with(moved)
}

/// What is told of a work that may have been renamed, or withdrawn.
fn gone(path: &str, addresses: &[&str], new: &[&Work]) -> Finding {
    let file = if let [only] = new { only.file.path.to_string() } else { "content/site.yaml".to_owned() };
    let message = format!("{} leads nowhere now, since content/{path} is gone", addresses[0]);
    let mut finding = Finding::new(&codes::ADDRESS_GONE, Location::file(&file), message);
    let names: Vec<String> = new.iter().take(3).map(|work| format!("content/{}", work.path)).collect();
    let names = names.join(", ");
    finding.hint(format!("if it is what is new now ({names}), add `aliases: [{}]` to its work.yaml", addresses.join(", ")));
    finding.hint("if it was withdrawn, nothing is to be done");
    finding
}

/// The language that another has become: the only one in which nothing stood `before`.
fn renamed(before: &Standing, site: &Site) -> Option<usize> {
    let stood: BTreeSet<&str> = works_and_lists(before).flat_map(|(_, paths)| paths.keys()).map(String::as_str).collect();
    let mut new = site.config.languages.iter().enumerate().filter(|(_, language)| !stood.contains(language.tag()));
    new.next().filter(|_| new.next().is_none()).map(|(index, _)| index)
}

fn works_and_lists(before: &Standing) -> impl Iterator<Item = (&str, &BTreeMap<String, String>)> {
    before.iter().filter(|(name, _)| !name.starts_with(NOTED)).map(|(name, (_, paths))| (name.as_str(), paths))
}

/// What authors are told, once, of languages in which something was `published` last and which the site has no longer. Nothing
/// leads on by itself from there: what is called in such a language may have been withdrawn with it.
pub fn languages_since(published: &Standing, followed: &Followed, site: &Site, at: impl Fn(&str) -> At) -> Vec<Finding> {
    let (renamed, lists) = (renamed(published, site), lists(site).collect::<BTreeMap<_, _>>());
    let now = |name: &str| {
        let work = || followed.work(site, name).map(|index| &site.works[index]).filter(|work| is_shown_in(work, work.source));
        lists.get(name).map(|paths| paths[0].clone()).or_else(|| work().map(|work| work.addresses[work.source].clone()))
    };
    let mut gone: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
    for (name, paths) in works_and_lists(published) {
        for (tag, from) in paths.iter().filter(|(tag, _)| site.config.place_of(tag).is_none()) {
            let leads = gone.entry(tag).or_insert_with(|| vec![(format!("/{tag}/"), address::home(&site.config.languages[0]))]);
            leads.extend(now(name).map(|to| (from.clone(), to)));
        }
    }
    gone.values_mut().for_each(|leads| leads.retain(|(from, _)| at(from) == At::Nothing));
    let gone = gone.into_iter().filter(|(_, leads)| !leads.is_empty());
    gone.map(|(tag, leads)| language_gone(tag, &leads, renamed.map(|index| site.language(index)))).collect()
}

fn language_gone(tag: &str, leads: &[(String, String)], renamed: Option<&Language>) -> Finding {
    /// More lines are none that somebody copies.
    const MOST: usize = 12;
    let (first, others) = (&leads[0].0, leads.len() - 1);
    let message = format!("nothing stands now where pages in {tag} stood, {first} and {others} more, since that language is gone");
    let mut finding = Finding::new(&codes::ADDRESS_GONE, Location::file("content/site.yaml"), message);
    if let Some(language) = renamed {
        finding.hint(format!("if it is called {language} now, add `/{tag}/*: /{language}/*` under `redirects` in this file"));
    } else {
        let lines: Vec<String> = leads.iter().take(MOST).map(|(from, to)| format!("{from}: {to}")).collect();
        finding.hint(format!("so that they lead on, add under `redirects` in this file: `{}`", lines.join("`, `")));
    }
    finding.hint("if it was withdrawn, nothing is to be done");
    finding
}

/// What authors are told of lists that stood elsewhere, where nothing leads on from there. A list that is gone is no loss
/// that nobody meant.
pub fn lists_since(before: &Standing, site: &Site, is_taken: impl Fn(&str) -> bool) -> Vec<Finding> {
    let mut moved: Vec<(&str, String)> = Vec::new();
    for (name, paths) in lists(site) {
        let Some((_, stood)) = before.get(&name) else { continue };
        for (language, to) in site.config.languages.iter().zip(paths) {
            let from = stood.get(language.tag());
            moved.extend(from.filter(|from| **from != to && !is_taken(from)).map(|from| (from.as_str(), to)));
        }
    }
    // What lies below a list goes along with it.
    let goes_along = |(from, to): &&(&str, String)| {
        moved.iter().any(|(list, now)| match from.strip_prefix(list) {
            Some(rest) => !rest.is_empty() && to.strip_prefix(now.as_str()) == Some(rest),
            None => false,
        })
    };
    let by_themselves = moved.iter().filter(|list| !goes_along(list));
    by_themselves.map(|(from, to)| list_moved(from, to)).collect()
}

fn list_moved(from: &str, to: &str) -> Finding {
    let mut finding = Finding::new(&codes::ADDRESS_MOVED, Location::file("content/site.yaml"), leads_nowhere(from, to));
    finding.hint(format!("add `{from}*: {to}*` under `redirects` in this file"));
    finding
}

fn leads_nowhere(from: &str, to: &str) -> String {
    format!("{from} has moved to {to}, and the old address leads nowhere")
}

/// A work's own file with an alias more, or as it is if it has that alias; `None`, and a finding, if it can't be told where
/// to write it. An alias that is given up is taken out where that can be told; else two things at one address are a finding.
pub fn with_alias(text: &str, moved: &Moved) -> Found<Option<String>> {
    let mut findings = Findings::default();
    if moved.given_up {
        return findings.with(yaml::without_item(text, "aliases", &moved.from).or(Some(text.to_owned())));
    }
    let noted = yaml::with_item(text, "aliases", &moved.from);
    if noted.is_none() {
        findings.extend([not_noted(moved)]);
    }
    findings.with(noted)
}

/// What is told of an old address that could not be noted, or not be given up.
pub fn not_noted(moved: &Moved) -> Finding {
    if moved.given_up {
        let message = format!("{} is another page's now, and still noted here", moved.from);
        let mut finding = Finding::new(&codes::ADDRESS_MOVED, Location::file(&moved.file), message);
        finding.hint("remove it from `aliases` in this file");
        return finding;
    }
    let mut finding = Finding::new(&codes::ADDRESS_MOVED, Location::file(&moved.file), leads_nowhere(&moved.from, &moved.to));
    finding.hint(add_alias(moved));
    finding
}

/// What is told of an old address that leads on now, though its work's file could not be written.
pub fn not_written(moved: &Moved) -> Finding {
    if moved.given_up {
        return not_noted(moved);
    }
    let message = format!("{} has moved to {}, which can't be noted here", moved.from, moved.to);
    let mut finding = Finding::new(&codes::ADDRESS_MOVED, Location::file(&moved.file), message);
    finding.hint(add_alias(moved));
    finding
}

fn add_alias(moved: &Moved) -> String {
    format!("add `aliases: [{}]` to this file", moved.from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_address_is_noted_in_lines_that_end_as_the_files_own_do() {
        let moved = Moved { file: "work.yaml".into(), from: "/sv/x/".into(), to: "/sv/y/".into(), given_up: false };
        for (before, after) in [
            ("kind: brief\r\n", "kind: brief\r\naliases:\r\n  - /sv/x/\r\n"),
            ("kind: brief\r\ntopics: [å]", "kind: brief\r\ntopics: [å]\r\naliases:\r\n  - /sv/x/\r\n"),
            ("aliases:\r\n  - /sv/a/\r\n  # why\r\n", "aliases:\r\n  - /sv/a/\r\n  - /sv/x/\r\n  # why\r\n"),
            ("aliases:\r\n  - /sv/a/", "aliases:\r\n  - /sv/a/\r\n  - /sv/x/"),
            ("aliases:\r\nkind: brief\r\n", "aliases:\r\n  - /sv/x/\r\nkind: brief\r\n"),
            ("aliases: [/sv/å/]\r\n", "aliases: [/sv/å/, /sv/x/]\r\n"),
            ("kind: brief\n", "kind: brief\naliases:\n  - /sv/x/\n"),
            // The author was faster.
            ("aliases: [/sv/x/] # mine\n", "aliases: [/sv/x/] # mine\n"),
        ] {
            assert_eq!(with_alias(before, &moved).value.as_deref(), Some(after), "{before:?}");
        }
        assert!(with_alias("kind: [\n", &moved).value.is_none());
        let given_up = Moved { given_up: true, ..moved };
        for (before, after) in [
            ("aliases:\n  - /sv/a/\n  - /sv/x/ # why\n  - /sv/b/\n", "aliases:\n  - /sv/a/\n  - /sv/b/\n"),
            ("aliases:\r\n- /sv/x/\r\n- /sv/a/", "aliases:\r\n- /sv/a/"),
            ("aliases: [/sv/a/, /sv/x/] # mine\n", "aliases: [/sv/a/] # mine\n"),
            ("aliases: [/sv/x/, /sv/a/]\n", "aliases: [/sv/a/]\n"),
            ("kind: brief\naliases:\n  - /sv/x/\ndate: 2026-01-01\n", "kind: brief\ndate: 2026-01-01\n"),
            ("aliases: [/sv/x/]\nkind: brief\n", "kind: brief\n"),
            // What else is written in that line is not Lykta's to take.
            ("{kind: brief, aliases: [/sv/x/]}\n", "{kind: brief, aliases: [/sv/x/]}\n"),
            ("kind: brief\n", "kind: brief\n"),
        ] {
            assert_eq!(with_alias(before, &given_up).value.as_deref(), Some(after), "{before:?}");
        }
    }
}
