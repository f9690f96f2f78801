//! Words of addresses that no author has given, in the languages that the program knows.

use super::facets::{self, Key, State, When};
use crate::config::Kind;
use crate::config::lists::Facet;
use crate::language::Language;
use crate::site::Site;

const LANGUAGES: [&str; 11] = ["en", "sv", "da", "nb", "fi", "is", "et", "lv", "lt", "uk", "ar"];

type Row = (&'static str, [&'static str; LANGUAGES.len()]);

#[rustfmt::skip]
const WORDS: [Row; 16] = [
    ("data", ["data", "data", "data", "data", "data", "gögn", "andmed", "dati", "duomenys", "дані", "بيانات"]),
    ("date", ["published", "publicerat", "udgivet", "publisert", "julkaistu", "birt", "avaldatud", "publicēts", "paskelbta", "опубліковано", "تاريخ-النشر"]),
    ("updated", ["updated", "uppdaterat", "opdateret", "oppdatert", "päivitetty", "uppfært", "uuendatud", "atjaunināts", "atnaujinta", "оновлено", "تاريخ-التحديث"]),
    ("dates", ["year", "år", "år", "år", "vuosi", "ár", "aasta", "gads", "metai", "рік", "السنة"]),
    ("country", ["country", "land", "land", "land", "maa", "land", "riik", "valsts", "šalis", "країна", "البلد"]),
    ("state", ["translation", "översättning", "oversættelse", "oversettelse", "käännös", "þýðing", "tõlge", "tulkojums", "vertimas", "переклад", "الترجمة"]),
    ("when", ["when", "när", "hvornår", "når", "milloin", "hvenær", "millal", "kad", "kada", "коли", "متى"]),
    ("own", ["in-english", "på-svenska", "på-dansk", "på-bokmål", "suomeksi", "á-íslensku", "eesti-keeles", "latviešu-valodā", "lietuviškai", "українською", "بالعربية"]),
    ("other", ["in-another-language", "på-annat-språk", "på-andet-sprog", "på-annet-språk", "toisella-kielellä", "á-öðru-máli", "muus-keeles", "citā-valodā", "kita-kalba", "іншою-мовою", "بلغة-أخرى"]),
    ("outdated", ["outdated", "inaktuell", "forældet", "utdatert", "vanhentunut", "úrelt", "aegunud", "novecojis", "pasenęs", "застарілий", "قديمة"]),
    ("not-reviewed", ["not-reviewed", "ej-granskad", "ikke-gennemset", "ikke-gjennomgått", "tarkistamatta", "óyfirfarin", "üle-vaatamata", "nepārbaudīts", "neperžiūrėtas", "не-перевірений", "غير-مراجعة"]),
    ("upcoming", ["upcoming", "kommande", "kommende", "kommende", "tulevat", "framundan", "tulevased", "gaidāmie", "būsimi", "майбутні", "قادمة"]),
    ("past", ["past", "tidigare", "tidligere", "tidligere", "menneet", "liðnir", "möödunud", "bijušie", "įvykę", "минулі", "سابقة"]),
    ("unknown", ["not-known", "ej-känt", "ikke-kendt", "ikke-kjent", "ei-tiedossa", "ekki-þekkt", "teadmata", "nav-zināms", "nežinoma", "невідомо", "غير-معروف"]),
    ("yes", ["yes", "ja", "ja", "ja", "kyllä", "já", "jah", "jā", "taip", "так", "نعم"]),
    ("no", ["no", "nej", "nej", "nei", "ei", "nei", "ei", "nē", "ne", "ні", "لا"]),
];

/// A word in a language, or in the first of those that its readers are shown instead.
fn word<'a>(word: &'a str, language: &Language, others: &[Language]) -> &'a str {
    let Some((_, row)) = WORDS.iter().find(|(name, _)| *name == word) else { return word };
    let known = |language: &Language| {
        let base = language.tag().split('-').next().unwrap_or_default();
        LANGUAGES.iter().position(|known| *known == base)
    };
    row[known(language).or_else(|| others.iter().find_map(known)).unwrap_or_default()]
}

/// A word of the table as a part of an address.
pub fn part(site: &Site, name: &str, language: usize) -> String {
    let tag = site.language(language);
    site.config.slug_in(tag, word(name, tag, site.config.fallback_of(tag)))
}

/// The part of an address that names a facet.
pub fn facet(site: &Site, kind: &Kind, facet: &Facet, language: usize) -> String {
    let tag = site.language(language);
    let others = site.config.fallback_of(tag);
    let named = match facet {
        Facet::Taxonomy(name) => {
            let taxonomy = site.config.taxonomy(name);
            taxonomy.and_then(|taxonomy| taxonomy.path.get(tag, others))
        }
        Facet::Field(name) | Facet::Year(name) => {
            let field = kind.field(name);
            field.and_then(|field| field.title.get(tag, others))
        }
        Facet::State | Facet::When => None,
    };
    let slug = named.map(|named| site.config.slug_in(tag, named)).unwrap_or_default();
    if !slug.is_empty() {
        return slug;
    }
    let slug = part(site, facet.name(), language);
    if slug.is_empty() { "by".to_owned() } else { slug }
}

/// The part of an address that names one of its values.
pub fn value(site: &Site, kind: &Kind, facet: &Facet, key: &Key, language: usize) -> String {
    let word = match key {
        Key::State(State::Own) => "own",
        Key::State(State::Other) => "other",
        Key::State(State::Outdated) => "outdated",
        Key::State(State::NotReviewed) => "not-reviewed",
        Key::When(When::Upcoming) => "upcoming",
        Key::When(When::Past) => "past",
        Key::Boolean(true) => "yes",
        Key::Boolean(false) => "no",
        Key::When(When::NotPublished) | Key::Absent => "unknown",
        Key::Day(day) => return day.to_string(),
        Key::Number(number) => return number.to_string(),
        Key::Year(year) => return year.to_string(),
        Key::Text(text) => {
            let name = facets::name(site, kind, facet, key, language).unwrap_or_default();
            let slug = Some(site.config.slug_in(site.language(language), &name.text))
                .filter(|slug| !slug.is_empty())
                .unwrap_or_else(|| site.config.slug(text));
            return if slug.is_empty() { "value".to_owned() } else { slug };
        }
    };
    part(site, word, language)
}
