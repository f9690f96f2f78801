//! How a translation stands to its source: sections and their hashes, the record in the front matter, the state.
//!
//! Everything here is a function of values. `document` feeds [`sections::Sectioner`], `site` asks [`state::of`], and
//! `exchange` and the command line write what [`mark`] and [`record`] make.

pub mod mark;
pub mod pairing;
pub mod record;
pub mod sections;
pub mod state;

pub use record::{Record, Review};
pub use sections::{Outline, Section, SectionHash};
pub use state::{Change, Reviewed, SectionChange, State, Translation};
