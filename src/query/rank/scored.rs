//! An article with its score, and the order of scores.

use tantivy::DocAddress;

/// An article with its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The score, as in [`SearchHit`](crate::query::SearchHit); 0 where hits are ordered by date.
    pub score: f64,
    /// The address in the segments of the generation.
    pub address: DocAddress,
}

/// Sorts by score, the best first; equal scores in the order of addresses.
pub(super) fn sort(scored: &mut [Scored]) {
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.address.cmp(&b.address)));
}
