//! What a page says of its article outside the text: dates, headline, linked data, other fields.

pub(super) mod address;
mod confirmed;
pub(super) mod credit_lines;
pub(super) mod dates;
pub(super) mod fields;
mod heading_text;
pub(super) mod headings;
pub(super) mod headline;
pub(super) mod linked_data;
mod repaired_json;
pub(super) mod titles;
mod votes;
pub(super) mod zone;
