//! Opens the current generation of an archive, or says why that cannot be done.
//!
//! Where its articles are on a cluster, this may take long.

use super::holdings::Fault;
use super::set::OpenArchive;
use super::source::ArchiveSource;
use crate::index::IndexError;
use crate::query::SynonymsError;

/// Why an archive cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Its index.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// Its files of synonyms.
    #[error(transparent)]
    Synonyms(#[from] SynonymsError),
    /// Several cannot be searched; a sentence why.
    #[error("{0}")]
    Choice(String),
}

impl OpenError {
    /// The same for readers and for the log.
    pub(in crate::serve) fn fault(&self) -> Fault {
        match self {
            Self::Index(error) => Fault::of(error),
            Self::Synonyms(_) | Self::Choice(_) => Fault {
                shown: "its synonyms cannot be read",
                whole: self.to_string(),
            },
        }
    }
}

/// Opens the current generation of an archive.
///
/// # Errors
/// If it has none, or it cannot be used.
pub(in crate::serve) fn opened(source: &ArchiveSource) -> Result<OpenArchive, OpenError> {
    let generation = source.store.current()?;
    let folders = source.folders.as_ref();
    if let Some(error) = folders.and_then(|folders| generation.other_folders(folders)) {
        return Err(error.into());
    }
    Ok(OpenArchive {
        name: source.name.clone(),
        search: source.search.clone(),
        generation,
        synonyms: source.search.synonyms()?,
    })
}
