//! What a job must not do to an archive without permission: lose much of it, or publish it although
//! much could not be read.
//!
//! An unmounted disk looks like a folder whose files were all deleted. A change of format looks
//! like thousands of bad files. A guard then refuses to publish, and the current generation stays.

pub(in crate::index) mod checks;
pub(in crate::index) mod limits;
pub(in crate::index) mod share;
