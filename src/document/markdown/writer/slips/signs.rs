//! Which signs a text holds, so that most texts, which hold none, are looked at once and no more.

use super::foreign;

pub(super) const BRACKET: u8 = 1;
pub(super) const STRESS: u8 = 2;
/// What something of another program's may begin with.
pub(super) const FOREIGN: u8 = 4;
/// Two in a row.
pub(super) const EQUALS: u8 = 8;
pub(super) const HYPHENS: u8 = 16;
/// `//` or `ww`, as in every address.
pub(super) const ADDRESS: u8 = 32;

/// The signs of a text, each kind a bit.
pub(super) fn of(text: &str) -> u8 {
    let (signs, _) = text.bytes().fold((0, 0), |(signs, before), byte| {
        let twice = if byte == before { TWICE[usize::from(byte)] } else { 0 };
        (signs | ONCE[usize::from(byte)] | twice, byte)
    });
    signs
}

const ONCE: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if foreign::BEGINS[byte] {
            signs[byte] = FOREIGN;
        }
        byte += 1;
    }
    signs[b'[' as usize] |= BRACKET;
    signs[b']' as usize] |= BRACKET;
    signs[b'*' as usize] |= STRESS;
    signs[b'_' as usize] |= STRESS;
    signs
};

const TWICE: [u8; 256] = {
    let mut signs = [0; 256];
    signs[b'=' as usize] = EQUALS;
    signs[b'-' as usize] = HYPHENS;
    signs[b'/' as usize] = ADDRESS;
    signs[b'w' as usize] = ADDRESS;
    signs
};
