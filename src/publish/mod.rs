//! Publishing: the new site is staged beside the old and exchanged in one step.

pub mod file;
pub mod folder;
pub mod manifest;
pub mod portable;
