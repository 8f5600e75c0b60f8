//! What every subcommand may need to know of the whole command line.

use std::path::{Path, PathBuf};

/// The global options and the definition of the program.
#[derive(Debug)]
pub(super) struct Context {
    /// The configuration file that was named.
    pub(super) config: Option<PathBuf>,
    /// The definition of the whole command line, from which the manual page and the completions are made.
    pub(super) definition: fn() -> clap::Command,
}

impl Context {
    /// The configuration file that was named.
    pub(super) fn config(&self) -> Option<&Path> {
        self.config.as_deref()
    }
}
