//! Which archives are served, and who knows them.
//!
//! The configuration is not read here: a [`Load`] does that, and says when it has changed.

use crate::article::Folders;
use crate::config::SearchSettings;
use crate::dossiers::Dossiers;
use crate::index::IndexStore;

/// An archive that is served.
#[derive(Debug, Clone)]
pub struct ArchiveSource {
    /// Its name, which no other one has.
    pub name: String,
    /// Its folders as the user named them; `None` if only the index was named.
    pub folders: Option<Folders>,
    /// Its index.
    pub store: IndexStore,
    /// How it is searched.
    pub search: SearchSettings,
    /// Whether readers may have the files of its articles.
    pub gives_files: bool,
    /// Whether pages may show where its folders are.
    pub shows_folders: bool,
    /// Whether readers may know the paths of its files.
    pub shows_paths: bool,
}

/// A query with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedQuery {
    /// The name.
    pub name: String,
    /// The query.
    pub query: String,
    /// Whether it is a watch, which has alerts.
    pub is_watch: bool,
    /// The archives that a watch is of, by name.
    pub archives: Vec<String>,
}

/// The archives that are served, and the queries that have names.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The archives.
    pub archives: Vec<ArchiveSource>,
    /// The queries with names; a watch comes before a saved query of the same name.
    pub named: Vec<NamedQuery>,
    /// The dossiers of the user who runs the server.
    pub dossiers: Dossiers,
}

impl Sources {
    /// The query of a name.
    pub(in crate::serve) fn query(&self, name: &str) -> Option<&NamedQuery> {
        self.named.iter().find(|own| own.name == name)
    }
}

/// Knows which archives are served.
pub trait Load: Send + Sync {
    /// Reads what is served.
    ///
    /// # Errors
    /// If that cannot be read: why, as a sentence.
    fn load(&self) -> Result<Sources, String>;

    /// Something that differs when [`Self::load`] would give something else. It is asked several
    /// times a second.
    fn mark(&self) -> u64;
}
