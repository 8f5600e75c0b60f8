//! Which index a command works on.

use crate::cli::shell::quoted;
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Which index.
#[derive(Debug, Clone, Args)]
pub(crate) struct IndexLocation {
    /// The folder of articles, or the name of an archive of dateline.toml [default: the nearest
    /// indexed folder here or above]
    #[arg(long = "in", value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) folder: Option<PathBuf>,

    /// The folder of the index, if it is not FOLDER/.dateline; also read from `DATELINE_INDEX`
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) index: Option<PathBuf>,
}

impl IndexLocation {
    /// Whether neither folder nor index was named.
    pub(crate) fn is_empty(&self) -> bool {
        self.folder.is_none() && self.index.is_none()
    }

    /// The options as they were typed, each after a space, for a command to copy.
    pub(crate) fn typed(&self) -> String {
        let options = [("--in", &self.folder), ("--index", &self.index)];
        let typed = options
            .iter()
            .filter_map(|(option, path)| Some(format!(" {option} {}", quoted(path.as_ref()?))));
        typed.collect()
    }
}
