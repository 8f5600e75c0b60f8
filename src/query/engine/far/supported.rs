//! What cannot be done elsewhere: it is an error, and never another answer.
//!
//! What a condition cannot say is told when the condition is made. Here are the settings of a plan.

use crate::query::engine::search::SearchError;
use crate::query::plan::QueryPlan;
use crate::query::request::copies::Copies;

/// The error that something cannot be done elsewhere.
pub(super) fn unsupported(what: &str) -> SearchError {
    SearchError::Unsupported(format!(
        "{what} cannot be had from a cluster (docs/cluster.md)"
    ))
}

/// Fails if a plan has something that cannot be done elsewhere.
pub(super) fn check(plan: &QueryPlan) -> Result<(), SearchError> {
    if let Some(why) = plan.portable.condition().unsupported() {
        return Err(SearchError::Unsupported(why.to_owned()));
    }
    if plan.folding.copies == Copies::Only {
        return Err(unsupported("copies"));
    }
    Ok(())
}
