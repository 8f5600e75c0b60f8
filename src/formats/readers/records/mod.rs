//! Readers of records with named values: JSON, JSON Lines and CSV.

pub(in crate::formats) mod csv;
pub(in crate::formats) mod json;
pub(in crate::formats) mod json_lines;
