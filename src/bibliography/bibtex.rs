//! `content/sources.bib`: sources in BibTeX or BibLaTeX, as reference managers write them.

use std::collections::BTreeSet;
use std::ops::Range;

use biblatex::{Chunk, Chunks, ChunksExt, Date, DateValue, EntryType, ParseError, RawBibliography, RawChunk, Spanned};
use hayagriva::Entry;
use hayagriva::types::{EntryType as Kind, MaybeTyped, Numeric, PageRanges};

use super::names::{self, Slip};
use super::{Bibliography, Reference, add, bounds, days, notation, tex, words};
use crate::diagnostics::{Finding, Severity, codes};
use crate::found::Findings;
use crate::language::Language;
use crate::source::Text;
use crate::source::address::refusal;

pub(super) fn read(file: &Text, bibliography: &mut Bibliography, findings: &mut Findings) {
    let text = notation::readable(&file.text);
    let parsed = RawBibliography::parse(&text).and_then(|mut raw| {
        find_second_fields(&raw, file, findings);
        bounds::keep(&mut raw, file, findings);
        let keys = bounds::places_of_keys(&raw);
        let (own, lending) = (own_fields(&raw)?, lending(&raw));
        Ok((biblatex::Bibliography::from_raw(raw)?, own, keys, lending))
    });
    let (parsed, mut own, keys, lending) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            findings
                .add(&codes::INVALID_BIBTEX, file.at(error.span.clone()), format!("this is not BibTeX: {}", error.kind))
                .hint("look for a brace, a quotation mark or a comma that is missing above");
            return;
        }
    };
    for (written, key) in parsed.iter().zip(keys) {
        let own = own.as_mut().and_then(Iterator::next);
        // What others take their fields from, or a name for several sources, is no source itself.
        if matches!(written.entry_type, EntryType::XData | EntryType::Set) {
            continue;
        }
        let mut meant = tex::without_commands(with_own(written.clone(), own));
        // Other programs write a field where they know nothing.
        meant.fields.retain(|_, value| !is_blank(value));
        let mut told = Told { file, of: &written.key, key: key.clone(), findings };
        find_slips_in_names(&meant, &mut told);
        let language = taken_language(&mut meant, &mut told);
        find_dates(&mut meant, &mut told);
        for name in unreadable(&meant) {
            let Some(value) = meant.remove(name.as_str()) else { continue };
            let finding = told.unread(&name, &value);
            match name.as_str() {
                "year" => finding.hint("write it in figures, such as 2019; leave out what is not known"),
                _ => finding.hint("correct the field, or leave it out"),
            };
        }
        if let Some(url) = meant.get("url") {
            let at = told.place(url);
            findings.extend(refusal(url.format_verbatim().trim()).map(|refused| refused.told(file.at(at))));
        }
        let has_date = |entry: &biblatex::Entry| ["date", "year"].iter().any(|name| entry.get(name).is_some_and(|value| !is_blank(value)));
        let unread = if has_date(written) && !has_date(&meant) { vec!["date".to_owned()] } else { Vec::new() };
        let meant = with_whole_titles(with_known_type(with_pages(meant)));
        match read_entry(meant) {
            Ok(mut entry) => {
                language.and_then(|language| language.tag().parse().ok()).into_iter().for_each(|tag| entry.set_language(tag));
                let mut reference = Reference::new(&written.key, entry, file, key);
                reference.lends = lending.contains(&reference.key);
                reference.unread = unread;
                add(reference, bibliography, findings);
            }
            Err(error) => {
                let at = if error.span.is_empty() { key } else { error.span.clone() };
                findings
                    .add(&codes::INVALID_BIBTEX, file.at(at), format!("the source «{}» can't be read: {}", written.key, error.kind))
                    .hint("correct the field, or leave it out");
            }
        }
    }
}

fn is_blank(value: &[Spanned<Chunk>]) -> bool {
    value.format_verbatim().trim().is_empty()
}

/// What is told of one source.
struct Told<'a> {
    file: &'a Text,
    /// Its key, and where that stands.
    of: &'a str,
    key: Range<usize>,
    findings: &'a mut Findings,
}

impl Told<'_> {
    /// Where a value stands: with the key, where it came from elsewhere.
    fn place(&self, value: &[Spanned<Chunk>]) -> Range<usize> {
        let at = value.span();
        if at.is_empty() { self.key.clone() } else { at }
    }

    fn unread(&mut self, name: &str, value: &[Spanned<Chunk>]) -> &mut Finding {
        let message = format!("«{}» can't be read as the `{name}` of «{}»", value.format_verbatim(), self.of);
        self.findings.add(&codes::INVALID_BIBTEX, self.file.at(self.place(value)), message)
    }

    /// Something that others wrote and that a source can do without.
    fn lost(&mut self, name: &str, value: &[Spanned<Chunk>]) -> &mut Finding {
        let finding = self.unread(name, value);
        finding.severity = Severity::Warning;
        finding
    }

    fn shortened(&mut self, value: &[Spanned<Chunk>], shown: &str) {
        let message = format!("of «{}» only «{shown}» is shown", value.format_verbatim());
        let finding = self.findings.add(&codes::INVALID_BIBTEX, self.file.at(self.place(value)), message);
        finding.severity = Severity::Warning;
        finding.hint("a source has one date: write the one that readers are to see");
    }
}

/// The sources without what they take from others, in the same order; `None` if none takes anything.
fn own_fields(raw: &RawBibliography) -> Result<Option<impl Iterator<Item = biblatex::Entry> + use<>>, ParseError> {
    if !raw.entries.iter().any(|entry| entry.v.fields.iter().any(bounds::is_reference)) {
        return Ok(None);
    }
    let mut raw = raw.clone();
    for entry in &mut raw.entries {
        entry.v.fields.retain(|pair| !bounds::is_reference(pair));
    }
    Ok(Some(biblatex::Bibliography::from_raw(raw)?.into_iter()))
}

/// The keys of the sources that others take fields from.
fn lending(raw: &RawBibliography) -> BTreeSet<String> {
    let references = raw.entries.iter().flat_map(|entry| &entry.v.fields).filter(|pair| bounds::is_reference(pair));
    let values = references.flat_map(|pair| &pair.value.v).filter_map(|chunk| match chunk.v {
        RawChunk::Normal(keys) => Some(keys),
        RawChunk::Abbreviation(_) => None,
    });
    values.flat_map(|keys| keys.split(',')).map(|key| key.trim().to_owned()).collect()
}

/// The entry, where the library puts what is another's before its own date, or a subtitle behind a title that has none.
fn with_own(mut entry: biblatex::Entry, own: Option<biblatex::Entry>) -> biblatex::Entry {
    const DATE: [&str; 4] = ["date", "year", "month", "day"];
    let Some(own) = own else { return entry };
    if own.get("date").or(own.get("year")).is_some() {
        for name in DATE {
            entry.remove(name);
            own.get(name).into_iter().for_each(|value| entry.set(name, value.to_vec()));
        }
    }
    if own.get("title").is_some() && own.get("subtitle").is_none() {
        entry.remove("subtitle");
    }
    entry
}

/// Several people in one name.
fn find_slips_in_names(entry: &biblatex::Entry, told: &mut Told) {
    for value in ["author", "editor", "translator"].into_iter().filter_map(|name| entry.get(name)) {
        // What stands in braces is a name of its own, whatever signs are in it.
        let protected = |text: &str| text.replace(|c: char| c.is_whitespace() || ",;".contains(c), "_");
        let written: String = value
            .iter()
            .map(|chunk| match &chunk.v {
                Chunk::Normal(text) => text.clone(),
                Chunk::Verbatim(text) | Chunk::Math(text) => protected(text),
            })
            .collect();
        let people: Vec<&str> = written.split(" and ").collect();
        let is_list = people.len() > 1;
        for name in people {
            let slip = names::several(name).filter(|slip| !is_list || *slip == Slip::Sure);
            // A body by itself is read as one; «and» may stand within its name.
            let Some(slip) = slip.or_else(|| (is_list && names::is_body(name)).then_some(Slip::Likely)) else { continue };
            let location = told.file.at(told.place(value));
            slip.tell(name, location, told.findings)
                .hint("write several people as {Ek, Anna and Berg, Bo}; a name in braces of its own stays whole");
        }
    }
}

/// The names of languages in TeX that are no names elsewhere.
const LANGUAGES_OF_TEX: [(&str, &str); 29] = [
    ("american", "en-US"),
    ("usenglish", "en-US"),
    ("british", "en-GB"),
    ("ukenglish", "en-GB"),
    ("australian", "en-AU"),
    ("canadian", "en-CA"),
    ("newzealand", "en-NZ"),
    ("norsk", "nb"),
    ("bokmal", "nb"),
    ("nynorsk", "nn"),
    ("ngerman", "de"),
    ("germanb", "de"),
    ("austrian", "de-AT"),
    ("naustrian", "de-AT"),
    ("swissgerman", "de-CH"),
    ("nswissgerman", "de-CH"),
    ("francais", "fr"),
    ("acadian", "fr-CA"),
    ("canadien", "fr-CA"),
    ("magyar", "hu"),
    ("brazil", "pt-BR"),
    ("brazilian", "pt-BR"),
    ("portuges", "pt"),
    ("slovene", "sl"),
    ("serbianc", "sr-Cyrl"),
    ("farsi", "fa"),
    ("samin", "se"),
    ("castilian", "es"),
    ("mexican", "es-MX"),
];

/// The language in which it is written, taken away: by its tag, its name, or what TeX calls it.
fn taken_language(entry: &mut biblatex::Entry, told: &mut Told) -> Option<Language> {
    let written: Vec<Chunks> = ["language", "langid"].into_iter().filter_map(|name| entry.remove(name)).collect();
    let language = |value: &Chunks| {
        let text = value.format_verbatim();
        let first = text.split([',', ';', '/']).next()?.split(" and ").next()?.trim().to_lowercase();
        let of_tex = LANGUAGES_OF_TEX.iter().find(|(name, _)| *name == first).map(|(_, tag)| *tag);
        Language::called(of_tex.unwrap_or(&first))
    };
    let found = written.iter().find_map(language);
    if let (None, Some(value)) = (&found, written.first()) {
        told.lost("language", value).hint("write a language tag such as sv");
    }
    found
}

/// Dates: what is plain is read, and what can't be read or shown is told.
fn find_dates(entry: &mut biblatex::Entry, told: &mut Told) {
    const HINT: &str = "write a year, a month or a day: 2019, 2019-03 or 2019-03-28";
    let text = |day: String| vec![Spanned::detached(Chunk::Normal(day))];
    // Programs that know no `date` write one as the year.
    if let Some(day) = entry.get("year").and_then(|year| days::plain(&year.format_verbatim())).filter(|_| entry.get("date").is_none()) {
        entry.set("date", text(day));
    }
    for name in ["date", "urldate"] {
        let Some(value) = entry.get(name).map(<[_]>::to_vec) else { continue };
        if let Some(day) = days::plain(&value.format_verbatim()) {
            entry.set(name, text(day));
            continue;
        }
        match Date::parse(&value).map(|date| date.value) {
            Ok(DateValue::At(_)) => {}
            Ok(DateValue::After(shown) | DateValue::Before(shown) | DateValue::Between(_, shown)) => {
                told.shortened(&value, &shown.to_string())
            }
            Err(_) => {
                told.lost(name, &value).hint(HINT);
                entry.remove(name);
            }
        }
    }
    if entry.get("date").is_some() {
        return;
    }
    if let Some(year) = entry.get("year").map(<[_]>::to_vec) {
        let text = year.format_verbatim();
        let (number, rest) = text.trim().split_at(text.trim().find(|c: char| !c.is_ascii_digit()).unwrap_or(text.trim().len()));
        let is_era = matches!(rest.trim(), "" | "AD" | "CE" | "BC" | "BCE");
        if !number.is_empty() && !is_era {
            told.shortened(&year, number);
        }
    }
    find_month(entry, told);
}

fn find_month(entry: &mut biblatex::Entry, told: &mut Told) {
    let number = |number: u8| vec![Spanned::detached(Chunk::Normal(number.to_string()))];
    if let Some(value) = entry.get("month").map(<[_]>::to_vec) {
        match days::month(&value.format_verbatim()) {
            Some((month, day)) => {
                entry.set("month", number(month));
                let day = day.filter(|_| entry.get("day").is_none());
                day.into_iter().for_each(|day| entry.set("day", number(day)));
            }
            None => {
                told.lost("month", &value).hint("write it in figures, such as 3; leave out what is not one month");
                entry.remove("month");
            }
        }
    }
    let day = entry.get("day").map(<[_]>::to_vec);
    if let Some(value) = day.filter(|day| !day.format_verbatim().trim().parse().is_ok_and(|day| (1..=31).contains(&day))) {
        told.lost("day", &value).hint("correct the field, or leave it out");
        entry.remove("day");
    }
}

/// The entry with the number of an article that has no pages, where readers look for these.
fn with_pages(mut entry: biblatex::Entry) -> biblatex::Entry {
    if let Some(number) = entry.remove("eid").filter(|_| entry.get("pages").is_none()) {
        entry.set("pages", number);
    }
    entry
}

/// The entry with its titles whole: a subtitle follows its title behind a colon, unless that ends with a sign of its own.
fn with_whole_titles(mut entry: biblatex::Entry) -> biblatex::Entry {
    const TITLES: [(&str, &str); 6] = [
        ("title", "subtitle"),
        ("booktitle", "booksubtitle"),
        ("maintitle", "mainsubtitle"),
        ("journaltitle", "journalsubtitle"),
        ("journal", "journalsubtitle"),
        ("issuetitle", "issuesubtitle"),
    ];
    for (title, subtitle) in TITLES {
        let Some(subtitle) = entry.get(subtitle).map(<[_]>::to_vec) else { continue };
        lengthen(&mut entry, title, subtitle, &[':', '?', '!', '.', '–', '—'], ": ");
    }
    // What is added to a title may be no more than who is named already, as the name of a site often is.
    for (title, added) in [("title", "titleaddon"), ("booktitle", "booktitleaddon")] {
        let Some(added) = entry.get(added).map(<[_]>::to_vec) else { continue };
        let is_said = |name: &&str| entry.get(name).is_some_and(|value| value.format_verbatim() == added.format_verbatim());
        if ["author", "organization", "institution", "publisher", title].iter().any(is_said) {
            continue;
        }
        lengthen(&mut entry, title, added, &['?', '!', '.'], ". ");
    }
    entry
}

/// Lets a text follow a title behind a sign, unless that ends with one of its own.
fn lengthen(entry: &mut biblatex::Entry, title: &str, more: Vec<Spanned<Chunk>>, ends: &[char], sign: &str) {
    let Some(title) = entry.fields.get_mut(title) else { return };
    let between = if title.format_verbatim().trim_end().ends_with(ends) { " " } else { sign };
    title.push(Spanned::detached(Chunk::Normal(between.into())));
    title.extend(more);
}

/// The entry without what says its type once more.
fn with_known_type(mut entry: biblatex::Entry) -> biblatex::Entry {
    if entry.get("type").is_some_and(|kind| words::is_type(&kind.format_verbatim())) {
        entry.remove("type");
    }
    // Programs write all reports so, of whatever sort.
    if entry.entry_type == EntryType::TechReport {
        entry.entry_type = EntryType::Report;
    }
    entry
}

/// The entry as Hayagriva has it.
fn read_entry(mut written: biblatex::Entry) -> Result<Entry, biblatex::TypeError> {
    let is_numbered = matches!(
        written.entry_type,
        EntryType::Misc
            | EntryType::Booklet
            | EntryType::Online
            | EntryType::Unpublished
            | EntryType::Thesis
            | EntryType::PhdThesis
            | EntryType::MastersThesis
            | EntryType::Dataset
            | EntryType::Software
            | EntryType::Unknown(_)
    );
    // The library takes it for that of an issue.
    let number = if is_numbered { written.remove("number") } else { None };
    // What somebody has noted for themselves is no part of the source, and would be handed on with it.
    for name in ["annotation", "annote"] {
        written.remove(name);
    }
    let mut entry = with_genre(with_figures(Entry::try_from(&written)?, &written), &written);
    if let Some(number) = number {
        entry.set_keyed_serial_number("serial", number.format_verbatim());
    }
    let volumes = written.get("volumes").and_then(|volumes| volumes.format_verbatim().trim().parse().ok());
    if let Some(volumes) = volumes.filter(|_| entry.volume_total().is_none() && entry.parents().is_empty()) {
        entry.set_volume_total(Numeric::new(volumes));
    }
    Ok(match kind(&written.entry_type) {
        Some(kind) => of_kind(entry, kind),
        None => entry,
    })
}

/// What a type is that BibLaTeX or one of its styles knows, and the library does not.
fn kind(written: &EntryType) -> Option<Kind> {
    let EntryType::Unknown(name) = written else { return None };
    Some(match name.as_str() {
        "legislation" | "legal" | "legmaterial" | "legadminmaterial" | "constitution" | "statute" => Kind::Legislation,
        "jurisdiction" | "case" => Kind::Case,
        "video" | "movie" | "film" => Kind::Video,
        "audio" | "music" => Kind::Audio,
        "artwork" | "image" => Kind::Artwork,
        "performance" => Kind::Performance,
        "webpage" | "web_page" => Kind::Web,
        _ => return None,
    })
}

/// The same as another kind of source; the library makes an entry of none it knows to be something else.
fn of_kind(entry: Entry, kind: Kind) -> Entry {
    let mut out = Entry::new(entry.key(), kind);
    macro_rules! keep {
        ($($get:ident $set:ident)*) => {
            $(entry.$get().into_iter().for_each(|value| out.$set(value.to_owned()));)*
        };
    }
    keep! {
        title set_title
        authors set_authors
        date set_date
        editors set_editors
        affiliated set_affiliated
        publisher set_publisher
        location set_location
        organization set_organization
        issue set_issue
        chapter set_chapter
        volume set_volume
        volume_total set_volume_total
        edition set_edition
        page_range set_page_range
        page_total set_page_total
        url set_url
        serial_number set_serial_number
        note set_note
        abstract_ set_abstract_
        genre set_genre
    }
    out.set_parents(entry.parents().to_vec());
    out
}

/// Fields that stand twice in a source, of which one is lost. Other programs write many that nobody reads here.
fn find_second_fields(raw: &RawBibliography, file: &Text, findings: &mut Findings) {
    for entry in &raw.entries {
        let mut seen = BTreeSet::new();
        for pair in &entry.v.fields {
            if !seen.insert(pair.key.v.to_lowercase()) {
                let location = file.at(pair.key.span.clone());
                let finding = findings.add(&codes::DUPLICATE_KEY, location, format!("«{}» stands twice", pair.key.v));
                finding.severity = Severity::Warning;
                finding.hint("remove one of them");
            }
        }
    }
}

/// The fields that can't be read, each tried by itself.
fn unreadable(entry: &biblatex::Entry) -> Vec<String> {
    let is_read = |entry: &biblatex::Entry| Entry::try_from(entry).is_ok();
    if is_read(entry) {
        return Vec::new();
    }
    let alone = |(name, value): (&String, &Chunks)| {
        let fields = [(name.clone(), value.clone())].into();
        biblatex::Entry { key: entry.key.clone(), entry_type: entry.entry_type.clone(), fields }
    };
    entry.fields.iter().filter(|field| !is_read(&alone(*field))).map(|(name, _)| name.clone()).collect()
}

/// The entry with the figures that are written: the library makes numbers of Roman ones, and one range of several.
fn with_figures(mut entry: Entry, written: &biblatex::Entry) -> Entry {
    let text = |name: &str| written.get(name).map(ChunksExt::format_verbatim);
    let number = |name: &str| text(name).and_then(|text| text.parse::<MaybeTyped<Numeric>>().ok());
    if let Some(pages) = text("pages").and_then(|pages| pages.replace('—', "–").parse::<MaybeTyped<PageRanges>>().ok()) {
        entry.set_page_range(pages);
    }
    with_numbers(entry, number("volume").as_ref(), number("edition").as_ref())
}

/// Volume and edition belong to an entry or to what it is part of.
fn with_numbers(mut entry: Entry, volume: Option<&MaybeTyped<Numeric>>, edition: Option<&MaybeTyped<Numeric>>) -> Entry {
    if let Some(volume) = volume.filter(|_| entry.volume().is_some()) {
        entry.set_volume(volume.clone());
    }
    if let Some(edition) = edition.filter(|_| entry.edition().is_some()) {
        entry.set_edition(edition.clone());
    }
    let parents = entry.parents().iter().cloned().map(|parent| with_numbers(parent, volume, edition)).collect();
    entry.set_parents(parents);
    entry
}

/// The entry with a genre that each language has a word for, where BibTeX says it by a key or by its type.
fn with_genre(mut entry: Entry, written: &biblatex::Entry) -> Entry {
    let by_type = match written.entry_type {
        EntryType::PhdThesis => "phdthesis",
        EntryType::MastersThesis => "mathesis",
        _ => "",
    };
    let key = written.get("type").map_or(by_type.to_owned(), ChunksExt::format_verbatim);
    if let Some(genre) = words::genre_of(&key) {
        entry.set_genre(genre.into());
    }
    entry
}
