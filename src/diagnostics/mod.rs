//! What an author should know: findings, where they are, and the views of them.
//!
//! A [`Finding`] is a plain value that stands on its own: it carries the marked line, so that every view
//! (terminal, JSON, a forge's annotations) can be drawn without going back to the file.

pub mod codes;
pub mod github;
pub mod json;
pub mod terminal;

use std::fmt;
use std::ops::Range;

pub use codes::Code;

/// How much a finding weighs. Errors block publication; with `--strict`, warnings too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// A place in a file of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Relative to the site's root, with `/`.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In Unicode characters, from 1.
    pub column: usize,
    pub end_line: usize,
    /// The column after the last character that is marked.
    pub end_column: usize,
    /// The text of the first line, or a window of it where the line is long; absent for a whole file.
    pub excerpt: Option<Excerpt>,
}

/// The line that a finding marks, made safe to print.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt {
    pub text: String,
    /// The marked part, in characters of `text`.
    pub mark: (usize, usize),
}

/// The longest part of a line that a finding shows, in characters.
const WINDOW: usize = 160;

impl Location {
    /// The file as a whole.
    pub fn file(path: impl Into<String>) -> Location {
        Location { file: path.into(), line: 1, column: 1, end_line: 1, end_column: 1, excerpt: None }
    }

    /// A range of bytes in the text of a file. A range that does not lie on characters is widened to them.
    pub fn of(path: &str, text: &str, range: Range<usize>) -> Location {
        Places::new(text).of(path, text, range)
    }
}

/// How far apart, in bytes, places of a text are that are known.
const STEP: usize = 256;

/// Lines and columns of a text, so that each of many places costs little however long the text is.
#[derive(Clone, Debug)]
pub struct Places {
    /// Every [`STEP`] bytes, or at the start of the character there.
    known: Vec<Position>,
}

impl Places {
    pub fn new(text: &str) -> Places {
        let mut known = vec![Position::START];
        for at in (STEP..text.len()).step_by(STEP) {
            let next = known[known.len() - 1].on(text, floor_boundary(text, at));
            known.push(next);
        }
        Places { known }
    }

    fn position(&self, text: &str, at: usize) -> Position {
        self.known[(at / STEP).min(self.known.len() - 1)].on(text, at)
    }

    /// As [`Location::of`], in the text that these are the places of.
    pub fn of(&self, path: &str, text: &str, range: Range<usize>) -> Location {
        let start = floor_boundary(text, range.start);
        let end = floor_boundary(text, range.end.max(range.start)).max(start);
        let first = self.position(text, start);
        let last = self.position(text, end);
        // A window round the mark, found from the mark: the line may be very long, and the findings many.
        let before_it = &text[first.line_start..start];
        let window_start = before_it.char_indices().rev().nth(WINDOW / 2 - 1).map_or(first.line_start, |(at, _)| first.line_start + at);
        let before = text[window_start..start].chars().count();
        let of_line = |text: &str| -> String {
            let line: String = text.chars().take_while(|c| *c != '\n').take(WINDOW).collect();
            line.trim_end_matches('\r').chars().map(printable).collect()
        };
        let shown = of_line(&text[window_start..]);
        let length = shown.chars().count();
        let marked = of_line(&text[start..end]).chars().count();
        let mark = (before.min(length), (before + marked.max(1)).min(length.max(1)));
        Location {
            file: path.to_owned(),
            line: first.line,
            column: first.column,
            end_line: last.line,
            end_column: last.column,
            excerpt: Some(Excerpt { text: shown, mark }),
        }
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// A byte of a text, and where people see it.
#[derive(Clone, Copy, Debug)]
struct Position {
    at: usize,
    /// From 1.
    line: usize,
    /// In characters, from 1.
    column: usize,
    /// The byte where the line starts.
    line_start: usize,
}

impl Position {
    const START: Position = Position { at: 0, line: 1, column: 1, line_start: 0 };

    /// A later byte of the same text.
    fn on(self, text: &str, at: usize) -> Position {
        let between = &text[self.at..at];
        match between.rfind('\n') {
            None => Position { at, column: self.column + between.chars().count(), ..self },
            Some(newline) => {
                let line = self.line + between.bytes().filter(|&b| b == b'\n').count();
                Position { at, line, column: between[newline + 1..].chars().count() + 1, line_start: self.at + newline + 1 }
            }
        }
    }
}

/// One character as it may be shown in a terminal: an author's file must not steer it.
fn printable(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() || is_invisible(c) => '\u{FFFD}',
        c => c,
    }
}

/// Characters that are not seen, or that turn the direction of what is seen.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'
        | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        | '\u{E0000}'..='\u{E007F}')
}

/// A file's name, or a text with such in it, as it may be shown: what would steer a terminal, break a line or turn the
/// direction of what follows is written as its number.
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_control() || is_invisible(c) || matches!(c, '\u{061C}' | '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\u{{{:X}}}", c as u32));
            }
            c => out.push(c),
        }
    }
    out
}

/// The most characters that a message, and a way to mend it, may have.
const LONGEST_MESSAGE: usize = 200;
const LONGEST_HINT: usize = 1_000;

/// Text for a message: what can't be seen is written as its number.
pub fn quotable(text: &str) -> String {
    quotable_to(text, LONGEST_MESSAGE)
}

fn quotable_to(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(most) {
        match c {
            '\n' => out.push(' '),
            c if c.is_control() || is_invisible(c) => out.push_str(&format!("\\u{{{:X}}}", c as u32)),
            c => out.push(c),
        }
    }
    if text.chars().nth(most).is_some() {
        out.push('…');
    }
    out
}

/// Something that an author should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub code: &'static Code,
    pub severity: Severity,
    pub location: Location,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// How to mend it; may be several.
    pub hints: Vec<String>,
}

impl Finding {
    pub fn new(code: &'static Code, location: Location, message: impl AsRef<str>) -> Finding {
        Finding { code, severity: code.severity, location, message: quotable(message.as_ref()), hints: Vec::new() }
    }

    pub fn hint(&mut self, hint: impl AsRef<str>) -> &mut Finding {
        self.hints.push(quotable_to(hint.as_ref(), LONGEST_HINT));
        self
    }

    /// Adds «did you mean …?» if one of the names is near enough to what was written.
    pub fn nearest<S: AsRef<str>>(&mut self, written: &str, names: impl IntoIterator<Item = S>) -> &mut Finding {
        if let Some(name) = nearest(written, names) {
            self.hint(format!("did you mean «{name}»?"));
        }
        self
    }

    /// The order in which findings are shown: by place, errors first at one place. What is alike in all stands together.
    pub fn sort_key(&self) -> impl Ord {
        let Finding { code, severity, location, message, hints } = self;
        ((&location.file, location.line, location.column, severity, code.name, message), location, hints)
    }
}

/// The name that is nearest to what was written, if any is near: at most a third of its letters differ, and of a short one
/// fewer than stay. Folders that both paths lie in say nothing of how near they are, and a path may be named by its end.
pub fn nearest<S: AsRef<str>>(written: &str, names: impl IntoIterator<Item = S>) -> Option<String> {
    /// What is longer was not mistyped.
    const LONGEST: usize = 200;
    let folded = written.to_lowercase();
    let rank = |name: &str| {
        let name = name.to_lowercase();
        if name.strip_suffix(&folded).is_some_and(|folder| folder.ends_with('/')) {
            return Some((0, false));
        }
        let shared = folded.match_indices('/').map(|(at, _)| at + 1).take_while(|&end| name.get(..end) == Some(&folded[..end])).last();
        let (wanted, name) = (&folded[shared.unwrap_or(0)..], &name[shared.unwrap_or(0)..]);
        let (of_name, of_wanted) = (letters(name), letters(wanted));
        let longest = of_name.1.max(of_wanted.1);
        let is_near = |distance: usize| distance <= 1.max(longest / 3) && 2 * distance < longest;
        // Most names are far away, which costs less to see than how far.
        if longest > LONGEST || !is_near(apart(&of_name.0, &of_wanted.0)) {
            return None;
        }
        let distance = strsim::damerau_levenshtein(wanted, name);
        // Authors seldom miss the first letter.
        let other_start = !name.starts_with(|c| wanted.starts_with(c));
        is_near(distance).then_some((distance, other_start))
    };
    names
        .into_iter()
        .filter(|name| name.as_ref() != written)
        .filter_map(|name| Some((rank(name.as_ref())?, name)))
        .min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.as_ref().cmp(b.1.as_ref())))
        .map(|(_, name)| name.as_ref().to_owned())
}

/// How many letters of each sort a word has, the sorts being 32, and how many in all.
fn letters(word: &str) -> ([u8; 32], usize) {
    let mut sorts = [0_u8; 32];
    let count = word.chars().inspect(|c| sorts[*c as usize % 32] = sorts[*c as usize % 32].saturating_add(1)).count();
    (sorts, count)
}

/// How many letters two words don't share: at least so far they are apart.
fn apart(a: &[u8; 32], b: &[u8; 32]) -> usize {
    let more = |a: &[u8; 32], b: &[u8; 32]| a.iter().zip(b).map(|(a, b)| usize::from(a.saturating_sub(*b))).sum::<usize>();
    more(a, b).max(more(b, a))
}

/// The findings of a run, in the order of their places, each told once.
pub fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    findings.dedup();
    findings
}

/// How many of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Summary {
    pub fn of(findings: &[Finding]) -> Summary {
        let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
        Summary { errors: count(Severity::Error), warnings: count(Severity::Warning), notes: count(Severity::Note) }
    }

    /// Whether these findings keep the site from being published.
    pub fn blocks(self, strict: bool) -> bool {
        self.errors > 0 || strict && self.warnings > 0
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}, {}", counted(self.errors, "error"), counted(self.warnings, "warning"), counted(self.notes, "note"))
    }
}

/// «1 file», «2 files».
pub fn counted(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "åäö\n👩‍👧 så här\n";
        let at = text.find("så").unwrap();
        let location = Location::of("a.md", text, at..at + "så".len());
        assert_eq!((location.line, location.column, location.end_column), (2, 5, 7));
        assert_eq!(location.excerpt.unwrap().mark, (4, 6));
    }

    #[test]
    fn a_place_is_where_people_see_it() {
        let text = &format!("åäö x\n\nså{} här\nslut", " å".repeat(STEP));
        let places = Places::new(text);
        for (start, end) in (0..=text.len()).flat_map(|from| [from, from + 1, from + STEP, text.len()].map(|to| (from, to))) {
            let location = places.of("a.md", text, start..end);
            let place = |at: usize| {
                let before = &text[..floor_boundary(text, at)];
                (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap().chars().count() + 1)
            };
            assert_eq!((location.line, location.column), place(start));
            assert_eq!((location.end_line, location.end_column), place(end));
        }
    }

    #[test]
    fn what_is_found_again_is_told_once_whatever_stands_between() {
        let of = |end: usize| Finding::new(&codes::TELEPHONE_NUMBER, Location::of("a.md", "Tel 5123 4567", 4..end), "a number");
        assert_eq!(sorted(vec![of(13), of(12), of(13), of(12)]), [of(12), of(13)]);
    }

    #[test]
    fn a_long_line_is_shown_in_part() {
        let text = format!("{}here{}", "x".repeat(5000), "y".repeat(5000));
        let location = Location::of("a.md", &text, 5000..5004);
        let excerpt = location.excerpt.unwrap();
        let marked: String = excerpt.text.chars().skip(excerpt.mark.0).take(excerpt.mark.1 - excerpt.mark.0).collect();
        assert_eq!(marked, "here");
        assert!(excerpt.text.chars().count() <= WINDOW);
    }

    #[test]
    fn terminal_escapes_in_an_authors_file_are_not_passed_on() {
        assert_eq!(quotable("su\u{1b}[2J"), "su\\u{1B}[2J");
        assert_eq!(Location::of("a", "Storgatan\r\n", 0..3).excerpt.unwrap().text, "Storgatan");
        assert!(!Location::of("a", "\u{1b}[2J", 0..2).excerpt.unwrap().text.contains('\u{1b}'));
    }

    #[test]
    fn a_way_to_mend_names_all_that_there_is() {
        let names = "a name, ".repeat(60);
        let mut finding = Finding::new(&codes::UNKNOWN_KEY, Location::file("a"), "it is unknown");
        assert_eq!(finding.hint(format!("known are {names}")).hints, [format!("known are {names}")]);
        assert!(Finding::new(&codes::UNKNOWN_KEY, Location::file("a"), names).message.chars().count() <= 201);
    }

    #[test]
    fn the_nearest_name_is_offered_only_if_it_is_near() {
        assert_eq!(nearest("breif", ["brief", "tool"]).as_deref(), Some("brief"));
        assert_eq!(nearest("zebra", ["brief", "tool"]), None);
    }

    #[test]
    fn of_a_short_name_more_must_stay_than_differ() {
        assert_eq!(nearest("SW", ["SE", "DK"]), None);
        assert_eq!(nearest("h", ["f"]), None);
        assert_eq!(nearest("se", ["SE", "DK"]).as_deref(), Some("SE"));
        assert_eq!(nearest("lwa", ["law", "age"]).as_deref(), Some("law"));
        assert_eq!(nearest("law", ["law"]), None);
        assert_eq!(nearest("pages/nix", ["pages/p", "pages/home"]), None);
        assert_eq!(nearest("briefs/othre", ["briefs/other", "tools/other"]).as_deref(), Some("briefs/other"));
        assert_eq!(nearest("breifs/other", ["briefs/other"]).as_deref(), Some("briefs/other"));
        assert_eq!(nearest("hotline", ["terms/hotlines", "tools/hotline", "outline"]).as_deref(), Some("tools/hotline"));
    }
}
