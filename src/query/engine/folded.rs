//! A hit of a list in which each family of copies is shown once.

use crate::query::rank::scored::Scored;
use tantivy::DocAddress;

/// A hit of a folded list.
pub(in crate::query) struct Folded {
    /// The best match, and its score.
    pub(super) best: Scored,
    /// The article that is shown.
    pub(super) shown: DocAddress,
}

impl Folded {
    pub(in crate::query) fn of(best: Scored) -> Self {
        Self {
            shown: best.address,
            best,
        }
    }
}
