//! Records of named values: JSON, JSON Lines and CSV.

pub(super) mod csv;
pub(super) mod json;
pub(super) mod json_lines;
