//! Finds what is served: archives, watches and saved queries.
//!
//! A server asks again whenever the configuration changes. Names are made here: no archive is called
//! by the path of its folder.

use crate::cli::archives::Served;
use crate::cli::searching::{SavedIn, SavedQueries, dossiers};
use crate::serve::{ArchiveSource, Load, NamedQuery, Sources};
use std::collections::HashSet;
use std::path::PathBuf;

/// Which paths of files, within their archive, may be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paths {
    /// Those of every archive.
    All,
    /// Those of archives whose configuration says nothing else.
    AsConfigured,
    /// None.
    None,
}

/// Finds the archives and the queries with names.
pub(crate) struct Loader {
    /// The archives, found again whenever the configuration changes.
    pub(crate) served: Served,
    /// The configuration that was named.
    pub(crate) config: Option<PathBuf>,
    /// Whether readers may have files, whatever the configuration says.
    pub(crate) gives_files: bool,
    /// Whether pages may show where folders are.
    pub(crate) shows_folders: bool,
    /// Which paths of files may be known.
    pub(crate) paths: Paths,
}

impl Loader {
    /// The archives and the queries with names.
    ///
    /// # Errors
    /// If the configuration cannot be read, or something that was named is nothing.
    pub(crate) fn sources(&self) -> anyhow::Result<Sources> {
        let found = self.served.find()?;
        let mut taken = HashSet::new();
        let archives = found.archives.iter().map(|own| {
            let short = own.short_name();
            let numbered = (2..).map(|number| format!("{short}-{number}"));
            let mut free = std::iter::once(short.clone()).chain(numbered);
            let name = free.find(|name| taken.insert(name.clone()));
            ArchiveSource {
                name: name.unwrap_or(short),
                folders: own.folders.clone(),
                store: own.store.clone(),
                search: own.settings.search.clone(),
                gives_files: self.gives_files || own.settings.serve_files,
                shows_folders: self.shows_folders,
                shows_paths: match self.paths {
                    Paths::All => true,
                    Paths::AsConfigured => own.settings.mcp_paths,
                    Paths::None => false,
                },
            }
        });
        let archives: Vec<_> = archives.collect();
        let watches = found.watches.iter().map(|watch| {
            let own = archives.iter().filter(|own| watch.is_of(&own.name));
            NamedQuery {
                name: watch.name.clone(),
                query: watch.query.clone(),
                is_watch: true,
                archives: own.map(|own| own.name.clone()).collect(),
            }
        });
        let mut named: Vec<_> = watches.collect();
        let saved = SavedQueries::read(self.config.as_deref()).unwrap_or_default();
        let saved = saved.all().into_iter();
        let saved = saved.filter(|(_, _, place)| *place == SavedIn::OwnFile);
        named.extend(saved.map(|(name, query, _)| NamedQuery {
            name: name.to_owned(),
            query: query.to_owned(),
            is_watch: false,
            archives: Vec::new(),
        }));
        // A file that cannot be read is told by the commands that mark.
        let dossiers = dossiers::file().ok().and_then(|file| file.read().ok());
        Ok(Sources {
            archives,
            named,
            dossiers: dossiers.unwrap_or_default(),
        })
    }
}

impl Load for Loader {
    fn load(&self) -> Result<Sources, String> {
        self.sources().map_err(|error| error.to_string())
    }

    fn mark(&self) -> u64 {
        self.served
            .mark(&[SavedQueries::own_file(), dossiers::own_file()])
    }
}
