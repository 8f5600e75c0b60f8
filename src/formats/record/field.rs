//! The fields that records have names for: fields of an article, and values that decide about it.
//!
//! `keys` has the names that records use. A field of an article is called here as in the table of
//! `article::fields`, so that field maps need no names of their own.

use crate::article::fields::{ArticleField, FIELDS};
use strum::EnumString;

/// What a named value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "lowercase")]
pub(in crate::formats) enum Field {
    Headline,
    Published,
    Body,
    Bylines,
    Source,
    Section,
    Keywords,
    Language,
    Url,
    Place,
    Agency,
    Id,
    /// Keywords of wire records; the headline of records that are like mails.
    #[strum(disabled)]
    Subject,
    /// What a wire record describes: a text, a picture, an event.
    #[strum(disabled)]
    Kind,
    /// The status of the article, by its name.
    #[strum(disabled)]
    Status,
    /// The time at which an embargo ends.
    #[strum(disabled)]
    Embargo,
    /// Whether it was never published.
    #[strum(disabled)]
    Draft,
}

impl Field {
    /// The fields of an article that records can name, each with its row in the table of fields.
    pub(super) fn of_article() -> impl Iterator<Item = (&'static ArticleField, Self)> {
        let named = |row: &'static ArticleField| Some((row, row.name.parse().ok()?));
        FIELDS.iter().filter_map(named)
    }
}
