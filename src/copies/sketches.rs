//! What the search for copies reads of each article, wherever it is kept.
//!
//! The rows of an archive need not fit into memory: they are read number by number.

use super::fingerprint::{Overlap, Sketch};
use super::record::{KEYS, ROW, TEXT};

/// The row of an article; all zeros without a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) numbers: [u64; ROW as usize],
    /// Those that there are: none, those before the sketch, or all.
    pub(super) length: u32,
}

impl Row {
    /// The row of an article without a text.
    pub(super) const EMPTY: Self = Self {
        numbers: [0; ROW as usize],
        length: 0,
    };

    /// Whether it has a sketch.
    pub(super) fn has_sketch(&self) -> bool {
        self.length == ROW
    }

    /// The hash of the text.
    pub(super) fn text(&self) -> u64 {
        self.numbers[TEXT as usize]
    }
}

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

    /// All of it at once.
    fn row(&self, article: u32) -> Row {
        let mut row = Row::EMPTY;
        for (place, number) in (0..KEYS).zip(&mut row.numbers) {
            *number = self.key(article, place);
        }
        if row.text() != 0 {
            row.length = KEYS;
        }
        if self.has_sketch(article) {
            let sketch = self.sketch(article);
            row.numbers[KEYS as usize..].copy_from_slice(&sketch.0);
            row.length = ROW;
        }
        row
    }

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
