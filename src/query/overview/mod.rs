//! The whole of what a query finds, instead of its best hits: when, who, with which words.
//!
//! - `days`: how many articles each day has; `series`: those of a query or of each value in it;
//!   `timeline` makes calendar periods of them.
//! - `values`: how many articles each value of a field has (facets).
//! - `concordance`: every occurrence of what matches, with the text around it.
//! - `keyness`, with `compared`: the words that tell the matches from the rest of the archive.
//! - `similar`: other articles on the subject of one article.
//!
//! Counts are exact, of living articles, and read from columns and postings: no stored article is
//! read to count. Results of several generations can be added, so that several archives are a loop
//! and a sum.

pub(in crate::query) mod compared;
pub(in crate::query) mod concordance;
pub(in crate::query) mod days;
pub(in crate::query) mod keyness;
pub(in crate::query) mod series;
pub(in crate::query) mod similar;
pub(in crate::query) mod timeline;
pub(in crate::query) mod values;
mod vocabulary;
