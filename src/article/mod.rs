//! What an article is, independent of files' formats and of the search engine.
//!
//! This room knows no file system, no Tantivy and no command line. It owns the records that all
//! other rooms exchange: [`Article`], where it came from ([`Origin`], [`Folders`]), when it was published
//! ([`Published`]), how people write dates ([`spelling`]) and what went wrong while reading
//! ([`Problem`]).

pub mod fields;
mod folders;
mod globs;
mod iso;
mod origin;
mod problem;
mod published;
pub mod spelling;
mod status;

pub use folders::{Folder, Folders};
pub use globs::{GlobError, PathGlobs};
pub use origin::{ArchivePath, Origin};
pub use problem::{Problem, ProblemKind, Severity};
pub use published::{Precision, Published, PublishedParseError, wall_clock_seconds};
pub use status::Status;

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
    /// Whether it may be published, as its source says.
    pub status: Status,
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
    /// When a wire document was sent out: `date.issue` in NITF.
    DateIssue,
    /// When a wire document appeared in print or on a site: `date.publication` in NITF.
    DatePublication,
    /// From when on a wire document may be published: `date.release` in NITF.
    DateRelease,
    /// When the first version was made: `FirstCreated` in NewsML, `firstCreated` in NewsML-G2.
    FirstCreated,
    /// When the content was made: `contentCreated` in NewsML-G2.
    ContentCreated,
    /// When this version was made: `ThisRevisionCreated` in NewsML, `versionCreated` in NewsML-G2.
    VersionCreated,
    /// When the message that holds the article was sent: `DateAndTime` in NewsML, `sent` in
    /// NewsML-G2.
    MessageSent,
    /// When a feed says an entry was published: `pubDate` in RSS, `published` in Atom.
    FeedPublished,
    /// When a feed says an entry was changed last: `updated` in Atom.
    FeedUpdated,
    /// The linked data of a page: `datePublished` in JSON-LD.
    JsonLd,
    /// A `<meta>` of a page, such as `article:published_time`.
    Meta,
    /// Microdata of a page: an element with `itemprop="datePublished"`.
    Microdata,
    /// A `<time datetime>` of a page.
    #[serde(rename = "time")]
    TimeElement,
    /// The dateline that opens the body, such as `PARIS, May 3, 2021 (Reuters) -`.
    Dateline,
    /// The address it was published at, such as `https://post.example/2021/01/19/ferry`.
    Url,
    /// The file's name or the folders it lies in, such as `2021/01/19/`.
    Path,
    /// The day a web archive fetched the page, which may be later.
    Capture,
}

impl DateSource {
    /// Every source, in the order of the enum.
    pub const ALL: [Self; 19] = [
        Self::MetadataLine,
        Self::Field,
        Self::DateIssue,
        Self::DatePublication,
        Self::DateRelease,
        Self::FirstCreated,
        Self::ContentCreated,
        Self::VersionCreated,
        Self::MessageSent,
        Self::FeedPublished,
        Self::FeedUpdated,
        Self::JsonLd,
        Self::Meta,
        Self::Microdata,
        Self::TimeElement,
        Self::Dateline,
        Self::Url,
        Self::Path,
        Self::Capture,
    ];

    /// The name used in the index and in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MetadataLine => "metadata-line",
            Self::Field => "field",
            Self::DateIssue => "date-issue",
            Self::DatePublication => "date-publication",
            Self::DateRelease => "date-release",
            Self::FirstCreated => "first-created",
            Self::ContentCreated => "content-created",
            Self::VersionCreated => "version-created",
            Self::MessageSent => "message-sent",
            Self::FeedPublished => "feed-published",
            Self::FeedUpdated => "feed-updated",
            Self::JsonLd => "json-ld",
            Self::Meta => "meta",
            Self::Microdata => "microdata",
            Self::TimeElement => "time",
            Self::Dateline => "dateline",
            Self::Url => "url",
            Self::Path => "path",
            Self::Capture => "capture",
        }
    }

    /// The source of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.as_str() == name)
    }
}
