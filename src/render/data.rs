//! The page that describes the data for research.

use super::scene::Scene;
use super::structured_data;
use crate::config::fields::FieldType;
use crate::outputs::Page;
use crate::outputs::data::{self, Column, Format, From, Table};
use crate::theme::context::*;

impl Scene<'_> {
    pub(super) fn data_page(&self, path: &str, this: &Page, language: usize) -> (String, PageContext) {
        let site = self.site;
        let title = self.name(language, "data");
        let mut context = self.blank(path, this, "data", title, language);
        context.page.description = self.word(language, "data_intro").unwrap_or_default();
        context.page.breadcrumbs = vec![self.home_link(language)];
        let tables: Vec<DataTable> = data::tables(site)
            .iter()
            .map(|table| {
                let columns = data::columns(site, table);
                let own = columns.iter().filter(|column| match table {
                    Table::Kind(_) => matches!(column.from, From::Field(_) | From::Names),
                    Table::Works | Table::Sources => true,
                });
                let title = match table {
                    Table::Works => self.name(language, "data_all"),
                    Table::Kind(kind) => self.kind_title(kind, language),
                    Table::Sources => self.name(language, "sources"),
                };
                DataTable {
                    lang: title.lang(),
                    title: title.text,
                    common: matches!(table, Table::Kind(_)),
                    count: data::count(site, table),
                    files: self.data_files(table, language),
                    columns: own.map(|column| self.data_column(column, table, language)).collect(),
                }
            })
            .collect();
        let date = self.date(site.today, language);
        let title = site.config.title_in(self.language(language));
        let publisher = site.config.publisher.as_deref().filter(|publisher| *publisher != title);
        let parts = publisher.into_iter().chain([title, context.page.title.as_str()]);
        let citation = format!("{}. v{}. {}. {}", parts.collect::<Vec<_>>().join(". "), data::VERSION, date.iso, context.page.address);
        context.page.structured_data = vec![
            structured_data::dataset(site, language, &context.page),
            structured_data::breadcrumbs(&context.page, &site.config.base_url, &site.config.base_path),
        ];
        context.data = Some(DataContext { tables, version: data::VERSION.to_string(), date, citation });
        ("data.html".into(), context)
    }

    /// The same as a page shows, as a table.
    pub(super) fn data_links(&self, this: &Page, language: usize) -> Vec<DataFile> {
        match this {
            _ if !self.site.config.data => Vec::new(),
            Page::List { kind, .. } | Page::Narrowed { kind, .. } => {
                let mut files = self.data_files(&Table::Kind(kind.clone()), language);
                files.retain(|file| file.format != Format::Schema.name());
                files
            }
            Page::DataPage { .. } => self.data_files(&Table::Works, language),
            _ => Vec::new(),
        }
    }

    fn data_files(&self, table: &Table, language: usize) -> Vec<DataFile> {
        let each = Format::ALL.iter().map(|&format| DataFile {
            format: format.name().to_owned(),
            media_type: format.media_type().split(';').next().unwrap_or_default().to_owned(),
            href: self.href(&data::file(self.site, language, table, format)),
        });
        each.collect()
    }

    fn data_column(&self, column: &Column, table: &Table, language: usize) -> DataColumn {
        let word = |id: &str| self.name(language, id);
        let meaning = match (&column.from, table) {
            (From::Common, Table::Sources) => word(&format!("data_of_source_{}", column.name)),
            (From::Common, _) => word(&format!("data_of_{}", column.name)),
            (From::Taxonomy(at), _) => self.taxonomy_title(&self.site.config.taxonomies[*at], language),
            (From::Field(name), Table::Kind(kind)) => match self.field_title(&self.site.config.kinds[kind], name, language) {
                // What no page shows has no title.
                title if title.text == *name => match word(&format!("data_of_field_{name}")) {
                    explained if explained.text.is_empty() => title,
                    explained => explained,
                },
                title => title,
            },
            (From::Field(name), _) => name.clone().into(),
            (From::Names, _) => word("data_of_field_names"),
        };
        DataColumn {
            name: column.name.clone(),
            holds: self.type_in_words(&column.of, language),
            lang: meaning.lang(),
            meaning: meaning.text,
        }
    }

    fn type_in_words(&self, of: &FieldType, language: usize) -> String {
        let word = |id: &str| self.word(language, id).unwrap_or_default();
        match of {
            FieldType::List(of) => format!("{}: {}", word("type_list"), self.type_in_words(of, language)),
            FieldType::PerLanguage(of) => self.type_in_words(of, language),
            FieldType::Choice(choices) => format!("{}: {}", word("type_choice"), choices.join(", ")),
            FieldType::Boolean => "true, false".to_owned(),
            FieldType::Number => word("type_number"),
            FieldType::Date => word("type_date"),
            FieldType::DateRange => word("type_date_range"),
            FieldType::Country => word("type_country"),
            FieldType::Language => word("type_language"),
            FieldType::Url => word("type_url"),
            FieldType::Work => word("type_work"),
            FieldType::Source => word("type_source"),
            FieldType::Text
            | FieldType::Contact
            | FieldType::QuotationMark
            | FieldType::Markdown
            | FieldType::File
            | FieldType::Map(_)
            | FieldType::Record(_)
            | FieldType::ShortOrRecord(..) => word("type_text"),
        }
    }
}
