//! Why a catalog cannot be read.

use std::io;

/// A catalog cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// The operating system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The bytes are not those that were written.
    #[error("the catalog is damaged: {0}")]
    Damaged(&'static str),
}

impl CatalogError {
    /// A read failed; a file that ends too early is damage.
    pub(super) fn from_read(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Damaged("it ends too early"),
            _ => error.into(),
        }
    }
}
