//! What an article is, independent of files' formats and of the search engine.
//!
//! This room knows no file system, no Tantivy and no command line. It owns the records that all
//! other rooms exchange: [`Article`], where it came from ([`Origin`], [`Folders`]), when it was published
//! ([`Published`]), how people write dates ([`spelling`]) and what went wrong while reading
//! ([`Problem`]).

mod folders;
mod iso;
mod origin;
mod problem;
mod published;
pub mod spelling;

pub use folders::{Folder, Folders};
pub use origin::{ArchivePath, Origin};
pub use problem::{Problem, ProblemKind, Severity};
pub use published::{Precision, Published, PublishedParseError, wall_clock_seconds};

use serde::{Deserialize, Serialize};
use std::fmt;

/// One news article, as a reader understood it.
///
/// Absent text is an empty string in `headline` and `body`, `None` or an empty list elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Article {
    /// The source's own number or name of the article; else a hash of its text.
    pub id: ArticleId,
    /// The headline, on one line.
    pub headline: String,
    /// The text, paragraphs separated by line feeds; an opening dateline stays part of it.
    pub body: String,
    /// When it was published, as precisely as the source says.
    pub published: Option<Published>,
    /// Where `published` was read.
    pub published_from: Option<DateSource>,
    /// The place named by the dateline or the metadata.
    pub place: Option<String>,
    /// The news agency credited by the dateline or the metadata.
    pub agency: Option<String>,
    /// The authors, one an item, without "By".
    pub bylines: Vec<String>,
    /// The publication: a site or a newspaper.
    pub source: Option<String>,
    /// The section or category of the publication.
    pub section: Option<String>,
    /// Keywords or tags, one an item.
    pub keywords: Vec<String>,
    /// The language as the source names it, lower case (`en`, `fa`, `pt-br`).
    pub language: Option<String>,
    /// The address it was published at.
    pub url: Option<String>,
    /// The file and the place in it.
    pub origin: Origin,
}

impl Article {
    /// Gives an article that names no id one made of its text: the first 16 hexadecimal digits
    /// of BLAKE3 over headline, date and body. Copies of one text share it, wherever they lie.
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

/// The name of an article: what its source calls it, or a hash of its text
/// ([`Article::ensure_id`]). Two articles of an archive may carry the same one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub String);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where an article's date was read. The order is that of trust: the first that is there wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateSource {
    /// A line of a metadata block or a header, such as `Publish Date : 19 January 2021`.
    MetadataLine,
    /// A field of a structured record, such as `"published"` in JSON.
    Field,
    /// The dateline that opens the body, such as `PARIS, May 3, 2021 (Reuters) -`.
    Dateline,
    /// The file's name or the folders it lies in, such as `2021/01/19/`.
    Path,
}

impl DateSource {
    /// The name used in the index and in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MetadataLine => "metadata-line",
            Self::Field => "field",
            Self::Dateline => "dateline",
            Self::Path => "path",
        }
    }

    /// The source of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::MetadataLine, Self::Field, Self::Dateline, Self::Path]
            .into_iter()
            .find(|source| source.as_str() == name)
    }
}
