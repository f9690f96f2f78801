pub mod config;
pub mod diagnostics;
pub mod document;
pub mod found;
pub mod language;
pub mod memo;
pub mod source;
pub mod world;
