//! Sitemaps: every page of a language, with its counterparts in the others.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Output, Page, Plan};
use crate::config::lists::Facet;
use crate::site::{Site, address};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The index that names the sitemap of each language.
pub fn index(site: &Site) -> String {
    document(|writer| {
        writer.create_element("sitemapindex").with_attribute(("xmlns", NAMESPACE)).write_inner_content(|writer| {
            for language in &site.config.languages {
                let location = site.config.permalink(&format!("{}sitemap.xml", address::home(language)));
                writer.create_element("sitemap").write_inner_content(|writer| {
                    writer.create_element("loc").write_text_content(BytesText::new(&location))?;
                    Ok(())
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// The pages of one language. A work that falls back to another language stands in that language's sitemap alone.
pub fn of_language(site: &Site, plan: &Plan, language: usize) -> String {
    let home = address::home(site.language(language));
    document(|writer| {
        writer
            .create_element("urlset")
            .with_attributes([("xmlns", NAMESPACE), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")])
            .write_inner_content(|writer| {
                for (path, output) in plan.outputs.range(home.clone()..).take_while(|(path, _)| path.starts_with(&home)) {
                    let Output::Page(page) = output else { continue };
                    let (alternates, updated) = match page {
                        Page::Work { work, .. } => {
                            let work = &site.works[*work];
                            if work.falls_back(language) {
                                continue;
                            }
                            let there = (0..work.addresses.len()).filter(|&other| !work.falls_back(other)).collect();
                            (Some((&work.addresses, there)), work.updated(&work.shown_to(language).document))
                        }
                        Page::Home { .. }
                        | Page::DataPage { .. }
                        | Page::List { page: 1, .. }
                        | Page::Taxonomy { .. }
                        | Page::Term { page: 1, .. }
                        | Page::Sources { .. } => (None, None),
                        // How translations stand says nothing to somebody who searches the world.
                        Page::Narrowed { kind, language, facet, page: 1, .. }
                            if plan.list(kind, *language).facets[*facet].facet != Facet::State =>
                        {
                            (None, None)
                        }
                        _ => continue,
                    };
                    let alternates: Vec<(String, String)> = match alternates {
                        Some((addresses, languages)) => {
                            let languages: Vec<usize> = languages;
                            languages.into_iter().map(|other| (site.language(other).to_string(), addresses[other].clone())).collect()
                        }
                        None => super::counterparts(site, plan, page)
                            .into_iter()
                            .filter(|(other, _)| super::has_counterpart(site, plan, page, *other))
                            .map(|(other, path)| (site.language(other).to_string(), path))
                            .collect(),
                    };
                    writer.create_element("url").write_inner_content(|writer| {
                        writer.create_element("loc").write_text_content(BytesText::new(&site.config.permalink(path)))?;
                        if let Some(updated) = updated {
                            writer.create_element("lastmod").write_text_content(BytesText::new(&updated.to_string()))?;
                        }
                        for (tag, path) in &alternates {
                            writer
                                .create_element("xhtml:link")
                                .with_attributes([("rel", "alternate"), ("hreflang", tag.as_str()), ("href", &site.config.permalink(path))])
                                .write_empty()?;
                        }
                        Ok(())
                    })?;
                }
                Ok(())
            })?;
        Ok(())
    })
}

fn document(write: impl FnOnce(&mut Writer<Vec<u8>>) -> std::io::Result<()>) -> String {
    let mut writer = Writer::new(Vec::new());
    let declaration = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    declaration.and_then(|()| write(&mut writer)).expect("writing to memory does not fail");
    let mut text = String::from_utf8(writer.into_inner()).expect("XML is written as UTF-8");
    text.push('\n');
    text
}
