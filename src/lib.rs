//! Lykta builds a site in many languages from a folder of Markdown, in one straight line:
//!
//! [`source::Reading`] gives [`source::Sources`]; [`config::resolve`] a [`config::Config`]; [`document::parse_all`]
//! [`document::Document`]s; [`site::assemble`] the [`site::Site`]; [`outputs::plan`] the [`outputs::Plan`], in which
//! every URL is claimed once; [`render::render`] the bytes of one of them. [`publish`] puts them into a folder.
//!
//! Everything between the edges takes values and gives values. A stage never fails: it gives what it could make, and
//! findings.

#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod begin;
pub mod cli;
pub mod config;
pub mod diagnostics;
pub mod document;
pub mod found;
pub mod language;
pub mod memo;
pub mod outputs;
pub mod publish;
pub mod render;
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
pub mod world;

use std::sync::Arc;

use rayon::prelude::*;

use config::Options;
use diagnostics::Finding;
use found::{Findings, Found};
use memo::Memo;
use outputs::Plan;
use render::Rendered;
use site::Site;
use source::Reading;
use theme::Theme;
use world::World;

/// A site that is ready to be rendered, one URL at a time or all at once.
pub struct Build {
    pub site: Site,
    pub theme: Theme,
    pub plan: Plan,
}

/// Reads a site and plans all that it publishes. `None` if there is nothing that could be rendered.
pub fn build(world: &dyn World, options: &Options, memo: &Memo) -> Found<Option<Build>> {
    build_from(&Reading::new(world), world, options, memo)
}

/// The same from what has been read already; the world is asked for pictures, assets and the day alone.
pub fn build_from(reading: &Reading, world: &dyn World, options: &Options, memo: &Memo) -> Found<Option<Build>> {
    let mut findings = Findings::default();
    let sources = findings.take(reading.sources());
    let Some(config) = findings.take(config::resolve(&sources, options)) else { return findings.with(None) };
    let config = Arc::new(config);
    let parsed = findings.take(document::parse_all(&sources, &config, memo));
    let wanted = site::resolve::wanted_files(&parsed, &sources);
    let media = findings.take(source::media::read(world, &wanted, memo));
    let site = findings.take(site::assemble(parsed, media, &config, &sources.files, world.today()));
    let Some(theme) = findings.take(theme::load(world, &sources, &config)) else { return findings.with(None) };
    let assets = theme.assets.iter().map(|(name, asset)| (name.clone(), asset.path.clone())).collect();
    let plan = findings.take(outputs::plan(&site, &assets));
    memo.forget_unused();
    findings.with(Some(Build { site, theme, plan }))
}

impl Build {
    /// What is published at a path such as `/sv/`; `None` if nothing is.
    pub fn render(&self, world: &dyn World, path: &str) -> Option<Result<Rendered, Box<Finding>>> {
        let output = self.plan.outputs.get(path)?;
        Some(render::render(world, &self.site, &self.theme, &self.plan, path, output))
    }

    /// Renders everything, in parallel, and hands each piece on at once. Gives the findings of what failed.
    pub fn render_all(&self, world: &dyn World, receive: impl Fn(&str, Rendered) + Sync) -> Vec<Finding> {
        let outputs: Vec<_> = self.plan.outputs.iter().collect();
        outputs
            .par_iter()
            .filter_map(|(path, output)| match render::render(world, &self.site, &self.theme, &self.plan, path, output) {
                Ok(rendered) => {
                    receive(path, rendered);
                    None
                }
                Err(finding) => Some(*finding),
            })
            .collect()
    }
}
