//! Quotation marks of each language.

use super::Language;

/// The marks of a language: outer opening and closing, inner opening and closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    pub open: &'static str,
    pub close: &'static str,
    pub inner_open: &'static str,
    pub inner_close: &'static str,
}

impl Quotes {
    /// By typographic custom, beyond our region as the Unicode data (CLDR 48) has it; a language without an entry is given
    /// English marks.
    pub fn of(language: &Language) -> Quotes {
        let base = language.base();
        let [open, close, inner_open, inner_close] = match (base, language.region()) {
            ("de" | "it", Some("CH" | "LI")) => ["«", "»", "‹", "›"],
            ("fr", Some("CH")) => ["«\u{202F}", "\u{202F}»", "‹\u{202F}", "\u{202F}›"],
            ("pt", Some(region)) if region != "BR" => ["«", "»", "“", "”"],
            ("zh" | "yue", _) if language.script().as_deref() == Some("Hant") => ["「", "」", "『", "』"],
            _ => Quotes::of_base(base),
        };
        Quotes { open, close, inner_open, inner_close }
    }

    /// Those of a language wherever it is written.
    fn of_base(base: &str) -> [&'static str; 4] {
        match base {
            "sv" | "fi" => ["”", "”", "’", "’"],
            "da" => ["»", "«", "›", "‹"],
            "nb" | "nn" | "no" => ["«", "»", "‘", "’"],
            "is" | "et" | "lt" | "de" | "cs" | "sk" | "dsb" | "hsb" | "ksh" | "nds" => ["„", "“", "‚", "‘"],
            "lv" => ["«", "»", "„", "”"],
            "uk" | "ru" | "be" | "bua" | "ky" | "os" | "sah" => ["«", "»", "„", "“"],
            "pl" => ["„", "”", "«", "»"],
            "fr" => ["«\u{202F}", "\u{202F}»", "“", "”"],
            "el" | "it" | "es" | "ca" | "eu" | "ast" | "br" | "cv" | "kab" | "kk" | "lij" | "mg" | "pms" | "sc" | "sg" | "ti" => {
                ["«", "»", "“", "”"]
            }
            "he" | "yi" | "se" => ["”", "”", "’", "’"],
            "hr" | "sl" | "mk" | "lb" => ["„", "“", "‚", "‘"],
            "bg" => ["„", "“", "„", "“"],
            "sr" => ["„", "”", "’", "’"],
            "bs" => ["„", "”", "‘", "’"],
            "hu" => ["„", "”", "»", "«"],
            "ro" => ["„", "”", "«", "»"],
            "ka" => ["„", "“", "«", "»"],
            "hy" => ["«", "»", "«", "»"],
            "fa" | "am" | "gsw" | "mzn" | "rm" | "sdh" => ["«", "»", "‹", "›"],
            "ur" => ["”", "“", "’", "‘"],
            "ja" => ["「", "」", "『", "』"],
            "ar" => ["”", "“", "’", "‘"],
            _ => ["“", "”", "‘", "’"],
        }
    }
}
