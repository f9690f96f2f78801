//! Ways to a person or a place: addresses of post, telephone numbers, positions, streets near words for shelter.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::packed::Searcher;

use crate::language::words::next_figure;

/// What was found, in bytes of the text that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    Mail(Range<usize>),
    Telephone(Range<usize>),
    Position(Range<usize>),
    Street(Range<usize>),
}

/// The longest name of a host and of somebody there, in bytes.
const LONGEST_HOST: usize = 320;

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
        // Quotation marks and the like are no part of a name, in whatever script.
        let local = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
        let host = |c: char| c.is_alphanumeric() || ".-".contains(c);
        let name = text[from..at].trim_end_matches(local).len();
        let start = from + name + text[from + name..at].bytes().take_while(|b| *b == b'.').count();
        let length = text[at + 1..].find(|c| !host(c)).unwrap_or(text.len() - at - 1);
        let Some(host) = host_of(&text[at + 1..at + 1 + length]) else { continue };
        if start < at && !is_in_address(&text[..start], host) {
            from = at + 1 + host.len();
            found.push(Way::Mail(start..from));
        }
    }
}

/// The name of a host, without what is hung on: `example.org-Anna`, `example.org.`.
fn host_of(text: &str) -> Option<&str> {
    let mut host = text.trim_end_matches(['.', '-']);
    // Who hangs on more writes no address.
    for _ in 0..4 {
        let (name, top) = host.rsplit_once('.')?;
        if !name.is_empty() && top.chars().count() >= 2 && (top.chars().all(char::is_alphabetic) || top.starts_with("xn--")) {
            return Some(host);
        }
        host = host[..host.rfind(['.', '-'])?].trim_end_matches(['.', '-']);
    }
    None
}

/// Whether a name stands in an address, where it is a user or a version: `https://host/@user`, `npm/package@1.0.min`.
fn is_in_address(before: &str, host: &str) -> bool {
    if !before.ends_with(['/', ':']) {
        return false;
    }
    let bytes = before.as_bytes();
    let word = bytes.iter().rev().take(LONGEST_HOST).take_while(|b| !b.is_ascii_whitespace() && !b"\"'<>(),;".contains(b));
    let has_scheme = word.clone().zip(word.clone().skip(1)).any(|two| two == (&b'/', &b'/'));
    let is_path = || {
        word.clone().last() == Some(&b'/')
            || !host.rsplit_once('.').is_some_and(|(name, _)| name.split('.').any(|label| label.starts_with(char::is_alphabetic)))
    };
    has_scheme || before.ends_with('/') && is_path()
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
    "mob",
];
/// The same, whatever is hung on: mobilnummer, telefonnr.
const TELEPHONE_BEGINNINGS: &[&str] = &["telefon", "telephone", "mobil", "puhelin", "телефон"];

/// Addresses whose end is a telephone number.
const CHATS: &[&str] = &["wa.me/", "wa.me/+", "phone=", "phone=+", "phone= ", "signal.me/#p/+", "t.me/+", "callto:", "tel:", "sms:"];
/// Words that stand between what a number is and the number: «Tlf nr», «Phone number».
const FILLERS: &[&str] = &["nr", "no", "nro", "num", "number", "nummer", "numero", "numeris", "numurs", "номер", "№"];

/// Telephone numbers and positions, in one pass over the figures.
fn figures(text: &str, found: &mut Vec<Way>) {
    let bytes = text.as_bytes();
    let speaks_of_places = OnceCell::new();
    let mut at = 0;
    while let Some(start) = next_figure(bytes, at) {
        let before = text[..start].chars().next_back();
        if let Some(end) = position(text, start, &speaks_of_places) {
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
        let length = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
        let is_chat = before.is_some_and(|c| "/=".contains(c))
            && (8..=15).contains(&length)
            && CHATS.iter().any(|chat| text[..start].ends_with(chat));
        return is_chat.then_some(start..start + length);
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
    let plus = text[..start].strip_suffix('+').or_else(|| text[..start].strip_suffix("+ ")).map(str::len);
    let double_zero = text[start..].starts_with("00")
        && count >= 10
        && (groups[0] >= 4 || groups[0] == 2 && groups.len() >= 4 && groups[1..].iter().all(|group| *group <= 4))
        && !is_bank_account(&text[..start]);
    // Fewer figures behind a plus are a sum: +1 250 000 kr.
    if plus.is_some() && count >= 9 || double_zero {
        let start = plus.unwrap_or(start);
        let free = !text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        return free.then_some(start..end);
    }
    if CHATS.iter().any(|chat| text[..start].ends_with(chat)) {
        return Some(start..end);
    }
    let signs = |wanted: &[u8]| bytes[start..end].iter().all(|b| b.is_ascii_digit() || wanted.contains(b));
    // A national number: the figure for «long distance», then short groups, or all others at once.
    let short = groups.len() >= 3 && groups[1..].iter().all(|group| (2..=3).contains(group));
    let national = bytes[start] == b'0'
        && (8..=11).contains(&count)
        && (2..=4).contains(&groups[0])
        && (short && signs(b" -/()") || groups.len() == 2 && groups[1] >= 6 && signs(b" -()") || short && groups.len() >= 4 && signs(b"."))
        && !are_hours(&text[start..end])
        && !is_bank_account(&text[..start]);
    let is_day = groups == [4, 2, 2] || groups == [4, 4];
    // A sum, and what it is of: «by phone 1 234 567 calls».
    let is_sum =
        groups == [1, 3, 3] && signs(b" ") && text[end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let named = !is_day
        && !is_sum
        && (7..=12).contains(&count)
        && signs(b" -/()")
        && groups.iter().all(|group| *group <= 12)
        && is_named(text, start);
    (national || named).then_some(start..end)
}

/// Whether figures are from when to when: 08-12 13-17.
fn are_hours(text: &str) -> bool {
    text.matches('-').count() >= 2 && text.split([' ', '-']).all(|part| part.len() == 2 && part.parse::<u32>().is_ok_and(|hour| hour <= 24))
}

/// Whether the letters and figures before are those with which an IBAN begins: DK50, LV80 BANK 0000.
fn is_bank_account(before: &str) -> bool {
    let begins = |part: &str| {
        let bytes = part.as_bytes();
        bytes.len() >= 4 && bytes[..2].iter().all(u8::is_ascii_uppercase) && bytes[2..4].iter().all(u8::is_ascii_digit)
    };
    let belongs = |part: &&str| part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let near = before.char_indices().rev().nth(33).map_or(before, |(at, _)| &before[at..]);
    near.trim_end().rsplit(' ').take_while(belongs).any(begins)
}

/// Whether the word just before says that this is a telephone number.
fn is_named(text: &str, start: usize) -> bool {
    let from = (start.saturating_sub(48)..=start).find(|&i| text.is_char_boundary(i)).unwrap_or(start);
    let line = text[from..start].rsplit('\n').next().unwrap_or_default().to_lowercase();
    let mut words = line.split(|c: char| !c.is_alphabetic() && c != '№').filter(|word| !word.is_empty()).rev();
    let between = line.rsplit(|c: char| c.is_alphabetic() || c == '№').next().unwrap_or_default();
    // A card of a person: `TEL;TYPE=cell:`.
    if line.ends_with(':') && (line.starts_with("tel;") || line.contains(".tel;")) {
        return true;
    }
    if !between.chars().all(|c| " :.(".contains(c)) {
        return false;
    }
    let Some(word) = words.find(|word| !FILLERS.contains(word)) else { return false };
    TELEPHONE.contains(&word) || TELEPHONE_BEGINNINGS.iter().any(|begins| word.starts_with(begins))
}

const COMPASS: [char; 6] = ['N', 'S', 'E', 'W', 'Ö', 'V'];

/// A number with four decimals or more.
struct Decimal {
    whole: u32,
    /// Whether a comma stands before the decimals.
    comma: bool,
    end: usize,
}

fn decimal(text: &str, from: usize, most: u32) -> Option<Decimal> {
    let bytes = text.as_bytes();
    let figures = |from: usize| bytes.get(from..).map_or(0, |rest| rest.iter().take_while(|b| b.is_ascii_digit()).count());
    let point = from + figures(from);
    let whole: u32 = text.get(from..point)?.parse().ok()?;
    let comma = bytes.get(point) == Some(&b',');
    if point - from > 3 || whole > most || !(comma || bytes.get(point) == Some(&b'.')) {
        return None;
    }
    let decimals = figures(point + 1);
    (4..=15).contains(&decimals).then_some(Decimal { whole, comma, end: point + 1 + decimals })
}

/// Words of measures, which are told as a number and how far it is out.
const MEASURES: &[&str] = &["mean", "median", "average", "age", "medel", "medelvärde", "gennemsnit", "keskiarvo"];

/// Whether two numbers are those of a measure or of a row: `mean age 35.1234, 4.5678 (SD)`, `59.3412, 45.1234 and 12.3456`.
fn is_statistic(text: &str, start: usize, end: usize) -> bool {
    let near = text[..start].char_indices().rev().nth(15).map_or(&text[..start], |(at, _)| &text[at..start]).to_lowercase();
    let rest = text[end..].trim_start_matches([' ', ',', '(']);
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_joined = matches!(word, "and" | "och" | "og" | "ja" | "un" | "ir" | "та" | "і" | "or" | "eller");
    // Behind «and» may stand another position.
    let is_alone = || {
        let rest = rest[word.len()..].trim_start();
        let is_last = |third: Decimal| decimal(rest[third.end..].trim_start_matches([' ', ',', ';']), 0, 999).is_none();
        decimal(rest, 0, 999).is_some_and(is_last)
    };
    near.split(|c: char| !c.is_alphabetic()).any(|word| MEASURES.contains(&word))
        || matches!(word, "SD" | "SE" | "CI")
        || is_joined && is_alone()
}

/// Whether a text names what positions consist of. Only then are two cells of a table held for one, the longitude first.
fn speaks_of_places(text: &str) -> bool {
    ["longitud", "lon,", "lng", "coordinates", "lon\n", "\"lon\"", "Longitud", "Lon\n", "LON"]
        .iter()
        .any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some())
}

/// A position with four decimals or more, which is a house; or in degrees, minutes and seconds.
fn position(text: &str, start: usize, places: &OnceCell<bool>) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut before = text[..start].chars().rev();
    // The quarter may stand before the figures: `N59.32932`.
    let touching = before.next();
    let quarter = touching.filter(|c| COMPASS.contains(c)).filter(|_| !before.next().is_some_and(char::is_alphanumeric));
    if quarter.is_none() && touching.is_some_and(|c| c.is_alphanumeric() || ".,".contains(c)) {
        return None;
    }
    let first = decimal(text, start, 180);
    if let Some(first) = &first {
        // `59.3293, 18.0686`, `59.3293 N 18.0686 E`, `59.3293/18.0686`, a cell each.
        let rest = &text[first.end..];
        let length = rest.chars().take(60).take_while(|c| " ,;/+-:|\n\r\t\u{b0}NSEWÖV".contains(*c)).map(char::len_utf8).sum::<usize>();
        let signs = &rest[..length];
        let is_near = signs.split_ascii_whitespace().map(str::len).sum::<usize>() <= 6;
        let second = decimal(text, first.end + length, 180).filter(|_| length > 0 && is_near && first.whole <= 90);
        // Two numbers below two are shares, and with a dash between them bounds of one.
        let is_pair = |second: &Decimal| {
            let sure = !first.comma && !second.comma && !signs.contains(['\n', '|', '\t']);
            let in_europe = (34..=72).contains(&first.whole) && second.whole <= 45;
            let turned = (34..=72).contains(&second.whole) && first.whole <= 45 && !first.comma && !second.comma;
            (first.whole >= 2 || second.whole >= 2)
                && signs != "-"
                && (sure || in_europe || turned && *places.get_or_init(|| speaks_of_places(text)))
        };
        if let Some(second) = second.filter(is_pair)
            && !bytes.get(second.end).is_some_and(u8::is_ascii_alphanumeric)
            && !(bytes.get(second.end) == Some(&b'.') && bytes.get(second.end + 1).is_some_and(u8::is_ascii_digit))
            && !is_statistic(text, start, second.end)
        {
            return Some(second.end);
        }
        // `lat=59.3293&lon=18.0686`, `{"lat":59.3293,"lng":18.0686}`.
        let near = rest.char_indices().nth(24).map_or(rest, |(end, _)| &rest[..end]);
        for key in ["lon", "lng", "lat"] {
            let Some(at) = near.find(key) else { continue };
            let name = near[at..].bytes().take_while(u8::is_ascii_alphabetic).count();
            let signs = near[at + name..].bytes().take_while(|b| b"\"'=: -".contains(b)).count();
            if let Some(second) = decimal(text, first.end + at + name + signs, 180) {
                return Some(second.end);
            }
        }
    }
    // 59°19'46"N, N 59°19'46"
    let told_before = || {
        let mut before = text[..start].trim_end_matches(' ').chars().rev();
        quarter.is_some() || before.next().is_some_and(|c| COMPASS.contains(&c)) && !before.next().is_some_and(char::is_alphanumeric)
    };
    let mut at = start;
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    let rest = text[at..].strip_prefix('\u{b0}')?;
    let minutes: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    // 59° 19.763' N
    let fraction = rest.trim_start()[minutes.len()..].strip_prefix('.').unwrap_or_default();
    let exact = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let marked = fraction[exact..].trim_start_matches(['\'', '\u{2032}', '\u{2019}', ' ']);
    if exact >= 2 && (1..=2).contains(&minutes.len()) && marked.len() < fraction[exact..].len() && marked.starts_with(COMPASS) {
        return Some(text.len() - marked.len() + marked.chars().next().map_or(0, char::len_utf8));
    }
    let after = &rest.trim_start()[minutes.len()..];
    let seconds = after.trim_start_matches(['\'', '\u{2032}', '\u{2019}', ' ']);
    let figures = seconds.chars().take_while(|c| c.is_ascii_digit() || *c == '.').count();
    let marked = seconds[figures..].trim_start_matches(['"', '\u{2033}', '\u{201d}', '\'', '\u{2032}', ' ']);
    let told_before = told_before();
    let compass = marked.chars().next().filter(|c| COMPASS.contains(c) && !told_before);
    ((1..=2).contains(&minutes.len()) && after.len() > seconds.len() && figures > 0 && (told_before || compass.is_some())).then(|| {
        match compass {
            Some(compass) => text.len() - marked.len() + compass.len_utf8(),
            None => text.len() - seconds.len() + figures,
        }
    })
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
    "krisecentre",
    "krisesentre",
    "kvindekrisecenter",
    "kvindekrisecentre",
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
    "ielā",
    "ielas",
    "bulvāris",
    "bulvārī",
    "gatvė",
    "gatve",
    "gatvės",
    "gatvėje",
    "g.",
    "pr.",
    "al.",
    "prospektas",
    "mnt",
    "mnt.",
    "pst",
    "pst.",
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

/// What stands between a street and the number of a house.
const HOUSES: &[&str] = &["nr", "nr.", "no", "no.", "№", "numer", "number", "nummer", "будинок", "буд.", "д.", "namas", "māja"];

/// Whether a word is the second of a Lithuanian street, whose short forms are Danish too: `Gedimino pr.`, `Laisvės al.`.
fn is_lithuanian(before: &str) -> bool {
    ["o", "ės", "os", "ų", "aus", "ies"].iter().any(|ending| before.ends_with(ending))
}

fn streets(text: &str, found: &mut Vec<Way>) {
    // Shelter is seldom spoken of; streets are sought beside such words alone.
    if !may_hold_shelter(text) {
        return;
    }
    // Byte for byte as long as the text: a letter that grows when it is made small stays as it is.
    let lower = |c: char| Some(c.to_lowercase()).filter(|lower| lower.len() == 1)?.next().filter(|lower| lower.len_utf8() == c.len_utf8());
    let folded: String = text.chars().map(|c| lower(c).unwrap_or(c)).collect();
    let mut last = 0;
    let mut places: Vec<usize> = SHELTERS
        .iter()
        .flat_map(|word| folded.match_indices(word).map(|(at, _)| at))
        .filter(|at| !folded[..*at].chars().next_back().is_some_and(char::is_alphabetic) && !folded[*at..].starts_with("refugee"))
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
            let beside = beside && (!matches!(name, "pr." | "al.") || index > 0 && is_lithuanian(words[index - 1].1));
            if !named && !beside {
                continue;
            }
            let number = |word: &&(usize, &str)| {
                let figures = word.1.bytes().take_while(u8::is_ascii_digit).count();
                (1..=3).contains(&figures)
            };
            let behind = words[index + 1..].iter().take(4).filter(|(_, word)| !HOUSES.contains(&word.to_lowercase().as_str()));
            let after = behind.take(if beside { 2 } else { 1 }).find(number);
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
    const PARTS: [&str; 28] = [
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
        "isecentre",
        "isesentre",
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
    next_figure(text.as_bytes(), 0).is_some() && ANY.as_ref().is_none_or(|any| any.find(text.as_bytes()).is_some())
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
            ("“anna@example.org”", "mail anna@example.org"),
            ("«anna@example.org»", "mail anna@example.org"),
            ("anna@example.org’s", "mail anna@example.org"),
            ("anna@example.org • eva", "mail anna@example.org"),
            ("anna@example.org، eva", "mail anna@example.org"),
            ("…anna@example.org…", "mail anna@example.org"),
            ("anna@example.org-Eva", "mail anna@example.org"),
            ("anna@example.org.1", "mail anna@example.org"),
            ("Kontakt: Eva/anna@example.org", "mail anna@example.org"),
            ("Jürgen.ö@exämple.org", "mail Jürgen.ö@exämple.org"),
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
            ("59° 19.763' N", "at 59° 19.763' N"),
            ("59.32932\n18.06858", "at 59.32932\n18.06858"),
            ("{\"lat\":59.329323,\"lon\":18.068581}", "at 59.329323,\"lon\":18.068581"),
            ("lat: 59.32932, lng: 18.06858", "at 59.32932, lng: 18.06858"),
            ("N 59.32932 E 18.06858", "at 59.32932 E 18.06858"),
            ("59,32932, 18,06858", "at 59,32932, 18,06858"),
            ("E-post:anna@example.org", "mail anna@example.org"),
            ("ORGANIZER;CN=Anna:MAILTO:anna@example.org", "mail anna@example.org"),
            ("anna@example.xn--p1ai", "mail anna@example.xn--p1ai"),
            ("Anna nås på 070-1740605", "tel 070-1740605"),
            ("eller 040 1234567", "tel 040 1234567"),
            ("(067) 123-45-67", "tel 067) 123-45-67"),
            ("070.174.06.05", "tel 070.174.06.05"),
            ("mobilnummer: 0701740605", "tel 0701740605"),
            ("00 46 70 174 06 05", "tel 00 46 70 174 06 05"),
            ("+ 46 70 174 06 05", "tel + 46 70 174 06 05"),
            ("Vårt skyddat boende på Storgatan 5 i Malmö", "street Storgatan 5"),
            ("The shelter is at 12 Harbour Street", "street 12 Harbour Street"),
            ("İstanbul: vårt skyddat boende på Storgatan 5", "street Storgatan 5"),
            ("N59.32932, E18.06858", "at 59.32932, E18.06858"),
            ("N 59° 19' 46\", E 18° 4' 7\"", "at 59° 19' 46"),
            ("59.3293, 18.0686 and 59.3300, 18.0700", "at 59.3300, 18.0700"),
            ("se 59.3293, 18.0686 or nearby", "at 59.3293, 18.0686"),
            ("[\n          18.06858,\n          59.32932\n        ] \"coordinates\"", "at 18.06858,\n          59.32932"),
            ("name\nlon\nlat\nHome\n18.06858\n59.32932", "at 18.06858\n59.32932"),
            ("Tlf nr 21 30 66 01", "tel 21 30 66 01"),
            ("Tel. no. 631 12 34", "tel 631 12 34"),
            ("Phone number: 21306683", "tel 21306683"),
            ("https://wa.me/46701100851", "tel 46701100851"),
            ("https://api.whatsapp.com/send?phone=46701100851", "tel 46701100851"),
            ("TEL;TYPE=cell:0701740605", "tel 0701740605"),
            ("sími 5 112 345.", "tel 5 112 345"),
            ("skyddat boende, Storgatan nr 5", "street Storgatan nr 5"),
            ("shelter: Pärnu mnt 12", "street Pärnu mnt 12"),
            ("prieglauda, Gedimino pr. 12", "street Gedimino pr. 12"),
            ("prieglauda, Laisvės al. 12", "street Laisvės al. 12"),
            ("Patversme Brīvības ielā 12", "street Brīvības ielā 12"),
            ("притулок на вулиця Хрещатик, будинок 7", "street на вулиця Хрещатик, будинок 7"),
            ("Vores krisecentre ligger Nørregade 5", "street Nørregade 5"),
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
            "npm/package@1.0.min",
            "https://cdn.example/npm/package@next.min",
            "/users/anna@host.example",
            "”@”",
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
            "The Refugee Council, Storgatan 5",
            "styles.9912319804ab.css",
            "Öppet mån 08-12 13-17",
            "the call 2021-2027",
            "DK50 0040 0440 1162 43",
            "LV80 BANK 0000 4351 9500 1",
            "+1 250 000 kr",
            "95 % CI 1.0123–1.5012",
            "p = 0.0012, 0.0345",
            "mean age 35.1234, 4.5678 (SD)",
            "59.3412, 45.1234 and 12.3456",
            "18.06858\n59.32932",
            "by phone 1 234 567 calls",
            "https://example.org/46701100851",
            "krisecentre, Status pr. 31. december",
            "shelter, Smith et al. 12",
            "1.0123\n1.5012",
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
