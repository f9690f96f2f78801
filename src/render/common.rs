//! What many pages show: made when the first one asks for it, and shared by all.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use crate::diagnostics::Finding;
use crate::site::Site;
use crate::theme::context::*;

/// What many pages show, by the reader's language. It depends on the theme and on the works' fields, on no text.
pub struct Common(pub(super) Vec<ForReaders>);

#[derive(Default)]
pub(super) struct ForReaders {
    pub site: OnceLock<Shared<SiteContext>>,
    /// Each language of the site, as readers of this one call it.
    pub languages: OnceLock<Vec<Shared<LanguageContext>>>,
    /// By taxonomy and term.
    pub terms: OnceLock<Vec<BTreeMap<String, Shared<NavigationLink>>>>,
    /// By work.
    pub cards: OnceLock<Vec<Mutex<Option<Card>>>>,
}

type Card = Result<Shared<CardContext>, Box<Finding>>;

impl Common {
    pub fn of(site: &Site) -> Common {
        Common(site.config.languages.iter().map(|_| ForReaders::default()).collect())
    }

    /// Gives up the cards: hardly any page is still to be drawn.
    pub fn forget_cards(&self) {
        for card in self.0.iter().filter_map(|readers| readers.cards.get()).flatten() {
            *card.lock().expect("never poisoned") = None;
        }
    }
}
