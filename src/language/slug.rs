//! Slugs: the last part of an address, in the language's own letters.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::transliteration::transliterated;
use super::words::is_mark;

/// The longest slug that is made from a title, in characters. Percent-encoded, a Cyrillic one is six times as long.
const LONGEST: usize = 60;

/// A slug in the letters a to z: `sa-kanner-du-igen-ett-offer`. For those who send addresses where others' letters arrive
/// broken; it misleads in some languages and reads badly in all that are not written in Latin letters.
pub fn ascii_slug(title: &str) -> String {
    let title: String = composed(title).chars().filter(|c| !is_silent(*c)).collect();
    slug(&transliterated(&title))
}

/// A text with its letters taken apart, as some systems write names of files.
pub fn decomposed(text: &str) -> String {
    icu_normalizer::DecomposingNormalizerBorrowed::new_nfd().normalize(text).into_owned()
}

/// Text in the form in which letters and their marks are one character where there is one (NFC).
pub fn composed(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

/// A slug in the language's own letters: `så-känner-du-igen-ett-offer`, `як-розпізнати-дитину`.
///
/// Letters, digits and their marks stay, apostrophes and what nobody sees vanish, everything else becomes one hyphen. Titles are not
/// transliterated: that misleads (`mått` → `matt`) and is gibberish for Arabic.
pub fn slug(title: &str) -> String {
    if is_slug(title) {
        return title.to_owned();
    }
    let mut title = folded(title).to_lowercase();
    // İ in small letters is an i and a dot that it has already.
    if title.contains('\u{307}') {
        title = title.replace("i\u{307}", "i");
    }
    let mut slug = String::new();
    for c in title.chars() {
        match c {
            '\'' | '’' | 'ʼ' => {}
            c if is_silent(c) => {}
            c if c.is_alphanumeric() => slug.push(c),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            // A mark belongs to the letter before it.
            c if is_mark(c) => slug.push(c),
            _ => slug.push('-'),
        }
    }
    let slug = slug.trim_end_matches('-');
    match slug.char_indices().nth(LONGEST) {
        None => slug.to_owned(),
        Some((cut, _)) => match slug[..cut].rfind('-') {
            Some(word_end) => slug[..word_end].to_owned(),
            None => slug[..cut].to_owned(),
        },
    }
}

/// A text in which signs that are letters in another form, such as ligatures and broad ones, are those letters (NFKC).
fn folded(text: &str) -> String {
    let normalizer = ComposingNormalizerBorrowed::new_nfkc();
    // Letters of Thai and Lao that the form takes apart, though no keyboard writes them so: ำ, ຳ, ໜ, ໝ.
    let is_whole = |c: char| matches!(c, '\u{e33}' | '\u{eb3}' | '\u{edc}' | '\u{edd}');
    let text = text.replace("\u{e4d}\u{e32}", "\u{e33}").replace("\u{ecd}\u{eb2}", "\u{eb3}");
    text.split_inclusive(is_whole)
        .flat_map(|part| {
            let before = part.trim_end_matches(is_whole);
            [normalizer.normalize(before), part[before.len()..].into()]
        })
        .collect()
}

/// The same where i with and without a dot are two letters: `istanbul-ığdır`.
pub fn slug_with_dotless_i(title: &str) -> String {
    slug(&with_dotless_i(&composed(title)))
}

/// A text with the small letters of the two capitals that other languages make one letter of.
pub fn with_dotless_i(text: &str) -> String {
    text.replace('İ', "i").replace('I', "ı")
}

/// What guides how a word is broken, joined or directed, and is no part of it: soft hyphens, joiners, marks of direction.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// An address as people read it: with letters, figures and their marks as they are, and not percent-encoded. What nobody
/// sees, spaces and signs stay encoded; so does everything where somebody who types what they see would type other letters.
pub fn readable(address: &str) -> Cow<'_, str> {
    if !address.contains('%') {
        return address.into();
    }
    let mut out = String::with_capacity(address.len());
    let mut rest = address;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_byte = |sign: &&[u8]| matches!(sign, [b'%', a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
        let encoded = rest.as_bytes().chunks(3).take_while(is_byte).count() * 3;
        if encoded == 0 {
            out.push('%');
            rest = &rest[1..];
        }
        let (mut written, behind) = rest.split_at(encoded);
        let bytes: Vec<u8> = percent_encoding::percent_decode_str(written).collect();
        for chunk in bytes.utf8_chunks() {
            for c in chunk.valid().chars() {
                let (own, others) = written.split_at(3 * c.len_utf8());
                match !c.is_ascii() && (c.is_alphanumeric() || is_mark(c)) {
                    true => out.push(c),
                    false => out.push_str(own),
                }
                written = others;
            }
            let (own, others) = written.split_at(3 * chunk.invalid().len());
            out.push_str(own);
            written = others;
        }
        rest = behind;
    }
    out.push_str(rest);
    // The fillers of Korean are letters, and nobody sees them.
    let is_sure = ComposingNormalizerBorrowed::new_nfkc().is_normalized(&out) && !out.contains(['\u{115F}', '\u{1160}']);
    if is_sure { out.into() } else { address.into() }
}

/// Whether a text is a slug already, as most names of folders are.
fn is_slug(text: &str) -> bool {
    let bytes = text.as_bytes();
    let sound = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    bytes.len() <= LONGEST
        && bytes.iter().all(sound)
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !bytes.windows(2).any(|pair| pair == b"--")
}

#[cfg(test)]
mod tests {
    use super::{ascii_slug, readable, slug, slug_with_dotless_i};

    #[test]
    fn slugs_keep_the_letters_of_the_language() {
        for (title, expected) in [
            ("Så känner du igen ett offer", "så-känner-du-igen-ett-offer"),
            ("Як розпізнати дитину?", "як-розпізнати-дитину"),
            ("Об’єднання", "обєднання"),
            ("كيف نتعرف على الطفلة", "كيف-نتعرف-على-الطفلة"),
            ("हिन्दी में", "हिन्दी-में"),
            ("Mitä on ihmis\u{AD}kauppa?", "mitä-on-ihmiskauppa"),
            ("نمی\u{200C}دانم", "نمیدانم"),
            ("\u{2066}a\u{200B}b\u{2060}c\u{2069}", "abc"),
            ("  --  ", ""),
            ("a/../b", "a-b"),
            ("ทำงาน", "ทำงาน"),
            ("ท\u{e4d}\u{e32}งาน", "ทำงาน"),
            ("ຄຳ ໜັງສື", "ຄຳ-ໜັງສື"),
            ("ﬁnna Ａ", "finna-a"),
        ] {
            assert_eq!(slug(title), expected);
        }
        assert_eq!(slug_with_dotless_i("İSTANBUL IĞDIR"), "istanbul-ığdır");
        assert_eq!(slug("İstanbul"), "istanbul");
        assert_eq!(ascii_slug("Ihmis\u{AD}kauppa on väärin"), "ihmiskauppa-on-vaarin");
        assert!(slug(&"ord ".repeat(60)).chars().count() <= 60);
        assert!(!slug(&"ord ".repeat(60)).ends_with('-'));
    }

    #[test]
    fn addresses_are_read_in_letters_and_typed_as_they_are_read() {
        for (address, expected) in [
            ("https://example.org/sv/tecken-p%C3%A5-att/?q=%c3%a4", "https://example.org/sv/tecken-på-att/?q=ä"),
            ("https://example.org/uk/%D0%BE%D0%B3%D0%BB%D1%8F%D0%B4%D0%B8/", "https://example.org/uk/огляди/"),
            ("https://example.org/%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80", "https://example.org/हिन्दी"),
        ] {
            assert_eq!(readable(address), expected);
        }
        for same in [
            // A space, a slash and a percent sign; a dash; a mark of direction; nothing that is UTF-8, and nothing that is encoded.
            "https://example.org/a%20b%2Fc%25%41/",
            "https://example.org/%E2%80%93",
            "https://example.org/%E2%80%8F",
            "https://example.org/%E5%FF100%/%x",
            // An a with a ring that is written apart, and a ligature: typed, they would be others. A filler.
            "https://example.org/a%CC%8A",
            "https://example.org/%EF%AC%81",
            "https://example.org/%E1%85%9F",
            "https://example.org/%E3%85%A4",
        ] {
            assert_eq!(readable(same), same);
        }
    }
}
