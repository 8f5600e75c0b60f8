//! What the names in a query stand for: the watches of the configuration, and notes on files.

use crate::article::ArchivePath;
use crate::cli::archives::OpenArchives;
use crate::index::{Generation, IndexError};
use crate::query::Named;
use crate::query::ask::Ask;

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
    Named::of(ask, &fields, query_of, || {
        noted(&archives.first().generation)
    })
}

/// The files with articles and a note: something was left out or guessed.
fn noted(generation: &Generation) -> Result<Vec<ArchivePath>, IndexError> {
    let catalog = generation.catalog()?;
    let entries = catalog.into_entries().into_iter();
    let noted = entries.filter(|entry| entry.articles > 0 && !entry.problems.is_empty());
    Ok(noted.map(|entry| entry.path).collect())
}
