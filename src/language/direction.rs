//! What is read from left to right also between letters that run from right to left: telephone numbers, days such as
//! 2031-05-06, figures in groups.
//!
//! There browsers set groups of figures from right to left, too, so that «116 111» becomes «111 116», and a plus stands at the
//! end. Ranges such as 10–15 are set so on purpose, and stay as they are.

use std::borrow::Cow;
use std::ops::Range;

/// Whether a letter is of a script that is written from right to left.
pub fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Begins what runs from left to right, whatever stands around it, and ends it.
const ISOLATE: [char; 2] = ['\u{2066}', '\u{2069}'];
const LEFT_TO_RIGHT_MARK: char = '\u{200e}';

/// A text without markup, such as a title in a feed, with marks that nobody sees around the numbers that are read from left
/// to right. A text without a letter that runs from right to left stays as it is.
pub fn isolated(text: &str) -> Cow<'_, str> {
    if !text.contains(is_right_to_left) {
        return Cow::Borrowed(text);
    }
    set_apart(text, |number| {
        let mut out = String::from(ISOLATE[0]);
        for c in number.chars() {
            out.push(c);
            // Arabic figures, as the only ones, draw the signs between them to the right.
            if !is_figure(c) && number.contains(|c| matches!(c, '\u{660}'..='\u{669}')) {
                out.push(LEFT_TO_RIGHT_MARK);
            }
        }
        out.push(ISOLATE[1]);
        out
    })
}

/// The same for those who know marks but no isolates: numbers that stand side by side may change places, whole.
pub fn marked(text: &str) -> Cow<'_, str> {
    match isolated(text) {
        Cow::Owned(isolated) => Cow::Owned(isolated.replace(ISOLATE, "\u{200e}")),
        text => text,
    }
}

/// A text with its numbers that are read from left to right made into something else.
pub fn set_apart(text: &str, made: impl Fn(&str) -> String) -> Cow<'_, str> {
    let numbers = numbers(text);
    if numbers.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + numbers.len() * 24);
    let mut done = 0;
    for number in numbers {
        out.push_str(&text[done..number.start]);
        out.push_str(&made(&text[number.clone()]));
        done = number.end;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Figures that stand together, and what stands between them and those before.
#[derive(Clone, Debug)]
struct Group<'t> {
    figures: &'t str,
    at: Range<usize>,
    joint: Joint,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    Space,
    Hyphen,
    /// A bracket, or a hyphen between spaces: only telephone numbers have them.
    Other,
    Slash,
    /// Which joins hours, days and decimals to one that reads the same in all scripts.
    Dot,
}

/// No number has more figures; what is longer is a row of them.
const MOST_FIGURES: usize = 20;

/// Where the numbers stand whose order is sure.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(is_figure).map(|at| from + at) {
        let groups = groups(text, at);
        from = groups.last().map_or(text.len(), |group| group.at.end);
        let before = &text[..at];
        let bare = before.strip_suffix('+').unwrap_or(before);
        let is_called_abroad = bare.len() < before.len() && !touches(bare);
        if is_called_abroad {
            found.extend(with_brackets(text, bare.len()..of_telephone(&groups)));
            continue;
        }
        let of_another = before.ends_with([':', ',', '.']) && before[..before.len() - 1].ends_with(is_figure);
        let groups = match groups.get(1) {
            // The minutes of an hour, or decimals.
            Some(next) if of_another && next.joint == Joint::Space => &groups[1..],
            _ if touches(before) => continue,
            _ => &groups[..],
        };
        let mut parts = groups.chunk_by(|_, next| next.joint != Joint::Dot).peekable();
        let mut is_first = true;
        while let Some(part) = parts.next() {
            let part = &part[..part.len() - usize::from(parts.peek().is_some())];
            let mut tell = |number| found.extend(with_brackets(text, number).filter(|number| breaks(&text[number.clone()])));
            match std::mem::take(&mut is_first) {
                true => sure(part, &mut tell),
                false => rest(part.get(1..).unwrap_or_default(), &mut tell),
            }
        }
    }
    found
}

fn is_figure(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// Whether a number falls apart by itself: what only signs join that belong to numbers in all scripts does not.
fn breaks(number: &str) -> bool {
    number.contains(|c| !is_figure(c) && !matches!(c, '\u{a0}' | '\u{202f}' | '.' | ','))
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Whether what stands before figures is of one piece with them: an address, a name such as COVID-19, an amount.
fn touches(before: &str) -> bool {
    let mut back = before.chars().rev();
    let (last, second) = (back.next(), back.next());
    let is_of_word = |c: char| c.is_alphanumeric() && !(is_right_to_left(c) && c.is_alphabetic());
    let follows = |what: &dyn Fn(char) -> bool| second.is_some_and(what);
    match last {
        Some(',' | ':') => follows(&is_figure),
        Some('.' | '-' | '\u{2011}' | '/') => follows(&|c| is_of_word(c) || c == '/'),
        Some('_' | '@' | '#' | '=' | '&' | '%' | '+' | '*' | '\\') => true,
        last => last.is_some_and(is_of_word),
    }
}

/// The groups of figures from a place on, as far as one number could go.
fn groups(text: &str, start: usize) -> Vec<Group<'_>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut at = start;
    let mut joint = Joint::Space;
    let mut count = 0;
    loop {
        let length = text[at..].find(|c| !is_figure(c)).unwrap_or(text.len() - at);
        let figures = &text[at..at + length];
        count += figures.chars().count();
        let mut end = at + length;
        // The decimals of 12 000,50.
        if joint == Joint::Space && !groups.is_empty() && figures.chars().count() == 3 {
            let decimals = text[end..].strip_prefix([',', '.']).map(|rest| rest.find(|c| !is_figure(c)).unwrap_or(rest.len()));
            end += decimals.filter(|decimals| (1..=2).contains(decimals)).map_or(0, |decimals| decimals + 1);
        }
        let rest = &text[end..];
        let is_of_word = |c: char| c.is_alphanumeric() && !is_right_to_left(c) || c == '_';
        if rest.starts_with(is_of_word) || rest.starts_with(':') && rest[1..].starts_with(is_figure) {
            break;
        }
        groups.push(Group { figures, at: at..end, joint });
        let signs = rest.find(is_figure).filter(|signs| *signs <= 8).map(|signs| &rest[..signs]);
        let Some((signs, next)) = signs.and_then(|signs| Some((signs, joint_of(signs)?))) else { break };
        // A bracket holds one group alone: +46 (0)8.
        let begins_in_bracket = || text[..at].trim_end_matches('+').ends_with('(');
        let ends_in_bracket = || text[end + signs.len()..].trim_start_matches(is_figure).starts_with(')');
        if signs.starts_with(')') && !begins_in_bracket() || signs.ends_with('(') && !ends_in_bracket() {
            break;
        }
        if count >= MOST_FIGURES {
            break;
        }
        joint = next;
        at = end + signs.len();
    }
    if groups.is_empty() {
        let length = text[start..].find(|c| !is_figure(c)).unwrap_or(text.len() - start);
        groups.push(Group { figures: "", at: start..start + length, joint });
    }
    groups
}

fn joint_of(signs: &str) -> Option<Joint> {
    let plain: String = signs.chars().map(|c| if is_space(c) { ' ' } else { c }).map(|c| if c == '\u{2011}' { '-' } else { c }).collect();
    match plain.as_str() {
        " " => Some(Joint::Space),
        "-" => Some(Joint::Hyphen),
        "." => Some(Joint::Dot),
        "/" => Some(Joint::Slash),
        " - " | ")" | ") " | ")-" | " (" | "(" => Some(Joint::Other),
        _ => None,
    }
}

/// Where a telephone number with a country's code ends.
fn of_telephone(groups: &[Group]) -> usize {
    const MOST: usize = 15;
    let mut count = 0;
    let of_it = groups.iter().take_while(|group| {
        count += group.count();
        count <= MOST
    });
    of_it.last().unwrap_or(&groups[0]).at.end
}

/// Tells the numbers among groups that no dot parts.
fn sure(groups: &[Group], tell: &mut dyn FnMut(Range<usize>)) {
    let [first, second, ..] = groups else { return };
    let joints: Vec<Joint> = groups[1..].iter().map(|group| group.joint).collect();
    let count: usize = groups.iter().map(Group::count).sum();
    let whole = first.at.start..groups[groups.len() - 1].at.end;
    if is_day(groups) {
        tell(first.at.start..groups[2].at.end);
        return rest(&groups[3..], tell);
    }
    if joints.contains(&Joint::Slash) {
        // An area's code: 030/123 45 67. A month and a year are none, nor are days.
        let is_code =
            first.begins_with_zero() && first.count() <= 5 && second.joint == Joint::Slash && !joints[1..].contains(&Joint::Slash);
        if is_code && (7..=15).contains(&count) && (first.count() > 2 || second.count() > 2 && !second.is_year()) {
            return tell(whole);
        }
        let last = groups.iter().rposition(|group| group.joint == Joint::Slash).unwrap_or_default();
        return rest(&groups[last + 1..], tell);
    }
    if first.begins_with_zero() && first.count() > 1 && (7..=15).contains(&count) && !are_hours(groups) {
        return tell(whole);
    }
    if second.joint == Joint::Space {
        // A year stands for itself; a telephone number in fours may begin like one.
        let is_in_fours = groups.len() == 2 && second.count() == 4 && !second.is_year();
        if first.is_year() && !is_in_fours
            || joints.contains(&Joint::Hyphen) && is_range(&groups[groups.len() - 2], &groups[groups.len() - 1])
        {
            return rest(&groups[1..], tell);
        }
        return tell(whole);
    }
    let has_row = first.figures.is_ascii() && joints.windows(2).any(|two| two == [Joint::Hyphen; 2]);
    if has_row {
        return tell(whole);
    }
    if is_range(first, second) || first.is_year() {
        return rest(&groups[2..], tell);
    }
    let falls = first.count() == second.count() && first.count() > 2;
    if count >= 7 || falls {
        tell(whole);
    }
}

fn rest(groups: &[Group], tell: &mut dyn FnMut(Range<usize>)) {
    if groups.first().is_some_and(|group| group.joint == Joint::Space) {
        sure(groups, tell);
    }
}

impl Group<'_> {
    fn count(&self) -> usize {
        self.figures.chars().count()
    }

    fn begins_with_zero(&self) -> bool {
        self.figures.starts_with(['0', '\u{660}', '\u{6f0}'])
    }

    fn value(&self) -> u64 {
        let figures = self.figures.chars().filter_map(super::words::digit).take(18);
        figures.fold(0, |value, figure| value * 10 + u64::from(figure as u8 - b'0'))
    }

    fn is_year(&self) -> bool {
        self.count() == 4 && (1300..2200).contains(&self.value())
    }
}

/// Whether groups begin with a day: 2031-05-06.
fn is_day(groups: &[Group]) -> bool {
    let [year, month, day, ..] = groups else { return false };
    year.figures.is_ascii()
        && year.count() == 4
        && [month, day].iter().all(|part| part.count() == 2 && part.joint == Joint::Hyphen)
        && (1..=12).contains(&month.value())
        && (1..=31).contains(&day.value())
}

/// Whether two numbers may say from where to where.
fn is_range(from: &Group, to: &Group) -> bool {
    let are_alike = from.count() == to.count() || from.count() <= 2 && to.count() <= 2;
    to.joint == Joint::Hyphen && are_alike && from.value() < to.value()
}

/// Whether groups say from when to when: 09-12 13-16.
fn are_hours(groups: &[Group]) -> bool {
    let are_short = groups.iter().all(|group| group.count() == 2 && group.value() <= 24);
    let joints = groups[1..].iter().map(|group| group.joint);
    are_short && groups.len() == 4 && joints.eq([Joint::Hyphen, Joint::Space, Joint::Hyphen])
}

/// A number with the brackets that begin before it or end behind it; `None` if one of them has no other.
fn with_brackets(text: &str, number: Range<usize>) -> Option<Range<usize>> {
    let mut number = number;
    let balance = |number: &Range<usize>| {
        let said = &text[number.clone()];
        said.matches('(').count().cmp(&said.matches(')').count())
    };
    if balance(&number).is_lt() && text[..number.start].ends_with('(') {
        number.start -= 1;
    }
    if balance(&number).is_gt() && text[number.end..].starts_with(')') {
        number.end += 1;
    }
    balance(&number).is_eq().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth;

    fn shown(text: &str) -> String {
        set_apart(text, |number| format!("[{number}]")).into_owned()
    }

    #[test]
    fn numbers_in_groups_are_read_from_left_to_right() {
        for expected in [
            "اتصل [116 111] الآن",
            "اتصل [+358 9 1234 5678] الآن",
            "و[116 111] أو [09 1234 5678].",
            "[070-174 06 05]، [020-39 00 00]",
            "هاتف: [08-123456]، [08 - 123 45 67]، [030/123 45 67]",
            "[(09) 1234 5678] ([09 1234 5678])",
            "[+46 (0)8 123 45 67]، [(+46) 8 123 45 67]",
            "[1-800-555-0199]، [116-111]، [555-0199]",
            "([09 1234 5678]) [116 111]",
            "في [2026-11-30]، [30-11-2026]",
            "[1 200] يورو، [12 000,50] و[1 000 000]",
            "[٠٩ ١٢٣٤ ٥٦٧٨]، [۰۲۱-۱۲۳۴۵۶۷۸]",
            "02/10/2026 [116 111]",
            "[978-91-7997-012-3]",
            "[+5] درجات",
            "17:00 [2021-05-03]",
            "30.11.2026 [116 111]",
            "من [1 200]–[1 500] يورو",
            "«[116 111]»",
            "هاتف [2012 3456]، [20 12 34 56]",
        ] {
            let typed = expected.replace(['[', ']'], "");
            assert_eq!(shown(&typed), expected);
        }
    }

    #[test]
    fn what_is_no_such_number_stays_as_it_is() {
        for text in [
            "112",
            "10–15",
            "10-15",
            "2014-2016",
            "2014–2016",
            "2014 2015 2016",
            "في 2019 112 فتاة",
            "§ 5، art. 4",
            "30 نوفمبر 2026",
            "10:00-12:00",
            "08.00-17.00",
            "09-12 13-16",
            "30.11.2026",
            "30/11/2026",
            "02/2026",
            "COVID-19 2020",
            "https://e.example/2026-11-30/",
            "FI21 1234 5600",
            "18+",
            "5 + 3",
            "2022-1234",
            "&#39; 5",
            "1, 2, 3",
            "116\u{a0}111",
            "",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn marks_stand_only_where_letters_run_from_right_to_left() {
        assert_eq!(isolated("اتصل 116 111"), "اتصل \u{2066}116 111\u{2069}");
        assert_eq!(isolated("اتصل ٠٩ ١٢٣٤ ٥٦"), "اتصل \u{2066}٠٩ \u{200e}١٢٣٤ \u{200e}٥٦\u{2069}");
        assert_eq!(marked("اتصل 116 111"), "اتصل \u{200e}116 111\u{200e}");
        for text in ["Ring 116 111", "116 111", "اتصل 112"] {
            assert!(matches!(isolated(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn a_page_of_figures_takes_a_time_that_grows_with_it_alone() {
        for text in ["1 000 ", "9", "1-", "(1 ", "1.2 "] {
            growth::is_of_input_alone(text, 1 << 15, |size| {
                numbers(&text.repeat(size / text.len()));
            });
        }
    }
}
