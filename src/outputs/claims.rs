//! Who claims which URL. Each is claimed before anything is rendered: generators that let the later writer win make the
//! result depend on the order of stages; here two claims are a finding that names both.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::list::List;
use super::{Output, Page, Plan, share};
use crate::config::Taxonomy;
use crate::diagnostics::{Finding, Location, codes};
use crate::found::Findings;
use crate::site::Work;
use crate::source::Text;
use crate::source::media::is_device;

/// Who claims a URL; only where two claim the same is it asked where they stand.
#[derive(Clone, Copy)]
pub(super) enum Claimant<'a> {
    Configuration,
    /// The list of a kind or of a taxonomy, and where its path is written if `site.yaml` declares it.
    List(&'a str, Option<&'a Location>),
    File(&'a str),
    /// A work, for readers of a language.
    Work(&'a Work, usize),
    /// A term of a taxonomy, and the first work that has it.
    Term(&'a Taxonomy, &'a str, &'a Work),
    /// An alias, and where it is written.
    Alias(&'a Text, &'a std::ops::Range<usize>),
    /// An old address, and where `site.yaml` says where it leads.
    Redirect(&'a Location),
}

impl Claimant<'_> {
    pub(super) fn location(self) -> Location {
        match self {
            Claimant::List(_, Some(at)) | Claimant::Redirect(at) => at.clone(),
            Claimant::Configuration | Claimant::List(_, None) => Location::file("content/site.yaml"),
            Claimant::File(path) => Location::file(path),
            Claimant::Work(work, language) => {
                let document = &work.shown_to(language).document;
                match document.fields.get("slug") {
                    Some(slug) if !work.falls_back(language) => document.file.at(slug.span.clone()),
                    _ => Location::file(&*work.file.path),
                }
            }
            Claimant::Term(taxonomy, term, work) => {
                if taxonomy.terms.iter().any(|(name, _)| name == term) {
                    return Location::file("content/site.yaml");
                }
                let documents = work.documents.iter().flatten().map(|published| (&published.document.fields, &published.document.file));
                let mut places = [(&work.fields, &work.file)].into_iter().chain(documents);
                let written = places.find_map(|(fields, file)| {
                    let (_, span) = fields.texts(&taxonomy.name).find(|(written, _)| *written == term)?;
                    Some(file.at(span.clone()))
                });
                written.unwrap_or_else(|| Location::file(&*work.file.path))
            }
            Claimant::Alias(file, span) => file.at(span.clone()),
        }
    }

    /// As another finding names it.
    fn name(self) -> String {
        match self {
            Claimant::Term(taxonomy, term, _) => {
                let at = self.location();
                format!("the term «{term}» of {}, in {}:{}", taxonomy.name, at.file, at.line)
            }
            Claimant::List(name, _) => format!("the list of «{name}»"),
            Claimant::Configuration => "what every site has there".into(),
            other => other.location().file,
        }
    }

    /// What an author is told of a folder that Windows takes for a device. What is old can't be called otherwise.
    fn as_device(self, name: &str) -> Option<Finding> {
        let hint = match self {
            Claimant::Work(..) => "give it another `slug:`",
            Claimant::List(..) => "give it another `path:` in content/site.yaml",
            Claimant::Term(..) => "give it another name",
            Claimant::Configuration | Claimant::File(_) | Claimant::Alias(..) | Claimant::Redirect(_) => return None,
        };
        let mut finding = Finding::new(
            &codes::ODD_FILE_NAME,
            self.location(),
            format!("Windows can't hold the folder «{name}» that this is published in"),
        );
        finding.hint(hint);
        Some(finding)
    }

    /// How this one and another that claims the same come apart.
    fn way_out_of(self, other: Claimant) -> String {
        match (self, other) {
            (Claimant::Term(_, own, _), Claimant::Term(_, other, _)) if letters(own) == letters(other) => {
                format!("write both alike: «{other}»")
            }
            _ => self.way_out().to_owned(),
        }
    }

    /// How what claims the same comes apart from it.
    fn way_out(self) -> &'static str {
        match self {
            Claimant::List(..) => "give one of the two another `path:` in content/site.yaml",
            Claimant::Term(..) => "give one of the two another name, with more letters or figures of its own",
            Claimant::File(_) => "rename one of the two",
            Claimant::Redirect(_) => "remove the redirect",
            Claimant::Alias(..) => "remove this alias, or give what stands there another `slug:`",
            _ => "give one of the two another `slug:`, or remove the alias",
        }
    }
}

/// What a term says, whatever its capitals, hyphens and quotation marks.
fn letters(term: &str) -> String {
    let is_seen = |c: &char| !c.is_whitespace() && !"-–_.,'\"“”„«»‘’".contains(*c);
    term.chars().filter(is_seen).flat_map(char::to_lowercase).collect()
}

struct Claim<'a> {
    path: String,
    /// The path in the form that is one on every disk.
    folded: String,
    output: Output,
    by: Claimant<'a>,
}

#[derive(Default)]
pub(super) struct Claims<'a> {
    made: Vec<Claim<'a>>,
    pub(super) lists: BTreeMap<(String, usize), Arc<List>>,
    pub(super) pictures: share::Pictures,
    pub(super) findings: Findings,
}

impl<'a> Claims<'a> {
    pub(super) fn claim(&mut self, path: String, output: Output, by: Claimant<'a>) {
        // A page and the file that it is published as are one claim, whatever the case of their letters.
        let folded = Plan::file_of(&path).to_lowercase();
        self.made.push(Claim { path, folded, output, by });
    }

    /// What stands where so far, whether it will be granted or not.
    pub(super) fn standing(&self) -> BTreeMap<String, Output> {
        self.made.iter().map(|claim| (claim.path.clone(), claim.output.clone())).collect()
    }

    /// The first claim of each URL is granted.
    pub(super) fn granted(&mut self) -> BTreeMap<String, Output> {
        self.made.par_sort_by(|a, b| a.folded.cmp(&b.folded));
        let made = std::mem::take(&mut self.made);
        let mut granted: Vec<Claim> = Vec::with_capacity(made.len());
        let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
        for claim in made {
            // More than any disk takes as a name.
            const LONGEST: usize = 255;
            if claim.folded.len() > LONGEST && claim.folded.split('/').any(|name| name.len() > LONGEST) {
                self.findings
                    .add(&codes::TOO_LONG, claim.by.location(), format!("a part of an address has more than {LONGEST} bytes"))
                    .hint("shorten it: no disk takes it as the name of a file");
                continue;
            }
            if let Some(name) = claim.folded.split('/').find(|name| is_device(name)) {
                self.findings.extend(claim.by.as_device(name));
            }
            match granted.last().filter(|before| before.folded == claim.folded) {
                None => granted.push(claim),
                Some(before) => {
                    if let (
                        Output::Media { file, .. } | Output::Copy { file, .. },
                        Output::Media { file: other } | Output::Copy { file: other, .. },
                    ) = (&claim.output, &before.output)
                        && file.hash == other.hash
                    {
                        // One picture under two names.
                        continue;
                    }
                    if matches!((claim.by, before.by), (Claimant::Configuration, Claimant::Configuration)) {
                        // What every site has twice stands below two works at one address, which are told.
                        continue;
                    }
                    let mut claim = claim;
                    let mut by = before.by;
                    if let (Claimant::Term(_, own, _), Claimant::Term(_, other, _)) = (claim.by, before.by)
                        && !told.insert((own, other))
                    {
                        // In every language and on every page of their lists it is the same fault.
                        continue;
                    }
                    if let (Claimant::List(own, at), Claimant::List(other, _)) = (claim.by, before.by) {
                        // What lies below one list would lie below the other, too.
                        let is_list =
                            matches!(claim.output, Output::Page(Page::List { page: 1, .. }) | Output::Page(Page::Taxonomy { .. }));
                        if !is_list || !told.insert((own, other)) {
                            continue;
                        }
                        if at.is_none() {
                            std::mem::swap(&mut claim.by, &mut by);
                        }
                    } else if matches!(claim.by, Claimant::Configuration) {
                        // What every site has can't give way.
                        std::mem::swap(&mut claim.by, &mut by);
                    }
                    let message = match claim.by {
                        Claimant::Term(_, term, _) => {
                            format!("the address {} of the term «{term}» is taken by {}", claim.path, by.name())
                        }
                        _ => format!("the address {} is taken by {}", claim.path, by.name()),
                    };
                    self.findings.add(&codes::DUPLICATE_ADDRESS, claim.by.location(), message).hint(claim.by.way_out_of(by));
                }
            }
        }
        // Where a file stands no folder can.
        let files: FxHashMap<&str, &Claim> = granted.iter().map(|claim| (&*claim.folded, claim)).collect();
        let above = |path: &str| path.match_indices('/').find_map(|(end, _)| files.get(&path[..end]).copied());
        let mut stands = |claim: &Claim| {
            let Some(file) = above(&claim.folded) else { return true };
            let message = format!("the address {} would stand in a folder, but {} is a file, of {}", claim.path, file.path, file.by.name());
            self.findings.add(&codes::DUPLICATE_ADDRESS, claim.by.location(), message).hint(claim.by.way_out());
            false
        };
        let stand: Vec<bool> = granted.iter().map(&mut stands).collect();
        granted.into_iter().zip(stand).filter(|(_, stands)| *stands).map(|(claim, _)| (claim.path, claim.output)).collect()
    }
}
