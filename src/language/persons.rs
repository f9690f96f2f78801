//! Words that speak of persons who may be seen, such as those of an alternative text.

use super::Language;

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
pub fn spoken_of<'t>(alternative: &'t str, language: &Language) -> Option<&'t str> {
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
            assert!(spoken_of(speaks, &language).is_some(), "{tag}: {speaks}");
            assert_eq!(spoken_of(does_not, &language), None, "{tag}: {does_not}");
        }
    }
}
