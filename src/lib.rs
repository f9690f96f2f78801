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
pub mod config;
pub mod diagnostics;
pub mod document;
pub mod earlier;
pub mod exchange;
pub mod found;
pub mod gate;
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
pub mod theme;
pub mod translation;
pub mod world;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use config::Options;
use diagnostics::Finding;
use document::Parsed;
use earlier::{Drawn, Earlier, Receiver, Through};
use found::{Findings, Found};
use gate::Gate;
use memo::Memo;
use outputs::{Output, Plan};
use pictures::scale::Form;
use render::picture::Source;
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

/// A path, and what stands there.
type Claimed<'a> = (&'a String, &'a Output);

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

impl Whole {
    /// What is published, file by file.
    fn by_file(&self) -> BTreeMap<&str, Vec<Claimed<'_>>> {
        let mut by_file: BTreeMap<&str, Vec<Claimed>> = BTreeMap::new();
        for claimed in &self.media {
            if let Output::Media { file } | Output::Copy { file, .. } = claimed.1 {
                by_file.entry(&file.path).or_default().push(claimed);
            }
        }
        by_file
    }
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
    let Some(theme) = findings.take(theme::load(world, sources, &config, memo)) else { return findings.with(None) };
    let assets = theme.assets.iter().map(|(name, asset)| (name.clone(), asset.path.clone())).collect();
    world.enters("plan");
    let plan = findings.take(outputs::plan(&site, &assets, &render::kind_names(&site, &theme), memo));
    memo.forget_unused();
    let common = Common::of(&site);
    findings.with(Some(Build { site, theme, plan, parsed, common, whole: OnceLock::new(), gate: OnceLock::new() }))
}

impl Build {
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
        let Found { value: InUse { files: used, sources }, mut findings } = site::read_all(&self.site, &self.parsed, go_on)?;
        let mut media = outputs::media(&self.site.config, &used);
        findings.extend(media.findings);
        media.value.extend(outputs::sources::exports(&self.site, &sources));
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

    /// What is published at a path; `None` if nothing is.
    pub fn render(&self, world: &dyn World, path: &str) -> Option<Result<Rendered, Box<Finding>>> {
        Some(render::render(world, &self.site, &self.theme, &self.plan, &self.common, path, self.output(path)?))
    }

    /// What everything that leaves goes through.
    pub fn gate(&self) -> &Gate {
        self.gate.get_or_init(|| Gate::of(self))
    }

    /// Renders everything, in parallel, and hands each piece on at once. Gives the findings of what failed, and those of
    /// the gate and of all texts.
    pub fn render_all(&self, world: &dyn World, receive: impl Fn(&str, Rendered) + Sync) -> Vec<Finding> {
        self.draw_all(world, &|| true, &|_| true, &Through(receive), None)
    }

    /// The same, but what an earlier build has made of what is still the same is not made again. `program` is the hash of the
    /// program that draws.
    pub fn render_changed(&self, world: &dyn World, program: &blake3::Hash, receiver: &dyn Receiver) -> Vec<Finding> {
        world.enters("recall");
        let earlier = Earlier::new(self, world, receiver, program);
        self.draw_all(world, &|| true, &|_| true, receiver, Some(&earlier))
    }

    /// The findings that [`Build::render_all`] would give, but given up as soon as it need not `go_on`: they are then those
    /// of a part. Of each picture only what every browser shows is made for it: its copies hold nothing else.
    pub fn check_while(
        &self,
        world: &dyn World,
        go_on: &(dyn Fn() -> bool + Sync),
        receive: impl Fn(&str, Rendered) + Sync,
    ) -> Vec<Finding> {
        let is_wanted = |output: &Output| !matches!(output, Output::Copy { copy, .. } if copy.form == Some(Form::WebP));
        self.draw_all(world, go_on, &is_wanted, &Through(receive), None)
    }

    fn draw_all(
        &self,
        world: &dyn World,
        go_on: &(dyn Fn() -> bool + Sync),
        wanted: &(dyn Fn(&Output) -> bool + Sync),
        receiver: &dyn Receiver,
        earlier: Option<&Earlier>,
    ) -> Vec<Finding> {
        // It is made on all cores: were a thread of theirs to ask for it first, they would wait for one another for ever.
        let gate = self.gate();
        let take = |path: &str, rendered: Result<Rendered, Box<Finding>>| match rendered {
            Ok(rendered) => {
                let seen = gate.inspect(self, path, &rendered);
                Drawn::of(path, rendered, seen, receiver)
            }
            Err(finding) => Drawn::failed(*finding),
        };
        let draw = |(path, output): Claimed| {
            if !go_on() {
                return Drawn::default();
            }
            take(path, render::render(world, &self.site, &self.theme, &self.plan, &self.common, path, output))
        };
        // Outputs that are kept together, and the texts that they are made from beside those that pages show.
        let unit = |name: &str, texts: &[(usize, usize)], draw: &dyn Fn() -> Vec<Drawn>| -> Vec<Finding> {
            if earlier.is_some_and(|earlier| earlier.recall(name)) {
                return Vec::new();
            }
            let drawn = draw();
            if let Some(earlier) = earlier {
                earlier.keep(name, &drawn, texts.iter().copied());
            }
            drawn.into_iter().flat_map(|drawn| drawn.findings).collect()
        };
        world.enters("render");
        let Groups { works, of_texts, of_fields, words, data } = self.groups();
        let mut findings = unit("/fields", &[], &|| of_fields.par_iter().copied().map(draw).collect());
        // What draws texts of several works, such as feeds, comes before the pages of each work, which are drawn one after
        // another, so that its texts need not be held longer.
        findings.par_extend(of_texts.into_par_iter().flat_map_iter(|claimed| unit(claimed.0, &[], &|| vec![draw(claimed)])));
        let of_works: Vec<Finding> = works
            .into_par_iter()
            .enumerate()
            .flat_map_iter(|(index, outputs)| {
                if earlier.is_some_and(|earlier| earlier.stands(index)) {
                    return Vec::new();
                }
                let drawn: Vec<Drawn> = outputs.into_iter().map(draw).collect();
                if !go_on() {
                    return Vec::new();
                }
                let work = &self.site.works[index];
                for published in work.documents.iter().flatten() {
                    published.document.gist();
                }
                let hurtful = gate.hurtful_in_work(work);
                if let Some(earlier) = earlier.filter(|_| hurtful.is_none()) {
                    earlier.keep_work(index, &drawn);
                }
                // Whatever is asked of its texts has been answered.
                self.site.in_work(index);
                // A preview would be asked again.
                if earlier.is_some() {
                    self.site.forget(index);
                }
                drawn.into_iter().flat_map(|drawn| drawn.findings).chain(hurtful.into_iter().flatten()).collect()
            })
            .collect();
        findings.extend(of_works);
        if earlier.is_some() {
            self.common.forget_cards();
        }
        world.enters("words");
        // One language on one core: its parts would wait for one another.
        let texts_in = |language: usize| -> Vec<(usize, usize)> {
            self.site.works.iter().enumerate().map(|(index, work)| (index, work.shown[language])).collect()
        };
        findings.par_extend(words.into_par_iter().enumerate().filter(|_| go_on()).flat_map_iter(|(language, outputs)| {
            unit(&format!("/words/{language}"), &texts_in(language), &|| outputs.iter().copied().map(draw).collect())
        }));
        let all_texts: Vec<(usize, usize)> = (0..self.site.config.languages.len()).flat_map(texts_in).collect();
        findings.extend(unit("/data", &all_texts, &|| data.par_iter().copied().map(draw).collect()));
        world.enters("texts");
        let Some(whole) = self.whole_while(go_on) else { return findings };
        let exports = whole.media.par_iter().filter(|(_, output)| matches!(output, Output::Export { .. }));
        findings.par_extend(exports.flat_map_iter(|claimed| draw(claimed).findings));
        world.enters("pictures");
        // What is made of one file is made by one thread, which decodes it once.
        let by_file = whole.by_file();
        findings.par_extend(whole.used.par_iter().take_any_while(|_| go_on()).flat_map_iter(|used| {
            let source = Source::new(world, &used.file);
            let mut findings = Vec::new();
            for (path, output) in by_file.get(&*used.file.path).into_iter().flatten().filter(|(_, output)| wanted(output)) {
                let made = match output {
                    Output::Copy { copy, .. } => source.copy(copy),
                    _ => source.clean(),
                };
                findings.extend(take(path, made).findings);
            }
            findings.extend(source.unagreed(&used.undeclared));
            findings
        }));
        findings.extend(whole.findings.iter().cloned());
        if go_on() {
            findings.extend(gate.closing());
        }
        findings
    }

    /// All outputs but pictures and attachments, by what they are made from.
    fn groups(&self) -> Groups<'_> {
        let mut groups = Groups {
            works: vec![Vec::new(); self.site.works.len()],
            words: vec![Vec::new(); self.site.config.languages.len()],
            ..Groups::default()
        };
        for one in &self.plan.outputs {
            let group = match one.1 {
                Output::Work { work, .. } | Output::Calendar { work, .. } | Output::SearchText { work, .. } => &mut groups.works[*work],
                Output::Home { .. } | Output::Print { .. } | Output::Feed { .. } => &mut groups.of_texts,
                Output::SearchWords { language, .. } => &mut groups.words[*language],
                Output::Sources { .. } | Output::Data { .. } | Output::DataPage { .. } => &mut groups.data,
                _ => &mut groups.of_fields,
            };
            group.push(one);
        }
        groups
    }
}

/// All outputs but pictures and attachments, by what they are made from.
#[derive(Default)]
struct Groups<'a> {
    /// The pages of each work.
    works: Vec<Vec<Claimed<'a>>>,
    /// What shows texts of several works.
    of_texts: Vec<Claimed<'a>>,
    /// What is made from the works' fields alone.
    of_fields: Vec<Claimed<'a>>,
    /// The words of each language, known when all texts have been read.
    words: Vec<Vec<Claimed<'a>>>,
    /// What all texts cite and how they stand.
    data: Vec<Claimed<'a>>,
}
