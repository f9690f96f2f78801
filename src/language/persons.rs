//! Words that speak of persons who may be seen, such as those of an alternative text.

use std::sync::LazyLock;

use super::Language;
use super::words::{self, without_article};
use crate::packed::unpacked;

/// The words of each language, and what holds one and speaks of nobody.
static PERSONS: LazyLock<String> = LazyLock::new(|| String::from_utf8(unpacked!("persons.txt")).expect("it is UTF-8"));

/// The first word of an alternative text that speaks of a person, in small letters.
pub fn spoken_of(alternative: &str, language: &Language) -> Option<String> {
    let base = match language.base() {
        "no" => "nb",
        base => base,
    };
    let fold = |word: &str| if base == "ar" { words::fold(word) } else { word.to_owned() };
    let known = PERSONS.lines().filter_map(|line| line.strip_prefix(base)?.strip_prefix(' '));
    let known: Vec<String> = known.flat_map(str::split_whitespace).map(fold).collect();
    let (others, persons): (Vec<&str>, Vec<&str>) = known.iter().map(String::as_str).partition(|known| known.starts_with('!'));
    let (mut said, mut folded) = (Vec::new(), Vec::new());
    words::cut(alternative, |word| {
        folded.push(fold(word));
        said.push(word.to_owned());
    });
    let mut at = 0;
    while at < folded.len() {
        let rest = &folded[at..];
        let count = |known: &str| begins(rest, known, base).then(|| known.split('_').count());
        if let Some(count) = others.iter().filter_map(|other| count(&other[1..])).max() {
            at += count;
        } else if let Some(count) = persons.iter().find_map(|person| count(person)) {
            return Some(said[at..at + count].join(" "));
        } else {
            at += 1;
        }
    }
    None
}

/// Whether words begin with those that are known, joined by low lines.
fn begins(words: &[String], known: &str, base: &str) -> bool {
    let mut known = known.split('_');
    let mut words = words.iter();
    known.all(|known| words.next().is_some_and(|word| is_word(word, known) || base == "ar" && bare(word).any(|bare| is_word(bare, known))))
}

/// A star stands for whatever comes before or behind.
fn is_word(word: &str, known: &str) -> bool {
    match (known.strip_prefix('*'), known.strip_suffix('*')) {
        (Some(_), Some(_)) => word.contains(known.trim_matches('*')),
        (Some(end), None) => word.ends_with(end),
        (None, Some(stem)) => word.starts_with(stem),
        (None, None) => word == known,
    }
}

/// An Arabic word without its article, and without what may be a small word that is written together with it.
fn bare(word: &str) -> impl Iterator<Item = &str> {
    let small = word.strip_prefix(['و', 'ب', 'ل', 'ف', 'ك']).filter(|bare| bare.chars().count() > 2);
    [without_article(word), small, small.and_then(|bare| bare.strip_prefix(['ب', 'ل', 'ك']))].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(tag: &str, alternative: &str) -> Option<String> {
        spoken_of(alternative, &Language::parse(tag).expect("a tag"))
    }

    #[test]
    fn alternative_texts_that_speak_of_persons_are_noticed_in_every_language() {
        let speaking: [(&str, &[&str]); 13] = [
            (
                "en",
                &["Portrait of the head of unit", "A police officer talks with a mother", "Two refugees at the border", "The girl’s hands"],
            ),
            (
                "sv",
                &["En flicka vid hamnen", "En polis talar med en mamma", "En ung man", "Brandmän", "Två småflickor", "En lärare, elever"],
            ),
            ("da", &["To kvinder i uniform", "Betjenten og moren", "Flygtninge ved grænsen", "Skolebørn", "En politimand"]),
            ("nb", &["Ei jente på et tog", "En lærer og to elever", "Politibetjenter", "Flyktninger"]),
            ("no", &["Ei jente på et tog"]),
            ("nn", &["Tre gutar", "Ei mor og dottera", "Personane ved bordet"]),
            (
                "fi",
                &[
                    "Kaksi lasta rannalla",
                    "Kaksi poikaa",
                    "Kaksi miestä",
                    "Kaksi ihmistä",
                    "Kaksi nuorta",
                    "Naista haastatellaan",
                    "Äidin kanssa",
                ],
            ),
            ("is", &["Andlit konu", "Stelpa við höfnina", "Tvær mæður", "Lögreglukona", "Barnið sefur", "Mönnum bjargað"]),
            (
                "et",
                &[
                    "Naise nägu",
                    "Kaks last rannas",
                    "Kaks poissi",
                    "Kaks meest",
                    "Kaks naist",
                    "Kaks noort",
                    "Lastega ema",
                    "Politseinikud",
                ],
            ),
            ("lv", &["Meitene ostā", "Divi jaunieši", "Divi vīrieši", "Sieviešu grupa", "Bēgļi pie robežas", "Policists", "Pusaudži"]),
            ("lt", &["Moters veidas", "Du berniukai", "Dvi aukos", "Pareigūnė kalbasi su motina", "Pabėgėliai prie sienos"]),
            ("uk", &["Обличчя жінки", "Двоє дітей", "Поліціянт розмовляє з мамою", "Сім’я біженців", "Хлоп’ята", "Учениці"]),
            ("ar", &["صورة للطفلة في الميناء", "فتاتان", "رجلان وامرأتان", "شُرطيّة", "والأطفال", "للاجئين", "اطفالها", "الأم"]),
        ];
        for (tag, texts) in speaking {
            for text in texts {
                assert!(spoken(tag, text).is_some(), "{tag}: {text}");
            }
        }
        assert_eq!(spoken("sv", "En ung man med mössa"), Some("ung man".to_owned()));
    }

    #[test]
    fn what_holds_such_a_word_and_shows_nobody_is_let_be() {
        let others: [(&str, &[&str]); 12] = [
            (
                "en",
                &["Map of the ports", "Form for personal data", "Convention on the Rights of the Child", "Trafficking in persons by year"],
            ),
            (
                "sv",
                &[
                    "Man ser en karta över hamnen",
                    "Karta över människohandel",
                    "Kvinnojourer",
                    "Handel med människor",
                    "Flyktingläger",
                    "Barnahus",
                ],
            ),
            ("da", &["Kort over havnen", "Menneskehandel i tal", "Faren for brand", "Børnehus"]),
            ("nb", &["Kart over havna", "Diagram over menneskehandel", "Menneskerettighetsdomstolen", "Dommen"]),
            ("nn", &["Kart over hamna", "Menneskehandel"]),
            (
                "fi",
                &[
                    "Sataman kartta",
                    "Henkilöauto",
                    "Henkilötiedot",
                    "Ihmiskauppa kartalla",
                    "Poliisin organisaatio",
                    "Poikkeus",
                    "Lapsen oikeudet",
                ],
            ),
            ("is", &["Kort af höfninni", "Konungsríkið", "Mannréttindi", "Menning og menntun", "Barnavernd"]),
            ("et", &["Sadama kaart", "Inimkaubandus", "Isikuandmed", "Lastekaitse", "Meeskond"]),
            ("lv", &["Ostas karte", "Cilvēktirdzniecības karte", "Cilvēku tirdzniecība", "Cilvēktiesības", "Personas dati", "Bērnudārzs"]),
            (
                "lt",
                &[
                    "Uosto žemėlapis, vyriausybė",
                    "Prekybos žmonėmis schema",
                    "antras aukštas",
                    "Aukso",
                    "Žmogaus teisės",
                    "Asmens duomenys",
                ],
            ),
            ("uk", &["Мапа порту", "Торгівля людьми", "Суд з прав людини", "Персональні дані"]),
            ("ar", &["خريطة الميناء", "حقوق الطفل", "الاتجار بالأشخاص", "باب", "كتاب"]),
        ];
        for (tag, texts) in others {
            for text in texts {
                assert_eq!(spoken(tag, text), None, "{tag}: {text}");
            }
        }
    }
}
