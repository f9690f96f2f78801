//! Sentences, since translators' tools remember by sentence.

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

use super::inline::Token;
use crate::language::Language;

/// Short forms after which a sentence goes on. Unicode's rules know none, and a number or a capital often follows one.
fn short_forms(language: &str) -> &'static [&'static str] {
    match language {
        "sv" => &[
            "bl.a.", "t.ex.", "d.v.s.", "dvs.", "m.m.", "m.fl.", "o.s.v.", "s.k.", "f.d.", "ca.", "art.", "st.", "kap.", "nr.", "s.",
            "jfr.",
        ],
        "da" => &["bl.a.", "f.eks.", "dvs.", "m.m.", "m.fl.", "osv.", "ca.", "art.", "stk.", "kap.", "nr.", "s.", "jf."],
        "nb" | "nn" | "no" => &["bl.a.", "f.eks.", "dvs.", "m.m.", "m.fl.", "osv.", "ca.", "art.", "kap.", "nr.", "s.", "jf."],
        "fi" => &["esim.", "mm.", "ns.", "yms.", "ym.", "jne.", "ks.", "vrt.", "art.", "n.", "s.", "nro.", "eli."],
        "is" => &["t.d.", "o.s.frv.", "m.a.", "þ.e.", "gr.", "mgr.", "nr.", "bls.", "u.þ.b."],
        "et" => &["nt.", "jne.", "vt.", "lk.", "art.", "lg.", "p.", "nr.", "s.t.", "u."],
        "lv" => &["piem.", "u.c.", "utt.", "sk.", "p.", "lpp.", "Nr.", "nr.", "t.i.", "apm."],
        "lt" => &["pvz.", "t.y.", "t. y.", "pan.", "str.", "d.", "p.", "Nr.", "nr.", "žr.", "ir kt."],
        "uk" => &["напр.", "тощо.", "ст.", "п.", "ч.", "див.", "т.д.", "т.п.", "р.", "рр.", "с."],
        _ => &[
            "e.g.", "i.e.", "cf.", "art.", "arts.", "no.", "nos.", "p.", "pp.", "para.", "paras.", "vol.", "ed.", "eds.", "Mr.", "Mrs.",
            "Ms.", "Dr.", "St.", "ca.",
        ],
    }
}

/// What stands between two sentences.
pub fn joint(language: &Language) -> &'static str {
    match language.tag().split('-').next() {
        Some("ja" | "zh" | "yue") => "",
        _ => " ",
    }
}

/// Whether a text ends as sentences do in Chinese and Japanese, where no space follows.
fn ends_without_space(text: &str) -> bool {
    text.trim_end_matches(['」', '』', '）', '”', '’']).ends_with(['。', '！', '？', '｡'])
}

/// The tokens of a block, sentence by sentence, the white space between two sentences at the end of the first. Never
/// cut within a mark that goes round words.
pub fn split(tokens: &[Token], language: &Language) -> Vec<Vec<Token>> {
    let plain: String = tokens
        .iter()
        .map(|token| match token {
            Token::Text(text) => text.as_str(),
            Token::Fixed(_) => "\u{FFFC}",
            Token::Open(_) | Token::Close => "",
        })
        .collect();
    let base = language.tag().split('-').next().unwrap_or_default();
    let short = short_forms(base);
    let breaks: Vec<usize> = SentenceSegmenter::new(SentenceBreakInvariantOptions::default())
        .segment_str(&plain)
        .filter(|&at| at > 0 && at < plain.len())
        .filter(|&at| {
            let before = plain[..at].trim_end();
            let goes_on = short.iter().any(|form| before.strip_suffix(form).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)));
            // An initial, and a source in brackets that belongs to the sentence before.
            let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
            let initial = word.chars().count() == 2 && word.ends_with('.') && word.starts_with(char::is_uppercase);
            !goes_on && !initial && (plain[..at].ends_with(char::is_whitespace) || ends_without_space(before))
        })
        .collect();
    let mut segments: Vec<Vec<Token>> = vec![Vec::new()];
    let mut depth = 0_usize;
    let mut at = 0;
    for token in tokens {
        match token {
            Token::Text(text) => {
                let mut rest = text.as_str();
                while let Some(&next) = breaks.iter().find(|&&next| next > at && next < at + rest.len() + usize::from(depth == 0)) {
                    if depth > 0 {
                        break;
                    }
                    let (before, after) = rest.split_at(next - at);
                    push(&mut segments, Token::Text(before.to_owned()));
                    segments.push(Vec::new());
                    (at, rest) = (next, after);
                }
                at += rest.len();
                if !rest.is_empty() {
                    push(&mut segments, Token::Text(rest.to_owned()));
                }
            }
            Token::Fixed(_) => {
                at += '\u{FFFC}'.len_utf8();
                push(&mut segments, token.clone());
            }
            Token::Open(_) => {
                depth += 1;
                push(&mut segments, token.clone());
            }
            Token::Close => {
                depth = depth.saturating_sub(1);
                push(&mut segments, token.clone());
            }
        }
    }
    // A segment without words belongs to its neighbour.
    let has_words = |segment: &[Token]| segment.iter().any(Token::has_words);
    let mut merged: Vec<Vec<Token>> = Vec::new();
    for segment in segments.into_iter().filter(|segment| !segment.is_empty()) {
        match merged.last_mut() {
            Some(before) if !has_words(&segment) || !has_words(before) => before.extend(segment),
            Some(_) | None => merged.push(segment),
        }
    }
    merged
}

fn push(segments: &mut [Vec<Token>], token: Token) {
    if let Some(last) = segments.last_mut() {
        last.push(token);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::inline::{Setting, from_markdown, to_markdown};

    fn sentences(text: &str, tag: &str) -> Vec<String> {
        let tokens = from_markdown(text).unwrap();
        split(&tokens, &Language::parse(tag).unwrap()).iter().map(|segment| to_markdown(segment, Setting::Block)).collect()
    }

    #[test]
    fn sentences_end_where_readers_would_say_so() {
        assert_eq!(
            sentences("Ring 112. Vänta t.ex. Vid dörren. Se art. 3 först.", "sv"),
            ["Ring 112. ", "Vänta t.ex. Vid dörren. ", "Se art. 3 först."]
        );
        assert_eq!(sentences("So it is [@a, art. 3]. Then *this. And* that.", "en"), ["So it is [@a, art. 3]. ", "Then *this. And* that."]);
        assert_eq!(sentences("**116 000** is the number. Call it!", "en"), ["**116 000** is the number. ", "Call it!"]);
        assert_eq!(sentences("これは本です。「はい。」それはペンです。", "ja"), ["これは本です。「はい。」", "それはペンです。"]);
        assert_eq!(sentences("Telefonas 112. Žr. 3 straipsnį. Taip.", "lt"), ["Telefonas 112. ", "Žr. 3 straipsnį. ", "Taip."]);
    }
}
