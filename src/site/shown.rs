//! Whom pictures show: what authors declare of it, and where they should.

use super::{Site, Target, Work};
use crate::config::fields::{Record, Value};
use crate::diagnostics::{Location, codes};
use crate::document::{Document, LinkKind, links};
use crate::found::Findings;
use crate::language::Language;
use crate::source::Text;
use crate::source::media::Kind;

/// What `pictures` says of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Declared {
    Nobody,
    /// A person who has agreed.
    Agreed,
    /// A person of whom nothing says that they have agreed.
    Person,
    Child,
}

/// Checks the pictures that a text shows. Gives those of which nothing says whom they show, with their places: faces are
/// sought in them.
pub fn check(document: &Document, targets: &[Target], site: &Site, findings: &mut Findings) -> Vec<(String, Location)> {
    let mut undeclared = Vec::new();
    for (link, target) in document.content().links.iter().zip(targets) {
        let (LinkKind::Picture { alternative, .. }, Target::Media(path)) = (&link.kind, target) else { continue };
        let Some(picture) = site.file(path).and_then(|file| file.picture) else { continue };
        let here = || document.file.at(link.span.clone());
        // A drawing is nobody's picture.
        if picture.kind == Kind::Drawing {
            continue;
        }
        match declared(path, document, site) {
            Some(Declared::Nobody | Declared::Agreed) => {}
            Some(Declared::Person) => {
                findings
                    .add(&codes::MISSING_CONSENT, here(), "the picture shows a person, and nothing says that they agreed to it")
                    .hint("add to its entry under `pictures` how and when: `consent: …`");
            }
            Some(Declared::Child) => {
                findings
                    .add(&codes::PICTURE_OF_CHILD, here(), "the picture shows a child")
                    .hint("take another picture: a place, a thing, a drawing");
            }
            None => {
                let name = path.rsplit('/').next().unwrap_or(path);
                if let Some(word) = person_in(alternative, &document.language) {
                    findings
                        .add(&codes::POSSIBLE_PERSON, here(), format!("«{word}»: nothing says whether the picture shows a person"))
                        .hint(format!("say in work.yaml: `pictures: {{ {name}: {{ shows: nobody }} }}`"))
                        .hint(format!("or `pictures: {{ {name}: {{ shows: person, consent: … }} }}`"));
                }
                undeclared.push((path.clone(), here()));
            }
        }
    }
    undeclared
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

fn paths(name: &str, file: &Text) -> Vec<String> {
    links::paths_of(name, &file.path).unwrap_or_default()
}

/// What the document says of a picture, else its work, else the work beside which the picture lies.
fn declared(path: &str, document: &Document, site: &Site) -> Option<Declared> {
    let work = |path: &str| site.index.by_path.get(path).map(|&index| &site.works[index]);
    let folder = path.strip_prefix("content/").and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
    let own = [Some((&document.fields, &document.file))];
    let works = [work(&document.work), work(folder)].map(|work| work.map(|work| (&work.fields, &work.file)));
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
        _ if entry.text("consent").is_some_and(|consent| !consent.trim().is_empty()) => Some(Declared::Agreed),
        _ => Some(Declared::Person),
    }
}

/// Words that speak of somebody who may be seen, by language; with a star, whatever their ending.
const PERSONS: [(&str, &str); 11] = [
    (
        "en",
        "face faces portrait* person* people child children girl* boy* man men woman women kid kids baby babies infant* toddler* teenager* \
         teens victim* survivor* policewoman policewomen policeman policemen selfie*",
    ),
    (
        "sv",
        "ansikt* porträtt* person personen personer* människ* barn barnet barnen flick* pojk* mannen männen kvinn* tjej* kille* killar* \
         bebis* spädbarn* tonåring* ungdomar* brottsoffer* polisman* poliskvinn* selfie*",
    ),
    (
        "da",
        "ansigt* portræt* person personen personer* mennesk* barn barnet børn* pige* dreng* mand manden mænd* kvinde* baby* teenager* offer ofre*",
    ),
    (
        "nb",
        "ansikt* portrett* person personen personer* mennesk* barn barnet barna jente* gutt* mann mannen menn* kvinne* baby* tenåring* offer ofre*",
    ),
    (
        "nn",
        "ansikt* portrett* person personen personar* mennesk* barn barnet barna jente* gut* mann mannen menn* kvinne* baby* tenåring* offer*",
    ),
    (
        "fi",
        "kasvo* muotokuv* henkilö* ihminen ihmise* ihmisi* lapsi lapse* lapsi* lasten tyttö* tytö* poika poja* pojat* mies miehe* miehi* nainen naise* \
         naisi* vauva* teini* nuori nuore* uhri*",
    ),
    (
        "is",
        "andlit* portrett* mannesk* maður mann manni manns menn* barn barni barns börn* barna stúlk* dreng* strák* kona konu* karlmað* karlmenn* ungling* þoland*",
    ),
    (
        "et",
        "nägu näo* näod portree* inimene inimes* laps lapse* lapsi tüdruk* poiss poisi* poisse mees mehe* mehi naine naise* naisi beebi* teismeli* ohver ohvri*",
    ),
    (
        "lv",
        "seja sejas seju portret* cilvēk* persona personas personu bērn* meiten* zēn* puik* vīriet* sieviet* zīdain* jaunieš* pusaudz* upur*",
    ),
    (
        "lt",
        "veidas veido veidai veidus portret* žmog* žmon* asmuo asmens asmenys asmen vaik* mergait* mergin* berniuk* vyras vyro vyrai vyrus moter* \
         kūdik* paaugl* auk*",
    ),
    (
        "uk",
        "облич* портрет* людин* люди людей особа особи дитин* діти дітей дівчин* дівчат* хлоп* чоловік* жінк* жінок немовл* підліт* потерпіл*",
    ),
];
/// The same in Arabic, where articles and small words are written together with what follows.
const PERSONS_IN_ARABIC: &str =
    "وجه وجوه شخص أشخاص طفل* أطفال فتاة فتيات صبي صبية ولد أولاد رجل رجال امرأة نساء بنت بنات رضيع مراهق* ضحية ضحايا";

/// The first word of an alternative text that speaks of a person.
fn person_in<'t>(alternative: &'t str, language: &Language) -> Option<&'t str> {
    let base = language.tag().split('-').next().unwrap_or_default();
    let list = if base == "ar" { PERSONS_IN_ARABIC } else { PERSONS.iter().find(|(tag, _)| *tag == base)?.1 };
    let is_known = |word: &str| {
        list.split_whitespace().any(|known| match known.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => word == known,
        })
    };
    alternative.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).find(|word| {
        let word = word.to_lowercase();
        is_known(&word)
            || base == "ar" && {
                let bare = word.trim_start_matches(['و', 'ب', 'ل', 'ف', 'ك']);
                is_known(bare) || bare.strip_prefix("ال").or_else(|| word.strip_prefix("لل")).is_some_and(is_known)
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternative_texts_that_speak_of_persons_are_noticed_in_every_language() {
        for (tag, speaks, does_not) in [
            ("en", "Portrait of the head of unit", "Map of the ports"),
            ("sv", "En flicka vid hamnen", "Man ser en karta över hamnen"),
            ("da", "To kvinder i uniform", "Kort over havnen"),
            ("nb", "Ei jente på et tog", "Kart over havna"),
            ("fi", "Kaksi lasta rannalla, tytön kasvot", "Sataman kartta"),
            ("is", "Andlit konu", "Kort af höfninni"),
            ("et", "Naise nägu", "Sadama kaart"),
            ("lv", "Meitene ostā", "Ostas karte"),
            ("lt", "Moters veidas", "Uosto žemėlapis, vyriausybė"),
            ("uk", "Обличчя жінки", "Мапа порту"),
            ("ar", "صورة للطفلة في الميناء", "خريطة الميناء"),
        ] {
            let language = Language::parse(tag).expect("a tag");
            assert!(person_in(speaks, &language).is_some(), "{tag}: {speaks}");
            assert_eq!(person_in(does_not, &language), None, "{tag}: {does_not}");
        }
    }
}
