//! Whom pictures show: what authors declare of it, and where they should.

use std::borrow::Cow;

use super::{Site, Target, Work};
use crate::config::fields::{Record, Value};
use crate::diagnostics::{Location, codes};
use crate::document::{Document, LinkKind, links};
use crate::found::Findings;
use crate::language::persons;
use crate::source::Text;
use crate::source::media::Kind;

/// What `pictures` says of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Declared {
    Nobody,
    /// A person who has agreed.
    Agreed,
    /// A person of whom nothing says when they have agreed.
    Person,
    Child,
}

/// A text or a work's own file, as far as pictures go: what it declares, and beside which work it stands.
#[derive(Clone, Copy)]
pub struct From<'a> {
    pub fields: &'a Record,
    pub file: &'a Text,
    pub work: &'a str,
}

/// Checks the pictures that a text shows, leads to or hands to a directive. Gives those of which nothing says whom they
/// show, with their places: faces are sought in them.
pub fn check(document: &Document, targets: &[Target], site: &Site, findings: &mut Findings) -> Vec<(String, Location)> {
    let mut undeclared = Vec::new();
    let from = From { fields: &document.fields, file: &document.file, work: &document.work };
    for (link, target) in document.content().links.iter().zip(targets) {
        let Target::Media(path) = target else { continue };
        let here = document.file.at(link.span.clone());
        if !is_undeclared(path, from, &here, site, findings) {
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
pub fn is_undeclared(path: &str, from: From, here: &Location, site: &Site, findings: &mut Findings) -> bool {
    // A drawing is nobody's picture.
    if site.file(path).and_then(|file| file.picture).is_none_or(|picture| picture.kind == Kind::Drawing) {
        return false;
    }
    match declared(path, from, site) {
        Some(Declared::Nobody | Declared::Agreed) => {}
        Some(Declared::Person) => {
            findings
                .add(&codes::MISSING_CONSENT, here.clone(), "the picture shows a person, and nothing says when they agreed to it")
                .hint("add to its entry under `pictures` how and on which day: `consent: \"in writing, 2026-03-01\"`");
        }
        Some(Declared::Child) => {
            findings
                .add(&codes::PICTURE_OF_CHILD, here.clone(), "the picture shows a child")
                .hint("take another picture: a place, a thing, a drawing");
        }
        None => return true,
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

/// What the text says of a picture, else its work, else the work beside which the picture lies.
fn declared(path: &str, from: From, site: &Site) -> Option<Declared> {
    let work = |path: &str| site.index.by_path.get(path).map(|&index| &site.works[index]);
    let folder = path.strip_prefix("content/").and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
    let own = [Some((from.fields, from.file))];
    let works = [work(from.work), work(folder)].map(|work| work.map(|work| (&work.fields, &work.file)));
    own.into_iter().chain(works).flatten().find_map(|(fields, file)| {
        fields.map("pictures").iter().find_map(|(key, value)| match (&key.value, &value.value) {
            (Value::Text(name), Value::Record(entry)) if paths(name, file).iter().any(|own| own == path) => read(entry),
            _ => None,
        })
    })
}

fn read(entry: &Record) -> Option<Declared> {
    match entry.text("shows")? {
        "nobody" => Some(Declared::Nobody),
        "child" => Some(Declared::Child),
        _ if entry.text("consent").is_some_and(says_yes) => Some(Declared::Agreed),
        _ => Some(Declared::Person),
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
