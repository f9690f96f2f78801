//! Values that a workbook keeps of a table that a pivot table was made of, or of another workbook.

use std::collections::BTreeSet;

use super::super::decoded;
use super::super::plain::{Plain, decode};
use super::Part;
use super::named::last;
use super::xml::{Tag, local, tags};

/// Which of them, in words, are not what a sheet shows.
pub(super) fn unseen(parts: &[Part]) -> String {
    let kept: Vec<&Part> = parts.iter().filter(|part| keeps_values(&part.name)).collect();
    if kept.is_empty() {
        return String::new();
    }
    let texts: Vec<_> = parts.iter().filter(|part| shows_values(&part.name)).map(|part| decoded(&part.bytes)).collect();
    let shown: BTreeSet<String> = texts.iter().flat_map(|text| shown(text)).collect();
    let all = kept.into_iter().flat_map(|part| said(&decoded(&part.bytes)));
    let is_unseen = |value: &String| value.contains(char::is_alphabetic) && !shown.contains(&value.to_lowercase());
    let unseen: BTreeSet<String> = all.filter(is_unseen).collect();
    unseen.into_iter().collect::<Vec<_>>().join("\n")
}

fn keeps_values(name: &str) -> bool {
    name.ends_with(".xml") && (name.contains("/pivotCache/") || name.contains("/externalLinks/"))
}

fn shows_values(name: &str) -> bool {
    name.ends_with(".xml") && (last(name).starts_with("sharedStrings") || name.contains("/worksheets/"))
}

/// The texts of cells, and what cells share, in small letters: a pivot table keeps those of the first that is the same.
fn shown(xml: &str) -> BTreeSet<String> {
    let (mut shown, mut text) = (BTreeSet::new(), String::new());
    for tag in tags(xml) {
        if tag.closes && matches!(local(tag.name), "t" | "v") {
            text.push_str(tag.before);
        }
        if matches!(local(tag.name), "si" | "c") {
            shown.insert(plain(&std::mem::take(&mut text)).to_lowercase());
        }
    }
    shown
}

/// What is kept: in attributes for a pivot table, in elements of another workbook.
fn said(xml: &str) -> BTreeSet<String> {
    // Months and the like, by which a table is grouped.
    let mut is_group = false;
    let of_tag = |tag: Tag| match local(tag.name) {
        "groupItems" => {
            is_group = !tag.closes;
            None
        }
        "s" if is_group => None,
        "s" if tag.opens => tag.says("v").map(plain),
        "v" if !tag.opens => Some(plain(tag.before)),
        _ => None,
    };
    tags(xml).filter_map(of_tag).collect()
}

fn plain(written: &str) -> String {
    let mut plain = Plain::default();
    decode(written.trim(), 0, &mut plain);
    plain.text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_and_no_sheet_shows_is_told() {
        let part = |name: &str, xml: &str| Part { name: name.into(), stored: String::new(), bytes: xml.into() };
        let strings = || part("xl/sharedStrings.xml", "<sst><si><r><t>An</t></r><r><t>na &amp; B</t></r></si></sst>");
        let sheet = || part("xl/worksheets/sheet1.xml", "<c><v>Sum</v></c><c t='inlineStr'><is><t>Line</t></is></c>");
        let pivot = |values: &str| part("xl/pivotCache/pivotCacheRecords1.xml", values);
        let other = |values: &str| part("xl/externalLinks/externalLink1.xml", values);
        for (kept, told) in [
            (pivot("<r><s v='Anna &amp; B'/><s v='SUM'/><s v='Line'/><n v='12'/><s/></r>"), ""),
            (pivot("<fieldGroup><groupItems count='2'><s v='Jan'/></groupItems></fieldGroup>"), ""),
            (pivot("<r><s v='Anna &amp; C'/></r>"), "Anna & C"),
            (other("<cell r='A1' t='str'><v>Anna &amp; B</v></cell><cell><v>12</v></cell>"), ""),
            (other("<cell r='A1' t='str'><v>Storgatan</v></cell>"), "Storgatan"),
        ] {
            let parts = [strings(), sheet(), kept];
            assert_eq!(unseen(&parts), told);
        }
    }
}
