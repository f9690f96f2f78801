//! Whom pictures show: what authors declare of it, and where they should.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Site, Target, Work};
use crate::config::fields::{Record, Value};
use crate::diagnostics::{Location, codes};
use crate::document::{Document, LinkKind, ParsedWork, links};
use crate::found::Findings;
use crate::language::persons;
use crate::source::Text;
use crate::source::media::Kind;

/// What `pictures` says of one of them. The later ask more of who shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whom {
    Nobody,
    /// A person who has agreed.
    Agreed,
    /// A person of whom nothing says when they have agreed.
    Person,
    Child,
}

/// What is said of a picture, taken together.
#[derive(Clone, Debug)]
struct Declared {
    whom: Whom,
    /// Where that is said.
    at: Location,
    /// Whether another place says something else.
    is_contested: bool,
}

/// What the works of a site say of their pictures, by the paths of these.
///
/// A picture is the same wherever it is shown: it may be declared beside a text that shows it, in the work's own file, in
/// another language or beside the picture. Where these differ, what asks most holds: nobody overlooks a child because
/// another place says that it shows nobody. What a draft says counts too, since it publishes nothing.
#[derive(Debug, Default)]
pub struct Declarations(BTreeMap<String, Declared>);

impl Declarations {
    pub fn of(works: &[Arc<ParsedWork>]) -> Declarations {
        let mut all = Declarations::default();
        for work in works {
            let documents = work.documents.iter().map(|document| (&document.fields, &document.file));
            for (fields, file) in documents.chain([(&work.file.fields, &work.file.file)]) {
                for (key, value) in fields.map("pictures") {
                    let (Value::Text(name), Value::Record(entry)) = (&key.value, &value.value) else { continue };
                    let Some(whom) = read(entry) else { continue };
                    paths(name, file).into_iter().for_each(|path| all.add(path, whom, || file.at(key.span.clone())));
                }
            }
        }
        all
    }

    fn add(&mut self, path: String, whom: Whom, at: impl Fn() -> Location) {
        let said = self.0.entry(path).or_insert_with(|| Declared { whom, at: at(), is_contested: false });
        said.is_contested |= said.whom != whom;
        if whom > said.whom {
            (said.whom, said.at) = (whom, at());
        }
    }

    /// The hash of what is asked of whom.
    pub fn hash(&self) -> blake3::Hash {
        let said: Vec<(&String, Whom)> = self.0.iter().map(|(path, declared)| (path, declared.whom)).collect();
        blake3::hash(format!("{said:?}").as_bytes())
    }
}

/// Checks the pictures that a text shows, leads to or hands to a directive. Gives those of which nothing says whom they
/// show, with their places: faces are sought in them.
pub fn check(document: &Document, targets: &[Target], site: &Site, findings: &mut Findings) -> Vec<(String, Location)> {
    let mut undeclared = Vec::new();
    for (link, target) in document.content().links.iter().zip(targets) {
        let Target::Media(path) = target else { continue };
        let here = document.file.at(link.span.clone());
        if !is_undeclared(path, &here, site, findings) {
            continue;
        }
        if let LinkKind::Picture { alternative, .. } = &link.kind
            && let Some(word) = persons::spoken_of(alternative, &document.language)
        {
            let name = as_key(path.rsplit('/').next().unwrap_or(path));
            findings
                .add(&codes::POSSIBLE_PERSON, here.clone(), format!("«{word}»: nothing says whether the picture shows a person"))
                .hint(format!("say in work.yaml: `pictures: {{ {name}: {{ shows: nobody }} }}`"))
                .hint(format!("or `pictures: {{ {name}: {{ shows: person, consent: … }} }}`"));
        }
        undeclared.push((path.clone(), here));
    }
    undeclared
}

/// Whether a file is a picture of which nothing says whom it shows; what is wrong with what is said, is told.
pub fn is_undeclared(path: &str, here: &Location, site: &Site, findings: &mut Findings) -> bool {
    // A drawing is nobody's picture.
    if site.file(path).and_then(|file| file.picture).is_none_or(|picture| picture.kind == Kind::Drawing) {
        return false;
    }
    let Some(declared) = site.pictures.0.get(path) else { return true };
    let finding = match declared.whom {
        Whom::Nobody | Whom::Agreed => return false,
        Whom::Person => findings
            .add(&codes::MISSING_CONSENT, here.clone(), "the picture shows a person, and nothing says when they agreed to it")
            .hint("add to its entry under `pictures` how and on which day: `consent: \"in writing, 2026-03-01\"`"),
        Whom::Child => findings
            .add(&codes::PICTURE_OF_CHILD, here.clone(), "the picture shows a child")
            .hint("take another picture: a place, a thing, a drawing"),
    };
    if declared.is_contested {
        finding.hint(format!("{}, line {}, says whom it shows, and another place says otherwise", declared.at.file, declared.at.line));
    }
    false
}

/// Checks that what a work declares is there.
pub fn check_declared(work: &Work, site: &Site, findings: &mut Findings) {
    let documents = work.documents.iter().flatten().map(|published| (&published.document.fields, &published.document.file));
    for (fields, file) in documents.chain([(&work.fields, &work.file)]) {
        for (key, _) in fields.map("pictures") {
            let Value::Text(name) = &key.value else { continue };
            if paths(name, file).iter().any(|path| site.sources.file(path).is_some()) {
                continue;
            }
            let folder = site.sources.folders.get(format!("content/{}", work.path).as_str());
            findings
                .add(&codes::MISSING_PICTURE, file.at(key.span.clone()), format!("no picture lies at «{name}»"))
                .nearest(name, folder.iter().flat_map(|folder| folder.files.keys()))
                .hint("write the name of the file beside this one");
        }
    }
}

/// A file's name as a key of YAML: between quotation marks where it holds what YAML would take for something else.
fn as_key(name: &str) -> Cow<'_, str> {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ')) && !name.starts_with(['-', ' ']);
    if is_plain { name.into() } else { format!("\"{name}\"").into() }
}

fn paths(name: &str, file: &Text) -> Vec<String> {
    links::paths_of_name(name, &file.path).unwrap_or_default()
}

fn read(entry: &Record) -> Option<Whom> {
    match entry.text("shows")? {
        "nobody" => Some(Whom::Nobody),
        "child" => Some(Whom::Child),
        _ if entry.text("consent").is_some_and(says_yes) => Some(Whom::Agreed),
        _ => Some(Whom::Person),
    }
}

/// Whether what stands there is more than «no», «not yet», «n/a», «we wait for an answer» or a dash.
///
/// Where it names a day, its first word tells: «in writing, 2026-03-01, not for the press» is a consent. Where it names none,
/// any word does: «the form is not signed».
fn says_yes(consent: &str) -> bool {
    let text = consent.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let has_day = text.contains(|c: char| c.is_numeric());
    let is_doubted = text.contains(['?', '؟']) || first == "to" && words.clone().next() == Some("be");
    !is_doubted && !REFUSALS_AT_FIRST.contains(&first) && !is_refusal(first) && (has_day || !words.any(is_refusal))
}

fn is_refusal(word: &str) -> bool {
    REFUSALS.contains(&word)
}

/// Words that refuse, or put off, when they come first: elsewhere they may be others.
#[rustfmt::skip]
const REFUSALS_AT_FIRST: [&str; 25] = [
    "n", "na", "without", "ask", "asked", "ei", "utan", "uden", "uten", "ilman", "bez", "без", "بدون", "still", "soon", "snart", "pian",
    "varsti", "bráðum", "drīz", "drīzumā", "netrukus", "скоро", "قريبا", "قريبًا",
];

#[rustfmt::skip]
const REFUSALS: [&str; 132] = [
    "no", "not", "none", "nobody", "never", "missing", "unknown", "pending", "todo", "tbd", "tba", "tbc", "false", "yet", "awaiting", "awaits",
    "awaited", "waiting", "refused", "declined", "denied", "unsigned", "later", "xx", "xxx",
    "nej", "ej", "inte", "inget", "ingen", "aldrig", "saknas", "ännu", "väntar", "väntas", "avvaktar", "inväntar", "nekat", "vägrat", "okänt",
    "fråga", "frågas", "senare",
    "ikke", "intet", "endnu", "mangler", "afventer", "venter", "aldri", "ukendt", "spørg",
    "nei", "ennå", "enda", "avventer", "ukjent", "spør", "ikkje", "enno", "manglar", "ventar",
    "eivät", "vielä", "puuttuu", "odottaa", "odotetaan", "kysytään", "kysyttävä", "myöhemmin", "koskaan",
    "pole", "veel", "puudub", "ootel", "ootab", "küsimata", "küsida", "hiljem", "mitte",
    "ekki", "neitt", "enn", "ennþá", "vantar", "bíður", "beðið", "seinna", "aldrei", "óþekkt",
    "nē", "nav", "vēl", "trūkst", "gaida", "gaidām", "jautāt", "vēlāk",
    "ne", "nėra", "dar", "trūksta", "laukiama", "laukiame", "klausti", "vėliau", "negauta",
    "ні", "не", "нема", "немає", "ще", "поки", "очікується", "очікуємо", "чекаємо", "пізніше", "відсутня", "відсутній",
    "nein", "nicht", "kein", "keine", "brak",
    "لا", "لم", "ليس", "ليست", "بعد", "بانتظار", "انتظار", "ننتظر",
];
