//! What can be wrong with a configuration file: file, line, key, and what is allowed.

use std::io;
use std::path::{Path, PathBuf};

/// A configuration file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The operating system refused.
    #[error("cannot read {}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is not TOML.
    #[error("{}:{line}: {message}", .path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// A key that there is none of.
    #[error("{}:{line}: `{key}` is no key here{}", .path.display(), or_meant(.nearest.as_deref()))]
    UnknownKey {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key with the tables it stands in.
        key: String,
        /// The key that may be meant.
        nearest: Option<String>,
        /// The keys that there are.
        allowed: String,
    },
    /// A key that has to be there.
    #[error("{}:{line}: `{key}` is missing", .path.display())]
    MissingKey {
        /// The file.
        path: PathBuf,
        /// The line of the table, from 1.
        line: usize,
        /// The key with the tables it stands in.
        key: String,
        /// What it may be.
        allowed: String,
    },
    /// A value that a key may not have.
    #[error("{}:{line}: `{key}` {problem}", .path.display())]
    Value {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key with the tables it stands in.
        key: String,
        /// What is wrong, to be read behind the key.
        problem: String,
        /// What it may be.
        allowed: String,
    },
}

impl ConfigError {
    /// What is allowed where the error is; `None` where that is no question.
    #[must_use]
    pub fn allowed(&self) -> Option<&str> {
        match self {
            Self::UnknownKey { allowed, .. }
            | Self::MissingKey { allowed, .. }
            | Self::Value { allowed, .. } => Some(allowed),
            Self::Unreadable { .. } | Self::Malformed { .. } => None,
        }
    }

    pub(super) fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Unreadable {
            path: path.to_owned(),
            source,
        }
    }
}

fn or_meant(name: Option<&str>) -> String {
    name.map_or(String::new(), |name| format!("; is `{name}` meant?"))
}
