//! Which parts of an article's body a hit shows.

/// Which parts of a body are shown around what matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Excerpts {
    /// The largest number of passages, at least 1. `None`: one, and a second one if that has words of the query that
    /// the first lacks.
    pub most: Option<usize>,
    /// The number of words before and after what matches. `None`: as many as make a passage of about 240 bytes.
    pub context: Option<usize>,
}
