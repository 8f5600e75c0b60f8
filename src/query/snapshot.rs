//! One generation of an index, as far as searches need it.

use crate::article::Article;
use crate::copies::Families;
use crate::schema::ArticleSchema;
use std::collections::BTreeMap;
use tantivy::{DocAddress, Searcher};

/// The segments of one generation, with the schema and the counts that a search needs.
#[derive(Clone, Copy)]
pub struct Snapshot<'a> {
    /// The segments.
    pub searcher: &'a Searcher,
    /// Their schema.
    pub schema: &'a ArticleSchema,
    /// The number of tokens of the living articles, by field. A missing field has 0.
    pub tokens: &'a BTreeMap<String, u64>,
    /// Which articles are copies of each other; `None` if that is not known. Lists are not folded
    /// then.
    pub families: Option<&'a Families>,
}

impl Snapshot<'_> {
    /// The stored article at an address.
    pub(in crate::query) fn article(&self, address: DocAddress) -> tantivy::Result<Article> {
        self.schema.stored(self.searcher, address)
    }
}
