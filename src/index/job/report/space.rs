//! The space that a job needs on disk.

/// The space that a job needs on disk and the space there is, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// An estimate of what the job needs.
    pub needed: u64,
    /// What is free on the disk of the index.
    pub free: u64,
}

impl Space {
    /// Whether the space is probably too small.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.needed > self.free
    }
}
