//! Packs the names of languages and countries that ICU4X has: `cargo run --manifest-path tests/cldr/names/Cargo.toml`.
//! Once for each new version of ICU4X.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use icu_locale::provider::names::*;
use icu_provider::IterableDataProvider;
use icu_provider::prelude::*;
use zerovec::VarZeroCow;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// ICU4X's tables, with lists of what is in them.
struct Tables;

/// What the tables expect to find.
mod icu {
    pub use icu_locale as locale;
}

const _: () = {
    use icu_locale_data::*;

    make_provider!(Tables);
    impl_locale_names_language_medium_tiny_v1!(Tables, ITER);
    impl_locale_names_language_medium_light_v1!(Tables, ITER);
    impl_locale_names_language_medium_heavy_v1!(Tables, ITER);
    impl_locale_names_script_medium_tiny_v1!(Tables, ITER);
    impl_locale_names_script_medium_light_v1!(Tables, ITER);
    impl_locale_names_script_medium_heavy_v1!(Tables, ITER);
    impl_locale_names_region_medium_tiny_v1!(Tables, ITER);
    impl_locale_names_region_medium_light_v1!(Tables, ITER);
    impl_locale_names_variant_medium_heavy_v1!(Tables, ITER);
};

/// What CLDR 48 has in Greenlandic and the Sámi languages, which ICU4X leaves out, from `cldr-localenames-full` of npm without
/// names that are codes: the reader's language, what is named, its code, its name.
const LEFT_OUT: &str = include_str!("left_out.txt");

/// By the reader's language, then by what is named and its code.
type Names = BTreeMap<String, BTreeMap<String, String>>;

fn add<M: DataMarker<DataStruct = VarZeroCow<'static, str>>>(what: &str, names: &mut Names)
where
    Tables: IterableDataProvider<M>,
{
    for id in Tables.iter_ids().expect("a list") {
        let request = DataRequest { id: id.as_borrowed(), ..Default::default() };
        let name: DataResponse<M> = Tables.load(request).expect("it is in the list");
        let key = format!("{what} {}", id.marker_attributes.as_str());
        let before = names.entry(id.locale.to_string()).or_default().insert(key, name.payload.get().to_string());
        assert!(before.is_none(), "two tables have a name for one thing");
    }
}

fn main() {
    let mut names = Names::new();
    add::<LocaleNamesLanguageMediumTinyV1>("language", &mut names);
    add::<LocaleNamesLanguageMediumLightV1>("language", &mut names);
    add::<LocaleNamesLanguageMediumHeavyV1>("language", &mut names);
    add::<LocaleNamesScriptMediumTinyV1>("script", &mut names);
    add::<LocaleNamesScriptMediumLightV1>("script", &mut names);
    add::<LocaleNamesScriptMediumHeavyV1>("script", &mut names);
    add::<LocaleNamesRegionMediumTinyV1>("region", &mut names);
    add::<LocaleNamesRegionMediumLightV1>("region", &mut names);
    add::<LocaleNamesVariantMediumHeavyV1>("variant", &mut names);
    for line in LEFT_OUT.lines() {
        let [reader, what, code, name] = line.splitn(4, ' ').collect::<Vec<_>>()[..] else { panic!("no name: {line}") };
        let before = names.entry(reader.to_owned()).or_default().insert(format!("{what} {code}"), name.to_owned());
        assert!(before.is_none(), "ICU4X has it now: {line}");
    }
    let codes: BTreeSet<&String> = names.values().flat_map(BTreeMap::keys).collect();
    let lines = |lines: Vec<&str>| {
        assert!(lines.iter().all(|line| !line.contains('\n')));
        lines.join("\n") + "\n"
    };
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).compression_level(Some(30));
    let mut put = |name: &str, text: String| {
        archive.start_file(name, options).expect("room for a file");
        archive.write_all(text.as_bytes()).expect("room for a text");
    };
    put("codes", lines(codes.iter().map(|code| code.as_str()).collect()));
    for (reader, names) in &names {
        put(reader, lines(codes.iter().map(|code| names.get(*code).map_or("", String::as_str)).collect()));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../src/language/names.zip");
    std::fs::write(path, archive.finish().expect("room for a list").into_inner()).expect("the archive can be written");
    println!("{} things in {} languages", codes.len(), names.len());
}
