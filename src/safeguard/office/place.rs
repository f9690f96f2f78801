//! Where in an office file something stands: on which slide, in which sheet.

use std::collections::BTreeMap;

use super::super::place::Place;
use super::Part;
use super::named::last;
use super::xml::{Tag, tags};

/// The slides and sheets of OOXML by their parts, in the order in which they are shown, and the notes of slides.
pub(super) fn of_parts(parts: &[Part]) -> BTreeMap<String, Place> {
    let mut places = BTreeMap::new();
    let text = |name: &str| parts.iter().find(|part| part.name == name).map(|part| super::super::decoded(&part.bytes));
    for (name, element) in [("xl/workbook.xml", "sheet"), ("ppt/presentation.xml", "p:sldId")] {
        let (folder, file) = name.split_once('/').unwrap_or_default();
        let (Some(list), Some(relations)) = (text(name), text(&format!("{folder}/_rels/{file}.rels"))) else { continue };
        let targets: BTreeMap<&str, &str> = tags(&relations).filter_map(|tag| Some((tag.says("Id")?, tag.says("Target")?))).collect();
        for (index, tag) in tags(&list).filter(|tag| tag.opens && tag.name == element).enumerate() {
            let Some(target) = tag.says("r:id").and_then(|id| targets.get(id)) else { continue };
            let target = target.trim_start_matches('/').trim_start_matches(&format!("{folder}/")).to_owned();
            let place = if element == "sheet" { Place::sheet(tag.says("name").unwrap_or_default()) } else { Place::Slide(index + 1) };
            places.insert(format!("{folder}/{target}"), place);
        }
    }
    for notes in parts.iter().filter(|part| part.name.starts_with("ppt/notesSlides/_rels/")) {
        let relations = super::super::decoded(&notes.bytes);
        let slide = tags(&relations)
            .find_map(|tag| tag.says("Target").filter(|target| target.contains("slides/slide")).map(last).map(str::to_owned));
        if let Some(place) = slide.and_then(|slide| places.get(&format!("ppt/slides/{slide}"))).cloned() {
            places.insert(format!("ppt/notesSlides/{}", last(&notes.name).trim_end_matches(".rels")), place);
        }
    }
    places
}

/// The texts that cells of OOXML share: where they begin in what the file says, and in which row the first has each.
#[derive(Default)]
pub(super) struct Shared {
    pub starts: Vec<usize>,
    pub rows: BTreeMap<usize, Place>,
}

/// The rows of a sheet, one after another.
pub(super) struct Rows {
    sheet: Option<Place>,
    /// The row that is open.
    pub here: Option<Place>,
    is_shared: bool,
    /// The numbers of the shared texts, and the row of the first cell that has each.
    pub shared: BTreeMap<usize, Place>,
}

impl Rows {
    pub fn new(sheet: Option<&Place>) -> Rows {
        Rows { sheet: sheet.cloned(), here: sheet.cloned(), is_shared: false, shared: BTreeMap::new() }
    }

    /// Takes in a tag; tells whether it begins a row.
    pub fn tag(&mut self, tag: &Tag) -> bool {
        match (&self.sheet, tag.name) {
            (Some(sheet), "row") if tag.opens => {
                let number = tag.says("r").and_then(|row| row.parse().ok());
                self.here = number.and_then(|number| sheet.row(number)).or_else(|| self.sheet.clone());
                true
            }
            (Some(_), "c") if tag.opens => {
                self.is_shared = tag.says("t") == Some("s");
                false
            }
            _ => false,
        }
    }

    pub fn say(&mut self, text: &str) {
        if self.is_shared
            && let (Ok(number), Some(here)) = (text.trim().parse(), &self.here)
        {
            self.shared.entry(number).or_insert_with(|| here.clone());
        }
    }
}
