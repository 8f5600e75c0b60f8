//! The records that all other rooms exchange, independent of file formats and of the search engine.
//!
//! They are the [`Article`], where it came from ([`Origin`], [`Folders`]), when it was published
//! ([`Published`]), how people write dates ([`spelling`]) and what went wrong while reading
//! ([`Problem`]) or left out ([`LeftOut`]). This room reads no files and knows neither Tantivy nor the command line.

mod date;
pub mod fields;
mod folders;
mod globs;
mod grouped;
mod kind;
mod left_out;
mod origin;
mod problem;
mod saved_page;
mod status;

pub use date::spelling;
pub use date::when;
pub use date::{
    DateSource, Precision, Published, PublishedParseError, SECONDS_A_DAY, wall_clock_seconds,
};
pub use folders::{Folder, Folders};
pub use globs::{GlobError, PathGlobs};
pub use grouped::grouped;
pub use kind::{ArticleKind, Kinds, UnitCounts, UnknownKind};
pub use left_out::{LeftOut, WhyLeftOut};
pub use origin::{ArchivePath, Origin};
pub use problem::{Problem, ProblemKind, Severity};
pub use saved_page::{holds_parts, is_document_name, is_making_name, is_page_name, page_of_parts};
pub use status::Status;

use serde::{Deserialize, Serialize};
use std::fmt;

/// One news article, as a reader understood it.
///
/// A missing headline or body is an empty string; other missing fields are `None` or empty lists.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Article {
    /// The source's own number or name for the article, or else a hash of its text.
    pub id: ArticleId,
    /// The headline, on one line.
    pub headline: String,
    /// The text, with paragraphs separated by line feeds. A dateline at its start stays in it.
    pub body: String,
    /// The date of publication, as precise as in the source.
    pub published: Option<Published>,
    /// The part of the source that `published` was read from.
    pub published_from: Option<DateSource>,
    /// The place that the dateline or the metadata names.
    pub place: Option<String>,
    /// The news agency that the dateline or the metadata credits.
    pub agency: Option<String>,
    /// The authors, one per item, without "By".
    pub bylines: Vec<String>,
    /// The name of the publication: a site or a newspaper.
    pub source: Option<String>,
    /// The section or category of the publication.
    pub section: Option<String>,
    /// The page of the printed edition, as the source writes it: `4`, `B1`, `12-13`.
    pub page: Option<String>,
    /// Keywords or tags, one per item.
    pub keywords: Vec<String>,
    /// The language as the source names it, in lower case (`en`, `fa`, `pt-br`).
    pub language: Option<String>,
    /// The address (URL) of the published article.
    pub url: Option<String>,
    /// The format that it was read from, as reports name it: `text`, `warc`. Readers leave it empty;
    /// it is set where a reader is chosen.
    pub format: Option<String>,
    /// Whether its source allows publication.
    pub status: Status,
    /// What kind of text it is.
    #[serde(default)]
    pub kind: ArticleKind,
    /// How sure the program was that recognised its words, in percent; `None` if the source does
    /// not say. It is the mean of the certainties of its words.
    #[serde(default)]
    pub quality: Option<u32>,
    /// The file, and the number of the record in it.
    pub origin: Origin,
    /// What its reader left out, in the order of the source. It is not kept in the index.
    pub left_out: Vec<LeftOut>,
}

impl Article {
    /// Sets the id of an article that has none, from its text: the first 16 hexadecimal digits of
    /// the BLAKE3 hash of headline, date and body. Copies of a text in different files get the
    /// same id.
    pub fn ensure_id(&mut self) {
        if !self.id.0.is_empty() {
            return;
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.headline.as_bytes());
        hasher.update(&[0]);
        if let Some(published) = &self.published {
            hasher.update(published.to_string().as_bytes());
        }
        hasher.update(&[0]);
        hasher.update(self.body.as_bytes());
        self.id = ArticleId(hasher.finalize().to_hex()[..16].to_owned());
    }
}

/// The id of an article: the one its source gives, or a hash of its text
/// ([`Article::ensure_id`]). Two articles of an archive may have the same id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub String);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
