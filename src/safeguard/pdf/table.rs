//! The table in which a font says what its letters mean (`ToUnicode`).

use std::collections::BTreeMap;

/// The most units of UTF-16 that a code may mean, as where it is a ligature.
const MOST_OF_ONE: usize = 64;
/// The most ranges of codes that are kept: real tables have one or two.
const MOST_SPACES: usize = 100;

/// What codes mean. A code is told by its length in bytes and its figure.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// How long codes are, by the first and the last of a range.
    spaces: Vec<(u8, u32, u32)>,
    /// The first code of a range → the last one, and what the first one means, in units of UTF-16.
    ranges: BTreeMap<(u8, u32), (u32, Vec<u16>)>,
}

/// A part of a table's text.
enum Token<'t> {
    Code(Vec<u8>),
    Open,
    Close,
    Word(&'t [u8]),
}

impl Table {
    pub fn parse(text: &[u8]) -> Table {
        let mut table = Table::default();
        let mut operands = Vec::new();
        let mut rest = text;
        while let Some(token) = next(&mut rest) {
            match token {
                Token::Word(b"endcodespacerange") => table.spaces(&std::mem::take(&mut operands)),
                Token::Word(b"endbfchar") => table.chars(&std::mem::take(&mut operands)),
                Token::Word(b"endbfrange") => table.ranges(&std::mem::take(&mut operands)),
                Token::Word(_) => operands.clear(),
                operand => operands.push(operand),
            }
        }
        table
    }

    fn spaces(&mut self, operands: &[Token]) {
        for pair in operands.as_chunks::<2>().0 {
            if let [Token::Code(first), Token::Code(last)] = pair
                && let (Some((length, first)), Some((_, last))) = (code(first), code(last))
                && self.spaces.len() < MOST_SPACES
            {
                self.spaces.push((length, first, last));
            }
        }
    }

    fn chars(&mut self, operands: &[Token]) {
        for pair in operands.as_chunks::<2>().0 {
            if let [Token::Code(from), Token::Code(meaning)] = pair
                && let Some((length, code)) = code(from)
            {
                self.ranges.insert((length, code), (code, units(meaning)));
            }
        }
    }

    /// A first code, a last one, and what the first means; or what each of them means.
    fn ranges(&mut self, mut rest: &[Token]) {
        while let [Token::Code(first), Token::Code(last), meaning, others @ ..] = rest {
            let (Some((length, first)), Some((_, last))) = (code(first), code(last)) else { return };
            rest = others;
            match meaning {
                Token::Code(meaning) => {
                    self.ranges.insert((length, first), (last, units(meaning)));
                }
                Token::Open => {
                    let mut code = first;
                    while let [item, others @ ..] = rest {
                        rest = others;
                        let Token::Code(meaning) = item else { break };
                        self.ranges.insert((length, code), (code, units(meaning)));
                        code = code.saturating_add(1);
                    }
                }
                Token::Close | Token::Word(_) => return,
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// What a code means, as far as the table says so.
    pub fn meaning(&self, length: u8, code: u32) -> Option<String> {
        let (&(found, first), (last, units)) = self.ranges.range(..=(length, code)).next_back()?;
        if found != length || code > *last {
            return None;
        }
        let mut units = units.clone();
        if let Some(unit) = units.last_mut() {
            *unit = unit.wrapping_add((code - first) as u16);
        }
        let text = String::from_utf16(&units).ok()?;
        (!text.contains(['\0', '\u{fffd}'])).then_some(text)
    }

    /// How long the code is that begins here; `None` if the table does not say so.
    pub fn length(&self, bytes: &[u8]) -> Option<u8> {
        let within = |&(length, first, last): &(u8, u32, u32)| {
            let bytes = bytes.get(..usize::from(length))?;
            let ends = first.to_be_bytes().into_iter().zip(last.to_be_bytes()).skip(4 - usize::from(length));
            bytes.iter().zip(ends).all(|(byte, (first, last))| (first..=last).contains(byte)).then_some(length)
        };
        self.spaces.iter().filter_map(within).min()
    }
}

fn code(bytes: &[u8]) -> Option<(u8, u32)> {
    let length = u8::try_from(bytes.len()).ok().filter(|length| (1..=4).contains(length))?;
    Some((length, bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [byte] => vec![u16::from(*byte)],
        bytes => bytes.as_chunks::<2>().0.iter().take(MOST_OF_ONE).map(|unit| u16::from_be_bytes(*unit)).collect(),
    }
}

fn next<'t>(rest: &mut &'t [u8]) -> Option<Token<'t>> {
    loop {
        *rest = rest.trim_ascii_start();
        let (first, after) = rest.split_first()?;
        let until = |end: fn(&u8) -> bool| after.iter().position(end).unwrap_or(after.len());
        match first {
            b'%' => *rest = &after[until(|byte| matches!(byte, b'\r' | b'\n'))..],
            b'[' => {
                *rest = after;
                return Some(Token::Open);
            }
            b']' => {
                *rest = after;
                return Some(Token::Close);
            }
            b'<' if after.first() != Some(&b'<') => {
                let length = until(|byte| *byte == b'>');
                *rest = after.get(length + 1..).unwrap_or_default();
                return Some(Token::Code(hex(&after[..length])));
            }
            _ => {
                let length = until(|byte| byte.is_ascii_whitespace() || b"<[]%/()>".contains(byte));
                let word;
                (word, *rest) = rest.split_at(length + 1);
                return Some(Token::Word(word));
            }
        }
    }
}

fn hex(text: &[u8]) -> Vec<u8> {
    let figures: Vec<u8> = text.iter().filter_map(|byte| char::from(*byte).to_digit(16)).map(|figure| figure as u8).collect();
    figures.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_alone_in_ranges_and_in_lists() {
        let table = Table::parse(
            b"/CIDInit /ProcSet findresource begin << /Registry (Adobe) >> def % beginbfchar
            1 begincodespacerange <0000> <FFFF> endcodespacerange
            2 beginbfchar <0003> <00660069> <0004> <D83D DE00> endbfchar
            2 beginbfrange <0010><0019><0030> <0020> <0021> [<0041> <00420043>] endbfrange 1 beginbfchar <0005> <0000> endbfchar",
        );
        for (code, meaning) in [(3, Some("fi")), (4, Some("😀")), (0x12, Some("2")), (0x21, Some("BC")), (0x22, None), (5, None)] {
            assert_eq!(table.meaning(2, code).as_deref(), meaning, "{code}");
        }
        assert_eq!((table.meaning(1, 3), table.length(b"ab"), table.length(b"a")), (None, Some(2), None));
    }

    #[test]
    fn a_range_of_all_codes_takes_no_time() {
        let table = Table::parse(b"beginbfrange <00000000> <ffffffff> <0000> endbfrange beginbfrange <00> [");
        assert_eq!(table.meaning(4, 65).as_deref(), Some("A"));
    }
}
