//! How a theme shows pictures, and how much a picture may be on a site.

use std::sync::Arc;

use super::directives::files;
use super::fields::{Field, FieldType, Record, Schema, Value, read};
use crate::diagnostics::codes;
use crate::found::Findings;
use crate::pictures::{Limits, MOST_PIXELS};
use crate::source::{Sources, Text, yaml};

/// How a theme shows the pictures of texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Pictures {
    /// The widths in which pictures are offered, in pixels, in order; none is wider than the last.
    pub widths: Vec<u32>,
    /// How much of the screen a picture takes, as HTML's `sizes` says it.
    pub sizes: String,
}

/// What a theme can ask for, in pixels.
const WIDTHS: std::ops::RangeInclusive<i64> = 16..=8192;

/// The key of `theme.yaml`.
pub fn field() -> Field {
    let pictures = Schema::new([
        Field::new("widths", FieldType::Number.list(), "The widths in which pictures are offered, in pixels."),
        Field::new("sizes", FieldType::Text, "How much of the screen a picture takes, as HTML's `sizes` says it."),
    ]);
    Field::new("pictures", FieldType::Record(Arc::new(pictures)), "How the pictures of texts are shown.")
}

/// What the nearest theme that says something of pictures says.
pub fn read_all(sources: &Sources, theme: &str) -> Pictures {
    let mut pictures = Pictures { widths: Vec::new(), sizes: String::new() };
    for (_, file) in files(sources, theme) {
        let Ok(node) = yaml::parse(&file.text, 0) else { continue };
        let record = read(&node, &Schema::new([field()]), &file, &mut Findings::default());
        let Some(written) = record.record("pictures") else { continue };
        if pictures.widths.is_empty() {
            pictures.widths = written
                .list("widths")
                .iter()
                .filter_map(|width| match width.value {
                    Value::Number(width) if WIDTHS.contains(&width) => u32::try_from(width).ok(),
                    _ => None,
                })
                .collect();
        }
        if pictures.sizes.is_empty() {
            pictures.sizes = written.text("sizes").unwrap_or_default().to_owned();
        }
    }
    pictures.widths.sort_unstable();
    pictures.widths.dedup();
    if pictures.sizes.is_empty() {
        pictures.sizes = "100vw".to_owned();
    }
    pictures
}

/// Checks what a theme says of pictures; called where its other faults are told.
pub fn check(record: &Record, file: &Text, findings: &mut Findings) {
    for width in record.record("pictures").map_or(&[][..], |written| written.list("widths")) {
        if matches!(width.value, Value::Number(number) if !WIDTHS.contains(&number)) {
            findings
                .add(&codes::WRONG_TYPE, file.at(width.span.clone()), "a picture is offered 16 to 8192 pixels wide")
                .hint("write, for example, `widths: [480, 800, 1200]`");
        }
    }
}

/// The key of `site.yaml`.
pub fn limits_field() -> Field {
    let animation = Schema::new([
        Field::new("max_frames", FieldType::Number, "How many frames an animation may have."),
        Field::new("max_seconds", FieldType::Number, "How long an animation may last, played once."),
    ]);
    let limits = Schema::new([
        Field::new("max_pixels", FieldType::Number, "How many pixels a picture may have, width times height."),
        Field::new("max_bytes", FieldType::Number, "How large the file of a picture may be."),
        Field::new("animation", FieldType::Record(Arc::new(animation)), "How much may move."),
    ]);
    Field::new("pictures", FieldType::Record(Arc::new(limits)), "How much a picture may be, before it is opened.")
}

/// How much a picture may be on this site.
pub fn limits(record: &Record, file: &Text, findings: &mut Findings) -> Limits {
    let usual = Limits::default();
    let Some(written) = record.record("pictures") else { return usual };
    let mut at_most = |record: Option<&Record>, name: &str, usual: u64, most: u64| {
        let Some((record, typed)) = record.and_then(|record| Some((record, record.get(name)?))) else { return usual };
        match record.number(name).and_then(|number| u64::try_from(number).ok()) {
            Some(number) if (1..=most).contains(&number) => number,
            _ => {
                findings
                    .add(&codes::WRONG_TYPE, file.at(typed.span.clone()), format!("«{name}» is 1 to {most}"))
                    .hint(format!("write `{name}: {usual}`"));
                usual
            }
        }
    };
    let animation = written.record("animation");
    Limits {
        pixels: at_most(Some(written), "max_pixels", usual.pixels, MOST_PIXELS),
        bytes: at_most(Some(written), "max_bytes", usual.bytes, 100_000_000),
        frames: at_most(animation, "max_frames", usual.frames, 10_000),
        seconds: at_most(animation, "max_seconds", usual.seconds, 3600),
    }
}
