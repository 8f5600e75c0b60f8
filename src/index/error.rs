//! What can go wrong with an index. The user's fault, the world's fault and damage are told apart.

use super::{CatalogError, IndexStore};
use crate::article::Folders;
use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenWriteError};

/// An index that cannot be made, opened or refreshed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// There is no index there.
    #[error("no index in {}", .0.display())]
    Missing(PathBuf),
    /// The folder to index cannot be walked.
    #[error("cannot read the folder {}", .path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Made with another version of the schema.
    #[error(
        "the index in {} was made with schema version {found}; this program reads version {expected}",
        .path.display()
    )]
    SchemaChanged {
        /// The index.
        path: PathBuf,
        /// The version it records.
        found: u32,
        /// The version this program reads.
        expected: u32,
    },
    /// Made with other rules of analysis.
    #[error("the index in {} was made with another analysis of words", .path.display())]
    AnalysisChanged {
        /// The index.
        path: PathBuf,
    },
    /// Files of the index are missing or damaged.
    #[error("the index in {} is damaged: {reason}", .path.display())]
    Corrupt {
        /// The index.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// It was made of another folder.
    #[error(
        "the index in {} is of the folder {}, not of {}",
        .path.display(), .recorded, .asked
    )]
    OtherFolder {
        /// The index.
        path: PathBuf,
        /// The folder it records.
        recorded: Folders,
        /// The folder that was named.
        asked: Folders,
    },
    /// There is something else where the index is to be made.
    #[error("{} is not empty and no index", .0.display())]
    NotAnIndex(PathBuf),
    /// The folder to index is itself an index.
    #[error("{} is an index, not a folder of articles", .0.display())]
    IsAnIndex(PathBuf),
    /// Another process writes to it.
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
    /// The engine refused.
    #[error("the search engine failed in {}", .path.display())]
    Engine {
        /// The index.
        path: PathBuf,
        /// Why.
        source: TantivyError,
    },
    /// There is no generation to go back to.
    #[error("{}", no_generation(.path, *.number, .there))]
    NoGeneration {
        /// The index.
        path: PathBuf,
        /// The generation that was named.
        number: Option<u64>,
        /// Those that there are.
        there: Vec<u64>,
    },
    /// A time zone that is not known.
    #[error("no time zone `{0}`")]
    TimeZone(String),
    /// A worker thread ended by a panic: a defect of this program.
    #[error("a worker thread failed while reading {0}; this is a defect, please report it")]
    Worker(String),
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
        None => format!("the index in {path} has no generation before the one in force"),
    }
}

impl IndexError {
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }

    /// What the engine failed with in the index `path`. Of files that it could not create its own text is Rust code.
    pub(super) fn engine(path: &Path) -> impl FnOnce(TantivyError) -> Self {
        move |source| match source {
            TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. })
            | TantivyError::LockFailure(LockError::IoError(io_error), _) => Self::Io {
                action: "write to",
                path: path.to_owned(),
                source: io::Error::new(io_error.kind(), io_error),
            },
            source => Self::Engine {
                path: path.to_owned(),
                source,
            },
        }
    }

    /// Itself and its causes in one sentence.
    pub(super) fn with_causes(&self) -> String {
        match self.source() {
            Some(cause) => format!("{self}: {cause}"),
            None => self.to_string(),
        }
    }

    /// A catalog that is missing or damaged is damage of its index.
    pub(super) fn catalog(store: &IndexStore, path: &Path, error: CatalogError) -> Self {
        match error {
            CatalogError::Io(source) if source.kind() == io::ErrorKind::NotFound => {
                store.corrupt("its catalog is missing")
            }
            CatalogError::Io(source) => Self::io("read", path)(source),
            CatalogError::Damaged(_) => store.corrupt(error.to_string()),
        }
    }
}
