//! Issues of newspapers whose articles are in several files.
//!
//! A file of structure leads an issue: METS (`mets`), or the DIDL of Delpher (`didl`). It names the
//! files of pages and says which of their blocks are an article. `around` finds the issue that a
//! file belongs to. A file of an issue gives no articles of its own, since the leading file gives
//! them.

mod areas;
pub(super) mod around;
pub(super) mod didl;
mod linked;
pub(super) mod mets;
mod mods;
mod structure;
mod unit;

#[cfg(test)]
mod tests;
