//! What can go wrong with an index. The user's mistake, a refusal of the system and damage are
//! different variants.
//!
//! This file imports nothing of this room but places and the errors of settings. An error has all the paths
//! and numbers that its message needs.

use super::elsewhere::ElsewhereError;
use super::place::Place;
use super::store::settings::SettingsError;
use crate::article::{Folders, GlobError};
use crate::formats::{FieldMapError, FormatRuleError};
use std::error::Error;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenWriteError};

/// An index cannot be made, opened or refreshed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// There is no index in this folder.
    #[error("no index in {}", .0.display())]
    Missing(PathBuf),
    /// The folder of articles cannot be read.
    #[error("cannot read the folder {}", .path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A glob of [`Settings::include`](super::Settings::include) or
    /// [`Settings::exclude`](super::Settings::exclude) is not valid. The message has the pattern.
    #[error(transparent)]
    Glob(GlobError),
    /// A rule of [`Settings::format_of`](super::Settings::format_of) is not valid.
    #[error(transparent)]
    FormatRule(FormatRuleError),
    /// The [`Settings::field_map`](super::Settings::field_map) is not valid.
    #[error(transparent)]
    FieldMap(FieldMapError),
    /// The time zone database has no time zone of this name
    /// ([`Settings::timezone`](super::Settings::timezone)).
    #[error("no time zone `{0}`")]
    TimeZone(String),
    /// The index was made with another version of the schema.
    #[error(
        "the index in {} was made with schema version {found}; this program reads version {expected}",
        .path.display()
    )]
    SchemaChanged {
        /// The folder of the index.
        path: PathBuf,
        /// The version it was made with.
        found: u32,
        /// The version this program reads.
        expected: u32,
    },
    /// The index was made with other rules of analysis.
    #[error("the index in {} was made with another analysis of words", .path.display())]
    AnalysisChanged {
        /// The folder of the index.
        path: PathBuf,
    },
    /// Files of the index are missing or damaged.
    #[error("the index in {} is damaged: {reason}", .path.display())]
    Corrupt {
        /// The folder of the index.
        path: PathBuf,
        /// What is damaged, and how.
        reason: String,
    },
    /// The index was made from another folder.
    #[error(
        "the index in {} is of the folder {}, not of {}",
        .path.display(), .recorded, .asked
    )]
    OtherFolder {
        /// The folder of the index.
        path: PathBuf,
        /// The folders it was made from.
        recorded: Folders,
        /// The folders that were asked for.
        asked: Folders,
    },
    /// The folder for the index has other files in it.
    #[error("{} is not empty and is not an index", .0.display())]
    NotAnIndex(PathBuf),
    /// The folder of articles is itself an index.
    #[error("{} is an index, not a folder of articles", .0.display())]
    IsAnIndex(PathBuf),
    /// Another process writes to the index.
    #[error("another process is writing to the index in {}", .0.display())]
    Busy(PathBuf),
    /// The operating system refused.
    #[error("cannot {action} {}", .path.display())]
    Io {
        /// What was tried: "read", "write", "rename".
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The search engine failed.
    #[error("the search engine failed in {}", .path.display())]
    Engine {
        /// The folder of the index.
        path: PathBuf,
        /// Why.
        source: TantivyError,
    },
    /// There is no such generation to go back to.
    #[error("{}", no_generation(.path, *.number, .there))]
    NoGeneration {
        /// The folder of the index.
        path: PathBuf,
        /// The generation that was asked for; `None` for the previous one.
        number: Option<u64>,
        /// The generations on disk, the oldest first.
        there: Vec<u64>,
    },
    /// What keeps the articles on other machines failed.
    #[error(transparent)]
    Elsewhere(#[from] ElsewhereError),
    /// The articles of the index are on other machines, and nothing says how to reach them.
    #[error("the articles of the index in {} are on a cluster, which is not named", .0.display())]
    ArticlesElsewhere(PathBuf),
    /// A thread of this program panicked, which is a defect. The text says what it was doing.
    #[error("a thread failed while {0}; this is a defect, please report it")]
    Worker(&'static str),
}

/// What failed on other machines, if that is the cause.
fn elsewhere(error: &io::Error) -> Option<&ElsewhereError> {
    error.get_ref()?.downcast_ref()
}

fn no_generation(path: &Path, number: Option<u64>, there: &[u64]) -> String {
    let path = path.display();
    match number {
        Some(number) => {
            let there: Vec<_> = there.iter().map(u64::to_string).collect();
            format!(
                "the index in {path} has no generation {number}; it has {}",
                there.join(", ")
            )
        }
        None => format!("the index in {path} has no generation before the current one"),
    }
}

impl From<SettingsError> for IndexError {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::Format(error) => Self::FormatRule(error),
            SettingsError::FieldMap(error) => Self::FieldMap(error),
            SettingsError::TimeZone(name) => Self::TimeZone(name),
        }
    }
}

impl From<GlobError> for IndexError {
    fn from(error: GlobError) -> Self {
        Self::Glob(error)
    }
}

impl IndexError {
    /// The system refused to do `action` with the file or folder `path`.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }

    /// The system refused to do `action` with a file or folder of an index. What is there and is
    /// not what has to be there is damage of the index.
    pub(super) fn at(action: &'static str, place: &Place) -> impl FnOnce(io::Error) -> Self {
        move |source| match source.kind() {
            ErrorKind::InvalidData => Self::Corrupt {
                path: place.of_index().to_owned(),
                reason: format!("{}: {source}", place.name()),
            },
            _ => Self::io(action, &place.path())(source),
        }
    }

    /// The engine failed in the index in the folder `path`. A refusal of the system becomes
    /// [`Self::Io`]: the engine's own message about a file that it cannot create is Rust code.
    /// Bytes that it cannot read are damage.
    pub(super) fn engine(path: &Path) -> impl FnOnce(TantivyError) -> Self {
        move |source| match source {
            TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. })
            | TantivyError::LockFailure(LockError::IoError(io_error), _) => Self::Io {
                action: "write to",
                path: path.to_owned(),
                source: io::Error::new(io_error.kind(), io_error),
            },
            TantivyError::IoError(error) if elsewhere(&error).is_some() => {
                let error = elsewhere(&error).cloned();
                Self::Elsewhere(error.unwrap_or(ElsewhereError::Failed(String::new())))
            }
            TantivyError::DataCorruption(what) => Self::Corrupt {
                path: path.to_owned(),
                reason: format!("{what:?}"),
            },
            source => Self::Engine {
                path: path.to_owned(),
                source,
            },
        }
    }

    /// The error and its cause in one sentence.
    #[must_use]
    pub fn with_cause(&self) -> String {
        match self.source() {
            Some(cause) => format!("{self}: {cause}"),
            None => self.to_string(),
        }
    }
}
