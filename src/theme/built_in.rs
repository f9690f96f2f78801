//! The theme that is part of the program, so that `lykta` alone is enough.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::packed::folder;
use crate::source::Text;

/// Its files by their paths below the theme's folder.
pub fn texts() -> &'static BTreeMap<String, Text> {
    static TEXTS: LazyLock<BTreeMap<String, Text>> = LazyLock::new(|| {
        let files = folder(include_bytes!(concat!(env!("OUT_DIR"), "/theme.tar")));
        let text = |(path, bytes): (String, Vec<u8>)| {
            let text = Text::new(&format!("themes/lykta/{path}"), std::str::from_utf8(&bytes).ok()?);
            Some((path, text))
        };
        files.into_iter().filter_map(text).collect()
    });
    &TEXTS
}
