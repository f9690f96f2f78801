//! The program's English texts and what they are in another language, as gettext has it: the English is the key.
//!
//! Stages put their findings in English and know of no other language. Here a finished English text is recognised by
//! the template that it was made from, and made again from that template's translation. So whoever adds a finding adds
//! two lines to a file, and a text that has none there stays English, which is seen and harms nobody.

use std::collections::BTreeMap;

/// The texts of one language.
pub struct Catalogue {
    exact: BTreeMap<String, String>,
    /// Those with holes, the most telling first.
    templates: Vec<Template>,
}

struct Template {
    /// What stands before, between and after the holes.
    pieces: Vec<String>,
    /// For each hole, whether it stands within quotation marks: then it holds an author's words.
    quoted: Vec<bool>,
    /// How much of a text the template itself says.
    weight: usize,
    translation: Vec<Part>,
}

#[derive(Debug, PartialEq)]
enum Part {
    Text(String),
    Hole(usize),
    /// A word for one, and one for any other number.
    Choice(usize, String, String),
}

/// A template that says less than this could take a text that it has not made; its holes must then be known as well.
const TELLING: usize = 10;

/// Sentences in sentences in sentences are the most that there are.
const DEEPEST: usize = 3;

/// `diagnostics::quotable` cuts texts at this many characters.
const CUT_AT: usize = 200;

impl Catalogue {
    /// Reads files of entries: a line of English, and a line that begins with `= `.
    pub fn read<'t>(files: impl IntoIterator<Item = &'t str>) -> Catalogue {
        let mut exact = BTreeMap::new();
        let mut templates = Vec::new();
        for (english, translation) in files.into_iter().flat_map(entries) {
            templates.extend(Template::new(&english, &translation));
            exact.insert(english, translation);
        }
        // A stable order: the more a template says itself, the surer it is; of equals the first in the file.
        templates.sort_by_key(|template| std::cmp::Reverse(template.weight));
        Catalogue { exact, templates }
    }

    /// A finished English text in the catalogue's language; `None` if it is not there.
    pub fn translate(&self, english: &str) -> Option<String> {
        self.at_depth(english, 0)
    }

    fn at_depth(&self, english: &str, depth: usize) -> Option<String> {
        if let Some(translation) = self.exact.get(english) {
            return Some(translation.clone());
        }
        if depth > DEEPEST {
            return None;
        }
        self.templates.iter().find_map(|template| self.fill(template, english, depth))
    }

    fn fill(&self, template: &Template, english: &str, depth: usize) -> Option<String> {
        let holes = template.holes(english)?;
        let mut filled = Vec::with_capacity(holes.len());
        for (hole, quoted) in holes.iter().zip(&template.quoted) {
            let known = if *quoted { None } else { self.part(hole, depth + 1) };
            if known.is_none() && !quoted && template.weight < TELLING && hole.contains(char::is_whitespace) {
                return None;
            }
            filled.push(known.unwrap_or_else(|| (*hole).to_owned()));
        }
        Some(
            template
                .translation
                .iter()
                .map(|part| match part {
                    Part::Text(text) => text.as_str(),
                    Part::Hole(hole) => filled[*hole].as_str(),
                    Part::Choice(hole, one, _) if filled[*hole] == "1" => one,
                    Part::Choice(.., other) => other,
                })
                .collect(),
        )
    }

    /// What fills a hole: a text of the catalogue, or a list of such.
    fn part(&self, english: &str, depth: usize) -> Option<String> {
        if let Some(whole) = self.at_depth(english, depth) {
            return Some(whole);
        }
        // Where one part is not known they are names, which the catalogue may have as words of other meaning.
        [", ", "; "].into_iter().filter(|between| english.contains(between)).find_map(|between| {
            let parts: Option<Vec<String>> = english.split(between).map(|part| self.at_depth(part, depth)).collect();
            parts.map(|parts| parts.join(between))
        })
    }
}

impl Template {
    /// `None` for a text without holes.
    fn new(english: &str, translation: &str) -> Option<Template> {
        let cut = cut(english);
        if cut.holes.is_empty() && cut.pieces[0] == english {
            return None;
        }
        let mut quoted = Vec::new();
        let (mut in_marks, mut in_code) = (false, false);
        for piece in &cut.pieces {
            for c in piece.chars() {
                match c {
                    '«' => in_marks = true,
                    '»' => in_marks = false,
                    '`' => in_code = !in_code,
                    _ => {}
                }
            }
            quoted.push(in_marks || in_code);
        }
        quoted.pop();
        let weight = cut.pieces.iter().map(|piece| letters(piece)).sum();
        let translation = parts(translation, &cut.holes);
        Some(Template { pieces: cut.pieces, quoted, weight, translation })
    }

    /// What stands in the holes if the text was made from this template.
    fn holes<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let is_cut = text.chars().nth(CUT_AT).is_some() && text.ends_with('…') && text.chars().nth(CUT_AT + 1).is_none();
        let (first, rest) = self.pieces.split_first()?;
        let mut left = text.strip_prefix(first.as_str())?;
        let mut holes = Vec::with_capacity(self.quoted.len());
        let mut said = letters(first);
        for (at, piece) in rest.iter().enumerate() {
            let is_last = at + 1 == rest.len();
            let found = if is_last { left.ends_with(piece.as_str()).then(|| left.len() - piece.len()) } else { left.find(piece.as_str()) };
            match found {
                Some(end) => {
                    holes.push(&left[..end]);
                    said += letters(piece);
                    left = &left[end + piece.len()..];
                }
                // The text was cut within this hole or right after it: the others are lost.
                None if is_cut && said >= TELLING => {
                    holes.push(left);
                    holes.resize(self.quoted.len(), "…");
                    return Some(holes);
                }
                None => return None,
            }
        }
        Some(holes)
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// A template as `format!` reads it.
struct Cut {
    pieces: Vec<String>,
    /// The name of each hole; empty for one without.
    holes: Vec<String>,
}

fn cut(template: &str) -> Cut {
    let mut cut = Cut { pieces: vec![String::new()], holes: Vec::new() };
    let mut rest = template;
    while let Some(c) = rest.chars().next() {
        let piece = cut.pieces.last_mut().expect("never empty");
        if let Some(after) = rest.strip_prefix("{{") {
            piece.push('{');
            rest = after;
        } else if let Some(after) = rest.strip_prefix("}}") {
            piece.push('}');
            rest = after;
        } else if let Some((name, after)) = hole(rest) {
            cut.holes.push(name.split(':').next().unwrap_or_default().to_owned());
            cut.pieces.push(String::new());
            rest = after;
        } else {
            piece.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    cut
}

/// What stands in the braces that a text begins with, and what comes after them. `{#signs}` and `{ a: b }` are no holes.
fn hole(text: &str) -> Option<(&str, &str)> {
    let (inside, after) = text.strip_prefix('{')?.split_once('}')?;
    let name = inside.split([':', '|']).next().unwrap_or_default();
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !inside.starts_with([' ', '|']);
    (is_name && !inside.contains(": ")).then_some((inside, after))
}

/// A translation, its holes by their places in the English.
fn parts(translation: &str, holes: &[String]) -> Vec<Part> {
    let mut unnamed = (0..holes.len()).filter(|&at| holes[at].is_empty() || holes[at].starts_with(|c: char| c.is_ascii_digit()));
    let mut parts = vec![Part::Text(String::new())];
    let mut rest = translation;
    while let Some(c) = rest.chars().next() {
        let found = hole(rest).and_then(|(inside, after)| {
            let name = inside.split('|').next().unwrap_or_default();
            let place = match name {
                "" => unnamed.next(),
                name => holes.iter().position(|known| known == name),
            }?;
            let part = match inside.split('|').collect::<Vec<_>>()[..] {
                [_, one, other] => Part::Choice(place, one.to_owned(), other.to_owned()),
                _ => Part::Hole(place),
            };
            Some((part, after))
        });
        if let Some((part, after)) = found {
            parts.push(part);
            rest = after;
            continue;
        }
        let doubled = rest.starts_with("{{") || rest.starts_with("}}");
        match parts.last_mut() {
            Some(Part::Text(text)) => text.push(c),
            _ => parts.push(Part::Text(c.to_string())),
        }
        rest = &rest[c.len_utf8() * if doubled { 2 } else { 1 }..];
    }
    parts
}

/// The entries of a file, as they are said: with line breaks where `\n` stands.
pub fn entries(file: &str) -> Vec<(String, String)> {
    let mut entries = Vec::new();
    let mut english: Option<&str> = None;
    for line in file.lines() {
        match line.strip_prefix("= ") {
            Some(translation) => entries.extend(english.take().map(|english| (unescaped(english), unescaped(translation)))),
            None if line.is_empty() || line.starts_with("# ") || line == "#" => {}
            None => english = Some(line),
        }
    }
    entries
}

fn unescaped(line: &str) -> String {
    line.replace("\\n", "\n")
}

/// A template with its holes unnamed, by which two that make the same texts are the same.
pub fn unnamed(template: &str) -> String {
    let cut = cut(template);
    cut.pieces.join("{}")
}

/// How many holes a translation leaves out, or has too many.
pub fn holes_differ(english: &str, translation: &str) -> bool {
    let holes = cut(english).holes;
    let mut seen = vec![false; holes.len()];
    for part in parts(translation, &holes) {
        match part {
            // A name that the English fills in twice is one thing.
            Part::Hole(at) if !holes[at].is_empty() => {
                holes.iter().zip(&mut seen).filter(|(name, _)| **name == holes[at]).for_each(|(_, seen)| *seen = true);
            }
            Part::Hole(at) => seen[at] = true,
            Part::Choice(..) => {}
            Part::Text(text) if cut_has_holes(&text) => return true,
            Part::Text(_) => {}
        }
    }
    seen.contains(&false)
}

fn cut_has_holes(text: &str) -> bool {
    (0..text.len()).filter(|&at| text.is_char_boundary(at)).any(|at| hole(&text[at..]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        Catalogue::read(["\
# A comment.
a text
= en text

a list, each {}
= en lista, där var och en är {}

«{name}» is {}, not {}
= ”{name}” ska vara {}, inte {}

write {}
= skriv {}

the source has changed: {}
= förlagan har ändrats: {}

{} changed
= {} (ändrat)

give the id: `{{#{anchor}}}`
= ge id:t: `{{#{anchor}}}`

{removed} files removed
= {removed} {removed|fil|filer} togs bort

with {file} and {line}
= med {file} och {line}
"])
    }

    #[test]
    fn a_finished_text_is_told_by_its_template_and_sentences_in_it_are_told_too() {
        let said = |text| catalogue().translate(text);
        assert_eq!(
            said("«title» is a list, each a text, not a text").unwrap(),
            "”title” ska vara en lista, där var och en är en text, inte en text"
        );
        assert_eq!(
            said("the source has changed: front changed, signs changed").unwrap(),
            "förlagan har ändrats: front (ändrat), signs (ändrat)"
        );
        assert_eq!(said("give the id: `{#signs}`").unwrap(), "ge id:t: `{#signs}`");
        assert_eq!(said("with {file} and {line}").unwrap(), "med {file} och {line}");
    }

    #[test]
    fn what_an_author_wrote_is_never_translated() {
        assert_eq!(catalogue().translate("«a text» is a text, not a text").unwrap(), "”a text” ska vara en text, inte en text");
        assert_eq!(catalogue().translate("give the id: `{#a text}`").unwrap(), "ge id:t: `{#a text}`");
    }

    #[test]
    fn a_number_chooses_the_word() {
        assert_eq!(catalogue().translate("1 files removed").unwrap(), "1 fil togs bort");
        assert_eq!(catalogue().translate("12 files removed").unwrap(), "12 filer togs bort");
    }

    #[test]
    fn a_text_that_is_not_there_is_not_half_translated() {
        for text in ["write two lines more", "something that the file has changed", "unknown", "", "«"] {
            assert_eq!(catalogue().translate(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_that_was_cut_is_told_as_far_as_it_goes() {
        let cut = crate::diagnostics::quotable;
        let said = catalogue().translate(&cut(&format!("the source has changed: {}", "x".repeat(300)))).unwrap();
        assert!(said.starts_with("förlagan har ändrats: xxx") && said.ends_with('…'), "{said}");
        assert_eq!(catalogue().translate(&cut(&format!("«{}» is a text, not a list", "x".repeat(300)))), None);
    }

    #[test]
    fn holes_that_a_translation_forgets_are_seen() {
        assert!(holes_differ("«{name}» is {}", "”{name}” är"));
        assert!(holes_differ("«{name}» is {}", "”{nam}” är {}"));
        assert!(holes_differ("«{name}» is {}", "”{name}” är {} {}"));
        assert!(!holes_differ("{{ a: {} }}", "{{ a: {} }}"));
    }
}
