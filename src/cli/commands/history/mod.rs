//! Commands about the generations of an index on disk.

pub(super) mod generations;
pub(super) mod rollback;
pub(super) mod transfer;
