//! Positions that are exact to a house: two numbers with decimals, degrees with minutes and seconds, and codes for places.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

use super::Way;
use crate::language::sought::Sought;
use crate::language::words::next_figure;

/// Letters for where the sun stands, as they are written beside figures: `N`, `Ö`, Danish `Ø`, Finnish `P`, Latvian `Z`.
const COMPASS: [char; 15] = ['N', 'S', 'E', 'W', 'Ö', 'Ø', 'V', 'O', 'P', 'I', 'L', 'Z', 'A', 'D', 'R'];
const DEGREES: [char; 3] = ['\u{b0}', '\u{2da}', '\u{ba}'];
const MINUTES: [char; 3] = ['\'', '\u{2032}', '\u{2019}'];
const SECONDS: [char; 5] = ['"', '\u{2033}', '\u{201d}', '\'', '\u{2032}'];

/// The end of the position that begins with a figure. `places` is whether the whole text speaks of such, once asked.
pub fn at(text: &str, start: usize, places: &OnceCell<bool>) -> Option<usize> {
    // `!3d59.3293!4d18.0686`, as maps write it in their addresses.
    if text[..start].ends_with('!') && text[start + 1..].starts_with('d') {
        return pair(text, start + 2, true, places);
    }
    let mut before = text[..start].chars().rev();
    // The quarter may stand before the figures: `N59.32932`.
    let touching = before.next();
    let quarter = touching.filter(|c| COMPASS.contains(c)).filter(|_| !before.next().is_some_and(char::is_alphanumeric));
    if quarter.is_none() && touching.is_some_and(|c| c.is_alphanumeric() || ".,".contains(c)) {
        return None;
    }
    pair(text, start, quarter.is_some(), places)
        .or_else(|| angle(text, start, quarter.is_some()))
        .or_else(|| degrees_and_minutes(text, start, quarter.is_some()))
        .or_else(|| degrees_in_a_row(text, start, quarter.is_some()))
}

/// A number with four decimals or more.
struct Decimal {
    start: usize,
    whole: u32,
    decimals: usize,
    /// Whether a comma stands before the decimals.
    comma: bool,
    end: usize,
}

fn decimal(text: &str, from: usize, most: u32) -> Option<Decimal> {
    let point = from + digits(text, from);
    let sign = text.get(point..)?.chars().next().filter(|c| matches!(c, '.' | ',' | '\u{66b}') && point - from <= 3)?;
    let whole = text[from..point].parse().ok().filter(|whole| *whole <= most)?;
    let fraction = point + sign.len_utf8();
    let decimals = digits(text, fraction);
    (4..=15).contains(&decimals).then_some(Decimal { start: from, whole, decimals, comma: sign == ',', end: fraction + decimals })
}

/// The end of two numbers that are a latitude and a longitude.
fn pair(text: &str, start: usize, told: bool, places: &OnceCell<bool>) -> Option<usize> {
    let first = decimal(text, start, 180)?;
    let from = first.end;
    let pair = Pair::of(text, start, first).filter(|pair| pair.is_position(told, places));
    pair.map(|pair| pair.second.end).or_else(|| second_with_a_word(text, from))
}

/// Two numbers and what stands between them: `59.3293, 18.0686`, `59.3293 N 18.0686 E`, `59.3293/18.0686`, a cell each.
struct Pair<'a> {
    text: &'a str,
    start: usize,
    first: Decimal,
    between: &'a str,
    second: Decimal,
}

impl<'a> Pair<'a> {
    fn of(text: &'a str, start: usize, first: Decimal) -> Option<Pair<'a>> {
        let rest = &text[first.end..];
        let is_between = |c: &char| " ,;/+-:|~\n\r\t\u{60c}".contains(*c) || DEGREES.contains(c) || COMPASS.contains(c);
        let length = match rest.get(..3) {
            Some("!4d" | "!3d" | "%2C" | "%2c") => 3,
            _ => rest.chars().take(60).take_while(is_between).map(char::len_utf8).sum::<usize>(),
        };
        let between = if rest.starts_with('%') { "," } else { &rest[..length] };
        let is_near = between.split_ascii_whitespace().map(str::len).sum::<usize>() <= 6;
        let second = decimal(text, first.end + length, 180).filter(|second| length > 0 && is_near && is_whole(text, second.end))?;
        Some(Pair { text, start, first, between, second })
    }

    /// Whether they are a position: by signs beside them, by words before them, or by themselves.
    fn is_position(&self, told: bool, places: &OnceCell<bool>) -> bool {
        let Pair { text, start, first, between, second } = self;
        // Two numbers below two are shares, and with a dash between them bounds of one.
        if first.whole < 2 && second.whole < 2 || between.trim() == "-" || first.whole > 90 && second.whole > 90 {
            return false;
        }
        if is_statistic(text, *start, second.end) || self.bounds_estimate() {
            return false;
        }
        if self.is_marked(told) {
            return true;
        }
        if between.contains(char::is_alphabetic) {
            return false;
        }
        let in_europe = (34..=72).contains(&first.whole) && second.whole <= 45;
        let turned = (34..=72).contains(&second.whole) && first.whole <= 45 && !first.comma && !second.comma;
        let is_exact = first.decimals >= 5 && second.decimals >= 5;
        let are_cells = between.contains(['\n', '|']) && !between.contains(',');
        let has_comma = between.contains([',', ';', '\u{60c}']) && !first.comma;
        let by_themselves = || (has_comma || is_exact) && in_europe || has_comma && is_exact && first.whole <= 90;
        !are_cells && (in_europe || turned || is_exact) && is_told(&text[..*start])
            || !are_cells && by_themselves() && !is_row(text, *start, between, second.end)
            || (in_europe || turned) && *places.get_or_init(|| speaks_of_places(text))
    }

    /// Whether they are the bounds of the number in the cell before, which has as many decimals: `41.2345\n40.1234, 42.3456`.
    fn bounds_estimate(&self) -> bool {
        let Pair { text, start, first, second, .. } = self;
        if !text[..*start].ends_with(['\n', '|', '\t']) || first.decimals != second.decimals || first.whole.abs_diff(second.whole) > 10 {
            return false;
        }
        let before = text[..*start].trim_end_matches(['\n', '|', '\t', ' ']);
        let is_of_number = |b: &u8| b.is_ascii_digit() || b".,".contains(b);
        let from = before.len() - before.bytes().rev().take(20).take_while(is_of_number).count();
        let value = |text: &str| text.replace(',', ".").parse::<f64>().ok();
        let estimate = decimal(before, from, 180).filter(|estimate| estimate.decimals == first.decimals && estimate.end == before.len());
        let bounds = (value(&text[*start..first.end]), value(&text[second.start..second.end]));
        match (estimate.and_then(|_| value(&before[from..])), bounds) {
            (Some(estimate), (Some(low), Some(high))) => low <= estimate && estimate <= high,
            _ => false,
        }
    }

    /// Whether degrees, quarters or the signs of a map's address stand beside both.
    fn is_marked(&self, told: bool) -> bool {
        let Pair { text, start, between, second, .. } = self;
        match between.chars().filter(|c| c.is_alphabetic()).count() {
            0 => told || between.contains(DEGREES) || between.contains('~'),
            1 => told || ends_with_quarter(&text[..*start]) || starts_with_quarter(&text[second.end..]),
            2 => between.split(|c: char| !c.is_alphabetic()).all(|word| word.chars().count() <= 1),
            _ => false,
        }
    }
}

/// Whether nothing goes on behind a number but a letter for the quarter: `18.06858E`.
fn is_whole(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    match (after.next(), after.next()) {
        (Some('.'), Some(c)) => !c.is_ascii_digit(),
        (Some(c), next) => c != '%' && (!c.is_alphanumeric() || COMPASS.contains(&c) && !next.is_some_and(char::is_alphanumeric)),
        (None, _) => true,
    }
}

/// Whether a letter for the quarter stands behind a number: `59.3293° N`.
fn starts_with_quarter(after: &str) -> bool {
    let mut letters = after.trim_start_matches(' ').trim_start_matches(DEGREES).trim_start_matches(' ').chars();
    letters.next().is_some_and(|c| COMPASS.contains(&c)) && !letters.next().is_some_and(char::is_alphanumeric)
}

/// Whether one stands before it.
fn ends_with_quarter(before: &str) -> bool {
    let mut letters = before.trim_end_matches(' ').chars().rev();
    letters.next().is_some_and(|c| COMPASS.contains(&c)) && !letters.next().is_some_and(char::is_alphanumeric)
}

/// Names of the two numbers, as they stand before each.
const AXES: &[&str] = &[
    "lat",
    "latitude",
    "latitud",
    "lon",
    "long",
    "lng",
    "longitude",
    "longitud",
    "mlat",
    "mlon",
    "breddgrad",
    "längdgrad",
    "breddegrad",
    "lengdegrad",
    "længdegrad",
    "leveysaste",
    "pituusaste",
    "широта",
    "довгота",
    "долгота",
    "platums",
    "garums",
    "laius",
    "pikkus",
    "laiuskraad",
    "pikkuskraad",
    "breidd",
    "lengd",
    "breiddargráða",
    "lengdargráða",
    "platuma",
    "ilguma",
];
/// Words before two numbers that say that they are a position.
const PLACES: &[&str] = &["lat", "lon", "lng", "ll", "gps", "geo", "wgs", "map", "maps", "position", "karta", "kartta", "kart"];
/// The same, whatever is hung on.
const PLACE_BEGINNINGS: &[&str] = &["coordinate", "koordin", "latitud", "longitud", "координат", "współrzędn", "hnit"];

/// The second number behind its name, or with a letter for the quarter of its own: `lat=59.3293&lon=18.0686`,
/// `59.3293 N and 18.0686 E`.
fn second_with_a_word(text: &str, from: usize) -> Option<usize> {
    let near = text[from..].char_indices().nth(28).map_or(text.len(), |(end, _)| from + end);
    let near = &text[from..near];
    let mut at = 0;
    for word in near.split(|c: char| !c.is_alphabetic()) {
        let end = at + word.len();
        if word.len() >= 3 && AXES.contains(&word.to_lowercase().as_str()) {
            let signs = near[end..].bytes().take_while(|b| b"\"'=:. -\n".contains(b)).count();
            if let Some(second) = decimal(text, from + end + signs, 180) {
                return Some(second.end);
            }
        }
        at = end + near[end..].chars().next().map_or(0, char::len_utf8);
    }
    let figure = from + near.find(|c: char| c.is_ascii_digit()).filter(|_| starts_with_quarter(near))?;
    decimal(text, figure, 180).map(|second| second.end).filter(|end| starts_with_quarter(&text[*end..]))
}

/// Whether what stands before two numbers says that they are a position: a word, or the address of a map.
fn is_told(before: &str) -> bool {
    let near = before.char_indices().rev().nth(39).map_or(before, |(at, _)| &before[at..]);
    let line = near.rsplit('\n').next().unwrap_or_default().to_lowercase();
    let mut words = line.split(|c: char| !c.is_alphabetic());
    near.contains("POINT")
        || words.any(|word| PLACES.contains(&word) || PLACE_BEGINNINGS.iter().any(|begins| word.starts_with(begins)))
        || line.rsplit(' ').next().is_some_and(|word| word.contains("//"))
}

/// Whether a text names what positions consist of. Only then are two cells of a table held for one, or the longitude first.
fn speaks_of_places(text: &str) -> bool {
    [
        "longitud",
        "lon,",
        "lng",
        "oordinates\"",
        "oordinates\n",
        "Coordinates",
        "lon\n",
        "\"lon\"",
        "Longitud",
        "Lon\n",
        "LON\n",
        "LON,",
        "Koordinat",
        "ängdgrad",
    ]
    .iter()
    .any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some())
}

/// Whether two numbers stand among others: `59.3412, 45.1234, 12.3456`.
fn is_row(text: &str, start: usize, between: &str, end: usize) -> bool {
    let third =
        text[end..].strip_prefix(between).is_some_and(|rest| rest.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit()));
    third
        || text[..start]
            .trim_end_matches(['-', '+'])
            .strip_suffix(between)
            .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
}

/// Words of measures, which are told as a number and how far it is out.
const MEASURES: &[&str] = &[
    "mean",
    "median",
    "average",
    "age",
    "medel",
    "medelvärde",
    "gennemsnit",
    "keskiarvo",
    "table",
    "tabell",
    "taulukko",
    "interval",
    "range",
    "ratio",
    "coefficient",
    "coefficients",
    "beta",
    "ci",
    "hr",
    "rr",
    "irr",
    "sd",
];

/// Whether two numbers are those of a measure or of a row: `mean age 35.1234, 4.5678 (SD)`, `OR 2.3451 (1.2345, 4.5678)`,
/// `59.3412, 45.1234 and 12.3456`.
fn is_statistic(text: &str, start: usize, end: usize) -> bool {
    let before = &text[..start];
    let near = before.char_indices().rev().nth(15).map_or(before, |(at, _)| &before[at..]).to_lowercase();
    let rest = text[end..].trim_start_matches([' ', ',', '(']);
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_joined = matches!(word, "and" | "och" | "og" | "ja" | "un" | "ir" | "та" | "і" | "or" | "eller");
    // Behind «and» may stand another position.
    let is_alone = || {
        let rest = rest[word.len()..].trim_start();
        let is_last = |third: Decimal| decimal(rest[third.end..].trim_start_matches([' ', ',', ';']), 0, 999).is_none();
        decimal(rest, 0, 999).is_some_and(is_last)
    };
    // Behind a number stand its bounds, behind a letter what a test of it gave: `2.3451 (1.2345, 4.5678)`, `t(35.1234, 2.3456)`.
    let are_bounds = before.strip_suffix(['(', '[']).is_some_and(|before| {
        let is_test = before.ends_with(['t', 'F', 'z']) && !before[..before.len() - 1].ends_with(char::is_alphabetic);
        is_test || before.trim_end().ends_with(|c: char| c.is_ascii_digit() || "%=*\u{2020}".contains(c))
    });
    near.split(|c: char| !c.is_alphabetic()).any(|word| MEASURES.contains(&word))
        || before.ends_with("= ")
        || are_bounds
        || matches!(word, "SD" | "SE" | "CI")
        || is_joined && is_alone()
}

/// The end of degrees with minutes and seconds: `59°19'46"N`, `N 59° 19.763'`, `60°10′15″P`.
fn angle(text: &str, start: usize, has_quarter: bool) -> Option<usize> {
    let at = start + text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let marked = text[at..].trim_start_matches(' ');
    // The sign º is read as this letter.
    let is_letter = || marked.strip_prefix('o').filter(|rest| rest.starts_with(|c: char| c == ' ' || c.is_ascii_digit()));
    let rest = marked.strip_prefix(DEGREES).or_else(is_letter)?.trim_start();
    let minutes = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&minutes) || at - start > 3 {
        return None;
    }
    let place = |rest: &str| text.len() - rest.len();
    let fraction = rest[minutes..].strip_prefix(['.', ',']).unwrap_or_default();
    let exact = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let behind = fraction[exact..].trim_start_matches(MINUTES);
    if exact >= 2 && behind.len() < fraction[exact..].len() {
        let behind = behind.trim_start_matches(' ');
        return Some(place(behind) + behind.chars().next().filter(|c| COMPASS.contains(c)).map_or(0, char::len_utf8));
    }
    let after = &rest[minutes..];
    let is_marked = after.starts_with(MINUTES);
    let seconds = after.trim_start_matches(MINUTES).trim_start_matches(' ');
    let figures = seconds.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    if figures == 0 || seconds.len() == after.len() {
        return None;
    }
    let behind = seconds[figures..].trim_start_matches(SECONDS);
    let is_sure = is_marked && behind.len() < seconds[figures..].len();
    let told_before = has_quarter || ends_with_quarter(&text[..start]);
    let behind = behind.trim_start_matches(' ');
    match behind.chars().next().filter(|c| COMPASS.contains(c) && !told_before) {
        Some(quarter) => Some(place(behind) + quarter.len_utf8()),
        None => (told_before || is_sure).then(|| place(&seconds[figures..])),
    }
}

/// The end of two degrees with minutes and their decimals that letters for the quarter alone mark, as receivers show them:
/// `N59 19.7592 E18 4.1148`.
fn degrees_and_minutes(text: &str, start: usize, has_quarter: bool) -> Option<usize> {
    if !has_quarter && !ends_with_quarter(&text[..start]) {
        return None;
    }
    let end = minutes(text, start, 90)?;
    let rest = text[end..].trim_start_matches([' ', ',', ';']);
    let behind = rest.strip_prefix(COMPASS)?.trim_start_matches(' ');
    minutes(text, text.len() - behind.len(), 180)
}

/// The end of degrees and minutes with a space between them: `59 19.7592`.
fn minutes(text: &str, from: usize, most: u32) -> Option<usize> {
    let space = from + digits(text, from);
    let minutes = text[space..].strip_prefix(' ').map(|_| space + 1)?;
    let point = minutes + digits(text, minutes);
    let decimals = text[point..].strip_prefix(['.', ',']).map(|_| point + 1)?;
    let end = decimals + digits(text, decimals);
    let is_below = |figures: &str, most: u32| figures.len() <= 3 && figures.parse().is_ok_and(|figures: u32| figures <= most);
    (is_below(&text[from..space], most) && is_below(&text[minutes..point], 59) && end - decimals >= 2).then_some(end)
}

/// The end of two places with degrees, minutes and seconds that blanks alone part, each with a letter for the quarter:
/// `55 36 21 N, 13 0 2 E`, `N 55 36 21 E 13 00 02`.
fn degrees_in_a_row(text: &str, start: usize, has_quarter: bool) -> Option<usize> {
    let is_first = has_quarter || ends_with_quarter(&text[..start]);
    let quarter = |from: usize| {
        let rest = text[from..].trim_start_matches(' ');
        let letter = rest.chars().next().filter(|_| starts_with_quarter(rest))?;
        Some(text.len() - rest.len() + letter.len_utf8())
    };
    let joined = |from: usize| text.len() - text[from..].trim_start_matches([' ', ',', ';', '/']).len();
    let (first, latitude) = seconds(text, start)?;
    let from = if is_first { quarter(joined(first))? } else { joined(quarter(first)?) };
    let (second, longitude) = seconds(text, text.len() - text[from..].trim_start_matches(' ').len())?;
    let in_europe = |latitude: u32, longitude: u32| (34..=72).contains(&latitude) && longitude <= 45;
    if !in_europe(latitude, longitude) && !in_europe(longitude, latitude) {
        return None;
    }
    if is_first { Some(second) } else { quarter(second) }
}

/// The end of degrees, minutes and seconds with a space between them, and the degrees: `55 36 21`, `13 0 2.5`.
fn seconds(text: &str, from: usize) -> Option<(usize, u32)> {
    let number = |from: usize, most: u32| {
        let end = from + digits(text, from);
        let number: u32 = text[from..end].parse().ok().filter(|number| *number <= most && end - from <= 3)?;
        Some((end, number))
    };
    let behind_space = |at: usize| text[at..].starts_with(' ').then_some(at + 1);
    let (end, degrees) = number(from, 180)?;
    let (end, _) = number(behind_space(end)?, 59)?;
    let (end, _) = number(behind_space(end)?, 59)?;
    let decimals = text[end..].strip_prefix(['.', ',']).map_or(0, |_| digits(text, end + 1));
    Some((if decimals > 0 { end + 1 + decimals } else { end }, degrees))
}

/// What scripts of maps call places, in small letters.
const CALLS: &[&str] = &["latlng", "marker", "setview", "flyto", "panto", "center", "centre", "lnglat", "coordinates", "circle"];

/// Two numbers that a script gives to a map: `L.marker([59.329323, 18.068581])`, `"center": [18.0686, 59.3293]`.
pub fn in_code(text: &str, found: &mut Vec<Way>) {
    let bytes = text.as_bytes();
    for open in memchr::memchr2_iter(b'(', b'[', bytes) {
        let start = open + 1 + bytes[open + 1..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        if !bytes.get(start).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        let call = text[..open].trim_end_matches([' ', '(', '[', ':', '=', '"', '\'']);
        let is_call = CALLS.iter().any(|name| {
            let from = call.len().checked_sub(name.len());
            from.and_then(|from| call.get(from..)).is_some_and(|end| end.eq_ignore_ascii_case(name))
        });
        let pair = || Pair::of(text, start, decimal(text, start, 180)?).filter(|pair| pair.between.trim() == ",");
        if is_call && let Some(pair) = pair() {
            found.push(Way::Position(start..pair.second.end));
        }
    }
}

/// Codes for places: `9FFW84F6+2X`, `84F6+2X Stockholm`, `///filled.count.soap`.
pub fn codes(text: &str, found: &mut Vec<Way>) {
    let bytes = text.as_bytes();
    let is_sign = |b: &u8| b"23456789CFGHJMPQRVWX".contains(b);
    let touches = |c: char| c.is_alphanumeric() || "+_-".contains(c);
    for plus in memchr::memchr_iter(b'+', bytes) {
        let before = bytes[..plus].iter().rev().take(9).take_while(|b| is_sign(b)).count();
        if !matches!(before, 4 | 8) {
            continue;
        }
        let after = bytes[plus + 1..].iter().take(4).take_while(|b| is_sign(b)).count();
        let (start, end) = (plus - before, plus + 1 + after);
        // The short form is told by the town behind it.
        let has_town =
            || text[end..].trim_start_matches([' ', ',']).starts_with(char::is_uppercase) && !text[..start].ends_with(['/', '=']);
        let place = &bytes[start..plus];
        if (2..=3).contains(&after)
            && !text[..start].ends_with(touches)
            && !text[end..].starts_with(touches)
            && place.iter().any(u8::is_ascii_digit)
            && place.iter().any(u8::is_ascii_alphabetic)
            && (before == 8 || has_town())
        {
            found.push(Way::Position(start..end));
        }
    }
    for slashes in memchr::memmem::find_iter(bytes, b"///") {
        let start = slashes + 3;
        if !text[..slashes].ends_with(|c: char| c.is_alphanumeric() || ":/".contains(c))
            && let Some(length) = three_words(&text[start..])
        {
            found.push(Way::Position(slashes..start + length));
        }
    }
    for name in memchr::memmem::find_iter(bytes, b"3w") {
        let rest = &text[name..];
        let Some(words) = ["3w.co/", "3words.com/", "3words: ", "3words ", "3w: "].iter().find_map(|begins| rest.strip_prefix(begins))
        else {
            continue;
        };
        if let Some(length) = three_words(words) {
            let start = text.len() - words.len();
            found.push(Way::Position(start..start + length));
        }
    }
}

/// A grid that tells places metre by metre, and how many figures its two numbers have.
struct Grid {
    name: &'static str,
    figures: &'static [(usize, usize)],
}

/// Grids of our countries.
const GRIDS: &[Grid] = &[
    Grid { name: "SWEREF", figures: &[(7, 6), (6, 7)] },
    Grid { name: "RT90", figures: &[(7, 7)] },
    Grid { name: "RT 90", figures: &[(7, 7)] },
    Grid { name: "TM35FIN", figures: &[(7, 6), (6, 7)] },
    Grid { name: "EUREF", figures: &[(7, 6), (6, 7)] },
    Grid { name: "ETRS", figures: &[(7, 6), (6, 7)] },
    Grid { name: "UTM", figures: &[(7, 6), (6, 7)] },
    Grid { name: "KKJ", figures: &[(7, 7)] },
    Grid { name: "NGO1948", figures: &[(7, 6), (6, 7)] },
    Grid { name: "ISN93", figures: &[(6, 6)] },
    Grid { name: "ISN2004", figures: &[(7, 6), (6, 7)] },
    Grid { name: "L-EST", figures: &[(7, 6), (6, 7)] },
    Grid { name: "LEST97", figures: &[(7, 6), (6, 7)] },
    Grid { name: "LKS", figures: &[(6, 6), (7, 6), (6, 7)] },
    Grid { name: "PUWG", figures: &[(6, 6), (7, 6), (6, 7)] },
    Grid { name: "PL-1992", figures: &[(6, 6)] },
    Grid { name: "PL-2000", figures: &[(7, 7)] },
];

static GRIDS_SOUGHT: LazyLock<Sought> = LazyLock::new(|| Sought::of(GRIDS.iter().map(|grid| grid.name)));

/// Places in grids: `SWEREF 99 TM N 6580822 E 674032`, `EUREF89 UTM sone 33: 6 164 113 N, 374 521 Ø`, `6580994 1628294 (RT 90)`.
pub fn grids(text: &str, found: &mut Vec<Way>) {
    military(text, found);
    if numbers_of_metres(text, 0..text.len()).next().is_none() {
        return;
    }
    let mut last = 0;
    for name in GRIDS_SOUGHT.places(text) {
        let grid = &GRIDS[name.pattern().as_usize()];
        if text[..name.start()].ends_with(char::is_alphanumeric) {
            continue;
        }
        // A place may be told by two names: `EUREF89 UTM`.
        if let Some(place) = before_grid(text, last, name.start(), grid.figures) {
            found.push(Way::Position(place));
            last = name.end();
        } else if let Some(end) = in_grid(text, name.end(), grid.figures).filter(|end| *end > last) {
            found.push(Way::Position(name.start()..end));
            last = end;
        }
    }
}

/// How far from a grid's name its numbers stand, in characters.
const NEAR_GRID: usize = 70;

/// The end of two numbers behind a grid's name, each with so many figures, perhaps in groups and with decimals.
fn in_grid(text: &str, from: usize, figures: &[(usize, usize)]) -> Option<usize> {
    let end = text[from..].char_indices().nth(NEAR_GRID).map_or(text.len(), |(end, _)| from + end);
    let mut numbers = numbers_of_metres(text, from..end);
    let ((first, _), (second, place)) = (numbers.next()?, numbers.next()?);
    figures.contains(&(first, second)).then_some(place.end)
}

/// The same two numbers where they stand before the name, and behind what has been found.
fn before_grid(text: &str, last: usize, name: usize, figures: &[(usize, usize)]) -> Option<Range<usize>> {
    let from = text[..name].char_indices().rev().nth(NEAR_GRID).map_or(0, |(from, _)| from).max(last.min(name));
    // Not in the midst of a number.
    let from = if text[..from].ends_with(|c: char| c.is_ascii_digit()) { from + digits(text, from) } else { from };
    let mut numbers: Vec<_> = numbers_of_metres(text, from..name).collect();
    let ((second, behind), (first, place)) = (numbers.pop()?, numbers.pop()?);
    figures.contains(&(first, second)).then_some(place.start..behind.end)
}

/// The numbers of six figures and more that begin in a part of a text: how many figures each has, and where it stands.
fn numbers_of_metres(text: &str, part: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> {
    let mut at = part.start;
    let numbers = std::iter::from_fn(move || {
        // The last number may go on behind the end.
        let start = next_figure(text.as_bytes().get(..part.end)?, at)?;
        let (count, end) = metres(text, start);
        at = end;
        Some((count, start..end))
    });
    numbers.filter(|(count, _)| *count >= 6)
}

/// How many figures stand at a place.
fn digits(text: &str, from: usize) -> usize {
    text.as_bytes().get(from..).map_or(0, |rest| rest.iter().take_while(|b| b.is_ascii_digit()).count())
}

/// How many figures a number of metres has, and its end: `6580822`, `6 580 822.5`.
fn metres(text: &str, start: usize) -> (usize, usize) {
    let mut count = digits(text, start);
    let mut end = start + count;
    // Groups of three behind one that is no longer.
    if count <= 3 {
        while let Some(space) = text[end..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'')) {
            let group = end + space.len_utf8();
            if digits(text, group) != 3 {
                break;
            }
            (count, end) = (count + 3, group + 3);
        }
    }
    let decimals = text[end..].starts_with(['.', ',']).then(|| digits(text, end + 1)).filter(|decimals| *decimals > 0);
    (count, decimals.map_or(end, |decimals| end + 1 + decimals))
}

/// Places in the grid of armies, ten metres or better: `33UUB 74521 64113`, `33UUB7452164113`.
fn military(text: &str, found: &mut Vec<Way>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = next_figure(bytes, at) {
        // The zone; behind it stands the letter of a belt.
        let letter = start + digits(text, start);
        at = letter;
        if letter - start > 2 || !bytes.get(letter).is_some_and(u8::is_ascii_uppercase) {
            continue;
        }
        let is_named = text[..start].trim_end_matches([' ', ':']).ends_with("MGRS");
        let zones = if is_named { 1..=60 } else { 25..=40 };
        let is_zone = text[start..letter].parse().is_ok_and(|zone: u8| zones.contains(&zone));
        if !is_zone || text[..start].ends_with(|c: char| c.is_alphanumeric() || "-_/.".contains(c)) {
            continue;
        }
        let is_letter = |b: &u8| b.is_ascii_uppercase() && !matches!(b, b'I' | b'O');
        let square = letter + 1 + usize::from(bytes.get(letter + 1) == Some(&b' '));
        let is_square = bytes.get(square..square + 2).is_some_and(|square| square.iter().all(is_letter));
        // Numbers of things look alike; by themselves those are told that lie in Europe.
        if !is_square || !is_letter(&bytes[letter]) || !is_named && bytes[letter] < b'S' {
            continue;
        }
        let space = |from: usize| from + usize::from(bytes.get(from) == Some(&b' '));
        let first = space(square + 2);
        let second = space(first + digits(text, first));
        let (figures, end) = match (digits(text, first), digits(text, second)) {
            (8 | 10, _) => (digits(text, first), first + digits(text, first)),
            (east @ (4 | 5), north) if east == north && second > first + east => (east + north, second + north),
            _ => continue,
        };
        let is_told = is_named || first > square + 2 || square > letter + 1 || figures == 10;
        if is_told && !text[end..].starts_with(char::is_alphanumeric) {
            found.push(Way::Position(start..end));
            at = end;
        }
    }
}

/// How long three words are with a dot between each, and nothing hung on.
fn three_words(text: &str) -> Option<usize> {
    let length = text.find(|c: char| !c.is_alphabetic() && c != '.').unwrap_or(text.len());
    let words = text[..length].trim_end_matches('.');
    let is_end = !text[length..].starts_with(|c: char| c.is_alphanumeric() || "/_-@(".contains(c));
    let is_three = words.split('.').count() == 3 && words.split('.').all(|word| word.chars().count() >= 3);
    (is_end && is_three).then_some(words.len())
}
