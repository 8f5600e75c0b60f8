//! The errors of a configuration file. Each names the file, the line, the key and what is allowed.
//!
//! The message says what is wrong; what is allowed is separate ([`ConfigError::allowed`]), so that the program can print
//! it as a hint.

use std::io;
use std::path::{Path, PathBuf};

/// Why a configuration file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file cannot be read.
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
    /// An unknown key.
    #[error("{}:{line}: unknown key `{key}`{}", .path.display(), or_meant(.nearest.as_deref()))]
    UnknownKey {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key with the names of its tables.
        key: String,
        /// The key that may be meant.
        nearest: Option<String>,
        /// The known keys.
        allowed: String,
    },
    /// A required key is missing.
    #[error("{}:{line}: `{key}` is missing", .path.display())]
    MissingKey {
        /// The file.
        path: PathBuf,
        /// The line of the table, from 1.
        line: usize,
        /// The key with the names of its tables.
        key: String,
        /// Which values are allowed.
        allowed: String,
    },
    /// A value that is not allowed.
    #[error("{}:{line}: `{key}` {problem}", .path.display())]
    Value {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key with the names of its tables.
        key: String,
        /// What is wrong; it continues a message that starts with the key.
        problem: String,
        /// Which values are allowed.
        allowed: String,
    },
}

impl ConfigError {
    /// What is allowed instead; `None` for a file that cannot be read or is not TOML.
    #[must_use]
    pub fn allowed(&self) -> Option<&str> {
        match self {
            Self::UnknownKey { allowed, .. }
            | Self::MissingKey { allowed, .. }
            | Self::Value { allowed, .. } => Some(allowed),
            Self::Unreadable { .. } | Self::Malformed { .. } => None,
        }
    }

    /// The line that it names; 0 for a file that cannot be read.
    #[must_use]
    pub fn line(&self) -> usize {
        match self {
            Self::Unreadable { .. } => 0,
            Self::Malformed { line, .. }
            | Self::UnknownKey { line, .. }
            | Self::MissingKey { line, .. }
            | Self::Value { line, .. } => *line,
        }
    }

    pub(super) fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Unreadable {
            path: path.to_owned(),
            source,
        }
    }
}

/// The most names of archives that a message lists.
const MOST_NAMES: usize = 20;

/// Names for a message, the first of them if they are many.
pub fn some_of<'a>(names: impl ExactSizeIterator<Item = &'a str>, separator: &str) -> String {
    let others = names.len().saturating_sub(MOST_NAMES);
    let shown: Vec<&str> = names.take(MOST_NAMES).collect();
    let shown = shown.join(separator);
    if others == 0 {
        shown
    } else {
        format!("{shown} and {others} others")
    }
}

fn or_meant(name: Option<&str>) -> String {
    name.map_or(String::new(), |name| format!("; is `{name}` meant?"))
}
