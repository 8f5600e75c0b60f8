//! What the index keeps of an article to find its copies and versions: a row of numbers.
//!
//! The row is in one column of the index. Its first [`KEYS`] numbers are hashes, 0 where there is
//! nothing; the sketch follows, if the text is long enough for one.

use super::fingerprint::{Fingerprint, WORDS, exact_hash, word_bits};
use crate::article::Article;

/// The name of the column.
pub const COLUMN: &str = "copies";

/// The place of the hash of the text.
pub(super) const TEXT: u32 = 0;

/// The place of the hash of the id, together with the publication.
pub(super) const ID: u32 = 1;

/// The place of the hash of the address.
pub(super) const ADDRESS: u32 = 2;

/// The place of the words of the headline.
pub(super) const HEADLINE: u32 = 3;

/// The numbers before the sketch.
pub(super) const KEYS: u32 = 4;

/// The numbers of a row with a sketch.
#[allow(clippy::cast_possible_truncation, reason = "a sketch has 16 numbers")]
pub(super) const ROW: u32 = KEYS + WORDS as u32;

/// The row of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    row: [u64; ROW as usize],
    length: u32,
}

impl Record {
    /// The most numbers of a row.
    pub const MOST: usize = ROW as usize;

    /// The row of an article; without numbers if it has no text.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut row = [0; ROW as usize];
        let Some(fingerprint) = Fingerprint::of(&article.body) else {
            return Self { row, length: 0 };
        };
        row[TEXT as usize] = fingerprint.text;
        let source = article.source.as_deref().unwrap_or_default();
        row[ID as usize] = exact_hash(&[&article.id.0, source]);
        if let Some(address) = &article.url {
            let page = address.split_once('#').map_or(&**address, |(page, _)| page);
            row[ADDRESS as usize] = exact_hash(&[page.trim()]);
        }
        row[HEADLINE as usize] = word_bits(&article.headline);
        let Some(sketch) = fingerprint.sketch else {
            return Self { row, length: KEYS };
        };
        row[KEYS as usize..].copy_from_slice(&sketch.0);
        Self { row, length: ROW }
    }

    /// The numbers of the row.
    pub fn values(&self) -> impl Iterator<Item = u64> {
        self.row[..self.length as usize].iter().copied()
    }
}
