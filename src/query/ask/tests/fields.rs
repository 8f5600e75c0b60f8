//! The fields that the queries of these tests can name.

pub(super) const FIELDS: &[&str] = &["headline", "body", "place", "agency", "byline"];
