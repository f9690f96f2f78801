#![no_main]

#[path = "../../tests/support/properties.rs"]
#[allow(dead_code, reason = "each fuzzer tries one of them")]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::request(bytes));
