//! Streets that stand near a word for shelter because works stand side by side, as in a list.

use super::Gate;
use crate::Build;
use crate::diagnostics::{Location, codes};
use crate::safeguard::Sighting;
use crate::safeguard::contacts::speaks_of_shelter;
use crate::safeguard::written::without_markup;
use crate::source::Text;

impl Gate {
    /// Whether a street that a work says stands near a word of another work alone: neither the work itself speaks of
    /// shelters, nor the work that the output shows, nor what stands on every page.
    pub(super) fn is_neighbours(&self, build: &Build, sighting: &Sighting, location: &Location, own_folder: Option<&str>) -> bool {
        if *sighting.code != codes::SHELTER_ADDRESS {
            return false;
        }
        let sources = &build.site.sources;
        let folder = location.file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_of_work = sources.text(&location.file).is_some() && sources.text(&format!("{folder}/work.yaml")).is_some();
        let speaks = |folder: &str| sources.folders.get(folder).is_some_and(|folder| folder.texts.values().any(speaks));
        let everywhere = || {
            let mut texts = build.all_texts().filter(|text| &*text.path == "content/site.yaml" || text.path.starts_with("themes/"));
            *self.shelters_everywhere.get_or_init(|| texts.any(self::speaks))
        };
        is_of_work && !speaks(folder) && !own_folder.is_some_and(speaks) && !everywhere()
    }
}

/// Whether a text speaks of shelters, however it is written.
fn speaks(text: &Text) -> bool {
    let said = |unsaid: bool| without_markup(&text.text, unsaid).text.split_whitespace().collect::<Vec<_>>().join(" ");
    speaks_of_shelter(&said(true)) || speaks_of_shelter(&said(false))
}
