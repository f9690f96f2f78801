//! The theme that is part of the program, so that `lykta` alone is enough.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::source::Text;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/lykta");

/// Its files by their paths below the theme's folder.
pub fn texts() -> BTreeMap<String, Text> {
    let mut texts = BTreeMap::new();
    gather(&FILES, &mut texts);
    texts
}

fn gather(folder: &Dir<'_>, texts: &mut BTreeMap<String, Text>) {
    for file in folder.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            let path = path.replace('\\', "/");
            texts.insert(path.clone(), Text::new(&format!("themes/lykta/{path}"), text));
        }
    }
    for folder in folder.dirs() {
        gather(folder, texts);
    }
}
