//! Lykta builds a site in many languages from a folder of Markdown, in one straight line:
//!
//! [`source::Reading`] gives [`source::Sources`]; [`config::resolve`] a [`config::Config`]; [`document::parse_all`]
//! [`document::Document`]s; [`site::assemble`] the [`site::Site`]; [`outputs::plan`] the [`outputs::Plan`], in which
//! every URL is claimed once; [`render::render`] the bytes of one of them. [`publish`] puts them into a folder.
//!
//! Everything between the edges takes values and gives values. A stage never fails: it gives what it could make, and
//! findings.

#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod ask;
pub mod begin;
pub mod bibliography;
pub mod budgets;
pub mod cli;
mod comments;
pub mod config;
pub mod diagnostics;
pub mod document;
pub mod draw;
pub mod earlier;
pub mod exchange;
pub mod found;
pub mod gate;
#[cfg(test)]
mod growth;
mod guarded;
pub mod language;
pub mod memo;
pub mod outputs;
mod packed;
pub mod pictures;
pub mod publish;
pub mod render;
pub mod safeguard;
pub mod serve;
pub mod share;
pub mod site;
pub mod source;
pub mod speech;
mod tags;
pub mod theme;
pub mod translation;
pub mod world;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use config::Options;
use diagnostics::Finding;
use document::Parsed;
use found::{Findings, Found};
use gate::Gate;
use memo::Memo;
use outputs::{Output, Plan};
use render::{Common, Rendered};
use site::{InUse, Site, Used};
use source::Reading;
use theme::Theme;
use world::World;

/// A site that is ready to be rendered, one URL at a time or all at once.
pub struct Build {
    pub site: Site,
    pub theme: Arc<Theme>,
    pub plan: Arc<Plan>,
    /// Every work, public or not.
    pub parsed: Parsed,
    /// What many pages show.
    common: Common,
    whole: OnceLock<Whole>,
    gate: OnceLock<Gate>,
}

/// What only all texts together tell.
#[derive(Debug, Default)]
pub struct Whole {
    /// The pictures and attachments that they use.
    pub used: Vec<Used>,
    /// What is published of those, and of the sources that public texts cite: path → output.
    pub media: BTreeMap<String, Output>,
    /// What is wrong in them and in their links.
    pub findings: Vec<Finding>,
}

/// Reads a site and plans all that it publishes. `None` if there is nothing that could be rendered.
pub fn build(world: &dyn World, options: &Options, memo: &Memo) -> Found<Option<Build>> {
    outline(&Reading::new(world), world, options, memo)
}

/// The same from what has been read already. It goes as far as fields and addresses: texts are read when a page that shows
/// them is rendered, or by [`Build::whole`]. The world is asked for pictures, assets and the day alone.
pub fn outline(reading: &Reading, world: &dyn World, options: &Options, memo: &Memo) -> Found<Option<Build>> {
    let mut findings = Findings::default();
    findings.extend(reading.findings().cloned());
    let sources = reading.sources();
    world.enters("configure");
    let Some(config) = findings.take(config::resolve(sources, options, memo)) else { return findings.with(None) };
    world.enters("parse");
    let parsed = findings.take(document::parse_all(sources, &config, memo));
    world.enters("media");
    let media = source::media::read(world, sources, &config.limits, memo);
    world.enters("assemble");
    let site = findings.take(site::assemble(&parsed, media, &config, sources, world.today(), memo));
    world.enters("theme");
    let Some(theme) = findings.take(theme::load(world, sources, &config, memo)) else {
        // Nothing can be drawn; what is wrong in the texts is told all the same.
        findings.extend(site::read_all(&site, &parsed, &|| true).map(|found| found.findings).unwrap_or_default());
        return findings.with(None);
    };
    world.enters("plan");
    let build = findings.take(planned(site, theme, parsed, memo));
    memo.forget_unused();
    findings.with(Some(build))
}

fn planned(site: Site, theme: Arc<Theme>, parsed: Parsed, memo: &Memo) -> Found<Build> {
    let assets = theme.assets.iter().map(|(name, asset)| (name.clone(), asset.path.clone())).collect();
    let Found { value: plan, findings } = outputs::plan(&site, &assets, &render::kind_names(&site, &theme), memo);
    let common = Common::of(&site);
    Found { value: Build { site, theme, plan, parsed, common, whole: OnceLock::new(), gate: OnceLock::new() }, findings }
}

impl Build {
    /// The same texts and pictures as another audience sees them. Nothing of it is remembered: it is looked at once.
    pub fn shown_with(&self, options: &Options) -> Found<Option<Build>> {
        let mut findings = Findings::default();
        let (memo, sources, media) = (Memo::new(), &self.site.sources, self.site.media.clone());
        let Some(config) = findings.take(config::resolve(sources, options, &memo)) else { return findings.with(None) };
        let site = findings.take(site::assemble(&self.parsed, media, &config, sources, self.site.today, &memo));
        let build = findings.take(planned(site, Arc::clone(&self.theme), self.parsed.clone(), &memo));
        findings.with(Some(build))
    }

    /// What only all texts together tell.
    pub fn whole(&self) -> &Whole {
        self.whole.get_or_init(|| self.read_all(&|| true).unwrap_or_default())
    }

    /// The same, but given up as soon as it need not `go_on`.
    pub fn whole_while(&self, go_on: &(dyn Fn() -> bool + Sync)) -> Option<&Whole> {
        match self.whole.get() {
            Some(whole) => Some(whole),
            None => {
                let whole = self.read_all(go_on)?;
                Some(self.whole.get_or_init(|| whole))
            }
        }
    }

    fn read_all(&self, go_on: &(dyn Fn() -> bool + Sync)) -> Option<Whole> {
        let Found { value: InUse { files: used, sources, addresses }, mut findings } = site::read_all(&self.site, &self.parsed, go_on)?;
        let mut media = outputs::media(&self.site.config, &used);
        findings.extend(media.findings);
        media.value.extend(outputs::sources::exports(&self.site, &sources));
        findings.extend(outputs::redirects::unused(&self.site, &media.value).into_vec());
        let lost = addresses.into_iter().filter(|(path, _)| !self.plan.outputs.contains_key(path) && !media.value.contains_key(path));
        findings.extend(lost.filter_map(|(path, at)| site::resolve::nowhere(&path, at, &self.site, &self.parsed)));
        Some(Whole { used, media: media.value, findings })
    }

    /// What stands at a path such as `/sv/`; `None` if nothing does.
    pub fn output(&self, path: &str) -> Option<&Output> {
        self.plan.outputs.get(path).or_else(|| if outputs::is_by_use(path) { self.whole().media.get(path) } else { None })
    }

    /// All that is published.
    pub fn outputs(&self) -> impl Iterator<Item = (&String, &Output)> {
        self.plan.outputs.iter().chain(&self.whole().media)
    }

    /// How much is published, as far as that is known: pictures and attachments are when all texts have been read.
    pub fn known_outputs(&self) -> usize {
        self.plan.outputs.len() + self.whole.get().map_or(0, |whole| whole.media.len())
    }

    /// What is published at a path; `None` if nothing is.
    pub fn render(&self, world: &dyn World, path: &str) -> Option<Result<Rendered, Box<Finding>>> {
        Some(render::render(world, &self.site, &self.theme, &self.plan, &self.common, path, self.output(path)?))
    }

    /// What everything that leaves goes through.
    pub fn gate(&self) -> &Gate {
        self.gate.get_or_init(|| Gate::of(self))
    }
}
