//! Why a question cannot be answered.

use crate::index::IndexError;
use crate::query::SearchError;
use crate::serve::archives::holdings::ChoiceError;
use std::io;

/// Why a question cannot be answered. Only the texts of the first five are for readers.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A parameter is unknown, missing or has a value that is not allowed: what is wrong with it.
    #[error("{name}: {what}")]
    Parameter {
        /// Its name.
        name: String,
        /// What is wrong.
        what: String,
    },
    /// There is no such article, or no such page.
    #[error("{0}")]
    NotFound(String),
    /// Several articles have an id: the paths of them.
    #[error("{} articles have this id; name one with path", .0.len())]
    Several(Vec<String>),
    /// Parameters contradict each other, or what they are about.
    #[error("{0}")]
    Conflict(&'static str),
    /// The archives that were named.
    #[error(transparent)]
    Choice(#[from] ChoiceError),
    /// The search failed.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The index cannot be read.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// Writing to memory or reading a file failed.
    #[error("cannot read or write")]
    Io(#[from] io::Error),
}

impl Fault {
    /// The fault of a parameter.
    pub(in crate::serve) fn of(name: &str, what: impl Into<String>) -> Self {
        Self::Parameter {
            name: name.to_owned(),
            what: what.into(),
        }
    }
}
