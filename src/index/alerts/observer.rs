//! The border to the watches: a trait for what looks at a draft before it is published.

use super::alert::Alert;
use crate::article::ArchivePath;
use crate::index::store::generation::Generation;
use crate::schema::ArticleSchema;
use tantivy::Searcher;

/// What a draft brings.
pub struct News<'a> {
    /// The draft's segments.
    pub searcher: &'a Searcher,
    /// The draft's schema.
    pub schema: &'a ArticleSchema,
    /// The current generation, if it can be opened.
    pub before: Option<&'a Generation>,
    /// The files with new articles. The index has stored with these a higher number than the one
    /// that is with the file.
    pub files: &'a [(ArchivePath, u32)],
    /// The number that the draft will have as a generation.
    pub generation: u64,
}

/// Looks at what a job brings before it is published.
pub trait Observer {
    /// What it finds. It may find alerts again that the journal has already.
    ///
    /// # Errors
    /// If the segments cannot be read.
    fn observe(&self, news: &News) -> tantivy::Result<Vec<Alert>>;
}
