//! What a terminal gets: safe characters, marks in colour, lines of the right width.

pub(super) mod broken;
pub(super) mod marked;
pub(super) mod safe;
pub(super) mod wrap;
