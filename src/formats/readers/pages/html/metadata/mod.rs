//! The metadata of a page's article: headline, dates, other fields, linked data.

pub(super) mod dates;
pub(super) mod fields;
pub(super) mod headline;
pub(super) mod linked_data;
