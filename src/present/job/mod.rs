//! What a job did or would do.

pub(super) mod run;
pub(super) mod summary;
