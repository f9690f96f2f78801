//! What copying has done to a text: letters that were lost or read in a wrong encoding, signs of one font alone, words that
//! the end of a line divides.

use std::ops::Range;

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

use crate::diagnostics::{Places, codes};
use crate::found::Findings;

/// Tells of letters that are none, of each kind where it stands first.
pub(super) fn look_for_damage(path: &str, text: &str, findings: &mut Findings) {
    if !may_be_damaged(text.as_bytes()) {
        return;
    }
    let (mut lost, mut private, mut misread, mut formula) = (None, None, None, None);
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii() || *c == '=') {
        match c {
            '\u{FFFD}' => lost = lost.or(Some(at)),
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => private = private.or(Some((at, c))),
            // Two are what they are for: a formula.
            c if is_formula(c) => formula = formula.or((text[at..].chars().take(3).filter(|c| is_formula(*c)).count() == 3).then_some(at)),
            _ if misread.is_none() => misread = self::misread(text, at),
            _ => {}
        }
    }
    let places = Places::new(text);
    if let Some(at) = lost {
        findings
            .add(
                &codes::DAMAGED_TEXT,
                places.of(path, text, at..at + '\u{FFFD}'.len_utf8()),
                "letters are lost here: «\u{FFFD}» stands for what could not be read",
            )
            .hint("type them again; look for «\u{FFFD}» in the whole text");
    }
    if let Some((at, c)) = private {
        findings
            .add(
                &codes::DAMAGED_TEXT,
                places.of(path, text, at..at + c.len_utf8()),
                format!("the file holds U+{:04X}, which is a sign in one font alone; readers get an empty box", c as u32),
            )
            .hint("write what it stands for: `-` before an item of a list, `→`, a word");
    }
    if let Some(at) = formula {
        let end = text[at..].find(|c| !is_formula(c)).map_or(text.len(), |end| at + end);
        findings
            .add(
                &codes::DAMAGED_TEXT,
                places.of(path, text, at..end),
                "these letters are signs of mathematics, which are read aloud sign by sign or not at all",
            )
            .hint("type it in ordinary letters; `**words**` makes it stand out");
    }
    if let Some((at, meant)) = misread {
        let written = &text[at.clone()];
        findings
            .add(
                &codes::DAMAGED_TEXT,
                places.of(path, text, at.clone()),
                format!("«{written}» stands where «{meant}» is meant: the text was read in a wrong encoding"),
            )
            .hint("copy it again from where it is right, or open it there as UTF-8; there may be more in this file");
    }
}

/// A letter of formulas, as posts in networks are made bold with.
fn is_formula(c: char) -> bool {
    matches!(c, '\u{1D400}'..='\u{1D7FF}')
}

/// A quick look, since nearly no text has any of it.
fn may_be_damaged(bytes: &[u8]) -> bool {
    const FORMULA: &[u8] = &[0xF0, 0x9D];
    memchr::memchr3_iter(0xEE, 0xEF, 0xF3, bytes).chain(memchr::memchr_iter(0xF4, bytes)).next().is_some()
        || memchr::memchr2_iter(0xC3, 0xD0, bytes).any(|at| {
            // Ã, Â, â, Ä, Å, Ð, Ñ, Р, С before another letter of two bytes or more.
            let three = bytes.get(at..at + 3).unwrap_or_default();
            matches!(three, [0xC3, 0x82..=0x85 | 0x90 | 0x91 | 0xA2, 0xC2..=0xFF] | [0xD0, 0xA0 | 0xA1, 0xC2..=0xFF])
        })
        || memchr::memmem::find(bytes, FORMULA).is_some()
        || memchr::memchr_iter(b'=', bytes).any(|at| matches!(bytes.get(at + 1..at + 4), Some([b'C'..=b'F', _, b'='])))
}

/// What stands at a place if UTF-8 was read there as an encoding of one byte a letter, and what it means.
fn misread(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    let known = match first {
        '=' => mailed(rest)?,
        // Hardly any language has one of these before a sign.
        'Ã' | 'Â' | 'â' => letter(WINDOWS_1252, rest)?,
        // These are letters of our languages: a sign behind them is none that follows a word, or a letter goes on.
        'Ä' | 'Å' | 'Ð' | 'Ñ' => {
            let known = letter(WINDOWS_1252, rest)?;
            let behind = &rest[known.0..];
            let is_sign = rest[first.len_utf8()..].starts_with(|c| "¡¢£¤¥¦§¨©ª¬®¯°±²³´µ¶¸¹º¼½¾¿™†‡‰ˆ˜•ƒ".contains(c));
            let goes_on = behind.starts_with(|c: char| c.is_ascii_lowercase())
                || behind.starts_with(['Ã', 'Ä', 'Å', 'Ð', 'Ñ']) && letter(WINDOWS_1252, behind).is_some();
            (is_sign || goes_on).then_some(known)?
        }
        // Cyrillic letters look like others: three in a row are no word.
        'Р' | 'С' => {
            let mut known = (0, String::new());
            for _ in 0..3 {
                let (length, meant) = letter(WINDOWS_1251, &rest[known.0..])?;
                known = (known.0 + length, known.1 + &meant);
            }
            known
        }
        _ => return None,
    };
    Some((at..at + known.0, known.1))
}

/// The letter that a text begins with if it is written as mail is sent, each byte by its number («=C3=A4»), and how long that is.
fn mailed(text: &str) -> Option<(usize, String)> {
    const LONGEST: usize = 4;
    let number = |written: &str| written.strip_prefix('=').and_then(|number| u8::from_str_radix(number, 16).ok());
    let bytes: Vec<u8> = (0..LONGEST).map_while(|at| number(text.get(at * 3..at * 3 + 3)?)).collect();
    let letter = String::from_utf8_lossy(&bytes).chars().next().filter(|c| !c.is_ascii() && !c.is_control() && *c != '\u{FFFD}')?;
    Some((letter.len_utf8() * 3, letter.to_string()))
}

/// The letter that the first letters of a text are if their bytes in an encoding are UTF-8, and how long that is.
fn letter(encoding: &'static Encoding, text: &str) -> Option<(usize, String)> {
    let written = |letters: usize| text.char_indices().nth(letters).map_or(text.len(), |(at, _)| at);
    [2, 3].into_iter().find_map(|letters| {
        let length = written(letters);
        let (bytes, _, is_other) = encoding.encode(&text[..length]);
        let meant = std::str::from_utf8(&bytes).ok().filter(|meant| !is_other && meant.chars().count() == 1 && bytes.len() == letters)?;
        (!meant.starts_with(char::is_control)).then(|| (length, meant.to_owned()))
    })
}

/// Words behind a hyphen that belongs to the word before it: «till- och frånvaro», «Ein- und Ausfuhr», «maa- ja metsätalous».
const JOINING: &[&str] = &[
    // Swedish, Danish, Norwegian, Faroese, Icelandic.
    "och",
    "o",
    "eller",
    "samt",
    "respektive",
    "resp",
    "till",
    "som",
    "men",
    "än",
    "kontra",
    "mot",
    "inklusive",
    "inkl",
    "utan",
    "og",
    "til",
    "end",
    "enn",
    "henholdsvis",
    "hhv",
    "uden",
    "uten",
    "eða",
    "né",
    "en",
    "sem",
    "auk",
    "ella",
    "ellers",
    // Finnish, Estonian, Sámi, Greenlandic.
    "ja",
    "tai",
    "sekä",
    "eli",
    "taikka",
    "kuin",
    "mutta",
    "että",
    "või",
    "ning",
    "ega",
    "ehk",
    "kui",
    "aga",
    "kuid",
    "ent",
    "dahje",
    "sihke",
    "jïh",
    "jih",
    "jah",
    "vuoi",
    "aamma",
    "imaluunniit",
    // Latvian, Lithuanian, Polish, Ukrainian, Russian.
    "un",
    "vai",
    "kā",
    "gan",
    "bet",
    "līdz",
    "ir",
    "ar",
    "arba",
    "bei",
    "tiek",
    "kaip",
    "nei",
    "iki",
    "i",
    "oraz",
    "lub",
    "czy",
    "albo",
    "a",
    "ale",
    "do",
    "bądź",
    "і",
    "й",
    "та",
    "або",
    "чи",
    "а",
    "але",
    "до",
    "и",
    "или",
    "но",
    "либо",
    // German, Dutch, English, French.
    "und",
    "oder",
    "sowie",
    "bzw",
    "beziehungsweise",
    "als",
    "wie",
    "bis",
    "noch",
    "statt",
    "of",
    "dan",
    "tot",
    "alsook",
    "and",
    "or",
    "to",
    "but",
    "nor",
    "as",
    "than",
    "versus",
    "vs",
    "through",
    "rather",
    "et",
    "ou",
];

/// Tells of words that the end of a line divides: Markdown makes a space of it.
pub(super) fn look_for_divided_words(path: &str, text: &str, findings: &mut Findings) {
    const MOST_LINES: usize = 20;
    let divided = divided(text);
    let Some(first) = divided.first() else { return };
    let places = Places::new(text);
    let line = |at: &Range<usize>| places.of(path, text, at.clone()).line.to_string();
    let others: Vec<String> = divided[1..].iter().take(MOST_LINES).map(line).collect();
    let finding = findings.add(
        &codes::DIVIDED_WORD,
        places.of(path, text, first.clone()),
        "a word is divided at the end of this line, and readers get a space behind its hyphen",
    );
    finding.hint("write it on one line, and without the hyphen if that is none of its own");
    if !others.is_empty() {
        let more = if divided.len() > others.len() + 1 { " …" } else { "" };
        finding.hint(format!("so are words at the ends of other lines: {}{more}", others.join(", ")));
    }
}

/// The first halves of words that the ends of lines divide.
fn divided(text: &str) -> Vec<Range<usize>> {
    let mut divided = Vec::new();
    let (mut at, mut fence) = (0, None);
    let mut is_front_matter = text.starts_with("---\n");
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let said = line.trim_start_matches([' ', '>']);
        let sign = ["```", "~~~"].into_iter().find(|sign| said.starts_with(sign));
        let signs = sign.map_or(0, |sign| said.bytes().take_while(|byte| *byte == sign.as_bytes()[0]).count());
        if is_front_matter {
            is_front_matter = start == 0 || line.trim_end() != "---";
        } else if let Some(sign) = sign.filter(|sign| fence.is_none_or(|(open, most)| open == *sign && most <= signs)) {
            fence = if fence.is_none() { Some((sign, signs)) } else { None };
        } else if fence.is_none()
            && !said.starts_with('|')
            && !line.starts_with("    ")
            && let Some(half) = half(line)
            && goes_on(&text[at..])
        {
            divided.push(start + half.start..start + half.end);
        }
    }
    divided
}

/// The first half of a word at the end of a line, with its hyphen.
fn half(line: &str) -> Option<Range<usize>> {
    let line = line.trim_end();
    let word = line.strip_suffix(['-', '\u{2010}', '\u{2011}', '\u{AD}', '¬'])?;
    let start = word.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '-' | '\u{AD}' | '’' | '\'')).len();
    let letters = word.chars().rev().take_while(|c| c.is_alphabetic()).count();
    // Addresses and commands have hyphens of their own.
    let is_word = line[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || "([{«»“”„\"'*_>".contains(c));
    (letters >= 2 && is_word && !word[start..].starts_with('-')).then_some(start..line.len())
}

/// Whether a text begins with the rest of a word.
fn goes_on(text: &str) -> bool {
    let rest = text.trim_start_matches([' ', '>']);
    let word = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    word.starts_with(char::is_lowercase) && !JOINING.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn damage(text: &str) -> Vec<String> {
        let mut findings = Findings::default();
        look_for_damage("a.md", text, &mut findings);
        findings.into_vec().into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn letters_that_were_lost_or_misread_are_told() {
        for (text, meant) in [
            ("MÃ¤nniskohandel", "«Ã¤» stands where «ä»"),
            ("Ã…rhus", "«Ã…» stands where «Å»"),
            ("en sak â€“ en till", "«â€“» stands where «–»"),
            ("Â§ 4", "«Â§» stands where «§»"),
            ("PrzestÄ™pstwo", "«Ä™» stands where «ę»"),
            ("sÄ…d", "«Ä…» stands where «ą»"),
            ("KÅ«no", "«Å«» stands where «ū»"),
            ("Ð”Ñ–Ñ‚Ð¸", "«Ð”» stands where «Д»"),
            ("РґС–С‚Рё", "«РґС–С‚» stands where «діт»"),
        ] {
            assert!(damage(text).iter().any(|told| told.starts_with(meant)), "{text}: {:?}", damage(text));
        }
        assert!(damage("M\u{FFFD}nniskohandel")[0].starts_with("letters are lost"));
        assert!(damage("\u{F0B7} punkt")[0].contains("U+F0B7"));
        for text in [
            "Ärende, Åre, «Ä» och ”Å” – Ä… Å, ÄÖ ÅÄÖ, NÃO, pâté, câ, Ñandú",
            "Ðað er Ð – РОССИЯ, СРСР, С. Р. «С» Рівне, РФ",
            "ﬁ ﬂ ½ © 👧 日本",
        ] {
            assert_eq!(damage(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn words_that_the_end_of_a_line_divides_are_told_and_no_others() {
        for (text, words) in [
            ("Barn som ut-\nnyttjas", vec!["ut-"]),
            ("> Männi-\n> skohandel är rättig-\n> heter", vec!["Männi-", "rättig-"]),
            ("(So-\ncialtjänst) e-\npost, tvåårs-  \n  perioder", vec!["So-", "tvåårs-"]),
            ("ut\u{AD}\nnyttjas själv\u{2010}\nklart", vec!["ut\u{AD}", "själv\u{2010}"]),
            ("till-\noch frånvaro, polis-\nsamt åklagare, In-\nund Ausland, maa-\nja metsä, laste-\nning noorte", vec![]),
            ("børne-\nog ungdom, barna-\neða unglinga, pre-\nand post-, дитячо-\nта юнацько", vec![]),
            ("- ett -\nmer, 2010-\n2012, Nordrhein-\nWestfalen, ut-\n\nnyttjas, --all-\nx, a/b-\nc, x-y.z-\nq", vec![]),
            ("````\n```\nut-\nnyttjas\n```\nut-\nnyttjas\n````\nut-\nnyttjas", vec!["ut-"]),
            ("---\ntitle: ut-\nx\n---\n```\nut-\nnyttjas\n```\n| ut-\nnyttjas\n\n    ut-\nnyttjas", vec![]),
        ] {
            assert_eq!(divided(text).into_iter().map(|at| &text[at]).collect::<Vec<_>>(), words, "{text}");
        }
    }
}
