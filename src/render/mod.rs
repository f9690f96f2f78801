//! Output × Site × Theme → bytes.

mod card;
mod common;
mod data;
mod directive;
mod feed;
mod list;
mod names;
mod numbers;
mod page;
pub mod picture;
mod print;
mod scene;
mod search;
mod sources;
mod structured_data;
mod terms;
mod text;
mod work;

use std::collections::BTreeSet;

use crate::bibliography::export;
use crate::diagnostics::Finding;
use crate::outputs::{Output, Plan, calendar, data as data_files, feed as feeds, hosting, keep, search as searching, sitemap};
use crate::share::PNG;
use crate::site::Site;
use crate::theme::Theme;
use crate::world::World;

pub use common::Common;
pub use names::kind_names;

/// What is published at one URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    pub bytes: Vec<u8>,
    /// As a server tells it.
    pub media_type: &'static str,
    /// The texts that were read for it: works, and the languages of their documents.
    pub texts: BTreeSet<(usize, usize)>,
    /// Those of which it was asked what their sections are and how they stand to their sources.
    pub known: BTreeSet<(usize, usize)>,
}

impl Rendered {
    fn bytes(bytes: Vec<u8>, media_type: &'static str) -> Rendered {
        Rendered { bytes, media_type, texts: BTreeSet::new(), known: BTreeSet::new() }
    }

    fn text(text: String, media_type: &'static str) -> Rendered {
        Rendered::bytes(text.into_bytes(), media_type)
    }

    /// The hash of the bytes, for caches and comparisons.
    pub fn fingerprint(&self) -> blake3::Hash {
        blake3::hash(&self.bytes)
    }
}

/// Renders one output of the plan. The world is asked for pictures and attachments alone.
///
/// Errors: a template failed, or a file went away since it was measured.
pub fn render(
    world: &dyn World,
    site: &Site,
    theme: &Theme,
    plan: &Plan,
    common: &Common,
    path: &str,
    output: &Output,
) -> Result<Rendered, Box<Finding>> {
    const XML: &str = "application/xml";
    const TEXT: &str = "text/plain; charset=utf-8";
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    const HTML: &str = "text/html; charset=utf-8";
    match output {
        Output::Page(this) => {
            let scene = scene::Scene::new(site, theme, plan, common);
            let (template, context) = scene.page(path, this);
            scene.whole()?;
            let bytes = numbers::set_apart_in_page(theme.draw(&template, &context)?);
            Ok(Rendered { bytes, media_type: HTML, texts: scene.texts.take(), known: scene.known.take() })
        }
        Output::Feed { language, kind } => {
            let scene = scene::Scene::new(site, theme, plan, common);
            let title = scene.feed_title(*language, kind.as_deref());
            let look = feeds::Look {
                style: theme.assets.get("feed.css").map(|style| from(path, &style.path)).unwrap_or_default(),
                explained: scene.word(*language, "feed_explained").unwrap_or_default(),
            };
            let feed = feeds::show(site, *language, kind.as_deref(), &title, &look, |work| scene.feed_content(work, *language));
            scene.whole()?;
            Ok(Rendered { texts: scene.texts.take(), known: scene.known.take(), ..Rendered::text(feed, "application/atom+xml") })
        }
        Output::Data { language, table, format } => {
            Ok(Rendered::text(data_files::show(site, *language, table, *format), format.media_type()))
        }
        Output::SearchWords { language, part } => Ok(Rendered::text(searching::words(site, *language, *part), SCRIPT)),
        Output::SearchText { work, language } => {
            Ok(Rendered::text(searching::text(&site.works[*work].shown_to(*language).document), SCRIPT))
        }
        Output::Export { keys, format } => {
            let references = keys.iter().filter_map(|key| site.config.bibliography.get(key));
            Ok(Rendered::text(export::export(references, *format), format.media_type()))
        }
        Output::KeptFiles { language } => Ok(Rendered::text(keep::files(site, plan, *language), TEXT)),
        Output::Worker => Ok(Rendered::text(keep::WORKER.to_owned(), SCRIPT)),
        Output::SitemapIndex => Ok(Rendered::text(sitemap::index(site), XML)),
        Output::Sitemap { language } => Ok(Rendered::text(sitemap::of_language(site, plan, *language), XML)),
        Output::Robots => Ok(Rendered::text(hosting::robots(&site.config), TEXT)),
        Output::Calendar { work, language } => {
            Ok(Rendered::text(calendar::show(site, &site.works[*work], *language), "text/calendar; charset=utf-8"))
        }
        Output::Redirect { to } => Ok(Rendered::text(hosting::redirect(&site.config, to), HTML)),
        Output::Redirects => Ok(Rendered::text(hosting::redirects(&site.config, plan), TEXT)),
        Output::Negotiation { host } => Ok(Rendered::text(hosting::negotiation(&site.config, *host), TEXT)),
        Output::ApacheSettings => Ok(Rendered::text(hosting::APACHE_SETTINGS.to_owned(), TEXT)),
        Output::Headers => Ok(Rendered::text(hosting::headers(&site.config), TEXT)),
        Output::Asset { name } => {
            let asset = &theme.assets[name];
            Ok(Rendered::bytes(asset.bytes.clone(), asset.media_type))
        }
        Output::SharePicture { card } => Ok(Rendered::bytes(card.draw(), PNG)),
        Output::Media { file } => picture::Source::new(world, file).render(None),
        Output::Copy { file, copy } => picture::Source::new(world, file).render(Some(copy)),
    }
}

/// The way from one path on the site to another, as it is also where the site lies in a folder and is opened as files.
fn from(path: &str, to: &str) -> String {
    "../".repeat(path.matches('/').count() - 1) + to.trim_start_matches('/')
}
