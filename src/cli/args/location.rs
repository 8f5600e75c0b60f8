//! Which index a command works on, or which indexes it searches.
//!
//! What was typed stays as it was typed; `archives` finds what it names.

use crate::cli::shell::quoted;
use clap::{ArgAction, Args, ValueHint};
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

/// What is searched: one archive or several.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct SearchLocation {
    /// The folder of articles, or the name of an archive of dateline.toml; may be repeated
    /// [default: the nearest indexed folder here or above, else every archive of dateline.toml]
    #[arg(
        long = "in",
        value_name = "FOLDER",
        value_hint = ValueHint::DirPath,
        action = ArgAction::Append
    )]
    pub(crate) folders: Vec<PathBuf>,

    /// Search every archive of dateline.toml
    #[arg(long, conflicts_with_all = ["folders", "index"])]
    pub(crate) all: bool,

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
        typed(self.folder.iter(), self.index.as_ref())
    }
}

impl SearchLocation {
    /// The options as they were typed, each after a space, for a command to copy.
    pub(crate) fn typed(&self) -> String {
        let all = if self.all { " --all" } else { "" };
        typed(self.folders.iter(), self.index.as_ref()) + all
    }
}

fn typed<'a>(folders: impl Iterator<Item = &'a PathBuf>, index: Option<&'a PathBuf>) -> String {
    let folders = folders.map(|folder| format!(" --in {}", quoted(folder)));
    let index = index.map(|index| format!(" --index {}", quoted(index)));
    folders.chain(index).collect()
}
