//! Old addresses: what has moved since the output was published is noted in the works' own files, so that it leads on.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::super::Voice;
use crate::Build;
use crate::diagnostics::Finding;
use crate::outputs::Output;
use crate::publish::file::write_whole;
use crate::publish::folder::{self, Publication, PublishError, Published};
use crate::site::Site;
use crate::site::moved::{self, At, Moved, Standing};
use crate::source::disk::Disk;

/// The old addresses of works that have moved since the output was published, each noted in its work's own file, so that
/// they lead on; those of lists are told. Nothing is written before the site is published.
#[derive(Default)]
pub(super) struct Noted {
    /// Where works stood when the output was published.
    before: Standing,
    /// Where stood what is hidden now, and where what was hidden when it was published.
    hidden: Standing,
    hidden_before: Standing,
    moved: Vec<Moved>,
    /// What the files say then, by their paths.
    pub(super) texts: BTreeMap<String, String>,
    pub(super) findings: Vec<Finding>,
}

/// What has moved since the `output` was published. What authors look at for themselves is no publication: with `drafts`,
/// nothing is noted.
#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
pub(super) fn since_published(build: &Build, world: &Disk, output: &Path, drafts: bool) -> Noted {
    let kept = world.kept().get(&hidden_in(output));
    let hidden_before: Standing = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let published = folder::works_of(output);
    let before = moved::with_hidden(published.clone(), &hidden_before);
    let followed = moved::followed(&before, &build.site);
    let hidden = moved::hidden(&before, &followed, &build.site);
    if drafts {
        return Noted { before, hidden, hidden_before, ..Noted::default() };
    }
    let is_taken = |path: &str| build.plan.outputs.contains_key(path);
    let mut noted = Noted { findings: moved::lists_since(&before, &build.site, is_taken), ..Noted::default() };
    let at = |path: &str| match build.plan.outputs.get(path) {
        None => At::Nothing,
        Some(Output::Redirect { .. }) => At::Redirect,
        Some(_) => At::Page,
    };
    let since = moved::since(&before, &followed, &build.site, at);
    noted.findings.extend(since.findings);
    noted.findings.extend(moved::languages_since(&published, &followed, &build.site, at));
    for moved in since.value {
        let known = noted.texts.get(&moved.file).cloned();
        let Some(text) = known.or_else(|| fs::read_to_string(world.root().join(&moved.file)).ok()) else { continue };
        let with_alias = moved::with_alias(&text, &moved);
        noted.findings.extend(with_alias.findings);
        if let Some(text) = with_alias.value {
            noted.texts.insert(moved.file.clone(), text);
            noted.moved.push(moved);
        }
    }
    Noted { before, hidden, hidden_before, ..noted }
}

/// Under which name it is kept where stood what is hidden now of an output. What an output's manifest says,
/// everybody can read.
fn hidden_in(output: &Path) -> String {
    let whole = std::path::absolute(output).unwrap_or_else(|_| output.to_owned());
    format!("drawn/hidden-{}", &blake3::hash(whole.as_os_str().as_encoded_bytes()).to_hex()[..16])
}

impl Noted {
    /// Keeps for the next build where stood what is hidden now.
    pub(super) fn keep_hidden(&self, world: &Disk, output: &Path) {
        if self.hidden != self.hidden_before {
            world.kept().put(&hidden_in(output), &serde_json::to_vec(&self.hidden).unwrap_or_default());
        }
    }

    /// Publishes what is staged, then writes the files. One that can't be written gives a finding.
    ///
    /// A site that is not published changes no author's file. The other way round a run may be killed between the two: so
    /// the site is first published with a manifest that still tells where works stood before, and the next build notes what
    /// this one has not; only when all is written does the manifest tell where they stand now.
    pub(super) fn publish(
        &self,
        publication: &mut Publication,
        site: &Site,
        root: &Path,
        findings: &mut Vec<Finding>,
        voice: Voice,
    ) -> Result<Published, PublishError> {
        let now = moved::with_noted(moved::standing(site), &self.moved, site);
        if self.moved.is_empty() {
            return publication.finish(now);
        }
        let published = publication.finish(moved::without_hidden(&self.before, &self.hidden))?;
        let told = findings.len();
        for moved in &self.moved {
            if !note(root, moved) {
                findings.push(moved::not_written(moved));
            } else if moved.given_up {
                voice.say(format_args!("{} is another page's now; {} no longer notes it as an old address", moved.from, moved.file));
            } else {
                voice.say(format_args!("{} now stands at {}; the old address is noted in {}", moved.from, moved.to, moved.file));
            }
        }
        if findings.len() == told {
            // If the system refuses, the next build looks once more, and finds each address noted.
            let _ = publication.stands(now);
        }
        Ok(published)
    }
}

/// Adds an old address to what its file says now, since the author may have saved it while the site was built.
#[expect(clippy::disallowed_methods, reason = "the command line is an edge")]
fn note(root: &Path, moved: &Moved) -> bool {
    let file = root.join(&moved.file);
    let Ok(text) = fs::read_to_string(&file) else { return false };
    match moved::with_alias(&text, moved).value {
        Some(noted) => noted == text || write_whole(&file, &noted).is_ok(),
        None => false,
    }
}
