//! Telephone numbers: those with a country's code, those with the shape of a national number, and those beside a word.

use std::ops::Range;

use super::known::country_code;
use crate::language::hours::begins_with_hours;

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
    "síma",
    "sms",
    "whatsapp",
    "signal",
    "viber",
    "telegram",
    "тел",
    "телефон",
    "моб",
    "tālr",
    "telefonas",
    "jour",
    "journummer",
    "mob",
    "handy",
    "handynummer",
    "rufnummer",
    "هاتف",
    "الهاتف",
    "جوال",
    "الجوال",
    "soita",
    "soittakaa",
    "helista",
    "helistage",
    "zvani",
    "zvaniet",
    "zvanīt",
    "skambink",
    "skambinkite",
    "skambinti",
    "zadzwoń",
    "dzwoń",
    "hringdu",
    "hringið",
    "подзвони",
    "подзвоніть",
    "зателефонуйте",
    "телефонуйте",
    "позвони",
    "позвоните",
    "звоните",
    "اتصل",
    "اتصلوا",
];
/// The same, whatever is hung on: mobilnummer, telefonnr, puhelimitse.
const TELEPHONE_BEGINNINGS: &[&str] = &[
    "telefon",
    "telephone",
    "mobil",
    "mobiil",
    "puhelin",
    "puhelim",
    "matkapuheli",
    "símanúmer",
    "tālruņ",
    "tālrun",
    "komórk",
    "телефон",
    "мобільн",
    "мобильн",
];

/// What a column of telephone numbers is called, or the field that holds one: fewer words, since others may head what is
/// counted.
const FIELDS: &[&str] = &[
    "tel",
    "tfn",
    "tlf",
    "telefon",
    "telefonnr",
    "telefonnummer",
    "tlfnr",
    "telephone",
    "mobil",
    "mobilnr",
    "mobilnummer",
    "mobile",
    "mobiltelefon",
    "phone",
    "puh",
    "puhelin",
    "puhelinnumero",
    "gsm",
    "sími",
    "símanúmer",
    "mob",
    "telefonas",
    "tālr",
    "tālrunis",
    "тел",
    "телефон",
    "мобільний",
    "هاتف",
    "الهاتف",
];
/// Addresses whose end is a telephone number.
const CHATS: &[&str] = &["wa.me/", "wa.me/+", "phone=", "phone=+", "phone= ", "signal.me/#p/+", "t.me/+", "callto:", "tel:", "sms:"];
/// Words that stand between what a number is and the number: «Tlf nr», «Phone number», «Call me: …», «hringdu í …».
const FILLERS: &[&str] = &[
    "nr",
    "no",
    "nro",
    "num",
    "number",
    "nummer",
    "numero",
    "numeris",
    "numurs",
    "номер",
    "№",
    "är",
    "er",
    "is",
    "ist",
    "me",
    "us",
    "mig",
    "meg",
    "oss",
    "os",
    "på",
    "í",
    "til",
    "uz",
    "pod",
    "na",
    "на",
    "за",
    "numeroon",
    "numbril",
    "numuru",
    "numeriu",
    "númer",
    "номеру",
];
/// What numbers are that look like telephones': of articles, persons in catalogues, companies, volumes.
const OTHERS: &[&str] = &[
    "wos", "isni", "krs", "regon", "ovt", "isbn", "issn", "pmid", "volym", "volume", "vol", "bind", "band", "konto", "account", "az",
    "dnr", "diarienr", "saksnr", "kid", "ocr", "iban", "rachunek", "rachunku",
];

/// The end of a group of figures, each apart by one sign or a few, and how many figures each has.
fn groups(text: &str, start: usize) -> (usize, Vec<usize>) {
    let bytes = text.as_bytes();
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
        let signs = bytes[at..].iter().take(3).take_while(|b| b" -()/.".contains(b)).count();
        let between = &bytes[at..at + signs];
        // Behind a whole number another may stand, its hours, or another sentence: «/», « - », « 24/7», «. ».
        let is_whole = groups.iter().sum::<usize>() >= 7;
        let rest = &text[at + signs..];
        let has_hours = || matches!(between.last(), Some(b' ' | b'(')) && begins_with_hours(rest);
        let ends = || between.contains(&b'/') || between == b" - " || signs > 1 && between.contains(&b'.');
        // Services, whose numbers are short, answer day and night.
        if signs == 0 || is_whole && ends() || (is_whole || rest.starts_with("24")) && has_hours() {
            break;
        }
        at += signs;
    }
    (end, groups)
}

/// The telephone number that begins with a figure. `follows` is whether another ends at the sign before it.
pub fn at(text: &str, start: usize, follows: bool) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    // The sign «№» is read as these letters.
    let before = text[..start].strip_suffix("No").filter(|before| !before.ends_with(char::is_alphanumeric)).unwrap_or(&text[..start]);
    let touching = before.chars().next_back();
    let is_free = follows && touching.is_some_and(|c| ",/".contains(c)) || touching == Some('.') && is_named(text, start, is_telephone);
    if !is_free && touching.is_some_and(|c| c.is_alphanumeric() || ".,/=_#-@%".contains(c)) {
        let length = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
        let is_chat = touching.is_some_and(|c| "/=".contains(c))
            && (8..=15).contains(&length)
            && CHATS.iter().any(|chat| text[..start].ends_with(chat));
        return is_chat.then_some(start..start + length);
    }
    let (end, groups) = groups(text, start);
    let count: usize = groups.iter().sum();
    // Whoever has so few figures is a service, not a person: 112, 116 000, 1177.
    if !(7..=15).contains(&count) {
        return None;
    }
    if text[end..].chars().next().is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    // The lines of help that have one number in all of Europe: +371 116 006.
    let is_of_europe = || {
        let figures: String = text[start..end].chars().filter(char::is_ascii_digit).collect();
        figures.get(country_code(&figures)..).is_some_and(|rest| rest.len() == 6 && rest.starts_with("116"))
    };
    let plus = text[..start].strip_suffix('+').or_else(|| text[..start].strip_suffix("+ ")).map(str::len);
    let is_other = || is_bank_account(&text[..start]) || is_named(text, start, |word, _| OTHERS.contains(&word));
    let follows_figures = || before.strip_suffix(' ').is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    // A Polish account, two figures and then groups of four: 61 1090 1014 0000 0712 1981 2874.
    let is_account = || groups.iter().all(|group| *group == 4) && follows_figures();
    // Fewer figures behind a plus are a sum: +1 250 000 kr.
    let is_abroad = || has_double_zero(&text[start..end], &groups) && !are_minutes(before, &groups);
    if plus.is_some() && is_of_europe() {
        return None;
    }
    if plus.is_some() && count >= 9 || is_abroad() && !is_account() && !is_other() {
        let start = plus.unwrap_or(start);
        let free = !text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        return free.then_some(start..end);
    }
    if CHATS.iter().any(|chat| text[..start].ends_with(chat)) {
        return Some(start..end);
    }
    let signs = |wanted: &[u8]| bytes[start..end].iter().all(|b| b.is_ascii_digit() || wanted.contains(b));
    // The rest of a long number in groups of three: 3 051 170 921.
    let goes_on = groups[0] == 3 && signs(b" ") && follows_figures();
    let number = &text[start..end];
    let has_shape = is_national(number, &groups) && !are_hours(number) || is_mobile(number) || dials_8(number, &groups);
    let national = has_shape && !goes_on && !is_other();
    // A sum, and what it is of: «by phone 1 234 567 calls».
    let is_sum =
        groups == [1, 3, 3] && signs(b" ") && text[end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let named = || {
        !is_sum
            && (7..=12).contains(&count)
            && signs(b" -/()")
            && !is_time(&text[start..end], &groups)
            && (is_named(text, start, is_telephone) || is_in_field(text, &(start..end), &groups))
    };
    (national || named()).then_some(start..end)
}

/// Whether figures begin with what stands for a plus, then a country's code, which begins with no zero.
fn has_double_zero(number: &str, groups: &[usize]) -> bool {
    let mut figures = number.bytes().filter(u8::is_ascii_digit);
    let begins = number.starts_with("00") && figures.nth(2).is_some_and(|b| b != b'0');
    let count: usize = groups.iter().sum();
    // A Finnish company's number of invoices: Lithuanian and Latvian telephones have a figure more.
    let is_company = groups == [12] && (number.starts_with("00370") || number.starts_with("00371") || number.starts_with("00373"));
    begins
        && count >= 11
        && (groups[0] >= 4 || groups[0] == 2 && groups.len() >= 4 && groups[1..].iter().all(|group| *group <= 4))
        && !is_company
}

/// Whether the first figures are the minutes of an hour, as in «17:00 2031-03-03».
fn are_minutes(before: &str, groups: &[usize]) -> bool {
    let Some(hour) = before.strip_suffix([':', '.']).filter(|_| groups[0] == 2) else { return false };
    let figures = hour.len() - hour.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    (1..=2).contains(&figures) && hour[hour.len() - figures..].parse::<u32>().is_ok_and(|hour| hour <= 24)
}

/// Whether figures have the shape of a national number: the figure for «long distance», then short groups, or all others
/// at once. Behind two of those figures stands a country's code.
fn is_national(number: &str, groups: &[usize]) -> bool {
    let count: usize = groups.iter().sum();
    // 07700 900123
    let is_british = || number.starts_with("07") && matches!(groups, [5, 6] | [5, 3, 3]);
    if !number.starts_with('0') || number.starts_with("00") || !(8..=11).contains(&count) || !((2..=4).contains(&groups[0]) || is_british())
    {
        return false;
    }
    let signs = |wanted: &str| number.chars().all(|c| c.is_ascii_digit() || wanted.contains(c));
    let short = groups.len() >= 3 && groups[1..].iter().all(|group| (2..=3).contains(group));
    // 040 123 4567, 020 7946 0958
    let four = matches!(groups, [2..=4, 3, 4] | [3, 4, 4]) && signs(" -()");
    let is_mobile = ["07", "04", "05", "015", "016", "017"].iter().any(|begins| number.starts_with(begins));
    let two = matches!(groups, [_, rest] if *rest >= 6) && (signs(" -()") || is_mobile && groups[0] >= 3 && signs("/"));
    short && signs(" -/()") || four || two || short && groups.len() >= 4 && signs(".")
}

/// Whether figures in one run are a mobile telephone's of Sweden, Finland or Ukraine, as people type them, and no book's.
fn is_mobile(number: &str) -> bool {
    const BEGINNINGS: [&str; 24] = [
        "070", "072", "073", "076", "079", "040", "041", "044", "045", "046", "050", "039", "063", "066", "067", "068", "091", "092",
        "093", "094", "095", "096", "097", "098",
    ];
    let bytes = number.as_bytes();
    let weighed = |(at, b): (usize, &u8)| (10 - at) * usize::from(b - b'0');
    bytes.len() == 10
        && bytes.iter().all(u8::is_ascii_digit)
        && BEGINNINGS.iter().any(|begins| number.starts_with(begins))
        && !bytes.iter().enumerate().map(weighed).sum::<usize>().is_multiple_of(11)
}

/// Whether figures begin with the 8 that some dial at home: Lithuanian `8 612 34567`, Russian `8 (912) 123-45-67`.
fn dials_8(number: &str, groups: &[usize]) -> bool {
    let is_short = || number.bytes().filter(u8::is_ascii_digit).nth(1).is_some_and(|b| b >= b'6');
    let has_shape = matches!(groups, [1, 3, 3, 2, 2]) || matches!(groups, [1, 3, 5]) && is_short();
    number.starts_with('8') && has_shape && number.bytes().all(|b| b.is_ascii_digit() || b" -()".contains(&b))
}

/// Whether figures are a day or two years: 2031-03-03, 2021-2027.
fn is_time(number: &str, groups: &[usize]) -> bool {
    let is_year = |figures: &str| matches!(figures.parse(), Ok(1800..=2199));
    match groups {
        [4, 2, 2] => is_year(&number[..4]),
        [4, 4] => is_year(&number[..4]) && is_year(&number[number.len() - 4..]),
        _ => false,
    }
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

/// The end of a text, so many bytes of it at most.
fn end_of(text: &str, most: usize) -> &str {
    let from = (text.len().saturating_sub(most)..=text.len()).find(|from| text.is_char_boundary(*from));
    &text[from.unwrap_or(text.len())..]
}

/// Whether the word just before a number says that it is of some kind. The kind is given the word and the signs behind it.
fn is_named(text: &str, start: usize, is_kind: impl Fn(&str, &str) -> bool) -> bool {
    let line = end_of(&text[..start], 48).rsplit('\n').next().unwrap_or_default().to_lowercase();
    let between = line.rsplit(|c: char| c.is_alphabetic() || c == '№').next().unwrap_or_default();
    // A card of a person: `TEL;TYPE=cell:`.
    if line.ends_with(':') && (line.starts_with("tel;") || line.contains(".tel;")) {
        return is_kind("tel", "");
    }
    if !between.chars().all(|c| " :.(".contains(c)) {
        return false;
    }
    let mut words = line.split(|c: char| !c.is_alphabetic() && c != '№').filter(|word| !word.is_empty()).rev();
    words.find(|word| !FILLERS.contains(word)).is_some_and(|word| is_kind(word, between))
}

/// Whether a number fills a cell or a value beside, or below, a word for telephones: `Tlf;91234567`, `"phone":"91234567"`,
/// a column that is headed «Telefon».
fn is_in_field(text: &str, at: &Range<usize>, groups: &[usize]) -> bool {
    /// A table's head and some dozens of rows, in bytes.
    const LONGEST: usize = 2_000;
    let number = &text[at.clone()];
    let part = |from: usize, length: usize| number.get(from..from + length).and_then(|part| part.parse::<u32>().ok());
    let is_day =
        || groups == [8] && part(0, 4).is_some_and(|year| (1900..2100).contains(&year)) && part(4, 2).is_some_and(|month| month <= 12);
    // With fewer figures it is a count.
    if groups == [1, 3, 3] || groups == [7] || is_day() {
        return false;
    }
    let is_quote = |c: char| "\"' ".contains(c);
    let behind = text[at.end..].trim_start_matches(is_quote);
    if !behind.is_empty() && !behind.starts_with([';', '|', ',', '\n', '\r', '}', ']']) {
        return false;
    }
    let before = end_of(&text[..at.start], LONGEST).trim_end_matches(is_quote);
    let Some(said) = before.strip_suffix([';', '|', ',', ':']) else {
        let to = (LONGEST.min(behind.len())..=behind.len()).find(|to| behind.is_char_boundary(*to)).unwrap_or(behind.len());
        return before.ends_with('\n') && is_in_cell(before, &behind[..to]);
    };
    // In a sentence a space stands behind a comma.
    let is_in_sentence = before.ends_with(',') && text[..at.start].ends_with(' ');
    !is_in_sentence && said.rsplit([';', '|', ',', '{', '\n']).next().is_some_and(is_field)
}

/// The same where each cell has a line of its own and an empty line ends a row, as tables are read.
fn is_in_cell(before: &str, behind: &str) -> bool {
    /// Rows between a number and the head; what stands in the first rows tells an author enough.
    const MOST: usize = 24;
    let mut rows = before.rsplit("\n\n");
    let row = rows.next().unwrap_or_default();
    let column = row.matches('\n').count();
    let cells = column + behind.split("\n\n").next().unwrap_or_default().trim_end().matches('\n').count() + 1;
    let beside = || row.lines().next_back().is_some_and(is_field);
    let mut alike = rows.map(|row| row.trim_matches('\n')).take(MOST).take_while(|row| row.lines().count() == cells);
    beside() || cells > 1 && alike.any(|row| row.lines().nth(column).is_some_and(is_field))
}

/// Whether a cell says that another holds a telephone number.
fn is_field(cell: &str) -> bool {
    const LONGEST: usize = 40;
    let small = if cell.len() <= LONGEST { cell.to_lowercase() } else { String::new() };
    let mut words = small.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.next().is_some_and(|word| FIELDS.contains(&word)) && words.all(|word| FILLERS.contains(&word))
}

fn is_telephone(word: &str, behind: &str) -> bool {
    // Polish, shortened; a word of its own in Nordic languages.
    word == "kom" && behind.contains(['.', ':'])
        || TELEPHONE.contains(&word)
        || TELEPHONE_BEGINNINGS.iter().any(|begins| word.starts_with(begins))
}
