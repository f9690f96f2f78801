//! How sources are cited: a style in the Citation Style Language, and its words in each language.

use std::sync::{Arc, LazyLock, OnceLock};

use citationberg::taxonomy::{Locator, Term};
use citationberg::{
    Collapse, DisambiguationRule, IndependentStyle, Locale, LocaleCode, StyleClass, SubsequentAuthorSubstituteRule, TermForm,
};
use hayagriva::types::{EntryType, Person};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Entry, LocatorPayload, SpecificLocator, standalone_citation,
};

use super::apart::{Given, Joined, Rules};
use super::csl::Fault;
use super::{archive, csl, locator, quirks, words};
use crate::language::{Direction, Language};

/// The style that a site has that names none.
pub const BUILT_IN: &str = "lykta";
const LYKTA: &str = include_str!("lykta.csl");

/// Our own style.
pub(super) static OURS: LazyLock<IndependentStyle> = LazyLock::new(built_in);

/// A style that cites sources by their keys, so that no two are alike.
pub(super) static KEYS: LazyLock<IndependentStyle> = LazyLock::new(|| {
    let xml = concat!(
        r#"<style class="in-text" version="1.0"><info><title>Keys</title><id>keys</id><updated>2026-11-25T00:00:00+00:00</updated></info>"#,
        r#"<citation><layout><text variable="citation-key"/></layout></citation></style>"#
    );
    csl::parsed(xml).expect("our own style is a style")
});

/// A style that is ready to be used in the languages of a site.
#[derive(Debug)]
pub struct Style {
    pub(super) csl: IndependentStyle,
    /// What the list of sources is drawn by, if the style draws none.
    list: Option<Box<IndependentStyle>>,
    /// See [`Style::order`].
    order: OnceLock<Box<IndependentStyle>>,
    /// Whether citations are notes at the end of the text.
    pub notes: bool,
    /// Whether citations may be numbers, which the order of the list gives.
    pub(super) numbers: bool,
    /// Whether letters behind years tell sources apart.
    pub(super) letters: bool,
    /// Whether names do, and how; what stands of given names in any case is known once it was asked for.
    more_names: bool,
    given_names: Option<DisambiguationRule>,
    least_given: OnceLock<Given>,
    pub(super) joined: Joined,
    /// See [`quirks::of_style`].
    pub(super) knows_editors: bool,
    /// What stands in the list in the place of names that the entry above has as well.
    pub(super) dash: Option<String>,
    shows_locators: OnceLock<bool>,
    /// What the style says by name, such as «ch. 2», and what at once behind another citation of that source; of anything else it
    /// gives the number alone.
    named: OnceLock<[Vec<Locator>; 2]>,
    pub(super) languages: Vec<Language>,
    /// For each language its words and, behind them, the English ones.
    locales: Vec<OnceLock<Vec<Locale>>>,
}

impl Style {
    /// The style of that name, from those that Hayagriva brings; `None` if there is none.
    pub fn named(name: &str, languages: &[Language]) -> Option<Arc<Style>> {
        if name == BUILT_IN {
            return Some(Style::new(built_in(), languages));
        }
        archive::style(name).map(|csl| Style::new(csl, languages))
    }

    /// The names of all styles that [`Style::named`] knows.
    pub fn names() -> impl Iterator<Item = &'static str> {
        std::iter::once(BUILT_IN).chain(archive::names())
    }

    /// A style that a site brings.
    ///
    /// Errors: it is no style, or it only names another.
    pub fn read(xml: &str, languages: &[Language]) -> Result<Arc<Style>, Fault> {
        // No style needs a document type, and one could make a small file large.
        if xml.contains("<!DOCTYPE") || xml.contains("<!ENTITY") {
            return Err("a style of citation has no document type".into());
        }
        csl::followed(xml)?;
        match csl::parsed(xml) {
            Ok(citationberg::Style::Independent(csl)) => Ok(Style::new(csl, languages)),
            Ok(citationberg::Style::Dependent(csl)) => {
                Err(format!("this style only says that it is like another: put that one here, {}", csl.parent_link.href).into())
            }
            Err(Fault { message, at }) => Err(Fault { message: format!("this is no style in the Citation Style Language: {message}"), at }),
        }
    }

    fn new(mut csl: IndependentStyle, languages: &[Language]) -> Arc<Style> {
        csl.purge(citationberg::PurgeLevel::Basic);
        let knows_editors = quirks::of_style(&mut csl);
        let letters = std::mem::take(&mut csl.citation.disambiguate_add_year_suffix);
        // The library indexes beyond the names of a source that has fewer than another, and takes all rules but one for done.
        let more_names = std::mem::take(&mut csl.citation.disambiguate_add_names);
        let adds_given = std::mem::take(&mut csl.citation.disambiguate_add_givenname);
        let given_names = adds_given.then_some(csl.citation.givenname_disambiguation_rule);
        let joined = joined(&mut csl);
        // The library leaves the commas between the names.
        let is_of_all =
            |list: &citationberg::Bibliography| list.subsequent_author_substitute_rule == SubsequentAuthorSubstituteRule::CompleteAll;
        let dash = csl.bibliography.as_mut().filter(|list| is_of_all(list)).and_then(|list| list.subsequent_author_substitute.take());
        let notes = csl.settings.class == StyleClass::Note;
        let locales = languages.iter().map(|_| OnceLock::new()).collect();
        let list = csl.bibliography.is_none().then(|| Box::new(built_in()));
        Arc::new(Style {
            csl,
            list,
            order: OnceLock::new(),
            notes,
            numbers: !notes && !letters,
            letters,
            more_names,
            given_names,
            least_given: OnceLock::new(),
            joined,
            knows_editors,
            dash,
            shows_locators: OnceLock::new(),
            named: OnceLock::new(),
            languages: languages.to_vec(),
            locales,
        })
    }

    /// The style that draws the list of sources.
    pub(super) fn list(&self) -> &IndependentStyle {
        self.list.as_deref().unwrap_or(&self.csl)
    }

    /// Whether names in a citation are more or longer where others are like them. In the list they are as the style has them.
    pub(super) fn names_apart(&self) -> bool {
        self.more_names || self.given_names.is_some()
    }

    /// A style that lists sources in the order of the list and says nothing of them.
    pub(super) fn order(&self) -> &IndependentStyle {
        self.order.get_or_init(|| {
            let mut csl = Box::new(self.list().clone());
            csl.bibliography.iter_mut().for_each(|list| list.layout.elements.clear());
            csl
        })
    }

    /// How names in a citation are more or longer where others are like them.
    pub(super) fn rules_of_names(&self) -> Rules {
        let least = || {
            let mut entry = Entry::new("probe", EntryType::Book);
            let given_name = Some("Xyz".to_owned());
            entry.set_authors(vec![Person { given_name, ..super::named(PROBE.to_owned()) }]);
            let drawn = probed_with(&self.csl, CitationItem::with_entry(&entry));
            match (drawn.contains("Xyz"), drawn.contains('X')) {
                (true, _) => Given::Whole,
                (false, true) => Given::Initials,
                (false, false) => Given::Nothing,
            }
        };
        Rules { more: self.more_names, given: self.given_names, least: *self.least_given.get_or_init(least) }
    }

    /// Whether a citation says where in the source; many styles of numbers do not.
    pub(super) fn shows_locators(&self) -> bool {
        *self.shows_locators.get_or_init(|| probed(&self.csl, Locator::Page).contains(PROBE))
    }

    /// Whether a citation says what a locator is, at once behind another of its source («ibid.») or elsewhere. A number alone is a
    /// page to readers.
    pub(super) fn says_what(&self, locator: Locator, again: bool) -> bool {
        let named = || {
            let unnamed = probed_again(&self.csl, Locator::Custom);
            let drawn: Vec<_> = locator::all().map(|locator| (locator, probed_again(&self.csl, locator))).collect();
            [false, true].map(|again| {
                let says = |drawn: &String, at: usize| *drawn != unnamed[at] || !drawn.contains(PROBE);
                let is_named = |drawn: &[String]| drawn.iter().enumerate().all(|(at, drawn)| (at == AGAIN) != again || says(drawn, at));
                drawn.iter().filter(|(_, drawn)| is_named(drawn)).map(|(locator, _)| *locator).collect()
            })
        };
        locator == Locator::Page || self.named.get_or_init(named)[usize::from(again)].contains(&locator)
    }

    pub(super) fn is_right_to_left(&self, language: usize) -> bool {
        self.languages[language].direction() == Direction::RightToLeft
    }

    /// The words of a language, and the code by which the style asks for them.
    pub(super) fn locale(&self, language: usize) -> (&[Locale], LocaleCode) {
        let locales = self.locales[language].get_or_init(|| {
            let mut locales: Vec<Locale> = locale_of(&self.languages[language]).into_iter().collect();
            locales.extend(archive::locale("en-US"));
            locales
        });
        (locales, locales[0].lang.clone().unwrap_or_else(LocaleCode::en_us))
    }

    /// Whether the language has its own short word for what a locator names. All have one for a page; of other things many
    /// locales repeat the English word where they lack their own. A section is in English a part of a text or of a law, for which
    /// others have a word each.
    pub(super) fn knows(&self, locator: Locator, language: usize) -> bool {
        let (locales, _) = self.locale(language);
        let own = locales.first().and_then(|own| short(own, locator));
        let english = locales.last().and_then(|english| short(english, locator));
        let is_other = own != english && locator != Locator::Section;
        own.is_some() && (locator == Locator::Page || is_other || self.languages[language].base() == "en")
    }

    /// What is drawn for readers of a language, with its words for what the style has none for.
    pub(super) fn said(&self, drawn: String, language: usize) -> String {
        if !words::has_signs(&drawn) {
            return drawn;
        }
        words::said(drawn, self.languages[language].tag(), self.locale(language).0)
    }

    /// The short word by which the language calls a page; empty if it has none.
    pub(super) fn page(&self, language: usize) -> &str {
        self.locale(language).0.first().and_then(|own| short(own, Locator::Page)).unwrap_or_default()
    }
}

/// How a style joins sources of the same people, taken from it.
fn joined(csl: &mut IndependentStyle) -> Joined {
    let citation = &mut csl.citation;
    let once = citation.collapse.take_if(|by| *by != Collapse::CitationNumber).is_some();
    let between = citation.cite_group_delimiter.take();
    let behind = citation.after_collapse_delimiter.clone().filter(|_| once);
    Joined { once, between: between.or_else(|| once.then(|| ", ".to_owned())), behind }
}

fn short(locale: &Locale, locator: Locator) -> Option<&str> {
    locale.term(Term::Locator(locator), TermForm::Short)?.single().map(str::trim)
}

fn built_in() -> IndependentStyle {
    csl::parsed(LYKTA).expect("our own style is a style")
}

/// What nobody would write as a place.
const PROBE: &str = "⁂";

/// What a style makes of a citation of something at such a place.
fn probed(csl: &IndependentStyle, locator: Locator) -> String {
    let entry = Entry::new("probe", EntryType::Book);
    probed_with(csl, CitationItem::with_locator(&entry, Some(SpecificLocator(locator, LocatorPayload::Str(PROBE)))))
}

/// Which of those below is that of a source at once behind itself.
const AGAIN: usize = 1;

/// The same for each citation in which a place is said: at first, at once again, and again behind another source.
fn probed_again(csl: &IndependentStyle, locator: Locator) -> Vec<String> {
    if csl.settings.class != StyleClass::Note {
        return vec![probed(csl, locator)];
    }
    let english: Vec<Locale> = archive::locale("en-US").into_iter().collect();
    let [entry, other] = ["probe", "other"].map(|key| Entry::new(key, EntryType::Book));
    // Of the same place «ibid.» says nothing more.
    let [place, elsewhere] = [PROBE.to_owned(), PROBE.repeat(2)];
    let mut driver = BibliographyDriver::new();
    for (at, (entry, place)) in [(&entry, &place), (&entry, &elsewhere), (&other, &place), (&entry, &place)].into_iter().enumerate() {
        let item = CitationItem::with_locator(entry, Some(SpecificLocator(locator, LocatorPayload::Str(place))));
        driver.citation(CitationRequest::new(vec![item], csl, None, &english, Some(at + 1)));
    }
    let drawn = driver.finish(BibliographyRequest::new(&KEYS, None, &english));
    drawn.citations.into_iter().map(|drawn| format!("{:#}", drawn.citation)).collect()
}

fn probed_with(csl: &IndependentStyle, item: CitationItem<Entry>) -> String {
    let english: Vec<Locale> = archive::locale("en-US").into_iter().collect();
    let drawn = standalone_citation(CitationRequest::from_items(vec![item], csl, &english));
    format!("{drawn:#}")
}

/// The locale of the Citation Style Language for a language: by its whole tag, else the first of the language.
fn locale_of(language: &Language) -> Option<Locale> {
    // Two countries write English; ours is the British.
    let tag = match language.tag() {
        "en" => "en-GB",
        "no" => "nb-NO",
        tag => tag,
    };
    let primary = tag.split('-').next().unwrap_or(tag);
    archive::locale(tag)
        .or_else(|| archive::locale(primary))
        .or_else(|| archive::locale(&format!("{primary}-{}", primary.to_uppercase())))
        .or_else(|| archive::locale_of_any_country(primary))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_region_has_words_of_its_own() {
        for (tag, expected) in [
            ("sv", "sv-SE"),
            ("en", "en-GB"),
            ("da", "da-DK"),
            ("nb", "nb-NO"),
            ("fi", "fi-FI"),
            ("is", "is-IS"),
            ("et", "et-EE"),
            ("lv", "lv-LV"),
            ("lt", "lt-LT"),
            ("uk", "uk-UA"),
            ("ar", "ar"),
            ("pl", "pl-PL"),
            ("fr", "fr-FR"),
            ("de-CH", "de-CH"),
        ] {
            let language = Language::parse(tag).expect("a tag");
            assert_eq!(locale_of(&language).and_then(|locale| locale.lang).map(|lang| lang.0).as_deref(), Some(expected), "{tag}");
        }
        let unknown = Language::parse("se").expect("a tag");
        assert!(locale_of(&unknown).is_none_or(|locale| locale.lang.is_some_and(|lang| lang.0.starts_with("se"))));
    }

    #[test]
    fn all_styles_that_are_named_can_be_used() {
        let languages = [Language::parse("en").expect("a tag")];
        for name in Style::names() {
            assert!(Style::named(name, &languages).is_some(), "{name}");
        }
        assert!(Style::read("<style/>", &languages).is_err());
        let misspelt = LYKTA.replacen("<text variable=", "<text variabel=", 1);
        let fault = Style::read(&misspelt, &languages).expect_err("it is no style any more");
        assert_eq!(fault.at, misspelt.find("<text variabel="), "{fault:?}");
        assert!(Style::read(LYKTA, &languages).is_ok_and(|style| style.shows_locators() && !style.notes));
    }
}
