//! What languages call languages and countries: the names of the Unicode data, packed by the reader's language.
//!
//! ICU4X keeps them in tables that are read where they lie, each name in each language: 3 MB of the program. Packed they
//! are 0.6 MB, and of the 240 languages only those of a site are unpacked. How a name is put together (`pt-BR`, `az-Arab`)
//! is left to ICU4X.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use icu_locale::fallback::{LocaleFallbackConfig, LocaleFallbacker};
use icu_locale::names::{LanguageIdentifierDisplayName, LanguageIdentifierDisplayNameOptions};
use icu_locale::provider::Baked;
use icu_locale::provider::names::*;
use icu_locale_core::{Locale, subtags::Region};
use icu_provider::prelude::*;

use crate::packed::{Packed, archive};

/// What a reader's language calls a language; `None` if the Unicode data has no name.
pub(super) fn of_language(locale: &Locale, reader: &Locale) -> Option<String> {
    let options = LanguageIdentifierDisplayNameOptions::default();
    LanguageIdentifierDisplayName::try_new_heavy_unstable(&Provider, reader.clone().into(), locale.id.clone(), options)
        .ok()
        .map(|name| name.as_borrowed().to_string())
        // Where nothing else is known it is made of the codes: «ku (Arab)».
        .filter(|name| *name != locale.id.to_string() && !name.starts_with(&format!("{} (", locale.id.language)))
}

/// What languages call themselves that the Unicode data is silent about.
pub(super) fn told_by_speakers(tag: &str) -> Option<&'static str> {
    static TOLD: LazyLock<BTreeMap<&str, &str>> =
        LazyLock::new(|| include_str!("own_names.txt").lines().filter_map(|line| line.split_once(' ')).collect());
    TOLD.get(tag).copied()
}

/// What a reader's language calls a country.
pub(super) fn of_country(region: Region, reader: &Locale) -> Option<String> {
    let fallback = LocaleNamesRegionMediumLightV1::INFO.fallback_config;
    name("region", region.as_str(), reader.into(), fallback).map(str::to_owned)
}

/// Gives ICU4X what it asks for.
struct Provider;

/// A file for each reader's language: a name a line, in the order of the file `codes`, and an empty one where it has none.
/// `tests/cldr/names` makes `names.zip`, of which it is made; `tests/languages.rs` sees that all names are ICU4X's, but for those of languages that it leaves out.
static ARCHIVE: LazyLock<Packed> = LazyLock::new(|| archive!("names"));

/// What is named, and its code, such as `language sv`.
static CODES: LazyLock<Vec<&str>> = LazyLock::new(|| unpack("codes"));

/// Unpacked once for each language of a site, and as long as the program runs.
static READERS: LazyLock<BTreeMap<String, OnceLock<Vec<&str>>>> =
    LazyLock::new(|| ARCHIVE.names().map(|name| (name.to_owned(), OnceLock::new())).collect());

fn unpack(name: &str) -> Vec<&'static str> {
    ARCHIVE.text(name).expect("it is in the list").leak().lines().collect()
}

/// The name that a language has for something, or the nearest language that has one.
fn name(what: &str, code: &str, reader: DataLocale, fallback: LocaleFallbackConfig) -> Option<&'static str> {
    let at = CODES.binary_search(&format!("{what} {code}").as_str()).ok()?;
    let mut readers = LocaleFallbacker::new().for_config(fallback).fallback_for(reader);
    loop {
        let reader = readers.get().to_string();
        let name = READERS.get(&reader).map(|names| names.get_or_init(|| unpack(&reader))[at]);
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            return Some(name);
        }
        if readers.get().is_unknown() {
            return None;
        }
        readers.step();
    }
}

fn load<M: DataMarker>(what: &str, request: DataRequest) -> Result<DataResponse<M>, DataError>
where
    M::DataStruct: From<&'static str> + Sized,
{
    match name(what, request.id.marker_attributes.as_str(), *request.id.locale, M::INFO.fallback_config) {
        Some(name) => Ok(DataResponse { metadata: Default::default(), payload: DataPayload::from_owned(name.into()) }),
        None => Err(DataErrorKind::IdentifierNotFound.with_req(M::INFO, request)),
    }
}

macro_rules! provide {
    ($($marker:ident: $what:literal),* $(,)?) => {
        $(impl DataProvider<$marker> for Provider {
            fn load(&self, request: DataRequest) -> Result<DataResponse<$marker>, DataError> {
                load($what, request)
            }
        })*
    };
}

// ICU4X has a table of its own for what is rarer.
provide! {
    LocaleNamesLanguageMediumTinyV1: "language",
    LocaleNamesLanguageMediumLightV1: "language",
    LocaleNamesLanguageMediumHeavyV1: "language",
    LocaleNamesScriptMediumTinyV1: "script",
    LocaleNamesScriptMediumLightV1: "script",
    LocaleNamesScriptMediumHeavyV1: "script",
    LocaleNamesRegionMediumTinyV1: "region",
    LocaleNamesRegionMediumLightV1: "region",
    LocaleNamesVariantMediumHeavyV1: "variant",
}

/// How a name and what it is told apart by are put together. That is little, and stays with ICU4X.
impl DataProvider<LocaleNamesEssentialsV1> for Provider {
    fn load(&self, request: DataRequest) -> Result<DataResponse<LocaleNamesEssentialsV1>, DataError> {
        Baked.load(request)
    }
}
