//! What the search for copies reads of each article, wherever it is kept.
//!
//! The rows of an archive need not fit into memory: they are read number by number.

use super::fingerprint::{Overlap, Sketch};
use super::record::TEXT;

/// The rows of articles that are numbered from 0.
pub(super) trait Rows: Sync {
    /// The number of articles.
    fn articles(&self) -> u32;

    /// A hash of the row of an article, at one of the places before the sketch; 0 for an article
    /// that is deleted or has no text.
    fn key(&self, article: u32, place: u32) -> u64;

    /// Whether an article has a sketch.
    fn has_sketch(&self, article: u32) -> bool;

    /// A number of the sketch of an article that has one.
    fn word(&self, article: u32, word: usize) -> u64;

    /// The sketch of an article that has one.
    fn sketch(&self, article: u32) -> Sketch {
        Sketch(std::array::from_fn(|word| self.word(article, word)))
    }

    /// The hash of an article's text; 0 without a text.
    fn text(&self, article: u32) -> u64 {
        self.key(article, TEXT)
    }

    /// How much the sketches of two articles share.
    fn overlap(&self, a: u32, b: u32) -> Overlap {
        self.sketch(a).overlap(&self.sketch(b))
    }
}
