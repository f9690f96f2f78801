//! Words of a text as numbers, for comparing many texts with many phrases in one pass.

/// One word of a text: where it stands, and a number for it that does not depend on case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub start: usize,
    pub end: usize,
    pub hash: u64,
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;
/// How a row of words becomes one number.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Whether a letter belongs to a script that is written without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The words of a text: letters and figures in a row. Where a script has no spaces, each letter is a word.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let (mut start, mut hash) = (0, SEED);
    let (mut inside, mut unspaced) = (false, false);
    for (at, c) in text.char_indices() {
        // An apostrophe ends a word, also the one that Unicode counts among the letters.
        let is_letter = if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() && c != '\u{2bc}' };
        if is_letter {
            if inside && (unspaced || c >= '\u{e01}' && is_unspaced(c)) {
                words.push(Word { start, end: at, hash });
                inside = false;
            }
            if !inside {
                (start, hash, inside) = (at, SEED, true);
                unspaced = c >= '\u{e01}' && is_unspaced(c);
            }
            if c.is_ascii() {
                hash = (hash ^ u64::from(c.to_ascii_lowercase() as u32)).wrapping_mul(PRIME);
            } else {
                for lower in c.to_lowercase() {
                    hash = (hash ^ u64::from(lower as u32)).wrapping_mul(PRIME);
                }
            }
        } else if inside && matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}') {
            // A mark that is written apart belongs to the letter before it; where a word may break, it goes on.
        } else if inside {
            words.push(Word { start, end: at, hash });
            inside = false;
        }
    }
    if inside {
        words.push(Word { start, end: text.len(), hash });
    }
    words
}

/// Whether a sentence ends between two words.
pub(super) fn ends_sentence(gap: &str, is_last: bool) -> bool {
    let sign = gap.char_indices().find(|(_, c)| ".!?…。！？".contains(*c));
    sign.is_some_and(|(at, c)| is_last || "。！？".contains(c) || gap[at..].contains(char::is_whitespace))
}

/// Whether something else begins between two words: a paragraph, an item, a cell.
pub(super) fn breaks(gap: &str) -> bool {
    let mut lines = gap.split('\n').skip(1).map(str::trim_start).peekable();
    let mut begins = false;
    while let Some(line) = lines.next() {
        // What stands in the last line goes on with the next word.
        begins |= line.starts_with(['-', '*', '+', '#', '>', ':']) || line.is_empty() && lines.peek().is_some();
    }
    begins || gap.contains('|')
}

/// How words in a row become one number.
pub(super) fn row_of(words: &[Word]) -> u64 {
    words.iter().fold(0_u64, |hash, word| hash.wrapping_mul(STEP).wrapping_add(word.hash))
}

/// The number of each row of so many words, in order.
pub(super) fn rows(words: &[Word], length: usize) -> impl Iterator<Item = (usize, u64)> {
    let highest = (1..length).fold(1_u64, |power, _| power.wrapping_mul(STEP));
    let mut hash = row_of(&words[..length.saturating_sub(1).min(words.len())]);
    (0..(words.len() + 1).saturating_sub(length)).map(move |at| {
        hash = hash.wrapping_mul(STEP).wrapping_add(words[at + length - 1].hash);
        let row = hash;
        hash = hash.wrapping_sub(words[at].hash.wrapping_mul(highest));
        (at, row)
    })
}

/// So many words in a row are hardly written twice by chance; so many where each letter is one.
const ROW: usize = 8;
const ROW_OF_LETTERS: usize = 20;

/// How many words in a row of a text are hardly written twice.
pub(super) fn row_length(text: &str, words: &[Word]) -> usize {
    let of_letters = words.iter().filter(|word| text[word.start..].starts_with(is_unspaced)).count();
    if of_letters > words.len() / 2 { ROW_OF_LETTERS } else { ROW }
}
