//! What the library makes otherwise than a style means it, mended before it is asked: in the style, and in the source as a
//! style is to see it.

use citationberg::taxonomy::{NameVariable, NumberOrPageVariable, NumberVariable, StandardVariable, Variable};
use citationberg::{
    Choose, ChooseBranch, ChooseMatch, Group, IndependentStyle, Layout, LayoutRenderingElement, Name, NameForm, Names, NamesChild, Text,
    TextTarget,
};
use hayagriva::Entry;
use hayagriva::types::{EntryType, Numeric, NumericValue, Person, PersonsWithRoles, SerialNumber};

/// Stands where a style puts the letter that tells a source from another of that year.
pub(super) const LETTER: char = '\u{E0F6}';

/// A number that no style asks for. A source has it if a letter tells it apart, see [`lettered`].
const HAS_LETTER: Variable = Variable::Number(NumberVariable::PrintingNumber);
const HAS_LETTER_KEY: &str = "printing";

/// What styles of medicine alone ask for. In others a source has it if it has editors, see [`with_editors_known`].
const HAS_EDITORS: Variable = Variable::Standard(StandardVariable::PMCID);

/// Stands before the space in a surname such as «Mac Donald». The library takes all words that may be a particle for one, also
/// with a capital. It counts for nothing where names are sorted.
const WHOLE: char = '\u{1}';

/// Stands before what is not to be read as a number: a figure of a script in which the library knows none.
const NO_NUMBER: char = '\u{10144}';

/// Stand behind a surname where other names are to be put. They count for nothing where names are sorted.
const MARKS: [char; 2] = ['\u{2}', '\u{3}'];

/// A style as the library is to be given it. Gives whether the style asks for [`HAS_EDITORS`] wherever it asks whether there are
/// editors: once they stand in the place of somebody else the library knows of none.
pub(super) fn of_style(csl: &mut IndependentStyle) -> bool {
    let IndependentStyle { macros, citation, bibliography, .. } = csl;
    let mut layouts = [Some(&mut citation.layout), bibliography.as_mut().map(|list| &mut list.layout)];
    let of_layouts = layouts.iter_mut().flatten().flat_map(|layout| &mut layout.elements);
    let mut elements: Vec<_> = macros.iter_mut().flat_map(|of| &mut of.children).chain(of_layouts).collect();
    let is_free = !elements.iter().any(|element| asks_for(element, HAS_EDITORS));
    for element in &mut elements {
        mend(element, false);
        if is_free {
            each_condition(element, &mut |variable| {
                if *variable == Variable::Name(NameVariable::Editor) {
                    *variable = HAS_EDITORS;
                }
            });
        }
    }
    layouts.into_iter().flatten().for_each(apart_from_delimiter);
    is_free
}

/// Whether a variable stands in an element.
fn asks_for(element: &LayoutRenderingElement, variable: Variable) -> bool {
    let any = |children: &[LayoutRenderingElement]| children.iter().any(|child| asks_for(child, variable));
    match element {
        LayoutRenderingElement::Text(text) => matches!(text.target, TextTarget::Variable { var, .. } if var == variable),
        LayoutRenderingElement::Names(names) => names.substitute().is_some_and(|substitute| any(&substitute.children)),
        LayoutRenderingElement::Group(group) => any(&group.children),
        LayoutRenderingElement::Choose(choose) => {
            choose.branches().any(|branch| any(&branch.children)) || choose.otherwise.as_ref().is_some_and(|other| any(&other.children))
        }
        LayoutRenderingElement::Number(_) | LayoutRenderingElement::Label(_) | LayoutRenderingElement::Date(_) => false,
    }
}

/// Changes what an element asks to be there.
fn each_condition(element: &mut LayoutRenderingElement, change: &mut impl FnMut(&mut Variable)) {
    match element {
        LayoutRenderingElement::Group(group) => group.children.iter_mut().for_each(|child| each_condition(child, change)),
        LayoutRenderingElement::Names(names) => {
            for child in &mut names.children {
                if let NamesChild::Substitute(substitute) = child {
                    substitute.children.iter_mut().for_each(|child| each_condition(child, change));
                }
            }
        }
        LayoutRenderingElement::Choose(choose) => {
            for branch in std::iter::once(&mut choose.if_).chain(&mut choose.else_if) {
                branch.variable.iter_mut().flatten().for_each(&mut *change);
                branch.children.iter_mut().for_each(|child| each_condition(child, change));
            }
            choose.otherwise.iter_mut().flat_map(|other| &mut other.children).for_each(|child| each_condition(child, change));
        }
        _ => {}
    }
}

/// Mends an element and all within it; within a substitute, names have what those have in whose place they stand.
fn mend(element: &mut LayoutRenderingElement, is_substitute: bool) {
    match element {
        LayoutRenderingElement::Text(text) => {
            let TextTarget::Variable { var, .. } = &mut text.target else { return };
            asked(var);
            if *var == HAS_LETTER {
                *element = letter(text.clone());
            }
        }
        LayoutRenderingElement::Number(number) => asked_number(&mut number.variable),
        LayoutRenderingElement::Label(label) => asked_number(&mut label.variable),
        LayoutRenderingElement::Date(_) => {}
        LayoutRenderingElement::Names(names) => mend_names(names, is_substitute),
        LayoutRenderingElement::Group(group) => group.children.iter_mut().for_each(|child| mend(child, is_substitute)),
        LayoutRenderingElement::Choose(choose) => {
            for branch in std::iter::once(&mut choose.if_).chain(&mut choose.else_if) {
                branch.variable.iter_mut().chain(&mut branch.is_numeric).flatten().for_each(asked);
                branch.children.iter_mut().for_each(|child| mend(child, is_substitute));
            }
            choose.otherwise.iter_mut().flat_map(|other| &mut other.children).for_each(|child| mend(child, is_substitute));
        }
    }
}

/// Without `<name/>`, which a style may leave out, the library takes names for none. In the place of others names look as these,
/// also where the style chooses among them, but for their own label.
fn mend_names(names: &mut Names, is_substitute: bool) {
    if !is_substitute && !names.children.is_empty() && names.name().is_none() {
        names.children.insert(0, NamesChild::Name(Name::default()));
    }
    let replaced = names.clone();
    for child in &mut names.children {
        if let NamesChild::Substitute(substitute) = child {
            for child in &mut substitute.children {
                mend(child, true);
                each_names(child, &mut |own| *own = in_place_of(&replaced, own));
            }
        }
    }
}

fn in_place_of(replaced: &Names, own: &Names) -> Names {
    let mut meant = replaced.from_names_substitute(own);
    let is_label = |child: &NamesChild| matches!(child, NamesChild::Label(_));
    if let Some(label) = own.children.iter().find(|child| is_label(child))
        && own.name().is_none()
    {
        match meant.children.iter_mut().find(|child| is_label(child)) {
            Some(others) => others.clone_from(label),
            None => meant.children.push(label.clone()),
        }
    }
    meant
}

/// What a style asks for. Of a volume's title the library says that of the container once more, and of a part's number that of
/// the volume; in their place stands what no source has. The letter behind a year is ours.
fn asked(variable: &mut Variable) {
    match variable {
        Variable::Standard(standard) if *standard == StandardVariable::VolumeTitle => *standard = StandardVariable::PartTitle,
        Variable::Standard(StandardVariable::YearSuffix) => *variable = HAS_LETTER,
        Variable::Number(number) => asked_of_number(number),
        _ => {}
    }
}

fn asked_number(variable: &mut NumberOrPageVariable) {
    if let NumberOrPageVariable::Number(number) = variable {
        asked_of_number(number);
    }
}

fn asked_of_number(number: &mut NumberVariable) {
    if matches!(number, NumberVariable::PartNumber | NumberVariable::PrintingNumber) {
        *number = NumberVariable::SupplementNumber;
    }
}

/// A letter counts as no variable of its source, or there would be no «n.d.» without one.
fn letter(text: Text) -> LayoutRenderingElement {
    let sign = Text { target: TextTarget::Value { val: LETTER.to_string() }, ..text };
    let if_ = ChooseBranch {
        disambiguate: None,
        is_numeric: None,
        is_uncertain_date: None,
        locator: None,
        position: None,
        type_: None,
        variable: Some(vec![HAS_LETTER]),
        match_: ChooseMatch::All,
        children: vec![LayoutRenderingElement::Text(sign)],
    };
    LayoutRenderingElement::Choose(Choose { if_, else_if: Vec::new(), otherwise: None })
}

/// What a layout puts between sources is not put between the parts of one.
fn apart_from_delimiter(layout: &mut Layout) {
    if layout.delimiter.is_none() {
        return;
    }
    for element in &mut layout.elements {
        if matches!(element, LayoutRenderingElement::Choose(choose) if has_parts(choose)) {
            *element = LayoutRenderingElement::Group(Group {
                children: vec![element.clone()],
                font_style: None,
                font_variant: None,
                font_weight: None,
                text_decoration: None,
                vertical_align: None,
                prefix: None,
                suffix: None,
                delimiter: None,
                display: None,
            });
        }
    }
}

/// Whether more than one thing may stand where a style chooses.
fn has_parts(choose: &Choose) -> bool {
    let branches = choose.branches().map(|branch| &branch.children).chain(choose.otherwise.iter().map(|other| &other.children));
    branches.into_iter().any(|children| {
        children.len() > 1 || children.iter().any(|child| matches!(child, LayoutRenderingElement::Choose(inner) if has_parts(inner)))
    })
}

/// A source as a style is to see it.
pub(super) fn of_entry(entry: &Entry) -> Entry {
    let parents = entry.parents();
    let is_part_of = |kinds: &[EntryType]| parents.first().is_some_and(|parent| kinds.contains(parent.entry_type()));
    let kind = match entry.entry_type() {
        // To styles a collection is one of an archive, and an anthology a book with an editor.
        EntryType::Anthology => EntryType::Book,
        // The library knows no container of an entry.
        EntryType::Entry if is_part_of(&[EntryType::Reference, EntryType::Book, EntryType::Anthology, EntryType::Report]) => {
            EntryType::Chapter
        }
        EntryType::Entry if is_part_of(&[EntryType::Web]) => EntryType::Web,
        // The library takes the number of a chapter for that of a document.
        EntryType::Chapter if entry.chapter().is_some() && is_part_of(&[EntryType::Book, EntryType::Anthology]) => EntryType::Anthos,
        kind => *kind,
    };
    let mut seen = if kind == *entry.entry_type() { entry.clone() } else { of_kind(kind, entry) };
    // A volume of a series is no chapter of a book.
    if kind == EntryType::Book || kind == EntryType::Anthos && *entry.entry_type() == EntryType::Chapter {
        let of_whole = |parent: &Entry| match parent.entry_type() {
            EntryType::Book => of_kind(EntryType::Anthology, parent),
            _ => parent.clone(),
        };
        seen.set_parents(parents.iter().map(of_whole).collect());
    }
    with_numbers_as_written(&mut seen);
    each_person(&mut seen, &whole_name);
    seen
}

/// A style whose citations name so many people and add «et al.» for the rest, each with the given name that a source has, and
/// in whole if that is wished.
pub(super) fn naming(csl: &IndependentStyle, count: usize, whole: bool) -> IndependentStyle {
    let mut csl = csl.clone();
    let count = u32::try_from(count).ok();
    let mut change = |names: &mut Names| {
        (names.et_al_min, names.et_al_use_first) = (Some(1), count);
        (names.et_al_subsequent_min, names.et_al_subsequent_use_first) = (Some(1), count);
        names.name_form = Some(NameForm::Long);
        names.initialize = if whole { Some(false) } else { names.initialize };
        for child in &mut names.children {
            if let NamesChild::Name(name) = child {
                *name = without_own(name, whole);
                name.form = Some(NameForm::Long);
            }
        }
    };
    let of_macros = csl.macros.iter_mut().flat_map(|of| &mut of.children);
    of_macros.chain(&mut csl.citation.layout.elements).for_each(|element| each_names(element, &mut change));
    csl
}

/// Names as they are, but for how many there are, and for their initials if they are to be whole.
fn without_own(name: &Name, whole: bool) -> Name {
    // The library lets nobody else change them.
    let Ok(serde_json::Value::Object(mut fields)) = serde_json::to_value(name) else { return name.clone() };
    fields.retain(|field, _| !(field.starts_with("@et-al-") || whole && field == "@initialize"));
    serde_json::from_value(fields.into()).unwrap_or_else(|_| name.clone())
}

fn each_names(element: &mut LayoutRenderingElement, change: &mut impl FnMut(&mut Names)) {
    match element {
        LayoutRenderingElement::Names(names) => {
            change(names);
            let substitutes = names.children.iter_mut().filter_map(|child| match child {
                NamesChild::Substitute(substitute) => Some(&mut substitute.children),
                _ => None,
            });
            substitutes.flatten().for_each(|child| each_names(child, change));
        }
        LayoutRenderingElement::Group(group) => group.children.iter_mut().for_each(|child| each_names(child, change)),
        LayoutRenderingElement::Choose(choose) => {
            let branches = std::iter::once(&mut choose.if_).chain(&mut choose.else_if).flat_map(|branch| &mut branch.children);
            let otherwise = choose.otherwise.iter_mut().flat_map(|other| &mut other.children);
            branches.chain(otherwise).for_each(|child| each_names(child, change));
        }
        _ => {}
    }
}

/// The same source, whose people are changed where they are among these.
pub(super) fn with_people(entry: &Entry, people: &[Person], change: impl Fn(usize, &mut Person)) -> Entry {
    let mut seen = entry.clone();
    each_person(&mut seen, &|mut person| {
        if let Some(at) = people.iter().position(|one| *one == person) {
            change(at, &mut person);
        }
        person
    });
    seen
}

/// Marks somebody, each time with another number.
pub(super) fn mark(person: &mut Person, number: usize) {
    let bits = (0..usize::BITS - number.leading_zeros()).map(|bit| MARKS[number >> bit & 1]);
    person.name.extend(bits);
}

pub(super) fn is_marked(text: &str) -> bool {
    text.contains(MARKS)
}

/// Of a document's number such as `2016-70` the library makes «Nos 2016–70», and of `1,2` «1, 2».
fn with_numbers_as_written(entry: &mut Entry) {
    if let Some(SerialNumber(mut numbers)) = entry.serial_number().cloned() {
        numbers.remove(HAS_LETTER_KEY);
        for (_, number) in numbers.iter_mut().filter(|(name, _)| matches!(name.as_str(), "serial" | "version")) {
            let is_one = |read: Numeric| matches!(read.value, NumericValue::Number(_)) && read.to_string() == *number;
            if !number.parse().is_ok_and(is_one) {
                number.insert(0, NO_NUMBER);
            }
        }
        entry.set_serial_number(SerialNumber(numbers));
    }
    let mut parents = entry.parents().to_vec();
    parents.iter_mut().for_each(with_numbers_as_written);
    entry.set_parents(parents);
}

/// Says of a source whether it has editors, of its own or as a part of something.
pub(super) fn with_editors_known(mut entry: Entry) -> Entry {
    use EntryType::{Book, Report, Thesis};
    let of_whole = || !matches!(entry.entry_type(), Book | Report | Thesis) && entry.parents().iter().any(|of| of.editors().is_some());
    let has_editors = entry.editors().is_some() || of_whole();
    if let Some(SerialNumber(mut numbers)) = entry.serial_number().cloned() {
        numbers.remove("pmcid");
        entry.set_serial_number(SerialNumber(numbers));
    }
    if has_editors {
        entry.set_pmcid("1".to_owned());
    }
    entry
}

/// Says of a source that a letter tells it apart.
pub(super) fn lettered(entry: &mut Entry) {
    entry.set_keyed_serial_number(HAS_LETTER_KEY, "1".to_owned());
}

/// What is drawn, without the signs that were for the library alone.
pub(super) fn without_signs(html: &str) -> String {
    html.replace([WHOLE, NO_NUMBER, MARKS[0], MARKS[1]], "")
}

fn each_person(entry: &mut Entry, change: &dyn Fn(Person) -> Person) {
    let changed = |people: &[Person]| people.iter().cloned().map(change).collect::<Vec<_>>();
    if let Some(people) = entry.authors().map(changed) {
        entry.set_authors(people);
    }
    if let Some(people) = entry.editors().map(changed) {
        entry.set_editors(people);
    }
    if let Some(people) = entry.affiliated() {
        let changed = |of: &PersonsWithRoles| PersonsWithRoles { names: changed(&of.names), role: of.role.clone() };
        entry.set_affiliated(people.iter().map(changed).collect());
    }
    let mut parents = entry.parents().to_vec();
    parents.iter_mut().for_each(|parent| each_person(parent, change));
    entry.set_parents(parents);
}

fn whole_name(mut person: Person) -> Person {
    if person.name_particle().is_some_and(|particle| particle.starts_with(char::is_uppercase)) {
        person.name = person.name.replace(' ', &format!("{WHOLE} "));
    }
    person
}

/// The same as another kind of source.
fn of_kind(kind: EntryType, entry: &Entry) -> Entry {
    let mut seen = Entry::new(entry.key(), kind);
    macro_rules! take {
        ($($get:ident $set:ident),* $(,)?) => {
            $(if let Some(value) = entry.$get() {
                seen.$set(value.to_owned());
            })*
        };
    }
    take!(
        title set_title,
        authors set_authors,
        date set_date,
        editors set_editors,
        affiliated set_affiliated,
        publisher set_publisher,
        location set_location,
        organization set_organization,
        issue set_issue,
        chapter set_chapter,
        volume set_volume,
        volume_total set_volume_total,
        edition set_edition,
        page_range set_page_range,
        page_total set_page_total,
        time_range set_time_range,
        runtime set_runtime,
        url set_url,
        serial_number set_serial_number,
        language set_language,
        archive set_archive,
        archive_location set_archive_location,
        call_number set_call_number,
        note set_note,
        abstract_ set_abstract_,
        genre set_genre,
    );
    seen.set_parents(entry.parents().to_vec());
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_of_another_kind_keeps_all_that_is_known_of_it() {
        let fields = super::super::FIELDS.iter().filter(|field| !matches!(**field, "type" | "parent" | "serial"));
        let value = |field: &str| match field {
            "author" | "editor" => "{ name: X }",
            "affiliated" => "{ role: translator, names: [{ name: X }] }",
            "date" => "2001-02-03",
            "url" => "https://example.org/",
            "language" => "sv",
            "time-range" => "00:10-00:20",
            "runtime" => "00:10",
            "issue" | "chapter" | "volume" | "volume-total" | "edition" | "page-range" | "page-total" => "7",
            _ => "X",
        };
        let yaml: String = fields.map(|field| format!("  {field}: {}\n", value(field))).collect();
        let read = |kind: &str| {
            let read = hayagriva::io::from_yaml_str(&format!("a:\n  type: {kind}\n{yaml}  parent: {{ type: web, title: P }}\n"));
            read.expect("a source").nth(0).cloned().expect("one")
        };
        assert_eq!(of_kind(EntryType::Book, &read("anthology")), read("book"));
    }
}
