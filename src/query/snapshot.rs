//! One generation of an index, as far as searches need it.

use crate::article::Article;
use crate::schema::{ArticleSchema, TokenCounts};
use tantivy::{DocAddress, Searcher};

/// The segments of one generation, with the schema and the counts that a search needs.
#[derive(Clone, Copy)]
pub struct Snapshot<'a> {
    /// The segments.
    pub searcher: &'a Searcher,
    /// Their schema.
    pub schema: &'a ArticleSchema,
    /// The number of tokens of the living articles.
    pub tokens: &'a TokenCounts,
}

impl Snapshot<'_> {
    /// The stored article at an address.
    pub(in crate::query) fn article(&self, address: DocAddress) -> tantivy::Result<Article> {
        self.schema.stored(self.searcher, address)
    }
}
