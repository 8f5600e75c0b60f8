//! A hit of a list in which each family of copies is shown once.

use crate::query::rank::scored::Scored;
use tantivy::DocAddress;

/// A hit of a folded list.
pub(super) struct Folded {
    /// The best match, and its score.
    pub(super) best: Scored,
    /// The article that is shown.
    pub(super) shown: DocAddress,
}

impl Folded {
    pub(super) fn of(best: Scored) -> Self {
        Self {
            shown: best.address,
            best,
        }
    }
}
