//! What happens to archives while they are served.

/// What happened. Texts are for the log alone: they may name files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The server answers at this address.
    Listening {
        /// The address, with `http://`.
        address: String,
    },
    /// An archive is answered from another generation.
    Switched {
        /// Its name.
        archive: String,
        /// The number of the generation before, if there was one.
        from: Option<u64>,
        /// The number of the one that answers now.
        to: u64,
    },
    /// An archive, or its newest generation, cannot be used.
    Unavailable {
        /// Its name.
        archive: String,
        /// Why.
        why: String,
    },
    /// The configuration was read again.
    Reloaded {
        /// The number of archives in it.
        archives: usize,
    },
    /// The configuration cannot be read; the one before stays.
    NotReloaded {
        /// Why.
        why: String,
    },
    /// A request failed inside.
    Failed {
        /// Why.
        why: String,
    },
    /// The server ends, after the requests in progress.
    Ending,
}
