//! Finished HTML, cut at its markers.

use super::*;

/// Cuts finished HTML at its markers. `made` tells which directive a numbered piece is; what is none leaves its label and
/// its content.
pub(super) fn cut(html: &str, made: &mut BTreeMap<usize, usize>) -> Vec<Piece> {
    struct Open {
        index: usize,
        label: Option<Fragment>,
        before: Vec<Piece>,
    }
    let mut pieces = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for (at, part) in html.split(MARK).enumerate() {
        // Parts alternate between HTML and what stands between two markers.
        if at % 2 == 0 {
            if !part.is_empty() {
                pieces.push(Piece::Html(part.to_owned()));
            }
            continue;
        }
        let Some((kind, rest)) = part.split_at_checked(1) else { continue };
        let index = || rest.parse().unwrap_or_default();
        let piece = match kind {
            "H" => Piece::Href(index()),
            "F" => Piece::FileFacts(index()),
            "P" => Piece::Picture(index()),
            "C" => Piece::Citation(index()),
            "S" => Piece::Section(index()),
            "N" => {
                let (number, time) = rest.split_once(' ').unwrap_or_default();
                Piece::NoteReference { number: number.parse().unwrap_or_default(), time: time.parse().unwrap_or_default() }
            }
            "T" => Piece::Task { done: rest == "x" },
            "D" => {
                if let Some(&index) = made.get(&index()) {
                    open.push(Open { index, label: None, before: std::mem::take(&mut pieces) });
                }
                continue;
            }
            "L" => {
                if made.contains_key(&index())
                    && let Some(open) = open.last_mut()
                {
                    open.label = Some(Fragment { pieces: std::mem::take(&mut pieces) });
                }
                continue;
            }
            "E" => {
                if !made.contains_key(&index()) {
                    continue;
                }
                let Some(Open { index, label, before }) = open.pop() else { continue };
                let content = Fragment { pieces: std::mem::replace(&mut pieces, before) };
                Piece::Directive { index, label: label.unwrap_or_default(), content }
            }
            _ => Piece::Word(rest.to_owned()),
        };
        pieces.push(piece);
    }
    // What was never ended keeps its text.
    while let Some(Open { before, .. }) = open.pop() {
        let inner = std::mem::replace(&mut pieces, before);
        pieces.extend(inner);
    }
    pieces
}
