//! What the names in a query stand for: the watches of the configuration, saved queries, dossiers,
//! and notes on articles.
//!
//! A name that stands for nothing comes with those that there are, so that a note can suggest one.

pub(crate) mod dossiers;
pub(in crate::cli::searching) mod saved_queries;

use crate::cli::archives::{OpenArchive, OpenArchives};
use crate::index::IndexError;
use crate::query::ask::{Ask, Filter};
use crate::query::{FileRecords, Files, Named};
use saved_queries::SavedQueries;
use std::path::Path;

/// Looks up the names in a query. A watch of the configuration wins over a saved query.
///
/// # Errors
/// If a catalog or the user's file of marks cannot be read.
pub(super) fn named(
    ask: &Ask,
    archives: &OpenArchives,
    config: Option<&Path>,
) -> anyhow::Result<Named> {
    let query_of = |name: &str| {
        let mut watches = archives.iter().flat_map(|own| own.archive.watches());
        let watch = watches.find(|watch| watch.name == name);
        watch
            .map(|watch| watch.query.clone())
            .or_else(|| SavedQueries::of_name(name, config))
    };
    let fields = archives.schema().searchable_names();
    let mut found = Named::of(ask, &fields, query_of, || archives.files(noted))?;
    dossiers::look_up(&mut found, archives)?;
    let mut has_all = true;
    ask.each_filter(&mut |filter| {
        if let Filter::Watch(name) = filter {
            has_all &= found.has(name);
        }
    });
    if has_all {
        return Ok(found);
    }
    let saved = SavedQueries::read(config).unwrap_or_default();
    let saved = saved.all().into_iter().map(|own| own.name.to_owned());
    let mut names: Vec<String> = archives
        .iter()
        .flat_map(|own| own.archive.watches())
        .map(|own| own.name.clone())
        .collect();
    names.extend(saved);
    names.sort_unstable();
    names.dedup();
    Ok(found.with_names(names))
}

/// The records that are in the index and have a note: something was left out or guessed.
fn noted(archive: &OpenArchive) -> Result<Files, IndexError> {
    let catalog = archive.generation.catalog()?;
    let entries = catalog.into_entries().into_iter();
    let noted = entries.filter(|entry| entry.articles > 0 && !entry.problems.is_empty());
    let listed = noted.map(|entry| {
        let records = entry.problems.iter().map(|problem| problem.ordinal);
        let records: Option<_> = records.collect();
        FileRecords {
            path: entry.path,
            records: records.filter(|_| entry.more_problems == 0),
        }
    });
    Ok(Files::Listed(listed.collect()))
}
