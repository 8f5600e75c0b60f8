//! Which index a command works on, or which indexes it searches.
//!
//! What was typed stays as it was typed; `archives` finds what it names.

use crate::cli::shell::quoted;
use clap::{ArgAction, Args, ValueHint};
use std::path::{Path, PathBuf};

/// Which index, for a command that works on one.
#[derive(Debug, Clone, Args)]
pub(crate) struct IndexLocation {
    /// The archive of dateline.toml, or the folder of articles [default: the nearest indexed folder
    /// here or above]
    #[arg(value_name = "ARCHIVE", value_hint = ValueHint::DirPath)]
    archive: Option<PathBuf>,

    /// The same as ARCHIVE
    #[arg(
        long = "in",
        value_name = "ARCHIVE",
        value_hint = ValueHint::DirPath,
        conflicts_with = "archive"
    )]
    folder: Option<PathBuf>,

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

/// Which archives, for a command that works on several one after the other.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct ArchivesLocation {
    /// Archives of dateline.toml, or folders [default: every archive of dateline.toml]
    #[arg(value_name = "ARCHIVE", value_hint = ValueHint::DirPath)]
    archives: Vec<PathBuf>,

    /// The same as ARCHIVE; may be repeated
    #[arg(
        long = "in",
        value_name = "ARCHIVE",
        value_hint = ValueHint::DirPath,
        action = ArgAction::Append
    )]
    folders: Vec<PathBuf>,
}

impl ArchivesLocation {
    /// What was named, in this order.
    pub(crate) fn names(&self) -> Vec<PathBuf> {
        [&self.archives[..], &self.folders].concat()
    }
}

impl IndexLocation {
    /// The archive of this name or folder, with this index.
    pub(crate) fn of(archive: Option<PathBuf>, index: Option<PathBuf>) -> Self {
        Self {
            archive,
            folder: None,
            index,
        }
    }

    /// What was named.
    pub(crate) fn name(&self) -> Option<&Path> {
        self.archive.as_deref().or(self.folder.as_deref())
    }
}

impl SearchLocation {
    /// Whether nothing was named.
    pub(crate) fn is_empty(&self) -> bool {
        self.folders.is_empty() && self.index.is_none() && !self.all
    }

    /// The options as they were typed, each after a space, for a command to copy.
    pub(crate) fn typed(&self) -> String {
        let all = if self.all { " --all" } else { "" };
        let folders = self.folders.iter();
        let folders = folders.map(|folder| format!(" --in {}", quoted(folder)));
        let index = self.index.iter();
        let index = index.map(|index| format!(" --index {}", quoted(index)));
        folders.chain(index).collect::<String>() + all
    }
}
