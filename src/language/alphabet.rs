//! Letters: where those stand that the crate has no rules for, and which one an alphabetical list has as a heading.

use std::borrow::Cow;

/// Letters, in both cases, and another that the root order of the Unicode data has where the language has these: ᴀ stands
/// between a and b. So a language needs no table of its own.
type Places = &'static [(&'static str, char)];

/// After CLDR 48, which tells of Northern Sámi alone; the others have most of its letters.
const SAMI: Places = &[
    ("áÁ", 'ᴀ'),
    ("čČ", 'ᴄ'),
    ("ʒƷ", 'ƈ'),
    ("ǯǮ", 'ɕ'),
    ("đĐðÐ", 'ᴅ'),
    ("ǧǦ", 'ɢ'),
    ("ǥǤ", 'ɠ'),
    ("ǩǨ", 'ᴋ'),
    ("ŊńŃñÑ", 'ŋ'),
    ("šŠ", 'ꜱ'),
    ("ŧŦþÞ", 'ᴛ'),
    ("üÜűŰ", 'y'),
    ("žŽ", 'ᴢ'),
    ("øØœŒ", 'ʒ'),
    ("æÆ", 'ᴣ'),
    ("åÅȧȦ", 'þ'),
    ("äÄãÃ", 'ƿ'),
    ("öÖőŐõÕôÔǫǪ", 'ƨ'),
];

const INARI_SAMI: Places =
    &[("áÁ", 'ᴀ'), ("äÄ", 'ɐ'), ("âÂàÀåÅæÆ", 'ɑ'), ("čČ", 'ᴄ'), ("đĐ", 'ᴅ'), ("ŊńŃñÑ", 'ŋ'), ("šŠ", 'ꜱ'), ("žŽ", 'ᴢ')];

const GREENLANDIC: Places = &[("ĸ", 'q'), ("üÜűŰ", 'y'), ("æÆäÄęĘ", 'ʒ'), ("øØöÖőŐœŒ", 'ᴣ'), ("åÅ", 'þ')];

/// A capital Î is none of I, but of İ.
const TURKISH: Places = &[("Î", 'î')];

/// A text with letters that the crate puts in the right order.
pub(super) fn placed<'t>(text: &'t str, language: &str) -> Cow<'t, str> {
    let places = match language {
        "se" | "sma" | "smj" | "sms" => SAMI,
        "smn" => INARI_SAMI,
        "kl" => GREENLANDIC,
        "az" | "tr" => TURKISH,
        _ => return Cow::Borrowed(text),
    };
    let place = |letter: char| places.iter().find(|(letters, _)| letters.contains(letter)).map_or(letter, |(_, place)| *place);
    Cow::Owned(super::composed(text).chars().map(place).collect())
}

/// Whether a vowel is written before the consonant behind which it is spoken and sorted, as เ is in Thai and ເ in Lao.
pub(super) fn is_written_before(letter: char) -> bool {
    matches!(letter, 'เ'..='ไ' | 'ເ'..='ໄ')
}

/// A letter as a heading: a capital where the script has such, the initial consonant of a Korean syllable.
pub(super) fn capital(letter: char, has_dotless_i: bool) -> String {
    match letter {
        'i' | 'î' | 'Î' if has_dotless_i => "İ".to_owned(),
        // The capitals of Georgian are for whole lines, and few fonts have them.
        'ა'..='ჿ' => letter.to_string(),
        '가'..='힣' => initial_consonant(letter).to_string(),
        letter => letter.to_uppercase().take(1).collect(),
    }
}

/// A doubled consonant stands under the single one.
fn initial_consonant(syllable: char) -> char {
    const INITIALS: [char; 19] =
        ['ㄱ', 'ㄱ', 'ㄴ', 'ㄷ', 'ㄷ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅂ', 'ㅅ', 'ㅅ', 'ㅇ', 'ㅈ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];
    // Each consonant begins 588 syllables.
    INITIALS[(syllable as usize - '가' as usize) / 588]
}
