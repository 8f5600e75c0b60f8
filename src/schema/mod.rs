//! `index-schema/article.toml` as field handles, articles as documents, and documents as articles.
//!
//! This is the only room that knows both [`Article`](crate::article::Article) and Tantivy's
//! documents. [`ArticleSchema::load`] reads the schema that is part of the program;
//! [`ArticleDocument`] lends an article to Tantivy without copying it;
//! [`ArticleSchema::stored`](ArticleSchema::stored) reads a stored article.

mod analyzer_pool;
mod article_schema;
mod document;
mod handles;
mod places;
mod recent;
mod spec;
mod stored;
mod token_counts;
mod words;

pub use analyzer_pool::{AnalyzerPool, PooledAnalyzer};
pub use article_schema::ArticleSchema;
pub use document::{ArticleDocument, ArticleValue};
pub use handles::Fields;
pub use places::{MovedRun, Places, SegmentPlaces, write_places};
pub use recent::{Recent, RecentArticles};
pub use spec::{Analyzer, FieldSpec, FieldType, Indexed, SchemaError, SchemaSpec};
pub use stored::StoredArticles;
pub use token_counts::{InLanguage, TokenCounts};
pub use words::{FieldWords, KnownTerm, WordCounts, WordList, write_words};
