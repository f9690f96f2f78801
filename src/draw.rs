//! All outputs of a build, drawn in parallel and handed on one by one: to a folder, to a check, to nobody.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostics::Finding;
use crate::earlier::{Drawn, Earlier, Receiver, Through};
use crate::gate::Gate;
use crate::outputs::pictures::Copy;
use crate::outputs::{Output, Page};
use crate::pictures::scale::Form;
use crate::render::picture::Source;
use crate::render::{self, Rendered};
use crate::site::Used;
use crate::world::World;
use crate::{Build, Whole};

/// A path, and what stands there.
type Claimed<'a> = (&'a String, &'a Output);

impl Build {
    /// Draws everything and hands each piece on at once, but for what an earlier build has made of what is still the same.
    /// Gives the findings of what failed, and those of the gate and of all texts. `program` is the hash of the program that
    /// draws. What has been drawn is given up: nobody may ask for a text again.
    pub fn render_changed(&self, world: &dyn World, program: &blake3::Hash, receiver: &dyn Receiver) -> Vec<Finding> {
        world.enters("recall");
        let earlier = Earlier::new(self, world, receiver, program);
        Run { earlier: Some(&earlier), gives_up: true, ..Run::new(self, world, receiver) }.all()
    }

    /// The same without a memory, and nothing is given up: by this the tests and benchmarks hold what is remembered against
    /// what is made anew.
    pub fn render_all(&self, world: &dyn World, receive: impl Fn(&str, Rendered) + Sync) -> Vec<Finding> {
        Run::new(self, world, &Through(receive)).all()
    }

    /// The findings that [`Build::render_all`] would give, but given up as soon as it need not `go_on`: they are then those
    /// of a part. Of each picture only what every browser shows is made for it: its copies hold nothing else.
    pub fn check_while(
        &self,
        world: &dyn World,
        go_on: &(dyn Fn() -> bool + Sync),
        receive: impl Fn(&str, Rendered) + Sync,
    ) -> Vec<Finding> {
        Run { go_on, every_copy: false, ..Run::new(self, world, &Through(receive)) }.all()
    }
}

/// One time that everything is drawn.
struct Run<'b> {
    build: &'b Build,
    world: &'b dyn World,
    gate: &'b Gate,
    /// Whether somebody still wants to know.
    go_on: &'b (dyn Fn() -> bool + Sync),
    receiver: &'b dyn Receiver,
    earlier: Option<&'b Earlier<'b>>,
    /// Whether nobody asks again for what has been drawn.
    gives_up: bool,
    /// Whether the copies of pictures are made that not every browser shows.
    every_copy: bool,
}

impl<'b> Run<'b> {
    fn new(build: &'b Build, world: &'b dyn World, receiver: &'b dyn Receiver) -> Run<'b> {
        // The gate is made on all cores: were a thread of theirs to ask for it first, they would wait for one another for ever.
        let gate = build.gate();
        Run { build, world, gate, go_on: &|| true, receiver, earlier: None, gives_up: false, every_copy: true }
    }

    /// Draws everything, in an order in which no text is held longer than it is needed.
    fn all(&self) -> Vec<Finding> {
        self.world.enters("render");
        let Groups { works, of_texts, of_fields, words, data } = Groups::of(self.build);
        let mut findings = self.unit("/fields", &[], || of_fields.into_par_iter().map(|claimed| self.draw(claimed)).collect());
        // What draws texts of several works, such as feeds, comes before the pages of each work, which are drawn one after
        // another, so that its texts need not be held longer.
        findings.par_extend(of_texts.into_par_iter().flat_map_iter(|claimed| self.unit(claimed.0, &[], || vec![self.draw(claimed)])));
        let of_works: Vec<Finding> =
            works.into_par_iter().enumerate().flat_map_iter(|(index, outputs)| self.work(index, outputs)).collect();
        findings.extend(of_works);
        if self.gives_up {
            self.build.common.forget_cards();
        }
        self.world.enters("words");
        // One language on one core: its parts would wait for one another.
        findings.par_extend(words.into_par_iter().enumerate().filter(|_| (self.go_on)()).flat_map_iter(|(language, outputs)| {
            let name = format!("/words/{language}");
            self.unit(&name, &self.texts_in(language), || outputs.into_iter().map(|claimed| self.draw(claimed)).collect())
        }));
        let all_texts: Vec<_> = (0..self.build.site.config.languages.len()).flat_map(|language| self.texts_in(language)).collect();
        findings.extend(self.unit("/data", &all_texts, || data.into_par_iter().map(|claimed| self.draw(claimed)).collect()));
        self.world.enters("texts");
        let Some(whole) = self.build.whole_while(self.go_on) else { return findings };
        let exports = whole.media.par_iter().filter(|(_, output)| matches!(output, Output::Export { .. }));
        findings.par_extend(exports.flat_map_iter(|claimed| self.draw(claimed).findings));
        self.world.enters("pictures");
        let by_file = by_file(whole);
        findings.par_extend(
            whole
                .used
                .par_iter()
                .take_any_while(|_| (self.go_on)())
                .flat_map_iter(|used| self.file(used, by_file.get(&*used.file.path).map(Vec::as_slice).unwrap_or_default())),
        );
        findings.extend(whole.findings.iter().cloned());
        if (self.go_on)() {
            findings.extend(self.gate.closing());
        }
        findings
    }

    fn draw(&self, (path, output): Claimed) -> Drawn {
        if !(self.go_on)() {
            return Drawn::default();
        }
        let Build { site, theme, plan, common, .. } = self.build;
        self.hand_on(path, render::render(self.world, site, theme, plan, common, path, output))
    }

    /// Lets the gate look at what was drawn, and gives it to the receiver.
    fn hand_on(&self, path: &str, rendered: Result<Rendered, Box<Finding>>) -> Drawn {
        match rendered {
            Ok(rendered) => {
                let seen = self.gate.inspect(self.build, path, &rendered);
                Drawn::of(path, rendered, seen, self.receiver)
            }
            Err(finding) => Drawn::failed(*finding),
        }
    }

    /// Outputs that are kept together, and the texts that they are made from beside those that pages show.
    fn unit(&self, name: &str, texts: &[(usize, usize)], draw: impl FnOnce() -> Vec<Drawn>) -> Vec<Finding> {
        if self.earlier.is_some_and(|earlier| earlier.recall(name)) {
            return Vec::new();
        }
        let drawn = draw();
        if let Some(earlier) = self.earlier {
            earlier.keep(name, &drawn, texts.iter().copied());
        }
        drawn.into_iter().flat_map(|drawn| drawn.findings).collect()
    }

    /// The pages of a work, whose texts are given up then.
    fn work(&self, index: usize, outputs: Vec<Claimed>) -> Vec<Finding> {
        if self.earlier.is_some_and(|earlier| earlier.stands(index)) {
            return Vec::new();
        }
        let drawn: Vec<Drawn> = outputs.into_iter().map(|claimed| self.draw(claimed)).collect();
        if !(self.go_on)() {
            return Vec::new();
        }
        let site = &self.build.site;
        let work = &site.works[index];
        for published in work.documents.iter().flatten() {
            published.document.gist();
        }
        let told = self.gate.in_work(self.build, work);
        if let Some(earlier) = self.earlier.filter(|_| told.is_none()) {
            earlier.keep_work(index, &drawn);
        }
        // Whatever is asked of its texts has been answered.
        site.in_work(index);
        if self.gives_up {
            site.forget(index);
        }
        drawn.into_iter().flat_map(|drawn| drawn.findings).chain(told.into_iter().flatten()).collect()
    }

    /// What readers of a language are shown of each work.
    fn texts_in(&self, language: usize) -> Vec<(usize, usize)> {
        self.build.site.works.iter().enumerate().map(|(index, work)| (index, work.shown[language])).collect()
    }

    /// What is made of one file, by one thread, which decodes it once.
    fn file(&self, used: &Used, outputs: &[(&String, Option<&Copy>)]) -> Vec<Finding> {
        let source = Source::new(self.world, &used.file);
        let mut findings = Vec::new();
        let is_wanted = |copy: &Option<&Copy>| self.every_copy || !copy.is_some_and(|copy| copy.form == Some(Form::WebP));
        for (path, copy) in outputs.iter().filter(|(_, copy)| is_wanted(copy)) {
            findings.extend(self.hand_on(path, source.render(*copy)).findings);
        }
        findings.extend(source.unagreed(&used.undeclared));
        findings
    }
}

/// What is published of pictures and attachments, file by file: itself, or a copy.
fn by_file(whole: &Whole) -> BTreeMap<&str, Vec<(&String, Option<&Copy>)>> {
    let mut by_file: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for (path, output) in &whole.media {
        match output {
            Output::Media { file } => by_file.entry(&*file.path).or_default().push((path, None)),
            Output::Copy { file, copy } => by_file.entry(&*file.path).or_default().push((path, Some(copy))),
            _ => {}
        }
    }
    by_file
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

impl<'a> Groups<'a> {
    fn of(build: &'a Build) -> Groups<'a> {
        let mut groups = Groups {
            works: vec![Vec::new(); build.site.works.len()],
            words: vec![Vec::new(); build.site.config.languages.len()],
            ..Groups::default()
        };
        for one in &build.plan.outputs {
            let group = match one.1 {
                Output::Page(Page::Work { work, .. }) | Output::Calendar { work, .. } | Output::SearchText { work, .. } => {
                    &mut groups.works[*work]
                }
                Output::Page(Page::Home { .. } | Page::Print { .. }) | Output::Feed { .. } => &mut groups.of_texts,
                Output::SearchWords { language, .. } => &mut groups.words[*language],
                Output::Page(Page::Sources { .. } | Page::DataPage { .. }) | Output::Data { .. } => &mut groups.data,
                Output::Page(
                    Page::Chooser
                    | Page::List { .. }
                    | Page::Narrowed { .. }
                    | Page::Taxonomy { .. }
                    | Page::Term { .. }
                    | Page::NotFound { .. }
                    | Page::Search { .. }
                    | Page::Keep { .. },
                )
                | Output::KeptFiles { .. }
                | Output::Worker
                | Output::Export { .. }
                | Output::SitemapIndex
                | Output::Sitemap { .. }
                | Output::Robots
                | Output::Redirect { .. }
                | Output::Redirects
                | Output::Headers
                | Output::Negotiation { .. }
                | Output::ApacheSettings
                | Output::Asset { .. }
                | Output::SharePicture { .. }
                | Output::Media { .. }
                | Output::Copy { .. } => &mut groups.of_fields,
            };
            group.push(one);
        }
        groups
    }
}
