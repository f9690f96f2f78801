//! What earlier builds have made, kept between runs, so that only what has changed is drawn again.
//!
//! Outputs are kept by units: those of a work, those made from fields alone, the words of a language, the data of all
//! texts, and each of the rest by itself (`draw.rs`). A unit's record names all that it was made from: what is the same for
//! all (the program, the configuration, every work's fields, the theme, the gate's rules) as one hash; then each text that
//! was read for it, and each text whose headings were asked for. A unit is drawn again unless all of that is as it was,
//! nothing was wrong or let through in it, and whoever takes the outputs still has each of them. So a record is never
//! believed, only found to be of the same values; the law is in `tests/earlier.rs`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Build;
use crate::diagnostics::Finding;
use crate::document::Gist;
use crate::render::Rendered;
use crate::site::{Published, Use};
use crate::translation::Translation;
use crate::world::World;

/// Takes what is drawn.
pub trait Receiver: Sync {
    /// Takes what stands at a path. Gives by what it would know it again, if it would.
    fn take(&self, path: &str, rendered: Rendered) -> Option<String>;

    /// Whether it has what an earlier build gave it for a path.
    fn has(&self, _path: &str, _known_by: &str) -> bool {
        false
    }

    /// Takes again what it has.
    fn keep(&self, _path: &str) {}
}

/// Hands everything on and remembers nothing.
pub struct Through<F>(pub F);

impl<F: Fn(&str, Rendered) + Sync> Receiver for Through<F> {
    fn take(&self, path: &str, rendered: Rendered) -> Option<String> {
        (self.0)(path, rendered);
        None
    }
}

/// One output that has been drawn, and what came of it.
#[derive(Default)]
pub struct Drawn {
    path: String,
    /// By what its receiver would know it again.
    known_by: Option<String>,
    texts: Texts,
    known: Texts,
    /// Whether nothing was wrong with it, and nothing let through.
    clean: bool,
    pub findings: Vec<Finding>,
}

impl Drawn {
    pub fn failed(finding: Finding) -> Drawn {
        Drawn { findings: vec![finding], ..Drawn::default() }
    }

    /// `seen` is what the gate says of it.
    pub fn of(path: &str, mut rendered: Rendered, seen: Option<Vec<Finding>>, receiver: &dyn Receiver) -> Drawn {
        let (texts, known) = (std::mem::take(&mut rendered.texts), std::mem::take(&mut rendered.known));
        Drawn {
            path: path.to_owned(),
            known_by: receiver.take(path, rendered),
            texts,
            known,
            clean: seen.is_none(),
            findings: seen.unwrap_or_default(),
        }
    }
}

/// A hash, as records have it.
type Mark = String;

fn mark(hash: blake3::Hash) -> Mark {
    hash.to_hex()[..32].to_owned()
}

/// Path, and by what the receiver knows what stands there.
type Outputs<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

/// What has been drawn, if all of it can be known again.
fn outputs(drawn: &[Drawn]) -> Option<Outputs<'_>> {
    drawn.iter().map(|one| Some((one.path.as_str().into(), one.known_by.as_deref().filter(|_| one.clean)?.into()))).collect()
}

/// Work and language of texts.
type Texts = BTreeSet<(usize, usize)>;

/// The texts that were read to draw something.
fn read(drawn: &[Drawn]) -> Texts {
    drawn.iter().flat_map(|drawn| &drawn.texts).copied().collect()
}

/// The texts of which it was asked what their sections are and how they stand to their sources.
fn known(drawn: &[Drawn]) -> Texts {
    drawn.iter().flat_map(|drawn| &drawn.known).copied().collect()
}

/// What is kept of a unit.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    /// The hash of what all units are made from.
    all: Mark,
    /// Work, language, and the hash of its document.
    texts: Vec<(usize, usize, Mark)>,
    /// The same, and the hash of the document's anchors.
    anchors: Vec<(usize, usize, Mark)>,
    outputs: Outputs<'a>,
    work: Option<OfWork<'a>>,
}

/// What others want to know of a work's texts.
#[derive(Serialize, Deserialize)]
struct OfWork<'a> {
    /// The hash of the program and of all files of the work.
    made_of: Mark,
    documents: Vec<Option<OfDocument<'a>>>,
    used: Cow<'a, [(String, Use)]>,
}

#[derive(Serialize, Deserialize)]
struct OfDocument<'a> {
    text: Mark,
    anchors: Mark,
    gist: Cow<'a, Gist>,
    cited: Cow<'a, [String]>,
    translation: Option<Cow<'a, Translation>>,
}

/// The hashes of one document, as soon as somebody has asked.
#[derive(Default)]
struct Marks {
    text: OnceLock<Mark>,
    anchors: OnceLock<Mark>,
}

/// What is known of earlier builds of a site.
pub struct Earlier<'a> {
    build: &'a Build,
    world: &'a dyn World,
    receiver: &'a dyn Receiver,
    /// See [`Record::all`].
    all: Mark,
    /// See [`OfWork::made_of`].
    made_of: Vec<Mark>,
    /// By work and language.
    marks: Vec<Marks>,
    /// The works that stand as they were.
    standing: Vec<bool>,
}

impl<'a> Earlier<'a> {
    /// `program` is the hash of the program that draws: another one draws everything anew.
    pub fn new(build: &'a Build, world: &'a dyn World, receiver: &'a dyn Receiver, program: &blake3::Hash) -> Earlier<'a> {
        let site = &build.site;
        let mut hasher = blake3::Hasher::new();
        for hash in [program, &build.plan.hash, &build.theme.hash, &build.gate().fingerprint, &site.pictures.hash()] {
            hasher.update(hash.as_bytes());
        }
        for path in site.hidden.iter().chain([&String::new()]).chain(&site.damaged) {
            hasher.update(path.as_bytes()).update(b"\0");
        }
        for (path, file) in &site.media {
            hasher.update(path.as_bytes()).update(b"\0");
            hasher.update(file.value.as_ref().map_or(&[0; 32], |media| media.hash.as_bytes()));
        }
        let made_of = site.works.iter().map(|work| mark(blake3::hash(&[*program.as_bytes(), *work.made_of.as_bytes()].concat())));
        let mut earlier = Earlier {
            build,
            world,
            receiver,
            all: mark(hasher.finalize()),
            made_of: made_of.collect(),
            marks: std::iter::repeat_with(Marks::default).take(site.works.len() * site.config.languages.len()).collect(),
            standing: Vec::new(),
        };
        let records: Vec<Option<Record>> =
            (0..site.works.len()).into_par_iter().map(|work| earlier.record(&site.works[work].path)).collect();
        for (work, record) in records.iter().enumerate() {
            let Some(of_work) = record.as_ref().and_then(|record| record.work.as_ref()) else { continue };
            if of_work.made_of == earlier.made_of[work] {
                for (language, document) in of_work.documents.iter().enumerate() {
                    let (Some(document), Some(marks)) = (document, earlier.marks_of(work, language)) else { continue };
                    let _ = marks.text.set(document.text.clone());
                    let _ = marks.anchors.set(document.anchors.clone());
                }
            }
        }
        earlier.standing = records.into_par_iter().enumerate().map(|(work, record)| earlier.recall_work(work, record)).collect();
        earlier
    }

    /// Whether a work stands as it was, so that nothing of it need be drawn.
    pub fn stands(&self, work: usize) -> bool {
        self.standing.get(work).copied().unwrap_or_default()
    }

    /// Takes what an earlier build has made of a work, if it still holds.
    fn recall_work(&self, work: usize, record: Option<Record>) -> bool {
        let Some(record) = record.filter(|record| self.holds(record)) else { return false };
        let Some(of_work) = record.work.filter(|of_work| of_work.made_of == self.made_of[work]) else { return false };
        let site = &self.build.site;
        for (published, document) in site.works[work].documents.iter().zip(of_work.documents) {
            if let (Some(published), Some(document)) = (published, document) {
                published.document.recall(document.gist.into_owned(), document.cited.into_owned());
                if let Some(translation) = document.translation {
                    published.recall(translation.into_owned());
                }
            }
        }
        site.recall(work, of_work.used.into_owned());
        true
    }

    /// Takes what an earlier build has made of a unit, if it still holds; else the unit is to be drawn.
    pub fn recall(&self, unit: &str) -> bool {
        self.record(unit).is_some_and(|record| self.holds(&record))
    }

    /// Keeps what has been drawn of a unit. `texts` are those of which it shows what is known of them without
    /// their HTML, beside those that were read for a page.
    pub fn keep(&self, unit: &str, drawn: &[Drawn], texts: impl IntoIterator<Item = (usize, usize)>) {
        if let Some(outputs) = outputs(drawn) {
            let known = known(drawn).into_iter().chain(texts).collect();
            self.write(unit, outputs, read(drawn), known, None);
        }
    }

    /// Keeps what has been drawn of a work, if nothing was wrong with it.
    pub fn keep_work(&self, work: usize, drawn: &[Drawn]) {
        let site = &self.build.site;
        let told = site.in_work(work);
        // What the plan says of an address stays as long as the plan does.
        let stand = told.addresses.iter().all(|(path, _)| self.build.plan.outputs.contains_key(path));
        let is_whole = stand && told.findings.is_empty() && told.undeclared.is_empty();
        let Some(outputs) = outputs(drawn).filter(|_| is_whole) else { return };
        let documents = site.works[work].documents.iter().enumerate();
        let of_document = |(language, published): (usize, &'a Option<Published>)| {
            let published = published.as_ref()?;
            let document = &published.document;
            Some(OfDocument {
                text: self.text(work, language).to_owned(),
                anchors: self.anchors(work, language).to_owned(),
                gist: Cow::Borrowed(document.gist()),
                cited: document.cited().into(),
                translation: published.translation().map(Cow::Borrowed),
            })
        };
        let of_work = OfWork {
            made_of: self.made_of[work].clone(),
            documents: documents.map(of_document).collect(),
            used: told.used.as_slice().into(),
        };
        // All its texts have been read to tell what is wrong in them, those too that are drawn elsewhere, as the home page's.
        let languages = (0..site.config.languages.len()).filter(|&language| site.works[work].documents[language].is_some());
        let read = read(drawn).into_iter().chain(languages.map(|language| (work, language))).collect();
        self.write(&site.works[work].path, outputs, read, known(drawn), Some(of_work));
    }

    fn write(&self, unit: &str, outputs: Outputs, read: Texts, mut texts: Texts, work: Option<OfWork>) {
        let mut anchors = Texts::new();
        for &(work, language) in &read {
            anchors.extend(&self.build.site.resolved(work, language).anchors_of);
        }
        texts.extend(read);
        let record = Record {
            all: self.all.clone(),
            texts: texts.into_iter().map(|(work, language)| (work, language, self.text(work, language).to_owned())).collect(),
            anchors: anchors.into_iter().map(|(work, language)| (work, language, self.anchors(work, language).to_owned())).collect(),
            outputs,
            work,
        };
        let mut bytes = Vec::new();
        if ciborium::into_writer(&record, &mut bytes).is_ok() {
            self.world.keep(&self.name(unit), &bytes);
        }
    }

    fn record(&self, unit: &str) -> Option<Record<'static>> {
        let bytes = self.world.kept(&self.name(unit))?;
        ciborium::from_reader(bytes.as_slice()).ok()
    }

    /// Builds with other options don't write over one another's records.
    fn name(&self, unit: &str) -> String {
        let options = format!("{unit}\0{:?}", self.build.site.config.options);
        format!("drawn/{}", mark(blake3::hash(options.as_bytes())))
    }

    /// Whether all is as it was when a record was written. Then its outputs are taken again.
    fn holds(&self, record: &Record) -> bool {
        let holds = record.all == self.all
            && record.texts.iter().all(|(work, language, mark)| self.text(*work, *language) == *mark)
            && record.anchors.iter().all(|(work, language, mark)| self.anchors(*work, *language) == *mark)
            && record.outputs.par_iter().all(|(path, known_by)| self.receiver.has(path, known_by));
        if holds {
            record.outputs.iter().for_each(|(path, _)| self.receiver.keep(path));
        }
        holds
    }

    fn marks_of(&self, work: usize, language: usize) -> Option<&Marks> {
        self.marks.get(work * self.build.site.config.languages.len() + language)
    }

    fn published(&self, work: usize, language: usize) -> Option<&Published> {
        self.build.site.works.get(work)?.documents.get(language)?.as_ref()
    }

    /// The hash of a document, and of how it stands to its source.
    fn text(&self, work: usize, language: usize) -> &str {
        self.mark_of(
            work,
            language,
            |marks| &marks.text,
            |published, hasher| {
                hasher.update(published.document.file.hash.as_bytes());
                hasher.update(format!("{:?}", published.translation()).as_bytes());
            },
        )
    }

    /// The hash of what links to a document can lead to.
    fn anchors(&self, work: usize, language: usize) -> &str {
        self.mark_of(
            work,
            language,
            |marks| &marks.anchors,
            |published, hasher| {
                for anchor in published.document.anchors() {
                    hasher.update(anchor.as_bytes()).update(b"\0");
                }
            },
        )
    }

    /// One of a document's hashes; empty where there is no document.
    fn mark_of(
        &self,
        work: usize,
        language: usize,
        place: fn(&Marks) -> &OnceLock<Mark>,
        hash: fn(&Published, &mut blake3::Hasher),
    ) -> &str {
        let (Some(marks), Some(published)) = (self.marks_of(work, language), self.published(work, language)) else { return "" };
        place(marks).get_or_init(|| {
            let mut hasher = blake3::Hasher::new();
            hash(published, &mut hasher);
            mark(hasher.finalize())
        })
    }
}
