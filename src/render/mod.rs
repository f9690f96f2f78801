//! Output × Site × Theme → bytes.

mod directive;
mod page;
mod picture;
mod print;
mod search;
mod sources;
mod structured_data;
mod terms;
mod text;
mod work;

use std::io;

use crate::bibliography::export;
use crate::diagnostics::{Finding, Location, codes};
use crate::outputs::{Output, Plan, calendar, feed, hosting, keep, search as searching, share::KindNames, sitemap};
use crate::share::PNG;
use crate::site::Site;
use crate::source::media::{self, Media};
use crate::theme::Theme;
use crate::world::World;

/// What is published at one URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    pub bytes: Vec<u8>,
    /// As a server tells it.
    pub media_type: &'static str,
}

impl Rendered {
    fn text(text: String, media_type: &'static str) -> Rendered {
        Rendered { bytes: text.into_bytes(), media_type }
    }

    /// The hash of the bytes, for caches and comparisons.
    pub fn fingerprint(&self) -> blake3::Hash {
        blake3::hash(&self.bytes)
    }
}

/// Renders one output of the plan. The world is asked for pictures and attachments alone.
///
/// Errors: a template failed, or a file went away since it was measured.
pub fn render(world: &dyn World, site: &Site, theme: &Theme, plan: &Plan, path: &str, output: &Output) -> Result<Rendered, Box<Finding>> {
    const XML: &str = "application/xml";
    const TEXT: &str = "text/plain; charset=utf-8";
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    const HTML: &str = "text/html; charset=utf-8";
    match output {
        Output::Chooser
        | Output::Home { .. }
        | Output::Work { .. }
        | Output::List { .. }
        | Output::Taxonomy { .. }
        | Output::Term { .. }
        | Output::Search { .. }
        | Output::Print { .. }
        | Output::Keep { .. }
        | Output::Sources { .. }
        | Output::NotFound { .. } => {
            let scene = page::Scene::new(site, theme, plan);
            let (template, context) = scene.page(path, output);
            scene.whole()?;
            Ok(Rendered { bytes: theme.draw(&template, &context)?, media_type: HTML })
        }
        Output::Feed { language, kind } => {
            let scene = page::Scene::new(site, theme, plan);
            let title = scene.feed_title(*language, kind.as_deref());
            let look = feed::Look {
                style: theme.assets.get("feed.css").map(|style| site.config.href(&style.path)).unwrap_or_default(),
                explained: scene.word(*language, "feed_explained").unwrap_or_default(),
            };
            let feed = feed::show(site, *language, kind.as_deref(), &title, &look, |work| scene.feed_content(work, *language));
            scene.whole()?;
            Ok(Rendered::text(feed, "application/atom+xml"))
        }
        Output::SearchWords { language, part } => Ok(Rendered::text(searching::words(site, *language, *part), SCRIPT)),
        Output::SearchText { work, language } => {
            Ok(Rendered::text(searching::text(&site.works[*work].shown_to(*language).document), SCRIPT))
        }
        Output::Export { key, format } => {
            let bibliography = &site.config.bibliography;
            let text = match key {
                Some(key) => export::export(bibliography.get(key), *format),
                None => export::export(bibliography.values(), *format),
            };
            Ok(Rendered::text(text, format.media_type()))
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
            Ok(Rendered { bytes: asset.bytes.clone(), media_type: asset.media_type })
        }
        Output::SharePicture { card } => Ok(Rendered { bytes: card.draw(), media_type: PNG }),
        Output::Media { file } => media_file(world, file),
    }
}

/// What one work of each kind is called in each language.
pub fn kind_names(site: &Site, theme: &Theme) -> KindNames {
    let languages = 0..site.config.languages.len();
    let each = site.index.by_kind.keys().flat_map(|kind| languages.clone().map(move |language| (kind, language)));
    each.map(|(kind, language)| ((kind.clone(), language), page::kind_singular(site, theme, kind, language))).collect()
}

/// A picture without its metadata, or an attachment as it is.
fn media_file(world: &dyn World, file: &Media) -> Result<Rendered, Box<Finding>> {
    let path = &*file.path;
    let finding = |code, message: String, hint: &str| {
        let mut finding = Finding::new(code, Location::file(path), message);
        finding.hint(hint);
        Box::new(finding)
    };
    let unreadable = |error: io::Error| finding(&codes::UNREADABLE, format!("this can't be read: {error}"), "build again");
    let bytes = world.read(path).map_err(unreadable)?;
    if blake3::hash(&bytes) != file.hash {
        return Err(unreadable(io::Error::other("it changed while the site was built")));
    }
    let bytes = match file.pixels {
        Some(_) => picture::clean(bytes, file.media_type).map_err(|error| finding(&codes::INVALID_PICTURE, error, media::SAVE_AGAIN))?,
        None => bytes,
    };
    Ok(Rendered { bytes, media_type: file.media_type })
}
