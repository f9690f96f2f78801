//! What a reader and an author of a site would notice, each promise as a small story.

#[path = "../support/mod.rs"]
mod support;

mod addresses;
mod feeds;
mod files;
mod kinds;
mod languages;
mod markdown;
mod slips;
mod themes;
mod works;
