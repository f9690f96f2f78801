//! The keys that `work.yaml` and a document's front matter may have.

use std::sync::LazyLock;

use super::fields::{Field, FieldType, Schema};
use super::{Kind, TERMS, Taxonomy, allow_schema};

/// In which file a field that every work has may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// `work.yaml` alone.
    Work,
    /// A document's front matter alone.
    Document,
    /// `work.yaml` for all languages, or a document for its own.
    Both,
}

/// The fields that every work has, whatever its kind; taxonomies come on top.
static COMMON: LazyLock<Vec<(Field, Stands)>> = LazyLock::new(common_fields);

/// In which file a field of that name stands, if every work has it.
pub fn stands(name: &str) -> Option<Stands> {
    COMMON.iter().find(|(field, _)| field.name == name).map(|(_, stands)| *stands)
}

fn common_fields() -> Vec<(Field, Stands)> {
    use FieldType as T;
    use Stands::*;
    let reviewed = Schema::new([
        Field::new("by", T::Text, "The role of the person, such as «translator» or «prosecutor».").required(),
        Field::new("on", T::Date, "The day of the review.").required(),
        Field::new(
            "text",
            T::Text,
            "Which text it was; `lykta translation mark --reviewed-by` writes it, and the review lapses when the text changes.",
        ),
    ]);
    let translated_from = Schema::new([
        Field::new("language", T::Language, "The language that it was translated from.").required(),
        Field::new("recipe", T::Number, "In which way the sections were told apart.").required(),
        Field::new("sections", T::Map(Box::new(T::Text)), "For each section of the source, the state that it was translated from.")
            .required(),
        Field::new("text", T::Text, "The translation's own text when that was said."),
    ]);
    let picture = Schema::new([
        Field::new("shows", T::Choice(["nobody", "person", "child"].map(str::to_owned).into()), "Whom it shows: nobody, person or child.")
            .required(),
        Field::new("consent", T::Text, "How and on which day the person agreed to be shown here; it is not published."),
    ]);
    vec![
        (
            Field::new("kind", T::Text, "What the work is: brief, tool, seminar, page, term, organisation, or one of the site's own.")
                .required(),
            Work,
        ),
        (
            Field::new(
                "source_language",
                T::Language,
                "The language that the work was first written in; else the first of the site's languages that it has.",
            ),
            Work,
        ),
        (Field::new("title", T::Text, "The title, as it stands at the top of the page.").required(), Document),
        (
            Field::new(
                "neutral_title",
                T::Text,
                "What the browser's tab and history call the page instead of its title, so that the title betrays no reader.",
            ),
            Both,
        ),
        (
            Field::new(
                "terms",
                T::Choice(TERMS.map(str::to_owned).into()),
                "Whether the glossary's words are linked where they stand first: auto, or marked, only where the text says so.",
            ),
            Both,
        ),
        (Field::new("summary", T::Text, "One sentence for lists, feeds and search results."), Document),
        (Field::new("slug", T::Text, "The last part of the address, in the language's own letters; else the folder's name."), Document),
        (Field::new("aliases", T::Text.list(), "Old addresses of this page on this site, such as /sv/old-name/; they lead to it."), Both),
        (Field::new("lang", T::Language, "The document's language; the file's name says it already."), Document),
        (
            Field::new(
                "reviewed",
                T::Record(reviewed.into()),
                "Who has reviewed this translation as a native speaker, and when: { by: …, on: … }.",
            ),
            Document,
        ),
        (
            Field::new(
                "translated_from",
                T::Record(translated_from.into()),
                "Which state of the source this was translated from; `lykta translation mark` writes it.",
            ),
            Document,
        ),
        (
            Field::new(
                "allow",
                T::Record(allow_schema().into()).list(),
                "What the safeguarding gate lets through here: { code: …, text: …, reason: … }.",
            ),
            Both,
        ),
        (
            Field::new(
                "pictures",
                T::Map(Box::new(T::Record(picture.into()))),
                "Whom pictures show, by the names of their files: { portrait.jpg: { shows: person, consent: … } }.",
            ),
            Both,
        ),
        (Field::new("draft", T::Boolean, "true: not published yet."), Both),
        (Field::new("date", T::Date, "The day of publication; a day to come keeps the work back until then."), Both),
        (Field::new("updated", T::Date, "The day of the last change that matters to readers."), Both),
        (
            Field::new(
                "review_by",
                T::Date,
                "The day by which somebody should read it again and see whether it still holds; the author's overview reminds.",
            ),
            Both,
        ),
        (Field::new("expires", T::Date, "The first day on which it is no longer published."), Both),
        (
            Field::new("sources", T::Source.list(), "Keys of content/sources.yaml that the work rests on, also where they are not cited."),
            Both,
        ),
        (Field::new("related", T::Work.list(), "Other works to read, by the paths of their folders."), Both),
    ]
}

/// The keys of `work.yaml` for a kind; without one, what all kinds share.
pub fn work_schema(kind: Option<&Kind>, taxonomies: &[Taxonomy]) -> Schema {
    let fields = |stands| fields(kind, taxonomies, stands);
    Schema::new(fields(Stands::Work)).beside("the front matter of each text", fields(Stands::Document))
}

/// The keys of a document's front matter for a kind.
pub fn document_schema(kind: Option<&Kind>, taxonomies: &[Taxonomy]) -> Schema {
    let fields = |stands| fields(kind, taxonomies, stands);
    Schema::new(fields(Stands::Document)).beside("work.yaml", fields(Stands::Work))
}

fn fields(kind: Option<&Kind>, taxonomies: &[Taxonomy], file: Stands) -> Vec<Field> {
    let common = COMMON.iter().filter(|(_, stands)| *stands == file || *stands == Stands::Both).map(|(field, _)| field.clone());
    let taxonomies = taxonomies.iter().map(|taxonomy| {
        let of = if taxonomy.countries { FieldType::Country } else { FieldType::Text };
        let help = if taxonomy.countries {
            "Country codes such as SE, where the work holds for some countries.".to_owned()
        } else {
            format!("Terms of the taxonomy «{}».", taxonomy.name)
        };
        Field::new(&taxonomy.name, of.list(), &help)
    });
    let own = kind
        .into_iter()
        .flat_map(|kind| &kind.fields)
        .filter(|field| (file == Stands::Work) == field.in_work)
        .map(|field| field.field.clone());
    common.chain(taxonomies).chain(own).collect()
}
