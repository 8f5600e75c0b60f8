//! The fields of an article that records have names for.

/// What a named value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// Keywords of wire records, the headline of records that are like mails.
    Subject,
    /// What sort of thing a wire record describes.
    Kind,
    /// Whether the record may be used.
    Status,
    /// Until when it may not be used.
    Embargo,
    /// Whether it was never published.
    Draft,
}
