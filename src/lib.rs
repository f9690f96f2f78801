pub mod diagnostics;
pub mod found;
pub mod language;
pub mod memo;
pub mod source;
pub mod world;
