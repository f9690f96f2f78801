//! Ways to a person or a place: addresses of post, telephone numbers, positions, streets near words for shelter.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::packed::Searcher;

/// What was found, in bytes of the text that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    Mail(Range<usize>),
    Telephone(Range<usize>),
    Position(Range<usize>),
    Street(Range<usize>),
}

/// All ways in a normalised text.
pub fn find(text: &str) -> Vec<Way> {
    let mut found = Vec::new();
    mails(text, &mut found);
    figures(text, &mut found);
    streets(text, &mut found);
    found
}

fn mails(text: &str, found: &mut Vec<Way>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for at in memchr::memchr_iter(b'@', bytes) {
        if at < from {
            continue;
        }
        let local = |b: &u8| b.is_ascii_alphanumeric() || b"._%+-".contains(b) || *b >= 0x80;
        let host = |b: &u8| b.is_ascii_alphanumeric() || b".-".contains(b) || *b >= 0x80;
        let start = bytes[from..at].iter().rposition(|b| !local(b)).map_or(from, |before| from + before + 1);
        let mut end = bytes[at + 1..].iter().position(|b| !host(b)).map_or(bytes.len(), |length| at + 1 + length);
        while end > at + 1 && b".-".contains(&bytes[end - 1]) {
            end -= 1;
        }
        let is_host = text.get(at + 1..end).is_some_and(|host| {
            host.rsplit_once('.')
                .is_some_and(|(name, top)| !name.is_empty() && top.chars().count() >= 2 && top.chars().all(char::is_alphabetic))
        });
        // In an address a name before the sign is a user or a version: `https://host/@user`, `package@1.0.min`.
        let in_address = bytes[..start].last().is_some_and(|b| b"/:".contains(b)) && !text[..start].ends_with("mailto:");
        if start < at && is_host && !in_address && text.is_char_boundary(start) {
            found.push(Way::Mail(start..end));
            from = end;
        }
    }
}

/// Words that say that a number is a telephone's.
const TELEPHONE: &[&str] = &[
    "tel",
    "tfn",
    "tlf",
    "telefon",
    "telefonnummer",
    "telephone",
    "mobil",
    "mobile",
    "phone",
    "call",
    "ring",
    "puh",
    "puhelin",
    "gsm",
    "sími",
    "sms",
    "whatsapp",
    "signal",
    "viber",
    "telegram",
    "тел",
    "телефон",
    "tālr",
    "tālrunis",
    "telefonas",
    "jour",
    "journummer",
];

/// Telephone numbers and positions, in one pass over the figures.
fn figures(text: &str, found: &mut Vec<Way>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = super::reading::next_figure(bytes, at) {
        let before = text[..start].chars().next_back();
        if let Some(end) = position(text, start) {
            found.push(Way::Position(start..end));
            at = end;
            continue;
        }
        if let Some(range) = telephone(text, start, before) {
            at = range.end;
            found.push(Way::Telephone(range));
            continue;
        }
        at = bytes[start..].iter().position(|b| !b.is_ascii_alphanumeric()).map_or(bytes.len(), |length| start + length);
    }
}

/// The end of a group of figures, each apart by one sign or a few, and how many figures each has.
fn groups(bytes: &[u8], start: usize) -> (usize, Vec<usize>) {
    let mut groups = Vec::new();
    let mut at = start;
    let mut end = start;
    loop {
        let from = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        if at == from {
            break;
        }
        groups.push(at - from);
        end = at;
        if groups.len() > 8 {
            break;
        }
        // Such as ` (0)`, `) `, `-`, ` - `: few signs, no line end.
        let mut signs = 0;
        while bytes.get(at).is_some_and(|b| b" -()/.".contains(b)) && signs < 3 {
            at += 1;
            signs += 1;
        }
        if signs == 0 {
            break;
        }
    }
    (end, groups)
}

fn telephone(text: &str, start: usize, before: Option<char>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if before.is_some_and(|c| c.is_alphanumeric() || ".,/=_#-@%".contains(c)) {
        return None;
    }
    let (end, groups) = groups(bytes, start);
    let count: usize = groups.iter().sum();
    // Whoever has so few figures is a service, not a person: 112, 116 000, 1177.
    if !(7..=15).contains(&count) {
        return None;
    }
    if text[end..].chars().next().is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    if before == Some('+') || text[start..].starts_with("00") && count >= 10 && groups[0] >= 4 {
        let start = if before == Some('+') { start - 1 } else { start };
        let free = !text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        return free.then_some(start..end);
    }
    if text[..start].ends_with("tel:") || text[..start].ends_with("sms:") {
        return Some(start..end);
    }
    let signs = |wanted: &[u8]| bytes[start..end].iter().all(|b| b.is_ascii_digit() || wanted.contains(b));
    // A national number: the figure for «long distance», then groups that grow no longer than four.
    let national = bytes[start] == b'0'
        && (8..=11).contains(&count)
        && signs(b" -/")
        && (2..=4).contains(&groups[0])
        && groups.len() >= 3
        && groups[1..].iter().all(|group| (2..=3).contains(group));
    let is_day = groups == [4, 2, 2];
    let named = !is_day && (7..=12).contains(&count) && signs(b" -/()") && groups.iter().all(|group| *group <= 12) && is_named(text, start);
    (national || named).then_some(start..end)
}

/// Whether the word just before says that this is a telephone number.
fn is_named(text: &str, start: usize) -> bool {
    let from = (start.saturating_sub(24)..=start).find(|&i| text.is_char_boundary(i)).unwrap_or(start);
    let window = text[from..start].to_lowercase();
    let window = window.trim_end_matches([' ', ':', '.', '(']);
    let word = window.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    TELEPHONE.contains(&word)
}

/// A position with four decimals or more, which is a house; or in degrees, minutes and seconds.
fn position(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if text[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || ".,".contains(c)) {
        return None;
    }
    let decimal = |from: usize, most: u32| -> Option<usize> {
        let mut at = from;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        let whole: u32 = text.get(from..at)?.parse().ok()?;
        if at - from > 3 || whole > most || bytes.get(at) != Some(&b'.') {
            return None;
        }
        let fraction = at + 1;
        at = fraction;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        (4..=15).contains(&(at - fraction)).then_some(at)
    };
    let skip = |from: usize, signs: &[u8], most: usize| {
        let count = bytes[from..].iter().take(most).take_while(|b| signs.contains(b)).count();
        from + count
    };
    if let Some(first) = decimal(start, 90) {
        // `59.3293, 18.0686`, `59.3293 N 18.0686 E`, `59.3293/18.0686`, `59.3293;18.0686`.
        let rest = &text[first..];
        let marked = rest.trim_start_matches([' ', '\u{b0}', 'N', 'S']);
        let signs = skip(first + rest.len() - marked.len(), b",;/ +-:", 4);
        if signs > first
            && decimal(signs, 180).is_some_and(|end| {
                let goes_on = bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
                !goes_on && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric)
            })
        {
            return decimal(signs, 180);
        }
        if let Some(end) = rest.get(..12.min(rest.len())).and_then(|near| near.find("lon=")).and_then(|at| decimal(first + at + 4, 180)) {
            return Some(end);
        }
    }
    // 59°19'46"N
    let mut at = start;
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    let rest = text[at..].strip_prefix('\u{b0}')?;
    let minutes: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    let after = &rest.trim_start()[minutes.len()..];
    let seconds = after.trim_start_matches(['\'', '\u{2032}', '\u{2019}', ' ']);
    let figures = seconds.chars().take_while(|c| c.is_ascii_digit() || *c == '.').count();
    let marked = seconds[figures..].trim_start_matches(['"', '\u{2033}', '\u{201d}', '\'', '\u{2032}', ' ']);
    let compass = marked.starts_with(['N', 'S', 'E', 'W', 'Ö', 'V']);
    ((1..=2).contains(&minutes.len()) && after.len() > seconds.len() && figures > 0 && compass)
        .then(|| text.len() - marked.len() + marked.chars().next().map_or(0, char::len_utf8))
}

/// Words for places where somebody is sheltered, folded to lower case; they are looked for as beginnings of words.
const SHELTERS: &[&str] = &[
    "skyddat boende",
    "skyddade boende",
    "skyddsboende",
    "kvinnojour",
    "tjejjour",
    "jourhem",
    "hvb-hem",
    "familjehem",
    "stödboende",
    "shelter",
    "safe house",
    "refuge",
    "krisecenter",
    "krisesenter",
    "kvindekrisecenter",
    "beskyttet bolig",
    "omsorgssenter",
    "turvakoti",
    "turvakodi",
    "turvatalo",
    "kvennaathvarf",
    "athvarf",
    "varjupai",
    "krīzes centr",
    "patversm",
    "patvērum",
    "prieglaud",
    "prieglobst",
    "krizių centr",
    "притул",
    "шелтер",
];
/// How far from such a word a street is told, in bytes.
const NEAR_SHELTER: usize = 300;
/// Ends of names of streets, of one word.
const STREETS: &[&str] = &[
    "gatan",
    "gata",
    "vägen",
    "väg",
    "gränd",
    "gränden",
    "torget",
    "torg",
    "stigen",
    "backen",
    "allén",
    "esplanaden",
    "gade",
    "vej",
    "gate",
    "gaten",
    "vei",
    "veien",
    "plass",
    "katu",
    "tie",
    "kuja",
    "polku",
    "stræti",
    "vegur",
    "tänav",
    "maantee",
    "puiestee",
];
/// Words of streets of several words.
const STREET_WORDS: &[&str] = &[
    "street",
    "road",
    "avenue",
    "lane",
    "iela",
    "bulvāris",
    "gatvė",
    "gatve",
    "g.",
    "prospektas",
    "вулиця",
    "вул.",
    "вулиці",
    "проспект",
    "tänav",
    "tee",
    "gata",
    "gatan",
    "väg",
    "allé",
    "gade",
    "gate",
];

fn streets(text: &str, found: &mut Vec<Way>) {
    // Shelter is seldom spoken of; streets are sought beside such words alone.
    if !may_hold_shelter(text) {
        return;
    }
    let folded = text.to_lowercase();
    if folded.len() != text.len() {
        return;
    }
    let mut last = 0;
    let mut places: Vec<usize> = SHELTERS
        .iter()
        .flat_map(|word| folded.match_indices(word).map(|(at, _)| at))
        .filter(|at| !folded[..*at].chars().next_back().is_some_and(char::is_alphabetic))
        .collect();
    places.sort_unstable();
    for place in places {
        let start = place.saturating_sub(NEAR_SHELTER).max(last);
        let start = (start..=place.max(start)).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
        let end = (place..=(place + NEAR_SHELTER).min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
        if start >= end {
            continue;
        }
        last = end;
        let words: Vec<(usize, &str)> = words(&text[start..end]);
        for (index, (at, word)) in words.iter().enumerate() {
            let lower = word.to_lowercase();
            let name = lower.trim_end_matches(',');
            let named = word.chars().next().is_some_and(char::is_uppercase)
                && STREETS.iter().any(|end| name.ends_with(end) && name.chars().count() > end.chars().count() + 1);
            let beside = STREET_WORDS.contains(&name)
                && (index > 0 && words[index - 1].1.chars().next().is_some_and(char::is_uppercase)
                    || words.get(index + 1).is_some_and(|(_, next)| next.chars().next().is_some_and(char::is_uppercase)));
            if !named && !beside {
                continue;
            }
            let number = |word: &&(usize, &str)| {
                let figures = word.1.bytes().take_while(u8::is_ascii_digit).count();
                (1..=3).contains(&figures)
            };
            let after = words[index + 1..].iter().take(if beside { 2 } else { 1 }).find(number);
            let before = (index > 1).then(|| &words[index - 2]).filter(|word| beside && number(word));
            if let Some((number_at, number)) = after {
                let from = if beside && index > 0 { words[index - 1].0 } else { *at };
                found.push(Way::Street(start + from..start + number_at + number.len()));
            } else if let Some((number_at, _)) = before {
                found.push(Way::Street(start + number_at..start + at + word.len()));
            }
        }
    }
}

fn may_hold_shelter(text: &str) -> bool {
    // Parts of each word that are rare and hold no first letter, small and large, so that most pages are passed by at the
    // speed of memory.
    const PARTS: [&str; 26] = [
        "yddat boende",
        "yddade boende",
        "ydds",
        "jour",
        "b-hem",
        "jehem",
        "ödboende",
        "helter",
        "afe house",
        "efuge",
        "iscenter",
        "isesenter",
        "isecenter",
        "ttet bolig",
        "orgssenter",
        "urvako",
        "urvatal",
        "thvarf",
        "arjupai",
        "atversm",
        "atvēr",
        "riegl",
        "zes centr",
        "zių centr",
        "ритул",
        "елтер",
    ];
    static ANY: LazyLock<Option<Searcher>> =
        LazyLock::new(|| Searcher::new(PARTS.iter().map(|part| part.to_string()).chain(PARTS.iter().map(|part| part.to_uppercase()))));
    // A street has a number.
    super::reading::next_figure(text.as_bytes(), 0).is_some() && ANY.as_ref().is_none_or(|any| any.find(text.as_bytes()).is_some())
}

fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| (from, &text[from..])));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<String> {
        find(text)
            .into_iter()
            .map(|way| match way {
                Way::Mail(at) => format!("mail {}", &text[at]),
                Way::Telephone(at) => format!("tel {}", &text[at]),
                Way::Position(at) => format!("at {}", &text[at]),
                Way::Street(at) => format!("street {}", &text[at]),
            })
            .collect()
    }

    #[test]
    fn ways_to_a_person_are_found() {
        for (text, expected) in [
            ("write to anna.k@example.org.", "mail anna.k@example.org"),
            ("mailto:anna@example.org", "mail anna@example.org"),
            ("анна@приклад.укр", "mail анна@приклад.укр"),
            ("070-174 06 05", "tel 070-174 06 05"),
            ("Ring 08-123 45 67 nu", "tel 08-123 45 67"),
            ("+46 70 174 06 05", "tel +46 70 174 06 05"),
            ("+46 (0)70-174 06 05", "tel +46 (0)70-174 06 05"),
            ("tel:+46701740605", "tel +46701740605"),
            ("0046701740605", "tel 0046701740605"),
            ("tlf. 23 13 80 00", "tel 23 13 80 00"),
            ("puh. 029 546 3177", "tel 029 546 3177"),
            ("тел. 044 123 45 67", "tel 044 123 45 67"),
            ("59.3293, 18.0686", "at 59.3293, 18.0686"),
            ("GEO:55.60498;13.00382", "at 55.60498;13.00382"),
            ("https://maps.example/@59.32931,18.06862,17z", "at 59.32931,18.06862"),
            ("mlat=59.3293&mlon=18.0686", "at 59.3293&mlon=18.0686"),
            ("59°19'46\"N 18°04'07\"E", "at 59°19'46\"N"),
            ("Vårt skyddat boende på Storgatan 5 i Malmö", "street Storgatan 5"),
            ("The shelter is at 12 Harbour Street", "street 12 Harbour Street"),
            ("Turvakoti: Mannerheimintie 10", "street Mannerheimintie 10"),
            ("Patversme ir Brīvības iela 12", "street Brīvības iela 12"),
            ("притулок, вул. Хрещатик 7", "street притулок, вул. Хрещатик 7"),
        ] {
            assert!(shown(text).iter().any(|found| found == expected), "{text}: {:?}", shown(text));
        }
    }

    #[test]
    fn what_looks_alike_is_let_be() {
        for text in [
            "112",
            "116 000",
            "116 111",
            "1177",
            "2021-2022",
            "2031-03-03",
            "pp. 070-174",
            "10.1016/j.chiabu.2021.105123",
            "SE45 5000 0000 0583 9825 7466",
            "1 234 567 890 kr",
            "978-91-7997-012-3",
            "32011L0036",
            "@example",
            "a @ b",
            "package@1.2.3",
            "https://host.example/@user",
            "Storgatan 5",
            "19.5, 3.7",
            "version 1.20230401.12",
            "0201256-6",
            "974 761 076",
            "2019/20:117",
            "S/RES/2331 (2016)",
            "[@hotline116, art. 3]",
            "Shelter for 5 children",
            "styles.9912319804ab.css",
        ] {
            assert_eq!(shown(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in "\\PC*") {
            find(&text);
        }

        #[test]
        fn any_signs_are_read_to_their_end(text in "[0-9 +().°'\"NEtel:@.,åа/-]{0,80}") {
            find(&text);
        }
    }
}
