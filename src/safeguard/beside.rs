//! Words that hurt only beside some others: «ensamkommande» where no «barn» follows, «client» where somebody is exploited.

use std::ops::Range;

use super::words::{Word, breaks, ends_sentence};

/// Where a word hurts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    Anywhere,
    /// Where no noun for children follows.
    WithoutChildren,
    /// Where somebody does what the verb says.
    OfSomebody,
    /// Where no noun follows, so that it is one itself.
    ByItself,
    /// Where it says who pays for sex, and not whom a shop or a lawyer has.
    OfBuyers,
    /// Where persons are smuggled to be exploited.
    OfExploited,
}

impl Only {
    /// An entry of the built-in list without the sign at its end, and what that tells.
    pub(super) fn of(avoid: &str) -> (&str, Only) {
        const SIGNS: [(char, Only); 5] =
            [('-', Only::WithoutChildren), ('*', Only::OfSomebody), ('^', Only::ByItself), ('$', Only::OfBuyers), ('~', Only::OfExploited)];
        let signed = SIGNS.into_iter().find_map(|(sign, only)| Some((avoid.strip_suffix(sign)?, only)));
        signed.unwrap_or((avoid, Only::Anywhere))
    }
}

/// A phrase among the words of a text.
pub(super) struct Beside<'t> {
    pub(super) text: &'t str,
    pub(super) words: &'t [Word],
    /// Which of the words it is.
    pub(super) at: Range<usize>,
}

impl Beside<'_> {
    /// Whether the phrase hurts where it stands.
    pub(super) fn fits(&self, only: Only) -> bool {
        match only {
            Only::Anywhere => true,
            Only::WithoutChildren => !self.is_of_children(),
            Only::OfSomebody => somebody_does(self.text, self.words, self.at.start),
            Only::ByItself => self.is_noun(),
            Only::OfBuyers => self.is_buyer(),
            Only::OfExploited => self.is_of_exploited(),
        }
    }

    fn word(&self, at: usize) -> String {
        self.words.get(at).map(|word| self.text[word.start..word.end].to_lowercase()).unwrap_or_default()
    }

    /// The word before the phrase by so many.
    fn before(&self, count: usize) -> String {
        self.at.start.checked_sub(count).map(|at| self.word(at)).unwrap_or_default()
    }

    /// The text between a word and the next.
    fn gap(&self, at: usize) -> &str {
        &self.text[self.words[at].end..self.words.get(at + 1).map_or(self.text.len(), |word| word.start)]
    }

    /// The words around the phrase up to where nothing goes on.
    fn around(&self, ends: impl Fn(&str) -> bool) -> Vec<String> {
        /// A sentence has hardly more words on either side.
        const MOST: usize = 60;
        let start = (0..self.at.start).rev().take(MOST).take_while(|at| !ends(self.gap(*at))).last().unwrap_or(self.at.start);
        let behind = (self.at.end..self.words.len()).take(MOST).take_while(|at| !ends(self.gap(at - 1)));
        (start..self.at.end).chain(behind).map(|at| self.word(at)).collect()
    }

    fn sentence(&self) -> Vec<String> {
        self.around(|gap| ends_sentence(gap, false) || breaks(gap))
    }

    /// Whether so many words follow in the same sentence.
    fn goes_on(&self, count: usize) -> bool {
        let mut next = self.at.end..self.at.end + count;
        next.all(|at| at < self.words.len() && !ends_sentence(self.gap(at - 1), false) && !breaks(self.gap(at - 1)))
    }

    /// Whether a noun for children follows that it belongs to, perhaps behind other words that tell of them: «ensamkommande barn»,
    /// «ensamkommande eller separerade barn», «en ensamkommande 15-årig flicka»; not «de ensamkommande hade barn».
    fn is_of_children(&self) -> bool {
        const CHILDREN: &[&str] = &["barn", "flick", "pojk", "ung", "minder", "tonår", "åring"];
        /// How many words may stand before the noun.
        const MOST: usize = 4;
        let joins = |gap: &str| gap.chars().all(|c| " \n\r*_-\u{a0}".contains(c));
        let mut is_joined = false;
        for at in (self.at.end..self.words.len()).take(MOST).take_while(|at| joins(self.gap(at - 1))) {
            let word = self.word(at);
            if CHILDREN.iter().any(|begins| word.starts_with(begins)) || at == self.at.end && word.starts_with("och") {
                return true;
            }
            // «separerade» is a verb too.
            let tells =
                ["ande", "ende", "lösa", "årig", "åriga"].iter().any(|ends| word.ends_with(ends)) || is_joined && word.ends_with("ade");
            is_joined = matches!(word.as_str(), "eller" | "och");
            if !(tells || is_joined || word.bytes().all(|b| b.is_ascii_digit())) {
                return false;
            }
        }
        false
    }

    /// Whether no noun follows that it would belong to: «de illegala sändes», “a runaway who”; not «de illegala vapnen».
    fn is_noun(&self) -> bool {
        const OTHERS: &[&str] = &[
            "är", "var", "som", "har", "hade", "i", "på", "kom", "kommer", "ska", "skulle", "blir", "blev", "får", "fick", "kan", "kunde",
            "utan", "från", "till", "måste", "lever", "levde", "bor", "bodde", "arbetar", "arbetade", "vid", "med", "av", "när", "men",
            "greps", "att", "inte", "själva", "hos", "utvisas", "avvisas", "sänds", "was", "were", "is", "are", "has", "had", "who",
            "that", "in", "on", "at", "from", "or", "to", "with", "may", "can", "will", "should", "by", "when", "as", "needs", "needed",
            "did", "does",
        ];
        let last = self.at.end - 1;
        let next = self.word(last + 1);
        next.is_empty()
            || self.gap(last).contains(|c: char| ".,;:!?…()|".contains(c))
            || breaks(self.gap(last))
            || OTHERS.contains(&next.as_str())
            || next.chars().count() > 4 && next.ends_with("des")
    }

    /// “the girl's clients”, «hennes kunder», “sold for sex to customers”; not the client of a lawyer, nor a shop's customers.
    fn is_buyer(&self) -> bool {
        const OF_SEX: &[&str] =
            &["sexual", "prostitut", "brothel", "pimp", "sexuel", "sexköp", "sexhand", "sextjänst", "bordell", "hallick", "koppleri"];
        const PAYS: &[&str] = &["for", "buy", "bought", "sell", "sold", "purchas", "för", "köp", "sälj", "såld"];
        const HARM: &[&str] = &["exploit", "abus", "rape", "sold", "sell", "utnyttj", "övergrepp", "våldt", "såld", "sälj"];
        const BY: &[&str] = &["by", "to", "av", "till"];
        const OTHERS: &[&str] = &[
            "lawyer",
            "solicitor",
            "attorney",
            "counsel",
            "barrister",
            "legal",
            "bank",
            "shop",
            "store",
            "compan",
            "business",
            "firm",
            "worker",
            "therapist",
            "guardian",
            "service",
            "support",
            "organisation",
            "organization",
            "shelter",
            "airline",
            "hotel",
            "restaurant",
            "taxi",
            "tenant",
            "salon",
            "advokat",
            "ombud",
            "biträde",
            "jurist",
            "butik",
            "företag",
            "socialtjänst",
            "socialsekreter",
            "psykolog",
            "terapeut",
            "verksamhet",
            "leverantör",
            "hotell",
            "flygbolag",
            "restaurang",
            "kassa",
        ];
        let owner = self.before(1);
        // An apostrophe ends a word: “girl's” are two.
        let owner = if owner == "s" { self.before(2) } else { owner };
        let is_theirs = is_person(&owner) && (owner.ends_with('s') || self.before(1) == "s");
        let paragraph = self.around(breaks);
        if begins_with(&paragraph, OTHERS) {
            return is_theirs;
        }
        let sentence = self.sentence();
        // By itself it is a column of figures in English, and a number in Swedish.
        let is_of_sex = || {
            let mut pairs = sentence.windows(2);
            begins_with(&sentence, OF_SEX)
                || pairs.any(|pair| {
                    pair[1] == "sex" && PAYS.iter().any(|begins| pair[0].starts_with(begins))
                        || pair[0] == "sex" && ["trade", "industry", "acts", "services"].contains(&pair[1].as_str())
                })
        };
        let is_harmed_by = || {
            (1..=3).any(|before| BY.contains(&self.before(before).as_str()))
                && begins_with(&sentence, HARM)
                && sentence.iter().any(|word| is_person(word))
        };
        let phrase = self.word(self.at.start);
        let are_several = phrase.ends_with("ts") || phrase.ends_with("rs") || phrase.starts_with("kunder");
        let is_of_one = ["her", "his", "hennes", "hans"].contains(&owner.as_str()) && are_several;
        is_theirs || is_of_one || is_of_sex() || is_harmed_by()
    }

    /// “the smuggling of girls”, «smugglades till prostitution»; not the smuggling of goods, nor that of migrants, which is
    /// another crime, nor where a sentence holds the two apart.
    fn is_of_exploited(&self) -> bool {
        const PURPOSES: &[&str] = &[
            "exploit",
            "prostitut",
            "sexual",
            "forced",
            "slave",
            "begg",
            "brothel",
            "exploat",
            "utnyttj",
            "sexuel",
            "tvång",
            "slav",
            "tigg",
            "bordell",
        ];
        let sentence = self.sentence();
        if begins_with(&sentence, &["traffick", "människohand"]) {
            return false;
        }
        let next = |count: usize| self.word(self.at.end - 1 + count);
        let is_noun = self.word(self.at.start).contains("smuggling");
        let of_persons =
            is_noun && matches!(next(1).as_str(), "of" | "av") && (2..=4).any(|count| self.goes_on(count) && is_person(&next(count)));
        let for_that = (1..=10).any(|count| {
            matches!(next(count).as_str(), "for" | "into" | "för" | "till" | "i")
                && (1..=4).any(|more| self.goes_on(count + more) && PURPOSES.iter().any(|begins| next(count + more).starts_with(begins)))
        });
        of_persons || for_that
    }
}

fn begins_with(words: &[String], begins: &[&str]) -> bool {
    words.iter().any(|word| begins.iter().any(|begins| word.starts_with(begins)))
}

/// Whether a word says a child, a woman or a victim.
fn is_person(word: &str) -> bool {
    const WORDS: &[&str] =
        &["girl", "girls", "boy", "boys", "child", "children", "woman", "women", "victim", "victims", "offer", "offret", "offren"];
    const BEGINNINGS: &[&str] = &["flick", "pojk", "barn", "kvinn", "offrets", "offrens"];
    WORDS.contains(&word) || BEGINNINGS.iter().any(|begins| word.starts_with(begins))
}

/// Whether somebody does what a verb says, or leaves a home by it: «pojken har nu avvikit», «i går avvek hon», «avvek från
/// boendet»; not «resultaten avvek», «lokalen rymde 40 barn», «boendet rymmer ungdomar», «barn kan avvika från normen».
fn somebody_does(text: &str, words: &[Word], at: usize) -> bool {
    const THEY: &[&str] = &["hon", "han", "hen", "de", "dom", "jag", "vi", "någon", "ingen"];
    const PERSONS: &[&str] = &[
        "barnet",
        "barnen",
        "pojke",
        "pojka",
        "flicka",
        "flicko",
        "ungdom",
        "tonåring",
        "elev",
        "syskon",
        "brodern",
        "systern",
        "sonen",
        "dottern",
        "person",
        "patient",
        "klient",
        "kvinna",
        "kvinno",
        "mannen",
        "asylsökande",
        "ensamkommande",
    ];
    const BETWEEN: &[&str] = &[
        "har",
        "hade",
        "ha",
        "inte",
        "nu",
        "då",
        "sedan",
        "snart",
        "ofta",
        "redan",
        "också",
        "senare",
        "aldrig",
        "igen",
        "skulle",
        "ska",
        "kan",
        "som",
        "vill",
        "ville",
        "kunde",
        "får",
        "måste",
        "brukar",
        "försöker",
        "försökte",
        "tänker",
        "att",
        "avvika",
        "eller",
    ];
    const ABOUT: &[&str] = &["för", "hos", "bland", "till", "med", "om", "från", "mellan", "per"];
    const NORMS: &[&str] = &["det", "den", "varandra", "norm", "genomsnitt", "medel", "mönst", "mall", "plan", "riktlinj", "andra"];
    const HOMES: &[&str] =
        &["boende", "hem", "familjehem", "hvb", "jourhem", "sis", "institution", "avdelning", "förvar", "förläggning", "skola"];
    let word = |at: usize| words.get(at).map(|word| text[word.start..word.end].to_lowercase()).unwrap_or_default();
    let is_person = |word: &str| PERSONS.iter().any(|person| word.starts_with(person));
    let from = (0..at).rev().find(|before| !BETWEEN.contains(&word(*before).as_str()));
    let is_subject = |at: usize| is_person(&word(at)) && !at.checked_sub(1).is_some_and(|before| ABOUT.contains(&word(before).as_str()));
    let next = word(at + 1);
    // Behind the verb stands who is known: «rymde flickan».
    let is_known_person = |word: &str| is_person(word) && (word.ends_with(['n', 't']) || word.ends_with("na"));
    let leaves_home = next == "från" && (at + 2..at + 5).any(|home| HOMES.iter().any(|begins| word(home).starts_with(begins)));
    let differs = next == "från" && NORMS.iter().any(|begins| word(at + 2).starts_with(begins));
    let is_done_by = || {
        from.is_some_and(|before| THEY.contains(&word(before).as_str()) || is_subject(before))
            || THEY.contains(&next.as_str())
            || is_known_person(&next)
    };
    leaves_home || !differs && is_done_by()
}

#[cfg(test)]
mod tests {
    use super::super::language::{List, built_in};

    #[test]
    fn words_with_two_meanings_hurt_beside_what_tells() {
        let all = built_in();
        for (language, text, hurts) in [
            ("en", "Her customers were convicted.", true),
            ("en", "Her clients paid.", true),
            ("en", "The girl's clients came by car.", true),
            ("en", "The victims’ customers were fined.", true),
            ("en", "Clients who paid for sex were fined.", true),
            ("en", "The girls were sold to several customers.", true),
            ("en", "The lawyer meets her clients twice.", false),
            ("en", "A bank must know its customers.", false),
            ("en", "The service had 40 clients, by age and sex.", false),
            ("en", "Our clients have been exploited; the organisation helps them.", false),
            ("en", "The hotel asks its customers for a paper.", false),
            ("en", "Clients of the shelter are victims of sexual exploitation.", false),
            ("sv", "Flickans kunder dömdes.", true),
            ("sv", "Hennes kunder kom på natten.", true),
            ("sv", "En kund köpte sex av barnet.", true),
            ("sv", "Kunderna hittades på en bordell.", true),
            ("sv", "Banken måste känna sina kunder.", false),
            ("sv", "Advokaten lyssnade på hennes kunder.", false),
            ("sv", "Butiken hade sex kunder.", false),
            ("sv", "Vi kunde inte veta det på en sekund.", false),
            ("en", "The smuggling of girls for exploitation grew.", true),
            ("en", "They were smuggled into prostitution.", true),
            ("en", "The smuggling of goods and of migrants grew.", false),
            ("en", "Smuggling of children is not trafficking in children.", false),
            ("en", "The smuggling of goods. Girls were heard.", false),
            ("sv", "Smugglingen av flickor ökade.", true),
            ("sv", "De smugglades hit för att utnyttjas sexuellt.", true),
            ("sv", "Smuggling av varor och människosmuggling är brott.", false),
            ("sv", "Smuggling av barn är inte detsamma som människohandel.", false),
            ("sv", "De illegala sändes hem.", true),
            ("sv", "Många illegala, även barn, arbetar där.", true),
            ("sv", "De illegala vapnen togs om hand.", false),
            ("sv", "De illegala nätverken i norr.", false),
            ("sv", "Den påstådde minderårige väntade.", true),
            ("sv", "Gatubarnens liv", true),
            ("sv", "Ensamkommande asylsökande barn", false),
            ("sv", "ensamkommande eller separerade barn", false),
            ("sv", "en ensamkommande 15-årig flicka", false),
            ("sv", "ensamkommande tonåringar", false),
            ("sv", "*ensamkommande* barn", false),
            ("sv", "ensamkommande asylsökande", true),
            ("sv", "De ensamkommande väntade barn.", true),
            ("sv", "Många ensamkommande. Barn bor här.", true),
            ("sv", "ensamkommande eller ensamma vuxna", true),
            ("en", "He was a runaway from care.", true),
            ("en", "Runaways sleep there.", true),
            ("en", "A runaway success of the year.", false),
            ("en", "An under-age sex worker", true),
            ("en", "The boy claimed to be a child.", true),
            ("en", "An alleged child trafficker was heard.", false),
            ("en", "The “alleged” minor", true),
            ("en", "Child prosti\u{ad}tution", true),
        ] {
            assert_eq!(List::of(&all, language).find(text).len(), usize::from(hurts), "{text}");
        }
    }
}
