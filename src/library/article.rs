//! An article, as other programs see it: opaque, with a method for each field that most have.
//!
//! Other fields are asked for by name, so that a new field changes nothing here.

use crate::article::fields::FIELDS;
use crate::article::{Article as Record, Published};
use crate::present::Show;
use std::fmt;

/// A news article. What its source does not say is `None`, an empty text or an empty list.
#[derive(Clone, PartialEq)]
pub struct Article(Box<Record>);

impl Article {
    pub(super) fn new(record: Record) -> Self {
        Self(Box::new(record))
    }

    /// The source's own number or name for it, or else a hash of its text.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id.0
    }

    /// The headline, on one line.
    #[must_use]
    pub fn headline(&self) -> &str {
        &self.0.headline
    }

    /// The whole text, with paragraphs separated by line feeds.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.0.body
    }

    /// When it was published, in ISO 8601 and as precise as in the source: `2021`, `2021-01-19`,
    /// `2021-01-19T22:00+03:30`.
    #[must_use]
    pub fn published(&self) -> Option<String> {
        self.0.published.as_ref().map(Published::to_string)
    }

    /// The name of the publication.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.0.source.as_deref()
    }

    /// The authors, one per item, without "By".
    #[must_use]
    pub fn bylines(&self) -> &[String] {
        &self.0.bylines
    }

    /// The place that the dateline or the metadata names.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.0.place.as_deref()
    }

    /// The language as the source names it, in lower case (`en`, `pt-br`), or as detected.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.0.language.as_deref()
    }

    /// The address of the published article. It is not checked: it may be anything.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// The path of its file within the archive, with `#` and the number of the record in a file of
    /// several.
    #[must_use]
    pub fn path(&self) -> String {
        self.0.origin.to_string()
    }

    /// Any field as text, several values joined by `; `: `agency`, `section`, `keywords`, … as
    /// docs/query.md lists them; `None` for a name that is none.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<String> {
        let mut fields = FIELDS.iter();
        let field = fields.find(|field| field.names().any(|own| own == name))?;
        Some(field.value(&self.0).joined("; ").into_owned())
    }

    /// The whole article as `dateline show --format json` writes it: a JSON object on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        json(&*self.0)
    }

    /// The record inside.
    #[cfg(feature = "internals")]
    #[doc(hidden)]
    #[must_use]
    pub fn into_record(self) -> Record {
        *self.0
    }
}

impl fmt::Debug for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Article");
        shown.field("id", &self.id());
        shown.field("headline", &self.headline());
        shown.finish_non_exhaustive()
    }
}

/// A record as JSON, without a line feed.
pub(super) fn json(show: &dyn Show) -> String {
    let mut json = Vec::new();
    // Writing to memory does not fail.
    let _ = show.json(&mut json);
    let mut json = String::from_utf8(json).unwrap_or_default();
    json.truncate(json.trim_end().len());
    json
}
