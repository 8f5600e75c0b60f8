//! What the names in a query stand for: the watches of the configuration, and notes on files.

use crate::cli::archives::{OpenArchive, OpenArchives};
use crate::index::IndexError;
use crate::query::ask::Ask;
use crate::query::{Files, Named};

/// Looks up the names in a query. `saved` gives the query of a saved one; a watch of the
/// configuration wins over it.
///
/// # Errors
/// If a catalog cannot be read.
pub(super) fn named(
    ask: &Ask,
    archives: &OpenArchives,
    saved: impl Fn(&str) -> Option<String>,
) -> Result<Named, IndexError> {
    let query_of = |name: &str| {
        let mut watches = archives.iter().flat_map(|own| own.archive.watches());
        let watch = watches.find(|watch| watch.name == name);
        watch
            .map(|watch| watch.query.clone())
            .or_else(|| saved(name))
    };
    let fields = archives.schema().searchable_names();
    Named::of(ask, &fields, query_of, || archives.files(noted))
}

/// The files with articles and a note: something was left out or guessed.
fn noted(archive: &OpenArchive) -> Result<Files, IndexError> {
    let catalog = archive.generation.catalog()?;
    let entries = catalog.into_entries().into_iter();
    let noted = entries.filter(|entry| entry.articles > 0 && !entry.problems.is_empty());
    Ok(Files::Listed(noted.map(|entry| entry.path).collect()))
}
