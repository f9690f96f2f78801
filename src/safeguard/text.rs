//! What is sought in a text as it is read, wherever it was taken from.

use std::collections::BTreeSet;

use super::contacts::{self, Way, is_among};
use super::identity::{self, Weight};
use super::paths::{self, Whose};
use super::plain::{Plain, steers};
use super::{DELETE_COMMENT, Depth, Gate, Sighting, written};
use crate::comments;
use crate::diagnostics::{Severity, codes};

impl Gate<'_> {
    /// Everything that can be sought in a text.
    pub(super) fn text(&mut self, plain: &Plain, depth: Depth) {
        self.numbers(plain, depth == Depth::Numbers, false);
        self.traces(plain, depth);
        if depth != Depth::Numbers {
            self.words(plain, false);
            self.ways(plain);
            self.unseen(plain);
            self.unread_markup(plain);
        } else if self.rules.foreign {
            self.words(plain, false);
        } else {
            self.names(plain);
        }
    }

    /// What stands on both sides of signs of markup that were published as they were typed: readers read over them.
    fn unread_markup(&mut self, plain: &Plain) {
        let marked = written::marked(&plain.text);
        if marked.is_empty() {
            return;
        }
        self.besides(|gate| {
            let mut told = BTreeSet::new();
            for (part, unsaid) in marked.into_iter().flat_map(|part| [(part.clone(), false), (part, true)]) {
                let text = &plain.text[part.clone()];
                let read = written::without_markup(text, unsaid);
                let from = gate.seen.len();
                gate.numbers(&read, false, false);
                gate.denied(&read, false);
                gate.ways(&read);
                for mut sighting in gate.seen.split_off(from) {
                    let Some(at) = sighting.at.take().filter(|at| text.get(at.clone()) != Some(&sighting.text)) else { continue };
                    let at = plain.origin_of(&(part.start + at.start..part.start + at.end));
                    if told.insert(at.start) {
                        sighting.at = Some(at);
                        gate.seen.push(sighting);
                    }
                }
            }
        });
    }

    pub(super) fn numbers(&mut self, plain: &Plain, sure_alone: bool, is_name: bool) {
        // Far more figures than any other text has are data, not words; they are looked at all the same.
        let today = self.rules.day.as_ref().map_or(60_000, |(_, count)| *count);
        for number in identity::find(&plain.text, today) {
            if sure_alone && number.weight == Weight::Possible {
                continue;
            }
            let code = if number.weight == Weight::Sure { &codes::IDENTITY_NUMBER } else { &codes::POSSIBLE_IDENTITY_NUMBER };
            // Whose telephone number is known is not asked whose number it may be.
            let is_known = || number.weight == Weight::Possible && is_among(&self.rules.contacts, &plain.text[number.at.clone()]);
            if !self.wants(code) || is_known() {
                continue;
            }
            let names = number.names.join(", ");
            let whose = match (number.weight, is_name) {
                (Weight::Sure, false) => format!("this is a person's identity number: {names}"),
                (Weight::Sure, true) => format!("the name of a file or an address holds a person's identity number: {names}"),
                (Weight::Possible, _) => format!("this may be a person's identity number: {names}"),
            };
            let at = (!is_name).then(|| plain.origin_of(&number.at));
            let sighting = self.see(code, whose, plain.text[number.at.clone()].to_owned(), at);
            sighting.hints = vec![
                "remove it; a published number can't be called back".into(),
                "if it is none, silence it in the front matter, with its reason: allow: [{ code: …, text: …, reason: … }]".into(),
            ];
        }
    }

    /// Denied names of several words. A theme's styles and scripts hold words such as `max` and `li`, alone or in rows with
    /// signs between them; what a script of ours says of texts stands in their pages too.
    fn names(&mut self, plain: &Plain) {
        let from = self.seen.len();
        self.denied(plain, false);
        let is_name = |sighting: &Sighting| {
            let words: Vec<&str> = sighting.text.split(' ').collect();
            words.len() > 1 && words.iter().all(|word| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-'".contains(c)))
        };
        let names: Vec<Sighting> = self.seen.split_off(from).into_iter().filter(is_name).collect();
        self.seen.extend(names);
    }

    /// Words that must be nowhere, and what is not yet public.
    pub(super) fn words(&mut self, plain: &Plain, is_name: bool) {
        self.denied(plain, is_name);
        self.unpublished(plain, is_name);
    }

    pub(super) fn denied(&mut self, plain: &Plain, is_name: bool) {
        if let Some(denied) = self.rules.denied.clone() {
            for at in denied.find(&plain.text, &self.language) {
                let origin = (!is_name).then(|| plain.origin_of(&at));
                let text = plain.text[at].to_owned();
                let sighting = self.see(&codes::DENIED_WORD, "a word of the list of what must not be published stands here", text, origin);
                sighting.hints = vec!["remove it; the word is not repeated here".into()];
                sighting.secret = true;
            }
        }
    }

    fn unpublished(&mut self, plain: &Plain, is_name: bool) {
        if self.rules.unpublished.is_empty() || !self.wants(&codes::NOT_PUBLIC) {
            return;
        }
        let rules = self.rules;
        for (at, file, state) in rules.unpublished.find(&plain.text) {
            let origin = (!is_name).then(|| plain.origin_of(&at));
            let text = plain.text[at].to_owned();
            let sighting = self.see(&codes::NOT_PUBLIC, format!("this stands in what is published, but it is {state}"), text, origin);
            sighting.hints = vec!["remove it here, or publish that text".into()];
            sighting.hidden = Some(file.to_owned());
        }
    }

    pub(super) fn ways(&mut self, plain: &Plain) {
        self.ways_of(plain, contacts::find(&plain.text));
    }

    pub(super) fn ways_of(&mut self, plain: &Plain, ways: Vec<Way>) {
        for way in ways {
            let (code, at, message, hint) = match &way {
                Way::Mail(at) => (
                    &codes::EMAIL_ADDRESS,
                    at,
                    "an e-mail address that no organisation has declared",
                    "declare it as the field `email` of an organisation, or remove it",
                ),
                Way::Telephone(at) => (
                    &codes::TELEPHONE_NUMBER,
                    at,
                    "a telephone number that no organisation has declared",
                    "declare it as the field `telephone` of an organisation, or remove it",
                ),
                Way::Position(at) => {
                    (&codes::POSITION, at, "a position that is exact to a house", "give the town, or two decimals at most")
                }
                Way::Street(at) => (
                    &codes::SHELTER_ADDRESS,
                    at,
                    "a street near a word for shelter",
                    "the places of shelters are not published; give the town at most",
                ),
            };
            let text = &plain.text[at.clone()];
            if !self.wants(code) || matches!(way, Way::Mail(_) | Way::Telephone(_)) && is_among(&self.rules.contacts, text) {
                continue;
            }
            // So Outlook writes a picture of a mail where it has none.
            let is_picture = matches!(way, Way::Mail(_)) && plain.text[..at.start].ends_with("cid:");
            let hint =
                if is_picture { "it stands for a picture of an e-mail: delete it, or save the picture beside the text" } else { hint };
            let text = text.to_owned();
            let origin = plain.origin_of(at);
            self.see(code, message, text, Some(origin)).hints = vec![hint.into()];
        }
    }

    /// Characters that are not seen.
    pub(super) fn unseen(&mut self, plain: &Plain) {
        if plain.unseen.is_empty() || !self.wants(&codes::HIDDEN_CHARACTER) {
            return;
        }
        let mut told = BTreeSet::new();
        for (c, at) in &plain.unseen {
            let is_fine = match c {
                '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}' => plain.right_to_left,
                // A file may begin with it.
                '\u{feff}' => *at == 0,
                _ => false,
            };
            if is_fine || !told.insert(*c) {
                continue;
            }
            let sighting = self.see(
                &codes::HIDDEN_CHARACTER,
                format!("a character is published that can't be seen (U+{:04X})", *c as u32),
                c.to_string(),
                Some(*at..*at + c.len_utf8()),
            );
            sighting.hints = vec!["delete it".into()];
            if steers(*c) || ('\u{e0000}'..='\u{e007f}').contains(c) {
                sighting.severity = Severity::Error;
            }
        }
    }

    /// What tells of the machine and the hour of the build, and what a template should have left out.
    fn traces(&mut self, plain: &Plain, depth: Depth) {
        let text = &plain.text;
        let (addresses, code) = (depth == Depth::Addresses, depth == Depth::Numbers);
        for (at, whose) in paths::find(text, paths::Within { addresses, code }) {
            let (said, origin) = (text[at.clone()].to_owned(), plain.origin_of(&at));
            let (message, hint) = match whose {
                Whose::User => {
                    ("a path of somebody's own machine, which names a user", "remove it, or write a path that is the same for all")
                }
                Whose::Office => (
                    "a path of a drive or a network, which readers can't reach and which tells how an office keeps its files",
                    "remove it; a file that readers need is put beside the text, and linked by its name",
                ),
                Whose::Account => (
                    "an address that names the account of the one who copied it",
                    "copy a link that is made for everybody, or attach the file; in an address of Google, leave out `ouid=…`",
                ),
            };
            self.see(&codes::MACHINE_PATH, message, said, Some(origin)).hints = vec![hint.into()];
        }
        // In scripts, most of these signs have a meaning of their own.
        let mut told = BTreeSet::new();
        for at in comments::find(text).filter(|at| !code || text[at.clone()].starts_with("{# ")) {
            if !told.insert(&text[at.clone()]) {
                continue;
            }
            let (said, origin) = (text[at.clone()].to_owned(), plain.origin_of(&at));
            let sighting = self.see(&codes::HIDDEN_TEXT, "a comment of a template is published", said, Some(origin));
            sighting.hints = vec![DELETE_COMMENT.into()];
            sighting.may_be_shown = true;
        }
        if let Some((day, _)) = &self.rules.day {
            for start in memchr::memmem::find_iter(text.as_bytes(), day.as_bytes()) {
                let rest = &text.as_bytes()[start + day.len()..];
                let is_time = matches!(rest.first(), Some(b'T' | b' '))
                    && rest.len() >= 6
                    && rest[1..3].iter().all(u8::is_ascii_digit)
                    && rest[3] == b':';
                if is_time && !rest[1..].starts_with(b"00:00") {
                    let at = start..start + day.len() + 6;
                    let (said, origin) = (text[at.clone()].to_owned(), plain.origin_of(&at));
                    self.see(&codes::BUILD_TIME, "the hour of this very day, perhaps that of the build", said, Some(origin)).hints =
                        vec!["leave the hour out: it tells when somebody works, and makes each build another".into()];
                    break;
                }
            }
        }
    }
}
