//! What a page says of its article outside the text: dates, headline, linked data, other fields.

pub(super) mod dates;
pub(super) mod fields;
pub(super) mod headline;
pub(super) mod linked_data;
